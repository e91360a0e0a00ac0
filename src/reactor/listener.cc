// listener.cc - binding, and accepting without starving or spinning.

#include "reactor/listener.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "reactor/limits.h"
#include "reactor/socket.h"

namespace mt::reactor {

namespace {

Error cannot_listen(int error, const Address& address) {
  return Error::system(error, "listen on " + address.to_string());
}

// Whether the socket file at `address` is the leftover of a process that is no
// more: nobody answers there.
bool is_stale(const Address& address) {
  struct stat info;
  if (lstat(address.path().c_str(), &info) < 0 || !S_ISSOCK(info.st_mode)) {
    return false;
  }
  Result<Fd> probe = open_socket(AF_UNIX, SOCK_STREAM);
  return probe.ok() &&
         connect(probe.value().get(), address.sockaddr(), address.size()) < 0 &&
         errno == ECONNREFUSED;
}

// For now: descriptors may be there again later, and a socket that does not
// listen (EINVAL), which somebody else has made or shut down, may listen then.
bool cannot_accept(int error) {
  return means_exhausted(error) || error == EINVAL;
}

}  // namespace

Result<ListenerPtr> Listener::listen_tcp(Reactor& reactor,
                                         const Address& address, int backlog,
                                         ListenerEvents& events) {
  TRY_ASSIGN(Fd fd, open_socket(address.family(), SOCK_STREAM));
  // Without it a server could not return while connections of its former life
  // are in TIME_WAIT.
  const int on = 1;
  setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  set_tcp_options(fd.get());
  if (bind(fd.get(), address.sockaddr(), address.size()) < 0 ||
      listen(fd.get(), backlog) < 0) {
    return cannot_listen(errno, address);
  }
  return adopt(reactor, std::move(fd), events);
}

Result<ListenerPtr> Listener::listen_unix(Reactor& reactor,
                                          const Address& address, mode_t mode,
                                          int backlog,
                                          ListenerEvents& events) {
  const std::string path = address.path();
  const bool is_abstract = !path.empty() && path[0] == '\0';
  TRY_ASSIGN(Fd fd, open_socket(AF_UNIX, SOCK_STREAM));
  int bound = bind(fd.get(), address.sockaddr(), address.size());
  if (bound < 0 && errno == EADDRINUSE && !is_abstract && is_stale(address)) {
    unlink(path.c_str());
    bound = bind(fd.get(), address.sockaddr(), address.size());
  }
  if (bound < 0) return cannot_listen(errno, address);
  // Nobody can connect before listen(), so the file's first mode lets no one
  // through.
  if ((!is_abstract && chmod(path.c_str(), mode) < 0) ||
      listen(fd.get(), backlog) < 0) {
    Error error = cannot_listen(errno, address);
    if (!is_abstract) unlink(path.c_str());
    return error;
  }
  TRY_ASSIGN(ListenerPtr listener, adopt(reactor, std::move(fd), events));
  if (!is_abstract) listener->path_ = path;
  return listener;
}

Result<ListenerPtr> Listener::adopt(Reactor& reactor, Fd fd,
                                    ListenerEvents& events) {
  TRY(set_nonblocking(fd.get()));
  TRY(set_close_on_exec(fd.get()));
  ListenerPtr listener(new Listener(reactor, std::move(fd), events));
  TRY(listener->update_interest());
  return listener;
}

void ListenerDeleter::operator()(Listener* listener) const {
  listener->let_go();
}

void Listener::let_go() {
  events_ = nullptr;
  is_rushing_ = false;
  if (!path_.empty()) unlink(path_.c_str());
  if (reactor_ == nullptr) {
    delete this;
    return;
  }
  reactor_->cancel(timer_);
  reactor_->forget(fd_.get());
  fd_.reset();
  reactor_->delete_later(this);
}

void Listener::on_reactor_gone() {
  reactor_ = nullptr;
  fd_.reset();
}

Status Listener::update_interest() {
  if (reactor_ == nullptr) return {};
  const bool is_told = is_accepting() && !is_rushing_;
  return reactor_->watch(fd_.get(), is_told ? kReadable : kNothing, *this);
}

void Listener::pause() {
  is_paused_ = true;
  end_rush();
  update_interest().ignore();
}

void Listener::resume() {
  is_paused_ = false;
  if (!update_interest().ok()) try_later();
}

void Listener::on_ready(Interest) { note_pace(accept_waiting()); }

// Says how many were accepted.
int Listener::accept_waiting() {
  int accepted = 0;
  for (int count = 0; count < kMaxAcceptsPerTurn; ++count) {
    // on_accept may have paused us or let go of us.
    if (events_ == nullptr || !is_accepting()) break;
    Address peer;
    Fd fd = accept_connection(fd_.get(), &peer);
    if (!fd.is_open()) {
      if (cannot_accept(errno)) {
        run_short(errno);
        break;
      }
      if (errno == EAGAIN || errno == EWOULDBLOCK) break;
      // The peer changed its mind (ECONNABORTED), the network reported old
      // trouble here (see accept(2)), or a signal came: the next one, please.
      continue;
    }
    ++accepted;
    Result<StreamPtr> stream =
        Stream::adopt_socket(*reactor_, std::move(fd), peer.is_ip());
    if (stream.ok()) events_->on_accept(std::move(stream).take(), peer);
  }
  return accepted;
}

// -- A rush.

// Waking us for a connection takes the kernel longer than all else that it does
// for it, and whoever wakes us holds the lock that accept(2) then waits for.
void Listener::note_pace(int count) {
  if (events_ == nullptr || !is_accepting() || !reactor_->sleeps_briefly()) {
    return;
  }
  const int64_t now = reactor_->turn_ns();
  const int64_t gap = now - last_ready_ns_;
  last_ready_ns_ = now;
  // A clock that stands still, as in tests, would never have us look again.
  if (gap <= 0 || gap > count * kRushGapNs) {
    quick_turns_ = 0;
    count_from(now);
    return;
  }
  counted_ += count;
  if (++quick_turns_ < patience_) return;
  // Until it has paid, this one was for nothing.
  patience_ = std::min(static_cast<uint16_t>(2 * patience_), kMaxRushTurns);
  pace_ns_ = (now - since_ns_) / counted_;
  is_rushing_ = true;
  empty_looks_ = 0;
  count_from(now);
  update_interest().ignore();
  timer_ = reactor_->call_later(kRushLookNs, *this);
}

void Listener::count_from(int64_t now_ns) {
  since_ns_ = now_ns;
  counted_ = 0;
  looks_ = 0;
}

void Listener::look_again() {
  const int count = accept_waiting();
  if (!is_rushing_) return;
  counted_ += count;
  empty_looks_ = static_cast<uint8_t>(count == 0 ? empty_looks_ + 1 : 0);
  bool is_over = empty_looks_ == kRushEmptyLooks;
  if (++looks_ == kRushLooks && !is_over) {
    const int64_t now = reactor_->turn_ns();
    is_over = !has_paid(now);
    if (!is_over) patience_ = kRushTurns;
    count_from(now);
  }
  if (is_over) {
    end_rush();
    // The kernel may have no memory for telling us.
    if (!update_interest().ok()) run_short(ENOMEM);
    return;
  }
  const bool is_more = count == kMaxAcceptsPerTurn;
  timer_ = reactor_->call_later(is_more ? 0 : kRushLookNs, *this);
}

// A few who each wait for an answer are served sooner one by one, and then
// there are more of them: where as many come as before, nobody waits for
// longer.
bool Listener::has_paid(int64_t now_ns) const {
  return counted_ >= kRushLooks * kRushConnections &&
         (now_ns - since_ns_) / counted_ <= pace_ns_ + pace_ns_ / 16;
}

void Listener::end_rush() {
  if (!is_rushing_) return;
  is_rushing_ = false;
  quick_turns_ = 0;
  if (reactor_ != nullptr) reactor_->cancel(timer_);
}

// -- A shortage.

void Listener::try_later() {
  is_short_ = true;
  timer_ = reactor_->call_later(kAcceptPauseNs, *this);
}

void Listener::run_short(int error) {
  end_rush();
  try_later();
  update_interest().ignore();
  events_->on_accept_paused(Error::system(
      error, "accept connections on " + address().to_string()));
}

void Listener::run() {
  if (is_rushing_) {
    look_again();
  } else {
    end_shortage();
  }
}

// The pause is over. While nothing can be accepted we stay short, and silent.
void Listener::end_shortage() {
  if (is_paused_) {
    is_short_ = false;
    return;
  }
  Address peer;
  Fd fd = accept_connection(fd_.get(), &peer);
  if (!fd.is_open() && cannot_accept(errno)) {
    timer_ = reactor_->call_later(kAcceptPauseNs, *this);
    return;
  }
  is_short_ = false;
  if (update_interest().ok()) {
    events_->on_accept_resumed();
  } else {
    try_later();
  }
  if (events_ == nullptr || !fd.is_open()) return;
  Result<StreamPtr> stream =
      Stream::adopt_socket(*reactor_, std::move(fd), peer.is_ip());
  if (stream.ok()) events_->on_accept(std::move(stream).take(), peer);
}

}  // namespace mt::reactor
