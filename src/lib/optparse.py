"""Command line options, as programs before argparse parse them."""

import os
import sys

__all__ = ['Option', 'make_option', 'SUPPRESS_HELP', 'SUPPRESS_USAGE',
           'Values', 'OptionContainer', 'OptionGroup', 'OptionParser',
           'HelpFormatter', 'IndentedHelpFormatter', 'TitledHelpFormatter',
           'OptParseError', 'OptionError', 'OptionConflictError',
           'OptionValueError', 'BadOptionError', 'check_choice']

NO_DEFAULT = ('NO', 'DEFAULT')
SUPPRESS_HELP = 'SUPPRESSHELP'
SUPPRESS_USAGE = 'SUPPRESSUSAGE'


class OptParseError(Exception):
    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    def __init__(self, msg, option):
        self.msg = msg
        self.option_id = str(option)

    def __str__(self):
        if self.option_id:
            return 'option %s: %s' % (self.option_id, self.msg)
        return self.msg


class OptionConflictError(OptionError):
    pass


class OptionValueError(OptParseError):
    pass


class BadOptionError(OptParseError):
    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return 'no such option: %s' % self.opt_str


class AmbiguousOptionError(BadOptionError):
    def __init__(self, opt_str, possibilities):
        BadOptionError.__init__(self, opt_str)
        self.possibilities = possibilities

    def __str__(self):
        return 'ambiguous option: %s (%s?)' % (self.opt_str,
                                               ', '.join(self.possibilities))


def _screen_width():
    try:
        return int(os.environ['COLUMNS']) - 2
    except (KeyError, ValueError):
        return 78


class HelpFormatter:
    NO_DEFAULT_VALUE = 'none'

    def __init__(self, indent_increment, max_help_position, width,
                 short_first):
        self.indent_increment, self.short_first = indent_increment, short_first
        self.width = _screen_width() if width is None else width
        self.max_help_position = self.help_position = min(
            max_help_position, max(self.width - 20, 2 * indent_increment))
        self.current_indent = self.level = 0
        self.parser = self.help_width = None
        self.default_tag, self.option_strings = '%default', {}
        self.set_short_opt_delimiter(' ')
        self.set_long_opt_delimiter('=')

    def set_parser(self, parser):
        self.parser = parser

    def set_short_opt_delimiter(self, delim):
        if delim not in ('', ' '):
            raise ValueError('invalid metavar delimiter for short options: %r'
                             % delim)
        self._short_opt_fmt = '%s' + delim + '%s'

    def set_long_opt_delimiter(self, delim):
        if delim not in ('=', ' '):
            raise ValueError('invalid metavar delimiter for long options: %r'
                             % delim)
        self._long_opt_fmt = '%s' + delim + '%s'

    def indent(self):
        self.current_indent += self.indent_increment
        self.level += 1

    def dedent(self):
        self.current_indent -= self.indent_increment
        self.level -= 1

    def format_usage(self, usage):
        raise NotImplementedError('subclasses must implement')

    def format_heading(self, heading):
        raise NotImplementedError('subclasses must implement')

    def _format_text(self, text):
        import textwrap
        indent = ' ' * self.current_indent
        return textwrap.fill(text, max(self.width - self.current_indent, 11),
                             initial_indent=indent, subsequent_indent=indent)

    def format_description(self, description):
        return self._format_text(description) + '\n' if description else ''

    def format_epilog(self, epilog):
        return '\n' + self._format_text(epilog) + '\n' if epilog else ''

    def expand_default(self, option):
        text = option.help
        if self.parser is not None and self.default_tag:
            value = self.parser.defaults.get(option.dest)
            text = text.replace(
                self.default_tag, self.NO_DEFAULT_VALUE
                if value is None or value is NO_DEFAULT else str(value))
        return text

    def format_option(self, option):
        opts = self.option_strings[option]
        room = self.help_position - self.current_indent - 2
        if len(opts) > room:
            text = '%*s%s\n' % (self.current_indent, '', opts)
            first = self.help_position
        else:
            text = '%*s%-*s  ' % (self.current_indent, '', room, opts)
            first = 0
        if option.help:
            import textwrap
            lines = textwrap.wrap(self.expand_default(option),
                                  self.help_width)
            text += '%*s%s\n' % (first, '', lines[0])
            for line in lines[1:]:
                text += '%*s%s\n' % (self.help_position, '', line)
        elif not text.endswith('\n'):
            text += '\n'
        return text

    def store_option_strings(self, parser):
        self.indent()
        longest = self._longest(parser.option_list)
        self.indent()
        for group in parser.option_groups:
            longest = max(longest, self._longest(group.option_list))
        self.dedent()
        self.dedent()
        self.help_position = min(longest + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, 11)

    def _longest(self, options):
        longest = 0
        for option in options:
            text = self.format_option_strings(option)
            self.option_strings[option] = text
            longest = max(longest, len(text) + self.current_indent)
        return longest

    def format_option_strings(self, option):
        short, long = option._short_opts, option._long_opts
        if option.takes_value():
            metavar = option.metavar or option.dest.upper()
            short = [self._short_opt_fmt % (opt, metavar) for opt in short]
            long = [self._long_opt_fmt % (opt, metavar) for opt in long]
        return ', '.join(short + long if self.short_first else long + short)


