"""Tests for asynchronous programs."""
