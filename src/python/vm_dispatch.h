// vm_dispatch.h - the words that the dispatch loop is written in.
//
// For vm.cc alone: the macros speak of its locals (fiber, frame, pc, registers,
// code) and of its labels (raised, arithmetic, compare_values, compare_jump).

#pragma once

#include "python/dict.h"
#include "python/vm.h"

#if defined(__GNUC__) && !defined(MT_SWITCH_DISPATCH)
#define MT_COMPUTED_GOTO 1
#pragma GCC diagnostic ignored "-Wpedantic"
#else
#define MT_COMPUTED_GOTO 0
#endif

namespace mt::python {

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

// Two numbers of which at least one is a float. False: something else.
inline bool to_doubles(Value a, Value b, double* x, double* y) {
  if (a.is_float()) {
    *x = a.as_float();
    if (b.is_float()) {
      *y = b.as_float();
      return true;
    }
    if (!b.is_int()) return false;
    *y = static_cast<double>(b.as_int());
    return true;
  }
  if (!a.is_int() || !b.is_float()) return false;
  *x = static_cast<double>(a.as_int());
  *y = b.as_float();
  return true;
}

}  // namespace mt::python

// The instruction at work. Its operands are read where they are used: kept
// apart they would take four of the registers that the loop itself needs.
#define INS pc[-1]
#define R(i) registers[i]
#define SAVE() (frame->pc = pc)
#define LOAD()                    \
  do {                            \
    frame = fiber.frame;          \
    pc = frame->pc;               \
    registers = frame->registers; \
    code = frame->code;           \
  } while (0)
// Stores the result of a slow road, or goes to unwind.
#define PUT(reg, expression)                \
  do {                                      \
    SAVE();                                 \
    const Value put_result = (expression);  \
    if (put_result.is_error()) goto raised; \
    R(reg) = put_result;                    \
  } while (0)
#define DO(expression)              \
  do {                              \
    SAVE();                         \
    if (!(expression)) goto raised; \
  } while (0)
// A frame was pushed, by no Call: those stop before they push. Recursion that
// knows no other instruction would never be interrupted.
#define SAFE_POINT()                                                     \
  if (__builtin_expect((g_pending & ~uint32_t{kPendingProfile}) != 0, 0)) \
  goto pending
// Whether `value` counts as true, 0 or 1, in a new variable; unless its class
// is asked, and finish_special() does the instruction.
#define TRUTH(yes, value)           \
  int yes = quick_truth(value);     \
  if (yes < 0) {                    \
    SAVE();                         \
    yes = begin_truth(fiber, value); \
    if (yes < 0) goto raised;       \
    if (yes == kTruthAsked) {       \
      LOAD();                       \
      SAFE_POINT();                 \
      NEXT();                       \
    }                               \
  }
// What a call left: the result, or a frame that was pushed.
#define FINISH_CALL(reg, result)        \
  do {                                  \
    if (result.is_error()) goto raised; \
    if (result.is_undefined()) {        \
      LOAD();                           \
      SAFE_POINT();                     \
    } else {                            \
      R(reg) = result;                  \
    }                                   \
    NEXT();                             \
  } while (0)
// What may be a special method written in Python (vm_special.cc): `begin` for
// an instance of a class written in Python, else `otherwise`.
#define BEGIN(operand, begin, otherwise)                               \
  do {                                                                 \
    SAVE();                                                            \
    const Value begun = is_kind(operand, Kind::kInstance) ? begin      \
                                                          : otherwise; \
    FINISH_CALL(INS.a, begun);                                         \
  } while (0)

// Whether the site knows where the class `object` has its attribute.
#define IS_TYPE_SITE(site, object)                               \
  ((site).state == kSiteTypeAttribute &&                         \
   (object).bits() == Value::from_object((site).shape).bits() && \
   (site).epoch == g_type_epoch &&                               \
   (site).version == static_cast<Dict*>((site).holder)->version)

// What builds that look for mistakes do at each instruction, and each time that
// an inline cache knows the answer; nothing in others.
#ifdef MT_HISTOGRAM
#define COUNT() count_instruction(INS.op)
#else
#define COUNT() (void)0
#endif
#ifdef MT_CHECK_CACHES
#define HIT(value)                          \
  do {                                      \
    SAVE();                                 \
    check_hit(fiber, object, *site, value); \
  } while (0)
#define HIT_STORE() check_store(object.object(), *site)
#define HIT_GLOBAL(in) \
  CHECK(dict_entry_of(in, site.name) == static_cast<int32_t>(site.slot))
#else
#define HIT(value) (void)0
#define HIT_STORE() (void)0
#define HIT_GLOBAL(in) (void)0
#endif

// LoadAttr and LoadMethod: what a site knows is in R[a], and for LoadMethod
// there is nothing to bind it to.
#define GIVE(value)   \
  do {                \
    HIT(value);       \
    R(INS.a) = value; \
    NEXT();           \
  } while (0)
