// symtable.h - which name means what, scope by scope.
//
// Runs over the tree once the parser is done and before the compiler starts.
// It hangs a Scope on every node that opens one (Module, FunctionDef, Lambda,
// ClassDef, the four comprehensions) and a Symbol on every place that names a
// variable (Name, and wherever ast.h shows a `symbol` field). Everything it
// makes lives in the tree's arena.

#pragma once

#include <stdint.h>

#include <string_view>

#include "python/ast.h"
#include "python/parser.h"

namespace mt::python::ast {

enum class ScopeKind : uint8_t { kModule, kClass, kFunction };

enum class Binding : uint8_t {
  kLocal,           // a register: Symbol::local_slot
  kCell,            // local, and captured by an inner scope: cell_slot
  kFree,            // captured from an outer scope: free_slot
  kGlobalExplicit,  // `global x`: globals, then builtins
  kGlobalImplicit,  // bound nowhere around: globals, then builtins
  kNamed,           // module and class bodies: the frame's namespace, then
                    // globals, then builtins
};

constexpr uint32_t kNoSlot = 0xffffffff;

struct Symbol {
  Identifier name;  // mangled
  Binding binding{};
  bool is_parameter = false;
  bool is_assigned = false;   // bound here: =, import, def, for, del, …
  bool is_used = false;       // read here
  bool is_annotated = false;  // x: T
  bool is_global = false;     // named by `global`
  bool is_nonlocal = false;   // named by `nonlocal`
  // Of a module's body: named by `global` in some scope inside, so that exec()
  // with locals of its own means the same variable in both places.
  bool is_global_inside = false;
  bool is_imported = false;
  Span declared;  // of `global` or `nonlocal`, else of the first assignment

  // In a function: its register. Every parameter has one, also when it is a
  // cell (then the call delivers it there and the function moves it).
  uint32_t local_slot = kNoSlot;
  uint32_t cell_slot = kNoSlot;  // position in Scope::cells
  // Position in Scope::frees. In a class body a kFree name is read from the
  // namespace first and then from the cell; a kNamed one may have a free_slot
  // too, because a method captures the outer variable of the same name.
  uint32_t free_slot = kNoSlot;
};

// How a closure is made: for each entry of the inner scope's `frees`, in
// order, take the enclosing scope's cell or free variable number `index`.
struct FreeVariable {
  Identifier name;
  bool from_cell = false;  // else from the enclosing scope's frees
  uint32_t index = 0;
};

struct Scope {
  ScopeKind kind{};
  bool is_lambda = false;
  bool is_comprehension = false;  // has the one parameter ".0"
  bool is_coroutine = false;      // async def, or an asynchronous comprehension
  bool is_generator = false;      // contains yield; with is_coroutine: async
                                  // generator
  bool is_optimised = true;  // false: era `exec` or `import *` inside
  bool is_nested = false;    // some enclosing scope is a function
  bool has_varargs = false;
  bool has_varkeywords = false;
  // A class one of whose methods says super() or __class__: cells[0] is the
  // cell of "__class__", which the class object must be put into.
  bool needs_class_cell = false;
  bool has_annotations = false;  // module, class: needs __annotations__

  Identifier name;  // "<module>", "<lambda>", "<listcomp>", f, C, …
  Identifier qualname;
  Scope* parent = nullptr;  // null: the module
  uint32_t line = 0;

  Seq<Symbol*> symbols;  // in order of appearance
  // Registers, by local_slot: positional-only, positional, keyword-only, *args,
  // **kw, then the others by first appearance.
  Seq<Symbol*> locals;
  Seq<Identifier> cells;
  Seq<FreeVariable> frees;

  // The symbol of a mangled name, or null.
  const Symbol* find(Identifier name) const;
};

// Fills in every scope and symbol of `module`. False when the program breaks
// a rule that the grammar cannot express ("name 'x' is parameter and global",
// "'return' outside function", "two starred expressions in assignment"): then
// `error` says which, and where. What passes has no misplaced break, return,
// yield, await or `*x`; the compiler need not look again.
//
// Under `from __future__ import annotations` the annotations are not entered:
// names in them have no symbol, because nobody evaluates them.
bool build_symtable(Arena& arena, Module& module, SyntaxError* error);

}  // namespace mt::python::ast
