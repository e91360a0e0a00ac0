"""What an FTP server of today says, and the errors that say so."""

# The name, the key if it is not the code alone, and the reply.
_ROWS = '''
RESTART_MARKER_REPLY                100   110 MARK yyyy-mmmm
SERVICE_READY_IN_N_MINUTES          -     120 service ready in %s minutes
DATA_CNX_ALREADY_OPEN_START_XFR     -     125 Data connection already open, \
starting transfer
FILE_STATUS_OK_OPEN_DATA_CNX        -     150 File status okay; about to open \
data connection.
CMD_OK                              200.1 200 Command OK
TYPE_SET_OK                         200.2 200 Type set to %s.
ENTERING_PORT_MODE                  200.3 200 PORT OK
CMD_NOT_IMPLMNTD_SUPERFLUOUS        -     202 Command not implemented, \
superfluous at this site
SYS_STATUS_OR_HELP_REPLY            211.1 211 System status reply
DIR_STATUS                          -     212 %s
FILE_STATUS                         -     213 %s
HELP_MSG                            -     214 help: %s
NAME_SYS_TYPE                       -     215 UNIX Type: L8
SVC_READY_FOR_NEW_USER              220.1 220 Service ready
WELCOME_MSG                         220.2 220 %s
SVC_CLOSING_CTRL_CNX                221.1 221 Service closing control connection
GOODBYE_MSG                         221.2 221 Goodbye.
DATA_CNX_OPEN_NO_XFR_IN_PROGRESS    -     225 data connection open, no \
transfer in progress
CLOSING_DATA_CNX                    226.1 226 Abort successful
TXFR_COMPLETE_OK                    226.2 226 Transfer Complete.
ENTERING_PASV_MODE                  -     227 Entering Passive Mode (%s).
ENTERING_EPSV_MODE                  -     229 Entering Extended Passive Mode \
(|||%s|).
USR_LOGGED_IN_PROCEED               230.1 230 User logged in, proceed
GUEST_LOGGED_IN_PROCEED             230.2 230 Anonymous login ok, access \
restrictions apply.
REQ_FILE_ACTN_COMPLETED_OK          -     250 Requested File Action Completed OK
PWD_REPLY                           257.1 257 "%s"
MKD_REPLY                           257.2 257 "%s" created
USR_NAME_OK_NEED_PASS               331.1 331 Password required for %s.
GUEST_NAME_OK_NEED_EMAIL            331.2 331 Guest login ok, type your email \
address as password.
NEED_ACCT_FOR_LOGIN                 -     332 Need account for login.
REQ_FILE_ACTN_PENDING_FURTHER_INFO  -     350 Requested file action pending \
further information.
SVC_NOT_AVAIL_CLOSING_CTRL_CNX      421.1 421 Service not available, closing \
control connection.
TOO_MANY_CONNECTIONS                421.2 421 Too many users right now, try \
again in a few minutes.
CANT_OPEN_DATA_CNX                  -     425 Can't open data connection.
CNX_CLOSED_TXFR_ABORTED             -     426 Transfer aborted.  Data \
connection closed.
REQ_ACTN_ABRTD_FILE_UNAVAIL         -     450 Requested action aborted. File \
unavailable.
REQ_ACTN_ABRTD_LOCAL_ERR            -     451 Requested action aborted. Local \
error in processing.
REQ_ACTN_ABRTD_INSUFF_STORAGE       -     452 Requested action aborted. \
Insufficient storage.
SYNTAX_ERR                          -     500 Syntax error: %s
SYNTAX_ERR_IN_ARGS                  -     501 syntax error in argument(s) %s.
CMD_NOT_IMPLMNTD                    502.1 502 Command '%s' not implemented
OPTS_NOT_IMPLEMENTED                502.2 502 Option '%s' not implemented.
BAD_CMD_SEQ                         -     503 Incorrect sequence of commands: %s
CMD_NOT_IMPLMNTD_FOR_PARAM          -     504 Not implemented for parameter \
'%s'.
NOT_LOGGED_IN                       530.1 530 Please login with USER and PASS.
AUTH_FAILURE                        530.2 530 Sorry, Authentication failed.
NEED_ACCT_FOR_STOR                  -     532 Need an account for storing files
FILE_NOT_FOUND                      550.1 550 %s: No such file or directory.
PERMISSION_DENIED                   550.2 550 %s: Permission denied.
ANON_USER_DENIED                    550.3 550 Anonymous users are forbidden to \
change the filesystem
IS_NOT_A_DIR                        550.4 550 Cannot rmd, %s is not a directory
REQ_ACTN_NOT_TAKEN                  550.5 550 Requested action not taken: %s
FILE_EXISTS                         550.6 550 %s: File exists
IS_A_DIR                            550.7 550 %s: is a directory
PAGE_TYPE_UNK                       -     551 Page type unknown
EXCEEDED_STORAGE_ALLOC              -     552 Requested file action aborted, \
exceeded file storage allocation
FILENAME_NOT_ALLOWED                -     553 Requested action not taken, file \
name not allowed
'''
RESPONSE = {}
for _row in _ROWS.split('\n')[1:-1]:
    _name, _key, _reply = _row.split(None, 2)
    _key = _reply[:3] if _key == '-' else _key
    RESPONSE[_key] = _reply
    globals()[_name] = _key
