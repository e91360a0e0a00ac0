// engine.h - the one reactor of a process, and how it calls Python.
//
// The reactor moves bytes and knows no objects; the interpreter runs objects
// and knows no sockets. The Engine stands between: it owns the reactor, made
// when it is first needed (so a program may still become a daemon before),
// keeps alive what the reactor points to, says who is being called (the owner
// of log lines), and sees to it that an exception in a callback is logged
// rather than lost.

#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "python/call.h"
#include "python/fiber.h"
#include "python/heap.h"
#include "python/runtime.h"
#include "reactor/reactor.h"
#include "twisted/lost_failures.h"

namespace mt::twisted {

using python::Args;
using python::Dict;
using python::Fiber;
using python::Object;
using python::Str;
using python::Type;
using python::Value;

// Holds an object that something outside the heap points to: a connection with
// an open socket, a call that is due later. Comes first in that object's
// struct, behind the Object.
class Pin {
 public:
  void attach();
  void detach();
  bool is_attached() const { return link_ != nullptr; }

 private:
  friend class Engine;
  Object* object() const;
  Pin* next_;
  Pin** link_;  // null: not attached, as in zeroed memory
};

// What is pinned derives from this.
struct Pinned : Object {
  Pin pin;
};

class Engine final : public reactor::IdleWork {
 public:
  explicit Engine(Fiber& fiber);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // The reactor, made on the first call; null and RuntimeError when the kernel
  // refuses.
  reactor::Reactor* reactor(Fiber& fiber);
  // Which kind of waiting it will be. Raises when it is decided already, or is
  // not to be had.
  bool choose(Fiber& fiber, std::string_view poller_name);
  // Null when nobody needed it so far.
  reactor::Reactor* made() { return reactor_.get(); }

  // Turns until somebody stops it; false: raised. Callbacks run in `fiber`.
  bool run(Fiber& fiber);
  bool iterate(Fiber& fiber, int64_t delay_ns);

  // Of the function that turns it, null while nobody does.
  const python::Code* loop_code() const { return loop_code_; }

  // The fiber that callbacks of the reactor run in.
  Fiber& fiber() { return *fiber_; }

  // Who is being called; none for nobody.
  Value owner() const { return owner_.value; }

  // Tells the log about the exception in the fiber, and takes it out. `what` is
  // for the reader of the log.
  void log_exception(Fiber& fiber);
  void log_exception(Fiber& fiber, Value exception);
  // What logs an exception: a callable that takes one.
  void set_log_hook(Value hook);
  // What is told of callbacks that kept everybody waiting: a callable that
  // takes the owner and the seconds.
  void set_slow_hook(Value hook);

  // Everything that is pinned; `visit` may not pin or unpin.
  void for_each_pinned(void (*visit)(Object*, void*), void* context);

  // Shell commands that need another slice, then the collector, then the last
  // words of what it found.
  bool run_idle(int64_t budget_ns) override;

  // Of Deferreds.
  LostFailures& lost_failures() { return lost_failures_; }

 private:
  class Turning;
  friend class Pin;
  friend class OwnerShift;
  friend class OwnerScope;
  static void trace_pins(python::Tracer& tracer, void* engine);
  void report_slow(int64_t start_ns);

  Fiber* fiber_;
  std::string poller_name_ = "default";
  std::unique_ptr<reactor::Reactor> reactor_;
  python::Root owner_;
  python::Root log_hook_;
  python::Root slow_hook_;
  Pin* pins_ = nullptr;
  LostFailures lost_failures_;
  int64_t reported_ns_ = 0;  // when somebody was last slow
  const python::Code* loop_code_ = nullptr;
};

extern Engine* g_engine;
inline Engine& engine() { return *g_engine; }
// Once, after the runtime has started.
void start_engine(Fiber& fiber);

// Callbacks run to completion, and nobody else is served meanwhile. One that
// takes this long is mentioned in the log.
constexpr int64_t kSlowCallbackNs = 1000 * INT64_C(1000000);

// Says whose callback is running, for as long as it lives; within one that is
// timed already.
class OwnerShift {
 public:
  explicit OwnerShift(Value owner) : before_(engine().owner_.value) {
    engine().owner_.value = owner;
  }
  ~OwnerShift() { engine().owner_.value = before_; }
  OwnerShift(const OwnerShift&) = delete;
  OwnerShift& operator=(const OwnerShift&) = delete;

 private:
  Value before_;
};

// The same, and sees how long it takes.
class OwnerScope {
 public:
  explicit OwnerScope(Value owner)
      : owner_(owner), start_ns_(rough_ns()) {}
  ~OwnerScope() {
    if (__builtin_expect(rough_ns() - start_ns_ > kSlowCallbackNs, 0))
      engine().report_slow(start_ns_);
  }

 private:
  OwnerShift owner_;
  int64_t start_ns_;
};

// Calls a method if the object has it: an attribute of its own, or its class's.
// Undefined when it has none, error when it raised.
Value call_if_present(Fiber& fiber, Value object, Str* name,
                      std::initializer_list<Value> args);
// The same for those with nobody to tell: what it raises goes to the log.
void tell(Fiber& fiber, Value object, Str* name,
          std::initializer_list<Value> args = {});
// Its function when it is a plain one that an instance inherits, to ask how it
// was written; null otherwise.
python::Function* function_of(Value object, Str* name);
// Written in the spelling of the era: wants str where bytes are meant.
bool is_era(Value object, Str* name);
// The same for whoever called the native function that is running.
bool is_called_from_era(const Fiber& fiber);

// Raises module.name(args...).
Value raise_from(Fiber& fiber, const char* module, const char* name,
                 std::initializer_list<Value> args);
// An Error of a lower floor as OSError (kSystem) or ValueError.
Value raise_error(Fiber& fiber, const Error& error);
// Seconds, not negative, as nanoseconds; false: raised.
bool delay_of(Fiber& fiber, Value seconds, int64_t* delay_ns);

}  // namespace mt::twisted
