// fd.cc - descriptors and whole files.

#ifndef _FILE_OFFSET_BITS
#define _FILE_OFFSET_BITS 64
#endif

#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace mt {

namespace {

constexpr size_t kReadChunkBytes = 64 * 1024;
constexpr int kMaxTemporaryNames = 100;

std::string quoted(const char* verb, std::string_view path) {
  std::string text(verb);
  text += " '";
  text.append(path);
  text += '\'';
  return text;
}

Status set_flag(int fd, int get, int set, int flag, bool on) {
  const int flags = fcntl(fd, get);
  if (flags < 0) return Error::system(errno, "read a descriptor's flags");
  const int wanted = on ? flags | flag : flags & ~flag;
  if (wanted != flags && fcntl(fd, set, wanted) < 0) {
    return Error::system(errno, "set a descriptor's flags");
  }
  return {};
}

int open_retrying(const char* path, int flags, mode_t mode = 0) {
  int fd;
  do {
    fd = open(path, flags, mode);
  } while (fd < 0 && errno == EINTR);
  return fd;
}

int sync_retrying(int fd) {
  int result;
  do {
    result = fsync(fd);
  } while (result < 0 && errno == EINTR);
  return result;
}

std::string directory_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// Some file systems cannot fsync a directory and say EINVAL: there the rename
// is as durable as it gets.
Status sync_directory(const std::string& directory) {
  const Fd fd(open_retrying(directory.c_str(),
                            O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.is_open()) return Error::system(errno, quoted("open", directory));
  if (sync_retrying(fd.get()) < 0 && errno != EINVAL && errno != EROFS) {
    return Error::system(errno, quoted("sync", directory));
  }
  return {};
}

Status fill_and_close(Fd fd, const std::string& path, ByteView bytes,
                      mode_t mode, Keep keep) {
  if (fchmod(fd.get(), mode) < 0) {
    return Error::system(errno, quoted("set the mode of", path));
  }
  if (Status status = write_all(fd.get(), bytes); !status.ok()) {
    return Error::system(status.error().sys_errno(), quoted("write", path));
  }
  if (keep == Keep::kDurable && sync_retrying(fd.get()) < 0)
    return Error::system(errno, quoted("sync", path));
  // NFS reports a full disk as late as here. On EINTR the descriptor is gone
  // all the same, and the data were synced.
  if (close(fd.release()) < 0 && errno != EINTR) {
    return Error::system(errno, quoted("close", path));
  }
  return {};
}

Status write_into(const std::string& path, ByteView bytes) {
  const Fd fd(open_retrying(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
  if (!fd.is_open()) return Error::system(errno, quoted("open", path));
  if (Status status = write_all(fd.get(), bytes); !status.ok())
    return Error::system(status.error().sys_errno(), quoted("write", path));
  return {};
}

}  // namespace

void Fd::reset(int fd) {
  // Never retried: Linux has closed it even when it says EINTR, and the number
  // may by then be somebody else's.
  const int saved_errno = errno;
  if (fd_ >= 0) close(fd_);
  fd_ = fd;
  errno = saved_errno;
}

Status set_nonblocking(int fd, bool on) {
  return set_flag(fd, F_GETFL, F_SETFL, O_NONBLOCK, on);
}

Status set_close_on_exec(int fd, bool on) {
  return set_flag(fd, F_GETFD, F_SETFD, FD_CLOEXEC, on);
}

Result<Pipe> make_pipe(bool nonblocking) {
  int ends[2];
#if defined(__linux__) || defined(__FreeBSD__) || defined(__OpenBSD__) || \
    defined(__NetBSD__)
  if (pipe2(ends, O_CLOEXEC | (nonblocking ? O_NONBLOCK : 0)) < 0) {
    return Error::system(errno, "make a pipe");
  }
  Pipe pipe{Fd(ends[0]), Fd(ends[1])};
#else
  if (pipe(ends) < 0) return Error::system(errno, "make a pipe");
  Pipe pipe{Fd(ends[0]), Fd(ends[1])};
  for (const int fd : ends) {
    TRY(set_close_on_exec(fd));
    TRY(set_nonblocking(fd, nonblocking));
  }
#endif
  return pipe;
}

Result<std::string> read_file(const std::string& path, size_t max_bytes) {
  max_bytes = std::min(max_bytes, SIZE_MAX / 2);
  const Fd fd(open_retrying(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.is_open()) {
    if (errno == ENOENT) {
      return Error(Errc::kNotFound, quoted("cannot open", path) +
                                        ": No such file or directory");
    }
    return Error::system(errno, quoted("open", path));
  }
  // The size is a hint: files in /proc say 0, and a file may grow meanwhile.
  struct stat info;
  size_t hint = 0;
  if (fstat(fd.get(), &info) == 0 && S_ISREG(info.st_mode)) {
    if (static_cast<uint64_t>(info.st_size) > max_bytes) {
      return Error(Errc::kTooLarge,
                   quoted("cannot read", path) +
                       format(": over the limit of %zu bytes", max_bytes));
    }
    hint = static_cast<size_t>(info.st_size) + 1;  // one more to see the end
  }

  std::string content;
  for (;;) {
    // One byte beyond the limit, to notice that it is passed.
    const size_t have = content.size();
    const size_t room = have < hint ? hint - have : kReadChunkBytes;
    const size_t chunk = std::min(room, max_bytes - have + 1);
    content.resize(have + chunk);
    ssize_t count;
    do {
      count = read(fd.get(), &content[have], chunk);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return Error::system(errno, quoted("read", path));
    content.resize(have + static_cast<size_t>(count));
    if (count == 0) return content;
    if (content.size() > max_bytes) {
      return Error(Errc::kTooLarge,
                   quoted("cannot read", path) +
                       format(": over the limit of %zu bytes", max_bytes));
    }
  }
}

Status write_all(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(fd, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<size_t>(count));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      struct pollfd waiting = {fd, POLLOUT, 0};
      if (poll(&waiting, 1, -1) < 0 && errno != EINTR) {
        return Error::system(errno, "wait to write");
      }
    } else if (errno != EINTR) {
      return Error::system(errno, "write");
    }
  }
  return {};
}

Status replace_file(const std::string& path, ByteView bytes, mode_t mode,
                    Keep keep) {
  struct stat info;
  if (lstat(path.c_str(), &info) == 0 && S_ISCHR(info.st_mode))
    return write_into(path, bytes);
  std::string temporary;
  Fd fd;
  for (int n = 0; n < kMaxTemporaryNames && !fd.is_open(); ++n) {
    temporary = path + format(".%ld.%d.tmp", static_cast<long>(getpid()), n);
    fd.reset(open_retrying(temporary.c_str(),
                           O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd.is_open() && errno != EEXIST) break;
  }
  if (!fd.is_open()) return Error::system(errno, quoted("create", temporary));

  Status status = fill_and_close(std::move(fd), temporary, bytes, mode, keep);
  if (status.ok() && rename(temporary.c_str(), path.c_str()) < 0) {
    status = Error::system(errno, quoted("replace", path));
  }
  if (!status.ok()) {
    unlink(temporary.c_str());
    return status;
  }
  if (keep == Keep::kTransient) return {};
  return sync_directory(directory_of(path));
}

Status write_file(std::string path, ByteView bytes) {
  struct stat info;
  if (stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) &&
      !S_ISDIR(info.st_mode)) {
    return write_into(path, bytes);
  }
  if (char* const real = realpath(path.c_str(), nullptr)) {
    path = real;
    free(real);
  }
  return replace_file(path, bytes);
}

}  // namespace mt
