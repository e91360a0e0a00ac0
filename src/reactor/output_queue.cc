// output_queue.cc - a list of chunks.

#include "reactor/output_queue.h"

#include <string.h>

#include <algorithm>
#include <new>

#include "base/status.h"
#include "reactor/limits.h"

namespace mt::reactor {

namespace {

constexpr size_t kUsualCapacity = kChunkBytes - sizeof(Chunk);

}  // namespace

ChunkPool::~ChunkPool() {
  while (spare_ != nullptr) {
    Chunk* const chunk = spare_;
    spare_ = chunk->next;
    ::operator delete(chunk);
  }
}

Chunk* ChunkPool::take(size_t size) {
  Chunk* chunk;
  if (size <= kUsualCapacity && spare_ != nullptr) {
    chunk = spare_;
    spare_ = chunk->next;
    --spare_count_;
  } else {
    const size_t capacity = std::max(size, kUsualCapacity);
    CHECK(capacity <= SIZE_MAX - sizeof(Chunk));
    chunk = static_cast<Chunk*>(::operator new(sizeof(Chunk) + capacity));
    chunk->capacity = capacity;
  }
  chunk->next = chunk;
  chunk->begin = 0;
  chunk->end = 0;
  return chunk;
}

void ChunkPool::give_back(Chunk* chunk) {
  if (chunk->capacity != kUsualCapacity || spare_count_ == kMaxSpareChunks) {
    ::operator delete(chunk);
    return;
  }
  chunk->next = spare_;
  spare_ = chunk;
  ++spare_count_;
}

void OutputQueue::append(ChunkPool& pool, ByteView bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    if (last_ == nullptr || last_->end == last_->capacity) {
      Chunk* const chunk = pool.take(bytes.size());
      Chunk* const before = last_ == nullptr ? chunk : last_;
      chunk->next = before->next;
      before->next = chunk;
      last_ = chunk;
    }
    const size_t count = std::min(bytes.size(), last_->capacity - last_->end);
    memcpy(last_->data() + last_->end, bytes.data(), count);
    last_->end += count;
    bytes.remove_prefix(count);
  }
}

int OutputQueue::gather(struct iovec* pieces, int max) const {
  if (last_ == nullptr) return 0;
  int count = 0;
  Chunk* chunk = last_;
  do {
    chunk = chunk->next;
    pieces[count].iov_base = chunk->data() + chunk->begin;
    pieces[count].iov_len = chunk->end - chunk->begin;
    ++count;
  } while (chunk != last_ && count < max);
  return count;
}

void OutputQueue::consume(ChunkPool& pool, size_t count) {
  CHECK(count <= size_);
  size_ -= count;
  while (last_ != nullptr) {
    Chunk* const first = last_->next;
    const size_t here = std::min(count, first->end - first->begin);
    first->begin += here;
    count -= here;
    if (first->begin < first->end) return;
    if (first == last_) {
      last_ = nullptr;
    } else {
      last_->next = first->next;
    }
    pool.give_back(first);
  }
}

}  // namespace mt::reactor
