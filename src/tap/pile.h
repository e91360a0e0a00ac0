// pile.h - a growing array of plain things: what the writer gathers.
//
// It grows by realloc(), which gives a large array more pages where a vector
// would copy it; and room() is one comparison, so that a value of five bytes
// costs a handful of instructions. Nothing in it is zeroed.

#pragma once

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <type_traits>

#include "base/bytes.h"

namespace mt::tap {

// `items` of `item_bytes` each, with room for `count` beside the `size` there
// are; *capacity becomes how many fit.
void* grow_pile(void* items, size_t item_bytes, size_t size, size_t count,
                size_t* capacity);

template <typename T>
class Pile {
  static_assert(std::is_trivially_copyable_v<T>, "moved by realloc()");

 public:
  Pile() = default;
  ~Pile() { free(items_); }
  Pile(const Pile&) = delete;
  Pile& operator=(const Pile&) = delete;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return items_; }
  const T* data() const { return items_; }
  T& operator[](size_t i) { return items_[i]; }
  const T& operator[](size_t i) const { return items_[i]; }
  void clear() { size_ = 0; }

  // Where the next `count` go; then take() those that were filled.
  T* room(size_t count) {
    if (__builtin_expect(count > capacity_ - size_, 0)) {
      items_ = static_cast<T*>(
          grow_pile(items_, sizeof(T), size_, count, &capacity_));
    }
    return items_ + size_;
  }
  void take(size_t count) { size_ += count; }
  void push(const T& item) {
    *room(1) = item;
    ++size_;
  }
  void append(const T* items, size_t count) {
    if (count != 0) memcpy(room(count), items, count * sizeof(T));
    size_ += count;
  }

 private:
  T* items_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

using BytePile = Pile<char>;

inline ByteView view_of(const BytePile& pile) {
  return ByteView(pile.data(), pile.size());
}

}  // namespace mt::tap
