// module_pickling.cc - _pickling: what lib/pickle.py does most often, for that
// module: writing and reading None, numbers, texts, containers and instances
// that are no more than their attributes.
//
// Protocols 2 and above. Whatever is out of the ordinary is handed back: save()
// calls the pickler's own method, load() stops before the code. Both work on the
// frame, the memo and the stack of the Python objects, so that either side can
// go on where the other stopped.

#include <string.h>

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "python/container.h"
#include "python/data_modules.h"
#include "python/import.h"
#include "python/number.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

constexpr size_t kFrameBytes = 1 << 16;  // FRAME_SIZE of the module
constexpr uint32_t kBatch = 1000;        // items behind one mark

// Codes that both directions know; pickletools.py describes them.
enum Code : uint8_t {
  kMark = '(', kPop = '0', kPopMark = '1', kFloat = 'G', kInt = 'J', kInt1 = 'K',
  kInt2 = 'M', kNone = 'N', kReduce = 'R', kUnicode = 'X', kAppend = 'a',
  kBuild = 'b', kEmptyDict = '}', kAppends = 'e', kGet = 'h', kLongGet = 'j',
  kEmptyList = ']', kPut = 'q', kLongPut = 'r', kSetItem = 's', kTuple = 't',
  kEmptyTuple = ')', kSetItems = 'u', kBytes = 'B', kShortBytes = 'C',
  kNewObject = 0x81, kTuple1 = 0x85, kTuple3 = 0x87, kTrue = 0x88,
  kFalse = 0x89, kLong1 = 0x8a, kShortUnicode = 0x8c, kEmptySet = 0x8f,
  kAddItems = 0x90, kStop = '.', kProtocol = 0x80, kMemoize = 0x94, kFrame = 0x95,
};

// A function of lib/pickle.py.
Value ask_module(Fiber& fiber, const char* function, Value argument) {
  const Value module = import_module(fiber, "pickle");
  return module.is_error() ? module
                           : call_method(fiber, module, function, {argument});
}

// The numbers of objects by their addresses, while nobody else need see them.
class Numbers {
 public:
  uint32_t size() const { return size_; }
  // kNone: it has none yet.
  static constexpr uint32_t kNone = UINT32_MAX;
  uint32_t find(uint64_t address) const {
    return rows_.empty() ? kNone : rows_[place(address)].number;
  }
  void add(uint64_t address) {
    if (size_ * 2 >= rows_.size()) {
      std::vector<Row> old(std::max<size_t>(rows_.size() * 2, 32));
      old.swap(rows_);
      for (const Row& row : old)
        if (row.number != kNone) rows_[place(row.address)] = row;
    }
    rows_[place(address)] = {address, size_++};
  }

 private:
  struct Row {
    uint64_t address = 0;
    uint32_t number = kNone;
  };
  size_t place(uint64_t address) const {
    const size_t mask = rows_.size() - 1;
    size_t at = static_cast<size_t>(
                    address * UINT64_C(0x9e3779b97f4a7c15) >> 32) & mask;
    while (rows_[at].number != kNone && rows_[at].address != address)
      at = (at + 1) & mask;
    return at;
  }
  std::vector<Row> rows_;
  uint32_t size_ = 0;
};

// --- writing -----------------------------------------------------------------

class Saver {
 public:
  // For what fits one frame and needs no pickler.
  Saver(Fiber& fiber, ByteArray* frame, List* kept, int64_t protocol)
      : fiber_(fiber), frame_(frame), memo_(nullptr), protocol_(protocol),
        reducers_(nullptr), kept_(kept) {}
  // args: the pickler, its frame, memo and protocol, and the table of reducers
  // or None when it has one of its own.
  Saver(Fiber& fiber, Args args)
      : fiber_(fiber), pickler_(args[0]), frame_(cast<ByteArray>(args[1])),
        memo_(cast<Dict>(args[2])), protocol_(args[3].as_int()),
        reducers_(cast<Dict>(args[4])) {}

