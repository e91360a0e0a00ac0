// shell_command.cc - see shell_command.h.

#include "twisted/shell_command.h"

#include "base/utf8.h"
#include "python/code.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/exception.h"
#include "python/operators.h"
#include "python/str.h"
#include "python/type.h"
#include "twisted/slice_timer.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

constexpr std::string_view kFileName = "$telnet$";

// Fibers at rest. A handful serve any number of sessions, as long as few
// commands take more than a slice.
constexpr size_t kMaxSpareFibers = 4;
Fiber* g_spare_fibers[kMaxSpareFibers];
size_t g_spare_count = 0;

Fiber* take_fiber() {
  return g_spare_count == 0 ? new Fiber(rt()) : g_spare_fibers[--g_spare_count];
}

void give_back(Fiber* fiber) {
  // Frames of a command that was given up may be known to somebody.
  for (Frame* frame = fiber->frame; frame != nullptr; frame = frame->previous) {
    if (frame->frame_object != nullptr) detach_frame_object(*fiber, frame);
  }
  if (fiber->frame != nullptr || g_spare_count == kMaxSpareFibers) {
    delete fiber;
    return;
  }
  fiber->exception = Value();
  fiber->handled = Value();
  g_spare_fibers[g_spare_count++] = fiber;
}

// What was typed is UTF-8; bytes that are not are characters of Latin 1.
Str* source_of(Fiber& fiber, std::string_view text) {
  if (is_all_ascii(text)) return make_str(fiber, text, text.size());
  const Value source =
      is_utf8(text) ? str_value(fiber, text) : str_from_latin1(fiber, text);
  return cast<Str>(source);
}

}  // namespace

// --- output ------------------------------------------------------------------

namespace {

// Where sys.stdout is; null when somebody has deleted it. Entries hardly ever
// move, so this looks where it was.
Value* stdout_entry() {
  static int32_t known = 0;
  Dict* const sys = rt().sys;
  const Value name = Value::from_object(names().stdout_);
  if (static_cast<uint32_t>(known) >= sys->used ||
      sys->entries[known].key != name) {
    const int32_t found = dict_entry_of(sys, names().stdout_);
    if (found < 0) return nullptr;
    known = found;
  }
  return &sys->entries[known].value;
}

}  // namespace

OutputScope::OutputScope(Value output) : output_(output) {
  Fiber& fiber = engine().fiber();
  Value* const entry = stdout_entry();
  if (entry == nullptr) {
    dict_set_name(fiber, rt().sys, names().stdout_, output);
    return;
  }
  before_ = *entry;
  store(fiber.heap, entry, output);
}

OutputScope::~OutputScope() {
  // A command may have put something else there; that stays.
  Value* const entry = stdout_entry();
  if (entry == nullptr || *entry != output_) return;
  Fiber& fiber = engine().fiber();
  if (before_.is_undefined()) {
    dict_remove_name(fiber, rt().sys, names().stdout_);
  } else {
    store(fiber.heap, entry, before_);
  }
}

// --- running -----------------------------------------------------------------

static ShellCommand* g_spare_command = nullptr;

ShellCommand* ShellCommand::take() {
  ShellCommand* const spare = g_spare_command;
  g_spare_command = nullptr;
  return spare != nullptr ? spare : new ShellCommand;
}

void ShellCommand::put_back(ShellCommand* command) {
  if (g_spare_command != nullptr) {
    delete command;
    return;
  }
  command->give_up();
  g_spare_command = command;
}

Object* ShellCommand::compile_text(std::string_view text, bool* is_incomplete) {
  Fiber& fiber = *fiber_;
  Str* const source = source_of(fiber, text);
  if (source == nullptr) return nullptr;
  static Str* const filename = permanent_name(fiber, kFileName);
  CompileOptions options;
  options.dialect = rt().era_compat ? Dialect::kEra : Dialect::kEither;
  options.classic = rt().era_compat;
  options.incomplete = is_incomplete;
  options.mode = ParseMode::kLine;
  Code* const code = compile(fiber, source, filename, options);
  is_expression_ =
      code != nullptr && code->unit->mode == ParseMode::kEval;
  return code;
}

