// last_memory.cc - see last_memory.h.

#include "base/last_memory.h"

#include <stdlib.h>
#include <sys/mman.h>

namespace mt {

namespace {

void* g_aside = nullptr;
size_t g_bytes = 0;
bool g_is_gone = false;
void (*g_act)() = nullptr;

}  // namespace

void set_memory_aside(size_t bytes) {
  if (g_aside != nullptr || bytes == 0) return;
  void* const memory =
      mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  g_aside = memory;
  g_bytes = bytes;
  g_is_gone = false;
}

bool use_last_memory() {
  if (g_aside == nullptr) return false;
  munmap(g_aside, g_bytes);
  g_aside = nullptr;
  g_is_gone = true;
  if (g_act != nullptr) g_act();
  return true;
}

bool is_last_memory_gone() { return g_is_gone; }
void on_last_memory(void (*act)()) { g_act = act; }

void* allocate_at_last(size_t bytes) {
  return reallocate_at_last(nullptr, bytes);
}

void* reallocate_at_last(void* memory, size_t bytes) {
  void* moved;
  do {
    moved = realloc(memory, bytes);
  } while (moved == nullptr && use_last_memory());
  return moved;
}

}  // namespace mt
