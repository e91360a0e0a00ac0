// module_codecs.cc - _codecs: what lib/codecs.py needs of codecs.h.

#include "python/bytes.h"
#include "python/codec_internal.h"
#include "python/data_modules.h"
#include "python/native_tools.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

// canonical(name): what an encoding is called, or None.
Value canonical(Fiber& fiber, Value, Args args) {
  const Str* const name = cast<Str>(args[0]);
  const char* const found =
      name == nullptr ? nullptr : encoding_name(name->view());
  return found == nullptr ? Value::none() : str_value(fiber, found);
}

// decode_some(bytes, encoding, errors, final) -> (text, bytes used, byte order)
Value decode(Fiber& fiber, Value, Args args) {
  std::string_view bytes;
  const Str* const name = cast<Str>(args[1]);
  const Str* const errors = cast<Str>(args[2]);
  if (!bytes_argument(fiber, args[0], &bytes)) return Value::error();
  if (name == nullptr || (errors == nullptr && !args[2].is_none())) {
    return raise_type_error(fiber, "decode() argument 'errors' must be str");
  }
  const int is_final = truth(fiber, args[3]);
  if (is_final < 0) return Value::error();
  size_t used = bytes.size();
  int order = 0;
  const Value text = decode_some(
      fiber, bytes, name->view(),
      errors == nullptr ? std::string_view("strict") : errors->view(), args[0],
      is_final == 1 ? nullptr : &used, &order);
  if (text.is_error()) return text;
  const Value parts[] = {text, Value::from_int(static_cast<int64_t>(used)),
                         Value::from_int(order)};
  return object_or_error(make_tuple(fiber, parts, 3));
}

const MethodDef kFunctions[] = {{"canonical", canonical, 1, 1},
                                {"decode_some", decode, 4, 4},
                                {}};

}  // namespace

const ModuleDef kCodecsModule = {"_codecs", kFunctions, nullptr, nullptr};

}  // namespace mt::python
