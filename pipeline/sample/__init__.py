"""The invented school of the sample and its term, as filled workbooks in plain data."""