class IndentedHelpFormatter(HelpFormatter):
    def __init__(self, indent_increment=2, max_help_position=24, width=None,
                 short_first=1):
        HelpFormatter.__init__(self, indent_increment, max_help_position,
                               width, short_first)

    def format_usage(self, usage):
        return 'Usage: %s\n' % usage

    def format_heading(self, heading):
        return '%*s%s:\n' % (self.current_indent, '', heading)


class TitledHelpFormatter(HelpFormatter):
    def __init__(self, indent_increment=0, max_help_position=24, width=None,
                 short_first=0):
        HelpFormatter.__init__(self, indent_increment, max_help_position,
                               width, short_first)

    def format_usage(self, usage):
        return '%s  %s\n' % (self.format_heading('Usage'), usage)

    def format_heading(self, heading):
        return '%s\n%s\n' % (heading, '=-'[self.level] * len(heading))


def _parse_num(text, type):
    sign = text[:1] == '-'
    digits = text[sign:].lower()
    if digits[:2] == '0x':
        base = 16
    elif digits[:2] == '0b':
        base, text = 2, text[:sign] + (digits[2:] or '0')
    elif digits[:1] == '0':
        base = 8
    else:
        base = 10
    return type(text, base)


def _parse_int(text):
    return _parse_num(text, int)


def check_builtin(option, opt, value):
    convert, what = {'int': (_parse_int, 'integer'),
                     'long': (_parse_int, 'integer'),
                     'float': (float, 'floating-point'),
                     'complex': (complex, 'complex')}[option.type]
    try:
        return convert(value)
    except ValueError:
        raise OptionValueError('option %s: invalid %s value: %r' % (
            opt, what, value)) from None


def check_choice(option, opt, value):
    if value in option.choices:
        return value
    raise OptionValueError('option %s: invalid choice: %r (choose from %s)' % (
        opt, value, ', '.join(map(repr, option.choices))))


