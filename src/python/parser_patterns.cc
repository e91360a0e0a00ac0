// parser_patterns.cc - match statements and their patterns.
//
// match, case and _ are ordinary names elsewhere. A line is a match statement
// when it reads as `match subject:` up to its end; whether it is one is tried
// out, and then read again for good.

#include "python/parser_core.h"

namespace mt::python {

bool Parser::at_match() {
  if (!is_name("match")) return false;
  const Tok next = kind_ahead(1);
  if (next != Tok::kStar && !starts_expression(next)) return false;
  uint32_t end = 0;
  {
    const Attempt attempt(*this);
    advance();
    if (star_expressions_named() == nullptr) return false;
    if (is(Tok::kColon) && kind_ahead(1) == Tok::kNewline) return true;
    end = at_;
  }
  const bool is_operator = next == Tok::kStar || next == Tok::kMinus ||
                           next == Tok::kPlus || next == Tok::kLeftParen ||
                           next == Tok::kLeftBracket;
  if (!is_operator && lexed_.tokens[end].kind == Tok::kNewline) {
    fail_at(lexed_.tokens[end], "expected ':'");
  }
  return false;
}

// What a match is over: like star_expressions(), and walrus is welcome.
ast::Expr* Parser::star_expressions_named() {
  Expr* subject = tuple_of(&Parser::star_named_expression);
  if (subject != nullptr && subject->kind == ast::ExprKind::Starred) {
    invalid();
    return nullptr;
  }
  return subject;
}

ast::Stmt* Parser::match_statement() {
  const Token opener = token();
  advance();
  auto* made = node<ast::Match>(span_of(opener));
  made->subject = star_expressions_named();
  if (made->subject == nullptr || !expect(Tok::kColon) ||
      !expect(Tok::kNewline)) {
    return nullptr;
  }
  if (!accept(Tok::kIndent)) {
    fail_at(token(),
            format("expected an indented block after 'match' statement on "
                   "line %u",
                   opener.line),
            SyntaxErrorKind::kIndentationError);
    return nullptr;
  }
  std::vector<ast::MatchCase> cases;
  while (!is(Tok::kDedent)) {
    if (!case_block(&cases)) return nullptr;
  }
  const Span end = cases.back().body.back()->span;
  made->span.end_line = end.end_line;
  made->span.end_column = end.end_column;
  made->cases = arena_.sequence(cases);
  advance();
  return made;
}

bool Parser::case_block(std::vector<ast::MatchCase>* cases) {
  const Token opener = token();
  if (!is_name("case")) return invalid();
  advance();
  ast::MatchCase made;
  made.pattern = patterns();
  if (made.pattern == nullptr) return false;
  if (accept(Tok::kIf)) {
    made.guard = named_expression();
    if (made.guard == nullptr) return false;
  }
  if (is(Tok::kNewline) ? !expect_forced(Tok::kColon)
                        : !expect(Tok::kColon)) {
    return false;
  }
  if (!block(&made.body, "'case' statement", opener)) return false;
  cases->push_back(made);
  return true;
}

// --- Patterns --------------------------------------------------------------

ast::Pattern* Parser::patterns() {
  const uint32_t first = at_;
  Pattern* single = maybe_star_pattern();
  if (single == nullptr) return nullptr;
  if (!is(Tok::kComma)) {
    if (single->kind != ast::PatternKind::MatchStar) return single;
    invalid();
    return nullptr;
  }
  std::vector<Pattern*> items{single};
  while (accept(Tok::kComma)) {
    if (is(Tok::kColon) || is(Tok::kIf)) break;
    Pattern* item = maybe_star_pattern();
    if (item == nullptr) return nullptr;
    items.push_back(item);
  }
  auto* made = node<ast::MatchSequence>(span_from(first));
  made->patterns = arena_.sequence(items);
  return made;
}

ast::Pattern* Parser::maybe_star_pattern() {
  if (!is(Tok::kStar)) return as_pattern();
  const uint32_t first = at_;
  advance();
  const bool is_wildcard = is_name("_");
  const ast::Identifier target = name();
  if (failed_) return nullptr;
  auto* made = leaf<ast::MatchStar>(span_from(first));
  if (!is_wildcard) made->name = target;
  return made;
}

ast::Pattern* Parser::as_pattern() {
  const Deeper deeper(*this);
  if (deeper.is_too_deep()) {
    fail_depth();
    return nullptr;
  }
  const uint32_t first = at_;
  Pattern* pattern = or_pattern();
  if (pattern == nullptr || !accept(Tok::kAs)) return pattern;
  if (is_name("_")) {
    fail_at(token(), "cannot use '_' as a target");
    return nullptr;
  }
  if (!is(Tok::kName)) {
    const uint32_t target_at = at_;
    if (expression() != nullptr) {
      fail(span_from(target_at), "invalid pattern target");
    }
    return nullptr;
  }
  const ast::Identifier target = name();
  auto* made = node<ast::MatchAs>(span_from(first));
  made->pattern = pattern;
  made->name = target;
  return made;
}

ast::Pattern* Parser::or_pattern() {
  const uint32_t first = at_;
  Pattern* single = closed_pattern();
  if (single == nullptr || !is(Tok::kBar)) return single;
  std::vector<Pattern*> choices{single};
  while (accept(Tok::kBar)) {
    Pattern* choice = closed_pattern();
    if (choice == nullptr) return nullptr;
    choices.push_back(choice);
  }
  auto* made = node<ast::MatchOr>(span_from(first));
  made->patterns = arena_.sequence(choices);
  return made;
}

ast::Pattern* Parser::closed_pattern() {
  const Deeper deeper(*this);
  const uint32_t first = at_;
  switch (kind()) {
    case Tok::kNone:
    case Tok::kTrue:
    case Tok::kFalse: {
      auto* made = node<ast::MatchSingleton>(span_of(token()));
      made->value = is(Tok::kNone)   ? ast::ConstantKind::None
                    : is(Tok::kTrue) ? ast::ConstantKind::True
                                     : ast::ConstantKind::False;
      advance();
      return made;
    }
    case Tok::kNumber:
    case Tok::kMinus: {
      Expr* value = signed_number_pattern();
      if (value == nullptr) return nullptr;
      auto* made = node<ast::MatchValue>(span_from(first));
      made->value = value;
      return made;
    }
    case Tok::kString: {
      Expr* value = strings();
      if (value == nullptr) return nullptr;
      if (value->kind == ast::ExprKind::JoinedStr) {
        fail(value->span, "patterns may only match literals and attribute "
                          "lookups");
        return nullptr;
      }
      auto* made = node<ast::MatchValue>(span_from(first));
      made->value = value;
      return made;
    }
    case Tok::kName: return name_pattern();
    case Tok::kLeftParen:
    case Tok::kLeftBracket: return group_or_sequence();
    case Tok::kLeftBrace: return mapping_pattern();
    default:
      invalid();
      return nullptr;
  }
}

// 1, -1.5, 1+2j, -1-2j.
ast::Expr* Parser::signed_number_pattern() {
  const uint32_t first = at_;
  const bool is_negative = accept(Tok::kMinus);
  if (!is(Tok::kNumber)) {
    invalid();
    return nullptr;
  }
  Expr* left = number();
  const bool is_real =
      ast::as<ast::Constant>(*left).type != ast::ConstantKind::Complex;
  if (is_negative) {
    auto* negated = node<ast::UnaryOp>(span_from(first));
    negated->op = ast::UnaryOperator::USub;
    negated->operand = left;
    left = negated;
  }
  if (!is(Tok::kPlus) && !is(Tok::kMinus)) return left;
  if (!is_real) {
    fail(left->span, "real number required in complex literal");
    return nullptr;
  }
  const bool is_sum = is(Tok::kPlus);
  advance();
  if (!is(Tok::kNumber)) {
    invalid();
    return nullptr;
  }
  Expr* right = number();
  if (ast::as<ast::Constant>(*right).type != ast::ConstantKind::Complex) {
    fail(right->span, "imaginary number required in complex literal");
    return nullptr;
  }
  auto* made = node<ast::BinOp>(span_from(first));
  made->op = is_sum ? ast::Operator::Add : ast::Operator::Sub;
  made->left = left;
  made->right = right;
  return made;
}

// A capture, the wildcard, a dotted constant, or a class.
ast::Pattern* Parser::name_pattern() {
  const uint32_t first = at_;
  const bool is_wildcard = is_name("_");
  auto* plain = leaf<ast::Name>(span_of(token()));
  plain->id = name();
  if (!is(Tok::kDot) && !is(Tok::kLeftParen)) {
    auto* made = node<ast::MatchAs>(span_from(first));
    if (!is_wildcard) made->name = plain->id;
    return made;
  }
  Expr* value = plain;
  while (accept(Tok::kDot)) {
    value = attribute(value, first);
    if (value == nullptr) return nullptr;
    if (height_is_too_much()) {
      fail_depth();
      return nullptr;
    }
  }
  if (is(Tok::kLeftParen)) return class_pattern(value, first);
  auto* made = node<ast::MatchValue>(span_from(first));
  made->value = value;
  return made;
}

bool Parser::sequence_items(Tok closing, std::vector<Pattern*>* items,
                            bool* saw_comma) {
  while (!is(closing)) {
    Pattern* item = maybe_star_pattern();
    if (item == nullptr) return false;
    items->push_back(item);
    if (!accept(Tok::kComma)) break;
    *saw_comma = true;
  }
  return expect(closing);
}

ast::Pattern* Parser::group_or_sequence() {
  const uint32_t first = at_;
  const bool is_round = is(Tok::kLeftParen);
  advance();
  std::vector<Pattern*> items;
  bool saw_comma = false;
  if (!sequence_items(is_round ? Tok::kRightParen : Tok::kRightBracket,
                      &items, &saw_comma)) {
    return nullptr;
  }
  if (is_round && items.size() == 1 && !saw_comma) {
    if (items[0]->kind != ast::PatternKind::MatchStar) return items[0];
    invalid();
    return nullptr;
  }
  auto* made = node<ast::MatchSequence>(span_from(first));
  made->patterns = arena_.sequence(items);
  return made;
}

ast::Expr* Parser::mapping_key() {
  const Deeper deeper(*this);
  switch (kind()) {
    case Tok::kNone: return constant(ast::ConstantKind::None);
    case Tok::kTrue: return constant(ast::ConstantKind::True);
    case Tok::kFalse: return constant(ast::ConstantKind::False);
    case Tok::kNumber:
    case Tok::kMinus: return signed_number_pattern();
    case Tok::kString: return strings();
    default: break;
  }
  Pattern* value = is(Tok::kName) ? name_pattern() : nullptr;
  if (auto* dotted = ast::cast<ast::MatchValue>(value)) return dotted->value;
  invalid();
  return nullptr;
}

ast::Pattern* Parser::mapping_pattern() {
  const uint32_t first = at_;
  advance();
  std::vector<Expr*> keys;
  std::vector<Pattern*> values;
  ast::Identifier rest;
  while (!is(Tok::kRightBrace)) {
    if (!rest.empty()) {
      invalid();
      return nullptr;
    }
    if (accept(Tok::kDoubleStar)) {
      if (is_name("_")) {
        invalid();
        return nullptr;
      }
      rest = name();
      if (failed_) return nullptr;
    } else {
      Expr* key = mapping_key();
      if (key == nullptr || !expect(Tok::kColon)) return nullptr;
      Pattern* value = as_pattern();
      if (value == nullptr) return nullptr;
      keys.push_back(key);
      values.push_back(value);
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!expect(Tok::kRightBrace)) return nullptr;
  auto* made = node<ast::MatchMapping>(span_from(first));
  made->keys = arena_.sequence(keys);
  made->patterns = arena_.sequence(values);
  made->rest = rest;
  return made;
}

ast::Pattern* Parser::class_pattern(Expr* cls, uint32_t first) {
  advance();
  std::vector<Pattern*> positional, keyword_values;
  std::vector<ast::Identifier> keyword_names;
  while (!is(Tok::kRightParen)) {
    if (is(Tok::kName) && kind_ahead(1) == Tok::kAssign) {
      keyword_names.push_back(name());
      advance();
      Pattern* value = as_pattern();
      if (value == nullptr) return nullptr;
      keyword_values.push_back(value);
    } else {
      const uint32_t item_at = at_;
      Pattern* item = as_pattern();
      if (item == nullptr) return nullptr;
      if (!keyword_names.empty()) {
        fail(span_from(item_at),
             "positional patterns follow keyword patterns");
        return nullptr;
      }
      positional.push_back(item);
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!expect(Tok::kRightParen)) return nullptr;
  auto* made = node<ast::MatchClass>(span_from(first));
  made->cls = cls;
  made->patterns = arena_.sequence(positional);
  made->kwd_attrs = arena_.sequence(keyword_names);
  made->kwd_patterns = arena_.sequence(keyword_values);
  return made;
}

}  // namespace mt::python
