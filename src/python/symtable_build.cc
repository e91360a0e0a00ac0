// symtable_build.cc - scopes and names, statement by statement.

#include "python/symtable_core.h"

namespace mt::python::ast {

ScopeBuilder::~ScopeBuilder() {
  for (size_t i = 1; i < scopes_.size(); ++i) delete scopes_[i];
}

bool ScopeBuilder::fail(const Span& where, std::string message) {
  if (failed_) return false;
  failed_ = true;
  error_->kind = SyntaxErrorKind::kSyntaxError;
  error_->message = std::move(message);
  locate(error_, module_.source, where);
  return false;
}

bool ScopeBuilder::run() {
  Span start;
  start.line = 1;
  open(ScopeKind::kModule, "<module>", start);
  module_.scope = current_->scope;
  const Identifier path = module_.class_path;
  current_->class_name = path.substr(path.rfind('.') + 1);
  return module_.mode == ParseMode::kEval ? expr(*module_.expression)
                                          : stmts(module_.body);
}

OpenScope* ScopeBuilder::open(ScopeKind kind, std::string_view name,
                              const Span& where) {
  OpenScope* const opened = scopes_.empty() ? &first_ : new OpenScope();
  opened->scope = arena_.make<Scope>();
  opened->parent = current_;
  Scope& scope = *opened->scope;
  scope.kind = kind;
  scope.name = name;
  scope.qualname = name;
  scope.line = where.line;
  if (current_ != nullptr) {
    const Scope& outer = *current_->scope;
    scope.parent = current_->scope;
    scope.is_nested =
        outer.is_nested || outer.kind == ScopeKind::kFunction;
    opened->class_name = current_->class_name;
    const Symbol* symbol = current_->find(mangled(name));
    const bool is_global = symbol != nullptr && symbol->is_global;
    // Many inner scopes of a long-named one must not cost its name each.
    const Identifier path = outer.kind == ScopeKind::kModule
                                ? module_.class_path
                                : outer.qualname;
    if (!path.empty() && !is_global && path.size() < kMaxQualnameBytes) {
      std::string qualname(path);
      qualname += outer.kind == ScopeKind::kFunction && !outer.is_comprehension
                      ? ".<locals>."
                      : ".";
      qualname += name;
      scope.qualname = arena_.copy(qualname);
    }
  }
  scopes_.push_back(opened);
  current_ = opened;
  return opened;
}

Identifier ScopeBuilder::mangled(Identifier name) {
  std::string made;
  return mangle_into(current_->class_name, name, &made) ? names_.intern(made)
                                                         : name;
}

// --- What is done to a name ------------------------------------------------

Symbol* ScopeBuilder::use(Identifier name) {
  Symbol* symbol = current_->find_or_add(arena_, mangled(name));
  symbol->is_used = true;
  return symbol;
}

Symbol* ScopeBuilder::assign(Identifier name, const Span& where) {
  if (name == "__debug__") {
    fail(where, "cannot assign to __debug__");
  }
  Symbol* symbol = current_->find_or_add(arena_, mangled(name));
  symbol->is_assigned = true;
  if (symbol->declared.line == 0) symbol->declared = where;
  return symbol;
}

bool ScopeBuilder::add_parameter(const Arg& arg) {
  if (arg.name == "__debug__") {
    return fail(arg.span, "cannot assign to __debug__");
  }
  Symbol* symbol = current_->find_or_add(arena_, arg.name);
  if (symbol->is_parameter) {
    return fail(arg.span, "duplicate argument '" + std::string(arg.name) +
                              "' in function definition");
  }
  symbol->is_parameter = true;
  return true;
}

// --- Statements ------------------------------------------------------------

bool ScopeBuilder::stmts(const Seq<Stmt*>& body) {
  for (Stmt* one : body) {
    if (!stmt(*one)) return false;
  }
  return true;
}

bool ScopeBuilder::stmt(Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
      return function(as<FunctionDef>(stmt));
    case StmtKind::ClassDef:
      return class_definition(as<ClassDef>(stmt));
    case StmtKind::Return:
      return return_statement(as<Return>(stmt));
    case StmtKind::Delete:
      return exprs(as<Delete>(stmt).targets);
    case StmtKind::Assign: {
      auto& s = as<Assign>(stmt);
      for (Expr* target : s.targets) {
        if (target->kind == ExprKind::Starred) {
          return fail(target->span,
                      "starred assignment target must be in a list or tuple");
        }
      }
      return exprs(s.targets) && expr(*s.value);
    }
    case StmtKind::AugAssign: {
      auto& s = as<AugAssign>(stmt);
      return expr(*s.target) && expr(*s.value);
    }
    case StmtKind::AnnAssign:
      return annotated(as<AnnAssign>(stmt));
    case StmtKind::Match:
      return match(as<Match>(stmt));
    case StmtKind::Raise: {
      auto& s = as<Raise>(stmt);
      return optional(s.exc) && optional(s.cause) && optional(s.value) &&
             optional(s.traceback);
    }
    case StmtKind::Try:
    case StmtKind::TryStar:
      return try_statement(as<Try>(stmt));
    case StmtKind::Assert:
      return expr(*as<Assert>(stmt).test) && optional(as<Assert>(stmt).msg);
    case StmtKind::Import:
      return imports(as<Import>(stmt).names);
    case StmtKind::ImportFrom:
      return imports(as<ImportFrom>(stmt).names);
    case StmtKind::Global:
      return declare_global(as<Global>(stmt));
    case StmtKind::Nonlocal:
      return declare_nonlocal(as<Nonlocal>(stmt));
    case StmtKind::Expr:
      return expr(*as<ExprStmt>(stmt).value);
    case StmtKind::Pass:
      return true;
    case StmtKind::Break:
    case StmtKind::Continue:
      return jump(stmt);
    case StmtKind::Print:
      return optional(as<Print>(stmt).dest) && exprs(as<Print>(stmt).values);
    case StmtKind::Exec: {
      auto& s = as<Exec>(stmt);
      // Without a namespace of its own it may make new locals.
      if (s.globals == nullptr) current_->scope->is_optimised = false;
      return expr(*s.body) && optional(s.globals) && optional(s.locals);
    }
    default:
      return blocks(stmt);
  }
}

