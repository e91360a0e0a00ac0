// pickle_reader.cc - plain data from pickles, for lib/pickle.py.
//
// The unpickler's stack, marks and memo are used as Python sees them; before a
// code that is out of the ordinary reading stops, and Python goes on.

#include <string.h>

#include "base/utf8.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/heap.h"
#include "python/int_bytes.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/pickling.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

class Loader {
 public:
  // `memo`: a dict, or a list when nobody else need see it, as no unpickler
  // is there.
  Loader(Fiber& fiber, std::string_view data, size_t at, List* stack,
         List* marks, Value memo, Value unpickler, bool fixes = false)
      : fiber_(fiber), data_(data), at_(at), stack_(stack), marks_(marks),
        memo_(cast<Dict>(memo)), made_(cast<List>(memo)), unpickler_(unpickler),
        fixes_(fixes) {}

  // As far as codes are plain. False: raised.
  bool run() {
    while (at_ < data_.size() && safe_point(fiber_)) {
      const size_t before = at_++;
      const Step step = one(static_cast<uint8_t>(data_[before]));
      if (step == Step::kRaised) return false;
      if (step == Step::kDone) continue;
      at_ = before;
      return true;
    }
    return !fiber_.raised();
  }
  size_t at() const { return at_; }
  // All of it, where that takes no unpickler. Ellipsis otherwise, and where one
  // is to go on, and with what, is in the list.
  Value whole(List* rest) {
    if (data_.size() < 2 || static_cast<uint8_t>(data_[0]) != kProtocol ||
        data_[1] < 2 || data_[1] > 5) {
      return Value::ellipsis();
    }
    at_ = 2;
    fixes_ = fixes_ && data_[1] < 3;
    if (!run()) return Value::error();
    if (at_ < data_.size() && data_[at_] == kStop && stack_->size > 0)
      return pop();
    for (const Value part :
         {Value::from_int(static_cast<int64_t>(at_)),
          Value::from_int(static_cast<uint8_t>(data_[1])),
          Value::from_object(stack_), Value::from_object(marks_),
          Value::from_object(made_)}) {
      if (!list_append(fiber_, rest, part)) return Value::error();
    }
    return Value::ellipsis();
  }
  List* stack() const { return stack_; }

 private:
  static constexpr uint32_t kRoom = 4;  // of dicts, which mostly get items
  enum class Step { kDone, kLeave, kRaised };
  static Step done(bool ok) { return ok ? Step::kDone : Step::kRaised; }

