// codecs.cc - the encodings by name, and everything between text and bytes that
// is not an escape notation (codec_escape.cc).
//
// What cannot be encoded or decoded goes through one function each way, which
// knows the error handlers; so an encoding is little more than a loop.

#include "python/codecs.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/codec_internal.h"
#include "python/exception.h"
#include "python/list.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

struct EncodingRow {
  const char* name;  // as normalised: lower case, words joined by '_'
  Encoding encoding;
};

constexpr EncodingRow kEncodings[] = {
    {"utf_8", Encoding::kUtf8},       {"utf8", Encoding::kUtf8},
    {"u8", Encoding::kUtf8},          {"utf", Encoding::kUtf8},
    {"cp65001", Encoding::kUtf8},     {"ascii", Encoding::kAscii},
    {"us_ascii", Encoding::kAscii},   {"646", Encoding::kAscii},
    {"ansi_x3.4_1968", Encoding::kAscii},
    {"idna", Encoding::kIdna},        {"latin_1", Encoding::kLatin1},
    {"latin1", Encoding::kLatin1},    {"latin", Encoding::kLatin1},
    {"l1", Encoding::kLatin1},        {"iso_8859_1", Encoding::kLatin1},
    {"iso8859_1", Encoding::kLatin1}, {"iso8859", Encoding::kLatin1},
    {"8859", Encoding::kLatin1},      {"cp819", Encoding::kLatin1},
    {"iso_8859_1_1987", Encoding::kLatin1},
    {"utf_8_sig", Encoding::kUtf8Sig},
    {"utf_16", Encoding::kUtf16},     {"utf16", Encoding::kUtf16},
    {"u16", Encoding::kUtf16},
    {"utf_16_le", Encoding::kUtf16Le}, {"utf_16le", Encoding::kUtf16Le},
    {"utf_16_be", Encoding::kUtf16Be}, {"utf_16be", Encoding::kUtf16Be},
    {"utf_32", Encoding::kUtf32},     {"utf32", Encoding::kUtf32},
    {"u32", Encoding::kUtf32},
    {"utf_32_le", Encoding::kUtf32Le}, {"utf_32le", Encoding::kUtf32Le},
    {"utf_32_be", Encoding::kUtf32Be}, {"utf_32be", Encoding::kUtf32Be},
    {"unicode_escape", Encoding::kUnicodeEscape},
    {"unicodeescape", Encoding::kUnicodeEscape},
    {"raw_unicode_escape", Encoding::kRawUnicodeEscape},
    {"rawunicodeescape", Encoding::kRawUnicodeEscape},
};

// Codecs of CPython that do not turn text into bytes.
constexpr const char* kNotText[] = {"hex",       "hex_codec", "rot13",
                                    "rot_13",    "base64",    "base64_codec",
                                    "zlib",      "zlib_codec", "bz2",
                                    "bz2_codec", "uu",        "uu_codec",
                                    "quopri",    "quopri_codec"};

