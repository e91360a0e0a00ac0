// test_conversations.cc - every written conversation, in every split.

#include <criterion/criterion.h>

#include "codec/conversation.h"

namespace {

void play_all(const char* protocol, int at_least) {
  int conversations = 0;
  for (const std::string& path : conversation::find_files(protocol)) {
    const conversation::Outcome outcome = conversation::play_file(path);
    cr_expect(outcome.failure.empty(), "%s", outcome.failure.c_str());
    cr_expect(outcome.conversations > 0, "%s is empty", path.c_str());
    conversations += outcome.conversations;
  }
  cr_assert(conversations >= at_least, "only %d conversations in %s",
            conversations, protocol);
}

}  // namespace

Test(conversations, of_telnet_go_as_written) { play_all("telnet", 50); }

Test(conversations, of_the_shell_go_as_written) { play_all("shell", 20); }
