// parser_statements.cc - statements of one line.

#include "python/lexer_tables.h"
#include "python/parser_core.h"

namespace mt::python {
namespace {

struct AugmentedRow {
  Tok token;
  ast::Operator op;
};

constexpr AugmentedRow kAugmented[] = {
    {Tok::kPlusAssign, ast::Operator::Add},
    {Tok::kMinusAssign, ast::Operator::Sub},
    {Tok::kStarAssign, ast::Operator::Mult},
    {Tok::kSlashAssign, ast::Operator::Div},
    {Tok::kDoubleSlashAssign, ast::Operator::FloorDiv},
    {Tok::kPercentAssign, ast::Operator::Mod},
    {Tok::kAtAssign, ast::Operator::MatMult},
    {Tok::kDoubleStarAssign, ast::Operator::Pow},
    {Tok::kLeftShiftAssign, ast::Operator::LShift},
    {Tok::kRightShiftAssign, ast::Operator::RShift},
    {Tok::kBarAssign, ast::Operator::BitOr},
    {Tok::kCaretAssign, ast::Operator::BitXor},
    {Tok::kAmpersandAssign, ast::Operator::BitAnd},
};

}  // namespace

bool Parser::statements(Tok end, Seq<Stmt*>* body) {
  std::vector<Stmt*> made;
  while (!is(end)) {
    if (!statement(&made)) return false;
  }
  *body = arena_.sequence(made);
  return true;
}

bool Parser::statement(std::vector<Stmt*>* out) {
  const Deeper deeper(*this);
  if (deeper.is_too_deep()) return fail_depth();
  if (at_compound() || at_match()) {
    future_allowed_ = false;
    Stmt* made = is_name("match") ? match_statement() : compound_statement();
    if (made == nullptr) return false;
    out->push_back(made);
    return true;
  }
  return !failed_ && simple_statements(out);
}

bool Parser::simple_statements(std::vector<Stmt*>* out) {
  do {
    if (is(Tok::kNewline) && !out->empty() &&
        previous().kind == Tok::kSemicolon) {
      break;
    }
    const bool is_docstring = is(Tok::kString) && at_ == 0;
    Stmt* made = simple_statement();
    if (made == nullptr) return false;
    if (!is_docstring && made->kind != ast::StmtKind::ImportFrom) {
      future_allowed_ = false;
    }
    out->push_back(made);
  } while (accept(Tok::kSemicolon));
  return expect(Tok::kNewline);
}

ast::Stmt* Parser::simple_statement() {
  const Deeper deeper(*this);
  const uint32_t first = at_;
  switch (kind()) {
    case Tok::kPass:
      advance();
      return node<ast::Pass>(span_from(first));
    case Tok::kBreak:
      advance();
      return node<ast::Break>(span_from(first));
    case Tok::kContinue:
      advance();
      return node<ast::Continue>(span_from(first));
    case Tok::kReturn: return return_statement();
    case Tok::kRaise: return raise_statement();
    case Tok::kAssert: return assert_statement();
    case Tok::kDel: return del_statement();
    case Tok::kGlobal: return scope_statement<ast::Global>();
    case Tok::kNonlocal: return scope_statement<ast::Nonlocal>();
    case Tok::kImport: return import_statement();
    case Tok::kFrom: return from_statement();
    case Tok::kPrint: return print_statement();
    case Tok::kExec: return exec_statement();
    default: return expression_statement();
  }
}

// --- Expressions and assignments -------------------------------------------

ast::Stmt* Parser::expression_statement() {
  const uint32_t first = at_;
  note_print();
  Expr* left = expressions_or_yield();
  if (left == nullptr) return nullptr;
  if (is(Tok::kAssign)) return assignment(left, first);
  if (is(Tok::kColon)) return annotated(left, first);
  for (const AugmentedRow& row : kAugmented) {
    if (is(row.token)) return augmented(left, first, row.op);
  }
  auto* made = node<ast::ExprStmt>(span_from(first));
  made->value = left;
  return made;
}

ast::Stmt* Parser::assignment(Expr* left, uint32_t first) {
  std::vector<Expr*> targets;
  Expr* value = left;
  while (is(Tok::kAssign)) {
    if (const Expr* bad = invalid_target(value, TargetUse::kAssign)) {
      if (!value->parenthesised && (bad->kind == ast::ExprKind::Yield ||
                                    bad->kind == ast::ExprKind::YieldFrom)) {
        fail(bad->span, "assignment to yield expression not possible");
        return nullptr;
      }
      Expr* last = value;
      if (auto* tuple = ast::cast<ast::Tuple>(value);
          tuple != nullptr && !tuple->parenthesised) {
        last = tuple->elts.back();
      }
      if (targets.empty() && !check_assignment_message(last)) return nullptr;
      fail(bad->span, std::string("cannot assign to ") + target_name(bad));
      return nullptr;
    }
    to_target(value, ast::Context::Store);
    targets.push_back(value);
    advance();
    value = expressions_or_yield();
    if (value == nullptr) return nullptr;
  }
  auto* made = node<ast::Assign>(span_from(first));
  made->targets = arena_.sequence(targets);
  made->value = value;
  return made;
}

ast::Stmt* Parser::annotated(Expr* target, uint32_t first) {
  switch (target->kind) {
    case ast::ExprKind::Name:
    case ast::ExprKind::Attribute:
    case ast::ExprKind::Subscript:
      break;
    case ast::ExprKind::List:
      fail(target->span, "only single target (not list) can be annotated");
      return nullptr;
    case ast::ExprKind::Tuple:
      fail(target->span, "only single target (not tuple) can be annotated");
      return nullptr;
    default:
      if (starts_expression(kind_ahead(1))) {
        fail(target->span, "illegal target for annotation");
      } else {
        invalid();
      }
      return nullptr;
  }
  to_target(target, ast::Context::Store);
  advance();
  Expr* annotation = expression();
  if (annotation == nullptr) return nullptr;
  Expr* value = nullptr;
  if (accept(Tok::kAssign)) {
    value = expressions_or_yield();
    if (value == nullptr) return nullptr;
  }
  auto* made = node<ast::AnnAssign>(span_from(first));
  made->target = target;
  made->annotation = annotation;
  made->value = value;
  made->simple =
      target->kind == ast::ExprKind::Name && !target->parenthesised;
  return made;
}

ast::Stmt* Parser::augmented(Expr* target, uint32_t first, ast::Operator op) {
  if (target->kind != ast::ExprKind::Name &&
      target->kind != ast::ExprKind::Attribute &&
      target->kind != ast::ExprKind::Subscript) {
    fail(target->span, format("'%s' is an illegal expression for augmented "
                              "assignment",
                              target_name(target)));
    return nullptr;
  }
  to_target(target, ast::Context::Store);
  advance();
  Expr* value = expressions_or_yield();
  if (value == nullptr) return nullptr;
  auto* made = node<ast::AugAssign>(span_from(first));
  made->op = op;
  made->target = target;
  made->value = value;
  return made;
}

// --- Statements with a word of their own -----------------------------------

ast::Stmt* Parser::return_statement() {
  const uint32_t first = at_;
  advance();
  Expr* value = nullptr;
  if (!is(Tok::kNewline) && !is(Tok::kSemicolon)) {
    value = star_expressions();
    if (value == nullptr) return nullptr;
  }
  auto* made = node<ast::Return>(span_from(first));
  made->value = value;
  return made;
}

ast::Stmt* Parser::raise_statement() {
  const uint32_t first = at_;
  advance();
  Expr* parts[3] = {nullptr, nullptr, nullptr};
  Expr* cause = nullptr;
  if (!is(Tok::kNewline) && !is(Tok::kSemicolon)) {
    parts[0] = expression();
    if (parts[0] == nullptr) return nullptr;
    for (int i = 1; i < 3 && era_ && accept(Tok::kComma); ++i) {
      parts[i] = expression();
      if (parts[i] == nullptr) return nullptr;
    }
    if (parts[1] == nullptr && accept(Tok::kFrom)) {
      cause = expression();
      if (cause == nullptr) return nullptr;
    }
  }
  auto* made = node<ast::Raise>(span_from(first));
  made->exc = parts[0];
  made->value = parts[1];
  made->traceback = parts[2];
  made->cause = cause;
  return made;
}

ast::Stmt* Parser::assert_statement() {
  const uint32_t first = at_;
  advance();
  Expr* test = expression();
  if (test == nullptr) return nullptr;
  Expr* message = nullptr;
  if (accept(Tok::kComma)) {
    message = expression();
    if (message == nullptr) return nullptr;
  }
  auto* made = node<ast::Assert>(span_from(first));
  made->test = test;
  made->msg = message;
  return made;
}

ast::Stmt* Parser::del_statement() {
  const uint32_t first = at_;
  advance();
  if (is(Tok::kNewline) || is(Tok::kSemicolon)) {
    invalid();
    return nullptr;
  }
  Seq<Expr*> targets;
  if (!delete_targets(&targets)) return nullptr;
  auto* made = node<ast::Delete>(span_from(first));
  made->targets = targets;
  return made;
}

template <typename T>
ast::Stmt* Parser::scope_statement() {
  const uint32_t first = at_;
  std::vector<ast::Identifier> names;
  do {
    advance();
    names.push_back(name());
    if (failed_) return nullptr;
  } while (is(Tok::kComma));
  auto* made = node<T>(span_from(first));
  made->names = arena_.sequence(names);
  return made;
}

// --- Imports ---------------------------------------------------------------

ast::Identifier Parser::dotted_name() {
  std::string whole;
  do {
    if (!is(Tok::kName)) {
      invalid();
      return {};
    }
    if (!whole.empty()) whole.push_back('.');
    whole.append(text(token()));
    advance();
  } while (accept(Tok::kDot));
  return names_.intern(whole);
}

ast::Stmt* Parser::import_statement() {
  const uint32_t first = at_;
  std::vector<ast::Alias> names;
  do {
    advance();
    const uint32_t alias_at = at_;
    ast::Alias alias;
    alias.name = dotted_name();
    if (!failed_ && accept(Tok::kAs)) alias.asname = name();
    if (failed_) return nullptr;
    alias.span = span_from(alias_at);
    names.push_back(alias);
  } while (is(Tok::kComma));
  auto* made = node<ast::Import>(span_from(first));
  made->names = arena_.sequence(names);
  return made;
}

bool Parser::import_names(Seq<ast::Alias>* names) {
  std::vector<ast::Alias> made;
  const uint32_t first = at_;
  if (accept(Tok::kStar)) {
    ast::Alias all;
    all.name = names_.intern("*");
    all.span = span_from(first);
    made.push_back(all);
    *names = arena_.sequence(made);
    return true;
  }
  const bool in_brackets = accept(Tok::kLeftParen);
  for (;;) {
    const uint32_t alias_at = at_;
    ast::Alias alias;
    alias.name = name();
    if (!failed_ && accept(Tok::kAs)) alias.asname = name();
    if (failed_) return false;
    alias.span = span_from(alias_at);
    made.push_back(alias);
    if (!accept(Tok::kComma)) break;
    if (in_brackets && is(Tok::kRightParen)) break;
    if (!in_brackets && is(Tok::kNewline)) {
      return fail_at(token(),
                     "trailing comma not allowed without surrounding "
                     "parentheses");
    }
  }
  *names = arena_.sequence(made);
  return !in_brackets || expect(Tok::kRightParen);
}

ast::Stmt* Parser::from_statement() {
  const uint32_t first = at_;
  advance();
  uint32_t level = 0;
  for (;;) {
    if (accept(Tok::kDot)) {
      level += 1;
    } else if (accept(Tok::kEllipsis)) {
      level += 3;
    } else {
      break;
    }
  }
  ast::Identifier module;
  if (!is(Tok::kImport) || level == 0) {
    module = dotted_name();
    if (failed_) return nullptr;
  }
  if (!expect(Tok::kImport)) return nullptr;
  Seq<ast::Alias> names;
  if (!import_names(&names)) return nullptr;
  auto* made = node<ast::ImportFrom>(span_from(first));
  made->module = module;
  made->names = names;
  made->level = level;
  if (level == 0 && module == "__future__") {
    if (!note_future(made)) return nullptr;
  } else {
    future_allowed_ = false;
  }
  return made;
}

bool Parser::note_future(const ast::ImportFrom* import) {
  if (!future_allowed_) {
    return fail(import->span,
                "from __future__ imports must occur at the beginning of the "
                "file");
  }
  for (const ast::Alias& alias : import->names) {
    bool is_known = false;
    for (const std::string_view feature :
         {"nested_scopes", "generators", "division", "absolute_import",
          "with_statement", "print_function", "unicode_literals",
          "barry_as_FLUFL", "generator_stop", "annotations"}) {
      is_known |= alias.name == feature;
    }
    if (alias.name == "annotations") module_->future_annotations = true;
    if (alias.name == "division") module_->future_division = true;
    if (alias.name == "braces") return fail(import->span, "not a chance");
    if (!is_known) {
      return fail(import->span,
                  format("future feature %s is not defined",
                         std::string(alias.name).c_str()));
    }
  }
  return true;
}

// --- Era -------------------------------------------------------------------

ast::Stmt* Parser::print_statement() {
  const uint32_t first = at_;
  advance();
  Expr* dest = nullptr;
  bool wants_value = false;
  if (accept(Tok::kRightShift)) {
    dest = expression();
    if (dest == nullptr) return nullptr;
    wants_value = accept(Tok::kComma);
  }
  std::vector<Expr*> values;
  bool newline = true;
  while ((dest == nullptr || wants_value) && starts_expression(kind())) {
    Expr* value = expression();
    if (value == nullptr) return nullptr;
    values.push_back(value);
    wants_value = false;
    newline = !accept(Tok::kComma);
    if (newline) break;
    wants_value = dest != nullptr;
  }
  if (wants_value && newline) {
    invalid();
    return nullptr;
  }
  auto* made = node<ast::Print>(span_from(first));
  made->dest = dest;
  made->values = arena_.sequence(values);
  made->newline = newline;
  return made;
}

ast::Stmt* Parser::exec_statement() {
  const uint32_t first = at_;
  advance();
  Expr* body = binary(Level::kBitOr);
  if (body == nullptr) return nullptr;
  Expr* globals = nullptr;
  Expr* locals = nullptr;
  if (accept(Tok::kIn)) {
    globals = expression();
    if (globals == nullptr) return nullptr;
    if (accept(Tok::kComma)) {
      locals = expression();
      if (locals == nullptr) return nullptr;
    }
  } else if (auto* call = ast::cast<ast::Tuple>(body);
             call != nullptr && call->parenthesised &&
             (call->elts.size() == 2 || call->elts.size() == 3)) {
    // exec(code, globals, locals) is the same statement.
    body = call->elts[0];
    globals = call->elts[1];
    if (call->elts.size() == 3) locals = call->elts[2];
  }
  auto* made = node<ast::Exec>(span_from(first));
  made->body = body;
  made->globals = globals;
  made->locals = locals;
  return made;
}

}  // namespace mt::python
