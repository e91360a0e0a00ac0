// Numbers of objects by their addresses, and the piles that hold them.

#include "tap/places.h"

#include <criterion/criterion.h>

#include "tap/pile.h"

using namespace mt::tap;

namespace {

const mt::python::Object* object_at(uintptr_t address) {
  return reinterpret_cast<const mt::python::Object*>(address);
}

}  // namespace

// The nearest any two can be, and far ones, with growth in between.
Test(places, each_address_has_a_word_of_its_own) {
  Places places;
  const uintptr_t steps[] = {16, 24, 40, 1024, 4096 + 16};
  uint32_t number = 0;
  uintptr_t address = 4096;
  for (const uintptr_t step : steps) {
    for (int i = 0; i < 1000; ++i, address += step) {
      cr_assert_eq(places[object_at(address)], 0u);
      places[object_at(address)] = ++number;
    }
  }
  number = 0;
  address = 4096;
  for (const uintptr_t step : steps) {
    for (int i = 0; i < 1000; ++i, address += step) {
      cr_assert_eq(places[object_at(address)], ++number, "step %u, object %d",
                   static_cast<unsigned>(step), i);
    }
  }
}

Test(pile, what_is_in_it_stays_while_it_grows) {
  Pile<uint32_t> pile;
  for (uint32_t i = 0; i < 100000; ++i) pile.push(i);
  const uint32_t more[] = {7, 8, 9};
  pile.append(more, 3);
  cr_assert_eq(pile.size(), size_t{100003});
  for (uint32_t i = 0; i < 100000; ++i) cr_assert_eq(pile[i], i);
  cr_assert_eq(pile[100002], 9u);
  // Room is not taken before somebody says so.
  pile.room(5000);
  cr_assert_eq(pile.size(), size_t{100003});
  pile.clear();
  cr_assert(pile.empty());
}
