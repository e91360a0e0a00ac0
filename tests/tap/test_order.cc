// test_order.cc - where objects go in a tap.

#include <criterion/criterion.h>

#include <algorithm>

#include "tap/order.h"

using mt::tap::GraphShape;
using mt::tap::writing_order;

namespace {

using Edges = std::vector<std::vector<uint32_t>>;

GraphShape shape_of(const Edges& edges, const std::vector<uint32_t>& needs,
                    const std::vector<bool>& definitions) {
  GraphShape shape;
  for (const auto& targets : edges) {
    shape.targets.insert(shape.targets.end(), targets.begin(), targets.end());
    shape.first.push_back(static_cast<uint32_t>(shape.targets.size()));
  }
  shape.needs = needs;
  shape.is_definition = definitions;
  return shape;
}

GraphShape plain(const Edges& edges) {
  return shape_of(edges, std::vector<uint32_t>(edges.size()),
                  std::vector<bool>(edges.size()));
}

}  // namespace

Test(order, what_is_referred_to_comes_later) {
  // 0 -> 1, 2; 1 -> 3; 2 -> 1: so 2 must stand before 1.
  const std::vector<uint32_t> order =
      writing_order(plain({{1, 2}, {3}, {1}, {}}));
  const std::vector<uint32_t> expected = {0, 2, 1, 3};
  cr_assert(order == expected);
}

Test(order, children_keep_their_order) {
  const std::vector<uint32_t> order = writing_order(plain({{1, 2, 3}, {}, {}, {}}));
  const std::vector<uint32_t> expected = {0, 1, 2, 3};
  cr_assert(order == expected);
}

Test(order, circles_end) {
  const std::vector<uint32_t> order = writing_order(plain({{1}, {2}, {0, 1}}));
  cr_assert_eq(order.size(), size_t{3});
  cr_assert_eq(order[0], 0u);
}

Test(order, definitions_stand_behind_their_users) {
  // 0 an instance of class 1 (base 2), which holds an instance, 3, of itself.
  const std::vector<uint32_t> order = writing_order(
      shape_of({{1}, {2, 3}, {}, {1}}, {0, 1, 0, 0}, {false, true, true, false}));
  const std::vector<uint32_t> expected = {0, 3, 1, 2};
  cr_assert(order == expected);
}

Test(order, a_million_in_a_row) {
  Edges edges(1000000);
  for (uint32_t i = 0; i + 1 < edges.size(); ++i) edges[i].push_back(i + 1);
  const std::vector<uint32_t> order = writing_order(plain(edges));
  cr_assert_eq(order.size(), edges.size());
  cr_assert(std::is_sorted(order.begin(), order.end()));
}
