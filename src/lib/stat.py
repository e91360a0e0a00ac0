"""Constants and functions for interpreting what os.stat() gives."""

ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID = range(5)
ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(5, 10)

S_IFDIR = 0o040000
S_IFCHR = 0o020000
S_IFBLK = 0o060000
S_IFREG = 0o100000
S_IFIFO = 0o010000
S_IFLNK = 0o120000
S_IFSOCK = 0o140000

S_ISUID = 0o4000
S_ISGID = 0o2000
S_ISVTX = 0o1000
S_ENFMT, S_IREAD, S_IWRITE, S_IEXEC = 0o2000, 0o400, 0o200, 0o100
S_IFDOOR = S_IFPORT = S_IFWHT = 0
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001


def S_IMODE(mode):
    return mode & 0o7777


def S_IFMT(mode):
    return mode & 0o170000


def S_ISDIR(mode):
    return S_IFMT(mode) == S_IFDIR


def S_ISCHR(mode):
    return S_IFMT(mode) == S_IFCHR


def S_ISBLK(mode):
    return S_IFMT(mode) == S_IFBLK


def S_ISREG(mode):
    return S_IFMT(mode) == S_IFREG


def S_ISFIFO(mode):
    return S_IFMT(mode) == S_IFIFO


def S_ISLNK(mode):
    return S_IFMT(mode) == S_IFLNK


def S_ISSOCK(mode):
    return S_IFMT(mode) == S_IFSOCK


def S_ISDOOR(mode):
    return False


S_ISPORT = S_ISWHT = S_ISDOOR


def filemode(mode):
    """A mode as ls writes it: '-rwxr-xr-x'."""
    kinds = {S_IFLNK: 'l', S_IFSOCK: 's', S_IFREG: '-', S_IFBLK: 'b',
             S_IFDIR: 'd', S_IFCHR: 'c', S_IFIFO: 'p'}
    result = kinds.get(S_IFMT(mode), '?')
    for shift, special, letter in ((6, S_ISUID, 's'), (3, S_ISGID, 's'),
                                   (0, S_ISVTX, 't')):
        bits = mode >> shift
        result += 'r' if bits & 4 else '-'
        result += 'w' if bits & 2 else '-'
        if mode & special:
            result += letter if bits & 1 else letter.upper()
        else:
            result += 'x' if bits & 1 else '-'
    return result
