// codec_encode.cc - text as UTF-8, UTF-16, UTF-32, ASCII, Latin-1 and code
// pages near it.
//
// Whatever has no code goes through one function, which knows the error
// handlers; so an encoding is little more than a loop.

#include <string.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/codec_text.h"

namespace mt::python {

namespace {

// Of a character that is put in another way: "\\U0010ffff", "&#1114111;".
constexpr size_t kMostExpanded = 10;

// The character of text that is in order; `from` goes behind it.
uint32_t take_character(const char*& from) {
  const uint32_t first = static_cast<uint8_t>(*from++);
  if (first < 0x80) return first;
  const auto next = [&from](uint32_t c) {
    return c << 6 | (static_cast<uint8_t>(*from++) & 0x3Fu);
  };
  if (first < 0xE0) return next(first & 0x1F);
  if (first < 0xF0) return next(next(first & 0x0F));
  return next(next(next(first & 0x07)));
}

// Whether it is a byte that surrogateescape could not decode.
bool is_escaped(uint32_t c) { return c >= 0xDC80 && c <= 0xDCFF; }

// Eight pairs of bytes, the first of a pair below the second; and of how many,
// from the first on, it is `lead` but for the bits not in `mask`. In text,
// where such a lead has one byte behind it, these are as many characters.
typedef uint16_t Pairs __attribute__((vector_size(16)));
typedef uint8_t Bytes8 __attribute__((vector_size(8)));
size_t read_pairs(const char* from, uint16_t mask, uint16_t lead,
                  Pairs* pairs) {
  typedef uint64_t Words2 __attribute__((vector_size(16)));
  memcpy(pairs, from, sizeof *pairs);
  const bool is_big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
  if (is_big) *pairs = *pairs << 8 | *pairs >> 8;
  const auto others = reinterpret_cast<Words2>((*pairs & mask) != lead);
  if ((others[0] | others[1]) == 0) return 8;
  const size_t count = lanes_before(others[0], 16);
  return count < 4 ? count : 4 + lanes_before(others[1], 16);
}

// "&#233;"
char* put_reference(char* out, uint32_t c) {
  char digits[10];
  const char* first = put_decimal(digits + sizeof digits, c);
  *out++ = '&';
  *out++ = '#';
  while (first != digits + sizeof digits) *out++ = *first++;
  *out++ = ';';
  return out;
}

class Encoder {
 public:
  Encoder(Fiber& fiber, Str* text, const Form& form, std::string_view errors)
      : fiber_(fiber), text_(text), form_(form), errors_(errors),
        handler_(handler_of(errors)) {}

  bool encode(CodecOutput* out) {
    out_ = out;
    const size_t bytes = text_->byte_count, chars = text_->char_count;
    // Two units of UTF-16 stand for four bytes of UTF-8.
    const size_t most = form_.unit == 4 ? chars * 4
                        : form_.unit == 2
                            ? chars * 2 + (bytes - chars) / 3 * 2
                        : handler_ == Handler::kBackslash ||
                                handler_ == Handler::kXml
                            ? bytes * (kMostExpanded / 2)
                            : bytes;
    if (!may_gather(fiber_, most)) return false;
    if (form_.unit > 1 && bytes > kSlice)
      out_->room(most + (kSlice + 8) * sizeof(uint32_t));
    while (at_ < text_->byte_count) {
      if (form_.unit == 2) {
        put_units<uint16_t>();
      } else if (form_.unit == 4) {
        put_units<uint32_t>();
      } else if (form_.limit != 0) {
        put_bytes();
      } else {
        put_utf8_bytes();
      }
      if (at_ < text_->byte_count && !handle_all()) return false;
    }
    return true;
  }

