// vm_intrinsics.cc - what is too rare for an instruction of its own: the
// prompt, era statements, annotations, match statements.

#include <algorithm>

#include "base/status.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {
namespace {

Value sys_stream(Fiber& fiber, Str* name) {
  const Value stream = dict_find_name(rt().sys, name);
  if (stream.is_undefined())
    return raise(fiber, types().RuntimeError, "lost sys.%s", name->data());
  return stream;
}

bool write_text(Fiber& fiber, Value file, Value text) {
  return !call_method(fiber, file, names().write, {text}).is_error();
}

// softspace: whether a blank is owed before the next item (Python 2's manual,
// "The print statement"). Files that cannot hold the attribute do without.
bool soft_space(Fiber& fiber, Value file, bool set) {
  const Value old = find_attr(fiber, file, names().softspace);
  if (old.is_error()) clear_exception(fiber);
  if (!set_attr(fiber, file, names().softspace,
                Value::from_int(set ? 1 : 0)))
    clear_exception(fiber);
  return is_integer(old) && !int_is_zero(old);
}

// print items, to `file` when it is not None.
Value era_print(Fiber& fiber, const Value* args, uint32_t count) {
  Value file = args[0];
  if (file.is_none()) {
    file = sys_stream(fiber, names().stdout_);
    if (file.is_error()) return file;
    if (file.is_none()) return Value::none();
  }
  const bool newline = args[1].is_true();
  for (uint32_t i = 2; i < count; ++i) {
    if (soft_space(fiber, file, false) &&
        !write_text(fiber, file, str_value(fiber, " ")))
      return Value::error();
    const Value text = to_str(fiber, args[i]);
    if (text.is_error() || !write_text(fiber, file, text))
      return Value::error();
    // No blank is owed after text that ends its line.
    const std::string_view view = text.as<Str>()->view();
    const bool ends_line = !view.empty() && (view.back() == '\n' ||
                                             view.back() == '\t');
    soft_space(fiber, file, !ends_line);
  }
  if (newline) {
    if (!write_text(fiber, file, str_value(fiber, "\n"))) return Value::error();
    soft_space(fiber, file, false);
  }
  return Value::none();
}

// What a bare exec did to the locals of a function: variables go back to their
// registers, new names to the frame's namespace, where LoadName finds them.
void take_back_locals(Fiber& fiber, Frame* frame, Dict* locals) {
  const Code* code = frame->code;
  const uint32_t count = uint32_t{code->local_count} + code->free_count;
  for (uint32_t i = 0; i < count; ++i) {
    const Value name = i < code->local_count
                           ? code->local_names->items[i]
                           : code->free_names->items[i - code->local_count];
    const Value value = dict_find_name(locals, name.as<Str>());
    if (value.is_undefined()) continue;
    if (Cell* cell = cast<Cell>(frame->registers[i])) {
      store(fiber.heap, &cell->value, value);
    } else {
      frame->registers[i] = value;
    }
    dict_remove_name(fiber, locals, name.as<Str>());
  }
  frame->names = Value::from_object(locals);
}

// exec source [in globals[, locals]]. A tuple carries all three.
Value era_exec(Fiber& fiber, Frame* frame, const Value* args) {
  Value source = args[0];
  Value globals = args[1];
  Value locals = args[2];
  if (const Tuple* all = cast<Tuple>(source)) {
    if (all->size == 2 || all->size == 3) {
      const Value* const items = all->items;
      source = items[0];
      globals = items[1];
      locals = all->size == 3 ? items[2] : Value::none();
    }
  }
  bool in_function = false;
  if (globals.is_none()) {
    globals = Value::from_object(frame->globals);
    if (locals.is_none()) {
      in_function = (frame->code->code_flags & kCodeFunction) != 0;
      locals = frame_locals(fiber, frame);
    }
  }
  const Value exec = dict_find_name(rt().builtins, intern(fiber, "exec"));
  if (locals.is_none()) return call(fiber, exec, {source, globals});
  const Value done = call(fiber, exec, {source, globals, locals});
  if (in_function) take_back_locals(fiber, frame, locals.as<Dict>());
  return done;
}

Value display(Fiber& fiber, Value value) {
  const Value hook = dict_find_name(rt().sys, names().displayhook);
  if (hook.is_undefined())
    return raise(fiber, types().RuntimeError, "lost sys.displayhook");
  return call(fiber, hook, {value});
}

Value frame_names(Fiber& fiber, Frame* frame) {
  (void)fiber;
  return frame->names.is_undefined() ? Value::from_object(frame->globals)
                                     : frame->names;
}

Value setup_annotations(Fiber& fiber, Frame* frame) {
  const Value space = frame_names(fiber, frame);
  const Value key = Value::from_object(names().dunder_annotations);
  if (!is_kind(space, Kind::kDict)) {  // any mapping: ask as anybody would
    const Value known = get_item(fiber, space, key);
    if (!known.is_error()) return Value::none();
    if (!exception_matches(fiber, types().KeyError)) return known;
    clear_exception(fiber);
  } else if (!dict_find_name(space.as<Dict>(), names().dunder_annotations)
                  .is_undefined()) {
    return Value::none();
  }
  if (!set_item(fiber, space, key, Value::from_object(make_dict(fiber))))
    return Value::error();
  return Value::none();
}

Value annotate(Fiber& fiber, Frame* frame, Value name, Value value) {
  const Value space = frame_names(fiber, frame);
  const Value table =
      get_item(fiber, space, Value::from_object(names().dunder_annotations));
  if (table.is_error() && exception_matches(fiber, types().KeyError)) {
    clear_exception(fiber);
    return raise(fiber, types().NameError,
                 "name '__annotations__' is not defined");
  }
  if (table.is_error() || !set_item(fiber, table, name, value))
    return Value::error();
  return Value::none();
}

// --- match ------------------------------------------------------------------

bool has_flag(Value value, uint32_t flag) {
  return (type_of(value)->type_flags & flag) != 0;
}

// One more than the length when that fits, or True where any does; False.
Value match_sequence_length(Fiber& fiber, Value subject, Value count,
                            bool at_least) {
  if (!has_flag(subject, kTypeSequence)) return Value::from_bool(false);
  const int64_t wanted = count.as_int();
  if (at_least && wanted == 0) return Value::from_bool(true);  // len() or not
  const int64_t length = length_of(fiber, subject);
  if (length < 0) return Value::error();
  if (at_least ? length < wanted : length != wanted)
    return Value::from_bool(false);
  return int_from_i64(fiber, length + 1);
}

Value match_mapping(Fiber& fiber, Value subject, int64_t key_count) {
  bool fits = has_flag(subject, kTypeMapping);
  if (fits && key_count > 0) {
    const int64_t length = length_of(fiber, subject);
    if (length < 0) return Value::error();
    fits = length >= key_count;
  }
  return Value::from_bool(fits);
}

Value match_keys(Fiber& fiber, Value subject, Tuple* keys) {
  Tuple* values = make_tuple(fiber, keys->size);
  if (values == nullptr) return Value::error();
  // get() with a default: a mapping with __missing__ must not grow.
  Value get, absent;
  if (!is_exact(subject, types().dict)) {
    get = get_attr(fiber, subject, names().get);
    if (get.is_error()) return get;
    absent = Value::from_object(make_module(fiber, "absent"));
  }
  const Value* const items = keys->items;
  const bool are_texts =
      std::all_of(items, items + keys->size, is_exact_str);
  Set* const seen = are_texts ? nullptr : make_set(fiber);
  for (uint32_t i = 0; i < keys->size; ++i) {
    int known = 0;
    if (seen != nullptr) {
      known = set_contains(fiber, seen, items[i]);
      if (known == 0 && !set_add(fiber, seen, items[i])) known = -1;
    } else {
      for (uint32_t k = 0; k < i; ++k)
        known |= same_at_once(items[k], items[i]);
    }
    if (known < 0) return Value::error();
    if (known > 0)
      return raise_value_error(fiber,
                               "mapping pattern checks duplicate key (%s)",
                               safe_repr(fiber, items[i]).c_str());
    const Value value = get.is_undefined()
                            ? dict_find(fiber, subject.as<Dict>(), items[i])
                            : call(fiber, get, {items[i], absent});
    if (value.is_error()) return value;
    if (value == absent) return Value::none();
    values->items[i] = value;
  }
  return Value::from_object(values);
}

Value match_rest(Fiber& fiber, Value subject, Tuple* keys) {
  Dict* rest = is_kind(subject, Kind::kDict)
                   ? make_dict(fiber, subject.as<Dict>()->live)
                   : make_dict(fiber);
  if (!dict_update(fiber, rest, subject)) return Value::error();
  for (uint32_t i = 0; i < keys->size; ++i) {
    if (dict_remove(fiber, rest, keys->items[i]) < 0) return Value::error();
  }
  return Value::from_object(rest);
}

// Builtins that match themselves by their single positional pattern.
bool matches_itself(Type* cls) {
  Types& t = types();
  for (Type* one : {t.bool_, t.bytearray, t.bytes, t.dict, t.float_,
                    t.frozenset, t.int_, t.list, t.set, t.str, t.tuple}) {
    if (is_subtype(cls, one)) return true;
  }
  return false;
}

Value match_class(Fiber& fiber, Value subject, Value cls, uint32_t positional,
                  Tuple* keywords) {
  if (!is_kind(cls, Kind::kType))
    return raise_type_error(fiber, "called match pattern must be a class");
  bool fits = false;
  if (!is_instance(fiber, subject, cls, &fits)) return Value::error();
  if (!fits) return Value::none();
  Tuple* values = make_tuple(fiber, positional + keywords->size);
  if (values == nullptr) return Value::error();
  const char* class_name = cls.as<Type>()->name->data();
  const Tuple* names_of = nullptr;
  uint32_t i = 0;
  if (positional > 0) {
    const Value given = find_attr(fiber, cls, names().dunder_match_args);
    if (given.is_error()) return given;
    const bool itself =
        given.is_undefined() && matches_itself(cls.as<Type>());
    names_of = cast<Tuple>(given);
    if (!given.is_undefined() && names_of == nullptr)
      return raise_type_error(fiber,
                              "%s.__match_args__ must be a tuple (got %s)",
                              class_name, type_name(given));
    const uint32_t allowed =
        itself ? 1 : names_of != nullptr ? names_of->size : 0;
    if (positional > allowed)
      return raise_type_error(
          fiber, "%s() accepts %u positional sub-pattern%s (%u given)",
          class_name, allowed, allowed == 1 ? "" : "s", positional);
    if (itself) values->items[i++] = subject;
  }
  const uint32_t first = i;
  const auto name_at = [&](uint32_t at) {
    return at < positional ? names_of->items[at]
                           : keywords->items[at - positional];
  };
  for (; i < values->size; ++i) {
    if (!is_exact_str(name_at(i)))
      return raise_type_error(
          fiber, "__match_args__ elements must be strings (got %s)",
          type_name(name_at(i)));
    Str* const name = name_at(i).as<Str>();
    for (uint32_t before = first; before < i; ++before)
      if (str_equal(name_at(before).as<Str>(), name))
        return raise_type_error(
            fiber, "%s() got multiple sub-patterns for attribute '%s'",
            class_name, name->data());
    const Value value = find_attr(fiber, subject, intern(fiber, name));
    if (value.is_error()) return value;
    if (value.is_undefined()) return Value::none();
    values->items[i] = value;
  }
  return Value::from_object(values);
}

}  // namespace

