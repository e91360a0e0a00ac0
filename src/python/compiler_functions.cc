// compiler_functions.cc - def, lambda and class.

#include "python/compiler.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

namespace {

uint32_t first_line_of(const Seq<ast::Expr*>& decorators,
                       const ast::Span& span) {
  return decorators.empty() ? span.line : decorators[0]->span.line;
}

}  // namespace

uint32_t Compiler::kind_flags(const ast::Scope* scope) {
  if (scope->is_coroutine) {
    return scope->is_generator ? kCodeAsyncGenerator : kCodeCoroutine;
  }
  return scope->is_generator ? kCodeGenerator : 0u;
}

Str* Compiler::docstring(const Seq<Stmt*>& body) const {
  if (body.empty()) return nullptr;
  const auto* stmt = ast::cast<ast::ExprStmt>(body[0]);
  if (stmt == nullptr) return nullptr;
  const auto* constant = ast::cast<ast::Constant>(stmt->value);
  if (constant == nullptr || constant->type != ast::ConstantKind::Str) {
    return nullptr;
  }
  Compiler* self = const_cast<Compiler*>(this);
  Str* text = make_str(fiber_, constant->text);
  if (text == nullptr) {
    self->failed_ = true;
    return nullptr;
  }
  self->keep(Value::from_object(text));
  return text;
}

// --- decorators -------------------------------------------------------------
// Each has a window of its own, and the place of its argument is where the next
// window begins; the function lands in the last one.

uint32_t Compiler::begin_decorators(const Seq<Expr*>& decorators,
                                    std::vector<Reg>* bases) {
  for (const Expr* decorator : decorators) {
    const Reg base = temp(2);
    gen(decorator, base);
    bases->push_back(base);
  }
  return temp();
}

void Compiler::end_decorators(const Seq<Expr*>& decorators,
                              const std::vector<Reg>& bases) {
  for (size_t i = bases.size(); i-- > 0;) {
    call_window(decorators[i]->span, bases[i], 1, bases[i]);
  }
}

// --- functions --------------------------------------------------------------

void Compiler::function_def(const ast::FunctionDef& node) {
  TempScope temps(*this);
  const Reg local = register_of(node.symbol);
  if (node.decorator_list.empty() && local != kNone) {
    Code* code = function_code(node);
    make_function(node.span, code, node.scope, node.args, node.returns, local);
    mark_bound(node.symbol);
    return;
  }
  std::vector<Reg> bases;
  const Reg function = begin_decorators(node.decorator_list, &bases);
  Code* code = function_code(node);
  make_function(node.span, code, node.scope, node.args, node.returns,
                function);
  end_decorators(node.decorator_list, bases);
  store_symbol(node.span, node.symbol, bases.empty() ? function : bases[0]);
}

Code* Compiler::function_code(const ast::FunctionDef& node) {
  const uint32_t first_line = first_line_of(node.decorator_list, node.span);
  return node.skipped_end != 0
             ? waiting_code(node, first_line)
             : function_code(node.scope, *node.args, node.body,
                             kind_flags(node.scope), first_line);
}

// Whether it is a generator function shows when the body is there.
Code* Compiler::waiting_code(const ast::FunctionDef& node,
                             uint32_t first_line) {
  const auto owned = std::make_unique<CodeState>();
  CodeState& state = *owned;
  begin_code(state, node.scope,
             kCodeFunction | kCodeWaiting | kind_flags(node.scope), node.args,
             first_line);
  state.waiting_end = node.skipped_end;
  return end_code();
}

Code* Compiler::function_code(const ast::Scope* scope,
                              const ast::Arguments& args,
                              const Seq<Stmt*>& statements, uint32_t flags,
                              uint32_t first_line) {
  const auto owned = std::make_unique<CodeState>();
  CodeState& state = *owned;
  begin_code(state, scope, kCodeFunction | flags, &args, first_line);
  state.doc = docstring(statements);
  find_deleted(statements);
  unpack_parameters(args);
  body(statements);
  emit(Span{}, Op::kReturnNone);
  return end_code();
}

