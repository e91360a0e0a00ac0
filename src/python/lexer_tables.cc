// lexer_tables.cc - keywords and operators.

#include "python/lexer_tables.h"

namespace mt::python {
namespace {

// Rows of a fixed width: no pointers, no relocations.
constexpr size_t kMaxSpelling = 9;
constexpr char kSpellings[][kMaxSpelling] = {
    "", "", "", "", "", "", "", "", "",
#define MT_ROW(name, text) text,
    MT_OPERATORS(MT_ROW) MT_KEYWORDS(MT_ROW)
#undef MT_ROW
};

constexpr auto kFirstOperator = static_cast<uint8_t>(Tok::kLeftParen);
constexpr auto kFirstKeyword = static_cast<uint8_t>(Tok::kFalse);
constexpr auto kLastKeyword = static_cast<uint8_t>(Tok::kYield);

// The rows that begin with a character, as a chain; row 0 ends it.
struct Chains {
  uint8_t first[128] = {};
  uint8_t next[kLastKeyword + 1] = {};
};
constexpr Chains chain_rows() {
  Chains chains;
  for (unsigned i = kLastKeyword; i >= kFirstOperator; --i) {
    uint8_t& first = chains.first[static_cast<uint8_t>(kSpellings[i][0])];
    chains.next[i] = first;
    first = static_cast<uint8_t>(i);
  }
  return chains;
}
constexpr Chains kChains = chain_rows();

unsigned first_row(char c) {
  const auto byte = static_cast<uint8_t>(c);
  return byte < sizeof kChains.first ? kChains.first[byte] : 0;
}

// The length of row i when `text` begins with it, else 0.
size_t row_length(unsigned i, std::string_view text) {
  const char* const row = kSpellings[i];
  size_t size = 1;
  for (; row[size] != '\0'; ++size) {
    if (size >= text.size() || text[size] != row[size]) return 0;
  }
  return size;
}

}  // namespace

Tok keyword_named(std::string_view word, bool era) {
  if (word.size() < 2 || word.size() >= kMaxSpelling) return Tok::kName;
  for (unsigned i = first_row(word[0]); i != 0; i = kChains.next[i]) {
    if (row_length(i, word) != word.size()) continue;
    const Tok kind = static_cast<Tok>(i);
    if (kind == Tok::kPrint || kind == Tok::kExec) {
      return era ? kind : Tok::kName;
    }
    if (kind == Tok::kAwait || kind == Tok::kAsync) {
      return era ? Tok::kName : kind;
    }
    return kind;
  }
  return Tok::kName;
}

Tok operator_at(std::string_view text, bool era, size_t* length) {
  Tok best = Tok::kBad;
  *length = 0;
  for (unsigned i = first_row(text[0]); i != 0; i = kChains.next[i]) {
    const size_t size = row_length(i, text);
    if (size > *length) {
      best = static_cast<Tok>(i);
      *length = size;
    }
  }
  if (text.substr(0, 2) == "<>") {
    best = Tok::kNotEqual;
    *length = 2;
    if (!era) best = Tok::kBad;
  }
  if (best == Tok::kBackquote && !era) best = Tok::kBad;
  if (best == Tok::kBad && *length == 0) *length = 1;
  return best;
}

std::string_view spelling(Tok kind) {
  return kSpellings[static_cast<uint8_t>(kind)];
}

bool is_keyword(Tok kind) {
  return static_cast<uint8_t>(kind) >= kFirstKeyword &&
         static_cast<uint8_t>(kind) <= kLastKeyword;
}

}  // namespace mt::python
