// deferred.cc - see deferred.h.

#include "twisted/deferred.h"

#include <string.h>

#include "python/dict.h"
#include "python/exception.h"
#include "python/import.h"
#include "python/operators.h"
#include "python/str.h"

namespace mt::twisted {

using namespace mt::python;

DeferredClasses* g_deferred_classes;

bool is_failure(Value value) {
  return is_exception(value) &&
         is_subtype(type_of_object(value.object()),
                    g_deferred_classes->failure.value.as<Type>());
}

Value call_rare(Fiber& fiber, const char* name,
                std::initializer_list<Value> args) {
  const Value home = import_module(fiber, "twisted.internet.defer");
  if (home.is_error()) return home;
  const Value function = get_attr(fiber, home, name);
  return function.is_error() ? function : call(fiber, function, args);
}

Value raise_not_started(Fiber& fiber) {
  return raise(fiber, types().RuntimeError,
               "twisted.internet.defer is not imported");
}

// What a class says may change without a new epoch.
bool is_debugging(Fiber& fiber, Deferred* deferred) {
  if (is_plain(deferred)) {
    const DeferredClasses& known = *g_deferred_classes;
    const Dict* const dict = known.deferred.value.as<Type>()->own_dict;
    if (known.version == dict->version) {
      const Value found = dict->entries[known.debug_entry].value;
      if (found.is_bool()) return found.as_bool();
    }
  }
  const Value found = get_attr(fiber, Value::from_object(deferred), "debug");
  const int says_so = found.is_error() ? -1 : truth(fiber, found);
  if (says_so < 0) clear_exception(fiber);
  return says_so > 0;
}

Str* name_of(Hook hook) {
  static Str* made[kHooks];
  static const char* const kNames[kHooks] = {
      "addCallbacks", "addBoth", "errback", "pause", "_runCallbacks"};
  Str*& name = made[static_cast<size_t>(hook)];
  if (name == nullptr) {
    name = permanent_name(engine().fiber(), kNames[static_cast<size_t>(hook)]);
  }
  return name;
}

bool overrides_slowly(Deferred* deferred, Hook hook) {
  DeferredClasses& known = *g_deferred_classes;
  const Type* const own = type_of_object(deferred);
  const auto has_other = [&](Hook asked) {
    Str* const name = name_of(asked);
    return type_lookup(own, name) != type_lookup(known.native, name);
  };
  if (deferred->shape != own->root_shape &&
      !own_get(deferred, name_of(hook)).is_undefined()) {
    return true;
  }
  if (own != known.deferred.value.object()) return has_other(hook);
  // The class that nearly all of them are of is asked once in an epoch.
  for (size_t i = 0; i < kHooks; ++i) {
    if (has_other(static_cast<Hook>(i))) return has_other(hook);
  }
  const int32_t debug = dict_entry_of(
      own->dict(), intern(engine().fiber(), "debug"));
  if (debug < 0) return false;
  known.epoch = g_type_epoch;
  known.version = dict_version(own->dict());
  known.debug_entry = static_cast<uint32_t>(debug);
  return false;
}

Value failure_of_handled(Fiber& fiber, Deferred* deferred) {
  return is_debugging(fiber, deferred)
             ? call_rare(fiber, "_captured", {})
             : call(fiber, g_deferred_classes->failure.value);
}

Value failure_of_raised(Fiber& fiber, Deferred* deferred) {
  if (fiber.is_doomed) return Value::error();
  // Failure() looks for the exception that is being handled.
  const Value before = fiber.handled;
  fiber.handled = take_exception(fiber);
  const Value failure = failure_of_handled(fiber, deferred);
  fiber.handled = before;
  return failure;
}

// --- who waits ---------------------------------------------------------------

Value or_none(Value value) {
  return value.is_undefined() ? Value::none() : value;
}

namespace {

// In Python's shape.
bool add_pair(Fiber& fiber, List* list, const Waiting& row) {
  const Value pair =
      call_rare(fiber, "_pair", {or_none(row.callback), or_none(row.errback),
                                 or_none(row.extra)});
  return !pair.is_error() && list_append(fiber, list, pair);
}

}  // namespace

bool add_waiting(Fiber& fiber, Deferred* deferred, const Waiting& row) {
  if (deferred->listed != nullptr)
    return add_pair(fiber, deferred->listed, row);
  if (deferred->waiting == nullptr) {
    deferred->waiting = deferred->inside;
    deferred->capacity = kWaitingInside;
  }
  const uint32_t gone = deferred->first;
  if (deferred->last < deferred->capacity) {
    // There is room.
  } else if (gone != 0 && gone >= deferred->capacity / 2) {
    // Where others waited before.
    deferred->last -= gone;
    deferred->first = 0;
    memmove(static_cast<void*>(deferred->waiting), deferred->waiting + gone,
            deferred->last * sizeof(Waiting));
  } else {
    const bool is_inside = deferred->waiting == deferred->inside;
    const size_t before = deferred->capacity * sizeof(Waiting);
    const uint64_t capacity = uint64_t{deferred->capacity} * 2 + 2;
    void* const rows =
        capacity > UINT32_MAX / sizeof(Waiting)
            ? nullptr
            : fiber.heap.grow(is_inside ? nullptr : deferred->waiting,
                              is_inside ? 0 : before,
                              static_cast<size_t>(capacity) * sizeof(Waiting));
    if (rows == nullptr) {
      raise_memory_error(fiber);
      return false;
    }
    if (is_inside) memcpy(rows, deferred->inside, sizeof deferred->inside);
    deferred->waiting = static_cast<Waiting*>(rows);
    deferred->capacity = static_cast<uint32_t>(capacity);
  }
  deferred->waiting[deferred->last++] = row;
  return true;
}

void forget_waiting(Fiber& fiber, Deferred* deferred) {
  for (uint32_t i = deferred->first; i < deferred->last; ++i) {
    const Waiting& row = deferred->waiting[i];
    fiber.heap.retire(row.callback);
    fiber.heap.retire(row.errback);
    fiber.heap.retire(row.extra);
  }
  deferred->first = deferred->last = 0;
}

List* copy_waiting(Fiber& fiber, Deferred* deferred) {
  if (deferred->listed != nullptr) return deferred->listed;
  List* const list = make_list(fiber);
  if (list == nullptr) return nullptr;
  for (uint32_t i = deferred->first; i < deferred->last; ++i) {
    const Waiting row = deferred->waiting[i];
    if (!add_pair(fiber, list, row)) return nullptr;
  }
  return list;
}

List* list_waiting(Fiber& fiber, Deferred* deferred) {
  List* const list = copy_waiting(fiber, deferred);
  if (list == nullptr || list == deferred->listed) return list;
  store(fiber.heap, &deferred->listed, list);
  forget_waiting(fiber, deferred);
  return list;
}

namespace {

// From what _unpair() made of whatever Python code put into the list.
bool fill_row(Fiber& fiber, Value parts, Waiting* row) {
  const Tuple* const three = cast<Tuple>(parts);
  if (three == nullptr || three->size != 3) {
    raise_type_error(fiber, "a pair of callbacks is wanted");
    return false;
  }
  Value* const to[] = {&row->callback, &row->errback, &row->extra};
  for (int i = 0; i < 3; ++i) {
    *to[i] = three->items[i].is_none() ? Value() : three->items[i];
  }
  if (row->extra == Value::ellipsis()) {
    if (deferred_of(row->callback) != nullptr) return true;
    raise_type_error(fiber, "a Deferred can wait, and this is none: '%s'",
                     type_name(three->items[0]));
    return false;
  }
  const Tuple* const extra = cast<Tuple>(row->extra);
  if (row->extra.is_undefined() || (extra != nullptr && extra->size == 4))
    return true;
  raise_type_error(fiber, "a pair of callbacks is wanted");
  return false;
}

// The next one, taken out; 0 when there is none, -1 when it raised.
int take_waiting(Fiber& fiber, Deferred* deferred, Waiting* row) {
  if (deferred->listed != nullptr) {
    if (deferred->listed->size == 0) return 0;
    const Value pair = deferred->listed->items[0];
    if (!list_splice(fiber, deferred->listed, 0, 1, nullptr, 0)) return -1;
    const Value parts = call_rare(fiber, "_unpair", {pair});
    return parts.is_error() || !fill_row(fiber, parts, row) ? -1 : 1;
  }
  if (deferred->first == deferred->last) return 0;
  *row = deferred->waiting[deferred->first++];
  fiber.heap.retire(row->callback);
  fiber.heap.retire(row->errback);
  fiber.heap.retire(row->extra);
  if (deferred->first == deferred->last) deferred->first = deferred->last = 0;
  return 1;
}

Value call_waiting(Fiber& fiber, Value function, Value result, Value extra,
                   bool is_errback) {
  if (extra.is_undefined()) return call(fiber, function, {result});
  const Tuple* const all = extra.as<Tuple>();
  const Value given = all->items[is_errback ? 2 : 0];
  const Value keywords = all->items[is_errback ? 3 : 1];
  const Tuple* const args = cast<Tuple>(given);
  if (args == nullptr ||
      (!keywords.is_none() && cast<Dict>(keywords) == nullptr))
    return call_rare(fiber, "_spread", {function, result, given, keywords});
  Tuple* const whole = make_tuple(fiber, size_t{args->size} + 1);
  if (whole == nullptr) return Value::error();
  whole->items[0] = result;
  for (uint32_t i = 0; i < args->size; ++i)
    whole->items[i + 1] = args->items[i];
  return call_spread(fiber, function, whole, cast<Dict>(keywords));
}

// --- the result --------------------------------------------------------------

// What DebugInfo says when it is let go of.
bool remember_failure(Fiber& fiber, Deferred* deferred, Value failure) {
  static Str* const name = permanent_name(fiber, "failResult");
  if (deferred->debug_info.is_undefined()) {
    if (failure.is_none()) return true;
    const Value made = call(fiber, g_deferred_classes->debug_info.value);
    if (made.is_error()) return false;
    store(fiber.heap, &deferred->debug_info, made);
  }
  const Value info = deferred->debug_info;
  const bool had_one = info.is_object() && info.object()->shape->has_slots &&
                       is_failure(own_get(info.object(), name));
  if (had_one && failure.is_none()) engine().lost_failures().remove();
  if (!had_one && !failure.is_none()) engine().lost_failures().add();
  return set_attr(fiber, info, name, failure);
}

// All that could be called has been: a failure is nobody's now.
bool settle(Fiber& fiber, Deferred* deferred) {
  const Value result = deferred->result;
  if (result.is_undefined()) return !no_result(fiber, deferred).is_error();
  if (!is_failure(result)) {
    return deferred->debug_info.is_undefined() ||
           remember_failure(fiber, deferred, Value::none());
  }
  return !call_method(fiber, result, "cleanFailure").is_error() &&
         remember_failure(fiber, deferred, result);
}

// Lets `current` wait for `other`, or takes over the result that is there.
// True: it waits.
bool wait_for(Fiber& fiber, Deferred* current, Deferred* other, bool* ok) {
  if (has_result(other)) {
    store(fiber.heap, &current->result, take_result(fiber, other));
    return false;
  }
  const Value held = Value::from_object(other);
  store(fiber.heap, &current->result, held);
  store(fiber.heap, &current->chained_to, held);
  if (overrides(current, Hook::kPause)) {
    *ok = !call_method(fiber, Value::from_object(current),
                       name_of(Hook::kPause)).is_error();
    if (!*ok) return true;
  } else {
    ++current->paused;
  }
  *ok = add_waiting(fiber, other, {Value::from_object(current), Value(),
                                   Value::ellipsis()});
  return true;
}

}  // namespace

bool has_result(const Deferred* deferred) {
  return !deferred->result.is_undefined() && deferred->paused == 0 &&
         deferred_of(deferred->result) == nullptr;
}

Value no_result(Fiber& fiber, Deferred* deferred) {
  return no_attribute(fiber, Value::from_object(deferred),
                      intern(fiber, "result"));
}

Value take_result(Fiber& fiber, Deferred* deferred) {
  const Value result = deferred->result;
  store(fiber.heap, &deferred->result, Value::none());
  if (!remember_failure(fiber, deferred, Value::none())) clear_exception(fiber);
  return result;
}

bool run_deferred(Fiber& fiber, Deferred* deferred) {
  if (deferred->running) return true;
  // Those that gave their result to the next one; `current` is the last.
  GcVector before(fiber);
  Deferred* current = deferred;
  for (;;) {
    // Those before it have to wait as well.
    if (current->paused != 0) return true;
    store(fiber.heap, &current->chained_to, Value());
    Deferred* next = nullptr;
    Waiting row;
    int more;
    while ((more = take_waiting(fiber, current, &row)) > 0) {
      if (current->result.is_undefined())
        return !no_result(fiber, current).is_error();
      if (row.extra == Value::ellipsis()) {
        next = row.callback.as<Deferred>();
        break;
      }
      const bool failed = is_failure(current->result);
      const Value function = failed ? row.errback : row.callback;
      if (function.is_undefined()) continue;
      current->running = true;
      Value result =
          call_waiting(fiber, function, current->result, row.extra, failed);
      current->running = false;
      if (result.is_error()) result = failure_of_raised(fiber, current);
      if (result.is_error()) return false;
      if (result == Value::from_object(current)) {
        result = call_rare(fiber, "_circular", {result, function});
        if (result.is_error()) return false;
      }
      store(fiber.heap, &current->result, result);
      Deferred* const other = deferred_of(result);
      if (other == nullptr) continue;
      bool ok = true;
      if (wait_for(fiber, current, other, &ok)) {
        if (!ok) return false;
        break;
      }
    }
    if (more < 0) return false;
    if (next != nullptr) {
      store(fiber.heap, &next->result, take_result(fiber, current));
      --next->paused;
      before.push(Value::from_object(current));
      current = next;
      continue;
    }
    if (!settle(fiber, current)) return false;
    if (before.empty()) return true;
    current = before.pop().as<Deferred>();
  }
}

bool run_as_method(Fiber& fiber, Deferred* deferred) {
  if (!overrides(deferred, Hook::kRunCallbacks))
    return run_deferred(fiber, deferred);
  return !call_method(fiber, Value::from_object(deferred),
                      name_of(Hook::kRunCallbacks)).is_error();
}

bool fire(Fiber& fiber, Deferred* deferred, Value result) {
  if (deferred->called) {
    if (!deferred->suppressed) {
      call_rare(fiber, "_again", {Value::from_object(deferred)});
      return false;
    }
    deferred->suppressed = false;
    return true;
  }
  if (!deferred->timeout_call.is_undefined()) {
    const Value due = deferred->timeout_call;
    store(fiber.heap, &deferred->timeout_call, Value());
    if (call_method(fiber, due, "cancel").is_error()) return false;
  }
  if (is_debugging(fiber, deferred) &&
      call_rare(fiber, "_invoked", {Value::from_object(deferred)}).is_error())
    return false;
  deferred->called = true;
  store(fiber.heap, &deferred->result, result);
  return run_as_method(fiber, deferred);
}

}  // namespace mt::twisted
