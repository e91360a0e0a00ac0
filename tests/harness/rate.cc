// rate.cc - how fast a telnet server starts and answers; scripts/figures asks.
//
//   rate PORT USER PASSWORD SECONDS PROGRAM ARGS...
//
// Starts PROGRAM, which must listen on 127.0.0.1:PORT, and prints how long it
// took from exec to the first accepted connection (the median of eleven starts);
// then logs in and sends "1+1" for SECONDS, and prints the round trips in a
// second. One answer is under way at a time. Not linked with anything of ours.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

double now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

[[noreturn]] void die(const char* what) {
  fprintf(stderr, "rate: %s\n", what);
  exit(1);
}

int connect_to(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
  }
  close(fd);
  return -1;
}

pid_t start(char** argv) {
  const pid_t child = fork();
  if (child == 0) {
    if (freopen("/dev/null", "w", stdout) == nullptr) _exit(127);
    execv(argv[0], argv);
    _exit(127);
  }
  return child;
}

void stop(pid_t child) {
  kill(child, SIGTERM);
  waitpid(child, nullptr, 0);
}

void read_until(int fd, const char* end) {
  std::string got;
  char part[4096];
  const size_t n = strlen(end);
  while (got.size() < n || got.compare(got.size() - n, n, end) != 0) {
    const ssize_t count = read(fd, part, sizeof part);
    if (count <= 0) die("the server hung up");
    got.append(part, static_cast<size_t>(count));
  }
}

void send_line(int fd, const std::string& line) {
  const std::string text = line + "\r\n";
  if (write(fd, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    die("cannot write to the server");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) die("usage: rate PORT USER PASSWORD SECONDS PROGRAM ARGS...");
  const int port = atoi(argv[1]);
  const double seconds = atof(argv[4]);
  std::vector<double> starts;
  for (int i = 0; i < 11; ++i) {
    const double began = now();
    const pid_t child = start(argv + 5);
    int fd = -1;
    while (fd < 0 && now() - began < 10) fd = connect_to(port);
    const double took = now() - began;
    if (fd < 0) die("the server did not start");
    close(fd);
    stop(child);
    starts.push_back(took);
  }
  std::sort(starts.begin(), starts.end());
  printf("from exec to the first accepted connection: %.1f ms\n",
         starts[starts.size() / 2] * 1e3);
  fflush(stdout);  // or the next child prints it again

  const pid_t child = start(argv + 5);
  int fd = -1;
  for (int i = 0; i < 10000 && fd < 0; ++i) {
    fd = connect_to(port);
    if (fd < 0) usleep(1000);
  }
  if (fd < 0) die("the server did not start");
  read_until(fd, "username: ");
  send_line(fd, argv[2]);
  read_until(fd, "password: ");
  send_line(fd, argv[3]);
  read_until(fd, ">>> ");
  const double began = now();
  long count = 0;
  while (now() - began < seconds) {
    send_line(fd, "1+1");
    read_until(fd, "2\r\n>>> ");
    ++count;
  }
  printf("round trips of 1+1 in one session: %.0f a second\n",
         static_cast<double>(count) / (now() - began));
  stop(child);
  return 0;
}
