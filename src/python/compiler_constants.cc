// compiler_constants.cc - what can be computed before the program runs.
//
// Numbers, strings and tuples of constants are folded with the operators the
// program itself would use, so the result cannot differ. What raises is left
// alone, to raise when it runs; what would grow large is left alone too, so
// that a short text cannot make a huge module.

#include "python/bytes.h"
#include "python/compiler.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

constexpr int64_t kMaxFoldedBits = 128;
constexpr int64_t kMaxFoldedShift = 128;
constexpr size_t kMaxFoldedBytes = 4096;
constexpr uint32_t kMaxFoldedItems = 256;
// Strings up to this length are made once, whoever spells them: names used as
// keys and attributes are then found by identity.
constexpr size_t kMaxInternedBytes = 64;

bool is_plain_number(Value value) {
  return value.is_number() || value.is_bool() ||
         is_kind(value, Kind::kBigInt) || is_kind(value, Kind::kComplex);
}

bool is_plain_integer(Value value) {
  return is_plain_int(value) || value.is_bool();
}

int64_t bits_in(Value value) {
  if (value.is_bool()) return 1;
  if (value.is_int()) return 48;
  return is_kind(value, Kind::kBigInt) ? int64_t{value.object()->aux} * 32 : 64;
}

// Bytes or items a constant has, or 0 when it is no sequence.
size_t sequence_size(Value value) {
  if (const Str* text = cast<Str>(value)) return text->byte_count;
  if (const Bytes* bytes = cast<Bytes>(value)) return bytes->size;
  if (const Tuple* tuple = cast<Tuple>(value)) return tuple->size;
  return 0;
}

bool is_sequence(Value value) {
  return is_kind(value, Kind::kStr) || is_kind(value, Kind::kBytes) ||
         is_kind(value, Kind::kTuple);
}

size_t limit_of(Value value) {
  return is_kind(value, Kind::kTuple) ? kMaxFoldedItems : kMaxFoldedBytes;
}

}  // namespace

Value Compiler::string_value(std::string_view text) {
  if (text.size() <= kMaxInternedBytes) {
    return keep(Value::from_object(intern(fiber_, text)));
  }
  Str* string = make_str(fiber_, text);
  if (string == nullptr) {
    failed_ = true;
    return Value::none();
  }
  return keep(Value::from_object(string));
}

Value literal_value(Fiber& fiber, const ast::Constant& node) {
  switch (node.type) {
    case ast::ConstantKind::None:
      return Value::none();
    case ast::ConstantKind::True:
      return Value::from_bool(true);
    case ast::ConstantKind::False:
      return Value::from_bool(false);
    case ast::ConstantKind::Ellipsis:
      return Value::ellipsis();
    case ast::ConstantKind::Int:
      if (node.fits && node.small <= static_cast<uint64_t>(Value::kMaxInt)) {
        return Value::from_int(static_cast<int64_t>(node.small));
      }
      return int_from_digits(fiber, node.text.data(), node.text.size(),
                             node.base);
    case ast::ConstantKind::Float:
      return Value::from_float(node.number);
    case ast::ConstantKind::Complex: {
      Complex* complex = make<Complex>(fiber, types().complex_);
      if (complex == nullptr) break;
      complex->real = 0;
      complex->imag = node.number;
      return Value::from_object(complex);
    }
    case ast::ConstantKind::Str: {
      if (node.text.size() <= kMaxInternedBytes)
        return Value::from_object(intern(fiber, node.text));
      Str* text = make_str(fiber, node.text);
      if (text == nullptr) break;
      return Value::from_object(text);
    }
    case ast::ConstantKind::Bytes: {
      Bytes* bytes = make_bytes(fiber, node.text);
      if (bytes == nullptr) break;
      return Value::from_object(bytes);
    }
  }
  return Value::error();
}

Value Compiler::literal(const ast::Constant& node) {
  const Value value = literal_value(fiber_, node);
  return value.is_error() || value.is_object() ? keep(value) : value;
}

