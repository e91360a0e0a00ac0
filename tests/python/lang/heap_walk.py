# Everything that the collector knows of is whole, also just after classes died.
import gc


def classes_that_die(count):
    for i in range(count):
        type('Passing%d' % i, (object,), {'i': i})


classes_that_die(300)
gc.collect()
texts = ['text %d' % i for i in range(20000)]
found = [o for o in gc.get_objects() if isinstance(o, type)]
print(len(found) > 50, all(o.__mro__[-1] is object for o in found))
# expect: True True
