// short_vector.h - a vector whose first items lie inside it.
//
// For what is nearly always short and sometimes long: the tokens of a line, the
// instructions of a lambda. As long as kInside items are enough no memory is
// asked for. Items are plain data: they move by memcpy and nothing is
// destroyed. As with new, memory that is not there ends the process.

#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <type_traits>

namespace mt {

// What does not depend on the type.
class ShortVectorBase {
 protected:
  ShortVectorBase(void* inside, size_t room)
      : data_(inside), room_(static_cast<uint32_t>(room)) {}

  // Makes room for `count` items and more; `inside` is where the first ones
  // lie.
  void grow(void* inside, size_t item_bytes, size_t count);
  void free_memory();
  // Becomes what `other` is, which is empty then.
  void take(void* inside, ShortVectorBase& other, void* its_inside,
            size_t its_room, size_t item_bytes);

  void* data_;
  uint32_t size_ = 0;
  uint32_t room_;
};

template <typename T, size_t kInside>
class ShortVector : ShortVectorBase {
  static_assert(std::is_trivially_copyable_v<T> &&
                std::is_trivially_destructible_v<T>);

 public:
  ShortVector() : ShortVectorBase(inside_, kInside) {}
  ShortVector(const ShortVector& other) : ShortVector() { *this = other; }
  ShortVector(ShortVector&& other) : ShortVector() { swap_in(other); }
  ~ShortVector() {
    if (data_ != inside_) free_memory();
  }
  ShortVector& operator=(const ShortVector& other) {
    if (this != &other) assign(other.data(), other.size());
    return *this;
  }
  ShortVector& operator=(ShortVector&& other) {
    if (this != &other) swap_in(other);
    return *this;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return static_cast<T*>(data_); }
  const T* data() const { return static_cast<const T*>(data_); }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  T& operator[](size_t i) { return data()[i]; }
  const T& operator[](size_t i) const { return data()[i]; }
  T& back() { return data()[size_ - 1]; }
  const T& back() const { return data()[size_ - 1]; }

  void push_back(const T& item) {
    if (size_ == room_) {
      const T copy = item;  // which may be one of ours
      grow(inside_, sizeof(T), size_t{size_} + 1);
      data()[size_++] = copy;
      return;
    }
    data()[size_++] = item;
  }
  void pop_back() { --size_; }
  void clear() { size_ = 0; }
  void reserve(size_t count) {
    if (count > room_) grow(inside_, sizeof(T), count);
  }
  void resize(size_t count, const T& filler = T()) {
    reserve(count);
    for (size_t i = size_; i < count; ++i) data()[i] = filler;
    size_ = static_cast<uint32_t>(count);
  }
  void assign(size_t count, const T& filler) {
    clear();
    resize(count, filler);
  }
  void assign(const T* items, size_t count) {
    reserve(count);
    if (count != 0) memcpy(data_, static_cast<const void*>(items),
                           count * sizeof(T));
    size_ = static_cast<uint32_t>(count);
  }

 private:
  void swap_in(ShortVector& other) {
    take(inside_, other, other.inside_, kInside, sizeof(T));
  }

  alignas(T) char inside_[kInside * sizeof(T)];
};

}  // namespace mt
