// compiler_match.cc - match statements.
//
// A pattern jumps away when it does not fit and falls through when it does.
// What it captures waits in temporaries until the whole pattern has fitted;
// only then, before the guard, are the names assigned.

#include "python/compiler.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

using ast::PatternKind;

bool Compiler::is_wildcard(const ast::Pattern* pattern) {
  const auto* as = ast::cast<ast::MatchAs>(pattern);
  return as != nullptr && as->pattern == nullptr && as->name.empty();
}

void Compiler::match_statement(const ast::Match& node) {
  const Reg subject = gen_temp(node.subject);
  Label past = make_label();
  for (size_t i = 0; i < node.cases.size(); ++i) {
    if (failed_) return;
    const ast::MatchCase& match_case = node.cases[i];
    TempScope temps(*this);
    Label next = make_label();
    captures_.clear();
    collect_captures(match_case.pattern);
    pattern(match_case.pattern, subject, next);
    // A guard or a body may hold a match of its own.
    const std::vector<Capture> captured = captures_;
    for (const Capture& one : captured) {
      store_symbol(match_case.pattern->span, one.symbol, one.reg);
    }
    if (match_case.guard != nullptr) condition(match_case.guard, next, false);
    body(match_case.body);
    jump(node.span, past);
    bind(next);
  }
  bind(past);
}

void Compiler::collect_captures(const ast::Pattern* pattern) {
  const auto add = [&](ast::Identifier name, const Symbol* symbol) {
    if (name.empty()) return;
    for (const Capture& known : captures_) {
      if (known.name == name) return;
    }
    captures_.push_back({name, symbol, temp()});
  };
  const auto add_all = [&](const Seq<ast::Pattern*>& patterns) {
    for (const ast::Pattern* inner : patterns) collect_captures(inner);
  };
  switch (pattern->kind) {
    case PatternKind::MatchValue:
    case PatternKind::MatchSingleton:
      return;
    case PatternKind::MatchSequence:
      add_all(ast::as<ast::MatchSequence>(*pattern).patterns);
      return;
    case PatternKind::MatchMapping: {
      const auto& node = ast::as<ast::MatchMapping>(*pattern);
      add_all(node.patterns);
      add(node.rest, node.rest_symbol);
      return;
    }
    case PatternKind::MatchClass: {
      const auto& node = ast::as<ast::MatchClass>(*pattern);
      add_all(node.patterns);
      add_all(node.kwd_patterns);
      return;
    }
    case PatternKind::MatchStar: {
      const auto& node = ast::as<ast::MatchStar>(*pattern);
      add(node.name, node.symbol);
      return;
    }
    case PatternKind::MatchAs: {
      const auto& node = ast::as<ast::MatchAs>(*pattern);
      if (node.pattern != nullptr) collect_captures(node.pattern);
      add(node.name, node.symbol);
      return;
    }
    case PatternKind::MatchOr:
      add_all(ast::as<ast::MatchOr>(*pattern).patterns);
      return;
  }
}

void Compiler::capture(const Span& span, ast::Identifier name, Reg value) {
  for (const Capture& one : captures_) {
    if (one.name == name) emit(span, Op::kMove, one.reg, value);
  }
}

void Compiler::pattern(const ast::Pattern* pattern, Reg subject,
                       Label& fail_label) {
  if (failed_) return;
  TempScope temps(*this);
  const Span& span = pattern->span;
  switch (pattern->kind) {
    case PatternKind::MatchValue: {
      const Expr* expr = ast::as<ast::MatchValue>(*pattern).value;
      const Reg value = operand(expr);
      jump_if(span, Op::kJumpEq, fail_label, subject, value, 0);
      return;
    }
    case PatternKind::MatchSingleton: {
      const ast::ConstantKind kind =
          ast::as<ast::MatchSingleton>(*pattern).value;
      if (kind == ast::ConstantKind::None) {
        jump_if(span, Op::kJumpIfNotNone, fail_label, subject);
        return;
      }
      const Reg value = temp();
      emit(span, Op::kLoadBool, value, 0, 0, kind == ast::ConstantKind::True);
      emit(span, Op::kIs, value, subject, value);
      jump_if(span, Op::kJumpIfNot, fail_label, value);
      return;
    }
    case PatternKind::MatchSequence:
      sequence_pattern(ast::as<ast::MatchSequence>(*pattern), subject,
                       fail_label);
      return;
    case PatternKind::MatchMapping:
      mapping_pattern(ast::as<ast::MatchMapping>(*pattern), subject,
                      fail_label);
      return;
    case PatternKind::MatchClass:
      class_pattern(ast::as<ast::MatchClass>(*pattern), subject, fail_label);
      return;
    case PatternKind::MatchStar:
      capture(span, ast::as<ast::MatchStar>(*pattern).name, subject);
      return;
    case PatternKind::MatchAs: {
      const auto& node = ast::as<ast::MatchAs>(*pattern);
      if (node.pattern != nullptr) {
        this->pattern(node.pattern, subject, fail_label);
      }
      capture(span, node.name, subject);
      return;
    }
    case PatternKind::MatchOr:
      or_pattern(ast::as<ast::MatchOr>(*pattern), subject, fail_label);
      return;
  }
}

