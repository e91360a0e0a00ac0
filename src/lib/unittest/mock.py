"""Objects that stand in for others, and remember what was done to them."""

import types

__all__ = ['Mock', 'MagicMock', 'NonCallableMock', 'NonCallableMagicMock',
           'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec',
           'FILTER_DIR', 'PropertyMock', 'mock_open', 'seal', 'AsyncMock']

FILTER_DIR = True
_missing = object()


# --- sentinels --------------------------------------------------------------

class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return 'sentinel.%s' % self.name

    def __reduce__(self):
        return 'sentinel.%s' % self.name


class _Sentinel:
    """sentinel.anything is an object of its own, always the same."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return 'sentinel'


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT


class _ANY:
    """Equals everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _ANY()


# --- calls ------------------------------------------------------------------

def _format_call(name, args, kwargs):
    parts = [repr(arg) for arg in args]
    parts.extend(['%s=%r' % pair for pair in kwargs.items()])
    return '%s(%s)' % (name, ', '.join(parts))


class _Call(tuple):
    """A call, or what led to one: (name, args, kwargs) or (args, kwargs)."""

    def __new__(cls, value=(), name='', parent=None, two=False,
                from_kall=True):
        args, kwargs = (), {}
        for item in value:
            if isinstance(item, str):
                name = item
            elif isinstance(item, tuple):
                args = item
            else:
                kwargs = item
        return tuple.__new__(cls, (args, kwargs) if two
                             else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False,
                 from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def _parts(self):
        return self if len(self) == 3 else ('',) + tuple(self)

    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        if len(other) > 3:
            return False
        name, args, kwargs = self._parts()
        theirs = _Call(other)._parts() if not isinstance(other, _Call) \
            else other._parts()
        if getattr(self, '_mock_parent', None) and \
                getattr(other, '_mock_parent', None) and \
                self._mock_parent != other._mock_parent:
            return False
        # A name that was not given may be any.
        return (not name or not theirs[0] or name == theirs[0]) and \
            (theirs[1], theirs[2]) == (args, kwargs)

    def __ne__(self, other):
        return not self == other

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(('', args, kwargs), name='()')
        return _Call((self._mock_name, args, kwargs),
                     name=self._mock_name + '()', parent=self)

    def __getattr__(self, name):
        if self._mock_name is None:
            return _Call(name=name, from_kall=False)
        return _Call(name='%s.%s' % (self._mock_name, name), parent=self,
                     from_kall=False)

    def __getattribute__(self, name):
        if name in tuple.__dict__ and name in ('count', 'index'):
            return self.__getattr__(name)
        return tuple.__getattribute__(self, name)

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or 'call'
            return name if name.startswith('call') else 'call.' + name
        name, args, kwargs = self._parts()
        if not name:
            name = 'call'
        elif not name.startswith('()'):
            name = 'call.' + name
        else:
            name = 'call' + name
        return _format_call(name, args, kwargs)

    def call_list(self):
        """The calls that a chain such as call.a().b() is made of."""
        calls = []
        this = self
        while this is not None:
            if this._mock_from_kall:
                calls.append(this)
            this = this._mock_parent
        return _CallList(reversed(calls))


call = _Call(from_kall=False)


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any([list(self[at:at + size]) == value
                    for at in range(len(self) - size + 1)])

    def __repr__(self):
        items = list(map(repr, self))
        text = '[%s]' % ', '.join(items)
        return text if len(text) <= 80 else '[%s]' % ',\n '.join(items)


# --- mocks ------------------------------------------------------------------

_numerics = ('add sub mul matmul truediv floordiv mod lshift rshift and xor '
             'or pow divmod').split()
_magics = set(['__%s__' % name for name in (
    'lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter '
    'exit hash iter repr call bool dir format subclasses reversed missing '
    'get set delete int float complex index neg pos abs invert round trunc '
    'floor ceil fspath aenter aexit aiter anext getformat').split()])
for _name in _numerics:
    _magics.update(['__%s__' % _name, '__i%s__' % _name, '__r%s__' % _name])
_magics.discard('__idivmod__')

# What a MagicMock has from the beginning, and what it returns.
_unconfigured = ('__get__', '__set__', '__delete__', '__reversed__',
                 '__missing__', '__repr__', '__dir__', '__format__',
                 '__subclasses__', '__getformat__', '__call__')
_returns = {'__hash__': lambda self: object.__hash__(self),
            '__str__': lambda self: object.__str__(self),
            '__sizeof__': lambda self: object.__sizeof__(self),
            '__fspath__': lambda self: '%s/%s/%d' % (
                type(self).__name__, self._extract_mock_name(), id(self)),
            '__len__': 0, '__int__': 1, '__contains__': False,
            '__complex__': 1j, '__float__': 1.0, '__bool__': True,
            '__index__': 1, '__exit__': False, '__aexit__': False,
            '__lt__': NotImplemented, '__gt__': NotImplemented,
            '__le__': NotImplemented, '__ge__': NotImplemented}
_asserts = ('assert', 'assret', 'asert', 'aseert', 'assrt')


def _is_magic(name):
    return '__%s__' % name[2:-2] == name


def _is_exception(obj):
    return isinstance(obj, BaseException) or \
        isinstance(obj, type) and issubclass(obj, BaseException)


def _copy_of_name(mock, name, new_value):
    """Makes a mock that is given to another one its child, if it is free."""
    if isinstance(new_value, NonCallableMock) and \
            new_value._mock_parent is None and \
            new_value._mock_name is None and \
            new_value._mock_new_parent is None:
        above = mock
        while above is not None:
            if above is new_value:
                return False
            above = above._mock_new_parent
        new_value._mock_parent = new_value._mock_new_parent = mock
        new_value._mock_new_name = name
        new_value._mock_name = name
        return True
    return False


class InvalidSpecError(Exception):
    """A mock cannot be the specification of another one."""


class NonCallableMock:
    """Every attribute I am asked for is a mock too, and stays."""

    def __new__(cls, /, *args, **kwargs):
        # A class of its own, since magic methods are looked up there.
        made = type(cls.__name__, (cls,), {'__doc__': cls.__doc__,
                                           '__module__': cls.__module__})
        return object.__new__(made)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name='',
                 _new_parent=None, **kwargs):
        state = self.__dict__
        if _new_parent is None:
            _new_parent = parent
        if spec_set is not None:
            spec = spec_set
        state.update(
            _mock_parent=parent, _mock_name=name, _mock_new_name=_new_name,
            _mock_new_parent=_new_parent, _mock_sealed=False,
            _mock_children={}, _mock_wraps=wraps, _mock_delegate=None,
            _mock_called=False, _mock_call_args=None, _mock_call_count=0,
            _mock_call_args_list=_CallList(), _mock_mock_calls=_CallList(),
            method_calls=_CallList(), _mock_side_effect=None,
            _mock_return_value=DEFAULT)
        self._mock_add_spec(spec, spec_set is not None)
        if kwargs:
            self.configure_mock(**kwargs)

    def _mock_add_spec(self, spec, spec_set):
        names = cls = None
        if spec is not None:
            if isinstance(spec, NonCallableMock):
                raise InvalidSpecError('Cannot spec a Mock object. [object=%r]'
                                       % spec)
            if isinstance(spec, (list, tuple)):
                names = list(spec)
            else:
                names = dir(spec)
                cls = spec if isinstance(spec, type) else type(spec)
        self.__dict__.update(_spec_class=cls, _spec_set=spec_set,
                             _mock_methods=names, _spec=spec,
                             _spec_signature=_signature_of(spec))
        self._set_magics()

    def _set_magics(self):
        """A magic mock has the magic methods of its specification."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    def attach_mock(self, mock, attribute):
        mock._mock_parent = mock._mock_new_parent = None
        mock._mock_name = None
        mock._mock_new_name = ''
        setattr(self, attribute, mock)

    def configure_mock(self, /, **kwargs):
        """Sets attributes; "a.b" is one of a child."""
        for name, value in sorted(kwargs.items(),
                                  key=lambda pair: pair[0].count('.')):
            obj = self
            *path, last = name.split('.')
            for part in path:
                obj = getattr(obj, part)
            setattr(obj, last, value)

    # --- attributes ----------------------------------------------------------

    def __getattr__(self, name):
        if name in ('_mock_methods', '_mock_children'):
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _magics:
                raise AttributeError('Mock object has no attribute %r' % name)
        elif _is_magic(name):
            raise AttributeError(name)
        if name.startswith(_asserts) and not self.__dict__.get('_unsafe') and \
                (self._mock_methods is None or name not in self._mock_methods):
            raise AttributeError(
                '%r is not a valid assertion. Use a spec for the mock if %r '
                'is meant to be an attribute.' % (name, name))
        child = self._mock_children.get(name)
        if child is _missing:
            raise AttributeError(name)
        if child is None:
            wraps = None
            if self._mock_wraps is not None:
                wraps = getattr(self._mock_wraps, name)
            child = self._get_child_mock(parent=self, name=name, wraps=wraps,
                                         _new_name=name, _new_parent=self)
            self._mock_children[name] = child
        return child

    def __setattr__(self, name, value):
        cls = type(self)
        if name in self.__dict__ or isinstance(
                getattr(cls, name, None), property):
            return object.__setattr__(self, name, value)
        if self._spec_set and self._mock_methods is not None and \
                name not in self._mock_methods:
            raise AttributeError("Mock object has no attribute '%s'" % name)
        if name in _magics:
            if self._mock_methods is not None and \
                    name not in self._mock_methods:
                raise AttributeError("Mock object has no attribute '%s'"
                                     % name)
            if isinstance(value, NonCallableMock):
                _copy_of_name(self, name, value)
                setattr(cls, name, value)
            else:
                setattr(cls, name, _magic_function(value))
            self._mock_children[name] = value
            return
        if name == '_mock_methods' and self._spec_set:
            return
        if name == '__class__':
            self.__dict__['_spec_class'] = value
            return
        if _copy_of_name(self, name, value):
            self._mock_children[name] = value
            return
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError('Cannot set %s.%s' % (
                self._extract_mock_name(), name))
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _magics and name in type(self).__dict__:
            delattr(type(self), name)
            self._mock_children.pop(name, None)
            return
        child = self._mock_children.get(name)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _missing:
            raise AttributeError(name)
        self._mock_children[name] = _missing

    def __dir__(self):
        names = self._mock_methods or []
        if not FILTER_DIR:
            return object.__dir__(self)
        own = [name for name in dir(type(self))
               if not name.startswith('_')] if not names else []
        kept = [name for name in self.__dict__ if not name.startswith('_')]
        children = [name for name, child in self._mock_children.items()
                    if child is not _missing]
        return sorted({*names, *own, *kept, *children})

    @property
    def __class__(self):
        return self._spec_class or type(self)

    def _get_child_mock(self, /, **kw):
        if self._mock_sealed:
            name = self._extract_mock_name()
            if 'name' in kw:
                name += '.' + kw['name']
            else:
                name += '()'
            raise AttributeError(name)
        cls = type(self).__mro__[1]
        if issubclass(cls, (NonCallableMagicMock, AsyncMock)):
            cls = MagicMock
        elif not issubclass(cls, CallableMixin):
            cls = Mock
        return cls(**kw)

    def _extract_mock_name(self):
        names = []
        mock, last = self, ''
        while mock is not None:
            name = mock._mock_new_name
            if name:
                dot = '.' if last and last[0] not in '([' else ''
                names.append((name, dot))
                last = name
            if mock._mock_new_parent is None:
                break
            mock = mock._mock_new_parent
        text = ''
        for name, dot in names:
            text = name + ('.' if text and text[0] not in '([' else '') + text
        root = mock._mock_name or 'mock'
        if not text:
            return self._mock_name or 'mock'
        if mock._mock_new_name:
            return text
        return root + ('' if text[0] in '([' else '.') + text

    def __repr__(self):
        name = self._extract_mock_name()
        shown = " name=%r" % name if name != 'mock' or self._mock_name else ''
        spec = ''
        if self._spec_class is not None:
            spec = ' spec%s=%r' % ('_set' if self._spec_set else '',
                                   self._spec_class.__name__)
        return '<%s%s%s id=\'%d\'>' % (type(self).__name__, shown, spec,
                                       id(self))

    # --- what happened -------------------------------------------------------

    def _state(name):
        hidden = '_mock_' + name

        def getter(self):
            if self._mock_delegate is not None:
                return getattr(self._mock_delegate, name)
            return self.__dict__[hidden]

        def setter(self, value):
            if self._mock_delegate is not None:
                setattr(self._mock_delegate, name, value)
            else:
                self.__dict__[hidden] = value
        return property(getter, setter)

    called = _state('called')
    call_count = _state('call_count')
    call_args = _state('call_args')
    call_args_list = _state('call_args_list')
    mock_calls = _state('mock_calls')

    @property
    def return_value(self):
        if self._mock_delegate is not None:
            return self._mock_delegate.return_value
        if self._mock_return_value is DEFAULT and self._mock_wraps is None:
            self.__dict__['_mock_return_value'] = self._get_child_mock(
                _new_parent=self, _new_name='()')
        return self._mock_return_value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self.__dict__['_mock_return_value'] = value
            _copy_of_name(self, '()', value)

    @property
    def side_effect(self):
        if self._mock_delegate is not None:
            return self._mock_delegate.side_effect
        return self._mock_side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not _is_exception(value) and \
                not callable(value):
            value = iter(value)
        if self._mock_delegate is not None:
            self._mock_delegate.side_effect = value
        else:
            self.__dict__['_mock_side_effect'] = value

    def reset_mock(self, visited=None, *, return_value=False,
                   side_effect=False):
        visited = set() if visited is None else visited
        if id(self) in visited:
            return
        visited.add(id(self))
        self.called = False
        self.call_count = 0
        self.call_args = None
        self.call_args_list = _CallList()
        self.mock_calls = _CallList()
        self.__dict__['method_calls'] = _CallList()
        if return_value:
            self.__dict__['_mock_return_value'] = DEFAULT
        if side_effect:
            self.__dict__['_mock_side_effect'] = None
        for child in self._mock_children.values():
            if isinstance(child, NonCallableMock):
                child.reset_mock(visited, return_value=return_value,
                                 side_effect=side_effect)
        result = self._mock_return_value
        if isinstance(result, NonCallableMock) and result is not self:
            result.reset_mock(visited)

    # --- asserting -----------------------------------------------------------

    def _bound(self, a_call):
        """A call with its arguments where the signature puts them."""
        signature = self._spec_signature
        if signature is None:
            return a_call
        name, args, kwargs = a_call._parts() if isinstance(a_call, _Call) \
            else _Call(a_call)._parts()
        try:
            found = signature.bind(*args, **kwargs)
        except TypeError as e:
            return e.with_traceback(None)
        return _Call((name, found.args, found.kwargs))

    def _shown(self, args, kwargs):
        return _format_call(self._mock_name or 'mock', args, kwargs)

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(
                "Expected '%s' to not have been called. Called %s times.%s" % (
                    self._mock_name or 'mock', self.call_count,
                    self._calls_repr()))

    def assert_called(self):
        if not self.call_count:
            raise AssertionError("Expected '%s' to have been called."
                                 % (self._mock_name or 'mock'))

    def assert_called_once(self):
        self._check_once()

    def _check_once(self, form='have been'):
        if self.call_count != 1:
            raise AssertionError(
                "Expected '%s' to %s called once. Called %s times.%s" % (
                    self._mock_name or 'mock', form, self.call_count,
                    self._calls_repr()))

    def assert_called_with(self, /, *args, **kwargs):
        expected = self._shown(args, kwargs)
        if self.call_args is None:
            raise AssertionError(
                'expected call not found.\nExpected: %s\n  Actual: not called.'
                % expected)
        wanted = self._bound(_Call((args, kwargs), two=True))
        actual = self._bound(self.call_args)
        if wanted != actual:
            cause = wanted if isinstance(wanted, Exception) else None
            raise AssertionError(
                'expected call not found.\nExpected: %s\n  Actual: %s' % (
                    expected, self._shown(*self.call_args))) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        self._check_once('be')
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        wanted = self._bound(_Call((args, kwargs), two=True))
        if wanted not in [self._bound(each) for each in self.call_args_list]:
            raise AssertionError('%s call not found'
                                 % self._shown(args, kwargs))

    def assert_has_calls(self, calls, any_order=False):
        wanted = [self._bound(each) for each in calls]
        actual = _CallList([self._bound(each) for each in self.mock_calls])
        if not any_order:
            if wanted not in actual:
                raise AssertionError('Calls not found.\nExpected: %s%s' % (
                    _CallList(calls), self._calls_repr('  Actual')))
            return
        actual = list(actual)
        missing = []
        for each in wanted:
            try:
                actual.remove(each)
            except ValueError:
                missing.append(each)
        if missing:
            raise AssertionError(
                '%r does not contain all of %r in its call list, found %r '
                'instead' % (self._mock_name or 'mock', tuple(missing),
                             actual))

    def _calls_repr(self, prefix='Calls'):
        if not self.mock_calls:
            return ''
        return '\n%s: %r%s' % (prefix, _CallList(self.mock_calls),
                               '.' if prefix == 'Calls' else '')


def _signature_of(spec):
    """What a call of something like `spec` must look like; None if any."""
    if spec is None or isinstance(spec, (list, tuple)) or not callable(spec):
        return None
    import inspect
    try:
        return inspect.signature(spec)
    except (ValueError, TypeError):
        return None


def _magic_function(function):
    def method(self, /, *args, **kwargs):
        return function(self, *args, **kwargs)
    return method if callable(function) else function


class CallableMixin(NonCallableMock):
    """The half of a mock that can be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT,
                 wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name='', _new_parent=None, **kwargs):
        unsafe = kwargs.pop('unsafe', False)
        self.__dict__['_unsafe'] = unsafe
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state,
                         _new_name, _new_parent)
        if return_value is not DEFAULT:
            self.return_value = return_value
        self.side_effect = side_effect
        if kwargs:
            self.configure_mock(**kwargs)

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_check_sig(self, /, *args, **kwargs):
        pass

    def _increment_mock_call(self, /, *args, **kwargs):
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        name, method = self._mock_new_name, self._mock_name
        tells_methods = self._mock_parent is not None
        self.mock_calls.append(_Call(('', args, kwargs)))
        # Everyone above is told, by the path that leads down from there.
        mock = self._mock_new_parent
        while mock is not None:
            if tells_methods:
                mock.method_calls.append(_Call((method, args, kwargs)))
                tells_methods = mock._mock_parent is not None
                if tells_methods:
                    method = '%s.%s' % (mock._mock_name, method)
            mock.mock_calls.append(_Call((name, args, kwargs)))
            if mock._mock_new_name:
                name = '%s%s%s' % (mock._mock_new_name,
                                   '' if name[:1] in '([' else '.', name)
            mock = mock._mock_new_parent

    def _mock_call(self, /, *args, **kwargs):
        effect, result = self.side_effect, DEFAULT
        if _is_exception(effect):
            raise effect
        if callable(effect):
            result = effect(*args, **kwargs)
        elif effect is not None:
            result = next(effect)
            if _is_exception(result):
                raise result
            return self.return_value if result is DEFAULT else result
        if result is not DEFAULT:
            return result
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin):
    """I can be called, and remember each call."""


