"""tpython -m twisted.trial TESTS"""

from twisted.scripts.trial import run

run()
