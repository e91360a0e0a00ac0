// pickle_writer.cc - plain data as pickles, for lib/pickle.py.
//
// The pickler's frame and memo are used as Python sees them, so that either
// side goes on where the other stopped; what is out of the ordinary is handed
// to the pickler's own methods.

#include <string.h>

#include <algorithm>
#include <vector>

#include "python/bytes.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/heap.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/pickling.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

constexpr size_t kFrameBytes = 1 << 16;  // FRAME_SIZE of the module
constexpr uint32_t kBatch = 1000;        // items behind one mark

// The numbers of objects by their addresses, while nobody else need see them.
class Numbers {
  struct Row;

 public:
  uint32_t size() const { return size_; }
  size_t bytes() const { return rows_.size() * sizeof(Row); }
  // kNone: it has none yet.
  static constexpr uint32_t kNone = UINT32_MAX;
  uint32_t find(uint64_t address) {
    if (size_ * 2 >= rows_.size()) grow();
    sought_ = address;
    place_ = place(address);
    return rows_[place_].number;
  }
  // Mostly of what was looked for a moment ago.
  void add(uint64_t address) {
    if (sought_ != address) find(address);
    sought_ = 0;
    rows_[place_] = {address, size_++};
  }

 private:
  struct Row {
    uint64_t address = 0;
    uint32_t number = kNone;
  };
  void grow() {
    std::vector<Row> old(std::max<size_t>(rows_.size() * 2, 32));
    old.swap(rows_);
    for (const Row& row : old)
      if (row.number != kNone) rows_[place(row.address)] = row;
  }
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
  uint64_t sought_ = 0;  // what find() was asked last, if it is not in yet
  size_t place_ = 0;
};

class Saver {
 public:
  // For what fits one frame and needs no pickler.
  Saver(Fiber& fiber, ByteArray* frame, List* kept, int64_t protocol,
        Dict* reducers)
      : fiber_(fiber), frame_(frame), memo_(nullptr), protocol_(protocol),
        reducers_(reducers), kept_(kept) {}
  // args: the pickler, its frame, memo and protocol, the table of reducers or
  // None when it is not the common one, and its methods for classes.
  Saver(Fiber& fiber, Args args)
      : fiber_(fiber), pickler_(args[0]), frame_(cast<ByteArray>(args[1])),
        memo_(cast<Dict>(args[2])), protocol_(args[3].as_int()),
        reducers_(cast<Dict>(args[4])), savers_(cast<Dict>(args[5])) {}

  bool save(Value item) {
    if (frame_->size + used_ >= kFrameBytes && protocol_ >= 4 && !end_frame())
      return false;
    if (item.is_none()) return put_code(kNone);
    if (item.is_bool()) return put_code(item.is_true() ? kTrue : kFalse);
    if (item.is_int()) return put_int(item.as_int());
    if (item.is_float()) return put_float(item.as_float());
    if (!item.is_object()) return save_slowly(item);
    if (type_of(item) == types().int_) return save_long(item);
    if (!safe_point(fiber_)) return false;
    bool is_known;
    if (!put_known(item, &is_known) || is_known) return !fiber_.raised();
    Type* const type = type_of(item);
    if (type == types().str) {
      const std::string_view text = item.as<Str>()->view();
      return save_text(item, text, protocol_ >= 4, kShortUnicode, kUnicode);
    }
    RecursionGuard guard(fiber_, " while pickling an object");
    if (!guard.ok()) return false;
    if (type == types().list) return save_list(item.as<List>());
    if (type == types().dict) return save_dict(item.as<Dict>());
    if (type == types().tuple) return save_tuple(item.as<Tuple>());
    if (type == types().bytes && protocol_ >= 3)
      return save_text(item, item.as<Bytes>()->view(), true, kShortBytes,
                       kBytes);
    if (type == types().set && protocol_ >= 4) return save_set(item.as<Set>());
    if (type == types().type) {
      return is_found_plainly(item.as<Type>()) ? save_class(item.as<Type>())
                                               : save_slowly(item);
    }
    if (reducers_ != nullptr && is_written_plainly(item, type))
      return save_instance(item);
    return reducers_ != nullptr && savers_ != nullptr &&
                   !is_kind(item, Kind::kType)
               ? save_reduced(item, type)
               : save_slowly(item);
  }

  // Has all that was put in the frame.
  bool flush() {
    const size_t used = used_;
    used_ = 0;
    return bytearray_append(fiber_, frame_, {buffer_, used});
  }

