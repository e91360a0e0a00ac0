// code.cc - code objects: their memory, and what Python sees of them.

#include "python/code.h"

#include <string.h>

#include <algorithm>

#include "base/status.h"
#include "python/bytes.h"
#include "python/code_object.h"
#include "python/init.h"
#include "python/list.h"
#include "python/native.h"
#include "python/operators.h"
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
  for (uint32_t i = 0; i < code->site_count; ++i)
    tracer.visit(code->site_names[i]);
  for (uint32_t i = 0; code->sites != nullptr && i < code->site_count; ++i) {
    tracer.visit(reinterpret_cast<Object*>(code->sites[i].shape));
    tracer.visit(code->sites[i].holder);
  }
  tracer.visit(code->local_names);
  tracer.visit(code->free_names);
  tracer.visit(code->cell_names);
  tracer.visit(code->doc);
}

// Of the one piece that holds all but the sites; the strictest alignment first.
size_t piece_bytes(const Code* code) {
  return sizeof(Value) * code->constant_count +
         sizeof(Instruction) * code->instruction_count +
         sizeof(Str*) * code->site_count +
         sizeof(HandlerRow) * code->handler_count + code->position_bytes;
}

// A small piece lies in the same cell, behind the Code.
constexpr size_t kCodeBytes = (sizeof(Code) + 7) / 8 * 8;
constexpr size_t kMaxInside = 160;

Value* place_inside(const Code* code) {
  char* const start = reinterpret_cast<char*>(const_cast<Code*>(code));
  return reinterpret_cast<Value*>(start + kCodeBytes);
}

void release_code(Object* self) {
  Code* code = static_cast<Code*>(self);
  Heap& heap = rt().heap;
  if (code->constants != nullptr && code->constants != place_inside(code))
    heap.release(code->constants, piece_bytes(code));
  if (code->sites != nullptr)
    heap.release(code->sites, sizeof(Site) * code->site_count);
}

void trace_unit(Object* self, Tracer& tracer) {
  const Unit* unit = static_cast<Unit*>(self);
  tracer.visit(unit->source);
  tracer.visit(unit->filename);
  tracer.visit(unit->only);
  tracer.visit(unit->codes);
}

const Layout kCodeLayout = {Kind::kCode, "code",       sizeof(Code),
                            trace_code,  release_code, nullptr};
const Layout kUnitLayout = {Kind::kUnit, "unit", sizeof(Unit), trace_unit,
                            nullptr,     nullptr};

template <typename T, size_t kInside>
char* copy_array(char* place, const ShortVector<T, kInside>& from, T** to) {
  *to = reinterpret_cast<T*>(place);
  const size_t bytes = sizeof(T) * from.size();
  if (bytes != 0)
    memcpy(place, static_cast<const void*>(from.data()), bytes);
  return place + bytes;
}

// --- positions --------------------------------------------------------------

// Typically four bytes to a row.
using PackedPositions = ShortVector<uint8_t, 96>;

void put_number(PackedPositions& out, uint32_t number) {
  for (; number >= 0x80; number >>= 7)
    out.push_back(static_cast<uint8_t>(number | 0x80));
  out.push_back(static_cast<uint8_t>(number));
}

// Small in either direction: 0, -1, 1, -2 ... become 0, 1, 2, 3 ...
uint32_t fold(uint32_t difference) {
  return difference << 1 ^ (0u - (difference >> 31));
}
uint32_t unfold(uint32_t number) { return number >> 1 ^ (0u - (number & 1)); }

constexpr uint32_t kLineChanges = 1;  // against the row before
constexpr uint32_t kManyLines = 2;

