// compiler_comprehensions.cc - [x for ...] and its relatives.
//
// Each is a function with one parameter, the outermost iterable, which is
// evaluated where the comprehension stands. A generator expression is handed an
// iterator made there, so that `(x for x in 5)` raises at once; the others
// iterate inside, where the loop can walk a list without an iterator. The list
// comprehensions of the era run in the scope they stand in, and leave their
// variable behind.

#include "python/compiler.h"
#include "python/runtime.h"

namespace mt::python {

using ast::ExprKind;

void Compiler::gen_comprehension(const Expr* expr, Reg dest) {
  Comp comp{expr, expr->kind, nullptr, nullptr, nullptr, nullptr};
  if (const auto* list = ast::cast<ast::ListComp>(expr)) {
    comp = {expr, expr->kind, &list->generators, list->elt, nullptr,
            list->scope};
  } else if (const auto* set = ast::cast<ast::SetComp>(expr)) {
    comp = {expr, expr->kind, &set->generators, set->elt, nullptr, set->scope};
  } else if (const auto* dict = ast::cast<ast::DictComp>(expr)) {
    comp = {expr, expr->kind, &dict->generators, dict->key, dict->value,
            dict->scope};
  } else {
    const auto& generator = ast::as<ast::GeneratorExp>(*expr);
    comp = {expr, expr->kind, &generator.generators, generator.elt, nullptr,
            generator.scope};
  }
  const Span& span = expr->span;
  TempScope temps(*this);
  if (comp.scope == nullptr) {  // era: in place
    const Reg result = temp();
    emit(span, Op::kBuildList, result, 0, 0);
    comp_loops(comp, 0, result, false);
    emit(span, Op::kMove, dest, result);
    return;
  }

  const bool is_generator = comp.kind == ExprKind::GeneratorExp;
  uint32_t flags = kCodeFunction;
  if (is_generator) {
    flags |= comp.scope->is_coroutine ? kCodeAsyncGenerator : kCodeGenerator;
  } else if (comp.scope->is_coroutine) {
    flags |= kCodeCoroutine;
  }
  const auto owned = std::make_unique<CodeState>();
  CodeState& state = *owned;
  begin_code(state, comp.scope, flags, nullptr, span.line);
  {
    Reg result = kNone;
    if (!is_generator) {
      result = temp();
      const Op op = comp.kind == ExprKind::ListComp  ? Op::kBuildList
                    : comp.kind == ExprKind::SetComp ? Op::kBuildSet
                                                     : Op::kBuildDict;
      emit(span, op, result, 0, 0);
    }
    comp_loops(comp, 0, result, true);
    if (is_generator) {
      emit(span, Op::kReturnNone);
    } else {
      emit(span, Op::kReturn, result);
    }
  }
  Code* code = end_code();
  if (failed_) return;

  const Reg source = temp();
  const ast::Comprehension& outermost = (*comp.generators)[0];
  if (outermost.is_async) {
    gen(outermost.iter, source);
    emit(span, Op::kGetAsyncIter, source, source);
  } else if (is_generator) {
    TempScope iterable(*this);
    const Reg value = operand(outermost.iter);
    emit(span, Op::kGetIter, source, value, 0, 1);
  } else {
    gen(outermost.iter, source);
  }
  load_cells(span, comp.scope->frees);
  if (!state_->is_reachable) return;
  const bool waits = !is_generator && comp.scope->is_coroutine;
  const Reg made = waits ? source : dest;
  emit(span, Op::kComprehend, made, constant(Value::from_object(code)), source);
  if (waits) await_value(span, made, dest, 0);
}

void Compiler::comp_loops(const Comp& comp, size_t level, Reg result,
                          bool outermost) {
  if (level == comp.generators->size()) {
    comp_element(comp, result);
    return;
  }
  TempScope temps(*this);
  const ast::Comprehension& generator = (*comp.generators)[level];
  const Span& span = comp.expr->span;
  const Reg iterator = temp(2);
  Label next = make_label();
  const Reg local = local_target(generator.target);

  const auto inner = [&](Reg item) {
    if (local == kNone) {
      store(generator.target, item);
    } else {
      mark_bound(ast::as<ast::Name>(*generator.target).symbol);
    }
    for (const Expr* test : generator.ifs) condition(test, next, false);
    comp_loops(comp, level + 1, result, false);
    bind(next);
  };

  if (generator.is_async) {
    if (outermost) {
      emit(span, Op::kMove, iterator, 0);  // made where the comprehension is
    } else {
      emit(span, Op::kGetAsyncIter, iterator,
           operand_in(generator.iter, iterator));
    }
    const Reg item = local != kNone ? local : temp();
    AsyncTurn turn;
    begin_async_turn(span, iterator, item, &turn);
    inner(item);
    loop_back(span, turn.head);
    end_async_turn(span, &turn);
    bind(turn.end);
    return;
  }

  if (outermost) {
    const uint32_t how = comp.kind == ExprKind::GeneratorExp ? 2 : 0;
    emit(span, Op::kGetIter, iterator, 0, 0, how);
  } else {
    emit(span, Op::kGetIter, iterator, operand_in(generator.iter, iterator));
  }
  Label head = make_label();
  Label end = make_label();
  ++state_->loop_depth;
  bind_loop(head);
  const Reg item = local != kNone ? local : temp();
  jump_if(span, Op::kForIter, end, iterator, item);
  era_text(span, item);
  inner(item);
  loop_back(span, head, Op::kLoopFor);
  --state_->loop_depth;
  bind(end);
}

void Compiler::comp_element(const Comp& comp, Reg result) {
  TempScope temps(*this);
  const Span& span = comp.expr->span;
  switch (comp.kind) {
    case ExprKind::ListComp:
      emit(comp.elt->span, Op::kListAppend, result, operand(comp.elt));
      break;
    case ExprKind::SetComp:
      emit(comp.elt->span, Op::kSetAdd, result, operand(comp.elt));
      break;
    case ExprKind::DictComp: {
      const Reg key = operand(comp.elt, comp.value);
      emit(span, Op::kDictPut, result, key, operand(comp.value));
      break;
    }
    default: {
      Reg value = operand(comp.elt);
      const Reg sent = temp();
      if ((state_->flags & kCodeAsyncGenerator) != 0) {
        emit(comp.elt->span, Op::kWrapYield, sent, value);
        value = sent;
      }
      emit(comp.elt->span, Op::kYield, sent, value);
    }
  }
}

}  // namespace mt::python
