"""What pdb raises when it is told to quit."""


class BdbQuit(Exception):
    pass
