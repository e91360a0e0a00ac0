// intern.cc - one string per content, for names.
//
// Attribute names, identifiers and the keys in code are interned, so that
// looking one up compares addresses. The table holds its strings weakly: when
// all is marked, the dead are dropped before anything is swept.

#include <stdlib.h>
#include <string.h>

#include <algorithm>

#include "base/last_memory.h"
#include "python/init.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

// Open addressing with linear probing, at most two thirds full.
struct Table {
  Str** rows;
  size_t size;  // a power of two
  size_t count;
  size_t checked;  // rows that the running cycle has looked at
};
Table g_table;

Str** find_row(std::string_view text, uint32_t hash) {
  size_t i = hash & (g_table.size - 1);
  for (;; i = (i + 1) & (g_table.size - 1)) {
    Str* const known = g_table.rows[i];
    if (known == nullptr) return &g_table.rows[i];
    if (known->aux == hash && known->view() == text) return &g_table.rows[i];
  }
}

void resize(size_t size) {
  auto** const rows = static_cast<Str**>(zeros_at_last(size * sizeof(Str*)));
  Str** const old = g_table.rows;
  const size_t old_size = g_table.size;
  g_table.rows = rows;
  g_table.size = size;
  g_table.checked = 0;  // they stand elsewhere now
  for (size_t i = 0; i < old_size; ++i) {
    if (old[i] != nullptr) *find_row(old[i]->view(), old[i]->aux) = old[i];
  }
  free(old);
}

void make_room() {
  if (g_table.size == 0) resize(2048);  // a start takes 1,100
  if (g_table.count * 3 >= g_table.size * 2) resize(g_table.size * 2);
}

// Of two characters or more, since each single one is a string already.
bool is_short_ascii(std::string_view text) {
  if (text.size() < 2 || text.size() > 64) return false;
  char bits = 0;
  for (const char c : text) bits = static_cast<char>(bits | c);
  return (bits & 0x80) == 0;
}

Str* adopt(Str** row, Str* string, uint32_t hash) {
  string->aux = hash;
  string->flags |= kFlagInterned;
  *row = string;
  ++g_table.count;
  return string;
}

}  // namespace

Str* intern(Fiber& fiber, std::string_view utf8) {
  make_room();
  const uint32_t hash = hash_text(utf8);
  Str* const known = *find_row(utf8, hash);
  if (known != nullptr) {
    fiber.heap.revive(known);
    return known;
  }
  // Names in tables of our own, nearly all, need nothing looked at twice.
  Str* const string = is_short_ascii(utf8)
                          ? make_str(fiber, utf8, utf8.size())
                          : str_value(fiber, utf8).as<Str>();
  if (string->is_interned()) return string;  // a single character
  if (string->view() != utf8) return intern(fiber, string);  // was repaired
  // Making the string may have collected and so moved rows about.
  return adopt(find_row(utf8, hash), string, hash);
}

Str* permanent_name(Fiber& fiber, std::string_view utf8) {
  Str* const name = intern(fiber, utf8);
  fiber.heap.add_permanent(name);
  return name;
}

Str* intern(Fiber& fiber, Str* string) {
  if (string->is_interned()) return string;
  make_room();
  const uint32_t hash = str_hash(string);
  Str** const row = find_row(string->view(), hash);
  if (*row != nullptr) {
    fiber.heap.revive(*row);
    return *row;
  }
  if (is_plain_str(string) && !string->is_borrowed()) {
    return adopt(row, string, hash);
  }
  Str* const copy =
      make_str_to_fill(fiber, string->byte_count, string->char_count);
  if (copy == nullptr) {  // no program has names this long
    clear_exception(fiber);
    return rt().empty_str;
  }
  memcpy(copy->bytes, string->data(), string->byte_count);
  return adopt(find_row(copy->view(), hash), copy, hash);
}

namespace {

// Empties a row, and has those behind it move up that probing would miss.
void remove_row(size_t gap) {
  const size_t mask = g_table.size - 1;
  for (size_t i = gap;;) {
    i = (i + 1) & mask;
    Str* const next = g_table.rows[i];
    if (next == nullptr) break;
    if (((i - next->aux) & mask) < ((i - gap) & mask)) continue;
    g_table.rows[gap] = next;
    gap = i;
  }
  g_table.rows[gap] = nullptr;
  --g_table.count;
}

bool sweep_interned(Heap& heap, bool begins) {
  if (begins) g_table.checked = 0;
  const size_t end =
      std::min(g_table.size, g_table.checked + Heap::kWeakRows);
  while (g_table.checked < end) {
    const Str* const row = g_table.rows[g_table.checked];
    if (row == nullptr || heap.is_live(row)) {
      ++g_table.checked;
    } else {
      remove_row(g_table.checked);  // another one may stand there now
    }
  }
  return end < g_table.size;
}

}  // namespace

void init_intern(Fiber& fiber) {
  free(g_table.rows);  // of a runtime that was stopped
  g_table = {};
  fiber.heap.add_weak_hook(sweep_interned);
}

}  // namespace mt::python
