// symtable_expr.cc - scopes and names within expressions and patterns.

#include <algorithm>

#include "python/symtable_core.h"

namespace mt::python::ast {

bool ScopeBuilder::exprs(const Seq<Expr*>& list) {
  for (Expr* one : list) {
    if (one != nullptr && !expr(*one)) return false;
  }
  return true;
}

// Where `*x` may stand: arguments, displays, subscripts.
bool ScopeBuilder::starred_or_expr(Expr& expr) {
  if (auto* starred = cast<Starred>(&expr)) return this->expr(*starred->value);
  return this->expr(expr);
}

bool ScopeBuilder::elements(const Seq<Expr*>& list, Context context,
                            const Span& where) {
  bool saw_star = false;
  for (Expr* element : list) {
    if (element->kind == ExprKind::Starred && context == Context::Store) {
      if (saw_star) {
        return fail(where, "multiple starred expressions in assignment");
      }
      saw_star = true;
    }
    if (!starred_or_expr(*element)) return false;
  }
  return true;
}

bool ScopeBuilder::keywords(Seq<Keyword>& keywords) {
  for (Keyword& keyword : keywords) {
    if (!keyword.arg.empty()) keyword.arg = mangled(keyword.arg);
    if (!expr(*keyword.value)) return false;
  }
  return true;
}

bool ScopeBuilder::name(Name& name) {
  if (name.context == Context::Load) {
    name.symbol = use(name.id);
    // super() finds its class through the cell of __class__.
    if (name.id == "super" && in_function()) use("__class__");
    return true;
  }
  if (name.context == Context::Store &&
      std::find(current_->iteration_names.begin(),
                current_->iteration_names.end(),
                name.id) != current_->iteration_names.end()) {
    return fail(name.span,
                "comprehension inner loop cannot rebind assignment expression "
                "target '" +
                    std::string(name.id) + "'");
  }
  name.symbol = assign(name.id, name.span);
  return !failed_;
}

bool ScopeBuilder::call(Call& call) {
  if (!expr(*call.func)) return false;
  for (Expr* argument : call.args) {
    if (!starred_or_expr(*argument)) return false;
  }
  return keywords(call.keywords);
}

bool ScopeBuilder::yield(const Expr& expr, Expr* value) {
  if (!in_function()) return fail(expr.span, "'yield' outside function");
  Scope& scope = *current_->scope;
  if (scope.is_comprehension) {
    std::string_view kind = scope.name;  // "<listcomp>"
    return fail(expr.span,
                std::string("'yield' inside ") +
                    (kind == "<listcomp>"   ? "list comprehension"
                     : kind == "<setcomp>"  ? "set comprehension"
                     : kind == "<dictcomp>" ? "dict comprehension"
                                            : "generator expression"));
  }
  if (expr.kind == ExprKind::YieldFrom && scope.is_coroutine) {
    return fail(expr.span, "'yield from' inside async function");
  }
  scope.is_generator = true;
  return optional(value);
}

bool ScopeBuilder::await(const Await& await) {
  if (!in_function()) return fail(await.span, "'await' outside function");
  Scope& scope = *current_->scope;
  // A comprehension becomes asynchronous by it; comprehension() looks whether
  // that may be.
  if (scope.is_comprehension) scope.is_coroutine = true;
  if (!scope.is_coroutine) {
    return fail(await.span, "'await' outside async function");
  }
  return expr(*await.value);
}

// x := y binds where the comprehensions around it stand.
bool ScopeBuilder::named(NamedExpr& named) {
  auto& target = as<Name>(*named.target);
  if (current_->in_iterable) {
    return fail(named.span,
                "assignment expression cannot be used in a comprehension "
                "iterable expression");
  }
  if (!current_->scope->is_comprehension) {
    return expr(*named.target) && expr(*named.value);
  }
  const std::string quoted = "'" + std::string(target.id) + "'";
  OpenScope* around = current_;
  for (; around->scope->is_comprehension; around = around->parent) {
    const Symbol* symbol = around->find(mangled(target.id));
    if (symbol != nullptr && symbol->is_assigned && !symbol->is_nonlocal &&
        !symbol->is_global) {
      return fail(target.span,
                  "assignment expression cannot rebind comprehension "
                  "iteration variable " +
                      quoted);
    }
  }
  if (around->scope->kind == ScopeKind::kClass) {
    return fail(named.span,
                "assignment expression within a comprehension cannot be used "
                "in a class body");
  }
  OpenScope* const inner = current_;
  current_ = around;
  const Symbol* outer = assign(target.id, target.span);
  current_ = inner;
  const bool is_global =
      around->scope->kind == ScopeKind::kModule || outer->is_global;
  for (OpenScope* scope = inner; scope != around; scope = scope->parent) {
    Symbol* symbol = scope->find_or_add(arena_, mangled(target.id));
    symbol->is_global = is_global;
    symbol->is_nonlocal = !is_global;
    symbol->is_assigned |= scope == inner;
    symbol->declared = target.span;
    scope->iteration_names.push_back(target.id);
    if (scope == inner) target.symbol = symbol;
  }
  if (is_global) note_global(mangled(target.id));
  return !failed_ && expr(*named.value);
}

bool ScopeBuilder::lambda(Lambda& lambda) {
  if (!defaults(*lambda.args)) return false;
  OpenScope* scope = open(ScopeKind::kFunction, "<lambda>", lambda.span);
  scope->scope->is_lambda = true;
  lambda.scope = scope->scope;
  if (!parameters(*lambda.args) || !expr(*lambda.body)) return false;
  close();
  return true;
}

bool ScopeBuilder::comprehension(Expr& whole, const char* scope_name,
                                 const Seq<Comprehension>& clauses,
                                 Expr* first, Expr* second, Scope** scope) {
  const bool is_generator = whole.kind == ExprKind::GeneratorExp;
  const auto iterable = [this](Expr& iter) {
    const bool was = current_->in_iterable;
    current_->in_iterable = true;
    const bool ok = expr(iter);
    current_->in_iterable = was;
    return ok;
  };
  // The first iterable belongs to the scope around.
  if (!iterable(*clauses[0].iter)) return false;
  const bool was_iterable = current_->in_iterable;
  OpenScope* const around = current_;
  OpenScope* opened = open(ScopeKind::kFunction, scope_name, whole.span);
  *scope = opened->scope;
  opened->scope->is_comprehension = true;
  opened->scope->is_generator = is_generator;
  opened->in_iterable = was_iterable;
  opened->find_or_add(arena_, ".0")->is_parameter = true;
  for (const Comprehension& clause : clauses) {
    if (clause.is_async) opened->scope->is_coroutine = true;
  }
  for (uint32_t i = 0; i < clauses.size(); ++i) {
    const Comprehension& clause = clauses[i];
    if (clause.target->kind == ExprKind::Starred) {
      return fail(clause.target->span,
                  "starred assignment target must be in a list or tuple");
    }
    if (!expr(*clause.target)) return false;
    if (i != 0 && !iterable(*clause.iter)) return false;
    if (!exprs(clause.ifs)) return false;
  }
  if (second != nullptr && !expr(*second)) return false;
  if (!expr(*first)) return false;
  close();
  if (opened->scope->is_coroutine && !is_generator) {
    // Its result is awaited here.
    if (around->scope->is_comprehension) {
      around->scope->is_coroutine = true;
    } else if (!around->scope->is_coroutine) {
      return fail(whole.span,
                  "asynchronous comprehension outside of an asynchronous "
                  "function");
    }
  }
  return true;
}

// The era's list comprehensions have no scope: their variable stays behind.
bool ScopeBuilder::leaking_comprehension(ListComp& list) {
  for (const Comprehension& clause : list.generators) {
    if (!expr(*clause.iter) || !expr(*clause.target) || !exprs(clause.ifs)) {
      return false;
    }
  }
  return expr(*list.elt);
}

bool ScopeBuilder::expr(Expr& expr) {
  switch (expr.kind) {
    case ExprKind::BoolOp: return exprs(as<BoolOp>(expr).values);
    case ExprKind::NamedExpr: return named(as<NamedExpr>(expr));
    case ExprKind::BinOp:
      return this->expr(*as<BinOp>(expr).left) &&
             this->expr(*as<BinOp>(expr).right);
    case ExprKind::UnaryOp: return this->expr(*as<UnaryOp>(expr).operand);
    case ExprKind::Lambda: return lambda(as<Lambda>(expr));
    case ExprKind::IfExp:
      return this->expr(*as<IfExp>(expr).test) &&
             this->expr(*as<IfExp>(expr).body) &&
             this->expr(*as<IfExp>(expr).orelse);
    case ExprKind::Dict:
      return exprs(as<Dict>(expr).keys) && exprs(as<Dict>(expr).values);
    case ExprKind::Set:
      return elements(as<Set>(expr).elts, Context::Load, expr.span);
    case ExprKind::ListComp: {
      auto& e = as<ListComp>(expr);
      if (is_era()) return leaking_comprehension(e);
      return comprehension(e, "<listcomp>", e.generators, e.elt, nullptr,
                           &e.scope);
    }
    case ExprKind::SetComp: {
      auto& e = as<SetComp>(expr);
      return comprehension(e, "<setcomp>", e.generators, e.elt, nullptr,
                           &e.scope);
    }
    case ExprKind::DictComp: {
      auto& e = as<DictComp>(expr);
      return comprehension(e, "<dictcomp>", e.generators, e.value, e.key,
                           &e.scope);
    }
    case ExprKind::GeneratorExp: {
      auto& e = as<GeneratorExp>(expr);
      return comprehension(e, "<genexpr>", e.generators, e.elt, nullptr,
                           &e.scope);
    }
    case ExprKind::Await: return await(as<Await>(expr));
    case ExprKind::Yield: return yield(expr, as<Yield>(expr).value);
    case ExprKind::YieldFrom: return yield(expr, as<YieldFrom>(expr).value);
    case ExprKind::Compare:
      return this->expr(*as<Compare>(expr).left) &&
             exprs(as<Compare>(expr).comparators);
    case ExprKind::Call: return call(as<Call>(expr));
    case ExprKind::FormattedValue:
      return this->expr(*as<FormattedValue>(expr).value) &&
             optional(as<FormattedValue>(expr).format_spec);
    case ExprKind::JoinedStr: return exprs(as<JoinedStr>(expr).values);
    case ExprKind::Constant: return true;
    case ExprKind::Attribute: {
      auto& e = as<Attribute>(expr);
      if (e.context != Context::Load && e.attr == "__debug__") {
        return fail(expr.span, "cannot assign to __debug__");
      }
      e.attr = mangled(e.attr);
      return this->expr(*e.value);
    }
    case ExprKind::Subscript:
      return this->expr(*as<Subscript>(expr).value) &&
             this->expr(*as<Subscript>(expr).slice);
    case ExprKind::Starred:
      return fail(expr.span, "can't use starred expression here");
    case ExprKind::Name: return name(as<Name>(expr));
    case ExprKind::List:
      return elements(as<List>(expr).elts, as<List>(expr).context, expr.span);
    case ExprKind::Tuple:
      return elements(as<Tuple>(expr).elts, as<Tuple>(expr).context,
                      expr.span);
    case ExprKind::Slice:
      return optional(as<Slice>(expr).lower) &&
             optional(as<Slice>(expr).upper) &&
             optional(as<Slice>(expr).step);
    case ExprKind::Repr: return this->expr(*as<Repr>(expr).value);
  }
  return true;
}

// --- Patterns --------------------------------------------------------------

namespace {

// A pattern that matches everything: behind it nothing can be reached.
const MatchAs* irrefutable(const Pattern* pattern) {
  if (const auto* capture = cast<MatchAs>(pattern)) {
    return capture->pattern == nullptr ? capture
                                       : irrefutable(capture->pattern);
  }
  return nullptr;
}

std::string unreachable(const MatchAs& pattern) {
  return pattern.name.empty()
             ? std::string("wildcard makes remaining patterns unreachable")
             : "name capture '" + std::string(pattern.name) +
                   "' makes remaining patterns unreachable";
}

}  // namespace

bool ScopeBuilder::match(Match& stmt) {
  if (!expr(*stmt.subject)) return false;
  for (uint32_t i = 0; i < stmt.cases.size(); ++i) {
    MatchCase& one = stmt.cases[i];
    std::vector<Identifier> bound;
    if (!pattern(*one.pattern, &bound)) return false;
    if (one.guard == nullptr && i + 1 < stmt.cases.size()) {
      if (const MatchAs* all = irrefutable(one.pattern)) {
        return fail(one.pattern->span, unreachable(*all));
      }
    }
    if (!optional(one.guard) || !stmts(one.body)) return false;
  }
  return true;
}

bool ScopeBuilder::bind_pattern(Identifier name, const Span& where,
                                const Symbol** symbol,
                                std::vector<Identifier>* bound) {
  if (name.empty()) return true;
  if (std::find(bound->begin(), bound->end(), name) != bound->end()) {
    return fail(where, "multiple assignments to name '" + std::string(name) +
                           "' in pattern");
  }
  bound->push_back(name);
  *symbol = assign(name, where);
  return !failed_;
}

bool ScopeBuilder::sequence(const Seq<Pattern*>& patterns, const Span& where,
                            std::vector<Identifier>* bound) {
  bool saw_star = false;
  for (Pattern* item : patterns) {
    if (item->kind == PatternKind::MatchStar) {
      if (saw_star) {
        return fail(where,
                    "multiple starred names in sequence pattern");
      }
      saw_star = true;
    }
    if (!pattern(*item, bound)) return false;
  }
  return true;
}

bool ScopeBuilder::choices(MatchOr& whole, std::vector<Identifier>* bound) {
  std::vector<Identifier> first;
  for (uint32_t i = 0; i < whole.patterns.size(); ++i) {
    std::vector<Identifier> names(*bound);
    if (!pattern(*whole.patterns[i], &names)) return false;
    if (i + 1 < whole.patterns.size()) {
      if (const MatchAs* all = irrefutable(whole.patterns[i])) {
        return fail(whole.patterns[i]->span, unreachable(*all));
      }
    }
    std::sort(names.begin(), names.end());
    if (i == 0) {
      first = names;
    } else if (names != first) {
      return fail(whole.span, "alternative patterns bind different names");
    }
  }
  *bound = first;
  return true;
}

bool ScopeBuilder::pattern(Pattern& pattern, std::vector<Identifier>* bound) {
  switch (pattern.kind) {
    case PatternKind::MatchValue: return expr(*as<MatchValue>(pattern).value);
    case PatternKind::MatchSingleton: return true;
    case PatternKind::MatchSequence:
      return sequence(as<MatchSequence>(pattern).patterns, pattern.span,
                      bound);
    case PatternKind::MatchMapping: {
      auto& p = as<MatchMapping>(pattern);
      if (!exprs(p.keys)) return false;
      for (Pattern* value : p.patterns) {
        if (!this->pattern(*value, bound)) return false;
      }
      return bind_pattern(p.rest, p.span, &p.rest_symbol, bound);
    }
    case PatternKind::MatchClass: {
      auto& p = as<MatchClass>(pattern);
      if (!expr(*p.cls)) return false;
      for (uint32_t i = 0; i < p.kwd_attrs.size(); ++i) {
        for (uint32_t n = i + 1; n < p.kwd_attrs.size(); ++n) {
          if (p.kwd_attrs[i] == p.kwd_attrs[n]) {
            return fail(p.kwd_patterns[n]->span,
                        "attribute name repeated in class pattern: " +
                            std::string(p.kwd_attrs[i]));
          }
        }
      }
      for (const Seq<Pattern*>* group : {&p.patterns, &p.kwd_patterns}) {
        for (Pattern* item : *group) {
          if (!this->pattern(*item, bound)) return false;
        }
      }
      return true;
    }
    case PatternKind::MatchStar: {
      auto& p = as<MatchStar>(pattern);
      return bind_pattern(p.name, p.span, &p.symbol, bound);
    }
    case PatternKind::MatchAs: {
      auto& p = as<MatchAs>(pattern);
      if (p.pattern != nullptr && !this->pattern(*p.pattern, bound)) {
        return false;
      }
      return bind_pattern(p.name, p.span, &p.symbol, bound);
    }
    case PatternKind::MatchOr: return choices(as<MatchOr>(pattern), bound);
  }
  return true;
}

}  // namespace mt::python::ast
