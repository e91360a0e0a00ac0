// text_pad.cc - making text as wide as wanted.

#include <string.h>

#include "base/ascii.h"
#include "python/number.h"
#include "python/str_internal.h"
#include "python/text.h"

namespace mt::python {

namespace {

size_t width_of(const Text& text) {
  return text.is_str() ? text.str()->char_count : text.view.size();
}

// The character to fill with; a space when no argument was given.
bool read_fill(Fiber& fiber, const char* method, const Text& text,
               Value argument, std::string_view* fill) {
  if (argument.is_undefined()) {
    *fill = " ";
    return true;
  }
  if (text.is_str()) {
    const Str* const string = cast<Str>(argument);
    if (string == nullptr) {
      raise_type_error(fiber,
                       "The fill character must be a unicode character, not %s",
                       type_name(argument));
    } else if (string->char_count != 1) {
      raise_type_error(fiber,
                       "The fill character must be exactly one character long");
    } else {
      *fill = string->view();
      return true;
    }
    return false;
  }
  if (is_byte_string(argument) && buffer_of(argument, fill) &&
      fill->size() == 1) {
    return true;
  }
  raise_type_error(fiber,
                   "%s() argument 2 must be a byte string of length 1, not %s",
                   method, given_type(argument));
  return false;
}

Value pad(Fiber& fiber, const Text& text, size_t left, size_t right,
          std::string_view fill) {
  if (left == 0 && right == 0) return text_whole(fiber, text);
  const uint64_t bytes =
      text.view.size() + (uint64_t{left} + right) * fill.size();
  if (bytes > kMaxStrBytes) return raise_memory_error(fiber);
  char* out = nullptr;
  const Value padded =
      text_to_fill(fiber, text, static_cast<size_t>(bytes),
                   width_of(text) + left + right, &out);
  if (padded.is_error()) return padded;
  if (left != 0) repeat_bytes(out, fill, left);
  out += left * fill.size();
  if (!text.view.empty()) memcpy(out, text.view.data(), text.view.size());
  if (right != 0) repeat_bytes(out + text.view.size(), fill, right);
  return padded;
}

enum class Align { kLeft, kCenter, kRight };

Value justify(Fiber& fiber, Value self, Args args, const char* method,
              Align align) {
  int64_t wanted = 0;
  if (!size_argument(fiber, args[0], &wanted)) return Value::error();
  const Text text(self);
  std::string_view fill;
  if (!read_fill(fiber, method, text, args.get(1, Value::undefined()),
                 &fill)) {
    return Value::error();
  }
  const auto width = static_cast<int64_t>(width_of(text));
  if (wanted <= width) return text_whole(fiber, text);
  if (wanted - width > static_cast<int64_t>(kMaxStrBytes)) {
    return raise_memory_error(fiber);
  }
  const auto missing = static_cast<size_t>(wanted - width);
  size_t left = 0;
  if (align == Align::kRight) left = missing;
  // An odd space goes to the left when the width is odd, as it always did.
  if (align == Align::kCenter) left = missing / 2 + (missing & wanted & 1);
  return pad(fiber, text, left, missing - left, fill);
}

}  // namespace

Value text_center(Fiber& fiber, Value self, Args args) {
  return justify(fiber, self, args, "center", Align::kCenter);
}
Value text_ljust(Fiber& fiber, Value self, Args args) {
  return justify(fiber, self, args, "ljust", Align::kLeft);
}
Value text_rjust(Fiber& fiber, Value self, Args args) {
  return justify(fiber, self, args, "rjust", Align::kRight);
}

Value text_zfill(Fiber& fiber, Value self, Args args) {
  int64_t wanted = 0;
  if (!size_argument(fiber, args[0], &wanted)) return Value::error();
  const Text text(self);
  const auto width = static_cast<int64_t>(width_of(text));
  if (wanted <= width) return text_whole(fiber, text);
  if (wanted - width > static_cast<int64_t>(kMaxStrBytes)) {
    return raise_memory_error(fiber);
  }
  const auto zeros = static_cast<size_t>(wanted - width);
  const Value padded = pad(fiber, text, zeros, 0, "0");
  if (padded.is_error()) return padded;
  // The sign goes before the zeros.
  const bool is_signed =
      !text.view.empty() && (text.view[0] == '+' || text.view[0] == '-');
  if (is_signed) {
    char* const out = const_cast<char*>(Text(padded).view.data());
    out[0] = text.view[0];
    out[zeros] = '0';
  }
  return padded;
}

Value text_expandtabs(Fiber& fiber, Value self, Args args) {
  Value tabs;
  int64_t size = 8;
  if (args.count != 0 &&
      (!parse_args(fiber, "expandtabs", args, {"tabsize"}, 0, &tabs) ||
       !c_int_argument(fiber, tabs, &size))) {
    return Value::error();
  }
  const Text text(self);
  if (text.view.find('\t') == text.view.npos) return text_whole(fiber, text);
  std::string out;
  int64_t column = 0;
  for (const char c : text.view) {
    if (c == '\t') {
      const int64_t spaces = size > 0 ? size - column % size : 0;
      if (spaces > static_cast<int64_t>(kMaxStrBytes - out.size()))
        return raise_memory_error(fiber);
      if (!may_gather(fiber, out.size() + static_cast<size_t>(spaces) +
                                 text.view.size() / 4)) {
        return Value::error();
      }
      out.append(static_cast<size_t>(spaces), ' ');
      column += spaces;
      continue;
    }
    out.push_back(c);
    if (c == '\n' || c == '\r') {
      column = 0;
    } else if (!text.is_str() || (static_cast<uint8_t>(c) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return text_make(fiber, text, out);
}

}  // namespace mt::python
