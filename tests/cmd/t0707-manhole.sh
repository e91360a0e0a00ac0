#!/bin/sh
# mktap manhole: Python in the server, by Perspective Broker.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)
mktap manhole --interface=127.0.0.1 -p "$port" -w woohoo || exit 1
other=$(free_port)
mktap -a manhole.tap manhole --interface=127.0.0.1 -p "$port" \
	-u second -w other || exit 1
mktap -a manhole.tap manhole -u third -w other || exit 1
echo piped | mktap -a manhole.tap manhole --interface=127.0.0.1 -p "$other" \
	-u fourth -w - || exit 1
start twistd -f manhole.tap || exit 1

cat >ask.py <<'EOF'
# ask.py PORT USER PASSWORD KIND TEXT...: what the consoles of one user say.
import hashlib, sys
from twisted.internet import reactor
from twisted.python import failure
from twisted.spread import pb

class Explorer(pb.RemoteCopy):
    pass
pb.setUnjellyableForClass('twisted.manhole.explorer.Explorer', Explorer)

def text(given):
    return given.decode() if isinstance(given, bytes) else given

class Client(pb.Referenceable):
    def remote_listCapabilities(self):
        return {'Explorer': 'Explorer'}
    def remote_console(self, messages):
        for kind, said in messages:
            said = text(said).strip().split('\n')
            if kind == 'exception':
                said = said[:1] + said[-1:]
            print(text(kind), *said)
    def remote_receiveExplorer(self, seen):
        print(text(seen.kind), text(seen.className), text(seen.text),
              sorted([text(name) for name in seen.attributes])[:3])

def answer(asked, password):
    challenge, challenger = asked
    secret = hashlib.md5(password.encode()).digest()
    return challenger.callRemote(
        'respond', hashlib.md5(secret + challenge).digest())

def go(perspective, kind, texts):
    if not texts:
        return
    d = perspective.callRemote(kind, texts[0])
    return d.addCallback(lambda _: go(perspective, kind, texts[1:]))

port, user, password, kind = sys.argv[1:5]
factory = pb.PBClientFactory()
reactor.connectTCP('127.0.0.1', int(port), factory)
d = factory.getRootObject()
d.addCallback(lambda root: root.callRemote('username', user))
d.addCallback(answer, password)
d.addCallback(lambda me: me.callRemote('attach', 'twisted.manhole', user,
                                       Client()))
d.addCallback(go, kind, sys.argv[5:])
d.addErrback(lambda why: print('refused:', why.getErrorMessage()))
# What was said before is heard before the answer to a last question.
d.addBoth(lambda _: reactor.callLater(0.1, reactor.stop))
reactor.run()
EOF
python=tpython
ask() { $python ask.py "$port" "$@"; }

talks() {
	ask admin woohoo "do" "1 + 1" "x = [1, 2]" "x" "print(len(x)); x.append(3)" \
		"import sys; print('no', file=sys.stderr)" "_" "1/0" "def f(" \
		"print 7/2, 5L" \
		"application = service.application" >said &&
	cat >want <<-\EOF && same want said
	stdout Hello admin, welcome to twisted.manhole.
	result 2
	result [1, 2]
	stdout 2
	stderr no
	result [1, 2, 3]
	exception Traceback (most recent call last): exceptions.ZeroDivisionError: division by zero
	stdout 3 5
	EOF
}
talks_well() {
	talks >why || :
	grep -v "SyntaxError" said >rest && has said "SyntaxError" &&
		same want rest && rm why
}

test_case 'expressions and statements are run, and told about' 'talks_well'

test_case 'a wrong password, and somebody unknown, are refused' '
	ask admin wrong do 1 >said && has said "refused: incorrect password" &&
	ask nobody woohoo do 1 >said && has said "refused: incorrect password"
