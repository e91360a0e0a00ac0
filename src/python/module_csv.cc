// module_csv.cc - _csv_rows: rows of lib/csv.py from a line and to one, where
// nothing is out of the ordinary.
//
// A delimiter and a quote of ASCII, which inside quotes is written twice, and
// no escapes. What is different (line ends in the middle, values that must be
// asked for their text, limits) is None here, and that module's.

#include "base/ascii.h"
#include "python/data_modules.h"
#include "python/float_text.h"
#include "python/heap.h"
#include "python/iterators.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

// One character of ASCII; 0: none, or another.
char mark_of(Value value) {
  const Str* const text = cast<Str>(value);
  return text != nullptr && text->byte_count == 1 ? text->data()[0] : '\0';
}

bool ends_line(char c) { return c == '\r' || c == '\n'; }

// How fields are read beside that.
constexpr int64_t kSkipsSpaces = 1;
constexpr int64_t kReadsNumbers = 2;

class RowReader {
 public:
  RowReader(Fiber& fiber, Str* line, char delimiter, char quote, size_t most,
            int64_t flags)
      : fiber_(fiber), line_(line), text_(line->view()),
        delimiter_(delimiter), quote_(quote), most_(most), flags_(flags) {}

  // None: out of the ordinary. False: its last field goes on in the next line.
  Value read() {
    while (!text_.empty() && ends_line(text_.back())) {
      const char end = text_.back();
      text_.remove_suffix(1);
      if (end == '\r') break;
      if (!text_.empty() && text_.back() == '\n') return Value::none();
    }
    if (text_.find('\0') != text_.npos) return Value::none();
    List* const row = make_list(fiber_, text_.empty() ? 0 : 8);
    if (row == nullptr) return Value::error();
    if (text_.empty()) return Value::from_object(row);
    for (;;) {
      while ((flags_ & kSkipsSpaces) != 0 && at_ < text_.size() &&
             text_[at_] == ' ' && quote_ != ' ') {
        ++at_;
      }
      const Value field = at_ < text_.size() && text_[at_] == quote_ &&
                                  quote_ != '\0'
                              ? quoted() : plain();
      if (field.is_none() || field.is_bool() || field.is_error()) return field;
      if (!list_append(fiber_, row, field)) return Value::error();
      if (at_ == text_.size()) return Value::from_object(row);
      ++at_;  // the delimiter
    }
  }

 private:
  // Where a field without quotes ends that goes on at `from`; npos: line ends
  // come before that.
  size_t end_of(size_t from) const {
    while (from < text_.size() && text_[from] != delimiter_) {
      if (ends_line(text_[from])) return text_.npos;
      ++from;
    }
    return from;
  }
  Value plain() {
    const size_t start = at_, end = end_of(at_);
    if (end == text_.npos || end - start > most_) return Value::none();
    at_ = end;
    if ((flags_ & kReadsNumbers) != 0 && start != end) {
      return call(fiber_, Value::from_object(types().float_),
                  {str_piece(fiber_, line_, start, end)});
    }
    if (!line_->is_ascii()) return str_piece(fiber_, line_, start, end);
    if (end - start == 1)
      return str_from_char(fiber_, static_cast<uint8_t>(text_[start]));
    return object_or_error(
        make_str(fiber_, text_.substr(start, end - start), end - start));
  }
  Value quoted() {
    std::string field;
    for (++at_;;) {
      const size_t end = text_.find(quote_, at_);
      if (end == text_.npos) {
        // The end of the line belongs to the field, too.
        const bool is_long = field.size() + line_->byte_count - at_ > most_;
        return is_long ? Value::none() : Value::from_bool(false);
      }
      field.append(text_, at_, end - at_);
      at_ = end + 1;
      if (at_ == text_.size() || text_[at_] != quote_) break;
      field.push_back(quote_);
      ++at_;
    }
    // What stands behind the quote belongs to the field.
    const size_t end = end_of(at_);
    if (end == text_.npos) return Value::none();
    field.append(text_, at_, end - at_);
    at_ = end;
    if (field.size() > most_) return Value::none();
    return object_or_error(make_str(fiber_, field));
  }

  Fiber& fiber_;
  Str* const line_;
  std::string_view text_;
  const char delimiter_, quote_;
  const size_t most_;
  const int64_t flags_;
  size_t at_ = 0;
};

// --- readers -----------------------------------------------------------------

// What csv.reader() makes is a subclass, whose _next(line) reads the rows that
// are not plain.
struct Rows : Object {
  Object* lines;  // an iterator; null: no row is plain
  int64_t line_num;
  int64_t flags;
  char delimiter, quote;
  // attributes follow
};

// A field that goes on in more lines is read by _next().
constexpr int kMostLines = 20;
int64_t g_longest = 131072;  // a field; less than 0: none is plain

Rows* as_rows(Value self) { return self.as<Rows>(); }
void trace_rows(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Rows*>(self)->lines);
}
const Layout kRowsLayout = {Kind::kNative, "rows", sizeof(Rows), trace_rows,
                            nullptr, nullptr};

Value rows_create(Fiber& fiber, Type* cls, Args) {
  return object_or_error(make<Rows>(fiber, cls));
}

// _begin(lines, delimiter, quote, flags)
Value rows_begin(Fiber& fiber, Value self, Args args) {
  Rows* const rows = as_rows(self);
  rows->delimiter = mark_of(args[1]);
  rows->quote = mark_of(args[2]);
  rows->flags = args[3].as_int();
  if (rows->delimiter != '\0' && args[0].is_object() &&
      (rows->quote != '\0' || args[2].is_none())) {
    store(fiber.heap, &rows->lines, args[0].object());
  }
  return Value::none();
}

