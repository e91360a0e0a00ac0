// compiler_expressions.cc - expressions that leave a value in a register.

#include "python/compiler.h"
#include "python/dict.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

using ast::ExprKind;

void Compiler::gen(const Expr* expr, Reg dest) {
  if (failed_) return;
  switch (expr->kind) {
    case ExprKind::Constant:
      load_value(expr->span, literal(ast::as<ast::Constant>(*expr)), dest);
      return;
    case ExprKind::Name: {
      const auto& node = ast::as<ast::Name>(*expr);
      if (node.id == "__debug__") {
        emit(expr->span, Op::kLoadBool, dest, 0, 0, 1);
        return;
      }
      load_symbol(expr->span, node.symbol, dest);
      return;
    }
    case ExprKind::BinOp:
      gen_binary(ast::as<ast::BinOp>(*expr), dest);
      return;
    case ExprKind::UnaryOp:
      gen_unary(ast::as<ast::UnaryOp>(*expr), dest);
      return;
    case ExprKind::BoolOp:
      gen_bool_op(ast::as<ast::BoolOp>(*expr), dest);
      return;
    case ExprKind::Compare:
      gen_compare(ast::as<ast::Compare>(*expr), dest);
      return;
    case ExprKind::IfExp:
      gen_if_exp(ast::as<ast::IfExp>(*expr), dest);
      return;
    case ExprKind::NamedExpr: {
      const auto& node = ast::as<ast::NamedExpr>(*expr);
      gen(node.value, dest);
      store_symbol(expr->span, ast::as<ast::Name>(*node.target).symbol, dest);
      return;
    }
    case ExprKind::Call:
      gen_call(ast::as<ast::Call>(*expr), dest);
      return;
    case ExprKind::Attribute:
      gen_attribute(ast::as<ast::Attribute>(*expr), dest);
      return;
    case ExprKind::Subscript:
      gen_subscript(ast::as<ast::Subscript>(*expr), dest);
      return;
    case ExprKind::Slice:
      gen_slice(ast::as<ast::Slice>(*expr), dest);
      return;
    case ExprKind::Tuple:
      gen_sequence(expr->span, ast::as<ast::Tuple>(*expr).elts, expr->kind,
                   dest);
      return;
    case ExprKind::List:
      gen_sequence(expr->span, ast::as<ast::List>(*expr).elts, expr->kind,
                   dest);
      return;
    case ExprKind::Set:
      gen_sequence(expr->span, ast::as<ast::Set>(*expr).elts, expr->kind,
                   dest);
      return;
    case ExprKind::Dict:
      gen_dict(ast::as<ast::Dict>(*expr), dest);
      return;
    case ExprKind::JoinedStr:
      gen_joined_str(ast::as<ast::JoinedStr>(*expr), dest);
      return;
    case ExprKind::FormattedValue:
      gen_formatted(ast::as<ast::FormattedValue>(*expr), dest);
      return;
    case ExprKind::Lambda:
      gen_lambda(ast::as<ast::Lambda>(*expr), dest);
      return;
    case ExprKind::ListComp:
    case ExprKind::SetComp:
    case ExprKind::DictComp:
    case ExprKind::GeneratorExp:
      gen_comprehension(expr, dest);
      return;
    case ExprKind::Yield:
      gen_yield(ast::as<ast::Yield>(*expr), dest);
      return;
    case ExprKind::YieldFrom:
      gen_yield_from(ast::as<ast::YieldFrom>(*expr), dest);
      return;
    case ExprKind::Await:
      gen_await(ast::as<ast::Await>(*expr), dest);
      return;
    case ExprKind::Starred:
      fail(expr->span, "can't use starred expression here");
      return;
    case ExprKind::Repr: {
      TempScope temps(*this);
      const Reg value = operand(ast::as<ast::Repr>(*expr).value);
      intrinsic(expr->span, IntrinsicId::kEraRepr, dest, value, 1);
      return;
    }
  }
}

// True when only the last instruction of gen() writes dest, if that is a local.
bool Compiler::writes_last(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::BoolOp:
    case ExprKind::IfExp:
    case ExprKind::NamedExpr:
      return false;
    case ExprKind::Compare:
      return ast::as<ast::Compare>(*expr).ops.size() == 1;
    default:
      return true;
  }
}

void Compiler::gen_into(const Expr* expr, Reg dest) {
  if (is_temp(dest) || writes_last(expr)) {
    gen(expr, dest);
    return;
  }
  TempScope temps(*this);
  const Reg value = gen_temp(expr);
  emit(expr->span, Op::kMove, dest, value);
}

