// text_split.cc - cutting text at separators, white space and line ends.

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bytes.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str_internal.h"
#include "python/str_search.h"
#include "python/text.h"
#include "python/unicode_tables.h"

namespace mt::python {

// Whether white space may begin with it; most accents begin otherwise.
static bool may_be_space(char c) {
  const auto byte = static_cast<uint8_t>(c);
  return byte < 0x80 || byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
}

size_t space_at(std::string_view text, size_t at, bool is_str) {
  const char c = text[at];
  if (mt::is_ascii(c)) {
    return mt::is_space(c) || (is_str && c >= '\x1c' && c <= '\x1f');
  }
  // U+0085, 00A0, 1680, 2000 to 200A, 2028, 2029, 202F, 205F and 3000.
  const auto lead = static_cast<uint8_t>(c);
  if (!is_str || lead < 0xC2 || lead > 0xE3) return 0;
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<uint8_t>(text[at + i]) : 0u;
  };
  if (lead == 0xC2) return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0;
  const uint32_t rest = byte(1) << 8 | byte(2);
  const bool is_in =
      lead == 0xE1   ? rest == 0x9A80
      : lead == 0xE2 ? (rest >= 0x8080 && rest <= 0x808A) || rest == 0x80A8 ||
                           rest == 0x80A9 || rest == 0x80AF || rest == 0x819F
                     : lead == 0xE3 && rest == 0x8080;
  return is_in ? 3 : 0;
}

bool is_era_bytes(const Fiber& fiber, std::string_view utf8) {
  if (!speaks_era(fiber)) return false;
  constexpr uint8_t kLastLead = 0xC3;  // of U+00FF
  return std::none_of(utf8.begin(), utf8.end(), [](char c) {
    return static_cast<uint8_t>(c) > kLastLead;
  });
}

namespace {

// Whether white space and line ends are those of Unicode.
bool is_unicode(const Fiber& fiber, const Text& text) {
  return text.is_str() && !is_era_bytes(fiber, text.view);
}

// An ASCII character that is certainly no white space.
bool is_printed(char c) { return c > ' ' && c < 0x7f; }

// Where what is_printed() ends that begins at `at`, or with another `last` of
// what is not.
size_t printed_end(std::string_view text, size_t at, char last = ' ') {
  typedef signed char Bytes8 __attribute__((vector_size(8)));
  for (; text.size() - at >= sizeof(Bytes8); at += sizeof(Bytes8)) {
    Bytes8 bytes;
    memcpy(&bytes, text.data() + at, sizeof bytes);
    // Accents are negative here.
    const auto others =
        reinterpret_cast<uint64_t>((bytes <= last) | (bytes == 0x7f));
    if (others != 0) return at + lanes_before(others, 8);
  }
  while (at < text.size() && text[at] > last && text[at] < 0x7f) ++at;
  return at;
}

// The same for the white space character that ends at `end`.
size_t space_before(std::string_view text, size_t end, bool is_str) {
  size_t at = end - 1;
  if (is_str) {
    while (at > 0 && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80) --at;
  }
  const size_t length = space_at(text, at, is_str);
  return length == end - at ? length : 0;
}

// Where a byte occurs, one place after the other: eight bytes are looked at
// together.
class BytePlaces {
 public:
  BytePlaces(std::string_view text, char byte) : text_(text), byte_(byte) {}

  size_t next() {
    typedef signed char Bytes8 __attribute__((vector_size(8)));
    while (found_ == 0) {
      if (text_.size() - at_ < sizeof(Bytes8)) {
        while (at_ < text_.size()) {
          if (text_[at_++] == byte_) return at_ - 1;
        }
        return kNotFound;
      }
      Bytes8 bytes;
      memcpy(&bytes, text_.data() + at_, sizeof bytes);
      found_ = reinterpret_cast<uint64_t>(bytes == static_cast<signed char>(
                                                       byte_));
      at_ += sizeof bytes;
    }
    const size_t lane = lanes_before(found_, 8);
    const bool is_big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
    found_ &= ~(uint64_t{0xff} << 8 * (is_big ? 7 - lane : lane));
    return at_ - sizeof(Bytes8) + lane;
  }

 private:
  const std::string_view text_;
  const char byte_;
  size_t at_ = 0;       // bytes before it have been looked at
  uint64_t found_ = 0;  // of the last eight, 0xff for each not given out yet
};

class Pieces {
 public:
  Pieces(Fiber& fiber, const Text& text, size_t most = SIZE_MAX)
      : fiber_(fiber), text_(text),
        list_(make_list(fiber, most < kRoom ? most + 1 : kRoom)),
        is_plain_(text.is_str() && text.str()->is_ascii()),
        is_bytes_(text.kind == Kind::kBytes),
        is_array_(text.kind == Kind::kByteArray) {}

