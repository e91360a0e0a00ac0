// child.cc - fork, exec, wait.
//
// Between fork and exec the child calls only what a signal handler may: another
// thread of a program that embeds us could hold any lock. A pipe that exec
// closes tells the parent why exec did not happen.

#include "reactor/child.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace mt::reactor {

namespace {

constexpr int kMaxChildFd = 1024;  // where the closing of descriptors ends

// Everything the child needs, made before the fork.
struct Prepared {
  std::vector<char*> arguments;
  std::vector<char*> environment;
  std::vector<std::string> candidates;  // paths to try
  std::vector<int> theirs;              // beside ChildSpec::fds
  int highest = 2;                      // of the numbers in the child
};

std::vector<char*> pointers_to(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (const std::string& string : strings) {
    pointers.push_back(const_cast<char*>(string.c_str()));
  }
  pointers.push_back(nullptr);
  return pointers;
}

std::string_view path_variable(const ChildSpec& spec) {
  for (const std::string& entry : spec.environment) {
    if (entry.compare(0, 5, "PATH=") == 0) {
      return std::string_view(entry).substr(5);
    }
  }
  return "/usr/local/bin:/usr/bin:/bin";
}

std::vector<std::string> candidates_for(const ChildSpec& spec) {
  if (spec.program.find('/') != std::string::npos) return {spec.program};
  std::vector<std::string> paths;
  std::string_view rest = path_variable(spec);
  for (;;) {
    const size_t colon = rest.find(':');
    std::string path(rest.substr(0, colon));
    if (path.empty()) path = ".";
    paths.push_back(path + "/" + spec.program);
    if (colon == rest.npos) return paths;
    rest.remove_prefix(colon + 1);
  }
}

[[noreturn]] void die_in_child(const ChildSpec& spec, int report_fd) {
  const int error = errno;
  if (spec.complains_itself) {
    dprintf(STDERR_FILENO, "cannot run '%s': %s\n", spec.program.c_str(),
            strerror(error));
    _exit(1);
  }
  const ssize_t ignored = write(report_fd, &error, sizeof error);
  static_cast<void>(ignored);
  _exit(127);
}

// Puts each descriptor at its number. They are first moved out of the way, so
// that none is overwritten before it was copied.
bool arrange_fds(const ChildSpec& spec, Prepared& prepared, int* report_fd) {
  const int above = prepared.highest + 1;
  const int moved = fcntl(*report_fd, F_DUPFD_CLOEXEC, above);
  if (moved < 0) return false;
  *report_fd = moved;
  for (int& fd : prepared.theirs) {
    fd = fcntl(fd, F_DUPFD_CLOEXEC, above);
    if (fd < 0) return false;
  }
  for (size_t i = 0; i < prepared.theirs.size(); ++i) {
    // dup2 leaves the copy open across exec.
    if (dup2(prepared.theirs[i], spec.fds[i].number) < 0) return false;
  }
  for (int fd = 0; fd < kMaxChildFd; ++fd) {
    bool is_listed = fd == *report_fd;
    for (const ChildFd& listed : spec.fds) {
      is_listed = is_listed || listed.number == fd;
    }
    if (!is_listed) close(fd);
  }
  return true;
}

// The reactor's handlers would write into its pipe; a program starts with the
// defaults, and with nothing blocked.
void reset_signals() {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  for (int signal = 1; signal < Signals::kMaxSignal; ++signal) {
    sigaction(signal, &action, nullptr);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const ChildSpec& spec, Prepared& prepared,
                         int report_fd) {
  reset_signals();
  if (!arrange_fds(spec, prepared, &report_fd)) die_in_child(spec, report_fd);
  if (spec.takes_terminal &&
      (setsid() < 0 || ioctl(STDIN_FILENO, TIOCSCTTY, 0) < 0)) {
    die_in_child(spec, report_fd);
  }
  if (!spec.directory.empty() && chdir(spec.directory.c_str()) < 0) {
    die_in_child(spec, report_fd);
  }
  if (spec.changes_user &&
      (setgroups(1, &spec.gid) < 0 || setgid(spec.gid) < 0 ||
       setuid(spec.uid) < 0)) {
    die_in_child(spec, report_fd);
  }
  int worst = ENOENT;
  for (const std::string& path : prepared.candidates) {
    execve(path.c_str(), prepared.arguments.data(),
           prepared.environment.data());
    // A file that is there and may not be run is the better news.
    if (errno != ENOENT && errno != ENOTDIR) worst = errno;
  }
  errno = worst;
  die_in_child(spec, report_fd);
}

// The errno of a failed exec, or 0 when exec closed the pipe.
int read_report(int fd) {
  int error = 0;
  ssize_t count;
  do {
    count = read(fd, &error, sizeof error);
  } while (count < 0 && errno == EINTR);
  return count == sizeof error ? error : 0;
}

}  // namespace

Children::~Children() {
  if (has_signal_) reactor_.unwatch_signal(SIGCHLD);
  reactor_.cancel(soon_);
}

Result<Child> Children::spawn(const ChildSpec& spec, ChildEvents& events) {
  Prepared prepared;
  prepared.arguments = pointers_to(spec.arguments);
  prepared.environment = pointers_to(spec.environment);
  prepared.candidates = candidates_for(spec);

  Child child;
  std::vector<Fd> their_ends;
  for (const ChildFd& fd : spec.fds) {
    if (fd.number < 0 || fd.number >= kMaxChildFd / 2) {
      return Error(Errc::kInvalid,
                   format("a child has no descriptor %d", fd.number));
    }
    prepared.highest = std::max(prepared.highest, fd.number);
    if (fd.to == ChildFd::To::kOurs) {
      prepared.theirs.push_back(fd.ours);
      child.pipes.emplace_back();
      continue;
    }
    TRY_ASSIGN(Pipe pipe, make_pipe(false));
    const bool child_reads = fd.to == ChildFd::To::kReadPipe;
    Fd& theirs = child_reads ? pipe.read_end : pipe.write_end;
    Fd& ours = child_reads ? pipe.write_end : pipe.read_end;
    TRY(set_nonblocking(ours.get()));
    prepared.theirs.push_back(theirs.get());
    their_ends.push_back(std::move(theirs));
    child.pipes.push_back(std::move(ours));
  }
  TRY_ASSIGN(Pipe report, make_pipe(false));

  // No handler of ours may run in the child before reset_signals().
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  const pid_t pid = fork();
  if (pid == 0) become(spec, prepared, report.write_end.get());
  const int fork_errno = errno;
  sigprocmask(SIG_SETMASK, &before, nullptr);
  if (pid < 0) return Error::system(fork_errno, "fork");

  report.write_end.reset();
  const int error =
      spec.complains_itself ? 0 : read_report(report.read_end.get());
  if (error != 0) {
    waitpid(pid, nullptr, 0);
    return Error::system(error, "run '" + spec.program + "'");
  }
  child.pid = pid;
  TRY(watch(pid, events));
  return child;
}

Status Children::watch(pid_t pid, ChildEvents& events) {
  if (!has_signal_) {
    TRY(reactor_.watch_signal(SIGCHLD, *this));
    has_signal_ = true;
  }
  watched_.push_back({pid, &events});
  on_signal(SIGCHLD);  // it may have ended before anybody listened
  return {};
}

void Children::unwatch(pid_t pid) {
  for (Watched& watched : watched_) {
    if (watched.pid == pid) watched.events = nullptr;
  }
}

// What a child said last is in its pipes before the signal comes, and is heard
// first: one turn reads it, the next one its end.
// Whoever ends while we wait does not make the others wait longer.
void Children::on_signal(int) {
  if (reactor_.timers().is_set(soon_)) {
    again_ = true;
    return;
  }
  turns_left_ = 2;
  soon_ = reactor_.call_soon(*this);
}

void Children::run() {
  if (turns_left_ > 0) {
    --turns_left_;
    soon_ = reactor_.call_soon(*this);
    return;
  }
  if (std::exchange(again_, false)) on_signal(SIGCHLD);
  reap();
}

void Children::reap() {
  // Callbacks may start and unwatch children, so they are called afterwards.
  struct Ended {
    pid_t pid;
    int wait_status;
    ChildEvents* events;
  };
  std::vector<Ended> ended;
  for (size_t i = 0; i < watched_.size();) {
    int wait_status = 0;
    const pid_t result = waitpid(watched_[i].pid, &wait_status, WNOHANG);
    if (result == 0 || (result < 0 && errno == EINTR)) {
      ++i;
      continue;
    }
    // Gone in either case; ECHILD means that somebody else has reaped it.
    ended.push_back({watched_[i].pid, wait_status, watched_[i].events});
    watched_[i] = watched_.back();
    watched_.pop_back();
  }
  for (const Ended& child : ended) {
    if (child.events != nullptr) {
      child.events->on_child_exit(child.pid, child.wait_status);
    }
  }
}

}  // namespace mt::reactor
