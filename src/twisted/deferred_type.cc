// deferred_type.cc - the class Deferred: methods, attributes, what a tap keeps.

#include "python/dict.h"
#include "python/exception.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/deferred.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

void trace_deferred(Object* self, Tracer& tracer) {
  const Deferred* const d = static_cast<Deferred*>(self);
  tracer.visit(d->result);
  tracer.visit(d->canceller);
  tracer.visit(d->chained_to);
  tracer.visit(d->debug_info);
  tracer.visit(d->timeout_call);
  tracer.visit(d->listed);
  for (uint32_t i = d->first; i < d->last; ++i)
    tracer.visit(&d->waiting[i].callback, 3);
}
static_assert(sizeof(Waiting) == 3 * sizeof(Value), "visited in a row");

void release_deferred(Object* self) {
  Deferred* const d = static_cast<Deferred*>(self);
  if (d->waiting != nullptr && d->waiting != d->inside)
    rt().heap.release(d->waiting, d->capacity * sizeof(Waiting));
}

const Layout kDeferredLayout = {Kind::kNative,  "Deferred",
                                sizeof(Deferred), trace_deferred,
                                release_deferred, nullptr};

Deferred* as_deferred(Value v) { return v.as<Deferred>(); }

Value deferred_create(Fiber& fiber, Type* cls, Args) {
  return g_deferred_classes->is_started
             ? object_or_error(make<Deferred>(fiber, cls))
             : raise_not_started(fiber);
}

bool deferred_init(Fiber& fiber, Value self, Args args) {
  if (args.count != 0) {
    Value canceller = Value::none();
    if (!parse_args(fiber, "Deferred", args, {"canceller"}, 0, &canceller))
      return false;
    store(fiber.heap, &as_deferred(self)->canceller,
          canceller.is_none() ? Value() : canceller);
  }
  return !is_debugging(fiber, as_deferred(self)) ||
         !call_rare(fiber, "_created", {self}).is_error();
}

// --- who waits ---------------------------------------------------------------

bool check_callable(Fiber& fiber, Value function) {
  if (is_callable(function)) return true;
  raise_object(fiber, make_exception(fiber, types().AssertionError,
                                     rt().empty_tuple));
  return false;
}

// Adds; d.callbacks runs on when the result is there.
Value add(Fiber& fiber, Value self, const Waiting& row) {
  Deferred* const d = as_deferred(self);
  if (!add_waiting(fiber, d, row)) return Value::error();
  return d->called && !run_as_method(fiber, d) ? Value::error() : self;
}

// The arguments behind the callback itself, for a row's `extra`.
bool extra_of(Fiber& fiber, Args args, bool is_callback, bool is_errback,
              Value* extra) {
  const uint32_t given = args.positional();
  Tuple* const positional = make_tuple(fiber, args.values + 1, given - 1);
  if (positional == nullptr) return false;
  Value keywords = Value::none();
  if (given != args.count) {
    Dict* const dict = make_dict(fiber);
    for (uint32_t i = given; i < args.count; ++i) {
      if (!dict_set(fiber, dict, args.names()->items[i - given], args[i]))
        return false;
    }
    keywords = Value::from_object(dict);
  }
  const Value none = Value::from_object(rt().empty_tuple);
  const Value four[] = {
      is_callback ? Value::from_object(positional) : none,
      is_callback ? keywords : Value::none(),
      is_errback ? Value::from_object(positional) : none,
      is_errback ? keywords : Value::none()};
  Tuple* const all = make_tuple(fiber, four, 4);
  if (all == nullptr) return false;
  *extra = Value::from_object(all);
  return true;
}

Value add_one(Fiber& fiber, Value self, Args args, bool is_callback,
              bool is_errback) {
  Waiting row;
  const bool is_elsewhere = overrides(as_deferred(self), Hook::kAddCallbacks);
  if (!is_kind(args[0], Kind::kFunction) && !is_elsewhere &&
      !check_callable(fiber, args[0])) {
    return Value::error();
  }
  if (args.count != 1 &&
      !extra_of(fiber, args, is_callback, is_errback, &row.extra)) {
    return Value::error();
  }
  if (is_callback) row.callback = args[0];
  if (is_errback) row.errback = args[0];
  if (!is_elsewhere) return add(fiber, self, row);
  return call_rare(fiber, "_add", {self, or_none(row.callback),
                                   or_none(row.errback), or_none(row.extra)});
}