  bool ok() const { return list_ != nullptr; }
  bool add(size_t start, size_t stop) {
    const size_t size = stop - start;
    if (is_plain_ && size <= kSmallStr && size < text_.view.size()) {
      return append(size != 0 ? make_small_ascii(
                                    fiber_, text_.view.data() + start, size)
                              : Value::from_object(rt().empty_str));
    }
    if (is_bytes_ && size < text_.view.size()) {
      Bytes* const piece = make_bytes(fiber_, text_.view.substr(start, size));
      return piece != nullptr && append(Value::from_object(piece));
    }
    if (is_array_) {
      ByteArray* const piece =
          make_bytearray(fiber_, text_.view.substr(start, size));
      return piece != nullptr && append(Value::from_object(piece));
    }
    const Value piece = text_piece(fiber_, text_, start, stop);
    return !piece.is_error() && append(piece);
  }
  // For those that were found from the end.
  void reverse() { std::reverse(list_->items, list_->items + list_->size); }
  Value list() const { return Value::from_object(list_); }

 private:
  static constexpr size_t kRoom = 12;  // at first

  bool append(Value piece) {
    if (list_->size == list_->capacity)
      return list_append(fiber_, list_, piece);
    list_->items[list_->size++] = piece;
    return true;
  }

  Fiber& fiber_;
  const Text& text_;
  List* list_;
  const bool is_plain_;
  const bool is_bytes_;
  const bool is_array_;
};

struct SplitArguments {
  std::string_view separator;  // empty: white space
  size_t most;                 // cuts
};

// Looks at the text again, for Python code may have run.
bool read_split(Fiber& fiber, const char* method, Text* text, Args args,
                SplitArguments* out) {
  *out = {std::string_view(), SIZE_MAX};
  if (args.count == 0) return true;
  Value values[2] = {Value::none(), Value::from_int(-1)};
  if (args.count == 1 && !args.is_named) {
    values[0] = args[0];
  } else {
    int64_t most = 0;
    if (args.count == 2 && !args.is_named) {
      values[0] = args[0];
      values[1] = args[1];
    } else if (!parse_args(fiber, method, args, {"sep", "maxsplit"}, 0,
                           values)) {
      return false;
    }
    if (!size_argument(fiber, values[1], &most)) return false;
    if (most >= 0 && static_cast<uint64_t>(most) < SIZE_MAX)
      out->most = static_cast<size_t>(most);
    *text = Text(text->self);
  }
  if (values[0].is_none()) return true;
  if (text->is_str() && !is_kind(values[0], Kind::kStr)) {
    raise_type_error(fiber, "must be str or None, not %s",
                     type_name(values[0]));
    return false;
  }
  if (!text_argument(fiber, *text, values[0], "sep", &out->separator))
    return false;
  if (out->separator.empty()) raise_value_error(fiber, "empty separator");
  return !out->separator.empty();
}

Value split_spaces(Fiber& fiber, const Text& text, size_t most) {
  const bool is_str = is_unicode(fiber, text);
  Pieces pieces(fiber, text, most);
  if (!pieces.ok()) return Value::error();
  const std::string_view view = text.view;
  size_t at = 0;
  for (;;) {
    while (at < view.size() && !is_printed(view[at])) {
      const size_t space = view[at] == ' ' ? 1 : space_at(view, at, is_str);
      if (space == 0) break;
      at += space;
    }
    if (at == view.size()) break;
    const size_t start = at;
    if (most == 0) {
      // The rest keeps the white space at its end.
      if (!pieces.add(start, view.size())) return Value::error();
      break;
    }
    --most;
    while (at < view.size()) {
      const char c = view[at];
      if (c == ' ' || (!is_printed(c) && may_be_space(c) &&
                       space_at(view, at, is_str) != 0)) {
        break;
      }
      at = is_printed(c) ? printed_end(view, at + 1) : at + 1;
    }
    if (!pieces.add(start, at)) return Value::error();
  }
  return pieces.list();
}

Value rsplit_spaces(Fiber& fiber, const Text& text, size_t most) {
  const bool is_str = is_unicode(fiber, text);
  Pieces pieces(fiber, text, most);
  if (!pieces.ok()) return Value::error();
  const std::string_view view = text.view;
  size_t end = view.size();
  for (;;) {
    while (end > 0) {
      const size_t space = space_before(view, end, is_str);
      if (space == 0) break;
      end -= space;
    }
    if (end == 0) break;
    size_t start = end;
    if (most == 0) {
      start = 0;
    } else {
      --most;
      while (start > 0 && (is_printed(view[start - 1]) ||
                           space_before(view, start, is_str) == 0)) {
        --start;
      }
    }
    if (!pieces.add(start, end)) return Value::error();
    end = start;
  }
  pieces.reverse();
  return pieces.list();
}

}  // namespace

