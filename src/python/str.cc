// str.cc - making strings and comparing them.
//
// Everything that turns bytes into a Str object ends here. Class, slots and
// constructor are in str_type.cc; the methods in str_methods.cc and text.cc.

#include "python/str.h"

#include <string.h>

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "python/runtime.h"
#include "python/str_internal.h"
#include "python/type.h"

namespace mt::python {

namespace {

HashKey g_hash_key;  // drawn by the first string that is hashed
bool g_hash_key_drawn = false;

}  // namespace

uint32_t hash_text(std::string_view bytes) {
  if (bytes.empty()) return 0;  // as in CPython, whatever the key
  if (!g_hash_key_drawn) {
    g_hash_key = random_hash_key();
    g_hash_key_drawn = true;
  }
  const uint64_t hash = siphash13(g_hash_key, bytes);
  const uint32_t folded = static_cast<uint32_t>(hash ^ hash >> 32);
  return folded != 0 ? folded : 1;
}

size_t count_chars(std::string_view text) {
  const char* p = text.data();
  const char* const end = p + text.size();
  for (; end - p >= 8; p += 8) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    if ((word & kHighBitOfBytes) != 0) break;
  }
  size_t count = static_cast<size_t>(p - text.data());
  if (end - p >= 8) return count + count_code_points(text.substr(count));
  for (; p < end; ++p) count += (static_cast<uint8_t>(*p) & 0xC0) != 0x80;
  return count;
}

// --- making ------------------------------------------------------------------

static constexpr size_t str_bytes(size_t byte_count) {
  // Eight of them at least, for those who look at words.
  return sizeof(Str) - sizeof(Str::Loan) +
         std::max(byte_count + 1, sizeof(Str::bytes));
}

static Str* begin_str(Str* string, size_t byte_count, size_t char_count) {
  string->byte_count = static_cast<uint32_t>(byte_count);
  string->char_count = static_cast<uint32_t>(char_count);
  string->own_bytes()[byte_count] = '\0';
  return string;
}

static inline Str* small_str_to_fill(Fiber& fiber, size_t byte_count,
                                     size_t char_count) {
  Object* const string = fiber.heap.allocate_unfilled(
      str_bytes(byte_count), types().str->root_shape, Kind::kStr);
  return begin_str(static_cast<Str*>(string), byte_count, char_count);
}

Str* make_str_to_fill(Fiber& fiber, size_t byte_count, size_t char_count) {
  if (byte_count <= kSmallStr)
    return small_str_to_fill(fiber, byte_count, char_count);
  Object* const string =
      byte_count > kMaxStrBytes
          ? nullptr
          : fiber.heap.allocate_sized(str_bytes(byte_count),
                                      types().str->root_shape, Kind::kStr,
                                      false);
  if (string == nullptr) {
    raise_memory_error(fiber);
    return nullptr;
  }
  return begin_str(static_cast<Str*>(string), byte_count, char_count);
}

// The one string of a character below 256, when it is first wanted.
static Str* make_latin1(Fiber& fiber, uint32_t code_point) {
  char utf8[4];
  const size_t length = encode_utf8(code_point, utf8);
  Str* const string = make_str_to_fill(fiber, length, 1);
  memcpy(string->bytes, utf8, length);
  return rt().latin1[code_point] = intern(fiber, string);
}

Str* make_str(Fiber& fiber, std::string_view utf8, size_t char_count) {
  if (utf8.size() <= 1) {
    if (utf8.empty() && rt().empty_str != nullptr) return rt().empty_str;
    if (utf8.size() == 1) {
      Str* const known = rt().latin1[static_cast<uint8_t>(utf8[0])];
      if (known != nullptr) return known;
      return make_latin1(fiber, static_cast<uint8_t>(utf8[0]));
    }
  }
  Str* const string = make_str_to_fill(fiber, utf8.size(), char_count);
  if (string == nullptr) return nullptr;
  copy_text(string->bytes, utf8.data(), utf8.size());
  return string;
}

Value make_small_ascii(Fiber& fiber, const char* text, size_t size) {
  if (size == 1) return str_from_char(fiber, static_cast<uint8_t>(text[0]));
  Str* const string = small_str_to_fill(fiber, size, size);
  copy_text(string->bytes, text, size);
  return Value::from_object(string);
}

Str* make_str(Fiber& fiber, std::string_view utf8) {
  return make_str(fiber, utf8, count_chars(utf8));
}

Str* make_shared_str(Fiber& fiber, Object* owner, const char* data,
                     size_t byte_count, size_t char_count) {
  Str* const string = static_cast<Str*>(fiber.heap.allocate_unfilled(
      sizeof(Str), types().str->root_shape, Kind::kStr));
  string->flags |= kFlagBorrowed;
  string->loan = {data, owner};
  string->byte_count = static_cast<uint32_t>(byte_count);
  string->char_count = static_cast<uint32_t>(char_count);
  return string;
}

Value plain_str(Fiber& fiber, Str* string) {
  if (is_plain_str(string)) return Value::from_object(string);
  Object* const owner = string->is_borrowed() ? string->loan.owner : string;
  Str* const plain = make_shared_str(fiber, owner, string->data(),
                                     string->byte_count, string->char_count);
  plain->aux = string->aux;
  return Value::from_object(plain);
}

