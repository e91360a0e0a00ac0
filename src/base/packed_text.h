// packed_text.h - text that was packed when the program was built.
//
// The sources of the library take a fifth of a program's budget as they are,
// and a twentieth packed. scripts/pack_text.cc packs; here is what unpacks.
// Many texts share one model: words they may copy from, phrases, which are
// passages of the words with a code of their own, and the codes they are
// written in; so each can be unpacked alone, without its neighbours.
//
// A packed text is a string of bits, the highest of each byte first:
//
//   item       a code of items[class of the byte before]; below 256 that byte,
//              from kFirstPhrase on that phrase, else a copy of
//              kMinCopy + number(item - 256) bytes
//   distance   after a copy, a code of distances: kSameDistance as the copy
//              before, else 1 + number(distance) bytes back
//
// where number(s) is s below 4, and above that the upper two bits of a number
// whose other s / 2 - 1 bits follow. What lies before the first byte of the
// text is the last byte of the words. The last byte is filled up with zeros.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

namespace mt {

constexpr uint32_t kMinCopy = 3;
constexpr uint32_t kCopyItems = 16;
constexpr uint32_t kFirstPhrase = 256 + kCopyItems;
constexpr uint32_t kSameDistance = 32;
constexpr uint32_t kMaxCodeBits = 15;
constexpr uint32_t kShortcutBits = 6;

// A canonical prefix code. Codes of equal length follow each other, and longer
// ones follow shorter ones, so two rows of numbers say which code is meant. The
// third says where in them to begin.
struct PrefixCode {
  const uint16_t* symbols;  // in the order of their codes
  // By length: the first code above those up to that length, at kMaxCodeBits.
  uint16_t above[kMaxCodeBits + 1];
  // By length: what is added to a code to find its place in `symbols`.
  int16_t shift[kMaxCodeBits + 1];
  // By its first bits: how long a code is at least.
  uint8_t shortest[1 << kShortcutBits];
};
// Fills the third row by the first.
void find_shortest(const uint16_t* above, uint8_t* shortest);

// What the byte before says about the next: a letter follows a letter.
constexpr uint32_t kByteClasses = 8;
constexpr uint32_t byte_class(uint8_t byte) {
  if (byte == '\n') return 0;
  if (byte == ' ') return 1;
  if (byte == 'a' || byte == 'e' || byte == 'i' || byte == 'o' || byte == 'u')
    return 2;
  if (byte >= 'a' && byte <= 'z') return 3;
  if (byte >= 'A' && byte <= 'Z') return 4;
  if (byte == '_' || byte == '.') return 5;
  if (byte == '(' || byte == '[' || byte == '\'' || byte == '"') return 6;
  return 7;
}

struct TextModel {
  ByteView words;
  const uint16_t* phrase_starts;   // in the words
  const uint8_t* phrase_lengths;
  PrefixCode items[kByteClasses];
  PrefixCode distances;
};

// One text of a library: a module in Python.
struct PackedModule {
  const char* packed;
  uint16_t packed_size;
  uint16_t name;            // where in the library's names
  uint32_t size : 30;       // of the text: UTF-8, bytes
  uint32_t is_package : 1;  // the text is that of its __init__.py
  uint32_t is_regular : 1;  // its indentation alone says where a body ends
};

// What a text can be found by that the program does not have in full.
constexpr uint32_t text_hash(ByteView text) {
  uint32_t hash = 0x811c9dc5;  // FNV-1a
  for (const char c : text)
    hash = (hash ^ static_cast<uint8_t>(c)) * 0x01000193;
  return hash;
}

struct PackedLibrary {
  const PackedModule* modules;  // sorted by name
  uint32_t count;
  const TextModel* model;
  const char* names;            // each with a zero behind it
  PackedModule docs;            // docstrings, each with a zero behind it

  // Dotted, "twisted.internet.app"; ASCII.
  const char* name_of(const PackedModule& row) const {
    return names + row.name;
  }
};

// Unpacks exactly `size` bytes to `out`. False when `packed` is not a text of
// that size in this model; `out` then holds a part of it. The model is trusted.
[[nodiscard]] bool unpack_text(const TextModel& model, ByteView packed,
                               char* out, size_t size);

}  // namespace mt
