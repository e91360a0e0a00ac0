// tap.h - saving an application and getting it back.
//
// The door of this room. A graph of Python objects becomes the bytes of a tap
// and the other way round; the bytes become readable source and the other way
// round. Where files are and who is told about what was left out is for others
// (src/twisted/tap_module.cc). tap(5) says what each kind of object becomes.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/status.h"
#include "python/fiber.h"
#include "python/object.h"
#include "tap/pile.h"

namespace mt::tap {

struct Header {
  std::string compat;  // "1.0.4": what the application behaves like
  std::string name;    // of the application
};

// An object that could not be stored; None stands in its place.
struct Omission {
  std::string path;    // "application.tcpPorts[0][1].namespace['fd']"
  std::string reason;  // "a 'socket' object cannot be stored"
};

// The tap of `root` and of all that hangs from it, into an empty pile. Calls
// __getstate__ of instances whose class has one; what that raises is an
// omission, unless it is no Exception: then, and when there is no memory left,
// the exception is in the fiber and the result is false. No more than 100
// omissions are listed.
bool write_graph(python::Fiber& fiber, python::Value root, const Header& header,
                 BytePile* tap, std::vector<Omission>* omissions);

// The object that a tap was made of. `tap` must stay where it is meanwhile.
//
// First everything is checked and made, which runs nothing; then __setstate__
// and the like are called. Fails with a message that names the offset; when a
// Python exception was the reason, it is added to the message, and given in
// *cause. With `missing`, names in dictionaries for what is in a module that
// cannot be imported are left out, attributes that are such a module too, and
// why is added there; elsewhere it is a failure. Memory: a few dozen bytes for
// each byte of the file.
Result<python::Value> read_graph(python::Fiber& fiber, ByteView tap,
                                 Header* header = nullptr,
                                 python::Value* cause = nullptr,
                                 std::vector<std::string>* missing = nullptr);

// The header alone, of a file whose frame is sound.
Result<Header> read_header(ByteView tap);

// The source form, and back: to_tap(to_source(t)) is t, byte for byte. Both
// make no objects. Messages of to_tap name the line.
Result<std::string> to_source(ByteView tap);
Result<std::string> to_tap(ByteView source);
// Whether a file begins as the source form does.
bool is_source(ByteView file);

}  // namespace mt::tap
