// verify.cc - whether a code can run without reading what is not there.
//
// The compiler's output is checked by this in the tests and wherever assertions
// are on. A code that passes keeps the dispatch loop inside its registers,
// constants, sites and instructions.

#include "base/status.h"
#include "python/code_object.h"
#include "python/operand_form.h"

namespace mt::python {

namespace {

bool ends_there(Op op) {
  switch (op) {
    case Op::kReturn:
    case Op::kReturnNone:
    case Op::kRaise:
    case Op::kReraise:
    case Op::kJump:
    case Op::kLoopBack:
      return true;
    default:
      return false;
  }
}

// Never returns: what follows an AssertFail may be the end of the code.
bool raises_always(const Instruction& ins) {
  return ins.op == Op::kIntrinsic &&
         ins.d == static_cast<uint8_t>(IntrinsicId::kAssertFail);
}

std::string check_operand(const Code* code, Operand what, uint32_t value,
                          int64_t target) {
  switch (what) {
    case Operand::kConstant:
      return value < code->constant_count ? "" : "no such constant";
    case Operand::kSite:
      return value < code->site_count ? "" : "no such site";
    case Operand::kJump:
    case Operand::kWideJump:
      return target >= 0 && target < code->instruction_count
                 ? ""
                 : "a jump out of the code";
    default:
      return "";
  }
}

std::string check_instruction(const Code* code, uint32_t at) {
  const Instruction& ins = code->instructions[at];
  if (ins.op >= Op::kCount) return "no such instruction";
  const OperandForm form = operands_of(ins.op);
  const int64_t next = int64_t{at} + 1;
  std::string wrong = check_operand(code, form.b, ins.b, next + ins.bc());
  if (wrong.empty()) {
    wrong = check_operand(code, form.c, ins.c, next + ins.jump16());
  }
  if (!wrong.empty()) return wrong;
  if (ins.op == Op::kIntrinsic && intrinsic_name(ins.d) == nullptr) {
    return "no such intrinsic";
  }
  if (ins.op == Op::kComprehend) {
    const Code* const inner = cast<Code>(code->constants[ins.b]);
    if (inner == nullptr) return "no code";
    if (uint32_t{ins.c} + inner->free_count >= code->register_count)
      return "no such register";
  }
  RegisterRun runs[4];
  const int count = register_runs(ins, runs);
  for (int i = 0; i < count; ++i) {
    if (runs[i].count > 0 &&
        runs[i].first + runs[i].count > code->register_count) {
      return "no such register";
    }
  }
  return "";
}

}  // namespace

std::string verify(const Code* code) {
  const uint32_t count = code->instruction_count;
  if (count == 0) return "no instructions";
  if (uint32_t{code->local_count} + code->free_count > code->register_count) {
    return "fewer registers than variables";
  }
  if (code->parameter_count() > code->local_count) {
    return "fewer locals than parameters";
  }
  for (uint32_t i = 0; i < count; ++i) {
    const std::string wrong = check_instruction(code, i);
    if (!wrong.empty()) {
      return format("instruction %u (%s): %s", static_cast<unsigned>(i),
                    code->instructions[i].op < Op::kCount
                        ? op_name(code->instructions[i].op)
                        : "?",
                    wrong.c_str());
    }
  }
  const Instruction& last = code->instructions[count - 1];
  if (!ends_there(last.op) && !raises_always(last)) {
    return "the code has no end";
  }
  for (uint32_t i = 0; i < code->handler_count; ++i) {
    const HandlerRow& row = code->handlers[i];
    if (row.start >= row.end || row.end > count || row.handler >= count ||
        row.target_register >= code->register_count) {
      return format("handler %u is out of range", static_cast<unsigned>(i));
    }
  }
  uint32_t before = 0;
  PositionReader reader(code);
  PositionRow row{};
  for (bool first = true; reader.next(&row); first = false) {
    if (!first && row.start < before) return "positions out of order";
    before = row.start;
  }
  return "";
}

}  // namespace mt::python
