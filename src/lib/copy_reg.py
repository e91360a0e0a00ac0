"""What copyreg was in the era."""

from copyreg import *