bool ScopeBuilder::jump(const Stmt& stmt) {
  if (current_->loop_depth > 0) return true;
  if (current_->in_except_star) {
    return fail(stmt.span,
                "'break', 'continue' and 'return' cannot appear in an except* "
                "block");
  }
  return fail(stmt.span, stmt.kind == StmtKind::Break
                             ? "'break' outside loop"
                             : "'continue' not properly in loop");
}

bool ScopeBuilder::return_statement(const Return& stmt) {
  if (!in_function()) return fail(stmt.span, "'return' outside function");
  if (current_->in_except_star) {
    return fail(stmt.span,
                "'break', 'continue' and 'return' cannot appear in an except* "
                "block");
  }
  if (stmt.value != nullptr && current_->return_value.line == 0) {
    current_->return_value = stmt.span;
  }
  return optional(stmt.value);
}

bool ScopeBuilder::blocks(Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::For:
    case StmtKind::AsyncFor: {
      auto& s = as<For>(stmt);
      if (s.is_async() && !current_->scope->is_coroutine) {
        return fail(stmt.span, "'async for' outside async function");
      }
      if (s.target->kind == ExprKind::Starred) {
        return fail(s.target->span,
                    "starred assignment target must be in a list or tuple");
      }
      if (!expr(*s.target) || !expr(*s.iter)) return false;
      ++current_->loop_depth;
      if (!stmts(s.body)) return false;
      --current_->loop_depth;
      return stmts(s.orelse);
    }
    case StmtKind::While: {
      auto& s = as<While>(stmt);
      if (!expr(*s.test)) return false;
      ++current_->loop_depth;
      if (!stmts(s.body)) return false;
      --current_->loop_depth;
      return stmts(s.orelse);
    }
    case StmtKind::If: {
      auto& s = as<If>(stmt);
      return expr(*s.test) && stmts(s.body) && stmts(s.orelse);
    }
    default: {
      auto& s = as<With>(stmt);
      if (s.is_async() && !current_->scope->is_coroutine) {
        return fail(stmt.span, "'async with' outside async function");
      }
      for (const WithItem& item : s.items) {
        if (!expr(*item.context_expr) || !optional(item.optional_vars)) {
          return false;
        }
      }
      return stmts(s.body);
    }
  }
}

