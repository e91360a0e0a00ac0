// str_methods.cc - the methods of str that bytes does not share.
//
// Searching, cutting and padding are in text*.cc, case in text_case.cc,
// str.format in str_format.cc.

#include <string.h>

#include <algorithm>

#include "base/utf8.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/str_internal.h"
#include "python/text.h"
#include "python/text_case.h"
#include "python/unicode_tables.h"

namespace mt::python {

// Eight bytes at a time; the highest bit of each is left out, so that no sum
// runs into the next.
void change_letters(const char* text, size_t size, char* out, char first) {
  const uint32_t below = 0x80u - static_cast<uint8_t>(first);
  const uint64_t from = kLowBitOfBytes * below;
  const uint64_t behind = kLowBitOfBytes * (below - 26);
  const auto change = [&](auto word, size_t at) {
    memcpy(&word, text + at, sizeof word);
    const uint64_t low = word & ~kHighBitOfBytes;
    const uint64_t is_in =
        (low + from) & ~(low + behind) & ~uint64_t{word} & kHighBitOfBytes;
    word ^= static_cast<decltype(word)>(is_in >> 2);
    memcpy(out + at, &word, sizeof word);
  };
  size_t i = 0;
  for (; size - i >= 8; i += 8) change(uint64_t{}, i);
  // The last eight or four once more, with those before them.
  if (i != 0 && i != size) {
    change(uint64_t{}, size - 8);
  } else if (size - i >= 4) {
    change(uint32_t{}, i);
    change(uint32_t{}, size - 4);
  } else {
    for (; i < size; ++i) {
      const bool is_in = text[i] >= first && text[i] < first + 26;
      out[i] = static_cast<char>(is_in ? text[i] ^ 0x20 : text[i]);
    }
  }
}

namespace {

std::string_view view_of(Value self) { return self.as<Str>()->view(); }

// --- case --------------------------------------------------------------------

using CaseChange = std::string (*)(std::string_view);

Value make_case(Fiber& fiber, Value self, CaseChange change) {
  if (!may_gather(fiber, view_of(self).size())) return Value::error();
  const std::string text = change(view_of(self));
  Str* const string = self.as<Str>();
  if (text == string->view()) return plain_str(fiber, string);
  Str* const made = make_str(fiber, text);
  return made != nullptr ? Value::from_object(made) : Value::error();
}

// Whether letters, digits and spaces are those of ASCII alone.
bool is_ascii_alone(const Fiber& fiber, const Str* string) {
  return string->is_ascii() || is_era_bytes(fiber, string->view());
}

// lower() and upper() of ASCII without a copy between.
Value ascii_case(Fiber& fiber, const Str* string, char first) {
  const uint32_t size = string->byte_count;
  if (size == 0) return Value::from_object(rt().empty_str);
  if (size == 1) {  // of which there is one, that knows its hash
    const char c = *string->data();
    return str_from_char(fiber, static_cast<uint8_t>(
                                    first == 'a' ? mt::to_upper(c)
                                                 : mt::to_lower(c)));
  }
  Str* const made = make_str_to_fill(fiber, size, string->char_count);
  if (made == nullptr) return Value::error();
  change_letters(string->data(), size, made->own_bytes(), first);
  return Value::from_object(made);
}

// The others of ASCII: `changed` says what becomes of each letter, knowing
// whether one stands before it.
template <typename Change>
Value ascii_letters(Fiber& fiber, const Str* string, Change changed) {
  const uint32_t size = string->byte_count;
  Str* const made = make_str_to_fill(fiber, size, string->char_count);
  if (made == nullptr) return Value::error();
  const char* const text = string->data();
  bool within_word = false;
  for (uint32_t i = 0; i < size; ++i) {
    const bool is_letter = mt::is_alpha(text[i]);
    made->own_bytes()[i] =
        is_letter ? changed(text[i], i, within_word) : text[i];
    within_word = is_letter;
  }
  return Value::from_object(made);
}

// Three bytes that no change of case concerns: punctuation, symbols, the
// scripts of East Asia. Not all of those, but no others.
bool is_caseless(uint8_t first, uint8_t second) {
  return first == 0xE2 ? second < 0x84 || (second >= 0x94 && second < 0xB0)
                       : first >= 0xE3 && first <= 0xE9;
}

// Whether UTF-8 needs just so many bytes for it, 2 to 4.
bool fits_in_bytes(uint32_t c, uint32_t length) {
  return c < (length == 2 ? 0x800u : length == 3 ? 0x10000u : 0x110000u) &&
         c >= (length == 2 ? 0x80u : length == 3 ? 0x800u : 0x10000u);
}

void put_char(char* out, uint32_t c, uint32_t length) {
  for (uint32_t i = length - 1; i > 0; --i, c >>= 6)
    out[i] = static_cast<char>(0x80 | (c & 0x3f));
  out[0] = static_cast<char>((0xf00u >> length & 0xffu) | c);
}

// Of U+0400 to U+045F, small letters stand behind capitals in two rows.
uint32_t cyrillic_case(Case wanted, uint32_t c) {
  if (wanted == Case::kUpper || wanted == Case::kTitle)
    return c - (c >= 0x450 ? 0x50 : c >= 0x430 ? 0x20 : 0);
  return c + (c < 0x410 ? 0x50 : c < 0x430 ? 0x20 : 0);
}

// Texts in another case where in the place of each character come as many
// bytes; those of ASCII, Latin-1 and everyday Cyrillic are known without
// tables. Undefined where they are more or fewer, or depend on neighbours. The
// first character is wanted so, those behind it as `rest` says: in each word if
// kWords, else in the text.
template <bool kWords>
Value case_in_place(Fiber& fiber, const Str* string, Case wanted, Case rest) {
  const uint32_t size = string->byte_count;
  Str* const made = make_str_to_fill(fiber, size, string->char_count);
  if (made == nullptr) return Value::error();
  const Case at_first = wanted;
  const char* const from = string->data();
  char* const out = made->bytes;
  for (uint32_t i = 0; i < size; ++i) {
    const uint8_t first = static_cast<uint8_t>(from[i]);
    const bool is_upper = wanted == Case::kUpper || wanted == Case::kTitle;
    const Case next = kWords ? at_first : rest;
    if (first < 0x80) {
      out[i] = is_upper ? mt::to_upper(from[i]) : mt::to_lower(from[i]);
      wanted = kWords && mt::is_alpha(from[i]) ? rest : next;
      continue;
    }
    const uint8_t second = static_cast<uint8_t>(from[i + 1]);
    if (is_caseless(first, second)) {
      memcpy(out + i, from + i, 3);
      // Raised and lowered letters have a case all the same.
      wanted = kWords && first == 0xE2 && is_cased(str_char_at(string, i))
                   ? rest
                   : next;
      i += 2;
      continue;
    }
    const auto length = static_cast<uint32_t>(char_bytes(from[i]));
    const uint32_t c = length == 2 ? (first & 0x1fu) << 6 | (second & 0x3fu)
                                   : str_char_at(string, i);
    const bool is_cyrillic = c >= 0x400 && c < 0x460;
    uint32_t changed = c;
    if (is_cyrillic) {
      changed = cyrillic_case(wanted, c);
    } else if (first == 0xC3) {
      if (c == 0xDF && wanted != Case::kLower) {  // sharp s: two letters
        out[i] = is_upper ? 'S' : 's';
        out[++i] = wanted == Case::kUpper ? 'S' : 's';
        ++made->char_count;
        wanted = kWords ? rest : next;
        continue;
      }
      if (is_upper) {
        if (c == 0xFF) return Value();
        if (c >= 0xE0 && c != 0xF7) changed = c - 0x20;
      } else if (c < 0xDF && c != 0xD7) {
        changed = c + 0x20;
      }
    } else if (first == 0xC2) {
      if (c == 0xB5 && wanted != Case::kLower) return Value();
    } else {
      constexpr uint32_t kCapitalSigma = 0x3a3;  // which may be a final one
      if (c == kCapitalSigma && wanted == Case::kLower) return Value();
      changed = single_case(wanted, c);
      if (!fits_in_bytes(changed, length)) return Value();
    }
    put_char(out + i, changed, length);
    i += length - 1;
    wanted = kWords && (is_cyrillic || is_cased(c)) ? rest : next;
  }
  return Value::from_object(made);
}

Value change_case(Fiber& fiber, Value self, Case wanted, CaseChange change) {
  Str* const string = self.as<Str>();
  if (is_ascii_alone(fiber, string))
    return ascii_case(fiber, string, wanted == Case::kUpper ? 'a' : 'A');
  const Value quick = case_in_place<false>(fiber, string, wanted, wanted);
  return quick.is_undefined() ? make_case(fiber, self, change) : quick;
}

Value str_lower(Fiber& fiber, Value self, Args) {
  return change_case(fiber, self, Case::kLower, lower_text);
}
Value str_upper(Fiber& fiber, Value self, Args) {
  return change_case(fiber, self, Case::kUpper, upper_text);
}
Value str_title(Fiber& fiber, Value self, Args) {
  if (!is_ascii_alone(fiber, self.as<Str>())) {
    const Value quick = case_in_place<true>(fiber, self.as<Str>(), Case::kTitle,
                                            Case::kLower);
    return quick.is_undefined() ? make_case(fiber, self, title_text) : quick;
  }
  return ascii_letters(fiber, self.as<Str>(),
                       [](char c, uint32_t, bool within) {
                         return within ? mt::to_lower(c) : mt::to_upper(c);
                       });
}
Value str_capitalize(Fiber& fiber, Value self, Args) {
  if (!is_ascii_alone(fiber, self.as<Str>())) {
    const Value quick = case_in_place<false>(fiber, self.as<Str>(),
                                             Case::kTitle, Case::kLower);
    return quick.is_undefined() ? make_case(fiber, self, capitalized_text)
                                : quick;
  }
  return ascii_letters(fiber, self.as<Str>(), [](char c, uint32_t i, bool) {
    return i != 0 ? mt::to_lower(c) : mt::to_upper(c);
  });
}
Value str_swapcase(Fiber& fiber, Value self, Args) {
  if (!is_ascii_alone(fiber, self.as<Str>()))
    return make_case(fiber, self, swapped_case_text);
  return ascii_letters(fiber, self.as<Str>(), [](char c, uint32_t, bool) {
    return static_cast<char>(c ^ 0x20);
  });
}
Value str_casefold(Fiber& fiber, Value self, Args) {
  return change_case(fiber, self, Case::kFolded, folded_text);
}

// --- what kind of text -------------------------------------------------------

// All characters pass; those of ASCII are asked for without a call.
template <bool (*test)(uint32_t), bool (*ascii)(char)>
bool all_chars(const Str* string) {
  const char* const text = string->data();
  for (size_t i = 0; i < string->byte_count; i += char_bytes(text[i])) {
    if (!(mt::is_ascii(text[i]) ? ascii(text[i])
                                : test(str_char_at(string, i)))) {
      return false;
    }
  }
  return true;
}

bool is_never(uint32_t) { return false; }

template <bool (*test)(uint32_t), bool (*ascii)(char)>
Value all_are(const Fiber& fiber, Value self) {
  const Str* const text = self.as<Str>();
  return Value::from_bool(text->byte_count != 0 &&
                          (is_ascii_alone(fiber, text)
                               ? all_chars<is_never, ascii>(text)
                               : all_chars<test, ascii>(text)));
}

bool is_ascii_space(char c) {
  return mt::is_space(c) || (c >= '\x1c' && c <= '\x1f');
}

Value str_isalnum(Fiber& fiber, Value self, Args) {
  return all_are<python::is_alnum, mt::is_alnum>(fiber, self);
}
Value str_isalpha(Fiber& fiber, Value self, Args) {
  return all_are<python::is_alpha, mt::is_alpha>(fiber, self);
}
Value str_isdecimal(Fiber& fiber, Value self, Args) {
  return all_are<python::is_decimal, mt::is_digit>(fiber, self);
}
Value str_isdigit(Fiber& fiber, Value self, Args) {
  return all_are<python::is_digit, mt::is_digit>(fiber, self);
}
Value str_isnumeric(Fiber& fiber, Value self, Args) {
  return all_are<python::is_numeric, mt::is_digit>(fiber, self);
}
Value str_isspace(Fiber& fiber, Value self, Args) {
  return all_are<python::is_space, is_ascii_space>(fiber, self);
}
Value str_isprintable(Fiber&, Value self, Args) {
  return Value::from_bool(
      all_chars<is_printable, mt::is_print>(self.as<Str>()));
}
Value str_isascii(Fiber&, Value self, Args) {
  return Value::from_bool(self.as<Str>()->is_ascii());
}
Value case_is(const Fiber& fiber, Value self, bool (*test)(std::string_view)) {
  const Str* const string = self.as<Str>();
  if (string->is_ascii() || !is_ascii_alone(fiber, string))
    return Value::from_bool(test(string->view()));
  std::string text(string->view());
  for (char& c : text) {
    if (!mt::is_ascii(c)) c = '0';  // which is no letter, either
  }
  return Value::from_bool(test(text));
}

Value str_islower(Fiber& fiber, Value self, Args) {
  return case_is(fiber, self, is_lower_text);
}
Value str_isupper(Fiber& fiber, Value self, Args) {
  return case_is(fiber, self, is_upper_text);
}
Value str_istitle(Fiber& fiber, Value self, Args) {
  return case_is(fiber, self, is_title_text);
}
Value str_isidentifier(Fiber&, Value self, Args) {
  return Value::from_bool(is_identifier_text(view_of(self)));
}

// --- translate ---------------------------------------------------------------

// What maketrans(dict) takes for a key: a number or one character.
bool add_key(Fiber& fiber, Dict* table, Value key, Value value) {
  if (const Str* const string = cast<Str>(key)) {
    if (string->char_count != 1) {
      raise_value_error(fiber,
                        "string keys in translate table must be of length 1");
      return false;
    }
    key = Value::from_int(str_char_at(string, 0));
  } else if (!is_integer(key)) {
    raise_type_error(fiber,
                     "keys in translate table must be strings or integers");
    return false;
  }
  return dict_set(fiber, table, key, value);
}

Value str_maketrans(Fiber& fiber, Value, Args args) {
  Dict* const table = make_dict(fiber);
  if (args.count == 1) {
    Dict* const given = cast<Dict>(args[0]);
    if (given == nullptr) {
      return raise_type_error(
          fiber,
          "if you give only one argument to maketrans it must be a dict");
    }
    Value key, value;
    for (uint32_t at = 0; dict_next(given, &at, &key, &value);) {
      if (!add_key(fiber, table, key, value)) return Value::error();
    }
    return Value::from_object(table);
  }
  for (uint32_t i = 1; i < args.count; ++i) {
    if (is_kind(args[i], Kind::kStr)) continue;
    return raise_type_error(fiber,
                            "maketrans() argument %u must be str, not %s",
                            i + 1, given_type(args[i]));
  }
  if (!is_kind(args[0], Kind::kStr)) {
    return raise_type_error(fiber,
                            "first maketrans argument must be a string if "
                            "there is a second argument");
  }
  const Str* const from = args[0].as<Str>();
  const Str* const to = args[1].as<Str>();
  if (from->char_count != to->char_count) {
    return raise_value_error(fiber,
                             "the first two maketrans arguments must have "
                             "equal length");
  }
  size_t a = 0, b = 0;
  while (a < from->byte_count) {
    const uint32_t key = str_char_at(from, a), value = str_char_at(to, b);
    if (!dict_set(fiber, table, Value::from_int(key), Value::from_int(value))) {
      return Value::error();
    }
    a += decode_utf8(from->view().substr(a), Surrogates::kAllow).length;
    b += decode_utf8(to->view().substr(b), Surrogates::kAllow).length;
  }
  if (args.count > 2) {
    std::string_view gone = view_of(args[2]);
    while (!gone.empty()) {
      const Utf8Step step = decode_utf8(gone, Surrogates::kAllow);
      if (!dict_set(fiber, table, Value::from_int(step.code_point),
                    Value::none())) {
        return Value::error();
      }
      gone.remove_prefix(step.length);
    }
  }
  return Value::from_object(table);
}

// table[c]; undefined when the character stays as it is.
Value translation_of(Fiber& fiber, Value table, uint32_t c) {
  if (is_exact(table, types().dict)) {
    return dict_find(fiber, table.as<Dict>(), Value::from_int(c));
  }
  const Value found = get_item(fiber, table, Value::from_int(c));
  if (!found.is_error() || !exception_matches(fiber, types().LookupError)) {
    return found;
  }
  clear_exception(fiber);
  return Value::undefined();
}

Value str_translate(Fiber& fiber, Value self, Args args) {
  if (args.count != 1) {
    // The era's, with characters to leave out.
    const bool is_pair = args.count == 2;
    const Value gone = is_pair ? era_bytes(fiber, args[1]) : Value::none();
    const Value text = is_pair ? era_bytes(fiber, self) : Value::none();
    if (!is_kind(gone, Kind::kBytes) || !is_kind(text, Kind::kBytes))
      return raise_type_error(
          fiber, "str.translate() takes exactly one argument (%zu given)",
          size_t{args.count});
    std::string left;
    for (const char c : text.as<Bytes>()->view()) {
      if (gone.as<Bytes>()->view().find(c) == std::string_view::npos)
        left.push_back(c);
    }
    self = str_from_latin1(fiber, left);
  }
  StrBuilder out(fiber);
  std::string_view rest = view_of(self);
  // What an ASCII character becomes is asked once: +1, 0 while not known.
  uint32_t known[128] = {};
  while (!rest.empty()) {
    // ASCII that is known to become ASCII, as much as there is of it.
    char run[256];
    const size_t most = std::min(sizeof run, rest.size());
    size_t length = 0;
    for (const char* from = rest.data(); length < most; ++length) {
      const auto byte = static_cast<uint8_t>(from[length]);
      const uint32_t becomes = known[byte & 127] - 1;
      if ((becomes | byte) >= 128) break;
      run[length] = static_cast<char>(becomes);
    }
    if (length != 0) {
      out.add({run, length});
      rest.remove_prefix(length);
      continue;
    }
    const Utf8Step step = decode_utf8(rest, Surrogates::kAllow);
    const uint32_t c = step.code_point;
    rest.remove_prefix(step.length);
    if (c < 128 && known[c] != 0) {
      out.add_char(known[c] - 1);
      continue;
    }
    const Value becomes = translation_of(fiber, args[0], c);
    if (becomes.is_error()) return becomes;
    if (becomes.is_none()) continue;
    uint32_t single = c;
    if (const Str* const string = cast<Str>(becomes)) {
      out.add(string);
      continue;
    }
    if (!becomes.is_undefined()) {
      int64_t number = 0;
      if (!is_integer(becomes)) {
        return raise_type_error(
            fiber, "character mapping must return integer, None or str");
      }
      if (!int_to_i64(becomes, &number) || number < 0 ||
          number > kMaxCodePoint) {
        return raise_value_error(
            fiber, "character mapping must be in range(0x110000)");
      }
      single = static_cast<uint32_t>(number);
    }
    out.add_char(single);
    if (c < 128 && is_exact(args[0], types().dict)) known[c] = single + 1;
  }
  return out.finish();
}

// --- the rest ----------------------------------------------------------------

Value str_join_method(Fiber& fiber, Value self, Args args) {
  return str_join(fiber, self.as<Str>(), args[0]);
}

Value str_encode_method(Fiber& fiber, Value self, Args args) {
  Value values[2];
  if (!parse_args(fiber, "encode", args, {"encoding", "errors"}, 0, values)) {
    return Value::error();
  }
  std::string_view given[2] = {"utf-8", "strict"};
  for (int i = 0; i < 2; ++i) {
    if (values[i].is_undefined()) continue;
    if (!is_kind(values[i], Kind::kStr)) {
      return raise_type_error(fiber,
                              "encode() argument '%s' must be str, not %s",
                              i == 0 ? "encoding" : "errors",
                              given_type(values[i]));
    }
    given[i] = view_of(values[i]);
  }
  return encode_str(fiber, self.as<Str>(), given[0], given[1]);
}

Value str_getnewargs(Fiber& fiber, Value self, Args) {
  const Value plain = plain_str(fiber, self.as<Str>());
  Tuple* const tuple = make_tuple(fiber, &plain, 1);
  return tuple != nullptr ? Value::from_object(tuple) : Value::error();
}

}  // namespace

const MethodDef kStrMethods[] = {
    MT_TEXT_METHODS,
    {"capitalize", str_capitalize},
    {"casefold", str_casefold},
    {"encode", str_encode_method, 0, 2, kMethodKeywords},
    {"format", str_format_native, 0, -1, kMethodKeywords},
    {"format_map", str_format_map, 1, 1},
    {"isalnum", str_isalnum},
    {"isalpha", str_isalpha},
    {"isascii", str_isascii},
    {"isdecimal", str_isdecimal},
    {"isdigit", str_isdigit},
    {"isidentifier", str_isidentifier},
    {"islower", str_islower},
    {"isnumeric", str_isnumeric},
    {"isprintable", str_isprintable},
    {"isspace", str_isspace},
    {"istitle", str_istitle},
    {"isupper", str_isupper},
    {"join", str_join_method, 1, 1, 0,
     "join($self, iterable, /)\n--\n\n"
     "Concatenate any number of strings.\n\nThe string whose method is called "
     "is inserted in between each given string."_doc},
    {"lower", str_lower},
    {"maketrans", str_maketrans, 1, 3, kMethodStatic},
    {"swapcase", str_swapcase},
    {"title", str_title},
    {"translate", str_translate, 0, -1},
    {"upper", str_upper},
    {"__format__", str_dunder_format, 1, 1},
    {"__getnewargs__", str_getnewargs},
    {}};

}  // namespace mt::python