ShellCommand::State ShellCommand::start(std::string_view text, Dict* globals,
                                        Value output) {
  fiber_ = take_fiber();
  globals_ = globals;
  bool is_incomplete = false;
  Object* const code = compile_text(text, &is_incomplete);
  if (code == nullptr) {
    if (!is_incomplete) return state_ = State::kRaised;
    clear_exception(*fiber_);
    finish();
    return State::kIncomplete;
  }
  const OutputScope scope(output);
  const SliceTimer timer;
  Value result;
  const SliceEnd end = start_code_slice(*fiber_, static_cast<Code*>(code),
                                        globals, Value(), &result);
  return run(end, result);
}

ShellCommand::State ShellCommand::resume(Value output) {
  const OutputScope scope(output);
  const SliceTimer timer(SliceTimer::kLong);
  Value result;
  const SliceEnd end = resume_slice(*fiber_, &result);
  return run(end, result);
}

ShellCommand::State ShellCommand::interrupt(Value output) {
  const OutputScope scope(output);
  const SliceTimer timer(SliceTimer::kLong);
  const Value exception =
      make_exception(*fiber_, types().KeyboardInterrupt, rt().empty_tuple);
  if (exception.is_error()) clear_exception(*fiber_);
  Value result;
  const SliceEnd end = throw_slice(*fiber_, exception, &result);
  return run(end, result);
}

ShellCommand::State ShellCommand::run(SliceEnd end, Value result) {
  switch (end) {
    case SliceEnd::kSuspended:
      return state_ = State::kRunning;
    case SliceEnd::kRaised:
      return state_ = State::kRaised;
    case SliceEnd::kDone:
      break;
  }
  value_ = result;
  return state_ = State::kDone;
}

void ShellCommand::finish() {
  if (fiber_ != nullptr) give_back(fiber_);
  fiber_ = nullptr;
  globals_ = nullptr;
  value_ = Value();
  state_ = State::kNone;
}

void ShellCommand::give_up() {
  if (fiber_ != nullptr && fiber_->suspended && fiber_->stack != nullptr)
    doom_slice(*fiber_);
  finish();
}

// --- tracebacks --------------------------------------------------------------

namespace {

// "  File "$telnet$", line 1, in <module>" and the line of source below become
// "... in ?" and four blanks.
std::string with_frames_of_the_time(std::string_view text) {
  constexpr std::string_view kFrame = "  File \"$telnet$\", line ";
  constexpr std::string_view kInModule = ", in <module>";
  std::string out;
  bool is_below = false;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const bool is_frame = line.substr(0, kFrame.size()) == kFrame;
    if (!is_frame && is_below && line.substr(0, 4) == "    ") continue;
    is_below = false;
    if (is_frame && line.size() > kInModule.size() &&
        line.substr(line.size() - kInModule.size()) == kInModule) {
      line.remove_suffix(kInModule.size());
      out += line;
      out += ", in ?\n    \n";
      is_below = true;
      continue;
    }
    out += line;
    out += '\n';
  }
  return out;
}

}  // namespace

std::string shell_traceback(Fiber& fiber, Value exception) {
  std::string text = format_exception(fiber, exception);
  if (rt().era_compat) text = with_frames_of_the_time(text);
  const Type* const type = type_of(exception);
  // A string that was raised is of no module.
  if (type_full_name(type).find('.') != std::string::npos ||
      is_kind(era_class(fiber, exception), Kind::kStr))
    return text;
  // The last line that begins with the class's name.
  const std::string name(type->name->view());
  const size_t at = text.rfind("\n" + name);
  const size_t start = at == std::string::npos ? 0 : at + 1;
  if (text.compare(start, name.size(), name) == 0)
    text.insert(start, "exceptions.");
  return text;
}

}  // namespace mt::twisted
