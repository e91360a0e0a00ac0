// pickle_writer.cc - plain data as pickles, for lib/pickle.py.
//
// The pickler's frame and memo are used as Python sees them, so that either
// side goes on where the other stopped; what is out of the ordinary is handed
// to the pickler's own methods. dumps() has a pickler only once there is such.

#include <string.h>

#include <algorithm>
#include <vector>

#include "python/bytes.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/heap.h"
#include "python/import.h"
#include "python/int_bytes.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/pickling.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

constexpr size_t kFrameBytes = 1 << 16;  // FRAME_SIZE of the module
constexpr size_t kFrameHead = 9;         // before what is in a frame
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
  // Without a pickler. `frame` gets all that is written.
  Saver(Fiber& fiber, ByteArray* frame, List* kept, int64_t protocol,
        Dict* reducers, bool has_old_names)
      : fiber_(fiber), frame_(frame), memo_(nullptr), protocol_(protocol),
        reducers_(reducers), has_old_names_(has_old_names), kept_(kept) {}
  // args: the pickler, its frame, memo and protocol, the table of reducers or
  // None when that is not to be looked into, whether names are to be Python
  // 2's, and whether its persistent_id() is asked.
  Saver(Fiber& fiber, Args args)
      : fiber_(fiber), pickler_(args[0]), frame_(cast<ByteArray>(args[1])),
        memo_(cast<Dict>(args[2])), protocol_(args[3].as_int()),
        reducers_(cast<Dict>(args[4])), has_old_names_(args[5].is_true()),
        question_(args[6].is_true() ? intern(fiber, "persistent_id")
                                    : nullptr) {}

  // All of dumps(), where there is no pickler.
  Value save_whole(Value item) {
    const uint8_t head[] = {kProtocol, static_cast<uint8_t>(protocol_)};
    if (!put(head, sizeof head) || !open_frame() || !save(item) ||
        !put_code(kStop) || !end_frame()) {
      return Value::error();
    }
    return pickler_.is_undefined()
               ? object_or_error(make_bytes(fiber_, frame_->view()))
               : call_method(fiber_, file_, "getvalue");
  }

  bool save(Value item) {
    if (protocol_ >= 4 && frame_->size - frame_start_ + used_ >= kFrameBytes &&
        (!end_frame() || (pickler_.is_undefined() && !open_frame()))) {
      return false;
    }
    if (question_ == nullptr) return save_itself(item);
    plain_ = nullptr;
    if (!flush()) return false;
    const Value id = call_method(fiber_, pickler_, question_, {item});
    if (id.is_error()) return false;
    return id.is_none() ? save_itself(item)
                        : save_itself(id) && put_code(kPersistentId);
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
  // Not by what its pickler calls it.
  bool save_itself(Value item) {
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
    if (type == types().bytes) {
      return protocol_ >= 3 ? save_text(item, item.as<Bytes>()->view(), true,
                                        kShortBytes, kBytes)
                            : save_old_bytes(item);
    }
    if (type == types().set || type == types().frozenset)
      return save_set(item.as<Set>(), type);
    if (type == types().bytearray) {
      if (protocol_ >= 5) return save_slowly(item);
      const Value bytes = object_or_error(
          make_bytes(fiber_, item.as<ByteArray>()->view()));
      const uint32_t count = item.as<ByteArray>()->size > 0 ? 1 : 0;
      return !bytes.is_error() && save_made(Value::from_object(type),
                                            Args{&bytes, count}, item);
    }
    if (reducers_ == nullptr) return save_slowly(item);
    if (type == types().type || type == types().function)
      return save_global(item, Value());
    return is_written_plainly(item, type) ? save_instance(item)
                                          : save_reduced(item, type);
  }
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
  // Without a pickler frames lie behind each other, and each gets its length
  // when it ends.
  bool open_frame() {
    frame_start_ = frame_->size + used_;
    if (protocol_ < 4) return true;
    frame_start_ += kFrameHead;
    return put_number(kFrame, 0, kFrameHead - 1);
  }
  bool end_frame() {
    if (!flush()) return false;
    if (!pickler_.is_undefined())
      return !call_method(fiber_, pickler_, "_end_frame").is_error();
    if (protocol_ < 4) return true;
    char* const start = frame_->data + frame_->start + frame_start_;
    const size_t size = frame_->size - frame_start_;
    if (size < 4) {  // is not worth a frame
      memmove(start - kFrameHead, start, size);
      frame_->size -= kFrameHead;
    } else {
      for (size_t i = 0; i < 8; ++i)
        start[i - 8] = static_cast<char>(uint64_t{size} >> 8 * i);
    }
    return true;
  }
  // A pickler that goes on from here.
  bool need_pickler() {
    plain_ = nullptr;  // what runs now may change classes
    if (!flush()) return false;
    if (!pickler_.is_undefined()) return true;
    const size_t head = protocol_ < 4 ? 0 : kFrameHead;
    const Value made = call_pickle_module(
        fiber_, "_go_on_writing",
        {Value::from_object(frame_),
         Value::from_int(static_cast<int64_t>(frame_start_ - head)),
         Value::from_int(static_cast<int64_t>(frame_start_)),
         Value::from_int(protocol_), Value::from_bool(has_old_names_),
         Value::from_object(kept_)});
    if (made.is_error()) return false;
    const Tuple* const tuple = cast<Tuple>(made);
    const Value* const parts = tuple == nullptr ? nullptr : tuple->items;
    if (parts == nullptr || tuple->size != 4 ||
        cast<ByteArray>(parts[1]) == nullptr ||
        cast<Dict>(parts[2]) == nullptr) {
      raise_type_error(fiber_, "pickle._go_on_writing() is not its own");
      return false;
    }
    pickler_ = parts[0];
    frame_ = parts[1].as<ByteArray>();
    memo_ = parts[2].as<Dict>();
    file_ = parts[3];
    frame_start_ = 0;
    return true;
  }
  bool save_slowly(Value item) {
    return need_pickler() &&
           !call_method(fiber_, pickler_, "_save_slowly",
                        {item, Value::from_bool(false)}).is_error();
  }
  // A class that was plain is so until something written in Python runs.
  bool is_written_plainly(Value item, const Type* type) {
    const Shape* const shape = item.object()->shape;
    if (shape == plain_) return true;
    if (shape == reduced_ || !is_reduced_plainly(item) ||
        !dict_find(fiber_, reducers_, Value::from_object(type))
             .is_undefined()) {
      reduced_ = shape;
      return false;
    }
    if (!shape->is_dict) plain_ = shape;
    return true;
  }
  // By its module and its name, where both are what they seem. `said`: as its
  // reducer named it; undefined: by its qualified name.
  bool save_global(Value item, Value said) {
    Value name = said;
    if (name.is_undefined())
      name = find_attr(fiber_, item, names().dunder_qualname);
    Value module = find_attr(fiber_, item, names().dunder_module);
    if (fiber_.raised()) return false;
    if (reducers_ == nullptr || find_plainly(fiber_, module, name) != item)
      return save_slowly(item);
    if (protocol_ >= 4)
      return save(module) && save(name) && put_code(kStackGlobal) &&
             memoize(item);
    if (has_old_names_) {
      plain_ = nullptr;
      Value old[2];
      if (!ask_for_name(fiber_, "_old_name", {module, name, item}, old))
        return false;
      module = old[0];
      name = old[1];
    }
    if (!module.as<Str>()->is_ascii() || !name.as<Str>()->is_ascii())
      return save_slowly(item);
    return put_code(kGlobal) && put_line(module) && put_line(name) &&
           memoize(item);
  }
  bool put_line(Value text) {
    const std::string_view line = text.as<Str>()->view();
    return put(line.data(), line.size()) && put_code('\n');
  }
  // By what its reducer says of it.
  bool save_reduced(Value item, Type* type) {
    plain_ = nullptr;
    const Value cls = Value::from_object(type);
    Value reduce = dict_find(fiber_, reducers_, cls);
    const bool is_method = reduce.is_undefined() || reduce.is_none();
    // By the method of every object, which nobody else needs bound.
    const bool is_plain = is_method && is_kind(item, Kind::kInstance) &&
                          (type->type_flags & kTypePlainGetattr) != 0 &&
                          has_plain(item, type, names().dunder_reduce_ex);
    if (is_plain) {
      reduce = Value();
    } else if (is_method) {
      if (is_kind(item, Kind::kType)) return save_global(item, Value());
      reduce = find_attr(fiber_, item, names().dunder_reduce_ex);
      if (reduce.is_undefined()) return save_slowly(item);
    }
    if (reduce.is_none()) return save_slowly(item);
    // Who has no pickler sees no frame.
    if (reduce.is_error() || (!pickler_.is_undefined() && !flush()))
      return false;
    const Value number = Value::from_int(protocol_);
    const Value said =
        is_plain
            ? call_special(fiber_, item, names().dunder_reduce_ex, {number})
            : call(fiber_, reduce, {is_method ? number : item});
    if (said.is_error()) return false;
    if (is_exact(said, types().str)) return save_global(item, said);
    const Tuple* const parts = cast<Tuple>(said);
    bool is_known = false;
    if (parts == nullptr || parts->size < 2 || parts->size > 6 ||
        !is_reduced_simply(parts, type, &is_known)) {
      if (is_plain) reduce = get_attr(fiber_, item, names().dunder_reduce_ex);
      return !fiber_.raised() && need_pickler() &&
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
    const auto has = [&](uint32_t i) {
      return i < parts->size && !said_parts[i].is_none();
    };
    return memoize_made(item, &is_known) &&
           (is_known ||
            ((!has(3) || save_items(said_parts[3], false)) &&
             (!has(4) || save_items(said_parts[4], true)) &&
             (!has(2) || (save(said_parts[2]) && put_code(kBuild)))));
  }
  // What an iterator says is to be appended, or set in pairs. What is left over
  // is marked unless it is but one.
  bool save_items(Value source, bool are_pairs) {
    Iteration items(fiber_, source);
    Value item, next;
    const auto save_one = [&](Value value) {
      plain_ = nullptr;  // the iterator may have changed classes
      if (!are_pairs) return save(value);
      const Tuple* const pair = cast<Tuple>(value);
      if (pair != nullptr && pair->size == 2) {
        const Value* const two = pair->items;
        return save(two[0]) && save(two[1]);
      }
      raise_type_error(fiber_, "dict items iterator must return 2-tuples");
      return false;
    };
    for (uint32_t count = kBatch; count == kBatch && items.next(&item);) {
      count = 1;
      if (!items.next(&next)) {
        return !items.failed() && save_one(item) &&
               put_code(are_pairs ? kSetItem : kAppend);
      }
      if (!put_code(kMark) || !save_one(item)) return false;
      do {
        if (!save_one(next)) return false;
      } while (++count < kBatch && items.next(&next));
      if (items.failed() || !put_code(are_pairs ? kSetItems : kAppends))
        return false;
    }
    return !items.failed();
  }
  // Whether it is a function, its arguments, iterators, if any, and no setter
  // of a state; `makes_new`: by the class alone.
  bool is_reduced_simply(const Tuple* parts, const Type* type,
                         bool* makes_new) {
    const Value* const items = parts->items;
    const Value how = items[0];
    if ((parts->size == 6 && !items[5].is_none()) ||
        !is_exact(items[1], types().tuple) ||
        (!is_kind(how, Kind::kType) && !is_kind(how, Kind::kFunction) &&
         !is_kind(how, Kind::kBuiltin))) {
      return false;
    }
    for (uint32_t i = 3; i < parts->size && i < 5; ++i) {
      if (!items[i].is_none() &&
          type_lookup(type_of(items[i]), names().dunder_next).is_undefined())
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
  // What its arguments led to may have brought it here already, with all that
  // is to be said of it.
  bool memoize_made(Value item, bool* is_known) {
    uint32_t number;
    if (!find(item, &number)) return false;
    *is_known = number != Numbers::kNone;
    return *is_known ? put_code(kPop) && put_known(item, is_known)
                     : memoize(item);
  }
  bool save_long(Value item) {
    const Bytes* const bytes = least_bytes(fiber_, item);
    if (bytes == nullptr) return false;
    const std::string_view view = bytes->view();
    if (view.size() > 255) return save_slowly(item);
    return put_number(kLong1, view.size(), 1) && put(view.data(), view.size());
  }
  bool save_text(Value item, std::string_view text, bool may_be_short,
                 uint8_t short_code, uint8_t code) {
    if (text.size() >= kFrameBytes && protocol_ >= 4) {  // stands in no frame
      if (!pickler_.is_undefined() || text.size() > UINT32_MAX)
        return save_slowly(item);
      return end_frame() && put_number(code, text.size(), 4) &&
             put(text.data(), text.size()) && open_frame() && memoize(item);
    }
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
  // As what is called with arguments.
  bool save_made(Value how, Args args, Value item) {
    const Value tuple =
        object_or_error(make_tuple(fiber_, args.values, args.count));
    bool is_known;
    return !tuple.is_error() && save(how) && save(tuple) &&
           put_code(kReduce) && memoize_made(item, &is_known);
  }
  // As the text that has these characters, which Python 2 encodes.
  bool save_old_bytes(Value item) {
    if (item.as<Bytes>()->size == 0)
      return save_made(Value::from_object(types().bytes), {}, item);
    const Value codecs = import_module(fiber_, "codecs");
    if (codecs.is_error()) return false;
    const Value how = get_attr(fiber_, codecs, "encode");
    const Value latin1 = Value::from_object(intern(fiber_, "latin1"));
    const Value parts[] = {call_method(fiber_, item, "decode", {latin1}),
                           latin1};
    return !how.is_error() && !parts[0].is_error() &&
           save_made(how, Args{parts, 2}, item);
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
  bool save_set(Set* set, const Type* type) {
    const Value whole = Value::from_object(set);
    if (protocol_ < 4) {
      const Value items = object_or_error(list_from(fiber_, whole));
      return !items.is_error() &&
             save_made(Value::from_object(type), Args{&items, 1}, whole);
    }
    const bool is_frozen = type == types().frozenset;
    if (!is_frozen && (!put_code(kEmptySet) || !memoize(whole))) return false;
    const uint32_t live = set->live, batch = is_frozen ? live : kBatch;
    uint32_t at = 0, left = live, count = batch;
    if (live == 0 && !is_frozen) return true;
    do {
      count = std::min(left, batch);
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
      left -= count;
      if (!is_frozen && !put_code(kAddItems)) return false;
    } while (!is_frozen && count == kBatch);
    if (!is_frozen) return true;
    // What is in it may have led here again, and written it.
    uint32_t number;
    bool is_known;
    if (!find(whole, &number)) return false;
    return number != Numbers::kNone
               ? put_code(kPopMark) && put_known(whole, &is_known)
               : put_code(kFrozenSet) && memoize(whole);
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
    bool is_known;
    if (!(question_ == nullptr ? put_code(kEmptyTuple)
                               : save(object_or_error(empty_tuple(fiber_)))) ||
        !put_code(kNewObject) || !memoize_made(item, &is_known)) {
      return false;
    }
    Object* const object = item.object();
    if (is_known || own_count(object) == 0) return true;
    Value values[kFewAttributes];
    return (memo_ == nullptr && copy_bare_attributes(object, values)
                ? save_attributes(object->shape, values)
                : save(Value::from_object(own_snapshot(fiber_, object)))) &&
           put_code(kBuild);
  }
  // Where they are few, and lead nowhere else.
  static constexpr uint32_t kFewAttributes = 8;
  static bool copy_bare_attributes(Object* object, Value* values) {
    const Shape* const shape = object->shape;
    if (shape->is_dict || shape->slot_count > kFewAttributes) return false;
    for (uint32_t i = 0; i < shape->slot_count; ++i) {
      values[i] = *slot_at(object, i);
      if (!values[i].is_int() && !values[i].is_float() &&
          !values[i].is_none() && !values[i].is_bool() &&
          !is_exact(values[i], types().str))
        return false;
    }
    return true;
  }
  // As save_dict() writes them, without a dict: what else has its number is an
  // object of no use.
  bool save_attributes(const Shape* shape, const Value* values) {
    const bool is_single = shape->slot_count == 1;
    if (!put_code(kEmptyDict) ||
        !memoize(Value::from_object(make_object(fiber_, types().object))) ||
        (!is_single && !put_code(kMark)))
      return false;
    for (uint32_t i = 0; i < shape->slot_count; ++i) {
      if (!save(Value::from_object(shape->keys->keys[i])) || !save(values[i]))
        return false;
    }
    return put_code(is_single ? kSetItem : kSetItems);
  }

  Fiber& fiber_;
  Value pickler_, file_;  // undefined: there is none; what that writes to
  ByteArray* frame_;
  size_t frame_start_ = 0;  // where in that what a frame has begins
  Dict* memo_;  // null: numbers_ has them
  const int64_t protocol_;
  Dict* const reducers_;
  const bool has_old_names_;
  Str* const question_ = nullptr;  // null: nothing is written as but an id
  const Shape* plain_ = nullptr;  // of instances that are their attributes
  const Shape* reduced_ = nullptr;  // of those that are asked, which all may be
  Numbers numbers_;
  List* kept_ = nullptr;  // so that no other object gets an address of them
  char buffer_[480];  // what is not in the frame yet
  size_t used_ = 0;
};

}  // namespace

// dumps(obj, protocol, reducers or None, fix_imports): None where the protocol
// is none of these.
Value pickling_dumps(Fiber& fiber, Value, Args args) {
  const int64_t protocol = args[1].is_int() ? args[1].as_int() : 0;
  if (protocol < 2 || protocol > 5) return Value::none();
  ByteArray* const frame = make_bytearray(fiber, {});
  List* const kept = make_list(fiber);
  const int fixes = truth(fiber, args[3]);
  if (frame == nullptr || kept == nullptr || fixes < 0) return Value::error();
  return Saver(fiber, frame, kept, protocol, cast<Dict>(args[2]),
               fixes != 0 && protocol < 3)
      .save_whole(args[0]);
}

// save(pickler, frame, memo, protocol, reducers, fix_imports, asks, obj)
Value pickling_save(Fiber& fiber, Value, Args args) {
  if (cast<ByteArray>(args[1]) == nullptr || cast<Dict>(args[2]) == nullptr ||
      !args[3].is_int()) {
    return raise_type_error(fiber, "save() takes a bytearray, a dict, an int");
  }
  Saver saver(fiber, args);
  return none_if(saver.save(args[7]) && saver.flush());
}

}  // namespace mt::python
