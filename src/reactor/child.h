// child.h - other programs: starting them, and hearing of their end.
//
// The caller gets our ends of the pipes as plain descriptors and makes Streams
// of them if it wants to (Stream::adopt).

#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "base/fd.h"
#include "reactor/reactor.h"

namespace mt::reactor {

// What a descriptor of the child is connected to.
struct ChildFd {
  enum class To : uint8_t {
    kReadPipe,   // we write, the child reads
    kWritePipe,  // the child writes, we read
    kOurs,       // the same as our descriptor `ours`
  };
  int number = 0;  // in the child
  To to = To::kReadPipe;
  int ours = -1;
};

struct ChildSpec {
  std::string program;  // a path, or a name to be found in PATH
  std::vector<std::string> arguments;  // the first is the program's own name
  // "NAME=value" each. The child sees these and no others.
  std::vector<std::string> environment;
  std::string directory;  // where it starts; empty for where we are
  // Descriptors that are not listed are closed in the child.
  std::vector<ChildFd> fds = {{0, ChildFd::To::kReadPipe, -1},
                              {1, ChildFd::To::kWritePipe, -1},
                              {2, ChildFd::To::kWritePipe, -1}};
  bool changes_user = false;  // to uid and gid, without other groups
  uid_t uid = 0;
  gid_t gid = 0;
  // Its descriptor 0 is a terminal: the child leads a session of its own there.
  bool takes_terminal = false;
  // What prevents the exec is said by the child, on its descriptor 2; it then
  // exits with 1, and spawn() waits for nothing.
  bool complains_itself = false;
};

struct Child {
  pid_t pid = -1;
  // Our end for each entry of ChildSpec::fds, not open for kOurs. Non-blocking
  // and close-on-exec.
  std::vector<Fd> pipes;
};

class ChildEvents {
 public:
  // `wait_status` as waitpid(2) gives it: WIFEXITED and the rest. Called once.
  // Output of the child may still be in its pipes.
  virtual void on_child_exit(pid_t pid, int wait_status) = 0;

 protected:
  ~ChildEvents() = default;
};

// One per reactor: SIGCHLD has one owner. Reaps what it started or was told to
// watch, and no other children.
class Children final : private SignalEvents, private Callback {
 public:
  explicit Children(Reactor& reactor) : reactor_(reactor) {}
  ~Children();
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;

  // Starts a program and watches it. kSystem when it cannot be run, with the
  // errno of the exec (ENOENT, EACCES, ...), so that success means it runs;
  // but for ChildSpec::complains_itself.
  Result<Child> spawn(const ChildSpec& spec, ChildEvents& events);

  // Watches a child that was started some other way.
  Status watch(pid_t pid, ChildEvents& events);
  // Nobody is told any more; the child is still reaped when it ends.
  void unwatch(pid_t pid);

  size_t count() const { return watched_.size(); }

 private:
  struct Watched {
    pid_t pid;
    ChildEvents* events;  // null when nobody wants to know
  };
  void on_signal(int signal) override;
  void run() override;
  void reap();

  Reactor& reactor_;
  std::vector<Watched> watched_;
  TimerId soon_;
  int turns_left_ = 0;  // before anybody is reaped
  bool again_ = false;  // more have ended meanwhile: another round is due
  bool has_signal_ = false;
};

}  // namespace mt::reactor
