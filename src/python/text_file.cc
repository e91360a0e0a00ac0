// text_file.cc - files of text: encoding and line ends over a binary file.
//
// Lines are cut from the bytes, which works for every encoding whose ASCII part
// is ASCII; others are refused when the file is opened.

#include <string.h>
#include <unistd.h>

#include <algorithm>

#include "base/fd.h"
#include "base/utf8.h"
#include "python/bytes.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/file.h"
#include "python/file_internal.h"
#include "python/list.h"
#include "python/native_tools.h"

namespace mt::python {

namespace {

TextFile* as_text(Value self) { return static_cast<TextFile*>(self.object()); }
BinaryFile* bytes_below(const TextFile* file) {
  return static_cast<BinaryFile*>(file->binary);
}

void trace_text(Object* self, Tracer& tracer) {
  const TextFile* const file = static_cast<TextFile*>(self);
  tracer.visit(file->binary);
  tracer.visit(file->encoding);
  tracer.visit(file->errors);
  tracer.visit(file->mode);
}
const Layout kTextLayout = {Kind::kNative, "textfile", sizeof(TextFile),
                            trace_text, nullptr, nullptr};

Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

}  // namespace

void unify_line_ends(std::string* text) {
  const char* from = text->data();
  const char* const end = from + text->size();
  char* to = text->data();
  for (;;) {
    const auto left = static_cast<size_t>(end - from);
    const void* const at = memchr(from, '\r', left);
    const char* const stop = at == nullptr ? end : static_cast<const char*>(at);
    const auto run = static_cast<size_t>(stop - from);
    if (to != from) memmove(to, from, run);
    to += run;
    if (stop == end) break;
    *to++ = '\n';
    from = stop + 1;
    if (from != end && *from == '\n') ++from;
  }
  text->resize(static_cast<size_t>(to - text->data()));
}

Value seen_line_ends(Fiber& fiber, uint8_t seen) {
  Value found[3];
  size_t count = 0;
  if (seen & kSeenCr) found[count++] = str_value(fiber, "\r");
  if (seen & kSeenLf) found[count++] = str_value(fiber, "\n");
  if (seen & kSeenCrLf) found[count++] = str_value(fiber, "\r\n");
  if (count < 2) return count == 0 ? Value::none() : found[0];
  Tuple* const tuple = make_tuple(fiber, found, count);
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

TextFile* as_text_file(Value value) {
  if (!is_kind(value, Kind::kNative)) return nullptr;
  return type_of_object(value.object())->layout == &kTextLayout
             ? static_cast<TextFile*>(value.object())
             : nullptr;
}

void set_encoding(Fiber& fiber, TextFile* file, Str* encoding) {
  store(fiber.heap, &file->encoding, encoding);
  const std::string_view name = encoding->view();
  file->is_utf8 = name == "utf-8" || name == "UTF-8" || name == "utf8";
  file->is_latin1 =
      name == "latin-1" || name == "latin1" || name == "iso-8859-1";
}

// --- writing ----------------------------------------------------------------

bool text_flush(Fiber& fiber, TextFile* file) {
  BinaryFile* const below = bytes_below(file);
  return check_open(fiber, below) && binary_flush(fiber, below);
}

bool text_write(Fiber& fiber, TextFile* file, Str* text) {
  BinaryFile* const below = bytes_below(file);
  if (!check_open(fiber, below)) return false;
  if (!below->writable) {
    raise_unsupported(fiber, "not writable");
    return false;
  }
  std::string_view bytes = text->view();
  const bool has_line = memchr(bytes.data(), '\n', bytes.size()) != nullptr;
  std::string changed;
  if (has_line &&
      (file->newline == Newline::kCr || file->newline == Newline::kCrLf)) {
    if (!may_gather(fiber, bytes.size())) return false;
    for (const char c : bytes) {
      if (c == '\n') changed.append("\r");
      if (c != '\n' || file->newline == Newline::kCrLf) changed.push_back(c);
    }
    text = make_str(fiber, changed);
    if (text == nullptr) return false;
    bytes = text->view();
  }
  // Characters that are bytes: what they are in a file of the era's, and what
  // they are elsewhere if that is UTF-8.
  Value meant = Value::from_object(text);
  if (!text->is_ascii() && (file->is_era || speaks_era(fiber))) {
    meant = bytes_of_chars(fiber, meant);
    if (meant.is_error()) return false;
    if (const Bytes* const known = cast<Bytes>(meant)) {
      if (file->is_era || (file->is_utf8 && is_utf8(known->view())))
        bytes = known->view();
    }
  }
  // Lone surrogates are the one thing that UTF-8 cannot take as it is.
  const bool as_it_is =
      text->is_ascii() || bytes.data() != text->data() ||
      ((file->is_utf8 || file->is_era) && is_utf8(bytes));
  if (!as_it_is) {
    const Value encoded = encode_str(fiber, text, file->encoding->view(),
                                     file->errors->view());
    if (encoded.is_error()) return false;
    if (!binary_write(fiber, below, encoded.as<Bytes>()->view())) return false;
  } else if (!binary_write(fiber, below, bytes)) {
    return false;
  }
  keep_alive(meant.object());
  if (file->write_through || (file->line_buffered && has_line)) {
    return binary_flush(fiber, below);
  }
  return true;
}

// --- reading ----------------------------------------------------------------

namespace {

bool check_text_readable(Fiber& fiber, const TextFile* file) {
  const BinaryFile* const below = bytes_below(file);
  if (!check_open(fiber, below)) return false;
  if (below->readable) return true;
  raise_unsupported(fiber, "not readable");
  return false;
}

Value decoded(Fiber& fiber, const TextFile* file, std::string_view bytes) {
  if (is_all_ascii(bytes)) {
    return object_or_error(make_str(fiber, bytes, bytes.size()));
  }
  if (file->is_utf8 && is_utf8(bytes))
    return object_or_error(make_str(fiber, bytes));
  if (file->is_latin1) return str_from_latin1(fiber, bytes);
  return decode_bytes(fiber, bytes, file->encoding->view(),
                      file->errors->view());
}

// Every "\r\n" and "\r" becomes "\n", if that is wanted.
void take_line_ends(TextFile* file, std::string* text) {
  if (file->newline <= Newline::kKeep) note_line_ends(*text, &file->seen);
  if (file->newline == Newline::kUniversal) unify_line_ends(text);
}

// The bytes of the next line, its end included and left as it is.
bool read_line_bytes(Fiber& fiber, TextFile* file, std::string* out) {
  BinaryFile* const below = bytes_below(file);
  const bool any = file->newline == Newline::kUniversal ||
                   file->newline == Newline::kKeep;
  const char last = file->newline == Newline::kCr ? '\r' : '\n';
  bool at_end = false;
  while (binary_fill(fiber, below, &at_end)) {
    const char* const start = below->in + below->in_at;
    const size_t size = below->in_end - below->in_at;
    const char* end = static_cast<const char*>(memchr(start, last, size));
    if (any) {
      const size_t before =
          end == nullptr ? size : static_cast<size_t>(end - start);
      if (const void* cr = memchr(start, '\r', before)) {
        end = static_cast<const char*>(cr);
      }
    }
    const size_t take =
        end == nullptr ? size : static_cast<size_t>(end - start) + 1;
    if (!may_gather(fiber, out->size())) return false;
    out->append(start, take);
    below->in_at += take;
    if (end == nullptr) continue;
    if (file->newline == Newline::kCrLf) {
      const size_t length = out->size();
      if (length >= 2 && (*out)[length - 2] == '\r') return true;
      continue;
    }
    if (any && out->back() == '\r') {
      // The other half of the line end may be behind the buffer's.
      if (binary_fill(fiber, below, &at_end) &&
          below->in[below->in_at] == '\n') {
        ++below->in_at;
        out->push_back('\n');
      }
      return at_end || !fiber.raised();
    }
    return true;
  }
  return at_end;
}

constexpr size_t kPlainBytes = 512;

// What is at the front of the buffer and is text as it stands, without a '\r':
// the bytes of several lines are looked through at a time.
std::string_view plain_at_hand(TextFile* file) {
  BinaryFile* const below = bytes_below(file);
  const char* const start = below->in + below->in_at;
  if (below->in_plain <= below->in_at) {
    if ((file->seen & (kSeenCr | kSeenCrLf)) != 0) return {};
    const std::string_view next(
        start, std::min(kPlainBytes, below->in_end - below->in_at));
    size_t run = ascii_run(next, 0);
    below->plain = PlainText::kAscii;
    if (run != next.size() && (file->is_utf8 || file->is_latin1)) {
      below->plain = file->is_utf8 ? PlainText::kUtf8 : PlainText::kLatin1;
      run = file->is_utf8 ? valid_utf8_prefix(next) : next.size();
    }
    const void* const cr = run == 0 ? nullptr : memchr(start, '\r', run);
    if (cr != nullptr) run = static_cast<size_t>(
        static_cast<const char*>(cr) - start);
    below->in_plain = below->in_at + run;
  }
  return {start, below->in_plain - below->in_at};
}

Value plain_text(Fiber& fiber, PlainText kind, std::string_view bytes) {
  if (kind == PlainText::kLatin1) return str_from_latin1(fiber, bytes);
  return object_or_error(kind == PlainText::kAscii
                             ? make_str(fiber, bytes, bytes.size())
                             : make_str(fiber, bytes));
}

// The next line, if the buffer has all of it; else undefined.
Value line_at_hand(Fiber& fiber, TextFile* file) {
  BinaryFile* const below = bytes_below(file);
  const bool any = file->newline <= Newline::kKeep;
  const std::string_view plain = plain_at_hand(file);
  if (!plain.empty() && file->newline <= Newline::kLf) {
    if (const void* const lf = memchr(plain.data(), '\n', plain.size())) {
      const auto end = static_cast<size_t>(static_cast<const char*>(lf) -
                                           plain.data()) + 1;
      below->in_at += end;
      if (any) file->seen |= kSeenLf;
      return plain_text(fiber, below->plain, {plain.data(), end});
    }
  }
  const std::string_view rest(below->in + below->in_at,
                              below->in_end - below->in_at);
  const size_t end = line_end(any ? Newline::kKeep : file->newline, rest);
  if (end == rest.npos || (end == rest.size() && rest.back() == '\r'))
    return Value();
  below->in_at += end;
  const std::string_view line = rest.substr(0, end);
  if (any) {
    const bool is_pair = end > 1 && line[end - 2] == '\r';
    const bool is_return = line.back() == '\r';
    note_line_ends(line.substr(end - 1 - is_pair), &file->seen);
    if (file->newline == Newline::kUniversal && (is_pair || is_return)) {
      std::string changed(line.substr(0, end - is_pair));
      changed.back() = '\n';
      return decoded(fiber, file, changed);
    }
  }
  return decoded(fiber, file, line);
}

Value read_line(Fiber& fiber, TextFile* file) {
  if (!check_text_readable(fiber, file)) return Value::error();
  const Value line = line_at_hand(fiber, file);
  if (!line.is_undefined()) return line;
  std::string bytes;
  if (!read_line_bytes(fiber, file, &bytes)) return Value::error();
  take_line_ends(file, &bytes);
  return decoded(fiber, file, bytes);
}

// Whether a line ends with `bytes`; `is_pair`: half a "\r\n" is still to come.
bool is_line_end(Newline newline, const std::string& bytes, bool is_pair) {
  const char last = bytes.back();
  switch (newline) {
    case Newline::kKeep:
      return last == '\n' || (last == '\r' && !is_pair);
    case Newline::kCr:
      return last == '\r';
    case Newline::kCrLf:
      return last == '\n' && bytes.size() > 1 &&
             bytes[bytes.size() - 2] == '\r';
    default:
      return last == '\n';
  }
}

// How many bytes a character takes that begins with this one.
size_t bytes_of_character(const TextFile* file, char lead) {
  const uint8_t byte = static_cast<uint8_t>(lead);
  if (!file->is_utf8 || byte < 0xc2 || byte > 0xf4) return 1;
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// The bytes of the next character, or of as much of one as is there. False at
// the end, and when it raised.
bool take_character(Fiber& fiber, const TextFile* file, std::string* out) {
  BinaryFile* const below = bytes_below(file);
  bool at_end;
  if (!may_gather(fiber, out->size()) || !binary_fill(fiber, below, &at_end))
    return false;
  const size_t size = bytes_of_character(file, below->in[below->in_at]);
  size_t taken = 0;
  do {
    out->push_back(below->in[below->in_at++]);
  } while (++taken < size && binary_fill(fiber, below, &at_end) &&
           (below->in[below->in_at] & 0xc0) == 0x80);
  // Each byte that is wrong is a character then.
  if (taken > 1 && taken < size && below->in_at >= taken &&
      file->errors->view() == "surrogateescape") {
    below->in_at -= taken - 1;
    out->resize(out->size() - taken + 1);
  }
  return !fiber.raised();
}

// The characters at hand, up to `limit`, that are well formed and end no line:
// what does is looked at by itself.
std::string_view plain_run(TextFile* file, int64_t limit, bool is_line,
                           size_t* chars) {
  const BinaryFile* const below = bytes_below(file);
  std::string_view rest(below->in + below->in_at,
                        below->in_end - below->in_at);
  *chars = 0;
  if (!is_line && (file->seen & kSeenHalf) != 0) return {};
  const size_t most = static_cast<size_t>(
      std::min<uint64_t>(static_cast<uint64_t>(limit), rest.size()));
  if (most < rest.size() / 4) rest = rest.substr(0, most * 4);
  rest = rest.substr(0, rest.find('\r'));
  if (is_line) rest = rest.substr(0, rest.find('\n'));
  size_t at = 0;
  while (*chars < most && at < rest.size()) {
    const size_t left = std::min(most - *chars, rest.size() - at);
    const size_t run = ascii_run(rest.substr(0, at + left), at) - at;
    at += run;
    *chars += run;
    if (run == left) continue;
    if (!file->is_utf8) break;
    const Utf8Step step = decode_utf8(rest.substr(at));
    if (!step.ok()) break;
    at += step.length;
    ++*chars;
  }
  rest = rest.substr(0, at);
  if (file->newline <= Newline::kKeep) note_line_ends(rest, &file->seen);
  return rest;
}

// Up to `limit` characters, of one line or of any number.
Value read_characters(Fiber& fiber, TextFile* file, int64_t limit,
                      bool is_line) {
  BinaryFile* const below = bytes_below(file);
  const std::string_view plain = is_line ? std::string_view()
                                         : plain_at_hand(file);
  if (limit > 0 && static_cast<uint64_t>(limit) <= plain.size() &&
      below->plain != PlainText::kUtf8) {
    const std::string_view taken(plain.data(), static_cast<size_t>(limit));
    below->in_at += taken.size();
    if (file->newline <= Newline::kKeep && (file->seen & kSeenLf) == 0)
      note_line_ends(taken, &file->seen);
    return plain_text(fiber, below->plain, taken);
  }
  const bool ignores = file->errors->view() == "ignore";
  std::string bytes;
  bool at_end = false;
  while (limit > 0) {
    size_t chars;
    const std::string_view run = plain_run(file, limit, is_line, &chars);
    below->in_at += run.size();
    limit -= static_cast<int64_t>(chars);
    if (limit == 0 && bytes.empty()) {
      return run.size() == 1 ? str_from_char(fiber, byte_at(run, 0))
                             : object_or_error(make_str(fiber, run, chars));
    }
    bytes += run;
    const size_t from = bytes.size();
    if (limit == 0 || !take_character(fiber, file, &bytes)) break;
    if (ignores && file->is_utf8 && !is_utf8(ByteView(bytes).substr(from)))
      continue;
    --limit;
    const bool is_return = bytes.back() == '\r';
    bool is_pair = false;
    if (is_return && file->newline <= Newline::kKeep) {
      is_pair = binary_fill(fiber, below, &at_end) &&
                below->in[below->in_at] == '\n';
      note_line_ends(is_pair ? "\r\n" : "\r", &file->seen);
      if (file->newline == Newline::kUniversal) {
        bytes.back() = '\n';
        if (is_pair) ++below->in_at;
      } else if (is_pair) {
        file->seen |= kSeenHalf;
      }
    } else if (bytes.back() == '\n' && file->newline <= Newline::kKeep) {
      note_line_ends("\n", &file->seen);
    }
    if (is_line && is_line_end(file->newline, bytes, is_pair)) break;
  }
  if (fiber.raised()) return Value::error();
  return decoded(fiber, file, bytes);
}

Value text_readline(Fiber& fiber, Value self, Args args) {
  TextFile* const file = as_text(self);
  int64_t limit = -1;
  if (args.count > 0 && !index_of(fiber, args[0], &limit, false))
    return Value::error();
  if (limit < 0) return read_line(fiber, file);
  if (!check_text_readable(fiber, file)) return Value::error();
  // A line that is here, and no longer, is read as any other.
  const BinaryFile* const below = bytes_below(file);
  const size_t here = below->in_end - below->in_at;
  if (here > 0 && file->newline != Newline::kCr &&
      file->newline != Newline::kCrLf &&
      memchr(below->in + below->in_at, '\n',
             std::min(here, static_cast<size_t>(limit))) != nullptr) {
    return read_line(fiber, file);
  }
  return read_characters(fiber, file, limit, true);
}

Value text_next(Fiber& fiber, Value self) {
  const Value line = read_line(fiber, as_text(self));
  if (line.is_error() || line.as<Str>()->byte_count > 0) return line;
  return Value::exhausted();
}

Value text_read(Fiber& fiber, Value self, Args args) {
  TextFile* const file = as_text(self);
  int64_t limit;
  if (!limit_argument(fiber, args, &limit)) return Value::error();
  if (!check_text_readable(fiber, file)) return Value::error();
  if (limit >= 0) return read_characters(fiber, file, limit, false);
  const Value bytes = binary_read(fiber, bytes_below(file), -1);
  if (bytes.is_error()) return bytes;
  const std::string_view all = bytes.as<Bytes>()->view();
  if (file->newline <= Newline::kKeep) note_line_ends(all, &file->seen);
  if (file->newline != Newline::kUniversal || (file->seen & ~kSeenLf) == 0)
    return decoded(fiber, file, all);
  if (!may_gather(fiber, all.size())) return Value::error();
  std::string changed(all);
  unify_line_ends(&changed);
  return decoded(fiber, file, changed);
}

Value text_readlines(Fiber& fiber, Value self, Args args) {
  int64_t hint, total = 0;
  if (!limit_argument(fiber, args, &hint)) return Value::error();
  List* const lines = make_list(fiber);
  while (lines != nullptr) {
    const Value line = text_next(fiber, self);
    if (line.is_error()) return line;
    if (line.is_exhausted() || !list_append(fiber, lines, line)) break;
    total += line.as<Str>()->char_count;
    if (hint > 0 && total > hint) break;
  }
  return fiber.raised() ? Value::error() : Value::from_object(lines);
}

// --- the rest of the class --------------------------------------------------

Value text_write_method(Fiber& fiber, Value self, Args args) {
  Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    std::string_view bytes;
    TextFile* const file = as_text(self);
    if (file->is_era && buffer_of(args[0], &bytes)) {
      return none_if(check_open(fiber, bytes_below(file)) &&
                     binary_write(fiber, bytes_below(file), bytes));
    }
    return raise_type_error(fiber, "write() argument must be str, not %s",
                            type_name(args[0]));
  }
  if (!text_write(fiber, as_text(self), text)) return Value::error();
  return Value::from_int(text->char_count);
}

Value text_writelines(Fiber& fiber, Value self, Args args) {
  if (!check_open(fiber, bytes_below(as_text(self)))) return Value::error();
  Value item;
  Iteration each(fiber, args[0]);
  while (each.next(&item)) {
    if (text_write_method(fiber, self, Args{&item, 1}).is_error()) {
      return Value::error();
    }
  }
  return none_if(!each.failed());
}

Value text_flush_method(Fiber& fiber, Value self, Args) {
  return none_if(text_flush(fiber, as_text(self)));
}
Value text_close(Fiber& fiber, Value self, Args) {
  return none_if(binary_close(fiber, bytes_below(as_text(self))));
}

// What else there is, the file below does.
Value forward(Fiber& fiber, Value self, const char* name, Args args) {
  const Value method =
      get_attr(fiber, Value::from_object(as_text(self)->binary), name);
  return method.is_error() ? method : call(fiber, method, args);
}
Value text_seek(Fiber& fiber, Value self, Args args) {
  if (!as_text(self)->is_era && args.count > 1 && args[0].is_int() &&
      args[0].as_int() != 0 &&
      args[1].is_int() && args[1].as_int() != SEEK_SET) {
    return raise_unsupported(fiber, args[1].as_int() == SEEK_CUR
                                        ? "can't do nonzero cur-relative seeks"
                                        : "can't do nonzero end-relative "
                                          "seeks");
  }
  return forward(fiber, self, "seek", args);
}
Value text_tell(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "tell", args);
}
Value text_truncate(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "truncate", args);
}
Value text_fileno(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "fileno", args);
}
Value text_isatty(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "isatty", args);
}
Value text_readable(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "readable", args);
}
Value text_writable(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "writable", args);
}
Value text_seekable(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "seekable", args);
}
Value text_enter(Fiber& fiber, Value self, Args) {
  return check_open(fiber, bytes_below(as_text(self))) ? self : Value::error();
}
Value text_exit(Fiber& fiber, Value self, Args) {
  return none_if(binary_close(fiber, bytes_below(as_text(self))));
}
Value text_iter(Fiber& fiber, Value self) {
  return check_open(fiber, bytes_below(as_text(self))) ? self : Value::error();
}

