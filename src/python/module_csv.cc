// module_csv.cc - _csv: rows read from comma-separated values and written so.
//
// A form is what a dialect comes to once it has been looked over; readers and
// writers each have one. lib/csv.py adds the usual dialects, rows as dicts, and
// guesses what a file was written with.

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

enum Quoting { kQuoteMinimal, kQuoteAll, kQuoteNonNumeric, kQuoteNone };
enum Part { kDelimiter, kDoubleQuote, kEscape, kLineEnd, kQuote, kQuoting,
            kSkipSpaces, kStrict, kPartCount };
constexpr const char* kPartNames[kPartCount] = {
    "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar",
    "quoting", "skipinitialspace", "strict"};

// Where the first byte of a character stops a run of others.
enum : uint8_t { kInPlain = 1, kInQuotes = 2, kWhenWritten = 4 };

struct Form : Object {
  Value parts[kPartCount];
  uint8_t stops[256];

  bool has(Part part) const { return parts[part].is_true(); }
  int64_t quoting() const { return parts[kQuoting].as_int(); }
  // Nothing where there is none.
  std::string_view mark(Part part) const {
    const Str* const text = cast<Str>(parts[part]);
    return text == nullptr ? std::string_view() : text->view();
  }
  // Whether it stands at the front of `text`.
  bool starts(std::string_view text, Part part) const {
    const std::string_view it = mark(part);
    return !it.empty() && text.substr(0, it.size()) == it;
  }
};

struct {
  Type *error, *form, *reader, *writer;
  Dict* dialects;  // forms by name
  Form* usual;     // what is meant where no dialect is named
  int64_t longest;  // field, in characters
} g_csv;

bool ends_line(char c) { return c == '\r' || c == '\n'; }

// --- forms -------------------------------------------------------------------

void trace_form(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Form*>(self)->parts, kPartCount);
}
const Layout kFormLayout = {Kind::kNative, "csv form", sizeof(Form), trace_form,
                            nullptr, nullptr};

void note_stops(Form* form) {
  const auto note = [form](std::string_view text, int when) {
    for (size_t i = 0; i < text.size(); i += char_bytes(text[i]))
      form->stops[static_cast<uint8_t>(text[i])] |= static_cast<uint8_t>(when);
  };
  note(form->mark(kDelimiter).substr(0, 1), kInPlain | kWhenWritten);
  note(form->mark(kEscape).substr(0, 1), kInPlain | kInQuotes | kWhenWritten);
  note(form->mark(kQuote).substr(0, 1), kInQuotes | kWhenWritten);
  note(form->mark(kLineEnd), kWhenWritten);
  note("\r\n", kInPlain);
}

// What was given, put right; false: it raised.
bool look_over(Fiber& fiber, Value* parts, bool has_quoting) {
  for (const Part part : {kDoubleQuote, kSkipSpaces, kStrict}) {
    const int yes = truth(fiber, parts[part]);
    if (yes < 0) return false;
    parts[part] = Value::from_bool(yes != 0);
  }
  for (const Part part : {kDelimiter, kQuote, kEscape}) {
    const Str* const text = cast<Str>(parts[part]);
    if (text == nullptr && (part == kDelimiter || !parts[part].is_none())) {
      raise_type_error(fiber, "\"%s\" must be string%s, not %s",
                       kPartNames[part], part == kDelimiter ? "" : " or None",
                       type_of(parts[part])->name->data());
      return false;
    }
    if (text != nullptr && text->char_count != 1) {
      raise_type_error(fiber, "\"%s\" must be a 1-character string",
                       kPartNames[part]);
      return false;
    }
  }
  const Value quoting = parts[kQuoting];
  if (type_of(quoting) != types().int_) {
    raise_type_error(fiber, "\"quoting\" must be an integer");
  } else if (!quoting.is_int() ||
             quoting.as_int() != static_cast<int>(quoting.as_int())) {
    raise_overflow_error(fiber, "Python int too large to convert to C int");
  } else if (quoting.as_int() < kQuoteMinimal ||
             quoting.as_int() > kQuoteNone) {
    raise_type_error(fiber, "bad \"quoting\" value");
  } else if (parts[kQuote].is_none() && has_quoting &&
             quoting.as_int() != kQuoteNone) {
    raise_type_error(fiber, "quotechar must be set if quoting enabled");
  } else if (parts[kLineEnd].is_none()) {
    raise_type_error(fiber, "lineterminator must be set");
  } else if (!is_kind(parts[kLineEnd], Kind::kStr)) {
    raise_type_error(fiber, "\"lineterminator\" must be a string");
  } else {
    if (parts[kQuote].is_none()) parts[kQuoting] = Value::from_int(kQuoteNone);
    return true;
  }
  return false;
}

