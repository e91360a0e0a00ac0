// connection_type.cc - the class of connections: what a protocol asks of its
// transport.

#include <algorithm>

#include "python/bytes.h"
#include "python/exception.h"
#include "python/import.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/connection.h"
#include "twisted/shell.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

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

// What a protocol writes in one callback leaves together, so the kernel need
// not wait for more and is told so; until somebody asks for either, the answer
// is what it would be elsewhere.
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
    const Value told =
        call_if_present(fiber, args[0], intern(fiber, "stopProducing"), {});
    return told.is_error() ? told : Value::none();
  }
  store(fiber.heap, &connection->producer, args[0]);
  connection->is_streaming = streaming != 0;
  if (connection->is_streaming) connection->stream->forget_full();
  if (!connection->is_streaming &&
      call_if_present(fiber, args[0], intern(fiber, "resumeProducing"), {})
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

// "Shell,0,127.0.0.1" for one of a port, "Shell,client" for one of ours, "-"
// for a pipe.
Value connection_log_prefix(Fiber& fiber, Value self, Args) {
  const Connection* const connection = as_connection(self);
  if (connection->peer.family == 0) return str_value(fiber, "-");
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
    return str_value(fiber,
                     format("<twisted.internet.unix.Client object at %p>",
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
  connection->is_era = is_era(value, intern(fiber, "dataReceived"));
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
     "era writes it."_doc},
    {"writeSequence", connection_write_sequence, 1, 1, 0},
    {"writeSomeData", connection_write, 1, 1, 0},
    {"loseConnection", connection_lose, 0, 1, 0,
     "I close when everything has been sent."_doc},
    {"connectionLost", connection_lost, 1, 1, 0},
    {"loseWriteConnection", connection_lose_write, 0, 0, 0,
     "I say that no more will come, and go on listening."_doc},
    {"abortConnection", connection_abort, 0, 0, 0,
     "I close at once, whatever was still to be sent."_doc},
    {"getHandle", connection_handle, 0, 0, 0,
     "A socket object for what has no method here."_doc},
    {"getHost", connection_host, 0, 0, 0, "Our end."_doc},
    {"getPeer", connection_peer, 0, 0, 0, "The other end."_doc},
    {"getTcpNoDelay", connection_get_no_delay, 0, 0, 0},
    {"setTcpNoDelay", connection_set_no_delay, 1, 1, 0},
    {"getTcpKeepAlive", connection_get_keep_alive, 0, 0, 0},
    {"setTcpKeepAlive", connection_set_keep_alive, 1, 1, 0},
    {"registerProducer", connection_register, 2, 2, 0,
     "I ask it for more when there is room: a streaming one is paused and "
     "resumed, another is asked for every piece."_doc},
    {"unregisterProducer", connection_unregister, 0, 0, 0},
    {"stopConsuming", connection_stop_consuming, 0, 0, 0},
    {"pauseProducing", connection_pause, 0, 0, 0, "I read no more."_doc},
    {"resumeProducing", connection_resume, 0, 0, 0, "I read again."_doc},
    {"stopProducing", connection_lose, 0, 0, 0},
    {"startReading", connection_resume, 0, 0, 0},
    {"stopReading", connection_pause, 0, 0, 0},
    {"fileno", connection_file_number, 0, 0, 0},
    {"logPrefix", connection_log_prefix, 0, 0, 0},
    {}};
constexpr GetSetDef kGetSets[] = {
    {"protocol", get_protocol, set_protocol},
    {"connected", get_connected, nullptr},
    {"disconnecting", get_disconnecting, nullptr},
    {"server", get_maker, nullptr, "The port I came in by."_doc},
    {"connector", get_maker, nullptr, "The connector that made me."_doc},
    {"sessionno", get_number, nullptr},
    {"hostname", get_hostname, nullptr},
    {"logstr", get_log_string, nullptr},
    {"reactor", get_reactor, nullptr},
    {"bufferSize", get_buffer_size, set_buffer_size,
     "How many bytes may wait before a producer is paused."_doc},
    {"disconnected", get_disconnected, nullptr},
    {"producer", get_producer, nullptr},
    {"streamingProducer", get_streaming, nullptr},
    {"client", get_client, nullptr},
    {"addr", get_client, nullptr, "Where it was to go."_doc},
    {}};
constexpr Slots make_slots() {
  Slots s = closed_slots();
  s.repr = connection_repr;
  return s;
}
constexpr Slots kSlots = make_slots();

}  // namespace

const TypeDef kConnectionType = {
    "twisted.internet.tcp.Connection",
    &kLayout,
    &kSlots,
    kMethods,
    kGetSets,
    kTypeFinal | kTypeNotCreatable,
    "I am a connection: bytes come and go through me."};

}  // namespace mt::twisted
