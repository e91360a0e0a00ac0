// fuzz_number.cc - any text as what int() and float() read. What is a number is
// the same number when it has been printed.

#include "modules.h"

#include "base/utf8.h"
#include "python/float_text.h"

namespace mt::python {

void one_input(Fiber& fiber, std::string_view bytes) {
  if (!is_utf8(bytes)) return;
  const Value text = str_value(fiber, bytes);
  for (const int base : {10, 0, 16, 36}) {
    const Value number =
        call_in(fiber, "builtins", "int", {text, Value::from_int(base)});
    if (number.is_error()) continue;
    // More digits than sys.set_int_max_str_digits() allows are not printed.
    const Value printed = call_in(fiber, "builtins", "repr", {number});
    if (printed.is_error()) continue;
    const Value back = call_in(fiber, "builtins", "int", {printed});
    require(!back.is_error() && equal(fiber, number, back) == 1);
  }
  const Value number = call_in(fiber, "builtins", "float", {text});
  if (!number.is_error()) {
    const double d = number.as_float();
    double again = 0;
    require(parse_float(float_repr(d), &again));
    require(again == d || (again != again && d != d));
    require(parse_float_hex(float_hex(d), &again) == FloatHexSyntax::kFine);
    require(again == d || (again != again && d != d));
  }
  double unused = 0;
  parse_float_hex(bytes, &unused);
}

}  // namespace mt::python