Value known_form(Fiber& fiber, Value name) {
  const Value form = dict_find(fiber, g_csv.dialects, name);
  return form.is_undefined() ? raise(fiber, g_csv.error, "unknown dialect")
                             : form;
}

// The form that f(it, dialect=None, **parts) is to have; without `it` where
// `first` is 0. A dialect is a name, or an object with attributes. Null: it
// raised.
Form* make_form(Fiber& fiber, const char* f, uint32_t first, Args args) {
  const int least = static_cast<int>(first);
  if (!check_arg_count(fiber, f, args, least, least + 1, true)) return nullptr;
  Value dialect = args.get(first, Value());
  const uint32_t positional = args.positional();
  Value given[kPartCount];
  bool is_given = false;
  for (uint32_t i = positional; i < args.count; ++i) {
    const Str* const name = args.names()->items[i - positional].as<Str>();
    int part = 0;
    while (part < kPartCount && name->view() != kPartNames[part]) ++part;
    if (part < kPartCount) {
      given[part] = args[i];
      is_given = true;
    } else if (name->view() == "dialect" && dialect.is_undefined()) {
      dialect = args[i];
    } else {
      raise_type_error(fiber, "'%s' is an invalid keyword argument for this "
                              "function", name->data());
      return nullptr;
    }
  }
  if (is_kind(dialect, Kind::kStr)) dialect = known_form(fiber, dialect);
  if (dialect.is_error()) return nullptr;
  const bool is_none = dialect.is_undefined() || dialect.is_none();
  if (!is_given && is_none && g_csv.usual != nullptr) return g_csv.usual;
  if (!is_given && !is_none && type_of(dialect) == g_csv.form)
    return dialect.as<Form>();
  const Value usual[kPartCount] = {
      str_from_char(fiber, ','), Value::from_bool(true), Value::none(),
      str_value(fiber, "\r\n"), str_from_char(fiber, '"'),
      Value::from_int(kQuoteMinimal), Value::from_bool(false),
      Value::from_bool(false)};
  bool has_quoting = false;
  for (int part = 0; part < kPartCount; ++part) {
    if (given[part].is_undefined() && !is_none)
      given[part] = find_attr(fiber, dialect, intern(fiber, kPartNames[part]));
    // What an attribute raises means that it is not there.
    if (given[part].is_error()) clear_exception(fiber);
    const bool is_there =
        !given[part].is_undefined() && !given[part].is_error();
    if (part == kQuoting) has_quoting = is_there;
    if (!is_there) given[part] = usual[part];
  }
  if (!look_over(fiber, given, has_quoting)) return nullptr;
  Form* const form = make<Form>(fiber, g_csv.form);
  if (form == nullptr) return nullptr;
  memcpy(form->parts, given, sizeof given);
  note_stops(form);
  return form;
}

Value form_create(Fiber& fiber, Type*, Args args) {
  return object_or_error(make_form(fiber, "Dialect", 0, args));
}

template <Part part>
Value form_part(Fiber&, Value self) {
  return self.as<Form>()->parts[part];
}
const GetSetDef kFormGetSets[] = {
    {"delimiter", form_part<kDelimiter>},
    {"doublequote", form_part<kDoubleQuote>},
    {"escapechar", form_part<kEscape>},
    {"lineterminator", form_part<kLineEnd>},
    {"quotechar", form_part<kQuote>},
    {"quoting", form_part<kQuoting>},
    {"skipinitialspace", form_part<kSkipSpaces>},
    {"strict", form_part<kStrict>},
    {}};

// --- readers -----------------------------------------------------------------

