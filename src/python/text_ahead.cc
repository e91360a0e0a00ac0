// text_ahead.cc - what io.TextIOWrapper read and wrote ahead of its file.
//
// The class is written in Python, in lib/_io_more.py; this is its base. Lines
// that have been decoded are cut here one by one, and what is ASCII or UTF-8
// waits here to be written. ASCII, Latin-1 and UTF-8 are decoded here, too, as
// long as nothing is wrong with them: what may be the beginning of a character,
// or of the end of a line, is held back and comes first in the next piece, so
// that nothing is remembered between one piece and the next. Where it takes a
// decoder, the methods in Python do it.

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/file_internal.h"
#include "python/native_tools.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

enum class Coding : uint8_t { kOther, kAscii, kLatin1, kUtf8 };

struct TextAhead : Object {
  Value file;            // below; None: detached; undefined: not yet there
  Str* text;             // decoded; from `at` on nobody has asked for it
  size_t at;             // in bytes
  ByteArray* unwritten;
  Bytes* piece;          // what was decoded last; null: see `snapshot`
  Value snapshot;        // how the decoder did it: the state before, bytes and
                         // how many characters they were; or None
  uint32_t piece_chars;
  uint8_t held;          // bytes at the end of `piece` not decoded yet
  bool is_verbatim;      // what was decoded of `piece` has the same bytes
  Coding coding;
  bool is_fresh;         // the decoder is as a new one
  uint8_t seen;          // line ends that no decoder saw, with kUniversal and
                         // kKeep
  Newline newline;
  bool may_cut;          // lines without asking the methods in Python
  int32_t most_waiting;  // bytes that are written, as the text has them;
                         // negative: the methods in Python see to them
  bool telling;          // no line was asked for by next()
  // attributes follow
};

TextAhead* as_ahead(Value self) {
  return static_cast<TextAhead*>(self.object());
}

void trace_ahead(Object* self, Tracer& tracer) {
  const TextAhead* const ahead = static_cast<TextAhead*>(self);
  tracer.visit(ahead->file);
  tracer.visit(ahead->text);
  tracer.visit(ahead->unwritten);
  tracer.visit(ahead->piece);
  tracer.visit(ahead->snapshot);
}
const Layout kAheadLayout = {Kind::kNative, "textahead", sizeof(TextAhead),
                             trace_ahead, nullptr, nullptr};

Value create_ahead(Fiber& fiber, Type* cls, Args) {
  TextAhead* const ahead = make<TextAhead>(fiber, cls);
  if (ahead == nullptr) return Value::error();
  ahead->file = Value();
  ahead->snapshot = Value::none();
  ahead->telling = true;
  ahead->text = make_str(fiber, {});
  ahead->unwritten = make_bytearray(fiber, {});
  return ahead->text == nullptr || ahead->unwritten == nullptr
             ? Value::error()
             : Value::from_object(ahead);
}

std::string_view rest_of(const TextAhead* ahead) {
  return {ahead->text->data() + ahead->at,
          ahead->text->byte_count - ahead->at};
}

Value take(Fiber& fiber, TextAhead* ahead, size_t size) {
  if (ahead->at == 0 && size == ahead->text->byte_count) {
    ahead->at = size;
    return Value::from_object(ahead->text);
  }
  const std::string_view bytes = rest_of(ahead).substr(0, size);
  if (size == 1) {
    ++ahead->at;
    return str_from_char(fiber, byte_at(bytes, 0));
  }
  if (size - 1 < kSmallStr && ahead->text->is_ascii()) {
    ahead->at += size;
    return make_small_ascii(fiber, bytes.data(), size);
  }
  Str* const text = ahead->text->is_ascii() ? make_str(fiber, bytes, size)
                                            : make_str(fiber, bytes);
  if (text != nullptr) ahead->at += size;
  return object_or_error(text);
}

