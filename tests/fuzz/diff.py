"""diff - random programs under two interpreters, and where they disagree.

    python3 tests/fuzz/diff.py [--count N] [--seed S] [--jobs J]
                               [--tpython PROGRAM] [--judge PROGRAM] [--wide]

Runs N programs, numbered from S, under the judge (CPython 3.11) and under ours,
and compares all they print. The seed is printed; a program is made again from
its number alone. One that differs is cut down to the statements that matter and
shown. Exit status 1 if there was any.
"""

import argparse
import concurrent.futures
import os
import re
import random
import resource
import subprocess
import sys
import tempfile

import programs

MOST_MEMORY = 4 << 30
BATCH = 40          # programs in one process
SECONDS = 60        # for one process
MOST_SHOWN = 20     # differing programs that are cut down
MARK = '\n=== program '
ADDRESS = re.compile('at 0x[0-9a-f]+')  # nobody can foretell it

RUN = '''
import sys
for number, text in PROGRAMS:
    print(%r + str(number))
    space = {'__name__': 'program'}
    try:
        exec(compile(PRELUDE + text, 'program', 'exec'), space)
    except BaseException as e:
        print('ended by', type(e).__name__, e)
    # When they would be collected differs.
    for value in list(space.values()):
        if type(value).__name__ == 'generator':
            try:
                value.close()
            except BaseException as e:
                print('closed by', type(e).__name__, e)
    sys.stdout.flush()
''' % MARK


def run(command, folder, numbered):
    """What each of the numbered programs prints, by number.

    A process that dies or takes too long leaves its later programs out; the
    last one it began then ends with how it died.
    """
    path = os.path.join(folder, 'batch-%d-%d.py' % (os.getpid(),
                                                    numbered[0][0]))
    with open(path, 'w', encoding='utf-8') as file:
        file.write('# -*- coding: utf-8 -*-\nPRELUDE = %r\nPROGRAMS = %r\n'
                   % (programs.PRELUDE, numbered))
        file.write(RUN)
    environment = dict(os.environ, PYTHONIOENCODING='utf-8:backslashreplace',
                       PYTHONHASHSEED='0', PYTHONWARNINGS='ignore')
    try:
        done = subprocess.run(command + [path], env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=SECONDS, preexec_fn=bound_memory)
        output, end = done.stdout, ''
        if done.returncode != 0:
            end = 'exit status %d %s' % (
                done.returncode, done.stderr[-300:].decode('utf-8', 'replace'))
    except subprocess.TimeoutExpired as late:
        output, end = late.stdout or b'', 'did not end'
    finally:
        os.unlink(path)
    printed = {}
    last = None
    for part in output.decode('utf-8', 'replace').split(MARK)[1:]:
        number, _, text = part.partition('\n')
        last = int(number)
        printed[last] = ADDRESS.sub('at 0x', text)
    if end and last is not None:
        printed[last] += end
    elif end:
        printed[numbered[0][0]] = end
    return printed


def bound_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def all_output(command, folder, numbered):
    """As run(), beginning anew behind each program that ended a process."""
    printed = {}
    while numbered:
        printed.update(run(command, folder, numbered))
        done = [i for i, (number, _) in enumerate(numbered)
                if number in printed]
        numbered = numbered[max(done, default=0) + 1:]
    return printed


def differ(options, folder, text):
    numbered = [(0, text)]
    return (run(options.judge, folder, numbered) !=
            run(options.tpython, folder, numbered))


def statements(text):
    """The top-level statements of a program, each with what is inside it."""
    parts = []
    for line in text.splitlines(keepends=True):
        follows = line.startswith((' ', 'else:', 'except', 'finally:', 'case'))
        if parts and follows:
            parts[-1] += line
        else:
            parts.append(line)
    return parts


def cut_down(options, folder, text):
    """The same program with fewer statements that still differs."""
    parts = statements(text)
    size = max(1, len(parts) // 2)
    while size >= 1:
        at = 0
        while at < len(parts):
            fewer = parts[:at] + parts[at + size:]
            if fewer and differ(options, folder, ''.join(fewer)):
                parts = fewer
            else:
                at += size
        size //= 2
    return ''.join(parts)


def compare(options, folder, first, count):
    numbered = [(n, programs.program(n, options.wide))
                for n in range(first, first + count)]
    theirs = all_output(options.judge, folder, numbered)
    ours = all_output(options.tpython, folder, numbered)
    return [(number, text) for number, text in numbered
            if theirs.get(number) != ours.get(number)]


def show(options, folder, number, text):
    print('\n--- program %d differs' % number)
    text = cut_down(options, folder, text)
    print(text)
    for name, command in (('judge', options.judge), ('ours', options.tpython)):
        printed = run(command, folder, [(0, text)]).get(0, 'nothing')
        print('%s: %s' % (name, printed.strip()[-1500:]))
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--count', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=None,
                        help='number of the first program')
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('--tpython', default='build/tpython')
    parser.add_argument('--judge', default='python3')
    parser.add_argument('--wide', action='store_true',
                        help='wrong calls and rare corners, too')
    options = parser.parse_args()
    options.tpython = options.tpython.split()
    options.judge = options.judge.split()
    if options.seed is None:
        options.seed = random.randrange(10**9)
    print('%d programs from seed %d' % (options.count, options.seed))
    sys.stdout.flush()

    different = []
    end = options.seed + options.count
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        batches = [pool.submit(compare, options, folder, first,
                               min(BATCH, end - first))
                   for first in range(options.seed, end, BATCH)]
        for batch in batches:
            different += batch.result()
        for number, text in different[:MOST_SHOWN]:
            show(options, folder, number, text)
    print('%d programs, %d differ' % (options.count, len(different)))
    return 1 if different else 0


if __name__ == '__main__':
    sys.exit(main())
