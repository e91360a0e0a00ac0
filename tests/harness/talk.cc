// talk.cc - holds a scripted conversation with a server, for the shell tests.
//
//   talk HOST PORT < SCRIPT              commands, see below
//   talk --listen PORT < SCRIPT          the same, with who connects to us
//   talk --shell HOST PORT USER PASSWORD < TRANSCRIPT
//   talk --run MARK PROGRAM ARGS...      makes the file MARK once signals have
//                                        their default effect, and becomes it
//   talk --free-port                     prints a port nobody listens on
//   talk --wait-listen PORT [SECONDS]    until somebody does
//   talk --wait-free PORT [SECONDS]      until nobody does any more
//
// HOST is a numeric address, or the path of a UNIX socket (PORT is then "-").
// A script has one command a line; blank lines and lines with # are skipped:
//
//   send "text\r\n"     writes these bytes
//   send-slowly "text"  the same, each byte in a segment of its own
//   expect "text"       exactly these bytes come next
//   skip-to "text"      reads up to and including these bytes
//   show "text"         as skip-to, and prints what was read before them
//   expect-close        the peer closes, having sent nothing more
//   skip-to-close       reads until the peer closes
//   shutdown            half-closes our side
//   abort               closes with a reset
//   flood COUNT "text"  writes the text COUNT times, reading meanwhile
//   timeout SECONDS     how long each of the following may take (default 60)
//
// Text has C's escapes (\r \n \t \e \0 \\ \" \xHH, \IAC for byte 255) and three
// wildcards for expect: \{hex} and \{num}, a run of such digits, and \{line},
// all up to the end of the line. A transcript is what a terminal would show
// after the login: lines that begin with ">>> " or "... " are typed, the others
// must come back; the wildcards work there and other backslashes are plain.
//
// Exit code 0; 1 when the conversation went otherwise, with a dump of what was
// expected and what came; 2 when the script itself is wrong.

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr int kDefaultTimeoutMs = 60000;
constexpr size_t kMaxUnreadBytes = 16 << 20;

int64_t now_ms() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return int64_t{t.tv_sec} * 1000 + t.tv_nsec / 1000000;
}

void nap() {
  const timespec t = {0, 20 * 1000 * 1000};
  nanosleep(&t, nullptr);
}

[[noreturn]] void die(int code, const std::string& why) {
  fflush(stdout);
  fprintf(stderr, "talk: %s\n", why.c_str());
  exit(code);
}

void dump(const char* title, std::string_view bytes) {
  constexpr size_t kRow = 16, kMaxBytes = 1024;
  fprintf(stderr, "%s (%zu bytes)\n", title, bytes.size());
  const size_t shown = std::min(bytes.size(), kMaxBytes);
  for (size_t at = 0; at < shown; at += kRow) {
    const std::string_view row = bytes.substr(at, std::min(kRow, shown - at));
    fprintf(stderr, "  %04zx ", at);
    for (size_t i = 0; i < kRow; ++i) {
      if (i < row.size()) {
        fprintf(stderr, " %02x", static_cast<unsigned char>(row[i]));
      } else {
        fprintf(stderr, "   ");
      }
    }
    fprintf(stderr, "  ");
    for (const char c : row) fputc(c >= 0x20 && c < 0x7f ? c : '.', stderr);
    fputc('\n', stderr);
  }
}

// ---- what is expected -------------------------------------------------------

// A run of plain bytes, or one wildcard. kLineEnd is LF, with or without CR: a
// shell's results end in both, what a program prints in LF alone.
struct Piece {
  enum Kind { kText, kHex, kNumber, kLine, kLineEnd } kind;
  std::string text;
};
using Pattern = std::vector<Piece>;

