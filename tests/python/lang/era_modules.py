# era
# Modules that Python has no more, or not under that name.
import anydbm, cgi, os, popen2, rfc822, shelve, StringIO, tempfile, thread
lock = thread.allocate_lock()
print lock.acquire(), lock.acquire(0), lock.locked(), lock.release(), lock.locked()  # expect: True False True None False
try: lock.release()
except thread.error, e: print e  # expect: release unlocked lock
try: thread.start_new_thread(len, ('a',))
except thread.error, e: print e  # expect: can't start new thread: there are no threads here

place = os.path.join(tempfile.mkdtemp(), 'db')
try: anydbm.open(place, 'w')
except anydbm.error, e: print e  # expect: need 'c' or 'n' flag to open new db
db = anydbm.open(place, 'c')
db['k\xe9'] = 'v\xff'
db['two'] = '2' * 600
db['one'] = '1'
db['two'] = '3'
print db.has_key('nope'), db.has_key('two'), len(db), db.get('z')  # expect: False True 3 None
db.close()
try: db['two']
except anydbm.error, e: print e  # expect: DBM object has already been closed
print open(place + '.dir').read().split('\n')  # expect: ["'k\\xe9', (0, 2)", "'two', (512, 600)", "'one', (1536, 1)", "'two', (512, 1)", '']
db = anydbm.open(place, 'w')
print `db['k\xe9']`, db['two'], [len(db[k]) for k in db.keys()]  # expect: 'v\xff' 3 [2, 1, 1]
del db['two']
print db.keys(), db.items()  # expect: ['k\xe9', 'one'] [('k\xe9', 'v\xff'), ('one', '1')]
try: db[5] = 'x'
except TypeError, e: print e  # expect: keys and values must be strings
db.close()
print len(anydbm.open(place)), len(anydbm.open(place, 'n')), os.path.exists(place + '.bak')  # expect: 2 0 False
# A writer that is killed leaves what it wrote, and no more.
db = anydbm.open(place, 'n')
db['one'], db['two'] = '1', '2'
print open(place + '.dir').read().split('\n')[:-1]  # expect: ["'one', (0, 1)", "'two', (512, 1)"]
print >>open(place + '.dir', 'a'), "'three', (10",
db = anydbm.open(place, 'w')
db['four'] = '4'
print db.keys(), anydbm.open(place).items()  # expect: ['one', 'two', 'four'] [('one', '1'), ('two', '2'), ('four', '4')]
db = anydbm.open(place, 'r')
try: del db['one']
except anydbm.error, e: print e  # expect: The database is opened for reading only
try: db['one'] = ''
except anydbm.error, e: print e, len(db)  # expect: The database is opened for reading only 3
class Kept: pass
s = shelve.open(place, 'n')
s['x'] = [1, 'a\xe9']
s['p\xe9'] = Kept()
s.close()
s = shelve.open(place)
print s.has_key('x'), s['x'], s['p\xe9'].__class__ is Kept, len(s)  # expect: True [1, 'a\xe9'] True 2
try: s['no']
except KeyError, e: print e  # expect: 'no'
s['x'].append(2)
print s['x'], s.keys()  # expect: [1, 'a\xe9'] ['x', 'p\xe9']

o, i = popen2.popen2('tr a-z A-Z')
i.write('hello\n'); i.close(); print o.read(),  # expect: HELLO
child = popen2.Popen3('cat; echo err >&2; exit 3', 1)
print child.poll(), child.tochild.close(), `child.fromchild.read()`, `child.childerr.read()`  # expect: -1 None '' 'err\n'
print child.wait(), child.poll()  # expect: 768 768
o, i, e = popen2.popen3('echo err >&2')
print `o.read()`, e.readlines(), popen2.popen4('echo err >&2')[0].readline(),  # expect: '' ['err\n'] err

print cgi.escape('<a href="x">&</a>'), cgi.escape('"', 1)  # expect: &lt;a href="x"&gt;&amp;&lt;/a&gt; &quot;
print cgi.parse_qs('a=1&b=2&a=3&c='), cgi.parse_qsl('a=1')  # expect: {'a': ['1', '3'], 'b': ['2']} [('a', '1')]
print cgi.parse_header('text/html; charset="a;b"; x=y')  # expect: ('text/html', {'charset': 'a;b', 'x': 'y'})
mail = """From x Mon
From: "A B" <a@b.org>
Subject: one
 two
To: c@d, E <e@f>
To: g@h
Date: Mon, 25 Mar 2002 10:11:12 -0500

body
"""
m = rfc822.Message(StringIO.StringIO(mail))
print `m['subject']`, m.getheader('Nope', 'none'), m.getaddr('from'), `m.fp.read()`  # expect: 'one\n two' none ('A B', 'a@b.org') 'body\n'
print m.getaddrlist('to'), m.getrawheader('Subject') == ' one\n two\n', m.keys()  # expect: [('', 'c@d'), ('E', 'e@f'), ('', 'g@h')] True ['from', 'subject', 'to', 'date']
print m.getdate('date')[:6], rfc822.mktime_tz(m.getdate_tz('date')), m.unixfrom,  # expect: (2002, 3, 25, 10, 11, 12) 1017069072 From x Mon
m['Subject'] = 'new'
del m['to']
print len(m), m.headers[-1], m.has_key('TO'), str(m).count('To')  # expect: 3 Subject: new
# expect: False 0
m = rfc822.Message(os.popen("printf 'A: 1\n\tx\nB: 2\n\tx\nB: 3\n\nrest'"))
print m.getfirstmatchingheader('b'), `m.getrawheader('B')`, m.fp.read()  # expect: ['B: 2\n', '\tx\n'] ' 2\n\tx\n' rest
del m['b']
print m.headers, m.getrawheader('b')  # expect: ['A: 1\n', '\tx\n'] None
print rfc822.Message(StringIO.StringIO('no header\n'), 0).status  # expect: No headers; bad seek
m = rfc822.Message(StringIO.StringIO('a: b\nno header\n'))
print m.status, `m.fp.readline()`  # expect: Non-header line where header expected 'no header\n'
import io
print `io.BytesIO('x\xff').read()`  # expect: 'x\xff'
import twisted
print twisted.version.short() == twisted.__version__ == twisted.copyright.version  # expect: True
