"""Configuring logging from a dictionary, or from a file of sections."""

import logging


def _resolve(name):
    """What a dotted name means."""
    parts = name.split('.')
    import importlib
    found = importlib.import_module(parts[0])
    for i in range(1, len(parts)):
        try:
            found = getattr(found, parts[i])
        except AttributeError:
            try:
                importlib.import_module('.'.join(parts[:i + 1]))
                found = getattr(found, parts[i])
            except ImportError as e:
                raise ValueError('Cannot resolve %r: %s' % (name, e)) from e
    return found


class BaseConfigurator:
    """I know what ext://sys.stderr and cfg://handlers.file[0] stand for."""

    value_converters = {'ext': 'ext_convert', 'cfg': 'cfg_convert'}

    def __init__(self, config):
        self.config = dict(config)

    def resolve(self, name):
        return _resolve(name)

    ext_convert = resolve

    def cfg_convert(self, value):
        import re
        found = self.config
        path = re.fullmatch(r'\s*\w+((\.\w+|\[[^]]*\])*)\s*', value)
        if path is None:
            raise ValueError('Unable to convert %r' % value)
        for part in re.findall(r'[^\s.[\]]+', value):
            try:
                found = found[int(part) if part.isdigit() else part]
            except TypeError:
                found = found[part]
        return self.convert(found)

    def convert(self, value):
        if isinstance(value, dict):
            return {key: self.convert(value[key]) for key in value}
        if isinstance(value, list) or isinstance(value, tuple) and \
                not hasattr(value, '_fields'):
            return type(value)(map(self.convert, value))
        if isinstance(value, str) and '://' in value:
            kind, _, rest = value.partition('://')
            if kind in self.value_converters:
                return getattr(self, self.value_converters[kind])(rest)
        return value

    def configure_custom(self, config):
        """The object that a '()' or a class asks for."""
        factory = config.pop('()', None) or config.pop('class')
        props = config.pop('.', None)
        if not callable(factory):
            factory = self.resolve(factory)
        for key in config:
            if not key.isidentifier():
                raise ValueError('Not a valid Python identifier: %r' % key)
            config[key] = self.convert(config[key])
            if key in ('address', 'mailhost'):
                config[key] = self.as_tuple(config[key])
        result = factory(**config)
        for name, value in (props or {}).items():
            setattr(result, name, value)
        return result

    def as_tuple(self, value):
        return tuple(value) if isinstance(value, list) else value


class DictConfigurator(BaseConfigurator):
    def section(self, what):
        """One part of the dictionary; a cfg:// may look at what it becomes."""
        found = self.config.get(what + 's', {})
        if isinstance(found, str):
            found = self.convert(found)
        found = self.config[what + 's'] = dict(found)
        return found

    def named(self, what, build, *args):
        try:
            return build(*args)
        except Exception as e:
            raise ValueError('Unable to configure ' + what) from e

    def made(self, what, build):
        """The section, each of its dictionaries made what it stands for."""
        section = self.section(what)
        for name in section:
            if isinstance(section[name], str):
                section[name] = self.convert(section[name])
        # A handler may have another for its target.
        for name in sorted(section, key=lambda name: (
                'target' in section[name], name)):
            section[name] = self.named('%s %r' % (what, name), build,
                                       dict(section[name]))
        return section

    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError('Unsupported version: %s' % config['version'])
        if config.get('incremental'):
            self.increment()
            return
        logging._handlers.clear()
        logging.shutdown(logging._handlerList[:])
        del logging._handlerList[:]
        self.formatters = self.made('formatter', self.formatter)
        self.filters = self.made('filter', self.filter)
        self.handlers = self.made('handler', self.handler)
        for name, handler in self.handlers.items():
            handler.name = name
        root = logging.root
        loggers = self.section('logger')
        disable = config.get('disable_existing_loggers', True)
        for name, logger in root.manager.loggerDict.items():
            if isinstance(logger, logging.Logger):
                logger.disabled = disable and not any([
                    (name + '.').startswith(kept + '.') for kept in loggers])
        for name, one in loggers.items():
            logger = logging.getLogger(name)
            self.named('logger %r' % name, self.logger, logger, one)
            logger.disabled = False
            if one.get('propagate') is not None:
                logger.propagate = one['propagate']
        if config.get('root'):
            self.named('root logger', self.logger, root, config['root'])

    def increment(self):
        for name, one in self.section('handler').items():
            if name not in logging._handlers:
                raise ValueError('No handler found with name %r' % name)
            if one.get('level'):
                logging._handlers[name].setLevel(
                    logging._checkLevel(one['level']))
        for name, one in self.section('logger').items():
            logger = logging.getLogger(name)
            if one.get('level'):
                logger.setLevel(logging._checkLevel(one['level']))
            if one.get('propagate') is not None:
                logger.propagate = one['propagate']
        one = self.config.get('root')
        if one and one.get('level'):
            logging.root.setLevel(logging._checkLevel(one['level']))

    def formatter(self, config):
        if '()' in config:
            try:
                return self.configure_custom(dict(config))
            except TypeError as e:
                if "'format'" not in str(e):
                    raise
            config['fmt'] = config.pop('format')
            return self.configure_custom(config)
        kind = config.get('class')
        kind = self.resolve(kind) if kind else logging.Formatter
        more = {'validate': config['validate']} if 'validate' in config else {}
        return kind(config.get('format'), config.get('datefmt'),
                    config.get('style', '%'), **more)

    def filter(self, config):
        if '()' in config:
            return self.configure_custom(config)
        return logging.Filter(config.get('name', ''))

    def handler(self, config):
        formatter = config.pop('formatter', None)
        level = config.pop('level', None)
        filters = config.pop('filters', None)
        if 'target' in config:
            config['target'] = self.config['handlers'][config['target']]
        result = self.configure_custom(config)
        if formatter:
            result.setFormatter(self.formatters[formatter])
        if level is not None:
            result.setLevel(logging._checkLevel(level))
        self.add_filters(result, filters)
        return result

    def add_filters(self, filterer, filters):
        for one in filters or ():
            if isinstance(one, str):
                one = self.filters[one]
            if not callable(one) and not callable(getattr(one, 'filter', 0)):
                raise TypeError('not a filter: %r' % (one,))
            filterer.addFilter(one)

    def logger(self, logger, config):
        if config.get('level') is not None:
            logger.setLevel(logging._checkLevel(config['level']))
        for h in logger.handlers[:]:
            logger.removeHandler(h)
        for name in config.get('handlers') or ():
            logger.addHandler(self.handlers[name])
        self.add_filters(logger, config.get('filters'))