class MagicProxy:
    """Makes a magic method of a MagicMock when it is first asked for."""

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        name = self.name
        child = obj._mock_children.get(name)
        if child is None:
            child = obj._get_child_mock(name=name, _new_name=name, parent=obj,
                                        _new_parent=obj)
            returns = _returns.get(name, DEFAULT)
            if name == '__eq__':
                child.side_effect = lambda other: (
                    True if obj is other else NotImplemented)
            elif name == '__ne__':
                child.side_effect = lambda other: (
                    False if obj is other else NotImplemented)
            elif name == '__iter__':
                child.side_effect = lambda: iter(
                    [] if child._mock_return_value is DEFAULT
                    else child._mock_return_value)
            elif callable(returns) and returns is not NotImplemented:
                child.return_value = returns(obj)
            elif returns is not DEFAULT:
                child.return_value = returns
            obj._mock_children[name] = child
        return child


# In-place and reflected operators are for whoever wants them to set.
_supported = [_name for _name in sorted(_magics)
              if _name not in _unconfigured and _name[2:-2] not in
              ['r' + _each for _each in _numerics] and
              not _name.startswith('__a') or _name in ('__abs__', '__add__',
                                                       '__and__')]


class NonCallableMagicMock(NonCallableMock):
    """A mock with the magic methods that most protocols ask for."""

    def _set_magics(self):
        cls = type(self)
        names = self._mock_methods
        for name in _supported:
            if names is None or name in names:
                if name not in cls.__dict__:
                    setattr(cls, name, MagicProxy(name))
            elif isinstance(cls.__dict__.get(name), MagicProxy):
                delattr(cls, name)