  bool save(Value item) {
    if (frame_->size >= kFrameBytes && protocol_ >= 4 &&
        (pickler_.is_undefined() || !flush() || call_method(fiber_, pickler_, "_end_frame").is_error())) {
      return false;
    }
    if (item.is_none()) return put_code(kNone);
    if (item.is_bool()) return put_code(item.is_true() ? kTrue : kFalse);
    if (item.is_int()) return put_int(item.as_int());
    if (item.is_float()) return put_float(item.as_float());
    if (!item.is_object()) return save_slowly(item);
    if (type_of(item) == types().int_) return save_long(item);
    RecursionGuard guard(fiber_, " while pickling an object");
    if (!guard.ok() || !safe_point(fiber_)) return false;
    bool is_known;
    if (!put_known(item, &is_known) || is_known) return !fiber_.raised();
    const Type* const type = type_of(item);
    if (type == types().str) {
      const std::string_view text = item.as<Str>()->view();
      return save_text(item, text, protocol_ >= 4, kShortUnicode, kUnicode);
    }
    if (type == types().list) return save_list(item.as<List>());
    if (type == types().dict) return save_dict(item.as<Dict>());
    if (type == types().tuple) return save_tuple(item.as<Tuple>());
    if (type == types().bytes && protocol_ >= 3)
      return save_text(item, item.as<Bytes>()->view(), true, kShortBytes,
                       kBytes);
    if (type == types().set && protocol_ >= 4) return save_set(item.as<Set>());
    if (reducers_ != nullptr && is_reduced_plainly(item)) {
      const Value reducer =
          dict_find(fiber_, reducers_, Value::from_object(type));
      if (reducer.is_undefined()) return save_instance(item);
    }
    return save_slowly(item);
  }

  // Has all that was put in the frame.
  bool flush() {
    const size_t used = used_;
    used_ = 0;
    return bytearray_append(fiber_, frame_, {buffer_, used});
  }

  bool put_code(uint8_t code) { return put(&code, 1); }

