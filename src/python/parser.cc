// parser.cc - the front door, tokens, names and places.

#include "python/parser.h"

#include <algorithm>

#include "base/ascii.h"
#include "python/lexer_tables.h"
#include "python/parser_core.h"
#include "python/source_text.h"

namespace mt::python {

Parser::Parser(ParseResult* result, std::string_view source,
               std::string_view filename, ParseMode mode, Dialect dialect)
    : result_(*result),
      arena_(result->arena),
      names_(result->arena),
      source_(source),
      filename_(filename),
      mode_(mode),
      era_(dialect == Dialect::kEra),
      error_(result->error),
      warnings_(result->warnings) {}

// --- Tokens and places -----------------------------------------------------

ast::Identifier Parser::name() {
  if (!is(Tok::kName)) {
    invalid();
    return {};
  }
  const ast::Identifier id = names_.intern(text(token()));
  advance();
  return id;
}

bool Parser::expect_forced(Tok kind) {
  if (accept(kind)) return true;
  return fail_at(token(),
                 format("expected '%s'", std::string(spelling(kind)).c_str()));
}

uint32_t Parser::column_of(uint32_t offset, uint32_t line) const {
  return offset - line_starts_[line - 1];
}

ast::Span Parser::span_of(const Token& token) const {
  Span span;
  span.line = span.end_line = token.line;
  span.column = column_of(token.start, token.line);
  if (token.kind == Tok::kString) {
    const auto after = std::upper_bound(line_starts_.begin() + token.line,
                                        line_starts_.end(), token.end - 1);
    span.end_line = static_cast<uint32_t>(after - line_starts_.begin());
  }
  // The end of a line is as wide as its comment.
  const bool is_break = token.kind == Tok::kNewline &&
                        token.end > token.start &&
                        source_[token.end - 1] == '\n';
  const uint32_t end = token.end - (is_break ? 1 : 0);
  span.end_column = column_of(end, span.end_line);
  return span;
}

ast::Span Parser::span_from(uint32_t first) const {
  return span_from(span_of(lexed_.tokens[first]));
}

ast::Span Parser::span_from(const Span& first) const {
  Span span = first;
  if (at_ > 0) {
    const Span last = span_of(previous());
    span.end_line = last.end_line;
    span.end_column = last.end_column;
  }
  return span;
}

// --- The whole text --------------------------------------------------------

ast::Module* Parser::module(const LexRange& range) {
  tokenise(source_, range, era_, lexed_);
  line_starts_ = std::move(lexed_.line_starts);
  module_ = arena_.make<ast::Module>();
  module_->mode = mode_;
  module_->dialect = era_ ? Dialect::kEra : Dialect::kPython3;
  module_->source = source_;
  module_->filename = filename_;
  bool ok = true;
  note_print();
  if (mode_ == ParseMode::kLine) {
    mode_ = is_expression() ? ParseMode::kEval : ParseMode::kExec;
    module_->mode = mode_;
  } else if (mode_ == ParseMode::kEval) {
    ok = whole_expression();
  }
  if (mode_ == ParseMode::kEval) {
    // It has been read.
  } else if (mode_ == ParseMode::kExec) {
    ok = statements(Tok::kEnd, &module_->body);
  } else if (!is(Tok::kEnd)) {
    const bool is_block = at_compound() || is_name("match");
    std::vector<Stmt*> body;
    ok = statement(&body);
    module_->body = arena_.sequence(body);
    if (ok && !is(Tok::kEnd)) {
      ok = fail_at(token(),
                   "multiple statements found while compiling a single "
                   "statement");
    }
    const size_t last = source_.find_last_not_of(" \t");
    result_.incomplete = ok && is_block &&
                         previous().line > lexed_.tokens[0].line &&
                         source_[last] != '\n';
  }
  if (ok && !is(Tok::kEnd)) ok = invalid();
  if (ok && !lexed_.failed) {
    if (mode_ == ParseMode::kExec && !era_)
      result_.speaks_as_then |= is_of_then();
    return module_;
  }
  // The text is read as far as it goes. What is wrong within a token comes
  // before what is wrong with their order, except that at the prompt a mistake
  // is one whatever may still be typed; what else the lexer has to say comes
  // last.
  const bool at_stop = lexed_.tokens[furthest_].kind == Tok::kEnd;
  if (lexed_.failed &&
      (ok || is(Tok::kEnd) || (at_stop && is_generic_) ||
       (!lexed_.yields && mode_ != ParseMode::kSingle &&
        !is_stray_indent()))) {
    error_ = *lexed_.error;
    result_.incomplete = lexed_.incomplete;
    return nullptr;
  }
  finish_error();
  return nullptr;
}

void Parser::note_print() {
  result_.speaks_as_then |=
      is_name("print") && lexed_.tokens[at_ + 1].kind == Tok::kRightShift;
}

namespace {

// Modules that Twisted had until 2003, and has no more.
bool is_gone(std::string_view module) {
  constexpr std::string_view kGone[] = {
      "twisted.cred.authorizer",    "twisted.cred.identity",
      "twisted.cred.perspective",   "twisted.cred.service",
      "twisted.internet.app",       "twisted.manhole.service",
      "twisted.manhole.telnet",     "twisted.protocols.protocol",
      "twisted.protocols.telnet",   "twisted.python.defer",
      "twisted.python.delay"};
  return std::find(std::begin(kGone), std::end(kGone), module) !=
         std::end(kGone);
}

}  // namespace

// Looks at the tokens alone: at each import, and for what came after 2003.
bool Parser::is_of_then() const {
  if (source_.find("twisted") == source_.npos) return false;
  const auto& tokens = lexed_.tokens;
  bool imports_then = false, is_import = false, is_start = true;
  std::string package;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token token = tokens[i];
    switch (token.kind) {
      case Tok::kAt: case Tok::kWith: case Tok::kAsync: case Tok::kAwait:
      case Tok::kNonlocal: case Tok::kArrow: case Tok::kColonEqual:
        return false;
      case Tok::kString:
        if (text(token).find_first_of("bBfF") <
            text(token).find_first_of("'\""))
          return false;
        break;
      case Tok::kFrom:
        if (!is_start) return false;
        is_import = true;
        package.clear();
        for (; tokens[i + 1].kind != Tok::kImport; ++i)
          package += text(tokens[i + 1]);
        imports_then |= is_gone(package);
        package += '.';
        break;
      case Tok::kImport:
        if (is_start) package.clear();
        is_import = true;
        break;
      case Tok::kAs:
        if (!is_import) return false;
        break;
      case Tok::kName:
        if (is_import) {
          std::string name = package;
          for (; tokens[i].kind == Tok::kName; i += 2) {
            name += text(tokens[i]);
            if (tokens[i + 1].kind != Tok::kDot) break;
            name += '.';
          }
          imports_then |= is_gone(name);
        } else if (text(token) == "bytes" || text(token) == "format") {
          return false;
        } else if (tokens[i + 1].kind == Tok::kLeftParen &&
                   (text(token) == "print" || text(token) == "super")) {
          // A tuple would have been printed, and super() wanted a class.
          if (tokens[i + 2].kind == Tok::kRightParen) return false;
          for (size_t k = i + 2; tokens[k].level > token.level; ++k) {
            if (tokens[k].kind == Tok::kComma && text(token) == "print" &&
                tokens[k].level == token.level + 1)
              return false;
          }
        }
        break;
      default: break;
    }
    is_start = token.kind == Tok::kNewline || token.kind == Tok::kIndent ||
               token.kind == Tok::kDedent || token.kind == Tok::kSemicolon ||
               token.kind == Tok::kColon;
    if (is_start) is_import = false;
  }
  return imports_then;
}

