// exception.cc - BaseException, the builtin classes below it, and raising.

#include "python/exception.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/status.h"
#include "python/dict.h"
#include "python/exception_internal.h"
#include "python/init.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type_bases.h"

namespace mt::python {

// --- the struct -------------------------------------------------------------

namespace {

void trace_exception(Object* self, Tracer& tracer) {
  Exception* const e = static_cast<Exception*>(self);
  tracer.visit(e->args);
  tracer.visit(e->traceback);
  tracer.visit(e->context);
  tracer.visit(e->cause);
  for (const Value field : e->fields) tracer.visit(field);
}
const Layout kExceptionLayout = {Kind::kException, "exception",
                                 sizeof(Exception), trace_exception,
                                 nullptr, nullptr};

}  // namespace

bool set_exception_args(Fiber& fiber, Exception* self, const Value* values,
                        uint32_t count) {
  Tuple* const args =
      count == 0 ? rt().empty_tuple : make_tuple(fiber, values, count);
  if (args == nullptr) return false;
  store(fiber.heap, &self->args, args);
  return true;
}

void set_field(Fiber& fiber, Exception* self, int field, Value value) {
  store(fiber.heap, &self->fields[field], value);
}

Value exception_create(Fiber& fiber, Type* cls, Args args) {
  Exception* const self = make<Exception>(fiber, cls);
  if (self == nullptr) return Value::error();
  self->traceback = self->context = self->cause = Value::none();
  if (!set_exception_args(fiber, self, args.values, args.positional())) {
    return Value::error();
  }
  return Value::from_object(self);
}

bool exception_init(Fiber& fiber, Value self, Args args) {
  if (args.is_named) {
    raise_type_error(fiber, "%s() takes no keyword arguments",
                     type_name(self));
    return false;
  }
  // Usually __new__ has just stored the very same.
  Exception* const e = as_exception(self);
  if (e->args != nullptr && e->args->size == args.count &&
      (args.count == 0 ||
       memcmp(e->args->items, args.values, args.count * sizeof(Value)) ==
           0)) {
    return true;
  }
  return set_exception_args(fiber, e, args.values, args.count);
}

Value exception_str(Fiber& fiber, Value self) {
  const Tuple* const args = as_exception(self)->args;
  if (args->size == 0) return Value::from_object(rt().empty_str);
  if (args->size == 1) return to_str(fiber, args->items[0]);
  return to_str(fiber, Value::from_object(args));
}

Value exception_repr(Fiber& fiber, Value self) {
  const Tuple* const args = as_exception(self)->args;
  StrBuilder out(fiber);
  out.add(type_of(self)->name);
  if (args->size == 1) {
    out.add('(');
    if (!out.add_repr(args->items[0])) return Value::error();
    out.add(')');
  } else if (!out.add_repr(Value::from_object(args))) {
    return Value::error();
  }
  return out.finish();
}

namespace {

// --- attributes -------------------------------------------------------------

Value args_get(Fiber&, Value self) {
  return Value::from_object(as_exception(self)->args);
}
bool args_set(Fiber& fiber, Value self, Value value) {
  if (value.is_undefined()) {
    raise_type_error(fiber, "args may not be deleted");
    return false;
  }
  Tuple* const args = tuple_from(fiber, value);
  if (args == nullptr) return false;
  store(fiber.heap, &as_exception(self)->args, args);
  return true;
}

Value traceback_get(Fiber&, Value self) {
  return as_exception(self)->traceback;
}
bool traceback_set(Fiber& fiber, Value self, Value value) {
  if (value.is_undefined()) {
    raise_type_error(fiber, "__traceback__ may not be deleted");
    return false;
  }
  if (!value.is_none() && !is_kind(value, Kind::kTraceback)) {
    raise_type_error(fiber, "__traceback__ must be a traceback or None");
    return false;
  }
  store(fiber.heap, &as_exception(self)->traceback, value);
  return true;
}

// __context__ and __cause__: an exception or None.
bool link_set(Fiber& fiber, Value* slot, const char* what, Value value) {
  if (value.is_undefined()) {
    raise_type_error(fiber, "__%s__ may not be deleted", what);
    return false;
  }
  if (!value.is_none() && !is_exception(value)) {
    raise_type_error(
        fiber, "exception %s must be None or derive from BaseException", what);
    return false;
  }
  store(fiber.heap, slot, value);
  return true;
}
Value context_get(Fiber&, Value self) { return as_exception(self)->context; }
bool context_set(Fiber& fiber, Value self, Value value) {
  return link_set(fiber, &as_exception(self)->context, "context", value);
}
Value cause_get(Fiber&, Value self) { return as_exception(self)->cause; }
bool cause_set(Fiber& fiber, Value self, Value value) {
  if (!link_set(fiber, &as_exception(self)->cause, "cause", value)) {
    return false;
  }
  as_exception(self)->suppress_context = true;
  return true;
}
Value suppress_get(Fiber&, Value self) {
  return Value::from_bool(as_exception(self)->suppress_context);
}
bool suppress_set(Fiber& fiber, Value self, Value value) {
  if (value.is_undefined()) {
    raise_type_error(fiber, "can't delete numeric/char attribute");
    return false;
  }
  if (!value.is_bool()) {
    raise_type_error(fiber, "attribute value type must be bool");
    return false;
  }
  as_exception(self)->suppress_context = value.as_bool();
  return true;
}

const GetSetDef kExceptionGetSets[] = {
    {"args", args_get, args_set},
    {"__traceback__", traceback_get, traceback_set},
    {"__context__", context_get, context_set, "exception context"_doc},
    {"__cause__", cause_get, cause_set, "exception cause"_doc},
    {"__suppress_context__", suppress_get, suppress_set},
    {}};

// --- methods ----------------------------------------------------------------

Value with_traceback(Fiber& fiber, Value self, Args args) {
  return traceback_set(fiber, self, args[0]) ? self : Value::error();
}

Value add_note(Fiber& fiber, Value self, Args args) {
  if (!is_kind(args[0], Kind::kStr)) {
    return raise_type_error(fiber, "note must be a str, not '%s'",
                            type_name(args[0]));
  }
  Value notes = find_attr(fiber, self, names().dunder_notes);
  if (notes.is_error()) return notes;
  if (notes.is_undefined()) {
    notes = Value::from_object(make_list(fiber));
    if (!set_attr(fiber, self, names().dunder_notes, notes)) {
      return Value::error();
    }
  }
  List* const list = cast<List>(notes);
  if (list == nullptr) {
    return raise_type_error(fiber, "Cannot add note: __notes__ is not a list");
  }
  return list_append(fiber, list, args[0]) ? Value::none() : Value::error();
}

Value exception_reduce(Fiber& fiber, Value self, Args) {
  Exception* const e = as_exception(self);
  Dict* const state = own_snapshot(fiber, e);
  if (state == nullptr) return Value::error();
  Tuple* args = e->args;
  if (is_a(self, types().OSError) && args->size == 2) {
    // The names that have left the args.
    const Value file = get_attr(fiber, self, "filename");
    const Value second = get_attr(fiber, self, "filename2");
    const Value* const items = args->items;
    const Value all[5] = {items[0], items[1], file, Value::none(), second};
    if (file.is_error() || second.is_error()) return Value::error();
    if (!file.is_none()) {
      args = make_tuple(fiber, all, second.is_none() ? 3 : 5);
      if (args == nullptr) return Value::error();
    }
  }
  if (is_a(self, types().ImportError)) {
    for (const auto& [name, field] :
         {std::pair<const char*, int>{"name", kFieldImportName},
          {"path", kFieldImportPath}}) {
      const Value value = e->fields[field];
      if (!value.is_undefined() && !value.is_none())
        dict_set_text(fiber, state, name, value);
    }
  }
  const Value parts[3] = {Value::from_object(type_of(self)),
                          Value::from_object(args),
                          Value::from_object(state)};
  Tuple* const row = make_tuple(fiber, parts, state->live > 0 ? 3 : 2);
  return row == nullptr ? Value::error() : Value::from_object(row);
}

Value exception_setstate(Fiber& fiber, Value self, Args args) {
  if (args[0].is_none()) return args[0];
  Dict* const state = cast<Dict>(args[0]);
  if (state == nullptr) {
    return raise_type_error(fiber, "state is not a dictionary");
  }
  uint32_t at = 0;
  Value key, value;
  while (dict_next(state, &at, &key, &value)) {
    Str* const name = cast<Str>(key);
    if (name == nullptr || !set_attr(fiber, self, intern(fiber, name), value)) {
      return fiber.raised()
                 ? Value::error()
                 : raise_type_error(fiber, "attribute name must be string");
    }
  }
  return Value::none();
}

const MethodDef kExceptionMethods[] = {
    {"with_traceback", with_traceback, 1, 1, 0,
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and "
     "return self."_doc},
    {"add_note", add_note, 1, 1, 0,
     "Exception.add_note(note) --\n    add a note to the exception"_doc},
    {"__reduce__", exception_reduce, 0, 0},
    {"__setstate__", exception_setstate, 1, 1},
    {}};

constexpr Slots kExceptionSlots = exception_slots();

// --- the classes ------------------------------------------------------------

// One row per class; those that do more than their bases have definitions.
struct ClassRow {
  const char* name;
  Type* Types::*type;
  Type* Types::*base;
};
constexpr ClassRow kClasses[] = {
#define MT_EXCEPTION(name, base) {#name, &Types::name, &Types::base},
#include "python/exceptions.def"
#undef MT_EXCEPTION
};

constexpr TypeDef kBaseDef = {"BaseException",
                              &kExceptionLayout,
                              &kExceptionSlots,
                              kExceptionMethods,
                              kExceptionGetSets,
                              kTypeException | kTypeHasSlots,
                              "Common base class for all exceptions"};
constexpr TypeDef kPlainDef = {nullptr, nullptr, nullptr};

}  // namespace

void init_exceptions(Fiber& fiber) {
  const TypeDef* special = kSpecialExceptions;
  for (const ClassRow& row : kClasses) {
    Type* base = types().*row.base;
    const TypeDef* def = base == types().object ? &kBaseDef : &kPlainDef;
    if (special->name != nullptr && strcmp(special->name, row.name) == 0)
      def = special++;
    // The one class with two bases.
    const bool is_group = row.type == &Types::ExceptionGroup;
    if (is_group) base = types().BaseExceptionGroup;
    Type* const type = native_type(fiber, *def, base, row.name);
    if (is_group) {
      const Value bases[2] = {Value::from_object(base),
                              Value::from_object(types().Exception)};
      type_set_mro(fiber, type, make_tuple(fiber, bases, 2));
    }
    types().*row.type = type;
  }
  CHECK(special->name == nullptr);
  init_traceback(fiber);
}

bool is_exception_type(Value value) {
  const Type* const type = cast<Type>(value);
  return type != nullptr && (type->type_flags & kTypeException) != 0;
}

// --- raising ----------------------------------------------------------------

Value make_exception(Fiber& fiber, Type* cls, Tuple* args) {
  const Args given{args->items, args->size};
  const Value self = cls->slots->create(fiber, cls, given);
  if (self.is_error() || !is_a(self, cls)) return self;
  const auto init = type_of(self)->slots->init;
  return init(fiber, self, given) ? self : Value::error();
}

void chain_context(Fiber& fiber, Value exception) {
  const Value handled = fiber.handled;
  if (!is_exception(handled) || handled == exception) return;
  Exception* const raised = as_exception(exception);
  if (raised->context == handled) return;
  // Cut whatever would make a circle. A circle that stands already, made by
  // assigning to __context__, is found by a second walker at half the pace.
  Exception* slow = as_exception(handled);
  bool step = false;
  for (Exception* e = slow; is_exception(e->context);) {
    if (e->context == exception) {
      store(fiber.heap, &e->context, Value::none());
      break;
    }
    e = as_exception(e->context);
    if (e == slow) break;
    if (step) slow = as_exception(slow->context);
    step = !step;
  }
  store(fiber.heap, &raised->context, handled);
}

Value raise_object(Fiber& fiber, Value exception) {
  chain_context(fiber, exception);
  fiber.exception = exception;
  return Value::error();
}

namespace {

Value raise_args(Fiber& fiber, Type* cls, const Value* values, size_t count) {
  Tuple* const args = make_tuple(fiber, values, count);
  if (args == nullptr) return Value::error();
  const Value exception = make_exception(fiber, cls, args);
  return exception.is_error() ? exception : raise_object(fiber, exception);
}

// What message_text() writes for a NUL.
constexpr std::string_view kNul = "\xc0\x80";

Value raise_text(Fiber& fiber, Type* cls, const char* fmt, va_list list) {
  if (strchr(fmt, '%') == nullptr) {
    const Value text = str_value(fiber, fmt);
    return raise_args(fiber, cls, &text, 1);
  }
  char small[256];
  va_list again;
  va_copy(again, list);
  const int length = vsnprintf(small, sizeof small, fmt, list);
  Value text;
  if (length >= 0 && static_cast<size_t>(length) < sizeof small &&
      memchr(small, kNul[0], static_cast<size_t>(length)) == nullptr) {
    text = str_value(fiber, {small, static_cast<size_t>(length)});
  } else if (length > 0 &&
             !fiber.heap.may_gather(static_cast<size_t>(length))) {
    text = str_value(fiber, small);
  } else {
    std::string large(length > 0 ? static_cast<size_t>(length) : 0, '\0');
    vsnprintf(large.data(), large.size() + 1, fmt, again);
    for (size_t at = 0; (at = large.find(kNul, at)) != large.npos; ++at)
      large.replace(at, kNul.size(), 1, '\0');
    text = str_value(fiber, large);
  }
  va_end(again);
  return raise_args(fiber, cls, &text, 1);
}

}  // namespace

std::string message_text(std::string_view text) {
  constexpr size_t kMostShown = 1 << 20;
  std::string out(text.substr(0, kMostShown));
  for (size_t at = 0; (at = out.find('\0', at)) != out.npos; ++at)
    out.replace(at, 1, kNul);
  return out;
}

#define MT_RAISE(cls)                                      \
  va_list list;                                            \
  va_start(list, fmt);                                     \
  const Value result = raise_text(fiber, cls, fmt, list);  \
  va_end(list);                                            \
  return result

Value raise(Fiber& fiber, Type* cls, const char* fmt, ...) { MT_RAISE(cls); }
Value raise_type_error(Fiber& fiber, const char* fmt, ...) {
  MT_RAISE(types().TypeError);
}
Value raise_value_error(Fiber& fiber, const char* fmt, ...) {
  MT_RAISE(types().ValueError);
}
Value raise_index_error(Fiber& fiber, const char* fmt, ...) {
  MT_RAISE(types().IndexError);
}
Value raise_overflow_error(Fiber& fiber, const char* fmt, ...) {
  MT_RAISE(types().OverflowError);
}
#undef MT_RAISE

Value raise_with(Fiber& fiber, Type* cls, Value argument) {
  return raise_args(fiber, cls, &argument, 1);
}

Value raise_key_error(Fiber& fiber, Value key) {
  return raise_with(fiber, types().KeyError, key);
}

bool may_gather_many(Fiber& fiber, size_t bytes) {
  if (fiber.heap.may_gather(bytes)) return true;
  raise_memory_error(fiber);
  return false;
}

Value raise_memory_error(Fiber& fiber) {
  const Value exception =
      make_exception(fiber, types().MemoryError, rt().empty_tuple);
  // This is what the next safe point was asked for, by making it at the latest.
  clear_pending(kPendingMemory);
  return raise_object(fiber, exception);
}

Value raise_stop_iteration(Fiber& fiber, Value value) {
  if (value.is_undefined() || value.is_none()) {
    return raise_object(fiber, make_exception(fiber, types().StopIteration,
                                              rt().empty_tuple));
  }
  return raise_with(fiber, types().StopIteration, value);
}

namespace {
// A path object stands in the error as the path that the system was asked for.
Value shown_path(Fiber& fiber, Value filename) {
  if (filename.is_undefined() || is_kind(filename, Kind::kStr) ||
      is_kind(filename, Kind::kBytes)) {
    return filename;
  }
  const Value path = call_special(fiber, filename,
                                  intern(fiber, "__fspath__"));
  if (path.is_error()) clear_exception(fiber);
  return path.is_error() || path.is_undefined() ? filename : path;
}
}  // namespace

Value raise_errno(Fiber& fiber, int err, Value filename, Value second) {
  filename = shown_path(fiber, filename);
  const Value values[5] = {Value::from_int(err),
                           str_value(fiber, strerror(err)), filename,
                           Value::none(), shown_path(fiber, second)};
  const bool named = !filename.is_undefined() && !filename.is_none();
  return raise_args(fiber, types().OSError, values,
                    !named ? 2 : second.is_undefined() ? 3 : 5);
}

Value take_exception(Fiber& fiber) {
  const Value exception = fiber.exception;
  fiber.exception = Value::undefined();
  return exception;
}

bool exception_matches(Fiber& fiber, Type* cls) {
  return fiber.raised() && is_a(fiber.exception, cls);
}

void clear_exception(Fiber& fiber) { fiber.exception = Value::undefined(); }

void set_cause(Fiber& fiber, Value exception, Value cause) {
  Exception* const e = cast<Exception>(exception);
  if (e == nullptr) return;
  store(fiber.heap, &e->cause, or_none(cause));
  e->suppress_context = true;
}

}  // namespace mt::python
