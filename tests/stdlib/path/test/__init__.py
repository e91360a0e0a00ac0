"""CPython's own tests, where the machine has them; test.support is ours."""

import os

__path__.append(os.environ['MT_STDLIB_TESTS'])
