// test_dict.cc - the hash table under dict and set, against a plain model.

#include <criterion/criterion.h>

#include <vector>

#include "python/container.h"
#include "python/dict.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/interpreter.h"

using namespace mt::python;
using mt::python::testing::with_interpreter;

namespace {

struct Pair {
  Value key, value;
};

// What a dict should be: pairs in the order of insertion.
class Model {
 public:
  explicit Model(Fiber& fiber) : keys_(fiber), values_(fiber) {}
  long find(Value key) {
    for (size_t i = 0; i < keys_.size(); ++i)
      if (keys_[i] == key) return static_cast<long>(i);
    return -1;
  }
  void set(Value key, Value value) {
    const long at = find(key);
    if (at >= 0) {
      values_[static_cast<size_t>(at)] = value;
    } else {
      keys_.push(key);
      values_.push(value);
    }
  }
  bool remove(Value key) {
    const long at = find(key);
    if (at < 0) return false;
    for (size_t i = static_cast<size_t>(at); i + 1 < keys_.size(); ++i) {
      keys_[i] = keys_[i + 1];
      values_[i] = values_[i + 1];
    }
    keys_.pop();
    values_.pop();
    return true;
  }
  void agrees_with(Dict* dict) {
    cr_assert_eq(dict->live, keys_.size());
    uint32_t at = 0;
    Value key, value;
    size_t i = 0;
    while (dict_next(dict, &at, &key, &value)) {
      cr_assert(key == keys_[i]);
      cr_assert(value == values_[i]);
      ++i;
    }
    cr_assert_eq(i, keys_.size());
  }
  size_t size() const { return keys_.size(); }
  Value key(size_t i) { return keys_[i]; }

