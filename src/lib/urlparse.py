"""What urllib.parse was in the era."""

from urllib.parse import *
