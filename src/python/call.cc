// call.cc - calling any value from C++, and sorting out arguments.

#include "python/call.h"

#include <string.h>

#include <algorithm>

#include "base/status.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/spread.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {

Tuple* Args::names_behind() const { return values[count].as<Tuple>(); }
uint32_t Args::count_unnamed() const { return count - names_behind()->size; }

Value call(Fiber& fiber, Value callee, Args args) {
  const auto slot = type_of(callee)->slots->call;
  if (slot == nullptr) {
    const Value own = era_special(fiber, callee, names().dunder_call);
    if (!own.is_undefined())
      return own.is_error() ? own : call(fiber, own, args);
    return raise_type_error(fiber, "'%s' object is not callable",
                            type_name(callee));
  }
  if (stack_is_low()) return raise_too_deep(fiber);
  return slot(fiber, callee, args);
}

Value call(Fiber& fiber, Value callee, std::initializer_list<Value> args) {
  return call(fiber, callee,
              Args{args.begin(), static_cast<uint32_t>(args.size())});
}

Value call_method(Fiber& fiber, Value object, Str* name,
                  std::initializer_list<Value> args) {
  // A function of the class takes the object in front of the others.
  if (is_kind(object, Kind::kInstance) && args.size() < 5 &&
      (type_of(object)->type_flags & kTypePlainGetattr) != 0 &&
      is_kind(type_lookup(type_of(object), name), Kind::kFunction) &&
      own_get(object.object(), name).is_undefined())
    return call_special(fiber, object, name, args);
  const Value method = get_attr(fiber, object, name);
  return method.is_error() ? method : call(fiber, method, args);
}

Value call_method(Fiber& fiber, Value object, const char* name,
                  std::initializer_list<Value> args) {
  return call_method(fiber, object, intern(fiber, name), args);
}

Value call_special(Fiber& fiber, Value object, Str* name,
                   std::initializer_list<Value> args) {
  Type* type = type_of(object);
  const Value found = type_lookup(type, name);
  if (found.is_undefined()) return found;
  if (found.is_none())
    return raise_type_error(fiber, "'NoneType' object is not callable");
  Value values[5];
  CHECK(args.size() < 5);
  values[0] = object;
  for (size_t i = 0; i < args.size(); ++i) values[i + 1] = args.begin()[i];
  const uint32_t count = static_cast<uint32_t>(args.size());
  // A function or native method takes the receiver in front: no bound method.
  if (Function* const function = cast<Function>(found)) {
    if (function->code->plain_count == count + 2 && !stack_is_low())
      return call_plain(fiber, function, values, count + 1);
    return call(fiber, found, Args{values, count + 1});
  }
  if (Descriptor* native = cast<Descriptor>(found)) {
    if (native->what == Descriptor::What::kMethod &&
        count >= static_cast<uint8_t>(native->method->least) &&
        count <= static_cast<uint8_t>(native->method->most) &&
        is_subtype(type, native->owner))
      return native->method->fn(fiber, object, Args{values + 1, count});
    if (native->what == Descriptor::What::kMethod ||
        native->what == Descriptor::What::kSlot)
      return call(fiber, found, Args{values, count + 1});
  }
  const Value bound = bind_descriptor(fiber, found, object, type);
  if (bound.is_error()) return bound;
  return call(fiber, bound, Args{values + 1, count});
}

Value call_spread(Fiber& fiber, Value callee, Tuple* args, Dict* keywords) {
  if (keywords == nullptr || keywords->live == 0)
    return call(fiber, callee, Args{args->items, args->size});
  Value near[kNearArgs];
  GcVector far(fiber);
  Args all;
  if (!spread_arguments(fiber, args, keywords, near, &far, &all))
    return Value::error();
  return call(fiber, callee, all);
}

bool spread_arguments(Fiber& fiber, const Tuple* args, const Dict* keywords,
                      Value* near, GcVector* far, Args* out) {
  const uint32_t count = args->size + keywords->live;
  Tuple* const names = make_tuple(fiber, keywords->live);
  if (names == nullptr || !may_gather(fiber, count * sizeof(Value)))
    return false;
  if (count >= kNearArgs) far->resize(size_t{count} + 1);
  Value* to = count >= kNearArgs ? far->data() : near;
  *out = Args{to, count, true};
  to[count] = Value::from_object(names);
  to = std::copy_n(args->items, args->size, to);
  uint32_t at = 0, row = 0;
  for (Value key; dict_next(keywords, &at, &key, to); ++to) {
    Str* const name = cast<Str>(key);
    if (name == nullptr) {
      raise_type_error(fiber, "keywords must be strings");
      return false;
    }
    names->items[row++] = Value::from_object(intern(fiber, name));
  }
  return true;
}

// --- arguments of native functions ------------------------------------------

