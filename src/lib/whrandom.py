"""The era's other home of random numbers."""

from random import *
