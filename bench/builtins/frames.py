# Buffers: messages of any length cut out of what came through views of it.


class Framer:
    def __init__(self):
        self.buffer = bytearray()
        self.count = self.total = 0

    def feed(self, data):
        self.buffer += data
        while len(self.buffer) > 1 and len(self.buffer) >= 2 + self.size():
            end = 2 + self.size()
            self.message(bytes(memoryview(self.buffer)[2:end]))
            del self.buffer[:end]

    def size(self):
        return self.buffer[0] << 8 | self.buffer[1]

    def message(self, payload):
        self.count += 1
        self.total = (self.total * 31 + len(payload) + payload[-1]) & 0xFFFFFFFF


wire = bytearray()
for i in range(40000):
    body = bytes([i & 0xFF]) * (1 + i * 7 % 300)
    wire += len(body).to_bytes(2, 'big') + body

view, framer, at, step = memoryview(wire), Framer(), 0, 1
while at < len(view):
    framer.feed(view[at:at + step])
    at += step
    step = step * 5 % 509 + 1
print(framer.count, framer.total, len(framer.buffer))
