// connection.cc - see connection.h.

#include "twisted/connection.h"

#include <algorithm>
#include <new>

#include "python/bytes.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/import.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/inherited.h"
#include "twisted/native_classes.h"
#include "twisted/shell.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

Type* g_connection_type;

struct MethodNames {
  Str *data_received, *make_connection, *connection_lost, *pause_producing,
      *resume_producing, *stop_producing, *connection_begun, *connection_ended,
      *connection_made, *connected, *transport, *read_lost, *write_lost;
};
MethodNames g_names;
InheritedMethod g_data_received;
InheritedMethod g_connection_lost;
InheritedMethod g_connection_made;
InheritedMethod g_make_connection;
AttributeSite g_set_connected;
AttributeSite g_set_transport;

Connection* as_connection(Value v) { return v.as<Connection>(); }

void trace_connection(Object* self, Tracer& tracer) {
  const Connection* const connection = static_cast<Connection*>(self);
  tracer.visit(connection->protocol);
  tracer.visit(connection->maker);
  tracer.visit(connection->producer);
  tracer.visit(connection->failure);
}

void release_connection(Object* self) {
  reactor::StreamPtr(static_cast<Connection*>(self)->stream).reset();
}

const Layout kLayout = {Kind::kNative,      "Connection",
                        sizeof(Connection), trace_connection,
                        release_connection, nullptr};

// A protocol of 0.15 wants to hear that the connection is lost, not why.
bool wants_no_reason(Value protocol) {
  const Function* const function =
      function_of(protocol, g_names.connection_lost);
  return function != nullptr && function->code->is_era() &&
         function->code->positional == 1 &&
         (function->code->code_flags & kCodeVarArgs) == 0;
}

// Why the connection is gone, as Twisted tells it: a Failure.
Value reason_of(Fiber& fiber, const Connection* connection,
                reactor::CloseReason reason, int sys_errno) {
  const Value home = import_module(fiber, "twisted.internet.main");
  if (home.is_error()) return home;
  if (!connection->failure.is_undefined())
    return call_method(fiber, home, "failureFor", {connection->failure});
  if (reason == reactor::CloseReason::kPeerClosed ||
      reason == reactor::CloseReason::kWeClosed) {
    return call_method(fiber, home, "closedCleanly");
  }
  return call_method(fiber, home, "lostBecause", {Value::from_int(sys_errno)});
}

// A function of twisted.internet.tcp.
Value call_transport_home(Fiber& fiber, const char* name, Value transport) {
  const Value home = import_module(fiber, "twisted.internet.tcp");
  return home.is_error() ? home : call_method(fiber, home, name, {transport});
}

void fail_connection(Fiber& fiber, Connection* connection) {
  const Value exception = take_exception(fiber);
  engine().log_exception(fiber, exception);
  if (connection->stream == nullptr) return;
  store(fiber.heap, &connection->failure, exception);
  connection->stream->drop();
}

// Does what a dataReceived of the library does; false when Python is to.
bool has_heard(const Fiber& fiber, Connection* connection, ByteView bytes) {
  const Inherited what = g_data_received.of(fiber, connection->protocol);
  if (what == Inherited::kNothing) return true;
  if (what != Inherited::kEcho) return false;
  const Value transport = g_data_received.transport(connection->protocol);
  if (transport.bits() != Value::from_object(connection).bits()) return false;
  if (connection->stream != nullptr) connection->stream->answer(bytes);
  return true;
}

// protocol.makeConnection(transport). False: raised.
bool has_connected(Fiber& fiber, Value protocol, Value transport) {
  if (g_make_connection.of(fiber, protocol) != Inherited::kConnect) {
    return !call_if_present(fiber, protocol, g_names.make_connection,
                            {transport})
                .is_error();
  }
  if (!g_set_connected.set(fiber, protocol, Value::from_int(1)) ||
      !g_set_transport.set(fiber, protocol, transport)) {
    return false;
  }
  return g_connection_made.of(fiber, protocol) == Inherited::kNothing ||
         !g_connection_made.call(fiber, protocol, Value::undefined())
              .is_error();
}

