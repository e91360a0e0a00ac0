// regex_first.cc - which bytes may come next.
//
// Where a program forks, the next byte of the text often tells which way can
// succeed; then nothing need be remembered to come back to. The same knowledge
// lets a search skip what no match begins with, and a repeat give up at once
// when what follows it cannot begin inside it.

#include <string.h>

#include <algorithm>

#include "python/regex_tree.h"

namespace mt::python {

namespace {

constexpr size_t kMaxPlaces = 48;  // looked at for one answer
constexpr size_t kMaxWalk = 200;   // instructions walked over
constexpr size_t kMaxPrefix = 64;

class FirstFinder {
 public:
  explicit FirstFinder(const RegexProgram& program)
      : program_(program), code_(program.code) {}

  // False: anything may come, or nothing at all.
  bool find(uint32_t pc, FirstBytes* out) {
    memset(out, 0, sizeof *out);
    out_ = out;
    start_ = pc;
    place_count_ = 0;
    walked_ = 0;
    add_place(pc);
    for (size_t i = 0; i < place_count_; ++i) {
      if (!follow(places_[i])) return false;
      if (place_count_ == kMaxPlaces) return false;
    }
    return true;
  }

  void add_character(RegexOp what, uint32_t operand, FirstBytes* out) const;

 private:
  void add_place(uint32_t pc) {
    if (place_count_ < kMaxPlaces &&
        std::find(places_, places_ + place_count_, pc) ==
            places_ + place_count_) {
      places_[place_count_++] = pc;
    }
  }
  bool follow(uint32_t pc);

