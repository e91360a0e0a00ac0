"""The era's home of one digest."""

from hashlib import sha1 as sha

new = sha
