// file_internal.h - what the files that implement files share.

#pragma once

#include "python/file.h"

namespace mt::python {

// What `newline` of a text file means.
enum class NewlineIs : uint8_t { kGood, kNoText, kNone };
NewlineIs newline_of(Value value, Newline* newline);

// Which line ends were seen, and what `newlines` says of them.
constexpr uint8_t kSeenCr = 1, kSeenLf = 2, kSeenCrLf = 4;
constexpr uint8_t kSeenHalf = 8;  // of a "\r\n", and the other half comes next
void set_encoding(Fiber& fiber, TextFile* file, Str* encoding);
void note_line_ends(std::string_view text, uint8_t* seen);
Value seen_line_ends(Fiber& fiber, uint8_t seen);

BinaryFile* make_binary_file(Fiber& fiber, int fd, const OpenMode& mode,
                             bool is_raw, Value name, bool closes_fd);
Type* text_file_type();
Type* text_ahead_type(Fiber& fiber);
Type* bytes_ahead_type(Fiber& fiber);
Type* string_io_type();
Type* bytes_io_type();

// How much is asked for: an integer; none or None: -1. False: raised.
bool limit_argument(Fiber& fiber, Args args, int64_t* limit);
// The bytes that so many characters take, or all when there are fewer.
size_t chars_length(std::string_view text, size_t count);
// Makes "\n" of "\r\n" and "\r".
void unify_line_ends(std::string* text);
// The bytes of the first line, its end included; npos when it has none.
size_t line_end(Newline newline, std::string_view text);
// Whether a file of any class is open: 1, 0 or -1 raised. Not, when it is none.
int is_open_file(Fiber& fiber, Value file);
// Whether it is one, and not of a class derived from it.
bool is_open_bytes_io(Value value);

void init_binary_file(Fiber& fiber);
void init_text_file(Fiber& fiber);
void init_memory_files(Fiber& fiber);

}  // namespace mt::python
