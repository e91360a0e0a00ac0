// stream.h - a connected byte stream: TCP, UNIX, or one end of a pipe.
//
// What callbacks write is gathered and sent at the end of the turn, an answer
// once those that read together have been called; the kernel is asked to say
// when it has room only after it had none. A silent stream owns no buffer and
// takes 64 bytes.
//
// Streams read a few at a time, before any of them is called (exchange.h): what
// was read then is told even if another callback pauses its stream.
//
//   made by a listener, a connector or Stream::adopt
//     |  start(events)
//     v
//   open --- close_after_write() or the peer's end ---> sending what is left
//     |  abort(), or an error                                |
//     +---------------------> closed <-----------------------+
//                     on_closed, once, at the end of a turn
//
// Whoever holds the StreamPtr owns the stream. Letting go of it closes the
// descriptor at once, what is unsent is lost, and nobody is called; this is
// allowed at any time, also from within a callback of the same stream.

#pragma once

#include <stdint.h>

#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/fd.h"
#include "reactor/limits.h"
#include "reactor/output_queue.h"
#include "reactor/reactor.h"

namespace mt::reactor {

class Stream;

enum class CloseReason : uint8_t {
  kPeerClosed,  // the peer sent its end, and we had nothing against it
  kWeClosed,    // close_after_write(), and everything was sent
  kAborted,     // abort()
  kFailed,      // the kernel says why: see sys_errno
};

// Who is told. Borrowed by the stream; any of these may close, or let go of,
// the stream that calls.
class StreamEvents {
 public:
  // Bytes came. They stay where they are until the call returns. At most one
  // call a turn, of at most kReadBufferBytes.
  virtual void on_data(ByteView bytes) = 0;

  // The stream is closed and its descriptor gone: the last call. `sys_errno` is
  // 0 unless the reason is kFailed: ECONNRESET, EPIPE, ETIMEDOUT from the
  // kernel, ENOBUFS when more than kMaxOutputBytes were waiting.
  virtual void on_closed(CloseReason reason, int sys_errno) = 0;

  // The peer will send no more. True keeps the stream until somebody closes it,
  // also when our own direction is closed; false, the usual, sends what is
  // waiting and closes.
  virtual bool on_end() { return false; }

  // What close_writing() asked for is done; reading goes on.
  virtual void on_write_closed() {}

  // More than kHighWaterBytes wait to be sent: whoever makes them should pause.
  // The one call made from inside a call of the user's, write().
  virtual void on_full() {}
  // Instead of kHighWaterBytes; asked after set_own_high_water().
  virtual size_t high_water_bytes() const { return kHighWaterBytes; }
  // Everything waiting has gone to the kernel. Follows each on_full, and each
  // notify_when_drained().
  virtual void on_drained() {}

  // TCP urgent data is on its way or next in line (RFC 854's Synch); only after
  // watch_urgent(). It arrives among the bytes of on_data.
  virtual void on_urgent() {}

  // The peer has reset a stream that is paused. True: it closes at once, and
  // what was not read is lost; false, the usual: it is read when reading goes
  // on, and the end behind it.
  virtual bool on_reset() { return false; }

 protected:
  ~StreamEvents() = default;
};

struct StreamDeleter {
  void operator()(Stream* stream) const;
};
using StreamPtr = std::unique_ptr<Stream, StreamDeleter>;

class Stream final : public Source {
 public:
  // Takes over an open descriptor, connected if it is a socket, and makes it
  // non-blocking. Nothing happens with it before start().
  static Result<StreamPtr> adopt(Reactor& reactor, Fd fd);
  // The same for a socket known to be non-blocking: two system calls less.
  // `is_tcp`: a read that is short has emptied it, but for urgent data.
  static Result<StreamPtr> adopt_socket(Reactor& reactor, Fd fd, bool is_tcp);

  // Begins to read, and to tell `events`. Once.
  void start(StreamEvents& events);
  // Tells somebody else from now on, for protocols that hand over.
  void set_events(StreamEvents& events) { events_ = &events; }

  // -- Writing. Ignored when the stream is closed or its writing is; still
  // taken after close_after_write() and close_writing(), until it is done.

  void write(ByteView bytes);
  // The same, at once if nothing waits: for whoever knows that no more comes in
  // this turn.
  void write_now(ByteView bytes);
  // From within on_data, of all that was given to it: sends it back, together
  // with what other connections answer.
  void answer(ByteView bytes) {
    if (bytes.size() > kMaxArrivalBytes || !output_.is_empty() ||
        (flags_ & (kIsSocket | kIsFinishing | kIsWriteClosed | kIsBlocked)) !=
            kIsSocket ||
        !fd_.is_open()) {
      write_now(bytes);
      return;
    }
    reactor_->exchange().answer(*this, fd_.get(), bytes);
  }
  // Takes back what waits; none of it is sent.
  std::string withdraw();
  size_t waiting_bytes() const { return output_.size(); }
  // From now on, StreamEvents::high_water_bytes() says how much is too much.
  void set_own_high_water() { put(kHasHighWater, true); }
  // Between on_full and on_drained.
  bool is_full() const { return has(kIsFull); }
  // Who writes from now on was not told: the next write too much tells it.
  void forget_full() { put(kIsFull, false); }
  // One on_drained when nothing waits any more: at the end of this turn, if
  // nothing does now.
  void notify_when_drained();

