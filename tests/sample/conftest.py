"""The filled term, made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from pipeline.form.filled import Filled, Value
from pipeline.sample.term import filled_workbooks

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Term:
    """The workbooks, and their rows as somebody would read them who knows nothing of how they were made."""

    workbooks: Sequence[Filled]

    def rows(self, form: str, sheet: str, month: str = "") -> list[Row]:
        """Data rows of a sheet over the term or of one month's file, 合計 rows left out."""
        return [
            row
            for filled in self.workbooks
            if filled.form == form and month in {"", filled.cover.month}
            for row in filled.sheets[sheet]
            if "合計" not in row.values()
        ]

    def vouchers(self) -> list[Row]:
        """F05.4 as it is in the end: a later state of a voucher replaces the earlier one."""
        return list({text(row, "憑證號"): row for row in self.rows("F05", "支出票據")}.values())

    def kept_vouchers(self) -> list[Row]:
        """Those that are not held: the first one of each invoice."""
        first: dict[str, Row] = {}
        for row in self.vouchers():
            first.setdefault(text(row, "發票號"), row)
        return list(first.values())

    def counted_vouchers(self) -> list[Row]:
        """Three signers, as ordered, not sent back."""
        signed = [row for row in self.kept_vouchers() if {"經手人", "驗收人", "審核人"} <= set(row)]
        return [row for row in signed if row["報支狀態"] != "退回"]


@pytest.fixture(scope="session")
def term() -> Term:
    return Term(filled_workbooks())


def text(row: Row, title: str) -> str:
    value = row[title]
    assert isinstance(value, str), (title, value)
    return value


def number(row: Row, title: str) -> Decimal:
    value = row.get(title, 0)
    assert isinstance(value, int | Decimal), (title, value)
    return Decimal(value)


def day_of(row: Row, title: str) -> date:
    value = row[title]
    assert isinstance(value, date), (title, value)
    return value


def names(row: Row, title: str) -> list[str]:
    return text(row, title).split("、") if title in row else []
