// module_ospath.cc - os.path: names of files taken apart and put together.
//
// Works on str and on bytes alike; what goes in comes out.

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "python/bytes.h"
#include "python/codecs.h"
#include "python/file.h"
#include "python/module_os.h"
#include "python/native_tools.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

// A path argument: its bytes, and of which sort the answer has to be.
struct Path {
  std::string text;
  bool is_bytes = false;

  bool take(Fiber& fiber, Value value) {
    if (!is_kind(value, Kind::kStr) && !is_kind(value, Kind::kBytes)) {
      value = call_special(fiber, value, intern(fiber, "__fspath__"));
      if (value.is_error()) return false;
    }
    std::string_view given;
    is_bytes = is_kind(value, Kind::kBytes);
    if (is_bytes || is_kind(value, Kind::kStr)) {
      buffer_or_text(value, &given);
      // Parts of it are noted beside it.
      constexpr size_t kBytesOfByte = 16;
      if (given.size() > Heap::kFewGathered &&
          !may_gather(fiber, given.size() * kBytesOfByte)) {
        return false;
      }
      text = given;
      return true;
    }
    raise_type_error(fiber, "expected str, bytes or os.PathLike object, not %s",
                     type_name(value.is_undefined() ? Value::none() : value));
    return false;
  }
  Value give(Fiber& fiber, std::string_view out) const {
    if (is_bytes) return object_or_error(make_bytes(fiber, out));
    return object_or_error(make_str(fiber, out));
  }
  Value give(Fiber& fiber, std::string_view a, std::string_view b) const {
    const Value pair[2] = {give(fiber, a), give(fiber, b)};
    return object_or_error(make_tuple(fiber, pair, 2));
  }
};

bool take_one(Fiber& fiber, Args args, Path* path) {
  if (path->take(fiber, args[0])) return true;
  // CPython says what it got, not what became of it.
  if (!is_kind(args[0], Kind::kStr) && !is_kind(args[0], Kind::kBytes) &&
      exception_matches(fiber, types().TypeError)) {
    clear_exception(fiber);
    raise_type_error(fiber, "expected str, bytes or os.PathLike object, not %s",
                     type_name(args[0]));
  }
  return false;
}

size_t base_at(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? 0 : slash + 1;
}

std::string_view directory_of(std::string_view path) {
  std::string_view head = path.substr(0, base_at(path));
  if (head.find_first_not_of('/') == std::string_view::npos) return head;
  while (head.back() == '/') head.remove_suffix(1);
  return head;
}

Value path_basename(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  return path.give(fiber, std::string_view(path.text).substr(
                              base_at(path.text)));
}
Value path_dirname(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  return path.give(fiber, directory_of(path.text));
}
Value path_split(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  return path.give(fiber, directory_of(path.text),
                   std::string_view(path.text).substr(base_at(path.text)));
}
Value path_splitext(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  const std::string_view text = path.text;
  const size_t base = base_at(text);
  size_t dot = text.rfind('.');
  // Dots at the very beginning of the name belong to it.
  const size_t first = text.find_first_not_of('.', base);
  if (dot == std::string_view::npos || dot < base ||
      first == std::string_view::npos || first > dot) {
    dot = text.size();
  }
  return path.give(fiber, text.substr(0, dot), text.substr(dot));
}
Value path_splitdrive(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  return path.give(fiber, "", path.text);
}

Value path_join(Fiber& fiber, Value, Args args) {
  Path joined;
  if (!take_one(fiber, args, &joined)) return Value::error();
  for (uint32_t i = 1; i < args.count; ++i) {
    Path next;
    if (!take_one(fiber, Args{args.values + i, 1}, &next)) {
      return Value::error();
    }
    if (next.is_bytes != joined.is_bytes) {
      return raise_type_error(fiber, "Can't mix strings and bytes in path "
                                     "components");
    }
    if (!next.text.empty() && next.text[0] == '/') {
      joined.text = next.text;
    } else {
      if (!joined.text.empty() && joined.text.back() != '/') {
        joined.text.push_back('/');
      }
      joined.text += next.text;
    }
  }
  return joined.give(fiber, joined.text);
}

