# era: numbers that no descriptor can have; Python 3 all the same.
import _reactor

for name, rest in (('watchDescriptor', (print,)), ('adopt', (None, None)),
                   ('adoptPort', (None, None))):
    for number in 1 << 32, 'x':
        try:
            getattr(_reactor, name)(number, *rest)
            print('taken')
        except (OverflowError, TypeError) as e:
            print(name, type(e).__name__)
# expect: watchDescriptor OverflowError
# expect: watchDescriptor TypeError
# expect: adopt OverflowError
# expect: adopt TypeError
# expect: adoptPort OverflowError
# expect: adoptPort TypeError
