// bytes.cc - big-endian numbers to and from bytes.

#include "base/bytes.h"

#include <string.h>

namespace mt {

namespace {

Error truncated(const ByteReader& in, size_t wanted) {
  return Error(Errc::kTruncated, format("expected %zu more bytes, %zu are left",
                                        wanted, in.left()));
}

uint64_t big_endian(ByteView bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    value = value << 8 | byte_at(bytes, i);
  }
  return value;
}

void put_big_endian(uint64_t value, size_t size, char* out) {
  for (size_t i = size; i-- > 0; value >>= 8) {
    out[i] = static_cast<char>(value & 0xff);
  }
}

}  // namespace

Result<ByteView> ByteReader::bytes(size_t count) {
  if (count > left()) return truncated(*this, count);
  const ByteView taken = view_.substr(position_, count);
  position_ += count;
  return taken;
}

Result<uint8_t> ByteReader::u8() {
  TRY_ASSIGN(const ByteView taken, bytes(1));
  return byte_at(taken, 0);
}

Result<uint16_t> ByteReader::u16() {
  TRY_ASSIGN(const ByteView taken, bytes(2));
  return static_cast<uint16_t>(big_endian(taken));
}

Result<uint32_t> ByteReader::u32() {
  TRY_ASSIGN(const ByteView taken, bytes(4));
  return static_cast<uint32_t>(big_endian(taken));
}

Result<uint64_t> ByteReader::u64() {
  TRY_ASSIGN(const ByteView taken, bytes(8));
  return big_endian(taken);
}

Result<double> ByteReader::f64() {
  TRY_ASSIGN(const uint64_t bits, u64());
  double value;
  static_assert(sizeof value == sizeof bits, "binary64 is what the wire holds");
  memcpy(&value, &bits, sizeof value);
  return value;
}

Status ByteReader::expect_end() const {
  if (at_end()) return {};
  return Error(Errc::kInvalid,
               format("expected the end, %zu bytes are left", left()));
}

void ByteWriter::u16(uint16_t value) {
  char wire[2];
  put_big_endian(value, sizeof wire, wire);
  out_.append(wire, sizeof wire);
}

void ByteWriter::u32(uint32_t value) {
  char wire[4];
  put_big_endian(value, sizeof wire, wire);
  out_.append(wire, sizeof wire);
}

void ByteWriter::u64(uint64_t value) {
  char wire[8];
  put_big_endian(value, sizeof wire, wire);
  out_.append(wire, sizeof wire);
}

void ByteWriter::f64(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  u64(bits);
}

void ByteWriter::patch_u32(size_t at, uint32_t value) {
  CHECK(at <= out_.size() && out_.size() - at >= 4);
  put_big_endian(value, 4, &out_[at]);
}

}  // namespace mt
