# configparser: reading, interpolation, writing, errors.
import configparser
import io


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


text = '''
[DEFAULT]
home = /home/%(user)s
[Main]
user: joe
path = %(home)s/x
; a comment
Count = 42
ratio=2.5
flag = Yes
many = one
  two

  three
percent = 100%%
[empty]
'''
c = configparser.ConfigParser(defaults={'user': 'nobody'})
c.read_string(text)
print(c.sections(), c.options('Main'), 'Main' in c, len(c))
# expect: ['Main', 'empty'] ['user', 'path', 'count', 'ratio', 'flag', 'many', 'percent', 'home'] True 3
print(c['Main']['path'], c['empty']['home'], c['Main'].getint('COUNT'))
# expect: /home/joe/x /home/nobody 42
print(c.getfloat('Main', 'ratio'), c.getboolean('Main', 'flag'))
# expect: 2.5 True
print(repr(c.get('Main', 'many')), c['Main']['percent'])
# expect: 'one\ntwo\n\nthree' 100%
print(c.get('Main', 'path', raw=True), c.get('Main', 'path', vars={'user': 'x'}))
# expect: %(home)s/x /home/x/x
print(c.get('Main', 'nope', fallback='f'), c['Main'].get('nope'))
# expect: f None
print(c.items('empty'), c['Main'], c.defaults())
# expect: [('user', 'nobody'), ('home', '/home/nobody')] <Section: Main> {'user': 'nobody', 'home': '/home/%(user)s'}
attempt(c.get, 'no', 'x')  # expect: NoSectionError No section: 'no'
attempt(c.get, 'Main', 'x')
# expect: NoOptionError No option 'x' in section: 'Main'
attempt(c.getint, 'Main', 'user')
# expect: ValueError invalid literal for int() with base 10: 'joe'
attempt(c.getboolean, 'Main', 'user')  # expect: ValueError Not a boolean: joe
attempt(c.set, 'Main', 'x', 5)
# expect: TypeError option values must be strings
attempt(c.set, 'Main', 'x', '%(bad')
# expect: ValueError invalid interpolation syntax in '%(bad' at position 0
attempt(c.add_section, 'Main')
# expect: DuplicateSectionError Section 'Main' already exists
attempt(c.add_section, 'DEFAULT')
# expect: ValueError Invalid section name: 'DEFAULT'
attempt(lambda: c['nope'])  # expect: KeyError 'nope'
c.set('Main', 'a', '%(b)s')
c.set('Main', 'b', '%(a)s')
attempt(c.get, 'Main', 'a')
# expect: InterpolationDepthError Recursion limit exceeded in value substitution: option 'a' in section 'Main' contains an interpolation key which cannot be substituted in 10 steps. Raw value: '%(b)s'
c.set('Main', 'a', '%(zz)s')
attempt(c.get, 'Main', 'a')
# expect: InterpolationMissingOptionError Bad value substitution: option 'a' in section 'Main' contains an interpolation key 'zz' which is not a valid option name. Raw value: '%(zz)s'
c.remove_option('Main', 'a')
c.remove_option('Main', 'b')
c['New'] = {'k': 'v\nw', 'n': 3}
print(c.remove_section('empty'), c.has_option('New', 'K'))  # expect: True True
out = io.StringIO()
c.write(out)
print(out.getvalue().replace('\t', '<tab>'))
# expect: [DEFAULT]
# expect: user = nobody
# expect: home = /home/%(user)s
# expect:
# expect: [Main]
# expect: user = joe
# expect: path = %(home)s/x
# expect: count = 42
# expect: ratio = 2.5
# expect: flag = Yes
# expect: many = one
# expect: <tab>two
# expect: <tab>
# expect: <tab>three
# expect: percent = 100%%
# expect:
# expect: [New]
# expect: k = v
# expect: <tab>w
# expect: n = 3
# expect:
# expect:
for bad in ('x = 1', '[a]\n[a]', '[a]\nx=1\nX=2', '[a]\nnothing', '[a]\n=v'):
    attempt(configparser.ConfigParser().read_string, bad)
    # expect: MissingSectionHeaderError File contains no section headers.
    # expect: file: '<string>', line: 1
    # expect: 'x = 1'
    # expect: DuplicateSectionError While reading from '<string>' [line  2]: section 'a' already exists
    # expect: DuplicateOptionError While reading from '<string>' [line  3]: option 'x' in section 'a' already exists
    # expect: ParsingError Source contains parsing errors: '<string>'
    # expect: 	[line  2]: 'nothing'
    # expect: ParsingError Source contains parsing errors: '<string>'
    # expect: 	[line  2]: '=v'
e = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
e.read_string('[a]\nx=1\ny=${x}$$\n[b]\nz=${a:y}!\nq=${a:b:c}\nr=${no}')
print(e['b']['z'])  # expect: 1$!
attempt(e.get, 'b', 'q')
# expect: InterpolationSyntaxError More than one ':' found: ''
attempt(e.get, 'b', 'r')
# expect: InterpolationMissingOptionError Bad value substitution: option 'r' in section 'b' contains an interpolation key 'no' which is not a valid option name. Raw value: '${no}'
r = configparser.RawConfigParser(allow_no_value=True, delimiters=('->',), inline_comment_prefixes=('#',),
                                 comment_prefixes=('//',), converters={'list': str.split})
r.optionxform = str
r.read_string('[s]\nKey -> a b # c\nalone\n// gone\n')
print(r.items('s'), r.getlist('s', 'Key'), r['s'].getlist('Key'))
# expect: [('Key', 'a b'), ('alone', None)] ['a', 'b'] ['a', 'b']
r.read_dict({'t': {'one': 1, 'two': None}})
out = io.StringIO()
r.write(out, space_around_delimiters=False)
print(out.getvalue())
# expect: [s]
# expect: Key->a b
# expect: alone
# expect:
# expect: [t]
# expect: one->1
# expect: two
# expect:
# expect:
print(c.read(['/nonexistent/file']))  # expect: []
