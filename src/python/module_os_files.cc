// module_os_files.cc - os: files and directories by name, and stat().
//
// What joins and parts paths without asking the system is in module_ospath.cc.

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/math_library.h"
#include "python/bytes.h"
#include "python/file.h"
#include "python/module_os.h"
#include "python/struct_sequence.h"

namespace mt::python {

namespace {

Type* g_stat_result;
Type* g_statvfs_result;

// A path, or the number of an open file where `fd_too`. A relative path begins
// in `directory`.
struct Place {
  std::string path;
  Value given;
  int fd = -1;
  int directory = AT_FDCWD;
  const char* name() const { return path.c_str(); }

  bool take(Fiber& fiber, Value value, bool fd_too = true) {
    given = value;
    if (fd_too && is_integer(value)) return int_argument(fiber, value, &fd);
    return path_bytes(fiber, value, &path);
  }
  // The argument dir_fd, or None.
  bool begin_in(Fiber& fiber, Value dir_fd) {
    if (dir_fd.is_none()) return true;
    if (!is_integer(dir_fd)) {
      raise_type_error(fiber, "argument should be integer or None, not %s",
                       type_name(dir_fd));
      return false;
    }
    if (!int_argument(fiber, dir_fd, &directory)) return false;
    if (fd < 0) return true;
    raise_value_error(fiber, "can't specify dir_fd without matching path");
    return false;
  }
  Value answer(Fiber& fiber, int result) const {
    return os_answer(fiber, result, fd < 0 ? given : Value());
  }
};

// Sorts arguments, and takes the path and, of those behind the first `plain`
// ones, dir_fd.
bool take_place(Fiber& fiber, const char* name, Args args,
                std::initializer_list<const char*> names, uint32_t required,
                uint32_t plain, Value* out, Place* place, bool fd_too) {
  out[plain] = Value::none();
  return parse_args(fiber, name, args, names, required, out) &&
         place->take(fiber, out[0], fd_too) &&
         place->begin_in(fiber, out[plain]);
}

// unlink() and rmdir(), by their flags.
template <int kFlags>
Value remove_entry(Fiber& fiber, Value, Args args) {
  Value out[2];
  Place place;
  if (!take_place(fiber, "remove", args, {"path", "*", "dir_fd"}, 1, 1, out,
                  &place, false)) {
    return Value::error();
  }
  return place.answer(fiber, unlinkat(place.directory, place.name(), kFlags));
}
Value os_chroot(Fiber& fiber, Value, Args args) {
  Value out[1];
  Place place;
  if (!parse_args(fiber, "chroot", args, {"path"}, 1, out) ||
      !place.take(fiber, out[0], false)) {
    return Value::error();
  }
  load_math_library();
  return place.answer(fiber, chroot(place.name()));
}

// --- directories and files --------------------------------------------------

bool working_directory(Fiber& fiber, std::string* path) {
  char buffer[4096];
  if (getcwd(buffer, sizeof buffer) == nullptr) {
    raise_errno(fiber, errno);
    return false;
  }
  *path = buffer;
  return true;
}
Value os_getcwd(Fiber& fiber, Value, Args) {
  std::string path;
  return working_directory(fiber, &path) ? os_text(fiber, path)
                                         : Value::error();
}
Value os_getcwdb(Fiber& fiber, Value, Args) {
  std::string path;
  return working_directory(fiber, &path)
             ? object_or_error(make_bytes(fiber, path))
             : Value::error();
}
Value os_chdir(Fiber& fiber, Value, Args args) {
  Value out[1];
  Place place;
  if (!parse_args(fiber, "chdir", args, {"path"}, 1, out) ||
      !place.take(fiber, out[0])) {
    return Value::error();
  }
  return place.answer(fiber, place.fd >= 0 ? fchdir(place.fd)
                                           : chdir(place.name()));
}

Value os_mkdir(Fiber& fiber, Value, Args args) {
  Value out[3] = {Value(), Value::from_int(0777)};
  Place place;
  int mode = 0;
  if (!take_place(fiber, "mkdir", args, {"path", "mode", "*", "dir_fd"}, 1, 2,
                  out, &place, false) ||
      !int_argument(fiber, out[1], &mode)) {
    return Value::error();
  }
  return place.answer(fiber, mkdirat(place.directory, place.name(),
                                   static_cast<mode_t>(mode)));
}
Value os_mkfifo(Fiber& fiber, Value, Args args) {
  Value out[3] = {Value(), Value::from_int(0666)};
  Place place;
  int mode = 0;
  if (!take_place(fiber, "mkfifo", args, {"path", "mode", "*", "dir_fd"}, 1, 2,
                  out, &place, false) ||
      !int_argument(fiber, out[1], &mode)) {
    return Value::error();
  }
  return place.answer(fiber, mkfifoat(place.directory, place.name(),
                                   static_cast<mode_t>(mode)));
}
Value os_chmod(Fiber& fiber, Value, Args args) {
  Value out[4] = {Value(), Value(), Value::from_bool(true)};
  Place place;
  int mode = 0;
  if (!take_place(fiber, "chmod", args,
                  {"path", "mode", "*", "follow_symlinks", "dir_fd"}, 2, 3,
                  out, &place, true) ||
      !int_argument(fiber, out[1], &mode)) {
    return Value::error();
  }
  const mode_t bits = static_cast<mode_t>(mode);
  if (place.fd >= 0) return place.answer(fiber, fchmod(place.fd, bits));
  return place.answer(
      fiber, fchmodat(place.directory, place.name(), bits,
                      out[2].is_false() ? AT_SYMLINK_NOFOLLOW : 0));
}

int rename_at(int from_dir, const char* from, int to_dir, const char* to, int) {
  return renameat(from_dir, from, to_dir, to);
}
template <int (*kFunction)(int, const char*, int, const char*, int)>
Value with_two_paths(Fiber& fiber, Value, Args args) {
  Value out[5] = {Value(), Value(), Value::none(), Value::none()};
  Place from, to;
  if (!parse_args(fiber, "function of two paths", args,
                  {"src", "dst", "*", "src_dir_fd", "dst_dir_fd",
                   "follow_symlinks"},
                  2, out) ||
      !from.take(fiber, out[0], false) || !from.begin_in(fiber, out[2]) ||
      !to.take(fiber, out[1], false) || !to.begin_in(fiber, out[3])) {
    return Value::error();
  }
  flush_open_files();
  // Without a directory link(2) decides what a symbolic link stands for.
  const bool follows =
      (!out[2].is_none() || !out[3].is_none()) && !out[4].is_false();
  if (kFunction(from.directory, from.name(), to.directory, to.name(),
                follows ? AT_SYMLINK_FOLLOW : 0) == 0) {
    return Value::none();
  }
  return raise_errno(fiber, errno, out[0], out[1]);
}
Value os_symlink(Fiber& fiber, Value, Args args) {
  // The third one is for other systems.
  Value out[4];
  Place to;
  std::string target;
  out[3] = Value::none();
  if (!parse_args(fiber, "symlink", args,
                  {"src", "dst", "target_is_directory", "*", "dir_fd"}, 2,
                  out) ||
      !path_bytes(fiber, out[0], &target) ||
      !to.take(fiber, out[1], false) || !to.begin_in(fiber, out[3])) {
    return Value::error();
  }
  if (symlinkat(target.c_str(), to.directory, to.name()) == 0)
    return Value::none();
  return raise_errno(fiber, errno, out[0], out[1]);
}

Value os_readlink(Fiber& fiber, Value, Args args) {
  Value out[2];
  Place place;
  char buffer[4096];
  if (!take_place(fiber, "readlink", args, {"path", "*", "dir_fd"}, 1, 1, out,
                  &place, false)) {
    return Value::error();
  }
  const ssize_t size =
      readlinkat(place.directory, place.name(), buffer, sizeof buffer);
  if (size < 0) return raise_errno(fiber, errno, out[0]);
  const std::string_view target(buffer, static_cast<size_t>(size));
  return is_kind(out[0], Kind::kBytes)
             ? object_or_error(make_bytes(fiber, target))
             : os_text(fiber, target);
}

Value change_owner(Fiber& fiber, const char* name, Args args, bool follow) {
  Value out[5] = {Value(), Value(), Value(), Value::from_bool(follow)};
  Place place;
  int uid = 0, gid = 0;
  if (!take_place(fiber, name, args,
                  {"path", "uid", "gid", "*", "follow_symlinks", "dir_fd"}, 3,
                  4, out, &place, true) ||
      !int_argument(fiber, out[1], &uid) ||
      !int_argument(fiber, out[2], &gid)) {
    return Value::error();
  }
  const uid_t user = static_cast<uid_t>(uid);
  const gid_t group = static_cast<gid_t>(gid);
  if (place.fd >= 0) return place.answer(fiber, fchown(place.fd, user, group));
  return place.answer(
      fiber, fchownat(place.directory, place.name(), user, group,
                      out[3].is_false() ? AT_SYMLINK_NOFOLLOW : 0));
}
Value os_chown(Fiber& fiber, Value, Args args) {
  return change_owner(fiber, "chown", args, true);
}
Value os_lchown(Fiber& fiber, Value, Args args) {
  return change_owner(fiber, "lchown", args, false);
}

Value os_access(Fiber& fiber, Value, Args args) {
  Value out[5];
  Place place;
  int mode = 0;
  if (!take_place(fiber, "access", args,
                  {"path", "mode", "*", "dir_fd", "effective_ids",
                   "follow_symlinks"},
                  2, 2, out, &place, false) ||
      !int_argument(fiber, out[1], &mode)) {
    return Value::error();
  }
  return Value::from_bool(
      faccessat(place.directory, place.name(), mode, 0) == 0);
}

// (seconds, seconds) or (nanoseconds, nanoseconds).
bool time_argument(Fiber& fiber, Value value, bool is_ns,
                   struct timespec times[2]) {
  const Tuple* const pair = cast<Tuple>(value);
  if (pair == nullptr || pair->size != 2) {
    raise_type_error(fiber, is_ns ? "utime: 'ns' must be a tuple of two ints"
                                  : "utime: 'times' must be either a tuple of "
                                    "two ints or None");
    return false;
  }
  for (int i = 0; i < 2; ++i) {
    int64_t whole = 0, rest = 0;
    if (is_ns) {
      int64_t ns = 0;
      if (!int_argument(fiber, pair->items[i], &ns)) return false;
      whole = ns / 1000000000;
      rest = ns % 1000000000;
    } else {
      double seconds = 0;
      if (!to_double(fiber, pair->items[i], &seconds)) return false;
      if (!(seconds > -1e17 && seconds < 1e17)) {
        raise_overflow_error(fiber,
                             "timestamp out of range for platform time_t");
        return false;
      }
      whole = static_cast<int64_t>(seconds);
      rest = static_cast<int64_t>((seconds - static_cast<double>(whole)) * 1e9);
    }
    if (rest < 0) {
      rest += 1000000000;
      --whole;
    }
    times[i].tv_sec = static_cast<time_t>(whole);
    times[i].tv_nsec = static_cast<long>(rest);
  }
  return true;
}

Value os_utime(Fiber& fiber, Value, Args args) {
  Value out[5] = {Value(), Value::none(), Value::none(),
                  Value::from_bool(true)};
  Place place;
  if (!take_place(fiber, "utime", args,
                  {"path", "times", "*", "ns", "follow_symlinks", "dir_fd"}, 1,
                  4, out, &place, true)) {
    return Value::error();
  }
  if (!out[1].is_none() && !out[2].is_none()) {
    return raise_value_error(fiber, "utime: you may specify either 'times' or "
                                    "'ns' but not both");
  }
  struct timespec both[2];
  const bool is_ns = !out[2].is_none();
  const bool is_given = is_ns || !out[1].is_none();
  if (is_given && !time_argument(fiber, out[is_ns ? 2 : 1], is_ns, both)) {
    return Value::error();
  }
  flush_open_files();
  const struct timespec* const times = is_given ? both : nullptr;
  if (place.fd >= 0) return place.answer(fiber, futimens(place.fd, times));
  return os_answer(
      fiber, utimensat(place.directory, place.name(), times,
                       out[3].is_false() ? AT_SYMLINK_NOFOLLOW : 0));
}

Value os_listdir(Fiber& fiber, Value, Args args) {
  Value out[1] = {Value::none()};
  Place place;
  if (!parse_args(fiber, "listdir", args, {"path"}, 0, out)) {
    return Value::error();
  }
  if (out[0].is_none()) out[0] = str_value(fiber, ".");
  if (!place.take(fiber, out[0])) return Value::error();
  DIR* dir;
  do {
    if (place.fd >= 0) {
      const int copy = fcntl(place.fd, F_DUPFD_CLOEXEC, 0);
      dir = copy < 0 ? nullptr : fdopendir(copy);
      if (dir == nullptr && copy >= 0) close(copy);
      if (dir != nullptr) rewinddir(dir);
    } else {
      dir = opendir(place.name());
    }
  } while (must_repeat(fiber, dir == nullptr ? -1 : 0));
  if (dir == nullptr) return os_error(fiber, out[0]);
  const bool is_bytes = is_kind(out[0], Kind::kBytes);
  List* const names_found = make_list(fiber);
  while (const struct dirent* entry = readdir(dir)) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    const Value one = is_bytes ? object_or_error(make_bytes(fiber, name))
                               : os_text(fiber, name);
    if (one.is_error() || !list_append(fiber, names_found, one)) break;
  }
  closedir(dir);
  return fiber.raised() ? Value::error() : Value::from_object(names_found);
}

Value os_truncate(Fiber& fiber, Value, Args args) {
  Value out[2];
  Place place;
  int64_t size = 0;
  if (!parse_args(fiber, "truncate", args, {"path", "length"}, 2, out) ||
      !place.take(fiber, out[0]) || !int_argument(fiber, out[1], &size)) {
    return Value::error();
  }
  flush_open_files();
  const off_t length = static_cast<off_t>(size);
  return place.answer(fiber, place.fd >= 0 ? ftruncate(place.fd, length)
                                           : truncate(place.name(), length));
}

// --- stat -------------------------------------------------------------------

constexpr const char* kStatFields[] = {
    "st_mode",  "st_ino",     "st_dev",     "st_nlink",    "st_uid",
    "st_gid",   "st_size",    "st_atime_",  "st_mtime_",   "st_ctime_",
    "st_atime", "st_mtime",   "st_ctime",   "st_atime_ns", "st_mtime_ns",
    "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev",   nullptr};

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
  Value out[3] = {Value(), Value::from_bool(true)};
  Place place;
  if (!take_place(fiber, "stat", args,
                  {"path", "*", "follow_symlinks", "dir_fd"}, 1, 2, out,
                  &place, true)) {
    return Value::error();
  }
  flush_open_files();
  struct stat info;
  const int result =
      place.fd >= 0
          ? fstat(place.fd, &info)
          : fstatat(place.directory, place.name(), &info,
                    out[1].is_false() ? AT_SYMLINK_NOFOLLOW : 0);
  return result == 0 ? make_stat(fiber, info) : place.answer(fiber, result);
}
Value os_lstat(Fiber& fiber, Value, Args args) {
  Value out[2];
  Place place;
  struct stat info;
  if (!take_place(fiber, "lstat", args, {"path", "*", "dir_fd"}, 1, 1, out,
                  &place, false)) {
    return Value::error();
  }
  return fstatat(place.directory, place.name(), &info, AT_SYMLINK_NOFOLLOW) == 0
             ? make_stat(fiber, info)
             : place.answer(fiber, -1);
}

