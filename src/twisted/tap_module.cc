// tap_module.cc - the tap room as Python sees it: the module _tap.
//
//   dump(app, path, mode=0o600, compat=None)  -> [(path, reason), ...]
//   load(path)                                -> app
//   header(path)                              -> (compat, name)
//   dumps(app, compat=None) / loads(bytes)    the same in memory
//   dump_source, load_source                  the same with readable source
//   to_source(bytes) -> str, to_tap(str) -> bytes
//   convert(source, target, type)             file to file, makes no objects
//
// What goes wrong is a TapError whose message is one whole line for the user.

#include "twisted/tap_module.h"

#include <string>
#include <vector>

#include "base/fd.h"
#include "python/bytes.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/source.h"
#include "python/str.h"
#include "python/type.h"
#include "tap/limits.h"
#include "tap/tap.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

constexpr const char* kDefaultCompat = "1.0.4";
constexpr const char* kEraCompat = "0.15.5";

// The class is kept where Python code would look for it.
Type* tap_error(Fiber& fiber) {
  const Value module = dict_find_name(rt().modules, intern(fiber, "_tap"));
  const Value found = find_attr(fiber, module, intern(fiber, "TapError"));
  Type* const cls = cast<Type>(found);
  return cls != nullptr ? cls : types().ValueError;
}

Value raise_tap_error(Fiber& fiber, const std::string& message,
                      Value cause = Value()) {
  raise_with(fiber, tap_error(fiber), str_value(fiber, message));
  if (is_exception(cause) && is_exception(fiber.exception))
    set_cause(fiber, fiber.exception, cause);
  return Value::error();
}

std::string quoted(const std::string& path) { return "'" + path + "'"; }

bool path_argument(Fiber& fiber, Value value, std::string* path) {
  const Value text = file_path_text(fiber, value);
  if (text.is_error()) return false;
  *path = text.as<Str>()->view();
  return true;
}

// The header to write: the application's own name, the personality asked for.
tap::Header header_of(Fiber& fiber, Value app, Value compat) {
  tap::Header header;
  header.compat = rt().era_compat ? kEraCompat : kDefaultCompat;
  if (const Str* given = cast<Str>(compat)) header.compat = given->view();
  const Value name = find_attr(fiber, app, names().name);
  if (name.is_error()) clear_exception(fiber);
  if (is_kind(name, Kind::kStr)) header.name = name.as<Str>()->view();
  return header;
}

Value omissions_list(Fiber& fiber, const std::vector<tap::Omission>& left_out) {
  List* const list = make_list(fiber);
  for (const tap::Omission& one : left_out) {
    const Value pair[2] = {str_value(fiber, one.path),
                           str_value(fiber, one.reason)};
    if (!list_append(fiber, list,
                     Value::from_object(make_tuple(fiber, pair, 2))))
      return Value::error();
  }
  return Value::from_object(list);
}

// "cannot load 'web.tap': ...", without naming the file twice.
std::string cannot(const char* what, const std::string& path,
                   const Error& error) {
  std::string reason = error.message();
  if (error.code() == Errc::kNotFound) reason = "there is no such file";
  return std::string("cannot ") + what + " " + quoted(path) + ": " + reason;
}

// `missing`: a list that is told what is left out, or nothing.
Value loaded(Fiber& fiber, ByteView bytes, const std::string& from,
             Value missing) {
  const SliceHold whole;
  Value cause;
  std::vector<std::string> left_out;
  List* const list = cast<List>(missing);
  const Result<Value> root = tap::read_graph(
      fiber, bytes, nullptr, &cause, list != nullptr ? &left_out : nullptr);
  for (const std::string& each : left_out) {
    if (!list_append(fiber, list, str_value(fiber, each)))
      return Value::error();
  }
  if (root.ok()) return root.value();
  return raise_tap_error(fiber,
                         from.empty() ? "cannot load: " + root.error().message()
                                      : cannot("load", from, root.error()),
                         cause);
}

Value tap_load(Fiber& fiber, Value, Args args) {
  std::string path;
  if (!path_argument(fiber, args[0], &path)) return Value::error();
  const Result<std::string> bytes = read_file(path, tap::kMaxTapBytes);
  if (!bytes.ok())
    return raise_tap_error(fiber, cannot("load", path, bytes.error()));
  return loaded(fiber, bytes.value(), path,
                args.count > 1 ? args[1] : Value());
}

