// codec_text.cc - UTF-8, UTF-16, UTF-32, ASCII and Latin-1, both ways, and out of
// the notations of literals.
//
// What cannot be encoded or decoded goes through one function each way, which
// knows the error handlers; so an encoding is little more than a loop.

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

void put_unit(std::string& out, uint32_t unit, int bytes, bool big) {
  char buffer[4];
  for (int i = 0; i < bytes; ++i) {
    const int shift = 8 * (big ? bytes - 1 - i : i);
    buffer[i] = static_cast<char>(unit >> shift & 0xFF);
  }
  out.append(buffer, static_cast<size_t>(bytes));
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

  bool encode(std::string* out) {
    out_ = out;
    const std::string_view text = text_->view();
    const bool has_ascii = form_.limit != 0 || form_.unit == 1;
    out_->reserve(out_->size() +
                  text_->char_count * static_cast<size_t>(form_.unit));
    if (form_.unit > 1) put_units();
    while (at_ < text.size()) {
      const size_t ascii = has_ascii ? ascii_run(text, at_) : at_;
      if (ascii != at_) {
        out_->append(text, at_, ascii - at_);
        index_ += ascii - at_;
        at_ = ascii;
        continue;
      }
      const uint32_t c = str_char_at(text_, at_);
      if (fits(c)) {
        put(c);
        at_ += utf8_length(c);
        ++index_;
        continue;
      }
      // Units of more bytes are complained about one by one.
      size_t end = at_, count = 0;
      do {
        end += utf8_length(str_char_at(text_, end));
        ++count;
      } while (form_.unit == 1 && end < text.size() &&
               !fits(str_char_at(text_, end)));
      if (!handle(end, index_ + count)) return false;
    }
    return true;
  }

 private:
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
      out_->push_back(
          static_cast<char>(form_.others == nullptr ? c : byte_of(c)));
    } else if (form_.unit == 1) {
      append_utf8(*out_, c, Surrogates::kAllow);
    } else if (form_.unit == 2 && c >= 0x10000) {
      put_unit(*out_, 0xD7C0 + (c >> 10), 2, form_.big);
      put_unit(*out_, 0xDC00 | (c & 0x3FF), 2, form_.big);
    } else {
      put_unit(*out_, c, form_.unit, form_.big);
    }
  }
  // As far as characters are of one unit each, without a look at handlers.
  void put_units() {
    const std::string_view text = text_->view();
    const auto unit = static_cast<size_t>(form_.unit);
    char chunk[256];
    size_t used = 0;
    while (at_ < text.size()) {
      uint32_t c = static_cast<uint8_t>(text[at_]);
      size_t length = 1;
      if (c >= 0x80) {
        c = str_char_at(text_, at_);
        if (is_surrogate(c) || (c >= 0x10000 && unit == 2)) break;
        length = utf8_length(c);
      }
      if (form_.big) c = __builtin_bswap32(c) >> (32 - 8 * unit);
      chunk[used++] = static_cast<char>(c);
      chunk[used++] = static_cast<char>(c >> 8);
      if (unit == 4) {
        chunk[used++] = static_cast<char>(c >> 16);
        chunk[used++] = static_cast<char>(c >> 24);
      }
      at_ += length;
      ++index_;
      if (used == sizeof chunk) {
        out_->append(chunk, used);
        used = 0;
      }
    }
    out_->append(chunk, used);
  }
  void put_ascii(std::string_view text) {
    for (const char c : text) put(static_cast<uint8_t>(c));
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
  bool fail(size_t start, size_t end) {
    return raise_it(fiber_, error(start, end));
  }
  // The characters from here to `end_index`, at the byte `end`, cannot be
  // encoded.
  bool handle(size_t end, size_t end_index) {
    if (handler_ == Handler::kUnknown) return ask(end_index);
    if (form_.unit == 1 &&
        (handler_ == Handler::kIgnore || handler_ == Handler::kReplace)) {
      if (handler_ == Handler::kReplace) out_->append(end_index - index_, '?');
      at_ = end;
      index_ = end_index;
      return true;
    }
    std::string escape;
    while (at_ < end) {
      const uint32_t c = str_char_at(text_, at_);
      switch (handler_) {
        case Handler::kUnknown:
        case Handler::kStrict: return fail(index_, end_index);
        case Handler::kIgnore: break;
        case Handler::kReplace: put('?'); break;
        case Handler::kBackslash:
          escape.clear();
          append_escape(escape, c);
          put_ascii(escape);
          break;
        case Handler::kXml: {
          char reference[12];
          char* first = reference + sizeof reference;
          *--first = ';';
          for (uint32_t rest = c; rest != 0; rest /= 10)
            *--first = static_cast<char>('0' + rest % 10);
          *--first = '#';
          *--first = '&';
          put_ascii({first, static_cast<size_t>(reference + sizeof reference -
                                                first)});
          break;
        }
        case Handler::kEscape:
          if (c < 0xDC80 || c > 0xDCFF || form_.unit != 1) {
            return fail(index_, end_index);
          }
          out_->push_back(static_cast<char>(c & 0xFF));
          break;
        case Handler::kPass:
          if (form_.limit != 0) return fail(index_, end_index);
          put(c);
          break;
      }
      at_ += utf8_length(c);
      ++index_;
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
    at_ = str_offset(text_, index_);
    return true;
  }

  Fiber& fiber_;
  Str* const text_;
  const Form form_;
  const std::string_view errors_;
  const Handler handler_;
  std::string* out_ = nullptr;
  size_t at_ = 0, index_ = 0;  // byte and character
};

// --- decoding ----------------------------------------------------------------

class Decoder {
 public:
  Decoder(Fiber& fiber, std::string_view bytes, const Form& form,
          std::string_view errors, Value source, bool is_part)
      : fiber_(fiber), bytes_(bytes), form_(form), errors_(errors),
        handler_(handler_of(errors)), source_(source), is_part_(is_part) {}

  bool decode(size_t from, std::string* out) {
    out_ = out;
    at_ = from;
    while (at_ < bytes_.size() && !is_cut_) {
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
  bool one_byte() {
    const size_t ascii = ascii_run(bytes_, at_);
    out_->append(bytes_, at_, ascii - at_);
    at_ = ascii;
    if (at_ == bytes_.size()) return true;
    const auto byte = static_cast<uint8_t>(bytes_[at_]);
    if (form_.others == nullptr) {
      return byte < form_.limit ? put(byte, 1)
                                : handle(1, "ordinal not in range(128)");
    }
    const uint32_t place = uint32_t{byte} - form_.first;
    const uint32_t c = place < form_.count ? form_.others[place] : byte;
    return c != kNoCharacter ? put(c, 1)
                             : handle(1, "character maps to <undefined>");
  }
  bool notation() {
    if (bytes_[at_] != '\\') return put(static_cast<uint8_t>(bytes_[at_]), 1);
    const Escape escape = read_escape(bytes_, at_, form_.raw, out_);
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
  bool utf8() {
    const std::string_view rest = bytes_.substr(at_);
    const size_t valid = valid_utf8_prefix(rest);
    out_->append(rest, 0, valid);
    at_ += valid;
    if (at_ == bytes_.size()) return true;
    const Utf8Step step = decode_utf8(bytes_.substr(at_));
    if (step.kind == Utf8Step::Kind::kTruncated) {
      return handle_end(step.length, "unexpected end of data");
    }
    const auto first = static_cast<uint8_t>(bytes_[at_]);
    const bool is_lead = first >= 0xC2 && first <= 0xF4;
    return handle(step.length,
                  is_lead ? "invalid continuation byte" : "invalid start byte");
  }
  bool utf16() {
    char chunk[256];
    size_t used = 0;
    while (bytes_.size() - at_ >= 2 && sizeof chunk - used >= 4) {
      const auto first = static_cast<uint8_t>(bytes_[at_]);
      const auto second = static_cast<uint8_t>(bytes_[at_ + 1]);
      const uint32_t unit = form_.big ? first << 8u | second
                                      : second << 8u | first;
      if (is_surrogate(unit)) break;
      used += encode_utf8(unit, chunk + used);
      at_ += 2;
    }
    out_->append(chunk, used);
    if (used != 0) return true;
    if (bytes_.size() - at_ < 2) return handle_end(1, "truncated data");
    const uint32_t unit = get_unit(bytes_, at_, 2, form_.big);
    if (!is_surrogate(unit)) return put(unit, 2);
    if (unit >= 0xDC00) return handle(2, "illegal encoding");
    if (bytes_.size() - at_ < 4) {
      return handle_end(bytes_.size() - at_, "unexpected end of data");
    }
    const uint32_t second = get_unit(bytes_, at_ + 2, 2, form_.big);
    if (second < 0xDC00 || second > 0xDFFF) {
      return handle(2, "illegal UTF-16 surrogate");
    }
    return put(0x10000 + ((unit & 0x3FF) << 10) + (second & 0x3FF), 4);
  }
  bool utf32() {
    if (bytes_.size() - at_ < 4) {
      return handle_end(bytes_.size() - at_, "truncated data");
    }
    const uint32_t c = get_unit(bytes_, at_, 4, form_.big);
    if (is_surrogate(c)) {
      return handle(4,
                    "code point in surrogate code point range(0xd800, 0xe000)");
    }
    if (c > kMaxCodePoint) {
      return handle(4, "code point not in range(0x110000)");
    }
    return put(c, 4);
  }
  bool put(uint32_t c, size_t used) {
    append_utf8(*out_, c, Surrogates::kAllow);
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
    switch (handler_) {
      case Handler::kStrict:
        return fail(length, reason);
      case Handler::kUnknown:
        return ask(length, reason);
      case Handler::kIgnore:
        break;
      case Handler::kReplace:
        append_utf8(*out_, kReplacementCodePoint);
        break;
      case Handler::kBackslash:
        for (size_t i = 0; i < length; ++i) {
          append_escape(*out_, static_cast<uint8_t>(bytes_[at_ + i]));
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
          append_utf8(*out_, 0xDC00 + byte, Surrogates::kAllow);
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
  std::string* out_ = nullptr;
  size_t at_ = 0;
  std::string doubtful_;  // behind the backslash of the first such escape
};

}  // namespace

bool encode_text(Fiber& fiber, Str* text, const Form& form,
                 std::string_view errors, std::string* out) {
  return Encoder(fiber, text, form, errors).encode(out);
}

bool decode_text(Fiber& fiber, std::string_view bytes, size_t from,
                 const Form& form, std::string_view errors, Value source,
                 std::string* out, size_t* used) {
  Decoder decoder(fiber, bytes, form, errors, source, used != nullptr);
  if (!decoder.decode(from, out)) return false;
  if (used != nullptr) *used = decoder.used();
  return true;
}

}  // namespace mt::python
