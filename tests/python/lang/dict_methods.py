# Dictionaries: methods and operators.

d = {'a': 1, 'b': 2}
print(d)  # expect: {'a': 1, 'b': 2}
print(len(d))  # expect: 2
print(d['a'])  # expect: 1
print('a' in d)  # expect: True
print('z' in d)  # expect: False
print(d.get('a'))  # expect: 1
print(d.get('z'))  # expect: None
print(d.get('z', 5))  # expect: 5
print(list(d))  # expect: ['a', 'b']
print(list(d.keys()))  # expect: ['a', 'b']
print(list(d.values()))  # expect: [1, 2]
print(list(d.items()))  # expect: [('a', 1), ('b', 2)]
d['c'] = 3
d['a'] = 10
del d['b']
print(d)  # expect: {'a': 10, 'c': 3}
d.update({'x': 1}, y=2)
print(d)  # expect: {'a': 10, 'c': 3, 'x': 1, 'y': 2}
d.update([('p', 1), ['q', 2]])
print(d)  # expect: {'a': 10, 'c': 3, 'x': 1, 'y': 2, 'p': 1, 'q': 2}
d.update(z=1)
print(d)  # expect: {'a': 10, 'c': 3, 'x': 1, 'y': 2, 'p': 1, 'q': 2, 'z': 1}
print(d.pop('p'))  # expect: 1
print(d.pop('nope', None))  # expect: None
print(d.popitem())  # expect: ('z', 1)
print(d.setdefault('q', 5))  # expect: 2
print(d.setdefault('new', 6))  # expect: 6
print(d.setdefault('none'))  # expect: None
print(d)  # expect: {'a': 10, 'c': 3, 'x': 1, 'y': 2, 'q': 2, 'new': 6, 'none': None}
print(dict(a=1))  # expect: {'a': 1}
print(dict([(1, 2)]))  # expect: {1: 2}
print(dict({1: 2}, x=3))  # expect: {1: 2, 'x': 3}
print(dict())  # expect: {}
print(dict(zip('ab', [1, 2])))  # expect: {'a': 1, 'b': 2}
print(dict.fromkeys('abc'))  # expect: {'a': None, 'b': None, 'c': None}
print(dict.fromkeys([1, 2], 0))  # expect: {1: 0, 2: 0}
print({1: 'a', 1.0: 'b', True: 'c'})  # expect: {1: 'c'}
print({1, 1.0, True})  # expect: {1}
print({0: 1}[False])  # expect: 1
print({2 ** 60: 1}[2.0 ** 60])  # expect: 1
print({-1: 5}[-1.0])  # expect: 5
print({**d, 'k': 1} | {'z': 0})  # expect: {'a': 10, 'c': 3, 'x': 1, 'y': 2, 'q': 2, 'new': 6, 'none': None, 'k': 1, 'z': 0}
print(d == dict(d))  # expect: True
print(d != {})  # expect: True
print({1: [2]} == {1: [2]})  # expect: True
print({1: 2} == {1: 3})  # expect: False
print({} == {})  # expect: True
e = d.copy()
e |= {'e': 1}
e |= [('f', 2)]
print(e)  # expect: {'a': 10, 'c': 3, 'x': 1, 'y': 2, 'q': 2, 'new': 6, 'none': None, 'e': 1, 'f': 2}
print(e is d)  # expect: False
e.clear()
print(e)  # expect: {}
r = {}
r['r'] = r
print(r)  # expect: {'r': {...}}
r['k'] = r.keys()
r['v'] = r.values()
print({1: 2}.keys())  # expect: dict_keys([1])
print({1: 2}.values())  # expect: dict_values([2])
print({1: 2}.items())  # expect: dict_items([(1, 2)])
print(list(reversed({1: 2, 3: 4})))  # expect: [3, 1]
print(list(reversed({1: 2, 3: 4}.items())))  # expect: [(3, 4), (1, 2)]
print(list(reversed({1: 2, 3: 4}.values())))  # expect: [4, 2]
