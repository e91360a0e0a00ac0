"""Text split into words as a shell does it."""

import sys
from collections import deque

__all__ = ['shlex', 'split', 'quote', 'join']


class shlex:
    """I cut a stream of characters into words, as a shell would."""

    def __init__(self, instream=None, infile=None, posix=False,
                 punctuation_chars=False):
        if isinstance(instream, str):
            from io import StringIO
            instream = StringIO(instream)
        if instream is None:
            instream, infile = sys.stdin, None
        self.instream = instream
        self.infile = infile
        self.posix = posix
        self.eof = None if posix else ''
        self.commenters = '#'
        letters = 'abcdefghijklmnopqrstuvwxyz'
        self.wordchars = letters + letters.upper() + '0123456789_'
        if posix:
            self.wordchars += ''.join([chr(c) for c in range(0xdf, 0x100)
                                       if c != 0xf7] +
                                      [chr(c) for c in range(0xc0, 0xdf)
                                       if c != 0xd7])
        self.whitespace = ' \t\r\n'
        self.whitespace_split = False
        self.quotes = '\'"'
        self.escape = '\\'
        self.escapedquotes = '"'
        self.state = ' '
        self.pushback = deque()
        self.lineno = 1
        self.debug = 0
        self.token = ''
        self.filestack = deque()
        self.source = None
        if not punctuation_chars:
            punctuation_chars = ''
        elif punctuation_chars is True:
            punctuation_chars = '();<>|&'
        self._punctuation_chars = punctuation_chars
        if punctuation_chars:
            self._pushback_chars = deque()
            self.wordchars += '~-./*?='
            self.wordchars = self.wordchars.translate(
                dict.fromkeys(map(ord, punctuation_chars)))

    @property
    def punctuation_chars(self):
        return self._punctuation_chars

    def push_token(self, tok):
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        if isinstance(newstream, str):
            from io import StringIO
            newstream = StringIO(newstream)
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile = newfile
        self.instream = newstream
        self.lineno = 1

    def pop_source(self):
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        self.state = ' '

    def get_token(self):
        if self.pushback:
            return self.pushback.popleft()
        raw = self.read_token()
        while self.source is not None and raw == self.source:
            spec = self.sourcehook(self.read_token())
            if spec:
                self.push_source(spec[1], spec[0])
            raw = self.get_token()
        while raw == self.eof:
            if not self.filestack:
                return self.eof
            self.pop_source()
            raw = self.get_token()
        return raw

    def _next_char(self):
        if self._punctuation_chars and self._pushback_chars:
            return self._pushback_chars.pop()
        return self.instream.read(1)

    def read_token(self):
        """The next word. My state is ' ' before a word, 'a' in one, 'c' in
        punctuation, else the quote or the escape that I am in; None at the
        end."""
        self._quoted, self._before_escape = False, ' '
        is_done = False
        while not is_done:
            c = self._next_char()
            if c == '\n':
                self.lineno += 1
            if self.state is None:
                self.token = ''
                is_done = True
            elif self.state == ' ':
                is_done = self._before_word(c)
            elif self.state in self.quotes:
                is_done = self._in_quotes(c)
            elif self.state in self.escape:
                self._after_escape(c)
            else:
                is_done = self._in_word(c)
        result, self.token = self.token, ''
        if self.posix and not self._quoted and result == '':
            result = None
        return result

    # Each takes a character, and says whether the word ends with it.

    def _before_word(self, c):
        if not c:
            self.state = None
            return True
        if c in self.whitespace:
            return self._has_word()
        if c in self.commenters:
            self._skip_comment()
        elif self.posix and c in self.escape:
            self._begin_escape(c, 'a')
        elif c in self.wordchars:
            self.token, self.state = c, 'a'
        elif c in self._punctuation_chars:
            self.token, self.state = c, 'c'
        elif c in self.quotes:
            if not self.posix:
                self.token = c
            self.state = c
        elif self.whitespace_split:
            self.token, self.state = c, 'a'
        else:
            self.token = c
            return True
        return False

    def _in_quotes(self, c):
        self._quoted = True
        if not c:
            raise ValueError('No closing quotation')
        if c == self.state:
            self.state = 'a'
            if not self.posix:
                self.token += c
                self.state = ' '
                return True
        elif self.posix and c in self.escape and \
                self.state in self.escapedquotes:
            self._begin_escape(c, self.state)
        else:
            self.token += c
        return False

    def _after_escape(self, c):
        if not c:
            raise ValueError('No escaped character')
        before = self._before_escape
        if before in self.quotes and c != self.state and c != before:
            self.token += self.state
        self.token += c
        self.state = before

    def _in_word(self, c):
        if not c:
            self.state = None
            return True
        if c in self.whitespace:
            self.state = ' '
            return self._has_word()
        if c in self.commenters:
            self._skip_comment()
            if self.posix:
                self.state = ' '
                return self._has_word()
        elif self.state == 'c':
            if c not in self._punctuation_chars:
                self._pushback_chars.append(c)
                self.state = ' '
                return True
            self.token += c
        elif self.posix and c in self.quotes:
            self.state = c
        elif self.posix and c in self.escape:
            self._begin_escape(c, 'a')
        elif c in self.wordchars or c in self.quotes or \
                self.whitespace_split and c not in self._punctuation_chars:
            self.token += c
        else:
            if self._punctuation_chars:
                self._pushback_chars.append(c)
            else:
                self.pushback.appendleft(c)
            self.state = ' '
            return self._has_word()
        return False

    def _has_word(self):
        return bool(self.token or self.posix and self._quoted)

    def _begin_escape(self, c, before):
        self.state, self._before_escape = c, before

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def sourcehook(self, newfile):
        if newfile[0] == '"':
            newfile = newfile[1:-1]
        if isinstance(self.infile, str) and not newfile.startswith('/'):
            import os.path
            newfile = os.path.join(os.path.dirname(self.infile), newfile)
        return newfile, open(newfile, 'r')

    def error_leader(self, infile=None, lineno=None):
        return '"%s", line %d: ' % (infile or self.infile,
                                    lineno or self.lineno)

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token != self.eof:
            return token
        raise StopIteration


def split(s, comments=False, posix=True):
    if s is None:
        from warnings import warn
        warn("Passing None for 's' to shlex.split() is deprecated.",
             DeprecationWarning, 2)
    words = shlex(s, posix=posix)
    words.whitespace_split, words.commenters = True, '#' if comments else ''
    return list(words)


def quote(s):
    """The text as one word for a shell."""
    if not s:
        return "''"
    for c in s:
        if not (c.isascii() and (c.isalnum() or c in '_@%+=:,./-')):
            return "'" + s.replace("'", "'\"'\"'") + "'"
    return s


def join(split_command):
    return ' '.join([quote(word) for word in split_command])
