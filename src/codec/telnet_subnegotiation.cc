// telnet_subnegotiation.cc - one section for each option that has something
// to say beyond yes and no.

#include "codec/telnet_subnegotiation.h"

#include <string.h>

#include <algorithm>

#include "base/ascii.h"

namespace mt::codec {
namespace {

using Kind = TelnetEvent::Kind;

Error malformed(const char* what) { return Error(Errc::kInvalid, what); }

// TERMINAL-TYPE, RFC 1091: "SEND" is 1, "IS name" is 0. Each SEND gets the
// next name; the same name twice ends the list. Clients of muds give their
// own name first, then the terminal's, then "MTTS" and a sum of features.

constexpr char kSend[] = "\x01";

void ask_type(Subnegotiation& to, Side) {
  to.send(Option::kTerminalType, ByteView(kSend, 1));
}

uint32_t parse_features(ByteView digits) {
  uint32_t sum = 0;
  for (const char c : digits) {
    if (!is_digit(c) || sum > 100000000) return 0;
    sum = sum * 10 + static_cast<uint32_t>(c - '0');
  }
  return sum;
}

Status on_terminal_type(Subnegotiation& from, ByteView body, Kind& heard) {
  if (body.empty() || body.front() != '\0') return malformed("not IS");
  body.remove_prefix(1);
  if (body.empty() || body.size() > kMaxTerminalNameBytes) {
    return malformed("terminal name too long");
  }
  char name[kMaxTerminalNameBytes + 1] = {};
  for (size_t i = 0; i < body.size(); ++i) {
    if (!is_print(body[i])) return malformed("terminal name not printable");
    name[i] = to_upper(body[i]);
  }
  Terminal& terminal = from.terminal();
  if (terminal.names_told >= kMaxTerminalNames) return {};
  ++terminal.names_told;
  heard = Kind::kTerminalType;
  if (strncmp(name, "MTTS ", 5) == 0) {
    terminal.features = parse_features(ByteView(name).substr(5));
    if ((terminal.features & kFeatureUtf8) != 0) terminal.is_utf8 = true;
    return {};
  }
  const bool is_repeated = strcmp(name, terminal.last_name) == 0;
  memcpy(terminal.last_name, name, sizeof name);
  if (terminal.names_told == 1) memcpy(terminal.first_name, name, sizeof name);
  if (!is_repeated && terminal.names_told < kMaxTerminalNames) {
    ask_type(from, Side::kThem);
  }
  return {};
}

// NAWS, RFC 1073: IAC SB NAWS <columns:u16> <rows:u16> IAC SE. Zero means
// "not telling", so the size already assumed stays. Some clients send it
// before they were asked; it is as true then.

Status on_window_size(Subnegotiation& from, ByteView body, Kind& heard) {
  ByteReader in(body);
  TRY_ASSIGN(const uint16_t columns, in.u16());
  TRY_ASSIGN(const uint16_t rows, in.u16());
  TRY(in.expect_end());
  Terminal& terminal = from.terminal();
  if (columns != 0) terminal.columns = columns;
  if (rows != 0) terminal.rows = rows;
  heard = Kind::kWindowSize;
  return {};
}

// STATUS, RFC 859: "SEND" is 1 and is answered by "IS", 0, and the list of
// what is in force: WILL what we do, DO what they do.

Status on_status(Subnegotiation& from, ByteView body, Kind&) {
  if (body != ByteView(kSend, 1)) return malformed("not SEND");
  if (!from.codec().is_on(Side::kUs, Option::kStatus)) return {};
  std::string list(1, '\0');
  for (int row = 0; row < kOptionRows; ++row) {
    const OptionRow& known = option_row(row);
    for (const Side side : {Side::kUs, Side::kThem}) {
      if (!from.codec().is_on(side, known.option)) continue;
      const Command word = side == Side::kUs ? Command::kWill : Command::kDo;
      list.push_back(static_cast<char>(word));
      list.push_back(static_cast<char>(known.option));
    }
  }
  from.send(Option::kStatus, list);
  return {};
}

// LINEMODE, RFC 1184. We never ask for it; to a client that offers it we say
// "edit lines yourself, and turn your interrupt key into IAC IP".

constexpr char kMode = 1;
constexpr char kSlc = 3;
constexpr uint8_t kModeEditTrapSignals = 1 | 2;
constexpr uint8_t kLevelMask = 3;
constexpr uint8_t kLevelDefault = 3;
constexpr uint8_t kSlcAck = 0x80;

void set_mode(Subnegotiation& to, Side) {
  const char mode[] = {kMode, static_cast<char>(kModeEditTrapSignals)};
  to.send(Option::kLinemode, ByteView(mode, sizeof mode));
}

// A triple for each special character: function, flags and level, value. We
// have no values of our own to defend, so the first proposal for each function
// is accepted and later ones are passed over. "0 DEFAULT 0" asks for our list;
// it names the functions that mean something here and leaves the keys to them.
Status on_linemode(Subnegotiation& from, ByteView body, Kind&) {
  if (body.empty() || body.front() != kSlc) return {};  // MODE's ACK, masks
  body.remove_prefix(1);
  if (body.size() % 3 != 0) return malformed("not triples");
  auto& extras = from.extras();
  std::string answer(1, kSlc);
  for (; !body.empty(); body.remove_prefix(3)) {
    const uint8_t function = byte_at(body, 0);
    const uint8_t flags = byte_at(body, 1);
    if (function == 0) {
      if (extras.has_listed_characters || (flags & kLevelMask) == 0) continue;
      extras.has_listed_characters = true;
      // IP, AO, AYT, ABORT, EOF, EC, EL.
      for (const char ours : ByteView("\3\4\5\7\10\12\13")) {
        answer.push_back(ours);
        answer.push_back(static_cast<char>(kLevelDefault));
        answer.push_back('\0');
      }
      continue;
    }
    if (function > kMaxSpecialCharacter || (flags & kSlcAck) != 0) continue;
    const uint32_t bit = uint32_t{1} << function;
    if ((extras.characters_heard & bit) != 0) continue;
    extras.characters_heard |= bit;
    answer.push_back(static_cast<char>(function));
    answer.push_back(static_cast<char>(flags | kSlcAck));
    answer.push_back(body[2]);
  }
  if (answer.size() > 1) from.send(Option::kLinemode, answer);
  return {};
}

// CHARSET, RFC 2066. REQUEST is followed by a separator and names divided by
// it. UTF-8 is the one we speak.

constexpr char kRequest = 1;
constexpr char kAccepted = 2;
constexpr char kRejected = 3;
constexpr char kTableIs = 4;
constexpr char kTableRejected = 5;

void request_charset(Subnegotiation& to, Side side) {
  if (side != Side::kUs) return;  // who says WILL makes the request
  to.send(Option::kCharset, "\x01;UTF-8");
}

ByteView find_utf8(ByteView list) {
  // "[TTABLE]" and a version number may come first: translation tables, which
  // we never want.
  constexpr ByteView kTables = "[TTABLE]";
  if (list.substr(0, kTables.size()) == kTables) {
    list.remove_prefix(std::min(list.size(), kTables.size() + 1));
  }
  if (list.empty()) return {};
  const char separator = list.front();
  list.remove_prefix(1);
  while (!list.empty()) {
    const size_t length = std::min(list.find(separator), list.size());
    const ByteView name = list.substr(0, length);
    if (equal_ignoring_case(name, "UTF-8")) return name;
    list.remove_prefix(std::min(length + 1, list.size()));
  }
  return {};
}

Status on_charset(Subnegotiation& from, ByteView body, Kind& heard) {
  if (body.empty()) return malformed("empty");
  const char what = body.front();
  body.remove_prefix(1);
  switch (what) {
    case kRequest: {
      // The name goes back as it was written.
      const ByteView name = find_utf8(body);
      std::string answer(1, name.empty() ? kRejected : kAccepted);
      answer.append(name);
      if (!name.empty()) from.terminal().is_utf8 = true;
      from.send(Option::kCharset, answer);
      heard = Kind::kCharset;
      return {};
    }
    case kAccepted:
      if (!equal_ignoring_case(body, "UTF-8")) return malformed("not asked");
      from.terminal().is_utf8 = true;
      heard = Kind::kCharset;
      return {};
    case kTableIs:
      from.send(Option::kCharset, ByteView(&kTableRejected, 1));
      return {};
    default:
      return {};
  }
}

constexpr Consent kAgree = Consent::kAgree;
constexpr Consent kRefuse = Consent::kRefuse;

// We echo, and never let them echo while we do: two echoes never end. The
// speed of a terminal is accepted and its value not looked at.
constexpr OptionRow kOptions[] = {
    // option                  us       them     when agreed, on subnegotiation
    {Option::kBinary,          kAgree,  kAgree,  nullptr, nullptr},
    {Option::kEcho,            kAgree,  kRefuse, nullptr, nullptr},
    {Option::kSuppressGoAhead, kAgree,  kAgree,  nullptr, nullptr},
    {Option::kStatus,          kAgree,  kRefuse, nullptr, on_status},
    {Option::kTimingMark,      kRefuse, kRefuse, nullptr, nullptr},
    {Option::kLogout,          kAgree,  kRefuse, nullptr, nullptr},
    {Option::kTerminalType,    kRefuse, kAgree,  ask_type, on_terminal_type},
    {Option::kEndOfRecord,     kAgree,  kRefuse, nullptr, nullptr},
    {Option::kWindowSize,      kRefuse, kAgree,  nullptr, on_window_size},
    {Option::kTerminalSpeed,   kRefuse, kAgree,  nullptr, nullptr},
    {Option::kLinemode,        kRefuse, kAgree,  set_mode, on_linemode},
    {Option::kCharset,         kAgree,  kAgree,  request_charset, on_charset},
};
static_assert(sizeof kOptions / sizeof kOptions[0] == kOptionRows,
              "one state for each row");

// The row of each option, -1 for those without. CHARSET has the last number.
struct Rows {
  int8_t of[static_cast<uint8_t>(Option::kCharset) + 1] = {};
};
constexpr Rows number_rows() {
  Rows rows;
  for (int8_t& row : rows.of) row = -1;
  for (int8_t row = 0; row < kOptionRows; ++row)
    rows.of[static_cast<uint8_t>(kOptions[row].option)] = row;
  return rows;
}
constexpr Rows kRows = number_rows();

}  // namespace

bool Subnegotiation::send(Option option, ByteView body) {
  size_t length = 5 + body.size();
  for (const char c : body) length += c == '\xff';
  if (!codec_.afford(length)) return false;
  out_.append("\xff\xfa", 2);
  out_.push_back(static_cast<char>(option));
  for (const char c : body) {
    if (c == '\xff') out_.push_back(c);
    out_.push_back(c);
  }
  out_.append("\xff\xf0", 2);
  return true;
}

const OptionRow& option_row(int row) { return kOptions[row]; }

int find_option_row(uint8_t option) {
  return option < sizeof kRows.of ? kRows.of[option] : -1;
}

}  // namespace mt::codec
