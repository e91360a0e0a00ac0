// text_ahead.cc - what io.TextIOWrapper read and wrote ahead of its file.
//
// The class is written in Python, in lib/_io_more.py; this is its base. Lines
// that have been decoded are cut here one by one, and what is ASCII waits here
// to be written; where it takes the file below, the methods in Python do it.

#include <algorithm>
#include <string>

#include "python/bytes.h"
#include "python/container.h"
#include "python/file_internal.h"
#include "python/native_tools.h"

namespace mt::python {

namespace {

constexpr uint32_t kMostUnwritten = 8192;  // bytes

struct TextAhead : Object {
  Value file;            // below; None: detached; undefined: not yet there
  Str* text;             // decoded; from `at` on nobody has asked for it
  size_t at;             // in bytes
  ByteArray* unwritten;
  Newline newline;
  bool may_cut;          // lines without asking the methods in Python
  bool may_wait;         // ASCII that is written, as it stands
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
}
const Layout kAheadLayout = {Kind::kNative, "textahead", sizeof(TextAhead),
                             trace_ahead, nullptr, nullptr};

Value create_ahead(Fiber& fiber, Type* cls, Args) {
  TextAhead* const ahead = make<TextAhead>(fiber, cls);
  if (ahead == nullptr) return Value::error();
  ahead->file = Value();
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
  const std::string_view bytes = rest_of(ahead).substr(0, size);
  Str* const text = ahead->text->is_ascii() ? make_str(fiber, bytes, size)
                                            : make_str(fiber, bytes);
  if (text != nullptr) ahead->at += size;
  return object_or_error(text);
}

// -1: raised.
int is_open(Fiber& fiber, const TextAhead* ahead) {
  if (ahead->file.is_none() || ahead->file.is_undefined()) return 0;
  if (is_open_bytes_io(ahead->file)) return 1;
  const Value closed = get_attr(fiber, ahead->file, "closed");
  const int is_closed = closed.is_error() ? -1 : truth(fiber, closed);
  return is_closed < 0 ? -1 : 1 - is_closed;
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

Value ahead_next(Fiber& fiber, Value self) {
  TextAhead* const ahead = as_ahead(self);
  ahead->telling = false;
  Value line = quick_line(fiber, ahead);
  if (!line.is_undefined()) return line;
  line = call_method(fiber, self, "readline", {});
  const int is_more = line.is_error() ? -1 : truth(fiber, line);
  if (is_more < 0) return Value::error();
  if (is_more > 0) return line;
  ahead->telling = true;
  return Value::exhausted();
}

Value ahead_readline(Fiber& fiber, Value self, Args args) {
  int64_t limit = -1;
  if (args.count > 0 && !args[0].is_none() &&
      !index_of(fiber, args[0], &limit)) {
    return Value::error();
  }
  const Value line = limit < 0 ? quick_line(fiber, as_ahead(self)) : Value();
  return line.is_undefined()
             ? call_method(fiber, self, "_readline",
                           {int_from_i64(fiber, limit)})
             : line;
}

// _cut(limit): a line of that many characters at most, unless it is negative;
// None when neither is here yet.
Value ahead_cut(Fiber& fiber, Value self, Args args) {
  TextAhead* const ahead = as_ahead(self);
  int64_t limit;
  if (!int_argument(fiber, args[0], &limit)) return Value::error();
  const std::string_view rest = rest_of(ahead);
  size_t end = line_end(ahead->newline, rest);
  if (limit >= 0) {
    size_t at = 0;
    for (; limit > 0 && at < rest.size(); --limit) {
      ++at;
      while (at < rest.size() &&
             (static_cast<uint8_t>(rest[at]) & 0xc0) == 0x80) {
        ++at;
      }
    }
    if (limit == 0) end = std::min(end, at);
  }
  return end == rest.npos ? Value::none() : take(fiber, ahead, end);
}

Value ahead_write(Fiber& fiber, Value self, Args args) {
  TextAhead* const ahead = as_ahead(self);
  Str* const text = cast<Str>(args[0]);
  int open = text != nullptr && text->is_ascii() && ahead->may_wait &&
             ahead->at == ahead->text->byte_count;
  if (open != 0) open = is_open(fiber, ahead);
  if (open < 0) return Value::error();
  if (open == 0) return call_method(fiber, self, "_write", {args[0]});
  if (!bytearray_append(fiber, ahead->unwritten, text->view()) ||
      (ahead->unwritten->size > kMostUnwritten &&
       call_method(fiber, self, "_write_out", {}).is_error())) {
    return Value::error();
  }
  return Value::from_int(text->char_count);
}

// _begin(newline, may_cut, may_wait): with nothing read.
Value ahead_begin(Fiber&, Value self, Args args) {
  TextAhead* const ahead = as_ahead(self);
  newline_of(args[0], &ahead->newline);
  ahead->may_cut = args[1].is_true();
  ahead->may_wait = args[2].is_true();
  ahead->at = ahead->text->byte_count;
  return Value::none();
}

Value get_text(Fiber& fiber, Value self) {
  TextAhead* const ahead = as_ahead(self);
  if (ahead->at > 0) {
    Str* const rest = make_str(fiber, rest_of(ahead));
    if (rest == nullptr) return Value::error();
    store(fiber.heap, &ahead->text, rest);
    ahead->at = 0;
  }
  return Value::from_object(ahead->text);
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

// _unify(text, translate): the text, with "\n" for all line ends if that is
// wanted, and which there were.
Value unify(Fiber& fiber, Value, Args args) {
  Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "decoder should return a string result, not "
                            "'%s'", type_name(args[0]));
  }
  const std::string_view from = text->view();
  uint8_t seen = 0;
  note_line_ends(from, &seen);
  Value parts[] = {args[0], Value::from_int(seen)};
  if (args[1].is_true() && from.find('\r') != from.npos) {
    if (!may_gather(fiber, from.size())) return Value::error();
    std::string out(from);
    unify_line_ends(&out);
    parts[0] = object_or_error(
        text->is_ascii() ? make_str(fiber, out, out.size())
                         : make_str(fiber, out));
    if (parts[0].is_error()) return parts[0];
  }
  return object_or_error(make_tuple(fiber, parts, 2));
}
Value newlines(Fiber& fiber, Value, Args args) {
  return seen_line_ends(fiber, static_cast<uint8_t>(args[0].as_int()));
}

const MethodDef kAheadMethods[] = {{"readline", ahead_readline, 0, 1},
                                   {"write", ahead_write, 1, 1},
                                   {"_cut", ahead_cut, 1, 1},
                                   {"_begin", ahead_begin, 3, 3},
                                   {"_unify", unify, 2, 2, kMethodStatic},
                                   {"_newlines", newlines, 1, 1, kMethodStatic},
                                   {}};
const GetSetDef kAheadGetSets[] = {{"_text", get_text, set_text},
                                   {"_buffer", get_file, set_file},
                                   {"_unwritten", get_unwritten},
                                   {"_telling", get_telling, set_telling},
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

Type* text_ahead_type(Fiber& fiber) {
  if (g_text_ahead == nullptr) g_text_ahead = native_type(fiber, kAheadType);
  return g_text_ahead;
}

}  // namespace mt::python
