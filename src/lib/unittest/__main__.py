"""python -m unittest"""

from .main import main

__unittest = True

main(module=None, name='python -m unittest')