constexpr const char* kStatvfsFields[] = {
    "f_bsize", "f_frsize", "f_blocks", "f_bfree",   "f_bavail", "f_files",
    "f_ffree", "f_favail", "f_flag",   "f_namemax", "f_fsid",   nullptr};

Value os_statvfs(Fiber& fiber, Value, Args args) {
  Place place;
  struct statvfs info;
  if (!place.take(fiber, args[0])) return Value::error();
  const int result = place.fd >= 0 ? fstatvfs(place.fd, &info)
                                   : statvfs(place.name(), &info);
  if (result != 0) return place.answer(fiber, result);
  const auto number = [&](auto value) {
    return int_from_i64(fiber, static_cast<int64_t>(value));
  };
  const Value values[11] = {
      number(info.f_bsize),  number(info.f_frsize), number(info.f_blocks),
      number(info.f_bfree),  number(info.f_bavail), number(info.f_files),
      number(info.f_ffree),  number(info.f_favail), number(info.f_flag),
      number(info.f_namemax), number(info.f_fsid)};
  if (g_statvfs_result == nullptr) {
    g_statvfs_result =
        make_struct_type(fiber, "os.statvfs_result", kStatvfsFields, 10);
  }
  return make_struct(fiber, g_statvfs_result, values);
}

constexpr OsNumber kNumbers[] = {
    {"F_OK", F_OK}, {"R_OK", R_OK}, {"W_OK", W_OK}, {"X_OK", X_OK}};

}  // namespace

