# Modules that nobody named offer what somebody looks for.
import os
import sys
from twisted.plugin import IPlugin, getPlugins, pluginPackagePaths
from zope.interface import Interface, implementer

PLUGIN = '''
from zope.interface import implementer
from twisted.plugin import IPlugin
from offers import IDrink


@implementer(IPlugin, IDrink)
class Drink:
    def __init__(self, name):
        self.name = name


tea = Drink(%r)
other = 5
'''
os.makedirs('lib/drinks')
os.makedirs('lib/twisted/plugins')
for path, text in (
        ('lib/offers.py', 'from zope.interface import Interface\n\n\n'
         'class IDrink(Interface):\n    pass\n'),
        ('lib/drinks/__init__.py', ''),
        ('lib/drinks/green.py', PLUGIN % 'green tea'),
        ('lib/drinks/broken.py', 'raise RuntimeError("broken")\n'),
        ('lib/twisted/plugins/black.py', PLUGIN % 'black tea')):
    with open(path, 'w') as file:
        file.write(text)
sys.path.insert(0, 'lib')
from offers import IDrink
import drinks

from twisted.python import log
log.addObserver(lambda event: print('logged', event['isError']))
print([drink.name for drink in getPlugins(IDrink, drinks)])
print([drink.name for drink in getPlugins(IDrink)])
print(os.path.abspath('lib/twisted/plugins') in
      [os.path.abspath(path) for path in pluginPackagePaths('twisted.plugins')])
