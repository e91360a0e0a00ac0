// library_text.h - the texts of the library in the program.
//
// They are packed one by one. What was unpacked stays for a while, since the
// bodies of functions are compiled when they are first called; units that were
// compiled from the library keep no text of their own.

#pragma once

#include <string>
#include <string_view>

#include "base/packed_text.h"
#include "python/object.h"

namespace mt::python {

struct Unit;

// Tells us of the library, which a higher floor has.
void set_library(const PackedLibrary& library);

// "<embedded>/twisted/internet/" is where the modules of a package seem to be.
constexpr std::string_view kEmbeddedRoot = "<embedded>/";

// A module by its dotted name; null: not in the library.
const PackedModule* find_packed(std::string_view name);
// Its text; good until any of these is called again.
std::string_view unpacked(const PackedModule& module);

// The text of "<embedded>/name.py"; null, and nothing raised, for other names.
Str* library_source(Fiber& fiber, std::string_view file);
// What a unit was compiled from. Units of embedded modules keep no text: theirs
// is unpacked again, and theirs alone can be missing (null, nothing raised).
Str* unit_source(Fiber& fiber, Unit* unit);
// The text of a unit that keeps none; good until any of these is called again.
std::string_view library_text(const Unit* unit);
// The docstring of a native function by its text_hash(), good until any of
// these is called again; its data is null when there is none.
std::string_view native_doc(uint32_t hash);
// Gives the memory of what was unpacked back.
void forget_library_texts();
// The same, and lets the pages of the program go on which packed texts are: for
// a server that has imported what it needs.
void rest_library();
// One line of a unit, as tracebacks show it. False when there is none.
bool source_line(const Unit* unit, uint32_t line, std::string* text);

}  // namespace mt::python
