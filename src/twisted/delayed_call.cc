// delayed_call.cc - reactor.callLater() and what it returns.
//
// A DelayedCall is held by the Engine while it is due, and by whoever keeps it
// afterwards. Its time is told on the wall clock, its deadline is kept on the
// monotonic one.

#include <algorithm>
#include <new>
#include <utility>

#include "base/clock.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/import.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/engine.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

struct DelayedCall : Pinned {
  struct Fire final : reactor::Callback {
    DelayedCall* call;
    void run() override;
  };
  Fire fire;
  reactor::TimerId timer;
  Value function;
  Tuple* args;
  Dict* keywords;  // or null
  Value owner;     // of the log lines: who was being called when it was set
  Value creator;   // with debug, where it was set; else undefined
  int64_t deadline_ns;
  bool is_called, is_cancelled;
};

Type* g_delayed_call_type;
Str* g_debug;

DelayedCall* as_call(Value v) { return v.as<DelayedCall>(); }

void trace_call(Object* self, Tracer& tracer) {
  const DelayedCall* const call = static_cast<DelayedCall*>(self);
  tracer.visit(call->function);
  tracer.visit(call->args);
  tracer.visit(call->keywords);
  tracer.visit(call->owner);
  tracer.visit(call->creator);
}

const Layout kLayout = {Kind::kNative, "DelayedCall", sizeof(DelayedCall),
                        trace_call,    nullptr,       nullptr};

// A function of twisted.internet.base.
Value ask_library(Fiber& fiber, const char* name,
                  std::initializer_list<Value> args) {
  const Value home = import_module(fiber, "twisted.internet.base");
  return home.is_error() ? home : call_method(fiber, home, name, args);
}

void DelayedCall::Fire::run() {
  DelayedCall* const due = call;
  due->pin.detach();
  due->is_called = true;
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(due->owner);
  const Value result =
      call_spread(fiber, due->function, due->args, due->keywords);
  if (!result.is_error()) return;
  engine().log_exception(fiber);
  if (!due->creator.is_undefined() &&
      ask_library(fiber, "sayCreator", {due->creator}).is_error()) {
    engine().log_exception(fiber);
  }
}

double wall_time_of(const DelayedCall* call) {
  const int64_t ns = wall_ns() + (call->deadline_ns - monotonic_ns());
  return static_cast<double>(ns) / static_cast<double>(kNanosecondsPerSecond);
}

// Raises what Twisted raises when there is nothing left to change.
bool is_due(Fiber& fiber, const DelayedCall* call) {
  if (call->is_cancelled) {
    raise_from(fiber, "twisted.internet.error", "AlreadyCancelled", {});
    return false;
  }
  if (call->is_called) {
    raise_from(fiber, "twisted.internet.error", "AlreadyCalled", {});
    return false;
  }
  return true;
}

bool set_deadline(Fiber& fiber, DelayedCall* call, int64_t deadline_ns) {
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return false;
  call->deadline_ns = deadline_ns;
  loop->reset(call->timer, deadline_ns);
  return true;
}

// Lets it happen so many seconds, which may be less than none, after that.
Value move(Fiber& fiber, Value self, Value seconds, int64_t after_ns) {
  double more;
  if (!is_due(fiber, as_call(self)) || !to_double(fiber, seconds, &more))
    return Value::error();
  if (more != more)
    return raise_value_error(fiber, "nan seconds are no delay");
  // As much as nobody lives to see is as good as more.
  const double most = static_cast<double>(reactor::kMaxDelayNs / 2);
  more *= static_cast<double>(kNanosecondsPerSecond);
  const int64_t ns =
      static_cast<int64_t>(more < -most ? -most : more > most ? most : more);
  const int64_t due_ns = std::clamp(after_ns + ns, int64_t{0},
                                    monotonic_ns() + reactor::kMaxDelayNs);
  if (!set_deadline(fiber, as_call(self), due_ns)) return Value::error();
  return Value::none();
}

Value call_cancel(Fiber& fiber, Value self, Args) {
  DelayedCall* const call = as_call(self);
  if (!is_due(fiber, call)) return Value::error();
  engine().made()->cancel(call->timer);
  call->is_cancelled = true;
  call->pin.detach();
  fiber.heap.retire(call->function);
  call->function = Value::none();
  store(fiber.heap, &call->args, rt().empty_tuple);
  return Value::none();
}

Value call_reset(Fiber& fiber, Value self, Args args) {
  return move(fiber, self, args[0], monotonic_ns());
}

Value call_delay(Fiber& fiber, Value self, Args args) {
  return move(fiber, self, args[0], as_call(self)->deadline_ns);
}

