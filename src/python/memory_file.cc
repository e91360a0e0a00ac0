// memory_file.cc - io.StringIO and io.BytesIO: files that are only memory.
//
// Both keep bytes and a place in them. A StringIO's bytes are UTF-8 and its
// place is at the beginning of a character; Python sees it as a number of
// characters.

#include <stdlib.h>
#include <string.h>

#include <algorithm>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/file.h"
#include "python/file_internal.h"
#include "python/list.h"

namespace mt::python {

namespace {

struct MemoryFile : Object {
  char* bytes;
  size_t size, capacity;
  size_t at;         // may be behind the end
  size_t wide;       // bytes that continue a character; 0: all ASCII
  bool closed, is_text;
  bool translates;   // newline=None: "\r\n" and "\r" come in as "\n"
  // attributes follow
};

MemoryFile* as_memory(Value self) {
  return static_cast<MemoryFile*>(self.object());
}

void release_memory(Object* self) {
  const MemoryFile* const file = static_cast<MemoryFile*>(self);
  rt().heap.release(file->bytes, file->capacity);
}
const Layout kMemoryLayout = {Kind::kNative, "memoryfile", sizeof(MemoryFile),
                              nullptr, release_memory, nullptr};

Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

bool check_memory(Fiber& fiber, const MemoryFile* file) {
  if (!file->closed) return true;
  raise_value_error(fiber, file->is_text ? "I/O operation on closed file"
                                         : "I/O operation on closed file.");
  return false;
}

std::string_view rest_of(const MemoryFile* file) {
  if (file->at >= file->size) return {};
  return {file->bytes + file->at, file->size - file->at};
}

Value value_of(Fiber& fiber, const MemoryFile* file, std::string_view bytes) {
  // `bytes` points into the file, which nothing here changes.
  const Object* const made =
      file->is_text ? static_cast<Object*>(make_str(fiber, bytes))
                    : make_bytes(fiber, bytes);
  return made == nullptr ? Value::error() : Value::from_object(made);
}

bool reserve(Fiber& fiber, MemoryFile* file, size_t size) {
  if (size <= file->capacity) return true;
  const size_t capacity = std::max<size_t>(size, file->capacity * 2 + 64);
  char* const bytes =
      capacity > kMaxStrBytes
          ? nullptr
          : static_cast<char*>(
                fiber.heap.grow(file->bytes, file->capacity, capacity));
  if (bytes == nullptr) {
    raise_memory_error(fiber);
    return false;
  }
  file->bytes = bytes;
  file->capacity = capacity;
  return true;
}

size_t continuation_bytes(std::string_view text) {
  return text.size() - count_code_points(text);
}

// The byte length of the first `count` characters, at most.
size_t bytes_of_chars(const MemoryFile* file, std::string_view text,
                      size_t count) {
  if (!file->is_text || file->wide == 0) return std::min(count, text.size());
  size_t at = 0;
  while (count > 0 && at < text.size()) {
    ++at;
    while (at < text.size() &&
           (static_cast<uint8_t>(text[at]) & 0xc0) == 0x80) {
      ++at;
    }
    --count;
  }
  return at;
}

// Puts `bytes` in the place of `replaced` bytes at the place of the file.
bool splice(Fiber& fiber, MemoryFile* file, size_t replaced,
            std::string_view bytes) {
  if (bytes.empty()) return true;
  if (file->at > file->size) {  // the gap is filled with zeros
    if (!reserve(fiber, file, file->at)) return false;
    memset(file->bytes + file->size, 0, file->at - file->size);
    file->size = file->at;
  }
  const std::string_view old(file->bytes + file->at, replaced);
  if (file->is_text && file->wide != 0) file->wide -= continuation_bytes(old);
  const size_t size = file->size - replaced + bytes.size();
  if (!reserve(fiber, file, size)) return false;
  memmove(file->bytes + file->at + bytes.size(),
          file->bytes + file->at + replaced,
          file->size - file->at - replaced);
  memcpy(file->bytes + file->at, bytes.data(), bytes.size());
  file->size = size;
  file->at += bytes.size();
  if (file->is_text) file->wide += continuation_bytes(bytes);
  return true;
}

bool memory_put(Fiber& fiber, MemoryFile* file, std::string_view bytes) {
  std::string changed;
  if (file->translates && bytes.find('\r') != std::string_view::npos) {
    for (size_t i = 0; i < bytes.size(); ++i) {
      if (bytes[i] == '\r') {
        changed.push_back('\n');
        if (i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
      } else {
        changed.push_back(bytes[i]);
      }
    }
    bytes = changed;
  }
  const size_t chars =
      file->is_text ? count_code_points(bytes) : bytes.size();
  return splice(fiber, file, bytes_of_chars(file, rest_of(file), chars), bytes);
}

// --- methods -----------------------------------------------------------------------

Value memory_write(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  if (!check_memory(fiber, file)) return Value::error();
  if (file->is_text) {
    const Str* const text = cast<Str>(args[0]);
    if (text == nullptr) {
      return raise_type_error(fiber, "string argument expected, got '%s'",
                              type_name(args[0]));
    }
    if (!memory_put(fiber, file, text->view())) return Value::error();
    return Value::from_int(text->char_count);
  }
  std::string_view bytes;
  if (!buffer_of(args[0], &bytes)) {
    return raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                            type_name(args[0]));
  }
  if (!memory_put(fiber, file, bytes)) return Value::error();
  return Value::from_int(static_cast<int64_t>(bytes.size()));
}

Value memory_writelines(Fiber& fiber, Value self, Args args) {
  Value item;
  Iteration each(fiber, args[0]);
  while (each.next(&item)) {
    if (memory_write(fiber, self, Args{&item, 1, nullptr}).is_error()) {
      return Value::error();
    }
  }
  return none_if(!each.failed());
}

bool limit_of(Fiber& fiber, Args args, int64_t* limit) {
  *limit = -1;
  return args.count == 0 || args[0].is_none() ||
         index_of(fiber, args[0], limit);
}

Value take(Fiber& fiber, MemoryFile* file, size_t bytes) {
  const Value value = value_of(fiber, file, rest_of(file).substr(0, bytes));
  if (!value.is_error()) file->at += bytes;
  return value;
}

Value memory_read(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  int64_t limit;
  if (!check_memory(fiber, file) || !limit_of(fiber, args, &limit)) {
    return Value::error();
  }
  const std::string_view rest = rest_of(file);
  return take(fiber, file,
              limit < 0 ? rest.size()
                        : bytes_of_chars(file, rest,
                                         static_cast<size_t>(limit)));
}

Value memory_readline(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  int64_t limit;
  if (!check_memory(fiber, file) || !limit_of(fiber, args, &limit)) {
    return Value::error();
  }
  std::string_view rest = rest_of(file);
  const size_t end = rest.find('\n');
  if (end != std::string_view::npos) rest = rest.substr(0, end + 1);
  return take(fiber, file,
              limit < 0 ? rest.size()
                        : bytes_of_chars(file, rest,
                                         static_cast<size_t>(limit)));
}

Value memory_next(Fiber& fiber, Value self) {
  const Value line = memory_readline(fiber, self, Args{});
  if (line.is_error()) return line;
  const bool empty = is_kind(line, Kind::kStr)
                         ? line.as<Str>()->byte_count == 0
                         : line.as<Bytes>()->size == 0;
  return empty ? Value::exhausted() : line;
}

Value memory_readlines(Fiber& fiber, Value self, Args) {
  List* const lines = make_list(fiber);
  while (lines != nullptr) {
    const Value line = memory_next(fiber, self);
    if (line.is_error()) return line;
    if (line.is_exhausted() || !list_append(fiber, lines, line)) break;
  }
  return fiber.raised() ? Value::error() : Value::from_object(lines);
}

Value memory_readinto(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  std::string_view room;
  if (!check_memory(fiber, file)) return Value::error();
  if (is_kind(args[0], Kind::kBytes) || !buffer_of(args[0], &room)) {
    return raise_type_error(fiber, "readinto() argument must be read-write "
                                   "bytes-like object, not %s",
                            type_name(args[0]));
  }
  const std::string_view rest = rest_of(file).substr(0, room.size());
  memcpy(const_cast<char*>(room.data()), rest.data(), rest.size());
  file->at += rest.size();
  return Value::from_int(static_cast<int64_t>(rest.size()));
}

Value memory_getvalue(Fiber& fiber, Value self, Args) {
  MemoryFile* const file = as_memory(self);
  if (!check_memory(fiber, file)) return Value::error();
  return value_of(fiber, file, {file->bytes, file->size});
}

int64_t place_of(const MemoryFile* file) {
  if (!file->is_text || file->wide == 0 || file->at > file->size) {
    return static_cast<int64_t>(file->at);
  }
  return static_cast<int64_t>(count_code_points({file->bytes, file->at}));
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
  if (whence == 1) offset += static_cast<int64_t>(file->at);
  if (whence == 2) offset += static_cast<int64_t>(file->size);
  if (offset < 0) offset = 0;
  if (offset > static_cast<int64_t>(kMaxStrBytes)) {
    return raise_overflow_error(fiber, "new position too large");
  }
  if (file->is_text && whence == 0) {
    const std::string_view all(file->bytes, file->size);
    const size_t chars = file->size - file->wide;
    const size_t wanted = static_cast<size_t>(offset);
    file->at = wanted > chars ? file->size + (wanted - chars)
                              : bytes_of_chars(file, all, wanted);
  } else {
    file->at = static_cast<size_t>(offset);
  }
  return int_from_i64(fiber, place_of(file));
}

Value memory_truncate(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  int64_t size = -1;
  if (!check_memory(fiber, file) || !limit_of(fiber, args, &size)) {
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
  const std::string_view all(file->bytes, file->size);
  const size_t keep = bytes_of_chars(file, all, static_cast<size_t>(size));
  if (file->is_text) file->wide -= continuation_bytes(all.substr(keep));
  file->size = keep;
  return int_from_i64(fiber, size);
}

Value memory_close(Fiber& fiber, Value self, Args) {
  MemoryFile* const file = as_memory(self);
  file->closed = true;
  fiber.heap.release(file->bytes, file->capacity);
  file->bytes = nullptr;
  file->size = file->capacity = file->at = file->wide = 0;
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

// --- making ------------------------------------------------------------------------

Value string_io_create(Fiber& fiber, Type* cls, Args) {
  MemoryFile* const file = make<MemoryFile>(fiber, cls);
  if (file == nullptr) return Value::error();
  file->is_text = true;
  return Value::from_object(file);
}
Value bytes_io_create(Fiber& fiber, Type* cls, Args) {
  MemoryFile* const file = make<MemoryFile>(fiber, cls);
  return file == nullptr ? Value::error() : Value::from_object(file);
}

bool string_io_init(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  Value out[2] = {Value::none(), str_value(fiber, "\n")};
  if (!parse_args(fiber, "StringIO", args, {"initial_value", "newline"}, 0,
                  out)) {
    return false;
  }
  file->translates = out[1].is_none();
  file->size = file->at = file->wide = 0;
  file->closed = false;
  if (out[0].is_none()) return true;
  const Str* const text = cast<Str>(out[0]);
  if (text == nullptr) {
    raise_type_error(fiber, "initial_value must be str or None, not %s",
                     type_name(out[0]));
    return false;
  }
  const bool ok = memory_put(fiber, file, text->view());
  file->at = 0;
  return ok;
}

bool bytes_io_init(Fiber& fiber, Value self, Args args) {
  MemoryFile* const file = as_memory(self);
  Value out[1] = {Value::none()};
  if (!parse_args(fiber, "BytesIO", args, {"initial_bytes"}, 0, out)) {
    return false;
  }
  file->size = file->at = 0;
  file->closed = false;
  if (out[0].is_none()) return true;
  std::string_view bytes;
  if (!buffer_of(out[0], &bytes)) {
    raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                     type_name(out[0]));
    return false;
  }
  const bool ok = memory_put(fiber, file, bytes);
  file->at = 0;
  return ok;
}

const MethodDef kMemoryMethods[] = {
    {"write", memory_write, 1, 1},
    {"writelines", memory_writelines, 1, 1},
    {"read", memory_read, 0, 1},
    {"readline", memory_readline, 0, 1},
    {"readlines", memory_readlines, 0, 1},
    {"getvalue", memory_getvalue, 0, 0, 0,
     "Retrieve the entire contents of the object."},
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
    {"__enter__", memory_enter, 0, 0},
    {"__exit__", memory_close, 0, -1},
    {}};
const MethodDef kBytesIoMethods[] = {{"readinto", memory_readinto, 1, 1},
                                     {"read1", memory_read, 0, 1},
                                     {"getbuffer", memory_getvalue, 0, 0},
                                     {}};
const GetSetDef kMemoryGetSets[] = {{"closed", memory_closed}, {}};

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
constexpr TypeDef kStringIoType = {
    "_io.StringIO", nullptr, &kStringIoSlots, nullptr, nullptr, kTypeHasSlots,
    "Text I/O implementation using an in-memory buffer."};
constexpr TypeDef kBytesIoType = {
    "_io.BytesIO", nullptr, &kBytesIoSlots, kBytesIoMethods, nullptr,
    kTypeHasSlots, "Buffered I/O implementation using an in-memory bytes "
                   "buffer."};
Type* g_string_io;
Type* g_bytes_io;

}  // namespace

Type* string_io_type() { return g_string_io; }
Type* bytes_io_type() { return g_bytes_io; }

void init_memory_files(Fiber& fiber) {
  Type* const base = native_type(fiber, kMemoryType);
  g_string_io = native_type(fiber, kStringIoType, base);
  g_bytes_io = native_type(fiber, kBytesIoType, base);
}

}  // namespace mt::python
