// codec_text.cc - UTF-8, UTF-16, UTF-32, ASCII and Latin-1, both ways, and out of
// the notations of literals.
//
// What cannot be encoded or decoded goes through one function each way, which
// knows the error handlers; so an encoding is little more than a loop.

#include <string.h>

#include <algorithm>

#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/codec_internal.h"
#include "python/container.h"
#include "python/exception.h"
#include "python/import.h"
#include "python/list.h"
#include "python/str_internal.h"

namespace mt::python {

CodecOutput::~CodecOutput() {
  if (begin_ != inside_) delete[] begin_;
}

void CodecOutput::grow(size_t bytes) {
  const size_t used = view().size();
  const size_t room = std::max(2 * used, used + bytes);
  char* const begin = new char[room];
  memcpy(begin, begin_, used);
  if (begin_ != inside_) delete[] begin_;
  begin_ = begin;
  end_ = begin + used;
  limit_ = begin + room;
}

void put_unit(CodecOutput& out, uint32_t unit, int bytes, bool big) {
  char* const buffer = out.room(4);
  for (int i = 0; i < bytes; ++i) {
    const int shift = 8 * (big ? bytes - 1 - i : i);
    buffer[i] = static_cast<char>(unit >> shift & 0xFF);
  }
  out.end(buffer + bytes);
}

uint32_t get_unit(std::string_view bytes, size_t at, int count, bool big) {
  uint32_t unit = 0;
  for (int i = 0; i < count; ++i) {
    const auto byte = static_cast<uint8_t>(bytes[at + static_cast<size_t>(i)]);
    unit |= uint32_t{byte} << 8 * (big ? count - 1 - i : i);
  }
  return unit;
}

Value make_unicode_error(Fiber& fiber, Type* cls, const char* encoding,
                         Value object, size_t start, size_t end,
                         const char* reason) {
  return call(
      fiber, Value::from_object(cls),
      {str_value(fiber, encoding), object,
       Value::from_int(static_cast<int64_t>(start)),
       Value::from_int(static_cast<int64_t>(end)), str_value(fiber, reason)});
}

namespace {

enum class Handler {
  kStrict, kIgnore, kReplace, kBackslash, kXml, kEscape, kPass, kUnknown
};

Handler handler_of(std::string_view name) {
  if (name == "strict") return Handler::kStrict;
  if (name == "ignore") return Handler::kIgnore;
  if (name == "replace") return Handler::kReplace;
  if (name == "backslashreplace") return Handler::kBackslash;
  if (name == "xmlcharrefreplace") return Handler::kXml;
  if (name == "surrogateescape") return Handler::kEscape;
  if (name == "surrogatepass") return Handler::kPass;
  return Handler::kUnknown;
}

// --- running through text ---------------------------------------------------

// Of a character that is put in another way: "\\U0010ffff", "&#1114111;".
constexpr size_t kMostExpanded = 10;
// What is written between two looks at the room for it comes of so many bytes.
constexpr ptrdiff_t kSlice = 512;

bool is_high(char c) { return static_cast<int8_t>(c) < 0; }

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

char* put_utf8(char* out, uint32_t c) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
    return out;
  }
  if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      *out++ = static_cast<char>(0xE0 | c >> 12);
    } else {
      *out++ = static_cast<char>(0xF0 | c >> 18);
      *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    }
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  *out++ = static_cast<char>(0x80 | (c & 0x3F));
  return out;
}

// "&#233;"
char* put_reference(char* out, uint32_t c) {
  char digits[10];
  char* first = digits + sizeof digits;
  for (uint32_t rest = c; rest != 0; rest /= 10)
    *--first = static_cast<char>('0' + rest % 10);
  *out++ = '&';
  *out++ = '#';
  while (first != digits + sizeof digits) *out++ = *first++;
  *out++ = ';';
  return out;
}

bool raise_it(Fiber& fiber, Value exception) {
  if (!exception.is_error()) raise_object(fiber, exception);
  return false;
}

