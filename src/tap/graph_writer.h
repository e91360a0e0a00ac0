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
#include "tap/order.h"
#include "tap/tap.h"

namespace mt::python {
struct Code;
struct Function;
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
  std::string finish(const Header& header);

 private:
  // How an object was come by, for the path of an omission.
  enum class Edge : uint8_t { kRoot, kAttribute, kIndex, kItem, kKey, kNamed };
  struct Node {
    char tag;
    Edge edge;
    uint32_t parent;
    size_t begin, end;     // payload, in payloads_
    size_t references;     // first of its own in references_
    uint32_t needs;        // see GraphShape
  };
  // An object and its number; kAttributesOf set: the object is the attribute
  // dictionary of that node.
  struct Place {
    const python::Object* object;
    uint32_t number;
  };
  static constexpr uint32_t kAttributesOf = 1u << 31;

  // --- numbering ---------------------------------------------------------
  Place* find_place(const python::Object* object);
  void remember(const python::Object* object, uint32_t number);
  uint32_t add_node(char tag, Value value, Edge edge, Value label);
  uint32_t node_of(char tag, Value value, Edge edge, Value label);
  uint32_t text_node(Value value, ByteView bytes, Edge edge, Value label);
  // The tag of the record that an object becomes, or 0.
  char classify(Value value);
  bool is_module_instance(Value value);
  bool is_storable(Value value);

  // --- writing values ----------------------------------------------------
  // What follows is part of the node being visited.
  void write(Value value, Edge edge, Value label = Value());
  void write_reference(char tag, uint32_t number);
  void write_pairs(python::Dict* dict, Edge edge);
  void write_row(const Value* values, size_t count);
  void write_number(Value integer);

  // --- visiting: one for each tag that needs more than a line ------------------
  bool visit(uint32_t number);
  bool visit_instance(Value value);
  void visit_state(Value value, Value state);
  void visit_content(Value value);
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
  std::vector<Node> nodes_;
  python::GcVector objects_;  // of each node
  python::GcVector labels_;   // of each node's edge
  python::GcVector kept_;     // dictionaries whose address is remembered
  std::vector<Place> places_;
  size_t place_count_ = 0;
  std::vector<uint32_t> texts_;  // long texts, by content; 0 is free
  size_t text_count_ = 0;
  std::vector<const python::Object*> module_instances_;
  python::Type* ephemeral_;

  std::string payloads_;
  std::vector<size_t> references_;  // where in payloads_ the numbers are
  ItemWriter out_{&payloads_};
  uint32_t current_ = 0;            // node being visited
};

// Names a function looks up in its globals, those of functions inside of it
// included; interned, in the order met, each once.
void global_names(const python::Code* code,
                  std::vector<const python::Str*>* names);

}  // namespace mt::tap
