// percent_format.cc - `format % arguments` for str, bytes and bytearray.
//
// printf_format.h reads the format and lays out what is put into it; here the
// arguments are found and turned into text or numbers.

#include <limits.h>
#include <stdint.h>

#include <cmath>
#include <new>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/float_text.h"
#include "python/format_quick.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/printf_format.h"
#include "python/str_internal.h"
#include "python/text.h"

namespace mt::python {

namespace {

class PercentFormatter {
 public:
  PercentFormatter(Fiber& fiber, bool is_text, Value arguments)
      : fiber_(fiber), is_text_(is_text), arguments_(arguments) {
    // An address is a tuple too, but means one thing and not several.
    const Tuple* const tuple = cast<Tuple>(arguments);
    if (tuple != nullptr &&
        (type_of(arguments)->type_flags & kTypeSequence) != 0) {
      items_ = tuple->items;
      count_ = tuple->size;
    } else {
      items_ = &arguments_;
      count_ = 1;
      is_mapping_ = type_of(arguments)->slots->getitem != nullptr &&
                    !is_own_sort(arguments);
    }
  }

  bool run(std::string_view format) {
    if (!has_room(format.size())) return false;
    out_.reserve(format.size() + 32);
    size_t rest = 0;
    if (!run_plain(format, &rest)) return false;
    if (rest < format.size() && !run_rest(format, rest)) return false;
    if (next_ < count_ && !is_mapping_) {
      raise_type_error(fiber_,
                       "not all arguments converted during %s formatting",
                       is_text_ ? "string" : "bytes");
      return false;
    }
    return true;
  }
  std::string& out() { return out_; }

