// poller.cc - which backend for which name.

#include "reactor/poller.h"

#include "base/clock.h"
#include "reactor/limits.h"

namespace mt::reactor {

namespace {

#if defined(__linux__)
constexpr std::string_view kDefaultName = "epoll";
#elif defined(__FreeBSD__) || defined(__OpenBSD__) || defined(__NetBSD__) || \
    defined(__DragonFly__) || defined(__APPLE__)
constexpr std::string_view kDefaultName = "kqueue";
#define MT_HAS_KQUEUE 1
#else
constexpr std::string_view kDefaultName = "poll";
#endif

Error not_here(std::string_view name) {
  std::string text =
      "this system has no '" + std::string(name) + "'; there is ";
  if (kDefaultName != "poll")
    text += "'" + std::string(kDefaultName) + "' and ";
  return Error(Errc::kUnsupported, text + "'poll'");
}

}  // namespace

Result<std::unique_ptr<Poller>> make_poller(std::string_view name) {
  if (name == "default") name = kDefaultName;
  if (name == "poll" || name == "select") return make_poll_poller();
  if (name == "epoll") {
#if defined(__linux__)
    return make_epoll_poller();
#else
    return not_here(name);
#endif
  }
  if (name == "kqueue") {
#if defined(MT_HAS_KQUEUE)
    return make_kqueue_poller();
#else
    return not_here(name);
#endif
  }
  return Error(Errc::kInvalid, "no reactor is called '" + std::string(name) +
                                   "'; there are 'default', 'epoll', "
                                   "'kqueue', 'poll' and 'select'");
}

int poll_timeout_ms(int64_t timeout_ns) {
  if (timeout_ns < 0) return -1;
  if (timeout_ns > kMaxSleepNs) timeout_ns = kMaxSleepNs;
  // Rounded up: rounded down, the last millisecond would be spent spinning.
  return static_cast<int>((timeout_ns + kNanosecondsPerMillisecond - 1) /
                          kNanosecondsPerMillisecond);
}

}  // namespace mt::reactor
