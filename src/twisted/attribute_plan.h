// attribute_plan.h - attributes that native code reads again and again.
//
// A receiver asks at every line for the delimiter, the limit, the mode and the
// method to call, for any of them may be another one by now. Where each of a
// row of names is found is worked out once for a shape, and holds until an
// attribute is added to the object or any class changes: then an answer is two
// comparisons and a load. Plain data of a class may be replaced by other plain
// data at any time, so its place is remembered and not the value.

#pragma once

#include "python/dict.h"
#include "python/shape.h"
#include "python/type.h"
#include "twisted/engine.h"

namespace mt::twisted {

class AttributePlan {
 public:
  static constexpr uint32_t kMaxNames = 12;

  // Once. `names` lives on, as does this.
  void start(Fiber& fiber, const char* const* names, uint32_t count);

  // object.name, as get_attr() has it.
  Value get(Fiber& fiber, Object* object, uint32_t name) {
    const Plan& plan = *last_;
    const Row& row = plan.rows[name];
    if (plan.shape == object->shape && plan.epoch == python::g_type_epoch &&
        row.is_there()) {
      return row.dict->entries[row.entry].value;
    }
    return get_slowly(fiber, object, name);
  }
  // The same for what most objects have themselves.
  Value get_own(Fiber& fiber, Object* object, uint32_t name) {
    const Plan& plan = *last_;
    if (plan.shape == object->shape && plan.epoch == python::g_type_epoch &&
        plan.rows[name].slot != python::kNoSlot) {
      return *python::slot_at(object, plan.rows[name].slot);
    }
    return get_slowly(fiber, object, name);
  }
  // object.name(argument). No bound method is made of a plain function.
  Value call(Fiber& fiber, Object* object, uint32_t name, Value argument);

 private:
  struct Row {
    uint32_t slot;             // of the object, or kNoSlot
    const python::Dict* dict;  // of a class, where plain data is, or null
    uint32_t version, entry;   // there
    Value function;            // of the class, or undefined

    bool is_there() const {
      return dict != nullptr && dict->version == version;
    }
  };
  struct Plan {
    const python::Shape* shape;
    uint32_t epoch;
    Row rows[kMaxNames];
  };
  Value get_slowly(Fiber& fiber, Object* object, uint32_t name);
  const Row* row(Object* object, uint32_t name);
  bool make(Plan* plan, Object* object);
  // The collector may free what is remembered.
  static void forget(python::Tracer& tracer, void* self);

  // Few kinds of protocols are busy at a time.
  static constexpr size_t kPlans = 8;
  Plan plans_[kPlans] = {};
  const Plan* last_ = nullptr;  // the plan that was asked; start() sets it
  Str* names_[kMaxNames] = {};
  uint32_t count_ = 0;
};

}  // namespace mt::twisted
