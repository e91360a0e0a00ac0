// class_statement.cc - what `class C(B, metaclass=M):` runs.
//
// Its code calls __build_class__ with the body as a function: find out the
// metaclass, ask it for a namespace, run the body there, have the metaclass
// make a class of it. For plain classes that is make_type() itself.

#include "python/dict.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

Type* winning_metatype(Fiber& fiber, Type* metatype, Tuple* bases) {
  Type* winner = metatype;
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* candidate = type_of(bases->items[i]);
    if (is_subtype(winner, candidate)) continue;
    if (is_subtype(candidate, winner)) {
      winner = candidate;
      continue;
    }
    raise_type_error(fiber,
                     "metaclass conflict: the metaclass of a derived class "
                     "must be a (non-strict) subclass of the metaclasses of "
                     "all its bases");
    return nullptr;
  }
  return winner;
}

// PEP 560: a base that is no class may stand for others.
Tuple* resolve_bases(Fiber& fiber, Tuple* bases) {
  bool plain = true;
  for (uint32_t i = 0; i < bases->size; ++i)
    plain &= is_kind(bases->items[i], Kind::kType);
  if (plain) return bases;
  List* resolved = make_list(fiber);
  if (resolved == nullptr) return nullptr;
  bool replaced = false;
  for (uint32_t i = 0; i < bases->size; ++i) {
    const Value base = bases->items[i];
    if (!is_kind(base, Kind::kType)) {
      const Value entries = find_attr(fiber, base, names().dunder_mro_entries);
      if (entries.is_error()) return nullptr;
      if (!entries.is_undefined()) {
        const Value stands = call(fiber, entries, {Value::from_object(bases)});
        if (stands.is_error()) return nullptr;
        if (!is_kind(stands, Kind::kTuple)) {
          raise_type_error(fiber, "__mro_entries__ must return a tuple");
          return nullptr;
        }
        replaced = true;
        if (!list_extend(fiber, resolved, stands)) return nullptr;
        continue;
      }
    }
    if (!list_append(fiber, resolved, base)) return nullptr;
  }
  return replaced ? tuple_from_list(fiber, resolved) : bases;
}

// What the era called otherwise goes by today's name too.
void add_era_aliases(Fiber& fiber, Dict* space) {
  static constexpr const char* kAliases[][2] = {
      {"__nonzero__", "__bool__"},  {"__div__", "__truediv__"},
      {"__rdiv__", "__rtruediv__"}, {"__idiv__", "__itruediv__"},
      {"next", "__next__"}};
  for (const auto& alias : kAliases) {
    const Value method = dict_find_name(space, intern(fiber, alias[0]));
    Str* const name = intern(fiber, alias[1]);
    if (is_kind(method, Kind::kFunction) &&
        dict_find_name(space, name).is_undefined())
      dict_set_name(fiber, space, name, method);
  }
}

// What the metaclass makes ready for the body to fill.
Value prepared_space(Fiber& fiber, Value metaclass, Args args) {
  if (metaclass.object() == types().type)
    return Value::from_object(make_dict(fiber));
  const Value prepare = find_attr(fiber, metaclass, names().dunder_prepare);
  if (prepare.is_error()) return prepare;
  const Value space = prepare.is_undefined()
                          ? Value::from_object(make_dict(fiber))
                          : call(fiber, prepare, args);
  if (space.is_error() || type_of(space)->slots->getitem != nullptr)
    return space;
  return raise_type_error(
      fiber, "%s.__prepare__() must return a mapping, not %s",
      is_kind(metaclass, Kind::kType) ? metaclass.as<Type>()->name->data()
                                      : "<metaclass>",
      type_name(space));
}

// What type itself makes. `keywords` are for __init_subclass__().
Value plain_class(Fiber& fiber, Str* name, Tuple* bases, Dict* space,
                  Args keywords, bool classic, bool of_era) {
  uint32_t flags = classic && bases->size == 0 ? uint32_t{kTypeClassic} : 0;
  if (classic && bases->size > 1 && of_era) flags |= kTypeDepthFirst;
  const Value made = make_type(fiber, types().type, name, bases, space,
                               keywords, flags);
  if (!is_kind(made, Kind::kType)) return made;
  uint32_t& bits = made.as<Type>()->type_flags;
  // What is written in today's Python looks like it, whatever its bases do.
  if (!classic) bits &= ~uint32_t{kTypeClassic};
  // The library is written in today's, and classic for whoever is of then.
  if (classic) bits = of_era ? bits & ~uint32_t{kTypeLibrary}
                             : bits | kTypeLibrary;
  return made;
}

