# csv: reading and writing, dialects, errors, guessing.
import csv
import io


def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e)


def read(text, **keywords):
    return list(csv.reader(io.StringIO(text, newline=''), **keywords))


def write(row, **keywords):
    out = io.StringIO()
    csv.writer(out, **keywords).writerow(row)
    return repr(out.getvalue())


print(read('a,b\r\n1,"x, ""y"""\r\n\r\n"two\nlines",'))
# expect: [['a', 'b'], ['1', 'x, "y"'], [], ['two\nlines', '']]


print(read("a;'b;c'", delimiter=';', quotechar="'"))  # expect: [['a', 'b;c']]
print(read('a\\,b,c', escapechar='\\'), read('1,"2"', quoting=csv.QUOTE_NONNUMERIC))
# expect: [['a,b', 'c']] [[1.0, '2']]


print(read('a, b', skipinitialspace=True), read('a"b",c'), read('"a"b,c'))
# expect: [['a', 'b']] [['a"b"', 'c']] [['ab', 'c']]


print(read('"a,b', quoting=csv.QUOTE_NONE))  # expect: [['"a', 'b']]
attempt(read, '"a"b', strict=True)  # expect: Error ',' expected after '"'
attempt(read, '"a', strict=True)  # expect: Error unexpected end of data
attempt(list, csv.reader([b'a']))
# expect: Error iterator should return strings, not bytes (the file should be opened in text mode)

attempt(list, csv.reader(['a\rb']))
# expect: Error new-line character seen in unquoted field - do you need to open the file in universal-newline mode?

print(write([1, None, 'a,b', 'q"q', 2.5]), write(['x y', ''], quoting=csv.QUOTE_ALL))
# expect: '1,,"a,b","q""q",2.5\r\n' '"x y",""\r\n'


print(write(['a', 1], quoting=csv.QUOTE_NONNUMERIC), write(['']), write([]))
# expect: '"a",1\r\n' '""\r\n' '\r\n'


print(write(['a,b'], quoting=csv.QUOTE_NONE, escapechar='\\'))
# expect: 'a\\,b\r\n'


print(write(['q"q'], doublequote=False, escapechar='\\', lineterminator='\n'))
# expect: 'q\\"q\n'


attempt(write, ['a,b'], quoting=csv.QUOTE_NONE)
# expect: Error need to escape, but no escapechar set

attempt(write, 5)  # expect: Error iterable expected, not int
for bad in ({'delimiter': 1}, {'delimiter': 'ab'}, {'quotechar': None, 'quoting': 1},
            {'quoting': 9}, {'quoting': 'x'}, {'lineterminator': None},
            {'dialect': 'nope'}, {'bad': 1}):
    attempt(write, ['a'], **bad)
    # expect: TypeError "delimiter" must be string, not int
    # expect: TypeError "delimiter" must be a 1-character string
    # expect: TypeError quotechar must be set if quoting enabled
    # expect: TypeError bad "quoting" value
    # expect: TypeError "quoting" must be an integer
    # expect: TypeError lineterminator must be set
    # expect: Error unknown dialect
    # expect: TypeError 'bad' is an invalid keyword argument for this function


class Pipes(csv.excel):
    delimiter = '|'


csv.register_dialect('pipes', Pipes, lineterminator='!')
print(write(['a', 'b|c'], dialect='pipes'), csv.list_dialects())
# expect: 'a|"b|c"!' ['excel', 'excel-tab', 'unix', 'pipes']


csv.unregister_dialect('pipes')
attempt(csv.get_dialect, 'pipes')  # expect: Error unknown dialect
reader = csv.DictReader(io.StringIO('a,b\n1,2\n\n3\n4,5,6\n'))
for row in reader:
    print(row, reader.line_num)
    # expect: {'a': '1', 'b': '2'} 2
    # expect: {'a': '3', 'b': None} 4
    # expect: {'a': '4', 'b': '5', None: ['6']} 5


out = io.StringIO()
writer = csv.DictWriter(out, ['a', 'b'], restval='?')
writer.writeheader()
writer.writerow({'b': 2})
attempt(writer.writerow, {'c': 3})
# expect: ValueError dict contains fields not in fieldnames: 'c'

print(repr(out.getvalue()))  # expect: 'a,b\r\n?,2\r\n'
old = csv.field_size_limit(5)
attempt(read, 'abcdefgh')  # expect: Error field larger than field limit (5)
csv.field_size_limit(old)
print(csv.Sniffer().sniff('a;b;c\n1;2;3\n4;5;6\n').delimiter)  # expect: ;
print(csv.Sniffer().has_header('name,age\njoe,12\nann,34\nbob,56\n'))
# expect: True

for quoting in 9, 2**31 - 1, 2**31, -2**40, 2**70:
    try:
        csv.writer(io.StringIO(), quoting=quoting)
    except (TypeError, OverflowError) as exc:
        print(type(exc).__name__, exc)
# expect: TypeError bad "quoting" value
# expect: TypeError bad "quoting" value
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
