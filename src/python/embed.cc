// embed.cc - include/microtwisted/embed.h: starting, running text, keeping
// values, bounds.

#include "microtwisted/embed.h"

#include <pthread.h>
#include <string.h>
#if defined(__FreeBSD__) || defined(__OpenBSD__) || defined(__DragonFly__)
#include <pthread_np.h>
#endif

#include <string>
#include <vector>

#include "lib/embedded.h"
#include "python/bytes.h"
#include "python/code.h"
#include "python/dict.h"
#include "python/embed_internal.h"
#include "python/import.h"
#include "python/library_text.h"
#include "python/source.h"
#include "python/str.h"

namespace microtwisted {

namespace {

py::Fiber* g_fiber = nullptr;  // of the native function that runs, or null
Root* g_roots = nullptr;       // all there are
bool g_roots_seen = false;     // the collector has been told of them
bool g_started = false;        // an interpreter was, in this process

// The end of this thread's stack that the first frames are near; null when the
// system does not say. Stacks grow downwards wherever we run.
const void* end_of_stack() {
#if defined(__APPLE__)
  return pthread_get_stackaddr_np(pthread_self());
#elif defined(__OpenBSD__)
  stack_t stack;
  return pthread_stackseg_np(pthread_self(), &stack) == 0 ? stack.ss_sp
                                                          : nullptr;
#else
  pthread_attr_t attributes;
#if defined(__FreeBSD__) || defined(__DragonFly__)
  if (pthread_attr_init(&attributes) != 0) return nullptr;
  const bool known = pthread_attr_get_np(pthread_self(), &attributes) == 0;
#else
  const bool known = pthread_getattr_np(pthread_self(), &attributes) == 0;
  if (!known) return nullptr;
#endif
  void* lowest = nullptr;
  size_t bytes = 0;
  const bool found =
      known && pthread_attr_getstack(&attributes, &lowest, &bytes) == 0;
  pthread_attr_destroy(&attributes);
  return found ? static_cast<char*>(lowest) + bytes : nullptr;
#endif
}

// The dict that `names` stands for; null: TypeError raised.
py::Dict* namespace_of(py::Fiber& f, Value names) {
  const py::Value given = Access::in(names);
  py::Dict* dict = py::cast<py::Dict>(given);
  if (const py::Module* const module = py::cast<py::Module>(given))
    dict = module->dict;
  if (given.is_none()) dict = py::main_module(f)->dict;
  if (dict == nullptr) {
    py::raise_type_error(f, "a namespace is a dict or a module, not '%s'",
                         py::type_name(given));
    return nullptr;
  }
  if (py::dict_find_name(dict, py::names().dunder_builtins).is_undefined())
    py::dict_set_name(f, dict, py::names().dunder_builtins,
                      py::Value::from_object(py::rt().builtins));
  return dict;
}

// Whoever started it, the collector learns of Roots when the first one is made
// while it is there.
void see_roots() {
  if (g_roots_seen || py::g_runtime == nullptr) return;
  py::rt().heap.add_root_hook(Access::trace_roots, nullptr);
  g_roots_seen = true;
}

// Compiles and runs `source` in the namespace; null sources have raised.
Value run_source(py::Fiber& f, py::Str* source, py::Str* file, py::Dict* dict,
                 py::ParseMode mode) {
  if (source == nullptr || dict == nullptr) return Access::done(f, false);
  py::CompileOptions options;
  options.mode = mode;
  py::Code* const code = py::compile(f, source, file, options);
  if (code == nullptr) return Access::done(f, false);
  return Access::out(f, py::run_code(f, code, dict, py::Value()));
}

}  // namespace

py::Fiber& fiber() {
  CHECK(py::g_runtime != nullptr);
  return g_fiber != nullptr ? *g_fiber : *py::rt().main_fiber;
}

OnFiber::OnFiber(py::Fiber& fiber) : before_(g_fiber) { g_fiber = &fiber; }
OnFiber::~OnFiber() { g_fiber = before_; }

// --- starting ----------------------------------------------------------------

Interpreter::Interpreter(const Options& options) {
  CHECK(py::g_runtime == nullptr && !g_started);
  g_started = true;
  const void* const top =
      options.stack_top != nullptr ? options.stack_top : end_of_stack();
  CHECK(top != nullptr);
  // A room above this one. A program has its main to introduce them; who embeds
  // has only us.
  py::set_library(mt::lib::kLibrary);
  py::Fiber& f = *py::Runtime::start(top)->main_fiber;
  if (options.argc > 0)
    py::set_argv(f, options.argv, static_cast<size_t>(options.argc));
  set_max_heap(options.max_heap_bytes);
  see_roots();
}

Interpreter::~Interpreter() {
  CHECK(g_fiber == nullptr);
  py::run_exit_functions(fiber());
  py::flush_streams(fiber());
  Access::clear_roots();
  py::Runtime::stop();
}

// --- running -----------------------------------------------------------------

// What statements that C++ code started printed is out when they are done: its
// own stdio knows nothing of our buffers. Inside a native function nothing is
// done yet.
static Value end_of(Value end) {
  if (g_fiber == nullptr) py::flush_streams(fiber());
  return end.ok() ? Value() : end;
}

Value run(Chars source, Value names, Chars file) {
  if (!names.ok()) return names;
  py::Fiber& f = fiber();
  py::Dict* const dict = namespace_of(f, names);
  py::Str* const label = dict == nullptr ? nullptr : name_of(f, file);
  if (label == nullptr) return Access::done(f, false);
  py::Str* const text = py::source_from_bytes(
      f, std::string_view(source.data, source.size), label);
  return end_of(run_source(f, text, label, dict, py::ParseMode::kExec));
}

Value run_file(Chars path, Value names) {
  if (!names.ok()) return names;
  py::Fiber& f = fiber();
  py::Dict* const dict = namespace_of(f, names);
  const Value name = bytes(path);
  if (dict == nullptr || !name.ok())
    return dict == nullptr ? Access::done(f, false) : name;
  const py::Value file = py::file_path_text(f, Access::in(name));
  if (file.is_error()) return Access::out(f, file);
  py::Str* const label = file.as<py::Str>();
  py::Str* const text = py::source_from_file(f, label);
  if (text == nullptr) return Access::done(f, false);
  py::dict_set_name(f, dict, py::names().dunder_file, file);
  return end_of(run_source(f, text, label, dict, py::ParseMode::kExec));
}

Value evaluate(Chars expression, Value names) {
  if (!names.ok()) return names;
  py::Fiber& f = fiber();
  py::Dict* const dict = namespace_of(f, names);
  if (dict == nullptr) return Access::done(f, false);
  std::string_view source(expression.data, expression.size);
  while (!source.empty() && (source[0] == ' ' || source[0] == '\t'))
    source.remove_prefix(1);
  py::Str* const label = py::intern(f, "<string>");
  py::Str* const text = py::source_from_bytes(f, source, label);
  return run_source(f, text, label, dict, py::ParseMode::kEval);
}

Value import_module(Chars dotted_name) {
  py::Fiber& f = fiber();
  py::Str* const name = name_of(f, dotted_name);
  if (name == nullptr) return Access::done(f, false);
  return Access::out(f, py::import_module(f, name->view()));
}

Value main_names() {
  py::Fiber& f = fiber();
  return Access::out(f, py::main_module(f)->dict);
}

int exit_status(Value end) {
  if (end.ok()) return 0;
  py::Fiber& f = fiber();
  const py::Value raised = Access::exception(end);
  int status = 1;
  if (!py::exit_status(f, raised, &status)) py::report_uncaught(f, raised);
  return status;
}

// --- keeping -----------------------------------------------------------------

void Root::link() {
  next_ = g_roots;
  link_ = &g_roots;
  if (next_ != nullptr) next_->link_ = &next_;
  g_roots = this;
  see_roots();
}

void Root::unlink() {
  *link_ = next_;
  if (next_ != nullptr) next_->link_ = link_;
}

void Access::trace_roots(py::Tracer& tracer, void*) {
  for (const Root* root = g_roots; root != nullptr; root = root->next_) {
    const Value value = root->value_;
    tracer.visit(is_error(value) ? exception(value) : in(value));
  }
}

void Access::clear_roots() {
  for (Root* root = g_roots; root != nullptr; root = root->next_)
    root->value_ = Value();
}

// --- bounding ----------------------------------------------------------------

void interrupt() {
  py::set_pending(py::kPendingInterrupt);
}

void set_max_heap(size_t bytes) {
  fiber().heap.set_limit(bytes == 0 ? SIZE_MAX : bytes);
}

void collect() { fiber().heap.collect(); }

bool collect_for(uint32_t microseconds) {
  return fiber().heap.step(microseconds);
}

HeapUse heap_use() {
  const py::HeapStats stats = fiber().heap.stats();
  return {stats.live_bytes, stats.allocated_bytes, stats.cycles};
}

}  // namespace microtwisted
