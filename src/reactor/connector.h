// connector.h - a connection being made.
//
// Either on_connected or on_connect_failed is called, once, in a later turn.
// Whoever holds the ConnectorPtr may let go of it at any time: before the
// outcome it gives up the attempt, and nobody is called.

#pragma once

#include <memory>

#include "base/fd.h"
#include "reactor/address.h"
#include "reactor/reactor.h"
#include "reactor/stream.h"

namespace mt::reactor {

class Connector;

class ConnectorEvents {
 public:
  // Connected, not yet started.
  virtual void on_connected(StreamPtr stream) = 0;
  // kSystem with ECONNREFUSED, EHOSTUNREACH, ... from the kernel, or with
  // ETIMEDOUT when our own time was over first.
  virtual void on_connect_failed(const Error& why) = 0;

 protected:
  ~ConnectorEvents() = default;
};

struct ConnectorDeleter {
  void operator()(Connector* connector) const;
};
using ConnectorPtr = std::unique_ptr<Connector, ConnectorDeleter>;

class Connector final : public Source, private Callback {
 public:
  // TCP or UNIX, by the family of `to`. `from` may be a default Address: then
  // the system chooses. Names are looked up before: see resolver.h. Never fails
  // at once: whatever is wrong is told to `events`.
  static ConnectorPtr connect(Reactor& reactor, const Address& to,
                              int64_t timeout_ns, ConnectorEvents& events,
                              const Address& from = Address());

  // For the reactor.
  void on_ready(Interest what) override;
  void on_reactor_gone() override;

 private:
  friend struct ConnectorDeleter;
  Connector(Reactor& reactor, const Address& to, ConnectorEvents& events)
      : reactor_(&reactor), events_(&events), to_(to) {}
  void run() override;  // the time is over, or begin() failed
  Status begin(const Address& from);
  void fail(const Error& why);
  void let_go();

  Reactor* reactor_;
  ConnectorEvents* events_;
  Address to_;
  Fd fd_;
  TimerId timer_;
  Status begun_;
};

}  // namespace mt::reactor
