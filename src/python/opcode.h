// opcode.h - the instructions of the virtual machine, one row each.
//
// The dispatch loop, the compiler, the disassembler and the verifier all read
// this table. An instruction is eight bytes: op, d (8 bits) and three 16-bit
// operands a, b, c. R[x] is a register of the frame, K[x] a constant, S[x] a
// Site (name plus inline cache). A jump target is relative to the instruction
// after the jump; `bc` is b and c together as one signed 32-bit number.
//
// Calls use a window of registers: R[a] what is called, R[a+1] the receiver or
// undefined, R[a+2]... the arguments. LoadMethod fills the first two.

#pragma once

#include <stdint.h>

namespace mt::python {

// OP(name, operands, effect)
#define MT_OPCODES(OP)                                                         \
  /* moving */                                                                 \
  OP(Move, A_B, "R[a] := R[b]")                                                \
  OP(LoadConst, A_K, "R[a] := K[b]")                                           \
  OP(LoadInt, A_I, "R[a] := bc as an integer")                                 \
  OP(LoadNone, A, "R[a] := None")                                              \
  OP(LoadBool, A_D, "R[a] := d != 0")                                          \
  OP(Clear, A_B, "R[a]..R[a+b-1] := undefined (del of a local)")               \
  OP(CheckBound, A_K, "raise UnboundLocalError(K[b]) if R[a] is undefined")    \
  /* cells */                                                                  \
  OP(MakeCell, A, "R[a] := new cell holding R[a]")                             \
  OP(LoadCell, A_B_K, "R[a] := cell R[b]; NameError(K[c]) when empty")         \
  OP(LoadClassCell, A_B_K, "R[a] := names[K[c]], else cell R[b]")              \
  OP(StoreCell, A_B, "cell R[a] := R[b]")                                      \
  OP(ClearCell, A_K, "empty cell R[a]; NameError(K[b]) if it was empty")       \
  /* names */                                                                  \
  OP(LoadGlobal, A_S, "R[a] := global or builtin S[b].name")                   \
  OP(StoreGlobal, A_S, "global S[b].name := R[a]")                             \
  OP(DelGlobal, S, "del global S[b].name")                                     \
  OP(LoadName, A_S, "R[a] := names, then globals, then builtins")              \
  OP(StoreName, A_S, "names[S[b].name] := R[a]")                               \
  OP(DelName, S, "del names[S[b].name]")                                       \
  /* attributes and items */                                                   \
  OP(LoadAttr, A_B_S, "R[a] := R[b].(S[c].name)")                              \
  OP(StoreAttr, A_B_S, "R[a].(S[c].name) := R[b]")                             \
  OP(DelAttr, A_S, "del R[a].(S[b].name)")                                     \
  OP(LoadMethod, A_B_S,                                                        \
     "R[a], R[a+1] := method S[c].name of R[b] and receiver (or undefined); "  \
     "d: era (keys, values, items, has_key of a dict)")                        \
  OP(GetItem, A_B_C, "R[a] := R[b][R[c]]")                                     \
  OP(SetItem, A_B_C, "R[a][R[b]] := R[c]")                                     \
  OP(DelItem, A_B, "del R[a][R[b]]")                                           \
  OP(BuildSlice, A_B_D, "R[a] := slice(R[b], R[b+1], d == 3 ? R[b+2] : None)") \
  /* arithmetic; d & 1: in-place form, d & 4: comes to a mask (vm_masked.h) */ \
  OP(Add, A_B_C, "R[a] := R[b] + R[c]")                                        \
  OP(Sub, A_B_C, "R[a] := R[b] - R[c]")                                        \
  OP(Mul, A_B_C, "R[a] := R[b] * R[c]")                                        \
  OP(MatMul, A_B_C, "R[a] := R[b] @ R[c]")                                     \
  OP(TrueDiv, A_B_C, "R[a] := R[b] / R[c]")                                    \
  OP(FloorDiv, A_B_C, "R[a] := R[b] // R[c]")                                  \
  OP(Mod, A_B_C, "R[a] := R[b] % R[c]")                                        \
  OP(Pow, A_B_C, "R[a] := R[b] ** R[c]")                                       \
  OP(LShift, A_B_C, "R[a] := R[b] << R[c]")                                    \
  OP(RShift, A_B_C, "R[a] := R[b] >> R[c]")                                    \
  OP(BitAnd, A_B_C, "R[a] := R[b] & R[c]")                                     \
  OP(BitXor, A_B_C, "R[a] := R[b] ^ R[c]")                                     \
  OP(BitOr, A_B_C, "R[a] := R[b] | R[c]")                                      \
  OP(EraDiv, A_B_C, "R[a] := R[b] / R[c], floored for integers")               \
  OP(AddInt, A_B_I16, "R[a] := R[b] + c (signed 16 bits); d & 1: in-place "    \
     "form; d & 2: written R[b] - (-c), and the slow road says so")            \
  OP(Neg, A_B, "R[a] := -R[b]")                                                \
  OP(Pos, A_B, "R[a] := +R[b]")                                                \
  OP(Invert, A_B, "R[a] := ~R[b]")                                             \
  OP(Not, A_B, "R[a] := not R[b]")                                             \
  /* comparing */                                                              \
  OP(Lt, A_B_C, "R[a] := R[b] < R[c]")                                         \
  OP(Le, A_B_C, "R[a] := R[b] <= R[c]")                                        \
  OP(Eq, A_B_C, "R[a] := R[b] == R[c]")                                        \
  OP(Ne, A_B_C, "R[a] := R[b] != R[c]")                                        \
  OP(Gt, A_B_C, "R[a] := R[b] > R[c]")                                         \
  OP(Ge, A_B_C, "R[a] := R[b] >= R[c]")                                        \
  OP(Is, A_B_C, "R[a] := (R[b] is R[c]) != d")                                 \
  OP(In, A_B_C, "R[a] := (R[b] in R[c]) != d")                                 \
  /* jumping */                                                                \
  OP(Jump, J, "pc += bc")                                                      \
  OP(LoopBack, J, "pc += bc, a safe point")                                    \
  OP(LoopFor, J, "pc += bc, a safe point, and the ForIter that is there")      \
  OP(JumpIf, A_J, "if R[a]: pc += bc")                                         \
  OP(JumpIfNot, A_J, "if not R[a]: pc += bc")                                  \
  OP(JumpIfNone, A_J, "if R[a] is None: pc += bc")                             \
  OP(JumpIfNotNone, A_J, "if R[a] is not None: pc += bc")                      \
  OP(JumpIfUndefined, A_J, "if R[a] is undefined: pc += bc")                   \
  OP(JumpLt, A_B_J16, "if (R[a] < R[b]) == d: pc += c (signed)")               \
  OP(JumpLe, A_B_J16, "if (R[a] <= R[b]) == d: pc += c")                       \
  OP(JumpEq, A_B_J16, "if (R[a] == R[b]) == d: pc += c")                       \
  OP(JumpNe, A_B_J16, "if (R[a] != R[b]) == d: pc += c")                       \
  OP(JumpGt, A_B_J16, "if (R[a] > R[b]) == d: pc += c")                        \
  OP(JumpGe, A_B_J16, "if (R[a] >= R[b]) == d: pc += c")                       \
  OP(JumpLtInt, A_I_J16, "if (R[a] < b) == d: pc += c (both signed)")          \
  OP(JumpLeInt, A_I_J16, "if (R[a] <= b) == d: pc += c")                       \
  OP(JumpEqInt, A_I_J16, "if (R[a] == b) == d: pc += c")                       \
  OP(JumpNeInt, A_I_J16, "if (R[a] != b) == d: pc += c")                       \
  OP(JumpGtInt, A_I_J16, "if (R[a] > b) == d: pc += c")                        \
  OP(JumpGeInt, A_I_J16, "if (R[a] >= b) == d: pc += c")                       \
  /* iterating: R[a] the iterator, R[a+1] its state (the VM's own) */          \
  OP(GetIter, A_B_D, "R[a], R[a+1] := iter(R[b]); d 1: R[a] alone, a true "    \
     "iterator (generator expressions); d 2: R[b] is an iterator already, "    \
     "only R[a+1] is to be made; d 3: d 1, of yield from")                     \
  OP(ForIter, A_B_J16, "R[b] := next of R[a], or pc += c at the end")          \
  OP(EraText, A_B, "R[a]..R[a+b-1]: of bytes, also in a tuple or list, "       \
     "make the str that they are to era code")                                 \
  OP(Unpack, A_B_C, "R[a]..R[a+c-1] := R[b], exactly c items; writes "         \
     "all or nothing, for the registers may be locals")                        \
  OP(UnpackStar, A_B_C_D, "R[a].. := R[b]: c before the star, d after")        \
  /* building */                                                               \
  OP(BuildTuple, A_B_C, "R[a] := (R[b], ... c items)")                         \
  OP(BuildList, A_B_C, "R[a] := [R[b], ... c items]")                          \
  OP(BuildSet, A_B_C, "R[a] := {R[b], ... c items}")                           \
  OP(BuildDict, A_B_C, "R[a] := {R[b]: R[b+1], ... c pairs}")                  \
  OP(BuildString, A_B_C, "R[a] := strings R[b], ... c of them, joined")        \
  OP(ListAppend, A_B, "R[a].append(R[b])")                                     \
  OP(ListExtend, A_B, "R[a].extend(R[b]); the display's error message")        \
  OP(SetAdd, A_B, "R[a].add(R[b])")                                            \
  OP(SetUpdate, A_B, "R[a].update(R[b])")                                      \
  OP(DictPut, A_B_C, "R[a][R[b]] := R[c]")                                     \
  OP(DictUpdate, A_B, "R[a].update(R[b]), for {**x}")                          \
  OP(DictMerge, A_B_C, "the same for f(**x): R[c] the function for messages; " \
     "an R[a] that is undefined becomes x itself")                            \
  OP(ListToTuple, A_B, "R[a] := tuple(R[b]), R[b] a list of our own")          \
  OP(TupleToList, A_K, "R[a] := list(K[b]), K[b] a tuple")                     \
  OP(Format, A_B_C_D,                                                          \
     "R[a] := format(R[b], R[c] when d & 4); d & 3: 1 !s, 2 !r, 3 !a")         \
  /* functions and calls */                                                    \
  OP(MakeFunction, A_K_C_D,                                                    \
     "R[a] := function of code K[b]; R[c].. in this order, where a bit of d "  \
     "is set: 1 defaults tuple, 2 keyword defaults dict, 4 annotations dict, " \
     "8 closure tuple of cells")                                               \
  OP(Comprehend, A_K_C,                                                        \
     "R[a] := what code K[b], a comprehension, makes of R[c]; the cells it "   \
     "closes over are R[c+1]..")                                               \
  OP(Call, A_B_C, "R[c] := R[a](receiver?, b arguments); d 1: no "             \
     "receiver, R[a+1] is not looked at; CallKw, CallSpread alike")            \
  OP(CallKw, A_B_C, "the same; R[a+2+b] is the tuple of keyword names")        \
  OP(CallSpread, A_C, "R[c] := R[a](*R[a+2] tuple or what else can be "        \
     "iterated, **R[a+3] dict of our own or undefined)")                       \
  OP(Return, A, "return R[a]")                                                 \
  OP(ReturnNone, N, "return None")                                             \
  OP(LoadBuildClass, A, "R[a] := what makes classes")                          \
  /* exceptions */                                                             \
  OP(Raise, A_B_D, "raise: d 0 bare, 1 R[a], 2 R[a] from R[b], 3 era R[a], "   \
     "R[b] value, R[b+1] traceback")                                           \
  OP(Reraise, A, "raise the exception R[a] again, its traceback kept")         \
  OP(EnterHandler, A, "R[a+1] := handled; handled := R[a] (the exception)")    \
  OP(LeaveHandler, A, "handled := R[a+1]")                                     \
  OP(MatchException, A_B_C, "R[a] := exception R[b] matches R[c]")             \
  OP(MatchGroup, A_B_C, "R[a], R[a+1] := matching part, rest of R[b] by R[c]") \
  OP(RaiseGroup, A_B, "except*: raise R[b] (list) regrouped with R[a] the "    \
     "original; R[a] := None when nothing is left to raise")                   \
  OP(EnterWith, A_B_D, "R[a] := bound __exit__ of R[b], R[a+1] := "            \
     "__enter__(); d: the async pair, not yet awaited")                        \
  OP(ExitWith, A_B_C, "R[a] := R[b](type, value, traceback of exception R[c])" \
     "; R[c] undefined: three Nones")                                          \
  /* generators */                                                             \
  OP(Yield, A_B, "yield R[b]; when resumed, R[a] := what was sent")            \
  OP(YieldFrom, A_B_C, "delegate to iterator R[b] with R[c] sent; repeats "    \
     "itself until done, then R[a] := its result; d: await")                   \
  OP(GetAwaitable, A_B_D, "R[a] := iterator of awaitable R[b]")                \
  OP(GetAsyncIter, A_B, "R[a] := R[b].__aiter__()")                            \
  OP(GetAsyncNext, A_B, "R[a] := awaitable of R[b].__anext__()")               \
  OP(EndAsyncFor, A_J, "exception R[a]: if StopAsyncIteration pc += bc, "      \
     "else raise it again")                                                    \
  OP(WrapYield, A_B, "R[a] := R[b] as a value yielded by an async generator")  \
  /* modules */                                                                \
  OP(Import, A_B_K_D, "R[a] := __import__(K[c], fromlist R[b], level d); "     \
     "d 255: era, the package of the importer is searched first")              \
  OP(ImportFrom, A_B_K, "R[a] := from module R[b] import K[c]")                \
  OP(ImportStar, A, "from module R[a] import *")                               \
  /* everything rare */                                                        \
  OP(Intrinsic, A_B_C_D, "R[a] := intrinsic number d of b values from R[c]")

enum class Op : uint8_t {
#define OP(name, operands, effect) k##name,
  MT_OPCODES(OP)
#undef OP
  kCount
};

// Intrinsics: operations too rare to deserve an instruction.
#define MT_INTRINSICS(I)                                                       \
  I(Display, "the prompt's sys.displayhook(value)")                            \
  I(EraPrint, "file or None, newline (bool), then the items")                  \
  I(EraExec, "source, globals or None, locals or None")                        \
  I(EraRepr, "backticks")                                                      \
  I(SetupAnnotations, "makes __annotations__ in the namespace")                \
  I(Annotate, "name, value: names.__annotations__[name] := value")             \
  I(Locals, "locals() of this frame")                                          \
  I(MatchSequenceLength, "subject, count, at_least(bool): True if it fits")    \
  I(MatchMapping, "subject, count: True if it is a mapping of so many")        \
  I(MatchKeys, "subject, keys tuple: tuple of values, or None")                \
  I(MatchRest, "subject, keys tuple: dict of what is left")                    \
  I(MatchClass, "subject, cls, positional count, names tuple: values or None") \
  I(AssertFail, "message or undefined: raise AssertionError")                  \
  I(StopIterationToRuntime, "exception leaving a generator body, converted")   \
  I(CopyList, "a copy, for star targets")                                      \
  I(EraCaught, "what except E, target gives: exception, apart (bool)")

enum class IntrinsicId : uint8_t {
#define I(name, effect) k##name,
  MT_INTRINSICS(I)
#undef I
  kCount
};

struct Instruction {
  Op op;
  uint8_t d;
  uint16_t a, b, c;

  int32_t bc() const {
    return static_cast<int32_t>(static_cast<uint32_t>(b) << 16 | c);
  }
  void set_bc(int32_t value) {
    b = static_cast<uint16_t>(static_cast<uint32_t>(value) >> 16);
    c = static_cast<uint16_t>(value);
  }
  int16_t jump16() const { return static_cast<int16_t>(c); }
};
static_assert(sizeof(Instruction) == 8, "instructions are eight bytes");

}  // namespace mt::python
