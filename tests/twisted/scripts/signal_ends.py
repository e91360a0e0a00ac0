# SIGINT ends a server in good order.
import re
import sys, os, signal
from twisted.internet import reactor, protocol
from twisted.python import log


class Lines:
    """I leave out the time, numbers of ports, and frames of the library."""

    def write(self, text):
        text = re.sub(r'^\S+ \S+ ', '', text)
        text = re.sub(r'\b\d{4,5}\b', 'PORT', text)
        text = re.sub('0x[0-9a-f]+', 'X', text)
        text = re.sub(r'\t  File "(?!%s).*\n.*\n(\t\s*[~^]+\n)?'
                      % re.escape(__file__), '', text)
        sys.__stdout__.write(text.replace(__file__, 'FILE'))

    def flush(self):
        sys.__stdout__.flush()


log.startLogging(Lines())


def finish():
    os.kill(os.getpid(), signal.SIGINT)


reactor.addSystemEventTrigger('before', 'shutdown', print, 'before')
f = protocol.Factory()
reactor.listenTCP(0, f, interface='127.0.0.1')
reactor.callLater(0.05, finish)
reactor.run()
print('after run', reactor.running, os.path.exists('u.sock'))