Value str_value(Fiber& fiber, std::string_view utf8) {
  Str* string = nullptr;
  if (is_utf8(utf8, Surrogates::kAllow)) {
    string = make_str(fiber, utf8);
  } else {
    // Names come from files and peers too: show what is no text as U+FFFD.
    std::string repaired;
    for (std::string_view rest = utf8; !rest.empty();) {
      const Utf8Step step = decode_utf8(rest, Surrogates::kAllow);
      append_utf8(repaired, step.ok() ? step.code_point : kReplacementCodePoint,
                  Surrogates::kAllow);
      rest.remove_prefix(step.length);
    }
    string = make_str(fiber, repaired);
  }
  if (string != nullptr) return Value::from_object(string);
  // There is no room for all of it: the beginning, or nothing.
  clear_exception(fiber);
  return utf8.size() > kSmallStr
             ? str_value(fiber, utf8.substr(0, kSmallStr))
             : Value::from_object(rt().empty_str);
}

Value str_from_char(Fiber& fiber, uint32_t code_point) {
  if (code_point < 256) {
    Str* const known = rt().latin1[code_point];
    return Value::from_object(
        known != nullptr ? known : make_latin1(fiber, code_point));
  }
  char utf8[4];
  const size_t length = encode_utf8(code_point, utf8, Surrogates::kAllow);
  Str* const made = make_str(fiber, {utf8, length}, 1);
  return made != nullptr ? Value::from_object(made) : Value::error();
}

Value str_char(Fiber& fiber, const Str* string, size_t offset) {
  const char* const text = string->data() + offset;
  const auto first = static_cast<uint8_t>(*text);
  if (first < 0x80 && rt().latin1[first] != nullptr)
    return Value::from_object(rt().latin1[first]);
  const size_t length = char_bytes(*text);
  if (first < 0xc4)
    return str_from_char(fiber, str_char_at(string, offset));
  Str* const made = small_str_to_fill(fiber, length, 1);
  copy_text(made->own_bytes(), text, length);
  return Value::from_object(made);
}

Value str_from_latin1(Fiber& fiber, std::string_view bytes) {
  if (is_all_ascii(bytes)) {
    Str* const string = make_str(fiber, bytes, bytes.size());
    return string != nullptr ? Value::from_object(string) : Value::error();
  }
  if (bytes.size() == 1) {
    return str_from_char(fiber, static_cast<uint8_t>(bytes[0]));
  }
  // Eight bytes at a time, of which those above 127 become two.
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  size_t high = 0;
  for (; end - from >= 8; from += 8) {
    uint64_t word;
    memcpy(&word, from, sizeof word);
    high += count_low_bits(word >> 7 & kLowBitOfBytes);
  }
  for (; from != end; ++from) high += static_cast<uint8_t>(*from) >> 7;
  Str* const string =
      make_str_to_fill(fiber, bytes.size() + high, bytes.size());
  if (string == nullptr) return Value::error();
  char* out = string->own_bytes();
  for (from = bytes.data();;) {
    copy_ascii(from, end, out);
    if (from == end) break;
    // Accents are near each other: without a branch for each, but for the last
    // byte, behind which there is no room.
    for (int i = 0; i < 16 && from != end; ++i) {
      const uint32_t byte = static_cast<uint8_t>(*from), high = byte >> 7;
      if (high == 0 && end - from == 1) break;
      out[0] = static_cast<char>(high != 0 ? 0xC0 | byte >> 6 : byte);
      out[1] = static_cast<char>(0x80 | (byte & 0x3F));
      out += 1 + high;
      ++from;
    }
  }
  *out = '\0';
  return Value::from_object(string);
}

// --- looking -----------------------------------------------------------------

uint32_t compute_hash(Str* string) {
  return string->aux = hash_text(string->view());
}

bool str_equal(const Str* a, const Str* b) {
  if (a == b) return true;
  if (a->byte_count != b->byte_count) return false;
  if (a->is_interned() && b->is_interned()) return false;
  if (a->aux != b->aux && a->aux != 0 && b->aux != 0) return false;
  return memcmp(a->data(), b->data(), a->byte_count) == 0;
}

int str_compare(const Str* a, const Str* b) {
  // The bytes of UTF-8 order as the code points do, lone surrogates included.
  const uint32_t shorter =
      a->byte_count < b->byte_count ? a->byte_count : b->byte_count;
  const int order = memcmp(a->data(), b->data(), shorter);
  if (order != 0) return order;
  if (a->byte_count == b->byte_count) return 0;
  return a->byte_count < b->byte_count ? -1 : 1;
}

// --- the heap's view ---------------------------------------------------------

namespace {

void trace_str(Object* self, Tracer& tracer) {
  Str* const string = static_cast<Str*>(self);
  if (string->is_borrowed()) tracer.visit(string->loan.owner);
}

void release_buffer(Object* self) {
  StrBuffer* const buffer = static_cast<StrBuffer*>(self);
  rt().heap.release(buffer->memory, buffer->capacity);
}

}  // namespace

// Strings with their bytes inside have no attributes behind them, so the size
// that matters for attributes is fixed.
const Layout kStrLayout = {Kind::kStr, "str",   sizeof(Str),
                           trace_str,  nullptr, nullptr};
const Layout kStrBufferLayout = {
    Kind::kStrBuffer, "str_buffer", sizeof(StrBuffer),
    nullptr,          release_buffer, nullptr};

}  // namespace mt::python
