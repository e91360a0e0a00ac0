// lexer_tables.cc - keywords and operators.

#include "python/lexer_tables.h"

#include <string.h>


namespace mt::python {
namespace {

// Rows of a fixed width: no pointers, no relocations.
constexpr size_t kMaxSpelling = 9;
constexpr char kSpellings[][kMaxSpelling] = {
    "", "", "", "", "", "", "", "",
#define MT_ROW(name, text) text,
    MT_OPERATORS(MT_ROW) MT_KEYWORDS(MT_ROW)
#undef MT_ROW
};

constexpr auto kFirstOperator = static_cast<uint8_t>(Tok::kLeftParen);
constexpr auto kFirstKeyword = static_cast<uint8_t>(Tok::kFalse);
constexpr auto kLastKeyword = static_cast<uint8_t>(Tok::kYield);

}  // namespace

Tok keyword_named(std::string_view word, bool era) {
  if (word.size() < 2 || word.size() >= kMaxSpelling) return Tok::kName;
  for (unsigned i = kFirstKeyword; i <= kLastKeyword; ++i) {
    if (kSpellings[i][0] != word[0] || kSpellings[i] != word) continue;
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
  for (unsigned i = kFirstOperator; i < kFirstKeyword; ++i) {
    const char* row = kSpellings[i];
    if (row[0] != text[0]) continue;
    const size_t size = strlen(row);
    if (size > *length && text.substr(0, size) == row) {
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
