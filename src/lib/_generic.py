"""_generic: type parameters, for list[T] and the aliases of typing alike."""


def parameters(args):
    """The type variables in the arguments, each once, in order."""
    found = {}
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            found.update(dict.fromkeys(parameters(arg)))
        elif hasattr(type(arg), '__typing_subst__'):
            found[arg] = None
        else:
            for parameter in getattr(arg, '__parameters__', ()):
                found[parameter] = None
    return tuple(found)


def unpack(args):
    """Arguments in which *tuple[int, str] stands for its own arguments."""
    result = []
    for arg in args:
        inner = getattr(arg, '__typing_unpacked_tuple_args__', None)
        fixed = inner is not None and inner[-1:] != (...,)
        result += inner if fixed else (arg,)
    return result


def substitute(alias, item):
    """The alias's arguments with its parameters replaced by the item."""
    params = alias.__parameters__
    if not params:
        raise TypeError('%r is not a generic class' % (alias,))
    args = tuple(unpack(item if isinstance(item, tuple) else (item,)))
    for param in params:
        prepare = getattr(param, '__typing_prepare_subst__', None)
        if prepare is not None:
            args = prepare(alias, args)
    if len(args) != len(params):
        raise TypeError('Too %s arguments for %r; actual %d, expected %d' % (
            'many' if len(args) > len(params) else 'few', alias, len(args),
            len(params)))
    return _replaced(alias.__origin__ if hasattr(alias, '__origin__') else None,
                     alias.__args__, dict(zip(params, args)))


def _replaced(origin, args, values):
    callable = getattr(origin, '__name__', '') == 'Callable'
    result = []
    for arg in args:
        if isinstance(arg, type):
            result.append(arg)
            continue
        if isinstance(arg, tuple):
            result.append(_replaced(None, arg, values))
            continue
        if hasattr(type(arg), '__typing_subst__'):
            new = arg.__typing_subst__(values[arg])
        else:
            inner = []
            for param in getattr(arg, '__parameters__', ()):
                if getattr(param, '__typing_is_unpacked_typevartuple__', None) \
                        is False:
                    inner.extend(values[param])
                else:
                    inner.append(values[param])
            new = arg[tuple(inner)] if inner or getattr(
                arg, '__parameters__', ()) else arg
        if callable and isinstance(new, tuple) or \
                getattr(arg, '__typing_is_unpacked_typevartuple__', False):
            result.extend(new)
        else:
            result.append(new)
    return tuple(result)


def starred(alias):
    return next(iter(alias))


def reduce_starred(alias):
    return starred, (alias,)
