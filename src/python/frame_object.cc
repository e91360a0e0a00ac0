// frame_object.cc - pictures of frames, and what a frame's names are.

#include "python/frame_object.h"

#include "base/status.h"
#include "python/dict.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

namespace {

FrameObject* as_frame(Value value) { return value.as<FrameObject>(); }

void trace_frame(Object* self, Tracer& tracer) {
  const FrameObject* const frame = static_cast<FrameObject*>(self);
  tracer.visit(frame->code);
  tracer.visit(frame->globals);
  tracer.visit(frame->builtins);
  tracer.visit(frame->locals);
  tracer.visit(frame->back);
}
const Layout kFrameLayout = {Kind::kFrame, "frame", sizeof(FrameObject),
                             trace_frame, nullptr, nullptr};

Value frame_repr(Fiber& fiber, Value self) {
  const FrameObject* const frame = as_frame(self);
  return str_value(
      fiber, format("<frame at %p, file '%s', line %u, code %s>",
                    static_cast<const void*>(frame),
                    std::string(frame->code->unit->filename->view()).c_str(),
                    line_of(frame->code, frame->instruction),
                    std::string(frame->code->name->view()).c_str()));
}

Value code_get(Fiber&, Value self) {
  return Value::from_object(as_frame(self)->code);
}
Value globals_get(Fiber&, Value self) {
  return Value::from_object(as_frame(self)->globals);
}
Value builtins_get(Fiber&, Value self) {
  return Value::from_object(as_frame(self)->builtins);
}
Value locals_get(Fiber&, Value self) { return as_frame(self)->locals; }
Value back_get(Fiber&, Value self) {
  Object* const back = as_frame(self)->back;
  return back == nullptr ? Value::none() : Value::from_object(back);
}
Value line_get(Fiber&, Value self) {
  const FrameObject* const frame = as_frame(self);
  return Value::from_int(line_of(frame->code, frame->instruction));
}
Value last_get(Fiber&, Value self) {
  return Value::from_int(int64_t{as_frame(self)->instruction} * 2);
}
Value trace_get(Fiber&, Value) { return Value::none(); }

Value frame_clear(Fiber&, Value, Args) { return Value::none(); }

const GetSetDef kFrameGetSets[] = {
    {"f_code", code_get},       {"f_globals", globals_get},
    {"f_builtins", builtins_get}, {"f_locals", locals_get},
    {"f_back", back_get},       {"f_lineno", line_get},
    {"f_lasti", last_get},      {"f_trace", trace_get},
    {}};
const MethodDef kFrameMethods[] = {
    {"clear", frame_clear, 0, 0, 0,
     "F.clear(): clear most references held by the frame"},
    {}};

constexpr Slots make_frame_slots() {
  Slots s{};
  s.repr = frame_repr;
  return s;
}
constexpr Slots kFrameSlots = make_frame_slots();
constexpr TypeDef kFrameType = {"frame",       &kFrameLayout, &kFrameSlots,
                                kFrameMethods, kFrameGetSets,
                                kTypeFinal | kTypeNotCreatable};

FrameObject* new_frame(Fiber& fiber, Code* code, Dict* globals,
                       uint32_t instruction) {
  FrameObject* const frame = make<FrameObject>(fiber, types().frame);
  frame->code = code;
  frame->globals = globals;
  frame->builtins = rt().builtins;
  frame->instruction = instruction;
  frame->locals = Value::none();
  return frame;
}

// Hidden registers have no name, those of comprehensions one like ".0".
bool is_visible(const Str* name) {
  return name->byte_count > 0 && name->data[0] != '.';
}

}  // namespace

uint32_t line_of(const Code* code, uint32_t instruction) {
  const PositionRow* const row = position_of(code, instruction);
  return row != nullptr && row->line != 0 ? row->line : code->first_line;
}

Value frame_locals(Fiber& fiber, const Frame* frame) {
  const Code* const code = frame->code;
  if ((code->code_flags & kCodeFunction) == 0) return frame->names;
  Dict* const dict = make_dict(fiber);
  if (dict == nullptr) return Value::error();
  const auto put = [&](Value name, Value value) {
    Str* const text = cast<Str>(name);
    if (text == nullptr || !is_visible(text)) return;
    if (const Cell* cell = cast<Cell>(value)) value = cell->value;
    if (!value.is_undefined()) {
      dict_set_name(fiber, dict, intern(fiber, text), value);
    }
  };
  for (uint32_t i = 0; i < code->local_count; ++i) {
    put(code->local_names->items[i], frame->registers[i]);
  }
  for (uint32_t i = 0; i < code->free_count; ++i) {
    put(code->free_names->items[i], frame->registers[code->local_count + i]);
  }
  return Value::from_object(dict);
}

Value make_frame_object(Fiber& fiber, const Frame* frame) {
  FrameObject* first = nullptr;
  FrameObject* last = nullptr;
  for (; frame != nullptr; frame = frame->previous) {
    FrameObject* const picture = new_frame(fiber, frame->code, frame->globals,
                                           frame_instruction(frame));
    picture->builtins = frame->builtins;
    picture->locals = frame_locals(fiber, frame);
    if (picture->locals.is_error()) return Value::error();
    if (last != nullptr) last->back = picture;
    if (first == nullptr) first = picture;
    last = picture;
  }
  return first == nullptr ? Value::none() : Value::from_object(first);
}

Value make_frame_object(Fiber& fiber, Code* code, Dict* globals,
                        uint32_t instruction) {
  FrameObject* const frame = new_frame(fiber, code, globals, instruction);
  // A module's names outlive its frame.
  if ((code->code_flags & (kCodeFunction | kCodeClassBody)) == 0) {
    frame->locals = Value::from_object(globals);
  } else {
    frame->locals = Value::from_object(make_dict(fiber));
  }
  return Value::from_object(frame);
}

void init_frame_object(Fiber& fiber) {
  types().frame = native_type(fiber, kFrameType);
}

}  // namespace mt::python
