// str_index.cc - from the number of a character to its byte, and back.
//
// ASCII strings need none of this. Others are walked from the nearer end while
// that is near; for the rest of a long string the offset of every 128th
// character is written down once, so that a loop over s[i] stays linear. The
// notes of a few strings are kept, and thrown away in every cycle of the
// collector, because a new string may come to live where an old one died.

#include <stdlib.h>
#include <string.h>

#include <algorithm>

#include "python/str_internal.h"

namespace mt::python {

namespace {

constexpr uint32_t kStride = 128;  // characters between two notes
constexpr size_t kNotebooks = 4;

struct Notebook {
  const Str* string;
  uint32_t* offsets;  // of character 0, kStride, 2 * kStride, ...
  uint32_t count;
};
Notebook g_notebooks[kNotebooks];
size_t g_next_notebook;

// Where the last question was answered: the next is often about a neighbour.
struct {
  const Str* string;
  size_t index, offset;
} g_last;

bool begins_char(char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }

// Of 8 bytes, how many begin a character.
uint32_t chars_in_word(const char* p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return 8 - count_continuing(word);
}

// The offset of the character `count` characters after the one at `from`.
size_t walk(std::string_view text, size_t from, size_t count) {
  size_t at = from;
  while (count > 8 && text.size() - at > 8) {
    count -= chars_in_word(text.data() + at);
    at += 8;
  }
  // A word may have ended inside a character, which has then been counted.
  while (at < text.size() && !begins_char(text[at])) ++at;
  for (; count > 0 && at < text.size(); --count) at += char_bytes(text[at]);
  return at;
}

// The offset of the character `count` characters before the one at `from`.
size_t walk_back(std::string_view text, size_t from, size_t count) {
  size_t at = from;
  for (; count > 8 && at >= 8; at -= 8)
    count -= chars_in_word(text.data() + at - 8);
  // A word may have begun inside a character, which is still to be counted.
  for (; count > 0 && at > 0; --count) {
    --at;
    while (at > 0 && !begins_char(text[at])) --at;
  }
  return at;
}

size_t count_range(std::string_view text) {
  size_t count = 0, at = 0;
  for (; text.size() - at >= 8; at += 8) {
    count += chars_in_word(text.data() + at);
  }
  for (; at < text.size(); ++at) count += begins_char(text[at]);
  return count;
}

// Null when there is no memory for it.
const Notebook* notebook_of(const Str* string) {
  for (const Notebook& known : g_notebooks) {
    if (known.string == string) return &known;
  }
  const uint32_t count = string->char_count / kStride + 1;
  auto* const offsets =
      static_cast<uint32_t*>(malloc(count * sizeof(uint32_t)));
  if (offsets == nullptr) return nullptr;
  size_t at = 0;
  for (uint32_t i = 0; i < count; ++i) {
    offsets[i] = static_cast<uint32_t>(at);
    at = walk(string->view(), at, kStride);
  }
  Notebook& notebook = g_notebooks[g_next_notebook++ % kNotebooks];
  free(notebook.offsets);
  notebook = {string, offsets, count};
  return &notebook;
}

}  // namespace

bool forget_offsets(Heap&, bool) {
  for (Notebook& notebook : g_notebooks) {
    free(notebook.offsets);
    notebook = {};
  }
  g_last = {};
  return false;
}

static size_t find_offset(const Str* string, size_t i) {
  const std::string_view text = string->view();
  const size_t after = string->char_count - i;
  const size_t near = std::min(i, after);
  if (g_last.string == string) {
    const bool is_before = i < g_last.index;
    const size_t steps = is_before ? g_last.index - i : i - g_last.index;
    if (steps < kStride && steps < near) {
      return is_before ? walk_back(text, g_last.offset, steps)
                       : walk(text, g_last.offset, steps);
    }
  }
  if (after < kStride && after < i) return walk_back(text, text.size(), after);
  if (i >= 2 * kStride) {
    const Notebook* const notebook = notebook_of(string);
    if (notebook != nullptr)
      return walk(text, notebook->offsets[i / kStride], i % kStride);
  }
  return walk(text, 0, i);
}

size_t str_offset(const Str* string, size_t i) {
  if (string->is_ascii()) return i;
  if (g_last.string == string && i == g_last.index + 1) {
    g_last.index = i;
    return g_last.offset += char_bytes(string->data()[g_last.offset]);
  }
  const size_t offset = find_offset(string, i);
  g_last = {string, i, offset};
  return offset;
}

size_t str_char_index(const Str* string, size_t offset) {
  if (string->is_ascii()) return offset;
  const std::string_view text = string->view();
  if (offset >= 4 * kStride) {
    const Notebook* const notebook = notebook_of(string);
    if (notebook != nullptr) {
      uint32_t low = 0, high = notebook->count;
      while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        (notebook->offsets[middle] <= offset ? low : high) = middle;
      }
      const size_t from = notebook->offsets[low];
      return size_t{low} * kStride +
             count_range(text.substr(from, offset - from));
    }
  }
  return count_range(text.substr(0, offset));
}

uint32_t str_char_at(const Str* string, size_t offset) {
  const auto* const p =
      reinterpret_cast<const unsigned char*>(string->data()) + offset;
  if (p[0] < 0x80) return p[0];
  if (p[0] < 0xE0) return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
  if (p[0] < 0xF0) {
    return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
  }
  return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
         (p[3] & 0x3Fu);
}

}  // namespace mt::python
