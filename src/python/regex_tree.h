// regex_tree.h - a parsed regular expression.
//
// Nodes are numbered in the order in which they were read and refer to each
// other by number; a row of nodes is chained by `next`. What flags decide
// (case, ASCII, lines) is decided in the nodes already.

#pragma once

#include <string>
#include <vector>

#include "python/regex.h"

namespace mt::python {

enum class RegexKind : uint8_t {
  kEmpty,       // matches nothing at all, everywhere
  kNever,       // (?!)
  kChar,        // low: the character
  kAny, kAnyAll,
  kSet,         // low: the set
  kAt,          // low: RegexOp; high: is ASCII
  kGroup,       // child; low: number, kNoIndex when it captures nothing
  kBranch,      // child: rows of kGroup nodes, one for each alternative
  kRepeat,      // child; low, high; mode
  kAtomic,      // child
  kLook,        // child; low: is negative; high: looks behind
  kBackref,     // low: group; high: 0 exact, 1 any case, 2 any ASCII case
  kCondition,   // child: two kGroup nodes, yes and no; low: group
};

struct RegexNode {
  RegexKind kind = RegexKind::kEmpty;
  RegexMode mode = RegexMode::kGreedy;
  uint32_t low = 0, high = 0;
  uint32_t child = kNoIndex, next = kNoIndex;
};

// Characters that something matches: at least, at most. Both stop counting at
// kMaxWidth.
struct RegexWidth {
  uint64_t least = 0, most = 0;
};
constexpr uint64_t kMaxWidth = UINT32_MAX;

struct RegexTree {
  std::vector<RegexNode> nodes;
  std::vector<CharSet> sets;
  std::vector<RegexProgram::Name> names;
  uint32_t root = kNoIndex;  // a row
  uint32_t groups = 0;
  uint32_t flags = 0;
  bool is_text = true;
};

// How deeply groups may be nested.
constexpr uint32_t kMaxRegexDepth = 400;

// False: *error says why.
bool parse_regex(std::string_view pattern, bool is_text, uint32_t flags,
                 RegexTree* tree, RegexError* error,
                 std::vector<RegexWarning>* warnings);

// Writes the code of a tree; false: *error says why.
bool write_regex(const RegexTree& tree, RegexProgram* program,
                 RegexError* error);
// Notes what may come first wherever the matcher asks, and at the beginning.
void note_first_bytes(RegexProgram* program);

}  // namespace mt::python
