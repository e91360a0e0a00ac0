// conversation.cc - reading, playing, comparing.

#include "codec/conversation.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <memory>

#include "codec/shell_dialogue.h"
#include "codec/telnet.h"

namespace conversation {
namespace {

using namespace mt;
using namespace mt::codec;

struct Name {
  const char* text;
  uint8_t byte;
};

constexpr Name kNames[] = {
    {"EOF", 236},        {"SUSP", 237},     {"ABORT", 238},
    {"EOR-MARK", 239},   {"SE", 240},       {"NOP", 241},
    {"DM", 242},         {"BRK", 243},      {"IP", 244},
    {"AO", 245},         {"AYT", 246},      {"EC", 247},
    {"EL", 248},         {"GA", 249},       {"SB", 250},
    {"WILL", 251},       {"WONT", 252},     {"DO", 253},
    {"DONT", 254},       {"IAC", 255},      {"BINARY", 0},
    {"ECHO", 1},         {"SGA", 3},        {"STATUS", 5},
    {"TM", 6},           {"LOGOUT", 18},    {"TTYPE", 24},
    {"EOR", 25},         {"NAWS", 31},      {"TSPEED", 32},
    {"LFLOW", 33},       {"LINEMODE", 34},  {"XDISPLOC", 35},
    {"AUTH", 37},        {"ENCRYPT", 38},   {"NEW-ENVIRON", 39},
    {"CHARSET", 42},     {"START-TLS", 46}, {"GMCP", 201},
    {"MCCP2", 86},       {"EXOPL", 255},
};

const char* option_name(uint8_t byte) {
  for (const Name& name : kNames) {
    if (name.byte == byte && byte < 236) return name.text;
  }
  return "?";
}

const char* command_name(uint8_t byte) {
  for (const Name& name : kNames) {
    if (name.byte == byte && byte >= 236) return name.text;
  }
  return "?";
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string quoted(const std::string& bytes) {
  std::string out = "\"";
  for (const char c : bytes) {
    char hex[8];
    if (c == '\r') {
      out += "\\r";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\x1b') {
      out += "\\e";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c >= ' ' && c <= '~') {
      out += c;
    } else {
      snprintf(hex, sizeof hex, "\\x%02x", static_cast<uint8_t>(c));
      out += hex;
    }
  }
  return out + "\"";
}

struct Token {
  std::string text;
  bool is_quoted = false;
};

bool tokenize(const std::string& in, std::vector<Token>& out) {
  for (size_t i = 0; i < in.size();) {
    if (in[i] == ' ' || in[i] == '\t') {
      ++i;
      continue;
    }
    Token token;
    if (in[i] != '"') {
      const size_t end = std::min(in.find_first_of(" \t", i), in.size());
      token.text = in.substr(i, end - i);
      i = end;
      out.push_back(token);
      continue;
    }
    token.is_quoted = true;
    for (++i; i < in.size() && in[i] != '"'; ++i) {
      if (in[i] != '\\') {
        token.text += in[i];
        continue;
      }
      if (++i == in.size()) return false;
      switch (in[i]) {
        case 'r': token.text += '\r'; break;
        case 'n': token.text += '\n'; break;
        case 't': token.text += '\t'; break;
        case 'e': token.text += '\x1b'; break;
        case '0': token.text += '\0'; break;
        case 'x':
          if (i + 2 >= in.size()) return false;
          token.text += static_cast<char>(hex_value(in[i + 1]) * 16 +
                                          hex_value(in[i + 2]));
          i += 2;
          break;
        default: token.text += in[i];
      }
    }
    if (i == in.size()) return false;
    ++i;
    out.push_back(token);
  }
  return true;
}

bool to_bytes(const std::string& in, std::string& out) {
  std::vector<Token> tokens;
  if (!tokenize(in, tokens)) return false;
  for (const Token& token : tokens) {
    if (token.is_quoted) {
      out += token.text;
      continue;
    }
    const Name* found = nullptr;
    for (const Name& name : kNames) {
      if (token.text == name.text) found = &name;
    }
    if (found != nullptr) {
      out += static_cast<char>(found->byte);
    } else if (token.text.size() == 2 && hex_value(token.text[0]) >= 0 &&
               hex_value(token.text[1]) >= 0) {
      out += static_cast<char>(hex_value(token.text[0]) * 16 +
                               hex_value(token.text[1]));
    } else {
      return false;
    }
  }
  return true;
}

// One of the machines under test, as the player sees it.
class Machine {
 public:
  virtual ~Machine() = default;
  // Before the first step that is no setting.
  virtual void begin() {}
  virtual void give(ByteView bytes) = 0;
  // False when the word means nothing to this machine.
  virtual bool act(const std::string& word, const std::string& what) = 0;

  std::string out;
  std::string events() {
    flush();
    return events_;
  }
  void forget_events() { events_.clear(); }

 protected:
  void report(const std::string& event) {
    flush();
    if (!events_.empty()) events_ += ' ';
    events_ += event;
  }
  // Text may come in pieces of any length; they are one event here.
  void report_data(ByteView data) { data_ += data; }

 private:
  void flush() {
    if (data_.empty()) return;
    if (!events_.empty()) events_ += ' ';
    events_ += quoted(data_);
    data_.clear();
  }
  std::string events_;
  std::string data_;
};

class TelnetMachine : public Machine {
 public:
  void give(ByteView bytes) override {
    for (;;) {
      const TelnetEvent event = codec_.next(bytes, out);
      char text[64];
      switch (event.kind) {
        case TelnetEvent::Kind::kNone:
          return;
        case TelnetEvent::Kind::kData:
          report_data(event.data);
          break;
        case TelnetEvent::Kind::kLineEnd:
          report("line");
          break;
        case TelnetEvent::Kind::kCommand:
          report(command_name(static_cast<uint8_t>(event.command)));
          break;
        case TelnetEvent::Kind::kOption:
          report(std::string(event.side == Side::kUs ? "us " : "them ") +
                 option_name(static_cast<uint8_t>(event.option)) +
                 (event.is_on ? " on" : " off"));
          break;
        case TelnetEvent::Kind::kTimingMark:
          report("mark");
          break;
        case TelnetEvent::Kind::kWindowSize:
          snprintf(text, sizeof text, "size %ux%u", codec_.terminal().columns,
                   codec_.terminal().rows);
          report(text);
          break;
        case TelnetEvent::Kind::kTerminalType:
          report(std::string("type ") + codec_.terminal().last_name);
          if (codec_.terminal().features != 0) {
            report("features " + std::to_string(codec_.terminal().features));
          }
          break;
        case TelnetEvent::Kind::kCharset:
          report(codec_.terminal().is_utf8 ? "utf-8" : "not utf-8");
          break;
      }
    }
  }

  bool act(const std::string& word, const std::string& what) override {
    if (word == "ask") {
      std::string bytes;
      if (!to_bytes(what, bytes) || bytes.size() != 2) return false;
      const Command verb = static_cast<Command>(byte_at(bytes, 0));
      const bool ours = verb == Command::kWill || verb == Command::kWont;
      const bool wanted = verb == Command::kWill || verb == Command::kDo;
      codec_.ask(ours ? Side::kUs : Side::kThem,
                 static_cast<Option>(byte_at(bytes, 1)), wanted, out);
      return true;
    }
    if (word == "write") {
      std::string bytes;
      if (!to_bytes(what, bytes)) return false;
      codec_.write(bytes, Newlines::kNetwork, out);
      return true;
    }
    if (word != "do") return false;
    if (what == "marks") {
      codec_.answer_timing_marks(out);
    } else if (what == "synch") {
      codec_.begin_synch();
    } else if (what == "prompt") {
      codec_.mark_prompt(out);
    } else if (what == "transparent") {
      codec_.set_transparent(true);
    } else {
      return false;
    }
    return true;
  }

 private:
  TelnetCodec codec_;
};

class ShellMachine : public Machine {
 public:
  ShellMachine() {
    settings_.class_name = "CLASS";
    settings_.version = "1.0.4";
  }

  void give(ByteView bytes) override {
    for (;;) {
      const ShellEvent event = shell_->next(bytes, out);
      const std::string text(event.text);
      switch (event.kind) {
        case ShellEvent::Kind::kNone:
          return;
        case ShellEvent::Kind::kLogin:
          report("login " + quoted(text) + " " +
                 quoted(std::string(event.password)));
          break;
        case ShellEvent::Kind::kLine:
          report("line " + quoted(text));
          break;
        case ShellEvent::Kind::kInterrupt:
          report("interrupt");
          break;
        case ShellEvent::Kind::kComplete:
          report("complete " + quoted(text) + " " +
                 std::to_string(event.cursor));
          break;
        case ShellEvent::Kind::kAbortOutput:
          report("abort-output");
          break;
        case ShellEvent::Kind::kEndOfInput:
          report("end");
          break;
        case ShellEvent::Kind::kLogout:
          report("logout");
          break;
        case ShellEvent::Kind::kClose:
          report("close");
          break;
      }
    }
  }

  bool act(const std::string& word, const std::string& what) override {
    std::vector<Token> tokens;
    if (!tokenize(what, tokens)) return false;
    if (word == "with") {
      for (size_t i = 0; i + 1 < tokens.size(); i += 2) {
        const std::string& value = tokens[i + 1].text;
        if (tokens[i].text == "stars") {
          settings_.stars = value == "typed" ? kStarPerCharacter
                                             : atoi(value.c_str());
        } else {
          settings_.manners = value == "never"  ? Manners::kNever
                              : value == "once" ? Manners::kAtOnce
                                                : Manners::kWhenSpokenTo;
        }
      }
      return true;
    }
    if (word == "write") {
      std::string bytes;
      if (!to_bytes(what, bytes)) return false;
      shell_->write(bytes, out);
      return true;
    }
    if (word == "offer") {
      std::vector<std::string> candidates;
      for (size_t i = 1; i < tokens.size(); ++i) {
        candidates.push_back(tokens[i].text);
      }
      shell_->complete(static_cast<size_t>(atoi(tokens[0].text.c_str())),
                       candidates, out);
      give({});
      return true;
    }
    if (word != "do") return false;
    if (what == "accept") {
      shell_->accept(out);
    } else if (what == "prompt") {
      shell_->prompt(Prompt::kReady, out);
    } else if (what == "more") {
      shell_->prompt(Prompt::kMore, out);
    } else if (what == "synch") {
      shell_->begin_synch(out);
    } else if (what == "aborted") {
      shell_->output_aborted(out);
    } else {
      return false;
    }
    give({});
    return true;
  }

  void begin() override {
    if (shell_ != nullptr) return;
    shell_.reset(new ShellDialogue(settings_));
    shell_->open(out);
  }

 private:
  ShellSettings settings_;
  std::unique_ptr<ShellDialogue> shell_;
};

struct Step {
  int line = 0;
  std::string word;
  std::string what;  // without brackets
};
using Conversation = std::vector<Step>;

bool read_steps(const std::string& text, int number, Conversation& out) {
  for (size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\t') {
      ++i;
      continue;
    }
    Step step;
    step.line = number;
    while (i < text.size() && text[i] != ' ') step.word += text[i++];
    while (i < text.size() && text[i] == ' ') ++i;
    if (i < text.size() && text[i] == '<') {
      // A closing bracket inside quotes does not close.
      bool in_quotes = false;
      for (++i; i < text.size() && (in_quotes || text[i] != '>'); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) step.what += text[i++];
        if (text[i] == '"' && text[i - 1] != '\\') in_quotes = !in_quotes;
        step.what += text[i];
      }
      if (i == text.size()) return false;
      ++i;
    } else {
      while (i < text.size() && text[i] != ' ') step.what += text[i++];
    }
    out.push_back(step);
  }
  return true;
}

void give_split(Machine& machine, const std::string& bytes, size_t split) {
  // Copies, so that a sanitizer sees a view kept for too long.
  if (split == kWhole || (split != kEachByte && split >= bytes.size())) {
    machine.give(std::string(bytes));
    return;
  }
  if (split == kEachByte) {
    for (const char c : bytes) machine.give(std::string(1, c));
    return;
  }
  machine.give(bytes.substr(0, split));
  machine.give(bytes.substr(split));
}

std::string mismatch(const Step& step, size_t split, const std::string& wanted,
                     const std::string& got) {
  return "line " + std::to_string(step.line) + ", split " +
         std::to_string(static_cast<int>(split)) + ": " + step.word +
         "\n  wanted " + wanted + "\n  got    " + got;
}

std::string play(const Conversation& steps, bool is_shell, size_t split) {
  std::unique_ptr<Machine> machine;
  if (is_shell) {
    machine.reset(new ShellMachine);
  } else {
    machine.reset(new TelnetMachine);
  }
  for (const Step& step : steps) {
    if (step.word != "with") machine->begin();
    if (step.word == "peer") {
      std::string bytes;
      if (!to_bytes(step.what, bytes)) {
        return mismatch(step, split, "bytes", step.what);
      }
      give_split(*machine, bytes, split);
    } else if (step.word == "us") {
      std::string wanted;
      if (step.what != "nothing" && !to_bytes(step.what, wanted)) {
        return mismatch(step, split, "bytes", step.what);
      }
      if (machine->out != wanted) {
        return mismatch(step, split, quoted(wanted), quoted(machine->out));
      }
      machine->out.clear();
    } else if (step.word == "event") {
      const std::string wanted = step.what == "nothing" ? "" : step.what;
      if (machine->events() != wanted) {
        return mismatch(step, split, wanted, machine->events());
      }
      machine->forget_events();
    } else if (!machine->act(step.word, step.what)) {
      return mismatch(step, split, "a word that is known", step.what);
    }
  }
  return {};
}

}  // namespace