bool ScopeBuilder::function(FunctionDef& function) {
  function.symbol = assign(function.name, function.span);
  if (!exprs(function.decorator_list) || !defaults(*function.args) ||
      !annotations(*function.args)) {
    return false;
  }
  if (!module_.future_annotations && !optional(function.returns)) return false;
  open(ScopeKind::kFunction, function.name, function.span);
  function.scope = current_->scope;
  current_->scope->is_coroutine = function.is_async();
  if (!parameters(*function.args) || !stmts(function.body)) return false;
  if (function.is_async() && current_->scope->is_generator &&
      current_->return_value.line != 0) {
    return fail(current_->return_value,
                "'return' with value in async generator");
  }
  close();
  return !failed_;
}

bool ScopeBuilder::class_definition(ClassDef& type) {
  type.symbol = assign(type.name, type.span);
  for (Expr* base : type.bases) {
    if (!starred_or_expr(*base)) return false;
  }
  if (!keywords(type.keywords) || !exprs(type.decorator_list)) return false;
  open(ScopeKind::kClass, type.name, type.span);
  type.scope = current_->scope;
  current_->class_name = type.name;
  if (!stmts(type.body)) return false;
  close();
  return !failed_;
}

bool ScopeBuilder::annotated(AnnAssign& stmt) {
  current_->scope->has_annotations = true;
  if (auto* target = cast<Name>(stmt.target)) {
    const Symbol* known = current_->find(mangled(target->id));
    if (stmt.simple && known != nullptr &&
        current_->scope->kind != ScopeKind::kModule &&
        (known->is_global || known->is_nonlocal)) {
      return fail(stmt.span, "annotated name '" + std::string(target->id) +
                                 "' can't be " +
                                 (known->is_global ? "global" : "nonlocal"));
    }
    // A bare `(x): int` makes no variable; `x: int` does, even without value.
    Symbol* symbol = stmt.simple || stmt.value != nullptr
                         ? assign(target->id, target->span)
                         : use(target->id);
    if (stmt.simple) symbol->is_annotated = true;
    target->symbol = symbol;
  } else if (!expr(*stmt.target)) {
    return false;
  }
  if (!module_.future_annotations && !expr(*stmt.annotation)) return false;
  return optional(stmt.value) && !failed_;
}

bool ScopeBuilder::imports(Seq<Alias>& names) {
  for (Alias& alias : names) {
    if (alias.name == "*") {
      if (current_->scope->kind != ScopeKind::kModule && !is_era()) {
        return fail(alias.span, "import * only allowed at module level");
      }
      current_->scope->is_optimised = false;
      continue;
    }
    Identifier bound = alias.asname;
    if (bound.empty()) bound = alias.name.substr(0, alias.name.find('.'));
    Symbol* symbol = assign(bound, alias.span);
    symbol->is_imported = true;
    alias.symbol = symbol;
  }
  return !failed_;
}

bool ScopeBuilder::declare(Identifier name, const Span& where,
                           bool is_global) {
  const char* const kind = is_global ? "global" : "nonlocal";
  const std::string quoted = "name '" + std::string(name) + "' is ";
  Symbol* symbol = current_->find_or_add(arena_, mangled(name));
  if (symbol->is_parameter) {
    return fail(where, quoted + "parameter and " + kind);
  }
  const bool is_repeated = is_global ? symbol->is_global : symbol->is_nonlocal;
  // Era code was only warned.
  if (!is_repeated && !is_era()) {
    if (symbol->is_annotated) {
      return fail(where, "annotated name '" + std::string(name) +
                             "' can't be " + kind);
    }
    if (symbol->is_assigned) {
      return fail(where, quoted + "assigned to before " + kind +
                             " declaration");
    }
    if (symbol->is_used) {
      return fail(where, quoted + "used prior to " + kind + " declaration");
    }
  }
  if (is_global) {
    symbol->is_global = true;
  } else {
    symbol->is_nonlocal = true;
  }
  if (symbol->is_global && symbol->is_nonlocal) {
    return fail(symbol->declared, quoted + "nonlocal and global");
  }
  symbol->declared = where;
  return true;
}

