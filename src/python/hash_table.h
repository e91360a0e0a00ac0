// hash_table.h - the table that Dict and Set have in common.
//
//   entries  [ k v h | k v h | deleted | k v h | ...room ]   insertion order
//   index    [ 0 | 3 | 0 | 1 | 0 | 0 | 4 | 0 ]     entry number + 1, 0 free
//
// Both are one block of memory. What a display makes has its entries in its own
// cell instead, as long as they fit there (Dict::is_inside). Up to kUnindexed
// entries there is no index and a search reads the entries. The index is probed
// linearly from a scrambled hash, and never refers to deleted entries: removing
// one moves those behind it up, so that searches stay short however often keys
// come and go.

#pragma once

#include <string.h>

#include <algorithm>
#include <type_traits>

#include "python/container.h"
#include "python/dict.h"

namespace mt::python {

constexpr uint32_t kUnindexed = 8;
constexpr int64_t kAbsent = -1;
constexpr int64_t kFailed = -2;
constexpr uint32_t kNoHole = UINT32_MAX;

template <typename T>
struct HashTable {
  using Entry = std::remove_pointer_t<decltype(T::entries)>;

  static size_t bytes(uint32_t capacity, uint32_t index_size) {
    return capacity * sizeof(Entry) + index_size * sizeof(uint32_t);
  }

  // An empty one with room for so many entries, at most kUnindexed.
  static T* make(Fiber& fiber, Type* type, Kind kind, uint32_t room) {
    static_assert(sizeof(T) % alignof(Entry) == 0, "entries follow");
    T* const table = static_cast<T*>(fiber.heap.allocate_unfilled(
        sizeof(T) + room * sizeof(Entry), type->root_shape, kind));
    memset(reinterpret_cast<char*>(table) + sizeof(Object), 0,
           sizeof(T) - sizeof(Object));
    if (room != 0) table->entries = reinterpret_cast<Entry*>(table + 1);
    table->capacity = room;
    return table;
  }

  static uint32_t home(const T* table, uint64_t hash) {
    return hash_place(hash,
                      static_cast<uint32_t>(__builtin_ctz(table->index_size)));
  }

  // The number of a key's entry. When the key is absent, `hole` gets the place
  // in the index where insert() will enter it.
  static int64_t find(Fiber& fiber, T* table, Value key, uint64_t hash,
                      uint32_t* hole = nullptr) {
    int64_t number;
    uint32_t place = kNoHole;
    if (!find_at_once(table, key, hash, &number, &place))
      return find_by_asking(fiber, table, key, hash, hole);
    if (hole != nullptr) *hole = place;
    return number;
  }

  // The same where comparing runs Python, which may change the table: then the
  // search begins again.
  static __attribute__((noinline)) int64_t find_by_asking(
      Fiber& fiber, T* table, Value key, uint64_t hash, uint32_t* hole) {
  again:
    const Entry* const entries = table->entries;
    const uint32_t live = table->live, used = table->used;
    const uint32_t index_size = table->index_size;
    bool has_asked = false;
    uint32_t at = 0, mask = 0;
    if (table->index != nullptr) {
      mask = table->index_size - 1;
      at = home(table, hash);
    }
    for (;;) {
      uint32_t number;
      if (table->index == nullptr) {
        if (at >= table->used) return kAbsent;
        number = at++;
      } else {
        if (table->index[at] == 0) {
          // Where the chain ends may have moved while Python ran.
          if (has_asked) at = end_of_chain(table, hash);
          if (hole != nullptr) *hole = at;
          return kAbsent;
        }
        number = table->index[at] - 1;
        at = (at + 1) & mask;
      }
      const Entry& entry = entries[number];
      if (entry.key == key) return number;
      if (entry.hash != hash || entry.key.is_undefined()) continue;
      const Value compared = entry.key;
      const int same = same_item(fiber, compared, key);
      has_asked = true;
      if (same < 0) return kFailed;
      if (table->entries != entries || table->live != live ||
          table->used != used || table->index_size != index_size ||
          table->entries[number].key != compared) {
        goto again;
      }
      if (same > 0) return number;
    }
  }

  // The same where nobody need be asked, as with numbers and texts: then true.
  static bool find_at_once(const T* table, Value key, uint64_t hash,
                           int64_t* number, uint32_t* hole) {
    const uint32_t* const index = table->index;
    const Entry* const entries = table->entries;
    if (index == nullptr) {
      const uint32_t used = table->used;
      for (uint32_t at = 0; at < used; ++at) {
        const Entry& entry = entries[at];
        if (entry.hash != hash || entry.key.is_undefined()) continue;
        const int same = same_at_once(entry.key, key);
        if (same < 0) return false;
        if (same == 0) continue;
        *number = at;
        return true;
      }
      *number = kAbsent;
      return true;
    }
    const uint32_t mask = table->index_size - 1;
    for (uint32_t at = home(table, hash);; at = (at + 1) & mask) {
      if (index[at] == 0) {
        *hole = at;
        *number = kAbsent;
        return true;
      }
      const Entry& entry = entries[index[at] - 1];
      if (entry.hash != hash) continue;
      const int same = same_at_once(entry.key, key);
      if (same < 0) return false;
      if (same == 0) continue;
      *number = index[at] - 1;
      return true;
    }
  }