 private:
  const char* here() const { return text_->data() + at_; }
  const char* end() const { return text_->data() + text_->byte_count; }
  void go_to(const char* place) {
    at_ = static_cast<size_t>(place - text_->data());
  }
  // How many characters are before this one.
  size_t index() {
    index_ += count_code_points(text_->view().substr(counted_, at_ - counted_));
    counted_ = at_;
    return index_;
  }
  static size_t utf8_length(uint32_t c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  bool fits(uint32_t c) const {
    if (form_.others != nullptr) return byte_of(c) < 256;
    return form_.limit != 0 ? c < form_.limit : !is_surrogate(c);
  }
  // In an encoding that is nearly Latin-1; 256: it has no such character.
  uint32_t byte_of(uint32_t c) const {
    if (c - form_.first >= form_.count && c < 256) return c;
    for (uint32_t i = 0; i < form_.count; ++i) {
      if (form_.others[i] == c && c != kNoCharacter) return form_.first + i;
    }
    return 256;
  }
  void put(uint32_t c) {
    if (form_.limit != 0) {
      out_->append(static_cast<char>(form_.others == nullptr ? c : byte_of(c)));
    } else if (form_.unit == 1) {
      out_->end(put_utf8(out_->room(4), c));
    } else if (form_.unit == 2 && c >= 0x10000) {
      put_unit(*out_, 0xD7C0 + (c >> 10), 2, form_.big);
      put_unit(*out_, 0xDC00 | (c & 0x3FF), 2, form_.big);
    } else {
      put_unit(*out_, c, form_.unit, form_.big);
    }
  }
  // Each of these three goes on as far as characters fit, or everyday handlers
  // say what stands for them.

  void put_utf8_bytes() {  // up to a surrogate
    const char* from = here();
    while ((from = static_cast<const char*>(
                memchr(from, 0xED, static_cast<size_t>(end() - from)))) !=
               nullptr &&
           static_cast<uint8_t>(from[1]) < 0xA0) {
      from += 3;
    }
    const size_t to = from == nullptr
                          ? text_->byte_count
                          : static_cast<size_t>(from - text_->data());
    out_->append(text_->view().substr(at_, to - at_));
    at_ = to;
  }
  void put_bytes() {
    const char* from = here();
    const char* const last = end();
    const bool is_latin1 = form_.limit == 256 && form_.others == nullptr;
    // Two bytes at least make one, or the most there are for one character.
    const size_t expansion =
        handler_ == Handler::kBackslash || handler_ == Handler::kXml
            ? kMostExpanded / 2
            : 1;
    const bool skips = handler_ == Handler::kIgnore && form_.limit == 128;
    while (from != last) {
      const char* const stop = from + std::min(last - from, kSlice);
      char* out = out_->room(expansion * static_cast<size_t>(stop - from) + 24);
      copy_ascii(from, stop, out);
      bool is_wrong = false;
      while (from < stop && !is_wrong && is_high(*from)) {
        const uint32_t lead = static_cast<uint8_t>(*from);
        if (is_latin1 && lead <= 0xC3) {
          if (last - from >= 16 && is_high(from[2])) {
            Pairs pairs;
            const size_t count = read_pairs(from, 0xFE, 0xC2, &pairs);
            const Bytes8 bytes = __builtin_convertvector(
                pairs >> 8 | (pairs & 1) << 6, Bytes8);
            memcpy(out, &bytes, sizeof bytes);
            from += 2 * count;
            out += count;
            continue;
          }
          *out++ = static_cast<char>(lead << 6 | (from[1] & 0x3F));
          from += 2;
          continue;
        }
        if (skips) {
          while (from < stop && is_high(*from)) ++from;
          continue;
        }
        const char* next = from;
        const uint32_t c = take_character(next);
        const uint32_t byte = form_.others == nullptr ? 256 : byte_of(c);
        if (byte < 256) {
          *out++ = static_cast<char>(byte);
        } else if (handler_ == Handler::kReplace) {
          *out++ = '?';
        } else if (handler_ == Handler::kBackslash) {
          out = put_escape(out, c);
        } else if (handler_ == Handler::kXml) {
          out = put_reference(out, c);
        } else if (handler_ == Handler::kEscape && is_escaped(c) &&
                   form_.others == nullptr) {
          *out++ = static_cast<char>(c);
        } else if (handler_ != Handler::kIgnore) {
          is_wrong = true;
          break;
        }
        from = next;
      }
      out_->end(out);
      if (is_wrong) break;
    }
    go_to(from);
  }
  template <typename Unit>
  void put_units() {  // up to a surrogate
    typedef Unit Units8 __attribute__((vector_size(8 * sizeof(Unit))));
    // Whether units are not in the order of this machine.
    const bool is_swapped =
        form_.big != (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
    const auto ordered = [is_swapped](uint32_t unit) {
      return static_cast<Unit>(
          is_swapped ? __builtin_bswap32(unit) >> (32 - 8 * sizeof(Unit))
                     : unit);
    };
    const char* from = here();
    const char* const last = end();
    bool is_wrong = false;
    while (from != last && !is_wrong) {
      const char* const stop = from + std::min(last - from, kSlice);
      char* out = out_->room((static_cast<size_t>(stop - from) + 8) *
                             sizeof(Unit));
      const auto put_one = [&out, &ordered](uint32_t unit) {
        const Unit in_order = ordered(unit);
        memcpy(out, &in_order, sizeof in_order);
        out += sizeof in_order;
      };
      while (from < stop) {
        uint64_t word;
        if (stop - from >= 8 && !is_high(*from)) {
          memcpy(&word, from, sizeof word);
          Bytes8 bytes;
          memcpy(&bytes, from, sizeof bytes);
          Units8 units = __builtin_convertvector(
              __builtin_convertvector(bytes, Pairs), Units8);
          if (is_swapped) units <<= 8 * (sizeof(Unit) - 1);
          memcpy(out, &units, sizeof units);
          const size_t count = lanes_before(word & kHighBitOfBytes, 8);
          from += count;
          out += count * sizeof(Unit);
          continue;
        }
        if (last - from >= 16 && (*from & 0xE0) == 0xC0 && is_high(from[2])) {
          Pairs pairs;
          const size_t count = read_pairs(from, 0xE0, 0xC0, &pairs);
          pairs = (pairs & 0x1F) << 6 | (pairs >> 8 & 0x3F);
          if (is_swapped) pairs = pairs << 8 | pairs >> 8;
          Units8 units = __builtin_convertvector(pairs, Units8);
          if (is_swapped) units <<= 8 * (sizeof(Unit) - 2);
          memcpy(out, &units, sizeof units);
          from += 2 * count;
          out += count * sizeof(Unit);
          continue;
        }
        const char* next = from;
        const uint32_t c = take_character(next);
        if (is_surrogate(c)) {
          is_wrong = true;
          break;
        }
        if (sizeof(Unit) == 2 && c >= 0x10000) {
          put_one(0xD7C0 + (c >> 10));
          put_one(0xDC00 | (c & 0x3FF));
        } else {
          put_one(c);
        }
        from = next;
      }
      out_->end(out);
    }
    go_to(from);
  }
  void put_ascii(const char* from, const char* end) {
    while (from != end) put(static_cast<uint8_t>(*from++));
  }
  Value error(size_t start, size_t end) {
    return make_unicode_error(
        fiber_, types().UnicodeEncodeError, form_.name,
        Value::from_object(text_), start, end,
        form_.others != nullptr ? "character maps to <undefined>"
        : form_.limit == 128 ? "ordinal not in range(128)"
        : form_.limit == 256 ? "ordinal not in range(256)"
                             : "surrogates not allowed");
  }
  bool fail(size_t count) {
    return raise_it(fiber_, error(index(), index() + count));
  }
  // What stands here cannot be encoded, and perhaps what follows it.
  bool handle_all() {
    size_t end = at_, count = 0;
    bool are_escaped = true;
    // Units of more bytes are complained about one by one.
    do {
      const uint32_t c = str_char_at(text_, end);
      are_escaped = are_escaped && is_escaped(c);
      end += utf8_length(c);
      ++count;
    } while (form_.unit == 1 && end < text_->byte_count &&
             !fits(str_char_at(text_, end)));
    if (handler_ != Handler::kStrict &&
        !may_gather(fiber_, out_->view().size() + count * kMostExpanded)) {
      return false;
    }
    if (handler_ == Handler::kUnknown) return ask(index() + count);
    // Of code pages, an error is about all that has no code here.
    if (handler_ == Handler::kEscape && form_.others != nullptr && !are_escaped)
      return fail(count);
    while (at_ < end) {
      const uint32_t c = str_char_at(text_, at_);
      char escape[kMostExpanded];
      switch (handler_) {
        case Handler::kUnknown:
        case Handler::kStrict: return fail(count);
        case Handler::kIgnore: break;
        case Handler::kReplace: put('?'); break;
        case Handler::kBackslash:
          put_ascii(escape, put_escape(escape, c));
          break;
        case Handler::kXml:
          put_ascii(escape, put_reference(escape, c));
          break;
        case Handler::kEscape:
          if (!is_escaped(c) || form_.unit != 1) return fail(count);
          out_->append(static_cast<char>(c & 0xFF));
          break;
        case Handler::kPass:
          if (form_.limit != 0) return fail(count);
          put(c);
          break;
      }
      at_ += utf8_length(c);
      --count;
    }
    return true;
  }
  bool ask(size_t end_index) {
    const Value exception = error(index_, end_index);
    Value with;
    size_t place;
    const auto size_of = [](Value v) -> size_t {
      const Str* const text = cast<Str>(v);
      return text == nullptr ? 0 : text->char_count;
    };
    if (exception.is_error() || !ask_handler(fiber_, errors_, exception, true,
                                             size_of, &with, &place)) {
      return false;
    }
    if (const Bytes* const bytes = cast<Bytes>(with)) {
      if (bytes->size % static_cast<size_t>(form_.unit) != 0) {
        return raise_it(fiber_, exception);
      }
      out_->append(bytes->view());
    } else {
      const Str* const text = with.as<Str>();
      for (size_t at = 0; at < text->byte_count;) {
        const uint32_t c = str_char_at(text, at);
        if (form_.limit != 0 ? !fits(c) : c >= 128) {
          return raise_it(fiber_, exception);
        }
        put(c);
        at += utf8_length(c);
      }
    }
    index_ = std::min<size_t>(place, text_->char_count);
    at_ = counted_ = str_offset(text_, index_);
    return true;
  }

  Fiber& fiber_;
  Str* const text_;
  const Form form_;
  const std::string_view errors_;
  const Handler handler_;
  CodecOutput* out_ = nullptr;
  size_t at_ = 0;
  size_t index_ = 0, counted_ = 0;  // characters before a byte, the last time
};

}  // namespace

bool encode_text(Fiber& fiber, Str* text, const Form& form,
                 std::string_view errors, CodecOutput* out) {
  return Encoder(fiber, text, form, errors).encode(out);
}

}  // namespace mt::python
