# Memory: trees of small objects, one kept, others built and dropped beside it.


class Tree:
    def __init__(self, depth):
        if depth == 0:
            self.left = self.right = None
        else:
            self.left = Tree(depth - 1)
            self.right = Tree(depth - 1)

    def size(self):
        if self.left is None:
            return 1
        return 1 + self.left.size() + self.right.size()


def main():
    keep = Tree(15)
    total = 0
    for turn in range(20):
        total += Tree(turn % 5 + 10).size()
    print(total, keep.size())


main()
