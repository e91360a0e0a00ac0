// packed_text.cc - reading codes, copying what was there before.

#include "base/packed_text.h"

#include <string.h>

#include <algorithm>

namespace mt {

namespace {

// The bits of a view, and after its end zeros: has_overrun() tells.
class BitReader {
 public:
  explicit BitReader(ByteView view) : view_(view) {}

  // The next `count` bits, 15 at most.
  uint32_t peek(uint32_t count) {
    if (have_ < count) fetch();
    return static_cast<uint32_t>(bits_ >> (have_ - count)) &
           ((1u << count) - 1);
  }
  void skip(uint32_t count) { have_ -= count; }
  uint32_t take(uint32_t count) {
    const uint32_t bits = peek(count);
    skip(count);
    return bits;
  }

  bool has_overrun() const { return next_ - have_ / 8 > view_.size(); }
  // Nothing is left but what fills the last byte.
  bool at_end() {
    return next_ - have_ / 8 == view_.size() && take(have_ % 8) == 0;
  }

 private:
  // Once in some symbols: six bytes, or what is left and zeros behind it.
  void fetch() {
    if (view_.size() - next_ >= 8 && next_ < view_.size()) {
      const char* const from = view_.data() + next_;
      uint64_t six = 0;
      for (int i = 0; i < 6; ++i)
        six = six << 8 | static_cast<uint8_t>(from[i]);
      bits_ = bits_ << 48 | six;
      have_ += 48;
      next_ += 6;
      return;
    }
    bits_ = bits_ << 16;
    have_ += 16;
    for (uint32_t shift = 8;; shift = 0) {
      if (next_ < view_.size())
        bits_ |= uint64_t{byte_at(view_, next_)} << shift;
      ++next_;
      if (shift == 0) return;
    }
  }

  ByteView view_;
  size_t next_ = 0;
  uint64_t bits_ = 0;
  uint32_t have_ = 0;
};

struct ByteClasses {
  uint8_t of[256];
  constexpr ByteClasses() : of() {
    for (uint32_t byte = 0; byte < 256; ++byte)
      of[byte] = static_cast<uint8_t>(byte_class(static_cast<uint8_t>(byte)));
  }
};
constexpr ByteClasses kClasses;

constexpr uint32_t kNoSymbol = UINT32_MAX;

uint32_t read_symbol(BitReader& in, const PrefixCode& code) {
  const uint32_t bits = in.peek(kMaxCodeBits);
  uint32_t length = code.shortest[bits >> (kMaxCodeBits - kShortcutBits)];
  while (bits >= code.above[length]) {
    if (++length > kMaxCodeBits) return kNoSymbol;
  }
  in.skip(length);
  const int place =
      static_cast<int>(bits >> (kMaxCodeBits - length)) + code.shift[length];
  return code.symbols[place];
}

uint32_t read_number(BitReader& in, uint32_t symbol) {
  if (symbol < 4) return symbol;
  const uint32_t count = symbol / 2 - 1;
  return (2 | (symbol & 1)) << count | in.take(count);
}

}  // namespace

void find_shortest(const uint16_t* above, uint8_t* shortest) {
  uint32_t length = 1;
  for (uint32_t i = 0; i < 1u << kShortcutBits; ++i) {
    const uint32_t bits = i << (kMaxCodeBits - kShortcutBits);
    while (length < kMaxCodeBits && bits >= above[length]) ++length;
    shortest[i] = static_cast<uint8_t>(length);
  }
}

bool unpack_text(const TextModel& model, ByteView packed, char* out,
                 size_t size) {
  BitReader in(packed);
  const ByteView words = model.words;
  uint8_t before = words.empty() ? 0 : byte_at(words, words.size() - 1);
  size_t distance = 0;
  for (size_t at = 0; at < size;) {
    const uint32_t item = read_symbol(in, model.items[kClasses.of[before]]);
    if (item == kNoSymbol || in.has_overrun()) return false;
    if (item < 256) {
      before = static_cast<uint8_t>(item);
      out[at++] = static_cast<char>(item);
      continue;
    }
    if (item >= kFirstPhrase) {
      const size_t length = model.phrase_lengths[item - kFirstPhrase];
      if (length > size - at) return false;
      memcpy(out + at, &words[model.phrase_starts[item - kFirstPhrase]],
             length);
      at += length;
      before = static_cast<uint8_t>(out[at - 1]);
      continue;
    }
    size_t length = kMinCopy + read_number(in, item - 256);
    const uint32_t back = read_symbol(in, model.distances);
    if (back == kNoSymbol) return false;
    if (back != kSameDistance) distance = 1 + size_t{read_number(in, back)};
    if (in.has_overrun() || length > size - at) return false;
    if (distance == 0 || distance > at + words.size()) return false;
    // A copy may begin in the words and go on in the text, and may overlap
    // what it makes.
    if (distance > at) {
      const size_t part = std::min(length, distance - at);
      memcpy(out + at, &words[words.size() - (distance - at)], part);
      at += part;
      length -= part;
    }
    if (distance >= length) {
      memcpy(out + at, out + at - distance, length);
      at += length;
    } else {
      for (; length > 0; --length, ++at) out[at] = out[at - distance];
    }
    before = static_cast<uint8_t>(out[at - 1]);
  }
  return in.at_end();
}

}  // namespace mt
