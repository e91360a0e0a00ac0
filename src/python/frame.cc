// frame.cc - frames as Python code sees them: sys._getframe(), tb_frame,
// locals().
//
// A frame object refers to its running Frame until that is popped; then it
// keeps a copy of the locals, so a debugger may still look at them.

#include "base/status.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/frame.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/init.h"
#include "python/list.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {
namespace {

void trace_frame_object(Object* self, Tracer& tracer) {
  FrameObject* f = static_cast<FrameObject*>(self);
  tracer.visit(f->code);
  tracer.visit(f->globals);
  tracer.visit(f->builtins);
  tracer.visit(f->back);
  tracer.visit(f->locals);
  tracer.visit(f->trace);
  // A generator's frame is a part of it.
  if (f->frame != nullptr) tracer.visit(f->frame->generator);
}
const Layout kFrameLayout = {Kind::kFrame, "frame", sizeof(FrameObject),
                             trace_frame_object, nullptr, nullptr};

Value or_none(const Object* object) {
  return object != nullptr ? Value::from_object(object) : Value::none();
}

Value frame_code(Fiber&, Value self) {
  return or_none(self.as<FrameObject>()->code);
}
Value frame_globals(Fiber&, Value self) {
  return or_none(self.as<FrameObject>()->globals);
}
Value frame_builtins(Fiber&, Value self) {
  return or_none(self.as<FrameObject>()->builtins);
}
Value frame_locals_get(Fiber& fiber, Value self) {
  FrameObject* f = self.as<FrameObject>();
  return f->frame != nullptr ? frame_locals(fiber, f->frame) : f->locals;
}
Value frame_back(Fiber& fiber, Value self) {
  FrameObject* f = self.as<FrameObject>();
  if (f->frame == nullptr) return or_none(f->back);
  return f->frame->previous != nullptr
             ? frame_object(fiber, f->frame->previous)
             : Value::none();
}
uint32_t current_instruction(const FrameObject* f) {
  if (f->frame == nullptr) return f->instruction;
  const ptrdiff_t at = f->frame->pc - f->frame->code->instructions;
  return at > 0 ? static_cast<uint32_t>(at) - 1 : 0;
}
Value frame_line(Fiber& fiber, Value self) {
  const FrameObject* f = self.as<FrameObject>();
  if (f->frame != nullptr && f->frame->pc == f->code->instructions)
    return Value::from_int(f->code->first_line);  // a call has just begun
  const uint32_t at = current_instruction(f);
  if (f->traced == at + 1 && f->traced_line != 0)
    return int_from_i64(fiber, f->traced_line);
  const std::optional<PositionRow> row = position_of(f->code, at);
  return row ? int_from_i64(fiber, row->line) : Value::none();
}
Value frame_trace(Fiber&, Value self) {
  const Value trace = self.as<FrameObject>()->trace;
  return trace.is_undefined() ? Value::none() : trace;
}
bool frame_set_trace(Fiber& fiber, Value self, Value value) {
  FrameObject* const f = self.as<FrameObject>();
  store(fiber.heap, &f->trace, value.is_none() ? Value() : value);
  return true;
}
Value frame_trace_lines(Fiber&, Value self) {
  return Value::from_bool(!self.as<FrameObject>()->skips_lines);
}
bool frame_set_trace_lines(Fiber& fiber, Value self, Value value) {
  if (!value.is_bool()) {
    raise_type_error(fiber, "attribute value type must be bool");
    return false;
  }
  self.as<FrameObject>()->skips_lines = !value.is_true();
  return true;
}
// Instructions are not told of: ours are not those that a tracer knows.
Value frame_trace_opcodes(Fiber&, Value) { return Value::from_bool(false); }
bool frame_set_trace_opcodes(Fiber& fiber, Value, Value value) {
  if (value.is_bool() && !value.is_true()) return true;
  raise(fiber, types().NotImplementedError, "opcodes are not traced");
  return false;
}
Value frame_last(Fiber& fiber, Value self) {
  return int_from_i64(
      fiber, int64_t{current_instruction(self.as<FrameObject>())} * 2);
}
Value frame_repr(Fiber& fiber, Value self) {
  const FrameObject* f = self.as<FrameObject>();
  const std::optional<PositionRow> row =
      position_of(f->code, current_instruction(f));
  return str_value(fiber, format("<frame at %p, file '%s', line %u, code %s>",
                                 static_cast<const void*>(f),
                                 f->code->unit->filename->data(),
                                 row ? row->line : 0,
                                 f->code->name->data()));
}

Value frame_clear(Fiber& fiber, Value self, Args) {
  FrameObject* f = self.as<FrameObject>();
  if (f->frame != nullptr) {
    Generator* const g = f->frame->generator;
    if (g == nullptr || g->state == Generator::State::kRunning) {
      return raise(fiber, types().RuntimeError,
                   "cannot clear an executing frame");
    }
    if (!finish_generator(fiber, g)) report_unraisable(fiber, self);
    if (f->frame != nullptr && g->state == Generator::State::kDone)
      end_generator(fiber, g);
    if (f->frame != nullptr) return Value::none();  // its finalizer wants it
  }
  Dict* const empty = make_dict(fiber);
  if (empty == nullptr) return Value::error();
  store(fiber.heap, &f->locals, Value::from_object(empty));
  return Value::none();
}

const MethodDef kFrameMethods[] = {
    {"clear", frame_clear, 0, 0, 0,
     "F.clear(): clear most references held by the frame"_doc},
    {}};

const GetSetDef kFrameGetSets[] = {
    {"f_code", frame_code},       {"f_globals", frame_globals},
    {"f_builtins", frame_builtins}, {"f_locals", frame_locals_get},
    {"f_back", frame_back},       {"f_lineno", frame_line},
    {"f_lasti", frame_last},      {"f_trace", frame_trace, frame_set_trace},
    {"f_trace_lines", frame_trace_lines, frame_set_trace_lines},
    {"f_trace_opcodes", frame_trace_opcodes, frame_set_trace_opcodes},
    {}};

}  // namespace

