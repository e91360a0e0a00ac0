// lexer.cc - indentation, operators, names, numbers and string bounds.

#include "python/lexer.h"

#include <string.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/lexer_tables.h"
#include "python/unicode_tables.h"

namespace mt::python {
namespace {

// Where a tab stops, and where it would stop if tabs were one column wide: a
// text whose indentation means the same either way is consistent.
constexpr uint32_t kTabColumns = 8;

class Lexer {
 public:
  Lexer(std::string_view source, const LexRange& range, bool era, Lexed& out)
      : source_(source), range_(range), era_(era), out_(out) {}

  void run();

 private:
  struct Bracket {
    char opening;
    uint32_t offset;
    uint32_t line;
  };
  struct Indent {
    uint32_t columns;
    uint32_t alternate;
  };

  char peek(size_t ahead = 0) const {
    return at_ + ahead < range_.end ? source_[at_ + ahead] : '\0';
  }
  bool at_end() const { return at_ >= range_.end; }

  void newline() {
    ++line_;
    out_.line_starts.push_back(static_cast<uint32_t>(at_));
  }
  void push(Tok kind, size_t start, uint32_t line) {
    out_.tokens.push_back({kind, static_cast<uint8_t>(brackets_.size()),
                           static_cast<uint32_t>(start),
                           static_cast<uint32_t>(at_), line});
  }
  bool fail(SyntaxErrorKind kind, size_t offset, std::string message);
  bool fail(size_t offset, std::string message) {
    return fail(SyntaxErrorKind::kSyntaxError, offset, std::move(message));
  }

  bool begin_line();
  bool dent(uint32_t columns, uint32_t alternate);
  bool token();
  bool continuation();
  void skip_body();
  bool name_or_string();
  bool string(size_t start);
  bool number();
  bool digits(int base, const char* what);
  bool end_of_number(const char* what);
  bool based_number(int base, const char* what);
  bool operator_();
  bool close_bracket(char c);
  bool bad_character();

