// shell.cc - see shell.h.

#include "twisted/shell.h"

#include <memory>

#include "base/clock.h"
#include "codec/limits.h"
#include "codec/shell_dialogue.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/str.h"
#include "reactor/limits.h"
#include "twisted/attribute_plan.h"
#include "twisted/native_classes.h"
#include "twisted/shell_command.h"
#include "twisted/shell_complete.h"
#include "twisted/shell_queue.h"
#include "twisted/shell_settings.h"
#include "twisted/slice_timer.h"

namespace mt::twisted {

using namespace mt::python;
using codec::Prompt;
using codec::ShellEvent;

namespace {

// A command that goes on after its session is gone is told to end this often;
// then it is dropped where it stands.
constexpr int kMaxFarewells = 3;

static_assert(reactor::kReadBufferBytes <= codec::kMaxReadAheadBytes,
              "a session loses nothing of what was read before it pauses");

struct Shell;

struct CommandDone {
  void operator()(ShellCommand* command) const {
    ShellCommand::put_back(command);
  }
};

// What an open session has; gone when it closes. There may be thousands that
// sit at a prompt, so what only a command needs is made for the command.
struct Session {
  explicit Session(const codec::ShellSettings& settings) : dialogue(settings) {}

  codec::ShellDialogue dialogue;
  std::unique_ptr<ShellCommand, CommandDone> command;
  std::unique_ptr<std::string> lines;  // of a statement not complete yet
  std::unique_ptr<std::string> late;   // a line that waits for its turn
  Shell* next = nullptr;               // in the queue
};

enum ShellFlags : uint32_t {
  kIsQueued = 1 << 0,
  kIsHeldUp = 1 << 1,  // its output waits to be read
  kIsInterrupted = 1 << 2,  // and will hear of it in its turn
};

struct Shell : Object {    // aux: ShellFlags
  Session* session;        // owned; null before and after
  Connection* connection;  // null before
  Value output;            // what the session's commands print to
  Value factory;           // who made it; undefined before

