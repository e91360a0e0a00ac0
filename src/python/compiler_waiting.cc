// compiler_waiting.cc - bodies of library functions, compiled when needed.
//
// The piece of text from the def (or its first decorator) to the end of the
// body is read as a module of its own that says which class it stands in; the
// code made of it becomes the one that waited, which frames and functions know.

#include <string.h>

#include <algorithm>

#include "python/compiler.h"
#include "python/lexer.h"
#include "python/library_text.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {
namespace {

// From the line that `code` begins in to the end of its body.
std::string_view piece_of(std::string_view text, const Code* code) {
  size_t start = 0;
  for (uint32_t line = 1; line < code->first_line; ++line)
    start = text.find('\n', start) + 1;
  return text.substr(start, code->waiting_end - start);
}

// "A.B" of "A.B.f".
std::string_view class_path(std::string_view qualname) {
  const size_t dot = qualname.rfind('.');
  return qualname.substr(0, dot == qualname.npos ? 0 : dot);
}

// `code` takes over what `made` has.
void take_over(Fiber& fiber, Code* code, Code* made) {
  Heap& heap = fiber.heap;
  store(heap, &code->local_names, made->local_names);
  store(heap, &code->free_names, made->free_names);
  store(heap, &code->cell_names, made->cell_names);
  store(heap, &code->doc, made->doc);
  code->register_count = made->register_count;
  code->kept_count = made->kept_count;
  code->local_count = made->local_count;
  code->free_count = made->free_count;
  code->instruction_count = made->instruction_count;
  code->constant_count = made->constant_count;
  code->site_count = made->site_count;
  code->handler_count = made->handler_count;
  code->position_bytes = made->position_bytes;
  code->instructions = made->instructions;
  code->constants = made->constants;
  code->site_names = made->site_names;
  code->handlers = made->handlers;
  code->positions = made->positions;
  code->code_flags = made->code_flags;
  made->constants = nullptr;
  made->constant_count = made->site_count = 0;
  heap.retrace(code);
}

// The codes from number `first` on, without the first of them, go to their
// place behind `code`; all behind that get new numbers.
void renumber(Fiber& fiber, Code* code, uint32_t first) {
  List* const codes = code->unit->codes;
  fiber.heap.settle(codes);
  Value* const begin = codes->items + code->ordinal + 1;
  Value* const made = codes->items + first;
  std::rotate(made, made + 1, codes->items + codes->size);
  --codes->size;
  std::rotate(begin, made, codes->items + codes->size);
  for (uint32_t i = code->ordinal + 1; i < codes->size; ++i) {
    if (Code* const moved = cast<Code>(codes->items[i])) moved->ordinal = i;
  }
}

}  // namespace

bool compile_waiting(Fiber& fiber, Code* code) {
  Unit* const unit = code->unit;
  const std::string_view piece = piece_of(library_text(unit), code);
  LexRange range;
  range.indent = static_cast<uint32_t>(piece.find_first_not_of(' '));
  range.end = static_cast<uint32_t>(piece.size());
  ParseResult parsed =
      parse_library(piece, unit->filename->view(), range);
  SyntaxError& error = parsed.error;
  if (parsed.ok()) {
    parsed.module->class_path = class_path(code->qualname->view());
    if (build_symtable(parsed.arena, *parsed.module, &error)) {
      CompileOptions options;
      options.classic = unit->classic;
      options.first_line = code->first_line;
      const uint32_t first = unit->codes->size;
      Compiler compiler(fiber, parsed, unit, options);
      if (Code* const made = compiler.compile_function()) {
        take_over(fiber, code, made);
        renumber(fiber, code, first);
        return true;
      }
      fiber.heap.retire(unit->codes->items + first, unit->codes->size - first);
      unit->codes->size = first;
      if (fiber.raised()) return false;
    }
  }
  error.line += code->first_line - 1;
  error.end_line += code->first_line - 1;
  raise_syntax_error(fiber, error, unit->filename);
  return false;
}

bool number_as_whole(Fiber& fiber, Code* code) {
  Unit* const unit = code->unit;
  if (unit->source != nullptr) return true;
  for (uint32_t i = 0; i < unit->code_count(); ++i) {
    Code* const one = unit->code_at(i);
    if (one != nullptr && !complete(fiber, one)) return false;
  }
  if ((code->code_flags & kCodeFunction) != 0) return true;
  // Of bodies that ran the unit knows nothing any more.
  const Code* const whole = compile_library(
      fiber, library_text(unit), unit->filename, unit->classic, false);
  if (whole == nullptr) return false;
  for (uint32_t i = 0; i < whole->unit->code_count(); ++i) {
    const Code* const one = whole->unit->code_at(i);
    if (one->first_line == code->first_line &&
        str_equal(one->qualname, code->qualname)) {
      code->ordinal = i;
      break;
    }
  }
  return true;
}

void forget_bodies(Fiber& fiber, Unit* unit) {
  if (unit->codes == nullptr) {
    store(fiber.heap, &unit->only, static_cast<Code*>(nullptr));
    return;
  }
  for (uint32_t i = 0; i < unit->codes->size; ++i) {
    Value& slot = unit->codes->items[i];
    const Code* const code = cast<Code>(slot);
    if (code != nullptr && (code->code_flags & kCodeFunction) == 0)
      store(fiber.heap, &slot, Value::none());
  }
}

}  // namespace mt::python
