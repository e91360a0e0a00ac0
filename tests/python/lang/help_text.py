# What help() prints about functions, classes and what has no documentation.

class Base:
    """A base."""
    __slots__ = ()

    def inherited(self):
        """Of the base."""

    def over(self):
        pass


class Kettle(Base):
    """Boils water.

    And sings.
    """
    __slots__ = ()
    limit = [1, 2]
    over = 5

    def __init__(self, litres, lid=True, *rest, hot, **more):
        """Fill it."""

    @property
    def level(self):
        """How full."""

    @property
    def lid(self):
        pass

    @lid.setter
    def lid(self, value):
        pass

    @staticmethod
    def metal(kind):
        """Of what."""

    @classmethod
    def large(cls, size):
        pass

    def boil(self):
        """Heat it.

        Slowly."""
    heat = boil

    async def sing(self):
        """A tune."""

    whistle = lambda self, tone: tone

    def _private(self):
        pass


def pour(kettle, /, cup: 'str', *, sugar=None) -> int:
    """Into a cup."""


help(pour)
help(Kettle)
help(Kettle(1, hot=1).boil)
help(Kettle.level)
help(len)
help([].append)
help('no such thing')

# expect: Help on function pour in module __main__:
# expect:
# expect: pour(kettle, /, cup: 'str', *, sugar=None) -> int
# expect:     Into a cup.
# expect:
# expect: Help on class Kettle in module __main__:
# expect:
# expect: class Kettle(Base)
# expect:  |  Kettle(litres, lid=True, *rest, hot, **more)
# expect:  |  
# expect:  |  Boils water.
# expect:  |  
# expect:  |  And sings.
# expect:  |  
# expect:  |  Method resolution order:
# expect:  |      Kettle
# expect:  |      Base
# expect:  |      builtins.object
# expect:  |  
# expect:  |  Methods defined here:
# expect:  |  
# expect:  |  __init__(self, litres, lid=True, *rest, hot, **more)
# expect:  |      Fill it.
# expect:  |  
# expect:  |  boil(self)
# expect:  |      Heat it.
# expect:  |      
# expect:  |      Slowly.
# expect:  |  
# expect:  |  heat = boil(self)
# expect:  |  
# expect:  |  async sing(self)
# expect:  |      A tune.
# expect:  |  
# expect:  |  whistle lambda self, tone
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Class methods defined here:
# expect:  |  
# expect:  |  large(size) from builtins.type
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Static methods defined here:
# expect:  |  
# expect:  |  metal(kind)
# expect:  |      Of what.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Readonly properties defined here:
# expect:  |  
# expect:  |  level
# expect:  |      How full.
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data descriptors defined here:
# expect:  |  
# expect:  |  lid
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data and other attributes defined here:
# expect:  |  
# expect:  |  limit = [1, 2]
# expect:  |  
# expect:  |  over = 5
# expect:  |  
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Methods inherited from Base:
# expect:  |  
# expect:  |  inherited(self)
# expect:  |      Of the base.
# expect:
# expect: Help on method boil in module __main__:
# expect:
# expect: boil() method of __main__.Kettle instance
# expect:     Heat it.
# expect:     
# expect:     Slowly.
# expect:
# expect: Help on property:
# expect:
# expect:     How full.
# expect:
# expect: Help on built-in function len in module builtins:
# expect:
# expect: len(obj, /)
# expect:     Return the number of items in a container.
# expect:
# expect: Help on built-in function append:
# expect:
# expect: append(object, /) method of builtins.list instance
# expect:     Append object to the end of the list.
# expect:
# expect: No Python documentation found for 'no such thing'.
# expect: Use help() to get the interactive help utility.
# expect: Use help(str) for help on the str class.
# expect:
