// module_binascii.cc - binascii: bytes as text of ASCII, and back.
//
// lib/base64.py is a thin layer around this. Checksums are here because
// CPython's module has them.

#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "python/data_modules.h"

namespace mt::python {

namespace {

Type* g_error;  // classes of C++ are never freed
Type* g_incomplete;

constexpr char kBase64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Value fail(Fiber& fiber, const char* what) {
  return raise(fiber, g_error, "%s", what);
}

// --- hexadecimal -------------------------------------------------------------

Value b2a_hex(Fiber& fiber, Value, Args args) {
  Value out[3];
  std::string_view bytes;
  if (!parse_args(fiber, "hexlify", args, {"data", "sep", "bytes_per_sep"}, 1,
                  out) ||
      !bytes_argument(fiber, out[0], &bytes)) {
    return Value::error();
  }
  const uint32_t given = out[1].is_undefined() ? 0 : out[2].is_undefined() ? 1
                                                                           : 2;
  const Value text = hex_of(fiber, bytes, {out + 1, given});
  if (text.is_error()) return text;
  return bytes_value(fiber, text.as<Str>()->view());
}

Value a2b_hex(Fiber& fiber, Value, Args args) {
  std::string_view text;
  if (!bytes_or_ascii(fiber, args[0], &text)) return Value::error();
  if (text.size() % 2 != 0) return fail(fiber, "Odd-length string");
  if (!may_gather(fiber, text.size())) return Value::error();
  std::string out(text.size() / 2, '\0');
  if (read_hex(text, out.data()) != text.size())
    return fail(fiber, "Non-hexadecimal digit found");
  return bytes_value(fiber, out);
}

// --- base64 ------------------------------------------------------------------

Value b2a_base64(Fiber& fiber, Value, Args args) {
  Value out[2] = {Value(), Value::from_bool(true)};
  std::string_view bytes;
  if (!parse_args(fiber, "b2a_base64", args, {"data", "/", "*", "newline"}, 1,
                  out)) {
    return Value::error();
  }
  const int newline = truth(fiber, out[1]);
  if (newline < 0 || !bytes_argument(fiber, out[0], &bytes)) {
    return Value::error();
  }
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  char* to = text.data();
  for (size_t i = 0; i < bytes.size(); i += 3, to += 4) {
    const size_t left = bytes.size() - i;
    const uint32_t group =
        uint32_t{byte_at(bytes, i)} << 16 |
        (left > 1 ? uint32_t{byte_at(bytes, i + 1)} << 8 : 0) |
        (left > 2 ? uint32_t{byte_at(bytes, i + 2)} : 0);
    to[0] = kBase64[group >> 18];
    to[1] = kBase64[group >> 12 & 63];
    if (left > 1) to[2] = kBase64[group >> 6 & 63];
    if (left > 2) to[3] = kBase64[group & 63];
  }
  if (newline != 0) text.push_back('\n');
  return bytes_value(fiber, text);
}

struct Sextets {
  int8_t of[256] = {};
  constexpr Sextets() {
    for (int8_t& value : of) value = -1;
    for (int i = 0; i < 64; ++i)
      of[static_cast<uint8_t>(kBase64[i])] = static_cast<int8_t>(i);
  }
};
constexpr Sextets kSextets;

int sextet(char c) { return kSextets.of[static_cast<uint8_t>(c)]; }

Value a2b_base64(Fiber& fiber, Value, Args args) {
  Value given[2] = {Value(), Value::from_bool(false)};
  std::string_view text;
  if (!parse_args(fiber, "a2b_base64", args, {"data", "/", "*", "strict_mode"},
                  1, given)) {
    return Value::error();
  }
  const int strict = truth(fiber, given[1]);
  if (strict < 0 || !bytes_or_ascii(fiber, given[0], &text)) {
    return Value::error();
  }
  if (strict != 0 && !text.empty() && text[0] == '=') {
    return fail(fiber, "Leading padding not allowed");
  }
  if (!may_gather(fiber, text.size())) return Value::error();
  std::string out(text.size() / 4 * 3 + 3, '\0');
  char* to = out.data();
  const auto made = [&] {
    return std::string_view(out.data(), static_cast<size_t>(to - out.data()));
  };
  uint32_t group = 0;
  int digits = 0, pads = 0;
  bool padded = false;
  for (size_t i = 0; i < text.size(); ++i) {
    // Four good ones at once, as nearly all are.
    while (digits == 0 && text.size() - i > 4) {
      uint32_t four = 0;
      int all = 0;
      for (size_t k = 0; k < 4; ++k) {
        const int value = sextet(text[i + k]);
        four = four << 6 | static_cast<uint32_t>(value);
        all |= value;
      }
      if (all < 0 || padded) break;
      *to++ = static_cast<char>(four >> 16);
      *to++ = static_cast<char>(four >> 8);
      *to++ = static_cast<char>(four);
      i += 4;
      pads = 0;
    }
    const char c = text[i];
    if (c == '=') {
      padded = true;
      if (digits >= 2 && digits + ++pads >= 4) {
        // The group is full; nothing after it is looked at.
        if (strict != 0 && i + 1 < text.size()) {
          return fail(fiber, "Excess data after padding");
        }
        return bytes_value(fiber, made());
      }
      continue;
    }
    const int value = sextet(c);
    if (value < 0) {
      if (strict != 0) return fail(fiber, "Only base64 data is allowed");
      continue;
    }
    if (strict != 0 && padded) {
      return fail(fiber, "Discontinuous padding not allowed");
    }
    pads = 0;
    group = group << 6 | static_cast<uint32_t>(value);
    if (digits++ != 0) {
      *to++ = static_cast<char>(group >> (6 - 2 * (digits - 1)));
    }
    digits &= 3;
  }
  if (digits == 1) {
    const size_t count = made().size() / 3 * 4 + 1;
    return raise(fiber, g_error,
                 "Invalid base64-encoded string: number of data characters "
                 "(%zu) cannot be 1 more than a multiple of 4",
                 count);
  }
  if (digits != 0) return fail(fiber, "Incorrect padding");
  return bytes_value(fiber, made());
}

// --- uuencode ----------------------------------------------------------------

Value b2a_uu(Fiber& fiber, Value, Args args) {
  Value out[2] = {Value(), Value::from_bool(false)};
  std::string_view bytes;
  if (!parse_args(fiber, "b2a_uu", args, {"data", "/", "*", "backtick"}, 1,
                  out)) {
    return Value::error();
  }
  const int backtick = truth(fiber, out[1]);
  if (backtick < 0 || !bytes_argument(fiber, out[0], &bytes)) {
    return Value::error();
  }
  if (bytes.size() > 45) return fail(fiber, "At most 45 bytes at once");
  std::string text;
  const auto put = [&](uint32_t six) {
    text.push_back(six == 0 && backtick != 0 ? '`'
                                             : static_cast<char>(' ' + six));
  };
  put(static_cast<uint32_t>(bytes.size()));
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = 0;
    for (size_t j = i; j < i + 3; ++j) {
      group = group << 8 | (j < bytes.size() ? byte_at(bytes, j) : 0u);
    }
    for (int shift = 18; shift >= 0; shift -= 6) put(group >> shift & 63);
  }
  text.push_back('\n');
  return bytes_value(fiber, text);
}

Value a2b_uu(Fiber& fiber, Value, Args args) {
  std::string_view text;
  if (!bytes_or_ascii(fiber, args[0], &text)) return Value::error();
  // What was cut off at the end of a line was blanks.
  const size_t length =
      text.empty() ? 32 : static_cast<size_t>((byte_at(text, 0) - ' ') & 63);
  std::string out;
  size_t at = 1;
  uint32_t group = 0;
  for (unsigned bits = 0; out.size() < length; ++at) {
    const char c = at < text.size() ? text[at] : ' ';
    uint32_t six = 0;
    if (c != '\n' && c != '\r') {
      if (c < ' ' || c > '`') return fail(fiber, "Illegal char");
      six = static_cast<uint32_t>(c - ' ') & 63;
    }
    group = group << 6 | six;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out.push_back(static_cast<char>(group >> bits));
  }
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c != ' ' && c != '`' && c != '\n' && c != '\r') {
      return fail(fiber, "Trailing garbage");
    }
  }
  return bytes_value(fiber, out);
}

