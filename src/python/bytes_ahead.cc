// bytes_ahead.cc - what io.BufferedReader and its like have of a raw file.
//
// The classes around raw files that are not the system's own are written in
// Python, in lib/_io_more.py; this is their base. Bytes that were read ahead
// are given out here, and those written wait here as long as there is room;
// where it takes the raw file, the methods in Python do it.

#include <string.h>

#include <algorithm>

#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/data_modules.h"
#include "python/file_internal.h"
#include "python/native_tools.h"

namespace mt::python {

namespace {

struct BytesAhead : Object {
  Value raw;            // below; None: detached; undefined: not yet there
  Bytes* ahead;         // read; from `at` on nobody has asked for it
  size_t at;
  ByteArray* behind;    // written, and not yet passed on
  size_t buffer_size;   // that much of it may wait
  bool may_cut;         // lines for next() without asking readline()
  // attributes follow
};

BytesAhead* as_ahead(Value self) {
  return static_cast<BytesAhead*>(self.object());
}

void trace_ahead(Object* self, Tracer& tracer) {
  const BytesAhead* const file = static_cast<BytesAhead*>(self);
  tracer.visit(file->raw);
  tracer.visit(file->ahead);
  tracer.visit(file->behind);
}
const Layout kAheadLayout = {Kind::kNative, "bytesahead", sizeof(BytesAhead),
                             trace_ahead, nullptr, nullptr};

Value create_ahead(Fiber& fiber, Type* cls, Args) {
  BytesAhead* const file = make<BytesAhead>(fiber, cls);
  if (file == nullptr) return Value::error();
  file->raw = Value();
  file->ahead = rt().empty_bytes;
  file->behind = make_bytearray(fiber, {});
  return file->behind == nullptr ? Value::error() : Value::from_object(file);
}

std::string_view rest_of(const BytesAhead* file) {
  return file->ahead->view().substr(file->at);
}

// Takes so many bytes if they are here and none wait to be written: 1 and where
// they are, 0 when it takes the methods in Python, -1 raised.
int take(Fiber& fiber, BytesAhead* file, size_t size, std::string_view* out) {
  const Bytes* const ahead = file->ahead;
  const size_t at = file->at;
  if (ahead->size - at < size || ahead->size == at || file->behind->size != 0)
    return 0;
  const int open = is_open_file(fiber, file->raw);
  // Who was asked may have read from here.
  if (open <= 0) return open;
  if (file->ahead != ahead || file->at != at) return 0;
  *out = {ahead->data + at, size};
  file->at += size;
  return 1;
}

Value ahead_read(Fiber& fiber, Value self, Args args) {
  int64_t limit;
  if (!limit_argument(fiber, args, &limit)) return Value::error();
  BytesAhead* const file = as_ahead(self);
  std::string_view bytes;
  const int taken =
      limit < 0 || static_cast<uint64_t>(limit) > file->ahead->size
          ? 0
          : take(fiber, file, static_cast<size_t>(limit), &bytes);
  if (taken < 0) return Value::error();
  return taken > 0 ? bytes_value(fiber, bytes)
                   : call_method(fiber, self, "_read",
                                 {int_from_i64(fiber, limit)});
}

// The next line, or undefined when it takes the methods in Python.
Value quick_line(Fiber& fiber, BytesAhead* file) {
  const char* const start = file->ahead->data + file->at;
  const void* const end = memchr(start, '\n', file->ahead->size - file->at);
  if (end == nullptr) return Value();
  std::string_view line;
  const int taken = take(
      fiber, file,
      static_cast<size_t>(static_cast<const char*>(end) - start) + 1, &line);
  return taken < 0    ? Value::error()
         : taken == 0 ? Value()
                      : object_or_error(make_bytes(fiber, line));
}

Value ahead_readline(Fiber& fiber, Value self, Args args) {
  int64_t limit;
  if (!limit_argument(fiber, args, &limit)) return Value::error();
  const Value line = limit < 0 ? quick_line(fiber, as_ahead(self)) : Value();
  return !line.is_undefined() ? line
                              : call_method(fiber, self, "_readline",
                                            {int_from_i64(fiber, limit)});
}

Value ahead_next(Fiber& fiber, Value self) {
  Value line = as_ahead(self)->may_cut ? quick_line(fiber, as_ahead(self))
                                       : Value();
  if (!line.is_undefined()) return line;
  line = call_method(fiber, self, "readline", {});
  const int is_more = line.is_error() ? -1 : truth(fiber, line);
  return is_more < 0 ? Value::error() : is_more > 0 ? line : Value::exhausted();
}

Value ahead_readinto(Fiber& fiber, Value self, Args args) {
  char* room;
  size_t size;
  if (!writable_argument(fiber, "readinto() ", args[0], &room, &size))
    return Value::error();
  std::string_view bytes;
  const int taken = take(fiber, as_ahead(self), size, &bytes);
  if (taken < 0) return Value::error();
  // Asking may have run Python code.
  if (taken == 0 ||
      !writable_argument(fiber, "readinto() ", args[0], &room, &size)) {
    return taken != 0 ? Value::error()
                      : call_method(fiber, self, "_readinto", {args[0]});
  }
  size = std::min(size, bytes.size());
  if (size != 0) memcpy(room, bytes.data(), size);
  return int_from_i64(fiber, static_cast<int64_t>(size));
}

Value ahead_write(Fiber& fiber, Value self, Args args) {
  BytesAhead* const file = as_ahead(self);
  const Bytes* const bytes = cast<Bytes>(args[0]);
  const bool fits = bytes != nullptr && file->at == file->ahead->size &&
                    file->behind->size < file->buffer_size &&
                    bytes->size <= file->buffer_size - file->behind->size;
  const int open = fits ? is_open_file(fiber, file->raw) : 0;
  if (open < 0) return Value::error();
  if (open == 0 || file->at != file->ahead->size)
    return call_method(fiber, self, "_write", {args[0]});
  return bytearray_append(fiber, file->behind, bytes->view())
             ? int_from_i64(fiber, static_cast<int64_t>(bytes->size))
             : Value::error();
}

// _begin(raw, buffer_size, may_cut): with nothing read.
Value ahead_begin(Fiber& fiber, Value self, Args args) {
  BytesAhead* const file = as_ahead(self);
  int64_t size;
  if (!index_of(fiber, args[1], &size)) return Value::error();
  if (size <= 0) {
    return raise_value_error(fiber, "buffer size must be strictly positive");
  }
  store(fiber.heap, &file->raw, args[0]);
  store(fiber.heap, &file->ahead, rt().empty_bytes);
  file->at = 0;
  file->buffer_size = static_cast<size_t>(size);
  file->may_cut = args[2].is_true();
  return bytearray_resize(fiber, file->behind, 0) ? Value::none()
                                                  : Value::error();
}

Value get_raw(Fiber& fiber, Value self) {
  const Value raw = as_ahead(self)->raw;
  return !raw.is_undefined()
             ? raw
             : raise(fiber, types().AttributeError,
                     "'%s' object has no attribute '_raw'", type_name(self));
}
bool set_raw(Fiber& fiber, Value self, Value value) {
  store(fiber.heap, &as_ahead(self)->raw, value);
  return true;
}
Value get_ahead(Fiber& fiber, Value self) {
  BytesAhead* const file = as_ahead(self);
  if (file->at > 0) {
    Bytes* const rest = make_bytes(fiber, rest_of(file));
    if (rest == nullptr) return Value::error();
    store(fiber.heap, &file->ahead, rest);
    file->at = 0;
  }
  return Value::from_object(file->ahead);
}
bool set_ahead(Fiber& fiber, Value self, Value value) {
  std::string_view view;
  if (value.is_undefined() || !buffer_of(value, &view)) {
    raise_type_error(fiber, "read() should have returned bytes");
    return false;
  }
  Bytes* bytes = cast<Bytes>(value);
  if (bytes == nullptr) bytes = make_bytes(fiber, view);
  if (bytes == nullptr) return false;
  store(fiber.heap, &as_ahead(self)->ahead, bytes);
  as_ahead(self)->at = 0;
  return true;
}
Value get_behind(Fiber&, Value self) {
  return Value::from_object(as_ahead(self)->behind);
}
// How many bytes the raw file is ahead of whoever reads, or behind who writes.
Value get_distance(Fiber& fiber, Value self) {
  const BytesAhead* const file = as_ahead(self);
  return int_from_i64(fiber, static_cast<int64_t>(rest_of(file).size()) -
                                 static_cast<int64_t>(file->behind->size));
}

const MethodDef kAheadMethods[] = {{"read", ahead_read, 0, 1},
                                   {"readline", ahead_readline, 0, 1},
                                   {"readinto", ahead_readinto, 1, 1},
                                   {"write", ahead_write, 1, 1},
                                   {"_begin", ahead_begin, 3, 3},
                                   {}};
const GetSetDef kAheadGetSets[] = {{"_raw", get_raw, set_raw},
                                   {"_ahead", get_ahead, set_ahead},
                                   {"_behind", get_behind},
                                   {"_distance", get_distance},
                                   {}};

constexpr Slots make_ahead_slots() {
  Slots s{};
  s.create = create_ahead;
  s.next = ahead_next;
  return s;
}
constexpr Slots kAheadSlots = make_ahead_slots();
constexpr TypeDef kAheadType = {"_io._BytesAhead", &kAheadLayout, &kAheadSlots,
                                kAheadMethods, kAheadGetSets, kTypeHasSlots};
Type* g_bytes_ahead;

}  // namespace

Type* bytes_ahead_type(Fiber& fiber) {
  if (g_bytes_ahead == nullptr) g_bytes_ahead = native_type(fiber, kAheadType);
  return g_bytes_ahead;
}

}  // namespace mt::python
