/* timers.h - what both benches of timers do: a million set, then cancelled. */

#ifndef MT_BENCH_TIMERS_H
#define MT_BENCH_TIMERS_H

#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { kTimers = 1000000, kRounds = 5 };

/* The delay of the next timer in milliseconds, one second to seventeen minutes;
   the sequence is the same for everybody. */
static int64_t next_delay_ms(uint64_t* seed) {
  *seed = *seed * 48271 % 2147483647;
  return 1000 + (int64_t)(*seed % 1000000);
}

static double cpu_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Prints the least of what rounds(context) takes, for each timer. */
static void print_best(void (*round)(void*), void* context) {
  double best = 1e18;
  for (int i = 0; i < kRounds; ++i) {
    const double before = cpu_ns();
    double took;
    round(context);
    took = (cpu_ns() - before) / kTimers;
    if (took < best) best = took;
  }
  printf("timer_ns %.1f\n", best);
}

#endif
