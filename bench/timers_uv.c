/* timers_uv.c - a million timers of libuv, set and stopped. */

#include <stdlib.h>
#include <uv.h>

#include "timers.h"

static void never(uv_timer_t* timer) {
  (void)timer;
  abort();
}

struct bench {
  uv_loop_t loop;
  uv_timer_t* timers;
};

static void set_and_stop(void* context) {
  struct bench* const bench = context;
  uint64_t seed = 1;
  for (int i = 0; i < kTimers; ++i) {
    uv_timer_init(&bench->loop, &bench->timers[i]);
    uv_timer_start(&bench->timers[i], never, (uint64_t)next_delay_ms(&seed), 0);
  }
  for (int i = 0; i < kTimers; ++i) uv_timer_stop(&bench->timers[i]);
  for (int i = 0; i < kTimers; ++i)
    uv_close((uv_handle_t*)&bench->timers[i], NULL);
  uv_run(&bench->loop, UV_RUN_NOWAIT);
}

int main(void) {
  struct bench bench;
  uv_loop_init(&bench.loop);
  bench.timers = malloc(kTimers * sizeof *bench.timers);
  if (bench.timers == NULL) return 1;
  print_best(set_and_stop, &bench);
  return 0;
}