std::string normalised(std::string_view path) {
  if (path.empty()) return ".";
  // POSIX lets two slashes at the beginning mean something else.
  size_t slashes = 0;
  while (slashes < path.size() && path[slashes] == '/') ++slashes;
  const size_t root = slashes == 2 ? 2 : slashes > 0 ? 1 : 0;
  std::vector<std::string_view> parts;
  for (size_t at = 0; at < path.size();) {
    size_t end = path.find('/', at);
    if (end == std::string_view::npos) end = path.size();
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != ".." || (root == 0 && parts.empty()) ||
        (!parts.empty() && parts.back() == "..")) {
      parts.push_back(part);
    } else if (!parts.empty()) {
      parts.pop_back();
    }
  }
  std::string out(root, '/');
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out.push_back('/');
    out.append(parts[i]);
  }
  return out.empty() ? "." : out;
}

std::string absolute(const std::string& path) {
  if (!path.empty() && path[0] == '/') return normalised(path);
  char buffer[4096];
  std::string base =
      getcwd(buffer, sizeof buffer) != nullptr ? buffer : "/";
  return normalised(base + "/" + path);
}

Value path_normpath(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  return path.give(fiber, normalised(path.text));
}
Value path_abspath(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  return path.give(fiber, absolute(path.text));
}
// Follows links as far as they go; what is not there is taken as it is, and so
// is a link that leads back to itself. Each may double what is left to do.
constexpr uint32_t kMaxLinks = 10000;

Value path_realpath(Fiber& fiber, Value, Args args) {
  Value out[2] = {Value(), Value::from_bool(false)};
  Path path;
  if (!parse_args(fiber, "realpath", args, {"filename", "*", "strict"}, 1,
                  out) ||
      !take_one(fiber, Args{out, 1}, &path)) {
    return Value::error();
  }
  const int strict = truth(fiber, out[1]);
  if (strict < 0) return Value::error();
  if (path.text.find('\0') != std::string::npos) {
    return raise_value_error(fiber, "embedded null byte");
  }
  std::string done;
  if (path.text.substr(0, 1) != "/") done = absolute(".");
  if (done == "/") done.clear();
  std::string left = path.text;
  // Links that are not behind us yet, and how much is left then.
  std::vector<std::pair<std::string, size_t>> under_way;
  for (uint32_t links = 0; !left.empty();) {
    const size_t end = std::min(left.find('/'), left.size());
    const std::string part = left.substr(0, end);
    left.erase(0, std::min(end + 1, left.size()));
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      done.erase(std::min(done.rfind('/'), done.size()));
      continue;
    }
    const std::string next = done + "/" + part;
    struct stat info;
    int err = lstat(next.c_str(), &info) == 0 ? 0 : errno;
    char target[4096];
    ssize_t size = -1;
    if (err == 0 && S_ISLNK(info.st_mode)) {
      while (!under_way.empty() && under_way.back().second >= left.size())
        under_way.pop_back();
      const bool is_circle =
          ++links > kMaxLinks ||
          std::any_of(under_way.begin(), under_way.end(),
                      [&](const auto& link) { return link.first == next; });
      size = is_circle ? -1 : readlink(next.c_str(), target, sizeof target);
      if (size < 0) err = is_circle ? ELOOP : errno;
    }
    if (err != 0 && strict != 0) {
      return raise_errno(fiber, err, path.give(fiber, next));
    }
    if (err == ELOOP) return path.give(fiber, absolute(next + "/" + left));
    if (size < 0) {
      done = next;
      continue;
    }
    if (target[0] == '/') done.clear();
    under_way.emplace_back(next, left.size());
    left = std::string(target, static_cast<size_t>(size)) + "/" + left;
  }
  return path.give(fiber, done.empty() ? "/" : done);
}
Value path_isabs(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  return Value::from_bool(!path.text.empty() && path.text[0] == '/');
}

