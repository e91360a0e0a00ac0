// codec_decode.cc - bytes of the same encodings as text, and literals without
// their quotes.
//
// Whatever is wrong goes through one function, which knows the error handlers;
// the everyday ones are also in the loops.

#include <string.h>

#include <algorithm>

#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/codec_text.h"
#include "python/exception.h"
#include "python/import.h"

namespace mt::python {

namespace {

class Decoder {
 public:
  Decoder(Fiber& fiber, std::string_view bytes, const Form& form,
          std::string_view errors, Value source, bool is_part)
      : fiber_(fiber), bytes_(bytes), form_(form), errors_(errors),
        handler_(handler_of(errors)), source_(source), is_part_(is_part) {}

  bool decode(size_t from, CodecOutput* out) {
    out_ = out;
    at_ = from;
    if (!may_gather(fiber_, bytes_.size() * 2)) return false;
    while (at_ < bytes_.size() && !is_cut_) {
      if (!may_gather(fiber_, out_->view().size())) return false;
      const bool ok = form_.limit != 0   ? one_byte()
                      : form_.unit == 0 ? notation()
                      : form_.unit == 1 ? utf8()
                      : form_.unit == 2 ? utf16()
                                        : utf32();
      if (!ok) return false;
    }
    return doubtful_.empty() || warn();
  }

  size_t used() const { return at_; }

