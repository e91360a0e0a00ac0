// processor.cc - what the processor says of itself.

#include "base/processor.h"

#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(MT_INSTRUCTIONS)
#include <sys/auxv.h>
#endif

namespace mt {

namespace {

constexpr uint8_t bit(Task task) {
  return static_cast<uint8_t>(1 << static_cast<unsigned>(task));
}

// A bit for each task.
uint8_t ask() {
  unsigned has = 0;
#if defined(__x86_64__)
  unsigned a, b, c, d;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0) return 0;
  const bool has_sse42 = (c & bit_SSE4_2) != 0 && (c & bit_SSSE3) != 0;
  if (has_sse42) has = bit(Task::kCrc32c);
  if (has_sse42 && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 &&
      (b & bit_SHA) != 0)
    has |= bit(Task::kSha1) | bit(Task::kSha256);
#elif defined(MT_INSTRUCTIONS)
  const unsigned long all = getauxval(AT_HWCAP);  // as <asm/hwcap.h> has them
  if ((all & 1 << 7) != 0) has |= bit(Task::kCrc32c);
  if ((all & 1 << 5) != 0) has |= bit(Task::kSha1);
  if ((all & 1 << 6) != 0) has |= bit(Task::kSha256);
#endif
  return static_cast<uint8_t>(has);
}

constexpr uint8_t kAsked = 0x80;
uint8_t g_known = 0;

}  // namespace

bool has_instructions(Task task) {
  if (g_known == 0) g_known = ask() | kAsked;
  return (g_known & bit(task)) != 0;
}

void use_plain_code() { g_known = kAsked; }

}  // namespace mt
