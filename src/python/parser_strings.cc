// parser_strings.cc - string literals, and the programs inside f-strings.
//
// Neighbouring literals are one value. An f-string is cut by hand into text
// and fields, as CPython 3.11 does it: the end of a field's expression is found
// by counting brackets and quotes, and the expression is tokenised and parsed
// on its own, in place, so that its nodes know where they stand.

#include <algorithm>

#include "base/ascii.h"
#include "python/literals.h"
#include "python/parser_core.h"

namespace mt::python {

// A string value under construction.
struct Parser::Pieces {
  StringParts parts;  // of the token being read
  Span span;          // of all the literals
  std::string text;   // decoded, not yet a Constant
  std::vector<Expr*> values;
};

namespace {

constexpr uint32_t kMaxFieldNesting = 2;

}  // namespace

ast::Expr* Parser::strings() {
  const uint32_t first = at_;
  Pieces pieces;
  bool is_format = false;
  bool is_unicode = false;
  const bool is_bytes = split_string(text(token())).is_bytes;
  uint32_t last = at_;
  while (lexed_.tokens[last].kind == Tok::kString) ++last;
  pieces.span = span_of(lexed_.tokens[first]);
  const Span end = span_of(lexed_.tokens[last - 1]);
  pieces.span.end_line = end.end_line;
  pieces.span.end_column = end.end_column;
  for (; is(Tok::kString); advance()) {
    const Token literal = token();
    const Token& behind = lexed_.tokens[last];
    pieces.parts = split_string(text(literal));
    const StringParts& parts = pieces.parts;
    is_unicode |= parts.is_unicode && (era_ || at_ == first);
    if (parts.is_bytes != is_bytes) {
      fail_at(behind, "cannot mix bytes and nonbytes literals");
      return nullptr;
    }
    if (parts.is_format) {
      is_format = true;
      uint32_t at = literal.start + parts.body_start;
      const auto stop = at + static_cast<uint32_t>(parts.body.size());
      if (!format_string(behind, &at, stop, 0, &pieces)) return nullptr;
      continue;
    }
    std::string message;
    if (!decode_string(parts.body, parts, era_, &pieces.text, &message)) {
      fail_at(behind, std::move(message));
      return nullptr;
    }
    warn_escape(span_of(literal), std::move(message));
  }
  if (is_format) return joined(&pieces);
  auto* made = leaf<ast::Constant>(pieces.span);
  made->type =
      is_bytes ? ast::ConstantKind::Bytes : ast::ConstantKind::Str;
  made->is_unicode = is_unicode;
  made->text = arena_.copy(pieces.text);
  return made;
}

void Parser::flush_text(Pieces* pieces) {
  if (pieces->text.empty()) return;
  auto* made = leaf<ast::Constant>(pieces->span);
  made->type = ast::ConstantKind::Str;
  made->text = arena_.copy(pieces->text);
  pieces->text.clear();
  pieces->values.push_back(made);
}

ast::Expr* Parser::joined(Pieces* pieces) {
  flush_text(pieces);
  auto* made = node<ast::JoinedStr>(pieces->span);
  made->values = arena_.sequence(pieces->values);
  return made;
}

bool Parser::format_literal(const Token& token, uint32_t start, uint32_t end,
                            Pieces* pieces) {
  std::string message;
  if (!decode_string(source_.substr(start, end - start), pieces->parts, era_,
                     &pieces->text, &message)) {
    return fail_at(token, std::move(message));
  }
  warn_escape(pieces->span, std::move(message));
  return true;
}

// A literal may be read more than once.
void Parser::warn_escape(const Span& where, std::string message) {
  if (message.empty() || era_) return;
  for (const SyntaxWarning& known : warnings_) {
    if (known.where.line == where.line && known.where.column == where.column &&
        known.message == message) {
      return;
    }
  }
  warnings_.push_back({true, std::move(message), where});
}

// Text and fields from *at on; within a format specification (nesting above
// 0) up to its closing brace.
bool Parser::format_string(const Token& token, uint32_t* at, uint32_t end,
                           uint32_t nesting, Pieces* pieces) {
  uint32_t start = *at;
  while (*at < end) {
    const char c = source_[*at];
    if (c == '\\' && !pieces->parts.is_raw && *at + 1 < end) {
      const char next = source_[*at + 1];
      const bool is_name =
          next == 'N' && *at + 2 < end && source_[*at + 2] == '{';
      if (is_name) {
        // The braces of a name are no field's.
        while (*at < end && source_[*at] != '}') ++*at;
        if (*at < end) ++*at;
        continue;
      }
      *at += next == '{' || next == '}' ? 1 : 2;
      continue;
    }
    if (c != '{' && c != '}') {
      ++*at;
      continue;
    }
    if (nesting == 0) {
      if (*at + 1 < end && source_[*at + 1] == c) {
        if (!format_literal(token, start, *at + 1, pieces)) return false;
        *at += 2;
        start = *at;
        continue;
      }
      if (c == '}') {
        return fail_at(token, "f-string: single '}' is not allowed");
      }
    }
    if (!format_literal(token, start, *at, pieces)) return false;
    if (c == '}') return true;
    if (!format_field(token, at, end, nesting, pieces)) return false;
    start = *at;
  }
  return format_literal(token, start, *at, pieces);
}

// Moves *at to the `!`, `:`, `=` or `}` that ends the expression.
bool Parser::find_field_end(const Token& token, uint32_t* at, uint32_t end) {
  std::string open;
  char quote = '\0';
  bool is_triple = false;
  for (; *at < end; ++*at) {
    const char c = source_[*at];
    const std::string_view rest = source_.substr(*at, end - *at);
    if (c == '\\') {
      return fail_at(token,
                     "f-string expression part cannot include a backslash");
    }
    if (quote != '\0') {
      if (c != quote) continue;
      if (!is_triple) {
        quote = '\0';
      } else if (rest.size() >= 3 && rest[1] == quote && rest[2] == quote) {
        *at += 2;
        quote = '\0';
      }
      continue;
    }
    if (c == '\'' || c == '"') {
      quote = c;
      is_triple = rest.size() >= 3 && rest[1] == c && rest[2] == c;
      if (is_triple) *at += 2;
      continue;
    }
    if (c == '(' || c == '[' || c == '{') {
      if (open.size() >= kMaxBrackets) {
        return fail_at(token, "f-string: too many nested parenthesis");
      }
      open.push_back(c);
      continue;
    }
    if (c == '#') {
      return fail_at(token, "f-string expression part cannot include '#'");
    }
    if (open.empty() && std::string_view("!:}=<>").find(c) != rest.npos) {
      if (rest.size() > 1 && rest[1] == '=' && c != ':' && c != '}') {
        ++*at;
        continue;
      }
      if (c == '<' || c == '>') continue;
      return true;
    }
    if (c == ')' || c == ']' || c == '}') {
      if (open.empty()) {
        return fail_at(token, format("f-string: unmatched '%c'", c));
      }
      const char opening = open.back();
      open.pop_back();
      if ((opening == '(') != (c == ')') || (opening == '[') != (c == ']')) {
        return fail_at(token,
                       format("f-string: closing parenthesis '%c' does not "
                              "match opening parenthesis '%c'",
                              c, opening));
      }
    }
  }
  if (quote != '\0') return fail_at(token, "f-string: unterminated string");
  if (!open.empty()) {
    return fail_at(token, format("f-string: unmatched '%c'", open.back()));
  }
  return fail_at(token, "f-string: expecting '}'");
}

bool Parser::format_field(const Token& token, uint32_t* at, uint32_t end,
                          uint32_t nesting, Pieces* pieces) {
  if (nesting >= kMaxFieldNesting) {
    return fail_at(token, "f-string: expressions nested too deeply");
  }
  const Deeper deeper(*this);
  const uint32_t start = ++*at;
  if (!find_field_end(token, at, end)) return false;
  Expr* value = format_expression(token, start, *at);
  if (value == nullptr) return false;
  bool has_text = false;
  if (source_[*at] == '=') {
    // f"{x = }" shows the expression's own text, blanks included.
    ++*at;
    while (*at < end && is_space(source_[*at])) ++*at;
    pieces->text.append(source_.substr(start, *at - start));
    has_text = true;
  }
  flush_text(pieces);
  auto* made = node<ast::FormattedValue>(pieces->span);
  made->value = value;
  if (!field_tail(token, at, end, nesting, has_text, *pieces, made)) {
    return false;
  }
  pieces->values.push_back(made);
  return true;
}

// !conversion, :specification and the closing brace.
bool Parser::field_tail(const Token& token, uint32_t* at, uint32_t end,
                        uint32_t nesting, bool has_text, const Pieces& pieces,
                        ast::FormattedValue* made) {
  if (*at < end && source_[*at] == '!') {
    ++*at;
    if (*at >= end) return fail_at(token, "f-string: expecting '}'");
    const char letter = source_[(*at)++];
    if (letter != 's' && letter != 'r' && letter != 'a') {
      return fail_at(token,
                     "f-string: invalid conversion character: expected 's', "
                     "'r', or 'a'");
    }
    made->conversion = letter;
  }
  if (*at < end && source_[*at] == ':') {
    ++*at;
    Pieces inner;
    inner.parts = pieces.parts;
    inner.span = pieces.span;
    if (!format_string(token, at, end, nesting + 1, &inner)) return false;
    made->format_spec = joined(&inner);
  }
  if (*at >= end || source_[*at] != '}') {
    return fail_at(token, "f-string: expecting '}'");
  }
  ++*at;
  if (has_text && made->format_spec == nullptr && made->conversion == '\0') {
    made->conversion = 'r';
  }
  return true;
}

// Words an error within braces as CPython does: the text it shows is the
// expression in parentheses, and the column counts from there.
void Parser::format_failure(const LexRange& range) {
  is_generic_ = false;
  if (error_.message.compare(0, 10, "f-string: ") == 0) return;
  error_.message.insert(0, "f-string: ");
  uint32_t column = 0;
  line_around(source_, range.start, &column);
  error_.text = "(";
  error_.text += source_.substr(range.start, range.end - range.start);
  error_.text += ')';
  if (error_.line == range.line && error_.column >= column) {
    error_.column -= column - 2;
    if (error_.end_line == range.line) error_.end_column -= column - 2;
  }
}

// The expression in source_[start, end), as if it stood in parentheses.
ast::Expr* Parser::format_expression(const Token& token, uint32_t start,
                                     uint32_t end) {
  const std::string_view body = source_.substr(start, end - start);
  if (body.find_first_not_of(" \t\n\f\r") == body.npos) {
    const char next = end < source_.size() ? source_[end] : '\0';
    if (next == '!' || next == ':' || next == '=') {
      fail_at(token, format("f-string: expression required before '%c'", next));
    } else {
      fail_at(token, "f-string: empty expression not allowed");
    }
    return nullptr;
  }
  const auto after =
      std::upper_bound(line_starts_.begin(), line_starts_.end(), start);
  LexRange range;
  range.start = start;
  range.end = end;
  range.line = static_cast<uint32_t>(after - line_starts_.begin());
  range.line_start = line_starts_[range.line - 1];
  range.is_expression = true;
  Lexed inner;
  tokenise(source_, range, era_, inner);
  const bool is_shown = !failed_ && attempts_ == 0;
  if (inner.failed) {
    failed_ = true;
    if (is_shown) {
      error_ = *inner.error;
      format_failure(range);
    }
    return nullptr;
  }
  std::swap(lexed_, inner);
  const uint32_t outer_at = at_;
  const uint32_t outer_furthest = furthest_;
  at_ = furthest_ = 0;
  Expr* value = format_contents();
  if (failed_ && attempts_ == 0) {
    if (is_generic_) set_location(span_of(lexed_.tokens[furthest_]));
    format_failure(range);
  }
  std::swap(lexed_, inner);
  at_ = outer_at;
  furthest_ = outer_furthest;
  return failed_ ? nullptr : value;
}

ast::Expr* Parser::format_contents() {
  if (is(Tok::kYield)) {
    Expr* value = yield_expression();
    return value != nullptr && expect(Tok::kEnd) ? value : nullptr;
  }
  Expr* single = star_named_expression();
  if (single == nullptr) return nullptr;
  if (at_comprehension()) {
    Seq<ast::Comprehension> generators;
    if (!comprehensions(&generators) || !is(Tok::kEnd)) {
      invalid();
      return nullptr;
    }
    auto* made = node<ast::GeneratorExp>(span_from(0));
    made->elt = single;
    made->generators = generators;
    return made;
  }
  if (is(Tok::kComma)) {
    std::vector<Expr*> elements{single};
    while (accept(Tok::kComma)) {
      if (is(Tok::kEnd)) break;
      Expr* element = star_named_expression();
      if (element == nullptr) return nullptr;
      elements.push_back(element);
    }
    auto* made = node<ast::Tuple>(span_from(0));
    made->elts = arena_.sequence(elements);
    single = made;
  } else if (single->kind == ast::ExprKind::Starred) {
    fail(single->span, "cannot use starred expression here");
    return nullptr;
  }
  if (!is(Tok::kEnd)) {
    invalid();
    return nullptr;
  }
  return single;
}

}  // namespace mt::python
