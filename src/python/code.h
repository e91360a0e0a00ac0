// code.h - compiled code and the text it came from.
//
// A Unit is what was compiled at once: a module, a line typed at a prompt, a
// string given to exec. It keeps its source, so tracebacks, inspect and the tap
// find the text of any function; a Code is number `ordinal` of its Unit in the
// order in which the compiler met them (0 is the body). Compiling the same text
// again gives the same ordinals on every machine: the tap relies on that.

#pragma once

#include <optional>
#include <string>

#include "python/dialect.h"
#include "python/object.h"
#include "python/opcode.h"

namespace mt::python {

enum CodeFlags : uint32_t {
  kCodeVarArgs = 1 << 0,
  kCodeVarKeywords = 1 << 1,
  kCodeGenerator = 1 << 2,
  kCodeCoroutine = 1 << 3,
  kCodeAsyncGenerator = 1 << 4,
  kCodeEra = 1 << 5,        // compiled as era dialect
  kCodeClassic = 1 << 6,    // classes without a base are classic
  kCodeFunction = 1 << 7,   // fast locals (not a module or class body)
  kCodeClassBody = 1 << 8,
  kCodeNested = 1 << 9,
  kCodeWaiting = 1 << 10,   // its body is yet to be compiled
  // A generator that has something to do when nobody asks it any more: a `try`
  // around where it stands, or another iterator to close.
  kCodeHasLastWords = 1 << 11,
  kCodeIterableCoroutine = 1 << 12,  // its generators may be awaited
  kCodeReplaced = 1 << 13,  // code.replace() made it: no text says the same
  // A call must do more than copy positional arguments.
  kCodeNeedsBinding = kCodeVarArgs | kCodeVarKeywords | kCodeGenerator |
                      kCodeCoroutine | kCodeAsyncGenerator | kCodeWaiting,
};

struct Code;

struct Unit : Object {
  static constexpr Kind kKind = Kind::kUnit;
  Str* source;         // null: an embedded module's, see unit_source()
  Str* filename;
  ParseMode mode;
  Dialect dialect;     // as it turned out: kPython3 or kEra
  bool classic;
  uint32_t first_line; // of the source, usually 1
  Code* only;          // its one code, as long as `codes` is null
  List* codes;         // by ordinal, once there are several

  inline uint32_t code_count() const;
  inline Code* code_at(uint32_t ordinal) const;  // null: it is not kept
};

// Site::state. A site with no shape and no epoch remembers nothing.
enum SiteState : uint8_t {
  kSiteEmpty,
  kSiteInlineSlot,    // Site::slot: byte offset inside the object
  kSiteOverflowSlot,  // Site::slot: index in the overflow array
  kSiteClass,         // Site::holder: a class's dict, slot: entry at `version`
  kSiteMethod,        // Site::holder: a function or native method
  kSiteProperty,      // Site::holder: the getter, a plain function
  kSiteTupleItem,     // Site::slot: the index; a field of a named tuple
  kSiteModule,        // Site::slot: entry of the module's dict at version epoch
  kSiteTypeAttribute, // as kSiteClass; Site::shape is the class asked, no Shape
  kSiteOwnType,       // `__class__`
  kSiteGetter,        // Site::holder: a native attribute's descriptor
  kSiteStoreInline,   // as kSiteInlineSlot, of an instruction that stores
  kSiteStoreOverflow,
  kSiteAddInline,     // store that adds: Site::holder is the next shape
  kSiteGlobal,        // Site::slot: entry of globals at version epoch
  kSiteBuiltin,       // entry of builtins at `version`, absent in globals
};

// What an instruction that looks up a name remembers. A code gets its sites
// when it first runs: much of what is imported never does.
struct Site {
  Str* name;           // interned
  Shape* shape;        // of the object this is valid for; null: nothing cached
  Object* holder;      // method, class dict, or the shape after a store
  uint32_t epoch;      // type epoch, or version of the globals
  uint32_t version;    // version of the builtins, or of a class's dict
  uint32_t slot;       // attribute slot, or dict entry
  uint8_t state;       // a SiteState
  uint8_t misses;      // how often recall() had to help
};

// Instructions [start, end) are guarded: on an exception the VM stores it into
// R[target_register] and continues at `handler`. Innermost rows come first.
struct HandlerRow {
  uint32_t start, end, handler;
  uint16_t target_register;
  uint16_t unused = 0;  // or else nobody knows what stands there
};

// Source position of the instructions from `start` on, up to the next row. Of
// rows that begin at the same place, those before the last are statements that
// have no instruction. Line 0: what the compiler added by itself, which is on
// the line of whatever came before it.
struct PositionRow {
  uint32_t start;
  uint32_t line, end_line;
  uint16_t column, end_column;  // UTF-8 bytes, from 0; 0xffff: unknown
};

struct Code : Object {
  static constexpr Kind kKind = Kind::kCode;
  Str* name;
  Str* qualname;
  Unit* unit;
  uint32_t ordinal;
  uint32_t code_flags;
  uint32_t first_line;
  uint16_t register_count;
  // Parameters are the first registers, in this order: positional-only,
  // positional or keyword, keyword-only, *args, **keywords.
  uint16_t positional_only, positional, keyword_only;  // positional includes
                                                       // the positional-only
  // One more than the arguments of a call for which nothing is left to do but
  // to copy them; 0 until warm_up(), kNotPlain if there is no such call.
  uint16_t plain_count;
  uint16_t local_count;     // named registers, parameters first
  uint16_t free_count;      // cells copied in at entry, after the locals:
                            // R[local_count] .. R[local_count+free_count-1]
  uint16_t kept_count;      // constants that stay in the last registers
  uint32_t instruction_count, constant_count, site_count, handler_count,
      position_bytes;
  uint32_t waiting_end;     // kCodeWaiting: where its text ends
  // Owned, outside the heap: sites in a piece of their own, null until
  // warm_code(), and all the others in one that begins with the constants.
  Instruction* instructions;
  Value* constants;
  Site* sites;
  Str** site_names;
  HandlerRow* handlers;
  const uint8_t* positions;  // packed; position_of() reads them
  Tuple* local_names;   // Str for each named register; "" for hidden ones
  Tuple* free_names;
  Tuple* cell_names;    // locals that hold cells (subset of local_names)
  Str* doc;             // or null

