# json: both ways, every setting, and where a text goes wrong.
import collections
import io
import json


def show(table):
    for line in table.strip().split('\n'):
        try:
            value = eval(line)
        except Exception as error:
            value = type(error).__name__ + ': ' + str(error)
        print(ascii(value))


class Sets(json.JSONEncoder):
    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)


class Number(int):
    def __repr__(self):
        return 'never shown'


def decoder(**settings):
    return json.JSONDecoder(**settings).decode


circle = []
circle.append({'a': circle})
out = io.StringIO()

show(r"""
json.dumps([1, -2 ** 70, 1.5, 1e16, -0.0, True, False, None, 'a', (), {}, []])  # expect: '[1, -1180591620717411303424, 1.5, 1e+16, -0.0, true, false, null, "a", [], {}, []]'
json.dumps('"\\\b\f\n\r\t\x00\x1f\x7f/\xe9\u20ac\U0001f600\ud800')  # expect: '"\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f/\\u00e9\\u20ac\\ud83d\\ude00\\ud800"'
json.dumps('"\x7f\xe9\u20ac\U0001f600\n', ensure_ascii=False)  # expect: '"\\"\x7f\xe9\u20ac\U0001f600\\n"'
json.dumps({'b': 1, 'a': [2, {'c': ()}], 2: 3, 1.5: 4, None: 5, True: 6})  # expect: '{"b": 1, "a": [2, {"c": []}], "2": 3, "1.5": 4, "null": 5, "true": 6}'
json.dumps({'b': 1, 'a': [2, {'d': 3, 'c': []}]}, sort_keys=True, indent=2)  # expect: '{\n  "a": [\n    2,\n    {\n      "c": [],\n      "d": 3\n    }\n  ],\n  "b": 1\n}'
json.dumps([[], {}, [1, {'a': 2}]], indent='\t', separators=(';', '='))  # expect: '[\n\t[];\n\t{};\n\t[\n\t\t1;\n\t\t{\n\t\t\t"a"=2\n\t\t}\n\t]\n]'
json.dumps([1, {'a': 2}], separators=(',', ':')), json.dumps([1, 2], indent=0)  # expect: ('[1,{"a":2}]', '[\n1,\n2\n]')
json.dumps(collections.OrderedDict([('z', 1), ('a', 2)])), json.dumps({Number(5): Number(6)})  # expect: ('{"z": 1, "a": 2}', '{"5": 6}')
json.dumps([float('nan'), float('inf'), -float('inf')])  # expect: '[NaN, Infinity, -Infinity]'
json.dumps(float('nan'), allow_nan=False)  # expect: 'ValueError: Out of range float values are not JSON compliant'
json.dumps({(1, 2): 3, 'a': 4, 5: 6}, skipkeys=True), json.dumps({(1,): 2}, skipkeys=True, indent=1)  # expect: ('{"a": 4, "5": 6}', '{\n \n}')
json.dumps({(1, 2): 3})  # expect: 'TypeError: keys must be str, int, float, bool or None, not tuple'
json.dumps({'a': 1, 2: 3}, sort_keys=True)  # expect: "TypeError: '<' not supported between instances of 'int' and 'str'"
json.dumps({'x': {3, 1}}, cls=Sets), json.dumps({1, 2}, default=list), json.dumps(object, default=repr)  # expect: ('{"x": [1, 3]}', '[1, 2]', '"<class \'object\'>"')
json.dumps({'x': object}, cls=Sets)  # expect: 'TypeError: Object of type type is not JSON serializable'
json.dumps(circle)  # expect: 'ValueError: Circular reference detected'
json.dump({'a': [1, 2]}, out), out.getvalue(), json.load(io.StringIO(out.getvalue()))  # expect: (None, '{"a": [1, 2]}', {'a': [1, 2]})
''.join(json.JSONEncoder(indent=1).iterencode({'a': [1]}))  # expect: '{\n "a": [\n  1\n ]\n}'
json.loads(' {"a" : [1, -2.5e3, true, false, null, {}] , "b":"\u20ac"}\n')  # expect: {'a': [1, -2500.0, True, False, None, {}], 'b': '\u20ac'}
json.loads('["\\u00e9\\ud83d\\ude00\\ud800\\u0041\\/\\b"]'), json.loads('"\ud800"')  # expect: (['\xe9\U0001f600\ud800A/\x08'], '\ud800')
json.loads('[NaN, Infinity, -Infinity, 1E400, 123456789012345678901234567890, -0, 1.0]')  # expect: [nan, inf, -inf, inf, 123456789012345678901234567890, 0, 1.0]
json.loads('{"a": 1, "a": 2}'), json.loads('[]'), json.loads(b'\xef\xbb\xbf1'), json.loads('[1]'.encode('utf-16')), json.loads('[1]'.encode('utf-32-be'))  # expect: ({'a': 2}, [], 1, [1], [1])
json.loads('{"a": {"b": 1}}', object_hook=lambda d: list(d)), json.loads('{"a": 1, "a": 2}', object_pairs_hook=tuple)  # expect: (['a'], (('a', 1), ('a', 2)))
json.loads('[1, 1.5, NaN]', parse_int='i'.__add__, parse_float='f'.__add__, parse_constant='c'.__add__)  # expect: ['i1', 'f1.5', 'cNaN']
json.loads('"a\tb"', strict=False), json.JSONDecoder().raw_decode('x[1] y', 1)  # expect: ('a\tb', ([1], 4))
json.loads('')  # expect: 'JSONDecodeError: Expecting value: line 1 column 1 (char 0)'
json.loads('[1,]')  # expect: 'JSONDecodeError: Expecting value: line 1 column 4 (char 3)'
json.loads('{"a":1,}')  # expect: 'JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 8 (char 7)'
json.loads('{"a"}')  # expect: "JSONDecodeError: Expecting ':' delimiter: line 1 column 5 (char 4)"
json.loads('{"a":1 "b"}')  # expect: "JSONDecodeError: Expecting ',' delimiter: line 1 column 8 (char 7)"
json.loads('[1 2]')  # expect: "JSONDecodeError: Expecting ',' delimiter: line 1 column 4 (char 3)"
json.loads('01')  # expect: 'JSONDecodeError: Extra data: line 1 column 2 (char 1)'
json.loads('1.')  # expect: 'JSONDecodeError: Extra data: line 1 column 2 (char 1)'
json.loads('nul')  # expect: 'JSONDecodeError: Expecting value: line 1 column 1 (char 0)'
json.loads('"abc')  # expect: 'JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)'
json.loads('"\u20ac\u20ac\\q"')  # expect: 'JSONDecodeError: Invalid \\escape: line 1 column 4 (char 3)'
json.loads('"\\u12"')  # expect: 'JSONDecodeError: Invalid \\uXXXX escape: line 1 column 3 (char 2)'
json.loads('"\\ud800\\u12"')  # expect: 'JSONDecodeError: Invalid \\uXXXX escape: line 1 column 9 (char 8)'
json.loads('"a\nb"')  # expect: 'JSONDecodeError: Invalid control character at: line 1 column 3 (char 2)'
json.loads('[1,\n  x]')  # expect: 'JSONDecodeError: Expecting value: line 2 column 3 (char 6)'
json.loads('\ufeff1')  # expect: 'JSONDecodeError: Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'
json.loads(5)  # expect: 'TypeError: the JSON object must be str, bytes or bytearray, not int'
json.decoder.scanstring('"abc" x', 1), json.encoder.encode_basestring('\xe9')  # expect: (('abc', 5), '"\xe9"')
""")

