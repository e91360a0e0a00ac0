// weakref.cc - weak references, proxies, and the table that finds them.
//
// The references that are not yet cleared hang in chains, hashed by the address
// of their target, outside of what the collector traces. When marking ends,
// every chain is walked once, in parts: a target that was not reached is dead,
// and its references forget it. One not yet walked by says the same.

#include "python/weakref.h"

#include <stdlib.h>

#include <algorithm>

#include "base/last_memory.h"
#include "base/status.h"
#include "python/builtins_internal.h"
#include "python/container.h"
#include "python/container_modules.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/init.h"
#include "python/list.h"

namespace mt::python {

namespace {

// --- the table ---------------------------------------------------------------

struct WeakTable {
  WeakRef** chains = nullptr;
  uint32_t bits = 0;
  uint32_t count = 0;
  size_t checked = 0;  // chains that the running cycle has walked
};
WeakTable g_table;
GcVector* g_waiting = nullptr;  // cleared references whose callback is due

WeakRef** chain_of(const Object* target) {
  const uint64_t address = reinterpret_cast<uintptr_t>(target);
  return &g_table.chains[hash_place(address, g_table.bits)];
}

void link_in(WeakRef* ref) {
  WeakRef** const chain = chain_of(ref->target);
  ref->next = *chain;
  ref->link = chain;
  if (*chain != nullptr) (*chain)->link = &ref->next;
  *chain = ref;
}

void unlink(WeakRef* ref) {
  if (ref->link == nullptr) return;
  *ref->link = ref->next;
  if (ref->next != nullptr) ref->next->link = ref->link;
  ref->next = nullptr;
  ref->link = nullptr;
  --g_table.count;
}

void grow_table() {
  const WeakTable old = g_table;
  g_table.bits = old.chains == nullptr ? 6 : old.bits + 1;
  g_table.checked = 0;
  g_table.chains = static_cast<WeakRef**>(
      zeros_at_last((size_t{1} << g_table.bits) * sizeof(WeakRef*)));
  if (old.chains == nullptr) return;
  for (size_t i = 0; i < size_t{1} << old.bits; ++i) {
    for (WeakRef* ref = old.chains[i]; ref != nullptr;) {
      WeakRef* const next = ref->next;
      link_in(ref);
      ref = next;
    }
  }
  free(old.chains);
}

// The target, unless it is dead.
Object* target_of(const WeakRef* ref) {
  return ref->target != nullptr && rt().heap.is_live(ref->target) ? ref->target
                                                                 : nullptr;
}

// The weak hook: marking has ended, nothing is swept yet.
bool clear_dead(Heap& heap, bool begins) {
  if (g_table.chains == nullptr) return false;
  if (begins) g_table.checked = 0;
  const size_t count = size_t{1} << g_table.bits;
  const size_t end = std::min(count, g_table.checked + Heap::kWeakRows);
  for (; g_table.checked < end; ++g_table.checked) {
    for (WeakRef* ref = g_table.chains[g_table.checked]; ref != nullptr;) {
      WeakRef* const next = ref->next;
      if (!heap.is_live(ref->target)) {
        unlink(ref);
        ref->target = nullptr;
        if (!ref->callback.is_none() && heap.is_live(ref)) {
          g_waiting->push(Value::from_object(ref));
          set_pending(kPendingFinalizers);
        }
      }
      ref = next;
    }
  }
  return end < count;
}

// --- the struct --------------------------------------------------------------

void trace_ref(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<WeakRef*>(self)->callback);
}

void release_ref(Object* self) { unlink(static_cast<WeakRef*>(self)); }

const Layout kRefLayout = {Kind::kWeakRef, "weakref",   sizeof(WeakRef),
                           trace_ref,      release_ref, nullptr};

bool is_weakly_known(Kind kind) {
  switch (kind) {
    case Kind::kType:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kFunction:
    case Kind::kBuiltin:
    case Kind::kBoundMethod:
    case Kind::kModule:
    case Kind::kCode:
    case Kind::kGenerator:
    case Kind::kCoroutine:
    case Kind::kAsyncGenerator:
    case Kind::kMemoryView:
    case Kind::kArray:
    case Kind::kNative:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool can_be_referred_to(const Type* type) {
  if (is_weakly_known(type->layout->kind)) return true;
  if ((type->type_flags & kTypeNative) != 0)
    return (type->type_flags & (kTypeHasSlots | kTypeException)) ==
           kTypeHasSlots;
  return !type_lookup(type, names().dunder_weakref).is_undefined();
}

namespace {

// A reference of exactly this class without callback, if there is one.
WeakRef* find_plain(const Object* target, const Type* type) {
  if ((target->flags & kFlagWeaklyHeld) == 0 || g_table.chains == nullptr)
    return nullptr;
  for (WeakRef* ref = *chain_of(target); ref != nullptr; ref = ref->next) {
    // A dead one stays here until it is swept.
    if (ref->target == target && ref->callback.is_none() &&
        type_of_object(ref) == type && rt().heap.is_live(ref)) {
      return ref;
    }
  }
  return nullptr;
}

bool is_proxy(const Type* type) {
  return type == types().weakproxy || type == types().weak_callable;
}

Value make_reference(Fiber& fiber, Type* type, Value target, Value callback) {
  if (!target.is_object() || !can_be_referred_to(type_of(target))) {
    return raise_type_error(fiber,
                            "cannot create weak reference to '%s' object",
                            type_name(target));
  }
  Object* const object = target.object();
  const bool is_shared =
      callback.is_none() && (type == types().weakref ||
                             is_proxy(type));
  if (is_shared) {
    if (WeakRef* const known = find_plain(object, type)) {
      fiber.heap.revive(known);
      return Value::from_object(known);
    }
  }
  WeakRef* const ref = make<WeakRef>(fiber, type);
  if (g_table.chains == nullptr || g_table.count >> g_table.bits != 0)
    grow_table();
  ref->target = object;
  ref->callback = callback;
  object->flags |= kFlagWeaklyHeld;
  link_in(ref);
  ++g_table.count;
  return Value::from_object(ref);
}

// --- weakref.ref -------------------------------------------------------------

WeakRef* as_ref(Value v) { return v.as<WeakRef>(); }

bool ref_arguments(Fiber& fiber, const char* name, Args args, Value* target,
                   Value* callback) {
  if (!check_arg_count(fiber, name, args, 1, 2, true)) return false;
  *target = args[0];
  *callback = args.get(1, Value::none());
  return true;
}

Value ref_create(Fiber& fiber, Type* cls, Args args) {
  Value target, callback;
  if (!ref_arguments(fiber, "__new__", args, &target, &callback))
    return Value::error();
  return make_reference(fiber, cls, target, callback);
}

bool ref_init(Fiber& fiber, Value, Args args) {
  return check_arg_count(fiber, "__init__", args, 1, 2);
}

Value ref_call(Fiber& fiber, Value self, Args args) {
  if (!check_arg_count(fiber, "__call__", args, 0, 0)) return Value::error();
  return weakref_target(fiber, self);
}

Value ref_repr(Fiber& fiber, Value self) {
  const Value target = weakref_target(fiber, self);
  const char* const what = is_proxy(type_of(self)) ? "weakproxy" : "weakref";
  void* const address = self.object();
  if (target.is_none())
    return str_value(fiber, format("<%s at %p; dead>", what, address));
  std::string text =
      format("<%s at %p; to '%s' at %p", what, address, type_name(target),
             static_cast<void*>(target.object()));
  const Value name = find_attr(fiber, target, names().dunder_name);
  if (name.is_error()) clear_exception(fiber);
  if (is_kind(name, Kind::kStr))
    text.append(" (").append(name.as<Str>()->view()).append(")");
  return str_value(fiber, text + ">");
}

Value ref_hash(Fiber& fiber, Value self) {
  WeakRef* const ref = as_ref(self);
  if (ref->hash == 0) {
    const Value target = weakref_target(fiber, self);
    if (target.is_none())
      return raise_type_error(fiber, "weak object has gone away");
    uint64_t hash;
    if (!hash_of(fiber, target, &hash)) return Value::error();
    ref->hash = hash;
  }
  return int_from_i64(fiber, signed_hash(ref->hash));
}

Value ref_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (!is_kind(self, Kind::kWeakRef) || !is_kind(other, Kind::kWeakRef) ||
      (op != kEq && op != kNe)) {
    return Value::not_implemented();
  }
  const Value a = weakref_target(fiber, self);
  const Value b = weakref_target(fiber, other);
  if (a.is_none() || b.is_none())
    return Value::from_bool((self == other) == (op == kEq));
  return compare(fiber, op, a, b);
}

Value ref_callback(Fiber&, Value self) {
  const WeakRef* const ref = as_ref(self);
  return target_of(ref) == nullptr ? Value::none() : ref->callback;
}

constexpr MethodDef kRefMethods[] = {
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc},
    {}};
constexpr GetSetDef kRefGetSets[] = {{"__callback__", ref_callback}, {}};

constexpr Slots make_ref_slots() {
  Slots s{};
  s.repr = ref_repr;
  s.hash = ref_hash;
  s.call = ref_call;
  s.compare = ref_compare;
  s.create = ref_create;
  s.init = ref_init;
  return s;
}
constexpr Slots kRefSlots = make_ref_slots();
constexpr TypeDef kRefType = {"weakref.ReferenceType", &kRefLayout, &kRefSlots,
                              kRefMethods, kRefGetSets, 0};

// --- weakref.proxy -----------------------------------------------------------

// The target of a proxy; error with ReferenceError when it is gone. Any other
// value is itself, so that both operands can be passed through here.
Value unwrap(Fiber& fiber, Value v) {
  if (!is_kind(v, Kind::kWeakRef) || !is_proxy(type_of(v))) return v;
  const Value target = weakref_target(fiber, v);
  if (!target.is_none()) return target;
  return raise(fiber, types().ReferenceError,
               "weakly-referenced object no longer exists");
}

Value proxy_str(Fiber& fiber, Value self) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? target : to_str(fiber, target);
}
Value proxy_getattr(Fiber& fiber, Value self, Str* name) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? target : get_attr(fiber, target, name);
}
bool proxy_setattr(Fiber& fiber, Value self, Str* name, Value value) {
  const Value target = unwrap(fiber, self);
  if (target.is_error()) return false;
  return value.is_undefined() ? del_attr(fiber, target, name)
                              : set_attr(fiber, target, name, value);
}
Value proxy_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  const Value a = unwrap(fiber, self);
  const Value b = a.is_error() ? a : unwrap(fiber, other);
  return b.is_error() ? b : compare(fiber, op, a, b);
}
Value proxy_iter(Fiber& fiber, Value self) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? target : get_iter(fiber, target);
}
Value proxy_next(Fiber& fiber, Value self) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? target : iter_next(fiber, target);
}
Value proxy_call(Fiber& fiber, Value self, Args args) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? target : call(fiber, target, args);
}
int proxy_truth(Fiber& fiber, Value self) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? -1 : truth(fiber, target);
}
int64_t proxy_len(Fiber& fiber, Value self) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? -1 : length_of(fiber, target);
}
int proxy_contains(Fiber& fiber, Value self, Value item) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? -1 : contains(fiber, target, item);
}
Value proxy_getitem(Fiber& fiber, Value self, Value key) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? target : get_item(fiber, target, key);
}
bool proxy_setitem(Fiber& fiber, Value self, Value key, Value value) {
  const Value target = unwrap(fiber, self);
  if (target.is_error()) return false;
  return value.is_undefined() ? del_item(fiber, target, key)
                              : set_item(fiber, target, key, value);
}
template <int op>
Value proxy_binary(Fiber& fiber, Value a, Value b) {
  a = unwrap(fiber, a);
  if (!a.is_error()) b = unwrap(fiber, b);
  if (a.is_error() || b.is_error()) return Value::error();
  return binary_op(fiber, static_cast<BinaryOp>(op), a, b);
}

