"""Finding modules without running them."""

import sys
import _imp
from importlib import import_module
from importlib.machinery import ModuleSpec

__all__ = ['find_spec', 'module_from_spec', 'resolve_name',
           'spec_from_file_location', 'spec_from_loader']


def resolve_name(name, package):
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError('no package specified for %r (required for relative '
                          'module names)' % name)
    level = len(name) - len(name.lstrip('.'))
    bits = package.rsplit('.', level - 1)
    if len(bits) < level:
        raise ImportError('attempted relative import beyond top-level package')
    rest = name[level:]
    return bits[0] + '.' + rest if rest else bits[0]


def find_spec(name, package=None):
    """A spec of a module that could be imported; None: there is none."""
    name = resolve_name(name, package)
    module = sys.modules.get(name)
    if module is not None:
        spec = getattr(module, '__spec__', None)
        return spec or ModuleSpec(name, None,
                                  origin=getattr(module, '__file__', None))
    path = sys.path
    parent, dot, last = name.rpartition('.')
    if dot:
        path = getattr(import_module(parent), '__path__', [])
    if _imp.is_builtin(name):
        return ModuleSpec(name, None, origin='built-in')
    if _imp.is_embedded(name):
        return ModuleSpec(name, None, origin='embedded')
    for finder in sys.meta_path:
        spec = finder.find_spec(name, path if dot else None, None)
        if spec is not None:
            return spec
    import os
    for directory in path:
        base = os.path.join(directory, last)
        package_file = os.path.join(base, '__init__.py')
        if os.path.isfile(package_file):
            return spec_from_file_location(
                name, package_file, submodule_search_locations=[base])
        if os.path.isfile(base + '.py'):
            return spec_from_file_location(name, base + '.py')
    return None


class _FileLoader:
    def __init__(self, name, path):
        self.name = name
        self.path = path

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        with open(path, 'rb') as file:
            return file.read()

    def get_source(self, name=None):
        return self.get_data(self.path).decode()

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(compile(self.get_data(self.path), self.path, 'exec'),
             module.__dict__)


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=None):
    import os
    location = os.path.abspath(os.fspath(location))
    spec = ModuleSpec(name, loader or _FileLoader(name, location),
                      origin=location)
    spec.submodule_search_locations = submodule_search_locations
    spec.has_location = True
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def module_from_spec(spec):
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    if module is None:
        module = type(sys)(spec.name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    if spec.has_location:
        module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    return module


def _ask_finders(name, path):
    """The module that one of sys.meta_path finds, loaded; or None."""
    for finder in list(sys.meta_path):
        find = getattr(finder, 'find_spec', None)
        spec = find and find(name, path, None)
        if spec is not None:
            return _load(spec)
    return None


def _load(spec):
    module = sys.modules[spec.name] = module_from_spec(spec)
    if spec.loader is not None:    # else a package of nothing but a path
        try:
            spec.loader.exec_module(module)
        except BaseException:
            sys.modules.pop(spec.name, None)
            raise
    return sys.modules[spec.name]
