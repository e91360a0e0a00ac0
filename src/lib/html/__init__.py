"""Escaping what HTML would take for markup, and undoing it."""

__all__ = ['escape', 'unescape']


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    if quote:
        s = s.replace('"', '&quot;').replace("'", '&#x27;')
    return s


# What HTML 5 makes of numbers that name no character.
_instead = dict(zip(range(0x80, 0xa0), (
    '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039'
    '\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc'
    '\u2122\u0161\u203a\u0153\x9d\u017e\u0178')))
_instead[0] = '\ufffd'
_instead[13] = '\r'


def _number(digits, base):
    code = int(digits, base) if len(digits) < 12 else 0x110000
    if code in _instead:
        return _instead[code]
    if 0xd800 <= code <= 0xdfff or code > 0x10ffff:
        return '\ufffd'
    if code < 32 and code not in (9, 10, 12) or 127 <= code < 160 or \
            0xfdd0 <= code <= 0xfdef or code == 11 or code & 0xfffe == 0xfffe:
        return ''
    return chr(code)


def _run(s, at, chars):
    end = at
    while s[end:end + 1] and s[end] in chars:
        end += 1
    return end


def _reference(s, at):
    """What stands for the reference behind the '&' before `at`, and where
    that ends; None when it is none."""
    if s[at:at + 1] == '#':
        if s[at + 1:at + 2] in ('x', 'X'):
            start = at + 2
            end = _run(s, start, '0123456789abcdefABCDEF')
            base = 16
        else:
            start = at + 1
            end = _run(s, start, '0123456789')
            base = 10
        if end == start:
            return None
        return _number(s[start:end], base), end + (s[end:end + 1] == ';')
    from html.entities import html5
    end = at
    while end < len(s) and end < at + 32 and s[end] not in '\t\n\f <&#;':
        end += 1
    if s[end:end + 1] == ';' and s[at:end + 1] in html5:
        return html5[s[at:end + 1]], end + 1
    # The longest name that may do without its semicolon.
    while end > at:
        if s[at:end] in html5:
            return html5[s[at:end]], end
        end -= 1
    return None


def unescape(s):
    """Named and numeric character references become characters."""
    at = s.find('&')
    if at < 0:
        return s
    out = []
    done = 0
    while at >= 0:
        found = _reference(s, at + 1)
        if found is not None:
            out.append(s[done:at] + found[0])
            done = found[1]
        at = s.find('&', max(done, at + 1))
    out.append(s[done:])
    return ''.join(out)
