"""__main__ as the shell of a running server sees it.

It was the main module of twistd itself, and both tutorials list its names. The
values are real where they make sense.
"""

import sys

from twisted import copyright


def install():
    """Make an empty one."""
    module = type(sys)('__main__')
    names = module.__dict__
    for name in list(names):
        if name not in ('__name__', '__doc__'):
            del names[name]
    names['__builtins__'] = __builtins__
    sys.modules['__main__'] = module
    return module


def finish(module, application, options, logFile):
    """Fill it, when it is known what runs and what year it is."""
    if copyright.is_early():
        _fill_early(module.__dict__, application, options, logFile)
    else:
        _fill(module.__dict__)


def _fill(names):
    import os
    import string
    from twisted.scripts import twistd
    names.update(os=os, run=twistd.main, string=string, sys=sys)


def _fill_early(names, application, options, logFile):
    import imp
    import os
    import signal
    import string
    import traceback
    from twisted.internet import main
    from twisted.persisted import styles
    from twisted.python import log, logfile, runtime, usage, util
    from twisted.scripts import twistd

    class EverythingEphemeral(styles.Ephemeral):
        """I stood for what a tap wanted and nobody had."""

    EverythingEphemeral.__module__ = '__main__'
    names.update(
        EverythingEphemeral=EverythingEphemeral,
        ServerOptions=twistd.Options, application=application, config=options,
        copyright=copyright, imp=imp, initRun=1, load=twistd.load_application,
        log=log, logFile=log.logfile, logfile=logfile, main=main,
        mainMod=main, oldstderr=sys.__stderr__, oldstdin=sys.__stdin__,
        oldstdout=sys.__stdout__, os=os, platformType=runtime.platformType,
        runtime=runtime, string=string, styles=styles, sys=sys,
        traceback=traceback, usage=usage, util=util)
    if logFile is not None:
        names.update(logPath=logFile.path, rotateLog=logFile.rotate,
                     signal=signal)
