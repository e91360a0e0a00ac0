// timers.cc - a million of our timers, set and cancelled.

#include "bench/timers.h"

#include <stdlib.h>

#include <vector>

#include "reactor/reactor.h"

namespace {

class Never final : public mt::reactor::Callback {
 public:
  void run() override { abort(); }
};

struct Bench {
  mt::reactor::Reactor* reactor;
  std::vector<mt::reactor::TimerId> timers;
};

void set_and_cancel(void* context) {
  Bench& bench = *static_cast<Bench*>(context);
  Never never;
  uint64_t seed = 1;
  for (mt::reactor::TimerId& timer : bench.timers) {
    timer = bench.reactor->call_later(next_delay_ms(&seed) * 1000000, never);
  }
  for (const mt::reactor::TimerId& timer : bench.timers)
    bench.reactor->cancel(timer);
}

}  // namespace

int main() {
  auto made = mt::reactor::Reactor::make();
  if (!made.ok()) return 1;
  const auto reactor = std::move(made).take();
  Bench bench = {reactor.get(), {}};
  bench.timers.resize(kTimers);
  print_best(set_and_cancel, &bench);
  return 0;
}