// def f(a, (b, c)): the second arrives whole and is taken apart first.
void Compiler::unpack_parameters(const ast::Arguments& args) {
  uint32_t reg = 0;
  const auto unpack_all = [&](const Seq<ast::Arg>& list) {
    for (const ast::Arg& arg : list) {
      if (arg.unpack != nullptr) store(arg.unpack, reg);
      ++reg;
    }
  };
  unpack_all(args.posonlyargs);
  unpack_all(args.args);
}

void Compiler::gen_lambda(const ast::Lambda& node, Reg dest) {
  const auto owned = std::make_unique<CodeState>();
  CodeState& state = *owned;
  begin_code(state, node.scope, kCodeFunction | kind_flags(node.scope),
             node.args, node.span.line);
  unpack_parameters(*node.args);
  {
    TempScope temps(*this);
    emit(node.body->span, Op::kReturn, operand(node.body));
  }
  Code* code = end_code();
  make_function(node.span, code, node.scope, node.args, nullptr, dest);
}

Reg Compiler::load_cells(const Span& span,
                         const Seq<ast::FreeVariable>& frees) {
  const Reg first = temp(frees.size());
  for (uint32_t i = 0; i < frees.size(); ++i) {
    const Reg from = frees[i].from_cell
                         ? state_->cell_registers[frees[i].index]
                         : state_->local_count + frees[i].index;
    emit(span, Op::kMove, first + i, from);
  }
  return first;
}

void Compiler::make_function(const Span& span, Code* code,
                             const ast::Scope* scope,
                             const ast::Arguments* args, const Expr* returns,
                             Reg dest) {
  if (failed_) return;
  TempScope temps(*this);
  const Reg first = state_->next_temp;
  uint32_t parts = 0;
  if (args != nullptr && !args->defaults.empty()) {
    parts |= 1;
    gen_sequence(span, args->defaults, ast::ExprKind::Tuple, temp());
  }
  bool keyword_defaults = false;
  if (args != nullptr) {
    for (const Expr* value : args->kw_defaults) {
      keyword_defaults |= value != nullptr;
    }
  }
  if (keyword_defaults) {
    parts |= 2;
    const Reg dict = temp();
    emit(span, Op::kBuildDict, dict, 0, 0);
    for (uint32_t i = 0; i < args->kw_defaults.size(); ++i) {
      if (args->kw_defaults[i] == nullptr) continue;
      TempScope pair(*this);
      const Reg key = temp();
      load_value(
          span, Value::from_object(identifier(args->kwonlyargs[i].name)), key);
      const Reg value = operand(args->kw_defaults[i]);
      emit(span, Op::kDictPut, dict, key, value);
    }
  }
  if (args != nullptr && has_annotations(*args, returns)) {
    parts |= 4;
    gen_annotations(span, *args, returns, temp());
  }
  if (!scope->frees.empty()) {
    parts |= 8;
    const Reg closure = temp();
    TempScope cells(*this);
    const Reg cell = load_cells(span, scope->frees);
    emit(span, Op::kBuildTuple, closure, cell, scope->frees.size());
  }
  if (!state_->is_reachable) return;
  emit(span, Op::kMakeFunction, dest, constant(Value::from_object(code)),
       parts == 0 ? 0 : first, parts);
}

// --- annotations ------------------------------------------------------------

bool Compiler::has_annotations(const ast::Arguments& args,
                               const Expr* returns) const {
  const auto any = [](const Seq<ast::Arg>& list) {
    for (const ast::Arg& arg : list) {
      if (arg.annotation != nullptr) return true;
    }
    return false;
  };
  return returns != nullptr || any(args.posonlyargs) || any(args.args) ||
         any(args.kwonlyargs) ||
         (args.vararg != nullptr && args.vararg->annotation != nullptr) ||
         (args.kwarg != nullptr && args.kwarg->annotation != nullptr);
}

