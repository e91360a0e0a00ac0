// module_hashlib.cc - _hashlib: digests, HMAC and PBKDF2 for hashlib and hmac.
//
// The algorithms are base/digest.h's. A hash object holds its state by value,
// so that copying the object copies the state.

#include <type_traits>

#include "base/ascii.h"
#include "base/digest.h"
#include "python/builtins_internal.h"
#include "python/data_modules.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

// Classes of C++ are never freed.
Type* g_hash_type;
Type* g_blake_types[2];  // blake2b, blake2s

struct HashObject : Object {
  Digest digest;
};
static_assert(std::is_trivially_copyable<Digest>::value, "lives in the heap");
HashObject* as_hash(Value self) { return self.as<HashObject>(); }

const Layout kHashLayout = {Kind::kNative, "HASH", sizeof(HashObject),
                            nullptr, nullptr, nullptr};

bool message_argument(Fiber& fiber, Value value, std::string_view* bytes) {
  if (is_kind(value, Kind::kStr)) {
    if (buffer_or_era(fiber, value, bytes)) return true;
    raise_type_error(fiber, "Strings must be encoded before hashing");
    return false;
  }
  if (buffer_of(value, bytes)) return true;
  if (is_kind(value, Kind::kMemoryView)) {
    return bytes_argument(fiber, value, bytes);
  }
  raise_type_error(fiber, "object supporting the buffer API required");
  return false;
}

Value make_hash(Fiber& fiber, const DigestRow* row, Value message) {
  HashObject* const hash = make<HashObject>(fiber, g_hash_type);
  if (hash == nullptr) return Value::error();
  hash->digest = Digest(row);
  std::string_view bytes;
  if (!message.is_undefined()) {
    if (!message_argument(fiber, message, &bytes)) return Value::error();
    hash->digest.update(bytes);
  }
  return Value::from_object(hash);
}

// The constructor of one algorithm: md5(string=b'', *, usedforsecurity=True).
template <size_t kRow>
Value construct(Fiber& fiber, Value, Args args) {
  Value out[2];
  size_t count = 0;
  const DigestRow* const row = all_digests(&count) + kRow;
  if (!parse_args(fiber, row->name, args, {"string", "*", "usedforsecurity"},
                  0, out)) {
    return Value::error();
  }
  return make_hash(fiber, row, out[0]);
}

// --- BLAKE2 ------------------------------------------------------------------

// The numbers of a parameter block, where the digest's size is the first.
// `most`, `at` and `bytes` are BLAKE2b's and BLAKE2s's.
struct BlakeNumber {
  const char* name;
  uint64_t least, most[2];
  uint8_t at[2], bytes[2];
};
constexpr BlakeNumber kBlakeNumbers[] = {
    {"digest_size", 1, {64, 32}, {0, 0}, {1, 1}},
    {"fanout", 0, {255, 255}, {2, 2}, {1, 1}},
    {"depth", 1, {255, 255}, {3, 3}, {1, 1}},
    {"leaf_size", 0, {UINT32_MAX, UINT32_MAX}, {4, 4}, {4, 4}},
    {"node_offset", 0, {UINT64_MAX, (UINT64_C(1) << 48) - 1}, {8, 8}, {8, 6}},
    {"node_depth", 0, {255, 255}, {16, 14}, {1, 1}},
    {"inner_size", 0, {64, 32}, {17, 15}, {1, 1}},
};
constexpr size_t kBlakeNumberCount = std::size(kBlakeNumbers);

bool put_blake_number(Fiber& fiber, const BlakeNumber& row, size_t which,
                      Value given, uint8_t* block) {
  const Value number = as_index(fiber, given);
  if (number.is_error()) return false;
  uint64_t value = 0;
  const bool is_wide = row.most[which] > 255;
  const bool fits = int_to_u64(plain_integer(number), &value);
  if (!fits && int_sign(number) < 0 && is_wide) {
    raise_value_error(fiber, "value must be positive");
    return false;
  }
  if (!fits || value < row.least || value > row.most[which]) {
    if (is_wide) {
      raise_overflow_error(fiber, "%s is too large", row.name);
    } else {
      const bool is_inner = row.at[which] > 14 && row.most[which] < 255;
      raise_value_error(fiber, "%s must be between %d and %s%d%s", row.name,
                        static_cast<int>(row.least), is_inner ? "is " : "",
                        static_cast<int>(row.most[which]),
                        row.at[which] == 0 ? " bytes" : "");
    }
    return false;
  }
  for (size_t i = 0; i < row.bytes[which]; ++i)
    block[row.at[which] + i] = static_cast<uint8_t>(value >> 8 * i);
  return true;
}

