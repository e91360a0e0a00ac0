// packing.h - numbers of C as bytes: what struct, array and memoryview share.
//
// An Item says how one value lies in memory, and an ItemGroup how several of a
// format of struct ("<hI8s") do.

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
  // With sizes and alignment of this machine, where a float that is too large
  // for f becomes infinite.
  bool native = false;
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

// The values of `count` items, `step` bytes apart, go to out[*filled] and on;
// *filled counts them. False: raised.
bool unpack_items(Fiber& fiber, const char* at, ptrdiff_t step, size_t count,
                  Item item, Value* out, uint32_t* filled);

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

// Of a format of struct: `count` times `item`, the first at the offset `at`.
// For the codes s and p the count is the length in bytes of one value.
struct ItemGroup {
  Item item;
  size_t count, at;
};

// What a whole format says: how many groups there are, but for those of x,
// which have no value; its bytes and values. The groups go to `out` unless it
// is null. Null, or what is wrong with the format.
const char* read_format(std::string_view format, ItemGroup* out, size_t* groups,
                        size_t* bytes, size_t* values);

}  // namespace mt::python
