// vm_special.cc - special methods written in Python, run by the loop itself.
//
// `a + b` on instances of a class written in Python is a call like any other:
// begin_operator() and its like push the method's frame and return undefined,
// as begin_call() does, and no C++ frame stands in between. That covers what
// such classes nearly always do: the left operand has a plain function of that
// name and nobody may be asked before it. All else goes the slow road of
// operators.cc. A frame with kFrameSpecial ends in finish_special(), where the
// instruction takes up what the method said: NotImplemented leaves the rest of
// the protocol to be done, a jump wants the truth of it.

#include "base/status.h"
#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/list.h"
#include "python/number_internal.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/slot_methods.h"
#include "python/slots.h"
#include "python/tracer.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {
namespace {

// Whether methods in Python are all that its operators are.
bool asks_methods(Value self) {
  return (type_of(self)->type_flags & kTypeQuick) == 0;
}

// type(self).name if it is a plain function of `count` parameters, else null.
Function* method_of(Value self, const Str* name, uint32_t count) {
  Function* const method = cast<Function>(type_lookup(type_of(self), name));
  return method != nullptr && method->code->plain_count == count + 1 ? method
                                                                     : nullptr;
}

// Whether the class of `b` may not speak before that of `a`, a class written in
// Python.
bool comes_first(Value a, Value b) {
  if (!b.is_object()) return true;
  const Type* const left = type_of(a);
  const Type* const right = type_of(b);
  return left == right || (right->type_flags & kTypeNative) != 0 ||
         !is_subtype(right, left);
}

Value enter(Fiber& fiber, Function* method, const Value* args, uint32_t count,
            uint16_t result, uint8_t flags) {
  Frame* const frame = push_call(fiber, method, args, count);
  if (frame == nullptr) return Value::error();
  frame->result = result;
  frame->flags |= flags;
  return Value();
}

// What an arithmetic instruction is about.
struct Operation {
  BinaryOp op;
  bool inplace;
  Value args[2];

  Operation(const Instruction& at, const Value* registers)
      : inplace((at.d & 1) != 0) {
    args[0] = registers[at.b];
    if (at.op != Op::kAddInt) {
      op = static_cast<BinaryOp>(static_cast<int>(at.op) -
                                 static_cast<int>(Op::kAdd));
      args[1] = registers[at.c];
    } else {  // `x - 1` was compiled as adding -1
      const int16_t addend = static_cast<int16_t>(at.c);
      const bool subtracts = (at.d & 2) != 0;
      op = subtracts ? BinaryOp::kSub : BinaryOp::kAdd;
      args[1] = Value::from_int(subtracts ? -addend : addend);
    }
  }
  bool asks_inplace() const {
    return inplace &&
           type_of(args[0])->slots->operators->inplace[op] != nullptr;
  }
};
static_assert(static_cast<int>(Op::kBitOr) - static_cast<int>(Op::kAdd) == kOr,
              "opcodes and operators are in one order");

// The same of a comparison. JumpLt compares R[a] and R[b], Lt R[b] and R[c].
struct Comparison {
  CompareOp op;
  Value args[2];

  Comparison(const Instruction& at, const Value* registers) {
    const Op first = at.op >= Op::kJumpLtInt ? Op::kJumpLtInt
                     : at.op >= Op::kJumpLt  ? Op::kJumpLt
                                             : Op::kLt;
    op = static_cast<CompareOp>(static_cast<int>(at.op) -
                                static_cast<int>(first));
    args[0] = registers[first == Op::kLt ? at.b : at.a];
    args[1] = first == Op::kLt       ? registers[at.c]
              : first == Op::kJumpLt ? registers[at.b]
                                     : Value::from_int(
                                           static_cast<int16_t>(at.b));
  }
};
static_assert(static_cast<int>(Op::kGe) - static_cast<int>(Op::kLt) == kGe &&
                  static_cast<int>(Op::kJumpGe) -
                          static_cast<int>(Op::kJumpLt) == kGe &&
                  static_cast<int>(Op::kJumpGeInt) -
                          static_cast<int>(Op::kJumpLtInt) == kGe,
              "opcodes and comparisons are in one order");

bool is_comparison(Op op) {
  return (op >= Op::kLt && op <= Op::kGe) ||
         (op >= Op::kJumpLt && op <= Op::kJumpGeInt);
}

// Of numbers that are no big ones.
inline bool parts_of(Value value, ComplexParts* parts) {
  if (value.is_object() &&
      value.object()->shape == types().complex_->root_shape) {
    *parts = {value.as<Complex>()->real, value.as<Complex>()->imag};
    return true;
  }
  if (!value.is_number()) return false;
  *parts = {number_of(value), 0};
  return true;
}

// Which method in Python says whether an object counts as true; null: none.
const Str* truth_method(Value value) {
  const Slots* const slots = type_of(value)->slots;
  if (slots->truth == slot_truth) return names().dunder_bool;
  return slots->truth == nullptr && slots->len == slot_len ? names().dunder_len
                                                           : nullptr;
}

// What begin_truth() left to do for Not, JumpIf and JumpIfNot. The method may
// have changed its class: only who called it knows which one it was.
bool finish_truth(Fiber& fiber, Frame* frame, const Instruction& at,
                  Value result, bool is_length) {
  const int yes = is_length ? truth_of_len(fiber, result)
                            : truth_of_bool(fiber, result);
  if (yes < 0) return false;
  if (at.op == Op::kNot) {
    frame->registers[at.a] = Value::from_bool(yes == 0);
  } else if ((yes != 0) == (at.op == Op::kJumpIf)) {
    frame->pc += at.bc();
  }
  return true;
}

bool jump_if(Fiber& fiber, Frame* frame, const Instruction& at, Value result) {
  const int yes = truth(fiber, result);
  if (yes < 0) return false;
  if ((yes != 0) == (at.d != 0)) frame->pc += at.jump16();
  return true;
}

}  // namespace

