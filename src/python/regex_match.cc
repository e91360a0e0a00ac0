// regex_match.cc - runs a regular expression's program over a text.

#include "python/regex_match.h"

#include <string.h>

#include <algorithm>

#include "python/str_search.h"

namespace mt::python {

namespace {

constexpr uint64_t kStepsBetweenChecks = 8192;
constexpr uint32_t kMaxEntries = 1u << 25;  // 400 megabytes

}  // namespace

RegexMatcher::RegexMatcher(const RegexProgram& program, const RegexHost& host)
    : program_(program),
      code_(program.code.data()),
      host_(host),
      registers_(own_registers_),
      stack_(own_stack_),
      capacity_(kOwnEntries) {
  if (program.registers <= kOwnRegisters) return;
  registers_ = static_cast<uint32_t*>(
      host.resize(host.context, nullptr, 0, program.registers * 4));
}

RegexMatcher::~RegexMatcher() {
  end_memo();
  if (registers_ != own_registers_ && registers_ != nullptr)
    host_.resize(host_.context, registers_, program_.registers * 4, 0);
  if (stack_ != own_stack_)
    host_.resize(host_.context, stack_, capacity_ * sizeof(Entry), 0);
}

uint32_t RegexMatcher::last_group() const {
  const uint32_t group = registers_[2 * (program_.groups + 1)];
  return group == kNoIndex ? 0 : group;
}

bool RegexMatcher::grow() {
  const uint32_t more = capacity_ * 2;
  void* memory = nullptr;
  if (more <= kMaxEntries) {
    const bool is_own = stack_ == own_stack_;
    memory = host_.resize(host_.context, is_own ? nullptr : stack_,
                          is_own ? 0 : capacity_ * sizeof(Entry),
                          more * sizeof(Entry));
    if (memory != nullptr && is_own)
      memcpy(memory, own_stack_, sizeof own_stack_);
  }
  if (memory == nullptr) {
    trouble_ = RegexOutcome::kNoMemory;
    return false;
  }
  stack_ = static_cast<Entry*>(memory);
  capacity_ = more;
  return true;
}

// Forgets the choices above `height`; what they would restore is kept for those
// below.
void RegexMatcher::cut(uint32_t height) {
  uint32_t kept = height;
  for (uint32_t i = height; height != 0 && i < top_; ++i) {
    if ((stack_[i].what & kTagBits) == kRestore) stack_[kept++] = stack_[i];
  }
  top_ = kept;
}

void RegexMatcher::unwind(uint32_t height) {
  while (top_ > height) {
    const Entry& entry = stack_[--top_];
    if ((entry.what & kTagBits) == kRestore)
      registers_[entry.what & ~kTagBits] = entry.a;
  }
}

bool RegexMatcher::check() {
  next_check_ = steps_ + kStepsBetweenChecks;
  if (!host_.heed(host_.context)) {
    trouble_ = RegexOutcome::kStopped;
    return false;
  }
  if (steps_ > kMaxRegexSteps + kMoreStepsPerByte * end_) {
    trouble_ = RegexOutcome::kTooManySteps;
    return false;
  }
  if (memo_ == nullptr && program_.memos != 0 && steps_ > 4 * uint64_t{end_})
    start_memo();
  return true;
}

void RegexMatcher::start_memo() {
  const uint64_t bytes = uint64_t{program_.memos} * (end_ + 1) / 8 + 1;
  if (bytes > kMaxMemoBytes) return;
  memo_bytes_ = static_cast<size_t>(bytes);
  memo_ = static_cast<uint8_t*>(
      host_.resize(host_.context, nullptr, 0, memo_bytes_));
  if (memo_ != nullptr) memset(memo_, 0, memo_bytes_);
}

void RegexMatcher::end_memo() {
  if (memo_ != nullptr)
    host_.resize(host_.context, memo_, memo_bytes_, 0);
  memo_ = nullptr;
}

// --- characters --------------------------------------------------------------

uint32_t RegexMatcher::char_at(uint32_t at, uint32_t* length) const {
  const uint8_t* const p = text_ + at;
  *length = 1;
  if (narrow_ || p[0] < 0x80) return p[0];
  if (p[0] < 0xe0) {
    *length = 2;
    return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
  }
  if (p[0] < 0xf0) {
    *length = 3;
    return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
  }
  *length = 4;
  return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 |
         (p[3] & 0x3fu);
}

uint32_t RegexMatcher::char_before(uint32_t at) const {
  uint32_t length;
  return char_at(place_before(at), &length);
}

uint32_t RegexMatcher::next_place(uint32_t at) const {
  uint32_t length;
  char_at(at, &length);
  return at + length;
}

bool RegexMatcher::is_one(uint32_t what, uint32_t operand, uint32_t at,
                          uint32_t* length) const {
  if (at >= end_) return false;
  *length = 1;
  switch (static_cast<RegexOp>(what)) {
    case RegexOp::kByte: return text_[at] == operand;
    case RegexOp::kAny:
      if (text_[at] == '\n') return false;
      break;
    case RegexOp::kSet:
      return program_.sets[operand].has(char_at(at, length));
    default: break;
  }
  char_at(at, length);
  return true;
}

// Where at most `most` such characters end; *count says how many they are, but
// not when there is no bound: then nobody asks.
uint32_t RegexMatcher::run_end(uint32_t what, uint32_t operand, uint32_t at,
                               uint32_t most, uint32_t* count) const {
  const uint32_t begin = at;
  uint32_t end = end_;
  if (narrow_ && most < end_ - at) end = at + most;
  if (narrow_ || most == kRegexEndless) {
    switch (static_cast<RegexOp>(what)) {
      case RegexOp::kByte:
        while (at < end && text_[at] == operand) ++at;
        break;
      case RegexOp::kAny: {
        const void* const stop = memchr(text_ + at, '\n', end - at);
        at = stop == nullptr
                 ? end
                 : static_cast<uint32_t>(static_cast<const uint8_t*>(stop) -
                                         text_);
        break;
      }
      case RegexOp::kAnyAll: at = end; break;
      default: {
        const CharSet& set = program_.sets[operand];
        if (narrow_) {
          while (at < end && has_byte(set.bits, text_[at])) ++at;
        } else {
          for (uint32_t length; at < end; at += length) {
            if (!set.has(char_at(at, &length))) break;
          }
        }
      }
    }
    *count = at - begin;
    return at;
  }
  *count = 0;
  for (uint32_t length; *count < most && is_one(what, operand, at, &length);
       at += length) {
    ++*count;
  }
  return at;
}

// --- single instructions -----------------------------------------------------

// Takes what a repeat takes at first.
RegexMatcher::Step RegexMatcher::repeat(uint32_t* pc, uint32_t* place) {
  const uint32_t* const w = code_ + *pc;
  const uint32_t here = *pc;
  const RegexMode mode = static_cast<RegexMode>(w[kRepeatMode]);
  const uint32_t what = w[kRepeatWhat], operand = w[kRepeatOperand];
  const uint32_t least = w[kRepeatLeast], most = w[kRepeatMost];
  const uint32_t memo = memo_ == nullptr ? kNoIndex : w[kRepeatMemo];
  uint32_t at = *place;
  *pc += kRepeatWords;
  if (mode == RegexMode::kPossessive ||
      (mode == RegexMode::kGreedyOnce && memo == kNoIndex)) {
    uint32_t count;
    const uint32_t begin = at;
    at = run_end(what, operand, at, most, &count);
    steps_ += (at - begin) / 16;
    *place = at;
    if (count >= least && (narrow_ || most != kRegexEndless))
      return Step::kGoOn;
    // Bytes were counted, or there were too few.
    uint32_t chars = 0;
    for (uint32_t p = begin; p < at && chars < least; p = next_place(p))
      ++chars;
    return chars < least ? Step::kFail : Step::kGoOn;
  }
  for (uint32_t i = 0, length; i < least; ++i, at += length) {
    if (!is_one(what, operand, at, &length)) return Step::kFail;
  }
  steps_ += least / 8;
  *place = at;
  if (most == least) return Step::kGoOn;
  if (memo != kNoIndex && has_failed(memo, at)) return Step::kFail;
  if (mode == RegexMode::kLazy) {
    if (!push(kRepeat | here, at, least)) return Step::kEnd;
    return may_begin(w[kRepeatNext], at) ? Step::kGoOn : Step::kFail;
  }
  const uint32_t first = at;
  if (memo != kNoIndex) {
    // What has failed once, at a place or behind it, need not be tried again.
    for (uint32_t length; is_one(what, operand, at, &length); at += length) {
      if (has_failed(memo, at + length)) break;
      ++steps_;
    }
  } else {
    uint32_t count;
    at = run_end(what, operand, at,
                 most == kRegexEndless ? most : most - least, &count);
    steps_ += (at - first) / 16;
  }
  if (at == first && memo == kNoIndex) return Step::kGoOn;
  if (!push(kRepeat | here, at, first)) return Step::kEnd;
  *place = at;
  return may_begin(w[kRepeatNext], at) ? Step::kGoOn : Step::kFail;
}

// A greedy repeat: what followed it at entry->a has failed.
RegexMatcher::Step RegexMatcher::give_back(Entry* entry, uint32_t* pc,
                                           uint32_t* at) {
  const uint32_t here = entry->what & ~kTagBits;
  const uint32_t* const w = code_ + here;
  const uint32_t memo = memo_ == nullptr ? kNoIndex : w[kRepeatMemo];
  const uint32_t first = w[kRepeatNext], begin = entry->a;
  const uint32_t* const next =
      first == kNoIndex ? nullptr : program_.firsts[first].bytes;
  uint32_t place = begin;
  do {
    if (memo != kNoIndex) note_failure(memo, place);
    if (place == entry->b) {
      steps_ += (begin - place) / 4;
      --top_;
      return Step::kFail;
    }
    place = place_before(place);
  } while (next != nullptr &&
           (next[text_[place] >> 5] >> (text_[place] & 31) & 1) == 0);
  steps_ += (begin - place) / 4;
  entry->a = place;
  *pc = here + kRepeatWords;
  *at = place;
  if (place == entry->b && memo == kNoIndex) --top_;
  return Step::kGoOn;
}

// A lazy one; entry->b is how many it has taken.
RegexMatcher::Step RegexMatcher::take_more(Entry* entry, uint32_t* pc,
                                           uint32_t* at) {
  const uint32_t here = entry->what & ~kTagBits;
  const uint32_t* const w = code_ + here;
  const uint32_t memo = memo_ == nullptr ? kNoIndex : w[kRepeatMemo];
  do {
    uint32_t length;
    if (memo != kNoIndex) note_failure(memo, entry->a);
    if (entry->b == w[kRepeatMost] ||
        !is_one(w[kRepeatWhat], w[kRepeatOperand], entry->a, &length) ||
        (memo != kNoIndex && has_failed(memo, entry->a + length))) {
      --top_;
      return Step::kFail;
    }
    entry->a += length;
    if (w[kRepeatMost] != kRegexEndless) ++entry->b;
    ++steps_;
  } while (!may_begin(w[kRepeatNext], entry->a));
  *pc = here + kRepeatWords;
  *at = entry->a;
  return Step::kGoOn;
}

// At the top of a counted loop.
RegexMatcher::Step RegexMatcher::count(uint32_t* pc, uint32_t at) {
  const uint32_t* const w = code_ + *pc;
  const uint32_t done = registers_[w[1]], began = registers_[w[1] + 1];
  const uint32_t body = *pc + 6;
  if (done < w[2]) {
    *pc = body;
    return Step::kGoOn;
  }
  *pc = w[5];
  if (done >= w[3] || began == at) return Step::kGoOn;
  if (w[4] != 0) return push(kChoice | body, at) ? Step::kGoOn : Step::kEnd;
  if (!push(kChoice | w[5], at)) return Step::kEnd;
  *pc = body;
  return Step::kGoOn;
}

// A reference to a group: the same text once more.
bool RegexMatcher::same_again(const uint32_t* w, uint32_t* at) const {
  const uint32_t begin = registers_[2 * w[1]], end = registers_[2 * w[1] + 1];
  if (begin == kNoIndex || end == kNoIndex || end < begin) return false;
  if (static_cast<RegexOp>(w[0]) == RegexOp::kBackref) {
    const uint32_t length = end - begin;
    if (length > end_ - *at || memcmp(text_ + begin, text_ + *at, length) != 0)
      return false;
    *at += length;
    return true;
  }
  const bool is_ascii = w[2] != 0;
  uint32_t here = *at;
  for (uint32_t p = begin; p < end;) {
    uint32_t left_length, right_length;
    if (here >= end_) return false;
    const uint32_t left = char_at(p, &left_length);
    const uint32_t right = char_at(here, &right_length);
    if (left != right &&
        simple_lower(left, is_ascii) != simple_lower(right, is_ascii)) {
      return false;
    }
    p += left_length;
    here += right_length;
  }
  *at = here;
  return true;
}

// Assertions about a place.
bool RegexMatcher::holds(const uint32_t* w, uint32_t at) const {
  switch (static_cast<RegexOp>(w[0])) {
    case RegexOp::kBegin: return at == 0;
    case RegexOp::kBeginLine: return at == 0 || text_[at - 1] == '\n';
    case RegexOp::kEnd:
      return at == end_ || (end_ - at == 1 && text_[at] == '\n');
    case RegexOp::kEndLine: return at == end_ || text_[at] == '\n';
    case RegexOp::kEndText: return at == end_;
    default: break;
  }
  // Neither edge nor its absence is found in an empty text.
  if (end_ == 0) return false;
  uint32_t length;
  const bool is_ascii = w[1] != 0;
  const bool before = at > 0 && is_word_char(char_before(at), is_ascii);
  const bool after = at < end_ && is_word_char(char_at(at, &length), is_ascii);
  return (before != after) ==
         (static_cast<RegexOp>(w[0]) == RegexOp::kWordEdge);
}

// --- matching ----------------------------------------------------------------

// Pops until there is something to try. kEnd: nothing is left.
RegexMatcher::Step RegexMatcher::backtrack(uint32_t* pc, uint32_t* at) {
  // What is only restored is work too: deep patterns restore much at once.
  for (uint32_t popped = 0; top_ != 0; ++popped) {
    if (popped % 8 == 7) ++steps_;
    Entry* const entry = &stack_[top_ - 1];
    const uint32_t operand = entry->what & ~kTagBits;
    switch (entry->what & kTagBits) {
      case kChoice:
        *pc = operand;
        *at = entry->a;
        --top_;
        return Step::kGoOn;
      case kRestore:
        registers_[operand] = entry->a;
        --top_;
        break;
      case kFailure:
        if (memo_ != nullptr) note_failure(operand, entry->a);
        --top_;
        break;
      default: {
        const bool is_lazy = static_cast<RegexMode>(
                                 code_[operand + kRepeatMode]) ==
                             RegexMode::kLazy;
        const Step step =
            is_lazy ? take_more(entry, pc, at) : give_back(entry, pc, at);
        if (step == Step::kGoOn) return step;
      }
    }
  }
  return Step::kEnd;
}

RegexOutcome RegexMatcher::match_at(uint32_t from) {
  memset(registers_, 0xff, program_.registers * sizeof *registers_);
  top_ = 0;
  trouble_ = RegexOutcome::kFailed;
  registers_[0] = from;
  uint32_t pc = 0, at = from, length;
  const uint32_t last = 2 * (program_.groups + 1);
  for (;;) {
    const uint32_t* const w = code_ + pc;
    switch (static_cast<RegexOp>(w[0])) {
      case RegexOp::kAccept:
        if ((start_ == RegexStart::kWhole && at != end_) ||
            (must_advance_ && at == from_)) {
          break;
        }
        registers_[1] = at;
        return RegexOutcome::kMatched;
      case RegexOp::kFail: break;
      case RegexOp::kByte:
        if (at >= end_ || text_[at] != w[1]) break;
        ++at;
        pc += 2;
        continue;
      case RegexOp::kText:
        if (w[1] > end_ - at || memcmp(text_ + at, w + 2, w[1]) != 0) break;
        at += w[1];
        pc += 2 + (w[1] + 3) / 4;
        continue;
      case RegexOp::kAny:
        if (at >= end_ || text_[at] == '\n') break;
        at = next_place(at);
        pc += 1;
        continue;
      case RegexOp::kAnyAll:
        if (at >= end_) break;
        at = next_place(at);
        pc += 1;
        continue;
      case RegexOp::kSet:
        if (at >= end_ || !program_.sets[w[1]].has(char_at(at, &length))) break;
        at += length;
        pc += 2;
        continue;
      case RegexOp::kJump: pc = w[1]; continue;
      case RegexOp::kFork: {
        if (++steps_ >= next_check_ && !check()) return trouble_;
        if (!may_begin(w[4], at)) {
          if (!may_begin(w[5], at)) break;
          pc = w[2];
          continue;
        }
        pc = w[1];
        if (!may_begin(w[5], at)) continue;
        if (memo_ != nullptr && w[3] != kNoIndex) {
          if (has_failed(w[3], at)) break;
          if (!push(kFailure | w[3], at)) return trouble_;
        }
        if (!push(kChoice | w[2], at)) return trouble_;
        continue;
      }
      case RegexOp::kRepeat: {
        const Step step = repeat(&pc, &at);
        if (step == Step::kEnd) return trouble_;
        if (step == Step::kFail) break;
        continue;
      }
      case RegexOp::kSave:
        if (!set(w[1], at)) return trouble_;
        pc += 2;
        continue;
      case RegexOp::kSaveEnd:
        if (!set(w[1], at) || !set(last, w[1] / 2)) return trouble_;
        pc += 2;
        continue;
      case RegexOp::kLoopReset:
        if (!set(w[1], kNoIndex)) return trouble_;
        pc += 2;
        continue;
      case RegexOp::kLoopEnter:
        if (!set(w[1], at)) return trouble_;
        pc += 2;
        continue;
      case RegexOp::kLoopTest:
        pc = registers_[w[1]] == at ? w[2] : pc + 3;
        continue;
      case RegexOp::kCountEnter:
        if (!set(w[1], 0) || !set(w[1] + 1, kNoIndex)) return trouble_;
        pc += 2;
        continue;
      case RegexOp::kCount:
        if (++steps_ >= next_check_ && !check()) return trouble_;
        if (count(&pc, at) == Step::kEnd) return trouble_;
        continue;
      case RegexOp::kCountStep:
        // Where a round began that had to be is not remembered.
        if ((registers_[w[1]] >= w[2] && !set(w[1] + 1, at)) ||
            !set(w[1], registers_[w[1]] + 1)) {
          return trouble_;
        }
        pc += 3;
        continue;
      case RegexOp::kCondition: {
        const uint32_t begin = registers_[2 * w[1]];
        const uint32_t end = registers_[2 * w[1] + 1];
        pc = begin != kNoIndex && end != kNoIndex && begin <= end ? pc + 3
                                                                  : w[2];
        continue;
      }
      case RegexOp::kBackref:
        if (!same_again(w, &at)) break;
        pc += 2;
        continue;
      case RegexOp::kBackrefIgnoreCase:
        if (!same_again(w, &at)) break;
        pc += 3;
        continue;
      case RegexOp::kBack: {
        uint32_t left = w[1];
        uint32_t back = at;
        if (narrow_ && left <= back) {
          back -= left;
          left = 0;
        }
        for (; left > 0 && back > 0; --left) back = place_before(back);
        if (left > 0) break;
        at = back;
        pc += 2;
        continue;
      }
      case RegexOp::kAtomic:
        if (!set(w[1], top_ + (top_ != 0 ? 1 : 0))) return trouble_;
        pc += 2;
        continue;
      case RegexOp::kAtomicEnd:
        cut(registers_[w[1]]);
        pc += 3;
        continue;
      case RegexOp::kLook:
      case RegexOp::kLookNot: {
        // Two registers are about to be saved, unless nothing waits below.
        const bool is_not = static_cast<RegexOp>(w[0]) == RegexOp::kLookNot;
        const uint32_t height = top_ == 0 ? 0 : top_ + 2;
        if (!set(w[1], height) || !set(w[1] + 1, at)) return trouble_;
        if (is_not && !push(kChoice | w[2], at)) return trouble_;
        pc += 3;
        continue;
      }
      case RegexOp::kLookEnd:
        at = registers_[w[1] + 1];
        cut(registers_[w[1]]);
        pc += 2;
        continue;
      case RegexOp::kLookNotEnd: unwind(registers_[w[1]]); break;
      case RegexOp::kWordEdge:
      case RegexOp::kNotWordEdge:
        if (!holds(w, at)) break;
        pc += 2;
        continue;
      default:
        if (!holds(w, at)) break;
        pc += 1;
        continue;
    }
    if (++steps_ >= next_check_ && !check()) return trouble_;
    if (backtrack(&pc, &at) == Step::kEnd) return RegexOutcome::kFailed;
  }
}

// Moves on to where a match may begin; false: nowhere any more.
bool RegexMatcher::find_start(uint32_t* at) {
  if (!program_.prefix.empty()) {
    const std::string_view text(reinterpret_cast<const char*>(text_), end_);
    const size_t found = search_first(text, program_.prefix, *at);
    *at = static_cast<uint32_t>(found);
    return found != kNotFound;
  }
  if (program_.first == kNoIndex) return true;
  const ByteSet& set = program_.firsts[program_.first].bytes;
  while (*at < end_ && !has_byte(set, text_[*at])) ++*at;
  return *at < end_;
}

RegexOutcome RegexMatcher::run(std::string_view text, bool is_narrow,
                               size_t from, RegexStart start,
                               bool must_advance) {
  if (registers_ == nullptr) return RegexOutcome::kNoMemory;
  text_ = reinterpret_cast<const uint8_t*>(text.data());
  end_ = static_cast<uint32_t>(text.size());
  narrow_ = is_narrow;
  start_ = start;
  from_ = static_cast<uint32_t>(from);
  must_advance_ = must_advance;
  next_check_ = steps_ + kStepsBetweenChecks;
  end_memo();
  uint32_t at = from_;
  if (start != RegexStart::kSearch) return match_at(at);
  for (;;) {
    if (program_.is_anchored ? at != 0 : !find_start(&at))
      return RegexOutcome::kFailed;
    const RegexOutcome outcome = match_at(at);
    if (outcome != RegexOutcome::kFailed) return outcome;
    if (at >= end_) return RegexOutcome::kFailed;
    at = next_place(at);
    if (++steps_ >= next_check_ && !check()) return trouble_;
  }
}

}  // namespace mt::python
