// vm_masked.cc - finding what comes to a mask, and computing it.

#include "python/vm_masked.h"

#include "python/bigint_limbs.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/number.h"
#include "python/runtime.h"

namespace mt::python {

namespace {

// Beyond the first; a mask so far away is none that anybody writes.
constexpr int kMostSteps = 5;

// The instruction that takes what the one before `next` computes, if `next` but
// brings it another operand.
const Instruction* taker(const Instruction* next) {
  const bool brings = next->op == Op::kLoadInt || next->op == Op::kLoadConst ||
                      next->op == Op::kLoadGlobal;
  return next + brings;
}

// Of whose result the lowest 64 bits hang on those of the operands alone.
bool keeps_low_bits(Op op) {
  return op == Op::kAdd || op == Op::kAddInt || op == Op::kSub ||
         op == Op::kMul || op == Op::kBitAnd || op == Op::kBitOr ||
         op == Op::kBitXor || op == Op::kLShift;
}

// Whether `at` has R[result] for one of its operands, and nobody else has it
// later: it is a temporary, or gone with this.
bool takes(const Instruction& at, uint16_t result, uint32_t locals) {
  const bool is_right = at.op != Op::kAddInt && at.c == result;
  return (at.b == result) != is_right &&
         (at.a == result || result >= locals);
}

// Whether what the instruction before `next` computes comes to a BitAnd.
bool comes_to_mask(const Instruction* next, uint32_t locals) {
  const Instruction* at = next;
  for (int step = 0; step < kMostSteps; ++step, ++at) {
    const uint16_t result = at[-1].a;
    const Instruction* const first = at;
    at = taker(first);
    // Into a variable, or over what nobody has asked for.
    if (at != first && (first->a < locals || first->a == result)) return false;
    if (!keeps_low_bits(at->op) || !takes(*at, result, locals)) return false;
    if (at->op == Op::kBitAnd) return true;
  }
  return false;
}

// A plain integer modulo 2^64.
bool low_word(Value value, uint64_t* word) {
  if (value.is_int()) {
    *word = static_cast<uint64_t>(value.as_int());
    return true;
  }
  if (!is_kind(value, Kind::kBigInt)) return false;
  const BigInt* const big = value.as<BigInt>();
  *word = limbs::bits_from(big->limbs, big->aux, 0);
  if (big->sign < 0) *word = 0 - *word;
  return true;
}

// Of at most 64 bits, and not negative.
bool is_mask(Value value) {
  if (value.is_int()) return value.as_int() >= 0;
  const BigInt* const big = value.as<BigInt>();
  return big->sign >= 0 && size_t{big->aux} * kLimbBits <= 64;
}

bool shift_left(uint64_t word, Value count, uint64_t* out) {
  // Of more bits CPython may say that there is no room for them.
  if (!count.is_int() || count.as_int() < 0 || count.as_int() > UINT16_MAX)
    return false;
  *out = count.as_int() < 64 ? word << count.as_int() : 0;
  return true;
}

bool shift_right(Value number, Value count, uint64_t* out) {
  if (!is_kind(number, Kind::kBigInt) || !count.is_int() || count.as_int() < 0)
    return false;
  const BigInt* const big = number.as<BigInt>();
  if (big->sign < 0) return false;
  *out = limbs::bits_from(big->limbs, big->aux,
                          static_cast<uint64_t>(count.as_int()));
  return true;
}

bool combine(Op op, uint64_t x, uint64_t y, uint64_t* out) {
  switch (op) {
    case Op::kAdd: *out = x + y; return true;
    case Op::kSub: *out = x - y; return true;
    case Op::kMul: *out = x * y; return true;
    case Op::kBitAnd: *out = x & y; return true;
    case Op::kBitOr: *out = x | y; return true;
    case Op::kBitXor: *out = x ^ y; return true;
    default: return false;
  }
}

// What the first instruction, whose operands are where they are used, computes.
bool first_word(const Instruction& at, const Value* registers, uint64_t* out) {
  const Value left = registers[at.b];
  uint64_t x, y;
  if (at.op == Op::kRShift) return shift_right(left, registers[at.c], out);
  if (!low_word(left, &x)) return false;
  if (at.op == Op::kAddInt) {
    *out = x + static_cast<uint64_t>(int64_t{static_cast<int16_t>(at.c)});
    return true;
  }
  if (at.op == Op::kLShift) return shift_left(x, registers[at.c], out);
  return low_word(registers[at.c], &y) && combine(at.op, x, y, out);
}

// What an instruction brings; undefined if that cannot be told.
Value brought(const Frame* frame, const Instruction& load) {
  if (load.op == Op::kLoadInt) return Value::from_int(load.bc());
  if (load.op == Op::kLoadConst) return frame->code->constants[load.b];
  const Site& site = frame->code->sites[load.b];
  if (site.state != kSiteGlobal || site.epoch != frame->globals->version)
    return Value();
  return frame->globals->entries[site.slot].value;
}

}  // namespace

void note_masks(Instruction* instructions, size_t count, uint32_t locals) {
  for (Instruction* at = instructions; at != instructions + count; ++at) {
    if ((keeps_low_bits(at->op) || at->op == Op::kRShift) &&
        comes_to_mask(at + 1, locals))
      at->d |= kComesToMask;
  }
}

Value masked_word(Fiber& fiber, const Instruction** next, uint16_t* into) {
  const Frame* const frame = fiber.frame;
  const Instruction* at = *next - 1;
  uint64_t word;
  if (!first_word(*at, frame->registers, &word)) return Value();
  for (;;) {
    const uint16_t result = at->a;
    const Instruction* const load = at + 1;
    at = taker(load);
    if (at->op == Op::kAddInt) {
      word += static_cast<uint64_t>(int64_t{static_cast<int16_t>(at->c)});
      continue;
    }
    const bool is_left = at->b == result;
    const uint16_t other = is_left ? at->c : at->b;
    const Value operand = at != load && other == load->a
                              ? brought(frame, *load)
                              : frame->registers[other];
    if (at->op == Op::kLShift) {
      if (!is_left || !shift_left(word, operand, &word)) return Value();
      continue;
    }
    uint64_t by;
    if (!low_word(operand, &by) ||
        !combine(at->op, is_left ? word : by, is_left ? by : word, &word))
      return Value();
    if (at->op != Op::kBitAnd) continue;
    if (!is_mask(operand)) return Value();
    *into = at->a;
    *next = at + 1;
    return int_from_u64(fiber, word);
  }
}

}  // namespace mt::python
