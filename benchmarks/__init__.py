"""How fast the batch is, beside reading the workbooks and doing nothing, and beside a script as one writes it.

`python -m benchmarks` (or `make bench`) builds the workbooks, runs every contender in a process of its own and prints
what it took. Results of a real run stand in RESULTS.md.
"""
