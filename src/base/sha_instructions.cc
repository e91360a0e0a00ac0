// sha_instructions.cc - four words of the schedule in a register, four rounds a
// step. The next four words are made while these are used up.

#include "base/sha_instructions.h"

#include "base/processor.h"

namespace mt {

#ifdef MT_INSTRUCTIONS

namespace {

uint32_t low(uint64_t word) { return static_cast<uint32_t>(word); }

}  // namespace

#if defined(__x86_64__)

#define FOR_SHA MT_INSTRUCTIONS("sha,sse4.1", "")

namespace {

using Words = __m128i;

FOR_SHA inline Words load(const void* at) {
  return _mm_loadu_si128(static_cast<const Words*>(at));
}

FOR_SHA Words words(uint64_t w3, uint64_t w2, uint64_t w1, uint64_t w0) {
  return _mm_set_epi32(static_cast<int>(low(w3)), static_cast<int>(low(w2)),
                       static_cast<int>(low(w1)), static_cast<int>(low(w0)));
}

// The first word of a state is the last in its register.
FOR_SHA void add_to(uint64_t* state, const int (&places)[4], Words sum) {
  alignas(16) uint32_t out[4];
  _mm_store_si128(reinterpret_cast<Words*>(out), sum);
  for (int i = 0; i < 4; ++i) state[places[i]] += out[3 - i];
}

FOR_SHA void absorb_sha1(uint64_t* state, const uint8_t* block) {
  const Words turned = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
  Words w[4];
  for (int i = 0; i < 4; ++i)
    w[i] = _mm_shuffle_epi8(load(block + 16 * i), turned);
  Words abcd = words(state[0], state[1], state[2], state[3]);
  Words e = _mm_add_epi32(words(state[4], 0, 0, 0), w[0]);
  Words before = abcd;
  for (int i = 0; i < 20; ++i) {
    if (i != 0) e = _mm_sha1nexte_epu32(before, w[0]);
    before = abcd;
    switch (i / 5) {
      case 0: abcd = _mm_sha1rnds4_epu32(abcd, e, 0); break;
      case 1: abcd = _mm_sha1rnds4_epu32(abcd, e, 1); break;
      case 2: abcd = _mm_sha1rnds4_epu32(abcd, e, 2); break;
      default: abcd = _mm_sha1rnds4_epu32(abcd, e, 3); break;
    }
    const Words next = _mm_sha1msg2_epu32(
        _mm_xor_si128(_mm_sha1msg1_epu32(w[0], w[1]), w[2]), w[3]);
    w[0] = w[1];
    w[1] = w[2];
    w[2] = w[3];
    w[3] = next;
  }
  add_to(state, {0, 1, 2, 3}, abcd);
  e = _mm_sha1nexte_epu32(before, _mm_setzero_si128());
  state[4] += static_cast<uint32_t>(_mm_extract_epi32(e, 3));
}

FOR_SHA void absorb_sha256(uint64_t* state, const uint8_t* block) {
  const Words turned = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  Words w[4];
  for (int i = 0; i < 4; ++i)
    w[i] = _mm_shuffle_epi8(load(block + 16 * i), turned);
  Words abef = words(state[0], state[1], state[4], state[5]);
  Words cdgh = words(state[2], state[3], state[6], state[7]);
  for (int i = 0; i < 64; i += 16) {
#pragma GCC unroll 4
    for (int k = 0; k < 4; ++k) {
      const uint64_t* const constants = kSha2Rounds + i + 4 * k;
      const Words upper = _mm_castps_si128(_mm_shuffle_ps(
          _mm_castsi128_ps(load(constants)),
          _mm_castsi128_ps(load(constants + 2)), 0xdd));
      const Words sum = _mm_add_epi32(w[k], upper);
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
      const Words last = w[(k + 3) & 3];
      w[k] = _mm_sha256msg2_epu32(
          _mm_add_epi32(_mm_sha256msg1_epu32(w[k], w[(k + 1) & 3]),
                        _mm_alignr_epi8(last, w[(k + 2) & 3], 4)),
          last);
    }
  }
  add_to(state, {0, 1, 4, 5}, abef);
  add_to(state, {2, 3, 6, 7}, cdgh);
}

}  // namespace

#else  // ARM

#define FOR_SHA MT_INSTRUCTIONS("", "+crypto")

namespace {

using Words = uint32x4_t;

FOR_SHA Words words(const uint64_t* at) {
  return vcombine_u32(vmovn_u64(vld1q_u64(at)), vmovn_u64(vld1q_u64(at + 2)));
}

FOR_SHA void add_to(uint64_t* state, Words sum) {
  vst1q_u64(state, vaddw_u32(vld1q_u64(state), vget_low_u32(sum)));
  vst1q_u64(state + 2, vaddw_u32(vld1q_u64(state + 2), vget_high_u32(sum)));
}

FOR_SHA void load_block(const uint8_t* block, Words* w) {
  for (int i = 0; i < 4; ++i)
    w[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(block + 16 * i)));
}

FOR_SHA void absorb_sha1(uint64_t* state, const uint8_t* block) {
  static const uint32_t kRounds[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc,
                                      0xca62c1d6};
  Words w[4];
  load_block(block, w);
  Words abcd = words(state);
  uint32_t e = low(state[4]);
  for (int i = 0; i < 20; ++i) {
    const Words sum = vaddq_u32(w[0], vdupq_n_u32(kRounds[i / 5]));
    const uint32_t next_e = vsha1h_u32(vgetq_lane_u32(abcd, 0));
    switch (i / 5) {
      case 0: abcd = vsha1cq_u32(abcd, e, sum); break;
      case 2: abcd = vsha1mq_u32(abcd, e, sum); break;
      default: abcd = vsha1pq_u32(abcd, e, sum); break;
    }
    e = next_e;
    const Words next = vsha1su1q_u32(vsha1su0q_u32(w[0], w[1], w[2]), w[3]);
    w[0] = w[1];
    w[1] = w[2];
    w[2] = w[3];
    w[3] = next;
  }
  add_to(state, abcd);
  state[4] += e;
}

FOR_SHA void absorb_sha256(uint64_t* state, const uint8_t* block) {
  Words w[4];
  load_block(block, w);
  Words abcd = words(state), efgh = words(state + 4);
  for (int i = 0; i < 64; i += 16) {
#pragma GCC unroll 4
    for (int k = 0; k < 4; ++k) {
      const uint64_t* const constants = kSha2Rounds + i + 4 * k;
      const Words sum = vaddq_u32(
          w[k], vcombine_u32(vshrn_n_u64(vld1q_u64(constants), 32),
                             vshrn_n_u64(vld1q_u64(constants + 2), 32)));
      const Words before = abcd;
      abcd = vsha256hq_u32(abcd, efgh, sum);
      efgh = vsha256h2q_u32(efgh, before, sum);
      w[k] = vsha256su1q_u32(vsha256su0q_u32(w[k], w[(k + 1) & 3]),
                             w[(k + 2) & 3], w[(k + 3) & 3]);
    }
  }
  add_to(state, abcd);
  add_to(state + 4, efgh);
}

}  // namespace

#endif

AbsorbBlock sha1_instructions() {
  return has_instructions(Task::kSha1) ? absorb_sha1 : nullptr;
}

AbsorbBlock sha256_instructions() {
  return has_instructions(Task::kSha256) ? absorb_sha256 : nullptr;
}

#else

AbsorbBlock sha1_instructions() { return nullptr; }
AbsorbBlock sha256_instructions() { return nullptr; }

#endif

}  // namespace mt
