// module_zlib.cc - zlib's checksums: CRC-32 and Adler-32.
//
// Nothing is compressed here: there is no compress(), and asking for it is an
// AttributeError.

#include "python/data_modules.h"
#include "python/number.h"

namespace mt::python {

bool word_argument(Fiber& fiber, Value value, uint32_t* word) {
  if (!is_integer(value)) {
    int64_t number = 0;
    if (!index_of(fiber, value, &number, false)) return false;
    *word = static_cast<uint32_t>(number);
    return true;
  }
  value = binary_op(fiber, kAnd, plain_integer(value),
                    Value::from_int(0xffffffff));
  if (value.is_error()) return false;
  *word = static_cast<uint32_t>(value.as_int());
  return true;
}

namespace {

// What 1 to 4 bytes at the front do to the remainder, by the polynomial of IEEE
// 802.3. Made at the first checksum.
uint32_t g_remainders[4][256];

void fill_remainders() {
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t word = i;
    for (int bit = 0; bit < 8; ++bit)
      word = word >> 1 ^ ((word & 1) != 0 ? 0xedb88320u : 0u);
    g_remainders[0][i] = word;
  }
  for (size_t row = 1; row < 4; ++row) {
    for (size_t i = 0; i < 256; ++i) {
      const uint32_t word = g_remainders[row - 1][i];
      g_remainders[row][i] = word >> 8 ^ g_remainders[0][word & 0xff];
    }
  }
}

}  // namespace

Value checksum_crc32(Fiber& fiber, Value, Args args) {
  std::string_view bytes;
  uint32_t crc = 0;
  if (!bytes_argument(fiber, args[0], &bytes) ||
      (args.count > 1 && !word_argument(fiber, args[1], &crc))) {
    return Value::error();
  }
  if (g_remainders[0][1] == 0) fill_remainders();
  const auto& of = g_remainders;
  const auto* at = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  crc = ~crc;
  for (; left >= 4; left -= 4, at += 4) {
    crc ^= at[0] | uint32_t{at[1]} << 8 | uint32_t{at[2]} << 16 |
           uint32_t{at[3]} << 24;
    crc = of[3][crc & 0xff] ^ of[2][crc >> 8 & 0xff] ^
          of[1][crc >> 16 & 0xff] ^ of[0][crc >> 24];
  }
  for (; left > 0; --left, ++at) crc = crc >> 8 ^ of[0][(crc ^ *at) & 0xff];
  return Value::from_int(~crc);
}

namespace {

Value adler32(Fiber& fiber, Value, Args args) {
  std::string_view bytes;
  uint32_t sum = 1;
  if (!bytes_argument(fiber, args[0], &bytes) ||
      (args.count > 1 && !word_argument(fiber, args[1], &sum))) {
    return Value::error();
  }
  constexpr uint32_t kPrime = 65521;
  uint32_t a = sum & 0xffff, b = sum >> 16;
  size_t taken = 0;
  for (const char c : bytes) {
    a += static_cast<uint8_t>(c);
    b += a;
    // So many fit before 32 bits run over.
    if (++taken % 5000 == 0) {
      a %= kPrime;
      b %= kPrime;
    }
  }
  return Value::from_int(int64_t{b % kPrime} << 16 | a % kPrime);
}

const MethodDef kFunctions[] = {{"adler32", adler32, 1, 2},
                                {"crc32", checksum_crc32, 1, 2},
                                {}};

}  // namespace

const ModuleDef kZlibModule = {"zlib", kFunctions, nullptr,
                               "The checksums of zlib."};

}  // namespace mt::python
