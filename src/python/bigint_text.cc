// bigint_text.cc - integers of any size from and to digits.

#include "python/bigint_text.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "python/fiber.h"

namespace mt::python {

namespace {

constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
// A leaf of the recursion is this long; quadratic work is cheap there.
constexpr size_t kLeafLimbs = 48;
constexpr size_t kLeafDigits = kLeafLimbs * kLimbBits;

constexpr bool is_power_of_two(unsigned base) {
  return (base & (base - 1)) == 0;
}

unsigned log2_of(unsigned power_of_two) {
  return static_cast<unsigned>(__builtin_ctz(power_of_two));
}

// Digits of so many bits that a number has, one at least.
size_t bits_width(const IntegerView& a, unsigned bits) {
  const uint64_t length = bit_length(a);
  return static_cast<size_t>(length == 0 ? 1 : (length + bits - 1) / bits);
}

// As many digits of a base as one word holds, and the power they make.
struct Chunk {
  constexpr explicit Chunk(unsigned base) : base(base) {
    for (; power <= static_cast<Word>(-1) / base; ++digits) power *= base;
  }
  unsigned base;
  size_t digits = 0;
  Word power = 1;
};
constexpr Chunk kDecimal(10);

Chunk chunk_of(unsigned base) { return base == 10 ? kDecimal : Chunk(base); }

size_t leaf_digits(const Chunk& chunk) {
  return chunk.digits * (kLeafLimbs / kWordLimbs);
}

// base ** (leaf digits * 2^i) for i = 0, 1, ...
class Powers {
 public:
  explicit Powers(const Chunk& chunk) : leaf_digits_(leaf_digits(chunk)) {
    powers_.push_back(
        power(integer_from(static_cast<int64_t>(chunk.base)), leaf_digits_));
  }
  // Digits below the split of `level`.
  size_t digits(size_t level) const { return leaf_digits_ << level; }
  const Integer& at(size_t level) {
    while (powers_.size() <= level) {
      powers_.push_back(multiply(powers_.back(), powers_.back()));
    }
    return powers_[level];
  }