  std::string_view source_;
  const LexRange& range_;
  bool era_;
  Lexed& out_;
  size_t at_ = 0;
  uint32_t line_ = 1;
  bool at_line_start_ = true;
  size_t code_end_ = 0;    // behind a token and blanks: where a comment begins
  size_t line_begin_ = 0;  // the first token of the logical line
  size_t read_until_ = 0;  // skips_bodies: in a body that is read, its end
  ShortVector<Bracket, 8> brackets_;
  ShortVector<Indent, 8> indents_;
};

bool Lexer::fail(SyntaxErrorKind kind, size_t offset, std::string message) {
  out_.error = std::make_unique<SyntaxError>();
  SyntaxError& error = *out_.error;
  error.kind = kind;
  if (kind != SyntaxErrorKind::kSyntaxError) out_.yields = true;
  error.message = std::move(message);
  error.line = range_.line;
  for (size_t i = range_.start; i < offset; ++i) {
    error.line += source_[i] == '\n';
  }
  error.text = line_around(source_, offset, &error.column);
  if (kind == SyntaxErrorKind::kTabError) error.column = 1;
  if (kind == SyntaxErrorKind::kIndentationError) {
    error.column = static_cast<uint32_t>(count_code_points(error.text));
    if (error.text.empty() || error.text.back() != '\n') ++error.column;
  }
  error.end_line = error.line;
  error.end_column = kind == SyntaxErrorKind::kIndentationError
                         ? SyntaxError::kUnknown
                         : error.column;
  out_.failed = true;
  return false;
}

void Lexer::run() {
  at_ = range_.start;
  line_ = range_.line;
  out_.line_starts.assign(1, range_.line_start);
  out_.tokens.reserve((range_.end - range_.start) / 4 + 8);
  indents_.push_back({range_.indent, range_.indent});
  at_line_start_ = !range_.is_expression;
  if (range_.is_expression) {
    // As if a bracket had been opened before it: newlines are blanks.
    brackets_.push_back({'\0', range_.start, line_});
  }
  for (;;) {
    if (at_line_start_ && brackets_.empty() && !begin_line()) break;
    while (is_blank(peek()) || peek() == '\f') ++at_;
    code_end_ = at_;
    if (peek() == '#') {
      while (!at_end() && peek() != '\n') ++at_;
    }
    if (at_end()) break;
    if (!token()) break;
  }
  if (!brackets_.empty() && brackets_.back().opening != '\0') {
    out_.open_bracket = brackets_.back().opening;
    out_.open_offset = brackets_.back().offset;
    out_.open_line = brackets_.back().line;
  }
  if (!out_.failed && out_.open_bracket == '\0' && !range_.is_expression) {
    const Tok last =
        out_.tokens.empty() ? Tok::kNewline : out_.tokens.back().kind;
    if (last != Tok::kNewline && last != Tok::kDedent &&
        last != Tok::kSkipped) {
      push(Tok::kNewline, code_end_, line_);
    }
    if (peek() == '\0' && !at_line_start_) line_ += 1;
    while (indents_.size() > 1) {
      indents_.pop_back();
      push(Tok::kDedent, at_, line_);
    }
  }
  push(Tok::kEnd, at_, line_);
  out_.line_starts.push_back(static_cast<uint32_t>(source_.size()));
}

// Measures the indentation of a line that has something on it, and passes over
// those that have not.
bool Lexer::begin_line() {
  for (;;) {
    uint32_t columns = 0;
    uint32_t alternate = 0;
    for (; !at_end(); ++at_) {
      if (peek() == ' ') {
        ++columns;
        ++alternate;
      } else if (peek() == '\t') {
        columns = (columns / kTabColumns + 1) * kTabColumns;
        ++alternate;
      } else if (peek() == '\f') {
        columns = alternate = 0;
      } else if (peek() == '\\' && peek(1) == '\n') {
        // The next line's indentation does not count; this one's does.
        if (!continuation()) return false;
        while (is_blank(peek())) ++at_;
        break;
      } else {
        break;
      }
    }
    if (peek() == '#') {
      while (!at_end() && peek() != '\n') ++at_;
    }
    if (at_end()) return true;
    if (peek() == '\n') {
      ++at_;
      newline();
      continue;
    }
    at_line_start_ = false;
    if (!dent(columns, alternate)) return false;
    line_begin_ = out_.tokens.size();
    return true;
  }
}

bool Lexer::dent(uint32_t columns, uint32_t alternate) {
  const auto inconsistent = [this] {
    return fail(SyntaxErrorKind::kTabError, at_,
                "inconsistent use of tabs and spaces in indentation");
  };
  if (era_) alternate = columns;
  const Indent top = indents_.back();
  if (columns == top.columns) {
    return alternate == top.alternate || inconsistent();
  }
  if (columns > top.columns) {
    if (indents_.size() >= kMaxIndents) {
      return fail(SyntaxErrorKind::kIndentationError, at_,
                  "too many levels of indentation");
    }
    if (alternate <= top.alternate) return inconsistent();
    indents_.push_back({columns, alternate});
    push(Tok::kIndent, at_, line_);
    return true;
  }
  while (columns < indents_.back().columns) {
    indents_.pop_back();
    push(Tok::kDedent, at_, line_);
  }
  if (columns != indents_.back().columns) {
    return fail(SyntaxErrorKind::kIndentationError, at_,
                "unindent does not match any outer indentation level");
  }
  return alternate == indents_.back().alternate || inconsistent();
}

// A backslash: the line goes on.
bool Lexer::continuation() {
  const size_t start = at_++;
  if (peek() != '\n' && !at_end()) {
    out_.yields = true;
    return fail(start + 1,
                "unexpected character after line continuation character");
  }
  if (!at_end()) {
    ++at_;
    newline();
  }
  if (at_end()) {
    out_.incomplete = out_.yields = true;
    fail(start + 1, "unexpected EOF while parsing");
    out_.error->end_column = SyntaxError::kUnknown;
    return false;
  }
  return true;
}

bool Lexer::token() {
  const char c = peek();
  if (c == '\n') {
    ++at_;
    if (brackets_.empty()) {
      push(Tok::kNewline, code_end_, line_);
      at_line_start_ = true;
    }
    newline();
    if (range_.skips_bodies && at_line_start_) skip_body();
    return true;
  }
  if (c == '\\') return continuation();
  if (is_alpha(c) || c == '_' || !is_ascii(c)) return name_or_string();
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
  if (c == '"' || c == '\'') return string(at_);
  return operator_();
}

// Behind a line of code: if it was that of a def, goes to the end of the body.
void Lexer::skip_body() {
  const auto& tokens = out_.tokens;
  const size_t word =
      line_begin_ + (tokens[line_begin_].kind == Tok::kAsync ? 1 : 0);
  if (at_ < read_until_ || tokens[word].kind != Tok::kDef ||
      tokens[tokens.size() - 2].kind != Tok::kColon) {
    return;
  }
  const size_t start = at_;
  const uint32_t first_line = line_;
  while (!at_end()) {
    size_t text = at_;
    while (text < range_.end && source_[text] == ' ') ++text;
    const char c = text < range_.end ? source_[text] : '\n';
    if (c != '\n' && c != '#' && text - at_ <= indents_.back().columns) break;
    const size_t end = source_.find('\n', text);
    at_ = end >= range_.end ? range_.end : end + 1;
    newline();
  }
  const char* const body = source_.data() + start;
  const auto has = [&](std::string_view name) {
    return memmem(body, at_ - start, name.data(), name.size()) != nullptr;
  };
  if (!has("super") && !has("__class__")) {
    push(Tok::kSkipped, start, first_line);
    return;
  }
  read_until_ = at_;
  at_ = start;
  out_.line_starts.resize(out_.line_starts.size() - (line_ - first_line));
  line_ = first_line;
}

bool Lexer::name_or_string() {
  const size_t start = at_;
  // At most two letters, in any order and case, make a string's prefix.
  bool seen_b = false, seen_u = false, seen_r = false, seen_f = false;
  for (;;) {
    const char c = to_lower(peek());
    if (c == 'b' && !seen_b && !seen_u && !seen_f) {
      seen_b = true;
    } else if (c == 'u' && !seen_b && !seen_u && !seen_r && !seen_f) {
      seen_u = true;
    } else if (c == 'r' && !seen_r && (era_ || !seen_u)) {
      seen_r = true;
    } else if (c == 'f' && !seen_f && !seen_b && !seen_u) {
      seen_f = true;
    } else {
      break;
    }
    ++at_;
    if (peek() == '"' || peek() == '\'') return string(start);
  }
  uint32_t previous = 0, base = 0;
  while (!at_end()) {
    if (is_alnum(peek()) || peek() == '_') {
      previous = base = static_cast<uint8_t>(peek());
      ++at_;
      continue;
    }
    if (is_ascii(peek())) break;
    const Utf8Step step = decode_utf8(source_.substr(at_, 4));
    if (!(at_ == start ? is_identifier_start(step.code_point)
                       : is_identifier_continue(step.code_point))) {
      return bad_character();
    }
    if (!is_normal(step.code_point, previous, base)) {
      return fail(at_, format("character '%s' (U+%04X) in an identifier is not "
                              "in normal form NFKC",
                              std::string(source_.substr(at_, step.length))
                                  .c_str(), unsigned{step.code_point}));
    }
    previous = step.code_point;
    if (is_identifier_start(previous)) base = previous;
    at_ += step.length;
  }
  if (at_ - start > kMaxNameBytes) return fail(start, "identifier too long");
  push(keyword_named(source_.substr(start, at_ - start), era_), start, line_);
  return true;
}

bool Lexer::bad_character() {
  const Utf8Step step = decode_utf8(source_.substr(at_, 4));
  const unsigned code = step.code_point;
  if (!is_printable(code)) {
    return fail(at_, format("invalid non-printable character U+%04X", code));
  }
  return fail(at_,
              format("invalid character '%s' (U+%04X)",
                     std::string(source_.substr(at_, step.length)).c_str(),
                     code));
}

bool Lexer::string(size_t start) {
  const uint32_t first_line = line_;
  const char quote = peek();
  const bool is_triple = peek(1) == quote && peek(2) == quote;
  at_ += is_triple ? 3 : 1;
  for (;;) {
    if (at_end() || (!is_triple && peek() == '\n')) {
      // Inside an f-string the text is cut out of a token that was whole.
      if (range_.is_expression) return fail(start, "unterminated string");
      if (is_triple) {
        // The number of the last line that holds anything.
        uint32_t last = line_;
        if (at_ > 0 && source_[at_ - 1] == '\n') --last;
        out_.incomplete = true;
        return fail(start, format("unterminated triple-quoted string literal"
                                  " (detected at line %u)",
                                  last));
      }
      if (at_end() && at_ > 0 && source_[at_ - 1] == '\\') {
        out_.incomplete = true;
      }
      return fail(start, format("unterminated string literal (detected at line"
                                " %u)",
                                line_));
    }
    const char c = peek();
    if (c == quote &&
        (!is_triple || (peek(1) == quote && peek(2) == quote))) {
      at_ += is_triple ? 3 : 1;
      break;
    }
    ++at_;
    if (c == '\\' && !at_end()) {
      if (peek() == '\n') {
        ++at_;
        newline();
        if (at_end() && !is_triple) {
          out_.incomplete = true;
          return fail(start, format("unterminated string literal (detected at"
                                    " line %u)",
                                    line_ - 1));
        }
      } else {
        ++at_;
      }
    } else if (c == '\n') {
      newline();
    }
  }
  push(Tok::kString, start, first_line);
  return true;
}

// --- Numbers ---------------------------------------------------------------

// Digits of `base` with single underscores between them, at least one.
bool Lexer::digits(int base, const char* what) {
  for (;;) {
    const auto is_ours = [base](char c) {
      const int value = is_ascii(c) ? digit_value(c) : -1;
      return value >= 0 && value < base;
    };
    if (!is_ours(peek())) {
      if (is_digit(peek())) {
        return fail(at_, format("invalid digit '%c' in %s literal", peek(),
                                what));
      }
      return fail(at_ == range_.start ? at_ : at_ - 1,
                  format("invalid %s literal", what));
    }
    do ++at_; while (is_ours(peek()));
    if (peek() != '_') return true;
    ++at_;
  }
}

// What may stand right behind a number: nothing that could be part of a name,
// except a keyword (`1if x else 2` is deprecated and allowed).
bool Lexer::end_of_number(const char* what) {
  const char c = peek();
  if (!is_alnum(c) && c != '_') return true;
  for (const std::string_view word :
       {"and", "else", "for", "if", "in", "is", "not", "or"}) {
    if (source_.substr(at_, word.size()) == word) return true;
  }
  return fail(at_ - 1, format("invalid %s literal", what));
}

bool Lexer::based_number(int base, const char* what) {
  at_ += 2;
  if (peek() == '_') ++at_;
  if (!digits(base, what)) return false;
  if (is_digit(peek())) {
    return fail(at_, format("invalid digit '%c' in %s literal", peek(), what));
  }
  if (era_ && to_lower(peek()) == 'l') ++at_;
  return end_of_number(what);
}

bool Lexer::number() {
  const size_t start = at_;
  // Most are a few digits and nothing else.
  size_t end = at_;
  while (end < range_.end && is_digit(source_[end])) ++end;
  const char next = end < range_.end ? source_[end] : '\0';
  if (end != at_ && (peek() != '0' || end == at_ + 1) && next != '.' &&
      next != '_' && !is_alpha(next)) {
    at_ = end;
    push(Tok::kNumber, start, line_);
    return true;
  }
  bool is_whole = true;
  const char second = to_lower(peek(1));
  if (peek() == '0' && (second == 'x' || second == 'o' || second == 'b')) {
    const int base = second == 'x' ? 16 : second == 'o' ? 8 : 2;
    if (!based_number(base, base == 16  ? "hexadecimal"
                            : base == 8 ? "octal"
                                        : "binary")) {
      return false;
    }
    push(Tok::kNumber, start, line_);
    return true;
  }
  if (peek() != '.' && !digits(10, "decimal")) return false;
  const size_t whole_end = at_;
  if (peek() == '.') {
    is_whole = false;
    ++at_;
    if (is_digit(peek()) && !digits(10, "decimal")) return false;
  }
  if (to_lower(peek()) == 'e') {
    const size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (is_digit(peek(1 + sign))) {
      is_whole = false;
      at_ += 1 + sign;
      if (!digits(10, "decimal")) return false;
    } else if (sign != 0) {
      return fail(at_ + 1, "invalid decimal literal");
    }
  }
  if (to_lower(peek()) == 'j') {
    ++at_;
    if (!end_of_number("imaginary")) return false;
    push(Tok::kNumber, start, line_);
    return true;
  }
  if (is_whole && source_[start] == '0' && !era_) {
    const std::string_view text = source_.substr(start, whole_end - start);
    if (text.find_first_not_of("0_") != text.npos) {
      fail(start, "leading zeros in decimal integer literals are not "
                  "permitted; use an 0o prefix for octal integers");
      out_.error->end_column +=
          static_cast<uint32_t>(text.find_first_not_of('0'));
      return false;
    }
  }
  if (is_whole && era_) {
    const std::string_view text = source_.substr(start, whole_end - start);
    if (text[0] == '0' && text.find_first_of("89") != text.npos) {
      return fail(start, "invalid token");
    }
    if (to_lower(peek()) == 'l') ++at_;
  }
  if (!end_of_number("decimal")) return false;
  push(Tok::kNumber, start, line_);
  return true;
}

// --- Operators -------------------------------------------------------------

bool Lexer::close_bracket(char c) {
  if (brackets_.empty() || brackets_.back().opening == '\0') {
    return fail(at_, format("unmatched '%c'", c));
  }
  const Bracket open = brackets_.back();
  const char wanted = open.opening == '(' ? ')' : open.opening == '[' ? ']'
                                                                      : '}';
  if (c != wanted) {
    if (open.line != line_) {
      return fail(at_, format("closing parenthesis '%c' does not match opening"
                              " parenthesis '%c' on line %u",
                              c, open.opening, open.line));
    }
    return fail(at_, format("closing parenthesis '%c' does not match opening"
                            " parenthesis '%c'",
                            c, open.opening));
  }
  brackets_.pop_back();
  return true;
}

bool Lexer::operator_() {
  const size_t start = at_;
  const char c = peek();
  size_t length = 0;
  const Tok kind = operator_at(source_.substr(at_, range_.end - at_), era_,
                               &length);
  if (c == '(' || c == '[' || c == '{') {
    if (brackets_.size() >= kMaxBrackets) {
      return fail(at_, "too many nested parentheses");
    }
    brackets_.push_back({c, static_cast<uint32_t>(at_), line_});
  } else if (c == ')' || c == ']' || c == '}') {
    if (!close_bracket(c)) return false;
  } else if (kind == Tok::kBad && is_control(c)) {
    return fail(at_, format("invalid non-printable character U+%04X",
                            static_cast<unsigned>(c)));
  }
  at_ += length;
  push(kind, start, line_);
  return true;
}

}  // namespace

void tokenise(std::string_view source, const LexRange& range, bool era,
              Lexed& out) {
  Lexer(source, range, era, out).run();
}

std::string_view line_around(std::string_view source, size_t offset,
                             uint32_t* column) {
  offset = std::min(offset, source.size());
  size_t start = offset;
  while (start > 0 && source[start - 1] != '\n') --start;
  size_t end = source.find('\n', offset);
  end = end == source.npos ? source.size() : end + 1;
  *column = static_cast<uint32_t>(
                count_code_points(source.substr(start, offset - start))) +
            1;
  return source.substr(start, end - start);
}

}  // namespace mt::python
