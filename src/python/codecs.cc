// codecs.cc - the encodings by name, and the short ways through them.
//
// The work is done in codec_text.cc and, for the notations of literals, in
// codec_escape.cc; other encodings the module codecs knows. ASCII and UTF-8
// that is in order is only copied.

#include "python/codecs.h"

#include <iterator>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/code.h"
#include "python/codec_internal.h"
#include "python/fiber.h"
#include "python/import.h"
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
    {"cp1252", Encoding::kCp1252},    {"windows_1252", Encoding::kCp1252},
    {"1252", Encoding::kCp1252},
    {"iso8859_15", Encoding::kLatin9}, {"iso_8859_15", Encoding::kLatin9},
    {"latin9", Encoding::kLatin9},    {"l9", Encoding::kLatin9},
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

// Names that were looked up last: programs say the same few again and again.
struct Known {
  char text[15];
  uint8_t size;
  Encoding encoding;
};
Known g_known[16];

bool find_encoding(std::string_view name, Encoding* encoding) {
  if (name.empty()) return false;
  // By which the everyday names are apart.
  const size_t place = name.size() * 10 + static_cast<uint8_t>(name.back());
  Known& known = g_known[place % std::size(g_known)];
  if (name == std::string_view(known.text, known.size)) {
    *encoding = known.encoding;
    return true;
  }
  const std::string wanted = normalised(name);
  for (const EncodingRow& row : kEncodings) {
    if (wanted != row.name) continue;
    *encoding = row.encoding;
    if (name.size() <= sizeof known.text) {
      known.size = static_cast<uint8_t>(name.copy(known.text, name.size()));
      known.encoding = row.encoding;
    }
    return true;
  }
  return false;
}

// Has the module codecs do what is not done here; `name` is its function.
Value ask_registry(Fiber& fiber, const char* function, Value object,
                   std::string_view name, std::string_view errors) {
  const Value codecs = import_module(fiber, "codecs");
  if (codecs.is_error()) return codecs;
  const bool is_era = fiber.frame != nullptr && fiber.frame->code->is_era();
  return call_method(fiber, codecs, function,
                     {object, str_value(fiber, name), str_value(fiber, errors),
                      Value::from_bool(is_era)});
}

constexpr uint16_t kCp1252[] = {  // from 0x80 on
    0x20AC, kNoCharacter, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, kNoCharacter, 0x017D, kNoCharacter,
    kNoCharacter, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, kNoCharacter, 0x017E, 0x0178};
constexpr uint16_t kLatin9[] = {  // from 0xA4 on
    0x20AC, 0xA5, 0x0160, 0xA7, 0x0161, 0xA9, 0xAA, 0xAB, 0xAC,
    0xAD,   0xAE, 0xAF,   0xB0, 0xB1,   0xB2, 0xB3, 0x017D, 0xB5,
    0xB6,   0xB7, 0x017E, 0xB9, 0xBA,   0xBB, 0x0152, 0x0153, 0x0178};

Form with_others(const uint16_t* others, uint8_t first, size_t count) {
  return {"charmap", 256, 1, false, false, others, first,
          static_cast<uint8_t>(count)};
}

