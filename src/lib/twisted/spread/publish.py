"""Objects that are published, and kept in a file where they were seen."""

import time

from twisted.internet import defer
from twisted.spread import banana, flavors, jelly


class Publishable(flavors.Cacheable):
    """I am sent anew only to those who have not seen me as I am today."""

    def __init__(self, publishedID):
        self.publishedID = publishedID
        self.republish()

    def republish(self):
        """I have changed."""
        self.timestamp = time.time()

    def view_getStateToPublish(self, perspective):
        return self.getStateToPublishFor(perspective)

    def getStateToPublishFor(self, perspective):
        """Override me: what of me this perspective may see."""
        return self.getStateToPublish()

    def getStateToPublish(self):
        """Override me: what of me everybody may see, a dictionary."""
        raise NotImplementedError('%s.getStateToPublishFor' % self.__class__)

    def getStateToCacheAndObserveFor(self, perspective, observer):
        name = service = 'None'
        if perspective:
            name = perspective.perspectiveName
            service = perspective.getService().serviceName
        return {'remote': flavors.ViewPoint(perspective, self),
                'publishedID': self.publishedID, 'perspective': name,
                'service': service, 'timestamp': self.timestamp}


class RemotePublished(flavors.RemoteCache):
    """I am a Publishable elsewhere, as my file has it or as I am told."""

    isActivated = 0
    _wasCleanWhenLoaded = 0

    def getFileName(self, ext='pub'):
        # The other end says what I am called; it shall not choose a directory.
        return ('%s-%s-%s.%s' % (self.service, self.perspective,
                                 self.publishedID, ext)).replace('/', '_')

    def setCopyableState(self, state):
        self.__dict__.update(state)
        self._activationListeners = []
        try:
            with open(self.getFileName(), 'rb') as file:
                kept = jelly.unjelly(banana.decode(file.read()))
        except OSError:
            kept = None
        if kept is not None and kept.timestamp == self.timestamp:
            self._cbGotUpdate(kept.__dict__)
            self._wasCleanWhenLoaded = 1
        else:
            self.remote.callRemote('getStateToPublish').addCallback(
                self._cbGotUpdate)

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ('broker', 'remote', 'luid', '_activationListeners',
                     'isActivated'):
            del state[name]
        return state

    def _cbGotUpdate(self, newState):
        self.__dict__.update(newState)
        self.isActivated = 1
        listeners, self._activationListeners = self._activationListeners, []
        for listener in listeners:
            listener(self)
        self.activated()
        with open(self.getFileName(), 'wb') as file:
            file.write(banana.encode(jelly.jelly(self)))

    def activated(self):
        """Override me: I am complete."""

    def callWhenActivated(self, callback):
        """Call it with me once I am complete."""
        if self.isActivated:
            callback(self)
        else:
            self._activationListeners.append(callback)


def whenReady(d):
    """A Deferred of what `d` is going to have, a RemotePublished, once that is
    complete."""
    ready = defer.Deferred()
    d.addCallbacks(lambda found: found.callWhenActivated(ready.callback),
                   ready.errback)
    return ready
