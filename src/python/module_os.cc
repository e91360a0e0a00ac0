// module_os.cc - the module os: what the kernel does for a program.
//
// Functions that only combine others (walk, makedirs, popen) are Python, in
// lib/_os_more.py, and loaded at their first call. os.environ is a dict that
// hands its changes on to the environment.

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "base/fd.h"
#include "base/status.h"
#include "python/bytes.h"
#include "python/codecs.h"
#include "python/file.h"
#include "python/import.h"
#include "python/native_tools.h"
#include "python/struct_sequence.h"
#include "python/system_modules.h"

extern char** environ;

namespace mt::python {

namespace {

Type* g_stat_result;
Type* g_environ_type;
Type* g_uname_result;

Value text_value(Fiber& fiber, std::string_view bytes) {
  return decode_bytes(fiber, bytes, "utf-8", "surrogateescape");
}

// The answer to a system call about a path: None, or OSError naming the path.
Value answer(Fiber& fiber, int result, Value path) {
  return result == 0 ? Value::none() : raise_errno(fiber, errno, path);
}
Value answer(Fiber& fiber, int result) {
  return result == 0 ? Value::none() : raise_errno(fiber, errno);
}

using PathCall = int (*)(const char* path);
Value with_path(Fiber& fiber, Value path, PathCall function) {
  std::string raw;
  if (!path_bytes(fiber, path, &raw)) return Value::error();
  return answer(fiber, function(raw.c_str()), path);
}

// Keywords that only say what is the default anyway are let through.
bool positional_only(Args* args) {
  *args = Args{args->values, args->positional(), nullptr};
  return true;
}

// --- directories and files -------------------------------------------------------------

Value os_getcwd(Fiber& fiber, Value, Args) {
  char buffer[4096];
  if (getcwd(buffer, sizeof buffer) == nullptr) {
    return raise_errno(fiber, errno);
  }
  return text_value(fiber, buffer);
}
Value os_chdir(Fiber& fiber, Value, Args args) {
  return with_path(fiber, args[0], chdir);
}
Value os_rmdir(Fiber& fiber, Value, Args args) {
  return with_path(fiber, args[0], rmdir);
}
Value os_unlink(Fiber& fiber, Value, Args args) {
  return with_path(fiber, args[0], unlink);
}
Value os_chroot(Fiber& fiber, Value, Args args) {
  return with_path(fiber, args[0], chroot);
}

Value with_mode(Fiber& fiber, Args args, int fallback,
                int (*function)(const char*, mode_t)) {
  std::string raw;
  int mode = fallback;
  if (!path_bytes(fiber, args[0], &raw) ||
      (args.positional() > 1 && !int_argument(fiber, args[1], &mode))) {
    return Value::error();
  }
  return answer(fiber, function(raw.c_str(), static_cast<mode_t>(mode)),
                args[0]);
}
Value os_mkdir(Fiber& fiber, Value, Args args) {
  Value out[2] = {Value(), Value::from_int(0777)};
  if (!parse_args(fiber, "mkdir", args, {"path", "mode"}, 1, out)) {
    return Value::error();
  }
  return with_mode(fiber, Args{out, 2, nullptr}, 0777, mkdir);
}
Value os_chmod(Fiber& fiber, Value, Args args) {
  return with_mode(fiber, args, 0, chmod);
}
Value os_mkfifo(Fiber& fiber, Value, Args args) {
  return with_mode(fiber, args, 0666, mkfifo);
}

Value with_two_paths(Fiber& fiber, Args args,
                     int (*function)(const char*, const char*)) {
  flush_open_files();
  std::string from, to;
  if (!path_bytes(fiber, args[0], &from) || !path_bytes(fiber, args[1], &to)) {
    return Value::error();
  }
  if (function(from.c_str(), to.c_str()) == 0) return Value::none();
  const Value values[5] = {Value::from_int(errno),
                           str_value(fiber, strerror(errno)), args[0],
                           Value::none(), args[1]};
  const Value exception =
      call(fiber, Value::from_object(types().OSError), Args{values, 5, nullptr});
  return exception.is_error() ? exception : raise_object(fiber, exception);
}
Value os_rename(Fiber& fiber, Value, Args args) {
  return with_two_paths(fiber, args, rename);
}
Value os_link(Fiber& fiber, Value, Args args) {
  return with_two_paths(fiber, args, link);
}
Value os_symlink(Fiber& fiber, Value, Args args) {
  positional_only(&args);
  return with_two_paths(fiber, args, symlink);
}

Value os_readlink(Fiber& fiber, Value, Args args) {
  std::string raw;
  char buffer[4096];
  if (!path_bytes(fiber, args[0], &raw)) return Value::error();
  const ssize_t size = readlink(raw.c_str(), buffer, sizeof buffer);
  if (size < 0) return raise_errno(fiber, errno, args[0]);
  return text_value(fiber, {buffer, static_cast<size_t>(size)});
}

Value os_chown(Fiber& fiber, Value, Args args) {
  std::string raw;
  int uid = 0, gid = 0;
  if (!path_bytes(fiber, args[0], &raw) ||
      !int_argument(fiber, args[1], &uid) ||
      !int_argument(fiber, args[2], &gid)) {
    return Value::error();
  }
  return answer(fiber, chown(raw.c_str(), static_cast<uid_t>(uid),
                             static_cast<gid_t>(gid)),
                args[0]);
}

Value os_access(Fiber& fiber, Value, Args args) {
  std::string raw;
  int mode = 0;
  if (!path_bytes(fiber, args[0], &raw) ||
      !int_argument(fiber, args[1], &mode)) {
    return Value::error();
  }
  return Value::from_bool(access(raw.c_str(), mode) == 0);
}

double seconds_of(Fiber& fiber, Value value) {
  double seconds = 0;
  return to_double(fiber, value, &seconds) ? seconds : 0;
}

Value os_utime(Fiber& fiber, Value, Args args) {
  std::string raw;
  if (!path_bytes(fiber, args[0], &raw)) return Value::error();
  const Value times_given = args.get(1, Value::none());
  if (times_given.is_none()) {
    return answer(fiber, utimes(raw.c_str(), nullptr), args[0]);
  }
  const Tuple* const pair = cast<Tuple>(times_given);
  if (pair == nullptr || pair->size != 2) {
    return raise_type_error(fiber, "utime: 'times' must be either a tuple of "
                                   "two ints or None");
  }
  struct timeval both[2];
  for (int i = 0; i < 2; ++i) {
    const double seconds = seconds_of(fiber, pair->items[i]);
    if (fiber.raised()) return Value::error();
    both[i].tv_sec = static_cast<time_t>(seconds);
    both[i].tv_usec = static_cast<suseconds_t>(
        (seconds - static_cast<double>(both[i].tv_sec)) * 1e6);
  }
  return answer(fiber, utimes(raw.c_str(), both), args[0]);
}

Value os_listdir(Fiber& fiber, Value, Args args) {
  std::string raw = ".";
  Value path = args.get(0, Value::none());
  if (!path.is_none() && !path_bytes(fiber, path, &raw)) {
    return Value::error();
  }
  if (path.is_none()) path = str_value(fiber, ".");
  DIR* const dir = opendir(raw.c_str());
  if (dir == nullptr) return raise_errno(fiber, errno, path);
  List* const names_found = make_list(fiber);
  while (const struct dirent* entry = readdir(dir)) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (!list_append(fiber, names_found, text_value(fiber, name))) break;
  }
  closedir(dir);
  return fiber.raised() ? Value::error() : Value::from_object(names_found);
}

// --- stat ----------------------------------------------------------------------------

constexpr const char* kStatFields[] = {
    "st_mode",  "st_ino",     "st_dev",     "st_nlink",    "st_uid",
    "st_gid",   "st_size",    "st_atime_",  "st_mtime_",   "st_ctime_",
    "st_atime", "st_mtime",   "st_ctime",   "st_atime_ns", "st_mtime_ns",
    "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev",   nullptr};

#if defined(__APPLE__) || defined(__NetBSD__)
#define MT_STAT_TIME(info, which) (info).st_##which##timespec
#else
#define MT_STAT_TIME(info, which) (info).st_##which##tim
#endif

Value make_stat(Fiber& fiber, const struct stat& info) {
  const auto number = [&](auto value) {
    return int_from_i64(fiber, static_cast<int64_t>(value));
  };
  const auto seconds = [](const struct timespec& t) {
    return Value::from_float(static_cast<double>(t.tv_sec) +
                             1e-9 * static_cast<double>(t.tv_nsec));
  };
  const auto nanoseconds = [&](const struct timespec& t) {
    return number(static_cast<int64_t>(t.tv_sec) * 1000000000 +
                  static_cast<int64_t>(t.tv_nsec));
  };
  const struct timespec a = MT_STAT_TIME(info, a);
  const struct timespec m = MT_STAT_TIME(info, m);
  const struct timespec c = MT_STAT_TIME(info, c);
  const Value values[19] = {
      number(info.st_mode), number(info.st_ino),  number(info.st_dev),
      number(info.st_nlink), number(info.st_uid), number(info.st_gid),
      number(info.st_size), number(a.tv_sec),     number(m.tv_sec),
      number(c.tv_sec),     seconds(a),           seconds(m),
      seconds(c),           nanoseconds(a),       nanoseconds(m),
      nanoseconds(c),       number(info.st_blksize), number(info.st_blocks),
      number(info.st_rdev)};
  return make_struct(fiber, g_stat_result, values);
}

Value os_stat(Fiber& fiber, Value, Args args) {
  Value out[3] = {Value(), Value::none(), Value::from_bool(true)};
  if (!parse_args(fiber, "stat", args,
                  {"path", "*", "dir_fd", "follow_symlinks"}, 1, out)) {
    return Value::error();
  }
  flush_open_files();
  struct stat info;
  int result;
  if (is_integer(out[0])) {
    int fd = -1;
    if (!int_argument(fiber, out[0], &fd)) return Value::error();
    result = fstat(fd, &info);
  } else {
    std::string raw;
    if (!path_bytes(fiber, out[0], &raw)) return Value::error();
    result = out[2].is_false() ? lstat(raw.c_str(), &info)
                               : stat(raw.c_str(), &info);
  }
  return result == 0 ? make_stat(fiber, info)
                     : raise_errno(fiber, errno, out[0]);
}
Value os_lstat(Fiber& fiber, Value, Args args) {
  std::string raw;
  struct stat info;
  if (!path_bytes(fiber, args[0], &raw)) return Value::error();
  return lstat(raw.c_str(), &info) == 0 ? make_stat(fiber, info)
                                        : raise_errno(fiber, errno, args[0]);
}

// --- descriptors -----------------------------------------------------------------------

Value os_open(Fiber& fiber, Value, Args args) {
  std::string raw;
  int flags = 0, mode = 0777;
  if (!path_bytes(fiber, args[0], &raw) ||
      !int_argument(fiber, args[1], &flags) ||
      (args.count > 2 && !int_argument(fiber, args[2], &mode))) {
    return Value::error();
  }
  const int fd = open(raw.c_str(), flags | O_CLOEXEC, mode);
  return fd >= 0 ? Value::from_int(fd) : raise_errno(fiber, errno, args[0]);
}
Value os_close(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  return answer(fiber, close(fd));
}
Value os_read(Fiber& fiber, Value, Args args) {
  int fd = -1;
  int64_t size = 0;
  if (!int_argument(fiber, args[0], &fd) ||
      !int_argument(fiber, args[1], &size)) {
    return Value::error();
  }
  if (size < 0) return raise_errno(fiber, EINVAL);
  std::string buffer(static_cast<size_t>(size < (1 << 24) ? size : 1 << 24),
                     '\0');
  ssize_t got;
  do {
    got = read(fd, buffer.data(), buffer.size());
    if (got >= 0 || errno != EINTR) break;
    if (!heed_signals(fiber)) return Value::error();
  } while (true);
  if (got < 0) return raise_errno(fiber, errno);
  return object_or_error(
      make_bytes(fiber, {buffer.data(), static_cast<size_t>(got)}));
}
Value os_write(Fiber& fiber, Value, Args args) {
  int fd = -1;
  std::string_view bytes;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  if (!buffer_of(args[1], &bytes)) {
    return raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                            type_name(args[1]));
  }
  ssize_t wrote;
  do {
    wrote = write(fd, bytes.data(), bytes.size());
  } while (wrote < 0 && errno == EINTR);
  return wrote >= 0 ? Value::from_int(wrote) : raise_errno(fiber, errno);
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
  return answer(fiber, fsync(fd));
}
Value os_dup(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  const int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  return copy >= 0 ? Value::from_int(copy) : raise_errno(fiber, errno);
}
Value os_dup2(Fiber& fiber, Value, Args args) {
  int from = -1, to = -1;
  if (!int_argument(fiber, args[0], &from) ||
      !int_argument(fiber, args[1], &to)) {
    return Value::error();
  }
  return dup2(from, to) >= 0 ? Value::from_int(to) : raise_errno(fiber, errno);
}
Value os_pipe(Fiber& fiber, Value, Args) {
  Result<Pipe> pipe_made = make_pipe(false);
  if (!pipe_made.ok()) {
    return raise_errno(fiber, pipe_made.error().sys_errno());
  }
  const Value ends[2] = {
      Value::from_int(pipe_made.value().read_end.release()),
      Value::from_int(pipe_made.value().write_end.release())};
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
  return answer(fiber, ftruncate(fd, static_cast<off_t>(size)));
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

// --- processes -------------------------------------------------------------------------

Value os_getpid(Fiber&, Value, Args) { return Value::from_int(getpid()); }
Value os_getppid(Fiber&, Value, Args) { return Value::from_int(getppid()); }
Value os_getuid(Fiber&, Value, Args) { return Value::from_int(getuid()); }
Value os_geteuid(Fiber&, Value, Args) { return Value::from_int(geteuid()); }
Value os_getgid(Fiber&, Value, Args) { return Value::from_int(getgid()); }
Value os_getegid(Fiber&, Value, Args) { return Value::from_int(getegid()); }
Value os_setsid(Fiber& fiber, Value, Args) {
  return setsid() >= 0 ? Value::none() : raise_errno(fiber, errno);
}
template <int (*kFunction)(uid_t)>
Value os_set_id(Fiber& fiber, Value, Args args) {
  int id = 0;
  if (!int_argument(fiber, args[0], &id)) return Value::error();
  return answer(fiber, kFunction(static_cast<uid_t>(id)));
}
Value os_umask(Fiber& fiber, Value, Args args) {
  int mask = 0;
  if (!int_argument(fiber, args[0], &mask)) return Value::error();
  return Value::from_int(umask(static_cast<mode_t>(mask)));
}
Value os_kill(Fiber& fiber, Value, Args args) {
  int pid = 0, number = 0;
  if (!int_argument(fiber, args[0], &pid) ||
      !int_argument(fiber, args[1], &number)) {
    return Value::error();
  }
  return answer(fiber, kill(pid, number));
}
Value os_fork(Fiber& fiber, Value, Args) {
  flush_streams(fiber);
  const pid_t pid = fork();
  return pid >= 0 ? Value::from_int(pid) : raise_errno(fiber, errno);
}
Value os_waitpid(Fiber& fiber, Value, Args args) {
  int pid = 0, options = 0, status = 0;
  if (!int_argument(fiber, args[0], &pid) ||
      (args.count > 1 && !int_argument(fiber, args[1], &options))) {
    return Value::error();
  }
  pid_t got;
  do {
    got = waitpid(pid, &status, options);
    if (got >= 0 || errno != EINTR) break;
    if (!heed_signals(fiber)) return Value::error();
  } while (true);
  if (got < 0) return raise_errno(fiber, errno);
  const Value pair[2] = {Value::from_int(got), Value::from_int(status)};
  return object_or_error(make_tuple(fiber, pair, 2));
}
Value os_wait_status(Fiber& fiber, Value, Args args) {
  int status = 0;
  if (!int_argument(fiber, args[0], &status)) return Value::error();
  if (WIFEXITED(status)) return Value::from_int(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) return Value::from_int(-WTERMSIG(status));
  return raise_value_error(fiber, "invalid wait status: %d", status);
}
Value os_system(Fiber& fiber, Value, Args args) {
  std::string command;
  if (!path_bytes(fiber, args[0], &command)) return Value::error();
  flush_streams(fiber);
  return Value::from_int(system(command.c_str()));
}
Value os_exit(Fiber& fiber, Value, Args args) {
  int status = 0;
  if (!int_argument(fiber, args[0], &status)) return Value::error();
  _exit(status);
}
Value os_abort(Fiber&, Value, Args) { abort(); }
Value os_nice(Fiber& fiber, Value, Args args) {
  int by = 0;
  if (!int_argument(fiber, args[0], &by)) return Value::error();
  errno = 0;
  const int now = nice(by);
  return now == -1 && errno != 0 ? raise_errno(fiber, errno)
                                 : Value::from_int(now);
}

// A NUL-terminated array of strings, for execve.
struct StringArray {
  std::vector<std::string> texts;
  std::vector<char*> pointers;
  bool fill(Fiber& fiber, Value items) {
    Value item;
    Iteration each(fiber, items);
    while (each.next(&item)) {
      texts.emplace_back();
      if (!path_bytes(fiber, item, &texts.back())) return false;
    }
    return !each.failed();
  }
  char** data() {
    pointers.clear();
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers.data();
  }
};

Value os_execve(Fiber& fiber, Value, Args args) {
  std::string path;
  StringArray arguments, variables;
  if (!path_bytes(fiber, args[0], &path) || !arguments.fill(fiber, args[1])) {
    return Value::error();
  }
  char** environment = environ;
  if (args.count > 2) {
    const Value pairs = call_method(fiber, args[2], names().items);
    if (pairs.is_error()) return pairs;
    Value pair;
    Iteration each(fiber, pairs);
    while (each.next(&pair)) {
      const Tuple* const row = cast<Tuple>(pair);
      std::string key, value;
      const Value* const items = row == nullptr ? nullptr : row->items;
      if (row == nullptr || row->size != 2 ||
          !path_bytes(fiber, items[0], &key) ||
          !path_bytes(fiber, items[1], &value)) {
        return fiber.raised() ? Value::error()
                              : raise_type_error(fiber, "env must be a mapping");
      }
      variables.texts.push_back(key + "=" + value);
    }
    if (each.failed()) return Value::error();
    environment = variables.data();
  }
  flush_streams(fiber);
  execve(path.c_str(), arguments.data(), environment);
  return raise_errno(fiber, errno, args[0]);
}

Value os_times(Fiber& fiber, Value, Args) {
  struct tms used;
  const clock_t now = times(&used);
  const double tick = static_cast<double>(sysconf(_SC_CLK_TCK));
  const auto seconds = [tick](clock_t t) {
    return Value::from_float(static_cast<double>(t) / tick);
  };
  const Value row[5] = {seconds(used.tms_utime), seconds(used.tms_stime),
                        seconds(used.tms_cutime), seconds(used.tms_cstime),
                        seconds(now)};
  return object_or_error(make_tuple(fiber, row, 5));
}

Value os_uname(Fiber& fiber, Value, Args) {
  struct utsname info;
  if (uname(&info) < 0) return raise_errno(fiber, errno);
  static constexpr const char* kFields[] = {"sysname", "nodename", "release",
                                            "version", "machine", nullptr};
  const Value row[5] = {
      text_value(fiber, info.sysname), text_value(fiber, info.nodename),
      text_value(fiber, info.release), text_value(fiber, info.version),
      text_value(fiber, info.machine)};
  if (g_uname_result == nullptr) {
    g_uname_result =
        make_struct_type(fiber, "posix.uname_result", kFields, 5);
  }
  return make_struct(fiber, g_uname_result, row);
}

Value os_urandom(Fiber& fiber, Value, Args args) {
  int64_t size = 0;
  if (!int_argument(fiber, args[0], &size)) return Value::error();
  if (size < 0) return raise_value_error(fiber, "negative argument not allowed");
  Bytes* const bytes = make_bytes(fiber, static_cast<size_t>(size));
  if (bytes == nullptr) return Value::error();
  const Fd source(open("/dev/urandom", O_RDONLY | O_CLOEXEC));
  size_t at = 0;
  while (source.is_open() && at < bytes->size) {
    const ssize_t got = read(source.get(), bytes->data + at, bytes->size - at);
    if (got > 0) at += static_cast<size_t>(got);
    if (got == 0 || (got < 0 && errno != EINTR)) break;
  }
  if (at < bytes->size) return raise_errno(fiber, errno != 0 ? errno : ENOSYS);
  return Value::from_object(bytes);
}

Value os_strerror(Fiber& fiber, Value, Args args) {
  int number = 0;
  if (!int_argument(fiber, args[0], &number)) return Value::error();
  return str_value(fiber, strerror(number));
}
Value os_cpu_count(Fiber&, Value, Args) {
  const long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? Value::from_int(count) : Value::none();
}
Value os_getloadavg(Fiber& fiber, Value, Args) {
  double load[3];
  if (getloadavg(load, 3) != 3) return raise_errno(fiber, ENOSYS);
  const Value row[3] = {Value::from_float(load[0]), Value::from_float(load[1]),
                        Value::from_float(load[2])};
  return object_or_error(make_tuple(fiber, row, 3));
}
Value os_getlogin(Fiber& fiber, Value, Args) {
  const char* const name = getlogin();
  return name != nullptr ? text_value(fiber, name) : raise_errno(fiber, errno);
}
Value os_fspath(Fiber& fiber, Value, Args args) {
  if (is_kind(args[0], Kind::kStr) || is_kind(args[0], Kind::kBytes)) {
    return args[0];
  }
  return file_path_text(fiber, args[0]);
}
Value os_fsencode(Fiber& fiber, Value, Args args) {
  std::string raw;
  if (!path_bytes(fiber, args[0], &raw)) return Value::error();
  return object_or_error(make_bytes(fiber, raw));
}
Value os_fsdecode(Fiber& fiber, Value, Args args) {
  return file_path_text(fiber, args[0]);
}

// --- the environment ---------------------------------------------------------------------

bool set_variable(Fiber& fiber, Value key, Value value) {
  std::string name, text;
  if (!is_kind(key, Kind::kStr) ||
      (!value.is_undefined() && !is_kind(value, Kind::kStr))) {
    raise_type_error(fiber, "str expected, not %s",
                     type_name(is_kind(key, Kind::kStr) ? value : key));
    return false;
  }
  if (!path_bytes(fiber, key, &name)) return false;
  if (value.is_undefined()) return unsetenv(name.c_str()) == 0;
  if (!path_bytes(fiber, value, &text)) return false;
  if (setenv(name.c_str(), text.c_str(), 1) == 0) return true;
  raise_errno(fiber, errno);
  return false;
}

bool environ_setitem(Fiber& fiber, Value self, Value key, Value value) {
  Dict* const dict = self.as<Dict>();
  if (value.is_undefined()) {
    const int removed = dict_remove(fiber, dict, key);
    if (removed < 0) return false;
    if (removed == 0) {
      raise_key_error(fiber, key);
      return false;
    }
    return set_variable(fiber, key, value);
  }
  return set_variable(fiber, key, value) && dict_set(fiber, dict, key, value);
}

Value environ_update(Fiber& fiber, Value self, Args args) {
  Dict* const more = make_dict(fiber);
  if (more == nullptr || (args.count > 0 && !dict_update(fiber, more, args[0])))
    return Value::error();
  uint32_t at = 0;
  Value key, value;
  while (dict_next(more, &at, &key, &value)) {
    if (!environ_setitem(fiber, self, key, value)) return Value::error();
  }
  return Value::none();
}
Value environ_pop(Fiber& fiber, Value self, Args args) {
  const Value found = dict_find(fiber, self.as<Dict>(), args[0]);
  if (found.is_error()) return found;
  if (found.is_undefined()) {
    return args.count > 1 ? args[1] : raise_key_error(fiber, args[0]);
  }
  return environ_setitem(fiber, self, args[0], Value()) ? found
                                                        : Value::error();
}
Value environ_setdefault(Fiber& fiber, Value self, Args args) {
  const Value found = dict_find(fiber, self.as<Dict>(), args[0]);
  if (!found.is_undefined()) return found;
  return environ_setitem(fiber, self, args[0], args[1]) ? args[1]
                                                        : Value::error();
}
Value environ_copy(Fiber& fiber, Value self, Args) {
  Dict* const copy = make_dict(fiber);
  if (copy == nullptr || !dict_update(fiber, copy, self)) return Value::error();
  return Value::from_object(copy);
}
Value environ_repr(Fiber& fiber, Value self) {
  const Value plain = environ_copy(fiber, self, Args{});
  StrBuilder out(fiber);
  out.add("environ(");
  if (plain.is_error() || !out.add_repr(plain)) return Value::error();
  out.add(')');
  return out.finish();
}
const MethodDef kEnvironMethods[] = {
    {"update", environ_update, 0, 1}, {"pop", environ_pop, 1, 2},
    {"setdefault", environ_setdefault, 2, 2}, {"copy", environ_copy, 0, 0}, {}};
constexpr Slots make_environ_slots() {
  Slots s{};
  s.setitem = environ_setitem;
  s.repr = environ_repr;
  return s;
}
constexpr Slots kEnvironSlots = make_environ_slots();
constexpr TypeDef kEnvironType = {"os._Environ", nullptr, &kEnvironSlots,
                                  kEnvironMethods};

Value os_getenv(Fiber& fiber, Value, Args args) {
  const Value module = import_module(fiber, "os");
  if (module.is_error()) return module;
  const Value all = get_attr(fiber, module, "environ");
  if (all.is_error()) return all;
  return call_method(fiber, all, names().get,
                     {args[0], args.get(1, Value::none())});
}
Value os_putenv(Fiber& fiber, Value, Args args) {
  return none_if(set_variable(fiber, args[0], args[1]));
}
Value os_unsetenv(Fiber& fiber, Value, Args args) {
  return none_if(set_variable(fiber, args[0], Value()));
}

// --- what is written in Python -----------------------------------------------------------

template <const char* const& kName>
Value os_more(Fiber& fiber, Value, Args args) {
  const Value module = import_module(fiber, "_os_more");
  if (module.is_error()) return module;
  const Value function = get_attr(fiber, module, kName);
  return function.is_error() ? function : call(fiber, function, args);
}
#define MT_OS_MORE(name) constexpr const char* kMore_##name = #name;
MT_OS_MORE(walk)
MT_OS_MORE(makedirs)
MT_OS_MORE(removedirs)
MT_OS_MORE(popen)
MT_OS_MORE(scandir)
MT_OS_MORE(execv)
MT_OS_MORE(execvp)
MT_OS_MORE(execvpe)
MT_OS_MORE(execl)
MT_OS_MORE(execlp)
MT_OS_MORE(spawnv)
#undef MT_OS_MORE
#define MT_OS_MORE(name) {#name, os_more<kMore_##name>, 0, -1, kMethodKeywords}

const MethodDef kFunctions[] = {
    {"getcwd", os_getcwd, 0, 0},
    {"chdir", os_chdir, 1, 1},
    {"rmdir", os_rmdir, 1, 1},
    {"unlink", os_unlink, 1, 1},
    {"remove", os_unlink, 1, 1},
    {"chroot", os_chroot, 1, 1},
    {"mkdir", os_mkdir, 1, 2, kMethodKeywords},
    {"chmod", os_chmod, 2, 2},
    {"mkfifo", os_mkfifo, 1, 2},
    {"rename", os_rename, 2, 2},
    {"replace", os_rename, 2, 2},
    {"link", os_link, 2, 2},
    {"symlink", os_symlink, 2, 3, kMethodKeywords},
    {"readlink", os_readlink, 1, 1},
    {"chown", os_chown, 3, 3},
    {"access", os_access, 2, 2},
    {"utime", os_utime, 1, 2},
    {"listdir", os_listdir, 0, 1},
    {"stat", os_stat, 1, 1, kMethodKeywords},
    {"lstat", os_lstat, 1, 1},
    {"fstat", os_stat, 1, 1, kMethodKeywords},
    {"open", os_open, 2, 3},
    {"close", os_close, 1, 1},
    {"read", os_read, 2, 2},
    {"write", os_write, 2, 2},
    {"lseek", os_lseek, 3, 3},
    {"fsync", os_fsync, 1, 1},
    {"dup", os_dup, 1, 1},
    {"dup2", os_dup2, 2, 3},
    {"pipe", os_pipe, 0, 0},
    {"isatty", os_isatty, 1, 1},
    {"ftruncate", os_ftruncate, 2, 2},
    {"fdopen", os_fdopen, 1, 8, kMethodKeywords},
    {"set_blocking", os_set_blocking, 2, 2},
    {"getpid", os_getpid, 0, 0},
    {"getppid", os_getppid, 0, 0},
    {"getuid", os_getuid, 0, 0},
    {"geteuid", os_geteuid, 0, 0},
    {"getgid", os_getgid, 0, 0},
    {"getegid", os_getegid, 0, 0},
    {"setsid", os_setsid, 0, 0},
    {"setuid", os_set_id<setuid>, 1, 1},
    {"seteuid", os_set_id<seteuid>, 1, 1},
    {"setgid", os_set_id<setgid>, 1, 1},
    {"setegid", os_set_id<setegid>, 1, 1},
    {"umask", os_umask, 1, 1},
    {"kill", os_kill, 2, 2},
    {"fork", os_fork, 0, 0},
    {"waitpid", os_waitpid, 1, 2},
    {"waitstatus_to_exitcode", os_wait_status, 1, 1},
    {"system", os_system, 1, 1},
    {"_exit", os_exit, 1, 1},
    {"abort", os_abort, 0, 0},
    {"nice", os_nice, 1, 1},
    {"execve", os_execve, 3, 3},
    {"times", os_times, 0, 0},
    {"uname", os_uname, 0, 0},
    {"urandom", os_urandom, 1, 1},
    {"strerror", os_strerror, 1, 1},
    {"cpu_count", os_cpu_count, 0, 0},
    {"getloadavg", os_getloadavg, 0, 0},
    {"getlogin", os_getlogin, 0, 0},
    {"fspath", os_fspath, 1, 1},
    {"fsencode", os_fsencode, 1, 1},
    {"fsdecode", os_fsdecode, 1, 1},
    {"getenv", os_getenv, 1, 2},
    {"putenv", os_putenv, 2, 2},
    {"unsetenv", os_unsetenv, 1, 1},
    MT_OS_MORE(walk),
    MT_OS_MORE(makedirs),
    MT_OS_MORE(removedirs),
    MT_OS_MORE(popen),
    MT_OS_MORE(scandir),
    MT_OS_MORE(execv),
    MT_OS_MORE(execvp),
    MT_OS_MORE(execvpe),
    MT_OS_MORE(execl),
    MT_OS_MORE(execlp),
    MT_OS_MORE(spawnv),
    {}};

struct Number {
  const char* name;
  int value;
};
constexpr Number kNumbers[] = {
    {"F_OK", F_OK},         {"R_OK", R_OK},         {"W_OK", W_OK},
    {"X_OK", X_OK},         {"O_RDONLY", O_RDONLY}, {"O_WRONLY", O_WRONLY},
    {"O_RDWR", O_RDWR},     {"O_CREAT", O_CREAT},   {"O_EXCL", O_EXCL},
    {"O_TRUNC", O_TRUNC},   {"O_APPEND", O_APPEND}, {"O_NOCTTY", O_NOCTTY},
    {"O_NONBLOCK", O_NONBLOCK}, {"O_SYNC", O_SYNC}, {"O_CLOEXEC", O_CLOEXEC},
    {"O_DIRECTORY", O_DIRECTORY}, {"O_NOFOLLOW", O_NOFOLLOW},
    {"SEEK_SET", SEEK_SET}, {"SEEK_CUR", SEEK_CUR}, {"SEEK_END", SEEK_END},
    {"WNOHANG", WNOHANG},   {"WUNTRACED", WUNTRACED},
    {"EX_OK", 0},           {"EX_USAGE", 64},       {"EX_SOFTWARE", 70},
};

template <Value (*kTest)(int)>
Value wait_test(Fiber& fiber, Value, Args args) {
  int status = 0;
  if (!int_argument(fiber, args[0], &status)) return Value::error();
  return kTest(status);
}
Value if_exited(int status) { return Value::from_bool(WIFEXITED(status)); }
Value if_signaled(int status) { return Value::from_bool(WIFSIGNALED(status)); }
Value exit_code(int status) { return Value::from_int(WEXITSTATUS(status)); }
Value ending_signal(int status) { return Value::from_int(WTERMSIG(status)); }
const MethodDef kWaitTests[] = {
    {"WIFEXITED", wait_test<if_exited>, 1, 1},
    {"WIFSIGNALED", wait_test<if_signaled>, 1, 1},
    {"WEXITSTATUS", wait_test<exit_code>, 1, 1},
    {"WTERMSIG", wait_test<ending_signal>, 1, 1},
    {}};

Value make_environ(Fiber& fiber) {
  Dict* const dict = make<Dict>(fiber, g_environ_type);
  for (char** row = environ; row != nullptr && *row != nullptr; ++row) {
    const char* const equals = strchr(*row, '=');
    if (equals == nullptr) continue;
    const std::string_view name(*row, static_cast<size_t>(equals - *row));
    if (!dict_set(fiber, dict, text_value(fiber, name),
                  text_value(fiber, equals + 1))) {
      return Value::error();
    }
  }
  return Value::from_object(dict);
}

bool fill(Fiber& fiber, Dict* globals) {
  g_stat_result = make_struct_type(fiber, "os.stat_result", kStatFields, 10);
  g_environ_type = native_type(fiber, kEnvironType, types().dict);
  put(fiber, globals, "stat_result", Value::from_object(g_stat_result));
  const Value variables = make_environ(fiber);
  if (variables.is_error()) return false;
  put(fiber, globals, "environ", variables);
  for (const Number& row : kNumbers) {
    put_int(fiber, globals, row.name, row.value);
  }
  Str* const module = intern(fiber, "os");
  for (const MethodDef* row = kWaitTests; row->name != nullptr; ++row) {
    put(fiber, globals, row->name, native_function(fiber, *row, module));
  }
  put_text(fiber, globals, "name", "posix");
  put_text(fiber, globals, "sep", "/");
  put_text(fiber, globals, "linesep", "\n");
  put_text(fiber, globals, "curdir", ".");
  put_text(fiber, globals, "pardir", "..");
  put_text(fiber, globals, "pathsep", ":");
  put_text(fiber, globals, "extsep", ".");
  put_text(fiber, globals, "devnull", "/dev/null");
  put_text(fiber, globals, "defpath", "/bin:/usr/bin");
  put(fiber, globals, "altsep", Value::none());
  put(fiber, globals, "error", Value::from_object(types().OSError));
  const Value path = import_module(fiber, "posixpath");
  if (path.is_error()) return false;
  put(fiber, globals, "path", path);
  dict_set_text(fiber, rt().modules, "os.path", path);
  return true;
}

}  // namespace

const ModuleDef kOsModule = {"os", kFunctions, fill,
                             "OS routines for the systems that have POSIX."};

}  // namespace mt::python
