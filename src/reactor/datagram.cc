// datagram.cc - recvfrom(2) and sendto(2).

#include "reactor/datagram.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "reactor/limits.h"
#include "reactor/socket.h"

namespace mt::reactor {

namespace {

// Whether somebody has shut down the half that is read. Linux then says for
// ever that there is something, and that there is nothing.
bool is_shut(int fd) {
#ifdef POLLRDHUP
  struct pollfd socket = {fd, POLLRDHUP, 0};
  return poll(&socket, 1, 0) > 0 && (socket.revents & POLLRDHUP) != 0;
#else
  static_cast<void>(fd);
  return false;
#endif
}

}  // namespace

Result<DatagramPtr> Datagram::bind(Reactor& reactor, const Address& address,
                                   DatagramEvents& events, bool is_shared) {
  TRY_ASSIGN(Fd fd, open_socket(address.family(), SOCK_DGRAM));
  if (is_shared) {
    const int on = 1;
    setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#ifdef SO_REUSEPORT
    setsockopt(fd.get(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
#endif
  }
  if (::bind(fd.get(), address.sockaddr(), address.size()) < 0) {
    return Error::system(errno, "bind " + address.to_string());
  }
  return adopt(reactor, std::move(fd), events);
}

Result<DatagramPtr> Datagram::adopt(Reactor& reactor, Fd fd,
                                    DatagramEvents& events) {
  TRY(set_nonblocking(fd.get()));
  DatagramPtr datagram(new Datagram(reactor, std::move(fd), events));
  TRY(reactor.watch(datagram->fd(), kReadable, *datagram));
  return datagram;
}

void DatagramDeleter::operator()(Datagram* datagram) const {
  datagram->let_go();
}

void Datagram::let_go() {
  events_ = nullptr;
  if (reactor_ == nullptr) {
    delete this;
    return;
  }
  reactor_->forget(fd_.get());
  fd_.reset();
  reactor_->delete_later(this);
}

void Datagram::on_reactor_gone() {
  reactor_ = nullptr;
  fd_.reset();
}

Status Datagram::connect(const Address& peer) {
  if (::connect(fd_.get(), peer.sockaddr(), peer.size()) < 0) {
    return Error::system(errno, "connect to " + peer.to_string());
  }
  return {};
}

Status Datagram::send_to(ByteView bytes, const Address& to) {
  if (sendto(fd_.get(), bytes.data(), bytes.size(), 0, to.sockaddr(),
             to.size()) < 0) {
    return Error::system(errno, "send a datagram to " + to.to_string());
  }
  return {};
}

Status Datagram::send(ByteView bytes) {
  if (::send(fd_.get(), bytes.data(), bytes.size(), 0) < 0) {
    return Error::system(errno, "send a datagram");
  }
  return {};
}

Status Datagram::allow_broadcast(bool on) {
  const int value = on ? 1 : 0;
  if (setsockopt(fd_.get(), SOL_SOCKET, SO_BROADCAST, &value, sizeof value)) {
    return Error::system(errno, "change broadcasting");
  }
  return {};
}

Status Datagram::change_group(int option, const Address& group,
                              const Address& interface) {
  if (group.family() != AF_INET) {
    return Error(Errc::kUnsupported,
                 "multicast groups other than IPv4 are not supported");
  }
  struct sockaddr_in in = {};
  struct ip_mreq request;
  memset(&request, 0, sizeof request);
  memcpy(&in, group.sockaddr(), sizeof in);
  request.imr_multiaddr = in.sin_addr;
  if (interface.family() == AF_INET) {
    memcpy(&in, interface.sockaddr(), sizeof in);
    request.imr_interface = in.sin_addr;
  }
  if (setsockopt(fd_.get(), IPPROTO_IP, option, &request, sizeof request)) {
    return Error::system(errno, "change group " + group.host());
  }
  return {};
}

Status Datagram::join_group(const Address& group, const Address& interface) {
  return change_group(IP_ADD_MEMBERSHIP, group, interface);
}

Status Datagram::leave_group(const Address& group, const Address& interface) {
  return change_group(IP_DROP_MEMBERSHIP, group, interface);
}

void Datagram::pause_reading() {
  is_paused_ = true;
  if (reactor_ == nullptr) return;
  reactor_->watch(fd_.get(), kNothing, *this).ignore();
}

void Datagram::resume_reading() {
  is_paused_ = false;
  if (reactor_ == nullptr) return;
  reactor_->watch(fd_.get(), kReadable, *this).ignore();
}

void Datagram::on_ready(Interest what) {
  if ((what & kHangup) != 0) {
    // Somebody has shut down both halves: it would be ready for ever.
    pause_reading();
    return;
  }
  for (int count = 0; count < kMaxDatagramsPerTurn; ++count) {
    // Streams that have read into it are called first. A callback may have
    // paused us or let go of us.
    char* const buffer = reactor_->read_buffer();
    if (events_ == nullptr || is_paused_) return;
    struct sockaddr_storage from;
    memset(&from, 0, sizeof from);
    socklen_t size = sizeof from;
    struct sockaddr* const address = reinterpret_cast<struct sockaddr*>(&from);
    const ssize_t length =
        recvfrom(fd_.get(), buffer, kReadBufferBytes, 0, address, &size);
    if (length >= 0) {
      events_->on_datagram(ByteView(buffer, static_cast<size_t>(length)),
                           Address::from_sockaddr(address, size));
    } else if (errno == ECONNREFUSED) {
      events_->on_refused();
    } else if (errno != EINTR) {
      if (count == 0 && is_shut(fd_.get())) pause_reading();
      return;
    }
  }
}

}  // namespace mt::reactor
