// item.h - one value as it stands in a record, and rows of them.
//
// A payload is nothing but items, so whoever knows this file can walk any tap:
// the reader of the graph, tapconvert, and the check that every item is well
// formed before anything is made of it. tap(5), VALUES.

#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/status.h"
#include "tap/pile.h"

namespace mt::tap {

// The tag decides which member counts.
struct Item {
  char tag = 'n';
  bool negative = false;  // l
  uint32_t number = 0;    // @ % = #
  int64_t integer = 0;    // i
  double real = 0;        // d, c
  double imaginary = 0;   // c
  ByteView bytes;         // s b S B, the magnitude of l; borrowed from the file
  size_t offset = 0;      // of the tag, in the file

  bool is_text() const { return tag == 's' || tag == 'S'; }
  bool is_bytes() const { return tag == 'b' || tag == 'B'; }
  bool is_object() const { return tag == '@'; }
};

// Walks the items in [begin, end) of a file. Each failure names its offset.
// What check_items() has seen is not looked at for UTF-8 again.
class ItemReader {
 public:
  ItemReader(ByteView file, size_t begin, size_t end, bool is_checked = false)
      : file_(file), at_(begin), end_(end), is_checked_(is_checked) {}

  bool at_end() const { return at_ == end_; }
  size_t offset() const { return at_; }
  size_t left() const { return end_ - at_; }
  // kTruncated when the record ends within the item, kCorrupt when the item is
  // not written as tap(5) says: digits, UTF-8, an unknown tag.
  Status next(Item* item);
  // The next one, which must be a count. Of items that take at least one byte
  // each, no more can follow than bytes are left.
  Result<uint32_t> count(uint32_t items_each = 1);

 private:
  Status too_short(size_t offset) const;
  Status sized(Item* item, size_t length_bytes);

  ByteView file_;
  size_t at_, end_;
  bool is_checked_;
};

// Appends items to a payload.
class ItemWriter {
 public:
  explicit ItemWriter(BytePile* out) : out_(out) {}

  void none() { out_->push('n'); }
  void boolean(bool b) { out_->push(b ? 't' : 'f'); }
  void constant(char tag) { out_->push(tag); }  // n t f e x
  void integer(int64_t i);
  // Magnitude: big-endian, without leading zero bytes, over 64 bits.
  void big(bool negative, ByteView magnitude);
  void real(double d);
  void complex(double real, double imaginary);
  void text(ByteView utf8);   // s or S, by length
  void bytes(ByteView view);  // b or B
  // A reference: `tag` is @, % or =. Says where the four bytes of the number
  // are, for whoever must change it.
  size_t reference(char tag, uint32_t number);
  void count(uint32_t n);
  // The item as it was read; its tag stays what it was.
  void copy(const Item& item);

 private:
  void sized(char tag, ByteView view);
  void numbered(char tag, uint32_t number);

  BytePile* out_;
};

// Big-endian, as everything here.
inline void put_u32(char* out, uint32_t value) {
  out[0] = static_cast<char>(value >> 24);
  out[1] = static_cast<char>(value >> 16);
  out[2] = static_cast<char>(value >> 8);
  out[3] = static_cast<char>(value);
}

// Checks every item of a record: well formed, and each reference below `count`.
Status check_items(ByteView file, size_t begin, size_t end, uint32_t count);

}  // namespace mt::tap
