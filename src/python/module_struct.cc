// module_struct.cc - struct: records of C, packed and unpacked.
//
// A format is read once, to a row of groups of items: a Struct keeps its own,
// of the others those that were used of late are kept.

#include <string.h>

#include "base/bytes.h"
#include "python/builtins_internal.h"
#include "python/codecs.h"
#include "python/data_modules.h"
#include "python/iterators.h"
#include "python/packing.h"

namespace mt::python {

namespace {

Type* g_error;  // classes of C++ are never freed
Type* g_struct_type;
Type* g_iterator_type;

// What a format makes. Whoever may run Python has a copy, for meanwhile a
// Struct may get another.
struct Plan {
  Bytes* memory = nullptr;  // of the groups
  size_t groups = 0, size = 0, values = 0;

  const ItemGroup* begin() const {
    return reinterpret_cast<const ItemGroup*>(memory->data);
  }
  const ItemGroup* end() const { return begin() + groups; }
};
static_assert((sizeof(Bytes) - sizeof Bytes::data) % alignof(ItemGroup) == 0);

struct StructObject : Object {
  Bytes* format;
  Plan plan;
  // attributes follow
};

struct UnpackIterator : Object {
  Plan plan;
  Object* source;
  size_t at;
};

StructObject* as_struct(Value self) { return self.as<StructObject>(); }
UnpackIterator* as_walk(Value self) { return self.as<UnpackIterator>(); }

void trace_struct(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<StructObject*>(self)->format);
  tracer.visit(static_cast<StructObject*>(self)->plan.memory);
}
void trace_iterator(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<UnpackIterator*>(self)->plan.memory);
  tracer.visit(static_cast<UnpackIterator*>(self)->source);
}
const Layout kStructLayout = {Kind::kNative, "Struct", sizeof(StructObject),
                              trace_struct, nullptr, nullptr};
const Layout kIteratorLayout = {Kind::kNative, "unpack_iterator",
                                sizeof(UnpackIterator), trace_iterator,
                                nullptr, nullptr};

// --- formats -----------------------------------------------------------------

// A format given as str or bytes. False: raised.
bool format_argument(Fiber& fiber, Value value, std::string_view* format) {
  if (const Bytes* const bytes = cast<Bytes>(value)) {
    *format = bytes->view();
    return true;
  }
  if (Str* const text = cast<Str>(value)) {
    *format = text->view();
    if (text->is_ascii()) return true;
    encode_str(fiber, text, "ascii");
    return false;
  }
  raise_type_error(fiber,
                   "Struct() argument 1 must be a str or bytes object, not %s",
                   type_name(value));
  return false;
}

// Formats that were read of late. A program goes on with the same few.
struct Known {
  char text[24];
  size_t length;
  Plan plan;
};
Known g_known[16];

void trace_known(Tracer& tracer, void*) {
  for (const Known& known : g_known) tracer.visit(known.plan.memory);
}

// False: raised.
bool read_plan(Fiber& fiber, std::string_view format, Plan* plan) {
  const size_t places = sizeof g_known / sizeof *g_known;
  size_t place = format.size();
  for (size_t i = 0; i < format.size() && i < 8; ++i)
    place = place * 5 + static_cast<uint8_t>(format[i]);
  Known& known = g_known[place % places];
  if (known.plan.memory != nullptr &&
      format == std::string_view(known.text, known.length)) {
    *plan = known.plan;
    return true;
  }
  const char* error = read_format(format, nullptr, &plan->groups, &plan->size,
                                  &plan->values);
  if (format.find('\0') != std::string_view::npos) {
    error = "embedded null character";
  }
  if (error != nullptr) {
    raise(fiber, g_error, "%s", error);
    return false;
  }
  size_t bytes;
  if (!checked_mul(plan->groups, sizeof(ItemGroup), &bytes)) {
    raise_memory_error(fiber);
    return false;
  }
  plan->memory = make_bytes_to_fill(fiber, bytes);
  if (plan->memory == nullptr) return false;
  read_format(format, reinterpret_cast<ItemGroup*>(plan->memory->data),
              &plan->groups, &plan->size, &plan->values);
  if (format.size() <= sizeof known.text) {
    fiber.heap.retire(known.plan.memory);
    known.length = format.copy(known.text, format.size());
    known.plan = *plan;
  }
  return true;
}

bool read_plan(Fiber& fiber, Value value, Plan* plan) {
  std::string_view format;
  return format_argument(fiber, value, &format) &&
         read_plan(fiber, format, plan);
}