// Whether the protocol wants to go on with one direction alone.
bool is_half_closeable(Fiber& fiber, Connection* connection) {
  if (connection->is_shell) return false;
  const Value found =
      find_attr(fiber, connection->protocol, g_names.read_lost);
  if (found.is_undefined()) return false;
  const Value home = found.is_error()
                         ? found
                         : import_module(fiber, "twisted.internet.main");
  const Value answer =
      home.is_error() ? home
                      : call_method(fiber, home, "isHalfCloseable",
                                    {connection->protocol});
  if (answer.is_error()) engine().log_exception(fiber);
  return answer.is_true();
}

}  // namespace

Connection* Connection::Events::connection() {
  return static_cast<Connection*>(reinterpret_cast<Pinned*>(this) - 1);
}

const Connection* Connection::Events::connection() const {
  return static_cast<const Connection*>(
      reinterpret_cast<const Pinned*>(this) - 1);
}

// --- what the stream says ----------------------------------------------------

void Connection::Events::on_data(ByteView bytes) {
  // Apart, so that it costs nothing where nobody needs to be called.
  Connection* const self = connection();
  if (self->is_shell || !has_heard(engine().fiber(), self, bytes))
    tell_data(bytes);
}

__attribute__((noinline)) void Connection::Events::tell_data(ByteView bytes) {
  Connection* const self = connection();
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(Value::from_object(self));
  if (self->is_shell) {
    shell_data(self, bytes);
    return;
  }
  const Value data = self->is_era
                         ? str_from_latin1(fiber, bytes)
                         : Value::from_object(make_bytes(fiber, bytes));
  if (data.is_error() ||
      g_data_received.call(fiber, self->protocol, data).is_error()) {
    fail_connection(fiber, self);
  }
}

bool Connection::Events::on_end() {
  Connection* const self = connection();
  Fiber& fiber = engine().fiber();
  if (!is_half_closeable(fiber, self)) return false;
  const OwnerScope owner(Value::from_object(self));
  if (call_if_present(fiber, self->protocol, g_names.read_lost, {}).is_error())
    fail_connection(fiber, self);
  return true;
}

void Connection::Events::on_write_closed() {
  Connection* const self = connection();
  Fiber& fiber = engine().fiber();
  if (!is_half_closeable(fiber, self)) return;
  const OwnerScope owner(Value::from_object(self));
  if (call_if_present(fiber, self->protocol, g_names.write_lost, {}).is_error())
    fail_connection(fiber, self);
}

void Connection::Events::on_full() {
  Connection* const self = connection();
  if (self->is_shell) {
    shell_full(self);
  } else if (!self->producer.is_none() && self->is_streaming) {
    tell(engine().fiber(), self->producer, g_names.pause_producing);
  }
}

size_t Connection::Events::high_water_bytes() const {
  return connection()->high_water_bytes;
}

void Connection::Events::on_drained() {
  Connection* const self = connection();
  const OwnerScope owner(Value::from_object(self));
  if (self->is_shell) {
    shell_drained(self);
    return;
  }
  if (self->producer.is_none()) return;
  Fiber& fiber = engine().fiber();
  if (call_if_present(fiber, self->producer, g_names.resume_producing, {})
          .is_error()) {
    fail_connection(fiber, self);
    return;
  }
  if (self->is_streaming && self->is_disconnecting &&
      self->stream != nullptr && !self->stream->is_full()) {
    self->stream->close_after_write();
  }
  // One that is pulled is pulled again as soon as what it gave has gone.
  if (!self->is_streaming && !self->producer.is_none() &&
      self->stream != nullptr) {
    self->stream->notify_when_drained();
  }
}

void Connection::Events::on_urgent() {
  if (connection()->is_shell) shell_urgent(connection());
}

void Connection::Events::on_closed(reactor::CloseReason reason, int sys_errno) {
  Connection* const self = connection();
  Fiber& fiber = engine().fiber();
  self->pin.detach();
  if (std::exchange(self->has_handle, false) &&
      call_transport_home(fiber, "dropHandle", Value::from_object(self))
          .is_error()) {
    engine().log_exception(fiber);
  }
  reactor::StreamPtr(std::exchange(self->stream, nullptr)).reset();
  self->is_connected = false;
  if (self->producer.is_none() && !self->is_shell && !self->is_client &&
      g_connection_lost.of(fiber, self->protocol) == Inherited::kNothing) {
    return;  // nobody wants to know
  }
  const OwnerScope owner(Value::from_object(self));
  if (!self->producer.is_none()) {
    const Value producer = self->producer;
    store(fiber.heap, &self->producer, Value::none());
    tell(fiber, producer, g_names.stop_producing);
  }
  if (self->is_shell) shell_closed(self);
  if (!self->is_client && g_connection_lost.of(fiber, self->protocol) ==
                              Inherited::kNothing) {
    return;  // nobody wants to know why
  }
  const Value why = reason_of(fiber, self, reason, sys_errno);
  if (why.is_error()) {
    engine().log_exception(fiber);
    return;
  }
  if (wants_no_reason(self->protocol)) {
    tell(fiber, self->protocol, g_names.connection_lost);
  } else {
    tell(fiber, self->protocol, g_names.connection_lost, {why});
  }
  if (self->is_client)
    tell(fiber, self->maker, g_names.connection_ended, {why});
}

