// type.cc - making classes and looking names up in them.
//
// A class statement ends in make_type(): choose the base whose layout instances
// extend, linearise the bases (C3), lay out attributes, fill slots, then tell
// __set_name__ and __init_subclass__. Native classes come from native_type()
// (native.cc), which shares the pieces below.

#include "python/type.h"

#include <string.h>

#include <algorithm>

#include "base/status.h"
#include "python/code.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/text_case.h"
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

void forget_lookups(Heap&, void*) {
  memset(static_cast<void*>(g_lookups), 0, sizeof g_lookups);
  forget_seen();
}

Lookup& lookup_of(const Type* type, const Str* name) {
  const uintptr_t mix = (reinterpret_cast<uintptr_t>(type) >> 4) * 31 +
                        (reinterpret_cast<uintptr_t>(name) >> 4);
  return g_lookups[(mix ^ mix >> 7) % kLookups];
}

}  // namespace

void init_type_lookup(Heap& heap) {
  forget_lookups(heap, nullptr);  // those of an interpreter before this one
  heap.add_weak_hook(forget_lookups, nullptr);
}

Value type_lookup(const Type* type, const Str* name, Type** holder) {
  Lookup& row = lookup_of(type, name);
  if (row.type == type && row.name == name && row.epoch == g_type_epoch) {
    if (row.holder == nullptr) return Value::undefined();
    if (row.version == row.holder->dict()->version) {
      if (holder != nullptr) *holder = row.holder;
      return row.holder->dict()->entries[row.entry].value;
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
  return type->definition != nullptr ? type->definition->name
                                     : type->name->data;
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

// --- linearisation ----------------------------------------------------------

namespace {

// "The Python 2.3 Method Resolution Order" (Simionato): merge the bases' own
// orders, always taking the first head that no other order has in its tail.
Tuple* c3_merge(Fiber& fiber, Type* type, Tuple* bases) {
  if (bases->size == 1) {  // nearly all: nothing to merge
    const Tuple* const above = bases->items[0].as<Type>()->mro;
    Tuple* const mro = make_tuple(fiber, size_t{above->size} + 1);
    if (mro == nullptr) return nullptr;
    mro->items[0] = Value::from_object(type);
    std::copy(above->items, above->items + above->size, mro->items + 1);
    return mro;
  }
  List* result = make_list(fiber);
  if (result == nullptr) return nullptr;
  if (!list_append(fiber, result, Value::from_object(type))) return nullptr;
  GcVector rows(fiber);  // tuples still to be merged
  std::vector<uint32_t> heads;
  for (uint32_t i = 0; i < bases->size; ++i) {
    rows.push(Value::from_object(bases->items[i].as<Type>()->mro));
    heads.push_back(0);
  }
  rows.push(Value::from_object(bases));
  heads.push_back(0);
  const auto in_tail = [&](Value candidate) {
    for (size_t r = 0; r < rows.size(); ++r) {
      const Tuple* row = rows[r].as<Tuple>();
      for (uint32_t i = heads[r] + 1; i < row->size; ++i) {
        if (row->items[i] == candidate) return true;
      }
    }
    return false;
  };
  while (true) {
    Value chosen;
    bool left = false;
    for (size_t r = 0; r < rows.size() && chosen.is_undefined(); ++r) {
      const Tuple* row = rows[r].as<Tuple>();
      if (heads[r] >= row->size) continue;
      left = true;
      if (!in_tail(row->items[heads[r]])) chosen = row->items[heads[r]];
    }
    if (!left) break;
    if (chosen.is_undefined()) {
      std::string text;
      for (uint32_t i = 0; i < bases->size; ++i) {
        if (i > 0) text.append(", ");
        text.append(bases->items[i].as<Type>()->name->view());
      }
      raise_type_error(fiber,
                       "Cannot create a consistent method resolution\n"
                       "order (MRO) for bases %s", text.c_str());
      return nullptr;
    }
    if (!list_append(fiber, result, chosen)) return nullptr;
    for (size_t r = 0; r < rows.size(); ++r) {
      const Tuple* row = rows[r].as<Tuple>();
      if (heads[r] < row->size && row->items[heads[r]] == chosen) ++heads[r];
    }
  }
  return tuple_from_list(fiber, result);
}

// The first base on the way up that added something to the C++ struct.
Type* solid_base(Type* type) {
  while (type->base != nullptr && type->base->layout == type->layout)
    type = type->base;
  return type;
}

}  // namespace

Type* type_best_base(Fiber& fiber, Tuple* bases) {
  Type* winner = nullptr;
  Type* winner_base = nullptr;
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* base = cast<Type>(bases->items[i]);
    if (base == nullptr) {
      raise_type_error(fiber, "bases must be types");
      return nullptr;
    }
    if ((base->type_flags & kTypeFinal) != 0) {
      raise_type_error(fiber, "type '%s' is not an acceptable base type",
                       base->name->data);
      return nullptr;
    }
    if ((base->type_flags & kTypeUnordered) != 0) {
      raise_type_error(fiber, "Cannot extend an incomplete type '%s'",
                       base->name->data);
      return nullptr;
    }
    Type* candidate = solid_base(base);
    if (winner == nullptr || is_subtype(candidate, winner)) {
      if (winner == nullptr || candidate != winner) {
        winner = candidate;
        winner_base = base;
      }
    } else if (!is_subtype(winner, candidate)) {
      raise_type_error(fiber, "multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return winner_base;
}

namespace {

Type* winning_metatype(Fiber& fiber, Type* metatype, Tuple* bases) {
  Type* winner = metatype;
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* candidate = type_of(bases->items[i]);
    if (is_subtype(winner, candidate)) continue;
    if (is_subtype(candidate, winner)) {
      winner = candidate;
      continue;
    }
    raise_type_error(fiber,
                     "metaclass conflict: the metaclass of a derived class "
                     "must be a (non-strict) subclass of the metaclasses of "
                     "all its bases");
    return nullptr;
  }
  return winner;
}

uint32_t inherited_flags(Tuple* bases, Type* base) {
  uint32_t flags = base->type_flags &
                   (kTypeException | kTypeDataDescriptor | kTypeFinalizer |
                    kTypeNotCreatable);
  bool all_classic = true;
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* one = bases->items[i].as<Type>();
    flags |= one->type_flags &
             (kTypeHasSlots | kTypeFinalizer | kTypeSequence | kTypeMapping);
    all_classic &= (one->type_flags & kTypeClassic) != 0;
  }
  if (all_classic && bases->size > 0) flags |= kTypeClassic;
  return flags;
}

// __slots__: every name becomes a member; without "__dict__" nothing else may
// be set. Returns false when it raised.
bool take_slot_names(Fiber& fiber, Type* type, Dict* dict, bool* has_dict) {
  const Value slots = dict_find_name(dict, names().dunder_slots);
  *has_dict = true;
  if (slots.is_undefined()) return true;
  *has_dict = false;
  List* listed = nullptr;
  if (is_kind(slots, Kind::kStr)) {
    listed = make_list(fiber, &slots, 1);
  } else {
    listed = list_from(fiber, slots);
  }
  if (listed == nullptr) return false;
  GcVector members(fiber);
  for (uint32_t i = 0; i < listed->size; ++i) {
    Str* name = cast<Str>(listed->items[i]);
    if (name == nullptr) {
      raise_type_error(fiber, "__slots__ items must be strings, not '%s'",
                       type_name(listed->items[i]));
      return false;
    }
    if (!is_identifier_text(name->view())) {
      raise_type_error(fiber, "__slots__ must be identifiers");
      return false;
    }
    if (name->view() == "__dict__") {
      *has_dict = true;
      continue;
    }
    if (name->view() == "__weakref__") continue;
    if (call_method(fiber, listed->items[i], "isidentifier") !=
        Value::from_bool(true)) {
      raise_type_error(fiber, "__slots__ must be identifiers");
      return false;
    }
    // Private names are mangled as in the class body.
    std::string text(name->view());
    if (text.size() > 2 && text[0] == '_' && text[1] == '_' &&
        text.compare(text.size() - 2, 2, "__") != 0) {
      std::string_view cls = type->name->view();
      while (!cls.empty() && cls[0] == '_') cls.remove_prefix(1);
      if (!cls.empty()) text = "_" + std::string(cls) + text;
    }
    Str* key = intern(fiber, text);
    const Value there = dict_find_name(dict, key);
    bool is_twice = false;
    for (const Value& member : members) is_twice |= member == there;
    if (is_twice) continue;
    if (!there.is_undefined()) {
      raise_value_error(fiber, "'%s' in __slots__ conflicts with class variable",
                        key->data);
      return false;
    }
    members.push(make_member(fiber, type, key));
    dict_set_name(fiber, dict, key, members[members.size() - 1]);
  }
  return true;
}

Shape* make_root_shape(Fiber& fiber, Type* type) {
  Shape* shape = make<Shape>(fiber, types().shape);
  shape->type = type;
  shape->has_slots = (type->type_flags & kTypeHasSlots) != 0;
  shape->slots_offset = static_cast<uint16_t>(type->instance_size);
  shape->variable = type->layout->extent != nullptr;
  shape->inline_capacity = 1;
  if (shape->has_slots && !shape->variable &&
      type->layout->kind == Kind::kInstance && type->base != nullptr &&
      type->base->root_shape->inline_capacity > 1)
    shape->inline_capacity = type->base->root_shape->inline_capacity;
  shape->inside = shape->inline_capacity;
  return shape;
}

// Functions that are class or static methods without saying so.
void wrap_implicit(Fiber& fiber, Dict* dict, Str* name, Type* wrapper) {
  const Value found = dict_find_name(dict, name);
  if (!is_kind(found, Kind::kFunction)) return;
  ClassMethod* method = make<ClassMethod>(fiber, wrapper);
  method->function = found;
  dict_set_name(fiber, dict, name, Value::from_object(method));
}

// Tells every attribute with __set_name__ where it landed.
bool announce_names(Fiber& fiber, Type* type, Dict* dict) {
  Dict* copy = dict_copy(fiber, dict);
  if (copy == nullptr) return false;
  uint32_t at = 0;
  Value key, value;
  while (dict_next(copy, &at, &key, &value)) {
    if (!value.is_object()) continue;
    const Value done = call_special(fiber, value, names().dunder_set_name,
                                    {Value::from_object(type), key});
    if (done.is_error()) {
      const std::string text = safe_repr(fiber, key);
      const Value cause = take_exception(fiber);
      raise(fiber, types().RuntimeError,
            "Error calling __set_name__ on '%s' instance %s in '%s'",
            type_name(value), text.c_str(), type->name->data);
      set_cause(fiber, fiber.exception, cause);
      store(fiber.heap, &fiber.exception.as<Exception>()->context, cause);
      return false;
    }
  }
  return true;
}

bool tell_bases(Fiber& fiber, Type* type, Args keywords) {
  Super* above = make<Super>(fiber, types().super);
  above->after = type;
  above->self = Value::from_object(type);
  above->self_type = type;
  const Value init = get_attr(fiber, Value::from_object(above),
                              names().dunder_init_subclass);
  return !init.is_error() && !call(fiber, init, keywords).is_error();
}

bool needs_attributes(Tuple* bases) {
  for (uint32_t i = 0; i < bases->size; ++i) {
    if (bases->items[i].as<Type>()->type_flags & kTypeHasSlots) return false;
  }
  return true;
}

}  // namespace

bool add_subclass(Fiber& fiber, Type* base, Type* type) {
  if (base->subclasses == nullptr) {
    List* list = make_list(fiber);
    if (list == nullptr) return false;
    store(fiber.heap, &base->subclasses, list);
  }
  const Value ref = make_weakref(fiber, Value::from_object(type));
  return !ref.is_error() && list_append(fiber, base->subclasses, ref);
}

Tuple* type_linearize(Fiber& fiber, Type* type) {
  return c3_merge(fiber, type, type->bases);
}

namespace {

// The order that mro() of the metaclass wants; null: raised.
Tuple* wanted_mro(Fiber& fiber, Type* type, Tuple* bases) {
  Type* const metatype = type_of_object(type);
  if (metatype == types().type) return c3_merge(fiber, type, bases);
  Str* const name = intern(fiber, "mro");
  if (type_lookup(metatype, name) == type_lookup(types().type, name))
    return c3_merge(fiber, type, bases);
  if (type->mro == nullptr) {
    Tuple* const first = make_tuple(fiber, bases->items, 1);
    if (first == nullptr) return nullptr;
    type->mro = c3_merge(fiber, type, first);
    if (type->mro == nullptr) return nullptr;
    type->type_flags |= kTypeUnordered;
  }
  const Value order = call_special(fiber, Value::from_object(type), name);
  type->type_flags &= ~uint32_t{kTypeUnordered};
  Tuple* const mro = order.is_error() ? nullptr : tuple_from(fiber, order);
  for (uint32_t i = 0; mro != nullptr && i < mro->size; ++i) {
    Type* const one = cast<Type>(mro->items[i]);
    if (one == nullptr) {
      raise_type_error(fiber, "mro() returned a non-class ('%s')",
                       type_name(mro->items[i]));
      return nullptr;
    }
    if (one != type && !is_subtype(solid_base(type->base), solid_base(one))) {
      raise_type_error(fiber, "mro() returned base with unsuitable layout "
                       "('%s')", one->name->data);
      return nullptr;
    }
  }
  if (mro != nullptr && mro->size == 0) {
    raise_type_error(fiber, "type MRO must not be empty");
    return nullptr;
  }
  return mro;
}

}  // namespace

bool type_set_mro(Fiber& fiber, Type* type, Tuple* bases) {
  Tuple* const before = type->bases;
  store(fiber.heap, &type->bases, bases);
  Tuple* const mro = wanted_mro(fiber, type, bases);
  if (mro == nullptr) {
    store(fiber.heap, &type->bases, before);
    return false;
  }
  // What was looked up by another order, by mro() itself too, no longer holds.
  if (type->mro != nullptr) ++g_type_epoch;
  store(fiber.heap, &type->mro, mro);
  return true;
}

void type_lay_out(Fiber& fiber, Type* type, const Layout* layout) {
  type->layout = layout;
  type->instance_size = (layout->size + 7) & ~7u;
  type->root_shape = make_root_shape(fiber, type);
}

Type* assemble_type(Fiber& fiber, Type* metatype, Str* name, Tuple* bases,
                    Dict* dict, uint32_t extra_flags) {
  if (bases->size == 0) {
    const Value object = Value::from_object(types().object);
    bases = make_tuple(fiber, &object, 1);
  }
  Type* base = type_best_base(fiber, bases);
  if (base == nullptr) return nullptr;
  Dict* own = dict_copy(fiber, dict);
  if (own == nullptr) return nullptr;

  Type* type = static_cast<Type*>(make_object(fiber, metatype));
  type->name = intern(fiber, name);
  type->qualname = type->name;
  type->base = base;
  type->own_dict = own;
  type->slots = base->slots;
  const Value qualname = dict_find_name(own, names().dunder_qualname);
  if (is_kind(qualname, Kind::kStr)) {
    type->qualname = qualname.as<Str>();
    dict_remove_name(fiber, own, names().dunder_qualname);
  } else if (!qualname.is_undefined()) {
    raise_type_error(fiber, "type __qualname__ must be a str, not %s",
                     type_name(qualname));
    return nullptr;
  }
  if (dict_find_name(own, names().dunder_module).is_undefined() &&
      fiber.frame != nullptr) {
    const Value module =
        dict_find_name(fiber.frame->globals, names().dunder_name);
    if (!module.is_undefined())
      dict_set_name(fiber, own, names().dunder_module, module);
  }

  type->type_flags = inherited_flags(bases, base) | extra_flags;
  bool has_dict = true;
  if (!take_slot_names(fiber, type, own, &has_dict)) return nullptr;
  if (dict_find_name(own, names().dunder_doc).is_undefined())
    dict_set_name(fiber, own, names().dunder_doc, Value::none());
  const bool had_attributes = !needs_attributes(bases);
  if (!has_dict && !had_attributes) type->type_flags |= kTypeFixedSlots;
  if (!has_dict && had_attributes) {
    // Only a chain of __slots__ classes keeps instances closed.
    bool closed = true;
    for (uint32_t i = 0; i < bases->size; ++i) {
      const uint32_t flags = bases->items[i].as<Type>()->type_flags;
      if ((flags & kTypeHasSlots) != 0) closed &= (flags & kTypeFixedSlots) != 0;
    }
    if (closed) type->type_flags |= kTypeFixedSlots;
  }
  type->type_flags |= kTypeHasSlots;
  type_lay_out(fiber, type, base->layout);
  if (!type_set_mro(fiber, type, bases)) return nullptr;
  // A metaclass keeps type's own __dict__, which shows what the class defines.
  if (has_dict && base->layout->kind != Kind::kType &&
      ((base->type_flags & kTypeHasSlots) == 0 ||
       (base->type_flags & kTypeFixedSlots) != 0))
    add_dict_descriptors(fiber, type);

  wrap_implicit(fiber, own, names().dunder_new, types().staticmethod);
  wrap_implicit(fiber, own, names().dunder_init_subclass, types().classmethod);
  wrap_implicit(fiber, own, names().dunder_class_getitem, types().classmethod);
  if (!dict_find_name(own, names().dunder_eq).is_undefined() &&
      dict_find_name(own, names().dunder_hash).is_undefined())
    dict_set_name(fiber, own, names().dunder_hash, Value::none());

  fill_slots(fiber, type);
  const Value cell = dict_find_name(own, names().dunder_classcell);
  if (is_kind(cell, Kind::kCell)) {
    store(fiber.heap, &cell.as<Cell>()->value, Value::from_object(type));
    dict_remove_name(fiber, own, names().dunder_classcell);
  }
  for (uint32_t i = 0; i < bases->size; ++i) {
    if (!add_subclass(fiber, bases->items[i].as<Type>(), type))
      return nullptr;
  }
  return type;
}

Value make_type(Fiber& fiber, Type* metatype, Str* name, Tuple* bases,
                Dict* dict, Args keywords, uint32_t extra_flags) {
  Type* type = assemble_type(fiber, metatype, name, bases, dict, extra_flags);
  if (type == nullptr) return Value::error();
  if (!announce_names(fiber, type, type->dict())) return Value::error();
  if (!tell_bases(fiber, type, keywords)) return Value::error();
  return Value::from_object(type);
}

// --- the class statement ------------------------------------------------------

namespace {

// PEP 560: a base that is no class may stand for others.
Tuple* resolve_bases(Fiber& fiber, Tuple* bases) {
  bool plain = true;
  for (uint32_t i = 0; i < bases->size; ++i)
    plain &= is_kind(bases->items[i], Kind::kType);
  if (plain) return bases;
  List* resolved = make_list(fiber);
  if (resolved == nullptr) return nullptr;
  for (uint32_t i = 0; i < bases->size; ++i) {
    const Value base = bases->items[i];
    if (!is_kind(base, Kind::kType)) {
      const Value entries = find_attr(fiber, base, names().dunder_mro_entries);
      if (entries.is_error()) return nullptr;
      if (!entries.is_undefined()) {
        const Value stands = call(fiber, entries, {Value::from_object(bases)});
        if (stands.is_error()) return nullptr;
        if (!list_extend(fiber, resolved, stands)) return nullptr;
        continue;
      }
    }
    if (!list_append(fiber, resolved, base)) return nullptr;
  }
  return tuple_from_list(fiber, resolved);
}

// What the era called otherwise goes by today's name too.
void add_era_aliases(Fiber& fiber, Dict* space) {
  static constexpr const char* kAliases[][2] = {
      {"__nonzero__", "__bool__"},  {"__div__", "__truediv__"},
      {"__rdiv__", "__rtruediv__"}, {"__idiv__", "__itruediv__"},
      {"next", "__next__"}};
  for (const auto& alias : kAliases) {
    const Value method = dict_find_name(space, intern(fiber, alias[0]));
    Str* const name = intern(fiber, alias[1]);
    if (is_kind(method, Kind::kFunction) &&
        dict_find_name(space, name).is_undefined())
      dict_set_name(fiber, space, name, method);
  }
}

}  // namespace

Value build_class(Fiber& fiber, Value body, Args args, bool classic) {
  const uint32_t positional = args.positional();
  if (positional < 1)
    return raise_type_error(fiber, "__build_class__: not enough arguments");
  Function* function = cast<Function>(body);
  if (function == nullptr)
    return raise_type_error(fiber, "__build_class__: func must be a function");
  Str* name = cast<Str>(args[0]);
  if (name == nullptr)
    return raise_type_error(fiber, "__build_class__: name is not a string");
  Tuple* given = make_tuple(fiber, args.values + 1, positional - 1);
  Tuple* bases = resolve_bases(fiber, given);
  if (bases == nullptr) return Value::error();

  // Keywords other than metaclass go to __prepare__ and __init_subclass__.
  Value metaclass;
  GcVector values(fiber);
  List* kept_names = make_list(fiber);
  for (uint32_t i = 0; args.names != nullptr && i < args.names->size; ++i) {
    if (args.names->items[i].as<Str>()->view() == "metaclass") {
      metaclass = args[positional + i];
      continue;
    }
    values.push(args[positional + i]);
    if (!list_append(fiber, kept_names, args.names->items[i]))
      return Value::error();
  }
  Tuple* keyword_names = tuple_from_list(fiber, kept_names);
  if (metaclass.is_undefined()) {
    metaclass = bases->size > 0
                    ? Value::from_object(type_of(bases->items[0]))
                    : Value::from_object(types().type);
  }
  if (Type* metatype = cast<Type>(metaclass)) {
    metatype = winning_metatype(fiber, metatype, bases);
    if (metatype == nullptr) return Value::error();
    metaclass = Value::from_object(metatype);
  }

  // name, bases, then the keywords: the arguments of both calls below.
  GcVector call_args(fiber);
  call_args.push(Value::from_object(name));
  call_args.push(Value::from_object(bases));
  for (const Value value : values) call_args.push(value);
  const auto as_args = [&] {
    return Args{call_args.data(), static_cast<uint32_t>(call_args.size()),
                keyword_names->size > 0 ? keyword_names : nullptr};
  };

  Value space;
  if (metaclass.object() == types().type) {
    space = Value::from_object(make_dict(fiber));
  } else {
    const Value prepare = find_attr(fiber, metaclass, names().dunder_prepare);
    if (prepare.is_error()) return prepare;
    space = prepare.is_undefined() ? Value::from_object(make_dict(fiber))
                                   : call(fiber, prepare, as_args());
    if (space.is_error()) return space;
    if (type_of(space)->slots->getitem == nullptr)
      return raise_type_error(
          fiber, "%s.__prepare__() must return a mapping, not %s",
          is_kind(metaclass, Kind::kType) ? metaclass.as<Type>()->name->data
                                          : "<metaclass>",
          type_name(space));
  }
  const Value cell = run_class_body(fiber, function, space);
  if (cell.is_error()) return cell;
  if (function->code->is_era() && is_kind(space, Kind::kDict))
    add_era_aliases(fiber, space.as<Dict>());
  if (bases != given && is_kind(space, Kind::kDict))
    dict_set_name(fiber, space.as<Dict>(), names().dunder_orig_bases,
                  Value::from_object(given));

  if (metaclass.object() == types().type && is_kind(space, Kind::kDict)) {
    const uint32_t flags =
        classic && bases->size == 0 ? uint32_t{kTypeClassic} : 0;
    const Args rest = {values.data(), static_cast<uint32_t>(values.size()),
                       keyword_names->size > 0 ? keyword_names : nullptr};
    return make_type(fiber, types().type, name, bases, space.as<Dict>(), rest,
                     flags);
  }
  GcVector full(fiber);
  full.push(call_args[0]);
  full.push(call_args[1]);
  full.push(space);
  for (const Value value : values) full.push(value);
  const Value made =
      call(fiber, metaclass,
           Args{full.data(), static_cast<uint32_t>(full.size()),
                keyword_names->size > 0 ? keyword_names : nullptr});
  return made;
}

// --- instances --------------------------------------------------------------------

Object* make_object(Fiber& fiber, Type* type, size_t extra) {
  Shape* shape = type->root_shape;
  size_t bytes = type->instance_size + extra;
  if (shape->has_slots) {
    bytes = ((bytes + 7) & ~size_t{7}) +
            shape->inline_capacity * sizeof(Value);
  }
  Object* object;
  if (__builtin_expect(extra != 0, 0)) {
    object = fiber.heap.allocate_sized(bytes, shape, type->layout->kind);
    if (object == nullptr) {
      raise_memory_error(fiber);
      return nullptr;
    }
  } else {
    object = fiber.heap.allocate(bytes, shape, type->layout->kind);
  }
  if (__builtin_expect((type->type_flags & kTypeFinalizer) != 0, 0)) {
    object->flags |= kFlagHasFinalizer;
    fiber.heap.add_finalizable(object);
  }
  return object;
}

bool is_data_descriptor(Value found) {
  return found.is_object() &&
         type_of_object(found.object())->slots->set != nullptr;
}

// --- changes --------------------------------------------------------------------

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

namespace {

void trace_type(Object* self, Tracer& tracer) {
  Type* type = static_cast<Type*>(self);
  tracer.visit(type->name);
  tracer.visit(type->qualname);
  tracer.visit(type->bases);
  tracer.visit(type->mro);
  tracer.visit(type->base);
  tracer.visit(type->own_dict);
  tracer.visit(type->root_shape);
  tracer.visit(type->dict_shape);
  tracer.visit(type->subclasses);
}

void release_type(Object* self) {
  Type* type = static_cast<Type*>(self);
  if (type->owns_slots) delete type->slots;
}

}  // namespace

extern const Layout kTypeLayout = {Kind::kType, "type", sizeof(Type),
                                   trace_type, release_type, nullptr};

}  // namespace mt::python
