// output_queue.h - bytes on their way out, in order, without moving them.
//
// What callbacks write is copied into chunks; one sendmsg(2) takes them all.
// An empty queue owns no memory. Chunks of the usual size come from a pool that
// all connections share, so that a turn's small writes do not meet malloc.

#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#include "base/bytes.h"

namespace mt::reactor {

// A header, and `capacity` bytes behind it.
struct Chunk {
  Chunk* next;  // of the last: the first
  size_t capacity;
  size_t begin;  // of what is not yet sent
  size_t end;
  char* data() { return reinterpret_cast<char*>(this + 1); }
};

class ChunkPool {
 public:
  ChunkPool() = default;
  ChunkPool(const ChunkPool&) = delete;
  ChunkPool& operator=(const ChunkPool&) = delete;
  ~ChunkPool();

  // An empty chunk with room for at least `size` bytes.
  Chunk* take(size_t size);
  void give_back(Chunk* chunk);

 private:
  Chunk* spare_ = nullptr;
  size_t spare_count_ = 0;
};

// The pool is passed in rather than kept: a queue lives in every connection,
// and an idle connection is small. Every queue is cleared before it goes.
class OutputQueue {
 public:
  OutputQueue() = default;
  OutputQueue(const OutputQueue&) = delete;
  OutputQueue& operator=(const OutputQueue&) = delete;

  void append(ChunkPool& pool, ByteView bytes);

  size_t size() const { return size_; }
  bool is_empty() const { return last_ == nullptr; }

  // Describes the front of the queue in up to `max` pieces and says how many it
  // took. They hold until the queue is next changed.
  int gather(struct iovec* pieces, int max) const;

  // Forgets the first `count` bytes; no more than size().
  void consume(ChunkPool& pool, size_t count);

  void clear(ChunkPool& pool) { consume(pool, size_); }

 private:
  Chunk* last_ = nullptr;  // of a ring: one word less in every connection
  size_t size_ = 0;
};

}  // namespace mt::reactor
