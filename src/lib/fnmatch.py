"""Names of files against patterns of the shell."""

import os
from functools import lru_cache

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']


def fnmatch(name, pat):
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@lru_cache(maxsize=256, typed=True)
def _compile_pattern(pat):
    import re
    if isinstance(pat, bytes):
        return re.compile(translate(str(pat, 'ISO-8859-1')).encode(
            'ISO-8859-1')).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    match = _compile_pattern(os.path.normcase(pat))
    return [name for name in names if match(name)]


def fnmatchcase(name, pat):
    return _compile_pattern(pat)(name) is not None


def _charset(body):
    """The inside of [...] as a regular expression has it; None: nothing can
    match; '': anything does."""
    negated = body[:1] == '!'
    if negated:
        body = body[1:]
    # Pieces between the hyphens that stand for ranges.
    pieces = []
    at, look = 0, 1
    while True:
        hyphen = body.find('-', look)
        if hyphen < 0:
            break
        pieces.append(body[at:hyphen])
        at, look = hyphen + 1, hyphen + 3
    if body[at:] or not pieces:
        pieces.append(body[at:])
    else:
        pieces[-1] += '-'
    # A range that runs backwards is empty.
    for i in range(len(pieces) - 1, 0, -1):
        if pieces[i - 1][-1] > pieces[i][0]:
            pieces[i - 1] = pieces[i - 1][:-1] + pieces[i][1:]
            del pieces[i]
    body = '-'.join([piece.replace('\\', '\\\\').replace('-', '\\-')
                     for piece in pieces])
    if not body:
        return '' if negated else None
    for c in '&~|':
        body = body.replace(c, '\\' + c)
    if negated:
        return '^' + body
    return '\\' + body if body[0] in '^[' else body


def translate(pat):
    """The pattern as a regular expression."""
    import re
    parts = []
    at, size = 0, len(pat)
    while at < size:
        c = pat[at]
        at += 1
        if c == '*':
            if not parts or parts[-1] is not None:
                parts.append(None)
        elif c == '?':
            parts.append('.')
        elif c == '[':
            first = at + (pat[at:at + 1] == '!')
            end = pat.find(']', first + 1)
            if end < 0 or first >= size:
                parts.append('\\[')
                continue
            body = _charset(pat[at:end])
            at = end + 1
            parts.append('(?!)' if body is None else '[%s]' % body if body
                         else '.')
        else:
            parts.append(re.escape(c))
    # The first part is anchored; what stands between two stars is found at
    # its first place, once and for all, so that many stars stay cheap.
    out = []
    at = 0
    while at < len(parts) and parts[at] is not None:
        out.append(parts[at])
        at += 1
    while at < len(parts):
        end = at + 1
        while end < len(parts) and parts[end] is not None:
            end += 1
        fixed = ''.join(parts[at + 1:end])
        out.append('.*' + fixed if end == len(parts)
                   else '(?>.*?%s)' % fixed)
        at = end
    return '(?s:%s)\\Z' % ''.join(out)