std::string normalised(std::string_view name) {
  std::string out;
  bool gap = false;
  for (const char c : name.substr(0, 64)) {
    if (!is_alnum(c) && c != '.') {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out.push_back('_');
    gap = false;
    out.push_back(to_lower(c));
  }
  return out;
}

bool find_encoding(std::string_view name, Encoding* encoding) {
  const std::string wanted = normalised(name);
  for (const EncodingRow& row : kEncodings) {
    if (wanted == row.name) {
      *encoding = row.encoding;
      return true;
    }
  }
  return false;
}

bool lookup(Fiber& fiber, std::string_view name, bool encode,
            Encoding* encoding) {
  if (find_encoding(name, encoding)) return true;
  const std::string given(name.substr(0, 200));
  const std::string wanted = normalised(name);
  for (const char* const other : kNotText) {
    if (wanted != other) continue;
    raise(fiber, types().LookupError,
          "'%s' is not a text encoding; use codecs.%s() to handle arbitrary "
          "codecs",
          given.c_str(), encode ? "encode" : "decode");
    return false;
  }
  raise(fiber, types().LookupError, "unknown encoding: %s", given.c_str());
  return false;
}

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

bool unknown_handler(Fiber& fiber, std::string_view name) {
  raise(fiber, types().LookupError, "unknown error handler name '%s'",
        std::string(name.substr(0, 200)).c_str());
  return false;
}

bool raise_unicode_error(Fiber& fiber, Type* cls, const char* encoding,
                         Value object, size_t start, size_t end,
                         const char* reason) {
  const Value exception = call(
      fiber, Value::from_object(cls),
      {str_value(fiber, encoding), object,
       Value::from_int(static_cast<int64_t>(start)),
       Value::from_int(static_cast<int64_t>(end)), str_value(fiber, reason)});
  if (!exception.is_error()) raise_object(fiber, exception);
  return false;
}

// Little or big end first.
void put_unit(std::string& out, uint32_t unit, int bytes, bool big) {
  for (int i = 0; i < bytes; ++i) {
    const int shift = 8 * (big ? bytes - 1 - i : i);
    out.push_back(static_cast<char>(unit >> shift & 0xFF));
  }
}

uint32_t get_unit(std::string_view bytes, size_t at, int count, bool big) {
  uint32_t unit = 0;
  for (int i = 0; i < count; ++i) {
    const auto byte = static_cast<uint8_t>(bytes[at + static_cast<size_t>(i)]);
    unit |= uint32_t{byte} << 8 * (big ? count - 1 - i : i);
  }
  return unit;
}

// How an encoding is laid out.
struct Form {
  const char* name;   // in errors
  uint32_t limit;     // code points from here on cannot be encoded; 0: none
  int unit;           // bytes; 1 with no limit is UTF-8
  bool big;
};

Form form_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kAscii: return {"ascii", 128, 1, false};
    case Encoding::kIdna: return {"idna", 128, 1, false};
    case Encoding::kLatin1: return {"latin-1", 256, 1, false};
    case Encoding::kUtf16: return {"utf-16", 0, 2, false};
    case Encoding::kUtf16Le: return {"utf-16-le", 0, 2, false};
    case Encoding::kUtf16Be: return {"utf-16-be", 0, 2, true};
    case Encoding::kUtf32: return {"utf-32", 0, 4, false};
    case Encoding::kUtf32Le: return {"utf-32-le", 0, 4, false};
    case Encoding::kUtf32Be: return {"utf-32-be", 0, 4, true};
    default: return {"utf-8", 0, 1, false};
  }
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
    size_t at = 0, index = 0;
    while (at < text.size()) {
      const uint32_t c = str_char_at(text_, at);
      if (fits(c)) {
        put(c);
        at += utf8_length(c);
        ++index;
        continue;
      }
      size_t end = at, count = 0;
      do {
        end += utf8_length(str_char_at(text_, end));
        ++count;
      } while (end < text.size() && !fits(str_char_at(text_, end)));
      if (!handle(at, end, index, index + count)) return false;
      at = end;
      index += count;
    }
    return true;
  }

 private:
  static size_t utf8_length(uint32_t c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  bool fits(uint32_t c) const {
    return form_.limit != 0 ? c < form_.limit : !is_surrogate(c);
  }
  void put(uint32_t c) {
    if (form_.limit != 0) {
      out_->push_back(static_cast<char>(c));
    } else if (form_.unit == 1) {
      append_utf8(*out_, c, Surrogates::kAllow);
    } else if (form_.unit == 2 && c >= 0x10000) {
      put_unit(*out_, 0xD7C0 + (c >> 10), 2, form_.big);
      put_unit(*out_, 0xDC00 | (c & 0x3FF), 2, form_.big);
    } else {
      put_unit(*out_, c, form_.unit, form_.big);
    }
  }
  void put_ascii(std::string_view text) {
    for (const char c : text) put(static_cast<uint8_t>(c));
  }
  bool fail(size_t start, size_t end) {
    return raise_unicode_error(
        fiber_, types().UnicodeEncodeError, form_.name,
        Value::from_object(text_), start, end,
        form_.limit == 128   ? "ordinal not in range(128)"
        : form_.limit == 256 ? "ordinal not in range(256)"
                             : "surrogates not allowed");
  }
  // The characters [index, end_index) at bytes [at, end) cannot be encoded.
  bool handle(size_t at, size_t end, size_t index, size_t end_index) {
    for (; at < end; ++index) {
      const uint32_t c = str_char_at(text_, at);
      at += utf8_length(c);
      std::string escape;
      switch (handler_) {
        case Handler::kStrict: return fail(index, end_index);
        case Handler::kUnknown: return unknown_handler(fiber_, errors_);
        case Handler::kIgnore: break;
        case Handler::kReplace: put('?'); break;
        case Handler::kBackslash:
          append_escape(escape, c);
          put_ascii(escape);
          break;
        case Handler::kXml: put_ascii(format("&#%u;", c)); break;
        case Handler::kEscape:
          if (c < 0xDC80 || c > 0xDCFF || form_.unit != 1) {
            return fail(index, end_index);
          }
          out_->push_back(static_cast<char>(c & 0xFF));
          break;
        case Handler::kPass:
          if (form_.limit != 0) return fail(index, end_index);
          put(c);
          break;
      }
    }
    return true;
  }

  Fiber& fiber_;
  Str* const text_;
  const Form form_;
  const std::string_view errors_;
  const Handler handler_;
  std::string* out_ = nullptr;
};