// --- quoted-printable (RFC 2045, 6.7) ----------------------------------------

Value a2b_qp(Fiber& fiber, Value, Args args) {
  Value given[2] = {Value(), Value::from_bool(false)};
  std::string_view text;
  if (!parse_args(fiber, "a2b_qp", args, {"data", "header"}, 1, given)) {
    return Value::error();
  }
  const int header = truth(fiber, given[1]);
  if (header < 0 || !bytes_or_ascii(fiber, given[0], &text)) {
    return Value::error();
  }
  if (!may_gather(fiber, text.size())) return Value::error();
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (header != 0 && c == '_') {
      out.push_back(' ');
      continue;
    }
    if (c != '=') {
      out.push_back(c);
      continue;
    }
    if (i + 1 >= text.size()) break;
    const char next = text[i + 1];
    if (next == '\n' || next == '\r') {  // a line that goes on
      while (++i < text.size() && text[i] != '\n') {
      }
    } else if (next == '=') {
      out.push_back('=');
      ++i;
    } else if (i + 2 < text.size() && is_hex_digit(next) &&
               is_hex_digit(text[i + 2])) {
      out.push_back(static_cast<char>(digit_value(next) << 4 |
                                      digit_value(text[i + 2])));
      i += 2;
    } else {
      out.push_back('=');
    }
  }
  return bytes_value(fiber, out);
}

