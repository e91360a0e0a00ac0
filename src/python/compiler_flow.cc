// compiler_flow.cc - labels, what is bound where, and leaving blocks.
//
// What is bound is followed forwards, in one pass: at a label it is what all
// ways there have in common. The way back of a loop is not known yet when its
// head is met, but it can only take away what some `del` of the function takes
// away, so those variables are forgotten at every head; likewise at a handler,
// which may be entered from the middle of what it guards.

#include "python/compiler.h"

namespace mt::python {

Label Compiler::make_label() {
  Label label;
  label.id = state_->assembler.new_label();
  return label;
}

void Compiler::use(Label& label) {
  if (!state_->is_reachable) return;
  if (label.used) {
    label.bound.intersect(state_->bound);
  } else {
    label.used = true;
    label.bound = state_->bound;
  }
}

void Compiler::bind(Label& label) {
  state_->assembler.bind(label.id);
  if (!label.used) return;
  if (state_->is_reachable) {
    state_->bound.intersect(label.bound);
  } else {
    state_->bound = label.bound;
  }
  state_->is_reachable = true;
}

void Compiler::bind_loop(Label& label) {
  state_->bound.subtract(state_->deleted);
  state_->assembler.bind(label.id);
}

void Compiler::bind_handler(Assembler::LabelId label, const BoundSet& at_start,
                            bool is_reachable) {
  state_->assembler.bind(label);
  state_->is_reachable = is_reachable;
  state_->bound = at_start;
  state_->bound.subtract(state_->deleted);
}

void Compiler::jump(const Span& span, Label& label) {
  if (!state_->is_reachable || failed_) return;
  use(label);
  state_->assembler.emit_jump(span, Op::kJump, label.id);
  unreachable();
}

void Compiler::jump_if(const Span& span, Op op, Label& label, Reg a, Reg b,
                       uint32_t d) {
  if (!state_->is_reachable || failed_) return;
  use(label);
  state_->assembler.emit_jump(span, op, label.id, a, b,
                              static_cast<uint8_t>(d));
}

void Compiler::loop_back(const Span& span, const Label& head, Op op) {
  if (!state_->is_reachable || failed_) return;
  state_->assembler.emit_jump(span, op, head.id);
  unreachable();
}

// --- blocks -----------------------------------------------------------------

namespace {

void close_region(CodeState& state, const Block& block, size_t depth) {
  if (block.handler == Assembler::kNoLabel) return;
  if (state.assembler.here() == block.start) return;
  state.assembler.guard(block.start, block.handler, block.target,
                        static_cast<uint32_t>(depth));
  if (block.guards != nullptr) *block.guards = true;
}

}  // namespace

void Compiler::push_block(const Block& block) {
  // kHandler and kHandlerName come with a try and are not counted on top of it.
  size_t count = 0;
  for (const Block& outer : state_->blocks) {
    count += outer.kind != BlockKind::kHandler &&
             outer.kind != BlockKind::kHandlerName;
  }
  if (count >= kMaxBlocks) {
    fail(block.span, "too many statically nested blocks");
  }
  state_->blocks.push_back(block);
  state_->blocks.back().start = state_->assembler.here();
}

void Compiler::pop_block() {
  const Block block = state_->blocks.back();
  close_region(*state_, block, state_->blocks.size());
  state_->blocks.pop_back();
}

Blocks Compiler::leave_blocks(size_t keep, const Span& span) {
  Blocks& blocks = state_->blocks;
  Blocks left;
  left.assign(blocks.begin() + keep, blocks.size() - keep);
  while (blocks.size() > keep) {
    const Block block = blocks.back();
    pop_block();
    leave_block(block, span);
  }
  return left;
}

void Compiler::go_on(const Blocks& left) {
  for (const Block& block : left) {
    state_->blocks.push_back(block);
    state_->blocks.back().start = state_->assembler.here();
  }
}

void Compiler::leave_block(const Block& block, const Span& span) {
  if (!state_->is_reachable) return;
  switch (block.kind) {
    case BlockKind::kLoop:
    case BlockKind::kTry:
      break;
    case BlockKind::kFinally:
      body(*block.finalbody);
      break;
    case BlockKind::kHandler:
      emit(Span{}, Op::kLeaveHandler, block.reg);
      break;
    case BlockKind::kHandlerName:
      forget_handler_name(span, block.name);
      break;
    case BlockKind::kWith:
      exit_with(block.span, block.reg, block.is_async);
      break;
  }
}

// --- what a function may unbind ---------------------------------------------

void Compiler::find_deleted_target(const Expr* target) {
  if (const auto* name = ast::cast<ast::Name>(target)) {
    const Reg reg = register_of(name->symbol);
    if (reg != kNone) state_->deleted.add(reg);
  } else if (const auto* tuple = ast::cast<ast::Tuple>(target)) {
    for (const Expr* item : tuple->elts) find_deleted_target(item);
  } else if (const auto* list = ast::cast<ast::List>(target)) {
    for (const Expr* item : list->elts) find_deleted_target(item);
  }
}

void Compiler::find_deleted(const Seq<Stmt*>& statements) {
  for (const Stmt* stmt : statements) {
    if (const auto* node = ast::cast<ast::Delete>(stmt)) {
      for (const Expr* target : node->targets) find_deleted_target(target);
    } else if (const auto* node = ast::cast<ast::If>(stmt)) {
      find_deleted(node->body);
      find_deleted(node->orelse);
    } else if (const auto* node = ast::cast<ast::While>(stmt)) {
      find_deleted(node->body);
      find_deleted(node->orelse);
    } else if (const auto* node = ast::cast<ast::For>(stmt)) {
      find_deleted(node->body);
      find_deleted(node->orelse);
    } else if (const auto* node = ast::cast<ast::With>(stmt)) {
      find_deleted(node->body);
    } else if (const auto* node = ast::cast<ast::Match>(stmt)) {
      for (const ast::MatchCase& match_case : node->cases) {
        find_deleted(match_case.body);
      }
    } else if (const auto* node = ast::cast<ast::Try>(stmt)) {
      find_deleted(node->body);
      for (const ast::ExceptHandler& handler : node->handlers) {
        if (!handler.name.empty()) {
          const Reg reg = register_of(handler.symbol);
          if (reg != kNone) state_->deleted.add(reg);
        }
        find_deleted(handler.body);
      }
      find_deleted(node->orelse);
      find_deleted(node->finalbody);
    }
  }
}

}  // namespace mt::python
