"""Extract, format and print information about Python stack traces."""

import sys
import _traceback

__all__ = ['extract_stack', 'extract_tb', 'format_exception',
           'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException',
           'walk_stack', 'walk_tb']


class FrameSummary:
    """One entry of a traceback: a file, a line, a name, the line's text."""

    def __init__(self, filename, lineno, name, *, lookup_line=True,
                 locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = locals
        self._text = None  # as it is printed, when somebody knows better

    @property
    def line(self):
        return self._line.strip() if self._line is not None else None

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
            return self._tuple() == other._tuple()
        if isinstance(other, tuple):
            return self._tuple() == other
        return NotImplemented

    def __repr__(self):
        return '<FrameSummary file {filename}, line {lineno} in {name}>'.format(
            filename=self.filename, lineno=self.lineno, name=self.name)

    def _format(self):
        if self._text is not None:
            return self._text
        text = '  File "%s", line %s, in %s\n' % (
            self.filename, self.lineno, self.name)
        if self.line:
            text += '    %s\n' % self.line
        return text


class StackSummary(list):
    """A list of FrameSummary objects."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True,
                capture_locals=False):
        result = cls()
        for frame, lineno in frame_gen:
            result.append(_summary(frame, lineno))
        return result

    @classmethod
    def from_list(cls, entries):
        result = cls()
        for entry in entries:
            if isinstance(entry, FrameSummary):
                result.append(entry)
            else:
                filename, lineno, name, line = entry
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format(self):
        result = []
        last = None
        count = 0
        for entry in self:
            here = (entry.filename, entry.lineno, entry.name)
            if here != last:
                _repeated(result, count)
                last = here
                count = 0
            count += 1
            if count <= 3:
                result.append(entry._format())
        _repeated(result, count)
        return result


def _repeated(result, count):
    if count > 3:
        count -= 3
        result.append('  [Previous line repeated %d more time%s]\n'
                      % (count, 's' if count > 1 else ''))


def _summary(frame, lineno):
    code = frame.f_code
    return FrameSummary(code.co_filename, lineno, code.co_name,
                        line=_traceback.line(code, lineno) or None)


def walk_stack(f):
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _limited(entries, limit):
    if limit is None:
        limit = getattr(sys, 'tracebacklimit', None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is not None:
        if limit >= 0:
            del entries[limit:]
        else:
            del entries[:limit]
    return entries


def extract_tb(tb, limit=None):
    texts = _traceback.format_tb(tb)
    result = StackSummary()
    for entry, text in zip(walk_tb(tb), texts):
        summary = _summary(*entry)
        summary._text = text
        result.append(summary)
    return _limited(result, limit)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe(1)
    result = StackSummary.extract(walk_stack(f))
    if limit is not None:
        if limit >= 0:
            del result[limit:]
        else:
            del result[:limit]
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


_missing = object()


def _value_of(exc, value):
    if value is _missing:
        return exc
    return value


def _lines(text):
    return text.splitlines(True)


def format_exception(exc, /, value=_missing, tb=_missing, limit=None,
                     chain=True):
    error = _value_of(exc, value)
    if error is None:
        return ['NoneType: None\n']
    if not isinstance(error, BaseException):
        # Of the era, when a string or nothing at all could be raised.
        return format_exception_only(exc, error)
    given = error.__traceback__ if tb is _missing else tb
    if limit is None and chain and given is error.__traceback__:
        return _group(_traceback.format_exception(error))
    result = []
    if chain:
        cause = error.__cause__
        context = error.__context__
        if cause is not None:
            result = format_exception(cause, limit=limit)
            result.append('\nThe above exception was the direct cause of the '
                          'following exception:\n\n')
        elif context is not None and not error.__suppress_context__:
            result = format_exception(context, limit=limit)
            result.append('\nDuring handling of the above exception, another '
                          'exception occurred:\n\n')
    if given is not None:
        result.append('Traceback (most recent call last):\n')
        result.extend(format_tb(given, limit))
    result.extend(format_exception_only(error))
    return result


def _group(text):
    """Cuts a report into entries: a new one wherever a line is not indented
    more than the first of the entry before it."""
    result = []
    for line in _lines(text):
        if result and line.startswith('    ') and \
                result[-1].startswith('  File '):
            result[-1] += line
        else:
            result.append(line)
    return result


def format_exception_only(exc, /, value=_missing):
    error = _value_of(exc, value)
    if isinstance(error, BaseException):
        return _group(_traceback.format_exception_only(error))
    name = getattr(exc, '__name__', None) or str(exc)
    if error is None or str(error) == '':
        return ['%s\n' % name]
    return ['%s: %s\n' % (name, error)]


def print_exception(exc, /, value=_missing, tb=_missing, limit=None,
                    file=None, chain=True):
    _write(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    print_exception(sys.last_type, sys.last_value, sys.last_traceback,
                    limit, file, chain)


def clear_frames(tb):
    pass


class TracebackException:
    """An exception ready to be printed."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None,
                 lookup_lines=True, capture_locals=False, compact=False):
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self._lines = format_exception(exc_type, exc_value, exc_traceback,
                                       limit)
        self._only = format_exception_only(exc_type, exc_value)
        self._str = str(exc_value)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True):
        return iter(self._lines)

    def format_exception_only(self):
        return iter(self._only)

    def print(self, *, file=None, chain=True):
        _write(self._lines, file)

    def __str__(self):
        return self._str
