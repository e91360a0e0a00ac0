// fiber.h - one running Python stack, and how exceptions travel on it.
//
// Frames and their registers live in chunks of memory that never move, so a
// pointer to a register stays good for as long as its frame runs. A fiber whose
// time slice is over stops at the next safe point, with a stack of its own when
// native functions are in between (slice_stack.h), and can be resumed later.
// Generators own one frame each, which runs
// on top of whichever fiber resumes it.

#pragma once

#include <stdint.h>

#include "python/call.h"
#include "python/code.h"
#include "python/heap.h"
#include "python/object.h"

namespace mt::python {

struct Runtime;
struct Function;
struct Generator;
struct SliceStack;
class ReprGuard;

enum FrameFlags : uint8_t {
  kFrameEntry = 1 << 0,      // returning leaves run()
  kFrameGenerator = 1 << 1,  // registers belong to a generator
  kFrameConstructor = 1 << 2,  // __init__: the result is R[result] as it is
  kFrameProfiled = 1 << 3,     // a profiler or tracer is told of its end
  kFrameHasObject = 1 << 4,    // frame_object is set
  kFrameFirst = 1 << 5,        // of a chunk that another one comes before
  kFrameGuard = 1 << 6,        // those below may not be marked yet (pass_guard)
  kFrameSpecial = 1 << 7,      // a special method: finish_special() takes over
};

struct Frame {
  Frame* previous;
  Code* code;
  const Instruction* pc;  // next instruction; saved at every call
  Value* registers;
  Dict* globals;
  Dict* builtins;
  Function* function;     // null for module bodies
  Value names;            // namespace of a module, class or exec body
  Generator* generator;   // when kFrameGenerator
  Object* frame_object;   // a Kind::kFrame made for Python code, or null
  uint16_t result;        // register of the caller that gets the result
  uint8_t flags;
};

// A frame on the stack is followed by its registers.
constexpr size_t kFrameBytes = (sizeof(Frame) + 7) & ~size_t{7};

// Bound of RecursionGuard: C++ frames that recurse through data.
constexpr uint32_t kMaxNativeNesting = 1000;

// The lowest address that C++ frames may reach when they recurse (runtime.cc).
// What may call itself without end asks stack_is_low() and raises, with
// raise_too_deep().
extern uintptr_t g_stack_floor;
inline bool stack_is_low() {
  return __builtin_expect(
      reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) < g_stack_floor,
      0);
}

struct StackChunk {
  StackChunk* previous;
  StackChunk* next;  // kept for reuse
  char* top;
  char* limit;       // kClearedAtOnce registers more are there
};
// Registers of a new frame are cleared in groups; the last may reach further.
constexpr uint32_t kClearedAtOnce = 4;

// Where the first frame of a chunk is.
inline char* chunk_start(StackChunk* chunk) {
  return reinterpret_cast<char*>(chunk) + ((sizeof(StackChunk) + 15) & ~15u);
}

struct Fiber {
  explicit Fiber(Runtime& runtime);
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  Runtime& runtime;
  Heap& heap;
  Frame* frame = nullptr;
  // The exception on its way up; undefined when none.
  Value exception;
  // The one being handled: what a bare `raise` and sys.exc_info() see.
  Value handled;
  uint32_t depth = 0;          // frames, against the recursion limit
  uint32_t native_depth = 0;   // run() calls on the C++ stack
  uint32_t native_nesting = 0;  // RecursionGuards alive
  bool may_suspend = false;    // inside a slice
  bool suspended = false;      // the slice ended before the work did
  bool is_doomed = false;      // no handler catches anything any more
  bool reraising = false;      // the traceback already has the frame on top
  bool finalizing = false;     // inside run_finalizers()
  bool profiling = false;      // one of these is set, and none of them runs now
  bool in_profiler = false;    // one runs: nothing is told
  Value profiler;              // sys.setprofile(); undefined when none
  Value tracer;                // sys.settrace(), too
  // Raised at the next safe point: what was thrown in while native functions
  // were set aside.
  Value thrown;
  SliceStack* stack = nullptr;           // that it runs or was set aside on
  ReprGuard* innermost_repr = nullptr;   // container.h
  Frame* untraced = nullptr;   // this one and those below are not marked yet
  Value passed;                // on its way through nested `yield from`
  StackChunk* chunk = nullptr;
  Fiber* next = nullptr;       // all fibers of the runtime
  Fiber** link = nullptr;

