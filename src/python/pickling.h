// pickling.h - what both directions of _pickling share.

#pragma once

#include <stdint.h>

#include <initializer_list>

#include "python/function.h"

namespace mt::python {

// Codes that both directions know; pickletools.py describes them.
enum PickleCode : uint8_t {
  kMark = '(', kPop = '0', kPopMark = '1', kFloat = 'G', kInt = 'J',
  kInt1 = 'K', kInt2 = 'M', kNone = 'N', kPersistentId = 'Q', kReduce = 'R',
  kUnicode = 'X', kAppend = 'a', kBuild = 'b', kGlobal = 'c', kEmptyDict = '}',
  kAppends = 'e', kGet = 'h', kLongGet = 'j', kEmptyList = ']', kPut = 'q',
  kLongPut = 'r', kSetItem = 's', kTuple = 't', kEmptyTuple = ')',
  kSetItems = 'u', kBytes = 'B', kShortBytes = 'C', kStop = '.',
  kProtocol = 0x80, kNewObject = 0x81, kTuple1 = 0x85, kTuple3 = 0x87,
  kTrue = 0x88, kFalse = 0x89, kLong1 = 0x8a, kShortUnicode = 0x8c,
  kEmptySet = 0x8f, kAddItems = 0x90, kFrozenSet = 0x91, kStackGlobal = 0x93,
  kMemoize = 0x94, kFrame = 0x95,
};

// A function of lib/pickle.py, called.
Value call_pickle_module(Fiber& fiber, const char* function,
                         std::initializer_list<Value> args);

// The same of one that says a module and a name in it. False: raised.
bool ask_for_name(Fiber& fiber, const char* function,
                  std::initializer_list<Value> args, Value (&parts)[2]);

// What a plain module calls by a name, found without running Python; undefined
// when that is not to be known so.
Value find_plainly(Fiber& fiber, Value module, Value name);

// The functions of _pickling; native functions like any (function.h).
Value pickling_dumps(Fiber& fiber, Value self, Args args);
Value pickling_save(Fiber& fiber, Value self, Args args);
Value pickling_load(Fiber& fiber, Value self, Args args);
Value pickling_loads(Fiber& fiber, Value self, Args args);

}  // namespace mt::python