  bool has(ShellFlags flag) const { return (aux & flag) != 0; }
  void put(ShellFlags flag, bool on) { aux = on ? aux | flag : aux & ~flag; }
  bool is_running() const {
    return session != nullptr && session->command != nullptr &&
           session->command->is_running();
  }
};

// A file that a session's commands write to.
struct Output : Object {  // aux: softspace, which belongs to `print x,`
  Shell* shell;
};

Type* g_shell_type;
Type* g_output_type;

struct ShellNames {
  Str *name_space, *check, *logged_in, *connection_made;
};
ShellNames g_names;

// What a command asks of the factory.
enum : uint32_t { kNameSpace };
constexpr const char* kFactoryNames[] = {"namespace"};
AttributePlan g_factory_plan;

Shell* as_shell(Value v) { return v.as<Shell>(); }

void trace_shell(Object* self, Tracer& tracer) {
  const Shell* const shell = static_cast<Shell*>(self);
  tracer.visit(shell->connection);
  tracer.visit(shell->output);
  tracer.visit(shell->factory);
  if (shell->session != nullptr && shell->session->command != nullptr) {
    tracer.visit(shell->session->command->value());
    tracer.visit(shell->session->command->globals());
  }
}

// --- the queue ---------------------------------------------------------------

Shell* g_first = nullptr;
Shell* g_last = nullptr;

void enqueue(Shell* shell) {
  if (shell->has(kIsQueued) || shell->has(kIsHeldUp)) return;
  shell->put(kIsQueued, true);
  shell->session->next = nullptr;
  (g_first == nullptr ? g_first : g_last->session->next) = shell;
  g_last = shell;
  engine().made()->want_idle();
}

void leave_queue(Shell* shell) {
  if (!shell->has(kIsQueued)) return;
  shell->put(kIsQueued, false);
  Shell* before = nullptr;
  for (Shell* at = g_first; at != shell; at = at->session->next) before = at;
  (before == nullptr ? g_first : before->session->next) = shell->session->next;
  if (g_last == shell) g_last = before;
}

void end_session(Shell* shell) {
  Session* const session = shell->session;
  if (session == nullptr) return;
  leave_queue(shell);
  shell->session = nullptr;
  delete session;
}

void release_shell(Object* self) { end_session(static_cast<Shell*>(self)); }

const Layout kShellLayout = {Kind::kNative, "Shell",       sizeof(Shell),
                             trace_shell,   release_shell, nullptr};

void trace_output(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Output*>(self)->shell);
}
const Layout kOutputLayout = {Kind::kNative, "Output", sizeof(Output),
                              trace_output,  nullptr,  nullptr};

// --- output ------------------------------------------------------------------

void send(Shell* shell, const std::string& out) {
  if (!out.empty()) write_bytes(shell->connection, out);
}

void show(Shell* shell, std::string_view text) {
  if (shell->session == nullptr) return;
  std::string out;
  shell->session->dialogue.write(text, out);
  send(shell, out);
}

void close_session(Shell* shell) {
  lose_connection(engine().fiber(), shell->connection);
}

Value output_object(Fiber& fiber, Shell* shell) {
  if (shell->output.is_undefined()) {
    Output* const output = make<Output>(fiber, g_output_type);
    output->shell = shell;
    shell->output = Value::from_object(output);
  }
  return shell->output;
}

// --- commands ----------------------------------------------------------------

void show_exception(Shell* shell, Fiber& fiber, bool is_interrupt) {
  const Value exception = take_exception(fiber);
  show(shell, shell_traceback(fiber, exception) + "\r\n");
  if (!is_interrupt) engine().log_exception(fiber, exception);
}

Dict* namespace_of(Fiber& fiber, Shell* shell) {
  const Value factory =
      shell->factory.is_undefined() ? Value::none() : shell->factory;
  const Value found =
      factory.is_object()
          ? g_factory_plan.get(fiber, factory.object(), kNameSpace)
          : get_attr(fiber, factory, g_names.name_space);
  if (found.is_error()) return nullptr;
  Dict* const dict = cast<Dict>(found);
  if (dict == nullptr) {
    raise_type_error(fiber, "namespace must be a dict, not %s",
                     type_name(found));
    return nullptr;
  }
  if (dict_find_name(dict, names().dunder_builtins).is_undefined()) {
    dict_set_name(fiber, dict, names().dunder_builtins,
                  Value::from_object(rt().builtins));
  }
  return dict;
}

// The value of an expression as it is shown; an error when its repr() raised.
Value text_of_value(Shell* shell, Fiber& fiber, ShellCommand& command) {
  const Value value = command.value();
  if (!rt().era_compat)
    dict_set_name(fiber, command.globals(), names().underscore, value);
  if (value.is_number()) return to_repr(fiber, value);  // prints nothing
  const OutputScope scope(output_object(fiber, shell));
  return to_repr(fiber, value);
}

// `before` is a line of its own, or null.
void prompt_now(Shell* shell, Prompt kind, const Str* before = nullptr) {
  std::string out;
  if (before != nullptr) {
    shell->session->dialogue.write(before->view(), out);
    shell->session->dialogue.write("\r\n", out);
  }
  shell->session->dialogue.prompt(kind, out);
  send(shell, out);
}

// What exit() raises ends the session, after showing its text if it has one.
// False: something else was raised.
bool leave(Shell* shell, Fiber& fiber) {
  if (!exception_matches(fiber, types().SystemExit)) return false;
  const Exception* const exception = take_exception(fiber).as<Exception>();
  if (const Str* const text = cast<Str>(exception->fields[kFieldValue]))
    show(shell, std::string(text->view()) + "\r\n");
  if (shell->session != nullptr) close_session(shell);
  return true;
}

// The command has come to an end, or to the end of a slice.
void after_slice(Shell* shell, ShellCommand::State state, bool is_interrupt) {
  if (shell->session == nullptr) return;  // it has closed its own session
  ShellCommand& command = *shell->session->command;
  if (state == ShellCommand::State::kRunning) {
    shell->put(kIsHeldUp, shell->connection->stream != nullptr &&
                              shell->connection->stream->is_full());
    enqueue(shell);
    // Others have been answered before it, and need not wait for more like it.
    engine().made()->exchange().send_replies();
    return;
  }
  Fiber& fiber = command.fiber();
  bool is_good = state == ShellCommand::State::kDone;
  const Str* line = nullptr;
  if (is_good && command.is_expression() && !command.value().is_none()) {
    const Value text = text_of_value(shell, fiber, command);
    is_good = !text.is_error();
    if (is_good) line = text.as<Str>();
  }
  const bool is_leaving = !is_good && !is_interrupt && leave(shell, fiber);
  if (!is_good && !is_leaving) show_exception(shell, fiber, is_interrupt);
  if (shell->session == nullptr) return;
  shell->session->command.reset();
  if (is_leaving) return;
  prompt_now(shell, Prompt::kReady, line);
}

// Runs what was typed. An incomplete statement waits for more lines; once it
// goes on, only an empty line ends it.
void run_line(Shell* shell, std::string_view line) {
  Session* const session = shell->session;
  Fiber& fiber = engine().fiber();
  if (session->lines != nullptr) {
    *session->lines += line;
    *session->lines += '\n';
    if (!line.empty()) {
      prompt_now(shell, Prompt::kMore);
      return;
    }
  } else {
    // A comment alone would wait for the rest for ever.
    const size_t first = line.find_first_not_of(" \t\r\n\f");
    if (first == std::string_view::npos || line[first] == '#') {
      prompt_now(shell, Prompt::kReady);
      return;
    }
  }
  Dict* const globals = namespace_of(fiber, shell);
  if (globals == nullptr) {
    session->lines.reset();
    show_exception(shell, fiber, false);
    prompt_now(shell, Prompt::kReady);
    return;
  }
  if (session->command == nullptr) session->command.reset(ShellCommand::take());
  const std::string_view text =
      session->lines != nullptr ? std::string_view(*session->lines) : line;
  const ShellCommand::State state =
      session->command->start(text, globals, output_object(fiber, shell));
  if (shell->session == nullptr) return;
  if (state == ShellCommand::State::kIncomplete) {
    session->command.reset();
    if (session->lines == nullptr) {
      session->lines.reset(new std::string(text));
      *session->lines += '\n';
    }
    prompt_now(shell, Prompt::kMore);
    return;
  }
  session->lines.reset();
  after_slice(shell, state, false);
}

void interrupt(Shell* shell) {
  leave_queue(shell);
  shell->put(kIsInterrupted, false);
  shell->session->late.reset();
  if (shell->is_running()) {
    shell->put(kIsHeldUp, false);
    after_slice(shell, shell->session->command->interrupt(shell->output), true);
    return;
  }
  shell->session->lines.reset();
  prompt_now(shell, Prompt::kReady);
}

// --- the dialogue ------------------------------------------------------------

void log_in(Shell* shell, const ShellEvent& event) {
  Fiber& fiber = engine().fiber();
  const Value self = Value::from_object(shell);
  const Value user =
      str_value(fiber, std::string_view(event.text.data(), event.text.size()));
  const Value password = str_value(
      fiber, std::string_view(event.password.data(), event.password.size()));
  Value good = call_if_present(fiber, self, g_names.check, {user, password});
  const int is_good =
      good.is_error() || good.is_undefined() ? -1 : truth(fiber, good);
  if (is_good < 0) engine().log_exception(fiber);
  if (shell->session == nullptr) return;
  if (is_good <= 0) {
    close_session(shell);
    return;
  }
  std::string out;
  shell->session->dialogue.accept(out);
  send(shell, out);
  if (call_if_present(fiber, self, g_names.logged_in, {}).is_error())
    engine().log_exception(fiber);
}

void abort_output(Shell* shell) {
  std::string out;
  shell->session->dialogue.output_aborted(out);
  reactor::Stream* const stream = shell->connection->stream;
  if (stream == nullptr || out.empty()) return;
  // What the options were told still counts.
  stream->write(codec::TelnetCodec::commands_in(stream->withdraw()));
  // The data mark goes as urgent data; what precedes it is in its place.
  stream->write(ByteView(out).substr(0, out.size() - 1));
  if (!stream->send_urgent(out.back()).ok())
    stream->write(ByteView(out).substr(out.size() - 1));
}

void complete(Shell* shell, const ShellEvent& event) {
  Fiber& fiber = engine().fiber();
  Dict* const globals = namespace_of(fiber, shell);
  if (globals == nullptr) {
    clear_exception(fiber);
    return;
  }
  const Completion found =
      complete_names(fiber, event.text.substr(0, event.cursor), globals);
  std::string out;
  shell->session->dialogue.complete(found.start, found.candidates, out);
  send(shell, out);
}

void handle(Shell* shell, const ShellEvent& event) {
  switch (event.kind) {
    case ShellEvent::Kind::kNone:
      break;
    case ShellEvent::Kind::kLogin:
      log_in(shell, event);
      break;
    case ShellEvent::Kind::kLine:
      run_line(shell, event.text);
      break;
    case ShellEvent::Kind::kInterrupt:
      interrupt(shell);
      break;
    case ShellEvent::Kind::kComplete:
      complete(shell, event);
      break;
    case ShellEvent::Kind::kAbortOutput:
      abort_output(shell);
      break;
    case ShellEvent::Kind::kEndOfInput:
    case ShellEvent::Kind::kLogout:
    case ShellEvent::Kind::kClose:
      close_session(shell);
      break;
  }
}

// Lets the dialogue take what came, and what was typed ahead. What is more than
// others should wait for waits its turn, as a command does: a line that is late
// leaves the dialogue busy, which keeps what is behind it. Nothing is read
// meanwhile, so that the end does not come before all was run.
void pump(Shell* shell, ByteView in) {
  int64_t begun_ns = 0;  // with the second of several; one needs no clock
  while (shell->session != nullptr && !shell->connection->is_disconnecting) {
    std::string out;
    const ShellEvent event = shell->session->dialogue.next(in, out);
    send(shell, out);
    if (event.kind == ShellEvent::Kind::kNone) break;
    const bool is_over_time =
        begun_ns != 0 && monotonic_ns() - begun_ns > reactor::kIdleBudgetNs;
    if (is_over_time && event.kind == ShellEvent::Kind::kLine) {
      shell->session->late.reset(new std::string(event.text));
      enqueue(shell);
      continue;
    }
    // Of many interrupts at once, those that came meanwhile count as one.
    if (is_over_time && event.kind == ShellEvent::Kind::kInterrupt) {
      shell->session->late.reset();
      shell->put(kIsHeldUp, false);
      shell->put(kIsInterrupted, true);
      enqueue(shell);
      continue;
    }
    const bool is_late_tab =
        is_over_time && event.kind == ShellEvent::Kind::kComplete;
    // Telnet's commands behind it cannot wait, so nobody typed it to see more.
    if (is_late_tab && !in.empty()) continue;
    handle(shell, event);
    if (shell->session == nullptr) return;
    if (in.empty() && shell->session->dialogue.is_waiting()) break;
    if (is_late_tab) {
      enqueue(shell);
      break;
    }
    if (begun_ns == 0) begun_ns = monotonic_ns();
  }
  if (shell->session == nullptr || shell->connection->stream == nullptr) return;
  const bool is_late = shell->has(kIsQueued) && !shell->is_running();
  if (is_late || shell->session->dialogue.wants_pause()) {
    shell->connection->stream->pause_reading();
  } else if (!shell->connection->is_disconnecting &&
             !shell->connection->stream->is_reading()) {
    shell->connection->stream->resume_reading();
  }
}

}  // namespace

