// callers.cc - who called, as Failure.stack has it: names and numbers.
//
// A frame object for each would keep its variables, and cost more than all the
// rest of a Failure.

#include "python/code_object.h"
#include "python/exception.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "twisted/deferred.h"
#include "twisted/engine.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

Value row_of(Fiber& fiber, const Frame* frame) {
  const Code* const code = frame->code;
  const ptrdiff_t next = frame->pc - code->instructions;
  const std::optional<PositionRow> row =
      position_of(code, static_cast<uint32_t>(next > 0 ? next - 1 : 0));
  const Value none = Value::from_object(rt().empty_tuple);
  const Value items[] = {
      Value::from_object(code->name), Value::from_object(code->unit->filename),
      Value::from_int(row ? row->line : code->first_line), none, none};
  return object_or_error(make_tuple(fiber, items, 5));
}

}  // namespace

// callers(traceback, is_caught): the frames that led to whoever made the
// Failure, outermost first. Those below the one that the traceback begins in
// are left out, if it runs still, and itself as well if it caught the
// exception.
Value callers(Fiber& fiber, Value, Args args) {
  const Traceback* const traceback = cast<Traceback>(args[0]);
  const int is_caught = truth(fiber, args[1]);
  if (is_caught < 0) return Value::error();
  const Frame* const maker = fiber.frame;  // Failure.__init__
  const Frame* from = maker;
  if (traceback != nullptr) {
    while (from != nullptr && from->code != traceback->code)
      from = from->previous;
  }
  if (from == nullptr || from == maker) {
    from = maker == nullptr ? nullptr : maker->previous;
  } else if (is_caught != 0) {
    from = from->previous;
  }
  GcVector rows(fiber);
  // Who runs the reactor has no part in what it calls.
  const Code* const loop = engine().loop_code();
  for (; from != nullptr && from->code != loop; from = from->previous) {
    const Value row = row_of(fiber, from);
    if (row.is_error()) return row;
    rows.push(row);
  }
  List* const list = make_list(fiber, rows.size());
  if (list == nullptr) return Value::error();
  while (!rows.empty()) {
    if (!list_append(fiber, list, rows.pop())) return Value::error();
  }
  return Value::from_object(list);
}

}  // namespace mt::twisted