Value b2a_qp(Fiber& fiber, Value, Args args) {
  Value given[4] = {Value(), Value::from_bool(false), Value::from_bool(true),
                    Value::from_bool(false)};
  std::string_view bytes;
  if (!parse_args(fiber, "b2a_qp", args,
                  {"data", "quotetabs", "istext", "header"}, 1, given)) {
    return Value::error();
  }
  const int tabs = truth(fiber, given[1]), is_text = truth(fiber, given[2]),
            header = truth(fiber, given[3]);
  if (tabs < 0 || is_text < 0 || header < 0 ||
      !bytes_argument(fiber, given[0], &bytes)) {
    return Value::error();
  }
  constexpr size_t kLine = 76;
  constexpr char kHex[] = "0123456789ABCDEF";
  const size_t size = bytes.size(), first_end = bytes.find('\n');
  // The text's own ends of lines, as the first one has them.
  const bool crlf = first_end != bytes.npos && first_end > 0 &&
                    bytes[first_end - 1] == '\r';
  if (!may_gather(fiber, most_escaped(bytes))) return Value::error();
  std::string out;
  size_t column = 0;
  const auto end_line = [&] {
    out += crlf ? "=\r\n" : "=\n";
    column = 0;
  };
  const auto quote = [&](char c) {
    out.push_back('=');
    out.push_back(kHex[static_cast<uint8_t>(c) >> 4]);
    out.push_back(kHex[static_cast<uint8_t>(c) & 15]);
  };
  for (size_t i = 0; i < size; ++i) {
    const char c = bytes[i];
    const bool last = i + 1 == size;
    const bool line_end =
        c == '\n' || (c == '\r' && !last && bytes[i + 1] == '\n');
    const bool alone = c == '.' && column == 0 &&
                       (last || bytes[i + 1] == '\n' || bytes[i + 1] == '\r' ||
                        bytes[i + 1] == '\0');
    const bool is_quoted =
        static_cast<uint8_t>(c) > 126 || c == '=' ||
        (header != 0 && c == '_') || alone ||
        (is_text == 0 && (c == '\r' || c == '\n')) || (is_blank(c) && last) ||
        (static_cast<uint8_t>(c) < 33 && c != '\r' && c != '\n' &&
         (!is_blank(c) || tabs != 0));
    if (is_quoted) {
      if (column + 3 >= kLine) end_line();
      quote(c);
      column += 3;
      continue;
    }
    if (is_text != 0 && line_end) {
      // A blank at the end of a line would be lost on the way.
      if (!out.empty() && is_blank(out.back())) {
        const char blank = out.back();
        out.pop_back();
        quote(blank);
      }
      out += crlf ? "\r\n" : "\n";
      column = 0;
      if (c == '\r') ++i;
      continue;
    }
    if (!last && bytes[i + 1] != '\n' && column + 1 >= kLine) end_line();
    out.push_back(header != 0 && c == ' ' ? '_' : c);
    ++column;
  }
  return bytes_value(fiber, out);
}

// --- checksums ---------------------------------------------------------------

// CRC-16 of BinHex: x^16 + x^12 + x^5 + 1.
Value crc_hqx(Fiber& fiber, Value, Args args) {
  std::string_view bytes;
  uint32_t crc = 0;
  if (!bytes_argument(fiber, args[0], &bytes) ||
      !word_argument(fiber, args[1], &crc)) {
    return Value::error();
  }
  crc &= 0xFFFF;
  for (const char c : bytes) {
    crc ^= uint32_t{static_cast<uint8_t>(c)} << 8;
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc << 1 ^ ((crc & 0x8000) != 0 ? 0x1021u : 0u)) & 0xFFFF;
    }
  }
  return Value::from_int(crc);
}

// --- by groups --------------------------------------------------------------

// What base32 and base85 have in common: so many bytes are a number, of which
// each digit is a letter of the alphabet.
struct Grouping {
  std::string_view from, alphabet;
  size_t bytes, digits;  // in a group
};

