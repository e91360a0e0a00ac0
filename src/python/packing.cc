// packing.cc - numbers of C as bytes, and the formats of struct.
//
// A number goes through its 64 bits, shifted out byte by byte, so that neither
// the order of bytes nor alignment of this machine matters.

#include "python/packing.h"

#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/float_text.h"

namespace mt::python {

namespace {

struct CodeRow {
  char code;
  uint8_t size, alignment;  // on this machine
  uint8_t standard;         // in the other modes; 0: not there
};

template <typename T>
constexpr CodeRow row(char code, uint8_t standard) {
  struct Aligned {
    char before;
    T value;
  };
  return {code, sizeof(T), offsetof(Aligned, value), standard};
}

constexpr CodeRow kCodes[] = {
    {'x', 1, 1, 1}, {'c', 1, 1, 1}, {'b', 1, 1, 1}, {'B', 1, 1, 1},
    {'s', 1, 1, 1}, {'p', 1, 1, 1}, row<bool>('?', 1),
    row<int16_t>('h', 2), row<uint16_t>('H', 2), row<int>('i', 4),
    row<unsigned>('I', 4), row<long>('l', 4), row<unsigned long>('L', 4),
    row<long long>('q', 8), row<unsigned long long>('Q', 8),
    row<ptrdiff_t>('n', 0), row<size_t>('N', 0), row<uint16_t>('e', 2),
    row<float>('f', 4), row<double>('d', 8), row<void*>('P', 0),
};

// Number of a code's row, from '?' on, plus one.
struct RowNumbers {
  uint8_t of['x' - '?' + 1];
};
constexpr RowNumbers number_rows() {
  RowNumbers numbers{};
  for (uint8_t i = 0; i < sizeof kCodes / sizeof kCodes[0]; ++i)
    numbers.of[kCodes[i].code - '?'] = static_cast<uint8_t>(i + 1);
  return numbers;
}
constexpr RowNumbers kNumbers = number_rows();

const CodeRow* row_of(char code) {
  if (code < '?' || code > 'x' || kNumbers.of[code - '?'] == 0) return nullptr;
  return &kCodes[kNumbers.of[code - '?'] - 1];
}

constexpr uint32_t bit_of(char code) {
  return uint32_t{1} << (code - 'a');
}
bool is_signed(char code) {
  constexpr uint32_t kSigned = bit_of('b') | bit_of('h') | bit_of('i') |
                               bit_of('l') | bit_of('q') | bit_of('n');
  return code >= 'a' && (kSigned >> (code - 'a') & 1) != 0;
}

template <typename T>
uint64_t load_as(const char* at) {
  T word;
  memcpy(&word, at, sizeof word);
  return word;
}
template <typename T>
void store_as(uint64_t bits, char* out) {
  const auto word = static_cast<T>(bits);
  memcpy(out, &word, sizeof word);
}

// The other order of the lowest bytes, of which there are item.size.
uint64_t reversed(uint64_t bits, Item item) {
  return __builtin_bswap64(bits) >> (64 - 8 * item.size);
}

uint64_t load(const char* at, Item item) {
  const uint64_t bits = item.size == 4   ? load_as<uint32_t>(at)
                        : item.size == 8 ? load_as<uint64_t>(at)
                        : item.size == 2 ? load_as<uint16_t>(at)
                                         : load_as<uint8_t>(at);
  return item.big == kBigHost ? bits : reversed(bits, item);
}

void store_bits(uint64_t bits, Item item, char* out) {
  if (item.big != kBigHost) bits = reversed(bits, item);
  switch (item.size) {
    case 1: return store_as<uint8_t>(bits, out);
    case 2: return store_as<uint16_t>(bits, out);
    case 4: return store_as<uint32_t>(bits, out);
    default: return store_as<uint64_t>(bits, out);
  }
}

template <typename To, typename From>
To bits_as(From from) {
  static_assert(sizeof(To) == sizeof(From), "the same bits");
  To to;
  memcpy(&to, &from, sizeof to);
  return to;
}

// IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction.
double half_value(uint64_t bits) {
  const auto exponent = static_cast<int>(bits >> 10 & 31);
  const auto fraction = static_cast<double>(bits & 1023);
  double value = exponent == 31 ? (fraction != 0 ? NAN : HUGE_VAL)
                 : exponent == 0
                     ? ldexp(fraction, -24)
                     : ldexp(fraction + 1024, exponent - 25);
  return (bits >> 15) != 0 ? -value : value;
}

// False when it would become infinite. Ties go to even.
bool half_bits(double value, uint64_t* bits) {
  const uint64_t sign = is_negative(value) ? 0x8000 : 0;
  const double size = fabs(value);
  *bits = sign | 0x7C00;
  if (value != value) *bits |= 0x200;
  if (!is_finite(value)) return true;
  *bits = sign;
  if (size == 0) return true;
  int exponent = 0;
  frexp(size, &exponent);
  // Units of the last place, 2^-24 at least: then it is subnormal.
  const int unit = exponent - 11 < -24 ? -24 : exponent - 11;
  if (exponent > 16) return false;
  const double scaled = ldexp(size, -unit);  // exact
  double whole = floor(scaled);
  const double rest = scaled - whole;
  if (rest > 0.5 || (rest == 0.5 && fmod(whole, 2) != 0)) whole += 1;
  // Carrying into the exponent comes out right by itself.
  const auto fraction = static_cast<uint64_t>(whole);
  const uint64_t rounded =
      fraction + (static_cast<uint64_t>(unit + 24) << 10);
  *bits = sign | rounded;
  return rounded < 0x7C00;
}

Packed pack_float(Fiber& fiber, Value value, Item item, char* out) {
  double number = 0;
  if (!to_double(fiber, value, &number)) return Packed::kNotFloat;
  uint64_t bits = 0;
  bool fits = true;
  if (item.size == 8) {
    bits = number != number ? Value::kFirstNan : bits_as<uint64_t>(number);
  } else if (item.size == 4) {
    const auto narrow = static_cast<float>(number);
    bits = narrow != narrow ? 0x7fc00000 : bits_as<uint32_t>(narrow);
    fits = item.native || is_finite(static_cast<double>(narrow)) ||
           !is_finite(number);
  } else {
    fits = half_bits(number, &bits);
  }
  if (!fits) {
    raise_overflow_error(fiber, "float too large to pack with %c format",
                         item.code);
    return Packed::kRaised;
  }
  store_bits(bits, item, out);
  return Packed::kDone;
}

}  // namespace

Item native_item(char code) {
  const CodeRow* const row = row_of(code);
  return {code, row != nullptr ? row->size : uint8_t{0}, kBigHost, true};
}

Value unpack_item(Fiber& fiber, const char* at, Item item) {
  const uint64_t bits = load(at, item);
  switch (item.code) {
    case 'c': {
      Bytes* const byte = make_bytes(fiber, {at, 1});
      return byte != nullptr ? Value::from_object(byte) : Value::error();
    }
    case '?': return Value::from_bool(bits != 0);
    case 'e': return Value::from_float(half_value(bits));
    case 'f':
      return Value::from_float(static_cast<double>(
          bits_as<float>(static_cast<uint32_t>(bits))));
    case 'd': return Value::from_float(bits_as<double>(bits));
    default: break;
  }
  if (!is_signed(item.code)) return int_from_u64(fiber, bits);
  const int unused = 64 - 8 * item.size;
  return int_from_i64(fiber, static_cast<int64_t>(bits << unused) >> unused);
}

bool unpack_items(Fiber& fiber, const char* at, ptrdiff_t step, size_t count,
                  Item item, Value* out, uint32_t* filled) {
  // Integers that need no object, and so nothing that might be missing.
  constexpr uint32_t kIntegers =
      bit_of('b') | bit_of('h') | bit_of('i') | bit_of('l');
  const bool is_plain = item.size <= 4 && item.code >= 'B' &&
                        (kIntegers >> ((item.code | 0x20) - 'a') & 1) != 0;
  const int unused = is_signed(item.code) ? 64 - 8 * item.size : 0;
  for (; count > 0; --count, at += step) {
    if (is_plain) {
      const uint64_t bits = load(at, item) << unused;
      out[(*filled)++] =
          Value::from_int(static_cast<int64_t>(bits) >> unused);
      continue;
    }
    const Value value = unpack_item(fiber, at, item);
    if (value.is_error()) return false;
    out[(*filled)++] = value;
    if ((g_pending & kPendingMemory) != 0) {
      raise_memory_error(fiber);
      return false;
    }
  }
  return true;
}

Packed pack_item(Fiber& fiber, Value value, Item item, char* out) {
  switch (item.code) {
    case 'e': case 'f': case 'd': return pack_float(fiber, value, item, out);
    case '?': {
      const int is_true = truth(fiber, value);
      if (is_true < 0) return Packed::kRaised;
      store_bits(static_cast<uint64_t>(is_true), item, out);
      return Packed::kDone;
    }
    case 'c':
      value = era_bytes(fiber, value);
      if (!is_byte_string(value)) return Packed::kNotByte;
      {
        std::string_view bytes;
        buffer_of(value, &bytes);
        if (bytes.size() != 1) return Packed::kNotByte;
        *out = bytes[0];
      }
      return Packed::kDone;
    default: break;
  }
  const int bits = 8 * item.size;
  if (value.is_int()) {
    const int64_t number = value.as_int();
    const int64_t above =
        number >> (is_signed(item.code) ? bits - 1 : bits < 63 ? bits : 63);
    if (above == 0 || (above == -1 && is_signed(item.code))) {
      store_bits(static_cast<uint64_t>(number), item, out);
      return Packed::kDone;
    }
  } else {
    if (!is_index(value)) return Packed::kNotInteger;
    if (!is_integer(value)) {
      value = type_of(value)->slots->index(fiber, value);
      if (value.is_error()) return Packed::kRaised;
      if (!is_integer(value)) return Packed::kNotInteger;
    }
  }
  if (is_signed(item.code)) {
    int64_t number = 0;
    if (!int_to_i64(plain_integer(value), &number)) return Packed::kTooLarge;
    const int64_t most = static_cast<int64_t>(UINT64_MAX >> (65 - bits));
    if (number > most || number < -most - 1) return Packed::kTooLarge;
    store_bits(static_cast<uint64_t>(number), item, out);
    return Packed::kDone;
  }
  uint64_t number = 0;
  if (!int_to_u64(plain_integer(value), &number)) {
    // An address may be given as the negative number it is for some.
    int64_t negative = 0;
    if (item.code != 'P' || !int_to_i64(plain_integer(value), &negative)) {
      return Packed::kTooLarge;
    }
    number = static_cast<uint64_t>(negative) & UINT64_MAX >> (64 - bits);
  }
  if (number > UINT64_MAX >> (64 - bits)) return Packed::kTooLarge;
  store_bits(number, item, out);
  return Packed::kDone;
}

// --- formats -----------------------------------------------------------------

namespace {

// Walks a format group by group.
class FormatReader {
 public:
  explicit FormatReader(std::string_view format);
  // The next group. False at the end, or when the format is wrong.
  bool next();
  // What is wrong with the format; null when nothing is.
  const char* error() const { return error_; }
  size_t end() const { return end_; }  // the bytes of what was read so far

