# A changed module takes effect in what was made of it before.
import os
import sys
import time
from twisted.python import rebuild

OLD = '''
class Greeter:
    times = 1

    def greet(self):
        return 'hello ' + self.name

    def gone(self):
        return 'still here'


class Base:
    def which(self):
        return 'old base'


def answer(n=1):
    return n
'''
NEW = '''
class Greeter:
    times = 2

    def greet(self):
        return 'good morning ' + self.name * self.times

    def added(self):
        return 'added'


class Base:
    def which(self):
        return 'new base'


def answer(n=42):
    return n * 2
'''


def write(text):
    with open('changing.py', 'w') as file:
        file.write(text)
    # Nobody shall mistake one for the other by its age.
    os.utime('changing.py', (time.time(), 1e9 + len(text)))


sys.path.insert(0, '.')
sys.dont_write_bytecode = True
write(OLD)
import changing


class Derived(changing.Base):
    pass


greeter = changing.Greeter()
greeter.name = 'you'
derived = Derived()
kept = changing.answer
method = greeter.greet
print(greeter.greet(), greeter.gone(), derived.which(), kept())
write(NEW)
print(rebuild.rebuild(changing, doLog=0) is changing)
rebuild.updateInstance(greeter)
print(greeter.greet(), greeter.added(), changing.answer())
print(isinstance(greeter, changing.Greeter), hasattr(greeter, 'gone'))
print(rebuild.latestClass(type(greeter)) is changing.Greeter,
      rebuild.latestFunction(kept) is changing.answer)