template <int op>
Value proxy_inplace(Fiber& fiber, Value a, Value b) {
  a = unwrap(fiber, a);
  if (!a.is_error()) b = unwrap(fiber, b);
  if (a.is_error() || b.is_error()) return Value::error();
  return inplace_op(fiber, static_cast<BinaryOp>(op), a, b);
}
template <int op>
Value proxy_unary(Fiber& fiber, Value self) {
  const Value target = unwrap(fiber, self);
  return target.is_error()
             ? target
             : unary_op(fiber, static_cast<UnaryOp>(op), target);
}
Value proxy_index(Fiber& fiber, Value self) {
  const Value target = unwrap(fiber, self);
  return target.is_error() ? target : as_index(fiber, target);
}
// What a class makes of the target, when it is called with it.
Value proxy_as(Fiber& fiber, Type* cls, Value self) {
  const Value target = unwrap(fiber, self);
  return target.is_error()
             ? target
             : call(fiber, Value::from_object(cls), {target});
}
Value proxy_int(Fiber& fiber, Value self) {
  return proxy_as(fiber, types().int_, self);
}
Value proxy_float(Fiber& fiber, Value self) {
  return proxy_as(fiber, types().float_, self);
}
Value proxy_bytes(Fiber& fiber, Value self, Args) {
  return proxy_as(fiber, types().bytes, self);
}
Value proxy_reversed(Fiber& fiber, Value self, Args) {
  return proxy_as(fiber, types().reversed, self);
}

