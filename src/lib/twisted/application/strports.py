"""Services and ports by the description of an endpoint."""


def service(description, factory, reactor=None):
    """A service that listens where the description says."""
    from twisted.application import internet
    from twisted.internet import endpoints
    if reactor is None:
        from twisted.internet import reactor
    made = internet.StreamServerEndpointService(
        endpoints.serverFromString(reactor, description), factory)
    made._raiseSynchronously = True
    return made


def listen(description, factory):
    """Listen there now; the port."""
    from twisted.internet import endpoints, reactor
    found = []
    endpoints.serverFromString(reactor, description).listen(
        factory).addCallbacks(found.append, lambda f: f.raiseException())
    return found[0]