// --- called by the connection ------------------------------------------------

bool is_shell(Value protocol) {
  return protocol.is_object() && is_a(protocol, g_shell_type);
}

void shell_data(Connection* connection, ByteView bytes) {
  pump(as_shell(connection->protocol), bytes);
}

void shell_full(Connection*) {
  // Output that nobody reads ends the slice; the command goes on when there is
  // room again.
  end_slice_soon();
}

void shell_drained(Connection* connection) {
  Shell* const shell = as_shell(connection->protocol);
  if (shell->session == nullptr || !shell->has(kIsHeldUp)) return;
  shell->put(kIsHeldUp, false);
  if (shell->is_running()) enqueue(shell);
}

void shell_urgent(Connection* connection) {
  Shell* const shell = as_shell(connection->protocol);
  if (shell->session == nullptr) return;
  std::string out;
  shell->session->dialogue.begin_synch(out);
  send(shell, out);
}

void shell_closed(Connection* connection) {
  Shell* const shell = as_shell(connection->protocol);
  if (shell->session == nullptr) return;
  leave_queue(shell);
  for (int i = 0; i < kMaxFarewells && shell->is_running(); ++i) {
    ShellCommand& command = *shell->session->command;
    if (command.interrupt(shell->output) == ShellCommand::State::kRaised)
      clear_exception(command.fiber());
  }
  end_session(shell);
}

