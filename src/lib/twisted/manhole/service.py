"""The manhole: Python inside a running server, by Perspective Broker.

What a client has evaluated is told to the consoles of all who share its
perspective: their remote_console() gets lists of (kind, text), where kind is
stdout, stderr, result or exception. Clients whose remote_listCapabilities()
names Failure get exceptions as such, those with Explorer what they explore.
"""

import sys

from twisted import _era
from twisted.python import failure, log
from twisted.spread import pb

# How often what is watched is looked at.
WATCH_SECONDS = 1
MAX_WATCHED = 100


class _Output:
    """I am sys.stdout or sys.stderr while an expression is evaluated."""

    def __init__(self, kind, messages):
        self.kind = kind
        self.messages = messages

    def write(self, text):
        said = self.messages
        if said and said[-1][0] == self.kind:
            said[-1] = self.kind, said[-1][1] + text
        elif text:
            said.append((self.kind, text))
        return len(text)

    def flush(self):
        pass


class Perspective(pb.Perspective):
    """I am a user of the manhole, with any number of clients."""

    _watching = None

    def __init__(self, perspectiveName, identityName='Nobody'):
        pb.Perspective.__init__(self, perspectiveName, identityName)
        self.clients = {}
        self.watched = {}

    def __getstate__(self):
        state = pb.Perspective.__getstate__(self)
        state.update(clients={}, watched={}, _watching=None)
        return state

    # --- clients --------------------------------------------------------------

    def attached(self, client, identity):
        """Somebody has come: greet, and ask what their client understands."""
        self.clients[client] = {}
        self.send(client, 'console', [('stdout', self.service.welcomeMessage % {
            'you': getattr(identity, 'name', 'Nobody'),
            'serviceName': self.service.getServiceName()})])
        d = client.callRemote('listCapabilities')
        d.addCallbacks(lambda known: self.clients.update({client: dict(known)}),
                       lambda _: None)
        return pb.Perspective.attached(self, client, identity)

    def detached(self, client, identity):
        self.clients.pop(client, None)
        if not self.clients:
            self.watched = {}
        return pb.Perspective.detached(self, client, identity)

    def send(self, client, name, argument):
        def deaf(why):
            # Who cannot take what it is told is told no more.
            if self.clients.pop(client, None) is not None:
                log.msg('a client of the manhole does not listen: %s'
                        % why.getErrorMessage())
        try:
            client.callRemote(name, argument).addErrback(deaf)
        except pb.DeadReferenceError:
            self.clients.pop(client, None)

    def console(self, messages):
        """Tell everybody's console; a Failure goes to those that know it."""
        plain = [(kind, each.getTraceback()
                  if isinstance(each, failure.Failure) else each)
                 for kind, each in messages]
        for client, known in list(self.clients.items()):
            if known.get('Failure'):
                sent = [(kind, pb.failure2Copyable(each, 1)
                         if isinstance(each, failure.Failure) else each)
                        for kind, each in messages]
            else:
                sent = plain
            self.send(client, 'console', sent)

    def receiveExplorer(self, explorer):
        for client, known in list(self.clients.items()):
            if known.get('Explorer'):
                self.send(client, 'receiveExplorer', explorer)

    # --- what clients ask for -------------------------------------------------

    def run(self, text):
        """Evaluate an expression, or execute statements, and tell what was
        printed; the value, and whether there is one."""
        messages = []
        names = self.service.namespace
        names.update(service=self.service, perspective=self)
        before = sys.stdout, sys.stderr
        sys.stdout = _Output('stdout', messages)
        sys.stderr = _Output('stderr', messages)
        value, well = None, False
        try:
            try:
                code = compile(text, '<manhole>', 'eval', _era.FLAG)
            except SyntaxError:
                code = compile(text, '<manhole>', 'exec', _era.FLAG)
            value, well = eval(code, names), True
        except BaseException:
            messages.append(('exception', failure.Failure()))
        finally:
            sys.stdout, sys.stderr = before
        return value, well, messages

    def perspective_do(self, expr):
        """Evaluate or execute; the namespace has the last value as _."""
        expr = _text(expr)
        log.msg('>>> %s' % expr)
        value, _, messages = self.run(expr)
        if value is not None:
            self.service.namespace['_'] = value
            messages.append(('result', repr(value) + '\n'))
        if messages:
            self.console(messages)

    def perspective_explore(self, identifier):
        """Show an object from all sides."""
        from twisted.manhole import explorer
        identifier = _text(identifier)
        value, well, messages = self.run(identifier)
        if messages:
            self.console(messages)
        if well:
            self.receiveExplorer(explorer.explore(value, identifier))

    def perspective_watch(self, identifier):
        """Show an object now, and each time its attributes have changed."""
        from twisted.manhole import explorer
        identifier = _text(identifier)
        value, well, messages = self.run(identifier)
        if messages:
            self.console(messages)
        if well and len(self.watched) < MAX_WATCHED:
            seen = explorer.explore(value, identifier)
            self.watched[identifier] = value, seen.attributes
            self.receiveExplorer(seen)
            self.watch()

    def watch(self):
        from twisted.internet import reactor
        if self._watching is None and self.watched:
            self._watching = reactor.callLater(WATCH_SECONDS, self.look)

    def look(self):
        from twisted.manhole import explorer
        self._watching = None
        for identifier, (value, before) in list(self.watched.items()):
            seen = explorer.explore(value, identifier)
            if seen.attributes != before:
                self.watched[identifier] = value, seen.attributes
                self.receiveExplorer(seen)
        self.watch()


def _text(given):
    """What a client sent, as text: older ones send bytes."""
    return given.decode('utf-8', 'replace') if isinstance(given, bytes) \
        else str(given)


class Service(pb.Service):
    """I am the manhole of an application. My namespace is shared by all, and
    saved with me."""

    perspectiveClass = Perspective
    serviceType = 'manhole'
    welcomeMessage = '\nHello %(you)s, welcome to %(serviceName)s.\n\n'

    def __init__(self, serviceName='twisted.manhole', serviceParent=None,
                 authorizer=None, application=None):
        pb.Service.__init__(self, serviceName, serviceParent, authorizer,
                            application)
        self.namespace = {'sys': sys, '_': None}

    def __getstate__(self):
        state = pb.Service.__getstate__(self)
        state['namespace'] = names = dict(self.namespace)
        names.pop('__builtins__', None)
        return state
