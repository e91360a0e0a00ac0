// item.cc - reading and writing the items of a payload.

#include "tap/item.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "tap/limits.h"
#include "tap/record.h"

namespace mt::tap {
namespace {

inline uint64_t big_endian(const char* bytes, size_t size) {
  uint64_t value = 0;
  for (size_t i = 0; i < size; ++i)
    value = value << 8 | static_cast<uint8_t>(bytes[i]);
  return value;
}

// All NaNs are one, in memory as in a file: the same graph gives the same
// bytes.
constexpr uint64_t kNan = 0x7ff8000000000000ULL;

bool is_nan_bits(uint64_t bits) {
  return (bits & 0x7fffffffffffffffULL) > 0x7ff0000000000000ULL;
}

bool float_from(uint64_t bits, double* out) {
  if (is_nan_bits(bits) && bits != kNan) return false;
  memcpy(out, &bits, sizeof bits);
  return true;
}

uint64_t float_bits(double d) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return is_nan_bits(bits) ? kNan : bits;
}

// Decimal as this file's writer writes it, and nothing else.
bool parse_integer(ByteView digits, int64_t* out) {
  const bool negative = !digits.empty() && digits[0] == '-';
  if (negative) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 19) return false;
  if (digits[0] == '0' && (digits.size() > 1 || negative)) return false;
  uint64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  const uint64_t limit = negative ? uint64_t{1} << 63 : ~uint64_t{0} >> 1;
  if (value > limit) return false;
  *out = static_cast<int64_t>(negative ? 0 - value : value);
  return true;
}

// Magnitudes below these are `i`.
bool needs_big(bool negative, ByteView magnitude) {
  if (magnitude.empty() || magnitude[0] == 0) return false;
  if (magnitude.size() != 8) return magnitude.size() > 8;
  const uint64_t value = big_endian(magnitude.data(), magnitude.size());
  return value > (uint64_t{1} << 63) - (negative ? 0 : 1);
}

}  // namespace

Status ItemReader::too_short(size_t offset) const {
  return error_at(offset,
                  format("the record ends within a value, %llu bytes left",
                         static_cast<unsigned long long>(left())),
                  Errc::kTruncated);
}

// The length, then as many bytes.
Status ItemReader::sized(Item* item, size_t length_bytes) {
  if (left() < length_bytes) return too_short(item->offset);
  const uint64_t length = big_endian(file_.data() + at_, length_bytes);
  const size_t rest = left() - length_bytes;
  if (length > rest) {
    return error_at(at_,
                    format("length %llu, %llu bytes left",
                           static_cast<unsigned long long>(length),
                           static_cast<unsigned long long>(rest)),
                    Errc::kTruncated);
  }
  at_ += length_bytes;
  item->bytes = ByteView(file_.data() + at_, static_cast<size_t>(length));
  at_ += static_cast<size_t>(length);
  return {};
}

Status ItemReader::next(Item* item) {
  item->offset = at_;
  if (at_end()) return error_at(at_, "a value is missing", Errc::kTruncated);
  const char tag = item->tag = file_[at_];
  switch (tag) {
    case 'n': case 't': case 'f': case 'e': case 'x':
      ++at_;
      return {};
    case 'i': {
      ++at_;
      TRY(sized(item, 1));
      if (!parse_integer(item->bytes, &item->integer))
        return error_at(item->offset, "no integer as it should be written");
      return {};
    }
    case 'l': {
      ++at_;
      if (left() < 1) return too_short(item->offset);
      const char sign = file_[at_++];
      item->negative = sign == '-';
      TRY(sized(item, 4));
      if ((sign != '+' && sign != '-') ||
          !needs_big(item->negative, item->bytes))
        return error_at(item->offset, "no integer as it should be written");
      return {};
    }
    case 'd': case 'c': {
      const size_t size = tag == 'd' ? 8 : 16;
      ++at_;
      if (left() < size) return too_short(item->offset);
      const char* const bytes = file_.data() + at_;
      bool ok = float_from(big_endian(bytes, 8), &item->real);
      if (tag == 'c')
        ok &= float_from(big_endian(bytes + 8, 8), &item->imaginary);
      if (!ok) return error_at(item->offset, "a NaN other than the one NaN");
      at_ += size;
      return {};
    }
    case 's': case 'S': {
      ++at_;
      TRY(sized(item, tag == 's' ? 1 : 4));
      if (is_checked_) return {};
      const size_t valid = valid_utf8_prefix(item->bytes, Surrogates::kAllow);
      if (valid == item->bytes.size()) return {};
      return error_at(static_cast<size_t>(item->bytes.data() - file_.data()) +
                          valid,
                      "text that is not UTF-8");
    }
    case 'b': case 'B':
      ++at_;
      return sized(item, tag == 'b' ? 1 : 4);
    case '@': case '%': case '=': case '#':
      ++at_;
      if (left() < 4) return too_short(item->offset);
      item->number = static_cast<uint32_t>(big_endian(file_.data() + at_, 4));
      at_ += 4;
      return {};
    default:
      return error_at(at_, format("no value begins with byte %u",
                                  byte_at(file_, at_)));
  }
}

