// vm.cc - the dispatch loop.
//
// One case for each row of opcode.h, in the same order. Registers are R(x);
// `pc` is at the next instruction. Whatever may raise, run Python or look at the
// stack is preceded by SAVE(), which writes pc back to the frame; afterwards
// LOAD() fetches frame, pc and registers again when the frame on top may have
// changed. Calls of Python functions push a frame and go on in the same loop.

#include <string.h>

#include "base/status.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/heap.h"
#include "python/import.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/range.h"
#include "python/runtime.h"
#include "python/slice.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

#if defined(__GNUC__) && !defined(MT_SWITCH_DISPATCH)
#define MT_COMPUTED_GOTO 1
#pragma GCC diagnostic ignored "-Wpedantic"
#else
#define MT_COMPUTED_GOTO 0
#endif

namespace mt::python {
namespace {

// 0 or 1 for the values whose truth needs no call, else -1.
inline int quick_truth(Value v) {
  if (v.is_bool()) return v.is_true();
  if (v.is_int()) return v.as_int() != 0;
  if (v.is_none()) return 0;
  return -1;
}

inline Value add_ints(Value a, Value b) {
  int64_t sum;
  if (__builtin_add_overflow(static_cast<int64_t>(a.bits() << 16),
                             static_cast<int64_t>(b.bits() << 16), &sum))
    return Value();
  return Value::from_bits(Value::kIntTag | static_cast<uint64_t>(sum) >> 16);
}

inline Value sub_ints(Value a, Value b) {
  int64_t difference;
  if (__builtin_sub_overflow(static_cast<int64_t>(a.bits() << 16),
                             static_cast<int64_t>(b.bits() << 16),
                             &difference))
    return Value();
  return Value::from_bits(Value::kIntTag |
                          static_cast<uint64_t>(difference) >> 16);
}

inline double as_double(Value v) {
  return v.is_int() ? static_cast<double>(v.as_int()) : v.as_float();
}

Value arithmetic(Fiber& fiber, Op op, bool inplace, Value a, Value b) {
  static const BinaryOp kOperators[] = {kAdd,    kSub,    kMul, kMatMul,
                                        kTrueDiv, kFloorDiv, kMod, kPow,
                                        kLShift, kRShift, kAnd, kXor, kOr};
  const BinaryOp which =
      kOperators[static_cast<int>(op) - static_cast<int>(Op::kAdd)];
  return inplace ? inplace_op(fiber, which, a, b)
                 : binary_op(fiber, which, a, b);
}

}  // namespace

#define R(i) registers[i]
#define SAVE() (frame->pc = pc)
#define LOAD()                    \
  do {                            \
    frame = fiber.frame;          \
    pc = frame->pc;               \
    registers = frame->registers; \
    code = frame->code;           \
  } while (0)
// The same for a frame that was just pushed.
#define LOAD_CALLED(pushed, its_code) \
  do {                                \
    frame = pushed;                   \
    code = its_code;                  \
    pc = code->instructions;          \
    registers = frame->registers;     \
  } while (0)
// Stores the result of a slow road, or goes to unwind.
#define PUT(reg, expression)                   \
  do {                                         \
    SAVE();                                    \
    const Value put_result = (expression);     \
    if (put_result.is_error()) goto raised;    \
    R(reg) = put_result;                       \
  } while (0)
#define DO(expression)           \
  do {                           \
    SAVE();                      \
    if (!(expression)) goto raised; \
  } while (0)

// Whether the site knows where the class `object` has its attribute.
#define IS_TYPE_SITE(site, object)                                      \
  ((site).state == kSiteTypeAttribute &&                                \
   (object).bits() == Value::from_object((site).shape).bits() &&        \
   (site).epoch == g_type_epoch &&                                      \
   (site).version == static_cast<Dict*>((site).holder)->version)

#if MT_COMPUTED_GOTO
#define CASE(name) op_##name
// Offsets, not addresses: a table of addresses would need relocating.
#define NEXT()                                                      \
  do {                                                              \
    ins = *pc++;                                                    \
    goto *(static_cast<char*>(&&op_Move) +                          \
           kOffsets[static_cast<uint8_t>(ins.op)]);                 \
  } while (0)
#else
#define CASE(name) case Op::k##name
#define NEXT() goto dispatch
#endif

// Of two integers as they stand, tag and all; only ^ takes the tag away.
#define BITWISE(symbol)                                                       \
  const Value lhs = R(ins.b);                                                 \
  const Value rhs = R(ins.c);                                                 \
  if (Value::both_int(lhs, rhs)) {                                            \
    R(ins.a) = Value::from_bits((lhs.bits() symbol rhs.bits()) |              \
                                Value::kIntTag);                              \
    NEXT();                                                                   \
  }                                                                           \
  PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));                \
  NEXT()

#define COMPARE_VALUES(symbol, which)                                         \
  const Value lhs = R(ins.b);                                                 \
  const Value rhs = R(ins.c);                                                 \
  if (Value::both_int(lhs, rhs)) {                                            \
    R(ins.a) = Value::from_bool(static_cast<int64_t>(lhs.bits() << 16)        \
                                    symbol static_cast<int64_t>(rhs.bits()    \
                                                                << 16));      \
    NEXT();                                                                   \
  }                                                                           \
  if (lhs.is_number() && rhs.is_number()) {                                   \
    R(ins.a) = Value::from_bool(as_double(lhs) symbol as_double(rhs));        \
    NEXT();                                                                   \
  }                                                                           \
  PUT(ins.a, compare(fiber, which, lhs, rhs));                                \
  NEXT()

