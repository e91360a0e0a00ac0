// bytes.cc - bytes as objects: making, comparing, indexing, its class.
//
// Its methods are in bytes_methods.cc and text.cc; what offers its bytes to
// others answers here.

#include "python/bytes.h"

#include <string.h>

#include "python/bytes_internal.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/list.h"
#include "python/slice.h"
#include "python/str_internal.h"
#include "python/text.h"

namespace mt::python {

namespace {

constexpr size_t kDataOffset = sizeof(Object) + sizeof(size_t);
static_assert(sizeof(Bytes) == kDataOffset + 8, "the data ends the struct");
constexpr size_t kMaxBytes = SIZE_MAX / 4;

Bytes* make_bytes_of(Fiber& fiber, Type* cls, size_t size) {
  if (size > kMaxBytes) {
    raise_memory_error(fiber);
    return nullptr;
  }
  const size_t inside = sizeof(Bytes) - kDataOffset;
  const size_t extra = size < inside ? 0 : size + 1 - inside;
  Bytes* const bytes = make<Bytes>(fiber, cls, extra);
  if (bytes != nullptr) bytes->size = size;
  return bytes;
}

size_t bytes_extent(const Object* self) {
  const size_t bytes = kDataOffset + static_cast<const Bytes*>(self)->size + 1;
  return bytes < sizeof(Bytes) ? sizeof(Bytes) : bytes;
}

}  // namespace

const Layout kBytesLayout = {Kind::kBytes, "bytes", sizeof(Bytes),
                             nullptr,      nullptr, bytes_extent};

// --- making ------------------------------------------------------------------

Bytes* make_bytes(Fiber& fiber, size_t size) {
  return make_bytes_of(fiber, types().bytes, size);
}

static Bytes* begin_bytes(Object* object, size_t size) {
  Bytes* const bytes = static_cast<Bytes*>(object);
  bytes->size = size;
  // The compiler takes data[] for as long as it was declared.
  (reinterpret_cast<char*>(bytes) + kDataOffset)[size] = '\0';
  return bytes;
}

constexpr size_t kSmallBytes = Heap::kMaxSmall - sizeof(Bytes);

static inline Bytes* small_bytes_to_fill(Fiber& fiber, size_t size) {
  return begin_bytes(
      fiber.heap.allocate_unfilled(
          std::max(kDataOffset + size + 1, sizeof(Bytes)),
          types().bytes->root_shape, Kind::kBytes),
      size);
}

Bytes* make_bytes_to_fill(Fiber& fiber, size_t size) {
  if (size <= kSmallBytes) return small_bytes_to_fill(fiber, size);
  Object* const bytes =
      size > kMaxBytes ? nullptr
                       : fiber.heap.allocate_sized(
                             kDataOffset + size + 1, types().bytes->root_shape,
                             Kind::kBytes, false);
  if (bytes != nullptr) return begin_bytes(bytes, size);
  raise_memory_error(fiber);
  return nullptr;
}

Bytes* make_bytes(Fiber& fiber, std::string_view content) {
  if (content.empty() && rt().empty_bytes != nullptr) return rt().empty_bytes;
  Bytes* const bytes = content.size() <= kSmallBytes
                           ? small_bytes_to_fill(fiber, content.size())
                           : make_bytes_to_fill(fiber, content.size());
  if (bytes != nullptr && !content.empty()) {
    copy_text(reinterpret_cast<char*>(bytes) + kDataOffset, content.data(),
              content.size());
  }
  return bytes;
}

Value bytes_value(Fiber& fiber, std::string_view content) {
  Bytes* const bytes = make_bytes(fiber, content);
  return bytes != nullptr ? Value::from_object(bytes) : Value::error();
}

bool buffer_of(Value value, std::string_view* bytes) {
  if (!value.is_object()) return false;
  switch (value.object()->kind) {
    case Kind::kBytes:
      *bytes = value.as<Bytes>()->view();
      return true;
    case Kind::kByteArray:
    case Kind::kArray:
      *bytes = static_cast<ByteArray*>(value.object())->view();
      return true;
    case Kind::kMemoryView:
      return memoryview_bytes(value.as<MemoryView>(), bytes);
    default:
      return false;
  }
}

bool speaks_era(const Fiber& fiber) {
  const Frame* frame = fiber.frame;
  while (frame != nullptr && frame->code->unit->source == nullptr)
    frame = frame->previous;
  return frame != nullptr && frame->code->is_era();
}

Value era_bytes(Fiber& fiber, Value value) {
  return is_kind(value, Kind::kStr) && speaks_era(fiber)
             ? bytes_of_chars(fiber, value)
             : value;
}

Value bytes_of_chars(Fiber& fiber, Value value) {
  const Str* const text = value.as<Str>();
  Bytes* const bytes = make_bytes(fiber, size_t{text->char_count});
  if (bytes == nullptr) return Value::error();
  char* out = bytes->data;
  for (size_t at = 0; at < text->byte_count;) {
    const uint32_t c = str_char_at(text, at);
    if (c > 255) return value;
    *out++ = static_cast<char>(c);
    at += c < 0x80 ? 1 : 2;
  }
  return Value::from_object(bytes);
}

bool buffer_or_era(Fiber& fiber, Value value, std::string_view* bytes) {
  if (buffer_of(value, bytes)) return true;
  const Value made = era_bytes(fiber, value);
  if (!made.is_error()) return buffer_of(made, bytes);
  clear_exception(fiber);
  return false;
}

bool buffer_or_text(Value value, std::string_view* bytes) {
  if (!is_kind(value, Kind::kStr)) return buffer_of(value, bytes);
  *bytes = value.as<Str>()->view();
  return true;
}

bool byte_of(Fiber& fiber, Value value, char* byte) {
  int64_t number = 0;
  if (!index_of(fiber, value, &number)) return false;
  if (number < 0 || number > 255) {
    raise_value_error(fiber, "byte must be in range(0, 256)");
    return false;
  }
  *byte = static_cast<char>(number);
  return true;
}

void bytes_repr_to(std::string& out, std::string_view bytes, bool of_array) {
  const char quote = literal_quote(bytes);
  out.reserve(out.size() + bytes.size() + 3);
  out.push_back('b');
  out.push_back(quote);
  for (size_t i = 0; i < bytes.size(); ++i) {
    size_t run = i;
    while (run < bytes.size() && is_plain_char(bytes[run], quote) &&
           bytes[run] != '\'') {
      ++run;
    }
    out.append(bytes, i, run - i);
    i = run;
    if (i == bytes.size()) break;
    const char c = bytes[i];
    if (of_array && c == '\'' && c != quote) out.push_back('\\');
    if (!append_literal_char(out, c, quote)) {
      append_escape(out, static_cast<uint8_t>(c));
    }
  }
  out.push_back(quote);
}

// --- what the constructors share ---------------------------------------------

namespace {

// Nothing is asked where all items are bytes of a list or tuple, and not many.
bool collect_plainly(Value source, std::string* out) {
  const bool is_list = is_exact(source, types().list);
  if (!is_list && !is_exact(source, types().tuple)) return false;
  const size_t count =
      is_list ? source.as<List>()->size : source.as<Tuple>()->size;
  const Value* const items =
      is_list ? source.as<List>()->items : source.as<Tuple>()->items;
  if (count > Heap::kFewGathered) return false;
  out->resize(count);
  for (size_t i = 0; i < count; ++i) {
    if (!items[i].is_int() || static_cast<uint64_t>(items[i].as_int()) > 255) {
      out->clear();
      return false;
    }
    (*out)[i] = static_cast<char>(items[i].as_int());
  }
  return true;
}

bool collect_items(Fiber& fiber, Value source, const char* cls,
                   std::string* out) {
  if (collect_plainly(source, out)) return true;
  Value item;
  Iteration items(fiber, source);
  if (items.failed() && exception_matches(fiber, types().TypeError)) {
    clear_exception(fiber);
    raise_type_error(fiber, "cannot convert '%s' object to %s",
                     type_name(source), cls);
    return false;
  }
  while (items.next(&item)) {
    int64_t number = item.is_int() ? item.as_int() : 0;
    if (!item.is_int() && !index_of(fiber, item, &number)) return false;
    if (number < 0 || number > 255) {
      raise_value_error(fiber, "%s must be in range(0, 256)",
                        cls[4] == 's' ? "bytes" : "byte");
      return false;
    }
    if (!may_gather(fiber, out->size())) return false;
    out->push_back(static_cast<char>(number));
  }
  return !items.failed();
}

// n of bytes(n); kNone when the value is no integer.
enum class Size { kGiven, kNone, kRaised };
Size read_size(Fiber& fiber, Value source, size_t* size) {
  if (!is_index(source)) return Size::kNone;
  int64_t count = 0;
  if (!index_of(fiber, source, &count, false)) {
    // An object with a broken __index__ may still be iterable.
    if (is_integer(source) || !exception_matches(fiber, types().TypeError)) {
      return Size::kRaised;
    }
    clear_exception(fiber);
    return Size::kNone;
  }
  if (count < 0) {
    raise_value_error(fiber, "negative count");
    return Size::kRaised;
  }
  if (static_cast<uint64_t>(count) > kMaxBytes) {
    raise_memory_error(fiber);
    return Size::kRaised;
  }
  *size = static_cast<size_t>(count);
  return Size::kGiven;
}

}  // namespace

bool bytes_source(Fiber& fiber, const char* cls, Args args,
                  BytesSource* source) {
  Value values[3];
  if (!parse_args(fiber, cls, args, {"source", "encoding", "errors"}, 0,
                  values)) {
    return false;
  }
  const bool is_codec = !values[1].is_undefined() || !values[2].is_undefined();
  for (int i = 1; i < 3; ++i) {
    if (!values[i].is_undefined() && !is_kind(values[i], Kind::kStr)) {
      raise_type_error(fiber, "%s() argument '%s' must be str, not %s", cls,
                       i == 1 ? "encoding" : "errors", given_type(values[i]));
      return false;
    }
  }
  if (is_codec && !is_kind(values[0], Kind::kStr)) {
    raise_type_error(fiber, values[1].is_undefined()
                                ? "errors without a string argument"
                                : "encoding without a string argument");
    return false;
  }
  if (values[0].is_undefined()) return true;
  Str* const string = cast<Str>(values[0]);
  if (string != nullptr && (is_codec || is_exact(values[0], types().str))) {
    if (values[1].is_undefined()) {
      raise_type_error(fiber, "string argument without an encoding");
      return false;
    }
    source->object = encode_str(fiber, string, values[1].as<Str>()->view(),
                                values[2].is_undefined()
                                    ? std::string_view("strict")
                                    : values[2].as<Str>()->view());
    if (source->object.is_error()) return false;
    if (buffer_of(source->object, &source->view)) return true;
    raise_type_error(fiber, "encoder did not return a bytes object");  // of era
    return false;
  }
  const Value special =
      values[0].is_int() || cls[4] != 's' ||  // bytearray() asks nobody
              (is_kind(values[0], Kind::kBytes) &&
               is_exact(values[0], types().bytes))
          ? Value::undefined()
          : call_special(fiber, values[0], names().dunder_bytes);
  if (special.is_error()) return false;
  if (!special.is_undefined()) {
    if (!is_kind(special, Kind::kBytes)) {
      raise_type_error(fiber, "__bytes__ returned non-bytes (type %s)",
                       type_name(special));
      return false;
    }
    source->object = special;
    return buffer_of(special, &source->view);
  }
  if (string != nullptr) {
    raise_type_error(fiber, "string argument without an encoding");
    return false;
  }
  switch (read_size(fiber, values[0], &source->zeros)) {
    case Size::kGiven: return true;
    case Size::kRaised: return false;
    case Size::kNone: break;
  }
  source->object = values[0];
  if (buffer_of(values[0], &source->view)) return true;
  source->object = Value();
  const MemoryView* const rows = cast<MemoryView>(values[0]);
  if (rows != nullptr && is_usable(rows)) {
    source->items = gather(rows);
    source->view = source->items;
    return true;
  }
  if (!collect_items(fiber, values[0], cls, &source->items)) return false;
  source->view = source->items;
  return true;
}

// --- slots -------------------------------------------------------------------

namespace {

Value byte_slice(Fiber& fiber, Value self, const Slice* slice) {
  SliceBounds at;
  if (!slice_unpack(fiber, slice, &at)) return Value::error();
  const Text text(self);  // __index__ may have changed a bytearray
  slice_adjust(&at, static_cast<int64_t>(text.view.size()));
  if (at.count == 0) return text_make(fiber, text, std::string_view());
  const auto start = static_cast<size_t>(at.start);
  const auto count = static_cast<size_t>(at.count);
  if (at.step == 1) return text_piece(fiber, text, start, start + count);
  char* out = nullptr;
  const Value result = text_to_fill(fiber, text, count, count, &out);
  if (result.is_error()) return result;
  const char* from = text.view.data() + start;
  for (size_t i = 0; i < count; ++i, from += at.step) out[i] = *from;
  return result;
}

}  // namespace

Value byte_getitem(Fiber& fiber, Value self, Value key) {
  if (const Slice* const slice = cast<Slice>(key)) {
    return byte_slice(fiber, self, slice);
  }
  const bool is_array = is_kind(self, Kind::kByteArray);
  int64_t i = 0;
  if (!subscript_index(fiber, key, is_array ? "bytearray" : "byte", &i)) {
    return Value::error();
  }
  const std::string_view view = Text(self).view;
  const auto size = static_cast<int64_t>(view.size());
  if (i < 0) i += size;
  if (i < 0 || i >= size) {
    return raise_index_error(fiber, is_array ? "bytearray index out of range"
                                             : "index out of range");
  }
  return Value::from_int(static_cast<uint8_t>(view[static_cast<size_t>(i)]));
}

Value byte_compare(Fiber&, Value self, Value other, CompareOp op) {
  std::string_view a, b;
  // What shows the bytes of others is compared, but by bytes not ordered.
  const bool knows = op == kEq || op == kNe || is_byte_string(other) ||
                     is_kind(self, Kind::kByteArray);
  if (!knows || !buffer_of(self, &a) || !buffer_of(other, &b)) {
    return Value::not_implemented();
  }
  if ((op == kEq || op == kNe) && a.size() != b.size()) {
    return Value::from_bool(op == kNe);
  }
  const size_t shorter = a.size() < b.size() ? a.size() : b.size();
  const int order = shorter == 0 ? 0 : memcmp(a.data(), b.data(), shorter);
  if (order == 0) return Value::from_bool(order_holds(a.size(), b.size(), op));
  return Value::from_bool(order_holds(order > 0, order < 0, op));
}

Value raise_no_bytes(Fiber& fiber, Value value) {
  const MemoryView* const view = cast<MemoryView>(value);
  if (view == nullptr)
    return raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                            type_name(value));
  return view->released
             ? raise_value_error(
                   fiber, "operation forbidden on released memoryview object")
             : raise(fiber, types().BufferError,
                     "memoryview: underlying buffer is not C-contiguous");
}

