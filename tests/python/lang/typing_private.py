# Names of typing that typing_extensions builds on, and of os that printers know.
import os
import typing


@typing._tp_cache
def plain(a):
    return a * 2


@typing._tp_cache(typed=True)
def typed(a):
    return a * 3


print(plain(2), typed(2))  # expect: 4 6
print('_is_protocol' in typing.EXCLUDED_ATTRIBUTES)  # expect: True
print('__slots__' in typing._prohibited, '_asdict' in typing._prohibited)  # expect: True True


class Special(typing._Final, _root=True):
    pass


try:
    class Below(Special):
        pass
except TypeError:
    print('refused')  # expect: refused
print(typing._GenericAlias(list, (int,)).__args__)  # expect: (<class 'int'>,)
print(type(os.environ) is os._Environ)  # expect: True
