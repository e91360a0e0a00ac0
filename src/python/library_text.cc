// library_text.cc - the texts of the library in the program.

#include "python/library_text.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "base/last_memory.h"
#include "base/status.h"
#include "python/code.h"
#include "python/str.h"

namespace mt::python {

namespace {

PackedLibrary g_library;

// Modules that were unpacked, one behind the other: the bodies of functions
// come from all of them in turn. When the next does not fit, it begins anew.
constexpr size_t kUnpackedBytes = 192 * 1024;
constexpr uint32_t kMaxUnpacked = 48;
struct Unpacked {
  char* memory;
  size_t bytes, used;
  uint32_t count;
  struct {
    const PackedModule* row;
    const char* text;
  } texts[kMaxUnpacked];
};
Unpacked g_unpacked;

// The module that seems to be in this file.
const PackedModule* embedded_file(std::string_view file) {
  constexpr std::string_view kInit = "/__init__.py", kPy = ".py";
  if (file.substr(0, kEmbeddedRoot.size()) != kEmbeddedRoot) return nullptr;
  file.remove_prefix(kEmbeddedRoot.size());
  const auto drop = [&](std::string_view end) {
    if (file.size() < end.size() ||
        file.substr(file.size() - end.size()) != end) {
      return false;
    }
    file.remove_suffix(end.size());
    return true;
  };
  if (!drop(kInit)) drop(kPy);
  std::string name(file);
  std::replace(name.begin(), name.end(), '/', '.');
  return find_packed(name);
}

}  // namespace

void set_library(const PackedLibrary& library) { g_library = library; }

const PackedModule* find_packed(std::string_view name) {
  const PackedModule* const end = g_library.modules + g_library.count;
  const PackedModule* const found = std::lower_bound(
      g_library.modules, end, name,
      [](const PackedModule& row, std::string_view n) {
        return std::string_view(g_library.name_of(row)) < n;
      });
  return found != end && name == g_library.name_of(*found) ? found : nullptr;
}

std::string_view unpacked(const PackedModule& row) {
  Unpacked& all = g_unpacked;
  for (uint32_t i = 0; i < all.count; ++i) {
    if (all.texts[i].row == &row) return {all.texts[i].text, row.size};
  }
  if (all.bytes - all.used < row.size || all.count == kMaxUnpacked) {
    forget_library_texts();
    all.bytes = std::max(kUnpackedBytes, size_t{row.size});
    all.memory = static_cast<char*>(map_at_last(all.bytes));
  }
  char* const text = all.memory + all.used;
  const bool ok = unpack_text(*g_library.model, {row.packed, row.packed_size},
                              text, row.size);
  CHECK(ok);
  all.used += row.size;
  all.texts[all.count++] = {&row, text};
  return {text, row.size};
}

void forget_library_texts() {
  if (g_unpacked.memory != nullptr) munmap(g_unpacked.memory, g_unpacked.bytes);
  g_unpacked = Unpacked{};
}

void rest_library() {
  forget_library_texts();
  uintptr_t first = UINTPTR_MAX, end = 0;
  for (uint32_t i = 0; i < g_library.count; ++i) {
    const PackedModule& row = g_library.modules[i];
    const uintptr_t at = reinterpret_cast<uintptr_t>(row.packed);
    first = std::min(first, at);
    end = std::max(end, at + row.packed_size);
  }
  const uintptr_t page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  first = (first + page - 1) / page * page;
  end = end / page * page;
  // They are the file's, and come back from there.
  if (first < end)
    madvise(reinterpret_cast<void*>(first), end - first, MADV_DONTNEED);
}

Str* unit_source(Fiber& fiber, Unit* unit) {
  if (unit->source != nullptr) return unit->source;
  const PackedModule* const row = embedded_file(unit->filename->view());
  return row == nullptr ? nullptr : make_str(fiber, unpacked(*row));
}

Str* library_source(Fiber& fiber, std::string_view file) {
  const PackedModule* const row = embedded_file(file);
  return row == nullptr ? nullptr : make_str(fiber, unpacked(*row));
}

std::string_view library_text(const Unit* unit) {
  const PackedModule* const row = embedded_file(unit->filename->view());
  CHECK(row != nullptr);
  return unpacked(*row);
}

std::string_view native_doc(uint32_t hash) {
  if (hash == 0 || g_library.docs.size == 0) return {};
  std::string_view rest = unpacked(g_library.docs);
  while (!rest.empty()) {
    const std::string_view doc = rest.substr(0, rest.find('\0'));
    if (text_hash(doc) == hash) return doc;
    rest.remove_prefix(doc.size() + 1);
  }
  return {};
}

bool source_line(const Unit* unit, uint32_t line, std::string* text) {
  if (unit == nullptr || line < unit->first_line) return false;
  // What came from nowhere has no lines that CPython could find either; what
  // was typed does.
  const std::string_view name = unit->filename->view();
  if (!name.empty() && name.front() == '<' && name.back() == '>' &&
      name != "<stdin>") {
    return false;
  }
  std::string_view rest;
  if (unit->source != nullptr) {
    rest = unit->source->view();
  } else if (const PackedModule* const row = embedded_file(name)) {
    rest = unpacked(*row);
  } else {
    return false;
  }
  for (uint32_t at = unit->first_line; at < line; ++at) {
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
  }
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  text->assign(rest);
  return true;
}

}  // namespace mt::python