enum class Place { kRow, kField, kPlain, kEscaped, kEscapedEnd, kQuoted,
                   kQuotedEscaped, kBehindQuote, kEnd };

class RowReader {
 public:
  RowReader(Fiber& fiber, const Form* form)
      : fiber_(fiber), form_(form), row_(make_list(fiber, 8)) {}

  // All of these are false when they raised.
  bool take_line(Str* line) {
    line_ = line;
    text_ = line->view();
    at_ = 0;
    while (at_ < text_.size())
      if (!take_some()) return false;
    const bool ok = take_end();
    keep_alive(line);
    return ok;
  }
  bool has_row() const { return place_ == Place::kRow && row_ != nullptr; }
  // Whether a field has begun that the last line did not end.
  bool is_inside() const {
    return !field_.empty() || place_ == Place::kQuoted ||
           place_ == Place::kQuotedEscaped;
  }
  bool save() {
    text_ = {};
    return save_run(0, 0);
  }
  Value row() const { return object_or_error(row_); }

 private:
  bool at(Part part) const {
    return form_->starts(text_.substr(at_), part);
  }
  // Whether the field may have so many bytes more.
  bool has_room(std::string_view more) {
    const size_t size = field_.size() + more.size();
    if (!more.empty() && (g_csv.longest < 0 ||
                          size > static_cast<uint64_t>(g_csv.longest)) &&
        static_cast<int64_t>(count_chars(field_) + count_chars(more)) >
            g_csv.longest) {
      raise(fiber_, g_csv.error, "field larger than field limit (%lld)",
            static_cast<long long>(g_csv.longest));
      return false;
    }
    return may_gather(fiber_, size);
  }
  bool add(std::string_view more) {
    if (!has_room(more)) return false;
    field_.append(more);
    return true;
  }
  // One character, whichever it is.
  bool add_char() {
    const size_t size = char_bytes(text_[at_]);
    at_ += size;
    return add(text_.substr(at_ - size, size));
  }
  // Goes as far as nothing stops it.
  std::string_view run(int stop, Part one, Part other) {
    const size_t start = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if ((form_->stops[static_cast<uint8_t>(c)] & stop) != 0 &&
          (mt::is_ascii(c) || at(one) || at(other)))
        break;
      ++at_;
    }
    return text_.substr(start, at_ - start);
  }
  // Ends a field, with these bytes of the line behind what there is of it.
  bool save_run(size_t start, size_t end) {
    const std::string_view more = text_.substr(start, end - start);
    if (!has_room(more)) return false;
    Value text;
    if (!field_.empty()) {
      field_.append(more);
      text = object_or_error(make_str(fiber_, field_));
      field_.clear();
    } else if (more.empty()) {
      text = Value::from_object(rt().empty_str);
    } else if (!line_->is_ascii()) {
      text = str_piece(fiber_, line_, start, end);
    } else if (more.size() == 1) {
      text = str_from_char(fiber_, static_cast<uint8_t>(more[0]));
    } else {
      text = object_or_error(make_str(fiber_, more, more.size()));
    }
    if (is_number_ && !text.is_error())
      text = call(fiber_, Value::from_object(types().float_), {text});
    is_number_ = false;
    return !text.is_error() && list_append(fiber_, row_, text);
  }
  bool end_field(size_t start) {
    if (!save_run(start, at_)) return false;
    if (at_ == text_.size()) {
      place_ = Place::kRow;
    } else if (ends_line(text_[at_])) {
      place_ = Place::kEnd;
      ++at_;
    } else {
      place_ = Place::kField;
      at_ += form_->mark(kDelimiter).size();
    }
    return true;
  }
  bool begin_field() {
    const char c = text_[at_];
    if (ends_line(c)) return end_field(at_);
    if (form_->quoting() != kQuoteNone && at(kQuote)) {
      place_ = Place::kQuoted;
      at_ += form_->mark(kQuote).size();
    } else if (c == ' ' && form_->has(kSkipSpaces) && !at(kEscape)) {
      ++at_;
    } else {
      is_number_ = form_->quoting() == kQuoteNonNumeric && !at(kDelimiter) &&
                   !at(kEscape);
      place_ = Place::kPlain;
    }
    return true;
  }
  bool take_plain() {
    const size_t start = at_;
    run(kInPlain, kDelimiter, kEscape);
    if (at_ == text_.size() || !at(kEscape) || ends_line(text_[at_])) {
      // The end of the line is told by take_end(), unless it was escaped.
      if (at_ != text_.size()) return end_field(start);
      if (place_ == Place::kEscapedEnd) return add(text_.substr(start));
      rest_ = start;
      place_ = Place::kPlain;
      return true;
    }
    place_ = Place::kEscaped;
    const size_t end = at_;
    at_ += form_->mark(kEscape).size();
    return add(text_.substr(start, end - start));
  }
  bool take_some() {
    switch (place_) {
      case Place::kRow:
        if (ends_line(text_[at_])) {
          place_ = Place::kEnd;
          break;
        }
        place_ = Place::kField;
        [[fallthrough]];
      case Place::kField: return begin_field();
      case Place::kPlain: case Place::kEscapedEnd: return take_plain();
      case Place::kEscaped:
        place_ = ends_line(text_[at_]) ? Place::kEscapedEnd : Place::kPlain;
        rest_ = at_ + char_bytes(text_[at_]);
        return add_char();
      case Place::kQuotedEscaped:
        place_ = Place::kQuoted;
        return add_char();
      case Place::kQuoted:
        if (!add(run(kInQuotes, kQuote, kEscape))) return false;
        if (at_ == text_.size()) break;
        if (at(kEscape)) {
          place_ = Place::kQuotedEscaped;
          at_ += form_->mark(kEscape).size();
        } else {
          place_ = form_->has(kDoubleQuote) ? Place::kBehindQuote
                                            : Place::kPlain;
          at_ += form_->mark(kQuote).size();
          rest_ = at_;
        }
        break;
      case Place::kBehindQuote:
        if (at(kQuote)) {
          place_ = Place::kQuoted;
          return add_char();
        }
        if (at(kDelimiter) || ends_line(text_[at_])) return end_field(at_);
        if (form_->has(kStrict)) {
          raise(fiber_, g_csv.error, "'%s' expected after '%s'",
                form_->parts[kDelimiter].as<Str>()->data(),
                form_->parts[kQuote].as<Str>()->data());
          return false;
        }
        // Even what would escape elsewhere is taken as it is.
        place_ = Place::kPlain;
        rest_ = at_ + char_bytes(text_[at_]);
        return add_char();
      case Place::kEnd:
        if (!ends_line(text_[at_])) {
          raise(fiber_, g_csv.error, "new-line character seen in unquoted "
                "field - do you need to open the file in universal-newline "
                "mode?");
          return false;
        }
        ++at_;
        break;
    }
    return true;
  }
  bool take_end() {
    switch (place_) {
      case Place::kField: case Place::kBehindQuote: return end_field(at_);
      case Place::kPlain: return end_field(rest_);
      case Place::kEscaped:
        place_ = Place::kPlain;
        rest_ = 0;
        return add("\n");
      case Place::kQuotedEscaped:
        place_ = Place::kQuoted;
        return add("\n");
      case Place::kEnd: place_ = Place::kRow; break;
      default: break;  // it goes on in the next line, or nothing was in this
    }
    return true;
  }

  Fiber& fiber_;
  const Form* const form_;
  List* const row_;
  Str* line_ = nullptr;
  std::string_view text_;
  size_t at_ = 0;
  size_t rest_ = 0;  // where the plain text begins that this line ends with
  std::string field_;  // what there is of it from before that
  Place place_ = Place::kRow;
  bool is_number_ = false;
};

