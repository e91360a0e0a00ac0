"""The era's faster home of files that are only text in memory."""

from StringIO import StringIO
