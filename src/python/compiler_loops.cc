// compiler_loops.cc - if, while, for and async for.

#include "python/compiler.h"

namespace mt::python {

void Compiler::if_statement(const ast::If& node) {
  Label otherwise = make_label();
  Label past = make_label();
  {
    TempScope temps(*this);
    condition(node.test, otherwise, false);
  }
  body(node.body);
  if (!node.orelse.empty()) jump(Span{}, past);
  bind(otherwise);
  body(node.orelse);
  bind(past);
}

// What earlier statements left in temporaries would stay alive for as long as a
// loop runs that happens to need fewer of them: the first cell of a long chain,
// say, of which the program has long let go.
void Compiler::forget_temps(const Span& span) {
  const CodeState& state = *state_;
  if (state.loop_depth != 0 || state.next_temp == state.register_count) return;
  emit(span, Op::kClear, state.next_temp,
       static_cast<Reg>(state.register_count - state.next_temp));
}

void Compiler::loop_body(const Span& span, const Seq<ast::Stmt*>& statements,
                         Label* head, Label* past) {
  Block block;
  block.kind = BlockKind::kLoop;
  block.break_label = past;
  block.continue_label = head;
  block.span = span;
  push_block(block);
  body(statements);
  pop_block();
}

void Compiler::while_statement(const ast::While& node) {
  Label head = make_label();
  Label otherwise = make_label();
  Label past = make_label();
  forget_temps(node.span);
  ++state_->loop_depth;
  bind_loop(head);
  {
    TempScope temps(*this);
    condition(node.test, otherwise, false);
  }
  loop_body(node.span, node.body, &head, &past);
  loop_back(node.span, head);
  --state_->loop_depth;
  unreachable();
  bind(otherwise);
  body(node.orelse);
  bind(past);
}

void Compiler::for_statement(const ast::For& node) {
  const Span& span = node.span;
  const Reg iterator = temp(2);
  emit(span, Op::kGetIter, iterator, operand_in(node.iter, iterator));
  forget_temps(span);
  Label head = make_label();
  Label otherwise = make_label();
  Label past = make_label();
  ++state_->loop_depth;
  bind_loop(head);
  const Reg local = local_target(node.target);
  {
    TempScope temps(*this);
    const Reg item = local != kNone ? local : temp();
    jump_if(span, Op::kForIter, otherwise, iterator, item);
    era_text(span, item);
    if (local != kNone) {
      mark_bound(ast::as<ast::Name>(*node.target).symbol);
    } else {
      store(node.target, item);
    }
  }
  loop_body(node.span, node.body, &head, &past);
  loop_back(span, head, Op::kLoopFor);
  --state_->loop_depth;
  unreachable();
  bind(otherwise);
  body(node.orelse);
  bind(past);
}

// One turn awaits __anext__() under a guard; StopAsyncIteration ends the loop.
void Compiler::begin_async_turn(const Span& span, Reg iterator, Reg dest,
                                AsyncTurn* turn) {
  turn->head = make_label();
  turn->end = make_label();
  turn->handler = state_->assembler.new_label();
  ++state_->loop_depth;
  bind_loop(turn->head);
  turn->at_head = state_->bound;
  TempScope temps(*this);
  turn->exception = state_->next_temp;
  Block block;
  block.kind = BlockKind::kTry;
  block.handler = turn->handler;
  block.target = turn->exception;
  block.guards = &turn->guards;
  block.span = span;
  push_block(block);
  const Reg awaitable = temp();
  emit(span, Op::kGetAsyncNext, awaitable, iterator);
  const Reg sent = temp();
  emit(span, Op::kLoadNone, sent);
  const Reg value = temp();
  emit(span, Op::kYieldFrom, value, awaitable, sent, 1);
  pop_block();
  emit(span, Op::kMove, dest, value);
}

void Compiler::end_async_turn(const Span& span, AsyncTurn* turn) {
  --state_->loop_depth;
  unreachable();
  bind_handler(turn->handler, turn->at_head, turn->guards);
  jump_if(span, Op::kEndAsyncFor, turn->end, turn->exception);
  unreachable();
}

void Compiler::async_for_statement(const ast::For& node) {
  const Span& span = node.span;
  const Reg iterator = temp();
  emit(span, Op::kGetAsyncIter, iterator, operand_in(node.iter, iterator));
  const Reg local = local_target(node.target);
  const Reg item = local != kNone ? local : temp();
  AsyncTurn turn;
  begin_async_turn(span, iterator, item, &turn);
  if (local != kNone) {
    mark_bound(ast::as<ast::Name>(*node.target).symbol);
  } else {
    store(node.target, item);
  }
  Label past = make_label();
  loop_body(node.span, node.body, &turn.head, &past);
  loop_back(span, turn.head);
  end_async_turn(span, &turn);
  bind(turn.end);
  body(node.orelse);
  bind(past);
}

}  // namespace mt::python
