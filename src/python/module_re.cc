// module_re.cc - _re: Pattern, and looking for it.
//
// A Pattern is a program (regex.h) and what it was made of. lib/re.py has the
// cache of patterns, the flags and the classes of errors.

#include <algorithm>
#include <memory>

#include "base/status.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/frame.h"
#include "python/function.h"
#include "python/iterators.h"
#include "python/native_tools.h"
#include "python/regex_objects.h"
#include "python/str_internal.h"
#include "python/system_modules.h"
#include "python/text.h"

namespace mt::python {

namespace {

Type* g_pattern_type;  // classes of C++ are never freed
Type* g_scanner_type;

Pattern* as_pattern(Value v) { return v.as<Pattern>(); }

// What lib/re.py has put into this module: its error, its way to warn.
Value from_python_half(Fiber& fiber, const char* name) {
  const Module* const m =
      cast<Module>(dict_find_name(rt().modules, intern(fiber, "_re")));
  return m == nullptr ? Value() : dict_find_name(m->dict, intern(fiber, name));
}

}  // namespace

// --- errors ------------------------------------------------------------------

Value raise_regex_error(Fiber& fiber, const RegexError& error, Value text) {
  switch (error.fault) {
    case RegexFault::kTooDeep: return raise_too_deep(fiber);
    case RegexFault::kTooLarge: return raise_memory_error(fiber);
    case RegexFault::kOverflow:
      return raise_overflow_error(fiber, "%s", error.message.c_str());
    case RegexFault::kValue:
      return raise_value_error(fiber, "%s", error.message.c_str());
    default: break;
  }
  const Value cls = from_python_half(fiber, "error");
  if (cls.is_undefined())
    return raise_value_error(fiber, "%s", error.message.c_str());
  const Value exception =
      call(fiber, cls,
           {str_value(fiber, error.message), text,
            error.position < 0 ? Value::none()
                               : Value::from_int(error.position)});
  return exception.is_error() ? exception : raise_object(fiber, exception);
}

bool give_regex_warnings(Fiber& fiber,
                         const std::vector<RegexWarning>& warnings) {
  for (const RegexWarning& warning : warnings) {
    const Value warn = from_python_half(fiber, "warn");
    if (warn.is_undefined()) return true;
    if (call(fiber, warn, {str_value(fiber, warning.message),
                           Value::from_bool(warning.is_deprecation)})
            .is_error()) {
      return false;
    }
  }
  return true;
}

// --- texts to look in --------------------------------------------------------

bool RegexSubject::open(Fiber& fiber, const Pattern* pattern, Value subject) {
  value = subject;
  const bool is_text = is_kind(subject, Kind::kStr);
  if (is_text) {
    view = subject.as<Str>()->view();
  } else if (!buffer_of(subject, &view)) {
    raise_type_error(fiber, "expected string or bytes-like object, got '%s'",
                     type_name(subject));
    return false;
  }
  if (is_text != pattern->program->is_text) {
    raise_type_error(fiber, is_text ? "cannot use a bytes pattern on a "
                                      "string-like object"
                                    : "cannot use a string pattern on a "
                                      "bytes-like object");
    return false;
  }
  if (view.size() > kMaxRegexText) {
    raise_overflow_error(fiber, "text is too long for a regular expression");
    return false;
  }
  is_narrow = !is_text || subject.as<Str>()->is_ascii();
  whole = view.size();
  to_index = is_text ? static_cast<int64_t>(subject.as<Str>()->char_count)
                     : static_cast<int64_t>(whole);
  return true;
}

void RegexSubject::limit(int64_t low, int64_t high) {
  const int64_t length = to_index;
  from_index = std::max<int64_t>(0, std::min(low, length));
  to_index = std::max<int64_t>(0, std::min(high, length));
  const auto offset = [&](int64_t i) {
    return is_narrow ? static_cast<size_t>(i)
                     : str_offset(value.as<Str>(), static_cast<size_t>(i));
  };
  from = offset(from_index);
  if (to_index != length) view = view.substr(0, offset(to_index));
}

bool RegexSubject::check(Fiber& fiber) const {
  std::string_view now;
  if (is_kind(value, Kind::kStr) ||
      (buffer_of(value, &now) && now.data() == view.data() &&
       now.size() == whole)) {
    return true;
  }
  raise(fiber, types().BufferError, "the text changed while it was searched");
  return false;
}

Value RegexSubject::piece(Fiber& fiber, size_t start, size_t stop) const {
  if (is_kind(value, Kind::kStr))
    return str_piece(fiber, value.as<Str>(), start, stop);
  if (start == 0 && stop == whole && is_exact(value, types().bytes))
    return value;
  const std::string_view bytes(view.data() + start, stop - start);
  return object_or_error(make_bytes(fiber, bytes));
}

int64_t RegexSubject::index(size_t offset) const {
  return is_narrow ? static_cast<int64_t>(offset)
                   : static_cast<int64_t>(
                         str_char_index(value.as<Str>(), offset));
}

// --- looking -----------------------------------------------------------------

RegexRun::RegexRun(Fiber& fiber, const Pattern* pattern, RegexSubject& subject)
    : fiber_(fiber),
      pattern_(pattern),
      subject_(subject),
      host_{this, heed, resize},
      matcher_(*pattern->program, host_) {}

bool RegexRun::heed(void* self) {
  RegexRun* const run = static_cast<RegexRun*>(self);
  constexpr uint32_t kHeeded = kPendingInterrupt | kPendingHook;
  if ((g_pending & kHeeded) == 0) return true;
  return heed_signals(run->fiber_) && run->subject_.check(run->fiber_);
}

void* RegexRun::resize(void* self, void* memory, size_t old_bytes,
                       size_t new_bytes) {
  Heap& heap = static_cast<RegexRun*>(self)->fiber_.heap;
  if (new_bytes != 0) return heap.grow(memory, old_bytes, new_bytes);
  heap.release(memory, old_bytes);
  return nullptr;
}

int RegexRun::run(size_t from, RegexStart start, bool must_advance) {
  if (from > subject_.view.size()) return 0;
  const RegexOutcome outcome = matcher_.run(
      subject_.view, subject_.is_narrow, from, start, must_advance);
  switch (outcome) {
    case RegexOutcome::kMatched: return 1;
    case RegexOutcome::kFailed: return 0;
    case RegexOutcome::kNoMemory: raise_memory_error(fiber_); break;
    case RegexOutcome::kTooManySteps:
      raise(fiber_, types().RuntimeError,
            "regular expression takes more than %llu steps",
            static_cast<unsigned long long>(kMaxRegexSteps +
                                            kMoreStepsPerByte *
                                                subject_.view.size()));
      break;
    case RegexOutcome::kStopped: break;
  }
  return -1;
}

Match* RegexRun::make_match(Fiber& fiber) const {
  const uint32_t count = 2 * (pattern_->program->groups + 1);
  Match* const match =
      make<Match>(fiber, g_match_type, (count - 1) * sizeof(uint32_t));
  if (match == nullptr) return nullptr;
  match->aux = count;
  match->subject = subject_.value;
  match->pattern = const_cast<Pattern*>(pattern_);
  match->from = subject_.from_index;
  match->to = subject_.to_index;
  match->last_group = last_group();
  std::copy_n(marks(), count, match->marks);
  return match;
}

Value RegexRun::group(Fiber& fiber, uint32_t i, Value otherwise) const {
  const uint32_t start = marks()[2 * i], stop = marks()[2 * i + 1];
  return start == kNoIndex || stop == kNoIndex
             ? otherwise
             : subject_.piece(fiber, start, stop);
}

namespace {

// The arguments of match(), search() and the like.
bool open_subject(Fiber& fiber, const char* name, const Pattern* pattern,
                  Args args, RegexSubject* subject) {
  Value out[3];
  int64_t low = 0, high = INT64_MAX;
  // The bounds first: an __index__ may resize what is to be looked at.
  if (!parse_args(fiber, name, args, {"string", "pos", "endpos"}, 1, out) ||
      (!out[1].is_undefined() && !index_of(fiber, out[1], &low)) ||
      (!out[2].is_undefined() && !index_of(fiber, out[2], &high)) ||
      !subject->open(fiber, pattern, out[0])) {
    return false;
  }
  subject->limit(low, high);
  return true;
}

Value find(Fiber& fiber, const char* name, Value self, Args args,
           RegexStart start) {
  const Pattern* const pattern = as_pattern(self);
  RegexSubject subject;
  if (!open_subject(fiber, name, pattern, args, &subject))
    return Value::error();
  RegexRun run(fiber, pattern, subject);
  const int found = run.run(subject.from, start, false);
  if (found < 0) return Value::error();
  return found == 0 ? Value::none() : object_or_error(run.make_match(fiber));
}

Value pattern_match(Fiber& fiber, Value self, Args args) {
  return find(fiber, "match", self, args, RegexStart::kHere);
}
Value pattern_fullmatch(Fiber& fiber, Value self, Args args) {
  return find(fiber, "fullmatch", self, args, RegexStart::kWhole);
}
Value pattern_search(Fiber& fiber, Value self, Args args) {
  return find(fiber, "search", self, args, RegexStart::kSearch);
}

// What findall() gives for one match.
Value found_item(Fiber& fiber, const Pattern* pattern, const RegexRun& run,
                 Value nothing) {
  const uint32_t groups = pattern->program->groups;
  if (groups <= 1) return run.group(fiber, groups, nothing);
  Tuple* const row = make_tuple(fiber, groups);
  for (uint32_t i = 0; row != nullptr && i < groups; ++i) {
    row->items[i] = run.group(fiber, i + 1, nothing);
    if (row->items[i].is_error()) return Value::error();
  }
  return object_or_error(row);
}

Value pattern_findall(Fiber& fiber, Value self, Args args) {
  const Pattern* const pattern = as_pattern(self);
  RegexSubject subject;
  if (!open_subject(fiber, "findall", pattern, args, &subject))
    return Value::error();
  List* const all = make_list(fiber);
  const Value nothing = subject.piece(fiber, 0, 0);
  RegexRun run(fiber, pattern, subject);
  RegexWalk walk(subject.from);
  int found = 0;
  while (all != nullptr && (found = walk.next(run)) == 1) {
    const Value item = found_item(fiber, pattern, run, nothing);
    if (item.is_error() || !list_append(fiber, all, item))
      return Value::error();
  }
  return found < 0 ? Value::error() : object_or_error(all);
}

Value pattern_split(Fiber& fiber, Value self, Args args) {
  const Pattern* const pattern = as_pattern(self);
  Value out[2];
  int64_t most = 0;
  RegexSubject subject;
  if (!parse_args(fiber, "split", args, {"string", "maxsplit"}, 1, out) ||
      (!out[1].is_undefined() && !index_of(fiber, out[1], &most)) ||
      !subject.open(fiber, pattern, out[0])) {
    return Value::error();
  }
  List* const all = make_list(fiber);
  if (all == nullptr) return Value::error();
  RegexRun run(fiber, pattern, subject);
  RegexWalk walk(0);
  size_t last = 0;
  for (int64_t count = 0; most == 0 || count < most; ++count) {
    const int found = walk.next(run);
    if (found < 0) return Value::error();
    if (found == 0) break;
    Value item = subject.piece(fiber, last, run.marks()[0]);
    for (uint32_t i = 0;;) {
      if (item.is_error() || !list_append(fiber, all, item))
        return Value::error();
      if (++i > pattern->program->groups) break;
      item = run.group(fiber, i, Value::none());
    }
    last = run.marks()[1];
  }
  const Value rest = subject.piece(fiber, last, subject.whole);
  return rest.is_error() || !list_append(fiber, all, rest)
             ? Value::error()
             : Value::from_object(all);
}

// --- scanners ----------------------------------------------------------------

struct Scanner : Object {
  Pattern* pattern;
  Value subject;
  int64_t from_index, to_index;
  size_t at;  // in bytes
  bool must_advance;
  bool is_done;
};

void trace_scanner(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Scanner*>(self)->pattern);
  tracer.visit(static_cast<Scanner*>(self)->subject);
}

const Layout kScannerLayout = {Kind::kNative, "scanner", sizeof(Scanner),
                               trace_scanner, nullptr,   nullptr};

Value scanner_step(Fiber& fiber, Value self, RegexStart start) {
  Scanner* const scanner = self.as<Scanner>();
  if (scanner->is_done) return Value::none();
  RegexSubject subject;
  if (!subject.open(fiber, scanner->pattern, scanner->subject))
    return Value::error();
  subject.limit(scanner->from_index, scanner->to_index);
  RegexRun run(fiber, scanner->pattern, subject);
  const int found = run.run(scanner->at, start, scanner->must_advance);
  if (found < 0) return Value::error();
  scanner->is_done = found == 0;
  if (found == 0) return Value::none();
  scanner->at = run.marks()[1];
  scanner->must_advance = run.marks()[0] == run.marks()[1];
  return object_or_error(run.make_match(fiber));
}

Value scanner_match(Fiber& fiber, Value self, Args) {
  return scanner_step(fiber, self, RegexStart::kHere);
}
Value scanner_search(Fiber& fiber, Value self, Args) {
  return scanner_step(fiber, self, RegexStart::kSearch);
}

constexpr MethodDef kScannerMethods[] = {
    {"match", scanner_match, 0, 0}, {"search", scanner_search, 0, 0}, {}};
constexpr GetSetDef kScannerFields[] = {
    {"pattern",
     [](Fiber&, Value self) {
       return Value::from_object(self.as<Scanner>()->pattern);
     }},
    {}};
const TypeDef kScannerType = {"_sre.SRE_Scanner", &kScannerLayout, nullptr,
                              kScannerMethods, kScannerFields,
                              kTypeFinal | kTypeNotCreatable};

Value make_scanner(Fiber& fiber, const char* name, Value self, Args args) {
  RegexSubject subject;
  if (!open_subject(fiber, name, as_pattern(self), args, &subject))
    return Value::error();
  Scanner* const scanner = make<Scanner>(fiber, g_scanner_type);
  scanner->pattern = as_pattern(self);
  scanner->subject = subject.value;
  scanner->from_index = subject.from_index;
  scanner->to_index = subject.to_index;
  scanner->at = subject.from;
  return Value::from_object(scanner);
}

Value pattern_scanner(Fiber& fiber, Value self, Args args) {
  return make_scanner(fiber, "scanner", self, args);
}

Value pattern_finditer(Fiber& fiber, Value self, Args args) {
  const Value scanner = make_scanner(fiber, "finditer", self, args);
  if (scanner.is_error()) return scanner;
  const Value search = get_attr(fiber, scanner, "search");
  return search.is_error()
             ? search
             : make_callable_iterator(fiber, search, Value::none());
}

// --- Pattern -----------------------------------------------------------------

void trace_pattern(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Pattern*>(self)->text);
  tracer.visit(static_cast<Pattern*>(self)->names);
}

