# Records sorted and grouped: keys, tuples, namedtuple, zip, enumerate, itertools.
from collections import defaultdict, namedtuple
from itertools import accumulate, chain, combinations, groupby, islice
from operator import attrgetter, itemgetter


def main(show):
    Order = namedtuple("Order", "number customer amount")
    orders = [Order(i, "c%d" % (i * 31 % 97), i * 7919 % 1009 / 4)
              for i in range(4000)]
    by_amount = sorted(orders, key=attrgetter("amount"), reverse=True)
    by_both = sorted(orders, key=lambda o: (o.customer, -o.amount))
    totals = defaultdict(float)
    for number, customer, amount in orders:
        totals[customer] += amount
    groups = {key: len(list(rows))
              for key, rows in groupby(by_both, key=itemgetter(1))}
    show(by_amount[0], by_both[-1].number, len(groups), max(groups.values()))
    show(sorted(totals.items(), key=itemgetter(1))[:2], min(totals.values()))
    columns = list(zip(*orders))
    show(sum(columns[0]), list(islice(accumulate(columns[2]), 3, 6)))
    rising = sum(b > a for a, b in zip(columns[2], columns[2][1:]))
    show(rising, sum(i * o.number for i, o in enumerate(orders)) % 10007)
    show(sum(a * b % 7 for a, b in combinations(columns[0][:120], 2)),
          len(list(chain.from_iterable(orders))), sorted(columns[1])[:2])


for _ in range(9):
    main(lambda *ignored: None)
main(print)
