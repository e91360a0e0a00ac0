// file.h - files as Python sees them: bytes over a descriptor, text over bytes.
//
// A BinaryFile owns a descriptor and a buffer for each direction; a TextFile
// encodes, decodes and cares for line ends on top of one. Files write what they
// hold when they are flushed, closed, collected, or the program ends.

#pragma once

#include <string>
#include <string_view>

#include "python/native.h"
#include "python/object.h"

namespace mt::python {

constexpr size_t kFileBufferBytes = 8192;

// What bytes are that become text without a decoder.
enum class PlainText : uint8_t { kAscii, kUtf8, kLatin1 };

struct BinaryFile : Object {
  static constexpr Kind kKind = Kind::kNative;
  int fd;                 // -1 once closed
  bool readable, writable, appending, closes_fd, is_raw;
  bool is_terminal;
  char* in;               // bytes read ahead: [in_at, in_end)
  size_t in_at, in_end;
  size_t in_plain;        // before it is text as it stands, and no '\r'; 0: not
                          // looked yet
  PlainText plain;
  char* out;              // bytes not yet written
  size_t out_size;
  Value name, mode;
  BinaryFile* next;       // all that are open
  BinaryFile** link;
  // attributes follow
};

enum class Newline : uint8_t {
  kUniversal,   // None: any line end is read as "\n"
  kKeep,        // '': any line end ends a line, none is changed
  kLf, kCr, kCrLf,
};

struct TextFile : Object {
  static constexpr Kind kKind = Kind::kNative;
  Object* binary;         // a BinaryFile
  Str* encoding;
  Str* errors;
  Value mode;
  Newline newline;
  bool is_utf8, is_latin1, line_buffered, write_through;
  bool is_era;            // opened by its code: characters are bytes
  uint8_t seen;           // line ends read, with kUniversal and kKeep
  // attributes follow
};

TextFile* as_text_file(Value value);  // null when it is something else

// --- opening ----------------------------------------------------------------
struct OpenMode {
  bool read = false, write = false, append = false, create_new = false,
       update = false, truncate = false, binary = false;
  std::string text;  // as it was given
};
// False: ValueError raised.
bool parse_open_mode(Fiber& fiber, std::string_view text, OpenMode* mode);
// open(): see the language's manual.
Value open_file(Fiber& fiber, Value path, const OpenMode& mode,
                int64_t buffering, Value encoding, Value errors, Value newline,
                bool closes_fd);
// A text file over a descriptor that stays open: the standard streams.
Value make_standard_stream(Fiber& fiber, int fd, const char* name,
                           const char* mode, const char* errors);

// The bytes that a path has for the system. False: TypeError or ValueError.
bool path_bytes(Fiber& fiber, Value path, std::string* out);

// --- bytes: binary_file.cc --------------------------------------------------
Type* binary_file_type(bool readable, bool writable, bool is_raw);
// Each false with OSError or ValueError raised; BlockingIOError when the
// descriptor would block, with the number of bytes that were taken.
bool binary_write(Fiber& fiber, BinaryFile* file, std::string_view bytes);
bool binary_flush(Fiber& fiber, BinaryFile* file);
bool binary_close(Fiber& fiber, BinaryFile* file);
// Makes bytes available in [in_at, in_end); false with *at_end at the end. A
// descriptor that would block is waited for, or, when `is_blocked` is there to
// tell of it, at its end. Reads at most `most` bytes.
bool binary_fill(Fiber& fiber, BinaryFile* file, bool* at_end,
                 bool* is_blocked = nullptr, size_t most = kFileBufferBytes);
// Up to `limit` bytes, to the end of the file when negative, as bytes.
Value binary_read(Fiber& fiber, BinaryFile* file, int64_t limit,
                  bool* is_blocked = nullptr);
bool binary_seek(Fiber& fiber, BinaryFile* file, int64_t offset, int whence,
                 int64_t* place);
bool binary_tell(Fiber& fiber, BinaryFile* file, int64_t* place);
bool check_open(Fiber& fiber, const BinaryFile* file);
bool check_readable(Fiber& fiber, const BinaryFile* file);
bool check_writable(Fiber& fiber, const BinaryFile* file);
Value raise_unsupported(Fiber& fiber, const char* what);
// Programs written for reference counting forget to close files; whatever looks
// at the file system calls this first, so that they find what they wrote.
void flush_open_files();

// --- text: text_file.cc -----------------------------------------------------
bool text_write(Fiber& fiber, TextFile* file, Str* text);
bool text_flush(Fiber& fiber, TextFile* file);

// Writes to sys.stderr, or to descriptor 2 when that does not work.
void write_stderr(Fiber& fiber, const std::string& text);

// The classes, and the module io.
void init_files(Fiber& fiber);
extern const ModuleDef kIoModule;
Type* unsupported_operation();

// builtin open(), which io.open is too.
Value builtin_open(Fiber& fiber, Value self, Args args);

}  // namespace mt::python
