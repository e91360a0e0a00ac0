"""More handlers: files that are exchanged, memory, syslog."""

import logging
import os
import time

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514


class BaseRotatingHandler(logging.FileHandler):
    namer = None
    rotator = None

    def emit(self, record):
        try:
            full = self.shouldRollover(record)
            if full:
                self.doRollover()
            super().emit(record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        return self.namer(default_name) if callable(self.namer) \
            else default_name

    def rotate(self, source, dest):
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)


class RotatingFileHandler(BaseRotatingHandler):
    """A new file when the old one gets too large."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0,
                 encoding=None, delay=False, errors=None):
        if maxBytes > 0:
            mode = 'a'
        super().__init__(filename, mode, encoding, delay, errors)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def doRollover(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        base = self.baseFilename
        names = [base] + [self.rotation_filename('%s.%d' % (base, i))
                          for i in range(1, self.backupCount + 1)]
        for i in range(self.backupCount, 0, -1):
            if i == 1 or os.path.exists(names[i - 1]):
                if os.path.exists(names[i]):
                    os.remove(names[i])
                if i == 1:
                    self.rotate(base, names[1])
                else:
                    os.rename(names[i - 1], names[i])
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        name = self.baseFilename
        if os.path.exists(name) and not os.path.isfile(name):
            return False
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0:
            return False
        self.stream.seek(0, 2)
        more = len('%s\n' % self.format(record))
        return self.stream.tell() + more >= self.maxBytes


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A new file after so many seconds, minutes, hours, days, or weeks."""

    _units = {'S': (1, '%Y-%m-%d_%H-%M-%S'), 'M': (60, '%Y-%m-%d_%H-%M'),
              'H': (3600, '%Y-%m-%d_%H'), 'D': (86400, '%Y-%m-%d'),
              'MIDNIGHT': (86400, '%Y-%m-%d'), 'W': (604800, '%Y-%m-%d')}

    def __init__(self, filename, when='h', interval=1, backupCount=0,
                 encoding=None, delay=False, utc=False, atTime=None,
                 errors=None):
        super().__init__(filename, 'a', encoding, delay, errors)
        self.when = when.upper()
        self.backupCount = backupCount
        self.utc = utc
        self.atTime = atTime
        if self.when.startswith('W'):
            if len(self.when) != 2:
                raise ValueError('You must specify a day for weekly rollover '
                                 'from 0 to 6 (0 is Monday): %s' % self.when)
            if not '0' <= self.when[1] <= '6':
                raise ValueError('Invalid day specified for weekly rollover: '
                                 '%s' % self.when)
            self.dayOfWeek = int(self.when[1])
            unit = 'W'
        else:
            unit = self.when
        if unit not in self._units:
            raise ValueError('Invalid rollover interval specified: %s' %
                             self.when)
        seconds, self.suffix = self._units[unit]
        self.interval = seconds * interval
        begin = int(time.time())
        if os.path.exists(self.baseFilename):
            begin = int(os.stat(self.baseFilename).st_mtime)
        self.rolloverAt = self.computeRollover(begin)

    def _broken_down(self, at):
        return time.gmtime(at) if self.utc else time.localtime(at)

    def computeRollover(self, currentTime):
        if self.when != 'MIDNIGHT' and not self.when.startswith('W'):
            return currentTime + self.interval
        t = self._broken_down(currentTime)
        day = 86400
        if self.atTime is not None:
            day = (self.atTime.hour * 60 + self.atTime.minute) * 60 + \
                self.atTime.second
        left = day - ((t.tm_hour * 60 + t.tm_min) * 60 + t.tm_sec)
        weekday = t.tm_wday
        if left <= 0:
            left += 86400
            weekday = (weekday + 1) % 7
        result = currentTime + left
        if self.when.startswith('W') and weekday != self.dayOfWeek:
            days = (self.dayOfWeek - weekday) % 7
            result += days * 86400
        if not self.utc:
            # A change to or from summer time in between.
            shift = t.tm_gmtoff - time.localtime(result).tm_gmtoff
            result += shift
        return result

    def shouldRollover(self, record):
        if int(time.time()) < self.rolloverAt:
            return False
        if os.path.exists(self.baseFilename) and \
                not os.path.isfile(self.baseFilename):
            self.rolloverAt = self.computeRollover(int(time.time()))
            return False
        return True

    def getFilesToDelete(self):
        import re
        directory = os.path.dirname(self.baseFilename)
        date = re.compile(re.sub('%.', r'\\d\\d',
                                 self.suffix.replace('%Y', '%y%y')))
        old = []
        for name in os.listdir(directory):
            path = os.path.join(directory, name)
            if path in [self.rotation_filename(self.baseFilename + '.' + text)
                        for text in date.findall(name)]:
                old.append(path)
        old.sort()
        return old[:len(old) - self.backupCount] \
            if len(old) > self.backupCount else []

    def doRollover(self):
        now = int(time.time())
        if self.stream:
            self.stream.close()
            self.stream = None
        begin = self._broken_down(self.rolloverAt - self.interval)
        name = self.rotation_filename(
            self.baseFilename + '.' + time.strftime(self.suffix, begin))
        if os.path.exists(name):
            os.remove(name)
        self.rotate(self.baseFilename, name)
        if self.backupCount > 0:
            for old in self.getFilesToDelete():
                os.remove(old)
        if not self.delay:
            self.stream = self._open()
        self.rolloverAt = self.computeRollover(now)
        while self.rolloverAt <= now:
            self.rolloverAt += self.interval


