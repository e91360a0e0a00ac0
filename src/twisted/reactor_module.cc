// reactor_module.cc - see reactor_module.h.
//
// Bare calls, all of them: what they mean to a user of Twisted is written in
// twisted/internet/base.py and tcp.py.

#include "twisted/reactor_module.h"

#include "base/clock.h"
#include "python/dict.h"
#include "python/function.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/connection.h"
#include "twisted/engine.h"
#include "twisted/inherited.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

Value choose(Fiber& fiber, Value, Args args) {
  const Str* const name = cast<Str>(args[0]);
  if (name == nullptr)
    return raise_type_error(fiber, "a reactor is named by a str");
  return none_if(engine().choose(fiber, name->view()));
}

Value run(Fiber& fiber, Value, Args) { return none_if(engine().run(fiber)); }

Value iterate(Fiber& fiber, Value, Args args) {
  int64_t delay_ns = 0;
  if (args.count != 0 && args[0].is_none()) {
    delay_ns = -1;
  } else if (args.count != 0 && !delay_of(fiber, args[0], &delay_ns)) {
    return Value::error();
  }
  return none_if(engine().iterate(fiber, delay_ns));
}

Value stop(Fiber& fiber, Value, Args) {
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  loop->stop();
  return Value::none();
}

Value crash(Fiber& fiber, Value, Args) {
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  loop->crash();
  return Value::none();
}

Value wake(Fiber&, Value, Args) {
  if (engine().made() != nullptr) engine().made()->wake();
  return Value::none();
}

Value is_running(Fiber&, Value, Args) {
  return Value::from_bool(engine().made() != nullptr &&
                          engine().made()->is_running());
}

Value poller_name(Fiber& fiber, Value, Args) {
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  return str_value(fiber, loop->poller_name());
}

Value seconds(Fiber&, Value, Args) {
  return Value::from_float(static_cast<double>(wall_ns()) /
                           static_cast<double>(kNanosecondsPerSecond));
}

Value log_owner(Fiber&, Value, Args) { return engine().owner(); }

// callAs(owner, function, *args): the function's log lines are the owner's.
Value call_as(Fiber& fiber, Value, Args args) {
  const SliceHold hold;  // whose lines they are is one thing for everybody
  const OwnerScope owner(args[0]);
  return call(fiber, args[1],
              args.behind(2));
}

Value set_log_hook(Fiber&, Value, Args args) {
  engine().set_log_hook(args[0]);
  return Value::none();
}

Value set_slow_hook(Fiber&, Value, Args args) {
  engine().set_slow_hook(args[0]);
  return Value::none();
}

// How many connections, ports and calls are held.
Value count_pinned(Fiber&, Value, Args) {
  int64_t count = 0;
  engine().for_each_pinned(
      [](Object*, void* total) { ++*static_cast<int64_t*>(total); }, &count);
  return Value::from_int(count);
}

// connections(what=0): those that are open; that read (1); that have something
// to send (2).
Value connections(Fiber& fiber, Value, Args args) {
  struct Search {
    GcVector found;
    Value what;
  } search{GcVector(fiber), args.get(0, Value::from_int(0))};
  engine().for_each_pinned(
      [](Object* object, void* context) {
        const Value value = Value::from_object(object);
        const Connection* const each = connection_of(value);
        if (each == nullptr || each->stream == nullptr) return;
        Search* const s = static_cast<Search*>(context);
        if ((s->what == Value::from_int(1) &&
             (!each->stream->is_reading() || each->is_disconnecting)) ||
            (s->what == Value::from_int(2) &&
             each->stream->waiting_bytes() == 0)) {
          return;
        }
        s->found.push(value);
      },
      &search);
  List* const list =
      make_list(fiber, search.found.data(), search.found.size());
  return list == nullptr ? Value::error() : Value::from_object(list);
}

// dismiss(connection, exception)
Value dismiss_connection(Fiber& fiber, Value, Args args) {
  Connection* const connection = connection_of(args[0]);
  if (connection != nullptr) dismiss(fiber, connection, args[1]);
  return Value::none();
}