  bool put_code(uint8_t code) {
    if (used_ == sizeof buffer_) return put(&code, 1);
    buffer_[used_++] = static_cast<char>(code);
    return true;
  }

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
      if (!may_gather(fiber_, numbers_.bytes())) return false;
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
  bool end_frame() {
    return !pickler_.is_undefined() && flush() &&
           !call_method(fiber_, pickler_, "_end_frame").is_error();
  }
  bool save_slowly(Value item) {
    return !pickler_.is_undefined() && flush() &&
           !call_method(fiber_, pickler_, "_save_slowly", {item}).is_error();
  }
  // Without a pickler's memo nothing written in Python runs in between: a class
  // that was plain is so still.
  bool is_written_plainly(Value item, const Type* type) {
    const Shape* const shape = item.object()->shape;
    if (shape == plain_) return true;
    const Value cls = Value::from_object(type);
    if ((memo_ == nullptr && type_of(cls) != types().type) ||
        !is_reduced_plainly(item) ||
        !dict_find(fiber_, reducers_, cls).is_undefined()) {
      return false;
    }
    if (memo_ == nullptr && !shape->is_dict) plain_ = shape;
    return true;
  }
  // By its module and its name, where both are what they seem.
  bool is_found_plainly(Type* cls) {
    return protocol_ >= 4 && reducers_ != nullptr &&
           (cls->type_flags & kTypeNative) == 0 &&
           find_plainly(fiber_, module_of(cls),
                        Value::from_object(cls->qualname)) ==
               Value::from_object(cls);
  }
  static Value module_of(Type* cls) {
    return dict_find_name(cls->dict(), names().dunder_module);
  }
  bool save_class(Type* cls) {
    return save(module_of(cls)) && save(Value::from_object(cls->qualname)) &&
           put_code(kStackGlobal) && memoize(Value::from_object(cls));
  }
  // By what its reducer says of it. The pickler takes what is more than a
  // function, its arguments and a state.
  bool save_reduced(Value item, Type* type) {
    const Value cls = Value::from_object(type);
    const Value saver = dict_find(fiber_, savers_, cls);
    if (saver.is_error()) return false;
    if (!saver.is_undefined()) return save_slowly(item);
    Value reduce = dict_find(fiber_, reducers_, cls);
    const bool is_method = reduce.is_undefined() || reduce.is_none();
    if (is_method) {
      reduce = get_attr(fiber_, item, names().dunder_reduce_ex);
      if (reduce.is_error() &&
          exception_matches(fiber_, types().AttributeError)) {
        clear_exception(fiber_);
        return save_slowly(item);
      }
    }
    if (reduce.is_none()) return save_slowly(item);
    if (reduce.is_error() || !flush()) return false;
    const Value said = call(
        fiber_, reduce, {is_method ? Value::from_int(protocol_) : item});
    if (said.is_error()) return false;
    const Tuple* const parts = cast<Tuple>(said);
    bool is_known = false;
    if (parts == nullptr || parts->size < 2 || parts->size > 6 ||
        !is_reduced_simply(parts, type, &is_known)) {
      return !fiber_.raised() &&
             !call_method(fiber_, pickler_, "_save_reduced",
                          {item, reduce, said}).is_error();
    }
    const Value* const said_parts = parts->items;
    Tuple* const args = said_parts[1].as<Tuple>();
    if (is_known) {  // copyreg.__newobj__()
      Tuple* const rest = make_tuple(fiber_, args->items + 1, args->size - 1);
      if (rest == nullptr || !save(cls) || !save(Value::from_object(rest)) ||
          !put_code(kNewObject)) {
        return false;
      }
    } else if (!save(said_parts[0]) || !save(said_parts[1]) ||
               !put_code(kReduce)) {
      return false;
    }
    return memoize_made(item) &&
           (parts->size < 3 || said_parts[2].is_none() ||
            (save(said_parts[2]) && put_code(kBuild)));
  }
  // Whether it is a function, its arguments and a state; `makes_new`: by the
  // class alone.
  bool is_reduced_simply(const Tuple* parts, const Type* type,
                         bool* makes_new) {
    const Value* const items = parts->items;
    for (uint32_t i = 3; i < parts->size; ++i)
      if (!items[i].is_none()) return false;
    const Value how = items[0];
    if (!is_exact(items[1], types().tuple) ||
        (!is_kind(how, Kind::kType) && !is_kind(how, Kind::kFunction))) {
      return false;
    }
    const Value name = get_attr(fiber_, how, names().dunder_name);
    if (name.is_error() || !is_exact(name, types().str)) return false;
    const std::string_view view = name.as<Str>()->view();
    if (view == "__newobj_ex__") return false;
    *makes_new = view == "__newobj__";
    const Tuple* const args = items[1].as<Tuple>();
    return !*makes_new || (args->size > 0 &&
                           args->items[0] == Value::from_object(type));
  }
  // What its arguments led to may have brought it here already.
  bool memoize_made(Value item) {
    uint32_t number;
    if (!find(item, &number)) return false;
    bool is_known = number != Numbers::kNone;
    return is_known ? put_code(kPop) && put_known(item, &is_known)
                    : memoize(item);
  }
  bool save_long(Value item) {
    const Value bytes = call_pickle_module(fiber_, "encode_long", item);
    if (!is_kind(bytes, Kind::kBytes)) return false;
    const std::string_view view = bytes.as<Bytes>()->view();
    if (view.size() > 255) return save_slowly(item);
    return put_number(kLong1, view.size(), 1) && put(view.data(), view.size());
  }
  bool save_text(Value item, std::string_view text, bool may_be_short,
                 uint8_t short_code, uint8_t code) {
    if (text.size() >= kFrameBytes) return save_slowly(item);
    const bool is_short = may_be_short && text.size() < 256;
    if (is_short && text.size() + 2 <= sizeof buffer_ - used_) {
      char* const to = buffer_ + used_;
      to[0] = static_cast<char>(short_code);
      to[1] = static_cast<char>(text.size());
      memcpy(to + 2, text.data(), text.size());
      used_ += text.size() + 2;
      return memoize(item);
    }
    return put_number(is_short ? short_code : code, text.size(),
                      is_short ? 1 : 4) &&
           put(text.data(), text.size()) && memoize(item);
  }
  bool save_list(List* list) {
    if (!put_code(kEmptyList) || !memoize(Value::from_object(list)))
      return false;
    if (list->size == 1) return save(list->items[0]) && put_code(kAppend);
    // Reducers may change the list meanwhile.
    for (uint32_t at = 0; at < list->size;) {
      if (!put_code(kMark)) return false;
      for (uint32_t i = 0; i < kBatch && at < list->size; ++i)
        if (!save(list->items[at++])) return false;
      if (!put_code(kAppends)) return false;
    }
    return true;
  }
  bool save_dict(Dict* dict) {
    if (!put_code(kEmptyDict) || !memoize(Value::from_object(dict)))
      return false;
    const uint32_t live = dict->live;
    uint32_t at = 0, left = live, count = live == 0 ? 0 : kBatch;
    const bool is_single = live == 1;
    // A batch that is full has another behind it, be it empty.
    while (count == kBatch) {
      count = std::min(left, kBatch);
      if (!is_single && !put_code(kMark)) return false;
      for (uint32_t i = 0; i < count; ++i) {
        Value key, value;
        if (dict->live != live || !dict_next(dict, &at, &key, &value)) {
          raise(fiber_, types().RuntimeError,
                "dictionary changed size during iteration");
          return false;
        }
        if (!save(key) || !save(value)) return false;
      }
      if (!put_code(is_single ? kSetItem : kSetItems)) return false;
      left -= count;
    }
    return true;
  }
  bool save_set(Set* set) {
    if (!put_code(kEmptySet) || !memoize(Value::from_object(set)))
      return false;
    const uint32_t live = set->live;
    uint32_t at = 0, left = live, count = live == 0 ? 0 : kBatch;
    while (count == kBatch) {
      count = std::min(left, kBatch);
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
    if (!put(codes, sizeof codes)) return false;
    if (!memoize_made(item)) return false;
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
  Dict* const savers_ = nullptr;  // of the pickler
  const Shape* plain_ = nullptr;  // of instances that are their attributes
  Numbers numbers_;
  List* kept_ = nullptr;  // so that no other object gets an address of them
  char buffer_[480];  // what is not in the frame yet
  size_t used_ = 0;
};

}  // namespace

// dumps(obj, protocol, reducers or None): None where it takes a pickler.
Value pickling_dumps(Fiber& fiber, Value, Args args) {
  const int64_t protocol = args[1].is_int() ? args[1].as_int() : 0;
  if (protocol < 2 || protocol > 5) return Value::none();
  ByteArray* const frame = make_bytearray(fiber, {});
  List* const kept = make_list(fiber);
  if (frame == nullptr || kept == nullptr) return Value::error();
  Saver saver(fiber, frame, kept, protocol, cast<Dict>(args[2]));
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

// save(pickler, frame, memo, protocol, reducers, savers, obj)
Value pickling_save(Fiber& fiber, Value, Args args) {
  if (cast<ByteArray>(args[1]) == nullptr || cast<Dict>(args[2]) == nullptr ||
      !args[3].is_int()) {
    return raise_type_error(fiber, "save() takes a bytearray, a dict, an int");
  }
  Saver saver(fiber, args);
  return none_if(saver.save(args[6]) && saver.flush());
}

}  // namespace mt::python
