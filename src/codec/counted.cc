// counted.cc - see counted.h.

#include "codec/counted.h"

namespace mt::codec {

uint64_t read_length(ByteView waiting, LengthForm form) {
  CHECK(form.bytes <= waiting.size() && form.bytes <= sizeof(uint64_t));
  uint64_t length = 0;
  for (size_t i = 0; i < form.bytes; ++i) {
    const size_t at = form.is_little ? form.bytes - 1 - i : i;
    length = length << 8 | byte_at(waiting, at);
  }
  return length;
}

Counted find_counted(ByteView waiting, size_t prefix_bytes, uint64_t length,
                     uint64_t max_bytes) {
  if (length > max_bytes) return {CountedFound::kTooLong};
  if (waiting.size() < prefix_bytes ||
      length > waiting.size() - prefix_bytes) {
    return {};
  }
  const size_t bytes = static_cast<size_t>(length);
  return {CountedFound::kString, prefix_bytes, bytes, prefix_bytes + bytes};
}

Counted find_netstring(ByteView waiting, uint64_t max_bytes) {
  uint64_t length = 0;
  size_t at = 0;
  for (; at < waiting.size() && waiting[at] != ':'; ++at) {
    const char c = waiting[at];
    if (c < '0' || c > '9' || (at != 0 && length == 0))
      return {CountedFound::kBroken};
    const uint64_t digit = static_cast<uint64_t>(c - '0');
    if (digit > max_bytes || length > (max_bytes - digit) / 10)
      return {CountedFound::kTooLong};
    length = length * 10 + digit;
  }
  if (at == waiting.size()) return {};
  if (at == 0) return {CountedFound::kBroken};
  Counted found = find_counted(waiting, at + 1, length, max_bytes);
  if (found.found != CountedFound::kString) return found;
  if (found.end == waiting.size()) return {};  // the comma is to come
  if (waiting[found.end++] != ',') return {CountedFound::kBroken};
  return found;
}

}  // namespace mt::codec