int is_open(Fiber& fiber, const TextAhead* ahead) {
  return is_open_file(fiber, ahead->file);
}

// The next line, or undefined when it takes the methods in Python.
Value quick_line(Fiber& fiber, TextAhead* ahead) {
  if (!ahead->may_cut) return Value();
  const Str* const text = ahead->text;
  const size_t at = ahead->at;
  const size_t end = line_end(ahead->newline, rest_of(ahead));
  if (end == std::string_view::npos) return Value();
  const int open = is_open(fiber, ahead);
  if (open < 0) return Value::error();
  // Who was asked may have read from here.
  const bool is_here = ahead->text == text && ahead->at == at;
  return open > 0 && is_here ? take(fiber, ahead, end) : Value();
}

void set_piece(Fiber& fiber, TextAhead* ahead, Bytes* piece, Value snapshot) {
  store(fiber.heap, &ahead->piece, piece);
  store(fiber.heap, &ahead->snapshot, snapshot);
  ahead->held = 0;
}

// The text with "\n" for all line ends.
Str* with_line_feeds(Fiber& fiber, Str* text) {
  if (text->view().find('\r') == std::string_view::npos) return text;
  if (!may_gather(fiber, text->byte_count)) return nullptr;
  std::string out(text->view());
  unify_line_ends(&out);
  return text->is_ascii() ? make_str(fiber, out, out.size())
                          : make_str(fiber, out);
}

// How many bytes at the end wait for more, of a piece that is not the last.
size_t unfinished(const TextAhead* ahead, std::string_view bytes) {
  if (bytes.empty()) return 0;
  if (bytes.back() == '\r') return ahead->newline <= Newline::kKeep;
  if (ahead->coding != Coding::kUtf8) return 0;
  for (size_t size = 1; size < 4 && size <= bytes.size(); ++size) {
    const uint8_t byte = byte_at(bytes, bytes.size() - size);
    if ((byte & 0xc0) == 0x80) continue;
    const Utf8Step step = decode_utf8(bytes.substr(bytes.size() - size));
    return step.kind == Utf8Step::Kind::kTruncated ? size : 0;
  }
  return 0;
}

// Decodes bytes, without a decoder if it can be; undefined if it cannot. What
// was held back stands before them.
Value decode_plainly(Fiber& fiber, TextAhead* ahead, Bytes* piece,
                     bool is_last) {
  std::string_view bytes = piece->view();
  const size_t held = is_last ? 0 : unfinished(ahead, bytes);
  bytes.remove_suffix(held);
  const bool is_ascii = is_all_ascii(bytes);
  if (!is_ascii && (ahead->coding == Coding::kAscii ||
                    (ahead->coding == Coding::kUtf8 && !is_utf8(bytes)))) {
    return Value();
  }
  const Value decoded = is_ascii ? object_or_error(make_str(fiber, bytes,
                                                            bytes.size()))
                        : ahead->coding == Coding::kUtf8
                            ? object_or_error(make_str(fiber, bytes))
                            : str_from_latin1(fiber, bytes);
  if (decoded.is_error()) return decoded;
  Str* text = decoded.as<Str>();
  if (ahead->newline <= Newline::kKeep)
    note_line_ends(text->view(), &ahead->seen);
  if (ahead->newline == Newline::kUniversal) {
    text = with_line_feeds(fiber, text);
    if (text == nullptr) return Value::error();
  }
  set_piece(fiber, ahead, piece, Value::none());
  ahead->held = static_cast<uint8_t>(held);
  ahead->piece_chars = text->char_count;
  ahead->is_verbatim = text->byte_count == bytes.size() &&
                       (is_ascii || ahead->coding == Coding::kUtf8);
  return Value::from_object(text);
}

