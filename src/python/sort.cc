// sort.cc - list.sort: a stable merge sort that profits from order it finds.
//
// Tim Peters' algorithm (listsort.txt in CPython's sources): find runs that
// ascend or strictly descend, extend short ones by binary insertion, and merge
// neighbours so that the sizes on the stack keep falling; while one run keeps
// winning a merge, gallop. Keys are computed once each and move beside their
// values. Keys of one builtin kind are compared without leaving C++.

#include <string.h>

#include <algorithm>

#include "python/container.h"
#include "python/function.h"
#include "python/list.h"
#include "python/vm.h"

namespace mt::python {

namespace {

constexpr size_t kMinGallop = 7;
constexpr size_t kShort = 20;  // inserting one by one is fastest up to here
constexpr size_t kMaxRuns = 85;  // enough for 2^64 items

// What all keys are, so that most are compared without a look at them.
enum class Keys : uint8_t { kInts, kFloats, kStrings, kTuples, kAny };

// 1, 0, or -1 when it raised.
int less_tuple(Fiber& fiber, const Tuple* x, const Tuple* y) {
  if (stack_is_low()) {
    raise_too_deep(fiber);
    return -1;
  }
  const uint32_t shorter = std::min(x->size, y->size);
  for (uint32_t i = 0; i < shorter; ++i) {
    const int same = same_item(fiber, x->items[i], y->items[i]);
    if (same < 0) return -1;
    if (same == 0) return less_item(fiber, x->items[i], y->items[i]);
  }
  return x->size < y->size;
}
// The first bytes of a text as a number that orders as they do, zeros behind a
// short one. A text that holds its bytes has room for so many.
inline bool read_head(const Str* text, uint64_t* head) {
  const uint32_t size = text->byte_count;
  if (size == 0 || (size < sizeof *head && text->is_borrowed())) return false;
  memcpy(head, text->data(), sizeof *head);
  if (__BYTE_ORDER__ != __ORDER_BIG_ENDIAN__) *head = __builtin_bswap64(*head);
  if (size < sizeof *head) *head &= ~UINT64_C(0) << (64 - 8 * size);
  return true;
}
bool less_text(const Str* a, const Str* b) {
  uint64_t x, y;
  if (read_head(a, &x) && read_head(b, &y) && x != y) return x < y;
  return str_compare(a, b) < 0;
}
int less_other(Fiber& fiber, Keys keys, Value a, Value b) {
  if (keys == Keys::kStrings) return less_text(a.as<Str>(), b.as<Str>());
  return keys == Keys::kTuples
             ? less_tuple(fiber, a.as<Tuple>(), b.as<Tuple>())
             : less_item(fiber, a, b);
}
inline int less_of(Fiber& fiber, Keys keys, Value a, Value b) {
  if (keys == Keys::kInts) return a.as_int() < b.as_int();
  if (keys == Keys::kFloats) return a.as_float() < b.as_float();
  return less_other(fiber, keys, a, b);
}

Keys kind_of(Value key) {
  return key.is_int()                    ? Keys::kInts
         : key.is_float()                ? Keys::kFloats
         : is_exact_str(key)             ? Keys::kStrings
         : is_exact(key, types().tuple)  ? Keys::kTuples
                                         : Keys::kAny;
}
Keys kind_of(const Value* keys, size_t count) {
  const Keys first = kind_of(keys[0]);
  for (size_t i = 1; i < count; ++i)
    if (kind_of(keys[i]) != first) return Keys::kAny;
  return first;
}

// Rows to be moved together: keys, and values where those are not the keys.
struct Rows {
  Value* keys;
  Value* values;  // null: none