 private:
  // Anything that may be in a format.
  bool run_rest(std::string_view format, size_t rest) {
    PrintfParser parser(format.substr(rest), is_text_);
    const size_t skipped =
        is_text_ ? count_chars(format.substr(0, rest)) : rest;
    for (;;) {
      std::string_view literal;
      PrintfSpec spec;
      Result<PrintfParser::Piece> piece = parser.next(&literal, &spec);
      if (!piece.ok()) return fail(piece.error());
      if (piece.value() == PrintfParser::Piece::kEnd) break;
      if (piece.value() == PrintfParser::Piece::kLiteral) {
        out_.append(literal);
      } else {
        spec.index += skipped;
        if (!convert(spec)) return false;
      }
      if (!has_room(0)) return false;
    }
    return true;
  }
  bool has_room(size_t more) {
    if (more <= kMaxStrBytes && out_.size() <= kMaxStrBytes - more)
      return may_gather(fiber_, out_.size() + more);
    raise_memory_error(fiber_);
    return false;
  }
  // How wide something will be at most that is no longer by itself.
  static size_t width_of(const PrintfSpec& spec) {
    const int64_t width = std::max<int64_t>(spec.width, spec.precision);
    return width <= 0 ? 0
                      : static_cast<size_t>(
                            std::min<int64_t>(width, kMaxStrBytes / 8));
  }
  // Nearly every format has only %s, %d and their like in it, without a key:
  // those at the front are done here, up to the first that needs more.
  bool run_plain(std::string_view format, size_t* at) {
    while (*at < format.size()) {
      const size_t percent = format.find('%', *at);
      if (percent == format.npos) {
        out_.append(format.substr(*at));
        *at = format.size();
        return has_room(0);
      }
      size_t end = percent + 1;
      const Value keyed = at_key(format, &end);
      if (end < format.size() && (!keyed.is_undefined() || next_ < count_)) {
        const Value value = keyed.is_undefined() ? items_[next_] : keyed;
        const char type = format[end];
        const bool is_bytes = !is_text_ && is_exact(value, types().bytes);
        if ((type == 's' && (is_text_ || is_bytes)) ||
            (type == 'r' && is_text_) ||
            (type == 'd' &&
             (value.is_int() || is_kind(value, Kind::kBigInt)))) {
          out_.append(format, *at, percent - *at);
          if (is_bytes) {
            const std::string_view bytes = value.as<Bytes>()->view();
            if (!has_room(bytes.size())) return false;
            out_.append(bytes);
          } else if (!(type == 'r' ? append_repr(value) : append_str(value))) {
            return false;
          }
          ++next_;
          if (!keyed.is_undefined()) use_alone(keyed);
          *at = end + 1;
          continue;
        }
      }
      if (!keyed.is_undefined()) break;
      QuickFormat quick;
      if (!read_quick_percent(format, &end, &quick)) break;
      const bool is_bare = end == percent + 2;
      if (quick.type == '%' && is_bare) {
        out_.append(format, *at, percent - *at);
        out_.push_back('%');
        *at = end;
        continue;
      }
      if (next_ >= count_ || quick.type == '%') break;
      Value value = items_[next_];
      QuickText text;
      if (quick.type == 's') {
        if (!is_text_ || quick.sign != 0 || quick.alternate ||
            quick.align == '=')
          break;
        // Of something else its text is asked now: this cannot fail later.
        if (!is_exact_str(value)) {
          value = to_str(fiber_, value);
          if (value.is_error()) return false;
          value = plain_str(fiber_, value.as<Str>());
          if (value.is_error()) return false;
        }
      } else if (quick.type == 'c') {
        // A character is laid out as a text of one.
        if (!is_text_ || quick.align == '=' || quick.precision >= 0) break;
        if (value.is_int() && value.as_int() >= 0 && value.as_int() < 128)
          value = str_from_char(fiber_, static_cast<uint32_t>(value.as_int()));
        if (!is_exact_str(value) || value.as<Str>()->char_count != 1) break;
        quick.type = 's';
      } else if (is_exact_str(value)) {
        break;
      }
      if (!text.lay_out(value, quick)) break;
      if (!has_room(text.bytes())) return false;
      out_.append(format, *at, percent - *at);
      text.append_to(out_);
      ++next_;
      *at = end;
    }
    return true;
  }
  // What a dict has for the "(name)" at *at, which moves behind it; undefined
  // when there is none or it is not that simple.
  Value at_key(std::string_view format, size_t* at) const {
    if (!is_text_ || !is_exact(arguments_, types().dict) ||
        *at == format.size() || format[*at] != '(')
      return Value();
    const size_t end = format.find_first_of("()", *at + 1);
    if (end == format.npos || format[end] != ')') return Value();
    const std::string_view name = format.substr(*at + 1, end - *at - 1);
    Str* const key = make_str(fiber_, name);
    const Value found =
        key == nullptr ? Value::error()
                       : dict_find(fiber_, arguments_.as<Dict>(),
                                   Value::from_object(key));
    if (found.is_error() || found.is_undefined()) {
      clear_exception(fiber_);
      return Value();
    }
    *at = end + 1;
    return found;
  }
  // From here on it is the only argument, as in CPython.
  void use_alone(Value keyed) {
    keyed_ = keyed;
    items_ = &keyed_;
    count_ = next_ = 1;
  }
  bool append_str(Value value) {
    if (is_exact_str(value)) {
      const std::string_view text = value.as<Str>()->view();
      if (!has_room(text.size())) return false;
      out_.append(text);
      return true;
    }
    if (value.is_int()) {
      int_to_text(out_, value);
      return true;
    }
    if (value.is_float() && !in_era(fiber_)) {
      append_float_repr(out_, value.as_float());
      return true;
    }
    return text(PrintfSpec(), value, to_str);
  }
  bool append_repr(Value value) {
    if (!is_exact_str(value) || !value.as<Str>()->is_ascii()) {
      return value.is_int() || value.is_float()
                 ? append_str(value)
                 : text(PrintfSpec(), value, to_repr);
    }
    const std::string_view text = value.as<Str>()->view();
    if (!has_room(most_escaped(text))) return false;
    str_repr_to(out_, text);
    return true;
  }