Result<uint32_t> ItemReader::count(uint32_t items_each) {
  Item item;
  TRY(next(&item));
  if (item.tag != '#')
    return error_at(item.offset, "a count is missing");
  if (item.number > left() / items_each) {
    return error_at(item.offset,
                    format("count %u, %llu bytes left", item.number,
                           static_cast<unsigned long long>(left())));
  }
  return item.number;
}

// --- writing -----------------------------------------------------------------

namespace {

char* put_real(char* to, double d) {
  const uint64_t bits = float_bits(d);
  put_u32(to, static_cast<uint32_t>(bits >> 32));
  put_u32(to + 4, static_cast<uint32_t>(bits));
  return to + 8;
}

// Up to kMaxInlineBytes of them: pieces that overlap, and no call.
inline void copy_short(char* to, const char* from, size_t size) {
  const auto both_ends = [=](size_t piece) {
    memcpy(to, from, piece);
    memcpy(to + size - piece, from + size - piece, piece);
  };
  if (size >= 16) return both_ends(16);
  if (size >= 8) return both_ends(8);
  if (size >= 4) return both_ends(4);
  for (size_t i = 0; i < size; ++i) to[i] = from[i];
}

}  // namespace

void ItemWriter::sized(char tag, ByteView view) {
  char* to = out_->room(5 + view.size());
  *to++ = tag;
  if (tag >= 'a') {  // s, b
    *to++ = static_cast<char>(view.size());
  } else {
    put_u32(to, static_cast<uint32_t>(view.size()));
    to += 4;
  }
  if (view.size() <= kMaxInlineBytes) {
    copy_short(to, view.data(), view.size());
  } else {
    memcpy(to, view.data(), view.size());
  }
  out_->take((tag >= 'a' ? 2 : 5) + view.size());
}

void ItemWriter::integer(int64_t i) {
  const uint64_t magnitude = i < 0 ? 0 - static_cast<uint64_t>(i)
                                   : static_cast<uint64_t>(i);
  const size_t size = decimal_width(magnitude) + (i < 0);
  char* const to = out_->room(2 + kMaxIntDigits);
  to[0] = 'i';
  to[1] = static_cast<char>(size);
  to[2] = '-';
  put_decimal(to + 2 + size, magnitude);
  out_->take(2 + size);
}

void ItemWriter::big(bool negative, ByteView magnitude) {
  char* const to = out_->room(6 + magnitude.size());
  to[0] = 'l';
  to[1] = negative ? '-' : '+';
  put_u32(to + 2, static_cast<uint32_t>(magnitude.size()));
  if (!magnitude.empty()) memcpy(to + 6, magnitude.data(), magnitude.size());
  out_->take(6 + magnitude.size());
}

void ItemWriter::real(double d) {
  char* const to = out_->room(9);
  *to = 'd';
  put_real(to + 1, d);
  out_->take(9);
}

void ItemWriter::complex(double real, double imaginary) {
  char* const to = out_->room(17);
  *to = 'c';
  put_real(put_real(to + 1, real), imaginary);
  out_->take(17);
}

void ItemWriter::text(ByteView utf8) {
  sized(utf8.size() <= kMaxInlineBytes ? 's' : 'S', utf8);
}

void ItemWriter::bytes(ByteView view) {
  sized(view.size() <= kMaxInlineBytes ? 'b' : 'B', view);
}

void ItemWriter::numbered(char tag, uint32_t number) {
  char* const to = out_->room(5);
  *to = tag;
  put_u32(to + 1, number);
  out_->take(5);
}

size_t ItemWriter::reference(char tag, uint32_t number) {
  numbered(tag, number);
  return out_->size() - 4;
}

void ItemWriter::count(uint32_t n) { numbered('#', n); }

void ItemWriter::copy(const Item& item) {
  switch (item.tag) {
    case 'i': return integer(item.integer);
    case 'l': return big(item.negative, item.bytes);
    case 'd': return real(item.real);
    case 'c': return complex(item.real, item.imaginary);
    case 's': case 'b': case 'S': case 'B': return sized(item.tag, item.bytes);
    case '@': case '%': case '=': case '#':
      return numbered(item.tag, item.number);
    default: return constant(item.tag);
  }
}

Status check_items(ByteView file, size_t begin, size_t end, uint32_t count) {
  ItemReader in(file, begin, end);
  Item item;
  while (!in.at_end()) {
    TRY(in.next(&item));
    const bool is_reference =
        item.tag == '@' || item.tag == '%' || item.tag == '=';
    if (is_reference && item.number >= count) {
      return error_at(item.offset, format("object %u of %u", item.number,
                                          count));
    }
  }
  return {};
}

}  // namespace mt::tap
