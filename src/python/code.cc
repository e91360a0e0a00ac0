// code.cc - code objects: their memory, and what Python sees of them.

#include "python/code.h"

#include <string.h>

#include <algorithm>

#include "base/status.h"
#include "python/code_object.h"
#include "python/init.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

// --- memory -----------------------------------------------------------------

void trace_code(Object* self, Tracer& tracer) {
  const Code* code = static_cast<Code*>(self);
  tracer.visit(code->name);
  tracer.visit(code->qualname);
  tracer.visit(code->unit);
  tracer.visit(code->constants, code->constant_count);
  for (uint32_t i = 0; i < code->site_count; ++i) {
    tracer.visit(code->sites[i].name);
    tracer.visit(reinterpret_cast<Object*>(code->sites[i].shape));
    tracer.visit(code->sites[i].holder);
  }
  tracer.visit(code->local_names);
  tracer.visit(code->free_names);
  tracer.visit(code->cell_names);
  tracer.visit(code->doc);
}

template <typename T>
void release_array(T* memory, uint32_t count) {
  if (memory != nullptr) rt().heap.release(memory, sizeof(T) * count);
}

void release_code(Object* self) {
  Code* code = static_cast<Code*>(self);
  release_array(code->instructions, code->instruction_count);
  release_array(code->constants, code->constant_count);
  release_array(code->sites, code->site_count);
  release_array(code->handlers, code->handler_count);
  release_array(code->positions, code->position_count);
}

void trace_unit(Object* self, Tracer& tracer) {
  const Unit* unit = static_cast<Unit*>(self);
  tracer.visit(unit->source);
  tracer.visit(unit->filename);
  tracer.visit(unit->codes);
}

const Layout kCodeLayout = {Kind::kCode, "code",       sizeof(Code),
                            trace_code,  release_code, nullptr};
const Layout kUnitLayout = {Kind::kUnit, "unit", sizeof(Unit), trace_unit,
                            nullptr,     nullptr};

// The count is set with the memory, so a half filled code can be released.
template <typename T>
bool copy_array(Fiber& fiber, const std::vector<T>& from, T** to,
                uint32_t* count) {
  if (from.empty()) return true;
  const size_t bytes = sizeof(T) * from.size();
  void* memory = fiber.heap.grow(nullptr, 0, bytes);
  if (memory == nullptr) {
    raise_memory_error(fiber);
    return false;
  }
  memcpy(memory, static_cast<const void*>(from.data()), bytes);
  *to = static_cast<T*>(memory);
  *count = static_cast<uint32_t>(from.size());
  return true;
}

// --- attributes -------------------------------------------------------------

Value object_or_none(const Object* object) {
  return object != nullptr ? Value::from_object(object) : Value::none();
}

Value code_name(Fiber&, Value self) {
  return Value::from_object(self.as<Code>()->name);
}
Value code_qualname(Fiber&, Value self) {
  return Value::from_object(self.as<Code>()->qualname);
}
Value code_filename(Fiber&, Value self) {
  return Value::from_object(self.as<Code>()->unit->filename);
}
Value code_first_line(Fiber&, Value self) {
  return Value::from_int(self.as<Code>()->first_line);
}
Value code_argcount(Fiber&, Value self) {
  return Value::from_int(self.as<Code>()->positional);
}
Value code_posonly(Fiber&, Value self) {
  return Value::from_int(self.as<Code>()->positional_only);
}
Value code_kwonly(Fiber&, Value self) {
  return Value::from_int(self.as<Code>()->keyword_only);
}
Value code_local_count(Fiber&, Value self) {
  return Value::from_int(self.as<Code>()->local_count);
}
Value code_stacksize(Fiber&, Value self) {
  return Value::from_int(self.as<Code>()->register_count);
}
Value code_varnames(Fiber&, Value self) {
  return Value::from_object(self.as<Code>()->local_names);
}
Value code_freevars(Fiber&, Value self) {
  return Value::from_object(self.as<Code>()->free_names);
}
Value code_cellvars(Fiber&, Value self) {
  return Value::from_object(self.as<Code>()->cell_names);
}

