// disassemble.cc - code as text, one instruction to a line.
//
//      3   12  LoadAttr     r4, r0, name
//      |    |  what it does, and to what
//      |    number of the instruction
//      source line, where it changes
//
// Constants are shown by their repr, sites by their name, jumps by where they
// lead. After the instructions come the handlers.

#include <stdio.h>

#include "base/status.h"
#include "python/code.h"
#include "python/number.h"
#include "python/operand_form.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/bytes.h"
#include "python/list.h"

namespace mt::python {

namespace {

constexpr size_t kMaxConstantBytes = 60;

// A repr that runs no Python: constants are simple things.
void show_constant(std::string& out, Value value) {
  if (value.is_none()) {
    out += "None";
  } else if (value.is_bool()) {
    out += value.is_true() ? "True" : "False";
  } else if (value.is_ellipsis()) {
    out += "Ellipsis";
  } else if (value.is_int() || is_kind(value, Kind::kBigInt)) {
    int_to_text(out, value);
  } else if (value.is_float()) {
    float_repr_to(out, value.as_float());
  } else if (const Str* text = cast<Str>(value)) {
    str_repr_to(out, text->view());
  } else if (const Bytes* bytes = cast<Bytes>(value)) {
    bytes_repr_to(out, bytes->view());
  } else if (const Tuple* tuple = cast<Tuple>(value)) {
    out += '(';
    for (uint32_t i = 0; i < tuple->size; ++i) {
      if (out.size() > kMaxConstantBytes * 4) break;
      if (i > 0) out += ", ";
      show_constant(out, tuple->items[i]);
    }
    out += tuple->size == 1 ? ",)" : ")";
  } else if (const Code* code = cast<Code>(value)) {
    out += "<code ";
    out += code->qualname->view();
    out += '>';
  } else {
    out += '<';
    out += type_name(value);
    out += '>';
  }
}

void show_operand(std::string& out, const Code* code, Operand what,
                  uint32_t value, int64_t wide, uint32_t next) {
  switch (what) {
    case Operand::kNone:
      return;
    case Operand::kRegister:
      out += format("r%u", static_cast<unsigned>(value));
      return;
    case Operand::kConstant: {
      std::string text;
      if (value < code->constant_count) {
        show_constant(text, code->constants[value]);
      }
      if (text.size() > kMaxConstantBytes) {
        text.resize(kMaxConstantBytes);
        text += "...";
      }
      out += text;
      return;
    }
    case Operand::kSite:
      if (value < code->site_count) out += code->site_names[value]->view();
      return;
    case Operand::kNumber:
      out += format("%u", static_cast<unsigned>(value));
      return;
    case Operand::kSigned:
      out += format("%d", static_cast<int>(static_cast<int16_t>(value)));
      return;
    case Operand::kJump:
      out += format("-> %lld", static_cast<long long>(
                                   next + static_cast<int16_t>(value)));
      return;
    case Operand::kWideJump:
      out += format("-> %lld", static_cast<long long>(next + wide));
      return;
    case Operand::kWide:
      out += format("%lld", static_cast<long long>(wide));
      return;
  }
}

// Whether d means something although the form does not say so.
bool shows_d(const Instruction& ins) {
  return ins.d != 0 && ins.op != Op::kIntrinsic;
}

void show(std::string& out, const Code* code, uint32_t at) {
  const Instruction& ins = code->instructions[at];
  const OperandForm form = operands_of(ins.op);
  std::string operands;
  const auto add = [&](Operand what, uint32_t value) {
    if (what == Operand::kNone) return;
    if (!operands.empty()) operands += ", ";
    show_operand(operands, code, what, value, ins.bc(), at + 1);
  };
  add(form.a, ins.a);
  add(form.b, ins.b);
  add(form.c, ins.c);
  if (ins.op == Op::kIntrinsic) {
    const char* name = intrinsic_name(ins.d);
    operands += format(", %s", name != nullptr ? name : "?");
  } else if (shows_d(ins) || (form.d && form.c == Operand::kJump)) {
    operands += format("%sd=%u", operands.empty() ? "" : ", ",
                       static_cast<unsigned>(ins.d));
  }
  out += op_name(ins.op);
  if (!operands.empty()) {
    out += ' ';
    out += operands;
  }
}

}  // namespace

std::string disassemble(const Code* code) {
  std::string out;
  uint32_t line = 0;
  for (uint32_t i = 0; i < code->instruction_count; ++i) {
    const std::optional<PositionRow> row = position_of(code, i);
    if (row && row->line != line) {
      line = row->line;
      out += format("%5u", static_cast<unsigned>(line));
    } else {
      out += "     ";
    }
    out += format(" %4u  ", static_cast<unsigned>(i));
    show(out, code, i);
    out += '\n';
  }
  for (uint32_t i = 0; i < code->handler_count; ++i) {
    const HandlerRow& row = code->handlers[i];
    out += format("handler %u..%u -> %u (r%u)\n",
                  static_cast<unsigned>(row.start),
                  static_cast<unsigned>(row.end),
                  static_cast<unsigned>(row.handler),
                  static_cast<unsigned>(row.target_register));
  }
  return out;
}

}  // namespace mt::python
