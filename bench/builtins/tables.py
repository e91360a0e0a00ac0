# A report: numbers read from text and written into it, in every way there is.


def main(show):
    rows = ["%d,%d.%02d,item %d" % (i, i * 7 % 100, i % 100, i) for i in range(6000)]
    total, out = 0.0, []
    for row in rows:
        number, price, name = row.split(",")
        number, price = int(number), float(price)
        total += number * price
        out.append(f"{number:>6} {price:8.2f} {name:<12}|")
        out.append("%5d %-10s %.1f" % (number, name, price))
        out.append("{} {:x} {!r}".format(number, number, name) + str(price))
    text = "\n".join(out)
    show(len(text), round(total, 2), text[5000:5040], hash(text) == hash(text + ""))
    show(sum(int(digit) for row in rows[:2000] for digit in row if digit.isdigit()))


for _ in range(6):
    main(lambda *ignored: None)
main(print)