'
test_case 'objects are explored' '
	ask admin woohoo explore x "{1: 2}" service 5 "sys" "no such" >said &&
	has said "sequence builtins.list [1, 2, 3] ['"'"'0'"'"', '"'"'1'"'"', '"'"'2'"'"']" &&
	has said "mapping builtins.dict {1: 2} ['"'"'1'"'"']" &&
	has said "instance twisted.manhole.service.Service" &&
	has said "immutable builtins.int 5 []" && has said "module builtins.module" &&
	has said "SyntaxError"
'
test_case 'all users share the names' '
	ask second other do "x" >said && has said "Hello second, welcome" &&
	has said "result [1, 2, 3]" &&
	ask third other do "x" >said && has said "result [1, 2, 3]"
'
test_case 'another port is one more, for all users' '
	test "$(grep -c "BrokerFactory starting on" twistd.log)" -eq 2 &&
	$python ask.py "$other" fourth piped do "x" >said &&
	has said "result [1, 2, 3]" &&
	$python ask.py "$other" admin woohoo do "x" >said &&
	has said "result [1, 2, 3]"
'
test_case 'the tap starts again as it was, and keeps no password' '
	stop TERM && lacks manhole-shutdown.tap woohoo &&
	start twistd -f manhole-shutdown.tap && lacks twistd.log Warning: && ask admin woohoo do "x" >said &&
	has said "result [1, 2, 3]"
'
test_case 'bytes that are no PB harm nobody' '
	talk <<-\EOF && ask admin woohoo do "x" >said && has said "result [1"
	send "\x02\x80\xff\xff\x7f\x82\0\0\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x80"
	skip-to-close
	EOF
'
if test -e /usr/lib/python3/dist-packages/twisted/__init__.py &&
	test -x /usr/bin/python3; then
	test_case 'a client of the Twisted of today uses it' '
		python=/usr/bin/python3
		talks_well && python=tpython
	'
else
	test_skip 'a client of the Twisted of today uses it' 'no python3-twisted'
fi
stop TERM

test_case 'what is watched is shown when it changes' '
	cat >watch.py <<-\EOF && tpython watch.py >said && printf "x 1\nx 2\n" >want &&
	from twisted.internet import app, reactor
	from twisted.manhole import service
	service.WATCH_SECONDS = 0.01
	class Thing:
	    x = 0
	class Fake:
	    seen = 0
	    def callRemote(self, name, argument=None):
	        from twisted.internet import defer
	        if name == "listCapabilities":
	            return defer.succeed({"Explorer": "Explorer"})
	        if name == "receiveExplorer":
	            print("x", argument.attributes["x"])
	            self.seen += 1
	            if self.seen == 2:
	                reactor.callLater(0, reactor.stop)
	            else:
	                reactor.callLater(0.03, setattr, thing, "x", 2)
	        return defer.succeed(None)
	thing = Thing()
	thing.x = 1
	manhole = service.Service("twisted.manhole", app.Application("watch"))
	manhole.namespace["thing"] = thing
	user = manhole.createPerspective("user")
	user.attached(Fake(), None)
	reactor.callLater(0, user.perspective_watch, "thing")
	reactor.run()
	EOF
	same want said
'
test_case 'a password is wanted, and a user is made once' '
	must_exit 2 mktap manhole 2>why && has why "needs a --password" &&
	must_exit 2 mktap manhole -w - </dev/null 2>why &&
	has why "needs a --password" &&
	mktap manhole -w x && must_exit 2 mktap -a manhole.tap manhole -w y 2>why &&
	has why "there is a user"
'

test_case 'one more user may open it to all, on the port that it has' '
	mktap manhole --interface=127.0.0.1 -p "$port" -w x &&
	mktap -a manhole.tap manhole --interface= -u eve -w y &&
	start twistd -f manhole.tap && wait_for_port "$port" && stop TERM &&
	tapconvert --in=manhole.tap --out=manhole.tas &&
	lacks manhole.tas "127.0.0.1"
'

test_done
