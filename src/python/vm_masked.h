// vm_masked.h - arithmetic that ends in `& mask`, in one word.
//
// What a mask of at most 64 bits leaves of sums, products, shifts to the left
// and bits of integers hangs on their lowest 64 bits alone. Where instructions
// that compute such follow one another up to a BitAnd, `(x * a + c) & m`, they
// are computed in a machine word, and nothing is made of what lies between. A
// shift to the right can only be the first of them: `n >> k & 1` copies nothing
// of a long n.

#pragma once

#include "python/fiber.h"
#include "python/opcode.h"

namespace mt::python {

// Of d: what the instruction computes comes to a BitAnd in this way.
constexpr uint8_t kComesToMask = 4;

// Tells it to those of a code with so many locals of which it is true, by the
// instructions alone. The last one is no arithmetic.
void note_masks(Instruction* instructions, size_t count, uint32_t locals);

// What the mask leaves of what the instruction before `*next` begins, the
// register it belongs to, and in `*next` where to go on. Undefined: there is
// something else than integers.
Value masked_word(Fiber& fiber, const Instruction** next, uint16_t* into);

}  // namespace mt::python
