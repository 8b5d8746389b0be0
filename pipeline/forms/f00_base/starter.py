"""What a blank F00 starts with: every parameter with its default, so that a school fills in only what is its own."""

from __future__ import annotations

from pipeline.form.filled import Value
from pipeline.forms.f00_base.sheets import SchoolParameters
from pipeline.forms.parameters import DEFINITIONS


def starter() -> dict[str, list[dict[str, Value]]]:
    """學校參數: one row a parameter of domain 3.4; 參數值 of P-00a to P-00f and every 生效日期 are for the school."""
    rows: list[dict[str, Value]] = [
        {
            SchoolParameters.code.title: one.code,
            SchoolParameters.label.title: one.name,
            SchoolParameters.value.title: one.default or None,
            SchoolParameters.unit.title: one.unit or None,
        }
        for one in DEFINITIONS
    ]
    return {SchoolParameters.title: rows}