bool belongs(Piece::Kind kind, char c) {
  const bool is_digit = c >= '0' && c <= '9';
  if (kind == Piece::kNumber) return is_digit;
  if (kind == Piece::kLine) return c != '\r' && c != '\n';
  return is_digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void add_text(Pattern& pattern, char c) {
  if (pattern.empty() || pattern.back().kind != Piece::kText) {
    pattern.push_back({Piece::kText, ""});
  }
  pattern.back().text.push_back(c);
}

// Takes a wildcard from the front of `in`; false if none begins there.
bool take_wildcard(std::string_view& in, Pattern& pattern) {
  static const struct {
    std::string_view spelling;
    Piece::Kind kind;
  } kWildcards[] = {{"\\{hex}", Piece::kHex},
                    {"\\{num}", Piece::kNumber},
                    {"\\{line}", Piece::kLine}};
  for (const auto& row : kWildcards) {
    if (in.substr(0, row.spelling.size()) != row.spelling) continue;
    in.remove_prefix(row.spelling.size());
    pattern.push_back({row.kind, std::string(row.spelling)});
    return true;
  }
  return false;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Takes a quoted text from the front of `in`.
Pattern take_quoted(std::string_view& in, int line) {
  const std::string where = "line " + std::to_string(line) + ": ";
  while (!in.empty() && in.front() == ' ') in.remove_prefix(1);
  if (in.empty() || in.front() != '"') die(2, where + "expected '\"'");
  in.remove_prefix(1);
  Pattern out;
  while (!in.empty() && in.front() != '"') {
    if (take_wildcard(in, out)) continue;
    const char c = in.front();
    in.remove_prefix(1);
    if (c != '\\') {
      add_text(out, c);
      continue;
    }
    if (in.substr(0, 3) == "IAC") {
      add_text(out, '\xff');
      in.remove_prefix(3);
      continue;
    }
    if (in.empty()) break;
    const char escape = in.front();
    in.remove_prefix(1);
    static const char kNames[] = "rnte0a\\\"'",
                      kBytes[] = "\r\n\t\x1b\0\a\\\"'";
    const char* const found = strchr(kNames, escape);
    if (found != nullptr && escape != '\0') {
      add_text(out, kBytes[found - kNames]);
    } else if (escape == 'x' && in.size() >= 2 && hex_digit(in[0]) >= 0 &&
               hex_digit(in[1]) >= 0) {
      add_text(out,
               static_cast<char>(hex_digit(in[0]) * 16 + hex_digit(in[1])));
      in.remove_prefix(2);
    } else {
      die(2, where + "unknown escape '\\" + escape + "'");
    }
  }
  if (in.empty()) die(2, where + "the text does not end");
  in.remove_prefix(1);
  return out;
}

std::string plain(const Pattern& pattern, int line) {
  std::string out;
  for (const Piece& piece : pattern) {
    if (piece.kind != Piece::kText) {
      die(2, "line " + std::to_string(line) + ": no wildcard can be sent");
    }
    out += piece.text;
  }
  return out;
}

std::string spelled(const Pattern& pattern) {
  std::string out;
  for (const Piece& piece : pattern) out += piece.text;
  return out;
}

enum class Fit { kYes, kNo, kMore };

// Whether `bytes` begin with what `pattern` says, and how many they are. A
// wildcard takes all it can, so it fits only once something else follows.
Fit fit(const Pattern& pattern, std::string_view bytes, size_t& length) {
  size_t at = 0;
  for (const Piece& piece : pattern) {
    if (piece.kind == Piece::kText) {
      const size_t n = std::min(piece.text.size(), bytes.size() - at);
      if (bytes.compare(at, n, piece.text, 0, n) != 0) return Fit::kNo;
      if (n < piece.text.size()) return Fit::kMore;
      at += n;
      continue;
    }
    const size_t start = at;
    if (piece.kind == Piece::kLineEnd) {
      if (at < bytes.size() && bytes[at] == '\r') ++at;
      if (at == bytes.size()) return Fit::kMore;
      if (bytes[at++] != '\n') return Fit::kNo;
      continue;
    }
    while (at < bytes.size() && belongs(piece.kind, bytes[at])) ++at;
    if (at == bytes.size()) return Fit::kMore;
    if (at == start && piece.kind != Piece::kLine) return Fit::kNo;
  }
  length = at;
  return Fit::kYes;
}

// ---- the connection ---------------------------------------------------------

class Conversation {
 public:
  explicit Conversation(int fd) : fd_(fd) {}

  void set_timeout_ms(int ms) { timeout_ms_ = ms; }

  void send(std::string_view bytes, int line) {
    const int64_t deadline = now_ms() + timeout_ms_;
    while (!bytes.empty()) {
      const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n > 0) {
        bytes.remove_prefix(static_cast<size_t>(n));
        continue;
      }
      if (n < 0 && errno != EAGAIN && errno != EINTR) {
        fail(line, std::string("cannot send: ") + strerror(errno), "", "");
      }
      // Reads while it waits: a server that cannot answer may stop listening.
      wait(POLLIN | POLLOUT, deadline, line, "the peer does not read");
    }
  }

  void send_slowly(std::string_view bytes, int line) {
    for (const char c : bytes) {
      send(std::string_view(&c, 1), line);
      const timespec t = {0, 1000 * 1000};
      nanosleep(&t, nullptr);
    }
  }

  void expect(const Pattern& pattern, int line) {
    const int64_t deadline = now_ms() + timeout_ms_;
    for (;;) {
      size_t length = 0;
      const Fit result = fit(pattern, unread_, length);
      if (result == Fit::kYes) {
        unread_.erase(0, length);
        return;
      }
      const std::string want = spelled(pattern);
      if (result == Fit::kNo) fail(line, "other bytes came", want, unread_);
      if (is_closed_) fail(line, "the peer closed", want, unread_);
      if (!wait(POLLIN, deadline)) fail(line, "no more came", want, unread_);
    }
  }

  // What stood before `text`; both are consumed.
  std::string skip_to(const std::string& text, int line) {
    const int64_t deadline = now_ms() + timeout_ms_;
    size_t searched = 0;
    for (;;) {
      const size_t at = unread_.find(text, searched);
      if (at != std::string::npos) {
        std::string before = unread_.substr(0, at);
        unread_.erase(0, at + text.size());
        return before;
      }
      searched =
          unread_.size() < text.size() ? 0 : unread_.size() - text.size();
      if (is_closed_) fail(line, "the peer closed", text, unread_);
      if (!wait(POLLIN, deadline)) fail(line, "it never came", text, unread_);
    }
  }

  void expect_close(int line) {
    const int64_t deadline = now_ms() + timeout_ms_;
    while (!is_closed_ && unread_.empty()) {
      wait(POLLIN, deadline, line, "the peer did not close");
    }
    if (!unread_.empty())
      fail(line, "bytes came instead of the end", "", unread_);
  }

  // What comes before the end is nobody's business.
  void skip_to_close(int line) {
    const int64_t deadline = now_ms() + timeout_ms_;
    while (!is_closed_) {
      unread_.clear();
      wait(POLLIN, deadline, line, "the peer did not close");
    }
  }

  void shutdown_writing() { ::shutdown(fd_, SHUT_WR); }

  void abort() {
    const linger now = {1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd_);
    exit(0);
  }

  [[noreturn]] void fail(int line, const std::string& why,
                         std::string_view want, std::string_view got) {
    fflush(stdout);
    fprintf(stderr, "talk: line %d: %s\n", line, why.c_str());
    if (!want.empty()) dump("expected", want);
    dump("came", got);
    exit(1);
  }

 private:
  bool wait(short events, int64_t deadline) {
    pollfd p = {fd_, events, 0};
    if (is_closed_) p.events &= static_cast<short>(~POLLIN);
    const int64_t left = deadline - now_ms();
    if (left <= 0) return false;
    if (poll(&p, 1, static_cast<int>(left)) < 0 && errno != EINTR) return false;
    if ((p.revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !is_closed_) read();
    return true;
  }

  void wait(short events, int64_t deadline, int line, const char* otherwise) {
    if (!wait(events, deadline)) fail(line, otherwise, "", unread_);
  }

  void read() {
    char block[65536];
    const ssize_t n = recv(fd_, block, sizeof block, 0);
    if (n > 0) unread_.append(block, static_cast<size_t>(n));
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
      is_closed_ = true;
    if (unread_.size() > kMaxUnreadBytes) die(1, "the peer sends without end");
  }

  int fd_;
  int timeout_ms_ = kDefaultTimeoutMs;
  bool is_closed_ = false;
  std::string unread_;
};

int connect_to(const char* host, const char* port_text) {
  union {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
    sockaddr_un local;
  } address;
  memset(&address, 0, sizeof address);
  socklen_t size;
  const uint16_t port = htons(static_cast<uint16_t>(atoi(port_text)));
  if (strchr(host, '/') != nullptr) {
    address.local.sun_family = AF_UNIX;
    snprintf(address.local.sun_path, sizeof address.local.sun_path, "%s", host);
    size = sizeof address.local;
  } else if (inet_pton(AF_INET, host, &address.v4.sin_addr) == 1) {
    address.v4.sin_family = AF_INET;
    address.v4.sin_port = port;
    size = sizeof address.v4;
  } else if (inet_pton(AF_INET6, host, &address.v6.sin6_addr) == 1) {
    address.v6.sin6_family = AF_INET6;
    address.v6.sin6_port = port;
    size = sizeof address.v6;
  } else {
    die(2, std::string("'") + host + "' is not a numeric address");
  }
  const int fd = socket(address.any.sa_family, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, &address.any, size) != 0) {
    die(1, std::string("cannot connect to ") + host + " " + port_text + ": " +
               strerror(errno));
  }
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return fd;
}

// The first visitor to a port of the loopback interface.
int accept_on(const char* port_text) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(atoi(port_text)));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) !=
          0 ||
      listen(listener, 1) != 0) {
    die(1,
        std::string("cannot listen on ") + port_text + ": " + strerror(errno));
  }
  pollfd p = {listener, POLLIN, 0};
  if (poll(&p, 1, kDefaultTimeoutMs) != 1) die(1, "nobody connected");
  const int fd = accept(listener, nullptr, nullptr);
  close(listener);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return fd;
}

