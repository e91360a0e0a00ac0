"""Objects as bytes and back, in the six protocols of CPython's pickle.

A class is looked up only in modules that have been imported: reading bytes
imports nothing. A subclass of Unpickler with a find_class() of its own may.
"""

import io
import sys
from copyreg import (_extension_cache, _extension_registry,
                     _inverted_registry, dispatch_table)
from _functools import partial
from struct import pack, unpack
import _pickling
from types import FunctionType

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler',
           'Unpickler', 'dump', 'dumps', 'load', 'loads']

format_version = '4.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
FRAME_SIZE = 1 << 16
bytes_types = bytes, bytearray

_codes = {}
for _line in r"""
MARK ( STOP . POP 0 POP_MARK 1 DUP 2 FLOAT F INT I BININT J BININT1 K LONG L
BININT2 M NONE N PERSID P BINPERSID Q REDUCE R STRING S BINSTRING T
SHORT_BINSTRING U UNICODE V BINUNICODE X APPEND a BUILD b GLOBAL c DICT d
EMPTY_DICT } APPENDS e GET g BINGET h INST i LONG_BINGET j LIST l EMPTY_LIST ]
OBJ o PUT p BINPUT q LONG_BINPUT r SETITEM s TUPLE t EMPTY_TUPLE ) SETITEMS u
BINFLOAT G PROTO \x80 NEWOBJ \x81 EXT1 \x82 EXT2 \x83 EXT4 \x84 TUPLE1 \x85
TUPLE2 \x86 TUPLE3 \x87 NEWTRUE \x88 NEWFALSE \x89 LONG1 \x8a LONG4 \x8b
BINBYTES B SHORT_BINBYTES C SHORT_BINUNICODE \x8c BINUNICODE8 \x8d BINBYTES8
\x8e EMPTY_SET \x8f ADDITEMS \x90 FROZENSET \x91 NEWOBJ_EX \x92 STACK_GLOBAL
\x93 MEMOIZE \x94 FRAME \x95 BYTEARRAY8 \x96 NEXT_BUFFER \x97
READONLY_BUFFER \x98""".split():
    if len(_line) > 1 and _line[0] != '\\':
        _name = _line
    else:
        _codes[_name] = (bytes([int(_line[2:], 16)]) if len(_line) > 1
                         else _line.encode())
globals().update(_codes)
__all__ += list(_codes)
TRUE = b'I01\n'
FALSE = b'I00\n'

# What Python 2 called the modules and names that its pickles name.
_old_modules = {
    '__builtin__': 'builtins', 'copy_reg': 'copyreg', 'Queue': 'queue',
    'ConfigParser': 'configparser', 'exceptions': 'builtins',
    'cPickle': 'pickle', 'StringIO': 'io', 'cStringIO': 'io'}
_new_modules = {'builtins': '__builtin__', 'copyreg': 'copy_reg',
                'queue': 'Queue', 'configparser': 'ConfigParser'}
# What CPython has in C, beside the module that everybody imports.
_native_modules = {'_codecs': 'codecs', '_operator': 'operator', '_io': 'io',
                   '_functools': 'functools', 'functools': 'functools'}


def _module(name):
    """A module that has been imported, or that every pickle may name."""
    native = _native_modules.get(name)
    return __import__(native) if native else sys.modules.get(name)


_new_names = {(_line[2], _line[3]): (_line[0], _line[1]) for _line in map(
    str.split, """
__builtin__ unicode builtins str
__builtin__ long builtins int
__builtin__ xrange builtins range
__builtin__ unichr builtins chr
__builtin__ intern sys intern
__builtin__ reduce functools reduce
itertools izip builtins zip
itertools imap builtins map
itertools ifilter builtins filter
itertools ifilterfalse itertools filterfalse
itertools izip_longest itertools zip_longest
UserDict IterableUserDict collections UserDict
UserList UserList collections UserList
UserString UserString collections UserString
whichdb whichdb dbm whichdb""".strip().split('\n'))}
_old_names = {_line: _name for _name, _line in _new_names.items()}
_old_names.update({
    ('UserDict', 'UserDict'): ('collections', 'UserDict'),
    ('__builtin__', 'basestring'): ('builtins', 'str'),
    ('exceptions', 'StandardError'): ('builtins', 'Exception')})
_late = {'RecursionError', 'StopAsyncIteration', 'ResourceWarning',
         'ExceptionGroup', 'BaseExceptionGroup', 'EncodingWarning',
         'BlockingIOError'}     # exceptions that Python 2 did not have


