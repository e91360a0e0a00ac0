// parser_errors.cc - what to say about text that is no program.
//
// The messages, and the places they point at, are CPython 3.11's. A generic
// "invalid syntax" points at the furthest token that any reading has reached;
// finish_error() then looks whether an unclosed bracket or a stray indent
// explains it better.

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "python/lexer_tables.h"
#include "python/parser_core.h"

namespace mt::python {

bool Parser::invalid() {
  if (failed_) return false;
  failed_ = true;
  if (attempts_ > 0) return false;
  is_generic_ = true;
  error_.message = "invalid syntax";
  return false;
}

bool Parser::fail(const Span& where, std::string message,
                  SyntaxErrorKind kind) {
  if (failed_) return false;
  failed_ = true;
  if (attempts_ > 0) return false;
  is_generic_ = false;
  error_.kind = kind;
  error_.message = std::move(message);
  set_location(where);
  return false;
}

// Whether no line follows, and nothing of this one is left.
bool Parser::is_end_of_text(const Token& token) const {
  const Token& last = lexed_.tokens.back();
  if (last.start < source_.size()) return false;  // in an f-string
  const Token* seen = &token;
  if (seen < lexed_.tokens.data() || seen > &last) return false;
  while (seen->kind == Tok::kDedent) ++seen;
  return seen->kind == Tok::kEnd;
}

bool Parser::fail_at(const Token& token, std::string message,
                     SyntaxErrorKind kind) {
  const bool is_told = !failed_ && attempts_ == 0;
  fail(span_of(token), std::move(message), kind);
  if (is_told) set_location(token);
  return false;
}

bool Parser::fail(const Span& where, const char* message) {
  return fail(where, std::string(message), SyntaxErrorKind::kSyntaxError);
}

bool Parser::fail_at(const Token& token, const char* message) {
  return fail_at(token, std::string(message), SyntaxErrorKind::kSyntaxError);
}

bool Parser::fail_depth() {
  return fail_at(token(), "too many nested expressions or blocks");
}

void locate(SyntaxError* error, std::string_view source,
            const ast::Span& where) {
  const auto start_of = [source](uint32_t line) {
    size_t start = 0;
    for (uint32_t n = 1; n < line; ++n) {
      const size_t end = source.find('\n', start);
      if (end == source.npos) break;
      start = end + 1;
    }
    return start;
  };
  const size_t first = start_of(where.line);
  const size_t last = start_of(where.end_line);
  uint32_t unused;
  error->line = where.line;
  error->column = static_cast<uint32_t>(count_code_points(
                      source.substr(first, where.column))) + 1;
  error->end_line = where.end_line;
  error->end_column = static_cast<uint32_t>(count_code_points(
                          source.substr(last, where.end_column))) + 1;
  error->text = line_around(source, first, &unused);
}

void Parser::set_location(const Span& where) {
  locate(&error_, source_, where);
}

// An indentation has no end, and CPython counts to it, not behind it. What is
// missing at the end of the text is missing in the last line, whatever stands
// there: behind its newline.
void Parser::set_location(const Token& token) {
  if (!is_end_of_text(token)) {
    set_location(span_of(token));
    if (token.kind == Tok::kIndent || token.kind == Tok::kDedent) {
      --error_.column;
      error_.end_column = SyntaxError::kUnknown;
    }
    return;
  }
  std::string_view lines = source_;
  if (!lines.empty() && lines.back() == '\n') lines.remove_suffix(1);
  const size_t start = lines.rfind('\n') + 1;  // npos + 1: the first line
  const auto ends = std::count(lines.begin(), lines.end(), '\n');
  error_.line = error_.end_line = 1 + static_cast<uint32_t>(ends);
  error_.column =
      static_cast<uint32_t>(count_code_points(lines.substr(start))) + 1;
  error_.end_column = SyntaxError::kUnknown;
  error_.text = source_.substr(start);
}

void Parser::unclosed_bracket() {
  error_.kind = SyntaxErrorKind::kSyntaxError;
  error_.message = format("'%c' was never closed", lexed_.open_bracket);
  Token bracket;
  bracket.start = lexed_.open_offset;
  bracket.end = bracket.start + 1;
  bracket.line = lexed_.open_line;
  set_location(span_of(bracket));
  error_.end_column = 0;  // unknown, says CPython
}

void Parser::finish_error() {
  bool at_end = true;
  for (size_t i = at_; i < lexed_.tokens.size(); ++i) {
    const Tok kind = lexed_.tokens[i].kind;
    at_end &= kind == Tok::kEnd || kind == Tok::kDedent;
  }
  result_.incomplete = at_end;
  const Token& reached = lexed_.tokens[furthest_];
  if (is_generic_) {
    if (reached.kind == Tok::kEnd && lexed_.open_bracket != '\0') {
      unclosed_bracket();
      return;
    }
    if (is_stray_indent()) {
      error_.kind = SyntaxErrorKind::kIndentationError;
      error_.message = reached.kind == Tok::kIndent ? "unexpected indent"
                                                    : "unexpected unindent";
    }
    set_location(reached);
    if (reached.kind == Tok::kEnd && is_end_of_text(reached)) {
      error_.column = error_.end_column = 0;
    }
  }
  if (lexed_.open_bracket != '\0' && reached.line > lexed_.open_line) {
    unclosed_bracket();
  }
}

bool Parser::starts_expression(Tok kind) const {
  switch (kind) {
    case Tok::kName:
    case Tok::kNumber:
    case Tok::kString:
    case Tok::kLeftParen:
    case Tok::kLeftBracket:
    case Tok::kLeftBrace:
    case Tok::kEllipsis:
    case Tok::kMinus:
    case Tok::kPlus:
    case Tok::kTilde:
    case Tok::kNot:
    case Tok::kLambda:
    case Tok::kAwait:
    case Tok::kNone:
    case Tok::kTrue:
    case Tok::kFalse:
    case Tok::kBackquote:
      return true;
    default:
      return false;
  }
}

bool Parser::missing_comma(Expr* left, uint32_t first) {
  const Token& word = lexed_.tokens[first];
  const std::string_view spelt = text(word);
  if (word.kind == Tok::kName &&
      (lexed_.tokens[first + 1].kind == Tok::kString || spelt == "match" ||
       spelt == "case" || spelt == "_")) {
    return true;
  }
  Span where = left->span;
  bool is_unclosed = false;
  {
    const Attempt attempt(*this, true);
    const Expr* right = expression();
    is_unclosed = !lexed_.failed && lexed_.open_bracket != '\0' &&
                  (is(Tok::kEnd) ||
                   (right != nullptr && token().line > lexed_.open_line));
    if (!is_unclosed && (right == nullptr || previous().level == 0)) {
      return true;
    }
    if (!is_unclosed) {
      where.end_line = right->span.end_line;
      where.end_column = right->span.end_column;
    }
  }
  if (is_unclosed) {
    failed_ = true;
    unclosed_bracket();
    return false;
  }
  return fail(where, "invalid syntax. Perhaps you forgot a comma?");
}

bool Parser::missing_parentheses(const Token& word) {
  Span where = span_of(word);
  {
    const Attempt attempt(*this, true);
    const Expr* shown = star_expressions();
    if (shown == nullptr) return true;
    where.end_line = shown->span.end_line;
    where.end_column = shown->span.end_column;
  }
  const std::string spelt(text(word));
  return fail(where, format("Missing parentheses in call to '%s'. Did you mean"
                            " %s(...)?",
                            spelt.c_str(), spelt.c_str()));
}

const char* Parser::target_name(const Expr* expr) const {
  using ast::ExprKind;
  switch (expr->kind) {
    case ExprKind::Attribute: return "attribute";
    case ExprKind::Subscript: return "subscript";
    case ExprKind::Starred: return "starred";
    case ExprKind::Name: return "name";
    case ExprKind::List: return "list";
    case ExprKind::Tuple: return "tuple";
    case ExprKind::Lambda: return "lambda";
    case ExprKind::Call: return "function call";
    case ExprKind::BoolOp:
    case ExprKind::BinOp:
    case ExprKind::UnaryOp: return "expression";
    case ExprKind::GeneratorExp: return "generator expression";
    case ExprKind::Yield:
    case ExprKind::YieldFrom: return "yield expression";
    case ExprKind::Await: return "await expression";
    case ExprKind::ListComp: return "list comprehension";
    case ExprKind::SetComp: return "set comprehension";
    case ExprKind::DictComp: return "dict comprehension";
    case ExprKind::Dict: return "dict literal";
    case ExprKind::Set: return "set display";
    case ExprKind::JoinedStr:
    case ExprKind::FormattedValue: return "f-string expression";
    case ExprKind::Compare: return "comparison";
    case ExprKind::IfExp: return "conditional expression";
    case ExprKind::NamedExpr: return "named expression";
    case ExprKind::Repr: return "repr";
    case ExprKind::Slice: return "slice";
    case ExprKind::Constant: break;
  }
  switch (ast::as<ast::Constant>(*expr).type) {
    case ast::ConstantKind::None: return "None";
    case ast::ConstantKind::True: return "True";
    case ast::ConstantKind::False: return "False";
    case ast::ConstantKind::Ellipsis: return "ellipsis";
    default: return "literal";
  }
}

ast::Expr* Parser::invalid_target(Expr* expr, TargetUse use) const {
  using ast::ExprKind;
  const Seq<Expr*>* elements = nullptr;
  switch (expr->kind) {
    case ExprKind::List:
      elements = &ast::as<ast::List>(*expr).elts;
      break;
    case ExprKind::Tuple:
      elements = &ast::as<ast::Tuple>(*expr).elts;
      break;
    case ExprKind::Starred:
      if (use == TargetUse::kDelete) return expr;
      return invalid_target(ast::as<ast::Starred>(*expr).value, use);
    case ExprKind::Compare: {
      // `for x in y` reads as a comparison: then only x is a target.
      const auto& compare = ast::as<ast::Compare>(*expr);
      if (use == TargetUse::kFor &&
          compare.ops[0] == ast::CompareOperator::In) {
        return invalid_target(compare.left, use);
      }
      return expr;
    }
    case ExprKind::Name:
    case ExprKind::Subscript:
    case ExprKind::Attribute:
      return nullptr;
    default:
      return expr;
  }
  for (Expr* element : *elements) {
    if (Expr* bad = invalid_target(element, use)) return bad;
  }
  return nullptr;
}

// Where a condition or an element is wanted stands `left = something`.
bool Parser::check_assignment_message(Expr* left) {
  if (!is(Tok::kAssign) || attempts_ > 0) return true;
  Span right_end;
  {
    const Attempt attempt(*this, true);
    advance();
    const Expr* right = binary(Level::kBitOr);
    if (right == nullptr || is(Tok::kAssign) || is(Tok::kColonEqual)) {
      return true;
    }
    right_end = right->span;
  }
  Span where = left->span;
  switch (left->kind) {
    case ast::ExprKind::Name:
      where.end_line = right_end.end_line;
      where.end_column = right_end.end_column;
      return fail(where,
                  "invalid syntax. Maybe you meant '==' or ':=' instead of "
                  "'='?");
    case ast::ExprKind::List:
    case ast::ExprKind::Tuple:
    case ast::ExprKind::GeneratorExp:
    case ast::ExprKind::Starred:
      return true;
    case ast::ExprKind::BoolOp:
    case ast::ExprKind::IfExp:
    case ast::ExprKind::Lambda:
    case ast::ExprKind::Compare:
    case ast::ExprKind::Yield:
    case ast::ExprKind::YieldFrom:
      if (!left->parenthesised) return true;
      break;
    case ast::ExprKind::UnaryOp:
      if (!left->parenthesised &&
          ast::as<ast::UnaryOp>(*left).op == ast::UnaryOperator::Not) {
        return true;
      }
      break;
    case ast::ExprKind::Constant:
      switch (ast::as<ast::Constant>(*left).type) {
        case ast::ConstantKind::None:
        case ast::ConstantKind::True:
        case ast::ConstantKind::False:
          return true;
        default:
          break;
      }
      break;
    default:
      break;
  }
  return fail(where, format("cannot assign to %s here. Maybe you meant '=='"
                            " instead of '='?",
                            target_name(left)));
}

}  // namespace mt::python
