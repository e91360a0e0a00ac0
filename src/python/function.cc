// function.cc - functions, bound methods, cells, code and modules as objects.

#include "python/function.h"

#include <string.h>

#include "base/status.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/fiber.h"
#include "python/heap.h"
#include "python/init.h"
#include "python/list.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/text.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {
namespace {

// --- function ---------------------------------------------------------------

void trace_function(Object* self, Tracer& tracer) {
  Function* f = static_cast<Function*>(self);
  tracer.visit_shared(f->code);
  tracer.visit_shared(f->globals);
  tracer.visit_shared(f->builtins);
  tracer.visit(f->defaults);
  tracer.visit(f->keyword_defaults);
  tracer.visit(f->closure);
  tracer.visit_shared(f->name);
  tracer.visit_shared(f->qualname);
  tracer.visit_shared(f->module);
  tracer.visit(f->doc);
  tracer.visit(f->annotations);
}
const Layout kFunctionLayout = {Kind::kFunction, "function", sizeof(Function),
                                trace_function, nullptr, nullptr};

Value function_call(Fiber& fiber, Value self, Args args) {
  Function* const function = self.as<Function>();
  if (function->code->plain_count == args.count + 1 &&
      !args.is_named) {
    return call_plain(fiber, function, args.values, args.count);
  }
  const Value at_once =
      begin_function(fiber, function, Value(), args, 0);
  if (!at_once.is_undefined()) return at_once;
  fiber.frame->flags |= kFrameEntry;
  return run(fiber);
}

Value function_get(Fiber& fiber, Value self, Value instance, Type*) {
  if (instance.is_undefined()) return self;
  return make_bound_method(fiber, self, instance);
}

Value function_repr(Fiber& fiber, Value self) {
  const Function* f = self.as<Function>();
  if (is_unbound_then(fiber, self))
    return str_value(fiber, format("<unbound method %s>", f->qualname->data()));
  return str_value(fiber,
                   format("<function %s at %p>", f->qualname->data(),
                          static_cast<const void*>(f)));
}

Value or_none(const Object* object) {
  return object != nullptr ? Value::from_object(object) : Value::none();
}

Value function_name(Fiber&, Value self) {
  return Value::from_object(self.as<Function>()->name);
}
bool set_str(Fiber& fiber, Str** slot, Value value, const char* what) {
  Str* text = cast<Str>(value);
  if (text == nullptr) {
    raise_type_error(fiber, "%s must be set to a string object", what);
    return false;
  }
  store(fiber.heap, slot, text);
  return true;
}
bool function_name_set(Fiber& fiber, Value self, Value value) {
  return set_str(fiber, &self.as<Function>()->name, value, "__name__");
}
Value function_qualname(Fiber&, Value self) {
  return Value::from_object(self.as<Function>()->qualname);
}
bool function_qualname_set(Fiber& fiber, Value self, Value value) {
  return set_str(fiber, &self.as<Function>()->qualname, value, "__qualname__");
}
Value function_doc(Fiber& fiber, Value self) {
  Function* f = self.as<Function>();
  if (!f->doc.is_undefined()) return f->doc;
  if (!complete(fiber, f->code)) return Value::error();
  return or_none(f->code->doc);
}
bool function_doc_set(Fiber& fiber, Value self, Value value) {
  store(fiber.heap, &self.as<Function>()->doc,
        value.is_undefined() ? Value::none() : value);
  return true;
}
Value function_module(Fiber&, Value self) {
  const Value module = self.as<Function>()->module;
  return module.is_undefined() ? Value::none() : module;
}
bool function_module_set(Fiber& fiber, Value self, Value value) {
  store(fiber.heap, &self.as<Function>()->module, value);
  return true;
}
Value function_code(Fiber&, Value self) {
  return Value::from_object(self.as<Function>()->code);
}
bool function_code_set(Fiber& fiber, Value self, Value value) {
  Function* f = self.as<Function>();
  Code* code = cast<Code>(value);
  if (code == nullptr) {
    raise_type_error(fiber, "__code__ must be set to a code object");
    return false;
  }
  const uint32_t have = f->closure != nullptr ? f->closure->size : 0;
  if (code->free_count != have) {
    raise_value_error(fiber, "%s() requires a code object with %u free vars, "
                      "not %u", f->name->data(), have, code->free_count);
    return false;
  }
  store(fiber.heap, &f->code, code);
  ++g_type_epoch;  // it may be the getter of a property that a site remembers
  return true;
}
Value function_defaults(Fiber&, Value self) {
  return or_none(self.as<Function>()->defaults);
}
bool function_defaults_set(Fiber& fiber, Value self, Value value) {
  Tuple* defaults = cast<Tuple>(value);
  if (defaults == nullptr && !value.is_none() && !value.is_undefined()) {
    raise_type_error(fiber, "__defaults__ must be set to a tuple object");
    return false;
  }
  store(fiber.heap, &self.as<Function>()->defaults, defaults);
  return true;
}
Value function_kwdefaults(Fiber&, Value self) {
  return or_none(self.as<Function>()->keyword_defaults);
}
// A dictionary; or none, by None or `del`.
bool set_dict(Fiber& fiber, Dict** field, Value value, const char* name) {
  Dict* const dict = cast<Dict>(value);
  if (dict == nullptr && !value.is_none() && !value.is_undefined()) {
    raise_type_error(fiber, "%s must be set to a dict object", name);
    return false;
  }
  store(fiber.heap, field, dict);
  return true;
}
bool function_kwdefaults_set(Fiber& fiber, Value self, Value value) {
  return set_dict(fiber, &self.as<Function>()->keyword_defaults, value,
                  "__kwdefaults__");
}
Value function_globals(Fiber&, Value self) {
  return Value::from_object(self.as<Function>()->globals);
}
Value function_builtins(Fiber&, Value self) {
  return Value::from_object(self.as<Function>()->builtins);
}
Value function_closure(Fiber&, Value self) {
  return or_none(self.as<Function>()->closure);
}
Value function_annotations(Fiber& fiber, Value self) {
  Function* f = self.as<Function>();
  if (f->annotations == nullptr) f->annotations = make_dict(fiber);
  return Value::from_object(f->annotations);
}
bool function_annotations_set(Fiber& fiber, Value self, Value value) {
  return set_dict(fiber, &self.as<Function>()->annotations, value,
                  "__annotations__");
}

// function(code, globals, name=None, argdefs=None, closure=None)
Value function_create(Fiber& fiber, Type*, Args args) {
  Value out[5] = {Value(), Value(), Value::none(), Value::none(),
                  Value::none()};
  if (!parse_args(fiber, "function", args,
                  {"code", "globals", "name", "argdefs", "closure"}, 2, out))
    return Value::error();
  Code* const code = cast<Code>(out[0]);
  Dict* const globals = cast<Dict>(out[1]);
  Str* const name = cast<Str>(out[2]);
  Tuple* const defaults = cast<Tuple>(out[3]);
  Tuple* const closure = cast<Tuple>(out[4]);
  if (code == nullptr || globals == nullptr)
    return raise_type_error(
        fiber, "function() argument '%s' must be %s, not %s",
        code == nullptr ? "code" : "globals",
        code == nullptr ? "code" : "dict",
        given_type(out[code == nullptr ? 0 : 1]));
  if (name == nullptr && !out[2].is_none())
    return raise_type_error(fiber, "arg 3 (name) must be None or string");
  if (defaults == nullptr && !out[3].is_none())
    return raise_type_error(fiber, "arg 4 (defaults) must be None or tuple");
  const uint32_t cells = closure != nullptr ? closure->size : 0;
  if (closure == nullptr && (code->free_count > 0 || !out[4].is_none()))
    return raise_type_error(fiber, "arg 5 (closure) must be %stuple",
                            code->free_count > 0 ? "" : "None or ");
  if (cells != code->free_count)
    return raise_value_error(fiber, "%s requires closure of length %u, not %u",
                             code->name->data(), code->free_count, cells);
  for (uint32_t i = 0; i < cells; ++i) {
    if (!is_kind(closure->items[i], Kind::kCell))
      return raise_type_error(fiber, "arg 5 (closure) expected cell, found %s",
                              type_name(closure->items[i]));
  }
  Function* const function = make_function(fiber, code, globals);
  if (name != nullptr) function->name = name;
  function->defaults = defaults;
  function->closure = closure;
  return Value::from_object(function);
}

const GetSetDef kFunctionGetSets[] = {
    {"__name__", function_name, function_name_set},
    {"__qualname__", function_qualname, function_qualname_set},
    {"__doc__", function_doc, function_doc_set},
    {"__module__", function_module, function_module_set},
    {"__code__", function_code, function_code_set},
    {"__defaults__", function_defaults, function_defaults_set},
    {"__kwdefaults__", function_kwdefaults, function_kwdefaults_set},
    {"__globals__", function_globals, read_only},
    {"__closure__", function_closure, read_only},
    {"__builtins__", function_builtins, read_only},
    {"__annotations__", function_annotations, function_annotations_set},
    // Names of Python 2.
    {"func_name", function_name, function_name_set},
    {"func_code", function_code, function_code_set},
    {"func_defaults", function_defaults, function_defaults_set},
    {"func_globals", function_globals},
    {"func_doc", function_doc, function_doc_set},
    {}};

// --- bound method -----------------------------------------------------------

void trace_bound(Object* self, Tracer& tracer) {
  BoundMethod* bound = static_cast<BoundMethod*>(self);
  tracer.visit(bound->function);
  tracer.visit(bound->self);
}
const Layout kBoundLayout = {Kind::kBoundMethod, "method", sizeof(BoundMethod),
                             trace_bound, nullptr, nullptr};

Value bound_call(Fiber& fiber, Value self, Args args) {
  const BoundMethod* bound = self.as<BoundMethod>();
  if (Function* function = cast<Function>(bound->function)) {
    const Value at_once =
        begin_function(fiber, function, bound->self, args, 0);
    if (!at_once.is_undefined()) return at_once;
    fiber.frame->flags |= kFrameEntry;
    return run(fiber);
  }
  RecursionGuard guard(fiber, " while calling a Python object");
  if (!guard.ok()) return Value::error();
  GcVector values(fiber);
  values.push(bound->self);
  for (uint32_t i = 0; i < args.count + args.is_named; ++i)
    values.push(args[i]);
  return call(fiber, bound->function,
              Args{values.data(), args.count + 1, args.is_named});
}

Value bound_repr(Fiber& fiber, Value self) {
  const BoundMethod* bound = self.as<BoundMethod>();
  const Value name = find_attr(fiber, bound->function, names().dunder_qualname);
  if (name.is_error()) return name;
  const Value text = to_repr(fiber, bound->self);
  if (text.is_error()) return text;
  const std::string qualname =
      is_kind(name, Kind::kStr) ? std::string(name.as<Str>()->view()) : "?";
  return str_value(fiber,
                   "<bound method " + qualname + " of " +
                       std::string(text.as<Str>()->view()) + ">");
}

Value bound_getattr(Fiber& fiber, Value self, Str* name) {
  Type* type = types().bound_method;
  const Value found = type_lookup(type, name);
  // What is data of the class "method" (__doc__, __module__) is the function's.
  if (found.is_object() && type_of(found)->slots->get != nullptr)
    return bind_descriptor(fiber, found, self, type);
  if (stack_is_low()) return raise_too_deep(fiber);
  return get_attr(fiber, self.as<BoundMethod>()->function, name);
}

Value bound_compare(Fiber&, Value self, Value other, CompareOp op) {
  const BoundMethod* a = self.as<BoundMethod>();
  const BoundMethod* b = cast<BoundMethod>(other);
  if (b == nullptr || (op != kEq && op != kNe)) return Value::not_implemented();
  const bool same = a->function == b->function && a->self == b->self;
  return Value::from_bool(same == (op == kEq));
}

Value bound_hash(Fiber&, Value self) {
  const BoundMethod* bound = self.as<BoundMethod>();
  const uint64_t bits = bound->function.bits() * 31 + bound->self.bits();
  return Value::from_int(static_cast<int64_t>(bits >> 4 & 0x7fffffffffff));
}

Value bound_self(Fiber&, Value self) { return self.as<BoundMethod>()->self; }
Value bound_function(Fiber&, Value self) {
  return self.as<BoundMethod>()->function;
}
Value bound_class(Fiber&, Value self) {
  return Value::from_object(type_of(self.as<BoundMethod>()->self));
}

const GetSetDef kBoundGetSets[] = {{"__self__", bound_self},
                                   {"__func__", bound_function},
                                   {"im_self", bound_self},
                                   {"im_func", bound_function},
                                   {"im_class", bound_class},
                                   {}};

Value bound_create(Fiber& fiber, Type*, Args args) {
  if (!check_arg_count(fiber, "method", args, 2, 2)) return Value::error();
  if (!is_callable(args[0]))
    return raise_type_error(fiber, "first argument must be callable");
  if (args[1].is_none())
    return raise_type_error(fiber, "self must not be None");
  return make_bound_method(fiber, args[0], args[1]);
}

// --- cell -------------------------------------------------------------------

void trace_cell(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Cell*>(self)->value);
}
const Layout kCellLayout = {Kind::kCell, "cell", sizeof(Cell), trace_cell,
                            nullptr, nullptr};

