// tracer.cc - lines and exceptions, for sys.settrace().

#include "python/tracer.h"

#include "python/code_object.h"
#include "python/exception.h"
#include "python/list.h"
#include "python/profiler.h"
#include "python/runtime.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {

uint32_t g_tracers = 0;

void set_tracer(Fiber& fiber, Value tracer) {
  // The dispatch loop listens while there is a watcher.
  const bool had = !fiber.tracer.is_undefined();
  const bool has = !tracer.is_undefined();
  if (had && !has && --g_tracers == 0) retarget_dispatch(fiber);
  set_watcher(fiber, &fiber.tracer, tracer);
  if (has && !had && ++g_tracers == 1) retarget_dispatch(fiber);
}

bool trace_event(Fiber& fiber, const char* event, Value argument) {
  if (!fiber.profiling || fiber.tracer.is_undefined()) return true;
  Value watcher = fiber.tracer;
  FrameObject* object = static_cast<FrameObject*>(fiber.frame->frame_object);
  if (event[0] != 'c') {  // "call"
    if (object == nullptr || object->trace.is_undefined()) return true;
    watcher = object->trace;
  }
  const Value answer = ask_watcher(fiber, watcher, event, argument);
  object = static_cast<FrameObject*>(fiber.frame->frame_object);
  if (answer.is_error()) {
    set_tracer(fiber, Value());
    if (object != nullptr) store(fiber.heap, &object->trace, Value());
    return false;
  }
  if (!answer.is_none()) store(fiber.heap, &object->trace, answer);
  return true;
}

namespace {

bool tell_line(Fiber& fiber, FrameObject* object, uint32_t line) {
  object->traced_line = line;
  return object->skips_lines || trace_event(fiber, "line", Value::none());
}

}  // namespace

bool trace_line_slowly(Fiber& fiber, FrameObject* object) {
  Frame* const frame = fiber.frame;
  const Code* const code = frame->code;
  const uint32_t at =
      static_cast<uint32_t>(frame->pc - code->instructions) - 1;
  const uint32_t before = object->traced;
  if (at + 1 == before) return true;  // YieldFrom, once more
  const Instruction* const pc = frame->pc;
  object->traced = at + 1;
  const Instruction& ins = code->instructions[at];
  // Around the body, and on no line of it.
  if (ins.op == Op::kMakeCell ||
      (ins.op == Op::kIntrinsic &&
       ins.d == static_cast<uint8_t>(IntrinsicId::kStopIterationToRuntime)))
    return true;
  PositionReader reader(code);
  PositionRow row{};
  uint32_t line = 0;
  bool begins = false;  // a row read before begins here, too
  while (reader.next(&row) && row.start <= at) {
    if (begins && line != 0 && line != object->traced_line) {
      if (!tell_line(fiber, object, line)) return false;
      if (frame->pc != pc) return true;
    }
    line = row.line;
    begins = row.start == at;
  }
  if (line == 0) return true;  // the compiler's own
  bool is_told = line != object->traced_line || at + 1 < before;
  if (ins.op == Op::kLoopBack || ins.op == Op::kLoopFor) {
    const uint32_t target =
        static_cast<uint32_t>(static_cast<int32_t>(at) + 1 + ins.bc());
    const std::optional<PositionRow> head = position_of(code, target);
    if (head && head->line == line) {
      // The head of the loop is told, and once: LoopFor goes there by itself.
      if (ins.op == Op::kLoopBack) return true;
      is_told = true;
      object->traced = target + 1;
    }
  }
  return !is_told || tell_line(fiber, object, line);
}

void trace_exception(Fiber& fiber) {
  const FrameObject* const object =
      static_cast<FrameObject*>(fiber.frame->frame_object);
  if (object == nullptr || object->trace.is_undefined()) return;
  const Value raised = take_exception(fiber);
  Tuple* const about = make_tuple(fiber, 3);
  if (about == nullptr) return;
  Value* const items = about->items;
  items[0] = Value::from_object(type_of(raised));
  items[1] = raised;
  const Value traceback = raised.as<Exception>()->traceback;
  items[2] = traceback.is_undefined() ? Value::none() : traceback;
  if (trace_event(fiber, "exception", Value::from_object(about)))
    fiber.exception = raised;
}

}  // namespace mt::python