// With keywords, one of which may be the callback itself: it goes in front of
// the others.
Value add_named(Fiber& fiber, Value self, Args args, bool is_callback,
                bool is_errback) {
  const char* const name = is_callback ? "callback" : "errback";
  const uint32_t given = args.positional();
  const Tuple* const names = args.names();
  for (uint32_t i = 0; i < args.count - given; ++i) {
    if (names->items[i].as<Str>()->view() != name) continue;
    if (given != 0) {
      return raise_type_error(
          fiber, "got multiple values for argument '%s'", name);
    }
    const uint32_t others = names->size - 1;
    GcVector sorted(fiber);
    sorted.push(args[i]);
    Tuple* const left = make_tuple(fiber, others);
    if (left == nullptr) return Value::error();
    for (uint32_t k = 0, to = 0; k < names->size; ++k) {
      if (k == i) continue;
      sorted.push(args[k]);
      left->items[to++] = names->items[k];
    }
    sorted.push(Value::from_object(left));
    return add_one(fiber, self, Args{sorted.data(), others + 1, others != 0},
                   is_callback, is_errback);
  }
  if (given != 0) return add_one(fiber, self, args, is_callback, is_errback);
  return raise_type_error(
      fiber, "missing 1 required positional argument: '%s'", name);
}

template <bool is_callback, bool is_errback>
Value add_some(Fiber& fiber, Value self, Args args) {
  return args.is_named || args.count == 0
             ? add_named(fiber, self, args, is_callback, is_errback)
             : add_one(fiber, self, args, is_callback, is_errback);
}

Value add_callbacks(Fiber& fiber, Value self, Args args) {
  const Value none = Value::none();
  Value out[6] = {none, none, none, none, none, none};
  if (!parse_args(fiber, "addCallbacks", args,
                  {"callback", "errback", "callbackArgs", "callbackKeywords",
                   "errbackArgs", "errbackKeywords"},
                  1, out) ||
      !check_callable(fiber, out[0])) {
    return Value::error();
  }
  Waiting row;
  row.callback = out[0];
  if (!out[1].is_none()) {
    if (!check_callable(fiber, out[1])) return Value::error();
    row.errback = out[1];
  }
  bool is_bare = true;
  for (int i = 2; i < 6; ++i) is_bare &= out[i].is_none();
  if (!is_bare) {
    Tuple* const all = make_tuple(fiber, out + 2, 4);
    if (all == nullptr) return Value::error();
    // Whether the others can be arguments is seen when they are to be.
    for (int i = 0; i < 4; i += 2) {
      if (all->items[i].is_none())
        all->items[i] = Value::from_object(rt().empty_tuple);
    }
    row.extra = Value::from_object(all);
  }
  return add(fiber, self, row);
}

// --- the result --------------------------------------------------------------

Value give_result(Fiber& fiber, Value self, Value result) {
  if (deferred_of(result) != nullptr) {
    return raise_object(fiber, make_exception(fiber, types().AssertionError,
                                              rt().empty_tuple));
  }
  return none_if(fire(fiber, as_deferred(self), result));
}

Value give_named(Fiber& fiber, Value self, Args args) {
  Value result;
  return parse_args(fiber, "callback", args, {"result"}, 1, &result)
             ? give_result(fiber, self, result)
             : Value::error();
}

Value give_callback(Fiber& fiber, Value self, Args args) {
  return args.count == 1 && !args.is_named ? give_result(fiber, self, args[0])
                                           : give_named(fiber, self, args);
}

Value give_errback(Fiber& fiber, Value self, Args args) {
  Value failure = Value::none();
  if (!parse_args(fiber, "errback", args, {"fail"}, 0, &failure))
    return Value::error();
  if (failure.is_none()) {
    failure = failure_of_handled(fiber, as_deferred(self));
  } else if (!is_failure(failure)) {
    failure = call(fiber, g_deferred_classes->failure.value, {failure});
  }
  if (failure.is_error()) return failure;
  return none_if(fire(fiber, as_deferred(self), failure));
}

