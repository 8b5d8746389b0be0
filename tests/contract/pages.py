"""The domain pages read once more: what ids they name. `python -m tests.contract.pages FOLDER` writes contract.json.

The names in the pages are the contract between forms, rules, figures and those who read them; the list is committed
so that it is held to without the pages too.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Contract = dict[str, Any]

COMMITTED = Path(__file__).with_name("contract.json")
FORM_PAGES = "forms/F??.md"


def contract(domain: Path) -> Contract:
    """All ids of the pages; columns by sheet id, facts with their kind, where they are recorded, and what they say."""
    forms = [page.read_text(encoding="utf-8") for page in sorted(domain.glob(FORM_PAGES))]
    assert len(forms) == 14, domain
    across, files, shown = (
        (domain / name).read_text(encoding="utf-8")
        for name in ("06-cross-form-rules.md", "07-file-and-cell-rules.md", "08-tables-and-charts.md")
    )
    conventions = (domain / "03-conventions.md").read_text(encoding="utf-8")
    return {
        "columns": dict(pair for page in forms for pair in sorted(_columns(page))),
        "rules": _ids("\n".join(forms), r"F\d\d-R\d+"),
        "cross_rules": _ids(across, r"X-\d+"),
        "file_rules": _ids(files, r"G-\d+"),
        "metrics": _ids("\n".join([*forms, across]), r"M-(?:F\d\d|ALL)-\d+[a-z]?"),
        "tables": _ids(shown, r"S\d\d"),
        "charts": _ids(shown, r"C\d\d"),
        "parameters": list(_parameters(conventions)),
        "facts": dict(_facts((domain / "02-facts.md").read_text(encoding="utf-8"))),
    }


def table_lines(text: str, pattern: str) -> list[list[str]]:
    """The lines of the page's tables whose first cell is such an id."""
    return [cells(line) for line in text.splitlines() if re.match(rf"\|\s*{pattern}\s*\|", line)]


def cells(line: str) -> list[str]:
    """The cells of a line of a table."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _ids(text: str, pattern: str) -> list[str]:
    return sorted({line[0] for line in table_lines(text, pattern)})


def _columns(page: str) -> Iterator[tuple[str, list[str]]]:
    for part in re.split(r"^#### ", page, flags=re.MULTILINE)[1:]:
        listed = part.split("|column|", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
        yield part[:5], [cells(line)[0] for line in listed]


def _parameters(page: str) -> Iterator[str]:
    """`P-00a…f`, `P-08, P-09`, `P-10a/b/c` and `P-22a–d, e–g` are several parameters each."""
    for first, *_ in table_lines(page, r"P-\d\d[^|]*"):
        number = ""
        for part in first.split(", "):
            number = part[:4] if part.startswith("P-") else number
            letters = part.removeprefix(number)
            yield from (number + letter for letter in _letters(letters))


def _letters(letters: str) -> list[str]:
    """`a–d` is four letters, `a/b` two, and nothing is the one parameter without a letter."""
    ends = re.fullmatch(r"([a-z])[…–]([a-z])", letters)
    return [chr(each) for each in range(ord(ends[1]), ord(ends[2]) + 1)] if ends else letters.split("/")


def _facts(page: str) -> Iterator[tuple[str, list[Any]]]:
    for number, _, kind, says, used in table_lines(page, r"E\d-\d\d"):
        yield number, [kind, re.findall(r"F\d\d(?:\.\d)?|^NAR", used), says]


if __name__ == "__main__":
    told = json.dumps(contract(Path(sys.argv[1])), ensure_ascii=False, indent=0)
    COMMITTED.write_text(told + "\n", encoding="utf-8")
