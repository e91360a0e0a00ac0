// measure.cc - what a program costs: processor time, peak memory, idle memory.
//
//   measure run ROUNDS INTERPRETER... -- ARGS...
//     Runs `INTERPRETER ARGS` for each interpreter in turn, ROUNDS times, and
//     prints for each: microseconds of processor time (the least), and peak RSS
//     in kB (the median). Exits 1 when one fails, or prints other than the first.
//   measure idle PROGRAM ARGS...
//     Starts it on a terminal of its own, lets it wait there, and prints the
//     memory in kB that is its own alone.
//
// Rounds are interleaved, so that a slow moment of the machine hits all alike.
// Not linked with anything of ours.

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

[[noreturn]] void die(const char* what, const char* which = "") {
  fprintf(stderr, "measure: %s%s\n", what, which);
  exit(1);
}

struct Cost {
  uint64_t cpu_us;
  long peak_kb;
  uint64_t output;  // a hash of what it printed
};

uint64_t microseconds(const timeval& t) {
  return static_cast<uint64_t>(t.tv_sec) * 1000000 +
         static_cast<uint64_t>(t.tv_usec);
}

Cost run_once(char* interpreter, char** args) {
  std::vector<char*> argv{interpreter};
  while (*args != nullptr) argv.push_back(*args++);
  argv.push_back(nullptr);
  int out[2];
  if (pipe(out) != 0) die("no pipe");
  const pid_t child = fork();
  if (child == 0) {
    dup2(out[1], 1);
    close(out[0]);
    close(out[1]);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  close(out[1]);
  uint64_t hash = 0xcbf29ce484222325;
  unsigned char part[4096];
  ssize_t count;
  while ((count = read(out[0], part, sizeof part)) > 0) {
    for (ssize_t i = 0; i < count; ++i) hash = (hash ^ part[i]) * 0x100000001b3;
  }
  close(out[0]);
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0)
    die("it failed: ", interpreter);
  return Cost{microseconds(used.ru_utime) + microseconds(used.ru_stime),
              used.ru_maxrss, hash};
}

int run(int rounds, char** argv) {
  std::vector<char*> interpreters;
  while (*argv != nullptr && strcmp(*argv, "--") != 0)
    interpreters.push_back(*argv++);
  if (*argv == nullptr) die("no -- before what to run");
  ++argv;
  std::vector<std::vector<Cost>> costs(interpreters.size());
  for (int round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < interpreters.size(); ++i)
      costs[i].push_back(run_once(interpreters[i], argv));
  }
  int status = 0;
  for (std::vector<Cost>& each : costs) {
    uint64_t least = UINT64_MAX;
    std::vector<long> peaks;
    for (const Cost& cost : each) {
      least = std::min(least, cost.cpu_us);
      peaks.push_back(cost.peak_kb);
      if (cost.output != costs[0][0].output) status = 1;
    }
    std::sort(peaks.begin(), peaks.end());
    printf("%llu %ld\n", static_cast<unsigned long long>(least),
           peaks[peaks.size() / 2]);
  }
  if (status != 0) fprintf(stderr, "measure: %s: answers differ\n", argv[0]);
  return status;
}

// Read until it has been silent for a while.
void wait_for_silence(int terminal) {
  fcntl(terminal, F_SETFL, O_NONBLOCK);
  char part[4096];
  for (int silent = 0; silent < 20; ++silent) {
    usleep(25000);
    if (read(terminal, part, sizeof part) > 0) silent = 0;
  }
}

int idle(char** argv) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
    die("no terminal");
  const pid_t child = fork();
  if (child == 0) {
    setsid();
    const int fd = open(ptsname(terminal), O_RDWR);
    for (int i = 0; i < 3; ++i) dup2(fd, i);
    execvp(argv[0], argv);
    _exit(127);
  }
  wait_for_silence(terminal);
  FILE* const file =
      fopen(("/proc/" + std::to_string(child) + "/smaps_rollup").c_str(), "r");
  long own = 0;
  char line[256];
  while (file != nullptr && fgets(line, sizeof line, file) != nullptr) {
    long kb = 0;
    if (sscanf(line, "Private_Clean: %ld", &kb) == 1 ||
        sscanf(line, "Private_Dirty: %ld", &kb) == 1)
      own += kb;
  }
  if (file != nullptr) fclose(file);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  if (own == 0) die("it does not wait: ", argv[0]);
  printf("%ld\n", own);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 3 && strcmp(argv[1], "run") == 0)
    return run(atoi(argv[2]), argv + 3);
  if (argc > 2 && strcmp(argv[1], "idle") == 0) return idle(argv + 2);
  fputs("usage: measure run ROUNDS INTERPRETER... -- ARGS...\n"
        "       measure idle PROGRAM ARGS...\n", stderr);
  return 2;
}