Value cancel(Fiber& fiber, Value self, Args) {
  Deferred* const d = as_deferred(self);
  if (d->called) {
    if (deferred_of(d->result) == nullptr) return Value::none();
    return call_method(fiber, d->result, "cancel").is_error() ? Value::error()
                                                              : Value::none();
  }
  const int has_canceller =
      d->canceller.is_undefined() ? 0 : truth(fiber, d->canceller);
  if (has_canceller < 0) return Value::error();
  if (has_canceller == 0) {
    // Whoever was to call it does not know of it.
    d->suppressed = true;
  } else if (call(fiber, d->canceller, {self}).is_error()) {
    return Value::error();
  }
  if (d->called) return Value::none();
  const Value failure = call_rare(fiber, "_cancelled", {});
  if (failure.is_error()) return failure;
  if (!overrides(d, Hook::kErrback)) return none_if(fire(fiber, d, failure));
  return none_if(
      !call_method(fiber, self, name_of(Hook::kErrback), {failure}).is_error());
}

Value pause_deferred(Fiber&, Value self, Args) {
  ++as_deferred(self)->paused;
  return Value::none();
}

Value run_callbacks(Fiber& fiber, Value self, Args) {
  return none_if(run_deferred(fiber, as_deferred(self)));
}

Value unpause(Fiber& fiber, Value self, Args) {
  Deferred* const d = as_deferred(self);
  if (--d->paused != 0 || !d->called) return Value::none();
  return none_if(run_as_method(fiber, d));
}

// --- await -------------------------------------------------------------------

Value itself(Fiber&, Value self) { return self; }

// What a coroutine that waits gets: the result, or once more the Deferred.
Value next_result(Fiber& fiber, Value self) {
  Deferred* const d = as_deferred(self);
  if (d->paused != 0 || d->result.is_undefined()) return self;
  const Value result = d->result;
  if (!is_failure(result)) {
    return result.is_none() ? Value::exhausted()
                            : raise_stop_iteration(fiber, result);
  }
  const Value exception = call_rare(fiber, "_thrown", {self, result});
  return exception.is_error() ? exception : raise_object(fiber, exception);
}

Value send_result(Fiber& fiber, Value self, Args) {
  const Value item = next_result(fiber, self);
  return item.is_exhausted() ? raise_stop_iteration(fiber, Value::none())
                             : item;
}

// --- attributes --------------------------------------------------------------

template <Value Deferred::*field>
Value get_field(Fiber&, Value self) {
  const Value value = as_deferred(self)->*field;
  return value.is_undefined() ? Value::none() : value;
}
template <Value Deferred::*field>
bool set_field(Fiber& fiber, Value self, Value value) {
  store(fiber.heap, &(as_deferred(self)->*field),
        value.is_none() ? Value() : value);
  return true;
}
template <bool Deferred::*field>
Value get_flag(Fiber&, Value self) {
  return Value::from_bool(as_deferred(self)->*field);
}
template <bool Deferred::*field>
bool set_flag(Fiber& fiber, Value self, Value value) {
  const int on = value.is_undefined() ? 0 : truth(fiber, value);
  if (on >= 0) as_deferred(self)->*field = on != 0;
  return on >= 0;
}

Value get_result(Fiber& fiber, Value self) {
  const Value result = as_deferred(self)->result;
  return result.is_undefined() ? no_result(fiber, as_deferred(self)) : result;
}
bool set_result(Fiber& fiber, Value self, Value value) {
  Deferred* const d = as_deferred(self);
  if (value.is_undefined() && d->result.is_undefined())
    return !no_result(fiber, d).is_error();
  store(fiber.heap, &d->result, value);
  return true;
}

// So far from the ends of 64 bits that nobody can count up to them.
constexpr int64_t kMaxPaused = INT64_MAX / 2;

Value get_paused(Fiber& fiber, Value self) {
  return int_from_i64(fiber, as_deferred(self)->paused);
}
bool set_paused(Fiber& fiber, Value self, Value value) {
  int64_t paused = 0;
  if (!value.is_undefined() && !int_argument(fiber, value, &paused))
    return false;
  if (paused > kMaxPaused || paused < -kMaxPaused) {
    raise_overflow_error(fiber, "paused too often");
    return false;
  }
  as_deferred(self)->paused = paused;
  return true;
}

