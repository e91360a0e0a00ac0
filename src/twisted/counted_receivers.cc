// counted_receivers.cc - NetstringReceiver, and the receivers of strings with
// binary lengths.

#include "codec/counted.h"
#include "python/bytes.h"
#include "python/import.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/receiver.h"

namespace mt::twisted {

using namespace mt::python;
using codec::Counted;
using codec::CountedFound;
using codec::LengthForm;

namespace {

// Takes a string off what waits and hands it on.
Value tell_string(Fiber& fiber, Receiver* r, const Counted& found,
                  bool is_era) {
  const Value string =
      spoken(fiber, waiting_of(r).substr(found.start, found.bytes), is_era);
  if (string.is_error()) return string;
  take_waiting(r, found.end);
  return tell_receiver(fiber, r, kStringReceived, string);
}

// 1 while there is something to cut, 0, or -1 when that raised.
int goes_on(Fiber& fiber, Receiver* r) {
  if (waiting_of(r).empty()) return 0;
  const int paused = receiver_says(fiber, r, kIsPaused);
  return paused < 0 ? -1 : paused == 0;
}

// --- netstrings --------------------------------------------------------------

Value cut_netstrings(Fiber& fiber, Receiver* r, bool is_era) {
  int more;
  while ((more = goes_on(fiber, r)) > 0) {
    uint64_t most;
    if (!receiver_limit(fiber, r, &most)) return Value::error();
    const Counted found = codec::find_netstring(waiting_of(r), most);
    if (found.found == CountedFound::kNothing) return Value::none();
    if (found.found != CountedFound::kString) {
      return call_method(fiber, r->self, "_handleParseError")
                     .is_error()
                 ? Value::error()
                 : Value::none();
    }
    if (tell_string(fiber, r, found, is_era).is_error()) return Value::error();
  }
  return none_if(more == 0);
}

Value netstrings_received(Fiber& fiber, Value self, Args args) {
  Receiver* const r = receiver_of(fiber, self);
  if (r == nullptr) return Value::error();
  const int broken = receiver_says(fiber, r, kBrokenPeer);
  if (broken != 0) return none_if(broken > 0);
  return receive(fiber, self, args, cut_netstrings);
}

// --- binary lengths ----------------------------------------------------------

// What a format of struct means by its one number, if it is one that is read
// here.
bool form_of(Value format, LengthForm* form) {
  std::string_view text;
  if (const Str* const str = cast<Str>(format)) {
    text = str->view();
  } else if (!buffer_of(format, &text)) {
    return false;
  }
  const char order = text.empty() ? '@' : text[0];
  const bool has_order = ByteView("!<>=@").find(order) != ByteView::npos;
  if (has_order && !text.empty()) text.remove_prefix(1);
  if (text.size() != 1) return false;
  const bool is_native = !has_order || order == '@';
  switch (text[0]) {
    case 'B': form->bytes = 1; break;
    case 'H': form->bytes = 2; break;
    case 'I': form->bytes = 4; break;
    case 'L': form->bytes = is_native ? sizeof(long) : 4; break;
    case 'Q': form->bytes = 8; break;
    default: return false;
  }
  const uint16_t one = 1;
  const bool is_little_here = *reinterpret_cast<const char*>(&one) == 1;
  form->is_little = order == '<' ||
                    (order != '!' && order != '>' && is_little_here);
  return true;
}

// The number at the front, of `prefix` bytes. False: raised.
bool length_at_front(Fiber& fiber, Receiver* r, size_t prefix,
                     uint64_t* length) {
  const Value format = receiver_attr(fiber, r, kStructFormat);
  if (format.is_error()) return false;
  if (waiting_of(r).size() < prefix) {  // whoever was asked has taken it
    *length = 0;
    return true;
  }
  LengthForm form;
  if (form_of(format, &form) && form.bytes == prefix) {
    *length = codec::read_length(waiting_of(r), form);
    return true;
  }
  // Any other is for struct to read, or to refuse.
  const Value bytes =
      object_or_error(make_bytes(fiber, waiting_of(r).substr(0, prefix)));
  const Value module = import_module(fiber, "struct");
  if (bytes.is_error() || module.is_error()) return false;
  const Value numbers = call_method(fiber, module, "unpack", {format, bytes});
  if (numbers.is_error()) return false;
  const Tuple* const only = cast<Tuple>(numbers);
  if (only == nullptr || only->size != 1) {
    raise_value_error(fiber, "structFormat is one number");
    return false;
  }
  int64_t number;
  if (!index_of(fiber, only->items[0], &number)) return false;
  *length = number < 0 ? UINT64_MAX : static_cast<uint64_t>(number);
  return true;
}

Value cut_counted(Fiber& fiber, Receiver* r, bool is_era) {
  int more;
  while ((more = goes_on(fiber, r)) > 0) {
    const Value width = receiver_attr(fiber, r, kPrefixLength);
    int64_t prefix;
    if (width.is_error() || !index_of(fiber, width, &prefix))
      return Value::error();
    if (prefix <= 0)
      return raise_value_error(fiber, "prefixLength must be above zero");
    if (waiting_of(r).size() < static_cast<uint64_t>(prefix)) break;
    uint64_t length, most;
    if (!length_at_front(fiber, r, static_cast<size_t>(prefix), &length) ||
        !receiver_limit(fiber, r, &most)) {
      return Value::error();
    }
    const Counted found = codec::find_counted(
        waiting_of(r), static_cast<size_t>(prefix), length, most);
    if (found.found == CountedFound::kNothing) break;
    if (found.found == CountedFound::kTooLong) {
      const Value said = int_from_u64(fiber, length);
      return call_method(fiber, r->self, "lengthLimitExceeded",
                         {said})
                     .is_error()
                 ? Value::error()
                 : Value::none();
    }
    if (tell_string(fiber, r, found, is_era).is_error()) return Value::error();
    if (!r->assigned.is_undefined()) {
      const Value instead = r->assigned;
      store(fiber.heap, &r->assigned, Value());
      clear_waiting(fiber, r);
      if (!add_waiting(fiber, r, instead)) return Value::error();
    }
  }
  return none_if(more >= 0);
}

Value counted_received(Fiber& fiber, Value self, Args args) {
  return receive(fiber, self, args, cut_counted);
}

Value get_waiting(Fiber& fiber, Value self) {
  return get_attr(fiber, self, "_buffer");
}
bool set_waiting(Fiber& fiber, Value self, Value value) {
  return set_attr(fiber, self, intern(fiber, "_buffer"), value);
}
Value get_recvd(Fiber& fiber, Value self) {
  const Receiver* const r = receiver_of(fiber, self);
  if (r == nullptr) return Value::error();
  const Value assigned = r->assigned;
  return assigned.is_undefined() ? get_waiting(fiber, self) : assigned;
}
bool set_recvd(Fiber& fiber, Value self, Value value) {
  Receiver* const r = receiver_of(fiber, self);
  if (r != nullptr) store(fiber.heap, &r->assigned, value);
  return r != nullptr;
}

constexpr MethodDef kNetstringsMethods[] = {
    {"dataReceived", netstrings_received, 0, -1, kMethodKeywords,
     "I call stringReceived for each netstring."_doc},
    {}};
constexpr MethodDef kCountedMethods[] = {
    {"dataReceived", counted_received, 0, -1, kMethodKeywords,
     "I call stringReceived for each string."_doc},
    {}};
constexpr GetSetDef kCountedGetSets[] = {
    {"_unprocessed", get_waiting, set_waiting},
    {"recvd", get_recvd, set_recvd,
     "What is not cut yet. Who changes it goes on there, from the next string "
     "on."_doc},
    {}};
constexpr TypeDef kNetstringsType = {
    "_receivers.Netstrings", nullptr, nullptr, kNetstringsMethods, nullptr};
constexpr TypeDef kCountedType = {
    "_receivers.Counted", nullptr, nullptr, kCountedMethods, kCountedGetSets};

}  // namespace

void init_counted_receivers(Fiber& fiber, Type* receiver, Dict* globals) {
  put(fiber, globals, "Netstrings",
      Value::from_object(native_type(fiber, kNetstringsType, receiver)));
  put(fiber, globals, "Counted",
      Value::from_object(native_type(fiber, kCountedType, receiver)));
}

}  // namespace mt::twisted
