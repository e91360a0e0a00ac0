"""What modules had in 2002 and have no more, by module and name. Code of the
era finds it there: see era.h."""

import operator
import os
from time import process_time as time_clock

operator_isCallable = callable
operator_sequenceIncludes = operator.contains


def operator_div(a, b):
    return a // b if isinstance(a, int) and isinstance(b, int) else a / b


def operator_isMappingType(x):
    return hasattr(x, 'keys')


def operator_isNumberType(x):
    return isinstance(x, (int, float, complex))


def operator_isSequenceType(x):
    return hasattr(x, '__getitem__') and not hasattr(x, 'keys')


def posixpath_walk(top, func, arg):
    """Call func(arg, directory, names) for a directory and those below."""
    try:
        names = os.listdir(top)
    except OSError:
        return
    func(arg, top, names)
    for name in names:
        path = os.path.join(top, name)
        if os.path.isdir(path) and not os.path.islink(path):
            posixpath_walk(path, func, arg)


def os_popen3(cmd, mode='t', bufsize=-1, merged=False):
    """The files that lead to a command's input, output and errors."""
    from subprocess import PIPE, STDOUT, Popen
    child = Popen(cmd, shell=isinstance(cmd, str), stdin=PIPE, stdout=PIPE,
                  stderr=STDOUT if merged else PIPE)
    return child.stdin, child.stdout, child.stderr


def os_popen2(cmd, mode='t', bufsize=-1):
    from subprocess import PIPE, Popen
    child = Popen(cmd, shell=isinstance(cmd, str), stdin=PIPE, stdout=PIPE)
    return child.stdin, child.stdout


def os_popen4(cmd, mode='t', bufsize=-1):
    return os_popen3(cmd, mode, bufsize, True)[:2]
