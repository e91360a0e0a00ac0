// test_stream.cc - bytes in, bytes out, and every way to part.

#include "reactor/stream.h"

#include <fcntl.h>

#include <sys/ioctl.h>

#include "backends.h"
#include "reactor/limits.h"

using namespace backends;

Test(stream, carries_bytes_both_ways) {
  for_each([](Reactor& reactor) {
    for (const bool is_tcp : {false, true}) {
      Pair pair(reactor, is_tcp);
      pair.send("kettle");
      turn_until(
          reactor, [&] { return pair.events.received == "kettle"; }, "read");
      pair.stream().write("tea");
      pair.stream().write("pot");
      cr_assert(pair.receive().empty(), "sent before the turn's end");
      turn_times(reactor, 1);
      cr_assert(pair.receive() == "teapot");
      cr_assert_eq(pair.stream().waiting_bytes(), 0u);
    }
  });
}

Test(stream, many_small_writes_and_large_ones_arrive_in_order) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor);
    std::string sent, got;
    for (int i = 0; i < 3000; ++i) {
      const std::string piece(static_cast<size_t>(i % 97 == 0 ? 40000 : i % 50),
                              static_cast<char>('a' + i % 26));
      pair.stream().write(piece);
      sent += piece;
      if (i % 100 == 0) {
        turn_times(reactor, 1);
        got += pair.receive();
      }
    }
    turn_until(
        reactor,
        [&] {
          got += pair.receive();
          return got.size() >= sent.size();
        },
        "all came");
    cr_assert(got == sent);
  });
}

Test(stream, a_peer_that_does_not_read_costs_no_turns) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor);
    const std::string megabytes(4000000, 'x');
    pair.stream().write(megabytes);
    cr_assert_eq(pair.events.fulls, 1);
    cr_assert(pair.stream().is_full());
    turn_times(reactor, 3);
    cr_assert_eq(pair.events.draineds, 0);
    // Nothing is ready, so a turn that may sleep does: the timer ends it.
    const int64_t before = process_cpu_ns();
    for (int i = 0; i < 5; ++i) {
      cr_assert(reactor.iterate(10 * kNanosecondsPerMillisecond).ok());
    }
    cr_assert(process_cpu_ns() - before < 40 * kNanosecondsPerMillisecond);
    size_t got = 0;
    turn_until(
        reactor,
        [&] {
          got += pair.receive().size();
          return got == megabytes.size();
        },
        "the peer has read it");
    turn_until(
        reactor, [&] { return pair.events.draineds == 1; }, "drained");
    cr_assert(!pair.stream().is_full());
    cr_assert_eq(pair.events.fulls, 1);
  });
}

Test(stream, drained_is_told_on_request) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor);
    pair.stream().write("x");
    pair.stream().notify_when_drained();
    cr_assert_eq(pair.events.draineds, 0);
    turn_times(reactor, 1);
    cr_assert_eq(pair.events.draineds, 1);
    turn_times(reactor, 2);
    cr_assert_eq(pair.events.draineds, 1);
    pair.stream().notify_when_drained();
    turn_times(reactor, 1);
    cr_assert_eq(pair.events.draineds, 2);
  });
}

Test(stream, output_without_end_closes_the_connection) {
  std::unique_ptr<Reactor> reactor = make_reactor("poll");
  Pair pair(*reactor);
  const std::string chunk(16 * 1024 * 1024, 'x');
  for (int i = 0; i < 20; ++i) pair.stream().write(chunk);
  turn_times(*reactor, 1);
  cr_assert_eq(pair.events.closes, 1);
  cr_assert(pair.events.reason == CloseReason::kFailed);
  cr_assert_eq(pair.events.sys_errno, ENOBUFS);
}

Test(stream, reading_pauses_and_goes_on) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor);
    pair.stream().pause_reading();
    pair.send("one");
    turn_times(reactor, 3);
    cr_assert_eq(pair.events.data_calls, 0);
    pair.stream().resume_reading();
    turn_times(reactor, 2);
    cr_assert_str_eq(pair.events.received.c_str(), "one");
  });
}

