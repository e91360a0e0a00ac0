// shell_settings.cc - see shell_settings.h.

#include "twisted/shell_settings.h"

#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

// One for each way of greeting, kept for ever: there are as many as classes of
// factories, one or two.
const codec::ShellSettings& settings_for(const codec::ShellSettings& wanted) {
  struct Row {
    codec::ShellSettings settings;
    Row* next;
  };
  static Row* rows = nullptr;
  for (const Row* row = rows; row != nullptr; row = row->next) {
    const codec::ShellSettings& have = row->settings;
    if (have.class_name == wanted.class_name &&
        have.version == wanted.version && have.stars == wanted.stars &&
        have.manners == wanted.manners) {
      return have;
    }
  }
  rows = new Row{wanted, rows};
  return rows->settings;
}

bool ask_settings(Fiber& fiber, Value shell, codec::ShellSettings* settings) {
  const Value told = call_method(fiber, shell, "settings");
  if (told.is_error()) return false;
  const Tuple* const row = cast<Tuple>(told);
  int64_t stars, manners;
  const Value* const items = row != nullptr ? row->items : nullptr;
  if (items == nullptr || row->size != 4 || !is_kind(items[0], Kind::kStr) ||
      !is_kind(items[1], Kind::kStr) ||
      !index_of(fiber, items[2], &stars) ||
      !index_of(fiber, items[3], &manners) || stars < -1 || stars > 80 ||
      manners < 0 || manners > 2) {
    if (!fiber.raised())
      raise_type_error(fiber,
                       "settings() must say (name, version, stars, "
                       "manners)");
    return false;
  }
  settings->class_name = row->items[0].as<Str>()->view();
  settings->version = row->items[1].as<Str>()->view();
  settings->stars = static_cast<int>(stars);
  settings->manners = static_cast<codec::Manners>(manners);
  return true;
}

}  // namespace

const codec::ShellSettings* shell_settings(Fiber& fiber, Value shell) {
  codec::ShellSettings settings;
  if (!ask_settings(fiber, shell, &settings)) return nullptr;
  return &settings_for(settings);
}

}  // namespace mt::twisted
