// compiler.h - from the syntax tree to instructions. Inside of compile().
//
// One Compiler serves one Unit. It walks the tree once; for every scope that is
// code of its own (module, function, lambda, class, comprehension) it keeps a
// CodeState, and leaves a Code when the scope ends.
//
//   compiler.cc                 the unit, codes, errors, emitting
//   compiler_flow.cc            labels, what is bound, blocks and how to leave
//   compiler_names.cc           variables: loading, storing, deleting
//   compiler_constants.cc       constants and their folding
//   compiler_expressions.cc     values     compiler_conditions.cc  jumps
//   compiler_calls.cc           calls      compiler_displays.cc    [] {} f""
//   compiler_functions.cc       def, lambda, class
//   compiler_comprehensions.cc
//   compiler_statements.cc      simple ones
//   compiler_loops.cc           if, for, while
//   compiler_assignments.cc     compiler_imports.cc
//   compiler_try.cc             try, with  compiler_match.cc
//
// What is wrong with a program the parser and the symbol table have said
// before; only what is too large fails here, and a future that comes too late.
//
// Registers. Named ones come first (symtable.h numbers them), then the cells of
// other scopes, then temporaries, which are a stack: TempScope gives back what
// was taken since. A local is used where it lies, without a copy; its register
// is the operand. So whoever evaluates something else in between asks whether
// that may assign the local (operand()'s `later`).
//
// Constants used inside a loop are kept: they have registers of their own,
// filled once when the code begins. Until all others are counted, these are
// numbered from kKeptRegister up.
//
// gen(e, dest) leaves the value of `e` in `dest`. A dest that is a temporary
// may be written early; one that is a local is written by the last instruction
// or through a temporary: `x = x and f()` and an exception see the old x.

#pragma once

#include <stdint.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/short_vector.h"
#include "python/assembler.h"
#include "python/ast.h"
#include "python/code.h"
#include "python/code_object.h"
#include "python/fiber.h"
#include "python/heap.h"
#include "python/index_table.h"
#include "python/parser.h"
#include "python/symtable.h"

namespace mt::python {

using Reg = uint32_t;

// Operands have 16 bits.
constexpr uint32_t kMaxRegisters = 0xff00;
constexpr Reg kKeptRegister = 0xff80;
constexpr uint32_t kMaxKept = 16;
constexpr uint32_t kMaxConstants = 0xffff;
constexpr uint32_t kMaxSites = 0xffff;
// Loops, try and with statements around one place (CPython: CO_MAXBLOCKS).
constexpr size_t kMaxBlocks = 20;
// Longer displays are built piece by piece, so that they need few registers.
constexpr uint32_t kMaxWindow = 32;

// Which locals certainly have a value. Bits by local slot.
class BoundSet {
 public:
  void reset(size_t count) { words_.assign((count + 63) / 64, uint64_t{0}); }
  bool has(size_t i) const { return (words_[i / 64] >> (i % 64) & 1) != 0; }
  void add(size_t i) { words_[i / 64] |= uint64_t{1} << (i % 64); }
  void remove(size_t i) { words_[i / 64] &= ~(uint64_t{1} << (i % 64)); }
  void intersect(const BoundSet& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void subtract(const BoundSet& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }

 private:
  ShortVector<uint64_t, 2> words_;
};

// A place in the code, and what is bound on every way to it so far.
struct Label {
  Assembler::LabelId id = Assembler::kNoLabel;
  bool used = false;
  BoundSet bound;
};

enum class BlockKind : uint8_t {
  kLoop,
  kTry,          // the body of try ... except
  kFinally,      // whatever `finalbody` must follow
  kHandler,      // an exception is being handled: LeaveHandler on the way out
  kHandlerName,  // except E as name: the name is deleted on the way out
  kWith,         // __exit__ is called on the way out
};

// What surrounds the statement being compiled, from the outside in.
struct Block {
  BlockKind kind{};
  // The guarded region, when there is a handler: from `start` to here.
  Assembler::LabelId handler = Assembler::kNoLabel;
  Reg target = 0;
  uint32_t start = 0;
  bool* guards = nullptr;  // set when the region has any instruction
  Reg reg = 0;             // kHandler: the exception; kWith: __exit__
  bool is_async = false;   // kWith
  const ast::Symbol* name = nullptr;                // kHandlerName
  const Seq<ast::Stmt*>* finalbody = nullptr;  // kFinally
  Label* break_label = nullptr;                     // kLoop
  Label* continue_label = nullptr;                  // kLoop, stands before
  ast::Span span;
};

using Blocks = ShortVector<Block, 2>;

struct CodeState {
  CodeState* outer = nullptr;
  const ast::Scope* scope = nullptr;
  uint32_t ordinal = 0;
  uint32_t flags = 0;
  uint32_t first_line = 0;
  uint32_t positional_only = 0, positional = 0, keyword_only = 0;
  Str* doc = nullptr;

