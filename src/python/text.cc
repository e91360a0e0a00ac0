// text.cc - str, bytes and bytearray looked at alike; searching in them.

#include "python/text.h"

#include <string.h>

#include "base/short_vector.h"
#include "python/container.h"
#include "python/list.h"
#include "python/str_internal.h"
#include "python/str_search.h"

namespace mt::python {

// --- alike -------------------------------------------------------------------

Text::Text(Value text) : self(text), kind(text.object()->kind) {
  view = is_str() ? text.as<Str>()->view()
         : kind == Kind::kBytes ? text.as<Bytes>()->view()
                                : text.as<ByteArray>()->view();
}

Value text_whole(Fiber& fiber, const Text& like) {
  if (like.is_str())
    return is_plain_str(like.str()) ? like.self : plain_str(fiber, like.str());
  if (is_exact(like.self, types().bytes)) return like.self;
  return text_make(fiber, like, like.view);
}

Value text_make(Fiber& fiber, const Text& like, std::string_view bytes) {
  Object* made;
  if (like.is_str()) {
    made = make_str(fiber, bytes);
  } else if (like.kind == Kind::kBytes) {
    made = make_bytes(fiber, bytes);
  } else {
    made = make_bytearray(fiber, bytes);
  }
  return made != nullptr ? Value::from_object(made) : Value::error();
}

Value text_piece(Fiber& fiber, const Text& like, size_t start, size_t stop) {
  if (start == 0 && stop == like.view.size()) return text_whole(fiber, like);
  if (like.is_str()) return str_piece(fiber, like.str(), start, stop);
  return text_make(fiber, like, like.view.substr(start, stop - start));
}

Value text_to_fill(Fiber& fiber, const Text& like, size_t bytes, size_t chars,
                   char** out) {
  if (like.is_str()) {
    if (bytes == 0) return Value::from_object(rt().empty_str);
    Str* const string = make_str_to_fill(fiber, bytes, chars);
    if (string == nullptr) return Value::error();
    *out = string->bytes;
    return Value::from_object(string);
  }
  if (like.kind == Kind::kBytes) {
    Bytes* const made = make_bytes_to_fill(fiber, bytes);
    if (made == nullptr) return Value::error();
    *out = made->data;
    return Value::from_object(made);
  }
  ByteArray* const array = make_bytearray_to_fill(fiber, bytes);
  if (array == nullptr) return Value::error();
  *out = array->data;
  return Value::from_object(array);
}

bool text_argument(Fiber& fiber, const Text& text, Value argument,
                   const char* what, std::string_view* bytes) {
  if (text.is_str()) {
    if (is_kind(argument, Kind::kStr)) {
      *bytes = argument.as<Str>()->view();
      return true;
    }
    raise_type_error(fiber, "%s must be str, not %s", what,
                     given_type(argument));
    return false;
  }
  if (buffer_or_era(fiber, argument, bytes)) return true;
  raise_no_bytes(fiber, argument);
  return false;
}

namespace {

bool word_argument(Fiber& fiber, Value argument, int64_t limit,
                   const char* c_type, int64_t* out) {
  if (argument.is_int()) {
    *out = argument.as_int();
    if (limit == INT64_MAX || *out == static_cast<int32_t>(*out)) return true;
  }
  if (!index_of(fiber, argument, out)) return false;
  const bool fits = *out <= limit && *out >= -limit - 1;
  // index_of has clamped what is larger than 64 bits.
  int64_t same;
  if (fits && ((*out != INT64_MAX && *out != INT64_MIN) ||
               (is_integer(argument) &&
                int_to_i64(plain_integer(argument), &same)))) {
    return true;
  }
  raise_overflow_error(fiber, "Python int too large to convert to C %s",
                       c_type);
  return false;
}

}  // namespace

bool size_argument(Fiber& fiber, Value argument, int64_t* out) {
  return word_argument(fiber, argument, INT64_MAX, "ssize_t", out);
}

bool c_int_argument(Fiber& fiber, Value argument, int64_t* out) {
  return word_argument(fiber, argument, INT32_MAX, "int", out);
}

bool takes_bounds(Fiber& fiber, const char* method, Args args) {
  if (args.count >= 1 && args.count <= 3) return true;
  raise_type_error(fiber, "%s() takes at %s argument%s (%u given)", method,
                   args.count == 0 ? "least 1" : "most 3",
                   args.count == 0 ? "" : "s", args.count);
  return false;
}

bool slice_bound(Fiber& fiber, Value argument, int64_t otherwise,
                 int64_t* out) {
  if (argument.is_none()) {
    *out = otherwise;
    return true;
  }
  if (argument.is_int()) {
    *out = argument.as_int();
    return true;
  }
  if (!is_index(argument)) {
    raise_type_error(fiber,
                     "slice indices must be integers or None or have an "
                     "__index__ method");
    return false;
  }
  return index_of(fiber, argument, out);
}

void clamp_range(int64_t length, int64_t* start, int64_t* stop) {
  if (*stop > length) *stop = length;
  if (*stop < 0) *stop = *stop < -length ? 0 : *stop + length;
  if (*start < 0) *start = *start < -length ? 0 : *start + length;
}

// --- find and its relatives --------------------------------------------------

namespace {

// The stretch of a text that (..., start, end) selects.
struct Stretch {
  bool exists;  // false: start is behind end, where not even '' is found
  size_t from, to;  // byte offsets
};

bool read_bounds(Fiber& fiber, Args args, int64_t* start, int64_t* stop) {
  *start = 0;
  *stop = INT64_MAX;
  if (args.count == 1) return true;
  return slice_bound(fiber, args.get(1, Value::none()), 0, start) &&
         slice_bound(fiber, args.get(2, Value::none()), INT64_MAX, stop);
}

Stretch stretch_of(const Text& text, int64_t start, int64_t stop) {
  if (start == 0 && stop == INT64_MAX) return {true, 0, text.view.size()};
  const size_t length =
      text.is_str() ? text.str()->char_count : text.view.size();
  clamp_range(static_cast<int64_t>(length), &start, &stop);
  if (start > stop) return {false, 0, 0};
  const auto from = static_cast<size_t>(start), to = static_cast<size_t>(stop);
  if (!text.is_str()) return {true, from, to};
  return {true, str_offset(text.str(), from),
          to == length ? text.view.size() : str_offset(text.str(), to)};
}

// What to look for: text of the same sort, or for bytes a number.
bool read_needle(Fiber& fiber, Value self, Value argument, char* byte,
                 std::string_view* needle) {
  if (is_kind(self, Kind::kStr)) {
    if (is_kind(argument, Kind::kStr)) {
      *needle = argument.as<Str>()->view();
      return true;
    }
    raise_type_error(fiber, "must be str, not %s", type_name(argument));
    return false;
  }
  if (buffer_or_era(fiber, argument, needle)) return true;
  if (is_kind(argument, Kind::kMemoryView)) {
    raise_no_bytes(fiber, argument);
    return false;
  }
  if (!is_index(argument)) {
    raise_type_error(
        fiber, "argument should be integer or bytes-like object, not '%s'",
        type_name(argument));
    return false;
  }
  if (!byte_of(fiber, argument, byte)) return false;
  *needle = {byte, 1};
  return true;
}

enum class End { kFirst, kLast };

// The index of the occurrence, -1 when there is none, -2 when it raised.
int64_t locate(Fiber& fiber, Value self, Args args, End end,
               const char* method) {
  char byte;
  std::string_view needle;
  int64_t start, stop;
  if (!takes_bounds(fiber, method, args) ||
      !read_bounds(fiber, args, &start, &stop) ||
      !read_needle(fiber, self, args[0], &byte, &needle)) {
    return -2;
  }
  const Text text(self);
  const Stretch stretch = stretch_of(text, start, stop);
  if (!stretch.exists) return -1;
  const std::string_view part =
      text.view.substr(stretch.from, stretch.to - stretch.from);
  size_t at = end == End::kFirst ? search_first(part, needle)
                                 : search_last(part, needle);
  if (at == kNotFound) return -1;
  at += stretch.from;
  return static_cast<int64_t>(text.is_str() ? str_char_index(text.str(), at)
                                            : at);
}

Value found(Fiber& fiber, Value self, Args args, End end, const char* method) {
  const int64_t at = locate(fiber, self, args, end, method);
  if (at == -2) return Value::error();
  if (at == -1 && strstr(method, "index") != nullptr) {
    return raise_value_error(fiber, is_kind(self, Kind::kStr)
                                        ? "substring not found"
                                        : "subsection not found");
  }
  return Value::from_int(at);
}

}  // namespace

Value text_find(Fiber& fiber, Value self, Args args) {
  return found(fiber, self, args, End::kFirst, "find");
}
Value text_rfind(Fiber& fiber, Value self, Args args) {
  return found(fiber, self, args, End::kLast, "rfind");
}
Value text_index(Fiber& fiber, Value self, Args args) {
  return found(fiber, self, args, End::kFirst, "index");
}
Value text_rindex(Fiber& fiber, Value self, Args args) {
  return found(fiber, self, args, End::kLast, "rindex");
}

Value text_count(Fiber& fiber, Value self, Args args) {
  char byte;
  std::string_view needle;
  int64_t start, stop;
  if (!takes_bounds(fiber, "count", args) ||
      !read_bounds(fiber, args, &start, &stop) ||
      !read_needle(fiber, self, args[0], &byte, &needle)) {
    return Value::error();
  }
  const Text text(self);
  const Stretch stretch = stretch_of(text, start, stop);
  if (!stretch.exists) return Value::from_int(0);
  const std::string_view part =
      text.view.substr(stretch.from, stretch.to - stretch.from);
  size_t count;
  if (needle.empty()) {
    count = 1 + (text.is_str() ? count_chars(part) : part.size());
  } else {
    count = search_count(part, needle);
  }
  return Value::from_int(static_cast<int64_t>(count));
}

// --- prefixes ----------------------------------------------------------------

namespace {

bool has_affix(std::string_view text, std::string_view affix, End end) {
  if (affix.empty()) return true;
  if (affix.size() > text.size()) return false;
  const char* const at =
      text.data() + (end == End::kFirst ? 0 : text.size() - affix.size());
  return at[0] == affix.front() && at[affix.size() - 1] == affix.back() &&
         (affix.size() <= 2 || memcmp(at, affix.data(), affix.size()) == 0);
}

// 1, 0, or -1 when it raised.
int matches_affix(Fiber& fiber, const Text& text, std::string_view part,
                  Value affix, End end, bool in_tuple) {
  const char* const method = end == End::kFirst ? "startswith" : "endswith";
  std::string_view wanted;
  if (is_kind(affix, Kind::kStr) == text.is_str() &&
      buffer_or_text(affix, &wanted)) {
    return has_affix(part, wanted, end);
  }
  if (in_tuple) {
    if (text.is_str()) {
      raise_type_error(fiber, "tuple for %s must only contain str, not %s",
                       method, type_name(affix));
    } else {
      raise_no_bytes(fiber, affix);
    }
  } else if (!text.is_str() && is_kind(affix, Kind::kMemoryView)) {
    raise_no_bytes(fiber, affix);
  } else {
    const char* const sort = text.is_str() ? "str" : "bytes";
    raise_type_error(fiber, "%s first arg must be %s or a tuple of %s, not %s",
                     method, sort, sort, type_name(affix));
  }
  return -1;
}

Value affix_method(Fiber& fiber, Value self, Args args, End end) {
  int64_t start, stop;
  if (!takes_bounds(fiber, end == End::kFirst ? "startswith" : "endswith",
                    args) ||
      !read_bounds(fiber, args, &start, &stop)) {
    return Value::error();
  }
  const Text text(self);
  const Stretch stretch = stretch_of(text, start, stop);
  const std::string_view part =
      text.view.substr(stretch.from, stretch.to - stretch.from);
  const bool is_tuple = is_kind(args[0], Kind::kTuple);
  const Tuple* const tuple = args[0].as<Tuple>();
  const uint32_t count = is_tuple ? tuple->size : 1;
  for (uint32_t i = 0; i < count; ++i) {
    const Value affix = is_tuple ? tuple->items[i] : args[0];
    const int matches = matches_affix(fiber, text, part, affix, end, is_tuple);
    if (matches < 0) return Value::error();
    if (matches == 1 && stretch.exists) return Value::from_bool(true);
  }
  return Value::from_bool(false);
}

Value remove_affix(Fiber& fiber, Value self, Args args, End end) {
  const Text text(self);
  std::string_view affix;
  if (!text_argument(fiber, text, args[0],
                     end == End::kFirst ? "removeprefix() argument"
                                        : "removesuffix() argument",
                     &affix)) {
    return Value::error();
  }
  const size_t size = text.view.size();
  if (affix.empty() || !has_affix(text.view, affix, end)) {
    return text_whole(fiber, text);
  }
  return end == End::kFirst ? text_piece(fiber, text, affix.size(), size)
                            : text_piece(fiber, text, 0, size - affix.size());
}

}  // namespace

Value text_startswith(Fiber& fiber, Value self, Args args) {
  return affix_method(fiber, self, args, End::kFirst);
}
Value text_endswith(Fiber& fiber, Value self, Args args) {
  return affix_method(fiber, self, args, End::kLast);
}
Value text_removeprefix(Fiber& fiber, Value self, Args args) {
  return remove_affix(fiber, self, args, End::kFirst);
}
Value text_removesuffix(Fiber& fiber, Value self, Args args) {
  return remove_affix(fiber, self, args, End::kLast);
}

// --- replace -----------------------------------------------------------------

namespace {

size_t char_length(std::string_view text, size_t at, bool is_str) {
  if (!is_str) return 1;
  size_t length = 1;
  while (at + length < text.size() &&
         (static_cast<uint8_t>(text[at + length]) & 0xC0) == 0x80) {
    ++length;
  }
  return length;
}

char* put(char* out, std::string_view bytes) {
  if (!bytes.empty()) memcpy(out, bytes.data(), bytes.size());
  return out + bytes.size();
}

// An empty text is found before every character and at the end.
void interleave(char* out, const Text& text, std::string_view with,
                size_t count) {
  size_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    out = put(out, with);
    if (at == text.view.size()) break;
    const size_t length = char_length(text.view, at, text.is_str());
    out = put(out, text.view.substr(at, length));
    at += length;
  }
  put(out, text.view.substr(at));
}

}  // namespace

