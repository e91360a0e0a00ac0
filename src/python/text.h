// text.h - the methods that str, bytes and bytearray have in common.
//
// One function serves all three: they differ in how the argument is read, in
// what counts as white space and in the object made for the result. The tables
// in str_methods.cc, bytes_methods.cc and bytearray.cc share MT_TEXT_METHODS.

#pragma once

#include <string_view>

#include "python/bytes.h"
#include "python/native.h"
#include "python/str.h"

namespace mt::python {

// One of the three, looked at. `view` is good until Python code runs: read the
// other arguments first.
struct Text {
  explicit Text(Value text);
  bool is_str() const { return kind == Kind::kStr; }
  Str* str() const { return self.as<Str>(); }

  Value self;
  Kind kind;
  std::string_view view;
};

// New objects of the kind of `like`, of exactly its builtin class. `piece`
// takes byte offsets; an immutable text that is wanted whole is not copied.
Value text_piece(Fiber& fiber, const Text& like, size_t start, size_t stop);
Value text_make(Fiber& fiber, const Text& like, std::string_view bytes);
Value text_whole(Fiber& fiber, const Text& like);
// Room for the caller to write to before it does anything else.
Value text_to_fill(Fiber& fiber, const Text& like, size_t bytes, size_t chars,
                   char** out);

// The bytes of an argument that must be of the text's own sort: a str for a
// str, anything bytes-like for the others. When it is not, raises
// "<what> must be str, not int" or "a bytes-like object is required, not ...".
bool text_argument(Fiber& fiber, const Text& text, Value argument,
                   const char* what, std::string_view* bytes);

// What stands behind "not" in a message about a wrong argument.
inline const char* given_type(Value argument) {
  return argument.is_none() ? "None" : type_name(argument);
}
// An integer argument that must fit a machine word: TypeError, or OverflowError
// "Python int too large to convert to C ssize_t".
bool size_argument(Fiber& fiber, Value argument, int64_t* out);
// The same for those that CPython keeps in a C int.
bool c_int_argument(Fiber& fiber, Value argument, int64_t* out);
// "find() takes at least 1 argument (0 given)", for methods with bounds.
bool takes_bounds(Fiber& fiber, const char* method, Args args);

// A slice bound: none means `otherwise`.
bool slice_bound(Fiber& fiber, Value argument, int64_t otherwise, int64_t* out);
// Makes start and stop offsets into something of `length` items, as slices do.
void clamp_range(int64_t length, int64_t* start, int64_t* stop);

// Whether a str is one of the era's, of bytes: who asks speaks in its
// spelling (speaks_era()), and no character is above U+00FF. White space, line
// ends and letters are then those of ASCII, or UTF-8 that is kept in it would
// come to harm.
bool is_era_bytes(const Fiber& fiber, std::string_view utf8);

// The length in bytes of the white space character at `at`, or 0.
size_t space_at(std::string_view text, size_t at, bool is_str);

Value text_find(Fiber& fiber, Value self, Args args);
Value text_rfind(Fiber& fiber, Value self, Args args);
Value text_index(Fiber& fiber, Value self, Args args);
Value text_rindex(Fiber& fiber, Value self, Args args);
Value text_count(Fiber& fiber, Value self, Args args);
Value text_startswith(Fiber& fiber, Value self, Args args);
Value text_endswith(Fiber& fiber, Value self, Args args);
Value text_replace(Fiber& fiber, Value self, Args args);
Value text_split(Fiber& fiber, Value self, Args args);
Value text_rsplit(Fiber& fiber, Value self, Args args);
Value text_splitlines(Fiber& fiber, Value self, Args args);
Value text_partition(Fiber& fiber, Value self, Args args);
Value text_rpartition(Fiber& fiber, Value self, Args args);
Value text_strip(Fiber& fiber, Value self, Args args);
Value text_lstrip(Fiber& fiber, Value self, Args args);
Value text_rstrip(Fiber& fiber, Value self, Args args);
Value text_removeprefix(Fiber& fiber, Value self, Args args);
Value text_removesuffix(Fiber& fiber, Value self, Args args);
Value text_center(Fiber& fiber, Value self, Args args);
Value text_ljust(Fiber& fiber, Value self, Args args);
Value text_rjust(Fiber& fiber, Value self, Args args);
Value text_zfill(Fiber& fiber, Value self, Args args);
Value text_expandtabs(Fiber& fiber, Value self, Args args);

#define MT_TEXT_METHODS                                                   \
  {"find", text_find, 0, -1}, {"rfind", text_rfind, 0, -1},                 \
      {"index", text_index, 0, -1}, {"rindex", text_rindex, 0, -1},         \
      {"count", text_count, 0, -1},                                        \
      {"startswith", text_startswith, 0, -1},                              \
      {"endswith", text_endswith, 0, -1},                                  \
      {"replace", text_replace, 2, 3},                                    \
      {"split", text_split, 0, 2, kMethodKeywords},                       \
      {"rsplit", text_rsplit, 0, 2, kMethodKeywords},                     \
      {"splitlines", text_splitlines, 0, 1, kMethodKeywords},             \
      {"partition", text_partition, 1, 1},                                \
      {"rpartition", text_rpartition, 1, 1},                              \
      {"strip", text_strip, 0, 1}, {"lstrip", text_lstrip, 0, 1},         \
      {"rstrip", text_rstrip, 0, 1},                                      \
      {"removeprefix", text_removeprefix, 1, 1},                          \
      {"removesuffix", text_removesuffix, 1, 1},                          \
      {"center", text_center, 1, 2}, {"ljust", text_ljust, 1, 2},         \
      {"rjust", text_rjust, 1, 2}, {"zfill", text_zfill, 1, 1},           \
      {"expandtabs", text_expandtabs, 0, 1, kMethodKeywords}

}  // namespace mt::python
