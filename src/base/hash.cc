// hash.cc - SipHash-1-3, and keys for it.

#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#ifdef __APPLE__
#include <sys/random.h>
#endif

#include <algorithm>

#include "base/clock.h"
#include "base/fd.h"

namespace mt {

namespace {

uint64_t rotate_left(uint64_t x, int bits) {
  return x << bits | x >> (64 - bits);
}

// Little-endian, whatever the machine. Of a loop over the bytes, which would
// say the same, g++ does not make a single load.
uint64_t load_word(const char* p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(word)
                                                : word;
}

uint64_t load_half(const char* p) {
  uint32_t half;
  memcpy(&half, p, sizeof half);
  return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap32(half)
                                                : half;
}

struct SipState {
  uint64_t v0, v1, v2, v3;

  void round() {
    v0 += v1;
    v2 += v3;
    v1 = rotate_left(v1, 13) ^ v0;
    v3 = rotate_left(v3, 16) ^ v2;
    v0 = rotate_left(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = rotate_left(v1, 17) ^ v2;
    v3 = rotate_left(v3, 21) ^ v0;
    v2 = rotate_left(v2, 32);
  }

  void absorb(uint64_t word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }
};

}  // namespace

uint64_t siphash13(HashKey key, ByteView bytes) {
  SipState state{key.k0 ^ UINT64_C(0x736f6d6570736575),
                 key.k1 ^ UINT64_C(0x646f72616e646f6d),
                 key.k0 ^ UINT64_C(0x6c7967656e657261),
                 key.k1 ^ UINT64_C(0x7465646279746573)};
  size_t i = 0;
  for (; bytes.size() - i >= 8; i += 8) {
    state.absorb(load_word(bytes.data() + i));
  }
  uint64_t last = static_cast<uint64_t>(bytes.size()) << 56;
  const size_t rest = bytes.size() - i;
  if (rest != 0 && i != 0) {
    // The last eight bytes, of which the first are known already.
    last |= load_word(bytes.data() + bytes.size() - 8) >> (64 - 8 * rest);
  } else if (rest >= 4) {  // of nothing more, in two halves that overlap
    last |= load_half(bytes.data()) |
            load_half(bytes.data() + rest - 4) << (8 * rest - 32);
  } else {
    for (int shift = 0; i < bytes.size(); ++i, shift += 8)
      last |= static_cast<uint64_t>(byte_at(bytes, i)) << shift;
  }
  state.absorb(last);
  state.v2 ^= 0xff;
  for (int round = 0; round < 3; ++round) state.round();
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

Status random_bytes(void* out, size_t size) {
  constexpr size_t kMaxEntropyBytes = 256;  // what one getentropy(3) gives
  char* at = static_cast<char*>(out);
  while (size > 0) {
    const size_t chunk = std::min(size, kMaxEntropyBytes);
    if (getentropy(at, chunk) < 0) break;
    at += chunk;
    size -= chunk;
  }
  if (size == 0) return {};

  // A kernel before Linux 3.17, or an emulator of one.
  const Fd source(open("/dev/urandom", O_RDONLY | O_CLOEXEC));
  if (!source.is_open()) return Error::system(errno, "open '/dev/urandom'");
  while (size > 0) {
    const ssize_t count = read(source.get(), at, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      return Error::system(count < 0 ? errno : EIO, "read '/dev/urandom'");
    }
    at += count;
    size -= static_cast<size_t>(count);
  }
  return {};
}

HashKey random_hash_key() {
  HashKey key;
  if (random_bytes(&key, sizeof key).ok()) return key;
  key.k0 = mix64(static_cast<uint64_t>(wall_ns()) ^
                 static_cast<uint64_t>(getpid()) << 48);
  key.k1 = mix64(static_cast<uint64_t>(monotonic_ns()) ^
                 static_cast<uint64_t>(reinterpret_cast<uintptr_t>(&key)));
  return key;
}

}  // namespace mt