// The text that comes next, as a str.
Value decode_piece(Fiber& fiber, TextAhead* ahead, Value data, bool is_last) {
  std::string_view given;
  if (ahead->is_fresh && buffer_of(data, &given)) {
    if (ahead->held != 0 || !is_exact(data, types().bytes)) {
      if (!may_gather(fiber, given.size())) return Value::error();
      const std::string_view piece =
          ahead->held != 0 ? ahead->piece->view() : std::string_view();
      std::string bytes(piece.substr(piece.size() - ahead->held));
      bytes += given;
      data = bytes_value(fiber, bytes);
      if (data.is_error()) return data;
    }
    const Value text =
        decode_plainly(fiber, ahead, data.as<Bytes>(), is_last);
    if (!text.is_undefined()) return text;
  }
  const Value text =
      call_method(fiber, Value::from_object(ahead), "_decode",
                  {data, Value::from_bool(is_last)});
  if (text.is_error()) return text;
  if (Str* const decoded = cast<Str>(text)) return plain_str(fiber, decoded);
  return raise_type_error(fiber, "decoder should return a string result, not "
                          "'%s'", type_name(text));
}

Value get_text(Fiber& fiber, TextAhead* ahead) {
  if (ahead->at > 0) {
    Str* const rest = make_str(fiber, rest_of(ahead));
    if (rest == nullptr) return Value::error();
    store(fiber.heap, &ahead->text, rest);
    ahead->at = 0;
  }
  return Value::from_object(ahead->text);
}

// All that is here, and that text.
Value rest_and(Fiber& fiber, TextAhead* ahead, Value text) {
  if (text.is_error() || rest_of(ahead).empty()) return text;
  const Value rest = get_text(fiber, ahead);
  return rest.is_error() ? rest
                         : str_concat(fiber, rest.as<Str>(), text.as<Str>());
}

Value file_below(Fiber& fiber, TextAhead* ahead) {
  return is_open_bytes_io(ahead->file)
             ? ahead->file
             : get_attr(fiber, Value::from_object(ahead), "buffer");
}

// Decodes one more piece: 1, 0 at the end, or -1 raised.
int read_more(Fiber& fiber, TextAhead* ahead) {
  const Value size =
      get_attr(fiber, Value::from_object(ahead), "_CHUNK_SIZE");
  const Value file = size.is_error() ? size : file_below(fiber, ahead);
  Value read = file.is_error() ? file
                               : find_attr(fiber, file, intern(fiber, "read1"));
  const bool has_read1 = !read.is_undefined();
  if (!has_read1) read = get_attr(fiber, file, "read");
  const Value data = read.is_error() ? read : call(fiber, read, {size});
  if (data.is_error()) return -1;
  std::string_view bytes;
  if (!buffer_of(data, &bytes)) {
    raise_type_error(fiber, "underlying %s() should have returned a bytes-like "
                     "object, not '%s'", has_read1 ? "read1" : "read",
                     type_name(data));
    return -1;
  }
  const bool is_more = !bytes.empty();
  const Value text =
      rest_and(fiber, ahead, decode_piece(fiber, ahead, data, !is_more));
  if (text.is_error()) return -1;
  store(fiber.heap, &ahead->text, text.as<Str>());
  ahead->at = 0;
  return is_more;
}

// Whether it may be read from, and what was written is out of the way.
bool may_read(Fiber& fiber, TextAhead* ahead) {
  return !call_method(fiber, Value::from_object(ahead), "_begin_reading")
              .is_error();
}

// A line of `limit` characters at most, unless that is negative.
Value read_line(Fiber& fiber, TextAhead* ahead, int64_t limit) {
  if (limit < 0) {
    const Value line = quick_line(fiber, ahead);
    if (!line.is_undefined()) return line;
  }
  if (!may_read(fiber, ahead)) return Value::error();
  for (int more = 1;;) {
    const std::string_view rest = rest_of(ahead);
    size_t end = line_end(ahead->newline, rest);
    if (limit >= 0) {
      const auto most = static_cast<uint64_t>(limit);
      const size_t bytes =
          most > rest.size() ? rest.size()
                             : chars_length(rest, static_cast<size_t>(most));
      if (bytes < rest.size() || count_code_points(rest) == most)
        end = std::min(end, bytes);
    }
    if (end == rest.npos && more == 0) end = rest.size();
    if (end != rest.npos) return take(fiber, ahead, end);
    more = read_more(fiber, ahead);
    if (more < 0) return Value::error();
  }
}

