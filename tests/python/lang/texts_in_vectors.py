# What is encoded, replaced or counted sixteen bytes at a time is what one
# character after the other gives, wherever in such a step it stands.

def plainly(text, encoding, handler='strict'):
    return b''.join(c.encode(encoding, handler) for c in text)


def first_bad(text):
    """Where what latin-1 has not begins and ends."""
    start = next(i for i, c in enumerate(text) if c > 'ÿ')
    return start, next((i for i, c in enumerate(text) if i > start and c <= 'ÿ'), len(text))


# Two bytes of UTF-8 and less, three, four; and surrogates, which have no code.
runs = ['', 'a', 'é', 'ÿ\x80', 'Ā', 'п', '߿', 'ࠀ', '漢', '가', '\U0001d11e', 'aé', 'éa', 'éé漢', 'п,']
wrong = []
for encoding in 'latin-1', 'utf-16-le', 'utf-16-be', 'utf-32-le', 'utf-32-be':
    for handler in 'strict', 'ignore', 'backslashreplace':
        for run in runs:
            for filler in 'xéп':
                can_fail = encoding == 'latin-1' and handler == 'strict'
                a, b, c = (plainly(text, encoding, 'ignore' if can_fail else handler) for text in (filler, run, 'é'))
                for before in (*range(19), 255, 256, 257, 300, 700):
                    for after in 0, 7, 8, 9:
                        text = filler * before + run * 9 + 'é' * after
                        bad = first_bad(text) if can_fail and max(text, default='') > 'ÿ' else None
                        try:
                            if text.encode(encoding, handler) != a * before + b * 9 + c * after or bad:
                                wrong.append((text, encoding, handler))
                        except UnicodeEncodeError as e:
                            if (e.start, e.end) != bad:
                                wrong.append((text, encoding, handler))
    for before in range(20):
        text = 'é' * before + '\udc80' + 'é' * 20
        try:
            text.encode(encoding)
            wrong.append(text)
        except UnicodeEncodeError as e:
            if (e.start, e.end, e.object) != (before, before + 1, text):
                wrong.append((text, encoding, e.args))
        replaced = plainly('é' * before + '?' + 'é' * 20, encoding)
        if text.encode(encoding, 'replace') != replaced:
            wrong.append((text, encoding, 'replace'))
print(wrong)  # expect: []
print(('é' * 3000).encode('utf-16') == b'\xff\xfe' + 'é'.encode('utf-16-le') * 3000)  # expect: True

# ascii() and repr().
for text in 'é', 'пі', '漢가', '䀀鿿뀀쿿', '\ud800a\udfff', '\U0001d11e"', '\x7f\x80\xa0\xad', 'é\n\\', '\u3000\ua4ff\ue000':
    print(ascii(text), repr(text) == "'" + ''.join(repr(c)[1:-1] for c in text) + "'", '%a' % [text])
# expect: '\xe9' True ['\xe9']
# expect: '\u043f\u0456' True ['\u043f\u0456']
# expect: '\u6f22\uac00' True ['\u6f22\uac00']
# expect: '\u4000\u9fff\ub000\ucfff' True ['\u4000\u9fff\ub000\ucfff']
# expect: '\ud800a\udfff' True ['\ud800a\udfff']
# expect: '\U0001d11e"' True ['\U0001d11e"']
# expect: '\x7f\x80\xa0\xad' True ['\x7f\x80\xa0\xad']
# expect: '\xe9\n\\' True ['\xe9\n\\']
# expect: '\u3000\ua4ff\ue000' True ['\u3000\ua4ff\ue000']
print(ascii('é' * 1000) == "'" + '\\xe9' * 1000 + "'")  # expect: True
print(repr('漢가' * 1000) == "'" + '漢가' * 1000 + "'")  # expect: True


class Loud(str):
    def __repr__(self):
        return Loud('é!')


print(ascii(Loud()), type(ascii(Loud())).__name__)  # expect: \xe9! str


# Replacing and counting, beside joining what was split off by hand.
def replaced(text, old, new, limit):
    out, at = [], 0
    while limit != 0 and (found := next((i for i in range(at, len(text) - len(old) + 1) if text.startswith(old, i)), -1)) >= 0:
        out += text[at:found], new
        at = found + len(old)
        limit -= 1
    return type(text)().join(out + [text[at:]]), len(out) // 2


for size in (*range(20), 31, 32, 33, 70):
    for piece in 'x', 'ax', 'é', 'éa', 'xé', 'xx.', 'ééï', '\r\n', 'aaa':
        text = (piece * size)[:size]
        for old, new in ('x', 'y'), ('x', '\0'), ('é', 'e'), ('é', 'è'), ('é', '漢'), ('aa', 'b'), ('\r\n', '\n'), ('éé', ''), ('xé', 'éxx'), ('x', 'é'):
            for limit in -1, 0, 1, 3, size, 1 << 40:
                expected, count = replaced(text, old, new, limit)
                if text.replace(old, new, limit) != expected or limit == -1 and text.count(old) != count:
                    wrong.append((text, old, new, limit))
                data, a, b = text.encode(), old.encode(), new.encode()
                if len(a) == 1 and data.replace(a, b, limit) != expected.encode() or bytearray(data).replace(a, b, limit) != data.replace(a, b, limit):
                    wrong.append((data, a, b, limit))
print(wrong)  # expect: []
# More of them than are noted.
for old, new in ('é', 'e'), ('é', 'è'), ('éa', 'é'), ('aé', 'abc'):
    text = 'éa' * 40000
    print(len(text.replace(old, new)), text.count(old), text.replace(old, new).count(new), text.replace(old, new, 20000).count(old))
# expect: 80000 40000 40000 20000
# expect: 80000 40000 40000 20000
# expect: 40000 40000 40000 20000
# expect: 119999 39999 39999 19999