Value cell_contents(Fiber& fiber, Value self) {
  const Value value = self.as<Cell>()->value;
  return value.is_undefined() ? raise_value_error(fiber, "Cell is empty")
                              : value;
}
bool cell_contents_set(Fiber& fiber, Value self, Value value) {
  store(fiber.heap, &self.as<Cell>()->value, value);
  return true;
}
const GetSetDef kCellGetSets[] = {
    {"cell_contents", cell_contents, cell_contents_set}, {}};

Value cell_repr(Fiber& fiber, Value self) {
  const Value value = self.as<Cell>()->value;
  const void* const at = self.object();
  if (value.is_undefined())
    return str_value(fiber, format("<cell at %p: empty>", at));
  return str_value(fiber,
                   format("<cell at %p: %s object at %p>", at, type_name(value),
                          value.is_object() ? value.object() : at));
}

Value cell_create(Fiber& fiber, Type*, Args args) {
  if (!check_arg_count(fiber, "cell", args, 0, 1)) return Value::error();
  return make_cell(fiber, args.get(0, Value()));
}

// --- module -----------------------------------------------------------------

void trace_module(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Module*>(self)->dict);
}
const Layout kModuleLayout = {Kind::kModule, "module", sizeof(Module),
                              trace_module, nullptr, nullptr};