// Has a handler that Python code registered, if there is one, look at an error
// in something of `size` units: what it wants in the place of what is wrong, and
// where to go on. False: raised.
bool ask_handler(Fiber& fiber, std::string_view name, Value exception,
                 bool is_encode, size_t (*size_of)(Value), Value* replacement,
                 size_t* place) {
  const Value codecs = import_module(fiber, "codecs");
  const Value handler =
      codecs.is_error()
          ? codecs
          : call_method(fiber, codecs, "lookup_error", {str_value(fiber, name)});
  const Value answer =
      handler.is_error() ? handler : call(fiber, handler, {exception});
  if (answer.is_error()) return false;
  const Tuple* const pair = cast<Tuple>(answer);
  const Value* const items = pair == nullptr ? nullptr : pair->items;
  if (items == nullptr || pair->size != 2 || !is_index(items[1]) ||
      !(is_kind(items[0], Kind::kStr) ||
        (is_encode && is_kind(items[0], Kind::kBytes)))) {
    raise_type_error(fiber, is_encode ? "encoding error handler must return "
                                        "(str/bytes, int) tuple"
                                      : "decoding error handler must return "
                                        "(str, int) tuple");
    return false;
  }
  int64_t at;
  if (!index_of(fiber, items[1], &at)) return false;
  const Value object = get_attr(fiber, exception, "object");
  if (object.is_error()) return false;
  if (!is_encode && !is_kind(object, Kind::kBytes)) {
    raise_type_error(fiber, "exception attribute 'object' must be bytes");
    return false;
  }
  const auto size = static_cast<int64_t>(size_of(object));
  if (at < 0) at += size;
  if (at < 0 || at > size) {
    raise_index_error(fiber, "position %lld from error handler out of bounds",
                      static_cast<long long>(at));
    return false;
  }
  *replacement = items[0];
  *place = static_cast<size_t>(at);
  return true;
}

