# What an FTP shell says of files, and of such as have no owner.
import os

from twisted.protocols import ftp
from twisted.python import filepath


def refuse():
    raise NotImplementedError


class Shell(ftp.FTPShell):
    def _path(self, path):
        made = ftp.FTPShell._path(self, path)
        made.getUserID = made.getGroupID = made.getNumberOfHardLinks = refuse
        return made


os.mkdir('root')
with open('root/tea', 'w') as file:
    file.write('assam')
os.link('root/tea', 'root/assam')
keys = 'size', 'directory', 'hardlinks', 'owner', 'group'
for kind in ftp.FTPShell, Shell:
    kind(filepath.FilePath('root')).stat(('tea',), keys).addCallback(print)