  Step push(Value value) {
    return done(!value.is_error() && list_append(fiber_, stack_, value));
  }
  Value pop() {
    const Value value = stack_->items[stack_->size - 1];
    fiber_.heap.retire(value);
    --stack_->size;
    return value;
  }
  // Precondition: there is one.
  List* pop_mark() {
    List* const items = stack_;
    stack_ = marks_->items[marks_->size - 1].as<List>();
    fiber_.heap.retire(Value::from_object(stack_));
    --marks_->size;
    return items;
  }
  // What stood behind a mark and is used up serves the next one, where nobody
  // else has seen it.
  Step used(List* items, bool ok) {
    if (memo_ == nullptr) {
      fiber_.heap.retire(items->items, items->size);
      items->size = 0;
      spare_ = items;
    }
    return done(ok);
  }
  bool has_mark() const {
    return marks_->size > 0 &&
           is_exact(marks_->items[marks_->size - 1], types().list);
  }
  // The object behind the mark; undefined if there is none.
  Value target() const {
    if (!has_mark()) return Value();
    const List* const below = marks_->items[marks_->size - 1].as<List>();
    return below->size == 0 ? Value() : below->items[below->size - 1];
  }
  template <typename T>
  T* top_of(const List* list, const Type* type, uint32_t under) const {
    if (list->size <= under) return nullptr;
    const Value value = list->items[list->size - 1 - under];
    return is_exact(value, type) ? value.as<T>() : nullptr;
  }
  // Where an unpickler is, it may have a find_class() of its own.
  Step global() {
    if (memo_ != nullptr || stack_->size < 2) return Step::kLeave;
    const Value* const two = stack_->items + stack_->size - 2;
    const Value found = find_plainly(fiber_, two[0], two[1]);
    return found.is_undefined() ? Step::kLeave : replace_two(found);
  }
  // The same of two lines, which may say what Python 2 called it.
  Step global_of_lines() {
    if (memo_ != nullptr) return Step::kLeave;
    Value parts[2];
    size_t at = at_;
    for (Value& part : parts) {
      const size_t end = data_.find('\n', at);
      if (end == std::string_view::npos) return Step::kLeave;
      const std::string_view line = data_.substr(at, end - at);
      if (ascii_run(line, 0) != line.size()) return Step::kLeave;
      part = Value::from_object(intern(fiber_, line));
      at = end + 1;
    }
    if (fixes_ &&
        !ask_for_name(fiber_, "_new_name", {parts[0], parts[1]}, parts))
      return Step::kRaised;
    const Value found = find_plainly(fiber_, parts[0], parts[1]);
    if (found.is_undefined()) return Step::kLeave;
    at_ = at;
    return push(found);
  }
  // The number in the next bytes, which are then read. False: they end before.
  bool take(size_t size, uint64_t* number) {
    if (data_.size() - at_ < size) return false;
    *number = 0;
    for (size_t i = 0; i < size; ++i)
      *number |= uint64_t{static_cast<uint8_t>(data_[at_ + i])} << 8 * i;
    at_ += size;
    return true;
  }
  Step number(size_t size, bool is_signed) {
    uint64_t bits;
    if (size > data_.size() - at_) return Step::kLeave;
    if (size > 8) {
      at_ += size;
      return push(int_of_least_bytes(fiber_, data_.substr(at_ - size, size)));
    }
    take(size, &bits);
    const unsigned unused = static_cast<unsigned>(64 - 8 * size);
    if (is_signed && size > 0)
      return push(int_from_i64(
          fiber_, static_cast<int64_t>(bits << unused) >> unused));
    return push(int_from_u64(fiber_, bits));
  }
  Step real() {
    if (data_.size() - at_ < 8) return Step::kLeave;
    uint64_t bits = 0;
    for (size_t i = 0; i < 8; ++i)
      bits = bits << 8 | static_cast<uint8_t>(data_[at_ + i]);
    at_ += 8;
    double number;
    memcpy(&number, &bits, sizeof number);
    return push(Value::from_float(number));
  }
  Step text(size_t size_bytes, bool is_text) {
    uint64_t size;
    if (!take(size_bytes, &size) || size > data_.size() - at_)
      return Step::kLeave;
    const std::string_view bytes =
        data_.substr(at_, static_cast<size_t>(size));
    if (is_text && ascii_run(bytes, 0) == bytes.size()) {
      at_ += bytes.size();
      return push(object_or_error(make_str(fiber_, bytes, bytes.size())));
    }
    if (is_text && !is_utf8(bytes, Surrogates::kAllow)) return Step::kLeave;
    at_ += bytes.size();
    return push(is_text ? object_or_error(make_str(fiber_, bytes))
                        : object_or_error(make_bytes(fiber_, bytes)));
  }
  Step put(uint64_t key) {
    if (stack_->size == 0) return Step::kLeave;
    if (memo_ == nullptr) {
      if (key != made_->size) return Step::kLeave;
      return done(
          list_append(fiber_, made_, stack_->items[stack_->size - 1]));
    }
    return done(dict_set(fiber_, memo_,
                         Value::from_int(static_cast<int64_t>(key)),
                         stack_->items[stack_->size - 1]));
  }
  Step get(uint64_t key) {
    if (memo_ == nullptr)
      return key < made_->size ? push(made_->items[key]) : Step::kLeave;
    const Value found = dict_find(
        fiber_, memo_, Value::from_int(static_cast<int64_t>(key)));
    return found.is_undefined() ? Step::kLeave : push(found);
  }
  Step tuple(uint32_t count) {
    if (stack_->size < count) return Step::kLeave;
    Tuple* const made = make_tuple(
        fiber_, stack_->items + (stack_->size - count), count);
    if (made == nullptr) return Step::kRaised;
    for (uint32_t i = 0; i < count; ++i) pop();
    return push(Value::from_object(made));
  }
  // Into a dict, or what may be one.
  bool set_pairs(Value into, const List* items) {
    const bool is_dict = is_exact(into, types().dict);
    for (uint32_t i = 0; i + 1 < items->size; i += 2)
      if (is_dict ? !dict_set(fiber_, into.as<Dict>(), items->items[i],
                              items->items[i + 1])
                  : !set_item(fiber_, into, items->items[i],
                              items->items[i + 1]))
        return false;
    return true;
  }
  // To a list, or what may be one; as one() does with kAppends.
  Step extend(Value list) {
    if (is_exact(list, types().list)) {
      List* const items = pop_mark();
      return used(items, list_extend(fiber_, list.as<List>(),
                                     Value::from_object(items)));
    }
    const Value how = find_attr(fiber_, list, intern(fiber_, "extend"));
    if (how.is_error()) return Step::kRaised;
    if (how.is_undefined() || !has_mark()) return Step::kLeave;
    return done(
        !call(fiber_, how, {Value::from_object(pop_mark())}).is_error());
  }
  // What was called may have looked at the stack, and changed it.
  Step replace_two(Value made) {
    if (made.is_error()) return Step::kRaised;
    for (int i = 0; i < 2 && stack_->size > 0; ++i) pop();
    return push(made);
  }
  Step make() {
    const Tuple* const args = top_of<Tuple>(stack_, types().tuple, 0);
    if (args == nullptr || stack_->size < 2) return Step::kLeave;
    const Value cls = stack_->items[stack_->size - 2];
    if (!is_kind(cls, Kind::kType)) return Step::kLeave;
    if (args->size == 0 && is_exact(cls, types().type) &&
        type_lookup(cls.as<Type>(), names().dunder_new) ==
            type_lookup(types().object, names().dunder_new))
      return replace_two(object_create(fiber_, cls.as<Type>(), Args()));
    const Value how = get_attr(fiber_, cls, names().dunder_new);
    if (how.is_error()) return Step::kRaised;
    Tuple* const all = make_tuple(fiber_, size_t{args->size} + 1);
    if (all == nullptr) return Step::kRaised;
    all->items[0] = cls;
    for (uint32_t i = 0; i < args->size; ++i)
      all->items[i + 1] = args->items[i];
    return replace_two(call(fiber_, how, Args{all->items, all->size}));
  }
  Step reduce() {
    const Tuple* const args = top_of<Tuple>(stack_, types().tuple, 0);
    if (args == nullptr || stack_->size < 2) return Step::kLeave;
    const Value how = stack_->items[stack_->size - 2];
    const Value made =
        call(fiber_, how, Args{const_cast<Value*>(args->items), args->size});
    return replace_two(made);
  }
  // What __setstate__() does; else attributes by name, for an instance that
  // keeps them in the plain way.
  Step build() {
    if (stack_->size < 2) return Step::kLeave;
    const Value object = stack_->items[stack_->size - 2];
    if (!is_kind(object, Kind::kInstance)) return Step::kLeave;
    const Type* const type = type_of(object);
    if (!type_lookup(type, names().dunder_setstate).is_undefined()) {
      const Value given = pop();
      return done(!call_method(fiber_, object, names().dunder_setstate, {given})
                       .is_error());
    }
    // Attributes, or a pair of them and of what stands in slots.
    Value state = stack_->items[stack_->size - 1], slots = Value::none();
    if (const Tuple* const pair = top_of<Tuple>(stack_, types().tuple, 0)) {
      if (pair->size != 2) return Step::kLeave;
      const Value* const both = pair->items;
      state = both[0];
      slots = both[1];
    }
    if (!are_names(state) || !are_names(slots) ||
        !own_get(object.object(), names().dunder_setstate).is_undefined() ||
        (!state.is_none() &&
         (!type_lookup(type, names().dunder_slots).is_undefined() ||
          (type->type_flags & (kTypePlainGetattr | kTypeHasSlots)) !=
              (kTypePlainGetattr | kTypeHasSlots)))) {
      return Step::kLeave;
    }
    pop();
    uint32_t at = 0;
    Value key, value;
    while (!state.is_none() && dict_next(state.as<Dict>(), &at, &key, &value))
      own_set(fiber_, object.object(), intern(fiber_, key.as<Str>()), value);
    at = 0;
    while (!slots.is_none() && dict_next(slots.as<Dict>(), &at, &key, &value)) {
      if (!is_exact(key, types().str)) {  // since a setter has been there
        raise_type_error(fiber_, "attribute name must be string, not '%s'",
                         type_name(key));
        return Step::kRaised;
      }
      if (!set_attr(fiber_, object, intern(fiber_, key.as<Str>()), value))
        return Step::kRaised;
    }
    return Step::kDone;
  }
  // None, or a dict whose keys are texts.
  static bool are_names(Value value) {
    uint32_t at = 0;
    Value key, each;
    if (!is_exact(value, types().dict)) return value.is_none();
    while (dict_next(value.as<Dict>(), &at, &key, &each))
      if (!is_exact(key, types().str)) return false;
    return true;
  }

