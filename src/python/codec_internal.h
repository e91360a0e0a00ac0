// codec_internal.h - the encodings there are, and the escape notations, for the
// files that implement codecs.h.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string_view>

#include "python/str_internal.h"

namespace mt::python {

// Those in which ASCII text is its own encoding come first, up to kLatin1; in
// those up to kCp1252 a byte above 127 may be wrong.
enum class Encoding : uint8_t {
  kUtf8, kAscii, kIdna, kCp1252, kLatin9, kLatin1, kUtf8Sig,
  kUtf16, kUtf16Le, kUtf16Be, kUtf32, kUtf32Le, kUtf32Be,
  kUnicodeEscape, kRawUnicodeEscape,
};

// How an encoding is laid out.
struct Form {
  const char* name;   // in errors
  uint32_t limit;     // code points from here on cannot be encoded; 0: none
  int unit;           // bytes; 1 with no limit is UTF-8; 0: a notation
  bool big = false;
  bool raw = false;   // the notation is that of raw literals
  // Latin-1 but for some: the characters of the bytes from `first` on, or
  // kNoCharacter.
  const uint16_t* others = nullptr;
  uint8_t first = 0, count = 0;
};
constexpr uint16_t kNoCharacter = 0xFFFE;

// What is encoded or decoded gathers here: inside of it, while it is short. As
// with new, memory that is not there ends the process.
class CodecOutput {
 public:
  CodecOutput() = default;
  CodecOutput(const CodecOutput&) = delete;
  CodecOutput& operator=(const CodecOutput&) = delete;
  ~CodecOutput();

  // Where so many bytes may be written now; end() says how far they were.
  char* room(size_t bytes) {
    if (static_cast<size_t>(limit_ - end_) < bytes) grow(bytes);
    return end_;
  }
  void end(char* end) { end_ = end; }
  void append(std::string_view bytes) {
    end_ = copy_text(room(bytes.size()), bytes.data(), bytes.size());
  }
  void append(char byte) {
    *room(1) = byte;
    ++end_;
  }
  std::string_view view() const {
    return {begin_, static_cast<size_t>(end_ - begin_)};
  }

 private:
  void grow(size_t bytes);

  char inside_[1024];
  char* begin_ = inside_;
  char* end_ = inside_;
  char* limit_ = inside_ + sizeof inside_;
};

// Units of an encoding, little or big end first.
void put_unit(CodecOutput& out, uint32_t unit, int bytes, bool big);
uint32_t get_unit(std::string_view bytes, size_t at, int count, bool big);

// Appends the text or the bytes, from the offset `from` on. False: raised. With
// `used` the end of the bytes may be a part of a character: it is left out, and
// *used says how many bytes were not.
bool encode_text(Fiber& fiber, Str* text, const Form& form,
                 std::string_view errors, CodecOutput* out);
bool decode_text(Fiber& fiber, std::string_view bytes, size_t from,
                 const Form& form, std::string_view errors, Value source,
                 CodecOutput* out, size_t* used = nullptr);
// The same by the encoding's name; *order is -1 or 1 when a byte order mark has
// said that the little or the big end comes first. Error: raised.
Value decode_some(Fiber& fiber, std::string_view bytes, std::string_view name,
                  std::string_view errors, Value source, size_t* used,
                  int* order);
// What an encoding is called in errors; null when it is none of ours.
const char* encoding_name(std::string_view name);
// A UnicodeEncodeError or UnicodeDecodeError. Error: raised.
Value make_unicode_error(Fiber& fiber, Type* cls, const char* encoding,
                         Value object, size_t start, size_t end,
                         const char* reason);

// unicode_escape and raw_unicode_escape: text as it is written in a literal.
void escape_text(const Str* text, Encoding encoding, CodecOutput* out);

// Reads the escape at `at`, where there is a backslash.
struct Escape {
  size_t length = 0;            // bytes of it, of the wrong part if it is wrong
  const char* wrong = nullptr;  // why it stands for no character
  bool is_cut = false;          // wrong because the bytes end
  bool is_doubtful = false;     // to be warned of
  uint32_t characters[2] = {};  // that it stands for
  int count = 0;
};
Escape read_escape(std::string_view bytes, size_t at, bool raw);

}  // namespace mt::python
