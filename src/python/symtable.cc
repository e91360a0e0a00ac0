// symtable.cc - where each name lives, once all its uses are known.

#include "python/symtable.h"

#include "python/symtable_core.h"

namespace mt::python::ast {
namespace {

uint32_t hash_of(Identifier name) {
  uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : name) {
    hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  }
  return hash;
}

bool is_bound(const Symbol& symbol) {
  return (symbol.is_assigned || symbol.is_parameter) && !symbol.is_global &&
         !symbol.is_nonlocal;
}

class ScopeResolver {
 public:
  ScopeResolver(Arena& arena, const Module& module,
                const OpenScopes& scopes, SyntaxError* error)
      : arena_(arena), module_(module), scopes_(scopes), error_(error) {}

  bool run() {
    for (OpenScope* scope : scopes_) {
      // Resolving may append what passes through, but only to scopes around.
      for (size_t i = 0; i < scope->symbols.size(); ++i) {
        if (!resolve(*scope, *scope->symbols[i])) return false;
      }
    }
    for (OpenScope* scope : scopes_) number(*scope);
    for (OpenScope* scope : scopes_) link(*scope);
    return true;
  }

 private:
  bool resolve(OpenScope& scope, Symbol& symbol);
  OpenScope* owner_of(const OpenScope& scope, Identifier name);
  void capture(OpenScope& from, OpenScope& owner, Identifier name);
  void number(OpenScope& scope);
  void link(OpenScope& scope);

  Arena& arena_;
  const Module& module_;
  const OpenScopes& scopes_;
  SyntaxError* error_;
};

// The scope around `scope` whose variable a free `name` is: a function that
// binds it, or for __class__ the class. Null: it is global.
OpenScope* ScopeResolver::owner_of(const OpenScope& scope, Identifier name) {
  bool in_function = scope.scope->kind == ScopeKind::kFunction;
  for (OpenScope* outer = scope.parent; outer != nullptr;
       outer = outer->parent) {
    if (outer->scope->kind == ScopeKind::kModule) return nullptr;
    if (outer->scope->kind == ScopeKind::kClass) {
      if (name == "__class__" && in_function) return outer;
      continue;
    }
    in_function = true;
    const Symbol* symbol = outer->find(name);
    if (symbol == nullptr || symbol->is_nonlocal) continue;
    if (symbol->is_global) return nullptr;
    if (is_bound(*symbol)) return outer;
  }
  return nullptr;
}

// Marks the variable as a cell of its owner and as free in every scope from
// there inwards. Slots are given later; 0 says "wanted".
void ScopeResolver::capture(OpenScope& from, OpenScope& owner,
                            Identifier name) {
  if (owner.scope->kind == ScopeKind::kClass) {
    owner.scope->needs_class_cell = true;
  } else {
    Symbol* symbol = owner.find(name);
    symbol->binding = Binding::kCell;
    symbol->cell_slot = 0;
  }
  for (OpenScope* scope = &from; scope != &owner; scope = scope->parent) {
    Symbol* symbol = scope->find(name);
    if (symbol == nullptr) {
      symbol = scope->find_or_add(arena_, name);
      symbol->binding = Binding::kFree;
    }
    symbol->free_slot = 0;
  }
}

bool ScopeResolver::resolve(OpenScope& scope, Symbol& symbol) {
  const bool is_function = scope.scope->kind == ScopeKind::kFunction;
  if (symbol.is_global || symbol.is_global_inside) {
    symbol.binding = Binding::kGlobalExplicit;
    return true;
  }
  if (is_bound(symbol)) {
    // It may be known as a cell already: an inner scope never comes first,
    // but a class body's pass-through does not count as binding.
    if (symbol.binding != Binding::kCell) {
      symbol.binding = is_function ? Binding::kLocal : Binding::kNamed;
    }
    return true;
  }
  OpenScope* owner = owner_of(scope, symbol.name);
  if (owner != nullptr && !(symbol.is_nonlocal &&
                            owner->scope->kind == ScopeKind::kClass &&
                            symbol.name != "__class__")) {
    capture(scope, *owner, symbol.name);
    symbol.binding = Binding::kFree;
    return true;
  }
  if (symbol.is_nonlocal) {
    error_->message = "no binding for nonlocal '" + std::string(symbol.name) +
                      "' found";
    locate(error_, module_.source, symbol.declared);
    return false;
  }
  symbol.binding = is_function ? Binding::kGlobalImplicit : Binding::kNamed;
  return true;
}

void ScopeResolver::number(OpenScope& open) {
  Scope& scope = *open.scope;
  if (open.symbols.empty() && !scope.needs_class_cell) return;
  ShortVector<Symbol*, 16> locals;
  ShortVector<Identifier, 4> cells;
  ShortVector<FreeVariable, 4> frees;
  if (scope.needs_class_cell) cells.push_back("__class__");
  for (Symbol* symbol : open.symbols) {
    const bool is_local = symbol->binding == Binding::kLocal;
    if (symbol->is_parameter || is_local) {
      symbol->local_slot = static_cast<uint32_t>(locals.size());
      locals.push_back(symbol);
    }
    if (symbol->cell_slot != kNoSlot) {
      symbol->cell_slot = static_cast<uint32_t>(cells.size());
      cells.push_back(symbol->name);
    }
    if (symbol->free_slot != kNoSlot) {
      symbol->free_slot = static_cast<uint32_t>(frees.size());
      frees.push_back({symbol->name, false, 0});
    }
  }
  scope.symbols = arena_.sequence(open.symbols);
  scope.locals = arena_.sequence(locals);
  scope.cells = arena_.sequence(cells);
  scope.frees = arena_.sequence(frees);
}

void ScopeResolver::link(OpenScope& open) {
  for (FreeVariable& variable : open.scope->frees) {
    const OpenScope& outer = *open.parent;
    if (outer.scope->needs_class_cell && variable.name == "__class__" &&
        outer.scope->kind == ScopeKind::kClass) {
      variable.from_cell = true;
      continue;
    }
    const Symbol* symbol = outer.find(variable.name);
    CHECK(symbol != nullptr);
    variable.from_cell = symbol->cell_slot != kNoSlot;
    variable.index = variable.from_cell ? symbol->cell_slot
                                        : symbol->free_slot;
    CHECK(variable.index != kNoSlot);
  }
}

}  // namespace