#define COMPARE_JUMP(symbol, which)                                           \
  const Value lhs = R(ins.a);                                                 \
  const Value rhs = R(ins.b);                                                 \
  if (Value::both_int(lhs, rhs)) {                                            \
    if ((static_cast<int64_t>(lhs.bits() << 16)                               \
             symbol static_cast<int64_t>(rhs.bits() << 16)) == (ins.d != 0))  \
      pc += ins.jump16();                                                     \
    NEXT();                                                                   \
  }                                                                           \
  if (lhs.is_number() && rhs.is_number()) {                                   \
    if ((as_double(lhs) symbol as_double(rhs)) == (ins.d != 0))               \
      pc += ins.jump16();                                                     \
    NEXT();                                                                   \
  }                                                                           \
  SAVE();                                                                     \
  const Value result = compare(fiber, which, lhs, rhs);                       \
  if (result.is_error()) goto raised;                                         \
  const int yes = truth(fiber, result);                                       \
  if (yes < 0) goto raised;                                                   \
  if ((yes != 0) == (ins.d != 0)) pc += ins.jump16();                         \
  NEXT()

Value run(Fiber& fiber) {
  if (stack_is_low()) {  // each call from native code to Python adds a run()
    raise_too_deep(fiber);
    abandon_entry(fiber);
    return Value::error();
  }
  ++fiber.native_depth;
  Frame* frame;
  const Instruction* pc;
  Value* registers;
  Code* code;
  Instruction ins;
  Value returned;
  LOAD();

#if MT_COMPUTED_GOTO
  static const int32_t kOffsets[] = {
#define OP(name, operands, effect)                                  \
  static_cast<int32_t>(static_cast<char*>(&&op_##name) -            \
                       static_cast<char*>(&&op_Move)),
      MT_OPCODES(OP)
#undef OP
  };
  NEXT();
#else
dispatch:
  ins = *pc++;
  switch (ins.op) {
#endif

  CASE(Move) : {
    R(ins.a) = R(ins.b);
    NEXT();
  }
  CASE(LoadConst) : {
    R(ins.a) = code->constants[ins.b];
    NEXT();
  }
  CASE(LoadInt) : {
    R(ins.a) = Value::from_int(ins.bc());
    NEXT();
  }
  CASE(LoadNone) : {
    R(ins.a) = Value::none();
    NEXT();
  }
  CASE(LoadBool) : {
    R(ins.a) = Value::from_bool(ins.d != 0);
    NEXT();
  }
  CASE(Clear) : {
    for (uint32_t i = 0; i < ins.b; ++i) R(ins.a + i) = Value::undefined();
    NEXT();
  }
  CASE(CheckBound) : {
    if (__builtin_expect(R(ins.a).is_undefined(), 0)) {
      SAVE();
      unbound_local(fiber, code->constants[ins.b].as<Str>());
      goto raised;
    }
    NEXT();
  }

  CASE(MakeCell) : {
    const Value content = R(ins.a);
    SAVE();
    R(ins.a) = make_cell(fiber, content);
    NEXT();
  }
  CASE(LoadCell) : {
    const Value content = R(ins.b).as<Cell>()->value;
    if (__builtin_expect(content.is_undefined(), 0)) {
      SAVE();
      unbound_cell(fiber, code, ins.b, code->constants[ins.c].as<Str>());
      goto raised;
    }
    R(ins.a) = content;
    NEXT();
  }
  CASE(LoadClassCell) : {
    PUT(ins.a, load_class_cell(fiber, frame, code->constants[ins.c].as<Str>(),
                               R(ins.b)));
    NEXT();
  }
  CASE(StoreCell) : {
    store(fiber.heap, &R(ins.a).as<Cell>()->value, R(ins.b));
    NEXT();
  }
  CASE(ClearCell) : {
    Cell* cell = R(ins.a).as<Cell>();
    if (cell->value.is_undefined()) {
      SAVE();
      unbound_cell(fiber, code, ins.a, code->constants[ins.b].as<Str>());
      goto raised;
    }
    store(fiber.heap, &cell->value, Value::undefined());
    NEXT();
  }

  CASE(LoadGlobal) : {
    Site& site = code->sites[ins.b];
    if (site.state == kSiteGlobal && site.epoch == frame->globals->version) {
      R(ins.a) = frame->globals->entries[site.slot].value;
      NEXT();
    }
    if (site.state == kSiteBuiltin && site.epoch == frame->globals->version &&
        site.version == frame->builtins->version) {
      R(ins.a) = frame->builtins->entries[site.slot].value;
      NEXT();
    }
    PUT(ins.a, load_global_slow(fiber, frame, site));
    NEXT();
  }
  CASE(StoreGlobal) : {
    Site& site = code->sites[ins.b];
    if (site.state == kSiteGlobal && site.epoch == frame->globals->version) {
      store(fiber.heap, &frame->globals->entries[site.slot].value, R(ins.a));
      NEXT();
    }
    DO(store_global(fiber, frame, site, R(ins.a)));
    NEXT();
  }
  CASE(DelGlobal) : {
    DO(delete_global(fiber, frame, code->sites[ins.b]));
    NEXT();
  }
  CASE(LoadName) : {
    PUT(ins.a, load_name(fiber, frame, code->site_names[ins.b]));
    NEXT();
  }
  CASE(StoreName) : {
    DO(store_name(fiber, frame, code->site_names[ins.b], R(ins.a)));
    NEXT();
  }
  CASE(DelName) : {
    DO(delete_name(fiber, frame, code->site_names[ins.b]));
    NEXT();
  }

  CASE(LoadAttr) : {
    const Value object = R(ins.b);
    Site& site = code->sites[ins.c];
    if (object.is_object() && object.object()->shape == site.shape) {
      if (site.state == kSiteInlineSlot) {
        Value value;
        memcpy(&value, reinterpret_cast<char*>(object.object()) + site.slot,
               sizeof value);
        if (__builtin_expect(!value.is_undefined(), 1)) {
          R(ins.a) = value;
          NEXT();
        }
      } else if (site.state == kSiteOverflowSlot) {
        const Value value =
            static_cast<SlotArray*>(*overflow_of(object.object()))
                ->values[site.slot];
        if (!value.is_undefined()) {
          R(ins.a) = value;
          NEXT();
        }
      } else if (site.state == kSiteModule) {
        Dict* dict = static_cast<Module*>(object.object())->dict;
        if (site.epoch == dict->version) {
          R(ins.a) = dict->entries[site.slot].value;
          NEXT();
        }
      } else if (site.epoch == g_type_epoch) {
        if (site.state == kSiteClass) {
          const Dict* dict = static_cast<Dict*>(site.holder);
          if (site.version == dict->version) {
            R(ins.a) = dict->entries[site.slot].value;
            NEXT();
          }
        } else if (site.state == kSiteProperty) {
          SAVE();
          Function* getter = static_cast<Function*>(site.holder);
          Frame* pushed = push_call(fiber, getter, &object, 1,
                                    fiber.runtime.recursion_limit);
          if (pushed == nullptr) goto raised;
          pushed->result = ins.a;
          LOAD_CALLED(pushed, getter->code);
          NEXT();
        } else if (site.state == kSiteMethod) {
          SAVE();
          R(ins.a) = make_bound_method(
              fiber, Value::from_object(site.holder), object);
          NEXT();
        }
      }
    } else if (IS_TYPE_SITE(site, object)) {
      R(ins.a) = static_cast<Dict*>(site.holder)->entries[site.slot].value;
      NEXT();
    }
    PUT(ins.a, load_attr_slow(fiber, object, site));
    NEXT();
  }
  CASE(StoreAttr) : {
    const Value object = R(ins.a);
    Site& site = code->sites[ins.c];
    if (object.is_object() && object.object()->shape == site.shape) {
      char* base = reinterpret_cast<char*>(object.object());
      if (site.state == kSiteInlineSlot) {
        store(fiber.heap, reinterpret_cast<Value*>(base + site.slot), R(ins.b));
        NEXT();
      }
      if (site.state == kSiteOverflowSlot) {
        store(fiber.heap,
              &static_cast<SlotArray*>(*overflow_of(object.object()))
                   ->values[site.slot],
              R(ins.b));
        NEXT();
      }
      if (site.state == kSiteAddInline && site.epoch == g_type_epoch) {
        memcpy(base + site.slot, &R(ins.b), sizeof(Value));
        object.object()->shape = static_cast<Shape*>(site.holder);
        NEXT();
      }
    }
    DO(store_attr_slow(fiber, object, site, R(ins.b)));
    NEXT();
  }
  CASE(DelAttr) : {
    DO(del_attr(fiber, R(ins.a), code->site_names[ins.b]));
    NEXT();
  }
  CASE(LoadMethod) : {
    const Value object = R(ins.b);
    Site& site = code->sites[ins.c];
    if (object.is_object() && object.object()->shape == site.shape) {
      if (site.state == kSiteMethod && site.epoch == g_type_epoch) {
        R(ins.a) = Value::from_object(site.holder);
        R(ins.a + 1) = object;
        NEXT();
      }
      if (site.state == kSiteModule) {
        const Dict* dict = static_cast<Module*>(object.object())->dict;
        if (site.epoch == dict->version) {
          R(ins.a) = dict->entries[site.slot].value;
          R(ins.a + 1) = Value();
          NEXT();
        }
      }
    } else if (IS_TYPE_SITE(site, object)) {
      R(ins.a) = static_cast<Dict*>(site.holder)->entries[site.slot].value;
      R(ins.a + 1) = Value();
      NEXT();
    }
    DO(load_method_slow(fiber, object, site, ins.d != 0, &R(ins.a)));
    NEXT();
  }
  CASE(GetItem) : {
    const Value object = R(ins.b);
    const Value key = R(ins.c);
    if (object.is_object() &&
        object.object()->shape == types().dict->root_shape) {
      SAVE();
      const Value found = dict_find(fiber, object.as<Dict>(), key);
      if (__builtin_expect(found.is_error(), 0)) goto raised;
      if (!found.is_undefined()) {
        R(ins.a) = found;
        NEXT();
      }
    } else if (object.is_object() && key.is_int()) {
      int64_t i = key.as_int();
      const Object* container = object.object();
      if (container->shape == types().list->root_shape) {
        const List* list = object.as<List>();
        if (i < 0) i += list->size;
        if (static_cast<uint64_t>(i) < list->size) {
          R(ins.a) = list->items[i];
          NEXT();
        }
      } else if (container->shape == types().tuple->root_shape) {
        const Tuple* tuple = object.as<Tuple>();
        if (i < 0) i += tuple->size;
        if (static_cast<uint64_t>(i) < tuple->size) {
          R(ins.a) = tuple->items[i];
          NEXT();
        }
      } else if (container->shape == types().str->root_shape) {
        const Str* text = object.as<Str>();
        if (i < 0) i += text->char_count;
        if (text->is_ascii() && static_cast<uint64_t>(i) < text->char_count) {
          R(ins.a) = str_from_char(fiber, static_cast<uint8_t>(text->data[i]));
          NEXT();
        }
      }
    }
    PUT(ins.a, get_item(fiber, object, key));
    NEXT();
  }
  CASE(SetItem) : {
    const Value object = R(ins.a);
    const Value key = R(ins.b);
    if (object.is_object() && key.is_int() &&
        object.object()->shape == types().list->root_shape) {
      int64_t i = key.as_int();
      List* list = object.as<List>();
      if (i < 0) i += list->size;
      if (static_cast<uint64_t>(i) < list->size) {
        store(fiber.heap, &list->items[i], R(ins.c));
        NEXT();
      }
    }
    if (object.is_object() &&
        object.object()->shape == types().dict->root_shape) {
      DO(dict_set(fiber, object.as<Dict>(), key, R(ins.c)));
      NEXT();
    }
    DO(set_item(fiber, object, key, R(ins.c)));
    NEXT();
  }
  CASE(DelItem) : {
    DO(del_item(fiber, R(ins.a), R(ins.b)));
    NEXT();
  }
  CASE(BuildSlice) : {
    // `s[i:j]` of a builtin sequence needs no slice object.
    if (pc->op == Op::kGetItem && pc->c == ins.a && ins.d == 2) {
      SAVE();
      const Value part =
          quick_slice(fiber, R(pc->b), R(ins.b), R(ins.b + 1));
      if (part.is_error()) goto raised;
      if (!part.is_undefined()) {
        R(pc->a) = part;
        ++pc;
        NEXT();
      }
    }
    PUT(ins.a, make_slice(fiber, R(ins.b), R(ins.b + 1),
                          ins.d == 3 ? R(ins.b + 2) : Value::none()));
    NEXT();
  }

  CASE(Add) : {
    const Value lhs = R(ins.b);
    const Value rhs = R(ins.c);
    if (Value::both_int(lhs, rhs)) {
      const Value sum = add_ints(lhs, rhs);
      if (__builtin_expect(!sum.is_undefined(), 1)) {
        R(ins.a) = sum;
        NEXT();
      }
    } else if (lhs.is_number() && rhs.is_number()) {
      R(ins.a) = Value::from_float(as_double(lhs) + as_double(rhs));
      NEXT();
    }
    PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));
    NEXT();
  }
  CASE(Sub) : {
    const Value lhs = R(ins.b);
    const Value rhs = R(ins.c);
    if (Value::both_int(lhs, rhs)) {
      const Value difference = sub_ints(lhs, rhs);
      if (__builtin_expect(!difference.is_undefined(), 1)) {
        R(ins.a) = difference;
        NEXT();
      }
    } else if (lhs.is_number() && rhs.is_number()) {
      R(ins.a) = Value::from_float(as_double(lhs) - as_double(rhs));
      NEXT();
    }
    PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));
    NEXT();
  }
  CASE(Mul) : {
    const Value lhs = R(ins.b);
    const Value rhs = R(ins.c);
    if (Value::both_int(lhs, rhs)) {
      int64_t product;
      if (!__builtin_mul_overflow(lhs.as_int(), rhs.as_int(), &product) &&
          Value::fits_int(product)) {
        R(ins.a) = Value::from_int(product);
        NEXT();
      }
    } else if (lhs.is_number() && rhs.is_number()) {
      R(ins.a) = Value::from_float(as_double(lhs) * as_double(rhs));
      NEXT();
    }
    PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));
    NEXT();
  }
  CASE(TrueDiv) : {
    const Value lhs = R(ins.b);
    const Value rhs = R(ins.c);
    if (lhs.is_number() && rhs.is_number() && as_double(rhs) != 0.0) {
      R(ins.a) = Value::from_float(as_double(lhs) / as_double(rhs));
      NEXT();
    }
    PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));
    NEXT();
  }
  CASE(FloorDiv) : {
    const Value lhs = R(ins.b);
    const Value rhs = R(ins.c);
    if (Value::both_int(lhs, rhs) && rhs.as_int() > 0) {
      const int64_t x = lhs.as_int();
      const int64_t y = rhs.as_int();
      R(ins.a) = Value::from_int(x / y - (x % y < 0));
      NEXT();
    }
    PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));
    NEXT();
  }
  CASE(Mod) : {
    const Value lhs = R(ins.b);
    const Value rhs = R(ins.c);
    if (Value::both_int(lhs, rhs) && rhs.as_int() > 0) {
      const int64_t y = rhs.as_int();
      const int64_t rest = lhs.as_int() % y;
      R(ins.a) = Value::from_int(rest < 0 ? rest + y : rest);
      NEXT();
    }
    PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));
    NEXT();
  }
  CASE(BitAnd) : { BITWISE(&); }
  CASE(BitOr) : { BITWISE(|); }
  CASE(BitXor) : { BITWISE(^); }
  CASE(RShift) : {
    const Value lhs = R(ins.b);
    const Value rhs = R(ins.c);
    if (Value::both_int(lhs, rhs) &&
        static_cast<uint64_t>(rhs.as_int()) < 48) {
      R(ins.a) = Value::from_int(lhs.as_int() >> rhs.as_int());
      NEXT();
    }
    PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));
    NEXT();
  }
  CASE(LShift) : {
    const Value lhs = R(ins.b);
    const Value rhs = R(ins.c);
    if (Value::both_int(lhs, rhs) &&
        static_cast<uint64_t>(rhs.as_int()) < 15) {
      const int64_t shifted = lhs.as_int() * (int64_t{1} << rhs.as_int());
      if (Value::fits_int(shifted)) {
        R(ins.a) = Value::from_int(shifted);
        NEXT();
      }
    }
    PUT(ins.a, arithmetic(fiber, ins.op, ins.d != 0, lhs, rhs));
    NEXT();
  }
  CASE(MatMul) :
  CASE(Pow) : {
    PUT(ins.a,
        arithmetic(fiber, ins.op, ins.d != 0, R(ins.b), R(ins.c)));
    NEXT();
  }
  CASE(EraDiv) : {
    PUT(ins.a, era_divide(fiber, R(ins.b), R(ins.c)));
    NEXT();
  }
  CASE(AddInt) : {
    const Value lhs = R(ins.b);
    const int64_t addend = static_cast<int16_t>(ins.c);
    if (lhs.is_int()) {
      const int64_t sum = lhs.as_int() + addend;
      if (__builtin_expect(Value::fits_int(sum), 1)) {
        R(ins.a) = Value::from_int(sum);
        NEXT();
      }
    } else if (lhs.is_float()) {
      R(ins.a) =
          Value::from_float(lhs.as_float() + static_cast<double>(addend));
      NEXT();
    }
    // `x - 1` was compiled as adding -1: the operator asked for is in d.
    if ((ins.d & 2) != 0) {
      PUT(ins.a, arithmetic(fiber, Op::kSub, (ins.d & 1) != 0, lhs,
                            Value::from_int(-addend)));
    } else {
      PUT(ins.a, arithmetic(fiber, Op::kAdd, (ins.d & 1) != 0, lhs,
                            Value::from_int(addend)));
    }
    NEXT();
  }
  CASE(Neg) : {
    const Value operand = R(ins.b);
    if (operand.is_float()) {
      R(ins.a) = Value::from_float(-operand.as_float());
      NEXT();
    }
    if (operand.is_int() && operand.as_int() != Value::kMinInt) {
      R(ins.a) = Value::from_int(-operand.as_int());
      NEXT();
    }
    PUT(ins.a, unary_op(fiber, kNeg, operand));
    NEXT();
  }
  CASE(Pos) : {
    PUT(ins.a, unary_op(fiber, kPos, R(ins.b)));
    NEXT();
  }
  CASE(Invert) : {
    PUT(ins.a, unary_op(fiber, kInvert, R(ins.b)));
    NEXT();
  }
  CASE(Not) : {
    int yes = quick_truth(R(ins.b));
    if (yes < 0) {
      SAVE();
      yes = truth(fiber, R(ins.b));
      if (yes < 0) goto raised;
    }
    R(ins.a) = Value::from_bool(yes == 0);
    NEXT();
  }

  CASE(Lt) : { COMPARE_VALUES(<, kLt); }
  CASE(Le) : { COMPARE_VALUES(<=, kLe); }
  CASE(Eq) : { COMPARE_VALUES(==, kEq); }
  CASE(Ne) : { COMPARE_VALUES(!=, kNe); }
  CASE(Gt) : { COMPARE_VALUES(>, kGt); }
  CASE(Ge) : { COMPARE_VALUES(>=, kGe); }
  CASE(Is) : {
    R(ins.a) = Value::from_bool(is_same(R(ins.b), R(ins.c)) != (ins.d != 0));
    NEXT();
  }
  CASE(In) : {
    SAVE();
    const Value container = R(ins.c);
    int yes;
    if (container.is_object() &&
        container.object()->shape == types().dict->root_shape) {
      const Value found = dict_find(fiber, container.as<Dict>(), R(ins.b));
      yes = found.is_error() ? -1 : !found.is_undefined();
    } else {
      yes = contains(fiber, container, R(ins.b));
    }
    if (yes < 0) goto raised;
    R(ins.a) = Value::from_bool((yes != 0) != (ins.d != 0));
    NEXT();
  }

  CASE(Jump) : {
    pc += ins.bc();
    NEXT();
  }
  CASE(LoopBack) : {
    pc += ins.bc();
    if (__builtin_expect(g_pending != 0, 0)) goto pending;
    NEXT();
  }
  CASE(JumpIf) : {
    int yes = quick_truth(R(ins.a));
    if (yes < 0) {
      SAVE();
      yes = truth(fiber, R(ins.a));
      if (yes < 0) goto raised;
    }
    if (yes != 0) pc += ins.bc();
    NEXT();
  }
  CASE(JumpIfNot) : {
    int yes = quick_truth(R(ins.a));
    if (yes < 0) {
      SAVE();
      yes = truth(fiber, R(ins.a));
      if (yes < 0) goto raised;
    }
    if (yes == 0) pc += ins.bc();
    NEXT();
  }
  CASE(JumpIfNone) : {
    if (R(ins.a).is_none()) pc += ins.bc();
    NEXT();
  }
  CASE(JumpIfNotNone) : {
    if (!R(ins.a).is_none()) pc += ins.bc();
    NEXT();
  }
  CASE(JumpIfUndefined) : {
    if (R(ins.a).is_undefined()) pc += ins.bc();
    NEXT();
  }
  CASE(JumpLt) : { COMPARE_JUMP(<, kLt); }
  CASE(JumpLe) : { COMPARE_JUMP(<=, kLe); }
  CASE(JumpEq) : { COMPARE_JUMP(==, kEq); }
  CASE(JumpNe) : { COMPARE_JUMP(!=, kNe); }
  CASE(JumpGt) : { COMPARE_JUMP(>, kGt); }
  CASE(JumpGe) : { COMPARE_JUMP(>=, kGe); }

  CASE(GetIter) : {
    if (__builtin_expect(ins.d == 2, 0)) {
      R(ins.a) = R(ins.b);
      R(ins.a + 1) = Value::undefined();
      NEXT();
    }
    // A list walks itself and a range counts: no iterator object. The register
    // behind holds the index; undefined means that R[a] is an iterator.
    const Value source = R(ins.b);
    if (source.is_object() && ins.d == 0) {
      const Shape* shape = source.object()->shape;
      if (shape == types().list->root_shape ||
          shape == types().tuple->root_shape) {
        R(ins.a) = source;
        R(ins.a + 1) = Value::from_int(0);
        NEXT();
      }
      if (shape == types().range->root_shape &&
          source.as<Range>()->is_small()) {
        R(ins.a) = source;
        R(ins.a + 1) = Value::from_int(0);
        NEXT();
      }
    }
    SAVE();
    const Value iterator = get_iter(fiber, source);
    if (iterator.is_error()) goto raised;
    R(ins.a) = iterator;
    if (ins.d == 0) R(ins.a + 1) = Value::undefined();
    NEXT();
  }
  CASE(ForIter) : {
    const Value iterator = R(ins.a);
    const Value state = R(ins.a + 1);
    if (state.is_int()) {
      const int64_t at = state.as_int();
      Object* source = iterator.object();
      R(ins.a + 1) = Value::from_int(at + 1);
      if (source->kind == Kind::kRange) {
        const Range* range = static_cast<Range*>(source);
        if (at < range->length.as_int()) {
          R(ins.b) = Value::from_int(range->start.as_int() +
                                     at * range->step.as_int());
          NEXT();
        }
      } else if (source->kind == Kind::kList) {
        const List* list = static_cast<List*>(source);
        if (at < list->size) {
          R(ins.b) = list->items[at];
          NEXT();
        }
      } else {
        const Tuple* tuple = static_cast<Tuple*>(source);
        if (at < tuple->size) {
          R(ins.b) = tuple->items[at];
          NEXT();
        }
      }
      R(ins.a) = Value::undefined();
      R(ins.a + 1) = Value::undefined();
      pc += ins.jump16();
      NEXT();
    }
    if (iterator.object()->kind == Kind::kGenerator) {
      Generator* generator = iterator.as<Generator>();
      if (generator->state <= Generator::State::kSuspended) {
        SAVE();
        if (fiber.depth >= rt().recursion_limit) goto too_deep;
        enter_generator(fiber, generator, Value::none(), ins.b);
        LOAD();
        NEXT();
      }
    }
    SAVE();
    // `for k, v in d.items()` and its like take each pair apart at once.
    if (pc->op == Op::kUnpack && pc->b == ins.b && pc->c == 2 &&
        iterator.object()->kind == Kind::kIterator) {
      Value pair[2];
      const PairStep step = next_pair(fiber, iterator.object(), pair);
      if (step == PairStep::kPair) {
        R(pc->a) = pair[0];
        R(pc->a + 1) = pair[1];
        ++pc;
        NEXT();
      }
      if (step == PairStep::kRaised) {
        if (!exception_matches(fiber, types().StopIteration)) goto raised;
        clear_exception(fiber);
      }
      if (step != PairStep::kNotPairs) {
        R(ins.a) = Value::undefined();
        pc += ins.jump16();
        NEXT();
      }
    }
    const Value item = iter_next(fiber, iterator);
    if (item.is_error()) goto raised;
    if (item.is_exhausted()) {
      R(ins.a) = Value::undefined();
      pc += ins.jump16();
    } else {
      R(ins.b) = item;
    }
    NEXT();
  }
  CASE(Unpack) : {
    const Value source = R(ins.b);
    if (source.is_object() &&
        source.object()->shape == types().tuple->root_shape &&
        source.as<Tuple>()->size == ins.c) {
      const Tuple* tuple = source.as<Tuple>();
      for (uint32_t i = 0; i < ins.c; ++i) R(ins.a + i) = tuple->items[i];
      NEXT();
    }
    DO(unpack(fiber, source, ins.c, &R(ins.a)));
    NEXT();
  }
  CASE(UnpackStar) : {
    DO(unpack_star(fiber, R(ins.b), ins.c, ins.d, &R(ins.a)));
    NEXT();
  }

  CASE(BuildTuple) : {
    SAVE();
    Tuple* tuple = make_tuple(fiber, &R(ins.b), ins.c);
    if (tuple == nullptr) goto raised;
    R(ins.a) = Value::from_object(tuple);
    NEXT();
  }
  CASE(BuildList) : {
    SAVE();
    List* list = make_list(fiber, &R(ins.b), ins.c);
    if (list == nullptr) goto raised;
    R(ins.a) = Value::from_object(list);
    NEXT();
  }
  CASE(BuildSet) : {
    PUT(ins.a, build_set(fiber, &R(ins.b), ins.c));
    NEXT();
  }
  CASE(BuildDict) : {
    PUT(ins.a, build_dict(fiber, &R(ins.b), ins.c));
    NEXT();
  }
  CASE(BuildString) : {
    PUT(ins.a, build_string(fiber, &R(ins.b), ins.c));
    NEXT();
  }
  CASE(ListAppend) : {
    DO(list_append(fiber, R(ins.a).as<List>(), R(ins.b)));
    NEXT();
  }
  CASE(ListExtend) : {
    DO(display_extend(fiber, R(ins.a), R(ins.b)));
    NEXT();
  }
  CASE(SetAdd) : {
    DO(set_add(fiber, R(ins.a).as<Set>(), R(ins.b)));
    NEXT();
  }
  CASE(SetUpdate) : {
    DO(set_update(fiber, R(ins.a).as<Set>(), R(ins.b)));
    NEXT();
  }
  CASE(DictPut) : {
    DO(dict_set(fiber, R(ins.a).as<Dict>(), R(ins.b), R(ins.c)));
    NEXT();
  }
  CASE(DictUpdate) : {
    DO(display_update(fiber, R(ins.a), R(ins.b)));
    NEXT();
  }
  CASE(DictMerge) : {
    PUT(ins.a, merge_keywords(fiber, R(ins.a), R(ins.b), R(ins.c)));
    NEXT();
  }
  CASE(ListToTuple) : {
    SAVE();
    Tuple* tuple = tuple_from_list(fiber, R(ins.b).as<List>());
    if (tuple == nullptr) goto raised;
    R(ins.a) = Value::from_object(tuple);
    NEXT();
  }
  CASE(Format) : {
    PUT(ins.a, format_operand(fiber, R(ins.b),
                              (ins.d & 4) != 0 ? R(ins.c) : Value(), ins.d));
    NEXT();
  }

  CASE(MakeFunction) : {
    PUT(ins.a, make_function_object(fiber, frame,
                                    code->constants[ins.b].as<Code>(),
                                    &R(ins.c), ins.d));
    NEXT();
  }
  CASE(Call) : {
    const Value callee = R(ins.a);
    const Value self = ins.d != 0 ? Value() : R(ins.a + 1);
    SAVE();
    if (__builtin_expect(g_pending != 0, 0)) {
      --frame->pc;  // the call comes again afterwards
      pc = frame->pc;
      goto pending;
    }
    if (callee.is_object()) {
      if (callee.object()->kind == Kind::kFunction) {
        Function* function = callee.as<Function>();
        Code* target = function->code;
        const uint32_t shift = self.is_undefined() ? 0 : 1;
        const uint32_t count = ins.b + shift;
        if (count == target->positional && target->keyword_only == 0 &&
            (target->code_flags & kCodeNeedsBinding) == 0) {
          Frame* pushed = push_call(fiber, function, &R(ins.a + 2 - shift),
                                    count, fiber.runtime.recursion_limit);
          if (pushed == nullptr) goto raised;
          pushed->result = ins.c;
          LOAD_CALLED(pushed, target);
          NEXT();
        }
      } else if (callee.object()->kind == Kind::kDescriptor &&
                 !self.is_undefined()) {
        // A native method found by LoadMethod: the receiver is of its class.
        const Descriptor* method = callee.as<Descriptor>();
        if (method->what == Descriptor::What::kMethod &&
            ins.b >= method->method->least &&
            static_cast<int>(ins.b) <= method->method->most) {
          const Value result = method->method->fn(
              fiber, self, Args{&R(ins.a + 2), ins.b, nullptr});
          if (result.is_error()) goto raised;
          R(ins.c) = result;
          NEXT();
        }
      } else if (callee.object()->kind == Kind::kBuiltin &&
                 self.is_undefined()) {
        const Builtin* builtin = callee.as<Builtin>();
        const MethodDef* def = builtin->def;
        if (ins.b >= def->least && static_cast<int>(ins.b) <= def->most) {
          const Value result = def->fn(fiber, builtin->self,
                                       Args{&R(ins.a + 2), ins.b, nullptr});
          if (result.is_error()) goto raised;
          R(ins.c) = result;
          NEXT();
        }
      }
    }
    const Value result = begin_call(
        fiber, callee, self, Args{&R(ins.a + 2), ins.b, nullptr}, ins.c);
    if (result.is_error()) goto raised;
    if (result.is_undefined()) {
      LOAD();
    } else {
      R(ins.c) = result;
    }
    NEXT();
  }
  CASE(CallKw) : {
    SAVE();
    const Value result =
        begin_call(fiber, R(ins.a), ins.d != 0 ? Value() : R(ins.a + 1),
                   Args{&R(ins.a + 2), ins.b, R(ins.a + 2 + ins.b).as<Tuple>()},
                   ins.c);
    if (result.is_error()) goto raised;
    if (result.is_undefined()) {
      LOAD();
    } else {
      R(ins.c) = result;
    }
    NEXT();
  }
  CASE(CallSpread) : {
    SAVE();
    const Value result = begin_spread(
        fiber, R(ins.a), ins.d != 0 ? Value() : R(ins.a + 1), R(ins.a + 2),
        R(ins.a + 3), ins.c);
    if (result.is_error()) goto raised;
    if (result.is_undefined()) {
      LOAD();
    } else {
      R(ins.c) = result;
    }
    NEXT();
  }
  CASE(ReturnNone) : {
    returned = Value::none();
    goto return_value;
  }
  CASE(Return) : {
    returned = R(ins.a);
  return_value:
    const Value result = returned;
    Generator* finished = nullptr;
    const uint8_t flags = frame->flags;
    const uint16_t into = frame->result;
    if ((flags & kFrameGenerator) != 0) {
      finished = frame->generator;
      finished->state = Generator::State::kDone;
      leave_generator(fiber, finished);
    } else {
      pop_call(fiber, frame);
    }
    if ((flags & kFrameEntry) != 0) {
      --fiber.native_depth;
      return result;
    }
    LOAD();
    if (finished != nullptr) {
      // The caller resumed it by ForIter or YieldFrom, still the last one.
      const Instruction& resumed = pc[-1];
      if (resumed.op == Op::kForIter) {
        R(resumed.a) = Value::undefined();
        pc += resumed.jump16();
      } else {
        R(resumed.a) = result;
      }
      NEXT();
    }
    if (__builtin_expect((flags & kFrameConstructor) != 0, 0)) {
      if (!result.is_none()) {
        raise_type_error(fiber, "__init__() should return None, not '%s'",
                         type_name(result));
        goto raised;
      }
      R(into) = R(pc[-1].a);  // begin_call left the instance there
      NEXT();
    }
    R(into) = result;
    NEXT();
  }
  CASE(LoadBuildClass) : {
    R(ins.a) = dict_find_name(rt().builtins, names().build_class);
    NEXT();
  }

  CASE(Raise) : {
    SAVE();
    do_raise(fiber, ins.d, &R(ins.a), &R(ins.b));
    goto raised;
  }
  CASE(Reraise) : {
    SAVE();
    fiber.exception = R(ins.a);
    fiber.reraising = true;
    goto raised;
  }
  CASE(EnterHandler) : {
    R(ins.a + 1) = fiber.handled;
    fiber.handled = R(ins.a);
    NEXT();
  }
  CASE(LeaveHandler) : {
    fiber.handled = R(ins.a + 1);
    NEXT();
  }
  CASE(MatchException) : {
    bool matched = false;
    DO(match_exception(fiber, R(ins.b), R(ins.c), &matched));
    R(ins.a) = Value::from_bool(matched);
    NEXT();
  }
  CASE(MatchGroup) : {
    DO(match_group(fiber, R(ins.b), R(ins.c), &R(ins.a)));
    NEXT();
  }
  CASE(RaiseGroup) : {
    PUT(ins.a, raise_group(fiber, R(ins.b), R(ins.a)));
    NEXT();
  }
  CASE(EnterWith) : {
    DO(enter_with(fiber, R(ins.b), ins.d != 0, &R(ins.a)));
    NEXT();
  }
  CASE(ExitWith) : {
    PUT(ins.a, exit_with(fiber, R(ins.b), R(ins.c)));
    NEXT();
  }

  CASE(Yield) : {
    const Value yielded = R(ins.b);
    SAVE();
    Generator* generator = frame->generator;
    generator->sent_register = ins.a;
    generator->state = Generator::State::kSuspended;
    const bool entry = (frame->flags & kFrameEntry) != 0;
    const uint16_t into = frame->result;
    leave_generator(fiber, generator);
    if (entry) {
      --fiber.native_depth;
      return yielded;
    }
    LOAD();
    ins = pc[-1];
    if (ins.op == Op::kForIter) {
      R(into) = yielded;
      NEXT();
    }
    fiber.passed = yielded;
    goto pass_on;
  }
  CASE(YieldFrom) : {
    const Value iterator = R(ins.b);
    const Value sent = R(ins.c);
    if (is_kind(iterator, Kind::kGenerator) ||
        is_kind(iterator, Kind::kCoroutine)) {
      Generator* inner = iterator.as<Generator>();
      if (inner->state <= Generator::State::kSuspended) {
        SAVE();
        if (inner->state == Generator::State::kCreated && !sent.is_none()) {
          raise_type_error(fiber, "can't send non-None value to a "
                           "just-started generator");
          goto raised;
        }
        if (fiber.depth >= rt().recursion_limit) goto too_deep;
        enter_generator(fiber, inner, sent, ins.a);
        LOAD();
        NEXT();
      }
    }
    SAVE();
    Value result;
    const Value item = delegate_send(fiber, iterator, sent, &result);
    if (item.is_error()) goto raised;
    if (item.is_exhausted()) {
      R(ins.a) = result;
      NEXT();
    }
    fiber.passed = item;
    goto pass_on;
  }
  CASE(GetAwaitable) : {
    PUT(ins.a, get_awaitable(fiber, R(ins.b), ins.d));
    NEXT();
  }
  CASE(GetAsyncIter) : {
    const auto slot = type_of(R(ins.b))->slots->aiter;
    if (slot == nullptr) {
      SAVE();
      raise_type_error(fiber, "'async for' requires an object with __aiter__ "
                       "method, got %s", type_name(R(ins.b)));
      goto raised;
    }
    PUT(ins.a, slot(fiber, R(ins.b)));
    NEXT();
  }
  CASE(GetAsyncNext) : {
    PUT(ins.a, get_async_next(fiber, R(ins.b)));
    NEXT();
  }
  CASE(EndAsyncFor) : {
    SAVE();
    const Value exception = R(ins.a);
    if (is_a(exception, types().StopAsyncIteration)) {
      pc += ins.bc();
      NEXT();
    }
    fiber.exception = exception;
    fiber.reraising = true;
    goto raised;
  }
  CASE(WrapYield) : {
    PUT(ins.a, wrap_async_yield(fiber, R(ins.b)));
    NEXT();
  }

  CASE(Import) : {
    PUT(ins.a, import_level(fiber, code->constants[ins.c].as<Str>(),
                            frame->globals, R(ins.b), ins.d));
    NEXT();
  }
  CASE(ImportFrom) : {
    PUT(ins.a,
        import_from(fiber, R(ins.b), code->constants[ins.c].as<Str>()));
    NEXT();
  }
  CASE(ImportStar) : {
    DO(import_star(fiber, R(ins.a), frame));
    NEXT();
  }
  CASE(Intrinsic) : {
    PUT(ins.a, intrinsic(fiber, frame, static_cast<IntrinsicId>(ins.d),
                         &R(ins.c), ins.b));
    NEXT();
  }

