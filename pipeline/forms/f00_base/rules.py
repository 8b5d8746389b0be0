"""The row rules of F00 (domain/forms/F00.md)."""
