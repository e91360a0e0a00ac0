"""The era's way to make what is otherwise defined."""

from types import (CodeType as code, FunctionType as function, MethodType,
                   ModuleType as module)

classobj = type


def instancemethod(function, instance, cls=None):
    return function if instance is None else MethodType(function, instance)


def instance(cls, dict=None):
    made = object.__new__(cls)
    if dict is not None:
        made.__dict__ = dict
    return made
