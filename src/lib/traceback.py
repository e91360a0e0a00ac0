"""Stack traces: taken, written and printed."""

import sys
import _traceback

__all__ = ['extract_stack', 'extract_tb', 'format_exception',
           'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException',
           'walk_stack', 'walk_tb']

_CAUSE = ('\nThe above exception was the direct cause of the following '
          'exception:\n\n')
_CONTEXT = ('\nDuring handling of the above exception, another exception '
            'occurred:\n\n')
_FOLD_AFTER = 3  # entries that are alike


class FrameSummary:
    """One entry of a traceback: a file, a line, a name, the line's text."""

    def __init__(self, filename, lineno, name, *, lookup_line=True,
                 locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = None if locals is None else {
            key: _safe(value, 'local', repr) for key, value in locals.items()}
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self._text = None  # as it is printed, when somebody knows better
        if lookup_line:
            self.line

    @property
    def line(self):
        if self._line is None and self.lineno is not None:
            import linecache
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line and self._line.strip()

    def _tuple(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __iter__(self):
        return iter(self._tuple())

    def __getitem__(self, position):
        return self._tuple()[position]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._tuple() == other._tuple() and \
                self.locals == other.locals
        if isinstance(other, tuple):
            return self._tuple() == other
        return NotImplemented

    def __repr__(self):
        return '<FrameSummary file {filename}, line {lineno} in {name}>'.format(
            filename=self.filename, lineno=self.lineno, name=self.name)


def _safe(value, what, function=str):
    try:
        return function(value)
    except:
        return f'<{what} {function.__name__}() failed>'


class StackSummary(list):
    """I am a list of FrameSummary."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True,
                capture_locals=False):
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        result = cls([_summary(frame, lineno, capture_locals, lookup_lines)
                      for frame, lineno in frame_gen])
        return _limited(result, limit)

    @classmethod
    def from_list(cls, a_list):
        result = StackSummary()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            result.append(entry)
        return result

    def format_frame_summary(self, frame_summary):
        """The text of one entry; None leaves it out."""
        entry = frame_summary
        text = entry._text
        if text is None:
            text = '  File "%s", line %s, in %s\n' % (
                entry.filename, entry.lineno, entry.name)
            if entry.line:
                text += '    %s\n' % entry.line
        if entry.locals:
            text += ''.join(['    %s = %s\n' % pair for pair
                             in sorted(entry.locals.items())])
        return text

    def format(self):
        result = []
        last = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry)
            if text is None:
                continue
            here = (entry.filename, entry.lineno, entry.name)
            if None in here or here != last:
                _repeated(result, count)
                last = here
                count = 0
            count += 1
            if count <= _FOLD_AFTER:
                result.append(text)
        _repeated(result, count)
        return result


def _repeated(result, count):
    count -= _FOLD_AFTER
    if count > 0:
        result.append('  [Previous line repeated %d more time%s]\n'
                      % (count, 's' if count > 1 else ''))


def _summary(frame, lineno, capture_locals=False, lookup_lines=True):
    code = frame.f_code
    line = _traceback.line(code, lineno) if isinstance(code, _Code) else None
    return FrameSummary(code.co_filename, lineno, code.co_name,
                        lookup_line=lookup_lines, line=line or None,
                        locals=frame.f_locals if capture_locals else None)


_Code = type(_summary.__code__)


def _limited(entries, limit):
    if limit is not None:
        if limit >= 0:
            del entries[limit:]
        else:
            del entries[:limit]
    return entries


def walk_stack(f):
    if f is None:
        f = sys._getframe(1)
        while f is not None and f.f_globals is globals():
            f = f.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _extract(tb, limit, capture_locals=False, lookup_lines=True):
    if tb is not None and type(tb).__name__ != 'traceback':
        return StackSummary.extract(walk_tb(tb), limit=limit,
                                    lookup_lines=lookup_lines,
                                    capture_locals=capture_locals)
    if limit is None:
        limit = getattr(sys, 'tracebacklimit', None)
        if limit is not None and limit < 0:
            limit = 0
    result = StackSummary()
    for entry, (text, *place) in zip(walk_tb(tb), _traceback.format_tb(tb)):
        summary = _summary(*entry, capture_locals, lookup_lines)
        summary._text = text
        summary.end_lineno, summary.colno, summary.end_colno = place
        result.append(summary)
    return _limited(result, limit)


def extract_tb(tb, limit=None):
    return _extract(tb, limit)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe(1)
    result = StackSummary.extract(walk_stack(f), limit=limit)
    result.reverse()
    return result


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe(1)
    return format_list(extract_stack(f, limit))


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe(1)
    _write(format_list(extract_stack(f, limit)), file)


def _write(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        file.write(line)


class _Implicit:
    def __repr__(self):
        return '<implicit>'


_missing = _Implicit()


def _parse(exc, value, tb):
    """The exception and the traceback that (exc), or the older (type, value,
    traceback), mean."""
    if (value is _missing) != (tb is _missing):
        raise ValueError('Both or neither of value and tb must be given')
    if value is not _missing:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError('Exception expected for value, %s found'
                    % type(exc).__name__)


def format_exception(exc, /, value=_missing, tb=_missing, limit=None,
                     chain=True):
    error, tb = _parse(exc, value, tb)
    if error is not None and not isinstance(error, BaseException):
        # Of the era, when a string or nothing at all could be raised.
        return format_exception_only(exc, error)
    return list(TracebackException(type(error), error, tb, limit=limit,
                                   compact=True).format(chain=chain))


def _entries(text):
    """Cuts what stands below a traceback into lines."""
    return text.splitlines(True)


def format_exception_only(exc, /, value=_missing):
    error = exc if value is _missing else value
    if isinstance(error, BaseException):
        return _entries(_traceback.format_exception_only(error))
    if exc is None or error is None:
        return ['NoneType: None\n']
    return [_final_line(getattr(exc, '__name__', None) or str(exc), error)]


def _final_line(name, value):
    text = _safe(value, 'exception')
    if value is None or not text:
        return '%s\n' % name
    return '%s: %s\n' % (name, text)


def print_exception(exc, /, value=_missing, tb=_missing, limit=None,
                    file=None, chain=True):
    _write(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    print_exception(sys.last_type, sys.last_value, sys.last_traceback,
                    limit, file, chain)


def clear_frames(tb):
    """Lets go of the local variables of every frame of a traceback."""
    for frame, _ in walk_tb(tb):
        try:
            frame.clear()
        except RuntimeError:
            pass  # it is still running


class _Margin:
    """How far in the text of a group's exceptions stands."""

    def __init__(self):
        self.depth = 0
        self.need_close = False

    def indent(self):
        return ' ' * (2 * self.depth)

    def emit(self, texts, char='|'):
        if isinstance(texts, str):
            texts = (texts,)
        prefix = self.indent() + char + ' ' if self.depth else ''
        for text in texts:
            yield ''.join([prefix + line for line in text.splitlines(True)]) \
                if prefix else text


class TracebackException:
    """An exception ready to be printed: what it and those behind it say, with
    nothing held of their frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None,
                 lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, _seen=None):
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        # Long chains are walked without recursion.
        pending = [(self, exc_type, exc_value, exc_traceback)]
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))

        def later(error, again=False):
            if error is None or id(error) in seen and not again:
                return None
            seen.add(id(error))
            made = TracebackException.__new__(type(self))
            made.max_group_width = max_group_width
            made.max_group_depth = max_group_depth
            pending.append((made, type(error), error, error.__traceback__))
            return made
        while pending:
            this, kind, value, tb = pending.pop()
            this._note(kind, value,
                       _extract(tb, limit, capture_locals, lookup_lines))
            cause = context = exceptions = None
            if isinstance(value, BaseException):
                cause = later(value.__cause__)
                if not (compact and (value.__cause__ is not None or
                                     value.__suppress_context__)):
                    context = later(value.__context__)
                if isinstance(value, BaseExceptionGroup):
                    exceptions = [later(each, True)
                                  for each in value.exceptions]
            this.__cause__, this.__context__ = cause, context
            this.exceptions = exceptions

    def _note(self, kind, value, stack):
        self.exc_type = kind
        self.stack = stack
        self._str = _safe(value, 'exception')
        self._only = None
        self.__notes__ = getattr(value, '__notes__', None)
        self.__suppress_context__ = getattr(value, '__suppress_context__',
                                            False)
        if isinstance(value, BaseException):
            self._only = _entries(_traceback.format_exception_only(value))
        if isinstance(value, SyntaxError):
            for name in ('filename', 'text', 'offset', 'end_offset', 'msg'):
                setattr(self, name, getattr(value, name))
            for name in ('lineno', 'end_lineno'):
                line = getattr(value, name)
                setattr(self, name, None if line is None else str(line))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if not isinstance(other, TracebackException):
            return NotImplemented
        return self.__dict__ == other.__dict__

    __hash__ = None

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """The lines below the traceback: the message and its notes."""
        if self._only is not None:
            yield from self._only
        elif self.exc_type is None or self.exc_type is type(None):
            yield 'NoneType: None\n'
        else:
            name = self.exc_type.__qualname__
            if self.exc_type.__module__ not in ('builtins', '__main__'):
                name = '%s.%s' % (self.exc_type.__module__, name)
            yield name + (': %s\n' % self._str if self._str != 'None'
                          else '\n')

    def format(self, *, chain=True, _ctx=None):
        margin = _Margin() if _ctx is None else _ctx
        rows = []
        this = self
        while this is not None:
            before = text = None
            if chain:
                if this.__cause__ is not None:
                    before, text = this.__cause__, _CAUSE
                elif this.__context__ is not None and \
                        not this.__suppress_context__:
                    before, text = this.__context__, _CONTEXT
            rows.append((text, this))
            this = before
        for text, this in reversed(rows):
            if text is not None:
                yield from margin.emit(text)
            if this.exceptions is None:
                if this.stack:
                    yield from margin.emit(
                        'Traceback (most recent call last):\n')
                    yield from margin.emit(this.stack.format())
                yield from margin.emit(this.format_exception_only())
            elif margin.depth > self.max_group_depth:
                yield from margin.emit('... (max_group_depth is %d)\n'
                                       % self.max_group_depth)
            else:
                yield from this._format_group(margin)

    def _format_group(self, margin):
        is_first = margin.depth == 0
        if is_first:
            margin.depth += 1
        if self.stack:
            yield from margin.emit(
                'Exception Group Traceback (most recent call last):\n',
                '+' if is_first else '|')
            yield from margin.emit(self.stack.format())
        yield from margin.emit(self.format_exception_only())
        count = len(self.exceptions)
        shown = count if count <= self.max_group_width \
            else self.max_group_width + 1
        margin.need_close = False
        for at in range(shown):
            is_last = at == shown - 1
            if is_last:
                # Whoever closes last closes for all of them.
                margin.need_close = True
            is_cut = at >= self.max_group_width
            yield '%s%s---------------- %s ----------------\n' % (
                margin.indent(), '+-+' if at == 0 else '  +',
                '...' if is_cut else at + 1)
            margin.depth += 1
            if is_cut:
                left = count - self.max_group_width
                yield from margin.emit('and %d more exception%s\n' % (
                    left, 's' if left > 1 else ''))
            else:
                yield from self.exceptions[at].format(_ctx=margin)
            if is_last and margin.need_close:
                yield '%s+------------------------------------\n' \
                    % margin.indent()
                margin.need_close = False
            margin.depth -= 1
        if is_first:
            margin.depth = 0

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)