  // A lone str is not taken for a mapping, nor are bytes by bytes.
  bool is_own_sort(Value value) const {
    return is_kind(value, Kind::kStr) || (!is_text_ && is_byte_string(value));
  }
  bool fail(const Error& error) {
    raise_format_error(fiber_, error);
    return false;
  }
  bool check(const Status& status) {
    return status.ok() || fail(status.error());
  }

  bool next_argument(Value* value) {
    if (next_ >= count_) {
      raise_type_error(fiber_, "not enough arguments for format string");
      return false;
    }
    *value = items_[next_++];
    return true;
  }
  // The number a '*' stands for, between -most - 1 and most: a C `sort`.
  bool star(int64_t* number, int64_t most, const char* sort) {
    Value value;
    if (!next_argument(&value)) return false;
    if (!is_integer(value)) {
      raise_type_error(fiber_, "* wants int");
      return false;
    }
    if (int_to_i64(value, number) && *number <= most && *number >= -most - 1)
      return true;
    raise_overflow_error(fiber_, "Python int too large to convert to C %s",
                         sort);
    return false;
  }
  bool keyed_argument(const PrintfSpec& spec, Value* value) {
    if (!is_mapping_) {
      raise_type_error(fiber_, "format requires a mapping");
      return false;
    }
    const Value key = is_text_ ? object_or_error(make_str(fiber_, spec.key))
                               : bytes_value(fiber_, spec.key);
    if (key.is_error()) return false;
    *value = get_item(fiber_, arguments_, key);
    if (value->is_error()) return false;
    use_alone(*value);
    return true;
  }

  bool convert(PrintfSpec& spec) {
    Value value;
    bool has_value = false;
    if (spec.has_key) {
      if (!keyed_argument(spec, &value)) return false;
      has_value = true;
    }
    int64_t number = 0;
    if (spec.width_is_argument) {
      if (!star(&number, PTRDIFF_MAX, "ssize_t")) return false;
      spec.set_width(number);
    }
    if (spec.precision_is_argument) {
      if (!star(&number, INT_MAX, "int")) return false;
      spec.set_precision(number);
    }
    if (!has_value && !next_argument(&value)) return false;
    if (!has_room(width_of(spec))) return false;
    switch (spec.conversion) {
      case 's':
        if (is_text_) return text(spec, value, to_str);
        return bytes(spec, value);
      case 'b':
        if (is_text_) break;
        return bytes(spec, value);
      case 'r': return text(spec, value, is_text_ ? to_repr : to_ascii);
      case 'a': return text(spec, value, to_ascii);
      case 'c': return character(spec, value);
      case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
        return integer(spec, value);
      case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': {
        double d = 0;
        return to_real(value, &d) && check(printf_float(out_, spec, d));
      }
      default: break;
    }
    return fail(unsupported_conversion(spec));
  }

  bool text(const PrintfSpec& spec, Value value,
            Value (*convert)(Fiber&, Value)) {
    const Value string = convert(fiber_, value);
    if (string.is_error()) return false;
    const std::string_view view = string.as<Str>()->view();
    if (!has_room(view.size() + width_of(spec) * 4)) return false;
    const bool plain = spec.width < 0 && spec.precision < 0;
    if (plain) out_.append(view);
    const bool ok = plain || check(printf_text(out_, spec, view, is_text_));
    keep_alive(string.object());
    return ok;
  }
  bool bytes(const PrintfSpec& spec, Value value) {
    std::string_view view;
    if (!buffer_of(value, &view)) {
      const MemoryView* const rows = cast<MemoryView>(value);
      value = rows != nullptr && is_usable(rows)
                  ? bytes_value(fiber_, gather(rows))
                  : call_special(fiber_, value, names().dunder_bytes);
      if (value.is_error()) return false;
      if (value.is_undefined() || !is_kind(value, Kind::kBytes)) {
        return refuse_bytes(value);
      }
      view = value.as<Bytes>()->view();
    }
    if (!has_room(view.size() + width_of(spec))) return false;
    const bool ok = check(printf_text(out_, spec, view, false));
    keep_alive(value.object());
    return ok;
  }
  bool refuse_bytes(Value got) {
    if (got.is_undefined()) {
      raise_type_error(fiber_,
                       "%%b requires a bytes-like object, or an object that "
                       "implements __bytes__, not '%s'",
                       type_name(items_[next_ == 0 ? 0 : next_ - 1]));
    } else {
      raise_type_error(fiber_, "__bytes__ returned non-bytes (type %s)",
                       type_name(got));
    }
    return false;
  }

