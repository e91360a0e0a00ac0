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

// What 1 to 8 bytes at the front do to the remainder, by the polynomial of IEEE
// 802.3. Made at the first checksum.
constexpr size_t kAtOnce = 8;
uint32_t g_remainders[kAtOnce][256];

void fill_remainders() {
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t word = i;
    for (int bit = 0; bit < 8; ++bit)
      word = word >> 1 ^ ((word & 1) != 0 ? 0xedb88320u : 0u);
    g_remainders[0][i] = word;
  }
  for (size_t row = 1; row < kAtOnce; ++row) {
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
  const auto word = [](const uint8_t* p) {
    return p[0] | uint32_t{p[1]} << 8 | uint32_t{p[2]} << 16 |
           uint32_t{p[3]} << 24;
  };
  for (; left >= kAtOnce; left -= kAtOnce, at += kAtOnce) {
    crc ^= word(at);
    const uint32_t next = word(at + 4);
    crc = of[7][crc & 0xff] ^ of[6][crc >> 8 & 0xff] ^
          of[5][crc >> 16 & 0xff] ^ of[4][crc >> 24] ^ of[3][next & 0xff] ^
          of[2][next >> 8 & 0xff] ^ of[1][next >> 16 & 0xff] ^
          of[0][next >> 24];
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
  // So many bytes fit before 32 bits run over. Of 16 at once the sum counts as
  // often as there are bytes from each to the end.
  constexpr size_t kMost = 5536, kRow = 16;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::string_view some = rest.substr(0, kMost);
    size_t i = 0;
    for (; some.size() - i >= kRow; i += kRow) {
      uint32_t sum_of_row = 0, weighted = 0;
      for (size_t k = 0; k < kRow; ++k) {
        const uint32_t byte = static_cast<uint8_t>(some[i + k]);
        sum_of_row += byte;
        weighted += byte * static_cast<uint32_t>(kRow - k);
      }
      b += a * static_cast<uint32_t>(kRow) + weighted;
      a += sum_of_row;
    }
    for (; i < some.size(); ++i) {
      a += static_cast<uint8_t>(some[i]);
      b += a;
    }
    a %= kPrime;
    b %= kPrime;
    rest.remove_prefix(some.size());
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