// blake2b(data=b'', /, *, digest_size=64, key=b'', ...), where new() can be
// told the data by name.
Value make_blake(Fiber& fiber, Type* cls, Args args, bool of_new) {
  const size_t which = cls == g_blake_types[1] ? 1 : 0;
  const DigestRow* const row = find_digest(which == 0 ? "blake2b" : "blake2s");
  enum { kData, kNumbers, kKey = kNumbers + kBlakeNumberCount, kSalt, kPerson,
         kLastNode, kSecurity, kCount };
  Value out[kCount];
  if (!parse_args(fiber, row->name, args,
                  {of_new ? "data" : "string", of_new ? "*" : "/", "*",
                   "digest_size", "fanout", "depth", "leaf_size",
                   "node_offset", "node_depth", "inner_size", "key", "salt",
                   "person", "last_node", "usedforsecurity"},
                  0, out)) {
    return Value::error();
  }
  uint8_t block[64] = {row->size, 0, 1, 1};
  for (size_t i = 0; i < kBlakeNumberCount; ++i)
    if (!out[kNumbers + i].is_undefined() &&
        !put_blake_number(fiber, kBlakeNumbers[i], which, out[kNumbers + i],
                          block))
      return Value::error();
  const size_t half = row->size / 2u, quarter = row->size / 4u;
  const char* const kTexts[] = {"key", "salt", "person"};
  const size_t most[] = {row->size, quarter, quarter};
  std::string texts[3];
  for (size_t i = 0; i < 3; ++i) {
    std::string_view bytes;
    if (out[kKey + i].is_undefined()) continue;
    if (!bytes_argument(fiber, out[kKey + i], &bytes)) return Value::error();
    if (bytes.size() > most[i])
      return raise_value_error(fiber, "maximum %s length is %d bytes",
                               kTexts[i], static_cast<int>(most[i]));
    texts[i] = bytes;
  }
  block[1] = static_cast<uint8_t>(texts[0].size());
  memcpy(block + half, texts[1].data(), texts[1].size());
  memcpy(block + half + quarter, texts[2].data(), texts[2].size());
  const int is_last =
      out[kLastNode].is_undefined() ? 0 : truth(fiber, out[kLastNode]);
  std::string_view message;
  if (is_last < 0 || (!out[kData].is_undefined() &&
                      !message_argument(fiber, out[kData], &message)))
    return Value::error();
  HashObject* const hash = make<HashObject>(fiber, cls);
  if (hash == nullptr) return Value::error();
  hash->digest = Digest(row, block, is_last != 0);
  if (!texts[0].empty()) {
    texts[0].resize(row->block);
    hash->digest.update(texts[0]);
  }
  hash->digest.update(message);
  return Value::from_object(hash);
}

Value blake_create(Fiber& fiber, Type* cls, Args args) {
  return make_blake(fiber, cls, args, false);
}

// As hashlib spells an algorithm, or as OpenSSL does, small or large.
const DigestRow* row_named(std::string_view name) {
  if (const DigestRow* const row = find_digest(name)) return row;
  constexpr const char* kSpellings[][2] = {
      {"sha-", "sha"},          {"sha2-2", "sha2"},
      {"sha2-3", "sha3"},       {"sha2-5", "sha5"},
      {"sha3-", "sha3_"},       {"shake-", "shake_"},
      {"shake", "shake_"},      {"blake2b512", "blake2b"},
      {"blake2s256", "blake2s"}, {"blake2b-512", "blake2b"},
      {"blake2s-256", "blake2s"}};
  std::string small(name);
  for (char& c : small) c = to_lower(c);
  if (small.find('_') != small.npos || small == "blake2b" ||
      small == "blake2s") {
    return nullptr;
  }
  for (const auto& [theirs, ours] : kSpellings) {
    const size_t size = strlen(theirs);
    if (small.compare(0, size, theirs) != 0) continue;
    small.replace(0, size, ours);
    break;
  }
  return find_digest(small);
}

const DigestRow* row_argument(Fiber& fiber, Value value) {
  const Str* const name = cast<Str>(value);
  if (name == nullptr) {
    raise_type_error(fiber, "name must be a string");
    return nullptr;
  }
  const DigestRow* const row = row_named(name->view());
  if (row == nullptr) {
    raise_value_error(fiber, "unsupported hash type %s",
                      std::string(name->view().substr(0, 200)).c_str());
  }
  return row;
}

Value hash_new(Fiber& fiber, Value, Args args) {
  Value out[3];
  const Str* const name = cast<Str>(args.get(0, Value()));
  for (Type* const type : g_blake_types)
    if (name != nullptr && name->view() == type->name->view())
      return make_blake(fiber, type, args.behind(1), true);
  if (!parse_args(fiber, "new", args,
                  {"name", "data", "*", "usedforsecurity"}, 1, out)) {
    return Value::error();
  }
  const DigestRow* const row = row_argument(fiber, out[0]);
  return row != nullptr ? make_hash(fiber, row, out[1]) : Value::error();
}

