"""Rows judged: cell, row and cross-form rules, which files count, and that nothing is lost."""
