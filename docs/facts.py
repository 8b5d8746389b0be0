"""Where each fact of the three summaries is recorded, checked and counted: `python -m docs.facts` writes facts.md.

The facts are those of tests/contract/contract.json; which rule and figure stands for which is declared with them
(`because`). A fact of kind NAR (an attitude, or a claim without a number) need not be recorded.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.forms.registry import registry
from pipeline.render.dictionary import dictionary

ROOT = Path(__file__).parents[1]
CONTRACT = ROOT / "tests/contract/contract.json"
WRITTEN = ROOT / "docs/facts.md"
KINDS = {"RULE": "規定", "SYS": "制度", "FIG": "數字", "EVT": "事件", "NAR": "敘述"}
HEAD = """# Facts and where they went

Each line is a fact of the three term summaries from which this program began, by its id: its kind (規定 a management
rule, 制度 a standing system, 數字 a figure, 事件 a thing done, 敘述 an attitude or a claim without a number), the
sheets that record it, the rules that check it and the figures that count it. Written by `python -m docs.facts`.

| fact | kind | what it says | recorded on | checked by | counted as |
|---|---|---|---|---|---|
"""


def facts_page() -> str:
    """The whole page."""
    return HEAD + "".join(_lines())


def traces(told: Mapping[str, Any], kinds: tuple[str, ...]) -> dict[str, list[str]]:
    """Of each fact the ids of those rules or metrics that give it as their reason."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind in kinds:
        for one in told[kind]:
            for fact in one["because"]:
                if one["id"] not in found[fact]:
                    found[fact].append(one["id"])
    return found


def _lines() -> Iterator[str]:
    told = dictionary(registry())
    titles = {sheet["id"]: sheet["title"] for form in told["forms"] for sheet in form["sheets"]}
    rules, metrics = traces(told, ("rules", "cross_rules")), traces(told, ("metrics",))
    for fact, (kind, sheets, says) in json.loads(CONTRACT.read_text(encoding="utf-8"))["facts"].items():
        recorded = "、".join(f"{sheet} {titles[sheet]}" for sheet in sheets if sheet in titles)
        cells = (fact, KINDS[kind], says, recorded, ", ".join(rules[fact]), ", ".join(metrics[fact]))
        yield f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    WRITTEN.write_text(facts_page(), encoding="utf-8")
