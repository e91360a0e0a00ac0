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


def _one(match):
    """What stands for a reference, or what it is when it is none."""
    hexadecimal, decimal, name = match.groups()
    if hexadecimal:
        return _number(hexadecimal, 16)
    if decimal:
        return _number(decimal, 10)
    if name in _html5:
        return _html5[name]
    # The longest name that may do without its semicolon.
    for end in range(len(name) - name.endswith(';'), 0, -1):
        if name[:end] in _html5:
            return _html5[name[:end]] + name[end:]
    return '&' + name


_find = _html5 = None


def unescape(s):
    """Named and numeric character references become characters."""
    if '&' not in s:
        return s
    global _find, _html5
    if _find is None:
        import re
        from html.entities import html5 as _html5
        _find = re.compile(r'&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?|'
                           r'([^\t\n\f <&#;]{1,32};?))')
    return _find.sub(_one, s)
