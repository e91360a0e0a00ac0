// ast_dump.cc - one line per field, in the order of Python's ast module.

#include "python/ast_dump.h"

#include "base/status.h"
#include "base/utf8.h"

namespace mt::python::ast {
namespace {

// Fixed-width rows: no pointers to relocate.
constexpr char kExprNames[][16] = {
    "BoolOp",   "NamedExpr",  "BinOp",    "UnaryOp",        "Lambda",
    "IfExp",    "Dict",       "Set",      "ListComp",       "SetComp",
    "DictComp", "GeneratorExp", "Await",  "Yield",          "YieldFrom",
    "Compare",  "Call",       "FormattedValue", "JoinedStr", "Constant",
    "Attribute", "Subscript", "Starred",  "Name",           "List",
    "Tuple",    "Slice",      "Repr",
};
constexpr char kStmtNames[][17] = {
    "FunctionDef", "AsyncFunctionDef", "ClassDef", "Return",    "Delete",
    "Assign",      "AugAssign",        "AnnAssign", "For",      "AsyncFor",
    "While",       "If",               "With",     "AsyncWith", "Match",
    "Raise",       "Try",              "TryStar",  "Assert",    "Import",
    "ImportFrom",  "Global",           "Nonlocal", "Expr",      "Pass",
    "Break",       "Continue",         "Print",    "Exec",
};
constexpr char kPatternNames[][15] = {
    "MatchValue", "MatchSingleton", "MatchSequence", "MatchMapping",
    "MatchClass", "MatchStar",      "MatchAs",       "MatchOr",
};
constexpr char kOperators[][9] = {
    "Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",      "Pow",
    "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv",
};
constexpr char kUnaryOperators[][7] = {"Invert", "Not", "UAdd", "USub"};
constexpr char kCompareOperators[][6] = {
    "Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn",
};
constexpr char kContexts[][6] = {"Load", "Store", "Del"};

template <typename Enum>
size_t index_of(Enum value) {
  return static_cast<size_t>(value);
}

class Dumper {
 public:
  explicit Dumper(bool with_positions) : with_positions_(with_positions) {}

  void module(const Module& module);
  std::string take() { return std::move(out_); }

 private:
  // One node: Node node(this, "Name"); node.field("id"); … ; then ")".
  class Node {
   public:
    Node(Dumper* dumper, const char* name) : dumper_(dumper) {
      dumper_->out_ += name;
      dumper_->out_ += '(';
    }
    ~Node() { dumper_->out_ += ')'; }
    void field(const char* name) {
      if (!first_) dumper_->out_ += ", ";
      first_ = false;
      dumper_->out_ += name;
      dumper_->out_ += '=';
    }
    void positions(const Span& span) {
      if (!dumper_->with_positions_) return;
      const uint32_t values[] = {span.line, span.column, span.end_line,
                                 span.end_column};
      const char* const names[] = {"lineno", "col_offset", "end_lineno",
                                   "end_col_offset"};
      for (int i = 0; i < 4; ++i) {
        field(names[i]);
        dumper_->out_ += format("%u", values[i]);
      }
    }

   private:
    Dumper* dumper_;
    bool first_ = true;
  };

  template <typename T, typename F>
  void list(const Seq<T>& items, F&& show) {
    out_ += '[';
    for (uint32_t i = 0; i < items.size(); ++i) {
      if (i != 0) out_ += ", ";
      show(items[i]);
    }
    out_ += ']';
  }
  void exprs(const Seq<Expr*>& items) {
    list(items, [this](const Expr* item) {
      if (item == nullptr) {
        out_ += "None";
      } else {
        expr(*item);
      }
    });
  }
  void stmts(const Seq<Stmt*>& items) {
    list(items, [this](const Stmt* item) { stmt(*item); });
  }
  void patterns(const Seq<Pattern*>& items) {
    list(items, [this](const Pattern* item) { pattern(*item); });
  }
  void names(const Seq<Identifier>& items) {
    list(items, [this](Identifier item) { quoted(item, false); });
  }

