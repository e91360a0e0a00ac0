// suggestions.cc - "Did you mean", by CPython's measure of likeness.

#include "python/suggestions.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"
#include "python/code.h"
#include "python/dict.h"
#include "python/exception_internal.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

namespace {

constexpr uint32_t kMaxCandidates = 750;
constexpr size_t kMaxNameBytes = 40;
constexpr size_t kMoveCost = 2;
constexpr size_t kCaseCost = 1;

size_t substitution_cost(char a, char b) {
  if (a == b) return 0;
  return to_lower(a) == to_lower(b) ? kCaseCost : kMoveCost;
}

// Levenshtein's distance, or more than `bound` when it passes that.
size_t distance(std::string_view a, std::string_view b, size_t bound) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty() || b.empty()) return (a.size() + b.size()) * kMoveCost;
  if (a.size() > kMaxNameBytes || b.size() > kMaxNameBytes) return bound + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kMoveCost > bound) return bound + 1;
  size_t row[kMaxNameBytes];
  for (size_t i = 0; i < a.size(); ++i) row[i] = (i + 1) * kMoveCost;
  size_t result = 0;
  for (size_t j = 0; j < b.size(); ++j) {
    size_t diagonal = result = j * kMoveCost;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < a.size(); ++i) {
      const size_t substituted = diagonal + substitution_cost(b[j], a[i]);
      diagonal = row[i];
      result = std::min(substituted,
                        std::min(result, diagonal) + kMoveCost);
      row[i] = result;
      least = std::min(least, result);
    }
    if (least > bound) return bound + 1;
  }
  return result;
}

class Search {
 public:
  explicit Search(std::string_view name) : name_(name) {}
  void offer(Value candidate) {
    const Str* const text = cast<Str>(candidate);
    if (text == nullptr || text->view() == name_) return;
    size_t bound = (name_.size() + text->byte_count + 3) * kMoveCost / 6;
    bound = std::min(bound, best_distance_ - 1);
    const size_t d = distance(name_, text->view(), bound);
    if (d > bound) return;
    best_distance_ = d;
    best_ = text->view();
  }
  void offer(const Tuple* names) {
    for (uint32_t i = 0; i < names->size; ++i) offer(names->items[i]);
  }
  void offer(const Dict* names) {
    if (names->live >= kMaxCandidates) return;
    uint32_t at = 0;
    Value key, value;
    while (dict_next(names, &at, &key, &value)) offer(key);
  }
  bool found() const { return !best_.empty(); }
  std::string best() const { return std::string(best_); }

 private:
  std::string_view name_;
  std::string_view best_;
  size_t best_distance_ = SIZE_MAX;
};

std::string nearest_variable(const Exception* e, std::string_view name) {
  const Traceback* entry = cast<Traceback>(e->traceback);
  if (entry == nullptr) return {};
  while (entry->next != nullptr) entry = entry->next;
  Search search(name);
  if ((entry->code->code_flags & kCodeFunction) != 0) {
    search.offer(entry->code->local_names);
    search.offer(entry->code->free_names);
  }
  if (!search.found()) search.offer(entry->globals);
  if (!search.found()) {
    search.offer(entry->code->is_era() ? rt().era_builtins : rt().builtins);
  }
  return search.best();
}

std::string nearest_attribute(Fiber& fiber, Value object,
                              std::string_view name) {
  const Value pending = take_exception(fiber);
  const Value names_listed =
      call_special(fiber, object, names().dunder_dir, {});
  Search search(name);
  if (const List* listed = cast<List>(names_listed)) {
    for (uint32_t i = 0; listed->size < kMaxCandidates && i < listed->size;
         ++i) {
      search.offer(listed->items[i]);
    }
  }
  clear_exception(fiber);
  fiber.exception = pending;
  return search.best();
}

}  // namespace

void note_name_error(Fiber& fiber, Str* name) {
  Exception* const e = cast<Exception>(fiber.exception);
  if (e != nullptr) set_field(fiber, e, kFieldName, Value::from_object(name));
}

std::string suggest_name(Fiber& fiber, Value exception) {
  const Exception* const e = as_exception(exception);
  const Str* const name = cast<Str>(e->fields[0]);
  if (name == nullptr || name->byte_count == 0) return {};
  if (is_a(exception, types().NameError)) {
    return nearest_variable(e, name->view());
  }
  const Value object = e->fields[kFieldAttributeObject];
  if (!is_a(exception, types().AttributeError) || object.is_undefined()) {
    return {};
  }
  return nearest_attribute(fiber, object, name->view());
}

}  // namespace mt::python
