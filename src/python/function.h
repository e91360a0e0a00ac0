// function.h - what can be called, and what calling makes: functions, methods,
// cells, properties, generators, modules.

#pragma once

#include "python/code.h"
#include "python/fiber.h"
#include "python/object.h"

namespace mt::python {

struct Cell : Object {
  static constexpr Kind kKind = Kind::kCell;
  Value value;  // undefined: empty
};

struct Function : Object {
  static constexpr Kind kKind = Kind::kFunction;
  Code* code;
  Dict* globals;
  Dict* builtins;
  Tuple* defaults;    // or null
  Dict* keyword_defaults;
  Tuple* closure;     // of Cell, or null
  Str* name;
  Str* qualname;
  Value module;       // __module__
  Value doc;          // undefined: as the code says
  Dict* annotations;  // or null until asked for
  // attributes follow
};

struct BoundMethod : Object {
  static constexpr Kind kKind = Kind::kBoundMethod;
  Value function;
  Value self;
};

struct Property : Object {
  static constexpr Kind kKind = Kind::kProperty;
  Value getter, setter, deleter, doc;  // none where absent; an undefined doc
                                       // is the getter's
  Str* name;                           // from __set_name__, or null
};

struct ClassMethod : Object {  // and StaticMethod
  static constexpr Kind kKind = Kind::kClassMethod;
  Value function;
};

struct Super : Object {
  static constexpr Kind kKind = Kind::kSuper;
  Type* after;   // search begins behind this class
  Value self;    // undefined when unbound
  Type* self_type;
};

struct Module : Object {
  static constexpr Kind kKind = Kind::kModule;
  Dict* dict;
};

// Generator, coroutine and async generator: a frame that comes and goes.
struct Generator : Object {
  static constexpr Kind kKind = Kind::kGenerator;
  enum class State : uint8_t { kCreated, kSuspended, kRunning, kDone };
  State state;
  // Async generators alone.
  bool is_stepped;     // in the middle of a step that somebody awaits
  bool is_closed;      // ended, or told to
  bool is_known;       // the hooks have heard of it
  Frame frame;         // valid until kDone; registers below
  Str* name;
  Str* qualname;
  Value saved_handled;   // what its own frame was handling when it yielded
  Value caller_handled;  // what whoever resumed it is handling
  uint16_t sent_register;
  uint32_t register_count;  // of the code, or one more: async_hooks.h
  Value registers[1];  // longer than declared
};

Value make_cell(Fiber& fiber, Value content);
Function* make_function(Fiber& fiber, Code* code, Dict* globals);
Value make_bound_method(Fiber& fiber, Value function, Value self);
Module* make_module(Fiber& fiber, const char* name, const char* doc = nullptr);

// Sends into a generator: its next yielded value; exhausted() when it returned
// (*result, when given, gets the return value), error when it raised.
Value generator_send(Fiber& fiber, Generator* generator, Value value,
                     Value* result = nullptr);
Value generator_throw(Fiber& fiber, Generator* generator, Value exception,
                      Value* result = nullptr);
bool generator_close(Fiber& fiber, Generator* generator);
// What the arguments of a throw() ask to raise: a class, its value and a
// traceback, or an exception.
Value exception_to_throw(Fiber& fiber, Args args);
// It waits for another iterator: suspended in `await` or `yield from`.
bool generator_delegates(const Generator* generator);
// A generator, a coroutine or an async generator.
inline bool is_generator(const Object* object) {
  return object->kind >= Kind::kGenerator &&
         object->kind <= Kind::kAsyncGenerator;
}

// Binds arguments to parameters: fills `registers` (parameter_count of them) as
// the language says, CPython's messages when it cannot.
bool bind_arguments(Fiber& fiber, Function* function, Value self, Args args,
                    Value* registers);

}  // namespace mt::python
