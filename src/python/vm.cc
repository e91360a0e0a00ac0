// vm.cc - the dispatch loop.
//
// One case for each row of opcode.h, in the same order. Registers are R(x);
// `pc` is at the next instruction. Whatever may raise, run Python or look at
// the stack is preceded by SAVE(), which writes pc back to the frame;
// afterwards LOAD() fetches frame, pc and registers again when the frame on top
// may have changed. Calls of Python functions push a frame and go on in the
// same loop.

#include <string.h>

#include "base/status.h"
#include "python/bytes.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/heap.h"
#include "python/import.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/profiler.h"
#include "python/range.h"
#include "python/runtime.h"
#include "python/slice.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/tracer.h"
#include "python/type.h"
#include "python/vm_dispatch.h"
#include "python/vm_masked.h"

namespace mt::python {
// Only run() knows its labels: without a frame it sees to where they lead.
void retarget_dispatch(Fiber& fiber) {
  Frame* const frame = fiber.frame;
  fiber.frame = nullptr;
  run(fiber);
  fiber.frame = frame;
}

Value run(Fiber& fiber) {
#if MT_COMPUTED_GOTO
  static const void* labels[] = {
#define OP(name, operands, effect) &&op_##name,
      MT_OPCODES(OP)
#undef OP
  };
  static const void* labels_of_old[static_cast<size_t>(Op::kCount)];
#endif
  if (__builtin_expect(fiber.runtime.profilers != 0, 0) &&
      fiber.frame == nullptr) {
#if MT_COMPUTED_GOTO
    if (g_tracers != 0) memcpy(labels_of_old, labels, sizeof labels);
    for (size_t i = 0; i < static_cast<size_t>(Op::kCount); ++i)
      labels[i] = g_tracers != 0 ? &&traced : labels_of_old[i];
#endif
    return Value();
  }
  if (stack_is_low()) {  // each call from native code to Python adds a run()
    raise_too_deep(fiber);
    abandon_entry(fiber);
    return Value::error();
  }
  if (__builtin_expect(fiber.profiling, 0) && !profile_call(fiber)) {
    abandon_entry(fiber);
    return Value::error();
  }
  ++fiber.native_depth;
  Frame* frame;
  const Instruction* pc;
  Value* registers;
  Code* code;
  Value returned;
  // The call that begins at `enter`.
  Function* entered;
  const Value* arguments;
  uint32_t argument_count;
  uint16_t result_register;
  LOAD();

#if MT_COMPUTED_GOTO
  NEXT();
#else
dispatch:
  ++pc;
  COUNT();
  if (__builtin_expect(g_tracers != 0, 0)) {
    DO(trace_line(fiber));
    pc = frame->pc;
  }
  switch (INS.op) {
#endif

  CASE(Move) : {
    R(INS.a) = R(INS.b);
    NEXT();
  }
  CASE(LoadConst) : {
    R(INS.a) = code->constants[INS.b];
    NEXT();
  }
  CASE(LoadInt) : {
    R(INS.a) = Value::from_int(INS.bc());
    NEXT();
  }
  CASE(LoadNone) : {
    R(INS.a) = Value::none();
    NEXT();
  }
  CASE(LoadBool) : {
    R(INS.a) = Value::from_bool(INS.d != 0);
    NEXT();
  }
  CASE(Clear) : {
    for (uint32_t i = 0; i < INS.b; ++i) R(INS.a + i) = Value::undefined();
    NEXT();
  }
  CASE(CheckBound) : {
    if (__builtin_expect(R(INS.a).is_undefined(), 0)) {
      SAVE();
      unbound_local(fiber, code->constants[INS.b].as<Str>());
      goto raised;
    }
    NEXT();
  }

  CASE(MakeCell) : {
    const Value content = R(INS.a);
    SAVE();
    R(INS.a) = make_cell(fiber, content);
    NEXT();
  }
  CASE(LoadCell) : {
    const Value content = R(INS.b).as<Cell>()->value;
    if (__builtin_expect(content.is_undefined(), 0)) {
      SAVE();
      unbound_cell(fiber, code, INS.b, code->constants[INS.c].as<Str>());
      goto raised;
    }
    R(INS.a) = content;
    NEXT();
  }
  CASE(LoadClassCell) : {
    PUT(INS.a, load_class_cell(fiber, frame, code->constants[INS.c].as<Str>(),
                               R(INS.b)));
    NEXT();
  }
  CASE(StoreCell) : {
    store(fiber.heap, &R(INS.a).as<Cell>()->value, R(INS.b));
    NEXT();
  }
  CASE(ClearCell) : {
    Cell* cell = R(INS.a).as<Cell>();
    if (cell->value.is_undefined()) {
      SAVE();
      unbound_cell(fiber, code, INS.a, code->constants[INS.b].as<Str>());
      goto raised;
    }
    store(fiber.heap, &cell->value, Value::undefined());
    NEXT();
  }

  CASE(LoadGlobal) :
  load_global : {
    Site& site = code->sites[INS.b];
    if (site.state == kSiteGlobal && site.epoch == frame->globals->version) {
      HIT_GLOBAL(frame->globals);
      R(INS.a) = frame->globals->entries[site.slot].value;
      NEXT();
    }
    if (site.state == kSiteBuiltin && site.epoch == frame->globals->version &&
        site.version == frame->builtins->version) {
      HIT_GLOBAL(frame->builtins);
      R(INS.a) = frame->builtins->entries[site.slot].value;
      NEXT();
    }
    PUT(INS.a, load_global_slow(fiber, frame, site));
    NEXT();
  }
  CASE(StoreGlobal) :
  store_global : {
    Site& site = code->sites[INS.b];
    if (site.state == kSiteGlobal && site.epoch == frame->globals->version) {
      HIT_GLOBAL(frame->globals);
      store(fiber.heap, &frame->globals->entries[site.slot].value, R(INS.a));
      NEXT();
    }
    DO(store_global_slow(fiber, frame, site, R(INS.a)));
    NEXT();
  }
  CASE(DelGlobal) : {
    DO(delete_global(fiber, frame, code->sites[INS.b]));
    NEXT();
  }
  CASE(LoadName) : {
    if (frame->names.is_undefined()) goto load_global;
    PUT(INS.a, load_name(fiber, frame, code->site_names[INS.b]));
    NEXT();
  }
  CASE(StoreName) : {
    if (frame->names.is_undefined()) goto store_global;
    DO(store_name(fiber, frame, code->site_names[INS.b], R(INS.a)));
    NEXT();
  }
  CASE(DelName) : {
    DO(delete_name(fiber, frame, code->site_names[INS.b]));
    NEXT();
  }

  CASE(LoadAttr) : {
    FIND_SITE(GIVE, false, load_attr);
    if (site->state == kSiteInlineSlot) {
      GIVE_INLINE_SLOT(GIVE);
    } else if (site->state == kSiteOverflowSlot) {
      const Value value =
          overflow_of(object.object())->as<SlotArray>()->values[site->slot];
      if (!value.is_undefined()) GIVE(value);
    } else if (site->state == kSiteModule) {
      GIVE_ENTRY(GIVE, static_cast<Module*>(object.object())->dict, epoch);
    } else if (site->epoch == g_type_epoch) {
      if (site->state == kSiteClass) {
        GIVE_ENTRY(GIVE, static_cast<Dict*>(site->holder), version);
      } else if (site->state == kSiteOwnType) {
        GIVE(Value::from_object(type_of_object(object.object())));
      } else if (site->state == kSiteTupleItem) {
        const Tuple* const tuple = object.as<Tuple>();
        if (site->slot < tuple->size) GIVE(tuple->items[site->slot]);
      } else if (site->state == kSiteGetter) {
        const Descriptor* const row = static_cast<Descriptor*>(site->holder);
        PUT(INS.a, row->getset->get(fiber, object));
        NEXT();
      } else if (site->state == kSiteProperty) {
        entered = static_cast<Function*>(site->holder);
        if (entered->code->plain_count != 2) goto load_attr;
        SAVE();
        arguments = &R(INS.b);
        argument_count = 1;
        result_register = INS.a;
        goto enter;
      } else if (site->state == kSiteMethod &&
                 site->holder->kind == Kind::kFunction) {
        SAVE();
        R(INS.a) = make_bound_method(
            fiber, Value::from_object(site->holder), object);
        NEXT();
      }
    }
    goto load_attr;
  }
  CASE(StoreAttr) : {
    Value object = R(INS.a);
    const Site* site = &code->sites[INS.c];
    if (!object.is_object()) goto store_attr;
    if (object.object()->shape != site->shape) {
      site = recall(fiber.heap, object.object(), code->sites[INS.c], true);
      if (site == nullptr) goto store_attr;
      object = R(INS.a);
    }
    char* const base = reinterpret_cast<char*>(object.object());
    if (site->state == kSiteStoreInline) {
      HIT_STORE();
      store(fiber.heap, reinterpret_cast<Value*>(base + site->slot), R(INS.b));
      NEXT();
    }
    if (site->state == kSiteStoreOverflow) {
      HIT_STORE();
      store(fiber.heap,
            &overflow_of(object.object())
                 ->as<SlotArray>()
                 ->values[site->slot],
            R(INS.b));
      NEXT();
    }
    if (site->state == kSiteAddInline && site->epoch == g_type_epoch) {
      HIT_STORE();
      memcpy(base + site->slot, &R(INS.b), sizeof(Value));
      object.object()->shape = static_cast<Shape*>(site->holder);
      NEXT();
    }
    goto store_attr;
  }
  CASE(DelAttr) : {
    DO(del_attr(fiber, R(INS.a), code->site_names[INS.b]));
    NEXT();
  }
  CASE(LoadMethod) : {
    // In era code keys() is not what the class has.
    FIND_SITE(GIVE_CALLEE, INS.d != 0, load_method);
    if (site->state == kSiteMethod && site->epoch == g_type_epoch) {
      HIT(Value::from_object(site->holder));
      R(INS.a) = Value::from_object(site->holder);
      R(INS.a + 1) = object;
      NEXT();
    }
    if (site->state == kSiteModule)
      GIVE_ENTRY(GIVE_CALLEE, static_cast<Module*>(object.object())->dict,
                 epoch);
    if (site->state == kSiteInlineSlot) GIVE_INLINE_SLOT(GIVE_CALLEE);
    goto load_method;
  }
  CASE(GetItem) : {
    const Value object = R(INS.b);
    const Value key = R(INS.c);
    if (object.is_object() &&
        object.object()->shape == types().dict->root_shape) {
      SAVE();
      const Value found = dict_find(fiber, object.as<Dict>(), key);
      if (__builtin_expect(found.is_error(), 0)) goto raised;
      if (!found.is_undefined()) {
        R(INS.a) = found;
        NEXT();
      }
    } else if (object.is_object() && key.is_int()) {
      int64_t i = key.as_int();
      const Object* container = object.object();
      if (container->shape == types().list->root_shape) {
        const List* list = object.as<List>();
        if (i < 0) i += list->size;
        if (static_cast<uint64_t>(i) < list->size) {
          R(INS.a) = list->items[i];
          NEXT();
        }
      } else if (container->shape == types().tuple->root_shape) {
        const Tuple* tuple = object.as<Tuple>();
        if (i < 0) i += tuple->size;
        if (static_cast<uint64_t>(i) < tuple->size) {
          R(INS.a) = tuple->items[i];
          NEXT();
        }
      } else if (container->shape == types().str->root_shape) {
        const Str* text = object.as<Str>();
        if (i < 0) i += text->char_count;
        if (static_cast<uint64_t>(i) < text->char_count) {
          const size_t at = str_offset(text, static_cast<size_t>(i));
          R(INS.a) = str_char(fiber, text, at);
          NEXT();
        }
      }
    }
    BEGIN(object, begin_get_item(fiber, object, key, INS.a),
          get_item(fiber, object, key));
  }
  CASE(SetItem) : {
    const Value object = R(INS.a);
    const Value key = R(INS.b);
    if (object.is_object() && key.is_int() &&
        object.object()->shape == types().list->root_shape) {
      int64_t i = key.as_int();
      List* list = object.as<List>();
      if (i < 0) i += list->size;
      if (static_cast<uint64_t>(i) < list->size) {
        store(fiber.heap, &list->items[i], R(INS.c));
        NEXT();
      }
    }
    if (object.is_object() &&
        object.object()->shape == types().dict->root_shape) {
      DO(dict_set(fiber, object.as<Dict>(), key, R(INS.c)));
      NEXT();
    }
    if (is_kind(object, Kind::kInstance)) {
      DO(!begin_set_item(fiber, object, key, R(INS.c)).is_error());
      LOAD();
      SAFE_POINT();
      NEXT();
    }
    DO(set_item(fiber, object, key, R(INS.c)));
    NEXT();
  }
  CASE(DelItem) : {
    DO(del_item(fiber, R(INS.a), R(INS.b)));
    NEXT();
  }
  CASE(BuildSlice) : {
    // `s[i:j]` of a builtin sequence needs no slice object.
    if (pc->op == Op::kGetItem && pc->c == INS.a && INS.d == 2) {
      SAVE();
      const Value part =
          quick_slice(fiber, R(pc->b), R(INS.b), R(INS.b + 1));
      if (part.is_error()) goto raised;
      if (!part.is_undefined()) {
        R(pc->a) = part;
        ++pc;
        NEXT();
      }
    }
    PUT(INS.a, make_slice(fiber, R(INS.b), R(INS.b + 1),
                          INS.d == 3 ? R(INS.b + 2) : Value::none()));
    NEXT();
  }

  CASE(Add) : {
    const Value lhs = R(INS.b);
    const Value rhs = R(INS.c);
    if (Value::both_int(lhs, rhs)) {
      const Value sum = add_ints(lhs, rhs);
      if (__builtin_expect(!sum.is_undefined(), 1)) {
        R(INS.a) = sum;
        NEXT();
      }
      goto arithmetic;
    }
    FLOATS(+);
  }
  CASE(Sub) : {
    const Value lhs = R(INS.b);
    const Value rhs = R(INS.c);
    if (Value::both_int(lhs, rhs)) {
      const Value difference = sub_ints(lhs, rhs);
      if (__builtin_expect(!difference.is_undefined(), 1)) {
        R(INS.a) = difference;
        NEXT();
      }
      goto arithmetic;
    }
    FLOATS(-);
  }
  CASE(Mul) : {
    const Value lhs = R(INS.b);
    const Value rhs = R(INS.c);
    if (Value::both_int(lhs, rhs)) {
      int64_t product;
      if (!__builtin_mul_overflow(lhs.as_int(), rhs.as_int(), &product) &&
          Value::fits_int(product)) {
        R(INS.a) = Value::from_int(product);
        NEXT();
      }
      goto arithmetic;
    }
    FLOATS(*);
  }
  CASE(TrueDiv) : {
    const Value lhs = R(INS.b);
    const Value rhs = R(INS.c);
    double x, y;
    if (Value::both_int(lhs, rhs)) {
      x = static_cast<double>(lhs.as_int());
      y = static_cast<double>(rhs.as_int());
    } else if (!to_doubles(lhs, rhs, &x, &y)) {
      goto arithmetic;
    }
    if (y == 0.0) goto arithmetic;
    R(INS.a) = Value::from_float(x / y);
    NEXT();
  }
  CASE(FloorDiv) : {
    const Value lhs = R(INS.b);
    const Value rhs = R(INS.c);
    if (Value::both_int(lhs, rhs) && rhs.as_int() > 0) {
      const int64_t x = lhs.as_int();
      const int64_t y = rhs.as_int();
      R(INS.a) = Value::from_int(x / y - (x % y < 0));
      NEXT();
    }
    goto arithmetic;
  }
  CASE(Mod) : {
    const Value lhs = R(INS.b);
    const Value rhs = R(INS.c);
    if (Value::both_int(lhs, rhs) && rhs.as_int() > 0) {
      const int64_t y = rhs.as_int();
      const int64_t rest = lhs.as_int() % y;
      R(INS.a) = Value::from_int(rest < 0 ? rest + y : rest);
      NEXT();
    }
    goto arithmetic;
  }
  CASE(BitAnd) : { BITWISE(&); }
  CASE(BitOr) : { BITWISE(|); }
  CASE(BitXor) : { BITWISE(^); }
  CASE(RShift) : {
    const Value lhs = R(INS.b);
    const Value rhs = R(INS.c);
    if (Value::both_int(lhs, rhs) &&
        static_cast<uint64_t>(rhs.as_int()) < 48) {
      R(INS.a) = Value::from_int(lhs.as_int() >> rhs.as_int());
      NEXT();
    }
    goto arithmetic;
  }
  CASE(LShift) : {
    const Value lhs = R(INS.b);
    const Value rhs = R(INS.c);
    if (Value::both_int(lhs, rhs) &&
        static_cast<uint64_t>(rhs.as_int()) < 15) {
      const int64_t shifted = lhs.as_int() * (int64_t{1} << rhs.as_int());
      if (Value::fits_int(shifted)) {
        R(INS.a) = Value::from_int(shifted);
        NEXT();
      }
    }
    goto arithmetic;
  }
  CASE(MatMul) :
  CASE(Pow) : { goto arithmetic; }
  CASE(EraDiv) : {
    PUT(INS.a, era_divide(fiber, R(INS.b), R(INS.c)));
    NEXT();
  }
  CASE(AddInt) : {
    const Value lhs = R(INS.b);
    const int64_t addend = static_cast<int16_t>(INS.c);
    if (lhs.is_int()) {
      const int64_t sum = lhs.as_int() + addend;
      if (__builtin_expect(Value::fits_int(sum), 1)) {
        R(INS.a) = Value::from_int(sum);
        NEXT();
      }
    } else if (lhs.is_float()) {
      R(INS.a) =
          Value::from_float(lhs.as_float() + static_cast<double>(addend));
      NEXT();
    }
    goto arithmetic;
  }
  CASE(Neg) : {
    const Value operand = R(INS.b);
    if (operand.is_float()) {
      R(INS.a) = Value::from_float(-operand.as_float());
      NEXT();
    }
    if (operand.is_int() && operand.as_int() != Value::kMinInt) {
      R(INS.a) = Value::from_int(-operand.as_int());
      NEXT();
    }
    BEGIN(operand, begin_unary(fiber, kNeg, operand, INS.a),
          unary_op(fiber, kNeg, operand));
  }
  CASE(Pos) : {
    PUT(INS.a, unary_op(fiber, kPos, R(INS.b)));
    NEXT();
  }
  CASE(Invert) : {
    PUT(INS.a, unary_op(fiber, kInvert, R(INS.b)));
    NEXT();
  }
  CASE(Not) : {
    TRUTH(yes, R(INS.b));
    R(INS.a) = Value::from_bool(yes == 0);
    NEXT();
  }

  CASE(Lt) : { COMPARE_VALUES(<); }
  CASE(Le) : { COMPARE_VALUES(<=); }
  CASE(Eq) : { COMPARE_VALUES(==); }
  CASE(Ne) : { COMPARE_VALUES(!=); }
  CASE(Gt) : { COMPARE_VALUES(>); }
  CASE(Ge) : { COMPARE_VALUES(>=); }
  CASE(Is) : {
    R(INS.a) = Value::from_bool(is_same(R(INS.b), R(INS.c)) != (INS.d != 0));
    NEXT();
  }
  CASE(In) : {
    SAVE();
    const Value container = R(INS.c);
    Value yes;
    if (container.is_object() &&
        container.object()->shape == types().dict->root_shape) {
      const Value found = dict_find(fiber, container.as<Dict>(), R(INS.b));
      yes = found.is_error() ? found : Value::from_bool(!found.is_undefined());
    } else if (is_kind(container, Kind::kInstance)) {
      yes = begin_contains(fiber, container, R(INS.b));
    } else {
      const int found = contains(fiber, container, R(INS.b));
      yes = found < 0 ? Value::error() : Value::from_bool(found != 0);
    }
    if (yes.is_bool()) yes = Value::from_bool(yes.is_true() != (INS.d != 0));
    FINISH_CALL(INS.a, yes);
  }

  CASE(Jump) : {
    pc += INS.bc();
    NEXT();
  }
  CASE(LoopBack) : {
    pc += INS.bc();
    if (__builtin_expect(g_pending != 0, 0)) goto pending;
    NEXT();
  }
  CASE(LoopFor) : {
    pc += INS.bc();
    if (__builtin_expect(g_pending != 0, 0)) goto pending;
    ++pc;
    goto for_iter;
  }
  CASE(JumpIf) : {
    TRUTH(yes, R(INS.a));
    if (yes != 0) pc += INS.bc();
    NEXT();
  }
  CASE(JumpIfNot) : {
    TRUTH(yes, R(INS.a));
    if (yes == 0) pc += INS.bc();
    NEXT();
  }
  CASE(JumpIfNone) : {
    if (R(INS.a).is_none()) pc += INS.bc();
    NEXT();
  }
  CASE(JumpIfNotNone) : {
    if (!R(INS.a).is_none()) pc += INS.bc();
    NEXT();
  }
  CASE(JumpIfUndefined) : {
    if (R(INS.a).is_undefined()) pc += INS.bc();
    NEXT();
  }
  CASE(JumpLt) : { COMPARE_JUMP(<); }
  CASE(JumpLe) : { COMPARE_JUMP(<=); }
  CASE(JumpEq) : { COMPARE_JUMP(==); }
  CASE(JumpNe) : { COMPARE_JUMP(!=); }
  CASE(JumpGt) : { COMPARE_JUMP(>); }
  CASE(JumpGe) : { COMPARE_JUMP(>=); }
  CASE(JumpLtInt) : { COMPARE_JUMP_INT(<); }
  CASE(JumpLeInt) : { COMPARE_JUMP_INT(<=); }
  CASE(JumpEqInt) : { COMPARE_JUMP_INT(==); }
  CASE(JumpNeInt) : { COMPARE_JUMP_INT(!=); }
  CASE(JumpGtInt) : { COMPARE_JUMP_INT(>); }
  CASE(JumpGeInt) : { COMPARE_JUMP_INT(>=); }

  CASE(GetIter) : {
    if (__builtin_expect(INS.d == 2, 0)) {
      R(INS.a) = R(INS.b);
      R(INS.a + 1) = Value::undefined();
      NEXT();
    }
    // Lists, texts and bytes walk themselves and a range counts: no iterator
    // object. The register behind holds the index, of a text that in bytes;
    // undefined means that R[a] is an iterator.
    const Value source = R(INS.b);
    if (source.is_object() && INS.d == 0) {
      const Shape* shape = source.object()->shape;
      if (shape == types().list->root_shape ||
          shape == types().tuple->root_shape) {
        R(INS.a) = source;
        R(INS.a + 1) = Value::from_int(0);
        NEXT();
      }
      if ((shape == types().range->root_shape &&
           source.as<Range>()->is_small()) ||
          shape == types().str->root_shape ||
          shape == types().bytes->root_shape) {
        R(INS.a) = source;
        R(INS.a + 1) = Value::from_int(0);
        NEXT();
      }
      if (source.object()->kind == Kind::kGenerator) {
        R(INS.a) = source;
        R(INS.a + 1) = Value::undefined();
        NEXT();
      }
    }
    SAVE();
    const Value iterator = INS.d == 3 ? get_delegate(fiber, source)
                                      : get_iter(fiber, source);
    if (iterator.is_error()) goto raised;
    R(INS.a) = iterator;
    if (INS.d == 0) R(INS.a + 1) = Value::undefined();
    NEXT();
  }
  CASE(ForIter) :
  for_iter : {
    const Value iterator = R(INS.a);
    const Value state = R(INS.a + 1);
    if (state.is_int()) {
      const int64_t at = state.as_int();
      Object* source = iterator.object();
      R(INS.a + 1) = Value::from_int(at + 1);
      if (source->kind == Kind::kRange) {
        const Range* range = static_cast<Range*>(source);
        if (at < range->length.as_int()) {
          R(INS.b) = Value::from_int(range->start.as_int() +
                                     at * range->step.as_int());
          NEXT();
        }
      } else if (source->kind == Kind::kList) {
        const List* list = static_cast<List*>(source);
        if (at < list->size) {
          R(INS.b) = list->items[at];
          NEXT();
        }
      } else if (source->kind == Kind::kStr) {
        const Str* text = static_cast<Str*>(source);
        if (at < text->byte_count) {
          const auto lead = static_cast<uint8_t>(text->data()[at]);
          if (lead < 0x80) {
            R(INS.b) = str_from_char(fiber, lead);
            NEXT();
          }
          R(INS.a + 1) = Value::from_int(
              at + static_cast<int64_t>(char_bytes(text->data()[at])));
          PUT(INS.b, str_char(fiber, text, static_cast<size_t>(at)));
          NEXT();
        }
      } else if (source->kind == Kind::kBytes) {
        const Bytes* bytes = static_cast<Bytes*>(source);
        if (static_cast<uint64_t>(at) < bytes->size) {
          R(INS.b) = Value::from_int(static_cast<uint8_t>(bytes->data[at]));
          NEXT();
        }
      } else {
        const Tuple* tuple = static_cast<Tuple*>(source);
        if (at < tuple->size) {
          R(INS.b) = tuple->items[at];
          NEXT();
        }
      }
      R(INS.a) = Value::undefined();
      R(INS.a + 1) = Value::undefined();
      pc += INS.jump16();
      NEXT();
    }
    if (iterator.object()->kind == Kind::kGenerator) {
      Generator* generator = iterator.as<Generator>();
      if (generator->state <= Generator::State::kSuspended) {
        SAVE();
        if (fiber.depth >= rt().quick_limit) goto enter_slowly;
        enter_generator(fiber, generator, Value::none(), INS.b);
        LOAD();
        NEXT();
      }
    }
    const Type* const walker = type_of_object(iterator.object());
    // What a generator expression over a list walks.
    if (walker == types().list_iterator) {
      SequenceIterator* const it = iterator.as<SequenceIterator>();
      const List* const list = static_cast<List*>(it->source);
      if (list != nullptr && it->at < list->size) {
        R(INS.b) = list->items[it->at++];
        NEXT();
      }
    }
    SAVE();
    Value item;
    if ((walker->type_flags & kTypeNative) == 0) {
      item = is_kind(iterator, Kind::kInstance) ? begin_next(fiber, iterator)
                                                : iter_next(fiber, iterator);
      if (item.is_undefined()) {
        LOAD();
        SAFE_POINT();
        NEXT();
      }
      if (item.is_error()) goto raised;
      goto iterated;
    }
    // `for k, v in d.items()` and its like take each row apart at once.
    if (pc->op == Op::kUnpack && pc->b == INS.b && pc->c <= kMostInRow &&
        iterator.object()->kind == Kind::kIterator) {
      Value row[kMostInRow];
      const RowStep step = next_row(fiber, iterator.object(), row, pc->c);
      if (step == RowStep::kRow) {
        for (uint32_t i = 0; i < pc->c; ++i) R(pc->a + i) = row[i];
        ++pc;
        NEXT();
      }
      item = step == RowStep::kNoRows ? walker->slots->next(fiber, iterator)
             : step == RowStep::kEnd  ? Value::exhausted()
                                      : Value::error();
    } else {
      item = walker->slots->next(fiber, iterator);
    }
    if (__builtin_expect(item.is_error(), 0)) {
      if (!exception_matches(fiber, types().StopIteration)) goto raised;
      clear_exception(fiber);
      item = Value::exhausted();
    }
  iterated:
    if (item.is_exhausted()) {
      R(INS.a) = Value::undefined();
      pc += INS.jump16();
    } else {
      R(INS.b) = item;
    }
    NEXT();
  }
  CASE(Unpack) : {
    const Value source = R(INS.b);
    if (source.is_object() &&
        source.object()->shape == types().tuple->root_shape &&
        source.as<Tuple>()->size == INS.c) {
      const Tuple* tuple = source.as<Tuple>();
      for (uint32_t i = 0; i < INS.c; ++i) R(INS.a + i) = tuple->items[i];
      NEXT();
    }
    DO(unpack(fiber, source, INS.c, &R(INS.a)));
    NEXT();
  }
  CASE(UnpackStar) : {
    DO(unpack_star(fiber, R(INS.b), INS.c, INS.d, &R(INS.a)));
    NEXT();
  }

  CASE(BuildTuple) : {
    SAVE();
    Tuple* tuple = make_tuple(fiber, &R(INS.b), INS.c);
    if (tuple == nullptr) goto raised;
    R(INS.a) = Value::from_object(tuple);
    NEXT();
  }
  CASE(BuildList) : {
    SAVE();
    List* list = make_list(fiber, &R(INS.b), INS.c);
    if (list == nullptr) goto raised;
    R(INS.a) = Value::from_object(list);
    NEXT();
  }
  CASE(BuildSet) : {
    PUT(INS.a, build_set(fiber, &R(INS.b), INS.c));
    NEXT();
  }
  CASE(BuildDict) : {
    PUT(INS.a, build_dict(fiber, &R(INS.b), INS.c));
    NEXT();
  }
  CASE(BuildString) : {
    PUT(INS.a, build_string(fiber, &R(INS.b), INS.c));
    NEXT();
  }
  CASE(ListAppend) : {
    DO(list_append(fiber, R(INS.a).as<List>(), R(INS.b)));
    NEXT();
  }
  CASE(ListExtend) : {
    DO(display_extend(fiber, R(INS.a), R(INS.b)));
    NEXT();
  }
  CASE(SetAdd) : {
    DO(set_add(fiber, R(INS.a).as<Set>(), R(INS.b)));
    NEXT();
  }
  CASE(SetUpdate) : {
    DO(set_update(fiber, R(INS.a).as<Set>(), R(INS.b)));
    NEXT();
  }
  CASE(DictPut) : {
    DO(dict_set(fiber, R(INS.a).as<Dict>(), R(INS.b), R(INS.c)));
    NEXT();
  }
  CASE(DictUpdate) : {
    DO(display_update(fiber, R(INS.a), R(INS.b)));
    NEXT();
  }
  CASE(DictMerge) : {
    PUT(INS.a, merge_keywords(fiber, R(INS.a), R(INS.b), R(INS.c)));
    NEXT();
  }
  CASE(ListToTuple) : {
    SAVE();
    Tuple* tuple = tuple_from_list(fiber, R(INS.b).as<List>());
    if (tuple == nullptr) goto raised;
    R(INS.a) = Value::from_object(tuple);
    NEXT();
  }
  CASE(TupleToList) : {
    SAVE();
    const Tuple* const items = code->constants[INS.b].as<Tuple>();
    List* const list = make_list(fiber, items->items, items->size);
    if (list == nullptr) goto raised;
    R(INS.a) = Value::from_object(list);
    NEXT();
  }
  CASE(Format) : {
    PUT(INS.a, format_operand(fiber, R(INS.b),
                              (INS.d & 4) != 0 ? R(INS.c) : Value(), INS.d));
    NEXT();
  }

  CASE(MakeFunction) : {
    PUT(INS.a, make_function_object(fiber, frame,
                                    code->constants[INS.b].as<Code>(),
                                    &R(INS.c), INS.d));
    NEXT();
  }
  CASE(Comprehend) : {
    SAVE();
    const Value result = begin_comprehension(
        fiber, code->constants[INS.b].as<Code>(), &R(INS.c), INS.a);
    FINISH_CALL(INS.a, result);
  }
  CASE(Call) : {
    const Value callee = R(INS.a);
    const Value self = INS.d != 0 ? Value() : R(INS.a + 1);
    SAVE();
    if (__builtin_expect(g_pending != 0, 0)) {
      if ((g_pending & kPendingWatch) != 0) g_slice_watch();
      if ((g_pending & ~uint32_t{kPendingProfile | kPendingWatch}) != 0) {
        --frame->pc;  // the call comes again afterwards
        pc = frame->pc;
        goto pending;
      }
    } else if (callee.is_object()) {
      if (callee.object()->kind == Kind::kFunction) {
        entered = callee.as<Function>();
        arguments = &R(INS.a + 2);
        argument_count = INS.b;
        if (!self.is_undefined()) {
          --arguments;
          ++argument_count;
        }
        if (entered->code->plain_count == argument_count + 1) {
          result_register = INS.c;
          goto enter;
        }
      } else if (callee.object()->kind == Kind::kBoundMethod &&
                 self.is_undefined() &&
                 is_kind(callee.as<BoundMethod>()->function,
                         Kind::kFunction)) {
        const BoundMethod* bound = callee.as<BoundMethod>();
        entered = bound->function.as<Function>();
        if (entered->code->plain_count == INS.b + 2) {
          R(INS.a + 1) = bound->self;
          arguments = &R(INS.a + 1);
          argument_count = uint32_t{INS.b} + 1;
          result_register = INS.c;
          goto enter;
        }
      } else if (callee.object()->kind == Kind::kDescriptor &&
                 !self.is_undefined()) {
        // A native method found by LoadMethod: the receiver is of its class.
        const Descriptor* method = callee.as<Descriptor>();
        if (method->what == Descriptor::What::kMethod &&
            INS.b >= method->method->least &&
            INS.b <= static_cast<uint8_t>(method->method->most)) {
          const Value result = method->method->fn(
              fiber, self, Args{&R(INS.a + 2), INS.b});
          if (result.is_error()) goto raised;
          R(INS.c) = result;
          NEXT();
        }
      } else if (callee.object()->kind == Kind::kBuiltin &&
                 self.is_undefined()) {
        const Builtin* builtin = callee.as<Builtin>();
        const MethodDef* def = builtin->def;
        if (INS.b >= def->least && INS.b <= static_cast<uint8_t>(def->most)) {
          const Value result = def->fn(fiber, builtin->self,
                                       Args{&R(INS.a + 2), INS.b});
          if (result.is_error()) goto raised;
          R(INS.c) = result;
          NEXT();
        }
      } else if (callee.object()->kind == Kind::kType &&
                 self.is_undefined() &&
                 type_of_object(callee.object()) == types().type &&
                 callee.as<Type>()->slots->create != object_create) {
        // bool(x), list(x): a native constructor, which pushes no frame.
        const Value result = types().type->slots->call(
            fiber, callee, Args{&R(INS.a + 2), INS.b});
        if (result.is_error()) goto raised;
        R(INS.c) = result;
        NEXT();
      }
    }
    const Value result = begin_call(
        fiber, callee, self, Args{&R(INS.a + 2), INS.b}, INS.c);
    FINISH_CALL(INS.c, result);
  }
  CASE(CallKw) : {
    SAVE();
    const Value result =
        begin_call(fiber, R(INS.a), INS.d != 0 ? Value() : R(INS.a + 1),
                   Args{&R(INS.a + 2), INS.b, true},
                   INS.c);
    FINISH_CALL(INS.c, result);
  }
  CASE(CallSpread) : {
    SAVE();
    const Value result = begin_spread(
        fiber, R(INS.a), INS.d != 0 ? Value() : R(INS.a + 1), R(INS.a + 2),
        R(INS.a + 3), INS.c);
    FINISH_CALL(INS.c, result);
  }
  CASE(ReturnNone) : {
    returned = Value::none();
    goto return_value;
  }
  CASE(Return) : {
    returned = R(INS.a);
  return_value:
    const uint8_t flags = frame->flags;
    const uint16_t into = frame->result;
    if (__builtin_expect(flags == 0, 1)) {
      fiber.chunk->top = reinterpret_cast<char*>(frame);
      fiber.frame = frame->previous;
      --fiber.depth;
      LOAD();
      R(into) = returned;
      NEXT();
    }
    const Value result = returned;
    Generator* finished = nullptr;
    if ((flags & kFrameProfiled) != 0) {
      SAVE();
      if (!profile_return(fiber, result)) goto raised_at_end;
    }
    if ((flags & kFrameGenerator) != 0) {
      finished = frame->generator;
      finished->state = Generator::State::kDone;
      leave_generator(fiber, finished);
    } else {
      pop_frame(fiber);
    }
    if ((flags & kFrameEntry) != 0) {
      --fiber.native_depth;
      return result;
    }
    LOAD();
    if (finished != nullptr) {
      // The caller resumed it by ForIter or YieldFrom, still the last one.
      if (INS.op == Op::kForIter) {
        R(INS.a) = Value::undefined();
        pc += INS.jump16();
      } else {
        R(INS.a) = result;
      }
      NEXT();
    }
    if ((flags & kFrameSpecial) != 0) {
      DO(finish_special(fiber, result, into));
      LOAD();
      NEXT();
    }
    if ((flags & kFrameConstructor) != 0) {
      if (!result.is_none()) {
        raise_type_error(fiber, "__init__() should return None, not '%s'",
                         type_name(result));
        goto raised;
      }
      R(into) = R(INS.a);  // begin_call left the instance there
      NEXT();
    }
    R(into) = result;
    NEXT();
  }
  CASE(LoadBuildClass) : {
    R(INS.a) = dict_find_name(rt().builtins, names().build_class);
    NEXT();
  }

  CASE(Raise) : {
    SAVE();
    do_raise(fiber, INS.d, &R(INS.a), &R(INS.b));
    goto raised;
  }
  CASE(Reraise) : {
    SAVE();
    fiber.exception = R(INS.a);
    fiber.reraising = true;
    goto raised;
  }
  CASE(EnterHandler) : {
    R(INS.a + 1) = fiber.handled;
    fiber.handled = R(INS.a);
    NEXT();
  }
  CASE(LeaveHandler) : {
    fiber.handled = R(INS.a + 1);
    NEXT();
  }
  CASE(MatchException) : {
    bool matched = false;
    DO(match_exception(fiber, R(INS.b), R(INS.c), &matched));
    R(INS.a) = Value::from_bool(matched);
    NEXT();
  }
  CASE(MatchGroup) : {
    DO(match_group(fiber, R(INS.b), R(INS.c), &R(INS.a)));
    NEXT();
  }
  CASE(RaiseGroup) : {
    PUT(INS.a, raise_group(fiber, R(INS.b), R(INS.a)));
    NEXT();
  }
  CASE(EnterWith) : {
    DO(enter_with(fiber, R(INS.b), INS.d != 0, &R(INS.a)));
    NEXT();
  }
  CASE(ExitWith) : {
    PUT(INS.a, exit_with(fiber, R(INS.b), R(INS.c)));
    NEXT();
  }

  CASE(Yield) : {
    SAVE();
    returned = R(INS.b);
    result_register = INS.a;
    goto suspend;
  }
  CASE(YieldFrom) : {
    const Value iterator = R(INS.b);
    const Value sent = R(INS.c);
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
        if (fiber.depth >= rt().quick_limit) goto enter_slowly;
        enter_generator(fiber, inner, sent, INS.a);
        LOAD();
        NEXT();
      }
    }
    SAVE();
    Value result;
    const Value item = delegate_send(fiber, iterator, sent, &result);
    if (item.is_error()) goto raised;
    if (item.is_exhausted()) {
      R(INS.a) = result;
      NEXT();
    }
    fiber.passed = item;
    goto pass_on;
  }
  CASE(GetAwaitable) : {
    PUT(INS.a, get_awaitable(fiber, R(INS.b), INS.d));
    NEXT();
  }
  CASE(GetAsyncIter) : {
    const auto slot = type_of(R(INS.b))->slots->aiter;
    if (slot == nullptr) {
      SAVE();
      raise_type_error(fiber, "'async for' requires an object with __aiter__ "
                       "method, got %s", type_name(R(INS.b)));
      goto raised;
    }
    PUT(INS.a, slot(fiber, R(INS.b)));
    NEXT();
  }
  CASE(GetAsyncNext) : {
    PUT(INS.a, get_async_next(fiber, R(INS.b)));
    NEXT();
  }
  CASE(EndAsyncFor) : {
    SAVE();
    const Value exception = R(INS.a);
    if (is_a(exception, types().StopAsyncIteration)) {
      pc += INS.bc();
      NEXT();
    }
    fiber.exception = exception;
    fiber.reraising = true;
    goto raised;
  }
  CASE(WrapYield) : {
    PUT(INS.a, wrap_async_yield(fiber, R(INS.b)));
    NEXT();
  }

