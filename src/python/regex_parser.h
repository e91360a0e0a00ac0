// regex_parser.h - the parser's own class, for the files that share it:
// regex_parser.cc (rows, repeats), regex_sets.cc (escapes, sets) and
// regex_groups.cc (everything in parentheses).

#pragma once

#include <string>
#include <vector>

#include "python/regex_reader.h"
#include "python/regex_tree.h"

namespace mt::python {

class RegexParser {
 public:
  RegexParser(std::string_view pattern, bool is_text, RegexTree* tree,
              RegexError* error, std::vector<RegexWarning>* warnings)
      : in_(pattern, is_text, error, warnings), tree_(*tree), error_(*error) {}

  bool parse(uint32_t flags);
  // After parse() has failed: it would not, had it known of (?x) before.
  bool wants_verbose() const { return wants_verbose_; }

 private:
  // Those that give a node return kNoIndex when they have failed; those that
  // give a bool return false.
  bool alternatives(uint32_t flags, bool verbose, uint32_t depth,
                    uint32_t* row);
  bool parse_row(uint32_t flags, bool verbose, uint32_t depth, bool is_first,
                 uint32_t* head);
  bool repeat(uint32_t c, uint32_t item, uint32_t* node, bool* is_literal);
  bool repeat_count(const std::string& digits, uint32_t* count);
  bool fix_flags();

  uint32_t escape(uint32_t c, uint32_t flags);
  uint32_t numbered_escape(uint32_t first, uint32_t flags);
  uint32_t set(uint32_t flags);
  bool set_item(const RegexToken& token, uint32_t* c, uint8_t* char_class);
  bool hex_escape(uint32_t kind, uint32_t* c, bool* is_one);
  bool octal(const std::string& digits, uint32_t* c);

  // *node stays kNoIndex for what adds nothing: comments and flags.
  bool group(uint32_t flags, bool verbose, uint32_t depth, bool may_set_flags,
             uint32_t* node);
  bool extension(uint32_t flags, bool verbose, uint32_t depth,
                 bool may_set_flags, size_t start, uint32_t* node);
  bool capture(const std::string& name, uint32_t flags, bool verbose,
               uint32_t depth, size_t start, uint32_t* node);
  bool scoped(uint32_t flags, bool verbose, uint32_t depth, bool is_atomic,
              size_t start, uint32_t* node);
  bool named(uint32_t flags, bool verbose, uint32_t depth, size_t start,
             uint32_t* node);
  bool look(uint32_t c, uint32_t flags, bool verbose, uint32_t depth,
            size_t start, uint32_t* node);
  bool condition(uint32_t flags, bool verbose, uint32_t depth, size_t start,
                 uint32_t* node);
  bool flag_letters(uint32_t first, uint32_t* on, uint32_t* off,
                    bool* is_global);
  bool end_group(size_t start);
  bool check_look_behind(uint32_t group);
  bool is_open(uint32_t group) const;
  uint32_t find_name(const std::string& name) const;
  uint32_t add_backref(uint32_t group, uint32_t flags);

  uint32_t add_node(RegexKind kind, uint32_t low = 0, uint32_t high = 0,
                    uint32_t child = kNoIndex);
  uint32_t add_set(CharSet&& set);
  uint32_t add_char(uint32_t c, uint32_t flags);
  uint32_t add_class(uint8_t char_class, uint32_t flags);
  uint32_t at(RegexOp where, bool ascii = false);
  uint32_t take_common_start(uint32_t first, uint32_t* start);
  uint32_t merge_characters(uint32_t first);
  bool is_ascii(uint32_t flags) const {
    return !in_.is_text() || (flags & kRegexAscii) != 0 ||
           (flags & (kRegexEra | kRegexUnicode)) == kRegexEra;
  }
  CharCase char_case(uint32_t flags) const;

  struct EarlyReference {
    uint32_t group;
    size_t position;
  };

  RegexReader in_;
  RegexTree& tree_;
  RegexError& error_;
  uint32_t state_flags_ = 0;
  bool wants_verbose_ = false;
  uint32_t behind_groups_ = kNoIndex;  // groups there were before a look behind
  std::vector<uint32_t> open_groups_;
  std::vector<EarlyReference> early_references_;  // of conditions
};

}  // namespace mt::python