FEAT_OK = '211.2'
RESPONSE[FEAT_OK] = ['211-Features:', '211 End']


class FTPCmdError(Exception):
    """I am why a command is refused: my errorCode is the key of the reply, my
    arguments go into it."""

    def __init__(self, *msg):
        Exception.__init__(self, *msg)
        self.errorMessage = msg

    def response(self):
        return RESPONSE[self.errorCode] % self.errorMessage


for _row in ('FileNotFoundError FILE_NOT_FOUND',
             'AnonUserDeniedError ANON_USER_DENIED',
             'PermissionDeniedError PERMISSION_DENIED',
             'IsNotADirectoryError IS_NOT_A_DIR',
             'FileExistsError FILE_EXISTS',
             'IsADirectoryError IS_A_DIR',
             'CmdSyntaxError SYNTAX_ERR',
             'CmdArgSyntaxError SYNTAX_ERR_IN_ARGS',
             'CmdNotImplementedError CMD_NOT_IMPLMNTD',
             'CmdNotImplementedForArgError CMD_NOT_IMPLMNTD_FOR_PARAM',
             'BadCmdSequenceError BAD_CMD_SEQ',
             'AuthorizationError AUTH_FAILURE'):
    _name, _key = _row.split()
    globals()[_name] = type(_name, (FTPCmdError,), {
        'errorCode': globals()[_key], '__module__': 'twisted.protocols.ftp'})
FTPCmdError.__module__ = 'twisted.protocols.ftp'


class PortConnectionError(Exception):
    """There is no data connection."""

    __module__ = 'twisted.protocols.ftp'


class InvalidPath(Exception):
    """The path leads out of the root, or means nothing."""

    __module__ = 'twisted.protocols.ftp'


def toSegments(cwd, path):
    """The names on the way from the root to what a path means here."""
    found = [] if path.startswith('/') else cwd[:]
    for name in path.split('/'):
        if name == '..' and found:
            found.pop()
        elif name == '..' or '\0' in name:
            raise InvalidPath(cwd, path)
        elif name not in ('', '.'):
            found.append(name)
    return found


def errnoToFailure(e, path):
    """A Deferred that has failed as the client shall be told; of other numbers
    than these, with the exception that is being handled."""
    import errno
    from twisted.internet import defer
    name = {errno.ENOENT: 'FileNotFoundError',
            errno.EACCES: 'PermissionDeniedError',
            errno.EPERM: 'PermissionDeniedError',
            errno.ENOTDIR: 'IsNotADirectoryError',
            errno.EEXIST: 'FileExistsError',
            errno.EISDIR: 'IsADirectoryError'}.get(e)
    return defer.fail(name and globals()[name](path))
