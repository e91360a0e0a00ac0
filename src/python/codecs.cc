// codecs.cc - the encodings by name, and the short ways through them.
//
// The work is done in codec_text.cc and, for the notations of literals, in
// codec_escape.cc. ASCII and UTF-8 that is in order is only copied.

#include "python/codecs.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/codec_internal.h"
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

bool has_surrogates(std::string_view text) {
  size_t at = 0;
  while ((at = text.find('\xED', at)) != text.npos) {
    if (static_cast<uint8_t>(text[at + 1]) >= 0xA0) return true;
    at += 3;
  }
  return false;
}

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
  if (!encode_text(fiber, text, form, errors, &out)) return Value::error();
  return bytes_value(fiber, out);
}

Value decode_bytes(Fiber& fiber, std::string_view bytes, std::string_view name,
                   std::string_view errors, Value source) {
  // What is empty is so in every encoding, even in those there are not.
  if (bytes.empty()) return Value::from_object(rt().empty_str);
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
  if (!decode_text(fiber, bytes, from, form, errors, source, &out)) {
    return Value::error();
  }
  return make_text(fiber, out);
}

}  // namespace mt::python
