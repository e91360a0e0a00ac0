// source_text.cc - byte order mark, cookie, encoding, line ends.

#include "python/source_text.h"

#include <stdint.h>

#include "base/ascii.h"
#include "base/status.h"
#include "base/utf8.h"
#include "python/lexer.h"

namespace mt::python {
namespace {

enum class Encoding : uint8_t { kUtf8, kLatin1, kAscii, kUnknown };

// The name in `coding[:=]\s*([-\w.]+)`, or nothing (PEP 263).
std::string_view cookie_in(std::string_view line) {
  size_t i = 0;
  while (i < line.size() && (is_blank(line[i]) || line[i] == '\f')) ++i;
  if (i == line.size() || line[i] != '#') return {};
  const std::string_view key = "coding";
  for (size_t at = line.find(key, i); at != line.npos;
       at = line.find(key, at + 1)) {
    size_t p = at + key.size();
    if (p == line.size() || (line[p] != ':' && line[p] != '=')) continue;
    ++p;
    while (p < line.size() && is_blank(line[p])) ++p;
    const size_t begin = p;
    while (p < line.size() && (is_alnum(line[p]) || line[p] == '-' ||
                               line[p] == '_' || line[p] == '.')) {
      ++p;
    }
    if (p > begin) return line.substr(begin, p - begin);
  }
  return {};
}

// Only a line of nothing but white space and a comment lets the next one speak.
bool is_blank_or_comment(std::string_view line) {
  for (const char c : line) {
    if (c == '#') return true;
    if (!is_space(c)) return false;
  }
  return true;
}

std::string_view find_cookie(std::string_view text) {
  const size_t first_end = text.find_first_of("\r\n");
  const std::string_view first = text.substr(0, first_end);
  if (const std::string_view name = cookie_in(first); !name.empty()) {
    return name;
  }
  if (first_end == text.npos || !is_blank_or_comment(first)) return {};
  std::string_view rest = text.substr(first_end + 1);
  if (text[first_end] == '\r' && !rest.empty() && rest[0] == '\n') {
    rest.remove_prefix(1);
  }
  return cookie_in(rest.substr(0, rest.find_first_of("\r\n")));
}

Encoding encoding_named(std::string_view name) {
  std::string plain;
  for (const char c : name) plain.push_back(c == '_' ? '-' : to_lower(c));
  const std::string_view n = plain;
  if (n == "utf-8" || n == "utf8" || n == "utf-8-sig" || n == "u8") {
    return Encoding::kUtf8;
  }
  if (n.substr(0, 6) == "utf-8-") return Encoding::kUtf8;
  for (const std::string_view latin : {"latin-1", "iso-8859-1", "latin1",
                                       "iso8859-1", "iso-latin-1", "l1"}) {
    if (n == latin) return Encoding::kLatin1;
  }
  if (n == "ascii" || n == "us-ascii") return Encoding::kAscii;
  return Encoding::kUnknown;
}

uint32_t line_of(std::string_view text, size_t offset) {
  uint32_t line = 1;
  for (size_t i = 0; i < offset; ++i) line += text[i] == '\n';
  return line;
}

}  // namespace

bool is_plain_source(std::string_view bytes) {
  if (bytes.size() > kMaxSourceBytes) return false;
  for (const char c : bytes)
    if (c == '\0' || c == '\r' || !is_ascii(c)) return false;
  return true;
}

bool decode_source(std::string_view bytes, bool ignore_cookie, bool era,
                   std::string* text, SyntaxError* error) {
  if (bytes.size() > kMaxSourceBytes) {
    error->message = "source code is too long";
    return false;
  }
  bool has_mark = false;
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") {
    bytes.remove_prefix(3);
    has_mark = true;
  }
  if (bytes.find('\0') != bytes.npos) {
    error->message = "source code cannot contain null bytes";
    return false;
  }
  Encoding encoding = Encoding::kUtf8;
  bool has_cookie = false;
  if (!ignore_cookie) {
    if (const std::string_view name = find_cookie(bytes); !name.empty()) {
      has_cookie = true;
      encoding = encoding_named(name);
      if (encoding == Encoding::kUnknown ||
          (has_mark && encoding != Encoding::kUtf8)) {
        error->message = "encoding problem: " + std::string(name);
        if (has_mark) error->message += " with BOM";
        return false;
      }
    }
  }
  const size_t valid = valid_utf8_prefix(bytes);
  if (encoding == Encoding::kUtf8 && valid < bytes.size()) {
    if (!era || has_cookie || has_mark) {
      error->line = line_of(bytes, valid);
      const unsigned byte = byte_at(bytes, valid);
      error->message =
          has_cookie || has_mark || ignore_cookie
              ? format("(unicode error) 'utf-8' codec can't decode byte 0x%02x"
                       " in position %zu: invalid start byte",
                       byte, valid)
              : format("Non-UTF-8 code starting with '\\x%02x' on line %u, but"
                       " no encoding declared; see"
                       " https://peps.python.org/pep-0263/ for details",
                       byte, error->line);
      return false;
    }
    encoding = Encoding::kLatin1;
  }
  text->clear();
  text->reserve(bytes.size());
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\r') {
      if (i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
      text->push_back('\n');
    } else if (is_ascii(c) || encoding == Encoding::kUtf8) {
      text->push_back(c);
    } else if (encoding == Encoding::kLatin1) {
      append_utf8(*text, byte_at(bytes, i));
    } else {
      error->line = line_of(bytes, i);
      error->message = format(
          "(unicode error) 'ascii' codec can't decode byte 0x%02x in position"
          " %zu: ordinal not in range(128)",
          byte_at(bytes, i), i);
      return false;
    }
  }
  return true;
}

}  // namespace mt::python
