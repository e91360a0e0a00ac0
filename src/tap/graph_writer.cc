// graph_writer.cc - numbering objects, writing references, putting it together.

#include "tap/graph_writer.h"

#include "base/hash.h"
#include "python/bytes.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"
#include "tap/kinds.h"
#include "tap/limits.h"
#include "tap/names.h"
#include "tap/record.h"

namespace mt::tap {

using namespace mt::python;

namespace {

constexpr size_t kMaxOmissions = 100;

bool is_definition(char tag) {
  return tag == 'C' || tag == 'G' || tag == 'N' || tag == 'U';
}

}  // namespace

GraphWriter::GraphWriter(Fiber& fiber, std::vector<Omission>* omissions)
    : fiber_(fiber),
      omissions_(omissions),
      objects_(fiber),
      labels_(fiber),
      kept_(fiber),
      texts_(64),
      ephemeral_(find_ephemeral()) {
  // Objects that stand in sys.modules where a module would.
  uint32_t at = 0;
  Value key, value;
  while (dict_next(rt().modules, &at, &key, &value)) {
    if (value.is_object() && value.object()->kind == Kind::kInstance)
      module_instances_.push_back(value.object());
  }
}

bool GraphWriter::visit_all(Value root) {
  write(root, Edge::kRoot);
  shape_.first.clear();
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    if (!visit(i)) return false;
    if (is_full_ || (g_pending & kPendingMemory) != 0) {
      raise_memory_error(fiber_);
      return false;
    }
    if (payloads_.size() > kMaxTapBytes) {
      raise(fiber_, types().OverflowError,
            "a tap has no more than 2147483647 bytes");
      return false;
    }
  }
  shape_.first.push_back(static_cast<uint32_t>(references_.size()));
  return may_gather(fiber_, gathered());
}

