// module_os_processes.cc - os: processes, ids, and the machine.
//
// lib/subprocess.py starts its programs through _fork_exec(). The reactor has
// children of its own, reactor/child.h.

#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <sys/time.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/hash.h"
#include "base/status.h"
#include "python/bytes.h"
#include "python/file.h"
#include "python/module_os.h"
#include "python/struct_sequence.h"

extern char** environ;

namespace mt::python {

bool StringArray::fill(Fiber& fiber, Value items) {
  Value item;
  Iteration each(fiber, items);
  while (each.next(&item)) {
    texts.emplace_back();
    if (!path_bytes(fiber, item, &texts.back())) return false;
  }
  return !each.failed();
}

bool StringArray::fill_environment(Fiber& fiber, Value mapping) {
  const Value pairs = call_method(fiber, mapping, names().items);
  if (pairs.is_error()) return false;
  Value pair;
  Iteration each(fiber, pairs);
  while (each.next(&pair)) {
    const Tuple* const row = cast<Tuple>(pair);
    std::string key, value;
    if (row == nullptr || row->size != 2) {
      raise_type_error(fiber, "env must be a mapping");
      return false;
    }
    const Value* const two = row->items;
    if (!path_bytes(fiber, two[0], &key) ||
        !path_bytes(fiber, two[1], &value)) {
      return false;
    }
    if (key.empty() || key.find('=', 1) != std::string::npos) {
      raise_value_error(fiber, "illegal environment variable name");
      return false;
    }
    texts.push_back(key + "=" + value);
  }
  return !each.failed();
}

char** StringArray::data() {
  pointers.clear();
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers.data();
}

namespace {

Type* g_uname_result;
Type* g_times_result;

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
  return os_answer(fiber, kFunction(static_cast<uid_t>(id)));
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
  return os_answer(fiber, kill(pid, number));
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
  } while (must_repeat(fiber, got));
  if (got < 0) return os_error(fiber);
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


Value os_execve(Fiber& fiber, Value, Args args) {
  std::string path;
  StringArray arguments, variables;
  if (!path_bytes(fiber, args[0], &path)) return Value::error();
  if (!is_kind(args[1], Kind::kTuple) && !is_kind(args[1], Kind::kList)) {
    return raise_type_error(fiber, "execve: argv must be a tuple or list");
  }
  if (!arguments.fill(fiber, args[1]) ||
      !variables.fill_environment(fiber, args[2])) {
    return Value::error();
  }
  if (arguments.texts.empty()) {
    return raise_value_error(fiber, "execve: argv must not be empty");
  }
  if (arguments.texts[0].empty()) {
    return raise_value_error(fiber, "execve: argv first element cannot be "
                                    "empty");
  }
  flush_streams(fiber);
  execve(path.c_str(), arguments.data(), variables.data());
  return raise_errno(fiber, errno, args[0]);
}

// --- a new process that runs a program --------------------------------------

// What the child does between fork() and execve(): nothing that allocates.
struct ChildPlan {
  char** programs;       // candidates, the first that is there
  char** arguments;
  char** environment;
  const char* directory;   // or null
  int streams[3];          // become 0, 1 and 2; -1: as they are
  const int* kept;         // sorted; the other descriptors are closed
  size_t kept_count;
  bool closes;
  bool new_session;
  bool restores_signals;
  int umask;               // -1: as it is
};

// What became of it: an errno, and what failed.
struct ChildReport {
  int err;
  char stage;  // 'c' the directory, 'e' the program, 'p' preexec_fn, 's' others
};

// Closes [from, to], at once where the kernel can: a limit of a million open
// files would otherwise mean a million calls.
void close_range_of(long from, long to) {
  if (from > to) return;
#ifdef SYS_close_range
  if (syscall(SYS_close_range, static_cast<unsigned>(from),
              static_cast<unsigned>(to), 0U) == 0) {
    return;
  }
#endif
  for (long fd = from; fd <= to; ++fd) close(static_cast<int>(fd));
}

// All from 3 on but those kept and `report`.
void close_others(const ChildPlan& plan, int report) {
  long most = sysconf(_SC_OPEN_MAX);
  if (most < 0 || most > INT_MAX) most = INT_MAX;
  long from = 3;
  for (size_t i = 0; i <= plan.kept_count; ++i) {
    const long stop = i < plan.kept_count ? plan.kept[i] : most;
    if (from <= report && report < stop) {
      close_range_of(from, report - 1);
      from = report + 1;
    }
    close_range_of(from, stop - 1);
    if (from <= stop) from = stop + 1;
  }
}

// Returns only when something failed.
ChildReport become(const ChildPlan& plan, int* report) {
  // None of the three may be overwritten before it has been used.
  int streams[3];
  for (int i = 0; i < 3; ++i) {
    streams[i] = plan.streams[i];
    if (streams[i] >= 0 && streams[i] < i) {
      streams[i] = fcntl(streams[i], F_DUPFD, 3);
      if (streams[i] < 0) return {errno, 's'};
    }
  }
  if (*report < 3) {
    *report = fcntl(*report, F_DUPFD_CLOEXEC, 3);
    if (*report < 0) return {errno, 's'};
  }
  for (int i = 0; i < 3; ++i) {
    if (streams[i] < 0) continue;
    // dup2() onto itself would keep the flag that closes it.
    if (streams[i] == i ? fcntl(i, F_SETFD, 0) < 0 : dup2(streams[i], i) < 0) {
      return {errno, 's'};
    }
  }
  if (plan.directory != nullptr && chdir(plan.directory) != 0) {
    return {errno, 'c'};
  }
  if (plan.umask >= 0) umask(static_cast<mode_t>(plan.umask));
  if (plan.restores_signals) {
    signal(SIGPIPE, SIG_DFL);
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_DFL);
#endif
  }
  if (plan.new_session) setsid();
  return {0, 0};
}

