// compiler_statements.cc - the simple statements, and the list of all.

#include "python/compiler.h"
#include "python/runtime.h"

namespace mt::python {

using ast::StmtKind;

namespace {

// Whether CPython has something to execute on the line where it begins.
bool has_line(const ast::Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
    case StmtKind::ClassDef:
    case StmtKind::Global:
    case StmtKind::Nonlocal:
      return false;
    case StmtKind::Expr: {  // a docstring, or what looks like one
      const auto* constant = ast::cast<ast::Constant>(
          ast::as<ast::ExprStmt>(*stmt).value);
      return constant == nullptr ||
             constant->type != ast::ConstantKind::Str;
    }
    default:
      return true;
  }
}

}  // namespace

void Compiler::body(const Seq<Stmt*>& statements) {
  // What cannot be reached is not compiled: what is wrong with it the symbol
  // table has said already.
  for (const Stmt* stmt : statements) {
    if (failed_ || !state_->is_reachable) return;
    statement(stmt);
  }
}

void Compiler::statement(const Stmt* stmt) {
  TempScope temps(*this);
  if (future_allowed_) {
    // Only a docstring and others of its kind may stand before one.
    const auto* from = ast::cast<ast::ImportFrom>(stmt);
    const auto* expr = ast::cast<ast::ExprStmt>(stmt);
    future_allowed_ =
        (from != nullptr && from->module == "__future__") ||
        (expr != nullptr && state_->outer == nullptr &&
         ast::cast<ast::Constant>(expr->value) != nullptr);
  }
  if (has_line(stmt)) state_->assembler.mark(stmt->span);
  switch (stmt->kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
      return function_def(ast::as<ast::FunctionDef>(*stmt));
    case StmtKind::ClassDef:
      return class_def(ast::as<ast::ClassDef>(*stmt));
    case StmtKind::Return:
      return return_statement(ast::as<ast::Return>(*stmt));
    case StmtKind::Delete:
      for (const Expr* target : ast::as<ast::Delete>(*stmt).targets) {
        delete_target(target);
      }
      return;
    case StmtKind::Assign:
      return assign(ast::as<ast::Assign>(*stmt));
    case StmtKind::AugAssign:
      return aug_assign(ast::as<ast::AugAssign>(*stmt));
    case StmtKind::AnnAssign:
      return ann_assign(ast::as<ast::AnnAssign>(*stmt));
    case StmtKind::For:
      return for_statement(ast::as<ast::For>(*stmt));
    case StmtKind::AsyncFor:
      return async_for_statement(ast::as<ast::For>(*stmt));
    case StmtKind::While:
      return while_statement(ast::as<ast::While>(*stmt));
    case StmtKind::If:
      return if_statement(ast::as<ast::If>(*stmt));
    case StmtKind::With:
    case StmtKind::AsyncWith:
      return with_statement(ast::as<ast::With>(*stmt));
    case StmtKind::Match:
      return match_statement(ast::as<ast::Match>(*stmt));
    case StmtKind::Raise:
      return raise_statement(ast::as<ast::Raise>(*stmt));
    case StmtKind::Try:
    case StmtKind::TryStar:
      return try_statement(ast::as<ast::Try>(*stmt));
    case StmtKind::Assert:
      return assert_statement(ast::as<ast::Assert>(*stmt));
    case StmtKind::Import:
      return import_statement(ast::as<ast::Import>(*stmt));
    case StmtKind::ImportFrom:
      return import_from_statement(ast::as<ast::ImportFrom>(*stmt));
    case StmtKind::Global:
    case StmtKind::Nonlocal:
    case StmtKind::Pass:
      return;
    case StmtKind::Expr:
      return expression_statement(ast::as<ast::ExprStmt>(*stmt));
    case StmtKind::Break:
      return break_or_continue(stmt, true);
    case StmtKind::Continue:
      return break_or_continue(stmt, false);
    case StmtKind::Print:
      return print_statement(ast::as<ast::Print>(*stmt));
    case StmtKind::Exec:
      return exec_statement(ast::as<ast::Exec>(*stmt));
  }
}

void Compiler::expression_statement(const ast::ExprStmt& node) {
  if (module_.mode == ParseMode::kSingle && state_->outer == nullptr) {
    const Reg value = operand(node.value);
    intrinsic(node.span, IntrinsicId::kDisplay, temp(), value, 1);
    return;
  }
  if (node.value->kind != ast::ExprKind::Constant) effect(node.value);
}

namespace {

// Where a statement goes on that has left these blocks: behind what they had to
// do, if they had, and not once more on its own line.
ast::Span line_after(const Blocks& left, const ast::Span& span) {
  for (const Block& block : left) {
    if (block.kind == BlockKind::kFinally || block.kind == BlockKind::kWith)
      return {};
  }
  return span;
}

}  // namespace

