// exception_types.cc - the exceptions that carry more than their arguments.

#include <errno.h>
#include <string.h>

#include "base/status.h"
#include "python/bytes_internal.h"
#include "python/exception_internal.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

namespace {

Value field_of(Value self, int field) {
  return as_exception(self)->fields[field];
}

constexpr Slots with(bool (*init)(Fiber&, Value, Args),
                     Value (*str)(Fiber&, Value) = nullptr) {
  Slots s = exception_slots();
  if (init != nullptr) s.init = init;
  if (str != nullptr) s.str = str;
  return s;
}

// Keyword arguments of the few exceptions that know some: stored in the fields
// from `first` on. The positional ones are left in `args`.
bool take_keywords(Fiber& fiber, Value self, const char* what, Args* args,
                   std::initializer_list<const char*> known, int first) {
  if (!args->is_named) return true;
  const uint32_t positional = args->positional();
  for (uint32_t i = 0; i < args->names()->size; ++i) {
    const Str* const name = args->names()->items[i].as<Str>();
    int field = first;
    for (const char* row : known) {
      if (name->view() == row) break;
      ++field;
    }
    if (field == first + static_cast<int>(known.size())) {
      raise_type_error(fiber, "'%s' is an invalid keyword argument for %s()",
                       name->data(), what);
      return false;
    }
    set_field(fiber, as_exception(self), field, (*args)[positional + i]);
  }
  *args = Args{args->values, positional};
  return true;
}

// --- StopIteration, SystemExit ----------------------------------------------

bool stop_init(Fiber& fiber, Value self, Args args) {
  if (!exception_init(fiber, self, args)) return false;
  set_field(fiber, as_exception(self), kFieldValue, args.get(0, Value::none()));
  return true;
}
const GetSetDef kStopGetSets[] = {MT_EXCEPTION_FIELD("value", kFieldValue), {}};
constexpr Slots kStopSlots = with(stop_init);

bool exit_init(Fiber& fiber, Value self, Args args) {
  if (!exception_init(fiber, self, args)) return false;
  Exception* const e = as_exception(self);
  set_field(fiber, e, kFieldValue,
            args.count == 0   ? Value::none()
            : args.count == 1 ? args[0]
                              : Value::from_object(e->args));
  return true;
}
const GetSetDef kExitGetSets[] = {MT_EXCEPTION_FIELD("code", kFieldValue), {}};
constexpr Slots kExitSlots = with(exit_init);

// --- KeyError ---------------------------------------------------------------

// A missing key reads better quoted: '' would vanish.
Value key_error_str(Fiber& fiber, Value self) {
  const Tuple* const args = as_exception(self)->args;
  if (args->size == 1) return to_repr(fiber, args->items[0]);
  return exception_str(fiber, self);
}
constexpr Slots kKeySlots = with(nullptr, key_error_str);

// --- AttributeError, NameError, ImportError ---------------------------------

bool attribute_init(Fiber& fiber, Value self, Args args) {
  return take_keywords(fiber, self, "AttributeError", &args, {"name", "obj"},
                       kFieldAttributeName) &&
         exception_init(fiber, self, args);
}
const GetSetDef kAttributeGetSets[] = {
    MT_EXCEPTION_FIELD("name", kFieldAttributeName),
    MT_EXCEPTION_FIELD("obj", kFieldAttributeObject),
    {}};
constexpr Slots kAttributeSlots = with(attribute_init);

bool name_init(Fiber& fiber, Value self, Args args) {
  return take_keywords(fiber, self, "NameError", &args, {"name"},
                       kFieldName) &&
         exception_init(fiber, self, args);
}
const GetSetDef kNameGetSets[] = {MT_EXCEPTION_FIELD("name", kFieldName), {}};
constexpr Slots kNameSlots = with(name_init);

bool import_init(Fiber& fiber, Value self, Args args) {
  if (!take_keywords(fiber, self, "ImportError", &args, {"name", "path"},
                     kFieldImportName) ||
      !exception_init(fiber, self, args)) {
    return false;
  }
  if (args.count == 1) {
    set_field(fiber, as_exception(self), kFieldImportMessage, args[0]);
  }
  return true;
}
Value import_str(Fiber& fiber, Value self) {
  const Value message = field_of(self, kFieldImportMessage);
  if (is_kind(message, Kind::kStr)) return message;
  return exception_str(fiber, self);
}
const GetSetDef kImportGetSets[] = {
    MT_EXCEPTION_FIELD("msg", kFieldImportMessage),
    MT_EXCEPTION_FIELD("name", kFieldImportName),
    MT_EXCEPTION_FIELD("path", kFieldImportPath),
    {}};
constexpr Slots kImportSlots = with(import_init, import_str);

// --- OSError ----------------------------------------------------------------

// OSError(errno, strerror, filename, winerror, filename2): the names leave
// args.
bool os_error_fill(Fiber& fiber, Exception* self, Args args) {
  const uint32_t count = args.positional();
  if (count >= 2 && count <= 5) {
    set_field(fiber, self, kFieldErrno, args[0]);
    set_field(fiber, self, kFieldStrerror, args[1]);
    if (count >= 3 && !args[2].is_none()) {
      // BlockingIOError counts what was written where others name a file.
      const bool counts = is_integer(args[2]) &&
                          is_a(Value::from_object(self),
                               types().BlockingIOError);
      set_field(fiber, self, counts ? kFieldWritten : kFieldFilename, args[2]);
      if (count == 5 && !args[4].is_none()) {
        set_field(fiber, self, kFieldFilename2, args[4]);
      }
      return set_exception_args(fiber, self, args.values, counts ? count : 2);
    }
  }
  return set_exception_args(fiber, self, args.values, count);
}

bool os_error_init(Fiber& fiber, Value self, Args args);

// A Python class that has an __init__ of its own and no __new__ fills itself in
// when that calls up.
bool fills_in_init(const Type* cls);

Value os_error_create(Fiber& fiber, Type* cls, Args args) {
  if (cls == types().OSError && args.positional() >= 2 &&
      args.positional() <= 5 && args[0].is_int()) {
    cls = exception_class_for_errno(static_cast<int>(args[0].as_int()));
  }
  const Value self = exception_create(fiber, cls, args);
  if (self.is_error() || fills_in_init(cls)) return self;
  if (args.is_named) {
    return raise_type_error(fiber, "%s() takes no keyword arguments",
                            cls->name->data());
  }
  return os_error_fill(fiber, as_exception(self), args) ? self
                                                        : Value::error();
}

bool fills_in_init(const Type* cls) {
  return cls->slots->init != os_error_init &&
         cls->slots->create == os_error_create;
}

bool os_error_init(Fiber& fiber, Value self, Args args) {
  if (!fills_in_init(type_of(self))) return true;
  if (args.is_named) {
    raise_type_error(fiber, "%s() takes no keyword arguments",
                     type_name(self));
    return false;
  }
  return os_error_fill(fiber, as_exception(self), args);
}

Value os_error_str(Fiber& fiber, Value self) {
  const Value number = field_of(self, kFieldErrno);
  const Value text = field_of(self, kFieldStrerror);
  const Value file = field_of(self, kFieldFilename);
  const Value second = field_of(self, kFieldFilename2);
  if (number.is_undefined() || text.is_undefined()) {
    return exception_str(fiber, self);
  }
  StrBuilder out(fiber);
  out.add("[Errno ");
  if (!out.add_str(number)) return Value::error();
  out.add("] ");
  if (!out.add_str(text)) return Value::error();
  if (!file.is_undefined()) {
    out.add(": ");
    if (!out.add_repr(file)) return Value::error();
    if (!second.is_undefined()) {
      out.add(" -> ");
      if (!out.add_repr(second)) return Value::error();
    }
  }
  return out.finish();
}

Value written_get(Fiber& fiber, Value self) {
  const Value written = field_of(self, kFieldWritten);
  if (!written.is_undefined() && !written.is_none()) return written;
  return raise(fiber, types().AttributeError, "characters_written");
}

const GetSetDef kOsErrorGetSets[] = {
    MT_EXCEPTION_FIELD("errno", kFieldErrno),
    MT_EXCEPTION_FIELD("strerror", kFieldStrerror),
    MT_EXCEPTION_FIELD("filename", kFieldFilename),
    MT_EXCEPTION_FIELD("filename2", kFieldFilename2),
    {"characters_written", written_get, set_exception_field<kFieldWritten>},
    {}};

constexpr Slots make_os_error_slots() {
  Slots s = with(os_error_init, os_error_str);
  s.create = os_error_create;
  return s;
}
constexpr Slots kOsErrorSlots = make_os_error_slots();

// --- SyntaxError ------------------------------------------------------------

bool syntax_init(Fiber& fiber, Value self, Args args) {
  if (!exception_init(fiber, self, args)) return false;
  Exception* const e = as_exception(self);
  if (args.count >= 1) set_field(fiber, e, kFieldMessage, args[0]);
  if (args.count != 2) return true;
  Tuple* const place = tuple_from(fiber, args[1]);
  if (place == nullptr) return false;
  if (place->size < 4 || place->size > 6) {
    raise_type_error(fiber,
                     "function takes at %s arguments (%u given)",
                     place->size < 4 ? "least 4" : "most 6", place->size);
    return false;
  }
  if (place->size == 5) {
    raise_type_error(fiber, "end_offset must be provided when end_lineno is "
                            "provided");
    return false;
  }
  for (int i = 0; i < 4; ++i) {
    set_field(fiber, e, kFieldFile + i, place->items[i]);
  }
  if (place->size == 6) {
    Tuple* const end = make_tuple(fiber, place->items + 4, 2);
    if (end == nullptr) return false;
    set_field(fiber, e, kFieldEnd, Value::from_object(end));
  }
  return true;
}

Value syntax_str(Fiber& fiber, Value self) {
  const Value file = field_of(self, kFieldFile);
  const Value line = field_of(self, kFieldLine);
  StrBuilder out(fiber);
  if (!out.add_str(or_none(field_of(self, kFieldMessage)))) {
    return Value::error();
  }
  const bool has_file = is_kind(file, Kind::kStr);
  if (has_file || line.is_int()) {
    out.add(" (");
    if (has_file) {
      const std::string_view path = file.as<Str>()->view();
      out.add(path.substr(path.rfind('/') + 1));
      if (line.is_int()) out.add(", ");
    }
    if (line.is_int()) {
      out.add(format("line %lld", static_cast<long long>(line.as_int())));
    }
    out.add(')');
  }
  return out.finish();
}

template <int kPart>
Value end_get(Fiber&, Value self) {
  const Value end = field_of(self, kFieldEnd);
  const Tuple* const pair = cast<Tuple>(end);
  if (pair == nullptr) return Value::none();
  const Value* const items = pair->items;
  return items[kPart];
}
template <int kPart>
bool end_set(Fiber& fiber, Value self, Value value) {
  Value parts[2] = {end_get<0>(fiber, self), end_get<1>(fiber, self)};
  parts[kPart] = or_none(value);
  Tuple* const end = make_tuple(fiber, parts, 2);
  if (end == nullptr) return false;
  set_field(fiber, as_exception(self), kFieldEnd, Value::from_object(end));
  return true;
}

const GetSetDef kSyntaxGetSets[] = {
    MT_EXCEPTION_FIELD("msg", kFieldMessage),
    MT_EXCEPTION_FIELD("filename", kFieldFile),
    MT_EXCEPTION_FIELD("lineno", kFieldLine),
    MT_EXCEPTION_FIELD("offset", kFieldOffset),
    MT_EXCEPTION_FIELD("text", kFieldText),
    {"end_lineno", end_get<0>, end_set<0>},
    {"end_offset", end_get<1>, end_set<1>},
    {}};
constexpr Slots kSyntaxSlots = with(syntax_init, syntax_str);

// --- Unicode errors ---------------------------------------------------------

// The three take (encoding,) object, start, end, reason, each of one type.
bool unicode_fill(Fiber& fiber, Value self, Args args, const char* what,
                  bool has_encoding) {
  if (!exception_init(fiber, self, args)) return false;
  const uint32_t wanted = has_encoding ? 5 : 4;
  if (args.count != wanted) {
    raise_type_error(fiber, "function takes exactly %u arguments (%u given)",
                     wanted, args.count);
    return false;
  }
  Exception* const e = as_exception(self);
  const int shift = has_encoding ? 0 : 1;
  for (uint32_t i = 0; i < wanted; ++i) {
    const int field = static_cast<int>(i) + shift;
    const bool is_number = field == kFieldStart || field == kFieldStop;
    const bool is_source = field == kFieldObject;
    std::string_view bytes;
    const bool fits =
        is_number ? is_integer(args[i])
        : is_source && what[0] == 'D'
            ? buffer_of(args[i], &bytes)
            : is_kind(args[i], Kind::kStr);
    if (!fits && is_source && what[0] == 'D') {
      raise_no_bytes(fiber, args[i]);
      return false;
    }
    if (!fits) {
      raise_type_error(fiber, "argument %u must be %s, not %s", i + 1,
                       is_number ? "int" : "str", type_name(args[i]));
      return false;
    }
    Value value = args[i];
    if (is_source && what[0] == 'D' && !is_kind(value, Kind::kBytes)) {
      value = bytes_value(fiber, bytes);  // as they are now
      if (value.is_error()) return false;
    }
    set_field(fiber, e, field, value);
  }
  return true;
}
bool decode_init(Fiber& fiber, Value self, Args args) {
  return unicode_fill(fiber, self, args, "Decode", true);
}
bool encode_init(Fiber& fiber, Value self, Args args) {
  return unicode_fill(fiber, self, args, "Encode", true);
}
bool translate_init(Fiber& fiber, Value self, Args args) {
  return unicode_fill(fiber, self, args, "Translate", false);
}

// "'ascii' codec can't decode byte 0xff in position 0: reason"
Value unicode_text(Fiber& fiber, Value self, const char* verb) {
  const Value start_value = field_of(self, kFieldStart);
  const Value end_value = field_of(self, kFieldStop);
  const Value object = field_of(self, kFieldObject);
  if (object.is_undefined()) return Value::from_object(rt().empty_str);
  int64_t start = 0, end = 0;
  if (is_integer(start_value)) int_to_i64(start_value, &start);
  if (is_integer(end_value)) int_to_i64(end_value, &end);
  StrBuilder out(fiber);
  const Value encoding = field_of(self, kFieldEncoding);
  if (is_kind(encoding, Kind::kStr)) {
    out.add('\'');
    out.add(encoding.as<Str>());
    out.add("' codec ");
  }
  out.add(verb);
  std::string_view bytes;
  const Str* const text = cast<Str>(object);
  const bool single = start >= 0 && start < end && end - start == 1;
  if (single && text != nullptr && start < text->char_count) {
    const uint32_t c =
        str_char_at(text, str_offset(text, static_cast<size_t>(start)));
    out.add(format(c < 0x100     ? " character '\\x%02x'"
                   : c < 0x10000 ? " character '\\u%04x'"
                                 : " character '\\U%08x'",
                   c));
    out.add(format(" in position %lld: ", static_cast<long long>(start)));
  } else if (single && text == nullptr && buffer_of(object, &bytes) &&
             static_cast<size_t>(start) < bytes.size()) {
    out.add(format(" byte 0x%02x in position %lld: ",
                   static_cast<uint8_t>(bytes[static_cast<size_t>(start)]),
                   static_cast<long long>(start)));
  } else {
    out.add(format(" %s in position %lld-%lld: ",
                   text != nullptr ? "characters" : "bytes",
                   static_cast<long long>(start),
                   static_cast<long long>(end == INT64_MIN ? end : end - 1)));
  }
  if (!out.add_str(or_none(field_of(self, kFieldReason)))) {
    return Value::error();
  }
  return out.finish();
}
Value decode_str(Fiber& fiber, Value self) {
  return unicode_text(fiber, self, "can't decode");
}
Value encode_error_str(Fiber& fiber, Value self) {
  return unicode_text(fiber, self, "can't encode");
}
Value translate_str(Fiber& fiber, Value self) {
  return unicode_text(fiber, self, "can't translate");
}

template <int kField>
bool set_place(Fiber& fiber, Value self, Value value) {
  if (!is_integer(value)) {
    raise_type_error(fiber, "an integer is required");
    return false;
  }
  int64_t place;
  if (!int_to_i64(value, &place)) {
    raise_overflow_error(fiber,
                         "Python int too large to convert to C ssize_t");
    return false;
  }
  return set_exception_field<kField>(fiber, self, int_from_i64(fiber, place));
}

const GetSetDef kUnicodeGetSets[] = {
    MT_EXCEPTION_FIELD("encoding", kFieldEncoding),
    MT_EXCEPTION_FIELD("object", kFieldObject),
    {"start", get_exception_field<kFieldStart>, set_place<kFieldStart>},
    {"end", get_exception_field<kFieldStop>, set_place<kFieldStop>},
    MT_EXCEPTION_FIELD("reason", kFieldReason),
    {}};
constexpr Slots kDecodeSlots = with(decode_init, decode_str);
constexpr Slots kEncodeSlots = with(encode_init, encode_error_str);
constexpr Slots kTranslateSlots = with(translate_init, translate_str);

}  // namespace

