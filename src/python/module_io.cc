// module_io.cc - opening files, and the module io.

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "python/bytes.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/file.h"
#include "python/file_internal.h"
#include "python/import.h"
#include "python/init.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/slots.h"
#include "python/source.h"
#include "python/type_bases.h"

namespace mt::python {

namespace {

Type* g_unsupported;

bool mode_error(Fiber& fiber, const char* message) {
  raise_value_error(fiber, "%s", message);
  return false;
}

}  // namespace

Type* unsupported_operation() { return g_unsupported; }

NewlineIs newline_of(Value value, Newline* newline) {
  constexpr struct {
    const char* text;
    Newline newline;
  } kRows[] = {{"", Newline::kKeep}, {"\n", Newline::kLf},
               {"\r", Newline::kCr}, {"\r\n", Newline::kCrLf}};
  *newline = Newline::kUniversal;
  if (value.is_none()) return NewlineIs::kGood;
  const Str* const text = cast<Str>(value);
  if (text == nullptr) return NewlineIs::kNoText;
  for (const auto& row : kRows) {
    if (text->view() != row.text) continue;
    *newline = row.newline;
    return NewlineIs::kGood;
  }
  return NewlineIs::kNone;
}

bool parse_open_mode(Fiber& fiber, std::string_view text, OpenMode* mode) {
  bool has_text = false, is_universal = false;
  for (size_t i = 0; i < text.size(); ++i) {
    bool* flag = nullptr;
    switch (text[i]) {
      case 'r': flag = &mode->read; break;
      case 'w': flag = &mode->write; break;
      case 'a': flag = &mode->append; break;
      case 'x': flag = &mode->create_new; break;
      case '+': flag = &mode->update; break;
      case 'b': flag = &mode->binary; break;
      case 't': flag = &has_text; break;
      case 'U': flag = &is_universal; break;  // of era code
      default: break;
    }
    if (flag == nullptr || *flag) {
      raise_value_error(fiber, "invalid mode: '%s'", std::string(text).c_str());
      return false;
    }
    *flag = true;
  }
  if (is_universal) mode->read = true;
  mode->text = text;
  if (has_text && mode->binary) {
    return mode_error(fiber, "can't have text and binary mode at once");
  }
  if (mode->read + mode->write + mode->append + mode->create_new != 1) {
    return mode_error(fiber,
                      "must have exactly one of create/read/write/append "
                      "mode");
  }
  return true;
}

namespace {

int open_flags(const OpenMode& mode) {
  int flags = O_CLOEXEC;
  flags |= mode.update ? O_RDWR : mode.read ? O_RDONLY : O_WRONLY;
  if (mode.write) flags |= O_CREAT | O_TRUNC;
  if (mode.append) flags |= O_CREAT | O_APPEND;
  if (mode.create_new) flags |= O_CREAT | O_EXCL;
  return flags;
}

bool read_newline(Fiber& fiber, Value value, Newline* newline) {
  switch (newline_of(value, newline)) {
    case NewlineIs::kGood: return true;
    case NewlineIs::kNoText:
      raise_type_error(fiber, "open() argument 'newline' must be str or None, "
                              "not %s", type_name(value));
      return false;
    case NewlineIs::kNone: break;
  }
  raise_value_error(fiber, "illegal newline value: %s",
                    std::string(value.as<Str>()->view()).c_str());
  return false;
}

TextFile* make_text_file(Fiber& fiber, BinaryFile* binary, Value mode,
                         Value encoding, Value errors) {
  TextFile* const file = make<TextFile>(fiber, text_file_type());
  file->binary = binary;
  set_encoding(fiber, file, is_kind(encoding, Kind::kStr)
                                ? encoding.as<Str>()
                                : intern(fiber, "UTF-8"));
  file->errors = is_kind(errors, Kind::kStr) ? errors.as<Str>()
                                             : intern(fiber, "strict");
  file->mode = mode;
  return file;
}

// A file in an encoding that the classes in Python alone read and write.
Value wrap_file(Fiber& fiber, BinaryFile* binary, const OpenMode& mode,
                Value encoding, Value errors, Value newline, bool by_line) {
  const Value module = import_module(fiber, "_io_more");
  const Value file =
      module.is_error()
          ? module
          : call_method(fiber, module, "TextIOWrapper",
                        {Value::from_object(binary), encoding, errors, newline,
                         Value::from_bool(by_line)});
  if (!file.is_error() &&
      !set_attr(fiber, file, intern(fiber, "mode"),
                str_value(fiber, mode.text))) {
    return Value::error();
  }
  return file;
}

// While an exception is on its way.
void close_quietly(Fiber& fiber, BinaryFile* file) {
  const Value exception = take_exception(fiber);
  if (!binary_close(fiber, file)) clear_exception(fiber);
  raise_object(fiber, exception);
}

}  // namespace

Value open_file(Fiber& fiber, Value path, const OpenMode& mode,
                int64_t buffering, Value encoding, Value errors, Value newline,
                bool closes_fd) {
  if (mode.binary) {
    const char* const what = !encoding.is_none()  ? "an encoding"
                             : !errors.is_none()  ? "an errors"
                             : !newline.is_none() ? "a newline"
                                                  : nullptr;
    if (what != nullptr) {
      return raise_value_error(fiber, "binary mode doesn't take %s argument",
                               what);
    }
  }
  Newline ends;
  if (!read_newline(fiber, newline, &ends)) return Value::error();
  const Str* const wanted = cast<Str>(encoding);
  const bool is_foreign = wanted != nullptr && wanted->view() != "locale" &&
                          !is_byte_encoding(wanted->view());
  int fd = -1;
  Value name = path;
  flush_open_files();
  if (is_integer(path)) {
    int64_t number = -1;
    if (!int_to_i64(path, &number) || number < 0) {
      return raise_value_error(fiber, "negative file descriptor");
    }
    fd = static_cast<int>(number);
    struct stat info;
    if (fstat(fd, &info) != 0) return raise_errno(fiber, errno, path);
  } else {
    const Value text = file_path_text(fiber, path);
    if (text.is_error()) return text;
    std::string raw;
    if (!path_bytes(fiber, text, &raw)) return Value::error();
    if (!closes_fd) {
      return raise_value_error(fiber, "Cannot use closefd=False with file "
                                      "name");
    }
    do {
      fd = open(raw.c_str(), open_flags(mode), 0666);
    } while (must_repeat(fiber, fd));
    if (fd < 0) return os_error(fiber, path);
    struct stat info;
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
      close(fd);
      return raise_errno(fiber, EISDIR, path);
    }
    if (mode.append) lseek(fd, 0, SEEK_END);
  }
  if (buffering == 0 && !mode.binary) {
    if (closes_fd && !is_integer(path)) close(fd);
    return raise_value_error(fiber, "can't have unbuffered text I/O");
  }
  BinaryFile* const binary =
      make_binary_file(fiber, fd, mode, buffering == 0, name, closes_fd);
  if (mode.binary) return Value::from_object(binary);
  const bool by_line = buffering == 1 || (buffering < 0 && binary->is_terminal);
  if (is_foreign) {
    const Value wrapper = wrap_file(fiber, binary, mode, encoding, errors,
                                    newline, by_line);
    if (wrapper.is_error() && closes_fd) close_quietly(fiber, binary);
    return wrapper;
  }
  TextFile* const file = make_text_file(
      fiber, binary, str_value(fiber, mode.text), encoding, errors);
  file->newline = ends;
  file->line_buffered = by_line;
  return Value::from_object(file);
}

