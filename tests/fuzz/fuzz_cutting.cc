// fuzz_cutting.cc - any bytes as lines, netstrings and strings with a length
// before them, at once and in pieces.
//
// The first three bytes say what the limit is, which delimiter there is and
// how long the pieces are. Whatever comes out has to be the same.

#include <stdint.h>
#include <stdlib.h>

#include <algorithm>
#include <string>

#include "codec/counted.h"
#include "codec/line.h"

using namespace mt;
using namespace mt::codec;

namespace {

void require(bool claim) {
  if (!claim) abort();
}

struct Settings {
  size_t most;
  ByteView delimiter;
};

// Gives `in` to a machine in pieces: the machine takes from the front of what is
// held, adds to what is shown, and says whether to ask again.
template <typename Machine>
std::string in_pieces(ByteView in, size_t piece, Machine machine) {
  std::string held, shown;
  while (!in.empty()) {
    const ByteView part = in.substr(0, piece);
    in.remove_prefix(part.size());
    held += part;
    while (machine(held, shown)) {
    }
  }
  return shown;
}

std::string lines(ByteView in, size_t piece, const Settings& settings) {
  LineFinder finder;
  bool is_over = false;
  return in_pieces(in, piece, [&](std::string& held, std::string& shown) {
    size_t bytes = 0;
    if (is_over) return false;
    const auto found =
        finder.look(held, settings.delimiter, settings.most, &bytes);
    if (found == LineFinder::Found::kNothing) return false;
    is_over = found == LineFinder::Found::kTooLong;
    if (is_over) return false;
    require(bytes <= settings.most);
    shown += held.substr(0, bytes) + "\n";
    held.erase(0, bytes + settings.delimiter.size());
    finder.forget();
    return true;
  });
}

std::string strings(ByteView in, size_t piece, size_t most, size_t prefix) {
  return in_pieces(in, piece, [&](std::string& held, std::string& shown) {
    Counted found;
    if (prefix == 0) {
      found = find_netstring(held, most);
    } else if (held.size() >= prefix) {
      const LengthForm form = {static_cast<uint8_t>(prefix), false};
      found = find_counted(held, prefix, read_length(held, form), most);
    }
    if (found.found != CountedFound::kString) return false;
    require(found.bytes <= most && found.end <= held.size() &&
            found.start <= found.end && found.bytes <= found.end - found.start);
    shown += held.substr(found.start, found.bytes) + "\n";
    held.erase(0, found.end);
    return true;
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  static const ByteView kDelimiters[] = {"\r\n", "\n", "aab", "\r\r"};
  const Settings settings = {data[0], kDelimiters[data[1] % 4]};
  const size_t piece = std::max<size_t>(data[2], 1);
  const ByteView in(reinterpret_cast<const char*>(data) + 3, size - 3);
  require(lines(in, piece, settings) == lines(in, in.size(), settings));
  require(last_line_start(in, settings.delimiter) <= in.size());
  for (const size_t prefix : {0, 1, 2, 4}) {
    require(strings(in, piece, settings.most, prefix) ==
            strings(in, in.size(), settings.most, prefix));
  }
  return 0;
}