Form form_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kAscii: return {"ascii", 128, 1};
    case Encoding::kIdna: return {"idna", 128, 1};
    case Encoding::kCp1252:
      return with_others(kCp1252, 0x80, std::size(kCp1252));
    case Encoding::kLatin9:
      return with_others(kLatin9, 0xA4, std::size(kLatin9));
    case Encoding::kLatin1: return {"latin-1", 256, 1};
    case Encoding::kUtf16: return {"utf-16", 0, 2};
    case Encoding::kUtf16Le: return {"utf-16-le", 0, 2};
    case Encoding::kUtf16Be: return {"utf-16-be", 0, 2, true};
    case Encoding::kUtf32: return {"utf-32", 0, 4};
    case Encoding::kUtf32Le: return {"utf-32-le", 0, 4};
    case Encoding::kUtf32Be: return {"utf-32-be", 0, 4, true};
    case Encoding::kUnicodeEscape: return {"unicodeescape", 0, 0};
    case Encoding::kRawUnicodeEscape:
      return {"rawunicodeescape", 0, 0, false, true};
    default: return {"utf-8", 0, 1};
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
size_t skip_mark(std::string_view bytes, Form* form, int* order) {
  const auto unit = static_cast<size_t>(form->unit);
  form->name = unit == 2 ? "utf-16-le" : "utf-32-le";
  if (bytes.size() >= unit) {
    if (get_unit(bytes, 0, form->unit, false) == 0xFEFF) {
      *order = -1;
      return unit;
    }
    if (get_unit(bytes, 0, form->unit, true) == 0xFEFF) {
      *order = 1;
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

const char* encoding_name(std::string_view name) {
  Encoding encoding;
  if (!find_encoding(name, &encoding)) return nullptr;
  return encoding == Encoding::kUtf8Sig   ? "utf-8-sig"
         : encoding == Encoding::kCp1252 ? "cp1252"
         : encoding == Encoding::kLatin9 ? "iso8859-15"
                                         : form_of(encoding).name;
}

bool is_byte_encoding(std::string_view name) {
  Encoding encoding;
  return find_encoding(name, &encoding) && encoding <= Encoding::kLatin1;
}

Value encode_str(Fiber& fiber, Str* text, std::string_view name,
                 std::string_view errors) {
  Encoding encoding = Encoding::kUtf8;
  if (name != "utf-8" && !find_encoding(name, &encoding)) {
    return ask_registry(fiber, "_encode_text", Value::from_object(text), name,
                        errors);
  }
  const bool ascii_based = encoding <= Encoding::kLatin1;
  if (ascii_based && (text->is_ascii() || (encoding == Encoding::kUtf8 &&
                                           !has_surrogates(text->view())))) {
    return bytes_value(fiber, text->view());
  }
  CodecOutput out;
  if (encoding == Encoding::kUnicodeEscape ||
      encoding == Encoding::kRawUnicodeEscape) {
    if (!may_gather(fiber, most_escaped(text->view()))) return Value::error();
    escape_text(text, encoding, &out);
    return bytes_value(fiber, out.view());
  }
  const Form form = form_of(encoding);
  if (encoding == Encoding::kUtf8Sig) out.append("\xEF\xBB\xBF");
  if (encoding == Encoding::kUtf16 || encoding == Encoding::kUtf32) {
    put_unit(out, 0xFEFF, form.unit, false);
  }
  if (!encode_text(fiber, text, form, errors, &out)) return Value::error();
  return bytes_value(fiber, out.view());
}

Value decode_some(Fiber& fiber, std::string_view bytes, std::string_view name,
                  std::string_view errors, Value source, size_t* used,
                  int* order) {
  Encoding encoding = Encoding::kUtf8;
  if (name != "utf-8" && !find_encoding(name, &encoding)) {
    const Value object = is_kind(source, Kind::kBytes)
                             ? source
                             : bytes_value(fiber, bytes);
    return object.is_error() ? object
                             : ask_registry(fiber, "_decode_bytes", object,
                                            name, errors);
  }
  if (used != nullptr) *used = bytes.size();
  if (encoding == Encoding::kLatin1) return str_from_latin1(fiber, bytes);
  if (encoding <= Encoding::kLatin9 && is_all_ascii(bytes)) {
    Str* const string = make_str(fiber, bytes, bytes.size());
    return string != nullptr ? Value::from_object(string) : Value::error();
  }
  if (encoding == Encoding::kUtf8 && is_utf8(bytes))
    return make_text(fiber, bytes);
  Form form = form_of(encoding);
  size_t from = 0, before = 0;
  if (encoding == Encoding::kUtf8Sig && bytes.substr(0, 3) == "\xEF\xBB\xBF") {
    before = 3;  // errors know nothing of it
    bytes.remove_prefix(before);
    source = Value();
  }
  if (encoding == Encoding::kUtf16 || encoding == Encoding::kUtf32) {
    from = skip_mark(bytes, &form, order);
  }
  CodecOutput out;
  if (!decode_text(fiber, bytes, from, form, errors, source, &out, used)) {
    return Value::error();
  }
  if (used != nullptr) *used += before;
  return make_text(fiber, out.view());
}

Value decode_bytes(Fiber& fiber, std::string_view bytes, std::string_view name,
                   std::string_view errors, Value source) {
  // What is empty is so in every encoding, even in those there are not.
  if (bytes.empty()) return Value::from_object(rt().empty_str);
  int order;
  return decode_some(fiber, bytes, name, errors, source, nullptr, &order);
}

}  // namespace mt::python
