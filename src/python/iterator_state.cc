// iterator_state.cc - what iterators are copied and pickled as.

#include <algorithm>

#include "python/container.h"
#include "python/iterators.h"

namespace mt::python {

Value reduction(Fiber& fiber, Value callable, Tuple* arguments, Value state) {
  if (arguments == nullptr) return Value::error();
  const Value parts[] = {callable, Value::from_object(arguments), state};
  Tuple* const made = make_tuple(fiber, parts, state.is_undefined() ? 2 : 3);
  return made == nullptr ? Value::error() : Value::from_object(made);
}

Value reduction(Fiber& fiber, Value callable,
                std::initializer_list<Value> arguments, Value state) {
  return reduction(fiber, callable,
                   make_tuple(fiber, arguments.begin(), arguments.size()),
                   state);
}

Value iter_reduction(Fiber& fiber, Value source, Value state) {
  const Value iter =
      dict_find_name(fiber.runtime.builtins, intern(fiber, "iter"));
  if (!source.is_undefined()) return reduction(fiber, iter, {source}, state);
  return reduction(fiber, iter, {Value::from_object(empty_tuple(fiber))});
}

Value rest_reduction(Fiber& fiber, Value copy) {
  List* const rest = list_from(fiber, copy);
  return rest == nullptr ? Value::error()
                         : iter_reduction(fiber, Value::from_object(rest));
}

bool state_index(Fiber& fiber, Value state, int64_t least, int64_t most,
                 int64_t* index) {
  if (!index_of(fiber, state, index)) return false;
  *index = std::max(least, std::min(*index, most));
  return true;
}

}  // namespace mt::python