// The bits as CPython numbers them.
Value code_flags(Fiber&, Value self) {
  const uint32_t flags = self.as<Code>()->code_flags;
  const auto bit = [&](uint32_t ours, int64_t theirs) {
    return (flags & ours) != 0 ? theirs : 0;
  };
  return Value::from_int(
      bit(kCodeFunction, 0x3) | bit(kCodeVarArgs, 0x4) |
      bit(kCodeVarKeywords, 0x8) | bit(kCodeNested, 0x10) |
      bit(kCodeGenerator, 0x20) | bit(kCodeCoroutine, 0x80) |
      bit(kCodeAsyncGenerator, 0x200));
}

Value code_consts(Fiber& fiber, Value self) {
  const Code* code = self.as<Code>();
  return object_or_none(
      make_tuple(fiber, code->constants, code->constant_count));
}

Value code_names(Fiber& fiber, Value self) {
  const Code* code = self.as<Code>();
  GcVector names(fiber);
  for (uint32_t i = 0; i < code->site_count; ++i) {
    const Value name = Value::from_object(code->sites[i].name);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push(name);
    }
  }
  return object_or_none(make_tuple(fiber, names.data(), names.size()));
}

const GetSetDef kCodeGetSets[] = {
    {"co_name", code_name, nullptr, nullptr},
    {"co_qualname", code_qualname, nullptr, nullptr},
    {"co_filename", code_filename, nullptr, nullptr},
    {"co_firstlineno", code_first_line, nullptr, nullptr},
    {"co_argcount", code_argcount, nullptr, nullptr},
    {"co_posonlyargcount", code_posonly, nullptr, nullptr},
    {"co_kwonlyargcount", code_kwonly, nullptr, nullptr},
    {"co_nlocals", code_local_count, nullptr, nullptr},
    {"co_stacksize", code_stacksize, nullptr, nullptr},
    {"co_flags", code_flags, nullptr, nullptr},
    {"co_varnames", code_varnames, nullptr, nullptr},
    {"co_freevars", code_freevars, nullptr, nullptr},
    {"co_cellvars", code_cellvars, nullptr, nullptr},
    {"co_consts", code_consts, nullptr, nullptr},
    {"co_names", code_names, nullptr, nullptr},
    {}};

Value code_repr(Fiber& fiber, Value self) {
  const Code* code = self.as<Code>();
  return str_value(
      fiber, format("<code object %s at %p, file \"%s\", line %u>",
                    std::string(code->name->view()).c_str(),
                    static_cast<const void*>(code),
                    std::string(code->unit->filename->view()).c_str(),
                    static_cast<unsigned>(code->first_line)));
}

}  // namespace

bool fill_code(Fiber& fiber, Code* code, const CodeParts& parts) {
  return copy_array(fiber, parts.instructions, &code->instructions,
                    &code->instruction_count) &&
         copy_array(fiber, parts.constants, &code->constants,
                    &code->constant_count) &&
         copy_array(fiber, parts.sites, &code->sites, &code->site_count) &&
         copy_array(fiber, parts.handlers, &code->handlers,
                    &code->handler_count) &&
         copy_array(fiber, parts.positions, &code->positions,
                    &code->position_count);
}

const PositionRow* position_of(const Code* code, uint32_t instruction) {
  const PositionRow* first = code->positions;
  const PositionRow* after = std::upper_bound(
      first, first + code->position_count, instruction,
      [](uint32_t at, const PositionRow& row) { return at < row.start; });
  return after == first ? nullptr : after - 1;
}

void init_code(Fiber& fiber) {
  static Slots code_slots{};
  code_slots.repr = code_repr;
  static const TypeDef kCodeDef = {"code",
                                   &kCodeLayout,
                                   &code_slots,
                                   nullptr,
                                   kCodeGetSets,
                                   kTypeFinal | kTypeNotCreatable,
                                   "Create a code object."};
  types().code = native_type(fiber, kCodeDef);
  static const TypeDef kUnitDef = {
      "unit",  &kUnitLayout, nullptr, nullptr, nullptr,
      kTypeFinal | kTypeNotCreatable, nullptr};
  types().unit = native_type(fiber, kUnitDef);
}

}  // namespace mt::python