bool run_shell_slice() {
  Shell* const shell = g_first;
  if (shell == nullptr) return false;
  leave_queue(shell);
  const OwnerScope owner(Value::from_object(shell->connection));
  if (shell->has(kIsInterrupted)) {
    interrupt(shell);
  } else if (shell->is_running()) {
    after_slice(shell, shell->session->command->resume(shell->output), false);
  } else if (shell->session->late != nullptr) {
    const std::unique_ptr<std::string> line = std::move(shell->session->late);
    run_line(shell, *line);
  }
  pump(shell, ByteView());
  return g_first != nullptr;
}

// --- the class ---------------------------------------------------------------

namespace {

Value shell_create(Fiber& fiber, Type* cls, Args) {
  return Value::from_object(make<Shell>(fiber, cls));
}

bool shell_init(Fiber&, Value, Args) { return true; }

Value shell_make_connection(Fiber& fiber, Value self, Args args) {
  Shell* const shell = as_shell(self);
  Connection* const connection = connection_of(args[0]);
  if (connection == nullptr || shell->session != nullptr)
    return raise_type_error(fiber, "a shell talks to one telnet connection");
  const codec::ShellSettings* const settings = shell_settings(fiber, self);
  if (settings == nullptr) return Value::error();
  shell->connection = connection;
  shell->session = new Session(*settings);
  std::string out;
  shell->session->dialogue.open(out);
  send(shell, out);
  const Value made = call_if_present(fiber, self, g_names.connection_made, {});
  return made.is_error() ? made : Value::none();
}

// shell.write(text): shown to the user, around the line being typed.
Value shell_write(Fiber& fiber, Value self, Args args) {
  const Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "write() argument must be str, not %s",
                            type_name(args[0]));
  }
  show(as_shell(self), text->view());
  return Value::none();
}

