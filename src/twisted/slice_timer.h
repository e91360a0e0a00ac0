// slice_timer.h - ends the slice of a shell command that runs too long.
//
// While a slice runs a timer of the kernel ticks; the second tick that finds
// the same slice asks the interpreter to stop at the next safe point
// (kPendingSuspend). The timer stays on between commands that follow each other
// closely, and turns itself off at the first tick that finds nothing to do: the
// usual short command costs no system call.

#pragma once

namespace mt::twisted {

// Runs from construction to destruction. One at a time.
class SliceTimer {
 public:
  SliceTimer();
  ~SliceTimer();
  SliceTimer(const SliceTimer&) = delete;
  SliceTimer& operator=(const SliceTimer&) = delete;
};

// Ends the slice that is running, if any, at its next safe point.
void end_slice_soon();

}  // namespace mt::twisted
