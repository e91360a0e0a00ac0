// test_round_trip.cc - every kind of object, saved and got back.
//
// One row is one claim: lines that make x, and what must hold of y, which was
// loaded. Whatever the row, a second tap of y has the same bytes as the first,
// and so has the tap made from its source form.

#include <criterion/criterion.h>

#include "tap/graph.h"

using namespace mt;
using namespace mt::tap;
using namespace mt::tap::testing;

namespace {

struct Row {
  const char* claim;
  const char* script;
  const char* check;
};

void check_rows(const Row* rows, size_t count) {
  with_library([&](Fiber& fiber) {
    for (size_t i = 0; i < count; ++i) {
      const Row& row = rows[i];
      std::string error;
      std::vector<Omission> omissions;
      const std::string bytes = tap_of(fiber, row.script, &error, &omissions);
      cr_assert(error.empty(), "%s: %s", row.claim, error.c_str());
      cr_expect(omissions.empty(), "%s: something was left out", row.claim);
      const Result<Value> y = read_graph(fiber, bytes);
      cr_assert(y.ok(), "%s: %s", row.claim,
                y.ok() ? "" : y.error().message().c_str());
      BytePile again;
      cr_assert(write_graph(fiber, y.value(), {"1.0.4", "test"}, &again,
                            nullptr));
      cr_expect(view_of(again) == bytes, "%s: the second tap differs", row.claim);
      const Result<std::string> source = to_source(bytes);
      cr_assert(source.ok(), "%s", row.claim);
      const Result<std::string> back = to_tap(source.value());
      cr_assert(back.ok(), "%s: %s", row.claim,
                back.ok() ? "" : back.error().message().c_str());
      cr_expect(back.value() == bytes, "%s: its source differs", row.claim);
      error = check_loaded(fiber, y.value(), row.check);
      cr_expect(error.empty(), "%s: %s", row.claim, error.c_str());
    }
  });
}

constexpr const char* kSame = "assert y == x and type(y) is type(x), (x, y)";

}  // namespace

Test(round_trip, plain_values) {
  static const char* const kValues[] = {
      "None", "True", "False", "0", "-1", "2**47", "-2**47 - 1", "2**63 - 1",
      "-2**63", "2**63", "-2**63 - 1", "10**60", "1.5", "-0.0", "1e300", "5e-324",
      "float('inf')", "'x'", "'h\\xe4\\n\\x00\"\\\\'", "'x' * 33", "'\\udc80'",
      "'\\u20ac\\n' * 300", "b''", "b'\\x00\\xff'", "b'z' * 99", "3+4j", "...",
      "NotImplemented", "[]", "[1, [2, [3]]]", "()", "(1, (2,))", "{}",
      "{'b': 1, 'a': 2, (1, 'x'): 3, 4: None}", "{1, 'a', (2, 3)}", "set()",
      "frozenset([1, frozenset([2])])", "bytearray(b'abc')", "range(1, 10, 3)",
      "range(10**30)", "slice(1, None, 2)", "int", "len", "str.upper",
      "type(None)", "type", "ValueError", "{True: 1.0}"};
  std::vector<std::string> scripts;
  for (const char* value : kValues) scripts.push_back(std::string("x = ") + value);
  std::vector<Row> rows;
  for (size_t i = 0; i < scripts.size(); ++i)
    rows.push_back({kValues[i], scripts[i].c_str(), kSame});
  check_rows(rows.data(), rows.size());
}

Test(round_trip, graphs) {
  static const Row kRows[] = {
      {"sharing stays sharing", "a = [1]\nx = [a, a, {'a': a}]",
       "assert y[0] is y[1] is y[2]['a']"},
      {"a list in itself", "x = []\nx.append(x)", "assert y[0] is y"},
      {"a dict in itself", "x = {}\nx['x'] = x", "assert y['x'] is y"},
      {"a tuple that holds its list", "x = ([],)\nx[0].append(x)",
       "assert y[0][0] is y"},
      {"order of keys", "x = {'z': 1, 'a': 2, 'm': 3}",
       "assert list(y) == ['z', 'a', 'm']"},
      {"a key that is reached before its dict is complete",
       "class K: pass\nk = K()\nx = (k,)\nk.d = {x: 1}",
       "assert y[0].d[y] == 1"},
      {"the attribute dictionary of an instance",
       "class A: pass\na = A()\na.n = 1\nx = [a, a.__dict__]",
       "y[1]['n'] = 2\nassert y[0].n == 2"},
      {"attributes in common",
       "class A: pass\na = A()\nb = A()\na.n = 1\nb.__dict__ = a.__dict__\n"
       "x = [a, b]",
       "y[0].n = 5\nassert y[1].n == 5"},
      {"builtins stay with the program",
       "x = {'__builtins__': __builtins__, 'a': 1}", "assert y == {'a': 1}"},
  };
  check_rows(kRows, std::size(kRows));
}