// ---- the commands -----------------------------------------------------------

bool next_line(std::string& line) {
  line.clear();
  int c;
  while ((c = getchar()) != EOF && c != '\n')
    line.push_back(static_cast<char>(c));
  return c != EOF || !line.empty();
}

int run_script(Conversation& talk) {
  std::string text;
  for (int line = 1; next_line(text); ++line) {
    std::string_view rest = text;
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) {
      rest.remove_prefix(1);
    }
    if (rest.empty() || rest.front() == '#') continue;
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(word.size());
    if (word == "send") {
      talk.send(plain(take_quoted(rest, line), line), line);
    } else if (word == "send-slowly") {
      talk.send_slowly(plain(take_quoted(rest, line), line), line);
    } else if (word == "expect") {
      talk.expect(take_quoted(rest, line), line);
    } else if (word == "skip-to") {
      talk.skip_to(plain(take_quoted(rest, line), line), line);
    } else if (word == "show") {
      const std::string before =
          talk.skip_to(plain(take_quoted(rest, line), line), line);
      fwrite(before.data(), 1, before.size(), stdout);
    } else if (word == "expect-close") {
      talk.expect_close(line);
    } else if (word == "skip-to-close") {
      talk.skip_to_close(line);
    } else if (word == "shutdown") {
      talk.shutdown_writing();
    } else if (word == "abort") {
      talk.abort();
    } else if (word == "timeout") {
      talk.set_timeout_ms(1000 * atoi(std::string(rest).c_str()));
    } else if (word == "flood") {
      char* end = nullptr;
      const std::string arguments(rest);
      long count = strtol(arguments.c_str(), &end, 10);
      rest.remove_prefix(static_cast<size_t>(end - arguments.c_str()));
      const std::string bytes = plain(take_quoted(rest, line), line);
      while (count-- > 0) talk.send(bytes, line);
    } else {
      die(2, "line " + std::to_string(line) + ": unknown command '" +
                 std::string(word) + "'");
    }
  }
  return 0;
}