  Assembler assembler;
  CodeParts parts;
  IndexTable constant_index;
  IndexTable site_index;

  ShortVector<Str*, 8> local_names;
  ShortVector<Reg, 4> cell_registers;
  uint32_t local_count = 0;
  uint32_t free_count = 0;
  Reg next_temp = 0;
  Reg register_count = 0;

  ShortVector<Value, kMaxKept> kept;  // constants with a register
  uint32_t loop_depth = 0;
  uint32_t waiting_end = 0;  // Code::waiting_end

  Blocks blocks;
  bool is_reachable = true;
  BoundSet bound;
  BoundSet deleted;  // locals that a `del` or `except as` unbinds somewhere

  bool is_function() const { return (flags & kCodeFunction) != 0; }
};

class Compiler {
 public:
  // What was parsed, which also takes the error and the warnings.
  Compiler(Fiber& fiber, ParseResult& parsed, Unit* unit,
           const CompileOptions& options);
  // The body's Code, or null: then the error says why, unless something was
  // raised (out of memory).
  Code* compile_unit();
  // The same of the one function in the module's body, as another code of a
  // unit that has some already; it and what it holds are numbered last.
  Code* compile_function();

 private:
  using Span = ast::Span;
  using Expr = ast::Expr;
  using Stmt = ast::Stmt;
  using Symbol = ast::Symbol;

  class TempScope {
   public:
    explicit TempScope(Compiler& compiler)
        : state_(*compiler.state_), saved_(state_.next_temp) {}
    ~TempScope() { state_.next_temp = saved_; }

   private:
    CodeState& state_;
    Reg saved_;
  };

  // --- compiler.cc ---------------------------------------------------------
  void begin_code(CodeState& state, const ast::Scope* scope, uint32_t flags,
                  const ast::Arguments* arguments, uint32_t first_line);
  Code* end_code();
  void convert_stop_iteration();
  bool make_place(uint32_t ordinal);
  void load_kept_constants();
  // How many of them are parameters.
  uint32_t number_registers(CodeState& state, const ast::Arguments* arguments);
  template <typename Names>
  Tuple* names_tuple(const Names& names) {
    return names_tuple(names.data(), names.size());
  }
  Tuple* names_tuple(Str* const* names, size_t count);
  void fail(const Span& span, const char* message);
  void fail(const Span& span, const std::string& message);
  bool failed() const { return failed_; }

  void emit(const Span& span, Op op, uint32_t a = 0, uint32_t b = 0,
            uint32_t c = 0, uint32_t d = 0);
  void emit_wide(const Span& span, Op op, uint32_t a, int32_t bc);
  // What comes from elsewhere into era code, where there are no bytes.
  void era_text(const Span& span, Reg first, uint32_t count = 1) {
    if (is_era_ && count != 0) emit(span, Op::kEraText, first, count);
  }
  Reg temp(uint32_t count = 1);
  bool is_temp(Reg reg) const {
    return reg >= state_->local_count + state_->free_count;
  }
  // Something the collector must see until the unit is done.
  Value keep(Value value);
  Str* identifier(ast::Identifier name);
  uint32_t constant(Value value);
  uint32_t name_constant(ast::Identifier name);
  uint32_t site(Op op, ast::Identifier name);
  void intrinsic(const Span& span, IntrinsicId id, Reg dest, Reg first,
                 uint32_t count);
  // The source text of a node.
  std::string_view text_of(const Span& span) const;

