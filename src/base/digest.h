// digest.h - digests of messages: MD5, SHA-1, SHA-2, SHA-3 and BLAKE2.
//
// RFC 1321 (MD5), FIPS 180-4, FIPS 202 and RFC 7693. MD5 and SHA-1 no longer
// resist an attacker; they are here for the protocols and files that were
// written when they did.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>

#include "base/bytes.h"

namespace mt {

struct DigestRow {
  const char* name;   // as hashlib has it
  uint8_t size;       // bytes of the digest; 0: as many as are asked for; of
                      // BLAKE2 at most so many
  uint8_t block;      // bytes taken at a time
  uint8_t family;     // digest.cc's
};
// Null when there is no such digest.
const DigestRow* find_digest(ByteView name);
// All of them; `count` is set.
const DigestRow* all_digests(size_t* count);

class Digest {
 public:
  explicit Digest(const DigestRow* row);
  // BLAKE2 with a parameter block (RFC 7693, 2.5; of its tree hashing, too) as
  // long as a digest, and whether it is the last node of its level. What it has
  // for a key is to be added first, filled up to a block.
  Digest(const DigestRow* row, const uint8_t* parameters, bool is_last_node);
  void update(ByteView bytes);
  // The digest of everything so far; more may be added afterwards. `length` is
  // looked at only where the row's size is 0.
  std::string finish(size_t length = 0) const;
  const DigestRow& row() const { return *row_; }
  size_t size() const;  // of the digest; 0: as many bytes as are asked for

 private:
  bool is_blake2() const;
  size_t waiting() const;  // bytes in waiting_
  void absorb(const uint8_t* block);
  void pad();

  const DigestRow* row_;
  uint64_t total_ = 0;  // bytes
  uint64_t state_[25] = {};
  uint8_t waiting_[168];  // total_ % block bytes; in BLAKE2 the last are kept
};

// HMAC (RFC 2104). The key is any length.
std::string hmac_digest(const DigestRow* row, ByteView key, ByteView message);
// PBKDF2 (RFC 8018, 5.2) with that HMAC; `tick` is asked now and then, and
// stops it by returning false: the result is then empty.
std::string pbkdf2(const DigestRow* row, ByteView password, ByteView salt,
                   uint64_t rounds, size_t length, bool (*tick)(void*),
                   void* context);

}  // namespace mt
