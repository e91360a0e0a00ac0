"""What specs of modules are."""

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = EXTENSION_SUFFIXES = []


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """Where a module comes from."""

    def __init__(self, name, loader, *, origin=None, loader_state=None,
                 is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self.has_location = False
        self.cached = None

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    def __repr__(self):
        text = 'name=%r, loader=%r' % (self.name, self.loader)
        if self.origin is not None:
            text += ', origin=%r' % self.origin
        if self.submodule_search_locations is not None:
            text += ', submodule_search_locations=%r' % (
                self.submodule_search_locations,)
        return 'ModuleSpec(%s)' % text
