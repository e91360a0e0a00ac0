"""Helpers that have nothing to do with the network."""
