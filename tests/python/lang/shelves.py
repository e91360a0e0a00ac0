# Objects kept in a file, by name.
import os
import shelve
import tempfile

place = os.path.join(tempfile.mkdtemp(), 'shelf')
with shelve.open(place) as s:
    s['é'] = {'a': [1]}
    s['b'] = 2
    print(sorted(s), s['é'], 'é' in s, 'c' in s, len(s))  # expect: ['b', 'é'] {'a': [1]} True False 2
    del s['b']
    s['é']['a'].append(2)
    print(s['é'], s.get('b'))  # expect: {'a': [1]} None
with shelve.open(place, writeback=True) as s:
    s['é']['a'].append(2)
    print(s['é'])  # expect: {'a': [1, 2]}
with shelve.open(place) as s:
    print(dict(s))  # expect: {'é': {'a': [1, 2]}}
try:
    s['x']
except (ValueError, TypeError):
    print('closed')  # expect: closed
for act in len, list, lambda s: 'x' in s, lambda s: s.get('x'), lambda s: s.update(x=1):
    try:
        act(s)
    except ValueError as e:
        print(e)
# expect: invalid operation on closed shelf
# expect: invalid operation on closed shelf
# expect: invalid operation on closed shelf
# expect: invalid operation on closed shelf
# expect: invalid operation on closed shelf
s.close()
try:
    shelve.open(place)['no']
except KeyError as e:
    print(e)  # expect: b'no'
d = {}
shelve.Shelf(d, keyencoding='latin-1')['é'] = 1
print(list(d), shelve.Shelf(d, keyencoding='latin-1')['é'])  # expect: [b'\xe9'] 1
with shelve.open(os.fsencode(place)) as s:
    print(list(s))  # expect: ['é']
