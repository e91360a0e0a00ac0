// process_module.cc - see process_module.h.
//
// Becoming a daemon: the child is the server; the parent, which the user waits
// for, waits for one word from it.
//
//   parent  fork ---------- reads the pipe -------> exit 0, or prints, exit 1
//   child     '-- setsid, loads, binds, daemonReady() or daemonFailed(why)

#include "twisted/process_module.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/fd.h"
#include "base/math_library.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/source.h"
#include "python/str.h"
#include "twisted/engine.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

constexpr char kReady = '+';
constexpr char kFailed = '-';

int g_ready_fd = -1;  // the child's end of the pipe

bool text_arg(Fiber& fiber, Value value, std::string* out) {
  const Str* const text = cast<Str>(value);
  if (text == nullptr) {
    raise_type_error(fiber, "expected str, not %s", type_name(value));
    return false;
  }
  *out = text->view();
  return true;
}

Value none_or_errno(Fiber& fiber, int result) {
  return result == 0 ? Value::none() : raise_errno(fiber, errno);
}

// --- daemons -----------------------------------------------------------------

[[noreturn]] void wait_for_child(pid_t child, int fd) {
  std::string heard;
  char block[1024];
  for (;;) {
    const ssize_t got = read(fd, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    heard.append(block, static_cast<size_t>(got));
  }
  if (!heard.empty() && heard[0] == kReady) _exit(0);
  if (!heard.empty()) {
    heard[0] = '\n';
    write_all(STDERR_FILENO, ByteView(heard).substr(1)).ignore();
  } else {
    int status = 0;
    waitpid(child, &status, 0);
    fprintf(stderr, "twistd: the server ended before it was ready (%s %d)\n",
            WIFSIGNALED(status) ? "signal" : "exit code",
            WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
  }
  _exit(1);
}

// Returns in the child. The parent stays until the child has said how it went.
Value become_daemon(Fiber& fiber, Value, Args) {
  if (engine().made() != nullptr)
    return raise(fiber, types().RuntimeError, "the reactor is made already");
  auto made = make_pipe(false);
  if (!made.ok()) return raise_error(fiber, made.error());
  Pipe pipe = std::move(made).take();
  flush_streams(fiber);
  const pid_t child = fork();
  if (child < 0) return raise_errno(fiber, errno);
  if (child > 0) {
    pipe.write_end.reset();
    wait_for_child(child, pipe.read_end.get());
  }
  g_ready_fd = pipe.write_end.release();
  setsid();
  return Value::none();
}

void report(char mark, std::string_view text) {
  if (g_ready_fd < 0) return;
  std::string word(1, mark);
  word += text;
  write_all(g_ready_fd, word).ignore();
  close(g_ready_fd);
  g_ready_fd = -1;
}

// The ports are bound: lets the parent go, and the terminal.
Value daemon_ready(Fiber& fiber, Value, Args) {
  flush_streams(fiber);
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null >= 0) {
    for (int fd = 0; fd <= 2; ++fd) dup2(null, fd);
    close(null);
  }
  report(kReady, "");
  return Value::none();
}

// The parent prints `why` and exits with 1.
Value daemon_failed(Fiber& fiber, Value, Args args) {
  std::string why;
  if (!text_arg(fiber, args[0], &why)) return Value::error();
  report(kFailed, why);
  return Value::none();
}

// --- who we are --------------------------------------------------------------

Value get_ids(Fiber& fiber, Value, Args) {
  const int64_t ids[] = {getuid(), getgid(), geteuid(), getegid()};
  Value values[4];
  for (int i = 0; i < 4; ++i) values[i] = int_from_i64(fiber, ids[i]);
  return Value::from_object(make_tuple(fiber, values, 4));
}

// setIDs(uid, gid, effective): groups first, for they need the old uid.
Value set_ids(Fiber& fiber, Value, Args args) {
  int64_t uid, gid;
  if (!index_of(fiber, args[0], &uid) || !index_of(fiber, args[1], &gid))
    return Value::error();
  const int effective = truth(fiber, args[2]);
  if (effective < 0) return Value::error();
  const uid_t u = static_cast<uid_t>(uid);
  const gid_t g = static_cast<gid_t>(gid);
  if (geteuid() == 0 && setgroups(1, &g) != 0) return raise_errno(fiber, errno);
  if (effective != 0) {
    if (setegid(g) != 0 || seteuid(u) != 0) return raise_errno(fiber, errno);
  } else if (setgid(g) != 0 || setuid(u) != 0) {
    return raise_errno(fiber, errno);
  }
  return Value::none();
}

Value get_pid(Fiber&, Value, Args) { return Value::from_int(getpid()); }

// Whether a process has ended and only waits for its parent to hear of it: in a
// container without an init, for ever.
bool is_zombie(pid_t pid) {
#ifdef __linux__
  char path[32], line[512];
  snprintf(path, sizeof path, "/proc/%ld/stat", static_cast<long>(pid));
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const ssize_t got = read(fd, line, sizeof line);
  close(fd);
  // PID (NAME) STATE ..., and the name may hold parentheses of its own.
  const ByteView text(line, got > 0 ? static_cast<size_t>(got) : 0);
  const size_t end = text.rfind(')');
  return end != ByteView::npos && text.substr(end, 3) == ") Z";
#else
  static_cast<void>(pid);
  return false;
#endif
}

// Whether there is such a process, ours or not.
Value is_alive(Fiber& fiber, Value, Args args) {
  int64_t wanted;
  if (!index_of(fiber, args[0], &wanted)) return Value::error();
  const pid_t pid = static_cast<pid_t>(wanted);
  if (pid <= 0 || pid != wanted) return Value::from_bool(false);
  const bool exists = kill(pid, 0) == 0 || errno == EPERM;
  return Value::from_bool(exists && !is_zombie(pid));
}

Value set_umask(Fiber& fiber, Value, Args args) {
  int64_t mask;
  if (!index_of(fiber, args[0], &mask)) return Value::error();
  return Value::from_int(umask(static_cast<mode_t>(mask & 0777)));
}

Value change_root(Fiber& fiber, Value, Args args) {
  std::string path;
  if (!text_arg(fiber, args[0], &path)) return Value::error();
  load_math_library();
  if (chroot(path.c_str()) != 0) return raise_errno(fiber, errno, args[0]);
  return none_or_errno(fiber, chdir("/"));
}

// What ps(1) shows, where the system lets a process say.
Value set_name(Fiber& fiber, Value, Args args) {
  std::string name;
  if (!text_arg(fiber, args[0], &name)) return Value::error();
#ifdef __linux__
  prctl(PR_SET_NAME, name.c_str(), 0, 0, 0);
#endif
  return Value::none();
}

// --- files and the system log ------------------------------------------------

// openLog(prefix), and one line to it.
Value open_system_log(Fiber& fiber, Value, Args args) {
  static char prefix[64];  // openlog() keeps the pointer
  std::string text;
  if (!text_arg(fiber, args[0], &text)) return Value::error();
  snprintf(prefix, sizeof prefix, "%s", text.c_str());
  openlog(prefix, LOG_PID, LOG_USER);
  return Value::none();
}
Value write_system_log(Fiber& fiber, Value, Args args) {
  std::string text;
  if (!text_arg(fiber, args[0], &text)) return Value::error();
  syslog(LOG_INFO, "%s", text.c_str());
  return Value::none();
}

// Whole or not at all, for as long as the machine runs: base/fd.h.
Value replace_whole_file(Fiber& fiber, Value, Args args) {
  std::string path, text;
  int64_t mode;
  if (!text_arg(fiber, args[0], &path) || !text_arg(fiber, args[1], &text) ||
      !index_of(fiber, args[2], &mode)) {
    return Value::error();
  }
  const Status done =
      replace_file(path, text, static_cast<mode_t>(mode & 0777),
                   Keep::kTransient);
  if (!done.ok()) return raise_error(fiber, done.error());
  return Value::none();
}

// lastWords(path): the file for what is said when memory is out.
Value name_last_words(Fiber& fiber, Value, Args args) {
  std::string path;
  if (!text_arg(fiber, args[0], &path)) return Value::error();
  set_last_words(path.c_str());
  return Value::none();
}

// setMaxHeap(size): whether that is one.
Value set_heap_bound(Fiber& fiber, Value, Args args) {
  std::string size;
  if (!text_arg(fiber, args[0], &size)) return Value::error();
  return Value::from_bool(set_max_heap(size.c_str()));
}

constexpr MethodDef kFunctions[] = {
    {"becomeDaemon", become_daemon, 0, 0, 0},
    {"daemonReady", daemon_ready, 0, 0, 0},
    {"daemonFailed", daemon_failed, 1, 1, 0},
    {"getIDs", get_ids, 0, 0, 0,
     "(uid, gid, effective uid, effective gid)"_doc},
    {"setIDs", set_ids, 3, 3, 0, "setIDs(uid, gid, effective)"_doc},
    {"getpid", get_pid, 0, 0, 0},
    {"isAlive", is_alive, 1, 1, 0},
    {"umask", set_umask, 1, 1, 0},
    {"chroot", change_root, 1, 1, 0},
    {"setName", set_name, 1, 1, 0},
    {"lastWords", name_last_words, 1, 1, 0},
    {"setMaxHeap", set_heap_bound, 1, 1, 0},
    {"openLog", open_system_log, 1, 1, 0},
    {"writeLog", write_system_log, 1, 1, 0},
    {"replaceFile", replace_whole_file, 3, 3, 0,
     "replaceFile(path, text, mode)"_doc},
    {}};

}  // namespace

bool set_max_heap(const char* size) {
  constexpr size_t kLeast = size_t{4} << 20;
  size_t bytes = 0;
  const char* p = size;
  for (; *p >= '0' && *p <= '9'; ++p) {
    const size_t digit = static_cast<size_t>(*p - '0');
    if (bytes > (SIZE_MAX - digit) / 10) return false;
    bytes = bytes * 10 + digit;
  }
  if (p == size) return false;
  unsigned shift = 0;
  if (*p == 'K' || *p == 'k') shift = 10;
  if (*p == 'M' || *p == 'm') shift = 20;
  if (*p == 'G' || *p == 'g') shift = 30;
  if (shift != 0) ++p;
  if (*p != '\0' || bytes > SIZE_MAX >> shift) return false;
  bytes <<= shift;
  if (bytes != 0 && bytes < kLeast) return false;
  rt().heap.set_limit(bytes == 0 ? SIZE_MAX : bytes);
  return true;
}

const ModuleDef kProcessModule = {"_process", kFunctions, nullptr,
                                  "What a server asks of the system."};

}  // namespace mt::twisted
