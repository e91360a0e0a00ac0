// compiler_try.cc - try, except, except*, finally, with.
//
// What is guarded costs nothing until something is raised: the handler table
// says where to go on. A handler's exception takes two registers, itself and
// what was being handled before it; they lie above everything that is live
// where the try begins, so the guarded body's temporaries may share them.
//
// While an exception is being handled, everything that leaves says so with
// LeaveHandler. An exception that leaves goes through a second handler:
//
//       body                          guarded by H
//       jump end
//   H:  EnterHandler e
//       match, handler's body         guarded by C
//       LeaveHandler e; jump end
//   C:  LeaveHandler e; Reraise t     t: the new exception
//
// The text of `finally` is compiled once for every way out.

#include "python/compiler.h"

namespace mt::python {

namespace {

Block guarded(BlockKind kind, Assembler::LabelId handler, Reg target,
              bool* guards, const ast::Span& span) {
  Block block;
  block.kind = kind;
  block.handler = handler;
  block.target = target;
  block.guards = guards;
  block.span = span;
  return block;
}

}  // namespace

void Compiler::leave_and_reraise(Reg handled, Reg exception) {
  emit(Span{}, Op::kLeaveHandler, handled);
  emit(Span{}, Op::kReraise, exception);
  unreachable();
}

void Compiler::try_statement(const ast::Try& node) {
  if (!node.finalbody.empty()) {
    try_finally(node);
  } else if (node.is_star()) {
    try_except_star(node);
  } else {
    try_except(node);
  }
}

void Compiler::try_finally(const ast::Try& node) {
  Label past = make_label();
  const Assembler::LabelId handler = state_->assembler.new_label();
  const Assembler::LabelId cleanup = state_->assembler.new_label();
  const BoundSet at_start = state_->bound;
  bool guards = false;
  Block block = guarded(BlockKind::kFinally, handler, state_->next_temp,
                        &guards, node.span);
  block.finalbody = &node.finalbody;
  push_block(block);
  if (node.handlers.empty()) {
    body(node.body);
    body(node.orelse);
  } else if (node.is_star()) {
    try_except_star(node);
  } else {
    try_except(node);
  }
  pop_block();
  body(node.finalbody);
  jump(Span{}, past);

  bind_handler(handler, at_start, guards);
  {
    TempScope temps(*this);
    const Span& span = node.finalbody[0]->span;
    const Reg exception = temp(2);
    emit(span, Op::kEnterHandler, exception);
    bool cleanup_guards = false;
    const Reg another = temp();
    Block inner = guarded(BlockKind::kHandler, cleanup, another,
                          &cleanup_guards, span);
    inner.reg = exception;
    push_block(inner);
    const BoundSet at_handler = state_->bound;
    body(node.finalbody);
    pop_block();
    leave_and_reraise(exception, exception);
    bind_handler(cleanup, at_handler, cleanup_guards);
    leave_and_reraise(exception, another);
  }
  bind(past);
}

// The body and its `else`, which go on at `past`, up to where an exception of
// the body arrives.
void Compiler::guarded_body(const ast::Try& node, Label& past) {
  const Assembler::LabelId handler = state_->assembler.new_label();
  const BoundSet at_start = state_->bound;
  bool guards = false;
  push_block(guarded(BlockKind::kTry, handler, state_->next_temp, &guards,
                     node.span));
  body(node.body);
  pop_block();
  body(node.orelse);
  jump(Span{}, past);
  bind_handler(handler, at_start, guards);
}

void Compiler::try_except(const ast::Try& node) {
  Label past = make_label();
  guarded_body(node, past);
  const Assembler::LabelId cleanup = state_->assembler.new_label();
  TempScope temps(*this);
  const Span& span = node.handlers[0].span;
  const Reg exception = temp(2);
  emit(span, Op::kEnterHandler, exception);
  const BoundSet at_handler = state_->bound;
  const Reg another = temp();
  bool cleanup_guards = false;
  Block block = guarded(BlockKind::kHandler, cleanup, another,
                        &cleanup_guards, span);
  block.reg = exception;
  push_block(block);
  for (const ast::ExceptHandler& part : node.handlers) {
    except_handler(part, exception, past);
  }
  pop_block();
  leave_and_reraise(exception, exception);
  bind_handler(cleanup, at_handler, cleanup_guards);
  leave_and_reraise(exception, another);
  bind(past);
}

// One `except`: falls through when the exception is none of its.
void Compiler::except_handler(const ast::ExceptHandler& handler,
                              Reg exception, Label& end) {
  TempScope temps(*this);
  Label next = make_label();
  if (handler.type != nullptr) {
    TempScope matching(*this);
    const Reg type = operand(handler.type);
    const Reg matches = temp();
    emit(handler.type->span, Op::kMatchException, matches, exception, type);
    jump_if(handler.type->span, Op::kJumpIfNot, next, matches);
  }
  if (handler.target != nullptr) {
    // In the era an exception could be taken apart like a tuple, and be none.
    const bool apart = handler.target->kind == ast::ExprKind::Tuple ||
                       handler.target->kind == ast::ExprKind::List;
    const Reg value = temp(2);
    emit(handler.span, Op::kMove, value, exception);
    emit(handler.span, Op::kLoadBool, value + 1, 0, 0, apart);
    intrinsic(handler.span, IntrinsicId::kEraCaught, value, value, 2);
    if (apart) era_text(handler.span, value);
    store(handler.target, value);
  }
  named_body(handler, exception);
  // Out through this handler, which stays open for those that follow.
  Blocks left;
  left.push_back(state_->blocks.back());
  pop_block();
  emit(Span{}, Op::kLeaveHandler, exception);
  jump(Span{}, end);
  unreachable();
  go_on(left);
  bind(next);
}

// The body of `except E as name`, and the name forgotten after it.
void Compiler::named_body(const ast::ExceptHandler& handler, Reg exception) {
  if (handler.name.empty()) {
    body(handler.body);
    return;
  }
  const Span& span = handler.span;
  store_symbol(span, handler.symbol, exception);
  const BoundSet at_start = state_->bound;
  const Assembler::LabelId cleanup = state_->assembler.new_label();
  const Reg another = temp();
  bool guards = false;
  Block block =
      guarded(BlockKind::kHandlerName, cleanup, another, &guards, span);
  block.name = handler.symbol;
  push_block(block);
  body(handler.body);
  pop_block();
  forget_handler_name(Span{}, handler.symbol);
  Label past = make_label();
  jump(Span{}, past);
  unreachable();
  bind_handler(cleanup, at_start, guards);
  forget_handler_name(Span{}, handler.symbol);
  emit(Span{}, Op::kReraise, another);
  unreachable();
  bind(past);
}

// except*: every handler takes its part of what is left; what they raise is
// gathered in a list, and in the end raised together with the rest.
void Compiler::try_except_star(const ast::Try& node) {
  Label past = make_label();
  guarded_body(node, past);
  const Assembler::LabelId cleanup = state_->assembler.new_label();
  TempScope temps(*this);
  const Span& span = node.handlers[0].span;
  const Reg exception = temp(2);
  const Reg another = temp();
  const Reg rest = temp();
  const Reg raised = temp();
  emit(span, Op::kEnterHandler, exception);
  emit(span, Op::kMove, rest, exception);
  emit(span, Op::kBuildList, raised, 0, 0);
  const BoundSet at_handler = state_->bound;
  bool cleanup_guards = false;
  Block block = guarded(BlockKind::kHandler, cleanup, another,
                        &cleanup_guards, span);
  block.reg = exception;
  push_block(block);
  for (const ast::ExceptHandler& part : node.handlers) {
    if (failed_) return;
    TempScope matching(*this);
    Label next = make_label();
    const Reg match = temp(2);
    {
      TempScope type_scope(*this);
      const Reg type = operand(part.type);
      jump_if(part.span, Op::kJumpIfNone, next, rest);
      emit(part.type->span, Op::kMatchGroup, match, rest, type);
    }
    emit(part.span, Op::kMove, rest, match + 1);
    jump_if(part.span, Op::kJumpIfNone, next, match);
    // The handler's own exceptions join the list.
    emit(part.span, Op::kEnterHandler, match);
    const Assembler::LabelId join = state_->assembler.new_label();
    const BoundSet at_body = state_->bound;
    const Reg own = temp();
    bool joins = false;
    Block inner = guarded(BlockKind::kHandler, join, own, &joins, part.span);
    inner.reg = match;
    push_block(inner);
    named_body(part, match);
    pop_block();
    emit(Span{}, Op::kLeaveHandler, match);
    jump(Span{}, next);
    unreachable();
    bind_handler(join, at_body, joins);
    emit(Span{}, Op::kLeaveHandler, match);
    emit(part.span, Op::kListAppend, raised, own);
    bind(next);
  }
  Label complete = make_label();
  jump_if(Span{}, Op::kJumpIfNone, complete, rest);
  emit(Span{}, Op::kListAppend, raised, rest);
  bind(complete);
  emit(Span{}, Op::kRaiseGroup, exception, raised);
  pop_block();
  emit(Span{}, Op::kLeaveHandler, exception);
  jump(Span{}, past);
  unreachable();
  bind_handler(cleanup, at_handler, cleanup_guards);
  leave_and_reraise(exception, another);
  bind(past);
}

// --- with -------------------------------------------------------------------

void Compiler::exit_with(const Span& span, Reg exit, bool is_async) {
  TempScope temps(*this);
  const Reg none = temp();
  const Reg result = temp();
  emit(span, Op::kClear, none, 1);
  emit(span, Op::kExitWith, result, exit, none);
  if (is_async) await_value(span, result, result, 2);
}

void Compiler::with_statement(const ast::With& node) {
  with_item(node, 0);
}

void Compiler::with_item(const ast::With& node, size_t index) {
  if (failed_) return;
  if (index == node.items.size()) {
    body(node.body);
    return;
  }
  TempScope temps(*this);
  const ast::WithItem& item = node.items[index];
  const Span& span = item.context_expr->span;
  const bool is_async = node.is_async();
  const Reg exit = temp(2);  // and what __enter__ answered
  {
    TempScope context(*this);
    emit(node.span, Op::kEnterWith, exit, operand(item.context_expr), 0,
         is_async);
    if (is_async) await_value(span, exit + 1, exit + 1, 1);
  }
  Label past = make_label();
  const Assembler::LabelId handler = state_->assembler.new_label();
  const Assembler::LabelId cleanup = state_->assembler.new_label();
  const BoundSet at_start = state_->bound;
  bool guards = false;
  Block block = guarded(BlockKind::kWith, handler, state_->next_temp, &guards,
                        node.span);
  block.reg = exit;
  block.is_async = is_async;
  push_block(block);
  if (item.optional_vars != nullptr) store(item.optional_vars, exit + 1);
  with_item(node, index + 1);
  pop_block();
  if (state_->is_reachable) exit_with(node.span, exit, is_async);
  jump(Span{}, past);

  bind_handler(handler, at_start, guards);
  const Reg exception = temp(2);
  const Reg another = temp();
  const Reg result = temp();
  emit(span, Op::kEnterHandler, exception);
  const BoundSet at_handler = state_->bound;
  bool cleanup_guards = false;
  Block inner =
      guarded(BlockKind::kHandler, cleanup, another, &cleanup_guards, span);
  inner.reg = exception;
  push_block(inner);
  Label swallowed = make_label();
  emit(node.span, Op::kExitWith, result, exit, exception);
  if (is_async) await_value(node.span, result, result, 2);
  jump_if(span, Op::kJumpIf, swallowed, result);
  pop_block();
  leave_and_reraise(exception, exception);
  bind(swallowed);
  emit(Span{}, Op::kLeaveHandler, exception);
  jump(Span{}, past);
  unreachable();
  bind_handler(cleanup, at_handler, cleanup_guards);
  leave_and_reraise(exception, another);
  bind(past);
}

}  // namespace mt::python