def _old_name(module, name, obj):
    """The module and the name that Python 2 had for an object."""
    if module == 'builtins' and name not in _late and isinstance(obj, type) \
            and issubclass(obj, BaseException):
        for base in (OSError, ImportError):
            if issubclass(obj, base):
                name = base.__name__
        return 'exceptions', name
    if module == '_functools':
        module = 'functools'
    return _new_names.get((module, name),
                          (_new_modules.get(module, module), name))


def _new_name(module, name):
    """What is called so today that was called so in Python 2."""
    return _old_names.get((module, name)) or (
        _old_modules.get(module, module), name)


class PickleError(Exception):
    """I am what can go wrong here."""


class PicklingError(PickleError):
    """I am raised when an object cannot be pickled."""


class UnpicklingError(PickleError):
    """I am raised when bytes are no pickle, or not a whole one."""


class _Stop(Exception):
    pass


_NOTHING = object()


def _walk(obj, name):
    """The object at the end of a dotted name, and what it is found in."""
    for part in name.split('.'):
        local = part == '<locals>'
        parent, obj = obj, _NOTHING if local else getattr(obj, part, _NOTHING)
        if obj is _NOTHING:
            raise AttributeError("Can't get %sattribute %r on %r" % (
                'local ' if local else '', name, parent))
    return obj, parent


def whichmodule(obj, name):
    """The name of the module an object is found in."""
    given = getattr(obj, '__module__', None)
    if given is not None:
        return given
    for found in list(sys.modules):
        module = sys.modules.get(found)
        if module is None or found in ('__main__', '__mp_main__'):
            continue
        try:
            if _walk(module, name)[0] is obj:
                return found
        except AttributeError:
            pass
    return '__main__'


def encode_long(x):
    """A number in two's complement, its least byte first; b'' for 0."""
    if x == 0:
        return b''
    size = (x.bit_length() >> 3) + 1
    result = x.to_bytes(size, 'little', signed=True)
    if x < 0 and size > 1 and result[-1] == 0xff and result[-2] & 0x80:
        result = result[:-1]
    return result


def decode_long(data):
    return int.from_bytes(data, 'little', signed=True)


