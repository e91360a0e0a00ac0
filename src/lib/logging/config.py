"""Configuring logging from a dictionary."""

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


class DictConfigurator:
    def __init__(self, config):
        self.config = config

    def convert(self, value):
        """ext://sys.stderr and cfg://handlers.file[0]"""
        if not isinstance(value, str) or '://' not in value:
            return value
        kind, _, rest = value.partition('://')
        if kind == 'ext':
            return _resolve(rest)
        if kind != 'cfg':
            return value
        found = self.config
        for part in rest.replace('[', '.').replace(']', '').split('.'):
            try:
                found = found[part]
            except (KeyError, TypeError):
                found = found[int(part)]
        return found

    def make(self, config, default=None):
        """The object that a '()' or a class asks for."""
        factory = config.pop('()', None) or config.pop('class', default)
        props = config.pop('.', None)
        if isinstance(factory, str):
            factory = _resolve(factory)
        result = factory(**{key: self.convert(config[key]) for key in config
                            if key.isidentifier()})
        for name, value in (props or {}).items():
            setattr(result, name, value)
        return result

    def named(self, what, name, build):
        try:
            return build()
        except Exception as e:
            raise ValueError('Unable to configure %s %r' % (what, name)) \
                from e

    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError('Unsupported version: %s' % config['version'])
        if config.get('incremental'):
            self.increment()
            return
        for old in list(logging._handlers):
            logging._handlers.pop(old)
        logging.shutdown(logging._handlerList[:])
        del logging._handlerList[:]
        self.formatters = {
            name: self.named('formatter', name,
                             lambda: self.formatter(dict(one)))
            for name, one in config.get('formatters', {}).items()}
        self.filters = {
            name: self.named('filter', name, lambda: self.filter(dict(one)))
            for name, one in config.get('filters', {}).items()}
        self.handlers = {}
        waiting = dict(config.get('handlers', {}))
        # A handler may have another for its target.
        for name in sorted(waiting, key=lambda name: 'target' in
                           waiting[name]):
            self.handlers[name] = self.named(
                'handler', name, lambda: self.handler(dict(waiting[name])))
            self.handlers[name].name = name
        root = logging.root
        loggers = config.get('loggers', {})
        if config.get('disable_existing_loggers', True):
            for name, logger in root.manager.loggerDict.items():
                if isinstance(logger, logging.Logger):
                    logger.disabled = not any(
                        name == kept or name.startswith(kept + '.')
                        for kept in loggers)
        for name, one in loggers.items():
            logger = logging.getLogger(name)
            self.named('logger', name, lambda: self.logger(logger, one))
            logger.disabled = False
            if one.get('propagate') is not None:
                logger.propagate = one['propagate']
        if config.get('root'):
            self.named('root logger', 'root',
                       lambda: self.logger(root, config['root']))

    def increment(self):
        for name, one in self.config.get('handlers', {}).items():
            if name not in logging._handlers:
                raise ValueError('No handler found with name %r' % name)
            if one.get('level'):
                logging._handlers[name].setLevel(
                    logging._checkLevel(one['level']))
        for name, one in self.config.get('loggers', {}).items():
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
            return self.make(config)
        kind = config.get('class')
        kind = _resolve(kind) if kind else logging.Formatter
        more = {'validate': config['validate']} if 'validate' in config else {}
        return kind(config.get('format'), config.get('datefmt'),
                    config.get('style', '%'), **more)

    def filter(self, config):
        if '()' in config:
            return self.make(config)
        return logging.Filter(config.get('name', ''))

    def handler(self, config):
        formatter = config.pop('formatter', None)
        level = config.pop('level', None)
        filters = config.pop('filters', None)
        if 'target' in config:
            config['target'] = self.handlers[config['target']]
        result = self.make(config)
        if formatter:
            result.setFormatter(self.formatters[formatter])
        if level is not None:
            result.setLevel(logging._checkLevel(level))
        for name in filters or ():
            result.addFilter(self.filters[name] if isinstance(name, str)
                             else name)
        return result

    def logger(self, logger, config):
        if config.get('level') is not None:
            logger.setLevel(logging._checkLevel(config['level']))
        for h in logger.handlers[:]:
            logger.removeHandler(h)
        for name in config.get('handlers') or ():
            logger.addHandler(self.handlers[name])
        for name in config.get('filters') or ():
            logger.addFilter(self.filters[name] if isinstance(name, str)
                             else name)


dictConfigClass = DictConfigurator


def dictConfig(config):
    dictConfigClass(config).configure()
