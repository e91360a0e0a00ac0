# A tokenizer by regular expressions, what they replace and find, and JSON.
import json
import re


def main(show):
    token = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>.))")
    source = "total = price * (1 + rate_%d) - 12.50 / count[%d]; "
    text = "".join(source % (i, i * i) for i in range(400))
    kinds = {}
    for match in token.finditer(text):
        kind = match.lastgroup
        kinds[kind] = kinds.get(kind, 0) + len(match.group(kind) or "")
    show(kinds)
    show(len(re.sub(r"\d+", lambda m: str(int(m.group()) + 1), text)),
          len(re.sub(r"(\w+) \* (\w+)?", r"\2*\1", text)),
          sum(map(len, re.findall(r"rate_\d+", text))),
          len(re.split(r"[;=]\s*", text)), re.search(r"count\[1(\d+)\]", text).span())
    data = [{"id": i, "name": "n%d" % i, "tags": ["a", "b\n", None, True],
             "at": {"x": i / 8, "y": -i}} for i in range(700)]
    packed = json.dumps(data)
    show(len(packed), json.loads(packed) == data, len(json.dumps(data, indent=1)))


for _ in range(6):
    main(lambda *ignored: None)
main(print)
