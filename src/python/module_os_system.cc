// module_os_system.cc - os: what the system offers beyond files and processes
// proper: several buffers at once, locks, terminals, scheduling, all the ids.

#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/random.h>
#include <sys/sendfile.h>
#endif

#include "base/fd.h"
#include "base/status.h"
#include "python/bytes.h"
#include "python/file.h"
#include "python/module_os.h"
#include "python/struct_sequence.h"

namespace mt::python {

namespace {

bool int_arguments(Fiber& fiber, Args args, int* out, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    if (!int_argument(fiber, args[i], &out[i])) return false;
  }
  return true;
}

// --- descriptors ------------------------------------------------------------

#ifndef __APPLE__
Value os_pipe2(Fiber& fiber, Value, Args args) {
  int flags = 0, ends[2];
  if (!int_argument(fiber, args[0], &flags)) return Value::error();
  int result;
  do {
    result = pipe2(ends, flags);
  } while (must_repeat(fiber, result));
  if (result != 0) return os_error(fiber);
  const Value pair[2] = {Value::from_int(ends[0]), Value::from_int(ends[1])};
  return object_or_error(make_tuple(fiber, pair, 2));
}

#endif

// The buffers in a sequence, as readv() and writev() want them. They must hold
// still until the call is over: nothing runs in between.
bool fill_vector(Fiber& fiber, Value buffers, bool writable,
                 std::vector<struct iovec>* vector, Root* kept) {
  if (!is_kind(buffers, Kind::kList) && !is_kind(buffers, Kind::kTuple)) {
    raise_type_error(fiber, "%s() arg 2 must be a sequence",
                     writable ? "readv" : "writev");
    return false;
  }
  // A tuple of them: a list's own __iter__ could change what came before.
  Tuple* const all = tuple_from(fiber, buffers);
  if (all == nullptr) return false;
  kept->value = Value::from_object(all);
  for (uint32_t i = 0; i < all->size; ++i) {
    const Value each = all->items[i];
    std::string_view bytes;
    if (!buffer_of(each, &bytes)) {
      raise_no_bytes(fiber, each);
      return false;
    }
    const MemoryView* const view = cast<MemoryView>(each);
    if (writable && (is_kind(each, Kind::kBytes) ||
                     (view != nullptr && view->is_readonly))) {
      raise(fiber, types().BufferError, "%s", "Object is not writable.");
      return false;
    }
    if (vector->size() == IOV_MAX) {
      raise_errno(fiber, EINVAL);
      return false;
    }
    vector->push_back({const_cast<char*>(bytes.data()), bytes.size()});
  }
  return true;
}
template <ssize_t (*kCall)(int, const struct iovec*, int), bool kWritable>
Value os_vector(Fiber& fiber, Value, Args args) {
  int fd = -1;
  std::vector<struct iovec> vector;
  Root kept(fiber.heap);  // the buffers
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  ssize_t moved;
  do {
    vector.clear();
    if (!fill_vector(fiber, args[1], kWritable, &vector, &kept)) {
      return Value::error();
    }
    moved = kCall(fd, vector.data(), static_cast<int>(vector.size()));
  } while (must_repeat(fiber, moved));
  return moved >= 0 ? int_from_i64(fiber, moved) : os_error(fiber);
}

Value os_lockf(Fiber& fiber, Value, Args args) {
  int numbers[2];
  int64_t size = 0;
  if (!int_arguments(fiber, args, numbers, 2) ||
      !int_argument(fiber, args[2], &size)) {
    return Value::error();
  }
  return os_answer(fiber,
                   lockf(numbers[0], numbers[1], static_cast<off_t>(size)));
}

Value os_tcgetpgrp(Fiber& fiber, Value, Args args) {
  int fd = -1;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  const pid_t group = tcgetpgrp(fd);
  return group >= 0 ? Value::from_int(group) : raise_errno(fiber, errno);
}
Value os_tcsetpgrp(Fiber& fiber, Value, Args args) {
  int numbers[2];
  if (!int_arguments(fiber, args, numbers, 2)) return Value::error();
  return os_answer(fiber, tcsetpgrp(numbers[0], numbers[1]));
}
Value os_ctermid(Fiber& fiber, Value, Args) {
  return os_text(fiber, ctermid(nullptr));
}

#ifdef __linux__
Value os_sendfile(Fiber& fiber, Value, Args args) {
  Value out[4];
  int to = -1, from = -1;
  int64_t offset = 0, count = 0;
  if (!parse_args(fiber, "sendfile", args,
                  {"out_fd", "in_fd", "offset", "count"}, 4, out) ||
      !int_argument(fiber, out[0], &to) ||
      !int_argument(fiber, out[1], &from) ||
      (!out[2].is_none() && !int_argument(fiber, out[2], &offset)) ||
      !int_argument(fiber, out[3], &count)) {
    return Value::error();
  }
  off_t at = static_cast<off_t>(offset);
  ssize_t sent;
  do {
    sent = sendfile(to, from, out[2].is_none() ? nullptr : &at,
                    static_cast<size_t>(count));
  } while (must_repeat(fiber, sent));
  return sent >= 0 ? int_from_i64(fiber, sent) : os_error(fiber);
}

Value os_getrandom(Fiber& fiber, Value, Args args) {
  int64_t size = 0;
  int flags = 0;
  if (!int_argument(fiber, args[0], &size) ||
      (args.count > 1 && !int_argument(fiber, args[1], &flags))) {
    return Value::error();
  }
  if (size < 0) return raise_errno(fiber, EINVAL);
  Bytes* const bytes = make_bytes(fiber, static_cast<size_t>(size));
  if (bytes == nullptr) return Value::error();
  const ssize_t got =
      getrandom(bytes->data, bytes->size, static_cast<unsigned>(flags));
  if (got < 0) return raise_errno(fiber, errno);
  if (static_cast<size_t>(got) == bytes->size) return Value::from_object(bytes);
  return object_or_error(make_bytes(
      fiber, {reinterpret_cast<const char*>(bytes->data),
              static_cast<size_t>(got)}));
}

Value os_sched_getaffinity(Fiber& fiber, Value, Args args) {
  int pid = 0;
  if (!int_argument(fiber, args[0], &pid)) return Value::error();
  cpu_set_t cpus;
  if (sched_getaffinity(pid, sizeof cpus, &cpus) != 0) {
    return raise_errno(fiber, errno);
  }
  Set* const numbers = make_set(fiber);
  for (int i = 0; numbers != nullptr && i < CPU_SETSIZE; ++i) {
    if (CPU_ISSET(i, &cpus) && !set_add(fiber, numbers, Value::from_int(i))) {
      return Value::error();
    }
  }
  return object_or_error(numbers);
}
#endif

Value os_sched_yield(Fiber& fiber, Value, Args) {
  return os_answer(fiber, sched_yield());
}
Value os_sync(Fiber&, Value, Args) {
  sync();
  return Value::none();
}

Value os_mknod(Fiber& fiber, Value, Args args) {
  Value out[3] = {Value(), Value::from_int(0600), Value::from_int(0)};
  std::string raw;
  int mode = 0;
  int64_t device = 0;
  if (!parse_args(fiber, "mknod", args, {"path", "mode", "device"}, 1, out) ||
      !path_bytes(fiber, out[0], &raw) || !int_argument(fiber, out[1], &mode) ||
      !int_argument(fiber, out[2], &device)) {
    return Value::error();
  }
  return os_answer(fiber,
                   mknod(raw.c_str(), static_cast<mode_t>(mode),
                         static_cast<dev_t>(device)),
                   out[0]);
}

// --- processes --------------------------------------------------------------

Value resource_use(Fiber& fiber, const struct rusage& use) {
  static constexpr const char* kFields[] = {
      "ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss",
      "ru_minflt", "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock",
      "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw",
      nullptr};
  const auto seconds = [](const struct timeval& t) {
    return Value::from_float(static_cast<double>(t.tv_sec) +
                             1e-6 * static_cast<double>(t.tv_usec));
  };
  const long counts[] = {use.ru_maxrss,  use.ru_ixrss,   use.ru_idrss,
                         use.ru_isrss,   use.ru_minflt,  use.ru_majflt,
                         use.ru_nswap,   use.ru_inblock, use.ru_oublock,
                         use.ru_msgsnd,  use.ru_msgrcv,  use.ru_nsignals,
                         use.ru_nvcsw,   use.ru_nivcsw};
  Value row[16] = {seconds(use.ru_utime), seconds(use.ru_stime)};
  for (size_t i = 0; i < 14; ++i) row[i + 2] = int_from_i64(fiber, counts[i]);
  static Type* type;
  if (type == nullptr) {
    type = make_struct_type(fiber, "resource.struct_rusage", kFields, 16);
  }
  return make_struct(fiber, type, row);
}

Value wait_with_use(Fiber& fiber, int pid, int options) {
  int status = 0;
  struct rusage use;
  pid_t got;
  do {
    got = wait4(pid, &status, options, &use);
  } while (must_repeat(fiber, got));
  if (got < 0) return os_error(fiber);
  const Value row[3] = {Value::from_int(got), Value::from_int(status),
                        resource_use(fiber, use)};
  if (row[2].is_error()) return Value::error();
  return object_or_error(make_tuple(fiber, row, 3));
}
Value os_wait3(Fiber& fiber, Value, Args args) {
  int options = 0;
  if (!int_argument(fiber, args[0], &options)) return Value::error();
  return wait_with_use(fiber, -1, options);
}
Value os_wait4(Fiber& fiber, Value, Args args) {
  int numbers[2];
  if (!int_arguments(fiber, args, numbers, 2)) return Value::error();
  return wait_with_use(fiber, numbers[0], numbers[1]);
}

Value os_setpriority(Fiber& fiber, Value, Args args) {
  int numbers[3];
  if (!int_arguments(fiber, args, numbers, 3)) return Value::error();
  return os_answer(fiber, setpriority(
      static_cast<decltype(PRIO_PROCESS)>(numbers[0]),
      static_cast<id_t>(numbers[1]), numbers[2]));
}

// --- ids --------------------------------------------------------------------

template <int (*kFunction)(uid_t, uid_t)>
Value os_set_two_ids(Fiber& fiber, Value, Args args) {
  int ids[2];
  if (!int_arguments(fiber, args, ids, 2)) return Value::error();
  return os_answer(fiber, kFunction(static_cast<uid_t>(ids[0]),
                                    static_cast<uid_t>(ids[1])));
}
#ifdef __linux__
template <int (*kFunction)(uid_t*, uid_t*, uid_t*)>
Value os_get_three_ids(Fiber& fiber, Value, Args) {
  uid_t ids[3];
  if (kFunction(&ids[0], &ids[1], &ids[2]) != 0) {
    return raise_errno(fiber, errno);
  }
  const Value row[3] = {int_from_i64(fiber, ids[0]),
                        int_from_i64(fiber, ids[1]),
                        int_from_i64(fiber, ids[2])};
  return object_or_error(make_tuple(fiber, row, 3));
}
template <int (*kFunction)(uid_t, uid_t, uid_t)>
Value os_set_three_ids(Fiber& fiber, Value, Args args) {
  int ids[3];
  if (!int_arguments(fiber, args, ids, 3)) return Value::error();
  return os_answer(fiber, kFunction(static_cast<uid_t>(ids[0]),
                                    static_cast<uid_t>(ids[1]),
                                    static_cast<uid_t>(ids[2])));
}
#endif
Value os_initgroups(Fiber& fiber, Value, Args args) {
  std::string name;
  int group = 0;
  if (!path_bytes(fiber, args[0], &name) ||
      !int_argument(fiber, args[1], &group)) {
    return Value::error();
  }
  return os_answer(fiber, initgroups(name.c_str(), static_cast<gid_t>(group)));
}

constexpr OsNumber kNumbers[] = {
    {"F_LOCK", F_LOCK},   {"F_TLOCK", F_TLOCK}, {"F_ULOCK", F_ULOCK},
    {"F_TEST", F_TEST},   {"O_DSYNC", O_DSYNC}, {"O_ASYNC", O_ASYNC},
#ifdef __linux__
    {"O_DIRECT", O_DIRECT},       {"O_NOATIME", O_NOATIME},
    {"O_PATH", O_PATH},           {"O_RSYNC", O_RSYNC},
    {"O_TMPFILE", O_TMPFILE},     {"SEEK_DATA", SEEK_DATA},
    {"SEEK_HOLE", SEEK_HOLE},     {"GRND_NONBLOCK", GRND_NONBLOCK},
    {"GRND_RANDOM", GRND_RANDOM},
#endif
};

}  // namespace