 private:
  // Of the first escape that means nothing.
  bool warn() {
    const bool is_octal = doubtful_.size() > 1;
    const std::string text =
        std::string(is_octal ? "invalid octal escape sequence '\\"
                             : "invalid escape sequence '\\") +
        doubtful_ + "'";
    const Value warnings = import_module(fiber_, "warnings");
    return !warnings.is_error() &&
           !call_method(fiber_, warnings, "warn",
                        {str_value(fiber_, text),
                         Value::from_object(types().DeprecationWarning)})
                .is_error();
  }
  const char* here() const { return bytes_.data() + at_; }
  void go_to(const char* place) {
    at_ = static_cast<size_t>(place - bytes_.data());
  }
  // What an everyday handler puts for a wrong byte; null: another shall say.
  char* put_wrong(char* out, uint8_t byte) const {
    switch (handler_) {
      case Handler::kIgnore: return out;
      case Handler::kReplace: return put_utf8(out, kReplacementCodePoint);
      case Handler::kBackslash: return put_escape(out, byte);
      case Handler::kEscape:
        return byte < 0x80 ? nullptr : put_utf8(out, 0xDC00u + byte);
      default: return nullptr;
    }
  }
  // A slice of it, up to what no everyday handler knows.
  bool one_byte() {
    const char* from = here();
    const char* const stop =
        from + std::min<size_t>(bytes_.size() - at_, kSlice);
    char* out = out_->room(4 * static_cast<size_t>(stop - from) + 8);
    while (from != stop) {
      copy_ascii(from, stop, out);
      for (; from != stop && is_high(*from); ++from) {
        const auto byte = static_cast<uint8_t>(*from);
        uint32_t c = form_.limit == 128 ? kNoCharacter : byte;
        const uint32_t place = uint32_t{byte} - form_.first;
        if (place < form_.count) c = form_.others[place];
        char* const next =
            c == kNoCharacter ? put_wrong(out, byte) : put_utf8(out, c);
        if (next == nullptr) {
          out_->end(out);
          go_to(from);
          return handle(1, form_.others == nullptr
                               ? "ordinal not in range(128)"
                               : "character maps to <undefined>");
        }
        out = next;
      }
    }
    out_->end(out);
    go_to(from);
    return true;
  }
  bool notation() {
    const size_t end = std::min(bytes_.find('\\', at_), bytes_.size());
    const char* from = here();
    while (at_ < end) {
      const char* const stop = from + std::min<size_t>(end - at_, kSlice);
      char* out = out_->room(2 * static_cast<size_t>(stop - from) + 8);
      while (from != stop) {
        copy_ascii(from, stop, out);
        while (from != stop && is_high(*from))
          out = put_utf8(out, static_cast<uint8_t>(*from++));
      }
      out_->end(out);
      go_to(from);
    }
    if (at_ == bytes_.size()) return true;
    const Escape escape = read_escape(bytes_, at_, form_.raw);
    for (int i = 0; i < escape.count; ++i)
      out_->end(put_utf8(out_->room(4), escape.characters[i]));
    if (escape.wrong != nullptr) {
      if (escape.is_cut && is_part_) return cut();
      if (form_.raw && escape.length == 1) return put('\\', 1);
      return handle(escape.length, escape.wrong);
    }
    if (escape.is_doubtful && doubtful_.empty())
      doubtful_ =
          bytes_.substr(at_ + 1, std::max<size_t>(escape.length, 2) - 1);
    at_ += escape.length;
    return true;
  }
  // What is left may be the beginning of a character.
  bool cut() {
    is_cut_ = true;
    return true;
  }
  bool handle_end(size_t length, const char* reason) {
    return is_part_ ? cut() : handle(length, reason);
  }
  // A slice of it, up to what no everyday handler knows.
  bool utf8() {
    const char* from = here();
    const char* const end = bytes_.data() + bytes_.size();
    const char* const stop = from + std::min<ptrdiff_t>(end - from, kSlice);
    char* out = out_->room(4 * static_cast<size_t>(stop - from) + 16);
    while (from < stop) {
      copy_ascii(from, stop, out);
      while (from < stop && is_high(*from)) {
        const auto first = static_cast<uint8_t>(*from);
        if (first >= 0xC2 && first < 0xE0 && end - from >= 2 &&
            (from[1] & 0xC0) == 0x80) {
          *out++ = *from++;
          *out++ = *from++;
          continue;
        }
        Utf8Step step = {Utf8Step::Kind::kInvalid, 1, 0};
        if (first >= 0xC2 && (end - from < 2 || (from[1] & 0xC0) == 0x80))
          step = decode_utf8({from, static_cast<size_t>(end - from)});
        if (step.ok()) {
          for (int i = 0; i < step.length; ++i) *out++ = *from++;
          continue;
        }
        const bool is_end = step.kind == Utf8Step::Kind::kTruncated;
        const bool by_byte =
            handler_ == Handler::kBackslash || handler_ == Handler::kEscape;
        char* next = is_end && is_part_ ? nullptr : out;
        for (int i = 0; i < (by_byte ? step.length : 1) && next != nullptr; ++i)
          next = put_wrong(next, static_cast<uint8_t>(from[i]));
        if (next == nullptr) {
          out_->end(out);
          go_to(from);
          if (is_end) return handle_end(step.length, "unexpected end of data");
          return handle(step.length, first >= 0xC2 && first <= 0xF4
                                         ? "invalid continuation byte"
                                         : "invalid start byte");
        }
        out = next;
        from += step.length;
      }
    }
    out_->end(out);
    go_to(from);
    return true;
  }
  // As far as units are characters each, or pairs.
  template <typename Unit>
  bool units() {
    typedef uint8_t Bytes8 __attribute__((vector_size(8)));
    typedef Unit Units8 __attribute__((vector_size(8 * sizeof(Unit))));
    const bool is_swapped =
        form_.big != (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
    const auto unit_at = [is_swapped](const char* place) {
      Unit unit;
      memcpy(&unit, place, sizeof unit);
      return is_swapped ? __builtin_bswap32(unit) >> (32 - 8 * sizeof unit)
                        : uint32_t{unit};
    };
    const char* from = here();
    size_t count = (bytes_.size() - at_) / sizeof(Unit);
    bool is_wrong = false;
    while (count != 0 && !is_wrong) {
      size_t slice = std::min<size_t>(count, kSlice);
      count -= slice;
      char* out = out_->room(4 * slice + 8);
      for (; slice != 0; --slice, from += sizeof(Unit)) {
        const uint32_t unit = unit_at(from);
        if (unit < 0x80) {
          *out = static_cast<char>(unit);
          size_t count = 1;
          if (sizeof(Unit) == 2 && slice >= 8 && !is_swapped) {
            constexpr uint64_t kOthers = UINT64_C(0xFF80FF80FF80FF80);
            uint64_t words[2];
            Units8 row;
            memcpy(words, from, sizeof words);
            memcpy(&row, from, sizeof row);
            const Bytes8 bytes = __builtin_convertvector(row, Bytes8);
            memcpy(out, &bytes, sizeof bytes);
            count = lanes_before(words[0] & kOthers, 16);
            if (count == 4) count += lanes_before(words[1] & kOthers, 16);
          }
          out += count;
          slice -= count - 1;
          from += (count - 1) * sizeof(Unit);
          continue;
        }
        uint32_t c = unit;
        if (is_surrogate(unit) || unit > kMaxCodePoint) {
          const uint32_t low = sizeof(Unit) == 2 && unit < 0xDC00 &&
                                       count + slice > 1
                                   ? unit_at(from + sizeof(Unit)) - 0xDC00
                                   : 0x400;
          if (low >= 0x400) {
            is_wrong = true;
            break;
          }
          c = 0x10000 + ((unit & 0x3FF) << 10) + low;
          from += sizeof(Unit);
          // The second may be the first of the next slice.
          if (slice > 1) --slice; else --count;
        }
        out = put_utf8(out, c);
      }
      out_->end(out);
    }
    go_to(from);
    return at_ != bytes_.size();
  }
  bool utf16() {
    if (!units<uint16_t>()) return true;
    const size_t left = bytes_.size() - at_;
    if (left < 2) return handle_end(1, "truncated data");
    if (get_unit(bytes_, at_, 2, form_.big) >= 0xDC00)
      return handle(2, "illegal encoding");
    if (left < 4) return handle_end(left, "unexpected end of data");
    return handle(2, "illegal UTF-16 surrogate");
  }
  bool utf32() {
    if (!units<uint32_t>()) return true;
    const size_t left = bytes_.size() - at_;
    if (left < 4) return handle_end(left, "truncated data");
    return handle(
        4, is_surrogate(get_unit(bytes_, at_, 4, form_.big))
               ? "code point in surrogate code point range(0xd800, 0xe000)"
               : "code point not in range(0x110000)");
  }
  bool put(uint32_t c, size_t used) {
    out_->end(put_utf8(out_->room(4), c));
    at_ += used;
    return true;
  }
  Value error(size_t length, const char* reason) {
    if (!is_kind(source_, Kind::kBytes)) {
      source_ = bytes_value(fiber_, bytes_);
      if (source_.is_error()) return source_;
    }
    return make_unicode_error(fiber_, types().UnicodeDecodeError, form_.name,
                              source_, at_, at_ + length, reason);
  }
  bool fail(size_t length, const char* reason) {
    return raise_it(fiber_, error(length, reason));
  }
  // The handler may have other bytes decoded from here on.
  bool ask(size_t length, const char* reason) {
    const Value exception = error(length, reason);
    Value with;
    size_t place;
    const auto size_of = [](Value v) { return v.as<Bytes>()->size; };
    if (exception.is_error() || !ask_handler(fiber_, errors_, exception, false,
                                             size_of, &with, &place)) {
      return false;
    }
    source_ = get_attr(fiber_, exception, "object");
    bytes_ = source_.as<Bytes>()->view();
    out_->append(with.as<Str>()->view());
    at_ = place;
    return true;
  }
  // The next `length` bytes are wrong.
  bool handle(size_t length, const char* reason) {
    if (!may_gather(fiber_, out_->view().size() + length * 4)) return false;
    switch (handler_) {
      case Handler::kStrict:
        return fail(length, reason);
      case Handler::kUnknown:
        return ask(length, reason);
      case Handler::kIgnore:
        break;
      case Handler::kReplace:
        put(kReplacementCodePoint, 0);
        break;
      case Handler::kBackslash:
        for (size_t i = 0; i < length; ++i) {
          out_->end(put_escape(out_->room(kMostEscaped),
                               static_cast<uint8_t>(bytes_[at_ + i])));
        }
        break;
      case Handler::kXml:
        raise_type_error(fiber_,
                         "don't know how to handle UnicodeDecodeError in error "
                         "callback");
        return false;
      case Handler::kEscape: {
        // As far as there are bytes that cannot be ASCII; then once more.
        size_t escaped = 0;
        for (; escaped < length; ++escaped) {
          const auto byte = static_cast<uint8_t>(bytes_[at_ + escaped]);
          if (byte < 0x80) break;
          put(0xDC00u + byte, 0);
        }
        if (escaped == 0) return fail(length, reason);
        length = escaped;
        break;
      }
      case Handler::kPass:
        return pass_surrogate(length, reason);
    }
    at_ += length;
    return true;
  }
  bool pass_surrogate(size_t length, const char* reason) {
    if (form_.limit != 0 || form_.unit == 0) return fail(length, reason);
    if (form_.unit == 1) {
      const Utf8Step step =
          decode_utf8(bytes_.substr(at_), Surrogates::kAllow);
      if (step.kind == Utf8Step::Kind::kTruncated && is_part_) return cut();
      if (!step.ok()) return fail(length, reason);
      return put(step.code_point, step.length);
    }
    const size_t unit = static_cast<size_t>(form_.unit);
    if (bytes_.size() - at_ < unit) return fail(length, reason);
    const uint32_t c = get_unit(bytes_, at_, form_.unit, form_.big);
    return is_surrogate(c) ? put(c, unit) : fail(length, reason);
  }

  Fiber& fiber_;
  std::string_view bytes_;
  const Form form_;
  const std::string_view errors_;
  const Handler handler_;
  Value source_;
  const bool is_part_;
  bool is_cut_ = false;
  CodecOutput* out_ = nullptr;
  size_t at_ = 0;
  std::string doubtful_;  // behind the backslash of the first such escape
};

}  // namespace

bool decode_text(Fiber& fiber, std::string_view bytes, size_t from,
                 const Form& form, std::string_view errors, Value source,
                 CodecOutput* out, size_t* used) {
  Decoder decoder(fiber, bytes, form, errors, source, used != nullptr);
  if (!decoder.decode(from, out)) return false;
  if (used != nullptr) *used = decoder.used();
  return true;
}

}  // namespace mt::python
