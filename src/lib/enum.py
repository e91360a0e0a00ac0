"""enum: names for constants, and flags that combine.

The class statement collects its body in an _EnumDict, which tells members from
the rest; a _Maker stands in for all of them until the class exists, and then
makes them before __init_subclass__ looks.
"""

import sys
from builtins import property as _property
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag',
           'IntFlag', 'ReprEnum', 'auto', 'unique', 'property', 'verify',
           'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT',
           'KEEP', 'global_flag_repr', 'global_enum_repr', 'global_str',
           'global_enum', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS', 'UNIQUE',
           'pickle_by_global_name', 'pickle_by_enum_name']

# Their classes are made below; the metaclass must know when they are not yet.
Enum = Flag = EJECT = _stdlib_enums = ReprEnum = KEEP = STRICT = CONFORM = None

_SUNDER = ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_',
           '_ignore_', '_iter_member_', '_iter_member_by_value_',
           '_iter_member_by_def_')


class nonmember:
    """Protects an item from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Forces an item to become a member."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return (hasattr(obj, '__get__') or hasattr(obj, '__set__')
            or hasattr(obj, '__delete__'))


def _is_dunder(name):
    return (len(name) > 4 and name[:2] == name[-2:] == '__'
            and name[2] != '_' and name[-3] != '_')


def _is_sunder(name):
    return (len(name) > 2 and name[0] == name[-1] == '_'
            and name[1] != '_' and name[-2] != '_')


def _is_internal_class(cls_name, obj):
    return isinstance(obj, type) and getattr(obj, '__qualname__', '').endswith(
        '%s.%s' % (cls_name, getattr(obj, '__name__', '')))


def _is_private(cls_name, name):
    start = '_%s__' % cls_name
    return (len(name) > len(start) and name.startswith(start)
            and (name[-1] != '_' or name[-2] != '_'))


def _is_single_bit(num):
    return num != 0 and num & (num - 1) == 0


def _make_class_unpicklable(obj):
    """`obj` is a class, or the body of one to come."""
    def refuse(self, proto):
        raise TypeError('%r cannot be pickled' % self)
    for name, value in ('__reduce_ex__', refuse), ('__module__', '<unknown>'):
        if isinstance(obj, dict):
            obj[name] = value
        else:
            setattr(obj, name, value)


def _high_bit(value):
    return value.bit_length() - 1


def bin(num, max_bits=None):
    """Like the builtin, but two's complement, with the sign bit apart."""
    width = num.bit_length()
    sign = '0b0' if num >= 0 else '0b1'
    digits = format(num % (1 << width), '0%db' % width) if width else ''
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return '%s %s' % (sign, digits)


def _iter_bits_lsb(num):
    if isinstance(num, Enum):
        num = num.value
    if num < 0:
        raise ValueError('%r is not a positive integer' % num)
    yield from [1 << i for i in range(num.bit_length()) if num >> i & 1]


def show_flag_values(value):
    return list(_iter_bits_lsb(value))


class _Null:
    def __repr__(self):
        return '_auto_null'


_auto_null = _Null()


