# A signal ends recursion that goes through special methods and properties alone.
import signal


class Fibonacci:
    def __init__(self, n):
        self.n = n

    def __getitem__(self, n):
        return n if n < 2 else self[n - 1] + self[n - 2]

    @property
    def value(self):
        if self.n < 2:
            return self.n
        return Fibonacci(self.n - 1).value + Fibonacci(self.n - 2).value

    def __lt__(self, other):
        if self.n < 1:
            return True
        self.n -= 1
        both = (self < other) is (self < other)
        self.n += 1
        return both


class Stopped(BaseException):
    pass


def stop(*_):
    raise Stopped('stopped')


signal.signal(signal.SIGALRM, stop)
for work in (lambda: Fibonacci(0)[90], lambda: Fibonacci(90).value,
             lambda: Fibonacci(90) < 1):
    try:
        signal.setitimer(signal.ITIMER_REAL, .05)
        work()
    except Stopped as error:
        print(error)
# expect: stopped
# expect: stopped
# expect: stopped