Value get_compat(Fiber& fiber, Value, Args) {
  return str_value(fiber, rt().era_compat ? "0.15.5" : "1.0.4");
}

Value is_era_function(Fiber&, Value, Args args) {
  const Function* const function = cast<Function>(args[0]);
  return Value::from_bool(function != nullptr && function->code->is_era());
}

Value set_compat(Fiber& fiber, Value, Args args) {
  const Str* const version = cast<Str>(args[0]);
  if (version == nullptr ||
      (version->view() != "0.15.5" && version->view() != "1.0.4")) {
    return raise_value_error(fiber, "compat is '0.15.5' or '1.0.4', not %s",
                             safe_repr(fiber, args[0]).c_str());
  }
  rt().era_compat = version->view() == "0.15.5";
  rt().era_voice |= rt().era_compat;
  return Value::none();
}

Value get_era_voice(Fiber&, Value, Args) {
  return Value::from_bool(rt().era_voice);
}

Value set_era_voice(Fiber& fiber, Value, Args args) {
  const int wanted = truth(fiber, args[0]);
  if (wanted < 0) return Value::error();
  rt().era_voice = wanted != 0;
  return Value::none();
}

// --- signals -----------------------------------------------------------------

class SignalCallbacks final : public reactor::SignalEvents {
 public:
  explicit SignalCallbacks(Fiber& fiber)
      : callbacks_(fiber.heap, Value::from_object(make_dict(fiber))) {}

  void on_signal(int signal) override {
    Fiber& fiber = engine().fiber();
    const Value number = Value::from_int(signal);
    const Value callback = dict_find(fiber, callbacks(), number);
    if (callback.is_undefined()) return;
    if (call(fiber, callback, {number}).is_error())
      engine().log_exception(fiber);
  }
  Dict* callbacks() { return callbacks_.value.as<Dict>(); }

 private:
  Root callbacks_;
};

SignalCallbacks* g_signal_callbacks;

bool signal_number(Fiber& fiber, Value value, int* number) {
  int64_t wide;
  if (!index_of(fiber, value, &wide)) return false;
  if (wide < 1 || wide >= reactor::Signals::kMaxSignal) {
    raise_value_error(fiber, "signal number out of range");
    return false;
  }
  *number = static_cast<int>(wide);
  return true;
}

// watchSignal(number, callback)
Value watch_signal(Fiber& fiber, Value, Args args) {
  int number;
  if (!signal_number(fiber, args[0], &number)) return Value::error();
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  if (g_signal_callbacks == nullptr)
    g_signal_callbacks = new SignalCallbacks(fiber);
  if (!dict_set(fiber, g_signal_callbacks->callbacks(), args[0], args[1]))
    return Value::error();
  const Status watched = loop->watch_signal(number, *g_signal_callbacks);
  if (!watched.ok()) return raise_error(fiber, watched.error());
  return Value::none();
}

Value unwatch_signal(Fiber& fiber, Value, Args args) {
  int number;
  if (!signal_number(fiber, args[0], &number)) return Value::error();
  if (engine().made() == nullptr || g_signal_callbacks == nullptr)
    return Value::none();
  engine().made()->unwatch_signal(number);
  return none_if(dict_remove(fiber, g_signal_callbacks->callbacks(), args[0]) >=
                 0);
}