 private:
  bool put(const void* bytes, size_t size) {
    if (size > sizeof buffer_ - used_) {
      if (!flush()) return false;
      if (size > sizeof buffer_)
        return bytearray_append(fiber_, frame_,
                                {static_cast<const char*>(bytes), size});
    }
    memcpy(buffer_ + used_, bytes, size);
    used_ += size;
    return true;
  }
  // A code and the lowest bytes of a number behind it.
  bool put_number(uint8_t code, uint64_t number, size_t size) {
    char out[9] = {static_cast<char>(code)};
    for (size_t i = 0; i < size; ++i)
      out[i + 1] = static_cast<char>(number >> 8 * i);
    return put(out, size + 1);
  }
  bool put_int(int64_t i) {
    const auto bits = static_cast<uint64_t>(i);
    if (i >= 0 && i < 0x100) return put_number(kInt1, bits, 1);
    if (i >= 0 && i < 0x10000) return put_number(kInt2, bits, 2);
    if (i >= INT32_MIN && i <= INT32_MAX) return put_number(kInt, bits, 4);
    size_t size = 5;
    while (i >> (8 * size - 1) != 0 && i >> (8 * size - 1) != -1) ++size;
    char out[10] = {static_cast<char>(kLong1), static_cast<char>(size)};
    for (size_t k = 0; k < size; ++k)
      out[k + 2] = static_cast<char>(bits >> 8 * k);
    return put(out, size + 2);
  }
  bool put_float(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    char out[9] = {static_cast<char>(kFloat)};
    for (size_t i = 0; i < 8; ++i)
      out[i + 1] = static_cast<char>(bits >> (56 - 8 * i));
    return put(out, sizeof out);
  }
  // The number that an object has by now; kNone when none. False: raised.
  bool find(Value item, uint32_t* number) {
    *number = Numbers::kNone;
    if (memo_ == nullptr) {
      *number = numbers_.find(item.bits());
      return true;
    }
    const Value id = int_from_u64(fiber_, item.bits());
    const Value known = id.is_error() ? id : dict_find(fiber_, memo_, id);
    if (known.is_error()) return false;
    if (known.is_undefined()) return true;
    const Tuple* const pair = cast<Tuple>(known);
    if (pair == nullptr || pair->size != 2 || !pair->items[0].is_int()) {
      raise_type_error(fiber_, "memo values must be pairs");
      return false;
    }
    *number = static_cast<uint32_t>(pair->items[0].as_int());
    return true;
  }
  // Says where an object that was written before is to be found.
  bool put_known(Value item, bool* is_known) {
    uint32_t number;
    if (!find(item, &number)) return false;
    *is_known = number != Numbers::kNone;
    if (!*is_known) return true;
    return number < 256 ? put_number(kGet, number, 1)
                        : put_number(kLongGet, number, 4);
  }
  bool memoize(Value item) {
    const uint32_t number = memo_ == nullptr ? numbers_.size() : memo_->live;
    if (memo_ == nullptr) {
      numbers_.add(item.bits());
      if (!list_append(fiber_, kept_, item)) return false;
    } else {
      const Value parts[] = {Value::from_int(number), item};
      const Value id = int_from_u64(fiber_, item.bits());
      const Value pair = object_or_error(make_tuple(fiber_, parts, 2));
      if (id.is_error() || pair.is_error() ||
          !dict_set(fiber_, memo_, id, pair)) {
        return false;
      }
    }
    if (protocol_ >= 4) return put_code(kMemoize);
    return number < 256 ? put_number(kPut, number, 1)
                        : put_number(kLongPut, number, 4);
  }
  bool save_slowly(Value item) {
    return !pickler_.is_undefined() && flush() &&
           !call_method(fiber_, pickler_, "_save_slowly", {item}).is_error();
  }
  bool save_long(Value item) {
    const Value bytes = ask_module(fiber_, "encode_long", item);
    if (!is_kind(bytes, Kind::kBytes)) return false;
    const std::string_view view = bytes.as<Bytes>()->view();
    if (view.size() > 255) return save_slowly(item);
    return put_number(kLong1, view.size(), 1) && put(view.data(), view.size());
  }
  bool save_text(Value item, std::string_view text, bool may_be_short,
                 uint8_t short_code, uint8_t code) {
    if (text.size() >= kFrameBytes) return save_slowly(item);
    const bool is_short = may_be_short && text.size() < 256;
    return put_number(is_short ? short_code : code, text.size(),
                      is_short ? 1 : 4) &&
           put(text.data(), text.size()) && memoize(item);
  }
  bool save_list(List* list) {
    if (!put_code(kEmptyList) || !memoize(Value::from_object(list)))
      return false;
    // Reducers may change the list meanwhile.
    for (uint32_t at = 0; at < list->size;) {
      const uint32_t count = std::min(list->size - at, kBatch);
      if (count > 1 && !put_code(kMark)) return false;
      for (uint32_t i = 0; i < count && at < list->size; ++i)
        if (!save(list->items[at++])) return false;
      if (!put_code(count > 1 ? kAppends : kAppend)) return false;
    }
    return true;
  }
  bool save_dict(Dict* dict) {
    if (!put_code(kEmptyDict) || !memoize(Value::from_object(dict)))
      return false;
    const uint32_t live = dict->live;
    uint32_t at = 0, left = live;
    while (left > 0) {
      const uint32_t count = std::min(left, kBatch);
      if (count > 1 && !put_code(kMark)) return false;
      for (uint32_t i = 0; i < count; ++i) {
        Value key, value;
        if (dict->live != live || !dict_next(dict, &at, &key, &value)) {
          raise(fiber_, types().RuntimeError,
                "dictionary changed size during iteration");
          return false;
        }
        if (!save(key) || !save(value)) return false;
      }
      if (!put_code(count > 1 ? kSetItems : kSetItem)) return false;
      left -= count;
    }
    return true;
  }
  bool save_set(Set* set) {
    if (!put_code(kEmptySet) || !memoize(Value::from_object(set)))
      return false;
    const uint32_t live = set->live;
    uint32_t at = 0, left = live;
    while (left > 0) {
      const uint32_t count = std::min(left, kBatch);
      if (!put_code(kMark)) return false;
      for (uint32_t i = 0; i < count; ++i) {
        Value item;
        if (set->live != live || !set_next(set, &at, &item)) {
          raise(fiber_, types().RuntimeError,
                "Set changed size during iteration");
          return false;
        }
        if (!save(item)) return false;
      }
      if (!put_code(kAddItems)) return false;
      left -= count;
    }
    return true;
  }
  bool save_tuple(Tuple* tuple) {
    const uint32_t size = tuple->size;
    if (size == 0) return put_code(kEmptyTuple);
    const bool is_short = size <= 3;
    if (!is_short && !put_code(kMark)) return false;
    for (uint32_t i = 0; i < size; ++i)
      if (!save(tuple->items[i])) return false;
    // In a circle, which has brought it here already.
    uint32_t number;
    if (!find(Value::from_object(tuple), &number)) return false;
    if (number != Numbers::kNone) {
      for (uint32_t i = 0; i < (is_short ? size : 1); ++i)
        if (!put_code(is_short ? kPop : kPopMark)) return false;
      bool is_known;
      return put_known(Value::from_object(tuple), &is_known);
    }
    const uint8_t code =
        is_short ? static_cast<uint8_t>(kTuple1 + (size - 1)) : uint8_t{kTuple};
    return put_code(code) && memoize(Value::from_object(tuple));
  }
  // As copyreg.__newobj__(cls) and its attributes.
  bool save_instance(Value item) {
    if (!save(Value::from_object(type_of(item)))) return false;
    const uint8_t codes[] = {kEmptyTuple, kNewObject};
    if (!put(codes, sizeof codes) || !memoize(item)) return false;
    Object* const object = item.object();
    if (own_count(object) == 0) return true;
    return save(Value::from_object(own_snapshot(fiber_, object))) &&
           put_code(kBuild);
  }

