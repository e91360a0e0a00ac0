// math_library.h - when the C mathematics are loaded.
//
// On glibc pow(), sin() and their kin live in a second file, libm.so.6. Most
// servers never call one, and the programs need libc alone, so that file is
// opened at the first call (runtime_math.cc). Whoever is about to lose sight
// of the file system, by chroot(2) or a sandbox, opens it first.

#pragma once

// Present only in programs that open libm by themselves.
extern "C" void mt_load_math_library() __attribute__((weak));

namespace mt {

// Makes every function of <math.h> usable from now on, whatever becomes of the
// file system. Does nothing where they are already part of the program.
inline void load_math_library() {
  if (mt_load_math_library != nullptr) mt_load_math_library();
}

}  // namespace mt
