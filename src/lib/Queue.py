"""What queue was in the era."""

from queue import *