ChildReport run_program(const ChildPlan& plan, int report) {
  for (size_t i = 0; i < plan.kept_count; ++i) fcntl(plan.kept[i], F_SETFD, 0);
  if (plan.closes) close_others(plan, report);
  int err = ENOENT;
  for (char** program = plan.programs; *program != nullptr; ++program) {
    execve(*program, plan.arguments, plan.environment);
    if (errno != ENOENT && errno != ENOTDIR) err = errno;
  }
  return {err, 'e'};
}

// _fork_exec(programs, arguments, environment or None, directory or None,
//            (in, out, err), kept or None, new_session, restore_signals, umask,
//            preexec_fn): (pid, errno, stage)
Value os_fork_exec(Fiber& fiber, Value, Args args) {
  StringArray programs, arguments, variables;
  std::string directory;
  ChildPlan plan;
  const Tuple* const streams = cast<Tuple>(args[4]);
  if (!programs.fill(fiber, args[0]) || !arguments.fill(fiber, args[1]) ||
      (!args[2].is_none() && !variables.fill_environment(fiber, args[2])) ||
      (!args[3].is_none() && !path_bytes(fiber, args[3], &directory))) {
    return Value::error();
  }
  for (uint32_t i = 0; i < 3; ++i) {
    if (streams == nullptr || streams->size != 3 ||
        !int_argument(fiber, streams->items[i], &plan.streams[i])) {
      return fiber.raised() ? Value::error()
                            : raise_type_error(fiber, "three are required");
    }
  }
  std::vector<int> kept;
  if (!args[5].is_none()) {
    Value item;
    Iteration each(fiber, args[5]);
    while (each.next(&item)) {
      int fd = 0;
      if (!int_argument(fiber, item, &fd)) return Value::error();
      kept.push_back(fd);
    }
    if (each.failed()) return Value::error();
  }
  if (!int_argument(fiber, args[8], &plan.umask)) return Value::error();
  plan.programs = programs.data();
  plan.arguments = arguments.data();
  plan.environment = args[2].is_none() ? environ : variables.data();
  plan.directory = args[3].is_none() ? nullptr : directory.c_str();
  plan.kept = kept.data();
  plan.kept_count = kept.size();
  plan.closes = !args[5].is_none();
  plan.new_session = args[6].is_true();
  plan.restores_signals = args[7].is_true();
  Pipe ends;
  if (!open_pipe(fiber, &ends)) return os_error(fiber);
  flush_streams(fiber);
  const pid_t pid = fork();
  if (pid < 0) return raise_errno(fiber, errno);
  if (pid == 0) {
    int report = ends.write_end.get();
    ChildReport failed = become(plan, &report);
    if (failed.stage == 0 && !args[9].is_none() &&
        call(fiber, args[9]).is_error()) {
      failed = {0, 'p'};
    }
    if (failed.stage == 0) failed = run_program(plan, report);
    const ssize_t told = write(report, &failed, sizeof failed);
    _exit(told < 0 ? 254 : 255);
  }
  ends.write_end.reset();
  ChildReport failed = {0, 0};
  ssize_t got;
  do {
    got = read(ends.read_end.get(), &failed, sizeof failed);
  } while (got < 0 && errno == EINTR);
  const char stage[2] = {failed.stage, '\0'};
  const Value row[3] = {Value::from_int(pid), Value::from_int(failed.err),
                        str_value(fiber, stage)};
  return object_or_error(make_tuple(fiber, row, 3));
}

