// pack_text.cc - finds what texts share, and the shortest way to write each.
//
// Words first: the passages that most texts have in common. Then every text is
// parsed into bytes, phrases and copies, each parse the cheapest for the codes
// that the parse before suggests. What is copied most becomes a phrase, until
// parse, phrases and codes agree.

#include "pack_text.h"

#include <math.h>
#include <string.h>

#include <algorithm>
#include <unordered_map>

using namespace mt;

namespace {

constexpr uint32_t kRounds = 10;
constexpr uint32_t kLastPhrases = 6;  // the round after which no more come
constexpr size_t kMaxCopy = kMinCopy + 255;
constexpr size_t kMaxDistance = 65536;
constexpr uint32_t kMaxPhrases = 768;
constexpr uint32_t kItems = kFirstPhrase + kMaxPhrases;
constexpr uint32_t kDistances = kSameDistance + 1;

uint32_t symbol_of(uint32_t number) {
  if (number < 4) return number;
  uint32_t count = 0;
  while (number >> count >= 4) ++count;
  return (count + 1) * 2 + (number >> count & 1);
}
uint32_t extra_bits(uint32_t symbol) { return symbol < 4 ? 0 : symbol / 2 - 1; }

// ---- words -----------------------------------------------------------------

constexpr size_t kWordBytes = 5120;  // more of them save less than they take
constexpr size_t kPassage = 64;
constexpr size_t kGram = 7;
constexpr uint32_t kGramSlots = 1u << 20;

uint32_t gram_at(const std::string& text, size_t at) {
  uint64_t hash = 0;
  for (size_t i = 0; i < kGram; ++i)
    hash = (hash ^ static_cast<uint8_t>(text[at + i])) * 0x100000001b3u;
  return static_cast<uint32_t>(hash ^ hash >> 29) % kGramSlots;
}

// Takes the passage with the most in common with other texts, then the next one
// when what the first has counts no more. The best stand last, so that the
// distances to them are short.
std::string choose_words(const std::vector<std::string>& texts) {
  std::vector<uint32_t> spread(kGramSlots), seen(kGramSlots, UINT32_MAX);
  for (size_t t = 0; t < texts.size(); ++t) {
    for (size_t i = 0; i + kGram <= texts[t].size(); ++i) {
      const uint32_t gram = gram_at(texts[t], i);
      if (seen[gram] != t) ++spread[gram];
      seen[gram] = static_cast<uint32_t>(t);
    }
  }
  for (uint32_t& count : spread) count = count > 1 ? count - 1 : 0;
  std::string words;
  while (words.size() < kWordBytes) {
    uint64_t best = 0;
    std::string passage;
    for (const std::string& text : texts) {
      if (text.size() < kPassage) continue;
      uint64_t score = 0;
      for (size_t i = 0; i + kGram <= text.size(); ++i) {
        score += spread[gram_at(text, i)];
        const size_t grams = kPassage - kGram + 1;
        if (i + 1 < grams) continue;
        const size_t begin = i + 1 - grams;
        if (score > best) {
          best = score;
          passage = text.substr(begin, kPassage);
        }
        score -= spread[gram_at(text, begin)];
      }
    }
    if (best == 0) break;
    size_t first = 0, last = passage.size() - kGram;
    while (spread[gram_at(passage, first)] == 0) ++first;
    while (spread[gram_at(passage, last)] == 0) --last;
    passage = passage.substr(first, last - first + kGram);
    for (size_t i = 0; i + kGram <= passage.size(); ++i)
      spread[gram_at(passage, i)] = 0;
    words = passage + words;
  }
  return words;
}

// ---- codes -----------------------------------------------------------------

// Lengths of a prefix code for these counts (Huffman), none above kMaxCodeBits:
// counts are halved until the longest fits.
std::vector<uint32_t> code_lengths(std::vector<uint64_t> counts) {
  struct Node {
    uint64_t count;
    int left, right;
  };
  while (true) {
    std::vector<Node> nodes;
    std::vector<int> open;
    for (size_t i = 0; i < counts.size(); ++i) {
      nodes.push_back({counts[i], -1, -1});
      if (counts[i] != 0) open.push_back(static_cast<int>(i));
    }
    const auto rarer = [&](int a, int b) {
      return nodes[a].count != nodes[b].count ? nodes[a].count > nodes[b].count
                                              : a > b;
    };
    std::sort(open.begin(), open.end(), rarer);
    std::vector<uint32_t> lengths(counts.size());
    if (open.size() == 1) lengths[open[0]] = 1;
    while (open.size() > 1) {
      const int a = open.back();
      open.pop_back();
      const int b = open.back();
      open.pop_back();
      const int made = static_cast<int>(nodes.size());
      nodes.push_back({nodes[a].count + nodes[b].count, a, b});
      open.insert(std::lower_bound(open.begin(), open.end(), made, rarer),
                  made);
    }
    uint32_t longest = 0;
    std::vector<uint32_t> depth(nodes.size());
    for (size_t i = nodes.size(); i-- > counts.size();) {
      depth[nodes[i].left] = depth[nodes[i].right] = depth[i] + 1;
    }
    for (size_t i = 0; i < counts.size() && nodes.size() > counts.size(); ++i) {
      lengths[i] = depth[i];
      longest = std::max(longest, depth[i]);
    }
    if (longest <= kMaxCodeBits) return lengths;
    for (uint64_t& count : counts) count = (count + 1) / 2;
  }
}

struct Code {
  std::vector<uint64_t> counts;
  std::vector<uint32_t> lengths, codes;
  std::vector<float> costs;  // in bits

