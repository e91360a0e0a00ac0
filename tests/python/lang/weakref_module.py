# Weak references and the collections of them.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


import weakref

class W:
    pass

w = W()
r = weakref.ref(w)
print(r() is w)  # expect: True
print(r == weakref.ref(w))  # expect: True
print(weakref.ref(w) is r)  # expect: True
print(hash(r) == hash(w))  # expect: True
print(weakref.getweakrefcount(w))  # expect: 1
pr = weakref.proxy(w)
pr.a = 5
print(w.a)  # expect: 5
print(pr.a)  # expect: 5
attempt(lambda: weakref.ref(1))  # expect: TypeError: cannot create weak reference to 'int' object
attempt(lambda: weakref.ref([]))  # expect: TypeError: cannot create weak reference to 'list' object
attempt(lambda: weakref.ref({}))  # expect: TypeError: cannot create weak reference to 'dict' object
attempt(lambda: weakref.ref('a'))  # expect: TypeError: cannot create weak reference to 'str' object
attempt(lambda: weakref.ref(None))  # expect: TypeError: cannot create weak reference to 'NoneType' object
wd = weakref.WeakValueDictionary()
wd['k'] = w
print(list(wd))  # expect: ['k']
print(wd['k'] is w)  # expect: True
print(len(wd))  # expect: 1
wk = weakref.WeakKeyDictionary()
wk[w] = 1
print(wk[w])  # expect: 1
print(w in wk)  # expect: True
print(len(wk))  # expect: 1
ws = weakref.WeakSet([w])
print(len(ws))  # expect: 1
print(w in ws)  # expect: True

class M:

    def f(self):
        return 'f'

o = M()
wm = weakref.WeakMethod(o.f)
print(wm()())  # expect: f
