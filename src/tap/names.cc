// names.cc - looking objects up by name, and names up by object.

#include "tap/names.h"

#include "base/ascii.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/import.h"
#include "python/library_text.h"
#include "python/native.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::tap {

using namespace mt::python;

namespace {

// Classes that no module has under a name of their own.
struct HiddenType {
  const char* name;
  Type* Types::*type;
};
constexpr HiddenType kHiddenTypes[] = {
    {"NoneType", &Types::none_type},
    {"NotImplementedType", &Types::not_implemented_type},
    {"ellipsis", &Types::ellipsis_type},
    {"function", &Types::function},
    {"builtin_function_or_method", &Types::builtin},
    {"method", &Types::bound_method},
    {"code", &Types::code},
    {"cell", &Types::cell},
    {"module", &Types::module},
    {"generator", &Types::generator},
    {"mappingproxy", &Types::mapping_proxy},
    {"dict_keys", &Types::dict_keys},
    {"dict_values", &Types::dict_values},
    {"dict_items", &Types::dict_items},
};

Value hidden_type(std::string_view name) {
  for (const HiddenType& row : kHiddenTypes) {
    if (name == row.name) return Value::from_object(types().*row.type);
  }
  return Value::undefined();
}

bool is_builtins(std::string_view module) {
  return module == "builtins" || module == "__builtin__";
}

Dict* loaded_module(Fiber& fiber, std::string_view module) {
  if (module == "builtins") return rt().builtins;
  if (module == "__builtin__") return rt().era_builtins;
  const Value found = dict_find_name(rt().modules, intern(fiber, module));
  Module* const loaded = cast<Module>(found);
  return loaded != nullptr ? loaded->dict : nullptr;
}

// Whether the next process finds the module as well.
bool can_import(Fiber& fiber, const std::string& module) {
  if (!is_dotted_name(module) || module == "__main__") return false;
  Dict* const dict = loaded_module(fiber, module);
  if (dict == nullptr) return false;
  if (is_builtins(module) || module == "sys") return true;
  return find_native_module(module.c_str()) != nullptr ||
         is_kind(dict_find_name(dict, names().dunder_file), Kind::kStr);
}

std::string text_of(Value value) {
  const Str* const text = cast<Str>(value);
  return text != nullptr ? std::string(text->view()) : std::string();
}

// One step along a qualified name.
Value member(Fiber& fiber, Value holder, std::string_view name) {
  Str* const key = intern(fiber, name);
  if (const Type* type = cast<Type>(holder)) return type_lookup(type, key);
  const Module* const module = cast<Module>(holder);
  if (module == nullptr) return Value::undefined();
  const Value found = dict_find_name(module->dict, key);
  const Value own_name = dict_find_name(module->dict, names().dunder_name);
  if (!found.is_undefined() ||
      python::find_packed(text_of(own_name)) == nullptr)
    return found;
  // What few need of the library comes when it is asked for.
  const Value late = find_attr(fiber, holder, key);
  if (!late.is_error()) return late;
  clear_exception(fiber);
  return Value::undefined();
}

// Of a class. `type` itself has a descriptor where others have their module.
std::string module_of_class(const Type* type) {
  const Value module = dict_find_name(type->dict(), names().dunder_module);
  if (is_kind(module, Kind::kStr)) {
    const std::string name = text_of(module);
    return name == "_io" ? "io" : name;
  }
  return (type->type_flags & kTypeNative) != 0 ? "builtins" : "";
}

// What an instance has of its own under a name, or undefined.
Value own_attribute(Object* object, Str* name) {
  return object->shape->has_slots ? own_get(object, name)
                                  : Value::undefined();
}

// What the object says of itself.
bool claimed_name(Value value, std::string* module, std::string* name) {
  if (const Type* type = cast<Type>(value)) {
    *module = module_of_class(type);
    *name = type->qualname->view();
    return true;
  }
  if (const Function* function = cast<Function>(value)) {
    *module = text_of(function->module);
    *name = function->qualname->view();
    return true;
  }
  if (const Builtin* builtin = cast<Builtin>(value)) {
    const Type* const creates = cast<Type>(builtin->self);
    if (creates != nullptr &&
        builtin->def->name == std::string_view("__new__")) {
      *module = module_of_class(creates);
      *name = std::string(creates->qualname->view()) + ".__new__";
      return true;
    }
    if (!builtin->self.is_undefined()) return false;
    *module = builtin->module != nullptr
                  ? std::string(builtin->module->view())
                  : std::string("builtins");
    *name = builtin->def->name;
    return true;
  }
  if (const Descriptor* descriptor = cast<Descriptor>(value)) {
    const Type* const owner = descriptor->owner;
    *module = module_of_class(owner);
    *name = std::string(owner->qualname->view()) + "." +
            std::string(descriptor->name->view());
    return true;
  }
  if (const Module* m = cast<Module>(value)) {
    *module = text_of(dict_find_name(m->dict, names().dunder_name));
    name->clear();
    return true;
  }
  // An object that says where it is found, as an interface does.
  if (is_kind(value, Kind::kInstance)) {
    *module = text_of(own_attribute(value.object(), names().dunder_module));
    *name = text_of(own_attribute(value.object(), names().dunder_name));
    return !name->empty();
  }
  return false;
}

bool leads_to(Fiber& fiber, const std::string& module, const std::string& name,
              Value value) {
  return can_import(fiber, module) &&
         find_named(fiber, module, name, false) == value;
}

}  // namespace