Value get_terminal(Fiber& fiber, Value self) {
  const Session* const session = as_shell(self)->session;
  if (session == nullptr) return Value::none();
  const codec::Terminal& terminal = session->dialogue.terminal();
  const Value size[] = {Value::from_int(terminal.columns),
                        Value::from_int(terminal.rows)};
  Tuple* const pair = make_tuple(fiber, size, 2);
  return pair == nullptr ? Value::error() : Value::from_object(pair);
}

// The attributes of every protocol. Kept in the struct: a session has no
// others.
Value get_factory(Fiber&, Value self) {
  const Value factory = as_shell(self)->factory;
  return factory.is_undefined() ? Value::none() : factory;
}
bool set_factory(Fiber& fiber, Value self, Value value) {
  store(fiber.heap, &as_shell(self)->factory, value);
  return true;
}
Value get_transport(Fiber&, Value self) {
  Connection* const connection = as_shell(self)->connection;
  return connection == nullptr ? Value::none() : Value::from_object(connection);
}
Value get_connected(Fiber&, Value self) {
  const Connection* const connection = as_shell(self)->connection;
  return Value::from_int(connection != nullptr && connection->is_connected);
}

constexpr MethodDef kShellMethods[] = {
    {"makeConnection", shell_make_connection, 1, 1, 0},
    {"write", shell_write, 1, 1, 0, "I show text to my user."_doc},
    {}};