constexpr MethodDef kFunctions[] = {
    {"choose", choose, 1, 1, 0,
     "choose(name): epoll, kqueue, poll or default."_doc},
    {"run", run, 0, 0, 0},
    {"iterate", iterate, 0, 1, 0},
    {"stop", stop, 0, 0, 0},
    {"crash", crash, 0, 0, 0},
    {"wake", wake, 0, 0, 0},
    {"isRunning", is_running, 0, 0, 0},
    {"pollerName", poller_name, 0, 0, 0},
    {"seconds", seconds, 0, 0, 0},
    {"callLater", call_later, 2, -1, kMethodKeywords,
     "callLater(seconds, function, *args, **keywords)"_doc},
    {"callSoon", call_soon, 1, 1, 0,
     "callSoon(function): before what is due"_doc},
    {"getDelayedCalls", delayed_calls, 0, 0, 0},
    {"listenTCP", listen_tcp, 5, 5, 0,
     "listenTCP(port, interface, backlog, factory, maker)"_doc},
    {"listenUNIX", listen_unix, 5, 5, 0,
     "listenUNIX(path, mode, backlog, factory, maker)"_doc},
    {"connectTCP", connect_tcp, 5, 5, 0,
     "connectTCP(host, port, timeout, bindAddress, maker)"_doc},
    {"connectUNIX", connect_unix, 3, 3, 0,
     "connectUNIX(path, timeout, maker)"_doc},
    {"bindUDP", bind_udp, 6, 6, 0,
     "bindUDP(port, interface, protocol, maker, shared, most)"_doc},
    {"adoptDatagram", adopt_datagram, 4, 4, 0,
     "adoptDatagram(descriptor, protocol, maker, most)"_doc},
    {"adopt", adopt_stream, 3, 4, 0,
     "adopt(descriptor, protocol, maker, shared=False)"_doc},
    {"adoptPort", adopt_port, 3, 3, 0,
     "adoptPort(descriptor, factory, maker)"_doc},
    {"watchDescriptor", watch_descriptor, 2, 2, 0,
     "watchDescriptor(descriptor, callback)"_doc},
    {"spawn", spawn, 8, 8, 0,
     "spawn(program, arguments, environment, directory, descriptors, ids, "
     "terminal, callback)"_doc},
    {"lookUp", look_up, 2, 2, 0, "lookUp(name, callback)"_doc},
    {"logOwner", log_owner, 0, 0, 0},
    {"callAs", call_as, 2, -1, kMethodKeywords},
    {"setLogHook", set_log_hook, 1, 1, 0},
    {"setSlowHook", set_slow_hook, 1, 1, 0},
    {"connections", connections, 0, 1, 0},
    {"dismiss", dismiss_connection, 2, 2, 0},
    {"countPinned", count_pinned, 0, 0, 0},
    {"compat", get_compat, 0, 0, 0},
    {"setCompat", set_compat, 1, 1, 0},
    {"eraVoice", get_era_voice, 0, 0, 0,
     "Whether what we say, in logs and of objects, is as in 2003."_doc},
    {"setEraVoice", set_era_voice, 1, 1, 0},
    {"isEra", is_era_function, 1, 1, 0,
     "Whether this function is written in the spelling of the era."_doc},
    {"watchSignal", watch_signal, 2, 2, 0},
    {"unwatchSignal", unwatch_signal, 1, 1, 0},
    {"nothing", mark_nothing, 1, 1, 0,
     "I decorate a method that does nothing: connections need not call "
     "it."_doc},
    {"echo", mark_echo, 1, 1, 0,
     "I decorate a dataReceived that writes back what it hears."_doc},
    {"build", mark_build, 1, 1, 0,
     "I decorate a buildProtocol that makes self.protocol()."_doc},
    {"connect", mark_connect, 1, 1, 0,
     "I decorate a makeConnection that keeps the transport and says so."_doc},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  const auto put = [&](const char* name, Type* type) {
    dict_set_text(fiber, globals, name, Value::from_object(type));
  };
  put("DelayedCall", init_delayed_call(fiber));
  put("Connection", init_connection(fiber));
  put("Listener", init_listener(fiber));
  put("Attempt", init_attempt(fiber));
  put("Datagram", init_datagram(fiber));
  put("DescriptorWatch", init_descriptor_watch(fiber));
  const AddressTypes addresses = init_addresses(fiber);
  put("IPv4Address", addresses.ipv4);
  put("IPv6Address", addresses.ipv6);
  put("UNIXAddress", addresses.unix_path);
  return true;
}

}  // namespace

const ModuleDef kReactorModule = {"_reactor", kFunctions, fill,
                                  "The loop that waits, and what it holds."};

}  // namespace mt::twisted
