// traceback_text.cc - exceptions as the user reads them, in CPython's words.

#include <string.h>

#include <algorithm>
#include <vector>

#include "base/status.h"
#include "base/utf8.h"
#include "python/ast.h"
#include "python/dict.h"
#include "python/exception_internal.h"
#include "python/file.h"
#include "python/library_text.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/parser.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/struct_sequence.h"
#include "python/suggestions.h"

namespace mt::python {

namespace {

constexpr uint32_t kMaxEntries = 1000;  // of a traceback that are shown
constexpr uint32_t kMaxSame = 3;        // equal entries before they are counted
constexpr uint32_t kMaxGroupWidth = 15;
constexpr uint32_t kMaxGroupDepth = 10;

bool is_space_byte(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// str(value), and what stands in its place when that raises.
std::string text_of(Fiber& fiber, Value value, const char* otherwise) {
  const Value text = to_str(fiber, value);
  if (is_kind(text, Kind::kStr)) return std::string(text.as<Str>()->view());
  clear_exception(fiber);
  return otherwise;
}

// --- marks below a line -----------------------------------------------------

// Which part of a marked expression carries the operator: "~~~~^~~~".
struct Anchors {
  bool found = false;
  size_t left = 0, right = 0;  // bytes, from the start of the segment
};

Anchors anchors_of(std::string_view segment) {
  Anchors anchors;
  const ParseResult parsed = parse(segment, "<segment>", ParseMode::kEval,
                                   Dialect::kPython3, true);
  if (!parsed.ok()) return anchors;
  const ast::Expr* const expr = parsed.module->expression;
  if (const auto* binary = ast::cast<ast::BinOp>(expr)) {
    const size_t end = binary->right->span.column;
    for (size_t i = binary->left->span.end_column; i < end; ++i) {
      if (i >= segment.size()) break;
      if (is_space_byte(segment[i]) || segment[i] == ')') continue;
      anchors = {true, i, i + 1};
      if (i + 1 < end && !is_space_byte(segment[i + 1]) &&
          segment[i + 1] != '(') {
        ++anchors.right;
      }
      break;
    }
  } else if (const auto* subscript = ast::cast<ast::Subscript>(expr)) {
    anchors = {true, subscript->value->span.end_column,
               size_t{subscript->slice->span.end_column} + 1};
  }
  return anchors;
}

size_t chars_before(std::string_view line, size_t bytes) {
  return count_code_points(line.substr(0, std::min(bytes, line.size())));
}

// The row of '^' and '~' for an instruction in its line, or nothing.
std::string marks_for(std::string_view line, const PositionRow& row) {
  if (row.column == 0xffff || row.end_column == 0xffff) return {};
  const size_t length = line.size();
  size_t indent = 0;
  while (indent < length && is_space_byte(line[indent])) ++indent;
  const size_t start = row.column;
  size_t end = row.end_column;
  Anchors anchors;
  if (row.end_line == row.line) {
    if (start >= end || end > length) return {};
    anchors = anchors_of(line.substr(start, end - start));
  } else {
    end = length;
    while (end > 0 && is_space_byte(line[end - 1])) --end;
  }
  if (start < indent || start >= end) return {};
  if (end - start == length - indent && !anchors.found) return {};
  std::string marks(4 + chars_before(line, start) - indent, ' ');
  for (size_t at = start; at < end; ++at) {
    if ((static_cast<uint8_t>(line[at]) & 0xc0) == 0x80) continue;
    const size_t inside = at - start;
    const bool secondary = anchors.found && (inside < anchors.left ||
                                             inside >= anchors.right);
    marks.push_back(secondary ? '~' : '^');
  }
  return marks;
}

}  // namespace

std::string format_entry(const Code* code, uint32_t instruction) {
  const uint32_t line = line_of(code, instruction);
  std::string text = format("  File \"%s\", line %u, in %s\n",
                            std::string(code->unit->filename->view()).c_str(),
                            line, std::string(code->name->view()).c_str());
  std::string source;
  if (!source_line(code->unit, line, &source)) return text;
  std::string_view shown = source;
  while (!shown.empty() && is_space_byte(shown.front())) {
    shown.remove_prefix(1);
  }
  if (shown.empty()) return text;
  text.append("    ").append(shown).append("\n");
  const std::optional<PositionRow> row = position_of(code, instruction);
  const std::string marks = row ? marks_for(source, *row) : std::string();
  if (!marks.empty()) text.append(marks).append("\n");
  return text;
}

namespace {

// --- writing ----------------------------------------------------------------

class Writer {
 public:
  Writer(Fiber& fiber, bool suggests) : fiber_(fiber), suggests_(suggests) {}