  bool character(const PrintfSpec& spec, Value value) {
    std::string_view view;
    char encoded[4];
    if (is_text_ && is_kind(value, Kind::kStr) &&
        value.as<Str>()->char_count == 1) {
      view = value.as<Str>()->view();
    } else if (!is_text_ && buffer_of(value, &view) && view.size() == 1) {
      // One byte stands for itself.
    } else if (is_index(value)) {
      int64_t code = -1;
      if (!index_of(fiber_, value, &code)) return false;
      const int64_t limit = is_text_ ? kMaxCodePoint + 1 : 256;
      if (code < 0 || code >= limit) {
        raise_overflow_error(fiber_, is_text_
                                         ? "%%c arg not in range(0x110000)"
                                         : "%%c arg not in range(256)");
        return false;
      }
      size_t length = 1;
      encoded[0] = static_cast<char>(code);
      if (is_text_) {
        length = encode_utf8(static_cast<uint32_t>(code), encoded,
                             Surrogates::kAllow);
      }
      view = {encoded, length};
    } else {
      raise_type_error(fiber_, is_text_ ? "%%c requires int or char"
                                        : "%%c requires an integer in "
                                          "range(256) or a single byte");
      return false;
    }
    return check(printf_character(out_, spec, view, is_text_));
  }

  bool to_real(Value value, double* d) {
    if (to_double(fiber_, value, d)) return true;
    if (!is_text_ && exception_matches(fiber_, types().TypeError)) {
      clear_exception(fiber_);
      raise_type_error(fiber_, "float argument required, not %s",
                       type_name(value));
    }
    return false;
  }

  // int(value) for d, i and u; value.__index__() for the other bases.
  Value to_number(const PrintfSpec& spec, Value value) {
    if (is_integer(value)) return plain_integer(value);
    const Slots* const slots = type_of(value)->slots;
    const uint32_t c = spec.conversion;
    const bool any_number = c == 'd' || c == 'i' || c == 'u';
    auto* const convert = any_number && slots->to_int != nullptr
                              ? slots->to_int
                              : slots->index;
    Value number = Value::error();
    if (convert != nullptr) {
      number = convert(fiber_, value);
      if (!number.is_error()) return plain_integer(number);
      if (!exception_matches(fiber_, types().TypeError)) return number;
      clear_exception(fiber_);
    }
    return raise_type_error(fiber_, "%%%c format: %s is required, not %s",
                            static_cast<int>(c == 'i' && !is_text_ ? 'd' : c),
                            any_number ? "a real number" : "an integer",
                            type_name(value));
  }
  bool integer(PrintfSpec& spec, Value value) {
    const Value number = to_number(spec, value);
    if (number.is_error()) return false;
    spec.old_octal =
        spec.alternate && spec.conversion == 'o' && speaks_era(fiber_);
    if (number.is_int()) {
      const SmallInteger small(number.as_int());
      return check(printf_integer(out_, spec, small));
    }
    const bool is_decimal = spec.conversion != 'o' &&
                            spec.conversion != 'x' && spec.conversion != 'X';
    if (is_decimal && !check_int_digits(fiber_, number)) return false;
    const BigInt* const big = number.as<BigInt>();
    const IntegerView view = {big->limbs, big->aux, big->sign < 0};
    const bool ok = check(printf_integer(out_, spec, view));
    keep_alive(big);
    if (is_unwanted()) return !abandon(fiber_).is_error();
    return ok;
  }

