// digest.cc - the six functions that absorb one block, and what is around
// them.
//
// States of 32-bit words are kept in 64-bit ones, so that all look alike; the
// loops work on copies of their own size.

#include "base/digest.h"

#include <string.h>

#include <algorithm>

#include "base/sha_instructions.h"

namespace mt {

// The first bits behind the point of the cube roots of the primes; below, of
// their square roots.
extern const uint64_t kSha2Rounds[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f,
    0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019,
    0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242,
    0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3,
    0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275,
    0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f,
    0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc,
    0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6,
    0x92722c851482353b, 0xa2bfe8a14cf10364, 0xa81a664bbc423001,
    0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99,
    0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb,
    0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc,
    0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915,
    0xc67178f2e372532b, 0xca273eceea26619c, 0xd186b8c721c0c207,
    0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba,
    0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a,
    0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

namespace {

// What has words of 64 bits comes behind what has 32, SHA-3 at the end.
enum Family : uint8_t { kMd5, kBlake2s, kSha1, kSha256, kSha512, kBlake2b,
                        kKeccak, kShake };

constexpr DigestRow kRows[] = {
    {"md5", 16, 64, kMd5},          {"sha1", 20, 64, kSha1},
    {"sha224", 28, 64, kSha256},    {"sha256", 32, 64, kSha256},
    {"sha384", 48, 128, kSha512},   {"sha512", 64, 128, kSha512},
    {"sha3_224", 28, 144, kKeccak}, {"sha3_256", 32, 136, kKeccak},
    {"sha3_384", 48, 104, kKeccak}, {"sha3_512", 64, 72, kKeccak},
    {"shake_128", 0, 168, kShake},  {"shake_256", 0, 136, kShake},
    {"blake2b", 64, 128, kBlake2b}, {"blake2s", 32, 64, kBlake2s},
};

constexpr uint64_t kSha512Start[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
    0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
    0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};
constexpr uint64_t kSha384Start[8] = {
    0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17,
    0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511,
    0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
};
// BLAKE2 begins with those, too. Which word of a block comes when:
constexpr uint8_t kBlakeOrder[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};
// Its state has eight words, and behind them
enum { kBlakeSize = 8, kBlakeIsLastNode, kBlakeCount, kBlakeIsEnd };
constexpr uint32_t kMd5Rounds[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a,
    0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be,
    0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340,
    0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8,
    0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c,
    0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
    0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92,
    0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1,
    0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};
constexpr uint64_t kKeccakRounds[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a,
    0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008a,
    0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081,
    0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

constexpr uint32_t kMd5Start[5] = {0x67452301, 0xefcdab89, 0x98badcfe,
                                   0x10325476, 0xc3d2e1f0};  // SHA-1's too

template <typename Word>
Word rotate_left(Word x, unsigned bits) {
  return static_cast<Word>(x << bits | x >> (8 * sizeof(Word) - bits));
}
template <typename Word>
Word rotate_right(Word x, unsigned bits) {
  return static_cast<Word>(x >> bits | x << (8 * sizeof(Word) - bits));
}

template <typename Word>
Word load_big(const uint8_t* at) {
  Word word = 0;
  for (size_t i = 0; i < sizeof word; ++i) {
    word = static_cast<Word>(word << 8 | at[i]);
  }
  return word;
}
template <typename Word>
Word load_little(const uint8_t* at) {
  Word word = 0;
  for (size_t i = sizeof word; i-- > 0;) {
    word = static_cast<Word>(word << 8 | at[i]);
  }
  return word;
}

void absorb_md5(uint64_t* state, const uint8_t* block) {
  static constexpr uint8_t kTurns[4][4] = {
      {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  uint32_t m[16];
  for (size_t i = 0; i < 16; ++i) m[i] = load_little<uint32_t>(block + 4 * i);
  auto a = static_cast<uint32_t>(state[0]), b = static_cast<uint32_t>(state[1]),
       c = static_cast<uint32_t>(state[2]), d = static_cast<uint32_t>(state[3]);
  for (unsigned i = 0; i < 64; ++i) {
    uint32_t f;
    unsigned g;
    switch (i / 16) {
      case 0: f = d ^ (b & (c ^ d)); g = i; break;
      case 1: f = c ^ (d & (b ^ c)); g = 5 * i + 1; break;
      case 2: f = b ^ c ^ d; g = 3 * i + 5; break;
      default: f = c ^ (b | ~d); g = 7 * i; break;
    }
    f += a + kMd5Rounds[i] + m[g & 15];
    a = d;
    d = c;
    c = b;
    b += rotate_left(f, kTurns[i / 16][i % 4]);
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

void absorb_sha1(uint64_t* state, const uint8_t* block) {
  uint32_t w[80];
  for (size_t i = 0; i < 16; ++i) w[i] = load_big<uint32_t>(block + 4 * i);
  for (size_t i = 16; i < 80; ++i) {
    w[i] = rotate_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  }
  auto a = static_cast<uint32_t>(state[0]), b = static_cast<uint32_t>(state[1]),
       c = static_cast<uint32_t>(state[2]), d = static_cast<uint32_t>(state[3]),
       e = static_cast<uint32_t>(state[4]);
  for (size_t i = 0; i < 80; ++i) {
    uint32_t f;
    switch (i / 20) {
      case 0: f = (d ^ (b & (c ^ d))) + 0x5a827999; break;
      case 1: f = (b ^ c ^ d) + 0x6ed9eba1; break;
      case 2: f = ((b & c) | (d & (b | c))) + 0x8f1bbcdc; break;
      default: f = (b ^ c ^ d) + 0xca62c1d6; break;
    }
    f += rotate_left(a, 5) + e + w[i];
    e = d;
    d = c;
    c = rotate_left(b, 30);
    b = a;
    a = f;
  }
  const uint32_t sums[] = {a, b, c, d, e};
  for (size_t i = 0; i < 5; ++i) state[i] += sums[i];
}

// SHA-256 and SHA-512 are one algorithm in two widths. Turns: the rotations
// of the schedule's two sums, the last of each a shift, then of the rounds'.
constexpr uint8_t kTurns256[12] = {7, 18, 3, 17, 19, 10, 2, 13, 22, 6, 11, 25};
constexpr uint8_t kTurns512[12] = {1,  8,  7,  19, 61, 6,
                                   28, 34, 39, 14, 18, 41};

template <typename Word, size_t kRounds, const uint8_t (&turns)[12]>
void absorb_sha2(uint64_t* state, const uint8_t* block) {
  constexpr unsigned kSpare = 64 - 8 * sizeof(Word);
  Word w[kRounds];
  for (size_t i = 0; i < 16; ++i) {
    w[i] = load_big<Word>(block + sizeof(Word) * i);
  }
  for (size_t i = 16; i < kRounds; ++i) {
    const Word x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + w[i - 7] +
           (rotate_right(x, turns[0]) ^ rotate_right(x, turns[1]) ^
            x >> turns[2]) +
           (rotate_right(y, turns[3]) ^ rotate_right(y, turns[4]) ^
            y >> turns[5]);
  }
  Word s[8];
  for (size_t i = 0; i < 8; ++i) s[i] = static_cast<Word>(state[i]);
  for (size_t i = 0; i < kRounds; i += 8) {
    // Eight rounds at once: then each word takes every place and none moves.
#pragma GCC unroll 8
    for (size_t k = 0; k < 8; ++k) {
      const Word a = s[(0 - k) & 7], b = s[(1 - k) & 7], c = s[(2 - k) & 7],
                 e = s[(4 - k) & 7], f = s[(5 - k) & 7], g = s[(6 - k) & 7];
      Word& d = s[(3 - k) & 7];
      Word& h = s[(7 - k) & 7];
      h += w[i + k] + static_cast<Word>(kSha2Rounds[i + k] >> kSpare) +
           (rotate_right(e, turns[9]) ^ rotate_right(e, turns[10]) ^
            rotate_right(e, turns[11])) +
           (g ^ (e & (f ^ g)));
      d += h;
      h += (rotate_right(a, turns[6]) ^ rotate_right(a, turns[7]) ^
            rotate_right(a, turns[8])) +
           ((a & b) | (c & (a | b)));
    }
  }
  for (size_t i = 0; i < 8; ++i) state[i] += s[i];
}

// BLAKE2s and BLAKE2b, too.
template <typename Word, size_t kRounds, unsigned t0, unsigned t1, unsigned t2,
          unsigned t3>
void absorb_blake2(uint64_t* state, const uint8_t* block) {
  constexpr unsigned kBits = 8 * sizeof(Word);
  state[kBlakeCount] += 16 * sizeof(Word);
  const uint64_t count = state[kBlakeCount];
  Word m[16], v[16];
  for (size_t i = 0; i < 16; ++i)
    m[i] = load_little<Word>(block + sizeof(Word) * i);
  for (size_t i = 0; i < 8; ++i) {
    v[i] = static_cast<Word>(state[i]);
    v[i + 8] = static_cast<Word>(kSha512Start[i] >> (64 - kBits));
  }
  v[12] ^= static_cast<Word>(count);
  if (kBits == 32) v[13] ^= static_cast<Word>(count >> 32);
  if (state[kBlakeIsEnd] != 0) v[14] = ~v[14];
  if ((state[kBlakeIsEnd] & state[kBlakeIsLastNode]) != 0) v[15] = ~v[15];
  for (size_t round = 0; round < kRounds; ++round) {
    const uint8_t* const order = kBlakeOrder[round % 10];
#pragma GCC unroll 8
    for (size_t i = 0; i < 8; ++i) {  // four columns, then four diagonals
      const size_t turn = i / 4;
      Word& a = v[i % 4];
      Word& b = v[4 + (i + turn) % 4];
      Word& c = v[8 + (i + 2 * turn) % 4];
      Word& d = v[12 + (i + 3 * turn) % 4];
      a += b + m[order[2 * i]];
      d = rotate_right<Word>(d ^ a, t0);
      c += d;
      b = rotate_right<Word>(b ^ c, t1);
      a += b + m[order[2 * i + 1]];
      d = rotate_right<Word>(d ^ a, t2);
      c += d;
      b = rotate_right<Word>(b ^ c, t3);
    }
  }
  for (size_t i = 0; i < 8; ++i) state[i] ^= v[i] ^ v[i + 8];
}

// The lanes of Keccak wander along one path of 24 steps, turning further at
// each: step t by t(t+1)/2.
constexpr uint8_t kPath[24] = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                               15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};

// Keccak-f[1600] on 25 lanes.
void permute(uint64_t* a) {
  for (const uint64_t round : kKeccakRounds) {
    uint64_t c[7];
    for (size_t x = 0; x < 5; ++x) {
      c[x + 1] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    }
    c[0] = c[5];
    c[6] = c[1];
    for (size_t x = 0; x < 5; ++x) {
      const uint64_t d = c[x] ^ rotate_left(c[x + 2], 1);
      for (size_t y = 0; y < 25; y += 5) a[x + y] ^= d;
    }
    uint64_t moving = a[1];
    for (unsigned t = 0, turn = 0; t < 24; ++t) {
      turn = (turn + t + 1) % 64;
      uint64_t& lane = a[kPath[t]];
      const uint64_t there = lane;
      lane = rotate_left(moving, turn);
      moving = there;
    }
    for (uint64_t* row = a; row < a + 25; row += 5) {
      const uint64_t first = row[0], second = row[1];
      row[0] ^= ~second & row[2];
      row[1] ^= ~row[2] & row[3];
      row[2] ^= ~row[3] & row[4];
      row[3] ^= ~row[4] & first;
      row[4] ^= ~first & second;
    }
    a[0] ^= round;
  }
}

}  // namespace

const DigestRow* all_digests(size_t* count) {
  *count = sizeof kRows / sizeof kRows[0];
  return kRows;
}

const DigestRow* find_digest(ByteView name) {
  for (const DigestRow& row : kRows) {
    if (name == row.name) return &row;
  }
  return nullptr;
}

Digest::Digest(const DigestRow* row, const uint8_t* parameters,
               bool is_last_node)
    : row_(row) {
  for (size_t i = 0; i < 8; ++i) {
    state_[i] = row->family == kBlake2b
                    ? kSha512Start[i] ^
                          load_little<uint64_t>(parameters + 8 * i)
                    : kSha512Start[i] >> 32 ^
                          load_little<uint32_t>(parameters + 4 * i);
  }
  state_[kBlakeSize] = parameters[0];
  state_[kBlakeIsLastNode] = is_last_node;
}

bool Digest::is_blake2() const {
  return row_->family == kBlake2b || row_->family == kBlake2s;
}

size_t Digest::size() const {
  return is_blake2() ? static_cast<size_t>(state_[kBlakeSize]) : row_->size;
}

size_t Digest::waiting() const {
  const auto rest = static_cast<size_t>(total_ % row_->block);
  return rest == 0 && total_ != 0 && is_blake2() ? row_->block : rest;
}

Digest::Digest(const DigestRow* row) : row_(row) {
  if (is_blake2()) {
    // No key, and a tree of one node.
    const uint8_t parameters[64] = {row->size, 0, 1, 1};
    *this = Digest(row, parameters, false);
    return;
  }
  const bool is_short = row->size == 28 || row->size == 48;
  const uint64_t* const start = is_short ? kSha384Start : kSha512Start;
  for (size_t i = 0; i < 8; ++i) {
    switch (row->family) {
      case kMd5: case kSha1: state_[i] = i < 5 ? kMd5Start[i] : 0; break;
      // The shorter one begins with the lower halves.
      case kSha256: state_[i] = is_short ? start[i] : start[i] >> 32; break;
      case kSha512: state_[i] = start[i]; break;
      default: break;
    }
  }
}

void Digest::absorb(const uint8_t* block) {
  switch (row_->family) {
    case kMd5: return absorb_md5(state_, block);
    case kSha1:
      if (const AbsorbBlock by_instruction = sha1_instructions())
        return by_instruction(state_, block);
      return absorb_sha1(state_, block);
    case kSha256:
      if (const AbsorbBlock by_instruction = sha256_instructions())
        return by_instruction(state_, block);
      return absorb_sha2<uint32_t, 64, kTurns256>(state_, block);
    case kSha512: return absorb_sha2<uint64_t, 80, kTurns512>(state_, block);
    case kBlake2s:
      return absorb_blake2<uint32_t, 10, 16, 12, 8, 7>(state_, block);
    case kBlake2b:
      return absorb_blake2<uint64_t, 12, 32, 24, 16, 63>(state_, block);
    default: break;
  }
  for (size_t i = 0; i < row_->block / 8u; ++i) {
    state_[i] ^= load_little<uint64_t>(block + 8 * i);
  }
  permute(state_);
}

void Digest::update(ByteView bytes) {
  if (bytes.empty()) return;  // and may point nowhere
  const auto* from = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  const size_t block = row_->block;
  // Of BLAKE2 only the end of the message may be its last block.
  const size_t kept = is_blake2() ? 1 : 0;
  const size_t used = waiting();
  total_ += left;
  if (used != 0) {
    const size_t part = std::min(block - used, left);
    memcpy(waiting_ + used, from, part);
    from += part;
    left -= part;
    if (used + part < block || left < kept) return;
    absorb(waiting_);
  }
  for (; left >= block + kept; from += block, left -= block) absorb(from);
  if (left != 0) memcpy(waiting_, from, left);
}

// Ends the message: a bit, zeros, and in the older ones its length in bits.
void Digest::pad() {
  const size_t block = row_->block;
  size_t used = waiting();
  if (is_blake2()) {
    memset(waiting_ + used, 0, block - used);
    state_[kBlakeCount] = total_ - block;
    state_[kBlakeIsEnd] = 1;
    absorb(waiting_);
    return;
  }
  if (row_->family >= kKeccak) {
    memset(waiting_ + used, 0, block - used);
    waiting_[used] = row_->family == kShake ? 0x1f : 0x06;
    waiting_[block - 1] |= 0x80;
    absorb(waiting_);
    return;
  }
  const size_t length_at = block - block / 8;
  waiting_[used++] = 0x80;
  if (used > length_at) {
    memset(waiting_ + used, 0, block - used);
    absorb(waiting_);
    used = 0;
  }
  memset(waiting_ + used, 0, block - used);
  for (size_t i = 0; i < 8; ++i) {
    const size_t at = row_->family == kMd5 ? block - 8 + i : block - 1 - i;
    waiting_[at] = static_cast<uint8_t>(total_ * 8 >> 8 * i);
  }
  if (block == 128) waiting_[block - 9] = static_cast<uint8_t>(total_ >> 61);
  absorb(waiting_);
}

std::string Digest::finish(size_t length) const {
  Digest last = *this;
  last.pad();
  if (row_->size != 0) length = size();
  std::string out(length, '\0');
  const bool is_little = row_->family <= kBlake2s || row_->family >= kBlake2b;
  const bool is_wide = row_->family >= kSha512;
  const size_t word = is_wide ? 8 : 4;
  // Words of the state are read as bytes, a block at a time in SHA-3.
  const size_t window = row_->family >= kKeccak ? row_->block : 64;
  for (size_t i = 0; i < length; i += word) {
    if (i != 0 && i % window == 0) permute(last.state_);
    const uint64_t bits = last.state_[i % window / word];
    for (size_t byte = 0; byte < word && i + byte < length; ++byte) {
      const size_t shift = 8 * (is_little ? byte : word - 1 - byte);
      out[i + byte] = static_cast<char>(bits >> shift);
    }
  }
  return out;
}

namespace {

// The two digests of HMAC with the key already in them.
struct KeyedDigest {
  Digest inner, outer;

  KeyedDigest(const DigestRow* row, ByteView key) : inner(row), outer(row) {
    std::string block(key);
    if (block.size() > row->block) {
      inner.update(block);
      block = inner.finish();
      inner = Digest(row);
    }
    block.resize(row->block);
    for (char& c : block) c = static_cast<char>(c ^ 0x36);
    inner.update(block);
    for (char& c : block) c = static_cast<char>(c ^ (0x36 ^ 0x5c));
    outer.update(block);
  }
  std::string finish(ByteView message) const {
    Digest first = inner, second = outer;
    first.update(message);
    second.update(first.finish());
    return second.finish();
  }
};

}  // namespace

std::string hmac_digest(const DigestRow* row, ByteView key, ByteView message) {
  return KeyedDigest(row, key).finish(message);
}

std::string pbkdf2(const DigestRow* row, ByteView password, ByteView salt,
                   uint64_t rounds, size_t length, bool (*tick)(void*),
                   void* context) {
  const KeyedDigest keyed(row, password);
  std::string out;
  for (uint32_t number = 1; out.size() < length; ++number) {
    std::string block(salt);
    for (int shift = 24; shift >= 0; shift -= 8) {
      block.push_back(static_cast<char>(number >> shift));
    }
    std::string sum;
    for (uint64_t i = 0; i < rounds; ++i) {
      if (i % 4096 == 4095 && !tick(context)) return {};
      block = keyed.finish(block);
      if (i == 0) sum = block;
      else
        for (size_t j = 0; j < sum.size(); ++j) {
          sum[j] = static_cast<char>(sum[j] ^ block[j]);
        }
    }
    out += sum;
  }
  out.resize(length);
  return out;
}

}  // namespace mt
