// graph_make.cc - an object for each record, still empty.

#include <algorithm>

#include "python/array.h"
#include "python/bytes.h"
#include "python/code_object.h"
#include "python/deque.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"
#include "python/range.h"
#include "python/regex_objects.h"
#include "python/runtime.h"
#include "python/slice.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/struct_sequence.h"
#include "python/type.h"
#include "tap/graph_reader.h"
#include "tap/limits.h"
#include "tap/names.h"

namespace mt::tap {

using namespace mt::python;

namespace {

std::string quoted(ByteView text) {
  std::string out;
  str_repr_to(out, text.substr(0, 200));
  return out;
}

bool hashes_by_identity(const Type* type) {
  return type->slots->hash == object_hash &&
         type->slots->compare == object_compare;
}

}  // namespace

bool GraphReader::make(uint32_t i) {
  ItemReader in = items_of(i);
  Object* made = nullptr;
  switch (span(i).tag) {
    case 'A': {
      Item item;
      if (!next(in, &item)) return false;
      if (!item.is_bytes()) return fail(item.offset, "bytes are missing");
      made = make_bytearray(fiber_, item.bytes);
      if (!expect_end(in)) return false;
      break;
    }
    case 'C': return make_class(i);
    case 'D': made = make_dict(fiber_); break;
    case 'F': case 'J': return make_coded(i);
    case 'G': return make_named(i);
    case 'I': return make_builtin(i);
    case 'K': return make_constant(i);
    case 'L': case 'T': return make_row(i);
    case 'M':
      objects_[i] = make_bound_method(fiber_, Value::none(), Value::none());
      return true;
    case 'N': return make_names(i);
    case 'O': return make_instance(i);
    case 'P': {
      Property* const p = python::make<Property>(fiber_, types().property);
      p->getter = p->setter = p->deleter = p->doc = Value::none();
      made = p;
      break;
    }
    case 'Q': made = make_set(fiber_); break;
    case 'Z': made = make_set(fiber_, true); break;
    case 'R': return make_range(i);
    case 'U': return make_unit(i);
    case 'V': objects_[i] = make_cell(fiber_, Value::undefined()); return true;
    case 'X':
      objects_[i] = make_slice(fiber_, Value::none(), Value::none(),
                               Value::none());
      return true;
    case 'Y': {
      bool is_static;
      if (!boolean(in, &is_static)) return false;
      ClassMethod* const wrapper = python::make<ClassMethod>(
          fiber_, is_static ? types().staticmethod : types().classmethod);
      wrapper->function = Value::none();
      made = wrapper;
      break;
    }
    default:
      return fail(span(i).begin - size_t{5},
                  format("a record of unknown kind '%c'", span(i).tag));
  }
  if (made == nullptr) return raised(span(i).begin, "cannot make an object");
  objects_[i] = Value::from_object(made);
  return true;
}

bool GraphReader::make_constant(uint32_t i) {
  ItemReader in = items_of(i);
  Item item;
  if (!next(in, &item)) return false;
  if (item.tag != 'n' && !item.is_text() && !item.is_bytes())
    return fail(item.offset, "a str or bytes is missing");
  ready_[i] = true;
  return value_of(item, &objects_[i]) && expect_end(in);
}

bool GraphReader::make_row(uint32_t i) {
  ItemReader in = items_of(i);
  uint32_t n;
  if (!count(in, &n)) return false;
  if (span(i).tag == 'L') {
    List* const list = make_list(fiber_, n);
    if (list == nullptr) return raised(span(i).begin, "cannot make a list");
    objects_[i] = Value::from_object(list);
    return true;
  }
  Tuple* const tuple = make_tuple(fiber_, n);
  if (tuple == nullptr) return raised(span(i).begin, "cannot make a tuple");
  for (uint32_t k = 0; k < n; ++k) tuple->items[k] = Value::none();
  objects_[i] = Value::from_object(tuple);
  return true;
}

bool GraphReader::make_named(uint32_t i) {
  ItemReader in = items_of(i);
  Item module, item;
  if (!text(in, &module) || !text(in, &item) || !expect_end(in)) return false;
  if (!is_dotted_name(module.bytes)) {
    return fail(module.offset,
                quoted(module.bytes) + " is no name of a module");
  }
  const Value found = find_named(fiber_, module.bytes, item.bytes, true);
  if (found.is_error() && missing_ != nullptr &&
      exception_matches(fiber_, types().ImportError)) {
    std::string why = "cannot import " + quoted(module.bytes) + ": " +
                      format_exception_only(fiber_, take_exception(fiber_));
    while (why.back() == '\n') why.pop_back();
    if (std::find(missing_->begin(), missing_->end(), why) == missing_->end())
      missing_->push_back(why);
    gone_.push_back({i, item.bytes.empty(), std::move(why)});
    objects_[i] = Value::none();
    ready_[i] = true;
    return true;
  }
  if (found.is_error())
    return raised(module.offset, "cannot import " + quoted(module.bytes));
  if (found.is_undefined()) {
    return fail(item.offset, "module " + quoted(module.bytes) + " has no " +
                                 quoted(item.bytes));
  }
  objects_[i] = found;
  ready_[i] = found.is_object() && hashes_by_identity(type_of(found));
  return true;
}

// The names of a module: its live ones, or new ones that only the functions in
// this tap know.
bool GraphReader::make_names(uint32_t i) {
  ItemReader in = items_of(i);
  Item module;
  bool imported;
  if (!text(in, &module) || !boolean(in, &imported) || !expect_end(in))
    return false;
  if (!imported) {
    Dict* const dict = make_dict(fiber_);
    dict_set_name(fiber_, dict, names().dunder_name,
                  Value::from_object(name(module)));
    objects_[i] = Value::from_object(dict);
    return true;
  }
  if (!is_dotted_name(module.bytes)) {
    return fail(module.offset,
                quoted(module.bytes) + " is no name of a module");
  }
  const Value found = find_named(fiber_, module.bytes, "", true);
  if (found.is_error())
    return raised(module.offset, "cannot import " + quoted(module.bytes));
  const Module* const loaded = cast<Module>(found);
  if (loaded == nullptr)
    return fail(module.offset, quoted(module.bytes) + " is no module");
  objects_[i] = Value::from_object(loaded->dict);
  return true;
}

bool GraphReader::make_unit(uint32_t i) {
  ItemReader in = items_of(i);
  Item filename, source, mode, dialect, line;
  CompileOptions options;
  if (!text(in, &filename) || !text(in, &source) || !text(in, &mode) ||
      !text(in, &dialect) || !boolean(in, &options.classic) ||
      !next(in, &line) || !expect_end(in))
    return false;
  if (mode.bytes == "exec") {
    options.mode = ParseMode::kExec;
  } else if (mode.bytes == "eval") {
    options.mode = ParseMode::kEval;
  } else if (mode.bytes == "single") {
    options.mode = ParseMode::kSingle;
  } else {
    return fail(mode.offset, "a mode is exec, eval or single, not " +
                                 quoted(mode.bytes));
  }
  if (dialect.bytes == "python3") {
    options.dialect = Dialect::kPython3;
  } else if (dialect.bytes == "era") {
    options.dialect = Dialect::kEra;
  } else {
    return fail(dialect.offset, "a dialect is python3 or era, not " +
                                    quoted(dialect.bytes));
  }
  if (line.tag != 'i' || line.integer < 1 || line.integer > INT32_MAX)
    return fail(line.offset, "a line number is missing");
  options.first_line = static_cast<uint32_t>(line.integer);
  Str* const from = make_str(fiber_, source.bytes);
  Code* const code =
      from != nullptr
          ? compile(fiber_, from, name(filename), options)
          : nullptr;
  if (code == nullptr)
    return raised(source.offset, "cannot compile " + quoted(filename.bytes));
  objects_[i] = Value::from_object(code->unit);
  return true;
}

// Functions and code objects: code number `ordinal` of a unit.
bool GraphReader::make_coded(uint32_t i) {
  ItemReader in = items_of(i);
  Item item;
  Value unit_value;
  if (!ingredient(in, i, &unit_value, &item)) return false;
  const Unit* const unit = cast<Unit>(unit_value);
  if (unit == nullptr)
    return fail(item.offset, format("object %u is no text", item.number));
  if (!next(in, &item)) return false;
  if (item.tag != 'i' || item.integer < 0 ||
      item.integer >= int64_t{unit->code_count()}) {
    return fail(item.offset, format("the text has %u codes",
                                    unit->code_count()));
  }
  Code* const code =
      unit->code_at(static_cast<uint32_t>(item.integer));
  if (code == nullptr) return fail(item.offset, "the text has no such code");
  ready_[i] = true;
  if (span(i).tag == 'J') {
    objects_[i] = Value::from_object(code);
    return expect_end(in);
  }
  if ((code->code_flags & kCodeFunction) == 0)
    return fail(item.offset, "that code is no function's");
  // Globals come when it is filled; it can make do with none until then.
  Dict* const none = make_dict(fiber_);
  Function* const function = make_function(fiber_, code, none);
  objects_[i] = Value::from_object(function);
  return true;
}

bool GraphReader::make_builtin(uint32_t i) {
  ItemReader in = items_of(i);
  Item item, label;
  Value owner;
  if (!ingredient(in, i, &owner, &item) || !text(in, &label)) return false;
  Type* const type = cast<Type>(owner);
  const Value found = type != nullptr
                          ? dict_find_name(type->dict(), name(label))
                          : Value::undefined();
  const Descriptor* const row = cast<Descriptor>(found);
  if (row == nullptr || row->what != Descriptor::What::kMethod ||
      row->owner != type) {
    return fail(label.offset, "no builtin class with a method " +
                                  quoted(label.bytes));
  }
  Builtin* const builtin = python::make<Builtin>(fiber_, types().builtin);
  builtin->def = row->method;
  builtin->owner = type;
  builtin->self = Value::none();
  objects_[i] = Value::from_object(builtin);
  return true;
}

bool GraphReader::make_range(uint32_t i) {
  ItemReader in = items_of(i);
  Value parts[3];
  for (Value& part : parts) {
    Item item;
    if (!next(in, &item)) return false;
    if (item.tag != 'i' && item.tag != 'l')
      return fail(item.offset, "an integer is missing");
    if (!value_of(item, &part)) return false;
  }
  objects_[i] = python::make_range(fiber_, parts[0], parts[1], parts[2]);
  if (objects_[i].is_error())
    return raised(span(i).begin, "cannot make a range");
  ready_[i] = true;
  return expect_end(in);
}

// --- classes and instances --------------------------------------------------

bool GraphReader::make_class(uint32_t i) {
  ItemReader in = items_of(i);
  Item label, qualname, item;
  Value meta;
  if (!text(in, &label) || !text(in, &qualname) ||
      !ingredient(in, i, &meta, &item))
    return false;
  Type* const metatype = cast<Type>(meta);
  if (metatype == nullptr || !is_subtype(metatype, types().type))
    return fail(item.offset, format("object %u is no metaclass", item.number));

  uint32_t base_count;
  const size_t bases_at = in.offset();
  if (!count(in, &base_count)) return false;
  Tuple* const bases = make_tuple(fiber_, base_count);
  if (bases == nullptr) return raised(bases_at, "cannot make a class");
  uint64_t above = 1;
  for (uint32_t k = 0; k < base_count; ++k) {
    if (!ingredient(in, i, &bases->items[k], &item)) return false;
    const Type* const base = cast<Type>(bases->items[k]);
    if (base == nullptr || base->mro == nullptr)
      return fail(item.offset, format("object %u is no class", item.number));
    if (!is_subtype(metatype, type_of_object(base)))
      return fail(item.offset, "the metaclass is none of the bases'");
    for (uint32_t earlier = 0; earlier < k; ++earlier) {
      if (bases->items[earlier] == bases->items[k])
        return fail(item.offset, "the same base twice");
    }
    above += base->mro->size;
  }
  mro_entries_ += above;
  if (above > kMaxBases || mro_entries_ > file_.size())
    return fail(bases_at, "too many classes above one another");

  uint32_t flags = 0;
  if (!next(in, &item)) return false;
  if (item.tag == 'n') {
    flags = kTypeDepthFirst;  // classic if its bases are
  } else if (item.tag == 't') {
    flags = kTypeClassic;
  } else if (item.tag != 'f') {
    return fail(item.offset, "True, False or None is missing");
  }
  if (!next(in, &item)) return false;
  Dict* const dict = make_dict(fiber_);
  if (item.tag == '#') {
    if (item.number > in.left())
      return fail(item.offset, format("count %u, %llu bytes left", item.number,
                                      static_cast<unsigned long long>(
                                          in.left())));
    Tuple* const slots = make_tuple(fiber_, item.number);
    if (slots == nullptr) return raised(item.offset, "cannot make a class");
    for (uint32_t k = 0; k < slots->size; ++k)
      slots->items[k] = Value::none();
    for (uint32_t k = 0; k < slots->size; ++k) {
      if (!text(in, &item)) return false;
      slots->items[k] = Value::from_object(name(item));
    }
    dict_set_name(fiber_, dict, names().dunder_slots,
                  Value::from_object(slots));
  } else if (item.tag != 'n') {
    return fail(item.offset, "names of slots, or None");
  }
  dict_set_name(fiber_, dict, names().dunder_qualname,
                Value::from_object(name(qualname)));
  dict_set_name(fiber_, dict, names().dunder_module, Value::none());
  Type* const type =
      assemble_type(fiber_, metatype, name(label), bases, dict, flags);
  if (type == nullptr)
    return raised(span(i).begin, "cannot make class " + quoted(label.bytes));
  objects_[i] = Value::from_object(type);
  ready_[i] = hashes_by_identity(metatype);
  return true;
}

bool GraphReader::make_instance(uint32_t i) {
  ItemReader in = items_of(i);
  Item item;
  Value cls;
  if (!ingredient(in, i, &cls, &item)) return false;
  Type* const type = cast<Type>(cls);
  if (type == nullptr)
    return fail(item.offset, format("object %u is no class", item.number));
  if (!make_whole(in, type, i)) return false;
  if (!objects_[i].is_object()) {
    return raised(span(i).begin,
                  "cannot make an instance of '" + class_name(type) + "'");
  }
  return true;
}

// An instance of a subclass of int, float, complex, str or bytes.
bool GraphReader::make_boxed(ItemReader& in, Type* type, uint32_t i) {
  Item item;
  Value plain;
  if (!next(in, &item)) return false;
  const char tag = item.tag;
  bool fits = false;
  switch (type->layout->kind) {
    case Kind::kIntBox: fits = tag == 'i' || tag == 'l'; break;
    case Kind::kFloatBox: fits = tag == 'd'; break;
    case Kind::kComplex: fits = tag == 'c'; break;
    case Kind::kStr: fits = item.is_text(); break;
    default: fits = item.is_bytes();
  }
  if (!fits || !value_of(item, &plain)) return false;
  objects_[i] = native_base(type)->slots->create(fiber_, type, Args{&plain, 1});
  return true;
}

bool GraphReader::make_byte_items(ItemReader& in, Type* type, uint32_t i) {
  Item item;
  if (!next(in, &item) || !item.is_bytes()) return false;
  ByteArray* const array = static_cast<ByteArray*>(make_object(fiber_, type));
  objects_[i] = bytearray_append(fiber_, array, item.bytes)
                    ? Value::from_object(array)
                    : Value::error();
  return true;
}

bool GraphReader::make_array(ItemReader& in, Type* type, uint32_t i) {
  Item code;
  if (!next(in, &code)) return false;
  Array* const array = static_cast<Array*>(make_object(fiber_, type));
  objects_[i] = Value::from_object(array);
  ready_[i] = true;  // unhashable: says so at once
  return code.is_text() && code.bytes.size() == 1 &&
         array_set_code(array, code.bytes[0]);
}

bool GraphReader::make_deque(ItemReader& in, Type* type, uint32_t i) {
  Item bound;
  if (!next(in, &bound)) return false;
  const bool is_bounded = bound.tag == 'i' && bound.integer >= 0;
  if (!is_bounded && bound.tag != 'n') return false;
  Deque* const deque = static_cast<Deque*>(make_object(fiber_, type));
  deque->max_size = is_bounded ? bound.integer : -1;
  objects_[i] = Value::from_object(deque);
  ready_[i] = true;  // unhashable: says so at once
  return true;
}

bool GraphReader::make_regex(ItemReader& in, uint32_t i) {
  const size_t at = in.offset();
  Item item, flags;
  Value text;
  if (!next(in, &item) || !(item.is_text() || item.is_bytes()) ||
      !value_of(item, &text) || !next(in, &flags) || flags.tag != 'i' ||
      flags.integer < 0 || flags.integer > INT32_MAX) {
    return false;
  }
  Pattern* const pattern = make_pattern(fiber_, text, flags.integer);
  if (pattern == nullptr)
    return raised(at, "cannot compile a regular expression");
  objects_[i] = Value::from_object(pattern);
  ready_[i] = true;
  return true;
}

// A tuple of `n` items, with the size its class has fixed, if it has.
bool GraphReader::make_struct(Type* type, uint32_t n, uint32_t i) {
  const uint32_t fields = struct_size(type);
  if (fields != 0 && n != fields) return false;
  Tuple* const tuple =
      static_cast<Tuple*>(make_object(fiber_, type, n * sizeof(Value)));
  if (tuple == nullptr) return true;
  tuple->size = n;
  for (uint32_t k = 0; k < n; ++k) tuple->items[k] = Value::none();
  objects_[i] = Value::from_object(tuple);
  return true;
}

// As much as must be there from the start; leaves error or undefined behind
// when that raised.
bool GraphReader::make_whole(ItemReader& in, Type* type, uint32_t i) {
  const size_t at = in.offset();
  uint32_t n;
  if (!count(in, &n)) return false;
  const auto make_empty = [&] {
    objects_[i] = Value::from_object(make_object(fiber_, type));
    ready_[i] = hashes_by_identity(type);
    return true;
  };
  bool made = true;
  switch (instance_content(type)) {
    case Content::kUnknown:
      return fail(at, "instances of '" + class_name(type) + "' are in no tap");
    case Content::kNone: made = n == 0 && make_empty(); break;
    case Content::kNumber:
    case Content::kText: made = n == 1 && make_boxed(in, type, i); break;
    case Content::kBytes: made = n == 1 && make_byte_items(in, type, i); break;
    case Content::kArray: made = n >= 1 && make_array(in, type, i); break;
    case Content::kTuple: made = make_struct(type, n, i); break;
    case Content::kPairs: made = n <= in.left() / 2 && make_empty(); break;
    case Content::kDeque: made = n >= 1 && make_deque(in, type, i); break;
    case Content::kPattern: made = n == 2 && make_regex(in, i); break;
    case Content::kParts:
      make_empty();
      if (!native_base(type)->definition->parts->set_parts(fiber_, objects_[i],
                                                           nullptr))
        objects_[i] = Value::error();
      break;
    case Content::kException:
      objects_[i] = native_base(type)->slots->create(fiber_, type, Args{});
      ready_[i] = hashes_by_identity(type);
      break;
    case Content::kItems:
    case Content::kFrozen: make_empty();
  }
  if (made || error_) return made;
  return fail(at, "that is no content for an instance of '" +
                      class_name(type) + "'");
}

}  // namespace mt::tap
