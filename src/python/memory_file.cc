// memory_file.cc - io.StringIO and io.BytesIO: files that are only memory.
//
// Both keep bytes and a place in them. A StringIO's bytes are UTF-8 and its
// place is at the beginning of a character; Python sees it as a number of
// characters. What came in as a whole, or was asked for as a whole, is the
// object that Python has; a ByteArray, of which a memoryview may be given
// away, is made of it when something changes.

#include <stdlib.h>
#include <string.h>

#include <algorithm>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/data_modules.h"
#include "python/dict.h"
#include "python/file.h"
#include "python/file_internal.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/packing.h"
#include "python/shape.h"

namespace mt::python {

namespace {

struct MemoryFile : Object {
  ByteArray* store;  // null as long as it would be equal to `whole`
  Object* whole;     // Bytes or Str: the content; null: changed since
  size_t at;         // may be behind the end
  size_t wide;       // bytes that continue a character; 0: all ASCII
  bool closed, is_text;
  Newline newline;   // what that of a file does in both directions, this does
                     // when it is written to
  uint8_t seen;      // line ends that came in, with kUniversal and kKeep
  // attributes follow
};

MemoryFile* as_memory(Value self) {
  return static_cast<MemoryFile*>(self.object());
}

void trace_memory(Object* self, Tracer& tracer) {
  const MemoryFile* const file = static_cast<MemoryFile*>(self);
  tracer.visit(file->store);
  tracer.visit(file->whole);
}
const Layout kMemoryLayout = {Kind::kNative, "memoryfile", sizeof(MemoryFile),
                              trace_memory, nullptr, nullptr};

Type* g_string_io;
Type* g_bytes_io;

// Of a class below StringIO, whose methods go through those that it may have
// instead. Those of BytesIO do not.
bool is_derived_text(Value self) {
  return as_memory(self)->is_text && !is_exact(self, g_string_io);
}

Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

bool check_memory(Fiber& fiber, const MemoryFile* file) {
  if (!file->closed) return true;
  raise_value_error(fiber, file->is_text ? "I/O operation on closed file"
                                         : "I/O operation on closed file.");
  return false;
}

std::string_view all_of(const MemoryFile* file) {
  if (file->store != nullptr) return file->store->view();
  return file->is_text ? static_cast<const Str*>(file->whole)->view()
                       : static_cast<const Bytes*>(file->whole)->view();
}
std::string_view rest_of(const MemoryFile* file) {
  const std::string_view all = all_of(file);
  const size_t at = std::min(file->at, all.size());
  return {all.data() + at, all.size() - at};
}

Object* make_value(Fiber& fiber, const MemoryFile* file,
                          std::string_view bytes) {
  // `bytes` points into the file, which nothing here changes.
  if (!file->is_text) return make_bytes(fiber, bytes);
  if (bytes.size() == 1)
    return str_from_char(fiber, byte_at(bytes, 0)).object();
  return file->wide == 0 ? make_str(fiber, bytes, bytes.size())
                         : make_str(fiber, bytes);
}

// The content is what that object has, and nothing is changed in it.
void adopt(Fiber& fiber, MemoryFile* file, Object* whole) {
  store(fiber.heap, &file->store, static_cast<ByteArray*>(nullptr));
  store(fiber.heap, &file->whole, whole);
}

// Before something changes. False: raised.
bool own(Fiber& fiber, MemoryFile* file) {
  if (file->whole == nullptr) return true;
  if (file->store == nullptr) {
    file->store = make_bytearray(fiber, all_of(file));
    if (file->store == nullptr) return false;
  }
  store(fiber.heap, &file->whole, static_cast<Object*>(nullptr));
  return true;
}

// All of it, which is kept until it is changed; nobody who has a view of the
// bytes would say so.
Value whole_of(Fiber& fiber, MemoryFile* file) {
  if (file->whole != nullptr) return Value::from_object(file->whole);
  Object* const made = make_value(fiber, file, all_of(file));
  if (made != nullptr && file->store->exports == 0) file->whole = made;
  return object_or_error(made);
}

size_t continuation_bytes(std::string_view text) {
  return text.size() - count_code_points(text);
}

// The byte length of the first `count` characters, at most.
size_t bytes_of_chars(const MemoryFile* file, std::string_view text,
                      size_t count) {
  return file->is_text && file->wide != 0 ? chars_length(text, count)
                                          : std::min(count, text.size());
}

// Puts `bytes` in the place of `replaced` bytes at the place of the file.
bool splice(Fiber& fiber, MemoryFile* file, size_t replaced,
            std::string_view bytes, size_t chars) {
  if (bytes.empty()) return true;
  if (file->at > kMaxStrBytes - bytes.size()) {
    raise_memory_error(fiber);
    return false;
  }
  if (!own(fiber, file)) return false;
  // A gap is filled with zeros.
  if (file->at > file->store->size &&
      !bytearray_resize(fiber, file->store, file->at)) {
    return false;
  }
  const size_t lost =
      file->is_text && file->wide != 0
          ? continuation_bytes(rest_of(file).substr(0, replaced))
          : 0;
  if (!bytearray_splice(fiber, file->store, file->at, file->at + replaced,
                        bytes)) {
    return false;
  }
  file->wide -= lost;
  file->at += bytes.size();
  file->wide += bytes.size() - chars;
  return true;
}

// Line ends as `newline` wants them to be kept.
std::string with_line_ends(MemoryFile* file, std::string_view text) {
  std::string out;
  if (file->newline == Newline::kUniversal) {
    out = text;
    unify_line_ends(&out);
    return out;
  }
  for (const char c : text) {
    if (c == '\n' && file->newline == Newline::kCrLf) {
      out.append("\r\n");
    } else {
      out.push_back(c == '\n' && file->newline == Newline::kCr ? '\r' : c);
    }
  }
  return out;
}

// `bytes` are those of `source`.
bool memory_put(Fiber& fiber, MemoryFile* file, Value source,
                std::string_view bytes) {
  if (!file->is_text && file->whole == nullptr &&
      file->at == file->store->size) {
    if (!bytearray_append(fiber, file->store, bytes)) return false;
    file->at = file->store->size;
    return true;
  }
  std::string changed;
  size_t chars = bytes.size();
  if (file->is_text) {
    const bool is_any = file->newline <= Newline::kKeep;
    if (is_any) note_line_ends(bytes, &file->seen);
    const char changes = file->newline == Newline::kUniversal ? '\r' : '\n';
    if (file->newline != Newline::kKeep && file->newline != Newline::kLf &&
        bytes.find(changes) != bytes.npos) {
      if (!may_gather(fiber, bytes.size())) return false;
      changed = with_line_ends(file, bytes);
      bytes = changed;
    }
    chars = changed.empty() ? source.as<Str>()->char_count
                            : count_code_points(bytes);
  }
  if (file->store == nullptr && file->at == 0 && all_of(file).empty() &&
      changed.empty() &&
      is_exact(source, file->is_text ? types().str : types().bytes)) {
    adopt(fiber, file, source.object());
    file->at = bytes.size();
    file->wide = bytes.size() - chars;
    return true;
  }
  return splice(fiber, file, bytes_of_chars(file, rest_of(file), chars), bytes,
                chars);
}

// Whether a new memory may take the place of the old: no view looks at it.
bool may_change(Fiber& fiber, const MemoryFile* file) {
  return file->store == nullptr || may_resize(fiber, file->store);
}

// --- methods ----------------------------------------------------------------

Value memory_write(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  if (!check_memory(fiber, file)) return Value::error();
  // Mostly something is put behind all that is there.
  const bool is_at_end = file->whole == nullptr &&
                         file->at == file->store->size &&
                         file->store->exports == 0;
  if (is_at_end && file->is_text && file->newline == Newline::kLf &&
      is_kind(args[0], Kind::kStr)) {
    const Str* const text = args[0].as<Str>();
    if (file->at > kMaxStrBytes - text->byte_count)
      return raise_memory_error(fiber);
    if (!bytearray_append(fiber, file->store, text->view()))
      return Value::error();
    file->at += text->byte_count;
    file->wide += text->byte_count - text->char_count;
    return Value::from_int(text->char_count);
  }
  if (file->is_text) {
    const Str* const text = cast<Str>(args[0]);
    if (text == nullptr) {
      return raise_type_error(fiber, "string argument expected, got '%s'",
                              type_name(args[0]));
    }
    if (!memory_put(fiber, file, args[0], text->view())) return Value::error();
    return Value::from_int(text->char_count);
  }
  if (is_at_end && is_exact(args[0], types().bytes)) {
    const std::string_view more = args[0].as<Bytes>()->view();
    if (!bytearray_append(fiber, file->store, more)) return Value::error();
    file->at += more.size();
    return Value::from_int(static_cast<int64_t>(more.size()));
  }
  std::string_view bytes;
  if (!may_change(fiber, file) || !bytes_argument(fiber, args[0], &bytes)) {
    return Value::error();
  }
  // It may be this very memory, or a view of it.
  const std::string copy(is_kind(args[0], Kind::kBytes) ? std::string_view()
                                                        : bytes);
  if (!copy.empty()) bytes = copy;
  if (!memory_put(fiber, file, args[0], bytes)) return Value::error();
  return Value::from_int(static_cast<int64_t>(bytes.size()));
}

Value memory_writelines(Fiber& fiber, Value self, Args args) {
  if (!check_memory(fiber, as_memory(self))) return Value::error();
  const bool is_own = !is_derived_text(self);
  Value item;
  Iteration each(fiber, args[0]);
  while (each.next(&item)) {
    if ((is_own ? memory_write(fiber, self, Args{&item, 1})
                : call_method(fiber, self, "write", {item})).is_error()) {
      return Value::error();
    }
  }
  return none_if(!each.failed());
}

// That much of what is behind the place.
Value take(Fiber& fiber, MemoryFile* file, std::string_view rest,
                  size_t bytes) {
  Object* const made = make_value(fiber, file, {rest.data(), bytes});
  if (made == nullptr) return Value::error();
  file->at += bytes;
  return Value::from_object(made);
}

Value memory_read(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  int64_t limit;
  if (!check_memory(fiber, file) || !limit_argument(fiber, args, &limit)) {
    return Value::error();
  }
  const std::string_view rest = rest_of(file);
  const size_t bytes =
      limit < 0 ? rest.size()
                : bytes_of_chars(file, rest, static_cast<size_t>(limit));
  if (file->at != 0 || bytes != rest.size())
    return take(fiber, file, rest, bytes);
  file->at = bytes;
  return whole_of(fiber, file);
}

// The bytes of the first line, its end included.
size_t line_length(const MemoryFile* file, std::string_view text) {
  return std::min(line_end(file->newline, text), text.size());
}

Value memory_readline(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  int64_t limit;
  if (!check_memory(fiber, file) || !limit_argument(fiber, args, &limit)) {
    return Value::error();
  }
  std::string_view rest = rest_of(file);
  rest = rest.substr(0, line_length(file, rest));
  return take(fiber, file, rest,
              limit < 0 ? rest.size()
                        : bytes_of_chars(file, rest,
                                         static_cast<size_t>(limit)));
}

Value memory_next(Fiber& fiber, Value self) {
  MemoryFile* const file = as_memory(self);
  if (!check_memory(fiber, file)) return Value::error();
  if (is_derived_text(self)) {
    const Value line = call_method(fiber, self, "readline", {});
    if (line.is_error()) return line;
    if (const Str* const text = cast<Str>(line))
      return text->byte_count != 0 ? line : Value::exhausted();
    return raise(fiber, types().OSError, "readline() should have returned a "
                 "str object, not '%s'", type_name(line));
  }
  const std::string_view rest = rest_of(file);
  return rest.empty() ? Value::exhausted()
                      : take(fiber, file, rest, line_length(file, rest));
}

Value memory_readlines(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  int64_t hint, total = 0;
  if (!check_memory(fiber, file) || !limit_argument(fiber, args, &hint)) {
    return Value::error();
  }
  List* const lines = make_list(fiber);
  // Of bytes as many as that end it, of text and of other files only more.
  const int64_t least = file->is_text ? hint : hint - 1;
  while (lines != nullptr && (hint <= 0 || total <= least)) {
    const Value line = file->is_text ? iter_next(fiber, self)
                                     : memory_next(fiber, self);
    if (line.is_error()) return line;
    if (line.is_exhausted() || !list_append(fiber, lines, line)) break;
    const int64_t length = hint > 0 ? length_of(fiber, line) : 0;
    if (length < 0) break;
    total += length;
  }
  return fiber.raised() ? Value::error() : Value::from_object(lines);
}

Value memory_readinto(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  char* room;
  size_t size;
  if (!check_memory(fiber, file) ||
      !writable_argument(fiber, "readinto() ", args[0], &room, &size)) {
    return Value::error();
  }
  const std::string_view rest = rest_of(file).substr(0, size);
  if (!rest.empty()) memmove(room, rest.data(), rest.size());
  file->at += rest.size();
  return Value::from_int(static_cast<int64_t>(rest.size()));
}

Value memory_getbuffer(Fiber& fiber, Value self, Args) {
  MemoryFile* const file = as_memory(self);
  return check_memory(fiber, file) && own(fiber, file)
             ? view_of(fiber, Value::from_object(file->store))
             : Value::error();
}

Value memory_getvalue(Fiber& fiber, Value self, Args) {
  MemoryFile* const file = as_memory(self);
  if (!check_memory(fiber, file)) return Value::error();
  return whole_of(fiber, file);
}

int64_t place_of(const MemoryFile* file) {
  if (!file->is_text || file->wide == 0)
    return static_cast<int64_t>(file->at);
  if (file->at > all_of(file).size())
    return static_cast<int64_t>(file->at - file->wide);
  return static_cast<int64_t>(
      count_code_points(all_of(file).substr(0, file->at)));
}

Value memory_tell(Fiber& fiber, Value self, Args) {
  MemoryFile* const file = as_memory(self);
  return check_memory(fiber, file) ? int_from_i64(fiber, place_of(file))
                                   : Value::error();
}

Value memory_seek(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  int64_t offset = 0, whence = 0;
  if (!check_memory(fiber, file) || !index_of(fiber, args[0], &offset) ||
      (args.count > 1 && !index_of(fiber, args[1], &whence))) {
    return Value::error();
  }
  if (whence < 0 || whence > 2) {
    return raise_value_error(fiber, "invalid whence (%lld, should be 0, 1 or "
                                    "2)", static_cast<long long>(whence));
  }
  if (file->is_text && whence != 0 && offset != 0) {
    return raise(fiber, types().OSError,
                 "Can't do nonzero cur-relative seeks");
  }
  if (whence == 0 && offset < 0) {
    return raise_value_error(fiber, "%s %lld",
                             file->is_text ? "Negative seek position"
                                           : "negative seek value",
                             static_cast<long long>(offset));
  }
  if (whence != 0) {
    const auto from =
        static_cast<int64_t>(whence == 1 ? file->at : all_of(file).size());
    offset = offset > INT64_MAX - from ? INT64_MAX
                                       : std::max<int64_t>(offset + from, 0);
  }
  if (offset > static_cast<int64_t>(kMaxStrBytes)) {
    return raise_overflow_error(fiber, "new position too large");
  }
  if (file->is_text && whence == 0) {
    const std::string_view all = all_of(file);
    const size_t chars = all.size() - file->wide;
    const size_t wanted = static_cast<size_t>(offset);
    file->at = wanted > chars ? all.size() + (wanted - chars)
                              : bytes_of_chars(file, all, wanted);
  } else {
    file->at = static_cast<size_t>(offset);
  }
  return int_from_i64(fiber, place_of(file));
}

Value memory_truncate(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  int64_t size = -1;
  if (!check_memory(fiber, file) || !limit_argument(fiber, args, &size)) {
    return Value::error();
  }
  if (size < 0) {
    if (args.count > 0 && !args[0].is_none()) {
      return raise_value_error(fiber, "%s %lld",
                               file->is_text ? "Negative size value"
                                             : "negative size value",
                               static_cast<long long>(size));
    }
    size = place_of(file);
  }
  if (!may_change(fiber, file)) return Value::error();
  const std::string_view all = all_of(file);
  const size_t keep = bytes_of_chars(file, all, static_cast<size_t>(size));
  const size_t lost =
      file->is_text ? continuation_bytes(all.substr(keep)) : 0;
  const int64_t place = place_of(file);
  const bool is_behind = file->at > keep;
  if (keep != all.size() && (!own(fiber, file) ||
                             !bytearray_resize(fiber, file->store, keep))) {
    return Value::error();
  }
  file->wide -= lost;
  // Behind the end bytes and characters are the same.
  if (is_behind) file->at = static_cast<size_t>(place) + file->wide;
  return int_from_i64(fiber, size);
}

Object* nothing(const MemoryFile* file) {
  return file->is_text ? static_cast<Object*>(rt().empty_str)
                       : rt().empty_bytes;
}

// With nothing in it. False: raised.
bool start_over(Fiber& fiber, MemoryFile* file) {
  if (!may_change(fiber, file)) return false;
  adopt(fiber, file, nothing(file));
  file->at = file->wide = 0;
  file->seen = 0;
  file->closed = false;
  return true;
}

Value memory_close(Fiber& fiber, Value self, Args) {
  MemoryFile* const file = as_memory(self);
  if (!file->closed && !start_over(fiber, file)) return Value::error();
  file->closed = true;
  return Value::none();
}
Value memory_flush(Fiber& fiber, Value self, Args) {
  return none_if(check_memory(fiber, as_memory(self)));
}
Value memory_true(Fiber& fiber, Value self, Args) {
  return check_memory(fiber, as_memory(self)) ? Value::from_bool(true)
                                              : Value::error();
}
Value memory_isatty(Fiber& fiber, Value self, Args) {
  return check_memory(fiber, as_memory(self)) ? Value::from_bool(false)
                                              : Value::error();
}
Value memory_fileno(Fiber& fiber, Value, Args) {
  return raise_unsupported(fiber, "fileno");
}
Value memory_enter(Fiber& fiber, Value self, Args) {
  return check_memory(fiber, as_memory(self)) ? self : Value::error();
}
Value memory_iter(Fiber& fiber, Value self) {
  return check_memory(fiber, as_memory(self)) ? self : Value::error();
}
Value memory_closed(Fiber&, Value self) {
  return Value::from_bool(as_memory(self)->closed);
}

// --- making -----------------------------------------------------------------

Value create_file(Fiber& fiber, Type* cls, bool is_text) {
  MemoryFile* const file = make<MemoryFile>(fiber, cls);
  if (file == nullptr) return Value::error();
  file->is_text = is_text;
  file->newline = Newline::kLf;
  file->whole = nothing(file);
  return Value::from_object(file);
}
Value string_io_create(Fiber& fiber, Type* cls, Args) {
  return create_file(fiber, cls, true);
}
Value bytes_io_create(Fiber& fiber, Type* cls, Args) {
  return create_file(fiber, cls, false);
}

bool set_newline(Fiber& fiber, MemoryFile* file, Value newline) {
  switch (newline_of(newline, &file->newline)) {
    case NewlineIs::kGood: return true;
    case NewlineIs::kNoText:
      raise_type_error(fiber, "newline must be str or None, not %s",
                       type_name(newline));
      return false;
    case NewlineIs::kNone: break;
  }
  std::string text;
  str_repr_to(text, newline.as<Str>()->view());
  raise_value_error(fiber, "illegal newline value: %s", text.c_str());
  return false;
}

// Sets what is read from the beginning on; None: nothing.
bool set_content(Fiber& fiber, MemoryFile* file, Value content) {
  std::string_view bytes;
  if (!start_over(fiber, file)) return false;
  if (content.is_none()) return true;
  if (!file->is_text) {
    if (!bytes_argument(fiber, content, &bytes)) return false;
  } else if (const Str* const text = cast<Str>(content)) {
    bytes = text->view();
  } else {
    raise_type_error(fiber, "initial_value must be str or None, not %s",
                     type_name(content));
    return false;
  }
  const bool ok = memory_put(fiber, file, content, bytes);
  file->at = 0;
  return ok;
}

bool string_io_init(Fiber& fiber, Value self, Args args) {
  Value out[2] = {Value::none(), str_from_char(fiber, '\n')};
  return parse_args(fiber, "StringIO", args, {"initial_value", "newline"}, 0,
                    out) &&
         set_newline(fiber, as_memory(self), out[1]) &&
         set_content(fiber, as_memory(self), out[0]);
}

bool bytes_io_init(Fiber& fiber, Value self, Args args) {
  Value out[1] = {Value::none()};
  return parse_args(fiber, "BytesIO", args, {"initial_bytes"}, 0, out) &&
         set_content(fiber, as_memory(self), out[0]);
}

// --- pickling ---------------------------------------------------------------

constexpr const char* kNewlineTexts[] = {nullptr, "", "\n", "\r", "\r\n"};

// (content, [newline,] place, attributes or None)
Value memory_getstate(Fiber& fiber, Value self, Args) {
  MemoryFile* const file = as_memory(self);
  if (!check_memory(fiber, file)) return Value::error();
  const char* const newline = kNewlineTexts[static_cast<int>(file->newline)];
  const Value parts[] = {
      memory_getvalue(fiber, self, {}),
      newline == nullptr ? Value::none() : str_value(fiber, newline),
      int_from_i64(fiber, place_of(file)),
      own_count(file) != 0 ? Value::from_object(own_snapshot(fiber, file))
                           : Value::none()};
  if (parts[0].is_error()) return parts[0];
  const Value short_parts[] = {parts[0], parts[2], parts[3]};
  Tuple* const tuple = file->is_text ? make_tuple(fiber, parts, 4)
                                     : make_tuple(fiber, short_parts, 3);
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

Value memory_setstate(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  const uint32_t size = file->is_text ? 4 : 3;
  const Tuple* const state = cast<Tuple>(args[0]);
  if (!check_memory(fiber, file)) return Value::error();
  if (state == nullptr || state->size < size) {
    return raise_type_error(fiber,
                            "%s.__setstate__ argument should be %u-tuple, got "
                            "%s",
                            type_name(self), size, type_name(args[0]));
  }
  const Value* const items = state->items;
  const Value place = items[size - 2], own = items[size - 1];
  int64_t at;
  // The content has its line ends already.
  file->newline = Newline::kLf;
  if (!set_content(fiber, file, items[0]) ||
      (file->is_text && !set_newline(fiber, file, items[1]))) {
    return Value::error();
  }
  if (!is_integer(place)) {
    return raise_type_error(fiber, "%s item of state must be an integer, got "
                            "%s", size == 4 ? "third" : "second",
                            type_name(place));
  }
  if (!int_to_i64(place, &at) || at < 0) {
    return raise_value_error(fiber, "position value cannot be negative");
  }
  if (memory_seek(fiber, self, Args{&place, 1}).is_error()) {
    return Value::error();
  }
  if (own.is_none()) return own;
  Dict* const attributes = cast<Dict>(own);
  if (attributes == nullptr) {
    return raise_type_error(fiber,
                            "%s item of state should be a dict, got a %s",
                            size == 4 ? "fourth" : "third", type_name(own));
  }
  for (uint32_t i = 0; i < attributes->used; ++i) {
    const Value key = attributes->entries[i].key;
    Str* const name = key.is_undefined() ? nullptr : cast<Str>(key);
    if (name != nullptr &&
        !set_attr(fiber, self, intern(fiber, name),
                  attributes->entries[i].value)) {
      return Value::error();
    }
  }
  return Value::none();
}

Value memory_detach(Fiber& fiber, Value, Args) {
  return raise_unsupported(fiber, "detach");
}

Value get_newlines(Fiber& fiber, Value self) {
  const MemoryFile* const file = as_memory(self);
  if (!check_memory(fiber, file)) return Value::error();
  return seen_line_ends(fiber, file->seen);
}
Value get_none(Fiber&, Value) { return Value::none(); }
Value get_false(Fiber&, Value) { return Value::from_bool(false); }

const MethodDef kMemoryMethods[] = {
    {"write", memory_write, 1, 1},
    {"writelines", memory_writelines, 1, 1},
    {"read", memory_read, 0, 1},
    {"readline", memory_readline, 0, 1},
    {"readlines", memory_readlines, 0, 1},
    {"getvalue", memory_getvalue, 0, 0, 0,
     "Retrieve the entire contents of the object."_doc},
    {"seek", memory_seek, 1, 2},
    {"tell", memory_tell, 0, 0},
    {"truncate", memory_truncate, 0, 1},
    {"flush", memory_flush, 0, 0},
    {"close", memory_close, 0, 0},
    {"readable", memory_true, 0, 0},
    {"writable", memory_true, 0, 0},
    {"seekable", memory_true, 0, 0},
    {"isatty", memory_isatty, 0, 0},
    {"fileno", memory_fileno, 0, 0},
    {"detach", memory_detach, 0, 0},
    {"__getstate__", memory_getstate, 0, 0},
    {"__setstate__", memory_setstate, 1, 1},
    {"__enter__", memory_enter, 0, 0},
    {"__exit__", memory_close, 0, -1},
    {}};
const MethodDef kBytesIoMethods[] = {{"readinto", memory_readinto, 1, 1},
                                     {"read1", memory_read, 0, 1},
                                     {"readinto1", memory_readinto, 1, 1},
                                     {"getbuffer", memory_getbuffer, 0, 0},
                                     {}};
const GetSetDef kMemoryGetSets[] = {{"closed", memory_closed}, {}};
const GetSetDef kStringIoGetSets[] = {{"newlines", get_newlines},
                                      {"encoding", get_none},
                                      {"errors", get_none},
                                      {"line_buffering", get_false},
                                      {}};

constexpr Slots memory_slots(Value (*create)(Fiber&, Type*, Args),
                             bool (*init)(Fiber&, Value, Args)) {
  Slots s{};
  s.create = create;
  s.init = init;
  s.iter = memory_iter;
  s.next = memory_next;
  return s;
}
constexpr Slots kStringIoSlots = memory_slots(string_io_create, string_io_init);
constexpr Slots kBytesIoSlots = memory_slots(bytes_io_create, bytes_io_init);
constexpr TypeDef kMemoryType = {
    "_io._MemoryIOBase", &kMemoryLayout, nullptr, kMemoryMethods,
    kMemoryGetSets, kTypeHasSlots | kTypeNotCreatable};

// All is in __getstate__().
Tuple* memory_parts(Fiber&, Value) { return rt().empty_tuple; }
bool set_memory_parts(Fiber&, Value self, const Tuple* parts) {
  if (parts != nullptr) return false;
  MemoryFile* const file = as_memory(self);
  file->is_text = is_a(self, g_string_io);
  file->newline = Newline::kLf;
  file->whole = nothing(file);
  return true;
}
constexpr PartsDef kMemoryParts = {memory_parts, set_memory_parts};
constexpr TypeDef kStringIoType = {
    "_io.StringIO", nullptr, &kStringIoSlots, nullptr, kStringIoGetSets,
    kTypeHasSlots,
    "Text I/O implementation using an in-memory buffer.", &kMemoryParts};
constexpr TypeDef kBytesIoType = {
    "_io.BytesIO", nullptr, &kBytesIoSlots, kBytesIoMethods, nullptr,
    kTypeHasSlots, "Buffered I/O implementation using an in-memory bytes "
                   "buffer.", &kMemoryParts};

// The highest bit of each byte that is zero. Above one of them others may have
// theirs, too.
constexpr uint64_t zero_bytes(uint64_t word) {
  return (word - kLowBitOfBytes) & ~word & kHighBitOfBytes;
}

// The first '\n' or '\r', or `end`.
const char* find_line_end(const char* from, const char* end) {
  for (; end - from >= 8; from += 8) {
    uint64_t word;
    memcpy(&word, from, sizeof word);
    const uint64_t hits = zero_bytes(word ^ '\n' * kLowBitOfBytes) |
                          zero_bytes(word ^ '\r' * kLowBitOfBytes);
    if (hits == 0) continue;
    if (kBigHost) break;
    return from + __builtin_ctzll(hits) / 8;
  }
  while (from != end && *from != '\n' && *from != '\r') ++from;
  return from;
}

}  // namespace

size_t chars_length(std::string_view text, size_t count) {
  size_t at = 0;
  for (; text.size() - at >= 8; at += 8) {
    uint64_t word;
    memcpy(&word, text.data() + at, sizeof word);
    const size_t begun = 8 - count_continuing(word);
    if (begun > count) break;
    count -= begun;
  }
  for (; at < text.size(); ++at) {
    if ((static_cast<uint8_t>(text[at]) & 0xc0) == 0x80) continue;
    if (count-- == 0) break;
  }
  return at;
}

void note_line_ends(std::string_view text, uint8_t* seen) {
  constexpr uint8_t kAll = kSeenCr | kSeenLf | kSeenCrLf;
  const char* at = text.data();
  const char* const end = at + text.size();
  if ((*seen & kSeenHalf) != 0 && at != end) {
    at += *at == '\n';
    *seen &= static_cast<uint8_t>(~kSeenHalf);
  }
  while ((*seen & kAll) != kAll) {
    if ((*seen & kSeenLf) == 0) {
      at = find_line_end(at, end);
    } else {  // another of those tells nothing
      const size_t next =
          std::string_view(at, static_cast<size_t>(end - at)).find('\r');
      at = next == text.npos ? end : at + next;
    }
    if (at == end) return;
    if (*at == '\n') {
      *seen |= kSeenLf;
    } else if (at + 1 != end && at[1] == '\n') {
      *seen |= kSeenCrLf;
      ++at;
    } else {
      *seen |= kSeenCr;
    }
    ++at;
  }
}

size_t line_end(Newline newline, std::string_view text) {
  if (text.empty()) return text.npos;
  const char* const end = text.data() + text.size();
  if (newline == Newline::kCrLf) {
    const size_t at = text.find("\r\n");
    return at == text.npos ? at : at + 2;
  }
  const char* const at =
      newline == Newline::kKeep
          ? find_line_end(text.data(), end)
          : static_cast<const char*>(
                memchr(text.data(), newline == Newline::kCr ? '\r' : '\n',
                       text.size()));
  if (at == nullptr || at == end) return text.npos;
  const bool is_pair = newline == Newline::kKeep && *at == '\r' &&
                       at + 1 != end && at[1] == '\n';
  return static_cast<size_t>(at - text.data()) + (is_pair ? 2 : 1);
}

bool is_open_bytes_io(Value value) {
  return is_exact(value, g_bytes_io) && !as_memory(value)->closed;
}

Type* string_io_type() { return g_string_io; }
Type* bytes_io_type() { return g_bytes_io; }

void init_memory_files(Fiber& fiber) {
  Type* const base = native_type(fiber, kMemoryType);
  g_string_io = native_type(fiber, kStringIoType, base);
  g_bytes_io = native_type(fiber, kBytesIoType, base);
}

}  // namespace mt::python