struct Reader : Object {
  Object* lines;  // an iterator
  Form* form;
  int64_t line_num;
};
void trace_reader(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Reader*>(self)->lines);
  tracer.visit(static_cast<Reader*>(self)->form);
}
const Layout kReaderLayout = {Kind::kNative, "csv reader", sizeof(Reader),
                              trace_reader, nullptr, nullptr};

// reader(lines, dialect=None, **form)
Value reader(Fiber& fiber, Value, Args args) {
  Form* const form = make_form(fiber, "reader", 1, args);
  if (form == nullptr) return Value::error();
  const Value lines = get_iter(fiber, args[0]);
  if (lines.is_error()) return lines;
  Reader* const made = make<Reader>(fiber, g_csv.reader);
  if (made == nullptr) return Value::error();
  made->lines = lines.object();
  made->form = form;
  return Value::from_object(made);
}

Value reader_next(Fiber& fiber, Value self) {
  Reader* const it = self.as<Reader>();
  RowReader rows(fiber, it->form);
  if (rows.row().is_error()) return Value::error();
  do {
    const Value line = iter_next(fiber, Value::from_object(it->lines));
    if (line.is_error()) return line;
    if (line.is_exhausted()) {
      if (!rows.is_inside()) return line;
      if (it->form->has(kStrict))
        return raise(fiber, g_csv.error, "unexpected end of data");
      return rows.save() ? rows.row() : Value::error();
    }
    Str* const text = cast<Str>(line);
    if (text == nullptr) {
      return raise(fiber, g_csv.error, "iterator should return strings, not "
                   "%s (the file should be opened in text mode)",
                   type_of(line)->name->data());
    }
    ++it->line_num;
    if (!rows.take_line(text)) return Value::error();
  } while (!rows.has_row());
  return rows.row();
}