Value builtin_open(Fiber& fiber, Value, Args args) {
  Value out[8] = {Value(),       Value::none(), Value::from_int(-1),
                  Value::none(), Value::none(), Value::none(),
                  Value::from_bool(true), Value::none()};
  if (!parse_args(fiber, "open", args,
                  {"file", "mode", "buffering", "encoding", "errors",
                   "newline", "closefd", "opener"},
                  1, out)) {
    return Value::error();
  }
  OpenMode mode;
  if (!out[1].is_none() && !is_kind(out[1], Kind::kStr)) {
    return raise_type_error(fiber, "open() argument 'mode' must be str, not %s",
                            type_name(out[1]));
  }
  if (!parse_open_mode(fiber,
                       out[1].is_none() ? "r" : out[1].as<Str>()->view(),
                       &mode)) {
    return Value::error();
  }
  int64_t buffering = -1;
  if (!index_of(fiber, out[2], &buffering)) return Value::error();
  // What the era called text was bytes, and no file of it was changed.
  const bool is_era = !mode.binary && out[3].is_none() && out[4].is_none() &&
                      speaks_era(fiber);
  const bool is_unbuffered = is_era && buffering == 0;
  if (is_unbuffered) buffering = -1;
  if (is_era) out[3] = str_value(fiber, "latin-1");
  if (in_era(fiber) && is_era && out[5].is_none())
    out[5] = str_value(fiber, "\n");
  const int closes_fd = truth(fiber, out[6]);
  if (closes_fd < 0) return Value::error();
  if (!out[7].is_none()) {
    // The opener's descriptor stands for the name from here on.
    const Value fd = call(fiber, out[7], {out[0],
                                          Value::from_int(open_flags(mode))});
    if (fd.is_error()) return fd;
    if (!is_integer(fd)) {
      return raise_type_error(fiber, "expected integer from opener");
    }
    int64_t number = -1;
    if (!int_to_i64(fd, &number) || number < 0) {
      return raise_value_error(fiber, "opener returned %lld",
                               static_cast<long long>(number));
    }
    out[0] = fd;
  }
  const Value made = open_file(fiber, out[0], mode, buffering, out[3], out[4],
                               out[5], closes_fd == 1);
  if (is_era && !made.is_error()) {
    made.as<TextFile>()->is_era = true;
    made.as<TextFile>()->write_through = is_unbuffered;
  }
  return made;
}

