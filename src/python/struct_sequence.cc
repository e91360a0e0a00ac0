// struct_sequence.cc - tuples whose items have names.
//
// Each class has its table of fields behind its TypeDef. Fields beyond the
// visible ones are ordinary attributes of the instance.

#include "python/struct_sequence.h"

#include <string.h>

#include "base/status.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/shape.h"
#include "python/str.h"

namespace mt::python {

namespace {

constexpr uint32_t kMaxVisible = 18;  // sys.flags

// What belongs to one class; never freed, for neither is the class.
struct StructType {
  TypeDef def{};
  const char* const* fields = nullptr;
  uint32_t visible = 0;
  StructType* next = nullptr;
};
StructType* g_struct_types;  // classes of C++ are never freed
Slots* g_slots;              // of all of them

const StructType* struct_of(const Type* type) {
  return reinterpret_cast<const StructType*>(type->definition);
}

bool is_struct(const Type* type) {
  return g_slots != nullptr && type->definition->slots == g_slots;
}

template <uint32_t kIndex>
Value item_get(Fiber&, Value self) {
  const Value* const items = self.as<Tuple>()->items;
  return items[kIndex];
}
using Getter = Value (*)(Fiber&, Value);
constexpr Getter kGetters[kMaxVisible] = {
    item_get<0>, item_get<1>, item_get<2>, item_get<3>,
    item_get<4>, item_get<5>, item_get<6>, item_get<7>,
    item_get<8>, item_get<9>, item_get<10>, item_get<11>,
    item_get<12>, item_get<13>, item_get<14>, item_get<15>,
    item_get<16>, item_get<17>};

Value struct_repr(Fiber& fiber, Value self) {
  const Tuple* const tuple = self.as<Tuple>();
  const Type* const type = type_of(self);
  const StructType* const info = struct_of(type);
  StrBuilder out(fiber);
  out.add(type_full_name(type));
  out.add('(');
  for (uint32_t i = 0; i < tuple->size && i < info->visible; ++i) {
    if (i > 0) out.add(", ");
    std::string_view name = info->fields[i];
    // A second field of the name follows, which is the attribute.
    if (name.back() == '_') name.remove_suffix(1);
    out.add(name);
    out.add('=');
    if (!out.add_repr(tuple->items[i])) return Value::error();
  }
  out.add(')');
  return out.finish();
}

uint32_t field_count(const StructType* info) {
  uint32_t count = 0;
  while (info->fields[count] != nullptr) ++count;
  return count;
}

Value struct_create(Fiber& fiber, Type* cls, Args args) {
  const StructType* const info = struct_of(cls);
  const Value source = args.get(0, Value());
  if (source.is_undefined()) {
    return raise_type_error(fiber, "%s() missing required argument 'sequence' "
                                   "(pos 1)", cls->name->data());
  }
  Tuple* const given = tuple_from(fiber, source);
  if (given == nullptr) return Value::error();
  const uint32_t total = field_count(info);
  if (given->size < info->visible || given->size > total) {
    return raise_type_error(
        fiber, "%s() takes %s %u-sequence (%u-sequence given)",
        type_full_name(cls).c_str(),
        info->visible == total ? "a"
        : given->size < info->visible ? "an at least" : "an at most",
        given->size < info->visible ? info->visible : total, given->size);
  }
  GcVector values(fiber);
  for (uint32_t i = 0; i < total; ++i) {
    values.push(i < given->size ? given->items[i] : Value::none());
  }
  return make_struct(fiber, cls, values.data());
}

}  // namespace

Type* make_struct_type(Fiber& fiber, const char* full_name,
                       const char* const* fields, uint32_t visible) {
  CHECK(visible <= kMaxVisible);
  StructType* const info = new StructType;
  info->next = g_struct_types;
  g_struct_types = info;
  info->fields = fields;
  info->visible = visible;
  if (g_slots == nullptr) {
    g_slots = new Slots(*types().tuple->slots);
    g_slots->repr = struct_repr;
    g_slots->create = struct_create;
  }
  const bool has_more = fields[visible] != nullptr;
  info->def.name = full_name;
  info->def.slots = g_slots;
  info->def.flags = kTypeFinal | kTypeSequence;
  if (has_more) info->def.flags |= kTypeHasSlots;
  static_assert(offsetof(StructType, def) == 0, "found by its definition");
  return native_type(fiber, info->def, types().tuple);
}

// Few of them are ever looked into.
void name_struct_items(const Type* type) {
  if (!is_struct(type) || type->definition->getsets != nullptr) return;
  StructType* info = g_struct_types;
  while (info != struct_of(type)) info = info->next;
  GetSetDef* const getsets = new GetSetDef[info->visible + 1];
  for (uint32_t i = 0; i < info->visible; ++i)
    getsets[i] = GetSetDef{info->fields[i], kGetters[i]};
  info->def.getsets = getsets;
}

void fill_struct_dict(Fiber& fiber, Type* type) {
  if (!is_struct(type)) return;
  const StructType* const info = struct_of(type);
  const auto count = [&](const char* name, uint32_t n) {
    dict_set_text(fiber, type->own_dict, name, Value::from_int(n));
  };
  count("n_sequence_fields", info->visible);
  count("n_fields", field_count(info));
  count("n_unnamed_fields", 0);
}

uint32_t struct_size(const Type* type) {
  const TypeDef* const def = type->definition;
  return def != nullptr && is_struct(type) ? struct_of(type)->visible : 0;
}

Value make_struct(Fiber& fiber, Type* type, const Value* values) {
  const StructType* const info = struct_of(type);
  const uint32_t visible = info->visible;
  Tuple* const tuple =
      make<Tuple>(fiber, type, sizeof(Value) * visible);
  if (tuple == nullptr) return Value::error();
  tuple->size = visible;
  memcpy(tuple->items, values, sizeof(Value) * visible);
  for (uint32_t i = visible; info->fields[i] != nullptr; ++i) {
    own_set(fiber, tuple, intern(fiber, info->fields[i]), values[i]);
  }
  return Value::from_object(tuple);
}

}  // namespace mt::python
