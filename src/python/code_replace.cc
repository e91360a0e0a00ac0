// code_replace.cc - code.replace(), and when two codes are the same.
//
// What a code is beside its instructions can be another: its names, its file,
// its first line, and whether its generators may be awaited. Instructions and
// what they refer to are ours and not CPython's, so what is said of those must
// be what is there already.

#include <string.h>

#include <vector>

#include "python/bytes.h"
#include "python/code_object.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

// A new code with all that `code` has, whose lines are `shift` further down.
Code* copy_code(Fiber& fiber, const Code* code, int64_t shift) {
  CodeParts parts;
  parts.instructions.assign(code->instructions, code->instruction_count);
  parts.constants.assign(code->constants, code->constant_count);
  parts.site_names.assign(code->site_names, code->site_count);
  parts.handlers.assign(code->handlers, code->handler_count);
  PositionReader reader(code);
  PositionRow row{};
  while (reader.next(&row)) {
    parts.positions.push_back(row);
    PositionRow& last = parts.positions.back();
    if (row.line == 0) continue;
    last.line = static_cast<uint32_t>(row.line + shift);
    last.end_line = static_cast<uint32_t>(row.end_line + shift);
  }
  Code* const copy = make_code(fiber, parts);
  if (copy == nullptr) return nullptr;
  copy->name = code->name;
  copy->qualname = code->qualname;
  copy->unit = code->unit;
  copy->ordinal = code->ordinal;
  copy->code_flags = code->code_flags | kCodeReplaced;
  copy->first_line = static_cast<uint32_t>(code->first_line + shift);
  copy->register_count = code->register_count;
  copy->positional_only = code->positional_only;
  copy->positional = code->positional;
  copy->keyword_only = code->keyword_only;
  copy->local_count = code->local_count;
  copy->free_count = code->free_count;
  copy->kept_count = code->kept_count;
  copy->local_names = code->local_names;
  copy->free_names = code->free_names;
  copy->cell_names = code->cell_names;
  copy->doc = code->doc;
  return copy;
}

// The same text under another file's name: nobody finds it there.
Unit* moved_unit(Fiber& fiber, const Unit* from, Str* filename) {
  Unit* const unit = make<Unit>(fiber, types().unit);
  if (unit == nullptr) return nullptr;
  unit->source = rt().empty_str;
  unit->filename = filename;
  unit->mode = from->mode;
  unit->dialect = from->dialect;
  unit->classic = from->classic;
  unit->first_line = from->first_line;
  unit->only = from->only;
  unit->codes = from->codes;
  return unit;
}

// What can be another.
struct Changes {
  Str* name = nullptr;
  Str* qualname = nullptr;
  Str* filename = nullptr;
  int64_t first_line;
  uint32_t flags;
};

bool text_change(Fiber& fiber, const char* name, Value value, Str** out) {
  *out = cast<Str>(value);
  if (*out != nullptr) return true;
  raise_type_error(fiber, "replace() argument '%s' must be str, not %s", name,
                   type_name(value));
  return false;
}

bool add_change(Fiber& fiber, const Code* code, const Str* name, Value value,
                Changes* changes) {
  const std::string_view what = name->view();
  if (what == "co_name")
    return text_change(fiber, name->data(), value, &changes->name);
  if (what == "co_qualname")
    return text_change(fiber, name->data(), value, &changes->qualname);
  if (what == "co_filename")
    return text_change(fiber, name->data(), value, &changes->filename);
  if (what == "co_firstlineno") {
    if (!int_argument(fiber, value, &changes->first_line)) return false;
    if (changes->first_line >= 0 && changes->first_line <= INT32_MAX)
      return true;
    raise_value_error(fiber, "co_firstlineno must be a positive integer");
    return false;
  }
  const Value self = Value::from_object(code);
  const Descriptor* const known =
      cast<Descriptor>(type_lookup(types().code, name));
  if (known == nullptr || known->what != Descriptor::What::kGetSet) {
    raise_type_error(fiber, "'%s' is an invalid keyword argument for replace()",
                     name->data());
    return false;
  }
  const Value now = known->getset->get(fiber, self);
  if (now.is_error()) return false;
  if (what == "co_flags") {
    int64_t flags = 0;
    if (!int_argument(fiber, value, &flags)) return false;
    if (flags < 0) {
      raise_value_error(fiber, "co_flags must be a positive integer");
      return false;
    }
    // Those above are of __future__, and change nothing once it is compiled.
    const int64_t changed = (flags ^ now.as_int()) & 0xfff;
    if ((changed & ~kIterableCoroutineBit) == 0) {
      if (changed != 0) changes->flags ^= kCodeIterableCoroutine;
      return true;
    }
  } else {
    const int same = equal(fiber, now, value);
    if (same != 0) return same > 0;
  }
  raise_value_error(fiber, "replace() cannot change '%s' so", name->data());
  return false;
}