void pack_positions(const CodeParts& parts, PackedPositions& out) {
  PositionRow before{};
  for (const PositionRow& row : parts.positions) {
    const uint32_t flags = (row.line != before.line ? kLineChanges : 0) |
                           (row.end_line != row.line ? kManyLines : 0);
    put_number(out, (row.start - before.start) << 2 | flags);
    if ((flags & kLineChanges) != 0)
      put_number(out, fold(row.line - before.line));
    if ((flags & kManyLines) != 0)
      put_number(out, fold(row.end_line - row.line));
    put_number(out, fold(uint32_t{row.column} - before.column));
    put_number(out, fold(uint32_t{row.end_column} - row.column));
    before = row;
  }
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
Value code_local_count(Fiber& fiber, Value self) {
  if (!complete(fiber, self.as<Code>())) return Value::error();
  return Value::from_int(self.as<Code>()->local_count);
}
Value code_stacksize(Fiber& fiber, Value self) {
  if (!complete(fiber, self.as<Code>())) return Value::error();
  return Value::from_int(self.as<Code>()->register_count);
}
Value code_varnames(Fiber& fiber, Value self) {
  if (!complete(fiber, self.as<Code>())) return Value::error();
  return Value::from_object(self.as<Code>()->local_names);
}
Value code_freevars(Fiber&, Value self) {
  return Value::from_object(self.as<Code>()->free_names);
}
Value code_cellvars(Fiber& fiber, Value self) {
  if (!complete(fiber, self.as<Code>())) return Value::error();
  return Value::from_object(self.as<Code>()->cell_names);
}

// The bits as CPython numbers them.
Value code_flags(Fiber& fiber, Value self) {
  if (!complete(fiber, self.as<Code>())) return Value::error();
  const uint32_t flags = self.as<Code>()->code_flags;
  const auto bit = [&](uint32_t ours, int64_t theirs) {
    return (flags & ours) != 0 ? theirs : 0;
  };
  return Value::from_int(
      bit(kCodeFunction, 0x3) | bit(kCodeVarArgs, 0x4) |
      bit(kCodeVarKeywords, 0x8) | bit(kCodeNested, 0x10) |
      bit(kCodeGenerator, 0x20) | bit(kCodeCoroutine, 0x80) |
      bit(kCodeIterableCoroutine, kIterableCoroutineBit) |
      bit(kCodeAsyncGenerator, 0x200) |
      bit(kCodeEra, 0x40000000));  // a bit that CPython has no use for
}

Value code_consts(Fiber& fiber, Value self) {
  if (!complete(fiber, self.as<Code>())) return Value::error();
  const Code* code = self.as<Code>();
  return object_or_none(
      make_tuple(fiber, code->constants, code->constant_count));
}

Value code_names(Fiber& fiber, Value self) {
  if (!complete(fiber, self.as<Code>())) return Value::error();
  const Code* code = self.as<Code>();
  GcVector names(fiber);
  for (uint32_t i = 0; i < code->site_count; ++i) {
    const Value name = Value::from_object(code->site_names[i]);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push(name);
    }
  }
  return object_or_none(make_tuple(fiber, names.data(), names.size()));
}

// What the instructions, the places and the handlers are is our own affair: as
// bytes, to tell one code from another.
Value bytes_of(Fiber& fiber, const void* data, size_t size) {
  return object_or_none(
      make_bytes(fiber, {static_cast<const char*>(data), size}));
}
Value code_bytes(Fiber& fiber, Value self) {
  const Code* const code = self.as<Code>();
  if (!complete(fiber, self.as<Code>())) return Value::error();
  return bytes_of(fiber, code->instructions,
                  code->instruction_count * sizeof(Instruction));
}
Value code_line_table(Fiber& fiber, Value self) {
  const Code* const code = self.as<Code>();
  if (!complete(fiber, self.as<Code>())) return Value::error();
  return bytes_of(fiber, code->positions, code->position_bytes);
}
Value code_exception_table(Fiber& fiber, Value self) {
  const Code* const code = self.as<Code>();
  if (!complete(fiber, self.as<Code>())) return Value::error();
  return bytes_of(fiber, code->handlers,
                  code->handler_count * sizeof(HandlerRow));
}

// Tracebacks count two for an instruction, as CPython does.
Value offset_of(uint32_t instruction) {
  return Value::from_int(int64_t{instruction} * 2);
}
Value line_or_none(uint32_t line) {
  return line != 0 ? Value::from_int(line) : Value::none();
}