void Compiler::return_statement(const ast::Return& node) {
  bool finally = false;
  for (const Block& block : state_->blocks) {
    finally |= block.kind == BlockKind::kFinally ||
               block.kind == BlockKind::kHandlerName;
  }
  const auto* constant = ast::cast<ast::Constant>(node.value);
  const bool is_none =
      node.value == nullptr ||
      (constant != nullptr && constant->type == ast::ConstantKind::None);
  // On the way out a finally may assign the local that is returned.
  const Reg value = is_none ? 0
                    : finally ? gen_temp(node.value)
                              : operand(node.value);
  const Blocks left = leave_blocks(0, node.span);
  const Span span = line_after(left, node.span);
  if (is_none) {
    emit(span, Op::kReturnNone);
  } else {
    emit(span, Op::kReturn, value);
  }
  unreachable();
  go_on(left);
}

void Compiler::break_or_continue(const Stmt* stmt, bool is_break) {
  size_t loop = state_->blocks.size();
  while (state_->blocks[loop - 1].kind != BlockKind::kLoop) --loop;
  Label* break_label = state_->blocks[loop - 1].break_label;
  Label* continue_label = state_->blocks[loop - 1].continue_label;
  const Blocks left = leave_blocks(loop, stmt->span);
  if (is_break) {
    jump(line_after(left, stmt->span), *break_label);
  } else {
    loop_back(line_after(left, stmt->span), *continue_label);
  }
  unreachable();
  go_on(left);
}

void Compiler::delete_target(const Expr* target) {
  TempScope temps(*this);
  switch (target->kind) {
    case ast::ExprKind::Name:
      delete_symbol(target->span, ast::as<ast::Name>(*target).symbol);
      return;
    case ast::ExprKind::Attribute: {
      const auto& node = ast::as<ast::Attribute>(*target);
      const Reg object = operand(node.value);
      emit(attribute_span(node), Op::kDelAttr, object,
           site(Op::kDelAttr, node.attr));
      return;
    }
    case ast::ExprKind::Subscript: {
      const auto& node = ast::as<ast::Subscript>(*target);
      const Reg object = operand(node.value, node.slice);
      const Reg key = operand(node.slice);
      emit(target->span, Op::kDelItem, object, key);
      return;
    }
    case ast::ExprKind::Tuple:
      for (const Expr* item : ast::as<ast::Tuple>(*target).elts) {
        delete_target(item);
      }
      return;
    case ast::ExprKind::List:
      for (const Expr* item : ast::as<ast::List>(*target).elts) {
        delete_target(item);
      }
      return;
    default:
      fail(target->span, "cannot delete expression");
  }
}

void Compiler::raise_statement(const ast::Raise& node) {
  if (node.exc == nullptr) {
    emit(node.span, Op::kRaise, 0, 0, 0, 0);
  } else if (node.value != nullptr) {
    const Reg cls = gen_temp(node.exc);
    const Reg rest = temp(2);
    gen(node.value, rest);
    if (node.traceback != nullptr) {
      gen(node.traceback, rest + 1);
    } else {
      emit(node.span, Op::kLoadNone, rest + 1);
    }
    emit(node.span, Op::kRaise, cls, rest, 0, 3);
  } else if (node.cause != nullptr) {
    const Reg exception = operand(node.exc, node.cause);
    const Reg cause = operand(node.cause);
    emit(node.span, Op::kRaise, exception, cause, 0, 2);
  } else {
    emit(node.span, Op::kRaise, operand(node.exc), 0, 0, 1);
  }
  unreachable();
}

void Compiler::assert_statement(const ast::Assert& node) {
  check_asserted(node);
  // CPython points at a comparison that failed, else at the whole.
  const Span& span = ast::cast<ast::Compare>(node.test) != nullptr
                         ? node.test->span
                         : node.span;
  Label fine = make_label();
  condition(node.test, fine, true);
  const Reg message = temp();
  if (node.msg != nullptr) {
    gen(node.msg, message);
  } else {
    emit(node.span, Op::kClear, message, 1);
  }
  intrinsic(span, IntrinsicId::kAssertFail, message, message, 1);
  unreachable();
  bind(fine);
}

void Compiler::print_statement(const ast::Print& node) {
  const Reg first = temp(2);
  if (node.dest != nullptr) {
    gen(node.dest, first);
  } else {
    emit(node.span, Op::kLoadNone, first);
  }
  // What is evaluated may print by itself, or fail: each is printed before the
  // next, and with it the constants that follow.
  const size_t count = node.values.size();
  size_t at = 0;
  do {
    TempScope temps(*this);
    const size_t from = at;
    while (at < count &&
           (at == from || ast::cast<ast::Constant>(node.values[at])))
      gen_temp(node.values[at++]);
    emit(node.span, Op::kLoadBool, first + 1, 0, 0,
         node.newline && at == count);
    intrinsic(node.span, IntrinsicId::kEraPrint, first + 1, first,
              static_cast<uint32_t>(2 + at - from));
  } while (at < count);
}

void Compiler::exec_statement(const ast::Exec& node) {
  const Reg first = temp(3);
  gen(node.body, first);
  const Expr* namespaces[2] = {node.globals, node.locals};
  for (uint32_t i = 0; i < 2; ++i) {
    if (namespaces[i] != nullptr) {
      gen(namespaces[i], first + 1 + i);
    } else {
      emit(node.span, Op::kLoadNone, first + 1 + i);
    }
  }
  intrinsic(node.span, IntrinsicId::kEraExec, first, first, 3);
}

}  // namespace mt::python
