"""Asking for a password, and who the user is."""

import os
import sys


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None):
    """Prompt for a password on the terminal, with echo turned off."""
    try:
        terminal = open('/dev/tty', 'r+b', 0)
    except OSError:
        (stream or sys.stderr).write(prompt)
        (stream or sys.stderr).flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip('\n')
    with terminal:
        terminal.write(prompt.encode())
        os.system('stty -echo </dev/tty')
        try:
            line = b''
            while not line.endswith(b'\n'):
                byte = terminal.read(1)
                if not byte:
                    if not line:
                        raise EOFError
                    break
                line += byte
        finally:
            os.system('stty echo </dev/tty')
            terminal.write(b'\n')
    return line.rstrip(b'\n').decode()


def getuser():
    """The user name from the environment, or of whom we run as."""
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        user = os.environ.get(name)
        if user:
            return user
    import pwd
    return pwd.getpwuid(os.getuid())[0]
