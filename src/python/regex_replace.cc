// regex_replace.cc - replacing what was found: sub(), subn(), expand().
//
// A replacement is read once into pieces of text and numbers of groups; a
// function is called for each match instead.

#include <algorithm>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/regex_objects.h"
#include "python/regex_reader.h"
#include "python/source.h"
#include "python/str_internal.h"
#include "python/text_case.h"

namespace mt::python {

namespace {

// A replacement, read: pieces of text and groups by turns, text first.
class Template {
 public:
  // False: raised.
  bool read(Fiber& fiber, const Pattern* pattern, Value value);
  // The text of group i is for `group` to add.
  template <typename AddText, typename AddGroup>
  bool expand(AddText text, AddGroup group) const {
    for (const Part& part : parts_) {
      text(part.text);
      if (part.group != kNoIndex && !group(part.group)) return false;
    }
    return true;
  }

 private:
  struct Part {
    std::string text;
    uint32_t group = kNoIndex;  // behind the text
  };

  bool item(RegexReader& in, const Pattern* pattern, Fiber& fiber);
  bool number(RegexReader& in, uint32_t first, const Pattern* pattern);
  bool name(RegexReader& in, const Pattern* pattern, Fiber& fiber);
  bool add_group(RegexReader& in, uint32_t group, size_t back,
                 const Pattern* pattern);
  void add_char(uint32_t c) {
    std::string& text = parts_.back().text;
    if (is_text_) {
      append_utf8(text, c, Surrogates::kAllow);
    } else {
      text.push_back(static_cast<char>(c));
    }
  }

  std::vector<Part> parts_;
  bool is_text_ = true;
};

bool Template::read(Fiber& fiber, const Pattern* pattern, Value value) {
  std::string_view view;
  is_text_ = is_kind(value, Kind::kStr);
  if (is_text_) {
    view = value.as<Str>()->view();
  } else if (!buffer_of(value, &view)) {
    raise_type_error(fiber,
                     "decoding to str: need a bytes-like object, %s found",
                     type_name(value));
    return false;
  }
  parts_.emplace_back();
  if (view.find('\\') == view.npos) {
    parts_.back().text = view;
    return true;
  }
  RegexError error;
  std::vector<RegexWarning> warnings;
  bool is_read = true;
  RegexReader in(view, is_text_, &error, &warnings);
  while (is_read && !in.next().is_end() && !fiber.raised())
    is_read = item(in, pattern, fiber);
  if (!give_regex_warnings(fiber, warnings) || fiber.raised()) return false;
  if (error.fault == RegexFault::kNone) return true;
  raise_regex_error(fiber, error, value);
  return false;
}

bool Template::item(RegexReader& in, const Pattern* pattern, Fiber& fiber) {
  const RegexToken token = in.get();
  if (!token.is_escaped) {
    add_char(token.c);
    return true;
  }
  if (token.c == 'g') return name(in, pattern, fiber);
  if (token.c >= '0' && token.c <= '9') return number(in, token.c, pattern);
  uint32_t c;
  if (simple_escape(token.c, &c)) {
    add_char(c);
    return true;
  }
  if (is_ascii_letter(token.c))
    return in.fail("bad escape " + token_text(token), 2);
  add_char('\\');
  add_char(token.c);
  return true;
}

// \0 \012 \123 are characters, \1 and \12 are groups.
bool Template::number(RegexReader& in, uint32_t first,
                      const Pattern* pattern) {
  std::string digits(1, static_cast<char>(first));
  const auto value = [&](uint32_t base) {
    uint32_t sum = 0;
    for (const char c : digits)
      sum = sum * base + static_cast<uint32_t>(c - '0');
    return sum;
  };
  if (first == '0') {
    in.digits(8, 2, &digits);
    add_char(value(8) & 0xff);
    return true;
  }
  in.digits(10, 1, &digits);
  if (digits.size() == 2 && digits[0] < '8' && digits[1] < '8' &&
      is_octal_digit(in.next())) {
    in.digits(8, 1, &digits);
    if (value(8) > 0377) {
      return in.fail("octal escape value \\" + digits +
                         " outside of range 0-0o377",
                     digits.size() + 1);
    }
    add_char(value(8));
    return true;
  }
  return add_group(in, value(10), digits.size(), pattern);
}

// \g<name> and \g<number>
bool Template::name(RegexReader& in, const Pattern* pattern, Fiber& fiber) {
  if (!in.match('<')) return in.fail("missing <");
  std::string name;
  uint32_t group;
  if (!in.until('>', "group name", &name)) return false;
  if (!is_identifier_text(name)) {
    return in.group_number(name, &group) &&
           add_group(in, group, name_length(name) + 1, pattern);
  }
  if (!in.check_name(name, 1)) return false;
  const Value found =
      dict_find_name(pattern->names, intern(fiber, name));
  if (found.is_undefined()) {
    raise_index_error(fiber, "unknown group name %s",
                      quoted_name(name).c_str());
    return false;
  }
  return add_group(in, static_cast<uint32_t>(found.as_int()), 0, pattern);
}

bool Template::add_group(RegexReader& in, uint32_t group, size_t back,
                         const Pattern* pattern) {
  if (group > pattern->program->groups)
    return in.fail("invalid group reference " + std::to_string(group), back);
  parts_.back().group = group;
  parts_.emplace_back();
  return true;
}

// --- sub ---------------------------------------------------------------------

// Gathers text or bytes, and says what could not be joined.
class Output {
 public:
  Output(Fiber& fiber, bool is_text) : out_(fiber), is_text_(is_text) {}
  void add(std::string_view piece) { out_.add(piece); }
  // A replacement of either kind; false: raised, for it is of the other.
  bool add(Fiber& fiber, Value value, size_t number) {
    std::string_view view;
    const bool is_text = is_kind(value, Kind::kStr);
    if (is_text) view = value.as<Str>()->view();
    if (is_text == is_text_ && (is_text || buffer_of(value, &view))) {
      add(view);
      return true;
    }
    if (is_text_) {
      raise_type_error(fiber,
                       "sequence item %zu: expected str instance, %s found",
                       number, type_name(value));
    } else {
      raise_type_error(fiber,
                       "sequence item %zu: expected a bytes-like object, %s "
                       "found",
                       number, type_name(value));
    }
    return false;
  }
  Value finish(Fiber& fiber) {
    if (is_text_) return out_.finish();
    Bytes* const bytes = make_bytes(fiber, out_.text());
    return bytes == nullptr ? Value::error() : Value::from_object(bytes);
  }

