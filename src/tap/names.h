// names.h - what an import finds again.
//
// A class or function is stored by name when importing its module and walking
// its qualified name leads to the same object. The walk looks into dictionaries
// only: no __getattr__, no descriptor, no property has a say, so a name in a
// hostile file can do no more than import a module.

#pragma once

#include <string>
#include <string_view>

#include "python/fiber.h"
#include "python/object.h"

namespace mt::tap {

// Identifiers with dots between them. Anything else must never reach the
// importer, which would take "../x" for a path.
bool is_dotted_name(std::string_view name);

// The object called `name` ("Class.method", or "" for the module itself) in a
// module. Undefined when the module has no such name; error when importing
// raised. Without `may_import` only modules that are loaded count.
python::Value find_named(python::Fiber& fiber, std::string_view module,
                         std::string_view name, bool may_import);

// The name under which find_named() gives this very object, in this process and
// in the next. False: it must be stored whole, or not at all.
bool name_of(python::Fiber& fiber, python::Value value, std::string* module,
             std::string* name);

// The name of the module that owns this dictionary, when an import finds it.
bool module_of(python::Fiber& fiber, python::Dict* dict, std::string* module);

// A class for messages: "twisted.internet.app.Application".
std::string class_name(const python::Type* type);

}  // namespace mt::tap