Value os_wait(Fiber& fiber, Value self, Args) {
  const Value any = Value::from_int(-1);
  return os_waitpid(fiber, self, Args{&any, 1});
}
Value os_killpg(Fiber& fiber, Value, Args args) {
  int group = 0, number = 0;
  if (!int_argument(fiber, args[0], &group) ||
      !int_argument(fiber, args[1], &number)) {
    return Value::error();
  }
  return os_answer(fiber, killpg(group, number));
}
Value os_getpgrp(Fiber&, Value, Args) { return Value::from_int(getpgrp()); }
Value os_setpgrp(Fiber& fiber, Value, Args) {
  return os_answer(fiber, setpgid(0, 0));
}
Value os_setpgid(Fiber& fiber, Value, Args args) {
  int pid = 0, group = 0;
  if (!int_argument(fiber, args[0], &pid) ||
      !int_argument(fiber, args[1], &group)) {
    return Value::error();
  }
  return os_answer(fiber, setpgid(pid, group));
}
template <pid_t (*kFunction)(pid_t)>
Value id_of_process(Fiber& fiber, Value, Args args) {
  int pid = 0;
  if (!int_argument(fiber, args[0], &pid)) return Value::error();
  const pid_t id = kFunction(pid);
  return id >= 0 ? Value::from_int(id) : raise_errno(fiber, errno);
}
Value os_getgroups(Fiber& fiber, Value, Args) {
  const int count = getgroups(0, nullptr);
  if (count < 0) return raise_errno(fiber, errno);
  std::vector<gid_t> ids(static_cast<size_t>(count) + 1);
  const int got = getgroups(count, ids.data());
  if (got < 0) return raise_errno(fiber, errno);
  List* const list = make_list(fiber);
  for (int i = 0; list != nullptr && i < got; ++i) {
    if (!list_append(fiber, list,
                     Value::from_int(ids[static_cast<size_t>(i)]))) {
      break;
    }
  }
  return fiber.raised() ? Value::error() : object_or_error(list);
}
Value os_setgroups(Fiber& fiber, Value, Args args) {
  std::vector<gid_t> ids;
  Value item;
  Iteration each(fiber, args[0]);
  while (each.next(&item)) {
    int id = 0;
    if (!int_argument(fiber, item, &id)) return Value::error();
    ids.push_back(static_cast<gid_t>(id));
  }
  if (each.failed()) return Value::error();
  return os_answer(fiber, setgroups(ids.size(), ids.data()));
}
Value os_getpriority(Fiber& fiber, Value, Args args) {
  int which = 0, who = 0;
  if (!int_argument(fiber, args[0], &which) ||
      !int_argument(fiber, args[1], &who)) {
    return Value::error();
  }
  errno = 0;
  const int now =
      getpriority(static_cast<decltype(PRIO_PROCESS)>(which),
                  static_cast<id_t>(who));
  return now == -1 && errno != 0 ? raise_errno(fiber, errno)
                                 : Value::from_int(now);
}
Value os_sysconf(Fiber& fiber, Value, Args args) {
  static constexpr OsNumber kNames[] = {
      {"SC_ARG_MAX", _SC_ARG_MAX},     {"SC_CLK_TCK", _SC_CLK_TCK},
      {"SC_OPEN_MAX", _SC_OPEN_MAX},   {"SC_PAGESIZE", _SC_PAGESIZE},
      {"SC_PAGE_SIZE", _SC_PAGESIZE},
      {"SC_NPROCESSORS_CONF", _SC_NPROCESSORS_CONF},
      {"SC_NPROCESSORS_ONLN", _SC_NPROCESSORS_ONLN},
#ifdef _SC_PHYS_PAGES
      {"SC_PHYS_PAGES", _SC_PHYS_PAGES},
#endif
      {"SC_NGROUPS_MAX", _SC_NGROUPS_MAX},
  };
  int number = -1;
  if (const Str* const name = cast<Str>(args[0])) {
    for (const OsNumber& row : kNames) {
      if (name->view() == row.name) number = row.value;
    }
    if (number < 0) {
      return raise_value_error(fiber, "unrecognized configuration name");
    }
  } else if (!int_argument(fiber, args[0], &number)) {
    return Value::error();
  }
  errno = 0;
  const long value = sysconf(number);
  return value == -1 && errno != 0 ? raise_errno(fiber, errno)
                                   : int_from_i64(fiber, value);
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
  static constexpr const char* kFields[] = {
      "user", "system", "children_user", "children_system", "elapsed", nullptr};
  if (g_times_result == nullptr) {
    g_times_result = make_struct_type(fiber, "posix.times_result", kFields, 5);
  }
  return make_struct(fiber, g_times_result, row);
}