Value path_relpath(Fiber& fiber, Value, Args args) {
  Path path, start;
  if (!take_one(fiber, args, &path)) return Value::error();
  if (path.text.empty()) return raise_value_error(fiber, "no path specified");
  if (args.count > 1 && !args[1].is_none() && !start.take(fiber, args[1])) {
    return Value::error();
  }
  const std::string to = absolute(path.text);
  const std::string from = absolute(start.text.empty() ? "." : start.text);
  const auto parts_of = [](const std::string& whole) {
    std::vector<std::string> parts;
    for (size_t at = 1; at < whole.size();) {
      size_t end = whole.find('/', at);
      if (end == std::string::npos) end = whole.size();
      parts.push_back(whole.substr(at, end - at));
      at = end + 1;
    }
    return parts;
  };
  const std::vector<std::string> a = parts_of(from), b = parts_of(to);
  size_t common = 0;
  while (common < a.size() && common < b.size() && a[common] == b[common]) {
    ++common;
  }
  std::string out;
  const auto add = [&out](const std::string& part) {
    if (!out.empty()) out.push_back('/');
    out += part;
  };
  for (size_t i = common; i < a.size(); ++i) add("..");
  for (size_t i = common; i < b.size(); ++i) add(b[i]);
  return path.give(fiber, out.empty() ? "." : out);
}

Value path_commonprefix(Fiber& fiber, Value, Args args) {
  List* const list = list_from(fiber, args[0]);
  if (list == nullptr) return Value::error();
  if (list->size == 0) return Value::from_object(rt().empty_str);
  Path common;
  if (!common.take(fiber, list->items[0])) return Value::error();
  for (uint32_t i = 1; i < list->size; ++i) {
    Path next;
    if (!next.take(fiber, list->items[i])) return Value::error();
    size_t same = 0;
    while (same < common.text.size() && same < next.text.size() &&
           common.text[same] == next.text[same]) {
      ++same;
    }
    common.text.resize(same);
  }
  return common.give(fiber, common.text);
}

Value path_commonpath(Fiber& fiber, Value, Args args) {
  List* const list = list_from(fiber, args[0]);
  if (list == nullptr) return Value::error();
  if (list->size == 0) {
    return raise_value_error(fiber,
                             "commonpath() arg is an empty sequence");
  }
  Path first;
  std::vector<std::string> common;
  for (uint32_t i = 0; i < list->size; ++i) {
    Path path;
    if (!take_one(fiber, Args{&list->items[i], 1}, &path)) {
      return Value::error();
    }
    std::vector<std::string> parts;
    for (size_t at = 0; at < path.text.size();) {
      const size_t end = std::min(path.text.find('/', at), path.text.size());
      const std::string part = path.text.substr(at, end - at);
      if (!part.empty() && part != ".") parts.push_back(part);
      at = end + 1;
    }
    if (i == 0) {
      first = path;
      common = parts;
      continue;
    }
    if (path.is_bytes != first.is_bytes) {
      return raise_type_error(fiber, "Can't mix strings and bytes in path "
                                     "components");
    }
    if ((path.text.substr(0, 1) == "/") != (first.text.substr(0, 1) == "/")) {
      return raise_value_error(fiber, "Can't mix absolute and relative paths");
    }
    size_t same = 0;
    while (same < common.size() && same < parts.size() &&
           common[same] == parts[same]) {
      ++same;
    }
    common.resize(same);
  }
  std::string out = first.text.substr(0, 1) == "/" ? "/" : "";
  for (size_t i = 0; i < common.size(); ++i) {
    if (i > 0) out.push_back('/');
    out += common[i];
  }
  return first.give(fiber, out);
}

// --- asking the file system -------------------------------------------------

bool look(Fiber& fiber, Value path, bool follow, struct stat* info) {
  flush_open_files();
  std::string raw;
  int fd = -1;
  if (is_integer(path)) {
    return int_argument(fiber, path, &fd) && fstat(fd, info) == 0;
  }
  if (!path_bytes(fiber, path, &raw)) {
    if (exception_matches(fiber, types().ValueError)) clear_exception(fiber);
    return false;
  }
  return (follow ? stat(raw.c_str(), info) : lstat(raw.c_str(), info)) == 0;
}
Value verdict(Fiber& fiber, bool yes) {
  return fiber.raised() ? Value::error() : Value::from_bool(yes);
}