// --- packing -----------------------------------------------------------------

bool too_large(Fiber& fiber, Item item, bool is_native_order, Value value) {
  const int bits = 8 * item.size;
  const bool is_signed = strchr("bhilqn", item.code) != nullptr;
  const uint64_t most = UINT64_MAX >> (64 - bits);
  int64_t given = 0;
  const bool is_long = !int_to_i64(plain_integer(value), &given);
  const char code = item.code;
  const char* const name = code == 'b'   ? "byte"
                           : code == 'B' ? "ubyte"
                           : !is_native_order ? nullptr
                           : code == 'h' ? "short"
                           : code == 'H' ? "ushort"
                                         : nullptr;
  if (code == 'P' || (bits == 64 && !is_native_order)) {
    raise(fiber, g_error, "int too large to convert");
  } else if (is_long || bits == 64 || (given < 0 && !is_signed &&
                                       name == nullptr)) {
    raise(fiber, g_error, "argument out of range");
  } else {
    const auto low = is_signed ? -static_cast<long long>(most >> 1) - 1 : 0;
    const auto high = is_signed ? most >> 1 : most;
    const std::string what =
        name != nullptr ? name : std::string("'") + code + "'";
    raise(fiber, g_error, "%s format requires %lld <= number <= %llu",
          what.c_str(), low, static_cast<unsigned long long>(high));
  }
  return false;
}

bool pack_one(Fiber& fiber, Value value, Item item, char* out) {
  switch (pack_item(fiber, value, item, out)) {
    case Packed::kDone: return true;
    case Packed::kRaised:
      if (is_integer(value) &&
          exception_matches(fiber, types().OverflowError)) {
        clear_exception(fiber);
        raise(fiber, g_error, "int too large to convert");
      }
      return false;
    case Packed::kNotFloat:
      clear_exception(fiber);
      raise(fiber, g_error, "required argument is not a float");
      return false;
    case Packed::kNotByte:
      raise(fiber, g_error,
            "char format requires a bytes object of length 1");
      return false;
    case Packed::kNotInteger:
      raise(fiber, g_error, "required argument is not an integer");
      return false;
    case Packed::kTooLarge: break;
  }
  if (!is_integer(value)) value = type_of(value)->slots->index(fiber, value);
  if (value.is_error()) return false;
  return too_large(fiber, item, item.native || item.big == kBigHost, value);
}

// s: cut or filled up with zeros. p: its length comes first.
bool pack_text(Fiber& fiber, Value value, const ItemGroup& group, char* out) {
  std::string_view bytes;
  const char code = group.item.code;
  value = era_bytes(fiber, value);
  if (!is_byte_string(value) || !buffer_of(value, &bytes)) {
    raise(fiber, g_error, "argument for '%c' must be a bytes object", code);
    return false;
  }
  size_t room = group.count;
  if (room == 0) return true;
  if (code == 'p') {
    --room;
    const size_t length = bytes.size() < room ? bytes.size() : room;
    *out++ = static_cast<char>(length < 255 ? length : 255);
  }
  memcpy(out, bytes.data(), bytes.size() < room ? bytes.size() : room);
  return true;
}

bool is_text(const ItemGroup& group) {
  return group.item.code == 's' || group.item.code == 'p';
}

// Fills out[0 .. plan.size), which is zero and holds still.
bool pack(Fiber& fiber, const char* what, Plan plan,
          const Value* values, size_t count, char* out) {
  if (count != plan.values) {
    raise(fiber, g_error, "%s expected %zu items for packing (got %zu)", what,
          plan.values, count);
    return false;
  }
  for (const ItemGroup& group : plan) {
    char* to = out + group.at;
    if (is_text(group)) {
      if (!pack_text(fiber, *values++, group, to)) return false;
      continue;
    }
    for (size_t i = 0; i < group.count; ++i, to += group.item.size)
      if (!pack_one(fiber, *values++, group.item, to)) return false;
  }
  keep_alive(plan.memory);
  return true;
}

Value pack_bytes(Fiber& fiber, Plan plan, const Value* values,
                 size_t count) {
  if (count != plan.values) {  // before the memory for it is asked for
    pack(fiber, "pack", plan, values, count, nullptr);
    return Value::error();
  }
  Bytes* const bytes = make_bytes(fiber, plan.size);
  if (bytes == nullptr) return Value::error();
  return pack(fiber, "pack", plan, values, count, bytes->data)
             ? Value::from_object(bytes)
             : Value::error();
}

