// ast_dump.h - the syntax tree as text.
//
// The text is that of CPython 3.11's ast.dump(tree, include_attributes=…),
// with non-ASCII characters escaped, floats to 17 digits, and integers beyond
// 64 bits as the digits they were written with. Nodes of the era show fields
// of their own.

#pragma once

#include <string>

#include "python/ast.h"

namespace mt::python::ast {

std::string dump(const Module& module, bool with_positions = false);

}  // namespace mt::python::ast
