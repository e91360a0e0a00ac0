// exception_group.cc - several exceptions raised as one (PEP 654).

#include "base/status.h"
#include "python/exception_internal.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/text.h"

namespace mt::python {

namespace {

bool is_group(Value value) {
  return is_exception(value) && is_a(value, types().BaseExceptionGroup);
}

Tuple* members_of(Value group) {
  return as_exception(group)->fields[kFieldGroupExceptions].as<Tuple>();
}

Value group_create(Fiber& fiber, Type* cls, Args args) {
  if (args.positional() != 2) {
    return raise_type_error(fiber,
                            "BaseExceptionGroup.__new__() takes exactly 2 "
                            "arguments (%u given)", args.positional());
  }
  if (!is_kind(args[0], Kind::kStr)) {
    return raise_type_error(fiber,
                            "BaseExceptionGroup.__new__() argument 1 must be "
                            "str, not %s", given_type(args[0]));
  }
  if (type_of(args[1])->slots->getitem == nullptr ||
      type_of(args[1])->slots->len == nullptr ||
      is_kind(args[1], Kind::kDict)) {
    return raise_type_error(fiber, "second argument (exceptions) must be a "
                                   "sequence");
  }
  Tuple* const members = tuple_from(fiber, args[1]);
  if (members == nullptr) return Value::error();
  if (members->size == 0) {
    return raise_value_error(fiber, "second argument (exceptions) must be a "
                                    "non-empty sequence");
  }
  bool nests_base = false;
  for (uint32_t i = 0; i < members->size; ++i) {
    if (!is_exception(members->items[i])) {
      return raise_value_error(fiber,
                               "Item %u of second argument (exceptions) is "
                               "not an exception", i);
    }
    nests_base |= !is_a(members->items[i], types().Exception);
  }
  if (cls == types().BaseExceptionGroup && !nests_base) {
    cls = types().ExceptionGroup;
  } else if (nests_base && cls == types().ExceptionGroup) {
    return raise_type_error(fiber, "Cannot nest BaseExceptions in an "
                                   "ExceptionGroup");
  } else if (nests_base && is_subtype(cls, types().Exception)) {
    return raise_type_error(fiber, "Cannot nest BaseExceptions in '%s'",
                            cls->name->data());
  }
  const Value self = exception_create(fiber, cls, args);
  if (self.is_error()) return self;
  set_field(fiber, as_exception(self), kFieldGroupMessage, args[0]);
  set_field(fiber, as_exception(self), kFieldGroupExceptions,
            Value::from_object(members));
  return self;
}

Value group_str(Fiber& fiber, Value self) {
  StrBuilder out(fiber);
  if (!out.add_str(as_exception(self)->fields[kFieldGroupMessage])) {
    return Value::error();
  }
  const uint32_t count = members_of(self)->size;
  out.add(format(" (%u sub-exception%s)", count, count == 1 ? "" : "s"));
  return out.finish();
}

// --- taking apart -----------------------------------------------------------

// What split() and subgroup() decide by.
struct Condition {
  Value value;  // or a list of the exceptions wanted, no groups
  bool is_predicate;

  bool prepare(Fiber& fiber, Value given) {
    value = given;
    is_predicate = false;
    if (is_exception_type(given)) return true;
    if (const Tuple* const classes = cast<Tuple>(given)) {
      bool all = true;
      for (uint32_t i = 0; i < classes->size; ++i) {
        all &= is_exception_type(classes->items[i]);
      }
      if (all) return true;
    } else if (is_callable(given) && !is_kind(given, Kind::kType)) {
      is_predicate = true;
      return true;
    }
    raise_type_error(fiber, "expected a function, exception type or tuple of "
                            "exception types");
    return false;
  }

