// shell_complete.h - what the Tab key finds at the end of a line.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "twisted/engine.h"

namespace mt::twisted {

struct Completion {
  size_t start = 0;  // of the word that each candidate replaces
  std::vector<std::string> candidates;
};

// Completes a name, or the last part of a dotted one, as far as dictionaries
// tell: nothing of the user's runs.
Completion complete_names(Fiber& fiber, std::string_view line, Dict* globals);

}  // namespace mt::twisted