void begin_connection(Fiber& fiber, reactor::StreamPtr stream,
                      const PackedAddress& peer, Value maker, Value protocol,
                      uint32_t number, bool is_client) {
  if (protocol.is_none()) return;
  Connection* const connection = make<Connection>(fiber, g_connection_type);
  new (&connection->events) Connection::Events;
  CHECK(connection->events.connection() == connection);
  connection->aux = number;
  connection->protocol = protocol;
  connection->maker = maker;
  connection->producer = Value::none();
  connection->peer = peer;
  connection->high_water_bytes = reactor::kHighWaterBytes;
  connection->is_client = is_client;
  connection->is_connected = true;
  connection->is_era = g_data_received.is_era(fiber, protocol);
  connection->stream = stream.release();
  connection->pin.attach();
  connection->stream->start(connection->events);
  // Who is accepted is the port's business yet, who connects the connector's.
  const OwnerScope owner(is_shell(protocol) ? Value::from_object(connection)
                                            : maker);
  if (is_shell(protocol)) {
    connection->is_shell = true;
    connection->stream->watch_urgent(true);
  }
  const Value self = Value::from_object(connection);
  if (is_client) tell(fiber, maker, g_names.connection_begun, {self});
  if (!has_connected(fiber, protocol, self)) fail_connection(fiber, connection);
}

Connection* connection_of(Value value) {
  return is_a(value, g_connection_type) ? value.as<Connection>() : nullptr;
}

void lose_connection(Fiber&, Connection* connection) {
  if (connection->is_disconnecting || connection->stream == nullptr) return;
  connection->is_disconnecting = true;
  // What a producer has promised is still sent: one that is pulled says when it
  // is done, one that pushes has written all but what it was told to keep.
  if (connection->producer.is_none() ||
      (connection->is_streaming && !connection->stream->is_full())) {
    connection->stream->close_after_write();
  } else {
    connection->stream->pause_reading();
  }
}

void dismiss(Fiber& fiber, Connection* connection, Value exception) {
  if (connection->stream == nullptr) return;
  if (!connection->is_shell)
    store(fiber.heap, &connection->failure, exception);
  if (connection->is_shell || connection->stream->waiting_bytes() != 0 ||
      !connection->producer.is_none()) {
    lose_connection(fiber, connection);
    return;
  }
  const SliceHold hold;
  connection->events.on_closed(reactor::CloseReason::kAborted, 0);
}

// --- what the protocol asks --------------------------------------------------

