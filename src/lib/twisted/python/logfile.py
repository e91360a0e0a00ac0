"""A log that does not grow for ever."""

import os


class LogFile:
    """I am appended to; past rotateLength I begin anew.

    What was there is called NAME.1, what was NAME.1 is called NAME.2, and so on.
    """

    def __init__(self, name, directory, rotateLength=1000000, mode=0o640):
        self.name = name
        self.directory = directory
        self.path = os.path.join(directory, name)
        self.rotateLength = rotateLength
        self.mode = mode
        self.closed = False
        self._openFile()

    def _openFile(self):
        fd = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND,
                     self.mode)
        self._file = os.fdopen(fd, 'a')
        self.size = os.stat(self.path).st_size

    def write(self, data):
        if self.rotateLength and self.size >= self.rotateLength:
            self.rotate()
        self._file.write(data)
        self.size += len(data)

    def flush(self):
        self._file.flush()

    def fileno(self):
        return self._file.fileno()

    def close(self):
        self.closed = True
        self._file.close()

    def reopen(self):
        """Open the file again by its name."""
        self._file.close()
        self._openFile()

    def rotate(self):
        """Begin a new file; keep the old ones under numbers."""
        try:
            for number in reversed(self.listLogs()):
                os.rename('%s.%d' % (self.path, number),
                          '%s.%d' % (self.path, number + 1))
            try:
                os.rename(self.path, self.path + '.1')
            except FileNotFoundError:
                # Somebody else has moved it away, and tells us so.
                pass
            old = self._file
            self._openFile()
        except OSError as error:
            # Who runs as somebody else may write the file and not the directory:
            # then it grows on, and says so once.
            if self.rotateLength:
                self.rotateLength = 0
                self._file.write('cannot begin a new log: %s\n' % error)
                self._file.flush()
            return
        old.close()

    def listLogs(self):
        """The numbers of the kept files, newest first."""
        found = []
        for name in os.listdir(self.directory or '.'):
            head, _, number = name.rpartition('.')
            if head == self.name and number.isdigit():
                found.append(int(number))
        found.sort()
        return found

    def getCurrentLog(self):
        return open(self.path)

    def getLog(self, identifier):
        return open('%s.%d' % (self.path, identifier))
