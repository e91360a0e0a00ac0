"""What tests and reporters are to trial."""

from unittest import TestCase

from zope.interface import Attribute, Interface, classImplements


class ITestCase(Interface):
    """I am a test that can be run."""

    failureException = Attribute('What is raised by an assertion that fails.')

    def __call__(result):
        """Run, and tell the result."""

    def countTestCases():
        """How many tests I am."""

    def id():
        """My name, whole."""

    def run(result):
        """Run, and tell the result."""

    def shortDescription():
        """One line about me."""


classImplements(TestCase, ITestCase)


class IReporter(Interface):
    """I am told what comes of tests, and say it to whoever looks on."""

    shouldStop = Attribute('Whether no more tests shall be run.')
    testsRun = Attribute('How many tests there were.')

    def startTest(method):
        """A test begins."""

    def stopTest(method):
        """It has ended."""

    def addSuccess(test):
        """It passed."""

    def addError(test, error):
        """It raised; error is a Failure, or what sys.exc_info() gives."""

    def addFailure(test, failure):
        """An assertion of it failed."""

    def addExpectedFailure(test, failure, todo=None):
        """It failed, as was to be expected."""

    def addUnexpectedSuccess(test, todo=None):
        """It passed, and should not have."""

    def addSkip(test, reason):
        """It was not run."""

    def wasSuccessful():
        """Whether all is well so far."""

    def done():
        """There are no more tests."""
