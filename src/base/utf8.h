// utf8.h - code points to and from UTF-8, one at a time.
//
// UTF-8 is RFC 3629: at most four bytes, shortest form only, nothing above
// U+10FFFF, no surrogates. A Python str may hold a lone surrogate all the same
// ('\udc80'), and our strings are UTF-8 inside; callers that must carry one say
// Surrogates::kAllow, which is the encoding called WTF-8.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>

#include "base/bytes.h"

namespace mt {

enum class Surrogates : uint8_t { kReject, kAllow };

constexpr uint32_t kMaxCodePoint = 0x10FFFF;
constexpr uint32_t kReplacementCodePoint = 0xFFFD;

constexpr bool is_surrogate(uint32_t code_point) {
  return code_point >= 0xD800 && code_point <= 0xDFFF;
}

// One step through a text.
struct Utf8Step {
  enum class Kind : uint8_t {
    kCodePoint,  // `code_point` was read from `length` bytes, 1 to 4
    kInvalid,    // `length` bytes, 1 to 3, can begin no code point
    kTruncated,  // the text ends within a code point; `length` bytes of it
                 // are there. 0 when the text was empty
  };
  Kind kind = Kind::kTruncated;
  uint8_t length = 0;
  uint32_t code_point = 0;

  bool ok() const { return kind == Kind::kCodePoint; }
};

// Reads the code point at the front of `bytes`. When it is not one, `length`
// covers what a decoder replaces by a single U+FFFD (Unicode 15, section 3.9,
// "maximal subparts"), which is also what CPython does.
Utf8Step decode_utf8(ByteView bytes, Surrogates = Surrogates::kReject);

// Writes 1 to 4 bytes to `out` and says how many; 0, and nothing written, for
// what is no code point or is a surrogate that was not allowed.
size_t encode_utf8(uint32_t code_point, char out[4],
                   Surrogates = Surrogates::kReject);

// Appends; false, and nothing appended, where encode_utf8 would say 0.
bool append_utf8(std::string& out, uint32_t code_point,
                 Surrogates = Surrogates::kReject);

// True when all of `bytes` is well formed.
bool is_utf8(ByteView bytes, Surrogates = Surrogates::kReject);

// Where the first byte from `from` on is that is not below 128, or the end.
size_t ascii_run(ByteView bytes, size_t from);
// True when every byte is below 128.
bool is_all_ascii(ByteView bytes);

// The number of code points in well-formed text: the bytes that continue none.
size_t count_code_points(ByteView bytes);

// For eight bytes at a time, as a word: of each the highest bit, and the
// lowest.
constexpr uint64_t kHighBitOfBytes = UINT64_C(0x8080808080808080);
constexpr uint64_t kLowBitOfBytes = kHighBitOfBytes >> 7;
// How many of eight such bits are set, by a product whose highest byte is the
// sum of all.
constexpr uint32_t count_low_bits(uint64_t bits) {
  return static_cast<uint32_t>(bits * kLowBitOfBytes >> 56);
}
// How many of the eight bytes continue a code point: their highest bits are 10.
constexpr uint32_t count_continuing(uint64_t word) {
  return count_low_bits(word >> 7 & ~(word >> 6) & kLowBitOfBytes);
}

// The length of the longest prefix that is_utf8; bytes.size() when all is well.
size_t valid_utf8_prefix(ByteView bytes, Surrogates = Surrogates::kReject);

}  // namespace mt
