// graph_visit.cc - what is written of each kind of object.
//
// The order of the values in each record is that of tap(5), OBJECTS.

#include "python/array.h"
#include "python/bytes.h"
#include "python/deque.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/library_text.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/range.h"
#include "python/regex_objects.h"
#include "python/runtime.h"
#include "python/slice.h"
#include "python/str.h"
#include "python/type.h"
#include "tap/graph_writer.h"
#include "tap/kinds.h"
#include "tap/names.h"

namespace mt::tap {

using namespace mt::python;

namespace {

// A count that is known when what it counts has been written.
class LateCount {
 public:
  LateCount(ItemWriter& out, BytePile* payloads) : payloads_(payloads) {
    out.count(0);
    at_ = payloads->size() - 4;
  }
  ~LateCount() { put_u32(&(*payloads_)[at_], count_); }
  void add() { ++count_; }

 private:
  BytePile* payloads_;
  size_t at_;
  uint32_t count_ = 0;
};

bool is_exact_dict_of_names(Value value) {
  if (!value.is_object() || !is_exact(value, types().dict)) return false;
  uint32_t at = 0;
  Value key, entry;
  while (dict_next(value.as<Dict>(), &at, &key, &entry)) {
    if (!key.is_object() || !is_exact(key, types().str)) return false;
  }
  return true;
}

// Every namespace gets its builtins from the program that runs it.
bool is_builtins_entry(Value key) {
  return is_kind(key, Kind::kStr) &&
         key.as<Str>()->view() == "__builtins__";
}

Value or_none(const Object* object) {
  return object != nullptr ? Value::from_object(object) : Value::none();
}

}  // namespace

bool GraphWriter::visit(uint32_t number) {
  const Value value = objects_[number];
  current_ = number;
  nodes_[number].begin = static_cast<uint32_t>(payloads_.size());
  shape_.first.push_back(static_cast<uint32_t>(references_.size()));
  bool ok = true;
  switch (nodes_[number].tag) {
    case 'A': out_.bytes(value.as<ByteArray>()->view()); break;
    case 'C': visit_class(value.as<Type>()); break;
    case 'D': visit_dict(value.as<Dict>()); break;
    case 'F':
      ok = number_as_whole(fiber_, value.as<Function>()->code);
      if (ok) visit_function(value.as<Function>());
      break;
    case 'G': visit_named(value); break;
    case 'I': visit_builtin(value); break;
    case 'J':
      ok = number_as_whole(fiber_, value.as<Code>());
      write(Value::from_object(value.as<Code>()->unit), Edge::kNamed);
      out_.integer(value.as<Code>()->ordinal);
      break;
    case 'K': visit_bytes(value); break;
    case 'L': write_row(value.as<List>()->items, value.as<List>()->size); break;
    case 'M':
      write(value.as<BoundMethod>()->function, Edge::kNamed,
            Value::from_object(names().dunder_func));
      write(value.as<BoundMethod>()->self, Edge::kNamed,
            Value::from_object(names().dunder_self));
      break;
    case 'N': {
      std::string module;
      const bool imported = module_of(fiber_, value.as<Dict>(), &module);
      out_.text(module);
      out_.boolean(imported);
      break;
    }
    case 'O': ok = visit_instance(value); break;
    case 'P': {
      const Property* const p = value.as<Property>();
      write(p->getter, Edge::kNamed, str_value(fiber_, "fget"));
      write(p->setter, Edge::kNamed, str_value(fiber_, "fset"));
      write(p->deleter, Edge::kNamed, str_value(fiber_, "fdel"));
      const Value doc = get_attr(fiber_, value, names().dunder_doc);
      ok = !doc.is_error();
      write(ok ? doc : Value::none(), Edge::kNamed,
            Value::from_object(names().dunder_doc));
      write(or_none(p->name), Edge::kNamed,
            Value::from_object(names().dunder_name));
      break;
    }
    case 'Q': case 'Z': visit_set(value); break;
    case 'R': {
      const Range* const r = value.as<Range>();
      for (const Value part : {r->start, r->stop, r->step})
        write(part, Edge::kNamed);
      break;
    }
    case 'T':
      write_row(value.as<Tuple>()->items, value.as<Tuple>()->size);
      break;
    case 'U': visit_unit(value); break;
    case 'V': {
      const Value content = value.as<Cell>()->value;
      out_.count(content.is_undefined() ? 0 : 1);
      if (!content.is_undefined())
        write(content, Edge::kNamed, str_value(fiber_, "cell_contents"));
      break;
    }
    case 'X': {
      const Slice* const s = value.as<Slice>();
      for (const Value part : {s->start, s->stop, s->step})
        write(part, Edge::kNamed);
      break;
    }
    case 'Y':
      out_.boolean(value.object()->kind == Kind::kStaticMethod);
      write(value.as<ClassMethod>()->function, Edge::kNamed,
            Value::from_object(names().dunder_func));
      break;
  }
  return ok;
}

void GraphWriter::write_row(const Value* values, size_t count) {
  out_.count(static_cast<uint32_t>(count));
  for (size_t i = 0; i < count; ++i)
    write(values[i], Edge::kIndex, Value::from_int(static_cast<int64_t>(i)));
}

void GraphWriter::write_pairs(Dict* dict, Edge edge) {
  LateCount count(out_, &payloads_);
  uint32_t at = 0;
  Value key, value;
  while (dict_next(dict, &at, &key, &value)) {
    if (is_builtins_entry(key)) continue;
    out_.text(key.as<Str>()->view());
    write(value, edge, key);
    count.add();
  }
}

// The text or bytes of a K record. When an instance turned out not to be
// storable, its node is a K as well: None.
void GraphWriter::visit_bytes(Value value) {
  if (is_kind(value, Kind::kStr)) {
    out_.text(value.as<Str>()->view());
  } else {
    out_.bytes(value.as<Bytes>()->view());
  }
}

void GraphWriter::visit_dict(Dict* dict) {
  LateCount count(out_, &payloads_);
  uint32_t at = 0;
  Value key, value;
  while (dict_next(dict, &at, &key, &value)) {
    if (is_builtins_entry(key)) continue;
    if (!is_storable(key)) {
      leave_out(current_, Edge::kKey, key,
                std::string("a '") + type_name(key) +
                    "' object cannot be stored");
      continue;
    }
    write(key, Edge::kKey, key);
    write(value, Edge::kItem, key);
    count.add();
  }
}

void GraphWriter::visit_set(Value value) {
  LateCount count(out_, &payloads_);
  uint32_t at = 0;
  Value key;
  while (set_next(value.as<Set>(), &at, &key)) {
    if (!is_storable(key)) {
      leave_out(current_, Edge::kItem, key,
                std::string("a '") + type_name(key) +
                    "' object cannot be stored");
      continue;
    }
    write(key, Edge::kItem, key);
    count.add();
  }
}

bool GraphWriter::is_storable(Value value) {
  if (!value.is_object()) return true;
  const Type* const type = type_of(value);
  return type == types().str || type == types().bytes ||
         type == types().int_ || type == types().complex_ ||
         places_[value.object()] != 0 || classify(value) != '\0';
}

void GraphWriter::visit_named(Value value) {
  std::string module, name;
  if (!name_of(fiber_, value, &module, &name)) {
    // An object that stands in sys.modules: its name there.
    uint32_t at = 0;
    Value key, entry;
    while (dict_next(rt().modules, &at, &key, &entry)) {
      if (entry == value && is_kind(key, Kind::kStr)) {
        module = key.as<Str>()->view();
        break;
      }
    }
    name.clear();
  }
  out_.text(module);
  out_.text(name);
}

void GraphWriter::visit_unit(Value value) {
  Unit* const unit = value.as<Unit>();
  const Str* const source = unit_source(fiber_, unit);
  static const char* const kModes[] = {"exec", "eval", "single"};
  out_.text(unit->filename->view());
  out_.text(source != nullptr ? source->view() : std::string_view());
  out_.text(kModes[static_cast<int>(unit->mode)]);
  out_.text(unit->dialect == Dialect::kEra ? "era" : "python3");
  out_.boolean(unit->classic);
  out_.integer(unit->first_line);
}

void GraphWriter::visit_builtin(Value value) {
  const Builtin* const builtin = value.as<Builtin>();
  Type* owner = nullptr;
  method_row(fiber_, builtin, &owner);
  write(or_none(owner), Edge::kNamed);
  out_.text(builtin->def->name);
  write(builtin->self, Edge::kNamed, Value::from_object(names().dunder_self));
}

// --- instances --------------------------------------------------------------

// Good until Python code runs, which may change the class.
const GraphWriter::Looked& GraphWriter::look_at(const Type* type) {
  if (looked_.type != type) {
    looked_ = {type, is_ephemeral(type),
               type_lookup(type, names().dunder_getstate) !=
                   type_lookup(types().object, names().dunder_getstate)};
  }
  return looked_;
}

bool GraphWriter::visit_instance(Value value) {
  Type* const type = type_of(value);
  const Node node = nodes_[current_];
  const Looked& looked = look_at(type);
  if (looked.is_ephemeral) {
    leave_out(node.parent, node.edge, labels_[current_],
              "a '" + class_name(type) + "' is ephemeral");
    write(Value::from_object(ephemeral_), Edge::kNamed);
    out_.count(0);
    out_.none();
    return true;
  }
  // State and parts first: asking for them runs Python code.
  const auto leave_out_raised = [&](const char* what) {
    if (!exception_matches(fiber_, types().Exception)) return false;
    std::string text = format_exception_only(fiber_, take_exception(fiber_));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    leave_out(node.parent, node.edge, labels_[current_],
              std::string(what) + " raised " + text);
    nodes_[current_].tag = 'K';
    out_.none();
    return true;
  };
  Value state;
  if (looked.has_getstate) {
    looked_.type = nullptr;
    state = call_special(fiber_, value, names().dunder_getstate);
    if (state.is_error()) return leave_out_raised("its __getstate__");
  }
  const Content content = instance_content(type);
  const Tuple* parts = nullptr;
  if (content == Content::kParts) {
    looked_.type = nullptr;
    parts = native_base(type)->definition->parts->parts(fiber_, value);
    if (parts == nullptr) return leave_out_raised("taking it apart");
  }
  write(Value::from_object(type), Edge::kNamed,
        Value::from_object(names().dunder_class));
  visit_content(value, content, parts);
  visit_state(value, state);
  return true;
}

// `parts` are there for Content::kParts alone.
void GraphWriter::visit_content(Value value, Content content,
                                const Tuple* parts) {
  switch (content) {
    case Content::kUnknown:
    case Content::kNone: return out_.count(0);
    case Content::kNumber:
      out_.count(1);
      if (const Complex* c = cast<Complex>(value))
        return out_.complex(c->real, c->imag);
      if (is_floating(value))
        return out_.real(static_cast<NumberBox*>(value.object())
                             ->number.as_float());
      return write_number(plain_integer(value));
    case Content::kText:
      out_.count(1);
      return visit_bytes(value);
    case Content::kBytes:
      out_.count(1);
      return out_.bytes(value.as<ByteArray>()->view());
    case Content::kTuple:
      return write_row(value.as<Tuple>()->items, value.as<Tuple>()->size);
    case Content::kItems:
      if (const List* list = cast<List>(value))
        return write_row(list->items, list->size);
      return visit_set(value);
    case Content::kFrozen: return visit_set(value);
    case Content::kPairs: return visit_dict(value.as<Dict>());
    case Content::kDeque: {
      const Deque* const deque = value.as<Deque>();
      out_.count(deque->size + 1);
      if (deque->max_size < 0) {
        out_.none();
      } else {
        out_.integer(deque->max_size);
      }
      for (uint32_t i = 0; i < deque->size; ++i)
        write(deque->at(i), Edge::kIndex, Value::from_int(i));
      return;
    }
    case Content::kPattern: {
      const Pattern* const pattern = value.as<Pattern>();
      out_.count(2);
      visit_bytes(pattern->text);
      return out_.integer(pattern->program->flags);
    }
    case Content::kArray: {
      const Array* const array = value.as<Array>();
      const auto count = static_cast<uint32_t>(array->size / array->item_size);
      out_.count(count + 1);
      out_.text({&array->code, 1});
      for (uint32_t i = 0; i < count; ++i) {
        const Value item = array_number(fiber_, array, i);
        if (item.is_float()) {
          out_.real(item.as_float());
        } else {
          write_number(item);
        }
      }
      return;
    }
    case Content::kException: {
      const Exception* const e = value.as<Exception>();
      if (e->args == nullptr) return out_.count(0);
      // OSError keeps the name of the file out of its arguments.
      const Value filename = e->fields[kFieldFilename];
      if (e->args->size != 2 || filename.is_undefined() ||
          filename.is_none() || !is_subtype(type_of(value), types().OSError))
        return write_row(e->args->items, e->args->size);
      const Value* const two = e->args->items;
      const Value three[3] = {two[0], two[1], filename};
      return write_row(three, 3);
    }
    case Content::kParts: return write_row(parts->items, parts->size);
  }
}

// `state` is what __getstate__ returned; undefined: there is none.
void GraphWriter::visit_state(Value value, Value state) {
  if (!state.is_undefined()) {
    if (!is_exact_dict_of_names(state))
      return write(state, Edge::kNamed, str_value(fiber_, "__getstate__()"));
    kept_.push(state);
    return write_pairs(state.as<Dict>(), Edge::kAttribute);
  }
  Object* const object = value.object();
  if (!object->shape->has_slots) return out_.none();
  if (object->shape->is_dict) {
    Dict* const live = own_dict(fiber_, object);
    if (const uint32_t place = places_[live]) {
      return write_reference((place & kAttributesOf) != 0 ? '%' : '=',
                             number_in(place));
    }
    if (!is_exact_dict_of_names(Value::from_object(live)))
      return write_reference(
          '=', node_of('D', Value::from_object(live), Edge::kNamed,
                       Value::from_object(names().dunder_dict)));
    places_[live] = (current_ + 1) | kAttributesOf;
    kept_.push(Value::from_object(live));
  }
  if (own_count(object) == 0) return out_.none();
  if (object->shape->is_dict) {
    return write_pairs(own_snapshot(fiber_, object), Edge::kAttribute);
  }
  write_attributes(object);
}

// Should code that runs meanwhile give the object another shape, its names are
// still those of this one.
void GraphWriter::write_attributes(Object* object) {
  const Shape* const shape = object->shape;
  LateCount count(out_, &payloads_);
  for (uint32_t i = 0; i < shape->slot_count; ++i) {
    Str* const name = shape->keys->keys[i];
    const Value value = object->shape == shape ? *slot_at(object, i)
                                               : own_get(object, name);
    // A member of __slots__ that was deleted leaves an empty slot.
    if (value.is_undefined() || name == names().dunder_builtins) continue;
    out_.text(name->view());
    write(value, Edge::kAttribute, Value::from_object(name));
    count.add();
  }
}

// --- classes ----------------------------------------------------------------

namespace {

// What the class statement makes by itself.
bool is_made_by_layout(const Type* type, Value value) {
  const Descriptor* const row = cast<Descriptor>(value);
  return row != nullptr && row->owner == type &&
         (row->what == Descriptor::What::kMember ||
          row->what == Descriptor::What::kGetSet);
}

}  // namespace

void GraphWriter::visit_class(Type* type) {
  const size_t first = references_.size();
  out_.text(type->name->view());
  out_.text(type->qualname->view());
  write(Value::from_object(type_of_object(type)), Edge::kNamed,
        Value::from_object(names().dunder_class));
  out_.count(type->bases->size);
  for (uint32_t i = 0; i < type->bases->size; ++i)
    write(type->bases->items[i], Edge::kNamed,
          Value::from_object(names().dunder_bases));
  nodes_[current_].needs = static_cast<uint32_t>(references_.size() - first);
  if ((type->type_flags & kTypeDepthFirst) != 0) {
    out_.none();
  } else {
    out_.boolean((type->type_flags & kTypeClassic) != 0);
  }

  uint32_t at = 0;
  Value key, value;
  if (dict_find_name(type->dict(), names().dunder_slots).is_undefined()) {
    out_.none();
  } else {
    LateCount count(out_, &payloads_);
    while (dict_next(type->dict(), &at, &key, &value)) {
      if (!is_made_by_layout(type, value)) continue;
      const bool is_member =
          value.as<Descriptor>()->what == Descriptor::What::kMember;
      if (!is_member && key.as<Str>()->view() != "__dict__") continue;
      out_.text(key.as<Str>()->view());
      count.add();
    }
  }
  LateCount count(out_, &payloads_);
  at = 0;
  while (dict_next(type->dict(), &at, &key, &value)) {
    if (is_made_by_layout(type, value) || !is_exact(key, types().str)) continue;
    out_.text(key.as<Str>()->view());
    write(value, Edge::kAttribute, key);
    count.add();
  }
}

// --- functions --------------------------------------------------------------

void global_names(const Code* code, std::vector<const Str*>* names) {
  std::vector<const Code*> codes{code};
  for (size_t c = 0; c < codes.size(); ++c) {
    const Code* const one = codes[c];
    for (uint32_t i = 0; i < one->instruction_count; ++i) {
      const Instruction& at = one->instructions[i];
      uint32_t site;
      switch (at.op) {
        case Op::kLoadGlobal: case Op::kStoreGlobal:
        case Op::kLoadName: case Op::kStoreName:
          site = at.b;
          break;
        case Op::kDelGlobal: case Op::kDelName:
          site = at.a;
          break;
        default: continue;
      }
      const Str* const name = one->site_names[site];
      bool known = false;
      for (const Str* other : *names) known |= other == name;
      if (!known) names->push_back(name);
    }
    for (uint32_t i = 0; i < one->constant_count; ++i) {
      if (const Code* inner = cast<Code>(one->constants[i]))
        codes.push_back(inner);
    }
  }
}

void GraphWriter::visit_function(Function* f) {
  write(Value::from_object(f->code->unit), Edge::kNamed);
  out_.integer(f->code->ordinal);
  visit_globals(f);
  write(or_none(f->defaults), Edge::kNamed,
        Value::from_object(names().dunder_defaults));
  write(or_none(f->keyword_defaults), Edge::kNamed,
        Value::from_object(names().dunder_kwdefaults));
  const uint32_t cells = f->closure != nullptr ? f->closure->size : 0;
  out_.count(cells);
  for (uint32_t i = 0; i < cells; ++i)
    write(f->closure->items[i], Edge::kNamed,
          Value::from_object(names().dunder_closure));
  write(or_none(f->annotations), Edge::kNamed,
        Value::from_object(names().dunder_annotations));

  // Attributes, those included that differ from what the code says.
  {
    LateCount count(out_, &payloads_);
    const auto add = [&](Str* name, Value value) {
      out_.text(name->view());
      write(value, Edge::kAttribute, Value::from_object(name));
      count.add();
    };
    if (!str_equal(f->name, f->code->name))
      add(names().dunder_name, Value::from_object(f->name));
    if (!str_equal(f->qualname, f->code->qualname))
      add(names().dunder_qualname, Value::from_object(f->qualname));
    if (!f->module.is_undefined())
      add(names().dunder_module, f->module);
    const Str* const doc = cast<Str>(f->doc);
    const bool same_doc =
        f->doc.is_undefined() ||
        (doc != nullptr ? f->code->doc != nullptr &&
                              str_equal(doc, f->code->doc)
                        : f->code->doc == nullptr && f->doc.is_none());
    if (!same_doc) add(names().dunder_doc, f->doc);
    Dict* const own = own_snapshot(fiber_, f);
    uint32_t at = 0;
    Value key, value;
    while (dict_next(own, &at, &key, &value)) {
      if (is_exact(key, types().str)) add(key.as<Str>(), value);
    }
  }

  // The names of a script that it looks at; a namespace of the shell is stored
  // for its own sake, with everything in it.
  LateCount count(out_, &payloads_);
  const uint32_t number = number_in(places_[f->globals]);
  std::string module;
  if (nodes_[number].tag != 'N' || module_of(fiber_, f->globals, &module))
    return;
  std::vector<const Str*> wanted;
  global_names(f->code, &wanted);
  for (const Str* name : wanted) {
    const Value value = dict_find_name(f->globals, name);
    if (value.is_undefined() || name == names().dunder_builtins) continue;
    out_.text(name->view());
    write(value, Edge::kNamed, Value::from_object(name));
    count.add();
  }
}

void GraphWriter::visit_globals(Function* f) {
  const Value globals = Value::from_object(f->globals);
  if (places_[f->globals] == 0) {
    const bool is_module =
        is_kind(dict_find_name(f->globals, names().dunder_name), Kind::kStr);
    node_of(is_module ? 'N' : 'D', globals, Edge::kNamed,
            Value::from_object(names().dunder_globals));
  }
  write(globals, Edge::kNamed, Value::from_object(names().dunder_globals));
}

}  // namespace mt::tap
