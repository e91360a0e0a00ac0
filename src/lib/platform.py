"""What machine and system this is."""

import os
import sys
from collections import namedtuple

uname_result = namedtuple('uname_result', 'system node release version machine')
uname_result.processor = property(lambda self: '')


def uname():
    return uname_result(*os.uname())


def system():
    return os.uname().sysname


def node():
    return os.uname().nodename


def release():
    return os.uname().release


def version():
    return os.uname().version


def machine():
    return os.uname().machine


def processor():
    return ''


def architecture(executable=sys.executable, bits='', linkage=''):
    return bits or ('64bit' if sys.maxsize > 1 << 32 else '32bit'), linkage


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    return lib, version


def platform(aliased=False, terse=False):
    info = os.uname()
    parts = [info.sysname, info.release]
    if not terse:
        parts.append(info.machine)
    return '-'.join(parts).replace(' ', '_')


def python_implementation():
    return 'CPython' if sys.implementation.name == 'cpython' else \
        sys.implementation.name


def python_version():
    return '.'.join(map(str, sys.version_info[:3]))


def python_version_tuple():
    return tuple(map(str, sys.version_info[:3]))


def python_branch():
    return ''


def python_revision():
    return ''


def python_build():
    return '', ''


def python_compiler():
    return ''


def freedesktop_os_release():
    """/etc/os-release as a dictionary."""
    for name in ('/etc/os-release', '/usr/lib/os-release'):
        try:
            with open(name, encoding='utf-8') as file:
                lines = file.read().splitlines()
        except OSError:
            continue
        info = {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}
        import shlex
        for line in lines:
            key, equals, value = line.partition('=')
            if equals and key.replace('_', 'a').isalnum():
                info[key] = ''.join(shlex.split(value))
        return info
    raise OSError(2, 'Unable to read files /etc/os-release, '
                  '/usr/lib/os-release')