class Option:
    ATTRS = ['action', 'type', 'dest', 'default', 'nargs', 'const', 'choices',
             'callback', 'callback_args', 'callback_kwargs', 'help',
             'metavar']
    ACTIONS = ('store', 'store_const', 'store_true', 'store_false', 'append',
               'append_const', 'count', 'callback', 'help', 'version')
    STORE_ACTIONS = ACTIONS[:7]
    TYPED_ACTIONS = ('store', 'append', 'callback')
    ALWAYS_TYPED_ACTIONS = ('store', 'append')
    CONST_ACTIONS = ('store_const', 'append_const')
    TYPES = ('string', 'int', 'long', 'float', 'complex', 'choice')
    TYPE_CHECKER = {'int': check_builtin, 'long': check_builtin,
                    'float': check_builtin, 'complex': check_builtin,
                    'choice': check_choice}
    CHECK_METHODS = None

    def __init__(self, *opts, **attrs):
        self._short_opts = []
        self._long_opts = []
        opts = [opt for opt in opts if opt]
        if not opts:
            raise TypeError('at least one option string must be supplied')
        self._set_opt_strings(opts)
        self._set_attrs(attrs)
        for check in self.CHECK_METHODS:
            check(self)

    def _set_opt_strings(self, opts):
        for opt in opts:
            if len(opt) < 2:
                wrong = 'option string %r: must be at least two characters long'
            elif len(opt) == 2:
                found = self._short_opts
                wrong = (opt[0] != '-' or opt[1] == '-') and \
                    'short option string %r: must be of the form -x, (x any ' \
                    'non-dash char)'
            else:
                found = self._long_opts
                wrong = (opt[:2] != '--' or opt[2] == '-') and \
                    'long option string %r: must start with --, followed by ' \
                    'non-dash'
            if wrong:
                raise OptionError('invalid ' + wrong % opt, self)
            found.append(opt)

    def _set_attrs(self, attrs):
        for attr in self.ATTRS:
            setattr(self, attr, attrs.pop(
                attr, NO_DEFAULT if attr == 'default' else None))
        if attrs:
            raise OptionError('invalid keyword arguments: %s' %
                              ', '.join(sorted(attrs)), self)

    def _check_action(self):
        if self.action is None:
            self.action = 'store'
        if self.action not in self.ACTIONS:
            raise OptionError('invalid action: %r' % self.action, self)

    def _check_type(self):
        kind = self.type
        if kind is None:
            if self.action in self.ALWAYS_TYPED_ACTIONS:
                self.type = 'string' if self.choices is None else 'choice'
            return
        if isinstance(kind, type):
            kind = kind.__name__
        self.type = 'string' if kind == 'str' else kind
        wrong = 'invalid option type: %r' % self.type \
            if self.type not in self.TYPES else \
            'must not supply a type for action %r' % self.action \
            if self.action not in self.TYPED_ACTIONS else None
        if wrong:
            raise OptionError(wrong, self)

    def _check_choice(self):
        wanted, given = self.type == 'choice', self.choices is not None
        if given and not wanted:
            wrong = 'must not supply choices for type %r' % self.type
        elif wanted and not given:
            wrong = "must supply a list of choices for type 'choice'"
        elif wanted and not isinstance(self.choices, (tuple, list)):
            wrong = 'choices must be a list of strings (%r supplied)' % \
                str(type(self.choices)).split("'")[1]
        else:
            return
        raise OptionError(wrong, self)

    def _check_dest(self):
        if self.dest is None and (self.action in self.STORE_ACTIONS or
                                  self.type is not None):
            if self._long_opts:
                self.dest = self._long_opts[0][2:].replace('-', '_')
            else:
                self.dest = self._short_opts[0][1]

    def _refuse(self, name):
        if getattr(self, name) is not None:
            raise OptionError('%r must not be supplied for action %r' %
                              (name, self.action), self)

    def _check_const(self):
        if self.action not in self.CONST_ACTIONS:
            self._refuse('const')

    def _check_nargs(self):
        if self.action not in self.TYPED_ACTIONS:
            self._refuse('nargs')
        elif self.nargs is None:
            self.nargs = 1

    def _check_callback(self):
        if self.action == 'callback':
            if not callable(self.callback):
                raise OptionError('callback not callable: %r' % self.callback,
                                  self)
            if self.callback_args is not None and \
                    not isinstance(self.callback_args, tuple):
                raise OptionError('callback_args, if supplied, must be a '
                                  'tuple: not %r' % self.callback_args, self)
            if self.callback_kwargs is not None and \
                    not isinstance(self.callback_kwargs, dict):
                raise OptionError('callback_kwargs, if supplied, must be a '
                                  'dict: not %r' % self.callback_kwargs, self)
            return
        for name in ('callback', 'callback_args', 'callback_kwargs'):
            value = getattr(self, name)
            if value is not None:
                what = 'callback supplied (%r)' % (value,) \
                    if name == 'callback' else name + ' supplied'
                raise OptionError('%s for non-callback option' % what, self)

    CHECK_METHODS = [_check_action, _check_type, _check_choice, _check_dest,
                     _check_const, _check_nargs, _check_callback]

    def __str__(self):
        return '/'.join(self._short_opts + self._long_opts)

    def __repr__(self):
        return '<%s at 0x%x: %s>' % (type(self).__name__, id(self), self)

    def takes_value(self):
        return self.type is not None

    def get_opt_string(self):
        return (self._long_opts or self._short_opts)[0]

    def check_value(self, opt, value):
        checker = self.TYPE_CHECKER.get(self.type)
        return value if checker is None else checker(self, opt, value)

    def convert_value(self, opt, value):
        if value is not None:
            if self.nargs == 1:
                return self.check_value(opt, value)
            return tuple([self.check_value(opt, v) for v in value])

    def process(self, opt, value, values, parser):
        return self.take_action(self.action, self.dest, opt,
                                self.convert_value(opt, value), values,
                                parser)

    def take_action(self, action, dest, opt, value, values, parser):
        stored = {'store': value, 'store_const': self.const,
                  'store_true': True, 'store_false': False}
        appended = {'append': value, 'append_const': self.const}
        if action in stored:
            setattr(values, dest, stored[action])
        elif action in appended:
            values.ensure_value(dest, []).append(appended[action])
        elif action == 'count':
            setattr(values, dest, values.ensure_value(dest, 0) + 1)
        elif action == 'callback':
            self.callback(self, opt, value, parser,
                          *self.callback_args or (),
                          **self.callback_kwargs or {})
        elif action in ('help', 'version'):
            getattr(parser, 'print_' + action)()
            parser.exit()
        else:
            raise ValueError('unknown action %r' % self.action)
        return 1


