# Bytes: messages put together and taken apart, numbers in them, sieves.
import struct
import zlib


def main(show):
    head = struct.Struct(">HIB")
    wire = bytearray()
    for i in range(4000):
        body = b"GET /page/%d HTTP/1.0\r\nHost: example\r\nX: %d\r\n\r\n" % (i, i * i)
        wire += head.pack(len(body), zlib.crc32(body), i & 255)
        wire += body
    at = good = fields = 0
    while at < len(wire):
        size, check, kind = head.unpack_from(wire, at)
        at += head.size
        body = bytes(wire[at:at + size])
        at += size
        good += zlib.crc32(body) == check
        line, *rest = body.split(b"\r\n")
        fields += len([part for part in rest if b": " in part])
        fields += int(line.split(b" ")[1].rpartition(b"/")[2].decode("ascii")) & 1
    show(len(wire), good, fields, int.from_bytes(wire[:8], "big"))
    show(wire.count(b"Host"), wire.find(b"/page/3999"), sum(wire) & 0xffff)
    size = 300000
    prime = bytearray([1]) * size
    prime[:2] = b"\0\0"
    for n in range(2, 548):
        if prime[n]:
            prime[n * n::n] = bytes(len(range(n * n, size, n)))
    show(sum(prime), bytes(prime[:20]).hex(), bytes(prime[::-1][:9]))


for _ in range(4):
    main(lambda *ignored: None)
main(print)