int byte_contains(Fiber& fiber, Value self, Value item) {
  std::string_view needle;
  char byte;
  if (!buffer_of(item, &needle)) {
    if (!is_index(item)) {
      raise_no_bytes(fiber, item);
      return -1;
    }
    if (!byte_of(fiber, item, &byte)) return -1;
    needle = {&byte, 1};
  }
  return Text(self).view.find(needle) != std::string_view::npos;
}

Value byte_concat(Fiber& fiber, Value a, Value b) {
  std::string_view left, right;
  if (!is_byte_string(a)) return Value::not_implemented();
  if (!buffer_or_era(fiber, b, &right)) {
    return Value::not_implemented();
  }
  buffer_of(a, &left);
  if (is_exact(a, types().bytes) && right.empty()) return a;
  if (left.empty() && is_exact(a, types().bytes) &&
      is_exact(b, types().bytes)) {
    return b;
  }
  if (right.size() > kMaxBytes - left.size()) return raise_memory_error(fiber);
  const Text like(a);
  char* out = nullptr;
  const Value result =
      text_to_fill(fiber, like, left.size() + right.size(), 0, &out);
  if (result.is_error()) return result;
  if (!left.empty()) memcpy(out, left.data(), left.size());
  if (!right.empty()) memcpy(out + left.size(), right.data(), right.size());
  return result;
}