class Pickler:
    """I write objects to a binary file; each only once, and then by number."""

    dispatch = {}

    def __init__(self, file, protocol=None, *, fix_imports=True,
                 buffer_callback=None):
        proto = DEFAULT_PROTOCOL if protocol is None else protocol
        if proto > HIGHEST_PROTOCOL:
            raise ValueError('pickle protocol must be <= %d' % HIGHEST_PROTOCOL)
        self.proto = proto = HIGHEST_PROTOCOL if proto < 0 else int(proto)
        if buffer_callback is not None and proto < 5:
            raise ValueError('buffer_callback needs protocol >= 5')
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.memo, self.fast = {}, 0
        self.bin = proto >= 1
        self.fix_imports = fix_imports and proto < 3

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        """Write obj to the file."""
        if not hasattr(self, '_file_write'):
            raise PicklingError('Pickler.__init__() was not called by '
                                '%s.__init__()' % (self.__class__.__name__,))
        frame = self._begin()
        if self.proto >= 2:
            self._file_write(PROTO + bytes([self.proto]))
        try:
            self.save(obj)
        finally:
            del self.write
            if type(self.__dict__.get('save')) is partial:
                del self.save
        frame += STOP
        self._end_frame()

    def _begin(self):
        self._frame = frame = bytearray()
        self.write = frame.extend
        cls = type(self)
        quick = self.proto >= 2 and not (
            self.fast or hasattr(self, 'reducer_override')) and (
            cls is Pickler or all(base is Pickler or _ways.isdisjoint(
                vars(base)) for base in cls.__mro__))
        if quick:
            # What is ordinary is written natively, the rest by _save_slowly().
            table = getattr(self, 'dispatch_table', dispatch_table)
            self.save = partial(
                _pickling.save, self, frame, self.memo, self.proto,
                None if type(table) is not dict or _extension_registry
                else table, self.fix_imports,
                cls.persistent_id is not Pickler.persistent_id or
                'persistent_id' in self.__dict__)
        return frame

    def _end_frame(self):
        frame = self._frame
        if self.proto >= 4 and len(frame) >= 4:
            self._file_write(FRAME + pack('<Q', len(frame)) + frame)
        else:
            self._file_write(bytes(frame))
        frame.clear()

    def write_large(self, head, data):
        """Write what would fill a frame outside of one."""
        if self.proto >= 4 and len(data) >= FRAME_SIZE:
            self._end_frame()
            self._file_write(head)
            self._file_write(data)
        else:
            self.write(head + data)

    def memoize(self, obj):
        if self.fast:
            return
        n = len(self.memo)
        self.memo[id(obj)] = n, obj
        if self.proto >= 4:
            self.write(MEMOIZE)
        elif not self.bin:
            self.write(b'p%d\n' % n)
        else:
            self.write(BINPUT + bytes([n]) if n < 256
                       else LONG_BINPUT + pack('<I', n))

    def get(self, n):
        if not self.bin:
            return b'g%d\n' % n
        return (BINGET + bytes([n]) if n < 256
                else LONG_BINGET + pack('<I', n))

    def persistent_id(self, obj):
        """What stands for an object that is kept elsewhere, or None."""

    def save(self, obj, save_persistent_id=True):
        if len(self._frame) >= FRAME_SIZE and self.proto >= 4:
            self._end_frame()
        pid = self.persistent_id(obj) if save_persistent_id else None
        if pid is not None:
            return self.save_pers(pid)
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(self.get(known[0]))
            return None
        reduce, args = getattr(self, 'reducer_override', None), (obj,)
        value = NotImplemented if reduce is None else reduce(obj)
        if value is NotImplemented:
            cls = type(obj)
            saver = self.dispatch.get(cls)
            if saver is not None:
                return saver(self, obj)
            reduce = getattr(self, 'dispatch_table', dispatch_table).get(cls)
            if reduce is None:
                if issubclass(cls, type):
                    return self.save_global(obj)
                reduce = getattr(obj, '__reduce_ex__', None)
                args = self.proto,
            if reduce is None:
                reduce, args = getattr(obj, '__reduce__', None), ()
            if reduce is None:
                raise PicklingError("Can't pickle %r object: %r"
                                    % (cls.__name__, obj))
            value = reduce(*args)
        return self._save_reduced(obj, reduce, value)

    _save_slowly = save

    def _save_reduced(self, obj, reduce, value):
        if isinstance(value, str):
            return self.save_global(obj, value)
        if not isinstance(value, tuple):
            raise PicklingError('%s must return string or tuple' % reduce)
        if not 2 <= len(value) <= 6:
            raise PicklingError('Tuple returned by %s must have two to six '
                                'elements' % reduce)
        return self.save_reduce(obj=obj, *value)

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            return self.write(BINPERSID)
        pid = str(pid)
        if not pid.isascii():
            raise PicklingError('persistent IDs in protocol 0 must be ASCII '
                                'strings')
        return self.write(b'P%s\n' % pid.encode())

    def save_reduce(self, func, args, state=None, listitems=None,
                    dictitems=None, state_setter=None, *, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError('args from save_reduce() must be a tuple')
        if not callable(func):
            raise PicklingError('func from save_reduce() must be callable')
        for which, items in ('fourth', listitems), ('fifth', dictitems):
            if items is not None and not hasattr(type(items), '__next__'):
                raise PicklingError(
                    '%s element of the tuple returned by __reduce__ must be an '
                    'iterator, not %s' % (which, type(items).__name__))
        save, write = self.save, self.write
        name = getattr(func, '__name__', '')
        if self.proto >= 2 and name in ('__newobj__', '__newobj_ex__'):
            cls = args[0]
            if not hasattr(cls, '__new__'):
                raise PicklingError('args[0] from %s args has no __new__'
                                    % name)
            if obj is not None and cls is not obj.__class__:
                raise PicklingError('args[0] from %s args has the wrong class'
                                    % name)
            if name == '__newobj__':
                save(cls)
                save(args[1:])
                write(NEWOBJ)
            elif self.proto >= 4:
                save(cls)
                save(args[1])
                save(args[2])
                write(NEWOBJ_EX)
            else:
                save(partial(cls.__new__, cls, *args[1], **args[2]))
                save(())
                write(REDUCE)
        else:
            save(func)
            save(args)
            write(REDUCE)
        if obj is not None:
            # Saving its arguments may have saved the object itself.
            if id(obj) in self.memo:
                return write(POP + self.get(self.memo[id(obj)][0]))
            self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                save(state)
                write(BUILD)
            else:
                save(state_setter)
                save(obj)
                save(state)
                write(TUPLE2 + REDUCE + POP)

    def save_none(self, obj):
        self.write(NONE)

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    def save_long(self, obj):
        if self.bin:
            if 0 <= obj <= 0xffff:
                self.write(BININT1 + bytes([obj]) if obj < 256
                           else BININT2 + pack('<H', obj))
                return
            if -0x80000000 <= obj <= 0x7fffffff:
                self.write(BININT + pack('<i', obj))
                return
        if self.proto >= 2:
            data = encode_long(obj)
            size = len(data)
            self.write((LONG1 + bytes([size]) if size < 256
                        else LONG4 + pack('<i', size)) + data)
        elif -0x80000000 <= obj <= 0x7fffffff:
            self.write(b'I%d\n' % obj)
        else:
            self.write(b'L%dL\n' % obj)

    def save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + pack('>d', obj))
        else:
            self.write(b'F%s\n' % repr(obj).encode())

    def save_bytes(self, obj):
        size = len(obj)
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                import codecs
                self.save_reduce(codecs.encode, (str(obj, 'latin1'), 'latin1'),
                                 obj=obj)
            return
        if size < 256:
            head = SHORT_BINBYTES + bytes([size])
        elif size > 0xffffffff and self.proto >= 4:
            head = BINBYTES8 + pack('<Q', size)
        else:
            head = BINBYTES + pack('<I', size)
        self.write_large(head, obj)
        self.memoize(obj)

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        self.write_large(BYTEARRAY8 + pack('<Q', len(obj)), obj)
        self.memoize(obj)

    def save_str(self, obj):
        if self.bin:
            data = obj.encode('utf-8', 'surrogatepass')
            size = len(data)
            if size < 256 and self.proto >= 4:
                head = SHORT_BINUNICODE + bytes([size])
            else:
                head = BINUNICODE + pack('<I', size)
            self.write_large(head, data)
        else:
            data = obj
            for c in '\\\0\n\r\x1a':
                data = data.replace(c, '\\u%04x' % ord(c))
            self.write(b'V%s\n' % data.encode('raw-unicode-escape'))
        self.memoize(obj)

    def save_tuple(self, obj):
        save, memo, size = self.save, self.memo, len(obj)
        if not obj:
            self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        short = size <= 3 and self.proto >= 2
        if not short:
            self.write(MARK)
        for item in obj:
            save(item)
        if id(obj) in memo:
            # It is in a circle, which has brought it here already.
            drop = (POP * size if short else POP_MARK if self.bin
                    else POP * (size + 1))
            self.write(drop + self.get(memo[id(obj)][0]))
            return
        self.write((TUPLE1, TUPLE2, TUPLE3)[size - 1] if short else TUPLE)
        self.memoize(obj)

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj, type(obj) is list and len(obj) != 1)

    _BATCHSIZE = 1000

    def _batches(self, items):
        from itertools import islice
        items = iter(items)
        while batch := list(islice(items, self._BATCHSIZE)):
            yield batch

    # What is left over of a list or dict is marked even if it is but one.
    def _batch_appends(self, items, is_exact=False):
        save, write = self.save, self.write
        if not self.bin:
            for item in items:
                save(item)
                write(APPEND)
            return
        for batch in self._batches(items):
            is_marked = is_exact or len(batch) > 1
            if is_marked:
                write(MARK)
            for item in batch:
                save(item)
            write(APPENDS if is_marked else APPEND)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        is_exact = self.bin and type(obj) is dict and len(obj) != 1
        self._batch_setitems(obj.items(), is_exact)
        if is_exact and obj and len(obj) % self._BATCHSIZE == 0:
            self.write(MARK + SETITEMS)

    def _batch_setitems(self, items, is_exact=False):
        save, write = self.save, self.write
        if not self.bin:
            for key, value in items:
                save(key)
                save(value)
                write(SETITEM)
            return
        for batch in self._batches(items):
            is_marked = is_exact or len(batch) > 1
            if is_marked:
                write(MARK)
            for key, value in batch:
                save(key)
                save(value)
            write(SETITEMS if is_marked else SETITEM)

    def _save_marked(self, items):
        self.write(MARK)
        for item in items:
            self.save(item)

    def save_set(self, obj):
        if self.proto < 4:
            return self.save_reduce(type(obj), (list(obj),), obj=obj)
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in self._batches(obj):
            self._save_marked(batch)
            self.write(ADDITEMS)
        if obj and len(obj) % self._BATCHSIZE == 0:
            self.write(MARK + ADDITEMS)

    def save_frozenset(self, obj):
        if self.proto < 4:
            return self.save_set(obj)
        self._save_marked(obj)
        # What is in it may have led here again, and written it.
        known = self.memo.get(id(obj))
        if known is not None:
            return self.write(POP_MARK + self.get(known[0]))
        self.write(FROZENSET)
        self.memoize(obj)


    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None)
        if name is None:
            name = obj.__name__
        if '<locals>' in name.split('.'):
            raise AttributeError(f"Can't pickle local object {name!r}")
        module_name = whichmodule(obj, name)
        module = _module(module_name)
        if module is None:
            raise PicklingError(f"Can't pickle {obj!r}: import of module "
                                f"{module_name!r} failed")
        try:
            found, parent = _walk(module, name)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup "
                                f"{name} on {module_name} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same "
                                f"object as {module_name}.{name}")
        code = self.proto >= 2 and _extension_registry.get((module_name, name))
        if code:
            self.write(EXT1 + pack('B', code) if code < 0x100 else
                       EXT2 + pack('<H', code) if code < 0x10000 else
                       EXT4 + pack('<i', code))
            return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif parent is not module:
            self.save_reduce(getattr, (parent, name.rpartition('.')[2]))
        else:
            name = name.rpartition('.')[2]
            if self.fix_imports:
                module_name, name = _old_name(module_name, name, obj)
            try:
                self.write(b'c%s\n%s\n' % tuple(
                    text.encode('utf-8' if self.proto >= 3 else 'ascii')
                    for text in (module_name, name)))
            except UnicodeEncodeError:
                raise PicklingError(
                    "can't pickle global identifier '%s.%s' using pickle "
                    'protocol %i' % (module_name, name, self.proto)) from None
        self.memoize(obj)

    def save_type(self, obj):
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                return self.save_reduce(type, (value,), obj=obj)
        return self.save_global(obj)

    def save_constant(self, obj):
        self.save_global(obj, repr(obj))

    dispatch.update({
        type(None): save_none, bool: save_bool, int: save_long,
        float: save_float, bytes: save_bytes, bytearray: save_bytearray,
        str: save_str, tuple: save_tuple, list: save_list, dict: save_dict,
        set: save_set, frozenset: save_frozenset, FunctionType: save_global,
        type: save_type})


