"""What kind of machine I run on."""

import sys
import time

platformType = 'posix'
seconds = time.time


knownPlatforms = {'nt': 'win32', 'ce': 'win32', 'posix': 'posix',
                  'java': 'java', 'org.python.modules.os': 'java'}


class Platform:
    """I answer questions about the machine, or about one of that name."""

    type = platformType
    seconds = staticmethod(time.time)

    def __init__(self, name=None, platform=None):
        if name is not None:
            self.type = knownPlatforms.get(name)
        self._platform = platform or sys.platform

    def isKnown(self):
        return self.type is not None

    def getType(self):
        return self.type

    def isMacOSX(self):
        return self._platform == 'darwin'

    def isWinNT(self):
        return self.type == 'win32'

    isWindows = isWinNT

    def isVista(self):
        return False

    def isLinux(self):
        return self._platform.startswith('linux')

    def isDocker(self, _initCGroupLocation='/proc/1/cgroup'):
        """Whether I run inside a container of Docker's."""
        try:
            with open(_initCGroupLocation) as file:
                return self.isLinux() and 'docker' in file.read()
        except OSError:
            return False

    def supportsThreads(self):
        return False

    def supportsINotify(self):
        return False


platform = Platform()


def shortPythonVersion():
    """The version of the language, such as '3.11.7'."""
    return '%s.%s.%s' % sys.version_info[:3]
