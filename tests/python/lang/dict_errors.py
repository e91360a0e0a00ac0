# What dictionaries refuse.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


attempt(lambda: {}['x'])  # expect: KeyError: 'x'
attempt(lambda: {}[[]])  # expect: TypeError: unhashable type: 'list'
attempt(lambda: {[]: 1})  # expect: TypeError: unhashable type: 'list'
attempt(lambda: {}.pop('x'))  # expect: KeyError: 'x'
attempt(lambda: {}.popitem())  # expect: KeyError: 'popitem(): dictionary is empty'
attempt(lambda: dict(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: dict([1]))  # expect: TypeError: cannot convert dictionary update sequence element #0 to a sequence
attempt(lambda: dict([(1, 2, 3)]))  # expect: ValueError: dictionary update sequence element #0 has length 3; 2 is required
attempt(lambda: dict(['ab', 'c']))  # expect: ValueError: dictionary update sequence element #1 has length 1; 2 is required
attempt(lambda: dict(1, 2))  # expect: TypeError: dict expected at most 1 argument, got 2
attempt(lambda: {}.get())  # expect: TypeError: get expected at least 1 argument, got 0
attempt(lambda: {} < {})  # expect: TypeError: '<' not supported between instances of 'dict' and 'dict'
attempt(lambda: {} | 1)  # expect: TypeError: unsupported operand type(s) for |: 'dict' and 'int'
attempt(lambda: hash({}))  # expect: TypeError: unhashable type: 'dict'
attempt(lambda: {}.update(1, 2))  # expect: TypeError: update expected at most 1 argument, got 2
attempt(lambda: {}.update(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: {}.fromkeys(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: {} + {})  # expect: TypeError: unsupported operand type(s) for +: 'dict' and 'dict'
attempt(lambda: {}.setdefault())  # expect: TypeError: setdefault expected at least 1 argument, got 0
attempt(lambda: {}.keys() < 1)  # expect: TypeError: '<' not supported between instances of 'dict_keys' and 'int'
attempt(lambda: {}.values()[0])  # expect: TypeError: 'dict_values' object is not subscriptable
attempt(lambda: {[1]})  # expect: TypeError: unhashable type: 'list'
attempt(lambda: {}.update([[1]]))  # expect: ValueError: dictionary update sequence element #0 has length 1; 2 is required

def dd():
    del {}['x']

attempt(dd)  # expect: KeyError: 'x'

def mut():
    d = {1: 2}
    for k in d:
        d[k + 1] = 1

attempt(mut)  # expect: RuntimeError: dictionary changed size during iteration

def mut2():
    d = {1: 2, 2: 3}
    for k in d.items():
        d.clear()

attempt(mut2)  # expect: RuntimeError: dictionary changed size during iteration

def mut3():
    s = {1, 2}
    for k in s:
        s.add(k + 10)

attempt(mut3)  # expect: RuntimeError: Set changed size during iteration
