// runtime_math.cc - <math.h> for programs that are linked with libc alone.
//
// glibc keeps these functions in libm.so.6, which comes in one package with
// libc.so.6. Each one here is a jump through a pointer, as a PLT entry is; the
// first jump opens the library and points them all at it. Linking libm.a
// instead was tried: 320 KB, since each function comes in four versions for
// four processors, and it needs names private to one release of glibc.
//
// Linked into dynamic programs on glibc only; elsewhere -lm does it all.

#include <features.h>

#include "base/math_library.h"

#if defined(__GLIBC__)

#include <dlfcn.h>
#include <gnu/lib-names.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

// What is called, by its type: how many doubles go in.
#define MATH_1(X)                                                           \
  X(acos)                                                                   \
  X(acosh) X(asin) X(asinh) X(atan) X(atanh) X(cbrt) X(ceil) X(cos) X(cosh) \
      X(erf) X(erfc) X(exp) X(exp2) X(expm1) X(floor) X(lgamma) X(log)      \
          X(log10) X(log1p) X(log2) X(logb) X(nearbyint) X(rint) X(round)   \
              X(sin) X(sinh) X(sqrt) X(tan) X(tanh) X(tgamma) X(trunc)
#define MATH_2(X) \
  X(atan2)        \
  X(fdim) X(fmax) X(fmin) X(fmod) X(hypot) X(nextafter) X(pow) X(remainder)

namespace {

struct MathTable {
#define MEMBER_1(name) double (*name)(double);
#define MEMBER_2(name) double (*name)(double, double);
  MATH_1(MEMBER_1)
  MATH_2(MEMBER_2)
  double (*fma)(double, double, double);
  double (*lgamma_r)(double, int*);
  void (*sincos)(double, double*, double*);
  long (*lrint)(double);
  long (*lround)(double);
  long long (*llrint)(double);
  long long (*llround)(double);
};

MathTable table;
bool is_loaded;

[[noreturn]] void die(const char* name) {
  const char* const parts[] = {"fatal: cannot load '", name,
                               "' from " LIBM_SO "\n"};
  for (const char* part : parts) {
    if (write(STDERR_FILENO, part, strlen(part)) < 0) break;
  }
  abort();
}

template <typename Function>
void find(void* library, const char* name, Function*& out) {
  void* const found = library != nullptr ? dlsym(library, name) : nullptr;
  if (found == nullptr) die(name);
  memcpy(&out, &found, sizeof out);
}

__attribute__((noinline, cold)) void load() {
  void* library = dlopen(LIBM_SO, RTLD_NOW | RTLD_LOCAL);
  struct rlimit files;
  if (library == nullptr && getrlimit(RLIMIT_NOFILE, &files) == 0) {
    // All descriptors are taken: as many as may be are allowed, for as long as
    // the file is open.
    struct rlimit most = files;
    most.rlim_cur = most.rlim_max;
    setrlimit(RLIMIT_NOFILE, &most);
    library = dlopen(LIBM_SO, RTLD_NOW | RTLD_LOCAL);
    setrlimit(RLIMIT_NOFILE, &files);
  }
#define FIND(name) find(library, #name, table.name);
  MATH_1(FIND)
  MATH_2(FIND)
  FIND(fma)
  FIND(lgamma_r)
  FIND(sincos)
  FIND(lrint)
  FIND(lround)
  FIND(llrint)
  FIND(llround)
  is_loaded = true;
}

inline const MathTable& loaded() {
  if (__builtin_expect(!is_loaded, 0)) load();
  return table;
}

}  // namespace

extern "C" {

void mt_load_math_library() { loaded(); }

#define DEFINE_1(name) \
  double name(double x) { return loaded().name(x); }
#define DEFINE_2(name) \
  double name(double x, double y) { return loaded().name(x, y); }
MATH_1(DEFINE_1)
MATH_2(DEFINE_2)

double fma(double x, double y, double z) { return loaded().fma(x, y, z); }
double lgamma_r(double x, int* sign) { return loaded().lgamma_r(x, sign); }
void sincos(double x, double* s, double* c) { loaded().sincos(x, s, c); }
long lrint(double x) { return loaded().lrint(x); }
long lround(double x) { return loaded().lround(x); }
long long llrint(double x) { return loaded().llrint(x); }
long long llround(double x) { return loaded().llround(x); }

}  // extern "C"

#endif  // __GLIBC__
