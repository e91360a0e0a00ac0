// era.cc - see era.h.

#include "python/era.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "python/bytes.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/frame.h"
#include "python/function.h"
#include "python/import.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/shape.h"
#include "python/slice.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {

bool in_era(const Fiber& fiber) {
  return fiber.frame != nullptr && fiber.frame->code->is_era();
}

// --- methods ----------------------------------------------------------------

namespace {

// What the library of today gives lazily is a list; what is one stays it.
Value era_list_of(Fiber& fiber, Value self, Str* name) {
  const Value all = call_method(fiber, self, name);
  if (all.is_error() || is_kind(all, Kind::kList) || is_kind(all, Kind::kTuple))
    return all;
  const Slots* const slots = type_of(all)->slots;
  if (slots->iter == nullptr || is_kind(all, Kind::kStr)) return all;
  List* const list = list_from(fiber, all);
  return list != nullptr ? Value::from_object(list) : Value::error();
}
Value era_keys(Fiber& fiber, Value self, Args) {
  return era_list_of(fiber, self, names().keys);
}
Value era_values(Fiber& fiber, Value self, Args) {
  return era_list_of(fiber, self, names().values);
}
Value era_items(Fiber& fiber, Value self, Args) {
  return era_list_of(fiber, self, names().items);
}
Value era_iter_of(Fiber& fiber, Value self, Str* name) {
  const Value view = call_method(fiber, self, name);
  return view.is_error() ? view : get_iter(fiber, view);
}
Value era_iterkeys(Fiber& fiber, Value self, Args) {
  return era_iter_of(fiber, self, names().keys);
}
Value era_itervalues(Fiber& fiber, Value self, Args) {
  return era_iter_of(fiber, self, names().values);
}
Value era_iteritems(Fiber& fiber, Value self, Args) {
  return era_iter_of(fiber, self, names().items);
}
Value era_has_key(Fiber& fiber, Value self, Args args) {
  const int yes = contains(fiber, self, args[0]);
  return yes < 0 ? Value::error() : Value::from_bool(yes != 0);
}

constexpr MethodDef kMappingMethods[] = {
    {"keys", era_keys, 0, 0, 0, "D.keys() -> list of D's keys"_doc},
    {"values", era_values, 0, 0, 0, "D.values() -> list of D's values"_doc},
    {"items", era_items, 0, 0, 0,
     "D.items() -> list of (key, value) pairs"_doc},
    {"iterkeys", era_iterkeys, 0, 0, 0, "D.iterkeys() -> iterator"_doc},
    {"itervalues", era_itervalues, 0, 0, 0, "D.itervalues() -> iterator"_doc},
    {"iteritems", era_iteritems, 0, 0, 0, "D.iteritems() -> iterator"_doc},
    {"has_key", era_has_key, 1, 1, 0, "D.has_key(k) -> k in D"_doc},
    {}};

Value era_next(Fiber& fiber, Value self, Args) {
  const Value item = iter_next(fiber, self);
  return item.is_exhausted()
             ? raise_object(fiber, make_exception(fiber, types().StopIteration,
                                                  rt().empty_tuple))
             : item;
}
Value era_decode(Fiber& fiber, Value self, Args args) {
  const Value encoding = args.get(0, str_value(fiber, "ascii"));
  return args.count > 1 ? call(fiber, Value::from_object(types().str),
                               {self, encoding, args[1]})
                        : call(fiber, Value::from_object(types().str),
                               {self, encoding});
}
Value era_xreadlines(Fiber& fiber, Value self, Args) {
  return get_iter(fiber, self);
}

constexpr MethodDef kNext = {"next", era_next, 0, 0, 0,
                             "the next value, or raise StopIteration"_doc};
constexpr MethodDef kDecode = {"decode", era_decode, 0, 2, 0,
                               "S.decode([encoding[, errors]]) -> text"_doc};
constexpr MethodDef kXReadLines = {"xreadlines", era_xreadlines, 0, 0, 0,
                                   "an iterator over the lines"_doc};

const MethodDef* row_named(std::string_view name) {
  for (const MethodDef* row = kMappingMethods; row->name != nullptr; ++row) {
    if (name == row->name) return row;
  }
  return nullptr;
}

bool is_mapping(Type* type) {
  return is_subtype(type, types().dict) ||
         (type->slots->getitem != nullptr &&
          !type_lookup(type, names().keys).is_undefined());
}

// The class that a function was written in, by its name: none, or "A.f".
Value class_of_function(Fiber& fiber, const Function* function) {
  const std::string_view name = function->qualname->view();
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return Value();
  Value at = Value();
  for (size_t start = 0; start < dot;) {
    const size_t end = name.find('.', start);
    Str* const part = intern(fiber, name.substr(start, end - start));
    at = at.is_undefined() ? dict_find_name(function->globals, part)
                           : find_attr(fiber, at, part);
    if (!is_kind(at, Kind::kType)) return Value();
    start = end + 1;
  }
  return at;
}

// What the module had that is gone, of lib/_then.py: os.popen3 is os_popen3.
Value module_had(Fiber& fiber, const Module* module, std::string_view text) {
  const Str* const name =
      cast<Str>(dict_find_name(module->dict, names().dunder_name));
  constexpr std::string_view kModules[] = {"operator", "os", "posixpath",
                                           "time"};
  if (name == nullptr ||
      std::find(std::begin(kModules), std::end(kModules), name->view()) ==
          std::end(kModules))
    return Value();
  const Value then = import_module(fiber, "_then");
  if (then.is_error()) return then;
  const std::string both = std::string(name->view()) + "_" + std::string(text);
  return dict_find_name(then.as<Module>()->dict, intern(fiber, both));
}

}  // namespace

