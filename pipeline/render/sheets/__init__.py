"""The sheets of the statistics workbook, one module a kind of sheet."""