int run_transcript(Conversation& talk, const char* user, const char* password) {
  talk.skip_to("username: ", 0);
  talk.send(std::string(user) + "\r\n", 0);
  talk.skip_to("password: ", 0);
  talk.send(std::string(password) + "\r\n", 0);
  talk.skip_to("\r\n", 0);
  std::string text;
  int line = 1;
  for (; next_line(text); ++line) {
    std::string_view rest = text;
    const std::string_view prompt = rest.substr(0, 4);
    if (prompt == ">>> " || prompt == "... " || rest == ">>>" ||
        rest == "...") {
      const std::string full = std::string(rest.substr(0, 3)) + " ";
      talk.expect({{Piece::kText, full}}, line);
      rest.remove_prefix(prompt.size());
      talk.send(std::string(rest) + "\r\n", line);
      continue;
    }
    Pattern pattern;
    while (!rest.empty()) {
      if (take_wildcard(rest, pattern)) continue;
      add_text(pattern, rest.front());
      rest.remove_prefix(1);
    }
    pattern.push_back({Piece::kLineEnd, "\n"});
    talk.expect(pattern, line);
  }
  talk.expect({{Piece::kText, ">>> "}}, line);
  return 0;
}

// ---- ports ------------------------------------------------------------------

// Looks into the kernel's table rather than connecting, so that the server's
// log shows no visitor; connects where there is no such table.
bool is_listening(unsigned port) {
  bool has_table = false;
  for (const char* path : {"/proc/net/tcp", "/proc/net/tcp6"}) {
    FILE* const table = fopen(path, "r");
    if (table == nullptr) continue;
    has_table = true;
    char row[512];
    bool found = false;
    while (!found && fgets(row, sizeof row, table) != nullptr) {
      char* at = strchr(row, ':');  // "  0: 0100007F:0FC8 00000000:0000 0A"
      if (at == nullptr || (at = strchr(at + 1, ':')) == nullptr) continue;
      char* end = nullptr;
      if (strtoul(at + 1, &end, 16) != port || *end != ' ') continue;
      const char* const state = strchr(end + 1, ' ');
      found = state != nullptr && strncmp(state + 1, "0A", 2) == 0;
    }
    fclose(table);
    if (found) return true;
  }
  if (has_table) return false;
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool answered =
      connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return answered;
}

