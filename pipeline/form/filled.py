"""A filled workbook as plain data: what the sample writes and what a template or a returned copy is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None
"""One cell. Money and numbers are Decimal or int, never float; codes, names and options are str."""


@dataclass(frozen=True)
class Cover:
    """The fields of 封面 (domain 3.6). `month` is YYYY-MM."""

    school: str
    term: str
    month: str
    part: int = 1
    filled_by: str = ""
    filled_on: date | None = None
    reviewed_by: str = ""
    version: int = 1
    nothing_to_report: bool = False


@dataclass(frozen=True)
class Filled:
    """One workbook: its form's id (F02), its cover and, by sheet title, rows as {column title: value}.

    A column that a row does not name is blank. ƒ columns are left out: the writer puts their formulas in.
    """

    form: str
    cover: Cover
    sheets: Mapping[str, Sequence[Mapping[str, Value]]]
    merged: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Ranges to merge in data rows, by sheet title (`{"環境與文化": ["C5:C6"]}`): dirt for the sample."""
    stamps: Mapping[str, str] = field(default_factory=dict)
    """What the hidden sheet says, by label, where that is not what the cover says."""
