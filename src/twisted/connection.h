// connection.h - a transport: one connected stream, and the protocol it serves.
//
//   Stream (reactor) --events--> Connection --dataReceived--> protocol
//          <------ write() ----------'   <----- self.transport ----'
//
// An open Connection is pinned and keeps its protocol; when the stream has
// closed, connectionLost() has been called and both are the collector's.

#pragma once

#include <string>

#include "python/native.h"
#include "reactor/stream.h"
#include "twisted/address.h"
#include "twisted/engine.h"

namespace mt::twisted {

struct Connection : Pinned {  // aux: number among those of its port
  // Follows the base class at once, which saves a pointer back.
  struct Events final : reactor::StreamEvents {
    Connection* connection();
    const Connection* connection() const;
    void on_data(ByteView bytes) override;
    void tell_data(ByteView bytes);
    void on_closed(reactor::CloseReason reason, int sys_errno) override;
    void on_full() override;
    size_t high_water_bytes() const override;
    void on_drained() override;
    void on_urgent() override;
    bool on_reset() override;
    bool on_end() override;
    void on_write_closed() override;
  };
  Events events;
  reactor::Stream* stream;  // owned; null once closed
  Value protocol;
  Value maker;     // the Port or Connector (Python) it came from
  Value producer;  // none when there is none
  Value failure;   // the exception that is the reason to close, or undefined
  PackedAddress peer;
  uint32_t high_water_bytes;  // bufferSize
  bool is_era;    // the protocol wants str
  bool is_shell;  // the protocol is a native Shell
  bool is_connected;
  bool is_disconnecting;
  bool is_streaming;  // the producer pushes
  bool is_client;
  bool sets_delay;  // setTcpNoDelay() was called
  bool has_handle;  // getHandle() was
};

// Gives the stream a Connection and a protocol. `protocol` none: refuses, and
// the stream is closed. Whatever goes wrong is logged.
void begin_connection(Fiber& fiber, reactor::StreamPtr stream,
                      const PackedAddress& peer, Value maker, Value protocol,
                      uint32_t number, bool is_client);

// For whoever writes bytes without a Python object around them.
inline void write_bytes(Connection* connection, ByteView bytes) {
  if (connection->stream != nullptr) connection->stream->write(bytes);
}
void lose_connection(Fiber& fiber, Connection* connection);
// Ends it with an exception as the reason: now, or when all is sent.
void dismiss(Fiber& fiber, Connection* connection, Value exception);
// The Connection, or null.
Connection* connection_of(Value value);

// Their class: what a protocol asks of its transport (connection_type.cc).
extern const python::TypeDef kConnectionType;
// Calls a function of twisted.internet.tcp with one.
Value call_transport_home(Fiber& fiber, const char* name, Value transport);

}  // namespace mt::twisted
