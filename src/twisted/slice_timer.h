// slice_timer.h - ends the slice of a shell command that runs too long.
//
// A timer of the kernel ticks, and the second tick that finds the same slice
// asks the interpreter to stop at the next safe point (kPendingSuspend). It is
// turned on by a slice that has passed many safe points, or a few slowly
// (kPendingWatch): the usual short command is done before that, and has neither
// a system call nor a tick. The timer stays on between commands that follow
// each other closely, and turns itself off when some ticks have found nothing
// to do.

#pragma once

#include <stdint.h>

namespace mt::twisted {

// Runs from construction to destruction. One at a time.
class SliceTimer {
 public:
  // kLong: of a command that has had a slice, and turns the timer on at once.
  enum Length : uint8_t { kUnknown, kLong };
  explicit SliceTimer(Length expected = kUnknown);
  ~SliceTimer();
  SliceTimer(const SliceTimer&) = delete;
  SliceTimer& operator=(const SliceTimer&) = delete;
};

// Ends the slice that is running, if any, at its next safe point.
void end_slice_soon();

}  // namespace mt::twisted
