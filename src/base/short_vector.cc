// short_vector.cc - see short_vector.h.

#include "base/short_vector.h"

#include <stdlib.h>

#include "base/bytes.h"
#include "base/last_memory.h"
#include "base/status.h"

namespace mt {

void ShortVectorBase::grow(void* inside, size_t item_bytes,
                           size_t count) {
  size_t room = size_t{room_} * 2;
  if (room < count) room = count;
  size_t bytes;
  CHECK(room <= UINT32_MAX && checked_mul(room, item_bytes, &bytes));
  const bool was_inside = data_ == inside;
  void* const memory =
      reallocate_at_last(was_inside ? nullptr : data_, bytes);
  if (was_inside) memcpy(memory, inside, size_ * item_bytes);
  data_ = memory;
  room_ = static_cast<uint32_t>(room);
}

void ShortVectorBase::free_memory() { free(data_); }

void ShortVectorBase::take(void* inside, ShortVectorBase& other,
                           void* its_inside, size_t its_room,
                           size_t item_bytes) {
  if (data_ != inside) free(data_);
  size_ = other.size_;
  if (other.data_ == its_inside) {
    data_ = inside;
    room_ = static_cast<uint32_t>(its_room);
    memcpy(inside, its_inside, size_ * item_bytes);
  } else {
    data_ = other.data_;
    room_ = other.room_;
    other.data_ = its_inside;
    other.room_ = static_cast<uint32_t>(its_room);
  }
  other.size_ = 0;
}

}  // namespace mt
