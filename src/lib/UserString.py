"""The era's home of the class."""

from collections import UserString