namespace {

// Code of the era writes characters 0 to 255, which are bytes.
bool write_text(Fiber& fiber, Connection* connection, const Str* text) {
  if (text->is_ascii() || !is_called_from_era(fiber)) {
    write_bytes(connection, text->view());
    return true;
  }
  std::string bytes;
  for (size_t at = 0; at < text->byte_count;) {
    const uint32_t c = str_char_at(text, at);
    if (c > 255) {
      raise_value_error(fiber, "cannot write the character U+%04X as a byte",
                        static_cast<unsigned>(c));
      return false;
    }
    bytes.push_back(static_cast<char>(c));
    at += c < 0x80 ? 1 : 2;
  }
  write_bytes(connection, bytes);
  return true;
}

bool write_value(Fiber& fiber, Connection* connection, Value data) {
  if (const Str* const text = cast<Str>(data))
    return write_text(fiber, connection, text);
  std::string_view bytes;
  if (!buffer_of(data, &bytes)) {
    raise_type_error(fiber, "Data must be bytes");
    return false;
  }
  write_bytes(connection, bytes);
  return true;
}

Value connection_write(Fiber& fiber, Value self, Args args) {
  if (!write_value(fiber, as_connection(self), args[0])) return Value::error();
  return Value::none();
}

// All of the pieces or, if one cannot be sent, none.
Value connection_write_sequence(Fiber& fiber, Value self, Args args) {
  const List* const pieces = list_from(fiber, args[0]);
  if (pieces == nullptr) return Value::error();
  const bool is_text_fine = is_called_from_era(fiber);
  for (uint32_t i = 0; i < pieces->size; ++i) {
    const Value piece = pieces->items[i];
    std::string_view bytes;
    if (is_kind(piece, Kind::kStr) ? !is_text_fine : !buffer_of(piece, &bytes))
      return raise_type_error(fiber, "Data must be bytes");
  }
  for (uint32_t i = 0; i < pieces->size; ++i) {
    if (!write_value(fiber, as_connection(self), pieces->items[i]))
      return Value::error();
  }
  return Value::none();
}

// connectionLost(reason): it is over, says whoever calls.
Value connection_lost(Fiber& fiber, Value self, Args args) {
  Connection* const connection = as_connection(self);
  const Value why = get_attr(fiber, args[0], "value");
  if (why.is_error() || connection->stream == nullptr)
    return why.is_error() ? why : Value::none();
  if (connection->is_shell) {
    // It may be the caller, whose command must end first.
    lose_connection(fiber, connection);
    return Value::none();
  }
  store(fiber.heap, &connection->failure, why);
  const SliceHold hold;
  connection->events.on_closed(reactor::CloseReason::kAborted, 0);
  return Value::none();
}

// loseConnection(), in some years with a reason that nobody asks for.
Value connection_lose(Fiber& fiber, Value self, Args) {
  lose_connection(fiber, as_connection(self));
  return Value::none();
}

Value connection_lose_write(Fiber&, Value self, Args) {
  if (as_connection(self)->stream != nullptr)
    as_connection(self)->stream->close_writing();
  return Value::none();
}

Value connection_abort(Fiber&, Value self, Args) {
  Connection* const connection = as_connection(self);
  connection->is_disconnecting = true;
  if (connection->stream != nullptr) connection->stream->abort();
  return Value::none();
}

Value connection_host(Fiber& fiber, Value self, Args) {
  const Connection* const connection = as_connection(self);
  if (connection->stream == nullptr) return Value::none();
  return address_object(fiber,
                        reactor::Address::local_of(connection->stream->fd()),
                        Wire::kTcp, is_called_from_era(fiber));
}

Value connection_peer(Fiber& fiber, Value self, Args) {
  const Connection* const connection = as_connection(self);
  if (connection->peer.family == AF_UNIX && connection->stream != nullptr) {
    return address_object(fiber,
                          reactor::Address::peer_of(connection->stream->fd()),
                          Wire::kTcp, is_called_from_era(fiber));
  }
  return address_object(fiber, connection->peer, Wire::kTcp,
                        is_called_from_era(fiber));
}

// What a protocol writes in one callback leaves together, so the kernel need not
// wait for more and is told so; until somebody asks for either, the answer is
// what it would be elsewhere.
Value connection_get_no_delay(Fiber&, Value self, Args) {
  const Connection* const connection = as_connection(self);
  return Value::from_bool(connection->sets_delay &&
                          connection->stream != nullptr &&
                          connection->stream->no_delay());
}
Value connection_set_no_delay(Fiber& fiber, Value self, Args args) {
  const int on = truth(fiber, args[0]);
  if (on < 0) return Value::error();
  as_connection(self)->sets_delay = true;
  if (as_connection(self)->stream != nullptr)
    as_connection(self)->stream->set_no_delay(on != 0);
  return Value::none();
}
Value connection_get_keep_alive(Fiber&, Value self, Args) {
  const Connection* const connection = as_connection(self);
  return Value::from_bool(connection->stream != nullptr &&
                          connection->stream->keep_alive());
}
Value connection_set_keep_alive(Fiber& fiber, Value self, Args args) {
  const int on = truth(fiber, args[0]);
  if (on < 0) return Value::error();
  if (as_connection(self)->stream != nullptr)
    as_connection(self)->stream->set_keep_alive(on != 0);
  return Value::none();
}

Value connection_register(Fiber& fiber, Value self, Args args) {
  Connection* const connection = as_connection(self);
  if (!connection->producer.is_none()) {
    return raise(fiber, types().RuntimeError,
                 "Cannot register producer %s, because producer %s was never "
                 "unregistered.", safe_repr(fiber, args[0]).c_str(),
                 safe_repr(fiber, connection->producer).c_str());
  }
  const int streaming = truth(fiber, args[1]);
  if (streaming < 0) return Value::error();
  if (connection->stream == nullptr) {
    if (call_if_present(fiber, args[0], g_names.stop_producing, {}).is_error())
      return Value::error();
    return Value::none();
  }
  store(fiber.heap, &connection->producer, args[0]);
  connection->is_streaming = streaming != 0;
  if (connection->is_streaming) connection->stream->forget_full();
  if (!connection->is_streaming &&
      call_if_present(fiber, args[0], g_names.resume_producing, {})
          .is_error()) {
    return Value::error();
  }
  if (!connection->is_streaming && connection->stream != nullptr &&
      !connection->producer.is_none()) {
    connection->stream->notify_when_drained();
  }
  return Value::none();
}

Value connection_unregister(Fiber& fiber, Value self, Args) {
  Connection* const connection = as_connection(self);
  store(fiber.heap, &connection->producer, Value::none());
  if (connection->is_disconnecting && connection->stream != nullptr)
    connection->stream->close_after_write();
  return Value::none();
}

// stopConsuming(): the producer will write no more.
Value connection_stop_consuming(Fiber& fiber, Value self, Args args) {
  connection_unregister(fiber, self, args);
  return connection_lose(fiber, self, args);
}

Value connection_pause(Fiber&, Value self, Args) {
  if (as_connection(self)->stream != nullptr)
    as_connection(self)->stream->pause_reading();
  return Value::none();
}
Value connection_resume(Fiber&, Value self, Args) {
  Connection* const connection = as_connection(self);
  if (connection->stream != nullptr && !connection->is_disconnecting)
    connection->stream->resume_reading();
  return Value::none();
}

Value connection_file_number(Fiber&, Value self, Args) {
  const Connection* const connection = as_connection(self);
  return Value::from_int(
      connection->stream == nullptr ? -1 : connection->stream->fd());
}

// A socket of Python's for the same connection, as long as that lasts.
Value connection_handle(Fiber& fiber, Value self, Args) {
  as_connection(self)->has_handle = as_connection(self)->stream != nullptr;
  return call_transport_home(fiber, "handleOf", self);
}

// "Shell,0,127.0.0.1" for one of a port, "Shell,client" for one of ours.
Value connection_log_prefix(Fiber& fiber, Value self, Args) {
  const Connection* const connection = as_connection(self);
  Value name = rt().era_voice
                   ? Value::undefined()
                   : call_if_present(fiber, connection->protocol,
                                     intern(fiber, "logPrefix"), {});
  if (name.is_undefined())
    name = Value::from_object(type_of(connection->protocol)->name);
  StrBuilder out(fiber);
  if (name.is_error() || !out.add_str(name)) return Value::error();
  if (connection->is_client) {
    out.add(",client");
  } else {
    out.add(format(",%u,%s", connection->aux, connection->peer.host().c_str()));
  }
  return out.finish();
}

// <Shell #0 on 4040>; <twisted.internet.tcp.Client to ('127.0.0.1', 8007) at
// ..>, today with <class '...'> for the name
Value connection_repr(Fiber& fiber, Value self) {
  const Connection* const connection = as_connection(self);
  if (connection->is_client && connection->peer.family == AF_UNIX) {
    return str_value(fiber, format("<twisted.internet.unix.Client object at %p>",
                                   static_cast<const void*>(connection)));
  }
  if (connection->is_client) {
    const char* const name = rt().era_voice
                                 ? "twisted.internet.tcp.Client"
                                 : "<class 'twisted.internet.tcp.Client'>";
    return str_value(
        fiber, format("<%s to ('%s', %u) at %llx>", name,
                      connection->peer.host().c_str(), connection->peer.port,
                      static_cast<unsigned long long>(self.bits())));
  }
  StrBuilder out(fiber);
  out.add('<');
  out.add(type_of(connection->protocol)->name);
  out.add(format(" #%u on ", connection->aux));
  Value port = find_attr(fiber, connection->maker, intern(fiber, "port"));
  if (port.is_error()) return port;
  if (port.is_undefined()) port = Value::none();
  // What the system chose, or somebody else did.
  if ((port.is_none() || port == Value::from_int(0)) &&
      connection->stream != nullptr) {
    const auto ours = reactor::Address::local_of(connection->stream->fd());
    if (ours.is_ip()) port = Value::from_int(ours.port());
  }
  if (!out.add_str(port)) return Value::error();
  out.add('>');
  return out.finish();
}

Value get_protocol(Fiber&, Value self) { return as_connection(self)->protocol; }
bool set_protocol(Fiber& fiber, Value self, Value value) {
  Connection* const connection = as_connection(self);
  if (value.is_undefined()) value = Value::none();
  store(fiber.heap, &connection->protocol, value);
  connection->is_era = is_era(value, g_names.data_received);
  connection->is_shell = is_shell(value);
  return true;
}
Value get_connected(Fiber&, Value self) {
  return Value::from_int(as_connection(self)->is_connected ? 1 : 0);
}
Value get_disconnecting(Fiber&, Value self) {
  return Value::from_int(as_connection(self)->is_disconnecting ? 1 : 0);
}
Value get_maker(Fiber&, Value self) { return as_connection(self)->maker; }
Value get_number(Fiber&, Value self) {
  return Value::from_int(as_connection(self)->aux);
}
// What scripts look at, though nobody promised it to them.
Value get_log_string(Fiber& fiber, Value self) {
  return connection_log_prefix(fiber, self, Args());
}
Value get_reactor(Fiber& fiber, Value) {
  return import_module(fiber, "twisted.internet.reactor");
}
// How much may wait before a producer is paused.
Value get_buffer_size(Fiber&, Value self) {
  return Value::from_int(as_connection(self)->high_water_bytes);
}
bool set_buffer_size(Fiber& fiber, Value self, Value value) {
  Connection* const connection = as_connection(self);
  int64_t bytes = reactor::kHighWaterBytes;
  if (!value.is_undefined() && !index_of(fiber, value, &bytes)) return false;
  connection->high_water_bytes = static_cast<uint32_t>(
      std::clamp(bytes, int64_t{0}, int64_t{UINT32_MAX}));
  if (connection->stream != nullptr) connection->stream->set_own_high_water();
  return true;
}
Value get_disconnected(Fiber&, Value self) {
  return Value::from_int(as_connection(self)->is_connected ? 0 : 1);
}
Value get_producer(Fiber&, Value self) { return as_connection(self)->producer; }
Value get_streaming(Fiber&, Value self) {
  return Value::from_bool(as_connection(self)->is_streaming);
}
Value get_client(Fiber& fiber, Value self) {
  const Connection* const connection = as_connection(self);
  const Value pair[] = {str_value(fiber, connection->peer.host()),
                        Value::from_int(connection->peer.port)};
  return Value::from_object(make_tuple(fiber, pair, 2));
}
Value get_hostname(Fiber& fiber, Value self) {
  return str_value(fiber, as_connection(self)->peer.host());
}

constexpr MethodDef kMethods[] = {
    {"write", connection_write, 1, 1, 0,
     "I send bytes; text goes out as UTF-8, or byte by byte when code of the "
     "era writes it."},
    {"writeSequence", connection_write_sequence, 1, 1, 0, nullptr},
    {"writeSomeData", connection_write, 1, 1, 0, nullptr},
    {"loseConnection", connection_lose, 0, 1, 0,
     "I close when everything has been sent."},
    {"connectionLost", connection_lost, 1, 1, 0, nullptr},
    {"loseWriteConnection", connection_lose_write, 0, 0, 0,
     "I say that no more will come, and go on listening."},
    {"abortConnection", connection_abort, 0, 0, 0,
     "I close at once, whatever was still to be sent."},
    {"getHandle", connection_handle, 0, 0, 0,
     "A socket object for what has no method here."},
    {"getHost", connection_host, 0, 0, 0, "Our end."},
    {"getPeer", connection_peer, 0, 0, 0, "The other end."},
    {"getTcpNoDelay", connection_get_no_delay, 0, 0, 0, nullptr},
    {"setTcpNoDelay", connection_set_no_delay, 1, 1, 0, nullptr},
    {"getTcpKeepAlive", connection_get_keep_alive, 0, 0, 0, nullptr},
    {"setTcpKeepAlive", connection_set_keep_alive, 1, 1, 0, nullptr},
    {"registerProducer", connection_register, 2, 2, 0,
     "I ask it for more when there is room: a streaming one is paused and "
     "resumed, another is asked for every piece."},
    {"unregisterProducer", connection_unregister, 0, 0, 0, nullptr},
    {"stopConsuming", connection_stop_consuming, 0, 0, 0, nullptr},
    {"pauseProducing", connection_pause, 0, 0, 0, "I read no more."},
    {"resumeProducing", connection_resume, 0, 0, 0, "I read again."},
    {"stopProducing", connection_lose, 0, 0, 0, nullptr},
    {"startReading", connection_resume, 0, 0, 0, nullptr},
    {"stopReading", connection_pause, 0, 0, 0, nullptr},
    {"fileno", connection_file_number, 0, 0, 0, nullptr},
    {"logPrefix", connection_log_prefix, 0, 0, 0, nullptr},
    {}};
constexpr GetSetDef kGetSets[] = {
    {"protocol", get_protocol, set_protocol, nullptr},
    {"connected", get_connected, nullptr, nullptr},
    {"disconnecting", get_disconnecting, nullptr, nullptr},
    {"server", get_maker, nullptr, "The port I came in by."},
    {"connector", get_maker, nullptr, "The connector that made me."},
    {"sessionno", get_number, nullptr, nullptr},
    {"hostname", get_hostname, nullptr, nullptr},
    {"logstr", get_log_string, nullptr, nullptr},
    {"reactor", get_reactor, nullptr, nullptr},
    {"bufferSize", get_buffer_size, set_buffer_size,
     "How many bytes may wait before a producer is paused."},
    {"disconnected", get_disconnected, nullptr, nullptr},
    {"producer", get_producer, nullptr, nullptr},
    {"streamingProducer", get_streaming, nullptr, nullptr},
    {"client", get_client, nullptr, nullptr},
    {"addr", get_client, nullptr, "Where it was to go."},
    {}};
constexpr Slots make_slots() {
  Slots s = closed_slots();
  s.repr = connection_repr;
  return s;
}
constexpr Slots kSlots = make_slots();
constexpr TypeDef kType = {"twisted.internet.tcp.Connection",
                           &kLayout,
                           &kSlots,
                           kMethods,
                           kGetSets,
                           kTypeFinal | kTypeNotCreatable,
                           "I am a connection: bytes come and go through me."};

}  // namespace