Value begin_operator(Fiber& fiber, const Instruction& at,
                     const Value* registers) {
  const Operation it(at, registers);
  const Names::Binary& row = names().binary[it.op];
  const bool inplace = it.asks_inplace();
  if (!asks_methods(it.args[0])) {
    // Two of a class: what it says to that in vain it can be asked again.
    const Type* const type = type_of(it.args[0]);
    if (!it.inplace && type == type_of(it.args[1])) {
      const auto slot = type->slots->operators->binary[it.op];
      const Value done = slot == nullptr ? Value::not_implemented()
                                         : slot(fiber, it.args[0], it.args[1]);
      if (!done.is_not_implemented()) return done;
    }
    return it.inplace ? inplace_op(fiber, it.op, it.args[0], it.args[1])
                      : binary_op(fiber, it.op, it.args[0], it.args[1]);
  }
  if (inplace || comes_first(it.args[0], it.args[1])) {
    if (Function* const method =
            method_of(it.args[0], inplace ? row.inplace : row.forward, 2))
      return enter(fiber, method, it.args, 2, at.a, kFrameSpecial);
  }
  return plain_operator(fiber, at, registers);
}

Value plain_operator(Fiber& fiber, const Instruction& at,
                     const Value* registers) {
  Operation it(at, registers);
  // What is counted by comparisons; & and the like make other bools.
  const bool counts = it.op == kAdd || it.op == kSub || it.op == kMul;
  const auto as_int = [counts](Value v) {
    return counts && v.is_bool() ? Value::from_int(v.is_true()) : v;
  };
  Value left = it.args[0], right = it.args[1];
  Value result = Value::not_implemented();
  if (is_plain_int(left) && is_plain_int(right)) {
    result = int_binary(fiber, it.op, left, right);
    if (!result.is_not_implemented()) return result;
  }
  left = as_int(left);
  right = as_int(right);
  if (is_exact_str(left)) {
    if (it.op == kAdd && is_exact_str(right))
      return str_concat(fiber, left.as<Str>(), right.as<Str>());
    if (it.op == kMod && (!is_kind(right, Kind::kStr) || is_exact_str(right)))
      return str_mod(fiber, left.as<Str>(), right);
    if (it.op == kMul && right.is_int())
      return str_repeat(fiber, left.as<Str>(), right.as_int());
  } else if (is_plain_int(left) && is_plain_int(right)) {
    result = int_binary(fiber, it.op, left, right);
  } else if (it.op == kMod && is_exact(left, types().bytes) &&
             (!right.is_object() || is_exact(right, types().tuple))) {
    return byte_format(fiber, left, right);
  } else if (left.is_number() && right.is_number()) {  // one is a float
    result = float_binary(fiber, it.op, number_of(left), number_of(right));
  } else {
    ComplexParts x, y;
    if (parts_of(left, &x) && parts_of(right, &y))
      result = complex_binary(fiber, it.op, x, y);
  }
  if (!result.is_not_implemented()) return result;
  return it.inplace ? inplace_op(fiber, it.op, it.args[0], it.args[1])
                    : binary_op(fiber, it.op, it.args[0], it.args[1]);
}

Value begin_compare(Fiber& fiber, const Instruction& at,
                    const Value* registers) {
  const Comparison it(at, registers);
  if (is_kind(it.args[0], Kind::kInstance) && asks_methods(it.args[0])) {
    Function* const method = method_of(it.args[0], names().compare[it.op], 2);
    if (method != nullptr && !method->code->is_era() &&
        comes_first(it.args[0], it.args[1]))
      return enter(fiber, method, it.args, 2, at.a, kFrameSpecial);
  }
  return compare(fiber, it.op, it.args[0], it.args[1]);
}

