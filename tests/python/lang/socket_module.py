# socket and select.
import os
import select
import socket


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


server = socket.create_server(('127.0.0.1', 0))
port = server.getsockname()[1]
client = socket.create_connection(('127.0.0.1', port), timeout=5)
conn, address = server.accept()
print(address == client.getsockname(), client.getpeername() == ('127.0.0.1', port), client.gettimeout())
# expect: True True 5.0
print(client.send(b'hello'), conn.recv(3), conn.recv(10))
# expect: 5 b'hel' b'lo'
conn.sendall(b'x' * 300000) if False else conn.sendall(b'x' * 3000)
got = b''
while len(got) < 3000:
    got += client.recv(4096)
print(len(got), client.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM)
# expect: 3000 True
print([len(s) for s in select.select([client], [client], [], 0)])
# expect: [0, 1, 0]
conn.send(b'abc')
print([s is client for s in select.select([client], [], [], 5)[0]])
# expect: [True]
buffer = bytearray(5)
print(client.recv_into(buffer), buffer)  # expect: 3 bytearray(b'abc\x00\x00')
client.settimeout(0.01)
attempt(client.recv, 1)  # expect: TimeoutError timed out
client.setblocking(False)
attempt(client.recv, 1)
# expect: BlockingIOError [Errno 11] Resource temporarily unavailable
print(client.getblocking(), client.timeout)  # expect: False 0.0
p = select.poll()
p.register(client, select.POLLIN)
print(p.poll(0))  # expect: []
conn.shutdown(socket.SHUT_WR)
print([(fd == client.fileno(), events & select.POLLIN) for fd, events in p.poll(1000)], client.recv(5))
# expect: [(True, 1)] b''
p.unregister(client)
attempt(p.unregister, client)  # expect: KeyError 4
conn.close()
client.close()
print(client.fileno(), 'closed' in repr(client))  # expect: -1 True
attempt(client.recv, 1)  # expect: OSError [Errno 9] Bad file descriptor
server.close()
try:
    socket.create_connection(('127.0.0.1', port), timeout=1)
except ConnectionRefusedError as e:
    print('refused', e.errno)  # expect: refused 111
a, b = socket.socketpair()
with a, b:
    f = a.makefile('w')
    f.write('line one\nline two\n')
    f.flush()
    g = b.makefile('r')
    print(g.readline(), g.readline())
    # expect: line one
    # expect:  line two
    # expect:
    raw = b.makefile('rwb', buffering=0)
    print(raw.write(b'up'), a.recv(5), raw.readable(), raw.name == b.fileno())
    # expect: 2 b'up' True True
    f.close()
    g.close()
    raw.close()
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(('127.0.0.1', 0))
v = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(v.sendto(b'dgram', u.getsockname()), u.recvfrom(100)[0])
# expect: 5 b'dgram'
attempt(u.bind, ('127.0.0.1',))
# expect: TypeError AF_INET address must be a pair (host, port)
attempt(u.bind, '127.0.0.1')
# expect: TypeError bind(): AF_INET address must be tuple, not str
attempt(u.bind, ('127.0.0.1', 70000))
# expect: OverflowError bind(): port must be 0-65535.
attempt(u.bind, ('127.0.0.1', 'x'))
# expect: TypeError 'str' object cannot be interpreted as an integer
u.close()
v.close()
print(socket.inet_aton('1.2.3.4'), socket.inet_ntoa(b'\x01\x02\x03\x04'))
# expect: b'\x01\x02\x03\x04' 1.2.3.4
print(socket.inet_pton(socket.AF_INET6, '::1'), socket.inet_ntop(socket.AF_INET6, bytes(16)))
# expect: b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01' ::
attempt(socket.inet_aton, 'x')
# expect: OSError illegal IP address string passed to inet_aton
attempt(socket.inet_ntop, socket.AF_INET, b'1')
# expect: ValueError invalid length of packed IP address string
print(socket.htons(1) in (1, 256), socket.ntohl(socket.htonl(5)))
# expect: True 5
print(socket.gethostbyname('127.0.0.1'), socket.getaddrinfo('127.0.0.1', 80, type=socket.SOCK_STREAM)[0][4])
# expect: 127.0.0.1 ('127.0.0.1', 80)
try:
    socket.getaddrinfo('127.0.0.1', 'no such service')
except socket.gaierror as e:
    print('gaierror', isinstance(e, OSError))  # expect: gaierror True
path = '/tmp/mt-sock-%d' % os.getpid()
s = socket.socket(socket.AF_UNIX)
s.bind(path)
s.listen()
c = socket.socket(socket.AF_UNIX)
c.connect(path)
d, where = s.accept()
print(repr(where), d.getsockname() == path, c.detach() > 0)
# expect: '' True True
for one in (s, c, d):
    one.close()
os.unlink(path)
print(issubclass(socket.timeout, OSError), socket.error is OSError, len(socket.gethostname()) > 0)
# expect: True True True
attempt(select.select, ['x'], [], [])
# expect: TypeError argument must be an int, or have a fileno() method.
attempt(select.select, [], [], [], -1)
# expect: ValueError timeout must be non-negative
with socket.socket() as one:
    try:
        one.bind(('localhost\0.org', 0))
    except TypeError as e:
        print(e)  # expect: host name must not contain null character
near, far = socket.socketpair()
far.send(b'soon')
near.settimeout(1e9)
print(near.recv(9))  # expect: b'soon'
near.close()
far.close()

for timeout in float('nan'), float('inf'), -1, -0.5, 'x':
    try:
        select.select([], [], [], timeout)
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: ValueError Invalid value NaN (not a number)
# expect: OverflowError timestamp out of range for platform time_t
# expect: ValueError timeout must be non-negative
# expect: ValueError timeout must be non-negative
# expect: TypeError timeout must be a float or None
