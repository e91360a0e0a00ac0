# list[int] and its relations.

import types
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
A = list[int]
print(A, A(), A((1,2)), [*A], A == list[int], A == list[str], hash(A) == hash(list[int]), A.__parameters__, A.__origin__, A.__args__)
# expect: list[int] [] [1, 2] [*list[int]] True False True () <class 'list'> (<class 'int'>,)
t(lambda: isinstance([], A))  # expect: TypeError isinstance() argument 2 cannot be a parameterized generic
t(lambda: issubclass(list, A))
# expect: TypeError issubclass() argument 2 cannot be a parameterized generic
t(lambda: A[int])  # expect: TypeError list[int] is not a generic class
class L(list): pass
x = L[int]([1]) if False else types.GenericAlias(L, (int,))([1])
print(x.__orig_class__)  # expect: __main__.L[int]
print([*tuple[int, str]][0], next(iter(tuple[int])).__unpacked__, next(iter(tuple[int])) == tuple[int])
# expect: *tuple[int, str] True False
class G(types.GenericAlias): 
    def __repr__(self): return 'G!'
g = G(list, (int,))
print(g, g.append, isinstance(g, types.GenericAlias), g.__reduce__()[0])
# expect: G! <method 'append' of 'list' objects> True <class '__main__.G'>
class S(list[int]): pass
print(S.__orig_bases__, S.__mro__)
# expect: (list[int],) (<class '__main__.S'>, <class 'list'>, <class 'object'>)
print(A.__class__, type(A), A.append, dict[str, list[int]] | None, (list[int] | None).__args__)
# expect: <class 'types.GenericAlias'> <class 'types.GenericAlias'> <method 'append' of 'list' objects> dict[str, list[int]] | None (list[int], <class 'NoneType'>)
import copy
print(copy.copy(A), copy.deepcopy(A))  # expect: list[int] list[int]
print(isinstance(1, int | list[int])) if 0 else None
t(lambda: isinstance('', int | list[int]))
# expect: TypeError isinstance() argument 2 cannot be a parameterized generic
print(list[()], tuple[()], list[...], list['x'], list[int,], list[None], list[[1]])
# expect: list[()] tuple[()] list[...] list['x'] list[int] list[None] list[[1]]

print(type[int], list[type[int]])  # expect: type[int] list[type[int]]
try:
    type('M', (type,), {})[int]
except TypeError as e:
    print(e)  # expect: type 'M' is not subscriptable
import copy
import pickle
starred = next(iter(tuple[int, ...]))
for same in copy.copy(starred), pickle.loads(pickle.dumps(starred)):
    print(same, same == starred)
    # expect: *tuple[int, ...] True
    # expect: *tuple[int, ...] True