Value frame_locals(Fiber& fiber, Frame* frame) {
  const Code* code = frame->code;
  if ((code->code_flags & kCodeFunction) == 0) {
    return frame->names.is_undefined() ? Value::from_object(frame->globals)
                                       : frame->names;
  }
  // A function has names besides its variables after the exec of era code.
  Dict* dict = frame->names.is_undefined()
                   ? make_dict(fiber)
                   : dict_copy(fiber, frame->names.as<Dict>());
  if (dict == nullptr) return Value::error();
  const uint32_t count = uint32_t{code->local_count} + code->free_count;
  for (uint32_t i = 0; i < count; ++i) {
    const Value name = i < code->local_count
                           ? code->local_names->items[i]
                           : code->free_names->items[i - code->local_count];
    Str* text = name.as<Str>();
    if (text->byte_count == 0 || text->data()[0] == '.') continue;
    Value value = frame->registers[i];
    if (const Cell* cell = cast<Cell>(value)) value = cell->value;
    if (!value.is_undefined()) dict_set_name(fiber, dict, text, value);
  }
  return Value::from_object(dict);
}

Value frame_object(Fiber& fiber, Frame* frame) {
  if (frame->frame_object != nullptr)
    return Value::from_object(frame->frame_object);
  FrameObject* object = make<FrameObject>(fiber, types().frame);
  object->code = frame->code;
  object->globals = frame->globals;
  object->builtins = frame->builtins;
  object->frame = frame;
  object->locals = Value::none();
  frame->frame_object = object;
  frame->flags |= kFrameHasObject;
  return Value::from_object(object);
}

void detach_frame_object(Fiber& fiber, Frame* frame) {
  FrameObject* object = static_cast<FrameObject*>(frame->frame_object);
  frame->frame_object = nullptr;
  object->instruction = current_instruction(object);
  store(fiber.heap, &object->locals, frame_locals(fiber, frame));
  if (frame->previous != nullptr) {
    const Value back = frame_object(fiber, frame->previous);
    store(fiber.heap, &object->back, back.object());
  }
  // The object leads to the generator no longer.
  fiber.heap.retire(frame->generator);
  object->frame = nullptr;
}

namespace {

constexpr Slots make_frame_slots() {
  Slots s = closed_slots();
  s.repr = frame_repr;
  return s;
}
constexpr Slots kFrameSlots = make_frame_slots();

}  // namespace

void init_frame(Fiber& fiber) {
  static const TypeDef kFrameDef = {
      "frame",       &kFrameLayout, &kFrameSlots,
      kFrameMethods, kFrameGetSets, kTypeFinal | kTypeNotCreatable};
  types().frame = native_type(fiber, kFrameDef);
}

}  // namespace mt::python
