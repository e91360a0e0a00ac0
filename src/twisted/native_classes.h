// native_classes.h - the classes that src/twisted adds to the language.
//
// Each init_ makes one class; modules.cc calls them all, once, and puts the
// classes into the modules that Python code imports them from.

#pragma once

#include "python/native.h"

namespace mt::twisted {

python::Type* init_delayed_call(python::Fiber& fiber);
python::Type* init_connection(python::Fiber& fiber);
python::Type* init_listener(python::Fiber& fiber);
python::Type* init_attempt(python::Fiber& fiber);
python::Type* init_datagram(python::Fiber& fiber);
python::Type* init_descriptor_watch(python::Fiber& fiber);
struct AddressTypes {
  python::Type *ipv4, *ipv6, *unix_path;
};
AddressTypes init_addresses(python::Fiber& fiber);
python::Type* init_shell(python::Fiber& fiber);

// Module functions that belong to a class's file.
python::Value call_soon(python::Fiber& fiber, python::Value self,
                        python::Args args);
python::Value call_later(python::Fiber& fiber, python::Value self,
                         python::Args args);
python::Value delayed_calls(python::Fiber& fiber, python::Value self,
                            python::Args args);
python::Value listen_tcp(python::Fiber& fiber, python::Value self,
                         python::Args args);
python::Value listen_unix(python::Fiber& fiber, python::Value self,
                          python::Args args);
python::Value connect_tcp(python::Fiber& fiber, python::Value self,
                          python::Args args);
python::Value connect_unix(python::Fiber& fiber, python::Value self,
                           python::Args args);
python::Value bind_udp(python::Fiber& fiber, python::Value self,
                       python::Args args);
python::Value adopt_datagram(python::Fiber& fiber, python::Value self,
                             python::Args args);
python::Value look_up(python::Fiber& fiber, python::Value self,
                      python::Args args);
python::Value adopt_stream(python::Fiber& fiber, python::Value self,
                           python::Args args);
python::Value adopt_port(python::Fiber& fiber, python::Value self,
                         python::Args args);
python::Value watch_descriptor(python::Fiber& fiber, python::Value self,
                               python::Args args);
python::Value spawn(python::Fiber& fiber, python::Value self,
                    python::Args args);

}  // namespace mt::twisted
