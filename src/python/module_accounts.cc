// module_accounts.cc - pwd and grp: who may use the machine.
//
// The system is asked each time, so whoever is added is found. Only those who
// start other people's programs import these.

#include <grp.h>
#include <pwd.h>

#include <string>

#include "python/codecs.h"
#include "python/file.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/str.h"
#include "python/struct_sequence.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

constexpr const char* kUserFields[] = {"pw_name",  "pw_passwd", "pw_uid",
                                       "pw_gid",   "pw_gecos",  "pw_dir",
                                       "pw_shell", nullptr};
constexpr const char* kGroupFields[] = {"gr_name", "gr_passwd", "gr_gid",
                                        "gr_mem", nullptr};

Value text(Fiber& fiber, const char* bytes) {
  if (bytes == nullptr) return Value::none();
  return decode_bytes(fiber, bytes, "utf-8", "surrogateescape");
}

// What pwd and grp have in common, and where they differ.
struct Users {
  using Entry = struct passwd;
  static constexpr const char* kFull = "pwd.struct_passwd";
  static constexpr const char* const* kFields = kUserFields;
  static constexpr uint32_t kSize = 7;
  static constexpr const char *kByName = "getpwnam", *kById = "getpwuid",
                              *kId = "uid";
  static Type* type;
  static Entry* by_name(const char* name) { return getpwnam(name); }
  static Entry* by_id(uint32_t id) { return getpwuid(id); }
  static void rewind() { setpwent(); }
  static Entry* next() { return getpwent(); }
  static void close() { endpwent(); }

  static Value make(Fiber& fiber, const Entry* e) {
    const Value values[] = {
        text(fiber, e->pw_name),  text(fiber, e->pw_passwd),
        int_from_i64(fiber, e->pw_uid), int_from_i64(fiber, e->pw_gid),
        text(fiber, e->pw_gecos), text(fiber, e->pw_dir),
        text(fiber, e->pw_shell)};
    return make_struct(fiber, type, values);
  }
};

struct Groups {
  using Entry = struct group;
  static constexpr const char* kFull = "grp.struct_group";
  static constexpr const char* const* kFields = kGroupFields;
  static constexpr uint32_t kSize = 4;
  static constexpr const char *kByName = "getgrnam", *kById = "getgrgid",
                              *kId = "gid";
  static Type* type;
  static Entry* by_name(const char* name) { return getgrnam(name); }
  static Entry* by_id(uint32_t id) { return getgrgid(id); }
  static void rewind() { setgrent(); }
  static Entry* next() { return getgrent(); }
  static void close() { endgrent(); }

  static Value make(Fiber& fiber, const Entry* e) {
    List* const members = make_list(fiber);
    for (char** one = e->gr_mem; one != nullptr && *one != nullptr; ++one) {
      if (!list_append(fiber, members, text(fiber, *one)))
        return Value::error();
    }
    const Value values[] = {text(fiber, e->gr_name), text(fiber, e->gr_passwd),
                            int_from_i64(fiber, e->gr_gid),
                            Value::from_object(members)};
    return make_struct(fiber, type, values);
  }
};

Type* Users::type;
Type* Groups::type;

template <class Kind>
Value by_name(Fiber& fiber, Value, Args args) {
  std::string name;
  if (cast<Str>(args[0]) == nullptr) {
    return raise_type_error(fiber, "%s() argument must be str, not %s",
                            Kind::kByName, type_name(args[0]));
  }
  if (!path_bytes(fiber, args[0], &name)) return Value::error();
  const auto* const entry = Kind::by_name(name.c_str());
  if (entry != nullptr) return Kind::make(fiber, entry);
  return raise(fiber, types().KeyError, "%s(): name not found: %s",
               Kind::kByName, safe_repr(fiber, args[0]).c_str());
}

template <class Kind>
Value by_id(Fiber& fiber, Value, Args args) {
  if (!is_integer(args[0])) {
    return raise_type_error(fiber, "%s should be integer, not %s", Kind::kId,
                            type_name(args[0]));
  }
  int64_t id = 0;
  const bool fits = index_of(fiber, args[0], &id, true) && id >= -1 &&
                    id < int64_t{UINT32_MAX};
  if (fiber.raised()) return Value::error();
  if (!fits && Kind::kSize == Groups::kSize) {
    return raise_overflow_error(fiber, id < 0 ? "gid is less than minimum"
                                              : "gid is greater than maximum");
  }
  const auto* const entry =
      fits ? Kind::by_id(static_cast<uint32_t>(id)) : nullptr;
  if (entry != nullptr) return Kind::make(fiber, entry);
  return raise(fiber, types().KeyError,
               fits ? "%s(): %s not found: %lld" : "%s(): %s not found",
               Kind::kById, Kind::kId, static_cast<long long>(id));
}

template <class Kind>
Value all(Fiber& fiber, Value, Args) {
  List* const found = make_list(fiber);
  Kind::rewind();
  while (const auto* entry = Kind::next()) {
    const Value one = Kind::make(fiber, entry);
    if (one.is_error() || !list_append(fiber, found, one)) break;
  }
  Kind::close();
  return fiber.raised() ? Value::error() : Value::from_object(found);
}

template <class Kind>
bool fill(Fiber& fiber, Dict* globals) {
  Kind::type =
      make_struct_type(fiber, Kind::kFull, Kind::kFields, Kind::kSize);
  put(fiber, globals, Kind::kFull + 4, Value::from_object(Kind::type));
  return true;
}

constexpr MethodDef kUserFunctions[] = {
    {"getpwnam", by_name<Users>, 1, 1, 0, "The account of that name."_doc},
    {"getpwuid", by_id<Users>, 1, 1, 0, "The account of that number."_doc},
    {"getpwall", all<Users>, 0, 0, 0, "All accounts."_doc},
    {}};
constexpr MethodDef kGroupFunctions[] = {
    {"getgrnam", by_name<Groups>, 1, 1, 0, "The group of that name."_doc},
    {"getgrgid", by_id<Groups>, 1, 1, 0, "The group of that number."_doc},
    {"getgrall", all<Groups>, 0, 0, 0, "All groups."_doc},
    {}};

}  // namespace

const ModuleDef kPwdModule = {"pwd", kUserFunctions, fill<Users>,
                              "Accounts of the machine."};
const ModuleDef kGrpModule = {"grp", kGroupFunctions, fill<Groups>,
                              "Groups of the machine."};

}  // namespace mt::python
