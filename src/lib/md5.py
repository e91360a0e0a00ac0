"""The era's home of one digest."""

from hashlib import md5

new = md5