Value hash_update(Fiber& fiber, Value self, Args args) {
  std::string_view bytes;
  if (!message_argument(fiber, args[0], &bytes)) return Value::error();
  as_hash(self)->digest.update(bytes);
  return Value::none();
}

Value hash_copy(Fiber& fiber, Value self, Args) {
  HashObject* const copy = make<HashObject>(fiber, type_of(self));
  if (copy == nullptr) return Value::error();
  copy->digest = as_hash(self)->digest;
  return Value::from_object(copy);
}

bool finish(Fiber& fiber, const char* method, Value self, Args args,
            std::string* out) {
  const Digest& digest = as_hash(self)->digest;
  int64_t length = 0;
  if (digest.row().size != 0) {
    if (!check_arg_count(fiber, method, args, 0, 0)) return false;
  } else {
    Value given;
    if (!parse_args(fiber, method, args, {"length"}, 1, &given) ||
        !int_argument(fiber, given, &length)) {
      return false;
    }
    if (length < 0 || length >= 1 << 29) {
      raise_value_error(fiber, "value must be positive");
      return false;
    }
  }
  if (!may_gather(fiber, static_cast<size_t>(length) * 2)) return false;
  *out = digest.finish(static_cast<size_t>(length));
  return true;
}

Value hash_digest(Fiber& fiber, Value self, Args args) {
  std::string out;
  if (!finish(fiber, "digest", self, args, &out)) return Value::error();
  return bytes_value(fiber, out);
}
Value hash_hexdigest(Fiber& fiber, Value self, Args args) {
  std::string out;
  if (!finish(fiber, "hexdigest", self, args, &out)) return Value::error();
  return hex_of(fiber, out, {});
}

Value hash_repr(Fiber& fiber, Value self) {
  return str_value(fiber, format("<%s _hashlib.HASH object @ %p>",
                                 as_hash(self)->digest.row().name,
                                 static_cast<void*>(self.object())));
}
Value get_name(Fiber& fiber, Value self) {
  return str_value(fiber, as_hash(self)->digest.row().name);
}
Value get_block_size(Fiber&, Value self) {
  return Value::from_int(as_hash(self)->digest.row().block);
}
Value get_digest_size(Fiber& fiber, Value self) {
  return int_from_u64(fiber, as_hash(self)->digest.size());
}

// --- keyed -------------------------------------------------------------------

Value keyed_digest(Fiber& fiber, Value, Args args) {
  Value out[3];
  if (!parse_args(fiber, "hmac_digest", args, {"key", "msg", "digest"}, 3,
                  out)) {
    return Value::error();
  }
  const DigestRow* const row = row_argument(fiber, out[2]);
  std::string_view key, message;
  if (row == nullptr || !bytes_argument(fiber, out[0], &key) ||
      !bytes_argument(fiber, out[1], &message)) {
    return Value::error();
  }
  return bytes_value(fiber, hmac_digest(row, key, message));
}

bool tick(void* fiber) { return heed_signals(*static_cast<Fiber*>(fiber)); }

Value pbkdf2_hmac(Fiber& fiber, Value, Args args) {
  Value out[5];
  if (!parse_args(fiber, "pbkdf2_hmac", args,
                  {"hash_name", "password", "salt", "iterations", "dklen"}, 4,
                  out)) {
    return Value::error();
  }
  const DigestRow* const row = row_argument(fiber, out[0]);
  std::string_view password, salt;
  int64_t rounds = 0, length = 0;
  if (row == nullptr || !bytes_argument(fiber, out[1], &password) ||
      !bytes_argument(fiber, out[2], &salt) ||
      !int_argument(fiber, out[3], &rounds)) {
    return Value::error();
  }
  if (rounds < 1) {
    return raise_value_error(fiber,
                             "iteration value must be greater than 0.");
  }
  length = row->size;
  if (!out[4].is_undefined() && !out[4].is_none() &&
      !int_argument(fiber, out[4], &length)) {
    return Value::error();
  }
  if (length < 1) {
    return raise_value_error(fiber, "key length must be greater than 0.");
  }
  if (row->size == 0) {
    return raise_value_error(fiber, "unsupported hash type %s", row->name);
  }
  if (length > 1 << 24) {
    return raise_overflow_error(fiber, "key length is too great.");
  }
  // Python may run meanwhile, and what it does to a bytearray not be seen.
  const std::string secret(password), salted(salt);
  const std::string key =
      pbkdf2(row, secret, salted, static_cast<uint64_t>(rounds),
             static_cast<size_t>(length), tick, &fiber);
  return key.empty() ? Value::error() : bytes_value(fiber, key);
}

