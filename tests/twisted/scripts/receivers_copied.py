# A receiver is copied with what waits to be cut, and with what its bases keep.
import copy
import pickle
from twisted.protocols import basic


class Lines(basic.LineReceiver):
    def lineReceived(self, line):
        print(type(self).__name__, line)


class Named(Lines, dict):
    pass


class Raised(Lines, Exception):
    pass


class Said(Lines):
    def __getstate__(self):
        return 1, self.__dict__.copy()

    def __setstate__(self, state):
        self.__dict__.update(state[1])


class Short(basic.Int16StringReceiver):
    def stringReceived(self, string):
        print(type(self).__name__, string)


def copies(one):
    yield copy.copy(one)
    yield copy.deepcopy(one)
    for protocol in 2, 5:
        yield pickle.loads(pickle.dumps(one, protocol))


for cls in Lines, Named, Raised, Said:
    one = cls()
    if cls is Named:
        one['tea'] = 'hot'
    for each in copies(one):
        each.dataReceived(b'whole\r\n')
    one.dataReceived(b'half a ')
    for each in copies(one):
        each.dataReceived(b'line\r\n')
        if cls is Named:
            print(dict(each))
    one.dataReceived(b'one\r\n')
one = Short()
one.dataReceived(b'\0\5ab')
for each in copies(one):
    each.dataReceived(b'cde')
