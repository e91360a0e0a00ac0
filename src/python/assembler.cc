// assembler.cc - labels become distances.

#include "python/assembler.h"

#include <algorithm>

#include "base/status.h"
#include "python/operand_form.h"

namespace mt::python {

namespace {

// Fused jumps keep their distance in c alone.
bool is_short_jump(Op op) {
  return op == Op::kForIter || (op >= Op::kJumpLt && op <= Op::kJumpGeInt);
}

}  // namespace

Assembler::LabelId Assembler::new_label() {
  is_straight_ = false;
  labels_.push_back(kUnbound);
  return static_cast<LabelId>(labels_.size() - 1);
}

void Assembler::bind(LabelId label) {
  CHECK(labels_[label] == kUnbound);
  labels_[label] = here();
}

void Assembler::emit(const ast::Span& span, Op op, uint32_t a, uint32_t b,
                     uint32_t c, uint8_t d) {
  Line line;
  line.instruction.op = op;
  line.instruction.d = d;
  line.instruction.a = static_cast<uint16_t>(a);
  line.instruction.b = static_cast<uint16_t>(b);
  line.instruction.c = static_cast<uint16_t>(c);
  line.target = kNoLabel;
  line.length = 1;
  line.is_mark = false;
  line.span = span;
  lines_.push_back(line);
}

void Assembler::emit_wide(const ast::Span& span, Op op, uint32_t a,
                          int32_t bc) {
  emit(span, op, a);
  lines_.back().instruction.set_bc(bc);
}

void Assembler::emit_jump(const ast::Span& span, Op op, LabelId target,
                          uint32_t a, uint32_t b, uint8_t d) {
  emit(span, op, a, b, 0, d);
  lines_.back().target = target;
}

void Assembler::mark(const ast::Span& span) {
  is_straight_ = false;
  emit(span, Op::kJump);
  lines_.back().length = 0;
  lines_.back().is_mark = true;
}

void Assembler::guard(uint32_t start, LabelId handler,
                      uint32_t target_register, uint32_t depth) {
  if (start == here()) return;
  guards_.push_back({start, here(), handler,
                     static_cast<uint16_t>(target_register), depth});
}

void Assembler::rename_registers(uint32_t from, uint32_t to) {
  for (Line& line : lines_) {
    Instruction& ins = line.instruction;
    const OperandForm form = operands_of(ins.op);
    const auto rename = [&](Operand what, uint16_t& reg) {
      if (what == Operand::kRegister && reg >= from) {
        reg = static_cast<uint16_t>(reg - from + to);
      }
    };
    rename(form.a, ins.a);
    rename(form.b, ins.b);
    rename(form.c, ins.c);
  }
}

void Assembler::move_to_front(uint32_t count) {
  std::rotate(lines_.begin(), lines_.end() - static_cast<ptrdiff_t>(count),
              lines_.end());
  for (uint32_t& label : labels_) {
    if (label != kUnbound) label += count;
  }
  for (Guard& guard : guards_) {
    guard.start += count;
    guard.end += count;
  }
}

// A jump to what follows it anyway takes no room. From the end, because what
// follows may be another such jump; a statement without instructions may not.
void Assembler::drop_empty_jumps() {
  for (size_t i = lines_.size(); i-- > 0;) {
    Line& line = lines_[i];
    if (line.target == kNoLabel || line.instruction.op != Op::kJump) continue;
    const size_t target = labels_[line.target];
    size_t next = i + 1;
    while (next < target && lines_[next].length == 0 && !lines_[next].is_mark)
      ++next;
    if (next == target) line.length = 0;
  }
}

// A mark is of use where the next instruction is of another line. If that can
// be reached from elsewhere, the mark needs an instruction, one that does
// nothing.
void Assembler::settle_marks() {
  ShortVector<bool, 64> is_target;
  is_target.resize(lines_.size() + 1);
  for (const Line& line : lines_) {
    if (line.target != kNoLabel && line.length != 0)
      is_target[labels_[line.target]] = true;
  }
  for (const Guard& guard : guards_) is_target[labels_[guard.handler]] = true;
  for (size_t i = 0; i < lines_.size(); ++i) {
    if (!lines_[i].is_mark) continue;
    bool is_joined = false;
    size_t next = i + 1;
    for (; next < lines_.size(); ++next) {
      is_joined |= is_target[next];
      if (lines_[next].length != 0) break;
    }
    if (next == lines_.size() ||
        lines_[next].span.line == lines_[i].span.line) {
      lines_[i].is_mark = false;
    } else if (is_joined) {
      lines_[i].length = 1;
    }
  }
}

// Lengths only ever grow from here, so this ends.
void Assembler::relax() {
  drop_empty_jumps();
  settle_marks();
  addresses_.resize(lines_.size() + 1);
  for (bool moved = true; moved;) {
    moved = false;
    uint32_t at = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      addresses_[i] = at;
      at += lines_[i].length;
    }
    addresses_[lines_.size()] = at;
    for (size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (line.target == kNoLabel || line.length != 1 ||
          !is_short_jump(line.instruction.op)) {
        continue;
      }
      const int64_t distance = int64_t{addresses_[labels_[line.target]]} -
                               (int64_t{addresses_[i]} + 1);
      if (distance < INT16_MIN || distance > INT16_MAX) {
        line.length = line.instruction.op == Op::kForIter ? 3 : 2;
        moved = true;
      }
    }
  }
}