// Whether two constants are the same to whoever uses them: 1 is not 1.0.
int same_constant(Fiber& fiber, Value a, Value b) {
  if (a == b) return 1;
  if (type_of(a) != type_of(b) || a.is_float()) return 0;
  const Tuple* const left = cast<Tuple>(a);
  if (left == nullptr) return equal(fiber, a, b);
  const Tuple* const right = b.as<Tuple>();
  if (left->size != right->size) return 0;
  for (uint32_t i = 0; i < left->size; ++i) {
    const int same = same_constant(fiber, left->items[i], right->items[i]);
    if (same <= 0) return same;
  }
  return 1;
}

bool has_same_form(const Code* a, const Code* b) {
  return str_equal(a->name, b->name) && a->first_line == b->first_line &&
         ((a->code_flags ^ b->code_flags) &
          ~(kCodeReplaced | kCodeHasLastWords)) == 0 &&
         a->positional_only == b->positional_only &&
         a->positional == b->positional && a->keyword_only == b->keyword_only &&
         a->instruction_count == b->instruction_count &&
         a->constant_count == b->constant_count &&
         a->site_count == b->site_count &&
         a->position_bytes == b->position_bytes &&
         memcmp(a->instructions, b->instructions,
                a->instruction_count * sizeof(Instruction)) == 0 &&
         memcmp(a->site_names, b->site_names,
                a->site_count * sizeof(Str*)) == 0 &&
         memcmp(a->positions, b->positions, a->position_bytes) == 0;
}

Value is_same_code(Fiber& fiber, Code* a, Code* b) {
  RecursionGuard guard(fiber, " in comparison");
  if (!guard.ok() || !complete(fiber, a) || !complete(fiber, b))
    return Value::error();
  if (a == b) return Value::from_bool(true);
  if (!has_same_form(a, b)) return Value::from_bool(false);
  Tuple* const names[][2] = {{a->local_names, b->local_names},
                             {a->free_names, b->free_names},
                             {a->cell_names, b->cell_names}};
  for (const auto& pair : names) {
    const int same = equal(fiber, Value::from_object(pair[0]),
                           Value::from_object(pair[1]));
    if (same < 0) return Value::error();
    if (same == 0) return Value::from_bool(false);
  }
  for (uint32_t i = 0; i < a->constant_count; ++i) {
    const int same = same_constant(fiber, a->constants[i], b->constants[i]);
    if (same < 0) return Value::error();
    if (same == 0) return Value::from_bool(false);
  }
  return Value::from_bool(true);
}

}  // namespace

Value code_replace(Fiber& fiber, Value self, Args args) {
  Code* const code = self.as<Code>();
  if (args.positional() != 0)
    return raise_type_error(fiber, "replace() takes no positional arguments");
  if (!complete(fiber, code)) return Value::error();
  Changes changes;
  changes.first_line = code->first_line;
  changes.flags = 0;
  for (uint32_t i = 0; i < args.count; ++i) {
    if (!add_change(fiber, code, args.names()->items[i].as<Str>(), args[i],
                    &changes))
      return Value::error();
  }
  Unit* unit = code->unit;
  if (changes.filename != nullptr &&
      !str_equal(changes.filename, unit->filename)) {
    unit = moved_unit(fiber, unit, changes.filename);
    if (unit == nullptr) return Value::error();
  }
  Code* const made =
      copy_code(fiber, code, changes.first_line - code->first_line);
  if (made == nullptr) return Value::error();
  Heap& heap = fiber.heap;
  store(heap, &made->unit, unit);
  if (changes.name != nullptr)
    store(heap, &made->name, intern(fiber, changes.name));
  if (changes.qualname != nullptr)
    store(heap, &made->qualname, intern(fiber, changes.qualname));
  made->code_flags ^= changes.flags;
  return Value::from_object(made);
}

Value code_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if ((op != kEq && op != kNe) || !is_kind(self, Kind::kCode) ||
      !is_kind(other, Kind::kCode))
    return Value::not_implemented();
  const Value same = is_same_code(fiber, self.as<Code>(), other.as<Code>());
  if (same.is_error() || op == kEq) return same;
  return Value::from_bool(!same.is_true());
}

Value code_hash(Fiber&, Value self) {
  const Code* const code = self.as<Code>();
  return Value::from_int(static_cast<int64_t>(str_hash(code->name)) ^
                         int64_t{code->first_line} << 16 ^ code->positional);
}

}  // namespace mt::python
