// receiver.h - protocols that hear lines or strings: what the classes of
// receivers.cc and counted_receivers.cc share.
//
// Each is the native base of a class in twisted/protocols/basic.py, and does
// one thing: dataReceived(), which cuts what comes as a codec says and calls a
// method for every piece. Delimiter, limits, modes and methods are attributes
// like any other and looked at before every piece, for the method that was told
// of the last one may have changed them. It may also have handed in more data:
// that goes behind what waits.

#pragma once

#include "codec/line.h"
#include "python/native.h"
#include "twisted/attribute_plan.h"

namespace mt::twisted {

// What is known of a protocol beside its attributes. It is an attribute itself,
// from the first data on, so that a protocol of another class may become one
// that receives, and be a dict as well.
struct Receiver : Object {  // aux: 1 while it cuts
  Value self;     // the protocol
  Value held;     // what is not cut yet: bytes, a bytearray, or undefined
  size_t at;      // of bytes: what lies before is cut
  codec::LineFinder finder;
  Value assigned;  // what is to replace it, or undefined
};

enum ReceiverName : uint32_t {
  kIsPaused, kIsEra, kMaxLength, kTransport, kDelimiter, kLineMode,
  kLineReceived, kStringReceived, kPrefixLength, kStructFormat, kBrokenPeer,
  kState, kReceiverNames
};
extern AttributePlan g_receiver_plan;

// Of a protocol; null: raised.
Receiver* receiver_of(Fiber& fiber, Value self);
inline Value receiver_attr(Fiber& fiber, Receiver* r, ReceiverName name) {
  return g_receiver_plan.get(fiber, r->self.object(), name);
}
// self.method(argument)
inline Value tell_receiver(Fiber& fiber, Receiver* r, ReceiverName method,
                           Value argument) {
  return g_receiver_plan.call(fiber, r->self.object(), method, argument);
}
// Whether an attribute is true: 1, 0, or -1 when it raised.
int receiver_says(Fiber& fiber, Receiver* r, ReceiverName name);
// Bytes; null: raised.
bool receiver_limit(Fiber& fiber, Receiver* r, uint64_t* bytes);

// What waits to be cut, borrowed until Python code runs or something is added.
ByteView waiting_of(const Receiver* r);
// The first `bytes` of it have been taken.
void take_waiting(Receiver* r, size_t bytes);
void clear_waiting(Fiber& fiber, Receiver* r);
// Bytes, or str from those who mean bytes by it. False: raised.
bool add_waiting(Fiber& fiber, Receiver* r, Value data);
// For a method of Python: bytes, or str for those who want it.
Value spoken(Fiber& fiber, ByteView bytes, bool is_era);

// dataReceived(data): adds the data and, unless that happens already, cuts;
// gives what `cut` does.
Value receive(Fiber& fiber, Value self, Args args,
              Value (*cut)(Fiber& fiber, Receiver* r, bool is_era));

// The classes. `receiver` is their base.
void init_line_receivers(Fiber& fiber, Type* receiver, python::Dict* globals);
void init_counted_receivers(Fiber& fiber, Type* receiver,
                            python::Dict* globals);

}  // namespace mt::twisted