// Turns an offset into one from the front. False: raised.
bool check_place(Fiber& fiber, bool is_pack, int64_t offset, size_t need,
                 size_t size, size_t* at) {
  const auto given = static_cast<long long>(offset);
  if (offset < 0) {
    // Compared as numbers without a sign, which cannot overflow.
    const uint64_t back = uint64_t{0} - static_cast<uint64_t>(offset);
    if (back <= size && need > back) {
      raise(fiber, g_error,
            is_pack ? "no space to pack %zu bytes at offset %lld"
                    : "not enough data to unpack %zu bytes at offset %lld",
            need, given);
      return false;
    }
    if (back > size) {
      raise(fiber, g_error, "offset %lld out of range for %zu-byte buffer",
            given, size);
      return false;
    }
    *at = size - static_cast<size_t>(back);
    return true;
  }
  const auto start = static_cast<uint64_t>(offset);
  if (start > size || size - start < need) {
    raise(fiber, g_error,
          "%s requires a buffer of at least %llu bytes for %s %zu bytes at "
          "offset %lld (actual buffer size is %zu)",
          is_pack ? "pack_into" : "unpack_from",
          static_cast<unsigned long long>(start + need),
          is_pack ? "packing" : "unpacking", need, given, size);
    return false;
  }
  *at = static_cast<size_t>(start);
  return true;
}

Value pack_into(Fiber& fiber, Plan plan, const Value* values,
                size_t count) {
  if (count < 2) {
    return raise(fiber, g_error, "pack_into expected %s argument",
                 count == 0 ? "buffer" : "offset");
  }
  char* to = nullptr;
  size_t size = 0, at = 0;
  if (!writable_argument(fiber, "", values[0], &to, &size)) {
    return Value::error();
  }
  int64_t offset = 0;
  if (count - 2 != plan.values) {
    pack(fiber, "pack_into", plan, values, count - 2, nullptr);
    return Value::error();
  }
  if (!index_of(fiber, values[1], &offset, false)) return Value::error();
  if (!check_place(fiber, true, offset, plan.size, size, &at)) {
    return Value::error();
  }
  // Beside, as an __index__ may resize the buffer.
  std::string packed(plan.size, '\0');
  if (!pack(fiber, "pack_into", plan, values + 2, count - 2, packed.data()) ||
      !writable_argument(fiber, "", values[0], &to, &size) ||
      !check_place(fiber, true, offset, plan.size, size, &at)) {
    return Value::error();
  }
  memcpy(to + at, packed.data(), packed.size());
  return Value::none();
}

// --- unpacking ---------------------------------------------------------------

// The values in plan.size bytes at `from` in what buffer_of(source) has.
Value unpack(Fiber& fiber, Plan plan, Value source, size_t from) {
  Tuple* const tuple = make_tuple(fiber, plan.values);
  if (tuple == nullptr) return Value::error();
  std::string_view bytes;
  if (!bytes_argument(fiber, source, &bytes)) return Value::error();
  const char* const data = bytes.data() + from;
  uint32_t filled = 0;
  for (const ItemGroup& group : plan) {
    const char* at = data + group.at;
    if (is_text(group)) {
      size_t length = group.count;
      if (group.item.code == 'p' && length > 0) {
        --length;
        const auto said = static_cast<uint8_t>(*at++);
        if (said < length) length = said;
      }
      const Value text = bytes_value(fiber, {at, length});
      if (text.is_error()) return text;
      tuple->items[filled++] = text;
      continue;
    }
    for (size_t i = 0; i < group.count; ++i, at += group.item.size) {
      const Value item = unpack_item(fiber, at, group.item);
      if (item.is_error()) return item;
      tuple->items[filled++] = item;
    }
  }
  keep_alive(plan.memory);
  return Value::from_object(tuple);
}

Value unpack_all(Fiber& fiber, Plan plan, Value source) {
  std::string_view bytes;
  if (!bytes_argument(fiber, source, &bytes)) return Value::error();
  if (bytes.size() != plan.size) {
    return raise(fiber, g_error, "unpack requires a buffer of %zu bytes",
                 plan.size);
  }
  return unpack(fiber, plan, source, 0);
}