  bool raised() const { return !exception.is_undefined(); }
};

// --- raising: each returns Value::error() -----------------------------------
Value raise(Fiber& fiber, Type* cls, const char* fmt, ...)
    __attribute__((format(printf, 3, 4)));
Value raise_type_error(Fiber& fiber, const char* fmt, ...)
    __attribute__((format(printf, 2, 3)));
Value raise_value_error(Fiber& fiber, const char* fmt, ...)
    __attribute__((format(printf, 2, 3)));
Value raise_index_error(Fiber& fiber, const char* fmt, ...)
    __attribute__((format(printf, 2, 3)));
Value raise_key_error(Fiber& fiber, Value key);
Value raise_memory_error(Fiber& fiber);
// Whether what is gathered outside of the heap, so many bytes by now, may grow:
// an object shall be made of it. Raises if not.
bool may_gather_many(Fiber& fiber, size_t bytes);
inline bool may_gather(Fiber& fiber, size_t bytes) {
  return __builtin_expect(bytes <= Heap::kFewGathered, 1) ||
         may_gather_many(fiber, bytes);
}
Value raise_too_deep(Fiber& fiber);  // RecursionError
Value raise_overflow_error(Fiber& fiber, const char* fmt, ...)
    __attribute__((format(printf, 2, 3)));
Value raise_errno(Fiber& fiber, int err, Value filename = Value(),
                  Value second = Value());
Value raise_with(Fiber& fiber, Type* cls, Value argument);
Value raise_object(Fiber& fiber, Value exception);
Value raise_stop_iteration(Fiber& fiber, Value value);
// Takes the exception out of the fiber (to handle it); undefined when none.
Value take_exception(Fiber& fiber);
bool exception_matches(Fiber& fiber, Type* cls);  // of fiber.exception
void clear_exception(Fiber& fiber);

// --- running ----------------------------------------------------------------
// Executes the frame on top until it returns. Value::error() when it raised.
Value run(Fiber& fiber);
// Pushes a frame with `code`'s registers, all undefined; null: RecursionError
// or MemoryError.
Frame* push_frame(Fiber& fiber, Code* code, Function* function, Dict* globals,
                  Dict* builtins, Value names);
void pop_frame(Fiber& fiber);
// The builtins that code with these globals sees: globals["__builtins__"] if it
// says so, else those of the code's dialect.
Dict* builtins_for(const Code* code, Dict* globals);
// What the collector visits.
void trace_frame(const Frame* frame, Tracer& tracer);
// Visits a fiber's frames, or (Tracer::part) the uppermost alone. Those below
// do not change while others run above them, and are visited later, a part at a
// time: in any case before one of them goes on, by the guard that ends above
// it.
void trace_fiber(Fiber* fiber, Tracer& tracer);
bool trace_more_frames(Fiber* fiber, Tracer& tracer);  // false: there are none
void pass_guard(Fiber& fiber);  // after a frame with kFrameGuard has gone
// The object for sys._getframe(): made once for a frame; keeps a copy of the
// locals when the frame goes (frame.cc).
Value frame_object(Fiber& fiber, Frame* frame);
void detach_frame_object(Fiber& fiber, Frame* frame);
// Module and exec bodies.
Value run_code(Fiber& fiber, Code* code, Dict* globals, Value names);

