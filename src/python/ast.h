// ast.h - the syntax tree of one source text.
//
// Kinds and fields carry the names of CPython 3.11's `ast` module, so what is
// said there holds here. The few nodes that only era code has (Print, Exec,
// Repr) carry the names they had in Python 2.6's. The parser builds the tree,
// symtable.h hangs scopes and symbols on it, the compiler reads it.
//
// The nodes have a namespace of their own, because a List of the tree and a
// List of the heap are two things: ast::List, ast::cast<ast::Call>(...).
//
// Everything lives in the arena of the ParseResult. An Identifier is interned:
// within one tree, equal names have equal data pointers.
//
//   if (const auto* call = cast<Call>(expr)) ...   null when it is no Call
//   const auto& call = as<Call>(*expr);            when the kind is known
//
// Null pointers stand for what the source left out, and only the fields marked
// "or null" can be null.

#pragma once

#include <stdint.h>

#include <string_view>

#include "python/arena.h"
#include "python/dialect.h"

namespace mt::python::ast {

using Identifier = std::string_view;

struct Scope;   // symtable.h
struct Symbol;  // symtable.h

// Where a node stands: lines from 1, columns in UTF-8 bytes from 0, the end
// exclusive.
struct Span {
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t end_line = 0;
  uint32_t end_column = 0;
};

enum class Context : uint8_t { Load, Store, Del };

enum class BoolOperator : uint8_t { And, Or };
enum class Operator : uint8_t {
  Add, Sub, Mult, MatMult, Div, Mod, Pow,
  LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv,
};
enum class UnaryOperator : uint8_t { Invert, Not, UAdd, USub };
enum class CompareOperator : uint8_t {
  Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn,
};

// --- Expressions -----------------------------------------------------------

enum class ExprKind : uint8_t {
  BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp,
  SetComp, DictComp, GeneratorExp, Await, Yield, YieldFrom, Compare, Call,
  FormattedValue, JoinedStr, Constant, Attribute, Subscript, Starred, Name,
  List, Tuple, Slice,
  Repr,  // era: `x`
};

struct Expr {
  ExprKind kind;
  bool parenthesised = false;  // stood in parentheses of its own
  Span span;
};

struct Arguments;

// A node type knows its kind; this fills it in.
template <ExprKind K>
struct ExprOf : Expr {
  static constexpr ExprKind kKind = K;
  ExprOf() : Expr{K, false, {}} {}
};

struct BoolOp : ExprOf<ExprKind::BoolOp> {
  BoolOperator op{};
  Seq<Expr*> values;  // two or more
};

struct NamedExpr : ExprOf<ExprKind::NamedExpr> {
  Expr* target = nullptr;  // a Name
  Expr* value = nullptr;
};

struct BinOp : ExprOf<ExprKind::BinOp> {
  Operator op{};
  Expr* left = nullptr;
  Expr* right = nullptr;
};

struct UnaryOp : ExprOf<ExprKind::UnaryOp> {
  UnaryOperator op{};
  Expr* operand = nullptr;
};

struct Lambda : ExprOf<ExprKind::Lambda> {
  Arguments* args = nullptr;
  Expr* body = nullptr;
  Scope* scope = nullptr;
};

struct IfExp : ExprOf<ExprKind::IfExp> {
  Expr* test = nullptr;
  Expr* body = nullptr;
  Expr* orelse = nullptr;
};

struct Dict : ExprOf<ExprKind::Dict> {
  Seq<Expr*> keys;  // null where `**value` stands
  Seq<Expr*> values;
};

struct Set : ExprOf<ExprKind::Set> {
  Seq<Expr*> elts;  // one or more; may hold Starred
};

struct Comprehension {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  Seq<Expr*> ifs;
  bool is_async = false;
};

// `generators` is never empty. The first iter is evaluated in the enclosing
// scope, everything else in `scope`, which has the one parameter ".0". A list
// comprehension of era code has no scope: it is all evaluated where it stands.
struct ListComp : ExprOf<ExprKind::ListComp> {
  Expr* elt = nullptr;
  Seq<Comprehension> generators;
  Scope* scope = nullptr;
};

struct SetComp : ExprOf<ExprKind::SetComp> {
  Expr* elt = nullptr;
  Seq<Comprehension> generators;
  Scope* scope = nullptr;
};

struct DictComp : ExprOf<ExprKind::DictComp> {
  Expr* key = nullptr;
  Expr* value = nullptr;
  Seq<Comprehension> generators;
  Scope* scope = nullptr;
};

struct GeneratorExp : ExprOf<ExprKind::GeneratorExp> {
  Expr* elt = nullptr;
  Seq<Comprehension> generators;
  Scope* scope = nullptr;
};

struct Await : ExprOf<ExprKind::Await> {
  Expr* value = nullptr;
};

struct Yield : ExprOf<ExprKind::Yield> {
  Expr* value = nullptr;  // or null
};

struct YieldFrom : ExprOf<ExprKind::YieldFrom> {
  Expr* value = nullptr;
};

// a < b <= c: one more comparator than there are joints, `left` included.
struct Compare : ExprOf<ExprKind::Compare> {
  Expr* left = nullptr;
  Seq<CompareOperator> ops;
  Seq<Expr*> comparators;  // as many as ops
};

struct Keyword {
  Identifier arg;  // empty for `**value`; mangled by the symbol table
  Expr* value = nullptr;
  Span span;
};

struct Call : ExprOf<ExprKind::Call> {
  Expr* func = nullptr;
  Seq<Expr*> args;  // may hold Starred
  Seq<Keyword> keywords;
};

// {value!conversion:format_spec} inside a JoinedStr.
struct FormattedValue : ExprOf<ExprKind::FormattedValue> {
  Expr* value = nullptr;
  char conversion = 0;          // 's', 'r', 'a' or 0
  Expr* format_spec = nullptr;  // a JoinedStr, or null
};

struct JoinedStr : ExprOf<ExprKind::JoinedStr> {
  Seq<Expr*> values;  // Str Constants and FormattedValues
};

enum class ConstantKind : uint8_t {
  None, True, False, Ellipsis, Int, Float, Complex, Str, Bytes,
};

struct Constant : ExprOf<ExprKind::Constant> {
  ConstantKind type{};
  bool fits = false;        // Int: `small` is its value
  bool is_long = false;     // Int: era suffix, 10L
  bool is_unicode = false;  // Str: u'' (every spelling of it)
  uint8_t base = 10;        // Int: of `text`: 2, 8, 10 or 16
  uint64_t small = 0;       // Int: the value when `fits`
  double number = 0;        // Float: the value; Complex: the imaginary part
  // Int: the digits alone, no prefix, underscores or suffix.
  // Str: UTF-8; a lone surrogate is its three bytes (WTF-8). Bytes: the bytes.
  std::string_view text;
};

struct Attribute : ExprOf<ExprKind::Attribute> {
  Context context{};
  Expr* value = nullptr;
  Identifier attr;  // mangled once the symbol table has run
  Span attr_span;
};

struct Subscript : ExprOf<ExprKind::Subscript> {
  Context context{};
  Expr* value = nullptr;
  Expr* slice = nullptr;  // a Slice, a Tuple (of Slices too), or any Expr
};

struct Starred : ExprOf<ExprKind::Starred> {
  Context context{};
  Expr* value = nullptr;
};

struct Name : ExprOf<ExprKind::Name> {
  Context context{};
  Identifier id;                   // as written; symbol->name is mangled
  const Symbol* symbol = nullptr;  // set by the symbol table
};

struct List : ExprOf<ExprKind::List> {
  Context context{};
  Seq<Expr*> elts;  // may hold Starred
};

struct Tuple : ExprOf<ExprKind::Tuple> {
  Context context{};
  Seq<Expr*> elts;  // may hold Starred
};

struct Slice : ExprOf<ExprKind::Slice> {
  Expr* lower = nullptr;  // or null
  Expr* upper = nullptr;  // or null
  Expr* step = nullptr;   // or null
};

struct Repr : ExprOf<ExprKind::Repr> {
  Expr* value = nullptr;
};

// One parameter. Era code may take a tuple apart: then `name` is ".0", ".1",
// … by position, and the function begins by assigning it to `unpack`.
struct Arg {
  Identifier name;             // mangled once the symbol table has run
  Expr* annotation = nullptr;  // or null
  Expr* unpack = nullptr;      // era: a Tuple of Store targets, or null
  Span span;
};

struct Arguments {
  Seq<Arg> posonlyargs;
  Seq<Arg> args;
  Arg* vararg = nullptr;  // or null
  Seq<Arg> kwonlyargs;
  Seq<Expr*> kw_defaults;  // as many as kwonlyargs; null: required
  Arg* kwarg = nullptr;    // or null
  Seq<Expr*> defaults;     // of the last of posonlyargs + args
};

// --- Patterns --------------------------------------------------------------

enum class PatternKind : uint8_t {
  MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass,
  MatchStar, MatchAs, MatchOr,
};

struct Pattern {
  PatternKind kind;
  Span span;
};

template <PatternKind K>
struct PatternOf : Pattern {
  static constexpr PatternKind kKind = K;
  PatternOf() : Pattern{K, {}} {}
};

struct MatchValue : PatternOf<PatternKind::MatchValue> {
  Expr* value = nullptr;  // Constant, JoinedStr never, -x, a+bj, dotted name
};

struct MatchSingleton : PatternOf<PatternKind::MatchSingleton> {
  ConstantKind value{};  // None, True or False
};

struct MatchSequence : PatternOf<PatternKind::MatchSequence> {
  Seq<Pattern*> patterns;  // at most one MatchStar
};

struct MatchMapping : PatternOf<PatternKind::MatchMapping> {
  Seq<Expr*> keys;
  Seq<Pattern*> patterns;  // as many as keys
  Identifier rest;         // empty: none
  const Symbol* rest_symbol = nullptr;
};

struct MatchClass : PatternOf<PatternKind::MatchClass> {
  Expr* cls = nullptr;
  Seq<Pattern*> patterns;
  Seq<Identifier> kwd_attrs;
  Seq<Pattern*> kwd_patterns;  // as many as kwd_attrs
};

struct MatchStar : PatternOf<PatternKind::MatchStar> {
  Identifier name;  // empty: `*_`
  const Symbol* symbol = nullptr;
};

struct MatchAs : PatternOf<PatternKind::MatchAs> {
  Pattern* pattern = nullptr;  // or null: a capture, or with no name `_`
  Identifier name;             // empty only when pattern is null
  const Symbol* symbol = nullptr;
};

struct MatchOr : PatternOf<PatternKind::MatchOr> {
  Seq<Pattern*> patterns;  // two or more
};

// --- Statements ------------------------------------------------------------

enum class StmtKind : uint8_t {
  FunctionDef, AsyncFunctionDef, ClassDef, Return, Delete, Assign, AugAssign,
  AnnAssign, For, AsyncFor, While, If, With, AsyncWith, Match, Raise, Try,
  TryStar, Assert, Import, ImportFrom, Global, Nonlocal, Expr, Pass, Break,
  Continue,
  Print,  // era: print [>>dest,] a, b,
  Exec,   // era: exec body in globals, locals
};

struct Stmt {
  StmtKind kind;
  Span span;
};

template <StmtKind K>
struct StmtOf : Stmt {
  static constexpr StmtKind kKind = K;
  StmtOf() : Stmt{K, {}} {}
};

// Both `def` and `async def`: look at the kind. Decorators stand in source
// order; `span` begins at `def`, as CPython's does.
struct FunctionDef : Stmt {
  static bool is_kind(StmtKind kind) {
    return kind == StmtKind::FunctionDef || kind == StmtKind::AsyncFunctionDef;
  }
  explicit FunctionDef(bool is_async)
      : Stmt{is_async ? StmtKind::AsyncFunctionDef : StmtKind::FunctionDef,
             {}} {}
  bool is_async() const { return kind == StmtKind::AsyncFunctionDef; }