  Fiber& fiber_;
  const Value pickler_;
  ByteArray* const frame_;
  Dict* const memo_;  // null: numbers_ has them
  const int64_t protocol_;
  Dict* const reducers_;
  Numbers numbers_;
  List* kept_ = nullptr;  // so that no other object gets an address of them
  char buffer_[480];  // what is not in the frame yet
  size_t used_ = 0;
};

// dumps(obj, protocol): None where it takes a pickler.
Value dumps(Fiber& fiber, Value, Args args) {
  const int64_t protocol = args[1].is_int() ? args[1].as_int() : 0;
  if (protocol < 2 || protocol > 5) return Value::none();
  ByteArray* const frame = make_bytearray(fiber, {});
  List* const kept = make_list(fiber);
  if (frame == nullptr || kept == nullptr) return Value::error();
  Saver saver(fiber, frame, kept, protocol);
  if (!saver.save(args[0]) || !saver.put_code(kStop) || !saver.flush())
    return fiber.raised() ? Value::error() : Value::none();
  char head[11] = {static_cast<char>(kProtocol), static_cast<char>(protocol),
                   static_cast<char>(kFrame)};
  for (size_t i = 0; i < 8; ++i)
    head[i + 3] = static_cast<char>(uint64_t{frame->size} >> 8 * i);
  const size_t size = protocol >= 4 && frame->size >= 4 ? sizeof head : 2;
  Bytes* const whole = make_bytes(fiber, size + frame->size);
  if (whole == nullptr) return Value::error();
  char* const to = const_cast<char*>(whole->view().data());
  memcpy(to, head, size);
  memcpy(to + size, frame->view().data(), frame->size);
  return Value::from_object(whole);
}

// save(pickler, frame, memo, protocol, reducers, obj)
Value save(Fiber& fiber, Value, Args args) {
  if (cast<ByteArray>(args[1]) == nullptr || cast<Dict>(args[2]) == nullptr ||
      !args[3].is_int()) {
    return raise_type_error(fiber, "save() takes a bytearray, a dict, an int");
  }
  Saver saver(fiber, args);
  return none_if(saver.save(args[5]) && saver.flush());
}

// --- reading -----------------------------------------------------------------

