// ast_objects.cc - one table, and the walk that it directs.
//
// A row for each class of node says where its fields are in ast.h's structs and
// what they are called in Python. The classes themselves are lib/ast.py, and
// the way back from objects to code is through their text, lib/_unparse.py.

#include "python/ast_objects.h"

#include <stddef.h>
#include <string.h>

#include "python/call.h"
#include "python/compiler.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/import.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/parser.h"
#include "python/slots.h"
#include "python/str.h"

namespace mt::python {

namespace {

// What stands at a field's offset.
enum Is : char {
  kNode = '=',      // a row that begins a class; the offset is its size
  kPlace = '@',     // its Span
  kExpr = 'e',      // Expr*, or null
  kExprs = 'x',     // Seq<Expr*>, null for None
  kStmts = 's',     // Seq<Stmt*>
  kPattern = 'p',   // Pattern*, or null
  kPatterns = 'q',  // Seq<Pattern*>
  kName = 'i',      // Identifier, empty for None
  kNames = 'n',     // Seq<Identifier>
  kRecord = 'r',    // a pointer to a record, or null; class number in `of`
  kRecords = 'R',   // Seq of such
  kMember = 'o',    // an enumerator; number of the first one in `of`
  kMembers = 'k',   // Seq of such
  kBool = 't',      // bool, 0 or 1
  kCount = 'd',     // uint32_t
  kLetter = 'f',    // char, -1 for none
  kValue = 'v',     // the value of the Constant itself
  kPrefix = 'u',    // its 'u', or None
  kSingle = 'z',    // ConstantKind: None, True, False
  kNone = '0',      // what we never have
  kNothing = '[',   // and lists of it
};

struct Row {
  char name[17];
  Is is;
  uint8_t of;
  uint16_t offset;
};

// Classes beyond those of ast.h's three enums, in the order of the table.
enum Record : uint8_t {
  kArguments, kArg, kKeyword, kComprehension, kWithItem, kMatchCase, kHandler,
  kAlias, kModule, kInteractive, kExpression,
};
// Enumerators, likewise.
enum Members : uint8_t {
  kContexts = 0, kBoolOperators = 3, kOperators = 5, kUnaryOperators = 18,
  kCompareOperators = 22,
};
constexpr char kMemberNames[][9] = {
    "Load",   "Store",  "Del",    "And",    "Or",       "Add",    "Sub",
    "Mult",   "MatMult", "Div",   "Mod",    "Pow",      "LShift", "RShift",
    "BitOr",  "BitXor", "BitAnd", "FloorDiv", "Invert", "Not",    "UAdd",
    "USub",   "Eq",     "NotEq",  "Lt",     "LtE",      "Gt",     "GtE",
    "Is",     "IsNot",  "In",     "NotIn",
};

constexpr unsigned kFirstStmt = static_cast<unsigned>(ast::ExprKind::Repr);
constexpr unsigned kFirstPattern =
    kFirstStmt + static_cast<unsigned>(ast::StmtKind::Print);
constexpr unsigned kFirstRecord =
    kFirstPattern + static_cast<unsigned>(ast::PatternKind::MatchOr) + 1;

// Nodes derive from Expr, Stmt or Pattern, and offsetof() of those is what all
// our compilers agree about.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
#define NODE(T) {#T, kNode, 0, sizeof(ast::T)}
#define NODE_AS(T, name) {name, kNode, 0, sizeof(ast::T)}
#define AT(T, field, is) {#field, is, 0, offsetof(ast::T, field)}
#define AS(T, field, name, is) {name, is, 0, offsetof(ast::T, field)}
#define OF(T, field, name, is, of) {name, is, of, offsetof(ast::T, field)}
#define CONTEXT(T) OF(T, context, "ctx", kMember, kContexts)
#define COMMENT {"type_comment", kNone, 0, 0}

constexpr Row kRows[] = {
    // Expressions, as ExprKind has them.
    NODE(BoolOp), OF(BoolOp, op, "op", kMember, kBoolOperators),
    AT(BoolOp, values, kExprs),
    NODE(NamedExpr), AT(NamedExpr, target, kExpr), AT(NamedExpr, value, kExpr),
    NODE(BinOp), AT(BinOp, left, kExpr),
    OF(BinOp, op, "op", kMember, kOperators), AT(BinOp, right, kExpr),
    NODE(UnaryOp), OF(UnaryOp, op, "op", kMember, kUnaryOperators),
    AT(UnaryOp, operand, kExpr),
    NODE(Lambda), OF(Lambda, args, "args", kRecord, kArguments),
    AT(Lambda, body, kExpr),
    NODE(IfExp), AT(IfExp, test, kExpr), AT(IfExp, body, kExpr),
    AT(IfExp, orelse, kExpr),
    NODE(Dict), AT(Dict, keys, kExprs), AT(Dict, values, kExprs),
    NODE(Set), AT(Set, elts, kExprs),
    NODE(ListComp), AT(ListComp, elt, kExpr),
    OF(ListComp, generators, "generators", kRecords, kComprehension),
    NODE(SetComp), AT(SetComp, elt, kExpr),
    OF(SetComp, generators, "generators", kRecords, kComprehension),
    NODE(DictComp), AT(DictComp, key, kExpr), AT(DictComp, value, kExpr),
    OF(DictComp, generators, "generators", kRecords, kComprehension),
    NODE(GeneratorExp), AT(GeneratorExp, elt, kExpr),
    OF(GeneratorExp, generators, "generators", kRecords, kComprehension),
    NODE(Await), AT(Await, value, kExpr),
    NODE(Yield), AT(Yield, value, kExpr),
    NODE(YieldFrom), AT(YieldFrom, value, kExpr),
    NODE(Compare), AT(Compare, left, kExpr),
    OF(Compare, ops, "ops", kMembers, kCompareOperators),
    AT(Compare, comparators, kExprs),
    NODE(Call), AT(Call, func, kExpr), AT(Call, args, kExprs),
    OF(Call, keywords, "keywords", kRecords, kKeyword),
    NODE(FormattedValue), AT(FormattedValue, value, kExpr),
    AT(FormattedValue, conversion, kLetter),
    AT(FormattedValue, format_spec, kExpr),
    NODE(JoinedStr), AT(JoinedStr, values, kExprs),
    NODE(Constant), {"value", kValue, 0, 0}, {"kind", kPrefix, 0, 0},
    NODE(Attribute), AT(Attribute, value, kExpr), AT(Attribute, attr, kName),
    CONTEXT(Attribute),
    NODE(Subscript), AT(Subscript, value, kExpr), AT(Subscript, slice, kExpr),
    CONTEXT(Subscript),
    NODE(Starred), AT(Starred, value, kExpr), CONTEXT(Starred),
    NODE(Name), AT(Name, id, kName), CONTEXT(Name),
    NODE(List), AT(List, elts, kExprs), CONTEXT(List),
    NODE(Tuple), AT(Tuple, elts, kExprs), CONTEXT(Tuple),
    NODE(Slice), AT(Slice, lower, kExpr), AT(Slice, upper, kExpr),
    AT(Slice, step, kExpr),

    // Statements, as StmtKind has them.
    NODE(FunctionDef), AT(FunctionDef, name, kName),
    OF(FunctionDef, args, "args", kRecord, kArguments),
    AT(FunctionDef, body, kStmts), AT(FunctionDef, decorator_list, kExprs),
    AT(FunctionDef, returns, kExpr), COMMENT,
    NODE_AS(FunctionDef, "AsyncFunctionDef"), AT(FunctionDef, name, kName),
    OF(FunctionDef, args, "args", kRecord, kArguments),
    AT(FunctionDef, body, kStmts), AT(FunctionDef, decorator_list, kExprs),
    AT(FunctionDef, returns, kExpr), COMMENT,
    NODE(ClassDef), AT(ClassDef, name, kName), AT(ClassDef, bases, kExprs),
    OF(ClassDef, keywords, "keywords", kRecords, kKeyword),
    AT(ClassDef, body, kStmts), AT(ClassDef, decorator_list, kExprs),
    NODE(Return), AT(Return, value, kExpr),
    NODE(Delete), AT(Delete, targets, kExprs),
    NODE(Assign), AT(Assign, targets, kExprs), AT(Assign, value, kExpr),
    COMMENT,
    NODE(AugAssign), AT(AugAssign, target, kExpr),
    OF(AugAssign, op, "op", kMember, kOperators), AT(AugAssign, value, kExpr),
    NODE(AnnAssign), AT(AnnAssign, target, kExpr),
    AT(AnnAssign, annotation, kExpr), AT(AnnAssign, value, kExpr),
    AT(AnnAssign, simple, kBool),
    NODE(For), AT(For, target, kExpr), AT(For, iter, kExpr),
    AT(For, body, kStmts), AT(For, orelse, kStmts), COMMENT,
    NODE_AS(For, "AsyncFor"), AT(For, target, kExpr), AT(For, iter, kExpr),
    AT(For, body, kStmts), AT(For, orelse, kStmts), COMMENT,
    NODE(While), AT(While, test, kExpr), AT(While, body, kStmts),
    AT(While, orelse, kStmts),
    NODE(If), AT(If, test, kExpr), AT(If, body, kStmts),
    AT(If, orelse, kStmts),
    NODE(With), OF(With, items, "items", kRecords, kWithItem),
    AT(With, body, kStmts), COMMENT,
    NODE_AS(With, "AsyncWith"), OF(With, items, "items", kRecords, kWithItem),
    AT(With, body, kStmts), COMMENT,
    NODE(Match), AT(Match, subject, kExpr),
    OF(Match, cases, "cases", kRecords, kMatchCase),
    NODE(Raise), AT(Raise, exc, kExpr), AT(Raise, cause, kExpr),
    NODE(Try), AT(Try, body, kStmts),
    OF(Try, handlers, "handlers", kRecords, kHandler), AT(Try, orelse, kStmts),
    AT(Try, finalbody, kStmts),
    NODE_AS(Try, "TryStar"), AT(Try, body, kStmts),
    OF(Try, handlers, "handlers", kRecords, kHandler), AT(Try, orelse, kStmts),
    AT(Try, finalbody, kStmts),
    NODE(Assert), AT(Assert, test, kExpr), AT(Assert, msg, kExpr),
    NODE(Import), OF(Import, names, "names", kRecords, kAlias),
    NODE(ImportFrom), AT(ImportFrom, module, kName),
    OF(ImportFrom, names, "names", kRecords, kAlias),
    AT(ImportFrom, level, kCount),
    NODE(Global), AT(Global, names, kNames),
    NODE(Nonlocal), AT(Nonlocal, names, kNames),
    NODE_AS(ExprStmt, "Expr"), AT(ExprStmt, value, kExpr),
    NODE(Pass), NODE(Break), NODE(Continue),

    // Patterns, as PatternKind has them.
    NODE(MatchValue), AT(MatchValue, value, kExpr),
    NODE(MatchSingleton), AT(MatchSingleton, value, kSingle),
    NODE(MatchSequence), AT(MatchSequence, patterns, kPatterns),
    NODE(MatchMapping), AT(MatchMapping, keys, kExprs),
    AT(MatchMapping, patterns, kPatterns), AT(MatchMapping, rest, kName),
    NODE(MatchClass), AT(MatchClass, cls, kExpr),
    AT(MatchClass, patterns, kPatterns), AT(MatchClass, kwd_attrs, kNames),
    AT(MatchClass, kwd_patterns, kPatterns),
    NODE(MatchStar), AT(MatchStar, name, kName),
    NODE(MatchAs), AT(MatchAs, pattern, kPattern), AT(MatchAs, name, kName),
    NODE(MatchOr), AT(MatchOr, patterns, kPatterns),

    // Records.
    NODE_AS(Arguments, "arguments"),
    OF(Arguments, posonlyargs, "posonlyargs", kRecords, kArg),
    OF(Arguments, args, "args", kRecords, kArg),
    OF(Arguments, vararg, "vararg", kRecord, kArg),
    OF(Arguments, kwonlyargs, "kwonlyargs", kRecords, kArg),
    AT(Arguments, kw_defaults, kExprs),
    OF(Arguments, kwarg, "kwarg", kRecord, kArg),
    AT(Arguments, defaults, kExprs),
    NODE_AS(Arg, "arg"), AS(Arg, name, "arg", kName),
    AT(Arg, annotation, kExpr), COMMENT, AS(Arg, span, "", kPlace),
    NODE_AS(Keyword, "keyword"), AT(Keyword, arg, kName),
    AT(Keyword, value, kExpr), AS(Keyword, span, "", kPlace),
    NODE_AS(Comprehension, "comprehension"), AT(Comprehension, target, kExpr),
    AT(Comprehension, iter, kExpr), AT(Comprehension, ifs, kExprs),
    AT(Comprehension, is_async, kBool),
    NODE_AS(WithItem, "withitem"), AT(WithItem, context_expr, kExpr),
    AT(WithItem, optional_vars, kExpr),
    NODE_AS(MatchCase, "match_case"), AT(MatchCase, pattern, kPattern),
    AT(MatchCase, guard, kExpr), AT(MatchCase, body, kStmts),
    NODE(ExceptHandler), AT(ExceptHandler, type, kExpr),
    AT(ExceptHandler, name, kName), AT(ExceptHandler, body, kStmts),
    AS(ExceptHandler, span, "", kPlace),
    NODE_AS(Alias, "alias"), AT(Alias, name, kName), AT(Alias, asname, kName),
    AS(Alias, span, "", kPlace),
    NODE(Module), AT(Module, body, kStmts),
    {"type_ignores", kNothing, 0, 0},
    NODE_AS(Module, "Interactive"), AT(Module, body, kStmts),
    NODE_AS(Module, "Expression"), AS(Module, expression, "body", kExpr),
    {"", kNode, 0, 0},
};
#pragma GCC diagnostic pop

constexpr const char* kPlaceNames[] = {"lineno", "col_offset", "end_lineno",
                                       "end_col_offset"};

class TreeMaker {
 public:
  TreeMaker(Fiber& fiber, Dict* classes) : fiber_(fiber), classes_(classes) {
    uint8_t count = 0;
    for (uint16_t i = 0; i < sizeof kRows / sizeof kRows[0]; ++i) {
      if (kRows[i].is == kNode) starts_[count++] = i;
    }
  }

