"""The rest of twisted.internet.task: long work, done in small pieces."""

from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

__name__ = 'twisted.internet.task'


class SchedulerError(Exception):
    """The work could not be done."""


class SchedulerStopped(SchedulerError):
    """The Cooperator stopped before it was done."""

    def __init__(self, *args):
        SchedulerError.__init__(self, *args)


class TaskFinished(Exception):
    """There is no more to do."""


class TaskDone(TaskFinished):
    """All of it was done."""


class TaskStopped(TaskFinished):
    """Somebody stopped it."""


class TaskFailed(TaskFinished):
    """It raised something."""


class NotPaused(SchedulerError):
    """It was not paused."""


class _Timer:
    """I say when a piece was large enough."""

    MAX_SLICE = 0.01

    def __init__(self):
        import time
        self._clock = time.monotonic
        self._end = self._clock() + self.MAX_SLICE

    def __call__(self):
        return self._clock() >= self._end


def _defaultScheduler(x):
    from twisted.internet import reactor
    return reactor.callLater(0.00000001, x)


class CooperativeTask:
    """I am work to be done: an iterator, run step by step.

    When a step gives a Deferred I wait for it.
    """

    def __init__(self, iterator, cooperator):
        self._iterator = iterator
        self._cooperator = cooperator
        self._deferreds = []
        self._pauseCount = 0
        self._completionState = None
        self._completionResult = None
        cooperator._addTask(self)

    def whenDone(self):
        """A Deferred that gets the iterator at its end, or what went wrong."""
        d = Deferred()
        if self._completionState is None:
            self._deferreds.append(d)
        else:
            d.callback(self._completionResult)
        return d

    def pause(self):
        self._checkFinish()
        self._pauseCount += 1
        if self._pauseCount == 1:
            self._cooperator._removeTask(self)

    def resume(self):
        if self._pauseCount == 0:
            raise NotPaused()
        self._pauseCount -= 1
        if self._pauseCount == 0 and self._completionState is None:
            self._cooperator._addTask(self)

    def stop(self):
        self._checkFinish()
        self._completeWith(TaskStopped(), Failure(TaskStopped()))

    def _checkFinish(self):
        if self._completionState is not None:
            raise self._completionState

    def _completeWith(self, state, result):
        self._completionState = state
        self._completionResult = result
        if not self._pauseCount:
            self._cooperator._removeTask(self)
        for d in self._deferreds:
            d.callback(result)

    def _oneWorkUnit(self):
        try:
            result = next(self._iterator)
        except StopIteration:
            self._completeWith(TaskDone(), self._iterator)
        except BaseException:
            self._completeWith(TaskFailed(), Failure())
        else:
            if isinstance(result, Deferred):
                self.pause()
                result.addCallbacks(lambda ignored: self.resume(), self._failed)

    def _failed(self, failure):
        self._completeWith(TaskFailed(), failure)


class Cooperator:
    """I let several tasks take turns, a little work at each turn of the
    reactor."""

    def __init__(self, terminationPredicateFactory=_Timer,
                 scheduler=_defaultScheduler, started=True):
        self._tasks = []
        self._queue = []
        self._enough = terminationPredicateFactory
        self._scheduler = scheduler
        self._delayedCall = None
        self._stopped = False
        self._started = started

    @property
    def running(self):
        return self._started and not self._stopped

    def coiterate(self, iterator, doneDeferred=None):
        """Do the work of an iterator; a Deferred that gets it at the end."""
        if doneDeferred is None:
            doneDeferred = Deferred()
        CooperativeTask(iterator, self).whenDone().chainDeferred(doneDeferred)
        return doneDeferred

    def cooperate(self, iterator):
        """As coiterate; a CooperativeTask that can be paused."""
        return CooperativeTask(iterator, self)

    def start(self):
        self._stopped = False
        self._started = True
        self._reschedule()

    def stop(self):
        self._stopped = True
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task._completeWith(SchedulerStopped(), Failure(SchedulerStopped()))
        self._unschedule()

    def _addTask(self, task):
        if self._stopped:
            self._tasks.append(task)
            task._completeWith(SchedulerStopped(), Failure(SchedulerStopped()))
        else:
            self._tasks.append(task)
            self._reschedule()

    def _removeTask(self, task):
        if task in self._tasks:
            self._tasks.remove(task)
        if not self._tasks:
            self._unschedule()

    def _reschedule(self):
        if self._started and self._delayedCall is None and self._tasks:
            self._delayedCall = self._scheduler(self._tick)

    def _unschedule(self):
        call, self._delayedCall = self._delayedCall, None
        if call is not None:
            call.cancel()

    def _tick(self):
        self._delayedCall = None
        enough = self._enough()
        while self._tasks:
            # Who was not reached this time comes first the next time.
            if not self._queue:
                self._queue = list(self._tasks)
            task = self._queue.pop(0)
            if task not in self._tasks:
                continue
            task._oneWorkUnit()
            if enough():
                break
        self._reschedule()


_theCooperator = Cooperator()


def coiterate(iterator):
    """Cooperator.coiterate of one that all share."""
    return _theCooperator.coiterate(iterator)


def cooperate(iterator):
    return _theCooperator.cooperate(iterator)
