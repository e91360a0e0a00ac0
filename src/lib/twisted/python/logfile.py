"""A log that does not grow for ever."""

import os
import stat
import time


class BaseLogFile:
    """I am appended to, until it is time to begin anew."""

    # Set when the directory is not ours to rename in.
    _stuck = False
    # A device or a pipe has no end, and its name is not ours to take.
    _isFile = True

    def __init__(self, name, directory, defaultMode=None):
        self.name = name
        self.directory = directory
        self.path = os.path.join(directory, name)
        if defaultMode is None and os.path.exists(self.path):
            defaultMode = os.stat(self.path).st_mode & 0o7777
        self.defaultMode = defaultMode
        self._openFile()

    @classmethod
    def fromFullPath(cls, filename, *args, **kwargs):
        path = os.path.abspath(filename)
        return cls(os.path.basename(path), os.path.dirname(path), *args,
                   **kwargs)

    def shouldRotate(self):
        """Whether a new file is to be begun before the next write."""
        raise NotImplementedError

    def _openFile(self):
        self.closed = False
        mode = 0o666 if self.defaultMode is None else self.defaultMode
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, mode)
        self._isFile = stat.S_ISREG(os.fstat(fd).st_mode)
        if self.defaultMode is not None and self._isFile:
            try:
                os.fchmod(fd, mode)
            except OSError:
                pass    # somebody else's, who lets us write
        self._file = os.fdopen(fd, 'ab+', 0)
        if self._isFile:
            self._file.seek(0, 2)

    def write(self, data):
        if not self._stuck and self.shouldRotate():
            self.flush()
            self.rotate()
        if isinstance(data, str):
            data = data.encode('utf8')
        self._file.write(data)

    def flush(self):
        self._file.flush()

    def fileno(self):
        return self._file.fileno()

    def close(self):
        self.closed = True
        self._file.close()

    def reopen(self):
        """Open the file again by its name."""
        self.close()
        self._openFile()

    def rotate(self):
        """Begin a new file; keep the old ones."""
        if not self._isFile:
            return
        if not os.access(self.directory or '.', os.W_OK):
            # Who runs as somebody else may write the file and not the
            # directory: then it grows on, and says so once.
            self._file.write(b'cannot begin a new log in %s\n'
                             % os.fsencode(self.directory or '.'))
            self._stuck = True
            return
        old = self._file
        self._rename()
        self._openFile()
        old.close()

    def getCurrentLog(self):
        return LogReader(self.path)

    def _reader(self, filename):
        if not os.path.exists(filename):
            raise ValueError('no such logfile exists')
        return LogReader(filename)


class LogFile(BaseLogFile):
    """I begin anew past rotateLength bytes.

    What was there is called NAME.1, what was NAME.1 is called NAME.2, and so
    on up to maxRotatedFiles.
    """

    def __init__(self, name, directory, rotateLength=1000000,
                 defaultMode=None, maxRotatedFiles=None):
        BaseLogFile.__init__(self, name, directory, defaultMode)
        self.rotateLength = rotateLength
        self.maxRotatedFiles = maxRotatedFiles

    def _openFile(self):
        BaseLogFile._openFile(self)
        self.size = self._file.tell() if self._isFile else 0

    def shouldRotate(self):
        return self.rotateLength and self.size >= self.rotateLength

    def write(self, data):
        BaseLogFile.write(self, data)
        self.size += len(data)

    def _rename(self):
        for number in reversed(self.listLogs()):
            name = '%s.%d' % (self.path, number)
            if self.maxRotatedFiles is not None \
                    and number >= self.maxRotatedFiles:
                os.remove(name)
            else:
                os.rename(name, '%s.%d' % (self.path, number + 1))
        try:
            os.rename(self.path, self.path + '.1')
        except FileNotFoundError:
            pass    # somebody else has moved it away, and tells us so

    def listLogs(self):
        """The numbers of the kept files, newest first."""
        found = []
        for name in os.listdir(self.directory or '.'):
            head, _, number = name.rpartition('.')
            if head == self.name and number.isdigit() and int(number):
                found.append(int(number))
        return sorted(found)

    def getLog(self, identifier):
        return self._reader('%s.%d' % (self.path, identifier))


class DailyLogFile(BaseLogFile):
    """I begin anew every day; what was is called NAME.2003_3_20."""

    def _openFile(self):
        BaseLogFile._openFile(self)
        self.lastDate = self.toDate(os.stat(self.path)[8])

    def shouldRotate(self):
        return self.toDate() > self.lastDate

    def toDate(self, *args):
        """(year, month, day) of a time, or of now."""
        return time.localtime(*args)[:3]

    def suffix(self, tupledate):
        if not isinstance(tupledate, tuple):
            tupledate = self.toDate(tupledate)
        return '_'.join([str(each) for each in tupledate])

    def write(self, data):
        BaseLogFile.write(self, data)
        self.lastDate = max(self.lastDate, self.toDate())

    def rotate(self):
        if not os.path.exists(self._past()):
            BaseLogFile.rotate(self)

    def _past(self):
        return '%s.%s' % (self.path, self.suffix(self.lastDate))

    def _rename(self):
        os.rename(self.path, self._past())

    def getLog(self, identifier):
        if self.toDate(identifier) == self.lastDate:
            return self.getCurrentLog()
        return self._reader('%s.%s' % (self.path, self.suffix(identifier)))


class LogReader:
    """I read a log, some lines at a time."""

    def __init__(self, name):
        self._file = open(name)

    def readLines(self, lines=10):
        found = [self._file.readline() for _ in range(lines)]
        return [line for line in found if line]

    def close(self):
        self._file.close()