Value byte_repeat(Fiber& fiber, Value a, Value b) {
  const bool is_first = is_byte_string(a);
  const Value sequence = is_first ? a : b;
  int64_t times = 0;
  bool known;
  if (!repeat_count(fiber, is_first ? b : a, &times, &known)) {
    return known ? Value::error() : Value::not_implemented();
  }
  const Text text(sequence);
  if (times <= 0 || text.view.empty()) {
    return text_make(fiber, text, std::string_view());
  }
  if (times == 1) return text_whole(fiber, text);
  if (static_cast<uint64_t>(times) > kMaxBytes / text.view.size()) {
    return raise_memory_error(fiber);
  }
  const auto count = static_cast<size_t>(times);
  char* out = nullptr;
  const Value result =
      text_to_fill(fiber, text, text.view.size() * count, 0, &out);
  if (result.is_error()) return result;
  if (is_exact(sequence, types().bytes)) {
    repeat_for_long(out, text.view, count);
  } else {
    repeat_bytes(out, text.view, count);
  }
  return result;
}

namespace {

Value bytes_create(Fiber& fiber, Type* cls, Args args) {
  if (cls == types().bytes && args.count == 1 && !args.is_named &&
      is_exact(args[0], cls)) {
    return args[0];
  }
  BytesSource source;
  if (!bytes_source(fiber, "bytes", args, &source)) return Value::error();
  if (source.object.is_object() && cls == types().bytes &&
      is_exact(source.object, cls)) {
    return source.object;
  }
  const size_t size = source.view.size() + source.zeros;
  if (cls == types().bytes && size == 0) {
    return Value::from_object(rt().empty_bytes);
  }
  Bytes* const bytes = make_bytes_of(fiber, cls, size);
  if (bytes == nullptr) return Value::error();
  if (!source.view.empty()) {
    memcpy(bytes->data, source.view.data(), source.view.size());
  }
  if (source.object.is_object()) keep_alive(source.object.object());
  return Value::from_object(bytes);
}

Value bytes_repr(Fiber& fiber, Value self) {
  StrBuilder out(fiber);
  const std::string_view bytes = self.as<Bytes>()->view();
  if (out.has_room(most_escaped(bytes))) bytes_repr_to(out.text(), bytes);
  return out.finish();
}

Value bytes_hash(Fiber&, Value self) {
  Bytes* const bytes = self.as<Bytes>();
  if (bytes->aux == 0) bytes->aux = hash_text(bytes->view());
  return Value::from_int(bytes->aux);
}

int64_t bytes_len(Fiber&, Value self) {
  return static_cast<int64_t>(self.as<Bytes>()->size);
}

Value bytes_mod(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kBytes)) return Value::not_implemented();
  return byte_format(fiber, a, b);
}

