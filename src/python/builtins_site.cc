// builtins_site.cc - what the prompt's greeting names: exit, quit, help,
// copyright, credits, license.
//
// Objects of one class, told apart by Object::aux: shown, each says how to use
// it; called, it does it.

#include "python/builtins_internal.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/import.h"
#include "python/list.h"

namespace mt::python {

namespace {

struct SiteRow {
  const char* name;
  const char* shown;
};
enum SiteNumber : uint32_t { kExit, kQuit, kHelp, kFirstText };
constexpr SiteRow kRows[] = {
    {"exit", "Use exit() or Ctrl-D (i.e. EOF) to exit"},
    {"quit", "Use quit() or Ctrl-D (i.e. EOF) to exit"},
    {"help", "Type help() for interactive help, or help(object) for help "
             "about object."},
    {"copyright", "Copyright (c) the Twisted and microtwisted authors.\n"
                  "The language is that of the Python Software Foundation."},
    {"credits", "To the Twisted developers of 2001 to 2003, whose tutorials "
                "this is,\nand to those who made Python."},
    {"license", "No licence is stated: ask the authors of microtwisted."},
};

struct SiteObject : Object {};
const Layout kSiteLayout = {Kind::kNative, "site", sizeof(SiteObject),
                            nullptr, nullptr, nullptr};

Value site_repr(Fiber& fiber, Value self) {
  return str_value(fiber, kRows[self.object()->aux].shown);
}

Value site_call(Fiber& fiber, Value self, Args args) {
  const uint32_t number = self.object()->aux;
  if (number == kExit || number == kQuit) {
    const Value code = args.positional() > 0 ? args[0] : Value::none();
    return raise_with(fiber, types().SystemExit, code);
  }
  if (number == kHelp) {
    const Value module = import_module(fiber, "_help");
    if (module.is_error()) return module;
    const Value function = get_attr(fiber, module, "help");
    return function.is_error() ? function : call(fiber, function, args);
  }
  const Value print = dict_find_name(rt().builtins, intern(fiber, "print"));
  return call(fiber, print, {str_value(fiber, kRows[number].shown)});
}

// Kept by its name: a tap may hold one, as the shell's last result.
Value site_reduce(Fiber& fiber, Value self, Args) {
  return str_value(fiber, kRows[self.object()->aux].name);
}

constexpr MethodDef kSiteMethods[] = {
    {"__reduce__", site_reduce, 0, 0, 0}, {}};

constexpr Slots make_site_slots() {
  Slots s = closed_slots();
  s.repr = site_repr;
  s.call = site_call;
  return s;
}
constexpr Slots kSiteSlots = make_site_slots();
constexpr TypeDef kSiteType = {"Quitter",
                               &kSiteLayout,
                               &kSiteSlots,
                               kSiteMethods,
                               nullptr,
                               kTypeFinal | kTypeNotCreatable};

}  // namespace

void add_site_builtins(Fiber& fiber, Dict* builtins) {
  Type* const type = native_type(fiber, kSiteType);
  uint32_t number = 0;
  for (const SiteRow& row : kRows) {
    SiteObject* const object = make<SiteObject>(fiber, type);
    object->aux = number++;
    dict_set_text(fiber, builtins, row.name, Value::from_object(object));
  }
}

}  // namespace mt::python
