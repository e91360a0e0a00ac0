# What "import *" gives, also of what is made when it is asked for.
from twisted.internet.defer import *
from twisted.internet.task import *

print(DeferredLock.__name__, DeferredQueue.__name__, CancelledError.__name__)
print(LoopingCall.__name__, Cooperator.__name__, SchedulerStopped.__name__)
print('passthru' in globals(), 'Failure' in globals())

from twisted.logger import *

print(Logger.__name__, LogLevel.info.name, formatTime.__name__,
      'sys' in globals(), 'Interface' in globals())
