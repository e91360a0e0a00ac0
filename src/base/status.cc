// status.cc - errors become sentences, and our own mistakes stop the process.

#include "base/status.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace mt {

Error Error::system(int err, std::string_view doing) {
  std::string message = "cannot ";
  message.append(doing);
  message += ": ";
  message += strerror(err);
  Error error(Errc::kSystem, std::move(message));
  error.sys_errno_ = err;
  return error;
}

Error Error::within(std::string_view where) && {
  std::string message(where);
  message += ": ";
  message += message_;
  message_ = std::move(message);
  return std::move(*this);
}

static const char* g_last_words = nullptr;

void set_last_words(const char* path) { g_last_words = strdup(path); }

void say_last(const char* text) {
  const size_t size = strlen(text);
  // Nobody is left to tell when this fails.
  if (write(STDERR_FILENO, text, size) < 0) return;
  if (g_last_words == nullptr) return;
  const int log = open(g_last_words, O_WRONLY | O_APPEND | O_CLOEXEC);
  if (log < 0) return;
  if (write(log, text, size) < 0) return;
  close(log);
}

void check_failed(const char* file, int line, const char* what) {
  // Memory may be what is broken, so nothing here allocates.
  char text[512];
  snprintf(text, sizeof text, "%s:%d: check failed: %s\n", file, line, what);
  say_last(text);
  abort();
}

std::string format(const char* fmt, ...) {
  char small[256];
  va_list args;
  va_start(args, fmt);
  va_list again;
  va_copy(again, args);
  const int length = vsnprintf(small, sizeof small, fmt, args);
  va_end(args);

  std::string text;
  if (length > 0) {
    const size_t size = static_cast<size_t>(length);
    if (size < sizeof small) {
      text.assign(small, size);
    } else {
      // vsnprintf writes the final zero over the string's own.
      text.resize(size);
      vsnprintf(&text[0], size + 1, fmt, again);
    }
  }
  va_end(again);
  return text;
}

}  // namespace mt
