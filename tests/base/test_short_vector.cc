// test_short_vector.cc - items inside and outside of the vector.

#include "base/short_vector.h"

#include <criterion/criterion.h>

#include <utility>

using mt::ShortVector;

namespace {

using Short = ShortVector<int, 4>;

Short counted(int count) {
  Short made;
  for (int i = 0; i < count; ++i) made.push_back(i);
  return made;
}

void expect_counted(const Short& items, size_t count, const char* what) {
  cr_assert(items.size() == count, "%s: %zu items", what, items.size());
  for (size_t i = 0; i < count; ++i)
    cr_assert(items[i] == static_cast<int>(i), "%s: item %zu", what, i);
}

}  // namespace

Test(short_vector, items_survive_the_way_out) {
  for (int count = 0; count < 40; ++count)
    expect_counted(counted(count), static_cast<size_t>(count), "pushed");
}

Test(short_vector, an_item_of_its_own_can_be_pushed_when_it_is_full) {
  Short items = counted(4);
  items.push_back(items[3]);
  cr_assert(items.size() == 5 && items[4] == 3);
}

Test(short_vector, copies_are_apart_and_moves_leave_nothing) {
  for (const int count : {0, 3, 4, 5, 30}) {
    const size_t size = static_cast<size_t>(count);
    Short first = counted(count);
    Short copy = first;
    copy.push_back(7);
    expect_counted(first, size, "copied from");
    copy = first;
    expect_counted(copy, size, "assigned");
    const Short moved = std::move(first);
    expect_counted(moved, size, "moved");
    cr_assert(first.empty());
    first.push_back(0);
    expect_counted(first, 1, "used again");
    first = std::move(copy);
    expect_counted(first, size, "moved into");
  }
}

Test(short_vector, resizing_fills_what_is_new) {
  Short items = counted(3);
  items.resize(9, 5);
  cr_assert(items.size() == 9 && items[2] == 2 && items[3] == 5 &&
            items[8] == 5);
  items.resize(2);
  expect_counted(items, 2, "shortened");
  items.assign(6, 1);
  cr_assert(items.size() == 6 && items[0] == 1 && items[5] == 1);
}