Value make_standard_stream(Fiber& fiber, int fd, const char* name,
                           const char* mode_text, const char* errors) {
  struct stat info;
  if (fstat(fd, &info) != 0) return Value::none();
  OpenMode mode;
  mode.read = mode_text[0] == 'r';
  mode.write = !mode.read;
  mode.text = mode.read ? "rb" : "wb";
  BinaryFile* const binary = make_binary_file(
      fiber, fd, mode, false, str_value(fiber, name), false);
  TextFile* const file =
      make_text_file(fiber, binary, str_value(fiber, mode_text),
                     str_value(fiber, "utf-8"), str_value(fiber, errors));
  file->line_buffered = binary->is_terminal || fd == STDERR_FILENO;
  return Value::from_object(file);
}

bool path_bytes(Fiber& fiber, Value path, std::string* out) {
  std::string_view bytes;
  Value encoded = path;
  Str* const text = cast<Str>(path);
  if (text != nullptr && !text->is_ascii()) encoded = era_bytes(fiber, path);
  if (is_kind(encoded, Kind::kStr)) {
    encoded = encode_str(fiber, text, "utf-8", "surrogateescape");
    if (encoded.is_error()) return false;
  }
  if (!buffer_of(encoded, &bytes)) {
    const Value known = file_path_text(fiber, path);
    return !known.is_error() && path_bytes(fiber, known, out);
  }
  if (bytes.find('\0') != std::string_view::npos) {
    raise_value_error(fiber, "embedded null byte");
    return false;
  }
  out->assign(bytes);
  return true;
}

// --- the module -------------------------------------------------------------

namespace {

constexpr TypeDef kUnsupported = {"io.UnsupportedOperation", nullptr, nullptr};

// Classes for files that are not ours: in Python, loaded when asked for.
Value io_getattr(Fiber& fiber, Value, Args args) {
  return find_in_half(fiber, "io", "_io_more", args[0]);
}
Value io_dir(Fiber& fiber, Value, Args) {
  return names_with_half(fiber, "io", "_io_more");
}

const MethodDef kFunctions[] = {
    {"__getattr__", io_getattr, 1, 1},
    {"__dir__", io_dir, 0, 0},
    {"open", builtin_open, 1, 8, kMethodKeywords,
     "open($module, /, file, mode='r', buffering=-1, encoding=None,\n     "
     "errors=None, newline=None, closefd=True, opener=None)\n--\n\nOpen file "
     "and return a stream.  Raise OSError upon failure."_doc},
    {}};

bool fill_io(Fiber& fiber, Dict* globals) {
  const auto put = [&](const char* name, const Type* type) {
    dict_set_text(fiber, globals, name, Value::from_object(type));
  };
  put("UnsupportedOperation", g_unsupported);
  Dict* const native = make_dict(fiber);
  if (native == nullptr) return false;
  const auto keep = [&](const char* name, const Type* type) {
    dict_set_text(fiber, native, name, Value::from_object(type));
  };
  keep("TextIOWrapper", text_file_type());
  keep("_TextAhead", text_ahead_type(fiber));
  keep("_BytesAhead", bytes_ahead_type(fiber));
  keep("BufferedReader", binary_file_type(true, false, false));
  keep("BufferedWriter", binary_file_type(false, true, false));
  keep("BufferedRandom", binary_file_type(true, true, false));
  keep("FileIO", binary_file_type(true, true, true));
  dict_set_text(fiber, globals, "_native", Value::from_object(native));
  put("StringIO", string_io_type());
  put("BytesIO", bytes_io_type());
  put("BlockingIOError", types().BlockingIOError);
  dict_set_text(fiber, globals, "SEEK_SET", Value::from_int(SEEK_SET));
  dict_set_text(fiber, globals, "SEEK_CUR", Value::from_int(SEEK_CUR));
  dict_set_text(fiber, globals, "SEEK_END", Value::from_int(SEEK_END));
  dict_set_text(fiber, globals, "DEFAULT_BUFFER_SIZE",
                Value::from_int(kFileBufferBytes));
  return true;
}

}  // namespace

const ModuleDef kIoModule = {"io", kFunctions, fill_io,
                             "Files, and texts and bytes that act like files."};

void init_files(Fiber& fiber) {
  g_unsupported = native_type(fiber, kUnsupported, types().OSError);
  const Value bases[2] = {Value::from_object(types().OSError),
                          Value::from_object(types().ValueError)};
  type_set_mro(fiber, g_unsupported, make_tuple(fiber, bases, 2));
  init_binary_file(fiber);
  init_text_file(fiber);
  init_memory_files(fiber);
}

}  // namespace mt::python
