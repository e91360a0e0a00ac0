// lost_failures.cc - see lost_failures.h.

#include "twisted/lost_failures.h"

#include <algorithm>

#include "base/clock.h"
#include "python/heap.h"
#include "reactor/reactor.h"

namespace mt::twisted {

namespace {

constexpr int64_t kLeastPauseNs = 50 * INT64_C(1000000);
constexpr int64_t kMostPauseNs = 60 * INT64_C(1000000000);
// Of the time that a cycle took: at most three hundredths go to the collector.
constexpr int64_t kRestAfterCycle = 32;

}  // namespace

void LostFailures::run() {
  is_waiting_ = false;
  is_due_ = held_ != 0;
}

void LostFailures::begin_due(python::Heap& heap) {
  if (!is_due_ || !heap.start_due()) return;
  is_due_ = is_new_ = false;
  is_collecting_ = true;
  held_before_ = held_;
  begun_ns_ = monotonic_ns();
}

void LostFailures::set_timer(reactor::Reactor& loop) {
  const bool is_urgent = is_new_ || held_ < held_before_;
  is_new_ = false;
  if (is_collecting_) {
    is_collecting_ = false;
    least_ns_ = std::max(kLeastPauseNs,
                         (monotonic_ns() - begun_ns_) * kRestAfterCycle);
    pause_ns_ = std::clamp(pause_ns_ * 2, least_ns_,
                           std::max(least_ns_, kMostPauseNs));
  }
  if (held_ == 0 || is_due_) return;
  if (is_urgent) {
    if (is_waiting_ && pause_ns_ == least_ns_) return;
    pause_ns_ = least_ns_ = std::max(least_ns_, kLeastPauseNs);
  }
  if (is_waiting_) loop.cancel(timer_);
  timer_ = loop.call_later(pause_ns_, *this);
  is_waiting_ = true;
}

}  // namespace mt::twisted
