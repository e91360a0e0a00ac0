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
    from twisted.python import failure
    found = []
    endpoints.serverFromString(reactor, description).listen(
        factory).addBoth(found.append)
    if not found:
        raise ValueError('%s is not bound at once; service() waits for it'
                         % description)
    if isinstance(found[0], failure.Failure):
        found[0].raiseException()
    return found[0]