try:
    json.loads('[1,\n2,x]')
except ValueError as error:
    print(type(error), error.msg, error.pos, error.lineno, error.colno, repr(error.doc))  # expect: <class 'json.decoder.JSONDecodeError'> Expecting value 6 2 3 '[1,\n2,x]'

for text in '[' * 100000, '{"a":' * 100000:
    try:
        json.loads(text)
    except RecursionError:
        print('too deep')  # expect: too deep
# expect: too deep
try:
    json.dumps(circle, check_circular=False)
except RecursionError:
    print('too deep')  # expect: too deep


# Lists and tuples of a class of their own are what they say they are.
class Tens(list):
    def __iter__(self): return (item * 10 for item in list.__iter__(self))


class Pair(tuple):
    def __iter__(self): yield from (1, 2)


print(json.dumps([Tens([1, 2]), Tens(), Pair('a'), Pair()]), json.dumps(Tens([3]), indent=1))
# expect: [[10, 20], [], [1, 2], [1, 2]] [
# expect:  30
# expect: ]

# Escapes gather, and go on where their room ends.
import json
for text in '€' * 100 + 'x', '"' * 300, '𝄞' * 50 + '\n', 'é\x7f\x01' * 70:
    shown = json.dumps(text)
    print(len(shown), shown[:13], json.loads(shown) == text)
    print(json.loads(json.dumps(text, ensure_ascii=False)) == text)
# expect: 603 "\u20ac\u20ac True
# expect: True
# expect: 602 "\"\"\"\"\"\" True
# expect: True
# expect: 604 "\ud834\udd1e True
# expect: True
# expect: 1262 "\u00e9\u007f True
# expect: True
