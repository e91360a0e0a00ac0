// fuzz_regex.cc - any bytes as a regular expression, and as a text for it.
//
// The first two bytes are flags; the pattern ends at the first NUL, and the text
// is the rest. Both are taken for UTF-8 when they are, and else for bytes. What
// compiles is matched, for a while: groups must lie within the text and begin
// before they end, and what matches the whole matches at its beginning.

#include <stdint.h>
#include <stdlib.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "python/regex_match.h"

using namespace mt::python;

namespace {

constexpr size_t kMaxMemory = size_t{1} << 26;
constexpr int kMaxHeeds = 24;  // of 8192 steps each

void require(bool claim) {
  if (!claim) abort();
}

struct Allowance {
  int heeds = kMaxHeeds;
  size_t memory = 0;
};

bool heed(void* context) {
  return --static_cast<Allowance*>(context)->heeds > 0;
}

void* resize(void* context, void* memory, size_t old_bytes, size_t new_bytes) {
  Allowance* const allowance = static_cast<Allowance*>(context);
  if (new_bytes == 0) {
    free(memory);
    allowance->memory -= old_bytes;
    return nullptr;
  }
  if (new_bytes > kMaxMemory - (allowance->memory - old_bytes)) return nullptr;
  void* const grown = realloc(memory, new_bytes);
  require(grown != nullptr);
  allowance->memory += new_bytes - old_bytes;
  return grown;
}

bool is_boundary(std::string_view text, size_t at) {
  return at == text.size() || (text[at] & 0xc0) != 0x80;
}

void look(const RegexProgram& program, std::string_view text) {
  Allowance allowance;
  const RegexHost host = {&allowance, heed, resize};
  const bool is_narrow = !program.is_text || mt::is_all_ascii(text);
  RegexMatcher matcher(program, host);
  const RegexOutcome whole =
      matcher.run(text, is_narrow, 0, RegexStart::kWhole, false);
  const RegexOutcome here =
      matcher.run(text, is_narrow, 0, RegexStart::kHere, false);
  require(whole != RegexOutcome::kMatched || here != RegexOutcome::kFailed);
  size_t at = 0;
  bool must_advance = false;
  while (matcher.run(text, is_narrow, at, RegexStart::kSearch,
                     must_advance) == RegexOutcome::kMatched) {
    const uint32_t* const marks = matcher.marks();
    require(marks[0] >= at && marks[1] >= marks[0]);
    require(!must_advance || marks[1] > at);
    for (uint32_t i = 0; i <= program.groups; ++i) {
      if (marks[2 * i + 1] == kNoIndex) continue;
      require(marks[2 * i] <= marks[2 * i + 1]);
      require(marks[2 * i + 1] <= text.size());
      require(is_narrow || (is_boundary(text, marks[2 * i]) &&
                            is_boundary(text, marks[2 * i + 1])));
    }
    require(matcher.last_group() <= program.groups);
    must_advance = marks[0] == marks[1];
    at = marks[1];
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const uint32_t flags = data[0] | uint32_t{data[1]} << 8;
  const std::string_view all(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::string_view pattern = all.substr(0, all.find('\0'));
  const std::string_view text =
      all.substr(std::min(pattern.size() + 1, all.size()));
  const bool is_text = mt::is_utf8(pattern, mt::Surrogates::kAllow) &&
                       mt::is_utf8(text, mt::Surrogates::kAllow);
  RegexResult result = compile_regex(pattern, is_text, flags & 0x17e);
  if (result.program == nullptr) {
    require(result.error.fault != RegexFault::kNone);
    require(result.error.position <= static_cast<int64_t>(pattern.size()));
    return 0;
  }
  look(*result.program, text);
  delete result.program;
  return 0;
}
