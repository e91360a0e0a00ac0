// shell_complete.cc - see shell_complete.h.

#include "twisted/shell_complete.h"

#include <algorithm>

#include "base/ascii.h"
#include "codec/limits.h"
#include "python/dict.h"
#include "python/function.h"
#include "python/list.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

constexpr size_t kMaxCandidates = codec::kMaxShownCandidates + 1;

constexpr std::string_view kKeywords[] = {
    "and",      "as",       "assert", "async", "await",  "break",  "class",
    "continue", "def",      "del",    "elif",  "else",   "except", "finally",
    "for",      "from",     "global", "if",    "import", "in",     "is",
    "lambda",   "nonlocal", "not",    "or",    "pass",   "raise",  "return",
    "try",      "while",    "with",   "yield"};

bool is_word(char c) { return is_alnum(c) || c == '_' || (c & 0x80) != 0; }

class Collector {
 public:
  explicit Collector(std::string_view prefix) : prefix_(prefix) {}

  void offer(std::string_view name) {
    if (name.substr(0, prefix_.size()) != prefix_ ||
        found.size() >= kMaxCandidates) {
      return;
    }
    // Private names are for those who ask.
    if (prefix_.empty() && !name.empty() && name[0] == '_') return;
    found.emplace_back(name);
  }
  void offer_keys(const Dict* dict) {
    if (dict == nullptr) return;
    for (uint32_t i = 0; i < dict->used; ++i) {
      if (const Str* const name = cast<Str>(dict->entries[i].key))
        offer(name->view());
    }
  }
  std::vector<std::string> found;

 private:
  std::string_view prefix_;
};

void offer_attributes(Fiber& fiber, Value object, Collector& collect) {
  if (const Module* const module = cast<Module>(object)) {
    collect.offer_keys(module->dict);
    return;
  }
  if (object.is_object() && object.object()->shape->has_slots)
    collect.offer_keys(own_snapshot(fiber, object.object()));
  const Type* const type = cast<Type>(object);
  const Tuple* const mro = (type != nullptr ? type : type_of(object))->mro;
  for (uint32_t i = 0; i < mro->size; ++i)
    collect.offer_keys(mro->items[i].as<Type>()->dict());
}

// What is stored under a name, without asking descriptors.
Value stored_attribute(Value object, Str* name) {
  if (const Module* const module = cast<Module>(object))
    return dict_find_name(module->dict, name);
  if (object.is_object() && object.object()->shape->has_slots) {
    const Value own = own_get(object.object(), name);
    if (!own.is_undefined()) return own;
  }
  const Type* const type = cast<Type>(object);
  return type_lookup(type != nullptr ? type : type_of(object), name);
}

}  // namespace

Completion complete_names(Fiber& fiber, std::string_view line, Dict* globals) {
  size_t start = line.size();
  while (start > 0 && (is_word(line[start - 1]) || line[start - 1] == '.'))
    --start;
  std::string_view path = line.substr(start);
  Completion completion;
  Value object;
  bool is_first = true;
  for (size_t dot; (dot = path.find('.')) != std::string_view::npos;) {
    Str* const name = intern(fiber, path.substr(0, dot));
    Value next;
    if (is_first) {
      next = dict_find_name(globals, name);
      if (next.is_undefined()) next = dict_find_name(rt().builtins, name);
    } else {
      next = stored_attribute(object, name);
    }
    if (next.is_undefined()) return completion;
    object = next;
    is_first = false;
    path.remove_prefix(dot + 1);
    start += dot + 1;
  }
  completion.start = start;
  Collector collect(path);
  if (is_first) {
    if (path.empty()) return completion;
    collect.offer_keys(globals);
    collect.offer_keys(rt().builtins);
    for (const std::string_view keyword : kKeywords) collect.offer(keyword);
  } else {
    offer_attributes(fiber, object, collect);
  }
  std::sort(collect.found.begin(), collect.found.end());
  collect.found.erase(std::unique(collect.found.begin(), collect.found.end()),
                      collect.found.end());
  completion.candidates = std::move(collect.found);
  return completion;
}

}  // namespace mt::twisted
