"""Command-line parsing: options, positional arguments and subcommands."""

import os
import sys

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError',
           'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter',
           'RawTextHelpFormatter', 'MetavarTypeHelpFormatter', 'Namespace',
           'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER',
           'SUPPRESS', 'ZERO_OR_MORE']

SUPPRESS = '==SUPPRESS=='
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'
_UNRECOGNIZED_ARGS_ATTR = '_unrecognized_args'


class _AttributeHolder:
    """My repr shows my attributes, as they would be given to me."""

    def __repr__(self):
        parts = [repr(arg) for arg in self._get_args()]
        others = {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                parts.append('%s=%r' % (name, value))
            else:
                others[name] = value
        if others:
            parts.append('**%r' % others)
        return '%s(%s)' % (type(self).__name__, ', '.join(parts))

    def _get_kwargs(self):
        return list(self.__dict__.items())

    def _get_args(self):
        return []


def _copy_items(items):
    if items is None or type(items) is list:
        return list(items or ())
    import copy
    return copy.copy(items)


def _one_space(text):
    """White space (that of ASCII alone) as single blanks."""
    for c in '\t\n\r\f\v':
        text = text.replace(c, ' ')
    return ' '.join([word for word in text.split(' ') if word])


# --- help


class HelpFormatter:
    """I lay out what a parser says of itself."""

    def __init__(self, prog, indent_increment=2, max_help_position=24,
                 width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position,
                                      max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._level = 0
        self._action_max_length = 0
        self._root_section = self._Section(self, None)
        self._current_section = self._root_section

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        self._level -= 1

    class _Section:
        def __init__(self, formatter, parent, heading=None):
            self.formatter, self.parent = formatter, parent
            self.heading, self.items = heading, []

        def format_help(self):
            formatter = self.formatter
            if self.parent is not None:
                formatter._indent()
            text = formatter._join_parts([func(*args)
                                          for func, args in self.items])
            if self.parent is not None:
                formatter._dedent()
            if not text:
                return ''
            heading = ''
            if self.heading is not SUPPRESS and self.heading is not None:
                heading = '%*s%s:\n' % (formatter._current_indent, '',
                                        self.heading)
            return '\n%s%s\n' % (heading, text)

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        inner = self._Section(self, self._current_section, heading)
        self._add_item(inner.format_help, [])
        self._current_section = inner
        self._indent()

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage,
                           (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is not SUPPRESS:
            shown = [action, *self._iter_indented_subactions(action)]
            widest = self._current_indent + max(
                [len(self._format_action_invocation(one)) for one in shown])
            if widest > self._action_max_length:
                self._action_max_length = widest
            self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._root_section.format_help()
        while '\n\n\n' in text:
            text = text.replace('\n\n\n', '\n\n')
        return text.strip('\n') + '\n' if text else text

    def _join_parts(self, part_strings):
        return ''.join([part for part in part_strings
                        if part and part is not SUPPRESS])

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = 'usage: '
        if usage is not None:
            usage = usage % dict(prog=self._prog)
        elif not actions:
            usage = '%(prog)s' % dict(prog=self._prog)
        else:
            prog = '%(prog)s' % dict(prog=self._prog)
            optionals = [a for a in actions if a.option_strings]
            positionals = [a for a in actions if not a.option_strings]
            line = self._format_actions_usage(optionals + positionals, groups)
            usage = ' '.join([s for s in (prog, line) if s])
            room = self._width - self._current_indent
            if len(prefix) + len(usage) > room:
                options = _usage_parts(
                    self._format_actions_usage(optionals, groups))
                others = _usage_parts(
                    self._format_actions_usage(positionals, groups))
                usage = self._usage_lines(prog, options, others, prefix, room)
        return '%s%s\n\n' % (prefix, usage)

    def _usage_lines(self, prog, options, others, prefix, room):
        def lines_of(parts, indent, start=None):
            """As many in a line as there is room for; the first of them
            stands behind `start`, which is not given back."""
            lines = [[]]
            size = len(indent if start is None else start) - 1
            for part in parts:
                size += 1 + len(part)
                if size > room and lines[-1]:
                    lines.append([])
                    size = len(indent) + len(part)
                lines[-1].append(part)
            texts = [indent + ' '.join(line) for line in lines if line]
            if start is not None:
                texts[0] = texts[0][len(indent):]
            return texts

        if len(prefix) + len(prog) <= 0.75 * room:
            indent = ' ' * (len(prefix) + len(prog) + 1)
            if options:
                lines = lines_of([prog] + options, indent, prefix)
                lines += lines_of(others, indent)
            elif others:
                lines = lines_of([prog] + others, indent, prefix)
            else:
                lines = [prog]
        else:
            indent = ' ' * len(prefix)
            lines = lines_of(options + others, indent)
            if len(lines) > 1:
                lines = lines_of(options, indent) + lines_of(others, indent)
            lines = [prog] + lines
        return '\n'.join(lines)

    def _format_actions_usage(self, actions, groups):
        opening, closing, bars, grouped = {}, {}, {}, set()
        for group in groups:
            members = group._group_actions
            if not members:
                raise ValueError('empty group %s' % group)
            if members[0] not in actions:
                continue
            start = actions.index(members[0])
            end = start + len(members)
            if actions[start:end] != members:
                continue
            grouped.update(members)
            shown = [i for i in range(start, end)
                     if actions[i].help is not SUPPRESS]
            brackets = '()' if group.required else '[]'
            if shown and (len(shown) > 1 or not group.required):
                opening[shown[0]] = opening.get(shown[0], '') + brackets[0]
                closing[shown[-1]] = closing.get(shown[-1], '') + brackets[1]
            for i in shown[1:]:
                bars[i] = True
        text = ''
        for i, action in enumerate(actions):
            if action.help is SUPPRESS:
                continue
            if not action.option_strings:
                part = self._format_args(
                    action, self._get_default_metavar_for_positional(action))
                if action in grouped and part[:1] == '[' and part[-1] == ']':
                    part = part[1:-1]
            elif action.nargs == 0:
                part = action.format_usage()
            else:
                part = '%s %s' % (action.option_strings[0], self._format_args(
                    action, self._get_default_metavar_for_optional(action)))
            if action.option_strings and not action.required and \
                    action not in grouped:
                part = '[%s]' % part
            text += (' | ' if i in bars else ' ') + opening.get(i, '') + \
                part + closing.get(i, '')
        return text.strip()

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, ' ' * self._current_indent) + \
            '\n\n'

    def _format_action(self, action):
        position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - position, 11)
        room = position - self._current_indent - 2
        header = self._format_action_invocation(action)
        indent = ' ' * self._current_indent
        if not action.help:
            parts = ['%s%s\n' % (indent, header)]
            first = 0
        elif len(header) <= room:
            parts = ['%s%-*s  ' % (indent, room, header)]
            first = 0
        else:
            parts = ['%s%s\n' % (indent, header)]
            first = position
        if action.help and action.help.strip():
            text = self._expand_help(action)
            if text:
                lines = self._split_lines(text, help_width)
                parts.append('%*s%s\n' % (first, '', lines[0]))
                for line in lines[1:]:
                    parts.append('%*s%s\n' % (position, '', line))
        elif not header.endswith('\n') and not parts[-1].endswith('\n'):
            parts.append('\n')
        for subaction in self._iter_indented_subactions(action):
            parts.append(self._format_action(subaction))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return self._metavar_formatter(action, default)(1)[0]
        parts = list(action.option_strings)
        if action.nargs != 0:
            args = self._format_args(
                action, self._get_default_metavar_for_optional(action))
            parts = ['%s %s' % (option, args) for option in parts]
        return ', '.join(parts)

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = '{%s}' % ','.join([str(c) for c in action.choices])
        else:
            result = default_metavar
        return lambda size: result if isinstance(result, tuple) else \
            (result,) * size

    def _format_args(self, action, default_metavar):
        metavar = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs is None:
            return '%s' % metavar(1)
        if nargs == OPTIONAL:
            return '[%s]' % metavar(1)
        if nargs == ZERO_OR_MORE:
            names = metavar(1)
            return '[%s [%s ...]]' % names if len(names) == 2 else \
                '[%s ...]' % names
        if nargs == ONE_OR_MORE:
            return '%s [%s ...]' % metavar(2)
        if nargs == REMAINDER:
            return '...'
        if nargs == PARSER:
            return '%s ...' % metavar(1)
        if nargs == SUPPRESS:
            return ''
        try:
            formats = ['%s' for _ in range(nargs)]
        except TypeError:
            raise ValueError('invalid nargs value') from None
        return ' '.join(formats) % metavar(nargs)

    def _expand_help(self, action):
        params = {name: getattr(value, '__name__', value)
                  for name, value in [*vars(action).items(),
                                      ('prog', self._prog)]
                  if value is not SUPPRESS}
        if params.get('choices') is not None:
            params['choices'] = ', '.join(map(str, params['choices']))
        return self._get_help_string(action) % params

    def _iter_indented_subactions(self, action):
        try:
            subactions = action._get_subactions
        except AttributeError:
            return
        self._indent()
        yield from subactions()
        self._dedent()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(_one_space(text), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(_one_space(text), width, initial_indent=indent,
                             subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


def _usage_parts(text):
    """Pieces between which a line of usage may be broken: what brackets
    enclose stays together."""
    parts = []
    at, size = 0, len(text)
    while at < size:
        if text[at] == ' ':
            at += 1
            continue
        end = -1
        if text[at] in '([':
            close = ')' if text[at] == '(' else ']'
            end = text.find(close, at)
            while end >= 0:
                while text[end:end + 1] == close:
                    end += 1
                if end == size or text[end] == ' ':
                    break
                end = text.find(close, end)
        if end < 0:
            end = text.find(' ', at)
            if end < 0:
                end = size
        parts.append(text[at:end])
        at = end
    return parts


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        help = action.help or ''
        if '%(default)' not in help and action.default is not SUPPRESS and \
                (action.option_strings or
                 action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            help += ' (default: %(default)s)'
        return help


class MetavarTypeHelpFormatter(HelpFormatter):
    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional


# --- errors


def _get_action_name(argument):
    if argument is not None:
        if argument.option_strings:
            return '/'.join(argument.option_strings)
        for name in (argument.metavar, argument.dest):
            if name not in (None, SUPPRESS):
                return name
        if argument.choices:
            return '{%s}' % ','.join(argument.choices)


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _get_action_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return '%s' % self.message
        return 'argument %s: %s' % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    pass


# --- actions


class Action(_AttributeHolder):
    """I know one argument, and what is to be done when it is met."""

    def __init__(self, option_strings, dest, nargs=None, const=None,
                 default=None, type=None, choices=None, required=False,
                 help=None, metavar=None):
        self.option_strings, self.dest, self.nargs = option_strings, dest, nargs
        self.const, self.default, self.type = const, default, type
        self.choices, self.required = choices, required
        self.help, self.metavar = help, metavar

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in (
            'option_strings', 'dest', 'nargs', 'const', 'default', 'type',
            'choices', 'required', 'help', 'metavar')]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith('--'):
                names.append('--no-' + name[2:])
        super().__init__(names, dest, 0, None, default, type, choices,
                         required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest,
                    not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


class _TakingAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None,
                 default=None, type=None, choices=None, required=False,
                 help=None, metavar=None):
        if nargs == 0:
            raise ValueError('nargs for %s may be more appropriate' %
                             self._instead)
        if const is not None and nargs != OPTIONAL:
            raise ValueError('nargs must be %r to supply const' % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, default, type,
                         choices, required, help, metavar)


class _StoreAction(_TakingAction):
    _instead = 'store actions must be != 0; if you have nothing to store, ' \
               'actions such as store true or store const'

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None,
                 required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default,
                         required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False,
                 help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False,
                 help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class _AppendAction(_TakingAction):
    _instead = 'append actions must be != 0; if arg strings are not ' \
               'supplying the value to append, the append const action'

    def __call__(self, parser, namespace, values, option_string=None):
        items = _copy_items(getattr(namespace, self.dest, None))
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None,
                 required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default,
                         required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        _AppendAction.__call__(self, parser, namespace, self.const)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False,
                 help=None):
        super().__init__(option_strings, dest, 0, default=default,
                         required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest,
                (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS,
                 help=None):
        super().__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS,
                 default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        formatter = parser._get_formatter()
        formatter.add_text(parser.version if self.version is None
                           else self.version)
        parser._print_message(formatter.format_help(), sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _ChoicesPseudoAction(Action):
        def __init__(self, name, aliases, help):
            metavar = name
            if aliases:
                metavar += ' (%s)' % ', '.join(aliases)
            super().__init__([], name, help=help, metavar=metavar)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS,
                 required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions = {}, []
        super().__init__(option_strings, dest, PARSER,
                         choices=self._name_parser_map, required=required,
                         help=help, metavar=metavar)

    def add_parser(self, name, *, aliases=(), prog=None, **kwargs):
        for kind, one in [('', name), *[(' alias', one) for one in aliases]]:
            if one in self._name_parser_map:
                raise ArgumentError(self, 'conflicting subparser%s: %s' %
                                    (kind, one))
        if 'help' in kwargs:
            self._choices_actions.append(self._ChoicesPseudoAction(
                name, aliases, kwargs.pop('help')))
        if prog is None:
            prog = '%s %s' % (self._prog_prefix, name)
        parser = self._parser_class(prog=prog, **kwargs)
        self._name_parser_map.update(dict.fromkeys([name, *aliases], parser))
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        try:
            parser = self._name_parser_map[name]
        except KeyError:
            raise ArgumentError(self, 'unknown parser %r (choices: %s)' % (
                name, ', '.join(self._name_parser_map))) from None
        found, rest = parser.parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if rest:
            vars(namespace).setdefault(_UNRECOGNIZED_ARGS_ATTR, [])
            getattr(namespace, _UNRECOGNIZED_ARGS_ATTR).extend(rest)


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copy_items(getattr(namespace, self.dest, None))
        items.extend(values)
        setattr(namespace, self.dest, items)


class FileType:
    """A `type` that opens the file of that name; '-' is standard input or
    output."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize = mode, bufsize
        self._encoding, self._errors = encoding, errors

    def __call__(self, string):
        if string == '-':
            if 'r' in self._mode:
                stream = sys.stdin
            elif any(c in self._mode for c in 'wax'):
                stream = sys.stdout
            else:
                raise ValueError('argument "-" with mode %r' % self._mode)
            return stream.buffer if 'b' in self._mode else stream
        try:
            return open(string, self._mode, self._bufsize, self._encoding,
                        self._errors)
        except OSError as e:
            raise ArgumentTypeError("can't open '%s': %s" % (string, e))

    def __repr__(self):
        args = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        args += ['%s=%r' % (name, value) for name, value in (
            ('encoding', self._encoding), ('errors', self._errors))
            if value is not None]
        return '%s(%s)' % (type(self).__name__, ', '.join(args))


class Namespace(_AttributeHolder):
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


# --- parsers and groups


def _is_negative_number(text):
    if text[:1] != '-':
        return False
    whole, dot, part = text[1:].partition('.')
    return (whole + part).isdecimal() and (bool(part) if dot else True)


class _ActionsContainer:
    def __init__(self, description, prefix_chars, argument_default,
                 conflict_handler):
        self.description = description
        self.argument_default = argument_default
        self.prefix_chars = prefix_chars
        self.conflict_handler = conflict_handler
        self._registries = {}
        for name, action in ((None, _StoreAction), ('store', _StoreAction),
                             ('store_const', _StoreConstAction),
                             ('store_true', _StoreTrueAction),
                             ('store_false', _StoreFalseAction),
                             ('append', _AppendAction),
                             ('append_const', _AppendConstAction),
                             ('count', _CountAction), ('help', _HelpAction),
                             ('version', _VersionAction),
                             ('parsers', _SubParsersAction),
                             ('extend', _ExtendAction)):
            self.register('action', name, action)
        self._get_handler()
        self._actions = []
        self._option_string_actions = {}
        self._action_groups = []
        self._mutually_exclusive_groups = []
        self._defaults = {}
        self._has_negative_number_optionals = []

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        return self._registries[registry_name].get(value, default)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)

    def get_default(self, dest):
        own = [action.default for action in self._actions
               if action.dest == dest and action.default is not None]
        return own[0] if own else self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        """One more argument: named by its place, or by its options."""
        if len(args) > 1 or args and args[0][0] in self.prefix_chars:
            settings = self._get_optional_kwargs(*args, **kwargs)
        elif args and 'dest' in kwargs:
            raise ValueError('dest supplied twice for positional argument')
        else:
            settings = self._get_positional_kwargs(*args, **kwargs)
        dest = settings['dest']
        if dest in self._defaults or self.argument_default is not None:
            settings.setdefault('default', self._defaults.get(
                dest, self.argument_default))
        make = self._pop_action_class(settings)
        if not callable(make):
            raise ValueError('unknown action "%s"' % (make,))
        action = make(**settings)
        self._check_argument(action)
        return self._add_action(action)

    def _check_argument(self, action):
        convert = self._registry_get('type', action.type, action.type)
        if convert is FileType or not callable(convert):
            raise ValueError('%r is %s' % (
                convert, 'a FileType class object, instance of it must be '
                'passed' if convert is FileType else 'not callable'))
        if hasattr(self, '_get_formatter'):
            try:
                self._get_formatter()._format_args(action, None)
            except TypeError:
                raise ValueError('length of metavar tuple does not match '
                                 'nargs') from None

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group

    def _add_action(self, action):
        self._check_conflict(action)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
            if _is_negative_number(option):
                self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _add_container_actions(self, container):
        """Those of a parent, in groups of the same titles."""
        titles = [group.title for group in self._action_groups]
        for i, title in enumerate(titles):
            if title in titles[:i]:
                raise ValueError('cannot merge actions - two groups are named '
                                 '%r' % (title,))
        groups = dict(zip(titles, self._action_groups))
        home = {}
        for theirs in container._action_groups:
            if theirs.title not in groups:
                groups[theirs.title] = self.add_argument_group(
                    theirs.title, theirs.description,
                    conflict_handler=theirs.conflict_handler)
            home.update(dict.fromkeys(theirs._group_actions,
                                      groups[theirs.title]))
        for theirs in container._mutually_exclusive_groups:
            home.update(dict.fromkeys(
                theirs._group_actions,
                self.add_mutually_exclusive_group(required=theirs.required)))
        for action in container._actions:
            home.get(action, self)._add_action(action)

    def _get_positional_kwargs(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for "
                            'positionals')
        if kwargs.get('nargs') not in (OPTIONAL, ZERO_OR_MORE) or \
                kwargs.get('nargs') == ZERO_OR_MORE and \
                'default' not in kwargs:
            kwargs['required'] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _get_optional_kwargs(self, *args, **kwargs):
        chars = self.prefix_chars
        long_options = []
        for option in args:
            if option[0] not in chars:
                raise ValueError('invalid option string %r: must start with a '
                                 'character %r' % (option, chars))
            if len(option) > 1 and option[1] in chars:
                long_options.append(option)
        dest = kwargs.pop('dest', None)
        if dest is None:
            option = long_options[0] if long_options else args[0]
            dest = option.lstrip(chars)
            if not dest:
                raise ValueError('dest= is required for options like %r' %
                                 option)
            dest = dest.replace('-', '_')
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _pop_action_class(self, kwargs, default=None):
        action = kwargs.pop('action', default)
        return self._registry_get('action', action, action)

    def _get_handler(self):
        try:
            return getattr(self, '_handle_conflict_' + self.conflict_handler)
        except AttributeError:
            raise ValueError('invalid conflict_resolution value: %r' %
                             self.conflict_handler) from None

    def _check_conflict(self, action):
        found = [(option, self._option_string_actions[option])
                 for option in action.option_strings
                 if option in self._option_string_actions]
        if found:
            self._get_handler()(action, found)

    def _handle_conflict_error(self, action, conflicting_actions):
        raise ArgumentError(action, 'conflicting option string%s: %s' % (
            '' if len(conflicting_actions) == 1 else 's',
            ', '.join([option for option, _ in conflicting_actions])))

    def _handle_conflict_resolve(self, action, conflicting_actions):
        for option, other in conflicting_actions:
            self._option_string_actions.pop(option, None)
            names = other.option_strings
            names.remove(option)
            if not names:
                other.container._remove_action(other)


class _ArgumentGroup(_ActionsContainer):
    def __init__(self, container, title=None, description=None, **kwargs):
        super().__init__(
            description, kwargs.get('prefix_chars', container.prefix_chars),
            kwargs.get('argument_default', container.argument_default),
            kwargs.get('conflict_handler', container.conflict_handler))
        self.title = title
        self._group_actions = []
        for name in ('_registries', '_actions', '_option_string_actions',
                     '_defaults', '_has_negative_number_optionals',
                     '_mutually_exclusive_groups'):
            setattr(self, name, getattr(container, name))

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)

    def _add_help(self, formatter):
        formatter.start_section(self.title)
        formatter.add_text(self.description)
        formatter.add_arguments(self._group_actions)
        formatter.end_section()

    def add_argument_group(self, *args, **kwargs):
        import warnings
        warnings.warn('Nesting argument groups is deprecated.',
                      DeprecationWarning, stacklevel=2)
        return super().add_argument_group(*args, **kwargs)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required
        self._container = container

    def _add_action(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)

    def add_mutually_exclusive_group(self, *args, **kwargs):
        import warnings
        warnings.warn('Nesting mutually exclusive groups is deprecated.',
                      DeprecationWarning, stacklevel=2)
        return super().add_mutually_exclusive_group(*args, **kwargs)


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """I turn the words of a command line into the attributes of an object."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None,
                 parents=[], formatter_class=HelpFormatter, prefix_chars='-',
                 fromfile_prefix_chars=None, argument_default=None,
                 conflict_handler='error', add_help=True, allow_abbrev=True,
                 exit_on_error=True):
        _ActionsContainer.__init__(self, description, prefix_chars,
                                   argument_default, conflict_handler)
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage, self.epilog = usage, epilog
        self.add_help, self.formatter_class = add_help, formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._positionals, self._optionals = map(
            self.add_argument_group, ('positional arguments', 'options'))
        self._subparsers = None
        self.register('type', None, _identity)
        if add_help:
            dash = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(dash + 'h', 2 * dash + 'help', action='help',
                              default=SUPPRESS,
                              help='show this help message and exit')
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(getattr(parent, '_defaults', ()))

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in (
            'prog', 'usage', 'description', 'formatter_class',
            'conflict_handler', 'add_help')]

    def add_subparsers(self, *, prog=None, action='parsers', **kwargs):
        if self._subparsers is not None:
            self.error('cannot have multiple subparser arguments')
        heading = {name: kwargs.pop(name) for name in ('title', 'description')
                   if name in kwargs}
        self._subparsers = self._positionals if not heading else \
            self.add_argument_group(**{'title': 'subcommands', **heading})
        if prog is None:
            usage = self._get_formatter()
            usage.add_usage(self.usage, self._get_positional_actions(),
                            self._mutually_exclusive_groups, '')
            prog = usage.format_help().strip()
        kwargs.setdefault('parser_class', type(self))
        return self._subparsers._add_action(
            self._registry_get('action', action, action)(
                option_strings=[], prog=prog, **kwargs))

    def _add_action(self, action):
        group = self._optionals if action.option_strings else \
            self._positionals
        group._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions
                if not action.option_strings]

    def parse_args(self, args=None, namespace=None):
        args, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error('unrecognized arguments: %s' % ' '.join(rest))
        return args

    def parse_known_args(self, args=None, namespace=None):
        args = sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        defaults = [(action.dest, action.default) for action in self._actions
                    if action.dest is not SUPPRESS]
        for name, value in [*defaults, *self._defaults.items()]:
            if value is not SUPPRESS and not hasattr(namespace, name):
                setattr(namespace, name, value)
        try:
            namespace, rest = self._parse_known_args(args, namespace)
        except ArgumentError as problem:
            if not self.exit_on_error:
                raise
            self.error(str(problem))
        left = getattr(namespace, _UNRECOGNIZED_ARGS_ATTR, None)
        if left is not None:
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
            rest += left
        return namespace, rest

    def _parse_known_args(self, arg_strings, namespace):
        if self.fromfile_prefix_chars is not None:
            arg_strings = self._read_args_from_files(arg_strings)
        return _Parse(self, arg_strings, namespace).run()

    def _read_args_from_files(self, arg_strings):
        words = []
        for word in arg_strings:
            if not word or word[0] not in self.fromfile_prefix_chars:
                words.append(word)
                continue
            try:
                with open(word[1:], encoding=sys.getfilesystemencoding(),
                          errors=sys.getfilesystemencodeerrors()) as file:
                    inside = []
                    for line in file.read().splitlines():
                        inside.extend(self.convert_arg_line_to_args(line))
                words.extend(self._read_args_from_files(inside))
            except OSError as e:
                self.error(str(e))
        return words

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _match_argument(self, action, pattern):
        """How many arguments an action takes; `pattern` has an A for each,
        an O for an option, a - for '--'."""
        if action.option_strings:
            pattern = pattern.partition('-')[0]
        counts = _match([action], pattern)
        if counts is not None:
            return counts[0]
        nargs = action.nargs
        if nargs in (None, OPTIONAL, ONE_OR_MORE):
            message = {None: 'expected one argument',
                       OPTIONAL: 'expected at most one argument',
                       ONE_OR_MORE: 'expected at least one argument'}[nargs]
        else:
            message = 'expected %s argument%s' % (nargs, '' if nargs == 1
                                                  else 's')
        raise ArgumentError(action, message)

    def _match_arguments_partial(self, actions, pattern):
        for count in range(len(actions), 0, -1):
            counts = _match(actions[:count], pattern)
            if counts is not None:
                return counts
        return []

    def _parse_optional(self, word):
        """None: a positional argument; else (action or None, option,
        value)."""
        if not word or word[0] not in self.prefix_chars:
            return None
        if word in self._option_string_actions:
            return self._option_string_actions[word], word, None
        if len(word) == 1:
            return None
        if '=' in word:
            option, value = word.split('=', 1)
            if option in self._option_string_actions:
                return self._option_string_actions[option], option, value
        found = self._get_option_tuples(word)
        if len(found) > 1:
            self.error('ambiguous option: %s could match %s' % (
                word, ', '.join([option for _, option, _ in found])))
        if found:
            return found[0]
        if _is_negative_number(word) and \
                not self._has_negative_number_optionals:
            return None
        return None if ' ' in word else (None, word, None)

    def _get_option_tuples(self, option_string):
        chars = self.prefix_chars
        result = []
        known = self._option_string_actions
        if option_string[1] in chars:
            if self.allow_abbrev:
                prefix, equals, value = option_string.partition('=')
                for option in known:
                    if option.startswith(prefix):
                        result.append((known[option], option,
                                       value if equals else None))
        else:
            for option in known:
                if option == option_string[:2]:
                    result.append((known[option], option, option_string[2:]))
                elif option.startswith(option_string):
                    result.append((known[option], option, None))
        return result

    def parse_intermixed_args(self, args=None, namespace=None):
        args, rest = self.parse_known_intermixed_args(args, namespace)
        if rest:
            self.error('unrecognized arguments: %s' % ' '.join(rest))
        return args

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """First the options alone, then the positional arguments in what is
        left."""
        positionals = self._get_positional_actions()
        bad = [action for action in positionals
               if action.nargs in (PARSER, REMAINDER)]
        if bad:
            raise TypeError('parse_intermixed_args: positional arg with '
                            'nargs=%s' % bad[0].nargs)
        if [action.dest for group in self._mutually_exclusive_groups
                for action in group._group_actions if action in positionals]:
            raise TypeError('parse_intermixed_args: positional in '
                            'mutuallyExclusiveGroup')
        usage = self.usage
        try:
            if usage is None:
                self.usage = self.format_usage()[7:]
            saved = [(a, a.nargs, a.default) for a in positionals]
            try:
                for action in positionals:
                    action.nargs = SUPPRESS
                    action.default = SUPPRESS
                namespace, rest = self.parse_known_args(args, namespace)
                for action in positionals:
                    if getattr(namespace, action.dest, None) == []:
                        from warnings import warn
                        warn('Do not expect %s in %s' % (action.dest,
                                                         namespace))
                        delattr(namespace, action.dest)
            finally:
                for action, nargs, default in saved:
                    action.nargs = nargs
                    action.default = default
            optionals = self._get_optional_actions()
            groups = self._mutually_exclusive_groups
            required = [(x, x.required) for x in optionals + groups]
            try:
                for one, _ in required:
                    one.required = False
                return self.parse_known_args(rest, namespace)
            finally:
                for one, was in required:
                    one.required = was
        finally:
            self.usage = usage

    def _get_values(self, action, words):
        """What the words mean to the action, with its type, and checked."""
        nargs, option = action.nargs, action.option_strings
        if nargs == SUPPRESS:
            return SUPPRESS
        if nargs not in (PARSER, REMAINDER) and '--' in words:
            words.remove('--')
        if not words and nargs == OPTIONAL:
            value = action.const if option else action.default
            if not isinstance(value, str):
                return value
            checked = [value := self._get_value(action, value)]
        elif not words and nargs == ZERO_OR_MORE and not option:
            if action.default is None:
                return words
            checked = [value := action.default]
        else:
            checked = value = [self._get_value(action, w) for w in words]
            if nargs in (None, OPTIONAL) and len(words) == 1:
                value = value[0]
            elif nargs in (PARSER, REMAINDER):
                checked = value[:1] if nargs == PARSER else ()
        for one in checked:
            self._check_value(action, one)
        return value

    def _get_value(self, action, arg_string):
        type_func = self._registry_get('type', action.type, action.type)
        if not callable(type_func):
            raise ArgumentError(action, '%r is not callable' % (type_func,))
        try:
            return type_func(arg_string)
        except ArgumentTypeError as e:
            raise ArgumentError(action, str(e))
        except (TypeError, ValueError):
            raise ArgumentError(action, 'invalid %s value: %r' % (
                getattr(action.type, '__name__', repr(action.type)),
                arg_string))

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(
                action, 'invalid choice: %r (choose from %s)' % (
                    value, ', '.join(map(repr, action.choices))))

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions,
                            self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        help = self._get_formatter()
        help.add_usage(self.usage, self._actions,
                       self._mutually_exclusive_groups)
        help.add_text(self.description)
        for group in self._action_groups:
            group._add_help(help)
        help.add_text(self.epilog)
        return help.format_help()

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file or sys.stdout)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file or sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            try:
                (file or sys.stderr).write(message)
            except (AttributeError, OSError):
                pass

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        """Print the usage and the message, and exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.prog, message))


def _identity(string):
    return string


# nargs: what it takes, how many at least and at most.
_counts = {None: ('A', 1, 1), OPTIONAL: ('A', 0, 1),
           ZERO_OR_MORE: ('A', 0, None), ONE_OR_MORE: ('A', 1, None),
           PARSER: ('AO', 1, None), REMAINDER: ('AO', 0, None),
           SUPPRESS: ('A', 0, 0)}


def _match(actions, pattern):
    """How many words each action takes, the first ones as many as they can;
    None when they cannot all be served."""
    dash = pattern.find('-')
    words = pattern.replace('-', '')

    def share(k, at):
        if k == len(actions):
            return []
        nargs = actions[k].nargs
        kinds, least, most = _counts[nargs] if nargs in _counts else \
            ('A', nargs, nargs)
        count = 0
        while count != most and at + count < len(words) and \
                words[at + count] in kinds:
            if nargs == PARSER and not count and words[at] != 'A':
                break
            count += 1
        while count >= least:
            rest = share(k + 1, at + count)
            if rest is not None:
                return [count] + rest
            count -= 1
        return None

    counts = share(0, 0)
    if counts and dash >= 0:
        # '--' goes to the first that reaches it.
        at = 0
        for i, count in enumerate(counts):
            at += count
            if at >= dash:
                counts[i] += 1
                break
    return counts


class _Parse:
    """One run through the words of a command line."""

    def __init__(self, parser, words, namespace):
        self.parser = parser
        self.words = words
        self.namespace = namespace
        self.positionals = parser._get_positional_actions()
        self.extras = []
        self.seen = set()
        self.seen_non_default = set()
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            members = group._group_actions
            for i, action in enumerate(members):
                self.conflicts.setdefault(action, []).extend(
                    members[:i] + members[i + 1:])
        # What each word is, before it is known what it belongs to.
        self.options = {}
        pattern = []
        for i, word in enumerate(words):
            if word == '--':
                pattern.append('-' + 'A' * (len(words) - i - 1))
                break
            option = parser._parse_optional(word)
            if option is not None:
                self.options[i] = option
            pattern.append('A' if option is None else 'O')
        self.pattern = ''.join(pattern)

    def run(self):
        last = max(self.options) if self.options else -1
        at = 0
        while at <= last:
            next_option = min([i for i in self.options if i >= at])
            if at != next_option:
                end = self.consume_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in self.options:
                self.extras.extend(self.words[at:next_option])
                at = next_option
            at = self.consume_optional(at)
        at = self.consume_positionals(at)
        self.extras.extend(self.words[at:])
        self.check_required()
        return self.namespace, self.extras

    def take_action(self, action, words, option=None):
        self.seen.add(action)
        values = self.parser._get_values(action, words)
        if values is not action.default:
            self.seen_non_default.add(action)
            for other in self.conflicts.get(action, []):
                if other in self.seen_non_default:
                    raise ArgumentError(action, 'not allowed with argument %s'
                                        % _get_action_name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def consume_optional(self, at):
        parser = self.parser
        action, option, value = self.options[at]
        if action is None:
            self.extras.append(self.words[at])
            return at + 1
        todo = []
        while value is not None:
            count = parser._match_argument(action, 'A')
            if count == 1:
                todo.append((action, [value], option))
                break
            # Options of one letter may stand together: -abc.
            short = option[0] + value[:1]
            if count or option[1] in parser.prefix_chars or not value or \
                    short not in parser._option_string_actions:
                raise ArgumentError(action, 'ignored explicit argument %r' %
                                    value)
            todo.append((action, [], option))
            option = short
            action = parser._option_string_actions[option]
            value = value[1:] or None
        end = at + 1
        if value is None:
            end += parser._match_argument(action, self.pattern[at + 1:])
            todo.append((action, self.words[at + 1:end], option))
        for one in todo:
            self.take_action(*one)
        return end

    def consume_positionals(self, at):
        counts = self.parser._match_arguments_partial(self.positionals,
                                                      self.pattern[at:])
        for action, count in zip(self.positionals, counts):
            self.take_action(action, self.words[at:at + count])
            at += count
        self.positionals = self.positionals[len(counts):]
        return at

    def check_required(self):
        parser, namespace = self.parser, self.namespace
        missing = []
        for action in parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif isinstance(action.default, str) and \
                    hasattr(namespace, action.dest) and \
                    action.default is getattr(namespace, action.dest):
                # A default that is text goes through `type` too, once.
                setattr(namespace, action.dest,
                        parser._get_value(action, action.default))
        if missing:
            parser.error('the following arguments are required: %s' %
                         ', '.join(missing))
        for group in parser._mutually_exclusive_groups:
            if group.required and not self.seen_non_default.intersection(
                    group._group_actions):
                names = [_get_action_name(action)
                         for action in group._group_actions
                         if action.help is not SUPPRESS]
                parser.error('one of the arguments %s is required' %
                             ' '.join(names))
