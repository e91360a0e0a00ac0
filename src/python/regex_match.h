// regex_match.h - runs a regular expression's program over a text.
//
// Backtracking, as Python's semantics demand, without recursion: what may still
// be tried waits on a stack of its own.
//
//   entry      when it is popped
//   choice     goes on at this instruction, at this place of the text
//   restore    gives a register its old value, and pops on
//   repeat     gives one character back (greedy) or takes one more (lazy)
//   failure    remembers that nothing led on from here, and pops on
//
// Three things keep a hostile pattern from holding the server:
//
//   - After a while failures are remembered in a bitmap of (fork, place): each
//     is then tried once, so that time is at most the program's length times
//     the text's. Not within counted groups, (...){2,9}, nor where groups are
//     referred to: there what follows depends on more than the place.
//   - A match that takes more than kMaxRegexSteps, and some for each byte of
//     the text, is given up.
//   - Signals are looked at every few thousand steps.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string_view>

#include "python/regex.h"

namespace mt::python {

constexpr uint64_t kMaxRegexSteps = uint64_t{1} << 24;  // a fifth of a second
constexpr uint64_t kMoreStepsPerByte = 64;
constexpr size_t kMaxRegexText = 0x7fffff00;  // places fit 31 bits
// Bytes of the bitmap. Without one the bound on steps is left.
constexpr size_t kMaxMemoBytes = size_t{1} << 25;

// What the matcher needs from whoever runs it.
struct RegexHost {
  void* context;
  // Heeds signals; false: stop, something was raised.
  bool (*heed)(void* context);
  // As realloc, with the old size; new_bytes 0 frees. Null: no memory.
  void* (*resize)(void* context, void* memory, size_t old_bytes,
                  size_t new_bytes);
};

enum class RegexOutcome : uint8_t {
  kMatched, kFailed, kStopped, kNoMemory, kTooManySteps,
};
enum class RegexStart : uint8_t { kHere, kWhole, kSearch };

class RegexMatcher {
 public:
  RegexMatcher(const RegexProgram& program, const RegexHost& host);
  ~RegexMatcher();
  RegexMatcher(const RegexMatcher&) = delete;
  RegexMatcher& operator=(const RegexMatcher&) = delete;

  // `text` ends where matching ends, and begins where '^' matches; its size is
  // at most kMaxRegexText. is_narrow: each byte is a character. must_advance:
  // not an empty match at `from`.
  RegexOutcome run(std::string_view text, bool is_narrow, size_t from,
                   RegexStart start, bool must_advance);

  // After kMatched: where group i begins (2 * i) and ends (2 * i + 1), in
  // bytes; kNoIndex when it has not matched.
  const uint32_t* marks() const { return registers_; }
  uint32_t last_group() const;  // closed last; 0: none

 private:
  struct Entry {
    uint32_t what;  // a tag and an instruction, a register or a memo
    uint32_t a, b;
  };
  enum : uint32_t {
    kChoice = 0, kRestore = 1u << 30, kRepeat = 2u << 30, kFailure = 3u << 30,
    kTagBits = 3u << 30,
  };
  enum class Step : uint8_t { kGoOn, kFail, kEnd };

  RegexOutcome match_at(uint32_t from);
  bool find_start(uint32_t* at);
  Step backtrack(uint32_t* pc, uint32_t* at);
  Step give_back(Entry* entry, uint32_t* pc, uint32_t* at);
  Step take_more(Entry* entry, uint32_t* pc, uint32_t* at);
  Step repeat(uint32_t* pc, uint32_t* at);
  Step count(uint32_t* pc, uint32_t at);
  bool same_again(const uint32_t* w, uint32_t* at) const;
  bool holds(const uint32_t* w, uint32_t at) const;

  bool push(uint32_t what, uint32_t a, uint32_t b = 0) {
    if (top_ == capacity_ && !grow()) return false;
    stack_[top_++] = {what, a, b};
    return true;
  }
  bool grow();
  // Changes a register so that backtracking undoes it.
  bool set(uint32_t r, uint32_t value) {
    if (top_ != 0 && !push(kRestore | r, registers_[r])) return false;
    registers_[r] = value;
    return true;
  }
  void cut(uint32_t height);
  void unwind(uint32_t height);

  bool check();  // every few thousand steps
  bool has_failed(uint32_t memo, uint32_t at) const {
    const uint64_t bit = uint64_t{memo} * (end_ + 1) + at;
    return (memo_[bit >> 3] >> (bit & 7) & 1) != 0;
  }
  void note_failure(uint32_t memo, uint32_t at) {
    const uint64_t bit = uint64_t{memo} * (end_ + 1) + at;
    memo_[bit >> 3] =
        static_cast<uint8_t>(memo_[bit >> 3] | 1u << (bit & 7));
  }
  void start_memo();
  void end_memo();

  bool may_begin(uint32_t first, uint32_t at) const {
    return first == kNoIndex ||
           (at < end_ && has_byte(program_.firsts[first].bytes, text_[at]));
  }
  uint32_t char_at(uint32_t at, uint32_t* length) const;
  uint32_t char_before(uint32_t at) const;
  uint32_t next_place(uint32_t at) const;
  uint32_t place_before(uint32_t at) const {
    --at;
    if (!narrow_) {
      while ((text_[at] & 0xc0) == 0x80) --at;
    }
    return at;
  }
  bool is_one(uint32_t what, uint32_t operand, uint32_t at,
              uint32_t* length) const;
  uint32_t run_end(uint32_t what, uint32_t operand, uint32_t at,
                   uint32_t most, uint32_t* count) const;

  const RegexProgram& program_;
  const uint32_t* const code_;
  const RegexHost& host_;
  const uint8_t* text_ = nullptr;
  uint32_t end_ = 0;
  uint32_t from_ = 0;
  bool narrow_ = true;
  bool must_advance_ = false;
  RegexStart start_ = RegexStart::kHere;
  RegexOutcome trouble_ = RegexOutcome::kFailed;
  uint64_t steps_ = 0, next_check_ = 0;
  uint8_t* memo_ = nullptr;
  size_t memo_bytes_ = 0;

  uint32_t* registers_;
  Entry* stack_;
  uint32_t top_ = 0, capacity_;
  static constexpr uint32_t kOwnRegisters = 64;
  static constexpr uint32_t kOwnEntries = 128;
  uint32_t own_registers_[kOwnRegisters];
  Entry own_stack_[kOwnEntries];
};

}  // namespace mt::python