  CASE(Import) : {
    PUT(INS.a, import_level(fiber, code->constants[INS.c].as<Str>(),
                            frame->globals, R(INS.b), INS.d));
    NEXT();
  }
  CASE(ImportFrom) : {
    PUT(INS.a,
        import_from(fiber, R(INS.b), code->constants[INS.c].as<Str>()));
    NEXT();
  }
  CASE(ImportStar) : {
    DO(import_star(fiber, R(INS.a), frame));
    NEXT();
  }
  CASE(EraText) : {
    for (uint32_t i = 0; i < INS.b; ++i) {
      const Value value = R(INS.a + i);
      if (is_kind(value, Kind::kBytes) || is_kind(value, Kind::kTuple) ||
          is_kind(value, Kind::kList))
        PUT(INS.a + i, era_text(fiber, value));
    }
    NEXT();
  }
  CASE(Intrinsic) : {
    PUT(INS.a, intrinsic(fiber, frame, static_cast<IntrinsicId>(INS.d),
                         &R(INS.c), INS.b));
    NEXT();
  }

#if !MT_COMPUTED_GOTO
    case Op::kCount:
      break;
  }
  CHECK(false);  // the verifier lets no such opcode through
#endif

#if MT_COMPUTED_GOTO
traced:
  DO(trace_line(fiber));
  pc = frame->pc;
  goto *labels_of_old[static_cast<uint8_t>(INS.op)];
