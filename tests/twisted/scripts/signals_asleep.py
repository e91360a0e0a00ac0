# A handler of the program's own is called while the reactor sleeps.
import os
import signal
import subprocess

from twisted.internet import reactor


def send(name):
    subprocess.Popen(['sh', '-c', 'sleep 0.2; kill -%s %d'
                      % (name, os.getpid())])


def heard(number, frame):
    print('heard', signal.Signals(number).name)
    if number == signal.SIGUSR1:
        send('INT')
    else:
        reactor.callFromThread(reactor.stop)


def late():
    print('too late')
    reactor.stop()


def raises():
    raise SystemExit('not yet')


signal.signal(signal.SIGUSR1, heard)
signal.signal(signal.SIGINT, heard)
call = reactor.callLater(100, late)
reactor.callWhenRunning(send, 'USR1')
# Who says that it is over does not keep others from being called.
reactor.addSystemEventTrigger('during', 'shutdown', raises)
reactor.addSystemEventTrigger('during', 'shutdown', print, 'still called')
reactor.addSystemEventTrigger('after', 'shutdown', print, 'and then')
reactor.run()
print('running', reactor.running, call.active())
