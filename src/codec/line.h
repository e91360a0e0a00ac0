// line.h - cutting a stream of bytes into lines, for protocols made of lines.
//
// LineSplitter holds what came without its end until the end comes. It can be
// told to pass bytes through uncut (raw), for the bodies that follow headers.
// Twisted's LineReceiver is its user: setLineMode, setRawMode, delimiter and
// MAX_LENGTH mean the same here.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <utility>

#include "base/bytes.h"

namespace mt::codec {

class LineSplitter {
 public:
  struct Piece {
    enum class Kind : uint8_t {
      kNone,     // all bytes given have been taken
      kLine,     // `bytes`: a line, without its delimiter
      kRaw,      // `bytes`: as they came
      kTooLong,  // `bytes`: the beginning of a line over the limit. The rest,
                 // up to its delimiter, is passed over unless clear() is called
    };
    Kind kind = Kind::kNone;
    ByteView bytes;  // valid until the next call; may lie in what was given
  };

  // A line may have `max_bytes`, its delimiter not counted. `delimiter` is not
  // empty.
  explicit LineSplitter(std::string_view delimiter = "\r\n",
                        size_t max_bytes = 16384)
      : delimiter_(delimiter), max_bytes_(max_bytes) {
    CHECK(!delimiter_.empty());
  }

  bool is_raw() const { return is_raw_; }
  void set_raw(bool raw) { is_raw_ = raw; }
  const std::string& delimiter() const { return delimiter_; }
  void set_delimiter(std::string_view delimiter) {
    CHECK(!delimiter.empty());
    delimiter_ = delimiter;
  }
  void set_max_bytes(size_t max_bytes) { max_bytes_ = max_bytes; }

  // What has come without its end: what an end of input leaves unfinished.
  ByteView held() const { return is_given_ ? ByteView() : ByteView(held_); }
  void clear() {
    std::string().swap(held_);
    is_given_ = is_skipping_ = false;
  }

  // Takes bytes from the front of `in` until there is a piece. The caller may
  // change mode, delimiter and limit between two calls.
  Piece next(ByteView& in) {
    if (is_given_) clear_given();
    if (is_raw_) return next_raw(in);
    while (!in.empty()) {
      if (held_.empty() && !is_skipping_) {
        // The common case: the whole line lies in what was given.
        const size_t end = in.find(delimiter_);
        if (end != ByteView::npos && end <= max_bytes_) {
          const ByteView line = in.substr(0, end);
          in.remove_prefix(end + delimiter_.size());
          return {Piece::Kind::kLine, line};
        }
      }
      const Piece piece = next_held(in);
      if (piece.kind != Piece::Kind::kNone) return piece;
    }
    return {};
  }

 private:
  // The piece handed out last lay in `held_` and has been used.
  void clear_given() {
    is_given_ = false;
    if (is_skipping_) return keep_overlap();
    std::string().swap(held_);
  }

  // While skipping, only the beginning of a delimiter is worth keeping.
  void keep_overlap() {
    const size_t overlap = delimiter_.size() - 1;
    if (held_.size() > overlap) held_.erase(0, held_.size() - overlap);
  }

  Piece next_raw(ByteView& in) {
    if (is_skipping_) clear();
    if (!held_.empty()) {
      is_given_ = true;
      return {Piece::Kind::kRaw, held_};
    }
    if (in.empty()) return {};
    return {Piece::Kind::kRaw, std::exchange(in, ByteView())};
  }

  // Moves a part of `in` to `held_`: up to a delimiter, which may have begun
  // there, and never more than shows that the line is too long.
  Piece next_held(ByteView& in) {
    const size_t before = held_.size();
    const size_t overlap = delimiter_.size() - 1;
    const size_t room = max_bytes_ + delimiter_.size() > before
                            ? max_bytes_ + delimiter_.size() - before
                            : 1;
    const ByteView part = in.substr(0, room);
    held_.append(part);
    const size_t from = before > overlap ? before - overlap : 0;
    const size_t end = held_.find(delimiter_, from);
    if (end != std::string::npos) {
      in.remove_prefix(end + delimiter_.size() - before);
      held_.resize(end);
      if (is_skipping_) {
        clear();
        return {};
      }
      is_given_ = true;
      return {end > max_bytes_ ? Piece::Kind::kTooLong : Piece::Kind::kLine,
              held_};
    }
    in.remove_prefix(part.size());
    if (is_skipping_) {
      keep_overlap();
      return {};
    }
    if (held_.size() < max_bytes_ + delimiter_.size()) return {};
    is_skipping_ = true;
    is_given_ = true;
    return {Piece::Kind::kTooLong, held_};
  }

  std::string delimiter_;
  std::string held_;
  size_t max_bytes_;
  bool is_raw_ = false;
  bool is_given_ = false;     // `held_` was handed out and is to be dropped
  bool is_skipping_ = false;  // passing over the rest of a line too long
};

}  // namespace mt::codec
