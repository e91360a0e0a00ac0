// embed.h - the language inside a C++ program: starting it, running text in it,
// keeping its values, bounding it.
//
//   #include <microtwisted/embed.h>
//
//   #include <stdio.h>
//
//   using namespace microtwisted;
//
//   int main() {
//     Interpreter interpreter;
//     Value cups = evaluate("[n * n for n in range(4)]");
//     Value sum = import_module("builtins").attr("sum").call({cups});
//     if (!sum.ok()) fputs(sum.traceback().c_str(), stderr);
//     return exit_status(run("print(total)", dict({{"total", sum}})));
//   }
//
//   c++ -std=c++17 tea.cc /usr/local/lib/libmicrotwisted.a
//
// value.h says how values live and how errors travel; module.h how Python calls
// C++. The manual page is microtwisted(3).

#pragma once

#include "microtwisted/value.h"

namespace microtwisted {

struct Options {
  // sys.argv; borrowed while the interpreter starts.
  int argc = 0;
  const char* const* argv = nullptr;
  // The bound of set_max_heap(); 0 is none.
  size_t max_heap_bytes = 0;
  // An address above every stack frame that will hold a Value. Null: the end of
  // the calling thread's stack, as the system tells it.
  const void* stack_top = nullptr;
};

// The interpreter runs while this lives. A process has one, once: another, or a
// stack whose end the system will not tell, stops the process with a word on
// stderr. Ending it calls what atexit.register() was given, flushes sys.stdout
// and sys.stderr, and sets every Root to None; objects that are still there go
// without __del__.
class Interpreter {
 public:
  explicit Interpreter(const Options& options = Options());
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;
};

// --- running ---------------------------------------------------------------
// `names` is the namespace: a dict, or a module, whose own it then is. None
// means that of the module __main__. What is no Python 3 but is Python of 2002
// runs as that.

// Statements; None, or an error. `file` is what tracebacks call the text. What
// they printed is flushed; what a call or evaluate() prints may wait for that.
Value run(Chars source, Value names = Value(), Chars file = "<string>");
// A file, with __file__ set. OSError when it cannot be read.
Value run_file(Chars path, Value names = Value());
// One expression, and its value.
Value evaluate(Chars expression, Value names = Value());
// "a.b.c" imports all three and is the last of them.
Value import_module(Chars dotted_name);
// The namespace of __main__, a dict.
Value main_names();
// What main() returns after what ran: what SystemExit asks for, 0 when all went
// well; else 1, after printing the traceback to sys.stderr.
int exit_status(Value end);

// --- keeping ---------------------------------------------------------------
// A Value that stays alive wherever it is stored: in a member, a container, a
// capture, a static. May exist before the interpreter starts and after it
// ended, and is then None.
class Root {
 public:
  Root() { link(); }
  Root(Value value) : value_(value) { link(); }
  Root(const Root& other) : value_(other.value_) { link(); }
  ~Root() { unlink(); }
  Root& operator=(const Root& other) {
    value_ = other.value_;
    return *this;
  }
  Value get() const { return value_; }
  operator Value() const { return value_; }

 private:
  friend struct Access;
  void link();
  void unlink();

  Value value_;
  Root* next_ = nullptr;
  Root** link_ = nullptr;
};

// --- bounding --------------------------------------------------------------

// Makes the Python code that runs, or the next that does, raise
// KeyboardInterrupt. May be called from a signal handler on the interpreter's
// thread; not from another thread.
void interrupt();

// Bytes that objects may take together; 0 is no bound. Python code that asks
// for more gets MemoryError and may go on.
void set_max_heap(size_t bytes);

// Collects whole. Nobody needs to: allocating pays for collecting as it goes.
void collect();
// Works on a collection for at most about this long, when there is one; true
// when there is more to do. For a program's idle moments.
bool collect_for(uint32_t microseconds);

struct HeapUse {
  uint64_t live_bytes;       // taken by objects, dead ones not yet found too
  uint64_t allocated_bytes;  // ever
  uint64_t collections;      // completed
};
HeapUse heap_use();

}  // namespace microtwisted
