// parser_core.h - the parser's insides, shared by the parser_*.cc.
//
// Recursive descent over a vector of tokens, one function for each rule of the
// grammar and named after what it returns. A function that fails returns null
// (or false) and has set `failed_`; callers pass that on at once. Expressions
// that turn out to be targets are converted by to_target(), and the few places
// where one token does not decide (match, parenthesised with) try one reading
// with Attempt and go back.

#pragma once

#include <stdint.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "python/ast.h"
#include "python/lexer.h"
#include "python/name_table.h"
#include "python/parser.h"

namespace mt::python {

// Binding strength, loosest first. binary(p) reads operators of p and above.
enum class Level : uint8_t {
  kNone, kOr, kAnd, kNot, kCompare, kBitOr, kBitXor, kBitAnd, kShift, kSum,
  kTerm, kUnary,
};

class Parser {
 public:
  // What it makes and what it has to say goes to `result`.
  Parser(ParseResult* result, std::string_view source,
         std::string_view filename, ParseMode mode, Dialect dialect);

  // The tree, or null.
  ast::Module* module(const LexRange& range);

 private:
  using Span = ast::Span;
  using Expr = ast::Expr;
  using Stmt = ast::Stmt;
  using Pattern = ast::Pattern;
  template <typename T>
  using Seq = python::Seq<T>;

  // --- tokens: parser.cc ---
  const Token& token() const { return lexed_.tokens[at_]; }
  const Token& token_ahead(uint32_t n) const {
    const size_t i = at_ + n;
    return i < lexed_.tokens.size() ? lexed_.tokens[i] : lexed_.tokens.back();
  }
  const Token& previous() const { return lexed_.tokens[at_ - 1]; }
  Tok kind() const { return token().kind; }
  Tok kind_ahead(uint32_t n) const { return token_ahead(n).kind; }
  bool is(Tok kind) const { return token().kind == kind; }
  std::string_view text(const Token& token) const {
    return source_.substr(token.start, token.end - token.start);
  }
  void advance() {
    if (at_ + 1 < lexed_.tokens.size()) ++at_;
    if (at_ > furthest_) furthest_ = at_;
  }
  bool accept(Tok kind) {
    if (!is(kind)) return false;
    advance();
    return true;
  }
  // The next token must be `kind`, or "invalid syntax".
  bool expect(Tok kind) { return accept(kind) || invalid(); }
  // The same with the message "expected ':'".
  bool expect_forced(Tok kind);
  bool is_name(std::string_view word) const {
    return is(Tok::kName) && text(token()) == word;
  }
  ast::Identifier name();  // of the current token; interned; advances

  // --- places: parser.cc ---
  uint32_t column_of(uint32_t offset, uint32_t line) const;
  Span span_of(const Token& token) const;
  // From token number `first` to the last one consumed.
  Span span_from(uint32_t first) const;
  Span span_from(const Span& first) const;

  // --- errors: parser_errors.cc; all return false ---
  bool invalid();  // "invalid syntax" at the current token
  bool fail(const Span& where, std::string message,
            SyntaxErrorKind kind = SyntaxErrorKind::kSyntaxError);
  bool fail_at(const Token& token, std::string message,
               SyntaxErrorKind kind = SyntaxErrorKind::kSyntaxError);
  // Most messages are literals; the string is made here, not at each call.
  bool fail(const Span& where, const char* message);
  bool fail_at(const Token& token, const char* message);
  bool fail_depth();
  bool whole_expression();
  bool is_of_then() const;
  void note_print();  // whether a statement `print >> ...` begins here
  bool is_expression();
  bool has_bare_star(Expr* expr);
  bool is_stray_indent() const {
    const Tok reached = lexed_.tokens[furthest_].kind;
    return is_generic_ && (reached == Tok::kIndent || reached == Tok::kDedent);
  }
  void finish_error();
  void unclosed_bracket();
  void set_location(const Span& where);
  bool is_end_of_text(const Token& token) const;
  void set_location(const Token& token);
  bool starts_expression(Tok kind) const;
  // Behind an expression stands another one: was a comma forgotten?
  bool missing_comma(Expr* left, uint32_t first);
  bool missing_parentheses(const Token& word);
  const char* target_name(const Expr* expr) const;
  // The part of `expr` that no assignment (deletion, loop) can have.
  enum class TargetUse : uint8_t { kAssign, kDelete, kFor };
  Expr* invalid_target(Expr* expr, TargetUse use) const;
  bool check_assignment_message(Expr* left);

  template <typename T, typename... Args>
  T* node(const Span& span, Args... args) {
    T* made = arena_.make<T>(args...);
    made->span = span;
    ++height_;
    return made;
  }

