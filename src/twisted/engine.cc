// engine.cc - see engine.h.

#include "twisted/engine.h"

#include <algorithm>

#include "base/clock.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/import.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"
#include "reactor/limits.h"
#include "twisted/shell_queue.h"

namespace mt::twisted {

using namespace mt::python;

Engine* g_engine = nullptr;

// --- what is held ------------------------------------------------------------

Object* Pin::object() const {
  return reinterpret_cast<Object*>(
      reinterpret_cast<char*>(const_cast<Pin*>(this)) - sizeof(Object));
}

void Pin::attach() {
  if (is_attached()) return;
  CHECK(&static_cast<Pinned*>(object())->pin == this);
  Engine& held_by = engine();
  next_ = held_by.pins_;
  if (next_ != nullptr) next_->link_ = &next_;
  link_ = &held_by.pins_;
  held_by.pins_ = this;
}

void Pin::detach() {
  if (!is_attached()) return;
  *link_ = next_;
  if (next_ != nullptr) next_->link_ = link_;
  link_ = nullptr;
  next_ = nullptr;
}

void Engine::trace_pins(Tracer& tracer, void* self) {
  for (const Pin* pin = static_cast<Engine*>(self)->pins_; pin != nullptr;
       pin = pin->next_) {
    tracer.visit(pin->object());
  }
}

void Engine::for_each_pinned(void (*visit)(Object*, void*), void* context) {
  for (const Pin* pin = pins_; pin != nullptr; pin = pin->next_)
    visit(pin->object(), context);
}

// --- the reactor -------------------------------------------------------------

Engine::Engine(Fiber& fiber)
    : fiber_(&fiber),
      owner_(fiber.heap, Value::none()),
      log_hook_(fiber.heap, Value::none()),
      slow_hook_(fiber.heap, Value::none()) {
  fiber.heap.add_root_hook(trace_pins, this);
}

void start_engine(Fiber& fiber) {
  // Lives as long as the process: what it holds is the collector's to the end.
  if (g_engine == nullptr) g_engine = new Engine(fiber);
}

reactor::Reactor* Engine::reactor(Fiber& fiber) {
  if (reactor_ != nullptr) return reactor_.get();
  auto made = reactor::Reactor::make(poller_name_);
  if (!made.ok()) {
    raise(fiber, types().RuntimeError, "%s", made.error().message().c_str());
    return nullptr;
  }
  reactor_ = std::move(made).take();
  reactor_->set_idle_work(this);
  g_wake_sleeper = [] { g_engine->reactor_->wake(); };
  return reactor_.get();
}

bool Engine::choose(Fiber& fiber, std::string_view poller_name) {
  if (reactor_ != nullptr) {
    if (poller_name == reactor_->poller_name()) return true;
    raise(fiber, types().RuntimeError, "the reactor is running with '%s'",
          reactor_->poller_name());
    return false;
  }
  if (auto poller = reactor::make_poller(poller_name); !poller.ok()) {
    raise_error(fiber, poller.error());
    return false;
  }
  poller_name_ = poller_name;
  return true;
}

// Callbacks run in this fiber, and behind the frame that is its last now.
class Engine::Turning {
 public:
  Turning(Engine& engine, Fiber& fiber)
      : engine_(engine), fiber_(engine.fiber_), code_(engine.loop_code_) {
    engine.fiber_ = &fiber;
    engine.loop_code_ = fiber.frame == nullptr ? nullptr : fiber.frame->code;
  }
  ~Turning() {
    engine_.fiber_ = fiber_;
    engine_.loop_code_ = code_;
  }