template <int op>
constexpr void set_binary(Operators& s) {
  s.binary[op] = proxy_binary<op>;
  if (op != kDivMod) s.inplace[op] = proxy_inplace<op>;
  if constexpr (op + 1 < kBinaryOpCount) set_binary<op + 1>(s);
}

constexpr Operators make_proxy_operators() {
  Operators s{};
  set_binary<0>(s);
  s.unary[kNeg] = proxy_unary<kNeg>;
  s.unary[kPos] = proxy_unary<kPos>;
  s.unary[kInvert] = proxy_unary<kInvert>;
  s.unary[kAbs] = proxy_unary<kAbs>;
  return s;
}
constexpr Operators kProxyOperators = make_proxy_operators();

constexpr Slots make_proxy_slots(bool is_callable) {
  Slots s = closed_slots();
  s.repr = ref_repr;
  s.str = proxy_str;
  s.getattr = proxy_getattr;
  s.setattr = proxy_setattr;
  s.compare = proxy_compare;
  s.hash = nullptr;
  s.iter = proxy_iter;
  s.next = proxy_next;
  if (is_callable) s.call = proxy_call;
  s.truth = proxy_truth;
  s.len = proxy_len;
  s.contains = proxy_contains;
  s.getitem = proxy_getitem;
  s.setitem = proxy_setitem;
  s.operators = &kProxyOperators;
  s.index = proxy_index;
  s.to_int = proxy_int;
  s.to_float = proxy_float;
  return s;
}
constexpr Slots kProxySlots = make_proxy_slots(false);
constexpr Slots kCallableSlots = make_proxy_slots(true);
constexpr MethodDef kProxyMethods[] = {{"__bytes__", proxy_bytes, 0, 0},
                                       {"__reversed__", proxy_reversed, 0, 0},
                                       {}};