  // The same for a node that has no others below it.
  template <typename T>
  T* leaf(const Span& span) {
    T* made = arena_.make<T>();
    made->span = span;
    if (height_ == 0) height_ = 1;
    return made;
  }

  // Counts the levels of the tree while it is being built: depth_ on the way
  // down, height_ on the way up, where loops pile nodes upon each other. What
  // is built under one Deeper counts as a pile, so that siblings need one each.
  class Deeper {
   public:
    explicit Deeper(Parser& parser)
        : parser_(parser), saved_height_(parser.height_) {
      parser.height_ = 0;
      ++parser.depth_;
    }
    ~Deeper() {
      --parser_.depth_;
      if (parser_.height_ < saved_height_) parser_.height_ = saved_height_;
    }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    bool is_too_deep() const {
      return parser_.depth_ + parser_.height_ > kMaxDepth;
    }

   private:
    Parser& parser_;
    uint32_t saved_height_;
  };
  bool height_is_too_much() const { return depth_ + height_ > kMaxDepth; }

  // One reading on trial: errors stay silent, and unless keep() is called
  // everything is as before.
  class Attempt {
   public:
    // `is_diagnosis`: made after the fact, to word an error; a generic one
    // then points no further than the first reading got.
    explicit Attempt(Parser& parser, bool is_diagnosis = false)
        : parser_(parser),
          at_(parser.at_),
          furthest_(parser.furthest_),
          is_diagnosis_(is_diagnosis) {
      ++parser.attempts_;
    }
    ~Attempt() {
      --parser_.attempts_;
      if (kept_) return;
      parser_.at_ = at_;
      parser_.failed_ = false;
      if (is_diagnosis_) parser_.furthest_ = furthest_;
    }
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;
    void keep() { kept_ = true; }

   private:
    Parser& parser_;
    uint32_t at_;
    uint32_t furthest_;
    bool is_diagnosis_;
    bool kept_ = false;
  };

  // --- expressions: parser_expressions.cc ---
  Expr* expression();            // x if y else z, lambda, a or b, …
  Expr* lone_expression();       // without a look at what stands behind it
  Expr* named_expression();      // x := y, or an expression
  Expr* star_expression();       // *x, or an expression
  Expr* star_named_expression();
  Expr* star_expressions();      // one, or a tuple without parentheses
  Expr* tuple_of(Expr* (Parser::*element)());
  Expr* expressions_or_yield();  // the right side of an assignment
  Expr* yield_expression();
  Expr* disjunction() { return binary(Level::kOr); }
  Expr* binary(Level least);
  Expr* binary_rest(Expr* left, uint32_t first, Level least);
  Expr* boolean(Expr* left, uint32_t first, Level level);
  Expr* comparison(Expr* left, uint32_t first);
  bool compare_operator(ast::CompareOperator* op);
  Expr* unary();
  Expr* power();
  Expr* primary();
  Expr* attribute(Expr* value, uint32_t first);
  Expr* lambda();
  Expr* subscript(Expr* value, uint32_t first);
  Expr* slice();

  // --- atoms: parser_atoms.cc ---
  Expr* atom();
  Expr* constant(ast::ConstantKind type);
  Expr* number();
  Expr* parenthesised();
  Expr* list_display();
  Expr* brace_display();
  Expr* dict_display(uint32_t first, Expr* first_key);
  bool dict_item(Expr** key, Expr** value);
  Expr* generator(Expr* element, uint32_t first);
  template <class Made>
  Expr* comprehension(const std::vector<Expr*>& elements, uint32_t first,
                      Tok closing);
  Expr* forgot_parentheses(const std::vector<Expr*>& elements, Span one);
  Expr* backquoted();
  bool comprehensions(Seq<ast::Comprehension>* generators,
                      bool is_list = false);
  Expr* comprehension_iter(bool is_list);
  bool at_comprehension() const;
  Expr* call(Expr* func, uint32_t first);
  bool arguments(Seq<Expr*>* args, Seq<ast::Keyword>* keywords,
                 bool is_class = false);
  bool generator_argument(Expr* value, uint32_t first,
                          std::vector<Expr*>* args, bool has_keywords,
                          bool is_class);
  bool keyword_argument(std::vector<ast::Keyword>* keywords);
  bool positional_argument(std::vector<Expr*>* args,
                           const std::vector<ast::Keyword>& keywords,
                           bool is_class);

