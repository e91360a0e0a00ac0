// operand_form.cc - the forms of operands, looked up by instruction.

#include "python/operand_form.h"

#include <stddef.h>

namespace mt::python {

namespace {

enum class FormId : uint8_t {
#define F(name, a, b, c, d) k##name,
  MT_FORMS(F)
#undef F
};

constexpr OperandForm kForms[] = {
#define F(name, a, b, c, d) {Operand::a, Operand::b, Operand::c, d},
    MT_FORMS(F)
#undef F
};

constexpr FormId kFormOfOp[] = {
#define OP(name, form, effect) FormId::k##form,
    MT_OPCODES(OP)
#undef OP
};

constexpr const char* kOpNames[] = {
#define OP(name, form, effect) #name,
    MT_OPCODES(OP)
#undef OP
};

constexpr const char* kIntrinsicNames[] = {
#define I(name, effect) #name,
    MT_INTRINSICS(I)
#undef I
};

}  // namespace

OperandForm operands_of(Op op) {
  const FormId id = kFormOfOp[static_cast<size_t>(op)];
  OperandForm form = kForms[static_cast<size_t>(id)];
  switch (op) {
    case Op::kClear:
    case Op::kEraText:
      form.b = Operand::kNumber;
      break;
    case Op::kUnpack:
    case Op::kUnpackStar:
    case Op::kBuildTuple:
    case Op::kBuildList:
    case Op::kBuildSet:
    case Op::kBuildDict:
    case Op::kBuildString:
      form.c = Operand::kNumber;
      break;
    case Op::kCall:
    case Op::kCallKw:
    case Op::kIntrinsic:
      form.b = Operand::kNumber;
      break;
    default:
      break;
  }
  return form;
}

const char* op_name(Op op) { return kOpNames[static_cast<size_t>(op)]; }

const char* intrinsic_name(uint8_t id) {
  return id < static_cast<uint8_t>(IntrinsicId::kCount) ? kIntrinsicNames[id]
                                                        : nullptr;
}

int register_runs(const Instruction& ins, RegisterRun runs[4]) {
  int count = 0;
  const auto add = [&](uint32_t first, uint32_t length) {
    runs[count++] = {first, length};
  };
  switch (ins.op) {
    case Op::kClear:
    case Op::kEraText:
      add(ins.a, ins.b);
      break;
    case Op::kLoadMethod:
    case Op::kEnterWith:
    case Op::kMatchGroup:
      add(ins.a, 2);
      add(ins.b, 1);
      if (ins.op == Op::kMatchGroup) add(ins.c, 1);
      break;
    case Op::kGetIter:
      add(ins.a, (ins.d & 1) != 0 ? 1 : 2);
      add(ins.b, 1);
      break;
    case Op::kForIter:
      add(ins.a, 2);
      add(ins.b, 1);
      break;
    case Op::kEnterHandler:
    case Op::kLeaveHandler:
      add(ins.a, 2);
      break;
    case Op::kBuildSlice:
      add(ins.a, 1);
      add(ins.b, ins.d == 3 ? 3 : 2);
      break;
    case Op::kUnpack:
      add(ins.a, ins.c);
      add(ins.b, 1);
      break;
    case Op::kUnpackStar:
      add(ins.a, uint32_t{ins.c} + ins.d + 1);
      add(ins.b, 1);
      break;
    case Op::kBuildTuple:
    case Op::kBuildList:
    case Op::kBuildSet:
    case Op::kBuildString:
      add(ins.a, 1);
      add(ins.b, ins.c);
      break;
    case Op::kBuildDict:
      add(ins.a, 1);
      add(ins.b, uint32_t{ins.c} * 2);
      break;
    case Op::kCall:
    case Op::kCallKw:
      add(ins.a, uint32_t{ins.b} + 2 + (ins.op == Op::kCallKw));
      add(ins.c, 1);
      break;
    case Op::kCallSpread:
      add(ins.a, 4);
      add(ins.c, 1);
      break;
    case Op::kMakeFunction:
      add(ins.a, 1);
      add(ins.c, static_cast<uint32_t>(__builtin_popcount(ins.d & 15)));
      break;
    case Op::kFormat:
      add(ins.a, 1);
      add(ins.b, 1);
      if ((ins.d & 4) != 0) add(ins.c, 1);
      break;
    case Op::kRaise:
      if (ins.d != 0) add(ins.a, 1);
      if (ins.d >= 2) add(ins.b, ins.d == 3 ? 2 : 1);
      break;
    case Op::kIntrinsic:
      add(ins.a, 1);
      add(ins.c, ins.b);
      break;
    default: {
      const OperandForm form = operands_of(ins.op);
      if (form.a == Operand::kRegister) add(ins.a, 1);
      if (form.b == Operand::kRegister) add(ins.b, 1);
      if (form.c == Operand::kRegister) add(ins.c, 1);
    }
  }
  return count;
}

}  // namespace mt::python
