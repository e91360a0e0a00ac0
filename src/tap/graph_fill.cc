// graph_fill.cc - putting into objects what they refer to, and waking them.

#include <iterator>

#include "python/array.h"
#include "python/call.h"
#include "python/deque.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/slice.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"
#include "tap/graph_reader.h"
#include "tap/names.h"

namespace mt::tap {

using namespace mt::python;

bool GraphReader::fill(uint32_t i) {
  switch (span(i).tag) {
    case 'C': return fill_class(i);
    case 'D': case 'Q': case 'Z': return fill_hashed(i);
    case 'F': return fill_function(i);
    case 'I': case 'M': case 'P': case 'V': case 'X': case 'Y':
      return fill_values(i);
    case 'L': case 'T': return fill_row(i);
    case 'O': return fill_instance(i);
    default: return true;  // complete since it was made
  }
}

// Objects with a fixed number of fields, each one value.
bool GraphReader::fill_values(uint32_t i) {
  ItemReader in = items_of(i);
  Heap& heap = fiber_.heap;
  Object* const object = objects_[i].object();
  Value v;
  const auto into = [&](Value* slot) {
    if (!value(in, &v)) return false;
    store(heap, slot, v);
    return true;
  };
  switch (span(i).tag) {
    case 'I': {
      Item item;
      Builtin* const builtin = static_cast<Builtin*>(object);
      const size_t at = in.offset();
      if (!next(in, &item) || !next(in, &item) || !value(in, &v)) return false;
      if (!is_a(v, builtin->owner)) {
        return fail(at, "a method of '" + class_name(builtin->owner) +
                            "' on an object of another class");
      }
      store(heap, &builtin->self, v);
      break;
    }
    case 'M': {
      BoundMethod* const method = static_cast<BoundMethod*>(object);
      if (!into(&method->function) || !into(&method->self)) return false;
      break;
    }
    case 'P': {
      Property* const p = static_cast<Property*>(object);
      if (!into(&p->getter) || !into(&p->setter) || !into(&p->deleter) ||
          !into(&p->doc) || !value(in, &v))
        return false;
      store(heap, &p->name, cast<Str>(v));
      break;
    }
    case 'V': {
      uint32_t n;
      const size_t at = in.offset();
      if (!count(in, &n)) return false;
      if (n > 1) return fail(at, "a variable has one value, or none");
      if (n == 1 && !into(&static_cast<Cell*>(object)->value)) return false;
      break;
    }
    case 'X': {
      Slice* const slice = static_cast<Slice*>(object);
      if (!into(&slice->start) || !into(&slice->stop) || !into(&slice->step))
        return false;
      break;
    }
    case 'Y': {
      Item item;
      if (!next(in, &item) ||
          !into(&static_cast<ClassMethod*>(object)->function))
        return false;
      break;
    }
  }
  return expect_end(in);
}

// --- rows, dictionaries, sets -----------------------------------------------

bool GraphReader::is_ready(const Item& item, uint32_t i) const {
  if (item.tag != '@') return item.tag != '%';
  // What stands before object i is filled after it.
  const char tag = span(item.number).tag;
  const bool grows = tag == 'T' || tag == 'Z';
  return ready_[item.number] && (!grows || item.number > i);
}

bool GraphReader::fill_row(uint32_t i) {
  ItemReader in = items_of(i);
  uint32_t n;
  if (!count(in, &n)) return false;
  List* const list = cast<List>(objects_[i]);
  bool ready = true;
  for (uint32_t k = 0; k < n; ++k) {
    Item item;
    Value v;
    if (!next(in, &item) || !value_of(item, &v)) return false;
    ready = ready && is_ready(item, i);
    if (list == nullptr) {
      store(fiber_.heap, &objects_[i].as<Tuple>()->items[k], v);
    } else if (!list_append(fiber_, list, v)) {
      return raised(item.offset, "cannot fill a list");
    }
  }
  ready_[i] = ready;
  return expect_end(in);
}

// Dictionaries and sets. When a key's hash is not settled yet, or takes Python
// code, the whole of it waits: the order of keys is part of a dictionary.
bool GraphReader::fill_hashed(uint32_t i) {
  ItemReader in = items_of(i);
  const bool pairs = span(i).tag == 'D';
  uint32_t n;
  if (!count(in, &n, pairs ? 2 : 1)) return false;
  bool put;
  const bool ok = pairs ? put_pairs(in, i, objects_[i], n, false, &put)
                        : put_items(in, i, objects_[i], n, false, &put);
  if (!ok) return false;
  if (!put) {
    waking_.push_back({i, true});
    return true;
  }
  ready_[i] = true;
  return expect_end(in);
}

bool GraphReader::put_pairs(ItemReader& in, uint32_t i, Value dict, uint32_t n,
                            bool awake, bool* put) {
  *put = false;
  if (!awake) {
    ItemReader ahead = in;
    for (uint32_t k = 0; k < n; ++k) {
      Item key, item;
      if (!next(ahead, &key) || !next(ahead, &item)) return false;
      if (!is_ready(key, i)) return true;
    }
  }
  for (uint32_t k = 0; k < n; ++k) {
    Item item;
    Value key, v;
    if (!next(in, &item)) return false;
    if (item.tag == 's') {
      key = Value::from_object(name(item));
    } else if (!value_of(item, &key)) {
      return false;
    }
    Item value_item;
    if (!next(in, &value_item) || !value_of(value_item, &v)) return false;
    if (find_gone(value_item) != nullptr) continue;
    if (!dict_set(fiber_, dict.as<Dict>(), key, v))
      return raised(item.offset, "cannot put a key into a dict");
  }
  *put = true;
  return true;
}

bool GraphReader::put_items(ItemReader& in, uint32_t i, Value set, uint32_t n,
                            bool awake, bool* put) {
  *put = false;
  if (!awake) {
    ItemReader ahead = in;
    for (uint32_t k = 0; k < n; ++k) {
      Item item;
      if (!next(ahead, &item)) return false;
      if (!is_ready(item, i)) return true;
    }
  }
  for (uint32_t k = 0; k < n; ++k) {
    Value v;
    const size_t at = in.offset();
    if (!value(in, &v)) return false;
    if (!set_add(fiber_, set.as<Set>(), v))
      return raised(at, "cannot put an item into a set");
  }
  *put = true;
  return true;
}

// --- classes and functions --------------------------------------------------

bool GraphReader::fill_class(uint32_t i) {
  ItemReader in = items_of(i);
  Type* const type = objects_[i].as<Type>();
  Item item;
  uint32_t n;
  // Name, qualified name, metaclass, bases, classic, slots: made of already.
  for (int k = 0; k < 3; ++k) {
    if (!next(in, &item)) return false;
  }
  if (!count(in, &n)) return false;
  for (uint32_t k = 0; k < n + 1; ++k) {
    if (!next(in, &item)) return false;
  }
  if (!next(in, &item)) return false;
  const uint32_t slots = item.tag == '#' ? item.number : 0;
  for (uint32_t k = 0; k < slots; ++k) {
    if (!next(in, &item)) return false;
  }
  for (Str* preset : {names().dunder_slots, names().dunder_module,
                      names().dunder_doc, names().dunder_hash})
    dict_remove_name(fiber_, type->dict(), preset);
  if (!count(in, &n, 2)) return false;
  ItemReader again = in;
  for (uint32_t k = 0; k < n; ++k) {
    Value v;
    if (!text(in, &item) || !value(in, &v)) return false;
    Str* const key = name(item);
    dict_remove_name(fiber_, type->dict(), key);  // so that it goes to the end
    dict_set_name(fiber_, type->dict(), key, v);
  }
  ++g_type_epoch;
  if (!expect_end(in)) return false;
  for (uint32_t k = 0; k < n; ++k) {
    Value v;
    if (!text(again, &item) || !value(again, &v)) return false;
    type_changed(fiber_, type, name(item));
    if (item.bytes == "__abstractmethods__" && is_kind(v, Kind::kFrozenSet) &&
        v.as<Set>()->live > 0)
      type->type_flags |= kTypeAbstract;
  }
  return true;
}

bool GraphReader::fill_function(uint32_t i) {
  ItemReader in = items_of(i);
  Function* const f = objects_[i].as<Function>();
  const Code* const code = f->code;
  Heap& heap = fiber_.heap;
  Item item, globals;
  Value v;
  if (!next(in, &item) || !next(in, &item) || !next(in, &globals) ||
      !value_of(globals, &v))
    return false;
  Dict* const dict = cast<Dict>(v);
  if (dict == nullptr) return fail(globals.offset, "globals are a dict");
  store(heap, &f->globals, dict);
  store(heap, &f->builtins, builtins_for(code, dict));
  store(heap, &f->module, Value::undefined());

  size_t at = in.offset();
  if (!value(in, &v)) return false;
  Tuple* const defaults = cast<Tuple>(v);
  if ((defaults == nullptr && !v.is_none()) ||
      (defaults != nullptr && defaults->size > code->positional))
    return fail(at, "defaults are a tuple no longer than the parameters");
  store(heap, &f->defaults, defaults);

  at = in.offset();
  if (!value(in, &v)) return false;
  if (!v.is_none() && !is_kind(v, Kind::kDict))
    return fail(at, "defaults of keywords are a dict");
  store(heap, &f->keyword_defaults, cast<Dict>(v));

  uint32_t n;
  at = in.offset();
  if (!count(in, &n)) return false;
  if (n != code->free_count) {
    return fail(at, format("%u variables for a function with %u", n,
                           code->free_count));
  }
  Tuple* const closure = n > 0 ? make_tuple(fiber_, n) : nullptr;
  for (uint32_t k = 0; k < n; ++k) closure->items[k] = Value::none();
  for (uint32_t k = 0; k < n; ++k) {
    at = in.offset();
    if (!value(in, &v)) return false;
    if (!is_kind(v, Kind::kCell)) return fail(at, "that is no variable");
    closure->items[k] = v;
  }
  store(heap, &f->closure, closure);

  at = in.offset();
  if (!value(in, &v)) return false;
  if (!v.is_none() && !is_kind(v, Kind::kDict))
    return fail(at, "annotations are a dict");
  store(heap, &f->annotations, cast<Dict>(v));
  if (!fill_attributes(in, f)) return false;

  at = in.offset();
  if (!count(in, &n, 2)) return false;
  if (n > 0) {
    bool imported = true;
    if (globals.tag == '@' && span(globals.number).tag == 'N') {
      ItemReader names_of = items_of(globals.number);
      if (!next(names_of, &item) || !boolean(names_of, &imported))
        return false;
    }
    if (imported) return fail(at, "globals that are not for it to fill");
  }
  for (uint32_t k = 0; k < n; ++k) {
    if (!text(in, &item) || !value(in, &v)) return false;
    dict_set_name(fiber_, dict, name(item), v);
  }
  return expect_end(in);
}

bool GraphReader::fill_attributes(ItemReader& in, Function* f) {
  Heap& heap = fiber_.heap;
  uint32_t n;
  if (!count(in, &n, 2)) return false;
  for (uint32_t k = 0; k < n; ++k) {
    Item item;
    Value v;
    if (!text(in, &item) || !value(in, &v)) return false;
    Str* const key = name(item);
    if (key == names().dunder_module) {
      store(heap, &f->module, v);
    } else if (key == names().dunder_doc) {
      store(heap, &f->doc, v);
    } else if (key == names().dunder_name || key == names().dunder_qualname) {
      Str* const label = cast<Str>(v);
      if (label == nullptr) return fail(item.offset, "a name is a str");
      store(heap, key == names().dunder_name ? &f->name : &f->qualname, label);
    } else {
      own_set(fiber_, f, key, v);
    }
  }
  return true;
}

// --- instances --------------------------------------------------------------

bool GraphReader::fill_instance(uint32_t i) {
  ItemReader in = items_of(i);
  Object* const object = objects_[i].object();
  Item item;
  uint32_t n;
  if (!next(in, &item) || !count(in, &n)) return false;
  // Its class may have got __del__ only when the class was filled.
  if ((type_of_object(object)->type_flags & kTypeFinalizer) != 0 &&
      (object->flags & kFlagHasFinalizer) == 0) {
    object->flags |= kFlagHasFinalizer;
    fiber_.heap.add_finalizable(object);
  }
  bool put;
  if (!put_content(in, i, n, false, &put)) return false;
  if (!put) {
    waking_.push_back({i, true});
    return true;
  }
  if (!put_state(in, i, false, &put)) return false;
  if (!put) {
    waking_.push_back({i, false});
    return true;
  }
  return expect_end(in);
}

bool GraphReader::put_content(ItemReader& in, uint32_t i, uint32_t n,
                              bool awake, bool* put) {
  *put = true;
  const Value self = objects_[i];
  Item item;
  Value v;
  switch (instance_content(type_of(self))) {
    case Content::kUnknown:
    case Content::kNone: return true;
    case Content::kNumber:
    case Content::kText:
    case Content::kBytes: return next(in, &item);
    case Content::kPattern: return next(in, &item) && next(in, &item);
    case Content::kPairs: return put_pairs(in, i, self, n, awake, put);
    case Content::kFrozen: return put_items(in, i, self, n, awake, put);
    case Content::kItems: {
      if (is_any_set(self)) return put_items(in, i, self, n, awake, put);
      for (uint32_t k = 0; k < n; ++k) {
        if (!value(in, &v)) return false;
        if (!list_append(fiber_, self.as<List>(), v))
          return raised(in.offset(), "cannot fill a list");
      }
      return true;
    }
    case Content::kTuple:
      for (uint32_t k = 0; k < n; ++k) {
        if (!value(in, &v)) return false;
        store(fiber_.heap, &self.as<Tuple>()->items[k], v);
      }
      return true;
    case Content::kArray:
      if (!next(in, &item)) return false;
      for (uint32_t k = 1; k < n; ++k) {
        // Numbers alone: an object might have an __index__ to run.
        if (!next(in, &item)) return false;
        if (item.is_object()) {
          v = Value::none();
        } else if (!value_of(item, &v)) {
          return false;
        }
        if (!array_append_number(fiber_, self.as<Array>(), v))
          return raised(in.offset(), "cannot fill an array");
      }
      return true;
    case Content::kDeque: {
      if (!next(in, &item)) return false;
      const Value append = type_lookup(native_base(type_of(self)),
                                       names().append);
      for (uint32_t k = 1; k < n; ++k) {
        if (!value(in, &v)) return false;
        if (call(fiber_, append, {self, v}).is_error())
          return raised(in.offset(), "cannot fill a deque");
      }
      return true;
    }
    case Content::kParts: {
      if (n == 0) return true;  // it is what it was made as
      const size_t at = in.offset();
      Tuple* const parts = make_tuple(fiber_, n);
      if (parts == nullptr) return raised(at, "cannot fill an instance");
      for (uint32_t k = 0; k < n; ++k) parts->items[k] = Value::none();
      for (uint32_t k = 0; k < n; ++k) {
        if (!value(in, &parts->items[k])) return false;
      }
      Type* const native = native_base(type_of(self));
      if (native->definition->parts->set_parts(fiber_, self, parts))
        return true;
      return fiber_.raised()
                 ? raised(at, "cannot fill an instance")
                 : fail(at, "that is no content for an instance of '" +
                                class_name(native) + "'");
    }
    case Content::kException: {
      const size_t at = in.offset();
      Tuple* const args = make_tuple(fiber_, n);
      if (args == nullptr) return raised(at, "cannot make an exception");
      for (uint32_t k = 0; k < n; ++k) args->items[k] = Value::none();
      for (uint32_t k = 0; k < n; ++k) {
        if (!value(in, &args->items[k])) return false;
      }
      // The builtin class knows which fields follow from the arguments. What it
      // would not take were those of a class in Python: kept as such.
      Type* const type = type_of(self);
      const Slots* const native = native_base(type)->slots;
      const Args given = {args->items, n};
      Exception* const e = self.as<Exception>();
      store(fiber_.heap, &e->args, args);
      const Value model = native->create(fiber_, type, given);
      if (!is_exception(model) || !native->init(fiber_, model, given)) {
        clear_exception(fiber_);
        return true;
      }
      store(fiber_.heap, &e->args, model.as<Exception>()->args);
      for (size_t k = 0; k < std::size(e->fields); ++k)
        store(fiber_.heap, &e->fields[k], model.as<Exception>()->fields[k]);
      return true;
    }
  }
  return true;
}

bool GraphReader::put_attributes(ItemReader& in, Object* object) {
  const size_t at = in.offset();
  uint32_t n;
  if (!count(in, &n, 2)) return false;
  if (n > 0 && !object->shape->has_slots) {
    return fail(at, "an instance of '" + class_name(type_of_object(object)) +
                        "' has no attributes");
  }
  for (uint32_t k = 0; k < n; ++k) {
    Item item, value_item;
    Value v;
    if (!text(in, &item) || !next(in, &value_item) ||
        !value_of(value_item, &v))
      return false;
    if (const Gone* const gone = find_gone(value_item)) {
      if (!gone->is_module) return fail(value_item.offset, gone->why);
      continue;
    }
    own_set(fiber_, object, name(item), v);
  }
  return true;
}

// '=': a dictionary of the tap becomes the attributes. '%': those of another
// instance are shared.
bool GraphReader::share_attributes(const Item& item, uint32_t i) {
  Object* const object = objects_[i].object();
  Value v = objects_[item.number];
  if (item.tag == '%' && !value_of(item, &v)) return false;
  if (!v.is_object() || !is_exact(v, types().dict) ||
      !object->shape->has_slots ||
      (type_of_object(object)->type_flags & kTypeFixedSlots) != 0)
    return fail(item.offset, "no dictionary that could be its attributes");
  own_replace(fiber_, object, v.as<Dict>());
  return true;
}

bool GraphReader::put_state(ItemReader& in, uint32_t i, bool awake,
                            bool* put) {
  *put = true;
  const Value self = objects_[i];
  const size_t at = in.offset();
  ItemReader ahead = in;
  Item item;
  if (!next(ahead, &item)) return false;
  if (item.tag == 'n') return next(in, &item);
  const Value hook = type_lookup(type_of(self), names().dunder_setstate);
  // Those of builtin classes do with attributes what we do.
  const bool has_hook =
      !hook.is_undefined() &&
      (item.tag == '@' || !is_kind(hook, Kind::kDescriptor));
  if (has_hook && !awake) {
    *put = false;
    return true;
  }
  if (item.tag == '=' || (item.tag == '%' && !has_hook))
    return next(in, &item) && share_attributes(item, i);
  if (!has_hook) {
    if (item.tag == '#') return put_attributes(in, self.object());
    return fail(at, "a state for '" + class_name(type_of(self)) +
                        "', which has no __setstate__");
  }
  Value state;
  if (item.tag != '#') {
    if (!value(in, &state)) return false;
  } else {
    Dict* const dict = make_dict(fiber_);
    state = Value::from_object(dict);
    uint32_t n;
    if (!count(in, &n, 2)) return false;
    for (uint32_t k = 0; k < n; ++k) {
      Value v;
      if (!text(in, &item) || !value(in, &v)) return false;
      dict_set_name(fiber_, dict, name(item), v);
    }
  }
  if (call_special(fiber_, self, names().dunder_setstate, {state}).is_error())
    return raised(at, "__setstate__ of '" + class_name(type_of(self)) + "'");
  return true;
}

bool GraphReader::wake(const Waking& waking) {
  const uint32_t i = waking.number;
  ItemReader in = items_of(i);
  const char tag = span(i).tag;
  Item item;
  uint32_t n;
  bool put = true;
  if (tag != 'O') {
    if (!count(in, &n, tag == 'D' ? 2 : 1)) return false;
    const bool ok = tag == 'D'
                        ? put_pairs(in, i, objects_[i], n, true, &put)
                        : put_items(in, i, objects_[i], n, true, &put);
    return ok && expect_end(in);
  }
  if (!next(in, &item) || !count(in, &n)) return false;
  if (waking.has_content) {
    if (!put_content(in, i, n, true, &put)) return false;
  } else {
    // Put in when it was filled: step over.
    const Content content = instance_content(type_of(objects_[i]));
    const uint64_t items =
        content == Content::kPairs ? uint64_t{n} * 2 : uint64_t{n};
    for (uint64_t k = 0; k < items; ++k) {
      if (!next(in, &item)) return false;
    }
  }
  return put_state(in, i, true, &put) && expect_end(in);
}

}  // namespace mt::tap
