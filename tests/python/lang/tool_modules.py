# getopt, queue, mimetypes, glob.
import getopt
import mimetypes
import queue


def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))


    except Exception as e:
        print(type(e).__name__, e)












print(getopt.getopt(['-ab', 'v', '-cx', '--long', '--val=3', 'rest', '-a'],
                    'ab:c:', ['long', 'val=']))
                    # expect: ([('-a', ''), ('-b', 'v'), ('-c', 'x'), ('--long', ''), ('--val', '3')], ['rest', '-a'])

print(getopt.gnu_getopt(['x', '-a', 'y', '--', '-b'], 'ab'))
# expect: ([('-a', '')], ['x', 'y', '-b'])

print(getopt.gnu_getopt(['x', '-a'], '+a'), getopt.getopt(['--lo'], '', 'long'))
# expect: ([], ['x', '-a']) ([('--long', '')], [])

for args in (['-z'], ['-b'], ['--nope'], ['--val'], ['--long=1'], ['--l']):
    attempt(getopt.getopt, args, 'ab:', ['long', 'val=', 'last'])
    # expect: GetoptError option -z not recognized
    # expect: GetoptError option -b requires argument
    # expect: GetoptError option --nope not recognized
    # expect: GetoptError option --val requires argument
    # expect: GetoptError option --long must not have an argument
    # expect: GetoptError option --l not a unique prefix

q = queue.Queue(2)
q.put(1)
q.put(2)
print(q.full(), q.qsize(), q.get(), q.get(), q.empty())
# expect: True 2 1 2 True

attempt(q.get_nowait)  # expect: Empty 
attempt(q.get, timeout=0)  # expect: Empty 
attempt(q.get, timeout=-1)
# expect: ValueError 'timeout' must be a non-negative number
attempt(q.task_done)  # expect: None
attempt(q.task_done)  # expect: None
attempt(q.task_done)  # expect: ValueError task_done() called too many times
q.put(1)
q.put(2)
try:
    q.put(3, block=False)
except queue.Full as e:
    print('full')  # expect: full
p = queue.PriorityQueue()
for n in (3, 1, 2):
    p.put(n)
print(p.get(), p.get(), p.get())  # expect: 1 2 3
stack = queue.LifoQueue()
stack.put('a')
stack.put('b')
print(stack.get())  # expect: b
simple = queue.SimpleQueue()
simple.put(5)
print(simple.qsize(), simple.get(), simple.empty())  # expect: 1 5 True

for name in ('a.html', 'b.tar.gz', 'c.TXT', 'd.tgz', 'e.nope', 'http://h/x.png',
             'data:text/css,x', 'data:,x', 'f.py', 'g.svgz'):
    print(name, mimetypes.MimeTypes().guess_type(name))
    # expect: a.html ('text/html', None)
    # expect: b.tar.gz ('application/x-tar', 'gzip')
    # expect: c.TXT ('text/plain', None)
    # expect: d.tgz ('application/x-tar', 'gzip')
    # expect: e.nope (None, None)
    # expect: http://h/x.png ('image/png', None)
    # expect: data:text/css,x ('text/css', None)
    # expect: data:,x ('text/plain', None)
    # expect: f.py ('text/x-python', None)
    # expect: g.svgz ('image/svg+xml', 'gzip')










m = mimetypes.MimeTypes()
m.add_type('x/y', '.xyz')
print(m.guess_type('q.xyz'), m.guess_extension('x/y'), m.guess_all_extensions('image/jpeg'))
# expect: ('x/y', None) .xyz ['.jpg', '.jpe', '.jpeg']

