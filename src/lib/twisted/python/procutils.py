"""Finding programs."""

import os


def which(name, flags=os.X_OK):
    """All files in PATH with this name that may be executed."""
    found = []
    for directory in os.environ.get('PATH', '').split(os.pathsep):
        path = os.path.join(directory, name)
        if os.environ.get('PATH') is not None and os.access(path, flags):
            found.append(path)
    return found