  uint32_t parameter_count() const {  // registers filled by a call
    return uint32_t{positional} + keyword_only +
           ((code_flags & kCodeVarArgs) != 0) +
           ((code_flags & kCodeVarKeywords) != 0);
  }
  bool is_era() const { return (code_flags & kCodeEra) != 0; }
};

constexpr uint16_t kNotPlain = UINT16_MAX;

// Where an instruction came from, if that is known.
std::optional<PositionRow> position_of(const Code* code, uint32_t instruction);

// Sites that remember where objects keep an attribute do not ask the class any
// more. Whatever makes the class's word count again calls this: a property set
// under the name of an attribute, or __setattr__ on a class that is in use.
void forget_slots(Heap& heap);
// The sites that recall() looks through (vm_attributes.cc) know nothing then.
void forget_seen();

// Before a frame runs the code: compiles a body that waits, makes the sites.
// False: MemoryError.
bool warm_up(Fiber& fiber, Code* code);
inline bool warm_code(Fiber& fiber, Code* code) {
  return __builtin_expect(code->plain_count != 0, 1) || warm_up(fiber, code);
}

// --- bodies that wait: compiler_waiting.cc ----------------------------------
// Most functions of the program's own library are never called, so importing it
// leaves out the bodies of those that stand in a module or a class. Such a code
// knows its names, its parameters and where its text is; the rest is there once
// one of these returned true. False: MemoryError.
bool compile_waiting(Fiber& fiber, Code* code);
inline bool complete(Fiber& fiber, Code* code) {
  return (code->code_flags & kCodeWaiting) == 0 || compile_waiting(fiber, code);
}
// Ordinals of library codes count what has been compiled. This makes that of
// `code` what it is in the whole text.
bool number_as_whole(Fiber& fiber, Code* code);
// The body of a library module ran, and those of its classes: they run only
// once, so the unit does not keep them.
void forget_bodies(Fiber& fiber, Unit* unit);

// --- compiling: compiler.cc -------------------------------------------------
struct CompileOptions {
  ParseMode mode = ParseMode::kExec;
  Dialect dialect = Dialect::kEither;
  bool classic = false;       // base-less classes are classic even in Python 3
  uint32_t first_line = 1;
  bool* incomplete = nullptr;  // set when more input could complete the text
};
// The body of a new Unit, or null with SyntaxError raised.
Code* compile(Fiber& fiber, Str* source, Str* filename,
              const CompileOptions& options);
// The same of a module of the program's own library. The Unit does not keep the
// text: unit_source() finds it again. `is_regular`: as LexRange::skips_bodies
// wants it; function bodies are then left for later.
Code* compile_library(Fiber& fiber, std::string_view text, Str* filename,
                      bool classic, bool is_regular);

// One instruction per line, for `dis` and for tests.
std::string disassemble(const Code* code);

}  // namespace mt::python
