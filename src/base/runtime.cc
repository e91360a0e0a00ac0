// runtime.cc - the little of a C++ runtime that our code calls, over libc.
//
// The library's own versions throw, and what throws drags in the unwinder, the
// demangler and a hundred kilobytes. We are compiled without exceptions: memory
// that is not there and an index that is out of range end the process with a
// word on stderr, memory after the last of it (last_memory.h) has been used.
// Linked into the programs; tests bring the real library along.
// Should an object of libstdc++.a slip into a program after all, the linker
// reports these names twice, which is how we notice.

#include <stddef.h>
#include <stdlib.h>

#include <new>
#include <string>

#include "base/last_memory.h"
#include "base/status.h"

namespace {

[[noreturn]] void die(const char* why) {
  mt::say_last("fatal: ");
  mt::say_last(why);
  mt::say_last("\n");
  abort();
}

void* allocate(size_t size) {
  return mt::allocate_at_last(size != 0 ? size : 1);
}

void* allocate_aligned(size_t size, std::align_val_t alignment) {
  void* memory = nullptr;
  if (posix_memalign(&memory, static_cast<size_t>(alignment),
                     size != 0 ? size : 1) != 0) {
    mt::end_without_memory();
  }
  return memory;
}

}  // namespace

void* operator new(size_t size) { return allocate(size); }
void* operator new[](size_t size) { return allocate(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  return malloc(size != 0 ? size : 1);
}
void* operator new[](size_t size, const std::nothrow_t&) noexcept {
  return malloc(size != 0 ? size : 1);
}
void* operator new(size_t size, std::align_val_t alignment) {
  return allocate_aligned(size, alignment);
}
void* operator new[](size_t size, std::align_val_t alignment) {
  return allocate_aligned(size, alignment);
}
void operator delete(void* memory) noexcept { free(memory); }
void operator delete[](void* memory) noexcept { free(memory); }
void operator delete(void* memory, size_t) noexcept { free(memory); }
void operator delete[](void* memory, size_t) noexcept { free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  free(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept { free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept {
  free(memory);
}
void operator delete(void* memory, size_t, std::align_val_t) noexcept {
  free(memory);
}
void operator delete[](void* memory, size_t, std::align_val_t) noexcept {
  free(memory);
}

extern "C" {

[[noreturn]] void __cxa_pure_virtual();
[[noreturn]] void __cxa_deleted_virtual();
[[noreturn]] void __cxa_throw_bad_array_new_length();

void __cxa_pure_virtual() { die("pure virtual function called"); }
void __cxa_deleted_virtual() { die("deleted virtual function called"); }
void __cxa_throw_bad_array_new_length() { die("array too large"); }

}  // extern "C"

namespace std {

const nothrow_t nothrow{};

void __throw_length_error(const char* what) { die(what); }
void __throw_logic_error(const char* what) { die(what); }
void __throw_out_of_range(const char* what) { die(what); }
void __throw_out_of_range_fmt(const char* what, ...) { die(what); }
void __throw_invalid_argument(const char* what) { die(what); }
void __throw_bad_alloc() { mt::end_without_memory(); }
void __throw_bad_array_new_length() { die("array too large"); }
void __throw_bad_function_call() { die("empty function called"); }

[[noreturn]] void __glibcxx_assert_fail(const char* file, int,
                                        const char* function,
                                        const char* condition) noexcept;
void __glibcxx_assert_fail(const char* file, int, const char* function,
                           const char* condition) noexcept {
  for (const char* part : {file, ": ", function, ": "}) {
    if (part != nullptr) mt::say_last(part);
  }
  die(condition != nullptr ? condition : "assertion failed");
}

// The headers promise that the library holds these members; here we are it.
template class basic_string<char>;

}  // namespace std
