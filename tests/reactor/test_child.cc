// test_child.cc - other programs: started, heard, reaped.

#include "reactor/child.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "backends.h"

using namespace backends;

namespace {

struct Exit : ChildEvents {
  int count = 0, wait_status = -1;
  pid_t pid = -1;
  void on_child_exit(pid_t who, int status) override {
    ++count;
    pid = who;
    wait_status = status;
  }
};

ChildSpec shell(const char* script) {
  ChildSpec spec;
  spec.program = "sh";
  spec.arguments = {"sh", "-c", script};
  spec.environment = {"PATH=/usr/bin:/bin", "POT=tea"};
  return spec;
}

// What a child wrote, as far as it has come.
struct Output : Recorder {
  Output(Reactor& reactor, Fd fd) {
    stream = std::move(Stream::adopt(reactor, std::move(fd))).take();
    stream->start(*this);
  }
};

}  // namespace

Test(child, talks_through_its_pipes_and_is_reaped, .timeout = 30) {
  for_each([](Reactor& reactor) {
    Children children(reactor);
    Exit end;
    Result<Child> made = children.spawn(
        shell("read line; echo \"$line $POT\"; echo trouble >&2; exit 7"),
        end);
    cr_assert(made.ok());
    Child& child = made.value();
    Output in(reactor, std::move(child.pipes[0]));
    Output out(reactor, std::move(child.pipes[1]));
    Output err(reactor, std::move(child.pipes[2]));
    in.stream->write("green\n");
    turn_until(
        reactor,
        [&] { return end.count == 1 && out.closes == 1 && err.closes == 1; },
        "it has ended");
    cr_assert_str_eq(out.received.c_str(), "green tea\n");
    cr_assert_str_eq(err.received.c_str(), "trouble\n");
    cr_assert_eq(end.pid, child.pid);
    cr_assert(WIFEXITED(end.wait_status));
    cr_assert_eq(WEXITSTATUS(end.wait_status), 7);
    cr_assert_eq(children.count(), 0u);
    cr_assert(waitpid(child.pid, nullptr, WNOHANG) < 0);
  });
}

Test(child, failures_to_start_are_told_at_once) {
  std::unique_ptr<Reactor> reactor = make_reactor("poll");
  Children children(*reactor);
  Exit end;
  ChildSpec spec = shell("true");
  spec.program = "/nonexistent/program";
  cr_assert_eq(children.spawn(spec, end).error().sys_errno(), ENOENT);
  spec.program = "no-such-program";
  Result<Child> missing = children.spawn(spec, end);
  cr_assert_eq(missing.error().sys_errno(), ENOENT);
  cr_assert_str_eq(missing.error().message().c_str(),
                   "cannot run 'no-such-program': No such file or directory");
  spec.program = "/etc/passwd";
  cr_assert_eq(children.spawn(spec, end).error().sys_errno(), EACCES);
  spec = shell("true");
  spec.directory = "/nonexistent";
  cr_assert_eq(children.spawn(spec, end).error().sys_errno(), ENOENT);
  spec = shell("true");
  spec.fds = {{-1, ChildFd::To::kReadPipe, -1}};
  cr_assert_eq(children.spawn(spec, end).error().code(), Errc::kInvalid);
  turn_times(*reactor, 2);
  cr_assert_eq(end.count, 0);
  cr_assert_eq(children.count(), 0u);
}

Test(child, may_complain_itself, .timeout = 30) {
  std::unique_ptr<Reactor> reactor = make_reactor("default");
  Children children(*reactor);
  Exit end;
  ChildSpec spec = shell("true");
  spec.program = "no-such-program";
  spec.complains_itself = true;
  Result<Child> made = children.spawn(spec, end);
  cr_assert(made.ok());
  Output err(*reactor, std::move(made.value().pipes[2]));
  turn_until(
      *reactor, [&] { return end.count == 1 && err.closes == 1; }, "ended");
  cr_assert_str_eq(err.received.c_str(),
                   "cannot run 'no-such-program': No such file or directory\n");
  cr_assert_eq(WEXITSTATUS(end.wait_status), 1);
}