// Whoever is due earlier is less.
Value call_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (op == kEq || op == kNe || !is_a(other, g_delayed_call_type))
    return object_compare(fiber, self, other, op);
  return Value::from_bool(order_of_ints(as_call(self)->deadline_ns,
                                        as_call(other)->deadline_ns, op));
}

Value call_seconds(Fiber&, Value, Args) {
  return Value::from_float(static_cast<double>(wall_ns()) /
                           static_cast<double>(kNanosecondsPerSecond));
}

Value call_active(Fiber&, Value self, Args) {
  return Value::from_bool(!as_call(self)->is_called &&
                          !as_call(self)->is_cancelled);
}

Value call_time(Fiber&, Value self, Args) {
  return Value::from_float(wall_time_of(as_call(self)));
}

Value get_time(Fiber&, Value self) {
  return Value::from_float(wall_time_of(as_call(self)));
}
Value get_called(Fiber&, Value self) {
  return Value::from_int(as_call(self)->is_called ? 1 : 0);
}
Value get_cancelled(Fiber&, Value self) {
  return Value::from_int(as_call(self)->is_cancelled ? 1 : 0);
}
Value get_creator(Fiber& fiber, Value self) {
  const Value creator = as_call(self)->creator;
  if (!creator.is_undefined()) return creator;
  return raise(fiber, types().AttributeError, "%s",
               "'DelayedCall' object has no attribute 'creator'");
}
Value get_function(Fiber&, Value self) { return as_call(self)->function; }
Value get_args(Fiber&, Value self) {
  return Value::from_object(as_call(self)->args);
}
Value get_keywords(Fiber& fiber, Value self) {
  DelayedCall* const call = as_call(self);
  if (call->keywords == nullptr)
    store(fiber.heap, &call->keywords, make_dict(fiber));
  return Value::from_object(call->keywords);
}

Value finish_text(Fiber& fiber, const DelayedCall* call, StrBuilder& out) {
  if (!call->creator.is_undefined()) {
    const Value frames = ask_library(fiber, "creatorText", {call->creator});
    if (frames.is_error() || !out.add_str(frames)) return Value::error();
  }
  out.add('>');
  return out.finish();
}

// <DelayedCall [12s] called=0 cancelled=0 NAME(ARGS)> of the era, today
// <DelayedCall 0x... [11.9s] called=0 cancelled=0 NAME(ARGS, KEYWORDS)>
Value call_str(Fiber& fiber, Value self) {
  const DelayedCall* const call = as_call(self);
  const double left = static_cast<double>(call->deadline_ns - monotonic_ns()) /
                      static_cast<double>(kNanosecondsPerSecond);
  StrBuilder out(fiber);
  out.add("<DelayedCall ");
  if (rt().era_voice) {
    out.add(format("[%ds]", static_cast<int>(left)));
  } else {
    out.add(format("%p [", static_cast<const void*>(call)));
    if (!out.add_str(Value::from_float(left))) return Value::error();
    out.add("s]");
  }
  out.add(format(" called=%d cancelled=%d", call->is_called ? 1 : 0,
                 call->is_cancelled ? 1 : 0));
  if (call->function.is_none()) {  // given up when it was cancelled
    return finish_text(fiber, call, out);
  }
  out.add(' ');
  const Value name = find_attr(fiber, call->function,
                               rt().era_voice ? names().dunder_name
                                              : names().dunder_qualname);
  if (name.is_error()) return name;
  if (!(name.is_undefined() ? out.add_repr(call->function) : out.add_str(name)))
    return Value::error();
  out.add('(');
  for (uint32_t i = 0; i < call->args->size; ++i) {
    if (i != 0) out.add(", ");
    if (!out.add_repr(call->args->items[i])) return Value::error();
  }
  uint32_t at = 0;
  Value key, value;
  bool is_first = call->args->size == 0;
  while (call->keywords != nullptr && !rt().era_voice &&
         dict_next(call->keywords, &at, &key, &value)) {
    if (!std::exchange(is_first, false)) out.add(", ");
    if (!out.add_str(key)) return Value::error();
    out.add('=');
    if (!out.add_repr(value)) return Value::error();
  }
  out.add(')');
  return finish_text(fiber, call, out);
}

constexpr MethodDef kMethods[] = {
    {"cancel", call_cancel, 0, 0, 0, "I unschedule this call."_doc},
    {"reset", call_reset, 1, 1, 0,
     "I let this call happen so many seconds from now."_doc},
    {"delay", call_delay, 1, 1, 0,
     "I let this call happen so many seconds later than it would."_doc},
    {"active", call_active, 0, 0, 0, "Whether this call is still to come."_doc},
    {"getTime", call_time, 0, 0, 0, "When, as time.time() counts."_doc},
    {"seconds", call_seconds, 0, 0, 0, "What it is now."_doc},
    {}};
