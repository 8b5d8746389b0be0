"""F00 is data: another parameter, post, day or list entry changes what is found (`base_cases`) or said."""

from __future__ import annotations

import pytest

from pipeline.figures.aggregate import make_book, make_report
from pipeline.forms.parameters import DEFINITIONS
from tests.forms.base_cases import HELD_SPELLING, OF_LISTS, OF_PARAMETERS, Altered, parameter
from tests.forms.f13.clean import SPRING as SERVICE
from tests.forms.planting import Case, placed

IS_SAID = {"P-19"}
"""A target, which no rule asks for."""


def found(altered: Altered, *, with_change: bool) -> list[tuple[str, object]]:
    given = [*altered.given, *([altered.base] if with_change else [])]
    case = Case("", altered.what, altered.changes, until=altered.until, given=given)
    return sorted(placed(altered.spring.found(case)), key=str)


@pytest.mark.parametrize("altered", [*OF_PARAMETERS, *OF_LISTS], ids=str)
def test_another_cell_of_f00_changes_what_is_found(altered: Altered) -> None:
    assert altered.before != altered.after
    assert found(altered, with_change=False) == sorted(altered.before, key=str)
    assert found(altered, with_change=True) == sorted(altered.after, key=str)


def test_a_spelling_that_cannot_be_read_is_not_accepted() -> None:
    assert found(HELD_SPELLING, with_change=True) == sorted(HELD_SPELLING.after, key=str)


# (50 + 20 + 40 + 5 + 9 + 2) ÷ (80 + 50 + 12) = 126 ÷ 142
@pytest.mark.parametrize(("target", "verdict"), [("90", "基本達到90%的要求"), ("88", "達到88%的要求")])
def test_a_target_is_that_of_the_school(target: str, verdict: str) -> None:
    altered = parameter("P-19", target, SERVICE)
    report = make_report(make_book(SERVICE.batch([altered.base, *SERVICE.books()], "2026-04").term))
    said = "".join(
        paragraph.text for chapter in report.chapters for part in chapter.sections for paragraph in part.paragraphs
    )
    assert f"滿意率為88.7%（126/142），{verdict}" in said


def test_every_parameter_has_its_change() -> None:
    # P-00a to P-00f are the term itself: without them nothing is judged (F00-R01, F00-R02)
    codes = {one.code for one in DEFINITIONS if not one.code.startswith("P-00")}
    assert {altered.what for altered in OF_PARAMETERS} | IS_SAID == codes
