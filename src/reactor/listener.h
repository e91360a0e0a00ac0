// listener.h - a port: where connections come in.
//
// Whoever holds the ListenerPtr owns the port; letting go of it closes it, at
// any time, also from within a callback of the same listener. Connections that
// were accepted live on.
//
// Connections that come in quick succession are not told of one by one: the
// listener looks for them by the clock, some at a time, while that pays.

#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "base/fd.h"
#include "reactor/address.h"
#include "reactor/limits.h"
#include "reactor/reactor.h"
#include "reactor/stream.h"

namespace mt::reactor {

class Listener;

class ListenerEvents {
 public:
  // A connection, not yet started: start() it with somebody to tell, or let go
  // of it. At most kMaxAcceptsPerTurn a turn.
  virtual void on_accept(StreamPtr stream, const Address& peer) = 0;

  // Descriptors or memory have run out. Accepting pauses and goes on by itself,
  // every kAcceptPauseNs; told once per shortage.
  virtual void on_accept_paused(const Error& why) = 0;
  // The shortage is over: connections come in again.
  virtual void on_accept_resumed() {}

 protected:
  ~ListenerEvents() = default;
};

struct ListenerDeleter {
  void operator()(Listener* listener) const;
};
using ListenerPtr = std::unique_ptr<Listener, ListenerDeleter>;

class Listener final : public Source, private Callback {
 public:
  static constexpr int kDefaultBacklog = 50;

  // A TCP port at an address of from_ip(), where port number 0 lets the system
  // choose. kSystem when it cannot be had: EADDRINUSE, EACCES, EADDRNOTAVAIL.
  static Result<ListenerPtr> listen_tcp(Reactor& reactor,
                                        const Address& address, int backlog,
                                        ListenerEvents& events);

  // A UNIX socket with exactly these permissions. A socket file that nobody
  // answers at any more is replaced; one that is answered is EADDRINUSE, and so
  // is a file of another kind. The file is removed when the port closes.
  static Result<ListenerPtr> listen_unix(Reactor& reactor,
                                         const Address& address, mode_t mode,
                                         int backlog, ListenerEvents& events);

  // A socket that listens already, handed to us by whoever started us.
  static Result<ListenerPtr> adopt(Reactor& reactor, Fd fd,
                                   ListenerEvents& events);

  // The address in fact bound, with the number that the system chose.
  Address address() const { return Address::local_of(fd_.get()); }
  int fd() const { return fd_.get(); }

  // Leaves connections waiting in the kernel, and takes them up again.
  void pause();
  void resume();
  bool is_accepting() const { return !is_paused_ && !is_short_; }

  // For the reactor.
  void on_ready(Interest what) override;
  void on_reactor_gone() override;

 private:
  friend struct ListenerDeleter;
  Listener(Reactor& reactor, Fd fd, ListenerEvents& events)
      : reactor_(&reactor), events_(&events), fd_(std::move(fd)) {}
  void run() override;  // the next look, or the end of a shortage
  void let_go();
  int accept_waiting();
  void try_later();
  void run_short(int error);
  void end_shortage();
  void note_pace(int count);
  void count_from(int64_t now_ns);
  void look_again();
  bool has_paid(int64_t now_ns) const;
  void end_rush();
  Status update_interest();

  Reactor* reactor_;
  ListenerEvents* events_;
  Fd fd_;
  std::string path_;  // of the file to remove
  TimerId timer_;
  int64_t last_ready_ns_ = 0;
  // Accepted in a row of quick turns, or in this rush; and what one took
  // before.
  int64_t since_ns_ = 0;
  int64_t pace_ns_ = 0;
  int counted_ = 0;
  uint16_t quick_turns_ = 0;
  uint16_t patience_ = kRushTurns;  // so many of them are a rush
  uint8_t looks_ = 0;
  uint8_t empty_looks_ = 0;  // in a row
  bool is_paused_ = false;   // by the user
  bool is_short_ = false;    // of descriptors or memory
  bool is_rushing_ = false;  // looks by the clock instead of being told
};

}  // namespace mt::reactor
