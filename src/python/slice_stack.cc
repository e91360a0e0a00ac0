// slice_stack.cc - a second stack, and the way from one to the other and back.

// longjmp() between stacks is what this file is for; the checks that libc adds
// to it take every jump for one up the same stack.
#undef _FORTIFY_SOURCE

#include "python/slice_stack.h"

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/sanitizer.h"
#include "base/status.h"
#include "python/runtime.h"

namespace mt::python {

struct SliceStack {
  char* memory;        // a page that nobody may touch, then the stack
  StackSpan span;      // what of it is in use while it is set aside
  jmp_buf inside;      // where it goes on
  jmp_buf outside;     // where whoever entered it goes on
  Fiber* fiber;        // that runs on it, or null
  Value result;        // of run()
  bool is_set_aside;
  SliceStack* next;    // spare ones
#ifdef MT_ASAN
  const void* outside_bottom;
  size_t outside_bytes;
#endif
};

namespace {

// Touched only as far as it is used. Frames of sanitized builds are large.
#ifdef MT_ASAN
constexpr size_t kStackBytes = size_t{16} << 20;
#else
constexpr size_t kStackBytes = (sizeof(void*) == 8 ? 1024u : 512u) * 1024u;
#endif
constexpr size_t kMaxSpareStacks = 2;

SliceStack* g_spare = nullptr;
size_t g_spare_count = 0;
SliceStack* g_active = nullptr;  // on which we are; null: the first stack
// How deep callbacks were when the slice began: what they call runs on the main
// fiber, whose frames must come and go in order.
uint32_t g_main_depth = 0;

size_t page_bytes() {
  static const size_t bytes = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return bytes;
}

const char* lowest(const SliceStack* stack) {
  return stack->memory + page_bytes();
}

// Leaves the current stack at `*from` for the place that `to` remembers. The
// registers that a callee must preserve are spilled into this frame, where the
// collector finds them: jmp_buf may keep them in a form of its own.
__attribute__((noinline)) void jump(jmp_buf from, jmp_buf to,
                                    const char** mark) {
  *mark = static_cast<const char*>(__builtin_frame_address(0));
  if (_setjmp(from) == 0) _longjmp(to, 1);
}

__attribute__((noinline)) void spill_and_jump(jmp_buf from, jmp_buf to,
                                              const char** mark) {
  static void (*volatile below)(jmp_buf, jmp_buf, const char**) = jump;
  __builtin_unwind_init();
  below(from, to, mark);
  __asm__ volatile("" ::: "memory");
}

// Back to where it was entered from, until somebody enters this one again.
void leave(SliceStack* stack) {
#ifdef MT_ASAN
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, stack->outside_bottom,
                                 stack->outside_bytes);
#endif
  spill_and_jump(stack->inside, stack->outside, &stack->span.lowest);
#ifdef MT_ASAN
  __sanitizer_finish_switch_fiber(fake, &stack->outside_bottom,
                                  &stack->outside_bytes);
#endif
}

// What a stack does all its life.
[[noreturn]] void serve(SliceStack* stack) {
#ifdef MT_ASAN
  __sanitizer_finish_switch_fiber(nullptr, &stack->outside_bottom,
                                  &stack->outside_bytes);
#endif
  while (true) {
    stack->result = run(*stack->fiber);
    leave(stack);
  }
}

// --- making one --------------------------------------------------------------

SliceStack* volatile g_newborn = nullptr;

// A signal handler that runs on the new stack remembers where it is and
// returns; jumping there later is then a plain jump to another stack. Portable
// to wherever sigaltstack() is, unlike makecontext(), which musl lacks.
#if defined(__clang__)
__attribute__((no_sanitize("address")))
#else
__attribute__((no_sanitize_address))
#endif
void be_born(int) {
  SliceStack* const stack = g_newborn;
  if (_setjmp(stack->inside) != 0) serve(g_active);
}

bool give_birth(SliceStack* stack) {
  stack_t own = {}, before = {};
  own.ss_sp = stack->memory + page_bytes();
  own.ss_size = kStackBytes;
  struct sigaction action = {}, old_action = {};
  action.sa_handler = be_born;
  action.sa_flags = SA_ONSTACK;
  sigfillset(&action.sa_mask);
  sigset_t all, mask;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &mask);
  bool is_born = sigaltstack(&own, &before) == 0;
  if (is_born) {
    sigaction(SIGUSR2, &action, &old_action);
    g_newborn = stack;
    ::raise(SIGUSR2);
    sigset_t open = all;
    sigdelset(&open, SIGUSR2);
    sigsuspend(&open);
    sigaction(SIGUSR2, &old_action, nullptr);
    // The old one may have been none, which has no size to speak of.
    if ((before.ss_flags & SS_DISABLE) != 0) before.ss_size = kStackBytes;
    is_born = sigaltstack(&before, nullptr) == 0;
  }
  sigprocmask(SIG_SETMASK, &mask, nullptr);
  return is_born;
}