// Whether the body's __class__, if it has one, is the class that was made.
bool has_its_cell(Fiber& fiber, Value cell, Str* name, Value made) {
  if (!is_kind(made, Kind::kType) || !is_kind(cell, Kind::kCell)) return true;
  const Value inside = cell.as<Cell>()->value;
  if (inside == made) return true;
  const std::string title = safe_repr(fiber, Value::from_object(name)),
                    shown = safe_repr(fiber, made);
  if (inside.is_undefined()) {
    raise(fiber, types().RuntimeError,
          "__class__ not set defining %s as %s. Was __classcell__ propagated "
          "to type.__new__?", title.c_str(), shown.c_str());
  } else {
    raise_type_error(fiber, "__class__ set to %s defining %s as %s",
                     safe_repr(fiber, inside).c_str(), title.c_str(),
                     shown.c_str());
  }
  return false;
}

}  // namespace

Value build_class(Fiber& fiber, Value body, Args args, bool classic) {
  const uint32_t positional = args.positional();
  if (positional < 1)
    return raise_type_error(fiber, "__build_class__: not enough arguments");
  Function* function = cast<Function>(body);
  if (function == nullptr)
    return raise_type_error(fiber, "__build_class__: func must be a function");
  Str* name = cast<Str>(args[0]);
  if (name == nullptr)
    return raise_type_error(fiber, "__build_class__: name is not a string");
  Tuple* given = make_tuple(fiber, args.values + 1, positional - 1);
  Tuple* bases = resolve_bases(fiber, given);
  if (bases == nullptr) return Value::error();

  // Keywords other than metaclass go to __prepare__ and __init_subclass__.
  Value metaclass;
  GcVector values(fiber);
  List* kept_names = make_list(fiber);
  for (uint32_t i = 0; args.is_named && i < args.names()->size; ++i) {
    if (args.names()->items[i].as<Str>()->view() == "metaclass") {
      metaclass = args[positional + i];
      continue;
    }
    values.push(args[positional + i]);
    if (!list_append(fiber, kept_names, args.names()->items[i]))
      return Value::error();
  }
  Tuple* keyword_names = tuple_from_list(fiber, kept_names);
  if (metaclass.is_undefined()) {
    metaclass = bases->size > 0
                    ? Value::from_object(type_of(bases->items[0]))
                    : Value::from_object(types().type);
  }
  if (Type* metatype = cast<Type>(metaclass)) {
    metatype = winning_metatype(fiber, metatype, bases);
    if (metatype == nullptr) return Value::error();
    metaclass = Value::from_object(metatype);
  }

  // name, bases, then the keywords: the arguments of both calls below.
  GcVector call_args(fiber);
  call_args.push(Value::from_object(name));
  call_args.push(Value::from_object(bases));
  const bool is_named = keyword_names->size > 0;
  values.push(Value::from_object(keyword_names));
  for (const Value value : values) call_args.push(value);
  // Of words whose last are the names.
  const auto as_args = [is_named](GcVector& words) {
    return Args{words.data(), static_cast<uint32_t>(words.size()) - 1,
                is_named};
  };

  const Value space = prepared_space(fiber, metaclass, as_args(call_args));
  if (space.is_error()) return space;
  const Value cell = run_class_body(fiber, function, space);
  if (cell.is_error()) return cell;
  if (function->code->is_era() && is_kind(space, Kind::kDict))
    add_era_aliases(fiber, space.as<Dict>());
  if (bases != given && is_kind(space, Kind::kDict))
    dict_set_name(fiber, space.as<Dict>(), names().dunder_orig_bases,
                  Value::from_object(given));

  if (metaclass.object() == types().type && is_kind(space, Kind::kDict)) {
    return plain_class(fiber, name, bases, space.as<Dict>(), as_args(values),
                       classic, function->code->is_era());
  }
  GcVector full(fiber);
  full.push(call_args[0]);
  full.push(call_args[1]);
  full.push(space);
  for (const Value value : values) full.push(value);
  const Value made = call(fiber, metaclass, as_args(full));
  return has_its_cell(fiber, cell, name, made) ? made : Value::error();
}

}  // namespace mt::python
