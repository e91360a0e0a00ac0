// timer_queue.h - delayed calls, ordered by deadline.
//
// The reactor asks for the next deadline before it sleeps and fires what is
// due after it wakes. Calls with equal deadlines fire in the order they
// were set. Nothing here reads a clock: the caller says what time it is,
// so a test can live through a year in a microsecond.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <vector>

namespace mt::reactor {

// Something to be called once. Owned by whoever set it, and alive until it was
// called or cancelled.
class Callback {
 public:
  virtual void run() = 0;

 protected:
  ~Callback() = default;
};

// Names one call that was set. Kept after the call has fired it names nothing,
// and never a later call. A default one names nothing from the start.
struct TimerId {
  uint32_t slot = 0;
  uint32_t generation = 0;
};

class TimerQueue {
 public:
  static constexpr int64_t kNever = INT64_MAX;

  // Setting takes O(log n).
  TimerId set(int64_t deadline_ns, Callback& callback);

  // Takes constant time. False when the call has fired or was cancelled.
  bool cancel(TimerId id);

  // Another deadline for the same call, as if it were set now. False when it
  // has fired or was cancelled.
  bool reset(TimerId id, int64_t deadline_ns);

  bool is_set(TimerId id) const;
  // kNever for a call that is not set.
  int64_t deadline(TimerId id) const;

  // The earliest deadline, kNever when nothing is set.
  int64_t next_deadline();

  // Takes out the first call that is due at `now_ns` and was set before `mark`
  // was taken, or says nullptr. A call that sets itself again at no delay is
  // behind the mark, and so waits for the next turn.
  Callback* take_due(int64_t now_ns, uint64_t mark);
  uint64_t mark() const { return next_sequence_; }

  size_t size() const { return live_; }
  // Entries held, cancelled ones included: at most 2 * size() + kSlack.
  size_t held() const { return heap_.size(); }
  static constexpr size_t kSlack = 64;

 private:
  struct Slot {
    Callback* callback = nullptr;  // null when free
    int64_t deadline_ns = 0;
    uint64_t sequence = 0;    // of the one heap entry that counts
    uint32_t generation = 1;  // counts the calls this slot has held
    uint32_t next_free = 0;
  };
  struct Entry {
    int64_t deadline_ns;
    uint64_t sequence;
    uint32_t slot;
  };

  static bool later(const Entry& a, const Entry& b);
  bool is_stale(const Entry& entry) const;
  void push(uint32_t slot);
  void pop();
  void release(uint32_t slot);
  void compact_if_stale();

  std::vector<Entry> heap_;  // a binary heap, earliest first
  std::vector<Slot> slots_;
  uint32_t first_free_ = kNoSlot;
  size_t live_ = 0;
  uint64_t next_sequence_ = 0;

  static constexpr uint32_t kNoSlot = UINT32_MAX;
};

}  // namespace mt::reactor
