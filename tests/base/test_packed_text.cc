// test_packed_text.cc - unpacking, and refusing what is no packed text.

#include <criterion/criterion.h>

#include "base/packed_text.h"

using namespace mt;

namespace {

// A code in which every symbol has the same length and is its own code.
struct Flat {
  uint16_t symbols[512];
  PrefixCode code;
  Flat(uint32_t count, uint32_t length) {
    for (uint32_t i = 0; i < count; ++i) symbols[i] = static_cast<uint16_t>(i);
    code.symbols = symbols;
    for (uint32_t i = 0; i <= kMaxCodeBits; ++i) {
      code.above[i] = static_cast<uint16_t>(
          i < length ? 0 : count << (kMaxCodeBits - length));
      code.shift[i] = 0;
    }
    find_shortest(code.above, code.shortest);
  }
};

// Two phrases: the first three bytes of the words, and the last two of the first
// four.
constexpr uint16_t kStarts[] = {0, 2};
constexpr uint8_t kLengths[] = {3, 2};

struct Model {
  Flat items{kFirstPhrase + 2, 9}, distances{kSameDistance + 1, 6};
  TextModel model;
  explicit Model(ByteView words) {
    model.words = words;
    model.phrase_starts = kStarts;
    model.phrase_lengths = kLengths;
    for (PrefixCode& code : model.items) code = items.code;
    model.distances = distances.code;
  }
};

struct Bits {
  std::string bytes;
  size_t used = 0;
  Bits& put(uint32_t bits, uint32_t count) {
    while (count-- > 0) {
      if (used % 8 == 0) bytes.push_back('\0');
      if ((bits >> count & 1) != 0)
        bytes.back() = static_cast<char>(bytes.back() | 0x80 >> used % 8);
      ++used;
    }
    return *this;
  }
  Bits& byte(char c) { return put(static_cast<uint8_t>(c), 9); }
  Bits& phrase(uint32_t number) { return put(kFirstPhrase + number, 9); }
  // Symbols, for numbers below 4.
  Bits& copy(uint32_t length, uint32_t back) {
    return put(256 + length, 9).put(back, 6);
  }
};

// What comes out, or "refused".
std::string unpacked(ByteView words, ByteView packed, size_t size) {
  const Model model(words);
  std::string out(size + 1, '#');
  const bool ok = unpack_text(model.model, packed, &out[0], size);
  cr_expect_eq(out[size], '#', "wrote past the end");
  out.resize(size);
  return ok ? out : "refused";
}

}  // namespace

Test(packed_text, nothing_is_a_text) {
  cr_expect(unpacked("words", "", 0) == "");
}

Test(packed_text, bytes_stand_for_themselves) {
  const Bits bits = Bits().byte('a').byte('\n').byte('\xe4');
  cr_expect(unpacked("", bits.bytes, 3) == "a\n\xe4");
}

Test(packed_text, copies_reach_into_the_words_and_overlap) {
  // "two" from the words; "two" again over the edge; the last byte three times.
  const Bits bits =
      Bits().copy(0, 2).copy(0, kSameDistance).byte('-').copy(1, 0);
  cr_expect(unpacked("one two", bits.bytes, 11) == "twotwo-----");
}

Test(packed_text, phrases_are_taken_from_the_words) {
  const Bits bits = Bits().phrase(1).byte('-').phrase(0).copy(0, 0);
  cr_expect(unpacked("one two", bits.bytes, 9) == "e -oneeee");
}

Test(packed_text, long_numbers_bring_bits) {
  // Symbol 5 is 6 or 7, symbol 6 is 8 to 11.
  const Bits bits = Bits()
                        .put(256 + 5, 9).put(1, 1)   // 3 + 7 bytes,
                        .put(6, 6).put(1, 2);        // 1 + 9 back
  cr_expect(unpacked("0123456789", bits.bytes, 10) == "0123456789");
}

Test(packed_text, refuses_what_is_none) {
  const struct {
    const char* what;
    std::string packed;
    size_t size;
  } rows[] = {
      {"no bytes at all", "", 1},
      {"a copy before the words", Bits().copy(0, 3).bytes, 3},
      {"far before the words", Bits().put(256, 9).put(31, 6).put(~0u, 14).bytes,
       3},
      {"the same distance as none", Bits().copy(0, kSameDistance).bytes, 3},
      {"a copy past the end", Bits().copy(1, 0).bytes, 3},
      {"a phrase past the end", Bits().byte('a').phrase(0).bytes, 3},
      {"no code of an item", Bits().put(511, 9).bytes, 1},
      {"no code of a distance", Bits().put(256, 9).put(63, 6).bytes, 3},
      {"a byte too many", Bits().byte('a').bytes + '\0', 1},
      {"bits where zeros belong", Bits().byte('a').put(1, 7).bytes, 1},
      {"an item too many", Bits().byte('a').byte('b').bytes, 1},
  };
  for (const auto& row : rows) {
    cr_expect(unpacked("abc", row.packed, row.size) == "refused",
                     "%s", row.what);
  }
}

Test(packed_text, refuses_every_text_cut_short) {
  Bits bits;
  for (const char c : ByteView("some text")) bits.byte(c);
  bits.copy(3, 0).byte('!').phrase(1).copy(2, 2);
  const size_t size = 9 + 6 + 1 + 2 + 5;
  cr_assert(unpacked("abcd", bits.bytes, size) != "refused");
  for (size_t cut = 0; cut < bits.bytes.size(); ++cut) {
    cr_expect(unpacked("abcd", ByteView(bits.bytes).substr(0, cut), size) ==
                  "refused", "cut at %zu", cut);
  }
}

Test(packed_text, survives_any_bytes) {
  uint32_t seed = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string packed;
    for (int i = 0; i < 40; ++i) {
      seed = seed * 1664525u + 1013904223u;
      packed.push_back(static_cast<char>(seed >> 24));
    }
    unpacked("words", packed, seed % 200);
  }
}