 private:
  GcVector keys_, values_;
};

uint32_t next_random(uint32_t* seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

// Keys of a dozen shapes, among them some whose hashes collide on purpose.
Value random_key(Fiber& fiber, uint32_t choice, uint32_t range) {
  const uint32_t n = choice / 4 % range;
  switch (choice % 4) {
    case 0: return Value::from_int(n);
    case 1: return Value::from_int(int64_t{n} << 32);
    case 2:
      return Value::from_object(intern(fiber, "name" + std::to_string(n)));
    default: return Value::from_int(-int64_t{n} - 1);
  }
}

void churn(Fiber& fiber, uint32_t seed, uint32_t range, uint32_t rounds) {
  Dict* const dict = make_dict(fiber);
  Model model(fiber);
  for (uint32_t round = 0; round < rounds; ++round) {
    const uint32_t what = next_random(&seed) % 16;
    const Value key = random_key(fiber, next_random(&seed), range);
    if (what < 8) {
      const Value value = Value::from_int(round);
      cr_assert(dict_set(fiber, dict, key, value));
      model.set(key, value);
    } else if (what < 13) {
      cr_assert_eq(dict_remove(fiber, dict, key), model.remove(key) ? 1 : 0);
    } else if (what < 15 && model.size() != 0) {
      Value popped, value;
      const bool last = what == 13;
      const Value expected = model.key(last ? model.size() - 1 : 0);
      cr_assert(dict_pop_end(fiber, dict, last, &popped, &value));
      cr_assert(popped == expected);
      model.remove(expected);
    } else {
      const Value found = dict_find(fiber, dict, key);
      cr_assert_eq(found.is_undefined(), model.find(key) < 0);
    }
    if (round % 64 == 0) model.agrees_with(dict);
  }
  model.agrees_with(dict);
}

}  // namespace

Test(dict, agrees_with_a_model_through_thousands_of_changes) {
  with_interpreter([](Fiber& fiber) {
    for (const uint32_t range : {1u, 3u, 10u, 60u, 400u})
      churn(fiber, range, range, 4000);
  });
}

Test(dict, finds_a_name_by_any_string_of_the_same_text) {
  with_interpreter([](Fiber& fiber) {
    Dict* const dict = make_dict(fiber);
    Str* const name = intern(fiber, "attribute");
    Str* const other = make_str(fiber, "attribute");
    cr_assert(other != name);
    cr_assert(dict_set(fiber, dict, Value::from_object(other),
                       Value::from_int(1)));
    cr_assert(dict_find_name(dict, name) == Value::from_int(1));
    dict_set_name(fiber, dict, name, Value::from_int(2));
    cr_assert_eq(dict->live, 1);
    cr_assert(dict_find(fiber, dict, Value::from_object(other)) ==
              Value::from_int(2));
  });
}

Test(dict, version_changes_with_keys_and_not_with_values) {
  with_interpreter([](Fiber& fiber) {
    Dict* const dict = make_dict(fiber);
    Str* const a = intern(fiber, "a");
    dict_set_name(fiber, dict, a, Value::from_int(1));
    const uint32_t version = dict_version(dict);
    cr_assert_neq(version, 0);
    dict_set_name(fiber, dict, a, Value::from_int(2));
    cr_assert_eq(dict_version(dict), version);
    cr_assert_eq(dict_entry_of(dict, a), 0);
    dict_set_text(fiber, dict, "b", Value::from_int(3));
    cr_assert_neq(dict_version(dict), version);
    const uint32_t second = dict_version(dict);
    cr_assert(dict_remove_name(fiber, dict, a));
    cr_assert_neq(dict_version(dict), second);
    cr_assert_eq(dict_entry_of(dict, a), -1);
  });
}

Test(dict, moves_keys_to_either_end) {
  with_interpreter([](Fiber& fiber) {
    for (const uint32_t count : {1u, 5u, 8u, 9u, 100u}) {
      Dict* const dict = make_dict(fiber);
      for (uint32_t i = 0; i < count; ++i)
        dict_set(fiber, dict, Value::from_int(i), Value::from_int(i * 10));
      // Bringing all to the front one after the other turns the order round.
      for (uint32_t i = 0; i < count; ++i)
        cr_assert_eq(dict_move(fiber, dict, Value::from_int(i), false), 1);
      uint32_t at = 0;
      Value key, value;
      for (uint32_t i = count; i-- > 0;) {
        cr_assert(dict_next(dict, &at, &key, &value));
        cr_assert(key == Value::from_int(i), "%u of %u", i, count);
        cr_assert(value == Value::from_int(i * 10));
        cr_assert(dict_find(fiber, dict, key) == value);
      }
      for (uint32_t i = 0; i < count; ++i)
        cr_assert_eq(dict_move(fiber, dict, Value::from_int(i), true), 1);
      at = 0;
      for (uint32_t i = 0; i < count; ++i) {
        cr_assert(dict_next(dict, &at, &key, &value));
        cr_assert(key == Value::from_int(i), "%u of %u", i, count);
      }
      cr_assert_eq(dict_move(fiber, dict, Value::from_int(-1), true), 0);
    }
  });
}

Test(dict, a_queue_of_keys_stays_small) {
  with_interpreter([](Fiber& fiber) {
    Dict* const dict = make_dict(fiber);
    Value key, value;
    for (uint32_t i = 0; i < 20000; ++i) {
      dict_set(fiber, dict, Value::from_int(i), Value::none());
      if (dict->live > 5) dict_pop_end(fiber, dict, false, &key, &value);
    }
    cr_assert_eq(dict->live, 5);
    cr_assert_lt(dict->capacity, 64);
  });
}

Test(set, algebra_agrees_with_bits) {
  with_interpreter([](Fiber& fiber) {
    uint32_t seed = 7;
    for (uint32_t round = 0; round < 200; ++round) {
      const uint64_t a = next_random(&seed), b = next_random(&seed);
      Set* const left = make_set(fiber);
      Set* const right = make_set(fiber);
      for (uint32_t i = 0; i < 24; ++i) {
        if (a >> i & 1) set_add(fiber, left, Value::from_int(i));
        if (b >> i & 1) set_add(fiber, right, Value::from_int(i));
      }
      const Value other = Value::from_object(right);
      const uint64_t expected[4] = {a | b, a & b, a & ~b, a ^ b};
      bool (*const operations[4])(Fiber&, Set*, Value) = {
          set_update, set_intersect, set_subtract, set_toggle};
      for (size_t op = 0; op < 4; ++op) {
        Set* const result = set_copy(fiber, left);
        cr_assert(operations[op](fiber, result, other));
        for (uint32_t i = 0; i < 24; ++i) {
          cr_assert_eq(set_contains(fiber, result, Value::from_int(i)),
                       static_cast<int>(expected[op] >> i & 1));
        }
      }
      cr_assert_eq(set_includes(fiber, left, right), (b & ~a) == 0);
    }
  });
}