void release_pattern(Object* self) {
  delete static_cast<Pattern*>(self)->program;
}

const Layout kPatternLayout = {Kind::kNative,  "pattern",       sizeof(Pattern),
                               trace_pattern, release_pattern, nullptr};

Value pattern_same(Fiber&, Value self, Args) { return self; }

Value pattern_repr(Fiber& fiber, Value self) {
  static constexpr const char* kNames[] = {
      "re.TEMPLATE", "re.IGNORECASE", "re.LOCALE", "re.MULTILINE", "re.DOTALL",
      "re.UNICODE",  "re.VERBOSE",    "re.DEBUG",  "re.ASCII"};
  const Pattern* const pattern = as_pattern(self);
  uint32_t flags = pattern->program->flags;
  // That of every str is not worth telling.
  if (pattern->program->is_text) flags &= ~static_cast<uint32_t>(kRegexUnicode);
  const Value shown = to_repr(fiber, pattern->text);
  if (shown.is_error()) return shown;
  constexpr size_t kShown = 200;
  Str* const text = shown.as<Str>();
  StrBuilder out(fiber);
  out.add("re.compile(");
  out.add(text->char_count <= kShown
              ? text->view()
              : text->view().substr(0, str_offset(text, kShown)));
  const char* between = ", ";
  for (size_t i = 0; i < sizeof kNames / sizeof *kNames; ++i) {
    const uint32_t flag = uint32_t{1} << i;
    if ((flags & flag) == 0) continue;
    out.add(between);
    out.add(kNames[i]);
    flags &= ~flag;
    between = "|";
  }
  if (flags != 0) {
    out.add(between);
    out.add(format("0x%x", flags));
  }
  out.add(')');
  return out.finish();
}

