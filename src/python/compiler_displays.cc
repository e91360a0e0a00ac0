// compiler_displays.cc - tuples, lists, sets, dicts and formatted strings.
//
// Short displays are built at once from a window of registers. Long ones, and
// those with stars in them, grow item by item, so a table of ten thousand rows
// needs no ten thousand registers. What is constant altogether is a constant.

#include "python/compiler.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

using ast::ExprKind;

void Compiler::gen_sequence(const Span& span, const Seq<Expr*>& items,
                            ExprKind kind, Reg dest) {
  TempScope temps(*this);
  Value constants;
  const bool worthwhile = kind == ExprKind::Tuple || items.size() > 2;
  if (kind != ExprKind::Set && worthwhile &&
      constant_sequence(items, &constants)) {
    if (kind == ExprKind::Tuple) {
      load_value(span, constants, dest);
      return;
    }
    if (state_->is_reachable)
      emit(span, Op::kTupleToList, dest, constant(constants));
    return;
  }
  bool has_star = false;
  for (const Expr* item : items) has_star |= item->kind == ExprKind::Starred;
  if (!has_star && items.size() <= kMaxWindow) {
    const Reg first = state_->next_temp;
    for (const Expr* item : items) gen_temp(item);
    const Op op = kind == ExprKind::Tuple  ? Op::kBuildTuple
                  : kind == ExprKind::List ? Op::kBuildList
                                           : Op::kBuildSet;
    emit(span, op, dest, items.empty() ? 0 : first, items.size());
    return;
  }
  const bool is_set = kind == ExprKind::Set;
  const Reg grown = kind == ExprKind::Tuple || !is_temp(dest) ? temp() : dest;
  emit(span, is_set ? Op::kBuildSet : Op::kBuildList, grown, grown, 0);
  for (const Expr* item : items) {
    TempScope one(*this);
    if (const auto* starred = ast::cast<ast::Starred>(item)) {
      const Reg value = operand(starred->value);
      emit(starred->span, is_set ? Op::kSetUpdate : Op::kListExtend, grown,
           value);
    } else {
      const Reg value = operand(item);
      emit(item->span, is_set ? Op::kSetAdd : Op::kListAppend, grown, value);
    }
  }
  if (kind == ExprKind::Tuple) {
    emit(span, Op::kListToTuple, dest, grown);
  } else if (grown != dest) {
    emit(span, Op::kMove, dest, grown);
  }
}

void Compiler::gen_dict(const ast::Dict& node, Reg dest) {
  TempScope temps(*this);
  uint32_t at_once = 0;
  while (at_once < node.keys.size() && at_once < kMaxWindow &&
         node.keys[at_once] != nullptr) {
    ++at_once;
  }
  const bool is_whole = at_once == node.keys.size();
  const Reg dict = is_whole || is_temp(dest) ? dest : temp();
  {
    TempScope pairs(*this);
    const Reg first = state_->next_temp;
    for (uint32_t i = 0; i < at_once; ++i) {
      gen_temp(node.keys[i]);
      gen_temp(node.values[i]);
    }
    emit(node.span, Op::kBuildDict, dict, at_once == 0 ? 0 : first, at_once);
  }
  for (uint32_t i = at_once; i < node.keys.size(); ++i) {
    TempScope pair(*this);
    if (node.keys[i] == nullptr) {
      const Reg other = operand(node.values[i]);
      emit(node.values[i]->span, Op::kDictUpdate, dict, other);
    } else {
      const Reg key = operand(node.keys[i], node.values[i]);
      const Reg value = operand(node.values[i]);
      emit(node.span, Op::kDictPut, dict, key, value);
    }
  }
  if (dict != dest) emit(node.span, Op::kMove, dest, dict);
}

void Compiler::gen_joined_str(const ast::JoinedStr& node, Reg dest) {
  if (node.values.empty()) {
    load_value(node.span, Value::from_object(rt().empty_str), dest);
    return;
  }
  if (node.values.size() == 1) {
    gen(node.values[0], dest);
    return;
  }
  TempScope temps(*this);
  Reg first = state_->next_temp;
  uint32_t count = 0;
  for (const Expr* value : node.values) {
    if (count == kMaxWindow) {
      emit(node.span, Op::kBuildString, first, first, count);
      state_->next_temp = first + 1;
      count = 1;
    }
    gen_temp(value);
    ++count;
  }
  emit(node.span, Op::kBuildString, dest, first, count);
}

void Compiler::gen_formatted(const ast::FormattedValue& node, Reg dest) {
  TempScope temps(*this);
  const Reg value = operand(node.value, node.format_spec);
  uint32_t how = node.conversion == 's'   ? 1
                 : node.conversion == 'r' ? 2
                 : node.conversion == 'a' ? 3
                                          : 0;
  Reg spec = 0;
  if (node.format_spec != nullptr) {
    spec = operand(node.format_spec);
    how |= 4;
  }
  emit(node.span, Op::kFormat, dest, value, spec, how);
}

}  // namespace mt::python