Value tap_load_source(Fiber& fiber, Value, Args args) {
  std::string path;
  if (!path_argument(fiber, args[0], &path)) return Value::error();
  const Result<std::string> text = read_file(path, tap::kMaxTapBytes);
  if (!text.ok())
    return raise_tap_error(fiber, cannot("load", path, text.error()));
  const Result<std::string> bytes = tap::to_tap(text.value());
  if (!bytes.ok())
    return raise_tap_error(fiber, cannot("load", path, bytes.error()));
  return loaded(fiber, bytes.value(), path,
                args.count > 1 ? args[1] : Value());
}

Value tap_loads(Fiber& fiber, Value, Args args) {
  std::string_view view;
  if (!buffer_or_era(fiber, args[0], &view)) {
    return raise_type_error(fiber,
                            "a bytes-like object is required, not '%s'",
                            type_name(args[0]));
  }
  // A copy: a bytearray could change while hooks run.
  const std::string bytes(view);
  return loaded(fiber, bytes, "", Value());
}

Value tap_header(Fiber& fiber, Value, Args args) {
  std::string path;
  if (!path_argument(fiber, args[0], &path)) return Value::error();
  const Result<std::string> bytes = read_file(path, tap::kMaxTapBytes);
  if (!bytes.ok())
    return raise_tap_error(fiber, cannot("load", path, bytes.error()));
  std::string tap;
  if (tap::is_source(bytes.value())) {
    Result<std::string> converted = tap::to_tap(bytes.value());
    if (!converted.ok())
      return raise_tap_error(fiber, cannot("load", path, converted.error()));
    tap = std::move(converted).take();
  }
  const Result<tap::Header> header =
      tap::read_header(tap.empty() ? bytes.value() : tap);
  if (!header.ok())
    return raise_tap_error(fiber, cannot("load", path, header.error()));
  const Value pair[2] = {str_value(fiber, header.value().compat),
                         str_value(fiber, header.value().name)};
  return Value::from_object(make_tuple(fiber, pair, 2));
}

Value saved(Fiber& fiber, Args args, const char* function, bool as_source) {
  const SliceHold whole;  // the state of one moment
  Value given[4] = {Value(), Value(), Value::from_int(0600), Value::none()};
  if (!parse_args(fiber, function, args, {"app", "path", "mode", "compat"}, 2,
                  given))
    return Value::error();
  std::string path;
  int64_t mode;
  if (!path_argument(fiber, given[1], &path) ||
      !index_of(fiber, given[2], &mode))
    return Value::error();
  tap::BytePile bytes;
  std::string source;
  std::vector<tap::Omission> left_out;
  if (!tap::write_graph(fiber, given[0], header_of(fiber, given[0], given[3]),
                        &bytes, &left_out))
    return Value::error();
  if (as_source) {
    Result<std::string> text = tap::to_source(view_of(bytes));
    if (!text.ok())
      return raise_tap_error(fiber, cannot("save", path, text.error()));
    source = std::move(text).take();
  }
  const Status status =
      replace_file(path, as_source ? ByteView(source) : view_of(bytes),
                   static_cast<mode_t>(mode & 07777));
  if (!status.ok())
    return raise_tap_error(fiber, cannot("save", path, status.error()));
  return omissions_list(fiber, left_out);
}

Value tap_dump(Fiber& fiber, Value, Args args) {
  return saved(fiber, args, "dump", false);
}
Value tap_dump_source(Fiber& fiber, Value, Args args) {
  return saved(fiber, args, "dump_source", true);
}

Value tap_dumps(Fiber& fiber, Value, Args args) {
  const SliceHold whole;
  Value given[2] = {Value(), Value::none()};
  if (!parse_args(fiber, "dumps", args, {"app", "compat"}, 1, given))
    return Value::error();
  tap::BytePile bytes;
  if (!tap::write_graph(fiber, given[0], header_of(fiber, given[0], given[1]),
                        &bytes, nullptr))
    return Value::error();
  Bytes* const made = make_bytes(fiber, view_of(bytes));
  return made != nullptr ? Value::from_object(made) : Value::error();
}

Value tap_to_source(Fiber& fiber, Value, Args args) {
  std::string_view view;
  if (!buffer_or_era(fiber, args[0], &view)) {
    return raise_type_error(fiber,
                            "a bytes-like object is required, not '%s'",
                            type_name(args[0]));
  }
  const Result<std::string> text = tap::to_source(view);
  if (!text.ok())
    return raise_tap_error(fiber, "cannot convert: " + text.error().message());
  Str* const made = make_str(fiber, text.value());
  return made != nullptr ? Value::from_object(made) : Value::error();
}