Test(round_trip, functions_and_classes) {
  static const Row kRows[] = {
      {"a function with everything",
       "def x(a, b=2, *c, d=4, **e):\n  'doc'\n  return a + b + d\n"
       "x.note = 'n'",
       "assert y(1) == 7 and y.__doc__ == 'doc' and y.__name__ == 'x'\n"
       "assert y.note == 'n' and y.__module__ == '__main__' and y is not x"},
      {"helpers and globals of a script",
       "k = 5\ndef helper(n): return n * k\nunrelated = 3\n"
       "def x(n): return [helper(i) for i in range(n)]",
       "assert y(3) == [0, 5, 10]\n"
       "assert 'unrelated' not in y.__globals__"},
      {"globals that are assigned",
       "n = 0\ndef up():\n  global n\n  n += 1\n  return n\n"
       "def look(): return n\nx = (up, look)",
       "y[0](); y[0]()\nassert y[1]() == 2 and n == 0"},
      {"functions share a variable",
       "def make():\n  n = 0\n  def up():\n    nonlocal n\n    n += 1\n"
       "  def look(): return n\n  return up, look\nx = make()",
       "y[0](); y[0]()\nassert y[1]() == 2"},
      {"a function that calls itself",
       "def fac(n): return n * fac(n - 1) if n else 1\nx = fac",
       "assert y(20) == 2432902008176640000"},
      {"lambdas and defaults", "k = 2\nx = [lambda n, m=[1]: n * k + m[0]]",
       "assert y[0](3) == 7"},
      {"a function of the shell keeps its namespace",
       "ns = {'count': 0}\n"
       "exec('def bump():\\n  global count\\n  count += 1\\n  return count', ns)\n"
       "x = ns",
       "assert y['bump']() == 1 and y['count'] == 1"},
      {"a class of a script",
       "class Base:\n  tag = 'b'\n  def hello(self): return self.tag + self.name\n"
       "  @staticmethod\n  def st(): return 1\n"
       "  @classmethod\n  def cl(cls): return cls.__name__\n"
       "  @property\n  def up(self): return self.name.upper()\n"
       "class Sub(Base):\n  def __init__(self, name): self.name = name\n"
       "  def hello(self): return super().hello() + '!'\n"
       "  def __repr__(self): return 'Sub()'\n"
       "  def __len__(self): return 7\n"
       "x = Sub('joe')\nx.me = x",
       "assert y.hello() == 'bjoe!' and y.up == 'JOE' and y.st() == 1\n"
       "assert y.cl() == 'Sub' and y.me is y and repr(y) == 'Sub()'\n"
       "assert len(y) == 7 and type(y).__mro__[1].__name__ == 'Base'"},
      {"an attribute of a class that is an instance of it",
       "class C: pass\nC.one = C()\nC.one.n = 1\nx = C",
       "assert type(y.one) is y and y.one.n == 1"},
      {"slots",
       "class S:\n  __slots__ = ('a', '__b')\n"
       "  def __init__(self): self.a = 1; self.__b = 2\n"
       "  def get(self): return self.a, self.__b\nx = S()",
       "assert y.get() == (1, 2) and not hasattr(y, '__dict__')"},
      {"a metaclass",
       "class Meta(type):\n  def shout(cls): return cls.__name__.upper()\n"
       "class M(metaclass=Meta): pass\nx = M()",
       "assert type(y).shout() == 'M'"},
      {"nobody is told that a class was made",
       "told = []\nclass B:\n"
       "  def __init_subclass__(cls): told.append(cls)\n"
       "class C(B): pass\ntold.clear()\nx = C", "assert told == []"},
      {"methods, bound", "class A:\n  def f(self): return self.n\n"
       "a = A()\na.n = 3\nx = [a.f, [].append, 'ab'.join]",
       "assert y[0]() == 3 and y[2](['1', '2']) == '1ab2'\n"
       "y[1](5)\nassert y[1].__self__ == [5]"},
      {"a closure of the library",
       "import contextlib\ndef f(): yield 7\n"
       "x = contextlib.contextmanager(f)\nx.__wrapped__ = None",
       "with y() as seven: assert seven == 7\n"
       "assert y.__code__.co_name == 'helper', y.__code__"},
      {"source is there",
       "def x():\n  return 'found'\n",
       "assert y.__code__ is not x.__code__ and y() == 'found'"},
      {"a class in era spelling",
       "class A:\n  def f(self, (a, b)): return a / b\nx = A()",
       "assert y.f((7, 2)) == 3"},
  };
  check_rows(kRows, std::size(kRows));
}