  static uint32_t end_of_chain(const T* table, uint64_t hash) {
    const uint32_t mask = table->index_size - 1;
    uint32_t at = home(table, hash);
    while (table->index[at] != 0) at = (at + 1) & mask;
    return at;
  }

  static void enter(T* table, uint32_t number) {
    table->index[end_of_chain(table, table->entries[number].hash)] = number + 1;
  }

  // Moves the live entries to memory for `wanted` of them, or for just so many,
  // maybe with the holes between them. False: MemoryError.
  enum class Fit { kRoomy, kJust, kJustWithHoles };
  static bool resize(Fiber& fiber, T* table, uint64_t wanted,
                     Fit fit = Fit::kRoomy) {
    uint64_t capacity = wanted <= 4 ? 4 : kUnindexed;
    uint64_t index_size = 0;
    if (wanted > kUnindexed) {
      index_size = 32;
      while (index_size / 8 * 5 < wanted) index_size *= 2;
      capacity = index_size / 8 * 5;
    }
    const bool with_holes = fit == Fit::kJustWithHoles;
    if (fit != Fit::kRoomy) capacity = wanted;
    // Without holes the entries may stay where they are: a large table then
    // never needs the memory of two.
    const bool in_place = table->live == table->used && !table->is_inside();
    Entry* entries = nullptr;
    if (capacity < UINT32_MAX / sizeof(Entry)) {
      entries = static_cast<Entry*>(fiber.heap.grow(
          in_place ? table->entries : nullptr,
          in_place ? bytes(table->capacity, table->index_size) : 0,
          bytes(static_cast<uint32_t>(capacity),
                static_cast<uint32_t>(index_size))));
    }
    if (entries == nullptr) {
      raise_memory_error(fiber);
      return false;
    }
    if (!in_place) {
      fiber.heap.settle(table);
      uint32_t to = 0;
      for (uint32_t i = with_holes ? 0 : table->first; i < table->used; ++i)
        if (with_holes || !table->entries[i].key.is_undefined())
          entries[to++] = table->entries[i];
      if (!with_holes) table->first = 0;
      table->used = to;
      release(fiber, table);
    }
    table->entries = entries;
    table->index = nullptr;
    table->capacity = static_cast<uint32_t>(capacity);
    table->index_size = static_cast<uint32_t>(index_size);
    if (index_size != 0) {
      table->index = reinterpret_cast<uint32_t*>(entries + capacity);
      memset(table->index, 0, table->index_size * sizeof(uint32_t));
      for (uint32_t i = table->first; i < table->used; ++i)
        if (!table->entries[i].key.is_undefined()) enter(table, i);
    }
    return true;
  }

  // Drops the room that is left at the end; entries keep their numbers. It may
  // stay when memory is short.
  static void trim(Fiber& fiber, T* table) {
    if (table->used == table->capacity || table->used == 0) return;
    if (table->live != table->used || table->is_inside()) return;
    const uint32_t index_bytes = table->index_size * sizeof(uint32_t);
    const size_t before = bytes(table->capacity, table->index_size);
    const size_t after = bytes(table->used, table->index_size);
    Entry* const entries = table->entries;
    if (index_bytes != 0)
      memmove(static_cast<void*>(entries + table->used), table->index,
              index_bytes);
    void* const moved = fiber.heap.grow(entries, before, after);
    table->entries = moved != nullptr ? static_cast<Entry*>(moved) : entries;
    table->capacity = table->used;
    if (index_bytes != 0)
      table->index = reinterpret_cast<uint32_t*>(table->entries + table->used);
  }

  static void give_back(Heap& heap, T* table) {
    if (table->entries != nullptr && !table->is_inside())
      heap.release(table->entries, bytes(table->capacity, table->index_size));
  }

  static void release(Fiber& fiber, T* table) {
    give_back(fiber.heap, table);
    table->entries = nullptr;
    table->index = nullptr;
    table->capacity = table->index_size = 0;
  }

