// line_search.cc - LineEditor's search through the history, ^R.
//
// The prompt gives way to a label with what is looked for, the text shows what
// was found. ^R goes on to older lines, ^G and ^C leave off and bring back the
// line that was being typed; every other key takes what was found and then
// does what it always does.

#include "codec/line_editor.h"

#include "base/ascii.h"

namespace mt::codec {

void LineEditor::begin_search(std::string& out) {
  typed_ = text_;
  query_.clear();
  search_age_ = 0;
  is_searching_ = true;
  show_search(true, out);
}

void LineEditor::show_search(bool found, std::string& out) {
  search_label_ = found ? "(search '" : "(search fails '";
  search_label_ += query_;
  search_label_ += "') ";
  cursor_ = text_.size();
  redraw(out);
}

void LineEditor::search_from(size_t age, std::string& out) {
  for (; age < history_.size(); ++age) {
    if (history_.at(age).find(query_) == std::string_view::npos) continue;
    search_age_ = age;
    text_ = history_.at(age);
    show_search(true, out);
    return;
  }
  show_search(false, out);
}

bool LineEditor::take_search_key(char key, std::string& out) {
  constexpr char kOlder = 'R' & 0x1F;
  constexpr char kLeave = 'G' & 0x1F;
  constexpr char kInterrupt = 'C' & 0x1F;
  constexpr char kBackspace = 'H' & 0x1F;
  if (key == kLeave || key == kInterrupt) {
    text_ = typed_;
    end_search(out);
    return true;
  }
  if (key == kOlder) {
    if (!query_.empty()) search_from(search_age_ + 1, out);
    return true;
  }
  if (key == kBackspace || key == '\x7f') {
    query_.resize(previous_boundary(query_, query_.size()));
    search_from(0, out);
    return true;
  }
  if (!is_control(key)) {
    if (query_.size() == kMaxSearchBytes) return true;
    query_.push_back(key);
    search_from(query_.size() == 1 ? 0 : search_age_, out);
    return true;
  }
  end_search(out);
  return false;
}

void LineEditor::end_search(std::string& out) {
  is_searching_ = false;
  cursor_ = text_.size();
  redraw(out);
}

}  // namespace mt::codec