  explicit Code(uint32_t symbols = 0) : counts(symbols), costs(symbols, 8) {}

  void settle() {
    uint64_t total = 0;
    for (uint64_t count : counts) total += count;
    for (size_t i = 0; i < counts.size(); ++i) {
      const double share = counts[i] != 0 ? double(counts[i]) : 0.3;
      costs[i] = static_cast<float>(log2(double(total + 1) / share));
    }
    lengths = code_lengths(counts);
    std::fill(counts.begin(), counts.end(), 0);
  }

  CodeTables tables() {
    CodeTables tables;
    codes.assign(lengths.size(), 0);
    uint32_t code = 0;
    for (uint32_t length = 1; length <= kMaxCodeBits; ++length) {
      code <<= 1;
      tables.shift[length] = static_cast<int16_t>(
          static_cast<int>(tables.symbols.size()) - static_cast<int>(code));
      for (uint32_t i = 0; i < lengths.size(); ++i) {
        if (lengths[i] != length) continue;
        codes[i] = code++;
        tables.symbols.push_back(static_cast<uint16_t>(i));
      }
      tables.above[length] =
          static_cast<uint16_t>(code << (kMaxCodeBits - length));
    }
    mt::find_shortest(tables.above, tables.shortest);
    return tables;
  }
};

struct Codes {
  Code items[kByteClasses], distances{kDistances};
  Codes() {
    for (Code& code : items) code = Code(kItems);
  }
  void settle() {
    for (Code& code : items) code.settle();
    distances.settle();
  }
};

// ---- phrases ---------------------------------------------------------------

constexpr uint64_t kFewUses = 40;
constexpr size_t kLongestPhrase = 40;
constexpr uint64_t kCopyGain = 7;  // bits that a phrase takes less, about
constexpr uint64_t kByteGain = 3;  // the same, for each byte but the last
constexpr uint64_t kRowPrice = 60;

// Passages with a number. In each round the texts count those they use, and
// suggest what they copy or spell instead; renew() lets the better ones in.
class Phrases {
 public:
  Phrases() : texts_(kMaxPhrases), uses_(kMaxPhrases), by_start_(65536) {}

  const std::string& operator[](uint32_t number) const {
    return texts_[number];
  }
  // Those that begin with the two bytes at this place.
  const std::vector<uint32_t>& like(const std::string& text, size_t at) const {
    return by_start_[byte_at(text, at) << 8 | byte_at(text, at + 1)];
  }
  void count(uint32_t number) { ++uses_[number]; }
  void suggest(const std::string& passage, uint64_t gain) {
    if (passage.size() <= kLongestPhrase) gains_[passage] += gain;
  }
  void forget_counts() {
    std::fill(uses_.begin(), uses_.end(), 0);
    gains_.clear();
  }
  void renew(const std::string& words, Codes& codes);

