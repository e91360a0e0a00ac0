// timer_queue.cc - a heap of deadlines over a table of calls.
//
// Cancelling frees the call's slot and leaves its entry in the heap, which no
// longer matches the slot and is dropped when it surfaces. When such entries
// outnumber the live ones the heap is swept, so that a timeout which is set and
// cancelled for every line received costs a bounded amount of memory.

#include "reactor/timer_queue.h"

#include <algorithm>

#include "base/status.h"

namespace mt::reactor {

bool TimerQueue::later(const Entry& a, const Entry& b) {
  if (a.deadline_ns != b.deadline_ns) return a.deadline_ns > b.deadline_ns;
  return a.sequence > b.sequence;
}

bool TimerQueue::is_stale(const Entry& entry) const {
  const Slot& slot = slots_[entry.slot];
  return slot.callback == nullptr || slot.sequence != entry.sequence;
}

void TimerQueue::push(uint32_t slot) {
  slots_[slot].sequence = next_sequence_++;
  heap_.push_back({slots_[slot].deadline_ns, slots_[slot].sequence, slot});
  std::push_heap(heap_.begin(), heap_.end(), later);
}

void TimerQueue::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), later);
  heap_.pop_back();
}

void TimerQueue::release(uint32_t index) {
  Slot& slot = slots_[index];
  slot.callback = nullptr;
  ++slot.generation;
  slot.next_free = first_free_;
  first_free_ = index;
  --live_;
}

void TimerQueue::compact_if_stale() {
  if (heap_.size() <= 2 * live_ + kSlack) return;
  heap_.erase(std::remove_if(heap_.begin(), heap_.end(),
                             [this](const Entry& e) { return is_stale(e); }),
              heap_.end());
  std::make_heap(heap_.begin(), heap_.end(), later);
}

TimerId TimerQueue::set(int64_t deadline_ns, Callback& callback) {
  uint32_t index = first_free_;
  if (index == kNoSlot) {
    CHECK(slots_.size() < kNoSlot);
    index = static_cast<uint32_t>(slots_.size());
    slots_.emplace_back();
  } else {
    first_free_ = slots_[index].next_free;
  }
  Slot& slot = slots_[index];
  slot.callback = &callback;
  slot.deadline_ns = deadline_ns;
  ++live_;
  push(index);
  return {index, slot.generation};
}

bool TimerQueue::is_set(TimerId id) const {
  return id.slot < slots_.size() && slots_[id.slot].callback != nullptr &&
         slots_[id.slot].generation == id.generation;
}

int64_t TimerQueue::deadline(TimerId id) const {
  return is_set(id) ? slots_[id.slot].deadline_ns : kNever;
}

bool TimerQueue::cancel(TimerId id) {
  if (!is_set(id)) return false;
  release(id.slot);
  compact_if_stale();
  return true;
}

bool TimerQueue::reset(TimerId id, int64_t deadline_ns) {
  if (!is_set(id)) return false;
  slots_[id.slot].deadline_ns = deadline_ns;
  push(id.slot);
  compact_if_stale();
  return true;
}

int64_t TimerQueue::next_deadline() {
  while (!heap_.empty() && is_stale(heap_.front())) pop();
  return heap_.empty() ? kNever : heap_.front().deadline_ns;
}

Callback* TimerQueue::take_due(int64_t now_ns, uint64_t mark) {
  if (next_deadline() > now_ns || heap_.empty()) return nullptr;
  const Entry first = heap_.front();
  if (first.sequence >= mark) return nullptr;
  Callback* const callback = slots_[first.slot].callback;
  pop();
  release(first.slot);
  return callback;
}

}  // namespace mt::reactor
