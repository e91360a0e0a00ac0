// attribute_plan.cc - see attribute_plan.h.

#include "twisted/attribute_plan.h"

#include "python/function.h"
#include "python/operators.h"
#include "python/shape.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::twisted {

using namespace mt::python;

void AttributePlan::start(Fiber& fiber, const char* const* names,
                          uint32_t count) {
  CHECK(count <= kMaxNames);
  last_ = plans_;
  count_ = count;
  for (uint32_t i = 0; i < count; ++i) {
    names_[i] = permanent_name(fiber, names[i]);
  }
  fiber.heap.add_root_hook(forget, this);
}

void AttributePlan::forget(Tracer&, void* self) {
  for (Plan& plan : static_cast<AttributePlan*>(self)->plans_)
    plan.shape = nullptr;
}

bool AttributePlan::make(Plan* plan, Object* object) {
  const Shape* const shape = object->shape;
  plan->shape = nullptr;
  if (!shape->has_slots || shape->is_dict) return false;
  // A class that looks up its attributes itself may have any.
  Type* holder = nullptr;
  type_lookup(shape->type, names().dunder_getattribute, &holder);
  if (holder != types().object) return false;
  for (uint32_t i = 0; i < count_; ++i) {
    Type* cls = nullptr;
    const Value found = type_lookup(shape->type, names_[i], &cls);
    Row& row = plan->rows[i];
    row = {is_data_descriptor(found) ? kNoSlot : shape_find(shape, names_[i]),
           nullptr, 0, 0, Value()};
    if (row.slot != kNoSlot || found.is_undefined()) continue;
    if (is_kind(found, Kind::kFunction)) {
      row.function = found;
    } else if (type_of(found)->slots->get == nullptr) {
      // What binds itself is asked, anything else is the answer.
      row.entry = static_cast<uint32_t>(dict_entry_of(cls->dict(), names_[i]));
      row.version = dict_version(cls->dict());
      row.dict = cls->dict();
    }
  }
  plan->epoch = g_type_epoch;
  plan->shape = shape;
  return true;
}

inline const AttributePlan::Row* AttributePlan::row(Object* object,
                                                    uint32_t name) {
  const Shape* const shape = object->shape;
  Plan& plan = plans_[reinterpret_cast<uintptr_t>(shape) / 64 % kPlans];
  if (plan.shape != shape || plan.epoch != g_type_epoch) {
    if (!make(&plan, object)) return nullptr;
  }
  last_ = &plan;
  return &plan.rows[name];
}

Value AttributePlan::get_slowly(Fiber& fiber, Object* object, uint32_t name) {
  const Row* const known = row(object, name);
  if (known != nullptr) {
    if (known->slot != kNoSlot) return *slot_at(object, known->slot);
    if (known->is_there()) return known->dict->entries[known->entry].value;
  }
  return get_attr(fiber, Value::from_object(object), names_[name]);
}

Value AttributePlan::call(Fiber& fiber, Object* object, uint32_t name,
                          Value argument) {
  const Row* const known = row(object, name);
  const Value self = Value::from_object(object);
  if (known != nullptr && !known->function.is_undefined())
    return python::call(fiber, known->function, {self, argument});
  return call_method(fiber, self, names_[name], {argument});
}

}  // namespace mt::twisted
