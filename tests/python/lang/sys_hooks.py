# The hooks and limits of sys.
import sys

print(sys.unraisablehook is sys.__unraisablehook__, sys.breakpointhook is sys.__breakpointhook__)  # expect: True True


class Bad:
    def __del__(self):
        raise ValueError("in del")


def hook(told):
    seen.append((told.exc_type.__name__, str(told.exc_value), told.exc_traceback is None, told.err_msg, told.object.__name__, len(told)))


import gc
seen = []
sys.unraisablehook = hook
for _ in range(20):  # a stale word on the stack may keep the last one
    Bad()
gc.collect()
print(seen[0])  # expect: ('ValueError', 'in del', False, None, '__del__', 5)


def stop(*args, **keywords):
    print("stopped", args, keywords)
    return 5


sys.breakpointhook = stop
print(breakpoint(1, x=2))  # expect: stopped (1,) {'x': 2}
# expect: 5
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as e:
    print(e)  # expect: lost sys.breakpointhook
sys.breakpointhook = sys.__breakpointhook__
import os
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())  # expect: None
os.environ["PYTHONBREAKPOINT"] = "builtins.len"
print(breakpoint([1, 2]))  # expect: 2
print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)  # expect: 4300 4300 640
sys.set_int_max_str_digits(700)
try:
    int("1" * 701)
except ValueError as e:
    print(e)  # expect: Exceeds the limit (700 digits) for integer string conversion: value has 701 digits; use sys.set_int_max_str_digits() to increase the limit
try:
    str(10 ** 700)
except ValueError as e:
    print(e)  # expect: Exceeds the limit (700 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
for limit in 639, -1, "x":
    try:
        sys.set_int_max_str_digits(limit)
    except (ValueError, TypeError) as e:
        print(type(e).__name__)
# expect: ValueError
# expect: ValueError
# expect: TypeError
sys.set_int_max_str_digits(maxdigits=0)
print(len(str(10 ** 5000)))  # expect: 5001
print(len(sys.flags), sys.flags.safe_path, sys.flags.int_max_str_digits)  # expect: 18 False -1


# Other things that a program asks sys.
class Text(str):
    pass


for call in (lambda: sys.intern(Text('x')), lambda: sys.setswitchinterval(0),
             lambda: sys.setswitchinterval('a')):
    try:
        call()
    except (TypeError, ValueError) as exc:
        print(exc)
# expect: can't intern Text
# expect: switch interval must be strictly positive
# expect: must be real number, not str
sys.setswitchinterval(0.5)
print(sys.getswitchinterval())  # expect: 0.5
