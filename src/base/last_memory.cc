// last_memory.cc - see last_memory.h.

#include "base/last_memory.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/status.h"

namespace mt {

namespace {

void* g_aside = nullptr;
size_t g_bytes = 0;
bool g_is_gone = false;
void (*g_act)(void*) = nullptr;
void* g_act_of = nullptr;

}  // namespace

bool set_memory_aside(size_t bytes) {
  if (g_aside != nullptr) return true;
  // To be written, or limits of data and of what is promised would not count
  // it; not to be read, or it would become one with the heap's pages.
  void* const memory =
      mmap(nullptr, bytes, PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return false;
  g_aside = memory;
  g_bytes = bytes;
  g_is_gone = false;
  return true;
}

bool use_last_memory() {
  if (g_aside == nullptr) return false;
  munmap(g_aside, g_bytes);
  g_aside = nullptr;
  g_is_gone = true;
  if (g_act != nullptr) g_act(g_act_of);
  return true;
}

bool is_last_memory_gone() { return g_is_gone; }

void on_last_memory(void (*act)(void*), void* of) {
  g_act = act;
  g_act_of = of;
}

void* allocate_at_last(size_t bytes) {
  return reallocate_at_last(nullptr, bytes);
}

void* zeros_at_last(size_t bytes) {
  void* memory;
  do {
    memory = calloc(1, bytes);
  } while (memory == nullptr && use_last_memory());
  if (memory == nullptr) end_without_memory();
  return memory;
}

void* reallocate_at_last(void* memory, size_t bytes) {
  void* moved;
  do {
    moved = realloc(memory, bytes);
  } while (moved == nullptr && use_last_memory());
  if (moved == nullptr) end_without_memory();
  return moved;
}

void* map_at_last(size_t bytes) {
  void* memory;
  do {
    memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  } while (memory == MAP_FAILED && use_last_memory());
  if (memory == MAP_FAILED) end_without_memory();
  return memory;
}

void end_without_memory() {
  say_last("fatal: out of memory\n");
  _exit(1);
}

}  // namespace mt
