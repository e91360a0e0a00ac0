// regex.h - regular expressions: from a pattern to a program.
//
//   pattern --regex_parser--> tree --regex_compiler--> RegexProgram
//   RegexProgram + text --regex_match.h--> where the groups are
//
// Nothing here knows of objects or fibers: module_re.cc makes Python's classes
// of it. Syntax, meaning and messages are those of CPython 3.11's re.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>
#include <vector>

#include "python/regex_chars.h"

namespace mt::python {

// As the module re numbers them.
enum RegexFlags : uint32_t {
  kRegexTemplate = 1, kRegexIgnoreCase = 2, kRegexLocale = 4,
  kRegexMultiLine = 8, kRegexDotAll = 16, kRegexUnicode = 32,
  kRegexVerbose = 64, kRegexDebug = 128, kRegexAscii = 256,
  kRegexEra = 1 << 16,  // ours: ASCII unless it says UNICODE; LOCALE is C's
};

constexpr uint32_t kRegexEndless = UINT32_MAX;  // no upper bound of a repeat
constexpr uint32_t kNoIndex = UINT32_MAX;

// The instructions, with the words that follow each. `pc` is an index of
// RegexProgram::code; `first` one of its `firsts`, kNoIndex: may begin with
// anything or be empty; `memo` numbers what may be remembered as failed.
enum class RegexOp : uint32_t {
  kAccept,
  kFail,
  kByte,       // byte
  kText,       // count, then the bytes, four in a word
  kAny,        // all but a line feed
  kAnyAll,
  kSet,        // set
  kJump,       // pc
  kFork,       // pc preferred, pc otherwise, memo, first of each
  kRepeat,     // RegexRepeat: one character, many times
  kSave,       // register
  kSaveEnd,    // register; the group that it ends was closed last
  kLoopReset,  // register: no round of a loop has begun
  kLoopEnter,  // register: where this round of a loop began
  kLoopTest,   // register, pc: jumps when the round was empty
  kCountEnter,  // register of the count; where the round began is the next one
  kCount,      // register, least, most, is lazy, pc of what follows the loop
  kCountStep,  // register, least: begins one more round; then the body
  kCondition,  // group, pc when it has not matched
  kBackref,    // group
  kBackrefIgnoreCase,  // group, is ASCII
  kBack,       // count of characters
  kAtomic,     // register
  kAtomicEnd,  // register, pc of its beginning
  kLook,       // register, pc behind its end
  kLookEnd,    // register
  kLookNot,    // register, pc behind its end
  kLookNotEnd,  // register
  kBegin, kBeginLine, kEnd, kEndLine, kEndText,
  kWordEdge, kNotWordEdge,  // is ASCII
};

// Words behind kRepeat. What is repeated is one of the four single characters.
enum RegexRepeat : uint32_t {
  kRepeatMode = 1,   // RegexMode
  kRepeatWhat,       // a RegexOp: kByte, kAny, kAnyAll or kSet
  kRepeatOperand,    // the byte or the set
  kRepeatLeast,
  kRepeatMost,
  kRepeatMemo,
  kRepeatNext,       // first of what follows
  kRepeatWords,
};
enum class RegexMode : uint32_t {
  kGreedy, kLazy, kPossessive,
  kGreedyOnce,  // what follows begins with none of the repeated characters
};

using ByteSet = uint32_t[8];
inline bool has_byte(const ByteSet& set, uint8_t byte) {
  return (set[byte >> 5] >> (byte & 31) & 1) != 0;
}

struct FirstBytes {
  ByteSet bytes;
};

struct RegexProgram {
  std::vector<uint32_t> code;
  std::vector<CharSet> sets;
  std::vector<FirstBytes> firsts;
  uint32_t flags = 0;
  uint32_t groups = 0;     // the whole match is not counted
  uint32_t registers = 0;  // the ends of groups come first: 2 * (groups + 1)
  uint32_t memos = 0;      // 0: nothing may be remembered
  bool is_text = true;     // of str: what is matched is UTF-8
  // How a search begins: what every match begins with, if that is known.
  std::string prefix;
  uint32_t first = kNoIndex;
  bool is_anchored = false;  // matches at the beginning of the text only
  // Names in the order in which they appear, UTF-8.
  struct Name {
    std::string text;
    uint32_t group;
  };
  std::vector<Name> names;
};

// Which Python exception a failed compilation becomes.
enum class RegexFault : uint8_t {
  kNone,
  kPattern,    // re.error
  kValue,      // ValueError
  kOverflow,   // OverflowError
  kTooDeep,    // RecursionError
  kTooLarge,   // MemoryError
};

struct RegexError {
  RegexFault fault = RegexFault::kNone;
  std::string message;
  int64_t position = -1;  // in characters; -1: not known
};

// What is accepted today but may mean something else in a later Python.
struct RegexWarning {
  bool is_deprecation;  // else a FutureWarning
  std::string message;
};

struct RegexResult {
  RegexProgram* program = nullptr;  // the caller's to delete; null: see error
  RegexError error;
  std::vector<RegexWarning> warnings;
};

// `pattern` is UTF-8 when is_text, else bytes. Never runs Python code; time and
// memory are bounded by the length of the pattern and the square of its depth.
RegexResult compile_regex(std::string_view pattern, bool is_text,
                          uint32_t flags);

}  // namespace mt::python