class WatchedFileHandler(logging.FileHandler):
    """Opens its file again when another program has moved it away."""

    def __init__(self, filename, mode='a', encoding=None, delay=False,
                 errors=None):
        super().__init__(filename, mode, encoding, delay, errors)
        self.dev, self.ino = -1, -1
        self._statstream()

    def _statstream(self):
        if self.stream:
            st = os.fstat(self.stream.fileno())
            self.dev, self.ino = st.st_dev, st.st_ino

    def reopenIfNeeded(self):
        try:
            st = os.stat(self.baseFilename)
        except FileNotFoundError:
            st = None
        if not st or (st.st_dev, st.st_ino) != (self.dev, self.ino):
            if self.stream is not None:
                self.stream.flush()
                self.stream.close()
                self.stream = self._open()
                self._statstream()

    def emit(self, record):
        self.reopenIfNeeded()
        logging.FileHandler.emit(self, record)


class SysLogHandler(logging.Handler):
    """Datagrams to the system's log, local or of another machine."""

    (LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE,
     LOG_INFO, LOG_DEBUG) = range(8)
    (LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR,
     LOG_NEWS, LOG_UUCP, LOG_CRON, LOG_AUTHPRIV, LOG_FTP) = range(12)
    (LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5,
     LOG_LOCAL6, LOG_LOCAL7) = range(16, 24)
    priority_names = {
        'alert': 1, 'crit': 2, 'critical': 2, 'debug': 7, 'emerg': 0,
        'err': 3, 'error': 3, 'info': 6, 'notice': 5, 'panic': 0, 'warn': 4,
        'warning': 4}
    facility_names = {
        'auth': 4, 'authpriv': 10, 'cron': 9, 'daemon': 3, 'ftp': 11,
        'kern': 0, 'lpr': 6, 'mail': 2, 'news': 7, 'security': 4, 'syslog': 5,
        'user': 1, 'uucp': 8, 'local0': 16, 'local1': 17, 'local2': 18,
        'local3': 19, 'local4': 20, 'local5': 21, 'local6': 22, 'local7': 23}
    priority_map = {'DEBUG': 'debug', 'INFO': 'info', 'WARNING': 'warning',
                    'ERROR': 'error', 'CRITICAL': 'critical'}
    ident = ''
    append_nul = True

    def __init__(self, address=('localhost', SYSLOG_UDP_PORT),
                 facility=LOG_USER, socktype=None):
        super().__init__()
        self.address = address
        self.facility = facility
        self.socktype = socktype
        self.socket = None
        self.createSocket()

    def createSocket(self):
        import socket
        self.unixsocket = isinstance(self.address, str)
        family = socket.AF_UNIX if self.unixsocket else socket.AF_INET
        self.socktype = self.socktype or socket.SOCK_DGRAM
        self.socket = socket.socket(family, self.socktype)
        if self.unixsocket or self.socktype == socket.SOCK_STREAM:
            try:
                self.socket.connect(self.address)
            except OSError:
                self.socket.close()
                self.socket = None
                if not self.unixsocket:
                    raise

    def encodePriority(self, facility, priority):
        facility, priority = [
            names[value] if isinstance(value, str) else value
            for names, value in ((self.facility_names, facility),
                                 (self.priority_names, priority))]
        return facility << 3 | priority

    def close(self):
        sock, self.socket = self.socket, None
        if sock:
            sock.close()
        super().close()

    def mapPriority(self, levelName):
        return self.priority_map.get(levelName, 'warning')

    def emit(self, record):
        try:
            text = self.ident + self.format(record)
            if self.append_nul:
                text += '\0'
            data = ('<%d>' % self.encodePriority(
                self.facility, self.mapPriority(record.levelname))).encode() \
                + text.encode()
            if not self.socket:
                self.createSocket()
            if self.unixsocket:
                self.socket.send(data)
            elif len(self.address) and self.socktype == 2:
                self.socket.sendto(data, self.address)
            else:
                self.socket.sendall(data)
        except Exception:
            self.handleError(record)


class BufferingHandler(logging.Handler):
    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            super().close()


class MemoryHandler(BufferingHandler):
    """I keep records until there are many or one is grave."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None,
                 flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or \
            record.levelno >= self.flushLevel

    def setTarget(self, target):
        self.target = target

    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            self.target = None
            BufferingHandler.close(self)


class QueueHandler(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue
        self.listener = None

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def prepare(self, record):
        import copy
        text = self.format(record)
        made = copy.copy(record)
        vars(made).update(message=text, msg=text, args=None, exc_info=None,
                          exc_text=None, stack_info=None)
        return made

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)
