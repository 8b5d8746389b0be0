"""The sample's term with each module off: its forms are not due, and nothing of it is left behind (domain 3.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.forms.registry import registry
from pipeline.render.template import write_workbook
from pipeline.sample.base_data import base_workbook
from tests.forms.plant import with_rows
from tests.workspaces import Published, reported, workspace


@dataclass(frozen=True, eq=False)
class Module:
    """A module and what goes with it: forms, rules, figures, sheets of the statistics, headings, words of letters."""

    code: str
    forms: Sequence[str]
    rules: Sequence[str]
    figures: Sequence[str]
    sheets: Sequence[str]
    headings: Sequence[str]
    words: Sequence[str]

    def __str__(self) -> str:
        return self.code


MODULES = [
    Module(
        "P-24a",
        ["F02", "F03"],
        ["F02", "F03", *(f"X-{number:02}" for number in range(1, 11)), "X-24", "X-48", "X-49"],
        ["M-F02", "M-F03", "M-F05-12"],
        ["食材採購月度表", "供餐與陪餐月度表", "食材庫存收發存表", "食品安全執行表"],
        ["食堂與食品安全", "食材採購與驗收", "庫存管理", "供餐與陪餐", "食品安全"],
        ["食材", "食堂", "供餐", "採購率"],
    ),
    Module(
        "P-24b",
        ["F11"],
        ["F11", "X-20", "X-43", "X-44", "X-45"],
        ["M-F11"],
        ["校車運行表"],
        ["校車", "運行", "候車看護", "車輛與費用"],
        ["校車"],
    ),
    Module("P-24c", [], [], [], [], [], ["幼兒"]),
    Module(
        "P-24d",
        [],
        [*(f"F05-R{number:02}" for number in range(1, 13)), "X-13", "X-15", "X-23"],
        ["M-F05-02", "M-F05-03", "M-F05-04"],
        ["收費與解交表", "退補結算表"],
        ["收費與解交"],
        ["收費"],
    ),
]


@cache
def without(module: Module) -> Published:
    """The term of a school that has no such module, and so hands in none of its forms."""
    base = base_workbook()
    rows = [{**row, "參數值": "否"} if row["參數代碼"] == module.code else row for row in base.sheets["學校參數"]]
    with TemporaryDirectory() as folder:
        place = workspace(Path(folder), lambda name: not Path(name).name.startswith(tuple(module.forms or ["~"])))
        [handed_in] = place.inbox.rglob("F00*")
        handed_in.write_bytes(write_workbook(registry().base, with_rows(base, "學校參數", rows), blank_rows=0))
        told = place("run", "--term")
        assert told.code == 3, told
        return place.published()


def headings(published: Published) -> list[str]:
    """The summary's headings without their numbers."""
    return [text.split("、", 1)[-1].split("）", 1)[-1] for text in published.paragraphs]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_its_forms_are_not_asked_for(module: Module) -> None:
    found = without(module).manifest["findings"]
    missing = {(one["form"], one["month"]) for one in found if one["rule"] == "G-04"}
    assert missing == {("F09", "2026-05")}
    assert [line for line in without(module).lines("報送情況表") if str(line[0])[:3] in module.forms] == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_its_rules_are_not_asked(module: Module) -> None:
    told = {one["rule"] for one in without(module).manifest["findings"]}
    assert not [rule for rule in told if rule.startswith(tuple(module.rules or ["~"]))]
    # the sample breaks some of them while the module is on
    asked = {one["rule"] for one in reported("--term").manifest["findings"]}
    assert bool(module.rules) == any(rule.startswith(tuple(module.rules or ["~"])) for rule in asked)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_it_has_no_figures_and_no_sheets(module: Module) -> None:
    figures = {one["metric"] for one in without(module).manifest["figures"]}
    assert not [metric for metric in figures if metric.startswith(tuple(module.figures or ["~"]))]
    sheets, every = without(module).workbook.sheetnames, reported("--term").workbook.sheetnames
    assert [title for title in every if title not in sheets] == sorted(module.sheets, key=every.index)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_it_has_no_headings(module: Module) -> None:
    left, every = headings(without(module)), headings(reported("--term"))
    assert set(module.headings) <= set(every)
    assert not set(module.headings) & set(left)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_the_letter_does_not_speak_of_it(module: Module) -> None:
    message = message_from_bytes(without(module).named("郵件_", ".eml"), _class=EmailMessage, policy=policy.default)
    part = message.get_body(("plain",))
    assert part is not None
    assert [line for line in str(part.get_content()).splitlines() if any(word in line for word in module.words)] == []