  Step one(uint8_t code) {
    uint64_t key;
    switch (code) {
      case kNone: return push(Value::none());
      case kTrue: return push(Value::from_bool(true));
      case kFalse: return push(Value::from_bool(false));
      case kInt1: return number(1, false);
      case kInt2: return number(2, false);
      case kInt: return number(4, true);
      case kLong1:
        if (!take(1, &key)) return Step::kLeave;
        return number(static_cast<size_t>(key), true);
      case kFloat: return real();
      case kShortUnicode: return text(1, true);
      case kUnicode: return text(4, true);
      case kShortBytes: return text(1, false);
      case kBytes: return text(4, false);
      case kEmptyList: return push(object_or_error(make_list(fiber_)));
      case kEmptyDict: return push(object_or_error(make_dict(fiber_, kRoom)));
      case kEmptySet: return push(object_or_error(make_set(fiber_)));
      case kEmptyTuple: return push(object_or_error(empty_tuple(fiber_)));
      case kMark: {
        List* const above = spare_ != nullptr ? spare_ : make_list(fiber_, 8);
        spare_ = nullptr;
        if (above == nullptr ||
            !list_append(fiber_, marks_, Value::from_object(stack_))) {
          return Step::kRaised;
        }
        stack_ = above;
        return Step::kDone;
      }
      case kTuple: {
        if (!has_mark()) return Step::kLeave;
        Tuple* const made = tuple_from_list(fiber_, stack_);
        if (made == nullptr) return Step::kRaised;
        used(pop_mark(), true);
        return push(Value::from_object(made));
      }
      case kAppend: {
        List* const list = top_of<List>(stack_, types().list, 1);
        return list == nullptr ? Step::kLeave
                               : done(list_append(fiber_, list, pop()));
      }
      case kAppends:
        return target().is_undefined() ? Step::kLeave : extend(target());
      case kAddItems: {
        const Value set = target();
        if (set.is_undefined() || !is_exact(set, types().set))
          return Step::kLeave;
        List* const items = pop_mark();
        return used(items, set_update(fiber_, set.as<Set>(),
                                      Value::from_object(items)));
      }
      case kFrozenSet: {
        if (!has_mark()) return Step::kLeave;
        return push(call(fiber_, Value::from_object(types().frozenset),
                         {Value::from_object(pop_mark())}));
      }
      case kSetItem: {
        if (stack_->size < 3) return Step::kLeave;
        const Value dict = stack_->items[stack_->size - 3];
        const Value value = pop();
        return done(set_item(fiber_, dict, pop(), value));
      }
      case kSetItems: {
        const Value dict = target();
        if (dict.is_undefined() || stack_->size % 2 != 0) return Step::kLeave;
        List* const items = pop_mark();
        return used(items, set_pairs(dict, items));
      }
      case kMemoize:
        return put(memo_ == nullptr ? made_->size : memo_->live);
      case kPut: return take(1, &key) ? put(key) : Step::kLeave;
      case kLongPut: return take(4, &key) ? put(key) : Step::kLeave;
      case kGet: return take(1, &key) ? get(key) : Step::kLeave;
      case kLongGet: return take(4, &key) ? get(key) : Step::kLeave;
      case kStackGlobal: return global();
      case kGlobal: return global_of_lines();
      case kNewObject: return make();
      case kReduce: return reduce();
      case kBuild: return build();
      case kPersistentId:
        if (memo_ == nullptr || stack_->size == 0) return Step::kLeave;
        return push(
            call_method(fiber_, unpickler_, "persistent_load", {pop()}));
      case kFrame:
        return take(8, &key) && key <= data_.size() - at_ ? Step::kDone
                                                         : Step::kLeave;
      default:
        if (code < kTuple1 || code > kTuple3) return Step::kLeave;
        return tuple(code - kTuple1 + 1u);
    }
  }