Value reader_dialect(Fiber&, Value self) {
  return Value::from_object(self.as<Reader>()->form);
}
Value reader_line_num(Fiber& fiber, Value self) {
  return int_from_i64(fiber, self.as<Reader>()->line_num);
}
const GetSetDef kReaderGetSets[] = {
    {"dialect", reader_dialect, read_only},
    {"line_num", reader_line_num, read_only},
    {}};

// --- writers -----------------------------------------------------------------

struct Writer : Object {
  Value write;
  Form* form;
};
void trace_writer(Object* self, Tracer& tracer) {
  tracer.visit(&static_cast<Writer*>(self)->write, 1);
  tracer.visit(static_cast<Writer*>(self)->form);
}
const Layout kWriterLayout = {Kind::kNative, "csv writer", sizeof(Writer),
                              trace_writer, nullptr, nullptr};

// writer(file, dialect=None, **form)
Value writer(Fiber& fiber, Value, Args args) {
  Form* const form = make_form(fiber, "writer", 1, args);
  if (form == nullptr) return Value::error();
  const Value write = find_attr(fiber, args[0], intern(fiber, "write"));
  if (write.is_error()) return write;
  if (write.is_undefined() || !is_callable(write)) {
    return raise_type_error(fiber, "argument 1 must have a \"write\" method");
  }
  Writer* const made = make<Writer>(fiber, g_csv.writer);
  if (made == nullptr) return Value::error();
  made->write = write;
  made->form = form;
  return Value::from_object(made);
}

bool is_numeric(Value value) {
  if (value.is_number() || is_a(value, types().complex_)) return true;
  for (const Str* const name :
       {names().dunder_index, names().dunder_int, names().dunder_float})
    if (!type_lookup(type_of(value), name).is_undefined()) return true;
  return false;
}

// The field that begins at `start` is quoted and escaped; false: it raised.
bool finish_field(Fiber& fiber, const Form* form, bool is_quoted, size_t start,
                  std::string* out) {
  const bool is_bare = form->quoting() == kQuoteNone;
  const std::string_view quote = form->mark(kQuote);
  const std::string_view escape = form->mark(kEscape);
  const std::string_view text = std::string_view(*out).substr(start);
  std::string field;
  size_t copied = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((form->stops[static_cast<uint8_t>(text[i])] & kWhenWritten) == 0)
      continue;
    const std::string_view rest = text.substr(i);
    const bool is_quote = form->starts(rest, kQuote);
    const bool is_escape = form->starts(rest, kEscape);
    if (!is_quote && !is_escape && !form->starts(rest, kDelimiter) &&
        form->mark(kLineEnd).find(rest.substr(0, char_bytes(rest[0]))) ==
            rest.npos)
      continue;  // it only begins like one of those
    field.append(text, copied, i - copied);
    copied = i;
    if (!may_gather(fiber, out->size() + field.size())) return false;
    const bool is_doubled = is_quote && form->has(kDoubleQuote) && !is_bare;
    if (is_doubled) {
      field.append(quote);
      is_quoted = true;
    } else if (!is_bare && !is_quote && !is_escape) {
      is_quoted = true;
    } else if (escape.empty()) {
      raise(fiber, g_csv.error, "need to escape, but no escapechar set");
      return false;
    } else {
      field.append(escape);
    }
  }
  if (copied == 0 && field.empty() && !is_quoted) return true;
  field.append(text, copied, text.npos);
  if (!may_gather(fiber, out->size() + field.size())) return false;
  out->resize(start);
  if (is_quoted) out->append(quote);
  out->append(field);
  if (is_quoted) out->append(quote);
  return true;
}