  void expr_field(Node& node, const char* name, const Expr* value) {
    if (value == nullptr) return;
    node.field(name);
    expr(*value);
  }
  void exprs_field(Node& node, const char* name, const Seq<Expr*>& values) {
    node.field(name);
    exprs(values);
  }
  void body_field(Node& node, const char* name, const Seq<Stmt*>& body) {
    node.field(name);
    stmts(body);
  }
  void name_field(Node& node, const char* name, Identifier value) {
    if (value.empty()) return;
    node.field(name);
    quoted(value, false);
  }
  void context_field(Node& node, Context context) {
    node.field("ctx");
    bare(kContexts[index_of(context)]);
  }
  void bare(const char* name) {
    out_ += name;
    out_ += "()";
  }

  void quoted(std::string_view text, bool is_bytes);
  void constant(const Constant& constant);
  void expr(const Expr& expr);
  void displays(Node& node, const Expr& expr);
  void generators(Node& node, const Seq<Comprehension>& generators);
  void keywords(Node& node, const Seq<Keyword>& keywords);
  void pattern(const Pattern& pattern);
  void arguments(const Arguments& args);
  void arg(const Arg& arg);
  void stmt(const Stmt& stmt);
  void definitions(Node& node, const Stmt& stmt);
  void blocks(Node& node, const Stmt& stmt);
  void handler(const ExceptHandler& handler);
  void alias(const Alias& alias);

