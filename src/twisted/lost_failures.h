// lost_failures.h - sees to it that a failure nobody took is soon in the log.
//
// A Deferred that is let go of with a failure says so when the collector finds
// it, and a server that idles makes no garbage for which it would look. So
// while Deferreds hold failures that nobody has handled, the reactor's idle
// work begins cycles of its own: the first a moment after another one came, the
// next after pauses that double as long as none goes away. They also rest many
// times as long as the last cycle took: a failure that somebody keeps costs
// next to nothing, however large the heap.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include "reactor/timer_queue.h"

namespace mt::python {
class Heap;
}
namespace mt::reactor {
class Reactor;
}

namespace mt::twisted {

class LostFailures final : reactor::Callback {
 public:
  // A Deferred has come to hold one; has passed it on, or has told of it.
  void add() {
    ++held_;
    is_new_ = true;
  }
  void remove() { held_ -= held_ != 0; }

  // Begins a cycle that is due, unless another one is being worked on.
  void begin_due(python::Heap& heap);
  bool is_due() const { return is_due_; }
  // No cycle is being worked on: when shall the next one begin?
  void rest(reactor::Reactor& loop) {
    if (is_new_ || is_collecting_) set_timer(loop);
  }

 private:
  void run() override;
  void set_timer(reactor::Reactor& loop);

  size_t held_ = 0, held_before_ = 0;  // now; when the last cycle began
  bool is_new_ = false;
  bool is_waiting_ = false, is_due_ = false, is_collecting_ = false;
  int64_t begun_ns_ = 0, least_ns_ = 0, pause_ns_ = 0;
  reactor::TimerId timer_;
};

}  // namespace mt::twisted
