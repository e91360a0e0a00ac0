"""Text wrapping and filling."""

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_space = '\t\n\x0b\x0c\r '


def _letter(text, at):
    return at >= 0 and text[at:at + 1].isalpha()


def _punct(text, at):
    c = text[at:at + 1] if at >= 0 else ''
    return c != '' and (c.isalnum() or c in '_!"\'&.,?')


def _dash_end(text, at):
    """Where the dashes of an em-dash between words at `at` end, or 0."""
    end = at
    while text[end:end + 1] == '-':
        end += 1
    follower = text[end:end + 1]
    if end - at >= 2 and (follower.isalnum() or follower == '_') and \
            _punct(text, at - 1):
        return end
    return 0


def _hyphen(text, at):
    """Is the hyphen at `at` one that a line may be broken after?"""
    if not (_letter(text, at - 1) and _letter(text, at - 2) or
            _letter(text, at - 1) and text[at - 2:at - 1] == '-' and
            _letter(text, at - 3)):
        return False
    after = at + 2 + (text[at + 2:at + 3] == '-')
    return _letter(text, at + 1) and _letter(text, after)


class TextWrapper:
    """I wrap paragraphs; my attributes are the settings."""

    unicode_whitespace_trans = {ord(c): ord(' ') for c in _space}

    def __init__(self, width=70, initial_indent='', subsequent_indent='',
                 expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=' [...]'):
        self.width, self.tabsize, self.max_lines = width, tabsize, max_lines
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.placeholder = placeholder
        self.expand_tabs, self.replace_whitespace = \
            expand_tabs, replace_whitespace
        self.break_long_words, self.break_on_hyphens = \
            break_long_words, break_on_hyphens
        self.fix_sentence_endings, self.drop_whitespace = \
            fix_sentence_endings, drop_whitespace

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        return text.translate(self.unicode_whitespace_trans) \
            if self.replace_whitespace else text

    def _split(self, text):
        """Words and the white space between them."""
        chunks = []
        at, size = 0, len(text)
        while at < size:
            end = at + 1
            if text[at] in _space:
                while end < size and text[end] in _space:
                    end += 1
            elif not self.break_on_hyphens:
                while end < size and text[end] not in _space:
                    end += 1
            elif text[at] == '-' and _dash_end(text, at):
                end = _dash_end(text, at)
            else:
                while end < size and text[end] not in _space:
                    if text[end] == '-':
                        if _hyphen(text, end):
                            end += 1
                            break
                        if _dash_end(text, end):
                            break
                    end += 1
            chunks.append(text[at:end])
            at = end
        return chunks

    def _fix_sentence_endings(self, chunks):
        for i, word in enumerate(chunks[:-1]):
            if chunks[i + 1] == ' ':
                if word[-1] in '"\'':
                    word = word[:-1]
                if word[-1:] in ('.', '!', '?') and 'a' <= word[-2:-1] <= 'z':
                    chunks[i + 1] = '  '
        return chunks

    def _handle_long_word(self, chunks, line, length, width):
        room = 1 if width < 1 else width - length
        if self.break_long_words:
            word = chunks[-1]
            end = room
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind('-', 0, room)
                if hyphen > 0 and word[:hyphen].strip('-'):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def _wrap_chunks(self, chunks):
        end, most = self.placeholder, self.max_lines
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        if most is not None and self.width < len(end.lstrip()) + len(
                self.subsequent_indent if most > 1 else self.initial_indent):
            raise ValueError('placeholder too large for max width')
        lines = []
        drop = self.drop_whitespace
        chunks.reverse()
        while chunks:
            prefix = self.subsequent_indent if lines else self.initial_indent
            if drop and lines and not chunks[-1].strip():
                chunks.pop()
            line = self._take_line(chunks, self.width - len(prefix))
            if not line:
                continue
            text = prefix + ''.join(line)
            is_last = not chunks or \
                drop and len(chunks) == 1 and not chunks[0].strip()
            if most is None or len(lines) + 1 < most or \
                    is_last and len(text) <= self.width:
                lines.append(text)
                continue
            # What does not fit beside the placeholder goes.
            while line and not (line[-1].strip() and
                                len(text) + len(end) <= self.width):
                text = text[:len(text) - len(line.pop())]
            if not line and lines and \
                    len(lines[-1].rstrip()) + len(end) <= self.width:
                text = lines.pop().rstrip()
            elif not line:
                end = end.lstrip()
            lines.append(text + end)
            break
        return lines

    def _take_line(self, chunks, width):
        """The chunks of one line, off the end of those that are left."""
        line, room = [], width
        while chunks and len(chunks[-1]) <= room:
            line.append(chunks.pop())
            room -= len(line[-1])
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, width - room, width)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        chunks = self._split_chunks(text)
        return self._wrap_chunks(self._fix_sentence_endings(chunks)
                                 if self.fix_sentence_endings else chunks)

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(
        ' '.join(text.strip().split()))


def dedent(text):
    """Remove the leading white space that all lines have in common."""
    lines = text.split('\n')
    margin = None
    for i, line in enumerate(lines):
        content = line.lstrip(' \t')
        if not content:
            lines[i] = ''
            continue
        space = line[:len(line) - len(content)]
        if margin is None:
            margin = space
        while not space.startswith(margin):
            margin = margin[:-1]
    return '\n'.join([line[len(margin):] for line in lines]
                     if margin else lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join([prefix + line if predicate(line) else line
                    for line in text.splitlines(True)])
