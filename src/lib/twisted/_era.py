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


def hand_over(method, *args):
    """method(*args), whose bytes are text to code of the era."""
    if is_era(method):
        args = [to_text(each) for each in args]
    return method(*args)


def to_text(data):
    """The str of the era that bytes are; what is none, as it is."""
    return data.decode('latin-1') if isinstance(data, bytes) else data