  // --- compiler_flow.cc ----------------------------------------------------
  Label make_label();
  void use(Label& label);  // the way there starts here
  void bind(Label& label);
  void bind_loop(Label& label);  // a head: the way back adds nothing
  void bind_handler(Assembler::LabelId label, const BoundSet& at_start,
                    bool is_reachable);
  void jump(const Span& span, Label& label);
  void jump_if(const Span& span, Op op, Label& label, Reg a, Reg b = 0,
               uint32_t d = 0);
  // `op`: LoopFor where a ForIter stands at the head.
  void loop_back(const Span& span, const Label& head, Op op = Op::kLoopBack);
  void unreachable() { state_->is_reachable = false; }
  void push_block(const Block& block);
  void pop_block();
  // Leaves all blocks from number `keep` on, innermost first; go_on() puts them
  // back once the jump is made.
  Blocks leave_blocks(size_t keep, const Span& span);
  void go_on(const Blocks& left);
  void leave_block(const Block& block, const Span& span);
  void find_deleted(const Seq<Stmt*>& body);
  void find_deleted_target(const Expr* target);

  // --- compiler_names.cc ---------------------------------------------------
  // Where the variable lives. kNone: not in a register.
  static constexpr Reg kNone = 0xffffffff;
  Reg register_of(const Symbol* symbol) const;
  Reg cell_of(const Symbol* symbol) const;
  bool is_named(const Symbol* symbol) const;
  void load_symbol(const Span& span, const Symbol* symbol, Reg dest);
  void store_symbol(const Span& span, const Symbol* symbol, Reg value);
  void delete_symbol(const Span& span, const Symbol* symbol);
  void forget_handler_name(const Span& span, const Symbol* symbol);
  // The register to write a new value of `target` into directly, or kNone.
  Reg local_target(const Expr* target) const;
  void check_bound(const Span& span, const Symbol* symbol);
  void mark_bound(const Symbol* symbol);

  // --- compiler_constants.cc -----------------------------------------------
  bool constant_value(const Expr* expr, Value* value);
  bool fold_binary(const ast::BinOp& node, Value* value);
  bool fold_unary(const ast::UnaryOp& node, Value* value);
  bool constant_sequence(const Seq<Expr*>& items, Value* tuple);
  Value literal(const ast::Constant& node);

  // --- what is hardly meant: compiler_warnings.cc ---
  void warn(const Span& where, std::string message);
  void check_called(const ast::Call& node);
  void check_subscripted(const ast::Subscript& node);
  void check_compared(const ast::Compare& node);
  void check_asserted(const ast::Assert& node);
  Value string_value(std::string_view text);
  // The register of a constant inside a loop, or kNone.
  Reg kept_constant(const Expr* expr);
  // 1, 0; -1 when it is not known before the program runs.
  int constant_truth(const Expr* expr);
  void load_value(const Span& span, Value value, Reg dest);

  // --- compiler_expressions.cc ---------------------------------------------
  void gen(const Expr* expr, Reg dest);
  // Like gen, for a dest that may be a local.
  void gen_into(const Expr* expr, Reg dest);
  Reg gen_temp(const Expr* expr);
  // The register that holds the value: the local's own, or a new temporary. If
  // evaluating a `later` expression may assign the local, it is copied.
  Reg operand(const Expr* expr, const Expr* later = nullptr,
              const Expr* later2 = nullptr);
  // The same, but what is no local goes to `dest` if that is a temporary.
  Reg operand_in(const Expr* expr, Reg dest, const Expr* later = nullptr);
  Reg in_place(const Expr* expr, const Expr* later, const Expr* later2);
  void effect(const Expr* expr);  // for what it does, not for its value
  bool may_assign(const Expr* expr) const;
  bool writes_last(const Expr* expr);
  void gen_binary(const ast::BinOp& node, Reg dest);
  void gen_unary(const ast::UnaryOp& node, Reg dest);
  void gen_bool_op(const ast::BoolOp& node, Reg dest);
  void gen_if_exp(const ast::IfExp& node, Reg dest);
  void gen_compare(const ast::Compare& node, Reg dest);
  // The right side of a comparison; `in [1, 2]` may look into a tuple instead.
  Reg comparand(ast::CompareOperator op, const Expr* expr, const Expr* later);
  void emit_compare(const Span& span, ast::CompareOperator op, Reg dest, Reg a,
                    Reg b);
  void gen_attribute(const ast::Attribute& node, Reg dest);
  void gen_subscript(const ast::Subscript& node, Reg dest);
  void gen_slice(const ast::Slice& node, Reg dest);
  void gen_yield(const ast::Yield& node, Reg dest);
  void gen_yield_from(const ast::YieldFrom& node, Reg dest);
  void gen_await(const ast::Await& node, Reg dest);
  // `how`: 0 await, 1 from __aenter__, 2 from __aexit__.
  void await_value(const Span& span, Reg awaitable, Reg dest, uint32_t how);
  void emit_arithmetic(const Span& span, ast::Operator op, Reg dest, Reg a,
                       const Expr* right, bool in_place);
  Span attribute_span(const ast::Attribute& node) const;

