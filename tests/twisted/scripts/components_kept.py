# What an object is made of: components, found by the names of interfaces.
from twisted.python import components
from zope.interface import Attribute, Interface, implementer


class IColor(Interface):
    def paint():
        """Paint."""

    name = Attribute("What it is called.")


class IWeight(Interface):
    pass


class IBoth(IColor, IWeight):
    pass


class ISize(Interface):
    pass


class Thing(components.Componentized):
    pass


@implementer(IColor)
class Red(components.Adapter):
    def paint(self):
        return 'red %s' % type(self.original).__name__


@implementer(IBoth)
class Heavy(components.Adapter):
    pass


thing = Thing()
print(thing.getComponent(IColor), thing.getComponent(IColor, 'none'))
components.registerAdapter(Red, Thing, IColor)
color = IColor(thing)
print(color.paint(), IColor(thing) is color,
      thing.getComponent(IColor) is color)
components.registerAdapter(Heavy, Thing, IWeight, IBoth)
both = IWeight(thing)
print(type(both).__name__, IBoth(thing) is both, IColor(thing) is color)
thing.setComponent(ISize, 'large')
print(ISize(thing), thing.getComponent(ISize))
thing.unsetComponent(ISize)
print(ISize(thing, 'forgotten'))
print(sorted([each.__name__ for each in thing.removeComponent(both)]))
print(IWeight(thing) is both)
thing.setAdapter(IColor, Red)
print(IColor(thing) is color)
print(type(thing.addAdapter(Heavy)).__name__)
try:
    components.registerAdapter(Heavy, Thing, IColor)
except ValueError as error:
    print(str(error).split('<')[0], error.args[0].count('Red'))
components.ALLOW_DUPLICATES = 1
components.registerAdapter(Heavy, Thing, IColor)
components.ALLOW_DUPLICATES = 0
print(components.getAdapterFactory(Thing, IColor, None).__name__,
      components.getAdapterFactory(int, IColor, 'no adapter'))
try:
    ISize(3)
except components.CannotAdapt as error:
    print(type(error).__name__, error.args[0])


class Temporary(components.Adapter):
    temporaryAdapter = True


components.registerAdapter(Temporary, Thing, ISize)
print(ISize(thing) is ISize(thing))


class Inner:
    name = 'inner'

    def paint(self):
        return 'painted'


Proxy = components.proxyForInterface(IColor)
Other = components.proxyForInterface(IColor, 'wrapped')
proxy = Proxy(Inner())
print(Proxy.__name__, IColor.providedBy(proxy), proxy.paint(), proxy.name)
proxy.name = 'changed'
print(proxy.original.name, Other(Inner()).wrapped.paint())
del proxy.name
print(proxy.name)


class Louder(Proxy):
    def paint(self):
        return Proxy.paint(self) + '!'


print(Louder(Inner()).paint())
try:
    proxy.missing
except AttributeError as error:
    print('AttributeError')
shown = components.ReprableComponentized()
shown.setComponent(ISize, 'large')
print(repr(shown))
