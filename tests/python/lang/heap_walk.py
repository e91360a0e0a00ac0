# Everything that the collector knows of is whole, also when classes just died.
import gc


def classes_that_die(count):
    for i in range(count):
        type('Passing%d' % i, (object,), {'i': i})


classes_that_die(300)
found = [o for o in gc.get_objects() if isinstance(o, type)]
names = [repr(o) for o in found]
print(len(names) == len(found) > 50)
# expect: True
print(all(o.__mro__[-1] is object for o in found))
# expect: True
