// complex.cc - the class complex. Its operators are in complex_arithmetic.cc.

#include <math.h>

#include "base/ascii.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/float_text.h"
#include "python/format_spec.h"
#include "python/init.h"
#include "python/number_internal.h"
#include "python/str.h"

namespace mt::python {

namespace {

const Layout kComplexLayout = {Kind::kComplex, "complex", sizeof(Complex),
                               nullptr,        nullptr,   nullptr};

Complex* as_complex(Value value) { return value.as<Complex>(); }

Value complex_of_class(Fiber& fiber, Type* cls, ComplexParts parts) {
  Complex* const complex = make<Complex>(fiber, cls);
  if (complex == nullptr) return Value::error();
  complex->real = parts.real;
  complex->imag = parts.imag;
  return Value::from_object(complex);
}

// --- complex('1+2j') ---------------------------------------------------------

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         equal_ignoring_case(text.substr(0, word.size()), word);
}

size_t digits_at(std::string_view text, size_t at) {
  const size_t start = at;
  while (at < text.size() && (is_digit(text[at]) || text[at] == '_')) ++at;
  return at - start;
}

// The length of the float at the front, with its sign; 0 when there is none.
size_t float_length(std::string_view text) {
  size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  if (at < text.size() && is_alpha(text[at])) {
    for (const std::string_view name : {"infinity", "inf", "nan"})
      if (starts_with_word(text.substr(at), name)) return at + name.size();
  }
  const size_t whole = digits_at(text, at);
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const size_t fraction = digits_at(text, at + 1);
    if (whole == 0 && fraction == 0) return 0;
    at += 1 + fraction;
  } else if (whole == 0) {
    return 0;
  }
  if (at < text.size() && to_lower(text[at]) == 'e') {
    size_t exponent = at + 1;
    if (exponent < text.size() &&
        (text[exponent] == '+' || text[exponent] == '-')) {
      ++exponent;
    }
    const size_t digits = digits_at(text, exponent);
    if (digits != 0) at = exponent + digits;
  }
  return at;
}

// Takes a float off the front; `otherwise` with its sign when only that, or
// nothing, stands there. False when it is malformed.
bool take_part(std::string_view* text, double otherwise, double* out) {
  const size_t length = float_length(*text);
  if (length != 0) {
    const bool fine = parse_float(text->substr(0, length), out);
    text->remove_prefix(length);
    return fine;
  }
  *out = otherwise;
  if (!text->empty() && (text->front() == '+' || text->front() == '-')) {
    if (text->front() == '-') *out = -otherwise;
    text->remove_prefix(1);
  }
  return true;
}

bool parse_complex(std::string_view text, ComplexParts* out) {
  text = mt::trimmed(text);
  if (!text.empty() && text.front() == '(') {
    if (text.back() != ')') return false;
    text = mt::trimmed(text.substr(1, text.size() - 2));
  }
  const auto at_j = [&] {
    return text.size() == 1 && to_lower(text[0]) == 'j';
  };
  *out = {0, 0};
  const bool has_number = float_length(text) != 0;
  double first;
  if (!take_part(&text, 1, &first)) return false;
  if (at_j()) {
    out->imag = first;
    return true;
  }
  if (!has_number) return false;
  out->real = first;
  if (text.empty()) return true;
  if (text.front() != '+' && text.front() != '-') return false;
  return take_part(&text, 1, &out->imag) && at_j();
}

// --- complex(...) ------------------------------------------------------------

}  // namespace

bool complex_operand(Fiber& fiber, Value value, const char* which,
                     const char* kinds, ComplexParts* out, bool* is_complex) {
  Value number = value;
  if (!is_kind(value, Kind::kComplex)) {
    number = call_special(fiber, value, names().dunder_complex);
    if (number.is_error()) return false;
    if (number.is_undefined()) number = value;
    if (number != value && !is_kind(number, Kind::kComplex)) {
      raise_type_error(fiber, "__complex__ returned non-complex (type %s)",
                       type_name(number));
      return false;
    }
  }
  *is_complex = is_kind(number, Kind::kComplex);
  if (*is_complex) {
    *out = {as_complex(number)->real, as_complex(number)->imag};
    return true;
  }
  const Slots* const slots = type_of(value)->slots;
  if (which != nullptr && slots->to_float == nullptr &&
      slots->index == nullptr) {
    raise_type_error(fiber, "complex() %s argument must be a %s, not '%s'",
                     which, kinds, type_name(value));
    return false;
  }
  out->imag = 0;
  return to_double(fiber, value, &out->real);
}

