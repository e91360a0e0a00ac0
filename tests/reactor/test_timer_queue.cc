// test_timer_queue.cc - delayed calls, without waiting for any of them.

#include "reactor/timer_queue.h"

#include <criterion/criterion.h>

#include <string>

using namespace mt::reactor;

namespace {

struct Note final : Callback {
  Note(std::string& log, char mark) : log_(log), mark_(mark) {}
  void run() override { log_ += mark_; }
  std::string& log_;
  char mark_;
};

void fire(TimerQueue& queue, int64_t now) {
  const uint64_t mark = queue.mark();
  while (Callback* callback = queue.take_due(now, mark)) callback->run();
}

}  // namespace

Test(timer_queue, deadlines_fire_in_order_and_not_early) {
  TimerQueue queue;
  std::string log;
  Note a(log, 'a'), b(log, 'b'), c(log, 'c');
  queue.set(30, c);
  queue.set(10, a);
  queue.set(20, b);
  cr_assert_eq(queue.next_deadline(), 10);
  fire(queue, 9);
  cr_assert_str_eq(log.c_str(), "");
  fire(queue, 20);
  cr_assert_str_eq(log.c_str(), "ab");
  fire(queue, 1000);
  cr_assert_str_eq(log.c_str(), "abc");
  cr_assert_eq(queue.next_deadline(), TimerQueue::kNever);
}

Test(timer_queue, equal_deadlines_fire_in_order) {
  TimerQueue queue;
  std::string log, expected;
  std::vector<Note> notes;
  notes.reserve(26);
  for (char mark = 'a'; mark <= 'z'; ++mark) {
    notes.emplace_back(log, mark);
    queue.set(5, notes.back());
    expected += mark;
  }
  fire(queue, 5);
  cr_assert_str_eq(log.c_str(), expected.c_str());
}

Test(timer_queue, what_was_cancelled_does_not_fire) {
  TimerQueue queue;
  std::string log;
  Note a(log, 'a'), b(log, 'b');
  const TimerId first = queue.set(10, a);
  const TimerId second = queue.set(10, b);
  cr_assert(queue.is_set(first));
  cr_assert(queue.cancel(first));
  cr_assert(!queue.cancel(first));
  cr_assert(!queue.is_set(first));
  fire(queue, 10);
  cr_assert_str_eq(log.c_str(), "b");
  cr_assert(!queue.cancel(second));
  cr_assert(!queue.cancel(TimerId()));
}

Test(timer_queue, an_old_name_never_means_a_newer_call) {
  TimerQueue queue;
  std::string log;
  Note a(log, 'a');
  const TimerId old_id = queue.set(10, a);
  queue.cancel(old_id);
  const TimerId new_id = queue.set(10, a);
  cr_assert_eq(old_id.slot, new_id.slot);
  cr_assert(!queue.cancel(old_id));
  cr_assert(queue.is_set(new_id));
}

Test(timer_queue, a_call_that_sets_itself_again_waits_its_turn) {
  struct Again : Callback {
    TimerQueue* queue;
    int runs = 0;
    void run() override {
      ++runs;
      queue->set(0, *this);
    }
  } again;
  TimerQueue queue;
  again.queue = &queue;
  queue.set(0, again);
  fire(queue, 100);
  cr_assert_eq(again.runs, 1);
  fire(queue, 100);
  cr_assert_eq(again.runs, 2);
}

Test(timer_queue, resetting_moves_a_call_either_way) {
  TimerQueue queue;
  std::string log;
  Note a(log, 'a'), b(log, 'b');
  const TimerId first = queue.set(10, a);
  const TimerId second = queue.set(20, b);
  cr_assert(queue.reset(first, 30));
  cr_assert(queue.reset(second, 5));
  cr_assert_eq(queue.deadline(first), 30);
  fire(queue, 10);
  cr_assert_str_eq(log.c_str(), "b");
  fire(queue, 30);
  cr_assert_str_eq(log.c_str(), "ba");
  cr_assert(!queue.reset(first, 40));
}

// A timeout set and cancelled for every line received, for a long time.
Test(timer_queue, cancelled_calls_do_not_pile_up) {
  TimerQueue queue;
  std::string log;
  Note a(log, 'a');
  queue.set(1, a);
  for (int i = 0; i < 100000; ++i) {
    const TimerId id = queue.set(1000000 + i, a);
    cr_assert(queue.reset(id, 2000000 + i));
    cr_assert(queue.cancel(id));
    cr_assert(queue.held() <= 2 * queue.size() + TimerQueue::kSlack);
  }
  cr_assert_eq(queue.size(), 1u);
}

// Against a plain list, with a generator of our own for the same run each time.
Test(timer_queue, agrees_with_a_simple_list) {
  struct Slow : Callback {
    int64_t deadline = 0;
    int order = 0;
    TimerId id;
    bool is_set = false, is_fired = false;
    void run() override { is_fired = true; }
  };
  TimerQueue queue;
  std::vector<Slow> calls(300);
  uint32_t seed = 1;
  const auto random = [&seed](uint32_t below) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
  };
  int order = 0;
  for (int64_t now = 0; now < 3000; ++now) {
    for (int step = 0; step < 4; ++step) {
      Slow& call = calls[random(300)];
      if (!call.is_set) {
        call.deadline = now + random(100);
        call.order = order++;
        call.id = queue.set(call.deadline, call);
        call.is_set = true;
      } else if (random(2) == 0) {
        cr_assert(queue.cancel(call.id));
        call.is_set = false;
      } else {
        call.deadline = now + random(100);
        call.order = order++;
        cr_assert(queue.reset(call.id, call.deadline));
      }
    }
    const uint64_t mark = queue.mark();
    int64_t last_deadline = -1;
    int last_order = -1;
    while (Callback* due = queue.take_due(now, mark)) {
      Slow& call = *static_cast<Slow*>(due);
      cr_assert(call.is_set && call.deadline <= now);
      cr_assert(call.deadline > last_deadline ||
                (call.deadline == last_deadline && call.order > last_order));
      last_deadline = call.deadline;
      last_order = call.order;
      call.is_set = false;
    }
    size_t live = 0;
    for (const Slow& call : calls) {
      live += call.is_set ? 1 : 0;
      cr_assert(!call.is_set || call.deadline > now);
    }
    cr_assert_eq(queue.size(), live);
  }
}