Test(stream, one_read_a_turn_leaves_room_for_others) {
  for_each([](Reactor& reactor) {
    Pair loud(reactor), quiet(reactor);
    const std::string much(kReadBufferBytes + 1, 'x');
    const int size = static_cast<int>(2 * much.size());
    setsockopt(loud.peer.get(), SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    turn_times(reactor, 1);
    const ssize_t sent = send(loud.peer.get(), much.data(), much.size(),
                              MSG_DONTWAIT);
    cr_assert_gt(sent, 65536);
    quiet.send("q");
    turn_times(reactor, 1);
    cr_assert_eq(loud.events.data_calls, 1);
    cr_assert_leq(loud.events.received.size(), kReadBufferBytes);
    cr_assert_str_eq(quiet.events.received.c_str(), "q");
  });
}

Test(stream, the_peers_end_closes_after_our_last_words) {
  struct LastWords : Recorder {
    bool on_end() override {
      stream->write("goodbye");
      return false;
    }
  };
  for_each([](Reactor& reactor) {
    Pair pair(reactor);
    LastWords events;
    events.stream = std::move(pair.events.stream);
    events.stream->set_events(events);
    pair.send("x");
    shutdown(pair.peer.get(), SHUT_WR);
    turn_until(reactor, [&] { return events.closes == 1; }, "closed");
    cr_assert_str_eq(events.received.c_str(), "x");
    cr_assert(events.reason == CloseReason::kPeerClosed);
    cr_assert_eq(events.sys_errno, 0);
    cr_assert(pair.receive() == "goodbye");
    cr_assert(pair.peer_sees_end());
    cr_assert_eq(reactor.watched(), 1u);  // its own pipe
  });
}

Test(stream, a_half_closed_connection_still_writes) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    pair.events.keeps_half_open = true;
    shutdown(pair.peer.get(), SHUT_WR);
    turn_until(reactor, [&] { return pair.events.ends == 1; }, "the end");
    turn_times(reactor, 3);
    cr_assert_eq(pair.events.ends, 1);
    cr_assert(pair.stream().is_open());
    pair.stream().write("late");
    turn_times(reactor, 1);
    pair.stream().close_writing();
    turn_times(reactor, 3);
    cr_assert(pair.receive() == "late");
    cr_assert(pair.peer_sees_end());
    // Neither direction is left, and nobody has closed it.
    cr_assert(pair.stream().is_open());
    pair.stream().close_after_write();
    turn_until(reactor, [&] { return pair.events.closes == 1; }, "closed");
  });
}

Test(stream, we_may_close_one_half_and_go_on_reading) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    pair.stream().write("request");
    pair.stream().close_writing();
    turn_times(reactor, 1);
    pair.stream().write("ignored");
    turn_times(reactor, 1);
    cr_assert(pair.receive() == "request");
    cr_assert(pair.peer_sees_end());
    pair.send("reply");
    turn_until(
        reactor, [&] { return pair.events.received == "reply"; }, "read");
    cr_assert_eq(pair.events.closes, 0);
    pair.peer.reset();
    turn_until(reactor, [&] { return pair.events.closes == 1; }, "closed");
    cr_assert(pair.events.reason == CloseReason::kPeerClosed);
  });
}

Test(stream, closing_sends_what_waits) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    const std::string much(3000000, 'x');
    pair.stream().write(much);
    pair.stream().close_after_write();
    pair.stream().write("!");  // still taken
    cr_assert(pair.stream().is_closing());
    std::string got;
    turn_until(
        reactor,
        [&] {
          got += pair.receive();
          return pair.events.closes == 1;
        },
        "closed");
    cr_assert(pair.events.reason == CloseReason::kWeClosed);
    turn_until(
        reactor,
        [&] {
          got += pair.receive();
          return got.size() == much.size() + 1;
        },
        "all came");
    cr_assert(pair.peer_sees_end());
    pair.stream().write("too late");
    turn_times(reactor, 1);
    cr_assert_eq(pair.events.closes, 1);
  });
}

