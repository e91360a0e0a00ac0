// compiler_conditions.cc - expressions that only decide where to go on.
//
// `and`, `or`, `not` and comparisons become jumps without ever being values.
// compare-and-branch is one instruction for the six orders, and `is None` has
// jumps of its own.

#include "python/compiler.h"

namespace mt::python {

using ast::CompareOperator;

namespace {

Op fused_jump(CompareOperator op) {
  switch (op) {
    case CompareOperator::Lt:
      return Op::kJumpLt;
    case CompareOperator::LtE:
      return Op::kJumpLe;
    case CompareOperator::Eq:
      return Op::kJumpEq;
    case CompareOperator::NotEq:
      return Op::kJumpNe;
    case CompareOperator::Gt:
      return Op::kJumpGt;
    case CompareOperator::GtE:
      return Op::kJumpGe;
    default:
      return Op::kJump;  // there is none
  }
}

bool is_none(const ast::Expr* expr) {
  const auto* constant = ast::cast<ast::Constant>(expr);
  return constant != nullptr && constant->type == ast::ConstantKind::None;
}

bool is_identity(CompareOperator op) {
  return op == CompareOperator::Is || op == CompareOperator::IsNot;
}

}  // namespace

void Compiler::condition(const Expr* expr, Label& label, bool when) {
  const int known = constant_truth(expr);
  if (known >= 0) {
    if ((known != 0) == when) jump(expr->span, label);
    return;
  }
  switch (expr->kind) {
    case ast::ExprKind::UnaryOp: {
      const auto& node = ast::as<ast::UnaryOp>(*expr);
      if (node.op != ast::UnaryOperator::Not) break;
      condition(node.operand, label, !when);
      return;
    }
    case ast::ExprKind::BoolOp: {
      const auto& node = ast::as<ast::BoolOp>(*expr);
      // What one operand alone decides: `or` by being true, `and` by being
      // false.
      const bool deciding = node.op == ast::BoolOperator::Or;
      const size_t last = node.values.size() - 1;
      if (deciding == when) {
        for (const Expr* value : node.values) condition(value, label, when);
        return;
      }
      Label past = make_label();
      for (size_t i = 0; i < last; ++i) {
        condition(node.values[i], past, deciding);
      }
      condition(node.values[last], label, when);
      bind(past);
      return;
    }
    case ast::ExprKind::Compare:
      compare_condition(ast::as<ast::Compare>(*expr), label, when);
      return;
    case ast::ExprKind::IfExp: {
      const auto& node = ast::as<ast::IfExp>(*expr);
      Label otherwise = make_label();
      Label past = make_label();
      condition(node.test, otherwise, false);
      condition(node.body, label, when);
      jump(expr->span, past);
      bind(otherwise);
      condition(node.orelse, label, when);
      bind(past);
      return;
    }
    default:
      break;
  }
  TempScope temps(*this);
  const Reg value = operand(expr);
  jump_if(expr->span, when ? Op::kJumpIf : Op::kJumpIfNot, label, value);
}

void Compiler::compare_jump(const Span& span, CompareOperator op, Reg a,
                            const Expr* right, Reg b, Label& label,
                            bool when) {
  const Op fused = fused_jump(op);
  if (fused != Op::kJump) {
    jump_if(span, fused, label, a, b, when);
  } else if (is_identity(op) && is_none(right)) {
    const bool jump_if_none = (op == CompareOperator::Is) == when;
    jump_if(span, jump_if_none ? Op::kJumpIfNone : Op::kJumpIfNotNone, label,
            a);
  } else {
    TempScope temps(*this);
    const Reg result = temp();
    emit_compare(span, op, result, a, b);
    jump_if(span, when ? Op::kJumpIf : Op::kJumpIfNot, label, result);
  }
}

void Compiler::compare_condition(const ast::Compare& node, Label& label,
                                 bool when) {
  check_compared(node);
  TempScope temps(*this);
  const size_t last = node.ops.size() - 1;
  Label past = make_label();
  Reg left = operand(node.left, node.comparators[0]);
  for (size_t i = 0; i <= last; ++i) {
    const Expr* comparator = node.comparators[i];
    Reg right = 0;
    Value number;
    if (i == last && fused_jump(node.ops[i]) != Op::kJump &&
        constant_value(comparator, &number) && number.is_int() &&
        number.as_int() == static_cast<int16_t>(number.as_int())) {
      const int apart = static_cast<int>(Op::kJumpLtInt) -
                        static_cast<int>(Op::kJumpLt);
      const Op op = static_cast<Op>(
          static_cast<int>(fused_jump(node.ops[i])) + apart);
      jump_if(node.span, op, label, left,
              static_cast<uint16_t>(number.as_int()), when);
      break;
    }
    if (i == last && is_identity(node.ops[i]) && is_none(comparator)) {
      right = left;  // not looked at
    } else {
      right = comparand(node.ops[i], comparator,
                        i < last ? node.comparators[i + 1] : nullptr);
    }
    if (i < last) {
      compare_jump(node.span, node.ops[i], left, comparator, right,
                   when ? past : label, false);
    } else {
      compare_jump(node.span, node.ops[i], left, comparator, right, label,
                   when);
    }
    left = right;
  }
  bind(past);
}

}  // namespace mt::python