Value ahead_next(Fiber& fiber, Value self) {
  TextAhead* const ahead = as_ahead(self);
  ahead->telling = false;
  const Value line = ahead->may_cut ? read_line(fiber, ahead, -1)
                                    : call_method(fiber, self, "readline", {});
  const Str* const text = line.is_error() ? nullptr : cast<Str>(line);
  const int is_more = line.is_error()   ? -1
                      : text != nullptr ? text->byte_count != 0
                                        : truth(fiber, line);
  if (is_more < 0) return Value::error();
  if (is_more > 0) return line;
  ahead->telling = true;
  return Value::exhausted();
}

Value ahead_readline(Fiber& fiber, Value self, Args args) {
  int64_t limit = -1;
  return args.count == 0 || index_of(fiber, args[0], &limit, false)
             ? read_line(fiber, as_ahead(self), limit)
             : Value::error();
}

// All there is.
Value read_all(Fiber& fiber, TextAhead* ahead) {
  const Value file = file_below(fiber, ahead);
  Value text = file.is_error() ? file : call_method(fiber, file, "read", {});
  if (!text.is_error()) text = decode_piece(fiber, ahead, text, true);
  text = rest_and(fiber, ahead, text);
  if (text.is_error()) return text;
  ahead->at = ahead->text->byte_count;
  set_piece(fiber, ahead, nullptr, Value::none());
  return text;
}

Value ahead_read(Fiber& fiber, Value self, Args args) {
  TextAhead* const ahead = as_ahead(self);
  int64_t limit;
  if (!limit_argument(fiber, args, &limit)) return Value::error();
  for (int more = 2;;) {
    const std::string_view rest = rest_of(ahead);
    const size_t most = static_cast<size_t>(std::min<uint64_t>(
        static_cast<uint64_t>(limit), rest.size()));  // all when negative
    size_t end = ahead->text->is_ascii() ? most : chars_length(rest, most);
    const bool is_here =
        limit >= 0 &&
        (end < rest.size() ||
         static_cast<uint64_t>(limit) <= count_code_points(rest));
    if (more == 0 || (is_here && more == 1)) return take(fiber, ahead, end);
    if (more == 2) {
      // What may be cut without asking is here as soon as it was read.
      const Str* const text = ahead->text;
      const size_t at = ahead->at;
      const int open = is_here && !rest.empty() && ahead->may_cut
                           ? is_open(fiber, ahead) : 0;
      if (open < 0) return Value::error();
      if (open > 0 && ahead->text == text && ahead->at == at)
        return take(fiber, ahead, end);
      if (!may_read(fiber, ahead)) return Value::error();
      if (limit < 0) return read_all(fiber, ahead);
      more = 1;
      continue;
    }
    more = read_more(fiber, ahead);
    if (more < 0) return Value::error();
  }
}

// Passes on what waits.
Value write_out(Fiber& fiber, Value self) {
  TextAhead* const ahead = as_ahead(self);
  if (ahead->unwritten->size == 0) return Value::none();
  if ((ahead->piece != nullptr || !ahead->snapshot.is_none()) &&
      call_method(fiber, self, "_start_over", {}).is_error()) {
    return Value::error();
  }
  const Value file = file_below(fiber, ahead);
  const Value data = file.is_error()
                         ? file
                         : bytes_value(fiber, ahead->unwritten->view());
  return data.is_error() || !bytearray_resize(fiber, ahead->unwritten, 0)
             ? Value::error()
             : call_method(fiber, file, "write", {data});
}
Value ahead_write_out(Fiber& fiber, Value self, Args) {
  return write_out(fiber, self);
}

