// crc32c.h - CRC-32C (Castagnoli), the checksum of every record of a tap.
//
// Polynomial 0x1EDC6F41, reflected, initial value and final xor all ones, as in
// RFC 3720 appendix B.4 (iSCSI). It finds every burst of up to 32 bits.

#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mt {

// The checksum of `bytes`, or of everything so far when `before` is the
// checksum of what came earlier: crc32c(b, crc32c(a)) == crc32c(a + b).
uint32_t crc32c(ByteView bytes, uint32_t before = 0);

}  // namespace mt
