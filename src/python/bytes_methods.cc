// bytes_methods.cc - what bytes and bytearray can do beside what they share
// with str (text.h): case and classes of ASCII, hexadecimal, translation.

#include <string.h>

#include "base/ascii.h"
#include "python/bytes_internal.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/str_internal.h"
#include "python/text.h"

namespace mt::python {

// --- case --------------------------------------------------------------------

namespace {

enum class Case { kLower, kUpper, kSwap, kTitle, kCapitalize };

Value change_case(Fiber& fiber, Value self, Case how) {
  const Text text(self);
  const size_t size = text.view.size();
  char* out = nullptr;
  const Value result = text_to_fill(fiber, text, size, size, &out);
  if (result.is_error()) return result;
  if (how == Case::kLower || how == Case::kUpper) {
    change_letters(text.view.data(), size, out,
                   how == Case::kLower ? 'A' : 'a');
    return result;
  }
  bool in_word = false;
  for (size_t i = 0; i < size; ++i) {
    const char c = text.view[i];
    switch (how) {
      case Case::kLower:
      case Case::kUpper: break;
      case Case::kSwap: out[i] = is_lower(c) ? to_upper(c) : to_lower(c); break;
      case Case::kTitle: out[i] = in_word ? to_lower(c) : to_upper(c); break;
      case Case::kCapitalize: out[i] = i > 0 ? to_lower(c) : to_upper(c); break;
    }
    in_word = is_alpha(c);
  }
  return result;
}

using CharTest = bool (*)(char);

// True when there is a character and all pass.
Value all_are(Value self, CharTest test) {
  const std::string_view view = Text(self).view;
  for (const char c : view) {
    if (!test(c)) return Value::from_bool(false);
  }
  return Value::from_bool(!view.empty());
}

// At least one letter, none of them `wrong`.
Value cased_are(Value self, CharTest right, CharTest wrong) {
  bool any = false;
  for (const char c : Text(self).view) {
    if (wrong(c)) return Value::from_bool(false);
    any = any || right(c);
  }
  return Value::from_bool(any);
}

bool test_alnum(char c) { return is_alnum(c); }
bool test_alpha(char c) { return is_alpha(c); }
bool test_digit(char c) { return is_digit(c); }
bool test_space(char c) { return is_space(c); }
bool test_lower(char c) { return is_lower(c); }
bool test_upper(char c) { return is_upper(c); }

}  // namespace

Value byte_capitalize(Fiber& fiber, Value self, Args) {
  return change_case(fiber, self, Case::kCapitalize);
}
Value byte_lower(Fiber& fiber, Value self, Args) {
  return change_case(fiber, self, Case::kLower);
}
Value byte_swapcase(Fiber& fiber, Value self, Args) {
  return change_case(fiber, self, Case::kSwap);
}
Value byte_title(Fiber& fiber, Value self, Args) {
  return change_case(fiber, self, Case::kTitle);
}
Value byte_upper(Fiber& fiber, Value self, Args) {
  return change_case(fiber, self, Case::kUpper);
}
Value byte_isalnum(Fiber&, Value self, Args) {
  return all_are(self, test_alnum);
}
Value byte_isalpha(Fiber&, Value self, Args) {
  return all_are(self, test_alpha);
}
Value byte_isdigit(Fiber&, Value self, Args) {
  return all_are(self, test_digit);
}
Value byte_isspace(Fiber&, Value self, Args) {
  return all_are(self, test_space);
}
Value byte_islower(Fiber&, Value self, Args) {
  return cased_are(self, test_lower, test_upper);
}
Value byte_isupper(Fiber&, Value self, Args) {
  return cased_are(self, test_upper, test_lower);
}
Value byte_isascii(Fiber&, Value self, Args) {
  for (const char c : Text(self).view) {
    if (!mt::is_ascii(c)) return Value::from_bool(false);
  }
  return Value::from_bool(true);
}
Value byte_istitle(Fiber&, Value self, Args) {
  bool any = false, in_word = false;
  for (const char c : Text(self).view) {
    if (in_word ? is_upper(c) : is_lower(c)) return Value::from_bool(false);
    in_word = is_alpha(c);
    any = any || in_word;
  }
  return Value::from_bool(any);
}

// --- join --------------------------------------------------------------------

Value byte_join(Fiber& fiber, Value self, Args args) {
  Value sequence = args[0];
  if (!is_stored_row(sequence)) {
    sequence = get_iter(fiber, sequence);
    if (sequence.is_error()) {
      if (!exception_matches(fiber, types().TypeError)) return sequence;
      clear_exception(fiber);
      return raise_type_error(fiber, "can only join an iterable");
    }
    List* const list = list_from(fiber, sequence);
    if (list == nullptr) return Value::error();
    sequence = Value::from_object(list);
  }
  const List* const list = cast<List>(sequence);
  const Value* const items = list ? list->items : sequence.as<Tuple>()->items;
  const uint32_t count = list ? list->size : sequence.as<Tuple>()->size;
  const Text separator(self);
  if (count == 0) return text_make(fiber, separator, std::string_view());
  uint64_t total = uint64_t{separator.view.size()} * (count - 1);
  std::string_view item;
  for (uint32_t i = 0; i < count; ++i) {
    if (!buffer_of(items[i], &item)) {
      return raise_type_error(
          fiber, "sequence item %u: expected a bytes-like object, %s found", i,
          type_name(items[i]));
    }
    total += item.size();
  }
  if (count == 1 && is_exact(self, types().bytes) &&
      is_exact(items[0], types().bytes)) {
    return items[0];
  }
  if (total > SIZE_MAX / 4) return raise_memory_error(fiber);
  char* out = nullptr;
  const Value joined =
      text_to_fill(fiber, separator, static_cast<size_t>(total), 0, &out);
  if (joined.is_error() || total == 0) return joined;
  for (uint32_t i = 0; i < count; ++i) {
    if (i != 0 && !separator.view.empty()) {
      memcpy(out, separator.view.data(), separator.view.size());
      out += separator.view.size();
    }
    buffer_of(items[i], &item);
    if (!item.empty()) memcpy(out, item.data(), item.size());
    out += item.size();
  }
  keep_alive(sequence.object());
  return joined;
}

// --- translate ---------------------------------------------------------------

Value byte_maketrans(Fiber& fiber, Value, Args args) {
  std::string_view from, to;
  for (uint32_t i = 0; i < 2; ++i) {
    if (!buffer_of(args[i], i == 0 ? &from : &to)) {
      return raise_no_bytes(fiber, args[i]);
    }
  }
  if (from.size() != to.size()) {
    return raise_value_error(fiber,
                             "maketrans arguments must have same length");
  }
  Bytes* const table = make_bytes(fiber, size_t{256});
  if (table == nullptr) return Value::error();
  char* const data = table->data;
  for (int i = 0; i < 256; ++i) data[i] = static_cast<char>(i);
  for (size_t i = 0; i < from.size(); ++i) {
    data[static_cast<uint8_t>(from[i])] = to[i];
  }
  return Value::from_object(table);
}

Value byte_translate(Fiber& fiber, Value self, Args args) {
  Value values[2] = {Value(), bytes_value(fiber, {})};
  if (args.positional() == 0) {
    return raise_type_error(fiber, "translate() takes at least 1 positional "
                                   "argument (0 given)");
  }
  if (!parse_args(fiber, "translate", args, {"table", "/", "delete"}, 1,
                  values)) {
    return Value::error();
  }
  std::string_view table, unwanted;
  if (!values[0].is_none()) {
    if (!buffer_of(values[0], &table)) return raise_no_bytes(fiber, values[0]);
    if (table.size() != 256) {
      return raise_value_error(
          fiber, "translation table must be 256 characters long");
    }
  }
  if (!buffer_of(values[1], &unwanted)) return raise_no_bytes(fiber, values[1]);
  bool drop[256] = {};
  for (const char c : unwanted) drop[static_cast<uint8_t>(c)] = true;
  const Text text(self);
  size_t kept = 0;
  for (const char c : text.view) kept += !drop[static_cast<uint8_t>(c)];
  char* out = nullptr;
  const Value result = text_to_fill(fiber, text, kept, kept, &out);
  if (result.is_error()) return result;
  for (const char c : text.view) {
    const auto byte = static_cast<uint8_t>(c);
    if (!drop[byte]) *out++ = table.empty() ? c : table[byte];
  }
  return result;
}

// --- text --------------------------------------------------------------------

Value byte_decode(Fiber& fiber, Value self, Args args) {
  Value values[2];
  if (!parse_args(fiber, "decode", args, {"encoding", "errors"}, 0, values)) {
    return Value::error();
  }
  std::string_view names[2] = {"utf-8", "strict"};
  for (int i = 0; i < 2; ++i) {
    if (values[i].is_undefined()) continue;
    if (!is_kind(values[i], Kind::kStr)) {
      return raise_type_error(fiber,
                              "decode() argument '%s' must be str, not %s",
                              i == 0 ? "encoding" : "errors",
                              given_type(values[i]));
    }
    names[i] = values[i].as<Str>()->view();
  }
  return decode_bytes(fiber, Text(self).view, names[0], names[1], self);
}

Value hex_of(Fiber& fiber, std::string_view bytes, Args args) {
  Value values[2] = {Value::undefined(), Value::from_int(1)};
  if (!parse_args(fiber, "hex", args, {"sep", "bytes_per_sep"}, 0, values)) {
    return Value::error();
  }
  int64_t group = 0;
  char separator = 0;
  if (!values[0].is_undefined()) {
    std::string_view sep;
    if (!c_int_argument(fiber, values[1], &group)) return Value::error();
    const int64_t length = length_of(fiber, values[0]);
    if (length < 0) return Value::error();
    if (length != 1) return raise_value_error(fiber, "sep must be length 1.");
    if (!buffer_or_text(values[0], &sep)) {
      return raise_type_error(fiber, "sep must be str or bytes.");
    }
    if (!mt::is_ascii(sep[0])) {
      return raise_value_error(fiber, "sep must be ASCII.");
    }
    separator = sep[0];
  }
  // Positive groups are counted from the right end, negative from the left.
  const uint64_t size = bytes.size();
  const auto every = static_cast<uint64_t>(group < 0 ? -group : group);
  const uint64_t gaps = every == 0 || size == 0 ? 0 : (size - 1) / every;
  if (size * 2 + gaps > kMaxStrBytes) return raise_memory_error(fiber);
  const auto total = static_cast<size_t>(size * 2 + gaps);
  if (total == 0) return Value::from_object(rt().empty_str);
  Str* const string = make_str_to_fill(fiber, total, total);
  if (string == nullptr) return Value::error();
  constexpr char kDigits[] = "0123456789abcdef";
  char* out = string->bytes;
  const auto put = [&](char c) {
    const auto byte = static_cast<uint8_t>(c);
    out[0] = kDigits[byte >> 4];
    out[1] = kDigits[byte & 15];
    out += 2;
  };
  if (gaps == 0) {
    // Four bytes at a time: half of one in each of a word, of which those above
    // 9 go on at "a", 39 behind what comes after "9".
    size_t i = 0;
    for (; i + 4 <= size && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__; i += 4) {
      uint32_t four;
      memcpy(&four, bytes.data() + i, sizeof four);
      uint64_t word = (four | uint64_t{four} << 16) & UINT64_C(0xffff0000ffff);
      word = (word | word << 8) & UINT64_C(0xff00ff00ff00ff);
      word = (word >> 4 | word << 8) & (kLowBitOfBytes * 15);
      const uint64_t above = (word + kLowBitOfBytes * 6) >> 4 & kLowBitOfBytes;
      word += kLowBitOfBytes * '0' + above * ('a' - '9' - 1);
      memcpy(out, &word, sizeof word);
      out += sizeof word;
    }
    for (; i < size; ++i) put(bytes[i]);
    return Value::from_object(string);
  }
  for (uint64_t i = 0; i < size; ++i) {
    const uint64_t from_end = group > 0 ? size - i : i;
    if (i != 0 && from_end % every == 0) *out++ = separator;
    put(bytes[static_cast<size_t>(i)]);
  }
  return Value::from_object(string);
}

Value byte_hex(Fiber& fiber, Value self, Args args) {
  return hex_of(fiber, Text(self).view, args);
}

namespace {

struct HexDigits {
  uint8_t of[256] = {};
  constexpr HexDigits() {
    for (int i = 0; i < 256; ++i) {
      const int value = digit_value(static_cast<char>(i));
      of[i] = static_cast<uint8_t>(value < 0 || value > 15 ? 16 : value);
    }
  }
};
constexpr HexDigits kHexDigits;

}  // namespace

size_t read_hex(std::string_view digits, char* out) {
  const auto value = [&](size_t i) {
    return uint32_t{kHexDigits.of[static_cast<uint8_t>(digits[i])]};
  };
  size_t i = 0;
  for (; digits.size() - i >= 2; i += 2) {
    const uint32_t both = value(i) << 4 | value(i + 1);
    if (value(i) > 15 || value(i + 1) > 15) break;
    *out++ = static_cast<char>(both);
  }
  return i;
}

Value byte_fromhex(Fiber& fiber, Value cls, Args args) {
  const Str* const string = cast<Str>(args[0]);
  if (string == nullptr) {
    return raise_type_error(fiber, "fromhex() argument must be str, not %s",
                            given_type(args[0]));
  }
  const std::string_view text = string->view();
  if (!may_gather(fiber, text.size() / 2)) return Value::error();
  std::string out(text.size() / 2, '\0');
  size_t made = 0;
  for (size_t i = 0;;) {
    const size_t read = read_hex(text.substr(i), out.data() + made);
    made += read / 2;
    i += read;
    if (i == text.size()) break;
    if (is_space(text[i])) {
      ++i;
      continue;
    }
    for (size_t digit = 0; digit < 2; ++digit) {
      if (i + digit >= text.size() || !is_hex_digit(text[i + digit])) {
        return raise_value_error(
            fiber,
            "non-hexadecimal number found in fromhex() arg at position %zu",
            str_char_index(string, i + digit));
      }
    }
  }
  out.resize(made);
  Type* const type = cls.as<Type>();
  if (type == types().bytearray) {
    ByteArray* const array = make_bytearray(fiber, out);
    return array != nullptr ? Value::from_object(array) : Value::error();
  }
  const Value bytes = bytes_value(fiber, out);
  if (type == types().bytes || bytes.is_error()) return bytes;
  return call(fiber, cls, {bytes});
}

namespace {

Value bytes_getnewargs(Fiber& fiber, Value self, Args) {
  const Value plain = bytes_value(fiber, self.as<Bytes>()->view());
  if (plain.is_error()) return plain;
  Tuple* const tuple = make_tuple(fiber, &plain, 1);
  return tuple != nullptr ? Value::from_object(tuple) : Value::error();
}

Value bytes_dunder_bytes(Fiber& fiber, Value self, Args) {
  return text_whole(fiber, Text(self));
}

}  // namespace

const MethodDef kBytesMethods[] = {
    MT_TEXT_METHODS,
    MT_BYTE_METHODS,
    {"__getnewargs__", bytes_getnewargs},
    {"__bytes__", bytes_dunder_bytes, 0, 0, 0,
     "__bytes__($self, /)\n--\n\nConvert this value to exact type bytes."_doc},
    {}};

}  // namespace mt::python
