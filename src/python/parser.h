// parser.h - from source text to syntax tree.
//
// The front door of the front end. The text is tokenised whole (lexer.h), then
// read by recursive descent (parser_core.h and the parser_*.cc beside it).
// Whatever the text is, the answer is a tree or one SyntaxError; depth and
// memory are bounded by limits here and by the length of the text.

#pragma once

#include <stdint.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "python/arena.h"
#include "python/ast.h"

namespace mt::python {

// Parentheses, brackets and braces open at one place (CPython: MAXSTACK).
constexpr uint32_t kMaxBrackets = 200;
// Levels of indentation (CPython: MAXINDENT).
constexpr uint32_t kMaxIndents = 100;
// Nodes on the way from the root to a leaf. Bounds the C++ stack of the parser
// and of every pass that walks the tree.
constexpr uint32_t kMaxDepth = 1000;
// Letters of a name; longer ones would let a small text ask for much memory.
constexpr size_t kMaxNameBytes = 1024;
// Positions are 32 bits wide.
constexpr size_t kMaxSourceBytes = 0x3fffffff;

enum class SyntaxErrorKind : uint8_t {
  kSyntaxError,
  kIndentationError,
  kTabError,
};

// What CPython's SyntaxError carries. Columns count characters, not bytes,
// from 1, as `offset` does; 0 stands for "no column". end_line 0: no end.
struct SyntaxError {
  // An end_column that CPython calls -1: as far as the text was read.
  static constexpr uint32_t kUnknown = UINT32_MAX;

  SyntaxErrorKind kind = SyntaxErrorKind::kSyntaxError;
  std::string message;
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t end_line = 0;
  uint32_t end_column = 0;
  std::string text;  // the line of source, with its newline when it has one
};

// Fills in where `error` is: a place in `source` as the tree's spans count it.
void locate(SyntaxError* error, std::string_view source,
            const ast::Span& where);

// What is allowed and yet hardly meant: a SyntaxWarning, or a
// DeprecationWarning for what will be a mistake one day.
struct SyntaxWarning {
  bool is_deprecation;
  std::string message;
  ast::Span where;
};

struct ParseResult {
  Arena arena;                    // owns the tree
  ast::Module* module = nullptr;  // null: see error
  SyntaxError error;
  std::vector<SyntaxWarning> warnings;  // none for era code
  // With an error: more input could cure it (an open bracket, a block without
  // body, an open triple quote, a trailing backslash).
  // With a tree in kSingle mode: it is a compound statement that spread over
  // several lines and has not been ended by an empty one; a prompt goes on
  // asking. One that stands on a single line is complete at once. The text is
  // then the lines typed with "\n" between them and none at the end, as codeop
  // wants it: an empty last line shows as a "\n" at the end.
  bool incomplete = false;
  // It is Python 3, but more likely of the era: a statement `print >> ...`,
  // which has a meaning today that nobody means, or what only Twisted had then
  // is imported and nothing in it is newer.
  bool speaks_as_then = false;

  bool ok() const { return module != nullptr; }
};

// Reads `source` (bytes in the encoding its cookie names; UTF-8 without one).
// kEither tries Python 3 first and then the era's spellings, kEraFirst these
// first; if neither fits, the error is Python 3's. What speaks_as_then is the
// era's to both. Text that was a str already has no cookie to obey:
// `ignore_cookie`.
ParseResult parse(std::string_view source, std::string_view filename,
                  ParseMode mode, Dialect dialect, bool ignore_cookie = false);

// Reads source[range] of the program's own library: Python 3 in UTF-8 with "\n"
// at the ends of lines. The texts must outlive the tree.
struct LexRange;
ParseResult parse_library(std::string_view source, std::string_view filename,
                          const LexRange& range);

}  // namespace mt::python
