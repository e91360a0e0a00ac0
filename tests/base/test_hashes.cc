// test_hashes.cc - checksums and hashes against published vectors.

#include <criterion/criterion.h>

#include "base/clock.h"
#include "base/crc32c.h"
#include "base/digest.h"
#include "base/hash.h"
#include "base/processor.h"

using namespace mt;

// RFC 3720, appendix B.4.
Test(crc32c, agrees_with_the_rfc) {
  std::string rising(32, 0), falling(32, 0);
  for (size_t i = 0; i < 32; ++i) {
    rising[i] = static_cast<char>(i);
    falling[i] = static_cast<char>(31 - i);
  }
  const struct {
    std::string bytes;
    uint32_t crc;
  } rows[] = {
      {std::string(32, '\0'), 0x8a9136aau},
      {std::string(32, '\xff'), 0x62a8ab43u},
      {rising, 0x46dd794eu},
      {falling, 0x113fdb5cu},
      {"123456789", 0xe3069283u},
      {"", 0},
  };
  for (const auto& row : rows) {
    cr_expect_eq(crc32c(row.bytes), row.crc, "%zu bytes", row.bytes.size());
  }
}

Test(crc32c, continues_where_it_stopped) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += static_cast<char>(i * 37);
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    const ByteView whole(text);
    cr_assert_eq(crc32c(whole.substr(cut), crc32c(whole.substr(0, cut))),
                 crc32c(whole), "cut at %zu", cut);
  }
}

// Criterion runs each test in a process of its own, so nobody else goes without.
Test(processor, its_instructions_agree_with_plain_code) {
  std::string sums[2];
  for (std::string& sum : sums) {
    std::string text;
    for (size_t size = 0; size < 300; ++size) {
      for (const char* const name : {"sha1", "sha224", "sha256"}) {
        Digest digest(find_digest(name));
        digest.update(text);
        sum += digest.finish();
      }
      sum += format("%08x", crc32c(ByteView(text).substr(size / 3)));
      text += static_cast<char>(size * 37);
    }
    use_plain_code();
    cr_assert_not(has_instructions(Task::kCrc32c));
  }
  cr_assert(sums[0] == sums[1]);
}

Test(hash, siphash13_agrees_with_its_vectors) {
  HashKey key{UINT64_C(0x0706050403020100), UINT64_C(0x0f0e0d0c0b0a0908)};
  // The key 00..0f over the input 00 01 02 ..., as the reference code prints
  // it, read as a little-endian number.
  const uint64_t expected[] = {
      UINT64_C(0xabac0158050fc4dc), UINT64_C(0xc9f49bf37d57ca93),
      UINT64_C(0x82cb9b024dc7d44d), UINT64_C(0x8bf80ab8e7ddf7fb),
      UINT64_C(0xcf75576088d38328), UINT64_C(0xdef9d52f49533b67),
      UINT64_C(0xc50d2b50c59f22a7), UINT64_C(0xd3927d989bb11140),
      UINT64_C(0x369095118d299a8e), UINT64_C(0x25a48eb36c063de4),
  };
  std::string input;
  for (const uint64_t value : expected) {
    cr_expect_eq(siphash13(key, input), value, "%zu bytes", input.size());
    input += static_cast<char>(input.size());
  }
}

Test(hash, another_key_gives_another_hash) {
  cr_assert_neq(siphash13({1, 2}, "tea"), siphash13({1, 3}, "tea"));
  const HashKey a = random_hash_key(), b = random_hash_key();
  cr_assert(a.k0 != b.k0 || a.k1 != b.k1);
}

Test(hash, random_bytes_fills_any_size) {
  char buffer[1000] = {};
  cr_assert(random_bytes(buffer, sizeof buffer).ok());
  int zeros = 0;
  for (const char c : buffer) zeros += c == 0 ? 1 : 0;
  cr_assert_lt(zeros, 100);
}

Test(hash, mix64_separates_neighbours) {
  for (uint64_t i = 1; i < 1000; ++i) {
    const uint64_t differing = mix64(i) ^ mix64(i - 1);
    cr_assert_gt(__builtin_popcountll(differing), 8, "at %d",
                 static_cast<int>(i));
  }
}

Test(clock, monotonic_time_does_not_go_back) {
  int64_t before = monotonic_ns();
  for (int i = 0; i < 1000; ++i) {
    const int64_t now = monotonic_ns();
    cr_assert(now >= before);
    before = now;
  }
  cr_assert_gt(wall_seconds(), INT64_C(1000000000));
  cr_assert_gt(wall_ns() / kNanosecondsPerSecond, INT64_C(1000000000));
}
