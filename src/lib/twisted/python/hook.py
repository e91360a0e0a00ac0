"""Call functions before and after the methods of others' classes."""


class HookError(Exception):
    """A hook cannot be removed that is not there."""


def addPre(klass, name, func):
    """Call func with what the method of klass gets, before it."""
    _rows(klass, name)[0].append(func)


def addPost(klass, name, func):
    """The same, after it."""
    _rows(klass, name)[1].append(func)


def removePre(klass, name, func):
    _remove(klass, name, func, 0)


def removePost(klass, name, func):
    _remove(klass, name, func, 1)


def _rows(klass, name):
    method = klass.__dict__.get(name)
    if not hasattr(method, 'hooks'):
        method = _hooked(klass, name)
    return method.hooks


def _hooked(klass, name):
    own = klass.__dict__.get(name)
    real = getattr(klass, name)
    hooks = [], []

    def method(self, *args, **kw):
        for each in hooks[0][:]:
            each(self, *args, **kw)
        result = real(self, *args, **kw)
        for each in hooks[1][:]:
            each(self, *args, **kw)
        return result
    method.hooks = hooks
    method.own = own
    method.__name__ = name
    setattr(klass, name, method)
    return method


def _remove(klass, name, func, which):
    method = klass.__dict__.get(name)
    hooks = getattr(method, 'hooks', ([], []))
    if func not in hooks[which]:
        raise HookError('%r is no hook of %s.%s'
                        % (func, klass.__name__, name))
    hooks[which].remove(func)
    if not hooks[0] and not hooks[1]:
        if method.own is None:
            delattr(klass, name)
        else:
            setattr(klass, name, method.own)
