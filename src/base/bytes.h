// bytes.h - looking at bytes, reading numbers from them, writing them.
//
// A ByteView borrows. ByteReader walks a view and never past its end;
// ByteWriter appends to a string it owns. Numbers on any wire of ours are
// big-endian, so the two spell out the order and no machine's own order ever
// shows.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

#include "base/status.h"

namespace mt {

// Bytes somebody else owns. std::string_view is a fine representation: it has
// find, compare and substr, and char may alias anything.
using ByteView = std::string_view;

inline uint8_t byte_at(ByteView view, size_t i) {
  return static_cast<uint8_t>(view[i]);
}

// Reads from the front of a borrowed view. After a failure the position is
// where it was before the call.
class ByteReader {
 public:
  explicit ByteReader(ByteView view) : view_(view) {}

  size_t position() const { return position_; }
  size_t left() const { return view_.size() - position_; }
  bool at_end() const { return left() == 0; }

  // Big-endian unsigned integers. kTruncated when too few bytes are left.
  Result<uint8_t> u8();
  Result<uint16_t> u16();
  Result<uint32_t> u32();
  Result<uint64_t> u64();
  // An IEEE 754 binary64 as its 8 bytes, big-endian.
  Result<double> f64();
  // The next `count` bytes, borrowed. kTruncated when fewer are left.
  Result<ByteView> bytes(size_t count);
  // kInvalid unless everything has been read.
  Status expect_end() const;

 private:
  ByteView view_;
  size_t position_ = 0;
};

// Appends to a growing string.
class ByteWriter {
 public:
  void u8(uint8_t value) { out_.push_back(static_cast<char>(value)); }
  void u16(uint16_t value);
  void u32(uint32_t value);
  void u64(uint64_t value);
  void f64(double value);
  void bytes(ByteView view) { out_.append(view); }

  // Overwrites four bytes written earlier, for lengths known late.
  void patch_u32(size_t at, uint32_t value);

  void reserve(size_t bytes) { out_.reserve(bytes); }
  size_t size() const { return out_.size(); }
  ByteView view() const { return out_; }
  std::string take() && { return std::move(out_); }

 private:
  std::string out_;
};

// Unsigned arithmetic that says whether the result fitted.
template <typename T>
[[nodiscard]] bool checked_add(T a, T b, T* sum) {
  return !__builtin_add_overflow(a, b, sum);
}
template <typename T>
[[nodiscard]] bool checked_mul(T a, T b, T* product) {
  return !__builtin_mul_overflow(a, b, product);
}

}  // namespace mt
