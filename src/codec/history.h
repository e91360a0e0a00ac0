// history.h - the statements a person has typed, newest last, within bounds.
//
// A statement of several lines is one entry with newlines in it, so that one
// key brings all of it back.

#pragma once

#include <stddef.h>

#include <string>
#include <string_view>
#include <vector>

#include "codec/limits.h"

namespace mt::codec {

class History {
 public:
  size_t size() const { return entries_.size(); }
  // `age` 0 is the newest; less than size().
  std::string_view at(size_t age) const {
    return entries_[entries_.size() - 1 - age];
  }

  // A first line. Blank ones and a repetition of the newest are not kept.
  void add(std::string_view line) {
    is_open_ = false;
    if (line.find_first_not_of(" \t") == std::string_view::npos) return;
    is_open_ = true;
    if (!entries_.empty() && entries_.back() == line) return;
    entries_.emplace_back(line);
    bytes_ += line.size();
    trim();
  }

  // A further line of the statement whose first line was added last.
  void extend(std::string_view line) {
    if (!is_open_ || entries_.empty() || line.empty()) return;
    if (line.size() > kMaxHistoryBytes) return;
    entries_.back() += '\n';
    entries_.back() += line;
    bytes_ += line.size() + 1;
    trim();
  }

 private:
  void trim() {
    while (entries_.size() > kMaxHistoryEntries || bytes_ > kMaxHistoryBytes) {
      bytes_ -= entries_.front().size();
      entries_.erase(entries_.begin());
      if (entries_.empty()) is_open_ = false;
    }
  }

  std::vector<std::string> entries_;
  size_t bytes_ = 0;
  bool is_open_ = false;  // the newest entry may still be extended
};

}  // namespace mt::codec