// A login that fails while more lines are on their way: the peer reads our
// last words, not a reset.
Test(stream, unread_input_does_not_cost_the_peer_our_last_words) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    pair.send("admin\nwrong\n");
    turn_until(
        reactor, [&] { return !pair.events.received.empty(); }, "read");
    pair.send("1+1\n2+2\n");
    pair.stream().write("bye");
    pair.stream().close_after_write();
    turn_times(reactor, 2);
    cr_assert_eq(pair.events.closes, 1);
    char buffer[8];
    cr_assert_eq(recv(pair.peer.get(), buffer, sizeof buffer, 0), 3);
    cr_assert_eq(recv(pair.peer.get(), buffer, sizeof buffer, 0), 0);
  });
}

Test(stream, an_abort_resets) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    pair.stream().write("lost");
    pair.stream().abort();
    cr_assert_eq(pair.events.closes, 0, "told from inside the call");
    turn_times(reactor, 1);
    cr_assert_eq(pair.events.closes, 1);
    cr_assert(pair.events.reason == CloseReason::kAborted);
    char byte;
    while (recv(pair.peer.get(), &byte, 1, 0) > 0) {
    }
    cr_assert_eq(errno, ECONNRESET);
  });
}

Test(stream, a_reset_by_the_peer_is_told_with_its_errno) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    const struct linger reset = {1, 0};
    setsockopt(pair.peer.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    pair.peer.reset();
    turn_until(reactor, [&] { return pair.events.closes == 1; }, "closed");
    cr_assert(pair.events.reason == CloseReason::kFailed);
    cr_assert_eq(pair.events.sys_errno, ECONNRESET);
  });
}

Test(stream, a_reset_while_output_waits_ends_it) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    pair.stream().pause_reading();
    pair.stream().write(std::string(8000000, 'x'));
    turn_times(reactor, 2);
    const struct linger reset = {1, 0};
    setsockopt(pair.peer.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    pair.peer.reset();
    turn_until(reactor, [&] { return pair.events.closes == 1; }, "closed");
    cr_assert(pair.events.reason == CloseReason::kFailed);
  });
}

// Each callback lets go of the very stream that calls it.
Test(stream, may_be_let_go_of_in_any_callback) {
  struct LetsGo : Recorder {
    int when = 0;
    void drop(int here) {
      if (when == here) stream.reset();
    }
    void on_data(ByteView bytes) override {
      Recorder::on_data(bytes);
      drop(0);
    }
    bool on_end() override {
      drop(1);
      return true;
    }
    void on_full() override { drop(2); }
    void on_drained() override { drop(3); }
    void on_closed(CloseReason why, int error) override {
      Recorder::on_closed(why, error);
      drop(4);
    }
  };
  for_each([](Reactor& reactor) {
    for (int when = 0; when < 5; ++when) {
      Pair pair(reactor);
      LetsGo events;
      events.when = when;
      events.stream = std::move(pair.events.stream);
      events.stream->set_events(events);
      switch (when) {
        case 0:
          pair.send("x");
          break;
        case 1:
          shutdown(pair.peer.get(), SHUT_WR);
          break;
        case 2:
          events.stream->write(std::string(10000000, 'x'));
          break;
        case 3:
          events.stream->write("x");
          events.stream->notify_when_drained();
          break;
        default:
          events.stream->abort();
      }
      turn_until(reactor, [&] { return !events.stream; }, "let go");
      turn_times(reactor, 2);
      cr_assert_eq(events.closes, when == 4 ? 1 : 0, "case %d", when);
      cr_assert_eq(reactor.watched(), 1u, "case %d", when);
      pair.receive();
      char byte;
      const ssize_t n = recv(pair.peer.get(), &byte, 1, MSG_DONTWAIT);
      cr_assert(n == 0 || (n < 0 && errno != EAGAIN),
                "still open in case %d", when);
    }
  });
}

