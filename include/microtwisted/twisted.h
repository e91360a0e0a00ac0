// twisted.h - the twisted package inside a C++ program.
//
//   Interpreter interpreter;
//   add_twisted();
//   return exit_status(run_file("server.py"));  // which runs the reactor
//
// Apart from embed.h because it brings the reactor, the protocols and the shell
// along; a program that embeds the language alone is smaller without them.

#pragma once

namespace microtwisted {

// Makes what twisted needs of C++ importable. Call it after the interpreter was
// started and before the first import of twisted; a second call does nothing.
// reactor.run() returns after reactor.stop().
void add_twisted();

}  // namespace microtwisted