// The module's body uses its global variables by name, too. In a module of the
// library these are its locals anyway, and bodies may not have been read.
void ScopeBuilder::note_global(Identifier name) {
  if (!module_.is_library)
    first_.find_or_add(arena_, name)->is_global_inside = true;
}

bool ScopeBuilder::declare_global(const Global& stmt) {
  for (const Identifier name : stmt.names) {
    if (!declare(name, stmt.span, true)) return false;
    note_global(mangled(name));
  }
  return true;
}

bool ScopeBuilder::declare_nonlocal(const Nonlocal& stmt) {
  if (current_->scope->kind == ScopeKind::kModule) {
    return fail(stmt.span, "nonlocal declaration not allowed at module level");
  }
  for (const Identifier name : stmt.names) {
    if (!declare(name, stmt.span, false)) return false;
  }
  return true;
}

bool ScopeBuilder::try_statement(Try& stmt) {
  if (!stmts(stmt.body)) return false;
  for (uint32_t i = 0; i < stmt.handlers.size(); ++i) {
    ExceptHandler& handler = stmt.handlers[i];
    if (handler.type == nullptr && i + 1 < stmt.handlers.size()) {
      return fail(handler.span, "default 'except:' must be last");
    }
    if (!optional(handler.type)) return false;
    if (!handler.name.empty()) {
      handler.symbol = assign(handler.name, handler.span);
    }
    if (!optional(handler.target)) return false;
    const uint32_t loops = current_->loop_depth;
    const bool was_star = current_->in_except_star;
    if (stmt.is_star()) {
      current_->in_except_star = true;
      current_->loop_depth = 0;
    }
    if (!stmts(handler.body)) return false;
    current_->in_except_star = was_star;
    current_->loop_depth = loops;
  }
  return stmts(stmt.orelse) && stmts(stmt.finalbody);
}

// --- Parameters ------------------------------------------------------------

bool ScopeBuilder::defaults(const Arguments& args) {
  if (!exprs(args.defaults)) return false;
  for (Expr* value : args.kw_defaults) {
    if (!optional(value)) return false;
  }
  return true;
}

bool ScopeBuilder::annotations(const Arguments& args) {
  if (module_.future_annotations) return true;
  for (const Seq<Arg>* group :
       {&args.posonlyargs, &args.args, &args.kwonlyargs}) {
    for (const Arg& arg : *group) {
      if (!optional(arg.annotation)) return false;
    }
  }
  if (args.vararg != nullptr && args.vararg->annotation != nullptr &&
      !starred_or_expr(*args.vararg->annotation)) {
    return false;
  }
  return args.kwarg == nullptr || optional(args.kwarg->annotation);
}

bool ScopeBuilder::parameters(const Arguments& args) {
  for (const Seq<Arg>* group :
       {&args.posonlyargs, &args.args, &args.kwonlyargs}) {
    for (Arg& arg : *group) {
      arg.name = mangled(arg.name);
      if (!add_parameter(arg)) return false;
    }
  }
  for (Arg* rest : {args.vararg, args.kwarg}) {
    if (rest == nullptr) continue;
    rest->name = mangled(rest->name);
    if (!add_parameter(*rest)) return false;
  }
  current_->scope->has_varargs = args.vararg != nullptr;
  current_->scope->has_varkeywords = args.kwarg != nullptr;
  for (const Arg& arg : args.args) {
    if (!optional(arg.unpack)) return false;
  }
  return true;
}

}  // namespace mt::python::ast
