// parser_parameters.cc - what a function takes.

#include "python/parser_core.h"

namespace mt::python {

struct Parser::ParameterState {
  std::vector<ast::Arg> posonly, args, kwonly;
  std::vector<Expr*> defaults, kw_defaults;
  ast::Arguments* out = nullptr;
  bool is_lambda = false;
  bool saw_slash = false;
  bool saw_star = false;
  Tok closing{};
};

// Era: (a, (b, c)) as a parameter. The opening bracket is the current token.
ast::Expr* Parser::tuple_parameter() {
  const Deeper deeper(*this);
  if (deeper.is_too_deep()) {
    fail_depth();
    return nullptr;
  }
  const uint32_t first = at_;
  advance();
  std::vector<Expr*> elements;
  bool saw_comma = false;
  while (!is(Tok::kRightParen)) {
    if (is(Tok::kLeftParen)) {
      elements.push_back(tuple_parameter());
      if (elements.back() == nullptr) return nullptr;
    } else {
      if (!is(Tok::kName)) {
        invalid();
        return nullptr;
      }
      auto* part = leaf<ast::Name>(span_of(token()));
      part->context = ast::Context::Store;
      part->id = name();
      elements.push_back(part);
    }
    if (!accept(Tok::kComma)) break;
    saw_comma = true;
  }
  if (!expect(Tok::kRightParen)) return nullptr;
  if (elements.size() == 1 && !saw_comma) return elements[0];
  auto* made = node<ast::Tuple>(span_from(first));
  made->context = ast::Context::Store;
  made->elts = arena_.sequence(elements);
  return made;
}

bool Parser::parameter(ast::Arg* arg, bool is_lambda, bool is_star) {
  const uint32_t first = at_;
  if (is(Tok::kLeftParen)) {
    return fail_at(token(),
                   is_lambda
                       ? "Lambda expression parameters cannot be parenthesized"
                       : "Function parameters cannot be parenthesized");
  }
  if (!is(Tok::kName)) return invalid();
  arg->name = name();
  if (!is_lambda && accept(Tok::kColon)) {
    arg->annotation =
        is_star && is(Tok::kStar) ? star_expression() : expression();
    if (arg->annotation == nullptr) return false;
  }
  arg->span = span_from(first);
  return true;
}

bool Parser::plain_parameter(ParameterState* state) {
  ast::Arg arg;
  if (era_ && is(Tok::kLeftParen) && !state->saw_star) {
    const uint32_t first = at_;
    Expr* unpack = tuple_parameter();
    if (unpack == nullptr) return false;
    arg.span = span_from(first);
    // (a) in parentheses is a alone.
    if (const auto* plain = ast::cast<ast::Name>(unpack)) {
      arg.name = plain->id;
    } else {
      arg.unpack = unpack;
      arg.name = names_.intern(
          format(".%zu", state->posonly.size() + state->args.size()));
    }
  } else if (!parameter(&arg, state->is_lambda, false)) {
    return false;
  }
  Expr* default_value = nullptr;
  if (is(Tok::kAssign)) {
    const Token equals = token();
    advance();
    if (is(Tok::kComma) || is(state->closing)) {
      return fail_at(equals, "expected default value expression");
    }
    default_value = expression();
    if (default_value == nullptr) return false;
  }
  if (state->saw_star) {
    state->kwonly.push_back(arg);
    state->kw_defaults.push_back(default_value);
    return true;
  }
  if (default_value != nullptr) {
    state->defaults.push_back(default_value);
  } else if (!state->defaults.empty()) {
    return fail(arg.span, "non-default argument follows default argument");
  }
  state->args.push_back(arg);
  return true;
}

bool Parser::star_parameter(ParameterState* state) {
  const Token star = token();
  if (state->saw_star) {
    return fail_at(star, "* argument may appear only once");
  }
  state->saw_star = true;
  advance();
  if (is(Tok::kComma)) {
    const Tok next = kind_ahead(1);
    if (next == state->closing || next == Tok::kDoubleStar) {
      return fail_at(star, "named arguments must follow bare *");
    }
    return true;
  }
  if (is(state->closing)) {
    return fail_at(star, "named arguments must follow bare *");
  }
  state->out->vararg = arena_.make<ast::Arg>();
  if (!parameter(state->out->vararg, state->is_lambda, true)) return false;
  if (is(Tok::kAssign)) {
    return fail_at(token(),
                   "var-positional argument cannot have default value");
  }
  return true;
}

ast::Arguments* Parser::parameters(Tok closing, bool is_lambda) {
  ParameterState state;
  state.out = arena_.make<ast::Arguments>();
  state.is_lambda = is_lambda;
  state.closing = closing;
  while (!is(closing)) {
    if (state.out->kwarg != nullptr) {
      fail_at(token(), "arguments cannot follow var-keyword argument");
      return nullptr;
    }
    if (is(Tok::kSlash)) {
      const char* message = nullptr;
      if (state.saw_slash) {
        message = "/ may appear only once";
      } else if (state.saw_star) {
        message = "/ must be ahead of *";
      } else if (state.args.empty()) {
        message = "at least one argument must precede /";
      }
      if (message != nullptr) {
        fail_at(token(), message);
        return nullptr;
      }
      state.saw_slash = true;
      state.posonly.swap(state.args);
      advance();
    } else if (is(Tok::kStar)) {
      if (!star_parameter(&state)) return nullptr;
    } else if (accept(Tok::kDoubleStar)) {
      state.out->kwarg = arena_.make<ast::Arg>();
      if (!parameter(state.out->kwarg, is_lambda, false)) return nullptr;
      if (is(Tok::kAssign)) {
        fail_at(token(), "var-keyword argument cannot have default value");
        return nullptr;
      }
    } else if (!plain_parameter(&state)) {
      return nullptr;
    }
    if (!accept(Tok::kComma)) break;
  }
  state.out->posonlyargs = arena_.sequence(state.posonly);
  state.out->args = arena_.sequence(state.args);
  state.out->kwonlyargs = arena_.sequence(state.kwonly);
  state.out->defaults = arena_.sequence(state.defaults);
  state.out->kw_defaults = arena_.sequence(state.kw_defaults);
  return state.out;
}

}  // namespace mt::python
