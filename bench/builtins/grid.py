# Ways through a grid: tuples as keys of dictionaries and sets, a deque.
from collections import deque


def main(show):
    size = 70
    walls = {(x, y) for x in range(size) for y in range(size)
             if (x * 7 + y * 13) % 4 == 0 and x % 9 and y % 7}
    begin, end = (0, 0), (size - 1, size - 1)
    seen, queue, before = {begin}, deque([begin]), {}
    while queue:
        place = queue.popleft()
        if place == end:
            break
        x, y = place
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            other = x + dx, y + dy
            if (0 <= other[0] < size and 0 <= other[1] < size
                    and other not in walls and other not in seen):
                seen.add(other)
                before[other] = place
                queue.append(other)
    path = []
    while end in before:
        path.append(end)
        end = before[end]
    show(len(walls), len(seen), len(path), path[:3])
    alive = walls
    for _ in range(3):  # and the game of life, on a set
        near = {}
        for x, y in alive:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        key = (x + dx, y + dy)
                        near[key] = near.get(key, 0) + 1
        alive = {key for key, n in near.items() if n == 3 or (n == 2 and key in alive)}
    show(len(alive), len(near), sorted(alive)[:2])


for _ in range(15):
    main(lambda *ignored: None)
main(print)