  Fiber& fiber_;
  const std::string_view data_;
  size_t at_;
  List *stack_, *const marks_;
  Dict* const memo_;
  List* const made_;
  const Value unpickler_;
  List* spare_ = nullptr;  // empty
  bool fixes_;  // names may be Python 2's
};

}  // namespace

// load(unpickler, data, at): where in the data it is to go on by itself.
Value pickling_load(Fiber& fiber, Value, Args args) {
  const Bytes* const data = cast<Bytes>(args[1]);
  const Value stack = get_attr(fiber, args[0], "stack");
  const Value marks = get_attr(fiber, args[0], "metastack");
  const Value memo = get_attr(fiber, args[0], "memo");
  if (fiber.raised()) return Value::error();
  if (data == nullptr || !args[2].is_int() ||
      static_cast<uint64_t>(args[2].as_int()) > data->size ||
      !is_exact(stack, types().list) || !is_exact(marks, types().list) ||
      !is_exact(memo, types().dict)) {
    return args[2];
  }
  Loader loader(fiber, data->view(), static_cast<size_t>(args[2].as_int()),
                stack.as<List>(), marks.as<List>(), memo, args[0]);
  if (!loader.run()) {
    own_set(fiber, args[0].object(), intern(fiber, "_raised_at"),
            Value::from_int(static_cast<int64_t>(loader.at())));
    return Value::error();
  }
  if (loader.stack() != stack.object()) {
    const Value top = Value::from_object(loader.stack());
    if (!set_attr(fiber, args[0], intern(fiber, "stack"), top) ||
        !set_attr(fiber, args[0], names().append,
                  get_attr(fiber, top, names().append))) {
      return Value::error();
    }
  }
  return Value::from_int(static_cast<int64_t>(loader.at()));
}

// loads(data, rest, fix_imports): Ellipsis where it takes an unpickler; if
// anything was read, rest has what that is to go on with: the place, the
// protocol, the stack, those below marks, and what is memoized.
Value pickling_loads(Fiber& fiber, Value, Args args) {
  const Bytes* const data = cast<Bytes>(args[0]);
  List* const rest = cast<List>(args[1]);
  List* const stack = make_list(fiber, 4);
  List* const marks = make_list(fiber);
  List* const memo = make_list(fiber, 8);
  if (stack == nullptr || marks == nullptr || memo == nullptr)
    return Value::error();
  if (data == nullptr || rest == nullptr) return Value::ellipsis();
  const int fixes = truth(fiber, args[2]);
  if (fixes < 0) return Value::error();
  return Loader(fiber, data->view(), 0, stack, marks, Value::from_object(memo),
                Value(), fixes != 0)
      .whole(rest);
}

}  // namespace mt::python
