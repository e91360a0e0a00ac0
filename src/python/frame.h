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
};

}  // namespace mt::python
