# Deferreds and the futures of whatever loop: each becomes the other.
from twisted.internet import defer


class Cancelled(Exception):
    pass


class Future:
    def __init__(self):
        self.asked, self.outcome, self.told = False, None, []

    def _finish(self, *outcome):
        self.outcome = outcome
        turns.extend(self.told)
        self.told = []

    def add_done_callback(self, told):
        (self.told if self.outcome is None else turns).append(lambda: told(self))

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, why):
        self._finish(None, why)

    def cancel(self):
        self.asked = True
        self._finish(None, Cancelled('no'))

    def cancelled(self):
        return self.asked

    def result(self):
        if self.outcome[1] is not None:
            raise self.outcome[1]
        return self.outcome[0]


turns = []


def turn():
    while turns:
        turns.pop(0)()


class Loop:
    create_future = Future


def show(name):
    return lambda got: print(name, getattr(got, 'value', got).__class__.__name__, getattr(got, 'value', got))


d = defer.Deferred()
f = d.asFuture(Loop())
d.callback(5)
print(f.outcome)
d = defer.Deferred()
f = d.asFuture(Loop())
d.errback(KeyError('k'))
print(f.outcome)
d = defer.Deferred(lambda d: print('cancelled from a future'))
f = d.asFuture(Loop())
f.cancel()
turn()
print(f.outcome, d.called)

for act in (lambda f: f.set_result('r'), lambda f: f.set_exception(ValueError('v')), lambda f: f.cancel()):
    f = Future()
    d = defer.Deferred.fromFuture(f).addBoth(show('from'))
    act(f)
    turn()
f = Future()
d = defer.Deferred.fromFuture(f).addBoth(show('asked'))
d.cancel()
print(f.asked)
turn()
