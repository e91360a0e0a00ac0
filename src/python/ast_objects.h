// ast_objects.h - the syntax tree as Python objects: what module ast hands out.
//
// A table says of each class of nodes which fields it has and where they are in
// the nodes of ast.h. The classes themselves are written in Python (lib/ast.py)
// and found by name. Trees go one way only: what compile() is given as a tree
// ast.py turns into text first, for a tap keeps a function as its source.

#pragma once

#include "python/ast.h"
#include "python/object.h"

namespace mt::python {

// The tree of `source`, or error.
Value parse_to_objects(Fiber& fiber, Str* source, Str* filename,
                       ParseMode mode);

// True for an instance of ast.AST. Imports nothing: without the module there
// are none.
bool is_tree(Fiber& fiber, Value value);
// The source text of a tree; null when it has none, with the reason raised.
Str* source_of_tree(Fiber& fiber, Value tree, ParseMode mode);

}  // namespace mt::python
