// regex_parser.cc - from a pattern to a tree.
//
//   alternatives   row | row | ...
//   row            items, each perhaps with a repeat behind it
//   item           character, escape, set, group, assertion
//
// Errors, their positions and their order are those of CPython's parser: what
// is checked when something is read is checked then here too.

#include "python/regex_parser.h"

#include "base/status.h"
#include "python/str.h"
#include "python/text_case.h"

namespace mt::python {

namespace {

bool is_verbose_space(const RegexToken& t) {
  return !t.is_escaped && (t.c == ' ' || (t.c >= '\t' && t.c <= '\r'));
}

}  // namespace

bool RegexParser::parse(uint32_t flags) {
  tree_.groups = 1;  // the next one's number, while parsing
  state_flags_ = flags;
  uint32_t row = kNoIndex;
  if (!alternatives(flags, (flags & kRegexVerbose) != 0, 0, &row)) return false;
  tree_.root = row;
  tree_.is_text = in_.is_text();
  if (!fix_flags()) return false;
  if (!in_.next().is_end()) return in_.fail("unbalanced parenthesis");
  for (const auto& reference : early_references_) {
    if (reference.group >= tree_.groups) {
      return in_.fail_at(format("invalid group reference %u", reference.group),
                         static_cast<int64_t>(reference.position));
    }
  }
  --tree_.groups;
  return !in_.failed();
}

bool RegexParser::fix_flags() {
  const auto wrong = [this](const char* message) {
    if (!in_.failed()) error_ = {RegexFault::kValue, message, -1};
    return false;
  };
  uint32_t& flags = state_flags_;
  if (in_.is_text()) {
    if ((flags & kRegexEra) != 0) {
      flags &= ~uint32_t{kRegexEra | kRegexLocale};
      if ((flags & kRegexUnicode) == 0) flags |= kRegexAscii;
    }
    if ((flags & kRegexLocale) != 0)
      return wrong("cannot use LOCALE flag with a str pattern");
    if ((flags & kRegexAscii) != 0 && (flags & kRegexUnicode) != 0)
      return wrong("ASCII and UNICODE flags are incompatible");
    if ((flags & kRegexAscii) == 0) flags |= kRegexUnicode;
  } else {
    if ((flags & kRegexUnicode) != 0)
      return wrong("cannot use UNICODE flag with a bytes pattern");
    if ((flags & kRegexLocale) != 0 && (flags & kRegexAscii) != 0)
      return wrong("ASCII and LOCALE flags are incompatible");
  }
  tree_.flags = flags;
  return true;
}

uint32_t RegexParser::add_node(RegexKind kind, uint32_t low, uint32_t high,
                               uint32_t child) {
  RegexNode node;
  node.kind = kind;
  node.low = low;
  node.high = high;
  node.child = child;
  tree_.nodes.push_back(node);
  return static_cast<uint32_t>(tree_.nodes.size() - 1);
}

uint32_t RegexParser::add_set(CharSet&& set) {
  set.finish();
  std::vector<CharSet>& sets = tree_.sets;
  // Case makes many equal ones, near each other.
  for (size_t i = sets.size(); i > 0 && i + 32 > sets.size(); --i) {
    if (sets[i - 1] == set) return static_cast<uint32_t>(i - 1);
  }
  sets.push_back(std::move(set));
  return static_cast<uint32_t>(sets.size() - 1);
}

CharCase RegexParser::char_case(uint32_t flags) const {
  if ((flags & kRegexIgnoreCase) == 0) return CharCase::kExact;
  return is_ascii(flags) ? CharCase::kAscii : CharCase::kUnicode;
}

uint32_t RegexParser::add_char(uint32_t c, uint32_t flags) {
  uint32_t variants[4];
  const CharCase as = char_case(flags);
  if (as == CharCase::kExact || case_variants(c, as, variants) == 1)
    return add_node(RegexKind::kChar, c);
  CharSet set;
  set.add(c, c, as);
  return add_node(RegexKind::kSet, add_set(std::move(set)));
}

uint32_t RegexParser::add_class(uint8_t char_class, uint32_t flags) {
  CharSet set;
  set.classes = char_class;
  set.is_ascii = is_ascii(flags);
  return add_node(RegexKind::kSet, add_set(std::move(set)));
}

// --- alternatives and rows ---------------------------------------------------

bool RegexParser::alternatives(uint32_t flags, bool verbose, uint32_t depth,
                               uint32_t* row) {
  if (depth > kMaxRegexDepth) {
    if (!in_.failed()) error_ = {RegexFault::kTooDeep, "", -1};
    return false;
  }
  if (!parse_row(flags, verbose, depth, depth == 0, row)) return false;
  if (!in_.next().is('|')) return true;
  const uint32_t first = add_node(RegexKind::kGroup, kNoIndex, 0, *row);
  uint32_t last = first;
  while (in_.match('|')) {
    if (depth == 0) verbose = (state_flags_ & kRegexVerbose) != 0;
    if (depth == 0) flags = state_flags_;
    uint32_t other = kNoIndex;
    if (!parse_row(flags, verbose, depth, false, &other)) return false;
    const uint32_t group = add_node(RegexKind::kGroup, kNoIndex, 0, other);
    tree_.nodes[last].next = group;
    last = group;
  }
  if (in_.failed()) return false;
  uint32_t start = kNoIndex;
  const uint32_t last_of_start = take_common_start(first, &start);
  *row = merge_characters(first);
  if (*row == kNoIndex) *row = add_node(RegexKind::kBranch, 0, 0, first);
  if (start != kNoIndex) {
    tree_.nodes[last_of_start].next = *row;
    *row = start;
  }
  return true;
}

// abc|abd is ab(?:c|d): what all alternatives begin with becomes a row of its
// own. Its last node.
uint32_t RegexParser::take_common_start(uint32_t first, uint32_t* start) {
  std::vector<RegexNode>& nodes = tree_.nodes;
  uint32_t last = kNoIndex;
  for (;;) {
    const uint32_t head = nodes[first].child;
    for (uint32_t i = first; i != kNoIndex; i = nodes[i].next) {
      const uint32_t other = nodes[i].child;
      if (other == kNoIndex || nodes[other].kind != RegexKind::kChar ||
          nodes[other].low != nodes[head].low) {
        return last;
      }
    }
    for (uint32_t i = first; i != kNoIndex; i = nodes[i].next) {
      nodes[i].child = nodes[nodes[i].child].next;
    }
    nodes[head].next = kNoIndex;
    if (last == kNoIndex) {
      *start = head;
    } else {
      nodes[last].next = head;
    }
    last = head;
  }
}

// a|b|[cd] is [abcd]: one set for alternatives of one character each.
uint32_t RegexParser::merge_characters(uint32_t first) {
  CharSet all;
  bool has_classes = false;
  for (uint32_t i = first; i != kNoIndex; i = tree_.nodes[i].next) {
    const uint32_t row = tree_.nodes[i].child;
    if (row == kNoIndex) return kNoIndex;
    const RegexNode& node = tree_.nodes[row];
    if (node.next != kNoIndex) return kNoIndex;
    if (node.kind == RegexKind::kChar) {
      all.add(node.low, node.low);
      continue;
    }
    if (node.kind != RegexKind::kSet) return kNoIndex;
    const CharSet& set = tree_.sets[node.low];
    if (set.is_negated || set.char_case != CharCase::kExact) return kNoIndex;
    if (set.classes != 0) {
      if (has_classes && all.is_ascii != set.is_ascii) return kNoIndex;
      has_classes = true;
      all.is_ascii = set.is_ascii;
      all.classes |= set.classes;
    }
    all.ranges.insert(all.ranges.end(), set.ranges.begin(), set.ranges.end());
  }
  return add_node(RegexKind::kSet, add_set(std::move(all)));
}

bool RegexParser::parse_row(uint32_t flags, bool verbose, uint32_t depth,
                            bool is_first, uint32_t* head) {
  uint32_t last = kNoIndex, before_last = kNoIndex;
  *head = kNoIndex;
  const auto append = [&](uint32_t node) {
    if (last == kNoIndex) {
      *head = node;
    } else {
      tree_.nodes[last].next = node;
    }
    before_last = last;
    last = node;
  };
  while (!in_.next().is_end() && !in_.next().is('|') && !in_.next().is(')')) {
    const RegexToken token = in_.get();
    if (verbose) {
      if (is_verbose_space(token)) continue;
      if (token.is('#')) {
        while (!in_.next().is_end() && !in_.get().is('\n')) {
        }
        continue;
      }
    }
    uint32_t node = kNoIndex;
    if (token.is_escaped) {
      node = escape(token.c, flags);
      if (node == kNoIndex) return false;
    } else if (token.c == '*' || token.c == '+' || token.c == '?' ||
               token.c == '{') {
      bool is_literal = false;
      if (!repeat(token.c, last, &node, &is_literal)) return false;
      if (!is_literal) {
        // The repeat takes the place of what it repeats.
        last = before_last;
        if (last != kNoIndex) tree_.nodes[last].next = kNoIndex;
        const uint32_t before = last;
        append(node);
        before_last = before;
        continue;
      }
      node = add_char('{', flags);
    } else if (token.c == '[') {
      node = set(flags);
      if (node == kNoIndex) return false;
    } else if (token.c == '.') {
      node = add_node((flags & kRegexDotAll) != 0 ? RegexKind::kAnyAll
                                                  : RegexKind::kAny);
    } else if (token.c == '^') {
      node = at((flags & kRegexMultiLine) != 0 ? RegexOp::kBeginLine
                                               : RegexOp::kBegin);
    } else if (token.c == '$') {
      node = at((flags & kRegexMultiLine) != 0 ? RegexOp::kEndLine
                                               : RegexOp::kEnd);
    } else if (token.c == '(') {
      const bool may_set_flags = is_first && last == kNoIndex;
      if (!group(flags, verbose, depth, may_set_flags, &node)) return false;
      if (is_first) {
        flags = state_flags_;
        verbose = (flags & kRegexVerbose) != 0;
      }
      if (node == kNoIndex) continue;  // a comment, flags
    } else {
      node = add_char(token.c, flags);
    }
    append(node);
  }
  return !in_.failed();
}

// "{" that does not begin a repeat stands for itself.
bool RegexParser::repeat(uint32_t c, uint32_t item, uint32_t* node,
                         bool* is_literal) {
  const size_t here = in_.tell();
  uint32_t least = c == '+' ? 1 : 0, most = c == '?' ? 1 : kRegexEndless;
  if (c == '{') {
    std::string low, high;
    *is_literal = in_.next().is('}');
    if (*is_literal) return true;
    in_.digits(10, SIZE_MAX, &low);
    if (in_.match(',')) {
      in_.digits(10, SIZE_MAX, &high);
    } else {
      high = low;
    }
    if (!in_.match('}')) {
      if (in_.failed()) return false;
      in_.seek(here);
      *is_literal = true;
      return true;
    }
    if (!repeat_count(low, &least) || !repeat_count(high, &most)) return false;
    if (most < least) {
      return in_.fail("min repeat greater than max repeat",
                      in_.tell() - here);
    }
  }
  if (item == kNoIndex || tree_.nodes[item].kind == RegexKind::kAt)
    return in_.fail("nothing to repeat", in_.tell() - here + 1);
  if (tree_.nodes[item].kind == RegexKind::kRepeat)
    return in_.fail("multiple repeat", in_.tell() - here + 1);
  RegexMode mode = RegexMode::kGreedy;
  if (in_.match('?')) {
    mode = RegexMode::kLazy;
  } else if (in_.match('+')) {
    mode = RegexMode::kPossessive;
  }
  *node = add_node(RegexKind::kRepeat, least, most, item);
  tree_.nodes[*node].mode = mode;
  return true;
}

bool RegexParser::repeat_count(const std::string& digits, uint32_t* count) {
  if (digits.empty()) return true;
  uint64_t value = 0;
  for (const char c : digits) {
    value = value * 10 + static_cast<uint64_t>(c - '0');
    if (value >= kRegexEndless) {
      if (!in_.failed()) {
        error_ = {RegexFault::kOverflow, "the repetition number is too large",
                  -1};
      }
      return false;
    }
  }
  *count = static_cast<uint32_t>(value);
  return true;
}

uint32_t RegexParser::at(RegexOp where, bool ascii) {
  return add_node(RegexKind::kAt, static_cast<uint32_t>(where), ascii ? 1 : 0);
}

bool parse_regex(std::string_view pattern, bool is_text, uint32_t flags,
                 RegexTree* tree, RegexError* error,
                 std::vector<RegexWarning>* warnings) {
  RegexParser parser(pattern, is_text, tree, error, warnings);
  if (parser.parse(flags)) return true;
  if (!parser.wants_verbose()) return false;
  // (?x) was met: everything before it has to be read again in that light.
  *tree = {};
  *error = {};
  warnings->clear();
  RegexParser again(pattern, is_text, tree, error, warnings);
  return again.parse(flags | kRegexVerbose);
}

}  // namespace mt::python