  Value record(const void* at, unsigned number) {
    return node(static_cast<const char*>(at), kFirstRecord + number, nullptr);
  }

 private:
  Value expr(const ast::Expr* expr) {
    if (expr == nullptr) return Value::none();
    return node(reinterpret_cast<const char*>(expr),
                static_cast<unsigned>(expr->kind), &expr->span);
  }
  Value stmt(const ast::Stmt* stmt) {
    return node(reinterpret_cast<const char*>(stmt),
                kFirstStmt + static_cast<unsigned>(stmt->kind), &stmt->span);
  }
  Value pattern(const ast::Pattern* pattern) {
    if (pattern == nullptr) return Value::none();
    return node(reinterpret_cast<const char*>(pattern),
                kFirstPattern + static_cast<unsigned>(pattern->kind),
                &pattern->span);
  }
  Value name(ast::Identifier id) {
    return id.empty() ? Value::none()
                      : Value::from_object(intern(fiber_, id));
  }
  Value named(std::string_view name) {
    const Value found = dict_find_name(classes_, intern(fiber_, name));
    if (!found.is_undefined()) return found;
    return raise(fiber_, types().AttributeError, "module 'ast' has no '%s'",
                 std::string(name).c_str());
  }
  // There is one object for each operator and context: _one in ast.py.
  Value member(unsigned number) {
    const Value all = named("_one");
    if (all.is_error()) return all;
    const Value found =
        is_kind(all, Kind::kDict)
            ? dict_find_name(all.as<Dict>(),
                             intern(fiber_, kMemberNames[number]))
            : Value::undefined();
    return found.is_undefined() ? no_class(kMemberNames[number]) : found;
  }
  // The program has put something else into the module, or taken it out.
  Value no_class(const char* name) {
    return raise_type_error(fiber_, "ast.%s is not a class of nodes", name);
  }