  // --- compiler_conditions.cc ----------------------------------------------
  // Jumps to `label` if the truth of `expr` is `when`, else falls through.
  void condition(const Expr* expr, Label& label, bool when);
  void compare_jump(const Span& span, ast::CompareOperator op, Reg a,
                    const Expr* right, Reg b, Label& label, bool when);
  void compare_condition(const ast::Compare& node, Label& label, bool when);

  // --- compiler_calls.cc ---------------------------------------------------
  void gen_call(const ast::Call& node, Reg dest);
  void gen_arguments(const Span& span, Reg base, const Seq<Expr*>& args,
                     const Seq<ast::Keyword>& keywords, Reg dest,
                     bool has_receiver, uint32_t given);
  void gen_spread_arguments(const Span& span, Reg base, const Seq<Expr*>& args,
                            const Seq<ast::Keyword>& keywords, Reg dest,
                            bool has_receiver, uint32_t given);
  Reg window(Reg dest);
  void call_window(const Span& span, Reg base, uint32_t count, Reg dest);

  // --- compiler_displays.cc ------------------------------------------------
  void gen_sequence(const Span& span, const Seq<Expr*>& items,
                    ast::ExprKind kind, Reg dest);
  void gen_dict(const ast::Dict& node, Reg dest);
  void gen_joined_str(const ast::JoinedStr& node, Reg dest);
  void gen_formatted(const ast::FormattedValue& node, Reg dest);

  // --- compiler_comprehensions.cc ------------------------------------------
  struct Comp {
    const Expr* expr;
    ast::ExprKind kind;
    const Seq<ast::Comprehension>* generators;
    const Expr* elt;    // or key
    const Expr* value;  // DictComp
    const ast::Scope* scope;
  };
  void gen_comprehension(const Expr* expr, Reg dest);
  void comp_loops(const Comp& comp, size_t level, Reg result, bool outermost);
  void comp_element(const Comp& comp, Reg result);

  // --- compiler_functions.cc -----------------------------------------------
  void function_def(const ast::FunctionDef& node);
  void class_def(const ast::ClassDef& node);
  void gen_lambda(const ast::Lambda& node, Reg dest);
  Code* function_code(const ast::Scope* scope, const ast::Arguments& args,
                      const Seq<Stmt*>& body, uint32_t flags,
                      uint32_t first_line);
  Code* waiting_code(const ast::FunctionDef& node, uint32_t first_line);
  Code* function_code(const ast::FunctionDef& node);
  Code* class_code(const ast::ClassDef& node, uint32_t first_line);
  void unpack_parameters(const ast::Arguments& args);
  // The cells that an inner code closes over, in new temporaries: the first.
  Reg load_cells(const Span& span, const Seq<ast::FreeVariable>& frees);
  // MakeFunction with whatever the function needs, into dest.
  void make_function(const Span& span, Code* code, const ast::Scope* scope,
                     const ast::Arguments* args, const Expr* returns,
                     Reg dest);
  bool has_annotations(const ast::Arguments& args, const Expr* returns) const;
  void gen_annotations(const Span& span, const ast::Arguments& args,
                       const Expr* returns, Reg dest);
  void gen_annotation(const Expr* expr, Reg dest);
  uint32_t begin_decorators(const Seq<Expr*>& decorators,
                            std::vector<Reg>* bases);
  void end_decorators(const Seq<Expr*>& decorators,
                      const std::vector<Reg>& bases);
  Str* docstring(const Seq<Stmt*>& body) const;
  static uint32_t kind_flags(const ast::Scope* scope);

  // --- compiler_statements.cc ----------------------------------------------
  void body(const Seq<Stmt*>& statements);
  void statement(const Stmt* stmt);
  void expression_statement(const ast::ExprStmt& node);
  void return_statement(const ast::Return& node);
  void delete_target(const Expr* target);
  void raise_statement(const ast::Raise& node);
  void assert_statement(const ast::Assert& node);
  void print_statement(const ast::Print& node);
  void exec_statement(const ast::Exec& node);
  void break_or_continue(const Stmt* stmt, bool is_break);

