// container.cc - what the containers share; see container.h.

#include "python/container.h"

#include "python/list.h"

namespace mt::python {

bool subscript_index(Fiber& fiber, Value key, const char* what,
                     int64_t* index) {
  if (key.is_int()) {
    *index = key.as_int();
    return true;
  }
  if (key.is_bool()) {  // (this, that)[x > y]
    *index = key.is_true();
    return true;
  }
  if (!is_index(key)) {
    raise_type_error(fiber, "%s indices must be integers or slices, not %s",
                     what, type_name(key));
    return false;
  }
  if (index_of(fiber, key, index, false)) return true;
  if (exception_matches(fiber, types().OverflowError)) {
    clear_exception(fiber);
    raise_index_error(fiber, "cannot fit '%s' into an index-sized integer",
                      type_name(key));
  }
  return false;
}

static bool search_bound(Fiber& fiber, Value value, int64_t* bound) {
  if (is_index(value)) return index_of(fiber, value, bound);
  raise_type_error(fiber, "slice indices must be integers or have an "
                          "__index__ method");
  return false;
}

bool search_bounds(Fiber& fiber, Args args, uint32_t first, int64_t length,
                   int64_t* start, int64_t* stop) {
  *start = 0;
  *stop = length;
  if (args.count > first && !search_bound(fiber, args[first], start))
    return false;
  if (args.count > first + 1 && !search_bound(fiber, args[first + 1], stop))
    return false;
  for (int64_t* bound : {start, stop}) {
    if (*bound < 0) *bound += length;
    if (*bound < 0) *bound = 0;
    if (*bound > length) *bound = length;
  }
  return true;
}

bool repeat_count(Fiber& fiber, Value value, int64_t* times, bool* known) {
  *known = value.is_int() || is_index(value);
  if (!*known) return false;
  if (value.is_int()) {
    *times = value.as_int() < 0 ? 0 : value.as_int();
    return true;
  }
  if (!index_of(fiber, value, times, false)) {
    if (exception_matches(fiber, types().OverflowError)) {
      clear_exception(fiber);
      raise_overflow_error(fiber,
                           "cannot fit '%s' into an index-sized integer",
                           type_name(value));
    }
    return false;
  }
  if (*times < 0) *times = 0;
  return true;
}

Value concat_other(Fiber& fiber, const char* what, Value a, Value b,
                   Value (*own)(Fiber&, Value, Value)) {
  const auto other = type_of(b)->slots->operators->binary[kAdd];
  // Those written in Python were asked before (ask_before_sequence).
  if (other != nullptr && other != own &&
      (type_of(b)->type_flags & kTypeNative) != 0) {
    const Value sum = other(fiber, a, b);
    if (!sum.is_not_implemented()) return sum;
  }
  return raise_type_error(fiber, "can only concatenate %s (not \"%s\") to %s",
                          what, type_name(b), what);
}

Args args_of_derived(const Type* cls, const Str* other, Args args) {
  const Value* base = cls->mro->items;
  while ((base->as<Type>()->type_flags & kTypeNative) == 0) ++base;
  return type_lookup(cls, other) == type_lookup(base->as<Type>(), other)
             ? args
             : Args{args.values, args.positional()};
}

bool no_keywords(Fiber& fiber, const char* name, Args args) {
  if (args.count == args.positional()) return true;
  raise_type_error(fiber, "%s() takes no keyword arguments", name);
  return false;
}

bool at_most_one_slow(Fiber& fiber, const char* name, Args args) {
  if (!no_keywords(fiber, name, args)) return false;
  if (args.count <= 1) return true;
  raise_type_error(fiber, "%s expected at most 1 argument, got %u", name,
                   args.count);
  return false;
}

ReprGuard::ReprGuard(Fiber& fiber, const Object* object)
    : fiber_(fiber), object_(object), outer_(fiber.innermost_repr) {
  for (const ReprGuard* g = outer_; g != nullptr; g = g->outer_)
    if (g->object_ == object) circular_ = true;
  fiber.innermost_repr = this;
}

ReprGuard::~ReprGuard() { fiber_.innermost_repr = outer_; }

}  // namespace mt::python
