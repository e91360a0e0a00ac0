# Files whose descriptor would block, and signals that come while it does.
import os, signal, time

def pair(buffering=-1):
    r, w = os.pipe()
    os.set_blocking(r, False)
    os.set_blocking(w, False)
    return open(r, 'rb', buffering), open(w, 'wb', buffering)

r, w = pair()
print(r.read(), r.read(5), r.read1(5), r.readline(), r.peek(), r.readinto(bytearray(3)))
# expect: None None b'' b'' b'' None
print(w.write(b'ab\ncd'), w.flush(), r.read(2), r.readline(), r.read(), r.read())
# expect: 5 None b'ab' b'\n' b'cd' None
sent = received = b''
try:
    while True:
        part = bytes([97 + len(sent) % 26]) * 9999
        w.write(part)
        sent += part
except BlockingIOError as e:
    print(e.errno == 11, e.strerror, 0 < e.characters_written < 9999)
    sent += part[:e.characters_written]
# expect: True write could not complete without blocking True
try: w.flush()
except BlockingIOError as e: print(e.args[1:], e.characters_written)
# expect: ('write could not complete without blocking', 0) 0
try: w.write(b'x')
except BlockingIOError as e: print(e.characters_written)
# expect: 0
received += r.read()
print(w.write(b'more'), w.flush())
# expect: 4 None
received += r.read()
print(received == sent + b'more', r.read())
# expect: True None
w.write(b'end')
w.close()
print(r.read(), r.read(), r.closed, w.closed)
# expect: b'end' b'' False True

# A raw file makes one call and tells what came of it.
r, w = pair(0)
count = w.write(bytes(10 ** 6))
print(0 < count < 10 ** 6, w.write(bytes(10 ** 6)), len(r.read()) == count, r.read())
# expect: True None True None
w.write(b'ab\ncdefgh')
print(r.readline(), r.read(2), os.read(r.fileno(), 9), r.read(2))
# expect: b'ab\n' b'cd' b'efgh' None
w.close()
print(r.read(2), r.read())
# expect: b'' b''

# What waits runs the handlers of signals, and what they raise ends the wait.
def stop(number, frame):
    raise KeyError(number)
signal.signal(signal.SIGALRM, stop)
r, w = os.pipe()
file = open(w, 'wb')
def interrupted(call, *args):
    try:
        signal.setitimer(signal.ITIMER_REAL, .02)
        call(*args)
    except KeyError as e: return e.args[0] == signal.SIGALRM
    finally: signal.setitimer(signal.ITIMER_REAL, 0)
data = bytearray(10 ** 6)
print(interrupted(file.write, data), len(data))
# expect: True 1000000
data.pop()
print(interrupted(os.write, w, data), interrupted(os.writev, w, [data, data]))
# expect: True True
os.set_blocking(r, False)
try:
    while os.read(r, 10 ** 6): pass
except BlockingIOError: print('empty')
# expect: empty
os.set_blocking(r, True)
os.mkfifo(fifo := "/tmp/fifo%d" % os.getpid())
print(interrupted(open, fifo), interrupted(os.open, fifo, os.O_RDONLY), os.unlink(fifo))
# expect: True True None
print(interrupted(os.read, r, 1), interrupted(os.readv, r, [data]), interrupted(open(r, 'rb', closefd=False).read1))
# expect: True True True

# One that raises leaves those that came with it for later.
came = []
def first(number, frame):
    came.append('first')
    raise KeyError
signal.signal(signal.SIGUSR1, first)
signal.signal(signal.SIGUSR2, lambda number, frame: came.append('second'))
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2])
os.kill(os.getpid(), signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR2)
try:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1, signal.SIGUSR2])
    time.sleep(.01)
except KeyError: pass
time.sleep(.01)
print(came)
# expect: ['first', 'second']