namespace {

Value complex_from_string(Fiber& fiber, Type* cls, Value text_value) {
  std::string text;
  ComplexParts parts;
  if (!number_text(fiber, text_value, &text) || !parse_complex(text, &parts)) {
    if (fiber.raised()) return Value::error();
    return raise_value_error(fiber, "complex() arg is a malformed string");
  }
  return complex_of_class(fiber, cls, parts);
}

Value complex_create(Fiber& fiber, Type* cls, Args args) {
  Value given[2];
  if (!parse_args(fiber, "complex", args, {"real", "imag"}, 0, given)) {
    return Value::error();
  }
  const bool has_imag = !given[1].is_undefined();
  if (!has_imag && cls == types().complex_ &&
      is_exact(given[0].is_undefined() ? Value::none() : given[0], cls)) {
    return given[0];
  }
  if (is_kind(given[0], Kind::kStr)) {
    if (has_imag) {
      return raise_type_error(
          fiber, "complex() can't take second arg if first is a string");
    }
    return complex_from_string(fiber, cls, given[0]);
  }
  if (has_imag && is_kind(given[1], Kind::kStr)) {
    return raise_type_error(fiber, "complex() second arg can't be a string");
  }
  ComplexParts real = {0, 0}, imag = {0, 0};
  bool real_is_complex = false, imag_is_complex = false;
  if (!given[0].is_undefined() &&
      !complex_operand(fiber, given[0], "first", "string or a number", &real,
                       &real_is_complex)) {
    return Value::error();
  }
  if (!has_imag) return complex_of_class(fiber, cls, real);
  if (!complex_operand(fiber, given[1], "second", "number", &imag,
                       &imag_is_complex)) {
    return Value::error();
  }
  // Zeros keep their sign where nothing is added to them.
  if (imag_is_complex) real.real -= imag.imag;
  if (real_is_complex) imag.real += real.imag;
  return complex_of_class(fiber, cls, {real.real, imag.real});
}

// --- slots -------------------------------------------------------------------

Value complex_repr(Fiber& fiber, Value self) {
  const Complex* const z = as_complex(self);
  const bool has_real = z->real != 0 || is_negative(z->real);
  const auto append_part = [](std::string& out, double part, bool plus) {
    if (is_negative(part) && part == part) {
      out.push_back('-');
    } else if (plus) {
      out.push_back('+');
    }
    append_float(out, part, 'r', 0, 0);
  };
  std::string text;
  if (has_real) {
    text.push_back('(');
    append_part(text, z->real, false);
  }
  append_part(text, z->imag, has_real);
  text.append(has_real ? "j)" : "j");
  return str_value(fiber, text);
}

Value complex_hash(Fiber& fiber, Value self) {
  constexpr uint64_t kImagFactor = 1000003;
  const Complex* const z = as_complex(self);
  return int_from_i64(fiber, signed_hash(float_hash(z->real) +
                                         kImagFactor * float_hash(z->imag)));
}

Value complex_compare(Fiber&, Value self, Value other, CompareOp op) {
  const Complex* const z = cast<Complex>(self);
  if (z == nullptr || (op != kEq && op != kNe)) {
    return Value::not_implemented();
  }
  bool is_equal;
  if (const Complex* const w = cast<Complex>(other)) {
    is_equal = z->real == w->real && z->imag == w->imag;
  } else if (is_floating(other)) {
    is_equal = z->real == plain_float(other) && z->imag == 0;
  } else if (is_integer(other)) {
    const Value plain = plain_integer(other);
    is_equal = z->imag == 0 && z->real == z->real &&
               compare_with_double(IntOperand(plain), z->real) == 0;
  } else {
    return Value::not_implemented();
  }
  return Value::from_bool(is_equal == (op == kEq));
}

int complex_truth(Fiber&, Value self) {
  const Complex* const z = as_complex(self);
  return z->real != 0 || z->imag != 0 ? 1 : 0;
}

Value complex_plain(Fiber& fiber, Value self) {
  const Complex* const z = as_complex(self);
  return make_complex(fiber, {z->real, z->imag});
}

Value complex_negative(Fiber& fiber, Value self) {
  const Complex* const z = as_complex(self);
  return make_complex(fiber, {-z->real, -z->imag});
}

Value complex_absolute(Fiber& fiber, Value self) {
  const Complex* const z = as_complex(self);
  const double size = hypot(z->real, z->imag);
  if (!is_finite(size) && is_finite(z->real) && is_finite(z->imag)) {
    return raise_overflow_error(fiber, "absolute value too large");
  }
  return Value::from_float(size);
}

// --- methods -----------------------------------------------------------------

Value complex_conjugate(Fiber& fiber, Value self, Args) {
  const Complex* const z = as_complex(self);
  return make_complex(fiber, {z->real, -z->imag});
}

Value complex_self(Fiber& fiber, Value self, Args) {
  return is_exact(self, types().complex_) ? self : complex_plain(fiber, self);
}

Value complex_new_args(Fiber& fiber, Value self, Args) {
  const Complex* const z = as_complex(self);
  return make_pair(fiber, Value::from_float(z->real),
                   Value::from_float(z->imag));
}

Value complex_format(Fiber& fiber, Value self, Args args) {
  Str* const text = format_argument(fiber, args[0]);
  if (text == nullptr) return Value::error();
  if (text->byte_count == 0) return to_str(fiber, self);
  const auto spec =
      parse_format_spec(text->view(), type_name(self), FormatTarget::kComplex);
  if (!spec.ok()) return raise_format_error(fiber, spec.error());
  const Complex* const z = as_complex(self);
  if (!may_format(fiber, spec.value(), 0)) return Value::error();
  return format_result(fiber, format_complex(spec.value(), z->real, z->imag));
}

Value complex_get_real(Fiber&, Value self) {
  return Value::from_float(as_complex(self)->real);
}
Value complex_get_imag(Fiber&, Value self) {
  return Value::from_float(as_complex(self)->imag);
}

const MethodDef kComplexMethods[] = {
    {"conjugate", complex_conjugate, 0, 0, 0,
     "conjugate($self, /)\n--\n\nReturn the complex conjugate of its "
     "argument. (3-4j).conjugate() == 3+4j."_doc},
    {"__complex__", complex_self, 0, 0, 0,
     "__complex__($self, /)\n--\n\nConvert this value to exact type "
     "complex."_doc},
    {"__getnewargs__", complex_new_args, 0, 0, 0,
     "__getnewargs__($self, /)\n--\n\n"_doc},
    {"__format__", complex_format, 1, 1, 0,
     "__format__($self, format_spec, /)\n--\n\nConvert to a string according "
     "to format_spec."_doc},
    {}};

const GetSetDef kComplexGetSets[] = {
    {"real", complex_get_real, read_only,
     "the real part of a complex number"_doc},
    {"imag", complex_get_imag, read_only,
     "the imaginary part of a complex number"_doc},
    {}};

constexpr Operators make_complex_operators() {
  Operators s{};
  s.binary[kAdd] = number_slot<kLevelComplex, kAdd>;
  s.binary[kSub] = number_slot<kLevelComplex, kSub>;
  s.binary[kMul] = number_slot<kLevelComplex, kMul>;
  s.binary[kTrueDiv] = number_slot<kLevelComplex, kTrueDiv>;
  s.binary[kPow] = number_slot<kLevelComplex, kPow>;
  s.unary[kNeg] = complex_negative;
  s.unary[kPos] = complex_plain;
  s.unary[kAbs] = complex_absolute;
  return s;
}
constexpr Operators kComplexOperators = make_complex_operators();

constexpr Slots make_complex_slots() {
  Slots slots = {};
  slots.repr = complex_repr;
  slots.hash = complex_hash;
  slots.compare = complex_compare;
  slots.truth = complex_truth;
  slots.operators = &kComplexOperators;
  slots.create = complex_create;
  return slots;
}

constexpr Slots kComplexSlots = make_complex_slots();

const TypeDef kComplexType = {
    "complex",
    &kComplexLayout,
    &kComplexSlots,
    kComplexMethods,
    kComplexGetSets,
    0,
    "complex(real=0, imag=0)\n--\n\n"
    "Create a complex number from a real part and an optional imaginary "
    "part.\n\nThis is equivalent to (real + imag*1j) where imag defaults to "
    "0."};

}  // namespace

Value make_complex(Fiber& fiber, ComplexParts parts) {
  Complex* const z = static_cast<Complex*>(fiber.heap.allocate_unfilled(
      sizeof(Complex), types().complex_->root_shape, Kind::kComplex));
  z->real = parts.real;
  z->imag = parts.imag;
  return Value::from_object(z);
}

void init_complex(Fiber& fiber) {
  types().complex_ = native_type(fiber, kComplexType);
}

}  // namespace mt::python