Test(child, leads_a_session_on_its_terminal, .timeout = 30) {
  std::unique_ptr<Reactor> reactor = make_reactor("default");
  Children children(*reactor);
  Exit end;
  Fd master(posix_openpt(O_RDWR | O_NOCTTY));
  cr_assert(grantpt(master.get()) == 0 && unlockpt(master.get()) == 0);
  Fd slave(open(ptsname(master.get()), O_RDWR | O_NOCTTY));
  // Only the terminal of one's own session can be opened by this name.
  ChildSpec spec = shell(": </dev/tty && echo mine");
  spec.takes_terminal = true;
  spec.fds = {{0, ChildFd::To::kOurs, slave.get()},
              {1, ChildFd::To::kOurs, slave.get()},
              {2, ChildFd::To::kOurs, slave.get()}};
  cr_assert(children.spawn(spec, end).ok());
  slave.reset();
  Output out(*reactor, std::move(master));
  turn_until(
      *reactor, [&] { return end.count == 1 && out.closes == 1; }, "ended");
  cr_assert_str_eq(out.received.c_str(), "mine\r\n");
}

Test(child, sees_its_own_descriptors_and_no_others, .timeout = 30) {
  std::unique_ptr<Reactor> reactor = make_reactor("default");
  Children children(*reactor);
  Exit end;
  Pipe leak = std::move(make_pipe(false)).take();
  set_close_on_exec(leak.write_end.get(), false).ignore();
  ChildSpec spec = shell("echo three >&3; for fd in 4 5 6 7 8 9; do "
                         "(eval \": >&$fd\") 2>/dev/null && echo $fd >&3; "
                         "done; pwd");
  spec.directory = "/usr";
  spec.fds = {{1, ChildFd::To::kWritePipe, -1},
              {2, ChildFd::To::kOurs, 2},
              {3, ChildFd::To::kWritePipe, -1}};
  Result<Child> made = children.spawn(spec, end);
  cr_assert(made.ok());
  Output out(*reactor, std::move(made.value().pipes[0]));
  cr_assert(!made.value().pipes[1].is_open());
  Output three(*reactor, std::move(made.value().pipes[2]));
  turn_until(
      *reactor, [&] { return out.closes == 1 && three.closes == 1; }, "ended");
  cr_assert_str_eq(out.received.c_str(), "/usr\n");
  cr_assert_str_eq(three.received.c_str(), "three\n");
}

Test(child, starts_with_default_signals, .timeout = 30) {
  std::unique_ptr<Reactor> reactor = make_reactor("default");
  Children children(*reactor);
  Exit end;
  Result<Child> made = children.spawn(shell("kill -PIPE $$; exit 0"), end);
  cr_assert(made.ok());
  turn_until(*reactor, [&] { return end.count == 1; }, "ended");
  cr_assert(WIFSIGNALED(end.wait_status));
  cr_assert_eq(WTERMSIG(end.wait_status), SIGPIPE);
}

Test(child, many_end_at_once_and_each_is_told, .timeout = 30) {
  for_each([](Reactor& reactor) {
    Children children(reactor);
    Exit ends[20];
    ChildSpec spec = shell("exit 0");
    spec.fds = {};
    for (Exit& end : ends) cr_assert(children.spawn(spec, end).ok());
    Exit forgotten;
    Result<Child> made = children.spawn(spec, forgotten);
    children.unwatch(made.value().pid);
    turn_until(reactor, [&] { return children.count() == 0; }, "all ended");
    for (const Exit& end : ends) cr_assert_eq(end.count, 1);
    cr_assert_eq(forgotten.count, 0);
  });
}

Test(child, one_that_ended_before_it_was_watched_is_told, .timeout = 30) {
  for_each([](Reactor& reactor) {
    Children children(reactor);
    Exit end;
    const pid_t pid = fork();
    if (pid == 0) _exit(3);
    siginfo_t ended;
    cr_assert_eq(waitid(P_PID, static_cast<id_t>(pid), &ended,
                        WEXITED | WNOWAIT),
                 0);
    cr_assert(children.watch(pid, end).ok());
    turn_until(reactor, [&] { return end.count == 1; }, "told");
    cr_assert_eq(WEXITSTATUS(end.wait_status), 3);
  });
}

Test(child, of_somebody_else_is_left_alone, .timeout = 30) {
  std::unique_ptr<Reactor> reactor = make_reactor("default");
  Children children(*reactor);
  Exit end;
  ChildSpec spec = shell("exit 0");
  spec.fds = {};
  const pid_t other = fork();
  if (other == 0) _exit(5);
  cr_assert(children.spawn(spec, end).ok());
  turn_until(*reactor, [&] { return end.count == 1; }, "ended");
  int status = 0;
  cr_assert_eq(waitpid(other, &status, 0), other);
  cr_assert_eq(WEXITSTATUS(status), 5);
}
