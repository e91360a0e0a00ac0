// mapping_proxy.cc - mappingproxy: a mapping that can be read and not changed.
//
// What Class.__dict__ is: the real dictionary must only change through
// setattr(), which keeps slots and inline caches right.

#include "python/container.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/native_tools.h"

namespace mt::python {

namespace {

struct MappingProxy : Object {
  Value mapping;
};

Value inside(Value v) {
  return is_exact(v, types().mapping_proxy) ? v.as<MappingProxy>()->mapping
                                            : v;
}

void trace_proxy(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<MappingProxy*>(self)->mapping);
}

const Layout kProxyLayout = {Kind::kNative,        "mappingproxy",
                             sizeof(MappingProxy), trace_proxy,
                             nullptr,              nullptr};

Value proxy_create(Fiber& fiber, Type*, Args args) {
  Value out[1];
  if (!parse_args(fiber, "mappingproxy", args, {"mapping"}, 1, out))
    return Value::error();
  if (type_of(out[0])->slots->getitem == nullptr ||
      is_kind(out[0], Kind::kList) || is_kind(out[0], Kind::kTuple)) {
    return raise_type_error(
        fiber, "mappingproxy() argument must be a mapping, not %s",
        type_name(out[0]));
  }
  return make_mapping_proxy(fiber, out[0]);
}

Value proxy_repr(Fiber& fiber, Value self) {
  StrBuilder out(fiber);
  out.add("mappingproxy(");
  if (!out.add_repr(inside(self))) return Value::error();
  out.add(')');
  return out.finish();
}

Value proxy_str(Fiber& fiber, Value self) {
  return to_str(fiber, inside(self));
}

Value proxy_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  return compare(fiber, op, inside(self), inside(other));
}

Value proxy_hash(Fiber& fiber, Value self) {
  uint64_t hash;
  if (!hash_of(fiber, inside(self), &hash)) return Value::error();
  return int_from_i64(fiber, signed_hash(hash));
}

Value proxy_iter(Fiber& fiber, Value self) {
  return get_iter(fiber, inside(self));
}
int64_t proxy_len(Fiber& fiber, Value self) {
  return length_of(fiber, inside(self));
}
int proxy_contains(Fiber& fiber, Value self, Value key) {
  return contains(fiber, inside(self), key);
}
Value proxy_getitem(Fiber& fiber, Value self, Value key) {
  return get_item(fiber, inside(self), key);
}
Value proxy_or(Fiber& fiber, Value a, Value b) {
  return binary_op(fiber, kOr, inside(a), inside(b));
}
Value proxy_ior(Fiber& fiber, Value, Value) {
  return raise_type_error(
      fiber, "'|=' is not supported by mappingproxy; use '|' instead");
}

// The rest goes to the method of the same name.
Value forward(Fiber& fiber, Value self, const char* name, Args args) {
  const Value method = get_attr(fiber, inside(self), name);
  return method.is_error() ? method : call(fiber, method, args);
}
Value proxy_get(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "get", args);
}
Value proxy_keys(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "keys", args);
}
Value proxy_values(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "values", args);
}
Value proxy_items(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "items", args);
}
Value proxy_copy(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "copy", args);
}
Value proxy_reversed(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "__reversed__", args);
}

constexpr MethodDef kProxyMethods[] = {
    {"get", proxy_get, 1, 2, 0,
     "Return the value for key if key is in the mapping, else default."_doc},
    {"keys", proxy_keys, 0, 0, 0, "D.keys() -> a set-like object"_doc},
    {"values", proxy_values, 0, 0, 0, "D.values() -> a view of the values"_doc},
    {"items", proxy_items, 0, 0, 0, "D.items() -> a set-like object"_doc},
    {"copy", proxy_copy, 0, 0, 0, "D.copy() -> a shallow copy of D"_doc},
    {"__reversed__", proxy_reversed, 0, 0, 0,
     "D.__reversed__() -> reverse iterator"_doc},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc},
    {}};

constexpr Operators make_proxy_operators() {
  Operators s{};
  s.binary[kOr] = proxy_or;
  s.inplace[kOr] = proxy_ior;
  return s;
}
constexpr Operators kProxyOperators = make_proxy_operators();

constexpr Slots make_proxy_slots() {
  Slots s{};
  s.repr = proxy_repr;
  s.str = proxy_str;
  s.compare = proxy_compare;
  s.hash = proxy_hash;
  s.iter = proxy_iter;
  s.len = proxy_len;
  s.contains = proxy_contains;
  s.getitem = proxy_getitem;
  s.operators = &kProxyOperators;
  s.create = proxy_create;
  return s;
}
constexpr Slots kProxySlots = make_proxy_slots();
Tuple* proxy_parts(Fiber& fiber, Value self) {
  return make_tuple(fiber, &self.as<MappingProxy>()->mapping, 1);
}
bool set_proxy_parts(Fiber& fiber, Value self, const Tuple* parts) {
  MappingProxy* const proxy = self.as<MappingProxy>();
  if (parts == nullptr) {
    proxy->mapping = object_or_error(make_dict(fiber));
    return !proxy->mapping.is_error();
  }
  if (parts->size != 1 || !is_kind(parts->items[0], Kind::kDict)) return false;
  store(fiber.heap, &proxy->mapping, parts->items[0]);
  return true;
}
constexpr PartsDef kProxyParts = {proxy_parts, set_proxy_parts};

constexpr TypeDef kProxyType = {
    "mappingproxy", &kProxyLayout, &kProxySlots, kProxyMethods, nullptr,
    kTypeFinal | kTypeMapping, "Read-only proxy of a mapping.",
    &kProxyParts};

}  // namespace

Value make_mapping_proxy(Fiber& fiber, Value mapping) {
  MappingProxy* const proxy =
      make<MappingProxy>(fiber, types().mapping_proxy);
  proxy->mapping = mapping;
  return Value::from_object(proxy);
}

void init_mapping_proxy(Fiber& fiber) {
  types().mapping_proxy = native_type(fiber, kProxyType);
}

}  // namespace mt::python