Value write_row(Fiber& fiber, const Writer* writer, Value row) {
  if (!is_stored_row(row)) {
    const Value iterator = get_iter(fiber, row);
    if (iterator.is_error() && exception_matches(fiber, types().TypeError)) {
      clear_exception(fiber);
      return raise(fiber, g_csv.error, "iterable expected, not %s",
                   type_of(row)->name->data());
    }
    if (iterator.is_error()) return iterator;
    row = iterator;
  }
  const Form* const form = writer->form;
  const int64_t quoting = form->quoting();
  std::string out;
  size_t count = 0;
  Value field;
  Iteration each(fiber, row);
  while (each.next(&field)) {
    if (count++ != 0) out.append(form->mark(kDelimiter));
    const size_t start = out.size();
    if (!may_gather(fiber, start)) return Value::error();
    if (field.is_int()) {
      int_to_text(out, field);
    } else if (field.is_float()) {
      append_float_repr(out, field.as_float());
    } else if (!field.is_none()) {
      const Value text =
          is_kind(field, Kind::kStr) ? field : to_str(fiber, field);
      if (text.is_error()) return text;
      if (!may_gather(fiber, start + text.as<Str>()->byte_count))
        return Value::error();
      out.append(text.as<Str>()->view());
      keep_alive(text.object());
    }
    const bool is_quoted = quoting == kQuoteAll ||
                           (quoting == kQuoteNonNumeric && !is_numeric(field));
    bool is_plain = !is_quoted;
    for (size_t i = start; i < out.size() && is_plain; ++i)
      is_plain = (form->stops[static_cast<uint8_t>(out[i])] & kWhenWritten) ==
                 0;
    if (!is_plain && !finish_field(fiber, form, is_quoted, start, &out))
      return Value::error();
  }
  if (each.failed()) return Value::error();
  if (count == 1 && out.empty()) {
    if (quoting == kQuoteNone) {
      return raise(fiber, g_csv.error,
                   "single empty field record must be quoted");
    }
    out.append(form->mark(kQuote)).append(form->mark(kQuote));
  }
  out.append(form->mark(kLineEnd));
  const Value text = object_or_error(make_str(fiber, out));
  return text.is_error() ? text : call(fiber, writer->write, {text});
}

Value writer_row(Fiber& fiber, Value self, Args args) {
  return write_row(fiber, self.as<Writer>(), args[0]);
}
Value writer_rows(Fiber& fiber, Value self, Args args) {
  Value row;
  Iteration each(fiber, args[0]);
  while (each.next(&row))
    if (write_row(fiber, self.as<Writer>(), row).is_error())
      return Value::error();
  return none_if(!each.failed());
}
Value writer_dialect(Fiber&, Value self) {
  return Value::from_object(self.as<Writer>()->form);
}
const MethodDef kWriterMethods[] = {
    {"writerow", writer_row, 1, 1, 0, "Writes a row of fields."_doc},
    {"writerows", writer_rows, 1, 1, 0,
     "Writes rows, one behind another."_doc},
    {}};
const GetSetDef kWriterGetSets[] = {
    {"dialect", writer_dialect, read_only}, {}};

// --- the module --------------------------------------------------------------

