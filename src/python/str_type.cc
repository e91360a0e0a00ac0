// str_type.cc - the class str: its constructor, operators and iterator.

#include "base/utf8.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/slice.h"
#include "python/str_internal.h"
#include "python/str_search.h"
#include "python/text.h"

namespace mt::python {

namespace {

Str* as_str(Value v) { return v.as<Str>(); }

// --- making ------------------------------------------------------------------

// The text of a subclass's instance belongs to a plain string.
Value make_instance(Fiber& fiber, Type* cls, Value text) {
  if (cls == types().str || text.is_error()) return text;
  Str* const plain = as_str(text);
  Str* const string = make<Str>(fiber, cls);
  if (string == nullptr) return Value::error();
  string->flags |= kFlagBorrowed;
  string->loan = {plain->data(),
                  plain->is_borrowed() ? plain->loan.owner : plain};
  string->byte_count = plain->byte_count;
  string->char_count = plain->char_count;
  string->aux = plain->aux;
  return Value::from_object(string);
}

Value decode_argument(Fiber& fiber, const Value* values) {
  std::string_view given[2] = {"utf-8", "strict"};
  for (int i = 0; i < 2; ++i) {
    const Value name = values[i + 1];
    if (name.is_undefined()) continue;
    if (!is_kind(name, Kind::kStr)) {
      return raise_type_error(fiber, "str() argument '%s' must be str, not %s",
                              i == 0 ? "encoding" : "errors", given_type(name));
    }
    given[i] = as_str(name)->view();
  }
  if (values[0].is_undefined()) return Value::from_object(rt().empty_str);
  std::string_view bytes;
  if (is_kind(values[0], Kind::kStr)) {
    // In the era a str was bytes: its characters up to 255 are them.
    if (fiber.frame == nullptr || !fiber.frame->code->is_era())
      return raise_type_error(fiber, "decoding str is not supported");
    const Value encoded =
        call_method(fiber, values[0], "encode", {str_value(fiber, "latin-1")});
    if (encoded.is_error() || !buffer_of(encoded, &bytes)) return encoded;
    return decode_bytes(fiber, bytes, given[0], given[1], encoded);
  }
  if (!buffer_of(values[0], &bytes)) {
    return raise_type_error(
        fiber, "decoding to str: need a bytes-like object, %s found",
        type_name(values[0]));
  }
  return decode_bytes(fiber, bytes, given[0], given[1], values[0]);
}

Value str_create(Fiber& fiber, Type* cls, Args args) {
  Value values[3];
  if (args.count == 1 && !args.is_named) {
    values[0] = args[0];
  } else if (!parse_args(fiber, "str", args, {"object", "encoding", "errors"},
                         0, values)) {
    return Value::error();
  }
  if (!values[1].is_undefined() || !values[2].is_undefined()) {
    return make_instance(fiber, cls, decode_argument(fiber, values));
  }
  if (values[0].is_undefined()) {
    return make_instance(fiber, cls, Value::from_object(rt().empty_str));
  }
  return make_instance(fiber, cls, to_str(fiber, values[0]));
}

// --- slots -------------------------------------------------------------------

Value str_repr(Fiber& fiber, Value self) {
  Str* const string = as_str(self);
  bool is_plain = string->is_ascii();
  const bool is_escaped = !is_plain && speaks_era(fiber);
  for (uint32_t i = 0; is_plain && i < string->byte_count; ++i)
    is_plain = is_plain_char(string->data()[i], '\'');
  if (is_plain) {
    const uint32_t size = string->byte_count;
    Str* const made =
        make_str_to_fill(fiber, size_t{size} + 2, size_t{size} + 2);
    if (made == nullptr) return Value::error();
    made->own_bytes()[0] = made->own_bytes()[size + 1] = '\'';
    copy_text(made->bytes + 1, string->data(), size);
    return Value::from_object(made);
  }
  StrBuilder out(fiber);
  const std::string_view text = as_str(self)->view();
  if (out.has_room(most_escaped(text))) str_repr_to(out.text(), text);
  const Value made = out.finish();
  return is_escaped && !made.is_error() ? escape_beyond_ascii(fiber, made)
                                        : made;
}

Value str_str(Fiber& fiber, Value self) {
  return plain_str(fiber, as_str(self));
}

Value str_hash_slot(Fiber&, Value self) {
  return Value::from_int(str_hash(as_str(self)));
}

Value str_compare_slot(Fiber&, Value self, Value other, CompareOp op) {
  const Str* const a = cast<Str>(self);
  const Str* const b = cast<Str>(other);
  if (a == nullptr || b == nullptr) return Value::not_implemented();
  return Value::from_bool(order_of_texts(a, b, op));
}

int64_t str_len(Fiber&, Value self) { return as_str(self)->char_count; }
int str_contains(Fiber& fiber, Value self, Value item) {
  const Str* const needle = cast<Str>(item);
  if (needle == nullptr) {
    raise_type_error(fiber,
                     "'in <string>' requires string as left operand, not %s",
                     type_name(item));
    return -1;
  }
  const Str* const text = as_str(self);
  if (needle->byte_count == 1 && text->byte_count <= 8 &&
      !text->is_borrowed()) {
    // The bytes that are the one looked for become zero, and those show.
    uint64_t word;
    memcpy(&word, text->bytes, sizeof word);
    word ^= kLowBitOfBytes * static_cast<uint8_t>(needle->data()[0]);
    const uint64_t zeros =
        ~((word & ~kHighBitOfBytes) + ~kHighBitOfBytes) & ~word &
        kHighBitOfBytes;
    const uint32_t unused = 64 - 8 * text->byte_count;
    return unused < 64 && (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
                               ? zeros >> unused
                               : zeros << unused) != 0;
  }
  return search_first(text->view(), needle->view()) != kNotFound;
}

// Every step-th character; a negative step walks to the front.
Value stepped_slice(Fiber& fiber, Str* string, const SliceBounds& at) {
  const size_t count = static_cast<size_t>(at.count);
  Str* made;
  if (string->is_ascii() && count > 1) {
    made = make_str_to_fill(fiber, count, count);
    if (made == nullptr) return Value::error();
    const char* from = string->data() + at.start;
    for (size_t i = 0; i < count; ++i, from += at.step)
      made->own_bytes()[i] = *from;
  } else if (at.step == -1 && count > 1) {
    // As many bytes, from the end to the start.
    const auto last = static_cast<size_t>(at.start);
    const size_t from = str_offset(string, last + 1 - count);
    const size_t size = str_offset(string, last + 1) - from;
    made = make_str_to_fill(fiber, size, count);
    if (made == nullptr) return Value::error();
    const char* const text = string->data() + from;
    for (size_t i = 0; i < size;) {
      const size_t length = char_bytes(text[i]);
      for (size_t k = 0; k < length; ++k)
        made->own_bytes()[size - i - length + k] = text[i + k];
      i += length;
    }
  } else {
    std::string out;
    const std::string_view text = string->view();
    const char* from = text.data();
    if (count != 0) from += str_offset(string, static_cast<size_t>(at.start));
    const char* const end = text.data() + text.size();
    const auto most = static_cast<size_t>(
        std::min<uint64_t>(text.size(), uint64_t{count} * 4));
    if (!may_gather(fiber, most)) return Value::error();
    out.resize(most);
    char* to = out.data();
    for (size_t i = 0; i < count; ++i) {
      for (size_t k = 0, size = char_bytes(*from); k < size; ++k)
        *to++ = from[k];
      for (int64_t k = 0; k < at.step && from != end; ++k)
        from += char_bytes(*from);
      for (int64_t k = 0; k > at.step && from != text.data(); --k) {
        do --from;
        while ((static_cast<uint8_t>(*from) & 0xC0) == 0x80);
      }
    }
    out.resize(static_cast<size_t>(to - out.data()));
    made = make_str(fiber, out, count);
  }
  return made != nullptr ? Value::from_object(made) : Value::error();
}

Value str_getitem(Fiber& fiber, Value self, Value key) {
  Str* const string = as_str(self);
  if (const Slice* const slice = cast<Slice>(key)) {
    SliceBounds at;
    if (!slice_bounds(fiber, slice, string->char_count, &at)) {
      return Value::error();
    }
    if (at.step != 1) return stepped_slice(fiber, string, at);
    const auto start = static_cast<size_t>(at.start);
    return str_slice(fiber, string, start,
                     start + static_cast<size_t>(at.count));
  }
  int64_t i = 0;
  if (!is_index(key)) {
    return raise_type_error(fiber, "string indices must be integers, not '%s'",
                            type_name(key));
  }
  if (!subscript_index(fiber, key, "string", &i)) return Value::error();
  if (i < 0) i += string->char_count;
  if (i < 0 || i >= string->char_count) {
    return raise_index_error(fiber, "string index out of range");
  }
  const size_t at = str_offset(string, static_cast<size_t>(i));
  return str_char(fiber, string, at);
}

Value str_add(Fiber& fiber, Value a, Value b) {
  Str* const left = cast<Str>(a);
  Str* const right = cast<Str>(b);
  if (left == nullptr || right == nullptr) return Value::not_implemented();
  return str_concat(fiber, left, right);
}

Value str_mul(Fiber& fiber, Value a, Value b) {
  const bool in_order = is_kind(a, Kind::kStr);
  int64_t times;
  bool known;
  if (!repeat_count(fiber, in_order ? b : a, &times, &known)) {
    return known ? Value::error() : Value::not_implemented();
  }
  return str_repeat(fiber, as_str(in_order ? a : b), times);
}

Value str_mod_slot(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kStr)) return Value::not_implemented();
  return str_mod(fiber, as_str(a), b);
}

