// record.cc - framing: magic, records, checksums, end.

#include "tap/record.h"

#include <string.h>

#include "base/crc32c.h"
#include "tap/item.h"
#include "tap/limits.h"

namespace mt::tap {
namespace {

constexpr ByteView kMagicStart = "microtwisted tap ";

// What a file that is no tap seems to be instead; empty when nobody knows.
const char* other_format(ByteView file) {
  const auto starts = [file](ByteView prefix) {
    return file.substr(0, prefix.size()) == prefix;
  };
  if (byte_at(file, 0) == 0x80 || starts("(i") || starts("(c") ||
      starts("ccopy_reg\n"))
    return ": it is a Python pickle";
  if (starts("microtwisted tap source ")) {
    return ": it is the source of one, which tapconvert turns into one";
  }
  if (starts("<?xml")) return ": it is XML";
  if (starts("#!")) return ": it is a script";
  return "";
}

// The magic line; on success *at is behind it.
Status read_magic(ByteView file, size_t* at) {
  if (file.empty()) return Error(Errc::kTruncated, "offset 0: it is empty");
  const size_t common = file.size() < kMagicStart.size() ? file.size()
                                                         : kMagicStart.size();
  if (file.substr(0, common) != kMagicStart.substr(0, common)) {
    return Error(Errc::kInvalid, format("offset 0: not a tap%s",
                                        other_format(file)));
  }
  size_t end = kMagicStart.size();
  uint32_t version = 0;
  while (end < file.size() && file[end] >= '0' && file[end] <= '9' &&
         version < 100000000) {
    version = version * 10 + static_cast<uint32_t>(file[end] - '0');
    ++end;
  }
  if (end >= file.size()) {
    return error_at(file.size(), "the file ends in its first line",
                    Errc::kTruncated);
  }
  if (end == kMagicStart.size() || file[end] != '\n' ||
      file[kMagicStart.size()] == '0') {
    if (file.substr(kMagicStart.size(), 7) == "source ")
      return Error(Errc::kInvalid,
                   format("offset 0: not a tap%s", other_format(file)));
    return error_at(end, "no version number in the first line");
  }
  if (version > kFormatVersion) {
    return Error(Errc::kUnsupported,
                 format("offset %zu: needs format version %u, this program "
                        "reads up to %u",
                        kMagicStart.size(), version, kFormatVersion));
  }
  *at = end + 1;
  return {};
}

uint32_t u32_at(ByteView file, size_t at) {
  return uint32_t{byte_at(file, at)} << 24 |
         uint32_t{byte_at(file, at + 1)} << 16 |
         uint32_t{byte_at(file, at + 2)} << 8 | byte_at(file, at + 3);
}

Result<RecordSpan> read_record(ByteView file, size_t at) {
  const size_t left = file.size() - at;
  if (left < kRecordOverhead) {
    return error_at(at,
                    format("a record takes %u bytes, %llu left",
                           static_cast<unsigned>(kRecordOverhead),
                           static_cast<unsigned long long>(left)),
                    Errc::kTruncated);
  }
  const uint32_t length = u32_at(file, at + 1);
  if (length > left - kRecordOverhead) {
    return error_at(
        at + 1,
        format("length %u, %llu bytes left", length,
               static_cast<unsigned long long>(left - kRecordOverhead)),
        Errc::kTruncated);
  }
  const uint32_t stated = u32_at(file, at + 5 + length);
  const uint32_t computed = crc32c(file.substr(at, 5 + size_t{length}));
  if (stated != computed) {
    return error_at(at, format("checksum of the record is %08x, stated is %08x",
                               computed, stated));
  }
  const char tag = file[at];
  if (tag < 'A' || tag > 'Z')
    return error_at(at, "the tag of a record is a capital letter");
  return RecordSpan{tag, static_cast<uint32_t>(at + 5),
                    static_cast<uint32_t>(at + 5 + length)};
}

}  // namespace

Error error_at(size_t offset, const std::string& what, Errc code) {
  return Error(code, format("offset %llu: ",
                            static_cast<unsigned long long>(offset)) +
                         what);
}

Error error_at(size_t offset, const char* what, Errc code) {
  return error_at(offset, std::string(what), code);
}

Result<TapFrame> read_frame(ByteView file) {
  size_t at = 0;
  TRY(read_magic(file, &at));
  if (file.size() > kMaxTapBytes)
    return Error(Errc::kTooLarge, "it has more than 2147483647 bytes");
  TapFrame frame;
  bool has_header = false;
  while (true) {
    if (at == file.size()) {
      return error_at(at, "the file ends without its end record",
                      Errc::kTruncated);
    }
    TRY_ASSIGN(const RecordSpan record, read_record(file, at));
    const size_t start = at;
    at = record.end + size_t{4};
    if (!has_header) {
      if (record.tag != 'H')
        return error_at(start, "the first record is no header");
      frame.header = record;
      has_header = true;
      continue;
    }
    if (record.tag == 'H') return error_at(start, "a second header");
    if (record.tag != 'E') {
      frame.objects.push_back(record);
      continue;
    }
    if (record.end - record.begin != 8)
      return error_at(start + 1, "the end record has a payload of 8 bytes");
    if (u32_at(file, record.begin) != frame.objects.size()) {
      return error_at(record.begin,
                      format("%u objects promised, %u found",
                             u32_at(file, record.begin),
                             static_cast<unsigned>(frame.objects.size())));
    }
    const uint32_t whole = crc32c(file.substr(0, record.begin + size_t{4}));
    if (u32_at(file, record.begin + 4) != whole) {
      return error_at(record.begin + 4,
                      format("checksum of the file is %08x, stated is %08x",
                             whole, u32_at(file, record.begin + 4)));
    }
    if (at != file.size()) {
      return error_at(at, format("%llu bytes behind the end record",
                                 static_cast<unsigned long long>(file.size() -
                                                                 at)));
    }
    return frame;
  }
}

// The end is a record as well.
FrameWriter::FrameWriter(BytePile* out, size_t bytes, size_t records)
    : out_(out) {
  out_->room(kMagicStart.size() + 16 + bytes +
             (records + 2) * kRecordOverhead);
  const std::string version = format("%u\n", kFormatVersion);
  out_->append(kMagicStart.data(), kMagicStart.size());
  out_->append(version.data(), version.size());
}

void FrameWriter::add(char tag, ByteView payload) {
  if (tag != 'H') ++records_;
  char* const record = out_->room(payload.size() + kRecordOverhead);
  *record = tag;
  put_u32(record + 1, static_cast<uint32_t>(payload.size()));
  if (!payload.empty()) memcpy(record + 5, payload.data(), payload.size());
  const size_t summed = 5 + payload.size();
  put_u32(record + summed, crc32c(ByteView(record, summed)));
  out_->take(summed + 4);
}

// The checksum of the file covers everything before itself, the count included.
void FrameWriter::finish() {
  char* const end = out_->room(8 + kRecordOverhead);
  *end = 'E';
  put_u32(end + 1, 8);
  put_u32(end + 5, records_);
  put_u32(end + 9, crc32c(ByteView(out_->data(), out_->size() + 9)));
  put_u32(end + 13, crc32c(ByteView(end, 13)));
  out_->take(8 + kRecordOverhead);
}

}  // namespace mt::tap
