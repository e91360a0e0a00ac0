"""calendar: calendars as text and as HTML, and what they are made from."""

import datetime
from itertools import repeat

__all__ = ['IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday',
           'firstweekday', 'isleap', 'leapdays', 'weekday', 'monthrange',
           'monthcalendar', 'prmonth', 'month', 'prcal', 'calendar', 'timegm',
           'month_name', 'month_abbr', 'day_name', 'day_abbr', 'Calendar',
           'TextCalendar', 'HTMLCalendar', 'LocaleTextCalendar',
           'LocaleHTMLCalendar', 'weekheader', 'MONDAY', 'TUESDAY',
           'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

error = ValueError
January, February = 1, 2
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return 'bad month number %r; must be 1-12' % self.month


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return ('bad weekday number %r; must be 0 (Monday) to 6 (Sunday)'
                % self.weekday)


class _Names:
    """The names that strftime() knows, looked up each time."""

    def __init__(self, format, dates):
        self.format, self.dates = format, dates

    def __getitem__(self, i):
        found = self.dates[i]
        if isinstance(i, slice):
            return [d and d.strftime(self.format) for d in found]
        return found and found.strftime(self.format)

    def __len__(self):
        return len(self.dates)


_dates = [datetime.date(2001, 1, i + 1) for i in range(7)]
day_name, day_abbr = _Names('%A', _dates), _Names('%a', _dates)
_dates = [''] + [datetime.date(2001, i + 1, 1) for i in range(12)]
month_name, month_abbr = _Names('%B', _dates), _Names('%b', _dates)


def isleap(year):
    """Does the year have a 29th of February?"""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    """How many of the years y1 to y2 - 1 are leap years."""
    y1 -= 1
    y2 -= 1
    return (y2 // 4 - y1 // 4) - (y2 // 100 - y1 // 100) + (
        y2 // 400 - y1 // 400)


def weekday(year, month, day):
    """The day of the week, 0 being Monday."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        year = 2000 + year % 400
    return datetime.date(year, month, day).weekday()


def monthrange(year, month):
    """On which weekday a month begins (0: Monday), and its days."""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _monthlen(year, month)


def _monthlen(year, month):
    return mdays[month] + (month == February and isleap(year))


def _prevmonth(year, month):
    return (year - 1, 12) if month == 1 else (year, month - 1)


def _nextmonth(year, month):
    return (year + 1, 1) if month == 12 else (year, month + 1)


def _weeks(items):
    items = list(items)
    return [items[i:i + 7] for i in range(0, len(items), 7)]


class Calendar:
    """What a calendar shows, without saying how."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self._firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    firstweekday = property(getfirstweekday, setfirstweekday)

    def iterweekdays(self):
        """One week of weekday numbers, beginning with the first."""
        for i in range(self.firstweekday, self.firstweekday + 7):
            yield i % 7

    def itermonthdates(self, year, month):
        """The dates of whole weeks that hold the month."""
        for y, m, d in self.itermonthdays3(year, month):
            yield datetime.date(y, m, d)

    def itermonthdays(self, year, month):
        """Day numbers; 0 where the day is outside the month."""
        day1, ndays = monthrange(year, month)
        before = (day1 - self.firstweekday) % 7
        yield from repeat(0, before)
        yield from range(1, ndays + 1)
        yield from repeat(0, (self.firstweekday - day1 - ndays) % 7)

    def itermonthdays2(self, year, month):
        """(day, weekday) pairs."""
        for i, d in enumerate(self.itermonthdays(year, month),
                              self.firstweekday):
            yield d, i % 7

    def itermonthdays3(self, year, month):
        """(year, month, day) of whole weeks; may go beyond date's range."""
        day1, ndays = monthrange(year, month)
        last = _prevmonth(year, month)
        size = _monthlen(*last)
        for (y, m), skipped, end in (
                (last, size - (day1 - self.firstweekday) % 7, size),
                ((year, month), 0, ndays),
                (_nextmonth(year, month), 0,
                 (self.firstweekday - day1 - ndays) % 7)):
            for d in range(skipped + 1, end + 1):
                yield y, m, d

    def itermonthdays4(self, year, month):
        """(year, month, day, weekday)."""
        for i, (y, m, d) in enumerate(self.itermonthdays3(year, month)):
            yield y, m, d, (self.firstweekday + i) % 7

    def monthdatescalendar(self, year, month):
        return _weeks(self.itermonthdates(year, month))

    def monthdays2calendar(self, year, month):
        return _weeks(self.itermonthdays2(year, month))

    def monthdayscalendar(self, year, month):
        return _weeks(self.itermonthdays(year, month))

    def _year(self, of_month, year, width):
        months = [of_month(year, i) for i in range(January, January + 12)]
        return [months[i:i + width] for i in range(0, 12, width)]

    def yeardatescalendar(self, year, width=3):
        return self._year(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        return self._year(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        return self._year(self.monthdayscalendar, year, width)


class TextCalendar(Calendar):
    """Calendars as cal(1) prints them."""

    def prweek(self, theweek, width):
        print(self.formatweek(theweek, width), end='')

    def formatday(self, day, weekday, width):
        return ('' if day == 0 else '%2i' % day).center(width)

    def formatweek(self, theweek, width):
        return ' '.join([self.formatday(d, wd, width) for d, wd in theweek])

    def formatweekday(self, day, width):
        names = day_name if width >= 9 else day_abbr
        return names[day][:width].center(width)

    def formatweekheader(self, width):
        return ' '.join([self.formatweekday(i, width)
                         for i in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        text = month_name[themonth]
        if withyear:
            text = '%s %r' % (text, theyear)
        return text.center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end='')

    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1),
                 self.formatweekheader(w)]
        lines += [self.formatweek(week, w)
                  for week in self.monthdays2calendar(theyear, themonth)]
        return ''.join([line.rstrip() + '\n' * l for line in lines])

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        parts = [repr(theyear).center(width * m + c * (m - 1)).rstrip(),
                 '\n' * l]
        header = self.formatweekheader(w)

        def row(cells):
            parts.append(formatstring(cells, width, c).rstrip() + '\n' * l)
        for i, months in enumerate(self.yeardays2calendar(theyear, m)):
            numbers = range(m * i + 1, min(m * (i + 1) + 1, 13))
            parts.append('\n' * l)
            row([self.formatmonthname(theyear, k, width, False)
                 for k in numbers])
            row([header for k in numbers])
            for j in range(max(len(month) for month in months)):
                row([self.formatweek(month[j], w) if j < len(month) else ''
                     for month in months])
        return ''.join(parts)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        print(self.formatyear(theyear, w, l, c, m), end='')


class HTMLCalendar(Calendar):
    """Calendars as HTML tables."""

    cssclasses = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    cssclasses_weekday_head = cssclasses
    cssclass_noday = 'noday'
    cssclass_month_head = cssclass_month = 'month'
    cssclass_year_head = cssclass_year = 'year'

    def formatday(self, day, weekday):
        if day == 0:
            return '<td class="%s">&nbsp;</td>' % self.cssclass_noday
        return '<td class="%s">%d</td>' % (self.cssclasses[weekday], day)

    def formatweek(self, theweek):
        return '<tr>%s</tr>' % ''.join(
            [self.formatday(d, wd) for d, wd in theweek])

    def formatweekday(self, day):
        return '<th class="%s">%s</th>' % (self.cssclasses_weekday_head[day],
                                           day_abbr[day])

    def formatweekheader(self):
        return '<tr>%s</tr>' % ''.join(
            [self.formatweekday(i) for i in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, withyear=True):
        text = month_name[themonth]
        if withyear:
            text = '%s %s' % (text, theyear)
        return '<tr><th colspan="7" class="%s">%s</th></tr>' % (
            self.cssclass_month_head, text)

    def formatmonth(self, theyear, themonth, withyear=True):
        rows = ['<table border="0" cellpadding="0" cellspacing="0" class="%s">'
                % self.cssclass_month,
                self.formatmonthname(theyear, themonth, withyear=withyear),
                self.formatweekheader()]
        rows += [self.formatweek(week)
                 for week in self.monthdays2calendar(theyear, themonth)]
        return '\n'.join(rows + ['</table>', ''])

    def formatyear(self, theyear, width=3):
        width = max(width, 1)
        parts = ['<table border="0" cellpadding="0" cellspacing="0" class="%s">'
                 % self.cssclass_year, '\n',
                 '<tr><th colspan="%d" class="%s">%s</th></tr>' % (
                     width, self.cssclass_year_head, theyear)]
        for i in range(January, January + 12, width):
            parts.append('<tr>')
            for m in range(i, min(i + width, 13)):
                parts.append('<td>%s</td>' % self.formatmonth(theyear, m,
                                                              withyear=False))
            parts.append('</tr>')
        return ''.join(parts + ['</table>'])

    def formatyearpage(self, theyear, width=3, css='calendar.css',
                       encoding=None):
        if encoding is None:
            encoding = 'utf-8'
        return '\n'.join([
            '<?xml version="1.0" encoding="%s"?>' % encoding,
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
            '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
            '<html>', '<head>',
            '<meta http-equiv="Content-Type" content="text/html; charset=%s" />'
            % encoding] + ([
                '<link rel="stylesheet" type="text/css" href="%s" />' % css]
                if css is not None else []) + [
            '<title>Calendar for %d</title>' % theyear, '</head>', '<body>',
            self.formatyear(theyear, width) + '</body>', '</html>', '']).encode(
            encoding, 'xmlcharrefreplace')


class _NoLocale:
    """The locale is always that of C; another name is refused."""

    def __init__(self, firstweekday=0, locale=None):
        if locale not in (None, 'C', 'POSIX', '', (None, None)):
            raise ValueError('unsupported locale setting')
        super().__init__(firstweekday)
        self.locale = locale


class LocaleTextCalendar(_NoLocale, TextCalendar):
    pass


class LocaleHTMLCalendar(_NoLocale, HTMLCalendar):
    pass


# --- the module's own calendar -----------------------------------------------

c = TextCalendar()
firstweekday = c.getfirstweekday
monthcalendar = c.monthdayscalendar
prweek = c.prweek
week = c.formatweek
weekheader = c.formatweekheader
prmonth = c.prmonth
month = c.formatmonth
calendar = c.formatyear
prcal = c.pryear


def setfirstweekday(firstweekday):
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.firstweekday = firstweekday


_colwidth, _spacing = 7 * 3 - 1, 6


def format(cols, colwidth=_colwidth, spacing=_spacing):
    """Prints columns."""
    print(formatstring(cols, colwidth, spacing))


def formatstring(cols, colwidth=_colwidth, spacing=_spacing):
    """Columns side by side, each text in the middle of its own."""
    return (' ' * spacing).join([text.center(colwidth) for text in cols])


EPOCH = 1970
_EPOCH_ORD = datetime.date(EPOCH, 1, 1).toordinal()


def timegm(tuple):
    """The opposite of time.gmtime()."""
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - _EPOCH_ORD + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def main(args):
    """python -m calendar [-t html] [YEAR [MONTH]]"""
    import argparse
    import sys
    parser = argparse.ArgumentParser()
    text = parser.add_argument_group('text only arguments')
    text.add_argument('-w', '--width', type=int, default=2,
                      help='width of date column (default 2)')
    text.add_argument('-l', '--lines', type=int, default=1,
                      help='number of lines for each week (default 1)')
    text.add_argument('-s', '--spacing', type=int, default=6,
                      help='spacing between months (default 6)')
    text.add_argument('-m', '--months', type=int, default=3,
                      help='months per row (default 3)')
    parser.add_argument_group('html only arguments').add_argument(
        '-c', '--css', default='calendar.css',
        help='CSS to use for page')
    parser.add_argument('-e', '--encoding', default=None,
                        help='encoding to use for output')
    parser.add_argument('-t', '--type', default='text',
                        choices=('text', 'html'),
                        help='output type (text or html)')
    parser.add_argument('year', nargs='?', type=int,
                        help='year number (1-9999)')
    parser.add_argument('month', nargs='?', type=int,
                        help='month number (1-12, text only)')
    options = parser.parse_args(args[1:])
    year = options.year or datetime.date.today().year
    if options.type == 'html':
        if options.month:
            parser.error('incorrect number of arguments')
        sys.stdout.buffer.write(HTMLCalendar().formatyearpage(
            year, css=options.css, encoding=options.encoding))
        return
    show = TextCalendar()
    if options.month:
        result = show.formatmonth(year, options.month, options.width,
                                  options.lines)
    else:
        result = show.formatyear(year, options.width, options.lines,
                                 options.spacing, options.months)
    if options.encoding:
        sys.stdout.buffer.write(result.encode(options.encoding))
    else:
        sys.stdout.write(result)


if __name__ == '__main__':
    import sys
    main(sys.argv)