Test(stream, outlives_its_reactor_harmlessly) {
  for (const char* const name : kNames) {
    std::unique_ptr<Reactor> reactor = make_reactor(name);
    Pair pair(*reactor);
    pair.stream().write("lost");
    reactor.reset();
    cr_assert(!pair.stream().is_open());
    pair.stream().write("x");
    pair.stream().close_after_write();
    pair.stream().abort();
    pair.stream().pause_reading();
    pair.stream().resume_reading();
    cr_assert_eq(pair.events.closes, 0);
  }
}

Test(stream, urgent_data_is_announced_and_marked) {
  struct Synch : Recorder {
    std::string before_mark;
    bool mark_seen = false;
    void on_data(ByteView bytes) override {
      Recorder::on_data(bytes);
      if (stream->is_at_urgent_mark()) {
        mark_seen = true;
        before_mark = received;
      }
    }
  };
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    Synch events;
    events.stream = std::move(pair.events.stream);
    events.stream->set_events(events);
    events.stream->watch_urgent(true);
    turn_times(reactor, 1);
    pair.send("abc\xff");
    cr_assert_eq(send(pair.peer.get(), "\xf2", 1, MSG_OOB), 1);
    pair.send("def");
    turn_until(
        reactor, [&] { return events.received == "abc\xff\xf2" "def"; },
        "all came, the urgent byte among them");
    cr_assert(events.mark_seen);
    cr_assert_str_eq(events.before_mark.c_str(), "abc\xff");
    cr_assert_eq(events.urgents, 1);
    // And out again.
    events.stream->write("xy");
    cr_assert(events.stream->send_urgent('!').ok());
    const int on = 1;
    setsockopt(pair.peer.get(), SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
    turn_times(reactor, 1);
    std::string got;
    turn_until(
        reactor,
        [&] {
          got += pair.receive();
          return got.size() == 3;
        },
        "the peer has it");
    cr_assert_str_eq(got.c_str(), "xy!");
  });
}

Test(stream, pipes_are_streams_too) {
  for_each([](Reactor& reactor) {
    Pipe in = std::move(make_pipe(false)).take();
    Pipe out = std::move(make_pipe(false)).take();
    Recorder reader, writer;
    reader.stream =
        std::move(Stream::adopt(reactor, std::move(in.read_end))).take();
    writer.stream =
        std::move(Stream::adopt(reactor, std::move(out.write_end))).take();
    reader.stream->start(reader);
    writer.stream->start(writer);
    cr_assert(write_all(in.write_end.get(), "into").ok());
    in.write_end.reset();
    turn_until(reactor, [&] { return reader.closes == 1; }, "closed");
    cr_assert_str_eq(reader.received.c_str(), "into");
    writer.stream->write("out");
    turn_times(reactor, 1);
    char buffer[8];
    cr_assert_eq(read(out.read_end.get(), buffer, sizeof buffer), 3);
    // Nobody reads any more: noticed without writing.
    out.read_end.reset();
    turn_until(reactor, [&] { return writer.closes == 1; }, "noticed");
    cr_assert(writer.reason == CloseReason::kFailed);
    cr_assert_eq(writer.sys_errno, EPIPE);
  });
}

// epoll refuses files: they are always ready.
Test(stream, files_are_streams_too) {
  for_each([](Reactor& reactor) {
    char path[] = "/tmp/mt-stream.XXXXXX";
    Fd file(mkstemp(path));
    Fd again(open(path, O_RDONLY | O_CLOEXEC));
    unlink(path);
    Recorder reader, writer, nothing;
    writer.stream = std::move(Stream::adopt(reactor, std::move(file))).take();
    writer.stream->start(writer);
    writer.stream->pause_reading();
    writer.stream->write("whole");
    turn_times(reactor, 3);
    cr_assert_eq(writer.closes, 0);
    writer.stream->close_after_write();
    turn_until(reactor, [&] { return writer.closes == 1; }, "closed");
    reader.stream = std::move(Stream::adopt(reactor, std::move(again))).take();
    reader.stream->start(reader);
    turn_until(reactor, [&] { return reader.closes == 1; }, "read");
    cr_assert_str_eq(reader.received.c_str(), "whole");
    Fd null(open("/dev/null", O_RDONLY | O_CLOEXEC));
    nothing.stream = std::move(Stream::adopt(reactor, std::move(null))).take();
    nothing.stream->start(nothing);
    turn_until(reactor, [&] { return nothing.closes == 1; }, "ended");
    cr_assert(nothing.reason == CloseReason::kPeerClosed);
  });
}

