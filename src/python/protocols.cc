// protocols.cc - text, items, lengths, hashes and class checks of any value:
// the rest of operators.h, but for iteration.cc.

#include <string.h>

#include "base/status.h"
#include "python/call.h"
#include "python/codec_internal.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/fiber.h"
#include "python/float_text.h"
#include "python/format_quick.h"
#include "python/generic_alias.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

// --- text -------------------------------------------------------------------

Value to_repr(Fiber& fiber, Value value) {
  RecursionGuard guard(fiber, " while getting the repr of an object");
  if (!guard.ok()) return Value::error();
  const auto slot = type_of(value)->slots->repr;
  const Value text = slot(fiber, value);
  if (text.is_error() || is_kind(text, Kind::kStr)) return text;
  return raise_type_error(fiber, "__repr__ returned non-string (type %s)",
                          type_name(text));
}

Value to_str(Fiber& fiber, Value value) {
  Type* type = type_of(value);
  if (type == types().str) return value;
  if (value.is_int()) return type->slots->repr(fiber, value);
  if (value.is_float() && in_era(fiber)) {
    // As many digits as hide that there is no 0.3.
    const double d = value.as_float();
    std::string digits(is_negative(d) && d == d ? "-" : "");
    append_float(digits, d, 'g', 12, kFloatAddDotZero);
    return str_value(fiber, digits);
  }
  RecursionGuard guard(fiber, " while getting the str of an object");
  if (!guard.ok()) return Value::error();
  const Value text = type->slots->str(fiber, value);
  if (text.is_error() || is_kind(text, Kind::kStr)) return text;
  return raise_type_error(fiber, "__str__ returned non-string (type %s)",
                          type_name(text));
}

Value to_ascii(Fiber& fiber, Value value) {
  const Value text = to_repr(fiber, value);
  return text.is_error() || text.as<Str>()->is_ascii()
             ? text
             : escape_beyond_ascii(fiber, text);
}

Value escape_beyond_ascii(Fiber& fiber, Value text) {
  CodecOutput out;
  if (!encode_text(fiber, text.as<Str>(), {"ascii", 128, 1}, "backslashreplace",
                   &out)) {
    return Value::error();
  }
  return object_or_error(make_str(fiber, out.view(), out.view().size()));
}

Value format_value(Fiber& fiber, Value value, Str* spec) {
  if (spec == nullptr || spec->byte_count == 0) {
    if (is_exact(value, types().str)) return value;
    if (!value.is_object()) return to_str(fiber, value);
    spec = rt().empty_str;
  } else {
    QuickFormat quick;
    QuickText text;
    if (read_quick_format(spec->view(), &quick) &&
        text.lay_out(value, quick) && text.bytes() != 0) {
      Str* const made = make_str_to_fill(fiber, text.bytes(), text.chars());
      if (made == nullptr) return Value::error();
      text.write(made->bytes);
      return Value::from_object(made);
    }
  }
  const Value result = call_special(fiber, value, names().dunder_format,
                                    {Value::from_object(spec)});
  if (result.is_error() || is_kind(result, Kind::kStr)) return result;
  if (result.is_undefined())
    return raise_type_error(fiber, "Type %s doesn't define __format__",
                            type_name(value));
  return raise_type_error(fiber, "__format__ must return a str, not %s",
                          type_name(result));
}

std::string safe_repr(Fiber& fiber, Value value, size_t limit) {
  const Value pending = take_exception(fiber);
  const Value text = to_repr(fiber, value);
  std::string result;
  if (is_kind(text, Kind::kStr)) {
    std::string_view view = text.as<Str>()->view();
    result = std::string(view.substr(0, limit));
    if (view.size() > limit) result.append("...");
  } else {
    clear_exception(fiber);
    result = format("<%s object>", type_name(value));
  }
  fiber.exception = pending;
  return result;
}

// --- containers -------------------------------------------------------------

Value get_item(Fiber& fiber, Value object, Value key) {
  Type* type = type_of(object);
  if (stack_is_low()) return raise_too_deep(fiber);
  if (type->slots->getitem != nullptr)
    return type->slots->getitem(fiber, object, key);
  if (Type* cls = cast<Type>(object)) {
    const Value hook =
        find_attr(fiber, object, names().dunder_class_getitem);
    if (hook.is_error()) return hook;
    if (!hook.is_undefined()) return call(fiber, hook, {key});
    if (cls == types().type) return class_getitem(fiber, object, Args{&key, 1});
    return raise_type_error(fiber, "type '%s' is not subscriptable",
                            cls->name->data());
  }
  const Value found = era_item(fiber, object, key);
  if (!found.is_undefined()) return found;
  return raise_type_error(fiber, "'%s' object is not subscriptable",
                          type_name(object));
}

