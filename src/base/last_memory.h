// last_memory.h - address space for the moment when there is no more.
//
// Where the process may have only so much (RLIMIT_AS), a part of it is set
// aside at the start. Allocations that cannot report failure (operator new, a
// growing ShortVector, the collector's own) free it when malloc has refused and
// ask again: the program goes on to its next safe point, where the collector's
// owner sees that it is gone and raises MemoryError. It is address space alone:
// no page of it is ever touched.

#pragma once

#include <stddef.h>

namespace mt {

// Sets so much aside, if it is not yet and there is so much.
void set_memory_aside(size_t bytes);
// Frees it, and calls what was asked for. False: it is gone already.
bool use_last_memory();
bool is_last_memory_gone();
// What is called then; it may allocate nothing.
void on_last_memory(void (*act)());

// malloc() and realloc() that ask once more with the last memory. May be null.
void* allocate_at_last(size_t bytes);
void* reallocate_at_last(void* memory, size_t bytes);

}  // namespace mt