Value unpack_from(Fiber& fiber, Plan plan, Value source, Value where) {
  std::string_view bytes;
  int64_t offset = 0;
  size_t at = 0;
  if (!index_of(fiber, where, &offset, false) ||
      !bytes_argument(fiber, source, &bytes) ||
      !check_place(fiber, false, offset, plan.size, bytes.size(), &at)) {
    return Value::error();
  }
  return unpack(fiber, plan, source, at);
}

Value iter_unpack(Fiber& fiber, Plan plan, Value source) {
  std::string_view bytes;
  if (plan.size == 0) {
    return raise(fiber, g_error,
                 "cannot iteratively unpack with a struct of length 0");
  }
  if (!bytes_argument(fiber, source, &bytes)) return Value::error();
  if (bytes.size() % plan.size != 0) {
    return raise(fiber, g_error,
                 "iterative unpacking requires a buffer of a multiple of %zu "
                 "bytes",
                 plan.size);
  }
  UnpackIterator* const walk = make<UnpackIterator>(fiber, g_iterator_type);
  if (walk == nullptr) return Value::error();
  walk->plan = plan;
  walk->source = source.object();
  return Value::from_object(walk);
}

// How many bytes are left for the iterator.
size_t left_for(const UnpackIterator* walk) {
  std::string_view bytes;
  if (!buffer_of(Value::from_object(walk->source), &bytes)) return 0;
  return bytes.size() < walk->at ? 0 : bytes.size() - walk->at;
}

Value iterator_next(Fiber& fiber, Value self) {
  UnpackIterator* const walk = as_walk(self);
  if (left_for(walk) < walk->plan.size) return Value::exhausted();
  const size_t at = walk->at;
  walk->at += walk->plan.size;
  return unpack(fiber, walk->plan, Value::from_object(walk->source), at);
}
Value iterator_hint(Fiber&, Value self, Args) {
  return Value::from_int(
      static_cast<int64_t>(left_for(as_walk(self)) /
                           as_walk(self)->plan.size));
}

// --- Struct ------------------------------------------------------------------

Value struct_create(Fiber& fiber, Type* cls, Args) {
  StructObject* const self = make<StructObject>(fiber, cls);
  if (self == nullptr) return Value::error();
  self->format = rt().empty_bytes;
  self->plan.memory = rt().empty_bytes;
  return Value::from_object(self);
}

bool struct_init(Fiber& fiber, Value self, Args args) {
  Value format;
  if (!parse_args(fiber, "Struct", args, {"format"}, 1, &format)) return false;
  std::string_view text;
  Plan plan;
  if (!format_argument(fiber, format, &text) ||
      !read_plan(fiber, text, &plan)) {
    return false;
  }
  StructObject* const object = as_struct(self);
  Bytes* bytes = cast<Bytes>(format);
  if (bytes == nullptr) bytes = make_bytes(fiber, text);
  if (bytes == nullptr) return false;
  store(fiber.heap, &object->format, bytes);
  fiber.heap.retire(object->plan.memory);
  object->plan = plan;
  return true;
}

Value struct_pack(Fiber& fiber, Value self, Args args) {
  return pack_bytes(fiber, as_struct(self)->plan, args.values, args.count);
}
Value struct_pack_into(Fiber& fiber, Value self, Args args) {
  return pack_into(fiber, as_struct(self)->plan, args.values, args.count);
}
Value struct_unpack(Fiber& fiber, Value self, Args args) {
  return unpack_all(fiber, as_struct(self)->plan, args[0]);
}
Value struct_unpack_from(Fiber& fiber, Value self, Args args) {
  Value out[2] = {Value(), Value::from_int(0)};
  if (!parse_args(fiber, "unpack_from", args, {"buffer", "offset"}, 1, out)) {
    return Value::error();
  }
  return unpack_from(fiber, as_struct(self)->plan, out[0], out[1]);
}
Value struct_iter_unpack(Fiber& fiber, Value self, Args args) {
  return iter_unpack(fiber, as_struct(self)->plan, args[0]);
}
Value struct_format(Fiber& fiber, Value self) {
  return str_from_latin1(fiber, as_struct(self)->format->view());
}
Value struct_size(Fiber& fiber, Value self) {
  return int_from_u64(fiber, as_struct(self)->plan.size);
}

// --- functions ---------------------------------------------------------------

