"""_strptime: reads dates and times as strftime() writes them.

The format is turned into a regular expression no more than the text is: both
are walked along once. A directive takes as many digits as it may.
"""

import time

_DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split()
_MONTHS = '''january february march april may june july august september
    october november december'''.split()
_SHORT_DAYS = [name[:3] for name in _DAYS]
_SHORT_MONTHS = [name[:3] for name in _MONTHS]

# How many digits at most, from and to what.
_NUMBERS = {'d': (2, 1, 31), 'f': (6, 0, 999999), 'G': (4, 0, 9999),
            'H': (2, 0, 23), 'I': (2, 1, 12), 'j': (3, 1, 366),
            'm': (2, 1, 12), 'M': (2, 0, 59), 'S': (2, 0, 61),
            'U': (2, 0, 53), 'u': (1, 1, 7), 'V': (2, 1, 53),
            'w': (1, 0, 6), 'W': (2, 0, 53), 'y': (2, 0, 99),
            'Y': (4, 0, 9999)}
_EXACT = {'y': 2, 'Y': 4, 'G': 4}
_LONG = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}


class _NoMatch(Exception):
    pass


def _number(text, at, letter):
    """The number of a directive at `at`, and where it ends."""
    most, low, high = _NUMBERS[letter]
    end = at
    while end < len(text) and end - at < most and text[end].isdecimal():
        end += 1
    if letter in _EXACT:
        if end - at != _EXACT[letter]:
            raise _NoMatch
        return int(text[at:end]), end
    if letter == 'd' and text[at:at + 1] == ' ' and \
            text[at + 1:at + 2] in tuple('123456789'):
        return int(text[at + 1]), at + 2
    # "%d%m" takes one digit of "321" where two would be no day.
    while end > at and not (low <= int(text[at:end]) <= high):
        end -= 1
    if end == at:
        raise _NoMatch
    return int(text[at:end]), end


def _name(text, at, names):
    lower = text[at:at + 12].lower()
    best = -1
    for index, name in enumerate(names):
        if name and lower.startswith(name) and (
                best < 0 or len(name) > len(names[best])):
            best = index
    if best < 0:
        raise _NoMatch
    return best, at + len(names[best])


def _zone(text, at):
    """+HH:MM[:SS[.ffffff]], the same without colons, or Z."""
    if text[at:at + 1] == 'Z':
        return 0, 0, at + 1
    sign = {'+': 1, '-': -1}.get(text[at:at + 1])
    if sign is None or not text[at + 1:at + 3].isdecimal():
        raise _NoMatch
    parts, end, fraction = [text[at + 1:at + 3]], at + 3, 0
    colon = text[end:end + 1] == ':'
    for needed in (True, False):
        start = end + 1 if colon else end
        two = text[start:start + 2]
        if len(two) == 2 and two.isdecimal() and int(two) < 60 and \
                (not colon or text[end:end + 1] == ':'):
            parts.append(two)
            end = start + 2
        elif not needed and not colon and text[end:end + 1] == ':' and \
                text[end + 1:end + 3].isdecimal():
            raise ValueError('Inconsistent use of : in %s' % text[at:end + 3])
        elif needed:
            raise _NoMatch
        else:
            break
    if len(parts) == 3 and text[end:end + 1] == '.':
        start = end + 1
        while end + 1 < len(text) and end - start < 5 and \
                text[end + 1].isdecimal():
            end += 1
        end += 1
        fraction = int(text[start:end].ljust(6, '0'))
    hours, minutes, seconds = [int(p) for p in (parts + ['0'])[:3]]
    return (sign * (hours * 3600 + minutes * 60 + seconds), sign * fraction,
            end)


def _scan(text, format):
    found, at, i = {}, 0, 0
    while i < len(format):
        c = format[i]
        i += 1
        if c.isspace():
            # White space in the format stands for any amount but none.
            while i < len(format) and format[i].isspace():
                i += 1
            start = at
            while at < len(text) and text[at].isspace():
                at += 1
            if at == start:
                raise _NoMatch
            continue
        if c != '%':
            if text[at:at + 1].lower() != c.lower():
                raise _NoMatch
            at += 1
            continue
        if i == len(format):
            raise ValueError("stray %% in format '%s'" % format)
        c = format[i]
        i += 1
        if c == '%':
            if text[at:at + 1] != '%':
                raise _NoMatch
            at += 1
            continue
        if c in found:
            raise ValueError('redefinition of group name %r' % c)
        if c == 'f':
            start = at
            found[c], at = _number(text, at, c)
            found[c] *= 10 ** (6 - (at - start))
        elif c in _NUMBERS:
            found[c], at = _number(text, at, c)
        elif c in 'aA':
            found['a'], at = _name(text, at,
                                   _SHORT_DAYS if c == 'a' else _DAYS)
        elif c in 'bBh':
            found['b'], at = _name(text, at,
                                   _MONTHS if c == 'B' else _SHORT_MONTHS)
        elif c == 'p':
            found[c], at = _name(text, at, ['am', 'pm'])
        elif c == 'z':
            found['z'], found['zf'], at = _zone(text, at)
        elif c == 'Z':
            zones = ['utc', 'gmt', *[z.lower() for z in time.tzname]]
            index, at = _name(text, at, zones)
            found[c] = zones[index]
        else:
            raise ValueError("'%s' is a bad directive in format '%s'"
                             % (c, format))
    if at != len(text):
        raise ValueError('unconverted data remains: %s' % text[at:])
    return found


