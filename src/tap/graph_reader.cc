// graph_reader.cc - the passes, and what all of them use.

#include "tap/graph_reader.h"

#include "python/bytes.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/shape.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::tap {

using namespace mt::python;

bool GraphReader::read(Value* root, Header* header) {
  const uint32_t total = static_cast<uint32_t>(frame_.objects.size());
  if (!keep(check_items(file_, frame_.header.begin, frame_.header.end, total)))
    return false;
  for (const RecordSpan& record : frame_.objects) {
    if (!keep(check_items(file_, record.begin, record.end, total)))
      return false;
  }
  objects_.resize(total);
  ready_.resize(total);
  for (uint32_t i = total; i-- > 0;) {
    if (!make(i)) return false;
  }
  for (uint32_t i = total; i-- > 0;) {
    if (!fill(i)) return false;
  }
  for (size_t i = 0; i < waking_.size(); ++i) {
    if (!wake(waking_[i])) return false;
  }
  ItemReader in(file_, frame_.header.begin, frame_.header.end);
  Item compat, application;
  if (!text(in, &compat) || !text(in, &application) || !value(in, root) ||
      !expect_end(in))
    return false;
  if (header != nullptr) {
    header->compat = compat.bytes;
    header->name = application.bytes;
  }
  return true;
}

bool GraphReader::fail(size_t offset, const std::string& what) {
  error_ = error_at(offset, what);
  return false;
}

bool GraphReader::fail(size_t offset, const char* what) {
  return fail(offset, std::string(what));
}

bool GraphReader::raised(size_t offset, const char* what) {
  return raised(offset, std::string(what));
}

bool GraphReader::raised(size_t offset, const std::string& what) {
  cause_ = take_exception(fiber_);
  std::string text = format_exception_only(fiber_, cause_);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  // One line: a SyntaxError shows the text it is about before its message.
  const size_t last = text.rfind('\n');
  if (last != std::string::npos) text.erase(0, last + 1);
  return fail(offset, what + ": " + text);
}

bool GraphReader::keep(Status status) {
  if (status.ok()) return true;
  error_ = std::move(status).take_error();
  return false;
}

bool GraphReader::next(ItemReader& in, Item* item) {
  return keep(in.next(item));
}

bool GraphReader::count(ItemReader& in, uint32_t* n, uint32_t items_each) {
  Result<uint32_t> read = in.count(items_each);
  if (!read.ok()) {
    error_ = std::move(read).take_error();
    return false;
  }
  *n = read.value();
  return true;
}

bool GraphReader::value(ItemReader& in, Value* out) {
  Item item;
  if (!next(in, &item)) return false;
  if (const Gone* const gone = find_gone(item))
    return fail(item.offset, gone->why);
  return value_of(item, out);
}

bool GraphReader::value_of(const Item& item, Value* out) {
  const auto object = [&](Object* made) {
    if (made == nullptr) return raised(item.offset, "cannot make a value");
    *out = Value::from_object(made);
    return true;
  };
  switch (item.tag) {
    case 'n': *out = Value::none(); return true;
    case 't': *out = Value::from_bool(true); return true;
    case 'f': *out = Value::from_bool(false); return true;
    case 'e': *out = Value::ellipsis(); return true;
    case 'x': *out = Value::not_implemented(); return true;
    case 'i': *out = int_from_i64(fiber_, item.integer); return true;
    case 'l': {
      std::string digits;
      for (const char byte : item.bytes) {
        digits.push_back("0123456789abcdef"[static_cast<uint8_t>(byte) >> 4]);
        digits.push_back("0123456789abcdef"[static_cast<uint8_t>(byte) & 15]);
      }
      *out = int_from_digits(fiber_, digits.data(), digits.size(), 16);
      if (!out->is_error() && item.negative)
        *out = unary_op(fiber_, kNeg, *out);
      return !out->is_error() || raised(item.offset, "cannot make a value");
    }
    case 'd': *out = Value::from_float(item.real); return true;
    case 'c': {
      Complex* const made = python::make<Complex>(fiber_, types().complex_);
      made->real = item.real;
      made->imag = item.imaginary;
      return object(made);
    }
    case 's':
      if (item.bytes.size() <= 1) return object(name(item));
      return object(make_str(fiber_, item.bytes));
    case 'S': return object(make_str(fiber_, item.bytes));
    case 'b': case 'B': return object(make_bytes(fiber_, item.bytes));
    case '@': *out = objects_[item.number]; return true;
    case '%': {
      const Value owner = objects_[item.number];
      if (span(item.number).tag != 'O' || !owner.is_object() ||
          !owner.object()->shape->has_slots)
        return fail(item.offset, format("object %u has no attribute dictionary",
                                        item.number));
      return object(own_dict(fiber_, owner.object()));
    }
    default:
      return fail(item.offset, format("a '%c' where a value should be",
                                      item.tag));
  }
}

bool GraphReader::text(ItemReader& in, Item* item) {
  if (!next(in, item)) return false;
  return item->is_text() || fail(item->offset, "a str is missing");
}

bool GraphReader::boolean(ItemReader& in, bool* out) {
  Item item;
  if (!next(in, &item)) return false;
  *out = item.tag == 't';
  return item.tag == 't' || item.tag == 'f' ||
         fail(item.offset, "True or False is missing");
}

bool GraphReader::ingredient(ItemReader& in, uint32_t i, Value* out,
                             Item* item) {
  if (!next(in, item)) return false;
  if (item->tag != '@') return fail(item->offset, "a reference is missing");
  if (item->number <= i) {
    return fail(item->offset,
                format("object %u is needed to make object %u, and comes first",
                       item->number, i));
  }
  if (const Gone* const gone = find_gone(*item))
    return fail(item->offset, gone->why);
  *out = objects_[item->number];
  return true;
}

const GraphReader::Gone* GraphReader::find_gone(const Item& item) const {
  if (item.tag != '@') return nullptr;
  for (const Gone& each : gone_) {
    if (each.number == item.number) return &each;
  }
  return nullptr;
}

Str* GraphReader::name(const Item& item) { return intern(fiber_, item.bytes); }

bool GraphReader::expect_end(const ItemReader& in) {
  return in.at_end() ||
         fail(in.offset(), format("%llu bytes more than the record needs",
                                  static_cast<unsigned long long>(in.left())));
}

Result<Value> read_graph(Fiber& fiber, ByteView tap, Header* header,
                         Value* cause, std::vector<std::string>* missing) {
  TRY_ASSIGN(TapFrame frame, read_frame(tap));
  GraphReader reader(fiber, tap, std::move(frame), missing);
  Value root;
  if (reader.read(&root, header)) return root;
  if (cause != nullptr) *cause = reader.cause();
  return reader.take_error();
}

Result<Header> read_header(ByteView tap) {
  TRY_ASSIGN(const TapFrame frame, read_frame(tap));
  ItemReader in(tap, frame.header.begin, frame.header.end);
  Item compat, name;
  TRY(in.next(&compat));
  TRY(in.next(&name));
  if (!compat.is_text() || !name.is_text())
    return error_at(frame.header.begin, "the header names no application");
  return Header{std::string(compat.bytes), std::string(name.bytes)};
}

}  // namespace mt::tap
