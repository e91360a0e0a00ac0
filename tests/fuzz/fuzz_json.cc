// fuzz_json.cc - any text as JSON. What could be read can be written, and read
// again as what will be written the same.

#include "modules.h"

#include "base/utf8.h"
#include "python/dict.h"
#include "python/list.h"

namespace mt::python {

void one_input(Fiber& fiber, std::string_view bytes) {
  if (!is_utf8(bytes)) return;
  static Value settings;  // kept in the module's own dictionary
  if (settings.is_undefined()) {
    const Value module = import_module(fiber, "_json");
    const Value types_module = import_module(fiber, "builtins");
    const Value object = call(
        fiber, get_attr(fiber, types_module, "type"),
        {str_value(fiber, "Settings"), Value::from_object(empty_tuple(fiber)),
         Value::from_object(make_dict(fiber))});
    for (const char* name : {"strict", "object_hook", "object_pairs_hook",
                             "parse_float", "parse_int", "parse_constant"}) {
      set_attr(fiber, object, intern(fiber, name), Value::none());
    }
    set_attr(fiber, module, intern(fiber, "settings"), object);
    settings = object;
  }
  const Value scanner =
      call_in(fiber, "_json", "make_scanner", {settings});
  require(!scanner.is_error());
  const Value pair = call(
      fiber, scanner, {str_value(fiber, bytes), Value::from_int(0)});
  if (pair.is_error()) return clear_exception(fiber);
  const Value none = Value::none(), no = Value::from_bool(false);
  const Value quote = get_attr(fiber, import_module(fiber, "_json"),
                               "encode_basestring_ascii");
  const Value encoder = call_in(
      fiber, "_json", "make_encoder",
      {none, none, quote, none, str_value(fiber, ":"), str_value(fiber, ","),
       no, no, Value::from_bool(true)});
  const Value value = pair.as<Tuple>()->items[0];
  const Value text =
      call(fiber, encoder, {value, Value::from_int(0)});
  if (text.is_error()) return clear_exception(fiber);  // too deep for both
  const Value first = text.as<Tuple>()->items[0];
  const Value again = call(fiber, scanner, {first, Value::from_int(0)});
  require(!again.is_error());
  const Value second = call(
      fiber, encoder, {again.as<Tuple>()->items[0], Value::from_int(0)});
  require(!second.is_error());
  require(str_equal(first.as<Str>(), second.as<Tuple>()->items[0].as<Str>()));
}

}  // namespace mt::python