Value stop_iteration_to_runtime(Fiber& fiber, Frame* frame, Value exception) {
  const bool is_async =
      (frame->code->code_flags & kCodeAsyncGenerator) != 0;
  const bool stops =
      is_a(exception, types().StopIteration) ||
      (is_async && is_a(exception, types().StopAsyncIteration));
  if (!stops) return exception;
  const char* what = is_async ? "async generator"
                     : (frame->code->code_flags & kCodeCoroutine) != 0
                         ? "coroutine"
                         : "generator";
  raise(fiber, types().RuntimeError, "%s raised %s", what,
        type_name(exception));
  const Value converted = take_exception(fiber);
  set_cause(fiber, converted, exception);
  if (Exception* object = cast<Exception>(converted))
    store(fiber.heap, &object->context, exception);
  return converted;
}

namespace {

Value assert_fail(Fiber& fiber, Value message) {
  if (message.is_undefined())
    return raise_object(fiber,
                        make_exception(fiber, types().AssertionError,
                                       rt().empty_tuple));
  return raise_with(fiber, types().AssertionError, message);
}

}  // namespace

Value intrinsic(Fiber& fiber, Frame* frame, IntrinsicId id, const Value* args,
                uint32_t count) {
  switch (id) {
    case IntrinsicId::kDisplay:
      return display(fiber, args[0]);
    case IntrinsicId::kEraPrint:
      return era_print(fiber, args, count);
    case IntrinsicId::kEraExec:
      return era_exec(fiber, frame, args);
    case IntrinsicId::kEraRepr:
      return to_repr(fiber, args[0]);
    case IntrinsicId::kSetupAnnotations:
      return setup_annotations(fiber, frame);
    case IntrinsicId::kAnnotate:
      return annotate(fiber, frame, args[0], args[1]);
    case IntrinsicId::kLocals:
      return frame_locals(fiber, frame);
    case IntrinsicId::kMatchSequenceLength:
      return match_sequence_length(fiber, args[0], args[1], args[2].is_true());
    case IntrinsicId::kMatchMapping:
      return match_mapping(fiber, args[0], args[1].as_int());
    case IntrinsicId::kMatchKeys:
      return match_keys(fiber, args[0], args[1].as<Tuple>());
    case IntrinsicId::kMatchRest:
      return match_rest(fiber, args[0], args[1].as<Tuple>());
    case IntrinsicId::kMatchClass:
      return match_class(fiber, args[0], args[1],
                         static_cast<uint32_t>(args[2].as_int()),
                         args[3].as<Tuple>());
    case IntrinsicId::kAssertFail:
      return assert_fail(fiber, args[0]);
    case IntrinsicId::kStopIterationToRuntime:
      return stop_iteration_to_runtime(fiber, frame, args[0]);
    case IntrinsicId::kCopyList: {
      List* copy = list_from(fiber, args[0]);
      return copy != nullptr ? Value::from_object(copy) : Value::error();
    }
    case IntrinsicId::kEraCaught:
      return era_caught(fiber, args[0], args[1].is_true());
    case IntrinsicId::kCount:
      break;
  }
  CHECK(false);
}

