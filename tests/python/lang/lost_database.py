# ours alone: a database that nobody closed takes nothing back from who came
# after it. CPython's writes its old directory over the newer one.
import dumbdbm
import gc
import os
import tempfile

folder = tempfile.TemporaryDirectory()
place = os.path.join(folder.name, 'numbers')

def begin():
    lost = dumbdbm.open(place, 'n')
    lost['a'] = '1'
    lost['a'] = '12'
begin()
later = dumbdbm.open(place)
for i in range(40):
    later['b'] = 'x' * i
gc.collect()
later.close()
lines = open(place + '.dir').read().count('\n')
again = dumbdbm.open(place)
print(lines, sorted(map(len, map(again.get, again))))  # expect: 42 [2, 39]
print(open(place + '.dir').read())
# expect: 'a', (0, 2)
# expect: 'b', (512, 39)
# expect:
