// builtins.cc - the module builtins, put together from its parts.
//
// Two dictionaries: what Python 3 code sees, and what era code sees, which is
// the same with its own spellings on top.

#include "base/status.h"
#include "python/builtins_internal.h"
#include "python/dict.h"
#include "python/init.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

namespace {

void add_functions(Fiber& fiber, Dict* dict, const MethodDef* table) {
  Str* const module = intern(fiber, "builtins");
  for (const MethodDef* row = table; row->name != nullptr; ++row) {
    dict_set_text(fiber, dict, row->name,
                  native_function(fiber, *row, module));
  }
}

struct TypeRow {
  const char* name;
  Type* Types::*type;
};
constexpr TypeRow kTypes[] = {
    {"object", &Types::object},
    {"type", &Types::type},
    {"bool", &Types::bool_},
    {"int", &Types::int_},
    {"float", &Types::float_},
    {"complex", &Types::complex_},
    {"str", &Types::str},
    {"bytes", &Types::bytes},
    {"bytearray", &Types::bytearray},
    {"memoryview", &Types::memoryview},
    {"list", &Types::list},
    {"tuple", &Types::tuple},
    {"dict", &Types::dict},
    {"set", &Types::set},
    {"frozenset", &Types::frozenset},
    {"range", &Types::range},
    {"slice", &Types::slice},
    {"property", &Types::property},
    {"classmethod", &Types::classmethod},
    {"staticmethod", &Types::staticmethod},
    {"super", &Types::super},
    {"enumerate", &Types::enumerate},
    {"zip", &Types::zip},
    {"map", &Types::map},
    {"filter", &Types::filter},
    {"reversed", &Types::reversed},
#define MT_EXCEPTION(name, base) {#name, &Types::name},
#include "python/exceptions.def"
#undef MT_EXCEPTION
    {"EnvironmentError", &Types::OSError},
    {"IOError", &Types::OSError},
};

// What era code calls things by, where it is only another name.
constexpr TypeRow kEraTypes[] = {
    {"long", &Types::int_},         {"unicode", &Types::str},
    {"basestring", &Types::str},    {"xrange", &Types::range},
    {"StandardError", &Types::Exception},
    {"buffer", &Types::memoryview},
};

void add_types(Fiber& fiber, Dict* dict, const TypeRow* rows, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    Type* const type = types().*rows[i].type;
    if (type == nullptr) continue;
    Str* const name = type->name->view() == rows[i].name
                          ? type->name
                          : intern(fiber, rows[i].name);
    dict_set_name(fiber, dict, name, Value::from_object(type));
  }
}

}  // namespace

void init_builtins(Fiber& fiber) {
  init_singletons(fiber);
  Runtime& runtime = rt();
  if (runtime.builtins == nullptr) {
    runtime.builtins = make_dict(fiber);
    fiber.heap.add_permanent(runtime.builtins);
  }
  Dict* const dict = runtime.builtins;
  dict_set_text(fiber, dict, "__name__", str_value(fiber, "builtins"));
  dict_set_text(fiber, dict, "__doc__",
                str_value(fiber, "Built-in functions, exceptions, and other "
                                 "objects."));
  dict_set_text(fiber, dict, "__debug__", Value::from_bool(true));
  dict_set_text(fiber, dict, "None", Value::none());
  dict_set_text(fiber, dict, "True", Value::from_bool(true));
  dict_set_text(fiber, dict, "False", Value::from_bool(false));
  dict_set_text(fiber, dict, "Ellipsis", Value::ellipsis());
  dict_set_text(fiber, dict, "NotImplemented", Value::not_implemented());
  for (const MethodDef* table :
       {kBuiltinsObjects, kBuiltinsNumbers, kBuiltinsSequences, kBuiltinsCode,
        kBuiltinsText}) {
    add_functions(fiber, dict, table);
  }
  add_types(fiber, dict, kTypes, sizeof kTypes / sizeof kTypes[0]);

  add_site_builtins(fiber, dict);

  Dict* const era = dict_copy(fiber, dict);
  CHECK(era != nullptr);
  runtime.era_builtins = era;
  fiber.heap.add_permanent(era);
  add_types(fiber, era, kEraTypes, sizeof kEraTypes / sizeof kEraTypes[0]);
  add_functions(fiber, era, kBuiltinsEra);
}

}  // namespace mt::python
