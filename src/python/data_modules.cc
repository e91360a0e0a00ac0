// data_modules.cc - the list of them, and their arguments.
//
// One table hands them to import; what takes bytes, text or a number modulo
// 2^32 for an argument says so in one way.

#include "python/data_modules.h"

namespace mt::python {

namespace {

const ModuleDef* const kModules[] = {
    &kArrayModule, &kBinasciiModule, &kCodecsModule, &kCsvModule, &kDatesModule,
    &kFormatsModule, &kHashlibModule, &kJsonModule, &kPicklingModule,
    &kStructModule, &kZlibModule,
};

}  // namespace

void add_data_modules() {
  add_native_modules(kModules, sizeof kModules / sizeof kModules[0]);
}

bool bytes_argument(Fiber& fiber, Value value, std::string_view* bytes) {
  if (buffer_or_era(fiber, value, bytes)) return true;
  raise_no_bytes(fiber, value);
  return false;
}

bool writable_argument(Fiber& fiber, const char* name, Value value,
                       char** bytes, size_t* size) {
  std::string_view view;
  const MemoryView* const window = cast<MemoryView>(value);
  const bool is_readonly =
      window != nullptr ? window->is_readonly : is_kind(value, Kind::kBytes);
  if (is_readonly || !buffer_of(value, &view)) {
    raise_type_error(fiber,
                     "%sargument must be read-write bytes-like object, not %s",
                     name, type_name(value));
    return false;
  }
  *bytes = const_cast<char*>(view.data());
  *size = view.size();
  return true;
}

bool bytes_or_ascii(Fiber& fiber, Value value, std::string_view* bytes) {
  if (const Str* const text = cast<Str>(value)) {
    *bytes = text->view();
    if (text->is_ascii()) return true;
    raise_value_error(fiber,
                      "string argument should contain only ASCII characters");
    return false;
  }
  if (buffer_of(value, bytes)) return true;
  raise_type_error(fiber,
                   "argument should be bytes, buffer or ASCII string, not '%s'",
                   type_name(value));
  return false;
}

}  // namespace mt::python
