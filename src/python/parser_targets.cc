// parser_targets.cc - expressions that turn out to be assigned to.

#include "python/parser_core.h"

namespace mt::python {

// Marks a tree that invalid_target() has passed.
bool Parser::to_target(Expr* expr, ast::Context context) {
  switch (expr->kind) {
    case ast::ExprKind::Name:
      ast::as<ast::Name>(*expr).context = context;
      return true;
    case ast::ExprKind::Attribute:
      ast::as<ast::Attribute>(*expr).context = context;
      return true;
    case ast::ExprKind::Subscript:
      ast::as<ast::Subscript>(*expr).context = context;
      return true;
    case ast::ExprKind::Starred:
      ast::as<ast::Starred>(*expr).context = context;
      return to_target(ast::as<ast::Starred>(*expr).value, context);
    case ast::ExprKind::List:
      ast::as<ast::List>(*expr).context = context;
      for (Expr* element : ast::as<ast::List>(*expr).elts) {
        to_target(element, context);
      }
      return true;
    case ast::ExprKind::Tuple:
      ast::as<ast::Tuple>(*expr).context = context;
      for (Expr* element : ast::as<ast::Tuple>(*expr).elts) {
        to_target(element, context);
      }
      return true;
    default:
      return fail(expr->span,
                  std::string("cannot assign to ") + target_name(expr));
  }
}

// The variables of `for`: everything up to `in`, which they must not swallow.
ast::Expr* Parser::for_target() {
  const uint32_t first = at_;
  std::vector<Expr*> elements;
  bool is_tuple = false;
  do {
    if (is(Tok::kIn) && !elements.empty()) break;
    const uint32_t element_at = at_;
    const bool is_starred = accept(Tok::kStar);
    Expr* element = binary(Level::kBitOr);
    if (element == nullptr) return nullptr;
    if (is_starred) {
      auto* starred = node<ast::Starred>(span_from(element_at));
      starred->value = element;
      element = starred;
    }
    elements.push_back(element);
    is_tuple |= is(Tok::kComma);
  } while (accept(Tok::kComma));
  Expr* target = elements[0];
  if (is_tuple) {
    auto* tuple = node<ast::Tuple>(span_from(first));
    tuple->elts = arena_.sequence(elements);
    target = tuple;
  }
  if (const Expr* bad = invalid_target(target, TargetUse::kFor)) {
    fail(bad->span, std::string("cannot assign to ") + target_name(bad));
    return nullptr;
  }
  return to_target(target, ast::Context::Store) ? target : nullptr;
}

// What stands behind `as` in a with statement.
ast::Expr* Parser::with_target() {
  Expr* target = star_expression();
  if (target == nullptr) return nullptr;
  if (const Expr* bad = invalid_target(target, TargetUse::kAssign)) {
    fail(bad->span, std::string("cannot assign to ") + target_name(bad));
    return nullptr;
  }
  return to_target(target, ast::Context::Store) ? target : nullptr;
}

bool Parser::delete_targets(Seq<Expr*>* targets) {
  std::vector<Expr*> made;
  do {
    if (is(Tok::kNewline) || is(Tok::kSemicolon)) break;
    Expr* target = star_expression();
    if (target == nullptr) return false;
    if (const Expr* bad = invalid_target(target, TargetUse::kDelete)) {
      return fail(bad->span,
                  std::string("cannot delete ") + target_name(bad));
    }
    if (!to_target(target, ast::Context::Del)) return false;
    made.push_back(target);
  } while (accept(Tok::kComma));
  *targets = arena_.sequence(made);
  return true;
}

}  // namespace mt::python
