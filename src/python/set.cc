// set.cc - set and frozenset: membership and algebra.
//
// The classes with their methods are in set_type.cc.

#include "python/dict.h"

#include <algorithm>

#include "python/hash_table.h"
#include "python/list.h"
#include "python/range.h"
#include "python/str.h"

namespace mt::python {

namespace {

using Table = HashTable<Set>;

// For so many items of a list there is room at once; they may all be the same.
constexpr uint32_t kExpected = 80;

bool add_hashed(Fiber& fiber, Set* set, Value key, uint64_t hash) {
  uint32_t hole = kNoHole;
  const int64_t number = Table::find(fiber, set, key, hash, &hole);
  if (number == kAbsent && set->used != set->capacity) {
    if (set->index != nullptr) set->index[hole] = set->used + 1;
    set->entries[set->used++] = {key, hash};
    ++set->live;
    set->version = 0;
    return true;
  }
  if (number != kAbsent) return number >= 0;
  return Table::insert(fiber, set, key, hash, hole) != nullptr;
}

// Adds the first of these items, as long as they are integers and texts that
// know their hashes and there is room; how many they were.
uint32_t add_plainly(Set* set, const Value* items, uint32_t count) {
  if (set->index == nullptr) return 0;
  uint32_t* const index = set->index;
  SetEntry* const entries = set->entries;
  const uint32_t mask = set->index_size - 1;
  const auto bits = static_cast<uint32_t>(__builtin_ctz(set->index_size));
  const uint32_t before = set->used;
  uint32_t used = before, i = 0;
  for (; i < count && used != set->capacity; ++i) {
    const Value key = items[i];
    const bool is_text = is_exact_str(key);
    uint64_t hash;
    if (is_text) {
      hash = key.object()->aux;
      if (hash == 0) break;
    } else if (key.is_int()) {
      const int64_t number = key.as_int();
      hash = static_cast<uint64_t>(number == -1 ? -2 : number);
    } else {
      break;
    }
    uint32_t at = hash_place(hash, bits);
    bool is_known = false, is_odd = false;
    for (; index[at] != 0; at = (at + 1) & mask) {
      const SetEntry& entry = entries[index[at] - 1];
      is_known = entry.key == key;
      if (is_known) break;
      if (entry.hash != hash) continue;
      is_odd = !is_text || !is_exact_str(entry.key);
      is_known = !is_odd && str_equal(entry.key.as<Str>(), key.as<Str>());
      if (is_odd || is_known) break;
    }
    if (is_odd) break;
    if (is_known) continue;
    entries[used++] = {key, hash};
    index[at] = used;
  }
  set->used = used;
  set->live += used - before;
  if (used != before) set->version = 0;
  return i;
}

void remove_entry(Fiber& fiber, Set* set, int64_t number) {
  fiber.heap.retire(set->entries[number].key);
  Table::remove(set, static_cast<uint32_t>(number));
}

int discard_hashed(Fiber& fiber, Set* set, Value key, uint64_t hash) {
  const int64_t number = Table::find(fiber, set, key, hash);
  if (number < 0) return number == kAbsent ? 0 : -1;
  remove_entry(fiber, set, number);
  return 1;
}

// The items of any iterable as a set; itself when it is one.
const Set* as_items(Fiber& fiber, Value items) {
  if (is_any_set(items)) return items.as<Set>();
  Set* const made = make_set(fiber);
  return made != nullptr && set_update(fiber, made, items) ? made : nullptr;
}

}  // namespace

Set* make_set(Fiber& fiber, bool frozen, uint32_t room) {
  return Table::make(fiber, frozen ? types().frozenset : types().set,
                     frozen ? Kind::kFrozenSet : Kind::kSet, room);
}

// For some of what is in this one.
static Set* make_part(Fiber& fiber, const Set* whole, bool frozen) {
  const uint32_t most = whole->live;
  return make_set(fiber, frozen,
                  most <= 2 * kUnindexed ? std::min(most, kUnindexed) : 0);
}

Set* make_set(Fiber& fiber, const Value* items, uint32_t count) {
  Set* const set =
      make_set(fiber, false, count <= kUnindexed ? count : 0);
  for (uint32_t i = 0; i < count; ++i)
    if (!set_add(fiber, set, items[i])) return nullptr;
  return set;
}

bool set_add(Fiber& fiber, Set* set, Value key) {
  if (add_plainly(set, &key, 1) != 0) return true;
  uint64_t hash;
  return hash_key(fiber, key, &hash) && add_hashed(fiber, set, key, hash);
}

int set_contains(Fiber& fiber, Set* set, Value key) {
  uint64_t hash;
  if (!hash_key(fiber, key, &hash)) return -1;
  const int64_t number = Table::find(fiber, set, key, hash);
  return number == kFailed ? -1 : number >= 0;
}

int set_discard(Fiber& fiber, Set* set, Value key) {
  uint64_t hash;
  if (!hash_key(fiber, key, &hash)) return -1;
  return discard_hashed(fiber, set, key, hash);
}

// The characters of a text that is ASCII.
static bool add_characters(Fiber& fiber, Set* set, const Str* text) {
  // Of a set that had nothing else, characters that it has are not looked for,
  // until others may have changed it.
  const bool was_empty = set->live == 0;
  constexpr uint32_t kAtOnce = 4096;
  for (uint32_t i = 0; i < text->byte_count;) {
    if (!safe_point(fiber)) return false;
    const bool is_new = set->live == 0;
    uint64_t seen[2] = {};
    const uint32_t stop = i + std::min(text->byte_count - i, kAtOnce);
    for (; i < stop; ++i) {
      const auto c = static_cast<uint8_t>(text->data()[i]);
      const uint64_t bit = uint64_t{was_empty} << (c & 63);
      if ((seen[c >> 6] & bit) != 0) continue;
      seen[c >> 6] |= bit;
      const Value one = str_from_char(fiber, c);
      if (is_new && set->index == nullptr && set->used < set->capacity) {
        set->entries[set->used++] = {one, str_hash(one.as<Str>())};
        ++set->live;
        set->version = 0;
      } else if (!set_add(fiber, set, one)) {
        return false;
      }
    }
  }
  return true;
}

bool set_update(Fiber& fiber, Set* set, Value iterable) {
  if (is_any_set(iterable)) {
    const Set* const other = iterable.as<Set>();
    if (other == set) return true;
    if (set->live == 0) return Table::copy(fiber, set, other);
    for (uint32_t i = other->first; i < other->used; ++i) {
      const SetEntry entry = other->entries[i];
      if (!entry.key.is_undefined() &&
          !add_hashed(fiber, set, entry.key, entry.hash)) {
        return false;
      }
    }
    return true;
  }
  if (is_exact(iterable, types().dict)) {
    const Dict* const dict = iterable.as<Dict>();
    if (set->live == 0 && dict->live > kUnindexed &&
        !Table::resize(fiber, set, dict->live)) {
      return false;
    }
    for (uint32_t i = dict->first; i < dict->used; ++i) {
      const DictEntry entry = dict->entries[i];
      if (!entry.key.is_undefined() &&
          !add_hashed(fiber, set, entry.key, entry.hash)) {
        return false;
      }
    }
    return true;
  }
  if (is_exact(iterable, types().list)) {
    const List* const list = iterable.as<List>();
    if (set->live == 0 && list->size > kUnindexed &&
        !Table::resize(fiber, set, std::min(list->size, kExpected)))
      return false;
    constexpr uint32_t kAtOnce = 512;
    for (uint32_t i = 0; i < list->size; ++i) {
      if (!safe_point(fiber)) return false;
      if (i >= list->size) break;
      i += add_plainly(set, list->items + i, std::min(list->size - i, kAtOnce));
      if (i >= list->size) break;
      // Where none was there twice, the others may be all different, too.
      const bool is_full = set->used == set->capacity;
      if (is_full && set->live == i && set->live == set->used &&
          !Table::resize(fiber, set, std::min(list->size, i * 4)))
        return false;
      if (!set_add(fiber, set, list->items[i])) return false;
    }
    return true;
  }
  constexpr int64_t kMostListed = 4096;
  if (is_exact(iterable, types().range) && iterable.as<Range>()->is_small() &&
      iterable.as<Range>()->length.as_int() <= kMostListed) {
    const List* const list = list_from(fiber, iterable);
    return list != nullptr && set_update(fiber, set, Value::from_object(list));
  }
  if (is_exact(iterable, types().str) && iterable.as<Str>()->is_ascii())
    return add_characters(fiber, set, iterable.as<Str>());
  Value item;
  Iteration it(fiber, iterable);
  while (it.quick_next(&item))
    if (!set_add(fiber, set, item)) return false;
  return !it.failed();
}

void set_clear(Fiber& fiber, Set* set) {
  if (fiber.heap.is_marking()) {
    uint32_t at = 0;
    Value key;
    while (set_next(set, &at, &key)) fiber.heap.retire(key);
  }
  Table::clear(fiber, set);
}

Set* set_copy(Fiber& fiber, const Set* set, bool frozen) {
  const uint32_t room = set->live <= kUnindexed ? set->live : 0;
  Set* const copy = make_set(fiber, frozen, room);
  if (copy == nullptr || !Table::copy(fiber, copy, set)) return nullptr;
  return copy;
}

bool set_pop(Fiber& fiber, Set* set, Value* key) {
  if (set->live == 0) return false;
  *key = set->entries[set->first].key;
  remove_entry(fiber, set, set->first);
  return true;
}

// The items of what is no set that are in `set`, no further than it takes to
// find them all: there may be no end.
static Set* common_items(Fiber& fiber, Set* set, Value items, bool frozen) {
  Set* const kept = make_set(fiber, frozen);
  if (kept == nullptr) return nullptr;
  Value item;
  Iteration it(fiber, items);
  while (it.next(&item)) {
    const int found = set_contains(fiber, set, item);
    if (found < 0 || (found > 0 && !set_add(fiber, kept, item))) return nullptr;
    if (found > 0 && kept->live >= set->live) break;
  }
  return it.failed() ? nullptr : kept;
}

Set* set_common(Fiber& fiber, Set* set, Value items, bool frozen) {
  if (!is_any_set(items)) return common_items(fiber, set, items, frozen);
  const Set* const other = items.as<Set>();
  // What stays is gathered apart: comparing may run code that looks at `set`.
  // Of two equal items the one of the smaller set stays, as in CPython.
  const Set* walked = other;
  Set* asked = set;
  if (other->live > set->live) {
    walked = set;
    asked = const_cast<Set*>(other);
  }
  Set* const kept = make_part(fiber, walked, frozen);
  if (kept == nullptr) return nullptr;
  for (uint32_t i = walked->first; i < walked->used; ++i) {
    const SetEntry entry = walked->entries[i];
    if (entry.key.is_undefined()) continue;
    const int64_t number = Table::find(fiber, asked, entry.key, entry.hash);
    if (number == kFailed) return nullptr;
    if (number >= 0 && !add_hashed(fiber, kept, entry.key, entry.hash))
      return nullptr;
  }
  return kept;
}

bool set_intersect(Fiber& fiber, Set* set, Value items) {
  Set* const kept = set_common(fiber, set, items, false);
  if (kept == nullptr) return false;
  set_clear(fiber, set);
  return Table::copy(fiber, set, kept);
}

bool set_subtract(Fiber& fiber, Set* set, Value items) {
  if (is_any_set(items)) {
    const Set* const other = items.as<Set>();
    if (other == set) {
      set_clear(fiber, set);
      return true;
    }
    for (uint32_t i = other->first; i < other->used; ++i) {
      const SetEntry entry = other->entries[i];
      if (!entry.key.is_undefined() &&
          discard_hashed(fiber, set, entry.key, entry.hash) < 0) {
        return false;
      }
    }
    return true;
  }
  Value item;
  Iteration it(fiber, items);
  while (it.next(&item))
    if (set_discard(fiber, set, item) < 0) return false;
  return !it.failed();
}

Set* set_rest(Fiber& fiber, Set* set, Set* other, bool frozen) {
  // Few are taken from many in a copy.
  if (set->live / 4 > other->live) {
    Set* const copy = set_copy(fiber, set, frozen);
    return copy != nullptr &&
                   set_subtract(fiber, copy, Value::from_object(other))
               ? copy
               : nullptr;
  }
  Set* const kept = make_part(fiber, set, frozen);
  if (kept == nullptr) return nullptr;
  for (uint32_t i = set->first; i < set->used; ++i) {
    const SetEntry entry = set->entries[i];
    if (entry.key.is_undefined()) continue;
    const int64_t number = Table::find(fiber, other, entry.key, entry.hash);
    if (number == kFailed || (number == kAbsent &&
                              !add_hashed(fiber, kept, entry.key, entry.hash)))
      return nullptr;
  }
  return kept;
}

bool set_toggle(Fiber& fiber, Set* set, Value items) {
  const Set* const other = as_items(fiber, items);
  if (other == nullptr) return false;
  if (other == set) {
    set_clear(fiber, set);
    return true;
  }
  for (uint32_t i = other->first; i < other->used; ++i) {
    const SetEntry entry = other->entries[i];
    if (entry.key.is_undefined()) continue;
    const int removed = discard_hashed(fiber, set, entry.key, entry.hash);
    if (removed < 0 ||
        (removed == 0 && !add_hashed(fiber, set, entry.key, entry.hash))) {
      return false;
    }
  }
  return true;
}

int set_includes(Fiber& fiber, Set* whole, const Set* part) {
  if (part->live > whole->live) return 0;
  for (uint32_t i = part->first; i < part->used; ++i) {
    const SetEntry entry = part->entries[i];
    if (entry.key.is_undefined()) continue;
    const int64_t number = Table::find(fiber, whole, entry.key, entry.hash);
    if (number < 0) return number == kAbsent ? 0 : -1;
  }
  return 1;
}

}  // namespace mt::python