class MagicMock(NonCallableMagicMock, Mock):
    """A Mock with the magic methods that most protocols ask for."""


class AsyncMock(MagicMock):
    """A MagicMock whose calls have to be awaited."""

    async def __call__(self, /, *args, **kwargs):
        self._increment_mock_call(*args, **kwargs)
        result = self._mock_call(*args, **kwargs)
        if hasattr(type(result), '__await__') and \
                not isinstance(result, NonCallableMock):
            result = await result
        self.__dict__['await_count'] = self.__dict__.get('await_count', 0) + 1
        return result

    def assert_awaited(self):
        if not self.__dict__.get('await_count'):
            raise AssertionError('Expected %s to have been awaited.'
                                 % (self._mock_name or 'mock'))


class PropertyMock(Mock):
    """A mock that is a property of the class it is put into."""

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


def seal(mock):
    """Has a mock make no new attributes from now on."""
    mock.__dict__['_mock_sealed'] = True
    for child in list(mock._mock_children.values()):
        if isinstance(child, NonCallableMock) and \
                child._mock_new_parent is mock:
            seal(child)


def _as_function(spec, mock, signature):
    """A function that calls `mock`, and has what is asked of a mock."""
    import functools

    @functools.wraps(spec)
    def function(*args, **kwargs):
        signature.bind(*args, **kwargs)
        return mock(*args, **kwargs)
    for name in ('called', 'call_count', 'call_args', 'call_args_list',
                 'mock_calls', 'return_value', 'side_effect'):
        setattr(function, name, getattr(mock, name))
    for name in dir(NonCallableMock):
        if name.startswith('assert_') or name == 'reset_mock':
            setattr(function, name, getattr(mock, name))
    function.mock = mock
    function.__dict__.pop('__wrapped__', None)
    mock.__dict__['_mock_delegate'] = function
    return function