 private:
  const size_t leaf_digits_;
  std::vector<Integer> powers_;
};

// The functions that follow write in front of `end` and give back where the
// first digit stands; zero has one.

char* put_bits(char* end, IntegerView a, unsigned base) {
  const unsigned width = log2_of(base);
  char* const first = end - bits_width(a, width);
  uint64_t window = 0;
  unsigned held = 0;
  size_t next = 0;
  while (end != first) {
    if (next < a.size) window |= uint64_t{a.limbs[next++]} << held;
    // What is left of a digit waits for the next limb.
    for (held += kLimbBits; held >= width && end != first; held -= width) {
      *--end = kDigits[window & (base - 1)];
      window >>= width;
    }
  }
  return end;
}

char* put_word(char* end, Word value, unsigned base) {
  if (base == 10) {
    // By four: what takes long is to wait for the rest.
    for (; value >= 10000; value /= 10000) {
      auto four = static_cast<unsigned>(value % 10000);
      for (int i = 0; i < 4; ++i, four /= 10)
        *--end = static_cast<char>('0' + four % 10);
    }
    return put_decimal(end, value);
  }
  do {
    *--end = kDigits[value % base];
    value /= base;
  } while (value != 0);
  return end;
}

// Destroys the limbs.
char* put_leaf(char* end, LimbBuffer& a, const Chunk& chunk) {
  while (a.size() > kWordLimbs) {
    const Word rest =
        limbs::divide_by_word(a.data(), a.data(), a.size(), chunk.power);
    a.trim();
    char* const first = end - chunk.digits;
    end = put_word(end, rest, chunk.base);
    while (end != first) *--end = '0';
  }
  a.resize(kWordLimbs);
  return put_word(end, load_word(a.data()), chunk.base);
}

void write_digits(char* out, size_t width, Integer& a, size_t level,
                  Powers& powers, const Chunk& chunk) {
  if (level == 0 || a.limbs.size() <= kLeafLimbs) {
    const char* const first = put_leaf(out + width, a.limbs, chunk);
    memset(out, '0', static_cast<size_t>(first - out));
    return;
  }
  const size_t low_width = powers.digits(level - 1);
  Integer high, low;
  if (is_unwanted()) return;
  floor_divide(a, powers.at(level - 1), &high, &low);
  write_digits(out, width - low_width, high, level - 1, powers, chunk);
  write_digits(out + width - low_width, low_width, low, level - 1, powers,
               chunk);
}

Integer read_leaf(std::string_view digits, const Chunk& chunk) {
  Integer out;
  out.limbs.resize((digits.size() / chunk.digits + 1) * kWordLimbs);
  size_t used = 0;
  // The odd chunk first: all others have the same power.
  size_t end = digits.size() % chunk.digits;
  for (size_t at = 0; at < digits.size(); end += chunk.digits) {
    Word value = 0;
    for (; at < end; ++at) {
      value = value * chunk.base + static_cast<Word>(digit_value(digits[at]));
    }
    const Word high = limbs::multiply_by_word(
        out.limbs.data(), out.limbs.data(), used, chunk.power, value);
    store_word(out.limbs.data() + used, high);
    if (high != 0) used += kWordLimbs;
  }
  out.trim();
  return out;
}

Integer read_digits(std::string_view digits, size_t level, Powers& powers,
                    const Chunk& chunk) {
  if (is_unwanted()) return Integer();
  if (level == 0) return read_leaf(digits, chunk);
  const size_t low_width = powers.digits(level - 1);
  if (digits.size() <= low_width) {
    return read_digits(digits, level - 1, powers, chunk);
  }
  const size_t split = digits.size() - low_width;
  const Integer high =
      read_digits(digits.substr(0, split), level - 1, powers, chunk);
  const Integer low =
      read_digits(digits.substr(split), level - 1, powers, chunk);
  return add(multiply(high, powers.at(level - 1)), low);
}

Integer read_bits(std::string_view digits, unsigned base) {
  const unsigned width = log2_of(base);
  Integer out;
  out.limbs.resize(digits.size() * width / 32 + 1);
  uint64_t window = 0;
  unsigned held = 0;
  size_t next = 0;
  for (size_t i = digits.size(); i-- != 0;) {
    window |= static_cast<uint64_t>(digit_value(digits[i])) << held;
    held += width;
    if (held >= 32) {
      out.limbs[next++] = static_cast<Limb>(window);
      window >>= 32;
      held -= 32;
    }
  }
  if (held != 0) out.limbs[next] = static_cast<Limb>(window);
  out.trim();
  return out;
}

unsigned base_of_prefix(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (to_lower(text[1])) {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 0;
  }
}

// The digits without their underscores: the text itself, or a copy in `room`.
// False when one is no digit of the base or an underscore is not between two.
bool collect_digits(std::string_view text, unsigned base, std::string* room,
                    std::string_view* out) {
  bool has_gaps = false;
  char last = '_';
  for (const char c : text) {
    if (c == '_') {
      if (last == '_') return false;
      has_gaps = true;
    } else if (static_cast<unsigned>(digit_value(c)) >= base) {
      return false;  // or it is -1
    }
    last = c;
  }
  *out = text;
  if (has_gaps) {
    *room = text;
    room->erase(std::remove(room->begin(), room->end(), '_'), room->end());
    *out = *room;
  }
  return last != '_';
}

}  // namespace

char* put_digits(char* end, IntegerView a, unsigned base) {
  if (is_power_of_two(base)) return put_bits(end, a, base);
  LimbBuffer rest;
  rest.assign(a.limbs, a.size);
  return put_leaf(end, rest, chunk_of(base));
}

void append_digits(std::string& out, IntegerView a, unsigned base) {
  a = canonical(a);
  const size_t start = out.size();
  if (is_power_of_two(base)) {
    out.resize(start + bits_width(a, log2_of(base)));
    put_bits(out.data() + out.size(), a, base);
    return;
  }
  if (a.size <= kLeafLimbs) {
    char digits[kLeafDigits];
    char* const end = digits + sizeof digits;
    const char* const first = put_digits(end, a, base);
    out.append(first, static_cast<size_t>(end - first));
    return;
  }
  Integer rest;
  rest.limbs.assign(a.limbs, a.size);
  const Chunk chunk = chunk_of(base);
  Powers powers(chunk);
  size_t level = 0;
  while (compare(powers.at(level), rest) <= 0 && !is_unwanted()) ++level;
  const size_t width = powers.digits(level);
  out.resize(start + width);
  write_digits(out.data() + start, width, rest, level, powers, chunk);
  size_t zeros = start;
  while (zeros + 1 < out.size() && out[zeros] == '0') ++zeros;
  out.erase(start, zeros - start);
}

std::string integer_text(IntegerView a, unsigned base) {
  std::string out;
  if (a.negative && !is_zero(a)) out.push_back('-');
  append_digits(out, a, base);
  return out;
}

uint64_t digits_bound(uint64_t bit_length, unsigned base) {
  // Whole bits per digit bound the others; base 10, the one that matters, gets
  // a closer bound: 1 / log2(10) < 1234 / 4096.
  if (base == 10) return bit_length * 1234 / 4096 + 1;
  return bit_length / (31 - static_cast<unsigned>(__builtin_clz(base))) + 1;
}

IntegerParse parse_integer(std::string_view text, unsigned base,
                           uint64_t max_digits) {
  IntegerParse out;
  text = mt::trimmed(text);
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const unsigned prefix = base_of_prefix(text);
  bool refuse_leading_zero = false;
  if (prefix != 0 && (base == 0 || base == prefix)) {
    base = prefix;
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
  } else if (base == 0) {
    base = 10;
    refuse_leading_zero = !text.empty() && text[0] == '0';
  }
  std::string room;
  std::string_view digits;
  if (!collect_digits(text, base, &room, &digits)) return out;
  out.digit_count = digits.size();
  if (is_power_of_two(base)) {
    out.value = read_bits(digits, base);
  } else {
    if (max_digits != 0 && digits.size() > max_digits) {
      out.syntax = IntegerSyntax::kTooManyDigits;
      return out;
    }
    const Chunk chunk = chunk_of(base);
    if (digits.size() <= leaf_digits(chunk)) {
      out.value = read_leaf(digits, chunk);
    } else {
      Powers powers(chunk);
      size_t level = 0;
      while (powers.digits(level) < digits.size()) ++level;
      out.value = read_digits(digits, level, powers, chunk);
    }
  }
  // 00 is zero in every spelling; 01 is what Python 2 called octal.
  if (refuse_leading_zero && !out.value.is_zero()) {
    out.value = Integer();
    return out;
  }
  out.value.negative = negative && !out.value.is_zero();
  out.syntax = IntegerSyntax::kFine;
  return out;
}

}  // namespace mt::python
