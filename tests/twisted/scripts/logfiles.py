# Logs that begin anew: by their size, and by the day.
import os
import tempfile
from twisted.python import logfile

os.chdir(tempfile.mkdtemp())


def files():
    return {name: open(name).read() for name in sorted(os.listdir('.'))}


log = logfile.LogFile('test.log', '.', rotateLength=10)
log.write('0123456789')
log.write('a')
print(files())
log.write(b'1' * 12)
log.write('\u20ac')
print(files(), log.listLogs(), log.size)
log.flush()
reader = log.getCurrentLog()
print(reader.readLines())
reader.close()
reader = log.getLog(1)
print(reader.readLines(1), reader.readLines())
reader.close()
try:
    log.getLog(9)
except ValueError as error:
    print(error)
log.rotate()
print(sorted(files()))
os.rename('test.log', 'moved.log')
log.write('still the same file')
log.reopen()
log.write('the new one')
print(files()['moved.log'], files()['test.log'])
log.close()
print(log.closed)
again = logfile.LogFile('test.log', '.')
print(again.size)
again.write(' and more')
again.close()
print(files()['test.log'])
for name in os.listdir('.'):
    os.remove(name)

few = logfile.LogFile.fromFullPath('few.log', rotateLength=1,
                                   maxRotatedFiles=2, defaultMode=0o600)
for text in 'abcde':
    few.write(text)
print(files(), oct(os.stat('few.log').st_mode & 0o777),
      few.directory == os.getcwd())
few.close()
for name in os.listdir('.'):
    os.remove(name)


class Daily(logfile.DailyLogFile):
    clock = 0.0

    def _openFile(self):
        logfile.DailyLogFile._openFile(self)
        self.lastDate = self.toDate()

    def toDate(self, *args):
        if args:
            return logfile.DailyLogFile.toDate(self, *args)
        return logfile.DailyLogFile.toDate(self, self.clock)


log = Daily('daily.log', '.')
days = [(43200 + day * 86400) for day in range(3)]
for day in days:
    log.clock = day
    log.write('day %d\n' % (day // 86400))
print(files())
print(log.suffix((2003, 3, 20)), log.suffix(days[1]))
print(log.getLog(days[0]).readLines(), log.getLog(days[2]).readLines())
try:
    log.getLog(days[2] + 86400)
except ValueError as error:
    print(error)
log.close()
class Never(logfile.BaseLogFile):
    pass


try:
    Never('never.log', '.').write('x')
except NotImplementedError:
    print('when to begin anew is not said')