  bool with_positions_;
  std::string out_;
};

// As ascii() shows it.
void Dumper::quoted(std::string_view text, bool is_bytes) {
  const bool doubles =
      text.find('\'') != text.npos && text.find('"') == text.npos;
  const char quote = doubles ? '"' : '\'';
  if (is_bytes) out_ += 'b';
  out_ += quote;
  for (size_t i = 0; i < text.size();) {
    Utf8Step step = decode_utf8(text.substr(i), Surrogates::kAllow);
    if (is_bytes) {
      step.code_point = byte_at(text, i);
      step.length = 1;
    }
    const uint32_t c = step.code_point;
    i += step.length;
    if (c == '\\' || c == static_cast<uint8_t>(quote)) {
      out_ += '\\';
      out_ += static_cast<char>(c);
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (c == '\r') {
      out_ += "\\r";
    } else if (c == '\t') {
      out_ += "\\t";
    } else if (c >= 0x20 && c < 0x7f) {
      out_ += static_cast<char>(c);
    } else {
      out_ += c < 0x100     ? format("\\x%02x", static_cast<unsigned>(c))
              : c < 0x10000 ? format("\\u%04x", static_cast<unsigned>(c))
                            : format("\\U%08x", static_cast<unsigned>(c));
    }
  }
  out_ += quote;
}

void Dumper::constant(const Constant& constant) {
  switch (constant.type) {
    case ConstantKind::None: out_ += "None"; return;
    case ConstantKind::True: out_ += "True"; return;
    case ConstantKind::False: out_ += "False"; return;
    case ConstantKind::Ellipsis: out_ += "Ellipsis"; return;
    case ConstantKind::Int:
      if (constant.fits) {
        out_ += format("%llu",
                       static_cast<unsigned long long>(constant.small));
      } else {
        out_ += constant.base == 16  ? "0x"
                : constant.base == 8 ? "0o"
                : constant.base == 2 ? "0b"
                                     : "";
        out_ += constant.text;
      }
      if (constant.is_long) out_ += 'L';
      return;
    case ConstantKind::Float: out_ += format("%.17g", constant.number); return;
    case ConstantKind::Complex:
      out_ += format("%.17gj", constant.number);
      return;
    case ConstantKind::Str: quoted(constant.text, false); return;
    case ConstantKind::Bytes: quoted(constant.text, true); return;
  }
}

void Dumper::keywords(Node& node, const Seq<Keyword>& keywords) {
  node.field("keywords");
  list(keywords, [this](const Keyword& keyword) {
    Node inner(this, "keyword");
    name_field(inner, "arg", keyword.arg);
    expr_field(inner, "value", keyword.value);
    inner.positions(keyword.span);
  });
}

void Dumper::generators(Node& node, const Seq<Comprehension>& generators) {
  node.field("generators");
  list(generators, [this](const Comprehension& clause) {
    Node inner(this, "comprehension");
    expr_field(inner, "target", clause.target);
    expr_field(inner, "iter", clause.iter);
    exprs_field(inner, "ifs", clause.ifs);
    inner.field("is_async");
    out_ += clause.is_async ? '1' : '0';
  });
}

void Dumper::displays(Node& node, const Expr& expr) {
  if (const auto* list = cast<List>(&expr)) {
    exprs_field(node, "elts", list->elts);
    context_field(node, list->context);
  } else if (const auto* tuple = cast<Tuple>(&expr)) {
    exprs_field(node, "elts", tuple->elts);
    context_field(node, tuple->context);
  } else if (const auto* set = cast<Set>(&expr)) {
    exprs_field(node, "elts", set->elts);
  } else if (const auto* dict = cast<Dict>(&expr)) {
    exprs_field(node, "keys", dict->keys);
    exprs_field(node, "values", dict->values);
  } else if (const auto* of_list = cast<ListComp>(&expr)) {
    expr_field(node, "elt", of_list->elt);
    generators(node, of_list->generators);
  } else if (const auto* of_set = cast<SetComp>(&expr)) {
    expr_field(node, "elt", of_set->elt);
    generators(node, of_set->generators);
  } else if (const auto* of_dict = cast<DictComp>(&expr)) {
    expr_field(node, "key", of_dict->key);
    expr_field(node, "value", of_dict->value);
    generators(node, of_dict->generators);
  } else if (const auto* generator = cast<GeneratorExp>(&expr)) {
    expr_field(node, "elt", generator->elt);
    generators(node, generator->generators);
  }
}

void Dumper::expr(const Expr& expr) {
  Node node(this, kExprNames[index_of(expr.kind)]);
  switch (expr.kind) {
    case ExprKind::BoolOp: {
      const auto& e = as<BoolOp>(expr);
      node.field("op");
      bare(e.op == BoolOperator::And ? "And" : "Or");
      exprs_field(node, "values", e.values);
      break;
    }
    case ExprKind::NamedExpr: {
      const auto& e = as<NamedExpr>(expr);
      expr_field(node, "target", e.target);
      expr_field(node, "value", e.value);
      break;
    }
    case ExprKind::BinOp: {
      const auto& e = as<BinOp>(expr);
      expr_field(node, "left", e.left);
      node.field("op");
      bare(kOperators[index_of(e.op)]);
      expr_field(node, "right", e.right);
      break;
    }
    case ExprKind::UnaryOp: {
      const auto& e = as<UnaryOp>(expr);
      node.field("op");
      bare(kUnaryOperators[index_of(e.op)]);
      expr_field(node, "operand", e.operand);
      break;
    }
    case ExprKind::Lambda: {
      const auto& e = as<Lambda>(expr);
      node.field("args");
      arguments(*e.args);
      expr_field(node, "body", e.body);
      break;
    }
    case ExprKind::IfExp: {
      const auto& e = as<IfExp>(expr);
      expr_field(node, "test", e.test);
      expr_field(node, "body", e.body);
      expr_field(node, "orelse", e.orelse);
      break;
    }
    case ExprKind::Await:
      expr_field(node, "value", as<Await>(expr).value);
      break;
    case ExprKind::Yield:
      expr_field(node, "value", as<Yield>(expr).value);
      break;
    case ExprKind::YieldFrom:
      expr_field(node, "value", as<YieldFrom>(expr).value);
      break;
    case ExprKind::Repr:
      expr_field(node, "value", as<Repr>(expr).value);
      break;
    case ExprKind::Compare: {
      const auto& e = as<Compare>(expr);
      expr_field(node, "left", e.left);
      node.field("ops");
      list(e.ops, [this](CompareOperator op) {
        bare(kCompareOperators[index_of(op)]);
      });
      exprs_field(node, "comparators", e.comparators);
      break;
    }
    case ExprKind::Call: {
      const auto& e = as<Call>(expr);
      expr_field(node, "func", e.func);
      exprs_field(node, "args", e.args);
      keywords(node, e.keywords);
      break;
    }
    case ExprKind::FormattedValue: {
      const auto& e = as<FormattedValue>(expr);
      expr_field(node, "value", e.value);
      node.field("conversion");
      out_ += format("%d", e.conversion == 0 ? -1 : e.conversion);
      expr_field(node, "format_spec", e.format_spec);
      break;
    }
    case ExprKind::JoinedStr:
      exprs_field(node, "values", as<JoinedStr>(expr).values);
      break;
    case ExprKind::Constant: {
      const auto& e = as<Constant>(expr);
      node.field("value");
      constant(e);
      if (e.is_unicode) name_field(node, "kind", "u");
      break;
    }
    case ExprKind::Attribute: {
      const auto& e = as<Attribute>(expr);
      expr_field(node, "value", e.value);
      name_field(node, "attr", e.attr);
      context_field(node, e.context);
      break;
    }
    case ExprKind::Subscript: {
      const auto& e = as<Subscript>(expr);
      expr_field(node, "value", e.value);
      expr_field(node, "slice", e.slice);
      context_field(node, e.context);
      break;
    }
    case ExprKind::Starred: {
      const auto& e = as<Starred>(expr);
      expr_field(node, "value", e.value);
      context_field(node, e.context);
      break;
    }
    case ExprKind::Name: {
      const auto& e = as<Name>(expr);
      name_field(node, "id", e.id);
      context_field(node, e.context);
      break;
    }
    case ExprKind::Slice: {
      const auto& e = as<Slice>(expr);
      expr_field(node, "lower", e.lower);
      expr_field(node, "upper", e.upper);
      expr_field(node, "step", e.step);
      break;
    }
    default:
      displays(node, expr);
      break;
  }
  node.positions(expr.span);
}

void Dumper::pattern(const Pattern& pattern) {
  Node node(this, kPatternNames[index_of(pattern.kind)]);
  switch (pattern.kind) {
    case PatternKind::MatchValue:
      expr_field(node, "value", as<MatchValue>(pattern).value);
      break;
    case PatternKind::MatchSingleton: {
      const ConstantKind value = as<MatchSingleton>(pattern).value;
      node.field("value");
      out_ += value == ConstantKind::None   ? "None"
              : value == ConstantKind::True ? "True"
                                            : "False";
      break;
    }
    case PatternKind::MatchSequence:
      node.field("patterns");
      patterns(as<MatchSequence>(pattern).patterns);
      break;
    case PatternKind::MatchMapping: {
      const auto& p = as<MatchMapping>(pattern);
      exprs_field(node, "keys", p.keys);
      node.field("patterns");
      patterns(p.patterns);
      name_field(node, "rest", p.rest);
      break;
    }
    case PatternKind::MatchClass: {
      const auto& p = as<MatchClass>(pattern);
      expr_field(node, "cls", p.cls);
      node.field("patterns");
      patterns(p.patterns);
      node.field("kwd_attrs");
      names(p.kwd_attrs);
      node.field("kwd_patterns");
      patterns(p.kwd_patterns);
      break;
    }
    case PatternKind::MatchStar:
      name_field(node, "name", as<MatchStar>(pattern).name);
      break;
    case PatternKind::MatchAs: {
      const auto& p = as<MatchAs>(pattern);
      if (p.pattern != nullptr) {
        node.field("pattern");
        this->pattern(*p.pattern);
      }
      name_field(node, "name", p.name);
      break;
    }
    case PatternKind::MatchOr:
      node.field("patterns");
      patterns(as<MatchOr>(pattern).patterns);
      break;
  }
  node.positions(pattern.span);
}

void Dumper::arg(const Arg& arg) {
  Node node(this, "arg");
  name_field(node, "arg", arg.name);
  expr_field(node, "annotation", arg.annotation);
  expr_field(node, "unpack", arg.unpack);
  node.positions(arg.span);
}

void Dumper::arguments(const Arguments& args) {
  const auto show = [this](const Arg& one) { arg(one); };
  Node node(this, "arguments");
  node.field("posonlyargs");
  list(args.posonlyargs, show);
  node.field("args");
  list(args.args, show);
  if (args.vararg != nullptr) {
    node.field("vararg");
    arg(*args.vararg);
  }
  node.field("kwonlyargs");
  list(args.kwonlyargs, show);
  exprs_field(node, "kw_defaults", args.kw_defaults);
  if (args.kwarg != nullptr) {
    node.field("kwarg");
    arg(*args.kwarg);
  }
  exprs_field(node, "defaults", args.defaults);
}

void Dumper::alias(const Alias& alias) {
  Node node(this, "alias");
  name_field(node, "name", alias.name);
  name_field(node, "asname", alias.asname);
  node.positions(alias.span);
}

void Dumper::handler(const ExceptHandler& handler) {
  Node node(this, "ExceptHandler");
  expr_field(node, "type", handler.type);
  name_field(node, "name", handler.name);
  expr_field(node, "target", handler.target);
  body_field(node, "body", handler.body);
  node.positions(handler.span);
}

void Dumper::definitions(Node& node, const Stmt& stmt) {
  if (const auto* function = cast<FunctionDef>(&stmt)) {
    name_field(node, "name", function->name);
    node.field("args");
    arguments(*function->args);
    body_field(node, "body", function->body);
    exprs_field(node, "decorator_list", function->decorator_list);
    expr_field(node, "returns", function->returns);
  } else if (const auto* type = cast<ClassDef>(&stmt)) {
    name_field(node, "name", type->name);
    exprs_field(node, "bases", type->bases);
    keywords(node, type->keywords);
    body_field(node, "body", type->body);
    exprs_field(node, "decorator_list", type->decorator_list);
  }
}

void Dumper::blocks(Node& node, const Stmt& stmt) {
  if (const auto* loop = cast<For>(&stmt)) {
    expr_field(node, "target", loop->target);
    expr_field(node, "iter", loop->iter);
    body_field(node, "body", loop->body);
    body_field(node, "orelse", loop->orelse);
  } else if (const auto* repeat = cast<While>(&stmt)) {
    expr_field(node, "test", repeat->test);
    body_field(node, "body", repeat->body);
    body_field(node, "orelse", repeat->orelse);
  } else if (const auto* branch = cast<If>(&stmt)) {
    expr_field(node, "test", branch->test);
    body_field(node, "body", branch->body);
    body_field(node, "orelse", branch->orelse);
  } else if (const auto* with = cast<With>(&stmt)) {
    node.field("items");
    list(with->items, [this](const WithItem& item) {
      Node inner(this, "withitem");
      expr_field(inner, "context_expr", item.context_expr);
      expr_field(inner, "optional_vars", item.optional_vars);
    });
    body_field(node, "body", with->body);
  } else if (const auto* match = cast<Match>(&stmt)) {
    expr_field(node, "subject", match->subject);
    node.field("cases");
    list(match->cases, [this](const MatchCase& one) {
      Node inner(this, "match_case");
      inner.field("pattern");
      pattern(*one.pattern);
      expr_field(inner, "guard", one.guard);
      body_field(inner, "body", one.body);
    });
  } else if (const auto* attempt = cast<Try>(&stmt)) {
    body_field(node, "body", attempt->body);
    node.field("handlers");
    list(attempt->handlers,
         [this](const ExceptHandler& one) { handler(one); });
    body_field(node, "orelse", attempt->orelse);
    body_field(node, "finalbody", attempt->finalbody);
  }
}

void Dumper::stmt(const Stmt& stmt) {
  Node node(this, kStmtNames[index_of(stmt.kind)]);
  switch (stmt.kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
    case StmtKind::ClassDef:
      definitions(node, stmt);
      break;
    case StmtKind::Return:
      expr_field(node, "value", as<Return>(stmt).value);
      break;
    case StmtKind::Delete:
      exprs_field(node, "targets", as<Delete>(stmt).targets);
      break;
    case StmtKind::Assign:
      exprs_field(node, "targets", as<Assign>(stmt).targets);
      expr_field(node, "value", as<Assign>(stmt).value);
      break;
    case StmtKind::AugAssign:
      expr_field(node, "target", as<AugAssign>(stmt).target);
      node.field("op");
      bare(kOperators[index_of(as<AugAssign>(stmt).op)]);
      expr_field(node, "value", as<AugAssign>(stmt).value);
      break;
    case StmtKind::AnnAssign:
      expr_field(node, "target", as<AnnAssign>(stmt).target);
      expr_field(node, "annotation", as<AnnAssign>(stmt).annotation);
      expr_field(node, "value", as<AnnAssign>(stmt).value);
      node.field("simple");
      out_ += as<AnnAssign>(stmt).simple ? '1' : '0';
      break;
    case StmtKind::Raise:
      expr_field(node, "exc", as<Raise>(stmt).exc);
      expr_field(node, "cause", as<Raise>(stmt).cause);
      expr_field(node, "value", as<Raise>(stmt).value);
      expr_field(node, "traceback", as<Raise>(stmt).traceback);
      break;
    case StmtKind::Assert:
      expr_field(node, "test", as<Assert>(stmt).test);
      expr_field(node, "msg", as<Assert>(stmt).msg);
      break;
    case StmtKind::Import:
      node.field("names");
      list(as<Import>(stmt).names, [this](const Alias& one) { alias(one); });
      break;
    case StmtKind::ImportFrom:
      name_field(node, "module", as<ImportFrom>(stmt).module);
      node.field("names");
      list(as<ImportFrom>(stmt).names,
           [this](const Alias& one) { alias(one); });
      node.field("level");
      out_ += format("%u", as<ImportFrom>(stmt).level);
      break;
    case StmtKind::Global:
      node.field("names");
      names(as<Global>(stmt).names);
      break;
    case StmtKind::Nonlocal:
      node.field("names");
      names(as<Nonlocal>(stmt).names);
      break;
    case StmtKind::Expr:
      expr_field(node, "value", as<ExprStmt>(stmt).value);
      break;
    case StmtKind::Print:
      expr_field(node, "dest", as<Print>(stmt).dest);
      exprs_field(node, "values", as<Print>(stmt).values);
      node.field("nl");
      out_ += as<Print>(stmt).newline ? "True" : "False";
      break;
    case StmtKind::Exec:
      expr_field(node, "body", as<Exec>(stmt).body);
      expr_field(node, "globals", as<Exec>(stmt).globals);
      expr_field(node, "locals", as<Exec>(stmt).locals);
      break;
    case StmtKind::Pass:
    case StmtKind::Break:
    case StmtKind::Continue:
      break;
    default:
      blocks(node, stmt);
      break;
  }
  node.positions(stmt.span);
}

void Dumper::module(const Module& module) {
  if (module.mode == ParseMode::kEval) {
    Node node(this, "Expression");
    expr_field(node, "body", module.expression);
    return;
  }
  Node node(this, module.mode == ParseMode::kExec ? "Module" : "Interactive");
  body_field(node, "body", module.body);
  if (module.mode == ParseMode::kExec) {
    node.field("type_ignores");
    out_ += "[]";
  }
}

}  // namespace

std::string dump(const Module& module, bool with_positions) {
  Dumper dumper(with_positions);
  dumper.module(module);
  return dumper.take();
}

}  // namespace mt::python::ast
