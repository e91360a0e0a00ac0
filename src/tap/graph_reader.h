// graph_reader.h - from records to objects. For the files of this room.
//
// Four passes over the records, each from the last to the first:
//
//   check  every item is well formed, every reference in range
//   make   an object for each record: empty, but of its class and size
//   fill   what objects refer to, now that all of them are there
//   wake   __setstate__, and keys whose class hashes in Python
//
// Only the last runs code that comes out of the file. What is needed to make an
// object stands behind it (order.h), and a record that says otherwise is an
// error. Every failure is told once: error() after a false.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "python/heap.h"
#include "tap/item.h"
#include "tap/kinds.h"
#include "tap/record.h"
#include "tap/tap.h"

namespace mt::tap {

using python::Fiber;
using python::Value;

class GraphReader {
 public:
  GraphReader(Fiber& fiber, ByteView file, TapFrame frame,
              std::vector<std::string>* missing)
      : fiber_(fiber),
        missing_(missing),
        file_(file),
        frame_(std::move(frame)),
        objects_(fiber) {}

  // False: see error() and cause().
  bool read(Value* root, Header* header);
  Error take_error() { return std::move(*error_); }
  Value cause() const { return cause_; }

 private:
  // What must wait until everything is filled.
  struct Waking {
    uint32_t number;
    bool has_content;  // its keys or items are still to be put in
  };

  const RecordSpan& span(uint32_t i) const { return frame_.objects[i]; }
  ItemReader items_of(uint32_t i) const {
    return ItemReader(file_, span(i).begin, span(i).end, true);
  }

  // --- failing: each returns false ---------------------------------------
  bool fail(size_t offset, const std::string& what);
  bool fail(size_t offset, const char* what);
  // With the exception in the fiber as the reason.
  bool raised(size_t offset, const std::string& what);
  bool raised(size_t offset, const char* what);
  bool keep(Status status);

  // --- items ---------------------------------------------------------------
  bool next(ItemReader& in, Item* item);
  bool count(ItemReader& in, uint32_t* n, uint32_t items_each = 1);
  bool value(ItemReader& in, Value* out);
  bool value_of(const Item& item, Value* out);
  bool text(ItemReader& in, Item* item);
  bool boolean(ItemReader& in, bool* out);
  // An object that must be made already, for object `i` to be made.
  bool ingredient(ItemReader& in, uint32_t i, Value* out, Item* item);
  python::Str* name(const Item& item);  // interned
  bool expect_end(const ItemReader& in);

  // --- making: graph_make.cc -----------------------------------------------
  bool make(uint32_t i);
  bool make_class(uint32_t i);
  bool make_named(uint32_t i);
  bool make_names(uint32_t i);
  bool make_unit(uint32_t i);
  bool make_coded(uint32_t i);
  bool make_builtin(uint32_t i);
  bool make_range(uint32_t i);
  bool make_row(uint32_t i);
  bool make_constant(uint32_t i);
  bool make_instance(uint32_t i);
  bool make_whole(ItemReader& in, python::Type* type, uint32_t i);
  // Its parts. False without an error: that is no content for one.
  bool make_boxed(ItemReader& in, python::Type* type, uint32_t i);
  bool make_byte_items(ItemReader& in, python::Type* type, uint32_t i);
  bool make_array(ItemReader& in, python::Type* type, uint32_t i);
  bool make_deque(ItemReader& in, python::Type* type, uint32_t i);
  bool make_regex(ItemReader& in, uint32_t i);
  bool make_struct(python::Type* type, uint32_t n, uint32_t i);

  // --- filling: graph_fill.cc ------------------------------------------------
  bool fill(uint32_t i);
  bool fill_values(uint32_t i);
  bool fill_row(uint32_t i);
  bool fill_class(uint32_t i);
  bool fill_function(uint32_t i);
  bool fill_attributes(ItemReader& in, python::Function* function);
  bool fill_instance(uint32_t i);
  bool fill_hashed(uint32_t i);
  bool put_content(ItemReader& in, uint32_t i, uint32_t n, bool awake,
                   bool* put);
  bool put_pairs(ItemReader& in, uint32_t i, Value dict, uint32_t n,
                 bool awake, bool* put);
  bool put_items(ItemReader& in, uint32_t i, Value set, uint32_t n,
                 bool awake, bool* put);
  bool put_state(ItemReader& in, uint32_t i, bool awake, bool* put);
  bool put_attributes(ItemReader& in, python::Object* object);
  bool share_attributes(const Item& item, uint32_t i);
  bool wake(const Waking& waking);
  // What the item refers to, if its module cannot be imported; else null.
  struct Gone {
    uint32_t number;
    bool is_module;
    std::string why;
  };
  const Gone* find_gone(const Item& item) const;
  // Whether hashing the item runs no Python code and gives the final answer.
  bool is_ready(const Item& item, uint32_t i) const;

  Fiber& fiber_;
  std::vector<std::string>* missing_;   // or null: see read_graph()
  std::vector<Gone> gone_;
  ByteView file_;
  TapFrame frame_;
  python::GcVector objects_;
  std::vector<bool> ready_;  // see is_ready()
  std::vector<Waking> waking_;
  uint64_t mro_entries_ = 0;
  std::optional<Error> error_;
  Value cause_;
};

}  // namespace mt::tap