Test(round_trip, instances_of_builtin_classes) {
  static const Row kRows[] = {
      {"int", "class X(int): pass\nx = X(7)\nx.n = 1",
       "assert y == 7 and y.n == 1 and type(y).__name__ == 'X'"},
      {"float", "class X(float): pass\nx = X(1.5)", "assert y == 1.5"},
      {"str", "class X(str): pass\nx = X('ab' * 40)\nx.n = 1",
       "assert y == 'ab' * 40 and y.n == 1"},
      {"bytes", "class X(bytes): pass\nx = X(b'ab')", "assert y == b'ab'"},
      {"list", "class X(list): pass\nx = X([1, 2])\nx.append(x)",
       "assert y[:2] == [1, 2] and y[2] is y and type(y).__name__ == 'X'"},
      {"tuple", "class X(tuple): pass\nx = X((1, [2]))\nx.n = 1",
       "assert y == (1, [2]) and y.n == 1"},
      {"dict", "class X(dict): pass\nx = X(a=1)\nx.n = 1",
       "assert y == {'a': 1} and y.n == 1"},
      {"set", "class X(set): pass\nx = X([1, 2])", "assert y == {1, 2}"},
      {"exceptions",
       "class E(ValueError): pass\n"
       "x = [KeyError('k'), OSError(2, 'no', 'f'), E('a', 1)]",
       "assert repr(y[0]) == \"KeyError('k')\" and y[1].errno == 2\n"
       "assert y[1].filename == 'f' and y[2].args == ('a', 1)"},
      {"what collections has",
       "import collections\nd = collections.defaultdict(list)\nd[1].append(2)\n"
       "x = [d, collections.OrderedDict([(2, 1), (1, 2)]), "
       "collections.deque([1, 2, 3], 5)]",
       "assert y[0][9] == [] and y[0][1] == [2] and list(y[1]) == [2, 1]\n"
       "assert list(y[2]) == [1, 2, 3] and y[2].maxlen == 5\n"
       "assert type(y[2]) is collections.deque"},
      {"regular expressions",
       "import re\n"
       "p = re.compile('(?i)(?P<n>\\u00e9+)', re.M)\n"
       "x = [p, re.compile(b'[\\xff]'), p, re.I | re.S, {p: 1}]",
       "assert y[0] is y[2] and y[0] == re.compile('(?i)(?P<n>\\u00e9+)', re.M)\n"
       "assert y[0].match('\\u00c9').groupdict() == {'n': '\\u00c9'}\n"
       "assert y[1].match(b'\\xff') and repr(y[3]) == 're.IGNORECASE|re.DOTALL'\n"
       "assert y[4][y[0]] == 1"},
      {"an array",
       "from array import array\nx = [array('h', [1, -2]), array('u', 'a\\xe9'), "
       "array('Q', [2 ** 64 - 1]), array('f', [0.5])]",
       "from array import array\n"
       "assert y == [array('h', [1, -2]), array('u', 'a\\xe9'), "
       "array('Q', [2 ** 64 - 1]), array('f', [0.5])]\n"
       "assert [a.typecode for a in y] == ['h', 'u', 'Q', 'f']"},
  };
  check_rows(kRows, std::size(kRows));
}

Test(round_trip, hooks) {
  with_library([](Fiber& fiber) {
    static const Row kRows[] = {
        {"__getstate__ and __setstate__",
         "class A:\n  def __getstate__(self): return {'n': self.n + 1}\n"
         "  def __setstate__(self, s): self.__dict__.update(s); self.up = 1\n"
         "x = A()\nx.n = 1",
         "assert y.n == 2 and y.up == 1"},
        {"a state that is no dict",
         "class A:\n  def __getstate__(self): return (1, [2])\n"
         "  def __setstate__(self, s): self.s = s\nx = A()",
         "assert y.s == (1, [2])"},
        {"no __init__ and no __new__",
         "class A:\n  def __init__(self): raise ZeroDivisionError\n"
         "x = object.__new__(A)\nx.n = 1", "assert y.n == 1"},
        {"keys that hash in Python",
         "class K:\n  def __init__(self, n): self.n = n\n"
         "  def __hash__(self): return hash(self.n)\n"
         "  def __eq__(self, o): return self.n == o.n\n"
         "x = {K(1): 'a', (K(2), 1): 'b'}, {K(3)}",
         "assert list(y[0].values()) == ['a', 'b']\n"
         "k = list(y[0])[0]\nassert y[0][k] == 'a' and y[0][type(k)(1)] == 'a'"
         "\nassert type(k)(3) in y[1]"},
    };
    for (const Row& row : kRows) {
      std::string error;
      const std::string bytes = tap_of(fiber, row.script, &error);
      cr_assert(error.empty(), "%s: %s", row.claim, error.c_str());
      const Result<Value> y = read_graph(fiber, bytes);
      cr_assert(y.ok(), "%s: %s", row.claim,
                y.ok() ? "" : y.error().message().c_str());
      error = check_loaded(fiber, y.value(), row.check);
      cr_expect(error.empty(), "%s: %s", row.claim, error.c_str());
    }
  });
}

