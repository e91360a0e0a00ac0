// kinds.cc - native classes as the tap sees them.

#include "tap/kinds.h"

#include <string.h>

#include "python/dict.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/struct_sequence.h"
#include "python/type.h"

namespace mt::tap {

using namespace mt::python;

Type* native_base(const Type* type) {
  while ((type->type_flags & kTypeNative) == 0 && type->base != nullptr)
    type = type->base;
  return const_cast<Type*>(type);
}

Content instance_content(const Type* type) {
  const Types& t = types();
  // There is one None, and nobody makes another.
  if (type == t.none_type || type == t.bool_ || type == t.ellipsis_type ||
      type == t.not_implemented_type)
    return Content::kUnknown;
  const bool is_native = (type->type_flags & kTypeNative) != 0;
  switch (type->layout->kind) {
    case Kind::kInstance:
      return type->layout->size == sizeof(Object) &&
                     (type->type_flags & kTypeNotCreatable) == 0
                 ? Content::kNone
                 : Content::kUnknown;
    case Kind::kIntBox:
    case Kind::kFloatBox:
    case Kind::kComplex:
      return is_native ? Content::kUnknown : Content::kNumber;
    case Kind::kStr:
    case Kind::kBytes:
      return is_native ? Content::kUnknown : Content::kText;
    case Kind::kTuple:
      return is_native && struct_size(type) == 0 ? Content::kUnknown
                                                 : Content::kTuple;
    case Kind::kByteArray: return Content::kBytes;
    case Kind::kArray: return Content::kArray;
    case Kind::kList:
    case Kind::kSet: return Content::kItems;
    case Kind::kFrozenSet: return Content::kFrozen;
    case Kind::kDict: return Content::kPairs;
    case Kind::kException: return Content::kException;
    case Kind::kNative: {
      const TypeDef* const def = native_base(type)->definition;
      if (def != nullptr && def->parts != nullptr) return Content::kParts;
      const char* const name = def == nullptr ? "" : def->name;
      return strcmp(name, "collections.deque") == 0 ? Content::kDeque
             : strcmp(name, "re.Pattern") == 0      ? Content::kPattern
                                                    : Content::kUnknown;
    }
    default: return Content::kUnknown;
  }
}

const MethodDef* method_row(Fiber& fiber, const Builtin* builtin,
                            Type** owner) {
  if (builtin->self.is_undefined()) return nullptr;
  const Value found =
      type_lookup(type_of(builtin->self), intern(fiber, builtin->def->name));
  const Descriptor* const row = cast<Descriptor>(found);
  if (row == nullptr || row->what != Descriptor::What::kMethod ||
      row->method != builtin->def)
    return nullptr;
  if (owner != nullptr) *owner = row->owner;
  return row->method;
}

}  // namespace mt::tap
