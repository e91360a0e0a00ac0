// dict.h - dict: insertion-ordered hash table; set and frozenset beside it.
//
// A Dict keeps its entries in the order they were inserted and finds them by an
// open-addressing index of entry numbers. Up to eight entries there is no
// index: they are searched by identity of the interned key first. `version`
// names the current set of keys, so an inline cache may remember an entry's
// number: it is 0 until somebody asks for it (dict_version) and becomes 0 again
// when a key is added or removed, never when a value is replaced.

#pragma once

#include "python/object.h"

namespace mt::python {

struct DictEntry {
  Value key;    // undefined: deleted
  Value value;
  uint64_t hash;
};

struct alignas(DictEntry) Dict : Object {
  static constexpr Kind kKind = Kind::kDict;
  DictEntry* entries;   // owned, outside the heap, with the index behind it
  uint32_t* index;      // null while capacity <= 8
  uint32_t used;        // entries in use, deleted ones included
  uint32_t live;        // entries that are not deleted: len()
  uint32_t capacity;    // entries allocated
  uint32_t index_size;  // power of two
  uint32_t version;     // see above
  uint32_t first;       // no live entry before this one

  // Whether the entries are in this very cell.
  bool is_inside() const {
    return static_cast<const void*>(entries) == this + 1;
  }
};
// In Dict::aux: some key is no interned string, so that a name may equal it
// without being it.
constexpr uint32_t kDictMixedKeys = 1;
// Somebody walks it, or did: what is new stands behind what a walk has seen.
constexpr uint32_t kDictWalked = 2;

// Empty, with room for so many in its own cell if they are eight at most.
Dict* make_dict(Fiber& fiber, uint32_t room = 0);
// {key: value, ...} of `count` pairs in a row. Null: raised.
Dict* make_dict(Fiber& fiber, const Value* pairs, uint32_t count);

// Any key. find: undefined when absent, error when __hash__ or __eq__ raised.
Value dict_find(Fiber& fiber, Dict* dict, Value key);
bool dict_set(Fiber& fiber, Dict* dict, Value key, Value value);
// 1 removed (*removed gets the value), 0 absent, -1 raised.
int dict_remove(Fiber& fiber, Dict* dict, Value key, Value* removed = nullptr);

// Keys that are interned strings: cannot raise, cannot run Python.
Value dict_find_name(Dict* dict, const Str* name);
void dict_set_name(Fiber& fiber, Dict* dict, Str* name, Value value);
bool dict_remove_name(Fiber& fiber, Dict* dict, Str* name);
void dict_set_text(Fiber& fiber, Dict* dict, const char* name, Value value);

void dict_clear(Fiber& fiber, Dict* dict);
void dict_trim(Fiber& fiber, Dict* dict);  // no room for more; see gc.freeze()
Dict* dict_copy(Fiber& fiber, Dict* dict);  // null when out of memory
// dict.update(other): a dict, a mapping with keys(), or pairs.
bool dict_update(Fiber& fiber, Dict* dict, Value other);

// dict.setdefault: the value that is there, or `value` now put there; error.
Value dict_set_default(Fiber& fiber, Dict* dict, Value key, Value value);
// d[key]: with __missing__ of subclasses; KeyError.
Value dict_subscript(Fiber& fiber, Dict* dict, Value key);
// Removes the pair added last (or first): false when the dict is empty.
bool dict_pop_end(Fiber& fiber, Dict* dict, bool last, Value* key,
                  Value* value);
// Moves a key to the end, or the front: 1, 0 when absent, -1 raised.
int dict_move(Fiber& fiber, Dict* dict, Value key, bool last);

// For who asks for a key more than once: with its hash, which is hash_of()'s.
// The number of its entry, -1 when absent, -2 raised; and setting it.
int64_t dict_find_hashed(Fiber& fiber, Dict* dict, Value key, uint64_t hash);
bool dict_set_hashed(Fiber& fiber, Dict* dict, Value key, uint64_t hash,
                     Value value);
int dict_move_entry(Fiber& fiber, Dict* dict, uint32_t number, bool last);

// Walks in order: `at` starts at 0. False at the end. The dict must not gain
// keys meanwhile (compare `used` and `live` to notice).
inline bool dict_next(const Dict* dict, uint32_t* at, Value* key,
                      Value* value) {
  while (*at < dict->used) {
    const DictEntry& entry = dict->entries[(*at)++];
    if (entry.key.is_undefined()) continue;
    *key = entry.key;
    *value = entry.value;
    return true;
  }
  return false;
}

// For inline caches: a number that stands for this exact set of keys (never 0),
// and where a name's entry is (-1 when absent).
uint32_t dict_version(Dict* dict);
int32_t dict_entry_of(const Dict* dict, const Str* name);


struct SetEntry {
  Value key;  // undefined: free
  uint64_t hash;
};

// set and frozenset. Order of iteration is the order of insertion.
struct alignas(SetEntry) Set : Object {
  static constexpr Kind kKind = Kind::kSet;  // or kFrozenSet
  SetEntry* entries;
  uint32_t* index;
  uint32_t used, live, capacity, index_size, version, first;  // as in Dict
  uint64_t hash;  // frozenset's, 0 = not yet computed

  bool is_inside() const {
    return static_cast<const void*>(entries) == this + 1;
  }
};

// Empty, with room for so many items, at most eight, in its own cell.
Set* make_set(Fiber& fiber, bool frozen = false, uint32_t room = 0);
// Null: raised.
Set* make_set(Fiber& fiber, const Value* items, uint32_t count);
bool set_add(Fiber& fiber, Set* set, Value key);
int set_contains(Fiber& fiber, Set* set, Value key);  // 1, 0, -1 raised
int set_discard(Fiber& fiber, Set* set, Value key);
bool set_update(Fiber& fiber, Set* set, Value iterable);
void set_clear(Fiber& fiber, Set* set);
Set* set_copy(Fiber& fiber, const Set* set, bool frozen = false);
// Removes the item added first: false when the set is empty.
bool set_pop(Fiber& fiber, Set* set, Value* key);
// In place: set &= items, set -= items, set ^= items.
bool set_intersect(Fiber& fiber, Set* set, Value items);
// What a set and any items have in common, as a new set. Null: raised.
Set* set_common(Fiber& fiber, Set* set, Value items, bool frozen);
bool set_subtract(Fiber& fiber, Set* set, Value items);
// What `set` has and `other` has not, as a new set. Null: raised.
Set* set_rest(Fiber& fiber, Set* set, Set* other, bool frozen);
bool set_toggle(Fiber& fiber, Set* set, Value items);
// Whether every item of `part` is in `whole`: 1, 0, -1 raised.
int set_includes(Fiber& fiber, Set* whole, const Set* part);
inline bool set_next(const Set* set, uint32_t* at, Value* key) {
  while (*at < set->used) {
    const SetEntry& entry = set->entries[(*at)++];
    if (entry.key.is_undefined()) continue;
    *key = entry.key;
    return true;
  }
  return false;
}
inline bool is_any_set(Value v) {
  return is_kind(v, Kind::kSet) || is_kind(v, Kind::kFrozenSet);
}

}  // namespace mt::python