def create_autospec(spec, spec_set=False, instance=False, _parent=None,
                    _name=None, **kwargs):
    """A mock that has what `spec` has, and is called like it."""
    if isinstance(spec, (list, tuple)):
        spec = type(spec)
    options = {'spec_set' if spec_set else 'spec': spec}
    is_class = isinstance(spec, type)
    cls = MagicMock
    if not callable(spec) or is_class and instance and \
            not hasattr(spec, '__call__'):
        cls = NonCallableMagicMock
    mock = cls(name=_name, **options, **kwargs)
    signature = _signature_of(spec)
    if isinstance(spec, types.FunctionType):
        return _as_function(spec, mock, signature)
    if signature is not None and not (is_class and instance) and \
            isinstance(mock, CallableMixin):
        def check(*args, **kwargs):
            signature.bind(*args, **kwargs)
        mock.__dict__['_mock_check_sig'] = check
    if is_class and not instance and 'return_value' not in kwargs and \
            isinstance(mock, CallableMixin):
        mock.return_value = create_autospec(spec, spec_set, instance=True,
                                            _name='()')
    for name in dir(spec):
        if _is_magic(name):
            continue
        try:
            original = getattr(spec, name)
        except AttributeError:
            continue
        if isinstance(original, (types.FunctionType, types.MethodType)):
            child = MagicMock(name=name, spec=original)
            found = _signature_of(original)
            if found is not None:
                skip = is_class and instance and not isinstance(
                    spec.__dict__.get(name), (staticmethod, classmethod)) \
                    and isinstance(original, types.FunctionType)

                def check(*args, _found=found, _skip=skip, **kwargs):
                    _found.bind(*((None,) + args if _skip else args),
                                **kwargs)
                child.__dict__['_mock_check_sig'] = check
            child._mock_parent = child._mock_new_parent = mock
            child._mock_new_name = name
            mock._mock_children[name] = child
    return mock


