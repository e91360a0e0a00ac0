// source.h - programs from outside: files, bytes, and the module they run as.

#pragma once

#include <string>
#include <string_view>

#include "python/function.h"
#include "python/object.h"

namespace mt::python {

// The text in the bytes of a source file: byte order mark, encoding cookie and
// line ends undone. Null and SyntaxError when they cannot be decoded.
Str* source_from_bytes(Fiber& fiber, std::string_view bytes, Str* filename);
// The same of a file; null and OSError when it cannot be read.
Str* source_from_file(Fiber& fiber, Str* path);

// The str in a str, in bytes as file systems have them, or in what __fspath__
// gives. Error and TypeError otherwise.
Value file_path_text(Fiber& fiber, Value path);
// A module's __file__, as its code of the era has it.
void set_era_file(Fiber& fiber, Dict* dict);
// The str of a path, or of what else the system knows by its bytes: each of
// them a character to the era, otherwise UTF-8 with surrogates for the rest.
Value path_text(Fiber& fiber, std::string_view bytes);

// The module __main__, made when first asked for.
Module* main_module(Fiber& fiber);
// Runs text as __main__. Error when it raised.
Value run_main(Fiber& fiber, Str* source, Str* filename,
               const CompileOptions& options);
// Runs a file as __main__, with __file__ set.
Value run_main_file(Fiber& fiber, Str* path, const CompileOptions& options);

// Runs a module, found as import finds it, as __main__.
Value run_main_module(Fiber& fiber, std::string_view name);

// sys.argv.
void set_argv(Fiber& fiber, const char* const* arguments, size_t count);
// sys.path.insert(0, directory).
void add_path_front(Fiber& fiber, std::string_view directory);

// Ctrl-C raises KeyboardInterrupt from now on, as signal.SIGINT's default
// handler does. For programs that are one user's, on a terminal.
void watch_interrupt();

// What SystemExit asks for: the exit status, after printing to stderr what is
// no number. False: the exception is no SystemExit.
bool exit_status(Fiber& fiber, Value exception, int* status);
// Calls sys.excepthook with an exception that nobody caught.
void report_uncaught(Fiber& fiber, Value exception);
// What atexit.register() was given, last first; errors are printed.
void run_exit_functions(Fiber& fiber);
// The end of a program: what atexit has, then __del__ of what __main__ kept.
// False: what was printed could not be written; said so.
bool finish_program(Fiber& fiber);
// The line that `print x,` of the era left open is ended.
void end_printed_line(Fiber& fiber);
// sys.stdout.flush(). False when the system refused; printed to stderr.
bool flush_output(Fiber& fiber);
// sys.stdout.flush() and sys.stderr.flush(), errors ignored.
void flush_streams(Fiber& fiber);

}  // namespace mt::python
