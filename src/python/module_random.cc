// module_random.cc - _random: the generator behind the module random.

#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "python/builtins_internal.h"
#include "python/mersenne_twister.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

struct RandomObject : Object {
  MersenneTwister* generator;  // owned
  // attributes follow
};

RandomObject* as_random(Value self) {
  return static_cast<RandomObject*>(self.object());
}

void release_random(Object* self) {
  delete static_cast<RandomObject*>(self)->generator;
}
const Layout kRandomLayout = {Kind::kNative, "random", sizeof(RandomObject),
                              nullptr, release_random, nullptr};

// From the system's randomness, or the clock where there is none.
void seed_freely(MersenneTwister* generator) {
  uint32_t words[16] = {};
  if (!random_bytes(words, sizeof words).ok()) {
    const uint64_t now = static_cast<uint64_t>(wall_ns());
    words[0] = static_cast<uint32_t>(now);
    words[1] = static_cast<uint32_t>(now >> 32);
    words[2] = static_cast<uint32_t>(getpid());
  }
  generator->seed(words, sizeof words / sizeof words[0]);
}

bool seed_with(Fiber& fiber, MersenneTwister* generator, Value value) {
  if (value.is_none() || value.is_undefined()) {
    seed_freely(generator);
    return true;
  }
  if (!is_integer(value)) {
    uint64_t hash = 0;
    if (!hash_of(fiber, value, &hash)) return false;
    value = int_from_u64(fiber, hash);
  }
  const IntOperand number(plain_integer(value));
  const IntegerView view = number;
  generator->seed(view.limbs, view.size);
  return true;
}

Value random_create(Fiber& fiber, Type* cls, Args args) {
  RandomObject* const self = make<RandomObject>(fiber, cls);
  if (self == nullptr) return Value::error();
  self->generator = new MersenneTwister;
  return seed_with(fiber, self->generator, args.get(0, Value()))
             ? Value::from_object(self)
             : Value::error();
}
bool random_init(Fiber&, Value, Args) { return true; }

Value random_seed(Fiber& fiber, Value self, Args args) {
  return none_if(seed_with(fiber, as_random(self)->generator,
                           args.get(0, Value())));
}
Value random_random(Fiber&, Value self, Args) {
  return Value::from_float(as_random(self)->generator->next_double());
}

Value random_getrandbits(Fiber& fiber, Value self, Args args) {
  int64_t bits = 0;
  if (!int_argument(fiber, args[0], &bits)) return Value::error();
  if (bits < 0) {
    return raise_value_error(fiber, "number of bits must be non-negative");
  }
  if (bits == 0) return Value::from_int(0);
  if (bits > int64_t{1} << 31) return raise_memory_error(fiber);
  MersenneTwister* const generator = as_random(self)->generator;
  if (bits <= 32) {
    return Value::from_int(generator->next() >> (32 - bits));
  }
  IntRoom room(fiber, static_cast<size_t>((bits + 31) / 32));
  if (!room.ok()) return Value::error();
  generator->fill_bits(room.limbs(), static_cast<uint64_t>(bits));
  return room.finish(false);
}

Value random_getstate(Fiber& fiber, Value self, Args) {
  uint32_t state[MersenneTwister::kWords + 1];
  as_random(self)->generator->save(state);
  Tuple* const tuple = make_tuple(fiber, MersenneTwister::kWords + 1);
  if (tuple == nullptr) return Value::error();
  for (uint32_t i = 0; i < tuple->size; ++i) {
    tuple->items[i] = Value::from_int(state[i]);
  }
  return Value::from_object(tuple);
}

Value random_setstate(Fiber& fiber, Value self, Args args) {
  const Tuple* const tuple = cast<Tuple>(args[0]);
  if (tuple == nullptr) {
    return raise_type_error(fiber, "state vector must be a tuple");
  }
  uint32_t state[MersenneTwister::kWords + 1];
  if (tuple->size != MersenneTwister::kWords + 1) {
    return raise_value_error(fiber, "state vector is the wrong size");
  }
  for (uint32_t i = 0; i < tuple->size; ++i) {
    int64_t word = 0;
    if (!int_argument(fiber, tuple->items[i], &word)) return Value::error();
    state[i] = static_cast<uint32_t>(word);
  }
  if (as_random(self)->generator->restore(state)) return Value::none();
  return raise_value_error(fiber, "invalid state");
}

const MethodDef kRandomMethods[] = {
    {"seed", random_seed, 0, 1},
    {"random", random_random, 0, 0},
    {"getrandbits", random_getrandbits, 1, 1},
    {"getstate", random_getstate, 0, 0},
    {"setstate", random_setstate, 1, 1},
    {}};

constexpr Slots make_random_slots() {
  Slots s{};
  s.create = random_create;
  s.init = random_init;
  return s;
}
constexpr Slots kRandomSlots = make_random_slots();
// All is in the __getstate__() of who is derived from it.
Tuple* random_parts(Fiber&, Value) { return rt().empty_tuple; }
bool set_random_parts(Fiber&, Value self, const Tuple* parts) {
  if (parts != nullptr) return false;
  as_random(self)->generator = new MersenneTwister;
  return true;
}
constexpr PartsDef kRandomParts = {random_parts, set_random_parts};
constexpr TypeDef kRandomType = {"_random.Random", &kRandomLayout,
                                 &kRandomSlots, kRandomMethods, nullptr,
                                 kTypeHasSlots, nullptr, &kRandomParts};

bool fill(Fiber& fiber, Dict* globals) {
  put(fiber, globals, "Random",
      Value::from_object(native_type(fiber, kRandomType)));
  return true;
}

}  // namespace

const ModuleDef kRandomModule = {"_random", nullptr, fill,
                                 "Module implements the Mersenne Twister "
                                 "random number generator."};

}  // namespace mt::python
