"""Is a piece of source complete, or does more have to come?"""

import __future__
import _imp

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

_features = [getattr(__future__, name)
             for name in __future__.all_feature_names]
PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000


def _maybe_compile(compiler, source, filename, symbol):
    lines = [line for line in map(str.strip, source.split('\n'))
             if line and line[0] != '#']
    if not lines and symbol != 'eval':
        source = 'pass'
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source, filename, symbol)
        except SyntaxError:
            if _imp.is_incomplete(source + '\n'):
                return None
        else:
            # A block goes on until an empty line.
            if symbol == 'single' and lines and source[-1:] != '\n' and \
                    _is_block(lines[0]):
                return None
    return compiler(source, filename, symbol)


def _is_block(line):
    """Is it the beginning of a compound statement?"""
    word = ''
    for c in line:
        if not c.isalpha():
            break
        word += c
    return line[0] == '@' or word in ('if', 'while', 'for', 'try', 'with',
                                      'def', 'class', 'async') or \
        word == 'match' and line.endswith(':')


def compile_command(source, filename='<input>', symbol='single'):
    """A code object; None when it is not complete; SyntaxError."""
    return _maybe_compile(_plain, source, filename, symbol)


def _plain(source, filename, symbol):
    return compile(source, filename, symbol, 0, True)


class Compile:
    """I compile, and keep in mind the future statements that I have seen."""

    def __init__(self):
        self.flags = 0

    def __call__(self, source, filename, symbol, **kwargs):
        code = compile(source, filename, symbol, self.flags, True)
        for feature in _features:
            self.flags |= code.co_flags & feature.compiler_flag
        return code


class CommandCompiler:
    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename='<input>', symbol='single'):
        return _maybe_compile(self.compiler, source, filename, symbol)
