# ours alone: elsewhere these patterns run for ever.
import re

# Failures are remembered: time does not double with each character.
for pattern in (
        '(a+)+$', '(a|a)*$', '(a*)*b', '(?:a+a+)+b', '(?:a|aa|aaa)*$',
        '(.*)(.*)(.*)x', '(?:a?)*?$', '((a*)+)+$', 'a*a*a*a*a*a*b',
        '(?i:A+)+$', '(?:(?=a)a|a+)+$', '(a+?)+?$'):
    assert re.match(pattern, 'a' * 3000 + '!') is None, pattern
    assert re.search(pattern + 'q', 'é' * 10 + 'a' * 500 + '!!') is None, pattern
    assert re.fullmatch(pattern[:-1], 'a' * 3000 + '\n') is None, pattern
print(re.search('.*x|.*y', 'a' * 20000))  # expect: None

# Where what has failed depends on more than the place, steps are counted.
for pattern in (r'(a+)+\1b', '(?:a{1,30}){1,30}$', '(?:(a)|a)+(?(1)b|c)'):
    try:
        print(re.match(pattern, 'a' * 100 + '!'))
    except RuntimeError as e:
        print(e)
# expect: regular expression takes more than 16783680 steps
# expect: regular expression takes more than 16783680 steps
# expect: regular expression takes more than 16783680 steps