  static bool make_room(Fiber& fiber, T* table) {
    if (table->used < table->capacity) return true;
    const uint64_t live = table->live;
    if (live < table->used && (table->aux & kDictWalked) != 0) {
      // Code that takes keys out and puts others in while it walks shall see
      // what it does in CPython, so holes are closed when they are there.
      const auto room = [](uint64_t slots) { return slots * 2 / 3; };
      uint64_t slots = 8;
      while (room(slots) < table->used) slots *= 2;
      if (room(slots) > table->used)
        return resize(fiber, table, room(slots), Fit::kJustWithHoles);
      for (slots = 8; slots < live * 3;) slots *= 2;
      return resize(fiber, table, room(slots), Fit::kJust);
    }
    if (live < kUnindexed) return resize(fiber, table, live + 1);
    // Mostly deleted entries: packing them is enough.
    const bool is_sparse = live < table->used / 2;
    return resize(fiber, table, is_sparse ? live + live / 2 : live * 2);
  }

  // A new entry at the end, its key set. The key is not in the table yet, as
  // find() has just told, with the `hole`. Null: MemoryError.
  static Entry* insert(Fiber& fiber, T* table, Value key, uint64_t hash,
                       uint32_t hole = kNoHole) {
    if (table->used == table->capacity) {
      if (!make_room(fiber, table)) return nullptr;
      hole = kNoHole;
    }
    Entry* const entry = &table->entries[table->used];
    *entry = Entry{};
    entry->key = key;
    entry->hash = hash;
    ++table->live;
    table->version = 0;
    if (!is_exact_str(key) || !key.as<Str>()->is_interned())
      table->aux |= kDictMixedKeys;
    const uint32_t number = table->used++;
    if (table->index == nullptr) return entry;
    if (hole == kNoHole) {
      enter(table, number);
    } else {
      table->index[hole] = number + 1;
    }
    return entry;
  }

  // Takes an entry's number out of the index.
  static void leave(T* table, uint32_t number) {
    uint32_t* const index = table->index;
    const uint32_t mask = table->index_size - 1;
    uint32_t hole = home(table, table->entries[number].hash);
    while (index[hole] != number + 1) hole = (hole + 1) & mask;
    for (uint32_t at = (hole + 1) & mask; index[at] != 0;
         at = (at + 1) & mask) {
      // An entry may move up to the hole unless it would pass its home.
      const uint32_t start = home(table, table->entries[index[at] - 1].hash);
      if (((at - start) & mask) < ((at - hole) & mask)) continue;
      index[hole] = index[at];
      hole = at;
    }
    index[hole] = 0;
  }

  // The caller has retired what the entry held.
  static void remove(T* table, uint32_t number) {
    if (table->index != nullptr) leave(table, number);
    table->entries[number] = Entry{};
    --table->live;
    table->version = 0;
    const Entry* const entries = table->entries;
    while ((table->aux & kDictWalked) == 0 && table->used > 0 &&
           entries[table->used - 1].key.is_undefined()) {
      --table->used;
    }
    while (table->first < table->used &&
           entries[table->first].key.is_undefined()) {
      ++table->first;
    }
    if (table->used == 0) table->first = 0;
  }

  static void clear(Fiber& fiber, T* table) {
    release(fiber, table);
    table->used = table->live = table->version = table->first = 0;
    table->aux &= ~kDictMixedKeys;
  }

  // Makes an empty table the same as `from`. False: MemoryError.
  static bool copy(Fiber& fiber, T* table, const T* from) {
    if (from->live == 0) return true;
    const bool fits = from->live <= table->capacity && table->index == nullptr;
    if (fits || from->live * 2 < from->used) {  // mostly holes stay behind
      if (!fits && !resize(fiber, table, from->live)) return false;
      for (uint32_t i = from->first; i < from->used; ++i) {
        const Entry& entry = from->entries[i];
        if (entry.key.is_undefined()) continue;
        table->entries[table->used++] = entry;
        ++table->live;
        if (table->index != nullptr) enter(table, table->used - 1);
      }
    } else {
      // Copies that grow at all grow by a few: the index may stay longer.
      const uint32_t capacity =
          std::min(from->capacity, from->used + from->used / 8 + 2);
      const size_t size = bytes(capacity, from->index_size);
      void* const memory = fiber.heap.grow(nullptr, 0, size);
      if (memory == nullptr) {
        raise_memory_error(fiber);
        return false;
      }
      release(fiber, table);
      table->entries = static_cast<Entry*>(memory);
      memcpy(memory, from->entries, from->used * sizeof(Entry));
      if (from->index != nullptr) {
        table->index = reinterpret_cast<uint32_t*>(table->entries +
                                                   capacity);
        memcpy(table->index, from->index,
               from->index_size * sizeof(uint32_t));
      }
      table->used = from->used;
      table->live = from->live;
      table->capacity = capacity;
      table->index_size = from->index_size;
      table->first = from->first;
    }
    table->version = 0;
    table->aux |= from->aux & kDictMixedKeys;
    return true;
  }
};

}  // namespace mt::python