 private:
  StrBuilder out_;
  bool is_text_;
};

Value replace(Fiber& fiber, const char* name, Value self, Args args,
              int64_t* count) {
  const Pattern* const pattern = self.as<Pattern>();
  Value out[3];
  int64_t most = 0;
  RegexSubject subject;
  if (!parse_args(fiber, name, args, {"repl", "string", "count"}, 2, out) ||
      (!out[2].is_undefined() && !index_of(fiber, out[2], &most))) {
    return Value::error();
  }
  const bool calls = is_callable(out[0]);
  Template replacement;
  if ((!calls && !replacement.read(fiber, pattern, out[0])) ||
      !subject.open(fiber, pattern, out[1])) {
    return Value::error();
  }
  Output text(fiber, pattern->program->is_text);
  RegexRun run(fiber, pattern, subject);
  RegexWalk walk(0);
  size_t last = 0, pieces = 0;
  for (*count = 0; most == 0 || *count < most; ++*count) {
    const int found = walk.next(run);
    if (found < 0) return Value::error();
    if (found == 0) break;
    const uint32_t* const marks = run.marks();
    if (last != marks[0]) {
      text.add(subject.view.substr(last, marks[0] - last));
      ++pieces;
    }
    last = marks[1];
    if (calls) {
      Match* const match = run.make_match(fiber);
      if (match == nullptr) return Value::error();
      const Value item = call(fiber, out[0], {Value::from_object(match)});
      if (item.is_error() || !subject.check(fiber)) return Value::error();
      if (!item.is_none() && !text.add(fiber, item, pieces++))
        return Value::error();
      continue;
    }
    if (is_kind(out[0], Kind::kStr) != pattern->program->is_text) {
      text.add(fiber, out[0], pieces);
      return Value::error();
    }
    replacement.expand([&](const std::string& piece) { text.add(piece); },
                       [&](uint32_t group) {
                         const uint32_t start = marks[2 * group],
                                        stop = marks[2 * group + 1];
                         if (start != kNoIndex && stop != kNoIndex)
                           text.add(subject.view.substr(start, stop - start));
                         return true;
                       });
    ++pieces;
  }
  if (*count == 0) return subject.piece(fiber, 0, subject.whole);
  text.add(subject.view.substr(last));
  return text.finish(fiber);
}

}  // namespace

Value pattern_sub(Fiber& fiber, Value self, Args args) {
  int64_t count;
  return replace(fiber, "sub", self, args, &count);
}

Value pattern_subn(Fiber& fiber, Value self, Args args) {
  int64_t count;
  const Value text = replace(fiber, "subn", self, args, &count);
  if (text.is_error()) return text;
  const Value pair[2] = {text, Value::from_int(count)};
  Tuple* const both = make_tuple(fiber, pair, 2);
  return both == nullptr ? Value::error() : Value::from_object(both);
}

Value match_expand(Fiber& fiber, Value self, Args args) {
  Value out[1];
  if (!parse_args(fiber, "expand", args, {"template"}, 1, out))
    return Value::error();
  const Match* const match = self.as<Match>();
  Template replacement;
  if (!replacement.read(fiber, match->pattern, out[0])) return Value::error();
  Output text(fiber, is_kind(out[0], Kind::kStr));
  const bool is_ready = replacement.expand(
      [&](const std::string& piece) { text.add(piece); },
      [&](uint32_t group) {
        const Value piece = match_piece(fiber, match, group, Value());
        return piece.is_undefined() ||
               (!piece.is_error() && text.add(fiber, piece, group));
      });
  return is_ready ? text.finish(fiber) : Value::error();
}

}  // namespace mt::python