Reg Compiler::gen_temp(const Expr* expr) {
  const Reg dest = temp();
  gen(expr, dest);
  return dest;
}

// The register of what may be used where it lies, or kNone.
Reg Compiler::in_place(const Expr* expr, const Expr* later,
                       const Expr* later2) {
  const auto* name = ast::cast<ast::Name>(expr);
  if (name == nullptr) return kept_constant(expr);
  if (name->id == "__debug__") return kNone;
  const Reg local = register_of(name->symbol);
  if (local == kNone) return kNone;
  if (has_walrus_ && (may_assign(later) || may_assign(later2))) return kNone;
  check_bound(expr->span, name->symbol);
  return local;
}

Reg Compiler::operand(const Expr* expr, const Expr* later,
                      const Expr* later2) {
  const Reg local = in_place(expr, later, later2);
  return local != kNone ? local : gen_temp(expr);
}

Reg Compiler::operand_in(const Expr* expr, Reg dest, const Expr* later) {
  if (!is_temp(dest)) return operand(expr, later);
  const Reg local = in_place(expr, later, nullptr);
  if (local != kNone) return local;
  gen(expr, dest);
  return dest;
}

void Compiler::effect(const Expr* expr) {
  TempScope temps(*this);
  // A comparison may raise, a name may be unbound: all are evaluated.
  operand(expr);
}

// Whether evaluating `expr` may set a local of this function. Lambdas and the
// scopes of comprehensions cannot: what they set here is a cell.
bool Compiler::may_assign(const Expr* expr) const {
  if (expr == nullptr) return false;
  const auto any = [&](const Seq<Expr*>& list) {
    for (const Expr* item : list) {
      if (may_assign(item)) return true;
    }
    return false;
  };
  switch (expr->kind) {
    case ExprKind::Constant:
    case ExprKind::Name:
      return false;
    case ExprKind::NamedExpr:
      return true;
    case ExprKind::ListComp: {
      const auto& node = ast::as<ast::ListComp>(*expr);
      return node.scope == nullptr || may_assign(node.generators[0].iter);
    }
    case ExprKind::BinOp: {
      const auto& node = ast::as<ast::BinOp>(*expr);
      return may_assign(node.right) || may_assign(node.left);
    }
    case ExprKind::UnaryOp:
      return may_assign(ast::as<ast::UnaryOp>(*expr).operand);
    case ExprKind::BoolOp:
      return any(ast::as<ast::BoolOp>(*expr).values);
    case ExprKind::Compare: {
      const auto& node = ast::as<ast::Compare>(*expr);
      return may_assign(node.left) || any(node.comparators);
    }
    case ExprKind::Call: {
      const auto& node = ast::as<ast::Call>(*expr);
      for (const ast::Keyword& keyword : node.keywords) {
        if (may_assign(keyword.value)) return true;
      }
      return may_assign(node.func) || any(node.args);
    }
    case ExprKind::Attribute:
      return may_assign(ast::as<ast::Attribute>(*expr).value);
    case ExprKind::Subscript: {
      const auto& node = ast::as<ast::Subscript>(*expr);
      return may_assign(node.value) || may_assign(node.slice);
    }
    case ExprKind::Slice: {
      const auto& node = ast::as<ast::Slice>(*expr);
      return may_assign(node.lower) || may_assign(node.upper) ||
             may_assign(node.step);
    }
    case ExprKind::Starred:
      return may_assign(ast::as<ast::Starred>(*expr).value);
    case ExprKind::Tuple:
      return any(ast::as<ast::Tuple>(*expr).elts);
    case ExprKind::List:
      return any(ast::as<ast::List>(*expr).elts);
    default:
      return true;  // the rest is rare enough for a copy too many
  }
}

// --- arithmetic -------------------------------------------------------------

namespace {

Op arithmetic_op(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add:
      return Op::kAdd;
    case ast::Operator::Sub:
      return Op::kSub;
    case ast::Operator::Mult:
      return Op::kMul;
    case ast::Operator::MatMult:
      return Op::kMatMul;
    case ast::Operator::Div:
      return Op::kTrueDiv;
    case ast::Operator::Mod:
      return Op::kMod;
    case ast::Operator::Pow:
      return Op::kPow;
    case ast::Operator::LShift:
      return Op::kLShift;
    case ast::Operator::RShift:
      return Op::kRShift;
    case ast::Operator::BitOr:
      return Op::kBitOr;
    case ast::Operator::BitXor:
      return Op::kBitXor;
    case ast::Operator::BitAnd:
      return Op::kBitAnd;
    case ast::Operator::FloorDiv:
      return Op::kFloorDiv;
  }
  return Op::kAdd;
}

}  // namespace