# --- patching ---------------------------------------------------------------

def _import(path):
    """The module or attribute that a dotted name means."""
    parts = path.split('.')
    found = __import__(parts[0])
    name = parts[0]
    for part in parts[1:]:
        name += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(name)
            found = getattr(found, part)
    return found


class _patch:
    """Puts something in the place of an attribute for a while: as a context,
    as a decorator, or between start() and stop()."""

    attribute_name = None
    _active = []

    def __init__(self, getter, attribute, new, spec, create, spec_set,
                 autospec, new_callable, kwargs):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' "
                                 "together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' "
                                 "together")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []

    def copy(self):
        other = _patch(self.getter, self.attribute, self.new, self.spec,
                       self.create, self.spec_set, self.autospec,
                       self.new_callable, self.kwargs)
        other.attribute_name = self.attribute_name
        other.additional_patchers = [each.copy() for each
                                     in self.additional_patchers]
        return other

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        return self.decorate_callable(func)

    def decorate_class(self, cls):
        for name in dir(cls):
            if name.startswith(patch.TEST_PREFIX):
                value = getattr(cls, name)
                if callable(value):
                    setattr(cls, name, self.copy()(value))
        return cls

    def decorate_callable(self, func):
        if hasattr(func, 'patchings'):
            func.patchings.append(self)
            return func
        import contextlib
        import functools

        @functools.wraps(func)
        def patched(*args, **kwargs):
            with contextlib.ExitStack() as stack:
                extra = []
                for patching in patched.patchings:
                    value = stack.enter_context(patching)
                    if patching.attribute_name is not None:
                        kwargs.update(value)
                    elif patching.new is DEFAULT:
                        extra.append(value)
                return func(*args, *extra, **kwargs)
        patched.patchings = [self]
        return patched

    def _original(self):
        target, name = self.target, self.attribute
        try:
            return target.__dict__[name], True
        except (AttributeError, KeyError):
            pass
        found = getattr(target, name, DEFAULT)
        import builtins
        if isinstance(target, types.ModuleType) and hasattr(builtins, name):
            self.create = True
        if found is DEFAULT and not self.create:
            raise AttributeError('%s does not have the attribute %r' % (
                target, name))
        return found, False

    def _replacement(self, original):
        new, spec, spec_set = self.new, self.spec, self.spec_set
        if new is not DEFAULT:
            return new
        if self.autospec is not None and self.autospec is not False:
            if original is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            chosen = original if self.autospec is True else self.autospec
            return create_autospec(chosen, bool(spec_set),
                                   _name=self.attribute, **self.kwargs)
        spec = original if spec is True else spec
        spec_set = original if spec_set is True else spec_set
        options = {}
        if spec not in (None, False):
            options['spec'] = spec
        if spec_set not in (None, False):
            options['spec_set'] = spec_set
        made = self.new_callable or MagicMock
        if isinstance(made, type) and issubclass(made, NonCallableMock):
            options['name'] = self.attribute
        options.update(self.kwargs)
        result = made(**options)
        of = options.get('spec_set', options.get('spec'))
        if isinstance(of, type) and isinstance(result, CallableMixin):
            result.return_value = made(_new_parent=result, _new_name='()', **{
                key: value for key, value in options.items()
                if key in ('spec', 'spec_set')})
        return result

    def __enter__(self):
        self.target = self.getter()
        original, self.is_local = self._original()
        self.temp_original = original
        new = self._replacement(original)
        import contextlib
        with contextlib.ExitStack() as stack:
            setattr(self.target, self.attribute, new)
            stack.callback(self._undo)
            result = new
            if self.attribute_name is not None:
                result = {}
                if self.new is DEFAULT:
                    result[self.attribute] = new
                for patching in self.additional_patchers:
                    value = stack.enter_context(patching)
                    if patching.new is DEFAULT:
                        result.update(value)
            self._exit_stack = stack.pop_all()
            return result

    def _undo(self):
        restore = self.is_local and self.temp_original is not DEFAULT
        if not restore:
            delattr(self.target, self.attribute)
            restore = not self.create and (
                not hasattr(self.target, self.attribute) or
                self.attribute in ('__doc__', '__module__', '__defaults__',
                                   '__annotations__', '__kwdefaults__'))
        if restore:
            setattr(self.target, self.attribute, self.temp_original)

    def __exit__(self, *exc_info):
        stack, self._exit_stack = self._exit_stack, None
        return stack.__exit__(*exc_info)

    def start(self):
        result = self.__enter__()
        self._active.append(self)
        return result

    def stop(self):
        try:
            self._active.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _target(path):
    try:
        target, attribute = path.rsplit('.', 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError('Need a valid target to patch. You supplied: %r'
                        % (path,)) from None
    return (lambda: _import(target)), attribute


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None,
          autospec=None, new_callable=None, **kwargs):
    getter, attribute = _target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec,
                  new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False,
                  spec_set=None, autospec=None, new_callable=None, **kwargs):
    if type(target) is str:
        raise TypeError('%r must be the actual object to be patched, not a str'
                        % target)
    return _patch(lambda: target, attribute, new, spec, create, spec_set,
                  autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None,
                    autospec=None, new_callable=None, **kwargs):
    getter = (lambda: _import(target)) if type(target) is str \
        else (lambda: target)
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with '
                         'patch.multiple')
    patchers = [_patch(getter, name, new, spec, create, spec_set, autospec,
                       new_callable, {}) for name, new in kwargs.items()]
    for each in patchers:
        each.attribute_name = each.attribute
    patchers[0].additional_patchers = patchers[1:]
    return patchers[0]


