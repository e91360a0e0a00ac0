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

// The polynomial of IEEE 802.3. The table is made each time: that costs as much
// as 256 bytes of input, and lasts no longer.
Value checksum_crc32(Fiber& fiber, Value, Args args) {
  std::string_view bytes;
  uint32_t crc = 0;
  if (!bytes_argument(fiber, args[0], &bytes) ||
      (args.count > 1 && !word_argument(fiber, args[1], &crc))) {
    return Value::error();
  }
  uint32_t table[256];
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t word = i;
    for (int bit = 0; bit < 8; ++bit) {
      word = word >> 1 ^ ((word & 1) != 0 ? 0xedb88320u : 0u);
    }
    table[i] = word;
  }
  crc = ~crc;
  for (const char c : bytes) {
    crc = crc >> 8 ^ table[(crc ^ static_cast<uint8_t>(c)) & 0xff];
  }
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
