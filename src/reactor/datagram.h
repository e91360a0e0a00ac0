// datagram.h - UDP, and UNIX sockets like it: messages that arrive whole
// or not at all.
//
// Sending happens at once, not at the turn's end: nothing is gained by waiting,
// and what the kernel has no room for is lost, as the network might lose it.

#pragma once

#include <memory>

#include "base/bytes.h"
#include "base/fd.h"
#include "reactor/address.h"
#include "reactor/reactor.h"

namespace mt::reactor {

class Datagram;

class DatagramEvents {
 public:
  // The bytes stay where they are until the call returns. At most
  // kMaxDatagramsPerTurn a turn.
  virtual void on_datagram(ByteView bytes, const Address& from) = 0;
  // Only for a connected socket: nobody listens at the other end.
  virtual void on_refused() {}

 protected:
  ~DatagramEvents() = default;
};

struct DatagramDeleter {
  void operator()(Datagram* datagram) const;
};
// Letting go of it closes it, at any time, and nobody is called any more.
using DatagramPtr = std::unique_ptr<Datagram, DatagramDeleter>;

class Datagram final : public Source {
 public:
  // A socket at a local address of from_ip(); port number 0 lets the system
  // choose. `is_shared`: others may bind there too, for multicast.
  static Result<DatagramPtr> bind(Reactor& reactor, const Address& address,
                                  DatagramEvents& events,
                                  bool is_shared = false);

  // A socket that is bound, or connected, already.
  static Result<DatagramPtr> adopt(Reactor& reactor, Fd fd,
                                   DatagramEvents& events);

  // From now on only this peer is heard, and send() goes there.
  Status connect(const Address& peer);

  // kSystem when the kernel will not: EMSGSIZE for what is too long, EAGAIN
  // when it has no room now, ECONNREFUSED for what an earlier one met.
  Status send_to(ByteView bytes, const Address& to);
  Status send(ByteView bytes);

  Status allow_broadcast(bool on);
  // An IPv4 group, on the interface with that address or on the system's
  // choice.
  Status join_group(const Address& group, const Address& interface);
  Status leave_group(const Address& group, const Address& interface);

  Address address() const { return Address::local_of(fd_.get()); }
  void pause_reading();
  void resume_reading();
  int fd() const { return fd_.get(); }

  // For the reactor.
  void on_ready(Interest what) override;
  void on_reactor_gone() override;

 private:
  friend struct DatagramDeleter;
  Datagram(Reactor& reactor, Fd fd, DatagramEvents& events)
      : reactor_(&reactor), events_(&events), fd_(std::move(fd)) {}
  void let_go();
  Status change_group(int option, const Address& group,
                      const Address& interface);

  Reactor* reactor_;
  DatagramEvents* events_;
  Fd fd_;
  bool is_paused_ = false;
};

}  // namespace mt::reactor
