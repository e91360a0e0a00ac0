# warnings: filters, registries, recording, showing.
import io
import sys
import warnings


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


def told(**keywords):
    return [(str(w.message), w.category.__name__) for w in log]


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    warnings.warn('one')
    warnings.warn('two', DeprecationWarning)
    warnings.warn(RuntimeWarning('three'))
    print(told(), log[0].filename == __file__, log[0].lineno > 0)
    # expect: [('one', 'UserWarning'), ('two', 'DeprecationWarning'), ('three', 'RuntimeWarning')] True True
    print(str(log[0])[:30])  # expect: {message : UserWarning('one'),
for action, count in (('ignore', 0), ('default', 1), ('once', 1), ('module', 1), ('always', 3)):
    with warnings.catch_warnings(record=True) as log:
        warnings.resetwarnings()
        warnings.filterwarnings(action)
        for i in range(3):
            warnings.warn('again ' + action)
        print(action, len(log) == count)
        # expect: ignore True
        # expect: default True
        # expect: once True
        # expect: module True
        # expect: always True
with warnings.catch_warnings():
    warnings.simplefilter('error')
    attempt(warnings.warn, 'raised')  # expect: UserWarning raised
    attempt(warnings.warn, 'raised', FutureWarning)
    # expect: FutureWarning raised
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    warnings.filterwarnings('ignore', message='.*hide', category=UserWarning)
    warnings.filterwarnings('error', module='other')
    warnings.warn('do HIDE this')
    warnings.warn('hide', DeprecationWarning)
    warnings.warn('show')
    attempt(warnings.warn_explicit, 'x', UserWarning, 'other.py', 5)
    # expect: UserWarning x
    warnings.warn_explicit('y', UserWarning, 'more.py', 7, registry={})
    print(told(), log[-1].filename, log[-1].lineno)
    # expect: [('hide', 'DeprecationWarning'), ('show', 'UserWarning'), ('y', 'UserWarning')] more.py 7


def deep():
    warnings.warn('level', stacklevel=2)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    line = sys._getframe().f_lineno + 1
    deep()
    print(log[0].lineno == line)  # expect: True
attempt(warnings.warn, 'x', int)
# expect: TypeError category must be a Warning subclass, not 'type'
attempt(warnings.simplefilter, 'nope')
# expect: AssertionError invalid action: 'nope'
attempt(warnings.filterwarnings, 'ignore', category=int)
# expect: AssertionError category must be a Warning subclass
print(warnings.formatwarning('text', UserWarning, 'file.py', 3, 'the line'), end='')
# expect: file.py:3: UserWarning: text
# expect:   the line
err = sys.stderr
sys.stderr = io.StringIO()
warnings.simplefilter('always')
warnings.showwarning('m', UserWarning, 'nofile', 1)
warnings.warn_explicit('w', SyntaxWarning, 'nofile', 2)
text, sys.stderr = sys.stderr.getvalue(), err
print(text, end='')
# expect: nofile:1: UserWarning: m
# expect: nofile:2: SyntaxWarning: w
with warnings.catch_warnings(record=True, action='ignore') as log:
    warnings.warn('no')
    print(log)  # expect: []
c = warnings.catch_warnings()
print(c)  # expect: catch_warnings()
with c:
    attempt(c.__enter__)
    # expect: RuntimeError Cannot enter catch_warnings() twice
for option in ('error::DeprecationWarning', 'i', 'x', 'ignore:a:b:c:d:e', 'error::Nope', 'ignore::::-1'):
    attempt(warnings._setoption, option)
    # expect: None
    # expect: None
    # expect: _OptionError invalid action: 'x'
    # expect: _OptionError too many fields (max 5): 'ignore:a:b:c:d:e'
    # expect: _OptionError unknown warning category: 'Nope'
    # expect: _OptionError invalid lineno -1