class _patch_dict:
    """Changes a dictionary, and changes it back."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = {**dict(values), **kwargs}
        self.clear = clear

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                value = getattr(func, name)
                if name.startswith(patch.TEST_PREFIX) and callable(value):
                    setattr(func, name, _patch_dict(
                        self.in_dict, self.values, self.clear)(value))
            return func
        import functools

        @functools.wraps(func)
        def wrapped(*args, **kwargs):
            with self:
                return func(*args, **kwargs)
        return wrapped

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _import(self.in_dict)
        found = self.in_dict
        self._before = found.copy() if hasattr(found, 'copy') else {
            key: found[key] for key in found}
        if self.clear:
            _clear(found)
        for key, value in self.values.items():
            found[key] = value
        return found

    def __exit__(self, *ignored):
        _clear(self.in_dict)
        for key in self._before:
            self.in_dict[key] = self._before[key]
        return False

    def start(self):
        _patch._active.append(self)
        return self.__enter__()

    def stop(self):
        try:
            _patch._active.remove(self)
        except ValueError:
            return None
        return self.__exit__()


def _clear(mapping):
    for key in list(mapping):
        del mapping[key]


def _patch_stopall():
    for each in reversed(_patch._active[:]):
        each.stop()


patch.object = _patch_object
patch.multiple = _patch_multiple
patch.dict = _patch_dict
patch.stopall = _patch_stopall
patch.TEST_PREFIX = 'test'


def mock_open(mock=None, read_data=''):
    """A mock that takes the place of open(), for reading `read_data`."""
    import io

    def fresh():
        return (io.StringIO if isinstance(read_data, str) else io.BytesIO)(
            read_data)
    current = [fresh()]
    if mock is None:
        mock = MagicMock(name='open', spec=open)
    handle = MagicMock(spec=['read', 'readline', 'readlines', 'write',
                             'writelines', 'close', 'flush', 'seek', 'tell',
                             '__iter__', '__next__', '__enter__', '__exit__'])
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    for name in ('read', 'readline', 'readlines'):
        def effect(*args, _name=name, **kwargs):
            given = getattr(handle, _name)._mock_return_value
            if given is not DEFAULT:
                return given
            return getattr(current[0], _name)(*args, **kwargs)
        getattr(handle, name).side_effect = effect
    handle.__iter__.side_effect = lambda: iter(current[0])

    def reset(*args, **kwargs):
        current[0] = fresh()
        return DEFAULT
    mock.side_effect = reset
    mock.return_value = handle
    return mock