static Value replace_byte(Fiber& fiber, const Text& text, char old, char with,
                          size_t limit) {
  const std::string_view needle(&old, 1);
  size_t at = limit == 0 ? kNotFound : search_first(text.view, needle, 0);
  if (at == kNotFound) return text_whole(fiber, text);
  char* out = nullptr;
  const size_t chars = text.is_str() ? text.str()->char_count : 0;
  const Value result =
      text_to_fill(fiber, text, text.view.size(), chars, &out);
  if (result.is_error()) return result;
  const char* from = text.view.data();
  if (limit == SIZE_MAX) {
    typedef char Bytes16 __attribute__((vector_size(16)));
    const char change = static_cast<char>(old ^ with);
    size_t left = text.view.size();
    for (; left >= 16; left -= 16, from += 16, out += 16) {
      Bytes16 bytes;
      memcpy(&bytes, from, sizeof bytes);
      bytes ^= (bytes == old) & change;
      memcpy(out, &bytes, sizeof bytes);
    }
    for (; left > 0; --left, ++from) *out++ = *from == old ? with : *from;
    return result;
  }
  memcpy(out, from, text.view.size());
  for (; at != kNotFound; at = search_first(text.view, needle, at + 1)) {
    out[at] = with;
    if (--limit == 0) break;
  }
  return result;
}

