// pack_text.h - packs texts as base/packed_text.h unpacks them.
//
// This runs on the machine that builds, and takes its time: some seconds.

#pragma once

#include <stdint.h>

#include <string>
#include <vector>

#include "base/packed_text.h"

// A code as packed_text.h has it, with room of its own for the symbols.
struct CodeTables {
  std::vector<uint16_t> symbols;
  uint16_t above[mt::kMaxCodeBits + 1] = {};
  int16_t shift[mt::kMaxCodeBits + 1] = {};
  uint8_t shortest[1 << mt::kShortcutBits] = {};
};

struct PackedTexts {
  std::string words;
  std::vector<uint16_t> phrase_starts;
  std::vector<uint8_t> phrase_lengths;
  CodeTables items[mt::kByteClasses];
  CodeTables distances;
  std::vector<std::string> packed;  // one for each text

  // What unpack_text() wants; valid as long as this is and does not change.
  mt::TextModel model() const;
};

PackedTexts pack_texts(const std::vector<std::string>& texts);