class Unpickler:
    """I read objects from a binary file, as a Pickler wrote them."""

    dispatch = {}

    def __init__(self, file, *, fix_imports=True, encoding='ASCII',
                 errors='strict', buffers=None):
        self._buffers = iter(buffers) if buffers is not None else None
        try:
            self._file_read, self._file_line = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' "
                            'attributes') from None
        frame = sys._getframe()
        while frame is not None and frame.f_globals is globals():
            frame = frame.f_back
        if frame is not None and frame.f_code.co_flags & 1 << 30:
            # Text of the era is bytes.
            if encoding == 'ASCII':
                encoding = 'latin-1'
            if isinstance(file, io.TextIOBase):
                self._file_read = lambda n: file.read(n).encode('latin-1')
                self._file_line = lambda: file.readline().encode('latin-1')
        # What has been read at one go, a frame or all, and how far it is done.
        self._data, self._at = b'', 0
        # A file that takes back what was read too much: before there were
        # frames nothing says where an object ends.
        self._ahead = None
        self._takes_back = file if type(self) is Unpickler and type(file) in (
            io.BytesIO, io.BufferedReader) and file.seekable() else None
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def load(self):
        """Read one object from the file."""
        if not hasattr(self, '_file_read'):
            raise UnpicklingError('Unpickler.__init__() was not called by '
                                  '%s.__init__()' % (self.__class__.__name__,))
        self.metastack = []
        self.stack = []
        self.proto = 0
        self._raised_at = None
        try:
            return self._go_on()
        finally:
            if self._ahead is not None:
                at = self._at if self._raised_at is None else self._raised_at
                self._ahead.seek(at - len(self._data), 1)
                self._data, self._at, self._ahead = b'', 0, None

    def _go_on(self):
        self.append = self.stack.append
        dispatch = self.dispatch
        try:
            while True:
                if self._ahead is not None and self._at == len(self._data):
                    self._data, self._at = self._file_read(
                        max(4096, 2 * len(self._data))), 0
                if dispatch is Unpickler.dispatch and \
                        self._at < len(self._data):
                    # Behind an error nothing of this frame is left.
                    at, self._at = self._at, len(self._data)
                    self._at = _pickling.load(self, self._data, at)
                key = self._piece(1)
                if not key:
                    raise EOFError('Ran out of input')
                act = dispatch.get(key[0])
                if act is None:
                    raise UnpicklingError('invalid load key, %s.' % (
                        repr(key)[1:] if 32 <= key[0] < 127
                        else "'\\x%02x'" % key[0]))
                act(self)
        except _Stop as stop:
            return stop.args[0]

    def _piece(self, size):
        at = self._at
        data = self._data[at:at + size]
        self._at = at + len(data)
        return data if len(data) == size else \
            data + self._file_read(size - len(data))

    def readline(self):
        at = self._at
        end = self._data.find(b'\n', at) + 1 or len(self._data)
        line = self._data[at:end]
        self._at = end
        return line if line[-1:] == b'\n' else line + self._file_line()

    def read(self, size):
        data = self._piece(size)
        return data if len(data) == size else self.truncated(data)

    def line(self):
        line = self.readline()
        return line[:-1] if line[-1:] == b'\n' else self.truncated(line)

    def truncated(self, rest):
        # Another load() begins there.
        self._data, self._at, self._ahead = rest, 0, None
        raise UnpicklingError('pickle data was truncated')

    def number(self, format, size):
        return unpack(format, self.read(size))[0]

    def underflow(self):
        return UnpicklingError('unexpected MARK found' if self.metastack
                               else 'unpickling stack underflow')

    def top(self):
        if not self.stack:
            raise self.underflow()
        return self.stack[-1]

    def pop(self):
        value = self.top()
        del self.stack[-1]
        return value

    def pop_mark(self):
        items = self.stack
        if not self.metastack:
            raise UnpicklingError('could not find MARK')
        self.stack = self.metastack.pop()
        self.append = self.stack.append
        return items

    def persistent_load(self, pid):
        raise UnpicklingError('A load persistent id instruction was '
                              'encountered,\nbut no persistent_load '
                              'function was specified.')

    def find_class(self, module, name):
        """The object of that name in a module that has been imported."""
        if self.proto < 3 and self.fix_imports:
            module, name = _new_name(module, name)
        found = _module(module)
        if found is None:
            raise ModuleNotFoundError("module '%s' has not been imported"
                                      % module, name=module)
        if self.proto >= 4:
            return _walk(found, name)[0]
        return getattr(found, name)

    def load_proto(self):
        self.proto = self.read(1)[0]
        if self.proto > HIGHEST_PROTOCOL:
            raise ValueError('unsupported pickle protocol: %d' % self.proto)
        if self.proto < 4 and not self._data:
            self._ahead = self._takes_back

    def load_frame(self):
        size = self.number('<Q', 8)
        if size > sys.maxsize:
            raise ValueError('frame size > sys.maxsize: %d' % sys.maxsize)
        if self._at == len(self._data):
            self._data, self._at = bytes(self._file_read(size)), 0
        if len(self._data) - self._at < size:
            self.truncated(self._data[self._at:])

    def load_persid(self):
        try:
            pid = self.line().decode('ascii')
        except UnicodeDecodeError:
            raise UnpicklingError('persistent IDs in protocol 0 must be ASCII '
                                  'strings')
        self.append(self.persistent_load(pid))

    def load_binpersid(self):
        pid = self.pop()
        self.append(self.persistent_load(pid))

    def load_int(self):
        data = self.line()
        self.append(data == b'01' if data in (b'00', b'01') else int(data, 0))

    def load_long(self):
        data = self.line()
        self.append(int(data[:-1] if data[-1:] == b'L' else data, 0))

    def load_long4(self):
        size = self.number('<i', 4)
        if size < 0:
            raise UnpicklingError('LONG pickle has negative byte count')
        self.append(decode_long(self.read(size)))

    def decode_string(self, data):
        if self.encoding == 'bytes':
            return data
        return data.decode(self.encoding, self.errors)

    def load_string(self):
        data = self.line()
        if len(data) < 2 or data[0] != data[-1] or data[0] not in b'"\'':
            raise UnpicklingError('the STRING opcode argument must be quoted')
        self.append(self.decode_string(
            data[1:-1].decode('unicode_escape').encode('latin-1')))

    def load_binstring(self):
        size = self.number('<i', 4)
        if size < 0:
            raise UnpicklingError('BINSTRING pickle has negative byte count')
        self.append(self.decode_string(self.read(size)))

    def sized(self, format, size):
        size = self.number(format, size)
        if size > sys.maxsize:
            raise UnpicklingError('a length exceeds the system\'s maximum size '
                                  'of %d bytes' % sys.maxsize)
        return self.read(size)

    def text(self, format, size):
        return str(self.sized(format, size), 'utf-8', 'surrogatepass')

    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError('pickle stream refers to out-of-band data '
                                  'but no *buffers* argument was given')
        try:
            self.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError('not enough out-of-band buffers')

    def load_readonly_buffer(self):
        with memoryview(self.top()) as view:
            if not view.readonly:
                self.stack[-1] = view.toreadonly()

    def extension(self, code):
        if code <= 0:
            raise UnpicklingError('EXT specifies code <= 0')
        if code not in _extension_cache:
            if code not in _inverted_registry:
                raise ValueError('unregistered extension code %d' % code)
            _extension_cache[code] = self.find_class(*_inverted_registry[code])
        self.append(_extension_cache[code])

    def tuple_of(self, count):
        if len(self.stack) < count:
            raise self.underflow()
        self.stack[-count:] = [tuple(self.stack[-count:])]

    def pairs(self, name):
        items = self.pop_mark()
        if len(items) % 2 != 0:
            raise UnpicklingError('odd number of items for ' + name)
        return items

    def load_dict(self):
        items = self.pairs('DICT')
        self.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    def instantiate(self, cls, args):
        if args or not isinstance(cls, type) or \
                hasattr(cls, '__getinitargs__'):
            value = cls(*args)
        else:
            value = cls.__new__(cls)
        self.append(value)

    def load_inst(self):
        args = self.pop_mark()
        module, name = (self.line().decode('ascii') for _ in '12')
        self.instantiate(self.find_class(module, name), args)

    def load_obj(self):
        args = self.pop_mark()
        if not args:
            raise self.underflow()
        self.instantiate(args.pop(0), args)

    def load_newobj(self):
        args = self.pop()
        cls = self.pop()
        self.append(cls.__new__(cls, *args))

    def load_newobj_ex(self):
        kwargs = self.pop()
        args = self.pop()
        cls = self.pop()
        self.append(cls.__new__(cls, *args, **kwargs))

    def load_global(self):
        module, name = (self.line().decode('utf-8') for _ in '12')
        self.append(self.find_class(module, name))

    def load_stack_global(self):
        name = self.pop()
        module = self.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError('STACK_GLOBAL requires str')
        self.append(self.find_class(module, name))

    def load_reduce(self):
        args = self.pop()
        value = self.pop()(*args)
        self.append(value)

    def load_pop(self):
        if self.metastack and not self.stack:
            self.pop_mark()
        else:
            self.pop()

    def fetch(self, n):
        try:
            self.append(self.memo[n])
        except KeyError:
            raise UnpicklingError(
                f'Memo value not found at index {n}') from None

    def put(self, n):
        if n < 0:
            raise ValueError('negative PUT argument')
        self.memo[n] = self.top()

    def load_append(self):
        value = self.pop()
        self.top().append(value)

    def load_appends(self):
        items = self.pop_mark()
        target = self.top()
        extend = getattr(target, 'extend', None)
        if extend is not None:
            extend(items)
        else:
            for item in items:
                target.append(item)

    def load_setitem(self):
        value = self.pop()
        key = self.pop()
        self.top()[key] = value

    def load_setitems(self):
        items = self.pairs('SETITEMS')
        target = self.top()
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def load_additems(self):
        items = self.pop_mark()
        target = self.top()
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    def load_build(self):
        state = self.pop()
        target = self.top()
        setstate = getattr(target, '__setstate__', None)
        if setstate is not None:
            return setstate(state)
        pair = isinstance(state, tuple) and len(state) == 2
        own, slots = state if pair else (state, None)
        if own:
            target.__dict__.update({
                sys.intern(key) if type(key) is str else key: value
                for key, value in own.items()})
        for name in slots or ():
            setattr(target, name, slots[name])

    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
        self.append = self.stack.append

    def load_stop(self):
        raise _Stop(self.pop())


