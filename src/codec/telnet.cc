// telnet.cc - framing, agreement and the way out.

#include "codec/telnet.h"

#include <algorithm>

#include "codec/telnet_subnegotiation.h"

namespace mt::codec {
namespace {

constexpr char kIacByte = '\xff';
constexpr char kIacData[] = "\xff";

TelnetEvent event_of(TelnetEvent::Kind kind) {
  TelnetEvent event;
  event.kind = kind;
  return event;
}

TelnetEvent data_event(ByteView data) {
  TelnetEvent event = event_of(TelnetEvent::Kind::kData);
  event.data = data;
  return event;
}

void append_command(Command command, std::string& out) {
  out.push_back(kIacByte);
  out.push_back(static_cast<char>(command));
}

void append_option(Command verb, uint8_t option, std::string& out) {
  append_command(verb, out);
  out.push_back(static_cast<char>(option));
}

// The word for a decision: WILL and WONT are about us, DO and DONT about them.
Command word_for(Side side, Say say) {
  if (side == Side::kUs) {
    return say == Say::kYes ? Command::kWill : Command::kWont;
  }
  return say == Say::kYes ? Command::kDo : Command::kDont;
}

void append_say(Side side, Say say, uint8_t option, std::string& out) {
  if (say == Say::kNothing) return;
  append_option(word_for(side, say), option, out);
}

bool is_verb(uint8_t byte) {
  return byte >= static_cast<uint8_t>(Command::kWill) &&
         byte <= static_cast<uint8_t>(Command::kDont);
}

}  // namespace

TelnetCodec::Extras& TelnetCodec::extras() {
  if (extras_ == nullptr) extras_.reset(new Extras);
  return *extras_;
}

const Terminal& TelnetCodec::terminal() const {
  static const Terminal kUntold;
  return extras_ != nullptr ? extras_->terminal : kUntold;
}

void TelnetCodec::earn(size_t bytes) {
  const size_t room = kReplyCreditBytes - credit_;
  credit_ = static_cast<uint16_t>(credit_ + (bytes < room ? bytes : room));
}

bool TelnetCodec::afford(size_t bytes) {
  if (bytes > credit_) return false;
  credit_ = static_cast<uint16_t>(credit_ - bytes);
  return true;
}

TelnetEvent TelnetCodec::next(ByteView& in, std::string& out) {
  while (!in.empty()) {
    TelnetEvent event;
    if (state_ == State::kText && in.front() != kIacByte) {
      event = take_text(in);
    } else {
      const uint8_t byte = byte_at(in, 0);
      in.remove_prefix(1);
      earn(1);
      event = take_byte(byte, out);
    }
    if (event.kind != TelnetEvent::Kind::kNone) return event;
  }
  return {};
}

// Text up to the next line end or IAC. A CR ends a line at once: waiting for
// the byte that should follow it would hang a client which sends none. The LF
// or NUL is swallowed when it comes.
TelnetEvent TelnetCodec::take_text(ByteView& in) {
  const bool is_transparent = has(kTransparent);
  const bool is_binary = is_on(Side::kThem, Option::kBinary);
  const char first = in.front();
  if (!has(kInSynch) && !is_transparent) {
    const bool follows_cr = has(kAfterCr);
    if (first == '\r' || first == '\n' || (first == '\0' && !is_binary)) {
      in.remove_prefix(1);
      earn(1);
      set(kAfterCr, first == '\r');
      // NUL alone is RFC 854's "no operation".
      if (first == '\0' || (first == '\n' && follows_cr)) return {};
      return event_of(TelnetEvent::Kind::kLineEnd);
    }
  }
  size_t length = 0;
  for (; length < in.size() && in[length] != kIacByte; ++length) {
    if (is_transparent || has(kInSynch)) continue;
    const char c = in[length];
    if (c == '\r' || c == '\n' || (c == '\0' && !is_binary)) break;
  }
  const ByteView run = in.substr(0, length);
  in.remove_prefix(length);
  earn(length);
  set(kAfterCr, false);
  if (has(kInSynch)) return {};
  return data_event(run);
}

bool TelnetCodec::take_line(ByteView& in, ByteView* line) {
  if (state_ != State::kText || has(kInSynch) || has(kTransparent))
    return false;
  size_t end = 0;
  for (;; ++end) {
    if (end == in.size()) return false;
    const uint8_t byte = byte_at(in, end);
    if (byte == '\r' || byte == '\n') break;
    if (byte == 0 || in[end] == kIacByte) return false;
  }
  if (end == 0) return false;  // may belong to the line end before
  *line = in.substr(0, end);
  size_t next = end + 1;
  const bool is_cr = in[end] == '\r';
  const bool has_lf = is_cr && next < in.size() && in[next] == '\n';
  if (has_lf) ++next;
  set(kAfterCr, is_cr && !has_lf);
  earn(next);
  in.remove_prefix(next);
  return true;
}

TelnetEvent TelnetCodec::take_byte(uint8_t byte, std::string& out) {
  switch (state_) {
    case State::kText:
      state_ = State::kIac;
      return {};
    case State::kIac:
      return take_command(byte);
    case State::kVerb:
      state_ = State::kText;
      return negotiate(verb_, byte, out);
    case State::kBodyStart:
      body_option_ = byte;
      set(kOverlong, false);
      if (extras_ != nullptr) extras_->body.clear();
      state_ = State::kBody;
      return {};
    case State::kBody:
      if (byte == static_cast<uint8_t>(Command::kIac)) {
        state_ = State::kBodyIac;
      } else {
        keep(byte);
      }
      return {};
    case State::kBodyIac:
      if (byte == static_cast<uint8_t>(Command::kIac)) {
        keep(byte);
        state_ = State::kBody;
        return {};
      }
      if (byte == static_cast<uint8_t>(Command::kSubnegotiationEnd)) {
        state_ = State::kText;
        return end_body(out);
      }
      // Any other command cannot stand here: the end was lost. The body is
      // given up unheard and the command obeyed, so that a peer which never
      // sends SE cannot make the rest of the session disappear.
      return take_command(byte);
  }
  return {};
}

TelnetEvent TelnetCodec::take_command(uint8_t byte) {
  state_ = State::kText;
  if (is_verb(byte)) {
    verb_ = static_cast<Command>(byte);
    state_ = State::kVerb;
    return {};
  }
  const Command command = static_cast<Command>(byte);
  switch (command) {
    case Command::kIac:
      set(kAfterCr, false);
      if (has(kInSynch)) return {};
      return data_event(ByteView(kIacData, 1));
    case Command::kSubnegotiation:
      state_ = State::kBodyStart;
      return {};
    case Command::kDataMark:
      set(kInSynch, false);
      set(kAfterCr, false);
      return {};
    case Command::kEraseCharacter:
    case Command::kEraseLine:
      if (has(kInSynch)) return {};
      break;
    case Command::kEndOfFile:
    case Command::kSuspend:
    case Command::kAbort:
    case Command::kBreak:
    case Command::kInterruptProcess:
    case Command::kAbortOutput:
    case Command::kAreYouThere:
      break;
    default:
      // NOP, GA, EOR, an SE without SB, and numbers that mean nothing.
      return {};
  }
  TelnetEvent event = event_of(TelnetEvent::Kind::kCommand);
  event.command = command;
  return event;
}

// A refusal is said once for each request that differs from the one before:
// a peer that repeats itself hears nothing, one that takes its offer back and
// makes it again is refused again.
bool TelnetCodec::may_refuse(Side side, uint8_t option) {
  uint8_t& byte = extras().refused[static_cast<int>(side)][option / 8];
  const uint8_t bit = static_cast<uint8_t>(1 << (option % 8));
  if ((byte & bit) != 0) return false;
  byte = static_cast<uint8_t>(byte | bit);
  return true;
}

void TelnetCodec::forget_refusal(Side side, uint8_t option) {
  if (extras_ == nullptr) return;
  uint8_t& byte = extras_->refused[static_cast<int>(side)][option / 8];
  byte = static_cast<uint8_t>(byte & ~(1 << (option % 8)));
}

TelnetEvent TelnetCodec::negotiate(Command verb, uint8_t option,
                                   std::string& out) {
  const bool about_us = verb == Command::kDo || verb == Command::kDont;
  const Side side = about_us ? Side::kUs : Side::kThem;
  const bool is_yes = verb == Command::kDo || verb == Command::kWill;
  if (verb == Command::kDo &&
      option == static_cast<uint8_t>(Option::kTimingMark)) {
    return owe_timing_mark(out);
  }
  if (is_yes) flags_ |= kHasSpoken;

  const int row = find_option_row(option);
  OptionState unknown;
  OptionState& state = row >= 0 ? state_of(side, row) : unknown;
  const bool was_on = state.is_on();
  Say say;
  if (is_yes) {
    bool agree = false;
    if (row >= 0) {
      const OptionRow& known = option_row(row);
      agree = (about_us ? known.us : known.them) == Consent::kAgree;
    }
    say = state.hear_yes(agree);
    if (say == Say::kNo && state.state() == OptionState::State::kNo &&
        !may_refuse(side, option)) {
      say = Say::kNothing;
    }
  } else {
    forget_refusal(side, option);
    say = state.hear_no();
  }
  // Always affordable: three bytes were earned by the command itself.
  if (say != Say::kNothing && afford(3)) append_say(side, say, option, out);
  if (state.is_on() == was_on) return {};

  TelnetEvent event = event_of(TelnetEvent::Kind::kOption);
  event.option = static_cast<Option>(option);
  event.side = side;
  event.is_on = state.is_on();
  const OptionRow& known = option_row(row);
  if (event.is_on && known.on_agreed != nullptr) {
    Subnegotiation subnegotiation(*this, out);
    known.on_agreed(subnegotiation, side);
  }
  return event;
}

// Every DO TIMING-MARK is answered (RFC 860), so it has no state; its three
// bytes of answer are put aside now.
TelnetEvent TelnetCodec::owe_timing_mark(std::string& out) {
  if (!afford(3)) return {};
  if (marks_owed_ == kMaxTimingMarks) {
    append_option(Command::kWont, static_cast<uint8_t>(Option::kTimingMark),
                  out);
    return {};
  }
  ++marks_owed_;
  return event_of(TelnetEvent::Kind::kTimingMark);
}

void TelnetCodec::answer_timing_marks(std::string& out) {
  for (; marks_owed_ != 0; --marks_owed_) {
    append_option(Command::kWill, static_cast<uint8_t>(Option::kTimingMark),
                  out);
  }
}

void TelnetCodec::keep(uint8_t byte) {
  if (has(kOverlong)) return;
  std::string& body = extras().body;
  if (body.size() == kMaxSubnegotiationBytes) {
    set(kOverlong, true);
    std::string().swap(body);
    return;
  }
  body.push_back(static_cast<char>(byte));
}

TelnetEvent TelnetCodec::end_body(std::string& out) {
  const int row = find_option_row(body_option_);
  TelnetEvent::Kind heard = TelnetEvent::Kind::kNone;
  if (row >= 0 && option_row(row).on_subnegotiation != nullptr &&
      !has(kOverlong)) {
    Subnegotiation subnegotiation(*this, out);
    // What does not make sense is passed over; there is nobody to tell.
    const Status status = option_row(row).on_subnegotiation(
        subnegotiation, extras().body, heard);
    if (!status.ok()) heard = TelnetEvent::Kind::kNone;
  }
  if (extras_ != nullptr) std::string().swap(extras_->body);
  return event_of(heard);
}

void TelnetCodec::ask(Side side, Option option, bool wanted,
                      std::string& out) {
  const uint8_t number = static_cast<uint8_t>(option);
  const int row = find_option_row(number);
  if (row < 0) return;
  OptionState& state = state_of(side, row);
  append_say(side, wanted ? state.ask_yes() : state.ask_no(), number, out);
}

void TelnetCodec::withdraw(Side side, Option option, std::string& out) {
  const uint8_t number = static_cast<uint8_t>(option);
  const int row = find_option_row(number);
  if (row < 0) return;
  append_say(side, state_of(side, row).withdraw(), number, out);
}

bool TelnetCodec::is_on(Side side, Option option) const {
  const int row = find_option_row(static_cast<uint8_t>(option));
  return row >= 0 && options_[static_cast<int>(side)][row].is_on();
}

bool TelnetCodec::is_wanted(Side side, Option option) const {
  const int row = find_option_row(static_cast<uint8_t>(option));
  return row >= 0 && options_[static_cast<int>(side)][row].is_wanted();
}

void TelnetCodec::write(ByteView text, Newlines newlines, std::string& out) {
  if (newlines == Newlines::kAsIs && text.find(kIacByte) == text.npos) {
    if (!text.empty()) set(kAfterOutCr, false);
    out.append(text);
    return;
  }
  const bool is_binary = is_on(Side::kUs, Option::kBinary);
  for (const char c : text) {
    const bool follows_cr = has(kAfterOutCr);
    if (newlines == Newlines::kNetwork) {
      if (c == '\n' && !follows_cr) out.push_back('\r');
      // Whether a CR was half a line end is known only now.
      if (c != '\n' && follows_cr && !is_binary) out.push_back('\0');
    }
    set(kAfterOutCr, newlines == Newlines::kNetwork && c == '\r');
    if (c == kIacByte) out.push_back(kIacByte);
    out.push_back(c);
  }
}

void TelnetCodec::mark_prompt(std::string& out) {
  if (is_on(Side::kUs, Option::kEndOfRecord)) {
    append_command(Command::kEndOfRecord, out);
  }
}

std::string TelnetCodec::commands_in(ByteView output) {
  constexpr char kIac = '\xff';
  constexpr size_t kMostOfARest = 2;  // the verb and the option
  constexpr uint8_t kFirstVerb = 251, kBegin = 250, kEnd = 240;
  std::string kept;
  for (size_t i = 0; i < output.size();) {
    if (output[i] != kIac || i + 1 == output.size()) {
      if (i < kMostOfARest || output[i] == kIac) kept += output[i];
      ++i;
      continue;
    }
    const uint8_t verb = byte_at(output, i + 1);
    size_t end = i + 2;
    if (verb == kBegin) {
      while (end < output.size() &&
             !(output[end - 1] == kIac && byte_at(output, end) == kEnd))
        ++end;
      ++end;
    } else if (verb >= kFirstVerb && verb < 255) {
      ++end;
    }
    end = std::min(end, output.size());
    if (verb != 255) kept += output.substr(i, end - i);
    i = end;
  }
  return kept;
}

void TelnetCodec::write_data_mark(std::string& out) {
  append_command(Command::kDataMark, out);
}

}  // namespace mt::codec
