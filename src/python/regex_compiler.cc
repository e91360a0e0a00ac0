// regex_compiler.cc - from a tree to a program.
//
//   x|y     fork L1, L2;  L1: x; jump end;  L2: y;  end:
//   x*      L: fork B, end;  B: x; jump L;  end:
//   x+      B: x; fork B, end;  end:
//   x*      where x may be empty:
//           fork E, end;  E: enter r; x; test r, end; fork E, end;  end:
//   x+      then: reset r; jump B;  E: enter r; B: x; test r, end; fork E, end;
//   x{2,5}  count-enter r;  L: count r, end; step r; x; jump L;  end:
//   [x]*    one instruction, when x is a single character
//
// A lazy loop's fork prefers the end. A loop is left when a round was empty,
// unless it was one of those that must be: so says CPython.

#include <string.h>

#include <algorithm>

#include "base/utf8.h"
#include "python/regex_tree.h"

namespace mt::python {

namespace {

uint32_t number_of(RegexOp op) { return static_cast<uint32_t>(op); }

uint64_t add_widths(uint64_t a, uint64_t b) {
  return a + b < kMaxWidth ? a + b : kMaxWidth;
}
uint64_t times(uint64_t width, uint32_t count) {
  if (width == 0 || count == 0) return 0;
  return count == kRegexEndless || width >= kMaxWidth / count ? kMaxWidth
                                                              : width * count;
}

class RegexWriter {
 public:
  RegexWriter(const RegexTree& tree, RegexProgram& program)
      : tree_(tree), out_(program), group_widths_(tree.groups + 1) {}

  bool write() {
    measure();
    out_.groups = tree_.groups;
    out_.flags = tree_.flags;
    out_.is_text = tree_.is_text;
    out_.sets = tree_.sets;
    out_.names = tree_.names;
    out_.registers = 2 * (tree_.groups + 1) + 1;
    row(tree_.root);
    emit(RegexOp::kAccept);
    out_.memos = depends_on_groups_ ? 0 : memos_;
    return !has_variable_look_behind_;
  }

 private:
  void emit(RegexOp op) { out_.code.push_back(number_of(op)); }
  void word(uint32_t w) { out_.code.push_back(w); }
  uint32_t here() const { return static_cast<uint32_t>(out_.code.size()); }
  // A word that patch() sets to where it is called.
  uint32_t hole() {
    word(0);
    return here() - 1;
  }
  void patch(uint32_t at) { out_.code[at] = here(); }
  uint32_t new_memo() { return counts_ == 0 ? memos_++ : kNoIndex; }
  uint32_t new_registers(uint32_t count) {
    out_.registers += count;
    return out_.registers - count;
  }
  const RegexNode& node(uint32_t i) const { return tree_.nodes[i]; }

  uint32_t begin_atomic() {
    emit(RegexOp::kAtomic);
    word(new_registers(1));
    return here() - 2;
  }
  void end_atomic(uint32_t top) {
    emit(RegexOp::kAtomicEnd);
    word(out_.code[top + 1]);
    word(top);
  }
  void measure();
  RegexWidth width_of_row(uint32_t head) const;
  void row(uint32_t head);
  void one(const RegexNode& n);
  void text(const std::string& bytes);
  void branch(const RegexNode& n);
  void repeat(const RegexNode& n);
  bool repeat_character(const RegexNode& n);
  void loop(const RegexNode& n, bool is_lazy, bool may_be_empty);
  void counted(const RegexNode& n, bool is_lazy);
  uint32_t fork(uint32_t target, bool is_lazy);
  void look(const RegexNode& n);
  std::string encoded(uint32_t c) const;