def _table():
    def constant(value):
        return lambda u: u.append(value)

    def made(make):
        def act(u):
            # Making it may change which stack is on top.
            value = make(u)
            u.append(value)
        return act

    for code, act in {
            NONE: constant(None), NEWTRUE: constant(True),
            NEWFALSE: constant(False), EMPTY_TUPLE: constant(()),
            EMPTY_LIST: made(lambda u: []), EMPTY_DICT: made(lambda u: {}),
            EMPTY_SET: made(lambda u: set()),
            TUPLE: made(lambda u: tuple(u.pop_mark())),
            LIST: made(lambda u: u.pop_mark()),
            FROZENSET: made(lambda u: frozenset(u.pop_mark())),
            BININT: made(lambda u: u.number('<i', 4)),
            BININT1: made(lambda u: u.read(1)[0]),
            BININT2: made(lambda u: u.number('<H', 2)),
            LONG1: made(lambda u: decode_long(u.read(u.read(1)[0]))),
            FLOAT: made(lambda u: float(u.line())),
            BINFLOAT: made(lambda u: u.number('>d', 8)),
            UNICODE: made(lambda u: str(u.line(), 'raw-unicode-escape')),
            BINUNICODE: made(lambda u: u.text('<I', 4)),
            BINUNICODE8: made(lambda u: u.text('<Q', 8)),
            SHORT_BINUNICODE: made(lambda u: u.text('B', 1)),
            BINBYTES: made(lambda u: u.sized('<I', 4)),
            BINBYTES8: made(lambda u: u.sized('<Q', 8)),
            SHORT_BINBYTES: made(lambda u: u.sized('B', 1)),
            BYTEARRAY8: made(lambda u: bytearray(u.sized('<Q', 8))),
            SHORT_BINSTRING: made(lambda u: u.decode_string(
                u.sized('B', 1))),
            DUP: made(lambda u: u.top()),
            TUPLE1: lambda u: u.tuple_of(1), TUPLE2: lambda u: u.tuple_of(2),
            TUPLE3: lambda u: u.tuple_of(3), POP_MARK: Unpickler.pop_mark,
            EXT1: lambda u: u.extension(u.read(1)[0]),
            EXT2: lambda u: u.extension(u.number('<H', 2)),
            EXT4: lambda u: u.extension(u.number('<i', 4)),
            GET: lambda u: u.fetch(int(u.line())),
            BINGET: lambda u: u.fetch(u.read(1)[0]),
            LONG_BINGET: lambda u: u.fetch(u.number('<I', 4)),
            PUT: lambda u: u.put(int(u.line())),
            BINPUT: lambda u: u.put(u.read(1)[0]),
            LONG_BINPUT: lambda u: u.put(u.number('<I', 4)),
            MEMOIZE: lambda u: u.put(len(u.memo))}.items():
        Unpickler.dispatch[code[0]] = act
    for name, code in _codes.items():
        act = getattr(Unpickler, 'load_' + name.lower(), None)
        if act is not None:
            Unpickler.dispatch[code[0]] = act


