// test_bytes.cc - numbers on the wire, and statuses on their way up.

#include "base/bytes.h"

#include <criterion/criterion.h>
#include <signal.h>

using namespace mt;

Test(bytes, numbers_are_big_endian) {
  ByteWriter out;
  out.u8(0x01);
  out.u16(0x0203);
  out.u32(0x04050607);
  out.u64(UINT64_C(0x08090a0b0c0d0e0f));
  out.f64(-2.5);
  const ByteView expected(
      "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"
      "\xc0\x04\0\0\0\0\0\0",
      23);
  cr_assert(out.view() == expected);

  ByteReader in(expected);
  cr_assert_eq(in.u8().value(), 1);
  cr_assert_eq(in.u16().value(), 0x0203);
  cr_assert_eq(in.u32().value(), 0x04050607u);
  cr_assert_eq(in.u64().value(), UINT64_C(0x08090a0b0c0d0e0f));
  cr_assert_eq(in.f64().value(), -2.5);
  cr_assert(in.expect_end().ok());
}

Test(bytes, a_failed_read_does_not_move) {
  const char raw[] = {1, 2, 3};
  ByteReader in(ByteView(raw, 3));
  cr_assert_eq(in.u32().error().code(), Errc::kTruncated);
  cr_assert_eq(in.u64().error().code(), Errc::kTruncated);
  cr_assert_eq(in.bytes(4).error().code(), Errc::kTruncated);
  cr_assert_eq(in.bytes(SIZE_MAX).error().code(), Errc::kTruncated);
  cr_assert_eq(in.position(), 0u);
  cr_assert_eq(in.expect_end().error().code(), Errc::kInvalid);
  cr_assert_eq(in.bytes(3).value().size(), 3u);
  cr_assert(in.at_end());
}

Test(bytes, a_length_known_late_is_patched) {
  ByteWriter out;
  out.u32(0);
  out.bytes("tea");
  out.patch_u32(0, 3);
  cr_assert(out.view() == ByteView("\0\0\0\3tea", 7));
}

Test(bytes, patching_past_the_end_stops_the_process, .signal = SIGABRT) {
  ByteWriter out;
  out.u16(0);
  out.patch_u32(0, 3);
}

Test(bytes, checked_arithmetic_says_when_it_did_not_fit) {
  uint32_t result = 0;
  cr_assert(checked_add<uint32_t>(1, 2, &result));
  cr_assert_eq(result, 3u);
  cr_assert(!checked_add<uint32_t>(UINT32_MAX, 1, &result));
  cr_assert(!checked_mul<uint32_t>(1u << 16, 1u << 16, &result));
}

static Status fails_within() {
  ByteReader in("ab");
  TRY_ASSIGN(const uint32_t value, in.u32());
  return value == 0 ? Status() : Error(Errc::kInvalid, "unreachable");
}

static Status adds_where() {
  Status status = fails_within();
  if (!status.ok()) return std::move(status).take_error().within("file 'x'");
  return {};
}

Test(status, each_floor_adds_what_it_knows) {
  const Status status = adds_where();
  cr_assert_eq(status.error().code(), Errc::kTruncated);
  cr_assert_str_eq(status.error().message().c_str(),
                   "file 'x': expected 4 more bytes, 2 are left");
}

Test(status, system_errors_carry_errno) {
  const Error error = Error::system(2, "open 'tea'");
  cr_assert_eq(error.sys_errno(), 2);
  cr_assert_str_eq(error.message().c_str(),
                   "cannot open 'tea': No such file or directory");
}

Test(status, long_messages_are_formatted_whole) {
  const std::string long_text(1000, 'x');
  cr_assert(format("<%s>", long_text.c_str()) == "<" + long_text + ">");
  cr_assert(format("%d%%", 5) == "5%");
}

Test(status, a_broken_promise_stops_the_process, .signal = SIGABRT) {
  CHECK(1 + 1 == 3);
}