Value text_split(Fiber& fiber, Value self, Args args) {
  Text text(self);
  SplitArguments split;
  if (!read_split(fiber, "split", &text, args, &split)) return Value::error();
  const std::string_view separator = split.separator;
  if (separator.empty()) return split_spaces(fiber, text, split.most);
  Pieces pieces(fiber, text, split.most);
  if (!pieces.ok()) return Value::error();
  size_t at = 0;
  BytePlaces places(text.view, separator[0]);
  for (size_t cuts = 0; cuts < split.most; ++cuts) {
    const size_t next = separator.size() == 1
                            ? places.next()
                            : search_first(text.view, separator, at);
    if (next == kNotFound) break;
    if (!pieces.add(at, next)) return Value::error();
    at = next + separator.size();
  }
  if (!pieces.add(at, text.view.size())) return Value::error();
  return pieces.list();
}

Value text_rsplit(Fiber& fiber, Value self, Args args) {
  Text text(self);
  SplitArguments split;
  if (!read_split(fiber, "rsplit", &text, args, &split)) return Value::error();
  const std::string_view separator = split.separator;
  if (separator.empty()) return rsplit_spaces(fiber, text, split.most);
  Pieces pieces(fiber, text, split.most);
  if (!pieces.ok()) return Value::error();
  size_t end = text.view.size();
  for (size_t cuts = 0; cuts < split.most; ++cuts) {
    const size_t found = search_last(text.view.substr(0, end), separator);
    if (found == kNotFound) break;
    if (!pieces.add(found + separator.size(), end)) return Value::error();
    end = found;
  }
  if (!pieces.add(0, end)) return Value::error();
  pieces.reverse();
  return pieces.list();
}

namespace {

// The length in bytes of the line end at `at`, or 0.
size_t line_end_at(std::string_view text, size_t at, bool is_str) {
  const char c = text[at];
  if (c == '\n') return 1;
  if (c == '\r') return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
  if (!is_str) return 0;
  if (c == '\v' || c == '\f' || (c >= '\x1c' && c <= '\x1e')) return 1;
  const std::string_view rest = text.substr(at);
  if (rest.substr(0, 2) == "\xc2\x85") return 2;
  const std::string_view three = rest.substr(0, 3);
  return three == "\xe2\x80\xa8" || three == "\xe2\x80\xa9" ? 3 : 0;
}

}  // namespace

Value text_splitlines(Fiber& fiber, Value self, Args args) {
  Value keep_argument = Value::from_bool(false);
  if (args.count != 0 &&
      !parse_args(fiber, "splitlines", args, {"keepends"}, 0,
                  &keep_argument)) {
    return Value::error();
  }
  int64_t keep = 0;
  if (!c_int_argument(fiber, keep_argument, &keep)) return Value::error();
  const Text text(self);
  Pieces pieces(fiber, text);
  if (!pieces.ok()) return Value::error();
  const bool is_str = is_unicode(fiber, text);
  size_t start = 0, at = 0;
  while (at < text.view.size()) {
    at = printed_end(text.view, at, ' ' - 1);
    if (at == text.view.size()) break;
    const size_t end = line_end_at(text.view, at, is_str);
    if (end == 0) {
      ++at;
      continue;
    }
    if (!pieces.add(start, keep != 0 ? at + end : at)) return Value::error();
    at += end;
    start = at;
  }
  if (start < at && !pieces.add(start, at)) return Value::error();
  return pieces.list();
}

// --- partition ---------------------------------------------------------------

