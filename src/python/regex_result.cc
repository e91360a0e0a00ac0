// regex_result.cc - Match: what was found, and where.
//
// It keeps the text it was found in. Offsets are in bytes; asking for a place
// turns them into numbers of characters.

#include "python/container.h"
#include "python/regex_objects.h"
#include "python/source.h"
#include "python/str_internal.h"

namespace mt::python {

Type* g_match_type;  // classes of C++ are never freed

namespace {

Match* as_match(Value v) { return v.as<Match>(); }

void trace_match(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Match*>(self)->subject);
  tracer.visit(static_cast<Match*>(self)->pattern);
}

size_t match_extent(const Object* self) {
  return sizeof(Match) + (self->aux - 1) * sizeof(uint32_t);
}

const Layout kMatchLayout = {Kind::kNative, "match", sizeof(Match),
                             trace_match,   nullptr, match_extent};

// A group by number or name; -1: raised.
int64_t group_of(Fiber& fiber, const Match* match, Value key) {
  if (is_integer(key) || type_of(key)->slots->index != nullptr) {
    int64_t i;
    if (!index_of(fiber, key, &i)) return -1;
    if (i >= 0 && i < match->groups()) return i;
  } else if (is_kind(key, Kind::kStr)) {
    const Value found = dict_find(fiber, match->pattern->names, key);
    if (found.is_error()) return -1;
    if (found.is_int()) return found.as_int();
  }
  raise_index_error(fiber, "no such group");
  return -1;
}

int64_t char_index(const Match* match, uint32_t offset) {
  const Str* const text = cast<Str>(match->subject);
  return text == nullptr ? offset
                         : static_cast<int64_t>(str_char_index(text, offset));
}

enum class Place { kStart, kEnd, kSpan };

Value place_of(Fiber& fiber, const Match* match, int64_t i, Place place) {
  const uint32_t* const marks = match->marks + 2 * i;
  const bool matched = marks[0] != kNoIndex && marks[1] != kNoIndex;
  const auto at = [&](uint32_t mark) {
    return Value::from_int(matched ? char_index(match, mark) : -1);
  };
  if (place == Place::kStart) return at(marks[0]);
  if (place == Place::kEnd) return at(marks[1]);
  const Value pair[2] = {at(marks[0]), at(marks[1])};
  Tuple* const tuple = make_tuple(fiber, pair, 2);
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

template <Place place>
Value match_place(Fiber& fiber, Value self, Args args) {
  const Match* const match = as_match(self);
  const int64_t i = args.count == 0 ? 0 : group_of(fiber, match, args[0]);
  return i < 0 ? Value::error() : place_of(fiber, match, i, place);
}

Value match_getitem(Fiber& fiber, Value self, Value key) {
  const int64_t i = group_of(fiber, as_match(self), key);
  return i < 0 ? Value::error()
               : match_piece(fiber, as_match(self), static_cast<uint32_t>(i),
                             Value::none());
}

Value match_group(Fiber& fiber, Value self, Args args) {
  if (args.count == 0) return match_piece(fiber, as_match(self), 0, Value());
  if (args.count == 1) return match_getitem(fiber, self, args[0]);
  Tuple* const all = make_tuple(fiber, args.count);
  for (uint32_t i = 0; all != nullptr && i < args.count; ++i) {
    all->items[i] = match_getitem(fiber, self, args[i]);
    if (all->items[i].is_error()) return Value::error();
  }
  return all == nullptr ? Value::error() : Value::from_object(all);
}

Value match_groups(Fiber& fiber, Value self, Args args) {
  Value out[1] = {Value::none()};
  if (!parse_args(fiber, "groups", args, {"default"}, 0, out))
    return Value::error();
  const Match* const match = as_match(self);
  Tuple* const all = make_tuple(fiber, match->groups() - 1);
  for (uint32_t i = 1; all != nullptr && i < match->groups(); ++i) {
    all->items[i - 1] = match_piece(fiber, match, i, out[0]);
    if (all->items[i - 1].is_error()) return Value::error();
  }
  return all == nullptr ? Value::error() : Value::from_object(all);
}

Value match_groupdict(Fiber& fiber, Value self, Args args) {
  Value out[1] = {Value::none()};
  if (!parse_args(fiber, "groupdict", args, {"default"}, 0, out))
    return Value::error();
  const Match* const match = as_match(self);
  Dict* const dict = make_dict(fiber);
  uint32_t at = 0;
  Value name, number;
  while (dict_next(match->pattern->names, &at, &name, &number)) {
    const Value piece = match_piece(
        fiber, match, static_cast<uint32_t>(number.as_int()), out[0]);
    if (piece.is_error() || !dict_set(fiber, dict, name, piece))
      return Value::error();
  }
  return Value::from_object(dict);
}

Value match_same(Fiber&, Value self, Args) { return self; }

Value match_repr(Fiber& fiber, Value self) {
  const Match* const match = as_match(self);
  const Value piece = match_piece(fiber, match, 0, Value());
  if (piece.is_error()) return piece;
  const Value shown = to_repr(fiber, piece);
  if (shown.is_error()) return shown;
  constexpr size_t kShown = 50;
  Str* const text = shown.as<Str>();
  StrBuilder out(fiber);
  out.add('<');
  out.add(type_full_name(type_of(self)));
  out.add(" object; span=(");
  out.add(std::to_string(char_index(match, match->marks[0])));
  out.add(", ");
  const uint32_t* const marks = match->marks;
  out.add(std::to_string(char_index(match, marks[1])));
  out.add("), match=");
  out.add(text->char_count <= kShown
              ? text->view()
              : text->view().substr(0, str_offset(text, kShown)));
  out.add('>');
  return out.finish();
}

Value get_regs(Fiber& fiber, Value self) {
  const Match* const match = as_match(self);
  Tuple* const all = make_tuple(fiber, match->groups());
  for (uint32_t i = 0; all != nullptr && i < match->groups(); ++i)
    all->items[i] = place_of(fiber, match, i, Place::kSpan);
  return all == nullptr ? Value::error() : Value::from_object(all);
}

Value get_last_index(Fiber&, Value self) {
  const uint32_t last = as_match(self)->last_group;
  return last == 0 ? Value::none() : Value::from_int(last);
}

Value get_last_group(Fiber&, Value self) {
  const Match* const match = as_match(self);
  uint32_t at = 0;
  Value name, number;
  while (dict_next(match->pattern->names, &at, &name, &number)) {
    if (number.as_int() == match->last_group) return name;
  }
  return Value::none();
}

constexpr MethodDef kMatchMethods[] = {
    {"group", match_group, 0, -1, 0,
     "group([group1, ...]) -> str or tuple.\n"
     "    Return subgroup(s) of the match by indices or names.\n"
     "    For 0 returns the entire match."_doc},
    {"groups", match_groups, 0, 1, kMethodKeywords},
    {"groupdict", match_groupdict, 0, 1, kMethodKeywords},
    {"start", match_place<Place::kStart>, 0, 1},
    {"end", match_place<Place::kEnd>, 0, 1},
    {"span", match_place<Place::kSpan>, 0, 1},
    {"expand", match_expand, 0, 1, kMethodKeywords},
    {"__copy__", match_same, 0, 0},
    {"__deepcopy__", match_same, 1, 1},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc},
    {}};

constexpr GetSetDef kMatchFields[] = {
    {"string", [](Fiber&, Value self) { return as_match(self)->subject; }},
    {"re",
     [](Fiber&, Value self) {
       return Value::from_object(as_match(self)->pattern);
     }},
    {"pos",
     [](Fiber&, Value self) { return Value::from_int(as_match(self)->from); }},
    {"endpos",
     [](Fiber&, Value self) { return Value::from_int(as_match(self)->to); }},
    {"regs", get_regs},
    {"lastindex", get_last_index},
    {"lastgroup", get_last_group},
    {}};

constexpr Slots make_match_slots() {
  Slots s = closed_slots();
  s.repr = match_repr;
  s.getitem = match_getitem;
  return s;
}
constexpr Slots kMatchSlots = make_match_slots();

}  // namespace

const TypeDef kMatchType = {
    "re.Match", &kMatchLayout, &kMatchSlots, kMatchMethods, kMatchFields,
    kTypeFinal | kTypeNotCreatable,
    "The result of re.match() and re.search().\nMatch objects always have a "
    "boolean value of True."};

Value match_piece(Fiber& fiber, const Match* match, uint32_t i,
                  Value otherwise) {
  const uint32_t start = match->marks[2 * i], stop = match->marks[2 * i + 1];
  if (start == kNoIndex || stop == kNoIndex) return otherwise;
  RegexSubject subject;
  if (!subject.open(fiber, match->pattern, match->subject))
    return Value::error();
  // A bytearray may have become shorter since.
  const size_t end = std::min<size_t>(stop, subject.whole);
  return subject.piece(fiber, std::min<size_t>(start, end), end);
}

}  // namespace mt::python
