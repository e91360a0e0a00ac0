// frame.h - the object behind sys._getframe() and tb_frame.

#pragma once

#include "python/fiber.h"
#include "python/object.h"

namespace mt::python {

struct FrameObject : Object {
  static constexpr Kind kKind = Kind::kFrame;
  Frame* frame;   // null once the frame was popped
  Code* code;
  Dict* globals;
  Dict* builtins;
  Object* back;   // of a popped frame: the frame object that called it
  Value locals;   // of a popped frame
  uint32_t instruction;
  // Of sys.settrace(): who is told of lines, undefined when nobody; and where
  // the frame has been told to be, the instruction and the one behind it.
  Value trace;
  uint32_t traced_line;
  uint32_t traced;
  bool skips_lines;  // f_trace_lines is false
};

}  // namespace mt::python