bool is_dotted_name(std::string_view name) {
  bool starting = true;
  for (const char c : name) {
    const bool letter = is_alpha(c) || c == '_' ||
                        (static_cast<unsigned char>(c) & 0x80) != 0;
    if (letter || (is_digit(c) && !starting)) {
      starting = false;
    } else if (c == '.' && !starting) {
      starting = true;
    } else {
      return false;
    }
  }
  return !starting;
}

Value find_named(Fiber& fiber, std::string_view module, std::string_view name,
                 bool may_import) {
  if (!is_dotted_name(module)) return Value::undefined();
  Str* const key = intern(fiber, module);
  Value found = dict_find_name(rt().modules, key);
  if (found.is_undefined() && may_import && !is_builtins(module)) {
    found = import_module(fiber, module);
    if (found.is_error()) return found;
  }
  if (name.empty()) return found;
  bool first = true;
  while (true) {
    const size_t dot = name.find('.');
    const std::string_view part = name.substr(0, dot);
    if (first && is_builtins(module)) {
      // The functions of both dialects are there whether or not anybody has
      // imported the module they are said to be in.
      found = dict_find_name(loaded_module(fiber, module),
                             intern(fiber, part));
      if (found.is_undefined() && dot == std::string_view::npos)
        found = hidden_type(part);
    } else {
      found = member(fiber, found, part);
    }
    first = false;
    if (found.is_undefined() || dot == std::string_view::npos) break;
    name.remove_prefix(dot + 1);
  }
  // The function, not what makes it static: those are stored as wrappers.
  if (is_kind(found, Kind::kStaticMethod) || is_kind(found, Kind::kClassMethod))
    return found.as<ClassMethod>()->function;
  return found;
}

bool name_of(Fiber& fiber, Value value, std::string* module,
             std::string* name) {
  if (!value.is_object() || !claimed_name(value, module, name)) return false;
  if (is_kind(value, Kind::kModule) && *module == "__main__")
    return find_named(fiber, *module, "", false) == value;
  if (leads_to(fiber, *module, *name, value)) return true;
  if (*module != "builtins") return false;
  *module = "__builtin__";
  return leads_to(fiber, *module, *name, value);
}

bool module_of(Fiber& fiber, Dict* dict, std::string* module) {
  *module = text_of(dict_find_name(dict, names().dunder_name));
  return !module->empty() && can_import(fiber, *module) &&
         loaded_module(fiber, *module) == dict;
}

std::string class_name(const Type* type) { return type_full_name(type); }

}  // namespace mt::tap
