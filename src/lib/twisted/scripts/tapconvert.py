"""tapconvert: turn a tap into readable source, and back."""

from twisted.python import usage

_SUFFIXES = {'.tap': 'tap', '.tas': 'source'}


class Options(usage.Options):
    synopsis = 'Usage: tapconvert -i FILE -o FILE [-t tap|source]'
    longdesc = ('Which form the input has is seen from the input itself. '
                'Nothing that is in it runs.')
    optParameters = [
        ['in', 'i', None, 'the file to read, - for stdin'],
        ['out', 'o', None, 'the file to write, - for stdout'],
        ['typeout', 't', None,
         'the form to write: tap or source, by default what the name of the '
         'output says'],
        ['typein', 'f', 'guess', 'accepted for old times\' sake'],
        usage.MAX_HEAP]

    def postOptions(self):
        for name in ('in', 'out'):
            if not self[name]:
                raise usage.UsageError('--%s is needed' % name)
        kind = self['typeout']
        if kind is None:
            kind = _SUFFIXES.get(self['out'][-4:], 'source')
        if kind == 'pickle':
            kind = 'tap'
        if kind not in ('tap', 'source'):
            raise usage.UsageError("unknown form '%s', only tap and source"
                                   % kind)
        self['typeout'] = kind


def main():
    import _tap
    options = Options()
    try:
        options.parseOptions()
    except usage.UsageError as error:
        usage.complain('tapconvert', error)
    names = [options[name] if options[name] != '-' else '/dev/std' + name
             for name in ('in', 'out')]
    try:
        _tap.convert(*names, options['typeout'])
    except (_tap.TapError, OSError) as error:
        usage.give_up('tapconvert', error)
