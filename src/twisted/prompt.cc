// prompt.cc - see prompt.h.

#include "twisted/prompt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "base/fd.h"
#include "codec/line_editor.h"
#include "python/code.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/file.h"
#include "python/function.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/source.h"
#include "python/str.h"
#include "twisted/shell_complete.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

// The terminal while a line is typed.
class RawMode {
 public:
  RawMode() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    struct termios raw = before_;
    raw.c_iflag &= ~static_cast<tcflag_t>(BRKINT | ICRNL | INLCR | IGNCR |
                                          ISTRIP | IXON);
    raw.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | IEXTEN | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    is_raw_ = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
  }
  ~RawMode() {
    if (is_raw_) tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
  }
  RawMode(const RawMode&) = delete;
  RawMode& operator=(const RawMode&) = delete;

 private:
  struct termios before_ = {};
  bool is_raw_ = false;
};

enum class Typed : uint8_t { kLine, kInterrupt, kEnd };

class Prompt {
 public:
  explicit Prompt(Fiber& fiber)
      : fiber_(fiber), main_(main_module(fiber)->dict) {
    const char* const kind = getenv("TERM");
    edits_ = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
             kind != nullptr && strcmp(kind, "dumb") != 0;
  }
  int run();

 private:
  std::string text_of(const char* name);
  Typed read_line(const std::string& prompt, std::string* line);
  Typed edit_line(const std::string& prompt, std::string* line);
  Typed plain_line(const std::string& prompt, std::string* line);
  void complete(std::string* out);
  // False when SystemExit was raised; `status_` says with what.
  bool run_statement(const std::string& text, bool* wants_more);
  bool show_exception();

  Fiber& fiber_;
  Dict* main_;
  codec::LineEditor editor_;
  std::string keys_;  // typed ahead
  bool edits_;
  int status_ = 0;
};

std::string Prompt::text_of(const char* name) {
  const Value value = dict_find_name(rt().sys, intern(fiber_, name));
  const Value text = value.is_undefined() ? value : to_str(fiber_, value);
  clear_exception(fiber_);
  return is_kind(text, Kind::kStr) ? std::string(text.as<Str>()->view()) : "";
}

// --- a line ------------------------------------------------------------------

void Prompt::complete(std::string* out) {
  const std::string_view line =
      std::string_view(editor_.text()).substr(0, editor_.cursor());
  Completion found = complete_names(fiber_, line, main_);
  clear_exception(fiber_);
  editor_.complete(found.start, found.candidates, *out);
}

Typed Prompt::edit_line(const std::string& prompt, std::string* line) {
  const RawMode raw;
  struct winsize window;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) {
    editor_.set_columns(window.ws_col);
  }
  std::string out;
  editor_.begin(prompt, out);
  while (true) {
    ByteView keys = keys_;
    const codec::LineEditor::Action action = editor_.take(keys, out);
    keys_.erase(0, keys_.size() - keys.size());
    if (action == codec::LineEditor::Action::kComplete) complete(&out);
    write_all(STDOUT_FILENO, out).ignore();
    out.clear();
    switch (action) {
      case codec::LineEditor::Action::kLine:
        *line = editor_.text();
        return Typed::kLine;
      case codec::LineEditor::Action::kInterrupt: return Typed::kInterrupt;
      case codec::LineEditor::Action::kEndOfInput: return Typed::kEnd;
      case codec::LineEditor::Action::kComplete: continue;
      case codec::LineEditor::Action::kNone: break;
    }
    char block[512];
    const ssize_t got = read(STDIN_FILENO, block, sizeof block);
    if (got > 0) {
      keys_.append(block, static_cast<size_t>(got));
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
      return Typed::kEnd;
    }
  }
}

Typed Prompt::plain_line(const std::string& prompt, std::string* line) {
  write_all(isatty(STDIN_FILENO) ? STDOUT_FILENO : STDERR_FILENO, prompt)
      .ignore();
  const Value in = dict_find_name(rt().sys, names().stdin_);
  if (in.is_undefined() || in.is_none()) return Typed::kEnd;
  const Value text = call_method(fiber_, in, "readline");
  if (text.is_error()) {
    const bool interrupted =
        exception_matches(fiber_, types().KeyboardInterrupt);
    clear_exception(fiber_);
    return interrupted ? Typed::kInterrupt : Typed::kEnd;
  }
  const Str* const string = cast<Str>(text);
  if (string == nullptr || string->byte_count == 0) return Typed::kEnd;
  *line = string->view();
  if (line->back() == '\n') line->pop_back();
  return Typed::kLine;
}

