"""Parser for command line options, as C programs have them."""

import os

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """(options, the rest): stops at the first word that is no option."""
    opts = []
    longopts = _long(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        if args[0] == '--':
            args = args[1:]
            break
        args = _one(opts, args, shortopts, longopts)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """(options, the rest): options may stand behind other words."""
    opts = []
    others = []
    longopts = _long(longopts)
    stop = shortopts.startswith('+') or os.environ.get('POSIXLY_CORRECT')
    shortopts = shortopts.removeprefix('+')
    while args:
        if args[0] == '--':
            others += args[1:]
            break
        if args[0].startswith('-') and args[0] != '-':
            args = _one(opts, args, shortopts, longopts)
        elif stop:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return opts, others


def _long(longopts):
    return [longopts] if isinstance(longopts, str) else list(longopts)


def _one(opts, args, shortopts, longopts):
    if args[0].startswith('--'):
        return do_longs(opts, args[0][2:], longopts, args[1:])[1]
    return do_shorts(opts, args[0][1:], shortopts, args[1:])[1]


def do_longs(opts, opt, longopts, args):
    opt, equals, value = opt.partition('=')
    takes, opt = long_has_args(opt, longopts)
    if takes:
        if not equals:
            if not args:
                raise GetoptError('option --%s requires argument' % opt, opt)
            value, args = args[0], args[1:]
    elif equals:
        raise GetoptError('option --%s must not have an argument' % opt, opt)
    opts.append(('--' + opt, value))
    return opts, args


def long_has_args(opt, longopts):
    """Whether the option takes an argument, and its full name."""
    possible = [o for o in longopts if o.startswith(opt)]
    if not possible:
        raise GetoptError('option --%s not recognized' % opt, opt)
    if opt in possible:
        return False, opt
    if opt + '=' in possible:
        return True, opt
    if len(possible) > 1:
        raise GetoptError('option --%s not a unique prefix' % opt, opt)
    return possible[0].endswith('='), possible[0].removesuffix('=')


def do_shorts(opts, word, shortopts, args):
    while word:
        opt, value, word = '-' + word[0], word[1:], ''
        if not short_has_arg(opt[1], shortopts):
            value, word = '', value
        elif not value:
            if not args:
                raise GetoptError('option %s requires argument' % opt, opt[1])
            value, args = args[0], args[1:]
        opts.append((opt, value))
    return opts, args


def short_has_arg(opt, shortopts):
    at = shortopts.find(opt)
    if at < 0 or opt == ':':
        raise GetoptError('option -%s not recognized' % opt, opt)
    return shortopts.startswith(':', at + 1)
