// last_memory.h - memory for the moment when there is no more.
//
// A part of what the process may have is set aside at the start. Allocations
// that cannot report failure (operator new, a growing ShortVector, the
// collector's own) free it when the system has refused and ask again: the
// program goes on to its next safe point, where the collector's owner sees that
// it is gone and raises MemoryError. Without it there is a line on stderr, and
// the end: nobody below could go on, and nothing is half saved (write_whole()).
// It is a promise of the system alone: no page of it is ever touched.

#pragma once

#include <stddef.h>

namespace mt {

// Sets so much aside, if it is not yet and there is so much.
bool set_memory_aside(size_t bytes);
// Frees it, and calls what was asked for. False: it is gone already.
bool use_last_memory();
bool is_last_memory_gone();
// What is called then, with `of`; it may allocate nothing.
void on_last_memory(void (*act)(void* of), void* of);

// malloc(), calloc() and realloc() that ask once more with the last memory, and
// whole pages to read and write. Never null: the process ends instead.
void* allocate_at_last(size_t bytes);
void* zeros_at_last(size_t bytes);
void* reallocate_at_last(void* memory, size_t bytes);
void* map_at_last(size_t bytes);

// Says that memory is out, and exits with 1. Nothing is flushed.
[[noreturn]] void end_without_memory();

}  // namespace mt