Test(round_trip, hooks_run_when_all_is_loaded) {
  with_library([](Fiber& fiber) {
    std::string error;
    const std::string bytes = tap_of(
        fiber,
        "class A:\n  def __setstate__(self, s):\n"
        "    self.seen = s['other'].n\n"
        "class B: pass\nb = B()\nb.n = 4\nx = A()\nx.other = b\nb.a = x",
        &error);
    cr_assert(error.empty(), "%s", error.c_str());
    const Result<Value> y = read_graph(fiber, bytes);
    cr_assert(y.ok());
    error = check_loaded(fiber, y.value(), "assert y.seen == 4");
    cr_expect(error.empty(), "%s", error.c_str());
  });
}

Test(round_trip, a_hundred_thousand_levels) {
  static const Row kRows[] = {
      {"lists in lists",
       "x = None\nfor i in range(100000): x = [x]",
       "n = 0\nwhile y:\n  y = y[0]\n  n += 1\nassert n == 100000"},
      {"instances in a row",
       "class A: pass\nx = None\nfor i in range(50000):\n  a = A()\n"
       "  a.next = x\n  x = a",
       "n = 0\nwhile y:\n  y = y.next\n  n += 1\nassert n == 50000"},
  };
  check_rows(kRows, std::size(kRows));
}

Test(round_trip, what_cannot_be_stored_is_named) {
  with_library([](Fiber& fiber) {
    std::string error;
    std::vector<Omission> omissions;
    const std::string bytes = tap_of(
        fiber,
        "class Bad:\n  def __getstate__(self): raise ValueError('no')\n"
        "class App: pass\nx = App()\n"
        "x.ports = [(1, {'gen': (i for i in [1]), 'ok': 2})]\n"
        "x.bad = Bad()\nx.keys = {iter([]): 1, 'k': iter([])}",
        &error, &omissions);
    cr_assert(error.empty(), "%s", error.c_str());
    cr_assert_eq(omissions.size(), size_t{4});
    cr_expect_str_eq(omissions[0].path.c_str(), "application.bad");
    cr_expect_str_eq(omissions[0].reason.c_str(),
                     "its __getstate__ raised ValueError: no");
    cr_expect_str_eq(omissions[1].path.c_str(),
                     "application.keys[<list_iterator>] (the key)");
    cr_expect_str_eq(omissions[2].path.c_str(), "application.keys['k']");
    cr_expect_str_eq(omissions[3].path.c_str(),
                     "application.ports[0][1]['gen']");
    cr_expect_str_eq(omissions[3].reason.c_str(),
                     "a 'generator' object cannot be stored");
    const Result<Value> y = read_graph(fiber, bytes);
    cr_assert(y.ok());
    error = check_loaded(fiber, y.value(),
                         "assert y.ports == [(1, {'gen': None, 'ok': 2})]\n"
                         "assert y.bad is None and y.keys == {'k': None}");
    cr_expect(error.empty(), "%s", error.c_str());
  });
}

// Its text would say something else.
Test(round_trip, a_code_that_was_changed_is_named) {
  with_library([](Fiber& fiber) {
    std::string error;
    std::vector<Omission> omissions;
    tap_of(fiber,
           "def f(): pass\nf.__code__ = f.__code__.replace(co_name='g')\n"
           "x = [f, f.__code__]",
           &error, &omissions);
    cr_assert(error.empty(), "%s", error.c_str());
    cr_assert_eq(omissions.size(), size_t{2});
    cr_expect_str_eq(omissions[0].reason.c_str(),
                     "a 'function' object cannot be stored");
    cr_expect_str_eq(omissions[1].reason.c_str(),
                     "a 'code' object cannot be stored");
  });
}

Test(round_trip, the_order_of_work_does_not_show) {
  with_library([](Fiber& fiber) {
    std::string error;
    const std::string one = tap_of(
        fiber, "junk = [object() for i in range(100)]\nx = {'a': [1], 'b': (2,)}",
        &error);
    const std::string two = tap_of(
        fiber, "junk = 0\nb = (2,)\nx = {'a': None, 'b': b}\nx['a'] = [1]",
        &error);
    cr_expect(one == two);
  });
}