Test(stream, writing_ends_of_pipes_close_when_told) {
  for_each([](Reactor& reactor) {
    Pipe out = std::move(make_pipe(false)).take();
    Recorder writer;
    writer.stream =
        std::move(Stream::adopt(reactor, std::move(out.write_end))).take();
    writer.stream->start(writer);
    writer.stream->write("done");
    writer.stream->close_writing();
    turn_until(reactor, [&] { return writer.closes == 1; }, "closed");
    char buffer[8];
    cr_assert_eq(read(out.read_end.get(), buffer, sizeof buffer), 4);
    cr_assert_eq(read(out.read_end.get(), buffer, sizeof buffer), 0);
  });
}

Test(stream, two_connections_relay_without_bound_on_either) {
  struct Relay : Recorder {
    Stream* to = nullptr;
    Relay* source = nullptr;
    void on_data(ByteView bytes) override {
      to->write(bytes);
      if (to->is_full()) stream->pause_reading();
    }
    void on_drained() override { source->stream->resume_reading(); }
  };
  for_each([](Reactor& reactor) {
    Pair left(reactor), right(reactor);
    Relay a, b;
    a.stream = std::move(left.events.stream);
    b.stream = std::move(right.events.stream);
    a.stream->set_events(a);
    b.stream->set_events(b);
    a.to = b.stream.get();
    b.to = a.stream.get();
    a.source = &b;
    b.source = &a;
    set_nonblocking(left.peer.get()).ignore();
    std::string sent(5000000, 0), got;
    for (size_t i = 0; i < sent.size(); ++i) {
      sent[i] = static_cast<char>(i * 2654435761u >> 13);
    }
    size_t at = 0, most_waiting = 0, turns = 0;
    turn_until(
        reactor,
        [&] {
          const ssize_t n =
              send(left.peer.get(), sent.data() + at, sent.size() - at, 0);
          if (n > 0) at += static_cast<size_t>(n);
          most_waiting = std::max(most_waiting, b.stream->waiting_bytes());
          if (++turns % 3 != 0 || at == sent.size()) got += right.receive();
          return got.size() == sent.size();
        },
        "all is relayed");
    cr_assert(got == sent);
    cr_assert(most_waiting <= kHighWaterBytes + kReadBufferBytes);
  });
}

// Sends back what comes.
struct Echo final : Recorder {
  Stream* victim = nullptr;  // let go of, or paused, at the first data
  bool pauses = false;
  void on_data(ByteView bytes) override {
    Recorder::on_data(bytes);
    if (victim != nullptr && pauses) victim->pause_reading();
    if (victim != nullptr && !pauses) victim->close_after_write();
    victim = nullptr;
    stream->answer(bytes);
  }
};

Test(stream, answers_of_many_are_whole_and_in_order) {
  for_each([](Reactor& reactor) {
    constexpr size_t kMany = 40;
    std::vector<std::unique_ptr<Pair>> pairs;
    std::vector<std::unique_ptr<Echo>> echoes;
    for (size_t i = 0; i < kMany; ++i) {
      pairs.emplace_back(new Pair(reactor));
      echoes.emplace_back(new Echo);
      echoes[i]->stream = std::move(pairs[i]->events.stream);
      echoes[i]->stream->set_events(*echoes[i]);
    }
    turn_times(reactor, 1);
    // Short ones, long ones, and those that a group ends with.
    const size_t sizes[] = {1, 64, kMaxArrivalBytes, kMaxArrivalBytes + 1,
                            20000};
    for (const size_t size : sizes) {
      for (size_t i = 0; i < kMany; ++i) {
        pairs[i]->send(std::string(size, static_cast<char>('a' + i % 26)));
      }
      std::vector<std::string> got(kMany);
      turn_until(
          reactor,
          [&] {
            size_t complete = 0;
            for (size_t i = 0; i < kMany; ++i) {
              got[i] += pairs[i]->receive();
              if (got[i].size() == size) ++complete;
            }
            return complete == kMany;
          },
          "all have their answer");
      for (size_t i = 0; i < kMany; ++i) {
        cr_assert(got[i] ==
                  std::string(size, static_cast<char>('a' + i % 26)));
      }
    }
  });
}