// An iterator over what `add` makes of each row and of where it ends.
template <typename Add>
Value each_row(Fiber& fiber, Value self, Add add) {
  const Code* const code = self.as<Code>();
  if (!complete(fiber, self.as<Code>())) return Value::error();
  GcVector made(fiber);
  PositionReader reader(code);
  PositionRow row{};
  bool more = reader.next(&row);
  while (more) {
    const PositionRow here = row;
    more = reader.next(&row);
    if (!add(made, here, more ? row.start : code->instruction_count))
      return Value::error();
  }
  List* const list = make_list(fiber, made.data(), made.size());
  return list != nullptr ? get_iter(fiber, Value::from_object(list))
                         : Value::error();
}

bool push_tuple(Fiber& fiber, GcVector& made, const Value* items,
                uint32_t count) {
  Tuple* const tuple = make_tuple(fiber, items, count);
  if (tuple == nullptr) return false;
  made.push(Value::from_object(tuple));
  return true;
}

Value code_lines(Fiber& fiber, Value self, Args) {
  return each_row(
      fiber, self, [&](GcVector& made, const PositionRow& row, uint32_t end) {
        const Value items[] = {offset_of(row.start), offset_of(end),
                               line_or_none(row.line)};
        return push_tuple(fiber, made, items, 3);
      });
}

Value code_positions(Fiber& fiber, Value self, Args) {
  return each_row(
      fiber, self, [&](GcVector& made, const PositionRow& row, uint32_t end) {
        const bool known = row.line != 0 && row.column != 0xffff;
        const Value none = Value::none();
        const Value items[] = {
            line_or_none(row.line), line_or_none(row.end_line),
            known ? Value::from_int(row.column) : none,
            known ? Value::from_int(row.end_column) : none};
        for (uint32_t i = row.start; i < end; ++i) {
          if (!push_tuple(fiber, made, items, 4)) return false;
        }
        return true;
      });
}

const MethodDef kCodeMethods[] = {
    {"co_lines", code_lines, 0, 0},
    {"co_positions", code_positions, 0, 0},
    {"replace", code_replace, 0, 0, kMethodKeywords,
     "Return a copy of the code object with new values for the specified "
     "fields."_doc},
    {}};

