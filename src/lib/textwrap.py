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
        lines = []
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        if self.max_lines is not None:
            first = (self.subsequent_indent if self.max_lines > 1
                     else self.initial_indent)
            if len(first) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        chunks.reverse()
        drop = self.drop_whitespace
        while chunks:
            line = []
            length = 0
            prefix = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(prefix)
            if drop and lines and chunks[-1].strip() == '':
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if drop and line and line[-1].strip() == '':
                length -= len(line.pop())
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines or
                    (not chunks or drop and len(chunks) == 1 and
                     not chunks[0].strip()) and length <= width):
                lines.append(prefix + ''.join(line))
                continue
            while line:
                if line[-1].strip() and \
                        length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(prefix + ''.join(line))
                    break
                length -= len(line.pop())
            else:
                if lines:
                    last = lines[-1].rstrip()
                    if len(last) + len(self.placeholder) <= self.width:
                        lines[-1] = last + self.placeholder
                        break
                lines.append(prefix + self.placeholder.lstrip())
            break
        return lines

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
