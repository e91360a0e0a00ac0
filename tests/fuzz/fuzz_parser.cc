// fuzz_parser.cc - any bytes as a program: parser, symbol table, dump.
//
// With libFuzzer: clang++ -fsanitize=fuzzer,address,undefined. With -DMT_REPLAY
// a plain program that plays the files it is given.
//
// The first byte chooses the mode and the dialect. Whatever follows is a tree
// or an error with a message; what has a tree has scopes or an error.

#include <stdint.h>
#include <stdio.h>
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
  require(result.arena->bytes_used() < 4096 + 1024 * text.size());
  SyntaxError error;
  if (!ast::build_symtable(*result.arena, *result.module, &error)) {
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

#ifdef MT_REPLAY
int main(int argc, char** argv) {
  int played = 0;
  for (int i = 1; i < argc; ++i) {
    FILE* file = fopen(argv[i], "rb");
    if (file == nullptr) {
      fprintf(stderr, "fuzz_parser: cannot open '%s'\n", argv[i]);
      return 1;
    }
    std::string bytes;
    char buffer[4096];
    size_t length;
    while ((length = fread(buffer, 1, sizeof buffer, file)) != 0) {
      bytes.append(buffer, length);
    }
    fclose(file);
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()),
                           bytes.size());
    ++played;
  }
  printf("%d inputs replayed\n", played);
  return 0;
}
#endif
