// regex_groups.cc - everything in parentheses.
//
// Part of RegexParser: groups and their names, flags, look-around, conditions
// and references back.

#include <algorithm>

#include "base/status.h"
#include "python/regex_parser.h"
#include "python/text_case.h"
#include "python/unicode_tables.h"

namespace mt::python {

namespace {

constexpr uint32_t kTypeFlags = kRegexAscii | kRegexLocale | kRegexUnicode;

uint32_t flag_of(const RegexToken& token) {
  if (token.is_escaped) return 0;
  switch (token.c) {
    case 'i': return kRegexIgnoreCase;
    case 'L': return kRegexLocale;
    case 'm': return kRegexMultiLine;
    case 's': return kRegexDotAll;
    case 'x': return kRegexVerbose;
    case 'a': return kRegexAscii;
    case 'u': return kRegexUnicode;
    default: return 0;
  }
}

}  // namespace

bool RegexParser::is_open(uint32_t group) const {
  return group < tree_.groups &&
         std::find(open_groups_.begin(), open_groups_.end(), group) !=
             open_groups_.end();
}

uint32_t RegexParser::find_name(const std::string& name) const {
  for (const RegexProgram::Name& known : tree_.names) {
    if (known.text == name) return known.group;
  }
  return kNoIndex;
}

// Behind (?<= a group is known only when it was closed before.
bool RegexParser::check_look_behind(uint32_t group) {
  if (behind_groups_ == kNoIndex) return true;
  if (is_open(group) || group >= tree_.groups)
    return in_.fail("cannot refer to an open group");
  if (group >= behind_groups_) {
    return in_.fail(
        "cannot refer to group defined in the same lookbehind subpattern");
  }
  return true;
}

uint32_t RegexParser::add_backref(uint32_t group, uint32_t flags) {
  const CharCase as = char_case(flags);
  return add_node(RegexKind::kBackref, group,
                  as == CharCase::kExact     ? 0
                  : as == CharCase::kUnicode ? 1
                                             : 2);
}

bool RegexParser::end_group(size_t start) {
  if (in_.match(')')) return true;
  return in_.fail("missing ), unterminated subpattern", in_.tell() - start);
}

bool RegexParser::group(uint32_t flags, bool verbose, uint32_t depth,
                        bool may_set_flags, uint32_t* node) {
  const size_t start = in_.tell() - 1;
  if (in_.match('?'))
    return extension(flags, verbose, depth, may_set_flags, start, node);
  return capture("", flags, verbose, depth, start, node);
}

bool RegexParser::capture(const std::string& name, uint32_t flags,
                          bool verbose, uint32_t depth, size_t start,
                          uint32_t* node) {
  const uint32_t number = tree_.groups++;
  if (!name.empty()) {
    const uint32_t known = find_name(name);
    if (known != kNoIndex) {
      return in_.fail(
          format("redefinition of group name %s as group %u; was group %u",
                 quoted_name(name).c_str(), number, known),
          name_length(name) + 1);
    }
    tree_.names.push_back({name, number});
  }
  open_groups_.push_back(number);
  uint32_t row = kNoIndex;
  if (!alternatives(flags, verbose, depth + 1, &row) || !end_group(start))
    return false;
  open_groups_.pop_back();
  *node = add_node(RegexKind::kGroup, number, 0, row);
  return true;
}

bool RegexParser::scoped(uint32_t flags, bool verbose, uint32_t depth,
                         bool is_atomic, size_t start, uint32_t* node) {
  uint32_t row = kNoIndex;
  if (!alternatives(flags, verbose, depth + 1, &row) || !end_group(start))
    return false;
  *node = is_atomic ? add_node(RegexKind::kAtomic, 0, 0, row)
                    : add_node(RegexKind::kGroup, kNoIndex, 0, row);
  return true;
}

bool RegexParser::extension(uint32_t flags, bool verbose, uint32_t depth,
                            bool may_set_flags, size_t start,
                            uint32_t* node) {
  const RegexToken token = in_.get();
  if (token.is_end()) return in_.fail("unexpected end of pattern");
  if (token.is('P')) return named(flags, verbose, depth, start, node);
  if (token.is(':') || token.is('>'))
    return scoped(flags, verbose, depth, token.c == '>', start, node);
  if (token.is('#')) {
    for (;;) {
      if (in_.next().is_end()) {
        return in_.fail("missing ), unterminated comment",
                        in_.tell() - start);
      }
      if (in_.get().is(')')) return true;
    }
  }
  if (token.is('=') || token.is('!') || token.is('<'))
    return look(token.c, flags, verbose, depth, start, node);
  if (token.is('(')) return condition(flags, verbose, depth, start, node);
  if (flag_of(token) == 0 && !token.is('-')) {
    const std::string text = token_text(token);
    return in_.fail("unknown extension ?" + text, name_length(text) + 1);
  }
  uint32_t on = 0, off = 0;
  bool is_global = false;
  if (token.is_escaped || !flag_letters(token.c, &on, &off, &is_global))
    return false;
  if (is_global) {
    if (!may_set_flags) {
      return in_.fail("global flags not at the start of the expression",
                      in_.tell() - start);
    }
    if ((state_flags_ & kRegexVerbose) != 0 && !verbose) {
      wants_verbose_ = true;
      return in_.fail("verbose");
    }
    return true;
  }
  if ((on & kTypeFlags) != 0) flags &= ~kTypeFlags;
  flags = (flags | on) & ~off;
  verbose = (verbose || (on & kRegexVerbose) != 0) &&
            (off & kRegexVerbose) == 0;
  return scoped(flags, verbose, depth, false, start, node);
}

// (?P<name>...) and (?P=name)
bool RegexParser::named(uint32_t flags, bool verbose, uint32_t depth,
                        size_t start, uint32_t* node) {
  std::string name;
  if (in_.match('<')) {
    return in_.until('>', "group name", &name) && in_.check_name(name, 1) &&
           capture(name, flags, verbose, depth, start, node);
  }
  if (in_.match('=')) {
    if (!in_.until(')', "group name", &name) || !in_.check_name(name, 1))
      return false;
    const uint32_t group = find_name(name);
    const size_t back = name_length(name) + 1;
    if (group == kNoIndex)
      return in_.fail("unknown group name " + quoted_name(name), back);
    if (is_open(group)) return in_.fail("cannot refer to an open group", back);
    if (!check_look_behind(group)) return false;
    *node = add_backref(group, flags);
    return true;
  }
  const RegexToken token = in_.get();
  if (token.is_end()) return in_.fail("unexpected end of pattern");
  const std::string text = token_text(token);
  return in_.fail("unknown extension ?P" + text, name_length(text) + 2);
}

// (?=...) (?!...) (?<=...) (?<!...)
bool RegexParser::look(uint32_t c, uint32_t flags, bool verbose,
                       uint32_t depth, size_t start, uint32_t* node) {
  const uint32_t groups_before = behind_groups_;
  const bool is_behind = c == '<';
  if (is_behind) {
    const RegexToken token = in_.get();
    if (token.is_end()) return in_.fail("unexpected end of pattern");
    if (!token.is('=') && !token.is('!')) {
      const std::string text = token_text(token);
      return in_.fail("unknown extension ?<" + text, name_length(text) + 2);
    }
    c = token.c;
    if (groups_before == kNoIndex) behind_groups_ = tree_.groups;
  }
  uint32_t row = kNoIndex;
  if (!alternatives(flags, verbose, depth + 1, &row)) return false;
  behind_groups_ = groups_before;
  if (!end_group(start)) return false;
  *node = c == '!' && row == kNoIndex
              ? add_node(RegexKind::kNever)
              : add_node(RegexKind::kLook, c == '!', is_behind, row);
  return true;
}

// (?(group)yes|no)
bool RegexParser::condition(uint32_t flags, bool verbose, uint32_t depth,
                            size_t start, uint32_t* node) {
  std::string name;
  if (!in_.until(')', "group name", &name)) return false;
  const size_t length = name_length(name);
  uint32_t group = 0;
  if (is_identifier_text(name)) {
    if (!in_.check_name(name, 1)) return false;
    group = find_name(name);
    if (group == kNoIndex)
      return in_.fail("unknown group name " + quoted_name(name), length + 1);
  } else {
    if (!in_.group_number(name, &group)) return false;
    if (group == 0) return in_.fail("bad group number", length + 1);
    early_references_.push_back({group, in_.tell() - length - 1});
  }
  if (!check_look_behind(group)) return false;
  if (depth >= kMaxRegexDepth) {
    if (!in_.failed()) error_ = {RegexFault::kTooDeep, "", -1};
    return false;
  }
  uint32_t yes = kNoIndex, no = kNoIndex;
  if (!parse_row(flags, verbose, depth + 1, false, &yes)) return false;
  const uint32_t first = add_node(RegexKind::kGroup, kNoIndex, 0, yes);
  if (in_.match('|')) {
    if (!parse_row(flags, verbose, depth + 1, false, &no)) return false;
    if (in_.next().is('|'))
      return in_.fail("conditional backref with more than two branches");
  }
  if (!end_group(start)) return false;
  const uint32_t second = add_node(RegexKind::kGroup, kNoIndex, 0, no);
  tree_.nodes[first].next = second;
  *node = add_node(RegexKind::kCondition, group, 0, first);
  return true;
}

// The letters of (?aiLmsux-imsx:...), up to the closing colon or parenthesis.
bool RegexParser::flag_letters(uint32_t first, uint32_t* on, uint32_t* off,
                               bool* is_global) {
  RegexToken token{first, false};
  const auto unexpected = [&](const char* missing) {
    if (token.is_end()) return in_.fail(missing);
    const bool is_letter = !token.is_escaped && is_alpha(token.c);
    return in_.fail(is_letter ? "unknown flag" : missing,
                    token.is_escaped ? 2 : 1);
  };
  if (!token.is('-')) {
    for (;;) {
      const uint32_t flag = flag_of(token);
      if (in_.is_text() && flag == kRegexLocale) {
        return in_.fail(
            "bad inline flags: cannot use 'L' flag with a str pattern");
      }
      if (!in_.is_text() && flag == kRegexUnicode) {
        return in_.fail(
            "bad inline flags: cannot use 'u' flag with a bytes pattern");
      }
      *on |= flag;
      if ((flag & kTypeFlags) != 0 && (*on & kTypeFlags) != flag) {
        return in_.fail(
            "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
      }
      token = in_.get();
      if (token.is(')') || token.is('-') || token.is(':')) break;
      if (flag_of(token) == 0) return unexpected("missing -, : or )");
    }
  }
  if (token.is(')')) {
    state_flags_ |= *on;
    *is_global = true;
    return true;
  }
  if (token.is('-')) {
    token = in_.get();
    if (flag_of(token) == 0) return unexpected("missing flag");
    for (;;) {
      const uint32_t flag = flag_of(token);
      if ((flag & kTypeFlags) != 0) {
        return in_.fail("bad inline flags: cannot turn off flags 'a', 'u' and "
                        "'L'");
      }
      *off |= flag;
      token = in_.get();
      if (token.is(':')) break;
      if (flag_of(token) == 0) return unexpected("missing :");
    }
  }
  if ((*on & *off) != 0)
    return in_.fail("bad inline flags: flag turned on and off", 1);
  return true;
}

}  // namespace mt::python