// A comparison that must jump far jumps over a Jump when the opposite is true:
//   JumpLt a, b, far, d    ->  JumpLt a, b, +1, !d;  Jump far
// ForIter cannot be turned round, so it has a landing place of its own:
//   ForIter a, b, far      ->  ForIter a, b, +1;  Jump +1;  Jump far
void Assembler::write_jump(const Line& line, CodeParts* parts) const {
  auto& out = parts->instructions;
  const int64_t target = addresses_[labels_[line.target]];
  Instruction ins = line.instruction;
  if (line.length > 1) {
    ins.set_bc(static_cast<int32_t>(uint32_t{ins.b} << 16 | 1));
    Instruction over{Op::kJump, 0, 0, 0, 0};
    if (ins.op == Op::kForIter) {
      out.push_back(ins);
      over.set_bc(1);
      out.push_back(over);
    } else {
      ins.d ^= 1;
      out.push_back(ins);
    }
    ins = Instruction{Op::kJump, 0, 0, 0, 0};
  }
  const int64_t distance = target - static_cast<int64_t>(out.size() + 1);
  if (is_short_jump(ins.op)) {
    ins.c = static_cast<uint16_t>(distance);
  } else {
    ins.set_bc(static_cast<int32_t>(distance));
  }
  out.push_back(ins);
}

void Assembler::finish(CodeParts* parts) {
  if (!is_straight_) relax();
  parts->instructions.reserve(lines_.size());
  const ast::Span* previous = nullptr;
  for (size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (line.length == 0 && !line.is_mark) continue;
    const ast::Span& span = line.span;
    if (previous == nullptr || previous->line != span.line ||
        previous->column != span.column ||
        previous->end_line != span.end_line ||
        previous->end_column != span.end_column) {
      const auto column = [](uint32_t wide) {
        return static_cast<uint16_t>(wide < 0xffff ? wide : 0xffff);
      };
      parts->positions.push_back(
          {is_straight_ ? static_cast<uint32_t>(i) : addresses_[i], span.line,
           span.end_line, column(span.column), column(span.end_column)});
      previous = &span;
    }
    if (line.length == 0) continue;
    if (line.target == kNoLabel) {
      parts->instructions.push_back(line.instruction);
    } else {
      write_jump(line, parts);
    }
  }
  if (guards_.empty()) return;
  // Rows of one depth never overlap; their order is only made the same always.
  std::sort(guards_.begin(), guards_.end(),
            [](const Guard& x, const Guard& y) {
              return x.depth != y.depth ? x.depth > y.depth : x.start < y.start;
            });
  for (const Guard& guard : guards_) {
    if (addresses_[guard.start] == addresses_[guard.end]) continue;
    parts->handlers.push_back({addresses_[guard.start], addresses_[guard.end],
                         addresses_[labels_[guard.handler]],
                         guard.target_register});
  }
}

}  // namespace mt::python