Value text_reconfigure(Fiber& fiber, Value self, Args args) {
  TextFile* const file = as_text(self);
  Value out[5] = {Value::none(), Value::none(), Value(), Value::none(),
                  Value::none()};
  if (!parse_args(fiber, "reconfigure", args,
                  {"*", "encoding", "errors", "newline", "line_buffering",
                   "write_through"},
                  0, out)) {
    return Value::error();
  }
  Newline newline = file->newline;
  if (!out[2].is_undefined() &&
      newline_of(out[2], &newline) != NewlineIs::kGood) {
    return raise_value_error(fiber, "illegal newline value");
  }
  if (!text_flush(fiber, file)) return Value::error();
  file->newline = newline;
  bytes_below(file)->in_plain = 0;
  if (Str* const encoding = cast<Str>(out[0])) {
    if (!is_byte_encoding(encoding->view())) {
      return raise(fiber, types().LookupError,
                   "this file cannot change its encoding to %s",
                   std::string(encoding->view()).c_str());
    }
    set_encoding(fiber, file, encoding);
  }
  if (Str* const errors = cast<Str>(out[1])) {
    store(fiber.heap, &file->errors, errors);
  }
  if (!out[3].is_none()) file->line_buffered = out[3].is_true();
  if (!out[4].is_none()) file->write_through = out[4].is_true();
  return Value::none();
}

