// compiler_warnings.cc - what compiles and is hardly meant.
//
// A SyntaxWarning says what CPython's says. Everything is judged by the look of
// it: only a literal or a display has a type before the program runs.

#include "python/compiler.h"

#include "base/status.h"

namespace mt::python {

using ast::ExprKind;

namespace {

// The type of what an expression gives, or null where its look does not tell.
const char* type_by_look(const ast::Expr* expr) {
  switch (expr->kind) {
    case ExprKind::Tuple: return "tuple";
    case ExprKind::List:
    case ExprKind::ListComp: return "list";
    case ExprKind::Dict:
    case ExprKind::DictComp: return "dict";
    case ExprKind::Set:
    case ExprKind::SetComp: return "set";
    case ExprKind::GeneratorExp: return "generator";
    case ExprKind::Lambda: return "function";
    case ExprKind::JoinedStr:
    case ExprKind::FormattedValue: return "str";
    case ExprKind::Constant: break;
    default: return nullptr;
  }
  switch (ast::as<ast::Constant>(*expr).type) {
    case ast::ConstantKind::None: return "NoneType";
    case ast::ConstantKind::True:
    case ast::ConstantKind::False: return "bool";
    case ast::ConstantKind::Ellipsis: return "ellipsis";
    case ast::ConstantKind::Int: return "int";
    case ast::ConstantKind::Float: return "float";
    case ast::ConstantKind::Complex: return "complex";
    case ast::ConstantKind::Str: return "str";
    case ast::ConstantKind::Bytes: break;
  }
  return "bytes";
}

bool is_one_of(std::string_view word, std::string_view list) {
  const size_t at = list.find(word);
  return at != list.npos && (at == 0 || list[at - 1] == ' ') &&
         (at + word.size() == list.size() || list[at + word.size()] == ' ');
}

// A literal whose identity says nothing.
bool is_value(const ast::Expr* expr) {
  if (const auto* tuple = ast::cast<ast::Tuple>(expr)) {
    for (const ast::Expr* item : tuple->elts) {
      if (item->kind != ExprKind::Constant && !is_value(item)) return false;
    }
    return true;
  }
  return expr->kind == ExprKind::Constant &&
         !is_one_of(type_by_look(expr), "NoneType bool ellipsis");
}

}  // namespace

void Compiler::warn(const Span& where, std::string message) {
  if (module_.dialect == Dialect::kEra) return;
  // The body of `finally` is compiled twice.
  for (const SyntaxWarning& known : warnings_) {
    if (known.where.line == where.line && known.where.column == where.column &&
        known.message == message) {
      return;
    }
  }
  warnings_.push_back({false, std::move(message), where});
}

void Compiler::check_called(const ast::Call& node) {
  const char* const type = type_by_look(node.func);
  if (type == nullptr || node.func->kind == ExprKind::Lambda) return;
  warn(node.span, format("'%s' object is not callable; perhaps you missed a "
                         "comma?", type));
}

void Compiler::check_subscripted(const ast::Subscript& node) {
  const char* const type = type_by_look(node.value);
  if (type == nullptr) return;
  if (is_one_of(type, "NoneType bool ellipsis int float complex set generator "
                      "function")) {
    warn(node.span, format("'%s' object is not subscriptable; perhaps you "
                           "missed a comma?", type));
    return;
  }
  const char* const index = type_by_look(node.slice);
  if (index == nullptr || is_one_of(index, "int bool") ||
      is_one_of(type, "dict")) {
    return;
  }
  warn(node.span, format("%s indices must be integers or slices, not %s; "
                         "perhaps you missed a comma?", type, index));
}

void Compiler::check_compared(const ast::Compare& node) {
  bool is_left_value = is_value(node.left);
  for (uint32_t i = 0; i < node.ops.size(); ++i) {
    const bool is_right_value = is_value(node.comparators[i]);
    const bool is = node.ops[i] == ast::CompareOperator::Is;
    if ((is || node.ops[i] == ast::CompareOperator::IsNot) &&
        (is_left_value || is_right_value)) {
      warn(node.span, is ? "\"is\" with a literal. Did you mean \"==\"?"
                         : "\"is not\" with a literal. Did you mean \"!=\"?");
      return;
    }
    is_left_value = is_right_value;
  }
}

void Compiler::check_asserted(const ast::Assert& node) {
  const auto* const tuple = ast::cast<ast::Tuple>(node.test);
  if (tuple != nullptr && !tuple->elts.empty()) {
    warn(node.span,
         "assertion is always true, perhaps remove parentheses?");
  }
}

}  // namespace mt::python