Value text_replace(Fiber& fiber, Value self, Args args) {
  int64_t bound = -1;
  std::string_view old, with;
  const Text first_look(self);
  if (!text_argument(fiber, first_look, args[0], "replace() argument 1",
                     &old) ||
      !text_argument(fiber, first_look, args[1], "replace() argument 2",
                     &with) ||
      (args.count > 2 && !size_argument(fiber, args[2], &bound))) {
    return Value::error();
  }
  if (args.count > 2) {  // __index__ may have changed a bytearray
    buffer_or_text(args[0], &old);
    buffer_or_text(args[1], &with);
  }
  const Text text(self);
  const size_t limit = bound < 0 ? SIZE_MAX
                       : static_cast<uint64_t>(bound) > SIZE_MAX
                           ? SIZE_MAX
                           : static_cast<size_t>(bound);
  const size_t length =
      text.is_str() ? text.str()->char_count : text.view.size();
  if (old.size() == 1 && with.size() == 1 && old != with)
    return replace_byte(fiber, text, old[0], with[0], limit);
  size_t count = old.empty() ? length + 1 : 0;
  if (count > limit) count = limit;
  // Where the first of them are need not be found again.
  constexpr size_t kPlaces = Heap::kFewGathered / sizeof(uint32_t);
  ShortVector<uint32_t, 64> places;
  for (size_t at = 0; !old.empty() && count < limit; at += old.size()) {
    if (places.size() == kPlaces) {
      count += search_count(text.view.substr(at), old, limit - count);
      break;
    }
    at = search_first(text.view, old, at);
    if (at == kNotFound) break;
    places.push_back(static_cast<uint32_t>(at));
    ++count;
  }
  if (count == 0 || old == with) return text_whole(fiber, text);

  const uint64_t total =
      text.view.size() - uint64_t{count} * old.size() +
      uint64_t{count} * with.size();
  if (with.size() > kMaxStrBytes / count || total > kMaxStrBytes) {
    return raise_memory_error(fiber);
  }
  const size_t chars =
      text.is_str()
          ? length - count * (old.empty() ? 0 : args[0].as<Str>()->char_count) +
                count * args[1].as<Str>()->char_count
          : 0;
  char* out = nullptr;
  const Value result =
      text_to_fill(fiber, text, static_cast<size_t>(total), chars, &out);
  if (result.is_error() || total == 0) return result;
  if (old.empty()) {
    interleave(out, text, with, count);
    return result;
  }
  size_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    const size_t next =
        i < places.size() ? places[i] : search_first(text.view, old, at);
    out = copy_text(out, text.view.data() + at, next - at);
    out = copy_text(out, with.data(), with.size());
    at = next + old.size();
  }
  put(out, text.view.substr(at));
  return result;
}

}  // namespace mt::python
