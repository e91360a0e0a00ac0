// vm.h - what the dispatch loop in vm.cc shares with its slow roads.
//
// vm.cc has one short case for each opcode. What a case cannot decide in a few
// instructions has a name and stands in vm_attributes.cc (names, attributes and
// their caches), vm_calls.cc (frames, calls, generators), vm_special.cc
// (special methods written in Python), vm_build.cc (displays, imports, classes,
// matching), vm_unwind.cc (exceptions).

#pragma once

#include <string>

#include "python/code.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/object.h"
#include "python/operators.h"

namespace mt::python {

// --- vm_attributes.cc -------------------------------------------------------
Value load_global_slow(Fiber& fiber, const Frame* frame, Site& site);
bool store_global_slow(Fiber& fiber, const Frame* frame, Site& site,
                       Value value);
bool delete_global(Fiber& fiber, const Frame* frame, const Site& site);
// In a frame with a namespace of its own, frame->names.
Value load_name(Fiber& fiber, const Frame* frame, Str* name);
bool store_name(Fiber& fiber, const Frame* frame, Str* name, Value value);
bool delete_name(Fiber& fiber, const Frame* frame, Str* name);
Value load_class_cell(Fiber& fiber, const Frame* frame, Str* name, Value cell);
// What sites have learned lately, by shape and name: those that load and those
// that store, which go by different rules. Weak: emptied at the end of each
// marking.
constexpr uint32_t kSeenPairs = 64;
extern Site g_seen[2][kSeenPairs][2];
inline Site* seen_pair(const Shape* shape, const Str* name, bool storing) {
  const uintptr_t mixed = reinterpret_cast<uintptr_t>(shape) / 16 +
                          reinterpret_cast<uintptr_t>(name) / 8;
  return g_seen[storing][(mixed ^ mixed / 128) % kSeenPairs];
}
// A site that has changed its mind so often meets objects of several classes:
// it stays as it is, and the table answers.
constexpr uint8_t kMaxMisses = 16;
// What any site has learned about objects of this shape and the name of `site`:
// that, or a copy in `site`. Null: nothing.
const Site* recall_slow(Heap& heap, const Object* object, Site& site,
                        bool storing);
inline const Site* recall(Heap& heap, const Object* object, Site& site,
                          bool storing) {
  const Site* const seen = seen_pair(object->shape, site.name, storing);
  if (seen->shape == object->shape && seen->name == site.name &&
      site.misses >= kMaxMisses)
    return seen;
  return recall_slow(heap, object, site, storing);
}
// For builds with CHECK_CACHES: stops the process unless `value` is what the
// slow road finds. `site` says it is that attribute of `object`.
void check_hit(Fiber& fiber, Value object, const Site& site, Value value);
// The same for where an attribute is about to be stored.
void check_store(const Object* object, const Site& site);
Value load_attr_slow(Fiber& fiber, Value object, Site& site);
bool store_attr_slow(Fiber& fiber, Value object, Site& site, Value value);
// Sets window[0] and window[1]; false when it raised.
bool load_method_slow(Fiber& fiber, Value object, Site& site, bool era,
                      Value* window);
// The str that bytes are to era code, also in a tuple or list; all else as
// it is.
Value era_text(Fiber& fiber, Value value);
Value unbound_local(Fiber& fiber, Str* name);
Value unbound_cell(Fiber& fiber, const Code* code, uint32_t reg, Str* name);

// --- vm_calls.cc ------------------------------------------------------------
// Begins a call of `callee` with the arguments in `args` (receiver apart). When
// a Python frame was pushed returns undefined; else the result, or error.
Value begin_call(Fiber& fiber, Value callee, Value self, Args args,
                 uint16_t result);
// The same for a plain function.
Value begin_function(Fiber& fiber, Function* function, Value self, Args args,
                     uint16_t result);
// A generator of a code that is warm, without its arguments, named like the
// code. Null: raised.
Generator* make_generator(Fiber& fiber, Code* code, Dict* globals,
                          Dict* builtins);
// Runs a comprehension in the namespace of the frame on top: `given` is what it
// walks, which nobody keeps here, and then the cells. As begin_call().
Value begin_comprehension(Fiber& fiber, Code* code, Value* given,
                          uint16_t result);
// Puts a generator's frame on top of the fiber.
inline void enter_generator(Fiber& fiber, Generator* g, Value sent,
                            uint16_t result) {
  // Its registers are about to change without a barrier.
  fiber.heap.retrace(g);
  Frame& frame = g->frame;
  frame.previous = fiber.frame;
  frame.result = result;
  frame.flags = kFrameGenerator;
  if (g->state == Generator::State::kSuspended)
    g->registers[g->sent_register] = sent;
  g->state = Generator::State::kRunning;
  g->caller_handled = fiber.handled;
  if (!g->saved_handled.is_undefined()) fiber.handled = g->saved_handled;
  fiber.frame = &frame;
  ++fiber.depth;
}
// And takes it away again. The state is the new one already.
void end_generator(Fiber& fiber, Generator* g);
inline void leave_generator(Fiber& fiber, Generator* g) {
  fiber.frame = g->frame.previous;
  g->frame.previous = nullptr;
  --fiber.depth;
  if (__builtin_expect((g->frame.flags & kFrameGuard) != 0, 0))
    pass_guard(fiber);
  g->saved_handled =
      fiber.handled != g->caller_handled ? fiber.handled : Value();
  fiber.handled = g->caller_handled;
  g->caller_handled = Value();
  if (g->state == Generator::State::kDone) end_generator(fiber, g);
}
// What ForIter and YieldFrom do, when the stack may be as deep as it may get or
// somebody is told of every call. False: raised.
bool enter_slowly(Fiber& fiber);
// One step of `yield from` or `await` for an iterator that is no idle
// generator. The next value; exhausted() with the iterator's result in *result;
// or error.
Value delegate_send(Fiber& fiber, Value iterator, Value sent, Value* result);
Value wrap_async_yield(Fiber& fiber, Value value);
Value begin_spread(Fiber& fiber, Value callee, Value self, Value args,
                   Value keywords, uint16_t result);
// "f()" or "module.f()", for messages.
std::string callable_text(Fiber& fiber, Value callee);
// Copies the closure's cells to their registers.
inline void copy_closure(const Function* function, Value* registers) {
  const Code* code = function->code;
  for (uint32_t i = 0; i < code->free_count; ++i)
    registers[code->local_count + i] = function->closure->items[i];
}

// Runs a plain function with as many arguments as it has parameters.
Value call_plain(Fiber& fiber, Function* function, const Value* args,
                 uint32_t count);
Frame* push_call_slowly(Fiber& fiber, Function* function, const Value* args,
                        uint32_t count);

// A call that gives exactly the positional parameters, none of them needing to
// be bound: what push_frame() does when nothing is unusual. Null: raised.
__attribute__((always_inline)) inline Frame* push_call(Fiber& fiber,
                                                       Function* function,
                                                       const Value* args,
                                                       uint32_t count) {
  Code* const code = function->code;
  const uint32_t registers = code->register_count;
  const size_t bytes = kFrameBytes + registers * sizeof(Value);
  StackChunk* const chunk = fiber.chunk;
  if (__builtin_expect(
          fiber.depth >= fiber.runtime.quick_limit ||
              static_cast<size_t>(chunk->limit - chunk->top) < bytes, 0)) {
    return push_call_slowly(fiber, function, args, count);
  }
  Frame* const frame = reinterpret_cast<Frame*>(chunk->top);
  chunk->top += bytes;
  Value* const first = reinterpret_cast<Value*>(
      reinterpret_cast<char*>(frame) + kFrameBytes);
  Value* to = first + count;
  Value* const end = first + registers;
  while (to < end) {
    for (uint32_t i = 0; i < kClearedAtOnce; ++i) to[i] = Value();
    to += kClearedAtOnce;
    __asm__("" : "+r"(to));  // a call of memset() would take longer
  }
  frame->previous = fiber.frame;
  frame->code = code;
  frame->pc = code->instructions;
  frame->registers = first;
  frame->globals = function->globals;
  frame->builtins = function->builtins;
  frame->function = function;
  frame->names = Value();
  frame->generator = nullptr;
  frame->frame_object = nullptr;
  frame->result = 0;
  frame->flags = 0;
  fiber.frame = frame;
  ++fiber.depth;
  to = first;
  for (const Value* const last = args + count; args != last; ++args, ++to) {
    *to = *args;
    __asm__("" : "+r"(to));
  }
  if (code->free_count != 0) copy_closure(function, first);
  return frame;
}

// --- vm.cc ------------------------------------------------------------------
// Whether there is a tracer has changed (tracer.h); some fiber has a profiler
// or tracer meanwhile.
void retarget_dispatch(Fiber& fiber);

// --- vm_special.cc ----------------------------------------------------------
// Each does what its instruction does when the operands are nothing plain. The
// result, error, or undefined: a frame was pushed, whose result goes to the
// instruction's register, or with kFrameSpecial to finish_special().
Value begin_operator(Fiber& fiber, const Instruction& at,
                     const Value* registers);
// Of operands that are no instances.
Value plain_operator(Fiber& fiber, const Instruction& at,
                     const Value* registers);
Value begin_compare(Fiber& fiber, const Instruction& at,
                    const Value* registers);
Value begin_unary(Fiber& fiber, UnaryOp op, Value operand, uint16_t result);
Value begin_get_item(Fiber& fiber, Value object, Value key, uint16_t result);
Value begin_set_item(Fiber& fiber, Value object, Value key, Value value);
Value begin_contains(Fiber& fiber, Value container, Value item);
Value begin_next(Fiber& fiber, Value iterator);  // exhausted() at the end
// 0 or 1, -1 when that raised, or kTruthAsked: a frame was pushed.
constexpr int kTruthAsked = 2;
int begin_truth(Fiber& fiber, Value value);
// The instruction before pc of the frame on top is given what its method
// returned, whose frame named the register `into`. False: raised.
bool finish_special(Fiber& fiber, Value result, uint16_t into);
// The same when the method raised: true if that is the end of a `for`, which
// the frame on top is then behind.
bool end_loop(Fiber& fiber);

// --- vm_build.cc ------------------------------------------------------------
bool unpack(Fiber& fiber, Value source, uint32_t count, Value* out);
bool unpack_star(Fiber& fiber, Value source, uint32_t before, uint32_t after,
                 Value* out);
Value build_dict(Fiber& fiber, const Value* pairs, uint32_t count);
Value build_set(Fiber& fiber, const Value* items, uint32_t count);
// sequence[start:stop] of an exact list, tuple, str or bytes with small bounds
// or none; undefined for anything else.
Value quick_slice(Fiber& fiber, Value sequence, Value start, Value stop);
Value build_string(Fiber& fiber, const Value* parts, uint32_t count);
bool display_extend(Fiber& fiber, Value list, Value iterable);
bool display_update(Fiber& fiber, Value dict, Value other);
Value merge_keywords(Fiber& fiber, Value dict, Value other, Value function);
Value format_operand(Fiber& fiber, Value value, Value spec, uint8_t flags);
Value make_function_object(Fiber& fiber, const Frame* frame, Code* code,
                           const Value* parts, uint8_t which);
Value intrinsic(Fiber& fiber, Frame* frame, IntrinsicId id, const Value* args,
                uint32_t count);
bool enter_with(Fiber& fiber, Value manager, bool is_async, Value* out);
Value exit_with(Fiber& fiber, Value exit, Value exception);
Value get_awaitable(Fiber& fiber, Value value, uint8_t where);
// What `yield from source` walks.
Value get_delegate(Fiber& fiber, Value source);
Value get_async_next(Fiber& fiber, Value iterator);
bool match_exception(Fiber& fiber, Value exception, Value pattern,
                     bool* matched);
bool match_group(Fiber& fiber, Value exception, Value pattern, Value* out);
Value raise_group(Fiber& fiber, Value raised, Value original);

// --- frame.cc ---------------------------------------------------------------
// locals(): a fresh dict for a function, the namespace itself elsewhere.
Value frame_locals(Fiber& fiber, Frame* frame);

// --- vm_histogram.cc --------------------------------------------------------
// For builds with HISTOGRAM: counts it, and how often it came after the one
// before; a program prints the counts before it ends.
void count_instruction(Op op);
void print_histogram();

// PEP 479: StopIteration must not leak out of a generator body. The exception
// that does instead.
Value stop_iteration_to_runtime(Fiber& fiber, Frame* frame, Value exception);

// --- vm_unwind.cc -----------------------------------------------------------
// Does a `raise` statement; the exception is then in the fiber.
void do_raise(Fiber& fiber, uint8_t form, const Value* first,
              const Value* second);
// Finds who handles fiber.exception, popping frames until the entry frame.
// True: fiber.frame->pc is at the handler. False: the entry frame was popped.
bool unwind(Fiber& fiber);
// Pops the entry frame of a run() that never began.
void abandon_entry(Fiber& fiber);
// The end of a generator that nobody asks any more. False: raised.
bool finish_generator(Fiber& fiber, Generator* generator);
// __del__ of what was found dead, and callbacks of weak references to it.
void run_finalizers(Fiber& fiber);
// Something in g_pending wants attention. False: raised. `suspended` is set
// when the time slice is over and the frame may stop here; null: it may not.
bool handle_pending(Fiber& fiber, bool* suspended);

}  // namespace mt::python