// --- encoding ----------------------------------------------------------------

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
        } else if (handler_ == Handler::kEscape && c >= 0xDC80 && c <= 0xDCFF) {
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
    typedef uint8_t Bytes8 __attribute__((vector_size(8)));
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
          Units8 units = __builtin_convertvector(bytes, Units8);
          if (is_swapped) units <<= 8 * (sizeof(Unit) - 1);
          memcpy(out, &units, sizeof units);
          const size_t count = lanes_before(word & kHighBitOfBytes, 8);
          from += count;
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
    // Units of more bytes are complained about one by one.
    do {
      end += utf8_length(str_char_at(text_, end));
      ++count;
    } while (form_.unit == 1 && end < text_->byte_count &&
             !fits(str_char_at(text_, end)));
    if (handler_ != Handler::kStrict &&
        !may_gather(fiber_, out_->view().size() + count * kMostExpanded)) {
      return false;
    }
    if (handler_ == Handler::kUnknown) return ask(index() + count);
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
          if (c < 0xDC80 || c > 0xDCFF || form_.unit != 1) return fail(count);
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

// --- decoding ----------------------------------------------------------------

class Decoder {
 public:
  Decoder(Fiber& fiber, std::string_view bytes, const Form& form,
          std::string_view errors, Value source, bool is_part)
      : fiber_(fiber), bytes_(bytes), form_(form), errors_(errors),
        handler_(handler_of(errors)), source_(source), is_part_(is_part) {}

  bool decode(size_t from, CodecOutput* out) {
    out_ = out;
    at_ = from;
    if (!may_gather(fiber_, bytes_.size() * 2)) return false;
    while (at_ < bytes_.size() && !is_cut_) {
      if (!may_gather(fiber_, out_->view().size())) return false;
      const bool ok = form_.limit != 0   ? one_byte()
                      : form_.unit == 0 ? notation()
                      : form_.unit == 1 ? utf8()
                      : form_.unit == 2 ? utf16()
                                        : utf32();
      if (!ok) return false;
    }
    return doubtful_.empty() || warn();
  }

  size_t used() const { return at_; }

 private:
  // Of the first escape that means nothing.
  bool warn() {
    const bool is_octal = doubtful_.size() > 1;
    const std::string text =
        std::string(is_octal ? "invalid octal escape sequence '\\"
                             : "invalid escape sequence '\\") +
        doubtful_ + "'";
    const Value warnings = import_module(fiber_, "warnings");
    return !warnings.is_error() &&
           !call_method(fiber_, warnings, "warn",
                        {str_value(fiber_, text),
                         Value::from_object(types().DeprecationWarning)})
                .is_error();
  }
  const char* here() const { return bytes_.data() + at_; }
  void go_to(const char* place) {
    at_ = static_cast<size_t>(place - bytes_.data());
  }
  // What an everyday handler puts for a wrong byte; null: another shall say.
  char* put_wrong(char* out, uint8_t byte) const {
    switch (handler_) {
      case Handler::kIgnore: return out;
      case Handler::kReplace: return put_utf8(out, kReplacementCodePoint);
      case Handler::kBackslash: return put_escape(out, byte);
      case Handler::kEscape:
        return byte < 0x80 ? nullptr : put_utf8(out, 0xDC00u + byte);
      default: return nullptr;
    }
  }
  // A slice of it, up to what no everyday handler knows.
  bool one_byte() {
    const char* from = here();
    const char* const stop =
        from + std::min<size_t>(bytes_.size() - at_, kSlice);
    char* out = out_->room(4 * static_cast<size_t>(stop - from) + 8);
    while (from != stop) {
      copy_ascii(from, stop, out);
      for (; from != stop && is_high(*from); ++from) {
        const auto byte = static_cast<uint8_t>(*from);
        uint32_t c = form_.limit == 128 ? kNoCharacter : byte;
        const uint32_t place = uint32_t{byte} - form_.first;
        if (place < form_.count) c = form_.others[place];
        char* const next =
            c == kNoCharacter ? put_wrong(out, byte) : put_utf8(out, c);
        if (next == nullptr) {
          out_->end(out);
          go_to(from);
          return handle(1, form_.others == nullptr
                               ? "ordinal not in range(128)"
                               : "character maps to <undefined>");
        }
        out = next;
      }
    }
    out_->end(out);
    go_to(from);
    return true;
  }
  bool notation() {
    const size_t end = std::min(bytes_.find('\\', at_), bytes_.size());
    const char* from = here();
    while (at_ < end) {
      const char* const stop = from + std::min<size_t>(end - at_, kSlice);
      char* out = out_->room(2 * static_cast<size_t>(stop - from) + 8);
      while (from != stop) {
        copy_ascii(from, stop, out);
        while (from != stop && is_high(*from))
          out = put_utf8(out, static_cast<uint8_t>(*from++));
      }
      out_->end(out);
      go_to(from);
    }
    if (at_ == bytes_.size()) return true;
    const Escape escape = read_escape(bytes_, at_, form_.raw);
    for (int i = 0; i < escape.count; ++i)
      out_->end(put_utf8(out_->room(4), escape.characters[i]));
    if (escape.wrong != nullptr) {
      if (escape.is_cut && is_part_) return cut();
      if (form_.raw && escape.length == 1) return put('\\', 1);
      return handle(escape.length, escape.wrong);
    }
    if (escape.is_doubtful && doubtful_.empty())
      doubtful_ = bytes_.substr(at_ + 1, std::max<size_t>(escape.length, 2) - 1);
    at_ += escape.length;
    return true;
  }
  // What is left may be the beginning of a character.
  bool cut() {
    is_cut_ = true;
    return true;
  }
  bool handle_end(size_t length, const char* reason) {
    return is_part_ ? cut() : handle(length, reason);
  }
  // A slice of it, up to what no everyday handler knows.
  bool utf8() {
    const char* from = here();
    const char* const end = bytes_.data() + bytes_.size();
    const char* const stop = from + std::min<ptrdiff_t>(end - from, kSlice);
    char* out = out_->room(4 * static_cast<size_t>(stop - from) + 16);
    while (from < stop) {
      copy_ascii(from, stop, out);
      while (from < stop && is_high(*from)) {
        const auto first = static_cast<uint8_t>(*from);
        if (first >= 0xC2 && first < 0xE0 && end - from >= 2 &&
            (from[1] & 0xC0) == 0x80) {
          *out++ = *from++;
          *out++ = *from++;
          continue;
        }
        Utf8Step step = {Utf8Step::Kind::kInvalid, 1, 0};
        if (first >= 0xC2 && (end - from < 2 || (from[1] & 0xC0) == 0x80))
          step = decode_utf8({from, static_cast<size_t>(end - from)});
        if (step.ok()) {
          for (int i = 0; i < step.length; ++i) *out++ = *from++;
          continue;
        }
        const bool is_end = step.kind == Utf8Step::Kind::kTruncated;
        const bool by_byte =
            handler_ == Handler::kBackslash || handler_ == Handler::kEscape;
        char* next = is_end && is_part_ ? nullptr : out;
        for (int i = 0; i < (by_byte ? step.length : 1) && next != nullptr; ++i)
          next = put_wrong(next, static_cast<uint8_t>(from[i]));
        if (next == nullptr) {
          out_->end(out);
          go_to(from);
          if (is_end) return handle_end(step.length, "unexpected end of data");
          return handle(step.length, first >= 0xC2 && first <= 0xF4
                                         ? "invalid continuation byte"
                                         : "invalid start byte");
        }
        out = next;
        from += step.length;
      }
    }
    out_->end(out);
    go_to(from);
    return true;
  }
  // As far as units are characters each, or pairs.
  template <typename Unit>
  bool units() {
    typedef uint8_t Bytes8 __attribute__((vector_size(8)));
    typedef Unit Units8 __attribute__((vector_size(8 * sizeof(Unit))));
    const bool is_swapped =
        form_.big != (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
    const auto unit_at = [is_swapped](const char* place) {
      Unit unit;
      memcpy(&unit, place, sizeof unit);
      return is_swapped ? __builtin_bswap32(unit) >> (32 - 8 * sizeof unit)
                        : uint32_t{unit};
    };
    const char* from = here();
    size_t count = (bytes_.size() - at_) / sizeof(Unit);
    bool is_wrong = false;
    while (count != 0 && !is_wrong) {
      size_t slice = std::min<size_t>(count, kSlice);
      count -= slice;
      char* out = out_->room(4 * slice + 8);
      for (; slice != 0; --slice, from += sizeof(Unit)) {
        const uint32_t unit = unit_at(from);
        if (unit < 0x80) {
          *out = static_cast<char>(unit);
          size_t count = 1;
          if (sizeof(Unit) == 2 && slice >= 8 && !is_swapped) {
            constexpr uint64_t kOthers = UINT64_C(0xFF80FF80FF80FF80);
            uint64_t words[2];
            Units8 row;
            memcpy(words, from, sizeof words);
            memcpy(&row, from, sizeof row);
            const Bytes8 bytes = __builtin_convertvector(row, Bytes8);
            memcpy(out, &bytes, sizeof bytes);
            count = lanes_before(words[0] & kOthers, 16);
            if (count == 4) count += lanes_before(words[1] & kOthers, 16);
          }
          out += count;
          slice -= count - 1;
          from += (count - 1) * sizeof(Unit);
          continue;
        }
        uint32_t c = unit;
        if (is_surrogate(unit) || unit > kMaxCodePoint) {
          const uint32_t low = sizeof(Unit) == 2 && unit < 0xDC00 &&
                                       count + slice > 1
                                   ? unit_at(from + sizeof(Unit)) - 0xDC00
                                   : 0x400;
          if (low >= 0x400) {
            is_wrong = true;
            break;
          }
          c = 0x10000 + ((unit & 0x3FF) << 10) + low;
          from += sizeof(Unit);
          // The second may be the first of the next slice.
          if (slice > 1) --slice; else --count;
        }
        out = put_utf8(out, c);
      }
      out_->end(out);
    }
    go_to(from);
    return at_ != bytes_.size();
  }
  bool utf16() {
    if (!units<uint16_t>()) return true;
    const size_t left = bytes_.size() - at_;
    if (left < 2) return handle_end(1, "truncated data");
    if (get_unit(bytes_, at_, 2, form_.big) >= 0xDC00)
      return handle(2, "illegal encoding");
    if (left < 4) return handle_end(left, "unexpected end of data");
    return handle(2, "illegal UTF-16 surrogate");
  }
  bool utf32() {
    if (!units<uint32_t>()) return true;
    const size_t left = bytes_.size() - at_;
    if (left < 4) return handle_end(left, "truncated data");
    return handle(
        4, is_surrogate(get_unit(bytes_, at_, 4, form_.big))
               ? "code point in surrogate code point range(0xd800, 0xe000)"
               : "code point not in range(0x110000)");
  }
  bool put(uint32_t c, size_t used) {
    out_->end(put_utf8(out_->room(4), c));
    at_ += used;
    return true;
  }
  Value error(size_t length, const char* reason) {
    if (!is_kind(source_, Kind::kBytes)) {
      source_ = bytes_value(fiber_, bytes_);
      if (source_.is_error()) return source_;
    }
    return make_unicode_error(fiber_, types().UnicodeDecodeError, form_.name,
                              source_, at_, at_ + length, reason);
  }
  bool fail(size_t length, const char* reason) {
    return raise_it(fiber_, error(length, reason));
  }
  // The handler may have other bytes decoded from here on.
  bool ask(size_t length, const char* reason) {
    const Value exception = error(length, reason);
    Value with;
    size_t place;
    const auto size_of = [](Value v) { return v.as<Bytes>()->size; };
    if (exception.is_error() || !ask_handler(fiber_, errors_, exception, false,
                                             size_of, &with, &place)) {
      return false;
    }
    source_ = get_attr(fiber_, exception, "object");
    bytes_ = source_.as<Bytes>()->view();
    out_->append(with.as<Str>()->view());
    at_ = place;
    return true;
  }
  // The next `length` bytes are wrong.
  bool handle(size_t length, const char* reason) {
    if (!may_gather(fiber_, out_->view().size() + length * 4)) return false;
    switch (handler_) {
      case Handler::kStrict:
        return fail(length, reason);
      case Handler::kUnknown:
        return ask(length, reason);
      case Handler::kIgnore:
        break;
      case Handler::kReplace:
        put(kReplacementCodePoint, 0);
        break;
      case Handler::kBackslash:
        for (size_t i = 0; i < length; ++i) {
          out_->end(put_escape(out_->room(kMostEscaped),
                               static_cast<uint8_t>(bytes_[at_ + i])));
        }
        break;
      case Handler::kXml:
        raise_type_error(fiber_,
                         "don't know how to handle UnicodeDecodeError in error "
                         "callback");
        return false;
      case Handler::kEscape: {
        // As far as there are bytes that cannot be ASCII; then once more.
        size_t escaped = 0;
        for (; escaped < length; ++escaped) {
          const auto byte = static_cast<uint8_t>(bytes_[at_ + escaped]);
          if (byte < 0x80) break;
          put(0xDC00u + byte, 0);
        }
        if (escaped == 0) return fail(length, reason);
        length = escaped;
        break;
      }
      case Handler::kPass:
        return pass_surrogate(length, reason);
    }
    at_ += length;
    return true;
  }
  bool pass_surrogate(size_t length, const char* reason) {
    if (form_.limit != 0 || form_.unit == 0) return fail(length, reason);
    if (form_.unit == 1) {
      const Utf8Step step =
          decode_utf8(bytes_.substr(at_), Surrogates::kAllow);
      if (step.kind == Utf8Step::Kind::kTruncated && is_part_) return cut();
      if (!step.ok()) return fail(length, reason);
      return put(step.code_point, step.length);
    }
    const size_t unit = static_cast<size_t>(form_.unit);
    if (bytes_.size() - at_ < unit) return fail(length, reason);
    const uint32_t c = get_unit(bytes_, at_, form_.unit, form_.big);
    return is_surrogate(c) ? put(c, unit) : fail(length, reason);
  }

  Fiber& fiber_;
  std::string_view bytes_;
  const Form form_;
  const std::string_view errors_;
  const Handler handler_;
  Value source_;
  const bool is_part_;
  bool is_cut_ = false;
  CodecOutput* out_ = nullptr;
  size_t at_ = 0;
  std::string doubtful_;  // behind the backslash of the first such escape
};

}  // namespace

bool encode_text(Fiber& fiber, Str* text, const Form& form,
                 std::string_view errors, CodecOutput* out) {
  return Encoder(fiber, text, form, errors).encode(out);
}

bool decode_text(Fiber& fiber, std::string_view bytes, size_t from,
                 const Form& form, std::string_view errors, Value source,
                 CodecOutput* out, size_t* used) {
  Decoder decoder(fiber, bytes, form, errors, source, used != nullptr);
  if (!decoder.decode(from, out)) return false;
  if (used != nullptr) *used = decoder.used();
  return true;
}

}  // namespace mt::python
