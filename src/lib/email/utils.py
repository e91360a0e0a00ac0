"""Dates, addresses and parameters as mail headers have them (RFC 2822)."""

import time

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231',
           'encode_rfc2231', 'formataddr', 'formatdate', 'format_datetime',
           'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr',
           'parsedate', 'parsedate_tz', 'parsedate_to_datetime', 'unquote']

_days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
_months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep',
           'oct', 'nov', 'dec']
_zones = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300,
          'EST': -500, 'EDT': -400, 'CST': -600, 'CDT': -500, 'MST': -700,
          'MDT': -600, 'PST': -800, 'PDT': -700}


# --- dates


def _date_text(t, zone):
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (
        _days[t[6]].capitalize(), t[2], _months[t[1] - 1].capitalize(), t[0],
        t[3], t[4], t[5], zone)


def formatdate(timeval=None, localtime=False, usegmt=False):
    if timeval is None:
        timeval = time.time()
    if not localtime:
        return _date_text(time.gmtime(timeval), 'GMT' if usegmt else '-0000')
    t = time.localtime(timeval)
    minutes = t.tm_gmtoff // 60
    return _date_text(t, '%s%02d%02d' % ('-' if minutes < 0 else '+',
                                         abs(minutes) // 60,
                                         abs(minutes) % 60))


def format_datetime(dt, usegmt=False):
    now = dt.timetuple()
    if usegmt:
        from datetime import timezone
        if dt.tzinfo is None or dt.tzinfo != timezone.utc:
            raise ValueError('usegmt option requires a UTC datetime')
        return _date_text(now, 'GMT')
    return _date_text(now, '-0000' if dt.tzinfo is None
                      else dt.strftime('%z'))


def localtime(dt=None, isdst=-1):
    import datetime
    if dt is None:
        return datetime.datetime.now(datetime.timezone.utc).astimezone()
    return dt.astimezone()


def parsedate_tz(data):
    """A tuple of ten, the last the seconds east of Greenwich."""
    result = _parse_date(data)
    if result and result[9] is None:
        result[9] = 0
    return tuple(result) if result else None


def parsedate(data):
    result = parsedate_tz(data)
    return result[:9] if isinstance(result, tuple) else result


