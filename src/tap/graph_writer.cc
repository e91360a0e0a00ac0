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

// Objects made one after the other stand beside each other, and so do their
// places: a walk through a million of them meets each cache line once.
size_t place_of(const Object* object, size_t mask) {
  const uintptr_t address = reinterpret_cast<uintptr_t>(object);
  return (static_cast<size_t>(mix64(address >> 12)) + (address >> 4)) & mask;
}

// Who finds a place taken goes on far away, and so do its neighbours: the next
// one is likely to be taken as well, by the other page that begins here.
size_t next_place(size_t at, size_t mask) { return (at + 1021) & mask; }

void put_u32(std::string* out, size_t at, uint32_t value) {
  char* const bytes = out->data() + at;
  for (int i = 0; i < 4; ++i)
    bytes[i] = static_cast<char>(value >> (24 - 8 * i));
}

uint32_t get_u32(const std::string& in, size_t at) {
  const char* const bytes = in.data() + at;
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i)
    value = value << 8 | static_cast<uint8_t>(bytes[i]);
  return value;
}

}  // namespace

GraphWriter::GraphWriter(Fiber& fiber, std::vector<Omission>* omissions)
    : fiber_(fiber),
      omissions_(omissions),
      objects_(fiber),
      labels_(fiber),
      kept_(fiber),
      places_(64),
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
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    if (!visit(i)) return false;
  }
  return true;
}

std::string GraphWriter::finish(const Header& header) {
  GraphShape shape;
  shape.first.clear();
  const size_t before = nodes_.empty() ? references_.size()
                                       : nodes_[0].references;
  for (const Node& node : nodes_) {
    shape.first.push_back(static_cast<uint32_t>(node.references - before));
    shape.needs.push_back(node.needs);
    shape.is_definition.push_back(is_definition(node.tag));
  }
  shape.first.push_back(static_cast<uint32_t>(references_.size() - before));
  for (size_t i = before; i < references_.size(); ++i)
    shape.targets.push_back(get_u32(payloads_, references_[i]));

  const std::vector<uint32_t> order = writing_order(shape);
  std::vector<uint32_t> number(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i;
  for (const size_t at : references_)
    put_u32(&payloads_, at, number[get_u32(payloads_, at)]);

  std::string head;
  ItemWriter out(&head);
  out.text(header.compat);
  out.text(header.name);
  head.append(payloads_, 0, nodes_.empty() ? payloads_.size()
                                           : nodes_[0].begin);
  FrameWriter frame(head.size() + payloads_.size(), nodes_.size());
  frame.add('H', head);
  for (const uint32_t i : order) {
    const Node& node = nodes_[i];
    frame.add(node.tag,
              ByteView(payloads_).substr(node.begin, node.end - node.begin));
  }
  return std::move(frame).finish();
}

// --- numbering -----------------------------------------------------------------

GraphWriter::Place* GraphWriter::find_place(const Object* object) {
  const size_t mask = places_.size() - 1;
  size_t at = place_of(object, mask);
  while (places_[at].object != nullptr) {
    if (places_[at].object == object) return &places_[at];
    at = next_place(at, mask);
  }
  return nullptr;
}

void GraphWriter::remember(const Object* object, uint32_t number) {
  if (place_count_ * 2 >= places_.size()) {
    std::vector<Place> old(places_.size() * 2);
    old.swap(places_);
    place_count_ = 0;
    for (const Place& place : old) {
      if (place.object != nullptr) remember(place.object, place.number);
    }
  }
  const size_t mask = places_.size() - 1;
  size_t at = place_of(object, mask);
  while (places_[at].object != nullptr) at = next_place(at, mask);
  places_[at] = {object, number};
  ++place_count_;
}

uint32_t GraphWriter::add_node(char tag, Value value, Edge edge, Value label) {
  const uint32_t number = static_cast<uint32_t>(nodes_.size());
  nodes_.push_back({tag, edge, current_, 0, 0, 0, 0});
  objects_.push(value);
  labels_.push(label);
  return number;
}

uint32_t GraphWriter::node_of(char tag, Value value, Edge edge, Value label) {
  if (const Place* known = find_place(value.object())) return known->number;
  const uint32_t number = add_node(tag, value, edge, label);
  remember(value.object(), number);
  return number;
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

// Whether a code is what its text and its number say.
static bool is_of_text(const Code* code) {
  return (code->code_flags & kCodeReplaced) == 0;
}

char GraphWriter::classify(Value value) {
  std::string module, name;
  Type* const type = type_of(value);
  const Types& t = types();
  if (is_module_instance(value)) return 'G';
  switch (value.object()->kind) {
    case Kind::kType:
      if (name_of(fiber_, value, &module, &name)) return 'G';
      return (value.as<Type>()->type_flags & kTypeNative) != 0 ? '\0' : 'C';
    case Kind::kFunction:
      if (name_of(fiber_, value, &module, &name)) return 'G';
      return is_of_text(value.as<Function>()->code) ? 'F' : '\0';
    case Kind::kInstance:
      if (name_of(fiber_, value, &module, &name)) return 'G';
      break;
    case Kind::kModule:
    case Kind::kDescriptor:
      return name_of(fiber_, value, &module, &name) ? 'G' : '\0';
    case Kind::kBuiltin:
      if (name_of(fiber_, value, &module, &name)) return 'G';
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
    const Value main = find_named(fiber_, "__main__", "", false);
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

// --- values ----------------------------------------------------------------------

void GraphWriter::write(Value value, Edge edge, Value label) {
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
  if (const Place* known = find_place(value.object())) {
    const bool attributes = (known->number & kAttributesOf) != 0;
    return write_reference(attributes ? '%' : '@',
                           known->number & ~kAttributesOf);
  }
  const char tag = classify(value);
  if (tag == '\0') {
    leave_out(current_, edge, label,
              std::string("a '") + type_name(value) +
                  "' object cannot be stored");
    return out_.none();
  }
  const uint32_t number = add_node(tag, value, edge, label);
  remember(value.object(), number);
  write_reference('@', number);
}

void GraphWriter::write_reference(char tag, uint32_t number) {
  references_.push_back(out_.reference(tag, number));
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

// --- leaving out -------------------------------------------------------------------

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
                 std::string* tap, std::vector<Omission>* omissions) {
  GraphWriter writer(fiber, omissions);
  if (!writer.visit_all(root)) return false;
  *tap = writer.finish(header);
  return true;
}

}  // namespace mt::tap