#endif

load_attr:
  PUT(INS.a, load_attr_slow(fiber, R(INS.b), code->sites[INS.c]));
  NEXT();

store_attr:
  DO(store_attr_slow(fiber, R(INS.a), code->sites[INS.c], R(INS.b)));
  NEXT();

load_method:
  DO(load_method_slow(fiber, R(INS.b), code->sites[INS.c], INS.d != 0,
                      &R(INS.a)));
  NEXT();

enter: {
  Frame* const pushed = push_call(fiber, entered, arguments, argument_count);
  if (pushed == nullptr) goto raised;
  pushed->result = result_register;
  frame = pushed;
  // Its own: a profiler may have given the function other code by now.
  code = pushed->code;
  pc = pushed->pc;
  registers = frame->registers;
  SAFE_POINT();
  NEXT();
}

arithmetic:
  if ((INS.d & kComesToMask) != 0) {
    const Instruction* next = pc;
    uint16_t into;
    SAVE();
    const Value word = masked_word(fiber, &next, &into);
    if (word.is_error()) goto raised;
    if (!word.is_undefined()) {
      pc = next;
      R(into) = word;
      NEXT();
    }
  }
  BEGIN(R(INS.b), begin_operator(fiber, INS, registers),
        plain_operator(fiber, INS, registers));

