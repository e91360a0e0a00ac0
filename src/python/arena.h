// arena.h - memory that is given out piece by piece and freed all at once.
//
// The syntax tree of one source text lives in one Arena: nodes, sequences and
// decoded literals. Nothing in it has a destructor that matters, so throwing
// the tree away is freeing a handful of blocks. Whoever keeps a node keeps the
// Arena.

#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace mt::python {

// A fixed-length run of T inside an arena. Copying it copies the reference.
template <typename T>
struct Seq {
  T* data = nullptr;
  uint32_t count = 0;

  uint32_t size() const { return count; }
  bool empty() const { return count == 0; }
  T& operator[](size_t i) const { return data[i]; }
  T* begin() const { return data; }
  T* end() const { return data + count; }
  T& back() const { return data[count - 1]; }
};

class Arena {
 public:
  Arena() = default;
  Arena(Arena&& other) { *this = std::move(other); }
  Arena& operator=(Arena&& other);
  ~Arena() {
    if (blocks_ != nullptr) give_blocks();
  }

  // Uninitialised memory, aligned for any node.
  void* allocate(size_t size) {
    size = (size + kAlign - 1) / kAlign * kAlign;
    if (size > left_) refill(size);
    char* at = next_;
    next_ += size;
    left_ -= size;
    used_ += size;
    return at;
  }

  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T))) T{std::forward<Args>(args)...};
  }

  // A copy of `text` that lives as long as the arena.
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* at = static_cast<char*>(allocate(text.size()));
    memcpy(at, text.data(), text.size());
    return {at, text.size()};
  }

  // The elements of `items` as a Seq.
  template <typename T>
  Seq<T> sequence(const T* items, size_t count) {
    Seq<T> seq;
    if (count == 0) return seq;
    static_assert(std::is_trivially_copyable_v<T>);
    seq.data = static_cast<T*>(allocate(sizeof(T) * count));
    seq.count = static_cast<uint32_t>(count);
    memcpy(static_cast<void*>(seq.data), items, sizeof(T) * count);
    return seq;
  }
  template <typename List>
  auto sequence(const List& items) {
    return sequence(items.data(), items.size());
  }

  size_t bytes_used() const { return used_; }

  // One block is kept for the next tree; this gives it back to the system.
  static void give_back();

 private:
  // Doubles and pointers are all a node holds.
  static constexpr size_t kAlign = alignof(double) > alignof(void*)
                                       ? alignof(double)
                                       : alignof(void*);

  struct alignas(kAlign) Block {
    Block* next;
    size_t bytes;  // this included
  };

  // Blocks come from the system and not from malloc: what a program keeps would
  // come to lie behind them there, and hold their place open for ever.
  static Block* take_block(size_t bytes);
  void give_blocks();

  void refill(size_t size) {
    Block* const block = take_block(sizeof(Block) + size);
    block->next = blocks_;
    blocks_ = block;
    next_ = reinterpret_cast<char*>(block + 1);
    left_ = block->bytes - sizeof(Block);
  }

  static void* spare_;
  Block* blocks_ = nullptr;
  char* next_ = nullptr;
  size_t left_ = 0;
  size_t used_ = 0;
};

}  // namespace mt::python