Value era_bound(Fiber& fiber, const MethodDef* def, Value object) {
  Builtin* const bound = make<Builtin>(fiber, types().builtin);
  if (bound == nullptr) return Value::error();
  bound->def = def;
  bound->self = object;
  bound->owner = type_of(object);
  return Value::from_object(bound);
}

const MethodDef* era_dict_method(Value object, Str* name) {
  const MethodDef* const row = row_named(name->view());
  Type* const type = type_of(object);
  if (row == nullptr || type == types().dict) return row;
  const Value found = type_lookup(type, name);
  // Of a class that is not the era's own, and takes nothing but itself.
  if (const Function* const function = cast<Function>(found)) {
    const bool is_own = !function->code->is_era() &&
                        function->code->parameter_count() == 1;
    return is_own && is_mapping(type) ? row : nullptr;
  }
  return is_kind(found, Kind::kDescriptor) && is_mapping(type) ? row : nullptr;
}

bool is_unbound_then(Fiber& fiber, Value function) {
  const Function* const f = function.as<Function>();
  const Value cls = in_era(fiber) && f->code->is_era()
                        ? class_of_function(fiber, f)
                        : Value();
  return !cls.is_undefined() &&
         type_lookup(cls.as<Type>(), f->name) == function;
}

Value era_attribute(Fiber& fiber, Value object, Str* name) {
  if (!in_era(fiber)) return Value();
  const std::string_view text = name->view();
  Type* const type = type_of(object);
  if (const MethodDef* const row = row_named(text)) {
    if (is_mapping(type)) return era_bound(fiber, row, object);
    Type* const cls = cast<Type>(object);
    if (cls == nullptr || !is_mapping(cls)) return Value();
    Descriptor* const method =
        make<Descriptor>(fiber, types().method_descriptor);
    if (method == nullptr) return Value::error();
    method->what = Descriptor::What::kMethod;
    method->owner = cls;
    method->name = name;
    method->method = row;
    return Value::from_object(method);
  }
  if (is_kind(object, Kind::kArray)) {
    if (text == "tostring") return get_attr(fiber, object, "tobytes");
    if (text == "fromstring") return get_attr(fiber, object, "frombytes");
  }
  if (text == "next" && type->slots->next != nullptr)
    return era_bound(fiber, &kNext, object);
  if (text == "decode" && is_kind(object, Kind::kStr))
    return era_bound(fiber, &kDecode, object);
  if (text == "xreadlines" && type->slots->next != nullptr &&
      !type_lookup(type, intern(fiber, "readlines")).is_undefined())
    return era_bound(fiber, &kXReadLines, object);
  if (const Function* const function = cast<Function>(object)) {
    if (text == "func_dict")
      return get_attr(fiber, object, names().dunder_dict);
    const Value cls = class_of_function(fiber, function);
    if (cls.is_undefined()) return cls;
    if (text == "im_func") return object;
    if (text == "im_self") return Value::none();
    if (text == "im_class") return cls;
    return Value();
  }
  const Module* const module = cast<Module>(object);
  if (module != nullptr && module->dict == rt().sys &&
      is_exception(fiber.handled)) {
    if (text == "exc_type") return era_class(fiber, fiber.handled);
    if (text == "exc_value") return era_caught(fiber, fiber.handled, false);
    if (text == "exc_traceback")
      return fiber.handled.as<Exception>()->traceback;
  }
  return module != nullptr ? module_had(fiber, module, text) : Value();
}

