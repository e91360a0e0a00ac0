// exchange.cc - see exchange.h.

#include "reactor/exchange.h"

#include "reactor/socket.h"
#include "reactor/stream.h"

namespace mt::reactor {

// Either loop may come back here from within a callback: whoever needs the
// buffer, or is told that its output is full and writes to a stream that has
// answered. Then that call does the rest, and leaves nothing to the outer one.

void Exchange::flush() {
  while (arrivals_taken_ < arrival_count_) {
    const Arrival& arrival = arrivals_[arrivals_taken_++];
    arrival.stream->take(ByteView(arrival.data, arrival.size));
  }
  send_replies();
  arrivals_taken_ = arrivals_left_ = arrival_count_ = 0;
  used_ = 0;
}

void Exchange::send_replies() {
  send_answers();
  while (arrivals_left_ < arrivals_taken_)
    arrivals_[arrivals_left_++].stream->send_reply();
}

void Exchange::send_each() {
  while (answers_sent_ < answer_count_) {
    const Answer& answer = answers_[answers_sent_++];
    const ssize_t sent = send(answer.fd, answer.data, answer.size, kNoSignal);
    if (sent == static_cast<ssize_t>(answer.size)) continue;
    answer.stream->note_answer(ByteView(answer.data, answer.size), sent);
  }
  answers_sent_ = answer_count_ = 0;
}

}  // namespace mt::reactor