bool set_item(Fiber& fiber, Value object, Value key, Value value) {
  if (const auto slot = type_of(object)->slots->setitem)
    return slot(fiber, object, key, value);
  const int done = era_set_item(fiber, object, key, value);
  if (done != 0) return done > 0;
  raise_type_error(fiber, "'%s' object does not support item assignment",
                   type_name(object));
  return false;
}

bool del_item(Fiber& fiber, Value object, Value key) {
  if (const auto slot = type_of(object)->slots->setitem)
    return slot(fiber, object, key, Value::undefined());
  const int done = era_set_item(fiber, object, key, Value::undefined());
  if (done != 0) return done > 0;
  raise_type_error(fiber, "'%s' object doesn't support item deletion",
                   type_name(object));
  return false;
}

// What a method that only the instance has says.
static int64_t own_length(Fiber& fiber, Value method) {
  int64_t length = 0;
  const Value result = call(fiber, method);
  return !result.is_error() && index_of(fiber, result, &length, false) ? length
                                                                       : -1;
}

int64_t length_of(Fiber& fiber, Value object) {
  if (stack_is_low()) {
    raise_too_deep(fiber);
    return -1;
  }
  if (const auto slot = type_of(object)->slots->len)
    return slot(fiber, object);
  const Value own = era_special(fiber, object, names().dunder_len);
  if (!own.is_undefined()) return own.is_error() ? -1 : own_length(fiber, own);
  raise_type_error(fiber, "object of type '%s' has no len()",
                   type_name(object));
  return -1;
}

int64_t length_hint(Fiber& fiber, Value object, int64_t otherwise) {
  if (type_of(object)->slots->len != nullptr) {
    const int64_t length = length_of(fiber, object);
    if (length >= 0) return length;
    if (!exception_matches(fiber, types().TypeError)) return -1;
    clear_exception(fiber);
  }
  const Value hint =
      call_special(fiber, object, names().dunder_length_hint);
  if (hint.is_undefined() || hint.is_not_implemented()) return otherwise;
  if (hint.is_error()) {
    if (!exception_matches(fiber, types().TypeError)) return -1;
    clear_exception(fiber);
    return otherwise;
  }
  if (!is_integer(hint)) {
    raise_type_error(fiber, "__length_hint__ must be an integer, not %s",
                     type_name(hint));
    return -1;
  }
  int64_t length = 0;
  if (!index_of(fiber, hint, &length)) return -1;
  if (length < 0) {
    raise_value_error(fiber, "__length_hint__() should return >= 0");
    return -1;
  }
  return length;
}

bool hash_of(Fiber& fiber, Value object, uint64_t* hash) {
  if (object.is_object() && object.object()->kind == Kind::kStr &&
      type_of_object(object.object()) == types().str) {
    *hash = str_hash(object.as<Str>());
    return true;
  }
  if (object.is_int()) {
    *hash = int_hash(object);
    return true;
  }
  if (object.is_float()) {
    *hash = float_hash(object.as_float());
    return true;
  }
  const auto slot = type_of(object)->slots->hash;
  if (slot == types().str->slots->hash) {
    *hash = str_hash(object.as<Str>());
    return true;
  }
  if (slot == types().tuple->slots->hash)
    return tuple_hash(fiber, object.as<Tuple>(), hash);
  if (slot == types().int_->slots->hash) {
    *hash = int_hash(object);
    return true;
  }
  if (slot == nullptr) {
    raise_type_error(fiber, "unhashable type: '%s'", type_name(object));
    return false;
  }
  if (stack_is_low()) {
    raise_too_deep(fiber);
    return false;
  }
  const Value result = slot(fiber, object);
  if (result.is_error()) return false;
  // Native hashes use all 64 bits; only what is larger is folded.
  const Value number = plain_integer(result);
  int64_t whole;
  *hash = int_to_i64(number, &whole)
              ? static_cast<uint64_t>(whole == -1 ? -2 : whole)
              : int_hash(number);
  return true;
}

// --- classes ----------------------------------------------------------------