Value rows_next(Fiber& fiber, Value self) {
  Rows* const rows = as_rows(self);
  Value line;  // undefined: to be read
  if (rows->lines != nullptr && g_longest >= 0) {
    line = iter_next(fiber, Value::from_object(rows->lines));
    if (line.is_error() || line.is_exhausted()) return line;
    const auto most = static_cast<uint64_t>(g_longest);
    for (int i = 0; is_kind(line, Kind::kStr); ++i) {
      const Value row =
          RowReader(fiber, line.as<Str>(), rows->delimiter, rows->quote,
                    most < kMaxStrBytes ? static_cast<size_t>(most)
                                        : kMaxStrBytes,
                    rows->flags)
              .read();
      if (row.is_none() || (row.is_bool() && i == kMostLines)) break;
      ++rows->line_num;
      if (!row.is_bool()) return row;
      // A field goes on: what is between two lines is nothing there.
      const Value more =
          iter_next(fiber, Value::from_object(rows->lines));
      if (more.is_error()) return more;
      if (more.is_exhausted()) {
        --rows->line_num;
        break;
      }
      line = is_kind(more, Kind::kStr)
                 ? str_concat(fiber, line.as<Str>(), more.as<Str>())
                 : more;
      if (line.is_error()) return line;
    }
  }
  const Value row = line.is_undefined()
                        ? call_method(fiber, self, "_next")
                        : call_method(fiber, self, "_next", {line});
  if (row.is_error() && exception_matches(fiber, types().StopIteration)) {
    clear_exception(fiber);
    return Value::exhausted();
  }
  return row;
}

Value rows_line_num(Fiber& fiber, Value self) {
  return int_from_i64(fiber, as_rows(self)->line_num);
}
// _count(): one more line.
Value rows_count(Fiber&, Value self, Args) {
  ++as_rows(self)->line_num;
  return Value::none();
}

// limit(longest field)
Value limit(Fiber&, Value, Args args) {
  int64_t given = 0;
  g_longest = !int_to_i64(plain_integer(args[0]), &given) ? INT64_MAX : given;
  return Value::none();
}

// --- writers -----------------------------------------------------------------

// A value's text as csv writes it; false: it must be asked.
bool put_text(std::string* out, Value value) {
  if (is_exact_str(value)) {
    out->append(value.as<Str>()->view());
  } else if (value.is_int()) {
    int_to_text(*out, value);
  } else if (value.is_float()) {
    append_float_repr(*out, value.as_float());
  } else {
    return value.is_none();
  }
  return true;
}

// A longer row is joined where memory is counted.
constexpr size_t kMaxJoinedBytes = 1 << 20;

// join(row, (delimiter, quote, end of line, 0)): text, or None. 1 quotes all, 2
// all but numbers.
Value join(Fiber& fiber, Value, Args args) {
  const List* const list =
      is_exact(args[0], types().list) ? args[0].as<List>() : nullptr;
  const Tuple* const tuple =
      is_exact(args[0], types().tuple) ? args[0].as<Tuple>() : nullptr;
  const Tuple* const how = cast<Tuple>(args[1]);
  if (how == nullptr || how->size != 4) return Value::none();
  const Value* const parts = how->items;
  const char delimiter = mark_of(parts[0]), quote = mark_of(parts[1]);
  const Str* const end = cast<Str>(parts[2]);
  if ((list == nullptr && tuple == nullptr) || delimiter == '\0' ||
      quote == '\0' || end == nullptr || !end->is_ascii()) {
    return Value::none();
  }
  const Value* const fields = list != nullptr ? list->items : tuple->items;
  const size_t count = list != nullptr ? list->size : tuple->size;
  const int64_t quoting = parts[3].as_int();
  const std::string_view ending = end->view();
  std::string out;
  for (size_t i = 0; i < count; ++i) {
    if (i != 0) out.push_back(delimiter);
    const size_t start = out.size();
    if (start > kMaxJoinedBytes) return Value::none();
    if (!put_text(&out, fields[i])) return Value::none();
    bool needs_quotes = quoting == 1 ||
                        (quoting == 2 && !fields[i].is_number()) ||
                        (count == 1 && start == out.size());
    for (size_t k = start; k < out.size() && !needs_quotes; ++k) {
      const char c = out[k];
      needs_quotes = c == delimiter || c == quote ||
                     ending.find(c) != ending.npos;
    }
    if (!needs_quotes) continue;
    std::string field;
    for (const char c : std::string_view(out).substr(start)) {
      if (c == quote) field.push_back(quote);
      field.push_back(c);
    }
    out.resize(start);
    out.push_back(quote);
    out.append(field);
    out.push_back(quote);
  }
  out.append(ending);
  return object_or_error(make_str(fiber, out));
}

const MethodDef kFunctions[] = {
    {"limit", limit, 1, 1}, {"join", join, 2, 2}, {}};
const MethodDef kRowsMethods[] = {
    {"_begin", rows_begin, 4, 4}, {"_count", rows_count}, {}};
const GetSetDef kRowsGetSets[] = {{"line_num", rows_line_num}, {}};

constexpr Slots make_rows_slots() {
  Slots slots = iterator_slots(rows_next);
  slots.create = rows_create;
  return slots;
}
constexpr Slots kRowsSlots = make_rows_slots();
constexpr TypeDef kRowsType = {"_csv.Rows",  &kRowsLayout,  &kRowsSlots,
                               kRowsMethods, kRowsGetSets, kTypeHasSlots};

bool fill(Fiber& fiber, Dict* globals) {
  put(fiber, globals, "Rows",
      Value::from_object(native_type(fiber, kRowsType)));
  return true;
}

}  // namespace

const ModuleDef kCsvModule = {"_csv_rows", kFunctions, fill, nullptr};

}  // namespace mt::python
