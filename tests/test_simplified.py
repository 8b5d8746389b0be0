"""A school that types Simplified gets the findings that it would get for Traditional, and no others (domain 1)."""

from __future__ import annotations

from dataclasses import replace

from opencc import OpenCC

from pipeline.form.filled import Filled, Value
from pipeline.sample.base_data import base_workbook
from pipeline.sample.finance import finance_workbooks
from tests.forms.plant import batch_of, rules_at

PLANTED = ["F05-R05", "F05-R13", "F05-R13", "F05-R14", "F05-R15", "F05-R20"]


def simplified(filled: Filled) -> Filled:
    """The workbook with every text that was typed in Simplified."""
    convert = OpenCC("t2s").convert

    def typed(value: Value) -> Value:
        return convert(value) if isinstance(value, str) else value

    sheets = {title: [{k: typed(v) for k, v in row.items()} for row in rows] for title, rows in filled.sheets.items()}
    return replace(filled, sheets=sheets)


def test_simplified_texts_are_judged_alike() -> None:
    books = finance_workbooks()
    as_typed = batch_of([base_workbook(), *books])
    in_simplified = batch_of([base_workbook(), *map(simplified, books)])
    assert any("定点供应" in str(row.get("備註")) for book in books for row in simplified(book).sheets["支出票據"])
    assert sorted(one.rule for one in in_simplified.findings if one.form == "F05") == PLANTED
    assert rules_at(in_simplified) == rules_at(as_typed)
