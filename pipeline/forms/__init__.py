"""The forms: one package each, found by its name (registry.py); across/ spans them."""