Value get_callbacks(Fiber& fiber, Value self) {
  return object_or_error(list_waiting(fiber, as_deferred(self)));
}
bool set_callbacks(Fiber& fiber, Value self, Value value) {
  List* const list = cast<List>(value);
  if (list == nullptr) {
    raise_type_error(fiber, "callbacks are a list");
    return false;
  }
  store(fiber.heap, &as_deferred(self)->listed, list);
  forget_waiting(fiber, as_deferred(self));
  return true;
}

constexpr GetSetDef kGetSets[] = {
    {"result", get_result, set_result, "What there is, once it is there."_doc},
    {"called", get_flag<&Deferred::called>, set_flag<&Deferred::called>},
    {"paused", get_paused, set_paused},
    {"callbacks", get_callbacks, set_callbacks,
     "[((callback, args, keywords), (errback, args, keywords)), ...]"_doc},
    {"timeoutCall", get_field<&Deferred::timeout_call>,
     set_field<&Deferred::timeout_call>},
    {"_canceller", get_field<&Deferred::canceller>,
     set_field<&Deferred::canceller>},
    {"_chainedTo", get_field<&Deferred::chained_to>,
     set_field<&Deferred::chained_to>},
    {"_debugInfo", get_field<&Deferred::debug_info>,
     set_field<&Deferred::debug_info>},
    {"_suppressAlreadyCalled", get_flag<&Deferred::suppressed>,
     set_flag<&Deferred::suppressed>},
    {"_runningCallbacks", get_flag<&Deferred::running>, nullptr},
    {}};

constexpr MethodDef kMethods[] = {
    {"addCallbacks", add_callbacks, 0, -1, kMethodKeywords,
     "Add a pair: one of the two is called, as the result is."_doc},
    {"addCallback", add_some<true, false>, 0, -1, kMethodKeywords,
     "Add what is called unless something failed."_doc},
    {"addErrback", add_some<false, true>, 0, -1, kMethodKeywords,
     "Add what is called when something failed."_doc},
    {"addBoth", add_some<true, true>, 0, -1, kMethodKeywords,
     "Add what is called in any case."_doc},
    {"callback", give_callback, 0, -1, kMethodKeywords,
     "Here is the result."_doc},
    {"errback", give_errback, 0, -1, kMethodKeywords,
     "Here is what went wrong."_doc},
    {"cancel", cancel, 0, 0, 0, "Say that the result is no longer wanted."_doc},
    {"pause", pause_deferred, 0, 0, 0, "Call nobody until unpause()."_doc},
    {"unpause", unpause, 0, 0, 0},
    {"_runCallbacks", run_callbacks, 0, 0, 0},
    {"send", send_result, 0, 1, 0},
    {}};

// What of it a tap keeps.
Tuple* deferred_parts(Fiber& fiber, Value self) {
  Deferred* const d = as_deferred(self);
  List* const list = copy_waiting(fiber, d);
  if (list == nullptr) return nullptr;
  const Value parts[] = {
      Value::from_bool(!d->result.is_undefined()), or_none(d->result),
      Value::from_bool(d->called), Value::from_bool(d->suppressed),
      int_from_i64(fiber, d->paused), Value::from_object(list),
      or_none(d->canceller), or_none(d->chained_to), or_none(d->debug_info)};
  return make_tuple(fiber, parts, sizeof parts / sizeof *parts);
}

bool set_deferred_parts(Fiber& fiber, Value self, const Tuple* parts) {
  if (parts == nullptr) return true;
  const Value* const p = parts->items;
  int64_t paused;
  if (parts->size != 9 || !p[0].is_bool() || !p[2].is_bool() ||
      !p[3].is_bool() || !is_exact(p[4], types().int_) ||
      !int_to_i64(p[4], &paused) || !is_exact(p[5], types().list)) {
    return false;
  }
  Deferred* const d = as_deferred(self);
  if (paused > kMaxPaused || paused < -kMaxPaused) return false;
  const auto put = [&](Value* to, Value value) {
    store(fiber.heap, to, value.is_none() ? Value() : value);
  };
  if (p[0].as_bool()) store(fiber.heap, &d->result, p[1]);
  d->called = p[2].as_bool();
  d->suppressed = p[3].as_bool();
  d->paused = paused;
  store(fiber.heap, &d->listed, p[5].as<List>());
  put(&d->canceller, p[6]);
  put(&d->chained_to, p[7]);
  put(&d->debug_info, p[8]);
  return true;
}
constexpr PartsDef kParts = {deferred_parts, set_deferred_parts};

