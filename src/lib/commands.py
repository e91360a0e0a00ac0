"""What commands say; the era's."""

import os
from subprocess import getoutput


def getstatusoutput(cmd):
    """The status, as os.wait() has it, and the output."""
    pipe = os.popen('{ %s; } 2>&1' % cmd)
    text = pipe.read()
    return pipe.close() or 0, text[:-1] if text[-1:] == '\n' else text
