"""The era's faster home of files that are only text in memory."""

import io


class StringIO(io.StringIO):
    def __init__(self, buf=''):
        io.StringIO.__init__(self, buf)

    def write(self, s):
        if not isinstance(s, str):
            s = str(s)
        return io.StringIO.write(self, s)
