# Operators written in Python: vectors of three, a property, __slots__.


class Vector:
    __slots__ = ('x', 'y', 'z')

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    @property
    def square(self):
        return self.x * self.x + self.y * self.y + self.z * self.z


place = Vector(0.0, 0.0, 0.0)
speed = Vector(1.0, 0.5, 0.25)
fall = Vector(0, 0, -0.01)
total = 0.0
for i in range(60000):
    speed = speed + fall * 0.1
    place = place + 0.1 * speed
    if place.z < 0:
        speed = -speed
    total += place.square
print(round(total, 3))
