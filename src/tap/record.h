// record.h - a tap as a row of records, before anybody asks what they mean.
//
//   magic    "microtwisted tap 1\n"
//   record   H, the header
//   record   one for each object, numbered from 0
//   record   E, the end: how many objects, and the CRC-32C of all before it
//
// and each record is
//
//   tag      1 byte    ASCII
//   length   4 bytes   big-endian, of the payload alone
//   payload  length bytes
//   check    4 bytes   CRC-32C of all of the above
//
// tap(5) is the specification. Offsets in messages count from the start of the
// file.

#pragma once

#include <stdint.h>

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/status.h"
#include "tap/pile.h"

namespace mt::tap {

constexpr size_t kRecordOverhead = 9;  // tag, length, check

// Where a record's payload stands in the file.
struct RecordSpan {
  char tag;
  uint32_t begin;  // offset of the payload
  uint32_t end;
};

// A file whose frame is sound: every length, every checksum.
struct TapFrame {
  RecordSpan header;
  std::vector<RecordSpan> objects;
};

// "offset 212: <what>", the form of every complaint about a byte.
Error error_at(size_t offset, const std::string& what,
               Errc code = Errc::kCorrupt);
Error error_at(size_t offset, const char* what, Errc code = Errc::kCorrupt);

// Checks and cuts up `file`. Fails with kInvalid when it is no tap, with
// kUnsupported when its version is newer, with kTruncated or kCorrupt when a
// length or a sum does not fit. Memory: 12 bytes for each 9 of the file.
Result<TapFrame> read_frame(ByteView file);

// Puts a tap together: begin, then payloads, then finish.
class FrameWriter {
 public:
  // Writes to the end of `out`, which is empty. There will be so many bytes of
  // payload in so many records, the header included.
  explicit FrameWriter(BytePile* out, size_t bytes = 0, size_t records = 0);
  // Header first, then objects in the order of their numbers.
  void add(char tag, ByteView payload);
  void finish();

 private:
  BytePile* out_;
  uint32_t records_ = 0;
};

}  // namespace mt::tap
