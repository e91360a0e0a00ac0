// test_mersenne_twister.cc - the numbers CPython 3.11 draws from the same
// seeds.

#include <criterion/criterion.h>
#include <stdint.h>

#include "python/mersenne_twister.h"

using namespace mt::python;

Test(mersenne_twister, seed_42_draws_what_cpython_draws) {
  MersenneTwister random;
  const uint32_t seed = 42;
  random.seed(&seed, 1);
  cr_assert_eq(random.next_double(), 0.6394267984578837);
  cr_assert_eq(random.next_double(), 0.025010755222666936);
  cr_assert_eq(random.next_double(), 0.27502931836911926);
  uint32_t words[3];
  random.fill_bits(words, 70);
  cr_assert_eq(words[0], 958682846u);
  cr_assert_eq(words[1], 599310825u);
  cr_assert_eq(words[2], 47u);
  for (int i = 0; i < 2000; ++i) random.next_double();
  cr_assert_eq(random.next(), 2391086093u);
}

Test(mersenne_twister, long_seeds_and_none) {
  MersenneTwister random;
  const uint32_t seed[] = {5, 0, 64};
  random.seed(seed, 3);
  cr_assert_eq(random.next_double(), 0.46679953776226335);
  random.seed(nullptr, 0);
  cr_assert_eq(random.next_double(), 0.8444218515250481);
}

Test(mersenne_twister, a_saved_state_goes_on_where_it_was) {
  MersenneTwister one, other;
  for (int i = 0; i < 700; ++i) one.next();
  uint32_t state[MersenneTwister::kWords + 1];
  one.save(state);
  cr_assert(other.restore(state));
  for (int i = 0; i < 700; ++i) cr_assert_eq(one.next(), other.next());
  state[MersenneTwister::kWords] = 625;
  cr_assert_not(other.restore(state));
}