Value ahead_write(Fiber& fiber, Value self, Args args) {
  TextAhead* const ahead = as_ahead(self);
  Str* const text = cast<Str>(args[0]);
  int open = text != nullptr && ahead->most_waiting >= 0 &&
             ahead->at == ahead->text->byte_count &&
             (text->is_ascii() || (ahead->coding == Coding::kUtf8 &&
                                   is_utf8(text->view())));
  if (open != 0) open = is_open(fiber, ahead);
  if (open < 0) return Value::error();
  if (open == 0) return call_method(fiber, self, "_write", {args[0]});
  if (!bytearray_append(fiber, ahead->unwritten, text->view()) ||
      (ahead->unwritten->size > static_cast<uint32_t>(ahead->most_waiting) &&
       write_out(fiber, self).is_error())) {
    return Value::error();
  }
  return Value::from_int(text->char_count);
}

// _begin(newline, may_cut, coding): with nothing read.
Value ahead_begin(Fiber& fiber, Value self, Args args) {
  TextAhead* const ahead = as_ahead(self);
  newline_of(args[0], &ahead->newline);
  ahead->may_cut = args[1].is_true();
  ahead->coding = static_cast<Coding>(args[2].as_int());
  ahead->is_fresh = ahead->coding != Coding::kOther;
  ahead->seen = 0;
  ahead->at = ahead->text->byte_count;
  set_piece(fiber, ahead, nullptr, Value::none());
  return Value::none();
}

Value get_text(Fiber& fiber, Value self) {
  return get_text(fiber, as_ahead(self));
}
bool set_text(Fiber& fiber, Value self, Value value) {
  Str* const text = value.is_undefined() ? nullptr : cast<Str>(value);
  if (text == nullptr) {
    raise_type_error(
        fiber, "decoder should return a string result, not '%s'",
        value.is_undefined() ? "nothing" : type_name(value));
    return false;
  }
  store(fiber.heap, &as_ahead(self)->text, text);
  as_ahead(self)->at = 0;
  return true;
}
Value get_file(Fiber& fiber, Value self) {
  const Value file = as_ahead(self)->file;
  return !file.is_undefined()
             ? file
             : raise(fiber, types().AttributeError,
                     "'%s' object has no attribute '_buffer'", type_name(self));
}
bool set_file(Fiber& fiber, Value self, Value value) {
  store(fiber.heap, &as_ahead(self)->file, value);
  return true;
}
Value get_unwritten(Fiber&, Value self) {
  return Value::from_object(as_ahead(self)->unwritten);
}
Value get_telling(Fiber&, Value self) {
  return Value::from_bool(as_ahead(self)->telling);
}
bool set_telling(Fiber&, Value self, Value value) {
  as_ahead(self)->telling = value.is_true();
  return true;
}
Value get_most_waiting(Fiber&, Value self) {
  return Value::from_int(as_ahead(self)->most_waiting);
}
bool set_most_waiting(Fiber&, Value self, Value value) {
  as_ahead(self)->most_waiting = static_cast<int32_t>(value.as_int());
  return true;
}

