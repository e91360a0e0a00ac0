"""What kind of machine I run on."""

import sys
import time

platformType = 'posix'
seconds = time.time


class Platform:
    """I answer questions about the machine."""

    type = platformType
    seconds = staticmethod(time.time)

    def getType(self):
        return self.type

    def isKnown(self):
        return True

    def isWindows(self):
        return False

    def isMacOSX(self):
        return sys.platform == 'darwin'

    def isLinux(self):
        return sys.platform.startswith('linux')

    def supportsThreads(self):
        return False


platform = Platform()
shortPythonVersion = '.'.join([str(each) for each in sys.version_info[:3]])