Value os_uname(Fiber& fiber, Value, Args) {
  struct utsname info;
  if (uname(&info) < 0) return raise_errno(fiber, errno);
  static constexpr const char* kFields[] = {"sysname", "nodename", "release",
                                            "version", "machine", nullptr};
  const Value row[5] = {
      os_text(fiber, info.sysname), os_text(fiber, info.nodename),
      os_text(fiber, info.release), os_text(fiber, info.version),
      os_text(fiber, info.machine)};
  if (g_uname_result == nullptr) {
    g_uname_result =
        make_struct_type(fiber, "posix.uname_result", kFields, 5);
  }
  return make_struct(fiber, g_uname_result, row);
}

Value os_urandom(Fiber& fiber, Value, Args args) {
  int64_t size = 0;
  if (!int_argument(fiber, args[0], &size)) return Value::error();
  if (size < 0)
    return raise_value_error(fiber, "negative argument not allowed");
  Bytes* const bytes = make_bytes(fiber, static_cast<size_t>(size));
  if (bytes == nullptr) return Value::error();
  if (const Status got = random_bytes(bytes->data, bytes->size); !got.ok())
    return raise_errno(fiber, got.error().sys_errno());
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
  return name != nullptr ? os_text(fiber, name) : raise_errno(fiber, errno);
}
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
Value if_stopped(int status) { return Value::from_bool(WIFSTOPPED(status)); }
Value stop_signal(int status) { return Value::from_int(WSTOPSIG(status)); }
Value if_continued(int status) {
  return Value::from_bool(WIFCONTINUED(status));
}
Value if_dumped(int status) {
#ifdef WCOREDUMP
  return Value::from_bool(WCOREDUMP(status));
#else
  return Value::from_bool(status < 0);
#endif
}

constexpr OsNumber kNumbers[] = {
    {"WNOHANG", WNOHANG},   {"WUNTRACED", WUNTRACED},
    {"WCONTINUED", WCONTINUED}, {"EX_OK", 0}, {"EX_USAGE", 64},
    {"EX_DATAERR", 65},     {"EX_NOINPUT", 66},   {"EX_NOUSER", 67},
    {"EX_NOHOST", 68},      {"EX_UNAVAILABLE", 69}, {"EX_SOFTWARE", 70},
    {"EX_OSERR", 71},       {"EX_OSFILE", 72},    {"EX_CANTCREAT", 73},
    {"EX_IOERR", 74},       {"EX_TEMPFAIL", 75},  {"EX_PROTOCOL", 76},
    {"EX_NOPERM", 77},      {"EX_CONFIG", 78},
    {"PRIO_PROCESS", PRIO_PROCESS}, {"PRIO_PGRP", PRIO_PGRP},
    {"PRIO_USER", PRIO_USER},
};

}  // namespace

const MethodDef kOsProcessFunctions[] = {
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
    {"_fork_exec", os_fork_exec, 10, 10},
    {"wait", os_wait, 0, 0},
    {"killpg", os_killpg, 2, 2},
    {"getpgrp", os_getpgrp, 0, 0},
    {"setpgrp", os_setpgrp, 0, 0},
    {"setpgid", os_setpgid, 2, 2},
    {"getpgid", id_of_process<getpgid>, 1, 1},
    {"getsid", id_of_process<getsid>, 1, 1},
    {"getgroups", os_getgroups, 0, 0},
    {"setgroups", os_setgroups, 1, 1},
    {"getpriority", os_getpriority, 2, 2},
    {"sysconf", os_sysconf, 1, 1},
    {"WIFEXITED", wait_test<if_exited>, 1, 1},
    {"WIFSIGNALED", wait_test<if_signaled>, 1, 1},
    {"WIFSTOPPED", wait_test<if_stopped>, 1, 1},
    {"WIFCONTINUED", wait_test<if_continued>, 1, 1},
    {"WCOREDUMP", wait_test<if_dumped>, 1, 1},
    {"WEXITSTATUS", wait_test<exit_code>, 1, 1},
    {"WTERMSIG", wait_test<ending_signal>, 1, 1},
    {"WSTOPSIG", wait_test<stop_signal>, 1, 1},
    {}};

bool fill_os_processes(Fiber& fiber, Dict* globals) {
  put_numbers(fiber, globals, kNumbers);
  return true;
}

}  // namespace mt::python
