// inherited.h - protocol methods that need no interpreter.
//
// The library's own methods are written in Python, for those who read, override
// and wrap them. What a few of them do can be done here as well: connectionLost
// of a protocol that does not care, dataReceived of Echo. Their functions are
// named once, by a decorator; whenever a connection would call a method and
// finds such a function in its place, nothing is called.
//
// What is found is found anew after any change that could matter: of the class
// or a base, of the object's attributes, of the function's code.

#pragma once

#include "python/function.h"
#include "python/type.h"
#include "twisted/engine.h"

namespace mt::twisted {

enum class Inherited : uint8_t {
  kPython,   // anything else: call it
  kNothing,  // returns None
  kEcho,     // self.transport.write(data)
  kBuild,    // p = self.protocol(); p.factory = self; return p
  kConnect,  // self.connected = 1; self.transport = transport;
             // self.connectionMade()
};

// One for each name that is asked for; they live as long as the process.
class InheritedMethod {
 public:
  // Once. `name` is interned and kept by whoever calls.
  void start(Fiber& fiber, Str* name);
  // What calling the method on `protocol` does now.
  Inherited of(const Fiber& fiber, Value protocol) {
    const bool is_known =
        protocol.is_object() && protocol.object()->shape == shape_ &&
        epoch_ == python::g_type_epoch && function_->code == code_ &&
        !fiber.profiling;
    return __builtin_expect(is_known, 1) ? what_ : find(fiber, protocol);
  }
  // Calls it, as call_if_present() does, with one argument or none (undefined).
  Value call(Fiber& fiber, Value protocol, Value argument);
  // Whether it is written in the spelling of the era.
  bool is_era(const Fiber& fiber, Value protocol);
  // After kEcho: protocol.transport, undefined when the object has none itself.
  Value transport(Value protocol) const {
    if (transport_at_ == 0) return Value::undefined();
    return *reinterpret_cast<const Value*>(
        reinterpret_cast<const char*>(protocol.object()) + transport_at_);
  }

 private:
  Inherited find(const Fiber& fiber, Value protocol);
  void look_up(Value protocol);
  // Forgets: the collector may free what is remembered.
  static void forget(python::Tracer& tracer, void* self);

  Str* name_ = nullptr;
  const python::Shape* shape_ = nullptr;
  const python::Function* function_ = nullptr;
  const python::Code* code_ = nullptr;  // a known one, or null
  uint32_t epoch_ = 0;
  uint32_t transport_at_ = 0;  // bytes into the object; 0: elsewhere
  Inherited what_ = Inherited::kPython;
};

// An attribute that is set on object after object of the same class, as the
// instruction for it does in Python code.
class AttributeSite {
 public:
  // Once. `name` is interned and kept by whoever calls.
  void start(Fiber& fiber, Str* name);
  // object.name = value. False: raised.
  bool set(Fiber& fiber, Value object, Value value);

 private:
  // Forgets: the collector may free what is remembered.
  static void forget(python::Tracer& tracer, void* self);

  python::Site site_ = {};
};

// The decorators of _reactor. They return the function.
Value mark_nothing(Fiber& fiber, Value self, python::Args args);
Value mark_echo(Fiber& fiber, Value self, python::Args args);
Value mark_build(Fiber& fiber, Value self, python::Args args);
Value mark_connect(Fiber& fiber, Value self, python::Args args);

}  // namespace mt::twisted
