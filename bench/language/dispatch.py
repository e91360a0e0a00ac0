# A state machine: bound methods in a dict, a generator that feeds it.


class Machine:
    def __init__(self):
        self.table = {'idle': self.idle, 'run': self.run, 'wait': self.wait}
        self.state = 'idle'
        self.sum = 0
        self.seen = {}

    def idle(self, event):
        return 'run' if event % 3 else 'idle'

    def run(self, event):
        self.sum += event
        return 'wait' if event & 1 else 'run'

    def wait(self, event):
        self.sum -= 1
        return 'idle' if event > 5 else 'run'

    def feed(self, events):
        table = self.table
        seen = self.seen
        for event in events:
            state = table[self.state](event)
            if state != self.state:
                change = self.state, state
                seen[change] = seen.get(change, 0) + 1
            self.state = state


machine = Machine()
machine.feed((i * 7) % 11 for i in range(400000))
print(machine.sum, sorted(machine.seen.items()))