const GetSetDef kCodeGetSets[] = {
    {"co_name", code_name, nullptr},
    {"co_qualname", code_qualname, nullptr},
    {"co_filename", code_filename, nullptr},
    {"co_firstlineno", code_first_line, nullptr},
    {"co_argcount", code_argcount, nullptr},
    {"co_posonlyargcount", code_posonly, nullptr},
    {"co_kwonlyargcount", code_kwonly, nullptr},
    {"co_nlocals", code_local_count, nullptr},
    {"co_stacksize", code_stacksize, nullptr},
    {"co_flags", code_flags, nullptr},
    {"co_varnames", code_varnames, nullptr},
    {"co_freevars", code_freevars, nullptr},
    {"co_cellvars", code_cellvars, nullptr},
    {"co_consts", code_consts, nullptr},
    {"co_names", code_names, nullptr},
    {"co_code", code_bytes, nullptr},
    {"co_linetable", code_line_table, nullptr},
    {"co_exceptiontable", code_exception_table, nullptr},
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

Code* make_code(Fiber& fiber, const CodeParts& parts, bool is_movable) {
  PackedPositions packed;
  pack_positions(parts, packed);
  Code counts{};  // the real ones are set with the memory, for release_code()
  counts.instruction_count = static_cast<uint32_t>(parts.instructions.size());
  counts.constant_count = static_cast<uint32_t>(parts.constants.size());
  counts.site_count = static_cast<uint32_t>(parts.site_names.size());
  counts.handler_count = static_cast<uint32_t>(parts.handlers.size());
  counts.position_bytes = static_cast<uint32_t>(packed.size());
  const size_t bytes = piece_bytes(&counts);
  const bool is_inside = !is_movable && bytes <= kMaxInside;
  Code* const code =
      make<Code>(fiber, types().code,
                 is_inside ? kCodeBytes - sizeof(Code) + bytes : 0);
  if (code == nullptr) return nullptr;
  void* const memory =
      is_inside ? place_inside(code) : fiber.heap.grow(nullptr, 0, bytes);
  if (memory == nullptr) {
    raise_memory_error(fiber);
    return nullptr;
  }
  code->instruction_count = counts.instruction_count;
  code->constant_count = counts.constant_count;
  code->site_count = counts.site_count;
  code->handler_count = counts.handler_count;
  code->position_bytes = counts.position_bytes;
  char* place = static_cast<char*>(memory);
  place = copy_array(place, parts.constants, &code->constants);
  place = copy_array(place, parts.instructions, &code->instructions);
  place = copy_array(place, parts.site_names, &code->site_names);
  place = copy_array(place, parts.handlers, &code->handlers);
  uint8_t* positions;
  copy_array(place, packed, &positions);
  code->positions = positions;
  return code;
}

bool warm_up(Fiber& fiber, Code* code) {
  if (!complete(fiber, code)) return false;
  if (code->site_count != 0) {
    const size_t bytes = sizeof(Site) * code->site_count;
    void* memory = fiber.heap.grow(nullptr, 0, bytes);
    if (memory == nullptr) {
      raise_memory_error(fiber);
      return false;
    }
    memset(memory, 0, bytes);
    Site* sites = static_cast<Site*>(memory);
    for (uint32_t i = 0; i < code->site_count; ++i)
      sites[i].name = code->site_names[i];
    code->sites = sites;
  }
  // One row is the compiler's own, around the whole (PEP 479). Of a coroutine
  // it is told when nobody has awaited it.
  bool has_last_words = code->handler_count > 1 ||
                        (code->code_flags & kCodeCoroutine) != 0;
  for (uint32_t i = 0; i < code->instruction_count; ++i)
    has_last_words |= code->instructions[i].op == Op::kYieldFrom;
  if (has_last_words) code->code_flags |= kCodeHasLastWords;
  const bool plain = code->keyword_only == 0 &&
                     (code->code_flags & kCodeNeedsBinding) == 0 &&
                     code->positional < kNotPlain - 1;
  code->plain_count =
      plain ? static_cast<uint16_t>(code->positional + 1) : kNotPlain;
  return true;
}

void forget_slots(Heap& heap) {
  forget_seen();
  heap.for_each(
      [](Object* object, void* context) {
        if (object->kind != Kind::kCode) return;
        const Code* const code = static_cast<Code*>(object);
        for (uint32_t i = 0; code->sites != nullptr && i < code->site_count;
             ++i) {
          Site& site = code->sites[i];
          if (site.state != kSiteInlineSlot &&
              site.state != kSiteOverflowSlot &&
              site.state != kSiteStoreInline &&
              site.state != kSiteStoreOverflow)
            continue;
          static_cast<Heap*>(context)->retire(site.shape);
          site.shape = nullptr;
          site.state = kSiteEmpty;
        }
      },
      &heap);
}

uint32_t PositionReader::number() {
  uint32_t result = 0;
  for (int shift = 0; at_ < end_; shift += 7) {
    const uint8_t byte = *at_++;
    result |= uint32_t{byte & 0x7fu} << shift;
    if (byte < 0x80) break;
  }
  return result;
}

bool PositionReader::next(PositionRow* row) {
  if (at_ >= end_) return false;
  const uint32_t head = number();
  row->start += head >> 2;
  if ((head & kLineChanges) != 0) row->line += unfold(number());
  row->end_line = row->line;
  if ((head & kManyLines) != 0) row->end_line += unfold(number());
  row->column = static_cast<uint16_t>(row->column + unfold(number()));
  row->end_column = static_cast<uint16_t>(row->column + unfold(number()));
  return true;
}

std::optional<PositionRow> position_of(const Code* code,
                                       uint32_t instruction) {
  std::optional<PositionRow> found;
  PositionReader reader(code);
  PositionRow row{};
  while (reader.next(&row) && row.start <= instruction) {
    if (row.line != 0) found = row;
  }
  return found;
}

namespace {

constexpr Slots make_code_slots() {
  Slots s = closed_slots();
  s.repr = code_repr;
  s.compare = code_compare;
  s.hash = code_hash;
  return s;
}
constexpr Slots kCodeSlots = make_code_slots();

}  // namespace

void init_code(Fiber& fiber) {
  static const TypeDef kCodeDef = {"code",
                                   &kCodeLayout,
                                   &kCodeSlots,
                                   kCodeMethods,
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