 private:
  std::vector<std::string> texts_;  // empty: a number that is free
  std::vector<uint64_t> uses_;
  std::vector<std::vector<uint32_t>> by_start_;
  std::unordered_map<std::string, uint64_t> gains_;
};

void Phrases::renew(const std::string& words, Codes& codes) {
  std::vector<uint32_t> free;
  for (uint32_t i = 0; i < kMaxPhrases; ++i) {
    if (uses_[i] >= kFewUses) {
      gains_.erase(texts_[i]);
    } else {
      texts_[i].clear();
      free.push_back(i);
    }
  }
  // A phrase takes rows in the tables, and its bytes if the words lack them.
  std::vector<std::pair<uint64_t, std::string>> found;
  for (const auto& [passage, gain] : gains_) {
    if (gain <= kRowPrice) continue;
    const uint64_t price =
        kRowPrice +
        (words.find(passage) == words.npos ? 8 * passage.size() : 0);
    if (gain > price) found.push_back({gain - price, passage});
  }
  std::sort(found.rbegin(), found.rend());
  for (size_t i = 0; i < std::min(free.size(), found.size()); ++i) {
    texts_[free[i]] = found[i].second;
    for (Code& code : codes.items) code.costs[kFirstPhrase + free[i]] = 10;
  }
  for (std::vector<uint32_t>& list : by_start_) list.clear();
  for (uint32_t i = 0; i < kMaxPhrases; ++i) {
    if (texts_[i].empty()) continue;
    by_start_[byte_at(texts_[i], 0) << 8 | byte_at(texts_[i], 1)].push_back(i);
  }
}

// ---- parsing ---------------------------------------------------------------

struct Match {
  uint32_t length, distance;
};

// One text behind the words, and at each of its bytes the copies worth a try:
// the nearest of each length.
class Text {
 public:
  Text(const std::string& words, const std::string& text)
      : all_(words + text), start_(words.size()), matches_(text.size()) {
    std::vector<int> newest(1 << 16, -1), older(all_.size(), -1);
    for (size_t i = 0; i + kMinCopy <= all_.size(); ++i) {
      const uint32_t hash =
          (byte_at(all_, i) * 40503u ^ byte_at(all_, i + 1) * 30011u ^
           byte_at(all_, i + 2) * 257u) & 0xffff;
      if (i >= start_) find(i, newest[hash], older);
      older[i] = newest[hash];
      newest[hash] = static_cast<int>(i);
    }
  }

  // The cheapest way through the text; counts what it uses.
  void parse(Codes& codes, Phrases& phrases);
  std::string write(const Codes& codes) const;

 private:
  struct Step {
    float cost = INFINITY;
    uint32_t item = 0;
    uint32_t length = 1, distance = 0;
    uint32_t latest = 0;  // distance of the copy before
    bool same = false;
    bool is_copy() const { return item >= 256 && item < kFirstPhrase; }
  };

  void find(size_t at, int candidate, const std::vector<int>& older) {
    size_t best = kMinCopy - 1;
    for (int tries = 0; candidate >= 0 && tries < 1024; ++tries) {
      const size_t from = static_cast<size_t>(candidate);
      if (at - from > kMaxDistance) break;
      const size_t length = common(at, from);
      if (length > best) {
        best = length;
        matches_[at - start_].push_back({static_cast<uint32_t>(length),
                                         static_cast<uint32_t>(at - from)});
      }
      candidate = older[from];
    }
  }
  size_t common(size_t at, size_t from) const {
    const size_t most = std::min(kMaxCopy, all_.size() - at);
    size_t length = 0;
    while (length < most && all_[at + length] == all_[from + length]) ++length;
    return length;
  }
  uint32_t class_at(size_t at) const {
    return byte_class(at == 0 ? 0 : byte_at(all_, at - 1));
  }

