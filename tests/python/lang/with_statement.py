# with: entering, leaving, swallowing, and every way out of the body.
class Manager:
    log = []

    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        self.log.append("enter " + self.name)
        return self.name.upper()

    def __exit__(self, cls, value, traceback):
        self.log.append(f"exit {self.name} {cls and cls.__name__} {value}")
        return self.swallow


def take():
    taken = " | ".join(Manager.log)
    Manager.log.clear()
    return taken


with Manager("a") as name:
    Manager.log.append(name)
print(take())  # expect: enter a | A | exit a None None
with Manager("a") as x, Manager("b") as y:
    Manager.log.append(x + y)
print(take())  # expect: enter a | enter b | AB | exit b None None | exit a None None
with (Manager("p") as p, Manager("q", True)):
    raise KeyError(p)
print(take())  # expect: enter p | enter q | exit q KeyError 'P' | exit p None None
try:
    with Manager("a"), Manager("b"):
        raise ValueError("v")
except ValueError as error:
    print(take())  # expect: enter a | enter b | exit b ValueError v | exit a ValueError v


def way(how):
    for i in range(2):
        with Manager(str(i), how == "swallow"):
            if how == "return":
                return "returned"
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "swallow":
                raise KeyError
            Manager.log.append("end")
    return "after"


for how in ("", "return", "break", "continue", "swallow"):
    result = way(how) + ": " + take()
    if how == "": r0 = result
    if how == "return": r1 = result
    if how == "break": r2 = result
    if how == "continue": r3 = result
    if how == "swallow": r4 = result
print(r0)  # expect: after: enter 0 | end | exit 0 None None | enter 1 | end | exit 1 None None
print(r1)  # expect: returned: enter 0 | exit 0 None None
print(r2)  # expect: after: enter 0 | exit 0 None None
print(r3)  # expect: after: enter 0 | exit 0 None None | enter 1 | exit 1 None None
print(r4)  # expect: after: enter 0 | exit 0 KeyError  | enter 1 | exit 1 KeyError 


class FailsToEnter:
    def __enter__(self):
        raise OSError("enter")

    def __exit__(self, *args):
        Manager.log.append("never")


try:
    with Manager("outer"), FailsToEnter():
        pass
except OSError as error:
    print(error, take())  # expect: enter enter outer | exit outer OSError enter


class FailsToExit(Manager):
    def __exit__(self, *args):
        raise RuntimeError("exit")


try:
    with FailsToExit("x"):
        raise KeyError("body")
except RuntimeError as error:
    print(error, repr(error.__context__))  # expect: exit KeyError('body')
try:
    with 5:
        pass
except TypeError as error:
    print(error)  # expect: 'int' object does not support the context manager protocol


def value_of_with():
    with Manager("r") as r:
        return r


print(value_of_with(), take())  # expect: R enter x | enter r | exit r None None


def unbound_after(swallow):
    with Manager("u", swallow):
        raise KeyError
        late = 1
    try:
        return late
    except UnboundLocalError as error:
        return str(error)


print(unbound_after(True))  # expect: cannot access local variable 'late' where it is not associated with a value
Manager.log.clear()


def targets():
    box = {}
    with Manager("one") as box["k"], Manager("two") as (a, b, c):
        return box, a, b, c


print(targets())  # expect: ({'k': 'ONE'}, 'T', 'W', 'O')
Manager.log.clear()


def finally_and_with():
    try:
        with Manager("w"):
            return "value"
    finally:
        Manager.log.append("finally")


print(finally_and_with(), take())  # expect: value enter w | exit w None None | finally
