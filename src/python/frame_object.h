// frame_object.h - a frame as Python code sees it.
//
// Taken from a running frame when somebody asks (sys._getframe, tb_frame), and
// from then on a picture of that moment: the interpreter's own frames are gone
// as soon as they return, pictures may stay.

#pragma once

#include "python/fiber.h"
#include "python/object.h"

namespace mt::python {

struct FrameObject : Object {
  static constexpr Kind kKind = Kind::kFrame;
  Code* code;
  Dict* globals;
  Dict* builtins;
  Value locals;
  Object* back;          // a FrameObject, or null
  uint32_t instruction;  // index in code
};

// The frame and all that wait for it.
Value make_frame_object(Fiber& fiber, const Frame* frame);
// What is left of a frame in a traceback; its locals are gone.
Value make_frame_object(Fiber& fiber, Code* code, Dict* globals,
                        uint32_t instruction);
// locals(): the namespace of a module, class or exec body; for a function a
// new dict of what is bound.
Value frame_locals(Fiber& fiber, const Frame* frame);
// Index of the instruction a frame stands at.
inline uint32_t frame_instruction(const Frame* frame) {
  const auto at = frame->pc - frame->code->instructions;
  return at > 0 ? static_cast<uint32_t>(at - 1) : 0;
}
// The line of an instruction, or the first of its code.
uint32_t line_of(const Code* code, uint32_t instruction);

void init_frame_object(Fiber& fiber);

}  // namespace mt::python