void GraphWriter::finish(const Header& header, BytePile* tap) {
  const uint32_t count = static_cast<uint32_t>(nodes_.size());
  shape_.needs.resize(count);
  shape_.is_definition.resize(count);
  for (uint32_t i = 0; i < count; ++i) {
    if (!is_definition(nodes_[i].tag)) continue;
    shape_.is_definition[i] = true;
    shape_.needs[i] = nodes_[i].needs;
  }
  const std::vector<uint32_t> order = writing_order(shape_);
  std::vector<uint32_t> number(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i;
  for (size_t i = 0; i < references_.size(); ++i)
    put_u32(&payloads_[references_[i]], number[shape_.targets[i]]);

  const ByteView payloads = view_of(payloads_);
  nodes_.push({static_cast<uint32_t>(payloads.size()), 0, 0, '\0',
               Edge::kRoot});
  BytePile head;
  ItemWriter out(&head);
  out.text(header.compat);
  out.text(header.name);
  head.append(payloads.data(), nodes_[0].begin);
  FrameWriter frame(tap, head.size() + payloads.size(), count + size_t{1});
  frame.add('H', view_of(head));
  // Payloads stand in another order than they are written: those that are soon
  // wanted are called for early.
  const auto at = [&](size_t i) { return order[i < count ? i : count - 1]; };
  for (uint32_t i = 0; i < count; ++i) {
    __builtin_prefetch(&nodes_[at(i + size_t{16})]);
    __builtin_prefetch(&payloads_[nodes_[at(i + size_t{8})].begin]);
    const Node* const node = &nodes_[order[i]];
    frame.add(node->tag,
              payloads.substr(node->begin, node[1].begin - node->begin));
  }
  frame.finish();
}

// --- numbering --------------------------------------------------------------

uint32_t GraphWriter::add_node(char tag, Value value, Edge edge, Value label) {
  const uint32_t number = static_cast<uint32_t>(nodes_.size());
  nodes_.push({0, current_, 0, tag, edge});
  objects_.push(value);
  labels_.push(label);
  return number;
}

uint32_t GraphWriter::node_of(char tag, Value value, Edge edge, Value label) {
  uint32_t& place = places_[value.object()];
  if (place == 0) place = add_node(tag, value, edge, label) + 1;
  return number_in(place);
}

// Long texts are told apart by what they say, not by where they are: equal ones
// may or may not be one object, and the tap must not depend on it.
uint32_t GraphWriter::text_node(Value value, ByteView bytes, Edge edge,
                                Value label) {
  const auto content = [this](uint32_t number) {
    const Value other = objects_[number];
    return is_kind(other, Kind::kStr) ? other.as<Str>()->view()
                                      : other.as<Bytes>()->view();
  };
  const auto hash = [](ByteView view) {
    return static_cast<size_t>(siphash13({}, view));
  };
  if (text_count_ * 2 >= texts_.size()) {
    std::vector<uint32_t> old(texts_.size() * 2);
    old.swap(texts_);
    for (const uint32_t entry : old) {
      if (entry == 0) continue;
      size_t at = hash(content(entry - 1)) & (texts_.size() - 1);
      while (texts_[at] != 0) at = (at + 1) & (texts_.size() - 1);
      texts_[at] = entry;
    }
  }
  const size_t mask = texts_.size() - 1;
  size_t at = hash(bytes) & mask;
  for (; texts_[at] != 0; at = (at + 1) & mask) {
    const uint32_t number = texts_[at] - 1;
    if (objects_[number].object()->kind == value.object()->kind &&
        content(number) == bytes)
      return number;
  }
  const uint32_t number = add_node('K', value, edge, label);
  texts_[at] = number + 1;
  ++text_count_;
  return number;
}

bool GraphWriter::is_module_instance(Value value) {
  for (const Object* one : module_instances_) {
    if (one == value.object()) return true;
  }
  return false;
}

// name_of(), when the name itself does not matter. It may run code of the
// library's modules.
bool GraphWriter::is_named(Value value) {
  std::string module, name;
  looked_.type = nullptr;
  return name_of(fiber_, value, &module, &name);
}

// Whether a code is what its text and its number say.
static bool is_of_text(const Code* code) {
  return (code->code_flags & kCodeReplaced) == 0;
}

char GraphWriter::classify(Value value) {
  Type* const type = type_of(value);
  const Types& t = types();
  const Shape* const shape = value.object()->shape;
  switch (value.object()->kind) {
    case Kind::kType:
      if (is_named(value)) return 'G';
      return (value.as<Type>()->type_flags & kTypeNative) != 0 ? '\0' : 'C';
    case Kind::kFunction:
      if (is_named(value)) return 'G';
      return is_of_text(value.as<Function>()->code) ? 'F' : '\0';
    case Kind::kInstance:
      if (shape == plain_shape_) return 'O';
      if (is_module_instance(value) || is_named(value)) return 'G';
      if (instance_content(type) == Content::kUnknown) return '\0';
      // A name of its own could make another one different.
      if (module_instances_.empty() && shape->has_slots && !shape->is_dict &&
          shape_find(shape, names().dunder_name) == kNoSlot)
        plain_shape_ = shape;
      return 'O';
    case Kind::kModule:
    case Kind::kDescriptor: return is_named(value) ? 'G' : '\0';
    case Kind::kBuiltin:
      if (is_named(value)) return 'G';
      return method_row(fiber_, value.as<Builtin>()) != nullptr ? 'I' : '\0';
    case Kind::kBoundMethod: return type == t.bound_method ? 'M' : '\0';
    case Kind::kCell: return 'V';
    case Kind::kCode: return is_of_text(value.as<Code>()) ? 'J' : '\0';
    case Kind::kUnit: return 'U';
    case Kind::kRange: return 'R';
    case Kind::kSlice: return 'X';
    case Kind::kProperty: return type == t.property ? 'P' : '\0';
    case Kind::kClassMethod: return type == t.classmethod ? 'Y' : '\0';
    case Kind::kStaticMethod: return type == t.staticmethod ? 'Y' : '\0';
    default: break;
  }
  if (type == t.dict) {
    std::string module;
    const Value main = dict_find_name(rt().modules, names().dunder_main);
    if (module_of(fiber_, value.as<Dict>(), &module) ||
        (is_kind(main, Kind::kModule) &&
         main.as<Module>()->dict == value.as<Dict>()))
      return 'N';
    return 'D';
  }
  if (type == t.list) return 'L';
  if (type == t.tuple) return 'T';
  if (type == t.set) return 'Q';
  if (type == t.frozenset) return 'Z';
  if (type == t.bytearray) return 'A';
  return instance_content(type) != Content::kUnknown ? 'O' : '\0';
}

// --- values -----------------------------------------------------------------

// Asked for a quarter more, so that it is asked seldom. One list may be all
// that there is: what does not fit is seen while it is written.
bool GraphWriter::is_full() {
  is_full_ =
      is_full_ || !fiber_.heap.may_gather(gathered() + gathered() / 4);
  room_ = is_full_ ? 0 : gathered() + gathered() / 4;
  return is_full_;
}

void GraphWriter::write(Value value, Edge edge, Value label) {
  if (__builtin_expect(gathered() >= room_, 0) && is_full()) return;
  if (value.is_int()) return out_.integer(value.as_int());
  if (value.is_float()) return out_.real(value.as_float());
  if (!value.is_object()) {
    return out_.constant(value.is_true()              ? 't'
                         : value.is_false()           ? 'f'
                         : value.is_ellipsis()        ? 'e'
                         : value.is_not_implemented() ? 'x'
                                                      : 'n');
  }
  const Type* const type = type_of(value);
  if (type == types().int_) return write_number(value);
  if (type == types().complex_) {
    const Complex* const c = value.as<Complex>();
    return out_.complex(c->real, c->imag);
  }
  if (type == types().str) {
    const Str* const text = value.as<Str>();
    if (text->byte_count <= kMaxInlineBytes) return out_.text(text->view());
    return write_reference('@', text_node(value, text->view(), edge, label));
  }
  if (type == types().bytes) {
    const Bytes* const bytes = value.as<Bytes>();
    if (bytes->size <= kMaxInlineBytes) return out_.bytes(bytes->view());
    return write_reference('@', text_node(value, bytes->view(), edge, label));
  }
  if (const uint32_t place = places_[value.object()]) {
    return write_reference((place & kAttributesOf) != 0 ? '%' : '@',
                           number_in(place));
  }
  const char tag = classify(value);
  if (tag == '\0') {
    leave_out(current_, edge, label,
              std::string("a '") + type_name(value) +
                  "' object cannot be stored");
    return out_.none();
  }
  const uint32_t number = add_node(tag, value, edge, label);
  places_[value.object()] = number + 1;
  write_reference('@', number);
}

void GraphWriter::write_reference(char tag, uint32_t number) {
  references_.push(static_cast<uint32_t>(out_.reference(tag, number)));
  shape_.targets.push_back(number);
}

void GraphWriter::write_number(Value integer) {
  int64_t small;
  if (int_to_i64(integer, &small)) return out_.integer(small);
  std::string digits;
  int_to_text(digits, integer, 16);
  const bool negative = digits[0] == '-';
  if (negative) digits.erase(0, 1);
  if (digits.size() % 2 != 0) digits.insert(digits.begin(), '0');
  std::string magnitude;
  for (size_t i = 0; i < digits.size(); i += 2)
    magnitude.push_back(hex_byte(digits[i], digits[i + 1]));
  out_.big(negative, magnitude);
}

// --- leaving out ------------------------------------------------------------

std::string GraphWriter::path_of(uint32_t parent, Edge edge, Value label) {
  std::vector<std::string> parts;
  while (edge != Edge::kRoot) {
    std::string part;
    switch (edge) {
      case Edge::kAttribute:
      case Edge::kNamed:
        part = "." + (is_kind(label, Kind::kStr)
                          ? std::string(label.as<Str>()->view())
                          : std::string("?"));
        break;
      case Edge::kIndex:
        part = format("[%lld]", static_cast<long long>(label.as_int()));
        break;
      case Edge::kKey:
      case Edge::kItem: {
        // The repr of other keys could run anything.
        const bool plain = !label.is_object() || is_exact(label, types().str) ||
                           is_exact(label, types().bytes);
        part = "[" + (plain ? safe_repr(fiber_, label, 60)
                            : "<" + std::string(type_name(label)) + ">") +
               "]";
        if (edge == Edge::kKey) part += " (the key)";
        break;
      }
      case Edge::kRoot: break;
    }
    parts.push_back(std::move(part));
    edge = nodes_[parent].edge;
    label = labels_[parent];
    parent = nodes_[parent].parent;
  }
  std::string path = "application";
  for (size_t i = parts.size(); i-- > 0;) path += parts[i];
  return path;
}

void GraphWriter::leave_out(uint32_t parent, Edge edge, Value label,
                            const std::string& reason) {
  if (omissions_ == nullptr || omissions_->size() >= kMaxOmissions) return;
  omissions_->push_back({path_of(parent, edge, label), reason});
}

Type* GraphWriter::find_ephemeral() {
  return cast<Type>(
      find_named(fiber_, "twisted.persisted.styles", "Ephemeral", false));
}

bool GraphWriter::is_ephemeral(const Type* type) const {
  return ephemeral_ != nullptr && is_subtype(type, ephemeral_);
}

bool write_graph(Fiber& fiber, Value root, const Header& header,
                 BytePile* tap, std::vector<Omission>* omissions) {
  GraphWriter writer(fiber, omissions);
  if (!writer.visit_all(root)) return false;
  writer.finish(header, tap);
  return true;
}

}  // namespace mt::tap
