// receiver.cc - see receiver.h. The module _receivers.

#include "twisted/receiver.h"

#include "python/bytes.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/str.h"

namespace mt::twisted {

using namespace mt::python;

AttributePlan g_receiver_plan;

namespace {

constexpr const char* kNames[kReceiverNames] = {
    "paused", "_era", "MAX_LENGTH", "transport", "delimiter", "line_mode",
    "lineReceived", "stringReceived", "prefixLength", "structFormat",
    "brokenPeer", "_receiver"};
Type* g_state_type;

void trace_receiver(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Receiver*>(self)->self);
  tracer.visit(static_cast<Receiver*>(self)->held);
  tracer.visit(static_cast<Receiver*>(self)->assigned);
}
const Layout kLayout = {Kind::kNative,  "Receiver", sizeof(Receiver),
                        trace_receiver, nullptr,    nullptr};

}  // namespace

Receiver* receiver_of(Fiber& fiber, Value self) {
  const Value known = g_receiver_plan.get_own(fiber, self.object(), kState);
  if (known.is_error()) return nullptr;
  Receiver* before = nullptr;
  if (is_exact(known, g_state_type)) {
    before = known.as<Receiver>();
    if (before->self.bits() == self.bits()) return before;
  }
  Receiver* const made = make<Receiver>(fiber, g_state_type);
  made->self = self;
  if (before != nullptr) {  // of the one that this is a copy of
    Bytes* const waiting = make_bytes(fiber, waiting_of(before));
    if (waiting == nullptr) return nullptr;
    made->held = Value::from_object(waiting);
  }
  own_set(fiber, self.object(), intern(fiber, kNames[kState]),
          Value::from_object(made));
  return made;
}

int receiver_says(Fiber& fiber, Receiver* r, ReceiverName name) {
  const Value value = receiver_attr(fiber, r, name);
  if (value.is_bool()) return value.as_bool();
  if (value.is_int()) return value.as_int() != 0;
  return value.is_error() ? -1 : truth(fiber, value);
}

bool receiver_limit(Fiber& fiber, Receiver* r, uint64_t* bytes) {
  const Value value = receiver_attr(fiber, r, kMaxLength);
  if (value.is_int()) {
    *bytes = value.as_int() < 0 ? 0 : static_cast<uint64_t>(value.as_int());
    return true;
  }
  double number;
  if (value.is_error() || !to_double(fiber, value, &number)) return false;
  *bytes = number < 1 ? 0 : number < 1e18 ? static_cast<uint64_t>(number)
                                          : UINT64_MAX;
  return true;
}

// --- what waits --------------------------------------------------------------

ByteView waiting_of(const Receiver* r) {
  if (const ByteArray* const array = cast<ByteArray>(r->held))
    return array->view();
  if (r->held.is_undefined()) return {};
  return r->held.as<Bytes>()->view().substr(r->at);
}

void take_waiting(Receiver* r, size_t bytes) {
  r->finder.forget();
  if (ByteArray* const array = cast<ByteArray>(r->held)) {
    array->start += bytes;
    array->size -= bytes;
  } else {
    r->at += bytes;
  }
}

void clear_waiting(Fiber& fiber, Receiver* r) {
  store(fiber.heap, &r->held, Value());
  r->at = 0;
  r->finder.forget();
}

Value spoken(Fiber& fiber, ByteView bytes, bool is_era) {
  return is_era ? str_from_latin1(fiber, bytes)
                : object_or_error(make_bytes(fiber, bytes));
}

namespace {

// The same as bytes; error: raised.
Value as_bytes(Fiber& fiber, Value data) {
  if (is_exact(data, types().bytes)) return data;
  std::string_view view;
  if (buffer_of(data, &view)) return object_or_error(make_bytes(fiber, view));
  const Str* const text = cast<Str>(data);
  if (text != nullptr && text->is_ascii())
    return object_or_error(make_bytes(fiber, text->view()));
  if (text == nullptr)
    return raise_type_error(fiber, "can't concat %s to bytes", type_name(data));
  const Value bytes =
      call_method(fiber, data, "encode", {str_value(fiber, "latin-1")});
  if (bytes.is_error() || is_exact(bytes, types().bytes)) return bytes;
  return raise_type_error(fiber, "encode() gave %s, not bytes",
                          type_name(bytes));
}

bool add_bytes(Fiber& fiber, Receiver* r, Value bytes) {
  const ByteView waiting = waiting_of(r);
  if (waiting.empty()) {
    clear_waiting(fiber, r);
    r->held = bytes;
    return true;
  }
  // One chunk is cut where it lies; what several make up is gathered.
  ByteArray* array = cast<ByteArray>(r->held);
  if (array == nullptr) {
    array = make_bytearray(fiber, waiting);
    if (array == nullptr) return false;
    store(fiber.heap, &r->held, Value::from_object(array));
    r->at = 0;
  }
  return bytearray_append(fiber, array, bytes.as<Bytes>()->view());
}

// Between two calls it owns no more than it needs.
void tidy(Fiber& fiber, Receiver* r) {
  const ByteView waiting = waiting_of(r);
  if (waiting.empty()) return clear_waiting(fiber, r);
  if (fiber.raised() || r->at < waiting.size()) return;
  Bytes* const rest = make_bytes(fiber, waiting);
  if (rest == nullptr) return clear_exception(fiber);
  store(fiber.heap, &r->held, Value::from_object(rest));
  r->at = 0;
}

}  // namespace

