// program.h - a program whose options and work are written in Python.

#pragma once

namespace mt::cmd {

// Starts the language, imports the embedded module and calls its main().
// Returns what the process exits with.
int run_program(int argc, char** argv, const char* module);

}  // namespace mt::cmd
