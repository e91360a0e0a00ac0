// builtins_objects.cc - builtin functions about any object: its attributes, its
// class, its identity.

#include "python/builtins_internal.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/function.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/vm.h"

namespace mt::python {

Str* attribute_name(Fiber& fiber, Value name) {
  if (Str* const text = cast<Str>(name)) return intern(fiber, text);
  raise_type_error(fiber, "attribute name must be string, not '%s'",
                   type_name(name));
  return nullptr;
}

namespace {

// --- attributes -------------------------------------------------------------

Value builtin_getattr(Fiber& fiber, Value, Args args) {
  Str* const name = attribute_name(fiber, args[1]);
  if (name == nullptr) return Value::error();
  if (args.count == 2) return get_attr(fiber, args[0], name);
  const Value found = find_attr(fiber, args[0], name);
  return found.is_undefined() ? args[2] : found;
}

Value builtin_hasattr(Fiber& fiber, Value, Args args) {
  Str* const name = attribute_name(fiber, args[1]);
  if (name == nullptr) return Value::error();
  const Value found = find_attr(fiber, args[0], name);
  return found.is_error() ? found : Value::from_bool(!found.is_undefined());
}

Value builtin_setattr(Fiber& fiber, Value, Args args) {
  Str* const name = attribute_name(fiber, args[1]);
  if (name == nullptr || !set_attr(fiber, args[0], name, args[2])) {
    return Value::error();
  }
  return Value::none();
}

Value builtin_delattr(Fiber& fiber, Value, Args args) {
  Str* const name = attribute_name(fiber, args[1]);
  if (name == nullptr || !del_attr(fiber, args[0], name)) {
    return Value::error();
  }
  return Value::none();
}

// --- names ------------------------------------------------------------------

Value no_frame(Fiber& fiber, const char* what) {
  return raise(fiber, types().RuntimeError, "%s(): no current frame", what);
}

Value builtin_globals(Fiber& fiber, Value, Args) {
  if (fiber.frame == nullptr) return no_frame(fiber, "globals");
  return Value::from_object(fiber.frame->globals);
}

Value builtin_locals(Fiber& fiber, Value, Args) {
  if (fiber.frame == nullptr) return no_frame(fiber, "locals");
  return frame_locals(fiber, fiber.frame);
}

Value builtin_vars(Fiber& fiber, Value, Args args) {
  if (args.count == 0) return builtin_locals(fiber, Value(), args);
  const Value dict = find_attr(fiber, args[0], names().dunder_dict);
  if (!dict.is_undefined()) return dict;
  return raise_type_error(fiber, "vars() argument must have __dict__ "
                                 "attribute");
}

Value sorted_list(Fiber& fiber, Value iterable) {
  List* const list = list_from(fiber, iterable);
  if (list == nullptr || !list_sort(fiber, list, Value::none(), false)) {
    return Value::error();
  }
  return Value::from_object(list);
}

Value builtin_dir(Fiber& fiber, Value, Args args) {
  if (args.count == 0) {
    const Value space = builtin_locals(fiber, Value(), args);
    if (space.is_error()) return space;
    const Value keys = call_method(fiber, space, names().keys);
    return keys.is_error() ? keys : sorted_list(fiber, keys);
  }
  const Value listed = call_special(fiber, args[0], names().dunder_dir);
  if (listed.is_error()) return listed;
  if (listed.is_undefined()) {
    return raise_type_error(fiber, "object does not provide __dir__");
  }
  return sorted_list(fiber, listed);
}

// --- identity and class -----------------------------------------------------

Value builtin_id(Fiber& fiber, Value, Args args) {
  return int_from_u64(fiber, args[0].bits());
}

Value builtin_hash(Fiber& fiber, Value, Args args) {
  uint64_t hash = 0;
  if (!hash_of(fiber, args[0], &hash)) return Value::error();
  return int_from_i64(fiber, signed_hash(hash));
}

Value builtin_callable(Fiber&, Value, Args args) {
  return Value::from_bool(is_callable(args[0]));
}

Value builtin_isinstance(Fiber& fiber, Value, Args args) {
  bool result = false;
  if (!is_instance(fiber, args[0], args[1], &result)) return Value::error();
  return Value::from_bool(result);
}

Value builtin_issubclass(Fiber& fiber, Value, Args args) {
  bool result = false;
  if (!is_subclass(fiber, args[0], args[1], &result)) return Value::error();
  return Value::from_bool(result);
}

Value builtin_build_class(Fiber& fiber, Value, Args args) {
  const bool classic =
      fiber.frame != nullptr &&
      (fiber.frame->code->code_flags & kCodeClassic) != 0;
  const Value body = args.get(0, Value());
  if (body.is_undefined()) {
    return raise_type_error(fiber, "__build_class__: not enough arguments");
  }
  return build_class(fiber, body, args.behind(1), classic);
}

// --- iteration --------------------------------------------------------------

Value builtin_len(Fiber& fiber, Value, Args args) {
  if (args[0].is_object()) {
    const Object* const object = args[0].object();
    const Type* const type = type_of_object(object);
    if (type == types().list)
      return Value::from_int(static_cast<const List*>(object)->size);
    if (type == types().str)
      return Value::from_int(static_cast<const Str*>(object)->char_count);
  }
  const int64_t length = length_of(fiber, args[0]);
  return length < 0 ? Value::error() : int_from_i64(fiber, length);
}

Value builtin_iter(Fiber& fiber, Value, Args args) {
  if (args.count == 1) return get_iter(fiber, args[0]);
  if (!is_callable(args[0])) {
    return raise_type_error(fiber, "iter(v, w): v must be callable");
  }
  return make_callable_iterator(fiber, args[0], args[1]);
}

Value builtin_next(Fiber& fiber, Value, Args args) {
  const Value iterator = args[0];
  const Type* const type = type_of(iterator);
  if (type->slots->next == nullptr) {
    return raise_type_error(fiber, "'%s' object is not an iterator",
                            type->name->data());
  }
  Value item, result;
  if (Generator* generator = cast<Generator>(iterator)) {
    item = generator_send(fiber, generator, Value::none(), &result);
  } else if ((type->type_flags & kTypeNative) != 0) {
    item = type->slots->next(fiber, iterator);
  } else {
    // What its __next__ raises, it raises with all it says.
    item = call_special(fiber, iterator, names().dunder_next);
    if (item.is_undefined()) item = type->slots->next(fiber, iterator);
  }
  if (item.is_error() && args.count > 1 &&
      exception_matches(fiber, types().StopIteration)) {
    clear_exception(fiber);
    return args[1];
  }
  if (!item.is_exhausted()) return item;
  return args.count > 1 ? args[1] : raise_stop_iteration(fiber, result);
}

Value builtin_aiter(Fiber& fiber, Value, Args args) {
  const Value iterator = call_special(fiber, args[0], names().dunder_aiter);
  if (iterator.is_undefined()) {
    return raise_type_error(fiber, "'%s' object is not an async iterable",
                            type_name(args[0]));
  }
  return iterator;
}

Value builtin_anext(Fiber& fiber, Value, Args args) {
  const Value awaitable = call_special(fiber, args[0], names().dunder_anext);
  if (awaitable.is_undefined()) {
    return raise_type_error(fiber, "'%s' object is not an async iterator",
                            type_name(args[0]));
  }
  if (awaitable.is_error() || args.count == 1) return awaitable;
  return make_anext_awaitable(fiber, awaitable, args[1]);
}

}  // namespace

const MethodDef kBuiltinsObjects[] = {
    {"getattr", builtin_getattr, 2, 3, 0,
     "getattr(object, name[, default]) -> value\n\nGet a named attribute from "
     "an object; getattr(x, 'y') is equivalent to x.y."_doc},
    {"hasattr", builtin_hasattr, 2, 2, 0,
     "hasattr($module, obj, name, /)\n--\n\nReturn whether the object has an "
     "attribute with the given name."_doc},
    {"setattr", builtin_setattr, 3, 3, 0,
     "setattr($module, obj, name, value, /)\n--\n\nSets the named attribute "
     "on the given object to the specified value."_doc},
    {"delattr", builtin_delattr, 2, 2, 0,
     "delattr($module, obj, name, /)\n--\n\nDeletes the named attribute from "
     "the given object."_doc},
    {"globals", builtin_globals, 0, 0, 0,
     "globals($module, /)\n--\n\nReturn the dictionary containing the current "
     "scope's global variables."_doc},
    {"locals", builtin_locals, 0, 0, 0,
     "locals($module, /)\n--\n\nReturn a dictionary containing the current "
     "scope's local variables."_doc},
    {"vars", builtin_vars, 0, 1, 0,
     "vars([object]) -> dictionary\n\nWithout arguments, equivalent to "
     "locals().\nWith an argument, equivalent to object.__dict__."_doc},
    {"dir", builtin_dir, 0, 1, 0,
     "dir([object]) -> list of strings"_doc},
    {"id", builtin_id, 1, 1, 0,
     "id($module, obj, /)\n--\n\nReturn the identity of an object."_doc},
    {"hash", builtin_hash, 1, 1, 0,
     "hash($module, obj, /)\n--\n\nReturn the hash value for the given "
     "object."_doc},
    {"callable", builtin_callable, 1, 1, 0,
     "callable($module, obj, /)\n--\n\nReturn whether the object is callable "
     "(i.e., some kind of function)."_doc},
    {"isinstance", builtin_isinstance, 2, 2, 0,
     "isinstance($module, obj, class_or_tuple, /)\n--\n\nReturn whether an "
     "object is an instance of a class or of a subclass thereof."_doc},
    {"issubclass", builtin_issubclass, 2, 2, 0,
     "issubclass($module, cls, class_or_tuple, /)\n--\n\nReturn whether 'cls' "
     "is derived from another class or is the same class."_doc},
    {"__build_class__", builtin_build_class, 0, -1, kMethodKeywords,
     "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> "
     "class"_doc},
    {"len", builtin_len, 1, 1, 0,
     "len($module, obj, /)\n--\n\nReturn the number of items in a "
     "container."_doc},
    {"iter", builtin_iter, 1, 2, 0,
     "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator"_doc},
    {"next", builtin_next, 1, 2, 0,
     "next(iterator[, default])\n\nReturn the next item from the "
     "iterator."_doc},
    {"aiter", builtin_aiter, 1, 1, 0,
     "aiter($module, async_iterable, /)\n--\n\nReturn an AsyncIterator for an "
     "AsyncIterable object."_doc},
    {"anext", builtin_anext, 1, 2, 0,
     "anext(async_iterator[, default])\n\nReturn the next item from the async "
     "iterator."_doc},
    {}};

}  // namespace mt::python