Value begin_unary(Fiber& fiber, UnaryOp op, Value operand, uint16_t result) {
  Function* const method = asks_methods(operand)
                               ? method_of(operand, names().unary[op], 1)
                               : nullptr;
  if (method != nullptr) return enter(fiber, method, &operand, 1, result, 0);
  return unary_op(fiber, op, operand);
}

Value begin_get_item(Fiber& fiber, Value object, Value key, uint16_t result) {
  if (Function* const method = method_of(object, names().dunder_getitem, 2)) {
    const Value args[] = {object, key};
    return enter(fiber, method, args, 2, result, 0);
  }
  return get_item(fiber, object, key);
}

Value begin_set_item(Fiber& fiber, Value object, Value key, Value value) {
  if (Function* const method = method_of(object, names().dunder_setitem, 3)) {
    const Value args[] = {object, key, value};
    return enter(fiber, method, args, 3, 0, kFrameSpecial);
  }
  return set_item(fiber, object, key, value) ? Value::none() : Value::error();
}

Value begin_contains(Fiber& fiber, Value container, Value item) {
  if (Function* const method =
          method_of(container, names().dunder_contains, 2)) {
    const Value args[] = {container, item};
    return enter(fiber, method, args, 2, 0, kFrameSpecial);
  }
  const int yes = contains(fiber, container, item);
  return yes < 0 ? Value::error() : Value::from_bool(yes != 0);
}

Value begin_next(Fiber& fiber, Value iterator) {
  if (__builtin_expect(fiber.profiling, 0)) {
    // The frame of the loop is told of the end of what runs in a frame alone.
    const Function* const method =
        cast<Function>(type_lookup(type_of(iterator), names().dunder_next));
    if (method != nullptr && !warm_code(fiber, method->code))
      return Value::error();
  }
  if (Function* const method = method_of(iterator, names().dunder_next, 1))
    return enter(fiber, method, &iterator, 1, 0, kFrameSpecial);
  return iter_next(fiber, iterator);
}

int begin_truth(Fiber& fiber, Value value) {
  const Str* const name =
      is_kind(value, Kind::kInstance) ? truth_method(value) : nullptr;
  Function* const method =
      name != nullptr ? method_of(value, name, 1) : nullptr;
  // __nonzero__ gives a number.
  if (method == nullptr || method->code->is_era()) return truth(fiber, value);
  const bool is_length = name == names().dunder_len;
  return enter(fiber, method, &value, 1, is_length, kFrameSpecial).is_error()
             ? -1
             : kTruthAsked;
}

bool end_loop(Fiber& fiber) {
  Frame* const frame = fiber.frame;
  const Instruction& at = frame->pc[-1];
  if (at.op != Op::kForIter ||
      !exception_matches(fiber, types().StopIteration))
    return false;
  if (__builtin_expect(fiber.profiling, 0)) trace_exception(fiber);
  clear_exception(fiber);
  frame->registers[at.a] = Value::undefined();
  frame->pc += at.jump16();
  return true;
}

bool finish_special(Fiber& fiber, Value result, uint16_t into) {
  Frame* const frame = fiber.frame;
  const Instruction& at = frame->pc[-1];
  Value* const registers = frame->registers;
  switch (at.op) {
    case Op::kSetItem:
      return true;
    case Op::kNot:
    case Op::kJumpIf:
    case Op::kJumpIfNot:
      return finish_truth(fiber, frame, at, result, into != 0);
    case Op::kIn: {
      const int yes = truth(fiber, result);
      if (yes < 0) return false;
      registers[at.a] = Value::from_bool((yes != 0) != (at.d != 0));
      return true;
    }
    case Op::kForIter:
      registers[at.b] = result;
      return true;
    default:
      break;
  }
  const bool is_jump = at.op >= Op::kJumpLt && at.op <= Op::kJumpGeInt;
  if (__builtin_expect(result.is_not_implemented(), 0)) {
    if (is_comparison(at.op)) {
      const Comparison it(at, registers);
      result = compare_on(fiber, it.op, it.args[0], it.args[1]);
    } else {
      const Operation it(at, registers);
      result =
          it.asks_inplace()
              ? inplace_on(fiber, it.op, it.args[0], it.args[1])
              : binary_on(fiber, it.op, it.args[0], it.args[1], it.inplace);
    }
    if (result.is_error()) return false;
  }
  if (is_jump) return jump_if(fiber, frame, at, result);
  registers[at.a] = result;
  return true;
}

}  // namespace mt::python
