"""What messages about values are made of."""

__unittest = True

_MAX_LENGTH = 80


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if short and len(text) >= _MAX_LENGTH:
        text = text[:_MAX_LENGTH] + ' [truncated]...'
    return text


def strclass(cls):
    return '%s.%s' % (cls.__module__, cls.__qualname__)


def _shorten(text, keep_front, keep_end):
    left_out = len(text) - keep_front - keep_end
    if left_out <= 12:
        return text
    return '%s[%d chars]%s' % (text[:keep_front], left_out,
                               text[len(text) - keep_end:])


def _common_shorten_repr(*values):
    """The reprs, their common beginning and their ends cut when too long."""
    texts = [safe_repr(value) for value in values]
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return tuple(texts)
    common = 0
    while all(len(text) > common for text in texts) and \
            len({text[common] for text in texts}) == 1:
        common += 1
    # 5 + the note of what is left out (12) + 5 must remain for the common
    # part, and the same for what differs.
    front = _MAX_LENGTH - (longest - common)
    if front > 22:
        prefix = _shorten(texts[0][:common], 5, front - 17)
        if len(prefix) + longest - common <= _MAX_LENGTH:
            return tuple([prefix + text[common:] for text in texts])
    prefix = _shorten(texts[0][:common], 5, 5)
    return tuple([prefix + _shorten(text[common:], 41, 5) for text in texts])


def sorted_list_difference(expected, actual):
    """What sorted `expected` has alone, and what sorted `actual` has."""
    return ([item for item in dict.fromkeys(expected) if item not in actual],
            [item for item in dict.fromkeys(actual) if item not in expected])