Value pattern_hash(Fiber& fiber, Value self) {
  uint64_t hash;
  if (!hash_key(fiber, as_pattern(self)->text, &hash)) return Value::error();
  hash ^= as_pattern(self)->program->flags * UINT64_C(0x9e3779b97f4a7c15);
  return int_from_i64(fiber, signed_hash(hash));
}

Value pattern_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if ((op != kEq && op != kNe) || !is_pattern(other) || !is_pattern(self))
    return Value::not_implemented();
  const Pattern* const a = as_pattern(self);
  const Pattern* const b = as_pattern(other);
  int same = a == b;
  if (same == 0 && a->program->flags == b->program->flags &&
      a->program->is_text == b->program->is_text) {
    same = compare_truth(fiber, kEq, a->text, b->text);
  }
  return same < 0 ? Value::error()
                  : Value::from_bool((same != 0) == (op == kEq));
}

constexpr MethodDef kPatternMethods[] = {
    {"match", pattern_match, 0, -1, kMethodKeywords,
     "match($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"
     "Matches zero or more characters at the beginning of the string."_doc},
    {"fullmatch", pattern_fullmatch, 0, -1, kMethodKeywords,
     "fullmatch($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"
     "Matches against all of the string."_doc},
    {"search", pattern_search, 0, -1, kMethodKeywords,
     "search($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"
     "Scan through string looking for a match, and return a corresponding "
     "match object instance.\n\nReturn None if no position in the string "
     "matches."_doc},
    {"findall", pattern_findall, 0, -1, kMethodKeywords},
    {"finditer", pattern_finditer, 0, -1, kMethodKeywords},
    {"split", pattern_split, 0, -1, kMethodKeywords},
    {"sub", pattern_sub, 0, -1, kMethodKeywords},
    {"subn", pattern_subn, 0, -1, kMethodKeywords},
    {"scanner", pattern_scanner, 0, -1, kMethodKeywords},
    {"__copy__", pattern_same, 0, 0},
    {"__deepcopy__", pattern_same, 1, 1},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc},
    {}};

