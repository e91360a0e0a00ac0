// conversation.h - plays written conversations against the protocol machines.
//
// A file is read line by line; an empty line begins a new conversation with a
// new machine. A line holds pairs of a word and what belongs to it:
//
//   peer <...>   bytes that arrive
//   us <...>     all that was sent since the last "us"; or: us nothing
//   event <...>  what was reported since the last "event"; or: event nothing
//   ask <WILL ECHO>      we ask for an option (telnet)
//   do WORD              marks, synch, accept, prompt, more, close
//   write <...>          output (shell)
//   offer <3 "abc" "abd">  completions, from the third byte (shell)
//   with <stars 6 manners once>  settings, first in a conversation (shell)
//
// Inside the brackets: names of commands and options, two hexadecimal digits,
// or text in quotes with \r \n \t \\ \" \e \0 and \xNN.

#pragma once

#include <string>
#include <vector>

namespace conversation {

struct Outcome {
  int conversations = 0;
  int runs = 0;        // each conversation is played once for each split
  std::string failure;  // empty when all went as written
};

// How the bytes of each "peer" arrive: all at once, one by one, or in two
// parts of which the first has `split` bytes.
constexpr size_t kWhole = 0;
constexpr size_t kEachByte = static_cast<size_t>(-1);

// Plays every conversation in a file in every split.
Outcome play_file(const std::string& path);

// The paths of all tests/codec/<protocol>/*.txt, sorted. The directory is
// $MT_TEST_DATA, "tests" without it.
std::vector<std::string> find_files(const std::string& protocol);

}  // namespace conversation