bool check_arg_count(Fiber& fiber, const char* function, Args args, int least,
                     int most, bool keywords_allowed) {
  if (!keywords_allowed && args.is_named) {
    raise_type_error(fiber, "%s() takes no keyword arguments", function);
    return false;
  }
  const int count = static_cast<int>(args.positional());
  if (count >= least && (most < 0 || count <= most)) return true;
  // "list.append() takes ..." but "insert expected ...", as in CPython.
  const char* const dot = strrchr(function, '.');
  const char* const bare = dot != nullptr ? dot + 1 : function;
  if (least == most) {
    if (least == 0) {
      raise_type_error(fiber, "%s() takes no arguments (%d given)", function,
                       count);
    } else if (least == 1) {
      raise_type_error(fiber, "%s() takes exactly one argument (%d given)",
                       function, count);
    } else {
      raise_type_error(fiber, "%s expected %d arguments, got %d", bare,
                       least, count);
    }
    return false;
  }
  const bool few = count < least;
  const int bound = few ? least : most;
  raise_type_error(fiber, "%s expected at %s %d argument%s, got %d", bare,
                   few ? "least" : "most", bound, bound == 1 ? "" : "s",
                   count);
  return false;
}

namespace {

bool is_mark(const char* name, char mark) {
  return name[0] == mark && name[1] == '\0';
}

// Where keyword `key` goes in `out`, or -1.
int slot_of_keyword(std::initializer_list<const char*> names,
                    std::string_view key, uint32_t positional_only) {
  int slot = 0;
  for (const char* name : names) {
    if (is_mark(name, '/') || is_mark(name, '*')) continue;
    if (key == name && slot >= static_cast<int>(positional_only)) return slot;
    ++slot;
  }
  return -1;
}

}  // namespace

bool parse_args(Fiber& fiber, const char* function, Args args,
                std::initializer_list<const char*> names, uint32_t required,
                Value* out) {
  if (!args.is_named && args.count >= required) {
    uint32_t left = args.count;
    for (const char* name : names) {
      if (left == 0 || name[0] == '*') break;
      left -= name[0] != '/';
    }
    if (left == 0) {
      for (uint32_t i = 0; i < args.count; ++i) out[i] = args[i];
      return true;
    }
  }
  uint32_t positional_only = 0;  // names before "/"
  uint32_t by_position = 0;      // names that may be given by position
  uint32_t total = 0;
  bool keyword_only = false;
  for (const char* name : names) {
    if (is_mark(name, '/')) {
      positional_only = total;
    } else if (is_mark(name, '*')) {
      keyword_only = true;
    } else {
      ++total;
      if (!keyword_only) ++by_position;
    }
  }
  CHECK(total <= 32);
  const uint32_t given = args.positional();
  if (args.count > total) {
    raise_type_error(fiber, "%s() takes at most %u %sargument%s (%u given)",
                     function, total, given == 0 ? "keyword " : "",
                     total == 1 ? "" : "s", args.count);
    return false;
  }
  if (given > by_position) {
    if (by_position == 0) {
      raise_type_error(fiber, "%s() takes no positional arguments", function);
    } else {
      raise_type_error(
          fiber, "%s() takes %s %u positional argument%s (%u given)", function,
          required < by_position ? "at most" : "exactly", by_position,
          by_position == 1 ? "" : "s", given);
    }
    return false;
  }
  const uint32_t least = std::min(required, positional_only);
  if (given < least) {
    raise_type_error(
        fiber, "%s() takes %s %u positional argument%s (%u given)", function,
        least < by_position ? "at least" : "exactly", least,
        least == 1 ? "" : "s", given);
    return false;
  }
  uint32_t filled = 0;  // bit per place
  for (uint32_t i = 0; i < given; ++i) {
    out[i] = args[i];
    filled |= 1u << i;
  }
  // What is missing is said first, then what is there twice, then what is not
  // known.
  const Str* unknown = nullptr;
  const Str* twice = nullptr;
  int place_of_twice = 0;
  for (uint32_t i = 0; args.is_named && i < args.names()->size; ++i) {
    const Str* key = args.names()->items[i].as<Str>();
    const int slot = slot_of_keyword(names, key->view(), positional_only);
    if (slot < 0) {
      if (unknown == nullptr) unknown = key;
    } else if ((filled & 1u << slot) != 0) {
      if (twice == nullptr || slot < place_of_twice) {
        twice = key;
        place_of_twice = slot;
      }
    } else {
      out[slot] = args[given + i];
      filled |= 1u << slot;
    }
  }
  uint32_t place = 0;
  for (const char* name : names) {
    if (is_mark(name, '/') || is_mark(name, '*')) continue;
    if (place < required && (filled & 1u << place) == 0) {
      raise_type_error(fiber, "%s() missing required argument '%s' (pos %u)",
                       function, name, place + 1);
      return false;
    }
    ++place;
  }
  if (twice != nullptr) {
    raise_type_error(
        fiber, "argument for %s() given by name ('%s') and position (%d)",
        function, twice->data(), place_of_twice + 1);
    return false;
  }
  if (unknown == nullptr) return true;
  raise_type_error(fiber, "'%s' is an invalid keyword argument for %s()",
                   std::string(unknown->view()).c_str(), function);
  return false;
}

}  // namespace mt::python
