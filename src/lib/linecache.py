"""Lines of source files, read once."""

import _imp

cache = {}


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 0 < lineno <= len(lines) else ''


def getlines(filename, module_globals=None):
    entry = cache.get(filename, ())
    if len(entry) > 1:
        return entry[2]
    return updatecache(filename, module_globals)


def updatecache(filename, module_globals=None):
    try:
        text = _imp.library_source(filename)
        if text is None:
            with open(filename) as file:
                text = file.read()
    except (OSError, UnicodeError):
        if not lazycache(filename, module_globals):
            return []
        try:
            text = cache.pop(filename)[0]() or ''
        except (ImportError, OSError):
            return []
    lines = text.splitlines(True)
    if lines and not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    cache[filename] = (None, None, lines, filename)
    return lines


def checkcache(filename=None):
    if filename is None:
        cache.clear()
    else:
        cache.pop(filename, None)


def clearcache():
    cache.clear()


def lazycache(filename, module_globals):
    """Have the file's text come from the loader of a module, or from the file
    that the module is in, once a line is asked for."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not module_globals or not filename or filename[0] == '<':
        return False
    name = module_globals.get('__name__')
    loader = getattr(module_globals.get('__spec__'), 'loader', None) or \
        module_globals.get('__loader__')
    ask = getattr(loader, 'get_source', None)
    file = module_globals.get('__file__')

    def read():
        with open(file) as opened:
            return opened.read()
    if name and ask:
        cache[filename] = (lambda: ask(name),)
    elif file:
        cache[filename] = (read,)
    return filename in cache
