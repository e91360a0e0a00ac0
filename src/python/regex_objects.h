// regex_objects.h - Pattern and Match, as Python sees regular expressions.
//
// For the files that implement the native module _re, and for the tap, which
// stores a Pattern as its text and its flags. The Python half is lib/re.py.

#pragma once

#include <string_view>

#include "python/dict.h"
#include "python/fiber.h"
#include "python/list.h"
#include "python/native.h"
#include "python/regex_match.h"
#include "python/str.h"

namespace mt::python {

struct Pattern : Object {
  static constexpr Kind kKind = Kind::kNative;
  Value text;  // a str or a bytes
  Dict* names;  // to numbers of groups
  const RegexProgram* program;  // owned
};

struct Match : Object {  // aux: the number of marks that follow
  static constexpr Kind kKind = Kind::kNative;
  Value subject;
  Pattern* pattern;
  int64_t from, to;  // what match() was given, clamped, in characters
  uint32_t last_group;  // 0: none
  uint32_t marks[1];  // in bytes; longer than declared
  uint32_t groups() const { return aux / 2; }  // the whole match included
};

// Null: raised. Warnings of the syntax are given to Python's warnings.
Pattern* make_pattern(Fiber& fiber, Value text, int64_t flags);
bool is_pattern(Value value);
// Raises re.error; `position` below 0 means none.
Value raise_regex_error(Fiber& fiber, const RegexError& error, Value text);
// False: a filter made an error of one.
bool give_regex_warnings(Fiber& fiber,
                         const std::vector<RegexWarning>& warnings);

// A text to look in, and how to keep looking while other code may run.
class RegexSubject {
 public:
  // False: raised, for a wrong type or a text that is too long.
  bool open(Fiber& fiber, const Pattern* pattern, Value value);
  // The bounds, in characters; they may lie outside the text.
  void limit(int64_t low, int64_t high);
  // False: raised, since a bytearray has changed under us.
  bool check(Fiber& fiber) const;

  Value value;
  std::string_view view;  // up to where matching ends
  bool is_narrow = true;  // a byte is a character
  size_t from = 0;        // in bytes
  int64_t from_index = 0, to_index = 0;  // in characters
  size_t whole = 0;       // bytes of the text, beyond `view` too

  // What stands between two offsets: a str, or bytes.
  Value piece(Fiber& fiber, size_t start, size_t stop) const;
  int64_t index(size_t offset) const;  // in characters
};

// One matcher with its host: signals, memory, errors.
class RegexRun {
 public:
  RegexRun(Fiber& fiber, const Pattern* pattern, RegexSubject& subject);
  // 1 matched, 0 not, -1 raised.
  int run(size_t from, RegexStart start, bool must_advance);
  const uint32_t* marks() const { return matcher_.marks(); }
  uint32_t last_group() const { return matcher_.last_group(); }
  Match* make_match(Fiber& fiber) const;  // of what run() found; null: raised
  // Group i of what run() found, or `otherwise`.
  Value group(Fiber& fiber, uint32_t i, Value otherwise) const;

 private:
  static bool heed(void* self);
  static void* resize(void* self, void* memory, size_t old_bytes,
                      size_t new_bytes);

  Fiber& fiber_;
  const Pattern* pattern_;
  RegexSubject& subject_;
  RegexHost host_;
  RegexMatcher matcher_;
};

// The next match behind another one; those that are empty and follow it at once
// are fine, the same one again is not.
class RegexWalk {
 public:
  explicit RegexWalk(size_t from) : at_(from) {}
  int next(RegexRun& run) {
    const int found = run.run(at_, RegexStart::kSearch, must_advance_);
    if (found == 1) {
      at_ = run.marks()[1];
      must_advance_ = run.marks()[0] == run.marks()[1];
    }
    return found;
  }

 private:
  size_t at_;
  bool must_advance_ = false;
};

// --- regex_replace.cc --------------------------------------------------------
Value pattern_sub(Fiber& fiber, Value self, Args args);
Value pattern_subn(Fiber& fiber, Value self, Args args);
Value match_expand(Fiber& fiber, Value self, Args args);

// --- regex_result.cc ---------------------------------------------------------
extern const TypeDef kMatchType;
extern Type* g_match_type;
// Group i: a str, bytes, or `otherwise`.
Value match_piece(Fiber& fiber, const Match* match, uint32_t i,
                  Value otherwise);

}  // namespace mt::python
