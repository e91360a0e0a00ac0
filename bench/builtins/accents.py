# Text that is not ASCII: indexed, sliced, searched, turned round.


def main(show):
    text = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich ☃ " * 30
    show(len(text), sum(text[i] == "ö" for i in range(len(text))))
    show("".join(text[i] for i in range(len(text) - 1, -1, -1)) == text[::-1])
    words = text.split()
    counts = {}
    for _ in range(40):
        for word in words:
            key = word.casefold()[:4].upper()
            counts[key] = counts.get(key, 0) + 1
    show(sorted(counts.items())[:4], text.find("☃"), text.rfind("ß"))
    table = str.maketrans("äöüß", "aous")
    show(text.translate(table)[:40], text.replace("ö", "oe").count("oe"),
          len(text.encode()), text.encode().decode() == text, len(text.upper()))
    show(sum(ord(c) for c in text), sum(len(text[i:i + 5].strip()) for i in range(1900)))


for _ in range(30):
    main(lambda *ignored: None)
main(print)