void Compiler::emit_arithmetic(const Span& span, ast::Operator op, Reg dest,
                               Reg a, const Expr* right, bool in_place) {
  Op code = arithmetic_op(op);
  if (op == ast::Operator::Div && is_era_ && !module_.future_division) {
    code = Op::kEraDiv;
  }
  if (op == ast::Operator::Add || op == ast::Operator::Sub) {
    Value step;
    if (right->kind == ExprKind::Constant && constant_value(right, &step) &&
        step.is_int() && step.as_int() <= INT16_MAX) {
      // x - 1 is x + (-1) for numbers; d remembers how it was written.
      const bool minus = op == ast::Operator::Sub;
      const int64_t amount = minus ? -step.as_int() : step.as_int();
      emit(span, Op::kAddInt, dest, a, static_cast<uint16_t>(amount),
           (in_place ? 1u : 0u) | (minus ? 2u : 0u));
      return;
    }
  }
  emit(span, code, dest, a, operand(right), in_place);
}

void Compiler::gen_binary(const ast::BinOp& node, Reg dest) {
  Value folded;
  if (constant_value(&node, &folded)) {
    load_value(node.span, folded, dest);
    return;
  }
  TempScope temps(*this);
  const Reg left = operand_in(node.left, dest, node.right);
  emit_arithmetic(node.span, node.op, dest, left, node.right, false);
}

void Compiler::gen_unary(const ast::UnaryOp& node, Reg dest) {
  Value folded;
  if (constant_value(&node, &folded)) {
    load_value(node.span, folded, dest);
    return;
  }
  TempScope temps(*this);
  const Reg value = operand_in(node.operand, dest);
  const Op op = node.op == ast::UnaryOperator::Not      ? Op::kNot
                : node.op == ast::UnaryOperator::USub   ? Op::kNeg
                : node.op == ast::UnaryOperator::UAdd   ? Op::kPos
                                                        : Op::kInvert;
  emit(node.span, op, dest, value);
}

// --- choosing ---------------------------------------------------------------

void Compiler::gen_bool_op(const ast::BoolOp& node, Reg dest) {
  Label past = make_label();
  const Op op =
      node.op == ast::BoolOperator::Or ? Op::kJumpIf : Op::kJumpIfNot;
  const size_t last = node.values.size() - 1;
  for (size_t i = 0; i < last; ++i) {
    gen(node.values[i], dest);
    jump_if(node.values[i]->span, op, past, dest);
  }
  gen(node.values[last], dest);
  bind(past);
}

void Compiler::gen_if_exp(const ast::IfExp& node, Reg dest) {
  Label otherwise = make_label();
  Label past = make_label();
  condition(node.test, otherwise, false);
  gen(node.body, dest);
  jump(node.span, past);
  bind(otherwise);
  gen(node.orelse, dest);
  bind(past);
}

// --- comparing --------------------------------------------------------------

Reg Compiler::comparand(ast::CompareOperator op, const Expr* expr,
                        const Expr* later) {
  if (op != ast::CompareOperator::In && op != ast::CompareOperator::NotIn) {
    return operand(expr, later);
  }
  const auto* list = ast::cast<ast::List>(expr);
  const auto* set = ast::cast<ast::Set>(expr);
  Value items;
  if ((list != nullptr && constant_sequence(list->elts, &items)) ||
      (set != nullptr && constant_sequence(set->elts, &items))) {
    if (set != nullptr) {
      Set* frozen = make_set(fiber_, true);
      if (frozen == nullptr) {
        failed_ = true;
        return 0;
      }
      keep(Value::from_object(frozen));
      if (!set_update(fiber_, frozen, items)) {
        clear_exception(fiber_);  // unhashable: raises when it runs
        return operand(expr, later);
      }
      items = Value::from_object(frozen);
    }
    const Reg reg = temp();
    load_value(expr->span, items, reg);
    return reg;
  }
  return operand(expr, later);
}

void Compiler::emit_compare(const Span& span, ast::CompareOperator op,
                            Reg dest, Reg a, Reg b) {
  switch (op) {
    case ast::CompareOperator::Eq:
      return emit(span, Op::kEq, dest, a, b);
    case ast::CompareOperator::NotEq:
      return emit(span, Op::kNe, dest, a, b);
    case ast::CompareOperator::Lt:
      return emit(span, Op::kLt, dest, a, b);
    case ast::CompareOperator::LtE:
      return emit(span, Op::kLe, dest, a, b);
    case ast::CompareOperator::Gt:
      return emit(span, Op::kGt, dest, a, b);
    case ast::CompareOperator::GtE:
      return emit(span, Op::kGe, dest, a, b);
    case ast::CompareOperator::Is:
      return emit(span, Op::kIs, dest, a, b, 0);
    case ast::CompareOperator::IsNot:
      return emit(span, Op::kIs, dest, a, b, 1);
    case ast::CompareOperator::In:
      return emit(span, Op::kIn, dest, a, b, 0);
    case ast::CompareOperator::NotIn:
      return emit(span, Op::kIn, dest, a, b, 1);
  }
}

