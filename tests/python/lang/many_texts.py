# Formats, cases, codecs and searches have short ways of their own for what is
# common; sums over many texts and numbers say that all ways give the same.
import base64
import binascii
import zlib

seed = 12345


def dice(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n


def tried(function, *args):
    try:
        return repr(function(*args))
    except (ValueError, OverflowError, TypeError) as error:
        return str(error)


def total(name, parts):
    print(name, zlib.crc32("\n".join(parts).encode("utf-8", "surrogatepass")))


numbers = [0.0, -0.0, 0.5, 2.5, 9.5, 99.5, 0.95, 9.9999995, 1e22, 1e23, 5e-324,
           1.7976931348623157e308, float("inf"), float("-inf"), float("nan")]
numbers += [10.0 ** n for n in range(-30, 30)]
numbers += [float(dice(1 << 22)) / 2 ** dice(12) for _ in range(60)]
numbers += [-dice(10 ** 6) / 10 ** dice(7) for _ in range(60)]
total("digits", ["%.*e %.*g" % (p, x, p, x) for x in numbers
                 for p in (0, 1, 2, 5, 9, 15, 16, 17, 20)])
# expect: digits 3454363881
total("specs", [tried(format, x, spec) for x in numbers + [7, -12345, 2 ** 70]
                for spec in ("", "10", "<12", "+e", ".3e", " g", ".4g", "012.3g",
                             "*^14.5", ".1", "G", ".2E", "#.3g", ",.4g", ",")])
# expect: specs 840115028
things = [0, -7, 65, 2 ** 40, 2 ** 70, 1114112, 3.7, -0.5, "ab", "é", "a'b", "\n",
          None, [1, "x"], b"q", True]
total("percent", [tried(("<%" + flags + sizes + kind + ">").__mod__, (thing,))
                  for flags in ("", "-", "0", "+", " ", "#", "-0", "+0", "#0", " +")
                  for sizes in ("", "5", "9.2", ".0")
                  for kind in "diuoxXcrsaegG" for thing in things])
# expect: percent 3054019531

marks = [0x130, 0x131, 0x149, 0x1c5, 0x345, 0x390, 0x3a3, 0x3c2, 0x587, 0x1680,
         0x1e9e, 0x1f80, 0x2028, 0x2029, 0x202f, 0x205f, 0x2000, 0x200a, 0x200b,
         0x2c62, 0x250, 0x3000, 0x4e00, 0xfb01, 0x10400, 0x1f600, 0xd800, 0x85,
         0xa0, 0xb5, 0xdf, 0xff, 9, 10, 0x1c, 32, 65, 97, 39, 34, 92]
texts = ["".join([chr(marks[dice(len(marks))] if dice(2) else 0x370 + dice(0x1c0))
                  for _ in range(dice(12))]) for _ in range(300)]
total("case", [f(t) for t in texts for f in (
    str.upper, str.lower, str.title, str.casefold, str.swapcase, str.capitalize)])
# expect: case 3028004395
total("kinds", [str([f(t) for f in (
    str.isalpha, str.isalnum, str.isupper, str.islower, str.isspace, str.istitle,
    str.isprintable, str.isidentifier, str.isdecimal)]) for t in texts])
# expect: kinds 329753304
total("pieces", [repr((t, t.split(), t.rsplit(None, 1), t.strip(), list(t), t[::-1],
                       t[-2::-1], t[:2:-1], t[4:1:-1])) for t in texts])
# expect: pieces 3297703888
total("codecs", [tried(str.encode, t, name, errors) for t in texts[:100]
                 for name in ("utf-16", "utf-16-be", "utf-32-le", "latin-1", "cp1252")
                 for errors in ("ignore", "replace", "strict", "surrogatepass")])
# expect: codecs 919331035
raw = [t.encode("utf-8", "surrogatepass") for t in texts]
total("decoded", [tried(bytes.decode, b, name, "replace") for b in raw
                  for name in ("utf-8", "utf-16", "utf-16-be", "latin-1", "cp1252")])
# expect: decoded 3540924966
total("hex", [repr((b.hex(), b.hex(":"), b.hex("-", 2), b.hex("-", -3),
                    bytes.fromhex(b.hex(" ")), binascii.unhexlify(b.hex()),
                    base64.b32encode(b))) for b in raw])
# expect: hex 2752035244
for text in ("00 1", "0g", " 61\n62", "6 1", "a", "é0"):
    print(tried(bytes.fromhex, text), tried(binascii.unhexlify, text))
# expect: non-hexadecimal number found in fromhex() arg at position 4 Non-hexadecimal digit found
# expect: non-hexadecimal number found in fromhex() arg at position 1 Non-hexadecimal digit found
# expect: b'ab' Non-hexadecimal digit found
# expect: non-hexadecimal number found in fromhex() arg at position 1 Odd-length string
# expect: non-hexadecimal number found in fromhex() arg at position 1 Odd-length string
# expect: non-hexadecimal number found in fromhex() arg at position 0 string argument should contain only ASCII characters
long = "ab" * 300 + "b"
print([(long + piece + long).rfind(piece) for piece in (
    "ab" * 100 + "c" + "ab" * 20, "ba" * 50 + "aba", "aabab", "bab", "")])
# expect: [601, 601, 601, 1201, 1202]
parts = []
for _ in range(3000):
    kinds = ("ab", "abc", "a", "aé", "ab\0", "\x7fa\xff")[dice(6)]
    text = "".join([kinds[dice(len(kinds))] for _ in range((0, 1, 3, 7, 8, 9, 16, 17, 64, 200)[dice(10)])])
    piece = "".join([kinds[dice(len(kinds))] for _ in range(dice(5))])
    most = (-1, 0, 1, 2, 63, 64, 65, 100)[dice(8)]
    data, wanted = text.encode(), piece.encode()
    parts.append(repr((piece in text, text.find(piece), text.count(piece), text.replace(piece, "xy", most),
                       text.find(piece, 2), text.count(piece, 1, 9), wanted in data, data.count(wanted),
                       data.replace(wanted, b"q", most), piece and text.split(piece, most))))
total("search", parts)
# expect: search 279137020

# Texts that grow at either side, or at both, and what they were before.
import random
draw = random.Random(5)
for words in ('x', 'ab'), ('é', 'y'), ('漢字', 'z' * 40), ('w' * 300, 'v'):
    for moves in ('front',), ('back',), ('front', 'back'), ('front', 'front', 'back', 'again', 'double', 'cut'):
        pieces = [words[0]]
        text, kept = words[0], []
        for i in range(900):
            word = draw.choice(words)
            move = draw.choice(moves)
            if move == 'front':
                text, pieces = word + text, [word] + pieces
            elif move == 'back':
                text, pieces = text + word, pieces + [word]
            elif move == 'again' and kept:
                text, pieces, _ = draw.choice(kept)
            elif move == 'double' and len(text) < 5000:
                text, pieces = text + text, pieces + pieces
            elif move == 'cut' and len(text) > 300:
                text = text[7:-3]
                pieces = [text]
            if i % 50 == 0:
                kept.append((text, pieces, hash(text)))
        if any(text != ''.join(pieces) or hash(''.join(pieces)) != hashed or len(text) != sum(map(len, pieces)) for text, pieces, hashed in kept):
            print(words, moves)
digits = ''
for i in range(30000):
    digits = str(i % 10) + digits
print(len(digits), digits[:12], digits[-12:], digits == ('9876543210' * 3000))  # expect: 30000 987654321098 109876543210 True
mirror = '|'
for i in range(5000):
    mirror = chr(97 + i % 26) + mirror + chr(97 + i % 26)
print(len(mirror), mirror == mirror[::-1], mirror[4990:5011])  # expect: 10001 True jihgfedcba|abcdefghij
