"""A parser for HTML and XHTML that takes what comes."""

from html import unescape

__all__ = ['HTMLParser']

_white = ' \t\n\r\f\v'
_letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'


def _past(s, at, chars):
    """The first place from `at` on that is none of the characters."""
    while s[at:at + 1] and s[at] in chars:
        at += 1
    return at


def _until(s, at, chars):
    while s[at:at + 1] and s[at] not in chars:
        at += 1
    return at


def _gap(s, at):
    """Past white space, and slashes that do not end the tag."""
    while s[at:at + 1] and (s[at] in _white or
                            s[at] == '/' and s[at + 1:at + 2] != '>'):
        at += 1
    return at


class HTMLParser:
    """I am fed text and call handle_starttag() and its like."""

    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ''
        self.lasttag = '???'
        self.cdata_elem = None
        self.lineno = 1
        self.offset = 0
        self.__starttag_text = None

    def feed(self, data):
        self.rawdata = self.rawdata + data
        self.goahead(False)

    def close(self):
        self.goahead(True)

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self.__starttag_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def updatepos(self, i, j):
        lines = self.rawdata.count('\n', i, j)
        if lines:
            self.lineno += lines
            self.offset = j - self.rawdata.rindex('\n', i, j) - 1
        else:
            self.offset += j - i
        return j

    def _text(self, text):
        if text:
            if self.convert_charrefs and not self.cdata_elem:
                text = unescape(text)
            self.handle_data(text)

    def _text_end(self, i):
        """Where the text that begins at i ends; -1: that cannot be told."""
        raw, size = self.rawdata, len(self.rawdata)
        if self.cdata_elem:
            at = raw.find('</', i)
            while at >= 0:
                name = _past(raw, at + 2, _white)
                end = name + len(self.cdata_elem)
                if raw[name:end].lower() == self.cdata_elem and \
                        raw[_past(raw, end, _white):][:1] == '>':
                    return at
                at = raw.find('</', at + 2)
            return at
        tag = raw.find('<', i)
        if not self.convert_charrefs:
            reference = raw.find('&', i)
            found = [at for at in (tag, reference) if at >= 0]
            return min(found) if found else size
        if tag >= 0:
            return tag
        # A reference that may go on in what is fed next.
        reference = raw.rfind('&', max(i, size - 34))
        if reference >= 0 and _until(raw, reference, _white + ';') == size:
            return -1
        return size

    def goahead(self, end):
        raw, size = self.rawdata, len(self.rawdata)
        i = 0
        while i < size:
            j = self._text_end(i)
            if j < 0:
                break
            self._text(raw[i:j])
            i = self.updatepos(i, j)
            if i == size:
                break
            k = (self._markup if raw[i] == '<' else self._reference)(i, end)
            if k is None:
                break
            i = self.updatepos(i, k)
        if end and i < size and not self.cdata_elem:
            self._text(raw[i:])
            i = self.updatepos(i, size)
        self.rawdata = raw[i:]

    def _markup(self, i, end):
        raw = self.rawdata
        c = raw[i + 1:i + 2]
        if not c:
            return None
        if c in _letters:
            k = self.parse_starttag(i)
        elif c == '/':
            k = self.parse_endtag(i)
        elif raw.startswith('<!--', i):
            k = self.parse_comment(i)
        elif c == '?':
            k = self.parse_pi(i)
        elif c == '!':
            k = self.parse_html_declaration(i)
        else:
            self.handle_data('<')
            return i + 1
        if k >= 0:
            return k
        if not end:
            return None
        k = raw.find('>', i + 1) + 1
        if not k:
            k = raw.find('<', i + 1)
            if k < 0:
                k = i + 1
        self._text(raw[i:k])
        return k

    def _reference(self, i, end):
        """A reference, where those are handed on as they are."""
        raw, size = self.rawdata, len(self.rawdata)
        if raw.startswith('#', i + 1):
            hexadecimal = raw[i + 2:i + 3] in ('x', 'X')
            first = i + 3 if hexadecimal else i + 2
            k = _past(raw, first, '0123456789abcdefABCDEF' if hexadecimal
                      else '0123456789')
            if k > first and k < size:
                self.handle_charref(raw[i + 2:k])
                return k + (raw[k] == ';')
            if k < size or ';' in raw[i:]:
                self.handle_data(raw[i:i + 2])
                return i + 2
        else:
            k = i + 1
            if raw[k:k + 1] and raw[k] in _letters:
                k = _past(raw, k, _letters + '0123456789-.')
                if k < size:
                    self.handle_entityref(raw[i + 1:k])
                    return k + (raw[k] == ';')
            elif k < size:
                self.handle_data('&')
                return k
        # One that was cut off loses its '&'.
        return i + 1 if end and k > i + 1 else None

    def parse_comment(self, i, report=1):
        end = self.rawdata.find('--', i + 4)
        while end >= 0:
            after = _past(self.rawdata, end + 2, _white)
            if self.rawdata[after:after + 1] == '>':
                if report:
                    self.handle_comment(self.rawdata[i + 4:end])
                return after + 1
            end = self.rawdata.find('--', end + 1)
        return -1

    def parse_bogus_comment(self, i, report=1):
        end = self.rawdata.find('>', i + 2)
        if end < 0:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 2:end])
        return end + 1

    def parse_pi(self, i):
        end = self.rawdata.find('>', i + 2)
        if end < 0:
            return -1
        self.handle_pi(self.rawdata[i + 2:end])
        return end + 1

    def parse_html_declaration(self, i):
        raw = self.rawdata
        if raw.startswith('<![', i):
            return self.parse_marked_section(i)
        if raw[i:i + 9].lower() == '<!doctype':
            end = raw.find('>', i + 9)
            if end < 0:
                return -1
            self.handle_decl(raw[i + 2:end])
            return end + 1
        return self.parse_bogus_comment(i)

    def parse_marked_section(self, i, report=1):
        raw = self.rawdata
        start = _past(raw, i + 3, _white)
        name_end = _past(raw, start, _letters + '0123456789-_.')
        if name_end == len(raw):
            return -1
        name = raw[start:name_end].lower()
        if name in ('temp', 'cdata', 'ignore', 'include', 'rcdata'):
            mark = ']]'
        elif name in ('if', 'else', 'endif'):
            mark = ']'
        elif not name:
            return self.parse_bogus_comment(i)
        else:
            raise AssertionError('unknown status keyword %r in marked section'
                                 % raw[i + 3:name_end])
        end = raw.find(mark, i + 3)
        while end >= 0:
            after = end + len(mark)
            if mark == ']]':
                after = _past(raw, after, _white)
            if raw[after:after + 1] == '>':
                if report:
                    self.unknown_decl(raw[i + 3:end])
                return after + 1
            end = raw.find(mark, end + 1)
        return -1

    def _attributes(self, k):
        """The attributes behind a tag's name, and where they end."""
        raw = self.rawdata
        attrs = []
        k = _gap(raw, k)
        while raw[k:k + 1] and raw[k] not in '/>' and \
                raw[k - 1] in '\'"/' + _white:
            end = _until(raw, k + 1, _white + '/=>')
            name, value = raw[k:end], None
            equals = _past(raw, end, _white)
            if raw[equals:equals + 1] == '=':
                start = _past(raw, _past(raw, equals, '='), _white)
                quote = raw[start:start + 1]
                if quote in ('"', "'"):
                    stop = raw.find(quote, start + 1)
                    if stop >= 0:
                        value, end = raw[start + 1:stop], stop + 1
                else:
                    end = _until(raw, start, '>' + _white)
                    value = raw[start:end]
            attrs.append((name.lower(), unescape(value) if value else value))
            k = _gap(raw, end)
        return attrs, _past(raw, k, _white)

    def parse_starttag(self, i):
        self.__starttag_text = None
        raw = self.rawdata
        name_end = _until(raw, i + 1, '\t\n\r\f />\0')
        tag = raw[i + 1:name_end].lower()
        attrs, k = self._attributes(name_end)
        next = raw[k:k + 1]
        if next == '>':
            end = k + 1
        elif next == '/':
            if raw[k + 1:k + 2] != '>':
                return -1
            end = k + 2
        elif not next or next in _letters + '=/':
            return -1
        else:
            end = k
        self.__starttag_text = raw[i:end]
        self.lasttag = tag
        if end == k:
            self.handle_data(raw[i:end])
        elif next == '/':
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def parse_endtag(self, i):
        raw = self.rawdata
        end = raw.find('>', i + 1) + 1
        if not end:
            return -1
        start = _past(raw, i + 2, _white)
        stop = _past(raw, start, _letters + '0123456789-.:_')
        whole = start < stop and raw[start] in _letters and \
            raw[_past(raw, stop, _white)] == '>'
        if not whole:
            if self.cdata_elem is not None:
                self.handle_data(raw[i:end])
                return end
            if raw[i + 2] not in _letters:
                return i + 3 if raw[i:i + 3] == '</>' else \
                    self.parse_bogus_comment(i)
            stop = _until(raw, i + 2, '\t\n\r\f />\0')
            self.handle_endtag(raw[i + 2:stop].lower())
            return raw.find('>', stop) + 1
        tag = raw[start:stop].lower()
        if self.cdata_elem not in (None, tag):
            self.handle_data(raw[i:end])
            return end
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return end

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
