"""The era's home of the builtin exceptions."""

import builtins

for _name in dir(builtins):
    _value = getattr(builtins, _name)
    if isinstance(_value, type) and issubclass(_value, BaseException):
        globals()[_name] = _value

StandardError = Exception