Value text_closed(Fiber&, Value self) {
  return Value::from_bool(bytes_below(as_text(self))->fd < 0);
}
Value text_name(Fiber&, Value self) { return bytes_below(as_text(self))->name; }
Value text_mode(Fiber&, Value self) { return as_text(self)->mode; }
Value text_encoding(Fiber&, Value self) {
  return Value::from_object(as_text(self)->encoding);
}
Value text_errors(Fiber&, Value self) {
  return Value::from_object(as_text(self)->errors);
}
Value text_buffer(Fiber&, Value self) {
  return Value::from_object(as_text(self)->binary);
}
Value text_newlines(Fiber& fiber, Value self) {
  return seen_line_ends(fiber, as_text(self)->seen);
}
Value text_line_buffering(Fiber&, Value self) {
  return Value::from_bool(as_text(self)->line_buffered);
}

Value text_repr(Fiber& fiber, Value self) {
  const TextFile* const file = as_text(self);
  return str_value(fiber, "<_io.TextIOWrapper name=" +
                              safe_repr(fiber, bytes_below(file)->name) +
                              " mode=" + safe_repr(fiber, file->mode) +
                              " encoding='" +
                              std::string(file->encoding->view()) + "'>");
}

const MethodDef kTextMethods[] = {
    {"read", text_read, 0, 1},
    {"readline", text_readline, 0, 1},
    {"readlines", text_readlines, 0, 1},
    {"write", text_write_method, 1, 1},
    {"writelines", text_writelines, 1, 1},
    {"flush", text_flush_method, 0, 0},
    {"close", text_close, 0, 0},
    {"seek", text_seek, 1, 2},
    {"tell", text_tell, 0, 0},
    {"truncate", text_truncate, 0, 1},
    {"fileno", text_fileno, 0, 0},
    {"isatty", text_isatty, 0, 0},
    {"readable", text_readable, 0, 0},
    {"writable", text_writable, 0, 0},
    {"seekable", text_seekable, 0, 0},
    {"reconfigure", text_reconfigure, 0, 0, kMethodKeywords},
    {"__enter__", text_enter, 0, 0},
    {"__exit__", text_exit, 0, -1},
    {}};
