// line.cc - see line.h.

#include "codec/line.h"

#include "base/hash.h"

namespace mt::codec {

LineFinder::Found LineFinder::look(ByteView waiting, ByteView delimiter,
                                   size_t max_bytes, size_t* line_bytes) {
  CHECK(!delimiter.empty());
  size_t from = 0;
  if (searched_ != 0 && searched_ <= waiting.size() &&
      searched_for_ == siphash13(HashKey(), delimiter)) {
    from = searched_;
  }
  const size_t end = waiting.find(delimiter, from);
  if (end != ByteView::npos) {
    searched_ = 0;
    *line_bytes = end;
    return end <= max_bytes ? Found::kLine : Found::kTooLong;
  }
  // Its beginning may be there already.
  const size_t overlap = delimiter.size() - 1;
  searched_ = waiting.size() > overlap ? waiting.size() - overlap : 0;
  if (searched_ != 0) searched_for_ = siphash13(HashKey(), delimiter);
  return waiting.size() > overlap && searched_ > max_bytes ? Found::kTooLong
                                                           : Found::kNothing;
}

size_t last_line_start(ByteView bytes, ByteView delimiter) {
  CHECK(!delimiter.empty());
  size_t start = 0;
  for (size_t end; (end = bytes.find(delimiter, start)) != ByteView::npos;)
    start = end + delimiter.size();
  return start;
}

}  // namespace mt::codec
