// fiber.cc - frames on chunks of stack, and fibers as the collector sees them.

#include "python/fiber.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/list.h"
#include "python/profiler.h"
#include "python/tracer.h"
#include "python/runtime.h"
#include "python/slice_stack.h"
#include "python/vm.h"

namespace mt::python {

volatile uint32_t g_pending = 0;

namespace {

// Enough for a few hundred small frames; a deep recursion links more chunks.
constexpr size_t kChunkBytes = 16 * 1024;

// Those after `chunk`.
void free_chunks(StackChunk* chunk) {
  StackChunk* next = chunk->next;
  chunk->next = nullptr;
  while (next != nullptr) {
    StackChunk* const after = next->next;
    free(next);
    next = after;
  }
}

// The chunk after the current one, with room for `bytes`.
bool next_chunk(Fiber& fiber, size_t bytes) {
  StackChunk* current = fiber.chunk;
  if (current != nullptr && current->next != nullptr) {
    StackChunk* next = current->next;
    if (static_cast<size_t>(next->limit - chunk_start(next)) >= bytes) {
      next->top = chunk_start(next);
      fiber.chunk = next;
      return true;
    }
    free_chunks(current);
  }
  const size_t behind = kClearedAtOnce * sizeof(Value);
  const size_t size = std::max(bytes + 64 + behind, kChunkBytes);
  StackChunk* chunk = static_cast<StackChunk*>(malloc(size));
  if (chunk == nullptr) return false;
  chunk->previous = current;
  chunk->next = nullptr;
  chunk->top = chunk_start(chunk);
  chunk->limit = reinterpret_cast<char*>(chunk) + size - behind;
  if (current != nullptr) current->next = chunk;
  fiber.chunk = chunk;
  return true;
}

}  // namespace

Fiber::Fiber(Runtime& owner) : runtime(owner), heap(owner.heap) {
  next = owner.fibers;
  link = &owner.fibers;
  if (next != nullptr) next->link = &next;
  owner.fibers = this;
}

Fiber::~Fiber() {
  *link = next;
  if (next != nullptr) next->link = link;
  Tracer tracer(heap);
  while (trace_more_frames(this, tracer)) {
  }
  set_profiler(*this, Value());
  set_tracer(*this, Value());
  StackChunk* last = chunk;
  while (last != nullptr && last->next != nullptr) last = last->next;
  while (last != nullptr) {
    StackChunk* before = last->previous;
    free(last);
    last = before;
  }
}

Frame* push_frame(Fiber& fiber, Code* code, Function* function, Dict* globals,
                  Dict* builtins, Value names) {
  if (__builtin_expect(fiber.depth >= fiber.runtime.quick_limit, 0) &&
      fiber.depth >= fiber.runtime.recursion_limit) {
    raise(fiber, types().RecursionError, "maximum recursion depth exceeded");
    return nullptr;
  }
  if (!warm_code(fiber, code)) return nullptr;
  const size_t count = code->register_count;
  const size_t bytes = kFrameBytes + count * sizeof(Value);
  if (__builtin_expect(
          fiber.chunk == nullptr ||
              static_cast<size_t>(fiber.chunk->limit - fiber.chunk->top) <
                  bytes, 0)) {
    if (!next_chunk(fiber, bytes)) {
      raise_memory_error(fiber);
      return nullptr;
    }
  }
  StackChunk* const chunk = fiber.chunk;
  Frame* frame = reinterpret_cast<Frame*>(chunk->top);
  const bool first = chunk->top == chunk_start(chunk) &&
                     chunk->previous != nullptr;
  chunk->top += bytes;
  Value* registers =
      reinterpret_cast<Value*>(reinterpret_cast<char*>(frame) + kFrameBytes);
  // Undefined is all zeros.
  memset(static_cast<void*>(registers), 0, count * sizeof(Value));
  frame->previous = fiber.frame;
  frame->code = code;
  frame->pc = code->instructions;
  frame->registers = registers;
  frame->globals = globals;
  frame->builtins = builtins;
  frame->function = function;
  frame->names = names;
  frame->generator = nullptr;
  frame->frame_object = nullptr;
  frame->result = 0;
  frame->flags = first ? kFrameFirst : 0;
  fiber.frame = frame;
  ++fiber.depth;
  return frame;
}

void pop_frame(Fiber& fiber) {
  Frame* frame = fiber.frame;
  if (__builtin_expect(frame->frame_object != nullptr, 0))
    detach_frame_object(fiber, frame);
  fiber.frame = frame->previous;
  --fiber.depth;
  StackChunk* chunk = fiber.chunk;
  chunk->top = reinterpret_cast<char*>(frame);
  if ((frame->flags & kFrameFirst) != 0) {
    free_chunks(chunk);  // one is kept: this
    fiber.chunk = chunk->previous;
  }
  if ((frame->flags & kFrameGuard) != 0) pass_guard(fiber);
}

void trace_frame(const Frame* frame, Tracer& tracer) {
  tracer.visit(frame->code);
  tracer.visit(frame->globals);
  tracer.visit(frame->builtins);
  tracer.visit(frame->function);
  tracer.visit(frame->names);
  tracer.visit(frame->frame_object);
  if ((frame->flags & kFrameGenerator) != 0) {
    tracer.visit(frame->generator);
  }
  const Code* const code = frame->code;
  tracer.visit(frame->registers,
               tracer.names_only()
                   ? size_t{code->local_count} + code->free_count
                   : code->register_count);
}

void trace_fiber(Fiber* fiber, Tracer& tracer) {
  tracer.visit(fiber->exception);
  tracer.visit(fiber->handled);
  tracer.visit(fiber->passed);
  tracer.visit(fiber->thrown);
  tracer.visit(fiber->profiler);
  tracer.visit(fiber->tracer);
  if (tracer.part() != 0) {
    fiber->untraced = fiber->frame;
    trace_more_frames(fiber, tracer);
    return;
  }
  for (const Frame* frame = fiber->frame; frame; frame = frame->previous)
    trace_frame(frame, tracer);
}

bool trace_more_frames(Fiber* fiber, Tracer& tracer) {
  constexpr uint32_t kValuesOfFrame = 8;  // about
  Frame* frame = fiber->untraced;
  if (frame == nullptr) return false;
  Frame* last = nullptr;
  for (uint32_t left = tracer.part() / kValuesOfFrame + 1;
       frame != nullptr && left > 0; --left) {
    trace_frame(frame, tracer);
    last = frame;
    frame = frame->previous;
  }
  fiber->untraced = frame;
  if (frame != nullptr) last->flags |= kFrameGuard;
  return true;
}

void pass_guard(Fiber& fiber) {
  if (fiber.untraced == nullptr || fiber.untraced != fiber.frame) return;
  Tracer tracer(fiber.heap);
  trace_more_frames(&fiber, tracer);
}

Value run_code(Fiber& fiber, Code* code, Dict* globals, Value names) {
  Frame* frame = push_frame(fiber, code, nullptr, globals,
                            builtins_for(code, globals), names);
  if (frame == nullptr) return Value::error();
  frame->flags |= kFrameEntry;
  return run(fiber);
}

// --- slices -----------------------------------------------------------------

namespace {

SliceEnd run_slice(Fiber& fiber, Value* result) {
  fiber.may_suspend = true;
  fiber.suspended = false;
  const Value value = run_on_slice_stack(fiber);
  fiber.may_suspend = false;
  if (!fiber.suspended && !fiber.thrown.is_undefined()) {
    // It came to its end before it came to a safe point.
    const Value late = fiber.thrown;
    fiber.thrown = Value();
    if (!value.is_error()) raise_object(fiber, late);
    return SliceEnd::kRaised;
  }
  if (fiber.suspended) return SliceEnd::kSuspended;
  if (value.is_error()) return SliceEnd::kRaised;
  *result = value;
  return SliceEnd::kDone;
}

}  // namespace

SliceEnd start_code_slice(Fiber& fiber, Code* code, Dict* globals, Value names,
                          Value* result) {
  CHECK(fiber.frame == nullptr);
  Frame* frame = push_frame(fiber, code, nullptr, globals,
                            builtins_for(code, globals), names);
  if (frame == nullptr) return SliceEnd::kRaised;
  frame->flags |= kFrameEntry;
  return run_slice(fiber, result);
}

SliceEnd resume_slice(Fiber& fiber, Value* result) {
  CHECK(fiber.suspended && fiber.frame != nullptr);
  return run_slice(fiber, result);
}

SliceEnd throw_slice(Fiber& fiber, Value exception, Value* result) {
  CHECK(fiber.suspended && fiber.frame != nullptr);
  if (fiber.stack != nullptr) {
    fiber.thrown = exception;
    return run_slice(fiber, result);
  }
  raise_object(fiber, exception);
  ++fiber.frame->pc;  // as if the next instruction had raised
  if (!unwind(fiber)) return SliceEnd::kRaised;
  return run_slice(fiber, result);
}

void doom_slice(Fiber& fiber) {
  // Native functions give up when something is raised, nearly all of them; one
  // that goes on for ever is left where it stands, with its stack.
  constexpr int kMostThrows = 1000;
  fiber.is_doomed = true;
  for (int i = 0; fiber.suspended && i < kMostThrows; ++i) {
    const Value exit =
        make_exception(fiber, types().KeyboardInterrupt, rt().empty_tuple);
    Value result;
    throw_slice(fiber, exit.is_error() ? take_exception(fiber) : exit, &result);
  }
  fiber.is_doomed = false;
  clear_exception(fiber);
}

}  // namespace mt::python