make_option = Option


class Values:
    def __init__(self, defaults=None):
        for attr, value in (defaults or {}).items():
            setattr(self, attr, value)

    def __str__(self):
        return str(self.__dict__)

    def __repr__(self):
        return '<%s at 0x%x: %s>' % (type(self).__name__, id(self), self)

    def __eq__(self, other):
        if isinstance(other, Values):
            other = vars(other)
        return vars(self) == other if isinstance(other, dict) \
            else NotImplemented

    def _update(self, dict, mode):
        if mode == 'careful':
            dict = {name: value for name, value in dict.items()
                    if name in self.__dict__ and value is not None}
        elif mode != 'loose':
            raise ValueError('invalid update mode: %r' % mode)
        self.__dict__.update(dict)

    def read_module(self, modname, mode='careful'):
        __import__(modname)
        self._update(vars(sys.modules[modname]), mode)

    def read_file(self, filename, mode='careful'):
        vars = {}
        with open(filename) as file:
            exec(file.read(), vars)
        self._update(vars, mode)

    def ensure_value(self, attr, value):
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)


def _made(kind, make, args, kwargs, *owner):
    """What was handed over, or is made of these arguments."""
    if isinstance(args[0], str):
        return make(*owner, *args, **kwargs)
    if kwargs or len(args) > 1:
        raise TypeError('invalid arguments')
    if not isinstance(args[0], kind):
        raise TypeError('not an %s instance: %r' % (kind.__name__, args[0]))
    return args[0]


class OptionContainer:
    def __init__(self, option_class, conflict_handler, description):
        self.set_conflict_handler(conflict_handler)
        self.set_description(description)
        self.option_class = option_class
        self._create_option_list()

    def _create_option_mappings(self):
        self._short_opt = {}
        self._long_opt = {}
        self.defaults = {}

    def _share_option_mappings(self, parser):
        self._short_opt = parser._short_opt
        self._long_opt = parser._long_opt
        self.defaults = parser.defaults

    def set_conflict_handler(self, handler):
        if handler not in ('error', 'resolve'):
            raise ValueError('invalid conflict_resolution value %r' % handler)
        self.conflict_handler = handler

    def set_description(self, description):
        self.description = description

    def get_description(self):
        return self.description

    def destroy(self):
        del self._short_opt, self._long_opt, self.defaults

    def _check_conflict(self, option):
        found = []
        for opts, table in ((option._short_opts, self._short_opt),
                            (option._long_opts, self._long_opt)):
            found += [(opt, table[opt]) for opt in opts if opt in table]
        if not found:
            return
        if self.conflict_handler == 'error':
            raise OptionConflictError('conflicting option string(s): %s' %
                                      ', '.join([opt for opt, _ in found]),
                                      option)
        for opt, other in found:
            if opt.startswith('--'):
                other._long_opts.remove(opt)
                del self._long_opt[opt]
            else:
                other._short_opts.remove(opt)
                del self._short_opt[opt]
            if not (other._short_opts or other._long_opts):
                other.container.option_list.remove(other)

    def add_option(self, *args, **kwargs):
        option = _made(Option, self.option_class, args, kwargs)
        self._check_conflict(option)
        self.option_list.append(option)
        option.container = self
        self._short_opt.update(dict.fromkeys(option._short_opts, option))
        self._long_opt.update(dict.fromkeys(option._long_opts, option))
        if option.dest is not None:
            self.defaults.setdefault(option.dest, None)
            if option.default is not NO_DEFAULT:
                self.defaults[option.dest] = option.default
        return option

    def add_options(self, option_list):
        for option in option_list:
            self.add_option(option)

    def get_option(self, opt_str):
        return self._short_opt.get(opt_str) or self._long_opt.get(opt_str)

    def has_option(self, opt_str):
        return opt_str in self._short_opt or opt_str in self._long_opt

    def remove_option(self, opt_str):
        option = self.get_option(opt_str)
        if option is None:
            raise ValueError('no such option %r' % opt_str)
        for names, known in ((option._short_opts, self._short_opt),
                             (option._long_opts, self._long_opt)):
            for name in names:
                del known[name]
        option.container.option_list.remove(option)

    def format_option_help(self, formatter):
        return ''.join([formatter.format_option(option)
                        for option in self.option_list
                        if option.help is not SUPPRESS_HELP])

    def format_description(self, formatter):
        return formatter.format_description(self.get_description())

    def format_help(self, formatter):
        return '\n'.join([part(formatter) for shown, part in (
            (self.description, self.format_description),
            (self.option_list, self.format_option_help)) if shown])


