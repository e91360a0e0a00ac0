"""Where plugins are found: folders twisted/plugins beside other modules."""

from twisted.plugin import pluginPackagePaths

__path__ = pluginPackagePaths(__name__)
__all__ = []