  Identifier name;  // as written: __name__
  Arguments* args = nullptr;
  Seq<Stmt*> body;
  uint32_t skipped_end = 0;  // offset of the end of a body that was not read
  Seq<Expr*> decorator_list;
  Expr* returns = nullptr;         // or null
  const Symbol* symbol = nullptr;  // what the function is bound to
  Scope* scope = nullptr;
};

struct ClassDef : StmtOf<StmtKind::ClassDef> {
  Identifier name;
  Seq<Expr*> bases;  // may hold Starred
  Seq<Keyword> keywords;
  Seq<Stmt*> body;
  Seq<Expr*> decorator_list;
  const Symbol* symbol = nullptr;
  Scope* scope = nullptr;
};

struct Return : StmtOf<StmtKind::Return> {
  Expr* value = nullptr;  // or null
};

struct Delete : StmtOf<StmtKind::Delete> {
  Seq<Expr*> targets;
};

struct Assign : StmtOf<StmtKind::Assign> {
  Seq<Expr*> targets;  // a = b = value
  Expr* value = nullptr;
};

struct AugAssign : StmtOf<StmtKind::AugAssign> {
  Operator op{};
  Expr* target = nullptr;  // Name, Attribute or Subscript, Store
  Expr* value = nullptr;
};

struct AnnAssign : StmtOf<StmtKind::AnnAssign> {
  Expr* target = nullptr;
  Expr* annotation = nullptr;
  Expr* value = nullptr;  // or null
  bool simple = false;    // a bare Name: goes into __annotations__
};

// Both `for` and `async for`: look at the kind.
struct For : Stmt {
  static bool is_kind(StmtKind kind) {
    return kind == StmtKind::For || kind == StmtKind::AsyncFor;
  }
  explicit For(bool is_async)
      : Stmt{is_async ? StmtKind::AsyncFor : StmtKind::For, {}} {}
  bool is_async() const { return kind == StmtKind::AsyncFor; }

