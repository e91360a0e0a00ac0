// parser_blocks.cc - statements with a block behind a colon.

#include "python/parser_core.h"

namespace mt::python {

bool Parser::at_compound() const {
  switch (kind()) {
    case Tok::kIf:
    case Tok::kWhile:
    case Tok::kFor:
    case Tok::kTry:
    case Tok::kWith:
    case Tok::kDef:
    case Tok::kClass:
    case Tok::kAt:
    case Tok::kAsync:
      return true;
    default:
      return false;
  }
}

ast::Stmt* Parser::compound_statement() {
  const uint32_t first = at_;
  switch (kind()) {
    case Tok::kIf: return if_statement();
    case Tok::kWhile: return while_statement();
    case Tok::kFor: return for_statement(first, false);
    case Tok::kTry: return try_statement();
    case Tok::kWith: return with_statement(first, false);
    case Tok::kDef: return function(first, false, {});
    case Tok::kClass: return class_definition({});
    case Tok::kAt: return decorated();
    default: return async_statement();
  }
}

// The colon has been read. Either statements on the same line, or an indented
// block. `after` completes "expected an indented block after …".
bool Parser::block(Seq<Stmt*>* body, const char* after, const Token& opener) {
  std::vector<Stmt*> made;
  if (!accept(Tok::kNewline)) {
    if (!simple_statements(&made)) return false;
    *body = arena_.sequence(made);
    return true;
  }
  if (!accept(Tok::kIndent)) {
    return fail_at(token(),
                   format("expected an indented block after %s on line %u",
                          after, opener.line),
                   SyntaxErrorKind::kIndentationError);
  }
  if (!statements(Tok::kDedent, body)) return false;
  advance();
  return true;
}

// The same, colon included, where anything but a colon is named as missing.
bool Parser::colon_block(Seq<Stmt*>* body, const char* after,
                         const Token& opener) {
  return expect_forced(Tok::kColon) && block(body, after, opener);
}

// Behind a condition only the end of the line makes the colon the mistake.
bool Parser::expect_colon_at_end() {
  if (is(Tok::kNewline)) return expect_forced(Tok::kColon);
  return expect(Tok::kColon);
}

bool Parser::else_block(Seq<Stmt*>* body) {
  if (!is(Tok::kElse)) return true;
  const Token opener = token();
  advance();
  return colon_block(body, "'else' statement", opener);
}

// elif makes a chain, and each of its links is a level of the tree. It is
// built by a loop, from the end, so that a long one costs no stack here.
ast::Stmt* Parser::if_statement() {
  std::vector<ast::If*> chain;
  Seq<Stmt*> orelse;
  for (;;) {
    const uint32_t first = at_;
    const Token opener = token();
    const char* after =
        is(Tok::kIf) ? "'if' statement" : "'elif' statement";
    advance();
    auto* made = node<ast::If>(span_of(opener));
    made->test = named_expression();
    if (made->test == nullptr || !expect_colon_at_end() ||
        !block(&made->body, after, opener)) {
      return nullptr;
    }
    made->span = span_of(lexed_.tokens[first]);
    chain.push_back(made);
    if (height_is_too_much()) {
      fail_depth();
      return nullptr;
    }
    if (!is(Tok::kElif)) break;
  }
  if (!else_block(&orelse)) return nullptr;
  chain.back()->orelse = orelse;
  for (size_t i = chain.size(); i-- > 1;) {
    Stmt* link = chain[i];
    chain[i - 1]->orelse = arena_.sequence(&link, 1);
  }
  const Span last = chain.back()->orelse.empty()
                        ? chain.back()->body.back()->span
                        : chain.back()->orelse.back()->span;
  for (ast::If* link : chain) {
    link->span.end_line = last.end_line;
    link->span.end_column = last.end_column;
  }
  return chain.front();
}

namespace {

// A compound statement ends where its last inner statement does, not at the
// newlines and dedents behind it.
void end_with(ast::Span* span, const Seq<ast::Stmt*>& body) {
  if (body.empty()) return;
  span->end_line = body.back()->span.end_line;
  span->end_column = body.back()->span.end_column;
}

}  // namespace

ast::Stmt* Parser::while_statement() {
  const Token opener = token();
  advance();
  auto* made = node<ast::While>(span_of(opener));
  made->test = named_expression();
  if (made->test == nullptr || !expect_colon_at_end() ||
      !block(&made->body, "'while' statement", opener) ||
      !else_block(&made->orelse)) {
    return nullptr;
  }
  end_with(&made->span, made->body);
  end_with(&made->span, made->orelse);
  return made;
}

ast::Stmt* Parser::for_statement(uint32_t first, bool is_async) {
  const Token opener = token();
  advance();
  auto* made = node<ast::For>(span_from(first), is_async);
  made->target = for_target();
  if (made->target == nullptr || !expect(Tok::kIn)) return nullptr;
  made->iter = star_expressions();
  if (made->iter == nullptr ||
      !expect_colon_at_end() ||
      !block(&made->body, "'for' statement", opener) ||
      !else_block(&made->orelse)) {
    return nullptr;
  }
  end_with(&made->span, made->body);
  end_with(&made->span, made->orelse);
  return made;
}

// --- with ------------------------------------------------------------------

bool Parser::with_item(ast::WithItem* item) {
  item->context_expr = expression();
  if (item->context_expr == nullptr) return false;
  if (!accept(Tok::kAs)) return true;
  // `a, b` behind `as` are two items: a target of several stands in brackets.
  item->optional_vars = with_target();
  return item->optional_vars != nullptr;
}

bool Parser::with_items(std::vector<ast::WithItem>* items) {
  if (is(Tok::kLeftParen)) {
    // with (a as b, c): — or an expression that begins with a bracket.
    Attempt attempt(*this);
    advance();
    bool ok = true;
    while (ok && !is(Tok::kRightParen)) {
      ast::WithItem item;
      ok = with_item(&item);
      items->push_back(item);
      if (!accept(Tok::kComma)) break;
    }
    if (ok && !items->empty() && accept(Tok::kRightParen) &&
        (is(Tok::kColon) || is(Tok::kNewline))) {
      attempt.keep();
      return true;
    }
    items->clear();
  }
  do {
    ast::WithItem item;
    if (!with_item(&item)) return false;
    items->push_back(item);
  } while (accept(Tok::kComma));
  return true;
}

ast::Stmt* Parser::with_statement(uint32_t first, bool is_async) {
  const Token opener = token();
  advance();
  auto* made = node<ast::With>(span_from(first), is_async);
  std::vector<ast::WithItem> items;
  if (!with_items(&items)) return nullptr;
  made->items = arena_.sequence(items);
  if (!expect_colon_at_end() ||
      !block(&made->body, "'with' statement", opener)) return nullptr;
  end_with(&made->span, made->body);
  return made;
}

// --- try -------------------------------------------------------------------

bool Parser::except_clause(bool* is_star, bool is_first,
                           std::vector<ast::ExceptHandler>* handlers) {
  const uint32_t first = at_;
  const Token opener = token();
  advance();
  const bool has_star = accept(Tok::kStar);
  const bool has_types = !is(Tok::kColon) && !is(Tok::kNewline);
  if (has_star && !has_types) {
    return fail_at(token(), "expected one or more exception types");
  }
  if (!is_first && has_star != *is_star) {
    return fail(span_from(first),
                "cannot have both 'except' and 'except*' on the same 'try'");
  }
  *is_star = has_star;
  ast::ExceptHandler handler;
  if (has_types) {
    handler.type = expression();
    if (handler.type == nullptr) return false;
    if (accept(Tok::kAs)) {
      handler.name = name();
      if (failed_) return false;
    } else if (is(Tok::kComma)) {
      if (!era_) {
        Span where = handler.type->span;
        bool is_list = false;
        {
          const Attempt attempt(*this);
          advance();
          is_list = star_expressions() != nullptr &&
                    (!accept(Tok::kAs) || accept(Tok::kName)) &&
                    is(Tok::kColon);
        }
        if (!is_list) return invalid();
        return fail(where, "multiple exception types must be parenthesized");
      }
      advance();
      // Never a list: `except E, (a, b):` has its own brackets.
      handler.target = expression();
      if (handler.target == nullptr) return false;
      if (const Expr* bad =
              invalid_target(handler.target, TargetUse::kAssign)) {
        return fail(bad->span,
                    std::string("cannot assign to ") + target_name(bad));
      }
      to_target(handler.target, ast::Context::Store);
    }
  }
  handler.span = span_from(first);
  if (is(Tok::kNewline) ? !expect_forced(Tok::kColon)
                        : !expect(Tok::kColon)) {
    return false;
  }
  if (!block(&handler.body,
             has_star ? "'except*' statement" : "'except' statement",
             opener)) {
    return false;
  }
  end_with(&handler.span, handler.body);
  handlers->push_back(handler);
  return true;
}

ast::Stmt* Parser::try_statement() {
  const Token opener = token();
  advance();
  Seq<Stmt*> body, orelse, finalbody;
  if (!colon_block(&body, "'try' statement", opener)) return nullptr;
  std::vector<ast::ExceptHandler> handlers;
  bool is_star = false;
  while (is(Tok::kExcept)) {
    if (!except_clause(&is_star, handlers.empty(), &handlers)) return nullptr;
  }
  if (!handlers.empty() && !else_block(&orelse)) return nullptr;
  if (is(Tok::kFinally)) {
    const Token word = token();
    advance();
    if (!colon_block(&finalbody, "'finally' statement", word)) return nullptr;
  } else if (handlers.empty()) {
    fail_at(token(), "expected 'except' or 'finally' block");
    return nullptr;
  }
  auto* made = node<ast::Try>(span_of(opener), is_star);
  made->body = body;
  made->handlers = arena_.sequence(handlers);
  made->orelse = orelse;
  made->finalbody = finalbody;
  if (!handlers.empty()) end_with(&made->span, handlers.back().body);
  end_with(&made->span, orelse);
  end_with(&made->span, finalbody);
  return made;
}

// --- Definitions -----------------------------------------------------------

ast::Stmt* Parser::decorated() {
  std::vector<Expr*> decorators;
  while (accept(Tok::kAt)) {
    Expr* decorator = named_expression();
    if (decorator == nullptr || !expect(Tok::kNewline)) return nullptr;
    decorators.push_back(decorator);
  }
  const Seq<Expr*> list = arena_.sequence(decorators);
  const uint32_t first = at_;
  if (is(Tok::kClass)) return class_definition(list);
  if (is(Tok::kAsync) && kind_ahead(1) == Tok::kDef) {
    advance();
    return function(first, true, list);
  }
  if (is(Tok::kDef)) return function(first, false, list);
  invalid();
  return nullptr;
}

ast::Stmt* Parser::async_statement() {
  const uint32_t first = at_;
  advance();
  if (is(Tok::kDef)) return function(first, true, {});
  if (is(Tok::kFor)) return for_statement(first, true);
  if (is(Tok::kWith)) return with_statement(first, true);
  invalid();
  return nullptr;
}

ast::Stmt* Parser::function(uint32_t first, bool is_async,
                            Seq<Expr*> decorators) {
  const Token opener = token();
  advance();
  auto* made = node<ast::FunctionDef>(span_from(first), is_async);
  made->decorator_list = decorators;
  made->name = name();
  if (failed_ || !expect_forced(Tok::kLeftParen)) return nullptr;
  made->args = parameters(Tok::kRightParen, false);
  if (made->args == nullptr || !expect(Tok::kRightParen)) return nullptr;
  if (is(Tok::kArrow) && !starts_expression(kind_ahead(1))) {
    expect_forced(Tok::kColon);
    return nullptr;
  }
  if (accept(Tok::kArrow)) {
    made->returns = expression();
    if (made->returns == nullptr) return nullptr;
  }
  if (kind_ahead(2) == Tok::kSkipped) {
    made->skipped_end = token_ahead(2).end;
    at_ += 3;
    return made;
  }
  if (!colon_block(&made->body, "function definition", opener)) return nullptr;
  end_with(&made->span, made->body);
  return made;
}

ast::Stmt* Parser::class_definition(Seq<Expr*> decorators) {
  const Token opener = token();
  const uint32_t first = at_;
  advance();
  auto* made = node<ast::ClassDef>(span_from(first));
  made->decorator_list = decorators;
  made->name = name();
  if (failed_) return nullptr;
  if (accept(Tok::kLeftParen)) {
    if (!arguments(&made->bases, &made->keywords, true) ||
        !expect(Tok::kRightParen)) {
      return nullptr;
    }
  }
  if (is(Tok::kNewline) ? !expect_forced(Tok::kColon)
                        : !expect(Tok::kColon)) {
    return nullptr;
  }
  if (!block(&made->body, "class definition", opener)) return nullptr;
  end_with(&made->span, made->body);
  return made;
}

}  // namespace mt::python
