// embryos.cc - the first classes, before there are names to call them by.
//
// The circle: classes are objects of class type, shapes are objects that have
// shapes, and names need str before there is a str class to look at. So these
// begin as a layout and a shape; native_type() makes whole classes of them.

#include "base/status.h"
#include "python/heap.h"
#include "python/init.h"
#include "python/runtime.h"
#include "python/type.h"

namespace mt::python {

extern const Layout kObjectLayout, kTypeLayout, kShapeLayout, kKeyTableLayout,
    kSlotArrayLayout;

namespace {

Type* g_embryos[16];
size_t g_embryo_count = 0;

// A type with nothing but a layout and a shape, so that objects of it can be
// made before there are names, tuples or dicts.
Type* embryo(Fiber& fiber, Type* metatype, const Layout* layout) {
  Heap& heap = fiber.heap;
  Type* type = static_cast<Type*>(heap.allocate(
      sizeof(Type), metatype != nullptr ? metatype->root_shape : nullptr,
      Kind::kType));
  heap.add_permanent(type);
  type->layout = layout;
  type->instance_size = (layout->size + 7) & ~7u;
  type->type_flags = kTypeNative;
  CHECK(g_embryo_count < sizeof g_embryos / sizeof g_embryos[0]);
  g_embryos[g_embryo_count++] = type;
  return type;
}

Shape* embryo_shape(Fiber& fiber, Type* type) {
  Shape* shape = static_cast<Shape*>(
      fiber.heap.allocate(sizeof(Shape),
                          types().shape != nullptr ? types().shape->root_shape
                                                   : nullptr,
                          Kind::kShape));
  shape->type = type;
  shape->slots_offset = static_cast<uint16_t>(type->instance_size);
  shape->variable = type->layout->extent != nullptr;
  return shape;
}

}  // namespace

void init_embryos(Fiber& fiber, const Layout* str, const Layout* tuple,
                  const Layout* dict, const Layout* list) {
  Types& t = types();
  g_embryo_count = 0;  // there may have been an interpreter before
  t.type = embryo(fiber, nullptr, &kTypeLayout);
  t.shape = embryo(fiber, nullptr, &kShapeLayout);
  t.type->root_shape = embryo_shape(fiber, t.type);
  t.shape->root_shape = embryo_shape(fiber, t.shape);
  t.type->root_shape->shape = t.shape->root_shape;
  t.shape->root_shape->shape = t.shape->root_shape;
  t.type->shape = t.type->root_shape;
  t.shape->shape = t.type->root_shape;
  struct Row {
    Type** type;
    const Layout* layout;
  };
  const Row rows[] = {{&t.object, &kObjectLayout},
                      {&t.key_table, &kKeyTableLayout},
                      {&t.slots, &kSlotArrayLayout},
                      {&t.str, str},
                      {&t.tuple, tuple},
                      {&t.dict, dict},
                      {&t.list, list}};
  for (const Row& row : rows) {
    *row.type = embryo(fiber, t.type, row.layout);
    (*row.type)->root_shape = embryo_shape(fiber, *row.type);
  }
}

Type* find_embryo(const Layout* layout) {
  for (size_t i = 0; i < g_embryo_count; ++i) {
    if (g_embryos[i]->layout == layout && g_embryos[i]->name == nullptr)
      return g_embryos[i];
  }
  return nullptr;
}

void init_shapes(Fiber& fiber) {
  constexpr uint32_t kHidden = kTypeNotCreatable | kTypeFinal;
  static const TypeDef kDefs[] = {
      {"shape", &kShapeLayout, nullptr, nullptr, nullptr, kHidden},
      {"key_table", &kKeyTableLayout, nullptr, nullptr, nullptr, kHidden},
      {"slots", &kSlotArrayLayout, nullptr, nullptr, nullptr, kHidden}};
  for (const TypeDef& def : kDefs) native_type(fiber, def, types().object);
}

}  // namespace mt::python
