# What makes a text of more than a mebibyte makes all of it.
import datetime

print(len(eval(repr('x' * 1050000))), len(hex(1 << 8000000)))  # expect: 1050000 2000003
print(len(bin(1 << 2000000)), len(format(1 << 8000000, 'x')))  # expect: 2000003 2000001
print(len('%a' % ('\xe9' * 400000)))  # expect: 1600002
print(len(datetime.date(2020, 1, 1).strftime('%Y' * 300000)))  # expect: 1200000
key = 'k' * 1100000
for look in (lambda: ('%(' + key + ')s') % {key[:1024]: 1},
             lambda: ('{' + key + '}').format_map({key[:1024]: 1}),
             lambda: ('{0[' + key + ']}').format({key[:1024]: 1})):
    try:
        print(look())
    except KeyError as e:
        print(e.args[0] == key)  # expect: True
# expect: True
# expect: True

import sys
import traceback
sys.set_int_max_str_digits(0)
print(len(str(1 << 3600000)))  # expect: 1083708
try:
    raise ValueError('x' * 1200000)
except ValueError:
    print(len(traceback.format_exception_only(*sys.exc_info()[:2])[0]))  # expect: 1200013


class Any:
    def __getattr__(self, name):
        return len(name)


print(('{0.' + 'ab' * 600000 + '}').format(Any()))  # expect: 1200000