// adopt(descriptor, protocol, maker, shared=False): the descriptor is ours from
// here on.
Value adopt_stream(Fiber& fiber, Value, Args args) {
  int fd;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  const PackedAddress peer =
      PackedAddress::of(reactor::Address::peer_of(fd));
  auto adopted = reactor::Stream::adopt(*loop, Fd(fd));
  if (!adopted.ok()) return raise_error(fiber, adopted.error());
  if (args.get(3, Value::none()).is_true()) adopted.value()->set_shared();
  begin_connection(fiber, std::move(adopted).take(), peer, args[2], args[1], 0,
                   false);
  return Value::none();
}

Type* init_connection(Fiber& fiber) {
  g_names = {
      intern(fiber, "dataReceived"),    intern(fiber, "makeConnection"),
      intern(fiber, "connectionLost"),  intern(fiber, "pauseProducing"),
      intern(fiber, "resumeProducing"), intern(fiber, "stopProducing"),
      intern(fiber, "connectionBegun"), intern(fiber, "connectionEnded"),
      intern(fiber, "connectionMade"),  intern(fiber, "connected"),
      intern(fiber, "transport"),       intern(fiber, "readConnectionLost"),
      intern(fiber, "writeConnectionLost")};
  for (Str** name = &g_names.data_received; name <= &g_names.write_lost;
       ++name) {
    fiber.heap.add_permanent(*name);
  }
  g_data_received.start(fiber, g_names.data_received);
  g_connection_lost.start(fiber, g_names.connection_lost);
  g_connection_made.start(fiber, g_names.connection_made);
  g_make_connection.start(fiber, g_names.make_connection);
  g_set_connected.start(fiber, g_names.connected);
  g_set_transport.start(fiber, g_names.transport);
  g_connection_type = native_type(fiber, kType);
  return g_connection_type;
}

}  // namespace mt::twisted