  Fiber& fiber_;
  const bool is_text_;
  const Value arguments_;
  Value keyed_;
  const Value* items_;
  uint32_t count_;
  uint32_t next_ = 0;
  bool is_mapping_ = false;
  std::string out_;
};

// A format of a few conversions, of nothing but texts, or bytes, small numbers
// and the like: its parts are measured, then written to where they stay. What
// is not used of it is not filled either.
class QuickPercent {
 public:
  // False: not such.
  bool lay_out(std::string_view format, bool is_text, Value args);
  size_t bytes() const { return bytes_; }
  // The bytes that continue a character.
  size_t wide() const { return wide_; }
  void write(char* out) const;

 private:
  static constexpr size_t kMostParts = 9, kMostNumbers = 4;

  bool lay_out_value(std::string_view format, size_t* at, QuickStars* args);
  bool lay_out_bare(char type, Value value);
  void lay_out_int(int64_t number);
  bool lay_out_padded(std::string_view format, size_t* at, QuickStars* args);

  struct Run {
    const char* data;
    size_t size;
  };
  struct Part {
    Run before;               // of the format
    Run text;
    const QuickText* number;  // null: it is `text`
  };
  void set_text(std::string_view text) {
    parts_[count_ - 1].text = {text.data(), text.size()};
  }
  bool is_text_;
  Part parts_[kMostParts];
  alignas(QuickText) char numbers_[kMostNumbers][sizeof(QuickText)];
  char digits_[kMostParts][20];  // of what is written as it is: 48 bits
  size_t count_ = 0, number_count_ = 0, bytes_ = 0, wide_ = 0;
};

bool QuickPercent::lay_out(std::string_view format, bool is_text, Value args) {
  is_text_ = is_text;
  QuickStars items = {&args, 1};
  if (is_exact(args, types().tuple)) {
    items = {args.as<Tuple>()->items, args.as<Tuple>()->size};
  } else if (args.is_object() &&
             !(is_text ? is_exact_str(args) : is_exact(args, types().bytes))) {
    return false;
  }
  for (size_t at = 0;;) {
    const size_t percent = std::min(format.find('%', at), format.size());
    if (count_ == kMostParts) return false;
    Part& part = parts_[count_];
    part = {{format.data() + at, percent - at}, {}, nullptr};
    ++count_;
    at = percent + 1;
    const bool is_percent = at < format.size() && format[at] == '%';
    if (is_percent) {
      ++part.before.size;
      ++at;
    }
    bytes_ += part.before.size;
    if (is_percent) continue;
    if (percent == format.size())
      return items.left == 0 && bytes_ <= kMaxStrBytes;
    if (items.left == 0 || at == format.size() ||
        !lay_out_value(format, &at, &items)) {
      return false;
    }
  }
}

bool QuickPercent::lay_out_value(std::string_view format, size_t* at,
                                 QuickStars* args) {
  if (!lay_out_bare(format[*at], *args->next))
    return lay_out_padded(format, at, args);
  ++*at;
  ++args->next;
  --args->left;
  bytes_ += parts_[count_ - 1].text.size;
  return true;
}

// A conversion without flags, width and precision.
bool QuickPercent::lay_out_bare(char type, Value value) {
  const bool is_s = type == 's' || (type == 'b' && !is_text_);
  const bool is_d = type == 'd' || type == 'i';
  if (is_text_ && is_exact_str(value)) {
    const Str* const text = value.as<Str>();
    if (!is_s && (type != 'c' || text->char_count != 1)) return false;
    set_text(text->view());
    wide_ += text->byte_count - text->char_count;
  } else if (is_s && !is_text_ && is_exact(value, types().bytes)) {
    set_text(value.as<Bytes>()->view());
  } else if (value.is_int() && (is_d || (is_s && is_text_))) {
    lay_out_int(value.as_int());
  } else if (value.is_int() && type == 'c' && value.as_int() >= 0 &&
             value.as_int() < 128) {
    char* const character = digits_[count_ - 1];
    *character = static_cast<char>(value.as_int());
    set_text({character, 1});
  } else if (value.is_bool() && (is_d || (is_s && is_text_))) {
    if (is_d) lay_out_int(value.is_true());
    else set_text(value.is_true() ? "True" : "False");
  } else if (value.is_none() && is_s && is_text_) {
    set_text("None");
  } else if (value.is_float() && is_d && std::abs(value.as_float()) < 1e14) {
    lay_out_int(static_cast<int64_t>(value.as_float()));
  } else {
    return false;
  }
  return true;
}

void QuickPercent::lay_out_int(int64_t number) {
  char* const end = digits_[count_ - 1] + sizeof digits_[0];
  char* first =
      put_decimal(end, static_cast<uint64_t>(number < 0 ? -number : number));
  if (number < 0) *--first = '-';
  set_text({first, static_cast<size_t>(end - first)});
}

bool QuickPercent::lay_out_padded(std::string_view format, size_t* at,
                                  QuickStars* args) {
  QuickFormat quick;
  if (number_count_ == kMostNumbers ||
      !read_quick_percent(format, at, &quick, args) || quick.type == '%' ||
      quick.type == 'c' || args->left == 0) {
    return false;
  }
  const Value value = *args->next++;
  --args->left;
  // Of an integer's text and its digits there is but one.
  const bool is_str = quick.type == 's';
  if (is_str && value.is_int() && quick.precision < 0) quick.type = 'd';
  if (is_str ? !is_text_ || quick.align == '=' || quick.sign != 0 ||
                   quick.alternate || value.is_float()
             : is_exact_str(value)) {
    return false;
  }
  QuickText& number = *new (numbers_[number_count_++]) QuickText;
  if (!number.lay_out(value, quick)) return false;
  parts_[count_ - 1].number = &number;
  bytes_ += number.bytes();
  wide_ += number.bytes() - number.chars();
  return true;
}

void QuickPercent::write(char* out) const {
  for (size_t i = 0; i < count_; ++i) {
    const Part& part = parts_[i];
    out = copy_text(out, part.before.data, part.before.size);
    if (part.number == nullptr) {
      out = copy_text(out, part.text.data, part.text.size);
    } else {
      part.number->write(out);
      out += part.number->bytes();
    }
  }
}

}  // namespace