Test(stream, what_is_written_follows_what_was_answered) {
  struct Both : Recorder {
    void on_data(ByteView bytes) override {
      stream->answer(bytes);
      stream->write("second ");
      stream->write_now("third");
    }
  };
  for_each([](Reactor& reactor) {
    Pair pair(reactor);
    Both both;
    both.stream = std::move(pair.events.stream);
    both.stream->set_events(both);
    pair.send("first ");
    turn_times(reactor, 3);
    const std::string got = pair.receive();
    cr_assert(got == "first second third", "%s", got.c_str());
  });
}

// Each of two that read together replies; the second looks what the peer of the
// first has by then.
Test(stream, replies_leave_together_or_when_somebody_takes_long) {
  struct Replier : Recorder {
    void on_data(ByteView) override {
      stream->write("reply");
      if (earlier == nullptr) {
        other->earlier = peer;
        return;
      }
      if (hastens != nullptr) hastens->exchange().send_replies();
      *seen = earlier->receive();
    }
    Pair* peer = nullptr;
    Pair* earlier = nullptr;
    Replier* other = nullptr;
    Reactor* hastens = nullptr;
    std::string* seen = nullptr;
  };
  for (const bool hastens : {false, true}) {
    for_each([&](Reactor& reactor) {
      Pair left(reactor), right(reactor);
      Replier a, b;
      std::string seen;
      for (Replier* one : {&a, &b}) {
        one->peer = one == &a ? &left : &right;
        one->other = one == &a ? &b : &a;
        one->seen = &seen;
        if (hastens) one->hastens = &reactor;
        one->stream = std::move(one->peer->events.stream);
        one->stream->set_events(*one);
      }
      turn_times(reactor, 1);
      left.send("ask");
      right.send("ask");
      turn_times(reactor, 1);
      cr_assert_str_eq(seen.c_str(), hastens ? "reply" : "");
      turn_times(reactor, 1);
      seen += left.receive() + right.receive();
      cr_assert_str_eq(seen.c_str(), "replyreply");
    });
  }
}

Test(stream, others_may_close_and_pause_a_stream_that_has_read) {
  for (const bool pauses : {false, true}) {
    for_each([&](Reactor& reactor) {
      Pair left(reactor), right(reactor);
      Echo a, b;
      a.stream = std::move(left.events.stream);
      b.stream = std::move(right.events.stream);
      a.stream->set_events(a);
      b.stream->set_events(b);
      a.pauses = b.pauses = pauses;
      turn_times(reactor, 1);
      // Whichever is called first.
      a.victim = b.stream.get();
      b.victim = a.stream.get();
      left.send("one");
      right.send("one");
      turn_times(reactor, 3);
      if (pauses) {
        left.send("two");
        right.send("two");
        turn_times(reactor, 2);
        a.stream->resume_reading();
        b.stream->resume_reading();
        turn_times(reactor, 3);
        cr_assert_str_eq(a.received.c_str(), "onetwo");
        cr_assert_str_eq(b.received.c_str(), "onetwo");
      } else {
        cr_assert_eq(a.closes + b.closes, 1);
        cr_assert_eq(a.received.size() + b.received.size(), 3u);
      }
    });
  }
}