Value register_dialect(Fiber& fiber, Value, Args args) {
  if (args.positional() != 0 && !is_kind(args[0], Kind::kStr))
    return raise_type_error(fiber, "dialect name must be a string");
  Form* const form = make_form(fiber, "register_dialect", 1, args);
  return none_if(form != nullptr && dict_set(fiber, g_csv.dialects, args[0],
                                             Value::from_object(form)));
}
Value unregister_dialect(Fiber& fiber, Value, Args args) {
  const int found = dict_remove(fiber, g_csv.dialects, args[0]);
  if (found == 0) return raise(fiber, g_csv.error, "unknown dialect");
  return none_if(found > 0);
}
Value get_dialect(Fiber& fiber, Value, Args args) {
  return known_form(fiber, args[0]);
}
Value list_dialects(Fiber& fiber, Value, Args) {
  return object_or_error(dict_list(fiber, g_csv.dialects, DictPart::kKeys));
}
Value field_size_limit(Fiber& fiber, Value, Args args) {
  const int64_t old = g_csv.longest;
  if (args.count != 0) {
    if (!is_a(args[0], types().int_))
      return raise_type_error(fiber, "limit must be an integer");
    if (!int_argument(fiber, args[0], &g_csv.longest)) return Value::error();
  }
  return int_from_i64(fiber, old);
}

const MethodDef kFunctions[] = {
    {"reader", reader, 1, 2, kMethodKeywords,
     "Reads rows of fields from lines."_doc},
    {"writer", writer, 1, 2, kMethodKeywords,
     "Writes rows of fields to a file."_doc},
    {"register_dialect", register_dialect, 1, 2, kMethodKeywords},
    {"unregister_dialect", unregister_dialect, 1, 1},
    {"get_dialect", get_dialect, 1, 1},
    {"list_dialects", list_dialects},
    {"field_size_limit", field_size_limit, 0, 1},
    {}};

constexpr Slots make_form_slots() {
  Slots slots{};
  slots.create = form_create;
  return slots;
}
constexpr Slots kFormSlots = make_form_slots();
constexpr Slots kReaderSlots = iterator_slots(reader_next);
constexpr TypeDef kErrorType = {"_csv.Error", nullptr, nullptr};
constexpr TypeDef kFormType = {"_csv.Dialect", &kFormLayout, &kFormSlots,
                               nullptr, kFormGetSets, kTypeFinal};
constexpr TypeDef kReaderType = {"_csv.reader", &kReaderLayout, &kReaderSlots,
                                 nullptr, kReaderGetSets,
                                 kTypeFinal | kTypeNotCreatable};
constexpr TypeDef kWriterType = {"_csv.writer", &kWriterLayout, nullptr,
                                 kWriterMethods, kWriterGetSets,
                                 kTypeFinal | kTypeNotCreatable};

void trace_csv(Tracer& tracer, void*) {
  for (const Type* type :
       {g_csv.error, g_csv.form, g_csv.reader, g_csv.writer})
    tracer.visit(type);
  tracer.visit(g_csv.dialects);
  tracer.visit(g_csv.usual);
}

bool fill(Fiber& fiber, Dict* globals) {
  g_csv = {};
  g_csv.longest = 131072;
  fiber.heap.add_root_hook(trace_csv, nullptr);
  g_csv.error = native_type(fiber, kErrorType, types().Exception);
  g_csv.form = native_type(fiber, kFormType);
  g_csv.reader = native_type(fiber, kReaderType);
  g_csv.writer = native_type(fiber, kWriterType);
  g_csv.dialects = make_dict(fiber);
  g_csv.usual = make_form(fiber, "Dialect", 0, Args{});
  if (g_csv.dialects == nullptr || g_csv.usual == nullptr) return false;
  put(fiber, globals, "Error", Value::from_object(g_csv.error));
  put(fiber, globals, "Dialect", Value::from_object(g_csv.form));
  put_int(fiber, globals, "QUOTE_MINIMAL", kQuoteMinimal);
  put_int(fiber, globals, "QUOTE_ALL", kQuoteAll);
  put_int(fiber, globals, "QUOTE_NONNUMERIC", kQuoteNonNumeric);
  put_int(fiber, globals, "QUOTE_NONE", kQuoteNone);
  put_text(fiber, globals, "__version__", "1.0");
  return true;
}

}  // namespace

const ModuleDef kCsvModule = {"_csv", kFunctions, fill};

}  // namespace mt::python