bool Compiler::constant_value(const Expr* expr, Value* value) {
  if (failed_) return false;
  switch (expr->kind) {
    case ast::ExprKind::Constant:
      *value = literal(ast::as<ast::Constant>(*expr));
      return !failed_;
    case ast::ExprKind::Tuple:
      return constant_sequence(ast::as<ast::Tuple>(*expr).elts, value);
    case ast::ExprKind::UnaryOp:
      return fold_unary(ast::as<ast::UnaryOp>(*expr), value);
    case ast::ExprKind::BinOp:
      return fold_binary(ast::as<ast::BinOp>(*expr), value);
    case ast::ExprKind::Name:
      if (ast::as<ast::Name>(*expr).id != "__debug__") return false;
      *value = Value::from_bool(true);
      return true;
    default:
      return false;
  }
}

bool Compiler::constant_sequence(const Seq<Expr*>& items, Value* value) {
  if (items.size() > kMaxConstants) return false;
  // Names and calls are found at once; most displays end here.
  for (const Expr* item : items) {
    if (item->kind != ast::ExprKind::Constant &&
        item->kind != ast::ExprKind::UnaryOp &&
        item->kind != ast::ExprKind::BinOp &&
        item->kind != ast::ExprKind::Tuple) {
      return false;
    }
  }
  GcVector values(fiber_);
  for (const Expr* item : items) {
    Value one;
    if (!constant_value(item, &one)) return false;
    values.push(one);
  }
  Tuple* tuple = values.empty()
                     ? empty_tuple(fiber_)
                     : make_tuple(fiber_, values.data(), values.size());
  if (tuple == nullptr) {
    failed_ = true;
    return false;
  }
  *value = keep(Value::from_object(tuple));
  return true;
}

bool Compiler::fold_unary(const ast::UnaryOp& node, Value* value) {
  Value operand;
  if (!constant_value(node.operand, &operand)) return false;
  if (node.op == ast::UnaryOperator::Not) {
    const int is_true = truth(fiber_, operand);
    if (is_true < 0) {
      clear_exception(fiber_);
      return false;
    }
    *value = Value::from_bool(is_true == 0);
    return true;
  }
  if (!is_plain_number(operand)) return false;
  const UnaryOp op = node.op == ast::UnaryOperator::USub   ? kNeg
                     : node.op == ast::UnaryOperator::UAdd ? kPos
                                                           : kInvert;
  const Value result = unary_op(fiber_, op, operand);
  if (result.is_error()) {
    clear_exception(fiber_);
    return false;
  }
  *value = keep(result);
  return true;
}

