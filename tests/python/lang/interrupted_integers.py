# ours alone: CPython finishes one operation on long integers before it looks.

import math
import os
import signal
import sys
import time

sys.set_int_max_str_digits(0)
ones = (1 << 100_000_000) - 1
odd, other = 3 ** 1_900_000, 7 ** 1_100_000
digits = '9' * 20_000_000

LONG = {
    'product': lambda: [ones * (ones - i) for i in range(9)],
    'quotient': lambda: [ones // odd ** i for i in range(1, 99)],
    'power': lambda: 3 ** 1_000_000_000,
    'power modulo': lambda: pow(odd, other, odd + other),
    'inverse': lambda: pow(odd, -1, other),
    'divisor': lambda: math.gcd(odd + 1, other + 3),
    'root': lambda: [math.isqrt(ones + i) for i in range(99)],
    'factorial': lambda: math.factorial(30_000_000),
    'from text': lambda: int(digits),
    'to text': lambda: str(ones),
    'formatted': lambda: '%d' % ones,
    'in a field': lambda: f'{ones:,}',
}


def interrupted(work):
    parent = os.getpid()
    try:
        child = os.fork()
        if child == 0:
            time.sleep(0.05)
            os.kill(parent, signal.SIGINT)
            os._exit(0)
        work()
        return False
    except KeyboardInterrupt:
        return True
    finally:
        os.waitpid(child, 0)


print([name for name, work in LONG.items() if not interrupted(work)])  # expect: []
# What was given up has left nothing behind.
print(7 ** 900 == int(str(7 ** 900)))  # expect: True