constexpr Slots make_slots() {
  Slots s{};
  s.create = deferred_create;
  s.init = deferred_init;
  s.iter = s.await = itself;
  s.next = next_result;
  return s;
}
constexpr Slots kSlots = make_slots();
constexpr TypeDef kType = {"_defer.Deferred",
                           &kDeferredLayout,
                           &kSlots,
                           kMethods,
                           kGetSets,
                           kTypeHasSlots | kTypeClassic,
                           "The half of a Deferred that runs its callbacks.",
                           &kParts};

// start(Failure, Deferred, DebugInfo, ReturnValue): the classes that are meant.
Value start(Fiber& fiber, Value, Args args) {
  for (uint32_t i = 0; i < 4; ++i) {
    if (cast<Type>(args[i]) == nullptr)
      return raise_type_error(fiber, "start() takes classes");
  }
  DeferredClasses& known = *g_deferred_classes;
  if (!is_subtype(args[0].as<Type>(), types().BaseException) ||
      args[1].as<Type>()->layout != &kDeferredLayout ||
      !is_subtype(args[3].as<Type>(), types().BaseException)) {
    return raise_type_error(fiber, "start() takes other classes");
  }
  known.failure.value = args[0];
  known.deferred.value = args[1];
  known.debug_info.value = args[2];
  known.return_value.value = args[3];
  known.epoch = 0;
  known.is_started = true;
  return Value::none();
}

Value succeed(Fiber& fiber, Value, Args args) {
  if (!g_deferred_classes->is_started) return raise_not_started(fiber);
  Value result;
  if (args.count == 1 && !args.is_named) {
    result = args[0];
  } else if (!parse_args(fiber, "succeed", args, {"result"}, 1, &result)) {
    return Value::error();
  }
  if (deferred_of(result) != nullptr) {
    return raise_object(fiber, make_exception(fiber, types().AssertionError,
                                              rt().empty_tuple));
  }
  Deferred* const d = make_deferred(fiber);
  return fire(fiber, d, result) ? Value::from_object(d) : Value::error();
}

Value told(Fiber&, Value, Args) {
  engine().lost_failures().remove();
  return Value::none();
}

constexpr MethodDef kFunctions[] = {
    {"start", start, 4, 4, 0},
    {"succeed", succeed, 0, 1, kMethodKeywords,
     "A Deferred that already has its result."_doc},
    {"callers", callers, 2, 2, 0, "callers(traceback, is_caught)"_doc},
    {"told", told, 0, 0, 0, "A failure that nobody handled is in the log."_doc},
    {"drive", drive, 1, 1, 0, "A Deferred for what a generator returns."_doc},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  Type* const native = init_deferred(fiber);
  put(fiber, globals, "Deferred", Value::from_object(native));
  // None of them has instances, and none can be made.
  const Value nobody = Value::from_object(init_driver(fiber));
  if (g_deferred_classes == nullptr) {
    g_deferred_classes = new DeferredClasses(fiber.heap);
    g_deferred_classes->failure.value = nobody;
    g_deferred_classes->debug_info.value = nobody;
    g_deferred_classes->return_value.value = nobody;
    g_deferred_classes->deferred.value = Value::from_object(native);
    g_deferred_classes->native = native;
  }
  return true;
}

}  // namespace

Deferred* deferred_of(Value value) {
  return is_kind(value, Kind::kNative) &&
                 type_of_object(value.object())->layout == &kDeferredLayout
             ? value.as<Deferred>()
             : nullptr;
}

Deferred* make_deferred(Fiber& fiber, Value canceller) {
  Deferred* const d = make<Deferred>(
      fiber, g_deferred_classes->deferred.value.as<Type>());
  d->canceller = canceller;
  return d;
}

Type* init_deferred(Fiber& fiber) { return native_type(fiber, kType); }

extern const ModuleDef kDeferModule;  // for modules.cc
const ModuleDef kDeferModule = {"_defer", kFunctions, fill,
                                "The native half of twisted.internet.defer."};

}  // namespace mt::twisted
