// module_operator.cc - operator: the operators as functions, and the getters.

#include "python/container.h"
#include "python/container_modules.h"
#include "python/list.h"
#include "python/dict.h"
#include "python/import.h"
#include "python/native_tools.h"

namespace mt::python {

namespace {

Value bool_or_error(int result) {
  return result < 0 ? Value::error() : Value::from_bool(result != 0);
}

template <int op>
Value binary(Fiber& fiber, Value, Args args) {
  return binary_op(fiber, static_cast<BinaryOp>(op), args[0], args[1]);
}
template <int op>
Value inplace(Fiber& fiber, Value, Args args) {
  return inplace_op(fiber, static_cast<BinaryOp>(op), args[0], args[1]);
}
template <int op>
Value compared(Fiber& fiber, Value, Args args) {
  return compare(fiber, static_cast<CompareOp>(op), args[0], args[1]);
}
template <int op>
Value unary(Fiber& fiber, Value, Args args) {
  return unary_op(fiber, static_cast<UnaryOp>(op), args[0]);
}

Value operator_not(Fiber& fiber, Value, Args args) {
  const int result = truth(fiber, args[0]);
  return bool_or_error(result < 0 ? result : !result);
}
Value operator_truth(Fiber& fiber, Value, Args args) {
  return bool_or_error(truth(fiber, args[0]));
}
Value operator_is(Fiber&, Value, Args args) {
  return Value::from_bool(is_same(args[0], args[1]));
}
Value operator_is_not(Fiber&, Value, Args args) {
  return Value::from_bool(!is_same(args[0], args[1]));
}
Value operator_contains(Fiber& fiber, Value, Args args) {
  return bool_or_error(contains(fiber, args[0], args[1]));
}
Value operator_getitem(Fiber& fiber, Value, Args args) {
  return get_item(fiber, args[0], args[1]);
}
Value operator_setitem(Fiber& fiber, Value, Args args) {
  return set_item(fiber, args[0], args[1], args[2]) ? Value::none()
                                                    : Value::error();
}
Value operator_delitem(Fiber& fiber, Value, Args args) {
  return del_item(fiber, args[0], args[1]) ? Value::none() : Value::error();
}
Value operator_index(Fiber& fiber, Value, Args args) {
  if (is_integer(args[0])) return plain_integer(args[0]);
  const auto index = type_of(args[0])->slots->index;
  if (index != nullptr) return index(fiber, args[0]);
  return raise_type_error(fiber,
                          "'%s' object cannot be interpreted as an integer",
                          type_name(args[0]));
}

bool is_sequence(Value v) {
  return type_of(v)->slots->getitem != nullptr && !is_kind(v, Kind::kDict);
}

Value operator_concat(Fiber& fiber, Value, Args args) {
  if (is_sequence(args[0])) return binary_op(fiber, kAdd, args[0], args[1]);
  return raise_type_error(fiber, "'%s' object can't be concatenated",
                          type_name(args[0]));
}
Value operator_iconcat(Fiber& fiber, Value, Args args) {
  if (is_sequence(args[0])) return inplace_op(fiber, kAdd, args[0], args[1]);
  return raise_type_error(fiber, "'%s' object can't be concatenated",
                          type_name(args[0]));
}

Value operator_count_of(Fiber& fiber, Value, Args args) {
  int64_t count = 0;
  Value item;
  Iteration it(fiber, args[0]);
  while (it.next(&item)) {
    const int same = same_item(fiber, item, args[1]);
    if (same < 0) return Value::error();
    count += same;
  }
  return it.failed() ? Value::error() : Value::from_int(count);
}
Value operator_index_of(Fiber& fiber, Value, Args args) {
  Value item;
  Iteration it(fiber, args[0]);
  for (int64_t i = 0; it.next(&item); ++i) {
    const int same = same_item(fiber, item, args[1]);
    if (same < 0) return Value::error();
    if (same > 0) return Value::from_int(i);
  }
  if (it.failed()) return Value::error();
  return raise_value_error(fiber, "sequence.index(x): x not in sequence");
}
Value operator_length_hint(Fiber& fiber, Value, Args args) {
  int64_t otherwise = 0;
  if (args.count > 1) {
    if (!is_integer(args[1])) {
      return raise_type_error(fiber,
                              "'%s' object cannot be interpreted as an integer",
                              type_name(args[1]));
    }
    if (!index_of(fiber, args[1], &otherwise)) return Value::error();
  }
  const int64_t hint = length_hint(fiber, args[0], otherwise);
  // A default below zero is one as well.
  if (hint < 0 && fiber.raised()) return Value::error();
  return int_from_i64(fiber, hint);
}
Value operator_call(Fiber& fiber, Value, Args args) {
  if (args.positional() == 0) {
    return raise_type_error(fiber, "call expected at least 1 argument, got 0");
  }
  return call(fiber, args[0],
              args.behind(1));
}

constexpr MethodDef kFunctions[] = {
    {"add", binary<kAdd>, 2, 2},
    {"sub", binary<kSub>, 2, 2},
    {"mul", binary<kMul>, 2, 2},
    {"matmul", binary<kMatMul>, 2, 2},
    {"truediv", binary<kTrueDiv>, 2, 2},
    {"floordiv", binary<kFloorDiv>, 2, 2},
    {"mod", binary<kMod>, 2, 2},
    {"pow", binary<kPow>, 2, 2},
    {"lshift", binary<kLShift>, 2, 2},
    {"rshift", binary<kRShift>, 2, 2},
    {"and_", binary<kAnd>, 2, 2},
    {"or_", binary<kOr>, 2, 2},
    {"xor", binary<kXor>, 2, 2},
    {"iadd", inplace<kAdd>, 2, 2},
    {"isub", inplace<kSub>, 2, 2},
    {"imul", inplace<kMul>, 2, 2},
    {"imatmul", inplace<kMatMul>, 2, 2},
    {"itruediv", inplace<kTrueDiv>, 2, 2},
    {"ifloordiv", inplace<kFloorDiv>, 2, 2},
    {"imod", inplace<kMod>, 2, 2},
    {"ipow", inplace<kPow>, 2, 2},
    {"ilshift", inplace<kLShift>, 2, 2},
    {"irshift", inplace<kRShift>, 2, 2},
    {"iand", inplace<kAnd>, 2, 2},
    {"ior", inplace<kOr>, 2, 2},
    {"ixor", inplace<kXor>, 2, 2},
    {"lt", compared<kLt>, 2, 2},
    {"le", compared<kLe>, 2, 2},
    {"eq", compared<kEq>, 2, 2},
    {"ne", compared<kNe>, 2, 2},
    {"gt", compared<kGt>, 2, 2},
    {"ge", compared<kGe>, 2, 2},
    {"neg", unary<kNeg>, 1, 1},
    {"pos", unary<kPos>, 1, 1},
    {"inv", unary<kInvert>, 1, 1},
    {"invert", unary<kInvert>, 1, 1},
    {"abs", unary<kAbs>, 1, 1},
    {"not_", operator_not, 1, 1},
    {"truth", operator_truth, 1, 1},
    {"is_", operator_is, 2, 2},
    {"is_not", operator_is_not, 2, 2},
    {"contains", operator_contains, 2, 2},
    {"getitem", operator_getitem, 2, 2},
    {"setitem", operator_setitem, 3, 3},
    {"delitem", operator_delitem, 2, 2},
    {"index", operator_index, 1, 1},
    {"concat", operator_concat, 2, 2},
    {"iconcat", operator_iconcat, 2, 2},
    {"countOf", operator_count_of, 2, 2},
    {"indexOf", operator_index_of, 2, 2},
    {"length_hint", operator_length_hint, 1, 2},
    {"call", operator_call, 0, -1, kMethodKeywords},
    {}};

// --- itemgetter, attrgetter, methodcaller ------------------------------------

struct Getter : Object {  // aux: of attrgetter, whether no name has a dot
  Tuple* what;     // items or names; of methodcaller: name, then arguments
  Dict* keywords;  // of methodcaller, or null
};

// Classes of C++ are never freed.
enum { kItems, kAttributes, kMethod, kField, kGetterKinds };
Type* g_getter_types[kGetterKinds];

Getter* as_getter(Value v) { return v.as<Getter>(); }

void trace_getter(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Getter*>(self)->what);
  tracer.visit(static_cast<Getter*>(self)->keywords);
}

const Layout kGetterLayout = {Kind::kNative, "getter", sizeof(Getter),
                              trace_getter,  nullptr,  nullptr};

Getter* make_getter(Fiber& fiber, Type* cls, Args args) {
  if (args.positional() == 0) {
    raise_type_error(fiber, "%s expected 1 argument, got 0", cls->name->data());
    return nullptr;
  }
  Getter* const getter = make<Getter>(fiber, cls);
  getter->what = make_tuple(fiber, args.values, args.positional());
  return getter->what == nullptr ? nullptr : getter;
}

Value itemgetter_create(Fiber& fiber, Type* cls, Args args) {
  if (!check_arg_count(fiber, "itemgetter", args, 0, -1))
    return Value::error();
  Getter* const getter = make_getter(fiber, cls, args);
  return getter == nullptr ? Value::error() : Value::from_object(getter);
}

Value attrgetter_create(Fiber& fiber, Type* cls, Args args) {
  if (!check_arg_count(fiber, "attrgetter", args, 0, -1))
    return Value::error();
  for (uint32_t i = 0; i < args.count; ++i)
    if (!is_kind(args[i], Kind::kStr))
      return raise_type_error(fiber, "attribute name must be a string");
  Getter* const getter = make_getter(fiber, cls, args);
  if (getter == nullptr) return Value::error();
  getter->aux = true;
  for (uint32_t i = 0; i < getter->what->size; ++i) {
    Str* const name = intern(fiber, getter->what->items[i].as<Str>());
    getter->what->items[i] = Value::from_object(name);
    if (name->view().find('.') != std::string_view::npos) getter->aux = false;
  }
  return Value::from_object(getter);
}

Value methodcaller_create(Fiber& fiber, Type* cls, Args args) {
  if (args.positional() == 0) {
    return raise_type_error(fiber, "methodcaller needs at least one argument, "
                                   "the method name");
  }
  if (!is_kind(args[0], Kind::kStr))
    return raise_type_error(fiber, "method name must be a string");
  Getter* const getter = make_getter(fiber, cls, args);
  if (getter == nullptr) return Value::error();
  const uint32_t given = args.positional();
  if (args.count > given) {
    getter->keywords = make_dict(fiber);
    for (uint32_t i = given; i < args.count; ++i)
      if (!dict_set(fiber, getter->keywords, args.names()->items[i - given],
                    args[i]))
        return Value::error();
  }
  return Value::from_object(getter);
}

// "a.b.c" of an object.
Value dotted_attr(Fiber& fiber, Value object, const Str* path) {
  std::string_view rest = path->view();
  while (!object.is_error()) {
    const size_t dot = rest.find('.');
    object = get_attr(fiber, object, intern(fiber, rest.substr(0, dot)));
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  return object;
}

// An item of a tuple or list is looked up at once.
Value item_of(Fiber& fiber, Value object, Value what) {
  if (what.is_int() && object.is_object()) {
    const auto at = static_cast<uint64_t>(what.as_int());
    const Type* const type = type_of_object(object.object());
    if (type == types().tuple && at < object.as<Tuple>()->size)
      return object.as<Tuple>()->items[at];
    if (type == types().list && at < object.as<List>()->size)
      return object.as<List>()->items[at];
  }
  return get_item(fiber, object, what);
}

template <int kind>
Value get_one(Fiber& fiber, const Getter* getter, Value object, Value what) {
  if (kind == kItems) return item_of(fiber, object, what);
  return getter->aux != 0 ? get_attr(fiber, object, what.as<Str>())
                          : dotted_attr(fiber, object, what.as<Str>());
}

template <int kind>
Value getter_call(Fiber& fiber, Value self, Args args) {
  const Getter* const getter = as_getter(self);
  if ((args.count != 1 || args.is_named) &&
      !check_arg_count(fiber, type_name(self), args, 1, 1))
    return Value::error();
  const Value* const what = getter->what->items;
  if (getter->what->size == 1)
    return get_one<kind>(fiber, getter, args[0], what[0]);
  Tuple* const row = make_tuple(fiber, getter->what->size);
  if (row == nullptr) return Value::error();
  for (uint32_t i = 0; i < row->size; ++i) {
    row->items[i] = get_one<kind>(fiber, getter, args[0], what[i]);
    if (row->items[i].is_error()) return Value::error();
  }
  return Value::from_object(row);
}

// A field of a named tuple is in the tuple, whatever its class says of items.
Value field_call(Fiber& fiber, Value self, Args args) {
  if (!check_arg_count(fiber, type_name(self), args, 1, 1))
    return Value::error();
  const Value index = as_getter(self)->what->items[0];
  if (!is_kind(args[0], Kind::kTuple))
    return raise_type_error(fiber, "descriptor for index '%d' for tuple "
                            "subclasses doesn't apply to '%s' object",
                            index.is_int() ? static_cast<int>(index.as_int())
                                           : -1,
                            type_name(args[0]));
  return types().tuple->slots->getitem(fiber, args[0], index);
}

Value methodcaller_call(Fiber& fiber, Value self, Args args) {
  const Getter* const getter = as_getter(self);
  if (!check_arg_count(fiber, "methodcaller", args, 1, 1))
    return Value::error();
  const Value* const what = getter->what->items;
  const Value method = get_attr(fiber, args[0], intern(fiber,
                                                       what[0].as<Str>()));
  if (method.is_error()) return method;
  Tuple* const rest = make_tuple(fiber, what + 1, getter->what->size - 1);
  if (rest == nullptr) return Value::error();
  return call_spread(fiber, method, rest, getter->keywords);
}

Value getter_repr(Fiber& fiber, Value self) {
  const Getter* const getter = as_getter(self);
  StrBuilder out(fiber);
  out.add(type_full_name(type_of(self)));
  out.add('(');
  for (uint32_t i = 0; i < getter->what->size; ++i) {
    if (i != 0) out.add(", ");
    if (!out.add_repr(getter->what->items[i])) return Value::error();
  }
  uint32_t at = 0;
  Value key, value;
  while (getter->keywords != nullptr &&
         dict_next(getter->keywords, &at, &key, &value)) {
    out.add(", ");
    if (!out.add_str(key)) return Value::error();
    out.add('=');
    if (!out.add_repr(value)) return Value::error();
  }
  out.add(')');
  return out.finish();
}

// The class and what it is called with; a class that is bound to keywords.
Value getter_reduce(Fiber& fiber, Value self, Args) {
  const Getter* const getter = as_getter(self);
  Value pair[2] = {Value::from_object(type_of(self)),
                   Value::from_object(getter->what)};
  if (getter->keywords != nullptr) {
    const Value functools = import_module(fiber, "functools");
    const Value partial = functools.is_error()
                              ? functools
                              : get_attr(fiber, functools, "partial");
    const Value bound[] = {pair[0], getter->what->items[0]};
    Tuple* const first = make_tuple(fiber, bound, 2);
    Tuple* const rest = make_tuple(fiber, getter->what->items + 1,
                                   getter->what->size - 1);
    if (partial.is_error() || first == nullptr || rest == nullptr)
      return Value::error();
    pair[0] = call_spread(fiber, partial, first, getter->keywords);
    pair[1] = Value::from_object(rest);
    if (pair[0].is_error()) return pair[0];
  }
  return object_or_error(make_tuple(fiber, pair, 2));
}
const MethodDef kGetterMethods[] = {
    {"__reduce__", getter_reduce, 0, 0, 0,
     "Return state information for pickling"_doc},
    {}};

constexpr Slots make_getter_slots(Value (*create)(Fiber&, Type*, Args),
                                  Value (*call)(Fiber&, Value, Args)) {
  Slots s{};
  s.create = create;
  s.call = call;
  s.repr = getter_repr;
  return s;
}
// The keywords or None, then the rest.
Tuple* getter_parts(Fiber& fiber, Value self) {
  const Getter* const getter = as_getter(self);
  Tuple* const parts = make_tuple(fiber, size_t{1} + getter->what->size);
  if (parts == nullptr) return nullptr;
  parts->items[0] = getter->keywords == nullptr
                        ? Value::none()
                        : Value::from_object(getter->keywords);
  for (uint32_t i = 0; i < getter->what->size; ++i)
    parts->items[i + 1] = getter->what->items[i];
  return parts;
}

bool set_getter_parts(Fiber& fiber, Value self, const Tuple* parts) {
  Getter* const getter = as_getter(self);
  if (parts == nullptr) {
    // The name of an attribute, for those that want names.
    const Value name = Value::from_object(names().dunder_class);
    getter->what = make_tuple(fiber, &name, 1);
    return getter->what != nullptr;
  }
  const bool is_method = is_a(self, g_getter_types[kMethod]);
  if (parts->size < 2) return false;
  for (uint32_t i = 1; i < parts->size; ++i) {
    const bool is_name =
        is_method ? i == 1 : is_a(self, g_getter_types[kAttributes]);
    if (is_name && !is_kind(parts->items[i], Kind::kStr)) return false;
  }
  const Value keywords = parts->items[0];
  if (!keywords.is_none() && !is_exact(keywords, types().dict)) return false;
  Tuple* const what = make_tuple(fiber, parts->items + 1, parts->size - 1);
  if (what == nullptr) return false;
  getter->aux = false;  // nobody has looked for dots
  store(fiber.heap, &getter->what, what);
  if (!keywords.is_none())
    store(fiber.heap, &getter->keywords, keywords.as<Dict>());
  return true;
}
constexpr PartsDef kGetterParts = {getter_parts, set_getter_parts};

constexpr Slots kItemSlots =
    make_getter_slots(itemgetter_create, getter_call<kItems>);
constexpr Slots kAttrSlots =
    make_getter_slots(attrgetter_create, getter_call<kAttributes>);
constexpr Slots kMethodSlots =
    make_getter_slots(methodcaller_create, methodcaller_call);
constexpr Slots kFieldSlots =
    make_getter_slots(itemgetter_create, field_call);
constexpr TypeDef kGetterTypes[kGetterKinds] = {
    {"operator.itemgetter", &kGetterLayout, &kItemSlots, kGetterMethods,
     nullptr, 0, "itemgetter(item, ...) --> itemgetter object", &kGetterParts},
    {"operator.attrgetter", &kGetterLayout, &kAttrSlots, kGetterMethods,
     nullptr, 0, "attrgetter(attr, ...) --> attrgetter object", &kGetterParts},
    {"operator.methodcaller", &kGetterLayout, &kMethodSlots, kGetterMethods,
     nullptr, 0, "methodcaller(name, ...) --> methodcaller object",
     &kGetterParts},
    {"operator._field", &kGetterLayout, &kFieldSlots, kGetterMethods, nullptr,
     0, "_field(index) --> what finds a field of a named tuple",
     &kGetterParts}};

bool fill_module(Fiber& fiber, Dict* globals) {
  for (size_t i = 0; i < kGetterKinds; ++i) {
    g_getter_types[i] = native_type(fiber, kGetterTypes[i]);
    dict_set_text(fiber, globals, g_getter_types[i]->name->data(),
                  Value::from_object(g_getter_types[i]));
  }
  // __add__ is add, and so on; and_, or_ and the like lose their underscore.
  for (const MethodDef* row = kFunctions; row->name != nullptr; ++row) {
    std::string_view name = row->name;
    if (name.back() == '_') name.remove_suffix(1);
    if (name == "truth" || name == "is" || name == "is_not" ||
        name == "countOf" || name == "indexOf" || name == "length_hint") {
      continue;
    }
    const Value function = dict_find_name(globals, intern(fiber, row->name));
    if (!function.is_undefined()) {
      dict_set_name(fiber, globals,
                    intern(fiber, "__" + std::string(name) + "__"), function);
    }
  }
  return true;
}

}  // namespace

int64_t item_of_getter(Value getter) {
  if (!getter.is_object() || type_of(getter) != g_getter_types[kField])
    return -1;
  const Tuple* const what = as_getter(getter)->what;
  return what->size == 1 && what->items[0].is_int() ? what->items[0].as_int()
                                                    : -1;
}

const ModuleDef kOperatorModule = {
    "operator", kFunctions, fill_module,
    "Operator interface.\n\nThis module exports a set of functions "
    "implemented in C++ corresponding\nto the intrinsic operators of Python."};

}  // namespace mt::python
