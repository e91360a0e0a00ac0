// traceback.cc - the trail an exception leaves on its way up.

#include <string.h>

#include "base/last_memory.h"
#include "python/dict.h"
#include "python/exception_internal.h"
#include "python/frame.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/vm.h"

namespace mt::python {

namespace {

Traceback* as_traceback(Value value) { return value.as<Traceback>(); }

void trace_traceback(Object* self, Tracer& tracer) {
  const Traceback* const entry = static_cast<Traceback*>(self);
  tracer.visit(entry->next);
  tracer.visit(entry->code);
  tracer.visit(entry->globals);
  tracer.visit(entry->frame);
  tracer.visit(entry->locals, entry->aux);
}
// Small objects can always be made, in want of memory too.
constexpr uint32_t kMaxVariables = 200;
uint32_t variable_count(const Code* code) {
  if ((code->code_flags & kCodeFunction) == 0) return 1;
  const uint32_t count = uint32_t{code->local_count} + code->free_count;
  return count <= kMaxVariables ? count : 0;
}
constexpr size_t kHeaderBytes = sizeof(Traceback) - sizeof(Value);
size_t extent_traceback(const Object* self) {
  return kHeaderBytes + self->aux * sizeof(Value);
}
const Layout kTracebackLayout = {Kind::kTraceback, "traceback", kHeaderBytes,
                                 trace_traceback, nullptr, extent_traceback};

Value next_get(Fiber&, Value self) {
  Traceback* const next = as_traceback(self)->next;
  return next == nullptr ? Value::none() : Value::from_object(next);
}
bool next_set(Fiber& fiber, Value self, Value value) {
  if (value.is_undefined()) {
    raise_type_error(fiber, "can't delete tb_next attribute");
    return false;
  }
  Traceback* const next = cast<Traceback>(value);
  if (next == nullptr && !value.is_none()) {
    raise_type_error(fiber, "expected traceback object or None, got '%s'",
                     type_name(value));
    return false;
  }
  for (const Traceback* t = next; t != nullptr; t = t->next) {
    if (t != as_traceback(self)) continue;
    raise_value_error(fiber, "traceback loop detected");
    return false;
  }
  store(fiber.heap, &as_traceback(self)->next, next);
  return true;
}
Value frame_get(Fiber& fiber, Value self) {
  Traceback* const entry = as_traceback(self);
  if (entry->frame == nullptr) {
    // The frame itself may be gone.
    Frame past{};
    past.code = entry->code;
    past.globals = entry->globals;
    Value locals;
    if (entry->aux == 0) {  // there are none, or too many
      locals = Value::from_object(make_dict(fiber));
    } else {
      if ((entry->code->code_flags & kCodeFunction) != 0) {
        past.registers = entry->locals;
      } else {
        past.names = entry->locals[0];
      }
      locals = frame_locals(fiber, &past);
    }
    if (locals.is_error()) return locals;
    FrameObject* const frame = make<FrameObject>(fiber, types().frame);
    frame->code = entry->code;
    frame->globals = entry->globals;
    frame->builtins = rt().builtins;
    frame->instruction = entry->instruction;
    frame->locals = locals;
    store(fiber.heap, &entry->frame, frame);
  }
  return Value::from_object(entry->frame);
}
Value line_get(Fiber&, Value self) {
  const Traceback* const entry = as_traceback(self);
  return Value::from_int(line_of(entry->code, entry->instruction));
}
Value last_get(Fiber&, Value self) {
  return Value::from_int(int64_t{as_traceback(self)->instruction} * 2);
}

const GetSetDef kTracebackGetSets[] = {{"tb_next", next_get, next_set},
                                       {"tb_frame", frame_get},
                                       {"tb_lineno", line_get},
                                       {"tb_lasti", last_get},
                                       {}};
constexpr TypeDef kTracebackType = {
    "traceback",       &kTracebackLayout, nullptr, nullptr,
    kTracebackGetSets, kTypeFinal | kTypeNotCreatable};

}  // namespace

uint32_t line_of(const Code* code, uint32_t instruction) {
  const std::optional<PositionRow> row = position_of(code, instruction);
  return row && row->line != 0 ? row->line : code->first_line;
}

void add_traceback(Fiber& fiber, Value exception, const Frame* frame) {
  Exception* const e = cast<Exception>(exception);
  if (e == nullptr || frame == nullptr) return;
  // An entry for each of a hundred thousand frames, with what they hold, is no
  // way out of this: the innermost is there.
  if (is_last_memory_gone() && e->traceback.is_object()) return;
  const Code* const code = frame->code;
  const uint32_t count = variable_count(code);
  Traceback* const entry = static_cast<Traceback*>(fiber.heap.allocate(
      kHeaderBytes + count * sizeof(Value), types().traceback->root_shape,
      Kind::kTraceback));
  entry->aux = count;
  if ((code->code_flags & kCodeFunction) != 0) {
    memcpy(static_cast<void*>(entry->locals), frame->registers,
           count * sizeof(Value));
  } else {
    entry->locals[0] = frame->names;
  }
  entry->next = cast<Traceback>(e->traceback);
  entry->code = frame->code;
  const auto at = frame->pc - frame->code->instructions;
  entry->instruction = at > 0 ? static_cast<uint32_t>(at - 1) : 0;
  entry->globals = frame->globals;
  store(fiber.heap, &e->traceback, Value::from_object(entry));
}

void init_traceback(Fiber& fiber) {
  types().traceback = native_type(fiber, kTracebackType);
}

}  // namespace mt::python
