# logging: levels, the tree, formats, handlers.
import io
import logging
import logging.handlers
import os
import sys
import tempfile


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


out = io.StringIO()


def said():
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.rstrip('\n')


logging.basicConfig(stream=out, format='%(levelname)-8s %(name)s %(funcName)s: %(message)s')
log = logging.getLogger('a.b')
log.warning('hot %d', 5)
log.info('not said')
print(said())  # expect: WARNING  a.b <module>: hot 5
logging.getLogger('a').setLevel(logging.DEBUG)
log.debug('now %(x)s', {'x': 1})
print(said(), log.getEffectiveLevel(), log.isEnabledFor(10), log.parent, log)
# expect: DEBUG    a.b <module>: now 1 10 True <Logger a (DEBUG)> <Logger a.b (DEBUG)>

try:
    1 / 0
except ZeroDivisionError:
    log.exception('failed')
text = said().splitlines()
print(text[0], text[1], text[-1], sep='|')
# expect: ERROR    a.b <module>: failed|Traceback (most recent call last):|ZeroDivisionError: division by zero

logging.error('root')
print(said())  # expect: ERROR    root <module>: root
log.log(35, 'between')
logging.addLevelName(35, 'NOTICE')
log.log(35, 'named')
print(said(), logging.getLevelName(35), logging.getLevelName('INFO'), logging.getLevelName(7))
# expect: Level 35 a.b <module>: between
# expect: NOTICE   a.b <module>: named NOTICE 20 Level 7


class Only(logging.Filter):
    def filter(self, record):
        record.extra = 'x'
        return 'yes' in record.getMessage()


log.addFilter(Only())
log.error('yes')
log.error('no')
print(said())  # expect: ERROR    a.b <module>: yes
log.filters.clear()
log.addFilter(lambda record: record.levelno > 40)
log.error('e')
log.critical('c')
print(said())  # expect: CRITICAL a.b <module>: c
log.filters.clear()
print(logging.Filter('a.b').filter(logging.makeLogRecord({'name': 'a.bc'})))
# expect: False

f = logging.Formatter('{levelname}:{message}:{who}', style='{', defaults={'who': 'me'})
print(f.format(logging.makeLogRecord({'msg': 'm', 'levelname': 'L'})))
# expect: L:m:me

f = logging.Formatter('$levelname $message', style='$')
print(f.format(logging.makeLogRecord({'msg': 'm', 'levelname': 'L'})))
# expect: L m

f = logging.Formatter('%(asctime)s', '%Y')
f.converter = __import__('time').gmtime
print(f.format(logging.makeLogRecord({'created': 0})))  # expect: 1970
f = logging.Formatter('%(asctime)s')
f.converter = __import__('time').gmtime
print(f.format(logging.makeLogRecord({'created': 0, 'msecs': 7})))
# expect: 1970-01-01 00:00:00,007

for bad in (('x', None, '%'), ('{', None, '{'), ('$', None, '$'), ('x', None, '?')):
    attempt(logging.Formatter, *bad)
    # expect: ValueError Invalid format 'x' for '%' style
    # expect: ValueError invalid format: Single '{' encountered in format string
    # expect: ValueError invalid format: bare '$' not allowed
    # expect: ValueError Style must be one of: %,{,$


adapter = logging.LoggerAdapter(log, {'who': 'joe'})
adapter.warning('adapted')
print(said(), adapter)
# expect: WARNING  a.b <module>: adapted <LoggerAdapter a.b (DEBUG)>

attempt(log.warning, 'x', extra={'message': 1})
# expect: KeyError "Attempt to overwrite 'message' in LogRecord"

attempt(log.setLevel, 'NOPE')  # expect: ValueError Unknown level: 'NOPE'
attempt(log.setLevel, 1.5)
# expect: TypeError Level not an integer or a valid string: 1.5

attempt(logging.getLogger, 5)
# expect: TypeError A logger name must be a string