  const RegexTree& tree_;
  RegexProgram& out_;
  std::vector<RegexWidth> widths_;        // of each node
  std::vector<RegexWidth> group_widths_;
  uint32_t memos_ = 0;
  uint32_t counts_ = 0;  // counted loops that we are in
  bool depends_on_groups_ = false;
  bool has_variable_look_behind_ = false;
};

RegexWidth RegexWriter::width_of_row(uint32_t head) const {
  RegexWidth sum;
  for (uint32_t i = head; i != kNoIndex; i = node(i).next) {
    sum.least = add_widths(sum.least, widths_[i].least);
    sum.most = add_widths(sum.most, widths_[i].most);
  }
  return sum;
}

// Children have lower numbers than their parents: no recursion is needed.
void RegexWriter::measure() {
  widths_.resize(tree_.nodes.size());
  for (uint32_t i = 0; i < tree_.nodes.size(); ++i) {
    const RegexNode& n = node(i);
    RegexWidth& w = widths_[i];
    switch (n.kind) {
      case RegexKind::kChar:
      case RegexKind::kAny:
      case RegexKind::kAnyAll:
      case RegexKind::kSet: w = {1, 1}; break;
      case RegexKind::kGroup:
        w = width_of_row(n.child);
        if (n.low != kNoIndex) group_widths_[n.low] = w;
        break;
      case RegexKind::kAtomic: w = width_of_row(n.child); break;
      case RegexKind::kRepeat:
        w = {times(widths_[n.child].least, n.low),
             times(widths_[n.child].most, n.high)};
        break;
      case RegexKind::kBackref: w = group_widths_[n.low]; break;
      case RegexKind::kBranch:
      case RegexKind::kCondition: {
        w = widths_[n.child];
        for (uint32_t j = node(n.child).next; j != kNoIndex; j = node(j).next) {
          w.least = std::min(w.least, widths_[j].least);
          w.most = std::max(w.most, widths_[j].most);
        }
        break;
      }
      default: break;
    }
  }
}

std::string RegexWriter::encoded(uint32_t c) const {
  std::string out;
  if (!tree_.is_text) {
    out.push_back(static_cast<char>(c));
  } else {
    append_utf8(out, c, Surrogates::kAllow);
  }
  return out;
}

void RegexWriter::text(const std::string& bytes) {
  if (bytes.size() == 1) {
    emit(RegexOp::kByte);
    word(static_cast<uint8_t>(bytes[0]));
    return;
  }
  emit(RegexOp::kText);
  word(static_cast<uint32_t>(bytes.size()));
  const uint32_t at = here();
  out_.code.resize(at + (bytes.size() + 3) / 4);
  memcpy(out_.code.data() + at, bytes.data(), bytes.size());
}

void RegexWriter::row(uint32_t head) {
  std::string run;
  for (uint32_t i = head; i != kNoIndex; i = node(i).next) {
    const RegexNode& n = node(i);
    if (n.kind == RegexKind::kChar) {
      run += encoded(n.low);
      continue;
    }
    if (!run.empty()) text(run);
    run.clear();
    one(n);
  }
  if (!run.empty()) text(run);
}

void RegexWriter::one(const RegexNode& n) {
  switch (n.kind) {
    case RegexKind::kEmpty: break;
    case RegexKind::kNever: emit(RegexOp::kFail); break;
    case RegexKind::kChar: text(encoded(n.low)); break;
    case RegexKind::kAny: emit(RegexOp::kAny); break;
    case RegexKind::kAnyAll: emit(RegexOp::kAnyAll); break;
    case RegexKind::kSet:
      emit(RegexOp::kSet);
      word(n.low);
      break;
    case RegexKind::kAt:
      word(n.low);
      if (n.low == number_of(RegexOp::kWordEdge) ||
          n.low == number_of(RegexOp::kNotWordEdge)) {
        word(n.high);
      }
      break;
    case RegexKind::kGroup:
      if (n.low != kNoIndex) {
        emit(RegexOp::kSave);
        word(2 * n.low);
      }
      row(n.child);
      if (n.low != kNoIndex) {
        emit(RegexOp::kSaveEnd);
        word(2 * n.low + 1);
      }
      break;
    case RegexKind::kBranch: branch(n); break;
    case RegexKind::kRepeat: repeat(n); break;
    case RegexKind::kAtomic: {
      const uint32_t top = begin_atomic();
      row(n.child);
      end_atomic(top);
      break;
    }
    case RegexKind::kLook: look(n); break;
    case RegexKind::kBackref:
      depends_on_groups_ = true;
      emit(n.high == 0 ? RegexOp::kBackref : RegexOp::kBackrefIgnoreCase);
      word(n.low);
      if (n.high != 0) word(n.high - 1);
      break;
    case RegexKind::kCondition: {
      depends_on_groups_ = true;
      emit(RegexOp::kCondition);
      word(n.low);
      const uint32_t otherwise = hole();
      row(node(n.child).child);
      emit(RegexOp::kJump);
      const uint32_t end = hole();
      patch(otherwise);
      row(node(node(n.child).next).child);
      patch(end);
      break;
    }
  }
}

// Leaves room for where it goes otherwise, and says where that word is.
uint32_t RegexWriter::fork(uint32_t target, bool is_lazy) {
  emit(RegexOp::kFork);
  const uint32_t at = here();
  word(target);
  word(target);
  word(new_memo());
  word(kNoIndex);
  word(kNoIndex);
  return is_lazy ? at : at + 1;
}

void RegexWriter::branch(const RegexNode& n) {
  uint32_t ends = kNoIndex;  // holes, chained through themselves
  for (uint32_t i = n.child; i != kNoIndex; i = node(i).next) {
    if (node(i).next == kNoIndex) {
      row(node(i).child);
      break;
    }
    const uint32_t other = fork(here() + 6, false);
    row(node(i).child);
    emit(RegexOp::kJump);
    word(ends);
    ends = here() - 1;
    patch(other);
  }
  while (ends != kNoIndex) {
    const uint32_t next = out_.code[ends];
    patch(ends);
    ends = next;
  }
}

// One instruction for a repeated character; false for anything else.
bool RegexWriter::repeat_character(const RegexNode& n) {
  const RegexNode* item = &node(n.child);
  while (item->kind == RegexKind::kGroup && item->low == kNoIndex &&
         item->child != kNoIndex && node(item->child).next == kNoIndex) {
    item = &node(item->child);
  }
  RegexOp what = RegexOp::kSet;
  uint32_t operand = item->low;
  if (item->kind == RegexKind::kAny) {
    what = RegexOp::kAny;
  } else if (item->kind == RegexKind::kAnyAll) {
    what = RegexOp::kAnyAll;
  } else if (item->kind == RegexKind::kChar) {
    if (tree_.is_text && item->low >= 128) {
      CharSet set;
      set.add(item->low, item->low);
      set.finish();
      operand = static_cast<uint32_t>(out_.sets.size());
      out_.sets.push_back(std::move(set));
    } else {
      what = RegexOp::kByte;
    }
  } else if (item->kind != RegexKind::kSet) {
    return false;
  }
  emit(RegexOp::kRepeat);
  word(static_cast<uint32_t>(n.mode));
  word(number_of(what));
  word(operand);
  word(n.low);
  word(n.high);
  word(n.high == kRegexEndless ? new_memo() : kNoIndex);
  word(kNoIndex);
  return true;
}

void RegexWriter::repeat(const RegexNode& n) {
  if (n.high == 0) return;
  if (n.low == 1 && n.high == 1 && n.mode != RegexMode::kPossessive) {
    one(node(n.child));
    return;
  }
  if (repeat_character(n)) return;
  const bool is_lazy = n.mode == RegexMode::kLazy;
  const bool is_possessive = n.mode == RegexMode::kPossessive;
  const uint32_t top = is_possessive ? begin_atomic() : 0;
  const bool may_be_empty = widths_[n.child].least == 0;
  if (n.low == 0 && n.high == 1) {
    const uint32_t end = fork(here() + 6, is_lazy);
    one(node(n.child));
    patch(end);
  } else if (n.low <= 1 && n.high == kRegexEndless) {
    loop(n, is_lazy, may_be_empty);
  } else {
    counted(n, is_lazy);
  }
  if (is_possessive) end_atomic(top);
}

void RegexWriter::loop(const RegexNode& n, bool is_lazy, bool may_be_empty) {
  if (!may_be_empty && n.low == 0) {
    const uint32_t top = here();
    const uint32_t end = fork(here() + 6, is_lazy);
    one(node(n.child));
    emit(RegexOp::kJump);
    word(top);
    patch(end);
    return;
  }
  uint32_t skip = kNoIndex, test = kNoIndex;
  const uint32_t r = may_be_empty ? new_registers(1) : 0;
  if (n.low == 0) {
    skip = fork(here() + 6, is_lazy);
  } else if (may_be_empty) {
    emit(RegexOp::kLoopReset);
    word(r);
    emit(RegexOp::kJump);
    word(here() + 3);
  }
  const uint32_t top = here();
  if (may_be_empty) {
    emit(RegexOp::kLoopEnter);
    word(r);
  }
  one(node(n.child));
  if (may_be_empty) {
    emit(RegexOp::kLoopTest);
    word(r);
    test = hole();
  }
  const uint32_t end = fork(top, is_lazy);
  patch(end);
  if (skip != kNoIndex) patch(skip);
  if (test != kNoIndex) patch(test);
}

void RegexWriter::counted(const RegexNode& n, bool is_lazy) {
  const uint32_t r = new_registers(2);
  emit(RegexOp::kCountEnter);
  word(r);
  const uint32_t top = here();
  emit(RegexOp::kCount);
  word(r);
  word(n.low);
  word(n.high);
  word(is_lazy ? 1 : 0);
  const uint32_t end = hole();
  emit(RegexOp::kCountStep);
  word(r);
  word(n.low);
  ++counts_;
  one(node(n.child));
  --counts_;
  emit(RegexOp::kJump);
  word(top);
  patch(end);
}

void RegexWriter::look(const RegexNode& n) {
  const bool is_negative = n.low != 0;
  const uint32_t r = new_registers(2);
  emit(is_negative ? RegexOp::kLookNot : RegexOp::kLook);
  word(r);
  const uint32_t end = hole();
  if (n.high != 0) {
    const RegexWidth width = width_of_row(n.child);
    if (width.least != width.most) has_variable_look_behind_ = true;
    emit(RegexOp::kBack);
    word(static_cast<uint32_t>(width.least));
  }
  row(n.child);
  emit(is_negative ? RegexOp::kLookNotEnd : RegexOp::kLookEnd);
  word(r);
  patch(end);
}

}  // namespace

bool write_regex(const RegexTree& tree, RegexProgram* program,
                 RegexError* error) {
  if (RegexWriter(tree, *program).write()) return true;
  *error = {RegexFault::kPattern, "look-behind requires fixed-width pattern",
            -1};
  return false;
}

RegexResult compile_regex(std::string_view pattern, bool is_text,
                          uint32_t flags) {
  RegexResult result;
  RegexTree tree;
  if (!parse_regex(pattern, is_text, flags, &tree, &result.error,
                   &result.warnings)) {
    return result;
  }
  auto* const program = new RegexProgram;
  if (!write_regex(tree, program, &result.error)) {
    delete program;
    return result;
  }
  note_first_bytes(program);
  result.program = program;
  return result;
}

}  // namespace mt::python