dictConfigClass = DictConfigurator


def dictConfig(config):
    dictConfigClass(config).configure()


def _sections(fname, defaults, encoding):
    from configparser import ConfigParser, Error, RawConfigParser
    if isinstance(fname, RawConfigParser):
        return fname
    import os
    cp = ConfigParser(defaults)
    try:
        if hasattr(fname, 'readline'):
            cp.read_file(fname)
        elif not os.path.exists(fname):
            raise FileNotFoundError("%s doesn't exist" % fname)
        elif not os.path.getsize(fname):
            raise RuntimeError('%s is an empty file' % fname)
        else:
            cp.read(fname, encoding=encoding)
    except Error as e:
        raise RuntimeError('%s is invalid: %s' % (fname, e))
    return cp


def fileConfig(fname, defaults=None, disable_existing_loggers=True,
               encoding=None):
    """What a file has in sections is what dictConfig has in a dictionary."""
    cp = _sections(fname, defaults, encoding)

    def words(text):
        return [word.strip() for word in text.split(',') if word.strip()]

    def keyed(kind):
        return {key: cp['%s_%s' % (kind, key)]
                for key in words(cp[kind + 's']['keys'])}

    def formatter(one):
        return {'format': one.get('format', raw=True),
                'datefmt': one.get('datefmt', raw=True),
                'style': one.get('style', '%', raw=True),
                'class': one.get('class')}

    def handler(one):
        names = vars(logging)
        kind = one['class']
        try:
            kind = eval(kind, names)
        except (AttributeError, NameError):
            kind = _resolve(kind)
        args = eval(one.get('args', '()'), names)
        kwargs = eval(one.get('kwargs', '{}'), names)
        made = {'()': lambda target=None: given(kind(*args, **kwargs), target)}
        for key in ('level', 'formatter', 'target'):
            if one.get(key):
                made[key] = one[key]
        return made

    def given(handler, target):
        if target:
            handler.setTarget(target)
        return handler

    def logger(one):
        return {'level': one.get('level'), 'handlers': words(one['handlers']),
                'propagate': one.getint('propagate', 1)}

    loggers = keyed('logger')
    root = loggers.pop('root')
    DictConfigurator({
        'version': 1, 'disable_existing_loggers': disable_existing_loggers,
        'formatters': {name: formatter(one)
                       for name, one in keyed('formatter').items()},
        'handlers': {name: handler(one)
                     for name, one in keyed('handler').items()},
        'loggers': {one['qualname']: logger(one) for one in loggers.values()},
        'root': logger(root)}).configure()
