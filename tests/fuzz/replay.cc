// replay.cc - plays files to a fuzz target, where there is no libFuzzer.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <string>

#include "base/fd.h"

// What a target defines: the first if it likes.
extern "C" __attribute__((weak)) int LLVMFuzzerInitialize(int* argc,
                                                          char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {
constexpr size_t kMaxInputBytes = 1024 * 1024;
}

int main(int argc, char** argv) {
  if (LLVMFuzzerInitialize != nullptr) LLVMFuzzerInitialize(&argc, &argv);
  for (int i = 1; i < argc; ++i) {
    mt::Result<std::string> input = mt::read_file(argv[i], kMaxInputBytes);
    if (!input.ok()) {
      fprintf(stderr, "%s: %s\n", argv[0], input.error().message().c_str());
      return 1;
    }
    LLVMFuzzerTestOneInput(
        reinterpret_cast<const uint8_t*>(input.value().data()),
        input.value().size());
  }
  printf("%d inputs replayed\n", argc - 1);
  // Not returned from: what a target has done at exit may scan this frame.
  exit(0);
}
