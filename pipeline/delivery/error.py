"""What stops the mail altogether."""

from __future__ import annotations


class MailError(Exception):
    """Nothing could be sent; the text says in Chinese what is wrong, and never quotes a password."""
