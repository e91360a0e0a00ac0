// shell.h - the native half of a telnet shell session: a protocol.
//
// twisted.manhole.telnet.Shell derives from the class made here. The dialogue
// (codec/shell_dialogue.h) says what bytes mean; each line is compiled and runs
// in a fiber of its own, a slice at a time, so that a command which never ends
// stops nobody else. Its output goes to its session alone.
//
//   line --> compile --> slice --> suspended --> queue (shell_queue.h)
//                          |  ^--- another slice ----------'
//                          '--> result, traceback, prompt

#pragma once

#include "twisted/connection.h"

namespace mt::twisted {

bool is_shell(Value protocol);

// What a Connection tells its Shell.
void shell_data(Connection* connection, ByteView bytes);
void shell_full(Connection* connection);
void shell_drained(Connection* connection);
void shell_urgent(Connection* connection);
void shell_closed(Connection* connection);

}  // namespace mt::twisted
