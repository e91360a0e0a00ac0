// binary_file.cc - files of bytes: a descriptor with a buffer for each way.

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/status.h"
#include "python/bytes.h"
#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/data_modules.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/file_internal.h"
#include "python/list.h"

namespace mt::python {

namespace {

BinaryFile* g_open_files = nullptr;

BinaryFile* as_file(Value self) {
  return static_cast<BinaryFile*>(self.object());
}

void remove_from_list(BinaryFile* file) {
  if (file->link == nullptr) return;
  *file->link = file->next;
  if (file->next != nullptr) file->next->link = file->link;
  file->link = nullptr;
  file->next = nullptr;
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

// Writes what is held, as far as that works without a fiber.
void write_held(BinaryFile* file) {
  size_t done = 0;
  while (done < file->out_size) {
    const ssize_t wrote =
        write(file->fd, file->out + done, file->out_size - done);
    if (wrote > 0) {
      done += static_cast<size_t>(wrote);
    } else if (wrote == 0 || would_block() ||
               (g_pending & kPendingInterrupt) != 0) {
      break;  // it may be tried once more
    } else if (errno != EINTR) {
      done = file->out_size;
    }
  }
  file->out_size -= done;
  if (file->out_size > 0) memmove(file->out, file->out + done, file->out_size);
}

void trace_file(Object* self, Tracer& tracer) {
  const BinaryFile* const file = static_cast<BinaryFile*>(self);
  tracer.visit(file->name);
  tracer.visit(file->mode);
}

void release_file(Object* self) {
  BinaryFile* const file = static_cast<BinaryFile*>(self);
  if (file->fd >= 0) {
    write_held(file);
    if (file->closes_fd) close(file->fd);
    file->fd = -1;
  }
  remove_from_list(file);
  free(file->in);
  free(file->out);
}

const Layout kFileLayout = {Kind::kNative, "file",       sizeof(BinaryFile),
                            trace_file,    release_file, nullptr};

bool fail(Fiber& fiber, int err) {
  raise_errno(fiber, err);
  return false;
}

}  // namespace

// --- moving bytes -----------------------------------------------------------

bool check_open(Fiber& fiber, const BinaryFile* file) {
  if (file->fd >= 0) return true;
  raise_value_error(fiber, "I/O operation on closed file.");
  return false;
}

Value raise_unsupported(Fiber& fiber, const char* what) {
  return raise(fiber, unsupported_operation(), "%s", what);
}

bool check_readable(Fiber& fiber, const BinaryFile* file) {
  if (!check_open(fiber, file)) return false;
  if (file->readable) return true;
  raise_unsupported(fiber, file->is_raw ? "File not open for reading" : "read");
  return false;
}
bool check_writable(Fiber& fiber, const BinaryFile* file) {
  if (!check_open(fiber, file)) return false;
  if (file->writable) return true;
  raise_unsupported(fiber,
                    file->is_raw ? "File not open for writing" : "write");
  return false;
}

namespace {

// What was read ahead is given back before the place of writing matters.
bool drop_read_ahead(Fiber& fiber, BinaryFile* file) {
  const size_t ahead = file->in_end - file->in_at;
  file->in_at = file->in_end = 0;
  if (ahead == 0 ||
      lseek(file->fd, -static_cast<off_t>(ahead), SEEK_CUR) >= 0 ||
      errno == ESPIPE) {
    return true;
  }
  return fail(fiber, errno);
}

// After a call that was not done with all: true to make another one, the
// handlers of signals have run. False with *is_blocked when the descriptor
// would block, else raised.
bool may_go_on(Fiber& fiber, const BinaryFile* file, ssize_t result,
               bool* is_blocked) {
  if (result < 0 && would_block()) {
    *is_blocked = true;
    return false;
  }
  if (result < 0 && errno != EINTR) return fail(fiber, errno);
  return heed_signals(fiber) && check_open(fiber, file);
}

// Writes what is held, to the last byte; false as may_go_on() says.
bool drain(Fiber& fiber, BinaryFile* file, bool* is_blocked) {
  while (file->out_size > 0) {
    const ssize_t wrote = write(file->fd, file->out, file->out_size);
    if (wrote > 0) {
      file->out_size -= static_cast<size_t>(wrote);
      memmove(file->out, file->out + wrote, file->out_size);
      if (file->out_size == 0) break;
    }
    if (!may_go_on(fiber, file, wrote, is_blocked)) return false;
  }
  return true;
}

// Takes as many bytes as there is room for.
size_t hold(BinaryFile* file, std::string_view bytes) {
  const size_t taken =
      std::min(bytes.size(), kFileBufferBytes - file->out_size);
  memcpy(file->out + file->out_size, bytes.data(), taken);
  file->out_size += taken;
  return taken;
}

bool raise_blocked(Fiber& fiber, size_t written) {
  const Value error = call(
      fiber, Value::from_object(types().BlockingIOError),
      {Value::from_int(EAGAIN),
       str_value(fiber, "write could not complete without blocking"),
       Value::from_int(static_cast<int64_t>(written))});
  if (!error.is_error()) raise_object(fiber, error);
  return false;
}

bool make_buffer(Fiber& fiber, char** buffer) {
  if (*buffer == nullptr)
    *buffer = static_cast<char*>(malloc(kFileBufferBytes));
  if (*buffer == nullptr) raise_memory_error(fiber);
  return *buffer != nullptr;
}

}  // namespace

bool binary_flush(Fiber& fiber, BinaryFile* file) {
  bool is_blocked = false;
  return drain(fiber, file, &is_blocked) ||
         (is_blocked && raise_blocked(fiber, 0));
}

bool binary_write(Fiber& fiber, BinaryFile* file, std::string_view bytes) {
  if (!check_writable(fiber, file)) return false;
  if (file->in_end != 0 && !drop_read_ahead(fiber, file)) return false;
  if (!make_buffer(fiber, &file->out)) return false;
  size_t done = 0;
  bool is_blocked = false;
  if (bytes.size() > kFileBufferBytes - file->out_size &&
      !drain(fiber, file, &is_blocked) && !is_blocked) {
    return false;
  }
  // What is more than there is room for goes out at once.
  while (!is_blocked && bytes.size() - done >= kFileBufferBytes) {
    const ssize_t wrote =
        write(file->fd, bytes.data() + done, bytes.size() - done);
    if (wrote > 0) done += static_cast<size_t>(wrote);
    if (done < bytes.size() &&
        !may_go_on(fiber, file, wrote, &is_blocked) && !is_blocked) {
      return false;
    }
  }
  done += hold(file, bytes.substr(done));
  return done == bytes.size() || raise_blocked(fiber, done);
}

bool binary_fill(Fiber& fiber, BinaryFile* file, bool* at_end,
                 bool* is_blocked, size_t most) {
  *at_end = false;
  if (file->in_at < file->in_end) return true;
  if (!binary_flush(fiber, file)) return false;
  if (!make_buffer(fiber, &file->in)) return false;
  // A handler may have read as well.
  while (file->in_at >= file->in_end) {
    file->in_at = file->in_end = file->in_plain = 0;
    const ssize_t got = read(file->fd, file->in, most);
    if (got >= 0) {
      file->in_end = static_cast<size_t>(got);
      *at_end = got == 0;
      return got > 0;
    }
    bool blocks = false;
    if (may_go_on(fiber, file, got, &blocks)) continue;
    if (!blocks) return false;
    if (is_blocked != nullptr) {
      *is_blocked = *at_end = true;
      return false;
    }
    struct pollfd wait = {file->fd, POLLIN, 0};
    if (poll(&wait, 1, -1) < 0 &&
        (!heed_signals(fiber) || !check_open(fiber, file))) {
      return false;
    }
  }
  return true;
}

namespace {

// What is held back and the rest of a regular file, or `limit` bytes of it,
// read into their place; fewer when it was cut meanwhile. Null: raised, or,
// with *is_apart unset, that this is no such file or has no such rest.
Bytes* read_in_place(Fiber& fiber, BinaryFile* file, int64_t limit,
                     bool* is_apart) {
  struct stat info;
  if (!binary_flush(fiber, file) || fstat(file->fd, &info) != 0 ||
      !S_ISREG(info.st_mode)) {
    return nullptr;
  }
  const off_t place = lseek(file->fd, 0, SEEK_CUR);
  if (place < 0 || place >= info.st_size) return nullptr;
  *is_apart = true;
  size_t done = file->in_end - file->in_at;
  size_t size = done + static_cast<size_t>(info.st_size - place);
  if (limit >= 0) size = std::min(size, static_cast<size_t>(limit));
  Bytes* const bytes = make_bytes_to_fill(fiber, size);
  if (bytes == nullptr) return bytes;
  char* const to = bytes->data;
  if (done != 0) memcpy(to, file->in + file->in_at, done);
  file->in_at = file->in_end = 0;
  bool is_blocked = false;
  while (done < size) {
    const ssize_t got = read(file->fd, to + done, size - done);
    if (got > 0) {
      done += static_cast<size_t>(got);
    } else if (got == 0 || !may_go_on(fiber, file, got, &is_blocked)) {
      break;
    }
  }
  if (fiber.raised()) return nullptr;
  return done == size ? bytes : make_bytes(fiber, {to, done});
}

// Appends up to `limit` bytes, to the end of the file when negative.
bool gather_bytes(Fiber& fiber, BinaryFile* file, int64_t limit,
                  std::string* out, bool* is_blocked) {
  bool at_end = false;
  while (limit != 0) {
    // A raw file does not read ahead.
    const size_t most = file->is_raw && limit > 0 &&
                                limit < static_cast<int64_t>(kFileBufferBytes)
                            ? static_cast<size_t>(limit)
                            : kFileBufferBytes;
    if (!binary_fill(fiber, file, &at_end, is_blocked, most)) return at_end;
    if (!may_gather(fiber, out->size())) return false;
    size_t take = file->in_end - file->in_at;
    if (limit > 0) take = std::min(take, static_cast<size_t>(limit));
    out->append(file->in + file->in_at, take);
    file->in_at += take;
    if (limit > 0) limit -= static_cast<int64_t>(take);
    if (file->is_raw && limit > 0 &&
        (take < most || lseek(file->fd, 0, SEEK_CUR) < 0)) {
      break;
    }
  }
  return true;
}

}  // namespace

Value binary_read(Fiber& fiber, BinaryFile* file, int64_t limit,
                  bool* is_blocked) {
  if (!check_readable(fiber, file)) return Value::error();
  const size_t here = file->in_end - file->in_at;
  if (limit >= 0 && static_cast<uint64_t>(limit) <= here) {
    const size_t size = static_cast<size_t>(limit);
    file->in_at += size;
    return bytes_value(fiber, {file->in + file->in_at - size, size});
  }
  std::string out;
  const int64_t more = limit - static_cast<int64_t>(here);
  const bool is_much = more >= static_cast<int64_t>(kFileBufferBytes);
  bool is_apart = false;
  if (limit < 0 || (is_much && !file->is_raw)) {
    Bytes* const bytes = read_in_place(fiber, file, limit, &is_apart);
    if (fiber.raised()) return Value::error();
    if (is_apart) {
      // It may have grown.
      bool at_end = false;
      if (static_cast<int64_t>(bytes->size) == limit ||
          (!binary_fill(fiber, file, &at_end) && at_end)) {
        return Value::from_object(bytes);
      }
      out = bytes->view();
      if (limit >= 0) limit -= static_cast<int64_t>(out.size());
    }
  }
  return fiber.raised() || !gather_bytes(fiber, file, limit, &out, is_blocked)
             ? Value::error()
             : bytes_value(fiber, out);
}

bool binary_seek(Fiber& fiber, BinaryFile* file, int64_t offset, int whence,
                 int64_t* place) {
  if (!check_open(fiber, file) || !binary_flush(fiber, file)) return false;
  if (whence == SEEK_CUR) {
    offset -= static_cast<int64_t>(file->in_end - file->in_at);
  }
  // A raw file has what is there now.
  if (whence == SEEK_SET && file->in_end > 0 && !file->is_raw) {
    const off_t end = lseek(file->fd, 0, SEEK_CUR);
    const int64_t back = static_cast<int64_t>(end) - offset;
    if (end >= 0 && offset >= 0 && back >= 0 &&
        back <= static_cast<int64_t>(file->in_end)) {
      file->in_at = file->in_end - static_cast<size_t>(back);
      file->in_plain = 0;
      *place = offset;
      return true;
    }
  }
  file->in_at = file->in_end = 0;
  const off_t at = lseek(file->fd, static_cast<off_t>(offset), whence);
  if (at < 0) return fail(fiber, errno);
  *place = static_cast<int64_t>(at);
  return true;
}

bool binary_tell(Fiber& fiber, BinaryFile* file, int64_t* place) {
  if (!check_open(fiber, file)) return false;
  const off_t at = lseek(file->fd, 0, SEEK_CUR);
  if (at < 0) return fail(fiber, errno);
  *place = static_cast<int64_t>(at) -
           static_cast<int64_t>(file->in_end - file->in_at) +
           static_cast<int64_t>(file->out_size);
  return true;
}

bool binary_close(Fiber& fiber, BinaryFile* file) {
  if (file->fd < 0) return true;
  const bool flushed = binary_flush(fiber, file);
  const int fd = file->fd;
  file->fd = -1;
  file->out_size = 0;
  remove_from_list(file);
  if (file->closes_fd && close(fd) != 0 && flushed) return fail(fiber, errno);
  return flushed;
}

void flush_open_files() {
  for (BinaryFile* file = g_open_files; file != nullptr; file = file->next) {
    if (file->fd >= 0) write_held(file);
  }
}

bool limit_argument(Fiber& fiber, Args args, int64_t* limit) {
  *limit = -1;
  if (args.count == 0 || args[0].is_none()) return true;
  if (args[0].is_int()) {
    *limit = std::min<int64_t>(args[0].as_int(), PTRDIFF_MAX);
    return true;
  }
  if (!is_index(args[0])) {
    raise_type_error(fiber, "argument should be integer or None, not '%s'",
                     type_name(args[0]));
    return false;
  }
  if (!index_of(fiber, args[0], limit, false)) return false;
  *limit = std::min<int64_t>(*limit, PTRDIFF_MAX);
  return true;
}

// --- the classes ------------------------------------------------------------

namespace {

Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

Value file_read(Fiber& fiber, Value self, Args args) {
  int64_t limit;
  bool is_blocked = false;
  if (!limit_argument(fiber, args, &limit)) return Value::error();
  if (limit < -1 && !as_file(self)->is_raw) {
    return raise_value_error(fiber,
                             "read length must be non-negative or -1");
  }
  const Value bytes = binary_read(fiber, as_file(self), limit, &is_blocked);
  return is_blocked && !bytes.is_error() && bytes.as<Bytes>()->size == 0
             ? Value::none()
             : bytes;
}

// At most one read of the descriptor.
Value file_read1(Fiber& fiber, Value self, Args args) {
  BinaryFile* const file = as_file(self);
  int64_t limit;
  if (!limit_argument(fiber, args, &limit) || !check_readable(fiber, file)) {
    return Value::error();
  }
  bool at_end = false, is_blocked = false;
  if (!binary_fill(fiber, file, &at_end, &is_blocked)) {
    return at_end ? bytes_value(fiber, "") : Value::error();
  }
  size_t take = file->in_end - file->in_at;
  if (limit >= 0) take = std::min(take, static_cast<size_t>(limit));
  file->in_at += take;
  return bytes_value(fiber, {file->in + file->in_at - take, take});
}

Value file_peek(Fiber& fiber, Value self, Args) {
  BinaryFile* const file = as_file(self);
  bool at_end = false, is_blocked = false;
  if (!check_readable(fiber, file)) return Value::error();
  if (!binary_fill(fiber, file, &at_end, &is_blocked)) {
    return at_end ? bytes_value(fiber, "") : Value::error();
  }
  return bytes_value(fiber, {file->in + file->in_at,
                             file->in_end - file->in_at});
}

template <Value (*read)(Fiber&, Value, Args)>
Value file_readinto(Fiber& fiber, Value self, Args args) {
  char* room;
  size_t size;
  if (!writable_argument(fiber, "readinto() ", args[0], &room, &size)) {
    return Value::error();
  }
  const Value limit = Value::from_int(static_cast<int64_t>(size));
  const Value read_bytes = read(fiber, self, Args{&limit, 1});
  const Bytes* const bytes = cast<Bytes>(read_bytes);
  if (bytes == nullptr) return read_bytes;
  // Reading may have run Python code.
  if (!writable_argument(fiber, "readinto() ", args[0], &room, &size)) {
    return Value::error();
  }
  size = std::min(size, bytes->size);
  memcpy(room, bytes->data, size);
  return Value::from_int(static_cast<int64_t>(size));
}

// The next line if it ends in what was read ahead; else undefined.
inline Value line_in_buffer(Fiber& fiber, BinaryFile* file) {
  const char* const start = file->in + file->in_at;
  const void* const end = memchr(start, '\n', file->in_end - file->in_at);
  if (end == nullptr) return Value();
  const size_t size =
      static_cast<size_t>(static_cast<const char*>(end) - start) + 1;
  file->in_at += size;
  return object_or_error(make_bytes(fiber, {start, size}));
}

Value read_line(Fiber& fiber, BinaryFile* file, int64_t limit) {
  if (!check_readable(fiber, file)) return Value::error();
  if (limit < 0 && file->in_at != file->in_end) {
    const Value line = line_in_buffer(fiber, file);
    if (!line.is_undefined()) return line;
  }
  std::string out;  // what there is of it before the buffer
  bool at_end = false, is_blocked = false;
  while (limit != 0) {
    if (!binary_fill(fiber, file, &at_end, &is_blocked,
                     file->is_raw ? 1 : kFileBufferBytes)) {
      if (at_end) break;
      return Value::error();
    }
    size_t take = file->in_end - file->in_at;
    if (limit > 0) take = std::min(take, static_cast<size_t>(limit));
    const char* const start = file->in + file->in_at;
    const void* const end = memchr(start, '\n', take);
    if (end != nullptr) {
      take = static_cast<size_t>(static_cast<const char*>(end) - start) + 1;
    }
    file->in_at += take;
    if (end != nullptr && out.empty()) return bytes_value(fiber, {start, take});
    if (!may_gather(fiber, out.size())) return Value::error();
    out.append(start, take);
    if (end != nullptr) break;
    if (limit > 0) limit -= static_cast<int64_t>(take);
  }
  return bytes_value(fiber, out);
}

Value file_readline(Fiber& fiber, Value self, Args args) {
  int64_t limit;
  return limit_argument(fiber, args, &limit)
             ? read_line(fiber, as_file(self), limit)
             : Value::error();
}

Value file_next(Fiber& fiber, Value self) {
  const Value line = read_line(fiber, as_file(self), -1);
  return !line.is_error() && line.as<Bytes>()->size == 0 ? Value::exhausted()
                                                         : line;
}

Value file_iter(Fiber& fiber, Value self) {
  return check_open(fiber, as_file(self)) ? self : Value::error();
}

Value file_readlines(Fiber& fiber, Value self, Args args) {
  int64_t hint;
  if (!limit_argument(fiber, args, &hint)) return Value::error();
  List* const lines = make_list(fiber);
  int64_t total = 0;
  while (lines != nullptr) {
    const Value line = file_next(fiber, self);
    if (line.is_error()) return line;
    if (line.is_exhausted() || !list_append(fiber, lines, line)) break;
    total += static_cast<int64_t>(line.as<Bytes>()->size);
    if (hint > 0 && total > hint) break;
  }
  return fiber.raised() ? Value::error() : Value::from_object(lines);
}

// As a raw file does it: how many bytes were taken, None when it would block.
Value write_once(Fiber& fiber, BinaryFile* file, Value source) {
  if (!check_writable(fiber, file)) return Value::error();
  if (file->in_end != 0 && !drop_read_ahead(fiber, file)) return Value::error();
  std::string_view bytes;
  while (buffer_of(source, &bytes)) {
    const ssize_t wrote = write(file->fd, bytes.data(), bytes.size());
    if (wrote >= 0) return Value::from_int(wrote);
    bool is_blocked = false;
    if (!may_go_on(fiber, file, wrote, &is_blocked))
      return is_blocked ? Value::none() : Value::error();
  }
  return raise_value_error(fiber, "the buffer was released");
}

Value file_write(Fiber& fiber, Value self, Args args) {
  std::string_view bytes;
  const Value data = era_bytes(fiber, args[0]);
  if (!buffer_of(data, &bytes)) {
    return raise_no_bytes(fiber, args[0]);
  }
  BinaryFile* const file = as_file(self);
  if (file->is_raw) return write_once(fiber, file, data);
  // While it takes long a signal's handler may run: nobody shall move them.
  const bool may_move = bytes.size() >= kFileBufferBytes - file->out_size &&
                        !is_kind(data, Kind::kBytes);
  const Value view = may_move ? view_of(fiber, data) : Value();
  if (view.is_error()) return view;
  const bool done = binary_write(fiber, file, bytes);
  if (may_move) release_view(static_cast<MemoryView*>(view.object()));
  return done ? Value::from_int(static_cast<int64_t>(bytes.size()))
              : Value::error();
}

Value file_writelines(Fiber& fiber, Value self, Args args) {
  if (!check_open(fiber, as_file(self))) return Value::error();
  Value item;
  Iteration each(fiber, args[0]);
  while (each.next(&item)) {
    if (file_write(fiber, self, Args{&item, 1}).is_error()) {
      return Value::error();
    }
  }
  return none_if(!each.failed());
}

Value file_flush(Fiber& fiber, Value self, Args) {
  BinaryFile* const file = as_file(self);
  return none_if(check_open(fiber, file) && binary_flush(fiber, file));
}
Value file_close(Fiber& fiber, Value self, Args) {
  return none_if(binary_close(fiber, as_file(self)));
}

Value file_seek(Fiber& fiber, Value self, Args args) {
  int64_t offset = 0, whence = 0, place = 0;
  if (!index_of(fiber, args[0], &offset) ||
      (args.count > 1 && !index_of(fiber, args[1], &whence))) {
    return Value::error();
  }
  if (!binary_seek(fiber, as_file(self), offset, static_cast<int>(whence),
                   &place)) {
    return Value::error();
  }
  return int_from_i64(fiber, place);
}
Value file_tell(Fiber& fiber, Value self, Args) {
  int64_t place = 0;
  return binary_tell(fiber, as_file(self), &place) ? int_from_i64(fiber, place)
                                                   : Value::error();
}

Value file_truncate(Fiber& fiber, Value self, Args args) {
  BinaryFile* const file = as_file(self);
  int64_t size = 0;
  if (!check_writable(fiber, file) || !binary_flush(fiber, file)) {
    return Value::error();
  }
  if (args.count > 0 && !args[0].is_none()) {
    if (!index_of(fiber, args[0], &size)) return Value::error();
  } else if (!binary_tell(fiber, file, &size)) {
    return Value::error();
  }
  if (ftruncate(file->fd, static_cast<off_t>(size)) != 0) {
    return raise_errno(fiber, errno);
  }
  // What was read ahead may be gone.
  return drop_read_ahead(fiber, file) ? int_from_i64(fiber, size)
                                      : Value::error();
}

Value file_fileno(Fiber& fiber, Value self, Args) {
  BinaryFile* const file = as_file(self);
  return check_open(fiber, file) ? Value::from_int(file->fd) : Value::error();
}
Value file_isatty(Fiber& fiber, Value self, Args) {
  BinaryFile* const file = as_file(self);
  return check_open(fiber, file) ? Value::from_bool(isatty(file->fd) != 0)
                                 : Value::error();
}
Value file_readable(Fiber& fiber, Value self, Args) {
  BinaryFile* const file = as_file(self);
  return check_open(fiber, file) ? Value::from_bool(file->readable)
                                 : Value::error();
}
Value file_writable(Fiber& fiber, Value self, Args) {
  BinaryFile* const file = as_file(self);
  return check_open(fiber, file) ? Value::from_bool(file->writable)
                                 : Value::error();
}
Value file_seekable(Fiber& fiber, Value self, Args) {
  BinaryFile* const file = as_file(self);
  if (!check_open(fiber, file)) return Value::error();
  return Value::from_bool(lseek(file->fd, 0, SEEK_CUR) >= 0);
}
Value file_detach(Fiber& fiber, Value, Args) {
  return raise_unsupported(fiber, "detach");
}
Value file_enter(Fiber& fiber, Value self, Args) {
  return check_open(fiber, as_file(self)) ? self : Value::error();
}
Value file_exit(Fiber& fiber, Value self, Args) {
  return none_if(binary_close(fiber, as_file(self)));
}

Value file_closed(Fiber&, Value self) {
  return Value::from_bool(as_file(self)->fd < 0);
}
Value file_name(Fiber&, Value self) { return as_file(self)->name; }
Value file_mode(Fiber&, Value self) { return as_file(self)->mode; }
Value file_closefd(Fiber&, Value self) {
  return Value::from_bool(as_file(self)->closes_fd);
}

Value file_repr(Fiber& fiber, Value self) {
  const BinaryFile* const file = as_file(self);
  const std::string name = type_full_name(type_of(self));
  if (file->is_raw && file->fd < 0) {
    return str_value(fiber, "<" + name + " [closed]>");
  }
  std::string text = "<" + name + " name=" + safe_repr(fiber, file->name);
  if (file->is_raw) {
    text += " mode=" + safe_repr(fiber, file->mode) +
            (file->closes_fd ? " closefd=True" : " closefd=False");
  }
  return str_value(fiber, text + ">");
}

const MethodDef kFileMethods[] = {
    {"read", file_read, 0, 1},
    {"read1", file_read1, 0, 1},
    {"peek", file_peek, 0, 1},
    {"readinto", file_readinto<file_read>, 1, 1},
    {"readinto1", file_readinto<file_read1>, 1, 1},
    {"readline", file_readline, 0, 1},
    {"readlines", file_readlines, 0, 1},
    {"write", file_write, 1, 1},
    {"writelines", file_writelines, 1, 1},
    {"flush", file_flush, 0, 0},
    {"close", file_close, 0, 0},
    {"seek", file_seek, 1, 2},
    {"tell", file_tell, 0, 0},
    {"truncate", file_truncate, 0, 1},
    {"fileno", file_fileno, 0, 0},
    {"isatty", file_isatty, 0, 0},
    {"readable", file_readable, 0, 0},
    {"writable", file_writable, 0, 0},
    {"seekable", file_seekable, 0, 0},
    {"detach", file_detach, 0, 0},
    {"__enter__", file_enter, 0, 0},
    {"__exit__", file_exit, 0, -1},
    {}};
const MethodDef kRawMethods[] = {{"readall", file_read, 0, 0}, {}};
const GetSetDef kFileGetSets[] = {{"closed", file_closed},
                                  {"name", file_name},
                                  {"mode", file_mode},
                                  {"closefd", file_closefd},
                                  {}};

constexpr Slots make_file_slots() {
  Slots s = closed_slots();
  s.repr = file_repr;
  s.iter = file_iter;
  s.next = file_next;
  return s;
}
constexpr Slots kFileSlots = make_file_slots();
constexpr uint32_t kFileFlags = kTypeHasSlots | kTypeNotCreatable;
constexpr TypeDef kBase = {"_io._BufferedIOBase", &kFileLayout, &kFileSlots,
                           kFileMethods, kFileGetSets, kFileFlags};
constexpr TypeDef kReader = {"_io.BufferedReader", nullptr, nullptr, nullptr,
                             nullptr, kFileFlags};
constexpr TypeDef kWriter = {"_io.BufferedWriter", nullptr, nullptr, nullptr,
                             nullptr, kFileFlags};
constexpr TypeDef kRandom = {"_io.BufferedRandom", nullptr, nullptr, nullptr,
                             nullptr, kFileFlags};
constexpr TypeDef kRaw = {"_io.FileIO", nullptr, nullptr, kRawMethods, nullptr,
                          kFileFlags};
Type* g_reader;
Type* g_writer;
Type* g_random;
Type* g_raw;

}  // namespace

Type* binary_file_type(bool readable, bool writable, bool is_raw) {
  if (is_raw) return g_raw;
  return readable && writable ? g_random : readable ? g_reader : g_writer;
}

void init_binary_file(Fiber& fiber) {
  Type* const base = native_type(fiber, kBase);
  g_reader = native_type(fiber, kReader, base);
  g_writer = native_type(fiber, kWriter, base);
  g_random = native_type(fiber, kRandom, base);
  g_raw = native_type(fiber, kRaw, base);
}

BinaryFile* make_binary_file(Fiber& fiber, int fd, const OpenMode& mode,
                             bool is_raw, Value name, bool closes_fd) {
  const bool readable = mode.read || mode.update;
  const bool writable = mode.write || mode.update || mode.append ||
                        mode.create_new;
  BinaryFile* const file = make<BinaryFile>(
      fiber, binary_file_type(readable, writable, is_raw));
  file->fd = fd;
  file->readable = readable;
  file->writable = writable;
  file->appending = mode.append;
  file->closes_fd = closes_fd;
  file->is_raw = is_raw;
  file->is_terminal = isatty(fd) != 0;
  file->name = name;
  // As CPython's FileIO tells it.
  file->mode = str_value(fiber, std::string(mode.create_new ? "xb"
                                            : mode.append   ? "ab"
                                            : mode.read || mode.update
                                                ? "rb"
                                                : "wb") +
                                    (mode.update ? "+" : ""));
  file->next = g_open_files;
  if (g_open_files != nullptr) g_open_files->link = &file->next;
  file->link = &g_open_files;
  g_open_files = file;
  return file;
}

}  // namespace mt::python
