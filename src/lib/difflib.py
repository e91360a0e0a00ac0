"""Comparing sequences: what two have in common, and how they differ."""

from heapq import nlargest
from collections import namedtuple

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher',
           'Differ', 'IS_CHARACTER_JUNK', 'IS_LINE_JUNK', 'context_diff',
           'unified_diff', 'diff_bytes', 'Match']

Match = namedtuple('Match', 'a b size')


class SequenceMatcher:
    """The longest block that two sequences share, then the longest ones left
    and right of it, and so on (Ratcliff and Obershelp, 1988)."""

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is self.b:
            return
        self.b = b
        self.fullbcount = self.matching_blocks = self.opcodes = None
        self._index()

    def _index(self):
        """Notes where each element of b stands; junk, and what a long b is
        full of, is left out."""
        self.b2j = places = {}
        for at, element in enumerate(self.b):
            places.setdefault(element, []).append(at)
        self.bjunk = set()
        if self.isjunk:
            self.bjunk.update([e for e in places if self.isjunk(e)])
            for element in self.bjunk:
                del places[element]
        self.bpopular = set()
        size = len(self.b)
        if self.autojunk and size >= 200:
            most = size // 100 + 1
            self.bpopular.update([e for e, found in places.items()
                                  if len(found) > most])
            for element in self.bpopular:
                del places[element]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest block of a[alo:ahi] in b[blo:bhi]; of several the one
        that starts first in a, then in b."""
        a, b, places, junk = self.a, self.b, self.b2j, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        i, j, size = alo, blo, 0
        # lengths[j]: how long the block is that ends at a[at] and b[j].
        lengths = {}
        for at in range(alo, ahi):
            new = {}
            for where in places.get(a[at], ()):
                if where < blo:
                    continue
                if where >= bhi:
                    break
                length = new[where] = lengths.get(where - 1, 0) + 1
                if length > size:
                    i, j, size = at - length + 1, where - length + 1, length
            lengths = new
        # What was left out of the index may still lengthen it: first what is
        # merely popular, then junk.
        for wanted in (False, True):
            while i > alo and j > blo and (b[j - 1] in junk) == wanted and \
                    a[i - 1] == b[j - 1]:
                i, j, size = i - 1, j - 1, size + 1
            while i + size < ahi and j + size < bhi and \
                    (b[j + size] in junk) == wanted and \
                    a[i + size] == b[j + size]:
                size += 1
        return Match(i, j, size)

    def get_matching_blocks(self):
        if self.matching_blocks is not None:
            return self.matching_blocks
        pending = [(0, len(self.a), 0, len(self.b))]
        found = []
        while pending:
            alo, ahi, blo, bhi = pending.pop()
            i, j, size = block = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(block)
                if alo < i and blo < j:
                    pending.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    pending.append((i + size, ahi, j + size, bhi))
        found.sort()
        result = []
        for i, j, size in found + [(len(self.a), len(self.b), 0)]:
            if size and result and result[-1][0] + result[-1][2] == i and \
                    result[-1][1] + result[-1][2] == j:
                result[-1] = Match(result[-1][0], result[-1][1],
                                   result[-1][2] + size)
            else:
                result.append(Match(i, j, size))
        self.matching_blocks = result
        return result

    def get_opcodes(self):
        """How to turn a into b: (what, i1, i2, j1, j2) for each stretch."""
        if self.opcodes is not None:
            return self.opcodes
        i = j = 0
        self.opcodes = result = []
        for ai, bj, size in self.get_matching_blocks():
            if i < ai or j < bj:
                tag = ('insert' if i == ai else
                       'delete' if j == bj else 'replace')
                result.append((tag, i, ai, j, bj))
            i, j = ai + size, bj + size
            if size:
                result.append(('equal', ai, i, bj, j))
        return result

    def get_grouped_opcodes(self, n=3):
        """The opcodes in groups, each with n elements of context."""
        codes = list(self.get_opcodes())
        group = []
        for at, code in enumerate(codes, 1):
            tag, i1, i2, j1, j2 = code
            if tag != 'equal' or 1 < at < len(codes) and i2 - i1 <= 2 * n:
                group.append(code)
                continue
            # What is equal here ends one group and begins the next.
            k = min(i2 - i1, n)
            if group:
                yield group + [(tag, i1, i1 + k, j1, j1 + k)]
            group = [(tag, i2 - k, i2, j2 - k, j2)]
        if codes and codes[-1][0] != 'equal':
            yield group

    def _ratio(self, matches):
        whole = len(self.a) + len(self.b)
        return 2.0 * matches / whole if whole else 1.0

    def ratio(self):
        """How alike they are, from 0.0 to 1.0."""
        return self._ratio(sum([block[-1] for block
                                in self.get_matching_blocks()]))

    def quick_ratio(self):
        """No less than ratio(): the order is not looked at."""
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for element in self.b:
                counts[element] = counts.get(element, 0) + 1
        left = {}
        matches = 0
        for element in self.a:
            count = left.get(element, self.fullbcount.get(element, 0))
            left[element] = count - 1
            if count > 0:
                matches += 1
        return self._ratio(matches)

    def real_quick_ratio(self):
        """No less than quick_ratio(): the lengths alone are looked at."""
        return self._ratio(min(len(self.a), len(self.b)))

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The n best of `possibilities` that are at least `cutoff` alike."""
    if not n > 0:
        raise ValueError('n must be > 0: %r' % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError('cutoff must be in [0.0, 1.0]: %r' % (cutoff,))
    matcher = SequenceMatcher(b=word)
    # The cheap bounds first.
    ratios = matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio
    scores = []
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        if all(ratio() >= cutoff for ratio in ratios):
            scores.append((matcher.ratio(), candidate))
    return [candidate for _, candidate in nlargest(n, scores)]


class Differ:
    """Compares lines, and within lines that are alike, characters."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """Lines that begin with '  ', '- ', '+ ' or, as a hint, '? '."""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(
                self.linejunk, a, b).get_opcodes():
            if tag == 'replace':
                yield from self._replace(a, alo, ahi, b, blo, bhi)
            elif tag == 'delete':
                yield from self._dump('-', a, alo, ahi)
            elif tag == 'insert':
                yield from self._dump('+', b, blo, bhi)
            else:
                yield from self._dump(' ', a, alo, ahi)

    def _dump(self, tag, x, lo, hi):
        for at in range(lo, hi):
            yield '%s %s' % (tag, x[at])

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        first = self._dump('+', b, blo, bhi), self._dump('-', a, alo, ahi)
        if bhi - blo >= ahi - alo:
            first = first[::-1]
        for each in first:
            yield from each

    def _replace(self, a, alo, ahi, b, blo, bhi):
        """Finds the two lines most alike, and what is around them."""
        best, cutoff = 0.74, 0.75
        best_i = best_j = same_i = same_j = None
        matcher = SequenceMatcher(self.charjunk)
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if same_i is None:
                        same_i, same_j = i, j
                    continue
                matcher.set_seq1(a[i])
                if matcher.real_quick_ratio() > best and \
                        matcher.quick_ratio() > best and \
                        matcher.ratio() > best:
                    best, best_i, best_j = matcher.ratio(), i, j
        if best < cutoff:
            if same_i is None:
                yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
                return
            best_i, best_j = same_i, same_j
        else:
            same_i = None
        yield from self._beside(a, alo, best_i, b, blo, best_j)
        left, right = a[best_i], b[best_j]
        if same_i is None:
            left_tags = right_tags = ''
            matcher.set_seqs(left, right)
            for tag, i1, i2, j1, j2 in matcher.get_opcodes():
                left_tags += {'equal': ' ', 'replace': '^', 'delete': '-',
                              'insert': ''}[tag] * (i2 - i1)
                right_tags += {'equal': ' ', 'replace': '^', 'insert': '+',
                               'delete': ''}[tag] * (j2 - j1)
            yield '- ' + left
            yield from _hint(left, left_tags)
            yield '+ ' + right
            yield from _hint(right, right_tags)
        else:
            yield '  ' + left
        yield from self._beside(a, best_i + 1, ahi, b, best_j + 1, bhi)

    def _beside(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            return self._replace(a, alo, ahi, b, blo, bhi)
        if alo < ahi:
            return self._dump('-', a, alo, ahi)
        return self._dump('+', b, blo, bhi)


def _hint(line, tags):
    """A line of marks under `line`, with its tabs where the marks are blank."""
    tags = ''.join([char if mark == ' ' and char.isspace() else mark
                    for char, mark in zip(line, tags)]).rstrip()
    if tags:
        yield '? %s\n' % tags


def IS_LINE_JUNK(line, pat=None):
    """Whether a line is blank or holds a single '#'."""
    return line.strip() in ('', '#')


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    return ch in ws


def _range(start, stop):
    """A range of lines as unified diffs write it."""
    length = stop - start
    if length == 1:
        return str(start + 1)
    return '%d,%d' % (start + 1 if length else start, length)


def _range_context(start, stop):
    length = stop - start
    if length <= 1:
        return str(start + 1 if length else start)
    return '%d,%d' % (start + 1, start + length)


def _head(mark, name, date, lineterm):
    return '%s %s%s%s' % (mark, name, '\t' + date if date else '', lineterm)


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='',
                 n=3, lineterm='\n'):
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _head('---', fromfile, fromfiledate, lineterm)
            yield _head('+++', tofile, tofiledate, lineterm)
        first, last = group[0], group[-1]
        yield '@@ -%s +%s @@%s' % (_range(first[1], last[2]),
                                   _range(first[3], last[4]), lineterm)
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                for line in a[i1:i2]:
                    yield ' ' + line
                continue
            if tag != 'insert':
                for line in a[i1:i2]:
                    yield '-' + line
            if tag != 'delete':
                for line in b[j1:j2]:
                    yield '+' + line


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='',
                 n=3, lineterm='\n'):
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    marks = {'insert': '+ ', 'delete': '- ', 'replace': '! ', 'equal': '  '}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _head('***', fromfile, fromfiledate, lineterm)
            yield _head('---', tofile, tofiledate, lineterm)
        first, last = group[0], group[-1]
        yield '***************' + lineterm
        for lines, at, form, other in ((a, 1, '*** %s ****', 'insert'),
                                       (b, 3, '--- %s ----', 'delete')):
            yield form % _range_context(first[at], last[at + 1]) + lineterm
            if any([code[0] not in ('equal', other) for code in group]):
                for code in group:
                    if code[0] != other:
                        for line in lines[code[at]:code[at + 1]]:
                            yield marks[code[0]] + line


def _check_types(a, b, *args):
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError('lines to compare must be str, not %s (%r)' % (
                type(lines[0]).__name__, lines[0]))
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError('all arguments must be str, not: %r' % (arg,))


def diff_bytes(dfunc, a, b, fromfile=b'', tofile=b'', fromfiledate=b'',
               tofiledate=b'', n=3, lineterm=b'\n'):
    """What `dfunc` says of lines that are bytes."""
    def decode(data):
        try:
            return data.decode('ascii', 'surrogateescape')
        except AttributeError as e:
            raise TypeError('all arguments must be bytes, not %s (%r)' % (
                type(data).__name__, data)) from e
    for line in dfunc(list(map(decode, a)), list(map(decode, b)),
                      decode(fromfile), decode(tofile), decode(fromfiledate),
                      decode(tofiledate), n, decode(lineterm)):
        yield line.encode('ascii', 'surrogateescape')


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """The lines of one of the two sequences that ndiff() compared."""
    if int(which) not in (1, 2):
        raise ValueError('unknown delta choice (must be 1 or 2): %r' % which)
    wanted = '  ', '-+'[int(which) - 1] + ' '
    yield from (line[2:] for line in delta if line.startswith(wanted))