  const RegexProgram& program_;
  const std::vector<uint32_t>& code_;
  FirstBytes* out_ = nullptr;
  uint32_t start_ = 0;
  uint32_t places_[kMaxPlaces];
  size_t place_count_ = 0;
  size_t walked_ = 0;
};

void add_byte(FirstBytes* out, uint32_t byte) {
  out->bytes[byte >> 5] |= uint32_t{1} << (byte & 31);
}

void FirstFinder::add_character(RegexOp what, uint32_t operand,
                                FirstBytes* out) const {
  if (what == RegexOp::kByte) {
    add_byte(out, operand);
    return;
  }
  const CharSet* const set =
      what == RegexOp::kSet ? &program_.sets[operand] : nullptr;
  const uint32_t direct = program_.is_text ? 128 : 256;
  for (uint32_t byte = 0; byte < 256; ++byte) {
    bool may_be;
    if (byte >= direct) {  // begins a longer character, from 0xc2 on
      may_be = byte >= 0xc2 && (set == nullptr || set->may_reach(direct));
    } else {
      may_be = set != nullptr ? set->has(byte)
                              : what == RegexOp::kAnyAll || byte != '\n';
    }
    if (may_be) add_byte(out, byte);
  }
}

// Walks on from one place until something is matched for certain.
bool FirstFinder::follow(uint32_t pc) {
  for (;;) {
    if (++walked_ > kMaxWalk) return false;
    const uint32_t* const w = code_.data() + pc;
    switch (static_cast<RegexOp>(w[0])) {
      case RegexOp::kFail: return true;
      case RegexOp::kByte:
      case RegexOp::kAny:
      case RegexOp::kAnyAll:
      case RegexOp::kSet:
        add_character(static_cast<RegexOp>(w[0]), w[1], out_);
        return true;
      case RegexOp::kText: {
        char byte;
        memcpy(&byte, w + 2, 1);
        add_byte(out_, static_cast<uint8_t>(byte));
        return true;
      }
      case RegexOp::kJump: pc = w[1]; break;
      case RegexOp::kFork:  // a place each, for loops come back here
        add_place(w[1]);
        add_place(w[2]);
        return true;
      case RegexOp::kRepeat:
        add_character(static_cast<RegexOp>(w[kRepeatWhat]),
                      w[kRepeatOperand], out_);
        if (w[kRepeatLeast] != 0) return true;
        pc += kRepeatWords;
        break;
      case RegexOp::kCountEnter:
        // The first round is certain; what follows it, count knows.
        pc += w[4] != 0 ? 2 + 6 : 2;
        break;
      case RegexOp::kCount:
        add_place(pc + 6);
        add_place(w[5]);
        return true;
      case RegexOp::kCountStep: pc += 3; break;
      case RegexOp::kLoopTest:
        add_place(w[2]);
        pc += 3;
        break;
      case RegexOp::kCondition:
        add_place(w[2]);
        pc += 3;
        break;
      case RegexOp::kLook:
      case RegexOp::kLookNot: pc = w[2]; break;
      case RegexOp::kAtomicEnd:
        // An atomic group decides without a look at what follows it.
        if (start_ > w[2] && start_ <= pc) return false;
        pc += 3;
        break;
      case RegexOp::kSave:
      case RegexOp::kSaveEnd:
      case RegexOp::kLoopReset:
      case RegexOp::kLoopEnter:
      case RegexOp::kAtomic:
      case RegexOp::kWordEdge:
      case RegexOp::kNotWordEdge: pc += 2; break;
      case RegexOp::kBegin:
      case RegexOp::kBeginLine:
      case RegexOp::kEnd:
      case RegexOp::kEndLine:
      case RegexOp::kEndText: pc += 1; break;
      default: return false;
    }
  }
}

size_t length_of(const uint32_t* w) {
  switch (static_cast<RegexOp>(w[0])) {
    case RegexOp::kText: return 2 + (w[1] + 3) / 4;
    case RegexOp::kFork: return 6;
    case RegexOp::kRepeat: return kRepeatWords;
    case RegexOp::kCount: return 6;
    case RegexOp::kAtomicEnd:
    case RegexOp::kCountStep:
    case RegexOp::kLoopTest:
    case RegexOp::kCondition:
    case RegexOp::kBackrefIgnoreCase:
    case RegexOp::kLook:
    case RegexOp::kLookNot: return 3;
    case RegexOp::kAccept:
    case RegexOp::kFail:
    case RegexOp::kAny:
    case RegexOp::kAnyAll:
    case RegexOp::kBegin:
    case RegexOp::kBeginLine:
    case RegexOp::kEnd:
    case RegexOp::kEndLine:
    case RegexOp::kEndText: return 1;
    default: return 2;
  }
}

bool overlap(const FirstBytes& a, const FirstBytes& b) {
  for (size_t i = 0; i < 8; ++i) {
    if ((a.bytes[i] & b.bytes[i]) != 0) return true;
  }
  return false;
}

}  // namespace

void note_first_bytes(RegexProgram* program) {
  std::vector<uint32_t>& code = program->code;
  FirstFinder finder(*program);
  const auto note = [&](uint32_t pc) {
    FirstBytes first;
    if (!finder.find(pc, &first)) return kNoIndex;
    std::vector<FirstBytes>& known = program->firsts;
    if (known.empty() || memcmp(&known.back(), &first, sizeof first) != 0)
      known.push_back(first);
    return static_cast<uint32_t>(known.size() - 1);
  };
  for (uint32_t pc = 0; pc < code.size();) {
    uint32_t* const w = code.data() + pc;
    if (static_cast<RegexOp>(w[0]) == RegexOp::kFork) {
      w[4] = note(w[1]);
      w[5] = note(w[2]);
    } else if (static_cast<RegexOp>(w[0]) == RegexOp::kRepeat) {
      w[kRepeatNext] = note(pc + kRepeatWords);
      FirstBytes own = {};
      finder.add_character(static_cast<RegexOp>(w[kRepeatWhat]),
                           w[kRepeatOperand], &own);
      const bool is_greedy =
          w[kRepeatMode] == static_cast<uint32_t>(RegexMode::kGreedy);
      if (is_greedy && w[kRepeatNext] != kNoIndex &&
          !overlap(own, program->firsts[w[kRepeatNext]])) {
        w[kRepeatMode] = static_cast<uint32_t>(RegexMode::kGreedyOnce);
      }
    }
    pc += static_cast<uint32_t>(length_of(w));
  }
  program->first = note(0);
  for (uint32_t pc = 0; program->prefix.size() < kMaxPrefix;) {
    const uint32_t* const w = code.data() + pc;
    const RegexOp op = static_cast<RegexOp>(w[0]);
    if (op == RegexOp::kByte) {
      program->prefix.push_back(static_cast<char>(w[1]));
    } else if (op == RegexOp::kText) {
      program->prefix.append(reinterpret_cast<const char*>(w + 2), w[1]);
    } else if (op != RegexOp::kSave && op != RegexOp::kSaveEnd) {
      program->is_anchored =
          op == RegexOp::kBegin && program->prefix.empty();
      break;
    }
    pc += static_cast<uint32_t>(length_of(w));
  }
}

}  // namespace mt::python
