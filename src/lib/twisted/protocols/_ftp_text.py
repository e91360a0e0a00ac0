"""Of FTP, how things are said: replies, lists, and files as they travel."""

import os
import stat
import time

CHUNK_BYTES = 1 << 16
# Lines of a list that go out together.
CHUNK_LINES = 100


class Refusal(Exception):
    """Refusal(code, text): what a visitor is told who cannot have it."""


def spoken(text):
    """A line's worth of bytes, whatever names are in it."""
    if isinstance(text, str):
        text = text.encode('latin-1', 'replace')
    return text.replace(b'\r', b'?').replace(b'\n', b'?')


def quoted(names):
    """A path as PWD says it, without the quotes around it."""
    return b'/' + b'/'.join(names).replace(b'"', b'""')


def refusal(error):
    """Code and text for an OSError."""
    import errno
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return 452 if full else 550, '%s.' % error.strerror


def bare(host):
    """An address of IPv4 that came by IPv6 is one of IPv4."""
    return host[7:] if host[:7] == '::ffff:' else host


def moment(info):
    """When a file was changed, as MDTM says it (RFC 3659, 2.3)."""
    return time.strftime('%Y%m%d%H%M%S', time.gmtime(info.st_mtime))


def facts(name, info):
    """A line as MLSD has it (RFC 3659, 7.2)."""
    kind = 'dir' if stat.S_ISDIR(info.st_mode) else \
        'file' if stat.S_ISREG(info.st_mode) else 'OS.unix=special'
    return b'type=%s;size=%d;modify=%s; %s' % (
        kind.encode(), info.st_size, moment(info).encode(), name)


def long_line(name, info):
    """A line as "ls -l" has it."""
    when = time.asctime(time.gmtime(info.st_mtime))
    recent = -3600 < time.time() - info.st_mtime < 182 * 86400
    return b'%s %3d %-8d %-8d %8d %s %s' % (
        stat.filemode(info.st_mode).encode(), info.st_nlink, info.st_uid,
        info.st_gid, info.st_size,
        (when[4:16] if recent else when[4:10] + '  ' + when[20:]).encode(),
        name)


def listed(root, fd, names, found, line):
    """What a list says, some lines at a time."""
    for at in range(0, len(found), CHUNK_LINES):
        lines = []
        for name in found[at:at + CHUNK_LINES]:
            try:
                info = os.stat(name, dir_fd=fd, follow_symlinks=False)
                if stat.S_ISLNK(info.st_mode):
                    info = root.stat(names + [name])
            except OSError:
                continue  # gone since, or a link to nowhere
            lines.append(spoken(line(name, info)) + b'\r\n')
        if lines:
            yield b''.join(lines)


def chunks(fd, start, binary):
    """What is in a file, as it goes out."""
    os.lseek(fd, start, os.SEEK_SET)
    while True:
        chunk = os.read(fd, CHUNK_BYTES)
        if not chunk:
            return
        yield chunk if binary else chunk.replace(b'\n', b'\r\n')


def sink(fd, start, binary):
    """What writes to a file what has come; called with None at the end."""
    os.lseek(fd, start, os.SEEK_SET)
    held = b''

    def write(data):
        nonlocal held
        if not binary:
            # CR and LF may come apart.
            whole, held = held + (data or b''), b''
            if data is not None and whole[-1:] == b'\r':
                whole, held = whole[:-1], b'\r'
            data = whole.replace(b'\r\n', b'\n')
        view = memoryview(data or b'')
        while view:
            view = view[os.write(fd, view):]
    return write
