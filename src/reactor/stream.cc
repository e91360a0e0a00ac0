// stream.cc - reading once a turn, writing at its end, closing in order.

#include "reactor/stream.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#ifdef __sun
#include <sys/sockio.h>
#endif

#include "reactor/limits.h"
#include "reactor/socket.h"

namespace mt::reactor {

namespace {

#ifdef MSG_MORE
constexpr int kMore = MSG_MORE;
#else
constexpr int kMore = 0;
#endif
}  // namespace

Result<StreamPtr> Stream::adopt(Reactor& reactor, Fd fd) {
  struct stat info;
  if (fstat(fd.get(), &info) < 0) {
    return Error::system(errno, "look at a descriptor");
  }
  TRY(set_nonblocking(fd.get()));
  return make(reactor, std::move(fd), S_ISSOCK(info.st_mode) ? kIsSocket : 0u);
}

Result<StreamPtr> Stream::adopt_socket(Reactor& reactor, Fd fd, bool is_tcp) {
  const bool is_edged = is_tcp && reactor.reports_edges();
  return make(reactor, std::move(fd),
              is_edged ? kIsSocket | kIsEdged : kIsSocket);
}

Result<StreamPtr> Stream::make(Reactor& reactor, Fd fd, uint32_t flags) {
  StreamPtr stream(new Stream(reactor, std::move(fd), flags));
  // Known to the reactor from here on, so that each knows of the other's end.
  TRY(reactor.watch(stream->fd(), kNothing, *stream));
  return stream;
}

Stream::Stream(Reactor& reactor, Fd fd, uint32_t flags)
    : flags_(flags), fd_(std::move(fd)), reactor_(&reactor) {}

void Stream::put(Flag flag, bool on) {
  flags_ = on ? flags_ | flag : flags_ & ~static_cast<uint32_t>(flag);
}

void StreamDeleter::operator()(Stream* stream) const { stream->let_go(); }

void Stream::let_go() {
  events_ = nullptr;
  if (reactor_ == nullptr) {
    delete this;
    return;
  }
  close_now();
  reactor_->delete_later(this);
}

void Stream::start(StreamEvents& events) {
  events_ = &events;
  put(kWantsRead, true);
  // Not watched before the turn ends: a connection that greets and closes never
  // bothers the poller.
  if (reactor_ != nullptr) reactor_->at_turn_end(*this);
}

// -- Writing.

void Stream::write(ByteView bytes) {
  if (bytes.size() >= kDirectWriteBytes) {
    // Copying it would cost more than the system call saved.
    write_now(bytes);
  } else if (!bytes.empty() && is_open() && !has(kIsWriteClosed)) {
    queue(bytes);
  }
}

void Stream::write_now(ByteView bytes) {
  if (bytes.empty() || !is_open() || has(kIsWriteClosed)) return;
  reactor_->exchange().send_answers();
  if (output_.is_empty() && !has(kIsBlocked)) {
    bytes.remove_prefix(send_some(bytes, false));
    if (bytes.empty() || has(kIsFinishing)) return;
  }
  queue(bytes);
}

// Of an answer, less was sent than there is.
void Stream::note_answer(ByteView bytes, ssize_t sent) {
  bytes.remove_prefix(sent < 0 && errno == EINTR ? 0 : note_short(sent));
  if (!has(kIsFinishing)) queue(bytes);
}

void Stream::queue(ByteView bytes) {
  reactor_->exchange().send_answers();
  output_.append(reactor_->chunks(), bytes);
  if (!has(kIsReplying)) reactor_->at_turn_end(*this);
  if (output_.size() > kMaxOutputBytes) {
    finish(CloseReason::kFailed, ENOBUFS);
  } else if (!has(kIsFull) && output_.size() > high_water_bytes()) {
    put(kIsFull, true);
    reactor_->at_turn_end(*this);  // which tells when there is room again
    if (events_ != nullptr) events_->on_full();
  }
}

size_t Stream::high_water_bytes() const {
  return has(kHasHighWater) && events_ != nullptr ? events_->high_water_bytes()
                                                  : kHighWaterBytes;
}

std::string Stream::withdraw() {
  reactor_->exchange().send_answers();
  std::string taken;
  taken.reserve(output_.size());
  while (!output_.is_empty()) {
    struct iovec pieces[kMaxPieces];
    const int count = output_.gather(pieces, kMaxPieces);
    size_t total = 0;
    for (int i = 0; i < count; ++i) {
      taken.append(static_cast<const char*>(pieces[i].iov_base),
                   pieces[i].iov_len);
      total += pieces[i].iov_len;
    }
    output_.consume(reactor_->chunks(), total);
  }
  if (is_open()) reactor_->at_turn_end(*this);  // on_drained may be due
  return taken;
}

void Stream::notify_when_drained() {
  if (!is_open()) return;
  put(kWantsDrained, true);
  reactor_->at_turn_end(*this);
}

// Sends what the kernel takes and says how much that was. What stands in the
// way is noted, not told: nobody is called from here. `is_all`: nothing else
// waits.
size_t Stream::send_some(ByteView bytes, bool is_all) {
  ssize_t sent;
  do {
    sent = has(kIsSocket)
               ? send(fd_.get(), bytes.data(), bytes.size(), send_flags(is_all))
               : ::write(fd_.get(), bytes.data(), bytes.size());
  } while (sent < 0 && errno == EINTR);
  if (sent == static_cast<ssize_t>(bytes.size())) return bytes.size();
  return note_short(sent);
}

size_t Stream::send_pieces(struct iovec* pieces, int count, size_t total) {
  ssize_t sent;
  do {
    if (has(kIsSocket)) {
      struct msghdr message = {};
      message.msg_iov = pieces;
      message.msg_iovlen = static_cast<decltype(message.msg_iovlen)>(count);
      sent = sendmsg(fd_.get(), &message, send_flags(total == output_.size()));
    } else {
      sent = writev(fd_.get(), pieces, count);
    }
  } while (sent < 0 && errno == EINTR);
  if (sent == static_cast<ssize_t>(total)) return total;
  return note_short(sent);
}

// The end follows at once: let it travel in the same segment.
int Stream::send_flags(bool is_all) const {
  return is_all && has(kIsClosing) ? kNoSignal | kMore : kNoSignal;
}

size_t Stream::note_short(ssize_t sent) {
  if (sent >= 0) {
    put(kIsBlocked, true);
    return static_cast<size_t>(sent);
  }
  if (errno == EAGAIN || errno == EWOULDBLOCK) {
    put(kIsBlocked, true);
  } else if (errno == ENOBUFS || errno == ENOMEM) {
    // There is no memory, and no edge when there is: ask again next turn.
    put(kIsBlocked, !has(kIsEdged));
  } else {
    finish(CloseReason::kFailed, errno);
  }
  return 0;
}

void Stream::send_waiting() {
  size_t sent_this_turn = 0;
  while (!output_.is_empty() && !has(kIsBlocked) && !has(kIsFinishing)) {
    struct iovec pieces[kMaxPieces];
    const int count = output_.gather(pieces, kMaxPieces);
    size_t total = 0;
    for (int i = 0; i < count; ++i) total += pieces[i].iov_len;
    const size_t sent =
        count == 1 ? send_some(ByteView(static_cast<char*>(pieces->iov_base),
                                        total),
                               total == output_.size())
                   : send_pieces(pieces, count, total);
    output_.consume(reactor_->chunks(), sent);
    sent_this_turn += sent;
    // Enough for one turn: wait in line for the next like all others.
    if (sent == 0 || sent_this_turn >= kMaxWriteBytesPerTurn) return;
  }
}

void Stream::after_sending() {
  if (!output_.is_empty() || has(kIsFinishing)) return;
  if (has(kIsFull) || has(kWantsDrained)) {
    put(kIsFull, false);
    put(kWantsDrained, false);
    if (events_ != nullptr) events_->on_drained();
    // It may have written more, or closed.
    if (!output_.is_empty() || !is_open()) return;
  }
  if (has(kIsClosing)) {
    finish(has(kHasEnded) ? CloseReason::kPeerClosed : CloseReason::kWeClosed,
           0);
  } else if (has(kIsWriteClosing) && !has(kIsWriteClosed)) {
    put(kIsWriteClosed, true);
    if (has(kIsSocket)) {
      shutdown(fd_.get(), SHUT_WR);
      if (events_ != nullptr) events_->on_write_closed();
    } else {
      finish(CloseReason::kWeClosed, 0);
    }
  }
}

// -- Reading.

void Stream::pause_reading() {
  put(kWantsRead, false);
  if (is_open()) reactor_->at_turn_end(*this);
}

void Stream::resume_reading() {
  put(kWantsRead, true);
  if (is_open()) reactor_->at_turn_end(*this);
}

// What has been read is told even if somebody called before has paused us.
void Stream::take(ByteView bytes) {
  if ((flags_ & (kIsClosing | kIsFinishing)) != 0 || events_ == nullptr) return;
  put(kIsReplying, true);
  events_->on_data(bytes);
  put(kIsReplying, false);
  if (has(kIsUndrained) && is_open()) reactor_->at_turn_end(*this);
}

// What was written in reply leaves while its socket is fresh in memory. The
// rest leaves at the end of the turn, as does what a callback may write that
// has not returned.
void Stream::send_reply() {
  const bool is_too_early = has(kIsReplying);
  put(kIsReplying, false);
  if (!output_.is_empty() && !has(kIsClosing)) send_waiting();
  if (is_too_early || !output_.is_empty()) reactor_->at_turn_end(*this);
}

// The end, nothing, or a mishap.
void Stream::take_nothing(int error) {
  // Something was there before it, perhaps: kqueue tells of one descriptor
  // twice.
  reactor_->exchange().flush();
  if (!is_open() || has(kIsClosing)) return;
  if (error == 0) {
    take_end();
  } else if (error == EIO && !has(kIsSocket)) {
    take_end();  // how Linux spells the end of a terminal
  } else if (error == EBADF) {
    // The writing end of a pipe, reported because nobody reads any more.
    finish(CloseReason::kFailed, EPIPE);
  } else if (error == EINTR || error == ENOBUFS || error == ENOMEM) {
    put(kIsUndrained, true);
    reactor_->at_turn_end(*this);
  } else if (error != EAGAIN && error != EWOULDBLOCK) {
    finish(CloseReason::kFailed, error);
  }
}

void Stream::take_end() {
  put(kHasEnded, true);
  reactor_->at_turn_end(*this);
  // One that goes on with neither direction is there until it is closed.
  if (events_ == nullptr || !events_->on_end()) put(kIsClosing, true);
}

void Stream::check_urgent(Interest what) {
  const bool is_urgent = reactor_->reports_urgent()
                             ? (what & kUrgent) != 0
                             : is_at_urgent_mark();
  const bool is_news = is_urgent && !has(kToldUrgent);
  put(kToldUrgent, is_urgent);
  if (is_news && events_ != nullptr) events_->on_urgent();
}

void Stream::on_ready(Interest what) {
  constexpr uint32_t kUsual = kIsSocket | kWantsRead;
  constexpr uint32_t kUnusual = kHasEnded | kIsClosing | kIsFinishing |
                                kIsBlocked | kAsksUrgent | kToldUrgent;
  if ((flags_ & (kUsual | kUnusual)) != kUsual ||
      (what & ~kWritable) != kReadable) {
    on_unusual(what);
    return;
  }
  Exchange& exchange = reactor_->exchange();
  const size_t room = exchange.room();
  const ssize_t count = recv(fd_.get(), exchange.read_to(), room, 0);
  if (count <= 0) {
    take_nothing(count < 0 ? errno : 0);
    return;
  }
  // A short read has taken everything; what comes later will be told.
  if (static_cast<size_t>(count) == room) put(kIsUndrained, true);
  exchange.arrived(*this, static_cast<size_t>(count));
}

void Stream::on_unusual(Interest what) {
  if ((what & (kWritable | kHangup | kFailed)) != 0 && has(kIsBlocked)) {
    put(kIsBlocked, false);
    reactor_->at_turn_end(*this);
  }
  if ((what & ~kWritable) == 0) return;
  if (may_read() && has(kWatchesUrgent)) check_urgent(what);
  if (!may_read()) {  // on_urgent may have paused it
    put(kIsUndrained, true);
    if ((what & kFailed) != 0 && has(kIsSocket) && is_open() &&
        !has(kIsClosing) && events_ != nullptr && events_->on_reset()) {
      finish(CloseReason::kFailed, ECONNRESET);
    }
    return;
  }
  const bool passes_mark = has(kToldUrgent) && is_at_urgent_mark();
  Exchange& exchange = reactor_->exchange();
  const size_t room = exchange.room();
  const ssize_t count = has(kIsSocket)
                            ? recv(fd_.get(), exchange.read_to(), room, 0)
                            : read(fd_.get(), exchange.read_to(), room);
  if (count <= 0) {
    take_nothing(count < 0 ? errno : 0);
    return;
  }
  if (passes_mark) put(kToldUrgent, false);
  // It may stop short at urgent data, or before the end.
  if (static_cast<size_t>(count) == room ||
      (what & ~(kReadable | kWritable)) != 0) {
    put(kIsUndrained, true);
  }
  exchange.arrived(*this, static_cast<size_t>(count));
  // Whether the mark is reached is asked at once.
  if (has(kToldUrgent) || passes_mark) exchange.flush();
}

// -- Closing.

void Stream::close_after_write() {
  if (!is_open()) return;
  put(kIsClosing, true);
  reactor_->at_turn_end(*this);
}

void Stream::close_writing() {
  if (!is_open()) return;
  put(kIsWriteClosing, true);
  reactor_->at_turn_end(*this);
}

void Stream::abort() {
  if (!is_open()) return;
  if (has(kIsSocket)) {
    const struct linger reset = {1, 0};
    setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  }
  finish(CloseReason::kAborted, 0);
}

void Stream::finish(CloseReason reason, int sys_errno) {
  if (has(kIsFinishing)) return;
  put(kIsFinishing, true);
  reason_ = static_cast<uint8_t>(reason);
  sys_errno_ = sys_errno;
  if (!has(kIsEnding)) reactor_->at_turn_end(*this);
}

void Stream::close_now() {
  if (!fd_.is_open()) return;
  reactor_->exchange().send_answers();
  output_.clear(reactor_->chunks());
  reactor_->forget(fd_.get());
  if (has(kIsShared) &&
      static_cast<CloseReason>(reason_) != CloseReason::kAborted)
    shutdown(fd_.get(), SHUT_RDWR);
  fd_.reset();
}

void Stream::on_turn_end() {
  if (!fd_.is_open()) return;
  if (has(kIsFile)) {
    on_ready(kReadable | kWritable);
    reactor_->exchange().flush();
    if (!fd_.is_open()) return;
  }
  put(kIsEnding, true);
  send_waiting();
  after_sending();
  put(kIsEnding, false);
  if (!fd_.is_open()) return;  // on_drained let go of it
  if (!has(kIsFinishing)) {
    update_interest();
    return;
  }
  // Input we leave unread makes the kernel answer with a reset, which can
  // overtake our last bytes. What has arrived by now is taken and dropped.
  const CloseReason reason = static_cast<CloseReason>(reason_);
  if (reason == CloseReason::kWeClosed && has(kIsSocket)) {
    const ssize_t ignored =
        recv(fd_.get(), reactor_->read_buffer(), kReadBufferBytes,
             MSG_DONTWAIT);
    static_cast<void>(ignored);
  }
  close_now();
  if (events_ != nullptr) events_->on_closed(reason, sys_errno_);
}

void Stream::on_reactor_gone() {
  output_.clear(reactor_->chunks());
  reactor_ = nullptr;
  fd_.reset();
}

Interest Stream::level_interest() const {
  Interest wants = kNothing;
  if (has(kIsBlocked)) wants |= kWritable;
  if (may_read()) {
    wants |= kReadable;
    if (has(kWatchesUrgent)) wants |= kUrgent;
  }
  return wants;
}

// Asked for once and for all; what comes while nobody wants it is remembered.
Interest Stream::edge_interest() {
  if (has(kIsBlocked)) put(kAsksWritable, true);
  const Interest wants = kReadable | kUrgent | kEdges;
  return has(kAsksWritable) ? wants | kWritable : wants;
}

void Stream::update_interest() {
  // Something waits for us rather than for the kernel.
  if (!output_.is_empty() && !has(kIsBlocked)) reactor_->at_turn_end(*this);
  const Interest wants = has(kIsEdged) ? edge_interest() : level_interest();
  if (has(kIsFile)) {
    if (wants != kNothing) reactor_->at_turn_end(*this);
    return;
  }
  Status status = reactor_->watch(fd_.get(), wants, *this);
  if (status.ok()) {
    if (!has(kIsUndrained) || !may_read()) return;
    put(kIsUndrained, false);
    if (has(kIsEdged)) reactor_->remind(fd_.get());
    return;
  }
  if (status.error().sys_errno() == EPERM && !has(kIsSocket)) {
    put(kIsFile, true);  // epoll waits for no files
    reactor_->at_turn_end(*this);
  } else {
    finish(CloseReason::kFailed, status.error().sys_errno());
  }
}

// -- TCP.

int Stream::option(int level, int name) const {
  int value = 0;
  socklen_t size = sizeof value;
  if (getsockopt(fd_.get(), level, name, &value, &size) < 0) return 0;
  return value;
}

void Stream::set_no_delay(bool on) {
  const int value = on ? 1 : 0;
  setsockopt(fd_.get(), IPPROTO_TCP, TCP_NODELAY, &value, sizeof value);
}

void Stream::set_keep_alive(bool on) {
  const int value = on ? 1 : 0;
  setsockopt(fd_.get(), SOL_SOCKET, SO_KEEPALIVE, &value, sizeof value);
}

bool Stream::no_delay() const { return option(IPPROTO_TCP, TCP_NODELAY) != 0; }

bool Stream::keep_alive() const {
  return option(SOL_SOCKET, SO_KEEPALIVE) != 0;
}

void Stream::watch_urgent(bool on) {
  if (!is_open()) return;
  const int value = on ? 1 : 0;
  setsockopt(fd_.get(), SOL_SOCKET, SO_OOBINLINE, &value, sizeof value);
  put(kWatchesUrgent, on);
  put(kAsksUrgent, on && !reactor_->reports_urgent());
  reactor_->at_turn_end(*this);
}

bool Stream::is_at_urgent_mark() const {
  int at_mark = 0;
  return fd_.is_open() && has(kIsSocket) &&
         ioctl(fd_.get(), SIOCATMARK, &at_mark) == 0 && at_mark != 0;
}

Status Stream::send_urgent(char byte) {
  if (!is_open() || !has(kIsSocket) || has(kIsWriteClosing)) {
    return Error(Errc::kInvalid, "not an open socket");
  }
  reactor_->exchange().send_answers();
  send_waiting();
  if (!output_.is_empty()) {
    return Error(Errc::kInvalid, "output before the urgent byte is held up");
  }
  if (send(fd_.get(), &byte, 1, MSG_OOB | kNoSignal) < 0) {
    return Error::system(errno, "send an urgent byte");
  }
  return {};
}

}  // namespace mt::reactor