  Rows operator+(size_t n) const {
    return {keys + n, values == nullptr ? nullptr : values + n};
  }
  void set(size_t to, const Rows& from, size_t at) const {
    keys[to] = from.keys[at];
    if (values != nullptr) values[to] = from.values[at];
  }
  void move(size_t to, const Rows& from, size_t at, size_t count) const {
    memmove(keys + to, from.keys + at, count * sizeof(Value));
    if (values != nullptr)
      memmove(values + to, from.values + at, count * sizeof(Value));
  }
  void reverse(size_t from, size_t to) const {
    std::reverse(keys + from, keys + to);
    if (values != nullptr) std::reverse(values + from, values + to);
  }
};

class Sorter {
 public:
  Sorter(Fiber& fiber, Rows rows, size_t count)
      : fiber_(fiber), rows_(rows), count_(count),
        kind_(kind_of(rows.keys, count)),
        spare_keys_(fiber), spare_values_(fiber) {}

  // False: a comparison raised. The rows are a permutation all the same.
  bool sort();

 private:
  struct Run {
    size_t start, size;
  };

  int less(Value a, Value b) {
    return safe_point(fiber_) ? less_of(fiber_, kind_, a, b) : -1;
  }
  bool count_run(size_t start, size_t* size);
  bool insert(size_t start, size_t stop, size_t sorted);
  int64_t gallop_left(Value key, const Value* keys, size_t count,
                      size_t hint);
  int64_t gallop_right(Value key, const Value* keys, size_t count,
                       size_t hint);
  bool merge_low(Run a, Run b);
  bool merge_high(Run a, Run b);
  bool merge_at(size_t i);
  bool collapse();
  bool collapse_all();
  Rows spare(Run run);