// --- era text ---------------------------------------------------------------

// Bytes are looked for in short tuples, and in lists that begin with some.
Value era_text(Fiber& fiber, Value value) {
  if (is_exact(value, types().bytes))
    return str_from_latin1(fiber, value.as<Bytes>()->view());
  if (is_exact(value, types().list)) {
    const List* const list = value.as<List>();
    if (list->size == 0 || !is_exact(list->items[0], types().bytes))
      return value;
    List* const out = make_list(fiber);
    bool ok = out != nullptr;
    for (uint32_t i = 0; ok && i < list->size; ++i) {
      Value item = list->items[i];
      if (is_exact(item, types().bytes)) item = era_text(fiber, item);
      ok = !item.is_error() && list_append(fiber, out, item);
    }
    return ok ? Value::from_object(out) : Value::error();
  }
  constexpr uint32_t kMostItems = 64;
  if (!is_exact(value, types().tuple)) return value;
  Tuple* tuple = value.as<Tuple>();
  const uint32_t size = tuple->size;
  for (uint32_t i = 0; i < size && size <= kMostItems; ++i) {
    if (!is_exact(tuple->items[i], types().bytes)) continue;
    const Value text = era_text(fiber, tuple->items[i]);
    if (text.is_error()) return text;
    if (value.object() == tuple) {
      tuple = make_tuple(fiber, tuple->items, size);
      if (tuple == nullptr) return Value::error();
    }
    store(fiber.heap, &tuple->items[i], text);
  }
  return Value::from_object(tuple);
}

}  // namespace mt::python