constexpr GetSetDef kPatternFields[] = {
    {"pattern", [](Fiber&, Value self) { return as_pattern(self)->text; }},
    {"flags",
     [](Fiber&, Value self) {
       return Value::from_int(as_pattern(self)->program->flags);
     }},
    {"groups",
     [](Fiber&, Value self) {
       return Value::from_int(as_pattern(self)->program->groups);
     }},
    {"groupindex",
     [](Fiber& fiber, Value self) {
       const Dict* const names = as_pattern(self)->names;
       return names->live == 0
                  ? object_or_error(make_dict(fiber))
                  : make_mapping_proxy(fiber, Value::from_object(names));
     }},
    {}};

constexpr Slots make_pattern_slots() {
  Slots s = closed_slots();
  s.repr = pattern_repr;
  s.hash = pattern_hash;
  s.compare = pattern_compare;
  return s;
}
constexpr Slots kPatternSlots = make_pattern_slots();
const TypeDef kPatternType = {
    "re.Pattern", &kPatternLayout, &kPatternSlots, kPatternMethods,
    kPatternFields, kTypeFinal | kTypeNotCreatable,
    "Compiled regular expression object."};

void make_classes(Fiber& fiber) {
  if (g_pattern_type != nullptr) return;
  g_pattern_type = native_type(fiber, kPatternType);
  g_match_type = native_type(fiber, kMatchType);
  g_scanner_type = native_type(fiber, kScannerType);
}

}  // namespace