// Attributes of a module stand in its dict, those of a subclass's instance too.
Value module_getattr(Fiber& fiber, Value self, Str* name) {
  Dict* dict = self.as<Module>()->dict;
  Type* type = type_of(self);
  const Value on_type = type_lookup(type, name);
  if (is_data_descriptor(on_type) &&
      type_of_object(on_type.object())->slots->get != nullptr)
    return bind_descriptor(fiber, on_type, self, type);
  const Value found = dict_find_name(dict, name);
  if (!found.is_undefined()) return found;
  if (!on_type.is_undefined())
    return bind_descriptor(fiber, on_type, self, type);
  const Value hook = dict_find_name(dict, names().dunder_getattr);
  if (!hook.is_undefined()) {
    const Value then = era_attribute(fiber, self, name);
    return then.is_undefined() ? call(fiber, hook, {Value::from_object(name)})
                               : then;
  }
  return missing_attribute(fiber, self, name);
}

bool module_setattr(Fiber& fiber, Value self, Str* name, Value value) {
  const Value on_type = type_lookup(type_of(self), name);
  if (is_data_descriptor(on_type))
    return type_of_object(on_type.object())
        ->slots->set(fiber, on_type, self, value);
  Dict* dict = self.as<Module>()->dict;
  if (!value.is_undefined()) {
    dict_set_name(fiber, dict, name, value);
    return true;
  }
  if (dict_remove_name(fiber, dict, name)) return true;
  no_attribute(fiber, self, name);
  return false;
}