bool add_waiting(Fiber& fiber, Receiver* r, Value data) {
  if (is_kind(data, Kind::kStr)) {
    const int era = receiver_says(fiber, r, kIsEra);
    if (era == 0) raise_type_error(fiber, "can't concat str to bytes");
    if (era <= 0) return false;
  }
  const Value bytes = as_bytes(fiber, data);
  return !bytes.is_error() && add_bytes(fiber, r, bytes);
}

Value receive(Fiber& fiber, Value self, Args args,
              Value (*cut)(Fiber& fiber, Receiver* r, bool is_era)) {
  Receiver* const r = receiver_of(fiber, self);
  if (r == nullptr) return Value::error();
  Value data = args.count == 0 ? Value() : args[0];
  if ((args.count != 1 || args.is_named) &&
      !parse_args(fiber, "dataReceived", args, {"data"}, 1, &data)) {
    return Value::error();
  }
  const int era = receiver_says(fiber, r, kIsEra);
  if (era < 0 || !add_waiting(fiber, r, data)) return Value::error();
  if (r->aux != 0) return Value::none();
  r->aux = 1;
  const Value why = cut(fiber, r, era != 0);
  r->aux = 0;
  tidy(fiber, r);
  return why;
}

// --- the class ---------------------------------------------------------------

namespace {

Value get_buffer(Fiber& fiber, Value self) {
  Receiver* const r = receiver_of(fiber, self);
  const int era = r == nullptr ? -1 : receiver_says(fiber, r, kIsEra);
  return era < 0 ? Value::error() : spoken(fiber, waiting_of(r), era != 0);
}
bool set_buffer(Fiber& fiber, Value self, Value value) {
  const Value bytes = value.is_undefined()
                          ? object_or_error(make_bytes(fiber, ByteView()))
                          : as_bytes(fiber, value);
  Receiver* const r = bytes.is_error() ? nullptr : receiver_of(fiber, self);
  if (r == nullptr) return false;
  clear_waiting(fiber, r);
  r->held = bytes;
  return true;
}
Value get_busy(Fiber& fiber, Value self) {
  const Receiver* const r = receiver_of(fiber, self);
  return r == nullptr ? Value::error() : Value::from_bool(r->aux != 0);
}
bool set_busy(Fiber& fiber, Value self, Value value) {
  const int busy = value.is_undefined() ? 0 : truth(fiber, value);
  Receiver* const r = busy < 0 ? nullptr : receiver_of(fiber, self);
  if (r == nullptr) return false;
  r->aux = static_cast<uint32_t>(busy);
  return true;
}

constexpr GetSetDef kGetSets[] = {
    {"_buffer", get_buffer, set_buffer, "What is not cut yet."_doc},
    {"_busyReceiving", get_busy, set_busy},
    {}};

// What a tap keeps: the bytes that wait.
Tuple* state_parts(Fiber& fiber, Value self) {
  Bytes* const waiting = make_bytes(fiber, waiting_of(self.as<Receiver>()));
  if (waiting == nullptr) return nullptr;
  const Value part = Value::from_object(waiting);
  return make_tuple(fiber, &part, 1);
}
bool set_state_parts(Fiber& fiber, Value self, const Tuple* parts) {
  if (parts == nullptr) return true;
  if (parts->size != 1 || !is_exact(parts->items[0], types().bytes))
    return false;
  clear_waiting(fiber, self.as<Receiver>());
  self.as<Receiver>()->held = parts->items[0];
  return true;
}
const PartsDef kStateParts = {state_parts, set_state_parts};

// State(waiting=b''), and how pickle and copy make another.
Value state_create(Fiber& fiber, Type* cls, Args args) {
  const Value waiting = args.get(0, Value());
  if (args.count > 1 || args.is_named ||
      (!waiting.is_undefined() && !is_exact(waiting, types().bytes)))
    return raise_type_error(fiber, "State() takes bytes");
  Receiver* const made = make<Receiver>(fiber, cls);
  if (made != nullptr && !waiting.is_undefined()) made->held = waiting;
  return object_or_error(made);
}
Value state_reduce(Fiber& fiber, Value self, Args) {
  Tuple* const parts = state_parts(fiber, self);
  if (parts == nullptr) return Value::error();
  const Value pair[] = {Value::from_object(g_state_type),
                        Value::from_object(parts)};
  return object_or_error(make_tuple(fiber, pair, 2));
}
constexpr MethodDef kStateMethods[] = {{"__reduce__", state_reduce, 0, 0}, {}};
constexpr Slots make_slots() {
  Slots s{};
  s.create = state_create;
  return s;
}
constexpr Slots kSlots = make_slots();
constexpr TypeDef kStateType = {"_receivers.State",
                                &kLayout,
                                &kSlots,
                                kStateMethods,
                                nullptr,
                                kTypeFinal,
                                "I hold what is not cut yet.",
                                &kStateParts};
constexpr TypeDef kType = {"_receivers.Receiver", nullptr, nullptr, nullptr,
                           kGetSets,              kTypeClassic};

bool fill(Fiber& fiber, Dict* globals) {
  Type* const receiver = native_type(fiber, kType);
  g_receiver_plan.start(fiber, kNames, kReceiverNames);
  put(fiber, globals, "Receiver", Value::from_object(receiver));
  g_state_type = native_type(fiber, kStateType);
  put(fiber, globals, "State", Value::from_object(g_state_type));
  init_line_receivers(fiber, receiver, globals);
  init_counted_receivers(fiber, receiver, globals);
  return true;
}

}  // namespace

extern const ModuleDef kReceiversModule;  // for modules.cc
const ModuleDef kReceiversModule = {
    "_receivers", nullptr, fill,
    "The native half of twisted.protocols.basic."};

}  // namespace mt::twisted