constexpr TypeDef kProxyType = {"weakref.ProxyType", &kRefLayout, &kProxySlots,
                                kProxyMethods, nullptr,
                                kTypeFinal | kTypeNotCreatable};
constexpr TypeDef kCallableType = {
    "weakref.CallableProxyType", &kRefLayout, &kCallableSlots, nullptr,
    nullptr, kTypeFinal | kTypeNotCreatable};

// --- the module --------------------------------------------------------------

Value module_proxy(Fiber& fiber, Value, Args args) {
  Type* const type = type_of(args[0])->slots->call != nullptr
                         ? types().weak_callable
                         : types().weakproxy;
  return make_reference(fiber, type, args[0],
                        args.get(1, Value::none()));
}

// All references to an object, as a list.
List* references_to(Fiber& fiber, Value target) {
  List* const list = make_list(fiber);
  if (list == nullptr || !target.is_object() || g_table.chains == nullptr)
    return list;
  const Object* const object = target.object();
  for (WeakRef* ref = *chain_of(object); ref != nullptr; ref = ref->next) {
    if (ref->target != object || !fiber.heap.is_live(ref)) continue;
    fiber.heap.revive(ref);
    if (!list_append(fiber, list, Value::from_object(ref))) return nullptr;
  }
  return list;
}