int wait_until(bool wanted, unsigned port, int seconds) {
  const int64_t deadline = now_ms() + int64_t{1000} * seconds;
  while (is_listening(port) != wanted) {
    if (now_ms() >= deadline) {
      die(1, "port " + std::to_string(port) +
                 (wanted ? " is not being listened on" : " is still in use"));
    }
    nap();
  }
  return 0;
}

// Below the range from which the kernel takes ports for outgoing connections.
int print_free_port() {
  timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  uint32_t state = static_cast<uint32_t>(t.tv_nsec) ^
                   static_cast<uint32_t>(getpid()) * 2654435761u;
  for (int tries = 0; tries < 1000; ++tries) {
    state = state * 1664525u + 1013904223u;
    const uint16_t port = static_cast<uint16_t>(12000 + (state >> 8) % 20000);
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    const bool is_free =
        fd >= 0 &&
        bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    close(fd);
    if (!is_free) continue;
    printf("%u\n", port);
    return 0;
  }
  die(1, "found no free port");
}

// A shell makes what it puts into the background deaf to SIGINT, and may lose
// a signal that comes while it does so.
[[noreturn]] void run(const char* mark, char** command) {
  for (const int number : {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM}) {
    signal(number, SIG_DFL);
  }
  const int fd = open(mark, O_CREAT | O_WRONLY, 0600);
  if (fd < 0) die(2, std::string("cannot make '") + mark + "'");
  close(fd);
  execvp(command[0], command);
  die(2, std::string("cannot run '") + command[0] + "': " + strerror(errno));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--run" && argc >= 4) run(argv[2], argv + 3);
  signal(SIGPIPE, SIG_IGN);
  if (first == "--free-port" && argc == 2) return print_free_port();
  if ((first == "--wait-listen" || first == "--wait-free") && argc >= 3) {
    return wait_until(first == "--wait-listen",
                      static_cast<unsigned>(atoi(argv[2])),
                      argc > 3 ? atoi(argv[3]) : 60);
  }
  if (first == "--shell" && argc == 6) {
    Conversation talk(connect_to(argv[2], argv[3]));
    return run_transcript(talk, argv[4], argv[5]);
  }
  if (first == "--listen" && argc == 3) {
    Conversation talk(accept_on(argv[2]));
    return run_script(talk);
  }
  if (argc == 3 && first.substr(0, 2) != "--") {
    Conversation talk(connect_to(argv[1], argv[2]));
    return run_script(talk);
  }
  fprintf(stderr, "usage: talk HOST PORT < SCRIPT (see talk.cc)\n");
  return 2;
}