  // A list of what `make` makes of each element.
  template <typename T, typename F>
  Value list(const char* at, F&& make) {
    const auto& items = *reinterpret_cast<const Seq<T>*>(at);
    List* const made = make_list(fiber_);
    for (uint32_t i = 0; made != nullptr && i < items.size(); ++i) {
      const Value item = make(items[i]);
      if (item.is_error() || !list_append(fiber_, made, item)) {
        return Value::error();
      }
    }
    return made == nullptr ? Value::error() : Value::from_object(made);
  }

  // A Seq of records: the table knows how large they are.
  Value records(const char* at, unsigned number) {
    const auto& items = *reinterpret_cast<const Seq<char>*>(at);
    const size_t size = kRows[starts_[kFirstRecord + number]].offset;
    List* const made = make_list(fiber_);
    for (uint32_t i = 0; made != nullptr && i < items.size(); ++i) {
      const Value item = record(items.data + i * size, number);
      if (item.is_error() || !list_append(fiber_, made, item)) {
        return Value::error();
      }
    }
    return made == nullptr ? Value::error() : Value::from_object(made);
  }

  template <typename T>
  static const T& as(const char* at) {
    return *reinterpret_cast<const T*>(at);
  }

  Value field(const Row& row, const char* base) {
    const char* const at = base + row.offset;
    switch (row.is) {
      case kExpr: return expr(as<const ast::Expr*>(at));
      case kPattern: return pattern(as<const ast::Pattern*>(at));
      case kName: return name(as<ast::Identifier>(at));
      case kBool: return Value::from_int(as<bool>(at));
      case kCount: return Value::from_int(as<uint32_t>(at));
      case kLetter: return Value::from_int(*at == '\0' ? -1 : *at);
      case kMember: return member(row.of + as<uint8_t>(at));
      case kRecord:
        return as<const void*>(at) == nullptr
                   ? Value::none()
                   : record(as<const void*>(at), row.of);
      case kRecords: return records(at, row.of);
      case kExprs:
        return list<ast::Expr*>(at, [this](auto* e) { return expr(e); });
      case kStmts:
        return list<ast::Stmt*>(at, [this](auto* s) { return stmt(s); });
      case kPatterns:
        return list<ast::Pattern*>(at, [this](auto* p) { return pattern(p); });
      case kNames:
        return list<ast::Identifier>(at, [this](auto n) { return name(n); });
      case kMembers:
        return list<uint8_t>(at, [this, &row](unsigned n) {
          return member(row.of + n);
        });
      case kValue: return literal_value(fiber_, as<ast::Constant>(base));
      case kPrefix:
        return as<ast::Constant>(base).is_unicode ? name("u") : Value::none();
      case kSingle: {
        const auto value = as<ast::ConstantKind>(at);
        if (value == ast::ConstantKind::None) return Value::none();
        return Value::from_bool(value == ast::ConstantKind::True);
      }
      case kNothing: return object_or_error(make_list(fiber_));
      case kNode:
      case kPlace:
      case kNone: break;
    }
    return Value::none();
  }