bool has_surrogates(std::string_view text) {
  size_t at = 0;
  while ((at = text.find('\xED', at)) != text.npos) {
    if (static_cast<uint8_t>(text[at + 1]) >= 0xA0) return true;
    at += 3;
  }
  return false;
}

// --- decoding ----------------------------------------------------------------

class Decoder {
 public:
  Decoder(Fiber& fiber, std::string_view bytes, const Form& form,
          std::string_view errors, Value source)
      : fiber_(fiber), bytes_(bytes), form_(form), errors_(errors),
        handler_(handler_of(errors)), source_(source) {}

  bool decode(size_t from, std::string* out) {
    out_ = out;
    at_ = from;
    while (at_ < bytes_.size()) {
      const bool ok = form_.limit != 0   ? ascii()
                      : form_.unit == 1 ? utf8()
                      : form_.unit == 2 ? utf16()
                                        : utf32();
      if (!ok) return false;
    }
    return true;
  }

 private:
  bool ascii() {
    const auto byte = static_cast<uint8_t>(bytes_[at_]);
    if (byte >= 128) return handle(1, "ordinal not in range(128)");
    out_->push_back(bytes_[at_++]);
    return true;
  }
  bool utf8() {
    const std::string_view rest = bytes_.substr(at_);
    const size_t valid = valid_utf8_prefix(rest);
    out_->append(rest, 0, valid);
    at_ += valid;
    if (at_ == bytes_.size()) return true;
    const Utf8Step step = decode_utf8(bytes_.substr(at_));
    if (step.kind == Utf8Step::Kind::kTruncated) {
      return handle(step.length, "unexpected end of data");
    }
    const auto first = static_cast<uint8_t>(bytes_[at_]);
    const bool is_lead = first >= 0xC2 && first <= 0xF4;
    return handle(step.length,
                  is_lead ? "invalid continuation byte" : "invalid start byte");
  }
  bool utf16() {
    if (bytes_.size() - at_ < 2) return handle(1, "truncated data");
    const uint32_t unit = get_unit(bytes_, at_, 2, form_.big);
    if (!is_surrogate(unit)) return put(unit, 2);
    if (unit >= 0xDC00) return handle(2, "illegal encoding");
    if (bytes_.size() - at_ < 4) {
      return handle(bytes_.size() - at_, "unexpected end of data");
    }
    const uint32_t second = get_unit(bytes_, at_ + 2, 2, form_.big);
    if (second < 0xDC00 || second > 0xDFFF) {
      return handle(2, "illegal UTF-16 surrogate");
    }
    return put(0x10000 + ((unit & 0x3FF) << 10) + (second & 0x3FF), 4);
  }
  bool utf32() {
    if (bytes_.size() - at_ < 4) {
      return handle(bytes_.size() - at_, "truncated data");
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
  bool fail(size_t length, const char* reason) {
    if (!is_kind(source_, Kind::kBytes)) {
      source_ = bytes_value(fiber_, bytes_);
      if (source_.is_error()) return false;
    }
    return raise_unicode_error(fiber_, types().UnicodeDecodeError, form_.name,
                               source_, at_, at_ + length, reason);
  }
  // The next `length` bytes are wrong.
  bool handle(size_t length, const char* reason) {
    switch (handler_) {
      case Handler::kStrict:
        return fail(length, reason);
      case Handler::kUnknown:
        return unknown_handler(fiber_, errors_);
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
      case Handler::kEscape:
        for (size_t i = 0; i < length; ++i) {
          const auto byte = static_cast<uint8_t>(bytes_[at_ + i]);
          if (byte < 0x80) return fail(length, reason);
          append_utf8(*out_, 0xDC00 + byte, Surrogates::kAllow);
        }
        break;
      case Handler::kPass:
        return pass_surrogate(length, reason);
    }
    at_ += length;
    return true;
  }
  bool pass_surrogate(size_t length, const char* reason) {
    if (form_.limit != 0) return fail(length, reason);
    if (form_.unit == 1) {
      const Utf8Step step =
          decode_utf8(bytes_.substr(at_), Surrogates::kAllow);
      if (!step.ok()) return fail(length, reason);
      return put(step.code_point, step.length);
    }
    const size_t unit = static_cast<size_t>(form_.unit);
    if (bytes_.size() - at_ < unit) return fail(length, reason);
    const uint32_t c = get_unit(bytes_, at_, form_.unit, form_.big);
    return is_surrogate(c) ? put(c, unit) : fail(length, reason);
  }

  Fiber& fiber_;
  const std::string_view bytes_;
  const Form form_;
  const std::string_view errors_;
  const Handler handler_;
  Value source_;
  std::string* out_ = nullptr;
  size_t at_ = 0;
};

// A byte order mark decides the order and is dropped.
size_t skip_mark(std::string_view bytes, Form* form) {
  const auto unit = static_cast<size_t>(form->unit);
  if (bytes.size() >= unit) {
    if (get_unit(bytes, 0, form->unit, false) == 0xFEFF) {
      return unit;
    }
    if (get_unit(bytes, 0, form->unit, true) == 0xFEFF) {
      form->big = true;
      form->name = unit == 2 ? "utf-16-be" : "utf-32-be";
      return unit;
    }
  }
  return 0;
}

Value make_text(Fiber& fiber, std::string_view utf8) {
  Str* const string = make_str(fiber, utf8);
  return string != nullptr ? Value::from_object(string) : Value::error();
}

}  // namespace

bool is_encoding(std::string_view name) {
  Encoding encoding;
  return find_encoding(name, &encoding);
}

Value encode_str(Fiber& fiber, Str* text, std::string_view name,
                 std::string_view errors) {
  Encoding encoding = Encoding::kUtf8;
  if (name != "utf-8" && !lookup(fiber, name, true, &encoding)) {
    return Value::error();
  }
  const bool ascii_based = encoding <= Encoding::kLatin1;
  if (ascii_based && (text->is_ascii() || (encoding == Encoding::kUtf8 &&
                                           !has_surrogates(text->view())))) {
    return bytes_value(fiber, text->view());
  }
  std::string out;
  if (encoding == Encoding::kUnicodeEscape ||
      encoding == Encoding::kRawUnicodeEscape) {
    escape_text(text, encoding, &out);
    return bytes_value(fiber, out);
  }
  const Form form = form_of(encoding);
  if (encoding == Encoding::kUtf8Sig) out = "\xEF\xBB\xBF";
  if (encoding == Encoding::kUtf16 || encoding == Encoding::kUtf32) {
    put_unit(out, 0xFEFF, form.unit, false);
  }
  Encoder encoder(fiber, text, form, errors);
  if (!encoder.encode(&out)) return Value::error();
  return bytes_value(fiber, out);
}

Value decode_bytes(Fiber& fiber, std::string_view bytes, std::string_view name,
                   std::string_view errors, Value source) {
  Encoding encoding = Encoding::kUtf8;
  if (name != "utf-8" && !lookup(fiber, name, false, &encoding)) {
    return Value::error();
  }
  if (encoding == Encoding::kUtf8 && is_utf8(bytes)) {
    return make_text(fiber, bytes);
  }
  if (encoding == Encoding::kLatin1) return str_from_latin1(fiber, bytes);
  if (encoding <= Encoding::kIdna && is_all_ascii(bytes)) {
    return make_text(fiber, bytes);
  }
  std::string out;
  if (encoding == Encoding::kUnicodeEscape ||
      encoding == Encoding::kRawUnicodeEscape) {
    EscapeError error;
    if (!unescape_text(bytes, encoding, &out, &error)) {
      const Value object = bytes_value(fiber, bytes);
      if (object.is_error()) return object;
      raise_unicode_error(fiber, types().UnicodeDecodeError, error.encoding,
                          object, error.start, error.end, error.reason);
      return Value::error();
    }
    return make_text(fiber, out);
  }
  Form form = form_of(encoding);
  size_t from = 0;
  if (encoding == Encoding::kUtf8Sig && bytes.substr(0, 3) == "\xEF\xBB\xBF") {
    from = 3;
  }
  if (encoding == Encoding::kUtf16) form.name = "utf-16-le";
  if (encoding == Encoding::kUtf32) form.name = "utf-32-le";
  if (encoding == Encoding::kUtf16 || encoding == Encoding::kUtf32) {
    from = skip_mark(bytes, &form);
  }
  Decoder decoder(fiber, bytes, form, errors, source);
  if (!decoder.decode(from, &out)) return Value::error();
  return make_text(fiber, out);
}

}  // namespace mt::python
