// deferred.h - results that are not there yet: the native half of
// twisted.internet.defer.
//
// A Deferred keeps who waits for its result, and when it is there calls one
// after the other; what one returns, the next one gets. All that happens for
// every callback is here. What few need (timeouts, lists, locks, what is told
// in debugging) is in Python, in the subclass that everybody knows: defer.py
// hands the classes that are needed here to start(), once.
//
// Deferreds that wait for each other take no stack, however many they are:
// run() goes from one to the next in a loop.

#pragma once

#include "python/list.h"
#include "python/type.h"
#include "twisted/engine.h"

namespace mt::twisted {

// Of a pair of callbacks. Undefined: the result passes by.
//
//   callback   errback    extra
//   function   function   undefined, or a tuple of four: the arguments and the
//                         keywords (or none) of the one, and of the other
//   Deferred   undefined  ...: it waits for the result
struct Waiting {
  Value callback, errback, extra;
};

constexpr uint32_t kWaitingInside = 2;

struct Deferred : Object {
  Value result;        // undefined while there is none
  Value canceller;     // each of these undefined, or something
  Value chained_to;    // the Deferred that is waited for
  Value debug_info;    // sees to it that a failure is not lost
  Value timeout_call;  // of setTimeout()
  // Null, or what Python code was given as `callbacks`: from then on that is
  // where they are.
  python::List* listed;
  Waiting* waiting;    // those at [first, last); null: none yet
  uint32_t first, last, capacity;
  int64_t paused;
  bool called, running, suppressed;
  Waiting inside[kWaitingInside];  // before they need memory of their own
};

// A Deferred of any class, or null.
Deferred* deferred_of(Value value);
// A Failure of any class.
bool is_failure(Value value);
// A plain one.
Deferred* make_deferred(Fiber& fiber, Value canceller = Value());

// Who waits next. False: raised.
bool add_waiting(Fiber& fiber, Deferred* deferred, const Waiting& row);
// Calls whom it may call now. False: raised, which no callback can.
bool run_deferred(Fiber& fiber, Deferred* deferred);
// The same as deferred._runCallbacks(), which may be another.
bool run_as_method(Fiber& fiber, Deferred* deferred);
// Its result has come. False: raised, as when it came before.
bool fire(Fiber& fiber, Deferred* deferred, Value result);
// Raises what is said of a result that is not there.
Value no_result(Fiber& fiber, Deferred* deferred);
// Takes its result, which from now on is none. A failure counts as seen.
Value take_result(Fiber& fiber, Deferred* deferred);
// Has it got a result that can be taken?
bool has_result(const Deferred* deferred);
// The Failure of what the fiber raises, or handles, for this Deferred; error
// when there can be none.
Value failure_of_raised(Fiber& fiber, Deferred* deferred);
Value failure_of_handled(Fiber& fiber, Deferred* deferred);
// What `debug` says, of itself or of its class.
bool is_debugging(Fiber& fiber, Deferred* deferred);
// A function of defer.py.
Value call_rare(Fiber& fiber, const char* name,
                std::initializer_list<Value> args);
// What Python code is shown of what may be undefined.
Value or_none(Value value);
// Those in Python's shape; null: raised. list_waiting: from now on.
python::List* copy_waiting(Fiber& fiber, Deferred* deferred);
python::List* list_waiting(Fiber& fiber, Deferred* deferred);
// They are elsewhere now, or nowhere.
void forget_waiting(Fiber& fiber, Deferred* deferred);

// The methods that are called by name, since a subclass, or the object itself,
// may have others.
enum class Hook : uint8_t {
  kAddCallbacks, kAddBoth, kErrback, kPause, kRunCallbacks
};
constexpr size_t kHooks = 5;
Str* name_of(Hook hook);
// Has it got another one than ours?
bool overrides(Deferred* deferred, Hook hook);
bool overrides_slowly(Deferred* deferred, Hook hook);

// What defer.py told start(). Before that no Deferred can be made, except by a
// tap; so there are always some.
struct DeferredClasses {
  explicit DeferredClasses(python::Heap& heap)
      : failure(heap), deferred(heap), debug_info(heap), return_value(heap) {}
  python::Root failure, deferred, debug_info, return_value;
  Type* native = nullptr;  // of _defer; permanent
  bool is_started = false;
  // Of `deferred`, which nearly all of them are of, when it was last seen to
  // have no hooks of its own: the epoch, and the place of `debug` in its
  // dictionary.
  uint32_t epoch = 0;
  uint32_t version = 0, debug_entry = 0;
};
extern DeferredClasses* g_deferred_classes;

// Neither it nor its class has anything that others have not.
__attribute__((always_inline)) inline bool is_plain(const Deferred* deferred) {
  const DeferredClasses& known = *g_deferred_classes;
  return deferred->shape == known.deferred.value.as<Type>()->root_shape &&
         known.epoch == python::g_type_epoch;
}
// When defer.py has not said anything yet.
Value raise_not_started(Fiber& fiber);

__attribute__((always_inline)) inline bool overrides(Deferred* deferred,
                                                      Hook hook) {
  return !is_plain(deferred) && overrides_slowly(deferred, hook);
}

// For the module's table: deferred_type.cc and deferred_driver.cc.
Type* init_deferred(Fiber& fiber);
Type* init_driver(Fiber& fiber);
// drive(generator): a Deferred for what the generator returns.
Value drive(Fiber& fiber, Value self, Args args);
// callers(traceback, is_caught), for Failure: callers.cc.
Value callers(Fiber& fiber, Value self, Args args);

}  // namespace mt::twisted
