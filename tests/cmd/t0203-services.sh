#!/bin/sh
# A .tac file with services: run, stopped, and run again from its tap.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)
other=$(free_port)
cat >greeter.py <<'END'
from zope.interface import Interface, implementer

from twisted.application import service
from twisted.internet import protocol
from twisted.python import log


class IGreeting(Interface):
    def greet():
        """What to say."""


@implementer(IGreeting)
class Greeting:
    count = 0

    def greet(self):
        self.count += 1
        return b'hello %d\n' % self.count


class Greeter(protocol.Protocol):
    def connectionMade(self):
        given = self.factory.greeting
        if IGreeting.providedBy(given) and IGreeting.implementedBy(Greeting):
            self.transport.write(IGreeting(given).greet())
        self.transport.loseConnection()


def observe(event):
    with open('observed', 'a') as file:
        file.write('%s\n' % log.textFromEventDict(event))


class Watcher(service.Service):
    log = ()

    def privilegedStartService(self):
        print('privileged start')

    def startService(self):
        service.Service.startService(self)
        print('start', self.running)
        log.msg('warm words')

    def stopService(self):
        service.Service.stopService(self)
        print('stop')
END
cat >greeter.tac <<END
import greeter
from twisted.application import internet, service, strports
from twisted.internet import protocol, reactor
from twisted.persisted import sob
from twisted.python import log

application = service.Application('greeter')
reactor.addSystemEventTrigger('after', 'shutdown',
                              sob.IPersistable(application).save, 'shutdown')
application.setComponent(log.ILogObserver, greeter.observe)
factory = protocol.Factory.forProtocol(greeter.Greeter)
factory.greeting = greeter.Greeting()
internet.TCPServer($port, factory, interface='127.0.0.1').setServiceParent(
    application)
strports.service('tcp:$other:interface=127.0.0.1', factory).setServiceParent(
    service.IServiceCollection(application))
watcher = greeter.Watcher()
watcher.setName('watcher')
watcher.setServiceParent(application)
ticks = []
internet.TimerService(0.01, ticks.append, 1).setServiceParent(application)
internet.UNIXServer('greeter.socket', factory).setServiceParent(application)
END

begin() {
	start twistd -n "$@" && wait_for_port "$port" && wait_for_port "$other"
}

greets() {
	printf 'expect "hello %s\\n"\nexpect-close\n' "$2" | talk "$1"
}

test_case 'its services start with it' '
	PYTHONPATH=. begin -y greeter.tac && wait_for_text observed "start 1" &&
	has observed "privileged start" && wait_for_text observed "warm words" &&
	greets "$port" 1 &&
	greets "$other" 2 &&
	test -S greeter.socket
'

test_case 'and stop with it' '
	stop TERM && has observed "stop" && has observed "Server Shut Down" &&
	lacks observed Traceback && lacks observed "not saved" &&
	lacks "$out" "words" && lacks "$out" "Shut Down" &&
	wait_for_no_port "$port" && wait_for_no_port "$other" &&
	test ! -e greeter.socket
'

test_case 'the tap has them all, and interfaces are still kept' '
	rm observed && PYTHONPATH=. begin -f greeter-shutdown.tap &&
	wait_for_text observed "start 1" && wait_for_text observed "warm words" &&
	greets "$port" 3 &&
	greets "$other" 4 &&
	test -S greeter.socket &&
	stop INT && has observed "stop" && lacks observed Traceback
'

cat >short.tac <<END
from twisted.application import service
from twisted.internet import reactor
application = service.Application('short')
reactor.callWhenRunning(reactor.stop)
END

test_case 'an application of today is not saved unless it says so' '
	twistd -n -y short.tac >got 2>&1 && has got "Server Shut Down" &&
	lacks got Saving && test ! -e short-shutdown.tap
'

cat >taken.tac <<END
from twisted.application import internet, service
from twisted.internet import protocol
application = service.Application('taken')
for i in range(2):
    internet.TCPServer($port, protocol.Factory()).setServiceParent(application)
END

test_case 'a port that cannot be had is said in one line' '
	must_exit 1 twistd -n -y taken.tac >got 2>&1 &&
	has got "twistd: Couldn" &&
	lacks got Traceback && test ! -e twistd.pid
'

cat >ticker.py <<'EOF'
from twisted.internet import app
from twisted.python import delay

class Beat:
    count = 0
    def beat(self, step):
        self.count = self.count + step
        print 'beat', self.count / 2
        if self.count > 6:
            raise ValueError, 'enough'
    def once(self, what):
        print `what`, 'once'

application = app.Application('ticker')
clock = delay.Delayed()
clock.ticktime = 0.01
beat = Beat()
clock.loop(beat.beat, 1, (1,))
clock.later(beat.once, 2, ('two',))
stopped = clock.loop(beat.once, 1, ('never',))
stopped.stop()
application.addDelayed(clock)
slow = delay.Time()
slow.ticktime = 0.02
slow.runLater(.04, beat.once, 'soon')
slow.runLater(36000, beat.once, 'late')
application.addDelayed(slow)
EOF
test_case 'a file in the spelling of 2003 runs, and its timers go on when saved' '
	start twistd -y ticker.py && wait_for "grep -q \"beat 4\" twistd.log" &&
	wait_for "grep -q \"soon.* once\" twistd.log" && has twistd.log "'"'"'two'"'"' once" &&
	lacks twistd.log never && has twistd.log "ValueError: enough" &&
	stop TERM && rm twistd.log && start twistd -f ticker-shutdown.tap &&
	wait_for "grep -q \"beat [5-9]\" twistd.log" && lacks twistd.log "beat 1$" &&
	lacks twistd.log once && stop TERM
'

test_done