constexpr GetSetDef kShellGetSets[] = {
    {"factory", get_factory, set_factory, "Who made me."_doc},
    {"transport", get_transport, nullptr, "The connection I talk to."_doc},
    {"connected", get_connected, nullptr},
    {"terminalSize", get_terminal, nullptr, "(columns, rows)"_doc},
    {}};
constexpr Slots make_shell_slots() {
  Slots s{};
  s.create = shell_create;
  s.init = shell_init;
  return s;
}
constexpr Slots kShellSlots = make_shell_slots();
constexpr TypeDef kShellType = {"twisted.manhole.telnet.BaseShell",
                                &kShellLayout,
                                &kShellSlots,
                                kShellMethods,
                                kShellGetSets,
                                kTypeHasSlots,
                                "I am what a shell session is made of."};

Value output_write(Fiber& fiber, Value self, Args args) {
  const Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "write() argument must be str, not %s",
                            type_name(args[0]));
  }
  show(self.as<Output>()->shell, text->view());
  return Value::from_int(text->char_count);
}
Value output_flush(Fiber&, Value, Args) { return Value::none(); }
Value output_is_terminal(Fiber&, Value, Args) {
  return Value::from_bool(false);
}
Value output_encoding(Fiber& fiber, Value) { return str_value(fiber, "utf-8"); }
Value output_softspace(Fiber&, Value self) {
  return Value::from_int(self.object()->aux);
}
bool output_set_softspace(Fiber& fiber, Value self, Value value) {
  const int on = value.is_undefined() ? 0 : truth(fiber, value);
  if (on >= 0) self.object()->aux = static_cast<uint32_t>(on);
  return on >= 0;
}

constexpr MethodDef kOutputMethods[] = {
    {"write", output_write, 1, 1, 0},
    {"flush", output_flush, 0, 0, 0},
    {"isatty", output_is_terminal, 0, 0, 0},
    {"writable", [](Fiber&, Value, Args) { return Value::from_bool(true); }, 0,
     0, 0},
    {}};
constexpr GetSetDef kOutputGetSets[] = {
    {"encoding", output_encoding, nullptr},
    {"softspace", output_softspace, output_set_softspace},
    {}};
constexpr TypeDef kOutputType = {
    "twisted.manhole.telnet.Output",
    &kOutputLayout,
    nullptr,
    kOutputMethods,
    kOutputGetSets,
    kTypeFinal | kTypeNotCreatable,
    "I am sys.stdout for what is typed into a shell."};

}  // namespace

Type* init_shell(Fiber& fiber) {
  g_names = {permanent_name(fiber, "namespace"),
             permanent_name(fiber, "checkUserAndPass"),
             permanent_name(fiber, "loggedIn"),
             permanent_name(fiber, "connectionMade")};
  g_factory_plan.start(fiber, kFactoryNames, 1);
  g_output_type = native_type(fiber, kOutputType);
  g_shell_type = native_type(fiber, kShellType);
  return g_shell_type;
}

}  // namespace mt::twisted
