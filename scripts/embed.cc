// embed.cc - turns the Python files of src/lib into one C++ table.
//
//   embed ROOT DOCS < LIST > lib_table.cc
//
// LIST names the files, one a line, each below ROOT. DOCS is what collect_docs
// has found, which becomes one text more. This runs on the machine
// that builds, so that a cross build needs nothing but a second compiler. The
// rows come out sorted by dotted name, which is what find_embedded() needs, and
// packed; each is unpacked again here, to see that it comes back.

#include <stdio.h>
#include <string.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "pack_text.h"

namespace {

struct Module {
  std::string name, path;
  bool is_package;
};

// kText_twisted0web for twisted.web: no name of a module has a 0 in that place.
std::string text_name(const Module& module) {
  std::string name = "kText_" + module.name;
  std::replace(name.begin(), name.end(), '.', '0');
  return name;
}

// "ROOT/twisted/web/__init__.py" is the package "twisted.web".
Module module_of(const std::string& path, const std::string& root) {
  std::string name = path.substr(root.size() + 1);
  name.resize(name.size() - strlen(".py"));
  std::replace(name.begin(), name.end(), '/', '.');
  const std::string init = ".__init__";
  const bool is_package =
      name.size() > init.size() &&
      name.compare(name.size() - init.size(), init.size(), init) == 0;
  if (is_package) name.resize(name.size() - init.size());
  return {name, path, is_package};
}

bool read_whole(const std::string& path, std::string& out) {
  FILE* file = fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char block[65536];
  size_t got;
  while ((got = fread(block, 1, sizeof block, file)) > 0)
    out.append(block, got);
  const bool good = ferror(file) == 0;
  fclose(file);
  return good;
}

// True when every line that goes on what an indented one began (a string, a
// bracket) is indented as much, or empty: then indentation alone says where the
// body of a function ends. Tabs and annotations that stay text are refused too.
bool is_regular(const std::string& text) {
  if (text.find("import annotations") != text.npos ||
      text.find('\t') != text.npos || text.find('\r') != text.npos) {
    return false;
  }
  size_t indent = 0;  // of the logical line
  int depth = 0;      // brackets open
  size_t quotes = 0;  // 1 or 3 within a string
  char quote = 0;
  bool goes_on = false;  // a backslash ended the line before
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    while (at < text.size() && text[at] == ' ') ++at;
    const bool blank =
        at < text.size() && (text[at] == '\n' || text[at] == '#');
    if (quotes == 0 && depth == 0 && !goes_on) {
      if (!blank) indent = at - start;
    } else if (!blank && at - start < indent) {
      return false;
    }
    goes_on = false;
    for (; at < text.size() && text[at] != '\n'; ++at) {
      const char c = text[at];
      if (c == '\\') {
        goes_on = at + 1 < text.size() && text[at + 1] == '\n';
        if (goes_on) continue;
        ++at;
      } else if (quotes != 0) {
        if (c != quote || text.compare(at, quotes, std::string(quotes, c)) != 0)
          continue;
        at += quotes - 1;
        quotes = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
        quotes = text.compare(at, 3, std::string(3, c)) == 0 ? 3 : 1;
        at += quotes - 1;
      } else if (c == '#') {
        at = text.find('\n', at) - 1;
      } else {
        depth += (c == '(' || c == '[' || c == '{') -
                 (c == ')' || c == ']' || c == '}');
      }
    }
    ++at;
  }
  return depth == 0 && quotes == 0 && text.back() == '\n';
}

// Docstrings are found by their hashes alone.
bool hashes_differ(const std::string& docs) {
  std::set<uint32_t> hashes{0};
  for (size_t at = 0; at < docs.size();) {
    const std::string doc = docs.c_str() + at;
    if (!hashes.insert(mt::text_hash(doc)).second) return false;
    at += doc.size() + 1;
  }
  return true;
}

// Octal escapes have three digits at most, so unlike \x they cannot swallow the
// character that follows.
void print_literal(const std::string& text) {
  fputs("    \"", stdout);
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (i > 0 && i % 64 == 0) fputs("\"\n    \"", stdout);
    if (c == '"' || c == '\\' || c == '?') {
      printf("\\%c", c);
    } else if (c < 0x20 || c >= 0x7f) {
      printf("\\%03o", c);
    } else {
      putchar(c);
    }
  }
  fputs("\"", stdout);
}

template <typename Numbers>
void print_numbers(const Numbers& numbers) {
  printf("{");
  for (const auto number : numbers) printf("%d,", static_cast<int>(number));
  printf("}");
}

