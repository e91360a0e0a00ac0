// processor.h - whether the processor has instructions for a task of ours.
//
// What uses them is compiled for them alone, under MT_INSTRUCTIONS(), and
// entered only where has_instructions() says so: a program runs on the oldest
// machine of its kind. Everywhere else the same is done in plain C++.

#pragma once

#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define MT_INSTRUCTIONS(x86, arm) __attribute__((target(x86)))
#elif defined(__aarch64__) && defined(__linux__) && \
    !defined(__AARCH64EB__) && !defined(__clang__)
// clang 14 declares these only where all of a file may use them.
#include <arm_acle.h>
#include <arm_neon.h>
#define MT_INSTRUCTIONS(x86, arm) __attribute__((target(arm)))
#endif

namespace mt {

enum class Task : uint8_t { kCrc32c, kSha1, kSha256 };

// Asks the processor at the first call.
bool has_instructions(Task task);
// From now on it has none: for tests, which compare both roads.
void use_plain_code();

}  // namespace mt
