"""How workbooks come in: found in a folder, read as raw cells, and understood as rows of a form."""
