// import.h - finding and loading modules.
//
// In this order: sys.modules; native modules (native.h); modules embedded in the
// program; files on sys.path. Embedded modules shadow files, so that a tap means
// the same everywhere.

#pragma once

#include <string>
#include <string_view>

#include "base/packed_text.h"
#include "python/function.h"
#include "python/object.h"

namespace mt::python {

// One module of the program's own library. Sorted by name.
struct EmbeddedSource {
  const char* name;      // dotted
  bool is_package;
  bool is_regular;       // LexRange::skips_bodies works for it
  const char* packed;    // by base/packed_text.h
  uint32_t packed_size;
  uint32_t size;         // of the text
};
// Tells the importer of the embedded modules (a higher floor has them), which
// live as long as the program.
void set_embedded_modules(const EmbeddedSource* modules, size_t count,
                          const TextModel* model);

// import a.b.c: returns the last module. Error when it raised.
Value import_module(Fiber& fiber, std::string_view dotted_name);
// The level of an import in era code: beside the importing module, then as
// level 0.
constexpr int kEraImportLevel = 255;
// __import__ with the importing module's globals.
Value import_level(Fiber& fiber, Str* name, Dict* globals, Value fromlist,
                   int level);
Value import_from(Fiber& fiber, Value module, Str* name);
bool import_star(Fiber& fiber, Value module, Frame* frame);

// The source of a module that can be found, its file, and the package that it
// is in; of a package that of its __main__. Null and ImportError otherwise.
Str* module_source(Fiber& fiber, std::string_view name, std::string* file,
                   std::string* package);

// Runs a module's source again, in the module it is. The module, or error.
Value reload_module(Fiber& fiber, Value module);

// The text of "<embedded>/name.py"; null, and nothing raised, for other names.
Str* library_source(Fiber& fiber, std::string_view file);
// What a unit was compiled from. Units of embedded modules keep no text: theirs
// is unpacked again, and theirs alone can be missing (null, nothing raised).
Str* unit_source(Fiber& fiber, Unit* unit);
// The text of a unit that keeps none; good until any of these is called again.
std::string_view library_text(const Unit* unit);
// What was unpacked stays for a while; this gives the memory back.
void forget_library_texts();
// One line of it, as tracebacks show it. False when there is none.
bool source_line(Fiber& fiber, Unit* unit, uint32_t line, std::string* text);

// Is a module of this name part of the program, as source?
bool is_embedded(std::string_view name);

}  // namespace mt::python