bool Compiler::fold_binary(const ast::BinOp& node, Value* value) {
  // The right side first: in a + 1 + 2 + ... it is the short one.
  Value left, right;
  if (!constant_value(node.right, &right) ||
      !constant_value(node.left, &left)) {
    return false;
  }
  const bool integers = is_plain_integer(left) && is_plain_integer(right);
  const bool numbers = is_plain_number(left) && is_plain_number(right);
  BinaryOp op = kAdd;
  switch (node.op) {
    case ast::Operator::Add:
      op = kAdd;
      if (!numbers) {
        if (!is_sequence(left) || !is_sequence(right)) return false;
        if (sequence_size(left) + sequence_size(right) > limit_of(left)) {
          return false;
        }
      }
      break;
    case ast::Operator::Sub:
      op = kSub;
      if (!numbers) return false;
      break;
    case ast::Operator::Mult: {
      op = kMul;
      if (numbers) {
        if (integers && bits_in(left) + bits_in(right) > kMaxFoldedBits) {
          return false;
        }
        break;
      }
      const Value sequence = is_sequence(left) ? left : right;
      const Value times = is_sequence(left) ? right : left;
      if (!is_sequence(sequence) || !times.is_int() || times.as_int() < 0) {
        return false;
      }
      const size_t limit = limit_of(sequence);
      const auto count = static_cast<uint64_t>(times.as_int());
      if (count > limit || sequence_size(sequence) * count > limit) {
        return false;
      }
      break;
    }
    case ast::Operator::Div:
      // Era code floors unless it says otherwise; the program divides itself.
      op = kTrueDiv;
      if (!numbers || (is_era_ && integers)) return false;
      break;
    case ast::Operator::FloorDiv:
      op = kFloorDiv;
      if (!numbers) return false;
      break;
    case ast::Operator::Mod:
      op = kMod;
      if (!numbers) return false;
      break;
    case ast::Operator::Pow:
      op = kPow;
      if (!numbers) return false;
      if (integers &&
          (!right.is_int() || right.as_int() < 0 ||
           right.as_int() > kMaxFoldedBits || !left.is_int() ||
           (64 - __builtin_clzll(static_cast<uint64_t>(
                     left.as_int() < 0 ? -left.as_int() : left.as_int()) | 1)) *
                   right.as_int() > kMaxFoldedBits)) {
        return false;
      }
      break;
    case ast::Operator::LShift:
      op = kLShift;
      if (!integers || !right.is_int() || right.as_int() < 0 ||
          right.as_int() > kMaxFoldedShift ||
          bits_in(left) + right.as_int() > kMaxFoldedBits + 48) {
        return false;
      }
      break;
    case ast::Operator::RShift:
      op = kRShift;
      if (!integers) return false;
      break;
    case ast::Operator::BitAnd:
      op = kAnd;
      if (!integers) return false;
      break;
    case ast::Operator::BitOr:
      op = kOr;
      if (!integers) return false;
      break;
    case ast::Operator::BitXor:
      op = kXor;
      if (!integers) return false;
      break;
    case ast::Operator::MatMult:
      return false;
  }
  const Value result = binary_op(fiber_, op, left, right);
  if (result.is_error()) {
    clear_exception(fiber_);
    return false;
  }
  *value = keep(result);
  return true;
}

Reg Compiler::kept_constant(const Expr* expr) {
  CodeState& state = *state_;
  if (state.loop_depth == 0 || !state.is_reachable) return kNone;
  const auto* unary = ast::cast<ast::UnaryOp>(expr);
  const auto* constant = ast::cast<ast::Constant>(
      unary != nullptr ? unary->operand : expr);
  if (constant == nullptr || (constant->type != ast::ConstantKind::Int &&
                              constant->type != ast::ConstantKind::Float &&
                              constant->type != ast::ConstantKind::Str)) {
    return kNone;
  }
  Value value;
  if (!constant_value(expr, &value)) return kNone;
  uint32_t i = 0;
  while (i < state.kept.size() && state.kept[i] != value) ++i;
  if (i == kMaxKept) return kNone;
  if (i == state.kept.size()) state.kept.push_back(value);
  return kKeptRegister + i;
}

int Compiler::constant_truth(const Expr* expr) {
  if (expr->kind != ast::ExprKind::Constant &&
      expr->kind != ast::ExprKind::UnaryOp &&
      expr->kind != ast::ExprKind::BinOp &&
      expr->kind != ast::ExprKind::Name &&
      expr->kind != ast::ExprKind::Tuple) {
    return -1;
  }
  Value value;
  if (!constant_value(expr, &value)) return -1;
  const int is_true = truth(fiber_, value);
  if (is_true < 0) clear_exception(fiber_);
  return is_true;
}

void Compiler::load_value(const Span& span, Value value, Reg dest) {
  if (value.is_none()) {
    emit(span, Op::kLoadNone, dest);
  } else if (value.is_bool()) {
    emit(span, Op::kLoadBool, dest, 0, 0, value.as_bool());
  } else if (value.is_int() && value.as_int() >= INT32_MIN &&
             value.as_int() <= INT32_MAX) {
    emit_wide(span, Op::kLoadInt, dest, static_cast<int32_t>(value.as_int()));
  } else if (state_->is_reachable) {
    emit(span, Op::kLoadConst, dest, constant(value));
  }
}

}  // namespace mt::python
