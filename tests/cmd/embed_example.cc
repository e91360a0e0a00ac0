// embed_example.cc - a tea counter, as somebody would write it who has only
// what is installed. t0910-embed.sh compiles and runs it.

#include <microtwisted/embed.h>
#include <microtwisted/module.h>

#include <stdio.h>

namespace mt = microtwisted;

static mt::Value pour(mt::Call& call) {
  const auto cups = call[0].to_int();
  if (!cups || *cups < 0) return mt::error("ValueError", "how many cups?");
  int* const poured = static_cast<int*>(call.context());
  *poured += static_cast<int>(*cups);
  return *cups * call.get(1, 250).to_int().value_or(0);
}

static int g_poured = 0;
static const mt::Function kFunctions[] = {
    {"pour", pour, 1, 2, "pour(cups, size=250)\n--\n\nMillilitres.",
     "cups size"},
    {}};
static const mt::Constant kConstants[] = {{"SORT", "Assam"}, {"DEGREES", 96.5},
                                          {}};
static const mt::Module kTea = {"tea",     kFunctions, kConstants,
                                nullptr, nullptr,    &g_poured};

int main(int argc, char** argv) {
  mt::add_module(kTea);
  mt::Options options;
  options.argc = argc;
  options.argv = argv;
  mt::Interpreter interpreter(options);

  mt::Value names = mt::dict({{"guests", mt::list({"Ada", "Grace"})}});
  mt::Value end = mt::run(
      "import tea\n"
      "print(tea.SORT, tea.DEGREES, [g.upper() for g in guests])\n"
      "total = tea.pour(len(guests)) + tea.pour(cups=1, size=100)\n"
      "def greet(name, mark='.'): return 'Hello, ' + name + mark\n",
      names, "tea.py");
  if (!end.ok()) return mt::exit_status(end);

  mt::Root greet = names.item("greet");
  mt::collect();
  mt::Iteration each(names.item("guests"));
  for (mt::Value guest; each.next(&guest);)
    puts(greet.get().call({guest, "!"}).to_text().value_or("?").c_str());
  printf("%d cups, %lld ml\n", g_poured,
         static_cast<long long>(names.item("total").to_int().value_or(-1)));
  fputs(mt::evaluate("__import__('tea').pour(-1)").message().c_str(), stdout);
  fflush(stdout);
  return mt::exit_status(mt::run_file(argc > 1 ? argv[1] : "/dev/null"));
}