// Takes as long for unequal as for equal ones.
Value compare_digest(Fiber& fiber, Value, Args args) {
  std::string_view a, b;
  const Str* const first = cast<Str>(args[0]);
  const Str* const second = cast<Str>(args[1]);
  if (first != nullptr && second != nullptr) {
    if (!first->is_ascii() || !second->is_ascii()) {
      return raise_type_error(fiber,
                              "comparing strings with non-ASCII characters is "
                              "not supported");
    }
    a = first->view();
    b = second->view();
  } else {
    if (!buffer_of(args[0], &a) && !buffer_of(args[1], &b)) {
      return raise_type_error(fiber,
                              "unsupported operand types(s) or combination of "
                              "types: '%s' and '%s'",
                              type_name(args[0]), type_name(args[1]));
    }
    if (!bytes_argument(fiber, args[0], &a) ||
        !bytes_argument(fiber, args[1], &b)) {
      return Value::error();
    }
  }
  volatile uint8_t difference = a.size() != b.size();
  for (size_t i = 0; i < b.size(); ++i) {
    const char other = i < a.size() ? a[i] : b[i];
    difference = static_cast<uint8_t>(difference |
                                      static_cast<uint8_t>(other ^ b[i]));
  }
  return Value::from_bool(difference == 0);
}

const MethodDef kHashMethods[] = {
    {"update", hash_update, 1, 1},
    {"digest", hash_digest, 0, 1, kMethodKeywords},
    {"hexdigest", hash_hexdigest, 0, 1, kMethodKeywords},
    {"copy", hash_copy},
    {}};
const GetSetDef kHashGetSets[] = {{"name", get_name},
                                  {"block_size", get_block_size},
                                  {"digest_size", get_digest_size},
                                  {}};

constexpr Slots make_hash_slots() {
  Slots slots = closed_slots();
  slots.repr = hash_repr;
  return slots;
}
constexpr Slots kHashSlots = make_hash_slots();
constexpr Slots make_blake_slots() {
  Slots slots{};
  slots.create = blake_create;
  return slots;
}
constexpr Slots kBlakeSlots = make_blake_slots();
constexpr TypeDef kBlakeTypes[] = {
    {"_blake2.blake2b", &kHashLayout, &kBlakeSlots, kHashMethods, kHashGetSets,
     kTypeFinal},
    {"_blake2.blake2s", &kHashLayout, &kBlakeSlots, kHashMethods, kHashGetSets,
     kTypeFinal}};
constexpr TypeDef kHashType = {"_hashlib.HASH", &kHashLayout, &kHashSlots,
                               kHashMethods, kHashGetSets, kTypeNotCreatable};

#define MT_DIGEST(row, name) {name, construct<row>, 0, -1, kMethodKeywords}
const MethodDef kFunctions[] = {
    MT_DIGEST(0, "md5"),       MT_DIGEST(1, "sha1"),
    MT_DIGEST(2, "sha224"),    MT_DIGEST(3, "sha256"),
    MT_DIGEST(4, "sha384"),    MT_DIGEST(5, "sha512"),
    MT_DIGEST(6, "sha3_224"),  MT_DIGEST(7, "sha3_256"),
    MT_DIGEST(8, "sha3_384"),  MT_DIGEST(9, "sha3_512"),
    MT_DIGEST(10, "shake_128"), MT_DIGEST(11, "shake_256"),
#undef MT_DIGEST
    {"new", hash_new, 1, 2, kMethodKeywords},
    {"hmac_digest", keyed_digest, 3, 3, kMethodKeywords},
    {"pbkdf2_hmac", pbkdf2_hmac, 4, 5, kMethodKeywords},
    {"compare_digest", compare_digest, 2, 2},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  if (g_hash_type == nullptr) g_hash_type = native_type(fiber, kHashType);
  put(fiber, globals, "HASH", Value::from_object(g_hash_type));
  for (size_t i = 0; i < 2; ++i) {
    Type*& type = g_blake_types[i];
    const int size = 64 >> i;
    if (type == nullptr) {
      type = native_type(fiber, kBlakeTypes[i]);
      put_int(fiber, type->dict(), "MAX_DIGEST_SIZE", size);
      put_int(fiber, type->dict(), "MAX_KEY_SIZE", size);
      put_int(fiber, type->dict(), "SALT_SIZE", size / 4);
      put_int(fiber, type->dict(), "PERSON_SIZE", size / 4);
    }
    put(fiber, globals, type->name->data(), Value::from_object(type));
  }
  return true;
}

}  // namespace

const ModuleDef kHashlibModule = {"_hashlib", kFunctions, fill};

}  // namespace mt::python