Outcome play_file(const std::string& path) {
  Outcome outcome;
  FILE* file = fopen(path.c_str(), "r");
  if (file == nullptr) {
    outcome.failure = "cannot open '" + path + "'";
    return outcome;
  }
  std::vector<Conversation> all(1);
  char buffer[4096];
  int number = 0;
  while (fgets(buffer, sizeof buffer, file) != nullptr) {
    ++number;
    buffer[strcspn(buffer, "\n")] = '\0';
    const std::string text = buffer;
    if (text.empty() && !all.back().empty()) all.emplace_back();
    if (text.empty() || text[0] == '#') continue;
    if (!read_steps(text, number, all.back())) {
      outcome.failure = path + ": line " + std::to_string(number) + ": '<'";
      break;
    }
  }
  fclose(file);
  const bool is_shell = path.find("/shell/") != std::string::npos;
  for (const Conversation& steps : all) {
    if (steps.empty() || !outcome.failure.empty()) continue;
    ++outcome.conversations;
    size_t longest = 1;
    for (const Step& step : steps) {
      std::string bytes;
      if (step.word == "peer" && to_bytes(step.what, bytes)) {
        longest = std::max(longest, bytes.size());
      }
    }
    std::vector<size_t> splits = {kWhole, kEachByte};
    for (size_t split = 1; split < longest; ++split) splits.push_back(split);
    for (const size_t split : splits) {
      ++outcome.runs;
      const std::string failure = play(steps, is_shell, split);
      if (failure.empty()) continue;
      outcome.failure = path + ": " + failure;
      break;
    }
  }
  return outcome;
}

std::vector<std::string> find_files(const std::string& protocol) {
  const char* data = getenv("MT_TEST_DATA");
  const std::string directory =
      std::string(data != nullptr ? data : "tests") + "/codec/" + protocol;
  std::vector<std::string> paths;
  DIR* open = opendir(directory.c_str());
  if (open == nullptr) return paths;
  while (const dirent* entry = readdir(open)) {
    const std::string name = entry->d_name;
    if (name.size() > 4 && name.substr(name.size() - 4) == ".txt") {
      paths.push_back(directory + "/" + name);
    }
  }
  closedir(open);
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace conversation
