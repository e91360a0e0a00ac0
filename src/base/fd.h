// fd.h - descriptors that close themselves, and whole files.
//
// Fd owns a descriptor; a bare int is a loan for the length of a call. Every
// descriptor of ours is born close-on-exec; the reactor's are non-blocking too.

#pragma once

#include <stddef.h>
#include <sys/types.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/status.h"

namespace mt {

// Owns one open descriptor, or none.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) reset(other.release());
    return *this;
  }
  ~Fd() {
    if (is_open()) reset();
  }

  bool is_open() const { return fd_ >= 0; }
  int get() const { return fd_; }
  // Gives the descriptor away; the caller closes it.
  int release() { return std::exchange(fd_, -1); }
  // Closes what is owned, then owns `fd`.
  void reset(int fd = -1);

 private:
  int fd_ = -1;
};

// Each changes one flag and leaves the others. kSystem when fd is not open.
Status set_nonblocking(int fd, bool on = true);
Status set_close_on_exec(int fd, bool on = true);

// Two ends of a pipe: [0] is read, [1] is written. Both are close-on-exec and,
// when asked, non-blocking.
struct Pipe {
  Fd read_end;
  Fd write_end;
};
Result<Pipe> make_pipe(bool nonblocking);

// The whole of a file. kNotFound when there is none, kTooLarge when it holds
// more than max_bytes (nothing near that size is then allocated), kSystem when
// it cannot be opened or read. Messages name the path.
Result<std::string> read_file(const std::string& path, size_t max_bytes);

// Writes everything, however many writes it takes. Waits when the descriptor is
// non-blocking and full, so this is for files and for dying words.
Status write_all(int fd, ByteView bytes);

// Replaces the file at `path` by one that holds `bytes`, or leaves it alone.
//
//   1. a temporary file beside it: '<path>.<pid>.<n>.tmp', O_EXCL, `mode`
//   2. write, fsync, close
//   3. rename over `path`, fsync of the directory
//
// Whoever looks sees the old file or the new one, whole, after a crash too.
// When a step fails the temporary file is removed and the old one stands; only
// when the last fsync fails is the new one in place without being durable.
// `mode` is exact: the umask does not narrow it. kTransient leaves out both
// fsync, some milliseconds of a disk: for what a crash of the machine makes
// meaningless, a pid file. After one it may be there, empty or not at all.
// A device, as /dev/null, is written into and stays what it is.
enum class Keep : uint8_t { kDurable, kTransient };
Status replace_file(const std::string& path, ByteView bytes,
                    mode_t mode = 0600, Keep keep = Keep::kDurable);

// The same for a name that somebody has given: links are followed, and what is
// no file, as a pipe, is written into.
Status write_file(std::string path, ByteView bytes);

}  // namespace mt