namespace {

// Objects that only claim to be classes: __bases__ is a tuple.
Tuple* claimed_bases(Fiber& fiber, Value cls) {
  const Value bases = find_attr(fiber, cls, names().dunder_bases);
  if (bases.is_error()) return nullptr;
  return cast<Tuple>(bases);
}

// Whether `base` is `cls` or among the bases that it claims, and theirs. What
// claims none has none.
bool claims_base(Fiber& fiber, Value cls, Value base, bool* result) {
  RecursionGuard guard(fiber, " in __subclasscheck__");
  if (!guard.ok()) return false;
  *result = cls == base;
  if (*result) return true;
  Tuple* const bases = claimed_bases(fiber, cls);
  if (bases == nullptr) return !fiber.raised();
  for (uint32_t i = 0; i < bases->size && !*result; ++i) {
    if (!claims_base(fiber, bases->items[i], base, result)) return false;
  }
  return true;
}

// The same, and TypeError with `why` when it claims none.
bool must_claim(Fiber& fiber, Value cls, const char* why) {
  if (claimed_bases(fiber, cls) != nullptr) return true;
  if (!fiber.raised()) raise_type_error(fiber, "%s", why);
  return false;
}

constexpr char kNoSubclass[] = "issubclass() arg 1 must be a class";

// What __subclasscheck__ or __instancecheck__ of `cls` says of `other`.
enum class Claim { kSays, kSilent, kRaised };
Claim ask_class(Fiber& fiber, Value cls, Str* name, Value other,
                bool* result) {
  const Value answer = call_special(fiber, cls, name, {other});
  if (answer.is_error()) return Claim::kRaised;
  if (answer.is_undefined()) return Claim::kSilent;
  const int yes = truth(fiber, answer);
  *result = yes > 0;
  return yes < 0 ? Claim::kRaised : Claim::kSays;
}

}  // namespace

bool is_subclass(Fiber& fiber, Value cls, Value base, bool* result) {
  if (Tuple* several = cast<Tuple>(base)) {
    RecursionGuard guard(fiber, " in __subclasscheck__");
    if (!guard.ok()) return false;
    *result = false;
    for (uint32_t i = 0; i < several->size && !*result; ++i) {
      if (!is_subclass(fiber, cls, several->items[i], result)) return false;
    }
    return true;
  }
  Type* wanted = cast<Type>(base);
  if (wanted != nullptr && type_of_object(wanted) == types().type) {
    if (Type* type = cast<Type>(cls)) {
      *result = is_subtype(type, wanted);
      return true;
    }
    return must_claim(fiber, cls, kNoSubclass) &&
           claims_base(fiber, cls, base, result);
  }
  const Claim said =
      ask_class(fiber, base, names().dunder_subclasscheck, cls, result);
  if (said != Claim::kSilent) return said == Claim::kSays;
  return must_claim(fiber, cls, kNoSubclass) &&
         must_claim(fiber, base,
                    "issubclass() arg 2 must be a class, a tuple of classes, "
                    "or a union") &&
         claims_base(fiber, cls, base, result);
}

bool is_instance(Fiber& fiber, Value object, Value cls, bool* result) {
  if (Type* wanted = cast<Type>(cls)) {
    *result = type_of(object) == wanted;
    if (*result) return true;
    if (type_of_object(wanted) == types().type) {
      *result = is_a(object, wanted);
      if (*result || !object.is_object()) return true;
      // __class__ may be a property that says otherwise, of a class in Python.
      const Type* const own = type_of_object(object.object());
      // What a class calls __class__ does not hide the one of its metaclass.
      if (own == types().type) return true;
      if ((own->type_flags & kTypePlainGetattr) != 0) {
        if ((own->type_flags & kTypeNative) != 0) return true;
        Type* holder = nullptr;
        type_lookup(own, names().dunder_class, &holder);
        if (holder == types().object) return true;
      }
      const Value claimed = find_attr(fiber, object, names().dunder_class);
      if (claimed.is_error()) return false;
      if (Type* type = cast<Type>(claimed)) *result = is_subtype(type, wanted);
      return true;
    }
  }
  if (Tuple* several = cast<Tuple>(cls)) {
    RecursionGuard guard(fiber, " in __instancecheck__");
    if (!guard.ok()) return false;
    *result = false;
    for (uint32_t i = 0; i < several->size && !*result; ++i) {
      if (!is_instance(fiber, object, several->items[i], result)) return false;
    }
    return true;
  }
  if (is_union(cls)) {
    const Value found = union_instancecheck(fiber, cls, Args{&object, 1});
    *result = found.is_true();
    return !found.is_error();
  }
  const Claim said =
      ask_class(fiber, cls, names().dunder_instancecheck, object, result);
  if (said != Claim::kSilent) return said == Claim::kSays;
  if (!must_claim(fiber, cls,
                  "isinstance() arg 2 must be a type, a tuple of types, or a "
                  "union")) {
    return false;
  }
  const Value own = find_attr(fiber, object, names().dunder_class);
  *result = false;
  return !own.is_error() &&
         (own.is_undefined() || claims_base(fiber, own, cls, result));
}

}  // namespace mt::python
