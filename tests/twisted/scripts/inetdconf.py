# Files of inetd, read.
from io import StringIO
from twisted.runner import inetdconf

known = inetdconf.ServicesConf()
known.parseFile(StringIO('''
# Names and numbers.
echo    7/tcp
echo    7/udp   # the same, by datagram
smtp    25/tcp  mail post
'''))
print(sorted(known.services.items()))
conf = inetdconf.InetdConf(known)
conf.parseFile(StringIO('''
echo  stream tcp nowait root internal
mail\tstream tcp wait mail.daemon /bin/mail mail -x  y # no more
8123  dgram udp wait nobody /bin/cat
rpc/x stream rpc/tcp wait root /bin/x
'''))
for s in conf.services:
    print(s.name, s.port, s.socketType, s.protocol, s.wait, s.user, s.group,
          s.program, list(s.programArgs))
for line in ('nobody stream tcp wait root /bin/x',
             'mail stream udp wait root /bin/x'):
    try:
        inetdconf.InetdConf(known).parseFile(StringIO(line))
    except inetdconf.InvalidConfError as e:
        print('invalid', e)
    except inetdconf.UnknownService as e:
        print('unknown', e)
for line in 'echo seven/tcp', 'echo 7':
    try:
        inetdconf.ServicesConf().parseFile(StringIO(line))
    except inetdconf.InvalidConfError as e:
        print(type(e).__name__, e)


class Words(inetdconf.SimpleConfFile):
    commentChar = ';'

    def parseFields(self, first, *rest):
        print(first, rest)


Words().parseFile(StringIO('one two ; three\n;\n\n four\n'))
