// compiler.cc - compile(): a unit from beginning to end, and its codes.

#include "python/compiler.h"

#include <string.h>

#include "base/status.h"
#include "python/call.h"
#include "python/code_object.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/import.h"
#include "python/lexer.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm_masked.h"

namespace mt::python {

namespace {

constexpr uint32_t kGeneratorKinds =
    kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator;

}  // namespace

Compiler::Compiler(Fiber& fiber, ParseResult& parsed, Unit* unit,
                   const CompileOptions& options)
    : fiber_(fiber),
      module_(*parsed.module),
      unit_(unit),
      options_(options),
      kept_(fiber),
      line_offset_(options.first_line - 1),
      is_era_(parsed.module->dialect == Dialect::kEra),
      error_(parsed.error),
      warnings_(parsed.warnings) {
  kept_.push(Value::from_object(unit));
  if (is_era_) unit_flags_ |= kCodeEra | kCodeClassic;
  if (options.classic) unit_flags_ |= kCodeClassic;
  // Era list comprehensions assign to the function's own locals.
  has_walrus_ =
      is_era_ || module_.source.find(":=") != std::string_view::npos;
}

Code* Compiler::compile_unit() {
  CodeState state;
  begin_code(state, module_.scope, 0, nullptr, 1);
  const Span start{1, 0, 1, 0};
  if (module_.mode == ParseMode::kEval) {
    const Reg value = operand(module_.expression);
    emit(module_.expression->span, Op::kReturn, value);
  } else {
    if (module_.scope->has_annotations) {
      intrinsic(start, IntrinsicId::kSetupAnnotations, temp(), 0, 0);
    }
    if (module_.mode == ParseMode::kExec) {
      if (Str* doc = docstring(module_.body)) {
        TempScope temps(*this);
        const Reg reg = temp();
        load_value(module_.body[0]->span, Value::from_object(doc), reg);
        emit(module_.body[0]->span, Op::kStoreName, reg,
             site(Op::kStoreName, "__doc__"));
        state.doc = doc;
      }
    }
    state.next_temp = state.local_count + state.free_count;
    body(module_.body);
    emit(Span{}, Op::kReturnNone);
  }
  return end_code();
}

Code* Compiler::compile_function() {
  code_count_ = movable_ = unit_->code_count();
  return function_code(*ast::cast<ast::FunctionDef>(module_.body[0]));
}

// --- codes ------------------------------------------------------------------

void Compiler::begin_code(CodeState& state, const ast::Scope* scope,
                          uint32_t flags, const ast::Arguments* arguments,
                          uint32_t first_line) {
  state.outer = state_;
  state.scope = scope;
  state.flags = flags | unit_flags_ | (scope->is_nested ? kCodeNested : 0u);
  state.first_line = first_line;
  state.ordinal = code_count_++;
  if (state.ordinal > kMaxConstants) fail(Span{}, "code too large");
  if (!failed_ && state.ordinal != 0 && !make_place(state.ordinal))
    failed_ = true;
  state_ = &state;
  const uint32_t parameters = number_registers(state, arguments);
  const Span start{first_line, 0, first_line, 0};
  era_text(start, 0, parameters);
  for (const Reg reg : state.cell_registers) emit(start, Op::kMakeCell, reg);
}

// Where the unit will have its code number `ordinal`, which is not the first.
bool Compiler::make_place(uint32_t ordinal) {
  if (unit_->codes == nullptr) {
    List* const codes = make_list(fiber_);
    if (codes == nullptr ||
        !list_append(fiber_, codes,
                     unit_->only != nullptr ? Value::from_object(unit_->only)
                                            : Value::none())) {
      return false;
    }
    mt::python::store(fiber_.heap, &unit_->codes, codes);
  }
  CHECK(unit_->codes->size == ordinal);
  return list_append(fiber_, unit_->codes, Value::none());
}

uint32_t Compiler::number_registers(CodeState& state,
                                const ast::Arguments* arguments) {
  const ast::Scope* scope = state.scope;
  if (arguments == nullptr && !state.is_function() && scope->cells.empty() &&
      scope->frees.empty()) {
    state.bound.reset(1);
    state.deleted.reset(1);
    return 0;
  }
  if (state.is_function()) {
    for (const Symbol* symbol : scope->locals) {
      state.local_names.push_back(identifier(symbol->name));
    }
  }
  // A captured variable that is no parameter may have no register yet.
  state.cell_registers.assign(scope->cells.size(), kNone);
  for (const Symbol* symbol : scope->symbols) {
    if (symbol->binding == ast::Binding::kCell &&
        symbol->cell_slot != ast::kNoSlot &&
        symbol->local_slot != ast::kNoSlot && state.is_function()) {
      state.cell_registers[symbol->cell_slot] = symbol->local_slot;
    }
  }
  for (uint32_t i = 0; i < scope->cells.size(); ++i) {
    if (state.cell_registers[i] != kNone) continue;
    state.cell_registers[i] = static_cast<Reg>(state.local_names.size());
    state.local_names.push_back(identifier(scope->cells[i]));
  }
  state.local_count = static_cast<uint32_t>(state.local_names.size());
  state.free_count = scope->frees.size();
  state.next_temp = state.local_count + state.free_count;
  state.register_count = state.next_temp;
  if (state.next_temp > kMaxRegisters) fail(Span{}, "too many local variables");

  uint32_t parameters = scope->is_comprehension ? 1 : 0;
  if (scope->is_comprehension) state.positional_only = state.positional = 1;
  if (arguments != nullptr) {
    state.positional_only = arguments->posonlyargs.size();
    state.positional = state.positional_only + arguments->args.size();
    state.keyword_only = arguments->kwonlyargs.size();
    if (arguments->vararg != nullptr) state.flags |= kCodeVarArgs;
    if (arguments->kwarg != nullptr) state.flags |= kCodeVarKeywords;
    parameters = state.positional + state.keyword_only +
                 (arguments->vararg != nullptr) +
                 (arguments->kwarg != nullptr);
  }
  state.bound.reset(state.local_count + 1);
  state.deleted.reset(state.local_count + 1);
  for (uint32_t i = 0; i < parameters; ++i) state.bound.add(i);
  return parameters;
}

Tuple* Compiler::names_tuple(Str* const* names, size_t count) {
  if (count == 0) return empty_tuple(fiber_);
  Tuple* tuple = make_tuple(fiber_, count);
  if (tuple == nullptr) return nullptr;
  for (size_t i = 0; i < count; ++i) {
    tuple->items[i] = Value::from_object(names[i]);
  }
  keep(Value::from_object(tuple));
  return tuple;
}

// The Code of the innermost state, which is left. Null after a failure.
Code* Compiler::end_code() {
  CodeState& state = *state_;
  const bool waits = (state.flags & kCodeWaiting) != 0;
  if ((state.flags & kGeneratorKinds) != 0 && !waits) convert_stop_iteration();
  if (!state.kept.empty()) load_kept_constants();
  state_ = state.outer;
  if (failed_) return nullptr;
  if (state.parts.constants.size() > kMaxConstants ||
      state.parts.site_names.size() > kMaxSites) {
    fail(Span{state.first_line, 0, 0, 0}, "code too large");
    return nullptr;
  }
  CodeParts& parts = state.parts;
  state.assembler.finish(&parts);
  note_masks(parts.instructions.data(), parts.instructions.size(),
             state.local_count);
  for (PositionRow& row : parts.positions) {
    if (line_offset_ == 0) break;
    if (row.line != 0) row.line += line_offset_;
    if (row.end_line != 0) row.end_line += line_offset_;
  }

  Code* code = waits ? make<Code>(fiber_, types().code)
                     : make_code(fiber_, parts, state.ordinal == movable_);
  if (code == nullptr) {
    failed_ = true;
    return nullptr;
  }
  keep(Value::from_object(code));
  const bool is_body = state.scope->parent == nullptr;
  code->name = is_body ? names().module_body : identifier(state.scope->name);
  code->qualname = is_body ? code->name : identifier(state.scope->qualname);
  code->unit = unit_;
  code->ordinal = state.ordinal;
  code->code_flags = state.flags;
  code->first_line = state.first_line + line_offset_;
  code->register_count = static_cast<uint16_t>(state.register_count);
  code->kept_count = static_cast<uint16_t>(state.kept.size());
  code->positional_only = static_cast<uint16_t>(state.positional_only);
  code->positional = static_cast<uint16_t>(state.positional);
  code->keyword_only = static_cast<uint16_t>(state.keyword_only);
  code->local_count = static_cast<uint16_t>(state.local_count);
  code->free_count = static_cast<uint16_t>(state.free_count);
  code->doc = state.doc;
  code->waiting_end = state.waiting_end;

  ShortVector<Str*, 8> frees, cells;
  for (const ast::FreeVariable& variable : state.scope->frees) {
    frees.push_back(identifier(variable.name));
  }
  for (const ast::Identifier name : state.scope->cells) {
    cells.push_back(identifier(name));
  }
  code->local_names = names_tuple(state.local_names);
  code->free_names = names_tuple(frees);
  code->cell_names = names_tuple(cells);
  if (code->local_names == nullptr || code->free_names == nullptr ||
      code->cell_names == nullptr) {
    failed_ = true;
    return nullptr;
  }
  if (unit_->codes != nullptr) {
    mt::python::store(fiber_.heap, &unit_->codes->items[state.ordinal],
                      Value::from_object(code));
  } else {
    mt::python::store(fiber_.heap, &unit_->only, code);
  }
#ifdef MT_VERIFY
  const std::string complaint = waits ? std::string() : verify(code);
  if (!complaint.empty()) check_failed(__FILE__, __LINE__, complaint.c_str());
#endif
  return code;
}

// The registers of kept constants come last; the code begins by filling them.
void Compiler::load_kept_constants() {
  CodeState& state = *state_;
  state.assembler.rename_registers(kKeptRegister, state.register_count);
  state.is_reachable = true;
  const uint32_t start = state.assembler.here();
  for (const Value value : state.kept) {
    load_value(Span{}, value, state.register_count++);  // on no line
  }
  state.assembler.move_to_front(state.assembler.here() - start);
}

// Around everything else: a StopIteration must not leave the body of a
// generator as if it had ended (PEP 479).
void Compiler::convert_stop_iteration() {
  if (failed_) return;
  CodeState& state = *state_;
  const Assembler::LabelId handler = state.assembler.new_label();
  const Reg exception = temp();
  state.assembler.guard(0, handler, exception, 0);
  bind_handler(handler, state.bound, true);
  const Span span{state.first_line, 0, state.first_line, 0};
  intrinsic(span, IntrinsicId::kStopIterationToRuntime, exception, exception,
            1);
  emit(span, Op::kReraise, exception);
}

// --- emitting ---------------------------------------------------------------

void Compiler::emit(const Span& span, Op op, uint32_t a, uint32_t b,
                    uint32_t c, uint32_t d) {
  if (!state_->is_reachable || failed_) return;
  if (state_->assembler.is_too_large()) fail(span, "code too large");
  state_->assembler.emit(span, op, a, b, c, static_cast<uint8_t>(d));
}

void Compiler::emit_wide(const Span& span, Op op, uint32_t a, int32_t bc) {
  if (!state_->is_reachable || failed_) return;
  state_->assembler.emit_wide(span, op, a, bc);
}

Reg Compiler::temp(uint32_t count) {
  CodeState& state = *state_;
  if (count > kMaxRegisters || state.next_temp + count > kMaxRegisters) {
    fail(Span{state.first_line, 0, 0, 0}, "code too large");
    return 0;
  }
  const Reg first = state.next_temp;
  state.next_temp += count;
  if (state.next_temp > state.register_count) {
    state.register_count = state.next_temp;
  }
  return first;
}

Value Compiler::keep(Value value) {
  kept_.push(value);
  return value;
}

// Names of one tree that are equal have equal data, so the table is asked by
// address; interning hashes the text only once for each.
Str* Compiler::identifier(ast::Identifier name) {
  if (name.empty()) return rt().empty_str;
  const auto key = static_cast<uint64_t>(
      reinterpret_cast<uintptr_t>(name.data()));
  const auto next = static_cast<uint32_t>(kept_.size());
  const uint32_t index = identifiers_.find_or_add(key, next);
  if (index == next) kept_.push(Value::from_object(intern(fiber_, name)));
  Str* text = kept_[index].as<Str>();
  // A literal of ours and a name cut from another may share their beginning.
  if (text->view() == name) return text;
  Str* other = intern(fiber_, name);
  kept_.push(Value::from_object(other));
  return other;
}

uint32_t Compiler::constant(Value value) {
  CodeState& state = *state_;
  const auto next = static_cast<uint32_t>(state.parts.constants.size());
  const uint32_t index = state.constant_index.find_or_add(value.bits(), next);
  if (index == next) {
    if (next >= kMaxConstants) {
      fail(Span{state.first_line, 0, 0, 0}, "code too large");
      return 0;
    }
    state.parts.constants.push_back(keep(value));
  }
  return index;
}

uint32_t Compiler::name_constant(ast::Identifier name) {
  return constant(Value::from_object(identifier(name)));
}

// What the cache of an attribute remembers belongs to one instruction; what it
// remembers of a global or a name is the same everywhere in a code.
uint32_t Compiler::site(Op op, ast::Identifier name) {
  CodeState& state = *state_;
  if (!state.is_reachable || failed_) return 0;
  Str* text = identifier(name);
  const auto next = static_cast<uint32_t>(state.parts.site_names.size());
  if (next >= kMaxSites) {
    fail(Span{state.first_line, 0, 0, 0}, "code too large");
    return 0;
  }
  if (op >= Op::kLoadGlobal && op <= Op::kDelName) {
    const uint64_t key =
        (Value::from_object(text).bits() << 8) + static_cast<uint64_t>(op);
    const uint32_t index = state.site_index.find_or_add(key, next);
    if (index != next) return index;
  }
  state.parts.site_names.push_back(text);
  return next;
}

void Compiler::intrinsic(const Span& span, IntrinsicId id, Reg dest, Reg first,
                         uint32_t count) {
  emit(span, Op::kIntrinsic, dest, count, first, static_cast<uint32_t>(id));
}

// --- errors -----------------------------------------------------------------

namespace {

std::string_view line_of(std::string_view source, uint32_t line) {
  size_t start = 0;
  for (uint32_t i = 1; i < line; ++i) {
    const size_t end = source.find('\n', start);
    if (end == std::string_view::npos) return {};
    start = end + 1;
  }
  const size_t end = source.find('\n', start);
  return source.substr(start, end == std::string_view::npos
                                  ? std::string_view::npos
                                  : end + 1 - start);
}

// Characters before byte `column`.
uint32_t characters(std::string_view line, uint32_t column) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < column && i < line.size(); ++i) {
    count += (static_cast<uint8_t>(line[i]) & 0xc0) != 0x80;
  }
  return count;
}

}  // namespace