// _to_digits(data, alphabet, bytes in a group), and back; whole groups only.
bool read_grouping(Fiber& fiber, Args args, bool is_back, Grouping* out) {
  if (!bytes_argument(fiber, args[0], &out->from) ||
      !bytes_argument(fiber, args[1], &out->alphabet))
    return false;
  const int64_t bytes = args[2].is_int() ? args[2].as_int() : 0;
  out->bytes = bytes == 5 ? 5 : 4;
  out->digits = bytes == 5 ? 8 : 5;
  if ((bytes == 4 || bytes == 5) &&
      out->alphabet.size() == (bytes == 5 ? 32 : 85) &&
      out->from.size() % (is_back ? out->digits : out->bytes) == 0)
    return true;
  raise_value_error(fiber, "no such groups");
  return false;
}

Value to_digits(Fiber& fiber, Value, Args args) {
  Grouping it;
  if (!read_grouping(fiber, args, false, &it)) return Value::error();
  Bytes* const text =
      make_bytes(fiber, it.from.size() / it.bytes * it.digits);
  if (text == nullptr) return Value::error();
  char* out = const_cast<char*>(text->view().data());
  for (size_t at = 0; at < it.from.size(); at += it.bytes) {
    uint64_t number = 0;
    for (size_t i = 0; i < it.bytes; ++i)
      number = number << 8 | byte_at(it.from, at + i);
    for (size_t i = it.digits; i-- > 0; number /= it.alphabet.size())
      out[i] = it.alphabet[static_cast<size_t>(number % it.alphabet.size())];
    out += it.digits;
  }
  return Value::from_object(text);
}

// None when there is a wrong digit, or a number too large for a group.
Value from_digits(Fiber& fiber, Value, Args args) {
  Grouping it;
  if (!read_grouping(fiber, args, true, &it)) return Value::error();
  uint8_t values[256];
  memset(values, 255, sizeof values);
  for (size_t i = 0; i < it.alphabet.size(); ++i)
    values[byte_at(it.alphabet, i)] = static_cast<uint8_t>(i);
  Bytes* const made = make_bytes(fiber, it.from.size() / it.digits * it.bytes);
  if (made == nullptr) return Value::error();
  char* out = const_cast<char*>(made->view().data());
  for (size_t at = 0; at < it.from.size(); at += it.digits) {
    uint64_t number = 0;
    for (size_t i = 0; i < it.digits; ++i) {
      const uint8_t digit = values[byte_at(it.from, at + i)];
      if (digit == 255) return Value::none();
      number = number * it.alphabet.size() + digit;
    }
    if (number >> 8 * it.bytes != 0) return Value::none();
    for (size_t i = it.bytes; i-- > 0; number >>= 8)
      out[i] = static_cast<char>(number);
    out += it.bytes;
  }
  return Value::from_object(made);
}

const MethodDef kFunctions[] = {
    {"_from_digits", from_digits, 3, 3},
    {"_to_digits", to_digits, 3, 3},
    {"a2b_base64", a2b_base64, 1, 1, kMethodKeywords},
    {"a2b_hex", a2b_hex, 1, 1},
    {"a2b_qp", a2b_qp, 1, 2, kMethodKeywords},
    {"a2b_uu", a2b_uu, 1, 1},
    {"b2a_base64", b2a_base64, 1, 1, kMethodKeywords},
    {"b2a_hex", b2a_hex, 1, 3, kMethodKeywords},
    {"b2a_qp", b2a_qp, 1, 4, kMethodKeywords},
    {"b2a_uu", b2a_uu, 1, 1, kMethodKeywords},
    {"crc32", checksum_crc32, 1, 2},
    {"crc_hqx", crc_hqx, 2, 2},
    {"hexlify", b2a_hex, 1, 3, kMethodKeywords},
    {"unhexlify", a2b_hex, 1, 1},
    {}};

constexpr TypeDef kErrorType = {"binascii.Error", nullptr, nullptr};
constexpr TypeDef kIncompleteType = {"binascii.Incomplete", nullptr, nullptr};

bool fill(Fiber& fiber, Dict* globals) {
  if (g_error == nullptr) {
    g_error = native_type(fiber, kErrorType, types().ValueError);
    g_incomplete = native_type(fiber, kIncompleteType, types().Exception);
  }
  put(fiber, globals, "Error", Value::from_object(g_error));
  put(fiber, globals, "Incomplete", Value::from_object(g_incomplete));
  return true;
}

}  // namespace

const ModuleDef kBinasciiModule = {
    "binascii", kFunctions, fill,
    "Conversion between binary data and ASCII"};

}  // namespace mt::python
