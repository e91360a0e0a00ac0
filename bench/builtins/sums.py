# Native functions that ask generators and functions for each item.


def main(show):
    numbers = list(range(20000))
    show(sum(n * n for n in numbers if n & 1), any(n > 19990 for n in numbers),
          all(n < 20000 for n in numbers), max(n ^ 0x2aaa for n in numbers),
          min(numbers, key=lambda n: (n * 31) % 20011))
    show(sum(map(lambda n: n % 7, numbers)), len(list(filter(lambda n: n & 6, numbers))),
          sum(1 for n in numbers if n % 3 == 0), len({n * n % 1009 for n in numbers}),
          len({n: n for n in numbers}), sum(set(numbers)), len(tuple(n for n in numbers)))
    matrix = [[(i * j) % 10 for j in range(40)] for i in range(40)]
    product = [[sum(x * y for x, y in zip(row, column)) for column in zip(*matrix)]
               for row in matrix]
    show(sum(map(sum, product)), [list(row)[:2] for row in zip(*product)][:3])
    show(sorted([n * 7919 % 20011 for n in numbers])[::5000],
          sorted((n * 7919 % 20011) / 3 for n in numbers)[2],
          sorted(str(n * 31 % 2003) for n in numbers[:5000])[::1000],
          len(list(reversed(numbers))), numbers[::-7][:3], 19999 in numbers,
          numbers.index(15000), [0] * 3 + numbers[5:7])


for _ in range(3):
    main(lambda *ignored: None)
main(print)