  Fiber& fiber_;
  const Rows rows_;
  const size_t count_;
  const Keys kind_;
  GcVector spare_keys_, spare_values_;
  Run runs_[kMaxRuns];
  size_t run_count_ = 0;
  size_t min_gallop_ = kMinGallop;
};

// The length of the run at `start`, made ascending.
bool Sorter::count_run(size_t start, size_t* size) {
  const Value* const keys = rows_.keys;
  size_t at = start + 1;
  if (at == count_) {
    *size = 1;
    return true;
  }
  int is_less = less(keys[at], keys[at - 1]);
  if (is_less < 0) return false;
  const bool is_down = is_less > 0;
  for (++at; at < count_; ++at) {
    is_less = less(keys[at], keys[at - 1]);
    if (is_less < 0) return false;
    if ((is_less > 0) != is_down) break;
  }
  if (is_down) rows_.reverse(start, at);
  *size = at - start;
  return true;
}

// Sorts [start, stop), of which [start, sorted) is sorted already.
bool Sorter::insert(size_t start, size_t stop, size_t sorted) {
  for (size_t at = sorted; at < stop; ++at) {
    const Value key = rows_.keys[at];
    size_t low = start, high = at;
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      const int is_less = less(key, rows_.keys[middle]);
      if (is_less < 0) return false;
      if (is_less > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    const Value value = rows_.values != nullptr ? rows_.values[at] : Value();
    rows_.move(low + 1, rows_, low, at - low);
    rows_.keys[low] = key;
    if (rows_.values != nullptr) rows_.values[low] = value;
  }
  return true;
}

// How many of the sorted keys are less than `key`; begins to look at `hint`.
int64_t Sorter::gallop_left(Value key, const Value* keys, size_t count,
                            size_t hint) {
  size_t low, high;  // keys[low - 1] < key <= keys[high]
  int is_less = less(keys[hint], key);
  if (is_less < 0) return -1;
  size_t step = 1;
  if (is_less > 0) {
    low = hint + 1;
    for (;; step = step * 2 + 1) {
      high = hint + step;
      if (high >= count) {
        high = count;
        break;
      }
      is_less = less(keys[high], key);
      if (is_less < 0) return -1;
      if (is_less == 0) break;
      low = high + 1;
    }
  } else {
    high = hint;
    for (low = 0; step <= hint; step = step * 2 + 1) {
      is_less = less(keys[hint - step], key);
      if (is_less < 0) return -1;
      if (is_less > 0) {
        low = hint - step + 1;
        break;
      }
      high = hint - step;
    }
  }
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    is_less = less(keys[middle], key);
    if (is_less < 0) return -1;
    if (is_less > 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return static_cast<int64_t>(low);
}

// How many of the sorted keys are not greater than `key`.
int64_t Sorter::gallop_right(Value key, const Value* keys, size_t count,
                             size_t hint) {
  size_t low, high;  // keys[low - 1] <= key < keys[high]
  int is_less = less(key, keys[hint]);
  if (is_less < 0) return -1;
  size_t step = 1;
  if (is_less > 0) {
    high = hint;
    for (low = 0; step <= hint; step = step * 2 + 1) {
      is_less = less(key, keys[hint - step]);
      if (is_less < 0) return -1;
      if (is_less == 0) {
        low = hint - step + 1;
        break;
      }
      high = hint - step;
    }
  } else {
    low = hint + 1;
    for (;; step = step * 2 + 1) {
      high = hint + step;
      if (high >= count) {
        high = count;
        break;
      }
      is_less = less(key, keys[high]);
      if (is_less < 0) return -1;
      if (is_less > 0) break;
      low = high + 1;
    }
  }
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    is_less = less(key, keys[middle]);
    if (is_less < 0) return -1;
    if (is_less > 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return static_cast<int64_t>(low);
}

// A copy of a run, in memory the collector sees.
Rows Sorter::spare(Run run) {
  if (spare_keys_.size() < run.size) spare_keys_.resize(run.size);
  if (rows_.values != nullptr && spare_values_.size() < run.size)
    spare_values_.resize(run.size);
  const Rows copy = {spare_keys_.data(),
                     rows_.values != nullptr ? spare_values_.data() : nullptr};
  copy.move(0, rows_, run.start, run.size);
  return copy;
}

// Merges two neighbours, the first of which is the shorter, from the left.
bool Sorter::merge_low(Run a, Run b) {
  const Rows left = spare(a);
  const Rows right = rows_ + b.start;
  const Rows out = rows_ + a.start;
  size_t i = 0, j = 0, to = 0;
  bool ok = false;
  size_t min_gallop = min_gallop_;
  out.set(to++, right, j++);  // known to be the smallest
  while (i < a.size && j < b.size) {
    size_t left_wins = 0, right_wins = 0;
    while (i < a.size && j < b.size) {
      const int is_less = less(right.keys[j], left.keys[i]);
      if (is_less < 0) goto done;
      if (is_less > 0) {
        out.set(to++, right, j++);
        left_wins = 0;
        if (++right_wins >= min_gallop) break;
      } else {
        out.set(to++, left, i++);
        right_wins = 0;
        if (++left_wins >= min_gallop) break;
      }
    }
    ++min_gallop;
    while (i < a.size && j < b.size) {
      if (min_gallop > 1) --min_gallop;
      const int64_t from_left =
          gallop_right(right.keys[j], left.keys + i, a.size - i, 0);
      if (from_left < 0) goto done;
      left_wins = static_cast<size_t>(from_left);
      out.move(to, left, i, left_wins);
      to += left_wins;
      i += left_wins;
      if (i == a.size) break;
      out.set(to++, right, j++);
      if (j == b.size) break;
      const int64_t from_right =
          gallop_left(left.keys[i], right.keys + j, b.size - j, 0);
      if (from_right < 0) goto done;
      right_wins = static_cast<size_t>(from_right);
      out.move(to, right, j, right_wins);
      to += right_wins;
      j += right_wins;
      if (j == b.size) break;
      out.set(to++, left, i++);
      if (left_wins < kMinGallop && right_wins < kMinGallop) {
        ++min_gallop;
        break;
      }
    }
  }
  ok = true;
done:
  min_gallop_ = min_gallop;
  // What is left of `right` is in its place already.
  out.move(to, left, i, a.size - i);
  return ok;
}

// The same from the right, when the second run is the shorter.
bool Sorter::merge_high(Run a, Run b) {
  const Rows left = rows_ + a.start;
  const Rows right = spare(b);
  size_t i = a.size, j = b.size;  // how many are left
  size_t to = a.size + b.size;    // below here is free
  bool ok = false;
  size_t min_gallop = min_gallop_;
  left.set(--to, left, --i);  // known to be the largest
  while (i > 0 && j > 0) {
    size_t left_wins = 0, right_wins = 0;
    while (i > 0 && j > 0) {
      const int is_less = less(right.keys[j - 1], left.keys[i - 1]);
      if (is_less < 0) goto done;
      if (is_less > 0) {
        left.set(--to, left, --i);
        right_wins = 0;
        if (++left_wins >= min_gallop) break;
      } else {
        left.set(--to, right, --j);
        left_wins = 0;
        if (++right_wins >= min_gallop) break;
      }
    }
    ++min_gallop;
    while (i > 0 && j > 0) {
      if (min_gallop > 1) --min_gallop;
      const int64_t keep_left =
          gallop_right(right.keys[j - 1], left.keys, i, i - 1);
      if (keep_left < 0) goto done;
      left_wins = i - static_cast<size_t>(keep_left);
      to -= left_wins;
      i -= left_wins;
      left.move(to, left, i, left_wins);
      if (i == 0) break;
      left.set(--to, right, --j);
      if (j == 0) break;
      const int64_t keep_right =
          gallop_left(left.keys[i - 1], right.keys, j, j - 1);
      if (keep_right < 0) goto done;
      right_wins = j - static_cast<size_t>(keep_right);
      to -= right_wins;
      j -= right_wins;
      left.move(to, right, j, right_wins);
      if (j == 0) break;
      left.set(--to, left, --i);
      if (left_wins < kMinGallop && right_wins < kMinGallop) {
        ++min_gallop;
        break;
      }
    }
  }
  ok = true;
done:
  min_gallop_ = min_gallop;
  left.move(to - j, right, 0, j);
  return ok;
}

// Merges runs i and i + 1.
bool Sorter::merge_at(size_t i) {
  Run a = runs_[i], b = runs_[i + 1];
  runs_[i].size = a.size + b.size;
  if (i + 3 == run_count_) runs_[i + 1] = runs_[i + 2];
  --run_count_;
  // What of `a` is not above b's first, and of `b` not below a's last, stays.
  const int64_t skip = gallop_right(rows_.keys[b.start],
                                    rows_.keys + a.start, a.size, 0);
  if (skip < 0) return false;
  a.start += static_cast<size_t>(skip);
  a.size -= static_cast<size_t>(skip);
  if (a.size == 0) return true;
  const int64_t keep = gallop_left(rows_.keys[a.start + a.size - 1],
                                   rows_.keys + b.start, b.size, b.size - 1);
  if (keep < 0) return false;
  b.size = static_cast<size_t>(keep);
  if (b.size == 0) return true;
  return a.size <= b.size ? merge_low(a, b) : merge_high(a, b);
}

// Keeps each run longer than the two above it together.
bool Sorter::collapse() {
  while (run_count_ > 1) {
    size_t n = run_count_ - 2;
    const Run* const r = runs_;
    if ((n > 0 && r[n - 1].size <= r[n].size + r[n + 1].size) ||
        (n > 1 && r[n - 2].size <= r[n - 1].size + r[n].size)) {
      if (r[n - 1].size < r[n + 1].size) --n;
    } else if (r[n].size > r[n + 1].size) {
      break;
    }
    if (!merge_at(n)) return false;
  }
  return true;
}

bool Sorter::collapse_all() {
  while (run_count_ > 1) {
    size_t n = run_count_ - 2;
    if (n > 0 && runs_[n - 1].size < runs_[n + 1].size) --n;
    if (!merge_at(n)) return false;
  }
  return true;
}

// Runs shorter than this are extended: between 32 and 64, such that the runs
// number a power of two or a little less.
size_t shortest_run(size_t count) {
  size_t odd = 0;
  while (count >= 64) {
    odd |= count & 1;
    count >>= 1;
  }
  return count + odd;
}

// A text beside eight of its bytes as a number that orders as they do, so that
// most are compared without a look at it.
struct HeadedText {
  uint64_t head;
  Str* text;
  size_t place;  // before it was sorted
};

bool less_headed(const HeadedText& a, const HeadedText& b) {
  if (a.head != b.head) return a.head < b.head;
  return a.text != b.text && str_compare(a.text, b.text) < 0;
}

// The bytes behind those with which all begin; zeros behind the last.
uint64_t head_behind(const Str* text, size_t skipped) {
  uint64_t head = 0;
  const size_t left = text->byte_count - skipped;
  if (left >= sizeof head) {
    memcpy(&head, text->data() + skipped, sizeof head);
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? head
                                                  : __builtin_bswap64(head);
  }
  for (size_t i = 0; i < left; ++i)
    head |= uint64_t{static_cast<uint8_t>(text->data()[skipped + i])}
            << (56 - 8 * i);
  return head;
}

size_t common_start(const Value* texts, size_t count) {
  const std::string_view first = texts[0].as<Str>()->view();
  size_t common = first.size();
  for (size_t i = 1; i < count && common != 0; ++i) {
    const std::string_view text = texts[i].as<Str>()->view();
    if (common > text.size()) common = text.size();
    size_t same = 0;
    while (same < common && text[same] == first[same]) ++same;
    common = same;
  }
  return common;
}

// Sorts so many texts at most: groups are inserted one by one, then merged.
constexpr size_t kTextsAtOnce = 256, kTextGroup = 8;
void sort_texts(const Rows& rows, size_t count) {
  HeadedText first[kTextsAtOnce], second[kTextsAtOnce];
  const size_t skipped = common_start(rows.keys, count);
  for (size_t i = 0; i < count; ++i) {
    Str* const text = rows.keys[i].as<Str>();
    const HeadedText item = {head_behind(text, skipped), text, i};
    size_t to = i;
    for (; to % kTextGroup != 0 && less_headed(item, first[to - 1]); --to)
      first[to] = first[to - 1];
    first[to] = item;
  }
  HeadedText *from = first, *into = second;
  for (size_t size = kTextGroup; size < count; size *= 2) {
    for (size_t start = 0; start < count; start += 2 * size) {
      const size_t middle = std::min(start + size, count);
      const size_t stop = std::min(middle + size, count);
      size_t a = start, b = middle, to = start;
      while (a < middle && b < stop)
        into[to++] = less_headed(from[b], from[a]) ? from[b++] : from[a++];
      while (a < middle) into[to++] = from[a++];
      while (b < stop) into[to++] = from[b++];
    }
    std::swap(from, into);
  }
  for (size_t i = 0; i < count; ++i)
    rows.keys[i] = Value::from_object(from[i].text);
  if (rows.values == nullptr) return;
  Value values[kTextsAtOnce];
  std::copy_n(rows.values, count, values);
  for (size_t i = 0; i < count; ++i) rows.values[i] = values[from[i].place];
}

bool Sorter::sort() {
  const size_t shortest = shortest_run(count_);
  for (size_t start = 0; start < count_;) {
    size_t size;
    if (!count_run(start, &size)) return false;
    if (size < shortest) {
      const bool is_text = kind_ == Keys::kStrings;
      const size_t forced =
          std::min(is_text ? kTextsAtOnce : shortest, count_ - start);
      if (is_text) {
        sort_texts(rows_ + start, forced);
      } else if (!insert(start, start + forced, start + size)) {
        return false;
      }
      size = forced;
    }
    runs_[run_count_++] = Run{start, size};
    start += size;
    if (!collapse()) return false;
  }
  return collapse_all();
}

// A short list of numbers or strings is sorted where it is: comparing them runs
// no code that could look at it. False: it is no such list.
bool sort_short(Fiber& fiber, List* list, bool reverse) {
  const Keys keys = kind_of(list->items, list->size);
  if (keys > Keys::kStrings) return false;
  fiber.heap.settle(list);
  Value* const items = list->items;
  if (keys == Keys::kStrings) {
    if (reverse) std::reverse(items, items + list->size);
    sort_texts({items, nullptr}, list->size);
    if (reverse) std::reverse(items, items + list->size);
    return true;
  }
  for (uint32_t at = 1; at < list->size; ++at) {
    const Value item = items[at];
    uint32_t to = at;
    for (; to > 0; --to) {
      const Value before = items[to - 1];
      if (less_of(fiber, keys, reverse ? before : item,
                  reverse ? item : before) == 0) {
        break;
      }
      items[to] = before;
    }
    items[to] = item;
  }
  return true;
}

}  // namespace

// Two instances of one class whose __lt__ is a plain function.
static int less_instance(Fiber& fiber, Function* method, Value a, Value b) {
  const Value args[] = {a, b};
  Value result = call_plain(fiber, method, args, 2);
  if (result.is_not_implemented()) result = compare_on(fiber, kLt, a, b);
  if (result.is_bool()) return result.as_bool();
  return result.is_error() ? -1 : truth(fiber, result);
}

int less_item(Fiber& fiber, Value a, Value b) {
  if (Value::both_int(a, b)) return a.as_int() < b.as_int();
  if (a.is_float() && b.is_float()) return a.as_float() < b.as_float();
  if (a.is_object() && b.is_object()) {
    const Type* const type = type_of_object(a.object());
    if (type == type_of_object(b.object())) {
      if (type == types().str)
        return str_compare(a.as<Str>(), b.as<Str>()) < 0;
      if (type == types().tuple)
        return less_tuple(fiber, a.as<Tuple>(), b.as<Tuple>());
      if (a.object()->kind == Kind::kInstance &&
          (type->type_flags & kTypeQuick) == 0) {
        Function* const method =
            cast<Function>(type_lookup(type, names().compare[kLt]));
        if (method != nullptr && method->code->plain_count == 3 &&
            !method->code->is_era() && !stack_is_low())
          return less_instance(fiber, method, a, b);
      }
    }
  }
  return compare_truth(fiber, kLt, a, b);
}

bool list_sort(Fiber& fiber, List* list, Value key, bool reverse) {
  const size_t count = list->size;
  const bool has_key = !key.is_none();
  if (count < 2 && !has_key) return true;
  if (count <= kShort && !has_key && sort_short(fiber, list, reverse))
    return true;
  // The list is empty while Python code may look at it. Its memory is set
  // aside, and what it held lives in vectors the collector sees.
  if (!may_gather(fiber, count * sizeof(Value))) return false;
  Value* const memory = list->items;
  const uint32_t capacity = list->capacity;
  GcVector values(fiber), keys(fiber);
  values.resize(count);
  if (count != 0) memcpy(values.data(), memory, count * sizeof(Value));
  fiber.heap.settle(list);
  fiber.heap.retire(memory, count);
  list->items = nullptr;
  list->size = list->capacity = 0;

  // Sorting backwards and turning it round keeps equal items in their order.
  if (reverse) std::reverse(values.begin(), values.end());
  bool ok = true;
  if (has_key) {
    keys.resize(count);
    for (size_t n = 0; ok && n < count; ++n) {
      const size_t i = reverse ? count - 1 - n : n;  // in the list's order
      keys[i] = call(fiber, key, {values[i]});
      ok = !keys[i].is_error();
    }
  }
  if (ok && count > 1) {
    const Rows rows = {has_key ? keys.data() : values.data(),
                       has_key ? values.data() : nullptr};
    Sorter sorter(fiber, rows, count);
    ok = sorter.sort();
  }
  if (reverse) std::reverse(values.begin(), values.end());

  const bool was_changed = list->size != 0 || list->items != nullptr;
  if (was_changed) {
    fiber.heap.retire(list->items, list->size);
    fiber.heap.release(list->items, list->capacity * sizeof(Value));
  }
  list->items = memory;
  list->capacity = capacity;
  if (count != 0) memcpy(memory, values.data(), count * sizeof(Value));
  list->size = static_cast<uint32_t>(count);
  if (was_changed && ok) {
    raise_value_error(fiber, "list modified during sort");
    ok = false;
  }
  return ok;
}

}  // namespace mt::python