void Compiler::fail(const Span& span, const char* message) {
  if (failed_) return;
  failed_ = true;
  error_.message = message;
  error_.line = span.line != 0 ? span.line : 1;
  const std::string_view line = line_of(module_.source, error_.line);
  error_.column = characters(line, span.column) + 1;
  error_.end_line = span.end_line;
  if (span.end_line != 0) {
    error_.end_column =
        characters(line_of(module_.source, span.end_line), span.end_column) + 1;
  }
  // As CPython: only text that stands in a file is shown again.
  if (module_.filename.substr(0, 1) != "<") error_.text = line;
}

void Compiler::fail(const Span& span, const std::string& message) {
  fail(span, message.c_str());
}

std::string_view Compiler::text_of(const Span& span) const {
  const auto offset = [&](uint32_t line, uint32_t column) {
    size_t start = 0;
    for (uint32_t i = 1; i < line && start < module_.source.size(); ++i) {
      const size_t end = module_.source.find('\n', start);
      start = end == std::string_view::npos ? module_.source.size() : end + 1;
    }
    start += column;
    return start < module_.source.size() ? start : module_.source.size();
  };
  const size_t start = offset(span.line, span.column);
  const size_t end = offset(span.end_line, span.end_column);
  return end > start ? module_.source.substr(start, end - start)
                     : std::string_view{};
}