  // 1, 0, -1 raised
  int matches(Fiber& fiber, Value exception) const {
    if (const List* const wanted = cast<List>(value)) {
      for (uint32_t i = 0; i < wanted->size; ++i) {
        if (wanted->items[i] == exception) return 1;
      }
      return 0;
    }
    if (!is_predicate) {
      bool result = false;
      if (!is_instance(fiber, exception, value, &result)) return -1;
      return result;
    }
    const Value answer = call(fiber, value, {exception});
    return answer.is_error() ? -1 : truth(fiber, answer);
  }
};

// A group like `from` with other members, none when there are no members.
Value derive_like(Fiber& fiber, Value from, List* members) {
  if (members->size == 0) return Value::none();
  const Value derived =
      call_method(fiber, from, "derive", {Value::from_object(members)});
  if (derived.is_error()) return derived;
  if (!is_group(derived)) {
    return raise_type_error(fiber, "derive must return an instance of "
                                   "BaseExceptionGroup");
  }
  Exception* const to = as_exception(derived);
  const Exception* const source = as_exception(from);
  store(fiber.heap, &to->traceback, source->traceback);
  store(fiber.heap, &to->context, source->context);
  store(fiber.heap, &to->cause, source->cause);
  to->suppress_context = source->suppress_context;
  const Value notes = find_attr(fiber, from, names().dunder_notes);
  if (notes.is_error()) return notes;
  if (is_kind(notes, Kind::kList)) {
    List* const copy = list_from(fiber, notes);
    if (copy == nullptr || !set_attr(fiber, derived, names().dunder_notes,
                                     Value::from_object(copy))) {
      return Value::error();
    }
  }
  return derived;
}

bool split(Fiber& fiber, Value exception, const Condition& condition,
           Value* matching, Value* rest) {
  RecursionGuard guard(fiber);
  if (!guard.ok()) return false;
  *matching = *rest = Value::none();
  const int whole = condition.matches(fiber, exception);
  if (whole < 0) return false;
  if (whole == 1 || !is_group(exception)) {
    *(whole == 1 ? matching : rest) = exception;
    return true;
  }
  Tuple* const members = members_of(exception);
  List* const in = make_list(fiber);
  List* const out = make_list(fiber);
  if (in == nullptr || out == nullptr) return false;
  for (uint32_t i = 0; i < members->size; ++i) {
    Value some, other;
    if (!split(fiber, members->items[i], condition, &some, &other)) {
      return false;
    }
    if (!some.is_none() && !list_append(fiber, in, some)) return false;
    if (!other.is_none() && !list_append(fiber, out, other)) return false;
  }
  *matching = derive_like(fiber, exception, in);
  if (matching->is_error()) return false;
  *rest = derive_like(fiber, exception, out);
  return !rest->is_error();
}

Value group_split(Fiber& fiber, Value self, Args args) {
  Condition condition{};
  Value parts[2];
  if (!condition.prepare(fiber, args[0]) ||
      !split(fiber, self, condition, &parts[0], &parts[1])) {
    return Value::error();
  }
  Tuple* const pair = make_tuple(fiber, parts, 2);
  return pair == nullptr ? Value::error() : Value::from_object(pair);
}

Value group_subgroup(Fiber& fiber, Value self, Args args) {
  Condition condition{};
  Value matching, rest;
  if (!condition.prepare(fiber, args[0]) ||
      !split(fiber, self, condition, &matching, &rest)) {
    return Value::error();
  }
  return matching;
}

Value group_derive(Fiber& fiber, Value self, Args args) {
  return call(fiber, Value::from_object(types().BaseExceptionGroup),
              {as_exception(self)->fields[kFieldGroupMessage], args[0]});
}

constexpr Slots make_group_slots() {
  Slots s = exception_slots();
  s.create = group_create;
  s.str = group_str;
  return s;
}

}  // namespace

extern const Slots kGroupSlots;
const Slots kGroupSlots = make_group_slots();

const GetSetDef kGroupGetSets[] = {
    {"message", get_exception_field<kFieldGroupMessage>, nullptr,
     "exception message"_doc},
    {"exceptions", get_exception_field<kFieldGroupExceptions>, nullptr,
     "nested exceptions"_doc},
    {}};
const MethodDef kGroupMethods[] = {
    {"derive", group_derive, 1, 1},
    {"split", group_split, 1, 1},
    {"subgroup", group_subgroup, 1, 1},
    {}};

namespace {

bool collect_leaves(Fiber& fiber, Value exception, List* out) {
  if (!is_group(exception)) return list_append(fiber, out, exception);
  RecursionGuard guard(fiber);
  if (!guard.ok()) return false;
  Tuple* const members = members_of(exception);
  for (uint32_t i = 0; i < members->size; ++i) {
    if (!collect_leaves(fiber, members->items[i], out)) return false;
  }
  return true;
}

}  // namespace

bool is_passed_on(Value exception, Value original) {
  const Exception* const one = as_exception(exception);
  const Exception* const other = as_exception(original);
  return one->traceback == other->traceback && one->cause == other->cause &&
         one->context == other->context;
}

Value regroup(Fiber& fiber, Value original, List* parts) {
  if (!is_group(original)) return parts->items[0];
  List* const leaves = make_list(fiber);
  if (leaves == nullptr) return Value::error();
  for (uint32_t i = 0; i < parts->size; ++i) {
    if (!collect_leaves(fiber, parts->items[i], leaves)) return Value::error();
  }
  const Condition condition{Value::from_object(leaves), false};
  Value matching, rest;
  if (!split(fiber, original, condition, &matching, &rest)) {
    return Value::error();
  }
  return matching;
}

}  // namespace mt::python
