// parser_expressions.cc - operators, from the loosest to the tightest.

#include "python/parser_core.h"

namespace mt::python {
namespace {

struct OperatorRow {
  Tok token;
  Level level;
  ast::Operator op;
};

constexpr OperatorRow kBinary[] = {
    {Tok::kBar, Level::kBitOr, ast::Operator::BitOr},
    {Tok::kCaret, Level::kBitXor, ast::Operator::BitXor},
    {Tok::kAmpersand, Level::kBitAnd, ast::Operator::BitAnd},
    {Tok::kLeftShift, Level::kShift, ast::Operator::LShift},
    {Tok::kRightShift, Level::kShift, ast::Operator::RShift},
    {Tok::kPlus, Level::kSum, ast::Operator::Add},
    {Tok::kMinus, Level::kSum, ast::Operator::Sub},
    {Tok::kStar, Level::kTerm, ast::Operator::Mult},
    {Tok::kSlash, Level::kTerm, ast::Operator::Div},
    {Tok::kDoubleSlash, Level::kTerm, ast::Operator::FloorDiv},
    {Tok::kPercent, Level::kTerm, ast::Operator::Mod},
    {Tok::kAt, Level::kTerm, ast::Operator::MatMult},
};

const OperatorRow* binary_operator(Tok token) {
  for (const OperatorRow& row : kBinary) {
    if (row.token == token) return &row;
  }
  return nullptr;
}

Level tighter(Level level) {
  return static_cast<Level>(static_cast<uint8_t>(level) + 1);
}

}  // namespace

ast::Expr* Parser::expression() {
  const uint32_t first = at_;
  Expr* const made = lone_expression();
  if (made == nullptr || attempts_ > 0 || !starts_expression(kind()) ||
      made->kind == ast::ExprKind::IfExp ||
      made->kind == ast::ExprKind::Lambda) {
    return made;
  }
  const bool is_statement =
      !era_ && made->kind == ast::ExprKind::Name && at_ == first + 1 &&
      (text(previous()) == "print" || text(previous()) == "exec");
  const bool is_fine = is_statement ? missing_parentheses(previous())
                                    : missing_comma(made, first);
  return is_fine ? made : nullptr;
}

ast::Expr* Parser::lone_expression() {
  const Deeper deeper(*this);
  if (deeper.is_too_deep()) {
    fail_depth();
    return nullptr;
  }
  const uint32_t first = at_;
  if (is(Tok::kLambda)) return lambda();
  Expr* body = disjunction();
  if (body == nullptr || !is(Tok::kIf)) return body;
  advance();
  Expr* test = disjunction();
  if (test == nullptr) return nullptr;
  if (!is(Tok::kElse)) {
    if (is(Tok::kColon)) {
      invalid();
    } else {
      fail(span_from(body->span), "expected 'else' after 'if' expression");
    }
    return nullptr;
  }
  advance();
  Expr* orelse = expression();
  if (orelse == nullptr) return nullptr;
  auto* made = node<ast::IfExp>(span_from(first));
  made->test = test;
  made->body = body;
  made->orelse = orelse;
  return made;
}

ast::Expr* Parser::named_expression() {
  const uint32_t first = at_;
  if (is(Tok::kName) && kind_ahead(1) == Tok::kColonEqual) {
    auto* target = leaf<ast::Name>(span_of(token()));
    target->id = name();
    target->context = ast::Context::Store;
    advance();
    Expr* value = expression();
    if (value == nullptr) return nullptr;
    auto* made = node<ast::NamedExpr>(span_from(first));
    made->target = target;
    made->value = value;
    return made;
  }
  Expr* value = expression();
  if (value == nullptr) return nullptr;
  if (is(Tok::kColonEqual)) {
    if (value->kind == ast::ExprKind::Name) {
      invalid();
    } else {
      fail(value->span, format("cannot use assignment expressions with %s",
                               target_name(value)));
    }
    return nullptr;
  }
  if (is(Tok::kAssign) && !check_assignment_message(value)) return nullptr;
  return value;
}

ast::Expr* Parser::star_expression() {
  if (!is(Tok::kStar)) return expression();
  const Deeper deeper(*this);
  const uint32_t first = at_;
  advance();
  Expr* value = binary(Level::kBitOr);
  if (value == nullptr) return nullptr;
  auto* made = node<ast::Starred>(span_from(first));
  made->value = value;
  return made;
}

ast::Expr* Parser::star_named_expression() {
  return is(Tok::kStar) ? star_expression() : named_expression();
}

ast::Expr* Parser::star_expressions() {
  return tuple_of(&Parser::star_expression);
}

ast::Expr* Parser::tuple_of(Expr* (Parser::*element)()) {
  const uint32_t first = at_;
  Expr* single = (this->*element)();
  if (single == nullptr || !is(Tok::kComma)) return single;
  std::vector<Expr*> elements{single};
  while (accept(Tok::kComma)) {
    if (!is(Tok::kStar) && !starts_expression(kind())) break;
    Expr* next = (this->*element)();
    if (next == nullptr) return nullptr;
    elements.push_back(next);
  }
  auto* made = node<ast::Tuple>(span_from(first));
  made->elts = arena_.sequence(elements);
  return made;
}

ast::Expr* Parser::expressions_or_yield() {
  return is(Tok::kYield) ? yield_expression() : star_expressions();
}

ast::Expr* Parser::yield_expression() {
  const uint32_t first = at_;
  advance();
  if (accept(Tok::kFrom)) {
    Expr* value = expression();
    if (value == nullptr) return nullptr;
    auto* made = node<ast::YieldFrom>(span_from(first));
    made->value = value;
    return made;
  }
  Expr* value = nullptr;
  if (is(Tok::kStar) || starts_expression(kind())) {
    value = star_expressions();
    if (value == nullptr) return nullptr;
  }
  auto* made = node<ast::Yield>(span_from(first));
  made->value = value;
  return made;
}

// --- Operators -------------------------------------------------------------

ast::Expr* Parser::binary(Level least) {
  const Deeper deeper(*this);
  if (deeper.is_too_deep()) {
    fail_depth();
    return nullptr;
  }
  const uint32_t first = at_;
  Expr* left;
  if (is(Tok::kNot) && least <= Level::kNot) {
    advance();
    Expr* operand = binary(Level::kNot);
    if (operand == nullptr) return nullptr;
    auto* made = node<ast::UnaryOp>(span_from(first));
    made->op = ast::UnaryOperator::Not;
    made->operand = operand;
    left = made;
  } else {
    left = unary();
    if (left == nullptr) return nullptr;
  }
  return binary_rest(left, first, least);
}

ast::Expr* Parser::binary_rest(Expr* left, uint32_t first, Level least) {
  // What binds tightest comes first: each loop leaves the rest to the next.
  while (const OperatorRow* row = binary_operator(kind())) {
    if (row->level < least) return left;
    advance();
    Expr* right = binary(tighter(row->level));
    if (right == nullptr) return nullptr;
    auto* made = node<ast::BinOp>(span_from(first));
    made->op = row->op;
    made->left = left;
    made->right = right;
    left = made;
    if (height_is_too_much()) {
      fail_depth();
      return nullptr;
    }
  }
  if (least <= Level::kCompare) {
    left = comparison(left, first);
    if (left == nullptr) return nullptr;
  }
  if (least <= Level::kAnd && is(Tok::kAnd)) {
    left = boolean(left, first, Level::kAnd);
    if (left == nullptr) return nullptr;
  }
  if (least <= Level::kOr && is(Tok::kOr)) {
    left = boolean(left, first, Level::kOr);
  }
  return left;
}

ast::Expr* Parser::boolean(Expr* left, uint32_t first, Level level) {
  const Tok word = level == Level::kAnd ? Tok::kAnd : Tok::kOr;
  std::vector<Expr*> values{left};
  while (accept(word)) {
    Expr* value = binary(tighter(level));
    if (value == nullptr) return nullptr;
    values.push_back(value);
  }
  auto* made = node<ast::BoolOp>(span_from(first));
  made->op = level == Level::kAnd ? ast::BoolOperator::And
                                  : ast::BoolOperator::Or;
  made->values = arena_.sequence(values);
  return made;
}

bool Parser::compare_operator(ast::CompareOperator* op) {
  using ast::CompareOperator;
  switch (kind()) {
    case Tok::kEqual: *op = CompareOperator::Eq; break;
    case Tok::kNotEqual: *op = CompareOperator::NotEq; break;
    case Tok::kLess: *op = CompareOperator::Lt; break;
    case Tok::kLessEqual: *op = CompareOperator::LtE; break;
    case Tok::kGreater: *op = CompareOperator::Gt; break;
    case Tok::kGreaterEqual: *op = CompareOperator::GtE; break;
    case Tok::kIn: *op = CompareOperator::In; break;
    case Tok::kIs:
      *op = CompareOperator::Is;
      if (kind_ahead(1) == Tok::kNot) {
        advance();
        *op = CompareOperator::IsNot;
      }
      break;
    case Tok::kNot:
      if (kind_ahead(1) != Tok::kIn) {
        furthest_ = furthest_ > at_ + 1 ? furthest_ : at_ + 1;
        return false;
      }
      advance();
      *op = CompareOperator::NotIn;
      break;
    default:
      return false;
  }
  advance();
  return true;
}

ast::Expr* Parser::comparison(Expr* left, uint32_t first) {
  std::vector<ast::CompareOperator> ops;
  std::vector<Expr*> comparators;
  ast::CompareOperator op;
  while (compare_operator(&op)) {
    Expr* right = binary(Level::kBitOr);
    if (right == nullptr) return nullptr;
    ops.push_back(op);
    comparators.push_back(right);
  }
  if (ops.empty()) return left;
  auto* made = node<ast::Compare>(span_from(first));
  made->left = left;
  made->ops = arena_.sequence(ops);
  made->comparators = arena_.sequence(comparators);
  return made;
}

ast::Expr* Parser::unary() {
  ast::UnaryOperator op;
  switch (kind()) {
    case Tok::kMinus: op = ast::UnaryOperator::USub; break;
    case Tok::kPlus: op = ast::UnaryOperator::UAdd; break;
    case Tok::kTilde: op = ast::UnaryOperator::Invert; break;
    default: return power();
  }
  const Deeper deeper(*this);
  if (deeper.is_too_deep()) {
    fail_depth();
    return nullptr;
  }
  const uint32_t first = at_;
  advance();
  Expr* operand = unary();
  if (operand == nullptr) return nullptr;
  auto* made = node<ast::UnaryOp>(span_from(first));
  made->op = op;
  made->operand = operand;
  return made;
}

ast::Expr* Parser::power() {
  const uint32_t first = at_;
  const bool is_await = accept(Tok::kAwait);
  Expr* base = primary();
  if (base == nullptr) return nullptr;
  if (is_await) {
    auto* made = node<ast::Await>(span_from(first));
    made->value = base;
    base = made;
  }
  if (!accept(Tok::kDoubleStar)) return base;
  const Deeper deeper(*this);
  if (deeper.is_too_deep()) {
    fail_depth();
    return nullptr;
  }
  Expr* exponent = unary();
  if (exponent == nullptr) return nullptr;
  auto* made = node<ast::BinOp>(span_from(first));
  made->op = ast::Operator::Pow;
  made->left = base;
  made->right = exponent;
  return made;
}

// The name behind a dot.
ast::Expr* Parser::attribute(Expr* value, uint32_t first) {
  if (!is(Tok::kName)) {
    invalid();
    return nullptr;
  }
  const Span attr_span = span_of(token());
  const ast::Identifier attr = name();
  auto* made = node<ast::Attribute>(span_from(first));
  made->value = value;
  made->attr = attr;
  made->attr_span = attr_span;
  return made;
}

// An atom and what hangs behind it: attributes, calls, subscripts.
ast::Expr* Parser::primary() {
  const uint32_t first = at_;
  Expr* value = atom();
  while (value != nullptr) {
    if (height_is_too_much()) {
      fail_depth();
      return nullptr;
    }
    if (accept(Tok::kDot)) {
      value = attribute(value, first);
    } else if (is(Tok::kLeftParen)) {
      value = call(value, first);
    } else if (is(Tok::kLeftBracket)) {
      value = subscript(value, first);
    } else {
      break;
    }
  }
  return value;
}

ast::Expr* Parser::lambda() {
  const uint32_t first = at_;
  advance();
  ast::Arguments* args = parameters(Tok::kColon, true);
  if (args == nullptr || !expect(Tok::kColon)) return nullptr;
  Expr* body = expression();
  if (body == nullptr) return nullptr;
  auto* made = node<ast::Lambda>(span_from(first));
  made->args = args;
  made->body = body;
  return made;
}

// --- Subscripts ------------------------------------------------------------

ast::Expr* Parser::subscript(Expr* value, uint32_t first) {
  advance();
  const uint32_t inner = at_;
  Expr* index = slice();
  if (index == nullptr) return nullptr;
  if (is(Tok::kComma) || index->kind == ast::ExprKind::Starred) {
    std::vector<Expr*> elements{index};
    while (accept(Tok::kComma)) {
      if (is(Tok::kRightBracket)) break;
      Expr* element = slice();
      if (element == nullptr) return nullptr;
      elements.push_back(element);
    }
    auto* tuple = node<ast::Tuple>(span_from(inner));
    tuple->elts = arena_.sequence(elements);
    index = tuple;
  }
  if (!expect(Tok::kRightBracket)) return nullptr;
  auto* made = node<ast::Subscript>(span_from(first));
  made->value = value;
  made->slice = index;
  return made;
}

ast::Expr* Parser::slice() {
  const Deeper deeper(*this);
  const uint32_t first = at_;
  Expr* parts[3] = {nullptr, nullptr, nullptr};
  if (!is(Tok::kColon)) {
    parts[0] = star_named_expression();
    if (parts[0] == nullptr) return nullptr;
    const ast::ExprKind kind = parts[0]->kind;
    if (!is(Tok::kColon) || kind == ast::ExprKind::Starred) return parts[0];
    // Without parentheses a := b is an index and nothing else.
    if (kind == ast::ExprKind::NamedExpr &&
        lexed_.tokens[first].kind == Tok::kName) {
      invalid();
      return nullptr;
    }
  }
  for (int i = 1; i < 3 && accept(Tok::kColon); ++i) {
    if (is(Tok::kColon) || is(Tok::kComma) || is(Tok::kRightBracket)) continue;
    parts[i] = expression();
    if (parts[i] == nullptr) return nullptr;
  }
  auto* made = node<ast::Slice>(span_from(first));
  made->lower = parts[0];
  made->upper = parts[1];
  made->step = parts[2];
  return made;
}

}  // namespace mt::python