  Expr* target = nullptr;
  Expr* iter = nullptr;
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;
};

struct While : StmtOf<StmtKind::While> {
  Expr* test = nullptr;
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;
};

struct If : StmtOf<StmtKind::If> {
  Expr* test = nullptr;
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;  // for `elif`, one If
};

struct WithItem {
  Expr* context_expr = nullptr;
  Expr* optional_vars = nullptr;  // or null
};

// Both `with` and `async with`: look at the kind.
struct With : Stmt {
  static bool is_kind(StmtKind kind) {
    return kind == StmtKind::With || kind == StmtKind::AsyncWith;
  }
  explicit With(bool is_async)
      : Stmt{is_async ? StmtKind::AsyncWith : StmtKind::With, {}} {}
  bool is_async() const { return kind == StmtKind::AsyncWith; }

  Seq<WithItem> items;
  Seq<Stmt*> body;
};

struct MatchCase {
  Pattern* pattern = nullptr;
  Expr* guard = nullptr;  // or null
  Seq<Stmt*> body;
};

struct Match : StmtOf<StmtKind::Match> {
  Expr* subject = nullptr;
  Seq<MatchCase> cases;
};

// Python 3: raise exc from cause. Era: raise exc, value, traceback.
struct Raise : StmtOf<StmtKind::Raise> {
  Expr* exc = nullptr;        // or null: re-raise
  Expr* cause = nullptr;      // or null
  Expr* value = nullptr;      // era, or null
  Expr* traceback = nullptr;  // era, or null
};

// Python 3 binds `name`, era code assigns to `target`: at most one is set, and
// only `name` is deleted when the handler ends.
struct ExceptHandler {
  Expr* type = nullptr;    // or null: everything
  Identifier name;         // or empty
  Expr* target = nullptr;  // era: except E, target; or null
  Seq<Stmt*> body;
  Span span;
  const Symbol* symbol = nullptr;  // of name
};

// Both `except` and `except*`: look at the kind.
struct Try : Stmt {
  static bool is_kind(StmtKind kind) {
    return kind == StmtKind::Try || kind == StmtKind::TryStar;
  }
  explicit Try(bool is_star)
      : Stmt{is_star ? StmtKind::TryStar : StmtKind::Try, {}} {}
  bool is_star() const { return kind == StmtKind::TryStar; }

