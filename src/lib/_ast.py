"""The classes of syntax trees, under the name of their C module."""

from ast import *
