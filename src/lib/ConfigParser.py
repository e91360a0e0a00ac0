"""What configparser was in the era."""

from configparser import *


class _Early:
    """I forgive twice the same name, and know remarks behind values."""

    def __init__(self, defaults=None):
        super().__init__(defaults, strict=False, inline_comment_prefixes=';')

    def get(self, section, option, raw=0, vars=None, **kw):
        return super().get(section, option, raw=raw, vars=vars, **kw)


RawConfigParser = type('RawConfigParser', (_Early, RawConfigParser), {})
ConfigParser = SafeConfigParser = type('ConfigParser',
                                       (_Early, ConfigParser), {})
