"""How the summary reaches the head: the letter, its sending, and the ledger of what was sent."""