Value module_repr(Fiber& fiber, Value self) {
  Dict* dict = self.as<Module>()->dict;
  const Value name = dict_find_name(dict, names().dunder_name);
  const Value file = dict_find_name(dict, names().dunder_file);
  std::string text = "<module ";
  text.append(name.is_undefined() ? "'?'" : safe_repr(fiber, name));
  if (is_kind(file, Kind::kStr)) {
    text.append(" from " + safe_repr(fiber, file));
  } else if (is_kind(name, Kind::kStr) &&
             (dict == rt().sys || dict == rt().builtins ||
              find_native_module(
                  std::string(name.as<Str>()->view()).c_str()) != nullptr)) {
    text.append(" (built-in)");
  }
  return str_value(fiber, text.append(">"));
}

Value module_dict(Fiber&, Value self) {
  return Value::from_object(self.as<Module>()->dict);
}
const GetSetDef kModuleGetSets[] = {{"__dict__", module_dict}, {}};

Value module_dir(Fiber& fiber, Value self, Args) {
  Dict* dict = self.as<Module>()->dict;
  const Value hook = dict_find_name(dict, names().dunder_dir);
  if (!hook.is_undefined()) return call(fiber, hook);
  List* list = list_from(fiber, Value::from_object(dict));
  return list != nullptr ? Value::from_object(list) : Value::error();
}
const MethodDef kModuleMethods[] = {
    {"__dir__", module_dir, 0, 0, 0,
     "__dir__() -> list\nspecialized dir() implementation"_doc},
    {}};