class auto:
    """Replaced by the next value when the class is made."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return 'auto(%r)' % self.value


class property(DynamicClassAttribute):
    """An attribute of members that a member of the same name may hide."""

    member = name = clsname = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError('%r has no attribute %r'
                                 % (ownerclass, self.name))
        if self.fget is not None:
            return self.fget(instance)
        if self.member is not None:
            return self.member
        raise AttributeError('%r member has no attribute %r'
                             % (ownerclass, self.name))

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError('<enum %r> cannot set attribute %r'
                             % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError('<enum %r> cannot delete attribute %r'
                             % (self.clsname, self.name))

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


class _EnumDict(dict):
    """The body of a class: remembers members in order, and refuses reuse."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name, self._auto_called = cls_name, False
        self._member_names, self._last_values, self._ignore = {}, [], []

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in _SUNDER:
                raise ValueError('_sunder_ names, such as %r, are reserved for '
                                 'future Enum use' % (key,))
            if key == '_generate_next_value_':
                if self._auto_called:
                    raise TypeError('_generate_next_value_ must be defined '
                                    'before members')
                setattr(self, '_generate_next_value',
                        getattr(value, '__func__', value))
            elif key == '_ignore_':
                if isinstance(value, str):
                    value = value.replace(',', ' ').split()
                else:
                    value = list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError('_ignore_ cannot specify already set '
                                     'names: %r' % (already,))
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value):
            pass
        elif self._cls_name and _is_internal_class(self._cls_name, value):
            import warnings
            warnings.warn('In 3.13 classes created inside an enum will not '
                          'become a member.  Use the `member` decorator to '
                          'keep the current behavior.', DeprecationWarning,
                          stacklevel=2)
            self._member_names[key] = None
            self._last_values.append(value)
        else:
            if key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            if isinstance(value, member):
                value = value.value
            value = self._without_auto(key, value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _without_auto(self, key, value):
        parts = []
        known = len(self._last_values)
        for part in value if type(value) is tuple else (value,):
            if isinstance(part, auto):
                if part.value is _auto_null:
                    part.value = self._generate_next_value(
                        key, 1, len(self._member_names), self._last_values[:])
                    self._auto_called = True
                part = part.value
                self._last_values.append(part)
            parts.append(part)
        value = tuple(parts) if type(value) is tuple else parts[0]
        if len(self._last_values) == known:
            self._last_values.append(value)
        return value

    def update(self, members=(), /, **more_members):
        pairs = members.items() if hasattr(members, 'keys') else members
        for name, value in [*pairs, *more_members.items()]:
            self[name] = value


class _Maker:
    """Makes the members once the class is there to belong to."""

    def __init__(self, values):
        self.values = values

    def __set_name__(self, cls, name):
        delattr(cls, name)
        for name, value in self.values.items():
            self._make(cls, name, value)

    def _make(self, cls, name, value):
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        if cls._use_args_:
            new = cls._new_member_(cls, *args)
        else:
            new = cls._new_member_(cls)
        if not hasattr(new, '_value_'):
            if cls._member_type_ is object:
                new._value_ = value
            else:
                try:
                    new._value_ = cls._member_type_(*args)
                except Exception as exc:
                    problem = TypeError('_value_ not set in __new__, unable to '
                                        'create it')
                    problem.__cause__ = exc
                    raise problem
        value = new._value_
        new._name_ = name
        new.__objclass__ = cls
        new.__init__(*args)
        new._sort_order_ = len(cls._member_names_)
        try:
            try:
                new = cls._value2member_map_[value]
            except TypeError:
                for other in cls._member_map_.values():
                    if other._value_ == value:
                        new = other
                        break
                else:
                    raise KeyError
        except KeyError:
            if Flag is None or not issubclass(cls, Flag):
                cls._member_names_.append(name)
            elif (isinstance(value, int) and _is_single_bit(value)):
                cls._member_names_.append(name)
        self._publish(cls, name, new)
        cls._member_map_[name] = new
        try:
            cls._value2member_map_.setdefault(value, new)
        except TypeError:
            cls._unhashable_values_.append(value)

    def _publish(self, cls, name, new):
        """As an attribute of the class, behind a property that is there."""
        for base in cls.__mro__[1:]:
            found = base.__dict__.get(name)
            if isinstance(found, (_property, DynamicClassAttribute)):
                redirect = property(found.fget, found.fset, found.fdel)
                redirect.member = new
                redirect.__set_name__(cls, name)
                new = redirect
                break
        type.__setattr__(cls, name, new)


class EnumType(type):
    """Metaclass for Enum."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        body = _EnumDict(cls)
        parent = metacls._get_mixins_(cls, bases)[1]
        if parent is not None:
            body['_generate_next_value_'] = getattr(
                parent, '_generate_next_value_', None)
        return body

    def __new__(metacls, cls, bases, classdict, *, boundary=None,
                _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        # Earlier than all else, for an ignored name is not even a descriptor.
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for key in classdict['_ignore_']:
            classdict.pop(key, None)
        names = classdict._member_names
        invalid = set(names) & {'mro', ''}
        if invalid:
            raise ValueError('invalid enum member name(s) %s'
                             % ','.join(repr(n) for n in invalid))
        order = classdict.pop('_order_', None)
        values = {name: classdict.pop(name) for name in names}
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save, use_args = metacls._find_new_(classdict, member_type,
                                                 first_enum)
        namespace = dict(classdict)
        namespace['_new_member_'] = new
        namespace['_use_args_'] = use_args
        namespace['_member_names_'] = []
        namespace['_member_map_'] = {}
        namespace['_value2member_map_'] = {}
        namespace['_unhashable_values_'] = []
        namespace['_member_type_'] = member_type
        namespace['_value_repr_'] = metacls._find_data_repr_(cls, bases)
        is_flag = Flag is not None and any(issubclass(b, Flag) for b in bases)
        if is_flag or boundary is not None:
            namespace['_boundary_'] = boundary or getattr(
                first_enum, '_boundary_', None)
        if is_flag:
            plain = all(isinstance(v, int) for v in values.values())
            # Values that __new__ computes are known only when members exist.
            namespace['_flag_mask_'] = namespace['_singles_mask_'] = 0
            if plain:
                for value in values.values():
                    namespace['_flag_mask_'] |= value
                    if _is_single_bit(value):
                        namespace['_singles_mask_'] |= value
            namespace['_all_bits_'] = 2 ** (
                namespace['_flag_mask_'].bit_length()) - 1
            namespace['_inverted_'] = None
        namespace['_members_to_make_'] = _Maker(values)
        try:
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        except RuntimeError as exc:
            # What a member's __new__ raised, not that __set_name__ failed.
            if exc.__cause__ is not None and '_Maker' in str(exc):
                raise exc.__cause__ from exc.__cause__.__cause__
            raise
        metacls._choose_methods_(enum_class, classdict, member_type,
                                 first_enum)
        if is_flag:
            metacls._finish_flag_(enum_class, classdict)
        if save:
            enum_class.__new_member__ = new
        if Enum is not None:
            enum_class.__new__ = Enum.__new__
        if order is not None:
            metacls._check_order_(enum_class, order)
        return enum_class

    @classmethod
    def _choose_methods_(metacls, cls, classdict, member_type, first_enum):
        """Whose __repr__, __str__, ...: the enum's, not the mixed-in type's."""
        own = set(classdict)
        if ReprEnum is not None and ReprEnum in cls.__bases__:
            for name in ('__format__', '__str__'):
                method = getattr(member_type, name)
                if method is object.__str__:
                    method = member_type.__repr__  # an int's, say
                if name not in own:
                    setattr(cls, name, method)
            own |= {'__format__', '__str__'}
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name not in own and first_enum is not None:
                found = getattr(cls, name)
                if found in (getattr(member_type, name), getattr(object, name)):
                    setattr(cls, name, getattr(first_enum, name))

    @classmethod
    def _finish_flag_(metacls, cls, classdict):
        mask = singles = 0
        for value in [m._value_ for m in cls._member_map_.values()]:
            if isinstance(value, int):
                mask |= value
                if _is_single_bit(value):
                    singles |= value
        cls._flag_mask_, cls._singles_mask_ = mask, singles
        cls._all_bits_ = 2 ** mask.bit_length() - 1
        for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__',
                     '__rxor__', '__invert__'):
            if name not in classdict:
                setattr(cls, name, getattr(Flag, name))
        if cls._boundary_ is not KEEP:
            missed = [value for member in cls._member_map_.values()
                      for value in _iter_bits_lsb(abs(member._value_))
                      if value & singles == 0 and member._value_ < 0]
            if missed:
                raise TypeError('invalid Flag %r -- missing values %s'
                                % (cls.__name__, ', '.join(map(str, missed))))
        members = [cls._member_map_[name] for name in cls._member_names_]
        if [m._value_ for m in members] != sorted(m._value_ for m in members):
            cls._iter_member_ = cls._iter_member_by_def_

    @classmethod
    def _check_order_(metacls, cls, order):
        if isinstance(order, str):
            order = order.replace(',', ' ').split()
        aliases = {n for n, m in cls._member_map_.items()
                   if n != m._name_ or n not in cls._member_names_}
        order = [name for name in order if name not in aliases]
        if order != cls._member_names_:
            raise TypeError('member order does not match _order_:\n  %r\n  %r'
                            % (cls._member_names_, order))

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        """A member looked up by value, or a new class (functional API)."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname,
                            type=type, start=start, boundary=boundary)

    def __contains__(cls, member):
        if isinstance(member, Enum):
            return isinstance(member, cls) and \
                member._name_ in cls._member_map_
        import warnings
        warnings.warn(
            'in 3.12 __contains__ will no longer raise TypeError, but will '
            'return True or\nFalse depending on whether the value is a '
            'member or the value of a member', DeprecationWarning,
            stacklevel=2)
        raise TypeError(
            "unsupported operand type(s) for 'in': '%s' and '%s'"
            % (type(member).__qualname__, cls.__class__.__qualname__))

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError('%r cannot delete member %r.'
                                 % (cls.__name__, attr))
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % (name,))
        super().__setattr__(name, value)

    def __dir__(cls):
        plain = cls._member_type_ is object
        names = set('__class__ __contains__ __doc__ __getitem__ __iter__ '
                    '__len__ __members__ __module__ __name__ __qualname__'
                    .split() + cls._member_names_)
        if cls._new_member_ is not object.__new__:
            names.add('__new__')
        if plain or cls.__init_subclass__ is not object.__init_subclass__:
            names.add('__init_subclass__')
        return sorted(names if plain else names.union(dir(cls._member_type_)))

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        """A read-only view of all names, aliases too."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return '<flag %r>' % cls.__name__
        return '<enum %r>' % cls.__name__

    def _listed_(cls, names, start):
        """The names and values that the functional API was given."""
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if not (isinstance(names, (tuple, list)) and names
                and isinstance(names[0], str)):
            return [(item, names[item]) if isinstance(item, str) else item
                    for item in names or ()]
        values = []
        for name in names:
            values.append(cls._generate_next_value_(name, start, len(values),
                                                    values[:]))
        return zip(names, values)

    def _create_(cls, class_name, names, *, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        body = metacls.__prepare__(class_name, bases)
        for name, value in cls._listed_(names, start):
            body[name] = value
        try:
            if module is None:
                module = sys._getframe(2).f_globals['__name__']
            body['__module__'] = module
        except (ValueError, KeyError):
            _make_class_unpicklable(body)
        if qualname is not None:
            body['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, body,
                               boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None,
                  as_global=False):
        """Makes an enum of the module's constants that pass the filter."""
        there = vars(sys.modules[module])
        source = vars(source) if source else there
        members = [pair for pair in source.items() if filter(pair[0])]
        try:
            members.sort(key=lambda pair: pair[::-1])
        except TypeError:
            members.sort(key=lambda pair: pair[0])
        made = there[name] = cls(name, members, module=module,
                                 boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            vars(sys.modules[made.__module__]).update(made.__members__)
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError('<enum %r> cannot extend %r'
                                    % (class_name, base))

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The type that members also are, and the enum derived from."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError('new enumerations should be created as '
                            '`EnumName([mixin_type, ...] [data_type,] '
                            'enum_type)`')
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for base in [base for chain in bases for base in chain.__mro__]:
            if isinstance(base, EnumType):
                return base._value_repr_
            if base is not object and '__repr__' in base.__dict__:
                return base.__dict__['__repr__']
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.add(base._member_type_)
                        break
                elif not {'__new__', '__init__', '__dataclass_fields__'
                          }.isdisjoint(base.__dict__):
                    found.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError('too many data types for %r: %r'
                            % (class_name, found))
        return found.pop() if found else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """Who makes members, whether to keep that, whether it takes values."""
        new = classdict.get('__new__', None)
        if isinstance(new, staticmethod):
            new = new.__func__
        save = first_enum is not None and new is not None
        if new is None:
            plain = {None, None.__new__, object.__new__,
                     getattr(Enum, '__new__', None)}
            for method in ('__new_member__', '__new__'):
                for possible in (member_type, first_enum):
                    target = getattr(possible, method, None)
                    if target not in plain:
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        return new, save, first_enum is not None and new is not object.__new__


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """I am names for values."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        invalid = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        try:
            found = cls._missing_(value)
            if isinstance(found, cls) or (
                    Flag is not None and issubclass(cls, Flag)
                    and cls._boundary_ is EJECT and isinstance(found, int)):
                return found
            raise invalid if found is None else TypeError(
                'error in %s._missing_: returned %r instead of None or a valid '
                'member' % (cls.__name__, found))
        except Exception as problem:
            if not isinstance(problem, ValueError):
                problem.__context__ = invalid
            raise

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """One more than the largest value so far."""
        largest = last_values[-1:]
        try:
            last_values.sort()
            if largest == last_values[-1:]:
                return largest[0] + 1 if largest else start
        except TypeError:
            pass
        import warnings
        warnings.warn(
            'In 3.13 the default `auto()`/`_generate_next_value_` will '
            'require all values to be sortable and support adding +1\n'
            'and the value returned will be the largest value in the enum '
            'incremented by 1', DeprecationWarning, stacklevel=3)
        for value in last_values[::-1]:
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_,
                                show(self._value_))

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = {'__class__', '__doc__', '__eq__', '__hash__', '__module__',
                 'name', 'value'}
        if self.__class__._member_type_ is not object:
            names |= set(object.__dir__(self))
        names |= {n for n in getattr(self, '__dict__', ()) if n[0] != '_'}
        for cls in self.__class__.mro():
            for name, obj in cls.__dict__.items():
                if name[0] == '_':
                    continue
                if isinstance(obj, property):
                    if obj.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                elif name not in self._member_map_:
                    names.add(name)
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


class ReprEnum(Enum):
    """I leave str() and format() to the type I am mixed with."""


class IntEnum(int, ReprEnum):
    """My members are integers."""


class StrEnum(str, ReprEnum):
    """My members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        for value, what in zip(values, ('%r is not a string',
                                        'encoding must be a string, not %r',
                                        'errors must be a string, not %r')):
            if not isinstance(value, str) and not (len(values) > 1
                                                   and value is values[0]):
                raise TypeError(what % (value,))
        member = str.__new__(cls, *values)
        member._value_ = str(*values)
        return member

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The name in lower case."""
        return name.lower()


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


_reduce_ex_by_global_name = pickle_by_global_name


class FlagBoundary(StrEnum):
    """What to do with bits that no member has."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Support for flags"""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The next power of two."""
        if not last_values:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            return 2 ** (_high_bit(last_value) + 1)
        except Exception:
            raise TypeError('invalid flag value %r' % last_value) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value),
                          key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """A member that combines others, or what the boundary says."""
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s'
                             % (value, cls.__qualname__))
        mask, every, boundary = cls._flag_mask_, cls._all_bits_, cls._boundary_
        if not ~every <= value <= every or value & (every ^ mask):
            if boundary is EJECT:
                return value
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    '%r invalid value %r\n    given %s\n  allowed %s'
                    % (cls, value, bin(value, width), bin(mask, width)))
            if boundary is CONFORM:
                value &= mask
            elif boundary is not KEEP:
                raise ValueError('%r unknown flag boundary %r'
                                 % (cls, boundary))
            elif value < 0:
                value += max(every + 1, 1 << value.bit_length())
        known = [value]
        if value < 0:
            value += every + 1
            known.append(value)
        unknown = value & ~mask
        if unknown and boundary is not KEEP:
            raise ValueError('%s(%r) -->  unknown values %r [%s]'
                             % (cls.__name__, value, unknown, bin(unknown)))
        kind = cls._member_type_
        made = kind.__new__(cls) if kind is object else kind.__new__(cls, value)
        if not hasattr(made, '_value_'):
            made._value_ = value
        names = [m._name_ for m in cls._iter_member_(value & cls._singles_mask_)
                 ] if value else []
        if names and unknown:
            names.append(cls._numeric_repr_(unknown))
        made._name_ = '|'.join(names) or None
        # Another one may have been made by what the names' iteration ran.
        made = cls._value2member_map_.setdefault(value, made)
        cls._value2member_map_.update(dict.fromkeys(known, made))
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r"
                % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        name = self.__class__.__name__
        if self._name_ is None:
            return '<%s: %s>' % (name, show(self._value_))
        return '<%s.%s: %s>' % (name, self._name_, show(self._value_))

    def __str__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return '%s(%r)' % (name, self._value_)
        return '%s.%s' % (name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and \
                isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def __or__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return value
        return self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return value
        return self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return value
        return self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_
                                                 & ~self._value_)
        return self._inverted_

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """My members are integers that combine."""


def unique(enumeration):
    """Refuse an enumeration in which two names have one value."""
    aliases = [(name, member.name)
               for name, member in enumeration.__members__.items()
               if name != member.name]
    if aliases:
        raise ValueError('duplicate values found in %r: %s' % (
            enumeration, ', '.join('%s -> %s' % pair for pair in aliases)))
    return enumeration


def global_enum_repr(self):
    """module.member, for enums whose members are globals."""
    return '%s.%s' % (self.__class__.__module__.split('.')[-1], self._name_)


def global_flag_repr(self):
    prefix = self.__class__.__module__.split('.')[-1] + '.'
    if self._name_ is None:
        return '%s%s(%r)' % (prefix, self.__class__.__name__, self._value_)
    bare = self._boundary_ is FlagBoundary.KEEP
    return '|'.join([name if bare and name[0].isdigit() else prefix + name
                     for name in self._name_.split('|')])


def global_str(self):
    """The name alone."""
    if self._name_ is None:
        return '%s(%r)' % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator: the members become globals of their module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) \
        else global_enum_repr
    if update_str or not issubclass(cls, ReprEnum):
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator: makes an enum of a plain class."""
    def convert(cls):
        body = etype.__class__.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ('__dict__', '__weakref__') and not (
                    name == '__doc__' and value is None):
                body[name] = value
        body['__qualname__'] = cls.__qualname__
        return etype.__class__(cls.__name__, (etype,), body,
                               boundary=boundary)
    return convert


