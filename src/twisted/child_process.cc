// child_process.cc - how Python code starts other programs.
//
// What they are connected to, and what is made of it, is written in
// twisted/internet/process.py.

#include <sys/wait.h>

#include "python/list.h"
#include "python/module_os.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"
#include "reactor/child.h"
#include "twisted/engine.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

// Waits for one child's end, tells of it, and is gone.
struct ExitWatch final : reactor::ChildEvents {
  ExitWatch(Fiber& fiber, Value function) : callback(fiber.heap, function) {}

  void on_child_exit(pid_t, int status) override {
    Fiber& fiber = engine().fiber();
    const Value told = callback.value;
    delete this;
    const Value code = WIFEXITED(status) ? Value::from_int(WEXITSTATUS(status))
                                         : Value::none();
    const Value signal = WIFSIGNALED(status)
                             ? Value::from_int(WTERMSIG(status))
                             : Value::none();
    if (call(fiber, told, {Value::from_int(status), code, signal}).is_error())
      engine().log_exception(fiber);
  }

  Root callback;
};

// Pairs of a descriptor of the child and 'r', 'w' (which of both we do) or a
// descriptor of ours that it is the same as.
bool take_fds(Fiber& fiber, Value pairs, std::vector<reactor::ChildFd>* fds) {
  fds->clear();
  Value pair;
  Iteration each(fiber, pairs);
  while (each.next(&pair)) {
    const Tuple* const row = cast<Tuple>(pair);
    int64_t number, ours = -1;
    if (row == nullptr || row->size != 2) {
      raise_type_error(fiber, "descriptors are given in pairs");
      return false;
    }
    const Value* const two = row->items;
    const Value target = two[1];
    if (!index_of(fiber, two[0], &number)) return false;
    const Str* const way = cast<Str>(target);
    auto to = reactor::ChildFd::To::kOurs;
    if (way == nullptr) {
      if (!index_of(fiber, target, &ours)) return false;
    } else if (way->view() == "r") {
      to = reactor::ChildFd::To::kWritePipe;
    } else {
      to = reactor::ChildFd::To::kReadPipe;
    }
    fds->push_back({static_cast<int>(number), to, static_cast<int>(ours)});
  }
  return !each.failed();
}

}  // namespace

// spawn(program, arguments, environment, directory, descriptors, ids, terminal,
//       callback): (pid, [our end of each, or -1])
// ids is None or (uid, gid); callback(status, exit code, signal) has None for
// one of the last two.
Value spawn(Fiber& fiber, Value, Args args) {
  StringArray program, arguments, variables;
  const Value names[] = {args[0], args[3]};
  Tuple* const paths = make_tuple(fiber, names, 2);
  reactor::ChildSpec spec;
  if (paths == nullptr || !program.fill(fiber, Value::from_object(paths)) ||
      !arguments.fill(fiber, args[1]) ||
      !variables.fill_environment(fiber, args[2]) ||
      !take_fds(fiber, args[4], &spec.fds)) {
    return Value::error();
  }
  spec.program = program.texts[0];
  spec.directory = program.texts[1];
  spec.arguments = std::move(arguments.texts);
  spec.environment = std::move(variables.texts);
  if (const Tuple* const ids = cast<Tuple>(args[5])) {
    int64_t uid, gid;
    const Value* const two = ids->items;
    if (ids->size != 2 || !index_of(fiber, two[0], &uid) ||
        !index_of(fiber, two[1], &gid)) {
      return Value::error();
    }
    // The highest of all means "as it is", and is for nobody.
    if (uid < 0 || uid >= UINT32_MAX || gid < 0 || gid >= UINT32_MAX)
      return raise_value_error(fiber, "no such user or group");
    spec.changes_user = true;
    spec.uid = static_cast<uid_t>(uid);
    spec.gid = static_cast<gid_t>(gid);
  }
  spec.takes_terminal = args[6].is_true();
  spec.complains_itself = true;
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  // Lives as long as the reactor, which is as long as the process.
  static reactor::Children* children;
  if (children == nullptr) children = new reactor::Children(*loop);
  flush_streams(fiber);
  ExitWatch* const exit = new ExitWatch(fiber, args[7]);
  auto spawned = children->spawn(spec, *exit);
  if (!spawned.ok()) {
    delete exit;
    return raise_error(fiber, spawned.error());
  }
  reactor::Child child = std::move(spawned).take();
  List* const ends = make_list(fiber);
  if (ends == nullptr) return Value::error();
  for (Fd& fd : child.pipes) {
    const int number = fd.is_open() ? fd.release() : -1;
    if (!list_append(fiber, ends, Value::from_int(number)))
      return Value::error();
  }
  const Value pair[] = {Value::from_int(child.pid), Value::from_object(ends)};
  Tuple* const made = make_tuple(fiber, pair, 2);
  return made == nullptr ? Value::error() : Value::from_object(made);
}

}  // namespace mt::twisted
