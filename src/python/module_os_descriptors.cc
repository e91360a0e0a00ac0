// module_os_descriptors.cc - os: open files by number.
//
// A descriptor is a plain integer here and has no owner: who opens one closes
// it. File objects, which do own theirs, are in binary_file.cc.

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/status.h"
#include "python/bytes.h"
#include "python/file.h"
#include "python/module_os.h"

namespace mt::python {

namespace {

Value os_open(Fiber& fiber, Value, Args args) {
  Value out[4] = {Value(), Value(), Value::from_int(0777), Value::none()};
  std::string raw;
  int flags = 0, mode = 0;
  if (!parse_args(fiber, "open", args,
                  {"path", "flags", "mode", "*", "dir_fd"}, 2, out) ||
      !path_bytes(fiber, out[0], &raw) ||
      !int_argument(fiber, out[1], &flags) ||
      !int_argument(fiber, out[2], &mode)) {
    return Value::error();
  }
  int directory = AT_FDCWD;
  if (!out[3].is_none() && !int_argument(fiber, out[3], &directory)) {
    return Value::error();
  }
  int fd;
  do {
    fd = openat(directory, raw.c_str(), flags | O_CLOEXEC, mode);
  } while (must_repeat(fiber, fd));
  return fd >= 0 ? Value::from_int(fd) : os_error(fiber, out[0]);
}
Value os_close(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  return os_answer(fiber, close(fd));
}
Value os_read(Fiber& fiber, Value, Args args) {
  int fd = -1;
  int64_t size = 0;
  if (!int_argument(fiber, args[0], &fd) ||
      !int_argument(fiber, args[1], &size)) {
    return Value::error();
  }
  if (size < 0) return raise_errno(fiber, EINVAL);
  const auto most = static_cast<size_t>(size < (1 << 24) ? size : 1 << 24);
  if (!may_gather(fiber, most)) return Value::error();
  std::string buffer(most, '\0');
  ssize_t got;
  do {
    got = read(fd, buffer.data(), buffer.size());
  } while (must_repeat(fiber, got));
  if (got < 0) return os_error(fiber);
  return object_or_error(
      make_bytes(fiber, {buffer.data(), static_cast<size_t>(got)}));
}
Value os_write(Fiber& fiber, Value, Args args) {
  int fd = -1;
  std::string_view bytes;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  const Value data = era_bytes(fiber, args[1]);
  if (!buffer_of(data, &bytes)) {
    return raise_no_bytes(fiber, args[1]);
  }
  ssize_t wrote;
  do {
    // A handler may have changed it.
    if (!buffer_of(data, &bytes)) bytes = {};
    wrote = write(fd, bytes.data(), bytes.size());
  } while (must_repeat(fiber, wrote));
  return wrote >= 0 ? Value::from_int(wrote) : os_error(fiber);
}
Value os_lseek(Fiber& fiber, Value, Args args) {
  int fd = -1, whence = 0;
  int64_t offset = 0;
  if (!int_argument(fiber, args[0], &fd) ||
      !int_argument(fiber, args[1], &offset) ||
      !int_argument(fiber, args[2], &whence)) {
    return Value::error();
  }
  const off_t at = lseek(fd, static_cast<off_t>(offset), whence);
  return at >= 0 ? int_from_i64(fiber, at) : raise_errno(fiber, errno);
}
Value os_fsync(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  return os_answer(fiber, fsync(fd));
}
Value os_dup(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  int copy;
  do {
    copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  } while (must_repeat(fiber, copy));
  return copy >= 0 ? Value::from_int(copy) : os_error(fiber);
}
Value os_dup2(Fiber& fiber, Value, Args args) {
  int from = -1, to = -1;
  Value out[3] = {Value(), Value(), Value::from_bool(true)};
  if (!parse_args(fiber, "dup2", args, {"fd", "fd2", "inheritable"}, 2, out) ||
      !int_argument(fiber, out[0], &from) ||
      !int_argument(fiber, out[1], &to)) {
    return Value::error();
  }
  const int inherits = truth(fiber, out[2]);
  if (inherits < 0) return Value::error();
  if (dup2(from, to) < 0 ||
      (inherits == 0 && fcntl(to, F_SETFD, FD_CLOEXEC) < 0)) {
    return raise_errno(fiber, errno);
  }
  return Value::from_int(to);
}
Value os_closerange(Fiber& fiber, Value, Args args) {
  int from = 0, to = 0;
  if (!int_argument(fiber, args[0], &from) ||
      !int_argument(fiber, args[1], &to)) {
    return Value::error();
  }
  const long most = sysconf(_SC_OPEN_MAX);
  if (most > 0 && to > most) to = static_cast<int>(most);
  for (int fd = from < 0 ? 0 : from; fd < to; ++fd) close(fd);
  return Value::none();
}
}  // namespace

bool open_pipe(Fiber& fiber, Pipe* out) {
  do {
    Result<Pipe> made = make_pipe(false);
    if (made.ok()) {
      *out = std::move(made.value());
      return true;
    }
    errno = made.error().sys_errno();
  } while (must_repeat(fiber, -1));
  return false;
}

namespace {

Value os_pipe(Fiber& fiber, Value, Args) {
  Pipe made;
  if (!open_pipe(fiber, &made)) return os_error(fiber);
  const Value ends[2] = {Value::from_int(made.read_end.release()),
                         Value::from_int(made.write_end.release())};
  return object_or_error(make_tuple(fiber, ends, 2));
}
Value os_isatty(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  return Value::from_bool(isatty(fd) != 0);
}
Value os_ftruncate(Fiber& fiber, Value, Args args) {
  int fd = -1;
  int64_t size = 0;
  if (!int_argument(fiber, args[0], &fd) ||
      !int_argument(fiber, args[1], &size)) {
    return Value::error();
  }
  return os_answer(fiber, ftruncate(fd, static_cast<off_t>(size)));
}
Value os_fdopen(Fiber& fiber, Value self, Args args) {
  return builtin_open(fiber, self, args);
}
Value os_set_blocking(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  const int blocking = truth(fiber, args[1]);
  if (blocking < 0) return Value::error();
  const Status done = set_nonblocking(fd, blocking == 0);
  return done.ok() ? Value::none()
                   : raise_errno(fiber, done.error().sys_errno());
}
Value os_get_blocking(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  const int flags = fcntl(fd, F_GETFL);
  return flags >= 0 ? Value::from_bool((flags & O_NONBLOCK) == 0)
                    : raise_errno(fiber, errno);
}
Value os_get_inheritable(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  const int flags = fcntl(fd, F_GETFD);
  return flags >= 0 ? Value::from_bool((flags & FD_CLOEXEC) == 0)
                    : raise_errno(fiber, errno);
}
Value os_set_inheritable(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  const int inherits = truth(fiber, args[1]);
  if (inherits < 0) return Value::error();
  const int done = fcntl(fd, F_SETFD, inherits != 0 ? 0 : FD_CLOEXEC);
  return os_answer(fiber, done < 0 ? -1 : 0);
}
Value os_pread(Fiber& fiber, Value, Args args) {
  int fd = -1;
  int64_t size = 0, offset = 0;
  if (!int_argument(fiber, args[0], &fd) ||
      !int_argument(fiber, args[1], &size) ||
      !int_argument(fiber, args[2], &offset)) {
    return Value::error();
  }
  if (size < 0) return raise_errno(fiber, EINVAL);
  const auto most = static_cast<size_t>(size < (1 << 24) ? size : 1 << 24);
  if (!may_gather(fiber, most)) return Value::error();
  std::string buffer(most, '\0');
  const ssize_t got =
      pread(fd, buffer.data(), buffer.size(), static_cast<off_t>(offset));
  if (got < 0) return raise_errno(fiber, errno);
  return object_or_error(
      make_bytes(fiber, {buffer.data(), static_cast<size_t>(got)}));
}
Value os_pwrite(Fiber& fiber, Value, Args args) {
  int fd = -1;
  int64_t offset = 0;
  std::string_view bytes;
  if (!int_argument(fiber, args[0], &fd) ||
      !int_argument(fiber, args[2], &offset)) {
    return Value::error();
  }
  if (!buffer_of(args[1], &bytes)) {
    return raise_no_bytes(fiber, args[1]);
  }
  const ssize_t wrote =
      pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
  return wrote >= 0 ? Value::from_int(wrote) : raise_errno(fiber, errno);
}
Value os_ttyname(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  const char* const name = ttyname(fd);
  return name != nullptr ? os_text(fiber, name) : raise_errno(fiber, errno);
}
// (columns, lines)
Value os_window_size(Fiber& fiber, Value, Args args) {
  int fd = 1;
  struct winsize size;
  if (args.count > 0 && !int_argument(fiber, args[0], &fd)) {
    return Value::error();
  }
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return raise_errno(fiber, errno);
  const Value pair[2] = {Value::from_int(size.ws_col),
                         Value::from_int(size.ws_row)};
  return object_or_error(make_tuple(fiber, pair, 2));
}
// Master and slave of a new pseudo terminal.
Value os_openpty(Fiber& fiber, Value, Args) {
  int master;
  do {
    master = posix_openpt(O_RDWR | O_NOCTTY);
  } while (must_repeat(fiber, master));
  if (master < 0) return os_error(fiber);
  Fd owner(master);
  if (grantpt(master) != 0 || unlockpt(master) != 0) {
    return raise_errno(fiber, errno);
  }
  const char* const name = ptsname(master);
  const int slave =
      name == nullptr ? -1 : open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (slave < 0) return raise_errno(fiber, errno);
  fcntl(master, F_SETFD, FD_CLOEXEC);
  const Value pair[2] = {Value::from_int(owner.release()),
                         Value::from_int(slave)};
  return object_or_error(make_tuple(fiber, pair, 2));
}

constexpr OsNumber kNumbers[] = {
    {"O_RDONLY", O_RDONLY},     {"O_WRONLY", O_WRONLY},
    {"O_RDWR", O_RDWR},         {"O_CREAT", O_CREAT},
    {"O_EXCL", O_EXCL},         {"O_TRUNC", O_TRUNC},
    {"O_APPEND", O_APPEND},     {"O_NOCTTY", O_NOCTTY},
    {"O_NONBLOCK", O_NONBLOCK}, {"O_NDELAY", O_NONBLOCK},
    {"O_SYNC", O_SYNC},         {"O_CLOEXEC", O_CLOEXEC},
    {"O_DIRECTORY", O_DIRECTORY}, {"O_NOFOLLOW", O_NOFOLLOW},
    {"O_ACCMODE", O_ACCMODE},   {"SEEK_SET", SEEK_SET},
    {"SEEK_CUR", SEEK_CUR},     {"SEEK_END", SEEK_END},
};

}  // namespace

const MethodDef kOsDescriptorFunctions[] = {
    {"open", os_open, 0, 3, kMethodKeywords},
    {"close", os_close, 1, 1},
    {"read", os_read, 2, 2},
    {"write", os_write, 2, 2},
    {"lseek", os_lseek, 3, 3},
    {"fsync", os_fsync, 1, 1},
    {"dup", os_dup, 1, 1},
    {"dup2", os_dup2, 0, 3, kMethodKeywords},
    {"pipe", os_pipe, 0, 0},
    {"isatty", os_isatty, 1, 1},
    {"ftruncate", os_ftruncate, 2, 2},
    {"fdopen", os_fdopen, 1, 8, kMethodKeywords},
    {"set_blocking", os_set_blocking, 2, 2},
    {"closerange", os_closerange, 2, 2},
    {"fdatasync", os_fsync, 1, 1},
    {"get_blocking", os_get_blocking, 1, 1},
    {"get_inheritable", os_get_inheritable, 1, 1},
    {"set_inheritable", os_set_inheritable, 2, 2},
    {"pread", os_pread, 3, 3},
    {"pwrite", os_pwrite, 3, 3},
    {"ttyname", os_ttyname, 1, 1},
    {"openpty", os_openpty, 0, 0},
    {"_window_size", os_window_size, 0, 1},
    {}};

bool fill_os_descriptors(Fiber& fiber, Dict* globals) {
  put_numbers(fiber, globals, kNumbers);
  return true;
}

}  // namespace mt::python
