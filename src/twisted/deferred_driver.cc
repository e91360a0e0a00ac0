// deferred_driver.cc - generators that wait for Deferreds: inlineCallbacks, and
// coroutines.
//
// A Driver runs a generator from one Deferred that it yields to the next, and
// is itself the callback of the one that it waits for. It is the canceller of
// the Deferred that it promised, too: no callback is ever given a Deferred, so
// that its argument says which of the two is meant.

#include "python/exception.h"
#include "python/function.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/deferred.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

struct Driver : Object {
  Generator* generator;
  Deferred* promised;
  Value waits_for;  // undefined while it runs
};

Type* g_driver_type;

void trace_driver(Object* self, Tracer& tracer) {
  const Driver* const driver = static_cast<Driver*>(self);
  tracer.visit(driver->generator);
  tracer.visit(driver->promised);
  tracer.visit(driver->waits_for);
}
const Layout kLayout = {Kind::kNative, "Driver", sizeof(Driver),
                        trace_driver,  nullptr,  nullptr};

// One step further; as generator_send().
Value throw_into(Fiber& fiber, Generator* generator, Value failure,
                 Value* returned) {
  static Str* const method =
      permanent_name(fiber, "throwExceptionIntoGenerator");
  const Type* const library = g_deferred_classes->failure.value.as<Type>();
  if (type_lookup(type_of(failure), method) == type_lookup(library, method)) {
    const Value exception = call_rare(fiber, "_prepared", {failure});
    if (exception.is_error()) return exception;
    if (is_exception(exception))
      return generator_throw(fiber, generator, exception, returned);
  }
  // One from elsewhere knows what to raise here.
  const Value item =
      call_method(fiber, failure, method, {Value::from_object(generator)});
  if (!item.is_error() || !exception_matches(fiber, types().StopIteration))
    return item;
  *returned = get_attr(fiber, take_exception(fiber), names().value);
  return returned->is_error() ? *returned : Value::exhausted();
}

// The generator raised: that is what becomes of the promise.
Value end(Fiber& fiber, Driver* driver) {
  Value result;
  if (exception_matches(fiber,
                        g_deferred_classes->return_value.value.as<Type>())) {
    result = call_rare(fiber, "_returned", {take_exception(fiber)});
    if (result.is_error()) result = failure_of_raised(fiber, driver->promised);
  } else {
    result = failure_of_raised(fiber, driver->promised);
  }
  if (result.is_error()) return result;
  return none_if(fire(fiber, driver->promised, result));
}

Value step(Fiber& fiber, Driver* driver, Value result) {
  Generator* const generator = driver->generator;
  store(fiber.heap, &driver->waits_for, Value());
  for (;;) {
    Value returned = Value::none();
    const Value item =
        is_failure(result)
            ? throw_into(fiber, generator, result, &returned)
            : generator_send(fiber, generator, result, &returned);
    if (item.is_exhausted()) {
      if (deferred_of(returned) == nullptr)
        return none_if(fire(fiber, driver->promised, returned));
      call_rare(fiber, "_refused", {});
      return end(fiber, driver);
    }
    if (item.is_error()) return end(fiber, driver);
    Deferred* const awaited = deferred_of(item);
    if (awaited == nullptr) {
      result = item;
    } else if (overrides(awaited, Hook::kAddBoth) ||
               overrides(awaited, Hook::kAddCallbacks)) {
      store(fiber.heap, &driver->waits_for, item);
      return none_if(!call_method(fiber, item, name_of(Hook::kAddBoth),
                                  {Value::from_object(driver)}).is_error());
    } else if (has_result(awaited) && !awaited->running) {
      // It is there already, and needs nobody to call us.
      result = take_result(fiber, awaited);
    } else {
      store(fiber.heap, &driver->waits_for, item);
      const Value self = Value::from_object(driver);
      return none_if(add_waiting(fiber, awaited, {self, self, Value()}));
    }
  }
}

Value begin(Fiber& fiber, Generator* generator) {
  Driver* const driver = make<Driver>(fiber, g_driver_type);
  driver->generator = generator;
  driver->promised = make_deferred(fiber, Value::from_object(driver));
  // The driver may have another promise to keep when it comes back.
  const Value promised = Value::from_object(driver->promised);
  return step(fiber, driver, Value::none()).is_error() ? Value::error()
                                                       : promised;
}

// What it waits for is cancelled, and the generator says what comes of that: it
// may well go on. So the promise waits for another one. A generator that runs,
// and cancelled itself, goes on as well.
Value cancel(Fiber& fiber, Driver* driver, Deferred* promised) {
  const Value awaited = driver->waits_for;
  Deferred* const other = make_deferred(fiber, Value::from_object(driver));
  store(fiber.heap, &driver->promised, other);
  const Value held = Value::from_object(other);
  promised->called = true;
  store(fiber.heap, &promised->result, held);
  store(fiber.heap, &promised->chained_to, held);
  ++promised->paused;
  if (!add_waiting(fiber, other, {Value::from_object(promised), Value(),
                                  Value::ellipsis()})) {
    return Value::error();
  }
  return none_if(awaited.is_undefined() ||
                 !call_method(fiber, awaited, "cancel").is_error());
}

Value driver_call(Fiber& fiber, Value self, Args args) {
  if (!check_arg_count(fiber, "Driver", args, 1, 1)) return Value::error();
  Driver* const driver = self.as<Driver>();
  if (Deferred* const promised = deferred_of(args[0]))
    return cancel(fiber, driver, promised);
  return step(fiber, driver, args[0]);
}

constexpr Slots make_slots() {
  Slots s{};
  s.call = driver_call;
  return s;
}
constexpr Slots kSlots = make_slots();
constexpr TypeDef kType = {"_defer.Driver", &kLayout, &kSlots, nullptr, nullptr,
                           kTypeFinal | kTypeNotCreatable,
                           "I run a generator, from Deferred to Deferred."};

}  // namespace

Type* init_driver(Fiber& fiber) {
  g_driver_type = native_type(fiber, kType);
  return g_driver_type;
}

Value drive(Fiber& fiber, Value, Args args) {
  if (!g_deferred_classes->is_started) return raise_not_started(fiber);
  if (!is_kind(args[0], Kind::kGenerator) &&
      !is_kind(args[0], Kind::kCoroutine))
    return raise_type_error(fiber, "a generator is wanted, not %s",
                            type_name(args[0]));
  return begin(fiber, args[0].as<Generator>());
}

}  // namespace mt::twisted