void Compiler::sequence_pattern(const ast::MatchSequence& node, Reg subject,
                                Label& fail_label) {
  const Span& span = node.span;
  const uint32_t count = node.patterns.size();
  uint32_t star = count;
  bool needs_items = false, keeps_star = false;
  for (uint32_t i = 0; i < count; ++i) {
    const auto* starred = ast::cast<ast::MatchStar>(node.patterns[i]);
    if (starred == nullptr) {
      needs_items |= !is_wildcard(node.patterns[i]);
      continue;
    }
    star = i;
    keeps_star = !starred->name.empty();
    needs_items |= keeps_star;
  }
  const bool has_star = star != count;
  const Reg question = temp(3);
  emit(span, Op::kMove, question, subject);
  emit_wide(span, Op::kLoadInt, question + 1,
            static_cast<int32_t>(count - has_star));
  emit(span, Op::kLoadBool, question + 2, 0, 0, has_star);
  intrinsic(span, IntrinsicId::kMatchSequenceLength, question, question, 3);
  jump_if(span, Op::kJumpIfNot, fail_label, question);
  if (!needs_items) return;
  if (has_star && !keeps_star) {
    // The items that count, one by one: there may be very many between them.
    for (uint32_t i = 0; i < count; ++i) {
      if (i == star || is_wildcard(node.patterns[i])) continue;
      TempScope temps(*this);
      const Reg item = temp();
      const uint32_t from_end = count - i;
      if (i < star) {
        emit_wide(span, Op::kLoadInt, item, static_cast<int32_t>(i));
      } else if (from_end < INT16_MAX) {  // of one more than the length
        emit(span, Op::kAddInt, item, question,
             static_cast<uint16_t>(-static_cast<int32_t>(from_end) - 1));
      } else {
        fail(span, "too many expressions in star-unpacking sequence pattern");
        return;
      }
      emit(span, Op::kGetItem, item, subject, item);
      pattern(node.patterns[i], item, fail_label);
    }
    return;
  }
  const Reg items = temp(count);
  if (has_star) {
    const uint32_t after = count - star - 1;
    if (after > 255) {
      fail(span, "too many expressions in star-unpacking sequence pattern");
      return;
    }
    emit(span, Op::kUnpackStar, items, subject, star, after);
  } else {
    emit(span, Op::kUnpack, items, subject, count);
  }
  for (uint32_t i = 0; i < count; ++i) {
    pattern(node.patterns[i], items + i, fail_label);
  }
}

void Compiler::mapping_pattern(const ast::MatchMapping& node, Reg subject,
                               Label& fail_label) {
  const Span& span = node.span;
  const Reg result = temp();
  const uint32_t count = node.keys.size();
  const Reg question = temp(2);  // subject, how many keys, and then the keys
  emit(span, Op::kMove, question, subject);
  emit_wide(span, Op::kLoadInt, question + 1, static_cast<int32_t>(count));
  intrinsic(span, IntrinsicId::kMatchMapping, result, question, 2);
  jump_if(span, Op::kJumpIfNot, fail_label, result);
  if (count == 0 && node.rest.empty()) return;

  GcVector seen(fiber_);
  for (const Expr* key : node.keys) {
    Value value;
    if (!constant_value(key, &value)) continue;
    for (size_t i = 0; i < seen.size(); ++i) {
      const int same = equal(fiber_, seen[i], value);
      if (same < 0) clear_exception(fiber_);
      if (same > 0) {
        fail(span, "mapping pattern checks duplicate key (" +
                       safe_repr(fiber_, value) + ")");
        return;
      }
    }
    seen.push(value);
  }
  gen_sequence(span, node.keys, ast::ExprKind::Tuple, question + 1);
  if (count > 0) {
    intrinsic(span, IntrinsicId::kMatchKeys, result, question, 2);
    jump_if(span, Op::kJumpIfNone, fail_label, result);
    TempScope temps(*this);
    const Reg items = temp(count);
    emit(span, Op::kUnpack, items, result, count);
    for (uint32_t i = 0; i < count; ++i) {
      pattern(node.patterns[i], items + i, fail_label);
    }
  }
  if (!node.rest.empty()) {
    intrinsic(span, IntrinsicId::kMatchRest, result, question, 2);
    capture(span, node.rest, result);
  }
}

void Compiler::class_pattern(const ast::MatchClass& node, Reg subject,
                             Label& fail_label) {
  const Span& span = node.span;
  const Reg question = temp(4);  // subject, class, count, names
  emit(span, Op::kMove, question, subject);
  gen(node.cls, question + 1);
  emit_wide(span, Op::kLoadInt, question + 2,
            static_cast<int32_t>(node.patterns.size()));
  std::vector<Str*> names;
  for (const ast::Identifier name : node.kwd_attrs) {
    names.push_back(identifier(name));
  }
  Tuple* tuple = names_tuple(names);
  if (tuple == nullptr) {
    failed_ = true;
    return;
  }
  load_value(span, Value::from_object(tuple), question + 3);
  intrinsic(span, IntrinsicId::kMatchClass, question, question, 4);
  jump_if(span, Op::kJumpIfNone, fail_label, question);
  const uint32_t count = node.patterns.size() + node.kwd_patterns.size();
  if (count == 0) return;
  const Reg items = temp(count);
  emit(span, Op::kUnpack, items, question, count);
  for (uint32_t i = 0; i < node.patterns.size(); ++i) {
    pattern(node.patterns[i], items + i, fail_label);
  }
  for (uint32_t i = 0; i < node.kwd_patterns.size(); ++i) {
    pattern(node.kwd_patterns[i], items + node.patterns.size() + i,
            fail_label);
  }
}

// Every alternative binds the same names, each into the same registers.
void Compiler::or_pattern(const ast::MatchOr& node, Reg subject,
                          Label& fail_label) {
  Label fits = make_label();
  const uint32_t last = node.patterns.size() - 1;
  for (uint32_t i = 0; i < last; ++i) {
    Label next = make_label();
    pattern(node.patterns[i], subject, next);
    jump(node.span, fits);
    bind(next);
  }
  pattern(node.patterns[last], subject, fail_label);
  bind(fits);
}

}  // namespace mt::python
