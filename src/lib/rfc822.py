"""Headers of mail, as the era read them."""

from email.utils import (formatdate, getaddresses, mktime_tz, parseaddr,
                         parsedate, parsedate_tz, quote, unquote)


class Message:
    """I am the headers of a message; `fp` is left where its body begins."""

    def __init__(self, fp, seekable=1):
        if seekable:
            try:
                fp.tell()
            except (AttributeError, IOError):
                seekable = 0
        self.fp, self.seekable = fp, seekable
        self.unixfrom = self.status = ''
        self.headers = []
        self.dict = {}
        self.rewindbody = None
        self.readheaders()

    def readheaders(self):
        name = None
        while True:
            before = self.fp.tell() if self.seekable else None
            line = self.fp.readline()
            if isinstance(line, bytes):
                line = line.decode('latin-1')
            if not line:
                self.status = 'EOF in headers'
                return
            if not self.headers and line.startswith('From '):
                self.unixfrom += line
            elif name and line[0] in ' \t':
                self.headers.append(line)
                self.dict[name] += '\n ' + line.strip()
            elif self.iscomment(line):
                pass
            elif self.islast(line):
                return
            else:
                name = self.isheader(line)
                if not name:
                    self.status = ('Non-header line where header expected'
                                   if self.headers else 'No headers')
                    if before is None:
                        self.status += '; bad seek'
                    else:
                        self.fp.seek(before)
                    return
                self.headers.append(line)
                self.dict[name] = line[len(name) + 1:].strip()

    def isheader(self, line):
        name, colon, value = line.partition(':')
        return name.lower() if colon else None

    def islast(self, line):
        return line in ('\r\n', '\n')

    def iscomment(self, line):
        return False

    def _places(self, name):
        """Where in headers the lines are of all of that name."""
        hit = False
        for at, line in enumerate(self.headers):
            if not line[:1].isspace():
                hit = line.lower().startswith(name.lower() + ':')
            if hit:
                yield at

    def getallmatchingheaders(self, name):
        """The lines of all headers of that name."""
        return [self.headers[at] for at in self._places(name)]

    def getfirstmatchingheader(self, name):
        """The lines of the first of them."""
        found = []
        for line in self.getallmatchingheaders(name):
            if found and not line[:1].isspace():
                break
            found.append(line)
        return found

    def getheader(self, name, default=None):
        return self.dict.get(name.lower(), default)

    get = getheader

    def getheaders(self, name):
        """The values of all headers of that name."""
        found = []
        for line in self.getallmatchingheaders(name):
            if line[:1].isspace():
                found[-1] += '\n ' + line.strip()
            else:
                found.append(line[len(name) + 1:].strip())
        return found

    def getrawheader(self, name):
        """The first of them as it was written, without its name."""
        lines = self.getfirstmatchingheader(name)
        return ''.join(lines)[len(name) + 1:] or None

    def getaddr(self, name):
        return (self.getaddrlist(name) or [(None, None)])[0]

    def getaddrlist(self, name):
        return getaddresses(self.getheaders(name))

    def getdate(self, name):
        return parsedate(self.dict.get(name.lower()))

    def getdate_tz(self, name):
        return parsedate_tz(self.dict.get(name.lower()))

    def __len__(self):
        return len(self.dict)

    def __getitem__(self, name):
        return self.dict[name.lower()]

    def __setitem__(self, name, value):
        del self[name]
        self.dict[name.lower()] = value
        self.headers += [line + '\n' for line in
                         (name + ': ' + value).split('\n')]

    def __delitem__(self, name):
        for at in reversed(list(self._places(name))):
            del self.headers[at]
        self.dict.pop(name.lower(), None)

    def has_key(self, name):
        return name.lower() in self.dict

    __contains__ = has_key

    def __iter__(self):
        return iter(self.dict)

    def keys(self):
        return list(self.dict)

    def values(self):
        return list(self.dict.values())

    def items(self):
        return list(self.dict.items())

    def __str__(self):
        return ''.join(self.headers)
