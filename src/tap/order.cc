// order.cc - depth-first, children from the last to the first, then reversed.

#include "tap/order.h"

#include <algorithm>

namespace mt::tap {
namespace {

// Appends the nodes reachable from `start` in postorder. With `only_needs`, by
// the references that definitions need to be made.
class Walk {
 public:
  Walk(const GraphShape& shape, bool only_needs)
      : shape_(shape), only_needs_(only_needs), seen_(shape.size()) {}

  void from(uint32_t start) {
    enter(start);
    while (!path_.empty()) {
      Step& step = path_.back();
      if (step.at == shape_.first[step.node]) {
        done_.push_back(step.node);
        path_.pop_back();
      } else {
        enter(shape_.targets[--step.at]);
      }
    }
  }
  std::vector<uint32_t>& done() { return done_; }

 private:
  struct Step {
    uint32_t node;
    uint32_t at;  // references from here on have been followed
  };

  void enter(uint32_t node) {
    if (seen_[node]) return;
    seen_[node] = true;
    path_.push_back({node, only_needs_
                               ? shape_.first[node] + shape_.needs[node]
                               : shape_.first[node + 1]});
  }

  const GraphShape& shape_;
  bool only_needs_;
  std::vector<bool> seen_;
  std::vector<Step> path_;
  std::vector<uint32_t> done_;
};

}  // namespace

std::vector<uint32_t> writing_order(const GraphShape& shape) {
  Walk all(shape, false);
  if (shape.size() != 0) all.from(0);
  std::vector<uint32_t>& order = all.done();
  std::reverse(order.begin(), order.end());

  Walk definitions(shape, true);
  for (size_t i = order.size(); i-- > 0;) {
    if (shape.is_definition[order[i]]) definitions.from(order[i]);
  }
  order.erase(
      std::remove_if(order.begin(), order.end(),
                     [&](uint32_t n) { return shape.is_definition[n]; }),
      order.end());
  std::vector<uint32_t>& made_first = definitions.done();
  order.insert(order.end(), made_first.rbegin(), made_first.rend());
  return std::move(order);
}

}  // namespace mt::tap