  // --- strings: parser_strings.cc ---
  Expr* strings();
  struct Pieces;
  bool format_string(const Token& token, uint32_t* at, uint32_t end,
                     uint32_t nesting, Pieces* pieces);
  bool format_literal(const Token& token, uint32_t start, uint32_t end,
                      Pieces* pieces);
  void warn_escape(const Span& where, std::string message);
  bool format_field(const Token& token, uint32_t* at, uint32_t end,
                    uint32_t nesting, Pieces* pieces);
  bool find_field_end(const Token& token, uint32_t* at, uint32_t end);
  bool field_tail(const Token& token, uint32_t* at, uint32_t end,
                  uint32_t nesting, bool has_text, const Pieces& pieces,
                  ast::FormattedValue* made);
  Expr* format_expression(const Token& token, uint32_t start, uint32_t end);
  Expr* format_contents();
  void format_failure(const LexRange& range);
  void flush_text(Pieces* pieces);
  Expr* joined(Pieces* pieces);

  // --- targets: parser_targets.cc ---
  bool to_target(Expr* expr, ast::Context context);
  Expr* for_target();
  Expr* with_target();
  bool delete_targets(Seq<Expr*>* targets);

  // --- parameters: parser_parameters.cc ---
  ast::Arguments* parameters(Tok closing, bool is_lambda);
  struct ParameterState;
  bool parameter(ast::Arg* arg, bool is_lambda, bool is_star);
  Expr* tuple_parameter();
  bool plain_parameter(ParameterState* state);
  bool star_parameter(ParameterState* state);

  // --- simple statements: parser_statements.cc ---
  bool statements(Tok end, Seq<Stmt*>* body);
  bool statement(std::vector<Stmt*>* out);
  bool simple_statements(std::vector<Stmt*>* out);
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* assignment(Expr* left, uint32_t first);
  Stmt* annotated(Expr* target, uint32_t first);
  Stmt* augmented(Expr* target, uint32_t first, ast::Operator op);
  Stmt* return_statement();
  Stmt* raise_statement();
  Stmt* assert_statement();
  Stmt* del_statement();
  template <typename T>
  Stmt* scope_statement();
  Stmt* import_statement();
  Stmt* from_statement();
  ast::Identifier dotted_name();
  bool import_names(Seq<ast::Alias>* names);
  Stmt* print_statement();
  Stmt* exec_statement();

  // --- compound statements: parser_blocks.cc ---
  bool at_compound() const;
  Stmt* compound_statement();
  bool block(Seq<Stmt*>* body, const char* after, const Token& opener);
  bool colon_block(Seq<Stmt*>* body, const char* after, const Token& opener);
  bool expect_colon_at_end();
  Stmt* if_statement();
  Stmt* while_statement();
  Stmt* for_statement(uint32_t first, bool is_async);
  Stmt* with_statement(uint32_t first, bool is_async);
  bool with_items(std::vector<ast::WithItem>* items);
  bool with_item(ast::WithItem* item);
  Stmt* try_statement();
  bool except_clause(bool* is_star, bool is_first,
                     std::vector<ast::ExceptHandler>* handlers);
  bool else_block(Seq<Stmt*>* body);
  Stmt* decorated();
  Stmt* function(uint32_t first, bool is_async, Seq<Expr*> decorators);
  Stmt* class_definition(Seq<Expr*> decorators);
  Stmt* async_statement();

  // --- match: parser_patterns.cc ---
  bool at_match();
  Expr* star_expressions_named();
  Stmt* match_statement();
  bool case_block(std::vector<ast::MatchCase>* cases);
  Pattern* patterns();
  Pattern* maybe_star_pattern();
  Pattern* as_pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* group_or_sequence();
  bool sequence_items(Tok closing, std::vector<Pattern*>* items,
                      bool* saw_comma);
  Pattern* mapping_pattern();
  Expr* mapping_key();
  Pattern* class_pattern(Expr* cls, uint32_t first);
  Pattern* name_pattern();
  Expr* signed_number_pattern();

  bool note_future(const ast::ImportFrom* import);

  ParseResult& result_;
  Arena& arena_;
  NameTable names_;
  std::string_view source_;
  std::string_view filename_;
  ParseMode mode_;
  bool era_;
  Lexed lexed_;
  ShortVector<uint32_t, 8> line_starts_;  // of the whole text
  uint32_t at_ = 0;
  uint32_t furthest_ = 0;
  uint32_t depth_ = 0;
  uint32_t height_ = 0;
  uint32_t attempts_ = 0;
  bool failed_ = false;
  bool is_generic_ = false;  // the error is a bare "invalid syntax"
  bool in_format_ = false;   // within the braces of an f-string
  bool future_allowed_ = true;
  ast::Module* module_ = nullptr;
  SyntaxError& error_;
  std::vector<SyntaxWarning>& warnings_;
};

}  // namespace mt::python