namespace {

Value partition(Fiber& fiber, Value self, Args args, bool from_end) {
  const Text text(self);
  std::string_view separator;
  if (text.is_str() && !is_kind(args[0], Kind::kStr)) {
    return raise_type_error(fiber, "must be str, not %s", type_name(args[0]));
  }
  if (!text_argument(fiber, text, args[0], "sep", &separator)) {
    return Value::error();
  }
  if (separator.empty()) return raise_value_error(fiber, "empty separator");
  const size_t size = text.view.size();
  const size_t at = from_end ? search_last(text.view, separator)
                             : search_first(text.view, separator);
  // Where each of the three parts begins and ends.
  size_t cuts[4] = {0, at, at + separator.size(), size};
  if (at == kNotFound) cuts[1] = cuts[2] = from_end ? 0 : size;
  Tuple* const parts = make_tuple(fiber, 3);
  if (parts == nullptr) return Value::error();
  for (size_t i = 0; i < 3; ++i) {
    // The separator in the middle is the very object that was given.
    const bool is_given =
        i == 1 && at != kNotFound && text.kind != Kind::kByteArray;
    const Value part =
        is_given ? args[0] : text_piece(fiber, text, cuts[i], cuts[i + 1]);
    if (part.is_error()) return part;
    parts->items[i] = part;
  }
  return Value::from_object(parts);
}

}  // namespace

Value text_partition(Fiber& fiber, Value self, Args args) {
  return partition(fiber, self, args, false);
}
Value text_rpartition(Fiber& fiber, Value self, Args args) {
  return partition(fiber, self, args, true);
}

// --- strip -------------------------------------------------------------------

namespace {

enum StripSides { kLeft = 1, kRight = 2 };

// A set of characters: white space, or those of a text.
class CharSet {
 public:
  CharSet(bool is_str, bool is_space, std::string_view chars)
      : is_str_(is_str), is_space_(is_space), chars_(chars) {}

  // Length of the character [at, end) when it is in the set, else 0.
  bool has(std::string_view text, size_t at, size_t length) const {
    if (is_space_ && is_printed(text[at])) return false;
    if (is_space_) return space_at(text, at, is_str_) == length;
    return search_first(chars_, text.substr(at, length)) != kNotFound;
  }

 private:
  bool is_str_, is_space_;
  std::string_view chars_;
};

bool continues(const Text& text, size_t at) {
  return text.is_str() && at < text.view.size() &&
         (static_cast<uint8_t>(text.view[at]) & 0xC0) == 0x80;
}

Value strip(Fiber& fiber, Value self, Args args, int sides,
            const char* method) {
  const Text text(self);
  const Value argument = args.get(0, Value::none());
  std::string_view chars;
  if (!argument.is_none()) {
    if (text.is_str() && !is_kind(argument, Kind::kStr)) {
      return raise_type_error(fiber, "%s arg must be None or str", method);
    }
    if (!text_argument(fiber, text, argument, method, &chars)) {
      return Value::error();
    }
  }
  size_t start = 0, stop = text.view.size();
  if (!text.is_str() || text.str()->is_ascii()) {
    const bool is_set = !argument.is_none();
    const auto is_blank = [&](char c) {
      if (is_set)
        return chars.size() == 1 ? c == chars[0] : chars.find(c) != chars.npos;
      return !is_printed(c) &&
             (mt::is_space(c) ||
              (c >= '\x1c' && c <= '\x1f' && is_unicode(fiber, text)));
    };
    if (sides & kLeft)
      while (start < stop && is_blank(text.view[start])) ++start;
    if (sides & kRight)
      while (start < stop && is_blank(text.view[stop - 1])) --stop;
    const size_t size = stop - start;
    if (text.is_str() && size - 1 < kSmallStr && size < text.view.size())
      return make_small_ascii(fiber, text.view.data() + start, size);
    return text_piece(fiber, text, start, stop);
  }
  const CharSet set(is_unicode(fiber, text), argument.is_none(), chars);
  while ((sides & kLeft) && start < stop) {
    size_t length = 1;
    while (continues(text, start + length)) ++length;
    if (!set.has(text.view, start, length)) break;
    start += length;
  }
  while ((sides & kRight) && start < stop) {
    size_t at = stop - 1;
    while (continues(text, at)) --at;
    if (!set.has(text.view, at, stop - at)) break;
    stop = at;
  }
  return text_piece(fiber, text, start, stop);
}

}  // namespace

Value text_strip(Fiber& fiber, Value self, Args args) {
  return strip(fiber, self, args, kLeft | kRight, "strip");
}
Value text_lstrip(Fiber& fiber, Value self, Args args) {
  return strip(fiber, self, args, kLeft, "lstrip");
}
Value text_rstrip(Fiber& fiber, Value self, Args args) {
  return strip(fiber, self, args, kRight, "rstrip");
}

}  // namespace mt::python
