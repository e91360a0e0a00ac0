// line_receivers.cc - LineReceiver and LineOnlyReceiver.

#include <algorithm>

#include "python/bytes.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/connection.h"
#include "twisted/receiver.h"

namespace mt::twisted {

using namespace mt::python;
using codec::LineFinder;

namespace {

AttributePlan g_transport_plan;

// Whether the connection is about to be closed: 1, 0, or -1 when that raised.
int is_leaving(Fiber& fiber, Receiver* r) {
  const Value transport = receiver_attr(fiber, r, kTransport);
  if (transport.is_error()) return -1;
  if (const Connection* const own = connection_of(transport))
    return own->is_disconnecting;
  const int is_there = truth(fiber, transport);
  if (is_there <= 0) return is_there;
  if (!transport.is_object()) return 0;
  const Value leaving = g_transport_plan.get(fiber, transport.object(), 0);
  return leaving.is_error() ? -1 : truth(fiber, leaving);
}

// The delimiter, as it is now, maybe an empty one: what it points into lives
// while *kept does, and does not change.
bool delimiter_of(Fiber& fiber, Receiver* r, bool is_era, Value* kept,
                  ByteView* delimiter) {
  Value value = receiver_attr(fiber, r, kDelimiter);
  if (is_era && is_kind(value, Kind::kStr)) {
    value = call_method(fiber, value, "encode",
                        {str_value(fiber, "latin-1")});
  }
  if (!value.is_error() && !is_exact(value, types().bytes) &&
      buffer_of(value, delimiter)) {
    value = object_or_error(make_bytes(fiber, *delimiter));
  }
  *kept = value;
  if (value.is_error()) return false;
  if (!buffer_of(value, delimiter)) {
    raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                     type_name(value));
  } else {
    return true;
  }
  return false;
}

// All that waits, for whoever wants it uncut.
Value take_all(Fiber& fiber, Receiver* r, bool is_era) {
  const ByteView waiting = waiting_of(r);
  const Value held = r->held;
  const Value all = !is_era && is_kind(held, Kind::kBytes) && r->at == 0
                        ? held
                        : spoken(fiber, waiting, is_era);
  if (!all.is_error()) clear_waiting(fiber, r);
  return all;
}

Value tell_all(Fiber& fiber, Receiver* r, const char* method, bool is_era) {
  const Value all = take_all(fiber, r, is_era);
  if (all.is_error()) return all;
  return call_method(fiber, r->self, method, {all});
}

Value cut_lines(Fiber& fiber, Receiver* r, bool is_era) {
  for (;;) {
    const int paused = receiver_says(fiber, r, kIsPaused);
    if (paused != 0 || waiting_of(r).empty())
      return paused < 0 ? Value::error() : Value::none();
    const int by_lines = receiver_says(fiber, r, kLineMode);
    if (by_lines < 0) return Value::error();
    Value why;
    if (by_lines == 0) {
      why = tell_all(fiber, r, "rawDataReceived", is_era);
    } else {
      Value kept;
      ByteView delimiter;
      uint64_t most;
      if (!delimiter_of(fiber, r, is_era, &kept, &delimiter) ||
          !receiver_limit(fiber, r, &most)) {
        return Value::error();
      }
      const ByteView waiting = waiting_of(r);
      size_t bytes = 0;
      LineFinder::Found found = LineFinder::Found::kNothing;
      if (delimiter.empty()) {  // so no line ever ends
        if (waiting.size() >= most) found = LineFinder::Found::kTooLong;
      } else {
        found = r->finder.look(
            waiting, delimiter,
            static_cast<size_t>(std::min<uint64_t>(most, SIZE_MAX)), &bytes);
      }
      switch (found) {
        case LineFinder::Found::kNothing:
          return Value::none();
        case LineFinder::Found::kTooLong:
          return tell_all(fiber, r, "lineLengthExceeded", is_era);
        case LineFinder::Found::kLine:
          break;
      }
      const size_t taken = bytes + delimiter.size();
      const Value line = spoken(fiber, waiting.substr(0, bytes), is_era);
      if (line.is_error()) return line;
      take_waiting(r, taken);
      why = tell_receiver(fiber, r, kLineReceived, line);
    }
    if (why.is_error()) return why;
    const int is_why = why.is_none() ? 0 : truth(fiber, why);
    if (is_why != 0) return is_why < 0 ? Value::error() : why;
    const int leaving = by_lines != 0 ? is_leaving(fiber, r) : 0;
    if (leaving != 0) return leaving < 0 ? Value::error() : why;
  }
}

// Tells of the lines in `bytes`. Undefined: of all of them; else it is what
// there is to return.
Value tell_lines(Fiber& fiber, Receiver* r, ByteView bytes, ByteView delimiter,
                 bool is_era) {
  while (!bytes.empty()) {
    const int leaving = is_leaving(fiber, r);
    if (leaving != 0) return none_if(leaving > 0);
    const size_t size = bytes.find(delimiter);
    const Value line = spoken(fiber, bytes.substr(0, size), is_era);
    bytes.remove_prefix(size + delimiter.size());
    uint64_t most;
    if (line.is_error() || !receiver_limit(fiber, r, &most))
      return Value::error();
    if (size > most) {
      return call_method(fiber, r->self, "lineLengthExceeded",
                         {line});
    }
    if (tell_receiver(fiber, r, kLineReceived, line).is_error())
      return Value::error();
  }
  return Value();
}

// The lines that are there are taken at once: what a line does to the delimiter
// is for those that come later, and when one hangs up the rest is lost. What
// comes while these are told of is cut then, and with it what they left.
Value cut_lines_only(Fiber& fiber, Receiver* r, bool is_era) {
  Value kept;
  ByteView delimiter;
  if (!delimiter_of(fiber, r, is_era, &kept, &delimiter))
    return Value::error();
  if (delimiter.empty()) return raise_value_error(fiber, "empty separator");
  r->aux = 0;
  size_t bytes = 0;
  if (r->finder.look(waiting_of(r), delimiter, SIZE_MAX, &bytes) ==
      LineFinder::Found::kLine) {
    const ByteView waiting = waiting_of(r);
    const size_t end = codec::last_line_start(waiting, delimiter);
    // Bytes that nothing changes, whatever the lines do.
    const Value held = is_kind(r->held, Kind::kBytes)
                           ? r->held
                           : spoken(fiber, waiting.substr(0, end), false);
    if (held.is_error()) return held;
    const size_t start = held == r->held ? r->at : 0;
    take_waiting(r, end);
    const Value why =
        tell_lines(fiber, r, held.as<Bytes>()->view().substr(start, end),
                   delimiter, is_era);
    if (!why.is_undefined()) return why;
  }
  uint64_t most;
  if (!receiver_limit(fiber, r, &most)) return Value::error();
  if (waiting_of(r).size() <= most) return Value::none();
  const Value rest = spoken(fiber, waiting_of(r), is_era);
  if (rest.is_error()) return rest;
  return call_method(fiber, r->self, "lineLengthExceeded",
                     {rest});
}

Value lines_received(Fiber& fiber, Value self, Args args) {
  return receive(fiber, self, args, cut_lines);
}
Value lines_only_received(Fiber& fiber, Value self, Args args) {
  return receive(fiber, self, args, cut_lines_only);
}

Value clear_line_buffer(Fiber& fiber, Value self, Args) {
  Receiver* const r = receiver_of(fiber, self);
  if (r == nullptr) return Value::error();
  const int era = receiver_says(fiber, r, kIsEra);
  return era < 0 ? Value::error() : take_all(fiber, r, era != 0);
}

constexpr MethodDef kLinesMethods[] = {
    {"dataReceived", lines_received, 0, -1, kMethodKeywords,
     "I call lineReceived for each line, or rawDataReceived."_doc},
    {"clearLineBuffer", clear_line_buffer, 0, 0, 0,
     "Take what is not cut yet."_doc},
    {}};
constexpr MethodDef kLinesOnlyMethods[] = {
    {"dataReceived", lines_only_received, 0, -1, kMethodKeywords,
     "I call lineReceived for each line."_doc},
    {}};
constexpr TypeDef kLinesType = {
    "_receivers.Lines", nullptr, nullptr, kLinesMethods, nullptr};
constexpr TypeDef kLinesOnlyType = {
    "_receivers.LinesOnly", nullptr, nullptr, kLinesOnlyMethods, nullptr};

}  // namespace

void init_line_receivers(Fiber& fiber, Type* receiver, Dict* globals) {
  static constexpr const char* kNames[] = {"disconnecting"};
  g_transport_plan.start(fiber, kNames, 1);
  put(fiber, globals, "Lines",
      Value::from_object(native_type(fiber, kLinesType, receiver)));
  put(fiber, globals, "LinesOnly",
      Value::from_object(native_type(fiber, kLinesOnlyType, receiver)));
}

}  // namespace mt::twisted