// --- items ------------------------------------------------------------------

namespace {

// The bounds that a plain slice gives a __getslice__: absent ones are the ends,
// negative ones count from the length. False when it raised or has a step.
bool slice_bounds(Fiber& fiber, Value object, Value key, Value* bounds) {
  const Slice* const slice = cast<Slice>(key);
  if (slice == nullptr || !slice->step.is_none()) return false;
  const Value given[2] = {slice->start, slice->stop};
  for (int i = 0; i < 2; ++i) {
    int64_t at = 0;
    if (given[i].is_none()) {
      bounds[i] = i == 0 ? Value::from_int(0)
                         : dict_find_name(rt().sys, intern(fiber, "maxsize"));
      continue;
    }
    if (!index_of(fiber, given[i], &at)) return false;
    if (at < 0) {
      const int64_t length = length_of(fiber, object);
      if (length < 0) return false;
      at += length;
    }
    bounds[i] = Value::from_int(at);
  }
  return true;
}

Value slice_method(Fiber& fiber, Value object, const char* name) {
  Str* const text = intern(fiber, name);
  return type_lookup(type_of(object), text).is_undefined()
             ? Value()
             : get_attr(fiber, object, text);
}

}  // namespace

Value era_item(Fiber& fiber, Value object, Value key) {
  if (!in_era(fiber)) return Value();
  if (is_exception(object)) {
    const Value args = get_attr(fiber, object, "args");
    return args.is_error() ? args : get_item(fiber, args, key);
  }
  if (!is_kind(key, Kind::kSlice)) return Value();
  const Value method = slice_method(fiber, object, "__getslice__");
  if (method.is_undefined() || method.is_error()) return method;
  Value bounds[2];
  if (!slice_bounds(fiber, object, key, bounds))
    return fiber.raised() ? Value::error() : Value();
  return call(fiber, method, {bounds[0], bounds[1]});
}

int era_set_item(Fiber& fiber, Value object, Value key, Value value) {
  if (!in_era(fiber) || !is_kind(key, Kind::kSlice)) return 0;
  const Value method =
      slice_method(fiber, object,
                   value.is_undefined() ? "__delslice__" : "__setslice__");
  if (method.is_undefined()) return 0;
  Value bounds[2];
  if (method.is_error() || !slice_bounds(fiber, object, key, bounds))
    return fiber.raised() ? -1 : 0;
  const Value done =
      value.is_undefined()
          ? call(fiber, method, {bounds[0], bounds[1]})
          : call(fiber, method, {bounds[0], bounds[1], value});
  return done.is_error() ? -1 : 1;
}

Value era_special(Fiber& fiber, Value object, Str* name) {
  const bool asks = in_era(fiber) && is_kind(object, Kind::kInstance) &&
                    (type_of(object)->type_flags & kTypeClassic) != 0;
  return asks ? find_attr(fiber, object, name) : Value();
}

// --- order ------------------------------------------------------------------

Value era_order(Fiber& fiber, Value a, Value b, CompareOp op) {
  if (!in_era(fiber) || op == kEq || op == kNe) return Value();
  const Type* const left = type_of(a);
  const Type* const right = type_of(b);
  if (left == right && is_kind(a, Kind::kDict)) return Value();
  if (left == types().complex_ || right == types().complex_) return Value();
  // None before everything; numbers have no name and come next.
  const auto name_of = [](Value v) {
    if (is_integer(v) || is_floating(v)) return std::string_view();
    return type_of(v)->name->view();
  };
  int order = b.is_none() - a.is_none();
  if (order == 0) order = name_of(a).compare(name_of(b));
  if (order == 0 && a.bits() != b.bits()) order = a.bits() < b.bits() ? -1 : 1;
  return compare(fiber, op, Value::from_int(order), Value::from_int(0));
}