Value raise_syntax_error(Fiber& fiber, const SyntaxError& error,
                         Str* filename) {
  Type* cls = types().SyntaxError;
  if (error.kind == SyntaxErrorKind::kIndentationError) {
    cls = types().IndentationError;
  } else if (error.kind == SyntaxErrorKind::kTabError) {
    cls = types().TabError;
  }
  const auto number = [](uint32_t n) {
    return Value::from_int(n == SyntaxError::kUnknown ? -1 : int64_t{n});
  };
  const Value where[6] = {
      Value::from_object(filename), number(error.line), number(error.column),
      error.text.empty() ? Value::none() : str_value(fiber, error.text),
      number(error.end_line), number(error.end_column)};
  Tuple* place = make_tuple(fiber, where, error.end_line != 0 ? 6 : 4);
  if (place == nullptr) return Value::error();
  const Value pair[2] = {str_value(fiber, error.message),
                         Value::from_object(place)};
  Tuple* args = make_tuple(fiber, pair, 2);
  if (args == nullptr) return Value::error();
  const Value exception = make_exception(fiber, cls, args);
  if (exception.is_error()) return exception;
  return raise_object(fiber, exception);
}

// --- the front door ---------------------------------------------------------

namespace {

void shift_lines(SyntaxError& error, uint32_t offset) {
  if (error.line != 0) error.line += offset;
  if (error.end_line != 0) error.end_line += offset;
}

// Hands a warning to the module warnings. Where that makes it an exception, it
// is a SyntaxError after all.
bool give_warning(Fiber& fiber, const ast::Module& module, Str* filename,
                  const SyntaxWarning& warning, uint32_t first_line) {
  const Value warnings = import_module(fiber, "warnings");
  if (warnings.is_error()) return false;
  Type* const category = warning.is_deprecation ? types().DeprecationWarning
                                                : types().SyntaxWarning;
  if (!call_method(fiber, warnings, "warn_explicit",
                   {str_value(fiber, warning.message),
                    Value::from_object(category), Value::from_object(filename),
                    Value::from_int(warning.where.line + first_line - 1)})
           .is_error()) {
    return true;
  }
  if (!exception_matches(fiber, category)) return false;
  clear_exception(fiber);
  SyntaxError error;
  error.message = warning.message;
  locate(&error, module.source, warning.where);
  shift_lines(error, first_line - 1);
  raise_syntax_error(fiber, error, filename);
  return false;
}

Code* compile_parsed(Fiber& fiber, ParseResult& parsed, Str* filename,
                     const CompileOptions& options, bool warns) {
  SyntaxError& error = parsed.error;
  if (parsed.ok() && build_symtable(parsed.arena, *parsed.module, &error)) {
    Unit* unit = make<Unit>(fiber, types().unit);
    if (unit == nullptr) return nullptr;
    unit->source = nullptr;
    unit->filename = filename;
    unit->mode = parsed.module->mode;
    unit->dialect = parsed.module->dialect;
    unit->classic = options.classic;
    unit->first_line = options.first_line;
    unit->only = nullptr;
    unit->codes = nullptr;
    Compiler compiler(fiber, parsed, unit, options);
    if (Code* code = compiler.compile_unit()) {
      for (size_t i = 0; warns && i < parsed.warnings.size(); ++i) {
        if (!give_warning(fiber, *parsed.module, filename, parsed.warnings[i],
                          options.first_line)) {
          return nullptr;
        }
      }
      return code;
    }
    if (fiber.raised()) return nullptr;
  }
  shift_lines(error, options.first_line - 1);
  raise_syntax_error(fiber, error, filename);
  return nullptr;
}

}  // namespace

