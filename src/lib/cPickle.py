"""The era's faster home of pickle."""

from pickle import *