const GetSetDef kTextGetSets[] = {{"closed", text_closed},
                                  {"name", text_name},
                                  {"mode", text_mode},
                                  {"encoding", text_encoding},
                                  {"errors", text_errors},
                                  {"buffer", text_buffer},
                                  {"newlines", text_newlines},
                                  {"line_buffering", text_line_buffering},
                                  {}};

constexpr Slots make_text_slots() {
  Slots s = closed_slots();
  s.repr = text_repr;
  s.iter = text_iter;
  s.next = text_next;
  return s;
}
constexpr Slots kTextSlots = make_text_slots();
constexpr TypeDef kTextType = {"_io.TextIOWrapper", &kTextLayout, &kTextSlots,
                               kTextMethods, kTextGetSets,
                               kTypeHasSlots | kTypeNotCreatable};
Type* g_text_type;

}  // namespace

Type* text_file_type() { return g_text_type; }

void init_text_file(Fiber& fiber) {
  g_text_type = native_type(fiber, kTextType);
}

void write_stderr(Fiber& fiber, const std::string& text) {
  const Value file = dict_find_name(rt().sys, names().stderr_);
  if (file.is_none()) return;  // whoever did that wants silence
  if (!file.is_undefined()) {
    const Value done =
        call_method(fiber, file, names().write, {str_value(fiber, text)});
    if (!done.is_error()) {
      call_method(fiber, file, names().flush);
      clear_exception(fiber);
      return;
    }
    clear_exception(fiber);
  }
  write_all(STDERR_FILENO, text).ignore();
}

}  // namespace mt::python
