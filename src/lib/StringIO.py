"""The era's home of files that are only text in memory."""

import io


class StringIO(io.StringIO):
    def __init__(self, buf=''):
        io.StringIO.__init__(self, buf)

    buf = property(io.StringIO.getvalue)
    len = property(lambda self: len(self.getvalue()))
    pos = property(io.StringIO.tell)

    def seek(self, pos, mode=0):
        pos += (0, self.pos, self.len)[mode]
        io.StringIO.seek(self, max(pos, 0))

    def write(self, s):
        if isinstance(s, bytes):
            s = s.decode('latin-1')
        elif not isinstance(s, str):
            s = str(s)
        io.StringIO.write(self, s)
