"""What belongs to no single form: cross-form rules, the figures of the whole hand-in, opening and closing chapters."""
