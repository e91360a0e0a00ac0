// vm_build.cc - displays, unpacking, formatting, functions, with and await: the
// slow roads of the instructions that make things.

#include <algorithm>
#include <string>

#include "base/status.h"
#include "python/bytes.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {

// --- unpacking --------------------------------------------------------------

namespace {

bool cannot_unpack(Fiber& fiber, Value source) {
  const Slots* slots = type_of(source)->slots;
  if (slots->iter == nullptr && slots->getitem == nullptr &&
      exception_matches(fiber, types().TypeError)) {
    clear_exception(fiber);
    raise_type_error(fiber, "cannot unpack non-iterable %s object",
                     type_name(source));
  }
  return false;
}

}  // namespace

// The right number of items, or ValueError. `all`: how many there are, as far
// as they were counted.
static bool check_unpacked(Fiber& fiber, uint32_t count, size_t all) {
  if (all > count) {
    raise_value_error(fiber, "too many values to unpack (expected %u)", count);
  } else if (all < count) {
    raise_value_error(fiber, "not enough values to unpack (expected %u, got "
                      "%zu)", count, all);
  }
  return all == count;
}

bool unpack(Fiber& fiber, Value source, uint32_t count, Value* out) {
  const auto iter = type_of(source)->slots->iter;
  const Value* row = nullptr;
  size_t size = 0;
  if (iter == types().list->slots->iter) {
    row = source.as<List>()->items;
    size = source.as<List>()->size;
  } else if (iter == types().tuple->slots->iter) {
    row = source.as<Tuple>()->items;
    size = source.as<Tuple>()->size;
  } else {
    Iteration it(fiber, source);
    if (it.failed()) return cannot_unpack(fiber, source);
    Value item, few[4];
    if (count <= std::size(few)) {  // which the collector sees on the stack
      uint32_t got = 0;
      for (; got <= count && it.next(&item); ++got)
        if (got < count) few[got] = item;
      if (it.failed() || !check_unpacked(fiber, count, got)) return false;
      std::copy_n(few, count, out);
      return true;
    }
    GcVector items(fiber);
    while (items.size() <= count && it.next(&item)) items.push(item);
    if (it.failed()) return false;
    if (!check_unpacked(fiber, count, items.size())) return false;
    std::copy_n(items.data(), count, out);
    return true;
  }
  if (!check_unpacked(fiber, count, size)) return false;
  std::copy_n(row, count, out);
  return true;
}

bool unpack_star(Fiber& fiber, Value source, uint32_t before, uint32_t after,
                 Value* out) {
  List* all = list_from(fiber, source);
  if (all == nullptr) return cannot_unpack(fiber, source);
  if (all->size < before + after) {
    raise_value_error(fiber,
                      "not enough values to unpack (expected at least %u, got "
                      "%u)", before + after, all->size);
    return false;
  }
  const uint32_t middle = all->size - before - after;
  List* rest = make_list(fiber, all->items + before, middle);
  keep_alive(all);  // its items are outside the heap
  if (rest == nullptr) return false;
  for (uint32_t i = 0; i < before; ++i) out[i] = all->items[i];
  out[before] = Value::from_object(rest);
  for (uint32_t i = 0; i < after; ++i)
    out[before + 1 + i] = all->items[before + middle + i];
  return true;
}

// --- displays ---------------------------------------------------------------

Value build_dict(Fiber& fiber, const Value* pairs, uint32_t count) {
  Dict* const dict = make_dict(fiber, pairs, count);
  return dict != nullptr ? Value::from_object(dict) : Value::error();
}

Value build_set(Fiber& fiber, const Value* items, uint32_t count) {
  Set* const set = make_set(fiber, items, count);
  return set != nullptr ? Value::from_object(set) : Value::error();
}

namespace {

// A bound of a slice, from 0 to `length`; false when it takes more than that.
bool clamp_bound(Value bound, uint32_t length, uint32_t absent, uint32_t* at) {
  if (bound.is_none()) {
    *at = absent;
    return true;
  }
  if (!bound.is_int()) return false;
  int64_t i = bound.as_int();
  if (i < 0) i = i + length < 0 ? 0 : i + length;
  *at = i > length ? length : static_cast<uint32_t>(i);
  return true;
}

}  // namespace