Value str_mod(Fiber& fiber, Str* format, Value args) {
  QuickPercent quick;
  if (quick.lay_out(format->view(), true, args)) {
    const size_t size = quick.bytes();
    if (size == 0) return Value::from_object(rt().empty_str);
    const size_t wide = quick.wide() + format->byte_count - format->char_count;
    Str* const made = make_str_to_fill(fiber, size, size - wide);
    if (made == nullptr) return Value::error();
    quick.write(made->bytes);
    return Value::from_object(made);
  }
  // One thing is what str() makes of it.
  if (args.is_object() && !is_kind(args, Kind::kTuple) &&
      format->view() == "%s") {
    const Value text = to_str(fiber, args);
    return text.is_error() ? text : plain_str(fiber, text.as<Str>());
  }
  PercentFormatter formatter(fiber, true, args);
  if (!formatter.run(format->view())) return Value::error();
  keep_alive(format);
  Str* const made = make_str(fiber, formatter.out());
  return made != nullptr ? Value::from_object(made) : Value::error();
}

Value byte_format(Fiber& fiber, Value format, Value args) {
  QuickPercent quick;
  if (is_kind(format, Kind::kBytes) &&
      quick.lay_out(Text(format).view, false, args)) {
    Bytes* const made = make_bytes_to_fill(fiber, quick.bytes());
    if (made == nullptr) return Value::error();
    quick.write(made->data);
    return Value::from_object(made);
  }
  PercentFormatter formatter(fiber, false, args);
  // What runs meanwhile may change a bytearray.
  const bool is_fixed = is_kind(format, Kind::kBytes);
  const std::string copy(is_fixed ? std::string_view() : Text(format).view);
  if (!formatter.run(is_fixed ? Text(format).view : copy))
    return Value::error();
  return text_make(fiber, Text(format), formatter.out());
}

}  // namespace mt::python