Value module_create(Fiber& fiber, Type* cls, Args) {
  Module* module = make<Module>(fiber, cls);
  module->dict = make_dict(fiber);
  return Value::from_object(module);
}
bool module_init(Fiber& fiber, Value self, Args args) {
  Value out[2] = {Value(), Value::none()};
  if (!parse_args(fiber, "module", args, {"name", "doc"}, 1, out)) return false;
  Dict* dict = self.as<Module>()->dict;
  dict_set_name(fiber, dict, names().dunder_name, out[0]);
  dict_set_name(fiber, dict, names().dunder_doc, out[1]);
  dict_set_name(fiber, dict, names().dunder_package, Value::none());
  dict_set_name(fiber, dict, names().dunder_loader, Value::none());
  dict_set_name(fiber, dict, names().dunder_spec, Value::none());
  return true;
}

}  // namespace

Value make_cell(Fiber& fiber, Value content) {
  Cell* cell = make<Cell>(fiber, types().cell);
  cell->value = content;
  return Value::from_object(cell);
}

Function* make_function(Fiber& fiber, Code* code, Dict* globals) {
  Function* function = make<Function>(fiber, types().function);
  function->code = code;
  function->globals = globals;
  function->builtins = builtins_for(code, globals);
  function->name = code->name;
  function->qualname = code->qualname;
  function->module = dict_find_name(globals, names().dunder_name);
  return function;
}

Value make_bound_method(Fiber& fiber, Value function, Value self) {
  BoundMethod* bound = make<BoundMethod>(fiber, types().bound_method);
  bound->function = function;
  bound->self = self;
  return Value::from_object(bound);
}

Module* make_module(Fiber& fiber, const char* name, const char* doc) {
  Module* module = make<Module>(fiber, types().module);
  module->dict = make_dict(fiber);
  dict_set_name(fiber, module->dict, names().dunder_name,
                str_value(fiber, name));
  dict_set_name(fiber, module->dict, names().dunder_doc,
                doc != nullptr ? str_value(fiber, doc) : Value::none());
  return module;
}

Dict* builtins_for(const Code* code, Dict* globals) {
  const Value given = dict_find_name(globals, names().dunder_builtins);
  Runtime& runtime = rt();
  // A namespace with builtins of its own keeps them; the usual ones stand for
  // those of the code's dialect.
  Dict* dict = nullptr;
  if (const Module* module = cast<Module>(given)) dict = module->dict;
  if (Dict* plain = cast<Dict>(given)) dict = plain;
  if (dict != nullptr && dict != runtime.builtins &&
      dict != runtime.era_builtins)
    return dict;
  return code->is_era() ? runtime.era_builtins : runtime.builtins;
}

namespace {

constexpr Slots make_function_slots() {
  Slots s = closed_slots();
  s.repr = function_repr;
  s.create = function_create;
  s.call = function_call;
  s.get = function_get;
  return s;
}
constexpr Slots kFunctionSlots = make_function_slots();

constexpr Slots make_bound_slots() {
  Slots s{};
  s.repr = bound_repr;
  s.call = bound_call;
  s.getattr = bound_getattr;
  s.compare = bound_compare;
  s.hash = bound_hash;
  s.create = bound_create;
  return s;
}
constexpr Slots kBoundSlots = make_bound_slots();

constexpr Slots make_cell_slots() {
  Slots s{};
  s.create = cell_create;
  s.repr = cell_repr;
  return s;
}
constexpr Slots kCellSlots = make_cell_slots();

constexpr Slots make_module_slots() {
  Slots s{};
  s.repr = module_repr;
  s.getattr = module_getattr;
  s.setattr = module_setattr;
  s.create = module_create;
  s.init = module_init;
  return s;
}
constexpr Slots kModuleSlots = make_module_slots();

}  // namespace

void init_function(Fiber& fiber) {
  Types& t = types();
  static const TypeDef kFunctionDef = {
      "function", &kFunctionLayout, &kFunctionSlots, nullptr, kFunctionGetSets,
      kTypeHasSlots | kTypeFinal,
      "Create a function object."};
  t.function = native_type(fiber, kFunctionDef);
  add_dict_attribute(fiber, t.function);

  static const TypeDef kBoundDef = {
      "method", &kBoundLayout, &kBoundSlots, nullptr, kBoundGetSets,
      kTypeFinal, "Create a bound instance method object."};
  t.bound_method = native_type(fiber, kBoundDef);

  static const TypeDef kCellDef = {"cell", &kCellLayout, &kCellSlots, nullptr,
                                   kCellGetSets, kTypeFinal,
                                   "Create a new cell object."};
  t.cell = native_type(fiber, kCellDef);

  static const TypeDef kModuleDef = {"module", &kModuleLayout, &kModuleSlots,
                                     kModuleMethods, kModuleGetSets, 0,
                                     "Create a module object."};
  t.module = native_type(fiber, kModuleDef);
}

}  // namespace mt::python
