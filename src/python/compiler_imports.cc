// compiler_imports.cc - import and from ... import.
//
// A module written in era spelling is imported as the era did: what stands
// beside the importing module comes first. d says which: dots, or 255.

#include "python/compiler.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

namespace {

constexpr uint32_t kEraLevel = 255;
constexpr uint32_t kMostDots = 254;

// What __future__ knows of; the last two change nothing in what they ask for.
bool is_future_feature(std::string_view name) {
  static constexpr std::string_view kFeatures[] = {
      "nested_scopes",    "generators",       "division",
      "absolute_import",  "with_statement",   "print_function",
      "unicode_literals", "generator_stop",   "annotations"};
  for (const std::string_view feature : kFeatures) {
    if (feature == name) return true;
  }
  return false;
}

}  // namespace

void Compiler::import_statement(const ast::Import& node) {
  for (const ast::Alias& alias : node.names) {
    TempScope temps(*this);
    const Reg none = temp();
    const Reg module = temp();
    emit(node.span, Op::kLoadNone, none);
    emit(node.span, Op::kImport, module, none, name_constant(alias.name),
         is_era_ ? kEraLevel : 0);
    // The import of a.b.c answers a; `as` wants the last.
    if (!alias.asname.empty()) {
      size_t dot = alias.name.find('.');
      while (dot != std::string_view::npos) {
        const size_t start = dot + 1;
        dot = alias.name.find('.', start);
        const std::string_view part = alias.name.substr(
            start, dot == std::string_view::npos ? dot : dot - start);
        Str* name = intern(fiber_, part);
        emit(node.span, Op::kImportFrom, module, module,
             constant(Value::from_object(name)));
      }
    }
    store_symbol(node.span, alias.symbol, module);
  }
}

void Compiler::check_future(const ast::ImportFrom& node) {
  if (!future_allowed_) {
    fail(node.span,
         "from __future__ imports must occur at the beginning of the file");
    return;
  }
  for (const ast::Alias& alias : node.names) {
    if (alias.name == "braces") {
      fail(node.span, "not a chance");
    } else if (!is_future_feature(alias.name)) {
      fail(node.span, "future feature " + std::string(alias.name) +
                          " is not defined");
    }
  }
}

void Compiler::import_from_statement(const ast::ImportFrom& node) {
  if (node.level == 0 && node.module == "__future__") check_future(node);
  std::vector<Str*> names;
  for (const ast::Alias& alias : node.names) {
    names.push_back(identifier(alias.name));
  }
  Tuple* tuple = names_tuple(names);
  if (tuple == nullptr) {
    failed_ = true;
    return;
  }
  const Reg list = temp();
  const Reg module = temp();
  load_value(node.span, Value::from_object(tuple), list);
  uint32_t level = node.level < kMostDots ? node.level : kMostDots;
  if (level == 0 && is_era_) level = kEraLevel;
  emit(node.span, Op::kImport, module, list, name_constant(node.module),
       level);
  if (node.names.size() == 1 && node.names[0].name == "*") {
    if (state_->scope->kind != ast::ScopeKind::kModule) {
      fail(node.span, "import * only allowed at module level");
      return;
    }
    emit(node.span, Op::kImportStar, module);
    return;
  }
  for (const ast::Alias& alias : node.names) {
    TempScope temps(*this);
    const Reg value = temp();
    emit(node.span, Op::kImportFrom, value, module,
         name_constant(alias.name));
    era_text(node.span, value);
    store_symbol(node.span, alias.symbol, value);
  }
}

}  // namespace mt::python