Value get_snapshot(Fiber& fiber, Value self) {
  const TextAhead* const ahead = as_ahead(self);
  if (ahead->piece == nullptr) return ahead->snapshot;
  const Value fresh[] = {Value::from_object(rt().empty_bytes),
                         Value::from_int(0)};
  const Value state = object_or_error(make_tuple(fiber, fresh, 2));
  if (state.is_error()) return state;
  const Value parts[] = {state, Value::from_object(ahead->piece),
                         Value::from_int(ahead->piece_chars)};
  return object_or_error(make_tuple(fiber, parts, 3));
}
bool set_snapshot(Fiber& fiber, Value self, Value value) {
  set_piece(fiber, as_ahead(self), nullptr, value);
  return true;
}
// How many bytes of the file below have been read and not been asked for; None
// if that takes a second look at them.
Value get_ahead(Fiber& fiber, Value self) {
  const TextAhead* const ahead = as_ahead(self);
  const size_t size = rest_of(ahead).size();
  if (ahead->piece == nullptr || (size != 0 && !ahead->is_verbatim))
    return Value::none();
  return int_from_i64(fiber, static_cast<int64_t>(size + ahead->held));
}
Value get_left(Fiber& fiber, Value self) {
  return int_from_i64(fiber, static_cast<int64_t>(
                                 count_code_points(rest_of(as_ahead(self)))));
}
bool set_fresh(Fiber&, Value self, Value value) {
  TextAhead* const ahead = as_ahead(self);
  ahead->is_fresh = value.is_true() && ahead->coding != Coding::kOther;
  return true;
}
Value get_seen(Fiber&, Value self) {
  return Value::from_int(as_ahead(self)->seen);
}
Value get_fresh(Fiber&, Value self) {
  return Value::from_bool(as_ahead(self)->is_fresh);
}

// _unify(text, translate): the text, with "\n" for all line ends if that is
// wanted, and which there were.
Value unify(Fiber& fiber, Value, Args args) {
  Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "decoder should return a string result, not "
                            "'%s'", type_name(args[0]));
  }
  uint8_t seen = 0;
  note_line_ends(text->view(), &seen);
  Value parts[] = {args[0], Value::from_int(seen)};
  if (args[1].is_true()) {
    parts[0] = object_or_error(with_line_feeds(fiber, text));
    if (parts[0].is_error()) return parts[0];
  }
  return object_or_error(make_tuple(fiber, parts, 2));
}
Value newlines(Fiber& fiber, Value, Args args) {
  return seen_line_ends(fiber, static_cast<uint8_t>(args[0].as_int()));
}

const MethodDef kAheadMethods[] = {{"read", ahead_read, 0, 1},
                                   {"readline", ahead_readline, 0, 1},
                                   {"write", ahead_write, 1, 1},
                                   {"_write_out", ahead_write_out},
                                   {"_begin", ahead_begin, 3, 3},
                                   {"_unify", unify, 2, 2, kMethodStatic},
                                   {"_newlines", newlines, 1, 1, kMethodStatic},
                                   {}};
const GetSetDef kAheadGetSets[] = {{"_text", get_text, set_text},
                                   {"_buffer", get_file, set_file},
                                   {"_unwritten", get_unwritten},
                                   {"_telling", get_telling, set_telling},
                                   {"_most_waiting", get_most_waiting,
                                    set_most_waiting},
                                   {"_snapshot", get_snapshot, set_snapshot},
                                   {"_ahead", get_ahead},
                                   {"_left", get_left},
                                   {"_seen", get_seen},
                                   {"_fresh", get_fresh, set_fresh},
                                   {}};

constexpr Slots make_ahead_slots() {
  Slots s{};
  s.create = create_ahead;
  s.next = ahead_next;
  return s;
}
constexpr Slots kAheadSlots = make_ahead_slots();
constexpr TypeDef kAheadType = {"_io._TextAhead", &kAheadLayout, &kAheadSlots,
                                kAheadMethods, kAheadGetSets, kTypeHasSlots};
Type* g_text_ahead;

}  // namespace

int is_open_file(Fiber& fiber, Value file) {
  if (file.is_none() || file.is_undefined()) return 0;
  if (is_open_bytes_io(file)) return 1;
  const Value closed = get_attr(fiber, file, "closed");
  const int is_closed = closed.is_error() ? -1 : truth(fiber, closed);
  return is_closed < 0 ? -1 : 1 - is_closed;
}

Type* text_ahead_type(Fiber& fiber) {
  if (g_text_ahead == nullptr) g_text_ahead = native_type(fiber, kAheadType);
  return g_text_ahead;
}

}  // namespace mt::python
