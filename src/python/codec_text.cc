// codec_text.cc - see codec_text.h; and where text gathers.

#include "python/codec_text.h"

#include <string.h>

#include <algorithm>

#include "python/bytes.h"
#include "python/container.h"
#include "python/exception.h"
#include "python/import.h"
#include "python/native_tools.h"

namespace mt::python {

CodecOutput::~CodecOutput() {
  if (begin_ != inside_) delete[] begin_;
}

void CodecOutput::grow(size_t bytes) {
  const size_t used = view().size();
  const size_t room = std::max(2 * used, used + bytes);
  char* const begin = new char[room];
  memcpy(begin, begin_, used);
  if (begin_ != inside_) delete[] begin_;
  begin_ = begin;
  end_ = begin + used;
  limit_ = begin + room;
}

void put_unit(CodecOutput& out, uint32_t unit, int bytes, bool big) {
  char* const buffer = out.room(4);
  for (int i = 0; i < bytes; ++i) {
    const int shift = 8 * (big ? bytes - 1 - i : i);
    buffer[i] = static_cast<char>(unit >> shift & 0xFF);
  }
  out.end(buffer + bytes);
}

uint32_t get_unit(std::string_view bytes, size_t at, int count, bool big) {
  uint32_t unit = 0;
  for (int i = 0; i < count; ++i) {
    const auto byte = static_cast<uint8_t>(bytes[at + static_cast<size_t>(i)]);
    unit |= uint32_t{byte} << 8 * (big ? count - 1 - i : i);
  }
  return unit;
}

Value make_unicode_error(Fiber& fiber, Type* cls, const char* encoding,
                         Value object, size_t start, size_t end,
                         const char* reason) {
  return call(
      fiber, Value::from_object(cls),
      {str_value(fiber, encoding), object,
       Value::from_int(static_cast<int64_t>(start)),
       Value::from_int(static_cast<int64_t>(end)), str_value(fiber, reason)});
}

Handler handler_of(std::string_view name) {
  if (name == "strict") return Handler::kStrict;
  if (name == "ignore") return Handler::kIgnore;
  if (name == "replace") return Handler::kReplace;
  if (name == "backslashreplace") return Handler::kBackslash;
  if (name == "xmlcharrefreplace") return Handler::kXml;
  if (name == "surrogateescape") return Handler::kEscape;
  if (name == "surrogatepass") return Handler::kPass;
  return Handler::kUnknown;
}

bool raise_it(Fiber& fiber, Value exception) {
  if (!exception.is_error()) raise_object(fiber, exception);
  return false;
}

bool ask_handler(Fiber& fiber, std::string_view name, Value exception,
                 bool is_encode, size_t (*size_of)(Value), Value* replacement,
                 size_t* place) {
  const Value codecs = import_module(fiber, "codecs");
  const Value handler =
      codecs.is_error() ? codecs
                        : call_method(fiber, codecs, "lookup_error",
                                      {str_value(fiber, name)});
  const Value answer =
      handler.is_error() ? handler : call(fiber, handler, {exception});
  if (answer.is_error()) return false;
  const Tuple* const pair = cast<Tuple>(answer);
  const Value* const items = pair == nullptr ? nullptr : pair->items;
  if (items == nullptr || pair->size != 2 || !is_index(items[1]) ||
      !(is_kind(items[0], Kind::kStr) ||
        (is_encode && is_kind(items[0], Kind::kBytes)))) {
    raise_type_error(fiber, is_encode ? "encoding error handler must return "
                                        "(str/bytes, int) tuple"
                                      : "decoding error handler must return "
                                        "(str, int) tuple");
    return false;
  }
  int64_t at;
  if (!index_of(fiber, items[1], &at)) return false;
  const Value object = get_attr(fiber, exception, "object");
  if (object.is_error()) return false;
  if (!is_encode && !is_kind(object, Kind::kBytes)) {
    raise_type_error(fiber, "exception attribute 'object' must be bytes");
    return false;
  }
  const auto size = static_cast<int64_t>(size_of(object));
  if (at < 0) at += size;
  if (at < 0 || at > size) {
    raise_index_error(fiber, "position %lld from error handler out of bounds",
                      static_cast<long long>(at));
    return false;
  }
  *replacement = items[0];
  *place = static_cast<size_t>(at);
  return true;
}

}  // namespace mt::python
