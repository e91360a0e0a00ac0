// fuzz_parser.cc - any bytes as a program: parser, symbol table, dump.
//
// The first byte chooses the mode and the dialect. Whatever follows is a tree
// or an error with a message; what has a tree has scopes or an error.

#include <stdint.h>
#include <stdlib.h>

#include <string>
#include <string_view>

#include "python/ast_dump.h"
#include "python/parser.h"
#include "python/symtable.h"

using namespace mt::python;

namespace {

void require(bool claim) {
  if (!claim) abort();
}

void read(std::string_view text, ParseMode mode, Dialect dialect) {
  ParseResult result = parse(text, "<fuzz>", mode, dialect);
  if (!result.ok()) {
    require(!result.error.message.empty());
    return;
  }
  require(result.module->dialect != Dialect::kEither);
  // The tree's size is a matter of the text's size.
  require(result.arena.bytes_used() < 4096 + 1024 * text.size());
  SyntaxError error;
  if (!ast::build_symtable(result.arena, *result.module, &error)) {
    require(!error.message.empty());
    return;
  }
  require(result.module->scope != nullptr);
  ast::dump(*result.module, true);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1,
                              size - 1);
  read(text, static_cast<ParseMode>(data[0] % 3),
       static_cast<Dialect>(data[0] / 3 % 3));
  return 0;
}