def _parse_date(data):
    words = data.split() if data else None
    if not words:
        return None
    if words[0].endswith(',') or words[0].lower() in _days:
        del words[0]
    else:
        # "Mon,1 Jan" forgot the space.
        comma = words[0].rfind(',')
        if comma >= 0:
            words[0] = words[0][comma + 1:]
    if len(words) == 3 and words[0].count('-') == 2:
        words[:1] = words[0].split('-')
    if len(words) == 4:
        clock = words[3]
        sign = clock.find('+')
        if sign < 0:
            sign = clock.find('-')
        if sign > 0:
            words[3:] = [clock[:sign], clock[sign:]]
        else:
            words.append('')
    if len(words) < 5:
        return None
    day, month, year, clock, zone = words[:5]
    if not (day and month and year):
        return None
    month = month.lower()
    if month[:3] not in _months:
        day, month = month, day.lower()
    if month[:3] not in _months:
        return None
    month = _months.index(month[:3]) + 1
    day = day.removesuffix(',')
    if ':' in year:
        year, clock = clock, year
    year = year.removesuffix(',')
    if not year:
        return None
    if not year[0].isdigit():
        year, zone = zone, year
    parts = clock.removesuffix(',').split(':')
    if len(parts) == 1 and '.' in parts[0]:
        parts = parts[0].split('.')
    if not 2 <= len(parts) <= 3:
        return None
    try:
        year, day = int(year), int(day)
        hour, minute = int(parts[0]), int(parts[1])
        second = int(parts[2]) if len(parts) == 3 else 0
    except ValueError:
        return None
    if year < 100:
        year += 1900 if year > 68 else 2000
    offset = None
    zone = zone.upper()
    if zone in _zones:
        offset = _zones[zone]
    else:
        try:
            offset = int(zone)
        except ValueError:
            pass
        if offset == 0 and zone.startswith('-'):
            offset = None
    if offset:
        sign = -1 if offset < 0 else 1
        offset = sign * (abs(offset) // 100 * 3600 + abs(offset) % 100 * 60)
    return [year, month, day, hour, minute, second, 0, 1, -1, offset]


def parsedate_to_datetime(data):
    parsed = _parse_date(data)
    if parsed is None:
        raise ValueError('Invalid date value or format "%s"' % str(data))
    import datetime
    zone = parsed[9]
    return datetime.datetime(*parsed[:6], tzinfo=None if zone is None else
                             datetime.timezone(datetime.timedelta(
                                 seconds=zone)))


def mktime_tz(data):
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    # Days since 1970 in the Gregorian calendar, years beginning in March.
    year, month = data[0] - (data[1] < 3), (data[1] + 9) % 12
    days = 365 * year + year // 4 - year // 100 + year // 400 + \
        (153 * month + 2) // 5 + data[2] - 719469
    return ((days * 24 + data[3]) * 60 + data[4]) * 60 + data[5] - data[9]


# --- addresses


def quote(str):
    return str.replace('\\', '\\\\').replace('"', '\\"')


def unquote(str):
    if len(str) > 1:
        if str[0] == '"' == str[-1]:
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str[0] == '<' and str[-1] == '>':
            return str[1:-1]
    return str


def formataddr(pair, charset='utf-8'):
    name, address = pair
    address.encode('ascii')
    if not name:
        return address
    if not name.isascii():
        if not isinstance(charset, str):
            return '%s <%s>' % (charset.header_encode(name), address)
        return '%s <%s>' % (_encoded_word(name.encode(charset), charset),
                            address)
    quotes = '"' if any(c in '][\\()<>@,:;".' for c in name) else ''
    name = ''.join(['\\' + c if c in '()"\\' else c for c in name])
    return '%s%s%s <%s>' % (quotes, name, quotes, address)


def _encoded_word(text, charset):
    """RFC 2047, in the shorter of its two encodings."""
    q = ''.join([chr(c) if c < 128 and (chr(c).isalnum() or c in b'-!*+/')
                 else '_' if c == 32 else '=%02X' % c for c in text])
    import binascii
    b = binascii.b2a_base64(text, newline=False).decode()
    kind, body = ('b', b) if len(b) < len(q) else ('q', q)
    return '=?%s?%s?%s?=' % (charset, kind, body)


class _Addresses:
    """A reader of an address list as in RFC 2822, and as people write it."""

    specials = '()<>@,:;."[]'
    white = ' \t\r\n'

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.comments = []

    def peek(self):
        return self.text[self.at:self.at + 1]

    def skip(self):
        while self.peek():
            if self.peek() in self.white:
                self.at += 1
            elif self.peek() == '(':
                self.comments.append(self.enclosed('(', ')'))
            else:
                break

    def enclosed(self, opening, closing):
        """What stands between quotes or (nested) brackets."""
        out = []
        self.at += 1
        depth = 1
        while self.peek():
            c = self.peek()
            self.at += 1
            if c == '\\':
                out.append(self.peek())
                self.at += 1
                continue
            if c == '\r':
                continue
            if c == closing:
                depth -= 1
                if not depth:
                    break
            elif c == opening:
                depth += 1
            out.append(c)
        return ''.join(out)

    def atom(self, stop):
        start = self.at
        while self.peek() and self.peek() not in stop + self.white:
            self.at += 1
        return self.text[start:self.at]

    def phrase(self):
        """Words up to something that is none; dots pass, as in "J. Doe"."""
        words = []
        self.skip()
        while self.peek():
            c = self.peek()
            if c == '"':
                words.append(self.enclosed('"', '"'))
            elif c == '(':
                self.skip()
            elif c in self.specials and c != '.':
                break
            else:
                words.append(self.atom(self.specials.replace('.', '')))
            self.skip()
        return words

    def addr_spec(self):
        out = []
        self.skip()
        while self.peek():
            c = self.peek()
            space = True
            if c == '.':
                if out and not out[-1].strip():
                    out.pop()
                out.append('.')
                self.at += 1
                space = False
            elif c == '"':
                out.append('"%s"' % quote(self.enclosed('"', '"')))
            elif c in self.specials:
                if out and not out[-1].strip():
                    out.pop()
                break
            else:
                out.append(self.atom(self.specials))
            before = self.at
            self.skip()
            if space and self.at > before:
                out.append(' ')
        self.skip()
        if self.peek() != '@':
            return ''.join(out).strip()
        self.at += 1
        domain = self.domain()
        return ''.join(out) + '@' + domain if domain else ''

    def domain(self):
        out = []
        while self.peek():
            self.skip()
            c = self.peek()
            if c == '[':
                out.append('[%s]' % self.enclosed('[', ']'))
            elif c == '.':
                self.at += 1
                out.append(c)
            elif c == '@':
                # Two of them: it may be meant to deceive.
                return ''
            elif not c or c in self.specials:
                break
            else:
                out.append(self.atom(self.specials))
        return ''.join(out)

    def route(self):
        """The address in <...>, without a way to it."""
        self.at += 1
        self.skip()
        address = ''
        while self.peek():
            c = self.peek()
            if c == '>':
                self.at += 1
                break
            if c == '@':
                self.at += 1
                self.domain()
            elif c == ':':
                self.at += 1
            else:
                address = self.addr_spec()
                self.skip()
                if self.peek() == '>':
                    self.at += 1
                break
            self.skip()
        return address

    def one(self):
        """[(name, address)] of one address, or all of a group."""
        self.comments = []
        self.skip()
        start = self.at
        words = self.phrase()
        self.skip()
        c = self.peek()
        found = []
        if not c:
            if words:
                found = [(' '.join(self.comments), words[0])]
        elif c in '.@':
            self.at = start
            self.comments = []
            address = self.addr_spec()
            found = [(' '.join(self.comments), address)]
        elif c == ':':
            self.at += 1
            while True:
                self.skip()
                if not self.peek() or self.peek() == ';':
                    break
                found += self.one()
            self.at += 1
        elif c == '<':
            address = self.route()
            name = ' '.join(words)
            if self.comments:
                name += ' (%s)' % ' '.join(self.comments)
            found = [(name, address)]
        elif words:
            found = [(' '.join(self.comments), words[0])]
        elif c in self.specials:
            self.at += 1
        self.skip()
        if self.peek() == ',':
            self.at += 1
        return found

    def all(self):
        self.skip()
        found = []
        while self.at < len(self.text):
            found += self.one() or [('', '')]
        return found


def getaddresses(fieldvalues):
    return _Addresses(', '.join([str(v) for v in fieldvalues])).all()


def parseaddr(addr):
    found = _Addresses(addr).all() if addr else None
    return found[0] if found else ('', '')


def make_msgid(idstring=None, domain=None):
    import os
    import random
    now = int(time.time() * 100)
    if domain is None:
        domain = os.uname().nodename
    return '<%d.%d.%d%s@%s>' % (now, os.getpid(), random.getrandbits(64),
                                '' if idstring is None else '.' + idstring,
                                domain)


# --- parameters (RFC 2231)


def encode_rfc2231(s, charset=None, language=None):
    from urllib.parse import quote as percent
    s = percent(s, safe='', encoding=charset or 'ascii')
    if charset is None and language is None:
        return s
    return "%s'%s'%s" % (charset, language or '', s)


def decode_rfc2231(s):
    parts = s.split("'", 2)
    return (None, None, s) if len(parts) <= 2 else parts


def collapse_rfc2231_value(value, errors='replace',
                           fallback_charset='us-ascii'):
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, language, text = value
    try:
        return str(bytes(text, 'raw-unicode-escape'),
                   charset or fallback_charset, errors)
    except LookupError:
        return unquote(text)


def decode_params(params):
    """Parameters in pieces ("name*0*", "name*1") put together."""
    from urllib.parse import unquote as plain
    whole = [params[0]]
    pieces = {}
    for name, value in params[1:]:
        encoded = name.endswith('*')
        value = unquote(value)
        base, star, number = name.removesuffix('*').partition('*')
        if star and number.isdigit():
            pieces.setdefault(base, []).append((int(number), value, encoded))
        elif encoded:
            pieces.setdefault(base, []).append((0, value, True))
        else:
            whole.append((name, '"%s"' % quote(value)))
    for name, parts in pieces.items():
        parts.sort()
        text = ''.join([plain(part, encoding='latin-1') if encoded else part
                        for _, part, encoded in parts])
        if any([encoded for _, _, encoded in parts]):
            charset, language, text = decode_rfc2231(text)
            whole.append((name, (charset, language, '"%s"' % text)))
        else:
            whole.append((name, '"%s"' % quote(text)))
    return whole
