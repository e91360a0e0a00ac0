// test_fd.cc - descriptors close themselves, and files are replaced whole.

#include "base/fd.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mt;

// A directory that goes away with the test.
struct Scratch {
  char path[32];
  Scratch() {
    strcpy(path, "/tmp/mt-fd-XXXXXX");
    cr_assert_not_null(mkdtemp(path));
  }
  ~Scratch() {
    if (DIR* dir = opendir(path)) {
      while (struct dirent* entry = readdir(dir)) {
        unlink((std::string(path) + "/" + entry->d_name).c_str());
      }
      closedir(dir);
    }
    rmdir(path);
  }
  std::string file(const char* name) const {
    return std::string(path) + "/" + name;
  }
  int count() const {
    int entries = 0;
    DIR* dir = opendir(path);
    while (struct dirent* entry = readdir(dir)) {
      entries += entry->d_name[0] != '.' ? 1 : 0;
    }
    closedir(dir);
    return entries;
  }
};

// In the place of libc's: network file systems let a signal interrupt it.
static int interruptions = 0;
extern "C" int fsync(int fd) {
  if (interruptions > 0) {
    --interruptions;
    errno = EINTR;
    return -1;
  }
  return fdatasync(fd);
}

static bool is_open(int fd) { return fcntl(fd, F_GETFD) >= 0; }

Test(fd, closes_what_it_owns_once) {
  int ends[2];
  cr_assert_eq(pipe(ends), 0);
  {
    Fd first(ends[0]);
    Fd second = std::move(first);
    cr_assert(!first.is_open() && second.get() == ends[0]);
    second.reset(ends[1]);
    cr_assert(!is_open(ends[0]) && is_open(ends[1]));
    cr_assert_eq(second.release(), ends[1]);
  }
  cr_assert(is_open(ends[1]));
  close(ends[1]);
}

Test(fd, pipes_are_born_with_the_flags_asked_for) {
  Result<Pipe> made = make_pipe(true);
  cr_assert(made.ok());
  const int fd = made.value().read_end.get();
  cr_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
  cr_assert(fcntl(fd, F_GETFL) & O_NONBLOCK);
  cr_assert(set_nonblocking(fd, false).ok());
  cr_assert(!(fcntl(fd, F_GETFL) & O_NONBLOCK));
  cr_assert(!set_nonblocking(-1).ok());
}

Test(replace_file, writes_exactly_and_with_the_mode) {
  Scratch scratch;
  const std::string path = scratch.file("a.tap");
  umask(077);
  cr_assert(replace_file(path, "old", 0644).ok());
  struct stat info;
  cr_assert_eq(stat(path.c_str(), &info), 0);
  cr_assert_eq(info.st_mode & 0777, 0644u);
  const std::string big(300000, 'x');
  cr_assert(replace_file(path, big).ok());
  cr_assert_eq(stat(path.c_str(), &info), 0);
  cr_assert_eq(info.st_mode & 0777, 0600u);
  Result<std::string> back = read_file(path, big.size());
  cr_assert(back.ok() && back.value() == big);
  cr_assert_eq(scratch.count(), 1);
}

Test(replace_file, is_not_put_off_by_a_signal) {
  const Scratch scratch;
  for (int count = 1; count <= 3; ++count) {
    interruptions = count;
    cr_assert(replace_file(scratch.file("f"), "one", 0600).ok(), "%d", count);
    cr_assert_eq(interruptions, 0);
    cr_assert_eq(scratch.count(), 1);
  }
}

Test(replace_file, replaces_what_need_not_last_as_well) {
  const Scratch scratch;
  const std::string path = scratch.file("pid");
  cr_assert(replace_file(path, "1", 0644, Keep::kTransient).ok());
  cr_assert(replace_file(path, "22", 0600, Keep::kTransient).ok());
  cr_assert_str_eq(read_file(path, 100).value().c_str(), "22");
  struct stat info;
  cr_assert_eq(stat(path.c_str(), &info), 0);
  cr_assert_eq(info.st_mode & 0777, 0600u);
}