const TypeDef kSpecialExceptions[] = {
    {"SystemExit", nullptr, &kExitSlots, nullptr, kExitGetSets},
    {"BaseExceptionGroup", nullptr, &kGroupSlots, kGroupMethods, kGroupGetSets},
    {"StopIteration", nullptr, &kStopSlots, nullptr, kStopGetSets},
    {"AttributeError", nullptr, &kAttributeSlots, nullptr, kAttributeGetSets},
    {"ImportError", nullptr, &kImportSlots, nullptr, kImportGetSets},
    {"KeyError", nullptr, &kKeySlots},
    {"NameError", nullptr, &kNameSlots, nullptr, kNameGetSets},
    {"OSError", nullptr, &kOsErrorSlots, nullptr, kOsErrorGetSets},
    {"SyntaxError", nullptr, &kSyntaxSlots, nullptr, kSyntaxGetSets},
    {"UnicodeDecodeError", nullptr, &kDecodeSlots, nullptr, kUnicodeGetSets},
    {"UnicodeEncodeError", nullptr, &kEncodeSlots, nullptr, kUnicodeGetSets},
    {"UnicodeTranslateError", nullptr, &kTranslateSlots, nullptr,
     kUnicodeGetSets},
    {nullptr, nullptr, nullptr}};

Type* exception_class_for_errno(int err) {
  switch (err) {
    case EAGAIN:
#if EWOULDBLOCK != EAGAIN
    case EWOULDBLOCK:
#endif
    case EALREADY:
    case EINPROGRESS: return types().BlockingIOError;
    case EPIPE:
#ifdef ESHUTDOWN
    case ESHUTDOWN:
#endif
      return types().BrokenPipeError;
    case ECHILD: return types().ChildProcessError;
    case ECONNABORTED: return types().ConnectionAbortedError;
    case ECONNREFUSED: return types().ConnectionRefusedError;
    case ECONNRESET: return types().ConnectionResetError;
    case EEXIST: return types().FileExistsError;
    case ENOENT: return types().FileNotFoundError;
    case EISDIR: return types().IsADirectoryError;
    case ENOTDIR: return types().NotADirectoryError;
    case EINTR: return types().InterruptedError;
    case EACCES:
    case EPERM: return types().PermissionError;
    case ESRCH: return types().ProcessLookupError;
    case ETIMEDOUT: return types().TimeoutError;
    default: return types().OSError;
  }
}

}  // namespace mt::python