@_simple_enum(StrEnum)
class EnumCheck:
    """I name what verify() can see to."""
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator that checks what EnumCheck names."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        cls_name = enumeration.__name__
        is_flag = issubclass(enumeration, Flag)
        if not is_flag and not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and "
                            'Flag')
        for check in self.checks:
            if check is UNIQUE:
                aliases = ['%s -> %s' % (name, member.name) for name, member
                           in enumeration.__members__.items()
                           if name != member.name]
                if aliases:
                    raise ValueError('aliases found in %r: %s' % (
                        enumeration, ', '.join(aliases)))
            elif check is CONTINUOUS:
                values = {e.value for e in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if is_flag:
                    wanted = [2 ** i for i in range(_high_bit(low) + 1,
                                                    _high_bit(high))]
                elif issubclass(enumeration, Enum):
                    wanted = range(low + 1, high)
                missing = [i for i in wanted if i not in values]
                if missing:
                    raise ValueError(('invalid %s %r: missing values %s' % (
                        'flag' if is_flag else 'enum', cls_name,
                        ', '.join(map(str, missing))))[:256])
            elif check is NAMED_FLAGS:
                self._check_named(enumeration)
        return enumeration

    def _check_named(self, enumeration):
        names = enumeration._member_names_
        values = [m._value_ for m in enumeration]
        bad, missing = [], 0
        for name, alias in enumeration._member_map_.items():
            if name in names or alias.value < 0:
                continue
            missed = [v for v in _iter_bits_lsb(alias.value)
                      if v not in values]
            if missed:
                bad.append(name)
                for value in missed:
                    missing |= value
        if not bad:
            return
        if len(bad) == 1:
            alias = 'alias %s is missing' % bad[0]
        else:
            alias = 'aliases %s and %s are missing' % (', '.join(bad[:-1]),
                                                       bad[-1])
        if _is_single_bit(missing):
            value = 'value 0x%x' % missing
        else:
            value = 'combined values of 0x%x' % missing
        raise ValueError('invalid Flag %r: %s %s [use enum.show_flag_values'
                         '(value) for details]' % (enumeration.__name__, alias,
                                                   value))
