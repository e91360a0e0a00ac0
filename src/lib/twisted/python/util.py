"""Smaller helpers."""

import os


def println(*parts):
    print(' '.join([str(each) for each in parts]))


def sibpath(path, sibling):
    """The path of a file beside another."""
    return os.path.join(os.path.dirname(os.path.abspath(path)), sibling)


def uniquify(lst):
    """The items in order, each once."""
    seen = {}
    found = []
    for item in lst:
        if item not in seen:
            seen[item] = 1
            found.append(item)
    return found


def getPassword(prompt='Password: ', confirm=0):
    """Ask at the terminal, without showing what is typed."""
    import getpass
    while True:
        first = getpass.getpass(prompt)
        if not confirm or getpass.getpass('Confirm: ') == first:
            return first
        print('Passwords do not match, try again.')


class InsensitiveDict(dict):
    """My keys are the same in capitals and small letters."""

    def __setitem__(self, key, value):
        dict.__setitem__(self, key.lower(), value)

    def __getitem__(self, key):
        return dict.__getitem__(self, key.lower())

    def __contains__(self, key):
        return dict.__contains__(self, key.lower())

    def get(self, key, default=None):
        return dict.get(self, key.lower(), default)