class Loader {
 public:
  // `memo`: a dict, or a list when nobody else need see it.
  Loader(Fiber& fiber, std::string_view data, size_t at, List* stack,
         List* marks, Value memo)
      : fiber_(fiber), data_(data), at_(at), stack_(stack), marks_(marks),
        memo_(cast<Dict>(memo)), made_(cast<List>(memo)) {}

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
  // All of it, where that takes no unpickler; undefined otherwise.
  Value whole() {
    if (data_.size() < 2 || static_cast<uint8_t>(data_[0]) != kProtocol ||
        data_[1] < 2 || data_[1] > 5) {
      return Value();
    }
    at_ = 2;
    if (!run()) return Value::error();
    if (at_ == data_.size() || data_[at_] != kStop || stack_->size == 0)
      return Value();
    return pop();
  }
  List* stack() const { return stack_; }

 private:
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
  bool has_mark() const {
    return marks_->size > 0 &&
           is_exact(marks_->items[marks_->size - 1], types().list);
  }
  // The object behind the mark, if it is of the class and there is one.
  template <typename T>
  T* target(const Type* type) const {
    if (!has_mark()) return nullptr;
    const List* const below = marks_->items[marks_->size - 1].as<List>();
    return below->size == 0 ? nullptr : top_of<T>(below, type, 0);
  }
  template <typename T>
  T* top_of(const List* list, const Type* type, uint32_t under) const {
    if (list->size <= under) return nullptr;
    const Value value = list->items[list->size - 1 - under];
    return is_exact(value, type) ? value.as<T>() : nullptr;
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
      Bytes* const bytes = make_bytes(fiber_, data_.substr(at_, size));
      if (bytes == nullptr) return Step::kRaised;
      at_ += size;
      return push(
          ask_module(fiber_, "decode_long", Value::from_object(bytes)));
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
  bool set_pairs(Dict* dict, const List* items) {
    for (uint32_t i = 0; i + 1 < items->size; i += 2)
      if (!dict_set(fiber_, dict, items->items[i], items->items[i + 1]))
        return false;
    return true;
  }
  // What was called may have looked at the stack, and changed it.
  Step replace_two(Value made) {
    if (made.is_error()) return Step::kRaised;
    for (int i = 0; i < 2 && stack_->size > 0; ++i) pop();
    return push(made);
  }
  Step make() {
    const Tuple* const none = top_of<Tuple>(stack_, types().tuple, 0);
    if (none == nullptr || none->size != 0 || stack_->size < 2)
      return Step::kLeave;
    const Value cls = stack_->items[stack_->size - 2];
    if (!is_kind(cls, Kind::kType)) return Step::kLeave;
    const Value how = get_attr(fiber_, cls, names().dunder_new);
    const Value made = how.is_error() ? how : call(fiber_, how, {cls});
    return replace_two(made);
  }
  Step reduce() {
    const Tuple* const args = top_of<Tuple>(stack_, types().tuple, 0);
    if (args == nullptr || stack_->size < 2) return Step::kLeave;
    const Value how = stack_->items[stack_->size - 2];
    const Value made =
        call(fiber_, how, Args{const_cast<Value*>(args->items), args->size});
    return replace_two(made);
  }
  // Attributes by name, for an instance that keeps them in the plain way.
  Step build() {
    const Dict* const state = top_of<Dict>(stack_, types().dict, 0);
    if (state == nullptr || stack_->size < 2) return Step::kLeave;
    const Value object = stack_->items[stack_->size - 2];
    if (!is_kind(object, Kind::kInstance)) return Step::kLeave;
    const Type* const type = type_of(object);
    if (!type_lookup(type, names().dunder_slots).is_undefined() ||
        (type->type_flags & (kTypePlainGetattr | kTypeHasSlots)) !=
            (kTypePlainGetattr | kTypeHasSlots) ||
        !type_lookup(type, names().dunder_setstate).is_undefined() ||
        !own_get(object.object(), names().dunder_setstate).is_undefined()) {
      return Step::kLeave;
    }
    uint32_t at = 0;
    Value key, value;
    while (dict_next(state, &at, &key, &value))
      if (!is_exact(key, types().str)) return Step::kLeave;
    at = 0;
    while (dict_next(state, &at, &key, &value))
      own_set(fiber_, object.object(), intern(fiber_, key.as<Str>()), value);
    pop();
    return Step::kDone;
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
      case kLong1: return take(1, &key) ? number(key, true) : Step::kLeave;
      case kFloat: return real();
      case kShortUnicode: return text(1, true);
      case kUnicode: return text(4, true);
      case kShortBytes: return text(1, false);
      case kBytes: return text(4, false);
      case kEmptyList: return push(object_or_error(make_list(fiber_)));
      case kEmptyDict: return push(object_or_error(make_dict(fiber_)));
      case kEmptySet: return push(object_or_error(make_set(fiber_)));
      case kEmptyTuple: return push(object_or_error(empty_tuple(fiber_)));
      case kMark: {
        List* const above = make_list(fiber_, 8);
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
        pop_mark();
        return push(Value::from_object(made));
      }
      case kAppend: {
        List* const list = top_of<List>(stack_, types().list, 1);
        return list == nullptr ? Step::kLeave
                               : done(list_append(fiber_, list, pop()));
      }
      case kAppends: {
        List* const list = target<List>(types().list);
        if (list == nullptr) return Step::kLeave;
        return done(
            list_extend(fiber_, list, Value::from_object(pop_mark())));
      }
      case kAddItems: {
        Set* const set = target<Set>(types().set);
        if (set == nullptr) return Step::kLeave;
        return done(set_update(fiber_, set, Value::from_object(pop_mark())));
      }
      case kSetItem: {
        Dict* const dict = top_of<Dict>(stack_, types().dict, 2);
        if (dict == nullptr) return Step::kLeave;
        const Value value = pop();
        return done(dict_set(fiber_, dict, pop(), value));
      }
      case kSetItems: {
        Dict* const dict = target<Dict>(types().dict);
        if (dict == nullptr || stack_->size % 2 != 0) return Step::kLeave;
        return done(set_pairs(dict, pop_mark()));
      }
      case kMemoize:
        return put(memo_ == nullptr ? made_->size : memo_->live);
      case kPut: return take(1, &key) ? put(key) : Step::kLeave;
      case kLongPut: return take(4, &key) ? put(key) : Step::kLeave;
      case kGet: return take(1, &key) ? get(key) : Step::kLeave;
      case kLongGet: return take(4, &key) ? get(key) : Step::kLeave;
      case kNewObject: return make();
      case kReduce: return reduce();
      case kBuild: return build();
      case kFrame:
        return take(8, &key) && key <= data_.size() - at_ ? Step::kDone
                                                         : Step::kLeave;
      default:
        if (code >= kTuple1 && code <= kTuple3) return tuple(code - kTuple1 + 1u);
        return Step::kLeave;
    }
  }

