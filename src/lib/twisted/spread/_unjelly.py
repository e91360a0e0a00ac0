"""Objects of expressions: the way back from jelly."""

import types

from twisted.python.reflect import namedAny, namedObject, qual
from twisted.spread import jelly
from twisted.spread.jelly import InsecureJelly, Unpersistable


class _Unknown:
    """I stand for what is still to be made, a tuple for one: something in it
    refers to it."""

    def __init__(self):
        self.waiting = []

    def known(self, value):
        for settle in self.waiting:
            settle(value)


class Unjellier:
    """I make one object, and what hangs from it, of one expression."""

    def __init__(self, taster, persistentLoad, invoker, era=False):
        self.taster = taster
        self.persistentLoad = persistentLoad
        self.invoker = invoker
        self._era = era
        self.references = {}
        self.postCallbacks = []
        # The number of the reference whose expression comes next, or is begun.
        self._next = self._number = None

    def unjellyFull(self, obj):
        """The whole object, once nothing in it is unknown."""
        made = self.unjelly(obj)
        for number, value in self.references.items():
            if isinstance(value, _Unknown):
                raise InsecureJelly('there is no reference %r' % (number,))
        for call in self.postCallbacks:
            call()
        return made

    def unjelly(self, obj):
        self._number, self._next = self._next, None
        if type(obj) is not list:
            if self._era and type(obj) is bytes:
                return obj.decode('latin-1')
            return obj
        word = obj[0]
        if not self.taster.isTypeAllowed(word):
            raise InsecureJelly(word)
        stand_in = jelly.unjellyableRegistry.get(word)
        if stand_in is not None:
            blank = jelly._createBlank(stand_in)
            make = getattr(blank, 'unjellyFor', stand_in)
            return self._made(make(self, obj))
        factory = jelly.unjellyableFactoryRegistry.get(word)
        if factory is not None:
            return self._made(factory(self.unjelly(obj[1])))
        name = word.decode('utf-8') if isinstance(word, bytes) else word
        method = getattr(self, '_unjelly_' + name, None)
        if method is not None:
            return method(obj[1:])
        return self._instance(self._class(
            name, 'Module %%s not allowed (in type %s).' % name,
            'Class %s not allowed.'), obj[1])

    def _made(self, obj):
        if hasattr(obj, 'postUnjelly'):
            self.postCallbacks.append(obj.postUnjelly)
        return obj

    # --- what is allowed -----------------------------------------------------

    def _text(self, name):
        if isinstance(name, bytes):
            name = name.decode('utf-8')
        if not isinstance(name, str):
            raise InsecureJelly('a name is a string, not %r' % (name,))
        return name

    def _class(self, name, wrong_module='module %s not allowed',
               wrong_class='class not allowed: %s'):
        name = self._text(name)
        module = name.rpartition('.')[0]
        if not self.taster.isModuleAllowed(module):
            raise InsecureJelly(wrong_module % module)
        cls = namedObject(name)
        if not isinstance(cls, type):
            raise InsecureJelly("class %r unjellied to something that isn't a "
                                'class: %r' % (name, cls))
        if not self.taster.isClassAllowed(cls):
            raise InsecureJelly(wrong_class % qual(cls))
        return cls

    def _instance(self, cls, state):
        blank = self.begun(jelly._createBlank(cls))
        state = self.unjelly(state)
        if isinstance(state, _Unknown):
            state.waiting.append(
                lambda value: jelly._give_state(blank, value))
        else:
            jelly._give_state(blank, state)
        return self._made(blank)

    # --- references ----------------------------------------------------------

    def _refer(self, number, made):
        before = self.references.get(number)
        self.references[number] = made
        if isinstance(before, _Unknown):
            before.known(made)
        elif before is not None:
            raise InsecureJelly('there are two references %r' % (number,))

    def begun(self, made):
        """What is being made may be referred to from now on: from within."""
        if self._number is not None:
            number, self._number = self._number, None
            self._refer(number, made)
        return made

    def _unjelly_reference(self, rest):
        number, expression = rest
        self._next = number
        made = self.unjelly(expression)
        if isinstance(made, _Unknown):
            raise InsecureJelly('reference %r holds itself' % (number,))
        if self.references.get(number) is not made:
            self._refer(number, made)
        return made

    def _unjelly_dereference(self, rest):
        return self.references.setdefault(rest[0], _Unknown())

    def _when_known(self, items, done):
        """Call done(items) when none of them is unknown any more; what it
        returns, or who stands for it until then."""
        unknown = [at for at, item in enumerate(items)
                   if isinstance(item, _Unknown)]
        if not unknown:
            return done(items)
        stand_in = _Unknown()
        missing = len(unknown)

        def settle(at):
            def known(value):
                nonlocal missing
                items[at] = value
                missing -= 1
                if not missing:
                    stand_in.known(done(items))
            items[at].waiting.append(known)
        for at in unknown:
            settle(at)
        return stand_in

    # --- containers ----------------------------------------------------------

    def unjellyInto(self, obj, loc, jel):
        """Put what an expression stands for into a list or a dictionary."""
        made = self.unjelly(jel)
        if isinstance(made, _Unknown):
            made.waiting.append(lambda value: obj.__setitem__(loc, value))
        obj[loc] = made
        return made

    def _unjelly_list(self, rest):
        made = self.begun([None] * len(rest))
        for at, each in enumerate(rest):
            self.unjellyInto(made, at, each)
        return made

    def _unjelly_dictionary(self, rest):
        made = self.begun({})
        for key, value in rest:
            self._when_known(
                [self.unjelly(key), self.unjelly(value)],
                lambda pair: made.__setitem__(pair[0], pair[1]))
        return made

    def _unjelly_tuple(self, rest):
        return self._when_known([self.unjelly(each) for each in rest], tuple)

    def _unjelly_set(self, rest):
        return self._when_known([self.unjelly(each) for each in rest], set)

    def _unjelly_frozenset(self, rest):
        return self._when_known([self.unjelly(each) for each in rest],
                                frozenset)

    # --- data ----------------------------------------------------------------

    def _unjelly_None(self, rest):
        return None

    def _unjelly_unicode(self, rest):
        return str(rest[0], 'utf-8')

    def _unjelly_boolean(self, rest):
        if rest[0] not in (b'true', b'false'):
            raise InsecureJelly('neither true nor false: %r' % (rest[0],))
        return rest[0] == b'true'

    def _unjelly_decimal(self, rest):
        import decimal
        value, exponent = rest
        digits = tuple([int(digit) for digit in str(abs(value))])
        return decimal.Decimal((int(value < 0), digits, exponent))

    def _moment(self, name, rest):
        import datetime
        return getattr(datetime, name)(*[int(each)
                                         for each in rest[0].split()])

    def _unjelly_datetime(self, rest):
        return self._moment('datetime', rest)

    def _unjelly_date(self, rest):
        return self._moment('date', rest)

    def _unjelly_time(self, rest):
        return self._moment('time', rest)

    def _unjelly_timedelta(self, rest):
        import datetime
        days, seconds, microseconds = [int(each) for each in rest[0].split()]
        return datetime.timedelta(days, seconds, microseconds)

    # --- code ----------------------------------------------------------------

    def _unjelly_module(self, rest):
        name = self._text(rest[0])
        if not self.taster.isModuleAllowed(name):
            raise InsecureJelly('Attempted to unjelly module named %r'
                                % (name,))
        return __import__(name, {}, {}, 'x')

    def _unjelly_class(self, rest):
        return self._class(rest[0])

    def _unjelly_function(self, rest):
        name = self._text(rest[0])
        module = name.rpartition('.')[0]
        if not self.taster.isModuleAllowed(module):
            raise InsecureJelly('Module not allowed: %s' % module)
        return namedAny(name)

    def _unjelly_method(self, rest):
        name = self._text(rest[0])
        owner, cls = self.unjelly(rest[1]), self.unjelly(rest[2])
        if not isinstance(cls, type):
            raise InsecureJelly('Method found with non-class class.')
        if name not in cls.__dict__:
            raise TypeError('instance method changed')
        if owner is None:
            return getattr(cls, name)
        return self._when_known([owner], lambda known: types.MethodType(
            cls.__dict__[name], known[0]))

    def _unjelly_instance(self, rest):
        """Instances as peers of long ago send them."""
        cls = self.unjelly(rest[0])
        if not isinstance(cls, type) or not self.taster.isClassAllowed(cls):
            raise InsecureJelly('Instance found with non-class class.')
        return self._instance(cls, rest[1])

    def _unjelly_persistent(self, rest):
        if self.persistentLoad:
            return self.persistentLoad(rest[0], self)
        return Unpersistable('Persistent callback not found')

    def _unjelly_unpersistable(self, rest):
        return Unpersistable('Unpersistable data: %s' % (rest[0],))
