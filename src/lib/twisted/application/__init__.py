"""Applications as Twisted has described them since 2003."""