// The model as unpack_text() wants it: the symbols first, as its rows point to
// them.
void print_model(const PackedTexts& texts) {
  const auto symbols = [](const CodeTables& code, const char* name,
                          uint32_t i) {
    printf("const uint16_t k%s%u[] = ", name, i);
    print_numbers(code.symbols);
    printf(";\n");
  };
  const auto row = [](const CodeTables& code, const char* name, uint32_t i) {
    printf("{k%s%u, ", name, i);
    print_numbers(code.above);
    printf(", ");
    print_numbers(code.shift);
    printf(", ");
    print_numbers(code.shortest);
    printf("}");
  };
  printf("namespace {\n\n");
  for (uint32_t i = 0; i < mt::kByteClasses; ++i)
    symbols(texts.items[i], "Items", i);
  symbols(texts.distances, "Distances", 0);
  printf("const uint16_t kPhraseStarts[] = ");
  print_numbers(texts.phrase_starts);
  printf(";\nconst uint8_t kPhraseLengths[] = ");
  print_numbers(texts.phrase_lengths);
  printf(";\nconst char kWords[] =\n");
  print_literal(texts.words);
  printf(
      ";\n\nconst TextModel kModel = {{kWords, %zu}, kPhraseStarts, "
      "kPhraseLengths,\n  {",
      texts.words.size());
  for (uint32_t i = 0; i < mt::kByteClasses; ++i) {
    row(texts.items[i], "Items", i);
    printf(",\n  ");
  }
  printf("},\n  ");
  row(texts.distances, "Distances", 0);
  printf("};\n\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: embed ROOT DOCS < LIST\n");
    return 2;
  }
  const std::string root = argv[1];
  std::vector<Module> modules;
  char line[4096];
  while (fgets(line, sizeof line, stdin) != nullptr) {
    std::string path = line;
    while (!path.empty() && path.back() == '\n') path.pop_back();
    if (path.empty()) continue;
    if (path.compare(0, root.size() + 1, root + "/") != 0 ||
        path.size() < root.size() + 5) {
      fprintf(stderr, "embed: '%s' is not below '%s'\n", path.c_str(), argv[1]);
      return 1;
    }
    modules.push_back(module_of(path, root));
  }
  std::sort(modules.begin(), modules.end(),
            [](const Module& a, const Module& b) { return a.name < b.name; });

  std::vector<std::string> sources;
  for (size_t i = 0; i < modules.size(); ++i) {
    const Module& module = modules[i];
    if (i > 0 && modules[i - 1].name == module.name) {
      fprintf(stderr, "embed: '%s' is both a module and a package\n",
              module.name.c_str());
      return 1;
    }
    std::string text;
    if (!read_whole(module.path, text)) {
      fprintf(stderr, "embed: cannot read '%s'\n", module.path.c_str());
      return 1;
    }
    sources.push_back(text);
  }
  std::string docs;
  if (!read_whole(argv[2], docs) || !hashes_differ(docs)) {
    fprintf(stderr, "embed: cannot make a text of '%s'\n", argv[2]);
    return 1;
  }
  sources.push_back(docs);
  modules.push_back({"0docs", argv[2], false});
  const PackedTexts texts = pack_texts(sources);
  const mt::TextModel model = texts.model();
  printf(
      "// Generated from src/lib. Edit the files there.\n\n"
      "#include \"lib/embedded.h\"\n\nnamespace mt::lib {\n\n");
  print_model(texts);
  // Each text has a name, by which the linker puts together those that a start
  // reads.
  for (size_t i = 0; i < modules.size(); ++i) {
    const std::string& packed = texts.packed[i];
    std::string back(sources[i].size(), '\0');
    if (!mt::unpack_text(model, packed, &back[0], back.size()) ||
        back != sources[i]) {
      fprintf(stderr, "embed: '%s' does not come back\n",
              modules[i].path.c_str());
      return 1;
    }
    printf("const char %s[] =\n", text_name(modules[i]).c_str());
    print_literal(packed);
    printf(";\n");
  }
  modules.pop_back();
  std::string names;
  printf("\nconst PackedModule kModules[] = {\n");
  for (size_t i = 0; i < modules.size(); ++i) {
    if (texts.packed[i].size() > UINT16_MAX || names.size() > UINT16_MAX) {
      fprintf(stderr, "embed: '%s' is too much for a row of the table\n",
              modules[i].path.c_str());
      return 1;
    }
    printf("  {%s, %zu, %zu, %zu, %d, %d},\n", text_name(modules[i]).c_str(),
           texts.packed[i].size(), names.size(), sources[i].size(),
           modules[i].is_package, is_regular(sources[i]));
    names.append(modules[i].name).push_back('\0');
  }
  if (modules.empty()) printf("  {\"\", 0, 0, 0, 0, 0},\n");
  printf("};\nconst char kNames[] =\n");
  print_literal(names);
  printf(
      ";\n\n}  // namespace\n\n"
      "extern const PackedLibrary kLibrary = {kModules, %zu, &kModel, "
      "kNames,\n  {kText_0docs, %zu, 0, %zu, 0, 0}};\n\n"
      "}  // namespace mt::lib\n",
      modules.size(), texts.packed.back().size(), docs.size());
  return ferror(stdout) || fflush(stdout) != 0;
}
