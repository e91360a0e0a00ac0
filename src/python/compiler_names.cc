// compiler_names.cc - variables: where they live, how they are read and set.

#include "python/compiler.h"
#include "python/runtime.h"

namespace mt::python {

using ast::Binding;

Reg Compiler::register_of(const Symbol* symbol) const {
  return symbol->binding == Binding::kLocal && state_->is_function()
             ? symbol->local_slot
             : kNone;
}

Reg Compiler::cell_of(const Symbol* symbol) const {
  if (symbol->binding == Binding::kCell) {
    return state_->cell_registers[symbol->cell_slot];
  }
  if (symbol->binding == Binding::kFree) {
    return state_->local_count + symbol->free_slot;
  }
  return kNone;
}

// Looked up in the namespace of a module or class body; or of a function whose
// `exec` may have made names that nobody could foresee (era).
bool Compiler::is_named(const Symbol* symbol) const {
  return symbol->binding == Binding::kNamed ||
         (symbol->binding == Binding::kGlobalImplicit &&
          (!state_->is_function() || !state_->scope->is_optimised));
}

void Compiler::check_bound(const Span& span, const Symbol* symbol) {
  const Reg reg = symbol->local_slot;
  if (!state_->is_reachable || state_->bound.has(reg)) return;
  emit(span, Op::kCheckBound, reg, name_constant(symbol->name));
  state_->bound.add(reg);
}

void Compiler::mark_bound(const Symbol* symbol) {
  if (register_of(symbol) != kNone) state_->bound.add(symbol->local_slot);
}

void Compiler::load_symbol(const Span& span, const Symbol* symbol, Reg dest) {
  const Reg local = register_of(symbol);
  if (local != kNone) {
    check_bound(span, symbol);
    if (local != dest) emit(span, Op::kMove, dest, local);
    return;
  }
  const Reg cell = cell_of(symbol);
  if (cell != kNone) {
    const bool in_class = (state_->flags & kCodeClassBody) != 0 &&
                          symbol->binding == Binding::kFree &&
                          !symbol->is_nonlocal;
    emit(span, in_class ? Op::kLoadClassCell : Op::kLoadCell, dest, cell,
         name_constant(symbol->name));
    return;
  }
  const Op op = is_named(symbol) ? Op::kLoadName : Op::kLoadGlobal;
  emit(span, op, dest, site(op, symbol->name));
}

void Compiler::store_symbol(const Span& span, const Symbol* symbol,
                            Reg value) {
  const Reg local = register_of(symbol);
  if (local != kNone) {
    if (local != value) emit(span, Op::kMove, local, value);
    mark_bound(symbol);
    return;
  }
  const Reg cell = cell_of(symbol);
  if (cell != kNone) {
    emit(span, Op::kStoreCell, cell, value);
    return;
  }
  const Op op = is_named(symbol) ? Op::kStoreName : Op::kStoreGlobal;
  emit(span, op, value, site(op, symbol->name));
}

void Compiler::delete_symbol(const Span& span, const Symbol* symbol) {
  const Reg local = register_of(symbol);
  if (local != kNone) {
    check_bound(span, symbol);
    emit(span, Op::kClear, local, 1);
    state_->bound.remove(local);
    return;
  }
  const Reg cell = cell_of(symbol);
  if (cell != kNone) {
    emit(span, Op::kClearCell, cell, name_constant(symbol->name));
    return;
  }
  const Op op = is_named(symbol) ? Op::kDelName : Op::kDelGlobal;
  emit(span, op, 0, site(op, symbol->name));
}

// `name = None; del name`: the body of the handler may have deleted it.
void Compiler::forget_handler_name(const Span& span, const Symbol* symbol) {
  const Reg local = register_of(symbol);
  if (local != kNone) {
    emit(span, Op::kClear, local, 1);
    state_->bound.remove(local);
    return;
  }
  TempScope temps(*this);
  const Reg none = temp();
  emit(span, Op::kLoadNone, none);
  store_symbol(span, symbol, none);
  delete_symbol(span, symbol);
}

Reg Compiler::local_target(const Expr* target) const {
  const auto* name = ast::cast<ast::Name>(target);
  return name != nullptr ? register_of(name->symbol) : kNone;
}

}  // namespace mt::python