def parse(text, format):
    """(year, month, day, hour, minute, second, weekday, yearday, dst, zone
    name, offset in seconds), microseconds, microseconds of the offset."""
    for what, value in enumerate((text, format)):
        if not isinstance(value, str):
            raise TypeError('strptime() argument %d must be str, not %s'
                            % (what, type(value)))
    whole = format
    for letter, meaning in _LONG.items():
        whole = whole.replace('%' + letter, meaning)
    try:
        found = _scan(text, whole)
    except _NoMatch:
        raise ValueError('time data %r does not match format %r'
                         % (text, format)) from None
    return _complete(found)


def _complete(found):
    get = found.get
    if 'G' in found:
        if 'j' in found:
            raise ValueError("Day of the year directive '%j' is not compatible "
                             "with ISO year directive '%G'. Use '%Y' instead.")
        if 'V' not in found or not {'a', 'w', 'u'} & set(found):
            raise ValueError(
                "ISO year directive '%G' must be used with the ISO week "
                "directive '%V' and a weekday directive ('%A', '%a', '%w', or "
                "'%u').")
    elif 'V' in found:
        if 'Y' not in found and 'y' not in found or \
                not {'a', 'w', 'u'} & set(found):
            raise ValueError(
                "ISO week directive '%V' must be used with the ISO year "
                "directive '%G' and a weekday directive ('%A', '%a', '%w', or "
                "'%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the "
                         "year directive '%Y'. Use the ISO year '%G' instead.")
    year = get('Y')
    if 'y' in found:
        year = found['y'] + (2000 if found['y'] <= 68 else 1900)
    month, day = get('m', get('b', 0) + 1 if 'b' in found else 1), get('d', 1)
    hour = get('H', 0)
    if 'I' in found:
        hour = found['I'] % 12 + 12 * get('p', 0)
    weekday = get('a')
    if 'w' in found:
        weekday = (found['w'] - 1) % 7
    if 'u' in found:
        weekday = found['u'] - 1
    leap_guess = year is None and month == 2 and day == 29
    if leap_guess:
        year = 1904  # in which there is such a day
    from datetime import date
    ordinal = None
    if 'G' in found:
        made = date.fromisocalendar(found['G'], found['V'], weekday + 1)
        year, month, day = made.year, made.month, made.day
    elif year is not None or 'j' in found:
        year = 1900 if year is None else year
        if 'j' in found:
            ordinal = date(year, 1, 1).toordinal() + found['j'] - 1
        elif ('U' in found or 'W' in found) and weekday is not None and \
                year is not None:
            first = date(year, 1, 1)
            if 'U' in found:  # weeks begin on Sunday
                start = (6 - first.weekday()) % 7
                ordinal = (first.toordinal() + start + 7 * (found['U'] - 1)
                           + (weekday + 1) % 7)
            else:
                start = (0 - first.weekday()) % 7
                ordinal = (first.toordinal() + start + 7 * (found['W'] - 1)
                           + weekday)
        if ordinal is not None:
            if ordinal < 1:
                raise ValueError('time data is before year 1')
            made = date.fromordinal(ordinal)
            year, month, day = made.year, made.month, made.day
    year = 1900 if year is None else year
    made = date(year, month, day)
    weekday = made.weekday() if weekday is None or ordinal else weekday
    yearday = found.get('j') or \
        made.toordinal() - date(year, 1, 1).toordinal() + 1
    if leap_guess:
        year = 1900
    zone, dst = get('Z'), -1
    if zone is not None:
        names = [z.lower() for z in time.tzname]
        if zone in ('utc', 'gmt'):
            dst = 0
        elif names[0] != names[1]:
            dst = names.index(zone)
        zone = time.tzname[names.index(zone)] if zone in names else zone.upper()
    return ((year, month, day, hour, get('M', 0), get('S', 0), weekday, yearday,
             dst, zone, get('z')), get('f', 0), get('zf', 0))


def _strptime_datetime(cls, text, format):
    """datetime.strptime()"""
    from datetime import timedelta, timezone
    values, us, offset_us = parse(text, format)
    tz, (zone, offset) = None, values[9:]
    if offset is not None:
        span = timedelta(seconds=offset, microseconds=offset_us)
        tz = timezone(span, zone) if zone else timezone(span)
    return cls(*values[:6], us, tz)


def strptime(text, format='%a %b %d %H:%M:%S %Y'):
    """time.strptime()"""
    values = parse(text, format)[0]
    return time.struct_time(values)
