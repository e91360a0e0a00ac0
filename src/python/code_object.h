// code_object.h - Code and Unit as objects: filling them, and checking them.

#pragma once

#include <string>

#include "base/short_vector.h"
#include "python/call.h"
#include "python/code.h"
#include "python/heap.h"
#include "python/list.h"
#include "python/operators.h"

namespace mt::python {

// The arrays of a Code while they still grow.
struct CodeParts {
  ShortVector<Instruction, 16> instructions;
  ShortVector<Value, 8> constants;
  ShortVector<Str*, 8> site_names;
  ShortVector<HandlerRow, 2> handlers;
  ShortVector<PositionRow, 16> positions;
};

// A Code that has copies of the parts, or null: MemoryError. The values in
// `parts` must be reachable by other ways until this returns. What is movable
// has the copies in memory of their own, which another Code may take over.
Code* make_code(Fiber& fiber, const CodeParts& parts, bool is_movable = false);

inline uint32_t Unit::code_count() const {
  return codes != nullptr ? codes->size : 1;
}
inline Code* Unit::code_at(uint32_t ordinal) const {
  return codes != nullptr ? cast<Code>(codes->items[ordinal]) : only;
}

// Walks the packed positions of a code in order. Each row is three or four
// bytes: a varint of the distance in instructions with two flags, the change of
// line and the number of lines behind the flags, then the columns.
class PositionReader {
 public:
  explicit PositionReader(const Code* code)
      : at_(code->positions), end_(code->positions + code->position_bytes) {}
  bool next(PositionRow* row);  // `row` holds the one before, at first zeros

 private:
  uint32_t number();
  const uint8_t* at_;
  const uint8_t* end_;
};

// What is wrong with a code, or nothing: every operand in range, every jump and
// handler on an instruction, no way past the end. verify.cc.
std::string verify(const Code* code);

// --- code_replace.cc: of the class code -------------------------------------
Value code_replace(Fiber& fiber, Value self, Args args);
Value code_compare(Fiber& fiber, Value self, Value other, CompareOp op);
Value code_hash(Fiber& fiber, Value self);
// CPython's bit in co_flags for kCodeIterableCoroutine.
constexpr int64_t kIterableCoroutineBit = 0x100;

// Sets types().code and types().unit.
void init_code(Fiber& fiber);

}  // namespace mt::python
