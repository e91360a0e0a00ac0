// graph_writer.h - from objects to records. For the files of this room.
//
// Each object is visited once, and what it refers to is written into its
// payload at that moment, with provisional numbers in the order of discovery
// (breadth first, so that the path of what is left out is a short one). Python
// code that __getstate__ runs may change objects visited before; it cannot make
// the tap contradict itself. When nothing new is found, order.h says where each
// object goes and the numbers are put right.

#pragma once

#include <string>
#include <vector>

#include "python/heap.h"
#include "tap/item.h"
#include "tap/kinds.h"
#include "tap/order.h"
#include "tap/places.h"
#include "tap/tap.h"

namespace mt::python {
struct Code;
struct Function;
struct Tuple;
struct Type;
}  // namespace mt::python

namespace mt::tap {

using python::Fiber;
using python::Value;

class GraphWriter {
 public:
  GraphWriter(Fiber& fiber, std::vector<Omission>* omissions);

  // False: raised.
  bool visit_all(Value root);
  void finish(const Header& header, BytePile* tap);

 private:
  // How an object was come by, for the path of an omission.
  enum class Edge : uint8_t { kRoot, kAttribute, kIndex, kItem, kKey, kNamed };
  struct Node {
    uint32_t begin;  // of the payload, which ends where the next one begins
    uint32_t parent;
    uint32_t needs;  // see GraphShape
    char tag;
    Edge edge;
  };
  // What places_ has of an object: its number and one. With kAttributesOf it is
  // the attribute dictionary of that node.
  static constexpr uint32_t kAttributesOf = 1u << 31;
  static uint32_t number_in(uint32_t place) {
    return (place & ~kAttributesOf) - 1;
  }
  // What the instances of a class have in common.
  struct Looked {
    const python::Type* type = nullptr;
    bool is_ephemeral = false;
    bool has_getstate = false;
  };

  // --- numbering ---------------------------------------------------------
  uint32_t add_node(char tag, Value value, Edge edge, Value label);
  uint32_t node_of(char tag, Value value, Edge edge, Value label);
  uint32_t text_node(Value value, ByteView bytes, Edge edge, Value label);
  // The tag of the record that an object becomes, or 0.
  char classify(Value value);
  bool is_module_instance(Value value);
  bool is_named(Value value);
  bool is_storable(Value value);

  // --- writing values ----------------------------------------------------
  // What follows is part of the node being visited.
  void write(Value value, Edge edge, Value label = Value());
  // About what all of this takes, and what finish() makes of it.
  static constexpr size_t kBytesOfNode = 64;
  size_t gathered() const {
    return payloads_.size() + nodes_.size() * kBytesOfNode;
  }
  bool is_full();
  void write_reference(char tag, uint32_t number);
  void write_pairs(python::Dict* dict, Edge edge);
  void write_attributes(python::Object* object);
  void write_row(const Value* values, size_t count);
  void write_number(Value integer);

  // --- visiting: one for each tag that needs more than a line ---------------
  bool visit(uint32_t number);
  const Looked& look_at(const python::Type* type);
  bool visit_instance(Value value);
  void visit_state(Value value, Value state);
  void visit_content(Value value, Content content,
                     const python::Tuple* parts);
  void visit_dict(python::Dict* dict);
  void visit_set(Value value);
  void visit_class(python::Type* type);
  void visit_function(python::Function* function);
  void visit_globals(python::Function* function);
  void visit_named(Value value);
  void visit_unit(Value value);
  void visit_builtin(Value value);
  void visit_bytes(Value value);

  // --- leaving out ---------------------------------------------------------
  void leave_out(uint32_t parent, Edge edge, Value label,
                 const std::string& reason);
  std::string path_of(uint32_t parent, Edge edge, Value label);
  bool is_ephemeral(const python::Type* type) const;
  python::Type* find_ephemeral();

  Fiber& fiber_;
  std::vector<Omission>* omissions_;
  Pile<Node> nodes_;
  python::GcVector objects_;  // of each node
  python::GcVector labels_;   // of each node's edge
  python::GcVector kept_;     // dictionaries whose address is remembered
  Places places_;
  std::vector<uint32_t> texts_;  // long texts, by content; 0 is free
  size_t text_count_ = 0;
  std::vector<const python::Object*> module_instances_;
  python::Type* ephemeral_;
  // The last shape whose instances are nothing special; the collector sees it
  // here, on the stack, so nobody else gets its address.
  const python::Shape* plain_shape_ = nullptr;
  Looked looked_;

  BytePile payloads_;
  Pile<uint32_t> references_;  // where in payloads_ the numbers are
  GraphShape shape_;           // and what they are
  ItemWriter out_{&payloads_};
  uint32_t current_ = 0;            // node being visited
  size_t room_ = python::Heap::kFewGathered;  // for so much of gathered()
  bool is_full_ = false;  // for no more: what was not written does not matter
};

// Names a function looks up in its globals, those of functions inside of it
// included; interned, in the order met, each once.
void global_names(const python::Code* code,
                  std::vector<const python::Str*>* names);

}  // namespace mt::tap
