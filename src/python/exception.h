// exception.h - exception objects, tracebacks, and how both are printed.

#pragma once

#include <string>

#include "python/fiber.h"
#include "python/object.h"

namespace mt::python {

struct Exception : Object {
  static constexpr Kind kKind = Kind::kException;
  Tuple* args;
  Value traceback;  // a Traceback or none
  Value context, cause;
  bool suppress_context;
  // What a class has beside its arguments; undefined where not given.
  Value fields[6];
  // attributes follow
};

// One entry, outermost first; made when the frame is unwound, cheaply.
struct Traceback : Object {
  static constexpr Kind kKind = Kind::kTraceback;
  Traceback* next;   // towards where it was raised
  Code* code;
  uint32_t instruction;  // index in code
  Dict* globals;
  Object* frame;     // Kind::kFrame when Python code asked, else null
  // What the variables were when the exception came by: as many as the code has
  // names for, or the namespace of the body. aux says how many.
  Value locals[1];  // longer than declared
};

// Text for a %s of raise(), which C would cut short where it has a NUL: those
// go as two bytes that no text has, and come out as they were.
std::string message_text(std::string_view text);

// fields[] by class; those not listed have none.
enum ExceptionField : int {
  kFieldValue = 0,         // StopIteration.value, SystemExit.code
  kFieldAttributeName = 0, kFieldAttributeObject = 1,
  kFieldName = 0,          // NameError
  kFieldImportMessage = 0, kFieldImportName = 1, kFieldImportPath = 2,
  kFieldErrno = 0, kFieldStrerror = 1, kFieldFilename = 2,
  kFieldFilename2 = 3, kFieldWritten = 4,
  kFieldMessage = 0, kFieldFile = 1, kFieldLine = 2, kFieldOffset = 3,
  kFieldText = 4, kFieldEnd = 5,   // SyntaxError; the last a pair
  kFieldEncoding = 0, kFieldObject = 1, kFieldStart = 2, kFieldStop = 3,
  kFieldReason = 4,
  kFieldGroupMessage = 0, kFieldGroupExceptions = 1,
};

// cls(*args); error when its constructor raised.
Value make_exception(Fiber& fiber, Type* cls, Tuple* args);
inline bool is_exception(Value value) {
  return is_kind(value, Kind::kException);
}
// A class derived from BaseException.
bool is_exception_type(Value value);
// Does `exception` say of itself what `original` does: is it the same, or a
// part of it that nobody raised anew?
bool is_passed_on(Value exception, Value original);
// The group `original` with nothing in it but what is in `parts`, of it too.
Value regroup(Fiber& fiber, Value original, List* parts);
// The VM calls this for each frame an exception leaves.
void add_traceback(Fiber& fiber, Value exception, const Frame* frame);
// Sets context to what is being handled, unless that makes a circle.
void chain_context(Fiber& fiber, Value exception);

// "Traceback (most recent call last):\n ..." as CPython prints it, chain and
// markers included; never raises. "Did you mean" is for what is shown to a
// person; the module traceback leaves it out.
std::string format_exception(Fiber& fiber, Value exception,
                             bool suggests = true);
// The last line(s) only: "NameError: name 'x' is not defined\n".
std::string format_exception_only(Fiber& fiber, Value exception,
                                  bool suggests = true);
// One entry of a traceback: file, line and name, the line itself, the marks.
std::string format_entry(const Code* code, uint32_t instruction);
// Prints to sys.stderr (or descriptor 2 when that fails). SystemExit is like
// any other here; programs look for it first.
void print_exception(Fiber& fiber, Value exception);
// For exceptions nobody can receive (__del__): "Exception ignored in: ...".
// Asks sys.unraisablehook, if a program has set one.
void report_unraisable(Fiber& fiber, Value source);
// What that hook does by itself.
void print_unraisable(Fiber& fiber, const char* what, Value source,
                      Value exception);

Type* exception_class_for_errno(int err);

// Sets up the exception classes; called once by the runtime.
void init_exceptions(Fiber& fiber);

}  // namespace mt::python
