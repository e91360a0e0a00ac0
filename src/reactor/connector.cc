// connector.cc - connect(2), without waiting for it.

#include "reactor/connector.h"

#include <errno.h>
#include <sys/socket.h>

#include "reactor/socket.h"

namespace mt::reactor {

ConnectorPtr Connector::connect(Reactor& reactor, const Address& to,
                                int64_t timeout_ns, ConnectorEvents& events,
                                const Address& from) {
  ConnectorPtr connector(new Connector(reactor, to, events));
  connector->begun_ = connector->begin(from);
  connector->timer_ = connector->begun_.ok()
                          ? reactor.call_later(timeout_ns, *connector)
                          : reactor.call_soon(*connector);
  return connector;
}

Status Connector::begin(const Address& from) {
  TRY_ASSIGN(fd_, open_socket(to_.family(), SOCK_STREAM));
  if (to_.is_ip()) set_tcp_options(fd_.get());
  if (from.family() != AF_UNSPEC &&
      bind(fd_.get(), from.sockaddr(), from.size()) < 0) {
    return Error::system(errno, "connect from " + from.to_string());
  }
  TRY(begin_connect(fd_.get(), to_));
  return reactor_->watch(fd_.get(), kWritable, *this);
}

void ConnectorDeleter::operator()(Connector* connector) const {
  connector->let_go();
}

void Connector::let_go() {
  events_ = nullptr;
  if (reactor_ == nullptr) {
    delete this;
    return;
  }
  reactor_->cancel(timer_);
  if (fd_.is_open()) reactor_->forget(fd_.get());
  fd_.reset();
  reactor_->delete_later(this);
}

void Connector::on_reactor_gone() {
  reactor_ = nullptr;
  fd_.reset();
}

void Connector::fail(const Error& why) {
  reactor_->cancel(timer_);
  if (fd_.is_open()) reactor_->forget(fd_.get());
  fd_.reset();
  events_->on_connect_failed(why);
}

void Connector::run() {
  if (!begun_.ok()) {
    fail(begun_.error());
  } else {
    fail(Error::system(ETIMEDOUT, "connect to " + to_.to_string()));
  }
}

void Connector::on_ready(Interest) {
  const int error = connect_outcome(fd_.get());
  if (error != 0) {
    fail(Error::system(error, "connect to " + to_.to_string()));
    return;
  }
  reactor_->cancel(timer_);
  reactor_->unwatch(fd_.get());
  Result<StreamPtr> stream =
      Stream::adopt_socket(*reactor_, std::move(fd_), to_.is_ip());
  if (stream.ok()) {
    events_->on_connected(std::move(stream).take());
  } else {
    events_->on_connect_failed(stream.error());
  }
}

}  // namespace mt::reactor
