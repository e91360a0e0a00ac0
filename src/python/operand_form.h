// operand_form.h - what the three operands of an instruction mean.
//
// The second column of MT_OPCODES names a form; this says, for each form, what
// a, b, c and d are, and operands_of() adds the few counts that look like
// registers. The disassembler prints by it and the verifier checks by
// it; nobody needs it to run a program.

#pragma once

#include <stdint.h>

#include "python/opcode.h"

namespace mt::python {

enum class Operand : uint8_t {
  kNone,
  kRegister,
  kConstant,
  kSite,
  kNumber,    // a count, or anything that is just a number
  kSigned,    // 16 bits, signed
  kJump,      // c alone, signed
  kWideJump,  // b and c together; stands in the place of b
  kWide,      // b and c together, a number
};

struct OperandForm {
  Operand a, b, c;
  bool d;  // d says something; shown when it is not zero
};

#define MT_FORMS(F)                                         \
  F(N, kNone, kNone, kNone, false)                          \
  F(A, kRegister, kNone, kNone, false)                      \
  F(S, kNone, kSite, kNone, false)                          \
  F(J, kNone, kWideJump, kNone, false)                      \
  F(A_B, kRegister, kRegister, kNone, false)                \
  F(A_C, kRegister, kNone, kRegister, false)                \
  F(A_D, kRegister, kNone, kNone, true)                     \
  F(A_I, kRegister, kWide, kNone, false)                    \
  F(A_J, kRegister, kWideJump, kNone, false)                \
  F(A_K, kRegister, kConstant, kNone, false)                \
  F(A_S, kRegister, kSite, kNone, false)                    \
  F(A_B_C, kRegister, kRegister, kRegister, false)          \
  F(A_B_D, kRegister, kRegister, kNone, true)               \
  F(A_B_I16, kRegister, kRegister, kSigned, true)           \
  F(A_B_J16, kRegister, kRegister, kJump, true)             \
  F(A_I_J16, kRegister, kSigned, kJump, true)               \
  F(A_B_K, kRegister, kRegister, kConstant, false)          \
  F(A_K_C, kRegister, kConstant, kRegister, false)          \
  F(A_B_K_D, kRegister, kRegister, kConstant, true)         \
  F(A_B_S, kRegister, kRegister, kSite, true)               \
  F(A_B_C_D, kRegister, kRegister, kRegister, true)         \
  F(A_K_C_D, kRegister, kConstant, kRegister, true)

OperandForm operands_of(Op op);
const char* op_name(Op op);
const char* intrinsic_name(uint8_t id);  // null when there is no such number

// What one instruction touches, beyond what its form says: the registers it
// reads or writes as runs, [first, first + count).
struct RegisterRun {
  uint32_t first, count;
};
// Fills at most four runs and returns how many.
int register_runs(const Instruction& instruction, RegisterRun runs[4]);

}  // namespace mt::python
