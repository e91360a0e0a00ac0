// parser_atoms.cc - names, numbers, displays, comprehensions, calls.

#include "base/status.h"
#include "python/literals.h"
#include "python/number.h"
#include "python/parser_core.h"

namespace mt::python {

ast::Expr* Parser::atom() {
  switch (kind()) {
    case Tok::kName: {
      auto* made = leaf<ast::Name>(span_of(token()));
      made->id = name();
      return made;
    }
    case Tok::kNumber: return number();
    case Tok::kString: return strings();
    case Tok::kNone: return constant(ast::ConstantKind::None);
    case Tok::kTrue: return constant(ast::ConstantKind::True);
    case Tok::kFalse: return constant(ast::ConstantKind::False);
    case Tok::kEllipsis: return constant(ast::ConstantKind::Ellipsis);
    case Tok::kLeftParen: return parenthesised();
    case Tok::kLeftBracket: return list_display();
    case Tok::kLeftBrace: return brace_display();
    case Tok::kBackquote: return backquoted();
    default:
      invalid();
      return nullptr;
  }
}

ast::Expr* Parser::constant(ast::ConstantKind type) {
  auto* made = leaf<ast::Constant>(span_of(token()));
  made->type = type;
  advance();
  return made;
}

ast::Expr* Parser::number() {
  auto* made = leaf<ast::Constant>(span_of(token()));
  read_number(arena_, text(token()), era_, made);
  const size_t digits = made->text.size();
  if (made->type == ast::ConstantKind::Int && !made->fits && made->base == 10 &&
      int_digit_limit() != 0 && digits > int_digit_limit()) {
    fail_at(token(),
            format("Exceeds the limit (%u digits) for integer string "
                   "conversion: value has %zu digits; use "
                   "sys.set_int_max_str_digits() to increase the limit - "
                   "Consider hexadecimal for huge integer literals to avoid "
                   "decimal conversion limits.",
                   int_digit_limit(), digits));
    return nullptr;
  }
  advance();
  return made;
}

ast::Expr* Parser::backquoted() {
  const uint32_t first = at_;
  advance();
  Expr* value = star_expressions();
  if (value == nullptr || !expect(Tok::kBackquote)) return nullptr;
  auto* made = node<ast::Repr>(span_from(first));
  made->value = value;
  return made;
}

// --- Brackets --------------------------------------------------------------

ast::Expr* Parser::parenthesised() {
  const uint32_t first = at_;
  advance();
  if (accept(Tok::kRightParen)) return node<ast::Tuple>(span_from(first));
  if (is(Tok::kYield)) {
    Expr* value = yield_expression();
    if (value == nullptr || !expect(Tok::kRightParen)) return nullptr;
    value->parenthesised = true;
    return value;
  }
  if (is(Tok::kDoubleStar)) {
    const Token stars = token();
    advance();
    if (expression() == nullptr || !is(Tok::kRightParen)) {
      invalid();
    } else {
      fail_at(stars, "cannot use double starred expression here");
    }
    return nullptr;
  }
  Expr* single = star_named_expression();
  if (single == nullptr) return nullptr;
  if (at_comprehension()) return generator(single, first);
  if (!is(Tok::kComma)) {
    if (!expect(Tok::kRightParen)) return nullptr;
    if (single->kind == ast::ExprKind::Starred) {
      fail(single->span, "cannot use starred expression here");
      return nullptr;
    }
    single->parenthesised = true;
    return single;
  }
  std::vector<Expr*> elements{single};
  while (accept(Tok::kComma)) {
    if (is(Tok::kRightParen)) break;
    Expr* element = star_named_expression();
    if (element == nullptr) return nullptr;
    elements.push_back(element);
  }
  if (!expect(Tok::kRightParen)) return nullptr;
  auto* made = node<ast::Tuple>(span_from(first));
  made->elts = arena_.sequence(elements);
  made->parenthesised = true;
  return made;
}

// What stands between the brackets before a `for`: one expression, not starred.
template <class Made>
ast::Expr* Parser::comprehension(const std::vector<Expr*>& elements,
                                 uint32_t first, Tok closing) {
  Expr* const element = elements.front();
  if (elements.size() > 1) return forgot_parentheses(elements, element->span);
  Seq<ast::Comprehension> generators;
  if (!comprehensions(&generators, closing == Tok::kRightBracket)) {
    return nullptr;
  }
  if (element->kind == ast::ExprKind::Starred) {
    fail(element->span, "iterable unpacking cannot be used in comprehension");
    return nullptr;
  }
  if (!expect(closing)) return nullptr;
  auto* made = node<Made>(span_from(first));
  made->elt = element;
  made->generators = generators;
  return made;
}

// [a, b for x in y]; `one` is the place of a single element with its comma.
ast::Expr* Parser::forgot_parentheses(const std::vector<Expr*>& elements,
                                      Span one) {
  bool is_clause;
  {
    Attempt attempt(*this, true);
    accept(Tok::kAsync);
    advance();
    is_clause = for_target() != nullptr && accept(Tok::kIn) &&
                disjunction() != nullptr;
  }
  if (!is_clause) {
    // Why not, the clause knows; a generic error stays where it was. Only once:
    // each of many clauses in one another would read those within it twice.
    if (attempts_ == 0) {
      const uint32_t reached = furthest_;
      Seq<ast::Comprehension> generators;
      comprehensions(&generators);
      furthest_ = reached;
    }
    invalid();
    return nullptr;
  }
  if (elements.size() > 1) {
    one.end_line = elements.back()->span.end_line;
    one.end_column = elements.back()->span.end_column;
  }
  fail(one, "did you forget parentheses around the comprehension target?");
  return nullptr;
}

ast::Expr* Parser::generator(Expr* element, uint32_t first) {
  return comprehension<ast::GeneratorExp>({element}, first, Tok::kRightParen);
}

ast::Expr* Parser::list_display() {
  const uint32_t first = at_;
  advance();
  std::vector<Expr*> elements;
  while (!is(Tok::kRightBracket)) {
    if (!elements.empty() && at_comprehension()) {
      return forgot_parentheses(elements, span_from(first + 1));
    }
    Expr* element = star_named_expression();
    if (element == nullptr) return nullptr;
    elements.push_back(element);
    if (at_comprehension()) {
      return comprehension<ast::ListComp>(elements, first, Tok::kRightBracket);
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!expect(Tok::kRightBracket)) return nullptr;
  auto* made = node<ast::List>(span_from(first));
  made->elts = arena_.sequence(elements);
  return made;
}

ast::Expr* Parser::brace_display() {
  const uint32_t first = at_;
  advance();
  if (accept(Tok::kRightBrace)) return node<ast::Dict>(span_from(first));
  if (is(Tok::kDoubleStar)) return dict_display(first, nullptr);
  std::vector<Expr*> elements;
  do {
    if (is(Tok::kRightBrace)) break;
    if (!elements.empty() && at_comprehension()) {
      return forgot_parentheses(elements, span_from(first + 1));
    }
    Expr* element = star_named_expression();
    if (element == nullptr) return nullptr;
    if (is(Tok::kColon) && elements.empty() &&
        element->kind != ast::ExprKind::Starred &&
        (element->parenthesised ||
         element->kind != ast::ExprKind::NamedExpr)) {
      return dict_display(first, element);
    }
    elements.push_back(element);
    if (at_comprehension()) {
      return comprehension<ast::SetComp>(elements, first, Tok::kRightBrace);
    }
  } while (accept(Tok::kComma));
  if (!expect(Tok::kRightBrace)) return nullptr;
  auto* made = node<ast::Set>(span_from(first));
  made->elts = arena_.sequence(elements);
  return made;
}

// One `key: value` or `**value`. A key that has been read is passed in.
bool Parser::dict_item(Expr** key, Expr** value) {
  if (*key == nullptr) {
    if (accept(Tok::kDoubleStar)) {
      *value = binary(Level::kBitOr);
      return *value != nullptr;
    }
    *key = lone_expression();
    if (*key == nullptr) return false;
  }
  if (!is(Tok::kColon)) {
    if (is(Tok::kRightBrace) || is(Tok::kComma) ||
        starts_expression(kind())) {
      Span where = (*key)->span;
      where.line = where.end_line;
      where.column = where.end_column - 1;
      return fail(where, "':' expected after dictionary key");
    }
    return invalid();
  }
  const Token colon = token();
  advance();
  if (is(Tok::kRightBrace) || is(Tok::kComma)) {
    return fail_at(colon,
                   "expression expected after dictionary key and ':'");
  }
  if (is(Tok::kStar)) {
    const uint32_t star = at_;
    advance();
    return binary(Level::kBitOr) != nullptr &&
           fail(span_from(star),
                "cannot use a starred expression in a dictionary value");
  }
  *value = expression();
  return *value != nullptr;
}

ast::Expr* Parser::dict_display(uint32_t first, Expr* first_key) {
  std::vector<Expr*> keys;
  std::vector<Expr*> values;
  do {
    if (is(Tok::kRightBrace)) break;
    const Token item = token();
    Expr* key = first_key;
    first_key = nullptr;
    Expr* value = nullptr;
    if (!dict_item(&key, &value)) return nullptr;
    if (at_comprehension() && keys.empty()) {
      if (key == nullptr) {
        fail_at(item, "dict unpacking cannot be used in dict comprehension");
        return nullptr;
      }
      Seq<ast::Comprehension> generators;
      if (!comprehensions(&generators) || !expect(Tok::kRightBrace)) {
        return nullptr;
      }
      auto* made = node<ast::DictComp>(span_from(first));
      made->key = key;
      made->value = value;
      made->generators = generators;
      return made;
    }
    keys.push_back(key);
    values.push_back(value);
  } while (accept(Tok::kComma));
  if (!expect(Tok::kRightBrace)) return nullptr;
  auto* made = node<ast::Dict>(span_from(first));
  made->keys = arena_.sequence(keys);
  made->values = arena_.sequence(values);
  return made;
}

// --- Comprehensions --------------------------------------------------------

bool Parser::at_comprehension() const {
  return is(Tok::kFor) || (is(Tok::kAsync) && kind_ahead(1) == Tok::kFor);
}

// Era lists may go over a bare tuple: [x for x in 1, 2].
ast::Expr* Parser::comprehension_iter(bool is_list) {
  const uint32_t first = at_;
  Expr* iter = disjunction();
  if (iter == nullptr || !era_ || !is_list || !is(Tok::kComma)) return iter;
  std::vector<Expr*> elements{iter};
  while (accept(Tok::kComma)) {
    if (!starts_expression(kind())) break;
    Expr* element = disjunction();
    if (element == nullptr) return nullptr;
    elements.push_back(element);
  }
  auto* made = node<ast::Tuple>(span_from(first));
  made->elts = arena_.sequence(elements);
  return made;
}

bool Parser::comprehensions(Seq<ast::Comprehension>* generators,
                            bool is_list) {
  std::vector<ast::Comprehension> made;
  while (at_comprehension()) {
    ast::Comprehension clause;
    clause.is_async = accept(Tok::kAsync);
    advance();
    const uint32_t first = at_;
    clause.target = for_target();
    if (clause.target == nullptr) return false;
    if (!accept(Tok::kIn)) {
      // Read as values, the targets may tell what is wrong with them.
      const uint32_t reached = furthest_;
      at_ = first;
      star_expressions();
      furthest_ = reached;
      return invalid();
    }
    clause.iter = comprehension_iter(is_list);
    if (clause.iter == nullptr) return false;
    std::vector<Expr*> ifs;
    while (accept(Tok::kIf)) {
      Expr* test = era_ && is(Tok::kLambda) ? lambda() : disjunction();
      if (test == nullptr) return false;
      ifs.push_back(test);
    }
    clause.ifs = arena_.sequence(ifs);
    made.push_back(clause);
  }
  *generators = arena_.sequence(made);
  return true;
}

// --- Calls -----------------------------------------------------------------

ast::Expr* Parser::call(Expr* func, uint32_t first) {
  const uint32_t open = at_;
  advance();
  Seq<Expr*> args;
  Seq<ast::Keyword> keywords;
  if (!arguments(&args, &keywords) || !expect(Tok::kRightParen)) {
    return nullptr;
  }
  // A generator that is the only argument owns the call's parentheses.
  if (args.size() == 1 && keywords.empty() &&
      args[0]->kind == ast::ExprKind::GeneratorExp &&
      !args[0]->parenthesised && args[0]->span.line == 0) {
    args[0]->span = span_from(open);
  }
  auto* made = node<ast::Call>(span_from(first));
  made->func = func;
  made->args = args;
  made->keywords = keywords;
  return made;
}

bool Parser::keyword_argument(std::vector<ast::Keyword>* keywords) {
  const uint32_t first = at_;
  ast::Keyword keyword;
  if (accept(Tok::kDoubleStar)) {
    keyword.value = expression();
  } else {
    keyword.arg = name();
    advance();
    keyword.value = expression();
    if (keyword.value != nullptr && at_comprehension()) {
      Span where = span_of(lexed_.tokens[first]);
      const Span equals = span_of(lexed_.tokens[first + 1]);
      where.end_line = equals.end_line;
      where.end_column = equals.end_column;
      return fail(where,
                  "invalid syntax. Maybe you meant '==' or ':=' instead of "
                  "'='?");
    }
  }
  if (keyword.value == nullptr) return false;
  keyword.span = span_from(first);
  if (!keyword.arg.empty()) {
    for (const ast::Keyword& other : *keywords) {
      if (other.arg.data() == keyword.arg.data()) {
        return fail(keyword.span,
                    "keyword argument repeated: " + std::string(keyword.arg));
      }
    }
  }
  keywords->push_back(keyword);
  return true;
}

// One without parentheses of its own stands alone between those of the call.
bool Parser::generator_argument(Expr* value, uint32_t first,
                                std::vector<Expr*>* args, bool has_keywords,
                                bool is_class) {
  Seq<ast::Comprehension> generators;
  const uint32_t loop = at_;
  if (!comprehensions(&generators)) return false;
  const bool is_alone = args->empty() && !has_keywords;
  if (is_class && is_alone && is(Tok::kRightParen))
    return fail_at(lexed_.tokens[loop], "invalid syntax");
  if (value->kind == ast::ExprKind::Starred && is_alone) {
    return fail(value->span,
                "iterable unpacking cannot be used in comprehension");
  }
  if (!args->empty() || has_keywords || is(Tok::kComma)) {
    return fail(span_from(first),
                "Generator expression must be parenthesized");
  }
  if (!is(Tok::kRightParen)) return invalid();
  // call() gives it its place: the parentheses of the call.
  auto* made = node<ast::GeneratorExp>(Span());
  made->elt = value;
  made->generators = generators;
  args->push_back(made);
  return true;
}

bool Parser::positional_argument(std::vector<Expr*>* args,
                                 const std::vector<ast::Keyword>& keywords,
                                 bool is_class) {
  const uint32_t first = at_;
  Expr* value;
  if (is(Tok::kStar)) {
    const bool after_mapping =
        !keywords.empty() && keywords.back().arg.empty();
    if (after_mapping) {
      return fail_at(token(),
                     "iterable argument unpacking follows keyword argument "
                     "unpacking");
    }
    const Deeper deeper(*this);
    advance();
    Expr* inner = expression();
    if (inner == nullptr) return false;
    auto* starred = node<ast::Starred>(span_from(first));
    starred->value = inner;
    if (at_comprehension())
      return generator_argument(starred, first, args, !keywords.empty(),
                                is_class);
    args->push_back(starred);
    return true;
  }
  if ((is(Tok::kTrue) || is(Tok::kFalse) || is(Tok::kNone)) &&
      kind_ahead(1) == Tok::kAssign) {
    Span where = span_of(token());
    const Span equals = span_of(token_ahead(1));
    where.end_column = equals.end_column;
    return fail(where,
                "cannot assign to " + std::string(text(token())));
  }
  if (is(Tok::kName) && kind_ahead(1) == Tok::kColonEqual) {
    value = named_expression();
  } else {
    value = expression();
  }
  if (value == nullptr) return false;
  if (is(Tok::kColonEqual)) return invalid();
  if (is(Tok::kAssign)) {
    Span where = value->span;
    const Span equals = span_of(token());
    where.end_line = equals.end_line;
    where.end_column = equals.end_column;
    return fail(where,
                "expression cannot contain assignment, perhaps you meant "
                "\"==\"?");
  }
  if (at_comprehension())
    return generator_argument(value, first, args, !keywords.empty(),
                              is_class);
  if (!keywords.empty()) {
    return fail_at(token(),
                   keywords.back().arg.empty()
                       ? "positional argument follows keyword argument "
                         "unpacking"
                       : "positional argument follows keyword argument");
  }
  args->push_back(value);
  return true;
}

bool Parser::arguments(Seq<Expr*>* args, Seq<ast::Keyword>* keywords,
                       bool is_class) {
  std::vector<Expr*> values;
  std::vector<ast::Keyword> named;
  while (!is(Tok::kRightParen)) {
    const bool is_keyword =
        is(Tok::kDoubleStar) ||
        (is(Tok::kName) && kind_ahead(1) == Tok::kAssign);
    if (is_keyword ? !keyword_argument(&named)
                   : !positional_argument(&values, named, is_class)) {
      return false;
    }
    if (!accept(Tok::kComma)) break;
  }
  *args = arena_.sequence(values);
  *keywords = arena_.sequence(named);
  return true;
}

}  // namespace mt::python