Value quick_slice(Fiber& fiber, Value sequence, Value start, Value stop) {
  if (!sequence.is_object()) return Value();
  const Shape* const shape = sequence.object()->shape;
  const Types& t = types();
  uint32_t length;
  if (shape == t.list->root_shape) {
    length = sequence.as<List>()->size;
  } else if (shape == t.str->root_shape) {
    length = sequence.as<Str>()->char_count;
  } else if (shape == t.tuple->root_shape) {
    length = sequence.as<Tuple>()->size;
  } else if (shape == t.bytes->root_shape &&
             sequence.as<Bytes>()->size <= INT32_MAX) {
    length = static_cast<uint32_t>(sequence.as<Bytes>()->size);
  } else if (shape == t.bytearray->root_shape &&
             sequence.as<ByteArray>()->size <= INT32_MAX) {
    length = static_cast<uint32_t>(sequence.as<ByteArray>()->size);
  } else {
    return Value();
  }
  uint32_t from, to;
  if (!clamp_bound(start, length, 0, &from) ||
      !clamp_bound(stop, length, length, &to))
    return Value();
  if (to < from) to = from;
  const uint32_t count = to - from;
  if (shape == t.str->root_shape)
    return str_slice(fiber, sequence.as<Str>(), from, to);
  Object* part;
  if (shape == t.list->root_shape) {
    part = make_list(fiber, sequence.as<List>()->items + from, count);
  } else if (shape == t.bytes->root_shape) {
    if (count == length) return sequence;
    part = make_bytes(fiber, sequence.as<Bytes>()->view().substr(from, count));
  } else if (shape == t.bytearray->root_shape) {
    part = make_bytearray(fiber,
                          sequence.as<ByteArray>()->view().substr(from, count));
  } else {
    if (count == length) return sequence;
    part = make_tuple(fiber, sequence.as<Tuple>()->items + from, count);
  }
  return part != nullptr ? Value::from_object(part) : Value::error();
}

Value build_string(Fiber& fiber, const Value* parts, uint32_t count) {
  size_t bytes = 0;
  size_t chars = 0;
  for (uint32_t i = 0; i < count; ++i) {
    bytes += parts[i].as<Str>()->byte_count;
    chars += parts[i].as<Str>()->char_count;
  }
  Str* const result = make_str_to_fill(fiber, bytes, chars);
  if (result == nullptr) return Value::error();
  char* out = result->bytes;
  for (uint32_t i = 0; i < count; ++i) {
    const std::string_view part = parts[i].as<Str>()->view();
    if (!part.empty()) memcpy(out, part.data(), part.size());
    out += part.size();
  }
  return Value::from_object(result);
}

bool display_extend(Fiber& fiber, Value list, Value iterable) {
  if (list_extend(fiber, list.as<List>(), iterable)) return true;
  const Slots* slots = type_of(iterable)->slots;
  if (slots->iter == nullptr && slots->getitem == nullptr &&
      exception_matches(fiber, types().TypeError)) {
    clear_exception(fiber);
    raise_type_error(fiber, "Value after * must be an iterable, not %s",
                     type_name(iterable));
  }
  return false;
}

bool display_update(Fiber& fiber, Value dict, Value other) {
  if (!is_kind(other, Kind::kDict)) {
    const Value keys = find_attr(fiber, other, names().keys);
    if (keys.is_error()) return false;
    if (keys.is_undefined()) {
      raise_type_error(fiber, "'%s' object is not a mapping",
                       type_name(other));
      return false;
    }
  }
  return dict_update(fiber, dict.as<Dict>(), other);
}

Value merge_keywords(Fiber& fiber, Value dict, Value other, Value function) {
  if (!is_kind(other, Kind::kDict) || !is_walked_as(other, types().dict)) {
    const Value keys = find_attr(fiber, other, names().keys);
    if (keys.is_error()) return keys;
    if (keys.is_undefined())
      return raise_type_error(
          fiber, "%s argument after ** must be a mapping, not %s",
          callable_text(fiber, function).c_str(), type_name(other));
    Dict* copy = make_dict(fiber);
    if (!dict_update(fiber, copy, other)) return Value::error();
    other = Value::from_object(copy);
  }
  if (dict.is_undefined()) return other;  // spread_arguments() looks at names
  Dict* into = dict.as<Dict>();
  uint32_t at = 0;
  Value key, value;
  while (dict_next(other.as<Dict>(), &at, &key, &value)) {
    if (!is_kind(key, Kind::kStr))
      return raise_type_error(fiber, "keywords must be strings");
    const Value known = dict_find(fiber, into, key);
    if (known.is_error()) return known;
    if (!known.is_undefined())
      return raise_type_error(
          fiber, "%s got multiple values for keyword argument '%s'",
          callable_text(fiber, function).c_str(),
          std::string(key.as<Str>()->view()).c_str());
    if (!dict_set(fiber, into, key, value)) return Value::error();
  }
  return dict;
}

Value format_operand(Fiber& fiber, Value value, Value spec, uint8_t flags) {
  switch (flags & 3) {
    case 1: value = to_str(fiber, value); break;
    case 2: value = to_repr(fiber, value); break;
    case 3: value = to_ascii(fiber, value); break;
    default: break;
  }
  if (value.is_error()) return value;
  return format_value(fiber, value,
                      spec.is_undefined() ? nullptr : spec.as<Str>());
}

Value make_function_object(Fiber& fiber, const Frame* frame, Code* code,
                           const Value* parts, uint8_t which) {
  Function* function = make_function(fiber, code, frame->globals);
  function->builtins =
      code->is_era() == frame->code->is_era() ? frame->builtins
                                              : function->builtins;
  uint32_t part = 0;
  if ((which & 1) != 0) function->defaults = parts[part++].as<Tuple>();
  if ((which & 2) != 0) function->keyword_defaults = parts[part++].as<Dict>();
  if ((which & 4) != 0) function->annotations = parts[part++].as<Dict>();
  if ((which & 8) != 0) function->closure = parts[part++].as<Tuple>();
  return Value::from_object(function);
}