  ItemGroup group;

 private:
  bool fail(const char* error) {
    error_ = error;
    return false;
  }

  const char *from_, *stop_;  // what is left
  const char* error_ = nullptr;
  size_t end_ = 0;
  bool native_ = true, big_ = false;
};

FormatReader::FormatReader(std::string_view format)
    : from_(format.data()), stop_(from_ + format.size()) {
  big_ = kBigHost;
  if (format.empty()) return;
  switch (*from_) {
    case '<': native_ = big_ = false; break;
    case '>': case '!': native_ = false; big_ = true; break;
    case '=': native_ = false; break;
    case '@': break;
    default: return;
  }
  ++from_;
}

bool FormatReader::next() {
  static constexpr char kTooLong[] = "total struct size too long";
  constexpr size_t kMost = PTRDIFF_MAX;
  const char* from = from_;
  if (from == stop_) return false;
  size_t count = 1;
  const CodeRow* row = row_of(*from);
  if (row == nullptr) {
    while (from != stop_ && is_space(*from)) ++from;
    if (from == stop_) return false;
    if (is_digit(*from)) {
      count = 0;
      for (; from != stop_ && is_digit(*from); ++from) {
        const auto digit = static_cast<size_t>(*from - '0');
        if (count > (kMost - digit) / 10) return fail(kTooLong);
        count = count * 10 + digit;
      }
      if (from == stop_) {
        return fail("repeat count given without format specifier");
      }
    }
    row = row_of(*from);
  }
  const uint8_t size = row == nullptr ? 0 : native_ ? row->size : row->standard;
  if (size == 0) return fail("bad char in struct format");
  from_ = from + 1;
  size_t at = end_;
  if (native_) {
    const size_t gap = (size_t{0} - at) & (row->alignment - 1u);
    if (gap > kMost - at) return fail(kTooLong);
    at += gap;
  }
  size_t bytes;
  if (__builtin_mul_overflow(count, size_t{size}, &bytes) || bytes > kMost - at)
    return fail(kTooLong);
  end_ = at + bytes;
  group = {{row->code, size, big_, native_}, count, at};
  return true;
}

}  // namespace

const char* read_format(std::string_view format, ItemGroup* out, size_t* groups,
                        size_t* bytes, size_t* values) {
  FormatReader reader(format);
  ItemGroup last = {};
  *groups = *values = 0;
  while (reader.next()) {
    const ItemGroup& group = reader.group;
    const char code = group.item.code;
    if (code == 'x') continue;
    const bool is_text = code == 's' || code == 'p';
    *values += is_text ? 1 : group.count;
    // One with those of its kind right before it.
    if (*groups != 0 && !is_text && code == last.item.code &&
        last.at + last.count * last.item.size == group.at) {
      last.count += group.count;
    } else {
      last = group;
      ++*groups;
    }
    if (out != nullptr) out[*groups - 1] = last;
  }
  *bytes = reader.end();
  return reader.error();
}

}  // namespace mt::python
