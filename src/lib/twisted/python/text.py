"""Lines and words."""


def isMultiline(s):
    return '\n' in s


def endsInNewline(s):
    return s[-1:] == '\n'


def stringyString(object, indentation=''):
    """What is in a list, tuple or dictionary, on as many lines as it takes."""
    brackets = {list: '[]', tuple: '()', dict: '{}'}.get(type(object))
    if not brackets:
        text = '\n'.join([indentation + line
                          for line in str(object).split('\n')])
        return text + '\n' if isMultiline(text) and not endsInNewline(
            text) else text
    inner = indentation + ' '
    if type(object) is dict:
        rows = []
        for key, value in object.items():
            shown = stringyString(value, inner + '  ')
            if isMultiline(shown):
                rows.append('%s%s:\n%s' % (
                    inner, key, shown[:-1] if endsInNewline(shown) else shown))
            else:
                rows.append('%s%s: %s' % (inner, key, shown[len(inner) + 2:]))
    else:
        rows = [stringyString(each, inner).rstrip() + ','
                for each in object]
    rows[:1] = [first[len(inner):] for first in rows[:1]]
    text = '\n'.join(rows)
    return '%s%s%s%s%s' % (indentation, brackets[0], text, brackets[1],
                           '\n' if isMultiline(text) else '')


def greedyWrap(inString, width=80):
    """A list of lines; an empty line is the end of a paragraph."""
    if '\n\n' in inString:
        lines = []
        for paragraph in inString.split('\n\n'):
            lines += greedyWrap(paragraph, width) + ['']
        return lines
    lines = []
    for word in inString.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += ' ' + word
        else:
            lines.append(word)
    return lines


wordWrap = greedyWrap


def removeLeadingBlanks(lines):
    """The lines from the first that is not empty."""
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    return lines[at:]


def removeLeadingTrailingBlanks(s):
    lines = removeLeadingBlanks(s.split('\n'))
    lines.reverse()
    lines = removeLeadingBlanks(lines)
    lines.reverse()
    return '\n'.join(lines) + '\n'


def splitQuoted(s):
    """Words, and what is in quotes as one."""
    words, quote, within = [], None, []
    for word in s.split():
        if quote is None and word[0] in '"\'':
            quote, word, within = word[0], word[1:], []
        if quote is None:
            words.append(word)
            continue
        if word[-1:] == quote:
            words.append(' '.join(within + [word[:-1]]))
            quote = None
        else:
            within.append(word)
    return words


def strFile(p, f, caseSensitive=True):
    """Whether a text is in what a file has to be read."""
    def same(text):
        return text if caseSensitive else text.lower()
    kept = ''
    while True:
        more = f.read(max(len(p), 8192))
        kept += more
        if same(p) in same(kept):
            return True
        if not more:
            return False
        kept = kept[-len(p):]
