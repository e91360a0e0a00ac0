// crc32c.cc - eight bytes a step: by the processor's own instruction, or with
// tables that the first call makes.

#include "base/crc32c.h"

#include <stddef.h>
#include <string.h>

#include "base/processor.h"

namespace mt {

namespace {

constexpr uint32_t kReflectedPolynomial = 0x82F63B78;

// row[0] is the classic table; row[k][b] is what byte b does to the checksum
// when k more zero bytes follow it. Eight lookups then consume eight bytes.
struct Tables {
  uint32_t row[8][256];
};

Tables g_tables;

// Eight kilobytes that the program file need not have: nearly every processor
// has the instruction, and others are done in a few microseconds.
void make_tables(Tables& tables) {
  for (uint32_t b = 0; b < 256; ++b) {
    uint32_t crc = b;
    for (int bit = 0; bit < 8; ++bit) {
      crc = crc >> 1 ^ ((crc & 1) != 0 ? kReflectedPolynomial : 0);
    }
    tables.row[0][b] = crc;
  }
  for (uint32_t b = 0; b < 256; ++b) {
    for (int k = 1; k < 8; ++k) {
      const uint32_t shorter = tables.row[k - 1][b];
      tables.row[k][b] = shorter >> 8 ^ tables.row[0][shorter & 0xff];
    }
  }
}

}  // namespace

#ifdef MT_INSTRUCTIONS
#if defined(__x86_64__)
#define CRC_OF_WORD _mm_crc32_u64
#define CRC_OF_BYTE _mm_crc32_u8
#else
#define CRC_OF_WORD __crc32cd
#define CRC_OF_BYTE __crc32cb
#endif

MT_INSTRUCTIONS("sse4.2", "+crc")
static uint32_t crc_by_instruction(ByteView bytes, uint32_t before) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  uint32_t crc = ~before;
  for (; end - at >= 8; at += 8) {
    uint64_t word;
    memcpy(&word, at, 8);
    crc = static_cast<uint32_t>(CRC_OF_WORD(crc, word));
  }
  for (; at < end; ++at) crc = CRC_OF_BYTE(crc, static_cast<uint8_t>(*at));
  return ~crc;
}
#endif

uint32_t crc32c(ByteView bytes, uint32_t before) {
#ifdef MT_INSTRUCTIONS
  if (has_instructions(Task::kCrc32c)) return crc_by_instruction(bytes, before);
#endif
  const Tables& tables = g_tables;
  if (tables.row[0][1] == 0) make_tables(g_tables);
  uint32_t crc = ~before;
  size_t i = 0;
  for (; bytes.size() - i >= 8; i += 8) {
    const uint32_t head =
        crc ^ (static_cast<uint32_t>(byte_at(bytes, i)) |
               static_cast<uint32_t>(byte_at(bytes, i + 1)) << 8 |
               static_cast<uint32_t>(byte_at(bytes, i + 2)) << 16 |
               static_cast<uint32_t>(byte_at(bytes, i + 3)) << 24);
    crc = tables.row[7][head & 0xff] ^ tables.row[6][head >> 8 & 0xff] ^
          tables.row[5][head >> 16 & 0xff] ^ tables.row[4][head >> 24] ^
          tables.row[3][byte_at(bytes, i + 4)] ^
          tables.row[2][byte_at(bytes, i + 5)] ^
          tables.row[1][byte_at(bytes, i + 6)] ^
          tables.row[0][byte_at(bytes, i + 7)];
  }
  for (; i < bytes.size(); ++i) {
    crc = crc >> 8 ^ tables.row[0][(crc ^ byte_at(bytes, i)) & 0xff];
  }
  return ~crc;
}

}  // namespace mt
