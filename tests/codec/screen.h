// screen.h - a terminal small enough to be believed, for tests of drawing.
//
// Understands what line_display.h says it uses, and stops the test at
// anything else. It does not wrap: writing past the last column is a mistake
// of the one who draws.

#pragma once

#include <criterion/criterion.h>

#include <string>
#include <vector>

#include "base/utf8.h"
#include "codec/display_width.h"

class Screen {
 public:
  explicit Screen(size_t columns) : columns_(columns), rows_(1) {}

  void show(const std::string& bytes) {
    for (size_t i = 0; i < bytes.size();) i += show_one(bytes, i);
  }

  // The rows, blanks at their ends left out, joined by '|'.
  std::string text() const {
    std::string all;
    for (size_t i = 0; i < rows_.size(); ++i) {
      std::string row;
      for (const std::string& cell : rows_[i]) row += cell.empty() ? " " : cell;
      row.erase(row.find_last_not_of(' ') + 1);
      all += (i == 0 ? "" : "|") + row;
    }
    all.erase(all.find_last_not_of('|') + 1);
    return all;
  }
  size_t row() const { return row_; }
  size_t column() const { return column_; }

 private:
  size_t show_one(const std::string& bytes, size_t at) {
    const char c = bytes[at];
    switch (c) {
      case '\r': column_ = 0; return 1;
      case '\n': down(1); return 1;
      case '\a': return 1;
      case '\b': column_ -= column_ > 0; return 1;
      case '\x1b': return sequence(bytes, at);
      default: break;
    }
    const mt::Utf8Step step = mt::decode_utf8(mt::ByteView(bytes).substr(at));
    cr_assert(step.ok() && step.code_point >= ' ', "byte %02x on the screen",
              static_cast<unsigned>(static_cast<unsigned char>(c)));
    put(bytes.substr(at, step.length),
        mt::codec::display_width(step.code_point));
    return step.length;
  }

  size_t sequence(const std::string& bytes, size_t at) {
    size_t i = at + 2;
    size_t number = 0;
    for (; bytes[i] >= '0' && bytes[i] <= '9'; ++i) {
      number = number * 10 + static_cast<size_t>(bytes[i] - '0');
    }
    const size_t count = number == 0 ? 1 : number;
    switch (bytes[i]) {
      case 'A': row_ -= count < row_ ? count : row_; break;
      case 'B': down(count); break;
      case 'C': column_ += count; break;
      case 'J':
        if (number == 2) {
          rows_.assign(row_ + 1, {});
        } else {
          rows_.resize(row_ + 1);
          if (rows_[row_].size() > column_) rows_[row_].resize(column_);
        }
        break;
      case 'H': row_ = column_ = 0; break;
      default: cr_assert(false, "unknown sequence %c", bytes[i]);
    }
    return i + 1 - at;
  }

  void down(size_t count) {
    row_ += count;
    if (rows_.size() <= row_) rows_.resize(row_ + 1);
  }

  void put(const std::string& character, int width) {
    std::vector<std::string>& row = rows_[row_];
    if (width == 0) {
      if (column_ > 0 && row.size() >= column_) row[column_ - 1] += character;
      return;
    }
    cr_assert(column_ + static_cast<size_t>(width) <= columns_,
              "drawn past column %zu", columns_);
    if (row.size() < column_ + static_cast<size_t>(width)) {
      row.resize(column_ + static_cast<size_t>(width));
    }
    row[column_] = character;
    // The right half of a wide character has nothing of its own.
    if (width == 2) row[column_ + 1] = "\1";
    column_ += static_cast<size_t>(width);
  }

  size_t columns_;
  std::vector<std::vector<std::string>> rows_;
  size_t row_ = 0;
  size_t column_ = 0;
};