Value tap_to_tap(Fiber& fiber, Value, Args args) {
  std::string_view view;
  if (!buffer_or_text(args[0], &view)) {
    return raise_type_error(fiber, "a str or bytes is required, not '%s'",
                            type_name(args[0]));
  }
  const Result<std::string> tap = tap::to_tap(view);
  if (!tap.ok())
    return raise_tap_error(fiber, "cannot convert: " + tap.error().message());
  Bytes* const made = make_bytes(fiber, tap.value());
  return made != nullptr ? Value::from_object(made) : Value::error();
}

Value tap_convert(Fiber& fiber, Value, Args args) {
  std::string from, to;
  if (!path_argument(fiber, args[0], &from) ||
      !path_argument(fiber, args[1], &to))
    return Value::error();
  const Str* const type = cast<Str>(args[2]);
  if (type == nullptr || (type->view() != "tap" && type->view() != "source"))
    return raise_value_error(fiber, "a type is 'tap' or 'source'");
  Result<std::string> bytes = read_file(from, tap::kMaxTapBytes);
  if (!bytes.ok())
    return raise_tap_error(fiber, cannot("convert", from, bytes.error()));
  // Both ways round by way of the tap, so that a bad file is never passed on.
  if (tap::is_source(bytes.value())) bytes = tap::to_tap(bytes.value());
  if (bytes.ok() && type->view() == "source") {
    bytes = tap::to_source(bytes.value());
  } else if (bytes.ok()) {
    const Result<std::string> checked = tap::to_source(bytes.value());
    if (!checked.ok())
      return raise_tap_error(fiber, cannot("convert", from, checked.error()));
  }
  if (!bytes.ok())
    return raise_tap_error(fiber, cannot("convert", from, bytes.error()));
  const Status status = write_file(to, bytes.value());
  if (!status.ok())
    return raise_tap_error(fiber, cannot("save", to, status.error()));
  return Value::none();
}

constexpr MethodDef kFunctions[] = {
    {"dump", tap_dump, 0, -1, kMethodKeywords,
     "dump(app, path, mode=0o600, compat=None) -> list of (path, reason)\n\n"
     "Save an application; the result names what had to be left out."_doc},
    {"dump_source", tap_dump_source, 0, -1, kMethodKeywords,
     "dump_source(app, path, mode=0o600, compat=None) -> list of (path, "
     "reason)\n\nThe same as readable source."_doc},
    {"dumps", tap_dumps, 0, -1, kMethodKeywords,
     "dumps(app, compat=None) -> bytes"_doc},
    {"load", tap_load, 1, 2, 0,
     "load(path, missing=None) -> application\n\nTo a list that is given, what "
     "was left out because its module is gone is added."_doc},
    {"load_source", tap_load_source, 1, 2, 0,
     "load_source(path, missing=None) -> application"_doc},
    {"loads", tap_loads, 1, 1, 0, "loads(bytes) -> application"_doc},
    {"header", tap_header, 1, 1, 0,
     "header(path) -> (compat, name), without loading anything"_doc},
    {"to_source", tap_to_source, 1, 1, 0, "to_source(bytes) -> str"_doc},
    {"to_tap", tap_to_tap, 1, 1, 0, "to_tap(text) -> bytes"_doc},
    {"convert", tap_convert, 3, 3, 0,
     "convert(source, target, type)\n\nFrom file to file; type is 'tap' or "
     "'source'. Makes no objects."_doc},
    {}};

bool fill_tap(Fiber& fiber, Dict* globals) {
  Dict* const dict = make_dict(fiber);
  dict_set_text(fiber, dict, "__module__", str_value(fiber, "_tap"));
  dict_set_text(fiber, dict, "__doc__",
                str_value(fiber, "A tap could not be loaded or saved."));
  const Value base = Value::from_object(types().Exception);
  Tuple* const bases = make_tuple(fiber, &base, 1);
  const Value cls = make_type(fiber, types().type, intern(fiber, "TapError"),
                              bases, dict, Args{});
  if (cls.is_error()) return false;
  dict_set_text(fiber, globals, "TapError", cls);
  return true;
}

}  // namespace

const ModuleDef kTapModule = {"_tap", kFunctions, fill_tap,
                              "Applications, saved whole: see tap(5)."};

}  // namespace mt::twisted
