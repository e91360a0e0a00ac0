# Plugins are imported when they are new, changed, or wanted.
import os
import sys
import tempfile
from twisted import plugin
from twisted.python import components, log
from zope.interface import Interface

os.chdir(tempfile.mkdtemp())
sys.path.insert(0, os.getcwd())
sys.dont_write_bytecode = True
os.mkdir('tools')
open('tools/__init__.py', 'w').close()
open('shapes.py', 'w').write('''
from zope.interface import Attribute, Interface
class IShape(Interface):
    corners = Attribute('how many')
class IDrawn(Interface):
    pass
''')
PLUGIN = '''
"""%(doc)s"""
import shapes
from twisted.plugin import IPlugin
from zope.interface import implementer, provider
print('importing', __name__)
@implementer(IPlugin, shapes.IShape)
class Shape:
    """A shape."""
    def __init__(self, corners):
        self.corners = corners
%(name)s = Shape(%(corners)d)
nothing = Shape
@provider(IPlugin, shapes.IShape)
class Class:
    corners = 0
'''


def write(name, corners, when):
    path = 'tools/%s.py' % name
    with open(path, 'w') as file:
        file.write(PLUGIN % {'name': name, 'corners': corners,
                             'doc': 'The %s.' % name})
    os.utime(path, (when, when))


write('square', 4, 1000)
write('triangle', 3, 1000)
os.mkdir('tools/package')
open('tools/package/__init__.py', 'w').close()
open('tools/no-module.py', 'w').write('1/0\n')
import shapes
import tools


def look():
    return sorted([each.corners for each in plugin.getPlugins(
        shapes.IShape, tools)])


def forget():
    for name in list(sys.modules):
        if name.startswith('tools.'):
            del sys.modules[name]


print(look())
print('again', look())
forget()
print('forgotten', look())
print(os.path.exists('tools/dropin.cache'))
print([(name, dropin.description, sorted([each.name for each in
                                          dropin.plugins]))
       for name, dropin in sorted(plugin.getCache(tools).items())])
cached = [each for each in plugin.getCache(tools)['square'].plugins
          if each.name == 'square'][0]
print(cached, cached.description, cached.load().corners)
print(shapes.IShape(cached).corners, shapes.IDrawn(cached, 'not drawn'))
components.registerAdapter(lambda shape: 'drawn %d' % shape.corners,
                           shapes.IShape, shapes.IDrawn)
print(shapes.IDrawn(cached), sorted(plugin.getPlugins(shapes.IDrawn, tools)))
forget()
write('square', 5, 4102444800)
print('changed', look())
os.remove('tools/triangle.py')
print('removed', look(), sorted(plugin.getCache(tools)))
errors = []
log.startLoggingWithObserver(errors.append, 0)
open('tools/broken.py', 'w').write('raise ValueError("broken")\n')
print('broken', look())
print([each['failure'].getErrorMessage() for each in errors
       if each['isError']])
os.remove('tools/broken.py')
open('tools/dropin.cache', 'w').write('not a cache')
print('spoiled', look())
print(list(plugin.getPlugins(plugin.IPlugin, sys.modules['tools'])) != [],
      plugin.pluginPackagePaths('nothing.there') != [])
