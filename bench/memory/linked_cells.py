# Memory: a queue of linked cells: one goes in at the end, one comes out in front.


class Cell:
    __slots__ = ('value', 'next')

    def __init__(self, value):
        self.value = value
        self.next = None


def main():
    head = tail = Cell(0)
    for i in range(1, 100000):
        tail.next = Cell(i)
        tail = tail.next
    total = 0
    for i in range(600000):
        tail.next = Cell(i)
        tail = tail.next
        total += head.value
        head = head.next
    print(total)


main()
