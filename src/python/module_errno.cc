// module_errno.cc - the numbers of errors.

#include <errno.h>

#include "python/native_tools.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

struct ErrnoRow {
  const char* name;
  int number;
};

#define MT_ERRNO(name) {#name, name},
constexpr ErrnoRow kRows[] = {
    MT_ERRNO(EPERM) MT_ERRNO(ENOENT) MT_ERRNO(ESRCH) MT_ERRNO(EINTR)
    MT_ERRNO(EIO) MT_ERRNO(ENXIO) MT_ERRNO(E2BIG) MT_ERRNO(ENOEXEC)
    MT_ERRNO(EBADF) MT_ERRNO(ECHILD) MT_ERRNO(EAGAIN) MT_ERRNO(ENOMEM)
    MT_ERRNO(EACCES) MT_ERRNO(EFAULT) MT_ERRNO(EBUSY) MT_ERRNO(EEXIST)
    MT_ERRNO(EXDEV) MT_ERRNO(ENODEV) MT_ERRNO(ENOTDIR) MT_ERRNO(EISDIR)
    MT_ERRNO(EINVAL) MT_ERRNO(ENFILE) MT_ERRNO(EMFILE) MT_ERRNO(ENOTTY)
    MT_ERRNO(ETXTBSY) MT_ERRNO(EFBIG) MT_ERRNO(ENOSPC) MT_ERRNO(ESPIPE)
    MT_ERRNO(EROFS) MT_ERRNO(EMLINK) MT_ERRNO(EPIPE) MT_ERRNO(EDOM)
    MT_ERRNO(ERANGE) MT_ERRNO(EDEADLK) MT_ERRNO(ENAMETOOLONG)
    MT_ERRNO(ENOLCK) MT_ERRNO(ENOSYS) MT_ERRNO(ENOTEMPTY) MT_ERRNO(ELOOP)
    MT_ERRNO(EILSEQ) MT_ERRNO(EUSERS) MT_ERRNO(ENOTSOCK)
    MT_ERRNO(EDESTADDRREQ) MT_ERRNO(EMSGSIZE) MT_ERRNO(EPROTOTYPE)
    MT_ERRNO(ENOPROTOOPT) MT_ERRNO(EPROTONOSUPPORT) MT_ERRNO(EOPNOTSUPP)
    MT_ERRNO(EPFNOSUPPORT) MT_ERRNO(EAFNOSUPPORT) MT_ERRNO(EADDRINUSE)
    MT_ERRNO(EADDRNOTAVAIL) MT_ERRNO(ENETDOWN) MT_ERRNO(ENETUNREACH)
    MT_ERRNO(ENETRESET) MT_ERRNO(ECONNABORTED) MT_ERRNO(ECONNRESET)
    MT_ERRNO(ENOBUFS) MT_ERRNO(EISCONN) MT_ERRNO(ENOTCONN)
    MT_ERRNO(ESHUTDOWN) MT_ERRNO(ETIMEDOUT) MT_ERRNO(ECONNREFUSED)
    MT_ERRNO(EHOSTDOWN) MT_ERRNO(EHOSTUNREACH) MT_ERRNO(EALREADY)
    MT_ERRNO(EINPROGRESS) MT_ERRNO(ESTALE) MT_ERRNO(EDQUOT)
    MT_ERRNO(EWOULDBLOCK)
};
#undef MT_ERRNO

bool fill(Fiber& fiber, Dict* globals) {
  Dict* const codes = make_dict(fiber);
  if (codes == nullptr) return false;
  for (const ErrnoRow& row : kRows) {
    put_int(fiber, globals, row.name, row.number);
    const Value number = Value::from_int(row.number);
    if (dict_find(fiber, codes, number).is_undefined() &&
        !dict_set(fiber, codes, number, str_value(fiber, row.name))) {
      return false;
    }
  }
  put(fiber, globals, "errorcode", Value::from_object(codes));
  return true;
}

}  // namespace

const ModuleDef kErrnoModule = {"errno", nullptr, fill,
                                "This module makes available standard errno "
                                "system symbols."};

}  // namespace mt::python