  Fiber& fiber_;
  const std::string_view data_;
  size_t at_;
  List *stack_, *const marks_;
  Dict* const memo_;
  List* const made_;
};

// load(unpickler, data, at): where in the data it is to go on by itself.
Value load(Fiber& fiber, Value, Args args) {
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
                stack.as<List>(), marks.as<List>(), memo);
  if (!loader.run()) return Value::error();
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

// loads(data): Ellipsis where it takes an unpickler.
Value loads(Fiber& fiber, Value, Args args) {
  const Bytes* const data = cast<Bytes>(args[0]);
  List* const stack = make_list(fiber, 4);
  List* const marks = make_list(fiber);
  List* const memo = make_list(fiber, 8);
  if (stack == nullptr || marks == nullptr || memo == nullptr)
    return Value::error();
  if (data == nullptr) return Value::ellipsis();
  const Value found =
      Loader(fiber, data->view(), 0, stack, marks, Value::from_object(memo))
          .whole();
  return found.is_undefined() ? Value::ellipsis() : found;
}

const MethodDef kFunctions[] = {{"save", save, 6, 6},
                                {"load", load, 3, 3},
                                {"dumps", dumps, 2, 2},
                                {"loads", loads, 1, 1},
                                {}};

}  // namespace

const ModuleDef kPicklingModule = {"_pickling", kFunctions, nullptr, nullptr};

}  // namespace mt::python