  // --- compiler_assignments.cc ---------------------------------------------
  void assign(const ast::Assign& node);
  bool assign_in_parallel(const Expr* target, const Expr* value);
  void aug_assign(const ast::AugAssign& node);
  void ann_assign(const ast::AnnAssign& node);
  void store(const Expr* target, Reg value);
  void unpack(const Span& span, const Seq<Expr*>& targets, Reg value);

  // --- compiler_loops.cc ---------------------------------------------------
  void if_statement(const ast::If& node);
  void forget_temps(const Span& span);
  // The statements of a loop: `continue` goes to head, `break` to past.
  void loop_body(const Span& span, const Seq<Stmt*>& statements,
                 Label* head, Label* past);
  void while_statement(const ast::While& node);
  void for_statement(const ast::For& node);
  void async_for_statement(const ast::For& node);
  // The value of one turn of `async for`, in `dest`; jumps to `end` after.
  struct AsyncTurn {
    Label head, end;
    Assembler::LabelId handler;
    BoundSet at_head;
    bool guards = false;
    Reg exception = 0;
  };
  void begin_async_turn(const Span& span, Reg iterator, Reg dest,
                        AsyncTurn* turn);
  void end_async_turn(const Span& span, AsyncTurn* turn);

  // --- compiler_imports.cc -------------------------------------------------
  void import_statement(const ast::Import& node);
  void import_from_statement(const ast::ImportFrom& node);
  void check_future(const ast::ImportFrom& node);

  // --- compiler_try.cc -----------------------------------------------------
  void try_statement(const ast::Try& node);
  void try_finally(const ast::Try& node);
  void guarded_body(const ast::Try& node, Label& past);
  void try_except(const ast::Try& node);
  void try_except_star(const ast::Try& node);
  void except_handler(const ast::ExceptHandler& handler, Reg exception,
                      Label& end);
  void named_body(const ast::ExceptHandler& handler, Reg exception);
  void leave_and_reraise(Reg handled, Reg exception);
  void with_statement(const ast::With& node);
  void with_item(const ast::With& node, size_t index);
  void exit_with(const Span& span, Reg exit, bool is_async);

  // --- compiler_match.cc ---------------------------------------------------
  struct Capture {
    ast::Identifier name;
    const Symbol* symbol;
    Reg reg;
  };
  void match_statement(const ast::Match& node);
  void collect_captures(const ast::Pattern* pattern);
  void pattern(const ast::Pattern* pattern, Reg subject, Label& fail);
  void capture(const Span& span, ast::Identifier name, Reg value);
  void sequence_pattern(const ast::MatchSequence& node, Reg subject,
                        Label& fail);
  void mapping_pattern(const ast::MatchMapping& node, Reg subject,
                       Label& fail);
  void class_pattern(const ast::MatchClass& node, Reg subject, Label& fail);
  void or_pattern(const ast::MatchOr& node, Reg subject, Label& fail);
  static bool is_wildcard(const ast::Pattern* pattern);

  Fiber& fiber_;
  ast::Module& module_;
  Unit* unit_;
  const CompileOptions& options_;
  GcVector kept_;
  IndexTable identifiers_;  // data pointer -> index in kept_
  CodeState* state_ = nullptr;
  uint32_t code_count_ = 0;
  uint32_t movable_ = UINT32_MAX;  // the code that another will take over
  uint32_t unit_flags_ = 0;
  uint32_t line_offset_ = 0;  // first_line - 1
  bool is_era_ = false;
  bool keeps_slices_ = false;  // in the target of an augmented assignment
  bool has_walrus_ = false;   // the text has ":=" somewhere
  bool failed_ = false;
  bool future_allowed_ = true;
  std::vector<Capture> captures_;  // of the case being compiled
  SyntaxError& error_;
  std::vector<SyntaxWarning>& warnings_;
};

// Whether there is memory for what becomes of a source on the way. Raises if
// not.
bool may_parse(Fiber& fiber, const Str* source);
// SyntaxError (or its kin) as `error` says, with (msg, (filename, lineno,
// offset, text, end_lineno, end_offset)) as arguments.
Value raise_syntax_error(Fiber& fiber, const SyntaxError& error, Str* filename);
// What a literal stands for; error when it cannot be made.
Value literal_value(Fiber& fiber, const ast::Constant& node);

}  // namespace mt::python
