"""Sets and cancels delayed calls; prints the processor time of one, in ns.

The same under us and under the Twisted of CPython.
"""

import time

from twisted.internet import reactor

COUNT = 1000000
ROUNDS = 3


def never():
    raise AssertionError('cancelled calls are not made')


def run():
    calls = []
    before = time.process_time_ns()
    seed = 1
    for i in range(COUNT):
        seed = seed * 48271 % 2147483647
        calls.append(reactor.callLater(1 + seed % 1000, never))
    for call in calls:
        call.cancel()
    return (time.process_time_ns() - before) // COUNT


print('timer_ns', min([run() for i in range(ROUNDS)]))
