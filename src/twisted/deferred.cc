// deferred.cc - see deferred.h.

#include "twisted/deferred.h"

#include <string.h>

#include "python/dict.h"
#include "python/exception.h"
#include "python/import.h"
#include "python/operators.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::twisted {

using namespace mt::python;

DeferredClasses* g_deferred_classes;

Str* permanent_name(Fiber& fiber, const char* name) {
  Str* const made = intern(fiber, name);
  fiber.heap.add_permanent(made);
  return made;
}

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

bool is_debugging(Object* deferred) {
  static Str* const name = permanent_name(engine().fiber(), "debug");
  static const Type* type;
  static uint32_t epoch;
  static bool is_on;
  const auto says_so = [](Value v) {
    return v.is_bool() ? v.as_bool() : v.is_int() && v.as_int() != 0;
  };
  const Type* const own = type_of_object(deferred);
  if (deferred->shape != own->root_shape) {
    const Value found = own_get(deferred, name);
    if (!found.is_undefined()) return says_so(found);
  }
  if (own != type || epoch != g_type_epoch) {
    type = own;
    epoch = g_type_epoch;
    is_on = says_so(type_lookup(own, name));
  }
  return is_on;
}

Value failure_of_handled(Fiber& fiber, Deferred* deferred) {
  return is_debugging(deferred) ? call_rare(fiber, "_captured", {})
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

bool add_waiting(Fiber& fiber, Deferred* deferred, const Waiting& row) {
  if (deferred->listed != nullptr) {
    // In Python's shape, as all the others are.
    const Value pair = call_rare(fiber, "_pair",
                                 {row.callback.is_undefined() ? Value::none()
                                                              : row.callback,
                                  row.errback.is_undefined() ? Value::none()
                                                             : row.errback,
                                  row.extra.is_undefined() ? Value::none()
                                                           : row.extra});
    return !pair.is_error() && list_append(fiber, deferred->listed, pair);
  }
  if (deferred->waiting == nullptr) {
    deferred->waiting = deferred->inside;
    deferred->capacity = kWaitingInside;
  }
  if (deferred->last == deferred->capacity) {
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

List* list_waiting(Fiber& fiber, Deferred* deferred) {
  if (deferred->listed != nullptr) return deferred->listed;
  List* const list = make_list(fiber);
  if (list == nullptr) return nullptr;
  Waiting row;
  // Into a Deferred that is listed already: one way to make a pair.
  Deferred* const copy = make_deferred(fiber);
  copy->listed = list;
  for (uint32_t i = deferred->first; i < deferred->last; ++i) {
    row = deferred->waiting[i];
    if (!add_waiting(fiber, copy, row)) return nullptr;
  }
  store(fiber.heap, &deferred->listed, list);
  return list;
}

namespace {

// The next one, taken out; 0 when there is none, -1 when it raised.
int take_waiting(Fiber& fiber, Deferred* deferred, Waiting* row) {
  if (deferred->listed != nullptr) {
    if (deferred->listed->size == 0) return 0;
    const Value pair = deferred->listed->items[0];
    if (!list_splice(fiber, deferred->listed, 0, 1, nullptr, 0)) return -1;
    const Value parts = call_rare(fiber, "_unpair", {pair});
    const Tuple* const three = cast<Tuple>(parts);
    if (three == nullptr) return -1;
    Value* const to[] = {&row->callback, &row->errback, &row->extra};
    for (int i = 0; i < 3; ++i) {
      *to[i] = three->items[i].is_none() ? Value() : three->items[i];
    }
    return 1;
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
  const Tuple* const args = all->items[is_errback ? 2 : 0].as<Tuple>();
  const Value keywords = all->items[is_errback ? 3 : 1];
  Tuple* const whole = make_tuple(fiber, size_t{args->size} + 1);
  if (whole == nullptr) return Value::error();
  whole->items[0] = result;
  for (uint32_t i = 0; i < args->size; ++i) whole->items[i + 1] = args->items[i];
  return call_spread(fiber, function, whole, cast<Dict>(keywords));
}

// --- the result --------------------------------------------------------------

// What DebugInfo says when it is let go of.
bool remember_failure(Fiber& fiber, Deferred* deferred, Value failure) {
  if (deferred->debug_info.is_undefined()) {
    if (failure.is_none()) return true;
    const Value info = call(fiber, g_deferred_classes->debug_info.value);
    if (info.is_error()) return false;
    store(fiber.heap, &deferred->debug_info, info);
  }
  static Str* const name = permanent_name(fiber, "failResult");
  return set_attr(fiber, deferred->debug_info, name, failure);
}

// All that could be called has been: a failure is nobody's now.
bool settle(Fiber& fiber, Deferred* deferred) {
  const Value result = deferred->result;
  if (!is_failure(result)) return remember_failure(fiber, deferred, Value::none());
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
  ++current->paused;
  *ok = add_waiting(fiber, other, {Value::from_object(current), Value(),
                                   Value::ellipsis()});
  return true;
}

}  // namespace

bool has_result(const Deferred* deferred) {
  return !deferred->result.is_undefined() && deferred->paused == 0 &&
         deferred_of(deferred->result) == nullptr;
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
      Deferred* const other = deferred_of(result);
      if (other == nullptr) {
        store(fiber.heap, &current->result, result);
        continue;
      }
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
  if (is_debugging(deferred) &&
      call_rare(fiber, "_invoked", {Value::from_object(deferred)}).is_error())
    return false;
  deferred->called = true;
  store(fiber.heap, &deferred->result, result);
  return run_deferred(fiber, deferred);
}

}  // namespace mt::twisted
