// shell_command.h - one command of a shell session, from its text to its end.
//
// Compiled as an expression, whose value is shown, or else as statements; run
// in a fiber by slices. The fibers are few and used again: a session that is at
// its prompt has none.

#pragma once

#include <string>
#include <string_view>

#include "python/fiber.h"
#include "twisted/engine.h"

namespace mt::twisted {

class ShellCommand {
 public:
  enum class State : uint8_t {
    kNone,
    kIncomplete,  // more lines could complete it
    kRunning,     // needs another slice
    kDone,        // `value` is to be shown if is_expression()
    kRaised,      // take_exception() tells
  };

  ShellCommand() = default;
  ~ShellCommand() { give_up(); }

  // One is kept for the next to begin.
  static ShellCommand* take();
  static void put_back(ShellCommand* command);
  ShellCommand(const ShellCommand&) = delete;
  ShellCommand& operator=(const ShellCommand&) = delete;

  // Compiles `text`, which it copies, and runs it for a first slice in the
  // namespace.
  State start(std::string_view text, Dict* globals, Value output);
  // One more slice, after kRunning.
  State resume(Value output);
  // Raises KeyboardInterrupt in a command that is kRunning.
  State interrupt(Value output);
  // Forgets it, whatever it was doing.
  void give_up();

  bool is_running() const { return state_ == State::kRunning; }
  bool is_expression() const { return is_expression_; }
  // Where repr() of the value is to run, and the exception is.
  Fiber& fiber() { return *fiber_; }
  Value value() const { return value_; }
  Dict* globals() const { return globals_; }
  // After kDone or kRaised, when nothing more is wanted: gives the fiber back.
  void finish();

 private:
  State run(python::SliceEnd end, Value result);
  Object* compile_text(std::string_view text, bool* is_incomplete);

  Fiber* fiber_ = nullptr;
  Dict* globals_ = nullptr;
  Value value_;
  State state_ = State::kNone;
  bool is_expression_ = false;
};

// What `print` writes to while it lives: sys.stdout.
class OutputScope {
 public:
  explicit OutputScope(Value output);
  ~OutputScope();
  OutputScope(const OutputScope&) = delete;
  OutputScope& operator=(const OutputScope&) = delete;

 private:
  Value output_;
  Value before_;
};

// The traceback as a session shows it: the builtin exceptions under the name of
// the module they had; under --compat with the frames of the time.
std::string shell_traceback(Fiber& fiber, Value exception);

}  // namespace mt::twisted