#define GIVE_CALLEE(value)  \
  do {                      \
    HIT(value);             \
    R(INS.a) = value;       \
    R(INS.a + 1) = Value(); \
    NEXT();                 \
  } while (0)
// Of a dict that is as it was, according to the site's epoch or version.
#define GIVE_ENTRY(give, in, count)          \
  do {                                       \
    const Dict* const dict = in;             \
    if (site->count == dict->version)        \
      give(dict->entries[site->slot].value); \
  } while (0)
#define GIVE_INLINE_SLOT(give)                        \
  do {                                                \
    Value value;                                      \
    memcpy(&value,                                    \
           reinterpret_cast<char*>(object.object()) + \
               site->slot,                            \
           sizeof value);                             \
    if (__builtin_expect(!value.is_undefined(), 1))   \
      give(value);                                    \
  } while (0)
// Begins both: `object`, and the `site` that knows its shape, this one's or one
// elsewhere; or goes to the slow road. The object is read again after recall(),
// or it would lie in a place of the C++ stack where it stays, for hours
// perhaps, and what it leads to would not be collected.
#define FIND_SITE(give, is_alone, slow)                                    \
  Value object = R(INS.b);                                                 \
  const Site* site = &code->sites[INS.c];                                  \
  if (!object.is_object()) goto slow;                                      \
  if (object.object()->shape != site->shape) {                             \
    if (IS_TYPE_SITE(*site, object))                                       \
      give(static_cast<Dict*>(site->holder)->entries[site->slot].value);   \
    if (is_alone) goto slow;                                               \
    site = recall(fiber.heap, object.object(), code->sites[INS.c], false); \
    if (site == nullptr) goto slow;                                        \
    object = R(INS.b);                                                     \
  }

#if MT_COMPUTED_GOTO
#define CASE(name) op_##name
#define NEXT()                                   \
  do {                                           \
    ++pc;                                        \
    COUNT();                                     \
    goto *labels[static_cast<uint8_t>(INS.op)]; \
  } while (0)
#else
#define CASE(name) case Op::k##name
#define NEXT() goto dispatch
#endif

// Of two integers as they stand, tag and all; only ^ takes the tag away.
#define BITWISE(symbol)                                          \
  const Value lhs = R(INS.b);                                    \
  const Value rhs = R(INS.c);                                    \
  if (Value::both_int(lhs, rhs)) {                               \
    R(INS.a) = Value::from_bits((lhs.bits() symbol rhs.bits()) | \
                                Value::kIntTag);                 \
    NEXT();                                                      \
  }                                                              \
  goto arithmetic

// The same of floats, once both operands are known not to be integers.
#define FLOATS(symbol)                                \
  double x, y;                                        \
  if (!to_doubles(lhs, rhs, &x, &y)) goto arithmetic; \
  R(INS.a) = Value::from_float(x symbol y);           \
  NEXT()

#define COMPARE_VALUES(symbol)                                             \
  const Value lhs = R(INS.b);                                              \
  const Value rhs = R(INS.c);                                              \
  if (Value::both_int(lhs, rhs)) {                                         \
    R(INS.a) = Value::from_bool(static_cast<int64_t>(lhs.bits() << 16)     \
                                    symbol static_cast<int64_t>(rhs.bits() \
                                                                << 16));   \
    NEXT();                                                                \
  }                                                                        \
  double x, y;                                                             \
  if (!to_doubles(lhs, rhs, &x, &y)) goto compare_values;                  \
  R(INS.a) = Value::from_bool(x symbol y);                                 \
  NEXT()

#define COMPARE_JUMP(symbol)                                                 \
  const Value lhs = R(INS.a);                                                \
  const Value rhs = R(INS.b);                                                \
  if (Value::both_int(lhs, rhs)) {                                           \
    if ((static_cast<int64_t>(lhs.bits() << 16)                              \
             symbol static_cast<int64_t>(rhs.bits() << 16)) == (INS.d != 0)) \
      pc += INS.jump16();                                                    \
    NEXT();                                                                  \
  }                                                                          \
  double x, y;                                                               \
  if (!to_doubles(lhs, rhs, &x, &y)) goto compare_jump;                      \
  if ((x symbol y) == (INS.d != 0)) pc += INS.jump16();                      \
  NEXT()

#define COMPARE_JUMP_INT(symbol)                          \
  const Value lhs = R(INS.a);                             \
  const int16_t rhs = static_cast<int16_t>(INS.b);        \
  bool yes;                                               \
  if (lhs.is_int()) {                                     \
    yes = static_cast<int64_t>(lhs.bits() << 16)          \
              symbol static_cast<int64_t>(rhs) * 65536;   \
  } else if (lhs.is_float()) {                            \
    yes = lhs.as_float() symbol static_cast<double>(rhs); \
  } else {                                                \
    goto compare_jump;                                    \
  }                                                       \
  if (yes == (INS.d != 0)) pc += INS.jump16();            \
  NEXT()
