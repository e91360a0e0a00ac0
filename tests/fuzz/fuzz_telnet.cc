// fuzz_telnet.cc - any bytes at the telnet codec and the shell's dialogue.
//
// The first byte chooses how the rest is cut and what the caller does.

#include <stdint.h>
#include <stdlib.h>

#include <string>

#include "codec/shell_dialogue.h"
#include "codec/telnet.h"

using namespace mt;
using namespace mt::codec;

namespace {

void require(bool claim) {
  if (!claim) abort();
}

// What the codec says depends on the bytes and not on how they were cut, and
// is never much more than it heard.
std::string through_codec(ByteView bytes, size_t piece, std::string& out) {
  TelnetCodec codec;
  std::string heard;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    const std::string part(bytes.substr(at, piece));
    ByteView in = part;
    for (;;) {
      const TelnetEvent event = codec.next(in, out);
      if (event.kind == TelnetEvent::Kind::kNone) break;
      if (event.kind == TelnetEvent::Kind::kData) {
        heard += event.data;
        continue;
      }
      heard += '<';
      heard += static_cast<char>('a' + static_cast<int>(event.kind));
      heard += '>';
    }
    require(out.size() <= at + part.size() + kReplyCreditBytes);
  }
  codec.answer_timing_marks(out);
  return heard;
}

void through_shell(ByteView bytes, size_t piece, uint8_t choice) {
  ShellSettings settings;
  settings.manners = static_cast<Manners>(choice % 3);
  settings.stars = (choice & 4) != 0 ? kStarPerCharacter : 5;
  ShellDialogue shell(settings);
  std::string out;
  shell.open(out);
  for (size_t at = 0; at < bytes.size(); at += piece) {
    const std::string part(bytes.substr(at, piece));
    ByteView in = part;
    for (;;) {
      const ShellEvent event = shell.next(in, out);
      if (event.kind == ShellEvent::Kind::kNone) break;
      if (event.kind == ShellEvent::Kind::kLogin) {
        shell.accept(out);
      } else if (event.kind == ShellEvent::Kind::kComplete) {
        shell.complete(event.cursor / 2, {"alpha", "alps"}, out);
      } else if (event.kind == ShellEvent::Kind::kLine) {
        shell.write(std::string(event.text), out);
        shell.prompt(event.text.size() % 3 == 0 ? Prompt::kMore
                                                : Prompt::kReady,
                     out);
      } else if (shell.is_busy() && shell.is_logged_in()) {
        shell.prompt(Prompt::kReady, out);
      }
    }
    require(in.empty());
    out.clear();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const uint8_t choice = data[0];
  const ByteView bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const size_t piece = 1 + (choice >> 3);
  std::string whole_out;
  std::string cut_out;
  const std::string whole = through_codec(bytes, bytes.size() + 1, whole_out);
  const std::string cut = through_codec(bytes, piece, cut_out);
  require(whole == cut);
  require(whole_out == cut_out);
  through_shell(bytes, piece, choice);
  return 0;
}
