// vm_histogram.cc - how often each instruction ran, and after which.
//
// Only for builds made with HISTOGRAM=1: what guides the choice of instructions
// that do two things at once. Printed to the error stream at the end, the most
// frequent first, as parts of a thousand.

#ifdef MT_HISTOGRAM

#include <stdio.h>

#include <algorithm>

#include "python/list.h"
#include "python/operand_form.h"
#include "python/runtime.h"
#include "python/vm.h"

namespace mt::python {
namespace {

constexpr uint32_t kOps = static_cast<uint32_t>(Op::kCount);
constexpr uint32_t kRowsPrinted = 40;

struct Row {
  uint64_t count;
  uint32_t before, op;  // `before` is kOps where single ones are counted
};
Row g_rows[kOps * (kOps + 1)];
uint32_t g_before = kOps;

void count(uint32_t before, uint32_t op) {
  Row& row = g_rows[before * kOps + op];
  ++row.count;
  row.before = before;
  row.op = op;
}

}  // namespace

void print_histogram() {
  uint64_t total = 0;
  for (const Row& row : g_rows) total += row.before == kOps ? row.count : 0;
  std::sort(g_rows, g_rows + kOps * (kOps + 1),
            [](const Row& x, const Row& y) { return x.count > y.count; });
  for (const bool pairs : {false, true}) {
    uint32_t printed = 0;
    for (const Row& row : g_rows) {
      if ((row.before != kOps) != pairs || row.count == 0 ||
          printed == kRowsPrinted)
        continue;
      ++printed;
      fprintf(stderr, "%6.1f  %s%s%s\n",
              1000.0 * static_cast<double>(row.count) /
                  static_cast<double>(total + (total == 0)),
              pairs ? op_name(static_cast<Op>(row.before)) : "",
              pairs ? " " : "", op_name(static_cast<Op>(row.op)));
    }
  }
}

void count_instruction(Op op) {
  const uint32_t number = static_cast<uint32_t>(op);
  count(kOps, number);
  if (g_before != kOps) count(g_before, number);
  g_before = number;
}

}  // namespace mt::python

#endif
