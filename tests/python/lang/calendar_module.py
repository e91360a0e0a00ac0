# Calendars as text and HTML.

import calendar as C
from calendar import *
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
print(isleap(2000), isleap(1900), leapdays(1990, 2024), weekday(2024, 2, 29), monthrange(2024, 2), timegm((2024, 2, 29, 1, 2, 3)), list(month_name)[:3], day_abbr[:3], day_name[6], len(month_abbr))
# expect: True False 8 3 (3, 29) 1709168523 ['', 'January', 'February'] ['Mon', 'Tue', 'Wed'] Sunday 13
print(C.month(2024, 2))  # expect:    February 2024
# expect: Mo Tu We Th Fr Sa Su
# expect:           1  2  3  4
# expect:  5  6  7  8  9 10 11
# expect: 12 13 14 15 16 17 18
# expect: 19 20 21 22 23 24 25
# expect: 26 27 28 29
# expect:
print(C.calendar(2023, m=4)[:700])
# expect:                                                2023
# expect:
# expect:       January                   February                   March                     April
# expect: Mo Tu We Th Fr Sa Su      Mo Tu We Th Fr Sa Su      Mo Tu We Th Fr Sa Su      Mo Tu We Th Fr Sa Su
# expect:                    1             1  2  3  4  5             1  2  3  4  5                      1  2
# expect:  2  3  4  5  6  7  8       6  7  8  9 10 11 12       6  7  8  9 10 11 12       3  4  5  6  7  8  9
# expect:  9 10 11 12 13 14 15      13 14 15 16 17 18 19      13 14 15 16 17 18 19      10 11 12 13 14 15 16
# expect: 16 17 18 19 20 21 22      20 21 22 23 24 25 26      20 21 22 23 24 25 26      17 18 19 20 21 22 23
# expect: 23 24 25 26 27 28 29      27 28                     27 28 29 
print(C.TextCalendar(6).formatyear(2024, 3, 2, 2, 5)[-400:])
# expect: 29  30  31
# expect:
# expect:  30
# expect:
# expect:
# expect:
# expect:           November                     December
# expect:
# expect: Sun Mon Tue Wed Thu Fri Sat  Sun Mon Tue Wed Thu Fri Sat
# expect:
# expect:                       1   2    1   2   3   4   5   6   7
# expect:
# expect:   3   4   5   6   7   8   9    8   9  10  11  12  13  14
# expect:
# expect:  10  11  12  13  14  15  16   15  16  17  18  19  20  21
# expect:
# expect:  17  18  19  20  21  22  23   22  23  24  25  26  27  28
# expect:
# expect:  24  25  26  27  28  29  30   29  30  31
# expect:
# expect:
print(HTMLCalendar().formatmonth(2024, 2))
# expect: <table border="0" cellpadding="0" cellspacing="0" class="month">
# expect: <tr><th colspan="7" class="month">February 2024</th></tr>
# expect: <tr><th class="mon">Mon</th><th class="tue">Tue</th><th class="wed">Wed</th><th class="thu">Thu</th><th class="fri">Fri</th><th class="sat">Sat</th><th class="sun">Sun</th></tr>
# expect: <tr><td class="noday">&nbsp;</td><td class="noday">&nbsp;</td><td class="noday">&nbsp;</td><td class="thu">1</td><td class="fri">2</td><td class="sat">3</td><td class="sun">4</td></tr>
# expect: <tr><td class="mon">5</td><td class="tue">6</td><td class="wed">7</td><td class="thu">8</td><td class="fri">9</td><td class="sat">10</td><td class="sun">11</td></tr>
# expect: <tr><td class="mon">12</td><td class="tue">13</td><td class="wed">14</td><td class="thu">15</td><td class="fri">16</td><td class="sat">17</td><td class="sun">18</td></tr>
# expect: <tr><td class="mon">19</td><td class="tue">20</td><td class="wed">21</td><td class="thu">22</td><td class="fri">23</td><td class="sat">24</td><td class="sun">25</td></tr>
# expect: <tr><td class="mon">26</td><td class="tue">27</td><td class="wed">28</td><td class="thu">29</td><td class="noday">&nbsp;</td><td class="noday">&nbsp;</td><td class="noday">&nbsp;</td></tr>
# expect: </table>
# expect:
print(len(HTMLCalendar(3).formatyear(2024)), HTMLCalendar().formatyearpage(2024)[:300], hash(HTMLCalendar().formatyearpage(2024, css=None)) == 0)
# expect: 14803 b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n<link rel="stylesheet" type="text/css" href="calendar.css" />\n<titl' False
print(monthcalendar(2024, 2), Calendar(3).monthdays2calendar(2024, 2)[0], list(Calendar().itermonthdates(2024, 2))[:2], list(Calendar(6).itermonthdays4(2024, 12))[-3:], weekheader(5), weekheader(10), list(Calendar(5).iterweekdays()))
# expect: [[0, 0, 0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16, 17, 18], [19, 20, 21, 22, 23, 24, 25], [26, 27, 28, 29, 0, 0, 0]] [(1, 3), (2, 4), (3, 5), (4, 6), (5, 0), (6, 1), (7, 2)] [datetime.date(2024, 1, 29), datetime.date(2024, 1, 30)] [(2025, 1, 2, 3), (2025, 1, 3, 4), (2025, 1, 4, 5)]  Mon   Tue   Wed   Thu   Fri   Sat   Sun    Monday    Tuesday   Wednesday   Thursday    Friday    Saturday    Sunday   [5, 6, 0, 1, 2, 3, 4]
t(lambda: monthrange(2024, 13))
# expect: IllegalMonthError bad month number 13; must be 1-12
t(lambda: setfirstweekday(7))  # expect: IllegalWeekdayError bad weekday number 7; must be 0 (Monday) to 6 (Sunday)
setfirstweekday(6)
print(firstweekday())  # expect: 6
prmonth(1, 1)  # expect:      January 1
# expect: Su Mo Tu We Th Fr Sa
# expect:     1  2  3  4  5  6
# expect:  7  8  9 10 11 12 13
# expect: 14 15 16 17 18 19 20
# expect: 21 22 23 24 25 26 27
# expect: 28 29 30 31
prcal(9999, w=1, m=2)  # expect:                      9999
# expect:
# expect:       January                   February
# expect: Su Mo Tu We Th Fr Sa      Su Mo Tu We Th Fr Sa
# expect:                 1  2          1  2  3  4  5  6
# expect:  3  4  5  6  7  8  9       7  8  9 10 11 12 13
# expect: 10 11 12 13 14 15 16      14 15 16 17 18 19 20
# expect: 17 18 19 20 21 22 23      21 22 23 24 25 26 27
# expect: 24 25 26 27 28 29 30      28
# expect: 31
# expect:
# expect:        March                     April
# expect: Su Mo Tu We Th Fr Sa      Su Mo Tu We Th Fr Sa
# expect:     1  2  3  4  5  6                   1  2  3
# expect:  7  8  9 10 11 12 13       4  5  6  7  8  9 10
# expect: 14 15 16 17 18 19 20      11 12 13 14 15 16 17
# expect: 21 22 23 24 25 26 27      18 19 20 21 22 23 24
# expect: 28 29 30 31               25 26 27 28 29 30
# expect:
# expect:         May                       June
# expect: Su Mo Tu We Th Fr Sa      Su Mo Tu We Th Fr Sa
# expect:                    1             1  2  3  4  5
# expect:  2  3  4  5  6  7  8       6  7  8  9 10 11 12
# expect:  9 10 11 12 13 14 15      13 14 15 16 17 18 19
# expect: 16 17 18 19 20 21 22      20 21 22 23 24 25 26
# expect: 23 24 25 26 27 28 29      27 28 29 30
# expect: 30 31
# expect:
# expect:         July                     August
# expect: Su Mo Tu We Th Fr Sa      Su Mo Tu We Th Fr Sa
# expect:              1  2  3       1  2  3  4  5  6  7
# expect:  4  5  6  7  8  9 10       8  9 10 11 12 13 14
# expect: 11 12 13 14 15 16 17      15 16 17 18 19 20 21
# expect: 18 19 20 21 22 23 24      22 23 24 25 26 27 28
# expect: 25 26 27 28 29 30 31      29 30 31
# expect:
# expect:      September                  October
# expect: Su Mo Tu We Th Fr Sa      Su Mo Tu We Th Fr Sa
# expect:           1  2  3  4                      1  2
# expect:  5  6  7  8  9 10 11       3  4  5  6  7  8  9
# expect: 12 13 14 15 16 17 18      10 11 12 13 14 15 16
# expect: 19 20 21 22 23 24 25      17 18 19 20 21 22 23
# expect: 26 27 28 29 30            24 25 26 27 28 29 30
# expect:                           31
# expect:
# expect:       November                  December
# expect: Su Mo Tu We Th Fr Sa      Su Mo Tu We Th Fr Sa
# expect:     1  2  3  4  5  6                1  2  3  4
# expect:  7  8  9 10 11 12 13       5  6  7  8  9 10 11
# expect: 14 15 16 17 18 19 20      12 13 14 15 16 17 18
# expect: 21 22 23 24 25 26 27      19 20 21 22 23 24 25
# expect: 28 29 30                  26 27 28 29 30 31