Typed Prompt::read_line(const std::string& prompt, std::string* line) {
  flush_streams(fiber_);
  return edits_ ? edit_line(prompt, line) : plain_line(prompt, line);
}

// --- a statement ------------------------------------------------------------

// True to go on.
bool Prompt::show_exception() {
  const Value exception = take_exception(fiber_);
  if (exit_status(fiber_, exception, &status_)) return false;
  dict_set_text(fiber_, rt().sys, "last_type",
                Value::from_object(type_of(exception)));
  dict_set_text(fiber_, rt().sys, "last_value", exception);
  if (const Exception* e = cast<Exception>(exception)) {
    dict_set_text(fiber_, rt().sys, "last_traceback", e->traceback);
  }
  report_uncaught(fiber_, exception);
  return true;
}

bool Prompt::run_statement(const std::string& text, bool* wants_more) {
  bool incomplete = false;
  CompileOptions options;
  options.mode = ParseMode::kSingle;
  options.dialect = rt().era_compat ? Dialect::kEra : Dialect::kEither;
  options.classic = rt().era_compat;
  options.incomplete = &incomplete;
  Str* const source = make_str(fiber_, text);
  if (source == nullptr) return show_exception();
  Code* const code =
      compile(fiber_, source, intern(fiber_, "<stdin>"), options);
  *wants_more = incomplete;
  if (incomplete) {
    clear_exception(fiber_);
    return true;
  }
  const bool ran = code != nullptr &&
                   !run_code(fiber_, code, main_, Value()).is_error();
  end_printed_line(fiber_);
  if (!ran || !heed_signals(fiber_)) {
    return show_exception();
  }
  return true;
}

int Prompt::run() {
  std::string text, line;
  bool is_continued = false;
  while (true) {
    const Typed typed =
        read_line(text_of(is_continued ? "ps2" : "ps1"), &line);
    if (typed == Typed::kEnd) {
      write_all(edits_ || isatty(STDIN_FILENO) ? STDOUT_FILENO
                                               : STDERR_FILENO,
                "\n")
          .ignore();
      return status_;
    }
    if (typed == Typed::kInterrupt) {
      flush_streams(fiber_);
      write_stderr(fiber_, edits_ ? "KeyboardInterrupt\n"
                                  : "\nKeyboardInterrupt\n");
      is_continued = false;
      continue;
    }
    if (is_continued) {
      editor_.history().extend(line);
      text += "\n" + line;
    } else {
      editor_.history().add(line);
      text = line;
    }
    if (!run_statement(text, &is_continued)) return status_;
  }
}

void set_prompt(Fiber& fiber, const char* name, const char* text) {
  if (dict_find_name(rt().sys, intern(fiber, name)).is_undefined()) {
    dict_set_text(fiber, rt().sys, name, str_value(fiber, text));
  }
}

#if defined(__clang__)
#define MT_COMPILER "Clang " __clang_version__
#else
#define MT_COMPILER "GCC " __VERSION__
#endif

std::string banner(Fiber& fiber) {
  const Value platform = dict_find_name(rt().sys, intern(fiber, "platform"));
  const std::string where(is_kind(platform, Kind::kStr)
                              ? platform.as<Str>()->view()
                              : std::string_view("posix"));
  if (rt().era_compat) {
    return "Python 1.5.2 (microtwisted 0.1)  [" MT_COMPILER "] on " + where +
           "\nCopyright 1991-1995 Stichting Mathematisch Centrum, "
           "Amsterdam\n";
  }
  return "Python 3.11.7 (microtwisted 0.1) [" MT_COMPILER "] on " + where +
         "\nType \"help\", \"copyright\", \"credits\" or \"license\" for more "
         "information.\n";
}

}  // namespace

int run_prompt(Fiber& fiber, bool with_banner) {
  set_prompt(fiber, "ps1", ">>> ");
  set_prompt(fiber, "ps2", "... ");
  if (with_banner) write_stderr(fiber, banner(fiber));
  Prompt prompt(fiber);
  return prompt.run();
}

}  // namespace mt::twisted