  std::string all_;
  size_t start_;
  std::vector<std::vector<Match>> matches_;
  std::vector<Step> path_;
};

void Text::parse(Codes& codes, Phrases& phrases) {
  const size_t size = matches_.size();
  std::vector<Step> best(size + 1);
  best[0].cost = 0;
  const auto offer = [&](size_t to, const Step& step) {
    if (step.cost < best[to].cost) best[to] = step;
  };
  for (size_t i = 0; i < size; ++i) {
    const Step here = best[i];
    const Code& items = codes.items[class_at(start_ + i)];
    const auto offer_item = [&](uint32_t item, uint32_t length) {
      offer(i + length,
            {here.cost + items.costs[item], item, length, 0, here.latest,
             false});
    };
    offer_item(byte_at(all_, start_ + i), 1);
    if (i + 1 < size) {
      for (const uint32_t number : phrases.like(all_, start_ + i)) {
        const std::string& phrase = phrases[number];
        if (all_.compare(start_ + i, phrase.size(), phrase) == 0)
          offer_item(kFirstPhrase + number,
                     static_cast<uint32_t>(phrase.size()));
      }
    }
    const auto offer_copies = [&](size_t least, size_t most, uint32_t distance,
                                  bool same) {
      const uint32_t back = same ? kSameDistance : symbol_of(distance - 1);
      const float cost = here.cost + codes.distances.costs[back] +
                         (same ? 0 : static_cast<float>(extra_bits(back)));
      for (size_t n = least; n <= most; ++n) {
        const uint32_t s = symbol_of(static_cast<uint32_t>(n - kMinCopy));
        offer(i + n, {cost + items.costs[256 + s] +
                          static_cast<float>(extra_bits(s)),
                      256 + s, static_cast<uint32_t>(n), distance, distance,
                      same});
      }
    };
    if (here.latest != 0) {
      offer_copies(kMinCopy, common(start_ + i, start_ + i - here.latest),
                   here.latest, true);
    }
    size_t least = kMinCopy;
    for (const Match& match : matches_[i]) {
      offer_copies(least, match.length, match.distance, false);
      least = match.length + 1;
    }
  }
  path_.clear();
  for (size_t i = size; i > 0; i -= best[i].length) path_.push_back(best[i]);
  std::reverse(path_.begin(), path_.end());
  size_t at = start_, spelt = 0;  // how many single bytes there were in a row
  for (const Step& step : path_) {
    ++codes.items[class_at(at)].counts[step.item];
    if (step.item >= kFirstPhrase) {
      phrases.count(step.item - kFirstPhrase);
    } else if (step.is_copy()) {
      phrases.suggest(all_.substr(at, step.length), kCopyGain);
      ++codes.distances.counts[step.same ? kSameDistance
                                         : symbol_of(step.distance - 1)];
    }
    at += step.length;
    spelt = step.item < 256 ? spelt + 1 : 0;
    for (size_t n = 2; n <= std::min<size_t>(spelt, 3); ++n)
      phrases.suggest(all_.substr(at - n, n), kByteGain * (n - 1));
  }
}

class BitWriter {
 public:
  void put(uint32_t bits, uint32_t count) {
    while (count-- > 0) {
      if (used_ % 8 == 0) out_.push_back(0);
      if ((bits >> count & 1) != 0) out_.back() |= char(0x80 >> used_ % 8);
      ++used_;
    }
  }
  void put(const Code& code, uint32_t symbol) {
    put(code.codes[symbol], code.lengths[symbol]);
  }
  void put_number(uint32_t symbol, uint32_t number) {
    const uint32_t count = extra_bits(symbol);
    put(number & ((1u << count) - 1), count);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  size_t used_ = 0;
};

std::string Text::write(const Codes& codes) const {
  BitWriter out;
  size_t at = start_;
  for (const Step& step : path_) {
    out.put(codes.items[class_at(at)], step.item);
    at += step.length;
    if (!step.is_copy()) continue;
    out.put_number(step.item - 256, step.length - kMinCopy);
    if (step.same) {
      out.put(codes.distances, kSameDistance);
    } else {
      const uint32_t back = symbol_of(step.distance - 1);
      out.put(codes.distances, back);
      out.put_number(back, step.distance - 1);
    }
  }
  return out.take();
}

PrefixCode code_of(const CodeTables& tables) {
  PrefixCode code;
  code.symbols = tables.symbols.data();
  memcpy(code.above, tables.above, sizeof code.above);
  memcpy(code.shift, tables.shift, sizeof code.shift);
  memcpy(code.shortest, tables.shortest, sizeof code.shortest);
  return code;
}

}  // namespace

TextModel PackedTexts::model() const {
  TextModel model;
  model.words = words;
  model.phrase_starts = phrase_starts.data();
  model.phrase_lengths = phrase_lengths.data();
  for (uint32_t i = 0; i < kByteClasses; ++i)
    model.items[i] = code_of(items[i]);
  model.distances = code_of(distances);
  return model;
}

PackedTexts pack_texts(const std::vector<std::string>& texts) {
  PackedTexts result;
  result.words = choose_words(texts);
  std::vector<Text> parsed;
  for (const std::string& text : texts) parsed.emplace_back(result.words, text);
  Codes codes;
  Phrases phrases;
  for (uint32_t round = 0; round < kRounds; ++round) {
    phrases.forget_counts();
    for (Text& text : parsed) text.parse(codes, phrases);
    codes.settle();
    // The first parse does not know yet what anything costs.
    if (round > 0 && round <= kLastPhrases) phrases.renew(result.words, codes);
  }
  // What is put in front of the words changes no distance.
  for (uint32_t i = 0; i < kMaxPhrases; ++i) {
    if (result.words.find(phrases[i]) == std::string::npos)
      result.words = phrases[i] + result.words;
  }
  for (uint32_t i = 0; i < kMaxPhrases; ++i) {
    result.phrase_starts.push_back(
        static_cast<uint16_t>(result.words.find(phrases[i])));
    result.phrase_lengths.push_back(static_cast<uint8_t>(phrases[i].size()));
  }
  for (uint32_t i = 0; i < kByteClasses; ++i)
    result.items[i] = codes.items[i].tables();
  result.distances = codes.distances.tables();
  for (const Text& text : parsed) result.packed.push_back(text.write(codes));
  return result;
}