// --- exceptions -------------------------------------------------------------

namespace {

// Undefined when the exception is one of today's itself.
Value carried_by(Fiber& fiber, Value exception) {
  if (!is_exception(exception) || !exception.object()->shape->has_slots)
    return Value();
  // A name that no program can spell.
  return own_get(exception.object(), intern(fiber, "<raised>"));
}

}  // namespace

Value era_carrier(Fiber& fiber, Value what, Value value) {
  Str* name = cast<Str>(what);
  Value module = str_value(fiber, "builtins");  // is not shown
  Tuple* args = rt().empty_tuple;
  if (name == nullptr) {
    if (Type* const cls = cast<Type>(what)) {
      if ((cls->type_flags & kTypeClassic) == 0)
        return raise_type_error(fiber,
                                "exceptions must derive from BaseException");
      Tuple* const given = cast<Tuple>(value);
      what = is_a(value, cls)     ? value
             : given != nullptr   ? call_spread(fiber, what, given, nullptr)
             : value.is_none()    ? call(fiber, what)
                                  : call(fiber, what, {value});
      if (what.is_error()) return what;
      value = Value::none();
    }
    Type* const type = type_of(what);
    if ((type->type_flags & kTypeClassic) == 0)
      return raise_type_error(fiber,
                              "exceptions must derive from BaseException");
    if (!value.is_none())
      return raise_type_error(
          fiber, "instance exception may not have a separate value");
    name = type->name;
    module = get_attr(fiber, Value::from_object(type), names().dunder_module);
    if (module.is_error()) return module;
    args = make_tuple(fiber, &what, 1);
  } else if (!value.is_none()) {
    args = make_tuple(fiber, &value, 1);
  }
  Dict* const space = make_dict(fiber);
  if (args == nullptr || space == nullptr) return Value::error();
  dict_set_name(fiber, space, names().dunder_module, module);
  const Value base = Value::from_object(types().Exception);
  const Value cls =
      call(fiber, Value::from_object(types().type),
           {Value::from_object(name),
            Value::from_object(make_tuple(fiber, &base, 1)),
            Value::from_object(space)});
  if (cls.is_error()) return cls;
  const Value made = make_exception(fiber, cls.as<Type>(), args);
  if (made.is_error()) return made;
  own_set(fiber, made.object(), intern(fiber, "<raised>"), what);
  return made;
}

bool era_matches(Fiber& fiber, Value exception, Value pattern) {
  if (const Tuple* const several = cast<Tuple>(pattern)) {
    for (uint32_t i = 0; i < several->size; ++i) {
      if (era_matches(fiber, exception, several->items[i])) return true;
    }
    return false;
  }
  const Value carried = carried_by(fiber, exception);
  if (const Type* const cls = cast<Type>(pattern)) {
    return is_subtype(type_of(exception), cls) ||
           (!carried.is_undefined() && !is_kind(carried, Kind::kStr) &&
            is_subtype(type_of(carried), cls));
  }
  const Str* const text = cast<Str>(pattern);
  return text != nullptr && is_kind(carried, Kind::kStr) &&
         carried.as<Str>()->view() == text->view();
}

Value era_caught(Fiber& fiber, Value exception, bool apart) {
  const Value carried = carried_by(fiber, exception);
  if (carried.is_undefined())
    return apart ? get_attr(fiber, exception, "args") : exception;
  if (!is_kind(carried, Kind::kStr)) return carried;
  const Tuple* const args = exception.as<Exception>()->args;
  return args->size == 0 ? Value::none() : args->items[0];
}

Value era_class(Fiber& fiber, Value exception) {
  const Value carried = carried_by(fiber, exception);
  if (is_kind(carried, Kind::kStr)) return carried;
  return Value::from_object(
      type_of(carried.is_undefined() ? exception : carried));
}

}  // namespace mt::python
