// lexer_tables.cc - keywords, operators, and who may stand in a name.

#include "python/lexer_tables.h"

#include <string.h>

#include "base/ascii.h"
#include "python/lexer.h"

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

struct Range {
  uint32_t first, last;
};

// Beyond ASCII everything is taken for a letter that is not known to be
// something else: spaces, punctuation, symbols, private and unassigned areas.
constexpr Range kNotInNames[] = {
    {0x80, 0xA9},       {0xAB, 0xB4},       {0xB6, 0xB6},
    {0xB8, 0xB9},       {0xBB, 0xBF},       {0xD7, 0xD7},
    {0xF7, 0xF7},       {0x2C2, 0x2C5},     {0x2D2, 0x2DF},
    {0x37E, 0x37E},     {0x55A, 0x55F},     {0x589, 0x58F},
    {0x5BE, 0x5BE},     {0x600, 0x60F},     {0x61B, 0x61F},
    {0x66A, 0x66D},     {0x6D4, 0x6D4},     {0x964, 0x965},
    {0xE3F, 0xE3F},     {0x1680, 0x1680},   {0x2000, 0x203E},
    {0x2041, 0x2053},   {0x2055, 0x2070},   {0x2074, 0x207E},
    {0x2080, 0x208F},   {0x20A0, 0x20CF},   {0x2100, 0x2101},
    {0x2103, 0x2106},   {0x2108, 0x2109},   {0x2114, 0x2114},
    {0x2116, 0x2117},   {0x211E, 0x2123},   {0x2190, 0x2BFF},
    {0x2E00, 0x2FFF},   {0x3000, 0x3004},   {0x3008, 0x3020},
    {0x3030, 0x3030},   {0xD800, 0xF8FF},   {0xFE10, 0xFE1F},
    {0xFE30, 0xFE32},   {0xFE50, 0xFE6F},   {0xFEFF, 0xFEFF},
    {0xFF01, 0xFF0F},   {0xFF1A, 0xFF20},   {0xFF3B, 0xFF3E},
    {0xFF5B, 0xFF65},   {0xFFE0, 0xFFFF},   {0x1F000, 0x1FAFF},
    {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF},
};

// In names, but not first: combining marks and digits of the common scripts.
constexpr Range kNotFirst[] = {
    {0xB7, 0xB7},     {0x300, 0x36F},   {0x483, 0x487},   {0x591, 0x5C7},
    {0x610, 0x61A},   {0x64B, 0x669},   {0x6F0, 0x6F9},   {0x93A, 0x93C},
    {0x93E, 0x94F},   {0x966, 0x96F},   {0x203F, 0x2040}, {0x2054, 0x2054},
    {0x20D0, 0x20FF}, {0x302A, 0x302F}, {0x3099, 0x309A}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFF10, 0xFF19}, {0xE0100, 0xE01EF},
};

constexpr Range kUnprintable[] = {
    {0x00, 0x1F},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x600, 0x605},
    {0x1680, 0x1680}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
    {0x3000, 0x3000}, {0xD800, 0xF8FF}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB},
    {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF},
};

template <size_t N>
bool contains(const Range (&ranges)[N], uint32_t code_point) {
  for (const Range& range : ranges) {
    if (code_point >= range.first && code_point <= range.last) return true;
  }
  return false;
}

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

bool is_unprintable(uint32_t code_point) {
  return contains(kUnprintable, code_point);
}

bool is_name_continue(uint32_t code_point) {
  if (code_point < 0x80) {
    const char c = static_cast<char>(code_point);
    return is_alnum(c) || c == '_';
  }
  return !contains(kNotInNames, code_point);
}

bool is_name_start(uint32_t code_point) {
  return is_name_continue(code_point) &&
         !(code_point < 0x80 && is_digit(static_cast<char>(code_point))) &&
         !contains(kNotFirst, code_point);
}

}  // namespace mt::python
