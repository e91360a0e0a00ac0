// fuzz_tap.cc - any bytes as a tap, and as the source of one.
//
// The checksums of the input are put right first, so that the fuzzer reaches
// what lies behind them.

#include <stdint.h>
#include <stdlib.h>

#include <string>

#include "../tap/graph.h"

using namespace mt;
using namespace mt::tap;
using namespace mt::tap::testing;

namespace {

void require(bool claim) {
  if (!claim) abort();
}

void as_tap(Fiber& fiber, const std::string& tap) {
  const Result<std::string> source = to_source(tap);
  if (source.ok()) {
    const Result<std::string> back = to_tap(source.value());
    require(back.ok() && back.value() == tap);
  }
  const Result<Value> root = read_graph(fiber, tap);
  if (!root.ok()) return;
  // What could be loaded can be saved.
  BytePile again;
  if (!write_graph(fiber, root.value(), {"", ""}, &again, nullptr))
    clear_exception(fiber);
}

__attribute__((noinline)) void one_input(ByteView bytes) {
  Fiber& fiber = *rt().main_fiber;
  as_tap(fiber, resealed(std::string(bytes)));
  const Result<std::string> tap = to_tap(bytes);
  if (tap.ok()) as_tap(fiber, tap.value());
}

}  // namespace

// `argc` lies in a frame above every later call: where scanning for roots ends.
extern "C" int LLVMFuzzerInitialize(int* argc, char***) {
  Runtime::start(argc);
  atexit(Runtime::stop);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  one_input(ByteView(reinterpret_cast<const char*>(data), size));
  return 0;
}
