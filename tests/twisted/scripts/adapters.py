# One object becomes what another expects.
from twisted.python import components
from zope.interface import Attribute, Interface, implementer


class IGreeter(Interface):
    def greet():
        """Say hello."""


class IPerson(Interface):
    pass


class IFriend(IPerson):
    pass


class Cat:
    pass


class Kitten(Cat):
    pass


@implementer(IGreeter)
class CatGreeter(components.Adapter):
    def greet(self):
        return 'a %s says meow' % type(self.original).__name__


components.registerAdapter(CatGreeter, Cat, IGreeter)
print(IGreeter(Cat()).greet(), IGreeter(Kitten()).greet(),
      type(IGreeter(Cat())))
try:
    components.registerAdapter(CatGreeter, Cat, IGreeter)
except ValueError as error:
    print('already')
try:
    IGreeter(3)
except TypeError as error:
    print('cannot')
print(IGreeter(3, 'nobody'))

components.registerAdapter(lambda person: 'from ' + type(person).__name__,
                           IPerson, IGreeter)


@implementer(IFriend)
class Friend:
    pass


print(IGreeter(Friend()))
print(components.getAdapterFactory(Cat, IGreeter, None) is CatGreeter,
      components.getAdapterFactory(IFriend, IGreeter, None) is not None,
      components.getAdapterFactory(IGreeter, IFriend, None))


class Thing(components.Componentized):
    pass


thing = Thing()
thing.setComponent(IPerson, 'a person')
print(thing.getComponent(IPerson), IPerson(thing), IFriend(thing, None),
      thing.getComponent(IFriend, 'default'))


@implementer(IGreeter, IFriend)
class Persistent(components.Adapter):
    temporaryAdapter = False


part = Persistent(thing)
thing.addComponent(part, ignoreClass=True)
print(IGreeter(thing) is part, IFriend(thing) is part,
      sorted([each.__name__ for each in thing.removeComponent(part)]),
      IGreeter(thing, None))
components.registerAdapter(Persistent, Thing, IGreeter)
print(IGreeter(thing) is IGreeter(thing), IGreeter(thing).original is thing)
thing.unsetComponent(IGreeter)


class IValue(Interface):
    value = Attribute('any')

    def double():
        """Twice the value."""


class Value:
    value = 4

    def double(self):
        return self.value * 2


class Proxy(components.proxyForInterface(IValue)):
    def double(self):
        return 'proxied %s' % super().double()


value = Value()
proxy = Proxy(value)
print(proxy.value, proxy.double(), IValue.providedBy(proxy),
      proxy.original is value)
proxy.value = 21
print(value.double())
