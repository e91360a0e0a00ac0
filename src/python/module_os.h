// module_os.h - what the files of the module os share.
//
//   module_os.cc              the module, os.environ
//   module_os_files.cc        files and directories by name, stat()
//   module_os_descriptors.cc  open files
//   module_os_processes.cc    processes, ids, the machine
//   module_os_system.cc       what is asked for seldom

#pragma once

#include <errno.h>

#include <string>
#include <vector>

#include "base/fd.h"
#include "python/codecs.h"
#include "python/native_tools.h"

// MT_STAT_TIME(info, m): when a file was modified, as a timespec.
#if defined(__APPLE__) || defined(__NetBSD__)
#define MT_STAT_TIME(info, which) (info).st_##which##timespec
#else
#define MT_STAT_TIME(info, which) (info).st_##which##tim
#endif

namespace mt::python {

extern const MethodDef kOsFileFunctions[];
extern const MethodDef kOsDescriptorFunctions[];
extern const MethodDef kOsProcessFunctions[];
extern const MethodDef kOsSystemFunctions[];
bool fill_os_files(Fiber& fiber, Dict* globals);
bool fill_os_descriptors(Fiber& fiber, Dict* globals);
bool fill_os_processes(Fiber& fiber, Dict* globals);
bool fill_os_system(Fiber& fiber, Dict* globals);

struct OsNumber {
  const char* name;
  int value;
};
template <size_t kSize>
void put_numbers(Fiber& fiber, Dict* globals, const OsNumber (&rows)[kSize]) {
  for (const OsNumber& row : rows) put_int(fiber, globals, row.name, row.value);
}

// The str of a name that the system knows by its bytes.
inline Value os_text(Fiber& fiber, std::string_view bytes) {
  return path_text(fiber, bytes);
}

// The answer to a system call, about a path or not: None, or OSError.
inline Value os_answer(Fiber& fiber, int result, Value path = Value()) {
  return result == 0 ? Value::none() : raise_errno(fiber, errno, path);
}

// A pipe whose ends close at exec; false with errno or raised: os_error().
bool open_pipe(Fiber& fiber, Pipe* out);

// A NUL-terminated array of strings, for execve().
struct StringArray {
  std::vector<std::string> texts;
  std::vector<char*> pointers;
  bool fill(Fiber& fiber, Value items);      // str, bytes or paths
  bool fill_environment(Fiber& fiber, Value mapping);
  char** data();
};

}  // namespace mt::python