  bool set(const Value node, const char* name, Value value) {
    return !value.is_error() &&
           set_attr(fiber_, node, intern(fiber_, name), value);
  }

  Value node(const char* base, unsigned number, const ast::Span* place) {
    if (stack_is_low()) return raise_too_deep(fiber_);
    const Row* row = &kRows[starts_[number]];
    const Value cls = named(row->name);
    if (cls.is_error()) return cls;
    if (!is_kind(cls, Kind::kType)) return no_class(row->name);
    const Value made =
        object_create(fiber_, cls.as<Type>(), Args{nullptr, 0});
    if (made.is_error()) return made;
    for (++row; row->is != kNode; ++row) {
      if (row->is == kPlace) {
        place = &as<ast::Span>(base + row->offset);
      } else if (!set(made, row->name, field(*row, base))) {
        return Value::error();
      }
    }
    if (place == nullptr) return made;
    const uint32_t numbers[] = {place->line, place->column, place->end_line,
                                place->end_column};
    for (int i = 0; i < 4; ++i) {
      if (!set(made, kPlaceNames[i], Value::from_int(numbers[i]))) {
        return Value::error();
      }
    }
    return made;
  }

  Fiber& fiber_;
  Dict* classes_;
  uint16_t starts_[kFirstRecord + kExpression + 2];
};

Dict* ast_names(Fiber& fiber) {
  const Value module = import_module(fiber, "ast");
  return is_kind(module, Kind::kModule) ? module.as<Module>()->dict : nullptr;
}

}  // namespace

Value parse_to_objects(Fiber& fiber, Str* source, Str* filename,
                       ParseMode mode) {
  Dict* const classes = ast_names(fiber);
  if (classes == nullptr) return Value::error();
  if (!may_parse(fiber, source)) return Value::error();
  const ParseResult parsed = parse(source->view(), filename->view(), mode,
                                   Dialect::kPython3, true);
  if (!parsed.ok()) return raise_syntax_error(fiber, parsed.error, filename);
  const unsigned whole = mode == ParseMode::kExec     ? kModule
                         : mode == ParseMode::kSingle ? kInteractive
                                                      : kExpression;
  return TreeMaker(fiber, classes).record(parsed.module, whole);
}

bool is_tree(Fiber& fiber, Value value) {
  const Value module =
      dict_find_name(rt().modules, intern(fiber, std::string_view("ast")));
  if (!is_kind(module, Kind::kModule)) return false;
  const Value base = dict_find_name(module.as<Module>()->dict,
                                    intern(fiber, std::string_view("AST")));
  return is_kind(base, Kind::kType) &&
         is_subtype(type_of(value), base.as<Type>());
}

Str* source_of_tree(Fiber& fiber, Value tree, ParseMode mode) {
  Dict* const module = ast_names(fiber);
  if (module == nullptr) return nullptr;
  const Value writer =
      dict_find_name(module, intern(fiber, std::string_view("_source")));
  if (writer.is_undefined()) return nullptr;
  const char* const wanted = mode == ParseMode::kExec     ? "Module"
                             : mode == ParseMode::kSingle ? "Interactive"
                                                          : "Expression";
  const Value text = call(fiber, writer, {tree, str_value(fiber, wanted)});
  return text.is_error() ? nullptr : cast<Str>(text);
}

}  // namespace mt::python
