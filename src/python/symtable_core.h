// symtable_core.h - the symbol table's insides.
//
// Two passes. ScopeBuilder walks the tree once, opens a Scope wherever a body
// begins and notes for each name what is done to it there; on the way it
// refuses what no compiler could make sense of (return outside a function).
// ScopeResolver then knows all uses of all names and decides where each lives.

#pragma once

#include <stdint.h>

#include <string_view>
#include <vector>

#include "base/short_vector.h"
#include "base/status.h"
#include "python/ast.h"
#include "python/name_table.h"
#include "python/parser.h"
#include "python/symtable.h"

namespace mt::python::ast {

// A qualified name stops growing here.
constexpr size_t kMaxQualnameBytes = 4096;

// False when `name` is not private to a class.
bool mangle_into(Identifier class_name, Identifier name, std::string* out);

// A scope while it is being built: symbols by hash, and what the checks need.
struct OpenScope {
  Scope* scope = nullptr;
  OpenScope* parent = nullptr;
  Identifier class_name;  // of the innermost class around, for mangling
  ShortVector<Symbol*, 8> symbols;
  ShortVector<uint32_t, 16> table;  // index + 1 into symbols; 0: empty
  uint32_t loop_depth = 0;
  bool in_except_star = false;
  Span return_value;  // of the first `return x`
  // A comprehension's targets and walrus targets must not meet.
  bool in_iterable = false;
  std::vector<Identifier> iteration_names;

  Symbol* find(Identifier name) const;
  Symbol* find_or_add(Arena& arena, Identifier name);
};

using OpenScopes = ShortVector<OpenScope*, 8>;

class ScopeBuilder {
 public:
  ScopeBuilder(Arena& arena, Module& module, SyntaxError* error)
      : arena_(arena), module_(module), error_(error), names_(arena) {}
  ~ScopeBuilder();
  ScopeBuilder(const ScopeBuilder&) = delete;
  ScopeBuilder& operator=(const ScopeBuilder&) = delete;

  bool run();
  // Every scope, outer ones before inner ones.
  const OpenScopes& scopes() const { return scopes_; }

 private:
  bool fail(const Span& where, std::string message);
  bool is_era() const { return module_.dialect == Dialect::kEra; }
  bool in_function() const {
    return current_->scope->kind == ScopeKind::kFunction;
  }
  OpenScope* open(ScopeKind kind, std::string_view name, const Span& where);
  void close() { current_ = current_->parent; }
  Identifier mangled(Identifier name);

  // The three things done to a name.
  Symbol* use(Identifier name);
  Symbol* assign(Identifier name, const Span& where);
  bool add_parameter(const Arg& arg);

  bool stmts(const Seq<Stmt*>& body);
  bool stmt(Stmt& stmt);
  bool jump(const Stmt& stmt);
  bool blocks(Stmt& stmt);
  bool return_statement(const Return& stmt);
  bool function(FunctionDef& function);
  bool class_definition(ClassDef& type);
  bool annotated(AnnAssign& stmt);
  bool imports(Seq<Alias>& names);
  bool declare_global(const Global& stmt);
  bool declare_nonlocal(const Nonlocal& stmt);
  bool declare(Identifier name, const Span& where, bool is_global);
  void note_global(Identifier name);
  bool try_statement(Try& stmt);
  bool match(Match& stmt);

  bool exprs(const Seq<Expr*>& list);
  bool optional(Expr* expr) { return expr == nullptr || this->expr(*expr); }
  bool expr(Expr& expr);
  bool name(Name& name);
  bool elements(const Seq<Expr*>& list, Context context, const Span& where);
  bool starred_or_expr(Expr& expr);
  bool call(Call& call);
  bool yield(const Expr& expr, Expr* value);
  bool await(const Await& expr);
  bool named(NamedExpr& expr);
  bool lambda(Lambda& lambda);
  bool leaking_comprehension(ListComp& list);
  bool comprehension(Expr& whole, const char* scope_name,
                     const Seq<Comprehension>& clauses, Expr* first,
                     Expr* second, Scope** scope);
  bool defaults(const Arguments& args);
  bool annotations(const Arguments& args);
  bool parameters(const Arguments& args);
  bool keywords(Seq<Keyword>& keywords);

  bool pattern(Pattern& pattern, std::vector<Identifier>* bound);
  bool bind_pattern(Identifier name, const Span& where, const Symbol** symbol,
                    std::vector<Identifier>* bound);
  bool choices(MatchOr& pattern, std::vector<Identifier>* bound);
  bool sequence(const Seq<Pattern*>& patterns, const Span& where,
                std::vector<Identifier>* bound);

  Arena& arena_;
  Module& module_;
  SyntaxError* error_;
  NameTable names_;  // of mangled names
  OpenScope* current_ = nullptr;
  OpenScope first_;  // the module; the others are made
  OpenScopes scopes_;
  bool failed_ = false;
};

}  // namespace mt::python::ast