constexpr Operators make_bytes_operators() {
  Operators s{};
  s.binary[kAdd] = byte_concat;
  s.binary[kMul] = byte_repeat;
  s.binary[kMod] = bytes_mod;
  return s;
}
constexpr Operators kBytesOperators = make_bytes_operators();

constexpr Slots make_bytes_slots() {
  Slots slots{};
  slots.repr = bytes_repr;
  slots.str = bytes_repr;
  slots.hash = bytes_hash;
  slots.compare = byte_compare;
  slots.iter = make_byte_iterator;
  slots.len = bytes_len;
  slots.contains = byte_contains;
  slots.getitem = byte_getitem;
  slots.operators = &kBytesOperators;
  slots.create = bytes_create;
  return slots;
}

constexpr Slots kBytesSlots = make_bytes_slots();

const TypeDef kBytesType = {
    "bytes", &kBytesLayout, &kBytesSlots, kBytesMethods, nullptr, 0,
    "bytes(iterable_of_ints) -> bytes\n"
    "bytes(string, encoding[, errors]) -> bytes\n"
    "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
    "bytes(int) -> bytes object of size given by the parameter initialized "
    "with null bytes\n"
    "bytes() -> empty bytes object\n\n"
    "Construct an immutable array of bytes."};

}  // namespace

void init_bytes(Fiber& fiber) {
  types().bytes = native_type(fiber, kBytesType);
  rt().empty_bytes = make_bytes(fiber, size_t{0});
  init_byte_iterator(fiber);
}

}  // namespace mt::python