Value calcsize(Fiber& fiber, Value, Args args) {
  Plan plan;
  if (!read_plan(fiber, args[0], &plan)) return Value::error();
  return int_from_u64(fiber, plan.size);
}
Value function_pack(Fiber& fiber, Value, Args args) {
  Plan plan;
  if (args.count == 0)
    return raise_type_error(fiber, "missing format argument");
  if (!read_plan(fiber, args[0], &plan)) return Value::error();
  return pack_bytes(fiber, plan, args.values + 1, args.count - 1);
}
Value function_pack_into(Fiber& fiber, Value, Args args) {
  Plan plan;
  if (args.count == 0)
    return raise_type_error(fiber, "missing format argument");
  if (!read_plan(fiber, args[0], &plan)) return Value::error();
  return pack_into(fiber, plan, args.values + 1, args.count - 1);
}
Value function_unpack(Fiber& fiber, Value, Args args) {
  Plan plan;
  if (!read_plan(fiber, args[0], &plan)) return Value::error();
  return unpack_all(fiber, plan, args[1]);
}
Value function_unpack_from(Fiber& fiber, Value, Args args) {
  Value out[3] = {Value(), Value(), Value::from_int(0)};
  Plan plan;
  if (!parse_args(fiber, "unpack_from", args,
                  {"format", "/", "buffer", "offset"}, 2, out) ||
      !read_plan(fiber, out[0], &plan)) {
    return Value::error();
  }
  return unpack_from(fiber, plan, out[1], out[2]);
}
Value function_iter_unpack(Fiber& fiber, Value, Args args) {
  Plan plan;
  if (!read_plan(fiber, args[0], &plan)) return Value::error();
  return iter_unpack(fiber, plan, args[1]);
}
Value function_clearcache(Fiber&, Value, Args) { return Value::none(); }

const MethodDef kStructMethods[] = {
    {"pack", struct_pack, 0, -1, 0,
     "S.pack(v1, v2, ...) -> bytes\n\nReturn the values packed according to "
     "S.format."_doc},
    {"pack_into", struct_pack_into, 0, -1},
    {"unpack", struct_unpack, 1, 1},
    {"unpack_from", struct_unpack_from, 0, 2, kMethodKeywords},
    {"iter_unpack", struct_iter_unpack, 1, 1},
    {}};
const GetSetDef kStructGetSets[] = {
    {"format", struct_format}, {"size", struct_size}, {}};
const MethodDef kIteratorMethods[] = {
    {"__length_hint__", iterator_hint}, {}};

constexpr Slots make_struct_slots() {
  Slots slots{};
  slots.create = struct_create;
  slots.init = struct_init;
  return slots;
}
constexpr Slots kStructSlots = make_struct_slots();
constexpr Slots kIteratorSlots = iterator_slots(iterator_next);

constexpr TypeDef kErrorType = {"struct.error", nullptr, nullptr};
constexpr TypeDef kStructType = {"_struct.Struct",
                                 &kStructLayout,
                                 &kStructSlots,
                                 kStructMethods,
                                 kStructGetSets,
                                 kTypeHasSlots,
                                 "Struct(fmt) --> compiled struct object\n\n"};
constexpr TypeDef kIteratorType = {
    "_struct.unpack_iterator", &kIteratorLayout, &kIteratorSlots,
    kIteratorMethods, nullptr, kTypeNotCreatable};

const MethodDef kFunctions[] = {
    {"calcsize", calcsize, 1, 1, 0,
     "calcsize(format, /)\n--\n\nReturn size in bytes of the struct described "
     "by the format string."_doc},
    {"pack", function_pack, 0, -1, 0,
     "pack(format, v1, v2, ...) -> bytes\n\nReturn the values packed according "
     "to the format."_doc},
    {"pack_into", function_pack_into, 0, -1},
    {"unpack", function_unpack, 2, 2, 0,
     "unpack(format, buffer, /)\n--\n\nReturn a tuple containing values "
     "unpacked according to the format string."_doc},
    {"unpack_from", function_unpack_from, 1, 3, kMethodKeywords},
    {"iter_unpack", function_iter_unpack, 2, 2},
    {"_clearcache", function_clearcache},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  if (g_error == nullptr) {
    g_error = native_type(fiber, kErrorType, types().Exception);
    fiber.heap.add_root_hook(trace_known, nullptr);
    g_struct_type = native_type(fiber, kStructType);
    g_iterator_type = native_type(fiber, kIteratorType);
  }
  put(fiber, globals, "error", Value::from_object(g_error));
  put(fiber, globals, "Struct", Value::from_object(g_struct_type));
  return true;
}

}  // namespace

const ModuleDef kStructModule = {
    "struct", kFunctions, fill,
    "Functions to convert between Python values and C structs."};

}  // namespace mt::python
