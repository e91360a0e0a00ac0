"""Conversations with terminals."""
