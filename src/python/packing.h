// packing.h - numbers of C as bytes: what struct, array and memoryview share.
//
// An Item says how one value lies in memory; a FormatReader walks a format of
// struct ("<hI8s") group by group, without keeping anything of it.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string_view>

#include "python/object.h"

namespace mt::python {

struct Item {
  char code = 'B';   // as struct has them
  uint8_t size = 1;  // bytes
  bool big = false;  // the most significant byte first
  bool loose = false;  // a float that is too large for f becomes infinite
};

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
constexpr bool kBigHost = true;
#else
constexpr bool kBigHost = false;
#endif

// As this machine has it; size 0 when there is no such code.
Item native_item(char code);

// The value of an item at `at`, which has item.size bytes. Error: out of
// memory.
Value unpack_item(Fiber& fiber, const char* at, Item item);

enum class Packed : uint8_t {
  kDone,
  kNotInteger,  // nothing raised
  kNotFloat,    // what float() had to say is raised
  kNotByte,     // no bytes object of length 1; nothing raised
  kTooLarge,    // an integer out of the item's range; nothing raised
  kRaised,
};
// Writes item.size bytes at `out`, or nothing. Runs Python (__index__), so the
// caller looks at its buffers again afterwards and has them hold still.
Packed pack_item(Fiber& fiber, Value value, Item item, char* out);

class FormatReader {
 public:
  explicit FormatReader(std::string_view format);
  // The next group: `count` times `item`, the first at the offset `at`. For the
  // codes s and p the count is the length in bytes of one value; for x there
  // is no value. False at the end, or when the format is wrong.
  bool next();
  // What is wrong with the format; null when nothing is.
  const char* error() const { return error_; }
  size_t end() const { return end_; }    // the bytes of what was read so far
  bool is_native() const { return native_; }  // sizes and alignment

  Item item;
  size_t count = 0, at = 0;

 private:
  bool fail(const char* error) {
    error_ = error;
    return false;
  }

  const char *from_, *stop_;  // what is left
  const char* error_ = nullptr;
  size_t end_ = 0;
  bool native_ = true, big_ = false;
};

// What a whole format makes: its bytes and its values. Null, or what is wrong.
const char* measure_format(std::string_view format, size_t* bytes,
                           size_t* values);

}  // namespace mt::python