Symbol* OpenScope::find(Identifier name) const {
  if (table.empty()) return nullptr;
  size_t i = hash_of(name) & (table.size() - 1);
  for (; table[i] != 0; i = (i + 1) & (table.size() - 1)) {
    Symbol* symbol = symbols[table[i] - 1];
    if (symbol->name == name) return symbol;
  }
  return nullptr;
}

Symbol* OpenScope::find_or_add(Arena& arena, Identifier name) {
  if (Symbol* known = find(name)) return known;
  if ((symbols.size() + 1) * 4 > table.size() * 3) {
    table.assign(table.empty() ? 16 : table.size() * 2, 0);
    for (size_t n = 0; n < symbols.size(); ++n) {
      size_t i = hash_of(symbols[n]->name) & (table.size() - 1);
      while (table[i] != 0) i = (i + 1) & (table.size() - 1);
      table[i] = static_cast<uint32_t>(n + 1);
    }
  }
  auto* symbol = arena.make<Symbol>();
  symbol->name = name;
  symbols.push_back(symbol);
  size_t i = hash_of(name) & (table.size() - 1);
  while (table[i] != 0) i = (i + 1) & (table.size() - 1);
  table[i] = static_cast<uint32_t>(symbols.size());
  return symbol;
}

const Symbol* Scope::find(Identifier wanted) const {
  for (const Symbol* symbol : symbols) {
    if (symbol->name == wanted) return symbol;
  }
  return nullptr;
}

bool mangle_into(Identifier class_name, Identifier name, std::string* out) {
  if (class_name.empty() || name.size() < 3 || name.substr(0, 2) != "__" ||
      name.substr(name.size() - 2) == "__" || name.find('.') != name.npos) {
    return false;
  }
  const size_t first = class_name.find_first_not_of('_');
  if (first == class_name.npos) return false;
  *out = "_";
  out->append(class_name.substr(first));
  out->append(name);
  return true;
}

bool build_symtable(Arena& arena, Module& module, SyntaxError* error) {
  ScopeBuilder builder(arena, module, error);
  if (!builder.run() ||
      !ScopeResolver(arena, module, builder.scopes(), error).run()) {
    return false;
  }
  ShortVector<Scope*, 8> scopes;
  for (const OpenScope* open : builder.scopes()) scopes.push_back(open->scope);
  module.scopes = arena.sequence(scopes);
  return true;
}

}  // namespace mt::python::ast
