// compiler_assignments.cc - =, +=, annotations, and taking sequences apart.

#include "python/compiler.h"
#include "python/str.h"

namespace mt::python {

using ast::ExprKind;

namespace {

const Seq<ast::Expr*>* elements(const ast::Expr* expr) {
  if (const auto* tuple = ast::cast<ast::Tuple>(expr)) return &tuple->elts;
  if (const auto* list = ast::cast<ast::List>(expr)) return &list->elts;
  return nullptr;
}

}  // namespace

void Compiler::assign(const ast::Assign& node) {
  if (node.targets.size() == 1) {
    const Expr* target = node.targets[0];
    const Reg local = local_target(target);
    if (local != kNone) {
      gen_into(node.value, local);
      mark_bound(ast::as<ast::Name>(*target).symbol);
      return;
    }
    if (assign_in_parallel(target, node.value)) return;
  }
  // The parts of a later target may name a local that an earlier one assigns,
  // so the value is kept apart when there are several.
  const Reg value = node.targets.size() > 1 ? gen_temp(node.value)
                                            : operand(node.value,
                                                      node.targets[0]);
  for (const Expr* target : node.targets) store(target, value);
}

// a, b = b, a: without a tuple. A value that is a local stays where it is
// unless an earlier target overwrites it.
bool Compiler::assign_in_parallel(const Expr* target, const Expr* value) {
  const Seq<Expr*>* targets = elements(target);
  const auto* tuple = ast::cast<ast::Tuple>(value);
  if (targets == nullptr || tuple == nullptr || targets->empty() ||
      targets->size() != tuple->elts.size() || targets->size() > kMaxWindow) {
    return false;
  }
  bool only_names = true;
  for (const Expr* item : *targets) {
    if (item->kind == ExprKind::Starred) return false;
    only_names &= item->kind == ExprKind::Name;
  }
  for (const Expr* item : tuple->elts) {
    if (item->kind == ExprKind::Starred) return false;
  }
  std::vector<Reg> values;
  for (uint32_t i = 0; i < tuple->elts.size(); ++i) {
    const Expr* item = tuple->elts[i];
    const Reg local = local_target(item);
    bool in_place = local != kNone && (i == 0 || only_names);
    for (uint32_t j = 0; in_place && j < i; ++j) {
      in_place = local_target((*targets)[j]) != local;
    }
    for (uint32_t j = i + 1; in_place && has_walrus_ && j < tuple->elts.size();
         ++j) {
      in_place = !may_assign(tuple->elts[j]);
    }
    values.push_back(in_place ? operand(item) : gen_temp(item));
  }
  for (uint32_t i = 0; i < targets->size(); ++i) {
    store((*targets)[i], values[i]);
  }
  return true;
}

void Compiler::store(const Expr* target, Reg value) {
  TempScope temps(*this);
  switch (target->kind) {
    case ExprKind::Name:
      store_symbol(target->span, ast::as<ast::Name>(*target).symbol, value);
      return;
    case ExprKind::Attribute: {
      const auto& node = ast::as<ast::Attribute>(*target);
      const Reg object = operand(node.value);
      emit(attribute_span(node), Op::kStoreAttr, object, value,
           site(Op::kStoreAttr, node.attr));
      return;
    }
    case ExprKind::Subscript: {
      const auto& node = ast::as<ast::Subscript>(*target);
      const Reg object = operand(node.value, node.slice);
      const Reg key = operand(node.slice);
      emit(target->span, Op::kSetItem, object, key, value);
      return;
    }
    case ExprKind::Tuple:
    case ExprKind::List:
      unpack(target->span, *elements(target), value);
      return;
    default:
      fail(target->span, "cannot assign to expression");
  }
}

void Compiler::unpack(const Span& span, const Seq<Expr*>& targets, Reg value) {
  const uint32_t count = targets.size();
  uint32_t star = count;
  for (uint32_t i = 0; i < count; ++i) {
    if (targets[i]->kind == ExprKind::Starred) star = i;
  }
  if (star != count) {
    const uint32_t after = count - star - 1;
    if (after > 255) {
      fail(span, "too many expressions in star-unpacking assignment");
      return;
    }
    const Reg first = temp(count);
    emit(span, Op::kUnpackStar, first, value, star, after);
    for (uint32_t i = 0; i < count; ++i) {
      const Expr* target = targets[i];
      if (i == star) target = ast::as<ast::Starred>(*target).value;
      store(target, first + i);
    }
    return;
  }
  // Locals side by side are unpacked into directly.
  const Reg first_local = count > 0 ? local_target(targets[0]) : kNone;
  bool side_by_side = first_local != kNone;
  for (uint32_t i = 1; side_by_side && i < count; ++i) {
    side_by_side = local_target(targets[i]) == first_local + i;
  }
  if (side_by_side) {
    emit(span, Op::kUnpack, first_local, value, count);
    for (const Expr* target : targets) {
      mark_bound(ast::as<ast::Name>(*target).symbol);
    }
    return;
  }
  const Reg first = temp(count);
  emit(span, Op::kUnpack, first, value, count);
  for (uint32_t i = 0; i < count; ++i) store(targets[i], first + i);
}

void Compiler::aug_assign(const ast::AugAssign& node) {
  const Expr* target = node.target;
  const Span& span = node.span;
  switch (target->kind) {
    case ExprKind::Name: {
      const Symbol* symbol = ast::as<ast::Name>(*target).symbol;
      const Reg local = register_of(symbol);
      if (local != kNone) {
        const Reg old = operand(target, node.value);
        emit_arithmetic(span, node.op, local, old, node.value, true);
        mark_bound(symbol);
        return;
      }
      const Reg value = temp();
      load_symbol(target->span, symbol, value);
      emit_arithmetic(span, node.op, value, value, node.value, true);
      store_symbol(span, symbol, value);
      return;
    }
    case ExprKind::Attribute: {
      const auto& attribute = ast::as<ast::Attribute>(*target);
      const Reg object = operand(attribute.value, node.value);
      const Reg value = temp();
      const Span at = attribute_span(attribute);
      emit(at, Op::kLoadAttr, value, object,
           site(Op::kLoadAttr, attribute.attr));
      era_text(at, value);
      emit_arithmetic(span, node.op, value, value, node.value, true);
      emit(at, Op::kStoreAttr, object, value,
           site(Op::kStoreAttr, attribute.attr));
      return;
    }
    case ExprKind::Subscript: {
      const auto& subscript = ast::as<ast::Subscript>(*target);
      const Reg object =
          operand(subscript.value, subscript.slice, node.value);
      keeps_slices_ = true;  // it is needed again
      const Reg key = operand(subscript.slice, node.value);
      keeps_slices_ = false;
      const Reg value = temp();
      emit(target->span, Op::kGetItem, value, object, key);
      emit_arithmetic(span, node.op, value, value, node.value, true);
      emit(target->span, Op::kSetItem, object, key, value);
      return;
    }
    default:
      fail(target->span, "illegal expression for augmented assignment");
  }
}

void Compiler::ann_assign(const ast::AnnAssign& node) {
  if (node.value != nullptr) {
    const Reg local = local_target(node.target);
    if (local != kNone) {
      gen_into(node.value, local);
      mark_bound(ast::as<ast::Name>(*node.target).symbol);
    } else {
      store(node.target, operand(node.value));
    }
  }
  TempScope temps(*this);
  if (node.simple) {
    if (state_->is_function()) return;
    const auto* name = ast::cast<ast::Name>(node.target);
    const Reg pair = temp(2);
    load_value(node.span, Value::from_object(identifier(name->symbol->name)),
               pair);
    gen_annotation(node.annotation, pair + 1);
    intrinsic(node.span, IntrinsicId::kAnnotate, pair, pair, 2);
    return;
  }
  // (a): T, a.b: T and a[i]: T evaluate what they name, and forget it.
  if (node.value == nullptr) {
    if (const auto* attribute = ast::cast<ast::Attribute>(node.target)) {
      effect(attribute->value);
    } else if (const auto* item = ast::cast<ast::Subscript>(node.target)) {
      effect(item->value);
      effect(item->slice);
    }
  }
  if (!state_->is_function() && !module_.future_annotations) {
    effect(node.annotation);
  }
}

}  // namespace mt::python