// Runs a class body in `space`; what it returns is its __classcell__ or None.
Value run_class_body(Fiber& fiber, Function* body, Value space) {
  Frame* frame = push_frame(fiber, body->code, body, body->globals,
                            body->builtins, space);
  if (frame == nullptr) return Value::error();
  if (body->closure != nullptr) copy_closure(body, frame->registers);
  frame->flags |= kFrameEntry;
  const Value cell = run(fiber);
  if (is_kind(cell, Kind::kCell) && is_kind(space, Kind::kDict))
    dict_set_name(fiber, space.as<Dict>(), names().dunder_classcell, cell);
  return cell;
}

// --- with -------------------------------------------------------------------

bool enter_with(Fiber& fiber, Value manager, bool is_async, Value* out) {
  Type* type = type_of(manager);
  Str* enter_name =
      is_async ? names().dunder_aenter : names().dunder_enter;
  Str* exit_name = is_async ? names().dunder_aexit : names().dunder_exit;
  const Value enter = type_lookup(type, enter_name);
  const Value exit = type_lookup(type, exit_name);
  if (enter.is_undefined() || exit.is_undefined()) {
    raise_type_error(
        fiber, "'%s' object does not support the %scontext manager protocol%s",
        type_name(manager), is_async ? "asynchronous " : "",
        !enter.is_undefined()
            ? (is_async ? " (missed __aexit__ method)"
                        : " (missed __exit__ method)")
            : "");
    return false;
  }
  const Value bound = bind_descriptor(fiber, exit, manager, type);
  if (bound.is_error()) return false;
  const Value entered = call_special(fiber, manager, enter_name);
  if (entered.is_error()) return false;
  out[0] = bound;
  out[1] = entered;
  return true;
}

Value exit_with(Fiber& fiber, Value exit, Value exception) {
  const Value none = Value::none();
  if (exception.is_undefined()) return call(fiber, exit, {none, none, none});
  Value traceback = none;
  if (const Exception* object = cast<Exception>(exception))
    traceback = object->traceback.is_undefined() ? none : object->traceback;
  return call(fiber, exit,
              {Value::from_object(type_of(exception)), exception, traceback});
}

// --- await ------------------------------------------------------------------

Value get_awaitable(Fiber& fiber, Value value, uint8_t where) {
  if (is_kind(value, Kind::kCoroutine)) {
    if (!generator_delegates(value.as<Generator>())) return value;
    return raise(fiber, types().RuntimeError,
                 "coroutine is being awaited already");
  }
  if (const Generator* generator = cast<Generator>(value)) {
    // types.coroutine marks generators that may be awaited.
    if ((generator->frame.code->code_flags & kCodeIterableCoroutine) != 0)
      return value;
  }
  const auto slot = type_of(value)->slots->await;
  if (slot == nullptr) {
    if (where == 1 || where == 2)
      return raise_type_error(
          fiber, "'async with' received an object from %s that does not "
          "implement __await__: %s", where == 1 ? "__aenter__" : "__aexit__",
          type_name(value));
    return raise_type_error(fiber,
                            "object %s can't be used in 'await' expression",
                            type_name(value));
  }
  const Value iterator = slot(fiber, value);
  if (iterator.is_error()) return iterator;
  if (is_kind(iterator, Kind::kCoroutine))
    return raise_type_error(fiber, "__await__() returned a coroutine");
  if (type_of(iterator)->slots->next == nullptr)
    return raise_type_error(
        fiber, "__await__() returned non-iterator of type '%s'",
        type_name(iterator));
  return iterator;
}

Value get_delegate(Fiber& fiber, Value source) {
  if (!is_kind(source, Kind::kCoroutine)) return get_iter(fiber, source);
  if ((fiber.frame->code->code_flags & kCodeIterableCoroutine) != 0)
    return source;
  return raise_type_error(fiber, "cannot 'yield from' a coroutine object in a "
                                 "non-coroutine generator");
}

Value get_async_next(Fiber& fiber, Value iterator) {
  const auto slot = type_of(iterator)->slots->anext;
  if (slot == nullptr)
    return raise_type_error(
        fiber,
        "'async for' received an object from __aiter__ that does not "
        "implement __anext__: %s",
        type_name(iterator));
  const Value awaitable = slot(fiber, iterator);
  if (awaitable.is_error()) return awaitable;
  const Value result = get_awaitable(fiber, awaitable, 0);
  if (!result.is_error()) return result;
  const Value cause = take_exception(fiber);
  raise_type_error(fiber,
                   "'async for' received an invalid object from __anext__: %s",
                   type_name(awaitable));
  set_cause(fiber, fiber.exception, cause);
  return Value::error();
}

}  // namespace mt::python
