// native.cc - functions written in C++, and tables that become classes.
//
// What such a class's dictionary holds is in native_descriptors.cc.

#include "python/native.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/import.h"
#include "python/init.h"
#include "python/library_text.h"
#include "python/list.h"
#include "python/native_internal.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/struct_sequence.h"
#include "python/type_bases.h"

namespace mt::python {

bool arguments_fit(Fiber& fiber, const std::string& name, const MethodDef& def,
                   Args args) {
  if ((def.flags & kMethodKeywords) != 0) return true;
  return check_arg_count(fiber, name.c_str(), args, def.least, def.most);
}

bool read_only(Fiber& fiber, Value, Value) {
  raise(fiber, types().AttributeError, "readonly attribute");
  return false;
}

constexpr std::string_view kSignatureEnd = "\n--\n\n";

std::string_view doc_of(const MethodDef& def) {
  if ((def.flags & kMethodOwnDoc) == 0) return native_doc(def.doc);
  const char* const text = static_cast<const DocumentedDef&>(def).text;
  return text != nullptr ? text : std::string_view();
}

Value doc_text(Fiber& fiber, std::string_view doc) {
  if (doc.data() == nullptr) return Value::none();
  const size_t end = doc.find(kSignatureEnd);
  return str_value(fiber, end != doc.npos
                              ? doc.substr(end + kSignatureEnd.size())
                              : doc);
}
Value signature_text(Fiber& fiber, const MethodDef& def, bool of_module) {
  const bool takes_nothing =
      def.most == 0 && (def.flags & (kMethodKeywords | kMethodStatic)) == 0;
  const std::string_view doc = doc_of(def);
  const size_t end = doc.find(kSignatureEnd);
  if (end == doc.npos) {
    return !takes_nothing ? Value::none()
                          : str_value(fiber, of_module ? "($module, /)"
                                                       : "($self, /)");
  }
  const size_t open = doc.find('(');
  if (open > end) return Value::none();
  return str_value(fiber, doc.substr(open, end - open));
}

Value native_method(Fiber& fiber, Type* type, const MethodDef& def) {
  const bool of_class = (def.flags & kMethodClass) != 0;
  Descriptor* descriptor =
      make<Descriptor>(fiber, of_class ? types().classmethod_descriptor
                                       : types().method_descriptor);
  descriptor->what = of_class ? Descriptor::What::kClassMethod
                              : Descriptor::What::kMethod;
  descriptor->owner = type;
  descriptor->name = intern(fiber, def.name);
  descriptor->method = &def;
  return Value::from_object(descriptor);
}

namespace {

// --- builtin functions ------------------------------------------------------

void trace_builtin(Object* self, Tracer& tracer) {
  Builtin* builtin = static_cast<Builtin*>(self);
  tracer.visit(builtin->self);
  tracer.visit(builtin->module);
  tracer.visit(builtin->owner);
}
const Layout kBuiltinLayout = {Kind::kBuiltin, "builtin", sizeof(Builtin),
                               trace_builtin, nullptr, nullptr};

// The class whose method it says it is; null for a plain function.
const Type* receiver_class(const Builtin* builtin) {
  if (builtin->owner == nullptr || builtin->self.is_undefined())
    return builtin->owner;
  const Type* const cls = cast<Type>(builtin->self);
  return cls != nullptr ? cls : type_of(builtin->self);
}

// The name that stands before "()" in messages: "list.append" or "len".
std::string call_name(const Builtin* builtin) {
  std::string name;
  const Str* before = builtin->module;
  if (const Type* owner = receiver_class(builtin)) before = owner->name;
  if (before != nullptr && before->view() != "builtins")
    name.append(before->view()).append(".");
  return name + builtin->def->name;
}

Value builtin_call(Fiber& fiber, Value self, Args args) {
  const Builtin* builtin = self.as<Builtin>();
  if (__builtin_expect(!count_fits(*builtin->def, args), 0)) {
    // CPython tells methods that take any number by their name alone.
    const std::string name =
        builtin->def->most < 0 && builtin->owner != nullptr
            ? builtin->def->name
            : call_name(builtin);
    if (!arguments_fit(fiber, name, *builtin->def, args)) return Value::error();
  }
  return builtin->def->fn(fiber, builtin->self, args);
}

Value builtin_repr(Fiber& fiber, Value self) {
  const Builtin* builtin = self.as<Builtin>();
  if (builtin->self.is_undefined() || is_kind(builtin->self, Kind::kModule))
    return str_value(fiber, format("<built-in function %s>",
                                   builtin->def->name));
  return str_value(
      fiber, format("<built-in method %s of %s object at %p>",
                    builtin->def->name, type_name(builtin->self),
                    static_cast<void*>(builtin->self.is_object()
                                           ? builtin->self.object()
                                           : nullptr)));
}

Value builtin_name(Fiber& fiber, Value self) {
  return str_value(fiber, self.as<Builtin>()->def->name);
}
Value builtin_qualname(Fiber& fiber, Value self) {
  const Builtin* builtin = self.as<Builtin>();
  std::string name;
  if (const Type* owner = receiver_class(builtin))
    name.append(owner->qualname->view()).append(".");
  return str_value(fiber, name + builtin->def->name);
}
Value builtin_module(Fiber&, Value self) {
  Str* module = self.as<Builtin>()->module;
  return module != nullptr ? Value::from_object(module) : Value::none();
}
Value builtin_self(Fiber&, Value self) {
  const Value bound = self.as<Builtin>()->self;
  return bound.is_undefined() ? Value::none() : bound;
}

Value builtin_doc(Fiber& fiber, Value self) {
  return doc_text(fiber, doc_of(*self.as<Builtin>()->def));
}
Value builtin_signature(Fiber& fiber, Value self) {
  const Builtin* const builtin = self.as<Builtin>();
  return signature_text(
      fiber, *builtin->def,
      builtin->self.is_undefined() || is_kind(builtin->self, Kind::kModule));
}

Value builtin_compare(Fiber&, Value self, Value other, CompareOp op) {
  const Builtin* a = self.as<Builtin>();
  const Builtin* b = cast<Builtin>(other);
  if (b == nullptr || (op != kEq && op != kNe)) return Value::not_implemented();
  const bool same = a->def == b->def && a->self == b->self;
  return Value::from_bool(same == (op == kEq));
}
Value builtin_hash(Fiber&, Value self) {
  const Builtin* builtin = self.as<Builtin>();
  const uint64_t bits = builtin->self.bits() ^
                        (reinterpret_cast<uintptr_t>(builtin->def) >> 4);
  return Value::from_int(static_cast<int64_t>(bits & 0x3fffffffffff));
}

const GetSetDef kBuiltinGetSets[] = {
    {"__name__", builtin_name},   {"__qualname__", builtin_qualname},
    {"__module__", builtin_module}, {"__self__", builtin_self},
    {"__doc__", builtin_doc},     {"__text_signature__", builtin_signature},
    {}};

// --- tables to objects ------------------------------------------------------

// Copies the pointers that a table of `size` bytes sets itself; the others are
// those of `plain`.
void merge_table(void* into, const void* from, const void* plain, size_t size) {
  using Pointer = void (*)();
  static_assert(sizeof(Slots) % sizeof(Pointer) == 0, "only pointers");
  static_assert(sizeof(Operators) % sizeof(Pointer) == 0, "only pointers");
  for (size_t at = 0; at < size; at += sizeof(Pointer)) {
    Pointer pointer, usual;
    memcpy(&pointer, static_cast<const char*>(from) + at, sizeof pointer);
    memcpy(&usual, static_cast<const char*>(plain) + at, sizeof usual);
    if (pointer != nullptr && pointer != usual)
      memcpy(static_cast<char*>(into) + at, &pointer, sizeof pointer);
  }
}

// Whether the table of a class below object leaves nothing to be decided.
bool is_whole(const Slots& own, bool is_closed) {
  return (own.create == nullptr) == is_closed &&
         (own.compare == object_compare || own.hash != object_hash);
}

// What a class without slots of its own has that nobody can make instances of.
constexpr Slots kClosedSlots = closed_slots();

const Slots* choose_slots(Type* type, const TypeDef& def, const Type* base) {
  const bool is_closed = (def.flags & kTypeNotCreatable) != 0;
  if (base == nullptr) return def.slots;
  if (def.slots == nullptr && (!is_closed || base->slots->create == nullptr))
    return base->slots;
  if (base == types().object) {
    if (def.slots == nullptr) return &kClosedSlots;
    if (is_whole(*def.slots, is_closed)) return def.slots;
  }
  Slots merged = *base->slots;
  if (def.slots != nullptr) {
    // A class with comparison but without hash is unhashable.
    if (def.slots->compare != object_compare) merged.hash = nullptr;
    merge_table(&merged, def.slots, &kObjectSlots, sizeof merged);
    const Operators* const below = base->slots->operators;
    if (below != &kNoOperators && merged.operators != below) {
      Operators* const both = new Operators(*below);
      merge_table(both, merged.operators, &kNoOperators, sizeof *both);
      merged.operators = both;
      type->owns_operators = true;
    }
  }
  if (is_closed) merged.create = nullptr;
  if (def.slots != nullptr && memcmp(&merged, def.slots, sizeof merged) == 0)
    return def.slots;
  type->owns_slots = true;
  return new Slots(merged);
}

void add_method(Fiber& fiber, Type* type, const MethodDef& def) {
  Str* name = intern(fiber, def.name);
  if ((def.flags & kMethodStatic) != 0) {
    Builtin* plain = make<Builtin>(fiber, types().builtin);
    plain->def = &def;
    plain->owner = type;
    ClassMethod* wrapped = make<ClassMethod>(fiber, types().staticmethod);
    wrapped->function = Value::from_object(plain);
    dict_set_name(fiber, type->dict(), name, Value::from_object(wrapped));
    return;
  }
  dict_set_name(fiber, type->dict(), name, native_method(fiber, type, def));
}

void add_getset(Fiber& fiber, Type* type, const GetSetDef& def) {
  Descriptor* descriptor = make<Descriptor>(
      fiber, def.set == read_only ? types().member_descriptor
                                  : types().getset_descriptor);
  descriptor->what = Descriptor::What::kGetSet;
  descriptor->owner = type;
  descriptor->name = intern(fiber, def.name);
  descriptor->getset = &def;
  dict_set_name(fiber, type->dict(), descriptor->name,
                Value::from_object(descriptor));
}

// __new__ of a native class: a function that gets the class as its argument.
Value native_new(Fiber& fiber, Value self, Args args) {
  Type* owner = self.as<Type>();
  Type* cls = args.positional() > 0 ? cast<Type>(args[0]) : nullptr;
  if (cls == nullptr) {
    if (args.positional() == 0)
      return raise_type_error(fiber, "%s.__new__(): not enough arguments",
                              owner->name->data());
    return raise_type_error(
        fiber, "%s.__new__(X): X is not a type object (%s)",
        owner->name->data(), type_name(args[0]));
  }
  if (!is_subtype(cls, owner))
    return raise_type_error(fiber, "%s.__new__(%s): %s is not a subtype of %s",
                            owner->name->data(), cls->name->data(),
                            cls->name->data(), owner->name->data());
  const Type* const native = creator_of(cls);
  if (native->slots->create != owner->slots->create) {
    return raise_type_error(
        fiber, "%s.__new__(%s) is not safe, use %s.__new__()",
        type_full_name(owner).c_str(), type_full_name(cls).c_str(),
        type_full_name(native).c_str());
  }
  return owner->slots->create(fiber, cls,
                              args.behind(1));
}

const MethodDef kNewDef = {"__new__", native_new, 0, -1, kMethodKeywords,
                           "__new__($type, *args, **kwargs)\n--\n\nCreate and "
                           "return a new object.  See help(type) for accurate "
                           "signature."_doc};

void add_new(Fiber& fiber, Type* type) {
  Builtin* creator = make<Builtin>(fiber, types().builtin);
  creator->def = &kNewDef;
  creator->self = Value::from_object(type);
  creator->owner = type;
  dict_set_name(fiber, type->dict(), names().dunder_new,
                Value::from_object(creator));
}

// Whether its table has a __new__ that is not inherited.
bool creates_itself(const Type* type) {
  const auto create = type->definition->slots->create;
  return create != nullptr &&
         (type->base == nullptr || (create != object_create &&
                                    create != type->base->slots->create));
}

}  // namespace

Type* native_type(Fiber& fiber, const TypeDef& def, Type* base,
                  const char* name) {
  // The first classes exist before anything can be called by name.
  Type* type = def.layout != nullptr ? find_embryo(def.layout) : nullptr;
  const bool embryo = type != nullptr;
  if (base == nullptr && type != types().object) base = types().object;
  if (!embryo) {
    type = make<Type>(fiber, type_of_object(base));
    fiber.heap.add_permanent(type);
  }
  if (name == nullptr) name = def.name;
  const char* dot = strrchr(name, '.');
  type->name = intern(fiber, dot != nullptr ? dot + 1 : name);
  type->qualname = type->name;
  type->base = base;
  type->definition = &def;
  type->type_flags = kTypeNative | def.flags;
  if (base != nullptr)
    type->type_flags |= base->type_flags &
                        (kTypeException | kTypeHasSlots | kTypeClassic);
  type->slots = choose_slots(type, def, base);
  if (base != nullptr) {
    const Value value = Value::from_object(base);
    CHECK(type_set_mro(fiber, type, make_tuple(fiber, &value, 1)));
  } else {
    const Value self = Value::from_object(type);
    type->bases = make_tuple(fiber, size_t{0});
    type->mro = make_tuple(fiber, &self, 1);
  }
  if (!embryo)
    type_lay_out(fiber, type,
                 def.layout != nullptr ? def.layout : base->layout);
  refresh_type_flags(type);
  return type;
}

void fill_native_dict(Type* type) {
  Fiber& fiber = *rt().main_fiber;
  const Heap::Calm calm(fiber.heap);
  const TypeDef& def = *type->definition;
  type->own_dict = make_dict(fiber);
  name_struct_items(type);
  const char* dot = def.name != nullptr ? strrchr(def.name, '.') : nullptr;
  if (def.slots != nullptr) {
    add_slot_wrappers(fiber, type, *def.slots);
    if (creates_itself(type)) add_new(fiber, type);
  }
  for (const MethodDef* row = def.methods; row && row->name; ++row)
    add_method(fiber, type, *row);
  for (const GetSetDef* row = def.getsets; row && row->name; ++row)
    add_getset(fiber, type, *row);
  if ((def.flags & kTypeHasSlots) != 0 &&
      (type->base == nullptr || (type->base->type_flags & kTypeHasSlots) == 0))
    add_dict_attribute(fiber, type);
  fill_struct_dict(fiber, type);
  // Builtin classes have none, or their instances would have it too.
  if (dot != nullptr &&
      dict_find_name(type->dict(), names().dunder_module).is_undefined())
    dict_set_name(
        fiber, type->dict(), names().dunder_module,
        Value::from_object(intern(
            fiber, {def.name, static_cast<size_t>(dot - def.name)})));
  if (dict_find_name(type->dict(), names().dunder_doc).is_undefined())
    dict_set_name(fiber, type->dict(), names().dunder_doc,
                  def.doc != nullptr ? doc_text(fiber, def.doc)
                                     : Value::none());
}

Value native_function(Fiber& fiber, const MethodDef& def, Str* module) {
  Builtin* builtin = make<Builtin>(fiber, types().builtin);
  builtin->def = &def;
  builtin->module = module;
  return Value::from_object(builtin);
}

Value make_member(Fiber& fiber, Type* owner, Str* name) {
  Descriptor* descriptor =
      make<Descriptor>(fiber, types().member_descriptor);
  descriptor->what = Descriptor::What::kMember;
  descriptor->owner = owner;
  descriptor->name = name;
  return Value::from_object(descriptor);
}

// --- __dict__ of instances --------------------------------------------------

namespace {

Value instance_dict_get(Fiber& fiber, Value self) {
  return Value::from_object(own_dict(fiber, self.object()));
}

bool instance_dict_set(Fiber& fiber, Value self, Value value) {
  if (value.is_undefined()) {
    own_replace(fiber, self.object(), make_dict(fiber));
    return true;
  }
  Dict* dict = cast<Dict>(value);
  if (dict == nullptr) {
    raise_type_error(fiber,
                     "__dict__ must be set to a dictionary, not a '%s'",
                     type_name(value));
    return false;
  }
  own_replace(fiber, self.object(), dict);
  return true;
}

Value instance_weakref_get(Fiber&, Value) { return Value::none(); }

const GetSetDef kDictGetSet = {
    "__dict__", instance_dict_get, instance_dict_set,
    "dictionary for instance variables (if defined)"_doc};
const GetSetDef kWeakrefGetSet = {
    "__weakref__", instance_weakref_get, nullptr,
    "list of weak references to the object (if defined)"_doc};

// Unless the class body has the name already.
void add_missing(Fiber& fiber, Type* type, const GetSetDef& def) {
  if (dict_find_name(type->dict(), intern(fiber, def.name)).is_undefined())
    add_getset(fiber, type, def);
}

}  // namespace

void add_dict_attribute(Fiber& fiber, Type* type) {
  add_missing(fiber, type, kDictGetSet);
}

void add_weakref_attribute(Fiber& fiber, Type* type) {
  add_missing(fiber, type, kWeakrefGetSet);
}

namespace {

constexpr Slots make_builtin_slots() {
  Slots s = closed_slots();
  s.repr = builtin_repr;
  s.call = builtin_call;
  s.compare = builtin_compare;
  s.hash = builtin_hash;
  return s;
}
constexpr Slots kBuiltinSlots = make_builtin_slots();

}  // namespace

void init_native(Fiber& fiber) {
  static const TypeDef kBuiltin = {"builtin_function_or_method",
                                   &kBuiltinLayout, &kBuiltinSlots, nullptr,
                                   kBuiltinGetSets,
                                   kTypeFinal | kTypeNotCreatable};
  init_native_descriptors(fiber);
  types().builtin = native_type(fiber, kBuiltin);
}

// --- native modules ---------------------------------------------------------

namespace {

struct ModuleTable {
  const ModuleDef* const* modules;
  size_t count;
};
ModuleTable g_module_tables[8];
size_t g_module_table_count = 0;

}  // namespace

void add_native_modules(const ModuleDef* const* modules, size_t count) {
  CHECK(g_module_table_count < 8);
  g_module_tables[g_module_table_count++] = ModuleTable{modules, count};
}

const ModuleDef* native_module_at(size_t n) {
  for (size_t t = 0; t < g_module_table_count; ++t) {
    if (n < g_module_tables[t].count) return g_module_tables[t].modules[n];
    n -= g_module_tables[t].count;
  }
  return nullptr;
}

const ModuleDef* find_native_module(const char* name) {
  for (size_t t = 0; t < g_module_table_count; ++t) {
    for (size_t i = 0; i < g_module_tables[t].count; ++i) {
      if (strcmp(g_module_tables[t].modules[i]->name, name) == 0)
        return g_module_tables[t].modules[i];
    }
  }
  return nullptr;
}

namespace {
// What a module's other half has for it: a dictionary. Error when it raised.
Value exported_by(Fiber& fiber, const char* half) {
  const Value more = import_module(fiber, half);
  return more.is_error() ? more : get_attr(fiber, more, "exported");
}
}  // namespace

Value find_in_half(Fiber& fiber, const char* module, const char* half,
                   Value name) {
  const Str* const text = cast<Str>(name);
  if (text == nullptr) {
    return raise_type_error(fiber, "attribute name must be string");
  }
  const Value self = dict_find_name(rt().modules, intern(fiber, module));
  Str* const known_as = intern(fiber, text->view());
  // Names of the import machinery are asked for all the time.
  if (text->view().substr(0, 2) != "__" || text->view() == "__all__") {
    const Value exported = exported_by(fiber, half);
    if (exported.is_error()) return exported;
    const Value found = dict_find(fiber, exported.as<Dict>(), name);
    if (!found.is_undefined()) {
      // It stands in the module from now on, where nobody has put another.
      Module* const whole = cast<Module>(self);
      if (whole != nullptr &&
          !dict_find_name(whole->dict, names().dunder_getattr).is_undefined()) {
        dict_set_name(fiber, whole->dict, known_as, found);
      }
      return found;
    }
  }
  const Value of_then = era_attribute(fiber, self, known_as);
  if (!of_then.is_undefined()) return of_then;
  return raise(fiber, types().AttributeError,
               "module '%s' has no attribute '%s'", module,
               std::string(text->view()).c_str());
}

Value names_with_half(Fiber& fiber, const char* module, const char* half) {
  const Value exported = exported_by(fiber, half);
  if (exported.is_error()) return exported;
  const Value self = import_module(fiber, module);
  if (self.is_error()) return self;
  Dict* const all = dict_copy(fiber, self.as<Module>()->dict);
  if (all == nullptr || !dict_update(fiber, all, exported)) {
    return Value::error();
  }
  List* const names = list_from(fiber, Value::from_object(all));
  return names == nullptr ? Value::error() : Value::from_object(names);
}

}  // namespace mt::python
