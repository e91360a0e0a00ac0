// iterators.cc - iterators over lists, tuples and everything with __getitem__.

#include "python/iterators.h"

#include "python/array.h"
#include "python/container.h"
#include "python/init.h"

namespace mt::python {

Value iter_itself(Fiber&, Value self) { return self; }

namespace {

SequenceIterator* as_sequence(Value v) { return v.as<SequenceIterator>(); }

void trace_sequence(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<SequenceIterator*>(self)->source);
}

const Layout kSequenceLayout = {Kind::kIterator,          "sequence_iterator",
                                sizeof(SequenceIterator), trace_sequence,
                                nullptr,                  nullptr};

Value finish(Fiber& fiber, SequenceIterator* it) {
  store(fiber.heap, &it->source, static_cast<Object*>(nullptr));
  return Value::exhausted();
}

// --- list and tuple ----------------------------------------------------------

Value list_next(Fiber& fiber, Value self) {
  SequenceIterator* const it = as_sequence(self);
  const List* const list = static_cast<List*>(it->source);
  if (list == nullptr) return Value::exhausted();
  if (it->at < list->size) return list->items[it->at++];
  return finish(fiber, it);
}

Value list_previous(Fiber& fiber, Value self) {
  SequenceIterator* const it = as_sequence(self);
  const List* const list = static_cast<List*>(it->source);
  if (list == nullptr) return Value::exhausted();
  if (it->at != 0 && it->at <= list->size) return list->items[--it->at];
  return finish(fiber, it);
}

Value tuple_next(Fiber& fiber, Value self) {
  SequenceIterator* const it = as_sequence(self);
  const Tuple* const tuple = static_cast<Tuple*>(it->source);
  if (tuple == nullptr) return Value::exhausted();
  if (it->at < tuple->size) return tuple->items[it->at++];
  return finish(fiber, it);
}

Value row_hint(Fiber&, Value self, Args) {
  const SequenceIterator* const it = as_sequence(self);
  if (it->source == nullptr) return Value::from_int(0);
  const uint64_t size = it->source->kind == Kind::kList
                            ? static_cast<List*>(it->source)->size
                            : static_cast<Tuple*>(it->source)->size;
  return Value::from_int(
      static_cast<int64_t>(it->at < size ? size - it->at : 0));
}

Value reverse_hint(Fiber&, Value self, Args) {
  const SequenceIterator* const it = as_sequence(self);
  const bool is_over = it->source == nullptr ||
                       it->at > static_cast<List*>(it->source)->size;
  return Value::from_int(is_over ? 0 : static_cast<int64_t>(it->at));
}

Value row_reduce(Fiber& fiber, Value self, Args) {
  const SequenceIterator* const it = as_sequence(self);
  if (it->source != nullptr) {
    return iter_reduction(fiber, Value::from_object(it->source),
                          int_from_u64(fiber, it->at));
  }
  if (type_of(self) != types().list_iterator)
    return iter_reduction(fiber, Value());
  List* const nothing = make_list(fiber);
  return iter_reduction(fiber, Value::from_object(nothing));
}

Value row_setstate(Fiber& fiber, Value self, Args args) {
  SequenceIterator* const it = as_sequence(self);
  int64_t most = INT64_MAX, at;
  if (it->source == nullptr) {
    most = 0;
  } else if (type_of(self) == types().list_iterator) {
    most = static_cast<List*>(it->source)->size;
  } else if (type_of(self) == types().tuple_iterator) {
    most = static_cast<Tuple*>(it->source)->size;
  }
  if (!state_index(fiber, args[0], 0, most, &at)) return Value::error();
  it->at = static_cast<uint64_t>(at);
  return Value::none();
}

Value reverse_reduce(Fiber& fiber, Value self, Args) {
  const SequenceIterator* const it = as_sequence(self);
  if (it->source == nullptr) {
    List* const nothing = make_list(fiber);
    return iter_reduction(fiber, Value::from_object(nothing));
  }
  return reduction(fiber, Value::from_object(types().reversed),
                   {Value::from_object(it->source)},
                   Value::from_int(static_cast<int64_t>(it->at) - 1));
}

Value reverse_setstate(Fiber& fiber, Value self, Args args) {
  SequenceIterator* const it = as_sequence(self);
  int64_t at;
  const int64_t size =
      it->source == nullptr ? 0 : static_cast<List*>(it->source)->size;
  if (!state_index(fiber, args[0], -1, size - 1, &at)) return Value::error();
  it->at = static_cast<uint64_t>(at + 1);
  return Value::none();
}

// --- anything with __getitem__ -----------------------------------------------

Value sequence_next(Fiber& fiber, Value self) {
  SequenceIterator* const it = as_sequence(self);
  if (it->source == nullptr) return Value::exhausted();
  if (it->source->kind == Kind::kArray &&
      type_of_object(it->source)->slots->getitem ==
          array_type()->slots->getitem) {
    const Array* const array = static_cast<Array*>(it->source);
    if (it->at >= array_count(array)) return finish(fiber, it);
    return array_item(fiber, array, static_cast<size_t>(it->at++));
  }
  const Value index = int_from_u64(fiber, it->at);
  const Value item =
      get_item(fiber, Value::from_object(it->source), index);
  if (!item.is_error()) {
    ++it->at;
    return item;
  }
  if (!exception_matches(fiber, types().IndexError) &&
      !exception_matches(fiber, types().StopIteration)) {
    return item;
  }
  clear_exception(fiber);
  return finish(fiber, it);
}

Value sequence_hint(Fiber& fiber, Value self, Args) {
  const SequenceIterator* const it = as_sequence(self);
  if (it->source == nullptr) return Value::from_int(0);
  const Value source = Value::from_object(it->source);
  if (type_of(source)->slots->len == nullptr) return Value::not_implemented();
  const int64_t length = length_of(fiber, source);
  if (length < 0) return Value::error();
  const int64_t left = length - static_cast<int64_t>(it->at);
  return Value::from_int(left < 0 ? 0 : left);
}

// --- iter(callable, sentinel) ------------------------------------------------

struct CallableIterator : Object {
  Value callable;  // undefined at the end
  Value sentinel;
};

void trace_callable(Object* self, Tracer& tracer) {
  tracer.visit(&static_cast<CallableIterator*>(self)->callable, 2);
}

const Layout kCallableLayout = {Kind::kIterator,          "callable_iterator",
                                sizeof(CallableIterator), trace_callable,
                                nullptr,                  nullptr};

Value callable_next(Fiber& fiber, Value self) {
  CallableIterator* const it = self.as<CallableIterator>();
  if (it->callable.is_undefined()) return Value::exhausted();
  const Value item = call(fiber, it->callable);
  bool is_over;
  if (item.is_error()) {
    is_over = exception_matches(fiber, types().StopIteration);
    if (!is_over) return item;
    clear_exception(fiber);
  } else {
    const int same = same_in_turn(fiber, item, it->sentinel);
    if (same < 0) return Value::error();
    if (same == 0) return item;
  }
  store(fiber.heap, &it->callable, Value::undefined());
  store(fiber.heap, &it->sentinel, Value::undefined());
  return Value::exhausted();
}

Value callable_reduce(Fiber& fiber, Value self, Args) {
  const CallableIterator* const it = self.as<CallableIterator>();
  if (it->callable.is_undefined()) return iter_reduction(fiber, Value());
  const Value iter =
      dict_find_name(fiber.runtime.builtins, intern(fiber, "iter"));
  return reduction(fiber, iter, {it->callable, it->sentinel});
}

// --- the classes -------------------------------------------------------------

constexpr MethodDef kRowMethods[] = {
    {"__length_hint__", row_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", row_reduce},
    {"__setstate__", row_setstate, 1, 1},
    {}};
constexpr MethodDef kReverseMethods[] = {
    {"__length_hint__", reverse_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", reverse_reduce},
    {"__setstate__", reverse_setstate, 1, 1},
    {}};
constexpr MethodDef kSequenceMethods[] = {
    {"__length_hint__", sequence_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", row_reduce},
    {"__setstate__", row_setstate, 1, 1},
    {}};
constexpr MethodDef kCallableMethods[] = {{"__reduce__", callable_reduce}, {}};

constexpr Slots kListSlots = iterator_slots(list_next);
constexpr Slots kReverseSlots = iterator_slots(list_previous);
constexpr Slots kTupleSlots = iterator_slots(tuple_next);
constexpr Slots kSequenceSlots = iterator_slots(sequence_next);
constexpr Slots kCallableSlots = iterator_slots(callable_next);

constexpr uint32_t kHidden = kTypeFinal | kTypeNotCreatable;
constexpr TypeDef kListType = {"list_iterator", &kSequenceLayout, &kListSlots,
                               kRowMethods,     nullptr,          kHidden};
constexpr TypeDef kReverseType = {"list_reverseiterator", &kSequenceLayout,
                                  &kReverseSlots,         kReverseMethods,
                                  nullptr,                kHidden};
constexpr TypeDef kTupleType = {"tuple_iterator", &kSequenceLayout,
                                &kTupleSlots,     kRowMethods,
                                nullptr,          kHidden};
constexpr TypeDef kSequenceType = {"iterator",      &kSequenceLayout,
                                   &kSequenceSlots, kSequenceMethods,
                                   nullptr,         kHidden};
constexpr TypeDef kCallableType = {"callable_iterator", &kCallableLayout,
                                   &kCallableSlots,     kCallableMethods,
                                   nullptr,             kHidden};

Value make_sequence(Fiber& fiber, Type* type, Object* source, uint64_t at) {
  SequenceIterator* const it = make<SequenceIterator>(fiber, type);
  it->source = source;
  it->at = at;
  return Value::from_object(it);
}

}  // namespace

Value make_list_iterator(Fiber& fiber, List* list) {
  return make_sequence(fiber, types().list_iterator, list, 0);
}

Value make_list_reverse_iterator(Fiber& fiber, List* list) {
  return make_sequence(fiber, types().list_reverse_iterator, list, list->size);
}

Value make_tuple_iterator(Fiber& fiber, Tuple* tuple) {
  return make_sequence(fiber, types().tuple_iterator, tuple, 0);
}

Value make_sequence_iterator(Fiber& fiber, Value sequence) {
  return make_sequence(fiber, types().sequence_iterator, sequence.object(), 0);
}

Value make_callable_iterator(Fiber& fiber, Value callable, Value sentinel) {
  CallableIterator* const it =
      make<CallableIterator>(fiber, types().callable_iterator);
  it->callable = callable;
  it->sentinel = sentinel;
  return Value::from_object(it);
}

void init_iterator_tools(Fiber& fiber);  // iterator_tools.cc
void init_mapping_proxy(Fiber& fiber);   // mapping_proxy.cc
void init_generic_alias(Fiber& fiber);   // generic_alias.cc

void init_iterators(Fiber& fiber) {
  types().list_iterator = native_type(fiber, kListType);
  types().list_reverse_iterator = native_type(fiber, kReverseType);
  types().tuple_iterator = native_type(fiber, kTupleType);
  types().sequence_iterator = native_type(fiber, kSequenceType);
  types().callable_iterator = native_type(fiber, kCallableType);
  init_iterator_tools(fiber);
  init_mapping_proxy(fiber);
  init_generic_alias(fiber);
}

}  // namespace mt::python
