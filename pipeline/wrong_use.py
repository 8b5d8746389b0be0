"""What stops a command that was not asked for in the right way."""

from __future__ import annotations


class WrongUseError(Exception):
    """What was asked for cannot be; the text says in Chinese what to write instead."""
