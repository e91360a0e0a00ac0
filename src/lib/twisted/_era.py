"""Who speaks in the spelling of the era, where a str is bytes."""

import sys

# In co_flags of what is. compile() takes it for text in either spelling.
FLAG = 1 << 30


def is_era(function):
    """Whether a function or method is written in it."""
    code = getattr(getattr(function, '__func__', function), '__code__', None)
    return code is not None and code.co_flags & FLAG != 0


def called_from_era(depth=2):
    """Whether the caller of my caller is."""
    return sys._getframe(depth).f_code.co_flags & FLAG != 0


def throw(kind, value, tb):
    """Raise what only the era can: a string, an instance of a classic class."""
    exec(compile('raise kind, value, tb', '<raised>', 'exec', FLAG),
         {'kind': kind, 'value': value, 'tb': tb})


def to_bytes(text):
    """The bytes that a str of the era stands for; what is none, as it is."""
    return text.encode('latin-1') if isinstance(text, str) else text


def to_words(*texts):
    """What the system is given of texts of the era: their bytes, or them, of
    which a character is no byte."""
    try:
        return [to_bytes(each) for each in texts]
    except UnicodeEncodeError:
        return list(texts)


def to_text(data):
    """The str of the era that bytes are; what is none, as it is."""
    return data.decode('latin-1') if isinstance(data, bytes) else data


def wire(data):
    """What the caller of a function that calls me means by data: of the era's
    str the bytes."""
    return to_bytes(data) if called_from_era(3) else data


def deep(change, item):
    """A list, and those in it, with to_text or to_bytes of what is there."""
    if isinstance(item, (list, tuple)):
        return [deep(change, each) for each in item]
    return change(item)