void Compiler::gen_compare(const ast::Compare& node, Reg dest) {
  check_compared(node);
  TempScope temps(*this);
  const size_t last = node.ops.size() - 1;
  Label past = make_label();
  Reg left = last == 0 ? operand_in(node.left, dest, node.comparators[0])
                       : operand(node.left, node.comparators[0]);
  for (size_t i = 0; i <= last; ++i) {
    const Expr* later = i < last ? node.comparators[i + 1] : nullptr;
    const Reg right = comparand(node.ops[i], node.comparators[i], later);
    emit_compare(node.span, node.ops[i], dest, left, right);
    if (i < last) jump_if(node.span, Op::kJumpIfNot, past, dest);
    left = right;
  }
  bind(past);
}

// --- attributes and items ---------------------------------------------------

// Where a chain of attributes goes over several lines, the line to show is the
// one with the name.
ast::Span Compiler::attribute_span(const ast::Attribute& node) const {
  Span span = node.span;
  if (span.line != span.end_line) {
    span.line = span.end_line;
    span.column = node.attr_span.column;
  }
  return span;
}

void Compiler::gen_attribute(const ast::Attribute& node, Reg dest) {
  TempScope temps(*this);
  const Reg object = operand_in(node.value, dest);
  emit(attribute_span(node), Op::kLoadAttr, dest, object,
       site(Op::kLoadAttr, node.attr));
  era_text(node.span, dest);
}

void Compiler::gen_subscript(const ast::Subscript& node, Reg dest) {
  check_subscripted(node);
  TempScope temps(*this);
  const Reg object = operand_in(node.value, dest, node.slice);
  const Reg key = operand(node.slice);
  emit(node.span, Op::kGetItem, dest, object, key);
}

void Compiler::gen_slice(const ast::Slice& node, Reg dest) {
  TempScope temps(*this);
  // With two bounds the interpreter may go without the slice.
  const uint32_t count = node.step != nullptr || keeps_slices_ ? 3 : 2;
  const Reg parts = temp(count);
  const Expr* bounds[3] = {node.lower, node.upper, node.step};
  for (uint32_t i = 0; i < count; ++i) {
    if (bounds[i] != nullptr) {
      gen(bounds[i], parts + i);
    } else {
      emit(node.span, Op::kLoadNone, parts + i);
    }
  }
  emit(node.span, Op::kBuildSlice, dest, parts, 0, count);
}

// --- generators -------------------------------------------------------------

void Compiler::gen_yield(const ast::Yield& node, Reg dest) {
  TempScope temps(*this);
  Reg value;
  if (node.value != nullptr) {
    value = operand(node.value);
  } else {
    value = temp();
    emit(node.span, Op::kLoadNone, value);
  }
  if ((state_->flags & kCodeAsyncGenerator) != 0) {
    const Reg wrapped = temp();
    emit(node.span, Op::kWrapYield, wrapped, value);
    value = wrapped;
  }
  emit(node.span, Op::kYield, dest, value);
  era_text(node.span, dest);
}

void Compiler::gen_yield_from(const ast::YieldFrom& node, Reg dest) {
  TempScope temps(*this);
  const Reg source = operand(node.value);
  const Reg iterator = temp();
  const Reg sent = temp();
  emit(node.span, Op::kGetIter, iterator, source, 0, 3);
  emit(node.span, Op::kLoadNone, sent);
  emit(node.span, Op::kYieldFrom, dest, iterator, sent, 0);
}

void Compiler::gen_await(const ast::Await& node, Reg dest) {
  TempScope temps(*this);
  await_value(node.span, operand(node.value), dest, 0);
}

void Compiler::await_value(const Span& span, Reg awaitable, Reg dest,
                           uint32_t how) {
  TempScope temps(*this);
  const Reg iterator = temp();
  const Reg sent = temp();
  emit(span, Op::kGetAwaitable, iterator, awaitable, 0, how);
  emit(span, Op::kLoadNone, sent);
  emit(span, Op::kYieldFrom, dest, iterator, sent, 1);
}

}  // namespace mt::python
