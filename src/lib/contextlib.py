"""What goes with the statement `with` (PEP 343)."""

import sys
from abc import ABC, abstractmethod

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'nullcontext',
           'AbstractContextManager', 'AbstractAsyncContextManager',
           'AsyncExitStack', 'ContextDecorator',
           'ExitStack', 'redirect_stdout', 'redirect_stderr', 'suppress',
           'aclosing', 'chdir']

GenericAlias = type(list[int])


def _wraps(func):
    # Many import this module for what decorates nothing.
    from functools import wraps
    return wraps(func)


def _has(C, *names):
    for name in names:
        for base in C.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    """I am whatever has __enter__ and __exit__."""

    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        """What `as` gets: the manager itself."""
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """What was raised goes on unless this is true."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return _has(C, '__enter__', '__exit__')
        return NotImplemented


class AbstractAsyncContextManager(ABC):
    """I am whatever has __aenter__ and __aexit__."""

    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        """What `as` gets: the manager itself."""
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """What was raised goes on unless this is true."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return _has(C, '__aenter__', '__aexit__')
        return NotImplemented


class ContextDecorator:
    """Lets a context manager decorate functions too."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        def guarded(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return _wraps(func)(guarded)


class AsyncContextDecorator:
    """Lets an asynchronous context manager decorate coroutines too."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        async def guarded(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return _wraps(func)(guarded)


class _GeneratorContextManagerBase:
    """What a function under @contextmanager returns."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        doc = getattr(func, '__doc__', None)
        self.__doc__ = doc if doc is not None else type(self).__doc__
        # Last, for what came last is let go of most easily.
        self.func, self.args, self.kwds = func, args, kwds

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def _is_same(self, exc, value, traceback, stop):
        # What the block raised comes back out of the generator: not news. A
        # StopIteration comes back as the cause of a RuntimeError.
        if exc is not value and not (
                isinstance(exc, RuntimeError) and isinstance(value, stop)
                and exc.__cause__ is value):
            return False
        value.__traceback__ = traceback
        return True


class _GeneratorContextManager(_GeneratorContextManagerBase,
                               AbstractContextManager, ContextDecorator):
    """I am what @contextmanager makes of a generator."""

    def __enter__(self):
        del self.kwds, self.args, self.func
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as exc:
            return exc is not value
        except BaseException as exc:
            if self._is_same(exc, value, traceback, StopIteration):
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    """Makes a context manager of a generator that yields once."""
    @_wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase,
                                    AbstractAsyncContextManager,
                                    AsyncContextDecorator):
    """I am what @asynccontextmanager makes of a generator."""

    async def __aenter__(self):
        del self.kwds, self.args, self.func
        async for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as exc:
            return exc is not value
        except BaseException as exc:
            if self._is_same(exc, value, traceback,
                             (StopIteration, StopAsyncIteration)):
                return False
            raise
        raise RuntimeError("generator didn't stop after athrow()")


def asynccontextmanager(func):
    @_wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    """Closes something at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    _stream = 'stdout'


class redirect_stderr(_RedirectStream):
    _stream = 'stderr'


class suppress(AbstractContextManager):
    """Swallows the exceptions named."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """I am a context manager that does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())


class _Unwinding:
    """The exception on its way out of a stack, as each callback leaves it."""

    def __init__(self, details):
        self.details = details
        self.received = details[0] is not None
        self.suppressed = self.pending = False
        self.outer = sys.exception()

    def swallowed(self):
        self.suppressed, self.pending = True, False
        self.details = (None, None, None)

    def replaced(self, new):
        # The new one's context is what with statements would have given it.
        last = new
        while True:
            context = last.__context__
            if context is None or context is self.details[1]:
                break
            if context is self.outer:
                last.__context__ = self.details[1]
                break
            last = context
        self.pending = True
        self.details = type(new), new, new.__traceback__

    def finish(self):
        if self.pending:
            context = self.details[1].__context__
            try:
                raise self.details[1]
            except BaseException:
                self.details[1].__context__ = context
                raise
        return self.received and self.suppressed


class _BaseExitStack:
    """Several context managers, left in the opposite order."""

    def __init__(self):
        from _collections import deque
        self._exit_callbacks = deque()

    def pop_all(self):
        """Hand everything over to a new stack, which is returned."""
        new_stack = type(self)()
        self._exit_callbacks, new_stack._exit_callbacks = \
            new_stack._exit_callbacks, self._exit_callbacks
        return new_stack

    def _push(self, exit, is_sync=True):
        self._exit_callbacks.append((is_sync, exit))

    def _push_method(self, obj, name, is_sync=True):
        try:
            method = getattr(type(obj), name)
        except AttributeError:
            self._push(obj, is_sync)  # a callable with the same parameters
        else:
            self._push(_bound(method, obj), is_sync)
        return obj

    def _enter(self, cm, enter, exit, what):
        cls = type(cm)
        try:
            return getattr(cls, enter), getattr(cls, exit)
        except AttributeError:
            raise TypeError("'%s.%s' object does not support the %s protocol"
                            % (cls.__module__, cls.__qualname__, what)) \
                from None

    def push(self, exit):
        """Add something with __exit__, or a function called like one."""
        return self._push_method(exit, '__exit__')

    def enter_context(self, cm):
        """Enter a context manager, and leave it in the end."""
        enter, exit = self._enter(cm, '__enter__', '__exit__',
                                  'context manager')
        result = enter(cm)
        self._push(_bound(exit, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Add a function that is called with these arguments."""
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)
        _exit_wrapper.__wrapped__ = callback
        self._push(_exit_wrapper)
        return callback


_bound = type(nullcontext().__enter__)  # types.MethodType


class ExitStack(_BaseExitStack, AbstractContextManager):
    """I keep what has to be done in the end, and do it last first."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        state = _Unwinding(exc_details)
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                if callback(*state.details):
                    state.swallowed()
            except BaseException as new:
                state.replaced(new)
        return state.finish()

    def close(self):
        """Do everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """I am an ExitStack for `async with`."""

    async def enter_async_context(self, cm):
        """Enters the supplied async context manager."""
        enter, exit = self._enter(cm, '__aenter__', '__aexit__',
                                  'asynchronous context manager')
        result = await enter(cm)
        self._push(_bound(exit, cm), False)
        return result

    def push_async_exit(self, exit):
        """Registers a coroutine function with the __aexit__ signature."""
        return self._push_method(exit, '__aexit__', False)

    def push_async_callback(self, callback, /, *args, **kwds):
        """Add a coroutine function and its arguments."""
        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)
        _exit_wrapper.__wrapped__ = callback
        self._push(_exit_wrapper, False)
        return callback

    async def aclose(self):
        """Immediately unwind the context stack."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        state = _Unwinding(exc_details)
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                done = callback(*state.details)
                if done if is_sync else await done:
                    state.swallowed()
            except BaseException as new:
                state.replaced(new)
        return state.finish()
