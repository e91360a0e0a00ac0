"""CPython's io is made of this module; ours is one."""

import io

globals().update((name, getattr(io, name)) for name in (
    'BlockingIOError', 'BufferedRWPair', 'BufferedRandom', 'BufferedReader',
    'BufferedWriter', 'BytesIO', 'FileIO', 'IncrementalNewlineDecoder',
    'StringIO', 'TextIOWrapper', 'UnsupportedOperation', 'open', 'open_code',
    'text_encoding', 'DEFAULT_BUFFER_SIZE'))