  // -- Reading.

  void pause_reading();
  void resume_reading();
  bool is_reading() const {
    return (flags_ & (kWantsRead | kHasEnded)) == kWantsRead;
  }

  // -- Closing. All take effect at the end of the turn; on_closed follows.

  // Sends what waits, then closes. Reads no more.
  void close_after_write();
  // Sends what waits, then tells the peer that no more will come. Reading goes
  // on. A pipe is closed.
  void close_writing();
  // Closes, losing what waits; a TCP peer sees a reset.
  void abort();
  // Closes, losing what waits; a TCP peer sees the end, or a reset if it said
  // what was not read.
  void drop() {
    if (is_open()) finish(CloseReason::kAborted, 0);
  }
  // Others have the socket too: closing it is said to the peer all the same.
  void set_shared() { put(kIsShared, true); }
  bool is_open() const { return fd_.is_open() && !has(kIsFinishing); }
  bool is_closing() const { return has(kIsClosing) || !is_open(); }

  // -- TCP.

  void set_no_delay(bool on);
  void set_keep_alive(bool on);
  bool no_delay() const;
  bool keep_alive() const;
  // Calls on_urgent from now on. Asked for by whoever speaks telnet: it costs
  // a system call per read where the kernel does not report it (kqueue).
  void watch_urgent(bool on);
  // Whether the next byte to be read is the urgent one. A read never runs past
  // the mark, so at the end of on_data this says that the mark is reached.
  bool is_at_urgent_mark() const;
  // Sends now what waits and then one urgent byte. kSystem when the kernel will
  // not, kInvalid when output is held up.
  Status send_urgent(char byte);

  // -1 once closed. On loan.
  int fd() const { return fd_.get(); }

  // For the reactor.
  void on_ready(Interest what) override;
  void on_turn_end() override;
  void on_reactor_gone() override;

 private:
  friend struct StreamDeleter;
  friend class Exchange;
  enum Flag : uint32_t {
    kIsSocket = 1 << 0,
    kWantsRead = 1 << 1,
    kIsBlocked = 1 << 2,     // the kernel's buffer is full
    kIsFull = 1 << 3,        // on_full was called
    kWantsDrained = 1 << 4,  // notify_when_drained
    kIsClosing = 1 << 5,     // close when output is sent
    kIsWriteClosing = 1 << 6,
    kIsWriteClosed = 1 << 7,
    kHasEnded = 1 << 8,  // the peer sends no more
    kWatchesUrgent = 1 << 9,
    kToldUrgent = 1 << 10,
    kIsFinishing = 1 << 11,  // close at the turn's end, whatever waits
    kIsEnding = 1 << 12,     // on_turn_end looks after all that is asked for
    kIsFile = 1 << 13,       // ready at any time, so the kernel does not tell
    kIsEdged = 1 << 14,      // the kernel tells what changes, not what is so
    kIsUndrained = 1 << 15,  // told of input that may be there still
    kAsksWritable = 1 << 16,  // with edges: was blocked before
    kAsksUrgent = 1 << 17,    // watched, where the poller does not tell
    kIsReplying = 1 << 18,    // within on_data: send_reply() follows
    kIsShared = 1 << 19,      // others have the socket too
    kHasHighWater = 1 << 20,  // set_own_high_water
  };

  Stream(Reactor& reactor, Fd fd, uint32_t flags);
  static Result<StreamPtr> make(Reactor& reactor, Fd fd, uint32_t flags);
  bool has(Flag flag) const { return (flags_ & flag) != 0; }
  bool may_read() const {
    return (flags_ & (kWantsRead | kHasEnded | kIsClosing | kIsFinishing)) ==
               kWantsRead &&
           fd_.is_open();
  }
  void put(Flag flag, bool on);
  int option(int level, int name) const;
  void let_go();
  void queue(ByteView bytes);
  size_t high_water_bytes() const;
  void on_unusual(Interest what);
  void take(ByteView bytes);
  void send_reply();
  void note_answer(ByteView bytes, ssize_t sent);
  void take_nothing(int error);
  void take_end();
  void check_urgent(Interest what);
  void send_waiting();
  size_t send_some(ByteView bytes, bool is_all);
  size_t send_pieces(struct iovec* pieces, int count, size_t total);
  int send_flags(bool is_all) const;
  size_t note_short(ssize_t sent);
  void after_sending();
  void finish(CloseReason reason, int sys_errno);
  void close_now();
  void update_interest();
  Interest level_interest() const;
  Interest edge_interest();

  // In this order the members fill the padding at the end of Source.
  uint8_t reason_ = 0;
  uint32_t flags_;
  Fd fd_;
  int sys_errno_ = 0;
  Reactor* reactor_;
  StreamEvents* events_ = nullptr;
  OutputQueue output_;
};

static_assert(sizeof(Stream) <= kCacheLineBytes, "a connection is small");

}  // namespace mt::reactor
