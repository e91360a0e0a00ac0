// container_modules.h - the native modules that go with the containers.

#pragma once

#include "python/native.h"

namespace mt::python {

extern const ModuleDef kWeakrefModule;      // _weakref
extern const ModuleDef kCollectionsModule;  // _collections
extern const ModuleDef kItertoolsModule;    // itertools
extern const ModuleDef kFunctoolsModule;    // _functools
extern const ModuleDef kOperatorModule;     // operator
extern const ModuleDef kHeapqModule;        // _heapq: for heapq
extern const ModuleDef kBisectModule;       // _bisect: for bisect

// The index of what finds a field of a named tuple; -1 or less: no such thing.
int64_t item_of_getter(Value getter);

}  // namespace mt::python
