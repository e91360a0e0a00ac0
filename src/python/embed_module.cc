// embed_module.cc - include/microtwisted/module.h: tables of C++ functions as
// modules, and the way from a Python call to one of them.

#include "microtwisted/module.h"

#include <string.h>

#include <string>
#include <string_view>

#include "base/status.h"
#include "python/dict.h"
#include "python/embed_internal.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/str.h"

namespace microtwisted {

namespace {

constexpr size_t kMaxModules = 64;
constexpr size_t kMaxParameters = 32;

// A builtin that knows its row. A native function is told its `self` and not
// which function it is; so ours is its own self.
struct EmbeddedFunction : py::Builtin {
  const Function* row;
  void* context;
};

// One module as import.cc looks at it; `tables[i]` points into `slots[i]`, or
// to a module of no name, which nobody can ask for.
struct Slot {
  py::ModuleDef def;
  const Module* module;
};
constexpr py::ModuleDef kNoModule = {"", nullptr, nullptr};
Slot g_slots[kMaxModules];
const py::ModuleDef* g_table[kMaxModules];
size_t g_module_count = 0;

py::Type* g_type = nullptr;  // of EmbeddedFunction

// --- the class --------------------------------------------------------------

void trace_function(py::Object* self, py::Tracer& tracer) {
  const EmbeddedFunction* function = static_cast<EmbeddedFunction*>(self);
  tracer.visit(function->module);
}

void release_function(py::Object* self) {
  delete static_cast<EmbeddedFunction*>(self)->def;
}

const py::Layout kFunctionLayout = {
    py::Kind::kBuiltin, "builtin",        sizeof(EmbeddedFunction),
    trace_function,     release_function, nullptr};

py::Value function_repr(py::Fiber& fiber, py::Value self) {
  return py::str_value(fiber,
                       mt::format("<built-in function %s>",
                                  self.as<EmbeddedFunction>()->row->name));
}

py::Value function_self(py::Fiber&, py::Value self) {
  const EmbeddedFunction* function = self.as<EmbeddedFunction>();
  if (function->module == nullptr) return py::Value::none();
  const py::Value module =
      py::dict_find_name(py::rt().modules, function->module);
  return module.is_undefined() ? py::Value::none() : module;
}

const py::GetSetDef kFunctionGetSets[] = {{"__self__", function_self}, {}};

py::Type* function_type(py::Fiber& fiber) {
  if (g_type != nullptr) return g_type;
  static const py::Slots slots = [] {
    py::Slots s{};
    s.repr = function_repr;
    return s;
  }();
  static const py::TypeDef def = {
      "builtin_function_or_method",
      &kFunctionLayout,
      &slots,
      nullptr,
      kFunctionGetSets,
      py::kTypeFinal | py::kTypeNotCreatable};
  py::Type* const base = py::types().builtin;
  g_type = py::native_type(fiber, def, base);
  // A class gets its own of these, which would hide those of the functions.
  for (py::Str* name : {py::names().dunder_doc, py::names().dunder_module}) {
    py::dict_set_name(fiber, g_type->dict(), name,
                      py::dict_find_name(base->dict(), name));
    py::type_changed(fiber, g_type, name);
  }
  return g_type;
}

// --- calling ----------------------------------------------------------------

py::Value call_embedded(py::Fiber& fiber, py::Value self, py::Args args) {
  const EmbeddedFunction* function = self.as<EmbeddedFunction>();
  return Access::run_function(*function->row, function->context, fiber, args);
}

// The next of the names in "cup sugar milk", taken off the front.
std::string_view next_name(std::string_view* names) {
  while (!names->empty() && names->front() == ' ') names->remove_prefix(1);
  const std::string_view name = names->substr(0, names->find(' '));
  names->remove_prefix(name.size());
  return name;
}

size_t count_names(const char* parameters) {
  std::string_view names(parameters);
  size_t count = 0;
  while (!next_name(&names).empty()) ++count;
  return count;
}

// The place of a keyword, or -1.
int place_of(const char* parameters, std::string_view keyword) {
  std::string_view names(parameters);
  for (int place = 0;; ++place) {
    const std::string_view name = next_name(&names);
    if (name.empty()) return -1;
    if (name == keyword) return place;
  }
}

// Puts each argument into its place, in CPython's words where that fails.
bool place_arguments(py::Fiber& fiber, const Function& row, py::Args args,
                     size_t places, Value* values, uint8_t* given) {
  const uint32_t positional = args.positional();
  if (args.count > places) {
    py::raise_type_error(fiber, "%s() takes %s %zu argument%s (%u given)",
                         row.name,
                         static_cast<size_t>(row.least) < places ? "at most"
                                                                 : "exactly",
                         places, places == 1 ? "" : "s", args.count);
    return false;
  }
  for (uint32_t i = 0; i < args.count; ++i) {
    size_t place = i;
    if (i >= positional) {
      const py::Str* const key =
          args.names()->items[i - positional].as<py::Str>();
      const int found = place_of(row.parameters, key->view());
      if (found < 0) {
        py::raise_type_error(
            fiber, "'%s' is an invalid keyword argument for %s()",
            std::string(key->view()).c_str(), row.name);
        return false;
      }
      place = static_cast<size_t>(found);
      if (given[place] != 0) {
        py::raise_type_error(
            fiber,
            "argument for %s() given by name ('%s') and position (%d)",
            row.name, std::string(key->view()).c_str(), found + 1);
        return false;
      }
    }
    values[place] = Access::out(fiber, args[i]);
    given[place] = 1;
  }
  std::string_view names(row.parameters);
  for (int i = 0; i < row.least; ++i) {
    const std::string name(next_name(&names));
    if (given[i] != 0) continue;
    py::raise_type_error(fiber,
                         "%s() missing required argument '%s' (pos %d)",
                         row.name, name.c_str(), i + 1);
    return false;
  }
  return true;
}

// --- making -----------------------------------------------------------------

bool is_complete(const Function& row) {
  if (row.name == nullptr || row.run == nullptr || row.least < 0) return false;
  if (row.least > 127 || row.most > 127) return false;
  if (row.parameters == nullptr) return row.most < 0 || row.least <= row.most;
  const size_t places = count_names(row.parameters);
  return places <= kMaxParameters &&
         static_cast<size_t>(row.least) <= places &&
         row.most == static_cast<int>(places);
}

py::Value make_embedded(py::Fiber& fiber, const Function& row, void* context,
                        py::Str* module) {
  EmbeddedFunction* const made =
      py::make<EmbeddedFunction>(fiber, function_type(fiber));
  py::DocumentedDef* const def = new py::DocumentedDef;
  def->name = row.name;
  def->fn = call_embedded;
  def->least = static_cast<int8_t>(row.least);
  def->most = static_cast<int8_t>(row.most);
  def->flags = py::kMethodOwnDoc;
  if (row.parameters != nullptr) def->flags |= py::kMethodKeywords;
  def->text = row.doc;
  made->def = def;
  made->row = &row;
  made->context = context;
  made->module = module;
  made->self = py::Value::from_object(made);
  return py::Value::from_object(made);
}

Value constant_value(const Constant& row) {
  switch (row.what) {
    case Constant::What::kInt: return row.number;
    case Constant::What::kFloat: return row.real;
    case Constant::What::kBool: return row.number != 0;
    case Constant::What::kText: return row.text;
  }
  return Value();
}

const Slot* find_slot(std::string_view name) {
  for (size_t i = 0; i < g_module_count; ++i) {
    if (name == g_slots[i].def.name) return &g_slots[i];
  }
  return nullptr;
}

// What import.cc calls when it has made the module.
bool fill_module(py::Fiber& fiber, py::Dict* globals) {
  const py::Str* const label =
      py::cast<py::Str>(py::dict_find_name(globals, py::names().dunder_name));
  CHECK(label != nullptr);
  const Slot* const slot = find_slot(label->view());
  CHECK(slot != nullptr);
  py::Str* const name = py::intern(fiber, slot->def.name);
  const Module& module = *slot->module;
  const OnFiber here(fiber);
  const py::SliceHold hold;
  for (const Function* row = module.functions; row && row->name; ++row)
    py::dict_set_text(fiber, globals, row->name,
                      make_embedded(fiber, *row, module.context, name));
  for (const Constant* row = module.constants; row && row->name; ++row) {
    const py::Value value = Access::raise(fiber, constant_value(*row));
    if (value.is_error()) return false;
    py::dict_set_text(fiber, globals, row->name, value);
  }
  if (module.prepare == nullptr) return true;
  const py::Value made = py::dict_find_name(py::rt().modules, name);
  const Value end =
      module.prepare(Access::out(fiber, made), module.context);
  return !Access::raise(fiber, end).is_error();
}

}  // namespace

py::Value Access::run_function(const Function& row, void* context,
                               py::Fiber& fiber, py::Args args) {
  static_assert(sizeof(Value) == sizeof(py::Value), "words of the same width");
  const OnFiber here(fiber);
  const py::SliceHold hold;
  Call call;
  call.context_ = context;
  Value values[kMaxParameters];
  uint8_t given[kMaxParameters] = {};
  if (row.parameters == nullptr) {
    // Arguments are never undefined and never errors: the words are the same.
    call.values_ = reinterpret_cast<const Value*>(args.values);
    call.count_ = args.count;
  } else {
    call.count_ = count_names(row.parameters);
    call.values_ = values;
    call.given_ = given;
    if (!place_arguments(fiber, row, args, call.count_, values, given))
      return py::Value::error();
  }
  return raise(fiber, row.run(call));
}

bool Call::has(size_t i) const {
  return i < count_ && (given_ == nullptr || given_[i] != 0);
}

bool add_module(const Module& module) {
  if (module.name == nullptr || module.name[0] == '\0') return false;
  if (g_module_count == kMaxModules) return false;
  if (py::find_native_module(module.name) != nullptr) return false;
  for (const Function* row = module.functions; row && row->name; ++row) {
    if (!is_complete(*row)) return false;
  }
  if (g_module_count == 0) {
    for (const py::ModuleDef*& entry : g_table) entry = &kNoModule;
    py::add_native_modules(g_table, kMaxModules);
  }
  Slot& slot = g_slots[g_module_count];
  slot.def = {module.name, nullptr, fill_module, module.doc};
  slot.module = &module;
  g_table[g_module_count++] = &slot.def;
  return true;
}

Value make_function(const Function& row, void* context) {
  py::Fiber& f = fiber();
  if (!is_complete(row))
    return error("ValueError", "a function row is not complete");
  return Access::out(f, make_embedded(f, row, context, nullptr));
}

}  // namespace microtwisted