bool may_parse(Fiber& fiber, const Str* source) {
  // Tokens, tree and instructions of dense text, for each of its bytes.
  constexpr size_t kBytesOfByte = 32;
  return may_gather(fiber, size_t{source->byte_count} * kBytesOfByte);
}

Code* compile(Fiber& fiber, Str* source, Str* filename,
              const CompileOptions& options) {
  if (!may_parse(fiber, source)) return nullptr;
  const bool asks = options.dialect == Dialect::kEither && rt().era_compat;
  ParseResult parsed =
      parse(source->view(), filename->view(), options.mode,
            asks ? Dialect::kEraFirst : options.dialect, true);
  if (options.incomplete != nullptr) *options.incomplete = parsed.incomplete;
  Code* const code = compile_parsed(fiber, parsed, filename, options, true);
  if (code != nullptr) store(fiber.heap, &code->unit->source, source);
  return code;
}

Code* compile_library(Fiber& fiber, std::string_view text, Str* filename,
                      bool classic, bool is_regular) {
  CompileOptions options;
  options.dialect = Dialect::kPython3;
  options.classic = classic;
  LexRange range;
  range.end = static_cast<uint32_t>(text.size());
  range.skips_bodies = is_regular;
  ParseResult parsed = parse_library(text, filename->view(), range);
  return compile_parsed(fiber, parsed, filename, options, false);
}

}  // namespace mt::python
