# Interfaces, adapters, proxies, and what verify says.
import re
from zope.interface import (Interface, Attribute, implementer, classImplements,
                            directlyProvides, providedBy, implementedBy,
                            alsoProvides, provider, verify, noLongerProvides)
from zope.interface.exceptions import (DoesNotImplement, BrokenImplementation,
                                       BrokenMethodImplementation)
from twisted.python import components, reflect


def show(x):
    print(re.sub('0x[0-9a-f]+', 'X', repr(x)))


BAD = {'euro': lambda self, a: 1}


class IAmericanSocket(Interface):
    """A socket."""
    voltage = Attribute('how much')

    def plugIn(device, at=1, *a, **k):
        """Plug."""


class IEuro(Interface):

    def euro():
        """e"""


class ISub(IEuro):
    pass


@implementer(IAmericanSocket)
class A:
    voltage = 110

    def plugIn(self, device, at=1, *a, **k):
        return 'amer ' + device


class EuroToAmer(components.Adapter):

    def plugIn(self, d, at=1, *a, **k):
        return 'via ' + self.original.euro()


@implementer(IEuro)
class E:

    def euro(self):
        return 'euro'


components.registerAdapter(EuroToAmer, IEuro, IAmericanSocket)
e = E()
print(IAmericanSocket(e).plugIn('x'))
show(IAmericanSocket(e))
print(IAmericanSocket(A()).voltage)
print(IAmericanSocket(3, 'default'), IAmericanSocket(3, None))
try:
    IAmericanSocket(3)
except TypeError as x:
    print(x)
show(IAmericanSocket)
print(IAmericanSocket.__name__, IAmericanSocket.__module__,
      IAmericanSocket.__doc__, IAmericanSocket.names(),
      sorted(IAmericanSocket), IAmericanSocket.__bases__,
      IAmericanSocket.getName(), IAmericanSocket.__identifier__)
print(IAmericanSocket['plugIn'].getSignatureString(),
      IAmericanSocket['voltage'].__doc__, IAmericanSocket.get('nope'),
      'voltage' in IAmericanSocket, IAmericanSocket['plugIn'].positional)
print(IEuro.providedBy(e), IEuro.implementedBy(E), IEuro.implementedBy(A),
      ISub.extends(IEuro), ISub.isOrExtends(IEuro), list(providedBy(e)),
      list(implementedBy(E)))
show(implementedBy(E))
show(IAmericanSocket['plugIn'])
for cls, o in ((DoesNotImplement, lambda: verify.verifyObject(IEuro, A())),
               (BrokenImplementation,
                lambda: verify.verifyClass(IAmericanSocket, type('X', (), {}),
                                           tentative=True)),
               (BrokenMethodImplementation,
                lambda: verify.verifyObject(IEuro,
                                            implementer(IEuro)(type(
                                                'Y', (), BAD))()))):
    try:
        print(o())
    except Exception as x:
        print(type(x).__name__, isinstance(x, cls),
              re.sub('0x[0-9a-f]+', 'X', str(x)))
print(verify.verifyObject(IEuro, e), verify.verifyClass(IEuro, E))
o = type('O', (), {})()
directlyProvides(o, IEuro)
alsoProvides(o, ISub)
print(IEuro.providedBy(o), ISub.providedBy(o))
noLongerProvides(o, ISub)
print(ISub.providedBy(o))


classImplements(A, IEuro)
print(IEuro.providedBy(A()))


@provider(IEuro)
class P:
    euro = staticmethod(lambda: 1)


print(IEuro.providedBy(P), IEuro.providedBy(P()))
try:
    components.registerAdapter(EuroToAmer, IEuro, IAmericanSocket)
except ValueError as x:
    print(re.sub('0x[0-9a-f]+', 'X', str(x))[:60])
try:
except ValueError as x:
    print(x)
components.registerAdapter(lambda o: 'int adapted %d' % o, int,
                           IAmericanSocket)
print(IAmericanSocket(5))
print(components.getAdapterFactory(IEuro, IAmericanSocket, None) is EuroToAmer,
      components.getAdapterFactory(ISub, IEuro, 'none'))
c = components.Componentized()
show(c.getComponent(IEuro))
c.setComponent(IEuro, e)
print(IEuro(c) is e, c.getComponent(IEuro) is e)
c.unsetComponent(IEuro)
print(c.getComponent(IEuro, 'gone'))
c.addComponent(e)
print(c.getComponent(IEuro) is e)
print(c.removeComponent(e))


@implementer(IEuro)
class CA(components.Adapter):
    pass


pf = components.proxyForInterface(IEuro)
p = pf(e)
print(p.euro(), p.original is e, IEuro.providedBy(p))
print(pf.__name__)


class PE(components.proxyForInterface(IEuro, originalAttribute='orig')):

    def euro(self):
        return 'proxied ' + self.orig.euro()


print(PE(e).euro())
for n in ('nope.x', 'twisted.nope', '', 'twisted..x',
          'twisted.python.reflect.nope', '.x'):
    try:
        print(reflect.namedAny(n))
    except Exception as x:
        print(type(x).__name__, x)


class Bad:

    def __repr__(self):
        raise ValueError('r')
    __str__ = __repr__


print(re.sub('0x[0-9a-f]+', 'X', reflect.safe_repr(Bad())).splitlines()[0])
print(reflect.safe_str(b'abc'), reflect.prefixedMethodNames(E, 'eu'),
      reflect.prefixedMethods(e, 'eu')[0]())
print(reflect.accumulateClassList.__name__,
      reflect.filenameToModuleName('/a/b/c.py'), reflect.fullFuncName(show))