Value path_exists(Fiber& fiber, Value, Args args) {
  struct stat info;
  return verdict(fiber, look(fiber, args[0], true, &info));
}
Value path_lexists(Fiber& fiber, Value, Args args) {
  struct stat info;
  return verdict(fiber, look(fiber, args[0], false, &info));
}
Value path_isfile(Fiber& fiber, Value, Args args) {
  struct stat info;
  return verdict(fiber, look(fiber, args[0], true, &info) &&
                            S_ISREG(info.st_mode));
}
Value path_isdir(Fiber& fiber, Value, Args args) {
  struct stat info;
  return verdict(fiber, look(fiber, args[0], true, &info) &&
                            S_ISDIR(info.st_mode));
}
Value path_islink(Fiber& fiber, Value, Args args) {
  struct stat info;
  return verdict(fiber, look(fiber, args[0], false, &info) &&
                            S_ISLNK(info.st_mode));
}
Value path_ismount(Fiber& fiber, Value, Args args) {
  struct stat here, above;
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  if (lstat(path.text.c_str(), &here) != 0 ||
      lstat((path.text + "/..").c_str(), &above) != 0) {
    return Value::from_bool(false);
  }
  return Value::from_bool(here.st_dev != above.st_dev ||
                          here.st_ino == above.st_ino);
}
Value path_samefile(Fiber& fiber, Value, Args args) {
  struct stat a, b;
  for (int i = 0; i < 2; ++i) {
    if (look(fiber, args[static_cast<uint32_t>(i)], true, i == 0 ? &a : &b)) {
      continue;
    }
    return fiber.raised() ? Value::error()
                          : raise_errno(fiber, errno,
                                        args[static_cast<uint32_t>(i)]);
  }
  return Value::from_bool(a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

// Do two results of stat() speak of the same file?
Value path_samestat(Fiber& fiber, Value, Args args) {
  bool same = true;
  for (const char* name : {"st_ino", "st_dev"}) {
    const Value a = get_attr(fiber, args[0], name);
    const Value b = a.is_error() ? a : get_attr(fiber, args[1], name);
    if (b.is_error()) return b;
    same = same && equal(fiber, a, b) > 0;
  }
  return Value::from_bool(same);
}

Value attribute_of_stat(Fiber& fiber, Args args, Value (*give)(Fiber&,
                        const struct stat&)) {
  struct stat info;
  if (look(fiber, args[0], true, &info)) return give(fiber, info);
  return fiber.raised() ? Value::error() : raise_errno(fiber, errno, args[0]);
}
Value path_getsize(Fiber& fiber, Value, Args args) {
  return attribute_of_stat(fiber, args, [](Fiber& f, const struct stat& info) {
    return int_from_i64(f, static_cast<int64_t>(info.st_size));
  });
}
template <struct timespec (*kTime)(const struct stat&)>
Value path_time(Fiber& fiber, Value, Args args) {
  return attribute_of_stat(fiber, args, [](Fiber&, const struct stat& info) {
    const struct timespec time = kTime(info);
    return Value::from_float(static_cast<double>(time.tv_sec) +
                             1e-9 * static_cast<double>(time.tv_nsec));
  });
}
struct timespec modified(const struct stat& info) {
  return MT_STAT_TIME(info, m);
}
struct timespec accessed(const struct stat& info) {
  return MT_STAT_TIME(info, a);
}
struct timespec changed(const struct stat& info) {
  return MT_STAT_TIME(info, c);
}

// --- names in names ---------------------------------------------------------

Value path_expanduser(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  if (path.text.empty() || path.text[0] != '~') {
    return path.give(fiber, path.text);
  }
  size_t end = path.text.find('/');
  if (end == std::string::npos) end = path.text.size();
  std::string home;
  if (end == 1 && getenv("HOME") != nullptr) {
    home = getenv("HOME");
  } else {
    const struct passwd* const who =
        end == 1 ? getpwuid(getuid())
                 : getpwnam(path.text.substr(1, end - 1).c_str());
    if (who == nullptr) return path.give(fiber, path.text);
    home = who->pw_dir;
  }
  while (!home.empty() && home.back() == '/') home.pop_back();
  home += path.text.substr(end);
  return path.give(fiber, home.empty() ? "/" : home);
}

Value path_expandvars(Fiber& fiber, Value, Args args) {
  Path path;
  if (!take_one(fiber, args, &path)) return Value::error();
  const std::string& in = path.text;
  std::string out;
  for (size_t at = 0; at < in.size();) {
    if (in[at] != '$') {
      out.push_back(in[at++]);
      continue;
    }
    const bool braced = at + 1 < in.size() && in[at + 1] == '{';
    const size_t start = at + (braced ? 2 : 1);
    size_t end = start;
    while (end < in.size() &&
           (braced ? in[end] != '}' : is_alnum(in[end]) || in[end] == '_')) {
      ++end;
    }
    const char* value = nullptr;
    if (end > start && (!braced || end < in.size())) {
      value = getenv(in.substr(start, end - start).c_str());
      if (braced) ++end;
    }
    if (value != nullptr) {
      out += value;
    } else {
      out.append(in, at, end - at);
    }
    at = end;
  }
  return path.give(fiber, out);
}

const MethodDef kFunctions[] = {
    {"basename", path_basename, 1, 1},
    {"dirname", path_dirname, 1, 1},
    {"split", path_split, 1, 1},
    {"splitext", path_splitext, 1, 1},
    {"splitdrive", path_splitdrive, 1, 1},
    {"join", path_join, 1, -1},
    {"normpath", path_normpath, 1, 1},
    {"normcase", [](Fiber& fiber, Value, Args args) {
       Path path;
       if (!take_one(fiber, args, &path)) return Value::error();
       const bool is_text =
           is_kind(args[0], Kind::kStr) || is_kind(args[0], Kind::kBytes);
       return is_text ? args[0] : path.give(fiber, path.text);
     }, 1, 1},
    {"abspath", path_abspath, 1, 1},
    {"realpath", path_realpath, 0, 1, kMethodKeywords},
    {"isabs", path_isabs, 1, 1},
    {"relpath", path_relpath, 1, 2},
    {"commonprefix", path_commonprefix, 1, 1},
    {"commonpath", path_commonpath, 1, 1},
    {"exists", path_exists, 1, 1},
    {"lexists", path_lexists, 1, 1},
    {"isfile", path_isfile, 1, 1},
    {"isdir", path_isdir, 1, 1},
    {"islink", path_islink, 1, 1},
    {"ismount", path_ismount, 1, 1},
    {"samefile", path_samefile, 2, 2},
    {"sameopenfile", path_samefile, 2, 2},
    {"samestat", path_samestat, 2, 2},
    {"getsize", path_getsize, 1, 1},
    {"getmtime", path_time<modified>, 1, 1},
    {"getatime", path_time<accessed>, 1, 1},
    {"getctime", path_time<changed>, 1, 1},
    {"expanduser", path_expanduser, 1, 1},
    {"expandvars", path_expandvars, 1, 1},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  put_text(fiber, globals, "sep", "/");
  put_text(fiber, globals, "curdir", ".");
  put_text(fiber, globals, "pardir", "..");
  put_text(fiber, globals, "extsep", ".");
  put_text(fiber, globals, "pathsep", ":");
  put_text(fiber, globals, "defpath", "/bin:/usr/bin");
  put_text(fiber, globals, "devnull", "/dev/null");
  put(fiber, globals, "altsep", Value::none());
  put(fiber, globals, "supports_unicode_filenames", Value::from_bool(false));
  return true;
}

}  // namespace

const ModuleDef kOsPathModule = {"posixpath", kFunctions, fill,
                                 "Common operations on Posix pathnames."};

}  // namespace mt::python
