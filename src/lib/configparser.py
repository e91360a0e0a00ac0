"""Configuration files of [sections] with options and values."""

from collections.abc import MutableMapping
from collections import ChainMap
import sys

__all__ = ['NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError',
           'NoOptionError', 'InterpolationError', 'InterpolationDepthError',
           'InterpolationMissingOptionError', 'InterpolationSyntaxError',
           'ParsingError', 'MissingSectionHeaderError', 'ConfigParser',
           'SafeConfigParser', 'RawConfigParser', 'Interpolation',
           'BasicInterpolation', 'ExtendedInterpolation',
           'LegacyInterpolation', 'SectionProxy', 'ConverterMapping',
           'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH']

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_default_dict = dict


class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def _tell(self, msg, **fields):
        """The message, and attributes that are the arguments too."""
        Error.__init__(self, msg)
        vars(self).update(fields)
        self.args = tuple(fields.values())

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        self._tell('No section: %r' % (section,), section=section)


def _where(text, source, lineno):
    """'X already exists', with the place when it is known."""
    if source is None:
        return text[0].upper() + text[1:]
    place = 'While reading from %r' % source
    if lineno is not None:
        place += ' [line %2d]' % lineno
    return '%s: %s' % (place, text)


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        self._tell(_where('section %r already exists' % (section,), source,
                          lineno),
                   section=section, source=source, lineno=lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        self._tell(_where('option %r in section %r already exists' %
                          (option, section), source, lineno),
                   section=section, option=option, source=source,
                   lineno=lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        self._tell('No option %r in section: %r' % (option, section),
                   option=option, section=section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        self._tell(msg, option=option, section=section)
        self.args += (msg,)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(
            self, option, section, 'Bad value substitution: option %r in '
            'section %r contains an interpolation key %r which is not a valid '
            'option name. Raw value: %r' % (option, section, reference,
                                            rawval))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        InterpolationError.__init__(
            self, option, section, 'Recursion limit exceeded in value '
            'substitution: option %r in section %r contains an interpolation '
            'key which cannot be substituted in %d steps. Raw value: %r' % (
                option, section, MAX_INTERPOLATION_DEPTH, rawval))
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        if bool(source) == bool(filename):
            raise ValueError("Cannot specify both `filename' and `source'. "
                             "Use `source'." if source else
                             "Required argument `source' not given.")
        self.errors = []
        name = source or filename
        self._tell('Source contains parsing errors: %r' % name, source=name)

    @property
    def filename(self):
        self._deprecated()
        return self.source

    @filename.setter
    def filename(self, value):
        self._deprecated()
        self.source = value

    def _deprecated(self):
        import warnings
        warnings.warn("The 'filename' attribute will be removed in Python "
                      "3.12. Use 'source' instead.", DeprecationWarning,
                      stacklevel=3)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += '\n\t[line %2d]: %s' % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        self._tell('File contains no section headers.\nfile: %r, line: %d\n%r'
                   % (filename, lineno, line),
                   source=filename, lineno=lineno, line=line)


_UNSET = object()


class Interpolation:
    """I do nothing to values; those derived from me do."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    """%(name)s stands for another value of the section."""

    sign = '%'

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._expand(parser, option, parts, value, section, defaults, 1)
        return ''.join(parts)

    def before_set(self, parser, section, option, value):
        rest = value.replace(self.sign * 2, '')
        at = rest.find(self.sign)
        while at >= 0:
            end = self._reference_end(rest, at)
            if end < 0:
                raise ValueError('invalid interpolation syntax in %r at '
                                 'position %d' % (value,
                                                  value.find(self.sign)))
            at = rest.find(self.sign, end)
        return value

    def _reference_end(self, text, at):
        end = text.find(')s', at)
        if text[at + 1:at + 2] != '(' or end < at + 3 or \
                ')' in text[at:end]:
            return -1
        return end + 2

    def _expand(self, parser, option, parts, rest, section, map, depth):
        rawval = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, rawval)
        sign = self.sign
        while rest:
            before, found, after = rest.partition(sign)
            parts.append(before)
            if not found:
                return
            if after.startswith(sign):
                parts.append(sign)
                rest = after[1:]
            else:
                rest = self._one(parser, option, parts, sign + after, section,
                                 map, depth, rawval)

    def _one(self, parser, option, parts, rest, section, map, depth, rawval):
        if rest[1:2] != '(':
            raise InterpolationSyntaxError(
                option, section, "'%%' must be followed by '%%' or '(', "
                'found: %r' % (rest,))
        end = self._reference_end(rest, 0)
        if end < 0:
            raise InterpolationSyntaxError(
                option, section, 'bad interpolation variable reference %r' %
                rest)
        name = parser.optionxform(rest[2:end - 2])
        try:
            value = map[name]
        except KeyError:
            raise InterpolationMissingOptionError(option, section, rawval,
                                                  name) from None
        if self.sign in value:
            self._expand(parser, option, parts, value, section, map,
                         depth + 1)
        else:
            parts.append(value)
        return rest[end:]


class ExtendedInterpolation(BasicInterpolation):
    """${name} and ${section:name}."""

    sign = '$'

    def _reference_end(self, text, at):
        end = text.find('}', at)
        return -1 if text[at + 1:at + 2] != '{' or end < at + 3 else end + 1

    def _one(self, parser, option, parts, rest, section, map, depth, rawval):
        if rest[1:2] != '{':
            raise InterpolationSyntaxError(
                option, section, "'$' must be followed by '$' or '{', found: "
                '%r' % (rest,))
        end = self._reference_end(rest, 0)
        if end < 0:
            raise InterpolationSyntaxError(
                option, section, 'bad interpolation variable reference %r' %
                rest)
        path = rest[2:end - 1].split(':')
        inner, name = section, option
        try:
            if len(path) == 1:
                name = parser.optionxform(path[0])
                value = map[name]
            elif len(path) == 2:
                inner = path[0]
                name = parser.optionxform(path[1])
                value = parser.get(inner, name, raw=True)
            else:
                raise InterpolationSyntaxError(
                    option, section, "More than one ':' found: %r" %
                    (rest[end:],))
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(
                option, section, rawval, ':'.join(path)) from None
        if '$' in value:
            self._expand(parser, name, parts, value, inner,
                         dict(parser.items(inner, raw=True)), depth + 1)
        else:
            parts.append(value)
        return rest[end:]


class LegacyInterpolation(Interpolation):
    """%(name)s by way of the % operator."""

    def __init__(self):
        import warnings
        warnings.warn('LegacyInterpolation has been deprecated since Python '
                      '3.2 and will be removed from the configparser module '
                      'in Python 3.13. Use BasicInterpolation or '
                      'ExtendedInterpolation instead.', DeprecationWarning,
                      stacklevel=2)

    def before_get(self, parser, section, option, value, vars):
        rawval = value
        for _ in range(MAX_INTERPOLATION_DEPTH):
            if not value or '%(' not in value:
                break
            # The name of an option is looked for in lower case.
            pieces = value.split('%(')
            for i in range(1, len(pieces)):
                name, close, rest = pieces[i].partition(')')
                if close:
                    pieces[i] = parser.optionxform(name) + close + rest
            try:
                value = '%('.join(pieces) % vars
            except KeyError as e:
                raise InterpolationMissingOptionError(
                    option, section, rawval, e.args[0]) from None
        if value and '%(' in value:
            raise InterpolationDepthError(option, section, rawval)
        return value

    def before_set(self, parser, section, option, value):
        return value


class RawConfigParser(MutableMapping):
    """I hold sections of options, and read and write them."""

    _DEFAULT_INTERPOLATION = Interpolation()
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True,
                      '0': False, 'no': False, 'false': False, 'off': False}

    def __init__(self, defaults=None, dict_type=_default_dict,
                 allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None,
                 strict=True,
                 empty_lines_in_values=True, default_section=DEFAULTSECT,
                 interpolation=_UNSET, converters=_UNSET):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._converters = ConverterMapping(self)
        self._proxies = dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION
        if interpolation is None:
            interpolation = Interpolation()
        if not isinstance(interpolation, Interpolation):
            raise TypeError('interpolation= must be None or an instance of '
                            'Interpolation; got an object of type %s' %
                            type(interpolation))
        self._interpolation = interpolation
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError('Invalid section name: %r' % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._new_section(section)

    def _new_section(self, name):
        self._proxies[name] = SectionProxy(self, name)
        self._sections[name] = options = self._dict()
        return options

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        try:
            options = self._sections[section].copy()
        except KeyError:
            raise NoSectionError(section) from None
        options.update(self._defaults)
        return list(options)

    def read(self, filenames, encoding=None):
        from os import PathLike, fspath
        found = []
        for name in [filenames] if isinstance(
                filenames, (str, bytes, PathLike)) else filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                pass
            else:
                found.append(fspath(name) if isinstance(name, PathLike)
                             else name)
        return found

    def read_file(self, f, source=None):
        if source is None:
            source = getattr(f, 'name', '<???>')
        self._read(f, source)

    def read_string(self, string, source='<string>'):
        from io import StringIO
        self.read_file(StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        given = set()       # names of sections, and pairs for options
        for name, options in dictionary.items():
            name = str(name)
            if name not in self or self._strict and name in given:
                self.add_section(name)
            given.add(name)
            for option, value in options.items():
                option = self.optionxform(str(option))
                if self._strict and (name, option) in given:
                    raise DuplicateOptionError(name, option, source)
                given.add((name, option))
                self.set(name, option, value if value is None else str(value))

    def readfp(self, fp, filename=None):
        import warnings
        warnings.warn('This method will be removed in Python 3.12. Use '
                      "'parser.read_file()' instead.", DeprecationWarning,
                      stacklevel=2)
        self.read_file(fp, source=filename)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            known = self._unify_values(section, vars)
            option = self.optionxform(option)
            if option not in known:
                raise NoOptionError(option, section)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
        value = known[option]
        if value is not None and not raw:
            value = self._interpolation.before_get(self, section, option,
                                                   value, known)
        return value

    def _get_conv(self, section, option, conv, *, raw=False, vars=None,
                  fallback=_UNSET, **kwargs):
        try:
            value = self.get(section, option, raw=raw, vars=vars, **kwargs)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
        return conv(value)

    def getint(self, section, option, **kwargs):
        return self._get_conv(section, option, int, **kwargs)

    def getfloat(self, section, option, **kwargs):
        return self._get_conv(section, option, float, **kwargs)

    def getboolean(self, section, option, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean,
                              **kwargs)

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        d = self._defaults.copy()
        try:
            d.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        keys = list(d)
        if vars:
            for key, value in vars.items():
                d[self.optionxform(key)] = value
        if raw:
            return [(key, d[key]) for key in keys]
        return [(key, self._interpolation.before_get(self, section, key,
                                                     d[key], d))
                for key in keys]

    def popitem(self):
        names = self.sections()
        if not names:
            raise KeyError
        found = names[0], self[names[0]]
        del self[names[0]]
        return found

    def optionxform(self, optionstr):
        return optionstr.lower()

    def has_option(self, section, option):
        option = self.optionxform(option)
        if not section or section == self.default_section:
            return option in self._defaults
        return section in self._sections and (
            option in self._sections[section] or option in self._defaults)

    def _section(self, section):
        if not section or section == self.default_section:
            return self._defaults
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option,
                                                   value)
        self._section(section)[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        d = self._delimiters[0]
        if space_around_delimiters:
            d = ' %s ' % d
        if self._defaults:
            self._write_section(fp, self.default_section,
                                self._defaults.items(), d)
        for section in self._sections:
            self._write_section(fp, section, self._sections[section].items(),
                                d)

    def _write_section(self, fp, section_name, section_items, delimiter):
        lines = ['[%s]\n' % section_name]
        for name, value in section_items:
            value = self._interpolation.before_write(self, section_name, name,
                                                     value)
            lines.append('%s\n' % name if value is None and
                         self._allow_no_value else '%s%s%s\n' % (
                             name, delimiter,
                             str(value).replace('\n', '\n\t')))
        fp.write(''.join(lines) + '\n')

    def remove_option(self, section, option):
        d = self._section(section)
        option = self.optionxform(option)
        existed = option in d
        if existed:
            del d[option]
        return existed

    def remove_section(self, section):
        if section not in self._sections:
            return False
        del self._sections[section], self._proxies[section]
        return True

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self:
            if self[key] is value:
                return
            (self._defaults if key == self.default_section
             else self._sections[key]).clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.remove_section(key):
            raise KeyError(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from self._sections

    def _strip_comment(self, line):
        """The line without a comment, and whether it had one."""
        if self._inline_comment_prefixes:
            cut = len(line)
            for prefix in self._inline_comment_prefixes:
                at = line.find(prefix)
                while at >= 0:
                    if at == 0 or line[at - 1].isspace():
                        cut = min(cut, at)
                        break
                    at = line.find(prefix, at + 1)
            if cut < len(line):
                return line[:cut].strip(), True
        stripped = line.strip()
        if stripped.startswith(self._comment_prefixes or ('\0never',)):
            return '', True
        return stripped, False

    def _read(self, fp, fpname):
        seen = set()
        section = None       # the dictionary being filled
        sectname = optname = None
        indent = 0
        error = None
        for lineno, line in enumerate(fp, start=1):
            value, commented = self._strip_comment(line)
            if not value:
                if self._empty_lines_in_values:
                    # A line with a comment alone is no empty line.
                    if not commented and section is not None and optname and \
                            section[optname] is not None:
                        section[optname].append('')
                else:
                    indent = sys.maxsize
                continue
            here = len(line) - len(line.lstrip())
            if section is not None and optname and here > indent:
                if section[optname] is None:
                    error = self._parse_error(error, fpname, lineno, line)
                else:
                    section[optname].append(value)
                continue
            indent = here
            header = self._header(value)
            if header is not None:
                sectname = header
                if sectname in self._sections:
                    if self._strict and sectname in seen:
                        raise DuplicateSectionError(sectname, fpname, lineno)
                    section = self._sections[sectname]
                    seen.add(sectname)
                elif sectname == self.default_section:
                    section = self._defaults
                else:
                    section = self._new_section(sectname)
                    seen.add(sectname)
                optname = None
                continue
            if section is None:
                raise MissingSectionHeaderError(fpname, lineno, line)
            found = self._option(value)
            if found is None:
                error = self._parse_error(error, fpname, lineno, line)
                continue
            optname, optval = found
            if not optname:
                error = self._parse_error(error, fpname, lineno, line)
            optname = self.optionxform(optname)
            if self._strict and (sectname, optname) in seen:
                raise DuplicateOptionError(sectname, optname, fpname, lineno)
            seen.add((sectname, optname))
            section[optname] = None if optval is None else [optval.strip()]
        self._join_multiline_values()
        if error:
            raise error

    def _header(self, line):
        """The name in a line that begins with [name]; None otherwise."""
        pattern = getattr(type(self), 'SECTCRE', None)
        if pattern is not None:
            found = pattern.match(line)
            return found.group('header') if found else None
        end = line.rfind(']')
        return line[1:end] if line[0] == '[' and end > 1 else None

    def _option(self, line):
        """(name, value) of a line; the value None without a delimiter; None
        for a line that is neither."""
        pattern = getattr(type(self), 'OPTCRE', None)
        if pattern is not None:
            found = pattern.match(line)
            return found.group('option', 'value') if found else None
        ends = [(at, -len(d)) for at, d in
                [(line.find(d), d) for d in self._delimiters] if at >= 0]
        if ends:
            at, size = min(ends)
            return line[:at].rstrip(), line[at - size:]
        return (line, None) if self._allow_no_value else None

    def _parse_error(self, error, fpname, lineno, line):
        if not error:
            error = ParsingError(fpname)
        error.append(lineno, repr(line))
        return error

    def _join_multiline_values(self):
        for section, options in [(self.default_section, self._defaults),
                                 *self._sections.items()]:
            for name, value in options.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                options[name] = self._interpolation.before_read(
                    self, section, name, value)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    def _unify_values(self, section, vars):
        options = {}
        try:
            options = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        given = {}
        for key, value in vars.items() if vars else ():
            given[self.optionxform(key)] = value if value is None \
                else str(value)
        return ChainMap(given, options, self._defaults)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError('Not a boolean: %s' % value)
        return self.BOOLEAN_STATES[value.lower()]

    def _validate_value_types(self, *, section='', option='', value=''):
        if self._allow_no_value and not value:
            value = ''
        for what, text in (('section names', section),
                           ('option keys', option), ('option values', value)):
            if not isinstance(text, str):
                raise TypeError(what + ' must be strings')

    @property
    def converters(self):
        return self._converters


class ConfigParser(RawConfigParser):
    """A RawConfigParser that interpolates, and holds strings alone."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        self._validate_value_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        kept, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = kept


class SafeConfigParser(ConfigParser):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        import warnings
        warnings.warn('The SafeConfigParser class has been renamed to '
                      'ConfigParser in Python 3.2. This alias will be removed '
                      'in Python 3.12. Use ConfigParser directly instead.',
                      DeprecationWarning, stacklevel=2)


class SectionProxy(MutableMapping):
    """One section of a parser, as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        self._bind()

    def _bind(self):
        for name in self._parser.converters:
            self._bind_one(name)

    def _bind_one(self, name):
        from _functools import partial
        setattr(self, 'get' + name, partial(
            self.get, _impl=getattr(self._parser, 'get' + name)))

    def __repr__(self):
        return '<Section: %s>' % self._name

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and
                self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return list(self._parser.defaults())

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None,
            **kwargs):
        return (_impl or self._parser.get)(
            self._name, option, raw=raw, vars=vars, fallback=fallback,
            **kwargs)


class ConverterMapping(MutableMapping):
    """The getX() methods of a parser and its sections, by X."""

    def __init__(self, parser):
        self._parser = parser
        self._data = {}
        for name in dir(parser):
            if name.startswith('get') and len(name) > 3 and \
                    callable(getattr(parser, name)):
                self._data[name[3:]] = None

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        from _functools import partial
        if not key or not key.isidentifier():
            raise ValueError('Incompatible key: %s (type: %s)' % (key,
                                                                  type(key)))
        name = 'get' + key
        if name == 'get':
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        method = partial(self._parser._get_conv, conv=value)
        method.converter = value
        setattr(self._parser, name, method)
        for proxy in self._parser.values():
            proxy._bind_one(key)

    def __delitem__(self, key):
        del self._data[key]
        name = 'get' + key
        for holder in (self._parser, *self._parser.values()):
            try:
                delattr(holder, name)
            except AttributeError:
                pass

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