class OptionGroup(OptionContainer):
    def __init__(self, parser, title, description=None):
        self.parser = parser
        OptionContainer.__init__(self, parser.option_class,
                                 parser.conflict_handler, description)
        self.title = title

    def _create_option_list(self):
        self.option_list = []
        self._share_option_mappings(self.parser)

    def set_title(self, title):
        self.title = title

    def format_help(self, formatter):
        heading = formatter.format_heading(self.title)
        formatter.indent()
        try:
            return heading + super().format_help(formatter)
        finally:
            formatter.dedent()


def _match_abbrev(s, wordmap):
    if s in wordmap:
        return s
    possible = [word for word in wordmap if word.startswith(s)]
    if len(possible) == 1:
        return possible[0]
    if not possible:
        raise BadOptionError(s)
    raise AmbiguousOptionError(s, sorted(possible))


class OptionParser(OptionContainer):
    standard_option_list = []

    def __init__(self, usage=None, option_list=None, option_class=Option,
                 version=None, conflict_handler='error', description=None,
                 formatter=None, add_help_option=True, prog=None,
                 epilog=None):
        OptionContainer.__init__(self, option_class, conflict_handler,
                                 description)
        self.set_usage(usage)
        self.prog = prog
        self.version = version
        self.allow_interspersed_args = True
        self.process_default_values = True
        self.formatter = formatter or IndentedHelpFormatter()
        self.formatter.set_parser(self)
        self.epilog = epilog
        self.add_options(self.standard_option_list)
        self.add_options(option_list or [])
        if self.version:
            self.add_option('--version', action='version',
                            help="show program's version number and exit")
        if add_help_option:
            self.add_option('-h', '--help', action='help',
                            help='show this help message and exit')
        self._init_parsing_state()

    def destroy(self):
        OptionContainer.destroy(self)
        for group in self.option_groups:
            group.destroy()
        del self.option_list, self.option_groups, self.formatter

    def _create_option_list(self):
        self.option_list = []
        self.option_groups = []
        self._create_option_mappings()

    def _init_parsing_state(self):
        self.rargs = self.largs = self.values = None

    def set_usage(self, usage):
        if usage is None:
            usage = '%prog [options]'
        elif usage is SUPPRESS_USAGE:
            usage = None
        elif usage[:7].lower() == 'usage: ':
            usage = usage[7:]
        self.usage = usage

    def enable_interspersed_args(self):
        self.allow_interspersed_args = True

    def disable_interspersed_args(self):
        self.allow_interspersed_args = False

    def set_process_default_values(self, process):
        self.process_default_values = process

    def set_default(self, dest, value):
        self.defaults[dest] = value

    def set_defaults(self, **kwargs):
        self.defaults.update(kwargs)

    def _get_all_options(self):
        return [option for owner in (self, *self.option_groups)
                for option in owner.option_list]

    def get_default_values(self):
        values = dict(self.defaults)
        if self.process_default_values:
            for option in self._get_all_options():
                text = values.get(option.dest)
                if isinstance(text, str):
                    values[option.dest] = option.check_value(
                        option.get_opt_string(), text)
        return Values(values)

    def add_option_group(self, *args, **kwargs):
        group = _made(OptionGroup, OptionGroup, args, kwargs, self)
        if group.parser is not self:
            raise ValueError('invalid OptionGroup (wrong parser)')
        self.option_groups.append(group)
        return group

    def get_option_group(self, opt_str):
        option = self.get_option(opt_str)
        if option and option.container is not self:
            return option.container
        return None

    def _get_args(self, args):
        return sys.argv[1:] if args is None else args[:]

    def parse_args(self, args=None, values=None):
        self.rargs = rargs = self._get_args(args)
        self.largs = largs = []
        if values is None:
            values = self.get_default_values()
        self.values = values
        try:
            self._process_args(largs, rargs, values)
        except (BadOptionError, OptionValueError) as err:
            self.error(str(err))
        return self.check_values(values, largs + rargs)

    def check_values(self, values, args):
        return values, args

    def _process_args(self, largs, rargs, values):
        while rargs:
            arg = rargs[0]
            if arg[:1] != '-' or arg == '-':
                if not self.allow_interspersed_args:
                    return
                largs.append(rargs.pop(0))
            elif arg == '--':
                del rargs[0]
                return
            elif arg[1] == '-':
                self._process_long_opt(rargs, values)
            else:
                self._process_short_opts(rargs, values)

    def _match_long_opt(self, opt):
        return _match_abbrev(opt, self._long_opt)

    def _take_values(self, opt, option, rargs):
        nargs = option.nargs
        if len(rargs) < nargs:
            self.error('%s option requires %d argument%s' % (
                opt, nargs, '' if nargs == 1 else 's'))
        if nargs == 1:
            return rargs.pop(0)
        value = tuple(rargs[:nargs])
        del rargs[:nargs]
        return value

    def _process_long_opt(self, rargs, values):
        opt, equals, value = rargs.pop(0).partition('=')
        if equals:
            rargs.insert(0, value)
        opt = self._match_long_opt(opt)
        option = self._long_opt[opt]
        if option.takes_value():
            value = self._take_values(opt, option, rargs)
        elif equals:
            self.error('%s option does not take a value' % opt)
        else:
            value = None
        option.process(opt, value, values, self)

    def _process_short_opts(self, rargs, values):
        arg = rargs.pop(0)
        for i in range(1, len(arg)):
            opt = '-' + arg[i]
            option = self._short_opt.get(opt)
            if not option:
                raise BadOptionError(opt)
            value = None
            if option.takes_value():
                if i + 1 < len(arg):
                    rargs.insert(0, arg[i + 1:])
                value = self._take_values(opt, option, rargs)
            option.process(opt, value, values, self)
            if option.takes_value():
                break

    def get_prog_name(self):
        return os.path.basename(sys.argv[0]) if self.prog is None \
            else self.prog

    def expand_prog_name(self, s):
        return s.replace('%prog', self.get_prog_name())

    def get_description(self):
        return self.expand_prog_name(self.description)

    def exit(self, status=0, msg=None):
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        self.print_usage(sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.get_prog_name(), msg))

    def get_usage(self):
        if self.usage:
            return self.formatter.format_usage(
                self.expand_prog_name(self.usage))
        return ''

    def print_usage(self, file=None):
        if self.usage:
            print(self.get_usage(), file=file)

    def get_version(self):
        return self.expand_prog_name(self.version) if self.version else ''

    def print_version(self, file=None):
        if self.version:
            print(self.get_version(), file=file)

    def format_option_help(self, formatter=None):
        formatter = formatter or self.formatter
        formatter.store_option_strings(self)
        parts = [formatter.format_heading('Options')]
        formatter.indent()
        if self.option_list:
            parts += [OptionContainer.format_option_help(self, formatter),
                      '\n']
        for group in self.option_groups:
            parts += [group.format_help(formatter), '\n']
        formatter.dedent()
        return ''.join(parts[:-1])

    def format_epilog(self, formatter):
        return formatter.format_epilog(self.epilog)

    def format_help(self, formatter=None):
        formatter = formatter or self.formatter
        text = self.get_usage() + '\n' if self.usage else ''
        if self.description:
            text += self.format_description(formatter) + '\n'
        return text + self.format_option_help(formatter) + \
            self.format_epilog(formatter)

    def print_help(self, file=None):
        (file or sys.stdout).write(self.format_help())