Value module_getweakrefs(Fiber& fiber, Value, Args args) {
  List* const list = references_to(fiber, args[0]);
  return list == nullptr ? Value::error() : Value::from_object(list);
}

Value module_count(Fiber& fiber, Value, Args args) {
  List* const list = references_to(fiber, args[0]);
  return list == nullptr ? Value::error() : Value::from_int(list->size);
}

constexpr MethodDef kFunctions[] = {
    {"proxy", module_proxy, 1, 2, 0,
     "proxy(object[, callback]) -- create a proxy object that weakly\n"
     "references 'object'."_doc},
    {"getweakrefs", module_getweakrefs, 1, 1, 0,
     "Return a list of all weak reference objects pointing to 'object'."_doc},
    {"getweakrefcount", module_count, 1, 1, 0,
     "Return the number of weak references to 'object'."_doc},
    {}};

bool fill_module(Fiber& fiber, Dict* globals) {
  const Value ref = Value::from_object(types().weakref);
  dict_set_text(fiber, globals, "ref", ref);
  dict_set_text(fiber, globals, "ReferenceType", ref);
  dict_set_text(fiber, globals, "ProxyType",
                Value::from_object(types().weakproxy));
  dict_set_text(fiber, globals, "CallableProxyType",
                Value::from_object(types().weak_callable));
  return true;
}

}  // namespace

const ModuleDef kWeakrefModule = {"_weakref", kFunctions, fill_module,
                                  "Weak-reference support module."};

Value make_weakref(Fiber& fiber, Value target) {
  return make_reference(fiber, types().weakref, target, Value::none());
}

Value weakref_target(Fiber& fiber, Value reference) {
  Object* const target = target_of(as_ref(reference));
  if (target == nullptr) return Value::none();
  fiber.heap.revive(target);
  return Value::from_object(target);
}

Value without_proxy(Fiber& fiber, Value value) { return unwrap(fiber, value); }

void run_weakref_callbacks(Fiber& fiber) {
  while (!g_waiting->empty()) {
    const Value ref = g_waiting->take(fiber.heap);
    const Value callback = as_ref(ref)->callback;
    const Value pending = take_exception(fiber);
    if (call(fiber, callback, {ref}).is_error())
      report_unraisable(fiber, callback);
    fiber.exception = pending;
  }
}

void init_weakref(Fiber& fiber) {
  free(g_table.chains);
  g_table = WeakTable{};
  g_waiting = new GcVector(fiber.heap, true);
  fiber.heap.add_weak_hook(clear_dead, true);
  types().weakref = native_type(fiber, kRefType);
  types().weakproxy = native_type(fiber, kProxyType);
  types().weak_callable = native_type(fiber, kCallableType);
}

}  // namespace mt::python