// --- iterator ----------------------------------------------------------------

struct StrIterator : Object {
  Str* string;   // null at the end
  size_t offset;
};

void trace_iterator(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<StrIterator*>(self)->string);
}

Value str_iter(Fiber& fiber, Value self) {
  const Str* const str = as_str(self);
  StrIterator* const it = make<StrIterator>(
      fiber, str->char_count == str->byte_count ? types().str_ascii_iterator
                                                : types().str_iterator);
  if (it == nullptr) return Value::error();
  it->string = as_str(self);
  return Value::from_object(it);
}

Value iterator_next(Fiber& fiber, Value self) {
  StrIterator* const it = self.as<StrIterator>();
  if (it->string == nullptr) return Value::exhausted();
  if (it->offset >= it->string->byte_count) {
    fiber.heap.retire(it->string);
    it->string = nullptr;
    return Value::exhausted();
  }
  const size_t at = it->offset;
  it->offset += char_bytes(it->string->data()[at]);
  return str_char(fiber, it->string, at);
}

Value iterator_length_hint(Fiber&, Value self, Args) {
  const StrIterator* const it = self.as<StrIterator>();
  if (it->string == nullptr) return Value::from_int(0);
  return Value::from_int(it->string->char_count -
                         static_cast<int64_t>(
                             str_char_index(it->string, it->offset)));
}