_table()
Pickler.dispatch.update(
    {type(NotImplemented): Pickler.save_constant,
     type(...): Pickler.save_constant})
# The methods by which a subclass may write what it will.
_ways = {_name for _name in vars(Pickler) if _name[:2] != '__'} - {
    'dump', 'clear_memo', 'persistent_id'}
_Pickler = Pickler
_Unpickler = Unpickler


def _go_on_writing(data, end, start, protocol, fix_imports, kept):
    """A pickler for the rest of what is written natively, and what it uses.

    Whole frames end in data before end, and what is in the last one starts at
    start; kept are the objects written, by number.
    """
    file = io.BytesIO()
    pickler = Pickler(file, protocol, fix_imports=fix_imports)
    file.write(memoryview(data)[:end])
    frame = pickler._begin()
    frame += memoryview(data)[start:]
    pickler.memo.update({id(obj): (n, obj) for n, obj in enumerate(kept)})
    return pickler, frame, pickler.memo, file


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write obj to a binary file."""
    Pickler(file, protocol, fix_imports=fix_imports,
            buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """obj as bytes."""
    if buffer_callback is None:
        data = _pickling.dumps(
            obj, DEFAULT_PROTOCOL if protocol is None else protocol,
            None if _extension_registry else dispatch_table, fix_imports)
        if data is not None:
            return data
    file = io.BytesIO()
    dump(obj, file, protocol, fix_imports=fix_imports,
         buffer_callback=buffer_callback)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict',
         buffers=None):
    """Read an object from a binary file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding,
                     errors=errors, buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict',
          buffers=None):
    """Read an object from bytes."""
    if isinstance(data, str):
        from twisted import _era
        data = _era.wire(data)
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
    rest = []
    if buffers is None:
        obj = _pickling.loads(data, rest, fix_imports)
        if obj is not ...:
            return obj
    unpickler = Unpickler(io.BytesIO(), fix_imports=fix_imports,
                          encoding=encoding, errors=errors, buffers=buffers)
    unpickler._data = bytes(memoryview(data))
    if not rest:
        return unpickler.load()
    # What was made so far is not made twice.
    (unpickler._at, unpickler.proto, unpickler.stack, unpickler.metastack,
     memo) = rest
    unpickler.memo = dict(enumerate(memo))
    return unpickler._go_on()


_dump, _dumps, _load, _loads = dump, dumps, load, loads