#if !MT_COMPUTED_GOTO
    case Op::kCount:
      break;
  }
  CHECK(false);  // the verifier lets no such opcode through
#endif

pass_on: {
  // fiber.passed came from inside a YieldFrom of this frame: yield it, and come
  // back to the same instruction with what is sent.
  const Value item = fiber.passed;
  fiber.passed = Value();
  Generator* generator = frame->generator;
  generator->sent_register = pc[-1].c;
  frame->pc = pc - 1;
  generator->state = Generator::State::kSuspended;
  const bool entry = (frame->flags & kFrameEntry) != 0;
  const uint16_t into = frame->result;
  leave_generator(fiber, generator);
  if (entry) {
    --fiber.native_depth;
    return item;
  }
  LOAD();
  if (pc[-1].op == Op::kForIter) {
    R(into) = item;
    NEXT();
  }
  fiber.passed = item;
  goto pass_on;
}

too_deep:
  raise_too_deep(fiber);
  goto raised;

pending: {
  SAVE();
  bool suspended = false;
  if (!handle_pending(fiber, &suspended)) {
    // The instruction named in the traceback is the one about to run.
    ++frame->pc;
    goto raised;
  }
  if (suspended) {
    --fiber.native_depth;
    return Value::undefined();
  }
  LOAD();
  NEXT();
}

raised:
  if (!unwind(fiber)) {
    --fiber.native_depth;
    return Value::error();
  }
  LOAD();
  NEXT();
}

}  // namespace mt::python
