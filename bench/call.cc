// call.cc - what a call of a Python method from C++ costs, above its body.
//
// A protocol whose dataReceived() does next to nothing is called as a
// connection calls it, with one byte; the body is then timed by itself, in a loop
// of the language. Prints both, in nanoseconds: the least of
// several rounds.

#include <microtwisted/embed.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <algorithm>

#include "python/dict.h"
#include "python/function.h"
#include "python/runtime.h"
#include "python/str.h"
#include "twisted/engine.h"

namespace {

using mt::python::Value;

constexpr int kCalls = 1000000;
constexpr int kRounds = 7;

const char kProtocol[] =
    "class Protocol:\n"
    "    total = 0\n"
    "    def dataReceived(self, data):\n"
    "        self.total += 1\n"
    "protocol = Protocol()\n"
    "data = b'x'\n"
    "import time\n"
    "def body_alone(self, turns):\n"
    "    before = time.process_time_ns()\n"
    "    for i in range(turns):\n"
    "        self.total += 1\n"
    "    after = time.process_time_ns()\n"
    "    for i in range(turns):\n"
    "        pass\n"
    "    return after - before - (time.process_time_ns() - after)\n";

double now_ns() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

}  // namespace

int main() {
  microtwisted::Interpreter interpreter;
  if (!microtwisted::run(kProtocol).ok()) return 1;
  mt::python::Fiber& fiber = *mt::python::rt().main_fiber;
  const auto value = [&](const char* name) {
    const Value main = mt::python::dict_find_name(
        mt::python::rt().modules, mt::python::intern(fiber, "__main__"));
    return mt::python::dict_find_name(main.as<mt::python::Module>()->dict,
                                      mt::python::intern(fiber, name));
  };
  const Value protocol = value("protocol"), data = value("data");
  mt::python::Str* const name = mt::python::intern(fiber, "dataReceived");
  double call = 1e9, body = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const double before = now_ns();
    for (int i = 0; i < kCalls; ++i)
      mt::twisted::call_if_present(fiber, protocol, name, {data});
    call = std::min(call, (now_ns() - before) / kCalls);
    const microtwisted::Value took = microtwisted::evaluate(
        "body_alone(protocol, 1000000)");
    body = std::min(body, static_cast<double>(took.to_int().value_or(0)) / kCalls);
  }
  printf("call_ns %.1f\nbody_ns %.1f\n", call, body);
  return 0;
}
