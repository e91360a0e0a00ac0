import bisect, inspect, linecache
class A:
    def m(self): return 1
print(inspect.getsource(A.m), end="")  # expect:     def m(self): return 1
print(inspect.getsource(bisect).splitlines()[0][:3])  # expect: """
print("insort = insort_right" in inspect.getsource(bisect), inspect.getsource(inspect.getsource).split("(")[0])  # expect: True def getsource
print(linecache.getline(inspect.getsourcefile(bisect), 1)[:3])  # expect: """