bool is_pattern(Value value) {
  return g_pattern_type != nullptr && is_exact(value, g_pattern_type);
}

Pattern* make_pattern(Fiber& fiber, Value text, int64_t flags) {
  make_classes(fiber);
  const bool is_text = is_kind(text, Kind::kStr);
  const std::string_view view =
      is_text ? text.as<Str>()->view() : text.as<Bytes>()->view();
  constexpr size_t kBytesOfByte = 32;  // of tree and program
  if (!may_gather(fiber, view.size() * kBytesOfByte)) return nullptr;
  RegexResult result =
      compile_regex(view, is_text, static_cast<uint32_t>(flags));
  std::unique_ptr<RegexProgram> program(result.program);
  keep_alive(text.object());
  if (!give_regex_warnings(fiber, result.warnings)) return nullptr;
  if (program == nullptr) {
    raise_regex_error(fiber, result.error, text);
    return nullptr;
  }
  Dict* const names = make_dict(fiber);
  for (const RegexProgram::Name& name : program->names) {
    dict_set_name(fiber, names, intern(fiber, name.text),
                  Value::from_int(name.group));
  }
  Pattern* const pattern = make<Pattern>(fiber, g_pattern_type);
  pattern->text = text;
  pattern->names = names;
  pattern->program = program.release();
  return pattern;
}