Test(stream, nothing_is_lost_in_pauses_and_before_the_end) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor);
    pair.events.keeps_half_open = true;
    set_nonblocking(pair.peer.get()).ignore();
    std::string sent(3000000, 0);
    for (size_t i = 0; i < sent.size(); ++i) {
      sent[i] = static_cast<char>(i * 2654435761u >> 13);
    }
    size_t at = 0, turns = 0;
    turn_until(
        reactor,
        [&] {
          if (++turns % 5 == 0) pair.stream().pause_reading();
          if (turns % 5 == 2) pair.stream().resume_reading();
          const size_t most =
              std::min<size_t>(sent.size() - at, 1 + turns * 97);
          const ssize_t n = send(pair.peer.get(), sent.data() + at, most, 0);
          if (n > 0) at += static_cast<size_t>(n);
          if (at == sent.size()) shutdown(pair.peer.get(), SHUT_WR);
          return pair.events.ends == 1;
        },
        "the end has come");
    cr_assert(pair.events.received == sent);
    pair.stream().write("last words");
    pair.stream().close_after_write();
    turn_times(reactor, 3);
    cr_assert(pair.receive() == "last words");
  });
}

Test(stream, the_end_comes_to_who_was_paused) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor);
    turn_times(reactor, 1);
    pair.stream().pause_reading();
    pair.send("all");
    shutdown(pair.peer.get(), SHUT_WR);
    turn_times(reactor, 3);
    cr_assert_eq(pair.events.data_calls, 0);
    pair.stream().resume_reading();
    turn_times(reactor, 4);
    cr_assert_str_eq(pair.events.received.c_str(), "all");
    cr_assert_eq(pair.events.closes, 1);
    cr_assert(pair.events.reason == CloseReason::kPeerClosed);
  });
}

Test(stream, urgent_data_does_not_hide_what_follows) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    const int on = 1;
    setsockopt(pair.stream().fd(), SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
    turn_times(reactor, 1);
    pair.send("before");
    cr_assert_eq(send(pair.peer.get(), "!", 1, MSG_OOB), 1);
    pair.send("after");
    turn_until(reactor, [&] { return pair.events.received.size() == 12; },
               "all has come");
    cr_assert_str_eq(pair.events.received.c_str(), "before!after");
  });
}

Test(stream, each_urgent_byte_that_comes_alone_is_told) {
  for_each([](Reactor& reactor) {
    Pair pair(reactor, true);
    pair.stream().watch_urgent(true);
    turn_times(reactor, 1);
    for (int i = 1; i <= 3; ++i) {
      cr_assert_eq(send(pair.peer.get(), "!", 1, MSG_OOB), 1);
      const size_t size = static_cast<size_t>(i);
      turn_until(reactor,
                 [&] { return pair.events.received.size() == size; },
                 "the byte has come");
      cr_assert_eq(pair.events.urgents, i);
    }
  });
}

Test(stream, a_crash_loses_nothing) {
  struct Crasher final : Recorder {
    Reactor* reactor = nullptr;
    void on_data(ByteView bytes) override {
      Recorder::on_data(bytes);
      reactor->crash();
    }
  };
  for_each([](Reactor& reactor) {
    constexpr size_t kMany = 50;
    std::vector<std::unique_ptr<Pair>> pairs;
    std::vector<std::unique_ptr<Crasher>> crashers;
    for (size_t i = 0; i < kMany; ++i) {
      pairs.emplace_back(new Pair(reactor));
      crashers.emplace_back(new Crasher);
      crashers[i]->reactor = &reactor;
      crashers[i]->stream = std::move(pairs[i]->events.stream);
      crashers[i]->stream->set_events(*crashers[i]);
    }
    turn_times(reactor, 1);
    for (size_t i = 0; i < kMany; ++i) pairs[i]->send("x");
    int turns = 0;
    turn_until(
        reactor,
        [&] {
          ++turns;
          size_t heard = 0;
          for (const auto& crasher : crashers) {
            heard += crasher->received.size();
          }
          return heard == kMany;
        },
        "all were heard");
    cr_assert_gt(turns, 2);
  });
}

Test(stream, options_reach_the_socket) {
  std::unique_ptr<Reactor> reactor = make_reactor("poll");
  Pair pair(*reactor, true);
  cr_assert(!pair.stream().keep_alive());
  pair.stream().set_keep_alive(true);
  pair.stream().set_no_delay(true);
  cr_assert(pair.stream().keep_alive() && pair.stream().no_delay());
  pair.stream().set_no_delay(false);
  cr_assert(!pair.stream().no_delay());
}
