// module_lru.cc - what functools.lru_cache makes of a function: its results, by
// arguments, the least recently used first.

#include <algorithm>

#include "python/container.h"
#include "python/dict.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native_tools.h"

namespace mt::python {

namespace {

struct Cached : Object {
  Value function;
  Dict* results;
  Value limit;     // an integer, or none; a large one is no bound
  Value info;      // the class of what cache_info() returns
  bool is_typed;   // equal arguments of two classes are two
  uint64_t hits, misses;
};

Cached* as_cached(Value v) { return v.as<Cached>(); }

void trace_cached(Object* self, Tracer& tracer) {
  const Cached* const cached = static_cast<Cached*>(self);
  tracer.visit(cached->function);
  tracer.visit(cached->results);
  tracer.visit(cached->limit);
  tracer.visit(cached->info);
}

const Layout kCachedLayout = {Kind::kNative, "cached", sizeof(Cached),
                              trace_cached, nullptr, nullptr};

Value cached_create(Fiber& fiber, Type* cls, Args args) {
  Value out[4];
  if (!parse_args(fiber, "lru_cache", args,
                  {"user_function", "maxsize", "typed", "cache_info_type"}, 4,
                  out))
    return Value::error();
  if (!is_callable(out[0]))
    return raise_type_error(fiber, "the first argument must be callable");
  if (!out[1].is_none()) {
    int64_t limit = 0;
    if (!is_index(out[1]))
      return raise_type_error(fiber, "maxsize should be integer or None");
    if (!index_of(fiber, out[1], &limit, false)) return Value::error();
    out[1] = int_from_i64(fiber, std::max<int64_t>(limit, 0));
  }
  const int is_typed = truth(fiber, out[2]);
  Dict* const results = make_dict(fiber);
  if (is_typed < 0 || results == nullptr) return Value::error();
  Cached* const cached = make<Cached>(fiber, cls);
  cached->function = out[0];
  cached->results = results;
  cached->limit = out[1];
  cached->info = out[3];
  cached->is_typed = is_typed != 0;
  return Value::from_object(cached);
}

// The arguments as a key: an only int or str itself, else a tuple of all, with
// an ellipsis class before those given by name and the classes behind.
Value key_of(Fiber& fiber, const Cached* cached, Args args) {
  const uint32_t given = args.positional();
  if (args.count == 1 && given == 1 && !cached->is_typed &&
      (args[0].is_int() || is_exact_str(args[0]))) {
    return args[0];
  }
  const uint32_t named = args.count - given;
  Tuple* const key = make_tuple(
      fiber, size_t{given} + (named != 0 ? 1 + 2 * size_t{named} : 0) +
                 (cached->is_typed ? args.count : 0));
  if (key == nullptr) return Value::error();
  Value* to = key->items;
  for (uint32_t i = 0; i < given; ++i) *to++ = args[i];
  if (named != 0) *to++ = Value::from_object(type_of_object(cached));
  for (uint32_t i = 0; i < named; ++i) {
    *to++ = args.names()->items[i];
    *to++ = args[given + i];
  }
  for (uint32_t i = 0; cached->is_typed && i < args.count; ++i)
    *to++ = Value::from_object(type_of(args[i]));
  return Value::from_object(key);
}

Value cached_call(Fiber& fiber, Value self, Args args) {
  Cached* const cached = as_cached(self);
  const Value key = key_of(fiber, cached, args);
  if (key.is_error()) return key;
  // Hashed but once, as it may be Python code that does it.
  uint64_t hash;
  if (!hash_key(fiber, key, &hash)) return Value::error();
  const int64_t number = dict_find_hashed(fiber, cached->results, key, hash);
  if (number < -1) return Value::error();
  if (number >= 0) {
    const Value known = cached->results->entries[number].value;
    ++cached->hits;
    if (!cached->limit.is_none() &&
        dict_move_entry(fiber, cached->results, static_cast<uint32_t>(number),
                        true) < 0)
      return Value::error();
    return known;
  }
  ++cached->misses;
  const Value result = call(fiber, cached->function, args);
  const Value limit = cached->limit;
  if (result.is_error() || limit == Value::from_int(0)) return result;
  if (!dict_set_hashed(fiber, cached->results, key, hash, result))
    return Value::error();
  Value old[2];
  if (limit.is_int() && cached->results->live > limit.as_int())
    dict_pop_end(fiber, cached->results, false, &old[0], &old[1]);
  return result;
}

Value cached_get(Fiber& fiber, Value self, Value instance, Type*) {
  return instance.is_undefined() || instance.is_none()
             ? self
             : make_bound_method(fiber, self, instance);
}

Value cached_info(Fiber& fiber, Value self, Args) {
  const Cached* const cached = as_cached(self);
  return call(fiber, cached->info,
              {int_from_u64(fiber, cached->hits),
               int_from_u64(fiber, cached->misses), cached->limit,
               Value::from_int(cached->results->live)});
}

Value cached_clear(Fiber& fiber, Value self, Args) {
  Cached* const cached = as_cached(self);
  dict_clear(fiber, cached->results);
  cached->hits = cached->misses = 0;
  return Value::none();
}

Value cached_itself(Fiber&, Value self, Args) { return self; }

Value cached_reduce(Fiber& fiber, Value self, Args) {
  return get_attr(fiber, self, names().dunder_qualname);
}

// The function, the results, the limit, whether typed, the class of its report.
Tuple* cached_parts(Fiber& fiber, Value self) {
  const Cached* const cached = as_cached(self);
  const Value parts[] = {cached->function, Value::from_object(cached->results),
                         cached->limit, Value::from_bool(cached->is_typed),
                         cached->info};
  return make_tuple(fiber, parts, 5);
}

bool set_cached_parts(Fiber& fiber, Value self, const Tuple* parts) {
  Cached* const cached = as_cached(self);
  if (parts == nullptr) {
    cached->function = cached->limit = cached->info = Value::none();
    cached->results = make_dict(fiber);
    return cached->results != nullptr;
  }
  const Value* const given = parts->items;
  if (parts->size != 5 || !is_exact(given[1], types().dict) ||
      !(given[2].is_none() || is_exact(given[2], types().int_)) ||
      !given[3].is_bool())
    return false;
  store(fiber.heap, &cached->function, given[0]);
  store(fiber.heap, &cached->results, given[1].as<Dict>());
  store(fiber.heap, &cached->limit, given[2]);
  cached->is_typed = given[3].as_bool();
  store(fiber.heap, &cached->info, given[4]);
  return true;
}
constexpr PartsDef kCachedParts = {cached_parts, set_cached_parts};

constexpr MethodDef kCachedMethods[] = {
    {"cache_info", cached_info, 0, 0, 0, "Report cache statistics"_doc},
    {"cache_clear", cached_clear, 0, 0, 0,
     "Clear the cache and its statistics"_doc},
    {"__copy__", cached_itself, 0, 0},
    {"__deepcopy__", cached_itself, 1, 1},
    {"__reduce__", cached_reduce, 0, 0},
    {}};

constexpr Slots make_cached_slots() {
  Slots s{};
  s.create = cached_create;
  s.call = cached_call;
  s.get = cached_get;
  return s;
}
constexpr Slots kCachedSlots = make_cached_slots();

}  // namespace

extern const TypeDef kCachedType;  // for module_functools.cc
const TypeDef kCachedType = {
    "functools._lru_cache_wrapper", &kCachedLayout, &kCachedSlots,
    kCachedMethods, nullptr, kTypeHasSlots,
    "A function that remembers its last results.", &kCachedParts};

}  // namespace mt::python