// Under `from __future__ import annotations` the text stands for the value.
void Compiler::gen_annotation(const Expr* expr, Reg dest) {
  if (module_.future_annotations) {
    const auto* constant = ast::cast<ast::Constant>(expr);
    std::string text(text_of(expr->span));
    if (constant != nullptr && constant->type == ast::ConstantKind::Str) {
      text.clear();
      str_repr_to(text, constant->text);
    }
    load_value(expr->span, string_value(text), dest);
  } else if (const auto* starred = ast::cast<ast::Starred>(expr)) {
    // *args: *Ts
    TempScope temps(*this);
    emit(expr->span, Op::kUnpack, dest, operand(starred->value), 1);
  } else {
    gen(expr, dest);
  }
}

void Compiler::gen_annotations(const Span& span, const ast::Arguments& args,
                               const Expr* returns, Reg dest) {
  emit(span, Op::kBuildDict, dest, 0, 0);
  const auto add = [&](ast::Identifier name, const Expr* annotation) {
    if (annotation == nullptr) return;
    TempScope pair(*this);
    const Reg key = temp();
    const Reg value = temp();
    load_value(annotation->span, Value::from_object(identifier(name)), key);
    gen_annotation(annotation, value);
    emit(annotation->span, Op::kDictPut, dest, key, value);
  };
  for (const ast::Arg& arg : args.args) add(arg.name, arg.annotation);
  for (const ast::Arg& arg : args.posonlyargs) add(arg.name, arg.annotation);
  if (args.vararg != nullptr) add(args.vararg->name, args.vararg->annotation);
  for (const ast::Arg& arg : args.kwonlyargs) add(arg.name, arg.annotation);
  if (args.kwarg != nullptr) add(args.kwarg->name, args.kwarg->annotation);
  add("return", returns);
}

// --- classes ----------------------------------------------------------------

void Compiler::class_def(const ast::ClassDef& node) {
  TempScope temps(*this);
  std::vector<Reg> decorators;
  const Reg result = begin_decorators(node.decorator_list, &decorators);
  const Reg base = window(result);
  emit(node.span, Op::kLoadBuildClass, base);
  const Reg function = temp();
  const Reg name = temp();
  Code* code =
      class_code(node, first_line_of(node.decorator_list, node.span));
  make_function(node.span, code, node.scope, nullptr, nullptr, function);
  load_value(node.span, Value::from_object(identifier(node.name)), name);
  gen_arguments(node.span, base, node.bases, node.keywords, result, false, 2);
  end_decorators(node.decorator_list, decorators);
  store_symbol(node.span, node.symbol,
               decorators.empty() ? result : decorators[0]);
}

Code* Compiler::class_code(const ast::ClassDef& node, uint32_t first_line) {
  const auto owned = std::make_unique<CodeState>();
  CodeState& state = *owned;
  begin_code(state, node.scope, kCodeClassBody, nullptr, first_line);
  const Span start{first_line, 0, first_line, 0};
  {
    TempScope temps(*this);
    const Reg value = temp();
    const auto set = [&](std::string_view attribute) {
      emit(start, Op::kStoreName, value, site(Op::kStoreName, attribute));
    };
    emit(start, Op::kLoadName, value, site(Op::kLoadName, "__name__"));
    set("__module__");
    load_value(start, Value::from_object(identifier(node.scope->qualname)),
               value);
    set("__qualname__");
    if (node.scope->has_annotations) {
      intrinsic(start, IntrinsicId::kSetupAnnotations, value, 0, 0);
    }
    if (Str* doc = docstring(node.body)) {
      state.doc = doc;
      const Span& span = node.body[0]->span;
      load_value(span, Value::from_object(doc), value);
      emit(span, Op::kStoreName, value, site(Op::kStoreName, "__doc__"));
    }
  }
  body(node.body);
  if (node.scope->needs_class_cell) {
    const Reg cell = state.cell_registers[0];
    emit(Span{}, Op::kStoreName, cell, site(Op::kStoreName, "__classcell__"));
    emit(Span{}, Op::kReturn, cell);
  } else {
    emit(Span{}, Op::kReturnNone);
  }
  return end_code();
}

}  // namespace mt::python