constexpr GetSetDef kGetSets[] = {
    {"time", get_time, nullptr, "When, as time.time() counts."_doc},
    {"called", get_called, nullptr},
    {"cancelled", get_cancelled, nullptr},
    {"creator", get_creator, nullptr, "Where debug found me set."_doc},
    {"func", get_function, nullptr},
    {"args", get_args, nullptr},
    {"kw", get_keywords, nullptr},
    {}};
// In the era only str() said what it will do.
Value call_repr(Fiber& fiber, Value self) {
  if (!rt().era_voice) return call_str(fiber, self);
  return str_value(fiber,
                   format("<twisted.internet.base.DelayedCall instance at %p>",
                          static_cast<const void*>(as_call(self))));
}

constexpr Slots make_slots() {
  Slots s = closed_slots();
  s.compare = call_compare;
  s.repr = call_repr;
  s.str = call_str;
  return s;
}
constexpr Slots kSlots = make_slots();
constexpr TypeDef kType = {
    "twisted.internet.base.DelayedCall",
    &kLayout,
    &kSlots,
    kMethods,
    kGetSets,
    kTypeFinal | kTypeNotCreatable | kTypeSettable,
    "I am a call that will happen later, unless I am cancelled."};

}  // namespace

Type* init_delayed_call(Fiber& fiber) {
  g_delayed_call_type = native_type(fiber, kType);
  g_debug = permanent_name(fiber, "debug");
  dict_set_name(fiber, g_delayed_call_type->dict(), g_debug,
                Value::from_bool(false));
  return g_delayed_call_type;
}

// callLater(seconds, function, *args, **keywords)
Value call_later(Fiber& fiber, Value, Args args) {
  if (args.positional() < 2) {
    return raise_type_error(fiber,
                            "callLater() needs a delay and a function to call");
  }
  int64_t delay_ns;
  if (!is_callable(args[1])) {
    return raise(fiber, types().AssertionError, "%s is not callable",
                 safe_repr(fiber, args[1]).c_str());
  }
  if (!delay_of(fiber, args[0], &delay_ns)) return Value::error();
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();

  DelayedCall* const call = make<DelayedCall>(fiber, g_delayed_call_type);
  new (&call->fire) DelayedCall::Fire;
  call->fire.call = call;
  call->function = args[1];
  call->owner = rt().era_voice ? engine().owner() : Value::none();
  call->args = rt().empty_tuple;
  call->args = make_tuple(fiber, args.values + 2, args.positional() - 2);
  if (call->args == nullptr) return Value::error();
  if (args.is_named) {
    call->keywords = make_dict(fiber);
    for (uint32_t i = 0; i < args.names()->size; ++i) {
      if (!dict_set(fiber, call->keywords, args.names()->items[i],
                    args[args.positional() + i])) {
        return Value::error();
      }
    }
  }
  const Value debug = dict_find_name(g_delayed_call_type->dict(), g_debug);
  const int is_asked = debug.is_undefined() ? 0 : truth(fiber, debug);
  if (is_asked < 0) return Value::error();
  if (is_asked > 0) {
    const Value creator = ask_library(fiber, "whereCalled", {});
    if (creator.is_error()) return creator;
    store(fiber.heap, &call->creator, creator);
  }
  call->deadline_ns = loop->now_ns() + delay_ns;
  call->timer = loop->call_at(call->deadline_ns, call->fire);
  call->pin.attach();
  return Value::from_object(call);
}

// callSoon(function)
Value call_soon(Fiber& fiber, Value self, Args args) {
  const Value given[] = {Value::from_int(0), args[0]};
  const Value made = call_later(fiber, self, Args{given, 2});
  if (made.is_error()) return made;
  return set_deadline(fiber, as_call(made), engine().made()->soon_ns())
             ? made
             : Value::error();
}

// getDelayedCalls(): those still to come.
Value delayed_calls(Fiber& fiber, Value, Args) {
  List* const list = make_list(fiber);
  if (list == nullptr) return Value::error();
  struct Walk {
    Fiber& fiber;
    List* list;
    bool ok = true;
  } walk{fiber, list};
  engine().for_each_pinned(
      [](Object* object, void* context) {
        Walk* const to = static_cast<Walk*>(context);
        if (type_of_object(object) == g_delayed_call_type)
          to->ok &=
              list_append(to->fiber, to->list, Value::from_object(object));
      },
      &walk);
  return walk.ok ? Value::from_object(list) : Value::error();
}

}  // namespace mt::twisted