compare_values:
  BEGIN(R(INS.b), begin_compare(fiber, INS, registers),
        compare(fiber, static_cast<CompareOp>(static_cast<int>(INS.op) -
                                              static_cast<int>(Op::kLt)),
                R(INS.b), R(INS.c)));

compare_jump: {
  SAVE();
  const Value result = begin_compare(fiber, INS, registers);
  if (result.is_error()) goto raised;
  if (result.is_undefined()) {
    LOAD();
    SAFE_POINT();
  } else {
    const int yes = truth(fiber, result);
    if (yes < 0) goto raised;
    if ((yes != 0) == (INS.d != 0)) pc += INS.jump16();
  }
  NEXT();
}

pass_on:
  // fiber.passed came from inside a YieldFrom of this frame: yield it, and come
  // back to the same instruction with what is sent.
  returned = fiber.passed;
  fiber.passed = Value();
  result_register = INS.c;
  --pc;

suspend: {
  // Yields `returned`; what is sent goes to result_register, on at pc.
  SAVE();
  if (__builtin_expect((frame->flags & kFrameProfiled) != 0, 0) &&
      !profile_return(fiber, returned))
    goto raised_at_end;
  Generator* generator = frame->generator;
  generator->sent_register = result_register;
  generator->state = Generator::State::kSuspended;
  const bool entry = (frame->flags & kFrameEntry) != 0;
  const uint16_t into = frame->result;
  leave_generator(fiber, generator);
  if (entry) {
    --fiber.native_depth;
    return returned;
  }
  LOAD();
  if (INS.op == Op::kForIter) {
    R(into) = returned;
    NEXT();
  }
  fiber.passed = returned;
  goto pass_on;
}

enter_slowly:
  if (!enter_slowly(fiber)) goto raised;
  LOAD();
  NEXT();

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

raised_at_end:
  // By who was told that the frame ends: none of its handlers is asked.
  fiber.reraising = true;
  frame->flags &= static_cast<uint8_t>(~kFrameProfiled);
  frame->pc = code->instructions;

raised:
  if (!unwind(fiber)) {
    --fiber.native_depth;
    return Value::error();
  }
  LOAD();
  NEXT();
}

}  // namespace mt::python