Value iterator_reduce(Fiber& fiber, Value self, Args) {
  const StrIterator* const it = self.as<StrIterator>();
  if (it->string == nullptr)
    return iter_reduction(fiber, Value::from_object(rt().empty_str));
  return iter_reduction(
      fiber, Value::from_object(it->string),
      int_from_u64(fiber, str_char_index(it->string, it->offset)));
}

Value iterator_setstate(Fiber& fiber, Value self, Args args) {
  StrIterator* const it = self.as<StrIterator>();
  int64_t at;
  const int64_t most = it->string == nullptr ? 0 : it->string->char_count;
  if (!state_index(fiber, args[0], 0, most, &at)) return Value::error();
  if (it->string != nullptr)
    it->offset = str_offset(it->string, static_cast<size_t>(at));
  return Value::none();
}

const Layout kIteratorLayout = {Kind::kIterator, "str_iterator",
                                sizeof(StrIterator), trace_iterator, nullptr,
                                nullptr};

const MethodDef kIteratorMethods[] = {
    {"__length_hint__", iterator_length_hint},
    {"__reduce__", iterator_reduce},
    {"__setstate__", iterator_setstate, 1, 1},
    {}};

constexpr Slots kIteratorSlots = iterator_slots(iterator_next);

const TypeDef kIteratorType = {
    "str_iterator",   &kIteratorLayout, &kIteratorSlots,
    kIteratorMethods, nullptr,          kTypeFinal | kTypeNotCreatable};
const TypeDef kAsciiIteratorType = {
    "str_ascii_iterator", &kIteratorLayout, &kIteratorSlots,
    kIteratorMethods,     nullptr,          kTypeFinal | kTypeNotCreatable};

const TypeDef kStrBufferType = {"str_buffer", &kStrBufferLayout, nullptr,
                                nullptr, nullptr,
                                kTypeFinal | kTypeNotCreatable};

constexpr Operators make_str_operators() {
  Operators s{};
  s.binary[kAdd] = str_add;
  s.binary[kMul] = str_mul;
  s.binary[kMod] = str_mod_slot;
  return s;
}
constexpr Operators kStrOperators = make_str_operators();

constexpr Slots make_str_slots() {
  Slots slots{};
  slots.repr = str_repr;
  slots.str = str_str;
  slots.hash = str_hash_slot;
  slots.compare = str_compare_slot;
  slots.iter = str_iter;
  slots.len = str_len;
  slots.contains = str_contains;
  slots.getitem = str_getitem;
  slots.operators = &kStrOperators;
  slots.create = str_create;
  return slots;
}

}  // namespace

constexpr Slots kStrTypeSlots = make_str_slots();

const TypeDef kStrType = {
    "str", &kStrLayout, &kStrTypeSlots, kStrMethods, nullptr, 0,
    "str(object='') -> str\n"
    "str(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
    "Create a new string object from the given object. If encoding or\n"
    "errors is specified, then the object must expose a data buffer\n"
    "that will be decoded using the given encoding and error handler.\n"
    "Otherwise, returns the result of object.__str__() (if defined)\n"
    "or repr(object).\n"
    "encoding defaults to sys.getdefaultencoding().\n"
    "errors defaults to 'strict'."};

void init_str(Fiber& fiber) {
  types().str = native_type(fiber, kStrType);
  types().str_iterator = native_type(fiber, kIteratorType);
  types().str_ascii_iterator = native_type(fiber, kAsciiIteratorType);
  if (types().str_buffer == nullptr) {
    types().str_buffer = native_type(fiber, kStrBufferType);
  }
  if (rt().empty_str == nullptr) rt().empty_str = intern(fiber, "");
  forget_offsets(fiber.heap, true);
  fiber.heap.add_weak_hook(forget_offsets);
}

}  // namespace mt::python