bool Parser::whole_expression() {
  if (is(Tok::kStar)) invalid();
  if (!failed_) module_->expression = star_expressions();
  if (module_->expression == nullptr || has_bare_star(module_->expression))
    return false;
  while (accept(Tok::kNewline)) continue;
  return true;
}

// Whether all of the text is one, which then has been read.
bool Parser::is_expression() {
  Attempt attempt(*this, true);
  const bool yes = !lexed_.failed && whole_expression() && is(Tok::kEnd);
  if (yes) {
    attempt.keep();
  } else {
    warnings_.clear();
  }
  return yes;
}

// An expression for eval() is no target and has no star of its own.
bool Parser::has_bare_star(Expr* expr) {
  const auto* tuple = ast::cast<ast::Tuple>(expr);
  if (tuple == nullptr || tuple->parenthesised) return false;
  for (const Expr* element : tuple->elts) {
    if (element->kind != ast::ExprKind::Starred) continue;
    Span star = element->span;
    star.end_line = star.line;
    star.end_column = star.column + 1;
    fail(star, "invalid syntax");
    return true;
  }
  return false;
}

namespace {

// One reading. `incomplete` is set with an error and with a tree.
void parse_as(std::string_view bytes, std::string_view filename,
              ParseMode mode, Dialect dialect, bool ignore_cookie,
              ParseResult* result) {
  std::string decoded;
  if (!ignore_cookie || !is_plain_source(bytes)) {
    if (!decode_source(bytes, ignore_cookie, dialect == Dialect::kEra,
                       &decoded, &result->error)) {
      return;
    }
    bytes = decoded;
  }
  Arena& arena = result->arena;
  Parser parser(result, arena.copy(bytes), arena.copy(filename), mode, dialect);
  LexRange range;
  range.end = static_cast<uint32_t>(bytes.size());
  result->module = parser.module(range);
}

}  // namespace

ParseResult parse(std::string_view source, std::string_view filename,
                  ParseMode mode, Dialect dialect, bool ignore_cookie) {
  ParseResult result;
  if (dialect == Dialect::kPython3 || dialect == Dialect::kEra) {
    parse_as(source, filename, mode, dialect, ignore_cookie, &result);
    return result;
  }
  parse_as(source, filename, mode, Dialect::kPython3, ignore_cookie, &result);
  if (result.ok() && !result.speaks_as_then && dialect == Dialect::kEither)
    return result;
  // Python 3 that asks for more than we have is no era code for that.
  if (!result.ok() &&
      result.error.message.find("are not supported") != std::string::npos) {
    return result;
  }
  ParseResult era;
  parse_as(source, filename, mode, Dialect::kEra, ignore_cookie, &era);
  if (era.ok()) {
    result = std::move(era);
  } else if (!result.ok()) {
    result.incomplete |= era.incomplete;
  }
  return result;
}

ParseResult parse_library(std::string_view source, std::string_view filename,
                          const LexRange& range) {
  ParseResult result;
  Parser parser(&result, source, filename, ParseMode::kExec,
                Dialect::kPython3);
  result.module = parser.module(range);
  if (result.module != nullptr) result.module->is_library = true;
  return result;
}

}  // namespace mt::python