log.setLevel('ERROR')
print(log.level, logging.getLogger('a.b.c').getEffectiveLevel(), log.getChild('d').name)
# expect: 40 40 a.b.d

logging.disable(logging.ERROR)
log.error('disabled')
logging.disable(logging.NOTSET)
print(repr(said()))  # expect: ''
log.propagate = False
h = logging.StreamHandler(out)
log.addHandler(h)
h.setLevel(logging.CRITICAL)
log.error('below')
log.critical('%s', 'up')
print(said(), log.hasHandlers(), h.terminator == '\n')  # expect: up True True
memory = logging.handlers.MemoryHandler(10, target=h)
m = logging.getLogger('memory')
m.propagate = False
m.addHandler(memory)
m.critical('kept') if False else m.warning('kept')
h.setLevel(0)
print(repr(said()))  # expect: ''
m.error('flushes')
print(said())
# expect: kept
# expect: flushes


where = tempfile.mkdtemp()
path = os.path.join(where, 'log')
r = logging.handlers.RotatingFileHandler(path, maxBytes=20, backupCount=2)
for i in range(5):
    r.emit(logging.makeLogRecord({'msg': 'message %d' % i}))
r.close()
for name in sorted(os.listdir(where)):
    with open(os.path.join(where, name)) as file:
        print(name, repr(file.read()))
        # expect: log 'message 4\n'
        # expect: log.1 'message 3\n'
        # expect: log.2 'message 2\n'


    os.unlink(os.path.join(where, name))
os.rmdir(where)
logging.captureWarnings(True)
import warnings
warnings.simplefilter('always')
warnings.warn('careful')
logging.captureWarnings(False)
print(said().split(': ', 2)[2].splitlines()[0])  # expect: UserWarning: careful
sys.stderr = io.StringIO()
log.critical('%d', 'x')
print(sys.stderr.getvalue().splitlines()[0], sys.stderr.getvalue().splitlines()[-2:])
# expect: --- Logging error --- ["Message: '%d'", "Arguments: ('x',)"]

sys.stderr = sys.__stderr__

import logging.config
ini = """
[loggers]
keys=root,parser

[handlers]
keys=out

[formatters]
keys=short

[logger_root]
level=WARNING
handlers=out

[logger_parser]
level=DEBUG
handlers=
qualname=compiler.parser

[handler_out]
class=StreamHandler
formatter=short
args=(sys.stdout,)

[formatter_short]
format=%(levelname)s %(name)s %(message)s
"""
old = logging.getLogger('old')
logging.config.fileConfig(io.StringIO(ini))
logging.getLogger('compiler.parser').debug('1')
# expect: DEBUG compiler.parser 1
logging.info('2')
logging.warning('3')  # expect: WARNING root 3
print(old.disabled, logging.root.handlers[0].name)  # expect: True out
logging.config.dictConfig({
    'version': 1, 'disable_existing_loggers': False,
    'shapes': {'short': {'()': logging.Formatter, 'format': '<%(message)s>'}},
    'formatters': 'cfg://shapes',
    'handlers': {'out': {'class': 'logging.StreamHandler',
                         'formatter': 'short', 'stream': 'ext://sys.stdout'}},
    'root': {'handlers': ['out']}})
old.warning('4')  # expect: <4>
base = logging.config.BaseConfigurator({'a': [1, (2, 4)],
                                        'b': {'c': 3}})
print(base.convert('cfg://a[1][0]'), base.convert('cfg://b.c'))
# expect: 2 3
for bad in [None], [1]:
    try:
        logging.config.dictConfig({'version': 1, 'root': {'filters': bad}})
    except ValueError as e:
        print(e)  # expect: Unable to configure root logger
        # expect: Unable to configure root logger
try:
    logging.Formatter('{a:{b},.{c}} {d!q}', style='{')
except ValueError as e:
    print(e)  # expect: invalid format: invalid conversion: 'q'