const MethodDef kOsFileFunctions[] = {
    {"getcwd", os_getcwd, 0, 0},
    {"getcwdb", os_getcwdb, 0, 0},
    {"chdir", os_chdir, 0, 1, kMethodKeywords},
    {"fchdir", os_chdir, 1, 1},
    {"rmdir", remove_entry<AT_REMOVEDIR>, 0, 1, kMethodKeywords},
    {"unlink", remove_entry<0>, 0, 1, kMethodKeywords},
    {"remove", remove_entry<0>, 0, 1, kMethodKeywords},
    {"chroot", os_chroot, 0, 1, kMethodKeywords},
    {"mkdir", os_mkdir, 0, 2, kMethodKeywords},
    {"mkfifo", os_mkfifo, 0, 2, kMethodKeywords},
    {"chmod", os_chmod, 0, 2, kMethodKeywords},
    {"fchmod", os_chmod, 2, 2},
    {"rename", with_two_paths<rename_at>, 0, 2, kMethodKeywords},
    {"replace", with_two_paths<rename_at>, 0, 2, kMethodKeywords},
    {"link", with_two_paths<linkat>, 0, 2, kMethodKeywords},
    {"symlink", os_symlink, 0, 3, kMethodKeywords},
    {"readlink", os_readlink, 0, 1, kMethodKeywords},
    {"chown", os_chown, 0, 3, kMethodKeywords},
    {"fchown", os_chown, 3, 3},
    {"lchown", os_lchown, 0, 3, kMethodKeywords},
    {"access", os_access, 0, 2, kMethodKeywords},
    {"utime", os_utime, 0, 2, kMethodKeywords},
    {"listdir", os_listdir, 0, 1, kMethodKeywords},
    {"truncate", os_truncate, 0, 2, kMethodKeywords},
    {"stat", os_stat, 0, 1, kMethodKeywords},
    {"fstat", os_stat, 1, 1},
    {"lstat", os_lstat, 0, 1, kMethodKeywords},
    {"statvfs", os_statvfs, 1, 1},
    {"fstatvfs", os_statvfs, 1, 1},
    {}};

bool fill_os_files(Fiber& fiber, Dict* globals) {
  g_stat_result = make_struct_type(fiber, "os.stat_result", kStatFields, 10);
  put(fiber, globals, "stat_result", Value::from_object(g_stat_result));
  put_numbers(fiber, globals, kNumbers);
  return true;
}

}  // namespace mt::python