namespace {

// Whether who called a function of the module re is code of the era.
bool is_era_pattern(const Fiber& fiber, Value pattern) {
  const Frame* frame = fiber.frame;
  if (!is_kind(pattern, Kind::kStr) || frame == nullptr) return false;
  const Dict* const globals = frame->globals;
  while (frame != nullptr && frame->globals == globals) frame = frame->previous;
  return frame != nullptr && frame->code->is_era();
}

Value re_compile(Fiber& fiber, Value, Args args) {
  int64_t flags;
  if (!is_kind(args[0], Kind::kStr) && !is_kind(args[0], Kind::kBytes)) {
    return raise_type_error(
        fiber, "first argument must be string or compiled pattern");
  }
  if (!index_of(fiber, args[1], &flags)) return Value::error();
  if (is_era_pattern(fiber, args[0])) flags |= kRegexEra;
  return object_or_error(make_pattern(fiber, args[0], flags));
}

// What patterns are told apart by beside text and flags: their class, and
// whether the era means this one.
Value re_kind(Fiber& fiber, Value, Args args) {
  return is_era_pattern(fiber, args[0])
             ? Value::none()
             : Value::from_object(type_of(args[0]));
}

constexpr MethodDef kFunctions[] = {
    {"compile", re_compile, 2, 2}, {"kind", re_kind, 1, 1}, {}};

bool fill(Fiber& fiber, Dict* globals) {
  make_classes(fiber);
  put(fiber, globals, "Pattern", Value::from_object(g_pattern_type));
  put(fiber, globals, "Match", Value::from_object(g_match_type));
  return true;
}

}  // namespace

const ModuleDef kReModule = {"_re", kFunctions, fill,
                             "The native half of re: Pattern and Match."};

}  // namespace mt::python
