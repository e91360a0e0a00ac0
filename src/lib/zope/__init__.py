"""Where zope.interface is looked for."""
