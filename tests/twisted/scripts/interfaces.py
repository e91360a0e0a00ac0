# Interfaces: what they name, who keeps them, and who only says so.
from zope.interface import (Attribute, Interface, alsoProvides,
                            classImplements, classImplementsOnly,
                            directlyProvidedBy, directlyProvides,
                            implementedBy, implementer, implementer_only,
                            invariant, noLongerProvides, providedBy, provider)
from zope.interface.exceptions import Invalid
from zope.interface.verify import verifyClass, verifyObject


class IShape(Interface):
    """What can be drawn."""

    colour = Attribute('How it looks.')

    def draw(canvas, scale=1, *more, **options):
        """Draw it."""


class ISolid(IShape):
    def weigh():
        """In grams."""


print(IShape, repr(ISolid), ISolid.getName(), IShape.getDoc())
print(list(ISolid), sorted(ISolid.names()), sorted(ISolid.names(all=True)))
print('draw' in ISolid, ISolid['draw'], ISolid.get('nothing'),
      IShape['colour'].getDoc())
print(IShape['draw'].getSignatureString(), IShape['draw'].getSignatureInfo())
print(ISolid.extends(IShape), IShape.extends(IShape), ISolid.__bases__,
      ISolid.__iro__, ISolid.isOrExtends(Interface))
print(sorted([ISolid, IShape]), IShape == IShape, IShape != ISolid)


@implementer(ISolid)
class Ball:
    colour = 'red'

    def draw(self, canvas, scale=2, *more, **options):
        pass

    def weigh(self):
        return 5

    def __repr__(self):
        return '<Ball>'


print(IShape.implementedBy(Ball), ISolid.providedBy(Ball()),
      IShape.providedBy(Ball), implementedBy(Ball), list(providedBy(Ball())))
print(verifyObject(ISolid, Ball()), verifyClass(ISolid, Ball))


class Nothing:
    def __repr__(self):
        return '<Nothing>'


@implementer(ISolid)
class Half:
    def draw(self, canvas):
        pass

    def weigh(self, exactly):
        pass

    def __repr__(self):
        return '<Half>'


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


for check, thing in ((verifyObject, Nothing()), (verifyClass, Nothing),
                     (verifyObject, Half()), (verifyClass, Half)):
    attempt(check, ISolid, thing)
attempt(verifyObject, Interface, Nothing())

attempt(IShape, Nothing())
print(IShape(Nothing(), 'another'), IShape(Nothing(), None), IShape(Ball()))


class Conforming:
    def __conform__(self, interface):
        return 'conforms' if interface is IShape else None


print(IShape(Conforming()), ISolid(Conforming(), 'no'))

n = Nothing()
directlyProvides(n, IShape)
print(IShape.providedBy(n), list(directlyProvidedBy(n)), providedBy(n))


class INamed(Interface):
    pass


alsoProvides(n, INamed)
print(list(providedBy(n)))
noLongerProvides(n, IShape)
print(list(providedBy(n)))
attempt(noLongerProvides, Ball(), ISolid)


@provider(INamed)
class Named:
    pass


class Derived(Named):
    pass


print(INamed.providedBy(Named), INamed.providedBy(Derived),
      INamed.providedBy(Named()), INamed.implementedBy(Named))


@implementer_only(INamed)
class OnlyNamed(Ball):
    pass


class Both(Ball):
    pass


classImplements(Both, INamed)
print(list(implementedBy(OnlyNamed)), list(implementedBy(Both)),
      list(implementedBy(Both).flattened()))
classImplementsOnly(Both, INamed)
print(list(implementedBy(Both)), list(providedBy(5)))
try:
    class IWrong(Interface):
        value = 5
except Exception as error:
    print(type(error).__name__, error)


class IPositive(Interface):
    @invariant
    def positive(thing):
        if thing.value < 0:
            raise Invalid('negative')


n.value = -1
attempt(IPositive.validateInvariants, n)
n.value = 1
attempt(IPositive.validateInvariants, n)
IShape.setTaggedValue('key', 3)
print(ISolid.queryTaggedValue('key'), ISolid.queryTaggedValue('none', 4))

print(ISolid.direct('nothing'), ISolid.queryDescriptionFor('nothing'))
for each in sorted(ISolid.names(all=True)):
    print(each, ISolid.direct(each) is not None,
          ISolid.queryDescriptionFor(each) is ISolid[each])
print(IShape.isEqualOrExtendedBy(ISolid), ISolid.isEqualOrExtendedBy(IShape),
      IShape.isEqualOrExtendedBy(IShape))
