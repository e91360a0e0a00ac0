// type_bases.cc - what a class is derived from, and in which order that counts.

#include "python/type_bases.h"

#include <algorithm>
#include <vector>

#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/heap.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/native.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/weakref.h"

namespace mt::python {

namespace {

// Of classic classes: the first base and all that it has, then the next.
Tuple* depth_first(Fiber& fiber, Type* type, Tuple* bases) {
  List* const result = make_list(fiber);
  if (result == nullptr ||
      !list_append(fiber, result, Value::from_object(type)))
    return nullptr;
  const Value last = Value::from_object(types().object);
  for (uint32_t i = 0; i < bases->size; ++i) {
    const Tuple* const above = bases->items[i].as<Type>()->mro;
    for (uint32_t k = 0; k < above->size; ++k) {
      const Value one = above->items[k];
      Value* const end = result->items + result->size;
      if (!(one == last) && std::find(result->items, end, one) == end &&
          !list_append(fiber, result, one))
        return nullptr;
    }
  }
  return list_append(fiber, result, last) ? tuple_from_list(fiber, result)
                                          : nullptr;
}

// "The Python 2.3 Method Resolution Order" (Simionato): merge the bases' own
// orders, always taking the first head that no other order has in its tail.
Tuple* c3_merge(Fiber& fiber, Type* type, Tuple* bases) {
  if ((type->type_flags & kTypeDepthFirst) != 0)
    return depth_first(fiber, type, bases);
  if (bases->size == 1) {  // nearly all: nothing to merge
    const Tuple* const above = bases->items[0].as<Type>()->mro;
    Tuple* const mro = make_tuple(fiber, size_t{above->size} + 1);
    if (mro == nullptr) return nullptr;
    mro->items[0] = Value::from_object(type);
    std::copy(above->items, above->items + above->size, mro->items + 1);
    return mro;
  }
  List* result = make_list(fiber);
  if (result == nullptr) return nullptr;
  if (!list_append(fiber, result, Value::from_object(type))) return nullptr;
  GcVector rows(fiber);  // tuples still to be merged
  std::vector<uint32_t> heads;
  for (uint32_t i = 0; i < bases->size; ++i) {
    rows.push(Value::from_object(bases->items[i].as<Type>()->mro));
    heads.push_back(0);
  }
  rows.push(Value::from_object(bases));
  heads.push_back(0);
  const auto in_tail = [&](Value candidate) {
    for (size_t r = 0; r < rows.size(); ++r) {
      const Tuple* row = rows[r].as<Tuple>();
      for (uint32_t i = heads[r] + 1; i < row->size; ++i) {
        if (row->items[i] == candidate) return true;
      }
    }
    return false;
  };
  while (true) {
    Value chosen;
    bool left = false;
    for (size_t r = 0; r < rows.size() && chosen.is_undefined(); ++r) {
      const Tuple* row = rows[r].as<Tuple>();
      if (heads[r] >= row->size) continue;
      left = true;
      if (!in_tail(row->items[heads[r]])) chosen = row->items[heads[r]];
    }
    if (!left) break;
    if (chosen.is_undefined()) {
      for (uint32_t i = 1; i < bases->size; ++i) {
        Value* const end = bases->items + i;
        if (std::find(bases->items, end, *end) == end) continue;
        raise_type_error(fiber, "duplicate base class %s",
                         end->as<Type>()->name->data());
        return nullptr;
      }
      std::string text;
      for (uint32_t i = 0; i < bases->size; ++i) {
        if (i > 0) text.append(", ");
        text.append(bases->items[i].as<Type>()->name->view());
      }
      raise_type_error(fiber,
                       "Cannot create a consistent method resolution\n"
                       "order (MRO) for bases %s", text.c_str());
      return nullptr;
    }
    if (!list_append(fiber, result, chosen)) return nullptr;
    for (size_t r = 0; r < rows.size(); ++r) {
      const Tuple* row = rows[r].as<Tuple>();
      if (heads[r] < row->size && row->items[heads[r]] == chosen) ++heads[r];
    }
  }
  return tuple_from_list(fiber, result);
}

// Exceptions share a struct; some have words of their own in it.
bool has_own_words(const Type* type) {
  return type->definition != nullptr && type->definition->getsets != nullptr &&
         type->layout->kind == Kind::kException;
}

}  // namespace

Type* solid_base(Type* type) {
  while (type->base != nullptr && type->base->layout == type->layout &&
         !has_own_words(type))
    type = type->base;
  return type;
}

Type* type_best_base(Fiber& fiber, Tuple* bases) {
  Type* winner = nullptr;
  Type* winner_base = nullptr;
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* base = cast<Type>(bases->items[i]);
    if (base == nullptr) {
      raise_type_error(fiber, "bases must be types");
      return nullptr;
    }
    if ((base->type_flags & kTypeFinal) != 0) {
      raise_type_error(fiber, "type '%s' is not an acceptable base type",
                       base->name->data());
      return nullptr;
    }
    if ((base->type_flags & kTypeUnordered) != 0) {
      raise_type_error(fiber, "Cannot extend an incomplete type '%s'",
                       base->name->data());
      return nullptr;
    }
    Type* candidate = solid_base(base);
    if (winner == nullptr || is_subtype(candidate, winner)) {
      if (winner == nullptr || candidate != winner) {
        winner = candidate;
        winner_base = base;
      }
    } else if (!is_subtype(winner, candidate)) {
      raise_type_error(fiber, "multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return winner_base;
}

Tuple* type_linearize(Fiber& fiber, Type* type) {
  return c3_merge(fiber, type, type->bases);
}

namespace {

// The order that mro() of the metaclass wants; null: raised.
Tuple* wanted_mro(Fiber& fiber, Type* type, Tuple* bases) {
  Type* const metatype = type_of_object(type);
  if (metatype == types().type) return c3_merge(fiber, type, bases);
  Str* const name = intern(fiber, "mro");
  if (type_lookup(metatype, name) == type_lookup(types().type, name))
    return c3_merge(fiber, type, bases);
  if (type->mro == nullptr) {
    Tuple* const first = make_tuple(fiber, bases->items, 1);
    if (first == nullptr) return nullptr;
    type->mro = c3_merge(fiber, type, first);
    if (type->mro == nullptr) return nullptr;
    type->type_flags |= kTypeUnordered;
  }
  const Value order = call_special(fiber, Value::from_object(type), name);
  type->type_flags &= ~uint32_t{kTypeUnordered};
  Tuple* const mro = order.is_error() ? nullptr : tuple_from(fiber, order);
  for (uint32_t i = 0; mro != nullptr && i < mro->size; ++i) {
    Type* const one = cast<Type>(mro->items[i]);
    if (one == nullptr) {
      raise_type_error(fiber, "mro() returned a non-class ('%s')",
                       type_name(mro->items[i]));
      return nullptr;
    }
    if (one != type && !is_subtype(solid_base(type->base), solid_base(one))) {
      raise_type_error(fiber, "mro() returned base with unsuitable layout "
                       "('%s')", one->name->data());
      return nullptr;
    }
  }
  if (mro != nullptr && mro->size == 0) {
    raise_type_error(fiber, "type MRO must not be empty");
    return nullptr;
  }
  return mro;
}

}  // namespace

bool type_set_mro(Fiber& fiber, Type* type, Tuple* bases) {
  Tuple* const before = type->bases;
  store(fiber.heap, &type->bases, bases);
  Tuple* const mro = wanted_mro(fiber, type, bases);
  if (mro == nullptr) {
    store(fiber.heap, &type->bases, before);
    return false;
  }
  // What was looked up by another order, by mro() itself too, no longer holds.
  if (type->mro != nullptr) ++g_type_epoch;
  store(fiber.heap, &type->mro, mro);
  return true;
}

// --- the classes below -------------------------------------------------------

bool add_subclass(Fiber& fiber, Type* base, Type* type) {
  if (base->subclasses == nullptr) {
    List* list = make_list(fiber);
    if (list == nullptr) return false;
    store(fiber.heap, &base->subclasses, list);
  }
  const Value ref = make_weakref(fiber, Value::from_object(type));
  return !ref.is_error() && list_append(fiber, base->subclasses, ref);
}

static void remove_subclass(Fiber& fiber, Type* base, Type* type) {
  List* const refs = base->subclasses;
  for (uint32_t i = 0; refs != nullptr && i < refs->size; ++i) {
    if (weakref_target(fiber, refs->items[i]) == Value::from_object(type)) {
      list_splice(fiber, refs, i, i + 1, nullptr, 0);
      return;
    }
  }
}

void share_patterns(Fiber& fiber, const Type* from, Type* to) {
  const uint32_t flags = from->type_flags & kTypePatterns;
  if (flags == 0 || (to->type_flags & (kTypeNative | flags)) != 0 ||
      stack_is_low())
    return;
  to->type_flags = (to->type_flags & ~kTypePatterns) | flags;
  const List* const refs = to->subclasses;
  for (uint32_t i = 0; refs != nullptr && i < refs->size; ++i) {
    if (Type* const below = cast<Type>(weakref_target(fiber, refs->items[i])))
      share_patterns(fiber, from, below);
  }
}

bool type_change_bases(Fiber& fiber, Type* type, Tuple* bases) {
  Type* const best = type_best_base(fiber, bases);
  if (best == nullptr) return false;
  if (best->layout != type->layout || solid_base(best) != solid_base(type)) {
    raise_type_error(fiber, "__bases__ assignment: '%s' object layout differs "
                     "from '%s'", type_full_name(best).c_str(),
                     type_full_name(type->base).c_str());
    return false;
  }
  GcVector classes(fiber), orders(fiber);
  classes.push(Value::from_object(type));
  for (size_t i = 0; i < classes.size(); ++i) {
    const List* const refs = classes[i].as<Type>()->subclasses;
    for (uint32_t k = 0; refs != nullptr && k < refs->size; ++k) {
      const Value below = weakref_target(fiber, refs->items[k]);
      if (is_kind(below, Kind::kType) &&
          std::find(classes.begin(), classes.end(), below) == classes.end())
        classes.push(below);
    }
  }
  // Each after those above it, since its old order is the longer one.
  std::sort(classes.begin(), classes.end(), [](Value a, Value b) {
    return a.as<Type>()->mro->size < b.as<Type>()->mro->size;
  });
  Tuple* const old_bases = type->bases;
  Type* const old_base = type->base;
  store(fiber.heap, &type->base, best);
  bool good = true;
  for (size_t i = 0; i < classes.size() && good; ++i) {
    Type* const each = classes[i].as<Type>();
    orders.push(Value::from_object(each->mro));
    good = type_set_mro(fiber, each, each == type ? bases : each->bases);
  }
  if (!good) {
    for (size_t i = 0; i < orders.size(); ++i)
      store(fiber.heap, &classes[i].as<Type>()->mro, orders[i].as<Tuple>());
    store(fiber.heap, &type->bases, old_bases);
    store(fiber.heap, &type->base, old_base);
    // Some mro() may have looked names up, or run what did.
    ++g_type_epoch;
    forget_slots(fiber.heap);
    return false;
  }
  for (uint32_t i = 0; i < old_bases->size; ++i)
    remove_subclass(fiber, old_bases->items[i].as<Type>(), type);
  for (uint32_t i = 0; i < bases->size && good; ++i)
    good = add_subclass(fiber, bases->items[i].as<Type>(), type);
  for (const Value each : classes) {
    // They may use those of a class that is no longer above them, and may go.
    own_operators(each.as<Type>());
    fill_slots(fiber, each.as<Type>(), true);
  }
  ++g_type_epoch;
  forget_slots(fiber.heap);
  return good;
}

}  // namespace mt::python