SliceStack* make_stack() {
  const size_t guard = page_bytes();
  void* const memory = mmap(nullptr, guard + kStackBytes,
                            PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  mprotect(memory, guard, PROT_NONE);
  SliceStack* const stack = new SliceStack();
  stack->memory = static_cast<char*>(memory);
  stack->span.highest = stack->memory + guard + kStackBytes;
  if (give_birth(stack)) return stack;
  munmap(memory, guard + kStackBytes);
  delete stack;
  return nullptr;
}

SliceStack* take_stack() {
  if (g_spare == nullptr) return make_stack();
  SliceStack* const stack = g_spare;
  g_spare = stack->next;
  --g_spare_count;
  return stack;
}

void give_back(SliceStack* stack) {
  if (g_spare_count < kMaxSpareStacks) {
    stack->next = g_spare;
    g_spare = stack;
    ++g_spare_count;
    return;
  }
  munmap(stack->memory, page_bytes() + kStackBytes);
  delete stack;
}

// --- switching ---------------------------------------------------------------

// Runs what `stack` has to run, until it is done or set aside.
void enter(SliceStack* stack) {
  Heap& heap = stack->fiber->heap;
  const uintptr_t floor = g_stack_floor;
  const uint32_t holds = g_slice_holds, main_depth = g_main_depth;
  SliceStack* const outer = g_active;
  StackSpan outside = {nullptr, heap.stack_top(), nullptr};
  heap.add_stack(&outside);
  if (stack->is_set_aside) heap.drop_stack(&stack->span);
  heap.set_stack_top(stack->span.highest);
  // A quarter is kept for what has no guard of its own.
  g_stack_floor = reinterpret_cast<uintptr_t>(lowest(stack)) + kStackBytes / 4;
  g_slice_holds = 0;
  g_main_depth = rt().main_fiber->native_depth;
  stack->is_set_aside = false;
  g_active = stack;
#ifdef MT_ASAN
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, lowest(stack), kStackBytes);
#endif
  spill_and_jump(stack->outside, stack->inside, &outside.lowest);
#ifdef MT_ASAN
  __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
  g_active = outer;
  g_main_depth = main_depth;
  g_slice_holds = holds;
  g_stack_floor = floor;
  heap.set_stack_top(outside.highest);
  heap.drop_stack(&outside);
  if (stack->is_set_aside) heap.add_stack(&stack->span);
}

}  // namespace

uint32_t g_slice_holds = 0;

Value run_on_slice_stack(Fiber& fiber) {
  SliceStack* stack = fiber.stack;
  if (stack == nullptr) stack = take_stack();
  if (stack == nullptr) return run(fiber);
  stack->fiber = &fiber;
  fiber.stack = stack;
  enter(stack);
  if (stack->is_set_aside) {
    fiber.suspended = true;
    return Value::undefined();
  }
  fiber.stack = nullptr;
  const Value value = stack->result;
  stack->result = Value();
  stack->fiber = nullptr;
  give_back(stack);
  return value;
}

bool can_set_aside(const Fiber& fiber) {
  return g_active != nullptr && g_active->fiber == &fiber &&
         fiber.may_suspend && g_slice_holds == 0 &&
         rt().main_fiber->native_depth == g_main_depth;
}

void set_aside(Fiber& fiber) {
  SliceStack* const stack = fiber.stack;
  stack->is_set_aside = true;
  leave(stack);
}

void breathe_slowly() {
  if ((g_pending & kPendingWatch) != 0) g_slice_watch();
  if ((g_pending & kPendingSuspend) == 0) return;
  clear_pending(kPendingSuspend);
  if (g_active == nullptr || !can_set_aside(*g_active->fiber)) return;
  Fiber& fiber = *g_active->fiber;
  set_aside(fiber);
  if (!fiber.thrown.is_undefined()) set_pending(kPendingThrown);
}

}  // namespace mt::python
