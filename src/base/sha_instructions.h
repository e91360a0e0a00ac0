// sha_instructions.h - SHA-1 and SHA-256 as the processor does them. For
// digest.cc.

#pragma once

#include <stdint.h>

namespace mt {

// Takes a block of 64 bytes into a state whose words stand in 64 bits each.
using AbsorbBlock = void (*)(uint64_t* state, const uint8_t* block);

// Null where the processor has no instructions for it, or we have no code.
AbsorbBlock sha1_instructions();
AbsorbBlock sha256_instructions();

// The constants of SHA-2: SHA-512's, whose upper halves are SHA-256's.
extern const uint64_t kSha2Rounds[80];

}  // namespace mt
