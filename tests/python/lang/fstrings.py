# Formatted strings.
name, width, value = "x", 8, 3.14159
print(f"{name}", f"a{name}b{name!r}c", f"{name!s:>{width}}|", f"{value:.2f}|{value:{width}.{2}f}")  # expect: x axb'x'c        x| 3.14|    3.14
print(f"{{}} {{{name}}}", f"{name=} {value = :.1f} {1+1=}", f'{"nested"} {f"{name}!"}')  # expect: {} {x} name='x' value = 3.1 1+1=2 nested x!
print(f"{name!a}" "plain" f"{width:04d}", rf"\n{name}", f"{[1, 2][0]}{ {'k': 1}['k'] }")  # expect: 'x'plain0008 \nx 11
print(f"{lambda_ if (lambda_ := 5) else 0}", f"{(lambda: 3)()}", f"{1:{'>'}{5}}")  # expect: 5 3     1
print(f"""{
name}
line""".replace("\n", "/"), f"{'a' if name else 'b'}", f"{name:}", f"{name!r:}")  # expect: x/line a x 'x'
print(f"", f"{''}", f"{1}{2}{3}{4}{5}{6}{7}{8}{9}")  # expect:   123456789


class Formats:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "repr"


f = Formats()
print(f"{f}", f"{f:abc}", f"{f!r}", f"{f!r:>6}", f"{f:{name}{width}}")  # expect: <> <abc> repr   repr <x8>
big = f"{0}{1}{2}{3}{4}{5}{6}{7}{8}{9}{10}{11}{12}{13}{14}{15}{16}{17}{18}{19}{20}{21}{22}{23}{24}{25}{26}{27}{28}{29}{30}{31}{32}{33}{34}{35}{36}{37}{38}{39}{40}"
print(big, len(big))  # expect: 012345678910111213141516171819202122232425262728293031323334353637383940 72
