// compiler_calls.cc - calls: the window, the arguments, the three ways to call.
//
//   R[base]   what is called      R[base+2] ...  arguments, from left to right
//   R[base+1] the receiver, when LoadMethod found one
//
// Where the result goes to a temporary on top of the stack, the window begins
// there: nested calls then slide along instead of piling up.

#include "python/compiler.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

namespace {

// What a dict of the era answers itself, in lists.
bool is_era_dict_method(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "keys",     "values",     "items",     "has_key",
      "iterkeys", "itervalues", "iteritems", "next"};
  for (const std::string_view known : kNames) {
    if (name == known) return true;
  }
  return false;
}

}  // namespace

// The first register of a call whose result goes to dest.
Reg Compiler::window(Reg dest) {
  if (is_temp(dest) && dest + 1 == state_->next_temp) {
    temp();
    return dest;
  }
  return temp(2);
}

// A call without keywords whose arguments are in their places.
void Compiler::call_window(const Span& span, Reg base, uint32_t count,
                           Reg dest) {
  emit(span, Op::kCall, base, count, dest, 1);
}

void Compiler::gen_call(const ast::Call& node, Reg dest) {
  check_called(node);
  TempScope temps(*this);
  const Reg base = window(dest);
  Span span = node.span;
  const auto* attribute = ast::cast<ast::Attribute>(node.func);
  if (attribute != nullptr) {
    const Reg object = operand_in(attribute->value, base);
    const Span at = attribute_span(*attribute);
    const bool era = is_era_ && is_era_dict_method(attribute->attr);
    emit(at, Op::kLoadMethod, base, object,
         site(Op::kLoadMethod, attribute->attr), era);
    if (attribute->span.line != attribute->span.end_line) {
      span.line = at.line;
      span.column = at.column;
    }
  } else {
    gen(node.func, base);
  }
  gen_arguments(span, base, node.args, node.keywords, dest,
                attribute != nullptr, 0);
  // Whoever says bytes means bytes.
  const auto* name = ast::cast<ast::Name>(node.func);
  if (name == nullptr || name->id != "bytes") era_text(span, dest);
}

// Arguments and the call itself. `given`: arguments already in the window.
void Compiler::gen_arguments(const Span& span, Reg base,
                             const Seq<Expr*>& args,
                             const Seq<ast::Keyword>& keywords, Reg dest,
                             bool has_receiver, uint32_t given) {
  bool spread = false;
  for (const Expr* arg : args) spread |= arg->kind == ast::ExprKind::Starred;
  for (const ast::Keyword& keyword : keywords) spread |= keyword.arg.empty();
  if (spread || args.size() + keywords.size() > 2 * kMaxWindow + 191) {
    gen_spread_arguments(span, base, args, keywords, dest, has_receiver,
                         given);
    return;
  }
  for (const Expr* arg : args) gen_temp(arg);
  const uint32_t count = given + args.size() + keywords.size();
  const uint32_t no_receiver = has_receiver ? 0 : 1;
  if (keywords.empty()) {
    emit(span, Op::kCall, base, count, dest, no_receiver);
    return;
  }
  std::vector<Str*> names;
  for (const ast::Keyword& keyword : keywords) {
    gen_temp(keyword.value);
    names.push_back(identifier(keyword.arg));
  }
  const Reg table = temp();
  Tuple* tuple = names_tuple(names);
  if (tuple == nullptr) {
    failed_ = true;
    return;
  }
  load_value(span, Value::from_object(tuple), table);
  emit(span, Op::kCallKw, base, count, dest, no_receiver);
}

// CallSpread: positional arguments as one tuple, all named ones as one dict.
// `given` is 0, or 2 when a class body and its name stand in the window.
void Compiler::gen_spread_arguments(const Span& span, Reg base,
                                    const Seq<Expr*>& args,
                                    const Seq<ast::Keyword>& keywords,
                                    Reg dest, bool has_receiver,
                                    uint32_t given) {
  if (given == 0) temp(2);
  const Reg positional = base + 2;
  const Reg named = base + 3;
  bool has_star = false;
  for (const Expr* arg : args) has_star |= arg->kind == ast::ExprKind::Starred;
  if (given == 0 && has_star && args.size() == 1) {
    // f(*x): the call itself takes x apart, and says so if it cannot.
    gen(ast::as<ast::Starred>(*args[0]).value, positional);
  } else if (given == 0 && !has_star && args.size() <= kMaxWindow) {
    gen_sequence(span, args, ast::ExprKind::Tuple, positional);
  } else {
    TempScope temps(*this);
    const Reg list = temp();
    emit(span, Op::kBuildList, list, positional, given);
    for (const Expr* arg : args) {
      TempScope item(*this);
      if (const auto* starred = ast::cast<ast::Starred>(arg)) {
        emit(starred->span, Op::kListExtend, list, operand(starred->value));
      } else {
        emit(arg->span, Op::kListAppend, list, operand(arg));
      }
    }
    emit(span, Op::kListToTuple, positional, list);
  }
  if (keywords.empty()) {
    emit(span, Op::kClear, named, 1);
  } else {
    // Runs of name=value are built together; every further part is merged, so
    // that a name given twice is noticed.
    bool first = true;
    for (size_t i = 0; i < keywords.size();) {
      TempScope temps(*this);
      if (keywords[i].arg.empty()) {
        const Reg mapping = operand(keywords[i].value);
        if (keywords.size() == 1) {
          emit(span, Op::kClear, named, 1);  // f(**x): read where it is
        } else if (first) {
          emit(span, Op::kBuildDict, named, mapping, 0);
        }
        emit(span, Op::kDictMerge, named, mapping, base);
        ++i;
      } else {
        const Reg part = first ? named : temp();
        const Reg pairs = state_->next_temp;
        uint32_t count = 0;
        while (i < keywords.size() && !keywords[i].arg.empty() &&
               count < kMaxWindow) {
          load_value(keywords[i].span,
                     Value::from_object(identifier(keywords[i].arg)), temp());
          gen_temp(keywords[i].value);
          ++count;
          ++i;
        }
        emit(span, Op::kBuildDict, part, pairs, count);
        if (!first) emit(span, Op::kDictMerge, named, part, base);
      }
      first = false;
    }
  }
  emit(span, Op::kCallSpread, base, 0, dest, has_receiver ? 0 : 1);
}

}  // namespace mt::python
