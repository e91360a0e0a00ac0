# Memory: instances with four attributes, kept in a list and replaced one by one.


class Point:
    def __init__(self, x, y, z, name):
        self.x = x
        self.y = y
        self.z = z
        self.name = name


def main():
    points = [Point(i, i + 1, i * 0.5, 'p') for i in range(60000)]
    for turn in range(8):
        for i, p in enumerate(points):
            points[i] = Point(p.y, p.x, p.z + 1.0, p.name)
    print(sum(p.x for p in points), points[-1].z)


main()