  Seq<Stmt*> body;
  Seq<ExceptHandler> handlers;
  Seq<Stmt*> orelse;
  Seq<Stmt*> finalbody;
};

struct Assert : StmtOf<StmtKind::Assert> {
  Expr* test = nullptr;
  Expr* msg = nullptr;  // or null
};

struct Alias {
  Identifier name;    // dotted; "*" in `from m import *`
  Identifier asname;  // or empty
  Span span;
  const Symbol* symbol = nullptr;  // what is bound; null for "*"
};

struct Import : StmtOf<StmtKind::Import> {
  Seq<Alias> names;
};

struct ImportFrom : StmtOf<StmtKind::ImportFrom> {
  Identifier module;  // empty in `from . import x`
  Seq<Alias> names;
  uint32_t level = 0;  // dots before the module
};

struct Global : StmtOf<StmtKind::Global> {
  Seq<Identifier> names;
};

struct Nonlocal : StmtOf<StmtKind::Nonlocal> {
  Seq<Identifier> names;
};

// `ast.Expr`; the plain name belongs to expressions here.
struct ExprStmt : StmtOf<StmtKind::Expr> {
  Expr* value = nullptr;
};

struct Pass : StmtOf<StmtKind::Pass> {};
struct Break : StmtOf<StmtKind::Break> {};
struct Continue : StmtOf<StmtKind::Continue> {};

struct Print : StmtOf<StmtKind::Print> {
  Expr* dest = nullptr;  // or null: standard output
  Seq<Expr*> values;
  bool newline = true;  // false after a trailing comma
};

struct Exec : StmtOf<StmtKind::Exec> {
  Expr* body = nullptr;
  Expr* globals = nullptr;  // or null
  Expr* locals = nullptr;   // or null
};

// --- The whole -------------------------------------------------------------

struct Module {
  ParseMode mode{};
  Dialect dialect{};
  bool future_annotations = false;  // from __future__ import annotations
  bool future_division = false;     // era: / is true division
  Seq<Stmt*> body;                  // kExec, kSingle
  Expr* expression = nullptr;       // kEval
  std::string_view source;          // UTF-8, as the spans count it
  std::string_view filename;
  bool is_library = false;  // its globals and locals are one dict
  Identifier class_path;  // "A.B": the text is part of the body of that class
  // Set by the symbol table.
  Scope* scope = nullptr;
  Seq<Scope*> scopes;  // all of them, outer ones before inner ones
};

// --- Looking at nodes ------------------------------------------------------

// FunctionDef, For, With and Try stand for two kinds each and say so.
template <typename T, typename K>
auto has_kind(K kind, int) -> decltype(T::is_kind(kind)) {
  return T::is_kind(kind);
}
template <typename T, typename K>
bool has_kind(K kind, long) {
  return kind == T::kKind;
}

// The node as a T, or null when it is none. `node` may be null.
template <typename T, typename N>
T* cast(N* node) {
  return node != nullptr && has_kind<T>(node->kind, 0) ? static_cast<T*>(node)
                                                       : nullptr;
}
template <typename T, typename N>
const T* cast(const N* node) {
  return node != nullptr && has_kind<T>(node->kind, 0)
             ? static_cast<const T*>(node)
             : nullptr;
}

// The node as the T it is known to be.
template <typename T, typename N>
T& as(N& node) {
  return static_cast<T&>(node);
}
template <typename T, typename N>
const T& as(const N& node) {
  return static_cast<const T&>(node);
}

}  // namespace mt::python::ast
