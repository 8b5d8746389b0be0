"""The vocabulary in which a form is declared, once: columns, expressions, rules, metrics, tables, charts, chapters."""