 private:
  Engine& engine_;
  Fiber* const fiber_;
  const Code* const code_;
};

bool Engine::run(Fiber& fiber) {
  reactor::Reactor* const loop = reactor(fiber);
  if (loop == nullptr) return false;
  const Turning turning(*this, fiber);
  const Status status = loop->run();
  if (status.ok()) return true;
  raise_error(fiber, status.error());
  return false;
}

bool Engine::iterate(Fiber& fiber, int64_t delay_ns) {
  reactor::Reactor* const loop = reactor(fiber);
  if (loop == nullptr) return false;
  const Turning turning(*this, fiber);
  const Status status = loop->iterate(delay_ns);
  if (status.ok()) return true;
  raise_error(fiber, status.error());
  return false;
}

bool Engine::run_idle(int64_t budget_ns) {
  const bool is_shell_waiting = run_shell_slice();
  Heap& heap = fiber_->heap;
  // Of a signal that came while nobody ran Python, nobody else would know.
  if ((g_pending & (kPendingHook | kPendingInterrupt)) != 0) {
    const SliceHold hold;
    if (!heed_signals(*fiber_)) log_exception(*fiber_);
  }
  lost_failures_.begin_due(heap);
  const bool is_collecting = heap.step(static_cast<uint32_t>(budget_ns / 1000));
  if ((g_pending & kPendingFinalizers) != 0) {
    const SliceHold hold;
    run_finalizers(*fiber_);
  }
  if (!is_collecting) lost_failures_.rest(*reactor_);
  return is_shell_waiting || is_collecting || lost_failures_.is_due();
}

// --- exceptions --------------------------------------------------------------

void Engine::set_log_hook(Value hook) {
  store(rt().heap, &log_hook_.value, hook);
}

void Engine::set_slow_hook(Value hook) {
  store(rt().heap, &slow_hook_.value, hook);
}

void Engine::report_slow(int64_t start_ns) {
  // What one that was called from here has been named for already is not ours.
  const int64_t now_ns = rough_ns();
  const int64_t taken_ns = now_ns - std::max(start_ns, reported_ns_);
  if (taken_ns <= kSlowCallbackNs) return;
  reported_ns_ = now_ns;
  Fiber& fiber = *fiber_;
  if (slow_hook_.value.is_none() || fiber.raised()) return;
  const double seconds = static_cast<double>(taken_ns) /
                         static_cast<double>(kNanosecondsPerSecond);
  if (call(fiber, slow_hook_.value, {owner_.value, Value::from_float(seconds)})
          .is_error()) {
    log_exception(fiber);
  }
}

void Engine::log_exception(Fiber& fiber) {
  log_exception(fiber, take_exception(fiber));
}

void Engine::log_exception(Fiber& fiber, Value exception) {
  if (exception.is_undefined()) return;
  if (!log_hook_.value.is_none()) {
    if (!call(fiber, log_hook_.value, {exception}).is_error()) return;
    clear_exception(fiber);
  }
  print_exception(fiber, exception);
}

Value raise_from(Fiber& fiber, const char* module, const char* name,
                 std::initializer_list<Value> args) {
  const Value home = import_module(fiber, module);
  if (home.is_error()) return home;
  const Value cls = get_attr(fiber, home, name);
  if (cls.is_error()) return cls;
  const Value exception = call(fiber, cls, args);
  if (exception.is_error()) return exception;
  return raise_object(fiber, exception);
}

Value raise_error(Fiber& fiber, const Error& error) {
  if (error.sys_errno() != 0) return raise_errno(fiber, error.sys_errno());
  return raise_value_error(fiber, "%s", error.message().c_str());
}

// --- methods -----------------------------------------------------------------

namespace {

Value own_attribute(Value object, Str* name) {
  if (!object.is_object() || !object.object()->shape->has_slots)
    return Value::undefined();
  return own_get(object.object(), name);
}

}  // namespace

Value call_if_present(Fiber& fiber, Value object, Str* name,
                      std::initializer_list<Value> args) {
  // Who calls may hold what only lives until the reactor's turn ends.
  const SliceHold hold;
  const Value own = own_attribute(object, name);
  if (own.is_undefined()) {
    const Value found = type_lookup(type_of(object), name);
    if (is_kind(found, Kind::kFunction)) {
      Value values[8] = {object};
      CHECK(args.size() < 8);
      std::copy(args.begin(), args.end(), values + 1);
      return call(
          fiber, found,
          Args{values, static_cast<uint32_t>(args.size() + 1)});
    }
  }
  const Value method =
      own.is_undefined() ? find_attr(fiber, object, name) : own;
  if (method.is_error() || method.is_undefined()) return method;
  return call(fiber, method, args);
}

void tell(Fiber& fiber, Value object, Str* name,
          std::initializer_list<Value> args) {
  if (call_if_present(fiber, object, name, args).is_error())
    engine().log_exception(fiber);
}

Function* function_of(Value object, Str* name) {
  Value found = own_attribute(object, name);
  if (found.is_undefined()) found = type_lookup(type_of(object), name);
  if (is_kind(found, Kind::kBoundMethod))
    found = found.as<BoundMethod>()->function;
  return cast<Function>(found);
}

bool is_era(Value object, Str* name) {
  const Function* const function = function_of(object, name);
  return function != nullptr && function->code->is_era();
}

bool is_called_from_era(const Fiber& fiber) {
  return fiber.frame != nullptr && fiber.frame->code->is_era();
}

bool delay_of(Fiber& fiber, Value seconds, int64_t* delay_ns) {
  double number;
  if (!to_double(fiber, seconds, &number)) return false;
  if (!(number >= 0)) {
    raise(fiber, types().AssertionError,
          "%s is not greater than or equal to 0 seconds",
          safe_repr(fiber, seconds).c_str());
    return false;
  }
  const double most = static_cast<double>(reactor::kMaxDelayNs);
  const double ns = number * static_cast<double>(kNanosecondsPerSecond);
  *delay_ns = ns >= most ? reactor::kMaxDelayNs : static_cast<int64_t>(ns);
  return true;
}

}  // namespace mt::twisted
