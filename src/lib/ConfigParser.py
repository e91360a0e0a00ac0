"""What configparser was in the era."""

from configparser import *
