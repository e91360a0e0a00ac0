"""Why somebody is not let in."""


class Unauthorized(Exception):
    """You may not do that."""


class LoginFailed(Exception):
    """Logging in did not work."""


class UnauthorizedLogin(LoginFailed, Unauthorized):
    """Name and password do not fit."""


class UnhandledCredentials(LoginFailed):
    """Nobody here knows how to check such credentials."""


class LoginDenied(LoginFailed):
    """The realm does not want this login, though it may be who it says."""
