// token.h - the words of the language.
//
// One table of operators and one of keywords; the lexer, the parser and the
// error messages read the same rows.

#pragma once

#include <stdint.h>

#include <string_view>

namespace mt::python {

// clang-format off
#define MT_OPERATORS(OP)                                                   \
  OP(kLeftParen, "(") OP(kRightParen, ")") OP(kLeftBracket, "[")           \
  OP(kRightBracket, "]") OP(kLeftBrace, "{") OP(kRightBrace, "}")          \
  OP(kComma, ",") OP(kColon, ":") OP(kSemicolon, ";") OP(kDot, ".")        \
  OP(kEllipsis, "...") OP(kArrow, "->") OP(kColonEqual, ":=")              \
  OP(kAssign, "=") OP(kPlus, "+") OP(kMinus, "-") OP(kStar, "*")           \
  OP(kSlash, "/") OP(kDoubleSlash, "//") OP(kPercent, "%") OP(kAt, "@")    \
  OP(kDoubleStar, "**") OP(kLeftShift, "<<") OP(kRightShift, ">>")         \
  OP(kBar, "|") OP(kCaret, "^") OP(kAmpersand, "&") OP(kTilde, "~")        \
  OP(kEqual, "==") OP(kNotEqual, "!=") OP(kLess, "<")                      \
  OP(kLessEqual, "<=") OP(kGreater, ">") OP(kGreaterEqual, ">=")           \
  OP(kPlusAssign, "+=") OP(kMinusAssign, "-=") OP(kStarAssign, "*=")       \
  OP(kSlashAssign, "/=") OP(kDoubleSlashAssign, "//=")                     \
  OP(kPercentAssign, "%=") OP(kAtAssign, "@=") OP(kDoubleStarAssign, "**=") \
  OP(kLeftShiftAssign, "<<=") OP(kRightShiftAssign, ">>=")                 \
  OP(kBarAssign, "|=") OP(kCaretAssign, "^=") OP(kAmpersandAssign, "&=")   \
  OP(kBackquote, "`")

// In the order of the alphabet, as the lexer's search wants them.
#define MT_KEYWORDS(KW)                                                    \
  KW(kFalse, "False") KW(kNone, "None") KW(kTrue, "True") KW(kAnd, "and")  \
  KW(kAs, "as") KW(kAssert, "assert") KW(kAsync, "async")                  \
  KW(kAwait, "await") KW(kBreak, "break") KW(kClass, "class")              \
  KW(kContinue, "continue") KW(kDef, "def") KW(kDel, "del")                \
  KW(kElif, "elif") KW(kElse, "else") KW(kExcept, "except")                \
  KW(kExec, "exec") KW(kFinally, "finally") KW(kFor, "for")                \
  KW(kFrom, "from") KW(kGlobal, "global") KW(kIf, "if")                    \
  KW(kImport, "import") KW(kIn, "in") KW(kIs, "is") KW(kLambda, "lambda")  \
  KW(kNonlocal, "nonlocal") KW(kNot, "not") KW(kOr, "or")                  \
  KW(kPass, "pass") KW(kPrint, "print") KW(kRaise, "raise")                \
  KW(kReturn, "return") KW(kTry, "try") KW(kWhile, "while")                \
  KW(kWith, "with") KW(kYield, "yield")
// clang-format on

enum class Tok : uint8_t {
  kEnd,      // after the last line
  kNewline,  // ends a logical line
  kIndent,
  kDedent,
  kName,
  kNumber,
  kString,  // prefix and quotes included
  kBad,     // a character that begins nothing: ? $ !
  kSkipped, // the body of a function, LexRange::skips_bodies
#define MT_ROW(name, text) name,
  MT_OPERATORS(MT_ROW) MT_KEYWORDS(MT_ROW)
#undef MT_ROW
};

// A token is a stretch of the source. 16 bytes, because a whole module is held
// as tokens while it is parsed; columns follow from Lexed::line_starts.
struct Token {
  Tok kind = Tok::kEnd;
  uint8_t level = 0;  // brackets open behind it
  uint32_t start = 0;
  uint32_t end = 0;
  uint32_t line = 0;  // of its start, from 1
};

}  // namespace mt::python
