// order.h - in which order the objects of a graph are written.
//
// Each object before those it refers to, as far as there are no circles, so
// that a tap reads from the application downwards and a reader, who goes from
// the last to the first, fills what is inside before what is around it: the
// items of a tuple before the dictionary in which it is a key. Definitions
// (classes, modules, texts) come behind everything else, each before those it
// is made of, so that a reader meets a class before its instances.
//
// Only references decide, and the order in which they stand: no addresses, no
// hashes. Depth costs memory, not stack.

#pragma once

#include <stdint.h>

#include <vector>

namespace mt::tap {

struct GraphShape {
  // References of node i: targets[first[i]] up to targets[first[i + 1]].
  std::vector<uint32_t> first{0};
  std::vector<uint32_t> targets;
  // How many of a node's references are needed to make it. Not zero only for
  // definitions; these form no circle.
  std::vector<uint32_t> needs;
  std::vector<bool> is_definition;

  uint32_t size() const { return static_cast<uint32_t>(first.size() - 1); }
};

// The nodes in the order they are written; node 0 is the root.
std::vector<uint32_t> writing_order(const GraphShape& shape);

}  // namespace mt::tap