  void exception(Value value, bool chained);
  void only(Value value);
  std::string take() { return std::move(out_); }

 private:
  // Text of whole lines, each behind the margin of the group it is in.
  void emit(std::string_view lines, char margin = '|');
  void indent() { out_.append(2 * depth_, ' '); }
  void entries(const Traceback* entry);
  void syntax_place(const Exception* e);
  void notes(Value value);
  void group(Value value, bool chained);
  void one(Value value);

  Fiber& fiber_;
  bool suggests_;
  std::string out_;
  uint32_t depth_ = 0;
  bool need_close_ = false;
  std::vector<const Object*> seen_;
};

void Writer::emit(std::string_view lines, char margin) {
  if (depth_ == 0) {
    out_.append(lines);
    return;
  }
  while (!lines.empty()) {
    const size_t end = lines.find('\n');
    const size_t length = end == std::string_view::npos ? lines.size()
                                                        : end + 1;
    indent();
    out_.push_back(margin);
    out_.push_back(' ');
    out_.append(lines.substr(0, length));
    lines.remove_prefix(length);
  }
}

void Writer::entries(const Traceback* first) {
  uint32_t depth = 0;
  for (const Traceback* t = first; t != nullptr; t = t->next) ++depth;
  for (; depth > kMaxEntries; --depth) first = first->next;
  const Traceback* last = nullptr;
  uint32_t same = 0;
  const auto count = [&] {
    if (same <= kMaxSame) return;
    emit(format("  [Previous line repeated %u more time%s]\n",
                same - kMaxSame, same - kMaxSame > 1 ? "s" : ""));
  };
  for (const Traceback* t = first; t != nullptr; t = t->next) {
    const bool is_same =
        last != nullptr && t->code == last->code &&
        line_of(t->code, t->instruction) ==
            line_of(last->code, last->instruction);
    if (!is_same) {
      count();
      same = 0;
    }
    last = t;
    if (++same <= kMaxSame) emit(format_entry(t->code, t->instruction));
  }
  count();
}

// Where a SyntaxError points: file, line, text and carets.
void Writer::syntax_place(const Exception* e) {
  const Value file = e->fields[kFieldFile];
  const Value line = e->fields[kFieldLine];
  if (!line.is_int()) return;
  emit(format("  File \"%s\", line %lld\n",
              is_kind(file, Kind::kStr)
                  ? std::string(file.as<Str>()->view()).c_str()
                  : "<string>",
              static_cast<long long>(line.as_int())));
  const Str* const text = cast<Str>(e->fields[kFieldText]);
  if (text == nullptr) return;
  std::string_view shown = text->view();
  while (!shown.empty() && shown.back() == '\n') shown.remove_suffix(1);
  const size_t total = count_code_points(shown);
  size_t spaces = 0;
  while (!shown.empty() && (is_space_byte(shown.front()) ||
                            shown.front() == '\n')) {
    shown.remove_prefix(1);
    ++spaces;
  }
  std::string out = "    ";
  out.append(shown).append("\n");
  const Value offset_value = e->fields[kFieldOffset];
  const int64_t offset = offset_value.is_int() ? offset_value.as_int() : 0;
  const Tuple* const ends = cast<Tuple>(e->fields[kFieldEnd]);
  int64_t end = offset;
  if (ends != nullptr && ends->items[1].is_int()) {
    end = ends->items[1].as_int();
    if (ends->items[0].is_int() && ends->items[0].as_int() > line.as_int()) {
      end = static_cast<int64_t>(total) + 1;
    }
  }
  if (end <= offset) end = offset + 1;
  const int64_t column = offset - 1 - static_cast<int64_t>(spaces);
  if (column >= 0 && column <= 10000) {
    out.append(4, ' ');
    const int64_t chars = static_cast<int64_t>(count_code_points(shown));
    for (int64_t i = 0; i < column; ++i) {
      const bool is_tab = i < static_cast<int64_t>(shown.size()) &&
                          i < chars && shown[static_cast<size_t>(i)] == '\t';
      out.push_back(is_tab ? '\t' : ' ');
    }
    out.append(static_cast<size_t>(std::min<int64_t>(end - offset, 10000)),
               '^');
    out.append("\n");
  }
  emit(out);
}

void Writer::notes(Value value) {
  const Value found = find_attr(fiber_, value, names().dunder_notes);
  if (found.is_error()) {
    emit("Ignored error getting __notes__: " +
         safe_repr(fiber_, take_exception(fiber_)) + "\n");
    return;
  }
  if (found.is_undefined() || found.is_none()) return;
  if (!is_kind(found, Kind::kList) && !is_kind(found, Kind::kTuple)) {
    emit(safe_repr(fiber_, found, 10000) + "\n");
    return;
  }
  Value note;
  Iteration each(fiber_, found);
  while (each.next(&note)) {
    emit(text_of(fiber_, note, "<note str() failed>") + "\n");
  }
  if (each.failed()) clear_exception(fiber_);
}

// "module.Class: text", the place of a SyntaxError before it, notes after it.
void Writer::only(Value value) {
  const Exception* const e = as_exception(value);
  const Type* const type = type_of(value);
  std::string name;
  const Value module = type_lookup(type, names().dunder_module);
  if (const Str* text = cast<Str>(module)) {
    if (text->view() != "builtins" && text->view() != "__main__") {
      name.append(text->view()).append(".");
    }
  } else if (!module.is_undefined() && !is_kind(module, Kind::kDescriptor)) {
    name.append("<unknown>.");
  }
  name.append(type->qualname->view());
  std::string text;
  if (is_a(value, types().SyntaxError) && e->fields[kFieldLine].is_int()) {
    syntax_place(e);
    const Value message = or_none(e->fields[kFieldMessage]);
    text = message.is_none() ? "<no detail available>"
                             : text_of(fiber_, message,
                                       "<exception str() failed>");
  } else {
    text = text_of(fiber_, value, "<exception str() failed>");
  }
  const std::string suggestion =
      suggests_ ? suggest_name(fiber_, value) : std::string();
  if (!text.empty()) name.append(": ").append(text);
  if (!suggestion.empty()) {
    name.append(". Did you mean: '").append(suggestion).append("'?");
  }
  emit(name + "\n");
  notes(value);
}

void Writer::one(Value value) {
  if (const Traceback* entry =
          cast<Traceback>(as_exception(value)->traceback)) {
    emit("Traceback (most recent call last):\n");
    entries(entry);
  }
  only(value);
}

void Writer::group(Value value, bool chained) {
  if (depth_ > kMaxGroupDepth) {
    emit(format("... (max_group_depth is %u)\n", kMaxGroupDepth));
    return;
  }
  const bool is_top = depth_ == 0;
  if (is_top) ++depth_;
  const Exception* const e = as_exception(value);
  if (const Traceback* entry = cast<Traceback>(e->traceback)) {
    emit("Exception Group Traceback (most recent call last):\n",
         is_top ? '+' : '|');
    entries(entry);
  }
  only(value);
  const Tuple* const members =
      e->fields[kFieldGroupExceptions].as<Tuple>();
  const uint32_t shown = std::min(members->size, kMaxGroupWidth + 1);
  need_close_ = false;
  for (uint32_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == shown;
    if (is_last) need_close_ = true;
    const bool is_cut = i >= kMaxGroupWidth;
    indent();
    out_.append(i == 0 ? "+-" : "  ");
    out_.append(is_cut ? "+---------------- ... ----------------\n"
                       : format("+---------------- %u ----------------\n",
                                i + 1));
    ++depth_;
    if (is_cut) {
      const uint32_t left = members->size - kMaxGroupWidth;
      emit(format("and %u more exception%s\n", left, left > 1 ? "s" : ""));
    } else {
      exception(members->items[i], chained);
    }
    if (is_last && need_close_) {
      indent();
      out_.append("+------------------------------------\n");
      need_close_ = false;
    }
    --depth_;
  }
  if (is_top) depth_ = 0;
}

void Writer::exception(Value value, bool chained) {
  // The chain from the exception back to where it all began.
  struct Link {
    Value exception;
    const char* message;  // between this one and the next
  };
  std::vector<Link> chain;
  const char* message = nullptr;
  const auto is_new = [this](Value v) {
    return is_exception(v) &&
           std::find(seen_.begin(), seen_.end(), v.object()) == seen_.end();
  };
  while (is_exception(value)) {
    seen_.push_back(value.object());
    chain.push_back({value, message});
    const Exception* const e = as_exception(value);
    if (!chained) break;
    if (is_new(e->cause)) {
      message = "\nThe above exception was the direct cause of the following "
                "exception:\n\n";
      value = e->cause;
    } else if (is_new(e->context) && !e->suppress_context) {
      message = "\nDuring handling of the above exception, another exception "
                "occurred:\n\n";
      value = e->context;
    } else {
      break;
    }
  }
  for (size_t i = chain.size(); i-- > 0;) {
    if (is_a(chain[i].exception, types().BaseExceptionGroup)) {
      group(chain[i].exception, chained);
    } else {
      one(chain[i].exception);
    }
    if (i > 0) emit(chain[i].message);
  }
}

}  // namespace

std::string format_exception(Fiber& fiber, Value exception, bool suggests) {
  const Value pending = take_exception(fiber);
  Writer writer(fiber, suggests);
  writer.exception(exception, true);
  fiber.exception = pending;
  return writer.take();
}

std::string format_exception_only(Fiber& fiber, Value exception,
                                  bool suggests) {
  const Value pending = take_exception(fiber);
  Writer writer(fiber, suggests);
  writer.only(exception);
  fiber.exception = pending;
  return writer.take();
}

void print_exception(Fiber& fiber, Value exception) {
  const Value pending = take_exception(fiber);
  write_stderr(fiber, format_exception(fiber, exception));
  fiber.exception = pending;
}

void print_unraisable(Fiber& fiber, const char* what, Value source,
                      Value exception) {
  std::string text = what;
  if (!source.is_none()) text += ": " + safe_repr(fiber, source);
  text += '\n';
  if (is_exception(exception)) text += format_exception(fiber, exception);
  write_stderr(fiber, text);
}

void report_unraisable(Fiber& fiber, Value source) {
  const Value exception = take_exception(fiber);
  if (exception.is_undefined()) return;
  const Value hook = dict_find_name(rt().sys, intern(fiber, "unraisablehook"));
  if (hook.is_undefined() || is_kind(hook, Kind::kBuiltin) ||
      !is_exception(exception)) {
    print_unraisable(fiber, "Exception ignored in", source, exception);
    return;
  }
  const Value values[] = {Value::from_object(type_of(exception)), exception,
                          exception.as<Exception>()->traceback, Value::none(),
                          source};
  const Value type =
      dict_find_name(rt().sys, intern(fiber, "_UnraisableHookArgs"));
  const Value told = is_kind(type, Kind::kType)
                         ? make_struct(fiber, type.as<Type>(), values)
                         : Value::none();
  if (!told.is_error() && !call(fiber, hook, {told}).is_error()) return;
  print_unraisable(fiber, "Exception ignored in sys.unraisablehook", hook,
                   take_exception(fiber));
}

}  // namespace mt::python
