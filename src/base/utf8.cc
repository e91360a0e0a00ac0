// utf8.cc - RFC 3629, with the surrogates on request.

#include "base/utf8.h"

#include <string.h>

namespace mt {

namespace {

// What a first byte promises: how many bytes follow it, and the range the
// second byte must be in so that the form is the shortest and in range.
struct Lead {
  uint8_t following;  // 0 when the byte begins nothing
  uint8_t second_min;
  uint8_t second_max;
};

Lead lead_of(uint8_t first, Surrogates surrogates) {
  if (first >= 0xC2 && first <= 0xDF) return {1, 0x80, 0xBF};
  if (first == 0xE0) return {2, 0xA0, 0xBF};
  if (first == 0xED && surrogates == Surrogates::kReject) {
    return {2, 0x80, 0x9F};
  }
  if (first >= 0xE1 && first <= 0xEF) return {2, 0x80, 0xBF};
  if (first == 0xF0) return {3, 0x90, 0xBF};
  if (first >= 0xF1 && first <= 0xF3) return {3, 0x80, 0xBF};
  if (first == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

// A step of a machine that reads well-formed text, by byte: for each state, six
// bits from its own number on say how far to shift to those of the next one.
// States are these; what is wrong stays so.
enum State : uint8_t {
  kBoundary, kWrong = 6, kOne = 12, kTwo = 18, kThree = 24,  // are to follow
  kAfterE0 = 30, kAfterED = 36, kAfterF0 = 42, kAfterF4 = 48,
};

constexpr uint64_t step_of(State state, State next) {
  return uint64_t{next} << state;
}
constexpr uint64_t begins(State next) {
  return step_of(kBoundary, next) | step_of(kOne, kWrong) |
         step_of(kTwo, kWrong) | step_of(kThree, kWrong) |
         step_of(kAfterE0, kWrong) | step_of(kAfterED, kWrong) |
         step_of(kAfterF0, kWrong) | step_of(kAfterF4, kWrong) |
         step_of(kWrong, kWrong);
}
constexpr uint64_t follows(State e0, State ed, State f0, State f4) {
  return step_of(kBoundary, kWrong) | step_of(kOne, kBoundary) |
         step_of(kTwo, kOne) | step_of(kThree, kTwo) | step_of(kAfterE0, e0) |
         step_of(kAfterED, ed) | step_of(kAfterF0, f0) |
         step_of(kAfterF4, f4) | step_of(kWrong, kWrong);
}

struct Steps {
  uint8_t last;  // byte, after those of the row before
  uint64_t steps;
};
constexpr Steps kSteps[] = {
    {0x7F, begins(kBoundary)}, {0x8F, follows(kWrong, kOne, kWrong, kTwo)},
    {0x9F, follows(kWrong, kOne, kTwo, kWrong)},
    {0xBF, follows(kOne, kWrong, kTwo, kWrong)},
    {0xC1, begins(kWrong)},    {0xDF, begins(kOne)},
    {0xE0, begins(kAfterE0)},  {0xEC, begins(kTwo)},
    {0xED, begins(kAfterED)},  {0xEF, begins(kTwo)},
    {0xF0, begins(kAfterF0)},  {0xF3, begins(kThree)},
    {0xF4, begins(kAfterF4)},  {0xFF, begins(kWrong)}};

uint64_t g_steps[256];  // of each byte; made when text first is not ASCII

// Where the last piece begins that may not be well formed, or the end: as fast
// for any mixture of alphabets as for one, since it has no branches.
size_t skip_well_formed(ByteView bytes, size_t from) {
  if (g_steps[0] == 0) {
    size_t byte = 0;
    for (const Steps& row : kSteps)
      for (; byte <= row.last; ++byte) g_steps[byte] = row.steps;
  }
  uint64_t state = kBoundary;
  size_t i = from;
  while (bytes.size() - i >= 16) {
    if ((state & 63) == kBoundary) {
      from = i;
      uint64_t words[2];
      memcpy(words, bytes.data() + i, sizeof words);
      if (((words[0] | words[1]) & kHighBitOfBytes) == 0) {
        i += 16;
        continue;
      }
    }
    for (const size_t stop = i + 16; i != stop; ++i)
      state = g_steps[byte_at(bytes, i)] >> (state & 63);
    if ((state & 63) == kWrong) return from;
  }
  while (i != bytes.size())
    state = g_steps[byte_at(bytes, i++)] >> (state & 63);
  return (state & 63) == kBoundary ? i : from;
}

}  // namespace

size_t ascii_run(ByteView bytes, size_t from) {
  size_t i = from;
  for (; bytes.size() - i >= 32; i += 32) {
    uint64_t words[4];
    memcpy(words, bytes.data() + i, sizeof words);
    const uint64_t all = words[0] | words[1] | words[2] | words[3];
    if ((all & kHighBitOfBytes) != 0) break;
  }
  for (; bytes.size() - i >= 8; i += 8) {
    uint64_t word;
    memcpy(&word, bytes.data() + i, sizeof word);
    if ((word & kHighBitOfBytes) != 0) break;
  }
  while (i < bytes.size() && byte_at(bytes, i) < 0x80) ++i;
  return i;
}

Utf8Step decode_utf8(ByteView bytes, Surrogates surrogates) {
  using Kind = Utf8Step::Kind;
  if (bytes.empty()) return {Kind::kTruncated, 0, 0};
  const uint8_t first = byte_at(bytes, 0);
  if (first < 0x80) return {Kind::kCodePoint, 1, first};

  const Lead lead = lead_of(first, surrogates);
  if (lead.following == 0) return {Kind::kInvalid, 1, 0};
  uint32_t code_point = first & (0x3Fu >> lead.following);
  for (uint8_t i = 1; i <= lead.following; ++i) {
    if (i >= bytes.size()) return {Kind::kTruncated, i, 0};
    const uint8_t byte = byte_at(bytes, i);
    const uint8_t min = i == 1 ? lead.second_min : 0x80;
    const uint8_t max = i == 1 ? lead.second_max : 0xBF;
    if (byte < min || byte > max) return {Kind::kInvalid, i, 0};
    code_point = code_point << 6 | (byte & 0x3Fu);
  }
  return {Kind::kCodePoint, static_cast<uint8_t>(lead.following + 1),
          code_point};
}

size_t encode_utf8(uint32_t code_point, char out[4], Surrogates surrogates) {
  if (code_point < 0x80) {
    out[0] = static_cast<char>(code_point);
    return 1;
  }
  const auto continuation = [code_point](int shift) {
    return static_cast<char>(0x80 | (code_point >> shift & 0x3F));
  };
  if (code_point < 0x800) {
    out[0] = static_cast<char>(0xC0 | code_point >> 6);
    out[1] = continuation(0);
    return 2;
  }
  if (code_point < 0x10000) {
    if (is_surrogate(code_point) && surrogates == Surrogates::kReject) return 0;
    out[0] = static_cast<char>(0xE0 | code_point >> 12);
    out[1] = continuation(6);
    out[2] = continuation(0);
    return 3;
  }
  if (code_point > kMaxCodePoint) return 0;
  out[0] = static_cast<char>(0xF0 | code_point >> 18);
  out[1] = continuation(12);
  out[2] = continuation(6);
  out[3] = continuation(0);
  return 4;
}

bool append_utf8(std::string& out, uint32_t code_point,
                 Surrogates surrogates) {
  char encoded[4];
  const size_t length = encode_utf8(code_point, encoded, surrogates);
  out.append(encoded, length);
  return length != 0;
}

size_t valid_utf8_prefix(ByteView bytes, Surrogates surrogates) {
  size_t i = ascii_run(bytes, 0);
  if (surrogates == Surrogates::kReject && i < bytes.size())
    i = skip_well_formed(bytes, i);
  while ((i = ascii_run(bytes, i)) < bytes.size()) {
    const Utf8Step step = decode_utf8(bytes.substr(i), surrogates);
    if (!step.ok()) break;
    i += step.length;
  }
  return i;
}

bool is_utf8(ByteView bytes, Surrogates surrogates) {
  return valid_utf8_prefix(bytes, surrogates) == bytes.size();
}

bool is_all_ascii(ByteView bytes) {
  return ascii_run(bytes, 0) == bytes.size();
}

size_t count_code_points(ByteView bytes) {
  size_t count = bytes.size();
  size_t i = ascii_run(bytes, 0);
  for (; bytes.size() - i >= 8; i += 8) {
    uint64_t word;
    memcpy(&word, bytes.data() + i, sizeof word);
    count -= count_continuing(word);
  }
  for (; i < bytes.size(); ++i) count -= (byte_at(bytes, i) & 0xC0) == 0x80;
  return count;
}

}  // namespace mt
