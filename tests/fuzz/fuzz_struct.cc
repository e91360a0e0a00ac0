// fuzz_struct.cc - a line of any bytes as a format of struct, the rest as what
// it unpacks. What was unpacked can be packed, into as many bytes.

#include "modules.h"

#include "python/list.h"

namespace mt::python {

void one_input(Fiber& fiber, std::string_view bytes) {
  const size_t end = bytes.find('\n');
  if (end == bytes.npos) return;
  const Value format = bytes_of(fiber, bytes.substr(0, end));
  std::string data(bytes.substr(end + 1));
  const Value size = call_in(fiber, "struct", "calcsize", {format});
  if (size.is_error() || !size.is_int() || size.as_int() > 65536) return;
  data.resize(static_cast<size_t>(size.as_int()));
  const Value values =
      call_in(fiber, "struct", "unpack", {format, bytes_of(fiber, data)});
  if (values.is_error()) return;
  const Value pack = get_attr(fiber, import_module(fiber, "struct"), "pack");
  const Value first[] = {format};
  const Value arguments = binary_op(
      fiber, kAdd, Value::from_object(make_tuple(fiber, first, 1)), values);
  const Value packed =
      call_spread(fiber, pack, arguments.as<Tuple>(), nullptr);
  require(!packed.is_error());
  require(packed.as<Bytes>()->size == data.size());
}

}  // namespace mt::python
