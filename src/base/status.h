// status.h - how a function says that it could not do what it is named for.
//
// Everything below the interpreter that can fail returns Status (nothing to
// hand back) or Result<T>. Both must be looked at. TRY and TRY_ASSIGN pass a
// failure upward; each floor may add, once, what only it knows, with
// Error::within(). Python exceptions are a different thing: see python/fiber.h.

#pragma once

#include <stdint.h>

#include <string>
#include <string_view>
#include <utility>

namespace mt {

// What kind of thing went wrong, for callers that decide by it.
enum class Errc : uint8_t {
  kInvalid,      // the caller's argument or the user's input makes no sense
  kTruncated,    // the input ends before what it promised
  kCorrupt,      // the input contradicts itself or its checksum
  kUnsupported,  // well formed, but newer or other than what we know
  kTooLarge,     // over a limit of ours
  kNotFound,     // the named thing is not there
  kSystem,       // the kernel refused; sys_errno() says how
};

// One failure: its kind, the errno if the kernel was asked, and a message that
// starts in lower case, quotes names, and ends without a full stop.
class Error {
 public:
  Error(Errc code, std::string message)
      : code_(code), message_(std::move(message)) {}

  // "cannot <doing>: <strerror(err)>"
  static Error system(int err, std::string_view doing);

  Errc code() const { return code_; }
  int sys_errno() const { return sys_errno_; }
  const std::string& message() const { return message_; }

  // The same error seen from one floor higher: "<where>: <message>".
  Error within(std::string_view where) &&;

 private:
  Errc code_;
  int sys_errno_ = 0;
  std::string message_;
};

// Success, or an Error. Success costs one null pointer.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(new Error(std::move(error))) {}
  Status(Status&& other) noexcept
      : error_(std::exchange(other.error_, nullptr)) {}
  Status& operator=(Status&& other) noexcept {
    std::swap(error_, other.error_);
    return *this;
  }
  ~Status() { delete error_; }

  bool ok() const { return error_ == nullptr; }
  const Error& error() const { return *error_; }
  Error take_error() && { return std::move(*error_); }
  void ignore() const {}  // says at the call that failure does not matter

 private:
  Error* error_ = nullptr;
};

// A T, or an Error. T must be default constructible and movable.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : status_(std::move(error)) {}

  bool ok() const { return status_.ok(); }
  const Error& error() const { return status_.error(); }
  Error take_error() && { return std::move(status_).take_error(); }
  T& value() { return value_; }
  const T& value() const { return value_; }
  T take() && { return std::move(value_); }

 private:
  Status status_;
  T value_{};
};

#define MT_CONCAT_(a, b) a##b
#define MT_CONCAT(a, b) MT_CONCAT_(a, b)

#define TRY(expression)                                              \
  do {                                                               \
    if (auto try_status = (expression); !try_status.ok())            \
      return std::move(try_status).take_error();                     \
  } while (0)

#define TRY_ASSIGN(declaration, expression)                          \
  auto MT_CONCAT(try_result_, __LINE__) = (expression);              \
  if (!MT_CONCAT(try_result_, __LINE__).ok())                        \
    return std::move(MT_CONCAT(try_result_, __LINE__)).take_error(); \
  declaration = std::move(MT_CONCAT(try_result_, __LINE__)).take()

// What is said before the process ends: on stderr, and at the end of the file
// of last words, a daemon's log. Nothing here allocates.
void say_last(const char* text);
// An absolute path, which is copied.
void set_last_words(const char* path);

// Our own mistake, never the input's: prints where and stops the process.
[[noreturn]] void check_failed(const char* file, int line, const char* what);
#define CHECK(condition)                                  \
  (__builtin_expect(static_cast<bool>(condition), 1)      \
       ? static_cast<void>(0)                             \
       : ::mt::check_failed(__FILE__, __LINE__, #condition))

// printf into a string; for messages, not for hot paths.
std::string format(const char* fmt, ...) __attribute__((format(printf, 1, 2)));

}  // namespace mt