// A slice of a fiber: starts a code object (a line typed at a prompt) on an
// idle one, or goes on with a suspended one. kDone leaves the value in *result;
// kRaised the exception in the fiber; kSuspended: call resume_slice. A slice
// ends at the first safe point after g_pending got kPendingSuspend (a timer of
// the caller's sets it).
enum class SliceEnd : uint8_t { kDone, kRaised, kSuspended };
SliceEnd start_code_slice(Fiber& fiber, Code* code, Dict* globals, Value names,
                          Value* result);
SliceEnd resume_slice(Fiber& fiber, Value* result);
// Ends a suspended fiber: raises `exception` inside it and lets it unwind.
SliceEnd throw_slice(Fiber& fiber, Value exception, Value* result);
// Ends a suspended fiber for good, past all its handlers.
void doom_slice(Fiber& fiber);

// --- safe points ------------------------------------------------------------
// One word read at loop ends and calls; any bit leads to handle_pending().
enum Pending : uint32_t {
  kPendingInterrupt = 1 << 0,  // KeyboardInterrupt wanted
  kPendingSuspend = 1 << 1,    // end of slice wanted
  kPendingMemory = 1 << 2,     // over the heap bound: MemoryError
  kPendingFinalizers = 1 << 3, // __del__ and weakref callbacks are waiting
  kPendingHook = 1 << 4,       // somebody above wants control (signals)
  kPendingThrown = 1 << 5,     // fiber.thrown is to be raised
  kPendingCollect = 1 << 6,    // a collection is due: Heap::start_due()
  kPendingProfile = 1 << 7,    // a fiber has a profiler or tracer: slow calls
  kPendingWatch = 1 << 8,      // a slice no timer ends yet: g_slice_watch()
};
extern volatile uint32_t g_pending;
// A handler of a signal may set a bit between any two instructions.
inline void set_pending(uint32_t bits) {
  __atomic_fetch_or(&g_pending, bits, __ATOMIC_RELAXED);
}
inline void clear_pending(uint32_t bits) {
  __atomic_fetch_and(&g_pending, ~bits, __ATOMIC_RELAXED);
}
// Called at each safe point while kPendingWatch is set; clears it when it has
// seen enough. Calls nobody and cannot fail.
extern void (*g_slice_watch)();
// Called for kPendingHook; false when it raised.
using PendingHook = bool (*)(Fiber& fiber);
extern PendingHook g_pending_hook;
// Called from within a signal's handler, when Python code waits for the signal:
// wakes who sleeps without looking at g_pending.
extern void (*g_wake_sleeper)();
// For natives that work for long: a safe point of theirs. False when it raised;
// otherwise go on, but other code may have run meanwhile.
bool handle_pending_here(Fiber& fiber);
inline bool safe_point(Fiber& fiber) {
  return __builtin_expect(g_pending == 0, 1) || handle_pending_here(fiber);
}
// The same for work that knows no fiber and cannot fail: lets others have their
// turn, and nothing else.
void breathe_slowly();
// True when it has become pointless to go on: the next safe point raises. Then
// any result will do, as long as a safe point follows. Once true it stays true
// until then, for who is unwanted does not breathe.
inline bool is_unwanted() {
  return __builtin_expect(
      (g_pending & (kPendingInterrupt | kPendingThrown)) != 0, 0);
}
inline void breathe() {
  if (__builtin_expect((g_pending & (kPendingSuspend | kPendingWatch)) != 0,
                       0) &&
      !is_unwanted()) {
    breathe_slowly();
  }
}
// While one lives no slice ends in the middle of native functions: what they do
// must be done at one go.
extern uint32_t g_slice_holds;
struct SliceHold {
  SliceHold() { ++g_slice_holds; }
  ~SliceHold() { --g_slice_holds; }
  SliceHold(const SliceHold&) = delete;
  SliceHold& operator=(const SliceHold&) = delete;
};

// For natives that wait: does at once what a signal asked for, if one did.
// False when that raised; otherwise go on waiting.
bool heed_signals(Fiber& fiber);

}  // namespace mt::python
