// collect_docs.cc - finds the docstrings of native functions.
//
//   collect_docs FILES > native_docs
//
// FILES are C++. What comes out is every "..."_doc in them (python/native.h),
// once, with a zero behind it. Of these embed makes one packed text.

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace {

// What the escape stands for whose letter this is; 0: no docstring needs it.
char escaped(char letter) {
  switch (letter) {
    case 'n': return '\n';
    case 't': return '\t';
    case '"': case '\'': case '\\': return letter;
    default: return 0;
  }
}

// False when a docstring has an escape that is unknown here.
bool collect(const std::string& code, std::set<std::string>* docs) {
  const char kSuffix[] = "_doc";
  std::string text;  // of the literals that follow each other
  bool is_known = true;
  for (size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (code.compare(at, 2, "//") == 0) {
      at = code.find('\n', at);
      if (at == code.npos) break;
    } else if (c == '"' || (c == '\'' && at > 0 && !isalnum(code[at - 1]))) {
      for (++at; at < code.size() && code[at] != c; ++at) {
        const bool escapes = code[at] == '\\' && ++at < code.size();
        const char byte = escapes ? escaped(code[at]) : code[at];
        if (byte == 0) is_known = false;
        if (c == '"') text.push_back(byte);
      }
      if (code.compare(at + 1, strlen(kSuffix), kSuffix) != 0) continue;
      if (!is_known) return false;
      docs->insert(text);
    } else if (!isspace(c) && c != '\\') {
      text.clear();
      is_known = true;
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::set<std::string> docs;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i]);
    const std::string code(std::istreambuf_iterator<char>(file), {});
    if (!file || !collect(code, &docs)) {
      fprintf(stderr, "collect_docs: cannot read the docstrings of '%s'\n",
              argv[i]);
      return 1;
    }
  }
  for (const std::string& doc : docs)
    fwrite(doc.c_str(), 1, doc.size() + 1, stdout);
  return ferror(stdout) || fflush(stdout) != 0;
}
