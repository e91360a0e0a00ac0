# A container written in Python: subscripts and `in` through special methods.


class Table:
    def __init__(self):
        self.size = 8
        self.count = 0
        self.keys = [None] * 8
        self.values = [None] * 8

    def slot(self, key):
        at = hash(key) % self.size
        while self.keys[at] is not None and self.keys[at] != key:
            at = (at + 1) % self.size
        return at

    def __setitem__(self, key, value):
        at = self.slot(key)
        if self.keys[at] is None:
            self.keys[at] = key
            self.count += 1
        self.values[at] = value
        if self.count * 3 > self.size * 2:
            self.grow()

    def __getitem__(self, key):
        return self.values[self.slot(key)]

    def __contains__(self, key):
        return self.keys[self.slot(key)] is not None

    def grow(self):
        pairs = [(k, v) for k, v in zip(self.keys, self.values)
                 if k is not None]
        self.size *= 2
        self.count = 0
        self.keys = [None] * self.size
        self.values = [None] * self.size
        for key, value in pairs:
            self[key] = value


table = Table()
for i in range(40000):
    table[i * 7] = i
total = 0
for i in range(120000):
    if i in table:
        total += table[i]
print(table.count, total)
