// dict.cc - dict: finding, setting and removing keys.
//
// The class with its methods is in dict_type.cc, its views in dict_views.cc.

#include "python/dict.h"

#include <algorithm>

#include "python/call.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/hash_table.h"
#include "python/iterators.h"
#include "python/list.h"

namespace mt::python {

namespace {

using Table = HashTable<Dict>;

uint32_t g_last_version = 0;

// The entry of an interned name. Keys that are neither strings nor of the same
// hash cannot equal it; a str subclass with an __eq__ of its own is not asked.
inline int32_t entry_of_name(const Dict* dict, const Str* name) {
  const Value key = Value::from_object(name);
  const DictEntry* const entries = dict->entries;
  const bool is_mixed = (dict->aux & kDictMixedKeys) != 0;
  if (dict->index == nullptr) {
    for (uint32_t i = 0; i < dict->used; ++i)
      if (entries[i].key == key) return static_cast<int32_t>(i);
    if (!is_mixed) return -1;
  }
  const uint32_t hash = str_hash(const_cast<Str*>(name));
  const auto is_equal = [&](const DictEntry& entry) {
    if (entry.hash != hash) return false;
    const Str* const other = cast<Str>(entry.key);
    return other != nullptr && !other->is_interned() && str_equal(other, name);
  };
  if (dict->index == nullptr) {
    for (uint32_t i = 0; i < dict->used; ++i)
      if (is_equal(entries[i])) return static_cast<int32_t>(i);
    return -1;
  }
  const uint32_t mask = dict->index_size - 1;
  for (uint32_t at = Table::home(dict, hash);; at = (at + 1) & mask) {
    const uint32_t number = dict->index[at];
    if (number == 0) return -1;
    const DictEntry& entry = entries[number - 1];
    if (entry.key == key || (is_mixed && is_equal(entry)))
      return static_cast<int32_t>(number - 1);
  }
}

inline bool is_name(Value key) {
  return is_exact_str(key) && key.as<Str>()->is_interned();
}

// Number of a key's entry, kAbsent or kFailed; its hash, and where in the index
// it will go.
inline int64_t find_entry(Fiber& fiber, Dict* dict, Value key, uint64_t* hash,
                          uint32_t* hole = nullptr) {
  if (is_name(key)) {
    *hash = str_hash(key.as<Str>());
    if ((dict->aux & kDictMixedKeys) == 0)
      return entry_of_name(dict, key.as<Str>());
  } else if (!hash_key(fiber, key, hash)) {
    return kFailed;
  }
  return Table::find(fiber, dict, key, *hash, hole);
}

// Sets a key whose entry has this number, which may be kAbsent or kFailed.
inline bool put(Fiber& fiber, Dict* dict, Value key, Value value, uint64_t hash,
                int64_t number, uint32_t hole) {
  if (number >= 0) {
    store(fiber.heap, &dict->entries[number].value, value);
    return true;
  }
  if (number == kFailed) return false;
  DictEntry* const entry = Table::insert(fiber, dict, key, hash, hole);
  if (entry == nullptr) return false;
  entry->value = value;
  return true;
}

// Sets a name in a small dict of nothing but names. False: not done, for it is
// no such dict, or has no room.
inline bool set_name_at_once(Fiber& fiber, Dict* dict, Value key, Value value) {
  if (dict->index != nullptr || (dict->aux & kDictMixedKeys) != 0) return false;
  if (!is_name(key)) return false;
  DictEntry* entry = dict->entries;
  for (DictEntry* const end = entry + dict->used; entry != end; ++entry) {
    if (entry->key != key) continue;
    store(fiber.heap, &entry->value, value);
    return true;
  }
  if (dict->used == dict->capacity) return false;
  *entry = DictEntry{key, value, str_hash(key.as<Str>())};
  ++dict->used;
  ++dict->live;
  dict->version = 0;
  return true;
}

void remove_entry(Fiber& fiber, Dict* dict, uint32_t number) {
  fiber.heap.retire(dict->entries[number].key);
  fiber.heap.retire(dict->entries[number].value);
  Table::remove(dict, number);
}

}  // namespace

Dict* make_dict(Fiber& fiber, uint32_t room) {
  return Table::make(fiber, types().dict, Kind::kDict,
                     room <= kUnindexed ? room : 0);
}

Dict* make_dict(Fiber& fiber, const Value* pairs, uint32_t count) {
  Dict* const dict = make_dict(fiber, count);
  if (count > kUnindexed && !Table::resize(fiber, dict, count)) return nullptr;
  for (uint32_t i = 0; i < count; ++i)
    if (!dict_set(fiber, dict, pairs[2 * i], pairs[2 * i + 1])) return nullptr;
  return dict;
}

Value dict_find(Fiber& fiber, Dict* dict, Value key) {
  uint64_t hash;
  const int64_t number = find_entry(fiber, dict, key, &hash);
  if (number >= 0) return dict->entries[number].value;
  return number == kAbsent ? Value::undefined() : Value::error();
}

bool dict_set(Fiber& fiber, Dict* dict, Value key, Value value) {
  if (set_name_at_once(fiber, dict, key, value)) return true;
  uint64_t hash;
  uint32_t hole = kNoHole;
  const int64_t number = find_entry(fiber, dict, key, &hash, &hole);
  return put(fiber, dict, key, value, hash, number, hole);
}

Value dict_set_default(Fiber& fiber, Dict* dict, Value key, Value value) {
  uint64_t hash;
  uint32_t hole = kNoHole;
  const int64_t number = find_entry(fiber, dict, key, &hash, &hole);
  if (number >= 0) return dict->entries[number].value;
  if (number == kFailed) return Value::error();
  DictEntry* const entry = Table::insert(fiber, dict, key, hash, hole);
  if (entry == nullptr) return Value::error();
  entry->value = value;
  return value;
}

int dict_remove(Fiber& fiber, Dict* dict, Value key, Value* removed) {
  uint64_t hash;
  const int64_t number = find_entry(fiber, dict, key, &hash);
  if (number < 0) return number == kAbsent ? 0 : -1;
  if (removed != nullptr) *removed = dict->entries[number].value;
  remove_entry(fiber, dict, static_cast<uint32_t>(number));
  return 1;
}

Value dict_find_name(Dict* dict, const Str* name) {
  const int32_t number = entry_of_name(dict, name);
  return number < 0 ? Value::undefined() : dict->entries[number].value;
}

void dict_set_name(Fiber& fiber, Dict* dict, Str* name, Value value) {
  const int32_t number = entry_of_name(dict, name);
  if (number >= 0) {
    store(fiber.heap, &dict->entries[number].value, value);
    return;
  }
  DictEntry* const entry =
      Table::insert(fiber, dict, Value::from_object(name), str_hash(name));
  if (entry != nullptr) entry->value = value;
}

bool dict_remove_name(Fiber& fiber, Dict* dict, Str* name) {
  const int32_t number = entry_of_name(dict, name);
  if (number < 0) return false;
  remove_entry(fiber, dict, static_cast<uint32_t>(number));
  return true;
}

void dict_set_text(Fiber& fiber, Dict* dict, const char* name, Value value) {
  dict_set_name(fiber, dict, intern(fiber, name), value);
}

void dict_trim(Fiber& fiber, Dict* dict) { Table::trim(fiber, dict); }

void dict_clear(Fiber& fiber, Dict* dict) {
  if (fiber.heap.is_marking()) {
    uint32_t at = 0;
    Value key, value;
    while (dict_next(dict, &at, &key, &value)) {
      fiber.heap.retire(key);
      fiber.heap.retire(value);
    }
  }
  Table::clear(fiber, dict);
}

Dict* dict_copy(Fiber& fiber, Dict* dict) {
  Dict* const copy = make_dict(fiber, dict->live);
  if (copy == nullptr || !Table::copy(fiber, copy, dict)) return nullptr;
  return copy;
}

bool dict_pop_end(Fiber& fiber, Dict* dict, bool last, Value* key,
                  Value* value) {
  if (dict->live == 0) return false;
  // Removing trims the front, and the end unless the dict was walked.
  while (dict->entries[dict->used - 1].key.is_undefined()) --dict->used;
  const uint32_t number = last ? dict->used - 1 : dict->first;
  *key = dict->entries[number].key;
  *value = dict->entries[number].value;
  remove_entry(fiber, dict, number);
  if (last) {
    dict->used = std::min(dict->used, number);
    dict->first = std::min(dict->first, dict->used);
  }
  return true;
}

int64_t dict_find_hashed(Fiber& fiber, Dict* dict, Value key, uint64_t hash) {
  return Table::find(fiber, dict, key, hash);
}

bool dict_set_hashed(Fiber& fiber, Dict* dict, Value key, uint64_t hash,
                     Value value) {
  uint32_t hole = kNoHole;
  const int64_t number = Table::find(fiber, dict, key, hash, &hole);
  return put(fiber, dict, key, value, hash, number, hole);
}

int dict_move(Fiber& fiber, Dict* dict, Value key, bool last) {
  uint64_t hash;
  const int64_t found = find_entry(fiber, dict, key, &hash);
  if (found < 0) return found == kAbsent ? 0 : -1;
  return dict_move_entry(fiber, dict, static_cast<uint32_t>(found), last);
}

int dict_move_entry(Fiber& fiber, Dict* dict, uint32_t number, bool last) {
  if (number == (last ? dict->used - 1 : dict->first)) return 1;
  const DictEntry moved = dict->entries[number];
  if (last) {
    remove_entry(fiber, dict, number);
    DictEntry* const entry = Table::insert(fiber, dict, moved.key, moved.hash);
    if (entry == nullptr) return -1;
    entry->value = moved.value;
    return 1;
  }
  // To the front: into a hole there, or everything else shifts by one.
  remove_entry(fiber, dict, number);
  if (dict->first == 0) {
    Dict* const rest = dict_copy(fiber, dict);
    if (rest == nullptr) return -1;
    dict_clear(fiber, dict);
    const uint32_t room = rest->live + 1;
    if (!Table::resize(fiber, dict, room + room / 2)) return -1;
    // Leave a gap that later moves to the front can use.
    const uint32_t gap = dict->capacity - room;
    for (uint32_t i = 0; i <= gap; ++i) dict->entries[i] = DictEntry{};
    dict->used = dict->first = gap + 1;
    uint32_t at = 0;
    DictEntry copied;
    while (dict_next(rest, &at, &copied.key, &copied.value)) {
      copied.hash = rest->entries[at - 1].hash;
      dict->entries[dict->used] = copied;
      if (dict->index != nullptr) Table::enter(dict, dict->used);
      ++dict->used;
      ++dict->live;
    }
    dict->aux |= rest->aux & kDictMixedKeys;
  }
  const uint32_t front = --dict->first;
  dict->entries[front] = moved;
  ++dict->live;
  if (dict->index != nullptr) Table::enter(dict, front);
  if (!is_name(moved.key)) dict->aux |= kDictMixedKeys;
  dict->version = 0;
  return 1;
}

uint32_t dict_version(Dict* dict) {
  if (dict->version == 0) {
    if (++g_last_version == 0) ++g_last_version;
    dict->version = g_last_version;
  }
  return dict->version;
}

int32_t dict_entry_of(const Dict* dict, const Str* name) {
  return entry_of_name(dict, name);
}

// --- merging -----------------------------------------------------------------

static bool merge_dict(Fiber& fiber, Dict* dict, Dict* other) {
  if (dict == other || other->live == 0) return true;
  if (dict->live == 0) return Table::copy(fiber, dict, other);
  uint32_t at = 0;
  const uint32_t live = other->live;
  Value key, value;
  while (dict_next(other, &at, &key, &value)) {
    const uint64_t hash = other->entries[at - 1].hash;
    if (!dict_set_hashed(fiber, dict, key, hash, value)) return false;
    if (other->live != live) {
      raise(fiber, types().RuntimeError, "dict mutated during update");
      return false;
    }
  }
  return true;
}

static bool merge_mapping(Fiber& fiber, Dict* dict, Value other, Value keys) {
  const Value names = call(fiber, keys);
  if (names.is_error()) return false;
  Value key;
  Iteration it(fiber, names);
  while (it.next(&key)) {
    const Value value = get_item(fiber, other, key);
    if (value.is_error() || !dict_set(fiber, dict, key, value)) return false;
  }
  return !it.failed();
}

// Sets what a zip() of names and values has ready. It ends where a name or room
// does, and nobody is asked meanwhile.
static void merge_names(Fiber& fiber, Dict* dict, Object* zip) {
  SequenceIterator* walks[2];
  uint64_t left = stored_pairs(zip, walks);
  if (left == 0) return;
  const Value* const keys = stored_rest(walks[0]);
  const Value* const values = stored_rest(walks[1]);
  uint64_t count = 0;
  while (count < left &&
         set_name_at_once(fiber, dict, keys[count], values[count])) {
    ++count;
  }
  for (SequenceIterator* const walk : walks) walk->at += count;
}

// What zip() and its like give two by two, without a tuple. False when it is no
// such iterator; *ok says whether nothing was raised.
static bool merge_steps(Fiber& fiber, Dict* dict, Value other, bool* ok) {
  *ok = true;
  if (!is_kind(other, Kind::kIterator)) return false;
  if (type_of_object(other.object()) == types().zip)
    merge_names(fiber, dict, other.object());
  for (;;) {
    Value pair[2];
    *ok = safe_point(fiber);
    if (!*ok) return true;
    switch (next_row(fiber, other.object(), pair, 2)) {
      case RowStep::kRow:
        *ok = dict_set(fiber, dict, pair[0], pair[1]);
        if (!*ok) return true;
        break;
      case RowStep::kEnd:
        return true;
      case RowStep::kRaised:
        *ok = exception_matches(fiber, types().StopIteration);
        if (*ok) clear_exception(fiber);
        return true;
      case RowStep::kNoRows:
        return false;
    }
  }
}

static bool merge_pairs(Fiber& fiber, Dict* dict, Value other) {
  bool ok;
  if (merge_steps(fiber, dict, other, &ok)) return ok;
  Value item;
  Iteration it(fiber, other);
  for (uint32_t n = 0; it.next(&item); ++n) {
    Value pair[2];
    uint32_t size;
    const Tuple* tuple = nullptr;
    if (is_exact(item, types().tuple)) {
      tuple = item.as<Tuple>();
    } else {
      tuple = tuple_from(fiber, item);
      if (tuple == nullptr) {
        if (exception_matches(fiber, types().TypeError)) {
          clear_exception(fiber);
          raise_type_error(fiber, "cannot convert dictionary update sequence "
                                  "element #%u to a sequence", n);
        }
        return false;
      }
    }
    size = tuple->size;
    if (size != 2) {
      raise_value_error(fiber, "dictionary update sequence element #%u has "
                               "length %u; 2 is required", n, size);
      return false;
    }
    std::copy_n(tuple->items, 2, pair);
    if (!dict_set(fiber, dict, pair[0], pair[1])) return false;
  }
  return !it.failed();
}

bool dict_update(Fiber& fiber, Dict* dict, Value other) {
  if (is_kind(other, Kind::kDict) && is_walked_as(other, types().dict)) {
    return merge_dict(fiber, dict, other.as<Dict>());
  }
  const Value keys = find_attr(fiber, other, names().keys);
  if (keys.is_error()) return false;
  return keys.is_undefined() ? merge_pairs(fiber, dict, other)
                             : merge_mapping(fiber, dict, other, keys);
}

Value dict_subscript(Fiber& fiber, Dict* dict, Value key) {
  const Value value = dict_find(fiber, dict, key);
  if (!value.is_undefined()) return value;
  const Value self = Value::from_object(dict);
  if (type_of_object(dict) != types().dict) {
    const Value other =
        call_special(fiber, self, names().dunder_missing, {key});
    if (!other.is_undefined()) return other;
  }
  return raise_key_error(fiber, key);
}

}  // namespace mt::python
