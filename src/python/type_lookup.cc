// type_lookup.cc - names looked up in classes, and what a change to one spoils.

#include <string.h>

#include "base/status.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"
#include "python/weakref.h"

namespace mt::python {

uint32_t g_type_epoch = 1;

namespace {

// Which class of an MRO has a name, for the pairs asked about lately. What is
// remembered is the place, since plain data may replace plain data without a
// new epoch; and it is forgotten when the collector is about to free things,
// because another class may come to live where one died.
struct Lookup {
  const Type* type;
  const Str* name;
  Type* holder;       // null: no class of the MRO has it
  uint32_t epoch;
  uint32_t version;   // of the holder's dict
  uint32_t entry;     // there
};
constexpr size_t kLookups = 128;
Lookup g_lookups[kLookups];

bool forget_lookups(Heap&, bool) {
  memset(static_cast<void*>(g_lookups), 0, sizeof g_lookups);
  forget_seen();
  return false;
}

Lookup& lookup_of(const Type* type, const Str* name) {
  const uintptr_t mix = (reinterpret_cast<uintptr_t>(type) >> 4) * 31 +
                        (reinterpret_cast<uintptr_t>(name) >> 4);
  return g_lookups[(mix ^ mix >> 7) % kLookups];
}

}  // namespace

void init_type_lookup(Heap& heap) {
  heap.add_weak_hook(forget_lookups);
}

void stop_type_lookup(Heap& heap) { forget_lookups(heap, true); }

Value type_lookup(const Type* type, const Str* name, Type** holder) {
  Lookup& row = lookup_of(type, name);
  if (row.type == type && row.name == name && row.epoch == g_type_epoch) {
    if (row.holder == nullptr) return Value::undefined();
    const Dict* const dict = row.holder->dict();
    if (row.version == dict->version) {
      if (holder != nullptr) *holder = row.holder;
      return dict->entries[row.entry].value;
    }
  }
  const Tuple* mro = type->mro;
  if (mro == nullptr) return Value::undefined();  // its mro() is being asked
  row = {type, name, nullptr, g_type_epoch, 0, 0};
  for (uint32_t i = 0; i < mro->size; ++i) {
    Type* cls = mro->items[i].as<Type>();
    const int32_t entry = dict_entry_of(cls->dict(), name);
    if (entry < 0) continue;
    row.holder = cls;
    row.version = dict_version(cls->dict());
    row.entry = static_cast<uint32_t>(entry);
    if (holder != nullptr) *holder = cls;
    return cls->dict()->entries[entry].value;
  }
  return Value::undefined();
}

bool is_subtype(const Type* type, const Type* base) {
  if (type == base) return true;
  const Tuple* mro = type->mro;
  if (mro == nullptr) return false;
  for (uint32_t i = 0; i < mro->size; ++i) {
    if (mro->items[i].object() == base) return true;
  }
  return false;
}

Type* type_of_immediate(Value value) {
  Types& t = types();
  if (value.is_int()) return t.int_;
  if (value.is_float()) return t.float_;
  if (value.is_none()) return t.none_type;
  if (value.is_bool()) return t.bool_;
  if (value.is_not_implemented()) return t.not_implemented_type;
  if (value.is_ellipsis()) return t.ellipsis_type;
  CHECK(false);  // undefined and error are no values
}

const char* printed_name(const Type* type) {
  const TypeDef* const def = type->definition;
  return def != nullptr && def->name != nullptr ? def->name
                                                : type->name->data();
}
const char* type_name(Value value) { return printed_name(type_of(value)); }

std::string type_full_name(const Type* type) {
  const Value module = dict_find_name(type->dict(), names().dunder_module);
  std::string text;
  if (is_kind(module, Kind::kStr)) {
    const std::string_view name = module.as<Str>()->view();
    if (name != "builtins") text.append(name).append(".");
  }
  text.append(type->qualname->view());
  return text;
}

bool is_data_descriptor(Value found) {
  return found.is_object() &&
         type_of_object(found.object())->slots->set != nullptr;
}

// --- changes -----------------------------------------------------------------

namespace {

// Whether objects that keep `name` themselves must look at their class again.
bool overrides_slots(const Type* type, Str* name) {
  const std::string_view text = name->view();
  if (text == "__getattribute__" || text == "__setattr__" ||
      text == "__delattr__" || text == "__set__" || text == "__delete__")
    return true;
  if ((name->flags & kFlagCachedName) == 0) return false;
  return is_data_descriptor(dict_find_name(type->dict(), name));
}

}  // namespace

void type_changed(Fiber& fiber, Type* type, Str* name) {
  ++g_type_epoch;
  if (overrides_slots(type, name)) forget_slots(fiber.heap);
  const std::string_view text = name->view();
  const bool special = text.size() > 4 && text[0] == '_' && text[1] == '_';
  if (!special) return;
  update_slots(fiber, type, name);
  if (type->subclasses == nullptr) return;
  for (uint32_t i = 0; i < type->subclasses->size; ++i) {
    const Value target = weakref_target(fiber, type->subclasses->items[i]);
    if (is_kind(target, Kind::kType))
      type_changed(fiber, target.as<Type>(), name);
  }
}

}  // namespace mt::python