const MethodDef kOsSystemFunctions[] = {
#ifndef __APPLE__
    {"pipe2", os_pipe2, 1, 1},
#endif
    {"readv", os_vector<readv, true>, 2, 2},
    {"writev", os_vector<writev, false>, 2, 2},
    {"lockf", os_lockf, 3, 3},
    {"tcgetpgrp", os_tcgetpgrp, 1, 1},
    {"tcsetpgrp", os_tcsetpgrp, 2, 2},
    {"ctermid", os_ctermid, 0, 0},
    {"sched_yield", os_sched_yield, 0, 0},
    {"sync", os_sync, 0, 0},
    {"mknod", os_mknod, 1, 3, kMethodKeywords},
    {"wait3", os_wait3, 1, 1},
    {"wait4", os_wait4, 2, 2},
    {"setpriority", os_setpriority, 3, 3},
    {"setreuid", os_set_two_ids<setreuid>, 2, 2},
    {"setregid", os_set_two_ids<setregid>, 2, 2},
    {"initgroups", os_initgroups, 2, 2},
#ifdef __linux__
    {"sendfile", os_sendfile, 0, 4, kMethodKeywords},
    {"getrandom", os_getrandom, 1, 2},
    {"sched_getaffinity", os_sched_getaffinity, 1, 1},
    {"getresuid", os_get_three_ids<getresuid>, 0, 0},
    {"getresgid", os_get_three_ids<getresgid>, 0, 0},
    {"setresuid", os_set_three_ids<setresuid>, 3, 3},
    {"setresgid", os_set_three_ids<setresgid>, 3, 3},
#endif
    {}};

bool fill_os_system(Fiber& fiber, Dict* globals) {
  put_numbers(fiber, globals, kNumbers);
  return true;
}

}  // namespace mt::python