Test(replace_file, a_full_disk_leaves_the_old_file) {
  Scratch scratch;
  const std::string path = scratch.file("a.tap");
  cr_assert(replace_file(path, "old").ok());
  // A size limit stands in for the full disk: write(2) fails with EFBIG.
  signal(SIGXFSZ, SIG_IGN);
  struct rlimit limit = {1000, RLIM_INFINITY};
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = 1000;
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
  const Status status = replace_file(path, std::string(100000, 'x'));
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_FSIZE, &limit);
  cr_assert(!status.ok());
  cr_assert_eq(status.error().sys_errno(), EFBIG);
  cr_assert(read_file(path, 100).value() == "old");
  cr_assert_eq(scratch.count(), 1);
}

Test(replace_file, a_target_that_is_a_directory_is_refused) {
  Scratch scratch;
  const std::string path = scratch.file("sub");
  cr_assert_eq(mkdir(path.c_str(), 0700), 0);
  cr_assert(!replace_file(path, "x").ok());
  cr_assert_eq(scratch.count(), 1);
  rmdir(path.c_str());
}

Test(replace_file, names_the_directory_that_is_missing) {
  Scratch scratch;
  const Status status = replace_file(scratch.file("no/such.tap"), "x");
  cr_assert_eq(status.error().sys_errno(), ENOENT);
  cr_assert_not_null(strstr(status.error().message().c_str(), "no/such.tap"));
}

Test(replace_file, leftovers_of_a_crash_do_not_stop_it) {
  Scratch scratch;
  const std::string path = scratch.file("a.tap");
  const std::string stale =
      path + format(".%ld.0.tmp", static_cast<long>(getpid()));
  cr_assert(replace_file(stale, "half").ok());
  cr_assert(replace_file(path, "whole").ok());
  cr_assert(read_file(path, 100).value() == "whole");
  cr_assert(read_file(stale, 100).value() == "half");
}

// Killed at a random moment, over and over: the file is one of the two.
Test(replace_file, a_kill_leaves_one_whole_file, .timeout = 30) {
  Scratch scratch;
  const std::string path = scratch.file("a.tap");
  const std::string a(200000, 'a'), b(200000, 'b');
  cr_assert(replace_file(path, a).ok());
  for (int round = 0; round < 20; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      for (;;) {
        replace_file(path, b).ignore();
        replace_file(path, a).ignore();
      }
    }
    usleep(static_cast<useconds_t>(500 + round * 137));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    Result<std::string> now = read_file(path, 1000000);
    cr_assert(now.ok() && (now.value() == a || now.value() == b));
  }
}

Test(read_file, says_what_is_wrong) {
  Scratch scratch;
  cr_assert_eq(read_file(scratch.file("none"), 10).error().code(),
               Errc::kNotFound);
  cr_assert_eq(read_file(scratch.path, 10).error().sys_errno(), EISDIR);
  const std::string path = scratch.file("ten");
  cr_assert(replace_file(path, "0123456789").ok());
  cr_assert(read_file(path, 10).ok());
  cr_assert_eq(read_file(path, 9).error().code(), Errc::kTooLarge);
  cr_assert_eq(read_file("/dev/zero", 100000).error().code(), Errc::kTooLarge);
  cr_assert(read_file("/dev/null", 0).value().empty());
}

Test(write_all, waits_for_room_in_a_full_pipe) {
  Result<Pipe> made = make_pipe(true);
  cr_assert(made.ok());
  Pipe& pipe = made.value();
  const std::string sent(500000, 'x');
  const pid_t child = fork();
  if (child == 0) {
    size_t got = 0;
    char buffer[4096];
    set_nonblocking(pipe.read_end.get(), false).ignore();
    while (got < sent.size()) {
      const ssize_t n = read(pipe.read_end.get(), buffer, sizeof buffer);
      if (n <= 0) _exit(1);
      got += static_cast<size_t>(n);
    }
    _exit(0);
  }
  cr_assert(write_all(pipe.write_end.get(), sent).ok());
  int status = -1;
  waitpid(child, &status, 0);
  cr_assert_eq(status, 0);
}
