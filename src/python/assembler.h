// assembler.h - a growing row of instructions whose jumps are not yet known.
//
// The compiler emits instructions and binds labels; finish() works out the
// distances. Most jumps have 32 bits, but the fused ones (JumpLt, ForIter) have
// 16: one that must reach farther becomes a pair, and since that moves
// everything behind it, finish() repeats until nothing moves any more.
//
// Nothing here touches the heap: instructions, positions and handlers are plain
// data, and code.cc copies them into the Code.

#pragma once

#include <stdint.h>

#include "base/short_vector.h"
#include "python/ast.h"
#include "python/code_object.h"
#include "python/opcode.h"

namespace mt::python {

// More would be a program written to be too large (8 MiB of instructions).
constexpr uint32_t kMaxInstructions = 1u << 20;

class Assembler {
 public:
  using LabelId = uint32_t;
  static constexpr LabelId kNoLabel = 0xffffffff;

  LabelId new_label();
  void bind(LabelId label);
  bool is_bound(LabelId label) const { return labels_[label] != kUnbound; }

  // Where the next instruction will stand, before any jump grows.
  uint32_t here() const { return static_cast<uint32_t>(lines_.size()); }

  void emit(const ast::Span& span, Op op, uint32_t a = 0, uint32_t b = 0,
            uint32_t c = 0, uint8_t d = 0);
  void emit_wide(const ast::Span& span, Op op, uint32_t a, int32_t bc);
  // Any jump, fused ones too: a, b and d as the instruction has them.
  void emit_jump(const ast::Span& span, Op op, LabelId target, uint32_t a = 0,
                 uint32_t b = 0, uint8_t d = 0);

  // A statement begins here. It gets a row of its own among the positions if
  // its instructions do not begin on its line: `pass`, `try`. Tracing looks at
  // them.
  void mark(const ast::Span& span);

  // Instructions [start, here()) are guarded; `depth` orders rows that overlap:
  // the deeper comes first.
  void guard(uint32_t start, LabelId handler, uint32_t target_register,
             uint32_t depth);

  // Every register operand from `from` on becomes one from `to` on.
  void rename_registers(uint32_t from, uint32_t to);
  // Moves the last `count` instructions to the front; nothing may jump to them.
  void move_to_front(uint32_t count);

  bool is_too_large() const { return lines_.size() > kMaxInstructions; }

  // Everything, with distances filled in. Every label used must be bound.
  void finish(CodeParts* parts);

 private:
  static constexpr uint32_t kUnbound = 0xffffffff;

  struct Line {
    Instruction instruction;
    LabelId target;  // kNoLabel: no jump
    uint8_t length;  // instructions: 1; a long jump 2 or 3, an empty one 0
    bool is_mark;
    ast::Span span;
  };
  struct Guard {
    uint32_t start, end;
    LabelId handler;
    uint16_t target_register;
    uint32_t depth;
  };

  void drop_empty_jumps();
  void settle_marks();
  void relax();
  void write_jump(const Line& line, CodeParts* parts) const;

  ShortVector<Line, 16> lines_;
  ShortVector<uint32_t, 8> labels_;  // the line each stands before
  ShortVector<Guard, 2> guards_;
  ShortVector<uint32_t, 16> addresses_;  // of each line, once relaxed; one more
  bool is_straight_ = true;  // neither jumps nor marks: a line, an address
};

}  // namespace mt::python
